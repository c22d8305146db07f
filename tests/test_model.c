/* test_model.c - models written and read back, broken models, looking at models (R16 to R19, R32)   C99
 *
 *     cc -std=c99 -I. tests/test_model.c -o build/test_model
 *
 * Everything through the public interface.
 */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"

static uint64_t random_state = 2718281828459045235u;

static uint64_t draw(void) /* xorshift64* (Vigna 2014) */
{
    random_state ^= random_state >> 12;
    random_state ^= random_state << 25;
    random_state ^= random_state >> 27;
    return random_state * 2685821657736338717u;
}

static size_t below(size_t bound) { return (size_t)(draw() >> 11) % bound; }

/* Counts what is held and refuses the n-th request (0 = none). */
typedef struct keeper { size_t held, most, requests, refuse; } keeper;

static void *keeper_resize(void *user, void *ptr, size_t old_size, size_t new_size)
{
    keeper *k = (keeper *)user;
    void *fresh;
    if (new_size == 0) {
        free(ptr);
        k->held -= old_size;
        return NULL;
    }
    if (++k->requests == k->refuse) return NULL;
    fresh = realloc(ptr, new_size);
    if (fresh) k->held += new_size - old_size;
    if (k->held > k->most) k->most = k->held;
    return fresh;
}

static rep_model_options with_keeper(keeper *k)
{
    rep_model_options options = REP_ZERO;
    memset(k, 0, sizeof *k);
    options.host.allocator.resize = keeper_resize;
    options.host.allocator.user = k;
    return options;
}

static void add_text(rep_buffer *out, const char *text) { rep_buffer_write(out, text, strlen(text)); }

/* Reads a model out of a copy that is overwritten and freed at once: "data is not kept". */
static rep_model *read_model(const char *json, size_t len, rep_error *err)
{
    rep_model *model = NULL;
    char *copy = (char *)malloc(len ? len : 1);
    if (!copy) return NULL;
    memcpy(copy, json, len);
    rep_model_read(&model, copy, len, NULL, err);
    memset(copy, 'X', len);
    free(copy);
    return model;
}

static rep_model *must_read(const char *json)
{
    rep_error err;
    rep_model *model = read_model(json, strlen(json), &err);
    INPUT(json);
    CHECK(model != NULL);
    if (!model) printf("    line %u, column %u: %s\n", (unsigned)err.line, (unsigned)err.column, err.message);
    return model;
}

/* A model as JSON, with a NUL behind; freed by the caller. */
static rep_buffer json_of(const rep_model *model)
{
    rep_buffer out = REP_ZERO;
    rep_error err;
    CHECK_INT(rep_model_write(model, rep_buffer_write, &out, &err), REP_OK);
    rep_buffer_write(&out, "", 1);
    out.len--;
    return out;
}

static rep_buffer rows_of(const rep_model *model, uint64_t seed, uint64_t first, uint64_t count)
{
    rep_buffer out = REP_ZERO;
    rep_generator *generator = NULL;
    rep_error err;
    CHECK_INT(rep_generator_create(&generator, model, seed, NULL, &err), REP_OK);
    if (generator && !CHECK(rep_generator_write(generator, first, count, rep_buffer_write, &out, NULL, &err) == REP_OK)) printf("    %s\n", err.message);
    rep_generator_free(generator);
    rep_buffer_write(&out, "", 1);
    out.len--;
    return out;
}

static rep_buffer explained(const rep_model *model)
{
    rep_buffer out = REP_ZERO;
    rep_error err;
    CHECK_INT(rep_model_explain(model, REP_NONE, rep_buffer_write, &out, &err), REP_OK);
    rep_buffer_write(&out, "", 1);
    out.len--;
    return out;
}

static int same_buffer(const rep_buffer *a, const rep_buffer *b) { return a->len == b->len && a->data && b->data && memcmp(a->data, b->data, a->len) == 0; }
static int same_str(rep_str a, rep_str b) { return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0); }
static int same_f64(double a, double b) { return memcmp(&a, &b, sizeof a) == 0; }
static int str_is(rep_str a, const char *b) { return a.len == strlen(b) && memcmp(a.data, b, a.len) == 0; }

/* Where two texts part, for the eye. */
static void show_difference(const char *what, const rep_buffer *a, const rep_buffer *b)
{
    size_t i = 0, from;
    if (!a->data || !b->data) return;
    while (i < a->len && i < b->len && a->data[i] == b->data[i]) i++;
    from = i > 60 ? i - 60 : 0;
    printf("    %s part at byte %u:\n    %.120s\n    ----\n    %.120s\n", what, (unsigned)i, a->data + from, b->data + from);
}

/* Writes the model, reads it back, and wants the same of both: bytes, rows, what looking says. */
static void check_round_trip(const char *name, const rep_model *model)
{
    rep_buffer json = json_of(model), again;
    rep_error err;
    rep_model *back = read_model(json.data, json.len, &err);
    rep_model_info one, two;
    size_t i, c;
    INPUT(name);
    CHECK(back != NULL);
    if (!back) {
        printf("    line %u, column %u: %s\n", (unsigned)err.line, (unsigned)err.column, err.message);
        rep_buffer_free(&json);
        return;
    }
    again = json_of(back);
    if (!CHECK(same_buffer(&json, &again))) show_difference("models", &json, &again);
    rep_buffer_free(&again);
    for (i = 0; i < 3; i++) {
        static const uint64_t seeds[] = { 42, 7, UINT64_MAX }, firsts[] = { 0, 1000, 123456 };
        rep_buffer a = rows_of(model, seeds[i], firsts[i], 200), b = rows_of(back, seeds[i], firsts[i], 200);
        if (!CHECK(same_buffer(&a, &b))) show_difference("rows", &a, &b);
        rep_buffer_free(&a);
        rep_buffer_free(&b);
    }
    CHECK_INT(rep_model_get_info(model, &one, &err), REP_OK);
    CHECK_INT(rep_model_get_info(back, &two, &err), REP_OK);
    CHECK(one.column_count == two.column_count && one.row_count == two.row_count && one.delimiter == two.delimiter);
    CHECK(one.sampler == two.sampler && one.words == two.words && same_str(one.name, two.name) && same_str(one.date, two.date));
    for (c = 0; c < one.column_count && c < two.column_count; c++) {
        rep_column a, b;
        rep_category x, y;
        CHECK_INT(rep_model_get_column(model, c, &a, &err), REP_OK);
        CHECK_INT(rep_model_get_column(back, c, &b, &err), REP_OK);
        if (!CHECK(same_str(a.name, b.name) && same_str(a.why, b.why) && same_str(a.pii_class, b.pii_class) && same_str(a.format, b.format) && same_str(a.min, b.min) && same_str(a.max, b.max) &&
              same_f64(a.mean, b.mean) && same_f64(a.std, b.std) && same_f64(a.missing_share, b.missing_share) && a.distinct_count == b.distinct_count && a.capacity == b.capacity &&
              a.category_count == b.category_count && a.kind == b.kind && a.decimals == b.decimals && a.unique == b.unique && a.id == b.id))
            printf("    column %.*s: min %.*s %.*s, max %.*s %.*s, distinct %u %u, decimals %d %d\n", (int)a.name.len, a.name.data, (int)a.min.len, a.min.data, (int)b.min.len, b.min.data,
                   (int)a.max.len, a.max.data, (int)b.max.len, b.max.data, (unsigned)a.distinct_count, (unsigned)b.distinct_count, a.decimals, b.decimals);
        for (i = 0; i < a.category_count && i < b.category_count; i++) {
            CHECK_INT(rep_model_get_category(model, c, i, &x, &err), REP_OK);
            CHECK_INT(rep_model_get_category(back, c, i, &y, &err), REP_OK);
            CHECK(same_str(x.text, y.text) && same_f64(x.share, y.share));
        }
    }
    rep_model_free(back);
    rep_buffer_free(&json);
}

/*--- models of tables ---*/

enum { COLUMNS = 52 };
static const char *const column_names[COLUMNS] = {
    "count", "negative", "price", "dollars", "percent", "euros", "grouped", "bare", "plus", "science", "measure", "tiny", "mostly numbers", "constant number", "constant text", "flag",
    "day", "us day", "german day", "month name", "moment", "zulu", "offset", "month", "time", "half day", "compact date", "year", "email", "phone", "ssn", "card", "first_name", "ip",
    "uuid", "code", "two codes", "notes", "invoice", "row", "step", "user_id", "key code", "zip", "empty", "often missing", "one in ten", "caf\xC3\xA9 \xF0\x9F\x98\x80",
    "quote \" and \\ and /", "line\nbreak, comma; tab\t", "control \x01\x1B[31m\x7F end", "" };

static const char *const odd_values[] = { "a \"quoted\" word", "two\nlines", "comma, semicolon; tab\tpipe|", "emoji \xF0\x9F\x98\x80\xF0\x9F\x8E\x89", "\x1B[31mred\x1B[0m", " blank before", "blank behind ",
                                          "back\\slash", "'single'", "bell\x07", "caf\xC3\xA9", "=1+1" };

/* Cell of a row; an empty text is a missing cell. */
static void make_cell(size_t column, size_t i, size_t rows, char *s, size_t room)
{
    static const char *const months[] = { "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December" };
    static const char *const first[] = { "Anna", "Ben", "Clara", "David", "Emma", "Felix", "Greta", "Hugo", "Ida", "Jonas", "Klara", "Leo", "Mia", "Noah" };
    static const char *const words[] = { "the", "order", "was", "late", "again", "customer", "asked", "for", "refund", "and", "left", "a", "message", "today" };
    const unsigned r = (unsigned)(draw() >> 32), day = 1 + r % 28, month = 1 + r / 28 % 12, year = 1990 + r / 400 % 34, u = (unsigned)i;
    size_t n, k;
    switch (column) {
    case 0: snprintf(s, room, "%u", r % 90); break;
    case 1: snprintf(s, room, "%d", (int)(r % 2001) - 1000); break;
    case 2: snprintf(s, room, "%u.%02u", r % 500, r / 500 % 100); break;
    case 3: snprintf(s, room, "%s$%u,%03u.%02u", r % 9 ? "" : "-", 1 + r % 90, r / 90 % 1000, r / 90000 % 100); break;
    case 4: snprintf(s, room, "%u.%u%%", r % 100, r / 100 % 10); break;
    case 5: snprintf(s, room, "%u.%03u,%02u \xE2\x82\xAC", 1 + r % 90, r / 90 % 1000, r / 90000 % 100); break;
    case 6: snprintf(s, room, "%u'%03u'%03u", 1 + r % 9, r / 9 % 1000, r / 9000 % 1000); break;
    case 7: snprintf(s, room, ".%03u", r % 1000); break;
    case 8: snprintf(s, room, "%s%u.%u", r % 2 ? "+" : "-", 1 + r % 50, r / 50 % 10); break;
    case 9: snprintf(s, room, "%u.%ue%s%u", 1 + r % 9, r / 9 % 10000, r % 2 ? "-" : "+", r / 90000 % 30); break;
    case 10: snprintf(s, room, "%u.%u%09u%09u", r % 3, 1 + r % 9, r % 1000000000, (unsigned)(draw() >> 32) % 1000000000); break;
    case 11: snprintf(s, room, "0.0000000%07u", r % 10000000); break;
    case 12: if (i % 230 == 200) snprintf(s, room, "unknown"); else snprintf(s, room, "%u.5", r % 40); break;
    case 13: snprintf(s, room, "17.50"); break;
    case 14: snprintf(s, room, "always \"this\""); break;
    case 15: snprintf(s, room, "%s", r % 3 ? "yes" : "no"); break;
    case 16: snprintf(s, room, "%u-%02u-%02u", year, month, day); break;
    case 17: snprintf(s, room, "%u/%u/%u", month, day, year); break;
    case 18: snprintf(s, room, "%02u.%02u.%u", day, month, year); break;
    case 19: snprintf(s, room, "%s %u, %u", months[month - 1], day, year); break;
    case 20: snprintf(s, room, "%u-%02u-%02u %02u:%02u:%02u", year, month, day, r % 24, r / 24 % 60, r / 1440 % 60); break;
    case 21: snprintf(s, room, "%u-%02u-%02uT%02u:%02u:%02u.%03uZ", year, month, day, r % 24, r / 24 % 60, r / 1440 % 60, r % 1000); break;
    case 22: snprintf(s, room, "%u-%02u-%02uT%02u:%02u:%02u+02:00", year, month, day, r % 24, r / 24 % 60, r / 1440 % 60); break;
    case 23: snprintf(s, room, "%u-%02u", year, month); break;
    case 24: snprintf(s, room, "%02u:%02u:%02u", r % 24, r / 24 % 60, r / 1440 % 60); break;
    case 25: snprintf(s, room, "%02u:%02u %s", 1 + r % 12, r / 12 % 60, r % 2 ? "AM" : "PM"); break;
    case 26: snprintf(s, room, "%u%02u%02u", year, month, day); break;
    case 27: snprintf(s, room, "%u", year); break;
    case 28: snprintf(s, room, "%s.%u@mail.example.org", first[r % 14], u); break;
    case 29: snprintf(s, room, "(%03u) 555-%04u", 200 + r % 700, r / 700 % 10000); break;
    case 30: snprintf(s, room, "%03u-%02u-%04u", 1 + r % 600, 1 + r / 600 % 99, 1 + r / 60000 % 9999); break;
    case 31: { /* with its Luhn digit */
        unsigned sum = 0, d;
        snprintf(s, room, "4%07u%07u0", r % 10000000, (unsigned)(draw() >> 32) % 10000000);
        for (k = 0; k < 15; k++) d = (unsigned)(s[k] - '0') * (k % 2 ? 1 : 2), sum += d > 9 ? d - 9 : d;
        s[15] = (char)('0' + (10 - sum % 10) % 10);
        break;
    }
    case 32: snprintf(s, room, "%s", first[r % 14]); break;
    case 33: snprintf(s, room, "%u.%u.%u.%u", 1 + r % 223, r / 223 % 256, r / 57000 % 256, 1 + r % 254); break;
    case 34: snprintf(s, room, "%08x-%04x-4%03x-a%03x-%06x%06x", r, r % 65536, r / 16 % 4096, r / 256 % 4096, r % 0xFFFFFF, u); break;
    case 35: snprintf(s, room, "%c%c%c-%04u", (char)('A' + r % 26), (char)('A' + r / 26 % 26), (char)('A' + r / 676 % 26), r / 17576 % 10000); break;
    case 36: if (r % 3) snprintf(s, room, "%c%c%05u", (char)('A' + r % 26), (char)('A' + r / 26 % 26), r / 676 % 100000); else snprintf(s, room, "x/%04u/%c", r / 3 % 10000, (char)('a' + r % 26)); break;
    case 37:
        for (n = 0, k = 0; k < 3 + r % 9 && n + 12 < room; k++) n += (size_t)snprintf(s + n, room - n, "%s%s", k ? " " : "", words[below(14)]);
        snprintf(s + n, room - n, " %u.", u * 7919 % 10007);
        break;
    case 38: snprintf(s, room, "INV-%05u", u + 17); break;
    case 39: snprintf(s, room, "%u", u + 1); break;
    case 40: snprintf(s, room, "%d", -500 + 25 * (int)(rows - 1 - i)); break;
    case 41: snprintf(s, room, "%u", 100000 + (u * 48271u + 7u) % 899981u); break;
    case 42: snprintf(s, room, "K%05u%c", (u * 7919u + 3u) % 99991u, (char)('A' + u % 26)); break;
    case 43: snprintf(s, room, "%05u", r % 20 ? r % 90000 : r % 1000); break;
    case 44: snprintf(s, room, "%s", ""); break;
    case 45: snprintf(s, room, "%s", r % 3 == 0 ? "NA" : r % 7 == 0 ? "" : r % 11 == 0 ? "null" : "here"); break;
    case 46: if (r % 10) s[0] = '\0'; else snprintf(s, room, "%u.%02u", r % 50, r / 50 % 100); break;
    case 51: snprintf(s, room, "%u", r % 5); break;
    default: snprintf(s, room, "%s", odd_values[r % 997 * (column + 1) % 12]); break;
    }
}

static void add_cell(rep_buffer *csv, const char *s)
{
    if (!*s) return; /* missing: nothing, unquoted */
    add_text(csv, "\"");
    for (; *s; s++) {
        if (*s == '"') add_text(csv, "\"");
        rep_buffer_write(csv, s, 1);
    }
    add_text(csv, "\"");
}

/* A table with the columns from..to-1. */
static rep_buffer make_table(size_t rows, size_t from, size_t to)
{
    rep_buffer csv = REP_ZERO;
    char s[400];
    size_t i, c;
    for (c = from; c < to; c++) {
        if (c > from) add_text(&csv, ",");
        if (column_names[c][0]) add_cell(&csv, column_names[c]);
        else add_text(&csv, "\"\"");
    }
    add_text(&csv, "\n");
    for (i = 0; i < rows; i++) {
        for (c = from; c < to; c++) {
            make_cell(c, i, rows, s, sizeof s);
            if (c > from) add_text(&csv, ",");
            add_cell(&csv, s);
        }
        add_text(&csv, "\n");
    }
    return csv;
}

static rep_model *learn(const rep_buffer *csv, const rep_profile_options *more)
{
    rep_profile_options options = REP_ZERO;
    rep_model *model = NULL;
    rep_error err;
    if (more) options = *more;
    options.date = "2026-02-02T17:03:32.468069";
    options.csv.delimiter = ',';
    if (!CHECK(rep_profile_bytes(&model, csv->data, csv->len, &options, &err) == REP_OK)) printf("    %s\n", err.message);
    return model;
}

TEST(a_model_of_every_kind_of_column_is_read_back_as_it_was_written)
{
    static const size_t rows[] = { 0, 1, 2, 7, 60, 450 };
    size_t i;
    char name[40];
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        rep_buffer csv = make_table(rows[i], 0, COLUMNS);
        rep_model *model = learn(&csv, NULL);
        snprintf(name, sizeof name, "all columns, %u rows", (unsigned)rows[i]);
        if (model) check_round_trip(name, model);
        rep_model_free(model);
        rep_buffer_free(&csv);
    }
}

TEST(a_model_of_one_column_is_read_back_as_it_was_written)
{
    size_t c;
    for (c = 0; c < COLUMNS; c++) {
        rep_buffer csv = make_table(250, c, c + 1);
        rep_profile_options options = REP_ZERO;
        rep_model *model;
        options.max_categories = c % 2 ? 0 : 50;
        options.name = c % 3 ? "a \"table\"\n" : NULL;
        model = learn(&csv, &options);
        if (model) check_round_trip(column_names[c], model);
        rep_model_free(model);
        rep_buffer_free(&csv);
    }
}

TEST(columns_of_every_kind_are_among_them)
{
    rep_buffer csv = make_table(450, 0, COLUMNS);
    rep_model *model = learn(&csv, NULL);
    size_t c, kinds[6] = { 0, 0, 0, 0, 0, 0 }, ids = 0, unique = 0;
    for (c = 0; model && c < COLUMNS; c++) {
        rep_column column;
        rep_error err;
        CHECK_INT(rep_model_get_column(model, c, &column, &err), REP_OK);
        kinds[column.kind]++, ids += column.id != 0, unique += column.unique != 0;
    }
    CHECK(kinds[REP_KIND_NUMERICAL] >= 12 && kinds[REP_KIND_CATEGORICAL] >= 6 && kinds[REP_KIND_PII] >= 4 && kinds[REP_KIND_DATETIME] >= 8 && kinds[REP_KIND_TEXT] >= 3);
    CHECK(ids >= 3 && unique >= 2);
    rep_model_free(model);
    rep_buffer_free(&csv);
}

/*--- models written by hand ---*/

#define MODEL(columns)      "{\"columns\":[" columns "]}"
#define COLUMN(type, more)  "{\"name\":\"c\",\"type\":\"" type "\"" more "}"
#define NUMBER(more)        MODEL(COLUMN("numerical", ",\"params\":{\"mean\":1.5,\"std\":1}" more))
#define RANGES(more)        MODEL(COLUMN("numerical", more))
#define CATEGORY(more)      MODEL(COLUMN("categorical", ",\"params\":{\"weights\":{\"a\":1,\"b\":2}}" more))
#define DATE(more)          MODEL(COLUMN("datetime", ",\"constraints\":{\"min\":\"2023-01-01\",\"max\":\"2023-12-31\"}" more))
#define PII(more)           MODEL(COLUMN("pii", ",\"params\":{\"pii_type\":\"email\"}" more))
#define TEXT(more)          MODEL(COLUMN("text", more))
#define META(members)       "{\"metadata\":{" members "},\"columns\":[]}"

/* The example of REFERENCE.md, and what people write by hand. */
static const char reference[] =
    "{\n  \"metadata\": {\n    \"rows\": 50,\n    \"date\": \"2026-02-02T17:03:32.468069\",\n    \"version\": \"1.0\",\n    \"foreign_keys\": null\n  },\n  \"columns\": [\n"
    "    {\n      \"name\": \"age\",\n      \"type\": \"numerical\",\n      \"params\": {\"mean\": 33.02, \"std\": 10.55, \"nan_probability\": 0.0},\n      \"constraints\": {\"min\": 18.0, \"max\": 100.0}\n    },\n"
    "    {\n      \"name\": \"city\",\n      \"type\": \"categorical\",\n      \"params\": {\"weights\": {\"NYC\": 0.22, \"LA\": 0.18, \"Chicago\": 0.32, \"Boston\": 0.28}, \"nan_probability\": 0.0, \"unique_count\": 4},\n"
    "      \"constraints\": {}\n    },\n"
    "    {\n      \"name\": \"email\",\n      \"type\": \"pii\",\n      \"params\": {\"pii_type\": \"email\", \"nan_probability\": 0.02},\n      \"constraints\": {}\n    },\n"
    "    {\n      \"name\": \"signup\",\n      \"type\": \"datetime\",\n      \"params\": {\"nan_probability\": 0.5},\n      \"constraints\": {\"min\": \"2023-01-01T00:00:00\", \"max\": \"2023-02-19T00:00:00\"}\n    }\n  ]\n}\n";

static const char *const by_hand[] = {
    "{\"columns\":[]}", META("\"rows\":0"), META("\"name\":\"t\",\"version\":\"1.1\",\"rows\":9223372036854775807"), reference,
    NUMBER(""), NUMBER(",\"constraints\":{\"min\":0}"), NUMBER(",\"constraints\":{\"max\":2.25,\"min\":null}"), NUMBER(",\"constraints\":null"), NUMBER(",\"decimals\":0"), NUMBER(",\"decimals\":18"),
    NUMBER(",\"decimals\":2,\"style\":{\"prefix\":\"$\",\"group\":\",\",\"plus\":true}"), NUMBER(",\"decimals\":null"), NUMBER(",\"style\":{\"prefix\":\"$\"}"), NUMBER(",\"why\":\"because\""),
    RANGES(",\"params\":{\"mean\":1e300,\"std\":1e299}"), RANGES(",\"params\":{\"mean\":-1e-300,\"std\":1e-310}"), RANGES(",\"params\":{\"mean\":5}"), RANGES(",\"params\":{\"nan_probability\":1}"),
    RANGES(",\"distribution\":[[1,1]]"), RANGES(",\"distribution\":[[1,5,2],[7,3],[8,100,0]]"), RANGES(",\"decimals\":2,\"distribution\":[[-1.25,5.5,2],[7.0,3]],\"step\":0.25"),
    RANGES(",\"decimals\":18,\"distribution\":[[-9.223372036854775807,9.223372036854775807,1]]"), RANGES(",\"distribution\":[[-9223372036854775807,9223372036854775807,1]]"),
    RANGES(",\"real\":true,\"distribution\":[[-1.7976931348623157e308,-1e-320,1],[-0.0,1],[0.0,5e-324,2],[1.5,1.7976931348623157e308,1]]"), RANGES(",\"real\":true,\"decimals\":3,\"distribution\":[[0.5,1.5,1]]"),
    RANGES(",\"real\":true,\"style\":{\"zeros\":\"shortest\",\"mark\":\",\"},\"distribution\":[[0.5,1000,1]]"), RANGES(",\"unique\":true,\"distribution\":[[10,99,90]]"),
    RANGES(",\"unique\":true,\"step\":5,\"distribution\":[[10,100,90]],\"params\":{\"nan_probability\":0.25},\"missing\":{\"NA\":3,\"\":1}"), RANGES(",\"id\":{\"start\":1}"), RANGES(",\"id\":{}"),
    RANGES(",\"unique\":true,\"id\":{\"start\":-5,\"step\":-2}"), RANGES(",\"words\":{\"n/k\":1,\"none\\n\":3},\"distribution\":[[1,9,20]]"), RANGES(",\"missing\":{\"NA\":1,\"\":2},\"params\":{\"mean\":2,\"nan_probability\":0.5}"),
    RANGES(",\"distribution\":[[1.0,9.0,2e1]]"), RANGES(",\"decimals\":2,\"distribution\":[[1e1,9.5e1,2]],\"style\":{\"prefix\":\"US$ \",\"suffix\":\" \\u20ac\",\"group\":\"\\u00a0\",\"mark\":\",\",\"zeros\":\"one\",\"bare\":true,\"plus\":true}"),
    CATEGORY(""), CATEGORY(",\"missing\":{\"\":1}"), MODEL(COLUMN("categorical", ",\"params\":{\"nan_probability\":1}")), MODEL(COLUMN("categorical", ",\"params\":{\"weights\":{},\"nan_probability\":1.0}")),
    MODEL(COLUMN("categorical", ",\"params\":{\"weights\":{\"z\":3,\"y\":0,\"x\":1e308,\"\":5e-324,\"\\u0000\":1,\"\\ud83d\\ude00\":1}}")), MODEL(COLUMN("categorical", ",\"params\":{\"weights\":{\"only\":5e-324}}")),
    DATE(""), DATE(",\"format\":\"%d.%m.%Y\""), DATE(",\"format\":\"%Y-%m\""), DATE(",\"format\":\"%H:%M\""), DATE(",\"format\":\"%Y-%m-%dT%H:%M:%S%z\",\"offset\":-330"), DATE(",\"format\":\"%b %-d, %Y %I:%M %p\""),
    DATE(",\"format\":\"%Y-%m-%d\",\"distribution\":[[\"2023-01-01\",3],[\"2023-02-01\",\"2023-03-31\",10]]"), DATE(",\"distribution\":[[\"2023-01-01T12:30:00\",3],[\"2023-02-01 01:02:03\",\"2023-03-31\",10]],\"step\":3"),
    MODEL(COLUMN("datetime", ",\"params\":{\"nan_probability\":1}")), MODEL(COLUMN("datetime", ",\"distribution\":[[\"0001-01-01\",\"9999-12-31\",1]],\"format\":\"%Y-%m-%d\"")),
    MODEL(COLUMN("datetime", ",\"constraints\":{\"min\":\"2023-01-01T10:00:00.5\",\"max\":\"2023-01-01T10:00:09.25+02:00\"},\"format\":\"%Y-%m-%d %H:%M:%S.%f\"")),
    PII(""), PII(",\"unique\":true"), PII(",\"forms\":{\"first.last\":3}"), PII(",\"missing\":{\"-\":1}"),
    TEXT(",\"patterns\":{\"[A-Z]{3}-[0-9]{4}\":9}"), TEXT(",\"patterns\":{\"[A-Z]{3}\":9,\"x[0-9]{2,4}\":1},\"unique\":true"), TEXT(",\"patterns\":{\"caf\\u00e9 [a-f0-9]{2}\":9},\"words\":{\"none\":4}"),
    TEXT(",\"prose\":{\"shapes\":[[3,10,30,5],[8,40,90,2]],\"capital\":0.5,\"stop\":0.333333,\"caps\":1,\"title\":0.000016,\"first_number\":0.999999,\"last_number\":0.123456}"),
    TEXT(",\"prose\":{\"shapes\":[[1,3,9,1]]},\"unique\":true"), TEXT(",\"id\":{\"start\":5,\"step\":3,\"prefix\":\"INV \\\"\\u00e9\\\"\",\"suffix\":\"/x\",\"width\":6}"), TEXT(",\"params\":{\"nan_probability\":1}"), TEXT(",\"id\":{\"start\":9223372036854775807,\"step\":-5,\"shape\":1}"), TEXT(",\"id\":{\"step\":0,\"shape\":1}"),
    TEXT(",\"patterns\":{\"-_\":1,\".#\":1,\"~+*/:\":1},\"unique\":true"), NUMBER(",\"decimals\":2,\"constraints\":{\"min\":5.004,\"max\":5.996}"),
    MODEL("{\"name\":\"\",\"type\":\"text\",\"params\":{\"nan_probability\":1}},{\"name\":\"\\u0000\",\"type\":\"text\",\"params\":{\"nan_probability\":1}},{\"name\":\"\\u0000\\u0000\",\"type\":\"text\",\"params\":{\"nan_probability\":1}}") };

TEST(models_written_by_hand_are_read_and_written_and_read_back)
{
    size_t i;
    for (i = 0; i < sizeof by_hand / sizeof by_hand[0]; i++) {
        rep_model *model = must_read(by_hand[i]);
        if (model) check_round_trip(by_hand[i], model);
        rep_model_free(model);
    }
}

TEST(the_same_model_gives_the_same_bytes_whatever_the_spacing_and_the_order_of_keys)
{
    static const char *const same[] = {
        "{\"metadata\":{\"rows\":5,\"version\":\"1.1\"},\"columns\":[{\"name\":\"c\",\"type\":\"numerical\",\"params\":{\"mean\":1,\"std\":2,\"nan_probability\":0},\"constraints\":{\"min\":0,\"max\":9},\"decimals\":1}]}",
        "\n{ \"columns\" : [ { \"decimals\" : 1.0 , \"constraints\" : { \"max\" : 9.0 , \"min\" : 0e0 } ,\t\"params\" : { \"std\" : 20e-1, \"mean\" : 1.000 } , \"type\" : \"numerical\", \"name\" : \"c\" } ] ,\r\n\"metadata\" : { \"version\" : \"1.0\", \"rows\" : 5 } }\n\n",
        "{\"col\\u0075mns\":[{\"n\\u0061me\":\"\\u0063\",\"t\\u0079pe\":\"num\\u0065rical\",\"p\\u0061rams\":{\"m\\u0065an\":1,\"st\\u0064\":2},\"constr\\u0061ints\":{\"m\\u0069n\":0,\"\\u006dax\":9},\"d\\u0065cimals\":1}],\"met\\u0061data\":{\"r\\u006fws\":5,\"v\\u0065rsion\":\"\\u0031.1\"}}" };
    rep_buffer first = REP_ZERO;
    size_t i;
    for (i = 0; i < 3; i++) {
        rep_model *model = must_read(same[i]);
        rep_buffer json = REP_ZERO;
        rep_model_info info;
        if (!model) continue;
        json = json_of(model);
        CHECK_INT(rep_model_get_info(model, &info, NULL), REP_OK);
        CHECK_SIZE(info.warning_count, 0);
        if (i == 0) first = json;
        else {
            if (!CHECK(same_buffer(&first, &json))) show_difference("models", &first, &json);
            rep_buffer_free(&json);
        }
        rep_model_free(model);
    }
    rep_buffer_free(&first);
}

/*--- broken models ---*/

/* The error must point at the byte behind the mark @, which is taken out before reading. */
typedef struct broken { const char *json; rep_status status; const char *part; } broken;

#define M REP_ERR_MODEL
#define J REP_ERR_JSON
#define V REP_ERR_VERSION
#define X16 "xxxxxxxxxxxxxxxx"
#define X256 X16 X16 X16 X16 X16 X16 X16 X16 X16 X16 X16 X16 X16 X16 X16 X16

static const broken broken_models[] = {
    /* the whole */
    { "@[]", M, "object" }, { "@\"text\"", M, "object" }, { "@5", M, "object" }, { "@null", M, "object" }, { "@{}", M, "columns" }, { "{\"columns\":@{}}", M, "columns" },
    { "{\"columns\":@null}", M, "columns" }, { "{\"columns\":@\"c\"}", M, "columns" }, { "{\"columns\":@7}", M, "columns" }, { "{\"metadata\":@[],\"columns\":[]}", M, "metadata" },
    { "{\"metadata\":@null,\"columns\":[]}", M, "metadata" }, { "{\"metadata\":@\"m\",\"columns\":[]}", M, "metadata" }, { "{\"columns\":[]@", J, "open" }, { "{\"columns\":[]}\n@x", J, "follows" },
    { "{\"columns\":[],@\"columns\":[]}", M, "twice" }, { "{\"columns\":[],\n\"metadata\":{\"rows\":1,\n  @\"r\\u006fws\":1}}", M, "twice" },
    /* metadata */
    { META("\"rows\":@-1"), M, "rows" }, { META("\"rows\":@1.5"), M, "rows" }, { META("\"rows\":@\"12\""), M, "rows" }, { META("\"rows\":@1e30"), M, "rows" }, { META("\"rows\":@9223372036854775808"), M, "rows" },
    { META("\"rows\":@true"), M, "rows" }, { META("\"rows\":@[]"), M, "rows" }, { META("\"date\":@5"), M, "string" }, { META("\"name\":@[]"), M, "string" }, { META("\"generator\":@{}"), M, "string" },
    { META("\"version\":@1.0"), M, "string" }, { META("\"version\":@\"2.0\""), V, "2.0" }, { META("\"version\":@\"10.0\""), V, "10.0" }, { META("\"version\":@\"0.9\""), V, "0.9" }, { META("\"version\":@\"\""), V, "version" },
    { META("\"version\":@\"next\""), V, "next" }, { META("\"version\":@\"11\""), V, "11" }, { META("\"version\":@\"2\""), V, "2" }, { META("\"sampler\":@1"), V, "sampler" }, { META("\"words\":@1"), V, "words" },
    { META("\"sampler\":@-1"), M, "sampler" }, { META("\"words\":@\"0\""), M, "words" }, { META("\"sampler\":@0.5"), M, "sampler" }, { META("\"delimiter\":@\"\""), M, "delimiter" }, { META("\"delimiter\":@\",,\""), M, "delimiter" },
    { META("\"delimiter\":@\"\\\"\""), M, "delimiter" }, { META("\"delimiter\":@\"\\n\""), M, "delimiter" }, { META("\"delimiter\":@\"\\r\""), M, "delimiter" }, { META("\"delimiter\":@\"\\u0000\""), M, "delimiter" },
    { META("\"delimiter\":@\"\xC3\xA9\""), M, "delimiter" }, { META("\"delimiter\":@5"), M, "delimiter" }, { META("\"foreign_keys\":@[]"), M, "foreign_keys" }, { META("\"foreign_keys\":@\"t\""), M, "foreign_keys" },
    { META("\"foreign_keys\":{\"t\":@5}"), M, "foreign_keys" }, { META("\"foreign_keys\":{\"t\":@null}"), M, "foreign_keys" }, { META("\"foreign_keys\":{\"t\":{\"c\":@5}}"), M, "foreign key" },
    { META("\"foreign_keys\":{\"t\":{\"c\":@\"nodot\"}}"), M, "nodot" }, { META("\"foreign_keys\":{\"t\":{\"c\":@\".x\"}}"), M, "table.column" }, { META("\"foreign_keys\":{\"t\":{\"c\":@\"x.\"}}"), M, "table.column" },
    { META("\"foreign_keys\":{\"t\":{\"c\":@\".\"}}"), M, "table.column" }, { META("\"foreign_keys\":{\"t\":{\"c\":@\"\"}}"), M, "table.column" }, { META("\"foreign_keys\":{\"t\":{\"c\":\"u.x\",@\"c\":\"u.x\"}}"), M, "twice" },
    /* a column */
    { MODEL("@5"), M, "column" }, { MODEL("@[]"), M, "column" }, { MODEL("@null"), M, "column" }, { MODEL("@\"c\""), M, "column" }, { MODEL("@{}"), M, "name" }, { MODEL("@{\"type\":\"text\"}"), M, "name" },
    { MODEL("@{\"name\":\"c\"}"), M, "type" }, { MODEL("{\"name\":@5,\"type\":\"text\"}"), M, "name" }, { MODEL("{\"name\":@null,\"type\":\"text\"}"), M, "name" }, { MODEL("{\"name\":\"c\",\"type\":@5}"), M, "type" },
    { MODEL("{\"name\":\"c\",\"type\":@\"number\"}"), M, "numerical" }, { MODEL("{\"name\":\"c\",\"type\":@\"auto\"}"), M, "numerical" }, { MODEL("{\"name\":\"c\",\"type\":@\"Text\"}"), M, "text" },
    { MODEL("{\"name\":\"c\",\"type\":@\"\"}"), M, "type" }, { MODEL("{\"name\":\"c\",\"type\":\"text\",@\"name\":\"c\"}"), M, "twice" },
    { MODEL(COLUMN("text", ",\"params\":{\"nan_probability\":1}") ",\n @" COLUMN("text", ",\"params\":{\"nan_probability\":1}")), M, "two columns" },
    { MODEL(COLUMN("text", ",\"params\":{\"nan_probability\":1}") ",@{\"name\":\"\\u0063\",\"type\":\"text\",\"params\":{\"nan_probability\":1}}"), M, "two columns" },
    { TEXT(",\"params\":@[]"), M, "params" }, { TEXT(",\"params\":@1"), M, "params" }, { NUMBER(",\"constraints\":@5"), M, "constraints" }, { NUMBER(",\"constraints\":@[]"), M, "constraints" },
    { TEXT(",\"params\":{\"nan_probability\":@-0.1}"), M, "between 0 and 1" }, { TEXT(",\"params\":{\"nan_probability\":@1.0001}"), M, "between 0 and 1" }, { TEXT(",\"params\":{\"nan_probability\":@\"0.5\"}"), M, "nan_probability" },
    { TEXT(",\"params\":{\"nan_probability\":@true}"), M, "nan_probability" }, { TEXT(",\"params\":{\"nan_probability\":@1e999}"), M, "nan_probability" }, { TEXT(",\"params\":{\"nan_probability\":@[0]}"), M, "nan_probability" },
    { NUMBER(",\"why\":@5"), M, "why" }, { NUMBER(",\"why\":@{}"), M, "why" }, { NUMBER(",\"missing\":@[]"), M, "missing" }, { NUMBER(",\"missing\":@\"NA\""), M, "missing" }, { NUMBER(",\"missing\":{\"NA\":@-1}"), M, "missing" },
    { NUMBER(",\"missing\":{\"NA\":@1.5}"), M, "missing" }, { NUMBER(",\"missing\":{\"NA\":@\"3\"}"), M, "missing" }, { NUMBER(",\"missing\":{\"NA\":@null}"), M, "missing" }, { NUMBER(",\"missing\":@{\"NA\":0}"), M, "0" },
    { NUMBER(",\"missing\":{\"NA\":@1e30}"), M, "missing" }, { NUMBER(",\"missing\":{\"NA\":@9007199254740993}"), M, "missing" }, { NUMBER(",\"missing\":{\"NA\":9007199254740992,\"x\":@1}"), M, "2^53" },
    { NUMBER(",\"missing\":{\"NA\":1,@\"NA\":1}"), M, "twice" }, { NUMBER(",\"words\":@[]"), M, "words" }, { NUMBER(",\"words\":{\"x\":@-1}"), M, "words" }, { NUMBER(",\"words\":@{\"x\":0,\"y\":0}"), M, "0" },
    { NUMBER(",\"unique\":@\"yes\""), M, "unique" }, { NUMBER(",\"unique\":@1"), M, "unique" }, { NUMBER(",\"unique\":@null"), M, "unique" }, { NUMBER(",\"distinct\":@-1"), M, "distinct" },
    { MODEL(COLUMN("categorical", ",\"params\":{\"unique_count\":@-1}")), M, "unique_count" }, { MODEL(COLUMN("categorical", ",\"params\":{\"unique_count\":@1.5}")), M, "unique_count" },
    /* numbers */
    { MODEL("@" COLUMN("numerical", "")), M, "mean" }, { MODEL("@" COLUMN("numerical", ",\"params\":{\"std\":1}")), M, "mean" }, { MODEL("@" COLUMN("numerical", ",\"distribution\":[]")), M, "mean" },
    { RANGES(",\"params\":{\"mean\":@\"x\"}"), M, "mean" }, { RANGES(",\"params\":{\"mean\":@true}"), M, "mean" }, { RANGES(",\"params\":{\"mean\":@1e999}"), M, "mean" }, { RANGES(",\"params\":{\"mean\":@[1]}"), M, "mean" },
    { RANGES(",\"params\":{\"mean\":1,\"std\":@-1}"), M, "std" }, { RANGES(",\"params\":{\"mean\":1,\"std\":@\"x\"}"), M, "std" }, { RANGES(",\"params\":{\"mean\":1,\"std\":@-1e-300}"), M, "std" },
    { RANGES(",\"params\":{\"mean\":1,\"std\":@1e999}"), M, "std" }, { NUMBER(",\"constraints\":{\"min\":@5,\"max\":4}"), M, "min" }, { NUMBER(",\"constraints\":{\"min\":@\"5\"}"), M, "min" },
    { NUMBER(",\"constraints\":{\"max\":@[]}"), M, "max" }, { NUMBER(",\"constraints\":{\"min\":@-1e999}"), M, "min" }, { NUMBER(",\"constraints\":{\"max\":@true}"), M, "max" }, { NUMBER(",\"decimals\":@19"), M, "decimals" },
    { NUMBER(",\"decimals\":@-1"), M, "decimals" }, { NUMBER(",\"decimals\":@1.5"), M, "decimals" }, { NUMBER(",\"decimals\":@\"2\""), M, "decimals" }, { NUMBER(",\"decimals\":@1e400"), M, "decimals" },
    { NUMBER(",\"real\":@1"), M, "real" }, { NUMBER(",\"real\":@\"true\""), M, "real" }, { NUMBER(",\"step\":@0"), M, "step" }, { NUMBER(",\"step\":@-1"), M, "step" }, { NUMBER(",\"step\":@\"1\""), M, "step" },
    { NUMBER(",\"decimals\":2,\"step\":@0.005"), M, "step" }, { NUMBER(",\"step\":@null"), M, "step" }, { NUMBER(",\"step\":@1e30"), M, "step" }, { NUMBER(",\"step\":@0.5"), M, "step" },
    /* their style */
    { NUMBER(",\"style\":@[]"), M, "style" }, { NUMBER(",\"style\":@\"$\""), M, "style" }, { NUMBER(",\"style\":{\"prefix\":@5}"), M, "style" }, { NUMBER(",\"style\":{\"prefix\":@\"" X16 "x\"}"), M, "16 bytes" },
    { NUMBER(",\"style\":{\"suffix\":@\"" X16 "x\"}"), M, "16 bytes" }, { NUMBER(",\"style\":{\"group\":@\"xxxxx\"}"), M, "4 for group" }, { NUMBER(",\"style\":{\"mark\":@\";\"}"), M, "mark" },
    { NUMBER(",\"style\":{\"mark\":@\"\"}"), M, "mark" }, { NUMBER(",\"style\":{\"mark\":@\".,\"}"), M, "mark" }, { NUMBER(",\"style\":{\"mark\":@5}"), M, "mark" }, { NUMBER(",\"style\":{\"zeros\":@\"none\"}"), M, "zeros" },
    { NUMBER(",\"style\":{\"zeros\":@0}"), M, "zeros" }, { NUMBER(",\"style\":{\"bare\":@1}"), M, "bare" }, { NUMBER(",\"style\":{\"plus\":@\"x\"}"), M, "plus" }, { NUMBER(",\"style\":{\"plus\":true,@\"plus\":true}"), M, "twice" },
    /* ids */
    { RANGES(",\"id\":@5"), M, "id" }, { RANGES(",\"id\":@true"), M, "id" }, { RANGES(",\"id\":{\"start\":@1.5}"), M, "start" }, { RANGES(",\"id\":{\"start\":@9223372036854775808}"), M, "start" },
    { RANGES(",\"id\":{\"step\":@\"1\"}"), M, "step" }, { RANGES(",\"id\":{\"width\":@19}"), M, "width" }, { RANGES(",\"id\":{\"width\":@-1}"), M, "width" }, { RANGES(",\"id\":{\"prefix\":@5}"), M, "prefix" },
    { RANGES(",\"id\":{\"suffix\":@null}"), M, "suffix" }, { TEXT(",\"id\":@{\"prefix\":\"" X256 X256 X256 X256 "x\"}"), M, "1024" }, { TEXT(",\"id\":@{\"suffix\":\"" X256 X256 X256 X256 "x\"}"), M, "1024" },
    /* distributions */
    { RANGES(",\"distribution\":@{}"), M, "distribution" }, { RANGES(",\"distribution\":@5"), M, "distribution" }, { RANGES(",\"distribution\":@null"), M, "distribution" }, { RANGES(",\"distribution\":[@5]"), M, "distribution" },
    { RANGES(",\"distribution\":[@{\"a\":1}]"), M, "distribution" }, { RANGES(",\"distribution\":[@[]]"), M, "[value, count]" }, { RANGES(",\"distribution\":[@[1]]"), M, "[value, count]" },
    { RANGES(",\"distribution\":[@[1,2,3,4]]"), M, "[value, count]" }, { RANGES(",\"distribution\":[[@\"x\",1]]"), M, "number" }, { RANGES(",\"distribution\":[[@[1],1]]"), M, "number" },
    { RANGES(",\"distribution\":[[@true,1]]"), M, "number" }, { RANGES(",\"distribution\":[[1,@\"x\",1]]"), M, "number" }, { RANGES(",\"distribution\":[[1,@-1]]"), M, "count" }, { RANGES(",\"distribution\":[[1,@1.5]]"), M, "count" },
    { RANGES(",\"distribution\":[[1,@\"1\"]]"), M, "count" }, { RANGES(",\"distribution\":[[1,@null]]"), M, "count" }, { RANGES(",\"distribution\":[[1,@1e17]]"), M, "count" }, { RANGES(",\"distribution\":[[5,6,1],@[5,7,1]]"), M, "ascend" },
    { RANGES(",\"distribution\":[[5,6,1],@[6,1]]"), M, "ascend" }, { RANGES(",\"distribution\":[@[6,5,1]]"), M, "ascend" }, { RANGES(",\"distribution\":[[1,1],\n\n  @[1,1]]"), M, "ascend" },
    { RANGES(",\"distribution\":@[[1,0]]"), M, "0" }, { RANGES(",\"distribution\":@[[1,0],[2,3,0]]"), M, "0" }, { RANGES(",\"decimals\":2,\"distribution\":[[@1.555,1]]"), M, "decimals" }, { RANGES(",\"distribution\":[[@1.5,1]]"), M, "decimals" },
    { RANGES(",\"distribution\":[[@9223372036854775808,1]]"), M, "64 bits" }, { RANGES(",\"decimals\":18,\"distribution\":[[1,@10,1]]"), M, "64 bits" }, { RANGES(",\"distribution\":[[1,9007199254740992],@[2,1]]"), M, "2^53" },
    { RANGES(",\"step\":2,\"distribution\":[@[0,5,1]]"), M, "step" }, { RANGES(",\"decimals\":1,\"step\":0.2,\"distribution\":[@[0,0.5,1]]"), M, "step" }, { RANGES(",\"real\":true,\"distribution\":[[@\"x\",1]]"), M, "number" },
    { RANGES(",\"real\":true,\"distribution\":[[@1e999,1]]"), M, "too large" }, { RANGES(",\"real\":true,\"distribution\":[@[1.5,0.5,1]]"), M, "ascend" }, { RANGES(",\"real\":true,\"distribution\":[[0.0,1],@[-0.0,1]]"), M, "ascend" },
    { RANGES(",\"unique\":@true,\"distribution\":[[1,5,5],[7,9,3]]"), M, "unique" }, { NUMBER(",\"unique\":@true"), M, "unique" },
    /* dates */
    { MODEL("@" COLUMN("datetime", "")), M, "min and max" }, { MODEL("@" COLUMN("datetime", ",\"constraints\":{\"min\":\"2023-01-01\"}")), M, "min and max" }, { MODEL("@" COLUMN("datetime", ",\"distribution\":[]")), M, "min and max" },
    { MODEL("@" COLUMN("datetime", ",\"constraints\":{\"min\":\"2020-01-01\"},\"distribution\":[]")), M, "min and max" }, { MODEL("@" COLUMN("datetime", ",\"constraints\":{\"min\":\"2023-01-02\",\"max\":\"2023-01-01\"}")), M, "min" },
    { MODEL(COLUMN("datetime", ",\"constraints\":{\"min\":@5}")), M, "min" }, { MODEL(COLUMN("datetime", ",\"constraints\":{\"max\":@\"yesterday\"}")), M, "yesterday" }, { MODEL(COLUMN("datetime", ",\"constraints\":{\"min\":@\"2023-02-29\"}")), M, "2023-02-29" },
    { MODEL(COLUMN("datetime", ",\"constraints\":{\"min\":@\"2023-01-01T24:00:00\"}")), M, "ISO 8601" }, { MODEL(COLUMN("datetime", ",\"constraints\":{\"min\":@\"\"}")), M, "ISO 8601" }, { MODEL(COLUMN("datetime", ",\"constraints\":{\"min\":@\"20230101\"}")), M, "ISO 8601" },
    { DATE(",\"format\":@5"), M, "format" }, { DATE(",\"format\":@null"), M, "format" }, { DATE(",\"format\":@\"%Q\""), M, "directive" }, { DATE(",\"format\":@\"\""), M, "format" }, { DATE(",\"format\":@\"date\""), M, "directive" },
    { DATE(",\"format\":@\"%Y-%m-%d %\""), M, "directive" }, { DATE(",\"format\":@\"%Y-%m-%d\\u0000\""), M, "NUL" }, { DATE(",\"format\":@\"%Y %Y-%m-%d\""), M, "twice" }, { DATE(",\"format\":@\"%Y-%m-%d %I\""), M, "%p" },
    { DATE(",\"format\":@\"%d\""), M, "month" }, { DATE(",\"format\":@\"%Y-%m-%d" X16 X16 X16 X16 "\""), M, "64" }, { DATE(",\"offset\":@1440"), M, "offset" }, { DATE(",\"offset\":@-1440"), M, "offset" }, { DATE(",\"offset\":@\"+02:00\""), M, "offset" },
    { DATE(",\"distribution\":[[@5,1]]"), M, "date" }, { DATE(",\"distribution\":[[@\"2023-13-01\",1]]"), M, "2023-13-01" }, { DATE(",\"distribution\":[[\"2023-01-01\",@-1]]"), M, "count" },
    { DATE(",\"distribution\":[[\"2023-01-02\",1],@[\"2023-01-01\",1]]"), M, "ascend" }, { DATE(",\"format\":\"%Y-%m\",\"distribution\":[[\"2023-01-02\",1],@[\"2023-01-20\",1]]"), M, "ascend" },
    /* pii */
    { MODEL("@" COLUMN("pii", "")), M, "pii_type" }, { MODEL("@" COLUMN("pii", ",\"params\":{}")), M, "pii_type" }, { MODEL(COLUMN("pii", ",\"params\":{\"pii_type\":@5}")), M, "pii_type" },
    { MODEL(COLUMN("pii", ",\"params\":{\"pii_type\":@\"passport\"}")), M, "email phone ssn credit_card name" }, { MODEL(COLUMN("pii", ",\"params\":{\"pii_type\":@\"Email\"}")), M, "Email" }, { MODEL(COLUMN("pii", ",\"params\":{\"pii_type\":@\"\"}")), M, "pii_type" },
    { PII(",\"forms\":@[]"), M, "forms" }, { PII(",\"forms\":@{\"###\":1}"), M, "first.last" }, { PII(",\"forms\":@{\"\":1}"), M, "form" }, { PII(",\"forms\":@{\"first.last\":0}"), M, "0" }, { PII(",\"forms\":{\"first.last\":@-1}"), M, "forms" },
    /* categories */
    { MODEL("@" COLUMN("categorical", "")), M, "weights" }, { MODEL("@" COLUMN("categorical", ",\"params\":{\"weights\":{}}")), M, "weights" }, { MODEL("@" COLUMN("categorical", ",\"params\":{\"weights\":{},\"nan_probability\":0.99}")), M, "weights" },
    { MODEL(COLUMN("categorical", ",\"params\":{\"weights\":@[]}")), M, "weights" }, { MODEL(COLUMN("categorical", ",\"params\":{\"weights\":@null}")), M, "weights" }, { MODEL(COLUMN("categorical", ",\"params\":{\"weights\":{\"a\":@-1}}")), M, "negative" },
    { MODEL(COLUMN("categorical", ",\"params\":{\"weights\":{\"a\":1,\"b\":@\"1\"}}")), M, "weight" }, { MODEL(COLUMN("categorical", ",\"params\":{\"weights\":{\"a\":@null}}")), M, "weight" }, { MODEL(COLUMN("categorical", ",\"params\":{\"weights\":{\"a\":@1e999}}")), M, "weight" },
    { MODEL(COLUMN("categorical", ",\"params\":{\"weights\":@{\"a\":0,\"b\":0.0}}")), M, "0" }, { MODEL(COLUMN("categorical", ",\"params\":{\"weights\":{\"a\":1,@\"\\u0061\":1}}")), M, "twice" },
    /* text */
    { MODEL("@" COLUMN("text", "")), M, "patterns" }, { MODEL("@" COLUMN("text", ",\"words\":{}")), M, "patterns" }, { TEXT(",\"patterns\":@[]"), M, "patterns" }, { TEXT(",\"patterns\":@{}"), M, "1 to" },
    { TEXT(",\"patterns\":@{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1,\"h\":1,\"i\":1}"), M, "1 to" }, { TEXT(",\"patterns\":@{\"[A-\":1}"), M, "pattern" }, { TEXT(",\"patterns\":@{\"[]\":1}"), M, "pattern" },
    { TEXT(",\"patterns\":@{\"\":1}"), M, "pattern" }, { TEXT(",\"patterns\":@{\"[Z-A]\":1}"), M, "pattern" }, { TEXT(",\"patterns\":@{\"[0-9]{3\":1}"), M, "pattern" }, { TEXT(",\"patterns\":@{\"[0-9]{5,2}\":1}"), M, "pattern" },
    { TEXT(",\"patterns\":@{\"[0-9]{999}\":1}"), M, "pattern" }, { TEXT(",\"patterns\":@{\"[0-9]{99999999999999999999}\":1}"), M, "pattern" }, { TEXT(",\"patterns\":@{\"" X256 X256 "\":1}"), M, "511" }, { TEXT(",\"patterns\":{\"[0-9]\":@-1}"), M, "patterns" },
    { TEXT(",\"patterns\":@{\"[0-9]\":0}"), M, "0" }, { TEXT(",\"unique\":true,\"patterns\":@{\"[A-Z]{3}\":1,\"[A-C]{3}\":1}"), M, "same text" }, { TEXT(",\"unique\":true,\"patterns\":@{\"x[0-9]{1,3}\":1,\"x12\":1}"), M, "same text" },
    { TEXT(",\"prose\":@5"), M, "prose" }, { TEXT(",\"prose\":@{}"), M, "shapes" }, { TEXT(",\"prose\":{\"shapes\":@5}"), M, "shapes" }, { TEXT(",\"prose\":@{\"shapes\":[]}"), M, "shapes" }, { TEXT(",\"prose\":{\"shapes\":[@5]}"), M, "shape" },
    { TEXT(",\"prose\":{\"shapes\":[@[1,2,3]]}"), M, "shape" }, { TEXT(",\"prose\":{\"shapes\":[[1,2,3,@-1]]}"), M, "shape" }, { TEXT(",\"prose\":{\"shapes\":[[1,2,@\"3\",1]]}"), M, "shape" }, { TEXT(",\"prose\":{\"shapes\":[[1,@2.5,3,1]]}"), M, "shape" },
    { TEXT(",\"prose\":@{\"shapes\":[[1,9,3,1]]}"), M, "shortest" }, { TEXT(",\"prose\":@{\"shapes\":[[5,3,3,1]]}"), M, "words" }, { TEXT(",\"prose\":@{\"shapes\":[[0,1,3,1]]}"), M, "words" }, { TEXT(",\"prose\":@{\"shapes\":[[1,1,99999,1]]}"), M, "4000" },
    { TEXT(",\"prose\":@{\"shapes\":[[1,1,3,0]]}"), M, "zero" }, { TEXT(",\"prose\":{\"capital\":@2,\"shapes\":[[1,1,3,1]]}"), M, "capital" }, { TEXT(",\"prose\":{\"stop\":@-0.5,\"shapes\":[[1,1,3,1]]}"), M, "stop" },
    { TEXT(",\"prose\":{\"caps\":@\"all\",\"shapes\":[[1,1,3,1]]}"), M, "caps" } };
#undef M
#undef J
#undef V

TEST(a_broken_model_is_refused_at_the_byte_that_is_wrong)
{
    size_t i;
    CHECK(sizeof broken_models / sizeof broken_models[0] >= 80);
    for (i = 0; i < sizeof broken_models / sizeof broken_models[0]; i++) {
        const broken *row = &broken_models[i];
        const char *mark = strchr(row->json, '@'), *p;
        size_t n = strlen(row->json) - 1, line = 1, column = 1;
        char *text = (char *)malloc(n + 1);
        rep_model *model;
        rep_error err;
        INPUT(row->json);
        CHECK(mark != NULL && text != NULL);
        if (!mark || !text) { free(text); return; }
        memcpy(text, row->json, (size_t)(mark - row->json));
        memcpy(text + (mark - row->json), mark + 1, n - (size_t)(mark - row->json));
        for (p = row->json; p < mark; p++) {
            if (*p == '\n') line++, column = 1;
            else column++;
        }
        model = read_model(text, n, &err);
        CHECK(model == NULL);
        CHECK_STR(rep_status_text(err.code), rep_status_text(row->status));
        if (!model) {
            CHECK_SIZE(err.line, line);
            CHECK_SIZE(err.column, column);
            if (!CHECK(strstr(err.message, row->part) != NULL)) printf("    %s\n", err.message);
        }
        rep_model_free(model);
        free(text);
    }
}

TEST(an_object_with_too_many_shapes_of_text_is_refused)
{
    rep_buffer json = REP_ZERO;
    rep_error err;
    int i;
    add_text(&json, "{\"columns\":[{\"name\":\"c\",\"type\":\"text\",\"prose\":{\"shapes\":[[1,1,3,1]");
    for (i = 0; i < 64; i++) add_text(&json, ",[1,1,3,1]");
    add_text(&json, "]}}]}");
    CHECK(read_model(json.data, json.len, &err) == NULL);
    CHECK_INT(err.code, REP_ERR_MODEL);
    CHECK(strstr(err.message, "64") != NULL);
    rep_buffer_free(&json);
}

TEST(a_style_without_decimals_is_written_back)
{
    static const char *const styles[] = { "\"prefix\": \"f\"", "\"suffix\": \" kg\"", "\"group\": \",\"", "\"mark\": \",\"", "\"bare\": true", "\"plus\": true" };
    size_t i;
    for (i = 0; i < sizeof styles / sizeof styles[0]; i++) {
        char text[200];
        rep_error err;
        rep_model *model;
        rep_buffer json;
        snprintf(text, sizeof text, "{\"columns\": [{\"name\": \"n\", \"type\": \"numerical\", \"style\": {%s}, \"distribution\": [[3, 2]]}]}", styles[i]);
        INPUT(styles[i]);
        model = read_model(text, strlen(text), &err);
        CHECK(model != NULL);
        if (!model) continue;
        json = json_of(model);
        CHECK(rep_buffer_write(&json, "", 1) == 0 && strstr(json.data, styles[i]) != NULL);
        rep_buffer_free(&json);
        rep_model_free(model);
    }
}

TEST(brackets_nested_100000_deep_are_refused_or_ignored)
{
#ifdef JSMN_NO_TIME_TESTS
    enum { DEPTH = 5000 };   /* jsmn's original closes n brackets in n * n steps */
#else
    enum { DEPTH = 100000 };
#endif
    static const struct { const char *head, *tail; rep_status status; size_t into; } cases[] = { /* into: which of the brackets is at fault */
        { "{\"columns\":", "}", REP_ERR_MODEL, 2 }, { "{\"columns\":[],\"metadata\":", "}", REP_ERR_MODEL, 1 }, { "{\"columns\":[],\"metadata\":{\"foreign_keys\":", "}}", REP_ERR_MODEL, 1 },
        { "{\"columns\":[{\"name\":\"c\",\"type\":\"numerical\",\"distribution\":", "}]}", REP_ERR_MODEL, 2 }, { "{\"columns\":[{\"name\":\"c\",\"type\":\"text\",\"prose\":{\"shapes\":", "}}]}", REP_ERR_MODEL, 2 },
        { "{\"columns\":[],\"more\":", "}", REP_OK, 0 }, { "{\"columns\":[{\"name\":\"c\",\"type\":\"text\",\"params\":{\"nan_probability\":1,\"more\":", "}}]}", REP_OK, 0 } };
    char *text = (char *)malloc(2 * DEPTH + 200);
    size_t i;
    CHECK(text != NULL);
    for (i = 0; text && i < sizeof cases / sizeof cases[0]; i++) {
        size_t n = strlen(cases[i].head);
        rep_model *model = NULL;
        rep_error err;
        memcpy(text, cases[i].head, n);
        memset(text + n, '[', DEPTH), n += DEPTH;
        memset(text + n, ']', DEPTH), n += DEPTH;
        memcpy(text + n, cases[i].tail, strlen(cases[i].tail)), n += strlen(cases[i].tail);
        INPUT(cases[i].head);
        CHECK_INT(rep_model_read(&model, text, n, NULL, &err), cases[i].status);
        CHECK_SIZE(err.column, cases[i].into ? strlen(cases[i].head) + cases[i].into : 0);
        rep_model_free(model);
    }
    free(text);
}

/* "head", then count members "n0": 1, "n1": 1 ... or as many ones, then "tail", read as a model. *last: where the last of them begins. */
static rep_model *read_long(const char *head, unsigned count, int names, const char *tail, size_t *last, rep_error *err)
{
    char *text = (char *)malloc(strlen(head) + strlen(tail) + 24 * (size_t)count + 1);
    size_t n;
    unsigned i;
    rep_model *model = NULL;
    CHECK(text != NULL);
    if (!text) return NULL;
    n = (size_t)sprintf(text, "%s", head);
    for (i = 0; i < count; i++) {
        if (i) text[n++] = ',';
        *last = n;
        n += (size_t)sprintf(text + n, names ? "\"n%u\": 1" : "1", i);
    }
    n += (size_t)sprintf(text + n, "%s", tail);
    rep_model_read(&model, text, n, NULL, err);
    free(text);
    return model;
}

#define WEIGHTS "{\"columns\":[{\"name\":\"c\",\"type\":\"categorical\",\"params\":{\"weights\":{"

/* Lists of 64 tokens and more are folded (R18). */
TEST(a_list_of_any_length_is_read_wherever_it_stands)
{
    static const unsigned counts[] = { 1, 31, 32, 33, 63, 64, 65, 128, 129, 192, 1000 };
    size_t i, last = 0;
    for (i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        rep_column column;
        rep_category category;
        rep_model_info info;
        rep_error err;
        rep_model *model;
        char label[40];
        snprintf(label, sizeof label, "%u members", counts[i]);
        INPUT(label);
        model = read_long(WEIGHTS, counts[i], 1, "}}}]}", &last, &err);
        CHECK(model != NULL && rep_model_get_column(model, 0, &column, NULL) == REP_OK && column.category_count == counts[i]);
        CHECK(model != NULL && rep_model_get_category(model, 0, counts[i] - 1, &category, NULL) == REP_OK && category.share == 1);
        rep_model_free(model);
        CHECK(read_long(WEIGHTS, counts[i], 1, ", \"bad\": -1}}}]}", &last, &err) == NULL);
        CHECK_INT(err.code, REP_ERR_MODEL);
        CHECK_SIZE(err.column, last + (size_t)snprintf(label, sizeof label, "\"n%u\": 1, \"bad\": -", counts[i] - 1));
        model = read_long("{\"columns\":[{\"name\":\"c\",\"type\":\"numerical\",\"params\":{\"std\":2,", counts[i], 1, ",\"mean\":5}}]}", &last, &err);
        CHECK(model != NULL && rep_model_get_column(model, 0, &column, NULL) == REP_OK && column.mean == 5 && column.std == 2);
        rep_model_free(model);
        model = read_long("{\"metadata\":{", counts[i], 1, ",\"rows\":7},\"columns\":[]}", &last, &err);
        CHECK(model != NULL && rep_model_get_info(model, &info, NULL) == REP_OK && info.row_count == 7 && info.warning_count == 1);
        rep_model_free(model);
        CHECK(read_long("{\"columns\":[", counts[i], 0, "]}", &last, &err) == NULL);
        CHECK_SIZE(err.column, strlen("{\"columns\":[") + 1);
        CHECK(read_long("[", counts[i], 0, "]", &last, &err) == NULL);
        CHECK_INT(err.code, REP_ERR_MODEL);
    }
}

TEST(a_name_that_stands_twice_is_found_among_any_number_however_it_is_spelled)
{
    static const unsigned counts[] = { 1, 2, 8, 9, 100, 1023, 1024, 1025, 5000, 70000 };
    size_t i, last = 0;
    for (i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        rep_error err;
        rep_model *model;
        char before[120], label[40];
        snprintf(label, sizeof label, "%u members", counts[i]);
        INPUT(label);
        snprintf(before, sizeof before, "%s\"\\u006e%u\": 1,", WEIGHTS, counts[i] - 1);
        CHECK(read_long(before, counts[i], 1, "}}}]}", &last, &err) == NULL);
        CHECK_INT(err.code, REP_ERR_MODEL);
        CHECK(strstr(err.message, "twice") != NULL);
        CHECK_SIZE(err.column, last + 1);
        snprintf(before, sizeof before, "%s\"\\u006e%u\": 1,", WEIGHTS, counts[i]);
        model = read_long(before, counts[i], 1, "}}}]}", &last, &err);
        CHECK(model != NULL);
        rep_model_free(model);
    }
}

TEST(versions_of_major_number_1_are_read)
{
    static const char *const versions[] = { "1.0", "1.1", "1.2", "1.10", "1.0.3", "1" };
    size_t i;
    for (i = 0; i < sizeof versions / sizeof versions[0]; i++) {
        char json[80];
        rep_model_info info;
        rep_model *model;
        snprintf(json, sizeof json, "{\"metadata\":{\"version\":\"%s\"},\"columns\":[]}", versions[i]);
        model = must_read(json);
        if (model) {
            CHECK_INT(rep_model_get_info(model, &info, NULL), REP_OK);
            CHECK(str_is(info.version, versions[i]));
        }
        rep_model_free(model);
    }
}

TEST(null_metadata_is_none)
{
    rep_model *model = must_read(META("\"rows\":null,\"date\":null,\"version\":null,\"foreign_keys\":null,\"name\":null,\"generator\":null,\"sampler\":null,\"words\":null,\"delimiter\":null"));
    rep_model_info info;
    if (!model) return;
    CHECK_INT(rep_model_get_info(model, &info, NULL), REP_OK);
    CHECK(info.row_count == 0 && info.date.len == 0 && info.name.len == 0 && info.delimiter == 0 && info.warning_count == 0);
    rep_model_free(model);
}

/*--- what is not known, and what is kept ---*/

static const char unknown_keys[] =
    "{\"first\\u001b[31m\":{\"rows\":[1,{\"name\":2}]},\"metadata\":{\"rows\":3,\"later\":[]},\"columns\":[{\"name\":\"c\",\"type\":\"numerical\",\"future\":null,\"params\":{\"mean\":1,\"std\":2,\"median\":1},"
    "\"constraints\":{\"min\":0,\"unit\":\"kg\"},\"style\":{\"glow\":true},\"id_of\":{\"id\":{\"id\":5}}}],\"fabric\":{\"columns\":[]}}";

TEST(keys_that_are_not_known_are_ignored_with_one_counted_warning)
{
    rep_model *model = must_read(unknown_keys), *plain = must_read("{\"metadata\":{\"rows\":3},\"columns\":[{\"name\":\"c\",\"type\":\"numerical\",\"params\":{\"mean\":1,\"std\":2},\"constraints\":{\"min\":0}}]}");
    rep_model_info info;
    rep_str sentence;
    rep_error err;
    if (!model || !plain) return;
    CHECK_INT(rep_model_get_info(model, &info, &err), REP_OK);
    CHECK_SIZE(info.warning_count, 1);
    CHECK_INT(rep_model_get_warning(model, 0, &sentence, &err), REP_OK);
    CHECK(sentence.len > 0 && sentence.data[0] == '8'); /* first, later, future, median, unit, glow, id_of, fabric */
    CHECK(sentence.len > 0 && strstr(sentence.data, "first?[31m") != NULL); /* and not as a command to the terminal */
    {
        rep_buffer a = json_of(model), b = json_of(plain);
        CHECK(same_buffer(&a, &b));
        rep_buffer_free(&a);
        rep_buffer_free(&b);
        a = rows_of(model, 1, 0, 50), b = rows_of(plain, 1, 0, 50);
        CHECK(same_buffer(&a, &b));
        rep_buffer_free(&a);
        rep_buffer_free(&b);
    }
    rep_model_free(model);
    rep_model_free(plain);
    model = must_read("{\"columns\":[],\"one\":1}");
    CHECK_INT(rep_model_get_warning(model, 0, &sentence, &err), REP_OK);
    CHECK(sentence.len > 0 && strstr(sentence.data, "1 key is") != NULL && strstr(sentence.data, "\"one\"") != NULL);
    rep_model_free(model);
}

TEST(foreign_keys_are_kept_and_written_back)
{
    static const struct { const char *in, *out; } cases[] = {
        { "null", "null" }, { "{}", "{}" }, { "{\"transactions\": {\"customer_id\": \"customers.id\"}}", "{\"transactions\": {\"customer_id\": \"customers.id\"}}" },
        { "{\"a\":{},\n\"b\":{\"x\":\"c.d\",\"y\":\"e.f.g\"}}", "{\"a\": {}, \"b\": {\"x\": \"c.d\", \"y\": \"e.f.g\"}}" },
        { "{\"t\\\"\\u00e9\":{\"\\u0063\\n\":\"\\u0075.\\u0069d\"}}", "{\"t\\\"\xC3\xA9\": {\"c\\n\": \"u.id\"}}" } };
    size_t i;
    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char json[300], line[300];
        rep_model *model;
        snprintf(json, sizeof json, "{\"metadata\":{\"foreign_keys\":%s},\"columns\":[]}", cases[i].in);
        snprintf(line, sizeof line, "\"foreign_keys\": %s,\n", cases[i].out);
        model = must_read(json);
        if (model) {
            rep_buffer out = json_of(model);
            if (!CHECK(strstr(out.data, line) != NULL)) printf("    %s    %s", line, out.data);
            rep_buffer_free(&out);
            check_round_trip(json, model);
        }
        rep_model_free(model);
    }
    {
        rep_buffer csv = make_table(20, 0, 3), out;
        rep_profile_options options = REP_ZERO;
        rep_model *model;
        options.foreign_keys = "{ \"t\": {\"count\":\"u.id\"} }";
        model = learn(&csv, &options);
        if (model) {
            out = json_of(model);
            CHECK(strstr(out.data, "\"foreign_keys\": {\"t\": {\"count\": \"u.id\"}},\n") != NULL);
            rep_buffer_free(&out);
        }
        rep_model_free(model);
        rep_buffer_free(&csv);
    }
}

TEST(a_cell_is_quoted_for_whatever_delimiter_the_model_names)
{
    static const char delimiters[] = ":~a 5.\\";
    size_t i;
    for (i = 0; delimiters[i]; i++) {
        char json[300], quoted[40];
        rep_model *model;
        snprintf(json, sizeof json, "{\"metadata\":{\"delimiter\":\"%s%c\"},\"columns\":[{\"name\":\"x%s%cy\",\"type\":\"categorical\",\"params\":{\"weights\":{\"l%s%cr\":1}}},{\"name\":\"2\",\"type\":\"numerical\",\"params\":{\"mean\":1,\"std\":0},\"decimals\":0}]}",
                 delimiters[i] == '\\' ? "\\" : "", delimiters[i], delimiters[i] == '\\' ? "\\" : "", delimiters[i], delimiters[i] == '\\' ? "\\" : "", delimiters[i]);
        snprintf(quoted, sizeof quoted, "\"x%cy\"%c2\n\"l%cr\"%c1\n", delimiters[i], delimiters[i], delimiters[i], delimiters[i]);
        model = must_read(json);
        if (model) {
            rep_buffer rows = rows_of(model, 1, 0, 1);
            CHECK_STR(rows.data, quoted);
            rep_buffer_free(&rows);
        }
        rep_model_free(model);
    }
}

/*--- memory ---*/

TEST(max_bytes_is_honoured)
{
    rep_buffer big = REP_ZERO;
    keeper k;
    rep_model_options options = with_keeper(&k);
    rep_model *model = NULL;
    rep_error err;
    rep_status status;
    size_t small_most, limit;
    char line[64];
    int i;
    CHECK_INT(rep_model_read(&model, reference, sizeof reference - 1, &options, &err), REP_OK);
    rep_model_free(model);
    CHECK_SIZE(k.held, 0);
    small_most = k.most;
    CHECK(small_most < 64 * 1024);
    options = with_keeper(&k);
    options.max_bytes = small_most; /* it needs so much and no byte more */
    CHECK_INT(rep_model_read(&model, reference, sizeof reference - 1, &options, &err), REP_OK);
    rep_model_free(model);
    for (limit = 1; limit < small_most; limit += 997) {
        options = with_keeper(&k);
        options.max_bytes = limit;
        status = rep_model_read(&model, reference, sizeof reference - 1, &options, &err);
        CHECK(status == REP_ERR_MEMORY || status == REP_ERR_LIMIT || status == REP_OK);
        CHECK(k.most <= limit);
        rep_model_free(model);
        CHECK_SIZE(k.held, 0);
    }
    add_text(&big, "{\"columns\":[{\"name\":\"c\",\"type\":\"categorical\",\"params\":{\"weights\":{\"first\":1");
    for (i = 0; i < 50000; i++) {
        snprintf(line, sizeof line, ",\"value number %d\":1", i);
        add_text(&big, line);
    }
    add_text(&big, "}}}]}");
    options = with_keeper(&k);
    options.max_bytes = 1 << 20;
    status = rep_model_read(&model, big.data, big.len, &options, &err);
    CHECK(status == REP_ERR_MEMORY || status == REP_ERR_LIMIT);
    CHECK(model == NULL && err.message[0] != '\0' && k.most <= 1 << 20 && k.held == 0);
    options = with_keeper(&k);
    CHECK_INT(rep_model_read(&model, big.data, big.len, &options, &err), REP_OK); /* the default holds it */
    rep_model_free(model);
    CHECK(k.held == 0);
    rep_buffer_free(&big);
}

/* Long texts and escapes, so that memory is asked for everywhere. */
static rep_buffer hungry_model(size_t shift)
{
    rep_buffer json = REP_ZERO;
    char s[900];
    int i;
    add_text(&json, "{\"met\\u0061data\":{\"rows\":5,\"n\\u0061me\":\"");
    while (shift-- > 0) add_text(&json, "x"); /* moves what comes behind it in memory */
    add_text(&json, "\\n\",\"date\":\"" X256 "\",\"d\\u0065limiter\":\";\",\"foreign_keys\":{\"" X256 X256 X256 X256 "\\u0061\":{\"" X256 X256 X256 X256 "\\u0062\":\"" X256 ".\\u0069d\"}}},");
    add_text(&json, "\"unk\\u006eown \\ud83d\\ude00 key\":[1],\"columns\":[");
    for (i = 0; i < 12; i++) {
        snprintf(s, sizeof s, "%s{\"n\\u0061me\":\"column \\u0023%d\",\"t\\u0079pe\":\"t\\u0065xt\",\"p\\u0061rams\":{\"nan_pr\\u006fbability\":0.25,\"odd\\u0065r\":1},\"wh\\u0079\":\"" X256 "\\t%d\","
                 "\"m\\u0069ssing\":{\"N\\u0041\":3,\"n\\u006fne\":%d},\"pr\\u006fse\":{\"sh\\u0061pes\":[[3,10,30,5]],\"c\\u0061pital\":0.5}}", i ? "," : "", i, i, i + 1);
        add_text(&json, s);
    }
    add_text(&json, ",{\"name\":\"n\",\"type\":\"numerical\",\"decim\\u0061ls\":2,\"styl\\u0065\":{\"pr\\u0065fix\":\"\\u0024\",\"gr\\u006fup\":\"\\u002c\",\"z\\u0065ros\":\"\\u006fne\",\"m\\u0061rk\":\"\\u002e\",\"b\\u0061re\":true},"
                    "\"st\\u0065p\":0.5,\"distri\\u0062ution\":[[1,5.5,3],[7,1]],\"w\\u006frds\":{\"\\u0078\":1},\"constr\\u0061ints\":{\"m\\u0069n\":1,\"m\\u0061x\":7}}");
    add_text(&json, ",{\"name\":\"i\",\"type\":\"text\",\"\\u0069d\":{\"pr\\u0065fix\":\"" X256 "\\u0024\",\"suff\\u0069x\":\"" X256 "\\u0024\",\"w\\u0069dth\":5,\"st\\u0061rt\":3,\"st\\u0065p\":4}}");
    add_text(&json, ",{\"name\":\"p\",\"type\":\"pi\\u0069\",\"params\":{\"pii_typ\\u0065\":\"em\\u0061il\"},\"uniqu\\u0065\":true,\"f\\u006frms\":{\"first.l\\u0061st\":3}}");
    add_text(&json, ",{\"name\":\"q\",\"type\":\"text\",\"patt\\u0065rns\":{\"[A-Z]{3}\\u002d[0-9]{4}\":3,\"x[a-c]{2}\":1},\"uniqu\\u0065\":true}");
    add_text(&json, ",{\"name\":\"d\",\"type\":\"datetim\\u0065\",\"f\\u006frmat\":\"%d.%m.%Y %H:%M %z\",\"offs\\u0065t\":60,\"constraints\":{\"min\":\"2023\\u002d01-01\",\"max\":\"2023-12-31\"}}");
    add_text(&json, ",{\"name\":\"k\",\"type\":\"categorical\",\"params\":{\"w\\u0065ights\":{");
    for (i = 0; i < 60; i++) {
        snprintf(s, sizeof s, "%s\"v\\u0061lue %d " X16 "\":%d", i ? "," : "", i, i + 1);
        add_text(&json, s);
    }
    add_text(&json, "},\"uniqu\\u0065_count\":60}}]}");
    return json;
}

/* One reading with the n-th request refused. 0 = as it should be: the whole model, or none and REP_ERR_MEMORY. */
static size_t refused_reading(const rep_buffer *json, const rep_buffer *whole, size_t n, int *finished)
{
    keeper k;
    rep_model_options options = with_keeper(&k);
    rep_model *model = NULL;
    rep_error err;
    size_t wrong = 0;
    rep_status status;
    k.refuse = n;
    status = rep_model_read(&model, json->data, json->len, &options, &err);
    *finished = k.requests < n;
    k.refuse = 0;
    if (status == REP_OK) { /* got over it: then nothing may be missing */
        rep_buffer again = json_of(model);
        rep_str sentence = { NULL, 0 };
        if (!same_buffer(whole, &again)) show_difference("models", whole, &again), wrong++;
        rep_buffer_free(&again);
        rep_model_get_warning(model, 0, &sentence, NULL);
        if (sentence.len < 10 || memcmp(sentence.data, "13 keys", 7)) wrong++;
    } else wrong += status != REP_ERR_MEMORY || model != NULL;
    if (wrong) printf("    request %u refused: line %u, column %u: %s\n", (unsigned)n, (unsigned)err.line, (unsigned)err.column, err.message);
    rep_model_free(model);
    return wrong + (k.held != 0);
}

/* A small one, nearly all of whose memory goes into the spelling out of keys. */
static rep_buffer escaped_model(size_t shift)
{
    rep_buffer json = REP_ZERO;
    int i;
    add_text(&json, "{\"met\\u0061data\":{\"n\\u0061me\":\"");
    while (shift-- > 0) add_text(&json, "x"); /* moves what comes behind it in memory */
    add_text(&json, "\"},\"\\u0031\":1,\"\\u0032\":2,\"\\u0033\":3,\"\\u0034\":4,\"\\u0035\":5,\"\\u0036\":6,\"\\u0037\":7,\"c\\u006flumns\":[");
    for (i = 0; i < 6; i++) {
        char s[200];
        snprintf(s, sizeof s, "%s{\"n\\u0061me\":\"%d\",\"typ\\u0065\":\"numerica\\u006c\",\"p\\u0061rams\":{\"m\\u0065an\":3,\"s\\u0074d\":1,\"\\u0071\":1},\"decimal\\u0073\":2,\"why\":\"w\"}", i ? "," : "", i);
        add_text(&json, s);
    }
    add_text(&json, "]}");
    return json;
}

static void check_refused_readings(rep_buffer (*make)(size_t shift), size_t shifts, size_t step)
{
    size_t shift, n, wrong = 0;
    for (shift = 0; shift < shifts * step; shift += step) {
        rep_buffer json = make(shift), whole = REP_ZERO;
        rep_error err;
        rep_model *model = read_model(json.data, json.len, &err);
        int finished = 0;
        CHECK(model != NULL);
        if (!model) printf("    line %u, column %u: %s\n", (unsigned)err.line, (unsigned)err.column, err.message);
        else {
            whole = json_of(model);
            for (n = 1; n < 5000 && !finished; n++) wrong += refused_reading(&json, &whole, n, &finished);
            CHECK(finished && n > 10);
        }
        rep_model_free(model);
        rep_buffer_free(&json);
        rep_buffer_free(&whole);
    }
    CHECK_SIZE(wrong, 0);
}

TEST(a_model_whose_nth_request_is_refused_is_read_the_same_or_not_at_all)
{
    check_refused_readings(hungry_model, 30, 111);
    check_refused_readings(escaped_model, 250, 16);
}

TEST(writing_and_explaining_with_the_nth_request_refused_fails_cleanly)
{
    rep_buffer json = hungry_model(0);
    keeper k;
    rep_model_options options = with_keeper(&k);
    rep_model *model = NULL;
    rep_error err;
    size_t n, held, wrong = 0;
    int finished, explain;
    CHECK_INT(rep_model_read(&model, json.data, json.len, &options, &err), REP_OK);
    held = k.held;
    for (explain = 0; model && explain < 2; explain++) {
        rep_buffer whole;
        k.refuse = 0;
        whole = explain ? explained(model) : json_of(model);
        for (n = 1, finished = 0; n < 500 && !finished; n++) {
            rep_buffer out = REP_ZERO;
            rep_status status;
            k.requests = 0, k.refuse = n;
            status = explain ? rep_model_explain(model, REP_NONE, rep_buffer_write, &out, &err) : rep_model_write(model, rep_buffer_write, &out, &err);
            finished = k.requests < n;
            if (status == REP_OK ? !same_buffer(&whole, &out) : status != REP_ERR_MEMORY) wrong++;
            wrong += k.held != held || err.code != status;
            rep_buffer_free(&out);
        }
        CHECK(finished && n > 3);
        rep_buffer_free(&whole);
    }
    k.refuse = 0;
    CHECK_SIZE(wrong, 0);
    rep_model_free(model);
    CHECK_SIZE(k.held, 0);
    rep_buffer_free(&json);
}

/* Refuses the n-th piece, and counts calls after that. */
typedef struct stopper { size_t calls, stop_at; } stopper;
static int stop_at(void *user, const char *data, size_t len)
{
    stopper *s = (stopper *)user;
    (void)data, (void)len;
    return ++s->calls >= s->stop_at;
}

TEST(a_writer_that_refuses_is_not_asked_again)
{
    rep_buffer big = REP_ZERO;
    rep_model *model;
    rep_error err;
    stopper s;
    char line[80];
    size_t n, pieces;
    int i;
    add_text(&big, "{\"columns\":[{\"name\":\"c\",\"type\":\"categorical\",\"params\":{\"weights\":{\"first\":1");
    for (i = 0; i < 20000; i++) {
        snprintf(line, sizeof line, ",\"value number %d\":%d", i, i % 7);
        add_text(&big, line);
    }
    add_text(&big, "}}},{\"name\":\"d\",\"type\":\"text\",\"params\":{\"nan_probability\":1}}]}");
    model = read_model(big.data, big.len, &err);
    CHECK(model != NULL);
    s.calls = 0, s.stop_at = SIZE_MAX;
    CHECK_INT(rep_model_write(model, stop_at, &s, &err), REP_OK);
    pieces = s.calls;
    CHECK(pieces > 5); /* it comes in pieces, not as one block of any size */
    for (n = 1; n <= pieces; n++) {
        s.calls = 0, s.stop_at = n;
        CHECK_INT(rep_model_write(model, stop_at, &s, &err), REP_ERR_WRITE);
        CHECK_SIZE(s.calls, n);
    }
    s.calls = 0, s.stop_at = 1;
    CHECK_INT(rep_model_explain(model, REP_NONE, stop_at, &s, &err), REP_ERR_WRITE);
    CHECK_SIZE(s.calls, 1);
    rep_model_free(model);
    rep_buffer_free(&big);
}

/*--- looking ---*/

TEST(distinct_is_written_where_it_says_something)
{
    static const struct { const char *json; int written; } want[] = {
        { MODEL(COLUMN("categorical", ",\"params\":{\"weights\":{\"x\":1,\"y\":2}},\"distinct\":2")), 0 }, { MODEL(COLUMN("text", ",\"patterns\":{\"[A-Z]{3}\":9},\"distinct\":7")), 1 },
        { MODEL(COLUMN("text", ",\"patterns\":{\"[A-Z]{3}\":9}")), 0 } };
    size_t i;
    for (i = 0; i < sizeof want / sizeof want[0]; i++) {
        rep_model *model = must_read(want[i].json);
        rep_buffer json = json_of(model);
        rep_buffer_write(&json, "", 1);
        CHECK_INT(strstr(json.data, "\"distinct\"") != NULL, want[i].written);
        rep_buffer_free(&json);
        rep_model_free(model);
    }
}

TEST(looking_past_the_end_is_an_error_and_leaves_nothing)
{
    rep_model *model = must_read(unknown_keys);
    rep_model_info info;
    rep_column column, zero;
    rep_category category;
    rep_str sentence;
    rep_error err;
    rep_buffer out = REP_ZERO;
    if (!model) return;
    memset(&zero, 0, sizeof zero);
    memset(&column, 1, sizeof column);
    CHECK_INT(rep_model_get_column(model, 1, &column, &err), REP_ERR_ARGUMENT);
    CHECK(column.name.data == NULL && column.category_count == 0 && strstr(err.message, "1") != NULL);
    CHECK_INT(rep_model_get_column(model, REP_NONE, &column, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_get_column(model, 0, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_get_column(NULL, 0, &column, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_get_category(model, 0, 0, &category, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_get_category(model, 9, 0, &category, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_get_category(model, 0, 0, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_get_category(NULL, 0, 0, &category, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_get_warning(model, 1, &sentence, &err), REP_ERR_ARGUMENT);
    CHECK(sentence.data == NULL && sentence.len == 0);
    CHECK_INT(rep_model_get_warning(model, 0, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_get_warning(NULL, 0, &sentence, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_get_relation(model, 0, &sentence, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_get_relation(model, 0, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_get_relation(NULL, 0, &sentence, &err), REP_ERR_ARGUMENT);
    CHECK(sentence.data == NULL && sentence.len == 0);
    CHECK_INT(rep_model_explain_tree(model, 1, rep_buffer_write, &out, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_explain_tree(NULL, 0, rep_buffer_write, &out, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_explain_tree(model, 0, NULL, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_get_info(model, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_get_info(NULL, &info, &err), REP_ERR_ARGUMENT);
    CHECK_SIZE(info.column_count, 0);
    CHECK_INT(rep_model_get_info(model, &info, NULL), REP_OK);
    CHECK_SIZE(rep_model_find_column(model, "c"), 0);
    CHECK_SIZE(rep_model_find_column(model, "C"), REP_NONE);
    CHECK_SIZE(rep_model_find_column(model, ""), REP_NONE);
    CHECK_SIZE(rep_model_find_column(model, NULL), REP_NONE);
    CHECK_SIZE(rep_model_find_column(NULL, "c"), REP_NONE);
    CHECK_INT(rep_model_explain(model, 1, rep_buffer_write, &out, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_explain(NULL, 0, rep_buffer_write, &out, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_explain(model, 0, NULL, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_write(model, NULL, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_write(NULL, rep_buffer_write, &out, &err), REP_ERR_ARGUMENT);
    CHECK_SIZE(out.len, 0);
    rep_model_free(model);
    rep_model_free(NULL);
    rep_buffer_free(&out);
}

TEST(what_a_model_says_can_be_looked_at)
{
    rep_model *model = must_read(reference);
    rep_model_info info;
    rep_column c;
    rep_category category;
    rep_error err;
    if (!model) return;
    CHECK_INT(rep_model_get_info(model, &info, &err), REP_OK);
    CHECK(info.column_count == 4 && info.row_count == 50 && info.warning_count == 0 && info.delimiter == 0 && info.sampler == 0 && info.words == 0);
    CHECK(str_is(info.date, "2026-02-02T17:03:32.468069") && str_is(info.version, "1.0") && info.name.len == 0);
    CHECK_INT(rep_model_get_column(model, 0, &c, &err), REP_OK);
    CHECK(str_is(c.name, "age") && c.kind == REP_KIND_NUMERICAL && str_is(c.min, "18.0") && str_is(c.max, "100.0") && c.decimals == -1 && c.missing_share == 0 && c.capacity == UINT64_MAX);
    CHECK_NEAR(c.mean, 33.02, 0);
    CHECK_NEAR(c.std, 10.55, 0);
    CHECK_INT(rep_model_get_column(model, 1, &c, &err), REP_OK);
    CHECK(c.kind == REP_KIND_CATEGORICAL && c.category_count == 4 && c.distinct_count == 4 && !(c.mean >= 0) && !(c.mean < 0)); /* NaN */
    CHECK_INT(rep_model_get_category(model, 1, 3, &category, &err), REP_OK);
    CHECK(category.share > 0 && category.text.len > 0);
    CHECK_INT(rep_model_get_category(model, 1, 4, &category, &err), REP_ERR_ARGUMENT);
    CHECK(category.text.data == NULL);
    CHECK_INT(rep_model_get_column(model, 2, &c, &err), REP_OK);
    CHECK(c.kind == REP_KIND_PII && str_is(c.pii_class, "email") && !c.unique);
    CHECK_NEAR(c.missing_share, 0.02, 0);
    CHECK_INT(rep_model_get_column(model, 3, &c, &err), REP_OK);
    CHECK(c.kind == REP_KIND_DATETIME && str_is(c.format, "%Y-%m-%d %H:%M:%S") && str_is(c.min, "2023-01-01 00:00:00") && str_is(c.max, "2023-02-19 00:00:00"));
    rep_model_free(model);
    model = must_read(TEXT(",\"patterns\":{\"[A-Z]{2}[0-9]\":9},\"unique\":true"));
    CHECK_INT(rep_model_get_column(model, 0, &c, &err), REP_OK);
    CHECK(c.kind == REP_KIND_TEXT && str_is(c.format, "[A-Z]{2}[0-9]") && c.unique && c.capacity == 6760 && !c.id);
    rep_model_free(model);
    model = must_read(RANGES(",\"unique\":true,\"step\":5,\"distribution\":[[10,100,19]],\"constraints\":{\"min\":10,\"max\":100}"));
    CHECK_INT(rep_model_get_column(model, 0, &c, &err), REP_OK);
    CHECK(c.capacity == 19 && c.unique && str_is(c.min, "10") && str_is(c.max, "100"));
    rep_model_free(model);
    model = must_read(RANGES(",\"decimals\":2,\"style\":{\"prefix\":\"$\",\"group\":\",\"},\"distribution\":[[-1234.5,99999,19]],\"constraints\":{\"min\":-1234.5,\"max\":99999}"));
    CHECK_INT(rep_model_get_column(model, 0, &c, &err), REP_OK);
    CHECK(str_is(c.min, "-$1,234.50") && str_is(c.max, "$99,999.00") && c.decimals == 2);
    rep_model_free(model);
    model = must_read(NUMBER(",\"decimals\":0,\"constraints\":{\"min\":-1e15,\"max\":1e300}"));
    CHECK_INT(rep_model_get_column(model, 0, &c, &err), REP_OK);
    CHECK(str_is(c.min, "-1000000000000000") && !str_is(c.max, "9223372036854775807")); /* a bound is what the file says */
    rep_model_free(model);
}

/* Every byte that a terminal could take for a command. */
static size_t commands_in(const rep_buffer *text)
{
    size_t i, n = 0;
    for (i = 0; i < text->len; i++) {
        const unsigned char c = (unsigned char)text->data[i], next = i + 1 < text->len ? (unsigned char)text->data[i + 1] : 0, third = i + 2 < text->len ? (unsigned char)text->data[i + 2] : 0;
        n += (c < 0x20 && c != '\n') || c == 0x7F || (c == 0xC2 && next < 0xA0);
        n += c == 0xE2 && ((next == 0x80 && third >= 0xA8 && third <= 0xAE) || (next == 0x81 && third >= 0xA6 && third <= 0xA9)); /* separators and bidirectional marks */
    }
    return n;
}

#define EVIL_JSON "\\u001b[2J\\u001b]0;x\\u0007\\n\\r\\b\\u0000\\u007f\\u009b1m\\u202e\\u2066\\u2028"

TEST(explaining_writes_no_command_for_the_terminal)
{
    static const char *const models[] = {
        "{\"metadata\":{\"name\":\"" EVIL_JSON "\",\"date\":\"" EVIL_JSON "\",\"generator\":\"" EVIL_JSON "\"},\"columns\":[],\"" EVIL_JSON "\":1}",
        MODEL("{\"name\":\"" EVIL_JSON "\",\"type\":\"text\",\"params\":{\"nan_probability\":1},\"why\":\"" EVIL_JSON "\",\"missing\":{\"" EVIL_JSON "\":1}}"),
        MODEL(COLUMN("categorical", ",\"params\":{\"weights\":{\"" EVIL_JSON "\":3,\"\\u001b\":1}}")), RANGES(",\"distribution\":[[1,5,3]],\"words\":{\"" EVIL_JSON "\":2}"),
        RANGES(",\"decimals\":1,\"distribution\":[[1,5,3]],\"style\":{\"prefix\":\"\\u001b[2J\",\"suffix\":\"\\u009b1m\\n\",\"group\":\"\\u202e\"}"),
        RANGES(",\"decimals\":1,\"params\":{\"mean\":3,\"std\":1},\"constraints\":{\"min\":1,\"max\":4},\"style\":{\"prefix\":\"\\u001b[2J\",\"suffix\":\"\\u009b1m\\n\"}"),
        TEXT(",\"id\":{\"prefix\":\"" EVIL_JSON "\",\"suffix\":\"" EVIL_JSON "\"}"), TEXT(",\"patterns\":{\"\\u001b\\u009b[A-Z]{3}\\n\\u202e\":3}"), DATE(",\"format\":\"%Y-%m-%d\\u001b[2J\\n\\u009b\"") };
    size_t i;
    for (i = 0; i < sizeof models / sizeof models[0]; i++) {
        rep_error err;
        rep_model *model = read_model(models[i], strlen(models[i]), &err);
        rep_buffer message = REP_ZERO, out;
        INPUT(models[i]);
        if (!model) { /* refused is safe, too, if the message is */
            message.data = err.message, message.len = strlen(err.message);
            CHECK_SIZE(commands_in(&message), 0);
            CHECK(strchr(err.message, '\n') == NULL);
            continue;
        }
        out = explained(model);
        CHECK_SIZE(commands_in(&out), 0);
        {
            size_t lines = 0, k, expected;
            rep_model_info info;
            rep_column c;
            CHECK_INT(rep_model_get_info(model, &info, NULL), REP_OK);
            for (k = 0; k < out.len; k++) lines += out.data[k] == '\n';
            expected = 3 + (info.warning_count ? 1 + info.warning_count : 0); /* a line break in a name makes no line */
            for (k = 0; k < info.column_count; k++) {
                rep_model_get_column(model, k, &c, NULL);
                expected += c.why.len > 0 ? 2 : 1;
            }
            CHECK_SIZE(lines, expected);
        }
        rep_buffer_free(&out);
        rep_model_free(model);
    }
    {
        rep_buffer csv = make_table(60, 46, COLUMNS);
        rep_model *model = learn(&csv, NULL);
        rep_buffer out = explained(model);
        CHECK_SIZE(commands_in(&out), 0);
        rep_buffer_free(&out);
        rep_model_free(model);
        rep_buffer_free(&csv);
    }
}

TEST(every_column_is_explained_in_a_line_of_its_own)
{
    rep_buffer csv = make_table(250, 0, COLUMNS), out;
    rep_model *model = learn(&csv, NULL);
    rep_error err;
    size_t c;
    if (!model) return;
    for (c = 0; c < COLUMNS; c++) {
        rep_buffer one = REP_ZERO;
        rep_column column;
        CHECK_INT(rep_model_explain(model, c, rep_buffer_write, &one, &err), REP_OK);
        CHECK_INT(rep_model_get_column(model, c, &column, &err), REP_OK);
        CHECK(column.why.len > 0); /* CONTRACT 4: why, one sentence */
        rep_buffer_write(&one, "", 1);
        if (column.name.len > 0 && column.name.len < 20 && c < 44) CHECK(strstr(one.data, column_names[c]) != NULL);
        rep_buffer_free(&one);
    }
    out = explained(model);
    CHECK(out.len > 1000);
    rep_buffer_free(&out);
    rep_model_free(model);
    rep_buffer_free(&csv);
}

int main(void)
{
    RUN(a_model_of_every_kind_of_column_is_read_back_as_it_was_written);
    RUN(a_model_of_one_column_is_read_back_as_it_was_written);
    RUN(columns_of_every_kind_are_among_them);
    RUN(models_written_by_hand_are_read_and_written_and_read_back);
    RUN(the_same_model_gives_the_same_bytes_whatever_the_spacing_and_the_order_of_keys);
    RUN(a_broken_model_is_refused_at_the_byte_that_is_wrong);
    RUN(an_object_with_too_many_shapes_of_text_is_refused);
    RUN(a_style_without_decimals_is_written_back);
    RUN(brackets_nested_100000_deep_are_refused_or_ignored);
    RUN(a_list_of_any_length_is_read_wherever_it_stands);
    RUN(a_name_that_stands_twice_is_found_among_any_number_however_it_is_spelled);
    RUN(versions_of_major_number_1_are_read);
    RUN(null_metadata_is_none);
    RUN(keys_that_are_not_known_are_ignored_with_one_counted_warning);
    RUN(foreign_keys_are_kept_and_written_back);
    RUN(a_cell_is_quoted_for_whatever_delimiter_the_model_names);
    RUN(max_bytes_is_honoured);
    RUN(a_model_whose_nth_request_is_refused_is_read_the_same_or_not_at_all);
    RUN(writing_and_explaining_with_the_nth_request_refused_fails_cleanly);
    RUN(a_writer_that_refuses_is_not_asked_again);
    RUN(distinct_is_written_where_it_says_something);
    RUN(looking_past_the_end_is_an_error_and_leaves_nothing);
    RUN(what_a_model_says_can_be_looked_at);
    RUN(explaining_writes_no_command_for_the_terminal);
    RUN(every_column_is_explained_in_a_line_of_its_own);
    return test_end();
}
