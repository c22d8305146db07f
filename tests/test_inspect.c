/* test_inspect.c - what a person is shown of a model: every kind in a line, and why; nothing that commands a terminal */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"

#include "test.h"
#include "tables.h"

static text explained(const rep_model *model, size_t column)
{
    text      out = { NULL, 0, 0 };
    rep_error err;

    put(&out, "", 0);
    if (!CHECK_INT(rep_model_explain(model, column, put_all, &out, &err), REP_OK)) printf("    %s\n", err.message);
    return out;
}

#define CHECK_HAS(t, part) check_has(&(t), (part), 1, __LINE__)
#define CHECK_HAS_NOT(t, part) check_has(&(t), (part), 0, __LINE__)

static void check_has(const text *t, const char *part, int want, int line)
{
    if (test_count((find(t->data, t->len, part) != NULL) == want, __FILE__, line)) return;
    printf("    \"%s\" %s in\n%s\n", part, want ? "is not" : "stands", t->data);
}

/*--- every kind ---*/

/* A table whose columns are of all kinds; learned, so that every column has its why. */
static rep_model *all_kinds(void)
{
    static const char *const names[] = { "Mary Smith", "James Johnson", "Linda Brown", "Robert Jones", "Patricia Davis" };
    static const char *const words[] = { "stone", "river", "under", "went", "nobody", "clear", "morning", "seven" };
    rep_profile_options      options = { 0 };
    text                     csv = { NULL, 0, 0 };
    rep_model               *model;
    uint64_t                 state = 1;
    unsigned                 i, a, b, c, d;

    puts_to(&csv, "run,invoice,key,whole,price,real,level,day,stamp,email,phone,name,sku,note,gone,constant,mostly\n");
    for (i = 0; i < 400; i++) {
        a = roll(&state, 1000), b = roll(&state, 28), c = roll(&state, 26), d = roll(&state, 10000);
        say(&csv, "%u,INV-%05u,%u,%u,\"$%u,%03u.50\",%u.%ue%d,%s,2020-%02u-%02u,", i + 1, i + 7, i * 17 % 6709 + 1000, a, a % 9 + 1, d % 1000, a % 9 + 1, d, (int)(a % 30) - 15,
            a < 500 ? "low" : a < 800 ? "a middle one" : "high", b % 12 + 1, b + 1);
        say(&csv, "2019-03-%02u %02u:%02u:00,mary.%c%u@mail.com,(212) 623-%04u,%s,", b + 1, a % 24, d % 60, 'a' + (int)c, i, d, names[a % 5]);
        say(&csv, "%c%c-%04u,%s %s %s %s,,7.5,%s\n", 'A' + (int)c, 'A' + (int)(a % 26), d, words[a % 8], words[d % 8], words[c % 8], words[b % 8], i % 10 ? "" : "yes");
    }
    options.date = "2026-02-02T17:03:32", options.name = "shop";
    model = learn_text(csv.data, csv.len, &options);
    drop(&csv);
    return model;
}

TEST(every_column_is_explained_with_its_kind_and_why)
{
    static const struct { const char *name, *kind, *content; } lines[] = {
        { "run", "id", "1, 2 ... by row number" }, { "invoice", "id", "INV-00007, INV-00008 ... by row number" }, { "key", "id", " .. " },
        { "whole", "numerical", "mean" }, { "price", "numerical", "$1," }, { "real", "numerical", "std" }, { "level", "categorical", "low 49 %" },
        { "day", "datetime", "2020-01-01" }, { "stamp", "datetime", "2019-03-" }, { "email", "email", "fakes, each once" }, { "phone", "phone", "(###) ###-####" },
        { "name", "name", "fakes: " }, { "sku", "text", "[A-Z]{2}-[0-9]{4}" }, { "note", "text", NULL }, { "gone", "categorical", "100 %" },
        { "constant", "numerical", "7.5" }, { "mostly", "categorical", "90 %" } };
    rep_model     *model = all_kinds();
    rep_model_info info;
    rep_error      err;
    text           whole = explained(model, REP_NONE);
    size_t         i;

    CHECK_INT(rep_model_get_info(model, &info, &err), REP_OK);
    CHECK_SIZE(info.column_count, sizeof lines / sizeof lines[0]);
    CHECK_HARMLESS(whole.data, whole.len);
    CHECK_HAS(whole, "shop: 400 rows, 17 columns");
    CHECK_HAS(whole, "2026-02-02T17:03:32");
    CHECK_HAS(whole, "replicator " REPLICATOR_VERSION);
    for (i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        const rep_column column = column_of(model, i);
        text             alone = explained(model, i);
        INPUT(lines[i].name);
        CHECK_HARMLESS(alone.data, alone.len);
        CHECK_HAS(alone, lines[i].name);
        CHECK_HAS(alone, lines[i].kind);
        if (lines[i].content != NULL) CHECK_HAS(alone, lines[i].content);
        CHECK(column.why.len > 10);
        CHECK(find(alone.data, alone.len, shown(column.why)) != NULL);
        CHECK_HAS_NOT(alone, "17 columns");   /* this column alone */
        CHECK_HAS_NOT(alone, i ? "\nrun " : "\ninvoice");
        CHECK(find(whole.data, whole.len, lines[i].name) != NULL);
        CHECK(find(whole.data, whole.len, shown(column.why)) != NULL);
        INPUT(NULL);
        drop(&alone);
    }
    CHECK_HAS_NOT(whole, "mary.");   /* nothing private */
    CHECK_HAS_NOT(whole, "Linda");
    CHECK_HAS_NOT(whole, "623-");
    drop(&whole);
    rep_model_free(model);
}

TEST(histograms_are_drawn_of_bars)
{
    rep_model *model = read_model("{\"metadata\": {\"rows\": 100, \"version\": \"1.1\"}, \"columns\": ["
        "{\"name\": \"ends\", \"type\": \"numerical\", \"params\": {\"mean\": 50, \"std\": 1}, \"decimals\": 0, \"constraints\": {\"min\": 0, \"max\": 100}, \"distribution\": [[0, 100], [100, 50]]},"
        "{\"name\": \"flat\", \"type\": \"datetime\", \"format\": \"%Y-%m-%d\", \"constraints\": {\"min\": \"2020-01-01\", \"max\": \"2020-12-31\"}, \"distribution\": [[\"2020-01-01\", \"2020-12-31\", 160]]}]}");
    text       one = explained(model, 0), two = explained(model, 1);
    size_t     i, bars = 0;

    /* a full bar, fourteen blanks, half a bar */
    CHECK_HAS(one, "0 \xE2\x96\x88              \xE2\x96\x84 100");
    for (i = 0; i + 2 < two.len; i++)
        if (memcmp(two.data + i, "\xE2\x96\x88", 3) == 0 || memcmp(two.data + i, "\xE2\x96\x87", 3) == 0) bars++;
    CHECK_SIZE(bars, 16);   /* full, or as good as: 366 days are no multiple of 16 */
    CHECK_HAS(two, "2020-01-01 \xE2\x96");
    CHECK_HAS(two, " 2020-12-31");
    drop(&one), drop(&two);
    rep_model_free(model);
}

TEST(models_written_by_hand_are_explained_as_well)
{
    rep_model *model = read_model("{\"metadata\": {\"rows\": 3, \"version\": \"1.0\"}, \"columns\": ["
        "{\"name\": \"age\", \"type\": \"numerical\", \"params\": {\"mean\": 41.5, \"std\": 12.25, \"nan_probability\": 0.125}, \"constraints\": {\"min\": 18, \"max\": 90}},"
        "{\"name\": \"free\", \"type\": \"numerical\", \"params\": {\"mean\": 1e300, \"std\": 1e-9}},"
        "{\"name\": \"city\", \"type\": \"categorical\", \"params\": {\"weights\": {\"A\": 0.5, \"B\": 0.25, \"C\": 0.125, \"D\": 0.0625, \"E\": 0.0625}, \"nan_probability\": 0}},"
        "{\"name\": \"since\", \"type\": \"datetime\", \"params\": {\"nan_probability\": 0}, \"constraints\": {\"min\": \"2023-01-01\", \"max\": \"2023-12-31\"}},"
        "{\"name\": \"mail\", \"type\": \"pii\", \"params\": {\"pii_type\": \"email\", \"nan_probability\": 0}}]}");
    text       whole = explained(model, REP_NONE);

    CHECK_HARMLESS(whole.data, whole.len);
    CHECK_HAS(whole, "normal, mean 41.5, std 12.25, from 18, to 90");
    CHECK_HAS(whole, "12.5 %");
    CHECK_HAS(whole, "1e+300");
    CHECK_HAS(whole, "A 50 %, B 25 %, C 12.5 %");
    CHECK_HAS(whole, "and 1 more");
    CHECK_HAS(whole, "2023-01-01");
    CHECK_HAS(whole, "fakes");
    drop(&whole);
    rep_model_free(model);
}

TEST(warnings_stand_at_the_end)
{
    rep_model *model = learn("d,w\n01/02/2020,caf\xE9\n03/04/2020,x\n", NULL);
    text       whole = explained(model, REP_NONE), alone = explained(model, 1);

    CHECK_HAS(whole, "warning: ");
    CHECK_HAS(whole, "dates option");
    CHECK_HAS(whole, "Windows-1252");
    CHECK_HARMLESS(whole.data, whole.len);
    CHECK_HAS_NOT(alone, "dates option");
    drop(&whole), drop(&alone);
    rep_model_free(model);
}

/*--- hostile models ---*/

/* Each as the name of table and column, a category, a spelling, a prefix, a pattern, a word and the why. */
TEST(no_byte_of_a_model_commands_the_terminal)
{
    static const char *const hostile[] = {
        "\\u001b[2J\\u001b]0;owned\\u0007", "a\\u0000b", "tab\\there\\r\\nand\\nthere", "\\u0085\\u009b31m", "\\u007f\\u0008\\u0008\\u0008", "\\u202egnp.exe\\u2066x\\u2069",
        "\\u2028\\u2029", "\\u200f\\u200e", "\xF0\x9F\x98\x80\xE4\xB8\xAD\xE6\x96\x87", "\\ud83d\\ude00" };
    size_t i, c;

    for (i = 0; i < sizeof hostile / sizeof hostile[0]; i++) {
        const char    *h = hostile[i];
        text           json = { NULL, 0, 0 }, whole;
        rep_model     *model = NULL;
        rep_model_info info;
        rep_error      err;
        INPUT(h);
        say(&json, "{\"metadata\": {\"rows\": 3, \"version\": \"1.1\", \"name\": \"%s\", \"generator\": \"%s\", \"%s\": 1}, \"columns\": [", h, h, h);
        say(&json, "{\"name\": \"%s\", \"type\": \"categorical\", \"why\": \"%s\", \"params\": {\"weights\": {\"%s\": 1}, \"nan_probability\": 0.1}, \"missing\": {\"%s\": 1}},", h, h, h, h);
        say(&json, "{\"name\": \"n%s\", \"type\": \"numerical\", \"why\": \"%s\", \"params\": {\"mean\": 1, \"std\": 1}, \"decimals\": 0, \"distribution\": [[1, 9, 4]], \"words\": {\"%s\": 3}},", h, h, h);
        say(&json, "{\"name\": \"d%s\", \"type\": \"datetime\", \"params\": {\"nan_probability\": 0}, \"constraints\": {\"min\": \"2020-01-01\", \"max\": \"2021-01-01\"}, \"format\": \"%%Y \xE2\x80\xAE%%m \xC2\x9B%%d\"},", h);
        say(&json, "{\"name\": \"p%s\", \"type\": \"text\", \"patterns\": {\"\xE2\x80\xAE[A-Z]{3}\xC2\x9B" "31m\": 5}},", h);
        say(&json, "{\"name\": \"i%s\", \"type\": \"text\", \"id\": {\"start\": 1, \"step\": 1, \"prefix\": \"%s\", \"suffix\": \"%s\"}}", h, h, h);
        puts_to(&json, "]}");
        if (!CHECK_INT(rep_model_read(&model, json.data, json.len, NULL, &err), REP_OK)) printf("    %d:%d %s\n", (int)err.line, (int)err.column, err.message);
        whole = explained(model, REP_NONE);
        CHECK_HARMLESS(whole.data, whole.len);
        CHECK_INT(rep_model_get_info(model, &info, &err), REP_OK);
        for (c = 0; c < info.column_count; c++) {
            text alone = explained(model, c);
            CHECK_HARMLESS(alone.data, alone.len);
            drop(&alone);
        }
        INPUT(NULL);
        drop(&json), drop(&whole);
        rep_model_free(model);
    }
}

TEST(no_byte_of_a_table_commands_the_terminal)
{
    rep_model *model = learn("\x1B[31mred\x07,\xC2\x9B" "2J,\"a\nb\",\xE2\x80\xAEx\n\x1B]0;t\x07,01/02/2020,\x9B,x\n\x1B[0m,03/04/2020,\x08\x08,y\n\x1B[0m,03/04/2020,\x08\x08,y\n", NULL);
    text       whole = explained(model, REP_NONE);

    CHECK_HARMLESS(whole.data, whole.len);
    drop(&whole);
    rep_model_free(model);
}

TEST(long_names_and_values_are_cut)
{
    text       csv = { NULL, 0, 0 }, whole;
    rep_model *model;
    size_t     i, line = 0, longest = 0;

    for (i = 0; i < 300; i++) puts_to(&csv, i % 2 ? "\xC3\xA9" : "n");
    puts_to(&csv, ",w\n");
    for (i = 0; i < 900; i++) puts_to(&csv, i % 3 ? "\xE4\xB8\xAD" : "v");
    puts_to(&csv, ",1\n,2\n");
    model = learn_text(csv.data, csv.len, NULL);
    whole = explained(model, REP_NONE);
    CHECK_HARMLESS(whole.data, whole.len);
    CHECK_HAS(whole, "\xE2\x80\xA6");
    for (i = 0; i < whole.len; i++) {
        line = whole.data[i] == '\n' ? 0 : line + 1;
        if (line > longest) longest = line;
    }
    CHECK(longest < 600);
    drop(&csv), drop(&whole);
    rep_model_free(model);
}

/*--- arguments and failures ---*/

TEST(past_the_end_there_is_nothing)
{
    rep_model  *model = learn("a,b\n1,x\n2,y\n", NULL);
    text        out = { NULL, 0, 0 };
    rep_error   err;
    rep_column  column;
    rep_category category;
    rep_str     sentence;

    CHECK_INT(rep_model_explain(model, 2, put_all, &out, &err), REP_ERR_ARGUMENT);
    CHECK_INT(err.code, REP_ERR_ARGUMENT);
    CHECK_SIZE(out.len, 0);
    CHECK_INT(rep_model_explain(NULL, 0, put_all, &out, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_explain(model, 0, NULL, &out, NULL), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_get_column(model, 2, &column, &err), REP_ERR_ARGUMENT);
    CHECK_SIZE(column.name.len, 0);
    CHECK_INT(rep_model_get_column(model, REP_NONE, &column, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_get_column(NULL, 0, &column, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_get_column(model, 0, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_get_category(model, 2, 0, &category, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_get_category(model, 0, 0, &category, &err), REP_ERR_ARGUMENT);   /* numbers have none */
    CHECK_INT(rep_model_get_category(model, 1, 2, &category, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_get_warning(model, 0, &sentence, &err), REP_ERR_ARGUMENT);
    CHECK(sentence.len == 0);
    CHECK_INT(rep_model_get_info(NULL, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_SIZE(rep_model_find_column(model, "b"), 1);
    CHECK_SIZE(rep_model_find_column(model, "B"), REP_NONE);
    CHECK_SIZE(rep_model_find_column(model, NULL), REP_NONE);
    CHECK_SIZE(rep_model_find_column(NULL, "b"), REP_NONE);
    drop(&out);
    rep_model_free(model);
}

TEST(a_model_without_columns_is_explained)
{
    rep_model *model = read_model("{\"metadata\": {\"rows\": 0, \"version\": \"1.1\"}, \"columns\": []}");
    text       whole = explained(model, REP_NONE);

    CHECK_HAS(whole, "0 rows, 0 columns");
    drop(&whole);
    rep_model_free(model);
}

typedef struct valve { size_t left; } valve;

static int let_some(void *user, const char *data, size_t len)
{
    valve *v = (valve *)user;

    (void)data;
    if (len > v->left) return 1;
    v->left -= len;
    return 0;
}

TEST(a_callback_that_refuses_or_memory_that_runs_out_is_an_error)
{
    rep_model        *model = all_kinds(), *own;
    text              file = model_text(model), whole = explained(model, REP_NONE);
    rep_error         err;
    size_t            n;
    rep_model_options options = { 0 };
    heap              h;
    long              from, i;

    for (n = 0; n < whole.len; n += 97) {
        valve v;
        v.left = n;
        CHECK_INT(rep_model_explain(model, REP_NONE, let_some, &v, &err), REP_ERR_WRITE);
        CHECK_INT(err.code, REP_ERR_WRITE);
    }
    heap_begin(&h, &options.host, 0, 0);
    CHECK_INT(rep_model_read(&own, file.data, strlen(file.data), &options, &err), REP_OK);
    from = h.requests;
    for (i = 1; i < 20; i++) {
        text out = { NULL, 0, 0 };
        h.refuse = h.requests + i;
        if (rep_model_explain(own, REP_NONE, put_all, &out, &err) == REP_OK) {
            drop(&out);
            break;
        }
        CHECK_INT(err.code, REP_ERR_MEMORY);
        drop(&out);
    }
    CHECK(i < 20 && h.requests > from);
    rep_model_free(own);
    CHECK_INT(h.live, 0);
    CHECK_INT(h.lies, 0);
    drop(&file), drop(&whole);
    rep_model_free(model);
}

TEST(columns_tell_what_they_hold)
{
    rep_model *model = all_kinds();
    rep_column column = column_of(model, 3);

    CHECK_INT(column.kind, REP_KIND_NUMERICAL);
    CHECK_INT(column.decimals, 0);
    CHECK(column.mean > 400 && column.mean < 600 && column.std > 200 && column.std < 400);
    CHECK(column.distinct_count > 250 && column.distinct_count <= 400);
    CHECK(column.capacity == UINT64_MAX);
    column = column_of(model, 0);
    CHECK(column.id == 1 && column.distinct_count == 400);
    column = column_of(model, 6);
    CHECK_SIZE(column.category_count, 3);
    CHECK(isnan(column.mean) && isnan(column.std));
    column = column_of(model, 7);
    CHECK(is_text(column.format, "%Y-%m-%d"));
    CHECK(is_text(column.min, "2020-01-01"));
    column = column_of(model, 9);
    CHECK(is_text(column.pii_class, "email"));
    CHECK(column.unique == 1 && column.capacity > 1000);
    CHECK_SIZE(column.min.len, 0);
    column = column_of(model, 12);
    CHECK(is_text(column.format, "[A-Z]{2}-[0-9]{4}"));
    column = column_of(model, 14);
    CHECK_NEAR(column.missing_share, 1, 0);
    CHECK_NEAR(column_of(model, 16).missing_share, 0.9, 0);
    rep_model_free(model);
}

TEST(names_of_kinds_classes_and_statuses_are_constant)
{
    CHECK_STR(rep_version(), REPLICATOR_VERSION);
    CHECK_STR(rep_kind_name(REP_KIND_AUTO), "auto");
    CHECK_STR(rep_kind_name(REP_KIND_NUMERICAL), "numerical");
    CHECK_STR(rep_kind_name(REP_KIND_CATEGORICAL), "categorical");
    CHECK_STR(rep_kind_name(REP_KIND_PII), "pii");
    CHECK_STR(rep_kind_name(REP_KIND_DATETIME), "datetime");
    CHECK_STR(rep_kind_name(REP_KIND_TEXT), "text");
    CHECK(rep_kind_name((rep_kind)99) != NULL);
    CHECK_STR(rep_pii_class_name(0), "email");
    CHECK_STR(rep_pii_class_name(1), "phone");
    CHECK_STR(rep_pii_class_name(2), "ssn");
    CHECK_STR(rep_pii_class_name(3), "credit_card");
    CHECK_STR(rep_pii_class_name(4), "name");
    CHECK(rep_pii_class_name(1000) == NULL);
    CHECK_STR(rep_status_text(REP_OK), "no error");
    CHECK_STR(rep_status_text(REP_ERR_MEMORY), "the allocator refused");
    CHECK(rep_status_text((rep_status)99) != NULL);
    CHECK(rep_status_text((rep_status)(REP_STATUS_COUNT - 1)) != NULL);
}

/*--- trees ---*/

static text tree_of(const rep_model *model, size_t column)
{
    text      out = { NULL, 0, 0 };
    rep_error err;

    put(&out, "", 0);
    if (!CHECK_INT(rep_model_explain_tree(model, column, put_all, &out, &err), REP_OK)) printf("    %s\n", err.message);
    return out;
}

static void check_tree(const rep_model *model, size_t column, const char *want)
{
    text got = tree_of(model, column);

    CHECK_STR(got.data, want);
    drop(&got);
}

TEST(a_tree_is_shown_as_questions_and_leaves)
{
    static const char *const kinds[] = { "red", "green", "blue", "grey", "pink", "mint", "gold" };
    rep_profile_options      options = { 0 };
    text                     csv = { NULL, 0, 0 };
    rep_model               *model;
    int                      i;

    puts_to(&csv, "kind,gone,day,zone\n");
    for (i = 0; i < 1200; i++) {
        const int kind = i % 7;
        say(&csv, "%s,", kinds[kind]);
        if (kind == 0) puts_to(&csv, i % 10 ? "7" : "8");
        else if (kind < 4) puts_to(&csv, i % 9 ? "8" : "9");
        else if (i % 20 == 0) puts_to(&csv, "9");
        say(&csv, ",2024-0%d-01,%s\n", kind == 0 || i % 11 == 0 ? 1 + i % 2 : kind < 4 ? 3 : 4, kind < 3 ? "warm" : "cold");
    }
    options.date = "2026-02-02T17:03:32";
    model = learn_text(csv.data, csv.len, &options);
    check_tree(model, 0, "1200 rows: blue 14.3 %, green 14.3 %, red 14.3 % and 4 more\n");
    check_tree(model, 1,
        "if kind is gold, mint or pink\n  513 rows: missing 94.7 %, 9 5.2 %\nelse\n  if kind is red\n    172 rows: 7 89.5 %, 8 10.4 %\n"
        "  else\n    515 rows: 8 88.9 %, 9 11 %\n");
    check_tree(model, 2,
        "if kind is missing, blue, green, red or grey\n  if kind is red\n    172 rows: 2024-01-01 50 %, 2024-02-01 50 %\n"
        "  else\n    515 rows: 2024-03-01 90.8 %, 2024-01-01 4.6 %, 2024-02-01 4.4 %\n"
        "else\n  if gone is missing\n    486 rows: 2024-04-01 90.7 %, 2024-02-01 4.9 %, 2024-01-01 4.3 %\n  else\n    27 rows: 2024-04-01 92.5 %, 2024-01-01 7.4 %\n");
    check_tree(model, 3, "kind decides it\n");
    rep_model_free(model);
    options.structure = REP_STRUCTURE_INDEPENDENT;
    model = learn_text(csv.data, csv.len, &options);
    check_tree(model, 2, "day is drawn alone\n");
    rep_model_free(model);
    drop(&csv);
    puts_to(&csv, "a,b,sum\n");
    for (i = 0; i < 600; i++) say(&csv, "%d,%d,%d\n", i * 7 % 97, i % 31, i * 7 % 97 + i % 31);
    model = learn(csv.data, NULL);
    check_tree(model, 2, "sum = a + b in all rows\nsum - a - b:\n600 rows: 0 100 %\n");
    rep_model_free(model);
    drop(&csv);
}

TEST(two_patterns_are_shown_and_the_rest_is_counted)
{
    static const struct { const char *patterns, *want, *never; } shapes[] = {
        { "\"A[0-9]\":1", "A[0-9]", "more" }, { "\"A[0-9]\":2,\"B[0-9]\":1", "A[0-9], B[0-9]", "more" }, { "\"A[0-9]\":4,\"B[0-9]\":3,\"C[0-9]\":2,\"D[0-9]\":1", "A[0-9], B[0-9] and 2 more", "C[0-9]" } };
    size_t i;

    for (i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        text       json = { NULL, 0, 0 }, out;
        rep_model *model;
        say(&json, "{\"columns\":[{\"name\":\"k\",\"type\":\"text\",\"patterns\":{%s}}]}", shapes[i].patterns);
        model = read_model(json.data);
        out = explained(model, 0);
        CHECK_HAS(out, shapes[i].want);
        CHECK_HAS_NOT(out, shapes[i].never);
        drop(&json), drop(&out);
        rep_model_free(model);
    }
}

TEST(rare_categories_are_counted_by_the_rows_that_hold_them)
{
    rep_model *model = read_model("{\"metadata\":{\"rows\":1000},\"columns\":[{\"name\":\"k\",\"type\":\"categorical\",\"params\":{\"weights\":"
                                  "{\"a\":0.96,\"b\":0.03,\"c\":0.01},\"nan_probability\":0.6}},{\"name\":\"x\",\"type\":\"numerical\",\"params\":{\"mean\":1.23455,\"std\":123455}}]}");
    text       out = explained(model, REP_NONE);

    CHECK_HAS(out, "\"k\": 1 of its categories stand in fewer than 5 rows");   /* 1 % of the 400 rows that are not missing */
    drop(&out);
    out = explained(model, 1);
    CHECK_HAS(out, "1.2346");                                             /* five digits, a half goes up */
    CHECK_HAS(out, "123460");
    drop(&out);
    rep_model_free(model);
}

/* In a leaf numbers of few rows share a bar, categories never do. */
TEST(leaves_merge_neighbours_of_numbers_only)
{
    text       csv = { NULL, 0, 0 }, tree;
    rep_model *model;
    uint64_t   state = 7;
    int        i;

    puts_to(&csv, "kind,n,word\n");
    for (i = 0; i < 600; i++) {
        unsigned n = roll(&state, 100), word = roll(&state, 50);
        if (i % 4 == 0 && roll(&state, 9)) n = word = 0;
        say(&csv, "%s,%u,w%02u\n", i % 2 ? "a" : "b", n, word);
    }
    model = learn(csv.data, NULL);
    check_tree(model, 1, "if kind is missing or a\n  300 rows: 15 to 17 2.6 %, 32 to 33 2.6 %, 39 to 40 2.6 % and 52 more\n"
                         "else\n  300 rows: 0 44.3 %, 34 2.3 %, 49 to 51 2.3 % and 30 more\n");
    tree = tree_of(model, 2);
    CHECK_HAS(tree, "if n is at most 0\n  135 rows: w00 96.2 %, w12 0.7 %, w10 0.7 % and 3 more\nelse\n  if n is at most 15\n");
    drop(&tree), drop(&csv);
    rep_model_free(model);
}

int main(void)
{
    RUN(every_column_is_explained_with_its_kind_and_why);
    RUN(histograms_are_drawn_of_bars);
    RUN(models_written_by_hand_are_explained_as_well);
    RUN(warnings_stand_at_the_end);
    RUN(no_byte_of_a_model_commands_the_terminal);
    RUN(no_byte_of_a_table_commands_the_terminal);
    RUN(long_names_and_values_are_cut);
    RUN(past_the_end_there_is_nothing);
    RUN(a_model_without_columns_is_explained);
    RUN(a_callback_that_refuses_or_memory_that_runs_out_is_an_error);
    RUN(columns_tell_what_they_hold);
    RUN(names_of_kinds_classes_and_statuses_are_constant);
    RUN(a_tree_is_shown_as_questions_and_leaves);
    RUN(two_patterns_are_shown_and_the_rest_is_counted);
    RUN(rare_categories_are_counted_by_the_rows_that_hold_them);
    RUN(leaves_merge_neighbours_of_numbers_only);
    return test_end();
}
