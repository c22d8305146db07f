#!/bin/sh
# What analysers say of replicator.h, jsmn.h (inside it) and examples/: nothing.
#
#     sh tests/analyse.sh gcc | tidy | cppcheck | scan        from the top folder; ends with "N passed, N failed"
#
# The implementation is analysed once, in a file of its own; the examples have it taken out, so that only their own code
# is looked at. Each tool is first shown a file with three faults, for one that has gone blind is quiet, too.
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
passed=0 failed=0

# gcc 12 needs call summaries and few states a place to come to an end: without them it is not through the header after
# 8 minutes. Summaries forget what a function writes through a pointer: so what is not initialised is left to MSan,
# cppcheck and clang.
gcc_flags="-fanalyzer -fanalyzer-call-summaries --param analyzer-bb-explosion-factor=1 --param analyzer-max-enodes-per-program-point=2 -Wno-analyzer-use-of-uninitialized-value"

# clang-tidy: bugprone and cert as a whole, for they name faults, not tastes; but not
#   easily-swappable-parameters   two numbers side by side are no fault
#   narrowing-conversions         -Wconversion and -Wsign-conversion are on in strict.sh; this one dislikes casts, too
#   implicit-widening             of 2 * i as an index, where i is below 100
#   not-null-terminated           texts have lengths here, memcpy to one ends nothing
#   signed-char-misuse            separators are ASCII characters
#   err33                         fclose of what was only read; test_faults.c lets every write fail
#   reserved-identifier, cert-dcl37, dcl51    the names of system macros that ask for POSIX
# portability and performance as a whole; of misc and readability what finds slips of the pen.
checks='-*,bugprone-*,cert-*,portability-*,performance-*,misc-misplaced-const,misc-redundant-expression,misc-static-assert'
checks=$checks',readability-misleading-indentation,readability-misplaced-array-index,readability-redundant-control-flow'
checks=$checks',-bugprone-easily-swappable-parameters,-bugprone-narrowing-conversions,-bugprone-implicit-widening-of-multiplication-result'
checks=$checks',-bugprone-not-null-terminated-result,-bugprone-signed-char-misuse,-cert-str34-c,-cert-err33-c'
checks=$checks',-bugprone-reserved-identifier,-cert-dcl37-c,-cert-dcl51-cpp'

# scan is what scan-build runs: clang's own analyser, without the reports in HTML.
analyse() { # FILE: what the tool says of it
    case $tool in
    gcc) gcc -std=c99 -I. -Iexamples -I"$folder" $gcc_flags -c -o "$folder/object" "$1" 2>&1 ;;
    tidy) clang-tidy --quiet --checks="$checks" --header-filter='.*' "$1" -- -std=c99 -I. -Iexamples -I"$folder" 2>&1 | grep -v ' warnings\{0,1\} generated\.$\|^Suppressed \|^Use -header-filter' ;;
    cppcheck) cppcheck --quiet --std=c99 --language=c --enable=warning,performance,portability --inline-suppr -D__STDC_VERSION__=199901L -I. -Iexamples -I"$folder" "$1" 2>&1 ;;
    scan) clang --analyze -std=c99 -I. -Iexamples -I"$folder" -Xclang -analyzer-output=text "$1" 2>&1 ;;
    esac
}

one() { # NAME FILE WANTED: is it silent about the file, or not?
    said=$(analyse "$2")
    if { [ -z "$said" ] && [ "$3" = quiet ]; } || { [ -n "$said" ] && [ "$3" = loud ]; }; then passed=$((passed + 1)); return; fi
    failed=$((failed + 1))
    echo "failed: $tool of $1: $3 was expected"
    echo "$said" | head -n 60 | sed 's/^/    /'
}

tool=$1
case $tool in
gcc) program=gcc ;;
tidy) program=clang-tidy ;;
cppcheck) program=cppcheck ;;
scan) program=clang ;;
*) echo "usage: sh tests/analyse.sh gcc | tidy | cppcheck | scan" >&2; exit 2 ;;
esac
if ! command -v $program >/dev/null 2>&1; then
    echo "$program is not here: skipped"
    echo "0 passed, 0 failed"
    exit
fi
cat >"$folder/faults.c" <<'END'
#include <stdlib.h>
#include <string.h>
char first(const char *text, int *place);
char first(const char *text, int *place)
{
    char *copy = (char *)malloc(strlen(text + 1));
    int at = *place;
    if (!copy || !place) return 0;
    strcpy(copy, text);
    at += copy[0];
    free(copy);
    free(copy);
    return (char)at;
}
END
printf '#define REPLICATOR_IMPLEMENTATION\n#include "replicator.h"\n' >"$folder/replicator.c"
one "planted faults" "$folder/faults.c" loud
one replicator.h "$folder/replicator.c" quiet
printf 'static const unsigned char loot_model[1] = { 0 };\nstatic const unsigned long loot_model_size = 1;\n' >"$folder/loot_model.h" # of static_model.c
for file in examples/*.c; do
    if grep -q sqlite3ext "$file" && ! printf '#include <sqlite3ext.h>\n' | ${CC:-cc} -E - >/dev/null 2>&1; then echo "libsqlite3-dev is not here: $file skipped"; continue; fi
    sed '/^#define REPLICATOR_IMPLEMENTATION/d; /^#define REPLICATOR_STATIC/d' "$file" >"$folder/${file##*/}"
    one "$file" "$folder/${file##*/}" quiet
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
