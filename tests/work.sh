#!/bin/sh
# Prints the flags under which a compiler counts basic blocks for tests/work.h; nothing if it has none.
#     sh tests/work.sh CC
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
flags="-DWORK_BLOCKS -fsanitize-coverage=trace-pc"
printf '#include "work.h"\nint main(void) { return work_done == 0; }\n' >"$folder/probe.c"
"$@" -std=c99 $flags -Itests -o "$folder/probe" "$folder/probe.c" >/dev/null 2>&1 && "$folder/probe" && echo "$flags"
exit 0
