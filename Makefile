# Replicator. Two commands on a fresh machine with a C compiler and make:
#
#     make demo      profiles the bundled table, shows its model and 100 synthetic rows
#     make test      builds and runs every test that needs only cc, libm and make
#
#     make           the programs of examples/        make test-all   what needs packages, too
#     make strict    all warnings, C99 and C++11      make sanitize   address and undefined
#     make test-matrix   same bytes by every compiler and machine
#     make fuzz SECONDS=60   each target of tests/fuzz under libFuzzer
#     make coverage  lines and branches that the tests run, by gcovr
#     make bench     time and memory                  make rooms      map of replicator.h
#     make bench-peers   beside DuckDB, pandas, Faker ...; PAIRS=1 ROWS=50000 for a quick try
#     make statistics FAULT=0.001   draws in which a fault of 0.1 % would show; minutes

CC     = cc
CXX    = c++
CFLAGS = -O1
OUT    = build
HEADER = replicator.h jsmn.h
STD    = -std=c99 -Wall -Wextra -Wpedantic -Itests -I.
WARN   = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wcast-qual -Wundef -Wvla -Werror
LIBS   = -lm
# Tests are built for a quick build; those that compute much ask for more. For a debugger: make QUICK='-O0 -g' ....
QUICK  = -O0
SOLID  = -O1
TESTER =
# Tests of cost count basic blocks, where the compiler can.
WORK   = $$(sh tests/work.sh $(CC))

PROGRAMS = $(OUT)/quick_start $(OUT)/joint $(OUT)/profile_csv $(OUT)/generate_csv $(OUT)/replicate $(OUT)/demo
TESTS    = $(OUT)/test_base $(OUT)/test_numbers $(OUT)/test_dates $(OUT)/test_random $(OUT)/test_statistics $(OUT)/test_cells $(OUT)/test_csv $(OUT)/test_pii \
           $(OUT)/test_patterns $(OUT)/test_styles $(OUT)/test_model $(OUT)/test_json $(OUT)/test_profile $(OUT)/test_learn \
           $(OUT)/test_draw $(OUT)/test_formats $(OUT)/test_joint $(OUT)/test_reference $(OUT)/test_files $(OUT)/test_inspect $(OUT)/test_leaving $(OUT)/test_compare $(OUT)/test_tables \
           $(OUT)/test_jsmn_0 $(OUT)/test_jsmn_1 $(OUT)/test_jsmn_2 $(OUT)/test_jsmn_3 $(OUT)/test_faults $(OUT)/test_memory $(OUT)/test_cost
BUILDS   = $(OUT)/build_c99 $(OUT)/build_cpp $(OUT)/build_static $(OUT)/build_two $(OUT)/build_no_stdio

all: $(PROGRAMS)

$(OUT)/joint: examples/joint.c $(HEADER)
	@mkdir -p $(OUT)
	$(CC) $(STD) $(QUICK) -o $@ examples/joint.c $(LIBS)
$(OUT)/quick_start: examples/quick_start.c $(HEADER)
	@mkdir -p $(OUT)
	$(CC) $(STD) $(QUICK) -o $@ examples/quick_start.c $(LIBS)
$(OUT)/profile_csv: examples/profile_csv.c $(HEADER)
	@mkdir -p $(OUT)
	$(CC) $(STD) $(CFLAGS) -o $@ examples/profile_csv.c $(LIBS)
$(OUT)/generate_csv: examples/generate_csv.c $(HEADER)
	@mkdir -p $(OUT)
	$(CC) $(STD) $(CFLAGS) -o $@ examples/generate_csv.c $(LIBS)
$(OUT)/replicate: examples/replicate.c examples/report.h examples/lend_threads.h $(HEADER)
	@mkdir -p $(OUT)
	$(CC) $(STD) $(CFLAGS) -o $@ examples/replicate.c $(LIBS)
$(OUT)/demo: examples/demo.c $(HEADER)
	@mkdir -p $(OUT)
	$(CC) $(STD) $(QUICK) -o $@ examples/demo.c $(LIBS)

$(OUT)/test_base: tests/test_base.c tests/test.h $(HEADER)
	@mkdir -p $(OUT)
	$(CC) $(STD) $(QUICK) $(TESTER) -o $@ tests/test_base.c $(LIBS)
$(OUT)/test_numbers: tests/test_numbers.c tests/test.h $(HEADER)
	@mkdir -p $(OUT)
	$(CC) $(STD) $(QUICK) $(TESTER) -o $@ tests/test_numbers.c $(LIBS)
$(OUT)/test_dates: tests/test_dates.c tests/test.h $(HEADER)
	@mkdir -p $(OUT)
	$(CC) $(STD) $(QUICK) $(TESTER) -o $@ tests/test_dates.c $(LIBS)
$(OUT)/test_random: tests/test_random.c tests/test.h $(HEADER)
	@mkdir -p $(OUT)
	$(CC) $(STD) $(QUICK) $(TESTER) -o $@ tests/test_random.c $(LIBS)
$(OUT)/test_statistics: tests/test_statistics.c tests/test.h $(HEADER)
	@mkdir -p $(OUT)
	$(CC) $(STD) $(SOLID) $(TESTER) -o $@ tests/test_statistics.c $(LIBS)
$(OUT)/test_cells: tests/test_cells.c tests/test.h $(HEADER)
	@mkdir -p $(OUT)
	$(CC) $(STD) $(QUICK) $(TESTER) -o $@ tests/test_cells.c $(LIBS)
$(OUT)/test_csv: tests/test_csv.c tests/test.h $(HEADER)
	@mkdir -p $(OUT)
	$(CC) $(STD) $(QUICK) $(TESTER) -o $@ tests/test_csv.c $(LIBS)
$(OUT)/test_pii: tests/test_pii.c tests/test.h $(HEADER)
	@mkdir -p $(OUT)
	$(CC) $(STD) $(QUICK) $(TESTER) -o $@ tests/test_pii.c $(LIBS)
$(OUT)/test_patterns: tests/test_patterns.c tests/test.h $(HEADER)
	@mkdir -p $(OUT)
	$(CC) $(STD) $(QUICK) $(TESTER) -o $@ tests/test_patterns.c $(LIBS)
$(OUT)/test_styles: tests/test_styles.c tests/test.h $(HEADER)
	@mkdir -p $(OUT)
	$(CC) $(STD) $(QUICK) $(TESTER) -o $@ tests/test_styles.c $(LIBS)
$(OUT)/test_model: tests/test_model.c tests/test.h $(HEADER)
	@mkdir -p $(OUT)
	$(CC) $(STD) $(QUICK) $(TESTER) -o $@ tests/test_model.c $(LIBS)
$(OUT)/test_json: tests/test_json.c tests/test.h tests/json_cases.h $(HEADER)
	@mkdir -p $(OUT)
	$(CC) $(STD) $(QUICK) $(TESTER) -o $@ tests/test_json.c $(LIBS)
$(OUT)/test_profile: tests/test_profile.c tests/test.h $(HEADER)
	@mkdir -p $(OUT)
	$(CC) $(STD) $(QUICK) $(TESTER) -o $@ tests/test_profile.c $(LIBS)
$(OUT)/test_learn: tests/test_learn.c tests/test.h $(HEADER)
	@mkdir -p $(OUT)
	$(CC) $(STD) $(QUICK) $(TESTER) -o $@ tests/test_learn.c $(LIBS)
$(OUT)/test_draw: tests/test_draw.c tests/test.h $(HEADER)
	@mkdir -p $(OUT)
	$(CC) $(STD) $(QUICK) $(TESTER) -o $@ tests/test_draw.c $(LIBS)
$(OUT)/test_formats: tests/test_formats.c tests/test.h tests/tables.h $(HEADER)
	@mkdir -p $(OUT)
	$(CC) $(STD) $(QUICK) $(TESTER) -o $@ tests/test_formats.c $(LIBS)
$(OUT)/test_joint: tests/test_joint.c tests/test.h tests/tables.h $(HEADER)
	@mkdir -p $(OUT)
	$(CC) $(STD) $(SOLID) $(TESTER) -o $@ tests/test_joint.c $(LIBS)
$(OUT)/test_reference: tests/test_reference.c tests/test.h $(HEADER)
	@mkdir -p $(OUT)
	$(CC) $(STD) $(QUICK) $(TESTER) -o $@ tests/test_reference.c $(LIBS)
$(OUT)/test_files: tests/test_files.c tests/test.h tests/tables.h tests/scratch.h $(HEADER)
	@mkdir -p $(OUT)
	$(CC) $(STD) $(QUICK) $(TESTER) -o $@ tests/test_files.c $(LIBS)
$(OUT)/test_inspect: tests/test_inspect.c tests/test.h $(HEADER)
	@mkdir -p $(OUT)
	$(CC) $(STD) $(QUICK) $(TESTER) -o $@ tests/test_inspect.c $(LIBS)
$(OUT)/test_leaving: tests/test_leaving.c tests/test.h tests/tables.h $(HEADER)
	@mkdir -p $(OUT)
	$(CC) $(STD) $(QUICK) $(TESTER) -o $@ tests/test_leaving.c $(LIBS)
$(OUT)/test_compare: tests/test_compare.c tests/test.h tests/tables.h $(HEADER)
	@mkdir -p $(OUT)
	$(CC) $(STD) $(QUICK) $(TESTER) -o $@ tests/test_compare.c $(LIBS)
$(OUT)/test_tables: tests/test_tables.c tests/test.h tests/tables.h $(HEADER)
	@mkdir -p $(OUT)
	$(CC) $(STD) $(SOLID) $(TESTER) -o $@ tests/test_tables.c $(LIBS)
$(OUT)/test_jsmn_0: tests/test_jsmn.c tests/test.h tests/work.h tests/json_cases.h jsmn.h
	@mkdir -p $(OUT)
	$(CC) $(STD) $(SOLID) $(TESTER) $(WORK) -o $@ tests/test_jsmn.c
$(OUT)/test_jsmn_1: tests/test_jsmn.c tests/test.h tests/work.h tests/json_cases.h jsmn.h
	@mkdir -p $(OUT)
	$(CC) $(STD) $(SOLID) $(TESTER) $(WORK) -DJSMN_STRICT -o $@ tests/test_jsmn.c
$(OUT)/test_jsmn_2: tests/test_jsmn.c tests/test.h tests/work.h tests/json_cases.h jsmn.h
	@mkdir -p $(OUT)
	$(CC) $(STD) $(SOLID) $(TESTER) $(WORK) -DJSMN_PARENT_LINKS -o $@ tests/test_jsmn.c
$(OUT)/test_jsmn_3: tests/test_jsmn.c tests/test.h tests/work.h tests/json_cases.h jsmn.h
	@mkdir -p $(OUT)
	$(CC) $(STD) $(SOLID) $(TESTER) $(WORK) -DJSMN_STRICT -DJSMN_PARENT_LINKS -o $@ tests/test_jsmn.c

$(OUT)/test_faults: tests/test_faults.c tests/test.h tests/tables.h tests/scratch.h $(HEADER)
	@mkdir -p $(OUT)
	$(CC) $(STD) $(QUICK) $(TESTER) -o $@ tests/test_faults.c $(LIBS)
$(OUT)/test_memory: tests/test_memory.c tests/test.h tests/tables.h $(HEADER)
	@mkdir -p $(OUT)
	$(CC) $(STD) $(SOLID) $(TESTER) -o $@ tests/test_memory.c $(LIBS)
$(OUT)/fuzz_replay: tests/fuzz/fuzz.c $(HEADER)
	@mkdir -p $(OUT)
	$(CC) $(STD) $(QUICK) $(TESTER) -o $@ tests/fuzz/fuzz.c $(LIBS)
$(OUT)/same_bytes: tests/same_bytes.c $(HEADER)
	@mkdir -p $(OUT)
	$(CC) $(STD) $(QUICK) $(TESTER) -o $@ tests/same_bytes.c $(LIBS)
$(OUT)/test_cost: tests/test_cost.c tests/test.h tests/tables.h tests/work.h $(HEADER)
	@mkdir -p $(OUT)
	$(CC) $(STD) $(SOLID) $(TESTER) $(WORK) -o $@ tests/test_cost.c $(LIBS)

$(OUT)/build_c99: tests/build_c99.c $(HEADER)
	@mkdir -p $(OUT)
	$(CC) -std=c99 $(WARN) $(QUICK) -I. -o $@ tests/build_c99.c $(LIBS)
$(OUT)/build_cpp: tests/build_cpp.cpp $(HEADER)
	@mkdir -p $(OUT)
	if $(CXX) --version >/dev/null 2>&1; then $(CXX) -std=c++11 $(WARN) $(QUICK) -I. -o $@ tests/build_cpp.cpp $(LIBS); \
	else echo "no C++ compiler: tests/build_cpp.cpp skipped"; cp $(OUT)/build_c99 $@; fi
$(OUT)/build_static: tests/build_static.c $(HEADER)
	@mkdir -p $(OUT)
	$(CC) -std=c99 $(WARN) $(QUICK) -I. -o $@ tests/build_static.c $(LIBS)
$(OUT)/build_two: tests/build_two_a.c tests/build_two_b.c $(HEADER)
	@mkdir -p $(OUT)
	$(CC) -std=c99 $(QUICK) -I. -o $@ tests/build_two_a.c tests/build_two_b.c $(LIBS)
$(OUT)/build_no_stdio: tests/build_no_stdio.c $(HEADER)
	@mkdir -p $(OUT)
	$(CC) -std=c99 $(WARN) $(QUICK) -I. -o $@ tests/build_no_stdio.c $(LIBS)
$(OUT)/build_cpp: $(OUT)/build_c99

demo: $(OUT)/demo
	@$(OUT)/demo

test: $(PROGRAMS) $(TESTS) $(BUILDS) $(OUT)/fuzz_replay $(OUT)/same_bytes
	@sh tests/run.sh $(TESTS) $(BUILDS) "$(OUT)/fuzz_replay tests/fuzz/corpus/*/*" "tests/same_bytes.sh check $(OUT)/same_bytes" "tests/rooms.sh" "tests/test_programs.sh $(OUT)"

test-all: test
	@sh tests/all.sh $(OUT)

test-matrix: $(HEADER)
	sh tests/same_bytes.sh

SECONDS = 60
fuzz: $(HEADER)
	@sh tests/fuzz/run.sh $(SECONDS) $(OUT)

FAULT = 0.001
statistics:
	@$(MAKE) OUT=$(OUT)/fast SOLID=-O2 $(OUT)/fast/test_statistics
	@$(OUT)/fast/test_statistics $(FAULT)

strict: $(HEADER)
	sh tests/strict.sh $(CC) $(CXX)

sanitize: $(HEADER)
	$(MAKE) OUT=$(OUT)/sanitize TESTER="-fsanitize=address,undefined -fno-sanitize-recover=all" CFLAGS="-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all" test

coverage: $(HEADER)
	@sh tests/coverage.sh $(OUT)

bench:
	$(MAKE) OUT=$(OUT)/fast CFLAGS=-O2 $(OUT)/fast/profile_csv $(OUT)/fast/generate_csv $(OUT)/fast/bench_table
	@sh bench/bench.sh $(OUT)/fast

bench-peers:
	@CC="$(CC)" /usr/bin/python3 bench/peers.py

$(OUT)/bench_table: bench/bench_table.c $(HEADER)
	@mkdir -p $(OUT)
	$(CC) $(STD) $(CFLAGS) -o $@ bench/bench_table.c $(LIBS)

rooms:
	@awk '/MARK: - \[R[0-9]+\]/ { sub(/^.*MARK: - /, ""); printf "%6d  %s\n", NR, $$0 }' replicator.h

clean:
	rm -rf $(OUT)

.PHONY: all demo test test-all test-matrix fuzz statistics strict sanitize coverage bench bench-peers rooms clean
