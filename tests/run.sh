#!/bin/sh
# Runs the tests it is given (programs, or "script.sh arguments"), two at a time, shows a line for each, adds their
# "N passed, N failed" lines up and ends with such a line. A program without one counts as a single check.
passed=0 failed=0
outputs=$(mktemp -d) || exit 1
trap 'rm -rf "$outputs"' EXIT
trap 'exit 1' HUP INT TERM
# Takes the next test that nobody has taken (mkdir tells), until there is none.
work() {
    number=0
    for test in "$@"; do
        number=$((number + 1))
        mkdir "$outputs/taken.$number" 2>/dev/null || continue
        case $test in
        *.sh*) sh $test >"$outputs/$number" 2>&1 ;;
        *) $test >"$outputs/$number" 2>&1 ;;
        esac
        echo $? >"$outputs/$number.status"
    done
}
work "$@" &
work "$@" &
wait
number=0
for test in "$@"; do
    number=$((number + 1))
    status=$(cat "$outputs/$number.status" 2>/dev/null || echo 1)
    line=$(grep -E '^[0-9]+ passed, [0-9]+ failed' "$outputs/$number" | tail -n 1)
    if [ -z "$line" ]; then
        if [ "$status" -eq 0 ]; then line="1 passed, 0 failed"; else line="0 passed, 1 failed"; fi
    fi
    p=${line%% passed*} f=${line#*passed, } f=${f%% *}
    if [ "$status" -ne 0 ] && [ "$f" -eq 0 ]; then f=1; fi
    passed=$((passed + p)) failed=$((failed + f))
    note=$(grep -i 'skipped' "$outputs/$number" | head -n 1)
    printf '%-28s %s%s\n' "$(basename "${test%% *}")" "$p passed, $f failed" "${note:+  ($note)}"
    [ "$f" -eq 0 ] || grep -v '^[0-9]* passed' "$outputs/$number" | tail -n 30
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
