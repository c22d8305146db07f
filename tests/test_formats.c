/* test_formats.c - rows in every format (R26 to R30): types, values and the bytes of small documents
 *
 * Models are written by hand, one line a column, most of them with a single value, so that a document can be stated
 * whole. Readers that others wrote judge the formats in tests/formats.sh.
 */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"

#include "test.h"
#include "tables.h"
#include "../examples/lend_threads.h"

/*--- a column of each type ---*/

static const char *const typed[] = {
    "{\"name\": \"id\", \"type\": \"numerical\", \"id\": {\"start\": 9, \"step\": 1}}",
    "{\"name\": \"code\", \"type\": \"text\", \"id\": {\"start\": 7, \"step\": 1, \"prefix\": \"A\", \"width\": 3}}",
    "{\"name\": \"pay\", \"type\": \"numerical\", \"decimals\": 2, \"style\": {\"zeros\": \"fixed\", \"prefix\": \"$\", \"group\": \",\", \"mark\": \".\"}, \"distribution\": [[-1234.5, 1]]}",
    "{\"name\": \"rate\", \"type\": \"numerical\", \"decimals\": 2, \"style\": {\"zeros\": \"one\", \"suffix\": \"%\", \"mark\": \",\"}, \"distribution\": [[7, 1]]}",
    "{\"name\": \"real\", \"type\": \"numerical\", \"real\": true, \"distribution\": [[-1.5e-7, 1]]}",
    "{\"name\": \"mean\", \"type\": \"numerical\", \"params\": {\"mean\": 2.5, \"std\": 0}}",
    "{\"name\": \"paid\", \"type\": \"categorical\", \"params\": {\"weights\": {\"TRUE\": 1}}}",
    "{\"name\": \"day\", \"type\": \"datetime\", \"format\": \"%d.%m.%Y\", \"distribution\": [[\"2024-02-29\", 1]]}",
    "{\"name\": \"at\", \"type\": \"datetime\", \"format\": \"%m/%d/%Y %H:%M\", \"distribution\": [[\"1969-12-31T23:59:00\", 1]]}",
    "{\"name\": \"zoned\", \"type\": \"datetime\", \"format\": \"%Y-%m-%dT%H:%M:%S%:z\", \"offset\": 90, \"distribution\": [[\"2024-01-01T01:00:00\", 1]]}",
    "{\"name\": \"time\", \"type\": \"datetime\", \"format\": \"%H:%M\", \"distribution\": [[\"1970-01-01T07:05:00\", 1]]}",
    "{\"name\": \"text\", \"type\": \"categorical\", \"params\": {\"weights\": {\"it's \\\"a\\\\b\\\",\\n\\u00e9\": 1}}}",
    "{\"name\": \"empty\", \"type\": \"categorical\", \"params\": {\"weights\": {\"\": 1}}}",
    "{\"name\": \"gone\", \"type\": \"numerical\", \"decimals\": 0, \"params\": {\"nan_probability\": 1}, \"missing\": {\"NA\": 1}, \"distribution\": [[1, 1]]}"
};
enum { TYPED = sizeof typed / sizeof typed[0] };

static rep_write_options as(rep_format format)
{
    rep_write_options options;

    memset(&options, 0, sizeof options);
    options.format = format;
    return options;
}

/* Rows first .. first+count-1 of a model as a document. */
static text document_from(const rep_model *model, uint64_t first, uint64_t count, const rep_write_options *options)
{
    text           out = { NULL, 0, 0 };
    rep_generator *generator = NULL;
    rep_error      err;

    if (!CHECK_INT(rep_generator_create(&generator, model, 42, NULL, &err), REP_OK) ||
        !CHECK_INT(rep_generator_write(generator, first, count, put_all, &out, options, &err), REP_OK)) printf("    %s\n", err.message);
    rep_generator_free(generator);
    put(&out, "", 0);
    return out;
}

static void check_document(const rep_model *model, uint64_t count, const rep_write_options *options, const char *expected)
{
    text out = document_from(model, 0, count, options);

    CHECK_STR(out.data, expected);
    drop(&out);
}

/*--- names ---*/

TEST(formats_have_the_names_that_files_end_with)
{
    static const char *const names[] = { "csv", "tsv", "jsonl", "json", "sql", "arrow", "arrows", "parquet" };
    size_t                   i;
    char                     path[64];

    for (i = 0; i < sizeof names / sizeof names[0]; i++) {
        INPUT(names[i]);
        CHECK_STR(rep_format_name((rep_format)(i + 1)), names[i]);
        CHECK_INT(rep_format_find(names[i]), i + 1);
        snprintf(path, sizeof path, "a.b/rows.%s", names[i]);
        CHECK_INT(rep_format_find(path), i + 1);
    }
    CHECK_INT(rep_format_find("ROWS.JSONL"), REP_FORMAT_JSONL);
    CHECK_STR(rep_format_name(REP_FORMAT_AUTO), NULL);
    CHECK_STR(rep_format_name(REP_FORMAT_COUNT), NULL);
    CHECK_INT(rep_format_find(NULL), REP_FORMAT_AUTO);
    CHECK_INT(rep_format_find(""), REP_FORMAT_AUTO);
    CHECK_INT(rep_format_find("rows"), REP_FORMAT_AUTO);
    CHECK_INT(rep_format_find("rows."), REP_FORMAT_AUTO);
    CHECK_INT(rep_format_find("JSON"), REP_FORMAT_AUTO);
    CHECK_INT(rep_format_find("json/rows.txt"), REP_FORMAT_AUTO);
}

/*--- JSON ---*/

#define ROW(id, code) "{\"id\":" id ",\"code\":\"" code "\",\"pay\":-1234.50,\"rate\":7.0,\"real\":-1.5e-07,\"mean\":2.5,\"paid\":true," \
    "\"day\":\"29.02.2024\",\"at\":\"12/31/1969 23:59\",\"zoned\":\"2024-01-01T01:00:00+01:30\",\"time\":\"07:05\"," \
    "\"text\":\"it's \\\"a\\\\b\\\",\\n\xC3\xA9\",\"empty\":\"\",\"gone\":null}"

TEST(json_has_plain_numbers_booleans_null_and_all_else_as_the_csv)
{
    rep_model        *model = model_of(typed, TYPED, REP_NONE);
    rep_write_options lines = as(REP_FORMAT_JSONL), array = as(REP_FORMAT_JSON);

    check_document(model, 2, &lines, ROW("9", "A007") "\n" ROW("10", "A008") "\n");
    check_document(model, 2, &array, "[\n" ROW("9", "A007") ",\n" ROW("10", "A008") "\n]\n");
    check_document(model, 0, &lines, "");
    check_document(model, 0, &array, "[\n]\n");
    rep_model_free(model);
}

TEST(json_of_a_model_without_columns_has_empty_objects)
{
    rep_model        *model = model_of(typed, 0, REP_NONE);
    rep_write_options lines = as(REP_FORMAT_JSONL), array = as(REP_FORMAT_JSON);

    check_document(model, 2, &lines, "{}\n{}\n");
    check_document(model, 2, &array, "[\n{},\n{}\n]\n");
    rep_model_free(model);
}

TEST(lines_of_shards_are_those_of_the_whole)
{
    rep_model        *model = model_of(typed, TYPED, REP_NONE);
    rep_write_options lines = as(REP_FORMAT_JSONL);
    text              whole = document_from(model, 0, 700, &lines), a = document_from(model, 0, 300, &lines), b = document_from(model, 300, 400, &lines);

    put(&a, b.data, b.len);
    CHECK_SAME(a, whole);
    drop(&whole), drop(&a), drop(&b);
    rep_model_free(model);
}

/* One row is made cell by cell, many side by side. */
static const char *const sundry[] = {
    "{\"name\": \"n\", \"type\": \"numerical\", \"decimals\": 2, \"params\": {\"nan_probability\": 0.1}, \"distribution\": [[-123456, -1, 3], [0, 99.99, 3], [1e6, 9e9, 1]]}",
    "{\"name\": \"whole\", \"type\": \"numerical\", \"decimals\": 0, \"distribution\": [[-5, 5, 3], [99999990, 100000010, 3]]}",
    "{\"name\": \"worded\", \"type\": \"numerical\", \"decimals\": 0, \"distribution\": [[1, 9, 3]], \"words\": {\"a \\\"few\\\"\": 1}}",
    "{\"name\": \"money\", \"type\": \"numerical\", \"decimals\": 2, \"style\": {\"prefix\": \"$\", \"group\": \",\"}, \"distribution\": [[0, 99999, 3]]}",
    "{\"name\": \"day\", \"type\": \"datetime\", \"format\": \"%Y-%m-%d\", \"params\": {\"nan_probability\": 0.1}, \"distribution\": [[\"1899-12-30\", \"2100-03-01\", 1]]}",
    "{\"name\": \"at\", \"type\": \"datetime\", \"format\": \"%Y-%m-%dT%H:%M:%S\", \"distribution\": [[\"0001-01-01T00:00:00\", \"9999-12-31T23:59:59\", 1]]}",
    "{\"name\": \"since\", \"type\": \"datetime\", \"format\": \"%d/%m/%Y\", \"distribution\": [[\"1970-01-01\", \"2026-01-01\", 1]]}",
    "{\"name\": \"seen\", \"type\": \"datetime\", \"format\": \"%Y-%m-%dT%H:%M:%S%z\", \"offset\": 330, \"params\": {\"nan_probability\": 0.1}, \"distribution\": [[\"2001-01-01T00:00:00\", \"2026-01-01T00:00:00\", 1]]}",
    "{\"name\": \"mail\", \"type\": \"pii\", \"params\": {\"pii_type\": \"email\", \"nan_probability\": 0.2}, \"forms\": {\"first.last99\": 3, \"FLAST\": 1, \"f_last\": 1}}",
    "{\"name\": \"phone\", \"type\": \"pii\", \"params\": {\"pii_type\": \"phone\"}, \"forms\": {\"(###) ###-####\": 3, \"+1 ### ### #### x##\": 1, \"+44 #### ######\": 1}}",
    "{\"name\": \"person\", \"type\": \"pii\", \"params\": {\"pii_type\": \"name\"}, \"forms\": {\"F L\": 3, \"UPPER L, F M\": 1, \"Mr. F I. L\": 1}}",
    "{\"name\": \"run\", \"type\": \"numerical\", \"id\": {\"start\": 99999900, \"step\": 7}}",
    "{\"name\": \"code\", \"type\": \"text\", \"id\": {\"start\": -3, \"step\": 1, \"prefix\": \"\\\"\\\\\", \"width\": 5}}",
    "{\"name\": \"yes\", \"type\": \"categorical\", \"params\": {\"weights\": {\"true\": 1, \"false\": 2}, \"nan_probability\": 0.3}}",
    "{\"name\": \"plain\", \"type\": \"categorical\", \"params\": {\"weights\": {\"north\": 1, \"a longer text than sixteen bytes\": 2}}}",
    "{\"name\": \"odd\", \"type\": \"categorical\", \"params\": {\"weights\": {\"a,\\\"b\\\"\": 1, \"\\n\\u202e\": 2, \"\": 1, \"it's\": 1, \"c:\\\\d\": 1}, \"nan_probability\": 0.1}}",
    "{\"name\": \"a name of more than sixteen bytes\", \"type\": \"text\", \"expression\": \"odd & odd\"}",
    "{\"name\": \"prose\", \"type\": \"text\", \"prose\": {\"shapes\": [[1, 3, 9, 1], [4, 20, 40, 2], [9, 60, 90, 1]], \"capital\": 0.5, \"stop\": 0.5}, \"params\": {\"nan_probability\": 0.2}}"
};

TEST(rows_side_by_side_are_those_made_one_by_one)
{
    static const char *const dialects[] = { "postgresql", "sqlite", "mysql", "copy" };
    enum { ROWS = 700 };
    rep_model        *model = model_of(sundry, sizeof sundry / sizeof sundry[0], REP_NONE);
    rep_write_options kinds[6];
    size_t            k;
    uint64_t          i;

    kinds[0] = as(REP_FORMAT_CSV), kinds[1] = as(REP_FORMAT_JSONL);
    kinds[0].csv.no_header = 1;
    for (k = 2; k < 6; k++) kinds[k] = as(REP_FORMAT_SQL), kinds[k].sql_dialect = dialects[k - 2], kinds[k].no_create_table = 1, kinds[k].batch_rows = 1;
    for (k = 0; k < 6; k++) {
        text         none = document_from(model, 0, 0, &kinds[k]), whole = document_from(model, 0, ROWS, &kinds[k]), apart = { NULL, 0, 0 };
        const size_t tail = k == 5 ? 3 : 0, head = none.len - tail;   /* COPY ends with a line of its own */
        put(&apart, none.data, head);
        for (i = 0; i < ROWS; i++) {
            text row = document_from(model, i, 1, &kinds[k]);
            put(&apart, row.data + head, row.len - head - tail);
            drop(&row);
        }
        put(&apart, none.data + head, tail);
        CHECK_SAME(apart, whole);
        drop(&none), drop(&whole), drop(&apart);
    }
    rep_model_free(model);
}

/* What is made around an id may be as long as a name, and each of its bytes six in JSON, two in COPY. */
TEST(control_characters_around_an_id_have_room_for_their_escapes)
{
    enum { LONG = 1024, ROWS = 600 };
    static const char *const signs[] = { "\\u0001", "\\t" };
    size_t k, i, c;

    for (k = 0; k < 2; k++) {
        static const char *const escaped[2][2] = { { "\\u0001", "\001" }, { "\\t", "\\t" } };
        text              json = { NULL, 0, 0 };
        rep_model        *model;
        rep_write_options kinds[2];
        puts_to(&json, "{\"metadata\": {\"rows\": 100, \"version\": \"1.1\"}, \"columns\": [");
        for (c = 0; c < 3; c++) {
            say(&json, "%s{\"name\": \"%c\", \"type\": \"text\", \"id\": {\"start\": 1, \"step\": 1, \"prefix\": \"", c ? "," : "", (int)('a' + c));
            for (i = 0; i < LONG; i++) puts_to(&json, signs[k]);
            puts_to(&json, "\"}}");
        }
        puts_to(&json, "]}");
        model = read_model(json.data);
        kinds[0] = as(REP_FORMAT_JSONL), kinds[1] = as(REP_FORMAT_SQL), kinds[1].sql_dialect = "copy", kinds[1].no_create_table = 1;
        for (c = 0; c < 2; c++) {
            text   out = document_from(model, 0, ROWS, &kinds[c]);
            size_t found = 0, len = strlen(escaped[k][c]);
            for (i = 0; i + len <= out.len; i++)
                if (memcmp(out.data + i, escaped[k][c], len) == 0) found++, i += len - 1;
            CHECK_SIZE(found, (size_t)3 * LONG * ROWS);
            drop(&out);
        }
        rep_model_free(model);
        drop(&json);
    }
}

TEST(texts_in_arrays_side_by_side_are_those_of_each_row)
{
    enum { COLUMNS = sizeof sundry / sizeof sundry[0], ROWS = 700 };
    static rep_str  cells[COLUMNS][ROWS];
    static char     made[2 * COLUMNS * ROWS * 64];
    static int64_t  units[ROWS];
    rep_model      *model = model_of(sundry, COLUMNS, REP_NONE);
    rep_generator  *generator = NULL, *other = NULL;
    rep_array       arrays[COLUMNS];
    uint8_t         valid[COLUMNS][(ROWS + 7) / 8];
    rep_buffer      texts[2];
    rep_column      column;
    const rep_value *row;
    rep_str         one_text;
    rep_error       err;
    size_t          c, k, wrong;
    uint64_t        i;

    CHECK_INT(rep_generator_create(&generator, model, 42, NULL, &err), REP_OK);
    CHECK_INT(rep_generator_create(&other, model, 42, NULL, &err), REP_OK);
    memset(texts, 0, sizeof texts);
    texts[0].data = texts[1].data = made, texts[0].capacity = sizeof made, texts[0].fixed = texts[1].fixed = 1;
    for (c = 0; c < COLUMNS; c++) {
        CHECK_INT(rep_model_get_column(model, c, &column, &err), REP_OK);
        arrays[c].column = column.name.data, arrays[c].type = REP_TEXT, arrays[c].data = cells[c], arrays[c].valid = valid[c];
    }
    for (k = 0; k < 3; k++) {   /* texts that are kept by the generator, in a buffer with room to spare, and in one without */
        CHECK_INT(rep_generator_columns(generator, 5, ROWS, arrays, COLUMNS, k ? &texts[k - 1] : NULL, &err), REP_OK);
        for (c = 0, wrong = 0; c < COLUMNS; c++)
            for (i = 0; i < ROWS; i++) {
                const rep_str *cell = &cells[c][i];
                CHECK_INT(rep_generator_row(other, 5 + i, &row, &err), REP_OK);
                CHECK_INT(rep_generator_text(other, c, &one_text, &err), REP_OK);
                wrong += cell->len != one_text.len || (cell->len && memcmp(cell->data, one_text.data, cell->len)) || (valid[c][i / 8] >> (i & 7) & 1) == row[c].missing;
            }
        CHECK_SIZE(wrong, 0);
        texts[1].capacity = texts[0].len;
    }
    CHECK_SIZE(texts[1].len, texts[0].len);
    arrays[0].type = REP_UNITS, arrays[0].data = units;
    CHECK_INT(rep_generator_columns(generator, 5, ROWS, arrays, 1, NULL, &err), REP_OK);
    for (i = 0, wrong = 0; i < ROWS; i++) wrong += !(valid[0][i / 8] >> (i & 7) & 1) && units[i] != 0;
    CHECK_SIZE(wrong, 0);
    arrays[0].type = REP_TEXT, arrays[0].data = cells[0];
    texts[1].len = 0, texts[1].capacity--;
    CHECK_INT(rep_generator_columns(generator, 5, ROWS, arrays, COLUMNS, &texts[1], &err), REP_ERR_LIMIT);
    CHECK(strstr(err.message, "texts is full at row 70") != NULL);
    memset(&texts[1], 0, sizeof texts[1]), texts[1].fixed = 1;   /* no room is enough for texts of the model */
    for (c = 0; c < COLUMNS; c++) {
        const int chosen = !strcmp(arrays[c].column, "plain") || !strcmp(arrays[c].column, "odd") || !strcmp(arrays[c].column, "yes");
        INPUT(arrays[c].column);
        CHECK_INT(rep_generator_columns(generator, 5, ROWS, &arrays[c], 1, &texts[1], &err), chosen ? REP_OK : REP_ERR_LIMIT);
        CHECK(chosen || strstr(err.message, "texts is full at row ") != NULL);
    }
    rep_generator_free(generator), rep_generator_free(other);
    rep_model_free(model);
}

TEST(a_column_with_words_among_its_numbers_is_text_in_all_rows)
{
    rep_model        *model = one("{\"name\": \"n\", \"type\": \"numerical\", \"decimals\": 0, \"distribution\": [[5, 1]], \"words\": {\"few\": 1}}");
    rep_write_options lines = as(REP_FORMAT_JSONL);
    text              out = document_from(model, 0, 50, &lines);

    CHECK(strstr(out.data, "{\"n\":\"5\"}\n") != NULL && strstr(out.data, "{\"n\":\"few\"}\n") != NULL && strstr(out.data, ":5") == NULL);
    drop(&out);
    rep_model_free(model);
}

TEST(a_quoted_empty_spelling_is_an_empty_text_and_a_missing_number)
{
    rep_model        *word = one("{\"name\": \"w\", \"type\": \"categorical\", \"params\": {\"weights\": {\"x\": 1}, \"nan_probability\": 1}, \"missing\": {\"\\\"\\\"\": 1}}");
    rep_model        *number = one("{\"name\": \"n\", \"type\": \"numerical\", \"decimals\": 0, \"params\": {\"nan_probability\": 1}, \"missing\": {\"\\\"\\\"\": 1}, \"distribution\": [[1, 1]]}");
    rep_write_options lines = as(REP_FORMAT_JSONL), sql = as(REP_FORMAT_SQL);

    check_document(word, 1, &lines, "{\"w\":\"\"}\n");
    check_document(word, 1, NULL, "w\n\"\"\n");
    check_document(word, 1, &sql, "CREATE TABLE \"t\" (\n  \"w\" TEXT NOT NULL\n);\nINSERT INTO \"t\" (\"w\") VALUES\n('');\n");
    check_document(number, 1, &lines, "{\"n\":null}\n");
    rep_model_free(word), rep_model_free(number);
}

/*--- SQL ---*/

TEST(sql_has_types_and_literals_of_its_dialect)
{
    rep_model        *model = model_of(typed, TYPED, REP_NONE);
    rep_write_options sql = as(REP_FORMAT_SQL);

    check_document(model, 1, &sql,
        "CREATE TABLE \"t\" (\n  \"id\" BIGINT NOT NULL,\n  \"code\" TEXT NOT NULL,\n  \"pay\" NUMERIC(6,2) NOT NULL,\n  \"rate\" NUMERIC(3,2) NOT NULL,\n"
        "  \"real\" DOUBLE PRECISION NOT NULL,\n  \"mean\" DOUBLE PRECISION NOT NULL,\n  \"paid\" BOOLEAN NOT NULL,\n  \"day\" DATE NOT NULL,\n  \"at\" TIMESTAMP NOT NULL,\n"
        "  \"zoned\" TIMESTAMP WITH TIME ZONE NOT NULL,\n  \"time\" TEXT NOT NULL,\n  \"text\" TEXT NOT NULL,\n  \"empty\" TEXT NOT NULL,\n  \"gone\" INTEGER\n);\n"
        "INSERT INTO \"t\" (\"id\", \"code\", \"pay\", \"rate\", \"real\", \"mean\", \"paid\", \"day\", \"at\", \"zoned\", \"time\", \"text\", \"empty\", \"gone\") VALUES\n"
        "(9, 'A007', -1234.50, 7.0, '-1.5e-07', '2.5', TRUE, '2024-02-29', '1969-12-31 23:59:00', '2023-12-31 23:30:00+00', '07:05', E'it''s \"a\\\\b\",\n\xC3\xA9', '', NULL);\n");
    sql.no_create_table = 1, sql.sql_dialect = "sqlite", sql.table_name = "a \"b\"";
    check_document(model, 1, &sql,
        "INSERT INTO \"a \"\"b\"\"\" (\"id\", \"code\", \"pay\", \"rate\", \"real\", \"mean\", \"paid\", \"day\", \"at\", \"zoned\", \"time\", \"text\", \"empty\", \"gone\") VALUES\n"
        "(9, 'A007', -1234.50, 7.0, -1.5e-07, 2.5, 1, '2024-02-29', '1969-12-31 23:59:00', '2023-12-31 23:30:00Z', '07:05', 'it''s \"a\\b\",\n\xC3\xA9', '', NULL);\n");
    sql.sql_dialect = "mysql", sql.table_name = NULL;
    check_document(model, 1, &sql,
        "SET NAMES utf8mb4;\nINSERT INTO `t` (`id`, `code`, `pay`, `rate`, `real`, `mean`, `paid`, `day`, `at`, `zoned`, `time`, `text`, `empty`, `gone`) VALUES\n"
        "(9, 'A007', -1234.50, 7.0, '-1.5e-07', '2.5', TRUE, '2024-02-29', '1969-12-31 23:59:00', '2023-12-31 23:30:00', '07:05', 'it''s \"a\\\\b\",\n\xC3\xA9', '', NULL);\n");
    sql.sql_dialect = "copy";
    check_document(model, 1, &sql,
        "COPY \"t\" (\"id\", \"code\", \"pay\", \"rate\", \"real\", \"mean\", \"paid\", \"day\", \"at\", \"zoned\", \"time\", \"text\", \"empty\", \"gone\") FROM stdin;\n"
        "9\tA007\t-1234.50\t7.0\t-1.5e-07\t2.5\tt\t2024-02-29\t1969-12-31 23:59:00\t2023-12-31 23:30:00+00\t07:05\tit's \"a\\\\b\",\\n\xC3\xA9\t\t\\N\n\\.\n");
    rep_model_free(model);
}

TEST(statements_end_after_their_batch_and_the_last_one_with_the_rows)
{
    rep_model        *model = model_of(typed, 1, REP_NONE);
    rep_write_options sql = as(REP_FORMAT_SQL);
    text              out;
    size_t            i, statements = 0;

    sql.batch_rows = 2, sql.no_create_table = 1;
    check_document(model, 3, &sql, "INSERT INTO \"t\" (\"id\") VALUES\n(9),\n(10);\nINSERT INTO \"t\" (\"id\") VALUES\n(11);\n");
    check_document(model, 2, &sql, "INSERT INTO \"t\" (\"id\") VALUES\n(9),\n(10);\n");
    check_document(model, 0, &sql, "");
    sql.sql_dialect = "copy";
    check_document(model, 0, &sql, "COPY \"t\" (\"id\") FROM stdin;\n\\.\n");
    sql.sql_dialect = NULL, sql.batch_rows = 0;
    out = document_from(model, 0, 1001, &sql);
    for (i = 0; i < out.len; i++) statements += out.data[i] == ';';
    CHECK_SIZE(statements, 3);   /* of 500 rows */
    drop(&out);
    rep_model_free(model);
}

TEST(columns_without_a_name_get_one_in_sql)
{
    static const char *const columns[] = { "{\"name\": \"a`b\", \"type\": \"numerical\", \"id\": {\"start\": 9, \"step\": 1}}",
                                           "{\"name\": \"\", \"type\": \"numerical\", \"id\": {\"start\": 1, \"step\": 1}}" };
    rep_model               *model = model_of(columns, 2, REP_NONE);
    rep_write_options        sql = as(REP_FORMAT_SQL);

    sql.sql_dialect = "mysql";
    check_document(model, 1, &sql, "SET NAMES utf8mb4;\nCREATE TABLE `t` (\n  `a``b` BIGINT NOT NULL,\n  `column_2` BIGINT NOT NULL\n) DEFAULT CHARACTER SET utf8mb4;\n"
                                   "INSERT INTO `t` (`a``b`, `column_2`) VALUES\n(9, 1);\n");
    rep_model_free(model);
}

TEST(sql_tells_parts_of_a_second_only_where_there_are_some)
{
    rep_model        *model = one("{\"name\": \"v\", \"type\": \"datetime\", \"format\": \"%Y-%m-%d %H:%M:%S.%6f\", \"distribution\": [[\"2024-02-29T01:02:03.000005\", 1]]}");
    rep_write_options sql = as(REP_FORMAT_SQL);

    check_document(model, 1, &sql, "CREATE TABLE \"t\" (\n  \"v\" TIMESTAMP NOT NULL\n);\nINSERT INTO \"t\" (\"v\") VALUES\n('2024-02-29 01:02:03.000005');\n");
    rep_model_free(model);
}

TEST(sql_dates_are_those_of_ISO_8601_whatever_the_format)
{
    static const char *const columns[] = {
        "{\"name\": \"a\", \"type\": \"datetime\", \"format\": \"%Y-%m-%dT%H:%M:%S\", \"distribution\": [[\"2001-02-03T04:05:06\", 1]]}",
        "{\"name\": \"b\", \"type\": \"datetime\", \"format\": \"%d/%m/%Y\", \"distribution\": [[\"1999-12-31\", 1]]}",
        "{\"name\": \"c\", \"type\": \"datetime\", \"format\": \"%Y-%m-%d\", \"monthly\": true, \"distribution\": [[\"2000-02-01\", 1]]}" };
    rep_model        *model = model_of(columns, 3, REP_NONE);
    rep_write_options sql = as(REP_FORMAT_SQL);
    text              out;

    sql.no_create_table = 1;
    out = document_from(model, 0, 9, &sql);
    CHECK(strstr(out.data, "VALUES\n('2001-02-03 04:05:06', '1999-12-31', '2000-02-01'),") != NULL);
    drop(&out);
    rep_model_free(model);
}

/* Then the column is text, in the format of its dates. */
TEST(dates_with_words_among_them_are_in_sql_as_the_csv_has_them)
{
    rep_model        *model = one("{\"name\": \"d\", \"type\": \"datetime\", \"format\": \"%Y-%m-%dT%H:%M:%S\", \"distribution\": [[\"2001-02-03T04:05:06\", 3]], \"words\": {\"never\": 1}}");
    rep_write_options sql = as(REP_FORMAT_SQL);
    text              out = document_from(model, 0, 50, &sql);

    CHECK(strstr(out.data, "('2001-02-03T04:05:06')") != NULL && strstr(out.data, "('never')") != NULL && strstr(out.data, "2001-02-03 ") == NULL);
    drop(&out);
    rep_model_free(model);
}

TEST(a_spelling_of_missing_is_null)
{
    rep_model        *model = one("{\"name\": \"w\", \"type\": \"categorical\", \"params\": {\"weights\": {\"x\": 1, \"y\": 1}, \"nan_probability\": 0.5}, \"missing\": {\"NA\": 1}}");
    rep_write_options lines = as(REP_FORMAT_JSONL), sql = as(REP_FORMAT_SQL);
    text              out = document_from(model, 0, 50, &lines), csv = document_from(model, 0, 50, NULL);

    CHECK(strstr(out.data, "{\"w\":null}\n") != NULL && strstr(out.data, "NA") == NULL && strstr(csv.data, "\nNA\n") != NULL);
    drop(&out);
    out = document_from(model, 0, 50, &sql);
    CHECK(strstr(out.data, "(NULL),\n") != NULL && strstr(out.data, "NA") == NULL);
    drop(&out), drop(&csv);
    rep_model_free(model);
}

TEST(a_text_beyond_65535_bytes_is_LONGTEXT_in_MySQL)
{
    size_t len;

    for (len = 65535; len <= 65536; len++) {
        text              json = { NULL, 0, 0 }, out;
        rep_model        *model;
        rep_write_options sql = as(REP_FORMAT_SQL);
        size_t            i;
        sql.sql_dialect = "mysql";
        puts_to(&json, "{\"name\": \"v\", \"type\": \"categorical\", \"params\": {\"weights\": {\"a\": 1, \"");
        for (i = 0; i < len; i++) put(&json, "x", 1);
        puts_to(&json, "\": 1}}}");
        model = one(json.data);
        out = document_from(model, 0, 1, &sql);
        CHECK((strstr(out.data, "`v` LONGTEXT NOT NULL") != NULL) == (len > 65535));
        CHECK((strstr(out.data, "`v` TEXT NOT NULL") != NULL) == (len <= 65535));
        drop(&out), drop(&json);
        rep_model_free(model);
    }
}

/*--- Arrow ---*/

static uint64_t number_at(const text *t, size_t at, size_t width)
{
    uint64_t v = 0;
    size_t   k;

    for (k = width; k-- > 0;) v = v << 8 | (at + k < t->len ? (unsigned char)t->data[at + k] : 0);
    return v;
}

/* Where field k of the table at `table` lies; 0 = absent. */
static size_t field_at(const text *t, size_t table, size_t k)
{
    size_t list = table - (size_t)number_at(t, table, 4), at;

    if (4 + 2 * k >= number_at(t, list, 2)) return 0;
    at = (size_t)number_at(t, list + 4 + 2 * k, 2);
    return at ? table + at : 0;
}

static size_t follow(const text *t, size_t at) { return at + (size_t)number_at(t, at, 4); }

/* Walks the messages of a stream; returns where it ends. Counts rows. */
static size_t walk_messages(const text *t, size_t at, uint64_t *rows, size_t *batches)
{
    *rows = 0, *batches = 0;
    for (;;) {
        size_t size = (size_t)number_at(t, at + 4, 4), message, header, body;
        if (!CHECK_INT(number_at(t, at, 4), 0xFFFFFFFF) || !CHECK_INT(size % 8, 0) || !CHECK(at + 8 + size <= t->len)) return 0;
        if (size == 0) return at + 8;
        message = follow(t, at + 8);
        CHECK_INT(number_at(t, field_at(t, message, 0), 2), 4);   /* version 5 */
        header = follow(t, field_at(t, message, 2));
        body = (size_t)number_at(t, field_at(t, message, 3), 8);
        CHECK_INT(body % 8, 0);
        if (number_at(t, field_at(t, message, 1), 1) == 3) {
            size_t   buffers = follow(t, field_at(t, header, 2)), count = (size_t)number_at(t, buffers, 4), k;
            uint64_t end = 0;
            CHECK_INT(buffers % 8, 4);
            for (k = 0; k < count; k++) {
                uint64_t from = number_at(t, buffers + 4 + 16 * k, 8), len = number_at(t, buffers + 12 + 16 * k, 8);
                CHECK(from == end && from % 8 == 0 && from + len <= body);
                end = (from + len + 7) / 8 * 8;
            }
            CHECK_INT(end, body);
            *rows += number_at(t, field_at(t, header, 0), 8), ++*batches;
        }
        else CHECK_INT(number_at(t, field_at(t, message, 1), 1), 1);
        at += 8 + size + body;
    }
}

TEST(arrow_streams_are_messages_and_files_say_where_they_lie)
{
    size_t columns;
    int    file;

    for (columns = 0; columns <= TYPED; columns++) for (file = 0; file < 2; file++) {
        static const uint64_t counts[] = { 0, 1, 300, 1000 };
        rep_model            *model = model_of(typed, columns, REP_NONE);
        size_t                i, k;
        for (i = 0; i < sizeof counts / sizeof counts[0]; i++) {
            rep_write_options options = as(file ? REP_FORMAT_ARROW : REP_FORMAT_ARROW_STREAM);
            text              out;
            uint64_t          rows;
            size_t            batches, end;
            options.batch_rows = 300;
            out = document_from(model, 0, counts[i], &options);
            if (file) CHECK(out.len > 8 && memcmp(out.data, "ARROW1\0\0", 8) == 0);
            end = walk_messages(&out, file ? 8 : 0, &rows, &batches);
            CHECK_INT(rows, counts[i]);
            CHECK_SIZE(batches, (counts[i] + 299) / 300);
            if (!file) CHECK_SIZE(end, out.len);
            else {
                size_t size = (size_t)number_at(&out, out.len - 10, 4), footer = follow(&out, end), blocks;
                CHECK(memcmp(out.data + out.len - 6, "ARROW1", 6) == 0);
                CHECK_SIZE(end + size + 10, out.len);
                blocks = follow(&out, field_at(&out, footer, 3));
                CHECK_SIZE(number_at(&out, blocks, 4), batches);
                for (k = 0; k < batches; k++) {
                    size_t block = blocks + 4 + 24 * k, at = (size_t)number_at(&out, block, 8);
                    CHECK_SIZE(block % 8, 0);
                    CHECK_INT(number_at(&out, at, 4), 0xFFFFFFFF);
                    CHECK_INT(number_at(&out, at + 4, 4) + 8, number_at(&out, block + 8, 4));
                }
            }
            drop(&out);
        }
        rep_model_free(model);
    }
}

/*--- the C Data Interface ---*/

static void check_schema(const struct ArrowSchema *schema)
{
    static const char *const formats[TYPED] = { "l", "u", "d:6,2", "d:3,2", "g", "g", "b", "tdD", "tsu:", "tsu:UTC", "u", "u", "u", "i" };
    size_t                   c;

    CHECK_STR(schema->format, "+s");
    CHECK_INT(schema->n_children, TYPED);
    for (c = 0; c < TYPED; c++) {
        CHECK_STR(schema->children[c]->format, formats[c]);
        CHECK_INT(schema->children[c]->flags, c == TYPED - 1 ? ARROW_FLAG_NULLABLE : 0);
        CHECK(schema->children[c]->release != NULL);
    }
    CHECK_STR(schema->children[2]->name, "pay");
}

static int64_t int_of(const struct ArrowArray *column, size_t row)
{
    int64_t v;

    memcpy(&v, (const char *)column->buffers[1] + 8 * row, sizeof v);
    return v;
}

TEST(the_c_data_interface_hands_over_typed_columns)
{
    rep_model         *model = model_of(typed, TYPED, REP_NONE);
    rep_generator     *generator = NULL;
    struct ArrowSchema schema;
    struct ArrowArray  array, kept;
    rep_error          err;
    int32_t            ends[3], days;
    double             real;
    int64_t            pay[2];

    CHECK_INT(rep_generator_create(&generator, model, 1, NULL, &err), REP_OK);
    CHECK_INT(rep_generator_arrow(generator, 5, 700, &schema, &array, &err), REP_OK);
    rep_generator_free(generator);   /* neither hangs on it */
    check_schema(&schema);
    CHECK_INT(array.length, 700);
    CHECK_INT(array.n_children, TYPED);
    CHECK_INT(array.n_buffers, 1);
    CHECK(array.buffers[0] == NULL);
    CHECK_INT(int_of(array.children[0], 0), 14);
    CHECK_INT(int_of(array.children[0], 699), 713);
    CHECK_INT(array.children[1]->n_buffers, 3);
    memcpy(ends, array.children[1]->buffers[1], sizeof ends);
    CHECK(ends[0] == 0 && ends[1] == 4 && ends[2] == 8 && memcmp(array.children[1]->buffers[2], "A012A013", 8) == 0);
    memcpy(pay, array.children[2]->buffers[1], sizeof pay);
    CHECK(pay[0] + pay[1] == -123450 - 1);   /* 128 bits, in whichever order */
    memcpy(&real, array.children[4]->buffers[1], sizeof real);
    CHECK(real == -1.5e-7);
    CHECK((((const unsigned char *)array.children[6]->buffers[1])[699 / 8] >> 699 % 8 & 1) == 1);
    memcpy(&days, array.children[7]->buffers[1], sizeof days);
    CHECK_INT(days, 19782);
    CHECK_INT(int_of(array.children[8], 3), -60000000);
    CHECK_INT(int_of(array.children[9], 3), INT64_C(1704065400000000));
    CHECK_INT(array.children[13]->null_count, 700);
    CHECK_INT(*(const unsigned char *)array.children[13]->buffers[0], 0);
    kept = *array.children[0];       /* a consumer may keep a child and release the rest */
    array.children[0]->release = NULL;
    array.release(&array);
    CHECK(array.release == NULL);
    CHECK_INT(int_of(&kept, 1), 15);
    kept.release(&kept);
    CHECK(kept.release == NULL);
    schema.release(&schema);
    CHECK(schema.release == NULL);
    rep_model_free(model);
}

TEST(the_c_data_interface_takes_no_rows_no_columns_and_no_memory)
{
    rep_model         *model = model_of(typed, TYPED, REP_NONE), *nothing = model_of(typed, 0, REP_NONE);
    rep_generator     *generator = NULL;
    struct ArrowSchema schema;
    struct ArrowArray  array;
    rep_error          err;
    long               n;
    rep_status         status = REP_ERR_MEMORY;

    CHECK_INT(rep_generator_create(&generator, model, 1, NULL, &err), REP_OK);
    CHECK_INT(rep_generator_arrow(generator, 0, 0, NULL, &array, &err), REP_OK);
    CHECK(array.length == 0 && array.children[1]->buffers[1] != NULL && array.children[1]->null_count == 0);
    array.release(&array);
    CHECK_INT(rep_generator_arrow(generator, 0, 10, &schema, NULL, &err), REP_OK);
    check_schema(&schema);
    schema.release(&schema);
    CHECK_INT(rep_generator_arrow(NULL, 0, 10, &schema, &array, &err), REP_ERR_ARGUMENT);
    CHECK(schema.release == NULL && array.release == NULL);
    rep_generator_free(generator);
    CHECK_INT(rep_generator_create(&generator, nothing, 1, NULL, &err), REP_OK);
    CHECK_INT(rep_generator_arrow(generator, 0, 10, &schema, &array, &err), REP_OK);
    CHECK(schema.n_children == 0 && array.n_children == 0 && array.length == 10);
    schema.release(&schema), array.release(&array);
    rep_generator_free(generator);
    for (n = 1; status == REP_ERR_MEMORY && n < 2000; n++) {
        heap                  h;
        rep_generator_options draw;
        memset(&draw, 0, sizeof draw);
        heap_begin(&h, &draw.host, 0, 0);
        CHECK_INT(rep_generator_create(&generator, model, 1, &draw, &err), REP_OK);
        h.refuse = h.requests + n;
        status = rep_generator_arrow(generator, 0, 700, &schema, &array, &err);
        if (!CHECK(status == REP_OK || status == REP_ERR_MEMORY)) break;
        CHECK((schema.release != NULL) == (status == REP_OK) && (array.release != NULL) == (status == REP_OK));
        if (!status) schema.release(&schema), array.release(&array);
        rep_generator_free(generator);
        CHECK_INT(h.live, 0);
        CHECK_INT(h.lies, 0);
    }
    CHECK(n > 2 * TYPED);
    CHECK_INT(status, REP_OK);
    rep_model_free(model), rep_model_free(nothing);
}

/* A column is as wide as what the model can say before that row, no wider. */
TEST(types_are_the_narrowest_that_hold_every_value)
{
#define TYPE(type, rest) "{\"name\": \"v\", \"type\": \"" type "\", " rest "}"
#define WHOLE(rest)      TYPE("numerical", "\"decimals\": 0, " rest)
#define DAYS(format)     TYPE("datetime", "\"format\": \"" format "\", \"distribution\": [[\"2024-02-29\", 1]]")
    static const struct { const char *column; size_t rows; const char *format; } want[] = {
        { WHOLE("\"distribution\": [[-2147483648, 2147483647, 1]]"), 9, "i" }, { WHOLE("\"distribution\": [[-2147483649, 0, 1]]"), 9, "l" },
        { WHOLE("\"distribution\": [[0, 2147483648, 1]]"), 9, "l" }, { WHOLE("\"distribution\": [[-7, 1], [5, 1], [3000000000, 1]]"), 9, "l" },
        { WHOLE("\"unique\": true, \"step\": 1, \"distribution\": [[0, 9, 10]]"), 10, "i" }, { WHOLE("\"unique\": true, \"step\": 1, \"distribution\": [[0, 9, 10]]"), 11, "l" },
        { WHOLE("\"params\": {\"mean\": 0, \"std\": 232160000}"), 9, "i" }, { WHOLE("\"params\": {\"mean\": 0, \"std\": 232170000}"), 9, "l" },
        { WHOLE("\"params\": {\"mean\": 2147483000, \"std\": 1}"), 9, "i" }, { WHOLE("\"params\": {\"mean\": -2147483640, \"std\": 1}"), 9, "l" },
        { WHOLE("\"params\": {\"mean\": 0, \"std\": 1e12}, \"constraints\": {\"min\": -5, \"max\": 5}"), 9, "i" },
        { WHOLE("\"params\": {\"mean\": 0, \"std\": 1}, \"constraints\": {\"min\": 1000000000000, \"max\": 1000000000001}"), 9, "l" },
        { WHOLE("\"params\": {\"mean\": 0, \"std\": 1}, \"constraints\": {\"min\": -1000000000001, \"max\": -1000000000000}"), 9, "l" },
        { TYPE("numerical", "\"decimals\": 2, \"distribution\": [[-9.99, 1], [0, 1]]"), 9, "d:3,2" }, { TYPE("numerical", "\"decimals\": 2, \"distribution\": [[0, 10, 1]]"), 9, "d:4,2" },
        { TYPE("numerical", "\"decimals\": 5, \"distribution\": [[0, 0.00001, 1]]"), 9, "d:5,5" }, { TYPE("numerical", "\"distribution\": [[1, 1]], \"decimals\": 0, \"words\": {\"x\": 1}"), 9, "u" },
        { TYPE("numerical", "\"params\": {\"nan_probability\": 1}"), 9, "u" }, { TYPE("numerical", "\"params\": {\"mean\": 1, \"std\": 1}"), 9, "g" },
        { TYPE("numerical", "\"id\": {\"start\": 1, \"step\": 1}"), 9, "l" }, { TYPE("text", "\"id\": {\"start\": 1, \"step\": 1, \"suffix\": \"x\"}"), 9, "u" },
        { TYPE("categorical", "\"params\": {\"weights\": {\"true\": 1, \"False\": 1}}"), 9, "b" }, { TYPE("categorical", "\"params\": {\"weights\": {\"false\": 1}}"), 9, "b" },
        { TYPE("categorical", "\"params\": {\"weights\": {\"true\": 1, \"TRUE\": 1}}"), 9, "u" }, { TYPE("categorical", "\"params\": {\"weights\": {\"true\": 1, \"falsely\": 1}}"), 9, "u" },
        { TYPE("categorical", "\"params\": {\"weights\": {\"true\": 1, \"false\": 1, \"FALSE\": 1}}"), 9, "u" },
        { DAYS("%Y-%j"), 9, "tdD" }, { DAYS("%Y%m%d"), 9, "tdD" }, { DAYS("%m/%Y"), 9, "u" },
        { DAYS("%d.%m.%Y %I:%M %p"), 9, "tsu:" }, { DAYS("%Y-%m-%dT%H:%M:%SZ"), 9, "tsu:UTC" } };
    size_t i;

    for (i = 0; i < sizeof want / sizeof want[0]; i++) {
        rep_model         *model = one(want[i].column);
        rep_generator     *generator = NULL;
        struct ArrowSchema schema;
        rep_error          err;
        INPUT(want[i].column);
        CHECK_INT(rep_generator_create(&generator, model, 1, NULL, &err), REP_OK);
        if (CHECK_INT(rep_generator_arrow(generator, 0, want[i].rows, &schema, NULL, &err), REP_OK)) {
            CHECK_STR(schema.children[0]->format, want[i].format);
            schema.release(&schema);
        }
        rep_generator_free(generator);
        INPUT(NULL);
        rep_model_free(model);
    }
}

TEST(a_day_before_1970_is_that_day_at_any_hour)
{
    static const struct { const char *at; int32_t days; } want[] = {
        { "1970-01-01T00:00:00", 0 }, { "1969-12-31T23:00:00", -1 }, { "1969-12-31T00:00:00", -1 }, { "1969-12-30T23:59:59", -2 }, { "1970-01-02T23:59:59", 1 } };
    size_t i;

    for (i = 0; i < sizeof want / sizeof want[0]; i++) {
        char              column[160];
        rep_model        *model;
        rep_generator    *generator = NULL;
        struct ArrowArray array;
        rep_error         err;
        int32_t           days = 99;
        snprintf(column, sizeof column, TYPE("datetime", "\"format\": \"%%d.%%m.%%Y\", \"distribution\": [[\"%s\", 1]]"), want[i].at);
        model = one(column);
        INPUT(column);
        CHECK_INT(rep_generator_create(&generator, model, 1, NULL, &err), REP_OK);
        if (CHECK_INT(rep_generator_arrow(generator, 0, 1, NULL, &array, &err), REP_OK)) {
            memcpy(&days, array.children[0]->buffers[1], sizeof days);
            CHECK_INT(days, want[i].days);
            array.release(&array);
        }
        rep_generator_free(generator);
        INPUT(NULL);
        rep_model_free(model);
    }
#undef TYPE
#undef WHOLE
#undef DAYS
}

/*--- Parquet ---*/

/* Skips a value of Thrift's compact protocol and returns what is behind it; counts lists of structs by depth and field. */
static size_t skip_varint(const text *t, size_t at, uint64_t *v)
{
    int shift = 0;

    for (*v = 0; at < t->len && shift < 64; shift += 7) {
        unsigned char c = (unsigned char)t->data[at++];
        *v |= (uint64_t)(c & 0x7F) << shift;
        if (c < 0x80) return at;
    }
    return t->len + 1;
}

static size_t skip_thrift(const text *t, size_t at, int type, int depth)
{
    uint64_t v, i;

    if (at > t->len || depth > 20) return t->len + 1;
    switch (type) {
    case 1: case 2: return at;
    case 5: case 6: return skip_varint(t, at, &v);
    case 8: at = skip_varint(t, at, &v); return v > t->len ? t->len + 1 : at + (size_t)v;
    case 9:
        if (at >= t->len) return t->len + 1;
        type = t->data[at] & 15;
        v = (unsigned char)t->data[at++] >> 4;
        if (v == 15) at = skip_varint(t, at, &v);
        for (i = 0; i < v && at <= t->len; i++) at = skip_thrift(t, at, type, depth + 1);
        return at;
    case 12:
        while (at < t->len && t->data[at] != 0) {
            type = t->data[at] & 15;
            if ((unsigned char)t->data[at] >> 4 == 0) return t->len + 1;   /* ids lie close here */
            at = skip_thrift(t, at + 1, type, depth + 1);
        }
        return at + 1;
    default: return t->len + 1;
    }
}

TEST(parquet_has_pages_between_its_marks_and_a_footer_that_ends_where_it_says)
{
    rep_model            *model = model_of(typed, TYPED, REP_NONE);
    static const uint64_t counts[] = { 0, 1, 300, 1000 };
    size_t                i;

    for (i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        rep_write_options options = as(REP_FORMAT_PARQUET);
        text              out;
        size_t            footer, at, pages = 0;
        options.batch_rows = 300;
        out = document_from(model, 0, counts[i], &options);
        CHECK(out.len > 12 && memcmp(out.data, "PAR1", 4) == 0 && memcmp(out.data + out.len - 4, "PAR1", 4) == 0);
        footer = out.len - 8 - (size_t)number_at(&out, out.len - 8, 4);
        CHECK_SIZE(skip_thrift(&out, footer, 12, 0), out.len - 8);
        for (at = 4; at < footer; pages++) {   /* a header's second field is the page's size */
            uint64_t kind, size;
            CHECK_SIZE(skip_varint(&out, skip_varint(&out, at + 1, &kind) + 1, &size) <= out.len, 1);
            at = skip_thrift(&out, at, 12, 0) + (size_t)(size / 2);
        }
        CHECK_SIZE(at, footer);
        CHECK_SIZE(pages, (counts[i] + 299) / 300 * (TYPED + 2));   /* two columns have dictionaries */
        drop(&out);
    }
    rep_model_free(model);
}

/* What the pages of two rows hold, column by column: numbers from their lowest byte on, texts behind their lengths, two
 * bits for two booleans; dictionaries before the indices that point into them; bits of presence before all where cells
 * may be missing. */
TEST(parquet_cells_are_plain_values_of_their_types)
{
    static const char *const pages[] = {
        "09000000000000000a00000000000000", "04000000413030370400000041303038", "c61dfeffc61dfeff", "bc020000bc020000", "76830df4f52184be76830df4f52184be",
        "00000000000004400000000000000440", "03", "464d0000464d0000", "00796cfcffffffff00796cfcffffffff", "004ed7a4d60d0600004ed7a4d60d0600",
        "0500000030373a30350500000030373a3035", "0e000000697427732022615c62222c0ac3a9", "010300", "00000000", "010300", "020000000300" };
    rep_model        *model = model_of(typed, TYPED, REP_NONE);
    rep_write_options options = as(REP_FORMAT_PARQUET);
    text              out = document_from(model, 0, 2, &options);
    size_t            page, at = 4, k;

    for (page = 0; page < sizeof pages / sizeof pages[0]; page++) {
        uint64_t kind, size;
        char     hex[64];
        skip_varint(&out, skip_varint(&out, at + 1, &kind) + 1, &size);
        at = skip_thrift(&out, at, 12, 0);
        if (!CHECK(size / 2 < sizeof hex / 2 && at + size / 2 <= out.len)) break;
        for (k = 0; k < size / 2; k++) snprintf(hex + 2 * k, 3, "%02x", (unsigned)(unsigned char)out.data[at + k]);
        CHECK_STR(hex, pages[page]);
        at += (size_t)(size / 2);
    }
    CHECK_SIZE(at, out.len - 8 - (size_t)number_at(&out, out.len - 8, 4));
    drop(&out);
    rep_model_free(model);
}

/* Two groups of eight bits say which rows have a cell, then come the bits of those cells alone. */
TEST(parquet_booleans_may_be_missing)
{
    rep_model        *model = one("{\"name\": \"b\", \"type\": \"categorical\", \"params\": {\"weights\": {\"true\": 1, \"false\": 1}, \"nan_probability\": 0.3}}");
    rep_write_options options = as(REP_FORMAT_PARQUET);
    text              out = document_from(model, 0, 12, &options);
    const size_t      at = skip_thrift(&out, 4, 12, 0);

    check_document(model, 12, NULL, "b\ntrue\ntrue\n\ntrue\n\ntrue\nfalse\ntrue\n\n\nfalse\nfalse\n");
    CHECK(out.len > at + 8 && memcmp(out.data + at, "\3\0\0\0" "\5\xEB\x0C" "\x2F", 8) == 0);
    drop(&out);
    rep_model_free(model);
}

/* In the footer a text stands behind one byte that says how long it is; these differ in their last bytes alone. */
TEST(parquet_says_the_least_and_the_greatest_text_of_a_group)
{
    rep_model        *model = one("{\"name\": \"who\", \"type\": \"text\", \"id\": {\"start\": 90, \"step\": 1, \"prefix\": \"customer-\"}}");
    rep_write_options options = as(REP_FORMAT_PARQUET);
    text              out = document_from(model, 0, 20, &options);
    size_t            at = out.len - 8 - (size_t)number_at(&out, out.len - 8, 4), least = 0, greatest = 0;

    for (; at + 13 < out.len; at++) {
        least += memcmp(out.data + at, "\x0C" "customer-100", 13) == 0;
        greatest += memcmp(out.data + at, "\x0B" "customer-99", 12) == 0;
    }
    CHECK(least == 1 && greatest == 1);
    drop(&out);
    rep_model_free(model);
}

/*--- what cannot be written ---*/

static void refuses(const rep_model *model, const rep_write_options *options, rep_status status, const char *piece)
{
    text           out = { NULL, 0, 0 };
    rep_generator *generator = NULL;
    rep_error      err;

    rep_generator_create(&generator, model, 42, NULL, &err);
    CHECK_INT(rep_generator_write(generator, 0, 5, put_all, &out, options, &err), status);
    CHECK_INT(err.code, status);
    if (!CHECK(strstr(err.message, piece) != NULL)) printf("    %s\n", err.message);
    CHECK_INT(rep_generator_write(generator, 0, 5, put_all, &out, NULL, &err), REP_OK);   /* it goes on working */
    rep_generator_free(generator);
    drop(&out);
}

TEST(what_a_format_cannot_hold_is_refused_with_the_reason)
{
    rep_model        *nothing = model_of(typed, 0, REP_NONE), *one_column = model_of(typed, 1, REP_NONE);
    rep_model        *nul = one("{\"name\": \"zero\", \"type\": \"categorical\", \"params\": {\"weights\": {\"a\\u0000b\": 1}}}");
    rep_write_options sql = as(REP_FORMAT_SQL), lines = as(REP_FORMAT_JSONL), parquet = as(REP_FORMAT_PARQUET);

    refuses(nothing, &sql, REP_ERR_UNSUPPORTED, "no columns");
    refuses(nothing, &parquet, REP_ERR_UNSUPPORTED, "no columns");
    refuses(nul, &sql, REP_ERR_TYPE, "\"zero\"");
    sql.sql_dialect = "oracle";
    refuses(one_column, &sql, REP_ERR_ARGUMENT, "oracle");
    check_document(nul, 1, &lines, "{\"zero\":\"a\\u0000b\"}\n");
    sql = as((rep_format)77);
    refuses(one_column, &sql, REP_ERR_UNSUPPORTED, "jsonl");
    rep_model_free(nothing), rep_model_free(one_column), rep_model_free(nul);
}

static int put_some(void *user, const char *data, size_t len)
{
    size_t *left = (size_t *)user;

    (void)data;
    if (len > *left) return 1;
    *left -= len;
    return 0;
}

TEST(a_writer_that_refuses_is_seen_wherever_it_does)
{
    rep_model     *model = model_of(typed, TYPED, REP_NONE);
    rep_generator *generator = NULL;
    rep_error      err;
    int            format;

    CHECK_INT(rep_generator_create(&generator, model, 1, NULL, &err), REP_OK);
    for (format = 1; format < REP_FORMAT_COUNT; format++) {
        rep_write_options options = as((rep_format)format);
        text              whole = document_from(model, 0, 3000, &options);
        size_t            room;
        INPUT(rep_format_name((rep_format)format));
        for (room = 0; room < whole.len; room += 1 + room / 2) {
            size_t left = room;
            if (!CHECK_INT(rep_generator_write(generator, 0, 3000, put_some, &left, &options, &err), REP_ERR_WRITE)) break;
        }
        room = whole.len;
        CHECK_INT(rep_generator_write(generator, 0, 3000, put_some, &room, &options, &err), REP_OK);
        CHECK_SIZE(room, 0);
        drop(&whole);
    }
    rep_generator_free(generator);
    rep_model_free(model);
}

/*--- memory ---*/

static int put_nothing(void *user, const char *data, size_t len) { return (void)user, (void)data, (void)len, 0; }

TEST(memory_does_not_grow_with_the_rows)
{
    rep_model *model = model_of(typed, TYPED, REP_NONE);
    int        format;

    for (format = 1; format < REP_FORMAT_COUNT; format++) {
        size_t most[2];
        int    k;
        INPUT(rep_format_name((rep_format)format));
        for (k = 0; k < 2; k++) {
            heap                  h;
            rep_generator_options draw;
            rep_write_options     options = as((rep_format)format);
            rep_generator        *generator = NULL;
            rep_error             err;
            memset(&draw, 0, sizeof draw);
            heap_begin(&h, &draw.host, 0, 0);
            options.batch_rows = 4000;
            CHECK_INT(rep_generator_create(&generator, model, 1, &draw, &err), REP_OK);
            CHECK_INT(rep_generator_write(generator, 0, k ? 40000 : 8000, put_nothing, NULL, &options, &err), REP_OK);
            rep_generator_free(generator);
            CHECK_INT(h.live, 0);
            CHECK_INT(h.lies, 0);
            most[k] = h.most;
        }
        CHECK(most[1] <= most[0] + most[0] / 4 + 40960);
    }
    rep_model_free(model);
}

/*--- threads that the host lends ---*/

typedef struct lender { size_t meetings; int refuses; } lender;

/* Runs the tasks from the last one to the first. */
static int lend(void *user, size_t count, void (*task)(void *context, size_t index), void *context)
{
    lender *l = (lender *)user;

    if (l->refuses) return 1;
    l->meetings++;
    while (count-- > 0) task(context, count);
    return 0;
}

TEST(rows_by_lent_threads_are_those_of_one)
{
    enum { ROWS = 60001 };
    rep_model *model = model_of(typed, TYPED, REP_NONE);
    rep_error  err;
    int        format;

    for (format = 0; format < REP_FORMAT_COUNT; format++) {
        rep_write_options options = as((rep_format)format);
        text              whole = document_from(model, 5, ROWS, &options);
        size_t            width, room;
        INPUT(rep_format_name((rep_format)format) ? rep_format_name((rep_format)format) : "auto");
        for (width = 2; width <= 4; width++) {   /* 4: threads indeed, where there are any, which take rows as they come to it */
            rep_generator_options draw;
            rep_generator        *generator = NULL;
            lender                l = { 0, 0 };
            const int             threads = width == 4;
            text                  out = { NULL, 0, 0 };
            memset(&draw, 0, sizeof draw);
            draw.host.parallel.width = width, draw.host.parallel.run = lend, draw.host.parallel.user = &l;
            if (threads) draw.host.parallel = lend_threads(width);
            CHECK_INT(rep_generator_create(&generator, model, 42, &draw, &err), REP_OK);
            CHECK_INT(rep_generator_write(generator, 5, ROWS, put_all, &out, &options, &err), REP_OK);
            CHECK(out.len == whole.len && memcmp(out.data, whole.data, out.len) == 0);
            CHECK(threads || (format >= REP_FORMAT_ARROW ? l.meetings == 0 : l.meetings > 1));   /* their batches are made one after the other */
            out.len = 0;
            CHECK_INT(rep_generator_write(generator, 5, 7, put_all, &out, &options, &err), REP_OK);   /* too few to share, and the generator is as it was */
            room = whole.len / 2;
            CHECK_INT(rep_generator_write(generator, 5, ROWS, put_some, &room, &options, &err), REP_ERR_WRITE);
            l.refuses = 1;
            if (format < REP_FORMAT_ARROW && !threads) CHECK_INT(rep_generator_write(generator, 5, ROWS, put_all, &out, &options, &err), REP_ERR_STATE);
            rep_generator_free(generator);
            drop(&out);
        }
        drop(&whole);
    }
    rep_model_free(model);
}

/*--- memory that is refused ---*/

/* Refuses the n-th request of a document of `rows` rows for every n, for good or only that one, until none is left. A list that
 * may not double its room asks once more for what it needs, so a single refusal can be survived; the document is whole then. */
static void refuse_each(const rep_model *model, const rep_write_options *options, uint64_t rows, size_t width, int for_good)
{
    text whole = document_from(model, 0, rows, options);
    long n, refused = 1, failed = 0;

    for (n = 1; refused && n < 2000; n++) {
        heap                  h;
        rep_generator_options draw;
        rep_generator        *generator = NULL;
        rep_status            status;
        lender                l = { 0, 0 };
        text                  out = { NULL, 0, 0 };
        rep_error             err;
        memset(&draw, 0, sizeof draw);
        heap_begin(&h, &draw.host, 0, for_good);
        draw.host.parallel.width = width, draw.host.parallel.run = lend, draw.host.parallel.user = &l;
        CHECK_INT(rep_generator_create(&generator, model, 42, &draw, &err), REP_OK);
        h.refuse = h.requests + n;
        status = rep_generator_write(generator, 0, rows, put_all, &out, options, &err);
        refused = h.refused, failed += status == REP_ERR_MEMORY;
        CHECK(status == REP_OK ? out.len == whole.len && memcmp(out.data, whole.data, out.len) == 0 : status == REP_ERR_MEMORY && refused);
        rep_generator_free(generator);
        CHECK_INT(h.live, 0);
        CHECK_INT(h.lies, 0);
        drop(&out);
    }
    CHECK(n < 2000 && failed > 1);
    drop(&whole);
}

TEST(each_refused_allocation_is_an_error_without_a_leak)
{
    rep_model *model = model_of(typed, TYPED, REP_NONE);
    int        format, for_good;

    for (format = 1; format < REP_FORMAT_COUNT; format++) {
        rep_write_options options = as((rep_format)format);
        INPUT(rep_format_name((rep_format)format));
        for (for_good = 0; for_good < 2; for_good++) refuse_each(model, &options, 700, 0, for_good);
    }
    rep_model_free(model);
}

TEST(each_allocation_that_lent_threads_are_refused_is_an_error_without_a_leak)
{
    rep_model        *model = one("{\"name\": \"n\", \"type\": \"numerical\", \"decimals\": 0, \"params\": {\"mean\": 1, \"std\": 0}, \"distribution\": [[1, 9, 1]]}");
    rep_write_options options = as(REP_FORMAT_JSONL);

    refuse_each(model, &options, 17000, 2, 0);
    refuse_each(model, &options, 17000, 2, 1);
    rep_model_free(model);
}

int main(void)
{
    RUN(rows_by_lent_threads_are_those_of_one);
    RUN(each_allocation_that_lent_threads_are_refused_is_an_error_without_a_leak);
    RUN(formats_have_the_names_that_files_end_with);
    RUN(json_has_plain_numbers_booleans_null_and_all_else_as_the_csv);
    RUN(json_of_a_model_without_columns_has_empty_objects);
    RUN(lines_of_shards_are_those_of_the_whole);
    RUN(rows_side_by_side_are_those_made_one_by_one);
    RUN(control_characters_around_an_id_have_room_for_their_escapes);
    RUN(texts_in_arrays_side_by_side_are_those_of_each_row);
    RUN(a_column_with_words_among_its_numbers_is_text_in_all_rows);
    RUN(a_quoted_empty_spelling_is_an_empty_text_and_a_missing_number);
    RUN(sql_has_types_and_literals_of_its_dialect);
    RUN(statements_end_after_their_batch_and_the_last_one_with_the_rows);
    RUN(columns_without_a_name_get_one_in_sql);
    RUN(sql_tells_parts_of_a_second_only_where_there_are_some);
    RUN(sql_dates_are_those_of_ISO_8601_whatever_the_format);
    RUN(dates_with_words_among_them_are_in_sql_as_the_csv_has_them);
    RUN(a_spelling_of_missing_is_null);
    RUN(a_text_beyond_65535_bytes_is_LONGTEXT_in_MySQL);
    RUN(arrow_streams_are_messages_and_files_say_where_they_lie);
    RUN(the_c_data_interface_hands_over_typed_columns);
    RUN(the_c_data_interface_takes_no_rows_no_columns_and_no_memory);
    RUN(types_are_the_narrowest_that_hold_every_value);
    RUN(a_day_before_1970_is_that_day_at_any_hour);
    RUN(parquet_has_pages_between_its_marks_and_a_footer_that_ends_where_it_says);
    RUN(parquet_cells_are_plain_values_of_their_types);
    RUN(parquet_says_the_least_and_the_greatest_text_of_a_group);
    RUN(parquet_booleans_may_be_missing);
    RUN(what_a_format_cannot_hold_is_refused_with_the_reason);
    RUN(a_writer_that_refuses_is_seen_wherever_it_does);
    RUN(memory_does_not_grow_with_the_rows);
    RUN(each_refused_allocation_is_an_error_without_a_leak);
    return test_end();
}
