#!/bin/sh
# Runs each target of fuzz.c under libFuzzer for so many seconds, beginning with its corpus.
#     sh tests/fuzz/run.sh SECONDS [OUT [TARGET ...]]      from the top folder; OUT: for what is built and found, default build
# jsonrows, structure, expression and where run for a third of it, as csv and model reach most of what they do.
# A line for each target with its executions; what is found stays in OUT/fuzz. Ends with "N passed, N failed". As many run
# at a time as $JOBS says, by default one for each processor. The header is built once, all targets are linked with it.
seconds=${1:-60} out=${2:-build}/fuzz
watch="-g -O1 -I. -Wno-unused-function -fno-sanitize-recover=all"

if [ "$1" = one ]; then # OUT SECONDS TARGET
    out=$2 seconds=$3 target=$4
    case $target in jsonrows | structure | expression | where) seconds=$(((seconds + 2) / 3)) ;; esac
    if clang $watch -fsanitize=fuzzer,address,undefined -DREPLICATOR_IMPLEMENTED "-DTARGET=fuzz_$target" tests/fuzz/fuzz.c "$out/replicator.o" -o "$out/fuzz_$target" -lm >"$out/$target.log" 2>&1 &&
        "$out/fuzz_$target" -max_total_time="$seconds" -seed=1 -rss_limit_mb=2048 -timeout=60 -max_len=4096 -print_final_stats=1 \
            -artifact_prefix="$out/found_${target}_" "$out/$target" "tests/fuzz/corpus/$target" >"$out/$target.log" 2>&1; then
        echo "$target: $(sed -n 's/^stat::number_of_executed_units: *//p' "$out/$target.log") executions in $seconds s"
    else
        echo "failed: $target after $(sed -n 's/^stat::number_of_executed_units: *//p' "$out/$target.log") executions"
        grep -aE 'broken|ERROR|SUMMARY|Test unit written|runtime error|error:' "$out/$target.log" | head -n 10 | sed 's/^/    /'
    fi >"$out/$target.said"
    exit 0
fi
[ $# -lt 2 ] || shift
[ $# -lt 1 ] || shift
targets=${*:-csv jsonrows model structure expression where numbers dates pii round}
mkdir -p "$out"
printf '#include <stddef.h>\nint LLVMFuzzerTestOneInput(const unsigned char *b, size_t n);\nint LLVMFuzzerTestOneInput(const unsigned char *b, size_t n) { return n > 9 && b[0] == 77 ? 0 : 0; }\n' >"$out/probe.c"
if ! clang -fsanitize=fuzzer "$out/probe.c" -o "$out/probe" >/dev/null 2>&1; then
    echo "clang with libFuzzer (clang, libclang-rt-14-dev) is not here: fuzzing skipped"
    echo "0 passed, 0 failed"
    exit 0
fi
if ! clang $watch -fsanitize=fuzzer-no-link,address,undefined -c tests/replicator.c -o "$out/replicator.o"; then
    echo "0 passed, 1 failed"
    exit 1
fi
for target in $targets; do mkdir -p "$out/$target"; rm -f "$out/$target.said"; done
jobs=${JOBS:-$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)}
echo $targets | tr ' ' '\n' | xargs -P "$jobs" -I {} sh "$0" one "$out" "$seconds" {}
passed=0 failed=0
for target in $targets; do
    if cat "$out/$target.said" && ! grep -q '^failed' "$out/$target.said"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
