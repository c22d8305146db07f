#!/bin/sh
# The table of rooms in the manual of replicator.h names the rooms that are there, and every room names no higher one.
banners=$(grep -oE 'MARK: - \[R[0-9]+\].*' replicator.h | sed 's/MARK: - //' | sort)
table=$(sed -n '/TABLE OF ROOMS/,/BUILD OPTIONS/p' replicator.h | grep -oE '\[R[0-9]+\] [A-Z][A-Za-z ]*[A-Za-z]' | sed 's/  .*//' | sort)
passed=0 failed=0
if [ "$banners" = "$table" ]; then passed=1; else failed=1; echo "the banners and the table of rooms differ:"; printf '%s\n--\n%s\n' "$banners" "$table"; fi
ordered=$(grep -oE 'MARK: - \[R[0-9]+\]' replicator.h | sort -c && echo yes)
if [ "$ordered" = yes ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "the rooms are out of order"; fi
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
