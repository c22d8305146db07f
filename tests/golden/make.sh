#!/bin/sh
# Writes every golden file anew, from the top folder; README.md says when that is right, and what a reason is.
#     sh tests/golden/make.sh [REASON]
set -e
sh tests/same_bytes.sh golden "$1"
git diff --stat -- tests/golden 2>/dev/null || true
