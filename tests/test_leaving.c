/* test_leaving.c - what leaves us: no formula for a spreadsheet where that is asked, no command for a terminal */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"

#include "test.h"
#include "tables.h"

static text guarded_rows(const rep_model *model, uint64_t count, int guard)
{
    rep_write_options options;

    memset(&options, 0, sizeof options);
    options.csv.guard_formulas = guard;
    return rows_text(model, 42, 0, count, &options);
}

/*--- spreadsheets ---*/

/* A model of one column named x, of this body. */
static rep_model *model_with(const char *body)
{
    char json[2048];

    if ((size_t)snprintf(json, sizeof json, "{\"metadata\": {\"rows\": 100, \"version\": \"1.1\"}, \"columns\": [{\"name\": \"x\", %s}]}", body) >= sizeof json) exit(2);
    return read_model(json);
}

TEST(a_text_that_a_spreadsheet_would_compute_gets_an_apostrophe)
{
    static const struct { const char *json, *plain, *guarded; } cells[] = {
        { "=1+1", "=1+1", "'=1+1" }, { "@SUM(A1)", "@SUM(A1)", "'@SUM(A1)" }, { "\\tx", "\tx", "'\tx" }, { "\\rx", "\"\rx\"", "\"'\rx\"" },
        { "+1-1", "+1-1", "'+1-1" }, { "-2+3", "-2+3", "'-2+3" }, { "--", "--", "'--" }, { "+1 555-0100", "+1 555-0100", "'+1 555-0100" },
        { "-5+cmd|' /C calc'!A0", "-5+cmd|' /C calc'!A0", "'-5+cmd|' /C calc'!A0" }, { "-5 x", "-5 x", "'-5 x" }, { "+e", "+e", "'+e" },
        { "=a,b", "\"=a,b\"", "\"'=a,b\"" }, { "=\\\"x\\\"", "\"=\"\"x\"\"\"", "\"'=\"\"x\"\"\"" }, { "=", "=", "'=" }, { "@", "@", "'@" },
        /* numbers, however they are written, and texts of another beginning stay */
        { "-5", "-5", "-5" }, { "+5", "+5", "+5" }, { "-1,234.50", "\"-1,234.50\"", "\"-1,234.50\"" }, { "-$5", "-$5", "-$5" }, { "+5 %", "+5 %", "+5 %" },
        { "-1e5", "-1e5", "-1e5" }, { "-.5", "-.5", "-.5" }, { "-0.1234567890123456789012345", "-0.1234567890123456789012345", "-0.1234567890123456789012345" },
        { "-", "-", "-" }, { "+", "+", "+" }, { " =1", " =1", " =1" }, { "a=1", "a=1", "a=1" }, { "'=1", "'=1", "'=1" }, { "5-3", "5-3", "5-3" } };
    size_t i;

    for (i = 0; i < sizeof cells / sizeof cells[0]; i++) {
        const int  formula = strcmp(cells[i].plain, cells[i].guarded) != 0;
        char       body[256], want[256];
        rep_model *model;
        text       off, on;
        INPUT(cells[i].json);
        snprintf(body, sizeof body, "\"type\": \"categorical\", \"params\": {\"weights\": {\"%s\": 1}, \"nan_probability\": 0}", cells[i].json);
        model = model_with(body);
        off = guarded_rows(model, 2, 0), on = guarded_rows(model, 2, 1);
        snprintf(want, sizeof want, "x\n%s\n%s\n", cells[i].plain, cells[i].plain);
        CHECK_STR(off.data, want);
        snprintf(want, sizeof want, "x\n%s\n%s\n", cells[i].guarded, cells[i].guarded);
        CHECK_STR(on.data, want);
        CHECK_INT(column_of(model, 0).formulas, formula);
        drop(&off), drop(&on);
        rep_model_free(model);
    }
    INPUT(NULL);
}

/* Cells of a column's rows that a spreadsheet computes: the sign, and behind + and - more than figures. */
static size_t formulas_in(const text *rows)
{
    const char *at = rows->data, *end;
    size_t      n = 0;

    for (; *at; at = end + 1) {
        end = at + strcspn(at, "\n");
        if (*at == '"') at++;   /* none of these columns has a quote, or a line end, within a cell */
        n += *at && (strchr("=@\t\r", *at) || (strchr("+-", *at) && strspn(at + 1, "0123456789.,$%\"") != strcspn(at + 1, "\n")));
    }
    return n;
}

TEST(whatever_makes_the_cells_is_guarded_and_known_before)
{
    static const struct { const char *body; int formulas; } columns[] = {
        { "\"type\": \"numerical\", \"params\": {\"mean\": 0, \"std\": 50}", 0 },
        { "\"type\": \"numerical\", \"params\": {\"mean\": 0, \"std\": 50}, \"decimals\": 2, \"style\": {\"zeros\": \"fixed\", \"plus\": true, \"suffix\": \"%\"}", 0 },
        { "\"type\": \"numerical\", \"decimals\": 0, \"params\": {\"mean\": 1, \"std\": 9}, \"distribution\": [[-5000, 5000, 9]], \"style\": {\"zeros\": \"fixed\", \"group\": \",\", \"prefix\": \"$\"}", 0 },
        { "\"type\": \"numerical\", \"decimals\": 0, \"params\": {\"mean\": 1, \"std\": 9}, \"distribution\": [[1, 9, 9]], \"style\": {\"zeros\": \"fixed\", \"prefix\": \"=\"}", 1 },
        { "\"type\": \"numerical\", \"decimals\": 0, \"params\": {\"mean\": 1, \"std\": 9}, \"distribution\": [[-9, -1, 9]], \"style\": {\"zeros\": \"fixed\", \"suffix\": \"+A1\"}", 1 },
        { "\"type\": \"numerical\", \"decimals\": 0, \"params\": {\"mean\": 1, \"std\": 9}, \"distribution\": [[1, 9, 9]], \"words\": {\"=NOW()\": 9}", 1 },
        { "\"type\": \"numerical\", \"params\": {\"mean\": 1, \"std\": 9, \"nan_probability\": 0.5}, \"missing\": {\"-none-\": 1}", 1 },
        { "\"type\": \"numerical\", \"params\": {\"mean\": 1, \"std\": 9, \"nan_probability\": 0.5}, \"missing\": {\"-\": 1}", 0 },
        { "\"type\": \"datetime\", \"params\": {\"nan_probability\": 0}, \"constraints\": {\"min\": \"2020-01-01\", \"max\": \"2021-01-01\"}, \"format\": \"=%Y-%m-%d\"", 1 },
        { "\"type\": \"datetime\", \"params\": {\"nan_probability\": 0}, \"constraints\": {\"min\": \"2020-01-01\", \"max\": \"2021-01-01\"}, \"format\": \"%d/%m/%Y\"", 0 },
        { "\"type\": \"text\", \"id\": {\"start\": 1, \"step\": 1, \"prefix\": \"@\", \"width\": 4}", 1 },
        { "\"type\": \"text\", \"id\": {\"start\": -9, \"step\": 1, \"suffix\": \"+A1\"}", 1 },
        { "\"type\": \"text\", \"id\": {\"start\": 9, \"step\": 1, \"suffix\": \"-X\"}", 0 },
        { "\"type\": \"text\", \"id\": {\"start\": 1, \"step\": 1, \"prefix\": \"INV-\"}", 0 },
        { "\"type\": \"text\", \"patterns\": {\"[=a][A-Z]{3}\": 5}", 1 },
        { "\"type\": \"text\", \"patterns\": {\"[0-9]{0,1}-[A-Z]{3}\": 5}", 1 },
        { "\"type\": \"text\", \"patterns\": {\"[A-Z]{3}-[0-9]{4}\": 5, \"@[a-z]{5}\": 1}", 1 },
        { "\"type\": \"text\", \"patterns\": {\"[A-Z]{3}-[0-9]{4}\": 5}", 0 },
        { "\"type\": \"text\", \"prose\": {\"shapes\": [[3, 12, 30, 9]]}", 0 },
        { "\"type\": \"pii\", \"params\": {\"pii_type\": \"email\", \"nan_probability\": 0}", 0 },
        { "\"type\": \"pii\", \"params\": {\"pii_type\": \"phone\", \"nan_probability\": 0}, \"forms\": {\"+1 ###-###-####\": 5}", 1 },
        { "\"type\": \"pii\", \"params\": {\"pii_type\": \"phone\", \"nan_probability\": 0}, \"forms\": {\"(###) ###-####\": 5}", 0 } };
    size_t i;

    for (i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        rep_model *model;
        text       off, on;
        INPUT(columns[i].body);
        model = model_with(columns[i].body);
        off = guarded_rows(model, 500, 0), on = guarded_rows(model, 500, 1);
        CHECK_INT(column_of(model, 0).formulas, columns[i].formulas);
        if (columns[i].formulas) CHECK(formulas_in(&off) > 5);
        else CHECK_SAME(on, off);
        CHECK_SIZE(formulas_in(&on), 0);
        drop(&off), drop(&on);
        rep_model_free(model);
    }
    INPUT(NULL);
}

TEST(names_of_columns_are_guarded_as_well)
{
    rep_model *model = read_model("{\"metadata\": {\"version\": \"1.0\"}, \"columns\": [{\"name\": \"=HYPERLINK(1)\", \"type\": \"numerical\", \"params\": {\"mean\": 1, \"std\": 0}},"
                                  "{\"name\": \"-5\", \"type\": \"numerical\", \"params\": {\"mean\": 2, \"std\": 0}}]}");
    text       off = guarded_rows(model, 1, 0), on = guarded_rows(model, 1, 1);

    CHECK_STR(off.data, "=HYPERLINK(1),-5\n1.0,2.0\n");
    CHECK_STR(on.data, "'=HYPERLINK(1),-5\n1.0,2.0\n");
    CHECK_INT(column_of(model, 0).formulas, 1);
    CHECK_INT(column_of(model, 1).formulas, 0);
    drop(&off), drop(&on);
    rep_model_free(model);
}

TEST(an_apostrophe_that_also_quotes_is_doubled)
{
    rep_model        *model = model_with("\"type\": \"categorical\", \"params\": {\"weights\": {\"=it's\": 1}, \"nan_probability\": 0}");
    rep_write_options options;
    text              rows;

    memset(&options, 0, sizeof options);
    options.csv.guard_formulas = 1, options.csv.quote = '\'';
    rows = rows_text(model, 1, 0, 1, &options);
    CHECK_STR(rows.data, "x\n'''=it''s'\n");
    drop(&rows);
    options.csv.quote = '"', options.csv.delimiter = '\'';
    rows = rows_text(model, 1, 0, 1, &options);
    CHECK_STR(rows.data, "x\n\"'=it's\"\n");
    drop(&rows);
    rep_model_free(model);
}

TEST(long_cells_full_of_quotes_are_guarded_within_their_room)
{
    text       json = { NULL, 0, 0 }, rows;
    rep_model *model;
    size_t     i;

    puts_to(&json, "\"type\": \"text\", \"patterns\": {\"=");
    for (i = 0; i < 2; i++) puts_to(&json, "[\\\"]{120}");
    puts_to(&json, "\": 1}");
    model = model_with(json.data);
    rows = guarded_rows(model, 300, 1);
    CHECK_SIZE(rows.len, 2 + 300 * (2 + 2 + 2 * 240 + 1));
    drop(&rows), drop(&json);
    rep_model_free(model);
}

/*--- terminals ---*/

TEST(clean_text_commands_no_terminal)
{
    static const struct { const char *text, *want; } texts[] = {
        { "plain, caf\xC3\xA9 \xF0\x9F\x98\x80", "plain, caf\xC3\xA9 \xF0\x9F\x98\x80" }, { "\x1B[31mred\x1B[0m", "?[31mred?[0m" }, { "a\rb\a\b\n\t", "a?b????" },
        { "\xC2\x9B" "31m\xC2\x85", "?31m?" }, { "\x9B" "31m", "?31m" }, { "\xE2\x80\xAEgnp.exe", "?gnp.exe" }, { "\xE2\x81\xA6x\xE2\x81\xA9", "?x?" },
        { "\xE2\x80\x8E\xE2\x80\x8F\xD8\x9C", "???" }, { "\xE2\x80\xA8\xE2\x80\xA9", "??" }, { "\x7F", "?" }, { "\xE2\x80", "??" }, { "\xED\xA0\x80", "???" }, { "", "" } };
    char   out[64], again[64];
    size_t i, size;

    for (i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        const size_t len = strlen(texts[i].text), n = rep_clean(out, sizeof out, texts[i].text, len);
        INPUT(texts[i].want);
        CHECK_STR(out, texts[i].want);
        CHECK_SIZE(n, strlen(texts[i].want));
        CHECK(n <= len);
        CHECK_HARMLESS(out, n);
        memcpy(again, texts[i].text, len);
        rep_clean(again, sizeof again, again, len);   /* in its own place */
        CHECK_STR(again, out);
        for (size = 0; size <= n + 1; size++) {      /* cut at whole characters */
            size_t cut;
            memset(again, 'x', sizeof again);
            cut = rep_clean(again, size, texts[i].text, len);
            CHECK_SIZE(cut, size ? strlen(again) : 0);
            CHECK(size == 0 || (strlen(again) < size && memcmp(again, out, strlen(again)) == 0));
            CHECK_HARMLESS(again, size ? strlen(again) : 0);
            CHECK(again[size] == 'x');
        }
    }
    INPUT(NULL);
    CHECK_SIZE(rep_clean(out, sizeof out, "a\0b", 3), 3);
    CHECK_STR(out, "a?b");
}

#define HOSTILE "\x1B[31m\r\a\xC2\x9B" "2J\xE2\x80\xAE</script><img onerror=\"x\">\x7F"

TEST(a_model_file_commands_no_terminal_and_keeps_every_name)
{
    rep_profile_options options;
    rep_model          *model, *again = NULL;
    rep_error           err;
    text                csv = { NULL, 0, 0 }, json, back, rows[2];

    memset(&options, 0, sizeof options);
    options.name = HOSTILE, options.date = "2026-01-01";
    put_cell(&csv, HOSTILE, strlen(HOSTILE), ','), puts_to(&csv, ",b\n");
    put_cell(&csv, HOSTILE, strlen(HOSTILE), ','), puts_to(&csv, ",1\nx,2\n");
    model = learn_text(csv.data, csv.len, &options);
    json = model_text(model);
    CHECK_HARMLESS(json.data, json.len);
    CHECK(find(json.data, json.len, "\\u001b[31m\\r\\u0007\\u009b2J\\u202e</script><img onerror=\\\"x\\\">\\u007f") != NULL);
    CHECK_INT(rep_model_read(&again, json.data, json.len, NULL, &err), REP_OK);
    CHECK(is_text(column_of(again, 0).name, HOSTILE));
    back = model_text(again);
    CHECK_SAME(back, json);
    rows[0] = guarded_rows(model, 50, 0), rows[1] = guarded_rows(again, 50, 0);
    CHECK_SAME(rows[1], rows[0]);
    CHECK(find(rows[0].data, rows[0].len, "\xC2\x9B" "2J\xE2\x80\xAE") != NULL);   /* rows are data: they hold what the table held */
    drop(&csv), drop(&json), drop(&back), drop(&rows[0]), drop(&rows[1]);
    rep_model_free(model), rep_model_free(again);
}

/* Failure number i about something that is named HOSTILE. */
static rep_status fail(int i, rep_error *err)
{
    rep_profile_options options;
    rep_column_options  column;
    rep_compare_options compare;
    rep_comparison     *comparison = NULL;
    rep_model          *model = NULL;
    const char         *relation = HOSTILE, *csv = "a,b\n1,2\n";
    rep_str             table = view(csv), none = { NULL, 0 };

    memset(&options, 0, sizeof options), memset(&column, 0, sizeof column), memset(&compare, 0, sizeof compare);
    options.columns = &column, options.column_count = 1, column.column = "a";
    switch (i) {
    case 0: options.date = HOSTILE; break;
    case 1: column.column = HOSTILE; break;
    case 2: column.pii_class = HOSTILE, column.kind = REP_KIND_PII; break;
    case 3: column.format = "%Q" HOSTILE, column.kind = REP_KIND_DATETIME; break;
    case 4: column.format = "[" HOSTILE, column.kind = REP_KIND_TEXT; break;
    case 5: options.foreign_keys = "{\"" HOSTILE "\": 1}"; break;
    case 6: csv = "a," HOSTILE ",b\n1,2,3\n1,2," HOSTILE ",4\n"; break;
    case 7: csv = HOSTILE "," HOSTILE "\n\"" HOSTILE; break;
    case 8: return rep_model_load_newest(&model, HOSTILE, HOSTILE, NULL, err);
    case 9: return rep_model_read(&model, "{\"columns\": [{\"name\": \"\\u001b[1m\\u202e\", \"type\": \"\\u001b[1m\\u202e\"}]}", 70, NULL, err);
    case 10: return rep_model_read(&model, "{\"\\u001b[1m\": 1, \"\\u001b[1m\": 2}", 33, NULL, err);
    case 11: compare.relations = &relation, compare.relation_count = 1; return rep_compare(&comparison, table, table, none, &compare, err);
    default: return rep_compare(&comparison, table, view(HOSTILE ",b\n1,2\n"), none, NULL, err);
    }
    return rep_profile_bytes(&model, csv, strlen(csv), &options, err);
}

TEST(no_message_commands_a_terminal)
{
    rep_error err;
    int       i;

    for (i = 0; i < 13; i++) {
        CHECK(fail(i, &err) != REP_OK);
        if (!CHECK_HARMLESS(err.message, strlen(err.message))) printf("    failure %d\n", i);
        CHECK(strchr(err.message, '\n') == NULL);
    }
}

int main(void)
{
    RUN(a_text_that_a_spreadsheet_would_compute_gets_an_apostrophe);
    RUN(whatever_makes_the_cells_is_guarded_and_known_before);
    RUN(names_of_columns_are_guarded_as_well);
    RUN(an_apostrophe_that_also_quotes_is_doubled);
    RUN(long_cells_full_of_quotes_are_guarded_within_their_room);
    RUN(clean_text_commands_no_terminal);
    RUN(a_model_file_commands_no_terminal_and_keeps_every_name);
    RUN(no_message_commands_a_terminal);
    return test_end();
}
