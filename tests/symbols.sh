#!/bin/sh
# How the header drops into other people's programs: builds and runs tests/build_*, without a warning, and looks at what
# the object holds: nothing but rep_ is global, nothing is kept between calls.
#     sh tests/symbols.sh [CC [CXX]]
CC=${1:-${CC:-cc}} CXX=${2:-${CXX:-c++}}
warnings="-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wcast-qual -Wundef -Wvla -Werror"
c="$CC -std=c99 $warnings -Wstrict-prototypes -Wmissing-prototypes -I." cxx="$CXX -std=c++11 $warnings -I."
out=$(mktemp -d) || exit 1
trap 'rm -rf "$out"' EXIT
passed=0 failed=0
ok()  { passed=$((passed + 1)); }
bad() { failed=$((failed + 1)); echo "failed: $*"; }

# A sentence, then a command that must succeed.
try() {
    what=$1; shift
    if "$@" >"$out/log" 2>&1; then ok; else bad "$what"; head -n 20 "$out/log"; fi
}

try "a C99 program builds without a warning"            $c tests/build_c99.c -o "$out/c99" -lm
try "and runs"                                          "$out/c99"
try "REPLICATOR_STATIC, half used, does not warn"       $c -c tests/build_static.c -o "$out/static.o"
try "links"                                             $c "$out/static.o" -o "$out/static" -lm
try "and runs"                                          "$out/static"
try "REPLICATOR_NO_STDIO with memory of one's own"      $c -c tests/build_no_stdio.c -o "$out/no_stdio.o"
try "links"                                             $c "$out/no_stdio.o" -o "$out/no_stdio" -lm
try "and runs"                                          "$out/no_stdio"
try "REPLICATOR_NO_PROFILE"                             $c -c tests/build_no_profile.c -o "$out/no_profile.o"
try "links"                                             $c "$out/no_profile.o" -o "$out/no_profile" -lm
try "and runs"                                          "$out/no_profile"
try "the implementation in one of two files"            $c -c tests/build_two_b.c -o "$out/two_b.o"
for order in BEFORE AFTER; do
    try "a user with a jsmn of his own, $order"         $c -DBUILD_TWO_$order -c tests/build_two_a.c -o "$out/two_a.o"
    try "links with the other file, $order"             $c "$out/two_a.o" "$out/two_b.o" -o "$out/two" -lm
    try "and runs, $order"                              "$out/two"
done
if command -v "${CXX%% *}" >/dev/null 2>&1; then
    try "a C++11 program with the implementation"       $cxx tests/build_cpp.cpp -o "$out/cpp" -lm
    try "and runs"                                      "$out/cpp"
    try "a C++11 user alone"                            $cxx -DBUILD_CPP_USER -c tests/build_cpp.cpp -o "$out/user.o"
    try "links with the implementation in C"            $cxx "$out/user.o" "$out/two_b.o" -o "$out/mixed" -lm
    try "and runs"                                      "$out/mixed"
    cp tests/build_static.c "$out/static.cpp"
    try "REPLICATOR_STATIC in C++"                      $cxx -fsyntax-only "$out/static.cpp"
else echo "$CXX is not here: C++ skipped"; fi

# jsmn.h before the implementation: with our settings it is used, with others the compiler is told so in plain words.
printf '#define JSMN_STATIC\n#define JSMN_STRICT\n#define JSMN_PARENT_LINKS\n#include "jsmn.h"\n#define REPLICATOR_IMPLEMENTATION\n#include "replicator.h"\n#include "jsmn.h"\nint main(void) { return 0; }\n' >"$out/same.c"
try "jsmn.h included before with the same settings"     $c -fsyntax-only "$out/same.c"
printf '#include "jsmn.h"\n#define REPLICATOR_IMPLEMENTATION\n#include "replicator.h"\nint main(void) { return 0; }\n' >"$out/other.c"
if $c -fsyntax-only "$out/other.c" >"$out/log" 2>&1; then bad "jsmn.h in another mode goes unnoticed"
elif grep -q 'jsmn.h was included before with other settings' "$out/log"; then ok
else bad "jsmn.h in another mode is not named"; head -n 5 "$out/log"; fi
printf '#define REPLICATOR_MALLOC(n) 0\n#define REPLICATOR_IMPLEMENTATION\n#include "replicator.h"\nint main(void) { return 0; }\n' >"$out/one.c"
if $c -fsyntax-only "$out/one.c" >"$out/log" 2>&1; then bad "one memory macro of three goes unnoticed"
elif grep -q 'define all three of REPLICATOR_MALLOC' "$out/log"; then ok
else bad "one memory macro of three is not explained"; head -n 5 "$out/log"; fi

# The interface alone costs nothing: two small headers, no code, no data.
printf '#include "replicator.h"\n' >"$out/bare.c"
$CC -std=c99 -I. -E "$out/bare.c" | grep '^# [0-9]* "/' | sed 's/^[^"]*"//; s/".*//; s/.*\///' | sort -u >"$out/headers"
if grep -qE '^(stdio|stdlib|string|math|time)\.h$' "$out/headers"; then bad "the interface includes $(tr '\n' ' ' <"$out/headers")"; else ok; fi

if command -v nm >/dev/null 2>&1; then
    # Defined and global (capital letter, not U) and not rep_: none. Mach-O puts an underscore in front.
    names=$(nm -g "$out/two_b.o" | awk 'NF > 1 && $(NF-1) != "U" && $(NF-1) != "w" { print $NF }' | sed 's/^_//')
    strange=$(printf '%s\n' "$names" | grep -v '^rep_' | grep -v '^two_b_rows$' | grep -v '^$')
    if [ -z "$strange" ]; then ok; else bad "global names besides rep_:" $strange; fi
    for name in rep_profiler_create rep_model_read rep_generator_write rep_model_save; do
        if printf '%s\n' "$names" | grep -qx "$name"; then ok; else bad "$name is not global"; fi
    done
    strange=$(nm -g "$out/static.o" | awk 'NF > 1 && $(NF-1) != "U" && $(NF-1) != "w" { print $NF }' | sed 's/^_//' | grep -v '^main$')
    if [ -z "$strange" ]; then ok; else bad "REPLICATOR_STATIC has global names:" $strange; fi
    # What it asks of others: the C library, and nothing that knows a locale, keeps state or ends the program.
    needs=$(nm "$out/two_b.o" | awk '$(NF-1) == "U" { print $NF }' | sed 's/^_//' | sort -u)
    for name in strtod strtof atof atoi setlocale localeconv rand srand random errno exit abort printf puts signal longjmp gmtime localtime strtok qsort isalpha isdigit tolower toupper strcoll; do
        if printf '%s\n' "$needs" | grep -qx "$name"; then bad "the object uses $name"; else ok; fi
    done
    # Under REPLICATOR_NO_PROFILE nothing is left that learns or compares.
    printf '#define REPLICATOR_NO_PROFILE\n#define REPLICATOR_IMPLEMENTATION\n#include "replicator.h"\n' >"$out/draws.c"
    try "REPLICATOR_NO_PROFILE, optimised" $c -Os -c "$out/draws.c" -o "$out/draws.o"
    strange=$(nm "$out/draws.o" | awk '{ print $NF }' | grep -E 'profil|_learn|rep_compar')
    if [ -z "$strange" ]; then ok; else bad "REPLICATOR_NO_PROFILE still has:" $strange; fi
    # Under REPLICATOR_NO_STDIO only memory functions of string.h and its like are left.
    strange=$(nm "$out/no_stdio.o" | awk '$(NF-1) == "U" { print $NF }' | sed 's/^_//' |
              grep -vE '^(mem(cpy|move|set|cmp|chr)|strlen|strcmp|strncmp|strchr|strstr|strcspn|__stack_chk_fail|_GLOBAL_OFFSET_TABLE_|GLOBAL_OFFSET_TABLE_|__.*chk)$')
    if [ -z "$strange" ]; then ok; else bad "REPLICATOR_NO_STDIO still needs:" $strange; fi
else echo "nm is not here: names skipped"; fi

# The implementation alone: every function, global or not, is rep_, repi_, jsmn_ or jsmni_, and nothing in it can be written to.
# Constants with pointers (.data.rel.ro) are fixed once loaded. Optimised and not, for a compiler may move data.
printf '#define REPLICATOR_IMPLEMENTATION\n#include "replicator.h"\n' >"$out/alone.c"
for level in -O0 -O2; do
    try "the implementation alone, $level" $c $level -c "$out/alone.c" -o "$out/alone.o"
    if command -v nm >/dev/null 2>&1; then
        strange=$(nm "$out/alone.o" | awk '$(NF-1) ~ /^[tTwW]$/ { print $NF }' | sed 's/^_//' | grep -vE '^(rep_|repi_|jsmni?_|ltmp)')
        if [ -z "$strange" ]; then ok; else bad "functions of other names,  $level:" $strange; fi
    fi
    if command -v size >/dev/null 2>&1 && size -A "$out/alone.o" >/dev/null 2>&1; then
        kept=$(size -A "$out/alone.o" | awk '($1 ~ /^\.(data|bss|tdata|tbss|ldata|lbss|sdata|sbss)/) && $1 !~ /^\.data\.rel\.ro/ { n += $2 } END { print n + 0 }')
        if [ "$kept" -eq 0 ]; then ok; else bad "$kept bytes of .data and .bss, $level: something is kept between calls"; nm "$out/alone.o" | grep -i ' [bdgs] '; fi
    else echo "size is not here: .data and .bss skipped"; fi
done

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
