/* test_json.c - the grammar of JSON, as the reader of models judges it (R18)       C99
 *
 *     cc -std=c99 -I. tests/test_json.c -o build/test_json
 *
 * Cases: json_cases.h. With another jsmn.h than ours: -DJSMN_NO_TIME_TESTS.
 */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json_cases.h"
#include "test.h"

/* Reads a text as a model. Whatever comes of it: a failure leaves no model and says so, a success leaves no error. */
static rep_status read_model(const char *text, size_t len, rep_error *err)
{
    rep_model *model = (rep_model *)(size_t)1;
    rep_status status;
    char *copy = (char *)malloc(len ? len : 1); /* in a block of its own, so that a sanitizer sees every byte too far */
    CHECK(copy != NULL);
    if (!copy) return REP_ERR_MEMORY;
    if (len) memcpy(copy, text, len);
    memset(err, '#', sizeof *err);
    status = rep_model_read(&model, copy, len, NULL, err);
    free(copy);
    CHECK_INT(err->code, status);
    CHECK((model == NULL) == (status != REP_OK));
    CHECK(memchr(err->message, '\0', sizeof err->message) != NULL);
    CHECK((err->message[0] == '\0') == (status == REP_OK));
    rep_model_free(model);
    return status;
}

/* A case spelled out, with `before` and `after` around it; NULL = no memory. */
static char *spelled(const json_case *row, const char *before, const char *after, size_t *len)
{
    const size_t times = row->repeat ? row->repeat : 1, tail = strlen(row->tail), b = strlen(before), a = strlen(after);
    char *text = (char *)malloc(b + a + (row->length + tail) * times + 1), *p = text;
    size_t i;
    if (!text) return NULL;
    memcpy(p, before, b), p += b;
    for (i = 0; i < times; i++, p += row->length) memcpy(p, row->bytes, row->length);
    for (i = 0; i < times; i++, p += tail) memcpy(p, row->tail, tail);
    memcpy(p, after, a), p += a;
    *p = '\0';
    *len = (size_t)(p - text);
    return text;
}

TEST(what_is_JSON_is_read_and_what_is_not_is_refused_with_a_place)
{
    size_t i, len = 0;
    for (i = 0; i < JSON_CASE_COUNT; i++) {
        const json_case *row = &json_cases[i];
        char *text = spelled(row, "", "", &len);
        rep_error err;
        rep_status status;
        CHECK(text != NULL);
        if (!text) return;
        INPUT(row->name);
        status = read_model(text, len, &err);
        switch (row->verdict) {
        case 'y':
            CHECK(status != REP_ERR_JSON);
            CHECK(status == REP_OK || status == REP_ERR_MODEL || status == REP_ERR_VERSION);
            CHECK(strstr(err.message, "twice") == NULL);
            break;
        case 'd':
            CHECK_INT(status, REP_ERR_MODEL);
            CHECK(strstr(err.message, "twice") != NULL);
            CHECK(err.line >= 1 && err.column >= 1);
            break;
        case 'n':
            CHECK_INT(status, REP_ERR_JSON);
            CHECK(err.line >= 1 && err.column >= 1);
            break;
        default:
            CHECK(status == REP_OK || status == REP_ERR_JSON || status == REP_ERR_MODEL || status == REP_ERR_LIMIT);
            break;
        }
        free(text);
    }
}

TEST(what_is_JSON_may_stand_under_a_key_that_is_not_known)
{
    size_t i, len = 0;
    for (i = 0; i < JSON_CASE_COUNT; i++) {
        const json_case *row = &json_cases[i];
        char *text;
        rep_error err;
        rep_status status;
        if (row->verdict == 'n') continue;
        text = spelled(row, "{\"columns\": [], \"x\": ", "}", &len);
        CHECK(text != NULL);
        if (!text) return;
        INPUT(row->name);
        status = read_model(text, len, &err);
        if (row->verdict == 'y') CHECK_INT(status, REP_OK);
        else if (row->verdict == 'd') CHECK(status == REP_ERR_MODEL && strstr(err.message, "twice") != NULL);
        else CHECK(status == REP_OK || status == REP_ERR_JSON || status == REP_ERR_MODEL || status == REP_ERR_LIMIT);
        free(text);
    }
}

TEST(an_error_points_at_its_byte)
{
    static const struct { const char *text; size_t line, column; const char *part; } cases[] = {
        { "", 1, 1, "empty" }, { " \n ", 2, 2, "empty" }, { "{", 1, 2, "open" }, { "[\n1,\n", 3, 1, "open" }, { "{}x", 1, 3, "follows" }, { "{}\n{}", 2, 1, "follows" },
        { "{a:1}", 1, 2, "double quotes" }, { "{\"a\" 1}", 1, 6, "colon" }, { "{\"a\":}", 1, 6, "value" }, { "{\"a\":1,}", 1, 8, "double quotes" }, { "[1,]", 1, 4, "value" },
        { "[1 2]", 1, 4, "comma or ]" }, { "{\"a\":1 \"b\":2}", 1, 8, "comma or }" }, { "{\"a\":1]", 1, 7, "comma or }" }, { "[1}", 1, 3, "comma or ]" }, { "[01]", 1, 3, "comma" },
        { "[tru]", 1, 2, "value" }, { "[truex]", 1, 6, "comma" }, { "[nul]", 1, 2, "value" }, { "[-]", 1, 2, "value" }, { "[1.]", 1, 2, "digit" }, { "[1e]", 1, 2, "digit" },
        { "[1e+]", 1, 2, "digit" }, { "[.5]", 1, 2, "value" }, { "[+1]", 1, 2, "value" }, { "[\"a]", 1, 2, "never ends" }, { "[\n\n  \"a", 3, 3, "never ends" },
        { "[\"a\nb\"]", 1, 4, "control byte" }, { "[\"a\\xb\"]", 1, 4, "escape" }, { "[\"\\u12G4\"]", 1, 3, "four hexadecimal" }, { "[\"\\u12", 1, 3, "four hexadecimal" }, { "[\"\\", 1, 3, "escape" },
        { "[\"\xC3\xA9\", \"\xFF\"]", 1, 9, "UTF-8" }, { "[\"\xED\xA0\x80\"]", 1, 3, "UTF-8" }, { "\xEF\xBB\xBF{}", 1, 1, "value" }, { "name,age\nAnn,5\n", 1, 1, "of a table, profile" }, { "{\"k\":1,\n \"l\":2,\n \"k\":3}", 3, 2, "twice" } };
    size_t i;
    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        rep_error err;
        INPUT(cases[i].text);
        CHECK_INT(read_model(cases[i].text, strlen(cases[i].text), &err), strcmp(cases[i].part, "twice") ? REP_ERR_JSON : REP_ERR_MODEL);
        CHECK_SIZE(err.line, cases[i].line);
        CHECK_SIZE(err.column, cases[i].column);
        if (!strstr(err.message, cases[i].part)) CHECK_STR(err.message, cases[i].part);
    }
}

TEST(a_control_byte_is_named_by_the_escape_that_it_needs)
{
    unsigned c;
    for (c = 0; c < 0x20; c++) {
        char text[8] = "[\"?\"]", wanted[8];
        rep_error err;
        text[2] = (char)c;
        snprintf(wanted, sizeof wanted, "\\u%04X", c);
        CHECK_INT(read_model(text, 5, &err), REP_ERR_JSON);
        CHECK(strstr(err.message, wanted) != NULL);
        CHECK(err.line == 1 && err.column == 3);
    }
}

/* The text of a name as the reader understands it. */
static const char *name_read(const char *json_string)
{
    static char out[64];
    char text[200];
    rep_model *model = NULL;
    rep_column column;
    rep_error err;
    int n = snprintf(text, sizeof text, "{\"columns\":[{\"name\":%s,\"type\":\"categorical\",\"params\":{\"nan_probability\":1}}]}", json_string);
    memset(out, 0, sizeof out);
    CHECK_INT(rep_model_read(&model, text, (size_t)n, NULL, &err), REP_OK);
    if (model && rep_model_get_column(model, 0, &column, &err) == REP_OK && column.name.len < sizeof out) memcpy(out, column.name.data, column.name.len);
    rep_model_free(model);
    return out;
}

TEST(escapes_are_spelled_out)
{
    CHECK_STR(name_read("\"plain\""), "plain");
    CHECK_STR(name_read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\""), "\"\\/\b\f\n\r\t");
    CHECK_STR(name_read("\"\\u0041\\u00e9\\u20AC\""), "A\xC3\xA9\xE2\x82\xAC");
    CHECK_STR(name_read("\"\\uD83D\\uDE00\""), "\xF0\x9F\x98\x80");
    CHECK_STR(name_read("\"\\uDBFF\\uDFFF!\""), "\xF4\x8F\xBF\xBF!");
    CHECK_STR(name_read("\"x\\uD83D\""), "x\xEF\xBF\xBD");              /* half a pair is no character */
    CHECK_STR(name_read("\"\\uDE00x\""), "\xEF\xBF\xBDx");
    CHECK_STR(name_read("\"\\uD83D\\u0041\""), "\xEF\xBF\xBD" "A");
    CHECK_STR(name_read("\"\\uD83D\\uD83D\\uDE00\""), "\xEF\xBF\xBD\xF0\x9F\x98\x80");
    CHECK_STR(name_read("\"\\uFFFF\\uE000\\uD7FF\""), "\xEF\xBF\xBF\xEE\x80\x80\xED\x9F\xBF");
}

static const char a_model[] =
    "{\"metadata\": {\"rows\": 12, \"date\": \"2026-02-02T17:03:32.468069\", \"version\": \"1.0\", \"foreign_keys\": {\"t\": {\"c\": \"u.id\"}}},\n"
    " \"columns\": [\n"
    "  {\"name\": \"age\", \"type\": \"numerical\", \"params\": {\"mean\": 33.02, \"std\": 10.55, \"nan_probability\": 0.0}, \"constraints\": {\"min\": 18.0, \"max\": 1e2}},\n"
    "  {\"name\": \"c\\u0069ty\", \"type\": \"categorical\", \"params\": {\"weights\": {\"NYC\": 0.5, \"LA\\n\": 0.25, \"\xC3\x96\": 0.25}, \"nan_probability\": 0.1, \"unique_count\": 3}},\n"
    "  {\"name\": \"mail\", \"type\": \"pii\", \"params\": {\"pii_type\": \"email\", \"nan_probability\": 0}, \"unique\": true, \"structure\": [null, true, [[]]]},\n"
    "  {\"name\": \"day\", \"type\": \"datetime\", \"params\": {\"nan_probability\": 0}, \"constraints\": {\"min\": \"2023-01-01\", \"max\": \"2023-12-31\"}, \"format\": \"%d.%m.%Y\"},\n"
    "  {\"name\": \"code\", \"type\": \"text\", \"params\": {\"nan_probability\": 0}, \"patterns\": {\"[A-Z]{3}-[0-9]{4}\": 9}, \"missing\": {\"NA\": 1}},\n"
    "  {\"name\": \"price\", \"type\": \"numerical\", \"params\": {\"nan_probability\": 0}, \"decimals\": 2, \"style\": {\"prefix\": \"$\"}, \"distribution\": [[1.5, 3], [2, 3.25, 9]]}]}";

TEST(a_model_that_ends_too_early_is_refused_wherever_it_ends)
{
    size_t n;
    rep_error err;
    int wrong = 0;
    CHECK_INT(read_model(a_model, sizeof a_model - 1, &err), REP_OK);
    for (n = 0; n < sizeof a_model - 1; n++) {
        wrong += read_model(a_model, n, &err) != REP_ERR_JSON;
        wrong += err.line < 1 || err.line > 8 || err.column < 1;
    }
    CHECK_INT(wrong, 0);
}

TEST(a_model_with_one_byte_changed_is_read_or_refused_cleanly)
{
    static const char bytes[] = "\0\"\\{}[],: 09-.eE\n\x7F\xC3\xFFu";
    char text[sizeof a_model];
    size_t at, b;
    rep_error err;
    int wrong = 0;
    for (at = 0; at < sizeof a_model - 1; at++)
        for (b = 0; b < sizeof bytes - 1; b++) {
            rep_status status;
            memcpy(text, a_model, sizeof a_model);
            text[at] = bytes[b];
            status = read_model(text, sizeof a_model - 1, &err);
            if (status == REP_ERR_JSON || status == REP_ERR_MODEL || status == REP_ERR_VERSION) wrong += err.line < 1 || err.column < 1;
            else wrong += status != REP_OK;
        }
    CHECK_INT(wrong, 0);
}

TEST(wrong_arguments_are_refused)
{
    rep_model *model = (rep_model *)(size_t)1;
    rep_error err;
    CHECK_INT(rep_model_read(NULL, "{}", 2, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_read(&model, NULL, 2, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_read(&model, NULL, 0, NULL, &err), REP_ERR_JSON);
    CHECK(model == NULL);
    CHECK_INT(rep_model_read(&model, "{", 1, NULL, NULL), REP_ERR_JSON); /* nobody need listen */
    CHECK(model == NULL);
}

/*--- depth; what long documents cost is counted in test_cost.c ---*/

TEST(depth_costs_no_stack)
{
    enum { DEPTH = 10 * JSON_DEPTH };
    char *text = (char *)malloc(2 * DEPTH + 64);
    size_t len;
    rep_error err;
    CHECK(text != NULL);
    if (!text) return;
    len = (size_t)sprintf(text, "{\"columns\":[],\"x\":");
    memset(text + len, '[', DEPTH), len += DEPTH;
    memset(text + len, ']', DEPTH), len += DEPTH;
    text[len++] = '}';
    CHECK_INT(read_model(text, len, &err), REP_OK);
    CHECK_INT(read_model(text, len - 1, &err), REP_ERR_JSON);
    text[len - 2] = '}';
    CHECK_INT(read_model(text, len, &err), REP_ERR_JSON);
    CHECK(err.line == 1 && err.column == len - 1);
    free(text);
}

int main(void)
{
    RUN(what_is_JSON_is_read_and_what_is_not_is_refused_with_a_place);
    RUN(what_is_JSON_may_stand_under_a_key_that_is_not_known);
    RUN(an_error_points_at_its_byte);
    RUN(a_control_byte_is_named_by_the_escape_that_it_needs);
    RUN(escapes_are_spelled_out);
    RUN(a_model_that_ends_too_early_is_refused_wherever_it_ends);
    RUN(a_model_with_one_byte_changed_is_read_or_refused_cleanly);
    RUN(wrong_arguments_are_refused);
    RUN(depth_costs_no_stack);
    return test_end();
}
