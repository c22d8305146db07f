/* test_learn.c - what each column becomes: the nine rules, their borders, and every override
 *
 * Most cases are lines of a table: a column's name, its cells and the decision expected. Rows are drawn as
 * well and must look as the cells do: `shape` is a small pattern,
 *
 *     # a digit   & digits   ~ digits with group marks   ^ a capital   _ a small letter   @ letters
 *     ?x perhaps an x   | or   any other byte itself
 */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"

#include "test.h"
#include "tables.h"

/*--- shapes ---*/

static int is_digit(char c) { return c >= '0' && c <= '9'; }
static int is_capital(char c) { return c >= 'A' && c <= 'Z'; }
static int is_small(char c) { return c >= 'a' && c <= 'z'; }

/* Bytes of a group mark at s. */
static size_t group_mark(const char *s, size_t n)
{
    if (n >= 1 && strchr(",.' ", *s) != NULL) return 1;
    if (n >= 2 && memcmp(s, "\xC2\xA0", 2) == 0) return 2;
    return n >= 3 && memcmp(s, "\xE2\x80\xAF", 3) == 0 ? 3 : 0;
}

static int fits(const char *shape, const char *s, size_t n)
{
    size_t i = 0, mark;

    switch (*shape) {
    case '\0': case '|': return n == 0;
    case '?': return (n > 0 && *s == shape[1] && fits(shape + 2, s + 1, n - 1)) || fits(shape + 2, s, n);
    case '#': return n > 0 && is_digit(*s) && fits(shape + 1, s + 1, n - 1);
    case '^': return n > 0 && is_capital(*s) && fits(shape + 1, s + 1, n - 1);
    case '_': return n > 0 && is_small(*s) && fits(shape + 1, s + 1, n - 1);
    case '&':
        while (i < n && is_digit(s[i]))
            if (i++, fits(shape + 1, s + i, n - i)) return 1;
        return 0;
    case '@':
        while (i < n && (is_capital(s[i]) || is_small(s[i])))
            if (i++, fits(shape + 1, s + i, n - i)) return 1;
        return 0;
    case '~':   /* one to three digits, then groups of three */
        while (i < 3 && i < n && is_digit(s[i])) i++;
        if (i == 0) return 0;
        for (;;) {
            if (fits(shape + 1, s + i, n - i)) return 1;
            mark = group_mark(s + i, n - i);
            if (mark == 0 || i + mark + 3 > n || !is_digit(s[i + mark]) || !is_digit(s[i + mark + 1]) || !is_digit(s[i + mark + 2])) return 0;
            i += mark + 3;
        }
    default: return n > 0 && *s == *shape && fits(shape + 1, s + 1, n - 1);
    }
}

static int has_shape(const char *shapes, rep_str cell_text)
{
    for (;;) {
        if (fits(shapes, cell_text.data, cell_text.len)) return 1;
        shapes = strchr(shapes, '|');
        if (shapes == NULL) return 0;
        shapes++;
    }
}

/*--- columns ---*/

enum { MOST = 1000 };

typedef struct cells { size_t count; char text[MOST][96]; } cells;

static cells list;   /* of the case at hand */

static void begin_cells(void) { list.count = 0; }

#if defined(__GNUC__)
__attribute__((format(printf, 1, 2)))
#endif
static void cell(const char *format, ...)
{
    va_list args;

    if (list.count == MOST) exit(2);
    va_start(args, format);
    vsnprintf(list.text[list.count++], sizeof list.text[0], format, args);
    va_end(args);
}

/* "a|b|c" */
static void cells_from(const char *bar)
{
    begin_cells();
    for (;;) {
        const size_t n = strcspn(bar, "|");
        cell("%.*s", (int)n, bar);
        if (bar[n] == '\0') return;
        bar += n + 1;
    }
}

/* What is learned is a model that is read again, and gives the same rows. */
static void check_again(const rep_model *model)
{
    rep_model *again = NULL;
    rep_error  err;
    text       file = { NULL, 0, 0 }, twice = { NULL, 0, 0 }, rows, rows_again;

    if (model == NULL) return;
    CHECK_INT(rep_model_write(model, put_all, &file, &err), REP_OK);
    if (!CHECK_INT(rep_model_read(&again, file.data, file.len, NULL, &err), REP_OK)) {
        printf("    %d:%d %s\n", (int)err.line, (int)err.column, err.message);
        drop(&file);
        return;
    }
    CHECK_INT(rep_model_write(again, put_all, &twice, &err), REP_OK);
    CHECK_SAME(twice, file);
    rows = rows_text(model, 11, 0, 60, NULL);
    rows_again = rows_text(again, 11, 0, 60, NULL);
    CHECK_SAME(rows_again, rows);
    drop(&rows), drop(&rows_again), drop(&file), drop(&twice);
    rep_model_free(again);
}

/* The model of a table of the listed cells alone, row by row; with seed not 0 in another order. */
static rep_model *learn_cells(const char *name, const rep_profile_options *options, uint64_t seed)
{
    rep_profile_options own = { 0 };
    rep_profiler       *profiler = NULL;
    rep_model          *model = NULL;
    rep_error           err;
    size_t             *order = shuffled(list.count, seed), i;

    if (options != NULL) own = *options;
    own.names = &name, own.name_count = 1;
    if (own.date == NULL) own.date = "2026-02-02T17:03:32";
    if (!CHECK_INT(rep_profiler_create(&profiler, &own, &err), REP_OK)) printf("    %s\n", err.message);
    for (i = 0; i < list.count; i++) {
        rep_str one = view(list.text[seed ? order[i] : i]);
        if (rep_profiler_push_row(profiler, &one, 1, &err) != REP_OK) CHECK_STR(err.message, "");
    }
    if (!CHECK_INT(rep_profiler_learn(profiler, &model, &err), REP_OK)) printf("    %s\n", err.message);
    rep_profiler_free(profiler);
    free(order);
    check_again(model);
    return model;
}

/* All rows drawn, but for missing cells and listed words, have the shape. */
static void check_rows(const rep_model *model, const char *shape, const char *const *words, size_t word_count)
{
    rep_write_options options = { 0 };
    text              rows;
    rep_str          *drawn;
    size_t            i, k, count, wrong = 0;

    options.csv.no_header = 1;
    options.csv.delimiter = '\x01';   /* no cell needs quotes then */
    rows = rows_text(model, 7, 0, 300, &options);
    drawn = cells_of(&rows, '\x01', 0, &count);
    for (i = 0; i < count; i++) {
        if (drawn[i].len == 0 || has_shape(shape, drawn[i])) continue;
        for (k = 0; k < word_count; k++)
            if (is_text(drawn[i], words[k])) break;
        if (k < word_count) continue;
        if (wrong++ == 0) printf("    drawn: \"%s\", not like \"%s\"\n", shown(drawn[i]), shape);
    }
    CHECK_SIZE(wrong, 0);
    CHECK_SIZE(count, 300);
    free(drawn);
    drop(&rows);
}

#define NUM REP_KIND_NUMERICAL
#define CAT REP_KIND_CATEGORICAL
#define PII REP_KIND_PII
#define DAT REP_KIND_DATETIME
#define TXT REP_KIND_TEXT

typedef struct want {
    const char *name, *cells;
    rep_kind    kind;
    const char *detail;     /* the PII class, or the date format; "" none */
    int         decimals, id;
    const char *shape, *why; /* NULL = not looked at */
} want;

static void check_want(const want *w)
{
    uint64_t seed;

    INPUT(w->cells);
    cells_from(w->cells);
    for (seed = 0; seed < 3; seed++) {
        rep_model *model = learn_cells(w->name, NULL, seed);
        rep_column column = column_of(model, 0);
        CHECK_INT(column.kind, w->kind);
        if (!test_is_true(is_text(w->kind == PII ? column.pii_class : column.format, w->detail) || column.kind == TXT, "class or format", __FILE__, __LINE__))
            printf("    \"%s\", not \"%s\"\n", shown(w->kind == PII ? column.pii_class : column.format), w->detail);
        if (w->kind == NUM) CHECK_INT(column.decimals, w->decimals);
        CHECK_INT(column.id, w->id);
        if (w->shape != NULL) check_rows(model, w->shape, NULL, 0);
        CHECK(column.why.len > 0);
        if (w->why != NULL && !test_is_true(find(column.why.data, column.why.len, w->why) != NULL, "why", __FILE__, __LINE__))
            printf("    \"%s\" does not say \"%s\"\n", shown(column.why), w->why);
        rep_model_free(model);
    }
    INPUT(NULL);
}

static void check_wants(const want *wants, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) check_want(&wants[i]);
}
#define CHECK_WANTS(wants) check_wants(wants, sizeof(wants) / sizeof((wants)[0]))

/* The decision about the listed cells. */
static rep_column decided(const char *name, const rep_profile_options *options, rep_model **model)
{
    *model = learn_cells(name, options, 0);
    return column_of(*model, 0);
}

static rep_kind kind_of(const char *name)
{
    rep_model     *model;
    const rep_kind kind = decided(name, NULL, &model).kind;

    rep_model_free(model);
    return kind;
}

/* Namibia: among upper-case codes of two letters NA is one of them, else it is missing. */
TEST(na_among_codes_of_two_letters_is_a_code)
{
    static const struct { const char *cells; size_t categories; double missing; } want[] = {
        { "US|NA|DE|US|NA|DE|US|NA", 3, 0 }, { "US|NA|DE|US||DE|US|NA", 3, 0.125 }, { "US|NA|US|NA|US|NA|US|NA", 1, 0.5 }, { "US|NA|De|US|NA|De|US|NA", 2, 0.375 },
        { "US|NA|dE|US|NA|dE|US|NA", 2, 0.375 }, { "US|NA|DEU|US|NA|DEU|US|NA", 2, 0.375 }, { "US|NA|D|US|NA|D|US|NA", 2, 0.375 }, { "US|NA|1|US|DE|1|US|NA", 3, 0.25 } };
    size_t i;

    for (i = 0; i < sizeof want / sizeof want[0]; i++) {
        rep_model *model;
        rep_column column;
        cells_from(want[i].cells);
        INPUT(want[i].cells);
        column = decided("v", NULL, &model);
        CHECK_SIZE(column.category_count, want[i].categories);
        CHECK_NEAR(column.missing_share, want[i].missing, 1e-12);
        rep_model_free(model);
        INPUT(NULL);
    }
}

/* Ends that less than ten rows reach are not shown, and what lies beyond joins them. */
TEST(a_private_model_hides_the_ends_that_few_rows_reach)
{
    rep_profile_options options = { 0 };
    text                csv = { NULL, 0, 0 }, rows;
    rep_model          *model;
    rep_str            *cells;
    uint64_t            state = 3;
    size_t              i, n, lower = 0, upper = 0;

    puts_to(&csv, "v\n-50000\n90000\n90000\n80000\n");
    for (i = 0; i < 996; i++) say(&csv, "%u\n", 100 + roll(&state, 100));
    options.private_model = 1;
    model = learn(csv.data, &options);
    rows = rows_text(model, 1, 0, 2000, NULL);
    cells = cells_of(&rows, ',', 0, &n);
    for (i = 1; i < n; i++) {
        const double v = strtod(cells[i].data, NULL);

        CHECK(v >= 100 && v < 200);
        lower += v < 150, upper += v >= 150;
    }
    CHECK(lower > 850 && upper > 850);
    free(cells);
    drop(&rows), drop(&csv);
    rep_model_free(model);
}

/* From the mean of all cells a value that stands alone could be worked out. The means are those of 2,000 cells and one more at the end
 * they reach. */
TEST(a_private_model_has_the_mean_of_what_is_left)
{
    static const struct { const char *unit, *alone; double mean, std; } want[] = {
        { "", "999999999", 34.51224387806097, 14.441259467667415 }, { ".5e-9", "9.5e30", 3.501224387806097e-8, 1.4441259467667415e-8 },
        { "0000000000000000", "-9000000000000000000", 3.448775612193903e17, 1.4441259467667415e17 } };
    rep_profile_options options = { 0 };
    size_t              i, k;

    options.private_model = 1;
    for (i = 0; i < sizeof want / sizeof want[0]; i++) {
        text       csv = { NULL, 0, 0 };
        rep_model *model;
        rep_column column;
        rep_error  err;

        say(&csv, "v\n%s\n", want[i].alone);
        for (k = 0; k < 2000; k++) say(&csv, "%u%s\n", 10 + (unsigned)(k % 50), want[i].unit);
        model = learn(csv.data, &options);
        INPUT(want[i].alone);
        CHECK_INT(rep_model_get_column(model, 0, &column, &err), REP_OK);
        CHECK(column.mean > want[i].mean * 0.999999999 && column.mean < want[i].mean * 1.000000001);
        CHECK(column.std > want[i].std * 0.999999999 && column.std < want[i].std * 1.000000001);
        rep_model_free(model);
        drop(&csv);
    }
}

/* Doubles of many sizes: no common unit, but exact ends. */
TEST(real_numbers_keep_their_ends)
{
    static const struct { const char *cells, *min, *max; } want[] = {
        { "1.5e30|2e-30|7e20|3e-7|12|1e-9", "2e-30", "1.5e+30" }, { "-1.5e30|-2e-30|-7e20|-3e-7|-12|-1e-9", "-1.5e+30", "-2e-30" }, { "7e20|1.5e30|-2e-30|1", "-2e-30", "1.5e+30" } };
    size_t i;

    for (i = 0; i < sizeof want / sizeof want[0]; i++) {
        rep_model *model;
        rep_column column;
        cells_from(want[i].cells);
        INPUT(want[i].cells);
        column = decided("v", NULL, &model);
        CHECK_INT(column.kind, NUM);
        CHECK_STR(shown(column.min), want[i].min);
        CHECK_STR(shown(column.max), want[i].max);
        rep_model_free(model);
        INPUT(NULL);
    }
}

TEST(a_run_has_three_numbers_or_a_name_that_says_so)
{
    static const struct { const char *name, *cells; int id; } want[] = {
        { "v", "5|6", 0 }, { "v", "5|6|7", 1 }, { "v", "6|7|5", 1 }, { "v", "5|6|8", 0 }, { "id", "5|6", 1 }, { "id", "5", 0 }, { "id", "5|5", 0 }, { "v", "5|7|9", 1 } };
    size_t i;

    for (i = 0; i < sizeof want / sizeof want[0]; i++) {
        rep_model *model;
        cells_from(want[i].cells);
        INPUT(want[i].cells);
        CHECK_INT(decided(want[i].name, NULL, &model).id, want[i].id);
        rep_model_free(model);
        INPUT(NULL);
    }
}

/*--- rules 1 and 2 ---*/

TEST(columns_without_variety_are_constants)
{
    static const want wants[] = {
        { "v", "|NA|null", CAT, "", -1, 0, "NA|null", "missing" },
        { "v", "42", NUM, "", 0, 0, "42", NULL },
        { "v", "7|7|7", NUM, "", 0, 0, "7", NULL },
        { "v", "7.50|7.50|7.50", NUM, "", 2, 0, "7.50", NULL },
        { "v", "$3|$3||$3", NUM, "", 0, 0, "$3", NULL },
        { "v", "-0.5|-0.5", NUM, "", 1, 0, "-0.5", NULL },
        { "v", "x|x|x", CAT, "", -1, 0, "x", NULL },
        { "v", "007|007", CAT, "", -1, 0, "007", NULL },
        { "v", "2020-01-05|2020-01-05|", CAT, "", -1, 0, "2020-01-05", NULL },
        { "v", "12|12|None|12", NUM, "", 0, 0, "12|None", NULL },
    };
    rep_model *model;

    CHECK_WANTS(wants);
    cells_from("7.50|7.50");
    CHECK_NEAR(decided("v", NULL, &model).std, 0, 0);
    CHECK_NEAR(column_of(model, 0).mean, 7.5, 0);
    rep_model_free(model);
}

/*--- rules 5 and 5b ---*/

TEST(runs_are_ids)
{
    static const want wants[] = {
        { "id", "1|2|3", NUM, "", 0, 1, "&", "id" },
        { "v", "10|40|20|30", NUM, "", 0, 1, "&0", "steps of 10" },
        { "v", "5|3|1|9|7", NUM, "", 0, 1, "&", "id" },
        { "v", "1000000|1000001|1000002|1000003", NUM, "", 0, 1, "1000###", "id" },
        { "v", "INV-0001|INV-0002|INV-0003", TXT, "", -1, 1, "INV-####", "INV-" },
        { "v", "INV-8|INV-9|INV-10|INV-11", TXT, "", -1, 1, "INV-&", "INV-" },
        { "v", "A5Z|A10Z|A15Z", TXT, "", -1, 1, "A&Z", "steps of 5" },
        { "v", "row 1 of ten|row 2 of ten|row 3 of ten", TXT, "", -1, 1, "row & of ten", NULL },
        { "v", "2020/A-7|2020/A-9|2020/A-8", TXT, "", -1, 1, "2020/A-&", NULL },
        { "v", "0001|0002|0003|0004", TXT, "", -1, 1, "####", NULL },
        { "v", "098|099|100|101", TXT, "", -1, 1, "###", NULL },
        { "id", "1|2||3|4", NUM, "", 0, 1, "&", "id" },
    };

    CHECK_WANTS(wants);
}

TEST(near_runs_are_not_ids)
{
    static const want wants[] = {
        { "v", "1|2|4", NUM, "", 0, 0, "1|2|3|4", NULL },
        { "v", "1|2|2|3", NUM, "", 0, 0, "1|2|3", NULL },
        { "v", "1|2|3|x", CAT, "", -1, 0, "1|2|3|x", NULL },
        { "v", "1.0|2.0|3.0", NUM, "", 1, 0, "#.0", NULL },
        { "v", "INV-1|INV-2|INV-4", CAT, "", -1, 0, NULL, NULL },
        { "v", "INV-1|INW-2|INV-3", CAT, "", -1, 0, NULL, NULL },
        { "v", "INV-1|INV-02|INV-3", CAT, "", -1, 0, NULL, NULL },
        { "v", "1|2|3|5|8|13", NUM, "", 0, 0, NULL, NULL },
        { "v", "2|4|6|9|10", NUM, "", 0, 0, NULL, NULL },
        { "v", "1|1|3|5|7|9|10|12", NUM, "", 0, 0, NULL, NULL },
    };

    CHECK_WANTS(wants);
}

TEST(an_id_goes_on_where_the_table_ended)
{
    static const struct { const char *name, *cells, *rows; } runs[] = {
        { "id", "3|1|2", "id\n1\n2\n3\n4\n5\n" },
        { "v", "300|100|200", "v\n100\n200\n300\n400\n500\n" },
        { "v", "A-09|A-07|A-08", "v\nA-07\nA-08\nA-09\nA-10\nA-11\n" },
        { "v", "97|98|99", "v\n97\n98\n99\n100\n101\n" },
        { "v", "x8y|x9y|x10y", "v\nx8y\nx9y\nx10y\nx11y\nx12y\n" },
    };
    size_t i;

    for (i = 0; i < sizeof runs / sizeof runs[0]; i++) {
        rep_model *model;
        text       rows;
        cells_from(runs[i].cells);
        model = learn_cells(runs[i].name, NULL, 0);
        rows = rows_text(model, 42, 0, 5, NULL);
        CHECK_STR(rows.data, runs[i].rows);
        drop(&rows);
        rep_model_free(model);
    }
}

/* 3, 10, 17 ... with a hole: whole numbers, each once, no run. */
static void cells_of_a_key(size_t count)
{
    size_t i;

    begin_cells();
    for (i = 0; i < count; i++) cell("%u", (unsigned)(i > 20 ? 1013 + i * 7 : 1000 + i * 7));
}

TEST(keys_need_fifty_cells_and_a_name_that_says_so)
{
    static const char *const keys[] = { "id", "customer_id", "CustomerID", "key", "uid", "order no", "nr", "number", "article_code" };
    static const char *const others[] = { "v", "width", "identity", "keyboard", "valid", "nominal" };
    rep_model               *model;
    rep_column               column;
    size_t                   i;
    text                     rows;
    rep_str                 *drawn;
    size_t                   count;

    for (i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        INPUT(keys[i]);
        cells_of_a_key(50);
        column = decided(keys[i], NULL, &model);
        CHECK_INT(column.kind, NUM);
        CHECK_INT(column.unique, 1);
        CHECK_INT(column.id, 0);
        CHECK(is_text(column.min, "1000"));
        CHECK(is_text(column.max, "1356"));
        CHECK(find(column.why.data, column.why.len, "key") != NULL);
        rows = rows_text(model, 3, 0, 50, NULL);
        drawn = cells_of(&rows, ',', 0, &count);
        CHECK_SIZE(distinct_cells(drawn, count), 51);   /* with the header */
        check_rows(model, "####", NULL, 0);
        free(drawn);
        drop(&rows);
        rep_model_free(model);
        cells_of_a_key(49);
        CHECK_INT(decided(keys[i], NULL, &model).unique, 0);
        CHECK_INT(column_of(model, 0).kind, NUM);
        rep_model_free(model);
    }
    for (i = 0; i < sizeof others / sizeof others[0]; i++) {
        INPUT(others[i]);
        cells_of_a_key(50);
        CHECK_INT(decided(others[i], NULL, &model).unique, 0);
        CHECK_INT(column_of(model, 0).kind, NUM);
        rep_model_free(model);
    }
    INPUT(NULL);
    cells_of_a_key(50);
    strcpy(list.text[7], list.text[8]);   /* one double */
    CHECK_INT(decided("id", NULL, &model).unique, 0);
    rep_model_free(model);
    begin_cells();
    for (i = 0; i < 50; i++) cell("K%c-%04u", 'A' + (int)(i * 7 % 26), (unsigned)(i * 37 % 9973));
    column = decided("article_code", NULL, &model);
    CHECK_INT(column.kind, TXT);
    CHECK_INT(column.unique, 1);
    check_rows(model, "^^-####", NULL, 0);
    rep_model_free(model);
}

/*--- rule 6 ---*/

TEST(codes_are_never_numbers)
{
    static const want wants[] = {
        { "zip", "01234|90210|10001|90210", CAT, "", -1, 0, "#####", "codes" },
        { "v", "01|05|03|01|12", CAT, "", -1, 0, "##", "codes" },
        { "v", "000|0001", CAT, "", -1, 0, NULL, NULL },
        { "v", "1234|9021|1000|5555", NUM, "", 0, 0, "####", NULL },
        { "v", "AB|CD|AB|EF", CAT, "", -1, 0, "^^", NULL },
        { "v", "00123|00456|123|00123", CAT, "", -1, 0, NULL, NULL },
    };
    rep_model *model;
    rep_column column;
    size_t     i;

    CHECK_WANTS(wants);
    begin_cells();
    for (i = 0; i < 60; i++) cell("%05u", (unsigned)((i + 3) * (i + 5) * 37 % 99991));
    column = decided("zip", NULL, &model);   /* by rule 8, text */
    CHECK_INT(column.kind, TXT);
    check_rows(model, "#####", NULL, 0);
    rep_model_free(model);
    begin_cells();
    for (i = 0; i < 300; i++) cell("%05u", (unsigned)(i % 40 * 1009));
    CHECK_INT(kind_of("zip"), CAT);
}

/*--- rule 7 ---*/

static void cells_with_words(size_t count, size_t words, const char *word)
{
    size_t i;

    begin_cells();
    for (i = 0; i < count; i++)
        if (i < words) cell("%s", word);
        else cell("%u", (unsigned)(i % 20 * i % 23));
}

TEST(numbers_may_have_one_word_in_two_hundred)
{
    static const char *const word[] = { "refused" };
    rep_model               *model;
    rep_column               column;

    cells_with_words(199, 1, word[0]);
    CHECK_INT(kind_of("v"), CAT);
    cells_with_words(199, 0, word[0]);
    CHECK_INT(kind_of("v"), NUM);
    cells_with_words(200, 1, word[0]);
    column = decided("v", NULL, &model);
    CHECK_INT(column.kind, NUM);
    CHECK_NEAR(column.missing_share, 0, 0);
    CHECK(find(column.why.data, column.why.len, "99.5 %") != NULL);
    check_rows(model, "&", word, 1);
    rep_model_free(model);
    cells_with_words(200, 2, word[0]);
    CHECK_INT(kind_of("v"), CAT);
    cells_with_words(400, 2, word[0]);
    CHECK_INT(kind_of("v"), NUM);
    cells_with_words(400, 3, word[0]);
    CHECK_INT(kind_of("v"), CAT);
    cells_with_words(100, 20, "?");   /* missing among numbers, however many */
    column = decided("v", NULL, &model);
    CHECK_INT(column.kind, NUM);
    CHECK_NEAR(column.missing_share, 0.2, 1e-15);
    rep_model_free(model);
}

TEST(words_among_numbers_keep_their_share)
{
    rep_model *model;
    text       rows;
    rep_str   *drawn;
    size_t     i, count, seen = 0;

    cells_with_words(1000, 5, "refused");
    model = learn_cells("v", NULL, 0);
    rows = rows_text(model, 5, 0, 100000, NULL);
    drawn = cells_of(&rows, ',', 0, &count);
    for (i = 0; i < count; i++)
        if (is_text(drawn[i], "refused")) seen++;
    CHECK_NEAR(seen, 500, 5 * sqrt(500.0));   /* 5 standard errors: fails by chance 1 in 1.7 million */
    free(drawn);
    drop(&rows);
    rep_model_free(model);
}

TEST(number_styles_are_learned_and_written_back)
{
    static const want wants[] = {
        { "v", "3|1|4|1|5|-9|2|6", NUM, "", 0, 0, "?-&", "whole numbers" },
        { "v", "1.50|2.25|3.00|-4.10", NUM, "", 2, 0, "?-&.##", "2 decimals" },
        { "v", "1.5|2|2.25|3", NUM, "", 2, 0, "&|&.#|&.##", NULL },
        { "v", "7.0|2.15|3.5|11.0", NUM, "", 2, 0, "&.#|&.##", NULL },
        { "v", "$1,234.50|$12.00|$7.25|-$999,999.99", NUM, "", 2, 0, "?-$~.##", NULL },
        { "v", "\xE2\x82\xAC" "5|\xE2\x82\xAC" "12|\xE2\x82\xAC" "7", NUM, "", 0, 0, "\xE2\x82\xAC" "&", NULL },
        { "v", "5,20 \xE2\x82\xAC|12,99 \xE2\x82\xAC|7,00 \xE2\x82\xAC", NUM, "", 2, 0, "&,## \xE2\x82\xAC", NULL },
        { "v", "12%|5%|100%|8%", NUM, "", 0, 0, "&%", NULL },
        { "v", "12.5 %|3.0 %|7.1 %", NUM, "", 1, 0, "&.# %", NULL },
        { "v", "1,234|5,678|12,000|999", NUM, "", 0, 0, "~", NULL },
        { "v", "1,234,567|2,345,678|1,000,001", NUM, "", 0, 0, "~", NULL },
        { "v", "1.234,50|12,00|7,25|999.999,99", NUM, "", 2, 0, "~,##", NULL },
        { "v", "1 234|5 678 901|12 000|7", NUM, "", 0, 0, "~", NULL },
        { "v", "1'234.5|5'678.0|12'000.5", NUM, "", 1, 0, "~.#", NULL },
        { "v", "1\xC2\xA0" "234|5\xC2\xA0" "678|91\xC2\xA0" "011", NUM, "", 0, 0, "~", NULL },
        { "v", ".5|.25|.75|.15", NUM, "", 2, 0, ".#|.##", NULL },
        { "v", "+5|-3|+12|+7", NUM, "", 0, 0, "+&|-&|0", NULL },
        { "v", "1.5e-7|2.5e10|3e3|4.25e-1", NUM, "", -1, 0, NULL, "exponent" },
        { "v", "1,5|2,25|3,75", NUM, "", 2, 0, "&|&,#|&,##", NULL },
        { "v", "0.001|0.0002|0.5", NUM, "", 4, 0, "0.#|0.##|0.###|0.####", NULL },
        { "v", "USD 5|USD 7|USD 9", TXT, "", -1, 1, "USD &", NULL },
        { "v", "1|2|a|b", CAT, "", -1, 0, "1|2|a|b", NULL },
        { "v", "12|13kg|14", CAT, "", -1, 0, NULL, NULL },
        { "v", "$5|\xE2\x82\xAC" "6|$7|$9", CAT, "", -1, 0, NULL, NULL },
        { "v", "1.2.3|4.5.6|1.2.3", CAT, "", -1, 0, NULL, NULL },
        { "v", "0x1F|0x2A|0x00", CAT, "", -1, 0, NULL, NULL },
        { "v", "Infinity|1|2", CAT, "", -1, 0, NULL, NULL },
        { "v", "true|false|true", CAT, "", -1, 0, "true|false", NULL },
        { "v", "0|1|0|1|1", NUM, "", 0, 0, "0|1", NULL },
        { "v", "Y|N|Y", CAT, "", -1, 0, "Y|N", NULL },
    };

    CHECK_WANTS(wants);
}

TEST(tables_with_semicolons_have_decimal_commas)
{
    static const struct { const char *csv; int decimals; double mean; const char *shape; } tables[] = {
        { "v;w\n1,5;x\n2,25;y\n3,75;x\n", 2, 2.5, "&|&,#|&,##" },
        { "v;w\n1.234,5;x\n12,0;y\n7,5;z\n", 1, 1254.0 / 3, "~,#" },
        { "v;w\n1.234.567,00;x\n1.000,00;y\n", 2, 617783.5, "~,##" },
        { "v;w\n1,5;x\n2;y\n4;y\n", 1, 2.5, "&|&,#" },
        { "v;w\n1.5;x\n2.25;y\n3.75;z\n", 2, 2.5, "&|&.#|&.##" },
        { "v;w\n\"1,5\";x\n\"2,5\";y\n", 1, 2, "&,#" },
        { "v;w\n1,234;x\n5,678;y\n", 3, 3.456, "&,###" },       /* elsewhere a thousand and more */
        { "v\tw\n1,234\tx\n5,678\ty\n", 0, 3456, "~" } };
    size_t i;

    for (i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        rep_model *model;
        rep_column column;
        INPUT(tables[i].csv);
        model = learn(tables[i].csv, NULL);
        column = column_of(model, 0);
        CHECK_INT(column.kind, NUM);
        CHECK_INT(column.decimals, tables[i].decimals);
        CHECK_NEAR(column.mean, tables[i].mean, 0);
        check_rows(model, tables[i].shape, NULL, 0);
        rep_model_free(model);
    }
    INPUT(NULL);
    {   /* rows come with the delimiter of the source, so a comma needs no quotes */
        rep_model *model = learn("v;w\n1,5;x\n2,25;x\n1,5;x\n2,25;x\n1,5;x\n2,25;x\n1,5;x\n2,25;x\n1,5;x\n2,25;x\n", NULL);
        text       rows = rows_text(model, 1, 0, 1, NULL);
        CHECK(strcmp(rows.data, "v;w\n1,5;x\n") == 0 || strcmp(rows.data, "v;w\n2,25;x\n") == 0);
        drop(&rows);
        rep_model_free(model);
    }
}

/*--- mean, std, integers ---*/

TEST(mean_and_std_are_exact)
{
    static const struct { const char *cells; double mean, std; } sums[] = {
        { "1|2|3|4|6", 3.2, 1.9235384061671346 },                               /* sqrt(3.7) */
        { "0.1|0.2|0.4", 0.23333333333333334, 0.15275252316519466 },            /* 7/30, sqrt(7/300) */
        { "1000000000.1|1000000000.2|1000000000.4", 1000000000.2333333, 0.15275252316519466 },
        { "10000000000000001|10000000000000002|10000000000000004", 10000000000000002.0, 1.5275252316519468 },
        { "-5|5|-5|5", 0, 5.7735026918962573 },                                 /* sqrt(100/3) */
        { "3|3|3|5", 3.5, 1 },
        { "1|10", 5.5, 6.3639610306789276 },                                    /* sqrt(40.5) */
        { "1e-300|3e-300", 2e-300, 1.4142135623730952e-300 },
        { "1e300|3e300|5e300", 3e300, 2e300 },
        { "0.5|1e3|2.5e-1", 333.58333333333331, 577.1337763754027 } };
    size_t i;

    for (i = 0; i < sizeof sums / sizeof sums[0]; i++) {
        rep_model *model;
        rep_column column;
        INPUT(sums[i].cells);
        cells_from(sums[i].cells);
        column = decided("v", NULL, &model);
        CHECK_INT(column.kind, NUM);
        CHECK_NEAR(column.mean, sums[i].mean, 0);
        CHECK_NEAR(column.std, sums[i].std, 0);
        rep_model_free(model);
    }
    INPUT(NULL);
}

/* Memory that is counted to the byte. */
static struct { size_t live, peak; } bytes;

static void *counted(void *user, void *ptr, size_t old_size, size_t new_size)
{
    void *fresh = NULL;

    (void)user;
    if (new_size == 0) free(ptr);
    else if ((fresh = realloc(ptr, new_size)) == NULL) return NULL;
    bytes.live += new_size, bytes.live -= ptr ? old_size : 0;
    if (bytes.live > bytes.peak) bytes.peak = bytes.live;
    return fresh;
}

TEST(the_budget_is_of_all_memory_together_the_models_too)
{
    text     csv = { NULL, 0, 0 };
    size_t   budget, met = 0, refused = 0;
    uint64_t state = 5;
    unsigned i;

    puts_to(&csv, "a,b,c\n");
    for (i = 0; i < 300; i++) say(&csv, "word %u of many,%u,%u\n", roll(&state, 250), roll(&state, 300), roll(&state, 40));
    for (budget = 30000; budget < 3000000; budget += budget / 40) {
        rep_profile_options options = REP_ZERO;
        rep_model          *model = NULL;
        rep_error           err;
        options.max_bytes = budget, options.host.allocator.resize = counted;
        bytes.peak = 0;
        if (rep_profile_bytes(&model, csv.data, csv.len, &options, &err) == REP_OK) met++;
        else if (CHECK_INT(err.code, REP_ERR_MEMORY)) refused++;
        CHECK(bytes.peak <= budget);
        rep_model_free(model);
        CHECK_SIZE(bytes.live, 0);
    }
    CHECK(met > 20 && refused > 20);
    drop(&csv);
}

TEST(sums_are_exact_above_the_caps)
{
    rep_profile_options options = { 0 };
    rep_model          *model;
    rep_column          column;
    double              sum = 0;
    uint64_t            state = 5;
    size_t              i;

    options.max_categories = 50, options.sample_rows = 100;
    begin_cells();
    for (i = 0; i < MOST; i++) {
        const unsigned whole = roll(&state, 100000), part = roll(&state, 100);
        cell("%u.%02u", whole, part);
    }
    strcpy(list.text[500], "-12345.67");
    strcpy(list.text[501], "1234567.89");
    column = decided("v", &options, &model);
    CHECK_INT(column.kind, NUM);
    CHECK_INT(column.decimals, 2);
    CHECK(is_text(column.min, "-12345.67"));
    CHECK(is_text(column.max, "1234567.89"));
    {
        rep_model *whole;
        rep_column exact = decided("v", NULL, &whole);
        CHECK_NEAR(column.mean, exact.mean, 0);
        CHECK_NEAR(column.std, exact.std, 0);
        CHECK(is_text(exact.min, "-12345.67"));
        rep_model_free(whole);
    }
    rep_model_free(model);
    begin_cells();
    for (i = 0; i < 400; i++) { /* thousands with points, each seen as three decimals first */
        const unsigned v = roll(&state, 90000);
        sum += v;
        if (v < 1000) cell("%u", v);
        else cell("%u.%03u", v / 1000, v % 1000);
    }
    cell("1.234.567"), cell("12"), cell("999");
    {
        rep_model *whole;
        rep_column exact = decided("v", NULL, &whole);
        column = decided("v", &options, &model);
        CHECK_INT(column.decimals, 0);
        CHECK(is_text(column.max, "1.234.567") || is_text(column.max, "1234567"));
        CHECK_NEAR(column.mean, (sum + 1234567 + 12 + 999) / 403, 1e-9);
        CHECK_NEAR(column.mean, exact.mean, 0);
        CHECK_NEAR(column.std, exact.std, 0);
        rep_model_free(whole);
    }
    rep_model_free(model);
    cells_of_a_key(50);
    options.max_categories = 20;   /* a run is seen by sums alone */
    for (i = 0; i < 50; i++) snprintf(list.text[i], sizeof list.text[i], "N-%03u", (unsigned)(i * 37 % 50 + 1));
    column = decided("v", &options, &model);
    CHECK_INT(column.kind, TXT);
    CHECK_INT(column.id, 1);
    rep_model_free(model);
}

TEST(integers_above_two_to_53_are_kept_exactly)
{
    static const char *const cells_big[] = {
        "9007199254740993|9007199254740995|9007199254740993", "-9007199254740993|9007199254740993|1|1",
        "99999999999999999|99999999999999997|99999999999999997", "90071992547409.93|90071992547409.95|1.00" };
    size_t i, k;

    for (i = 0; i < sizeof cells_big / sizeof cells_big[0]; i++) {
        rep_model        *model, *again;
        text              file = { NULL, 0, 0 }, rows, rows_again;
        rep_write_options options = { 0 };
        rep_str          *drawn;
        size_t            count, known = 0;
        rep_error         err;

        INPUT(cells_big[i]);
        begin_cells();
        for (k = 0; k < 6; k++) {   /* seen five times and more, they are point masses */
            const char *bar = cells_big[i];
            for (;;) {
                const size_t n = strcspn(bar, "|");
                cell("%.*s", (int)n, bar);
                if (bar[n] == '\0') break;
                bar += n + 1;
            }
        }
        model = learn_cells("v", NULL, 0);
        CHECK_INT(column_of(model, 0).kind, NUM);
        CHECK_INT(rep_model_write(model, put_all, &file, &err), REP_OK);
        again = read_model(file.data);
        options.csv.no_header = 1;
        rows = rows_text(model, 1, 0, 200, &options);
        rows_again = rows_text(again, 1, 0, 200, &options);
        CHECK_SAME(rows, rows_again);
        CHECK(is_text(column_of(again, 0).max, shown(column_of(model, 0).max)));
        drawn = cells_of(&rows, ',', 0, &count);
        for (k = 0; k < count; k++) {
            size_t j;
            for (j = 0; j < list.count; j++)
                if (is_text(drawn[k], list.text[j])) break;
            if (j < list.count) known++;
        }
        CHECK_SIZE(known, 200);
        free(drawn);
        drop(&rows), drop(&rows_again), drop(&file);
        rep_model_free(model), rep_model_free(again);
    }
    INPUT(NULL);
    cells_from("9007199254740995|9007199254740994|9007199254740993|9007199254740996");   /* a run of them */
    {
        rep_model *model = learn_cells("id", NULL, 0);
        text       rows = rows_text(model, 1, 0, 6, NULL);
        CHECK_STR(rows.data, "id\n9007199254740993\n9007199254740994\n9007199254740995\n9007199254740996\n9007199254740997\n9007199254740998\n");
        drop(&rows);
        rep_model_free(model);
    }
}

/*--- rule 4 ---*/

TEST(dates_of_many_formats_are_written_back)
{
    static const want wants[] = {
        { "v", "2019-03-23|2020-12-01|2018-07-31", DAT, "%Y-%m-%d", -1, 0, "####-##-##", "%Y-%m-%d" },
        { "v", "2019-3-23|2020-12-1|2018-7-31", DAT, "%Y-%-m-%-d", -1, 0, "####-&-&", NULL },
        { "v", "2019/03/23|2020/12/01|2018/07/31", DAT, "%Y/%m/%d", -1, 0, "####/##/##", NULL },
        { "v", "2019.03.23|2020.12.01|2018.07.31", DAT, "%Y.%m.%d", -1, 0, "####.##.##", NULL },
        { "v", "03/23/2019|12/01/2020|07/31/2018", DAT, "%m/%d/%Y", -1, 0, "##/##/####", NULL },
        { "v", "3/23/2019|12/1/2020|7/31/2018", DAT, "%-m/%-d/%Y", -1, 0, "&/&/####", NULL },
        { "v", "23/03/2019|01/12/2020|31/07/2018", DAT, "%d/%m/%Y", -1, 0, "##/##/####", NULL },
        { "v", "23.03.2019|01.12.2020|31.07.2018", DAT, "%d.%m.%Y", -1, 0, "##.##.####", NULL },
        { "v", "23-03-2019|01-12-2020|31-07-2018", DAT, "%d-%m-%Y", -1, 0, "##-##-####", NULL },
        { "v", "03/23/19|12/01/20|07/31/18", DAT, "%m/%d/%y", -1, 0, "##/##/##", NULL },
        { "v", "23-Mar-2019|01-Dec-2020|31-Jul-2018", DAT, "%d-%b-%Y", -1, 0, "##-^__-####", NULL },
        { "v", "23-MAR-2019|01-DEC-2020|31-JUL-2018", DAT, "%d-%^b-%Y", -1, 0, "##-^^^-####", NULL },
        { "v", "23 Mar 2019|1 Dec 2020|31 Jul 2018", DAT, "%-d %b %Y", -1, 0, "& ^__ ####", NULL },
        { "v", "23 March 2019|1 December 2020|31 July 2018", DAT, "%-d %B %Y", -1, 0, "& @ ####", NULL },
        { "v", "Mar 23, 2019|Dec 1, 2020|Jul 31, 2018", DAT, "%b %-d, %Y", -1, 0, "^__ &, ####", NULL },
        { "v", "March 23, 2019|December 1, 2020|July 31, 2018", DAT, "%B %-d, %Y", -1, 0, "@ &, ####", NULL },
        { "v", "2019-03|2020-12|2018-07", DAT, "%Y-%m", -1, 0, "####-##", NULL },
        { "v", "Mar 2019|Dec 2020|Jul 2018", DAT, "%b %Y", -1, 0, "^__ ####", NULL },
        { "v", "2019-03-23 20:21:09|2020-12-01 00:00:00|2018-07-31 12:30:59", DAT, "%Y-%m-%d %H:%M:%S", -1, 0, "####-##-## ##:##:##", NULL },
        { "v", "2019-03-23T20:21:09Z|2020-12-01T00:00:00Z|2018-07-31T12:30:59Z", DAT, "%Y-%m-%dT%H:%M:%SZ", -1, 0, "####-##-##T##:##:##Z", NULL },
        { "v", "2019-03-23 20:21|2020-12-01 00:00|2018-07-31 12:30", DAT, "%Y-%m-%d %H:%M", -1, 0, "####-##-## ##:##", NULL },
        { "v", "2019-03-23T20:21:09+02:00|2020-12-01T00:00:00+02:00|2018-07-31T12:30:59+02:00", DAT, "%Y-%m-%dT%H:%M:%S%:z", -1, 0, "####-##-##T##:##:##+02:00", NULL },
        { "v", "3/23/2019 20:21|12/1/2020 0:00|7/31/2018 12:30", DAT, "%-m/%-d/%Y %-H:%M", -1, 0, "&/&/#### &:##", NULL },
        { "v", "12:30|23:59|00:05", DAT, "%H:%M", -1, 0, "##:##", NULL },
        { "v", "12:30:15|23:59:59|00:05:00", DAT, "%H:%M:%S", -1, 0, "##:##:##", NULL },
        { "v", "2019-03-23|||2018-07-31", DAT, "%Y-%m-%d", -1, 0, "####-##-##", NULL },
        { "v", "2019-02-29|2019-03-01", CAT, "", -1, 0, NULL, NULL },
        { "v", "2019-13-01|2019-03-01", CAT, "", -1, 0, NULL, NULL },
        { "v", "2019-03-23|23.03.2019|2018-07-31", CAT, "", -1, 0, NULL, NULL },
        { "v", "2019-03-23|soon|2018-07-31", CAT, "", -1, 0, NULL, NULL },
    };

    CHECK_WANTS(wants);
}

static void cells_of_days(size_t count, unsigned year)
{
    size_t i;

    begin_cells();
    for (i = 0; i < count; i++) cell("%04u%02u%02u", year + (unsigned)(i % 7), (unsigned)(i % 12) + 1, (unsigned)(i * 5 % 28) + 1);
}

TEST(eight_digits_are_a_date_only_with_twenty_cells_or_a_date_word)
{
    cells_of_days(20, 2001);
    CHECK_INT(kind_of("v"), DAT);
    cells_of_days(19, 2001);
    CHECK_INT(kind_of("v"), NUM);
    CHECK_INT(kind_of("order_date"), DAT);
    CHECK_INT(kind_of("DOB"), DAT);
    cells_of_days(3, 2001);
    CHECK_INT(kind_of("date"), DAT);
    cells_of_days(30, 2001);
    strcpy(list.text[17], "20011301");
    CHECK_INT(kind_of("v"), NUM);
    CHECK_INT(kind_of("date"), NUM);
    cells_of_days(30, 1895);   /* before 1900 */
    CHECK_INT(kind_of("date"), NUM);
    cells_of_days(30, 2096);   /* beyond 2100 */
    CHECK_INT(kind_of("date"), NUM);
    cells_of_days(30, 1900);
    CHECK_INT(kind_of("v"), DAT);
    cells_of_days(300, 2001);   /* all of them must be dates: one in two hundred is not enough here */
    strcpy(list.text[17], "12345678");
    CHECK_INT(kind_of("v"), NUM);
}

/* The format, and whether there is a warning. */
static int ambiguous(const char *bar, rep_dates dates, const char *format)
{
    rep_profile_options options = { 0 };
    rep_model          *model;
    rep_model_info      info;
    rep_column          column;
    rep_str             sentence;
    rep_error           err;
    int                 warned;

    options.dates = dates;
    cells_from(bar);
    INPUT(bar);
    column = decided("v", &options, &model);
    CHECK_INT(column.kind, *format ? DAT : CAT);
    CHECK_STR(shown(column.format), format);
    CHECK_INT(rep_model_get_info(model, &info, &err), REP_OK);
    warned = (int)info.warning_count;
    if (warned) {
        CHECK_INT(rep_model_get_warning(model, 0, &sentence, &err), REP_OK);
        CHECK(find(sentence.data, sentence.len, "dates") != NULL);   /* the option that decides */
    }
    INPUT(NULL);
    rep_model_free(model);
    return warned;
}

TEST(day_and_month_that_cannot_be_told_apart_are_warned_of)
{
    CHECK_INT(ambiguous("01/02/2020|03/04/2020|05/06/2021", REP_DATES_AUTO, "%m/%d/%Y"), 1);
    CHECK_INT(ambiguous("01.02.2020|03.04.2020|05.06.2021", REP_DATES_AUTO, "%d.%m.%Y"), 1);
    CHECK_INT(ambiguous("01-02-2020|03-04-2020|05-06-2021", REP_DATES_AUTO, "%d-%m-%Y"), 1);
    CHECK_INT(ambiguous("1/2/2020|3/4/2020|5/6/2021", REP_DATES_AUTO, "%-m/%-d/%Y"), 1);
    CHECK_INT(ambiguous("01/02/2020|03/04/2020|05/06/2021", REP_DATES_DMY, "%d/%m/%Y"), 0);
    CHECK_INT(ambiguous("01/02/2020|03/04/2020|05/06/2021", REP_DATES_MDY, "%m/%d/%Y"), 0);
    CHECK_INT(ambiguous("01.02.2020|03.04.2020|05.06.2021", REP_DATES_MDY, "%m.%d.%Y"), 0);
    CHECK_INT(ambiguous("01.02.2020|03.04.2020|05.06.2021", REP_DATES_DMY, "%d.%m.%Y"), 0);
    CHECK_INT(ambiguous("01/02/2020|03/14/2020|05/06/2021", REP_DATES_AUTO, "%m/%d/%Y"), 0);   /* one cell proves it */
    CHECK_INT(ambiguous("01/02/2020|03/14/2020|05/06/2021", REP_DATES_DMY, "%m/%d/%Y"), 0);
    CHECK_INT(ambiguous("01/02/2020|14/03/2020|05/06/2021", REP_DATES_AUTO, "%d/%m/%Y"), 0);
    CHECK_INT(ambiguous("13/01/2020|01/13/2020|05/06/2021", REP_DATES_AUTO, ""), 0);            /* both orders proved */
    CHECK_INT(ambiguous("13/01/2020|01/13/2020|05/06/2021", REP_DATES_DMY, ""), 0);
    CHECK_INT(ambiguous("2020-02-01|2020-03-04|2021-06-05", REP_DATES_AUTO, "%Y-%m-%d"), 0);
}

TEST(years_of_two_digits_from_69_on_are_of_the_last_century)
{
    rep_model *model;
    text       file;

    cells_from("03/15/69|07/20/99|01/31/00|12/25/68");
    model = learn_cells("v", NULL, 0);
    CHECK(is_text(column_of(model, 0).format, "%m/%d/%y"));
    CHECK(is_text(column_of(model, 0).min, "03/15/69"));
    CHECK(is_text(column_of(model, 0).max, "12/25/68"));
    file = model_text(model);
    CHECK(strstr(file.data, "\"min\": \"1969-03-15") != NULL);
    CHECK(strstr(file.data, "\"max\": \"2068-12-25") != NULL);
    drop(&file);
    rep_model_free(model);
}

TEST(dates_may_have_one_word_in_two_hundred)
{
    static const char *const word[] = { "unknown yet" };
    rep_model               *model;
    size_t                   i;

    begin_cells();
    for (i = 0; i < 200; i++) cell("2019-%02u-%02u", (unsigned)(i % 12) + 1, (unsigned)(i % 28) + 1);
    strcpy(list.text[9], word[0]);
    CHECK_INT(decided("v", NULL, &model).kind, DAT);
    check_rows(model, "####-##-##", word, 1);
    rep_model_free(model);
    strcpy(list.text[10], word[0]);
    CHECK(kind_of("v") != DAT);
}

/*--- rule 3 ---*/

/* What stands in the model's file must not hold any of the listed cells. */
static void check_hidden(const rep_model *model)
{
    text   file = model_text(model);
    size_t i, found = 0;

    for (i = 0; i < list.count; i++)
        if (list.text[i][0] > ' ' && find(file.data, file.len, list.text[i]) != NULL && found++ == 0)
            printf("    \"%s\" stands in the model\n", list.text[i]);
    CHECK_SIZE(found, 0);
    drop(&file);
}

TEST(private_values_are_known_by_their_form_and_never_kept)
{
    static const struct { const char *name, *cells; const char *pii; } found[] = {
        { "v", "ann@mail.com|bob.cole@corp.co.uk|c_d+x@sub.host.org", "email" },
        { "contact", "ann@mail.com||bob.cole@corp.co.uk| |c_d@host.org", "email" },
        { "v", "(212) 623-0142|(415) 387-9921|(617) 482-1100", "phone" },
        { "v", "+1 212 623 0142|+1 415 387 9921|+1 617 482 1100", "phone" },
        { "v", "212-623-0142|415-387-9921|617-482-1100", "phone" },
        { "phone", "2126230142|4153879921|6174821100", "phone" },
        { "v", "536-22-8741|219-09-9999|457-55-5462", "ssn" },
        { "ssn", "536228741|219099999|457555462", "ssn" },
        { "v", "4111 1111 1111 1111|5555 5555 5555 4444|3782 822463 10005", "credit_card" },
        { "card", "4111111111111111|5555555555554444|378282246310005", "credit_card" },
        { "name", "Mary Smith|James Johnson|Linda Brown|Robert Jones", "name" },
        { "first_name", "Mary|James|Linda|Robert|Patricia", "name" },
        { "customer name", "Smith, Mary|Johnson, James|Brown, Linda", "name" },
        { "v", "joe1@mail.com|joe2@mail.com|joe3@mail.com", "email" },        /* before rule 5 */
        { "v", "ann@mail.com|ann@mail.com|ann@mail.com", "email" },          /* before rule 2, or it would be written */
    };
    size_t i;

    for (i = 0; i < sizeof found / sizeof found[0]; i++) {
        rep_model *model;
        rep_column column;
        INPUT(found[i].cells);
        cells_from(found[i].cells);
        column = decided(found[i].name, NULL, &model);
        CHECK_INT(column.kind, PII);
        CHECK_STR(shown(column.pii_class), found[i].pii);
        CHECK(find(column.why.data, column.why.len, found[i].pii) != NULL);
        check_hidden(model);
        rep_model_free(model);
    }
    INPUT(NULL);
}

/* 400 cells, `fitting` of them of the class: a class is given up when the rest cannot reach its share, and not a cell before. */
TEST(a_class_is_found_at_its_share_and_not_below)
{
    static const struct { const char *name, *fits, *other; unsigned least; } shares[] = {
        { "email", "ann%u@mail.com", "word%u", 300 }, { "v", "ann%u@mail.com", "word%u", 360 },
        { "phone", "(212) 623-%04u", "word%u", 260 }, { "v", "(212) 623-%04u", "word%u", 360 },
        { "ssn", "536-22-%04u", "word%u", 300 }, { "full_name", "Mary Smith", "7 mm pin %u", 320 } };
    size_t i;
    unsigned k, less;

    for (i = 0; i < sizeof shares / sizeof shares[0]; i++)
        for (less = 0; less < 2; less++) {
            INPUT(shares[i].fits);
            begin_cells();
            for (k = 0; k < 400; k++) cell(k < shares[i].least - less ? shares[i].fits : shares[i].other, k + 1);
            CHECK_INT(kind_of(shares[i].name) == PII, less == 0);
        }
    INPUT(NULL);
}

TEST(bare_digits_are_never_private_without_a_vote_of_the_name)
{
    static const struct { const char *name, *cells; } numbers[] = {
        { "v", "2126230142|4153879921|6174821100" }, { "amount", "2126230142|4153879921|6174821100" },
        { "v", "536228741|219099999|457555462" }, { "v", "4111111111111111|5555555555554444|4012888888881881" },
        { "timestamp", "1553372469|1553372470|1553372499" }, { "order_id", "2126230142|4153879921|6174821100" } };
    size_t i;

    for (i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        INPUT(numbers[i].cells);
        cells_from(numbers[i].cells);
        CHECK_INT(kind_of(numbers[i].name), NUM);
    }
    INPUT(NULL);
    cells_from("Mary|James|Linda|Robert|Patricia");   /* names of ships, perhaps */
    CHECK_INT(kind_of("v"), CAT);
}

/* The text of the only warning. */
static const char *warning_of(const rep_model *model)
{
    rep_str   sentence = { NULL, 0 };
    rep_error err;

    if (rep_model_get_warning(model, 0, &sentence, &err) != REP_OK) return "";
    return shown(sentence);
}

TEST(private_values_among_categories_join_the_rest)
{
    static const char *const hidden[] = { "joe@mail.com", "write to joe@mail.com now", "call (212) 623-0142", "536-22-8741", "card 4111 1111 1111 1111" };
    size_t                   i, k, count;

    for (i = 0; i < sizeof hidden / sizeof hidden[0]; i++) {
        rep_model   *model;
        rep_column   column;
        rep_category category;
        rep_error    err;
        text         file, rows;
        rep_str     *drawn;
        double       other = 0;
        size_t       seen = 0;

        INPUT(hidden[i]);
        cells_from("red|blue|red|blue|red|red|red|green");
        cell("%s", hidden[i]);
        cell("%s", hidden[i]);
        column = decided("v", NULL, &model);
        CHECK_INT(column.kind, CAT);
        file = model_text(model);
        CHECK(strstr(file.data, hidden[i]) == NULL);
        for (k = 0; k < column.category_count; k++)
            if (rep_model_get_category(model, 0, k, &category, &err) == REP_OK && is_text(category.text, "(other)")) other = category.share;
        CHECK_NEAR(other, 0.2, 1e-15);
        CHECK_SAYS(warning_of(model), "(other)");
        CHECK(find(column.why.data, column.why.len, "(other)") != NULL);
        rows = rows_text(model, 2, 0, 300, NULL);
        CHECK(strstr(rows.data, hidden[i]) == NULL);
        drawn = cells_of(&rows, ',', 0, &count);
        for (k = 0; k < count; k++)
            if (is_text(drawn[k], "(other)")) seen++;
        CHECK(seen > 20 && seen < 110);
        free(drawn);
        drop(&file), drop(&rows);
        rep_model_free(model);
    }
    INPUT(NULL);
    cells_from("write to joe@mail.com now|write to joe@mail.com now");   /* a constant would be written, too */
    {
        rep_model *model = learn_cells("v", NULL, 0);
        text       file = model_text(model);
        CHECK(strstr(file.data, "joe") == NULL);
        drop(&file);
        rep_model_free(model);
    }
    {   /* "(other)" was a category already */
        rep_model   *model;
        rep_category category;
        rep_error    err;
        cells_from("(other)|(other)|a|joe@mail.com|a|a|a|a");
        CHECK_SIZE(decided("v", NULL, &model).category_count, 2);
        CHECK_INT(rep_model_get_category(model, 0, 1, &category, &err), REP_OK);
        CHECK_NEAR(category.share, 3.0 / 8, 1e-15);
        rep_model_free(model);
    }
}

TEST(private_values_among_numbers_and_texts_are_not_kept)
{
    rep_model *model;
    text       file, rows;
    size_t     i;

    cells_with_words(1000, 4, "call (212) 623-0142");
    CHECK_INT(decided("v", NULL, &model).kind, NUM);
    file = model_text(model);
    rows = rows_text(model, 1, 0, 2000, NULL);
    CHECK(strstr(file.data, "623-0142") == NULL);
    CHECK(strstr(rows.data, "623-0142") == NULL);
    drop(&file), drop(&rows);
    rep_model_free(model);
    begin_cells();   /* seen often enough for a point mass, were it harmless */
    for (i = 0; i < 90; i++)
        if (i % 9 == 0) cell("mail joe@mail.com please");
        else cell("the %c%c%c of the %c%c went on", 'a' + (int)(i % 26), 'a' + (int)(i * 7 % 26), 'a' + (int)(i / 3 % 26), 'a' + (int)(i * 5 % 26), 'a' + (int)(i * 11 % 26));
    CHECK_INT(decided("v", NULL, &model).kind, TXT);
    file = model_text(model);
    CHECK(strstr(file.data, "joe") == NULL);
    drop(&file);
    rep_model_free(model);
}

/*--- rule 8 ---*/

/* `distinct` texts of several words, then the first again and again. */
static void cells_of_prose(size_t count, size_t distinct)
{
    static const char *const words[] = { "stone", "river", "under", "a", "went", "nobody", "clear", "morning", "to", "seven" };
    size_t                   i;

    begin_cells();
    for (i = 0; i < count; i++) {
        const size_t k = i < distinct ? i : i % distinct;
        if (k % 3 == 0) cell("%s %s %s", words[k % 10], words[k / 10 % 10], words[k / 100 % 10 + 3]);
        else cell("%s %s, %s %s", words[k % 10], words[k / 10 % 10], words[k * 7 % 10], words[(k + 5) % 10]);
    }
}

TEST(text_is_over_half_distinct_in_fifty_cells)
{
    rep_model *model;

    cells_of_prose(49, 49);
    CHECK_INT(kind_of("v"), CAT);
    cells_of_prose(50, 50);
    CHECK_INT(decided("v", NULL, &model).kind, TXT);
    CHECK_INT(column_of(model, 0).unique, 1);
    check_hidden(model);
    rep_model_free(model);
    cells_of_prose(50, 26);
    CHECK_INT(decided("v", NULL, &model).kind, TXT);
    CHECK_INT(column_of(model, 0).unique, 0);
    rep_model_free(model);
    cells_of_prose(50, 25);
    CHECK_INT(kind_of("v"), CAT);
}

TEST(values_seen_five_times_stay_in_text)
{
    static const char *const often[] = { "nothing to report", "see the file" };
    rep_model               *model;
    text                     file, rows;
    rep_str                 *drawn;
    size_t                   i, count, five = 0, four = 0;

    cells_of_prose(80, 80);
    for (i = 0; i < 5; i++) cell("%s", often[0]);
    for (i = 0; i < 4; i++) cell("%s", often[1]);
    CHECK_INT(decided("v", NULL, &model).kind, TXT);
    file = model_text(model);
    CHECK(strstr(file.data, often[0]) != NULL);
    CHECK(strstr(file.data, often[1]) == NULL);
    rows = rows_text(model, 1, 0, 20000, NULL);
    drawn = cells_of(&rows, ',', 0, &count);
    for (i = 0; i < count; i++) {
        if (is_text(drawn[i], often[0])) five++;
        if (is_text(drawn[i], often[1])) four++;
    }
    CHECK_NEAR(five, 20000 * 5 / 89.0, 5 * sqrt(20000 * 5 / 89.0));   /* 5 standard errors */
    CHECK_SIZE(four, 0);
    list.count = 80;   /* of the others nothing is in the model */
    check_hidden(model);
    free(drawn);
    drop(&rows), drop(&file);
    rep_model_free(model);
}

TEST(codes_become_patterns)
{
    static const struct { const char *format, *shape; } codes[] = {
        { "%c%c%c-%04u", "^^^-####" }, { "%c%c%c%04u", "^^^####" }, { "x/%c%c%c.%04u", "x/^^^.####" } };
    size_t i, k;

    for (i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        rep_model *model;
        rep_column column;
        uint64_t   state = i;
        begin_cells();
        for (k = 0; k < 200; k++) {
            const int      a = (int)roll(&state, 26), b = (int)roll(&state, 26), c = (int)roll(&state, 26);
            const unsigned d = roll(&state, 10000);
            if (i == 0) cell("%c%c%c-%04u", 'A' + a, 'A' + b, 'A' + c, d);
            else if (i == 1) cell("%c%c%c%04u", 'A' + a, 'A' + b, 'A' + c, d);
            else cell("x/%c%c%c.%04u", 'A' + a, 'A' + b, 'A' + c, d);
        }
        INPUT(codes[i].format);
        column = decided("v", NULL, &model);
        CHECK_INT(column.kind, TXT);
        CHECK_INT(column.unique, 1);
        CHECK(column.capacity >= 200);
        check_rows(model, codes[i].shape, NULL, 0);
        check_hidden(model);
        rep_model_free(model);
    }
    INPUT(NULL);
}

/*--- rule 9 ---*/

TEST(categories_have_exact_shares_the_largest_first)
{
    rep_model   *model;
    rep_category category;
    rep_error    err;
    rep_column   column;
    text         file;

    cells_from("b|a|a|c|c|\xC3\xA9|1|1|1||NA");
    column = decided("v", NULL, &model);
    CHECK_INT(column.kind, CAT);
    CHECK_SIZE(column.category_count, 5);
    CHECK_INT(column.distinct_count, 5);
    CHECK_NEAR(column.missing_share, 2.0 / 11, 1e-15);
    CHECK(rep_model_get_category(model, 0, 0, &category, &err) == REP_OK && is_text(category.text, "1"));
    CHECK_NEAR(category.share, 3.0 / 9, 0);
    CHECK(rep_model_get_category(model, 0, 1, &category, &err) == REP_OK && is_text(category.text, "a"));   /* ties by bytes */
    CHECK_NEAR(category.share, 2.0 / 9, 0);
    CHECK(rep_model_get_category(model, 0, 2, &category, &err) == REP_OK && is_text(category.text, "c"));
    CHECK(rep_model_get_category(model, 0, 3, &category, &err) == REP_OK && is_text(category.text, "b"));
    CHECK(rep_model_get_category(model, 0, 4, &category, &err) == REP_OK && is_text(category.text, "\xC3\xA9"));
    CHECK_NEAR(category.share, 1.0 / 9, 0);
    CHECK_INT(rep_model_get_category(model, 0, 5, &category, &err), REP_ERR_ARGUMENT);
    file = model_text(model);
    CHECK(strstr(file.data, "\"1\": 0.3333333333333333,") != NULL);   /* count / n as the shortest double */
    CHECK(strstr(file.data, "\"unique_count\": 5") != NULL);
    drop(&file);
    rep_model_free(model);
}

TEST(long_categories_join_the_rest)
{
    rep_model *model;
    text       csv = { NULL, 0, 0 }, file;
    size_t     i, k;

    puts_to(&csv, "v,w\n");
    for (i = 0; i < 8; i++) {
        if (i % 4 == 3)
            for (k = 0; k < 1025; k++) puts_to(&csv, k % 10 == 9 ? " " : "q");
        else puts_to(&csv, "short");
        puts_to(&csv, ",1\n");
    }
    model = learn_text(csv.data, csv.len, NULL);
    CHECK_INT(column_of(model, 0).kind, CAT);
    file = model_text(model);
    CHECK(strstr(file.data, "qqqqqqqqq") == NULL);
    CHECK(strstr(file.data, "\"(other)\": 0.25") != NULL);
    drop(&file), drop(&csv);
    rep_model_free(model);
}

/*--- overrides ---*/

static rep_column overridden(const char *bar, rep_column_options option, rep_model **model)
{
    rep_profile_options options = { 0 };

    option.column = "v";
    options.columns = &option, options.column_count = 1;
    if (bar != NULL) cells_from(bar);
    *model = learn_cells("v", &options, 0);
    return column_of(*model, 0);
}

TEST(a_kind_can_be_asked_for)
{
    rep_column_options option = { 0 };
    rep_model         *model;
    rep_column         column;
    rep_model_info     info;
    rep_error          err;

    option.kind = REP_KIND_CATEGORICAL;
    column = overridden("1|2|3|4", option, &model);
    CHECK_INT(column.kind, CAT);
    CHECK_SIZE(column.category_count, 4);
    CHECK_INT(column.id, 0);
    rep_model_free(model);
    column = overridden("2019-03-23|2020-12-01|2018-07-31", option, &model);
    CHECK_INT(column.kind, CAT);
    rep_model_free(model);
    column = overridden("ann@mail.com|bob@mail.com", option, &model);   /* categories, yes, but nothing private */
    check_hidden(model);
    rep_model_free(model);

    option.kind = REP_KIND_NUMERICAL;
    column = overridden("1|2|x|4|5|x", option, &model);
    CHECK_INT(column.kind, NUM);
    CHECK_NEAR(column.mean, 3, 0);
    rep_model_free(model);
    column = overridden("2126230142|4153879921|6174821100", option, &model);
    CHECK_INT(column.kind, NUM);
    rep_model_free(model);
    column = overridden("01234|90210|10001", option, &model);   /* as the user wishes */
    CHECK_INT(column.kind, NUM);
    rep_model_free(model);
    column = overridden("red|green|red", option, &model);
    CHECK(column.kind != NUM);
    CHECK_INT(rep_model_get_info(model, &info, &err), REP_OK);
    CHECK_SIZE(info.warning_count, 1);
    CHECK_SAYS(warning_of(model), "numbers");
    rep_model_free(model);

    column = overridden("-||?|-", option, &model);   /* of numbers, these are spellings of missing: nothing is left */
    CHECK_NEAR(column.missing_share, 1, 0);
    rep_model_free(model);

    option.kind = REP_KIND_TEXT;
    cells_of_prose(20, 2);   /* each of them often enough to stay */
    column = overridden(NULL, option, &model);
    CHECK_INT(column.kind, TXT);
    rep_model_free(model);
    cells_of_prose(20, 3);
    column = overridden(NULL, option, &model);
    CHECK_INT(column.kind, TXT);
    rep_model_free(model);
    column = overridden("1|2|3|4|7", option, &model);
    CHECK_INT(column.kind, TXT);
    rep_model_free(model);

    option.kind = REP_KIND_DATETIME;
    column = overridden("20190323|20201201|20180731", option, &model);   /* too few for rule 4 */
    CHECK_INT(column.kind, DAT);
    CHECK(is_text(column.format, "%Y%m%d"));
    rep_model_free(model);
    column = overridden("red|green|red", option, &model);
    CHECK(column.kind != DAT);
    CHECK_SAYS(warning_of(model), "dates");
    rep_model_free(model);
}

TEST(a_format_can_be_asked_for)
{
    rep_column_options option = { 0 };
    rep_model         *model;
    rep_column         column;

    option.format = "%d/%m/%Y";
    column = overridden("01/02/2020|03/04/2020|05/06/2021", option, &model);
    CHECK_INT(column.kind, DAT);
    CHECK(is_text(column.format, "%d/%m/%Y"));
    CHECK(is_text(column.min, "01/02/2020"));
    CHECK(is_text(column.max, "05/06/2021"));
    CHECK_STR(warning_of(model), "");
    CHECK(find(column.why.data, column.why.len, "asked") != NULL);
    check_rows(model, "##/##/####", NULL, 0);
    rep_model_free(model);
    option.format = "week of %Y-%m-%d";   /* in no table of formats */
    column = overridden("week of 2020-02-03|week of 2020-03-09|week of 2021-01-04", option, &model);
    CHECK_INT(column.kind, DAT);
    CHECK(is_text(column.min, "week of 2020-02-03"));
    check_rows(model, "week of ####-##-##", NULL, 0);
    rep_model_free(model);
}

TEST(a_class_can_be_asked_for_or_forbidden)
{
    rep_column_options option = { 0 };
    rep_model         *model;
    rep_column         column;
    size_t             i;

    for (i = 0; rep_pii_class_name(i) != NULL; i++) {
        option.pii_class = rep_pii_class_name(i);
        INPUT(option.pii_class);
        column = overridden("qwer-1|asdf-2|zxcv-99|qwer-1", option, &model);
        CHECK_INT(column.kind, PII);
        CHECK_STR(shown(column.pii_class), option.pii_class);
        CHECK_INT(column.unique, 0);
        check_hidden(model);
        rep_model_free(model);
    }
    CHECK_SIZE(i, 5);
    INPUT(NULL);
    option.pii_class = "";
    column = overridden("ann@mail.com|bob.cole@corp.co.uk|c_d@sub.host.org", option, &model);
    CHECK(column.kind != PII);
    rep_model_free(model);
    column = overridden("4111111111111111|5555555555554444|4012888888881881", option, &model);
    CHECK_INT(column.kind, NUM);
    rep_model_free(model);
}

TEST(unique_can_be_asked_for_or_forbidden)
{
    rep_column_options option = { 0 };
    rep_model         *model;
    text               rows;
    rep_str           *drawn;
    size_t             i, count;
    int                unique;

    for (unique = -1; unique <= 1; unique++) {
        option.unique = unique;
        CHECK_INT(overridden("ann@mail.com|bob@mail.com|cy@mail.com", option, &model).unique, unique >= 0);
        rep_model_free(model);
        CHECK_INT(overridden("ann@mail.com|bob@mail.com|ann@mail.com", option, &model).unique, unique > 0);
        rep_model_free(model);
        begin_cells();
        for (i = 0; i < 60; i++) cell("%c%c-%03u", 'A' + (int)(i % 26), 'A' + (int)(i * 7 % 26), (unsigned)(i * 37 % 997));
        CHECK_INT(overridden(NULL, option, &model).unique, unique >= 0);
        rep_model_free(model);
        strcpy(list.text[8], list.text[9]);
        CHECK_INT(overridden(NULL, option, &model).unique, unique > 0);
        rows = rows_text(model, 1, 0, 20000, NULL);
        drawn = cells_of(&rows, ',', 0, &count);
        if (unique > 0) CHECK_SIZE(distinct_cells(drawn, count), 20001);
        free(drawn);
        drop(&rows);
        rep_model_free(model);
        cells_of_prose(60, 60);
        CHECK_INT(overridden(NULL, option, &model).unique, unique >= 0);
        rep_model_free(model);
    }
}

/* One of ten card numbers in a row has the right check digit; which row it is in must not matter. */
TEST(a_run_that_holds_one_private_value_is_none_whatever_the_order)
{
    rep_model *model[3];
    text       file[3];
    uint64_t   seed;
    int        i;

    begin_cells();
    for (i = 0; i < 10; i++) cell("card 4111 1111 1111 111%d", i);
    for (seed = 0; seed < 3; seed++) {
        model[seed] = learn_cells("v", NULL, seed);
        file[seed] = model_text(model[seed]);
        CHECK_SAME(file[seed], file[0]);
        CHECK(strstr(file[seed].data, "4111 1111 1111 1111") == NULL);
        CHECK(strstr(file[seed].data, "\"id\"") == NULL);
    }
    for (seed = 0; seed < 3; seed++) drop(&file[seed]), rep_model_free(model[seed]);
}

TEST(why_never_quotes_what_is_private)
{
    rep_model *model;
    rep_column column;

    cells_from("x ann@mail.com 1|x ann@mail.com 2|x ann@mail.com 3");   /* a run with an address in its prefix */
    column = decided("v", NULL, &model);
    CHECK(find(column.why.data, column.why.len, "ann@mail.com") == NULL);
    check_hidden(model);
    {
        text file = model_text(model);
        CHECK(strstr(file.data, "ann@mail.com") == NULL);
        drop(&file);
    }
    rep_model_free(model);
}

int main(void)
{
    RUN(columns_without_variety_are_constants);
    RUN(na_among_codes_of_two_letters_is_a_code);
    RUN(a_private_model_hides_the_ends_that_few_rows_reach);
    RUN(a_private_model_has_the_mean_of_what_is_left);
    RUN(real_numbers_keep_their_ends);
    RUN(a_run_has_three_numbers_or_a_name_that_says_so);
    RUN(runs_are_ids);
    RUN(near_runs_are_not_ids);
    RUN(an_id_goes_on_where_the_table_ended);
    RUN(keys_need_fifty_cells_and_a_name_that_says_so);
    RUN(codes_are_never_numbers);
    RUN(numbers_may_have_one_word_in_two_hundred);
    RUN(words_among_numbers_keep_their_share);
    RUN(number_styles_are_learned_and_written_back);
    RUN(tables_with_semicolons_have_decimal_commas);
    RUN(mean_and_std_are_exact);
    RUN(the_budget_is_of_all_memory_together_the_models_too);
    RUN(sums_are_exact_above_the_caps);
    RUN(integers_above_two_to_53_are_kept_exactly);
    RUN(dates_of_many_formats_are_written_back);
    RUN(eight_digits_are_a_date_only_with_twenty_cells_or_a_date_word);
    RUN(day_and_month_that_cannot_be_told_apart_are_warned_of);
    RUN(years_of_two_digits_from_69_on_are_of_the_last_century);
    RUN(dates_may_have_one_word_in_two_hundred);
    RUN(private_values_are_known_by_their_form_and_never_kept);
    RUN(a_class_is_found_at_its_share_and_not_below);
    RUN(bare_digits_are_never_private_without_a_vote_of_the_name);
    RUN(private_values_among_categories_join_the_rest);
    RUN(private_values_among_numbers_and_texts_are_not_kept);
    RUN(text_is_over_half_distinct_in_fifty_cells);
    RUN(values_seen_five_times_stay_in_text);
    RUN(codes_become_patterns);
    RUN(categories_have_exact_shares_the_largest_first);
    RUN(long_categories_join_the_rest);
    RUN(a_kind_can_be_asked_for);
    RUN(a_format_can_be_asked_for);
    RUN(a_class_can_be_asked_for_or_forbidden);
    RUN(unique_can_be_asked_for_or_forbidden);
    RUN(a_run_that_holds_one_private_value_is_none_whatever_the_order);
    RUN(why_never_quotes_what_is_private);
    return test_end();
}
