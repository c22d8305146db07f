#!/bin/sh
# Same table, same model bytes; same seed, same rows: tests/same_bytes.c built by every compiler and for every
# machine that is here must print tests/golden/same_bytes.txt, hash by hash.
#
#     sh tests/same_bytes.sh            from the top folder; -j N = builds at a time, default the number of processors
#     sh tests/same_bytes.sh golden     writes the golden file with cc -O0. It changes only with the sampler number
#                                       (REPI_SAMPLER, in models "sampler": 0 now). While that is 0, in one commit with the
#                                       change of the algorithm, which says why; from 1 on a new number is a new file
#
# A row for each build and way to run it: equal, DIFFERS (in what, and the first lines that do) or "not here" with what
# is missing. What is not here is not counted. The last line is "N passed, N failed".

source=tests/same_bytes.c
golden=tests/golden/same_bytes.txt

# name | compiler | flags | what runs the program | ways to run it: plain; rounding up, down or to zero; with a locale of
# decimal commas; on a processor without FMA and AVX2, where libm gives other results. The slowest to build come first.
builds() {
    cat <<'END'
gcc, addresses and UB watched|gcc|-std=c99 -O0 -g -fsanitize=address,undefined -fno-sanitize-recover=all||plain
clang, addresses and UB watched|clang|-std=c99 -O0 -g -fsanitize=address,undefined -fno-sanitize-recover=all||plain
gcc -O3 -march=native -ffast-math gnu99|gcc|-std=gnu99 -O3 -march=native -ffast-math||plain up zero
gcc -O3 -march=native|gcc|-std=c99 -O3 -march=native||plain
gcc -O3 -ffast-math|gcc|-std=c99 -O3 -ffast-math||plain
clang -O3 -march=native -ffast-math gnu99|clang|-std=gnu99 -O3 -march=native -ffast-math||plain down
clang -O3 -march=native|clang|-std=c99 -O3 -march=native||plain
clang -O3 -ffast-math|clang|-std=c99 -O3 -ffast-math||plain
aarch64 gcc -O3 -ffast-math gnu99|aarch64-linux-gnu-gcc|-std=gnu99 -O3 -ffast-math -static|qemu-aarch64-static|plain
aarch64 gcc -O2|aarch64-linux-gnu-gcc|-std=c99 -O2 -static|qemu-aarch64-static|plain
aarch64 clang -O2|clang|--target=aarch64-linux-gnu -O2 -static|qemu-aarch64-static|plain
armhf gcc -O2|arm-linux-gnueabihf-gcc|-std=gnu99 -O2 -static|qemu-arm-static|plain
s390x gcc -O2|s390x-linux-gnu-gcc|-std=gnu99 -O2 -static|qemu-s390x-static|plain
s390x clang -O1|clang|--target=s390x-linux-gnu -O1 -static|qemu-s390x-static|plain
riscv64 gcc -O2|riscv64-linux-gnu-gcc|-std=gnu99 -O2 -static|qemu-riscv64-static|plain
windows mingw gcc -O2|x86_64-w64-mingw32-gcc|-std=c99 -O2 -static|wine64|plain
gcc -m32, x87|gcc|-m32 -std=c99 -O2||plain up
gcc -m32 -O0 gnu99, x87|gcc|-m32 -std=gnu99 -O0||plain
gcc -m32, SSE|gcc|-m32 -std=c99 -O2 -msse2 -mfpmath=sse||plain
clang -m32, x87|clang|-m32 -std=c99 -O2 -mno-sse||plain
clang -m32, SSE|clang|-m32 -std=c99 -O2 -msse2||plain
g++ -m32, x87|g++|-m32 -idirafter /usr/include/x86_64-linux-gnu -x c++ -std=c++11 -O1||plain
gcc -O2|gcc|-std=c99 -O2||plain up down zero comma no-fma
gcc -O2 gnu99|gcc|-std=gnu99 -O2||plain
gcc -Os|gcc|-std=c99 -Os||plain
gcc -O0|gcc|-std=c99 -O0||plain
gcc -O1 without SIMD|gcc|-std=c99 -O1 -DREPLICATOR_NO_SIMD||plain
gcc -O1 -mavx2|gcc|-std=c99 -O1 -mavx2||plain
gcc -O1 -mfpmath=387|gcc|-std=c99 -O1 -mfpmath=387||plain
gcc -O0 -funsigned-char|gcc|-std=c99 -O0 -funsigned-char||plain
clang -O2|clang|-std=c99 -O2||plain no-fma
clang -O2 gnu99|clang|-std=gnu99 -O2||plain
clang -O0|clang|-std=c99 -O0||plain
clang -O1 without SIMD|clang|-std=c99 -O1 -DREPLICATOR_NO_SIMD||plain
g++ -O0|g++|-x c++ -std=c++11 -O0||plain
g++ -O2 gnu++17|g++|-x c++ -std=gnu++17 -O2||plain
clang++ -O0|clang++|-x c++ -std=c++11 -O0||plain
clang++ -O2 gnu++17|clang++|-x c++ -std=gnu++17 -O2||plain
musl gcc -O2|musl-gcc|-std=c99 -O2 -static||plain
tcc|tcc|||plain
END
}

row() { printf '%-50s %s\n' "$name" "$1" >>"$work/rows"; }

# Runs the program one way and adds a row.
way() {
    name="$build$1" argument=$2; shift 2
    "$@" $runner "$work/same.exe" $argument >"$work/raw" 2>"$work/log" </dev/null
    code=$?
    tr -d '\r' <"$work/raw" >"$work/out"
    if [ $code -ne 0 ]; then
        row "DIFFERS: it ends with exit $code"
    elif cmp -s $golden "$work/out"; then
        row equal
        return
    else
        diff $golden "$work/out" >"$work/log"
        row "DIFFERS in $(grep '^<' "$work/log" | sed 's/^< //; s/ .*//' | head -n 6 | tr '\n' ' ')"
    fi
    head -n 12 "$work/log" | sed 's/^/    /' >>"$work/rows"
}

# One build, in a folder of its own; leaves its rows there.
one() { # number of the build, folder
    folder=$2 work=$2/$1 line=$(builds | sed -n "$1p")
    mkdir -p "$work"
    IFS='|'; set -f; set -- $line; unset IFS
    build=$1 name=$1 compiler=$2 flags=$3 runner=$4 ways=$5
    command -v "$compiler" >/dev/null 2>&1 || { row "not here: $compiler"; return; }
    if [ "$runner" = wine64 ] && ! command -v wine64 >/dev/null 2>&1; then runner=/usr/lib/wine/wine64; fi
    [ -z "$runner" ] || command -v "$runner" >/dev/null 2>&1 || { row "not here: $runner"; return; }
    WINEDEBUG=-all; export WINEDEBUG
    # A compiler may be here without the libraries that these flags need, a runner without its machine.
    printf '#include <stdio.h>\n#include <stdint.h>\nint main(void) { return puts("works") < 0; }\n' >"$work/probe.c"
    $compiler $flags -o "$work/probe.exe" "$work/probe.c" -lm >"$work/log" 2>&1 || { row "not here: the libraries of $compiler $flags"; return; }
    $runner "$work/probe.exe" >"$work/raw" 2>"$work/log" </dev/null || { row "not here: a machine that runs $compiler $flags"; return; }
    if ! $compiler $flags -I"$folder" -o "$work/same.exe" "$folder/same_bytes.c" -lm >"$work/log" 2>&1; then
        row "DIFFERS: it does not build"
        head -n 12 "$work/log" | sed 's/^/    /' >>"$work/rows"
        return
    fi
    for kind in $ways; do
        case $kind in
        plain) way "" "" env ;;
        up | down) way ", rounding $kind" "$kind" env ;;
        zero) way ", rounding to zero" zero env ;;
        no-fma) way ", without FMA and AVX2" "" env GLIBC_TUNABLES=glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2,-AVX2_Usable,-FMA_Usable ;;
        comma)
            name="$build, decimal commas"
            command -v localedef >/dev/null 2>&1 && localedef -i de_DE -f UTF-8 "$work/de_DE.UTF-8" >/dev/null 2>&1
            if [ -d "$work/de_DE.UTF-8" ]; then way ", decimal commas" locale env LOCPATH="$work" LC_ALL=de_DE.UTF-8
            else row "not here: localedef or the locale de_DE (package locales)"; fi ;;
        esac
    done
}

if [ "$1" = one ]; then one "$2" "$3"; exit 0; fi
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
cp replicator.h jsmn.h $source "$folder" || exit 1         # one state of the sources for all builds
if [ "$1" = golden ]; then
    mkdir -p tests/golden
    cc -O0 -I"$folder" -o "$folder/same" "$folder/same_bytes.c" -lm && "$folder/same" >"$folder/out" && cp "$folder/out" $golden
    exit
fi
jobs=$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
[ "$1" != -j ] || jobs=$2
[ -s $golden ] || { echo "$golden is missing: sh tests/same_bytes.sh golden"; echo "0 passed, 1 failed"; exit 1; }
count=$(builds | wc -l)
seq 1 "$count" | xargs -P "$jobs" -I N sh "$0" one N "$folder"
n=1
while [ $n -le "$count" ]; do
    if [ -s "$folder/$n/rows" ]; then cat "$folder/$n/rows"; else echo "build $n: DIFFERS: no result"; fi
    n=$((n + 1))
done >"$folder/table"
cat "$folder/table"
passed=$(grep -c '^[^ ].* equal$' "$folder/table")
failed=$(grep -c '^[^ ].* DIFFERS' "$folder/table")
absent=$(grep -c '^[^ ].* not here: ' "$folder/table")
[ "$absent" -eq 0 ] || echo "not here, not counted: $absent"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
