#!/usr/bin/env python3
"""Runs the console blocks of README.md, from top to bottom, in a copy of the project, and compares what they print.

    python3 tests/readme.py [FOLDER]             FOLDER: the project with its programs built (make); default: this one
    python3 tests/readme.py --write [FOLDER]     puts the real output into README.md instead

A line "$ command" may go on in lines "> more". Commands with SQLite in them are skipped where it is not here, shell and header.
Ends with "N passed, N failed".
"""
import os, shutil, subprocess, sys, tempfile

write = '--write' in sys.argv
args = [a for a in sys.argv[1:] if a != '--write']
top = os.path.abspath(args[0] if args else os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
scratch = tempfile.mkdtemp()
room = os.path.join(scratch, 'project')
shutil.copytree(top, room, ignore=shutil.ignore_patterns('.git'), symlinks=True)
shared = os.path.join(os.path.dirname(top), 'shared')
if os.path.isdir(shared): os.symlink(shared, os.path.join(scratch, 'shared'))

has_sqlite = shutil.which('sqlite3') and subprocess.run('echo "#include <sqlite3ext.h>" | cc -E -', shell=True, capture_output=True).returncode == 0
if not has_sqlite: print('sqlite3 or libsqlite3-dev is not here: its commands in README.md skipped')

out, passed, failed = [], 0, 0
lines = open(os.path.join(top, 'README.md'), encoding='utf-8').read().split('\n')
i, inside = 0, False
while i < len(lines):
    line = lines[i]
    if line.startswith('```'): inside = line == '```console'
    if not (inside and line.startswith('$ ')):
        out.append(line); i += 1
        continue
    command, shown = line[2:], []
    out.append(line); i += 1
    while lines[i].startswith('> '):
        command += '\n' + lines[i][2:]; out.append(lines[i]); i += 1
    while not lines[i].startswith(('$ ', '```')): shown.append(lines[i]); i += 1
    if 'sqlite' in command and not has_sqlite:
        out += shown
        continue
    run = subprocess.run(['sh', '-c', command], cwd=room, stdin=subprocess.DEVNULL, capture_output=True, encoding='utf-8', errors='replace')
    real = run.stdout.rstrip('\n').split('\n') if run.stdout.strip() else []
    out += real
    if real == shown: passed += 1
    else:
        failed += 1
        if not write: print('README.md: "%s" prints\n    %s\nand not\n    %s' % (command, '\n    '.join(real[:12] + run.stderr.split('\n')[:3]), '\n    '.join(shown[:12])))
if write: open(os.path.join(top, 'README.md'), 'w', encoding='utf-8').write('\n'.join(out))
shutil.rmtree(scratch)
print('%d passed, %d failed' % (passed, 0 if write else failed))
sys.exit(0 if write or not failed else 1)
