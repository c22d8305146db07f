#!/bin/sh
# Time and memory of the example programs, beside the least work anyone can do on the same file.
#     sh bench/bench.sh FOLDER         FOLDER holds profile_csv, generate_csv, bench_table, bench_structs; `make bench` calls it
# BENCH_LARGE=1     5,000,000 rows too: 700 MB in ${TMPDIR:-/tmp}, twice for a moment
# YARDSTICKS=DIR    DIR/limit_profile.c and DIR/limit_generate.c are built and compared with, too
# bench/README.md says how to read what this prints. Results are checked before anything is timed.
LC_ALL=C
export LC_ALL
bin=${1:-build}
cc=${CC:-cc}
runs=5

fail() { echo "bench: $*" >&2; exit 1; }

for program in profile_csv generate_csv bench_table bench_structs; do
    [ -x "$bin/$program" ] || fail "$bin/$program is not there: make bench builds it"
done
work=$(mktemp -d "${TMPDIR:-/tmp}/replicator_bench.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

#--- measuring ---

# The shell's own `times` gives what `time -p` gives, also where no `time` program is installed. Its tick may be
# 10 ms, so one measurement runs a command as often as makes a second. The wall clock is for busy_pair alone.
# shellcheck disable=SC2016
measured='
    count=$1 left=$1 from= to=
    shift
    if [ -r /proc/uptime ]; then read from rest </proc/uptime; fi
    while [ "$left" -gt 0 ]; do
        "$@" >/dev/null 2>&1 || exit 1
        left=$((left - 1))
    done
    if [ -r /proc/uptime ]; then read to rest </proc/uptime; fi
    times
    echo "$count ${from:-0} ${to:-0}"'

# measure COUNT COMMAND...: "CPU WALL", seconds of one run; CPU is user and system, WALL 0 where unknown
measure() {
    sh -c "$measured" sh "$@" >"$work/times" || fail "failed: $*"
    awk 'function seconds(text, part) { split(text, part, /[ms]/); return 60 * part[1] + part[2] }
         NR == 2 { cpu = seconds($1) + seconds($2) }
         NR == 3 { printf "%.6f %.6f\n", cpu / $1, ($3 - $2) / $1 }' "$work/times"
}

# repeats COMMAND...: how many runs make some second of CPU, 1 to 200
repeats() {
    once=$(measure 1 "$@") || exit 1
    echo "${once% *}" | awk '{ n = $1 > 0.005 ? int(1 / $1) + 1 : 200; print n }'
}

# peak COMMAND...: most memory in use, in KiB; "-" where neither GNU time nor /proc can tell
peak() {
    if [ "$gnu_time" ]; then
        "$gnu_time" -f %M -o "$work/peak" "$@" >/dev/null 2>&1 || fail "failed: $*"
        cat "$work/peak"
        return
    fi
    "$@" >/dev/null 2>&1 &
    child=$! most=-
    while :; do                                     # the kernel keeps the maximum; the last look is what counts
        seen=
        while read -r key value rest; do
            if [ "$key" = VmHWM: ]; then seen=$value; break; fi
        done 2>/dev/null <"/proc/$child/status"
        [ "$seen" ] || break
        most=$seen
    done 2>/dev/null
    wait "$child" || fail "failed: $*"
    echo "$most"
}
gnu_time=
case $(/usr/bin/time -f %M true 2>&1) in
'' | *[!0-9]*) ;;
*) gnu_time=/usr/bin/time ;;
esac

# median FIELD FILE
median() {
    awk -v field="$1" '{ print $field }' "$2" | sort -n |
        awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

#--- one size ---

make_table() { # ROWS: writes $table, $model and $rows_bytes, and checks them before anything is timed
    rows=$1 table=$work/$1.csv model=$work/$1.json
    "$bin/bench_table" "$rows" >"$table" || fail "no table of $rows rows"
    table_bytes=$(($(wc -c <"$table")))
    header=$(head -n 1 "$table")
    [ "$header" = "customer_id,name,age,salary,city,email,phone,signup_date,last_login,score,notes" ] ||
        fail "the table's header is: $header"
    [ $(($(wc -l <"$table"))) -eq $((rows + 1)) ] || fail "the table has not $rows rows"
    scan=$("$bin/bench_table" --scan "$table")
    case $scan in
    "$table_bytes bytes $((rows + 1)) lines "*) ;;
    *) fail "bench_table --scan counts otherwise: $scan" ;;
    esac
    # Same table everywhere: the generator draws whole numbers only. 746114940 is its checksum on the day it was written.
    if [ "$rows" -eq 50000 ]; then
        sum=$(cksum <"$table")
        [ "${sum%% *}" = 746114940 ] || fail "50000 rows have checksum ${sum%% *}, not 746114940: figures would not compare"
    fi

    "$bin/profile_csv" "$table" "$model" >"$work/profile" 2>&1 || fail "profile_csv: $(cat "$work/profile")"
    found=$(awk '!/^model: / && !/: warning: / { printf "%s%s", comma, $1; comma = "," }' "$work/profile")
    [ "$found" = "$header" ] || fail "profile_csv finds the columns $found"

    "$bin/generate_csv" "$model" "$rows" >"$work/rows.csv" || fail "generate_csv made no rows"
    rows_bytes=$(($(wc -c <"$work/rows.csv")))
    [ "$(head -n 1 "$work/rows.csv")" = "$header" ] || fail "generate_csv writes another header"
    [ $(($(wc -l <"$work/rows.csv"))) -eq $((rows + 1)) ] || fail "generate_csv has not made $rows rows"
    "$bin/profile_csv" "$work/rows.csv" "$work/again.json" >"$work/profile" 2>&1 ||
        fail "profile_csv does not read what generate_csv wrote: $(cat "$work/profile")"
    rm -f "$work/rows.csv" "$work/again.json"
}

# Runs ordered A B C A B C, so that a busy minute hurts all three; ratios are taken within a round.
measure_table() { # ROWS
    make_table "$1"
    s_count=$(repeats "$bin/bench_table" --scan "$table") || exit 1
    p_count=$(repeats "$bin/profile_csv" "$table" "$model") || exit 1
    g_count=$(repeats "$bin/generate_csv" "$model" "$rows") || exit 1
    for what in scan profile generate; do : >"$work/$what"; done
    round=0
    while [ $round -lt $runs ]; do
        round=$((round + 1))
        s=$(measure "$s_count" "$bin/bench_table" --scan "$table") || exit 1
        p=$(measure "$p_count" "$bin/profile_csv" "$table" "$model") || exit 1
        g=$(measure "$g_count" "$bin/generate_csv" "$model" "$rows") || exit 1
        s_peak=$(peak "$bin/bench_table" --scan "$table") || exit 1
        p_peak=$(peak "$bin/profile_csv" "$table" "$model") || exit 1
        g_peak=$(peak "$bin/generate_csv" "$model" "$rows") || exit 1
        echo "${s% *} 1 $s_peak" >>"$work/scan"
        echo "${p% *} $(ratio "$p" "$s") $p_peak" >>"$work/profile"
        echo "${g% *} $(ratio "$g" "$s") $g_peak" >>"$work/generate"
    done
    show_line "newline count by memchr" "$table_bytes" "$work/scan"
    show_line "profile_csv" "$table_bytes" "$work/profile"
    show_line "generate_csv to /dev/null" "$rows_bytes" "$work/generate"
    echo "$rows $(median 3 "$work/profile") $(median 3 "$work/generate")" >>"$work/memory"
}

ratio() { echo "$1 $2" | awk '{ print ($3 > 0 ? $1 / $3 : 0) }'; }     # CPU of "CPU WALL" by CPU of "CPU WALL"

show_line() { # WHAT BYTES FILE of "CPU RATIO PEAK"
    echo "$(median 1 "$3") $(median 2 "$3") $(median 3 "$3")" | awk -v what="$1" -v bytes="$2" -v rows="$rows" '{
        cpu = $1 > 0 ? $1 : 1e-6
        printf "%8.1f  %8d  %-26s %8.4f  %8.0f  %11.0f  %8.1f  %8s\n", bytes / 1e6, rows, what, $1, bytes / 1e6 / cpu,
               rows / cpu, $2, $3 == "-" ? "-" : sprintf("%.1f", $3 / 1024) }'
}

#--- against the yardsticks ---

# A pair counts unless the machine was so busy that both sides took over twice their CPU time by the wall clock.
busy_pair() { echo "$1 $2" | awk '{ exit !($2 > 2 * $1 && $4 > 2 * $3) }'; }

# ours DO..., theirs DO...: DO (repeats, or measure COUNT) with the command of either side
ours() {
    case $what in
    profile_csv) "$@" "$bin/profile_csv" "$table" "$model" ;;
    *) "$@" "$bin/generate_csv" "$model" "$rows" ;;
    esac
}
theirs() {
    case $what in
    profile_csv) "$@" "$work/limit_profile" "$table" 0 ;;
    *) "$@" "$work/limit_generate" "$rows" /dev/null ;;
    esac
}

compare() { # profile_csv or generate_csv
    what=$1
    : >"$work/pairs"
    : >"$work/all"
    a_count=$(ours repeats) || exit 1
    b_count=$(theirs repeats) || exit 1
    pair=0
    while [ $pair -lt $((2 * runs)) ] && [ $(($(wc -l <"$work/pairs"))) -lt $runs ]; do
        pair=$((pair + 1))
        a=$(ours measure "$a_count") || exit 1
        b=$(theirs measure "$b_count") || exit 1
        line=$(ratio "$a" "$b")
        echo "$line" >>"$work/all"
        busy_pair "$a" "$b" || echo "$line" >>"$work/pairs"
    done
    quiet=$(($(wc -l <"$work/pairs")))
    if [ $quiet -lt $runs ]; then cp "$work/all" "$work/pairs"; fi
    printf '%-46s %6.2f   (%s)\n' "$what / limit_${what%_csv}" "$(median 1 "$work/pairs")" \
        "median of $(($(wc -l <"$work/pairs"))) pairs, $quiet of $pair on a quiet machine"
}

build_limits() {
    for program in limit_profile limit_generate; do
        [ -r "$YARDSTICKS/$program.c" ] || fail "$YARDSTICKS/$program.c is not there"
        "$cc" -O3 -march=native -o "$work/$program" "$YARDSTICKS/$program.c" -lm 2>"$work/errors" ||
            fail "$program.c does not compile: $(head -n 5 "$work/errors")"
    done
}

compare_limits() {
    "$work/limit_profile" "$table" 0 >"$work/limit" || fail "limit_profile failed"
    grep -q "\"rows\": $rows," "$work/limit" || fail "limit_profile has not read $rows rows: $(cat "$work/limit")"
    "$work/limit_generate" "$rows" /dev/null >"$work/limit" || fail "limit_generate failed"
    grep -q "\"rows\": $rows," "$work/limit" || fail "limit_generate has not made $rows rows: $(cat "$work/limit")"
    echo
    echo "CPU against programs written by hand for this one table, $rows rows (1 = as fast; smaller is better)"
    compare profile_csv
    compare generate_csv
}

#--- all ---

if [ -n "$YARDSTICKS" ]; then build_limits; fi
cores=$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo unknown)
echo "compiler  $("$cc" --version 2>&1 | head -n 1)"
echo "machine   $(uname -m), $cores cores$(awk -F': *' '/^model name/ { print ", " $2; exit }' /proc/cpuinfo 2>/dev/null)"
echo "date      $(date -u +%Y-%m-%d)"
echo
printf '%8s  %8s  %-26s %8s  %8s  %11s  %8s  %8s\n' "size MB" rows what "CPU s" MB/s rows/s "x count" "peak MiB"
measure_table 50000
rm -f "$table"
measure_table 1000000
if [ -n "$YARDSTICKS" ]; then compare_limits >"$work/limits" || exit 1; fi
rm -f "$table"
if [ "${BENCH_LARGE:-0}" = 1 ]; then
    measure_table 5000000
    rm -f "$table"
else
    echo "         (5,000,000 rows: BENCH_LARGE=1 make bench; 1.4 GB of disk)"
fi
echo
echo "Does memory grow with rows? Peak MiB:"
awk '{ printf "%9d rows   profile_csv %s   generate_csv %s\n", $1, mib($2), mib($3) }
     function mib(kib) { return kib == "-" ? "-" : sprintf("%6.1f", kib / 1024) }' "$work/memory"
echo
echo "Rows into the caller's memory:"
"$bin/bench_structs" 1000000 || fail "bench_structs failed"
if [ -n "$YARDSTICKS" ]; then cat "$work/limits"; fi
