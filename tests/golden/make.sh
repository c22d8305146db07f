#!/bin/sh
# Writes every golden file anew, from the top folder; README.md says when that is right.
set -e
sh tests/same_bytes.sh golden
git diff --stat -- tests/golden 2>/dev/null || true
