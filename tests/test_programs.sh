#!/bin/sh
# Tests of the programs in examples/: commands, options, exit codes, messages, files.
#
#     sh tests/test_programs.sh [BUILD]      BUILD: folder of the built programs, default build
#
# Run from the top folder. Ends with "N passed, N failed" and exits 1 if any failed.

build=${1:-build}
case $build in /*) ;; *) build=$PWD/$build ;; esac
table=$PWD/examples/customers.csv
loot=$PWD/examples/loot.json
replicate=$build/replicate
top=$PWD
work=${TMPDIR:-/tmp}/replicator_programs_$$
mkdir -p "$work" || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$work" || exit 1
LC_ALL=C; export LC_ALL
passed=0 failed=0 code=0

# check SENTENCE COMMAND...: the command must succeed. The output of the last run is in out and err.
check() {
    sentence=$1; shift
    if "$@" >check_log 2>&1; then passed=$((passed + 1)); return 0; fi
    failed=$((failed + 1))
    echo "failed: $sentence"
    echo "    check    $*"
    sed 's/^/    | /' check_log | head -n 5
    echo "    last run $last"
    echo "    exit     $code"
    [ -s err ] && sed 's/^/    stderr   /' err | head -n 3
    return 0
}
# run COMMAND...: keeps exit code, out and err
run() { last=$*; "$@" >out 2>err </dev/null; code=$?; }
r() { run "$replicate" "$@"; }
code_is() { [ "$code" = "$1" ]; }
same() { cmp "$1" "$2"; }
differ() { if cmp -s "$1" "$2"; then return 1; fi; }
lines() { [ "$(wc -l <"$1")" -eq "$2" ]; }
has() { grep -q -e "$2" "$1"; }
lacks() { if grep -q -e "$2" "$1"; then return 1; fi; }
absent() { for f in "$@"; do if [ -e "$f" ]; then echo "$f exists"; return 1; fi; done; }
empty() { [ ! -s "$1" ]; }
only() { ls -A "$1" >files; [ "$(cat files)" = "$2" ]; }          # the folder holds this one file
# expect CODE SENTENCE PATTERN_IN_STDERR ARGUMENTS...: of replicate
expect() {
    want=$1 sentence=$2 pattern=$3; shift 3
    r "$@"
    check "$sentence: exit $want" code_is "$want"
    check "$sentence: says so" has err "$pattern"
    check "$sentence: begins with the program's name" has err '^replicate: '
    check "$sentence: prints no result" empty out
}

for program in replicate profile_csv generate_csv quick_start joint demo game_tables static_model simulation stream_rows custom_allocator from_cpp; do
    [ -x "$build/$program" ] || { echo "missing: $build/$program"; echo "0 passed, 1 failed"; exit 1; }
done

# --- usage -----------------------------------------------------------------------------------
r --help;           check "--help exits 0" code_is 0
                    check "--help names every command" has out 'replicate inspect'
                    check "--help says what --independent does" has out 'every column alone'
                    check "--help fits a terminal of 100 columns" sh -c '[ -z "$(awk "length > 100" out)" ]'
                    check "--help keeps standard error clean" empty err
r generate --help;  check "generate --help exits 0" code_is 0
                    check "generate --help shows its options" has out '--seed'
                    check "generate --help leaves out others" lacks out '--dates'
r --version;        check "--version exits 0" code_is 0
                    check "--version prints name and number" has out '^replicate [0-9][0-9]*\.[0-9][0-9]*\.[0-9][0-9]*$'
expect 2 "no command" 'which command'
r --help;           check "--help names validate and embed" sh -c 'grep -q "replicate validate MODEL" out && grep -q "replicate embed    MODEL" out'
expect 2 "an unknown command" 'nearest is profile' profil x
expect 2 "an option before the command" 'command comes first' -n 5
expect 2 "compare of nothing" 'add REAL and SYNTHETIC' compare
expect 2 "compare of one table" 'with which table' compare a
expect 2 "compare of three" 'one name too many' compare a b c
expect 2 "compare with -n" 'does not belong to this command' compare a b -n 3
expect 2 "compare with --json and --html" 'keep one' compare a b --json --html x.html
expect 2 "compare with -o and --html" 'keep one' compare a b -o x --html x.html
expect 2 "compare with a wrong --min" 'not a number from 0 to 1' compare a b --min 95
expect 2 "compare with --min nan" 'not a number from 0 to 1' compare a b --min nan
expect 2 "compare of two standard inputs" 'only one table' compare - -
expect 2 "a command without a file" 'which file' profile
expect 2 "generate without a file" 'which file' generate -n 5
expect 2 "two files" 'one name too many' profile "$table" other.csv
expect 2 "rows as a name" '-n ROWS' generate model.json 100
expect 2 "an unknown option" 'nearest is --seed' generate m --sede 4
expect 2 "an unknown option with a value" 'unknown option --formatt; the nearest is --format' generate m --formatt=csv
expect 2 "an unknown short option" 'unknown option -q' generate m -q
expect 2 "an option of another command" 'does not belong' profile "$table" --seed 4
expect 2 "an option without its value" 'needs a value' generate m -n
expect 2 "an option followed by an option" '-o needs a value' generate m -o --seed 5
expect 2 "a value where none belongs" 'takes no value' run "$table" -n 1 --strict-unique=yes
expect 2 "an option given twice" 'given twice' generate m -n 1 -n 2
expect 2 "generate without -n" 'how many rows' generate m
expect 2 "run without -n" 'how many rows' run "$table"

# --- what this version lacks is refused, not ignored ------------------------------------------
expect 2 "an unknown format" 'is not a format; the formats are csv tsv jsonl' run "$table" -n 1 --format=xml
expect 2 "an unknown format of a table" 'no format of a table that is read' profile "$table" --format xml
expect 2 "a path as a format" 'is not a format' run "$table" -n 1 --format x.json
expect 2 "--dialect of another format" 'is for --format sql' run "$table" -n 1 --dialect sqlite
expect 2 "--table of another format" 'is for --format sql' run "$table" -n 1 -o x.json --table t
expect 2 "an unknown dialect" 'is not one of postgresql sqlite mysql copy' run "$table" -n 1 --format sql --dialect oracle
expect 2 "--batch of CSV" 'have batches' run "$table" -n 1 --batch 7
expect 2 "a batch of no rows" 'not a whole number' run "$table" -n 1 --format sql --batch 0
expect 2 "-j 257" 'at most 256' run "$table" -n 1 -j 257
r profile "$table" -j8 -o -;           check "-j8 is accepted" code_is 0
r run "$table" -n 60000 -o long.csv
r profile long.csv -j 1 --date 2026-01-01 --name t -o one.json
r profile long.csv -j 3 --date 2026-01-01 --name t -o three.json
                                       check "three threads learn what one does" cmp -s one.json three.json
expect 2 "-j 0" 'not a whole number' profile "$table" -j 0
r run "$table" -n 1 -j 1;            check "-j 1 is accepted" code_is 0
r run "$table" -n 1 --independent;   check "--independent is accepted" code_is 0

# --- what ties columns together, and privacy ---------------------------------------------------
seq 1 400 | awk 'BEGIN { print "zone,borough,a,b,sum,one" } { z = $1 % 8; a = $1 * 7919 % 97; b = $1 * 104729 % 89; print "z" z "," (z < 3 ? "x" : "y") "," a "," b "," a + b "," ($1 == 200 ? "lone" : $1 % 2 ? "odd" : "even") }' >tied.csv
r profile tied.csv --date 2026-01-01 -o tied.json;     check "a tied table is learned" code_is 0
r inspect tied.json;                                   check "inspect tells what decides what" has out 'zone decides borough'
                                                       check "inspect tells the sum" has out 'sum = a + b in all rows'
                                                       check "inspect warns of rare categories" has out '"one": 1 of its categories'
r inspect tied.json --tree sum;                        check "--tree of a sum says so" has out 'sum = a + b'
r inspect tied.json --tree one;                        check "--tree shows leaves" has out 'rows: '
expect 1 "--tree of no column" 'there is no column' inspect tied.json --tree nope
r generate tied.json -n 1000;                          check "drawn sums add up" awk -F, 'NR > 1 && $3 + $4 != $5 { exit 1 }' out
                                                       check "drawn zones have their borough" awk -F, 'NR > 1 && (substr($1, 2) < 3) != ($2 == "x") { exit 1 }' out
r generate tied.json -n 200 --where 'zone = z1, z5 and sum >= 90 and "one" != lone'
                                                       check "--where is met" awk -F, 'NR > 1 && (($1 != "z1" && $1 != "z5") || $5 < 90 || $6 == "lone") { exit 1 }' out
                                                       check "by all rows" lines out 201
cp out asked.out
r generate tied.json -n 200 -j 3 --where 'zone = z1, z5' --where 'sum >= 90 and "one" != lone' -o asked.csv
                                                       check "in several options and threads, too" same asked.out asked.csv
r generate tied.json -n 2000 --weights 'zone: {z0 1, "z7" 3}'; check "--weights draws what is named" awk -F, 'NR > 1 { n[$1]++ } END { exit n["z0"] + n["z7"] != 2000 || n["z7"] < 1400 || n["z7"] > 1600 }' out
expect 1 "a condition that no cell meets" 'condition zone = z9: the nearest that it has is z' generate tied.json -n 1 --where 'zone = z9'
expect 1 "conditions at odds" 'condition borough = y: no row meets it and those before it' generate tied.json -n 1 --where 'zone = z1 and borough = y'
expect 1 "a condition on no column" 'the nearest is "zone"' generate tied.json -n 1 --where 'zon = z1'
expect 2 "a condition without a sign" 'write NAME = VALUE' generate tied.json -n 1 --where zone
expect 2 "weights without figures" 'write NAME: VALUE WEIGHT' generate tied.json -n 1 --weights 'zone: z1'
printf 'sum,zone\n,z2\n100,\n' >part.csv
r complete tied.json part.csv -o full.csv;             check "complete fills what is empty" awk -F, 'NR == 2 && ($1 != "z2" || $2 != "x" || $3 + $4 != $5) || NR == 3 && ($5 != 100 || $3 + $4 != 100) { exit 1 }' full.csv
                                                       check "row by row" lines full.csv 3
printf 'zone,nope\nz1,2\n' >part2.csv
expect 1 "complete with a column that the model lacks" 'part2.csv:1:2: the model has no column "nope"' complete tied.json part2.csv
expect 2 "complete without rows" 'complete which rows' complete tied.json
r profile tied.csv --date 2026-01-01 --relation 'a <= sum' --relation 'zone -> one' --no-relation 'zone <-> borough' -o told.json
                                                       check "relations are given and vetoed" code_is 0
                                                       check "without a warning of them" lacks err 'veto'
r inspect told.json;                                   check "inspect marks a given order" has out 'a <= sum in all rows (given)'
                                                       check "and what one column decides" has out 'zone decides one (given)'
                                                       check "and lacks what was vetoed" lacks out 'borough$'
r generate told.json -n 2000;                          check "drawn rows keep a given order" awk -F, 'NR > 1 && $3 > $5 { exit 1 }' out
r run tied.csv -n 500 --relation 'sum = b + a' --no-relation zone; check "run takes them too" code_is 0
                                                       check "and warns of a veto of nothing" has err 'warning: nothing was found that the veto "zone" names'
r inspect tied.csv --no-relation 'sum = a + b in all rows' --no-relation a --no-relation b
                                                       check "a sentence of inspect is a veto" lacks out ' = '
expect 2 "a relation that cannot be read" 'write a = b + c' profile tied.csv --relation 'a + b'
expect 1 "a relation without its column" 'there is no column "summ"; the nearest is "sum"' profile tied.csv --relation 'summ = a + b'
expect 1 "a veto without its column" 'the nearest is "borough"' profile tied.csv --no-relation 'zone -> burough'
expect 1 "a relation that most rows break" 'at least half are needed' profile tied.csv --relation 'sum <= a'
expect 2 "a relation given and vetoed" 'is given and vetoed' profile tied.csv --relation 'a <= sum' --no-relation sum
expect 2 "a relation of an independent model" 'independent columns have none' profile tied.csv --relation 'a <= sum' --independent
expect 2 "a relation for a model" 'is for tables' inspect tied.json --relation 'a <= sum'
expect 2 "a veto for a model" 'is for tables' inspect tied.json --no-relation sum
r inspect tied.csv --type sum=alone;                   check "a column alone is in no relation" lacks out 'sum = '
r inspect tied.csv --type sum=alone --tree sum;        check "a column alone has no tree" has out 'sum is drawn alone'
r profile tied.csv --date 2026-01-01 --independent;    check "an independent model has no structure" lacks out '"structure"'
r profile tied.csv --date 2026-01-01 --min-count 2;    check "--min-count leaves a lone category out" lacks out lone
                                                       check "--min-count names the rest" has out '(other)'
r profile tied.csv --date 2026-01-01 --private;        check "--private leaves a lone category out" lacks out lone
                                                       check "--private is told in the model" has out '"private": true'
                                                       check "--private hides the largest number" lacks out '"max": 96.0'

# --- numbers and words are read strictly ------------------------------------------------------
for n in 12x -5 1.5 1e3 '' ' 5' 0x10 18446744073709551616 99999999999999999999999 +3; do
    expect 2 "-n '$n'" '-n: ' generate m -n "$n"
    expect 2 "--seed='$n'" '--seed: ' generate m -n 1 "--seed=$n"
done
expect 2 "rows beyond 2^64" 'smaller' generate m -n 2 --first 18446744073709551615
expect 2 "--sample 0" 'not a whole number' profile "$table" --sample 0
expect 2 "--max-categories 2k" 'not a whole number' profile "$table" --max-categories 2k
expect 2 "--dates ymd" 'not one of dmy mdy' profile "$table" --dates ymd
expect 2 "--ragged fix" 'not one of error pad join' profile "$table" --ragged fix
expect 2 "--delimiter of two characters" 'not one ASCII character' profile "$table" --delimiter ';;'
expect 2 "--delimiter quote" 'not one ASCII character' profile "$table" --delimiter '"'
expect 2 "--delimiter with --format" 'leave out --delimiter' generate m -n 1 --format csv --delimiter ';'
expect 2 "--type without a kind" 'COLUMN=KIND' profile "$table" --type age
expect 2 "--type with an unknown kind" 'nearest is numerical' profile "$table" --type age=numeric
expect 2 "--type with an unknown class" 'nearest is email' profile "$table" --type email=emial
expect 2 "--type twice for a column" 'decided twice' profile "$table" --type age=text --type age=numerical
expect 2 "an open quote in a list" 'does not end' profile "$table" --missing '"NA'
expect 2 "-o and --dir" 'keep one' profile "$table" -o m.json --dir models
expect 2 "a date that is none" 'date' profile "$table" --date tomorrow

for m in 0 x 12KB 5k 1.5G -1 '' M 99999999999G; do
    expect 2 "--max-memory '$m'" '--max-memory' profile "$table" "--max-memory=$m"
done
for how in "profile $table" "run $table -n 5" "inspect $table" "compare $table $table"; do
    expect 1 "$how --max-memory 10K" 'over --max-memory' $how --max-memory 10K
    r $how --max-memory 64M;                 check "$how --max-memory 64M" code_is 0
done
# --- profile ----------------------------------------------------------------------------------
day=2026-02-02T17:03:32
r profile "$table" --date $day -o model.json
check "profile exits 0" code_is 0
check "profile -o prints nothing" empty out
check "the model names its kinds" has model.json '"categorical"'
check "the model is version 1.1" has model.json '"version": *"1\.1"'
check "the model has the table's name" has model.json '"name": *"customers"'
check "the model holds no e-mail address of the table" lacks model.json 'user[0-9]'
cp model.json kept.json
r profile "$table" --date $day;               check "profile writes to standard output" same out model.json
r profile "$table" --date=$day -o -;          check "-o - is standard output" same out model.json
r profile --date $day -o model2.json -- "$table"; check "-- ends options" same model.json model2.json
SOURCE_DATE_EPOCH=1770051812; export SOURCE_DATE_EPOCH
r profile "$table";                           check "SOURCE_DATE_EPOCH is the date" same out model.json
unset SOURCE_DATE_EPOCH
last='profile - <table'; "$replicate" profile - --date $day --name customers -o - <"$table" >out 2>err; code=$?
check "- is standard input" same out model.json
last='cat table | profile -'; cat "$table" | "$replicate" profile - --date $day --name customers -o - >out 2>err; code=$?
check "a pipe as standard input" same out model.json
if command -v mkfifo >/dev/null && mkfifo pipe 2>/dev/null; then
    last='profile pipe'; cat "$table" >pipe & "$replicate" profile pipe --date $day --name customers -o - >out 2>err; code=$?
    check "a named pipe as table" same out model.json
fi
r profile "$table" --date $day --dir new/models --name shop
check "--dir makes the folder and prints the stamped name" has out '^new/models/shop_20260202_170332_model\.json$'
check "the stamped file is there" test -s new/models/shop_20260202_170332_model.json
check "no other file is left in the folder" only new/models shop_20260202_170332_model.json
r profile "$table" --date $day --name here
check "--name alone keeps the model in this folder" test -s here_20260202_170332_model.json
r profile "$table" --name shop -o named.json
check "--name with -o names the model" has named.json '"name": *"shop"'
r profile "$table" --type age=categorical --type email=drop --type=city=text --date $day -o typed.json
check "--type exits 0" code_is 0
r inspect typed.json
check "--type drop leaves the column out" lacks out 'email'
r profile "$table" --columns age,city --date $day -o two.json
check "--columns exits 0" code_is 0
r generate two.json -n 3
check "--columns keeps the named columns in the table's order" sh -c '[ "$(head -n 1 out)" = age,city ]'
r profile "$table" --columns city,age --type age=categorical --date $day
check "--columns together with --type" code_is 0
expect 1 "--columns with a name that is not there" 'no column "agee"; the nearest is "age"' profile "$table" --columns city,agee
expect 2 "--columns leaves out a column of --type" 'leaves out' profile "$table" --columns city --type age=text
expect 1 "--type of a column that is not there" 'agee' profile "$table" --type agee=text
last='run - --columns <table'; "$replicate" run - -n 2 --columns salary <"$table" >out 2>err; code=$?
check "--columns on standard input" sh -c '[ "$(head -n 1 out)" = salary ]'
awk 'BEGIN { print "a;b b;\"c;\n\"\"d\""; for (i = 0; i < 60000; i++) print i % 7 ";\"x\ny " i % 3 "\";2" }' >large.csv
r run large.csv -n 2 --columns 'b b';         check "--columns on a large table with quoted line ends" code_is 0
                                              check "--columns keeps the quoted column" sh -c '[ "$(head -n 1 out)" = "b b" ]'
printf '1,x\n2,y\n3,x\n4,x\n' >bare.csv
r run bare.csv -n 5 --no-header --columns id,letter
check "--no-header: every line is a row" lines out 5
check "--no-header with --columns exits 0" code_is 0
r profile bare.csv --no-header --columns id,letter
check "--no-header: --columns gives the names" has out '"letter"'
printf 'a;b\n1,5;x\n2,5;y\n' >semi.csv
r run semi.csv -n 2;                          check "the source's delimiter is kept" sh -c '[ "$(head -n 1 out)" = "a;b" ]'
r run semi.csv -n 2 --format csv;             check "--format csv is always comma" sh -c '[ "$(head -n 1 out)" = "a,b" ]'
r run semi.csv -n 2 --format tsv;             check "--format tsv is always tab" has out '^a	b$'
r run semi.csv -n 2 -o rows.tsv;              check "a file named .tsv gets tabs" has rows.tsv '^a	b$'
printf '{"a":1,"ok":true}\n{"ok":false,"a":2,"s":{"t":"7"}}\n' >rows.jsonl
r run rows.jsonl -n 3 --format jsonl;         check "JSON Lines in, JSON Lines out" has out '^{"a":[12],"ok":\(true\|false\),"s.t":\("7"\|null\)}$'
r inspect rows.jsonl;                         check "inspect takes .jsonl as a table" has out '2 rows, 3 columns'
cp rows.jsonl rows.txt
last='profile - <rows.txt'; "$replicate" profile - <rows.txt >out 2>err; code=$?
check "JSON on standard input is found by its first bytes" has out '"s.t"'
r inspect rows.txt --format jsonl;            check "--format of inspect says that it is a table" has out '2 rows, 3 columns'
r profile rows.txt --format tsv;              check "JSON under another format is named" has err 'this is JSON, not CSV'
expect 2 "--columns of JSON" 'of JSON leave columns out by' profile rows.jsonl --columns a
printf 'a,b\tc\n1\tx\n2\ty\n' >commas.tsv
r profile commas.tsv;                         check "a table named .tsv is cut at tabs" has out '"a,b"'
printf 'a\tb\n1\tx\n2\ty\n' >tabs.txt
r run tabs.txt -n 2 --delimiter tab;          check "--delimiter tab" has out '^a	b$'
r run tabs.txt -n 2 --delimiter '\t';         check '--delimiter \t' has out '^a	b$'
printf 'v\n1\nnil\n2\nnil\n3\n4\n' >nil.csv
r profile nil.csv --missing 'nil,-,';         check "--missing: spellings, an empty item allowed" has out '"numerical"'
r profile nil.csv;                            check "without --missing nil is a value" has out '"categorical"'
printf 'a,b\n1,2\n3\n4,5,6\n' >ragged.csv
expect 1 "a ragged row" '^replicate: ragged\.csv:3:[0-9]*: ' profile ragged.csv
r profile ragged.csv --ragged pad;            check "--ragged pad" code_is 0
                                              check "padded rows are counted in a warning" has err '^replicate: warning: '
r profile ragged.csv --ragged=join;           check "--ragged join" code_is 0
printf 'd\n01/02/2023\n03/04/2023\n05/06/2023\n' >dates.csv
r profile dates.csv;                          check "a doubtful date order is a warning" has err '^replicate: warning: '
r profile dates.csv --dates dmy;              check "--dates dmy" has out 'datetime'
r profile dates.csv --type 'd=%d/%m/%Y';      check "--type with a date format" has out 'datetime'
r profile "$table" --max-categories 10 --sample 20; check "--max-categories and --sample" code_is 0

# --- generate ---------------------------------------------------------------------------------
r generate model.json -n 100 -o rows.csv
check "generate exits 0" code_is 0
check "generate -o prints nothing" empty out
check "a header and 100 rows" lines rows.csv 101
check "the header is the table's" sh -c '[ "$(head -n 1 rows.csv)" = customer_id,age,salary,city,email,signup_date ]'
r generate model.json -n 100;                 check "standard output gets the same bytes" same out rows.csv
r generate model.json -n100 --seed=42 -o -;   check "the seed is 42 unless given" same out rows.csv
r generate model.json -n 100 --seed 43;       check "another seed gives other rows" differ out rows.csv
r generate model.json -n 100 --seed 18446744073709551615; check "every 64-bit number is a seed" lines out 101
r generate model.json -n 30 --first 50
check "--first exits 0" code_is 0
{ sed -n 1p rows.csv; sed -n 52,81p rows.csv; } >slice.csv
check "--first K -n N gives rows K .. K+N-1 of the whole" same out slice.csv
r generate model.json -n 1 --first 99;        { sed -n 1p rows.csv; sed -n 101p rows.csv; } >slice.csv
check "the last row alone" same out slice.csv
r generate model.json -n 0;                   check "-n 0 is the header" lines out 1
expect 1 "generate --max-memory 10K" '^replicate: model\.json: out of memory, or over --max-memory$' generate model.json -n 3 --max-memory 10K
last='generate - --max-memory'; "$replicate" generate - -n 3 --max-memory 3K <model.json >out 2>err; code=$?
check "a model from standard input over --max-memory: exit 1" code_is 1
check "and says so" has err '^replicate: standard input: out of memory, or over --max-memory$'
last='generate - <folder'; "$replicate" generate - -n 3 <. >out 2>err; code=$?
check "a folder as standard input: exit 1" code_is 1
r generate model.json -n 5 --no-header;       check "--no-header writes rows only" lines out 5
r generate model.json -n 5 --delimiter ';';   check "--delimiter of generate" has out '^customer_id;age'
for f in jsonl json sql arrow arrows parquet; do
    r generate model.json -n 5 --format $f;   check "--format $f exits 0" code_is 0
    "$replicate" generate model.json -n 5 -o "rows.$f";  check "a file named .$f is the same" same out "rows.$f"
done
r generate model.json -n 5 -o y.json --delimiter ';'; check "a delimiter in JSON" code_is 2
r generate model.json -n 5 --format csv -o y.json;    check "--format wins over the ending" has y.json '^customer_id,age'
r generate model.json -n 3 --format sql --dialect mysql --table t --no-create --batch 2
check "SQL as asked" sh -c '[ "$(grep -c "^INSERT INTO .t. (.customer_id.," out)" = 2 ] && ! grep -q CREATE out'
r generate model.json -n 5 --format tsv;      check "--format tsv of generate" has out '^customer_id	age'
last='generate - <model'; "$replicate" generate - -n 100 <model.json >out 2>err; code=$?
check "a model from standard input" same out rows.csv
last='profile | generate'; "$replicate" profile "$table" 2>err | "$replicate" generate - -n 100 >out 2>err; code=$?
check "profile | generate" same out rows.csv
r run "$table" -n 100;                        check "run is profile and generate" same out rows.csv
r run "$table" -n 10 --first 5 --seed 9 -o run.csv; "$replicate" generate model.json -n 10 --first 5 --seed 9 >out
check "run takes the options of both" same run.csv out
r run "$table" -n 10 --dir kept --name k --date $day -o run.csv
check "run --dir also keeps the model" test -s kept/k_20260202_170332_model.json
check "run --dir tells the name on standard error" has err 'kept/k_20260202_170332_model.json'
awk 'BEGIN { print "key;price;share;when;plate;mood"; srand(1)
             for (i = 1; i <= 300; i++)
                 printf "INV-%05d/A;\"$%d,%03d.%02d\";%d %%;%02d/%02d/2023 %02d:15;%c%c-%d;%s\n", i, 1 + i % 9, i * 7 % 1000,
                        i % 100, i * 3 % 100, 1 + i % 12, 1 + i % 28, i % 24, 65 + i % 26, 65 + i * 5 % 26, 100 + i * 37 % 900,
                        i % 11 ? (i % 3 ? "good" : "so so") : "n/a" }' >mixed.csv
"$replicate" profile mixed.csv -o mixed.json --date $day
"$replicate" generate mixed.json -n 400 --first 200 >slice.csv 2>&1
r run mixed.csv -n 400 --first 200;           check "a model read back gives the same rows: ids, money, per cent, times" same out slice.csv
                                              check "ids count on in their form" has out '^INV-00201/A;'
"$replicate" profile mixed.csv --date $day >kept.json
check "a model has the same bytes each time" same kept.json mixed.json
awk 'BEGIN { print "code"; for (i = 0; i < 60; i++) printf "%c%c\n", 65 + i % 26, 65 + int(i / 7) }' >codes.csv
r run codes.csv --type code=text -n 5;        check "a text column" lines out 6

# --- inspect ----------------------------------------------------------------------------------
r inspect model.json;     check "inspect of a model exits 0" code_is 0
                          check "inspect names the columns" has out 'signup_date'
cp out inspected
r inspect "$table" --date $day; check "inspect of a table exits 0" code_is 0
                          check "inspect says as much of a table" lines out "$(wc -l <inspected)"
last='inspect - <model'; "$replicate" inspect - <model.json >out 2>err; code=$?
check "inspect - takes a model" same out inspected
{ printf ' \n\t'; cat model.json; } >blanks.json
r inspect blanks.json;    check "inspect: blanks before the model" code_is 0
expect 2 "a table's option for a model" 'is for tables' inspect model.json --dates dmy
expect 2 "--type for a model" 'is for tables' inspect model.json --type age=text

# --- failures: exit 1, a place, nothing half-written, nothing touched -------------------------
mkdir clean
expect 1 "a table that is not there" '^replicate: nowhere\.csv: ' profile nowhere.csv -o clean/m.json
expect 1 "a model that is not there" '^replicate: nowhere\.json: ' generate nowhere.json -n 1 -o clean/r.csv
expect 1 "a folder as table" '^replicate: clean: ' profile clean
printf '{ "metadata": { "rows": 1 },\n  "columns": [ 5 ]\n}\n' >bad.json
expect 1 "a bad model" '^replicate: bad\.json:2:[0-9]*: ' generate bad.json -n 1 -o clean/r.csv
expect 1 "inspect of a bad model" '^replicate: bad\.json:2:[0-9]*: ' inspect bad.json
printf '{ "metadata": {} ,,' >broken.json
expect 1 "a model that is no JSON" '^replicate: broken\.json:1:[0-9]*: ' generate broken.json -n 1 -o clean/r.csv
last='generate - <bad.json'; "$replicate" generate - -n 1 <bad.json >out 2>err; code=$?
check "a bad model from standard input: exit 1" code_is 1
check "a bad model from standard input: its place" has err '^replicate: standard input:2:'
printf 'a,b\n1,"x\n' >open.csv
expect 1 "an open quote" '^replicate: open\.csv:2:3: ' profile open.csv -o clean/m.json
check "failures leave nothing behind" only clean ""
echo old >clean/r.csv
expect 1 "a failure over an old file" 'bad' generate bad.json -n 1 -o clean/r.csv
expect 1 "a failed run over an old file" 'open' run open.csv -n 1 -o clean/r.csv
check "the old file is untouched" sh -c '[ "$(cat clean/r.csv)" = old ]'
check "and alone" only clean r.csv
r generate model.json -n 3 -o clean/r.csv;    check "success replaces the old file" lines clean/r.csv 4
                                              check "and leaves no other" only clean r.csv
expect 1 "a folder that is not there" 'nofolder' generate model.json -n 1 -o nofolder/r.csv
mkdir clean/folder
expect 1 "a folder as output" 'clean/folder' generate model.json -n 1 -o clean/folder
rmdir clean/folder
check "a folder as output leaves nothing" only clean r.csv
if ln -s r.csv clean/link 2>/dev/null; then
    r generate model.json -n 7 -o clean/link
    check "a link stays a link" test -h clean/link
    check "and its file is replaced" lines clean/r.csv 8
fi
if [ -c /dev/full ]; then
    last='generate >/dev/full'; "$replicate" generate model.json -n 100000 >/dev/full 2>err; code=$?
    check "a full disk: exit 1" code_is 1
    check "a full disk: says so" has err 'No space left'
    last='profile >/dev/full'; "$replicate" profile "$table" >/dev/full 2>err; code=$?
    check "a full disk for a model: exit 1" code_is 1
    last='inspect >/dev/full'; "$replicate" inspect model.json >/dev/full 2>err; code=$?
    check "a full disk for inspect: exit 1" code_is 1
    last='--help >/dev/full'; "$replicate" --help >/dev/full 2>err; code=$?
    check "a full disk for --help: exit 1" code_is 1
    r generate model.json -n 1 -o /dev/full;  check "-o to a full device: exit 1" code_is 1
                                              check "the device is still one" test -c /dev/full
fi
r generate model.json -n 1 -o /dev/null;      check "-o /dev/null" code_is 0
                                              check "/dev/null is still a device" test -c /dev/null
last='generate | true'
{ "$replicate" generate model.json -n 200000 2>err; echo $? >code; } | head -n 1 >out; code=$(cat code)
check "a closed pipe: exit 1" code_is 1
check "a closed pipe: one message" lines err 1
mkdir stop
for name in TERM INT HUP KILL; do                       # a signal while rows are written: the old file stays
    { sh -c "kill -s $name \$\$; exit 5"; code=$?; } 2>/dev/null
    if [ $code -eq 5 ]; then echo "SIG$name is ignored here, as under nohup: skipped"; continue; fi
    echo old >stop/r.csv
    last="generate, ended by SIG$name"
    "$replicate" generate model.json -n 1000000000 -o stop/r.csv >out 2>err & process=$!
    waited=0
    while [ -z "$(ls stop | grep '^r\.csv\.tmp')" ] && [ $waited -lt 2000 ]; do waited=$((waited + 1)); sleep 0.01 2>/dev/null || sleep 1; done
    kill -s $name $process; wait $process 2>/dev/null; code=$?
    check "SIG$name leaves the old file" sh -c '[ "$(cat stop/r.csv)" = old ]'
    if [ $name = KILL ]; then
        check "SIGKILL leaves one more, beside it, that tells what it is" sh -c 'ls stop | grep -qx "r\.csv\.tmp[0-9a-f]\{12\}" && [ "$(ls stop | wc -l)" -eq 2 ]'
        r generate model.json -n 3 -o stop/r.csv
        check "which is in nobody's way" lines stop/r.csv 4
    else
        check "SIG$name ends it in order: exit 1" code_is 1
        check "and says so" has err '^replicate: stopped$'
        check "and leaves no other file" only stop r.csv
    fi
done
rm -f stop/*
# A disk that is really full: a small one of our own, where a user may mount it; else the largest file is small.
cat >full.sh <<'END'
[ "$3" = mounted ] || mount -t tmpfs -o size=64k none "$2" || exit 99
echo old >"$2/r.csv"
"$1" generate model.json -n 10000 -o "$2/r.csv" 2>err; echo "$? $(cat "$2/r.csv") $(ls -A "$2" | wc -l)" >state
"$1" profile mixed.csv -o "$2/r.csv" 2>err; echo "$? $(cat "$2/r.csv" | wc -l) $(ls -A "$2" | wc -l)" >>state
"$1" compare mixed.csv mixed.csv --html "$2/page.html" 2>err2; echo "$?" >>state
dd if=/dev/zero of="$2/all" bs=1024 count=100 2>/dev/null
"$1" profile mixed.csv -o "$2/m.json" 2>err2; echo "$? $(ls -A "$2" | wc -l)" >>state
END
mkdir disk
if command -v unshare >/dev/null 2>&1 && unshare -rm true 2>/dev/null && unshare -rm sh full.sh "$replicate" disk 2>/dev/null; then
    last="generate on a full disk of 64 KB"; code=$(sed -n '1s/ .*//p' state)
    check "a full disk leaves the old file, alone" sh -c '[ "$(sed -n 1p state)" = "1 old 1" ]'
    check "what fits is written" sh -c 'sed -n 2p state | grep -q "^0 [0-9][0-9]* 1$"'
    check "a full disk for a model: exit 1, and nothing is left of it" sh -c 'sed -n "\$p" state | grep -q "^1 [23]$"'
    check "and says so" has err2 'is the disk full'
else echo "no disk can be mounted here: a full disk is tried by a limit of file sizes alone; the rest skipped"; fi
echo old >stop/r.csv
last="generate with ulimit -f"; (trap '' XFSZ; ulimit -f 8; exec "$replicate" generate model.json -n 10000 -o stop/r.csv >out 2>err); code=$?
check "a file that may not grow: exit 1" code_is 1
check "and says so" has err 'is the disk full'
check "the old file stays, alone" sh -c '[ "$(cat stop/r.csv)" = old ] && [ "$(ls -A stop | wc -l)" -eq 1 ]'
if mkfifo stop/pipe 2>/dev/null; then
    last='generate -o pipe, closed early'; { head -n 1 stop/pipe >out; } & reader=$!
    "$replicate" generate model.json -n 200000 -o stop/pipe 2>err; code=$?; wait $reader
    check "a named pipe closed early: exit 1" code_is 1
    check "it is still a pipe" test -p stop/pipe
fi
awk 'BEGIN { print "u_id"; for (i = 0; i < 60; i++) print 100 + (i * 37) % 89 }' >unique.csv
r profile unique.csv -o unique.json
r generate unique.json -n 100000 --strict-unique -o clean/u.csv
check "--strict-unique refuses more rows than values: exit 1" code_is 1
check "--strict-unique names the column" has err 'u_id'
check "--strict-unique leaves no file" absent clean/u.csv
r generate unique.json -n 100000
check "without --strict-unique: exit 0" code_is 0
check "without --strict-unique: a warning" has err '^replicate: warning: '
printf '\033[31mred\033[0m,b\n1,2\n\033]0;x\007,3\n' >escape.csv
r inspect escape.csv
check "inspect prints no escape bytes" sh -c '! LC_ALL=C grep -q "$(printf "[\\001-\\010\\013-\\037]")" out err'
printf 'a,b\n1,2,\033[31m\n' >escape2.csv
r profile escape2.csv
check "messages hold no escape bytes" sh -c '! LC_ALL=C grep -q "$(printf "\\033")" err'
: >empty.csv
r profile empty.csv;      check "an empty table never crashes" sh -c '[ '"$code"' -le 1 ]'
printf 'a,b\n' >header.csv
r profile header.csv -o header.json; check "a header without rows is a table" code_is 0
r generate header.json -n 3;         check "and gives rows of missing cells" lines out 4

# --- compare ---------------------------------------------------------------------------------
r run "$table" -n 200 -o fake.csv
r compare "$table" fake.csv;            check "compare exits 0" code_is 0
                                        check "compare prints the score" has out '^score  *overall 0\.'
                                        check "and the ceiling" has out '^ceiling  *overall 0\.'
                                        check "and privacy" has out 'copies of a real row'
                                        check "and a line a column" has out '^salary  *numerical'
                                        check "compare says nothing else" empty err
cp out first
r compare "$table" - ;                  check "compare of an empty standard input: exit 1" code_is 1
                                        check "with its name" has err '^replicate: standard input:1:1: synthetic table: no row'
last='compare TABLE - <fake.csv'; "$replicate" compare "$table" - <fake.csv >out 2>err; code=$?
check "- is standard input" code_is 0
sed 's/^synthetic.*//' first >a; sed 's/^synthetic.*//' out >b
check "and gives the same figures" same a b
r compare "$table" fake.csv -o text;    check "-o takes the text" same text first
r compare "$table" "$table" --json;     check "--json exits 0" code_is 0
                                        check "--json: a table is its own equal" has out '"quality": {"overall": 1,'
                                        check "--json: the types" has out '"name": "signup_date", "sdtype": "datetime"'
if command -v python3 >/dev/null; then check "--json is JSON" python3 -c 'import json; json.load(open("out"))'
else echo "python3 is not here: the JSON of compare is not parsed"; fi
r compare "$table" "$table" --min 1;    check "--min 1 of itself: exit 0" code_is 0
r compare "$table" fake.csv --min 0.999; check "--min above the score: exit 1" code_is 1
                                        check "says both" has err 'the overall score 0\.[0-9]* is below --min 0.999'
                                        check "and prints the figures" same out first
printf 'a\nx\n' >same.csv; printf 'a\n\n""\n' >none.csv
r compare none.csv none.csv --min 0;    check "--min without any score: exit 1" code_is 1
                                        check "says why" has err 'no column can be scored'
r compare same.csv "$table";            check "other columns: exit 1" code_is 1
                                        check "named, with the file" has err "^replicate: .*customers\\.csv: synthetic table: column \"customer_id\" is not in the real table"
printf 'a,b\n1,2\n1,"2\n' >open.csv; printf 'a,b\n1,2\n' >ab.csv
r compare ab.csv open.csv;              check "an open quote: exit 1" code_is 1
                                        check "with its place" has err '^replicate: open\.csv:3:3: synthetic table: '
r compare open.csv ab.csv;              check "in the other table as well" has err '^replicate: open\.csv:3:3: real table: '
r compare ab.csv ab.csv --holdout open.csv; check "and in the holdout" has err '^replicate: open\.csv:3:3: holdout table: '
r compare ab.csv nowhere.csv;           check "no such table: exit 1" code_is 1
                                        check "named" has err '^replicate: nowhere\.csv: '
r compare "$table" fake.csv --relation 'age <= salary' --relation 'city -> age' --holdout "$table"
                                        check "relations are counted" has out '100 %  *.* age <= salary'
                                        check "a holdout is taken" has out 'closer to the real table than to the holdout'
expect 2 "a relation that cannot be read" 'write a = b + c' compare "$table" fake.csv --relation 'age'
expect 1 "a relation without its column" 'there is no column "wage"' compare "$table" fake.csv --relation 'age <= wage'
expect 1 "a relation between texts" 'holds neither numbers nor dates' compare "$table" fake.csv --relation 'city <= age'
printf 'old' >page.html
r compare ab.csv open.csv --html page.html; check "--html of a bad table: exit 1" code_is 1
                                        check "leaves the old page" has page.html '^old$'
r compare "$table" fake.csv --html page.html --relation 'age <= salary'
                                        check "--html exits 0" code_is 0
                                        check "--html prints nothing" empty out
                                        check "--html writes a page" has page.html '^<!doctype html>'
                                        check "to its end" has page.html '</body></html>$'
                                        check "with pictures" has page.html '<svg viewBox'
                                        check "without script, links or files" lacks page.html '<script\|<link\|<img\|<iframe\|href=\|src=\|url(\|@import'
r compare "$table" fake.csv --html -;   check "--html - is standard output" has out '^<!doctype html>'
if [ -c /dev/full ]; then
    for how in "-o /dev/full" "--html /dev/full" "--json -o /dev/full"; do
        r compare "$table" fake.csv $how;   check "compare $how: exit 1" code_is 1
    done
fi
# What tables say stays text: on the terminal, in JSON and in the page.
awk 'BEGIN { print "<script>alert(1)</script>,\"q\"\"\047&\033[31m\",num\042"; for (i = 0; i < 60; i++) print "<b>" i % 5 "</b>,\"\"\"\047&\033]0;x\007" i % 4 "\"," i * 7 % 23 }' >evil.csv
for how in "" --json "--html -"; do
    r compare evil.csv evil.csv --relation '<script>alert(1)</script> -> num"' $how
    check "hostile cells ${how:-as text}: exit 0" code_is 0
    check "no control byte ${how:-as text}" sh -c '[ -z "$(tr -d "\n" <out | tr -dc "\000-\037\177")" ]'
done
check "no tag of a table in the page" lacks out "<script\|<b>[0-4]<\|alert(1)<"
check "but its text" has out '&lt;script&gt;'

# --- no byte of a table, a model or a file's name commands the terminal: ESC, CR, BEL, C1, right-to-left override --------
evil=$(printf 'e\033[31m\r\007\302\2332J\342\200\256\177')                        # as a name of a file and of a column
harmless() {
    for f in "$@"; do
        if tr -d '\n' <"$f" | grep -q "$(printf '[\001-\037\177]')" || grep -q "$(printf '\302[\200-\237]')" "$f" ||
           grep -q "$(printf '\342\200[\250-\256]')" "$f"; then od -c "$f" | head -n 20; return 1; fi
    done
}
{ printf '"%s",=x,"</script><img onerror=""x"">"\n' "$evil"
  awk -v e="$evil" 'BEGIN { for (i = 0; i < 60; i++) print "\"" e i % 3 "\"," i % 7 ",\"</script><img src=x onerror=\"\"\047x\047\"\">" i % 2 "\"" }'; } >"$evil.csv"
r profile "$evil.csv" --name t -o evil.json; check "a hostile table: profile exits 0" code_is 0
r profile "$evil.csv" --date $day;           check "a model on the terminal is harmless" harmless out err
                                             check "and the same model as in a file" sh -c 'sed "/\"date\"/d; /\"name\": \"t\"/d" evil.json >a; grep -v "\"date\"" out | grep -v "\"name\": \"e" >b; grep -q u001b b && grep -q u009b b && grep -q u202e b'
r inspect "$evil.csv";                       check "inspect of a hostile table is harmless" harmless out err
r inspect evil.json;                         check "inspect of its model is harmless" harmless out err
r inspect evil.json --tree "$evil";          check "inspect --tree is harmless" harmless out err
r profile "$evil.csv" --type "$evil=drop";   check "a hostile column's name in an option is taken" lacks out 'u202e2'
for wrong in "profile nowhere$evil" "inspect nowhere$evil" "generate $evil.csv -n 1" "compare $evil.csv nowhere$evil" "compare nowhere$evil $evil.csv" \
             "profile $evil.csv --type $evil$evil=drop" "profile $evil.csv --type x=$evil" "profile $evil.csv --columns $evil$evil" "profile $evil.csv --date $evil" \
             "profile $evil.csv --$evil" "profile $evil.csv --dates $evil" "profile $evil.csv -o no$evil/x" "run $evil.csv -n $evil" "run $evil.csv -n 1 --format $evil" \
             "compare $evil.csv $evil.csv --relation $evil" "compare $evil.csv evil.json" "inspect evil.json --tree x$evil" "$evil" "profile $evil.csv $evil"; do
    IFS=' '; r $wrong; unset IFS
    check "an error that names hostile things is one" sh -c '[ '$code' -ne 0 ]'
    check "and harmless" harmless err out
done
r compare "$evil.csv" "$evil.csv";           check "compare of hostile tables is harmless" harmless out err
r compare "$evil.csv" "$evil.csv" --json;    check "as JSON, too" harmless out err
r compare "$evil.csv" "$evil.csv" --html -;  check "and as a page" harmless out err
                                             check "which holds no tag of theirs" lacks out '<script\|</script\|<img'
                                             check "but the text" has out '&lt;/script&gt;&lt;img onerror=&quot;x&quot;&gt;'
r run "$evil.csv" -n 3 --dir . --name "$evil"; check "the name of a kept model goes to a pipe as it is" has err "$(printf '2J\342\200\256')"
r run "$evil.csv" -n 200;                    check "formulas are warned of" has err 'column "=x" has text that a spreadsheet would compute'
                                             check "the warning is one" sh -c '[ "$(grep -c spreadsheet err)" = 1 ]'
r run "$evil.csv" -n 200 --guard-formulas;   check "--guard-formulas: no warning" empty err
                                             check "--guard-formulas: an apostrophe" has out ",'=x,"
run "$build/profile_csv" "$evil.csv" e2.json; check "profile_csv of a hostile table: exit 0" code_is 0
                                             check "is harmless" harmless out err
run "$build/profile_csv" "x$evil.csv";       check "profile_csv of no such table is harmless" harmless out err
run "$build/profile_csv" "$evil.csv" "no$evil/x"; check "profile_csv that cannot write is harmless" harmless out err
run "$build/generate_csv" "x$evil" 1;        check "generate_csv of no such model is harmless" harmless out err
run "$build/generate_csv" evil.json 1;       check "generate_csv warns of formulas" has err 'column "=x" has text'
                                             check "harmlessly" harmless err
run "$build/demo" "$evil.csv";               check "demo of a hostile table: exit 0" code_is 0
                                             check "is harmless" harmless out err
run "$build/demo" "x$evil";                  check "demo of no such table is harmless" harmless out err
mkdir in_evil; (cd in_evil && "$build/joint" "../$evil.csv" >../out 2>../err; "$build/joint" "$evil" >>../out 2>>../err; "$build/quick_start" "$evil" >>../out 2>>../err)
last="joint and quick_start";                check "joint and quick_start are harmless" harmless out err

# --- profile_csv, generate_csv, quick_start, demo ---------------------------------------------
run "$build/profile_csv" "$table" small.json
check "profile_csv exits 0" code_is 0
check "profile_csv: one line a column and the file's name" lines out 7
check "profile_csv: name, type, why" has out '^city  *categorical  .*Chicago 32.0 %'
check "profile_csv names the file" has out 'small\.json'
mkdir stamp; last='profile_csv without MODEL'
(cd stamp && SOURCE_DATE_EPOCH=1770051812 "$build/profile_csv" "$table" >../out 2>../err); code=$?
check "profile_csv without MODEL.json stamps its name" only stamp customers_20260202_170332_model.json
check "and prints it" has out 'customers_20260202_170332_model\.json'
run "$build/profile_csv";                       check "profile_csv without a table: exit 2" code_is 2
run "$build/profile_csv" a b c;                 check "profile_csv with too much: exit 2" code_is 2
run "$build/profile_csv" nowhere.csv x.json;    check "profile_csv of nothing: exit 1" code_is 1
                                                check "and writes nothing" absent x.json
run "$build/profile_csv" ragged.csv x.json;     check "profile_csv of a ragged table: exit 1" code_is 1
                                                check "with its place" has err 'ragged\.csv:3:'
run "$build/generate_csv" model.json 100;       check "generate_csv: 42 is the seed" same out rows.csv
run "$build/generate_csv" model.json 100 42;    check "generate_csv: the same rows as replicate" same out rows.csv
run "$build/generate_csv" model.json 100 7;     check "generate_csv: another seed, other rows" differ out rows.csv
run "$build/generate_csv" model.json 0;         check "generate_csv: no rows is a header" lines out 1
run "$build/generate_csv" model.json;           check "generate_csv without ROWS: exit 2" code_is 2
for n in 12x -5 '' 18446744073709551616 1.0; do
    run "$build/generate_csv" model.json "$n";   check "generate_csv ROWS '$n': exit 2" code_is 2
    run "$build/generate_csv" model.json 1 "$n"; check "generate_csv SEED '$n': exit 2" code_is 2
                                                 check "generate_csv SEED '$n': no rows" empty out
done
run "$build/generate_csv" nowhere.json 1;       check "generate_csv of nothing: exit 1" code_is 1
run "$build/generate_csv" bad.json 1;           check "generate_csv of a bad model: exit 1" code_is 1
                                                check "with its place" has err 'bad\.json:2:'
if [ -c /dev/full ]; then
    last='generate_csv >/dev/full'; "$build/generate_csv" model.json 10 >/dev/full 2>err; code=$?
    check "generate_csv on a full disk: exit 1" code_is 1
    check "and says so" has err 'No space left'
fi
last='generate_csv | head'
{ "$build/generate_csv" model.json 200000 2>err; echo $? >code; } | head -n 1 >out; code=$(cat code)
check "generate_csv into a closed pipe: exit 1" code_is 1
run "$build/joint" tied.csv;                    check "joint exits 0" code_is 0
                                                check "joint tells relations" has out 'zone decides borough'
                                                check "joint scores both" has out 'alone_fake.csv: shapes'
mkdir quick; last='quick_start'; (cd quick && "$build/quick_start" "$table" >../out 2>../err); code=$?
check "quick_start exits 0" code_is 0
check "quick_start writes 1000 rows" lines quick/customers_fake.csv 1001
run "$build/quick_start" nowhere.csv;           check "quick_start of nothing: exit 1" code_is 1
run "$build/demo" "$table"
check "demo exits 0" code_is 0
check "demo shows what was kept" has out 'Statistics preserved'
check "demo: nothing was lost" lacks out ' NO$'
run "$build/demo" nowhere.csv;                  check "demo of nothing: exit 1" code_is 1

# --- models without a table: validate, embed, game_tables, static_model ------------------------
r validate "$loot";                 check "validate of a sound model: exit 0" code_is 0
                                    check "and says so" has out 'loot\.json: sound, 7 columns$'
                                    check "without a warning" empty err
r validate model.json;              check "validate of a learned model: exit 0" code_is 0
cat >faults.json <<'END'
{"metadata": {"rows": -1},
 "columns": [
  {"name": "a", "type": "categorical", "params": {"weights": {"x": -1, "y": 1}, "nan_probability": 2}},
  {"name": "b", "type": "number"},
  {"name": "c", "type": "numerical", "decimals": 0, "expresion": "a"}
 ]}
END
expect 1 "validate of five faults" '^replicate: faults\.json:1:23: rows must lie between 0 and' validate faults.json
check "a weight" has err '^replicate: faults\.json:3:68: the weight of "x" is negative: it must be 0 or more$'
check "a share" has err '^replicate: faults\.json:3:100: nan_probability must lie between 0 and 1$'
check "a type" has err '^replicate: faults\.json:4:25: .*is not one of numerical, categorical'
check "a column with nothing to draw" has err '^replicate: faults\.json:5:3: column "c": a numerical column needs'
check "their number" has err '^replicate: faults\.json: 5 faults$'
check "and nothing else" lines err 6
last='validate - <faults.json'; "$replicate" validate - <faults.json >out 2>err; code=$?
check "validate of standard input: exit 1" code_is 1
check "with its place" has err '^replicate: standard input:4:25: '
printf '{"columns": [], "colums": 1}' >odd.json
r validate odd.json;                check "an unknown key: exit 0" code_is 0
                                    check "is a warning" has err '^replicate: warning: .*"colums"'
expect 1 "validate of what is no JSON" '^replicate: broken\.json:1:[0-9]*: ' validate broken.json
check "that is one fault" lines err 1
expect 1 "validate of nothing" '^replicate: nowhere\.json: ' validate nowhere.json
expect 2 "validate without a name" 'add MODEL' validate
expect 2 "validate with rows" 'does not belong to this command' validate "$loot" -n 5
r embed "$loot" -o loot_model.h;    check "embed exits 0" code_is 0
                                    check "embed names the array after the file" has loot_model.h '^const unsigned char loot_model\[[0-9]*\] = {$'
r embed "$loot" --name level_7;     check "embed --name: exit 0" code_is 0
                                    check "embed --name names the array" has out '^const unsigned char level_7\['
last='embed - <loot.json'; "$replicate" embed - <"$loot" >out 2>err; code=$?
check "embed of standard input: exit 0" code_is 0
check "embed of standard input has a name" has out '^const unsigned char model\['
cp "$loot" '9 lives.old.json'
r embed '9 lives.old.json';         check "embed of an odd name makes one of C" has out '^const unsigned char _9_lives_model\['
expect 2 "embed --name 7up" 'no name in C' embed "$loot" --name 7up
expect 2 "embed --name a-b" 'no name in C' embed "$loot" --name a-b
expect 1 "embed of a bad model" '^replicate: bad\.json:2:[0-9]*: ' embed bad.json -o x.h
check "and writes nothing" absent x.h
cat >embedded.c <<'END'
#include <stdio.h>
#include "loot_model.h"
int main(void) { return fwrite(loot_model, 1, loot_model_size, stdout) != loot_model_size; }
END
for compiler in "${CC:-cc} -std=c99" "${CXX:-c++} -std=c++11 -x c++"; do
    command -v "${compiler%% *}" >/dev/null 2>&1 || continue
    last="$compiler embedded.c"; $compiler -Wall -Wextra -Wpedantic -Wconversion -Werror -o embedded embedded.c >out 2>err; code=$?
    check "the array compiles without a warning: $compiler" code_is 0
    run ./embedded
    check "and is the model: $compiler" sh -c '"$1" validate - <out' sh "$replicate"
done
"$replicate" generate out -n 10 >drawn.csv; "$replicate" generate "$loot" -n 10 >rows_of_loot.csv
check "that draws the same rows" same drawn.csv rows_of_loot.csv
run "$build/static_model";          check "static_model exits 0" code_is 0
                                    check "static_model draws the rows of the file" same out rows_of_loot.csv
run "$build/game_tables";           check "game_tables exits 0" code_is 0
                                    check "game_tables shows people, loot and a market" lines out 26
                                    check "game_tables joins texts" has out '^npc-000001,.*"I am .* of level [0-9]*"$'
cp out world; run "$build/game_tables" 20260202
                                    check "the same seed is the same world" same out world
run "$build/game_tables" 7;         check "another seed is another" differ out world

# --- rows in a program's own memory ------------------------------------------------------------
run "$build/simulation" 20000 "$table";      check "simulation exits 0" code_is 0
                                             check "simulation counts its agents" has out '^20000 agents; [0-9]* live in Chicago: [0-9]* years old and paid [0-9]* on average$'
run "$build/simulation" 10 missing.csv;      check "simulation of no table exits 1" code_is 1
                                             check "and says so" has err '^simulation: the file cannot be opened'
run "$build/stream_rows" 20000;              check "stream_rows exits 0" code_is 0
                                             check "stream_rows shows readings" has out '^hall [123] [0-9]*\.[0-9]$'
                                             check "stream_rows has about a tenth missing" has out '^20000 readings, [12][0-9][0-9][0-9] of them missing, 2[12]\.[0-9] degrees on average$'
run "$build/custom_allocator";               check "custom_allocator exits 0" code_is 0
                                             check "custom_allocator prints rows and what it took" sh -c 'head -n 1 out | grep -qx "item,gold" && tail -n 1 out | grep -q "^[0-9]* of 262144 bytes used$"'
run "$build/from_cpp" "$table";              check "from_cpp exits 0" code_is 0
if grep -q skipped out; then cat out; else   check "from_cpp prints five customers" sh -c '[ "$(grep -c "^[0-9]* years, [0-9.]*, [A-Z]" out)" = 5 ]'
run "$build/from_cpp" missing.csv;           check "from_cpp says what it could not open" has err '^from_cpp: the file cannot be opened'; fi
library=$PWD/libreplicator.so
if ! command -v python3 >/dev/null 2>&1; then echo "python3 is not here: examples/python skipped"
elif ! (cd "$top" && ${CC:-cc} -O0 -shared -fPIC -DREPLICATOR_IMPLEMENTATION -x c replicator.h -o "$library" -lm) >/dev/null 2>&1 ||
     ! python3 -c "import ctypes; ctypes.CDLL('$library')" >/dev/null 2>&1; then echo "no shared library that python3 loads: examples/python skipped"
else
    PYTHONDONTWRITEBYTECODE=1; export PYTHONDONTWRITEBYTECODE
    run python3 "$top/examples/python/replicator.py" "$library" "$table" 50
                                             check "python profiles a table and draws rows" code_is 0
                                             check "python shows the columns" has out 'customer_id'
    cat >same.py <<'END'
import csv, sys
sys.path.insert(0, sys.argv[1] + "/examples/python")
sys.modules["pandas"] = None                         # as where it is not installed
import replicator
rows = replicator.Library(sys.argv[2]).load("py.json").rows(300)
with open("rows300.csv", newline="", encoding="utf-8") as file:
    table = list(csv.DictReader(file))
assert list(rows) == list(table[0]) and len(table) == 300
for name, cells in rows.items():
    for cell, row in zip(cells, table):
        text = row[name]
        if name == "signup_date":
            import datetime
            cell = str(datetime.date(1970, 1, 1) + datetime.timedelta(days=cell))
        assert float(text) == cell if isinstance(cell, (int, float)) else text == (cell or ""), (name, cell, text)
END
    r profile "$table" -o py.json
    r generate py.json -n 300 -o rows300.csv
    run python3 same.py "$top" "$library";   check "python has the cells of the CSV" code_is 0
    run python3 "$top/examples/python/replicator.py" "$library" missing.csv 5
                                             check "python raises the library's sentence" has err 'the file cannot be opened'
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
