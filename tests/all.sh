#!/bin/sh
# What `make test-all` adds to `make test`: all that needs packages.
#
#     sh tests/all.sh [OUT [STAGE ...]]      from the top folder; OUT: folder for what is built, default build
#
# What is missing is named in a line with the word "skipped" and not counted. A stage is a shell function that prints
# "N passed, N failed" last; without such a line it counts as a single check. As many stages run side by side as there are
# processors, each takes the next when it is done, the longest come first; fidelity after them. Ends with the sums.
#
# stage name     what                                                              needs, besides a C compiler and make
#   strict       the header without a warning under a stranger's flags             gcc, clang, g++, clang++ as they are here
#   fuzz         the targets under libFuzzer, up to $FUZZ seconds each (20)        clang, libclang-rt-14-dev
#   same_bytes   same seed, same rows: the table of builds (make test-matrix)      compilers and machines named there
#   sanitize     the tests again, with AddressSanitizer and UBSan, and AVX2 if it   libasan, libubsan of $CC
#                is there: `make test` runs what every x86-64 has
#   jsmn         jsmn.h and Debian's: the same tokens; models read with Debian's   libjsmn-dev
#   python       the CSV reader and Python's; a reader of 1.0 models reads ours    python3, python3-numpy
#   compare      the figures of replicate compare and those of ../shared/score.py  python3-pandas, python3-scipy
#   formats      rows in every format, by readers that others wrote                  python3, node and npm, postgresql,
#                                                                                  mariadb-server-core, -client-core
#   sqlite       examples/sqlite_table.c, loaded into SQLite                       sqlite3, libsqlite3-dev
#   readme       the console blocks of README.md print what they show               python3
#   valgrind     a short list of tests and a profile                               valgrind
#   memory       tests and the fuzzed corpus, with MemorySanitizer                   clang, libclang-rt-14-dev
#   gcc_analyzer, clang_tidy, cppcheck, scan_build                                  gcc, clang-tidy, cppcheck, clang;
#                what analysers say of the header and the examples                 tests/analyse.sh
#   symbols      what the header defines and needs                                 tests/symbols.sh says it
#   fidelity     generated rows judged by ../shared/score.py; last, for it is two  python3 and its -pandas, -numpy, -scipy,
#                processes itself; 5 to 10 minutes, so not where CI=true           -sklearn; ../shared

out=${1:-build}
case $out in /*) ;; *) out=$PWD/$out ;; esac
CC=${CC:-cc}
logs=$out/all
mkdir -p "$logs" || exit 1
rm -rf "$logs"/*
MAKEFLAGS= MFLAGS= MAKELEVEL=
export CC MAKEFLAGS MFLAGS MAKELEVEL
processors=$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
jobs=$(((processors + 1) / 2))                              # processes at a time, of each stage
make="${MAKE:-make} -s -j$jobs CC=$CC"
watch="-fsanitize=address,undefined -fno-sanitize-recover=all"

here() { command -v "$1" >/dev/null 2>&1 || { echo "$1 is not here: $2 skipped"; return 1; }; }

# check SENTENCE COMMAND ...: one check, silent unless it fails; total prints the counts.
passed=0 failed=0
check() {
    sentence=$1; shift
    if "$@" >"$logs/check.$name" 2>&1 </dev/null; then passed=$((passed + 1)); return 0; fi
    failed=$((failed + 1))
    echo "failed: $sentence ($*)"
    tail -n 20 "$logs/check.$name" | sed 's/^/    /'
    return 1
}
total() { echo "$passed passed, $failed failed"; [ "$failed" -eq 0 ]; }

stage_strict() { sh tests/strict.sh; }

stage_fuzz() { JOBS=$jobs sh tests/fuzz/run.sh "${FUZZ:-20}" "$out"; }

stage_same_bytes() { sh tests/same_bytes.sh -j "$jobs"; }

stage_sanitize() {
    printf 'int main(void) { return 0; }\n' >"$logs/probe.c"
    if ! { $CC $watch -o "$logs/probe" "$logs/probe.c" && "$logs/probe"; } >/dev/null 2>&1; then
        echo "$CC cannot watch addresses and undefined behaviour here: every test under sanitizers skipped"
        echo "0 passed, 0 failed"
        return
    fi
    vectors=
    grep -qw avx2 /proc/cpuinfo 2>/dev/null && vectors=-mavx2
    # test_cost counts work, which this multiplies; what it is fed with is in the other tests and the fuzzed corpus
    $make OUT="$out/sanitize" TESTER="$watch $vectors" OWN_TESTS="$out/sanitize/test_faults $out/sanitize/test_memory" BUILDS= test # the builds have flags of their own
}

stage_jsmn() {
    original=/usr/include/jsmn.h
    if [ ! -f $original ]; then
        echo "$original (libjsmn-dev) is not here: comparison with jsmn skipped"
        echo "0 passed, 0 failed"
        return
    fi
    for mode in "" -DJSMN_STRICT -DJSMN_PARENT_LINKS "-DJSMN_STRICT -DJSMN_PARENT_LINKS"; do
        check "compare_jsmn.c builds" $CC -std=c99 -O2 -I. $mode tests/compare_jsmn.c -o "$out/compare_ours"
        check "compare_jsmn.c builds with Debian's" $CC -std=c99 -O2 -I. $mode "-DJSMN_HEADER_PATH=\"$original\"" tests/compare_jsmn.c -o "$out/compare_theirs"
        "$out/compare_ours" >"$logs/ours" && "$out/compare_theirs" >"$logs/theirs"
        check "the same tokens, counts and errors, $(wc -l <"$logs/ours") lines, modes: ${mode:-none}" cmp "$logs/ours" "$logs/theirs"
        check "jsmn printed something" test -s "$logs/ours"
    done
    # The tests of what reads models, with Debian's header in place of ours: it lies beside a copy of replicator.h, first on the path.
    mkdir -p "$out/jsmn/include"
    cp replicator.h $original "$out/jsmn/include"
    tests=
    for test in json model reference build files jsmn_0 jsmn_1 jsmn_2 jsmn_3; do tests="$tests $out/jsmn/test_$test"; done
    if $make OUT="$out/jsmn" STD="-std=c99 -w -I$out/jsmn/include -DJSMN_NO_TIME_TESTS -Itests -I." CFLAGS=-O0 SOLID=-O0 $tests "$out/jsmn/same_bytes"; then
        sh tests/run.sh $tests "tests/same_bytes.sh check $out/jsmn/same_bytes" >"$logs/jsmn_tests"
        echo "with Debian's jsmn.h:"
        cat "$logs/jsmn_tests"
        line=$(tail -n 1 "$logs/jsmn_tests")
        passed=$((passed + ${line%% *})) line=${line##*, } failed=$((failed + ${line%% *}))
    else
        check "the tests build with Debian's jsmn.h" false
    fi
    total
}

stage_python() {
    python=/usr/bin/python3
    [ -x $python ] || python=python3
    if ! here $python "csv_python.py and reference_reader.py"; then echo "0 passed, 0 failed"; return; fi
    $python tests/csv_python.py 600 >"$logs/csv_python" 2>&1
    line=$(tail -n 1 "$logs/csv_python")
    case $line in
    *" passed, "*" failed") passed=${line%% *} line=${line##*, } failed=${line%% *}; sed '$d' "$logs/csv_python" ;;
    *) check "csv_python.py" cat "$logs/csv_python"; failed=$((failed + 1)); cat "$logs/csv_python" ;;
    esac
    if ! $python -c 'import numpy' >/dev/null 2>&1; then
        echo "numpy (python3-numpy) is not here: reference_reader.py skipped"
    else
        $make OUT="$out" "$out/replicate" || { failed=$((failed + 1)); total; return; }
        data=../shared/data
        [ -d $data ] || echo "$data is not here: its sample tables skipped, the bundled one is read"
        find $data -name '*.[ct]sv' 2>/dev/null | sort >"$logs/tables"
        echo examples/customers.csv >>"$logs/tables"
        mkdir -p "$out/models"
        while read -r table; do
            model=$out/models/$(echo "${table#../}" | tr '/' '_').json
            check "a model of $table" "$out/replicate" profile "$table" -o "$model" --ragged join --date 2026-01-01T00:00:00 &&
                check "a 1.0 reader reads the model of $table" $python tests/reference_reader.py "$model"
        done <"$logs/tables"
        echo "$(wc -l <"$logs/tables") models read by reference_reader.py"
    fi
    total
}

stage_sqlite() {
    $make OUT="$out" "$out/replicate" || { echo "0 passed, 1 failed"; return; }
    sh tests/sqlite.sh "$out"
}
stage_readme() {
    here python3 "README's console blocks" || { echo "0 passed, 0 failed"; return; }
    $make OUT="$out" all >/dev/null || return 1
    rm -rf "$out/readme" && mkdir -p "$out/readme/build" && cp -Rp README.md Makefile replicator.h jsmn.h examples tests "$out/readme" || return 1
    find "$out" -maxdepth 1 -type f -exec cp -p {} "$out/readme/build" \; # with their times, so that nothing is built again
    python3 tests/readme.py "$out/readme"
}

stage_compare() {
    python=/usr/bin/python3
    [ -x $python ] || python=python3
    if ! here $python "comparison with score.py"; then echo "0 passed, 0 failed"; return; fi
    $make OUT="$out" "$out/replicate" || { echo "0 passed, 1 failed"; return; }
    $python tests/compare_score.py "$out"
}

stage_formats() {
    here python3 formats.py || { echo "0 passed, 0 failed"; return; }
    $make OUT="$out/fast" CFLAGS=-O2 "$out/fast/replicate" || { echo "0 passed, 1 failed"; return; }
    REPLICATOR_NPM=${REPLICATOR_NPM:-$out/npm} python3 tests/formats.py "$out/fast"
}

stage_valgrind() {
    if ! here valgrind "the short list under valgrind"; then echo "0 passed, 0 failed"; return; fi
    grind="valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite,indirect,possible"
    for program in test_base test_cells test_model test_inspect; do
        check "$program builds" $make OUT="$out" "$out/$program" && check "$program under valgrind" $grind "$out/$program"
    done
    check "replicate and same_bytes build" $make OUT="$out" "$out/replicate" "$out/same_bytes"
    check "same_bytes under valgrind" $grind "$out/same_bytes"
    check "profile under valgrind" $grind "$out/replicate" profile examples/customers.csv -o "$logs/model.json"
    check "generate under valgrind" $grind "$out/replicate" generate "$logs/model.json" -n 500 -o "$logs/rows.csv"
    total
}

stage_memory() {
    printf 'int main(void) { return 0; }\n' >"$logs/uninitialised.c"
    if ! { clang -fsanitize=memory -o "$logs/uninitialised" "$logs/uninitialised.c" && "$logs/uninitialised"; } >/dev/null 2>&1; then
        echo "clang cannot watch uninitialised memory here: tests under MemorySanitizer skipped"
        echo "0 passed, 0 failed"
        return
    fi
    for program in fuzz_replay test_csv test_model test_json test_learn test_draw test_compare; do
        check "$program builds" $make CC=clang OUT="$out/memory" SOLID=-O0 CFLAGS=-O0 TESTER="-fsanitize=memory -fno-sanitize-recover=all" "$out/memory/$program" || continue
        case $program in fuzz_replay) inputs=tests/fuzz/corpus/*/* ;; *) inputs= ;; esac
        check "$program under MemorySanitizer" "$out/memory/$program" $inputs
    done
    total
}

stage_gcc_analyzer() { sh tests/analyse.sh gcc; }
stage_clang_tidy() { sh tests/analyse.sh tidy; }
stage_cppcheck() { sh tests/analyse.sh cppcheck; }
stage_scan_build() { sh tests/analyse.sh scan; }

stage_symbols() {
    if [ ! -f tests/symbols.sh ]; then
        echo "tests/symbols.sh is not here: skipped"
        echo "0 passed, 0 failed"
        return
    fi
    sh tests/symbols.sh
}

stage_fidelity() {
    python=/usr/bin/python3
    [ -x $python ] || python=python3
    if ! here $python "fidelity.py"; then echo "0 passed, 0 failed"; return; fi
    check "replicate builds" $make OUT="$out/fast" CFLAGS=-O2 "$out/fast/replicate" || { total; return; }
    $python tests/fidelity.py --replicate "$out/fast/replicate" --json "$logs/fidelity.json"
}

# stage NAME: runs it into a log, keeps its counts, shows all it said with the time it took.
stage() {
    name=$1 from=$(date +%s)
    ( "stage_$1"; status=$?; times >"$logs/$name.times"; exit $status ) >"$logs/$name.log" 2>&1 </dev/null
    status=$?
    spent=$(awk 'END { n = split($0, t, "[ms ]+"); print int(60 * (t[1] + t[3]) + t[2] + t[4]) }' "$logs/$name.times") # processor time of what it started
    line=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$logs/$name.log" | tail -n 1)
    if [ -z "$line" ]; then
        if [ $status -eq 0 ]; then line="1 passed, 0 failed"; else line="0 passed, 1 failed"; fi
    fi
    p=${line%% *} f=${line##*, } f=${f%% *}
    if [ $status -ne 0 ] && [ "$f" -eq 0 ]; then f=1; fi
    echo "$p $f" >"$logs/$name.count"
    { echo "--- $name: $p passed, $f failed, $(($(date +%s) - from)) s, processor $spent s"; sed '${/^[0-9]* passed, [0-9]* failed$/d;}' "$logs/$name.log"; } >"$logs/$name.said"
    cat "$logs/$name.said"
}

# Takes the next stage that nobody has taken (mkdir tells), until there is none.
lane() {
    for name in $stages; do mkdir "$logs/$name.taken" 2>/dev/null && stage "$name"; done
}

if [ $# -gt 1 ]; then
    shift
    stages=$*
    for name in $stages; do stage "$name"; done
else
    $make OUT="$out" "$out/replicate" >/dev/null              # several stages use it: none shall find it half built
    stages="same_bytes fuzz sanitize gcc_analyzer scan_build valgrind clang_tidy memory jsmn cppcheck formats sqlite python readme strict symbols compare"
    n=0
    while [ $((n += 1)) -le "$processors" ]; do lane & done
    wait
    if [ "$CI" != true ]; then stages="$stages fidelity"; stage fidelity; fi
fi
passed=0 failed=0
for name in $stages; do
    if read -r p f <"$logs/$name.count"; then passed=$((passed + p)) failed=$((failed + f))
    else failed=$((failed + 1)); echo "$name did not end"; fi
done 2>/dev/null
total
