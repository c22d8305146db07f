#!/bin/sh
# Same table, same model bytes; same seed, same rows: tests/same_bytes.c built by every compiler and for every
# machine that is here must print tests/golden/same_bytes.txt, hash by hash.
#
#     sh tests/same_bytes.sh            from the top folder; -j N = builds at a time, default the number of processors
#     sh tests/same_bytes.sh check PROGRAM      one build of it, as make test does: says what differs, and whether it may
#     sh tests/same_bytes.sh golden [REASON]    writes the golden file with cc -O0; tests/golden/README.md says when
#
# The list begins with the numbers of the row algorithm (sampler) and of the word lists (words). Where the rows of a model
# changed, but neither its model nor a number did, `golden` refuses: without a REASON while the sampler is 0, for ever from
# 1 on. The REASON stays in the file, behind a #.
#
# A row for each build and way to run it: equal, DIFFERS (in what, and the first lines that do) or "not here" with what
# is missing. What is not here is not counted. The last line is "N passed, N failed".

source=tests/same_bytes.c
golden=tests/golden/same_bytes.txt

# Every option stands with every compiler that has it, not with every other option.
#
# name | compiler | flags | what runs the program | ways to run it; the slowest to build come first.
# Ways, see same_bytes.c: up, down and zero (rounding), flush (to zero), nofma (a processor without FMA and AVX2, where
# libm gives other results), de and tr (locales with decimal commas; the Turkish has another i), pN (pieces of N bytes,
# p0 = every size), tN (threads), ranges (1,000, shuffled).
builds() {
    cat <<'END'
gcc, addresses and UB watched|gcc|-std=c99 -O0 -fsanitize=address,undefined -fno-sanitize-recover=all||plain p7 ranges
clang, addresses and UB watched|clang|-std=c99 -O0 -fsanitize=address,undefined -fno-sanitize-recover=all||plain p1
clang, uninitialised memory watched|clang|-std=c99 -O0 -fsanitize=memory -fno-sanitize-recover=all||plain
gcc, threads watched|gcc|-std=c99 -O0 -fsanitize=thread -DTHREADS -pthread||t8
gcc -O3 -march=native -ffast-math gnu99|gcc|-std=gnu99 -O3 -march=native -ffast-math||plain up zero flush
gcc -O3|gcc|-std=c99 -O3||plain
gcc -O2 -march=native|gcc|-std=c99 -O2 -march=native||plain
gcc -O2 -ffast-math|gcc|-std=c99 -O2 -ffast-math||plain
clang -O3 -march=native -ffast-math gnu99|clang|-std=gnu99 -O3 -march=native -ffast-math||plain down flush
clang -O3|clang|-std=c99 -O3||plain
clang -O2 -march=native|clang|-std=c99 -O2 -march=native||plain
clang -O2 -ffast-math|clang|-std=c99 -O2 -ffast-math||plain
aarch64 gcc -O3 -ffast-math gnu99|aarch64-linux-gnu-gcc|-std=gnu99 -O3 -ffast-math -static|qemu-aarch64-static|plain flush
aarch64 gcc -O2|aarch64-linux-gnu-gcc|-std=c99 -O2 -static -DTHREADS -pthread|qemu-aarch64-static|plain t3 p7
aarch64 clang -O1|clang|--target=aarch64-linux-gnu -O1 -static|qemu-aarch64-static|plain
armhf gcc -O1|arm-linux-gnueabihf-gcc|-std=gnu99 -O1 -static|qemu-arm-static|plain
s390x gcc -O2|s390x-linux-gnu-gcc|-std=gnu99 -O2 -static -DTHREADS -pthread|qemu-s390x-static|plain up t2 p7
s390x clang -O1|clang|--target=s390x-linux-gnu -O1 -static|qemu-s390x-static|plain
riscv64 gcc -O1|riscv64-linux-gnu-gcc|-std=gnu99 -O1 -static|qemu-riscv64-static|plain
windows mingw gcc -O2|x86_64-w64-mingw32-gcc|-std=c99 -O2 -static|wine64|plain p7
wasm32 WASI clang -O1|clang|--target=wasm32-wasi -O1|wasi|plain ranges
gcc -m32 -O2, x87|gcc|-m32 -std=c99 -O2 -static|i386|plain up
gcc -m32 -O1 -ffast-math gnu99, x87|gcc|-m32 -std=gnu99 -O1 -ffast-math -static|i386|plain
gcc -m32 -O2, SSE|gcc|-m32 -std=c99 -O2 -msse2 -mfpmath=sse -static|i386|plain flush
clang -m32 -O1, x87|clang|-m32 -std=c99 -O1 -mno-sse -static|i386|plain
clang -m32 -O1, SSE|clang|-m32 -std=c99 -O1 -msse2 -static|i386|plain
gcc -O2|gcc|-std=c99 -O2 -DTHREADS -pthread||plain up down zero flush nofma de tr t1 t2 t3 t8 ranges p0 p1 p2 p3 p64 p4096
gcc -Os gnu99|gcc|-std=gnu99 -Os||plain
gcc -O0|gcc|-std=c99 -O0||plain
gcc -O1 without SIMD|gcc|-std=c99 -O1 -DREPLICATOR_NO_SIMD||plain p0
gcc -O1 -mavx2|gcc|-std=c99 -O1 -mavx2||plain p0
gcc -O1 -mfpmath=387 gnu99|gcc|-std=gnu99 -O1 -mfpmath=387||plain
gcc -O0 -funsigned-char|gcc|-std=c99 -O0 -funsigned-char||plain
clang -O2|clang|-std=c99 -O2 -DTHREADS -pthread||plain up down zero flush nofma de tr t8 ranges p0
clang -Os gnu99|clang|-std=gnu99 -Os||plain
clang -O0|clang|-std=c99 -O0||plain
clang -O1 without SIMD|clang|-std=c99 -O1 -DREPLICATOR_NO_SIMD||plain
g++ -O0|g++|-x c++ -std=c++11 -O0||plain
g++ -O1 gnu++17|g++|-x c++ -std=gnu++17 -O1||plain
clang++ -O0|clang++|-x c++ -std=c++11 -O0||plain
clang++ -O1 gnu++17|clang++|-x c++ -std=gnu++17 -O1||plain
musl gcc -O2|musl-gcc|-std=c99 -O2 -static -DTHREADS -pthread||plain t8
tcc|tcc|||plain ranges p7
tcc c99|tcc|-std=c99||plain
END
}

# OLD NEW: tables whose rows changed although their model and both numbers are the same, between blanks.
broken_streams() {
    awk 'FNR == NR { old[$1] = $2; next }
         { new[$1] = $2 }
         END {
             if (old["sampler"] != new["sampler"] || old["words"] != new["words"]) exit
             for (name in new) {
                 table = name
                 if (!sub(/\.seed[0-9]*$/, "", table) || !(name in old) || old[name] "" == new[name] "") continue
                 if (old[table ".model"] "" == new[table ".model"] "") tables[table] = 1
             }
             for (table in tables) print table
         }' "$1" "$2" | sort | tr '\n' ' '
}

row() { printf '%-58s %s\n' "$name" "$1" >>"$work/rows"; }

# Runs the program one way and adds a row.
way() {
    name="$build$1" argument=$2; shift 2
    "$@" $runner "$work/same.exe" $argument >"$work/raw" 2>"$work/log" </dev/null
    code=$?
    tr -d '\r' <"$work/raw" >"$work/out"
    if [ $code -eq 4 ]; then
        row "not here: ${name##*, } in this build"
        return
    elif [ $code -ne 0 ]; then
        row "DIFFERS: it ends with exit $code"
    elif cmp -s "$folder/golden" "$work/out"; then
        row equal
        return
    else
        diff "$folder/golden" "$work/out" >"$work/log"
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
    case $runner in
    wine64) command -v wine64 >/dev/null 2>&1 || runner=/usr/lib/wine/wine64 ;;
    wasi) command -v node >/dev/null 2>&1 || { row "not here: node"; return; }
          runner="node --no-warnings $folder/run_wasi.mjs" ;;
    i386) runner=   # the processor itself, if the kernel lets it, else its double
          printf 'int main(void) { return 0; }\n' >"$work/i386.c"
          if $compiler $flags -o "$work/i386" "$work/i386.c" >"$work/log" 2>&1 && ! "$work/i386" 2>/dev/null; then runner=qemu-i386-static; fi ;;
    esac
    [ -z "$runner" ] || command -v "${runner%% *}" >/dev/null 2>&1 || { row "not here: $runner"; return; }
    WINEDEBUG=-all; export WINEDEBUG
    # A compiler may be here without the libraries that these flags need, a runner without its machine.
    printf '#include <stdio.h>\n#include <stdint.h>\nint main(void) { return puts("works") < 0; }\n' >"$work/probe.c"
    $compiler $flags -o "$work/probe.exe" "$work/probe.c" -lm >"$work/log" 2>&1 || { row "not here: the libraries of $compiler $flags"; return; }
    $runner "$work/probe.exe" >"$work/raw" 2>"$work/log" </dev/null || { row "not here: a machine that runs $compiler $flags"; return; }
    if ! $compiler $flags -DREPLICATOR_STATIC -I"$folder" -o "$work/same.exe" "$folder/same_bytes.c" -lm >"$work/log" 2>&1; then
        row "DIFFERS: it does not build"
        head -n 12 "$work/log" | sed 's/^/    /' >>"$work/rows"
        return
    fi
    for kind in $ways; do
        case $kind in
        plain) way "" "" env ;;
        up | down) way ", rounding $kind" "$kind" env ;;
        zero) way ", rounding to zero" zero env ;;
        flush) way ", flush to zero" flush env ;;
        nofma) way ", without FMA and AVX2" "" env GLIBC_TUNABLES=glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2,-AVX2_Usable,-FMA_Usable ;;
        ranges) way ", 1,000 ranges" ranges env ;;
        p0) way ", pieces of every size" "pieces 0" env ;;
        p*) way ", pieces of ${kind#p}" "pieces ${kind#p}" env ;;
        t*[0-9]) way ", threads: ${kind#t}" "threads ${kind#t}" env ;;
        de | tr)
            case $kind in de) locale=de_DE.UTF-8 ;; tr) locale=tr_TR.UTF-8 ;; esac
            name="$build, locale $locale"
            command -v localedef >/dev/null 2>&1 && localedef -i "${locale%.*}" -f UTF-8 "$work/$locale" >/dev/null 2>&1
            if [ -d "$work/$locale" ]; then way ", locale $locale" locale env LOCPATH="$work" LC_ALL=$locale
            else row "not here: localedef or the locale ${locale%.*} (package locales)"; fi ;;
        esac
    done
}

if [ "$1" = one ]; then one "$2" "$3"; exit 0; fi
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
cp replicator.h jsmn.h $source tests/run_wasi.mjs "$folder" || exit 1         # one state of the sources for all builds
grep -v '^#' $golden >"$folder/golden" 2>/dev/null
if [ "$1" = golden ]; then
    mkdir -p tests/golden
    ${CC:-cc} -O0 -I"$folder" -o "$folder/same" "$folder/same_bytes.c" -lm && "$folder/same" >"$folder/out" || exit 1
    broken=$(broken_streams "$folder/golden" "$folder/out")
    if [ -n "$broken" ] && ! grep -q '^sampler 0$' "$folder/out"; then
        echo "rows changed, their models and the sampler did not: $broken"
        echo "Rows of a seed are for ever: give the new algorithm a new number (REPI_SAMPLER, or REPI_WORDS for the word lists)."
        exit 1
    elif [ -n "$broken" ] && [ -z "$2" ]; then
        echo "rows changed, their models did not: $broken"
        echo "While the sampler is 0 they may, with a reason: sh $0 golden \"the reason\""
        exit 1
    fi
    { grep '^#' $golden 2>/dev/null | grep -vxF "# $2"; [ -z "$2" ] || echo "# $2"; } | tail -n 5 >"$folder/reasons"
    cat "$folder/reasons" "$folder/out" >$golden
    exit
fi
if [ "$1" = check ]; then
    [ -s "$folder/golden" ] && "$2" >"$folder/out" || { echo "no golden file, or no output of $2"; echo "0 passed, 1 failed"; exit 1; }
    failed=0
    broken=$(broken_streams "$folder/golden" "$folder/out")
    if [ -n "$broken" ]; then
        failed=1
        echo "the rows of a seed changed, while model, sampler and words did not: $broken"
        echo "Was that meant? tests/golden/README.md says what to do."
    elif ! cmp -s "$folder/golden" "$folder/out"; then
        failed=1
        diff "$folder/golden" "$folder/out" | head -n 12
        echo "Was that meant? Then: sh $0 golden"
    fi
    # And it would be seen: other rows alone, other rows of another model, other rows with another number.
    sed '/^joint.seed1 /s/ .*/ 0/' "$folder/golden" >"$folder/rows"
    sed '/^joint.model /s/ .*/ 0/' "$folder/rows" >"$folder/model"
    sed 's/^sampler .*/sampler 99/' "$folder/rows" >"$folder/number"
    [ "$(broken_streams "$folder/golden" "$folder/rows")" = "joint " ] || { failed=$((failed + 1)); echo "rows that change alone go unnoticed"; }
    for change in model number; do
        [ -z "$(broken_streams "$folder/golden" "$folder/$change")" ] || { failed=$((failed + 1)); echo "rows may not change with their $change"; }
    done
    echo "$((4 - failed)) passed, $failed failed"
    [ $failed -eq 0 ]
    exit
fi
jobs=$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
[ "$1" != -j ] || jobs=$2
[ -s $golden ] || { echo "$golden is missing: sh tests/same_bytes.sh golden"; echo "0 passed, 1 failed"; exit 1; }
count=$(builds | wc -l)
seq 1 "$count" | xargs -P "$jobs" -I {} sh "$0" one {} "$folder" # {}: no letter, for it is replaced in the folder's name, too
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
