#!/bin/sh
# Runs the tests it is given (programs, or "script.sh arguments"), shows a line for each, adds their
# "N passed, N failed" lines up and ends with such a line. A program without one counts as a single check.
passed=0 failed=0
for test in "$@"; do
    case $test in
    *.sh*) output=$(sh $test 2>&1); status=$? ;;
    *) output=$($test 2>&1); status=$? ;;
    esac
    line=$(printf '%s\n' "$output" | grep -E '^[0-9]+ passed, [0-9]+ failed$' | tail -n 1)
    if [ -z "$line" ]; then
        if [ $status -eq 0 ]; then line="1 passed, 0 failed"; else line="0 passed, 1 failed"; fi
    fi
    p=${line%% passed*} f=${line##*, }; f=${f%% *}
    if [ $status -ne 0 ] && [ "$f" -eq 0 ]; then f=1; fi
    passed=$((passed + p)) failed=$((failed + f))
    note=$(printf '%s\n' "$output" | grep -i 'skipped' | head -n 1)
    printf '%-28s %s%s\n' "$(basename "${test%% *}")" "$p passed, $f failed" "${note:+  ($note)}"
    [ "$f" -eq 0 ] || printf '%s\n' "$output" | grep -v '^[0-9]* passed' | tail -n 30
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
