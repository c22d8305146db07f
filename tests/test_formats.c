/* test_formats.c - rows in every format (R24 to R28): types, values and the bytes of small documents
 *
 * Models are written by hand, one line a column, most of them with a single value, so that a document can be stated
 * whole. Readers that others wrote judge the formats in tests/formats.sh.
 */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"

#include "test.h"
#include "tables.h"

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

static rep_model *model_of(const char *const *columns, size_t count)
{
    text       json = { NULL, 0, 0 };
    rep_model *model;
    size_t     i;

    puts_to(&json, "{\"metadata\": {\"rows\": 100, \"version\": \"1.1\", \"name\": \"t\"}, \"columns\": [");
    for (i = 0; i < count; i++) {
        if (i) puts_to(&json, ",\n");
        puts_to(&json, columns[i]);
    }
    puts_to(&json, "]}");
    model = read_model(json.data);
    drop(&json);
    return model;
}

static rep_model *one(const char *column) { return model_of(&column, 1); }

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
    static const char *const names[] = { "csv", "tsv", "jsonl", "json", "sql" };
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
    rep_model        *model = model_of(typed, TYPED);
    rep_write_options lines = as(REP_FORMAT_JSONL), array = as(REP_FORMAT_JSON);

    check_document(model, 2, &lines, ROW("9", "A007") "\n" ROW("10", "A008") "\n");
    check_document(model, 2, &array, "[\n" ROW("9", "A007") ",\n" ROW("10", "A008") "\n]\n");
    check_document(model, 0, &lines, "");
    check_document(model, 0, &array, "[\n]\n");
    rep_model_free(model);
}

TEST(json_of_a_model_without_columns_has_empty_objects)
{
    rep_model        *model = model_of(typed, 0);
    rep_write_options lines = as(REP_FORMAT_JSONL), array = as(REP_FORMAT_JSON);

    check_document(model, 2, &lines, "{}\n{}\n");
    check_document(model, 2, &array, "[\n{},\n{}\n]\n");
    rep_model_free(model);
}

TEST(lines_of_shards_are_those_of_the_whole)
{
    rep_model        *model = model_of(typed, TYPED);
    rep_write_options lines = as(REP_FORMAT_JSONL);
    text              whole = document_from(model, 0, 700, &lines), a = document_from(model, 0, 300, &lines), b = document_from(model, 300, 400, &lines);

    put(&a, b.data, b.len);
    CHECK_SAME(a, whole);
    drop(&whole), drop(&a), drop(&b);
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
    rep_model        *model = model_of(typed, TYPED);
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
    rep_model        *model = model_of(typed, 1);
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
    rep_model               *model = model_of(columns, 2);
    rep_write_options        sql = as(REP_FORMAT_SQL);

    sql.sql_dialect = "mysql";
    check_document(model, 1, &sql, "SET NAMES utf8mb4;\nCREATE TABLE `t` (\n  `a``b` BIGINT NOT NULL,\n  `column_2` BIGINT NOT NULL\n) DEFAULT CHARACTER SET utf8mb4;\n"
                                   "INSERT INTO `t` (`a``b`, `column_2`) VALUES\n(9, 1);\n");
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
    rep_model        *nothing = model_of(typed, 0), *one_column = model_of(typed, 1);
    rep_model        *nul = one("{\"name\": \"zero\", \"type\": \"categorical\", \"params\": {\"weights\": {\"a\\u0000b\": 1}}}");
    rep_write_options sql = as(REP_FORMAT_SQL), lines = as(REP_FORMAT_JSONL);

    refuses(nothing, &sql, REP_ERR_UNSUPPORTED, "no columns");
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
    rep_model     *model = model_of(typed, TYPED);
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
    rep_model *model = model_of(typed, TYPED);
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
            options.batch_rows = 1000;
            CHECK_INT(rep_generator_create(&generator, model, 1, &draw, &err), REP_OK);
            CHECK_INT(rep_generator_write(generator, 0, k ? 40000 : 4000, put_nothing, NULL, &options, &err), REP_OK);
            rep_generator_free(generator);
            CHECK_INT(h.live, 0);
            CHECK_INT(h.lies, 0);
            most[k] = h.most;
        }
        CHECK(most[1] <= most[0] + most[0] / 4 + 40960);
    }
    rep_model_free(model);
}

TEST(each_refused_allocation_is_an_error_without_a_leak)
{
    rep_model *model = model_of(typed, TYPED);
    int        format;

    for (format = 1; format < REP_FORMAT_COUNT; format++) {
        long       n;
        rep_status status = REP_ERR_MEMORY;
        INPUT(rep_format_name((rep_format)format));
        for (n = 1; status == REP_ERR_MEMORY && n < 2000; n++) {
            heap                  h;
            rep_generator_options draw;
            rep_write_options     options = as((rep_format)format);
            rep_generator        *generator = NULL;
            rep_error             err;
            memset(&draw, 0, sizeof draw);
            heap_begin(&h, &draw.host, 0, 0);
            CHECK_INT(rep_generator_create(&generator, model, 1, &draw, &err), REP_OK);
            h.refuse = h.requests + n;
            status = rep_generator_write(generator, 0, 700, put_nothing, NULL, &options, &err);
            if (!CHECK(status == REP_OK || status == REP_ERR_MEMORY)) break;
            rep_generator_free(generator);
            CHECK_INT(h.live, 0);
            CHECK_INT(h.lies, 0);
        }
        CHECK(n > 2);
        CHECK_INT(status, REP_OK);
    }
    rep_model_free(model);
}

int main(void)
{
    RUN(formats_have_the_names_that_files_end_with);
    RUN(json_has_plain_numbers_booleans_null_and_all_else_as_the_csv);
    RUN(json_of_a_model_without_columns_has_empty_objects);
    RUN(lines_of_shards_are_those_of_the_whole);
    RUN(a_column_with_words_among_its_numbers_is_text_in_all_rows);
    RUN(a_quoted_empty_spelling_is_an_empty_text_and_a_missing_number);
    RUN(sql_has_types_and_literals_of_its_dialect);
    RUN(statements_end_after_their_batch_and_the_last_one_with_the_rows);
    RUN(columns_without_a_name_get_one_in_sql);
    RUN(what_a_format_cannot_hold_is_refused_with_the_reason);
    RUN(a_writer_that_refuses_is_seen_wherever_it_does);
    RUN(memory_does_not_grow_with_the_rows);
    RUN(each_refused_allocation_is_an_error_without_a_leak);
    return test_end();
}
