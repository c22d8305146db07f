/* fuzz.c - hostile input, by targets: csv, jsonrows, model, structure, expression, where, numbers, dates, pii, round            C99
 *
 * With libFuzzer, one target a program (`make fuzz SECONDS=60` builds and runs all):
 *     clang -g -O1 -I. -DTARGET=fuzz_csv -fsanitize=fuzzer,address,undefined tests/fuzz/fuzz.c -lm
 * Without -DTARGET a plain main replays files; the folder's name is the target (`make test` does it):
 *     fuzz tests/fuzz/corpus/csv/quotes ...
 *
 * A target ends the program if a promise is broken: a status without a message, memory that is kept, a table that
 * depends on how it was cut, a model that does not come back as it was written, rows that are not the same twice.
 */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"
#include "examples/where.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REQUIRE(cond) ((cond) ? (void)0 : broken(#cond, __LINE__))

static void broken(const char *what, int line)
{
    fprintf(stderr, "fuzz.c:%d: broken: %s\n", line, what);
    abort();
}

/*--- memory that is counted ---*/

static long live;

static void *counted(void *user, void *ptr, size_t old_size, size_t new_size)
{
    (void)user, (void)old_size;
    if (new_size == 0) {
        live -= ptr != NULL;
        free(ptr);
        return NULL;
    }
    live += ptr == NULL;
    return realloc(ptr, new_size);
}

static rep_profile_options options_of(void)
{
    rep_profile_options options;

    memset(&options, 0, sizeof options);
    options.date = "2026-01-01T00:00:00";
    options.name = "table";
    options.max_bytes = (uint64_t)64 << 20;
    options.max_cell_bytes = 65536, options.max_columns = 256;
    options.host.allocator.resize = counted;
    return options;
}

static void check(rep_status status, const rep_error *err)
{
    REQUIRE(status >= REP_OK && status < REP_STATUS_COUNT);
    REQUIRE(err->code == status);
    REQUIRE(status == REP_OK || err->message[0] != '\0');
    REQUIRE(memchr(err->message, '\0', sizeof err->message) != NULL);
}

static int same(const rep_buffer *a, const rep_buffer *b) { return a->len == b->len && (a->len == 0 || memcmp(a->data, b->data, a->len) == 0); }

/*--- a model: written, read back, drawn from ---*/

static rep_buffer rows_of(const rep_model *model, uint64_t first)
{
    rep_generator *generator = NULL;
    rep_buffer     rows = REP_ZERO;
    rep_error      err;
    rep_status     status = rep_generator_create(&generator, model, 42, NULL, &err);

    check(status, &err);
    if (status == REP_OK) status = rep_generator_write(generator, first, 9, rep_buffer_write, &rows, NULL, &err), check(status, &err);
    REQUIRE(status == REP_OK || status == REP_ERR_CAPACITY);
    rep_generator_free(generator);
    return rows;
}

/* Rows in every other format and dialect: they may be refused for what they hold, and else take no more than their share of memory. */
static void use_format(const rep_model *model, rep_format format, const char *dialect)
{
    rep_generator        *generator = NULL;
    rep_generator_options options;
    rep_write_options     out;
    rep_buffer            rows = REP_ZERO, again = REP_ZERO;
    rep_error             err;
    rep_status            status;

    memset(&options, 0, sizeof options), memset(&out, 0, sizeof out);
    options.host.allocator.resize = counted;
    out.format = format, out.sql_dialect = dialect, out.batch_rows = 4;
    REQUIRE(rep_generator_create(&generator, model, 42, &options, &err) == REP_OK);
    status = rep_generator_write(generator, 0, 9, rep_buffer_write, &rows, &out, &err), check(status, &err);
    REQUIRE(status == REP_OK || status == REP_ERR_CAPACITY || status == REP_ERR_UNSUPPORTED || status == REP_ERR_TYPE);
    REQUIRE(rep_generator_write(generator, 0, 9, rep_buffer_write, &again, &out, &err) == status && same(&rows, &again));
    rep_generator_free(generator);
    rep_buffer_free(&rows), rep_buffer_free(&again);
}

static void use_formats(const rep_model *model)
{
    static const char *const dialects[] = { "sqlite", "mysql", "copy" };
    int format;
    size_t k;

    for (format = REP_FORMAT_JSONL; format < REP_FORMAT_COUNT; format++) use_format(model, (rep_format)format, NULL);
    for (k = 0; k < sizeof dialects / sizeof dialects[0]; k++) use_format(model, REP_FORMAT_SQL, dialects[k]);
}

static void use_model(const rep_model *model)
{
    rep_buffer        json = REP_ZERO, twice = REP_ZERO, told = REP_ZERO;
    rep_model_options options;
    rep_model        *again = NULL;
    rep_error         err;
    rep_status        status;
    int               k;

    memset(&options, 0, sizeof options);
    options.host.allocator.resize = counted;
    status = rep_model_write(model, rep_buffer_write, &json, &err), check(status, &err);
    REQUIRE(status == REP_OK);
    status = rep_model_explain(model, REP_NONE, rep_buffer_write, &told, &err), check(status, &err);
    REQUIRE(status == REP_OK);
    REQUIRE(told.len == 0 || memchr(told.data, '\033', told.len) == NULL);
    status = rep_model_read(&again, json.data, json.len, &options, &err), check(status, &err);
    REQUIRE(status == REP_OK);
    status = rep_model_write(again, rep_buffer_write, &twice, &err), check(status, &err);
    REQUIRE(same(&json, &twice));
    for (k = 0; k < 2; k++) {
        rep_buffer one = rows_of(model, k ? (uint64_t)1 << 40 : 0), two = rows_of(again, k ? (uint64_t)1 << 40 : 0);
        REQUIRE(same(&one, &two));
        rep_buffer_free(&one), rep_buffer_free(&two);
    }
    use_formats(model);
    rep_model_free(again);
    rep_buffer_free(&json), rep_buffer_free(&twice), rep_buffer_free(&told);
}

/* Pushes in pieces; *json receives the model. */
static rep_status profile(const char *data, size_t len, size_t piece, const rep_profile_options *options, rep_buffer *json, int use, rep_error *err)
{
    rep_profiler *profiler = NULL;
    rep_model    *model = NULL;
    rep_status    status = rep_profiler_create(&profiler, options, err);
    size_t        at, n;

    check(status, err);
    for (at = 0; at < len && status == REP_OK; at += n) {
        n = piece != 0 && piece < len - at ? piece : len - at;
        status = rep_profiler_push_bytes(profiler, data + at, n, err), check(status, err);
    }
    if (status == REP_OK) status = rep_profiler_learn(profiler, &model, err), check(status, err);
    REQUIRE((status == REP_OK) == (model != NULL));
    if (status == REP_OK) REQUIRE(rep_model_write(model, rep_buffer_write, json, err) == REP_OK);
    if (status == REP_OK && use) use_model(model);
    rep_model_free(model);
    rep_profiler_free(profiler);
    return status;
}

/*--- the targets: the first byte chooses options ---*/

static int fuzz_csv(const uint8_t *bytes, size_t size)
{
    static const char delimiters[] = { 0, ',', ';', '\t' };
    rep_profile_options options = options_of();
    rep_buffer          one = REP_ZERO, two = REP_ZERO;
    rep_error           err, other;
    rep_status          status;
    const char         *data = (const char *)bytes + 1;

    if (size < 1) return 0;
    options.csv.ragged = (rep_ragged)(bytes[0] % 3);
    options.csv.delimiter = delimiters[bytes[0] >> 2 & 3];
    options.csv.no_header = bytes[0] >> 4 & 1;
    options.csv.quoted_empty = bytes[0] >> 5 & 1;
    if (bytes[0] >> 6 & 1) options.max_categories = 3, options.sample_rows = 3;
    status = profile(data, size - 1, 0, &options, &one, 0, &err);
    REQUIRE(profile(data, size - 1, 1 + bytes[0] % 5, &options, &two, 0, &other) == status);
    REQUIRE(same(&one, &two));
    if (status != REP_OK) REQUIRE(err.line == other.line && err.column == other.column && strcmp(err.message, other.message) == 0);
    rep_buffer_free(&one), rep_buffer_free(&two);
    REQUIRE(live == 0);
    return 0;
}

/* Rows as JSON, whole and in pieces; cut into two parts behind a line, where both halves are rows, too. */
static int fuzz_jsonrows(const uint8_t *bytes, size_t size)
{
    rep_profile_options options = options_of();
    rep_buffer          one = REP_ZERO, two = REP_ZERO, three = REP_ZERO;
    rep_error           err, other;
    rep_status          status;
    rep_profiler       *head = NULL, *tail = NULL;
    rep_model          *model = NULL;
    const char         *data = (const char *)bytes + 1, *line;
    size_t              cut;

    if (size < 1) return 0;
    options.format = REP_FORMAT_JSON;
    options.csv.quoted_empty = bytes[0] & 1;
    if (bytes[0] & 2) options.max_categories = 3, options.sample_rows = 3;
    if (bytes[0] & 4) options.max_cell_bytes = 8, options.max_columns = 4;
    status = profile(data, size - 1, 0, &options, &one, bytes[0] & 8, &err);
    REQUIRE(status == REP_OK || status == REP_ERR_JSON || status == REP_ERR_LIMIT || status == REP_ERR_CSV || status == REP_ERR_MEMORY);
    REQUIRE(profile(data, size - 1, 1 + bytes[0] % 5, &options, &two, 0, &other) == status);
    REQUIRE(same(&one, &two));
    if (status != REP_OK) REQUIRE(err.line == other.line && err.column == other.column && strcmp(err.message, other.message) == 0);
    line = (const char *)memchr(data, '\n', size - 1);
    cut = line != NULL ? (size_t)(line + 1 - data) : 0;
    if (status == REP_OK && cut && rep_profiler_create(&head, &options, &err) == REP_OK && rep_profiler_push_bytes(head, data, cut, &err) == REP_OK &&
        rep_profiler_end_input(head, &err) == REP_OK) {
        uint64_t rows = 0;
        rep_model_info info;
        if (rep_profiler_learn(head, &model, &err) == REP_OK && rep_model_get_info(model, &info, &err) == REP_OK) rows = info.row_count;
        rep_model_free(model);
        model = NULL;
        if (rows && rep_profiler_fork(&tail, head, rows, &err) == REP_OK && rep_profiler_push_bytes(tail, data + cut, size - 1 - cut, &err) == REP_OK &&
            rep_profiler_end_input(tail, &err) == REP_OK && rep_profiler_merge(tail, head, &err) == REP_OK && rep_profiler_learn(tail, &model, &err) == REP_OK) {
            REQUIRE(rep_model_write(model, rep_buffer_write, &three, &err) == REP_OK);
            REQUIRE(same(&one, &three));
        }
    }
    rep_model_free(model);
    rep_profiler_free(head), rep_profiler_free(tail);
    rep_buffer_free(&one), rep_buffer_free(&two), rep_buffer_free(&three);
    REQUIRE(live == 0);
    return 0;
}

static int count_fault(void *user, const rep_error *fault)
{
    check(fault->code, fault);
    ++*(int *)user;
    return 0;
}

/* Read to the first fault, and once more to the last. */
static int fuzz_model(const uint8_t *bytes, size_t size)
{
    rep_model_options options;
    int               faults = 0;
    rep_model        *model = NULL;
    rep_error         err;
    rep_status        status;

    memset(&options, 0, sizeof options);
    options.max_bytes = (uint64_t)64 << 20;
    options.host.allocator.resize = counted;
    status = rep_model_read(&model, (const char *)bytes, size, &options, &err), check(status, &err);
    REQUIRE((status == REP_OK) == (model != NULL));
    if (status == REP_OK) use_model(model);
    rep_model_free(model);
    REQUIRE(live == 0);
    options.fault = count_fault, options.fault_user = &faults;
    status = rep_model_read(&model, (const char *)bytes, size, &options, &err), check(status, &err);
    REQUIRE((status == REP_OK) == (faults == 0) || status == REP_ERR_MEMORY);
    rep_model_free(model);
    REQUIRE(live == 0);
    return 0;
}

/* What stands before the structure of a model whose columns can take part in every kind of relation. */
static const char frame[] =
    ", \"version\": \"1.1\", \"name\": \"t\"}, \"columns\": ["
    "{\"name\": \"g\", \"type\": \"categorical\", \"params\": {\"weights\": {\"x\": 0.5, \"y\": 0.3, \"z\": 0.2}, \"nan_probability\": 0.1}, \"missing\": {\"NA\": 2, \"\": 1}},"
    "{\"name\": \"h\", \"type\": \"categorical\", \"params\": {\"weights\": {\"p\": 0.6, \"q\": 0.4}}},"
    "{\"name\": \"a\", \"type\": \"numerical\", \"params\": {\"mean\": 3, \"std\": 1, \"nan_probability\": 0.2}, \"decimals\": 1, \"distribution\": [[0, 20], [0.1, 5, 60]], \"words\": {\"free\": 3}},"
    "{\"name\": \"b\", \"type\": \"numerical\", \"params\": {\"mean\": 3, \"std\": 1}, \"decimals\": 1, \"step\": 0.5, \"distribution\": [[-2, 10], [0, 7.5, 80], [99, 10]]},"
    "{\"name\": \"t\", \"type\": \"numerical\", \"params\": {\"mean\": 3, \"std\": 1}, \"decimals\": 2, \"distribution\": [[-9, 30, 90], [31, 120, 10]]},"
    "{\"name\": \"w\", \"type\": \"numerical\", \"params\": {\"mean\": 3, \"std\": 1}, \"real\": true, \"distribution\": [[-1e-7, 2], [1e-5, 1e5, 8]]},"
    "{\"name\": \"d\", \"type\": \"datetime\", \"params\": {\"nan_probability\": 0.1}, \"format\": \"%Y-%m-%d %H:%M:%S\", \"constraints\": {\"min\": \"2023-01-01\", \"max\": \"2023-06-30T23:59:59\"},"
    " \"distribution\": [[\"2023-01-01\", \"2023-06-30T23:59:59\", 90]]},"
    "{\"name\": \"e\", \"type\": \"datetime\", \"format\": \"%Y-%m-%d\", \"constraints\": {\"min\": \"2023-01-01\", \"max\": \"2023-07-05\"},"
    " \"distribution\": [[\"2023-01-01\", 5], [\"2023-01-02\", \"2023-07-05\", 95]]},"
    "{\"name\": \"m\", \"type\": \"datetime\", \"format\": \"%b %Y\", \"constraints\": {\"min\": \"2023-01-01\", \"max\": \"2023-07-01\"}, \"distribution\": [[\"2023-01-01\", \"2023-07-01\", 5]]},"
    "{\"name\": \"s\", \"type\": \"text\", \"params\": {\"nan_probability\": 0.5}, \"patterns\": {\"[A-Z]{3}\": 5}, \"words\": {\"none\": 2}},"
    "{\"name\": \"id\", \"type\": \"numerical\", \"params\": {\"mean\": 3, \"std\": 1}, \"decimals\": 0, \"id\": {\"start\": 1, \"step\": 1}}"
    "], \"structure\": ";

/* Rows in steps; asked: of conditions and weights, which may be refused. */
static rep_buffer range_of(const rep_model *model, uint64_t first, uint64_t count, uint64_t step, int no_extremes, const where_list *asked)
{
    rep_generator        *generator = NULL;
    rep_generator_options options;
    rep_write_options     out;
    rep_buffer            rows = REP_ZERO;
    rep_error             err;
    uint64_t              at;

    memset(&options, 0, sizeof options), memset(&out, 0, sizeof out);
    options.host.allocator.resize = counted;
    options.no_extremes = no_extremes;
    if (asked != NULL) options.conditions = asked->conditions, options.condition_count = asked->condition_count, options.weights = asked->weights, options.weight_count = asked->weight_count;
    out.csv.no_header = 1;
    if (rep_generator_create(&generator, model, 7, &options, &err) != REP_OK) {
        check(err.code, &err);
        REQUIRE(asked != NULL && (err.code == REP_ERR_CONDITION || err.code == REP_ERR_COLUMN || err.code == REP_ERR_ARGUMENT || err.code == REP_ERR_MEMORY));
        return rows;
    }
    for (at = 0; at < count; at += step) {
        rep_status status = rep_generator_write(generator, first + at, step < count - at ? step : count - at, rep_buffer_write, &rows, &out, &err);
        check(status, &err);
        REQUIRE(status == REP_OK);
    }
    rep_generator_free(generator);
    return rows;
}

/* The value of "structure", behind a byte that chooses the number of rows: it is the text that must make sense. */
static int fuzz_structure(const uint8_t *bytes, size_t size)
{
    static const char *const rows[] = { "{\"metadata\": {\"rows\": 256", "{\"metadata\": {\"rows\": 300", "{\"metadata\": {\"rows\": 9", "{\"metadata\": {\"rows\": 4000000" };
    rep_model_options options;
    rep_buffer        json = REP_ZERO;
    rep_model        *model = NULL;
    rep_error         err;
    rep_status        status;
    int               k;

    if (size < 1) return 0;
    memset(&options, 0, sizeof options);
    options.max_bytes = (uint64_t)64 << 20;
    options.host.allocator.resize = counted;
    rep_buffer_write(&json, rows[bytes[0] & 3], strlen(rows[bytes[0] & 3]));
    rep_buffer_write(&json, frame, sizeof frame - 1);
    rep_buffer_write(&json, (const char *)bytes + 1, size - 1);
    rep_buffer_write(&json, "}", 1);
    status = rep_model_read(&model, json.data, json.len, &options, &err), check(status, &err);
    REQUIRE((status == REP_OK) == (model != NULL));
    if (status == REP_OK) {
        use_model(model);
        for (k = 0; k < 3; k++) { /* in one run and in pieces, near and far, with and without extremes */
            rep_buffer one = range_of(model, k == 1 ? (uint64_t)1 << 60 : 200, 90, 90, k == 2, NULL), two = range_of(model, k == 1 ? (uint64_t)1 << 60 : 200, 90, 1 + bytes[0] % 17, k == 2, NULL);
            REQUIRE(same(&one, &two));
            rep_buffer_free(&one), rep_buffer_free(&two);
        }
        for (k = 0; k < 3; k++) { /* under conditions that many structures can meet */
            static const char *const texts[] = { "g = x, y and t <= 40", "b >= 1 and e > 2023-02-01 and d < 2023-05-01", "a is not missing and h = q" };
            where_list asked = REP_ZERO;
            rep_buffer one, two;
            REQUIRE(where_read(texts[k], &asked) == NULL);
            one = range_of(model, 200, 20, 20, 0, &asked), two = range_of(model, 200, 20, 7, 0, &asked);
            REQUIRE(same(&one, &two));
            rep_buffer_free(&one), rep_buffer_free(&two);
            where_free(&asked);
        }
    }
    rep_model_free(model);
    rep_buffer_free(&json);
    REQUIRE(live == 0);
    return 0;
}

/* The text of an expression beside columns of all kinds; the first byte chooses its decimals. It is what it was after a rename. */
static int fuzz_expression(const uint8_t *bytes, size_t size)
{
    static const rep_choice words[] = { { "x", 3 }, { "=y", 1 }, { NULL, 1 } };
    rep_model_options options;
    rep_model        *model = NULL, *copy = NULL;
    rep_error         err;
    rep_status        status;
    char             *text;

    if (size < 1 || (text = (char *)malloc(size)) == NULL) return 0;
    memcpy(text, bytes + 1, size - 1), text[size - 1] = '\0';
    memset(&options, 0, sizeof options);
    options.date = "2026-01-01T00:00:00", options.host.allocator.resize = counted;
    REQUIRE(rep_model_create(&model, &options, &err) == REP_OK);
    rep_model_add_uniform(model, "a", -150, 150, 1);
    rep_model_add_uniform(model, "b c", 0, 3, 0);
    rep_model_add_uniform(model, "k", INT64_MAX / 32, INT64_MAX / 16, 0);
    rep_model_add_choices(model, "w", NULL, NULL, words, 3);
    rep_model_add_sequence(model, "id", "x", 1, 1, 3);
    rep_model_add_sequence(model, "row", NULL, -4, 3, 0);
    rep_model_add_datetime(model, "d", "2024-01-01", "2024-12-31", NULL);
    rep_model_add_normal(model, "n", 1e6, 3e6, 0.0, 4e6, 2);
    rep_model_add_expression(model, "e", "a / [b c]", 3);
    rep_model_set_unique(model, "k", 1);
    status = rep_model_add_expression(model, "f", text, bytes[0] % 20 - 1);
    free(text);
    REQUIRE(rep_model_finish(model, &err) == err.code && (status == REP_OK || err.code == status)), check(err.code, &err);
    if (err.code == REP_OK) {
        rep_buffer one = rows_of(model, 5), two;
        use_model(model);
        REQUIRE(rep_model_copy(&copy, model, &options, &err) == REP_OK);
        rep_model_rename_column(copy, "row", "r]"), rep_model_rename_column(copy, "r]", "row"); /* the same name: the same cells */
        REQUIRE(rep_model_finish(copy, &err) == REP_OK);
        two = rows_of(copy, 5);
        REQUIRE(same(&one, &two));
        rep_buffer_free(&one), rep_buffer_free(&two);
    }
    rep_model_free(model), rep_model_free(copy);
    REQUIRE(live == 0);
    return 0;
}

static int read_rest(void *user, char *buffer, size_t size, size_t *len)
{
    rep_str *rest = (rep_str *)user;

    *len = rest->len < size ? rest->len : size;
    if (*len) memcpy(buffer, rest->data, *len);
    rest->data += *len, rest->len -= *len;
    return 0;
}

static const char tied[] =
    "{\"parts\": [{\"name\": \"t rest\", \"type\": \"numerical\", \"decimals\": 2, \"distribution\": [[0, 90], [1, 10]]}, {\"name\": \"e later\", \"type\": \"numerical\", \"decimals\": 0, \"distribution\": [[0, 50], [1, 5, 50]]}],"
    " \"variables\": [{\"column\": \"g\", \"tree\": [0, 4, 0, 1, 0, 5, 0, 3, 0, 2]}, {\"column\": \"h\", \"of\": \"g\", \"table\": [1, 1, 2, 2]},"
    " {\"column\": \"a\", \"tree\": [1, 1, 0, 2, 0, 1, 1, 4, 0, 2, 2, 3, 0, 6]}, {\"column\": \"b\", \"tree\": [3, 2, 0, 2, 0, 5, 0, 5, 0, 2, 1, 5, 0, 2]}, {\"part\": 0, \"tree\": [0, 2, 1, 9, 0, 1]},"
    " {\"column\": \"d\", \"tree\": [0, 2, 0, 1, 0, 9]}, {\"part\": 1, \"tree\": [0, 1, 1, -1, 9]}, {\"column\": \"w\", \"tree\": [4, 1, 0, 1, 1, 4, 0, 1, 2, 5]}],"
    " \"relations\": [{\"sum\": \"t\", \"terms\": {\"a\": 1, \"b\": 2}, \"parts\": [0], \"kept\": 9, \"rows\": 10}, {\"difference\": \"e\", \"terms\": {\"d\": 1}, \"parts\": [1], \"kept\": 10, \"rows\": 10},"
    " {\"order\": \"b\", \"terms\": {\"a\": 1}}]}}";

/* The first line is what --where takes, the second what --weights takes, the others are a table to be completed. */
static int fuzz_where(const uint8_t *bytes, size_t size)
{
    static const char head[] = "{\"metadata\": {\"rows\": 300";
    rep_buffer     json = REP_ZERO, filled = REP_ZERO;
    rep_model     *model = NULL;
    rep_generator *generator = NULL;
    rep_generator_options options;
    rep_error      err;
    where_list     asked = REP_ZERO;
    char          *lines[2], *text = (char *)malloc(size + 1);
    rep_str        rest;
    size_t         i, at = 0;

    if (text == NULL) return 0;
    for (i = 0; i < size; i++) text[i] = bytes[i] ? (char)bytes[i] : ' ';
    text[size] = '\0';
    for (i = 0; i < 2; i++) {
        lines[i] = text + at;
        while (at < size && text[at] != '\n') at++;
        if (at < size) text[at++] = '\0';
    }
    rest.data = text + at, rest.len = size - at;
    rep_buffer_write(&json, head, sizeof head - 1);
    rep_buffer_write(&json, frame, sizeof frame - 1);
    rep_buffer_write(&json, tied, sizeof tied - 1);
    REQUIRE(rep_model_read(&model, json.data, json.len, NULL, &err) == REP_OK);
    if (where_read(lines[0], &asked) == NULL && (!lines[1][0] || where_read_weights(lines[1], &asked) == NULL)) {
        rep_buffer one = range_of(model, 50, 12, 12, 0, &asked), two = range_of(model, 50, 12, 5, 0, &asked);
        REQUIRE(same(&one, &two));
        rep_buffer_free(&one), rep_buffer_free(&two);
    }
    where_free(&asked);
    memset(&options, 0, sizeof options);
    options.host.allocator.resize = counted;
    REQUIRE(rep_generator_create(&generator, model, 7, &options, &err) == REP_OK);
    check(rep_generator_complete_table(generator, 0, read_rest, &rest, rep_buffer_write, &filled, NULL, &err), &err);
    rep_generator_free(generator);
    rep_model_free(model);
    rep_buffer_free(&json), rep_buffer_free(&filled);
    free(text);
    REQUIRE(live == 0);
    return 0;
}

/* Each line is a cell of a column that is read as asked. */
static int cells(const uint8_t *bytes, size_t size, rep_kind kind, const char *pii_class, rep_dates dates, const char *name)
{
    rep_profile_options options = options_of();
    rep_column_options  column;
    rep_profiler       *profiler = NULL;
    rep_model          *model = NULL;
    rep_error           err;
    rep_status          status;
    rep_str             cell;
    size_t              at = 0, end;

    memset(&column, 0, sizeof column);
    column.column = name, column.kind = kind, column.pii_class = pii_class;
    options.names = &name, options.name_count = 1;
    options.dates = dates;
    if (kind != REP_KIND_AUTO || pii_class != NULL) options.columns = &column, options.column_count = 1;
    status = rep_profiler_create(&profiler, &options, &err), check(status, &err);
    for (; at < size && status == REP_OK; at = end + 1) {
        for (end = at; end < size && bytes[end] != '\n'; end++) {}
        cell.data = (const char *)bytes + at, cell.len = end - at;
        status = rep_profiler_push_row(profiler, &cell, 1, &err), check(status, &err);
    }
    if (status == REP_OK) status = rep_profiler_learn(profiler, &model, &err), check(status, &err);
    if (status == REP_OK) use_model(model);
    rep_model_free(model);
    rep_profiler_free(profiler);
    REQUIRE(live == 0);
    return 0;
}

static int fuzz_numbers(const uint8_t *bytes, size_t size)
{
    if (size < 1) return 0;
    return cells(bytes + 1, size - 1, bytes[0] & 1 ? REP_KIND_NUMERICAL : REP_KIND_AUTO, NULL, REP_DATES_AUTO, bytes[0] & 2 ? "order_id" : "v");
}

static int fuzz_dates(const uint8_t *bytes, size_t size)
{
    if (size < 1) return 0;
    return cells(bytes + 1, size - 1, bytes[0] & 1 ? REP_KIND_DATETIME : REP_KIND_AUTO, NULL, (rep_dates)(bytes[0] >> 1 & 3) > REP_DATES_MDY ? REP_DATES_AUTO : (rep_dates)(bytes[0] >> 1 & 3), "day");
}

static int fuzz_pii(const uint8_t *bytes, size_t size)
{
    static const char *const names[] = { "email", "phone", "ssn", "credit_card", "full_name" };
    const char *class_name;

    if (size < 1) return 0;
    class_name = bytes[0] & 8 ? rep_pii_class_name((bytes[0] & 7u) % 5u) : NULL;
    return cells(bytes + 1, size - 1, REP_KIND_AUTO, class_name, REP_DATES_AUTO, names[(bytes[0] & 7u) % 5u]);
}

/* A table to a model to a file to a model to rows, which are a table again. */
static int fuzz_round(const uint8_t *bytes, size_t size)
{
    rep_profile_options options = options_of();
    rep_buffer          json = REP_ZERO, rows = REP_ZERO, more = REP_ZERO;
    rep_model          *model = NULL;
    rep_error           err;

    if (size < 1) return 0;
    options.csv.ragged = (rep_ragged)(1 + bytes[0] % 2);
    options.format = REP_FORMAT_CSV; /* a column may be named { */
    if (profile((const char *)bytes + 1, size - 1, 0, &options, &json, 1, &err) == REP_OK) {
        REQUIRE(rep_model_read(&model, json.data, json.len, NULL, &err) == REP_OK);
        rows = rows_of(model, 0);
        rep_model_free(model);
        options.csv.ragged = REP_RAGGED_ERROR;
        if (rows.len > 0) {
            rep_status status = profile(rows.data, rows.len, 0, &options, &more, 0, &err);
            REQUIRE(status == REP_OK || status == REP_ERR_LIMIT || status == REP_ERR_CSV);
        }
    }
    rep_buffer_free(&json), rep_buffer_free(&rows), rep_buffer_free(&more);
    REQUIRE(live == 0);
    return 0;
}

static const struct { const char *name; int (*target)(const uint8_t *bytes, size_t size); } targets[] = {
    { "csv", fuzz_csv }, { "jsonrows", fuzz_jsonrows }, { "model", fuzz_model }, { "structure", fuzz_structure }, { "expression", fuzz_expression }, { "where", fuzz_where }, { "numbers", fuzz_numbers }, { "dates", fuzz_dates }, { "pii", fuzz_pii }, { "round", fuzz_round }
};

#ifdef TARGET

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    (void)targets;
    return TARGET(bytes, size);
}

#else

static uint8_t room[1 << 20];

int main(int argc, char **argv)
{
    long passed = 0, failed = 0;
    int  i;

    for (i = 1; i < argc; i++) {
        FILE    *file = fopen(argv[i], "rb");
        size_t   k, size = file == NULL ? 0 : fread(room, 1, sizeof room, file);
        uint8_t *exact = (uint8_t *)malloc(size + !size);   /* so that a sanitizer sees the end */
        int      known = 0;
        if (file != NULL) fclose(file);
        if (exact == NULL) return 2;
        memcpy(exact, room, size);
        for (k = 0; k < sizeof targets / sizeof targets[0]; k++) {
            char folder[32];
            snprintf(folder, sizeof folder, "/%s/", targets[k].name);
            if (file != NULL && strstr(argv[i], folder) != NULL) fflush(stdout), targets[k].target(exact, size), known = 1;
        }
        free(exact);
        if (known) passed++;
        else failed++, printf("no target for %s\n", argv[i]);
    }
    printf("%ld passed, %ld failed\n", passed, failed);
    return failed != 0 || passed == 0;
}

#endif
