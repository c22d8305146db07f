/* test_build.c - models without a table: the builder, expressions, all faults of a model at once                       */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"

#include "test.h"
#include "tables.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const rep_choice rarities[] = { { "common", 90 }, { "rare", 9 }, { "epic", 1 } };
static const rep_choice plain[]    = { { "bread", 20 }, { "arrows", 10 }, { NULL, 5 } };
static const rep_choice fine[]     = { { "elven bow", 1 }, { "silver ring", 3 } };
static const rep_choice best[]     = { { "Dawnblade", 7 } };
static const rep_entry  worth[]    = { { "bread", "0.4" }, { "Dawnblade", "4000" }, { "arrows", NULL }, { NULL, "95.25" } };

static rep_model *begin(const rep_host *host)
{
    rep_model_options options = REP_ZERO;
    rep_model        *model = NULL;

    options.name = "world", options.date = "2026-01-01T00:00:00";
    if (host != NULL) options.host = *host;
    rep_model_create(&model, &options, NULL);
    return model;
}

static rep_model *finish(rep_model *model)
{
    rep_error err;

    if (!CHECK_INT(rep_model_finish(model, &err), REP_OK)) printf("    %s\n", err.message);
    CHECK_INT(err.code, REP_OK);
    return model;
}

/* A column of every kind, some missing, some unique, choices three deep. */
static void add_all(rep_model *model)
{
    rep_model_add_choices(model, "rarity", NULL, NULL, rarities, COUNT(rarities));
    rep_model_add_choices(model, "item", "rarity", "epic", best, COUNT(best));
    rep_model_add_choices(model, "item", "rarity", "rare", fine, COUNT(fine));
    rep_model_add_choices(model, "item", "rarity", NULL, plain, COUNT(plain));
    rep_model_add_lookup(model, "worth", "item", worth, COUNT(worth), 2);
    rep_model_add_uniform(model, "amount", 1, 12, 0);
    rep_model_add_normal(model, "gold", 120.0, 40.0, 0.0, 200.0, 2);
    rep_model_add_normal(model, "free", 0.0, 1.0, 1.0, 0.0, -1);
    rep_model_add_expression(model, "total", "worth * amount - gold / 3", 2);
    rep_model_add_sequence(model, "id", "npc-", 1, 2, 4);
    rep_model_add_sequence(model, "row", NULL, -5, 5, 0);
    rep_model_add_datetime(model, "day", "2024-02-01", "2024-02-29", NULL);
    rep_model_add_datetime(model, "moment", "2024-02-01T10:00:00", "2024-02-01T10:59:59", "%d.%m.%Y %H:%M:%S");
    rep_model_add_pattern(model, "rune", "[A-Z]{2}-[0-9]{3}");
    rep_model_add_pii(model, "mail", "email");
    rep_model_add_uniform(model, "key", 100, 299, 0);
    rep_model_add_expression(model, "label", "id & \": \" & amount & \" x \" & item & \" = \" & worth * amount", 2);
    rep_model_set_unique(model, "key", 1);
    rep_model_set_unique(model, "mail", 1);
    rep_model_set_missing(model, "rune", 0.25);
    rep_model_set_missing(model, "rarity", 0.0);
}

static rep_model *built(void)
{
    rep_model *model = begin(NULL);

    add_all(model);
    return finish(model);
}

/* The cells of one column in so many rows of seed 1. */
typedef struct sample { text rows; rep_str *cells; size_t count; } sample;

static sample sample_of(const rep_model *model, const char *column, uint64_t count)
{
    rep_write_options options = REP_ZERO;
    sample            s;

    options.format = REP_FORMAT_TSV, options.csv.no_header = 1;
    s.rows = rows_text(model, 1, 0, count, &options);
    s.cells = cells_of(&s.rows, '\t', rep_model_find_column(model, column), &s.count);
    CHECK_SIZE(s.count, count);
    return s;
}

static void drop_sample(sample *s)
{
    free(s->cells);
    drop(&s->rows);
}

static size_t count_of(const sample *s, const char *want)
{
    size_t i, n = 0;

    for (i = 0; i < s->count; i++) n += (size_t)is_text(s->cells[i], want);
    return n;
}

static double number_in(rep_str cell) { return strtod(shown(cell), NULL); }

/* Five standard errors of a share: a sound sampler fails one check in 1.7 million, and the seed is fixed. */
static void check_share(size_t hits, size_t of, double share, int line)
{
    const double n = (double)of, off = (double)hits - n * share;

    if (!test_count(off * off <= 25.0 * n * share * (1.0 - share) + 1e-9, __FILE__, line)) printf("    %u of %u is not %g\n", (unsigned)hits, (unsigned)of, share);
}

/*--- what is drawn ---*/

TEST(choices_have_the_shares_of_their_weights)
{
    rep_model *model = built();
    sample     rarity = sample_of(model, "rarity", 40000), item = sample_of(model, "item", 40000), value = sample_of(model, "worth", 40000);
    size_t     commons = 0, rares = 0, bread = 0, rings = 0, nothing = 0, i;

    check_share(count_of(&rarity, "common"), 40000, 0.90, __LINE__);
    check_share(count_of(&rarity, "rare"), 40000, 0.09, __LINE__);
    check_share(count_of(&rarity, "epic"), 40000, 0.01, __LINE__);
    for (i = 0; i < 40000; i++) {
        const rep_str r = rarity.cells[i], t = item.cells[i], w = value.cells[i];
        int           fits;
        if (is_text(r, "common")) commons++, bread += (size_t)is_text(t, "bread"), nothing += t.len == 0;
        if (is_text(r, "rare")) rares++, rings += (size_t)is_text(t, "silver ring");
        fits = is_text(r, "common") ? t.len == 0 || is_text(t, "bread") || is_text(t, "arrows") : is_text(r, "rare") ? is_text(t, "silver ring") || is_text(t, "elven bow") : is_text(t, "Dawnblade");
        fits &= is_text(w, is_text(t, "bread") ? "0.40" : is_text(t, "Dawnblade") ? "4000.00" : is_text(t, "arrows") ? "" : "95.25");
        if (!CHECK(fits)) break;
    }
    check_share(bread, commons, 20.0 / 35.0, __LINE__);
    check_share(nothing, commons, 5.0 / 35.0, __LINE__);
    check_share(rings, rares, 0.75, __LINE__);
    drop_sample(&rarity), drop_sample(&item), drop_sample(&value);
    rep_model_free(model);
}

TEST(numbers_dates_texts_and_keys_are_what_was_asked_for)
{
    rep_model *model = built();
    sample     amount = sample_of(model, "amount", 12000), gold = sample_of(model, "gold", 12000), rune = sample_of(model, "rune", 12000), key = sample_of(model, "key", 200);
    sample     id = sample_of(model, "id", 3), row = sample_of(model, "row", 3), day = sample_of(model, "day", 3000), moment = sample_of(model, "moment", 50), mail = sample_of(model, "mail", 5000);
    double     sum = 0;
    size_t     i, low = 0;

    for (i = 0; i < 12000; i++) sum += number_in(amount.cells[i]);
    CHECK_NEAR(sum / 12000, 6.5, 5 * 3.4521 / 109.5);            /* five standard errors: the deviation of 1 .. 12 is 3.4521 */
    check_share(count_of(&amount, "1"), 12000, 1.0 / 12, __LINE__);
    check_share(count_of(&amount, "12"), 12000, 1.0 / 12, __LINE__);
    CHECK(count_of(&amount, "0") == 0 && count_of(&amount, "13") == 0);
    for (i = 0; i < 12000; i++) {
        const double g = number_in(gold.cells[i]);
        low += g < 120.0;
        if (!CHECK(g >= 0.0 && g <= 200.0)) break;
    }
    check_share(low, 12000, 0.5, __LINE__);
    check_share(count_of(&gold, "200.00"), 12000, 0.02275, __LINE__); /* what lies two deviations above is clipped */
    check_share(count_of(&rune, ""), 12000, 0.25, __LINE__);
    for (i = 0; i < 100; i++)
        if (rune.cells[i].len > 0) CHECK(rune.cells[i].len == 6 && rune.cells[i].data[0] >= 'A' && rune.cells[i].data[0] <= 'Z' && rune.cells[i].data[2] == '-');
    CHECK_SIZE(distinct_cells(key.cells, key.count), 200);       /* all of 100 .. 299, each once */
    CHECK_SIZE(distinct_cells(mail.cells, mail.count), 5000);
    CHECK_STR(shown(id.cells[0]), "npc-0001"), CHECK_STR(shown(id.cells[2]), "npc-0005");
    CHECK_STR(shown(row.cells[0]), "-5"), CHECK_STR(shown(row.cells[2]), "5");
    CHECK_SIZE(distinct_cells(day.cells, day.count), 29);
    for (i = 0; i < 50; i++) CHECK(moment.cells[i].len == 19 && memcmp(moment.cells[i].data, "01.02.2024 10:", 14) == 0);
    drop_sample(&amount), drop_sample(&gold), drop_sample(&rune), drop_sample(&key), drop_sample(&id), drop_sample(&row), drop_sample(&day), drop_sample(&moment), drop_sample(&mail);
    rep_model_free(model);
}

TEST(figures_of_a_built_model_are_those_of_its_rows)
{
    rep_model *model = built();
    rep_column amount = column_of(model, rep_model_find_column(model, "amount")), total = column_of(model, rep_model_find_column(model, "total")), item = column_of(model, 1);
    rep_category category;
    rep_model_info info;
    sample     cells = sample_of(model, "total", 4096);
    double     sum = 0;
    size_t     i, there = 0;

    CHECK(amount.mean >= 6.5 && amount.mean <= 6.5);
    CHECK_NEAR(amount.std, 3.4520525295346629, 1e-15);           /* the root of (12 * 12 - 1) / 12 */
    CHECK(is_text(amount.min, "1") && is_text(amount.max, "12"));
    for (i = 0; i < cells.count; i++)
        if (cells.cells[i].len > 0) sum += number_in(cells.cells[i]), there++;
    CHECK_NEAR(total.mean, sum / (double)there, 5 * total.std / 64 * 1.5);  /* both of 4,096 rows, of two seeds */
    CHECK_NEAR(total.missing_share, 1 - (double)there / 4096, 0.05);
    CHECK_INT(total.kind, REP_KIND_NUMERICAL);
    CHECK(is_text(total.format, "worth * amount - gold / 3"));
    CHECK_INT(rep_model_get_category(model, 1, 0, &category, NULL), REP_OK);
    CHECK(is_text(category.text, "bread"));
    CHECK_NEAR(item.missing_share, 0.9 * 5 / 35, 1e-12);
    CHECK_NEAR(category.share, 0.9 * 20 / 35 / (1 - 0.9 * 5 / 35), 1e-12);
    CHECK_INT(rep_model_get_info(model, &info, NULL), REP_OK);
    CHECK(info.row_count == 0 && is_text(info.name, "world") && is_text(info.date, "2026-01-01T00:00:00"));
    drop_sample(&cells);
    rep_model_free(model);
}

/*--- expressions ---*/

/* Columns whose one cell is known. */
static void add_known(rep_model *model)
{
    static const rep_choice ann[] = { { "Ann", 1 } }, odd[] = { { "=1+1", 1 } };

    rep_model_add_uniform(model, "a", 250, 250, 2);
    rep_model_add_uniform(model, "b", 4, 4, 0);
    rep_model_add_uniform(model, "z", 0, 0, 1);
    rep_model_add_uniform(model, "neg", -15, -15, 1);
    rep_model_add_uniform(model, "big", INT64_MAX / 16, INT64_MAX / 16, 0);
    rep_model_add_uniform(model, "unit ]price", 199, 199, 2);
    rep_model_add_uniform(model, "none", 1, 1, 0);
    rep_model_set_missing(model, "none", 1.0);
    rep_model_add_choices(model, "first", NULL, NULL, ann, 1);
    rep_model_add_choices(model, "odd", NULL, NULL, odd, 1);
    rep_model_add_sequence(model, "code", "x-", 7, 1, 3);
    rep_model_add_sequence(model, "row", NULL, 40, 1, 0);
    rep_model_add_datetime(model, "day", "2024-02-29", "2024-02-29", NULL);
    rep_model_add_expression(model, "twice", "a + a", 1);
    rep_model_add_normal(model, "n", 3.25, 0.0, 1.0, 0.0, 2);
    rep_model_add_normal(model, "real", 3.25, 1.0, 1.0, 0.0, -1);
}

TEST(expressions_are_exact_and_rounded_once)
{
    static const struct { const char *expression; int decimals; const char *want; } cases[] = {
        { "a", 2, "2.50" }, { "a + b", 2, "6.50" }, { "a - b", 1, "-1.5" }, { "a * b", 0, "10" }, { "b / a", 3, "1.600" },
        { "1 / 3", 4, "0.3333" }, { "2 / 3", 4, "0.6667" }, { "1/3*3", 6, "1.000000" },
        { "1 / 2", 0, "1" }, { "-1 / 2", 0, "-1" }, { "5 / 2", 0, "3" }, { "-5 / 2", 0, "-3" }, { "0.4999", 0, "0" }, { "-0.4", 0, "0" },
        { "2 + 3 * 4", 0, "14" }, { "(2 + 3) * 4", 0, "20" }, { "10 - 4 - 3", 0, "3" }, { "64 / 4 / 2", 0, "8" }, { "2 - -3", 0, "5" }, { "-(2 + 3)", 0, "-5" }, { "--2", 0, "2" },
        { "-2 * 3", 0, "-6" }, { "2*-3", 0, "-6" }, { " 1\t+\n2 ", 0, "3" }, { ".5 + 5.", 1, "5.5" },
        { "z * neg", 1, "0.0" }, { "0 - z", 0, "0" }, { "neg * neg", 2, "2.25" }, { "neg + neg", 1, "-3.0" }, { "neg - a", 2, "-4.00" },
        { "[unit ]]price] * b", 2, "7.96" }, { "[a]", 2, "2.50" }, { "twice / 2", 2, "2.50" }, { "row * 2", 0, "80" }, { "n + 1", 2, "4.25" },
        { "a / z", 2, "" }, { "1 / (a - 2.5)", 2, "" }, { "none", 0, "" }, { "none * 0", 0, "" }, { "big * 16", 0, "9223372036854775792" },
        { "big * 17", 0, "" }, { "big", 2, "" }, { "big * big", 0, "" }, { "big / big", 0, "1" }, { "big * 3 / (big * 6)", 1, "0.5" }, { "0.000000000000000001 * 1000000000000000000", 0, "1" },
        { "first", -1, "Ann" }, { "first & \" x\"", -1, "Ann x" }, { "\"say \"\"hi\"\"\"", -1, "\"say \"\"hi\"\"\"" }, { "\"\" & \"\"", -1, "\"\"" },
        { "a & b", -1, "2.504" }, { "1.50 & \"!\"", -1, "1.50!" }, { "a + b & \" kg\"", 1, "6.5 kg" }, { "a + b & \" kg\"", -1, "7 kg" }, { "\"n: \" & -a", 2, "n: -2.50" },
        { "(first & 1) & (2 & \"-\" & 3 * 4)", 0, "Ann12-12" }, { "code & \"/\" & row & \"/\" & day", -1, "x-007/40/2024-02-29" },
        { "first & none", -1, "" }, { "first & 1 / z", -1, "" },
        { "1 / 9999999967 + 1 / 9999999943", 0, "" }, { "9999999967 / 9999999967 + 9999999943 / 9999999943", 0, "2" }, { "1 / 9999999967 - 1 / 9999999943", 18, "" },   /* 64 bits hold no such denominator, unless reduced */
        { "big / 9999999967 * 9999999943", 0, "" }, { "9 / big + 9 / (big - 1)", 0, "" }
    };
    size_t i;

    for (i = 0; i < COUNT(cases); i++) {
        rep_model *model = begin(NULL), *again;
        sample     cell;
        text       json;

        INPUT(cases[i].expression);
        add_known(model);
        rep_model_add_expression(model, "x", cases[i].expression, cases[i].decimals);
        finish(model);
        cell = sample_of(model, "x", 1);
        CHECK_STR(shown(cell.cells[0]), cases[i].want);
        drop_sample(&cell);
        json = model_text(model);
        again = read_model(json.data);
        cell = sample_of(again, "x", 1);
        CHECK_STR(shown(cell.cells[0]), cases[i].want);
        drop_sample(&cell), drop(&json);
        rep_model_free(model), rep_model_free(again);
    }
}

/* Against the division of integers: a / b at two decimals, halves away from zero, for all small a and b. */
TEST(quotients_round_halves_away_from_zero)
{
    rep_model *model = begin(NULL);
    sample     a, b, q;
    size_t     i;

    rep_model_add_uniform(model, "a", -500, 500, 1);
    rep_model_add_uniform(model, "b", -40, 40, 0);
    rep_model_add_expression(model, "q", "a / b", 2);
    finish(model);
    a = sample_of(model, "a", 5000), b = sample_of(model, "b", 5000), q = sample_of(model, "q", 5000);
    for (i = 0; i < 5000; i++) {
        const long num = (long)(number_in(a.cells[i]) * 10 + (a.cells[i].data[0] == '-' ? -0.5 : 0.5)) * 10, den = (long)number_in(b.cells[i]);
        const long n = num < 0 ? -num : num, d = den < 0 ? -den : den;
        char       want[32] = "";
        if (den != 0) {
            const long r = (2 * n + d) / (2 * d);
            snprintf(want, sizeof want, "%s%ld.%02ld", r != 0 && (num < 0) != (den < 0) ? "-" : "", r / 100, r % 100);
        }
        if (!CHECK_STR(shown(q.cells[i]), want)) break;
    }
    drop_sample(&a), drop_sample(&b), drop_sample(&q);
    rep_model_free(model);
}

/* Of numbers and ids a number, in every format. */
TEST(expressions_have_types)
{
    rep_model        *model = begin(NULL);
    rep_write_options options = REP_ZERO;
    text              rows;

    add_known(model);
    rep_model_add_expression(model, "x", "a * b / 3", 2);
    rep_model_add_expression(model, "t", "first & b", -1);
    finish(model);
    options.format = REP_FORMAT_JSONL;
    rows = rows_text(model, 1, 0, 1, &options);
    CHECK(find(rows.data, rows.len, "\"x\":3.33,\"t\":\"Ann4\"}") != NULL);
    drop(&rows);
    options.format = REP_FORMAT_SQL;
    rows = rows_text(model, 1, 0, 1, &options);
    CHECK(find(rows.data, rows.len, "\"x\" NUMERIC(19,2)") != NULL);
    CHECK(find(rows.data, rows.len, "3.33, 'Ann4')") != NULL);
    drop(&rows);
    rep_model_free(model);
}

TEST(a_text_that_a_spreadsheet_would_compute_is_guarded)
{
    rep_model        *model = begin(NULL);
    rep_write_options options = REP_ZERO;
    text              rows;

    add_known(model);
    rep_model_add_expression(model, "safe", "first & odd", -1);
    rep_model_add_expression(model, "bad", "odd & first", -1);
    rep_model_add_expression(model, "sum", "\"+\" & b", -1);
    finish(model);
    CHECK(!column_of(model, rep_model_find_column(model, "safe")).formulas);
    CHECK(column_of(model, rep_model_find_column(model, "bad")).formulas);
    CHECK(column_of(model, rep_model_find_column(model, "sum")).formulas);
    options.csv.guard_formulas = 1, options.csv.no_header = 1;
    rows = rows_text(model, 1, 0, 1, &options);
    CHECK(find(rows.data, rows.len, ",Ann=1+1,'=1+1Ann,+4") != NULL); /* +4 is a number */
    drop(&rows);
    rep_model_free(model);
}

/* The same expression in a file: the error's place is that byte of it, from 1. */
static void check_place(const char *expression, int decimals, size_t at, const char *says)
{
    rep_model  *known = begin(NULL), *model = NULL;
    text        json, file = { NULL, 0, 0 };
    const char *end, *token, *line;
    rep_error   err;

    add_known(known);
    finish(known);
    json = model_text(known);
    end = find(json.data, json.len, "\n  ]\n}");
    if (!CHECK(end != NULL)) return;
    put(&file, json.data, (size_t)(end - json.data));
    say(&file, ",\n{\"name\": \"joined\", \"type\": \"text\", \"expression\": \"first & 1\"},\n{\"name\": \"x\", \"type\": \"numerical\"");
    if (decimals >= 0) say(&file, ", \"decimals\": %d", decimals);
    say(&file, ", \"expression\": \"%s\"},\n{\"name\": \"later\", \"type\": \"numerical\", \"decimals\": 2, \"expression\": \"a\"}", expression);
    put(&file, end, json.len - (size_t)(end - json.data));
    line = find(file.data, file.len, "{\"name\": \"x\"");
    token = strstr(line, "\"expression\": ") + 14;
    CHECK_INT(rep_model_read(&model, file.data, file.len, NULL, &err), REP_ERR_MODEL);
    CHECK_SAYS(err.message, says);
    CHECK_SIZE(err.column, (size_t)(token - line) + 1 + (at > 0 ? at : 1));
    drop(&json), drop(&file);
    rep_model_free(known), rep_model_free(model);
}

TEST(expressions_that_make_no_sense_are_refused_with_a_reason)
{
    static const struct { const char *expression; int decimals; const char *says; size_t at; } cases[] = {
        { "a +", 2, "a number, a column or a text is missing", 4 }, { "+ a", 2, "is missing in its expression", 1 }, { "()", 2, "is missing", 2 }, { "a b", 2, "one of + - * / & is missing", 3 },
        { "a % b", 2, "one of + - * / & is missing", 3 }, { "(a", 2, "a ( of its expression does not close", 1 }, { "a)", 2, "a ) of its expression closes nothing", 2 },
        { "[a", 2, "a quote in its expression does not close", 1 }, { "\"a", 2, "a quote in its expression does not close", 1 }, { "nobody", 2, "names \"nobody\", and there is no such column", 1 },
        { "a + [no one] * 2", 2, "names \"no one\"", 5 }, { "1.2.3", 2, "is no number", 1 }, { "12345678901234567890", 2, "is no number", 1 }, { "1e3", 2, "is no number", 1 },
        { "first + 1", 2, "+ stands between numbers, and one side is a text", 7 }, { "2 * \"x\"", 2, "* stands between numbers", 3 }, { "-first", 2, "- stands between numbers", 1 }, { "day - day", 2, "- stands between numbers", 5 },
        { "code * 2", 2, "* stands between numbers", 6 }, { "(first & b) * 2", 2, "* stands between numbers", 13 }, { "real * 2", 2, "\"real\" has no fixed number of decimals", 1 },
        { "x", 2, "the expression \"x\" must stand before it", 1 }, { "later", 2, "the expression \"later\" must stand before it", 1 }, { "joined & 1", 2, "\"joined\" is a joined text itself", 1 },
        { "a", -1, "needs \"decimals\"", 0 }
    };
    size_t i, k;
    text   deep = { NULL, 0, 0 };

    for (i = 0; i < COUNT(cases); i++) {
        rep_model *model = begin(NULL);
        rep_error  err;
        INPUT(cases[i].expression);
        add_known(model);
        rep_model_add_expression(model, "joined", "first & \"!\"", -1);
        rep_model_add_expression(model, "x", cases[i].expression, cases[i].decimals);
        rep_model_add_expression(model, "later", "a", 2);
        CHECK_INT(rep_model_finish(model, &err), REP_ERR_MODEL);
        CHECK_SAYS(err.message, cases[i].says);
        CHECK_INT(rep_model_finish(model, NULL), REP_ERR_MODEL);  /* and again */
        rep_model_free(model);
        if (strchr(cases[i].expression, '"') == NULL) check_place(cases[i].expression, cases[i].decimals, cases[i].at, cases[i].says);
    }
    for (k = 0; k < 2; k++) { /* too deep, too long */
        rep_model *model = begin(NULL);
        rep_error  err;
        drop(&deep);
        for (i = 0; i < 100000; i++) puts_to(&deep, k ? "1+" : "(");
        add_known(model);
        rep_model_add_expression(model, "x", deep.data, 0);
        CHECK_INT(rep_model_finish(model, &err), REP_ERR_MODEL);
        CHECK_SAYS(err.message, k ? "more than 64 steps" : "nested more than 64 deep");
        rep_model_free(model);
    }
    drop(&deep);
}

/* The same ones in a file have a place. */
TEST(an_error_of_an_expression_points_into_it)
{
    static const char json[] = "{\"columns\": [\n"
        "{\"name\": \"a\", \"type\": \"numerical\", \"decimals\": 0, \"distribution\": [[1, 2, 1]]},\n"
        "{\"name\": \"x\", \"type\": \"numerical\", \"decimals\": 0, \"expression\": \"a + nobody\"}]}";
    rep_model *model = NULL;
    rep_error  err;

    CHECK_INT(rep_model_read(&model, json, strlen(json), NULL, &err), REP_ERR_MODEL);
    CHECK_SIZE(err.line, 3);
    CHECK_SIZE(err.column, (size_t)(strstr(json, "nobody") - strstr(json, "{\"name\": \"x\"")) + 1);
}

TEST(a_file_may_not_say_two_things_of_a_column_with_an_expression)
{
    static const struct { const char *column, *says; } cases[] = {
        { "\"type\": \"numerical\", \"decimals\": 0, \"expression\": \"a\", \"distribution\": [[1, 1]]", "has an expression, so it has no \"distribution\"" },
        { "\"type\": \"numerical\", \"decimals\": 0, \"expression\": \"a\", \"id\": {\"start\": 1}", "so it has no \"id\"" },
        { "\"type\": \"text\", \"expression\": \"a & 1\", \"patterns\": {\"[A-Z]\": 1}", "so it has no \"patterns\"" },
        { "\"type\": \"text\", \"expression\": \"a & 1\", \"words\": {\"w\": 1}", "so it has no \"words\"" },
        { "\"type\": \"text\", \"expression\": \"\"", "must not be empty" }, { "\"type\": \"categorical\", \"expression\": \"a\"", "its type is numerical or text" },
        { "\"type\": \"numerical\", \"decimals\": 0, \"expression\": \"a & 1\"", "so its type must be text" }, { "\"type\": \"text\", \"expression\": 7", "must be a string" }
    };
    size_t i;

    for (i = 0; i < COUNT(cases); i++) {
        text       json = { NULL, 0, 0 };
        rep_model *model = NULL;
        rep_error  err;
        INPUT(cases[i].column);
        say(&json, "{\"columns\": [{\"name\": \"a\", \"type\": \"numerical\", \"decimals\": 0, \"distribution\": [[1, 1]]}, {\"name\": \"x\", %s}]}", cases[i].column);
        CHECK_INT(rep_model_read(&model, json.data, json.len, NULL, &err), REP_ERR_MODEL);
        CHECK_SAYS(err.message, cases[i].says);
        drop(&json);
    }
}

/*--- files ---*/

TEST(a_built_model_comes_back_as_it_was_written)
{
    rep_model *model = built(), *again, *twice = built();
    text       one = model_text(model), two, three = model_text(twice), rows, others;

    again = read_model(one.data);
    two = model_text(again);
    CHECK_SAME(one, two);
    CHECK_SAME(one, three);
    rows = rows_text(model, 9, 0, 3000, NULL), others = rows_text(again, 9, 0, 3000, NULL);
    CHECK_SAME(rows, others);
    drop(&one), drop(&two), drop(&three), drop(&rows), drop(&others);
    rep_model_free(model), rep_model_free(again), rep_model_free(twice);
}

TEST(rows_of_a_built_model_hang_on_their_number_alone)
{
    rep_model        *model = built();
    rep_write_options bare = REP_ZERO;
    text              whole, part, sum = { NULL, 0, 0 };
    uint64_t          at;

    bare.csv.no_header = 1;
    whole = rows_text(model, 3, 0, 600, &bare);
    for (at = 0; at < 600; at += 37) part = rows_text(model, 3, at, at + 37 < 600 ? 37 : 600 - at, &bare), put(&sum, part.data, part.len), drop(&part);
    CHECK_SAME(whole, sum);
    drop(&whole), drop(&sum);
    rep_model_free(model);
}

TEST(the_same_model_written_by_hand_draws_the_same_rows)
{
    static const char json[] = "{\"metadata\": {\"version\": \"1.1\", \"name\": \"world\"}, \"columns\": ["
        "{\"name\": \"rarity\", \"type\": \"categorical\", \"params\": {\"weights\": {\"common\": 90, \"rare\": 9, \"epic\": 1}}},"
        "{\"name\": \"item\", \"type\": \"categorical\", \"params\": {\"weights\": {\"bread\": 20, \"arrows\": 10, \"silver ring\": 3, \"elven bow\": 1, \"Dawnblade\": 1}}},"
        "{\"name\": \"worth\", \"type\": \"numerical\", \"decimals\": 2, \"distribution\": [[0.4, 20], [95.25, 5], [4000, 1]]},"
        "{\"name\": \"amount\", \"type\": \"numerical\", \"decimals\": 0, \"distribution\": [[1, 12, 1]]},"
        "{\"name\": \"total\", \"type\": \"numerical\", \"decimals\": 2, \"expression\": \"worth * amount\"}],"
        "\"structure\": {\"variables\": ["
        "{\"column\": \"rarity\", \"tree\": [0, 3, 1, 90, 0, 9, 0, 1]},"
        "{\"column\": \"item\", \"tree\": [1, 2, 1, 1, 0, 3, 0, 5, 0, 20, 0, 10, 0, 2, 3, 3, 0, 1, 0, 1, 5, 7]},"
        "{\"column\": \"worth\", \"of\": \"item\", \"table\": [2, 1, 0, 2, 2, 3]}]}}";
    rep_model *model = begin(NULL), *hand = read_model(json);
    text       one, two;

    rep_model_add_choices(model, "rarity", NULL, NULL, rarities, COUNT(rarities));
    rep_model_add_choices(model, "item", "rarity", "epic", best, COUNT(best));
    rep_model_add_choices(model, "item", "rarity", "rare", fine, COUNT(fine));
    rep_model_add_choices(model, "item", "rarity", NULL, plain, COUNT(plain));
    rep_model_add_lookup(model, "worth", "item", worth, COUNT(worth), 2);
    rep_model_add_uniform(model, "amount", 1, 12, 0);
    rep_model_add_expression(model, "total", "worth * amount", 2);
    finish(model);
    one = rows_text(model, 5, 0, 2000, NULL), two = rows_text(hand, 5, 0, 2000, NULL);
    CHECK_SAME(one, two);
    drop(&one), drop(&two);
    rep_model_free(model), rep_model_free(hand);
}

/* A missing cell of the other column chooses from what stands for every other value, or is missing here as well. */
TEST(a_missing_cell_decides_too)
{
    static const rep_choice yes[] = { { "y", 1 } };
    static const rep_entry  all[] = { { "common", "1" }, { "rare", "2" }, { "epic", "3" } };
    rep_model *model = begin(NULL);
    sample     rarity, some, other, number;
    size_t     i, missing;

    rep_model_add_choices(model, "rarity", NULL, NULL, rarities, COUNT(rarities));
    rep_model_set_missing(model, "rarity", 0.5);
    rep_model_add_choices(model, "some", "rarity", "common", yes, 1);
    rep_model_add_choices(model, "some", "rarity", "rare", yes, 1);
    rep_model_add_choices(model, "some", "rarity", "epic", yes, 1);
    rep_model_add_choices(model, "other", "rarity", NULL, yes, 1);
    rep_model_add_lookup(model, "number", "rarity", all, 3, 0);
    finish(model);
    rarity = sample_of(model, "rarity", 9000), some = sample_of(model, "some", 9000), other = sample_of(model, "other", 9000), number = sample_of(model, "number", 9000);
    missing = count_of(&rarity, "");
    check_share(missing, 9000, 0.5, __LINE__);
    check_share(count_of(&rarity, "common"), 9000, 0.45, __LINE__);
    check_share(count_of(&rarity, "epic"), 9000, 0.005, __LINE__);
    for (i = 0; i < 9000; i++)
        if (!CHECK(is_text(other.cells[i], "y") && (rarity.cells[i].len == 0) == (some.cells[i].len == 0) && (rarity.cells[i].len == 0) == (number.cells[i].len == 0))) break;
    CHECK_NEAR(column_of(model, 1).missing_share, 0.5, 1e-12);
    drop_sample(&rarity), drop_sample(&some), drop_sample(&other), drop_sample(&number);
    rep_model_free(model);
}

/* 1,023 values, each with choices of its own: a tree of ten splits. */
TEST(many_values_have_choices_of_their_own)
{
    enum { MANY = 1023 };
    static char       names[MANY][8];
    static rep_choice choices[MANY];
    rep_model *model = begin(NULL);
    sample     a, b;
    size_t     i, fit = 0;

    for (i = 0; i < MANY; i++) snprintf(names[i], sizeof names[i], "v%u", (unsigned)i), choices[i].text = names[i], choices[i].weight = 1 + (uint32_t)i % 3;
    rep_model_add_choices(model, "a", NULL, NULL, choices, MANY);
    for (i = 0; i < MANY; i++) rep_model_add_choices(model, "b", "a", names[i], &choices[i], 1);
    finish(model);
    a = sample_of(model, "a", 5000), b = sample_of(model, "b", 5000);
    for (i = 0; i < 5000; i++) fit += a.cells[i].len == b.cells[i].len && memcmp(a.cells[i].data, b.cells[i].data, a.cells[i].len) == 0;
    CHECK_SIZE(fit, 5000);
    drop_sample(&a), drop_sample(&b);
    rep_model_free(model);
}

/*--- changes ---*/

TEST(names_may_change_and_what_names_them_follows)
{
    rep_model *model = begin(NULL);
    text       json;

    add_known(model);
    rep_model_add_choices(model, "rarity", NULL, NULL, rarities, COUNT(rarities));
    rep_model_add_choices(model, "item", "rarity", NULL, plain, COUNT(plain));
    rep_model_add_expression(model, "x", "a*[a] + [unit ]]price] & \"a\" & first", 2);
    rep_model_rename_column(model, "a", "odd ] name");
    rep_model_rename_column(model, "rarity", "how rare");
    rep_model_rename_column(model, "first", "first");
    rep_model_rename_column(model, "unit ]price", "p");
    rep_model_drop_column(model, "none");
    rep_model_add_uniform(model, "none", 3, 3, 0);
    finish(model);
    json = model_text(model);
    CHECK(find(json.data, json.len, "[odd ]] name]*[odd ]] name] + [p] & \\\"a\\\" & first") != NULL);
    CHECK(rep_model_find_column(model, "how rare") != REP_NONE && rep_model_find_column(model, "rarity") == REP_NONE);
    CHECK_SIZE(rep_model_find_column(model, "none"), 17);
    drop(&json);
    rep_model_free(model);
}

/* A learned model with a tree, a sum and dates; then with columns in front dropped and new ones behind. */
TEST(a_copy_of_a_learned_model_may_be_changed)
{
    rep_profile_options options = REP_ZERO;
    rep_column_options  alone = REP_ZERO;
    rep_write_options   bare = REP_ZERO;
    rep_model          *model, *copy = NULL, *again;
    rep_str             relation;
    text                csv = { NULL, 0, 0 }, one, two, before, after;
    rep_error           err;
    uint64_t            state = 5;
    unsigned            i;

    puts_to(&csv, "noise,zone,city,fare,tip,total,start,end\n");
    for (i = 0; i < 600; i++) {
        const unsigned zone = roll(&state, 6), fare = 300 + roll(&state, 2000), tip = zone * 100 + roll(&state, 90), day = 1 + roll(&state, 20);
        say(&csv, "%u.%u,z%u,c%u,%u.%02u,%u.%02u,%u.%02u,2024-03-%02u,2024-03-%02u\n", roll(&state, 1000), 1 + roll(&state, 9), zone, zone / 2, fare / 100, fare % 100, tip / 100, tip % 100, (fare + tip) / 100, (fare + tip) % 100, day, day + roll(&state, 9));
    }
    alone.column = "noise", alone.alone = 1;
    options.columns = &alone, options.column_count = 1;
    options.date = "2026-01-01T00:00:00", options.name = "trips";
    model = learn(csv.data, &options);
    CHECK_INT(rep_model_copy(&copy, model, NULL, &err), REP_OK);
    finish(copy);
    one = model_text(model), two = model_text(copy);
    CHECK_SAME(one, two);                                         /* unchanged it is the same */
    rep_model_free(copy), drop(&two);
    CHECK_INT(rep_model_copy(&copy, model, NULL, &err), REP_OK);
    CHECK_INT(rep_model_drop_column(copy, "noise"), REP_OK);      /* all that hang together move up */
    rep_model_rename_column(copy, "city", "town");
    rep_model_rename_column(copy, "town", "city");
    rep_model_add_expression(copy, "cents", "total * 100", 0);
    rep_model_add_choices(copy, "driver", "zone", "z0", best, 1);
    rep_model_add_choices(copy, "driver", "zone", NULL, fine, 2);
    finish(copy);
    for (i = 0; rep_model_get_relation(model, i, &relation, NULL) == REP_OK; i++) {
        rep_str there = { NULL, 0 };
        CHECK_INT(rep_model_get_relation(copy, i, &there, NULL), REP_OK);
        CHECK_STR(shown(there), shown(relation));
    }
    CHECK(i >= 2);
    {   /* the figures of what hangs on a learned column follow its shares */
        size_t       zone = rep_model_find_column(copy, "zone"), driver = rep_model_find_column(copy, "driver");
        rep_category z0 = REP_ZERO, best_driver = REP_ZERO;
        for (i = 0; rep_model_get_category(copy, zone, i, &z0, NULL) == REP_OK && !is_text(z0.text, "z0"); i++) { }
        for (i = 0; rep_model_get_category(copy, driver, i, &best_driver, NULL) == REP_OK && !is_text(best_driver.text, "Dawnblade"); i++) { }
        CHECK_NEAR(z0.share, 1.0 / 6, 0.05);
        CHECK_NEAR(best_driver.share, z0.share, 1e-9);            /* weights have 31 bits */
    }
    two = model_text(copy);
    again = read_model(two.data);
    drop(&two);
    two = model_text(again);
    bare.csv.no_header = 1, bare.format = REP_FORMAT_TSV;
    before = rows_text(model, 4, 0, 700, &bare), after = rows_text(copy, 4, 0, 700, &bare);
    {   /* the cells that were there are the same */
        size_t   n, k, same = 0;
        rep_str *x = cells_of(&before, '\t', rep_model_find_column(model, "total"), &n), *y = cells_of(&after, '\t', rep_model_find_column(copy, "total"), &n);
        rep_str *z = cells_of(&after, '\t', rep_model_find_column(copy, "zone"), &n), *d = cells_of(&after, '\t', rep_model_find_column(copy, "driver"), &n);
        rep_str *c = cells_of(&after, '\t', rep_model_find_column(copy, "cents"), &n);
        for (k = 0; k < n; k++)
            same += x[k].len == y[k].len && memcmp(x[k].data, y[k].data, x[k].len) == 0 && is_text(z[k], "z0") == is_text(d[k], "Dawnblade") &&
                    (long)(number_in(y[k]) * 100 + 0.5) == (long)number_in(c[k]);
        CHECK_SIZE(same, 700);
        free(x), free(y), free(z), free(d), free(c);
    }
    rep_model_free(copy), copy = NULL;
    CHECK_INT(rep_model_copy(&copy, model, NULL, &err), REP_OK);
    CHECK_INT(rep_model_drop_column(copy, "zone"), REP_ERR_STATE);
    CHECK_INT(rep_model_finish(copy, &err), REP_ERR_STATE);
    CHECK_SAYS(err.message, "hangs together with others");
    rep_model_free(copy), copy = NULL;
    CHECK_INT(rep_model_copy(&copy, model, NULL, &err), REP_OK);
    CHECK_INT(rep_model_set_missing(copy, "zone", 0.5), REP_ERR_STATE);
    rep_model_free(copy), rep_model_free(model), rep_model_free(again);
    drop(&csv), drop(&one), drop(&two), drop(&before), drop(&after);
}

/*--- refusals ---*/

TEST(a_fault_stays_until_the_model_is_to_be_finished)
{
    rep_model     *model = begin(NULL);
    rep_generator *generator = NULL;
    rep_error      err;
    text           out = { NULL, 0, 0 };

    CHECK_INT(rep_model_add_normal(model, "n", 1.0, -2.0, 0.0, 1.0, 0), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_add_uniform(model, "fine", 1, 2, 0), REP_ERR_ARGUMENT);   /* not looked at any more */
    CHECK_INT(rep_generator_create(&generator, model, 1, NULL, &err), REP_ERR_STATE);
    CHECK_SAYS(err.message, "finish it first");
    CHECK_INT(rep_model_write(model, put_all, &out, &err), REP_ERR_STATE);
    CHECK_INT(rep_model_explain(model, REP_NONE, put_all, &out, &err), REP_ERR_STATE);
    CHECK_INT(rep_model_explain_tree(model, 0, put_all, &out, &err), REP_ERR_STATE);
    CHECK_SIZE(rep_model_find_column(model, "n"), REP_NONE);
    CHECK_INT(rep_model_finish(model, &err), REP_ERR_ARGUMENT);
    CHECK_STR(err.message, "column \"n\": std is negative, it must be 0 or more");
    CHECK_INT(rep_model_finish(model, &err), REP_ERR_ARGUMENT);
    rep_model_free(model);
    model = built();
    CHECK_INT(rep_model_add_uniform(model, "late", 1, 2, 0), REP_ERR_STATE);
    CHECK_INT(rep_model_drop_column(model, "item"), REP_ERR_STATE);
    CHECK_INT(rep_model_finish(model, &err), REP_ERR_STATE);
    CHECK_SAYS(err.message, "the model is finished");
    rep_model_free(model);
    CHECK_INT(rep_model_add_uniform(NULL, "x", 1, 2, 0), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_finish(NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_create(NULL, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_copy(NULL, NULL, NULL, &err), REP_ERR_ARGUMENT);
    drop(&out);
}

static void bad_names(rep_model *m)          { rep_model_add_uniform(m, NULL, 1, 2, 0); }
static void bad_bytes(rep_model *m)          { rep_model_add_uniform(m, "a\xFF", 1, 2, 0); }
static void two_names(rep_model *m)          { rep_model_add_uniform(m, "a", 1, 2, 0), rep_model_add_pii(m, "a", "email"); }
static void no_number(rep_model *m)          { rep_model_add_normal(m, "a", 0.0, strtod("inf", NULL), 0.0, 1.0, 0); }
static void many_decimals(rep_model *m)      { rep_model_add_uniform(m, "a", 1, 2, 19); }
static void no_decimals(rep_model *m)        { rep_model_add_uniform(m, "a", 1, 2, -1); }
static void turned(rep_model *m)             { rep_model_add_uniform(m, "a", 2, 1, 0); }
static void too_large(rep_model *m)          { rep_model_add_uniform(m, "a", 0, INT64_MAX, 0); }
static void no_class(rep_model *m)           { rep_model_add_pii(m, "a", "nonsense"); }
static void null_class(rep_model *m)         { rep_model_add_pii(m, "a", NULL); }
static void wide_id(rep_model *m)            { rep_model_add_sequence(m, "a", NULL, 1, 1, 19); }
static void low_id(rep_model *m)             { rep_model_add_sequence(m, "a", NULL, INT64_MIN, 1, 0); }
static void no_date(rep_model *m)            { rep_model_add_datetime(m, "a", "yesterday", "2024-01-01", NULL); }
static void null_date(rep_model *m)          { rep_model_add_datetime(m, "a", "2024-01-01", NULL, NULL); }
static void turned_dates(rep_model *m)       { rep_model_add_datetime(m, "a", "2024-01-02", "2024-01-01", NULL); }
static void no_format(rep_model *m)          { rep_model_add_datetime(m, "a", "2024-01-01", "2024-01-02", "%Q"); }
static void no_pattern(rep_model *m)         { rep_model_add_pattern(m, "a", "[A-"); }
static void empty_expression(rep_model *m)   { rep_model_add_expression(m, "a", "", 0); }
static void no_choices(rep_model *m)         { rep_model_add_choices(m, "a", NULL, NULL, NULL, 0); }
static void no_weights(rep_model *m)         { static const rep_choice c[] = { { "x", 0 } }; rep_model_add_choices(m, "a", NULL, NULL, c, 1); }
static void all_missing(rep_model *m)        { static const rep_choice c[] = { { NULL, 3 } }; rep_model_add_choices(m, "a", NULL, NULL, c, 1); }
static void choice_twice(rep_model *m)       { static const rep_choice c[] = { { "x", 1 }, { "y", 2 }, { "x", 3 } }; rep_model_add_choices(m, "a", NULL, NULL, c, 3); }
static void value_alone(rep_model *m)        { rep_model_add_choices(m, "a", NULL, "x", plain, 3); }
static void hangs_on_nothing(rep_model *m)   { rep_model_add_choices(m, "a", "b", "x", plain, 3); }
static void hangs_on_itself(rep_model *m)    { rep_model_add_choices(m, "a", "a", "x", plain, 3); }
static void hangs_on_numbers(rep_model *m)   { rep_model_add_uniform(m, "n", 1, 2, 0), rep_model_add_choices(m, "a", "n", NULL, plain, 3); }
static void given_twice(rep_model *m)        { rep_model_add_choices(m, "a", NULL, NULL, plain, 3), rep_model_add_choices(m, "a", NULL, NULL, plain, 3); }
static void other_column(rep_model *m)       { rep_model_add_choices(m, "r", NULL, NULL, rarities, 3), rep_model_add_choices(m, "s", NULL, NULL, rarities, 3), rep_model_add_choices(m, "a", "r", "rare", plain, 3), rep_model_add_choices(m, "a", "s", NULL, plain, 3); }
static void value_twice(rep_model *m)        { rep_model_add_choices(m, "r", NULL, NULL, rarities, 3), rep_model_add_choices(m, "a", "r", "rare", plain, 3), rep_model_add_choices(m, "a", "r", "rare", plain, 3); }
static void never_so(rep_model *m)           { rep_model_add_choices(m, "r", NULL, NULL, rarities, 3), rep_model_add_choices(m, "a", "r", "rarest", plain, 3), rep_model_add_choices(m, "a", "r", NULL, plain, 3); }
static void left_out(rep_model *m)           { rep_model_add_choices(m, "r", NULL, NULL, rarities, 3), rep_model_add_choices(m, "a", "r", "rare", plain, 3); }
static void on_a_uniform(rep_model *m)       { rep_model_add_uniform(m, "a", 1, 2, 0), rep_model_add_choices(m, "a", NULL, NULL, plain, 3); }
static void no_entries(rep_model *m)         { rep_model_add_lookup(m, "a", "r", NULL, 0, 0); }
static void no_number_entry(rep_model *m)    { static const rep_entry e[] = { { NULL, "1.25" } }; rep_model_add_choices(m, "r", NULL, NULL, rarities, 3), rep_model_add_lookup(m, "a", "r", e, 1, 1); }
static void empty_entry(rep_model *m)        { static const rep_entry e[] = { { NULL, "" } }; rep_model_add_choices(m, "r", NULL, NULL, rarities, 3), rep_model_add_lookup(m, "a", "r", e, 1, 1); }
static void dash_entry(rep_model *m)         { static const rep_entry e[] = { { NULL, "-" } }; rep_model_add_choices(m, "r", NULL, NULL, rarities, 3), rep_model_add_lookup(m, "a", "r", e, 1, 1); }
static void missing_share(rep_model *m)      { rep_model_add_uniform(m, "a", 1, 2, 0), rep_model_set_missing(m, "a", 1.5); }
static void missing_nobody(rep_model *m)     { rep_model_set_missing(m, "a", 0.5); }
static void missing_expression(rep_model *m) { rep_model_add_expression(m, "a", "1", 0), rep_model_set_missing(m, "a", 0.5); }
static void missing_twice(rep_model *m)      { rep_model_add_choices(m, "a", NULL, NULL, plain, 3), rep_model_set_missing(m, "a", 0.5); }
static void unique_normal(rep_model *m)      { rep_model_add_normal(m, "a", 1.0, 1.0, 0.0, 2.0, 0), rep_model_set_unique(m, "a", 1); }
static void rename_nobody(rep_model *m)      { rep_model_rename_column(m, "a", "b"); }
static void rename_to_another(rep_model *m)  { rep_model_add_uniform(m, "a", 1, 2, 0), rep_model_add_uniform(m, "b", 1, 2, 0), rep_model_rename_column(m, "a", "b"); }
static void drop_a_term(rep_model *m)        { rep_model_add_uniform(m, "a", 1, 2, 0), rep_model_add_expression(m, "b", "[a] + 1", 0), rep_model_drop_column(m, "a"); }
static void drop_what_decides(rep_model *m)  { rep_model_add_choices(m, "r", NULL, NULL, rarities, 3), rep_model_add_choices(m, "a", "r", NULL, plain, 3), rep_model_drop_column(m, "r"); }
static void no_mean(rep_model *m)            { rep_model_add_normal(m, "a", (double)NAN, 1.0, 0.0, 1.0, 0); }
static void no_least(rep_model *m)           { rep_model_add_normal(m, "a", 0.0, 1.0, -(double)INFINITY, 1.0, 0); }
static void no_most(rep_model *m)            { rep_model_add_normal(m, "a", 0.0, 1.0, 0.0, (double)INFINITY, 0); }
static void too_low(rep_model *m)            { rep_model_add_uniform(m, "a", INT64_MIN, 0, 0); }
static void negative_width(rep_model *m)     { rep_model_add_sequence(m, "a", NULL, 1, 1, -1); }
static void low_step(rep_model *m)           { rep_model_add_sequence(m, "a", NULL, 1, INT64_MIN, 0); }
static void bad_prefix(rep_model *m)         { rep_model_add_sequence(m, "a", "\xC3", 1, 1, 0); }
static void long_prefix(rep_model *m)
{
    static char text[1026];
    memset(text, 'x', 1025);
    rep_model_add_sequence(m, "a", text, 1, 1, 0);
}
static void no_first_date(rep_model *m)      { rep_model_add_datetime(m, "a", NULL, "2024-01-01", NULL); }
static void bad_format(rep_model *m)         { rep_model_add_datetime(m, "a", "2024-01-01", "2024-01-02", "\xFF"); }
static void null_pattern(rep_model *m)       { rep_model_add_pattern(m, "a", NULL); }
static void null_expression(rep_model *m)    { rep_model_add_expression(m, "a", NULL, 0); }
static void free_expression(rep_model *m)    { rep_model_add_expression(m, "a", "1", -2); }
static void null_choice_name(rep_model *m)   { rep_model_add_choices(m, NULL, NULL, NULL, plain, 3); }
static void none_of_choices(rep_model *m)    { rep_model_add_choices(m, "a", NULL, NULL, plain, 0); }
static void bad_choice(rep_model *m)         { static const rep_choice c[] = { { "\xFF", 1 } }; rep_model_add_choices(m, "a", NULL, NULL, c, 1); }
static void bad_when(rep_model *m)           { rep_model_add_choices(m, "r", NULL, NULL, rarities, 3), rep_model_add_choices(m, "a", "r", "\xFF", plain, 3); }
static void bad_of(rep_model *m)             { rep_model_add_choices(m, "a", "\xFF", NULL, plain, 3); }
static void missing_choice_twice(rep_model *m) { static const rep_choice c[] = { { NULL, 1 }, { "x", 1 }, { NULL, 3 } }; rep_model_add_choices(m, "a", NULL, NULL, c, 3); }
static void others_twice(rep_model *m)       { rep_model_add_choices(m, "r", NULL, NULL, rarities, 3), rep_model_add_choices(m, "a", "r", NULL, plain, 3), rep_model_add_choices(m, "a", "r", NULL, plain, 3); }
static void late_to_hang(rep_model *m)       { rep_model_add_choices(m, "r", NULL, NULL, rarities, 3), rep_model_add_choices(m, "a", NULL, NULL, plain, 3), rep_model_add_choices(m, "a", "r", NULL, plain, 3); }
static void early_to_stand(rep_model *m)     { rep_model_add_choices(m, "r", NULL, NULL, rarities, 3), rep_model_add_choices(m, "a", "r", NULL, plain, 3), rep_model_add_choices(m, "a", NULL, NULL, plain, 3); }
static void choices_of_a_lookup(rep_model *m) { rep_model_add_choices(m, "item", NULL, NULL, plain, 3), rep_model_add_lookup(m, "a", "item", worth, COUNT(worth), 2), rep_model_add_choices(m, "a", "item", NULL, plain, 3); }
static void hangs_on_a_sum(rep_model *m)     { rep_model_add_expression(m, "n", "\"x\"", -1), rep_model_add_choices(m, "a", "n", NULL, plain, 3); }
static void hangs_on_numbers_looked_up(rep_model *m) { rep_model_add_choices(m, "item", NULL, NULL, plain, 3), rep_model_add_lookup(m, "n", "item", worth, COUNT(worth), 2), rep_model_add_choices(m, "a", "n", NULL, plain, 3); }
static void null_of(rep_model *m)            { rep_model_add_lookup(m, "a", NULL, worth, COUNT(worth), 2); }
static void null_entries(rep_model *m)       { rep_model_add_choices(m, "item", NULL, NULL, plain, 3), rep_model_add_lookup(m, "a", "item", NULL, 1, 2); }
static void count_of_none(rep_model *m)      { rep_model_add_choices(m, "item", NULL, NULL, plain, 3), rep_model_add_lookup(m, "a", "item", worth, 0, 2); }
static void lookup_name_twice(rep_model *m)  { rep_model_add_choices(m, "item", NULL, NULL, plain, 3), rep_model_add_lookup(m, "item", "item", worth, COUNT(worth), 2); }
static void lookup_decimals(rep_model *m)    { rep_model_add_choices(m, "item", NULL, NULL, plain, 3), rep_model_add_lookup(m, "a", "item", worth, COUNT(worth), 19); }
static void bad_entry(rep_model *m)          { static const rep_entry e[] = { { NULL, "\xFF" } }; rep_model_add_choices(m, "item", NULL, NULL, plain, 3), rep_model_add_lookup(m, "a", "item", e, 1, -1); }
static void of_nothing(rep_model *m)         { rep_model_add_lookup(m, "a", "item", worth, COUNT(worth), 2); }
static void missing_nan(rep_model *m)        { rep_model_add_uniform(m, "a", 1, 2, 0), rep_model_set_missing(m, "a", (double)NAN); }
static void missing_below(rep_model *m)      { rep_model_add_uniform(m, "a", 1, 2, 0), rep_model_set_missing(m, "a", -0.1); }
static void missing_lookup(rep_model *m)     { rep_model_add_choices(m, "item", NULL, NULL, plain, 3), rep_model_add_lookup(m, "a", "item", worth, COUNT(worth), 2), rep_model_set_missing(m, "a", 0.5); }
static void missing_hung(rep_model *m)       { rep_model_add_choices(m, "r", NULL, NULL, rarities, 3), rep_model_add_choices(m, "a", "r", NULL, plain, 3), rep_model_set_missing(m, "a", 0.5); }
static void missing_null(rep_model *m)       { rep_model_add_uniform(m, "a", 1, 2, 0), rep_model_set_missing(m, NULL, 0.5); }
static void unique_choices(rep_model *m)     { rep_model_add_choices(m, "a", NULL, NULL, rarities, 3), rep_model_set_unique(m, "a", 1); }
static void unique_lookup(rep_model *m)      { rep_model_add_choices(m, "item", NULL, NULL, plain, 3), rep_model_add_lookup(m, "a", "item", worth, COUNT(worth), 2), rep_model_set_unique(m, "a", 1); }
static void unique_expression(rep_model *m)  { rep_model_add_expression(m, "a", "1", 0), rep_model_set_unique(m, "a", 1); }
static void unique_date(rep_model *m)        { rep_model_add_datetime(m, "a", "2024-01-01", "2024-01-02", NULL), rep_model_set_unique(m, "a", 1); }
static void unique_nobody(rep_model *m)      { rep_model_set_unique(m, "a", 1); }
static void rename_to_null(rep_model *m)     { rep_model_add_uniform(m, "a", 1, 2, 0), rep_model_rename_column(m, "a", NULL); }
static void drop_nobody(rep_model *m)        { rep_model_drop_column(m, "a"); }
static void many_numbers(rep_model *m)
{
    static rep_choice c[5000];
    static rep_entry  e[5000];
    static char       names[5000][8];
    size_t            i;
    for (i = 0; i < 5000; i++) snprintf(names[i], sizeof names[i], "%u", (unsigned)i), c[i].text = e[i].when = e[i].value = names[i], c[i].weight = 1;
    rep_model_add_choices(m, "item", NULL, NULL, c, 5000), rep_model_add_choices(m, "a", "item", NULL, rarities, 3);
}
static void nothing(rep_model *m)            { (void)m; }
static void too_long(rep_model *m)
{
    static char        text[3001];
    static rep_choice  c[] = { { text, 1 } };
    memset(text, 'x', 3000);
    rep_model_add_choices(m, "a", NULL, NULL, c, 1), rep_model_add_expression(m, "b", "a & a", -1);
}

TEST(everything_that_cannot_be_built_is_refused_with_a_remedy)
{
    static const struct { void (*build)(rep_model *); rep_status status; const char *says; } cases[] = {
        { bad_names, REP_ERR_ARGUMENT, "is NULL" }, { bad_bytes, REP_ERR_ARGUMENT, "is not UTF-8" }, { two_names, REP_ERR_ARGUMENT, "there is a column \"a\" already: take another name" },
        { no_number, REP_ERR_ARGUMENT, "must be finite" }, { many_decimals, REP_ERR_ARGUMENT, "decimals is 19, it must be 0 to 18" }, { no_decimals, REP_ERR_ARGUMENT, "decimals is -1" },
        { turned, REP_ERR_ARGUMENT, "min must not be above max" }, { too_large, REP_ERR_ARGUMENT, "within 576460752303423487 of 0" }, { no_class, REP_ERR_ARGUMENT, "there is no class \"nonsense\"; there are email" },
        { null_class, REP_ERR_ARGUMENT, "pii_class is NULL" }, { wide_id, REP_ERR_ARGUMENT, "width is 19" }, { low_id, REP_ERR_ARGUMENT, "above -2^63" }, { no_date, REP_ERR_ARGUMENT, "min \"yesterday\" is not an ISO 8601 date" },
        { null_date, REP_ERR_ARGUMENT, "max \"\" is not" }, { turned_dates, REP_ERR_ARGUMENT, "min lies after max" }, { no_format, REP_ERR_ARGUMENT, "format \"%Q\"" }, { no_pattern, REP_ERR_ARGUMENT, "pattern \"[A-\"" },
        { empty_expression, REP_ERR_ARGUMENT, "its expression is empty" }, { no_choices, REP_ERR_ARGUMENT, "choices is NULL or empty" }, { no_weights, REP_ERR_ARGUMENT, "all weights are 0" },
        { all_missing, REP_ERR_MODEL, "all its choices are missing cells" }, { choice_twice, REP_ERR_MODEL, "the choice \"x\" stands twice: add up its weights" }, { value_alone, REP_ERR_ARGUMENT, "when_value stands without when_column" },
        { hangs_on_nothing, REP_ERR_COLUMN, "hangs on \"b\", and there is no such column yet" }, { hangs_on_itself, REP_ERR_ARGUMENT, "hangs on itself" }, { hangs_on_numbers, REP_ERR_MODEL, "only on categories can it" },
        { given_twice, REP_ERR_ARGUMENT, "has its choices already" }, { other_column, REP_ERR_ARGUMENT, "hangs on \"r\": name that column again" }, { value_twice, REP_ERR_ARGUMENT, "has choices for \"rare\" already" },
        { never_so, REP_ERR_MODEL, "has choices for \"rarest\", which \"r\" never is" }, { left_out, REP_ERR_MODEL, "has nothing to choose from where \"r\" is \"common\"" }, { on_a_uniform, REP_ERR_ARGUMENT, "there is a column \"a\" already" },
        { no_entries, REP_ERR_ARGUMENT, "entries is NULL" }, { no_number_entry, REP_ERR_ARGUMENT, "\"1.25\" is no number of at most 1 decimals" }, { missing_share, REP_ERR_ARGUMENT, "must lie between 0 and 1" },
        { missing_nobody, REP_ERR_COLUMN, "there is no column \"a\"" }, { missing_expression, REP_ERR_STATE, "follows from others" }, { missing_twice, REP_ERR_STATE, "has a choice whose text is NULL" },
        { unique_normal, REP_ERR_STATE, "cannot be unique" }, { rename_nobody, REP_ERR_COLUMN, "there is no column" }, { rename_to_another, REP_ERR_ARGUMENT, "there is a column \"b\" already" },
        { drop_a_term, REP_ERR_STATE, "\"b\" follows from \"a\": drop that first" }, { drop_what_decides, REP_ERR_STATE, "\"a\" follows from \"r\"" }, { nothing, REP_ERR_MODEL, "has no columns: add one" },
        { empty_entry, REP_ERR_ARGUMENT, "\"\" is no number" }, { dash_entry, REP_ERR_ARGUMENT, "\"-\" is no number" },
        { too_long, REP_ERR_MODEL, "texts of more than 4000 bytes" }, { no_mean, REP_ERR_ARGUMENT, "must be finite" }, { no_least, REP_ERR_ARGUMENT, "must be finite" }, { no_most, REP_ERR_ARGUMENT, "must be finite" },
        { too_low, REP_ERR_ARGUMENT, "within 576460752303423487 of 0" }, { negative_width, REP_ERR_ARGUMENT, "width is -1, it must be 0 to 18" }, { low_step, REP_ERR_ARGUMENT, "above -2^63" },
        { bad_prefix, REP_ERR_ARGUMENT, "prefix \"" }, { long_prefix, REP_ERR_ARGUMENT, "prefix has more than 1024 bytes" }, { no_first_date, REP_ERR_ARGUMENT, "min \"\" is not" }, { bad_format, REP_ERR_ARGUMENT, "is not UTF-8" },
        { null_pattern, REP_ERR_ARGUMENT, "pattern is NULL" }, { null_expression, REP_ERR_ARGUMENT, "expression is NULL" }, { free_expression, REP_ERR_ARGUMENT, "decimals is -2, it must be -1 to 18" },
        { null_choice_name, REP_ERR_ARGUMENT, "the name of a column is NULL" }, { none_of_choices, REP_ERR_ARGUMENT, "choices is NULL or empty" }, { bad_choice, REP_ERR_ARGUMENT, "the text of a choice" },
        { bad_when, REP_ERR_ARGUMENT, "when_value \"" }, { bad_of, REP_ERR_ARGUMENT, "when_column \"" }, { missing_choice_twice, REP_ERR_MODEL, "two choices are NULL: add up their weights" },
        { others_twice, REP_ERR_ARGUMENT, "has choices for every other value already" }, { late_to_hang, REP_ERR_ARGUMENT, "name that the first time" }, { early_to_stand, REP_ERR_ARGUMENT, "hangs on \"r\": name that column again" },
        { choices_of_a_lookup, REP_ERR_ARGUMENT, "there is a column \"a\" already" }, { hangs_on_a_sum, REP_ERR_MODEL, "only on categories can it" }, { hangs_on_numbers_looked_up, REP_ERR_MODEL, "only on categories can it" },
        { null_of, REP_ERR_ARGUMENT, "of_column or entries is NULL" }, { null_entries, REP_ERR_ARGUMENT, "of_column or entries is NULL" }, { count_of_none, REP_ERR_ARGUMENT, "or there are none" },
        { lookup_name_twice, REP_ERR_ARGUMENT, "there is a column \"item\" already" }, { lookup_decimals, REP_ERR_ARGUMENT, "decimals is 19" }, { bad_entry, REP_ERR_ARGUMENT, "the value of an entry" },
        { of_nothing, REP_ERR_COLUMN, "there is no such column yet" }, { missing_nan, REP_ERR_ARGUMENT, "must lie between 0 and 1" }, { missing_below, REP_ERR_ARGUMENT, "must lie between 0 and 1" },
        { missing_lookup, REP_ERR_STATE, "follows from others" }, { missing_hung, REP_ERR_STATE, "follows from others" }, { missing_null, REP_ERR_COLUMN, "there is no column \"\"" },
        { unique_choices, REP_ERR_STATE, "cannot be unique" }, { unique_lookup, REP_ERR_STATE, "cannot be unique" }, { unique_expression, REP_ERR_STATE, "cannot be unique" }, { unique_date, REP_ERR_STATE, "cannot be unique" },
        { unique_nobody, REP_ERR_COLUMN, "there is no column" }, { rename_to_null, REP_ERR_ARGUMENT, "new_name is NULL" }, { drop_nobody, REP_ERR_COLUMN, "there is no column" },
        { many_numbers, REP_ERR_LIMIT, "columns that hang together have at most" }
    };
    size_t i;

    for (i = 0; i < COUNT(cases); i++) {
        rep_model *model = begin(NULL);
        rep_error  err;
        INPUT(cases[i].says);
        cases[i].build(model);
        CHECK_INT(rep_model_finish(model, &err), cases[i].status);
        CHECK_INT(err.code, cases[i].status);
        CHECK_SAYS(err.message, cases[i].says);
        rep_model_free(model);
    }
}

/* What is odd but makes sense is built. */
TEST(what_may_be_left_out_or_said_twice_is_built)
{
    static const rep_choice never[] = { { "a", 4000000000u }, { "b", 1 }, { "c", 0 } };
    rep_model_options       options = REP_ZERO;
    rep_model              *model = NULL, *copy = NULL;
    rep_error               err;
    rep_model_info          info;
    text                    out;

    CHECK_INT(rep_model_create(&model, NULL, &err), REP_OK);   /* no options: a name and the date of today */
    rep_model_add_choices(model, "kind", NULL, NULL, never, 3);
    rep_model_add_choices(model, "of", "kind", "a", plain, 3), rep_model_add_choices(model, "of", "kind", NULL, fine, 2);
    rep_model_add_sequence(model, "wide", NULL, 5, -1, 3);     /* a width alone makes texts */
    rep_model_add_datetime(model, "long", "2024-01-01T10:00:00", "2024-01-02", NULL), rep_model_add_datetime(model, "late", "2024-01-01", "2024-01-02T10:00:00", NULL);
    rep_model_add_pattern(model, "p", "[a-c]{2}"), rep_model_add_pattern(model, "q", "[a-c]{9}");
    CHECK_INT(rep_model_set_unique(model, "kind", 0), REP_OK);
    CHECK_INT(rep_model_set_unique(model, "wide", 1), REP_OK);
    CHECK_INT(rep_model_set_unique(model, "q", 1), REP_OK);
    CHECK_INT(rep_model_set_unique(model, "p", 1), REP_OK), CHECK_INT(rep_model_set_unique(model, "p", 0), REP_OK);
    CHECK_INT(rep_model_set_missing(model, "kind", 0.75), REP_OK), CHECK_INT(rep_model_set_missing(model, "p", -0.0), REP_OK);
    CHECK_INT(rep_model_rename_column(model, "p", "p"), REP_OK);
    CHECK_INT(rep_model_rename_column(model, "kind", "sort"), REP_OK);   /* "of" hangs on it by the new name */
    CHECK_INT(rep_model_drop_column(model, "q"), REP_OK);
    finish(model);
    CHECK_INT(rep_model_get_info(model, &info, NULL), REP_OK);
    CHECK(is_text(info.name, "table") && info.date.len == 19 && info.column_count == 6);
    CHECK_NEAR(column_of(model, 0).missing_share, 0.75, 1e-9);
    CHECK(is_text(column_of(model, 3).format, "%Y-%m-%d %H:%M:%S") && is_text(column_of(model, 4).format, "%Y-%m-%d %H:%M:%S"));
    out = rows_text(model, 3, 0, 50, NULL);
    CHECK(strstr(out.data, ",005,") && strstr(out.data, ",004,"));
    drop(&out);
    CHECK_INT(rep_model_copy(NULL, model, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_copy(&copy, NULL, NULL, &err), REP_ERR_ARGUMENT);
    options.name = "other";                                    /* without a date: that of the original */
    CHECK_INT(rep_model_copy(&copy, model, &options, &err), REP_OK);
    rep_model_add_choices(copy, "more", "sort", "a", plain, 3), rep_model_add_choices(copy, "more", "sort", NULL, fine, 2);
    finish(copy);
    CHECK_INT(rep_model_get_info(copy, &info, NULL), REP_OK);
    CHECK(is_text(info.name, "other") && info.column_count == 7);
    rep_model_free(copy), copy = NULL;
    options.name = NULL, options.date = "2001-02-03T04:05:06";
    CHECK_INT(rep_model_copy(&copy, model, &options, &err), REP_OK);
    CHECK_INT(rep_model_set_missing(copy, "of", 0.5), REP_ERR_STATE);
    CHECK_INT(rep_model_finish(copy, NULL), REP_ERR_STATE);
    rep_model_free(copy), copy = NULL;
    CHECK_INT(rep_model_copy(&copy, model, &options, NULL), REP_OK);
    CHECK_INT(rep_model_set_unique(copy, "sort", 1), REP_ERR_STATE);   /* it hangs together with others */
    rep_model_free(copy), rep_model_free(model), model = NULL;
    options.date = "\xFF", options.name = NULL;
    CHECK_INT(rep_model_create(&model, &options, &err), REP_OK);
    CHECK_INT(rep_model_finish(model, &err), REP_ERR_ARGUMENT);
    CHECK_SAYS(err.message, "name or date of the model is not UTF-8");
    rep_model_free(model), model = NULL;
    options.date = NULL, options.name = "\xFF";
    CHECK_INT(rep_model_create(&model, &options, &err), REP_OK);
    CHECK_INT(rep_model_finish(model, &err), REP_ERR_ARGUMENT);
    rep_model_free(model);
}

/* Columns of a copied table hang on a column that nobody hung on before; patterns of a table that overlap are no keys. */
TEST(a_copy_of_a_table_grows_choices)
{
    static const char json[] =
        "{\"columns\": [{\"name\": \"town\", \"type\": \"categorical\", \"params\": {\"weights\": {\"Oslo\": 4e9, \"Rome\": 1}, \"nan_probability\": 0.5}},"
        " {\"name\": \"never\", \"type\": \"categorical\", \"params\": {\"nan_probability\": 1}},"
        " {\"name\": \"code\", \"type\": \"text\", \"patterns\": {\"[a-c]{2}\": 1, \"[b-d]{2}\": 1}}]}";
    rep_model *model = read_model(json), *copy = NULL;
    rep_error  err;

    CHECK_INT(rep_model_copy(&copy, model, NULL, &err), REP_OK);
    rep_model_add_choices(copy, "inn", "town", "Rome", fine, 2), rep_model_add_choices(copy, "inn", "town", NULL, plain, 3);
    finish(copy);
    CHECK_NEAR(column_of(copy, rep_model_find_column(copy, "town")).missing_share, 0.5, 1e-9);
    rep_model_free(copy), copy = NULL;
    CHECK_INT(rep_model_copy(&copy, model, NULL, &err), REP_OK);
    CHECK_INT(rep_model_set_unique(copy, "code", 1), REP_ERR_STATE);
    CHECK_INT(rep_model_finish(copy, &err), REP_ERR_STATE);
    CHECK_SAYS(err.message, "two of its patterns can make the same text");
    rep_model_free(copy), copy = NULL;
    CHECK_INT(rep_model_copy(&copy, model, NULL, &err), REP_OK);
    rep_model_add_choices(copy, "inn", "never", NULL, plain, 3);
    CHECK_INT(rep_model_finish(copy, &err), REP_ERR_MODEL);
    CHECK_SAYS(err.message, "only on categories can it");
    rep_model_free(copy), rep_model_free(model);
}

/* Every request refused, once and for good: built, changed, finished, copied, drawn. */
TEST(memory_may_run_out_at_any_request_of_building)
{
    long n, all = 0;
    int  for_good;

    for (for_good = 0; for_good < 2; for_good++)
        for (n = 0; n <= all; n++) {
            heap              h;
            rep_host          host;
            rep_model_options options = REP_ZERO;
            rep_model        *model, *copy = NULL;
            rep_error         err;
            rep_status        status = REP_ERR_MEMORY;
            heap_begin(&h, &host, n, for_good);
            options.host = host;
            model = begin(&host);
            if (model != NULL) {
                add_all(model);
                rep_model_rename_column(model, "amount", "how many");
                rep_model_add_uniform(model, "gone", 1, 2, 0);
                rep_model_drop_column(model, "gone");
                status = rep_model_finish(model, &err);
                if (status != REP_OK) CHECK(err.message[0] != '\0' && rep_model_finish(model, NULL) == status);
                else if ((status = rep_model_copy(&copy, model, &options, &err)) == REP_OK) {
                    rep_model_add_choices(copy, "more", "rarity", NULL, plain, COUNT(plain));
                    status = rep_model_finish(copy, &err);
                }
            }
            if (n == 0) all = h.requests;
            if (n == 0) CHECK_INT(status, REP_OK);
            if (status != REP_OK) CHECK_INT(status, REP_ERR_MEMORY);
            CHECK(h.refused > 0 || n == 0);
            rep_model_free(model), rep_model_free(copy);
            if (!CHECK(h.live == 0 && h.bytes == 0 && h.lies == 0)) printf("    request %ld of %ld\n", n, all);
        }
    CHECK(all > 30);
}

/*--- all faults of a model ---*/

typedef struct told { text out; int count, stop_at; } told;

static int tell(void *user, const rep_error *fault)
{
    told *t = (told *)user;

    say(&t->out, "%d:%d %s\n", (int)fault->line, (int)fault->column, fault->message);
    return ++t->count == t->stop_at;
}

static const char faulty[] =
    "{\"metadata\": {\"rows\": -1, \"version\": \"1.1\", \"name\": 3},\n"
    " \"columns\": [\n"
    "  {\"name\": \"a\", \"type\": \"categorical\", \"params\": {\"weights\": {\"x\": -1, \"y\": \"z\", \"w\": 1}, \"nan_probability\": 2}},\n"
    "  {\"name\": \"a\", \"type\": \"categorial\"},\n"
    "  {\"name\": \"b\", \"type\": \"numerical\", \"decimals\": 2, \"distribution\": [[1, 2, 1], [0.5, 1], [3, 4, \"q\"], [5, 6]]},\n"
    "  {\"name\": \"c\", \"type\": \"pii\", \"name\": \"c\", \"params\": {\"pii_type\": \"emails\"}},\n"
    "  {\"name\": \"d\", \"type\": \"datetime\", \"format\": \"%Q\", \"constraints\": {\"min\": \"2020-13-01\", \"max\": \"2021-01-01\"}},\n"
    "  {\"name\": \"e\", \"type\": \"numerical\", \"decimals\": 99, \"expression\": \"b + \"}\n"
    " ]}\n";

TEST(all_faults_of_a_model_are_told_with_their_places)
{
    static const char *const places[] = { "1:23 rows must lie", "1:53 a text of metadata must be a string", "3:110 nan_probability must lie between 0 and 1", "3:68 the weight of \"x\" is negative",
        "3:77 a weight must be a number", "4:25 column \"a\": type \"categorial\" is not one of", "5:81 distribution must ascend", "5:98 a count of distribution must be an integer", "6:32 the name \"name\" stands twice",
        "pii_type \"emails\" is not known here", "7:76 min: \"2020-13-01\" is not", "7:47 format \"%Q\"", "8:50 decimals must lie between 0 and 18", "4:3 there are two columns named \"a\"" };
    rep_model_options options = REP_ZERO;
    rep_model        *model = NULL;
    rep_error         err;
    told              all = { { NULL, 0, 0 }, 0, 0 }, few = { { NULL, 0, 0 }, 0, 2 };
    size_t            i;

    options.fault = tell, options.fault_user = &all;
    CHECK_INT(rep_model_read(&model, faulty, strlen(faulty), &options, &err), REP_ERR_MODEL);
    CHECK(model == NULL);
    CHECK_INT(all.count, COUNT(places));
    for (i = 0; i < COUNT(places); i++)
        if (!CHECK(find(all.out.data, all.out.len, places[i]) != NULL)) printf("    \"%s\" is not told\n%s", places[i], all.out.data);
    CHECK_SIZE(err.line, 6);                                     /* the first that was met: names are judged before all else */
    CHECK_SAYS(err.message, "stands twice");
    options.fault_user = &few;
    CHECK_INT(rep_model_read(&model, faulty, strlen(faulty), &options, &err), REP_ERR_CANCELLED);
    CHECK_INT(few.count, 2);
    drop(&all.out), drop(&few.out);
}

/* One mistake is one fault; a sound model has none; what is no JSON has one. */
TEST(one_mistake_is_told_once)
{
    static const struct { const char *json; int count; } cases[] = {
        { "{\"columns\": [{\"name\": \"a\", \"type\": \"numerical\", \"decimals\": 1, \"distribution\": [[1, 2, 1]]}]}", 0 },
        { "{\"columns\": [{\"name\": \"a\", \"type\": \"numerical\", \"decimals\": \"x\", \"distribution\": [[1.5, 2, 1]]}]}", 1 },
        { "{\"columns\": [{\"name\": \"a\", \"type\": \"numerical\", \"params\": {\"mean\": \"x\", \"std\": 1}}]}", 1 },
        { "{\"columns\": [{\"name\": \"a\", \"type\": \"categorical\", \"params\": {\"weights\": {\"x\": -1}}}]}", 1 },
        { "{\"columns\": [{\"name\": \"a\", \"type\": \"datetime\", \"format\": \"%Q\", \"distribution\": [[\"2024-01-01\", 1]]}]}", 1 },
        { "{\"columns\": [{\"name\": \"a\", \"type\": \"text\", \"patterns\": {\"[A-\": 1}}]}", 1 },
        { "{\"columns\": [{\"name\": 1, \"type\": \"text\"}, {\"name\": 2, \"type\": \"text\"}]}", 2 },
        { "{\"columns\": [{\"name\": \"a\", \"type\": \"numerical\", \"decimals\": 0, \"expression\": \"b\"}, {\"name\": \"c\", \"type\": \"numerical\", \"decimals\": 0, \"expression\": \"1 +\"}]}", 2 },
        { "{\"columns\": [{\"name\": \"a\", \"type\": \"categorical\", \"params\": {\"weights\": {\"x\": 1}}}], \"structure\": {\"variables\": [{\"column\": \"a\", \"tree\": [0, 1, 7, 1]}, {\"column\": \"b\", \"tree\": []}]}}", 1 },
        { "{\"columns\": []", 1 }, { "[]", 1 }, { "{}", 1 }, { "", 1 }, { "{\"metadata\": {\"version\": \"2.0\"}, \"columns\": []}", 1 }
    };
    size_t i;

    for (i = 0; i < COUNT(cases); i++) {
        rep_model_options options = REP_ZERO;
        rep_model        *model = NULL;
        rep_error         err;
        told              t = { { NULL, 0, 0 }, 0, 0 };
        INPUT(cases[i].json);
        options.fault = tell, options.fault_user = &t;
        CHECK_INT(rep_model_read(&model, cases[i].json, strlen(cases[i].json), &options, &err) == REP_OK, cases[i].count == 0);
        if (!CHECK_INT(t.count, cases[i].count)) printf("%s", t.out.data == NULL ? "" : t.out.data);
        CHECK((err.code == REP_OK) == (cases[i].count == 0));
        rep_model_free(model);
        drop(&t.out);
    }
}

TEST(memory_may_run_out_while_faults_are_told)
{
    long n, all = 0;

    for (n = 0; n <= all; n++) {
        heap              h;
        rep_model_options options = REP_ZERO;
        rep_model        *model = NULL;
        rep_error         err;
        rep_status        status;
        told              t = { { NULL, 0, 0 }, 0, 0 };
        heap_begin(&h, &options.host, n, 0);
        options.fault = tell, options.fault_user = &t;
        status = rep_model_read(&model, faulty, strlen(faulty), &options, &err);
        if (n == 0) all = h.requests;
        CHECK(n > 0 && status == REP_ERR_MEMORY ? h.refused == 1 : status == REP_ERR_MODEL && t.count == 14);   /* it may do with less */
        CHECK(model == NULL && h.live == 0 && h.lies == 0);
        drop(&t.out);
    }
    CHECK(all > 3);
}

int main(void)
{
    RUN(choices_have_the_shares_of_their_weights);
    RUN(numbers_dates_texts_and_keys_are_what_was_asked_for);
    RUN(figures_of_a_built_model_are_those_of_its_rows);
    RUN(expressions_are_exact_and_rounded_once);
    RUN(quotients_round_halves_away_from_zero);
    RUN(expressions_have_types);
    RUN(a_text_that_a_spreadsheet_would_compute_is_guarded);
    RUN(expressions_that_make_no_sense_are_refused_with_a_reason);
    RUN(an_error_of_an_expression_points_into_it);
    RUN(a_file_may_not_say_two_things_of_a_column_with_an_expression);
    RUN(a_built_model_comes_back_as_it_was_written);
    RUN(rows_of_a_built_model_hang_on_their_number_alone);
    RUN(the_same_model_written_by_hand_draws_the_same_rows);
    RUN(a_missing_cell_decides_too);
    RUN(many_values_have_choices_of_their_own);
    RUN(names_may_change_and_what_names_them_follows);
    RUN(a_copy_of_a_learned_model_may_be_changed);
    RUN(a_fault_stays_until_the_model_is_to_be_finished);
    RUN(everything_that_cannot_be_built_is_refused_with_a_remedy);
    RUN(what_may_be_left_out_or_said_twice_is_built);
    RUN(a_copy_of_a_table_grows_choices);
    RUN(memory_may_run_out_at_any_request_of_building);
    RUN(all_faults_of_a_model_are_told_with_their_places);
    RUN(one_mistake_is_told_once);
    RUN(memory_may_run_out_while_faults_are_told);
    return test_end();
}
