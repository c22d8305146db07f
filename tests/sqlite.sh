#!/bin/sh
# examples/sqlite_table.c, loaded into the shell of SQLite: its tables have the rows that replicate writes.
#
#     sh tests/sqlite.sh [OUT]      from the top folder; OUT holds the program `replicate`, default build
#
# Needs Debian's libsqlite3-dev and sqlite3. Ends with "N passed, N failed".
out=${1:-build}
case $out in /*) ;; *) out=$PWD/$out ;; esac
command -v sqlite3 >/dev/null 2>&1 || { echo "sqlite3 is not here: the SQLite extension skipped"; echo "0 passed, 0 failed"; exit; }
if ! printf '#include <sqlite3ext.h>\n' | ${CC:-cc} -E - >/dev/null 2>&1; then
    echo "libsqlite3-dev is not here: the SQLite extension skipped"; echo "0 passed, 0 failed"; exit
fi
top=$PWD
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
LC_ALL=C; export LC_ALL
passed=0 failed=0
check() { # SENTENCE COMMAND ...
    sentence=$1; shift
    if "$@" >"$work/log" 2>&1; then passed=$((passed + 1)); return 0; fi
    failed=$((failed + 1))
    echo "failed: $sentence ($*)"
    head -n 10 "$work/log" | sed 's/^/    /'
    return 1
}
limits=":"
sql() { # STATEMENT ...: what they print, in a shell that has the extension and a table `fake` of rows of model.json
    (eval "$limits"; exec timeout 120 sqlite3 -cmd '.load ./sqlite_table' :memory: "CREATE VIRTUAL TABLE fake USING replicator('model.json', $rows, 42)" "$@") 2>&1
}
says() { # TEXT STATEMENT ...: they print this and nothing else
    wanted=$1; shift
    said=$(sql "$@")
    [ "$said" = "$wanted" ] || { printf 'wanted %s\nsaid   %s\n' "$wanted" "$said"; return 1; }
}
refuses() { # PATTERN STATEMENT ...
    pattern=$1; shift
    said=$(sql "$@") && { echo "no error: $said"; return 1; }
    echo "$said"
    echo "$said" | grep -q -e "$pattern"
}

check "the extension compiles without a warning" ${CC:-cc} -std=c99 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Werror -O2 \
    -shared -fPIC examples/sqlite_table.c -I. -o "$work/sqlite_table.so" -lm || { echo "$passed passed, $failed failed"; exit 1; }
cd "$work" || exit 1

# --- the same rows as the SQL that replicate writes, and the same types --------------------------
printf 'when,at,"na""me",real,flag,only,code\n' >odd.csv
i=0
while [ $((i += 1)) -le 300 ]; do
    printf '%02d.%02d.%d,%d-02-%02d 23:5%d:59.%06d,it'\''s "%d",%d.5e-%d,%s,%s,%05d\n' $((i % 28 + 1)) $((i % 12 + 1)) $((1900 + i)) $((1960 + i % 30)) $((i % 28 + 1)) \
        $((i % 10)) $((i * 7 % 3 * 250000)) $((i % 5)) $((i % 90)) $((i % 40)) "$([ $((i % 3)) = 0 ] && echo true || echo false)" "$([ $((i % 4)) = 0 ] || echo x$((i % 6)))" $i
done | sed 's/it'\''s "\([0-9]\)"/"it'\''s ""\1"""/' >>odd.csv
for table in "$top/examples/customers.csv" odd.csv "$top"/../shared/data/single/*.csv; do
    [ -f "$table" ] || { echo "../shared/data is not here: its sample tables skipped"; continue; }
    name=${table##*/} rows=1500
    "$out/replicate" profile "$table" -o model.json >/dev/null 2>&1
    "$out/replicate" generate model.json -n $rows --seed 42 --format sql --dialect sqlite --table kept -o kept.sql
    # A literal of the script is read by SQLite, whose releases of this day round a real twice: it may lie one unit in the last place beside ours.
    differ=$(sql "SELECT group_concat(printf('(fake.%s IS kept.%s OR typeof(fake.%s) = ''real'' AND abs(fake.%s - kept.%s) <= 2.3e-16 * abs(kept.%s)) IS NOT TRUE', n, n, n, n, n, n), ' OR ')
        FROM (SELECT '\"' || replace(name, '\"', '\"\"') || '\"' AS n FROM pragma_table_info('fake'))")
    check "$name: the rows of the SQL script" says "$rows|$rows|$rows|0" ".read kept.sql" "SELECT (SELECT count(*) FROM kept), (SELECT count(*) FROM fake), count(*), sum($differ) FROM kept JOIN fake ON fake.rowid = kept.rowid"
    check "$name: its columns and types" says "0" ".read kept.sql" "SELECT count(*) FROM (SELECT name, type FROM pragma_table_info('fake') EXCEPT SELECT name, type FROM pragma_table_info('kept'))"
    "$out/replicate" generate model.json -n $rows --seed 42 --format jsonl -o rows.jsonl
    sql "SELECT row FROM replicator('model.json', $rows, 42)" >function.jsonl
    check "$name: the function gives the lines of JSON" cmp rows.jsonl function.jsonl
done

# --- a million rows in one pass ------------------------------------------------------------------
"$out/replicate" profile "$top/examples/customers.csv" -o model.json >/dev/null 2>&1
rows=1000000
"$out/replicate" generate model.json -n $rows --seed 42 -o rows.csv
wanted=$(awk -F, 'NR > 1 && $4 != "" { n[$4]++; if ($3 != "") { s[$4] += $3; k[$4]++ } } END { for (c in n) printf "%s|%d|%.6f\n", c, n[c], s[c] / k[c] }' rows.csv | sort)
check "GROUP BY of a million rows" says "$wanted" "SELECT city, count(*), printf('%.6f', avg(salary)) FROM fake WHERE city <> '' GROUP BY 1"
limits="ulimit -v 65536"                               # the rows, as CSV, are 60 MB
wanted=$(awk -F, 'NR > 1 { a += $2; e += length($5); d += $6 >= "2023-02-01" } END { printf "%d|%d|%d\n", a, e, d }' rows.csv)
check "one pass in 64 MB, shell and library included" says "$wanted" "SELECT sum(age), sum(length(email)), sum(signup_date >= '2023-02-01') FROM fake"
limits=":"
wanted=$(sed -n 123457p rows.csv | awk -F, '{ printf "%s|%s|%s|%s|%.2f|%s", $1, $2, $4, $5, $3, $6 }')
row="SELECT customer_id, age, city, email, printf('%.2f', salary), signup_date FROM fake"
check "WHERE rowid = 123456 is row 123456 of the CSV" says "$wanted" "$row WHERE rowid = 123456"

# --- one row of 10^15: whatever looked at the others would not end -------------------------------
rows=1000000000000000
check "WHERE rowid = N touches one row" says "$wanted" "$row WHERE rowid = 123456"
check "a list touches its rows" says "$(printf '5\n1000000000000000')" "SELECT rowid FROM fake WHERE rowid IN (5, 1e15, 0, -7, 2.5) AND age > 0"
check "a join touches the rows that it names" says "$(printf '7\n123456')" \
    "CREATE TABLE wish(id); INSERT INTO wish VALUES (7), (NULL), (123456), (-1)" "SELECT fake.rowid FROM wish JOIN fake ON fake.rowid = wish.id"
check "ranges" says "$(printf '3\n4\n5')" "SELECT rowid FROM fake WHERE rowid > 2 AND rowid <= 5"
check "ranges of doubles" says "10|4|5|0" "SELECT (SELECT count(*) FROM fake WHERE rowid > 999999999999990.5), (SELECT count(*) FROM fake WHERE rowid < 4.5), (SELECT count(*) FROM fake WHERE rowid <= 5.0 AND rowid > -2.5), (SELECT count(*) FROM fake WHERE rowid > 1e300)"
check "nothing is at NULL" says "0" "SELECT count(*) FROM fake WHERE rowid >= NULL OR rowid = NULL"
check "backwards" says "$(printf '1000000000000000\n999999999999999')" "SELECT rowid FROM fake WHERE age > 0 ORDER BY rowid DESC LIMIT 2"
check "the last row" says "$rows" "SELECT max(rowid) FROM fake"
check "two cursors" says "20" "SELECT count(*) FROM fake a JOIN fake b ON b.rowid = a.rowid + 1 AND b.customer_id = a.customer_id + 1 WHERE a.rowid <= 20"
check "a function of another's rows" says "$(printf '1|1\n2|1\n2|2')" "SELECT a.rowid, b.rowid FROM replicator('model.json', 2) a, replicator(a.model, a.rowid, 7) b"

# --- what is refused -------------------------------------------------------------------------------
rows=10
printf '{"columns": [],\n "x"}' >bad.json
check "no rows, two rows" says "0|2" "SELECT (SELECT count(*) FROM replicator('model.json', 0)), (SELECT count(*) FROM replicator('model.json', 2))"
check "other seeds" says "1" "SELECT a.row <> b.row FROM replicator('model.json', 1, -1) a, replicator('model.json', 1) b"
check "no arguments" refuses "write replicator('model.json', ROWS, SEED)" "SELECT * FROM replicator"
check "no rows said" refuses "write replicator('model.json', ROWS, SEED)" "CREATE VIRTUAL TABLE x USING replicator('model.json')"
check "rows that are no number" refuses "both whole numbers" "CREATE VIRTUAL TABLE x USING replicator('model.json', 1e5)"
check "too many rows" refuses "between 0 and 10^18" "CREATE VIRTUAL TABLE x USING replicator('model.json', 1000000000000000001)"
check "fewer than none" refuses "between 0 and 10^18" "SELECT * FROM replicator('model.json', -1)"
check "no such model" refuses "it's.json: the model file cannot be opened" "CREATE VIRTUAL TABLE x USING replicator('it''s.json', 5)"
check "a bad model" refuses "bad.json:2:5: a colon was expected" "SELECT * FROM replicator('bad.json', 5)"
check "a view that reads files" refuses "unsafe use" "CREATE VIEW v AS SELECT * FROM replicator('model.json', 5)" "SELECT * FROM v"
check "writing" refuses "may not be modified" "DELETE FROM fake"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
