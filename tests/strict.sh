#!/bin/sh
# The header under a stranger's flags: no warning as C99 and as C++11, from every compiler that is here.
#     sh tests/strict.sh [CC [CXX]]
flags="-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wcast-qual -Wundef -Wvla -Werror"
source=$(mktemp -d) || exit 1
trap 'rm -rf "$source"' EXIT
passed=0 failed=0
one() { # name, command ...
    name=$1; shift
    command -v "$1" >/dev/null 2>&1 || { echo "$1 is not here: $name skipped"; return; }
    if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "failed: $name"; fi
}
each() { printf '%s\n' "$@" | awk '!seen[$0]++'; }
for define in "" "#define REPLICATOR_STATIC" "#define REPLICATOR_NO_STDIO" "#define REPLICATOR_NO_SIMD" "#define REPLICATOR_NO_PROFILE" \
              "#define REPLICATOR_NO_PROFILE 1
#define REPLICATOR_NO_STDIO"; do
    printf '%s\n#define REPLICATOR_IMPLEMENTATION\n#include "replicator.h"\nint main(void) { return 0; }\n' "$define" >"$source/one.c"
    cp "$source/one.c" "$source/one.cpp"
    for cc in $(each ${1:-gcc} gcc clang); do one "$cc $define" $cc -std=c99 $flags -Wstrict-prototypes -Wmissing-prototypes -fsyntax-only -I. "$source/one.c"; done
    for cxx in $(each ${2:-g++} g++ clang++); do one "$cxx $define" $cxx -std=c++11 $flags -I. -fsyntax-only "$source/one.cpp"; done
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
