#!/bin/sh
# Runs each target of fuzz.c under libFuzzer for so many seconds, beginning with its corpus.
#     sh tests/fuzz/run.sh SECONDS [OUT [TARGET ...]]      from the top folder; OUT: for what is built and found, default build
# A line for each target with its executions; what is found stays in OUT/fuzz. Ends with "N passed, N failed".
seconds=${1:-60} out=${2:-build}/fuzz
[ $# -lt 2 ] || shift
[ $# -lt 1 ] || shift
targets=${*:-csv model structure where numbers dates pii round}
passed=0 failed=0
mkdir -p "$out"
printf '#include <stddef.h>\nint LLVMFuzzerTestOneInput(const unsigned char *b, size_t n);\nint LLVMFuzzerTestOneInput(const unsigned char *b, size_t n) { return n > 9 && b[0] == 77 ? 0 : 0; }\n' >"$out/probe.c"
if ! clang -fsanitize=fuzzer "$out/probe.c" -o "$out/probe" >/dev/null 2>&1; then
    echo "clang with libFuzzer (clang, libclang-rt-14-dev) is not here: fuzzing skipped"
    echo "0 passed, 0 failed"
    exit 0
fi
for target in $targets; do
    mkdir -p "$out/$target"
    if clang -g -O1 -I. "-DTARGET=fuzz_$target" -Wno-unused-function -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all tests/fuzz/fuzz.c -o "$out/fuzz_$target" -lm &&
        "$out/fuzz_$target" -max_total_time="$seconds" -seed=1 -rss_limit_mb=2048 -timeout=60 -max_len=4096 -print_final_stats=1 \
            -artifact_prefix="$out/found_${target}_" "$out/$target" "tests/fuzz/corpus/$target" >"$out/$target.log" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "failed: $target"
        grep -aE 'broken|ERROR|SUMMARY|Test unit written|runtime error' "$out/$target.log" | head -n 10
    fi
    echo "$target: $(sed -n 's/^stat::number_of_executed_units: *//p' "$out/$target.log") executions in $seconds s"
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
