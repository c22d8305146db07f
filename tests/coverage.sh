#!/bin/sh
# Which lines and branches of replicator.h and jsmn.h `make test` runs, all test programs taken together; needs gcc and
# gcovr. Ends with 1 where a line or more than 5 % of the branches are left out.
#     sh tests/coverage.sh BUILD
# What cannot be reached is marked where it stands, with the reason. Conditions of assertions are not counted, nor are
# the test programs themselves. BUILD/coverage/lines.txt lists what was not run, BUILD/coverage/lines.json has it all.
out=${1:-build}/coverage
command -v gcovr >/dev/null 2>&1 || { echo "gcovr is not here: skipped"; exit 0; }
flags="-O0 --coverage -fprofile-update=atomic"   # some tests have threads, and lost counts run below zero
mkdir -p "$out" && rm -f "$out"/*.gcda
make -j2 CC=gcc OUT="$out" TESTER="$flags" CFLAGS="$flags" test || echo "A test failed: what it ran counts all the same. At -O0, test_cost may count 2.7 times for twice the input in one place."
gcovr --root . --filter replicator.h --filter jsmn.h --exclude-unreachable-branches --exclude-branches-by-pattern '.*REPLICATOR_ASSERT\(' \
    --json "$out/lines.json" --txt "$out/lines.txt" --print-summary --fail-under-line 100 --fail-under-branch 95 "$out"
