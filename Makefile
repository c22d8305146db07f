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
# Compilers take longer than the tests: what computes little is built by QUICK. For a debugger: make SOLID='-O0 -g' QUICK='-O0 -g' ...
QUICK  = -O0
SOLID  = -O1
TESTER =
# Tests of cost count basic blocks, where the compiler can.
WORK   = $$(sh tests/work.sh $(CC))

# Most programs and tests need the interface alone and are linked with one object: said to be implemented, the header leaves its
# second half out. The others look inside: there it is file-local, and the compiler drops what they do not reach.
OBJECT = $(OUT)/replicator.o
LINKED = -DREPLICATOR_IMPLEMENTED
INSIDE = -DREPLICATOR_STATIC

PROGRAMS      = $(OUT)/quick_start $(LINKED_PROGRAMS) $(OUT)/static_model $(OUT)/from_cpp
TESTS         = $(INSIDE_TESTS) $(OWN_TESTS) $(LINKED_TESTS) $(JSMN_TESTS)
BUILDS        = $(OUT)/build_c99 $(OUT)/build_cpp $(OUT)/build_static $(OUT)/build_two $(OUT)/build_no_stdio $(OUT)/build_no_profile
LINKED_PROGRAMS = $(addprefix $(OUT)/, joint profile_csv generate_csv replicate demo game_tables simulation stream_rows custom_allocator)
LINKED_TESTS  = $(addprefix $(OUT)/test_, profile in learn build formats structs joint json model reference files inspect leaving where compare tables)
INSIDE_TESTS  = $(addprefix $(OUT)/test_, base numbers dates random statistics cells csv pii patterns styles draw)
OWN_TESTS     = $(addprefix $(OUT)/test_, cost faults memory)
JSMN_TESTS    = $(addprefix $(OUT)/test_jsmn_, 0 1 2 3)
FRAME         = $(wildcard tests/*.h) $(HEADER) | $(OUT)

all: $(PROGRAMS)

$(OUT):
	@mkdir -p $@
$(OBJECT): tests/replicator.c $(HEADER) | $(OUT)
	$(CC) $(STD) $(CFLAGS) $(TESTER) -c -o $@ $<

$(OUT)/quick_start: examples/quick_start.c $(HEADER) | $(OUT)
	$(CC) $(STD) $(QUICK) -o $@ $< $(LIBS)
$(LINKED_PROGRAMS): $(OUT)/%: examples/%.c $(wildcard examples/*.h) $(OBJECT)
	$(CC) $(STD) $(LINKED) $(CFLAGS) $(TESTER) -o $@ $< $(OBJECT) $(LIBS)
$(OUT)/loot_model.h: examples/loot.json $(OUT)/replicate
	$(OUT)/replicate embed examples/loot.json -o $@
$(OUT)/static_model: examples/static_model.c $(OUT)/loot_model.h $(OBJECT)
	$(CC) $(STD) $(LINKED) -I$(OUT) $(CFLAGS) $(TESTER) -o $@ $< $(OBJECT) $(LIBS)
$(OUT)/from_cpp: examples/from_cpp.cpp $(OBJECT)
	if $(CXX) --version >/dev/null 2>&1; then $(CXX) -std=c++11 -Wall -Wextra -Wpedantic $(LINKED) $(CFLAGS) $(TESTER) -I. -o $@ $< $(OBJECT) $(LIBS); \
	else printf 'echo "no C++ compiler: from_cpp skipped"\n' >$@; chmod +x $@; fi

$(LINKED_TESTS): $(OUT)/test_%: tests/test_%.c $(OBJECT) $(FRAME)
	$(CC) $(STD) $(LINKED) $(QUICK) $(TESTER) -o $@ $< $(OBJECT) $(LIBS)
$(OUT)/fuzz_replay: tests/fuzz/fuzz.c $(OBJECT)
	$(CC) $(STD) $(LINKED) $(QUICK) $(TESTER) -o $@ $< $(OBJECT) $(LIBS)
$(OUT)/same_bytes: tests/same_bytes.c $(OBJECT)
	$(CC) $(STD) $(LINKED) $(QUICK) $(TESTER) -o $@ $< $(OBJECT) $(LIBS)

# These reach half of the header, or run in no time: optimising would not pay.
$(addprefix $(OUT)/test_, random cells styles draw faults): SOLID = $(QUICK)
$(INSIDE_TESTS): $(OUT)/test_%: tests/test_%.c $(FRAME)
	$(CC) $(STD) $(INSIDE) $(SOLID) $(TESTER) -o $@ $< $(LIBS)

# These put something in the place of malloc, fopen and memcpy before they include the implementation.
$(OUT)/test_cost: COUNT = $(WORK)
$(OWN_TESTS): $(OUT)/test_%: tests/test_%.c $(FRAME)
	$(CC) $(STD) $(SOLID) $(TESTER) $(COUNT) -o $@ $< $(LIBS)

$(OUT)/test_jsmn_1: MODE = -DJSMN_STRICT
$(OUT)/test_jsmn_2: MODE = -DJSMN_PARENT_LINKS
$(OUT)/test_jsmn_3: MODE = -DJSMN_STRICT -DJSMN_PARENT_LINKS
$(JSMN_TESTS): tests/test_jsmn.c $(FRAME)
	$(CC) $(STD) $(SOLID) $(TESTER) $(WORK) $(MODE) -o $@ $<

$(OUT)/build_cpp: tests/build_cpp.cpp $(OUT)/build_c99 $(HEADER)
	if $(CXX) --version >/dev/null 2>&1; then $(CXX) -std=c++11 $(WARN) $(QUICK) -I. -o $@ $< $(LIBS); \
	else echo "no C++ compiler: tests/build_cpp.cpp skipped"; cp $(OUT)/build_c99 $@; fi
$(OUT)/build_two: tests/build_two_a.c tests/build_two_b.c $(HEADER) | $(OUT)
	$(CC) -std=c99 $(QUICK) -I. -o $@ tests/build_two_a.c tests/build_two_b.c $(LIBS)
$(OUT)/build_%: tests/build_%.c $(HEADER) | $(OUT)
	$(CC) -std=c99 $(WARN) $(QUICK) -I. -o $@ $< $(LIBS)

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
	$(MAKE) OUT=$(OUT)/sanitize TESTER="-fsanitize=address,undefined -fno-sanitize-recover=all" test

coverage: $(HEADER)
	@sh tests/coverage.sh $(OUT)

bench:
	$(MAKE) OUT=$(OUT)/fast CFLAGS=-O2 $(OUT)/fast/profile_csv $(OUT)/fast/generate_csv $(OUT)/fast/bench_table $(OUT)/fast/bench_structs
	@sh bench/bench.sh $(OUT)/fast

bench-peers:
	@CC="$(CC)" /usr/bin/python3 bench/peers.py

$(OUT)/bench_table: bench/bench_table.c $(HEADER) | $(OUT)
	$(CC) $(STD) $(CFLAGS) -o $@ $< $(LIBS)

$(OUT)/bench_structs: bench/bench_structs.c $(HEADER) | $(OUT)
	$(CC) $(STD) $(CFLAGS) -o $@ $< $(LIBS)

rooms:
	@awk '/MARK: - \[R[0-9]+\]/ { sub(/^.*MARK: - /, ""); printf "%6d  %s\n", NR, $$0 }' replicator.h

clean:
	rm -rf $(OUT)

.PHONY: all demo test test-all test-matrix fuzz statistics strict sanitize coverage bench bench-peers rooms clean
