/* test_in.c - tables that come in as JSON, as TSV, as typed columns and as Arrow batches
 *
 * One table by every door is one model, in pieces of any size, in parts merged in any order; JSON's types are kept; what
 * is wrong is refused with its place. The sweeps of refused memory stand at the end.
 */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"

#include "test.h"
#include "tables.h"

/*--- tables, by many doors ---*/

static rep_profile_options plain_options(void)
{
    rep_profile_options options;

    memset(&options, 0, sizeof options);
    options.date = "2026-01-01T00:00:00";
    options.name = "table";
    return options;
}

/* Pushed in pieces, each from a block of its own. */
static rep_status push_pieces(rep_profiler *profiler, const text *t, size_t piece, rep_error *err)
{
    rep_status status = REP_OK;
    size_t     at, n;

    for (at = 0; at < t->len && status == REP_OK; at += n) {
        char *copy;
        n = piece && piece < t->len - at ? piece : t->len - at;
        copy = (char *)malloc(n);
        if (copy == NULL) exit(2);
        memcpy(copy, t->data + at, n);
        status = rep_profiler_push_bytes(profiler, copy, n, err);
        free(copy);
    }
    return status;
}

static text learned(const text *t, size_t piece, const rep_profile_options *options)
{
    rep_profiler *profiler = NULL;
    rep_model    *model = NULL;
    rep_error     err;
    text          out;

    CHECK_INT(rep_profiler_create(&profiler, options, &err), REP_OK);
    if (!CHECK_INT(push_pieces(profiler, t, piece, &err), REP_OK) || !CHECK_INT(rep_profiler_learn(profiler, &model, &err), REP_OK))
        printf("    %d:%d %s\n", (int)err.line, (int)err.column, err.message);
    out = model_text(model);
    rep_model_free(model);
    rep_profiler_free(profiler);
    return out;
}

/* Row i of a table of all sorts; names in turn, so that some come late. layout: 0 JSON Lines, 1 an array, 2 an array with room. */
static void add_row(text *t, unsigned i, int layout)
{
    const char *blank = layout == 2 ? "\r\n\t " : "";
    uint64_t    chance = i * 77u + 5;

    say(t, "%s{%s\"id\"%s:%s%u", blank, blank, blank, blank, i + 1);
    say(t, ",%s\"name\":%s\"caf\\u00e9 \\ud83d\\ude00 %u\\n\\\"x\\\"\"", blank, blank, i % 7);
    say(t, ",\"price\":%u.%02u%s", roll(&chance, 500), roll(&chance, 100), blank);
    say(t, ",\"open\":%s", i % 3 ? "true" : "false");
    if (i % 4) say(t, ",\"code\"%s: \"%03u\"", blank, roll(&chance, 40));
    if (i >= 70) say(t, ",\"at\":{%s\"town\":\"%s\",\"deep\":{\"n\":%u}%s}", blank, i % 2 ? "Oslo" : "Bergen", roll(&chance, 9), blank);
    if (i >= 130) say(t, ",\"late\":%s", i % 5 ? "\"2024-01-05\"" : "null");
    say(t, ",%s\"tags\":[%s\"a b\",%s%u%s,{\"k\":[]}]", blank, blank, blank, i % 3, blank);
    say(t, ",\"none\":null%s}", blank);
}

static text table_json(unsigned from, unsigned to, int layout)
{
    text     out = { NULL, 0, 0 };
    unsigned i;

    if (layout) puts_to(&out, layout == 2 ? " [ " : "[");
    for (i = from; i < to; i++) {
        if (i > from) puts_to(&out, layout ? "," : "\n");
        add_row(&out, i, layout);
    }
    if (layout) puts_to(&out, layout == 2 ? "\n]\n\n" : "]");
    return out;
}

TEST(one_table_is_one_model_in_every_layout_and_every_cutting)
{
    rep_profile_options options = plain_options();
    text                lines = table_json(0, 300, 0), whole = learned(&lines, 0, &options);
    size_t              pieces[] = { 1, 2, 3, 7, 64, 1000, 4097 }, p;
    int                 layout;

    CHECK(strstr(whole.data, "\"at.deep.n\"") != NULL && strstr(whole.data, "\"late\"") != NULL);
    for (layout = 0; layout < 3; layout++) {
        text json = table_json(0, 300, layout);
        for (p = 0; p < sizeof pieces / sizeof pieces[0]; p++) {
            text again = learned(&json, pieces[p], &options);
            CHECK_SAME(whole, again);
            drop(&again);
        }
        options.format = layout == 1 ? REP_FORMAT_JSON : REP_FORMAT_JSONL;
        { text again = learned(&json, 11, &options); CHECK_SAME(whole, again); drop(&again); }
        options.format = REP_FORMAT_AUTO;
        drop(&json);
    }
    drop(&lines), drop(&whole);
}

/* A text of digits where CSV has one is a number there and none here, so the columns are numbers, words and dates. */
TEST(json_is_learned_as_the_csv_of_the_same_table_is)
{
    rep_profile_options options = plain_options();
    text                csv = { NULL, 0, 0 }, json = { NULL, 0, 0 }, a, b;
    uint64_t            chance = 3;
    unsigned            i, c;

    for (c = 0; c < 300; c++) say(&csv, "%sc%u", c ? "," : "", c);   /* over 128: the sample is smaller, and grows smaller as names come */
    puts_to(&csv, "\n");
    for (i = 0; i < 700; i++) {
        puts_to(&json, "{");
        for (c = 0; c < 300; c++) {
            int      late = c == 0 || i >= c / 3;
            unsigned n = roll(&chance, 50);
            if (c) puts_to(&csv, ",");
            if (!late) continue;
            if (c % 3 == 0) say(&csv, "%u", n + 100 * i), say(&json, "%s\"c%u\":%u", c ? "," : "", c, n + 100 * i);
            if (c % 3 == 1) say(&csv, "w%u", n), say(&json, ",\"c%u\":\"w%u\"", c, n);
            if (c % 3 == 2) say(&csv, "2024-01-%02u", n % 28 + 1), say(&json, ",\"c%u\":\"2024-01-%02u\"", c, n % 28 + 1);
        }
        puts_to(&csv, "\n"), puts_to(&json, "}\n");
    }
    options.csv.delimiter = ',', options.structure = REP_STRUCTURE_INDEPENDENT;
    options.max_categories = 200;   /* so that large columns lean on the sample */
    a = learned(&csv, 0, &options);
    options.csv.delimiter = 0;
    b = learned(&json, 501, &options);
    CHECK_SAME(a, b);
    drop(&csv), drop(&json), drop(&a), drop(&b);
}

/*--- what becomes of types ---*/

static const char *kind_of(const rep_model *model, const char *name)
{
    return rep_kind_name(column_of(model, rep_model_find_column(model, name)).kind);
}

TEST(the_types_of_json_are_kept)
{
    rep_profile_options options = plain_options();
    rep_write_options   out;
    rep_model          *model, *again;
    text                json = { NULL, 0, 0 }, rows, read, told;
    char               *line;
    unsigned            i;

    for (i = 0; i < 400; i++)
        say(&json, "{\"n\":%u,\"digits\":\"%u\",\"many\":\"%u\",\"run\":\"%u\",\"yes\":%s,\"said\":\"%s\",\"one\":\"5\",\"mixed\":%s%u%s,\"few\":%s,\"x\":%u.5,\"e\":1e%u}\n",
            i % 90, i % 9, i * 37 % 401, i + 1, i % 2 ? "true" : "false", i % 2 ? "true" : "false", i % 2 ? "\"" : "", i % 5, i % 2 ? "\"" : "",
            i == 7 ? "\"3\"" : "4", i % 50, i % 30);
    model = learn_text(json.data, json.len, &options);
    CHECK_STR(kind_of(model, "n"), "numerical");
    CHECK_STR(kind_of(model, "digits"), "categorical");
    CHECK_STR(kind_of(model, "many"), "text");
    CHECK_STR(kind_of(model, "run"), "text");
    CHECK_STR(kind_of(model, "yes"), "categorical");
    CHECK_STR(kind_of(model, "said"), "categorical");
    CHECK_STR(kind_of(model, "one"), "categorical");
    CHECK_STR(kind_of(model, "mixed"), "categorical");
    CHECK_STR(kind_of(model, "few"), "numerical");   /* one string of 400: as a word among numbers */
    CHECK_STR(kind_of(model, "x"), "numerical");
    CHECK_STR(kind_of(model, "e"), "numerical");
    memset(&out, 0, sizeof out);
    out.format = REP_FORMAT_JSONL;
    read = model_text(model);
    again = read_model(read.data);
    rows = rows_text(again, 42, 0, 400, &out);
    for (line = strtok(rows.data, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        CHECK(strstr(line, "\"digits\":\"") && strstr(line, "\"many\":\"") && strstr(line, "\"run\":\"") && strstr(line, "\"said\":\"") && strstr(line, "\"one\":\"5\""));
        CHECK((strstr(line, "\"yes\":true,") || strstr(line, "\"yes\":false,")) && !strstr(line, "\"n\":\"") && !strstr(line, "\"few\":\"") && !strstr(line, "\"x\":\""));
    }
    told = model_text(again);
    CHECK_SAME(read, told);
    rep_model_free(model), rep_model_free(again);
    options.columns = NULL;
    {
        rep_column_options column;
        memset(&column, 0, sizeof column);
        column.column = "many", column.kind = REP_KIND_NUMERICAL;   /* asked for, strings are numbers */
        options.columns = &column, options.column_count = 1;
        model = learn_text(json.data, json.len, &options);
        CHECK_STR(kind_of(model, "many"), "numerical");
        rep_model_free(model);
    }
    drop(&json), drop(&rows), drop(&read), drop(&told);
}

TEST(what_is_missing_and_what_nests_is_as_the_manual_says)
{
    rep_profile_options options = plain_options();
    rep_model          *model = learn("[{\"a\":1,\"o\":{}, \"l\":[ 1, [\"x y\", {\"k\" : null}] ]},{\"b\":\"\",\"a\":null},\n"
                                      "{\"o\":{\"p\":{\"\\u006a\":\"NA\"}},\"a\":\"N/A\",\"\":1,\"l\":[]},{}]", &options);
    rep_model_info      info;
    rep_error           err;
    text                told = model_text(model);

    CHECK_INT(rep_model_get_info(model, &info, &err), REP_OK);
    CHECK_SIZE(info.row_count, 4);
    CHECK_SIZE(info.column_count, 5);   /* o is no column */
    CHECK(is_text(column_of(model, 0).name, "a") && is_text(column_of(model, 1).name, "l") && is_text(column_of(model, 2).name, "b"));
    CHECK(is_text(column_of(model, 3).name, "o.p.j") && is_text(column_of(model, 4).name, "column"));
    CHECK_NEAR(column_of(model, 0).missing_share, 0.75, 0);
    CHECK_NEAR(column_of(model, 1).missing_share, 0.5, 0);
    CHECK_NEAR(column_of(model, 2).missing_share, 1, 0);
    CHECK_NEAR(column_of(model, 3).missing_share, 1, 0);
    /* what is kept as a text keeps its escapes */
    {
        rep_model *kept = learn("{\"l\":[\"a\\n\\u00E9 \\\"q\\\"\"]}\n{\"l\":[\"a\\n\\u00E9 \\\"q\\\"\"]}\n{\"l\":[{\"k\\t\":\"\\\\\"}]}\n", &options);
        text       said = model_text(kept);
        CHECK(strstr(said.data, "[\\\"a\\\\n\\\\u00E9 \\\\\\\"q\\\\\\\"\\\"]") != NULL);
        CHECK(strstr(said.data, "[{\\\"k\\\\t\\\":\\\"\\\\\\\\\\\"}]") != NULL);
        rep_model_free(kept);
        drop(&said);
    }
    CHECK(strstr(told.data, "[1,[\\\"x y\\\",{\\\"k\\\":null}]]") != NULL);
    rep_model_free(model);
    drop(&told);
}

/*--- what is wrong ---*/

static const struct { const char *json; rep_status status; int line, column; const char *says; } faults[] = {
    { "[{\"a\":1},\n {\"a\":tru}]", REP_ERR_JSON, 2, 7, "\"tru\" is no JSON value" },
    { "[{\"a\":NaN}]", REP_ERR_JSON, 1, 7, "missing values are null" },
    { "[{\"a\":01}]", REP_ERR_JSON, 1, 7, "codes stand in quotes" },
    { "[{\"a\":1.}]", REP_ERR_JSON, 1, 7, "no JSON number" },
    { "[{\"a\":-}]", REP_ERR_JSON, 1, 7, "no JSON number" },
    { "{\"a\":1}\n{\"a\":2,}\n", REP_ERR_JSON, 2, 8, "a name in double quotes" },
    { "{\"a\":1}\n{\"a\" 2}\n", REP_ERR_JSON, 2, 6, "a colon" },
    { "{\"a\":1}\n{'a':2}\n", REP_ERR_JSON, 2, 2, "a name in double quotes" },
    { "[{\"a\":\"\\u00aG\"}]", REP_ERR_JSON, 1, 13, "four hexadecimal digits" },
    { "[{\"a\":\"\\uF`00\"}]", REP_ERR_JSON, 1, 11, "four hexadecimal digits" },
    { "{\"a\":1}\n[1]\n", REP_ERR_JSON, 2, 1, "a row was expected" },
    { "[[1]]", REP_ERR_JSON, 1, 2, "a row was expected" },
    { "[{\"a\":1}{\"a\":2}]", REP_ERR_JSON, 1, 9, "a comma or ]" },
    { "[{\"a\":1},]", REP_ERR_JSON, 1, 10, "a row was expected" },
    { "[{\"a\":1}] x", REP_ERR_JSON, 1, 11, "follows the end" },
    { "{\"a\":1},{\"a\":2}", REP_ERR_JSON, 1, 8, "a row was expected" },
    { "{\"a\":1}}", REP_ERR_JSON, 1, 8, "a row was expected" },
    { "[{\"a\":1 \"b\":2}]", REP_ERR_JSON, 1, 9, "a comma or }" },
    { "[{\"a\":[1 2]}]", REP_ERR_JSON, 1, 10, "a comma or ]" },
    { "[{\"a\":[1}]}]", REP_ERR_JSON, 1, 9, "a comma or ]" },
    { "[{\"a\":[nul]}]", REP_ERR_JSON, 1, 8, "\"nul\" is no JSON value" },
    { "[{\"a\":[01]}]", REP_ERR_JSON, 1, 8, "no JSON number" },
    { "[{\"a\":!}]", REP_ERR_JSON, 1, 7, "a value was expected" },
    { "[{\"a\":1,\"b\":2,\"a\":3}]", REP_ERR_JSON, 1, 15, "the name \"a\" stands twice" },
    { "[{\"a\":{\"b\":1},\"a\":{\"c\":1}}]", REP_ERR_JSON, 1, 15, "the name \"a\" stands twice" },
    { "[{\"a\":{\"b\":1},\n\"a.b\":2}]", REP_ERR_JSON, 2, 1, "the name \"a.b\" stands twice" },
    { "[{\"a\":\"x\ny\"}]", REP_ERR_JSON, 1, 9, "a line ends inside of a string" },
    { "[{\"a\":\"x\ty\"}]", REP_ERR_JSON, 1, 9, "control byte" },
    { "[{\"a\":\"x\\qy\"}]", REP_ERR_JSON, 1, 9, "unknown escape" },
    { "[{\"a\":[\"x\\qy\"]}]", REP_ERR_JSON, 1, 10, "unknown escape" },
    { "[{\"a\":\"x\\u12G4\"}]", REP_ERR_JSON, 1, 13, "four hexadecimal digits" },
    { "[{\"a\":\"ok\"},{\"a\":\"\xE9t\xE9\"}]", REP_ERR_JSON, 1, 18, "not UTF-8 are in this string" },
    { "[{\"\xFF\":1}]", REP_ERR_JSON, 1, 3, "not UTF-8 are in this name" },
    { "[{\"a\":1},\n{\"a\":\"x", REP_ERR_JSON, 2, 6, "this string never ends" },
    { "[{\"a\":1},\n {\"a\":{\"b\":[1", REP_ERR_JSON, 2, 2, "the row that opens here is never closed" },
    { "[{\"a\":1},\n{\"a\":2}\n", REP_ERR_JSON, 3, 1, "the array of rows is never closed" },
    { "[{\"a\":1},{\"a\":\"12345678901\"}]", REP_ERR_LIMIT, 1, 15, "max_cell_bytes" },
    { "[{\"a\":1},{\"a\":[1,2,3,4,5,6]}]", REP_ERR_LIMIT, 1, 24, "max_cell_bytes" },
    { "[{\"a\":1,\"b\":2,\"c\":3,\"d\":4}]", REP_ERR_LIMIT, 1, 25, "max_columns" },
    { "[]", REP_ERR_CSV, 0, 0, "empty" },
    { "[{},{}]", REP_ERR_CSV, 0, 0, "empty" }
};

TEST(what_is_wrong_is_refused_with_its_place_in_every_cutting)
{
    size_t i, piece;

    for (i = 0; i < sizeof faults / sizeof faults[0]; i++)
        for (piece = 0; piece < 3; piece++) {
            rep_profile_options options = plain_options();
            rep_profiler       *profiler = NULL;
            rep_model          *model = NULL;
            rep_error           err;
            text                json = { NULL, 0, 0 };
            INPUT(faults[i].json);
            options.max_cell_bytes = 10, options.max_columns = 3;
            puts_to(&json, faults[i].json);
            CHECK_INT(rep_profiler_create(&profiler, &options, &err), REP_OK);
            if (push_pieces(profiler, &json, piece, &err) == REP_OK) rep_profiler_learn(profiler, &model, &err);
            CHECK_INT(err.code, faults[i].status);
            CHECK_INT(err.line, faults[i].line);
            CHECK_INT(err.column, faults[i].column);
            CHECK_SAYS(err.message, faults[i].says);
            CHECK(model == NULL);
            rep_profiler_free(profiler);
            drop(&json);
        }
}

TEST(brackets_and_names_have_limits_that_are_named)
{
    rep_profile_options options = plain_options();
    rep_model          *model = NULL;
    rep_error           err;
    text                deep = { NULL, 0, 0 }, path = { NULL, 0, 0 }, name = { NULL, 0, 0 };
    int                 i;

    puts_to(&deep, "{\"a\":");
    for (i = 0; i < 100000; i++) puts_to(&deep, "[");
    CHECK_INT(rep_profile_bytes(&model, deep.data, deep.len, &options, &err), REP_ERR_LIMIT);
    CHECK_SAYS(err.message, "256 brackets");
    CHECK_INT(err.column, 6 + 255);
    for (i = 0; i < 240; i++) puts_to(&path, "{\"abcdef\":");
    CHECK_INT(rep_profile_bytes(&model, path.data, path.len, &options, &err), REP_ERR_LIMIT);
    CHECK_SAYS(err.message, "longer than 1024 bytes");
    puts_to(&name, "{\"");
    for (i = 0; i < 2000; i++) puts_to(&name, "n");
    puts_to(&name, "\":1}");
    CHECK_INT(rep_profile_bytes(&model, name.data, name.len, &options, &err), REP_ERR_LIMIT);
    CHECK_SAYS(err.message, "this name is longer than 1024 bytes");
    drop(&deep), drop(&path), drop(&name);
}

/*--- which reader reads ---*/

TEST(the_first_bytes_tell_json_and_a_wrong_format_says_so)
{
    static const char *const jsons[] = { "{\"a\":1}", " \n[ {\"a\":1} ]", "\xEF\xBB\xBF[{\"a\":1}]", "{}\n{\"a\":1}\n", "[\n\n\t{\"a\":1}]" };
    static const char *const csvs[] = { "{a},b\n1,2\n", "[a],b\n1,2\n", "a\n{\"a\":1}\n", "{\n1\n" };
    static const char *const names[] = { "\"name\": \"{a}\"", "\"name\": \"[a]\"", "\"name\": \"a\"", "\"name\": \"{\"" };
    rep_profile_options      options = plain_options();
    rep_model               *model = NULL;
    rep_error                err;
    text                     t;
    size_t                   i, piece;

    for (i = 0; i < sizeof jsons / sizeof jsons[0]; i++) {
        INPUT(jsons[i]);
        for (piece = 0; piece < 3; piece++) {
            text out;
            t.data = (char *)(size_t)jsons[i], t.len = strlen(jsons[i]), t.room = 0;
            out = learned(&t, piece, &options);
            CHECK(strstr(out.data, "\"name\": \"a\"") != NULL);
            drop(&out);
        }
        options.format = REP_FORMAT_CSV;
        CHECK_INT(rep_profile_bytes(&model, jsons[i], strlen(jsons[i]), &options, &err), REP_ERR_CSV);
        CHECK_SAYS(err.message, "this is JSON, not CSV");
        options.format = REP_FORMAT_AUTO, options.csv.delimiter = ',';
        CHECK_INT(rep_profile_bytes(&model, jsons[i], strlen(jsons[i]), &options, &err), REP_ERR_CSV);
        options.csv.delimiter = 0;
    }
    CHECK_INT(rep_profile_bytes(&model, "\xFF\xFE[\0{\0\"\0a\0\"\0:\0001\0}\0]\0", 20, &options, &err), REP_ERR_CSV);
    CHECK_SAYS(err.message, "JSON in UTF-16");
    for (i = 0; i < sizeof csvs / sizeof csvs[0]; i++) {
        INPUT(csvs[i]);
        CHECK_INT(rep_profile_bytes(&model, csvs[i], strlen(csvs[i]), &options, &err), REP_OK);
        rep_model_free(model);
        for (piece = 0; piece < 3; piece++) {
            text out;
            t.data = (char *)(size_t)csvs[i], t.len = strlen(csvs[i]), t.room = 0;
            out = learned(&t, piece, &options);
            CHECK(strstr(out.data, names[i]) != NULL);
            drop(&out);
        }
        options.format = REP_FORMAT_JSON;
        CHECK_INT(rep_profile_bytes(&model, csvs[i], strlen(csvs[i]), &options, &err), REP_ERR_JSON);
        options.format = REP_FORMAT_AUTO;
    }
}

TEST(tsv_is_cut_at_tabs_alone)
{
    rep_profile_options options = plain_options();
    rep_model          *model;
    rep_error           err;

    options.format = REP_FORMAT_TSV;
    model = learn("a,b\n1,2\n3,4\n5,6\n", &options);
    CHECK_SIZE(rep_model_find_column(model, "a,b"), 0);
    rep_model_free(model);
    model = learn("a\tb,c\n1\t2,5\n", &options);
    CHECK_SIZE(rep_model_find_column(model, "b,c"), 1);
    rep_model_free(model);
    options.csv.delimiter = ';';
    CHECK_INT(rep_profile_bytes(&model, "a", 1, &options, &err), REP_ERR_ARGUMENT);
    options.format = REP_FORMAT_JSON;
    CHECK_INT(rep_profile_bytes(&model, "[]", 2, &options, &err), REP_ERR_ARGUMENT);
    CHECK_SAYS(err.message, "csv.delimiter");
    options.csv.delimiter = 0, options.format = REP_FORMAT_PARQUET;
    CHECK_INT(rep_profile_bytes(&model, "a", 1, &options, &err), REP_ERR_ARGUMENT);
    CHECK_SAYS(err.message, "csv, tsv, jsonl or json");
}

TEST(options_of_columns_and_relations_wait_until_the_names_are_known)
{
    static const char *const relations[] = { "z <= late" };
    rep_profile_options      options = plain_options();
    rep_column_options       columns[1];
    rep_model               *model;
    rep_error                err;
    text                     json = { NULL, 0, 0 };
    unsigned                 i;

    for (i = 0; i < 90; i++) say(&json, i < 20 ? "{\"z\":%u}" : "{\"z\":%u,\"late\":%u,\"gone\":1}", i % 7, i % 13 + 7);
    memset(columns, 0, sizeof columns);
    columns[0].column = "gone", columns[0].drop = 1;
    options.columns = columns, options.column_count = 1;
    options.relations = relations, options.relation_count = 1;
    model = learn_text(json.data, json.len, &options);
    CHECK(rep_model_find_column(model, "gone") == REP_NONE && rep_model_find_column(model, "late") == 1);
    rep_model_free(model);
    columns[0].column = "never";
    CHECK_INT(rep_profile_bytes(&model, json.data, json.len, &options, &err), REP_ERR_COLUMN);
    CHECK_SAYS(err.message, "\"never\"");
    columns[0].column = "z", columns[0].drop = 0;
    CHECK_INT(rep_profile_bytes(&model, "{\"z\":1}", 7, &options, &err), REP_ERR_COLUMN);
    CHECK_SAYS(err.message, "\"late\"");
    drop(&json);
}

/*--- parts ---*/

TEST(parts_that_saw_other_names_merge_in_any_order_to_the_model_of_the_whole)
{
    static const int    orders[4][3] = { { 0, 1, 2 }, { 0, 2, 1 }, { 2, 1, 0 }, { 1, 2, 0 } };
    static const unsigned cuts[4] = { 0, 60, 128, 300 };
    rep_profile_options options = plain_options();
    text                lines = table_json(0, 300, 0), whole;
    int                 n, k;

    options.sample_rows = 64;
    whole = learned(&lines, 0, &options);
    for (n = 0; n < 4; n++) {
        rep_profiler *parts[3];
        rep_model    *model = NULL;
        rep_error     err;
        text          told;
        for (k = 0; k < 3; k++) {
            text part = table_json(cuts[k], cuts[k + 1], k == 1);
            if (k == 0) CHECK_INT(rep_profiler_create(&parts[0], &options, &err), REP_OK);
            else CHECK_INT(rep_profiler_fork(&parts[k], parts[0], cuts[k], &err), REP_OK);
            CHECK_INT(push_pieces(parts[k], &part, 333, &err), REP_OK);
            drop(&part);
        }
        for (k = 1; k < 3; k++)
            if (!CHECK_INT(rep_profiler_merge(parts[orders[n][0]], parts[orders[n][k]], &err), REP_OK)) printf("    %s\n", err.message);
        CHECK_INT(rep_profiler_learn(parts[orders[n][0]], &model, &err), REP_OK);
        told = model_text(model);
        CHECK_SAME(whole, told);
        drop(&told);
        rep_model_free(model);
        for (k = 0; k < 3; k++) rep_profiler_free(parts[k]);
    }
    drop(&lines), drop(&whole);
}

TEST(a_table_goes_on_after_a_merge_and_after_it_was_learned)
{
    rep_profile_options options = plain_options();
    rep_profiler       *a = NULL, *b = NULL;
    rep_model          *model = NULL;
    rep_error           err;
    size_t              cut;
    text                head = table_json(0, 100, 0), middle = table_json(100, 200, 0), tail = table_json(200, 300, 1), whole = table_json(0, 300, 0), want, told;

    CHECK_INT(rep_profiler_create(&a, &options, &err), REP_OK);
    CHECK_INT(push_pieces(a, &head, 0, &err), REP_OK);
    CHECK_INT(rep_profiler_fork(&b, a, 100, &err), REP_OK);
    CHECK_INT(push_pieces(b, &middle, 0, &err), REP_OK);
    CHECK_INT(rep_profiler_learn(a, &model, &err), REP_OK);
    rep_model_free(model);
    CHECK_INT(rep_profiler_merge(a, b, &err), REP_OK);
    CHECK_INT(push_pieces(a, &tail, 0, &err), REP_OK);
    CHECK_INT(rep_profiler_learn(a, &model, &err), REP_OK);
    told = model_text(model), want = learned(&whole, 0, &options);
    CHECK_SAME(want, told);
    CHECK_INT(rep_profiler_cut(a, head.data, head.len, &cut, NULL, &err), REP_ERR_UNSUPPORTED);
    rep_model_free(model), rep_profiler_free(a), rep_profiler_free(b);
    CHECK_INT(rep_profiler_create(&a, &options, &err), REP_OK);
    CHECK_INT(rep_profiler_create(&b, &options, &err), REP_OK);
    CHECK_INT(push_pieces(a, &head, 0, &err), REP_OK);
    CHECK_INT(rep_profiler_push_bytes(b, "id\n1\n", 5, &err), REP_OK);
    CHECK_INT(rep_profiler_merge(a, b, &err), REP_ERR_STATE);
    CHECK_SAYS(err.message, "came by name");
    rep_profiler_free(a), rep_profiler_free(b);
    drop(&head), drop(&middle), drop(&tail), drop(&whole), drop(&want), drop(&told);
}

/*--- typed columns ---*/

enum { ROWS = 1500 };

typedef struct columns {
    int64_t  id[ROWS], seconds[ROWS];
    double   price[ROWS];
    float    weight[ROWS];
    uint8_t  open[ROWS], small[ROWS], valid[(ROWS + 7) / 8];
    int32_t  day[ROWS];
    rep_str  town[ROWS];
    rep_array arrays[8];
    text      csv;
} columns;

/* The same table in memory and as CSV. */
static columns *make_columns(void)
{
    static const char *const towns[] = { "Oslo", "Bergen, West", "Troms\xC3\xB8", "" };
    static const rep_array   arrays[8] = { { "id", REP_I64, NULL, NULL }, { "price", REP_F64, NULL, NULL }, { "weight", REP_F32, NULL, NULL }, { "open", REP_BOOL, NULL, NULL },
                                           { "small", REP_U8, NULL, NULL }, { "day", REP_DAYS, NULL, NULL }, { "at", REP_SECONDS, NULL, NULL }, { "town", REP_TEXT, NULL, NULL } };
    columns                 *c = (columns *)calloc(1, sizeof *c);
    uint64_t                 chance = 9;
    size_t                   i;

    if (c == NULL) exit(2);
    puts_to(&c->csv, "id,price,weight,open,small,day,at,town\n");
    for (i = 0; i < ROWS; i++) {
        unsigned n = roll(&chance, 10000), town = roll(&chance, 4), d = roll(&chance, 28);
        int      there = i % 11 != 3;
        c->id[i] = (int64_t)i * 5 - 70;
        c->price[i] = n % 7 == 0 ? n : (double)n / 100;
        c->weight[i] = (float)((double)(n % 1000) / 10);
        c->open[i] = (uint8_t)(n & 4);
        c->small[i] = (uint8_t)n;
        c->day[i] = (int32_t)(19723 + d);
        c->seconds[i] = INT64_C(1704067200) + d * 86400 + n;
        c->town[i] = view(towns[town]);
        if (town == 3) c->town[i].data = NULL;
        if (there) c->valid[i / 8] = (uint8_t)(c->valid[i / 8] | 1u << (i & 7));
        say(&c->csv, "%d,", (int)c->id[i]);
        if (n % 7 == 0) say(&c->csv, "%u,", n);
        else if (n % 10 == 0) say(&c->csv, n % 100 ? "%u.%u," : "%u,", n / 100, n % 100 / 10);
        else say(&c->csv, "%u.%02u,", n / 100, n % 100);
        if (!there) puts_to(&c->csv, ",");
        else say(&c->csv, n % 10 ? "%u.%u," : "%u,", n % 1000 / 10, n % 10);
        say(&c->csv, "%s,%u,2024-01-%02u,2024-01-%02u %02u:%02u:%02u,", n & 4 ? "true" : "false", n & 255, d + 1, d + 1, n / 3600, n / 60 % 60, n % 60);
        say(&c->csv, town == 1 ? "\"%s\"\n" : "%s\n", towns[town]);
    }
    memcpy(c->arrays, arrays, sizeof arrays);
    c->arrays[0].data = c->id, c->arrays[1].data = c->price, c->arrays[2].data = c->weight, c->arrays[3].data = c->open;
    c->arrays[4].data = c->small, c->arrays[5].data = c->day, c->arrays[6].data = c->seconds, c->arrays[7].data = c->town;
    c->arrays[2].valid = c->valid;
    return c;
}

static void free_columns(columns *c)
{
    drop(&c->csv);
    free(c);
}

TEST(typed_columns_are_learned_as_their_csv_is)
{
    rep_profile_options options = plain_options();
    columns            *c = make_columns();
    rep_profiler       *profiler = NULL;
    rep_error           err;
    text                csv, told;
    size_t              at, k, n;

    options.csv.delimiter = ',';
    csv = learned(&c->csv, 0, &options);
    options.csv.delimiter = 0;
    for (n = 0; n < 3; n++) { /* at once, and in batches that begin at whole bytes of valid */
        const size_t batch = n == 0 ? ROWS : n == 1 ? 8 : 800;
        CHECK_INT(rep_profiler_create(&profiler, &options, &err), REP_OK);
        for (at = 0; at < ROWS; at += batch) {
            static const size_t width[8] = { 8, 8, 4, 1, 1, 4, 8, sizeof(rep_str) };
            rep_array           arrays[8];
            memcpy(arrays, c->arrays, sizeof arrays);
            for (k = 0; k < 8; k++) arrays[k].data = (char *)arrays[k].data + at * width[k];
            arrays[2].valid = c->valid + at / 8;
            if (!CHECK_INT(rep_profiler_push_columns(profiler, arrays, 8, batch < ROWS - at ? batch : ROWS - at, &err), REP_OK)) printf("    %s\n", err.message);
        }
        told = learned_by(profiler);
        CHECK_SAME(csv, told);
        rep_profiler_free(profiler);
        drop(&told);
    }
    drop(&csv);
    free_columns(c);
}

TEST(rows_pushed_one_by_one_are_learned_as_their_json_is)
{
    static const char *const names[] = { "a", "b" };
    rep_profile_options      options = plain_options();
    rep_profiler            *profiler = NULL;
    rep_error                err;
    text                     json = { NULL, 0, 0 }, want, told;
    unsigned                 i;

    options.names = names, options.name_count = 2;
    CHECK_INT(rep_profiler_create(&profiler, &options, &err), REP_OK);
    for (i = 0; i < 500; i++) {
        char    number[16], word[16];
        rep_str cells[2];
        snprintf(number, sizeof number, "%u", i % 83), snprintf(word, sizeof word, "w%u", i % 5);
        cells[0] = view(number), cells[1] = view(word);
        if (i % 9 == 0) cells[1].data = NULL, cells[1].len = 0;
        CHECK_INT(rep_profiler_push_row(profiler, cells, 2, &err), REP_OK);
        say(&json, i % 9 ? "{\"a\":%u,\"b\":\"w%u\"}\n" : "{\"b\":null,\"a\":%u}\n", i % 83, i % 5);
    }
    told = learned_by(profiler);
    want = learned(&json, 0, &options);   /* names given: the columns stand in their order */
    CHECK_SAME(want, told);
    rep_profiler_free(profiler);
    CHECK_INT(rep_profiler_create(&profiler, &options, &err), REP_OK);
    CHECK_INT(rep_profiler_push_bytes(profiler, "{\"a\":1,\"c\":1}", 13, &err), REP_ERR_COLUMN);
    CHECK_SAYS(err.message, "\"c\"");
    CHECK_INT(err.column, 12);
    rep_profiler_free(profiler);
    drop(&json), drop(&want), drop(&told);
}

TEST(a_cell_of_any_type_says_what_a_csv_of_it_would)
{
    static double  doubles[] = { 0.1, -0.0, 1e300, 5e-324, 7, 123456789.25 };
    static float   floats[] = { 0.1f, 16777216.0f, 3.4028235e38f, 1e-45f, -2.5f, 0.3f };
    static int64_t wide[] = { INT64_MIN, INT64_MAX, 0, -1, 5, 10 };
    static uint64_t u64[] = { UINT64_MAX, 0, 1, 2, 3, 4 };
    static int64_t micros[] = { 0, 1500000, -1, INT64_C(1704067200123456), 1, 2 };
    static rep_str digits[] = { { "007", 3 }, { "1", 1 }, { "", 0 }, { NULL, 0 }, { "\xE9", 1 }, { "x", 1 } };
    static const rep_array arrays[] = { { "d", REP_F64, doubles, NULL }, { "f", REP_F32, floats, NULL }, { "w", REP_I64, wide, NULL },
                                        { "u", REP_U64, u64, NULL }, { "m", REP_MICROS, micros, NULL }, { "t", REP_TEXT, digits, NULL } };
    static const char csv[] = "d,f,w,u,m,t\n"
        "0.1,0.1,-9223372036854775808,18446744073709551615,1970-01-01 00:00:00.000000,q007\n"
        "-0,16777216,9223372036854775807,0,1970-01-01 00:00:01.500000,q1\n"
        "1e+300,3.4028235e+38,0,1,1969-12-31 23:59:59.999999,\"\"\n"
        "5e-324,1e-45,-1,2,2024-01-01 00:00:00.123456,\n"
        "7,-2.5,5,3,1970-01-01 00:00:00.000001,\xE9\n"
        "123456789.25,0.3,10,4,1970-01-01 00:00:00.000002,x\n";
    rep_profile_options options = plain_options();
    rep_profiler       *profiler = NULL;
    rep_error           err;
    size_t              i;
    text                a, b, t = { NULL, 0, 0 };

    for (i = 0; i < 5; i++) { /* each alone, but for the texts: 007 and 1 are no numbers here */
        rep_array          one = arrays[i];
        rep_column_options drops[6];
        size_t             k;
        memset(drops, 0, sizeof drops);
        INPUT(one.column);
        for (k = 0; k < 6; k++) drops[k].column = arrays[k].column, drops[k].drop = k != i;
        options.columns = drops, options.column_count = 6, options.csv.delimiter = ',';
        t.len = 0;
        puts_to(&t, csv);
        a = learned(&t, 0, &options);
        options.columns = NULL, options.column_count = 0, options.csv.delimiter = 0;
        CHECK_INT(rep_profiler_create(&profiler, &options, &err), REP_OK);
        if (!CHECK_INT(rep_profiler_push_columns(profiler, &one, 1, 6, &err), REP_OK)) printf("    %s\n", err.message);
        b = learned_by(profiler);
        CHECK_SAME(a, b);
        rep_profiler_free(profiler);
        drop(&a), drop(&b);
    }
    CHECK_INT(rep_profiler_create(&profiler, &options, &err), REP_OK);
    CHECK_INT(rep_profiler_push_columns(profiler, &arrays[5], 1, 6, &err), REP_OK);
    b = learned_by(profiler);
    CHECK(strstr(b.data, "\"type\": \"categorical\"") && strstr(b.data, "\"007\"") && strstr(b.data, "\xC3\xA9") && strstr(b.data, "Windows-1252"));
    CHECK(strstr(b.data, "\"nan_probability\": 0.3333333333333333") != NULL);
    rep_profiler_free(profiler);
    drop(&b), drop(&t);
}

TEST(wrong_columns_are_refused_and_absent_ones_are_missing)
{
    static int64_t      n[] = { 1, 2, 3 }, far[] = { INT64_MAX, 0, 0 };
    static rep_str      words[] = { { "a long text", 11 }, { "b", 1 }, { "c", 1 } };
    rep_profile_options options = plain_options();
    rep_array           arrays[2] = { { "a", REP_I64, NULL, NULL }, { "b", REP_I64, NULL, NULL } };
    rep_profiler       *profiler = NULL;
    rep_model          *model = NULL;
    rep_error           err;

    options.max_cell_bytes = 10;
    arrays[0].data = arrays[1].data = n;
    CHECK_INT(rep_profiler_create(&profiler, &options, &err), REP_OK);
    arrays[1].type = REP_UNITS;
    CHECK_INT(rep_profiler_push_columns(profiler, arrays, 2, 3, &err), REP_ERR_ARGUMENT);
    CHECK_SAYS(err.message, "columns[1]");
    arrays[1].type = REP_I64, arrays[1].data = NULL;
    CHECK_INT(rep_profiler_push_columns(profiler, arrays, 2, 3, &err), REP_ERR_ARGUMENT);
    arrays[1].data = n;
    CHECK_INT(rep_profiler_push_columns(profiler, arrays, 1, 3, &err), REP_OK);
    CHECK_INT(rep_profiler_push_columns(profiler, arrays + 1, 1, 3, &err), REP_OK);
    CHECK_INT(rep_profiler_push_bytes(profiler, "{\"c\":1,\"a\":5}", 13, &err), REP_OK);   /* JSON goes on, by name */
    CHECK_INT(rep_profiler_learn(profiler, &model, &err), REP_OK);
    CHECK_NEAR(column_of(model, 0).missing_share, 3.0 / 7, 1e-15);
    CHECK_NEAR(column_of(model, 1).missing_share, 4.0 / 7, 1e-15);
    CHECK_NEAR(column_of(model, 2).missing_share, 6.0 / 7, 1e-15);
    rep_model_free(model);
    arrays[1].column = "a";
    CHECK_INT(rep_profiler_push_columns(profiler, arrays, 2, 3, &err), REP_ERR_ARGUMENT);
    CHECK_SAYS(err.message, "two columns are called \"a\"");
    rep_profiler_free(profiler);
    CHECK_INT(rep_profiler_create(&profiler, &options, &err), REP_OK);
    arrays[0].type = REP_SECONDS, arrays[0].data = far;
    CHECK_INT(rep_profiler_push_columns(profiler, arrays, 1, 3, &err), REP_ERR_TYPE);
    CHECK_SAYS(err.message, "years 1 to 9999");
    CHECK_INT(rep_profiler_push_bytes(profiler, "a\n", 2, &err), REP_ERR_TYPE);
    rep_profiler_free(profiler);
    CHECK_INT(rep_profiler_create(&profiler, &options, &err), REP_OK);
    arrays[0].type = REP_TEXT, arrays[0].data = words;
    CHECK_INT(rep_profiler_push_columns(profiler, arrays, 1, 3, &err), REP_ERR_LIMIT);
    CHECK_SAYS(err.message, "max_cell_bytes");
    rep_profiler_free(profiler);
    CHECK_INT(rep_profiler_create(&profiler, &options, &err), REP_OK);
    CHECK_INT(rep_profiler_push_bytes(profiler, "x,y\n1,2\n", 8, &err), REP_OK);
    arrays[0].type = REP_I64, arrays[0].data = n;
    CHECK_INT(rep_profiler_push_columns(profiler, arrays, 1, 3, &err), REP_ERR_COLUMN);
    CHECK_SAYS(err.message, "lacks it");
    rep_profiler_free(profiler);
}

TEST(columns_of_every_width_say_what_a_csv_of_them_would)
{
    static int8_t         i8[] = { -128, 5, 127 };
    static uint8_t        u8[] = { 255, 5, 128 }, yes[] = { 1, 0, 2 };
    static int16_t        i16[] = { -32768, 5, 300 };
    static uint16_t       u16[] = { 65535, 5, 40000 };
    static int32_t        i32[] = { -70000, 5, 2000000000 }, days[] = { 0, -1, 19782 };
    static uint32_t       u32[] = { 4000000000u, 5, 1 };
    static int64_t        seconds[] = { 0, -1, INT64_C(1709210096) }, millis[] = { 0, -1, 1500 };
    static const rep_array arrays[] = { { "c", REP_I8, i8, NULL }, { "c", REP_U8, u8, NULL }, { "c", REP_BOOL, yes, NULL }, { "c", REP_I16, i16, NULL }, { "c", REP_U16, u16, NULL }, { "c", REP_I32, i32, NULL },
                                        { "c", REP_U32, u32, NULL }, { "c", REP_DAYS, days, NULL }, { "c", REP_SECONDS, seconds, NULL }, { "c", REP_MILLIS, millis, NULL } };
    static const char *const csvs[] = { "-128\n5\n127\n", "255\n5\n128\n", "true\nfalse\ntrue\n", "-32768\n5\n300\n", "65535\n5\n40000\n", "-70000\n5\n2000000000\n", "4000000000\n5\n1\n",
                                        "1970-01-01\n1969-12-31\n2024-02-29\n", "1970-01-01 00:00:00\n1969-12-31 23:59:59\n2024-02-29 12:34:56\n",
                                        "1970-01-01 00:00:00.000\n1969-12-31 23:59:59.999\n1970-01-01 00:00:01.500\n" };
    rep_profile_options   options = plain_options();
    rep_error             err;
    size_t                i;

    for (i = 0; i < sizeof arrays / sizeof arrays[0]; i++) {
        rep_profiler *profiler = NULL;
        text          csv = { NULL, 0, 0 }, want, told;
        INPUT(csvs[i]);
        CHECK_INT(rep_profiler_create(&profiler, &options, &err), REP_OK);
        CHECK_INT(rep_profiler_push_columns(profiler, &arrays[i], 1, 3, &err), REP_OK);
        told = learned_by(profiler);
        say(&csv, "c\n%s", csvs[i]);
        options.csv.delimiter = ',';
        want = learned(&csv, 0, &options);
        options.csv.delimiter = 0;
        CHECK_SAME(want, told);
        rep_profiler_free(profiler);
        drop(&csv), drop(&want), drop(&told);
    }
}

TEST(what_is_null_or_has_no_type_is_no_column)
{
    static int64_t      n[] = { 1, 2, 3 };
    rep_profile_options options = plain_options();
    rep_array           array = { "a", REP_I64, NULL, NULL };
    rep_profiler       *profiler = NULL;
    rep_error           err;

    array.data = n;
    CHECK_INT(rep_profiler_create(&profiler, &options, &err), REP_OK);
    CHECK_INT(rep_profiler_push_columns(NULL, &array, 1, 3, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_profiler_push_columns(profiler, NULL, 1, 3, &err), REP_ERR_ARGUMENT);
    CHECK_SAYS(err.message, "profiler or columns is NULL");
    array.column = NULL;
    CHECK_INT(rep_profiler_push_columns(profiler, &array, 1, 3, &err), REP_ERR_ARGUMENT);
    CHECK_SAYS(err.message, "columns[0]: its name or its data is NULL");
    array.column = "a", array.type = (rep_type)1000;
    CHECK_INT(rep_profiler_push_columns(profiler, &array, 1, 3, &err), REP_ERR_ARGUMENT);
    CHECK_SAYS(err.message, "its type does not come in");
    array.type = REP_I64, array.data = NULL;
    CHECK_INT(rep_profiler_push_columns(profiler, &array, 1, 0, &err), REP_OK);   /* no rows need no data */
    array.data = n;
    CHECK_INT(rep_profiler_push_columns(profiler, &array, 1, 3, NULL), REP_OK);
    CHECK_INT(rep_profiler_push_columns(profiler, NULL, 0, 2, &err), REP_OK);     /* two rows of which nothing is known */
    {
        text told = learned_by(profiler);
        CHECK(strstr(told.data, "\"rows\": 5,") && strstr(told.data, "\"nan_probability\": 0.4"));
        drop(&told);
    }
    array.type = REP_SECONDS, n[1] = INT64_MAX;
    CHECK_INT(rep_profiler_push_columns(profiler, &array, 1, 3, NULL), REP_ERR_TYPE);
    CHECK_INT(rep_profiler_push_columns(profiler, &array, 1, 1, &err), REP_ERR_TYPE);   /* it stays so */
    CHECK_SAYS(err.message, "row 1 of these");
    n[1] = 2;
    rep_profiler_free(profiler);
}

/*--- Arrow ---*/

TEST(a_batch_of_arrow_is_learned_as_its_csv_is)
{
    rep_profile_options options = plain_options();
    columns            *c = make_columns();
    rep_model          *model;
    rep_generator      *generator = NULL;
    rep_profiler       *profiler = NULL;
    rep_column_options  drops[3];
    rep_error           err;
    text                rows, csv, told;
    size_t              n, at;

    memset(drops, 0, sizeof drops);
    drops[0].column = "price", drops[0].drop = 1;   /* decimals without zeros at the end: Arrow's have all of them */
    drops[1].column = "weight", drops[1].drop = 1;
    drops[2].column = "at", drops[2].drop = 1;      /* and times six digits of a second */
    options.columns = drops, options.column_count = 3;
    model = learn_text(c->csv.data, c->csv.len, &options);
    options.columns = NULL, options.column_count = 0;
    rows = rows_text(model, 42, 0, 2000, NULL);
    options.csv.delimiter = ',';
    csv = learned(&rows, 0, &options);
    options.csv.delimiter = 0;
    CHECK_INT(rep_generator_create(&generator, model, 42, NULL, &err), REP_OK);
    for (n = 0; n < 2; n++) {
        const size_t batch = n ? 700 : 2000;
        CHECK_INT(rep_profiler_create(&profiler, &options, &err), REP_OK);
        for (at = 0; at < 2000; at += batch) {
            struct ArrowSchema schema;
            struct ArrowArray  array;
            size_t             count = batch < 2000 - at ? batch : 2000 - at;
            CHECK_INT(rep_generator_arrow(generator, at, count, &schema, &array, &err), REP_OK);
            if (!CHECK_INT(rep_profiler_push_arrow(profiler, &schema, &array, &err), REP_OK)) printf("    %s\n", err.message);
            schema.release(&schema), array.release(&array);
        }
        told = learned_by(profiler);
        CHECK_SAME(csv, told);
        rep_profiler_free(profiler);
        drop(&told);
    }
    rep_generator_free(generator);
    rep_model_free(model);
    drop(&rows), drop(&csv);
    free_columns(c);
}

static void release_schema(struct ArrowSchema *schema) { schema->release = NULL; }
static void release_array(struct ArrowArray *array) { array->release = NULL; }

TEST(offsets_dictionaries_and_types_of_arrow_are_understood)
{
    static const int8_t   codes[] = { 9, 1, 0, 1, 7, 0 };
    static const uint8_t  code_valid[] = { 0x2F }, row_valid[] = { 0x3B }; /* row 2 of the array, the one after its offset, is none */
    static const int32_t  ends[] = { 0, 3, 6 };
    static const int64_t  moments[] = { 5, 0, 1500, -1, 2500, 86400000 }, decimals[] = { 0, 0, 150, 0, -5, -1, 12, 0, 7, 0, 1, 0 };
    static const uint8_t  bits[] = { 0x15 };
    const void           *code_buffers[] = { code_valid, codes }, *text_buffers[] = { NULL, ends, "redtan" };
    const void           *moment_buffers[] = { NULL, moments }, *decimal_buffers[] = { NULL, decimals }, *bit_buffers[] = { NULL, bits }, *row_buffers[] = { row_valid };
    static const char csv[] = "colour,at,sum,yes\ntan,1970-01-01 00:00:00.000Z,1.50,false\n,,,\ntan,1969-12-31 23:59:59.999Z,0.12,false\n,1970-01-01 00:00:02.500Z,0.07,true\n";
    rep_profile_options options = plain_options();
    struct ArrowSchema  schema, types[4], dictionary, *type_list[4];
    struct ArrowArray   array, children[4], values, *child_list[4];
    rep_profiler       *profiler = NULL;
    rep_error           err;
    text                t = { NULL, 0, 0 }, want, told;
    int                 i;

    memset(&schema, 0, sizeof schema), memset(types, 0, sizeof types), memset(&dictionary, 0, sizeof dictionary);
    memset(&array, 0, sizeof array), memset(children, 0, sizeof children), memset(&values, 0, sizeof values);
    for (i = 0; i < 4; i++) {
        type_list[i] = &types[i], child_list[i] = &children[i];
        types[i].release = release_schema, children[i].release = release_array;
        children[i].length = 6, children[i].n_buffers = 2;
    }
    types[0].name = "colour", types[0].format = "c", types[0].dictionary = &dictionary, dictionary.format = "u";
    types[1].name = "at", types[1].format = "tsm:UTC";
    types[2].name = "sum", types[2].format = "d:10,2";
    types[3].name = "yes", types[3].format = "b";
    children[0].buffers = code_buffers, children[0].dictionary = &values;
    values.length = 2, values.n_buffers = 3, values.buffers = text_buffers;
    children[1].buffers = moment_buffers, children[2].buffers = decimal_buffers, children[3].buffers = bit_buffers;
    schema.format = "+s", schema.n_children = 4, schema.children = type_list, schema.release = release_schema;
    array.length = 4, array.offset = 1, array.n_buffers = 1, array.buffers = row_buffers, array.n_children = 4, array.children = child_list, array.release = release_array;

    CHECK_INT(rep_profiler_create(&profiler, &options, &err), REP_OK);
    if (!CHECK_INT(rep_profiler_push_arrow(profiler, &schema, &array, &err), REP_OK)) printf("    %s\n", err.message);
    told = learned_by(profiler);
    options.csv.delimiter = ',';
    puts_to(&t, csv);
    want = learned(&t, 0, &options);
    CHECK_SAME(want, told);
    rep_profiler_free(profiler);
    options.csv.delimiter = 0;

    CHECK_INT(rep_profiler_create(&profiler, &options, &err), REP_OK);
    types[1].format = "+l";
    CHECK_INT(rep_profiler_push_arrow(profiler, &schema, &array, &err), REP_ERR_UNSUPPORTED);
    CHECK_SAYS(err.message, "column \"at\": Arrow's type \"+l\"");
    rep_profiler_free(profiler);
    types[1].format = "tsm:";
    CHECK_INT(rep_profiler_create(&profiler, &options, &err), REP_OK);
    array.length = 6;   /* more than the children hold behind the offset */
    CHECK_INT(rep_profiler_push_arrow(profiler, &schema, &array, &err), REP_ERR_UNSUPPORTED);
    rep_profiler_free(profiler);
    array.length = 4;
    CHECK_INT(rep_profiler_create(&profiler, &options, &err), REP_OK);
    values.length = 1;
    CHECK_INT(rep_profiler_push_arrow(profiler, &schema, &array, &err), REP_ERR_TYPE);
    CHECK_SAYS(err.message, "dictionary");
    rep_profiler_free(profiler);
    values.length = 2;
    CHECK_INT(rep_profiler_create(&profiler, &options, &err), REP_OK);
    schema.format = "i";
    CHECK_INT(rep_profiler_push_arrow(profiler, &schema, &array, &err), REP_ERR_ARGUMENT);
    schema.format = "+s", array.release = NULL;
    CHECK_INT(rep_profiler_push_arrow(profiler, &schema, &array, &err), REP_ERR_ARGUMENT);
    rep_profiler_free(profiler);
    drop(&t), drop(&want), drop(&told);
}

/* A batch of one column, whole: each test makes its own mistakes in it. */
typedef struct batch {
    struct ArrowSchema schema, type, dictionary, *types[1];
    struct ArrowArray  array, child, values, *children[1];
    const void        *row_buffers[1], *buffers[3], *value_buffers[3];
} batch;

static void make_batch(batch *b, const char *format, const void *data, const char *texts, int64_t rows)
{
    memset(b, 0, sizeof *b);
    b->types[0] = &b->type, b->children[0] = &b->child;
    b->schema.format = "+s", b->schema.n_children = 1, b->schema.children = b->types, b->schema.release = release_schema;
    b->array.length = rows, b->array.n_buffers = 1, b->array.buffers = b->row_buffers, b->array.n_children = 1, b->array.children = b->children, b->array.release = release_array;
    b->type.name = "c", b->type.format = format, b->type.release = release_schema;
    b->child.length = rows, b->child.n_buffers = texts ? 3 : 2, b->child.buffers = b->buffers, b->child.release = release_array;
    b->buffers[1] = data, b->buffers[2] = texts;
}

static rep_status push_batch(const batch *b, const rep_profile_options *options, text *told, rep_error *err)
{
    rep_profiler *profiler = NULL;
    rep_status    status = rep_profiler_create(&profiler, options, err);

    if (!status) status = rep_profiler_push_arrow(profiler, &b->schema, &b->array, err);
    if (!status && told) *told = learned_by(profiler);
    if (status && profiler) CHECK_INT(rep_profiler_push_arrow(profiler, &b->schema, &b->array, NULL), status);   /* a mistake stays */
    rep_profiler_free(profiler);
    return status;
}

TEST(every_format_of_arrow_that_comes_in_says_what_a_csv_of_it_would)
{
    static const int8_t   i8[] = { -128, 5, 127 };
    static const uint8_t  u8[] = { 255, 5, 128 };
    static const int16_t  i16[] = { -32768, 5, 300 };
    static const uint16_t u16[] = { 65535, 5, 40000 };
    static const int32_t  i32[] = { -70000, 5, 2000000000 }, days[] = { 0, -1, 19782 }, ends[] = { 0, 3, 6, 8 };
    static const uint32_t u32[] = { 4000000000u, 5, 1 };
    static const int64_t  i64[] = { INT64_C(-5000000000), 5, INT64_C(9000000000) }, times[] = { 0, -1, INT64_C(1709210096) }, wide_ends[] = { 0, 3, 6, 8 };
    static const int64_t  millis[] = { 0, -86400000, INT64_C(1709164800000) }, nanos[] = { 0, -1, 1500 }, decimals[] = { 1, 0, -150, -1, 7, 0 };
    static const uint64_t u64[] = { UINT64_C(9000000000000000001), 5, 1 };
    static const float    f32[] = { 0.1f, -2.5f, 7.0f };
    static const double   f64[] = { 0.1, -2.5, 7.0 };
    static const uint8_t  bits[] = { 5 };
    static const struct { const char *format; const void *data; const char *texts, *csv; } cases[] = {
        { "c", i8, NULL, "-128\n5\n127\n" }, { "C", u8, NULL, "255\n5\n128\n" }, { "s", i16, NULL, "-32768\n5\n300\n" }, { "S", u16, NULL, "65535\n5\n40000\n" },
        { "i", i32, NULL, "-70000\n5\n2000000000\n" }, { "I", u32, NULL, "4000000000\n5\n1\n" }, { "l", i64, NULL, "-5000000000\n5\n9000000000\n" },
        { "L", u64, NULL, "9000000000000000001\n5\n1\n" }, { "f", f32, NULL, "0.1\n-2.5\n7\n" }, { "g", f64, NULL, "0.1\n-2.5\n7\n" }, { "b", bits, NULL, "true\nfalse\ntrue\n" },
        { "u", ends, "redtanox", "red\ntan\nox\n" }, { "U", wide_ends, "redtanox", "red\ntan\nox\n" }, { "tdD", days, NULL, "1970-01-01\n1969-12-31\n2024-02-29\n" },
        { "tdm", millis, NULL, "1970-01-01\n1969-12-31\n2024-02-29\n" }, { "tss:", times, NULL, "1970-01-01 00:00:00\n1969-12-31 23:59:59\n2024-02-29 12:34:56\n" },
        { "tsm:", nanos, NULL, "1970-01-01 00:00:00.000\n1969-12-31 23:59:59.999\n1970-01-01 00:00:01.500\n" },
        { "tsu:", nanos, NULL, "1970-01-01 00:00:00.000000\n1969-12-31 23:59:59.999999\n1970-01-01 00:00:00.001500\n" },
        { "tsn:", nanos, NULL, "1970-01-01 00:00:00.000000\n1969-12-31 23:59:59.999999\n1970-01-01 00:00:00.000001\n" },
        { "tss:Europe/Oslo", times, NULL, "1970-01-01 00:00:00Z\n1969-12-31 23:59:59Z\n2024-02-29 12:34:56Z\n" },
        { "d:10,2", decimals, NULL, "0.01\n-1.50\n0.07\n" }, { "d:5,0,128", decimals, NULL, "1\n-150\n7\n" }, { "d:5", decimals, NULL, "1\n-150\n7\n" }
    };
    rep_profile_options options = plain_options();
    rep_error           err;
    size_t              i;

    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        batch b;
        text  csv = { NULL, 0, 0 }, want, told = { NULL, 0, 0 };
        INPUT(cases[i].format);
        make_batch(&b, cases[i].format, cases[i].data, cases[i].texts, 3);
        if (!CHECK_INT(push_batch(&b, &options, &told, &err), REP_OK)) printf("    %s\n", err.message);
        say(&csv, "c\n%s", cases[i].csv);
        options.csv.delimiter = ',';
        want = learned(&csv, 0, &options);
        options.csv.delimiter = 0;
        CHECK_SAME(want, told);
        drop(&csv), drop(&want), drop(&told);
    }
}

/* Infinities are texts, and what is not a number is missing; a batch may have no rows, no name and no row buffer. */
TEST(odd_batches_of_arrow_are_understood)
{
    const double          f64[] = { 1.0, (double)INFINITY, -(double)INFINITY, (double)NAN };
    const float           f32[] = { 1.0f, (float)INFINITY, -(float)INFINITY, (float)NAN };
    static const uint32_t small[] = { 0, 0x80000000u, 1 };   /* bits of floats: 0, -0, the smallest */
    static const int32_t  blank_ends[] = { 2, 2, 2, 2 };
    static const uint8_t  codes[] = { 1, 0, 1 }, first_only[] = { 1 };
    static const int16_t  values[] = { 7, 9 };
    rep_profile_options   options = plain_options();
    rep_error             err;
    batch                 b;
    text                  told = { NULL, 0, 0 }, narrow = { NULL, 0, 0 };

    make_batch(&b, "g", f64, NULL, 4);
    CHECK_INT(push_batch(&b, &options, &told, &err), REP_OK);
    CHECK(strstr(told.data, "\"inf\"") && strstr(told.data, "\"-inf\"") && strstr(told.data, "\"nan_probability\": 0.25"));
    make_batch(&b, "f", f32, NULL, 4);
    CHECK_INT(push_batch(&b, &options, &narrow, &err), REP_OK);
    CHECK_SAME(told, narrow);
    drop(&told), drop(&narrow);
    make_batch(&b, "f", small, NULL, 3);
    CHECK_INT(push_batch(&b, &options, &told, &err), REP_OK);
    CHECK(strstr(told.data, "1e-45") != NULL);
    drop(&told);
    make_batch(&b, "u", blank_ends, "xx", 3);   /* texts of no bytes are there, as in JSON */
    CHECK_INT(push_batch(&b, &options, &told, &err), REP_OK);
    CHECK(strstr(told.data, "\"nan_probability\": 0,") || strstr(told.data, "\"nan_probability\": 1"));
    drop(&told);
    make_batch(&b, "C", codes, NULL, 3);        /* a dictionary of numbers, one of them missing, and no name */
    b.type.name = NULL, b.type.dictionary = &b.dictionary, b.dictionary.format = "s", b.child.dictionary = &b.values;
    b.values.length = 2, b.values.n_buffers = 2, b.values.buffers = b.value_buffers, b.value_buffers[0] = first_only, b.value_buffers[1] = values;
    CHECK_INT(push_batch(&b, &options, &told, &err), REP_OK);
    CHECK(strstr(told.data, "\"column\"") && strstr(told.data, "\"nan_probability\": 0.6666666666666666"));
    drop(&told);
    b.type.name = "", b.array.n_buffers = 0, b.array.buffers = NULL;
    CHECK_INT(push_batch(&b, &options, &told, &err), REP_OK);
    CHECK(strstr(told.data, "\"column\"") != NULL);
    drop(&told);
    b.array.n_buffers = 1;                      /* said to be there, but none is */
    CHECK_INT(push_batch(&b, &options, &told, &err), REP_OK);
    drop(&told);
    make_batch(&b, "n", NULL, NULL, 3);         /* nothing has no buffers, and is not there */
    b.child.n_buffers = 0, b.child.buffers = NULL;
    CHECK_INT(push_batch(&b, &options, &told, &err), REP_OK);
    CHECK(strstr(told.data, "\"nan_probability\": 1") && strstr(told.data, "all 3 cells are missing"));
    drop(&told);
    make_batch(&b, "i", NULL, NULL, 0);         /* no rows: the column is known all the same */
    {
        rep_profiler *profiler = NULL;
        CHECK_INT(rep_profiler_create(&profiler, &options, &err), REP_OK);
        CHECK_INT(rep_profiler_push_arrow(profiler, &b.schema, &b.array, &err), REP_OK);
        CHECK_INT(rep_profiler_push_bytes(profiler, "{\"c\":5}\n", 8, &err), REP_OK);
        told = learned_by(profiler);
        CHECK(strstr(told.data, "\"rows\": 1,") != NULL);
        rep_profiler_free(profiler);
        drop(&told);
    }
}

TEST(formats_that_do_not_come_in_are_named)
{
    static const int64_t     data[6] = { 0 };
    static const char *const formats[] = { "", "x", "z", "Z", "vu", "w:3", "+l", "+s", "e", "tdx", "td", "tts", "ttm", "tss", "ts", "tsx:", "tDm", "tiM", "d", "d:", "d;5,2", "d:5,2,256", "d:5,2,32",
                                           "d:5,2,128,1", "d:5,-2", "d:x,2", "d:5,2x", "d:30,19", "d:38,9999999999", "uu", "cc" };
    rep_profile_options      options = plain_options();
    rep_error                err;
    size_t                   i;

    for (i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        const int comes = strcmp(formats[i], "d:") == 0;   /* nothing said is a scale of 0 */
        batch     b;
        INPUT(formats[i]);
        make_batch(&b, formats[i], data, NULL, 3);
        if (CHECK_INT(push_batch(&b, &options, NULL, &err), comes ? REP_OK : REP_ERR_UNSUPPORTED) && !comes) CHECK_SAYS(err.message, "column \"c\": Arrow's type \"");
    }
}

/* Mistake number n, 0 = none; returns what is to be answered, with *says what its message holds. NULL = no more. */
static const char *make_mistake(batch *b, int n, rep_status *status)
{
    static const uint8_t codes[] = { 0, 1, 1 };
    static const int8_t  low[] = { -1, 0, 0 };
    static const int64_t wide[] = { 5, 1, 0, 0, 0, 0 }, far[] = { 0, INT64_MAX, 0 }, old[] = { 0, INT64_MIN, 0 };
    static const int32_t late[] = { 0, 2932897, 0 }, early[] = { 0, -719163, 0 }, ends[] = { 0, 11, 12, 13 };   /* the day after 9999, the one before year 1 */

    make_batch(b, "C", codes, NULL, 3);
    b->type.dictionary = &b->dictionary, b->dictionary.format = "C", b->child.dictionary = &b->values;
    b->values.length = 2, b->values.n_buffers = 2, b->values.buffers = b->value_buffers, b->value_buffers[1] = codes;
    *status = REP_ERR_ARGUMENT;
    switch (n) {
    case 0: *status = REP_OK; return "";
    case 1: b->schema.release = NULL; return "released already";
    case 2: b->array.release = NULL; return "released already";
    case 3: b->schema.format = NULL; return "record batch";
    case 4: b->schema.format = "+l"; return "record batch";
    case 5: b->schema.n_children = 2; return "record batch";
    case 6: b->array.length = -1; return "record batch";
    case 7: b->array.offset = -1; return "record batch";
    case 8: b->schema.n_children = b->array.n_children = -1; return "record batch";
    default: break;
    }
    *status = REP_ERR_TYPE;
    switch (n) {
    case 9: make_batch(b, "d:38,0", wide, NULL, 3); return "more than 64 bits";
    case 10: make_batch(b, "tdD", late, NULL, 3); return "column \"c\", row 1 of these: a date outside of the years 1 to 9999";
    case 11: make_batch(b, "tdD", early, NULL, 3); return "years 1 to 9999";
    case 12: make_batch(b, "tsu:", far, NULL, 3); return "years 1 to 9999";
    case 13: make_batch(b, "tsm:", old, NULL, 3); return "years 1 to 9999";
    case 14: b->type.format = "c", b->buffers[1] = low; return "no value of the dictionary has its number";
    case 15: b->values.length = 1; return "no value of the dictionary has its number";
    case 16: b->dictionary.format = "n", b->values.n_buffers = 0; return "no value of the dictionary has its number";
    case 17: make_batch(b, "u", ends, "eleven bytesx", 3), *status = REP_ERR_LIMIT; return "row 0 of these: a text longer than the option max_cell_bytes";
    default: break;
    }
    *status = REP_ERR_UNSUPPORTED;
    switch (n) {
    case 18: b->type.format = NULL; return "type \"\"";
    case 19: b->child.n_buffers = 3; return "buffers";
    case 20: b->child.offset = -1; return "buffers";
    case 21: b->child.length = -1; return "buffers";
    case 22: b->child.buffers = NULL; return "buffers";
    case 23: b->buffers[1] = NULL; return "buffers";
    case 24: b->child.length = 2; return "buffers";
    case 25: b->child.dictionary = NULL; return "buffers";
    case 26: b->type.format = "b"; return "type \"b\"";
    case 27: b->dictionary.format = NULL; return "buffers";
    case 28: b->dictionary.dictionary = &b->dictionary; return "buffers";
    case 29: b->dictionary.format = "+l"; return "buffers";
    case 30: b->values.n_buffers = 1; return "buffers";
    case 31: b->type.format = "u"; return "type \"u\"";
    case 32: b->array.offset = INT64_MAX; return "buffers"; /* with its length it is more than 2^63 */
    default: return NULL;
    }
}

TEST(every_mistake_in_a_batch_of_arrow_has_its_own_answer)
{
    rep_profile_options options = plain_options();
    rep_profiler       *profiler = NULL;
    rep_error           err;
    rep_status          status;
    const char         *says;
    batch               b;
    int                 n;

    options.max_cell_bytes = 10;
    for (n = 0; (says = make_mistake(&b, n, &status)) != NULL; n++) {
        if (!CHECK_INT(push_batch(&b, &options, NULL, &err), status)) printf("    mistake %d: %s\n", n, err.message);
        CHECK_SAYS(err.message, says);
    }
    make_mistake(&b, 0, &status);
    CHECK_INT(rep_profiler_create(&profiler, &options, &err), REP_OK);
    CHECK_INT(rep_profiler_push_arrow(NULL, &b.schema, &b.array, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_profiler_push_arrow(profiler, NULL, &b.array, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_profiler_push_arrow(profiler, &b.schema, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_SAYS(err.message, "profiler, schema or array is NULL");
    CHECK_INT(rep_profiler_push_arrow(profiler, &b.schema, &b.array, NULL), REP_OK);   /* none of them spoiled it */
    rep_profiler_free(profiler);
}

/*--- memory that runs out ---*/

static const rep_array *swept_arrays;

static rep_status every_door(const rep_profile_options *options, rep_error *err)
{
    rep_profiler *a = NULL, *b = NULL;
    rep_model    *model = NULL;
    text          head = table_json(0, 8, 0), tail = table_json(126, 134, 1);
    rep_status    status = rep_profiler_create(&a, options, err);

    if (!status) status = push_pieces(a, &head, 100, err);
    if (!status) status = rep_profiler_fork(&b, a, 126, err);
    if (!status) status = push_pieces(b, &tail, 0, err);
    if (!status) status = rep_profiler_push_columns(b, swept_arrays, 8, 20, err);
    if (!status) status = rep_profiler_merge(a, b, err);
    if (!status) status = rep_profiler_learn(a, &model, err);
    rep_model_free(model);
    rep_profiler_free(a), rep_profiler_free(b);
    drop(&head), drop(&tail);
    return status;
}

TEST(any_allocation_may_be_refused)
{
    rep_profile_options options = plain_options();
    columns            *c = make_columns();
    int                 for_good;

    swept_arrays = c->arrays;
    for (for_good = 0; for_good < 2; for_good++) {
        long n;
        for (n = 1; n < 100000; n++) {
            heap       h;
            rep_error  err;
            rep_status status;
            heap_begin(&h, &options.host, n, for_good);
            status = every_door(&options, &err);
            CHECK(h.live == 0 && h.lies == 0);
            if (h.refused == 0) {
                CHECK_INT(status, REP_OK);
                break;
            }
            if (!CHECK(status == REP_OK || status == REP_ERR_MEMORY)) printf("    %s\n", err.message);
        }
    }
    free_columns(c);
}

int main(void)
{
    RUN(one_table_is_one_model_in_every_layout_and_every_cutting);
    RUN(json_is_learned_as_the_csv_of_the_same_table_is);
    RUN(the_types_of_json_are_kept);
    RUN(what_is_missing_and_what_nests_is_as_the_manual_says);
    RUN(what_is_wrong_is_refused_with_its_place_in_every_cutting);
    RUN(brackets_and_names_have_limits_that_are_named);
    RUN(the_first_bytes_tell_json_and_a_wrong_format_says_so);
    RUN(tsv_is_cut_at_tabs_alone);
    RUN(options_of_columns_and_relations_wait_until_the_names_are_known);
    RUN(parts_that_saw_other_names_merge_in_any_order_to_the_model_of_the_whole);
    RUN(a_table_goes_on_after_a_merge_and_after_it_was_learned);
    RUN(typed_columns_are_learned_as_their_csv_is);
    RUN(rows_pushed_one_by_one_are_learned_as_their_json_is);
    RUN(a_cell_of_any_type_says_what_a_csv_of_it_would);
    RUN(wrong_columns_are_refused_and_absent_ones_are_missing);
    RUN(columns_of_every_width_say_what_a_csv_of_them_would);
    RUN(what_is_null_or_has_no_type_is_no_column);
    RUN(a_batch_of_arrow_is_learned_as_its_csv_is);
    RUN(offsets_dictionaries_and_types_of_arrow_are_understood);
    RUN(every_format_of_arrow_that_comes_in_says_what_a_csv_of_it_would);
    RUN(odd_batches_of_arrow_are_understood);
    RUN(formats_that_do_not_come_in_are_named);
    RUN(every_mistake_in_a_batch_of_arrow_has_its_own_answer);
    RUN(any_allocation_may_be_refused);
    return test_end();
}
