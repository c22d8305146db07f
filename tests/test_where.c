/* test_where.c - rows that meet conditions, have new shares, or are given in part                  C99
 *
 * The rows of a model under a condition are compared with the rows of the source that meet it: shares of the other
 * columns' values, numbers in four groups. A share differs if it is off by more than 3 standard errors of the two and
 * 0.02; one in a hundred may. Tables of ../shared/data are taken where they are, from the top folder.
 */
#include "work.h"

#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"

#include "test.h"
#include "tables.h"

/*--- a table of cells, for both sides ---*/

typedef struct grid { text bytes; rep_str *cells, *names; size_t rows, columns; } grid; /* no cell has quotes */

static grid grid_of(text csv)
{
    grid   g;
    size_t i, n = 0, at = 0, start = 0;

    memset(&g, 0, sizeof g);
    g.bytes = csv, g.columns = 1;
    for (i = 0; i < csv.len && csv.data[i] != '\n'; i++) g.columns += csv.data[i] == ',';
    for (i = 0; i < csv.len; i++) n += csv.data[i] == '\n';
    g.names = (rep_str *)calloc((n + 1) * g.columns, sizeof *g.names);
    if (g.names == NULL) exit(2);
    g.cells = g.names + g.columns, g.rows = n ? n - 1 : 0;
    for (i = 0; i < csv.len && at < n * g.columns; i++) {
        if (csv.data[i] != ',' && csv.data[i] != '\n') continue;
        g.names[at].data = csv.data + start, g.names[at++].len = i - start - (csv.data[i] == '\n' && i > start && csv.data[i - 1] == '\r');
        start = i + 1;
    }
    return g;
}

static void drop_grid(grid *g)
{
    free(g->names);
    drop(&g->bytes);
}

static int number_of(rep_str cell, double *v)
{
    char copy[64], *end;

    if (cell.len == 0 || cell.len >= sizeof copy) return 0;
    memcpy(copy, cell.data, cell.len), copy[cell.len] = '\0';
    *v = strtod(copy, &end);
    return *end == '\0' && end[-1] != ' ';
}

/*--- conditions, judged by the cells' text ---*/

static int meets(const rep_condition *c, size_t count, const grid *g, const rep_str *row)
{
    size_t column, i, k;

    for (column = 0; column < g->columns; column++) {
        int set = 0, in = 0, out = 0;
        for (i = 0; i < count; i++) {
            double v = 0, bound = 0;
            int    missing = row[column].len == 0 || is_text(row[column], " "), same;
            for (k = 0; k < g->names[column].len && c[i].column[k] == g->names[column].data[k]; k++) { }
            if (k < g->names[column].len || c[i].column[k]) continue;
            same = c[i].value == NULL ? missing : !missing && (is_text(row[column], c[i].value) || (number_of(row[column], &v) && number_of(view(c[i].value), &bound) && v >= bound && v <= bound));
            if (c[i].test == REP_IS) set = 1, in |= same;
            else if (c[i].test == REP_IS_NOT) out |= same;
            else if (number_of(row[column], &v) && number_of(view(c[i].value), &bound))
                out |= c[i].test == REP_AT_LEAST ? v < bound : c[i].test == REP_AT_MOST ? v > bound : c[i].test == REP_ABOVE ? v <= bound : v >= bound;
            else out |= missing || c[i].value == NULL || (row[column].len != strlen(c[i].value)) || /* dates of one width compare as text */
                        (c[i].test == REP_AT_LEAST ? memcmp(row[column].data, c[i].value, row[column].len) < 0 : memcmp(row[column].data, c[i].value, row[column].len) > 0);
        }
        if (out || (set && !in)) return 0;
    }
    return 1;
}

static text rows_where(const rep_model *model, uint64_t seed, uint64_t first, uint64_t count, const rep_condition *c, size_t c_count,
                       const rep_weight *w, size_t w_count, rep_generator_info *info)
{
    rep_generator_options options;
    rep_generator        *generator = NULL;
    text                  out = { NULL, 0, 0 };
    rep_error             err;

    memset(&options, 0, sizeof options), memset(info, 0, sizeof *info);
    options.conditions = c, options.condition_count = c_count, options.weights = w, options.weight_count = w_count;
    put(&out, "", 0);
    if (!CHECK_INT(rep_generator_create(&generator, model, seed, &options, &err), REP_OK)) { printf("    %s\n", err.message); return out; }
    if (!CHECK_INT(rep_generator_write(generator, first, count, put_all, &out, NULL, &err), REP_OK)) printf("    %s\n", err.message);
    CHECK_INT(rep_generator_get_info(generator, info, NULL), REP_OK);
    rep_generator_free(generator);
    return out;
}

/*--- shares under a condition ---*/

enum { OTHER, CATEGORY, NUMBER };

static int compare_doubles(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y;
}

/* What a column is compared as; values: of a number its sorted values, of a category its different texts, each once. */
static int kind_of(const grid *g, size_t column, double *values, rep_str *texts, size_t *count)
{
    size_t i, numbers = 0, filled = 0;

    for (i = 0; i < g->rows; i++) {
        texts[i] = g->cells[i * g->columns + column];
        if (texts[i].len && !is_text(texts[i], " ")) filled++;
        if (number_of(texts[i], &values[numbers])) numbers++;
    }
    qsort(texts, g->rows, sizeof *texts, compare_views);
    for (i = *count = 0; i < g->rows; i++)
        if (i == 0 || compare_views(&texts[i - 1], &texts[i])) texts[(*count)++] = texts[i];
    if (numbers == filled && *count > 12) {
        qsort(values, numbers, sizeof *values, compare_doubles);
        *count = numbers;
        return NUMBER;
    }
    return *count <= 60 ? CATEGORY : OTHER;
}

/* Which bar of a column a cell belongs to: four of numbers, one for each text, and one for what is neither. */
static size_t bar_of(rep_str cell, int kind, const double *values, const rep_str *texts, size_t count)
{
    double v;
    size_t i;

    if (kind == NUMBER) return !number_of(cell, &v) ? 4 : (size_t)(v > values[count / 4]) + (v > values[count / 2]) + (v > values[count / 4 * 3]);
    for (i = 0; i < count && compare_views(&texts[i], &cell); i++) { }
    return i;
}

static struct { long shares, off; } judged;

/* Draws as many rows as the source has under these conditions, and compares. */
static void judge(const grid *real, const rep_model *model, const rep_condition *c, size_t count)
{
    rep_generator_info info;
    grid               fake;
    double            *values = (double *)calloc(real->rows + 1, sizeof *values), n = 0;
    rep_str           *texts = (rep_str *)calloc(real->rows + 1, sizeof *texts);
    size_t             i, column, bars, met = 0;
    char               told[160];

    if (values == NULL || texts == NULL) exit(2);
    for (i = 0; i < real->rows; i++) n += meets(c, count, real, real->cells + i * real->columns);
    snprintf(told, sizeof told, "%s %d %s, %.0f rows", c[0].column, (int)c[0].test, c[0].value ? c[0].value : "missing", n);
    INPUT(told);
    fake = grid_of(rows_where(model, 42, 0, (uint64_t)n, c, count, NULL, 0, &info));
    CHECK_SIZE(fake.rows, (size_t)n);
    for (i = 0; i < fake.rows; i++) met += (size_t)meets(c, count, &fake, fake.cells + i * fake.columns);
    CHECK_SIZE(met, fake.rows);
    CHECK_NEAR(info.condition_share, n / (double)real->rows, 0.03);
    for (column = 0; column < real->columns; column++) {
        size_t shares[2][64];
        int    kind = column_of(model, column).id ? OTHER : kind_of(real, column, values, texts, &bars);
        memset(shares, 0, sizeof shares);
        if (kind == OTHER || is_text(real->names[column], c[0].column)) continue;
        for (i = 0; i < real->rows; i++)
            if (meets(c, count, real, real->cells + i * real->columns)) shares[0][bar_of(real->cells[i * real->columns + column], kind, values, texts, bars)]++;
        for (i = 0; i < fake.rows; i++) shares[1][bar_of(fake.cells[i * fake.columns + column], kind, values, texts, bars)]++;
        for (i = 0; i < (kind == NUMBER ? 5 : bars + 1); i++) {
            double a = (double)shares[0][i] / n, b = (double)shares[1][i] / n, p = (a + b) / 2;
            if (shares[0][i] + shares[1][i] == 0) continue;
            judged.shares++, judged.off += fabs(a - b) > 3 * sqrt(p * (1 - p) * 2 / n) + 0.02;
        }
    }
    free(values), free(texts);
    drop_grid(&fake);
}

static rep_condition condition(const char *column, rep_test test, const char *value)
{
    rep_condition c;

    c.column = column, c.test = test, c.value = value;
    return c;
}

/* A condition on each column in turn: the commonest value, and the rarest of 30 rows or more; of numbers the upper and the
 * lower tenth, the middle, and the commonest value. */
static void judge_columns(const grid *real, const rep_model *model)
{
    double  *values = (double *)calloc(real->rows + 1, sizeof *values);
    rep_str *texts = (rep_str *)calloc(real->rows + 1, sizeof *texts);
    size_t   column, count, i, k;

    if (values == NULL || texts == NULL) exit(2);
    judged.shares = judged.off = 0;
    for (column = 0; column < real->columns; column++) {
        rep_condition c[2];
        char          name[64], low[64], high[64];
        int           kind = column_of(model, column).id ? OTHER : kind_of(real, column, values, texts, &count);
        size_t        rarest = real->rows + 1, most = 0, rare = 0, common = 0;
        snprintf(name, sizeof name, "%s", shown(real->names[column]));
        for (k = 0; kind == CATEGORY && k < count; k++) {
            size_t n = 0;
            if (texts[k].len == 0) continue;
            for (i = 0; i < real->rows; i++) n += compare_views(&real->cells[i * real->columns + column], &texts[k]) == 0;
            if (n >= 30 && n < rarest) rarest = n, rare = k;
            if (n > most) most = n, common = k;
        }
        if (kind == CATEGORY && most) {
            snprintf(low, sizeof low, "%s", shown(texts[common])), snprintf(high, sizeof high, "%s", shown(texts[rare]));
            c[0] = condition(name, REP_IS, low), judge(real, model, c, 1);
            if (rarest < most) c[0] = condition(name, REP_IS, high), judge(real, model, c, 1);
        }
        if (kind != NUMBER) continue;
        snprintf(high, sizeof high, "%.17g", values[count / 10 * 9]);
        c[0] = condition(name, REP_AT_LEAST, high), judge(real, model, c, 1);
        snprintf(high, sizeof high, "%.17g", values[count / 10]);
        c[0] = condition(name, REP_AT_MOST, high), judge(real, model, c, 1);
        snprintf(low, sizeof low, "%.17g", values[count / 20 * 9]), snprintf(high, sizeof high, "%.17g", values[count / 20 * 11]);
        c[0] = condition(name, REP_AT_LEAST, low), c[1] = condition(name, REP_AT_MOST, high), judge(real, model, c, 2);
    }
    INPUT(NULL);
    CHECK(judged.shares > 100);
    if (!CHECK(judged.off * 100 <= judged.shares)) printf("    %ld of %ld shares are off\n", judged.off, judged.shares);
    free(values), free(texts);
}

static void judge_file(const char *path)
{
    text  csv = { NULL, 0, 0 };
    FILE *file = fopen(path, "rb");
    char  block[4096];
    size_t n;

    if (file == NULL) { printf("%s is not here: skipped\n", path); return; }
    while ((n = fread(block, 1, sizeof block, file)) > 0) put(&csv, block, n);
    fclose(file);
    {
        rep_model *model = learn_text(csv.data, csv.len, NULL);
        grid       real = grid_of(csv);
        judge_columns(&real, model);
        rep_model_free(model);
        drop_grid(&real);
    }
}

/*--- a table with relations ---*/

static text shop(int rows)
{
    static const char *const cities[] = { "Berlin", "Hamburg", "Vienna", "Graz", "Zurich" };
    static const char *const countries[] = { "DE", "DE", "AT", "AT", "CH" };
    static const char *const plans[] = { "free", "basic", "pro" };
    text     t = { NULL, 0, 0 };
    uint64_t s = 77;
    int      i;

    puts_to(&t, "id,city,country,age,plan,price,fee,total,start,end,churn\n");
    for (i = 0; i < rows; i++) {
        uint32_t city = roll(&s, 10) % 5 * (roll(&s, 3) > 0), age = 18 + roll(&s, 40) + roll(&s, 30), plan = age > 50 ? roll(&s, 4) ? 2 : 1 : roll(&s, 3);
        uint32_t price = plan * (500 + roll(&s, 300)), fee = city == 4 ? 90 : roll(&s, 3) * 25, day = roll(&s, 300), more = roll(&s, 9) * plan;
        say(&t, "%d,%s,%s,%u,%s,%u.%02u,%u.%02u,%u.%02u,", i + 1, cities[city], countries[city], age, plans[plan], price / 100, price % 100, fee / 100, fee % 100, (price + fee) / 100, (price + fee) % 100);
        say(&t, "2025-%02u-%02u,2025-%02u-%02u,", 1 + day / 27, 1 + day % 27, 1 + (day + more) / 27, 1 + (day + more) % 27);
        say(&t, "%s\n", roll(&s, 10) == 0 ? "" : roll(&s, 100) < 10 + 30 * (2 - plan) ? "yes" : "no");
    }
    return t;
}

static rep_model *shop_model(void)
{
    text       csv = shop(3000);
    rep_model *model = learn_text(csv.data, csv.len, NULL);

    drop(&csv);
    return model;
}

TEST(shares_under_conditions_are_those_of_the_source)
{
    text       csv = shop(3000);
    rep_model *model = learn_text(csv.data, csv.len, NULL);
    grid       real = grid_of(csv);

    judge_columns(&real, model);
    rep_model_free(model);
    drop_grid(&real);
    judge_file("../shared/data/single/telco_churn.csv");
    judge_file("../shared/data/single/insurance.csv");
}

TEST(every_row_meets_all_conditions_and_keeps_relations)
{
    static const struct { rep_condition c[3]; size_t count; } cases[] = {
        { { { "country", REP_IS, "AT" }, { "country", REP_IS, "CH" }, { "age", REP_AT_LEAST, "60" } }, 3 },
        { { { "city", REP_IS_NOT, "Berlin" }, { "churn", REP_IS, NULL }, { "plan", REP_IS_NOT, "free" } }, 3 },
        { { { "total", REP_ABOVE, "14" }, { "churn", REP_IS, "no" }, { "churn", REP_IS_NOT, NULL } }, 3 },
        { { { "total", REP_AT_MOST, "6.00" }, { "plan", REP_IS, "basic" }, { "age", REP_BELOW, "40" } }, 3 },
        { { { "start", REP_AT_LEAST, "2025-03-01" }, { "start", REP_AT_MOST, "2025-03-14" }, { "country", REP_IS, "DE" } }, 3 },
        { { { "end", REP_AT_LEAST, "2025-08-20" }, { "end", REP_AT_MOST, "2025-08-22" }, { "plan", REP_IS, "pro" } }, 3 },
        { { { "end", REP_IS, "2025-06-09" } }, 1 },
        { { { "age", REP_IS, "30" }, { "age", REP_IS, "31.0" }, { "age", REP_IS_NOT, "31" } }, 3 },
        { { { "fee", REP_IS, "0.9" } }, 1 } };
    rep_model *model = shop_model();
    size_t     k, i, r;

    for (k = 0; k < sizeof cases / sizeof cases[0]; k++) {
        rep_generator_info info;
        grid               fake = grid_of(rows_where(model, 7, 0, 400, cases[k].c, cases[k].count, NULL, 0, &info));
        size_t             met = 0, sums = 0, orders = 0, lookups = 0;
        INPUT(cases[k].c[0].column);
        for (i = 0; i < fake.rows; i++) {
            const rep_str *row = fake.cells + i * fake.columns;
            double         price, fee, total;
            int            german = is_text(row[1], "Berlin") || is_text(row[1], "Hamburg");
            met += (size_t)meets(cases[k].c, cases[k].count, &fake, row);
            sums += number_of(row[5], &price) && number_of(row[6], &fee) && number_of(row[7], &total) && fabs(price + fee - total) < 1e-6;
            orders += compare_views(&row[8], &row[9]) <= 0;
            lookups += is_text(row[2], german ? "DE" : is_text(row[1], "Zurich") ? "CH" : "AT");
        }
        CHECK_SIZE(fake.rows, 400);
        CHECK_SIZE(met, 400);
        CHECK_SIZE(sums, 400);
        CHECK_SIZE(lookups, 400);
        CHECK(orders + info.forced_rows >= 400);
        CHECK(info.forced_rows < 40 && info.condition_share > 0 && info.condition_share < 1);
        for (r = 0; r < 2; r++) { /* any part of it alone */
            text whole = rows_where(model, 7, 0, 300, cases[k].c, cases[k].count, NULL, 0, &info);
            text part = rows_where(model, 7, r ? 299 : 100, r ? 1 : 57, cases[k].c, cases[k].count, NULL, 0, &info);
            CHECK(find(whole.data, whole.len, strchr(part.data, '\n')) != NULL);
            drop(&whole), drop(&part);
        }
        drop_grid(&fake);
    }
    rep_model_free(model);
}

TEST(new_shares_are_what_is_drawn)
{
    static const rep_weight    w[] = { { "plan", "free", 1 }, { "plan", "pro", 3 }, { "churn", NULL, 0.5 } };
    static const rep_condition c[] = { { "country", REP_IS, "AT" } };
    rep_model                 *model = shop_model();
    size_t                     with, k, i;

    for (with = 0; with < 2; with++) {
        rep_generator_info info;
        text               rows = rows_where(model, 5, 0, 4000, c, with, w, 3, &info), part;
        grid               fake;
        size_t             pro = 0, missing = 0, free_plans = 0, austrian = 0;
        part = rows_where(model, 5, 1234, 55, c, with, w, 3, &info);
        CHECK(find(rows.data, rows.len, strchr(part.data, '\n')) != NULL);
        drop(&part);
        fake = grid_of(rows);
        for (i = 0; i < fake.rows; i++) {
            const rep_str *row = fake.cells + i * fake.columns;
            pro += is_text(row[4], "pro"), free_plans += is_text(row[4], "free"), missing += row[10].len == 0, austrian += is_text(row[2], "AT");
        }
        CHECK_SIZE(pro + free_plans, 4000);
        CHECK_NEAR((double)pro / 4000, 0.75, 0.021);
        CHECK_NEAR((double)missing / 4000, 0.5, 0.024);
        CHECK(with ? austrian == 4000 : austrian < 3000);
        drop_grid(&fake);
    }
    for (k = 0; k < 2; k++) { /* all or none missing */
        rep_weight         one = { "churn", NULL, 0 };
        rep_generator_info info;
        grid               fake;
        size_t             missing = 0;
        one.weight = (double)k;
        fake = grid_of(rows_where(model, 5, 0, 500, NULL, 0, &one, 1, &info));
        for (i = 0; i < fake.rows; i++) missing += fake.cells[i * fake.columns + 10].len == 0;
        CHECK_SIZE(missing, 500 * k);
        drop_grid(&fake);
    }
    rep_model_free(model);
}

/* Models of version 1.0 and columns without a tree. */
TEST(columns_that_stand_alone_are_drawn_within_bounds)
{
    static const char json[] = "{\"metadata\":{\"rows\":1000,\"version\":\"1.0\"},\"columns\":["
        "{\"name\":\"age\",\"type\":\"numerical\",\"params\":{\"mean\":40,\"std\":10,\"nan_probability\":0.1},\"constraints\":{\"min\":0,\"max\":99}},"
        "{\"name\":\"team\",\"type\":\"categorical\",\"params\":{\"weights\":{\"a\":0.5,\"b\":0.3,\"c\":0.2},\"nan_probability\":0}},"
        "{\"name\":\"day\",\"type\":\"datetime\",\"params\":{\"nan_probability\":0},\"constraints\":{\"min\":\"2020-01-01\",\"max\":\"2020-12-31\"}}]}";
    static const rep_condition c[] = { { "age", REP_AT_LEAST, "55" }, { "team", REP_IS, "b" }, { "team", REP_IS, "c" }, { "day", REP_ABOVE, "2020-06-30" } };
    rep_model         *model = read_model(json);
    rep_generator_info info;
    grid               fake = grid_of(rows_where(model, 3, 0, 2000, c, 4, NULL, 0, &info));
    double             age, sum = 0;
    size_t             i, bs = 0, met = 0;

    for (i = 0; i < fake.rows; i++) {
        const rep_str *row = fake.cells + i * 3;
        met += number_of(row[0], &age) && age >= 55 && age <= 99 && row[2].len >= 10 && memcmp(row[2].data, "2020-07-01", 10) >= 0;
        sum += age, bs += is_text(row[1], "b");
    }
    CHECK_SIZE(met, 2000);
    CHECK_NEAR(sum / 2000, 40 + 10 * 1.93868, 0.4);       /* mean of a normal above 1.5: pdf / tail */
    CHECK_NEAR((double)bs / 2000, 0.6, 0.033);
    CHECK_NEAR(info.condition_share, 0.9 * 0.066807 * 0.5 * 184 / 366, 0.0005);
    CHECK_NEAR(info.effective_share, 1, 0);
    drop_grid(&fake);
    rep_model_free(model);
}

TEST(values_that_are_excluded_leave_all_others)
{
    static const rep_condition c[] = { { "n", REP_IS_NOT, "7" }, { "n", REP_IS_NOT, "2" }, { "n", REP_IS_NOT, "4" }, { "n", REP_IS_NOT, "9" }, { "n", REP_IS_NOT, "3" } };
    rep_model         *model = NULL;
    rep_generator_info info;
    grid               fake;
    unsigned           seen = 0;
    size_t             i;

    CHECK_INT(rep_model_create(&model, NULL, NULL), REP_OK);
    CHECK_INT(rep_model_add_uniform(model, "n", 0, 9, 0), REP_OK);
    CHECK_INT(rep_model_finish(model, NULL), REP_OK);
    fake = grid_of(rows_where(model, 3, 0, 2000, c, 5, NULL, 0, &info));
    for (i = 0; i < fake.rows; i++) {
        double n = 0;
        CHECK(number_of(fake.cells[i], &n));
        seen |= 1u << (int)n;
    }
    CHECK_INT(seen, 1 << 0 | 1 << 1 | 1 << 5 | 1 << 6 | 1 << 8);
    drop_grid(&fake);
    rep_model_free(model);
}

static void refuse(const rep_model *model, const rep_condition *c, size_t c_count, const rep_weight *w, size_t w_count, rep_status want, const char *part)
{
    rep_generator_options options;
    rep_generator        *generator = NULL;
    rep_error             err;

    memset(&options, 0, sizeof options);
    options.conditions = c, options.condition_count = c_count, options.weights = w, options.weight_count = w_count;
    INPUT(part);
    CHECK_INT(rep_generator_create(&generator, model, 1, &options, &err), want);
    if (!CHECK(strstr(err.message, part) != NULL)) printf("    %s\n", err.message);
    CHECK(generator == NULL);
    rep_generator_free(generator);
}

TEST(what_no_row_can_meet_is_refused_by_name)
{
    static const struct { rep_condition c[2]; size_t count; rep_status status; const char *part; } cases[] = {
        { { { "cuntry", REP_IS, "DE" } }, 1, REP_ERR_COLUMN, "no column \"cuntry\"; the nearest is \"country\"" },
        { { { "country", REP_IS, "DK" } }, 1, REP_ERR_CONDITION, "country = DK: the nearest that it has is D" },
        { { { "age", REP_AT_LEAST, "200" } }, 1, REP_ERR_CONDITION, "age >= 200: its cells lie from 18 to" },
        { { { "age", REP_AT_LEAST, "old" } }, 1, REP_ERR_CONDITION, "age >= old: this is not a number" },
        { { { "age", REP_IS, "30.5" } }, 1, REP_ERR_CONDITION, "age = 30.5" },
        { { { "age", REP_ABOVE, NULL } }, 1, REP_ERR_CONDITION, "only a value can be above or below" },
        { { { "age", REP_IS, NULL } }, 1, REP_ERR_CONDITION, "age is missing: the column has no missing cells" },
        { { { "plan", REP_ABOVE, "basic" } }, 1, REP_ERR_CONDITION, "plan > basic: the column holds texts" },
        { { { "start", REP_BELOW, "soon" } }, 1, REP_ERR_CONDITION, "start < soon: this is no date" },
        { { { "id", REP_IS, "7" } }, 1, REP_ERR_CONDITION, "id = 7: its cells follow from the number of the row" },
        { { { "city", REP_IS, "Graz" }, { "country", REP_IS, "DE" } }, 2, REP_ERR_CONDITION, "country = DE: no row meets it and those before it" },
        { { { "age", REP_ABOVE, "50" }, { "age", REP_BELOW, "40" } }, 2, REP_ERR_CONDITION, "age < 40: no row meets it and those before it" },
        { { { NULL, REP_IS, "x" } }, 1, REP_ERR_ARGUMENT, "no column" },
        { { { "age", (rep_test)9, "1" } }, 1, REP_ERR_ARGUMENT, "condition 1" } };
    static const struct { rep_weight w[2]; size_t count; rep_status status; const char *part; } weights[] = {
        { { { "plan", "gold", 1 } }, 1, REP_ERR_CONDITION, "plan = gold" },
        { { { "plan", "pro", 0 }, { "plan", "free", 0 } }, 2, REP_ERR_ARGUMENT, "are all 0" },
        { { { "plan", "pro", -1 } }, 1, REP_ERR_ARGUMENT, "not negative" },
        { { { "churn", NULL, 1.5 } }, 1, REP_ERR_ARGUMENT, "a share from 0 to 1" },
        { { { "age", NULL, 0.5 } }, 1, REP_ERR_CONDITION, "age is missing" },
        { { { "pla", "pro", 1 } }, 1, REP_ERR_COLUMN, "nearest is \"plan\"" } };
    rep_model *model = shop_model();
    rep_condition at_odds = { "plan", REP_IS, "basic" }, graz = { "city", REP_IS, "Graz" };
    rep_weight german = { "country", "DE", 1 };
    size_t     i;

    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) refuse(model, cases[i].c, cases[i].count, NULL, 0, cases[i].status, cases[i].part);
    for (i = 0; i < sizeof weights / sizeof weights[0]; i++) refuse(model, NULL, 0, weights[i].w, weights[i].count, weights[i].status, weights[i].part);
    refuse(model, &at_odds, 1, weights[1].w, 1, REP_ERR_ARGUMENT, "are all 0");
    refuse(model, &graz, 1, &german, 1, REP_ERR_CONDITION, "country = DE: no row that meets the conditions can have it");
    refuse(model, NULL, 1, NULL, 0, REP_ERR_ARGUMENT, "NULL");
    rep_model_free(model);
}

/* What stands in columns that no condition can choose from, and what only looks like a cell. */
TEST(columns_that_are_made_up_or_worked_out_are_not_asked_for)
{
    static const char *const columns[] = {
        "{\"name\": \"mail\", \"type\": \"pii\", \"params\": {\"pii_type\": \"email\"}}", "{\"name\": \"code\", \"type\": \"text\", \"patterns\": {\"[A-Z]{3}\": 1}}",
        "{\"name\": \"note\", \"type\": \"text\", \"prose\": {\"shapes\": [[4, 12, 40, 1]]}}", "{\"name\": \"a\", \"type\": \"numerical\", \"decimals\": 1, \"distribution\": [[-2, 2.5, 1]]}",
        "{\"name\": \"twice\", \"type\": \"numerical\", \"decimals\": 1, \"expression\": \"a + a\"}", "{\"name\": \"day\", \"type\": \"datetime\", \"format\": \"%Y-%m-%d\", \"params\": {\"nan_probability\": 0.5}, \"distribution\": [[\"2024-01-01\", \"2024-03-01\", 1]]}",
        "{\"name\": \"real\", \"type\": \"numerical\", \"real\": true, \"distribution\": [[1e-5, 1, 1]]}", "{\"name\": \"bell\", \"type\": \"numerical\", \"params\": {\"mean\": 5, \"std\": 1}}",
        "{\"name\": \"none\", \"type\": \"categorical\", \"params\": {\"nan_probability\": 1}}", "{\"name\": \"key\", \"type\": \"numerical\", \"decimals\": 0, \"unique\": true, \"distribution\": [[1, 900, 1]]}",
        "{\"name\": \"long\", \"type\": \"categorical\", \"params\": {\"weights\": {\"a category whose name is longer than forty letters are\": 1}}}",
        "{\"name\": \"row\", \"type\": \"numerical\", \"id\": {\"start\": 1, \"step\": 1}}" };
    static const struct { rep_condition c[2]; size_t count; rep_status status; const char *part; } cases[] = {
        { { { "mail", REP_IS, "a@b.com" } }, 1, REP_ERR_CONDITION, "mail = a@b.com: its cells are made up; ask only whether they are missing" },
        { { { "code", REP_IS, "ABC" } }, 1, REP_ERR_CONDITION, "its cells are made up" }, { { { "note", REP_IS, "so" } }, 1, REP_ERR_CONDITION, "its cells are made up" },
        { { { "code", REP_ABOVE, "ABC" } }, 1, REP_ERR_CONDITION, "the column holds texts" }, { { { "code", REP_IS_NOT, NULL }, { "code", REP_IS, NULL } }, 2, REP_ERR_CONDITION, "code is missing: the column has no missing cells" },
        { { { "twice", REP_IS, "2" } }, 1, REP_ERR_CONDITION, "column \"twice\" is an expression of others, a + a: ask for those" },
        { { { "a", REP_IS, "2.6" } }, 1, REP_ERR_CONDITION, "a = 2.6: its cells lie from -2" }, { { { "a", REP_IS, "x" } }, 1, REP_ERR_CONDITION, "its cells lie from -2" },
        { { { "a", REP_ABOVE, "9000000000000000000" } }, 1, REP_ERR_CONDITION, "a > 9000000000000000000" }, { { { "a", REP_BELOW, "-9000000000000000000" } }, 1, REP_ERR_CONDITION, "a < -9000000000000000000" },
        { { { "a", REP_IS, "0.000000000000000001" } }, 1, REP_ERR_CONDITION, "a = 0.000000000000000001" }, { { { "a", REP_ABOVE, "" } }, 1, REP_ERR_CONDITION, "this is not a number" }, { { { "a", REP_BELOW, "-" } }, 1, REP_ERR_CONDITION, "this is not a number" },
        { { { "day", REP_ABOVE, "2024-02-30" } }, 1, REP_ERR_CONDITION, "this is no date" }, { { { "day", REP_ABOVE, "2024-03-01" } }, 1, REP_ERR_CONDITION, "day > 2024-03-01" },
        { { { "day", REP_AT_MOST, "2023-12-31T23:59:59" } }, 1, REP_ERR_CONDITION, "day <= 2023-12-31T23:59:59" }, { { { "day", REP_IS, "2024-01-05T10:00:00" } }, 1, REP_ERR_CONDITION, "day = 2024-01-05T10:00:00" },
        { { { "real", REP_IS, "7e300" } }, 1, REP_ERR_CONDITION, "real = 7e300: no cell of the column is like that" }, { { { "real", REP_ABOVE, "1e999" } }, 1, REP_ERR_CONDITION, "this is not a number" },
        { { { "real", REP_ABOVE, "nan" } }, 1, REP_ERR_CONDITION, "this is not a number" }, { { { "bell", REP_ABOVE, "1e300" } }, 1, REP_ERR_CONDITION, "bell > 1e300" },
        { { { "none", REP_IS_NOT, NULL } }, 1, REP_ERR_CONDITION, "none is not missing: the column has no other cells" }, { { { "none", REP_IS, "x" } }, 1, REP_ERR_CONDITION, "no cell of the column is like that" },
        { { { "key", REP_IS, "5" } }, 1, REP_ERR_CONDITION, "its cells follow from the number of the row" }, { { { "key", REP_ABOVE, "5" } }, 1, REP_ERR_CONDITION, "its cells follow from the number of the row" },
        { { { "row", REP_ABOVE, "5" } }, 1, REP_ERR_CONDITION, "its cells follow from the number of the row" }, { { { "long", REP_IS, "a" } }, 1, REP_ERR_CONDITION, "no cell of the column is like that" } };
    static const struct { rep_weight w[3]; size_t count; rep_status status; const char *part; } weights[] = {
        { { { NULL, "x", 1 } }, 1, REP_ERR_ARGUMENT, "a condition or weight has no column" }, { { { "long", "x", (double)NAN } }, 1, REP_ERR_ARGUMENT, "finite and not negative" },
        { { { "long", "x", (double)INFINITY } }, 1, REP_ERR_ARGUMENT, "finite and not negative" }, { { { "none", NULL, -0.5 } }, 1, REP_ERR_ARGUMENT, "a share from 0 to 1" },
        { { { "none", "x", 1 }, { NULL, "x", 1 } }, 2, REP_ERR_ARGUMENT, "a condition or weight has no column" }, { { { "twice", "2", 1 } }, 1, REP_ERR_CONDITION, "is an expression of others" } };
    rep_model *model = model_of(columns, sizeof columns / sizeof columns[0], REP_NONE);
    size_t     i;

    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) refuse(model, cases[i].c, cases[i].count, NULL, 0, cases[i].status, cases[i].part);
    for (i = 0; i < sizeof weights / sizeof weights[0]; i++) refuse(model, NULL, 0, weights[i].w, weights[i].count, weights[i].status, weights[i].part);
    refuse(model, NULL, 0, NULL, 1, REP_ERR_ARGUMENT, "NULL");
    rep_model_free(model);
}

/* A value is met in whatever style it is asked for, and one out of two ranges is drawn as often as its share. */
TEST(bounds_may_be_written_in_any_style)
{
    static const struct { rep_condition c[3]; size_t count, column; double low, high; } cases[] = {
        { { { "a", REP_AT_LEAST, "1.00" } }, 1, 0, 1, 2.5 }, { { { "a", REP_BELOW, "0.25" } }, 1, 0, -2, 0.2 }, { { { "a", REP_ABOVE, "-1.95" } }, 1, 0, -1.9, 2.5 }, { { { "a", REP_AT_MOST, "1e0" } }, 1, 0, -2, 1 },
        { { { "a", REP_IS, "2" }, { "a", REP_IS, "-1" }, { "a", REP_BELOW, "2.0" } }, 3, 0, -1, -1 }, { { { "money", REP_AT_LEAST, "$1,500.00" } }, 1, 1, 1500, 2000 }, { { { "money", REP_AT_MOST, "1200" } }, 1, 1, 1000, 1200 },
        { { { "komma", REP_AT_LEAST, "2,5" } }, 1, 2, 2.5, 3 }, { { { "komma", REP_AT_MOST, "1.5" } }, 1, 2, 1, 1.5 }, { { { "bell", REP_ABOVE, "6.5" }, { "bell", REP_IS_NOT, "7" } }, 2, 3, 6.5, 99 },
        { { { "bell", REP_AT_MOST, "5" }, { "bell", REP_AT_LEAST, "4" } }, 2, 3, 4, 5 }, { { { "real", REP_AT_MOST, "0" } }, 1, 4, -1, 0 }, { { { "real", REP_AT_LEAST, "-0.0" } }, 1, 4, 0, 1 } };
    static const char *const columns[] = { "{\"name\": \"a\", \"type\": \"numerical\", \"decimals\": 1, \"distribution\": [[-2, 2.5, 1]]}",
        "{\"name\": \"money\", \"type\": \"numerical\", \"decimals\": 0, \"style\": {\"prefix\": \"$\", \"group\": \",\"}, \"distribution\": [[1000, 2000, 1]]}",
        "{\"name\": \"komma\", \"type\": \"numerical\", \"decimals\": 2, \"style\": {\"mark\": \",\"}, \"distribution\": [[1, 3, 1]]}",
        "{\"name\": \"bell\", \"type\": \"numerical\", \"params\": {\"mean\": 5, \"std\": 1}}", "{\"name\": \"real\", \"type\": \"numerical\", \"real\": true, \"distribution\": [[-1, 1, 1]]}" };
    rep_model *model = model_of(columns, 5, REP_NONE);
    size_t     k;

    for (k = 0; k < sizeof cases / sizeof cases[0]; k++) {
        rep_generator_options options;
        rep_generator        *generator = NULL;
        rep_error             err;
        double                v[300];
        rep_array             array = { NULL, REP_F64, NULL, NULL };
        size_t                i, outside = 0;
        char                  seen[64];

        snprintf(seen, sizeof seen, "case %d: %s", (int)k, cases[k].c[0].value);
        INPUT(seen);
        memset(&options, 0, sizeof options);
        options.conditions = cases[k].c, options.condition_count = cases[k].count;
        if (!CHECK_INT(rep_generator_create(&generator, model, 5, &options, &err), REP_OK)) { printf("    %s\n", err.message); continue; }
        array.column = cases[k].c[0].column, array.data = v;
        CHECK_INT(rep_generator_columns(generator, 0, 300, &array, 1, NULL, &err), REP_OK);
        for (i = 0; i < 300; i++) outside += !(v[i] >= cases[k].low - 1e-9 && v[i] <= cases[k].high + 1e-9);
        CHECK_SIZE(outside, 0);
        rep_generator_free(generator);
    }
    rep_model_free(model);
}

/*--- rows that are given in part ---*/

typedef struct feed { const char *data; size_t len, piece; } feed;

static int feed_piece(void *user, char *buffer, size_t size, size_t *len)
{
    feed *f = (feed *)user;

    *len = f->len < f->piece ? f->len : f->piece;
    if (*len > size) *len = size;
    if (*len) memcpy(buffer, f->data, *len);
    f->data += *len, f->len -= *len;
    return 0;
}

static text completed(rep_generator *generator, const char *csv, size_t piece, rep_status want, rep_error *err)
{
    text out = { NULL, 0, 0 };
    feed f;

    f.data = csv, f.len = strlen(csv), f.piece = piece;
    put(&out, "", 0);
    if (!CHECK_INT(rep_generator_complete_table(generator, 10, feed_piece, &f, put_all, &out, NULL, err), want)) printf("    %s\n", err->message);
    return out;
}

TEST(given_cells_stay_and_the_others_are_drawn_to_fit)
{
    static const char part[] = "country,total,plan,churn\nAT,,pro,\n,12.34,,yes\nDE,1000,basic,no\nXX,,,maybe\n\"\",,,\nCH,0.90,free,\n";
    rep_model      *model = shop_model();
    rep_generator  *generator = NULL;
    rep_error       err;
    text            rows, again;
    grid            full;
    size_t          i;
    rep_str         cells[11], texts[11], twice[11];
    double          price, fee, total;

    CHECK_INT(rep_generator_create(&generator, model, 9, NULL, &err), REP_OK);
    rows = completed(generator, part, 1000, REP_OK, &err), again = completed(generator, part, 1, REP_OK, &err);
    CHECK_STR(rows.data, again.data);
    drop(&again);
    full = grid_of(rows);
    CHECK_SIZE(full.rows, 6);
    CHECK_SIZE(full.columns, 11);
    for (i = 0; i < full.rows; i++) {
        const rep_str *row = full.cells + i * 11;
        CHECK(i == 0 ? is_text(row[2], "AT") && is_text(row[4], "pro") && (is_text(row[1], "Graz") || is_text(row[1], "Vienna")) :
              i == 1 ? is_text(row[7], "12.34") && is_text(row[10], "yes") : i == 2 ? is_text(row[2], "DE") && is_text(row[7], "1000") && is_text(row[10], "no") :
              i == 3 ? is_text(row[2], "XX") && is_text(row[10], "maybe") : i == 5 ? is_text(row[1], "Zurich") && is_text(row[7], "0.90") && is_text(row[4], "free") : 1);
        if (i < 2 && CHECK(number_of(row[5], &price) && number_of(row[6], &fee) && number_of(row[7], &total))) CHECK_NEAR(price + fee, total, 1e-6);
    }
    drop_grid(&full);
    for (i = 0; i < 11; i++) cells[i] = view(i == 4 ? "pro" : i == 1 ? "Graz" : NULL);
    for (i = 0; i < 300; i++) {
        CHECK_INT(rep_generator_complete(generator, i, cells, texts, 11, &err), REP_OK);
        if (!CHECK(is_text(texts[1], "Graz") && is_text(texts[2], "AT") && is_text(texts[4], "pro"))) break;
        CHECK(texts[4].data == cells[4].data);
    }
    { /* the number decides, and what was drawn before does not */
        rep_generator *other = NULL;
        char           kept[11][64];
        size_t         c;
        for (c = 0; c < 11; c++) snprintf(kept[c], sizeof kept[c], "%s", shown(texts[c]));
        CHECK_INT(rep_generator_create(&other, model, 9, NULL, &err), REP_OK);
        CHECK_INT(rep_generator_complete(other, 299, cells, twice, 11, &err), REP_OK);
        for (c = 0; c < 11; c++) CHECK(is_text(twice[c], kept[c]));
        rep_generator_free(other);
    }
    rows = rows_text(model, 9, 0, 50, NULL), again.data = NULL, again.len = again.room = 0;
    CHECK_INT(rep_generator_write(generator, 0, 50, put_all, &again, NULL, &err), REP_OK);
    CHECK_STR(rows.data, again.data);                      /* whole rows are what they always were */
    drop(&rows), drop(&again);
    rows = completed(generator, "city,town\nGraz,x\n", 99, REP_ERR_COLUMN, &err), drop(&rows);
    CHECK(strstr(err.message, "no column \"town\"") != NULL && err.line == 1 && err.column == 2);
    rows = completed(generator, "city,age\nGraz\n", 99, REP_ERR_CSV, &err), drop(&rows);
    { /* without a header the columns are the model's, and there may not be more */
        static const char wide[] = "1,Graz,AT,,,,,,,,,12\n";
        rep_csv_options csv;
        feed f;
        memset(&csv, 0, sizeof csv);
        csv.no_header = 1, f.data = wide, f.len = f.piece = sizeof wide - 1, rows.data = NULL, rows.len = rows.room = 0;
        CHECK_INT(rep_generator_complete_table(generator, 0, feed_piece, &f, put_all, &rows, &csv, &err), REP_ERR_COLUMN);
        CHECK(strstr(err.message, "fewer columns than this row") != NULL && err.line == 1 && err.column == 12);
        CHECK_INT(rep_generator_complete_table(generator, 0, NULL, &f, put_all, &rows, &csv, &err), REP_ERR_ARGUMENT);
        CHECK_INT(rep_generator_complete_table(generator, 0, feed_piece, &f, NULL, &rows, &csv, &err), REP_ERR_ARGUMENT);
        CHECK_INT(rep_generator_complete_table(NULL, 0, feed_piece, &f, put_all, &rows, &csv, &err), REP_ERR_ARGUMENT);
        drop(&rows);
    }
    CHECK_INT(rep_generator_complete(generator, 0, cells, texts, 10, &err), REP_ERR_ARGUMENT);
    rep_generator_free(generator);
    rep_model_free(model);
}

/* Columns that hang on nothing are drawn whatever was asked of them when a row was completed. */
/* Beyond 1,023 texts of a column the others share one state of its tree: each can be asked for all the same. */
TEST(a_text_without_a_state_of_its_own_can_be_asked_for)
{
    enum { TEXTS = 1500 };
    static const rep_condition rare[] = { { "item", REP_IS, "item 1490" }, { "item", REP_IS, "item 1491" } }, others[] = { { "item", REP_IS_NOT, "item 1490" }, { "kind", REP_IS, "odd" } };
    static const rep_column_options asked[] = { { "item", NULL, NULL, REP_KIND_CATEGORICAL, 0, 0, 0, { 0 } } };
    rep_profile_options   options;
    rep_generator_options with;
    rep_generator        *generator = NULL;
    rep_error             err;
    rep_model            *model;
    rep_generator_info    info;
    grid                  fake;
    text                  csv = { NULL, 0, 0 }, told = { NULL, 0, 0 };
    rep_str               cells[2], texts[2];
    size_t                i, k, seen[2] = { 0, 0 }, wrong = 0;

    puts_to(&csv, "item,kind\n");
    for (i = 0; i < TEXTS; i++)
        for (k = 0; k < (i < 700 ? 6u : 3u); k++) say(&csv, "item %u,%s\n", (unsigned)i, i % 2 ? "odd" : "even");
    memset(&options, 0, sizeof options);
    options.date = "2026-01-01", options.columns = asked, options.column_count = 1, options.max_categories = 5000, options.min_count = 1;
    model = learn_text(csv.data, csv.len, &options);
    CHECK_SIZE(column_of(model, 0).category_count, TEXTS);
    fake = grid_of(rows_where(model, 3, 0, 600, rare, 2, NULL, 0, &info));
    for (i = 0; i < fake.rows; i++) {
        const rep_str *row = fake.cells + i * 2;
        seen[0] += is_text(row[0], "item 1490"), seen[1] += is_text(row[0], "item 1491");
    }
    CHECK_SIZE(seen[0] + seen[1], 600);
    CHECK(seen[0] > 200 && seen[1] > 200);
    drop_grid(&fake);
    fake = grid_of(rows_where(model, 3, 0, 600, others, 2, NULL, 0, &info));
    for (i = 0; i < fake.rows; i++) wrong += is_text(fake.cells[i * 2], "item 1490") || !is_text(fake.cells[i * 2 + 1], "odd");
    CHECK_SIZE(wrong, 0);
    drop_grid(&fake);
    memset(&with, 0, sizeof with);
    CHECK_INT(rep_generator_create(&generator, model, 5, &with, &err), REP_OK);
    cells[0] = view("item 1497"), cells[1] = view(NULL);
    CHECK_INT(rep_generator_complete(generator, 3, cells, texts, 2, &err), REP_OK);
    CHECK(is_text(texts[0], "item 1497") && (is_text(texts[1], "odd") || is_text(texts[1], "even")));
    CHECK_INT(rep_model_explain_tree(model, 1, put_all, &told, &err), REP_OK);
    CHECK_INT(rep_model_explain_tree(model, 0, put_all, &told, &err), REP_OK);
    CHECK(strstr(told.data, "any other") != NULL);
    rep_generator_free(generator);
    rep_model_free(model);
    drop(&csv), drop(&told);
}

/* It is never drawn, but it may be given. */
TEST(a_text_of_weight_0_stays_where_it_is_given)
{
    rep_model     *model = one("{\"name\": \"team\", \"type\": \"categorical\", \"params\": {\"weights\": {\"a\": 1, \"b\": 0, \"c\": 2}}}");
    rep_generator *generator = NULL;
    rep_error      err;
    rep_str        cell = { "b", 1 }, out = { NULL, 0 };

    CHECK_INT(rep_generator_create(&generator, model, 5, NULL, &err), REP_OK);
    CHECK_INT(rep_generator_complete(generator, 3, &cell, &out, 1, &err), REP_OK);
    CHECK(is_text(out, "b"));
    rep_generator_free(generator), rep_model_free(model), generator = NULL;
    model = one("{\"name\": \"n\", \"type\": \"numerical\", \"decimals\": 0, \"distribution\": [[1, 5, 0], [7, 9, 1]]}");
    CHECK_INT(rep_generator_create(&generator, model, 5, NULL, &err), REP_OK);
    cell = view("3");
    CHECK_INT(rep_generator_complete(generator, 3, &cell, &out, 1, &err), REP_OK);
    CHECK(is_text(out, "3"));
    CHECK_INT(rep_generator_complete(generator, 3, NULL, &out, 1, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_generator_complete(generator, 3, &cell, NULL, 1, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_generator_complete(NULL, 3, &cell, &out, 1, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_generator_complete(generator, 3, &cell, &out, 2, &err), REP_ERR_ARGUMENT);
    CHECK_SAYS(err.message, "count is not the number of columns");
    CHECK_INT(rep_generator_complete(generator, UINT64_MAX, &cell, &out, 1, &err), REP_ERR_ARGUMENT);
    CHECK_SAYS(err.message, "row must be below 2^64 - 1");
    CHECK_INT(rep_generator_complete_table(NULL, 0, feed_piece, NULL, put_all, NULL, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_generator_complete_table(generator, 0, NULL, NULL, put_all, NULL, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_generator_complete_table(generator, 0, feed_piece, NULL, NULL, NULL, NULL, NULL), REP_ERR_ARGUMENT);
    rep_generator_free(generator);
    rep_model_free(model);
}

TEST(rows_that_meet_conditions_do_not_depend_on_what_was_completed_before)
{
    static const rep_condition c[] = { { "country", REP_IS, "AT" } };
    static const rep_weight    w[] = { { "plan", "free", 1 }, { "plan", "pro", 3 } };
    static const rep_choice    countries[] = { { "AT", 1 }, { "DE", 2 } }, plans[] = { { "free", 2 }, { "basic", 1 }, { "pro", 1 } };
    rep_model                 *model = NULL;
    rep_error                  err;
    int                        with;

    CHECK_INT(rep_model_create(&model, NULL, &err), REP_OK);
    rep_model_add_choices(model, "country", NULL, NULL, countries, 2), rep_model_add_choices(model, "plan", NULL, NULL, plans, 3);
    rep_model_add_uniform(model, "price", 100, 9999, 2), rep_model_add_uniform(model, "amount", 1, 9, 0);
    rep_model_add_expression(model, "total", "price * amount", 2);
    CHECK_INT(rep_model_finish(model, &err), REP_OK);
    for (with = 0; with < 3; with++) { /* nothing, conditions, weights */
        rep_generator_options options;
        rep_generator        *generator = NULL;
        rep_str               cells[5], texts[5];
        text                  before = { NULL, 0, 0 }, after = { NULL, 0, 0 };
        size_t                i;
        memset(&options, 0, sizeof options);
        options.conditions = c, options.condition_count = with == 1, options.weights = w, options.weight_count = with == 2 ? 2 : 0;
        CHECK_INT(rep_generator_create(&generator, model, 3, &options, &err), REP_OK);
        CHECK_INT(rep_generator_write(generator, 0, 300, put_all, &before, NULL, &err), REP_OK);
        for (i = 0; i < 5; i++) cells[i] = view(NULL);
        cells[2] = view("50.00"), cells[3] = view("4");
        CHECK_INT(rep_generator_complete(generator, 7, cells, texts, 5, &err), REP_OK);
        CHECK(is_text(texts[4], "200.00"));
        CHECK_INT(rep_generator_write(generator, 0, 300, put_all, &after, NULL, &err), REP_OK);
        CHECK_STR(before.data, after.data);
        rep_generator_free(generator);
        drop(&before), drop(&after);
    }
    rep_model_free(model);
}

/* Of all that a column may be: chosen, made by row, made up, unique, of the normal, an expression itself. */
TEST(expressions_of_completed_rows_are_worked_out_of_the_cells_given)
{
    enum { ITEM, COUNT, NUMBER, KEY, HEIGHT, MAIL, DAY, SUM, NEXT, LINE, PAIR, COLUMNS };
    static const rep_choice items[] = { { "bow", 2 }, { "sword", 1 } };
    static const struct { int column; const char *text; int of; const char *want; } cases[] = {
        { ITEM, "axe", LINE, "axe/kim@example.com/7" }, { MAIL, "bob@acme.org", LINE, "bow/bob@acme.org/7" }, { ITEM, "", LINE, "" },
        { COUNT, "12.50", SUM, "118.50" }, { COUNT, "-2", SUM, "104.00" }, { COUNT, "nine", SUM, "" }, { COUNT, "1e1", SUM, "116.00" }, { COUNT, "", SUM, "" },
        { NUMBER, "99999", SUM, "100105.00" }, { NUMBER, "x", SUM, "" }, { KEY, "5000", SUM, "5013.00" }, { HEIGHT, "170.25", NEXT, "282.25" },
        { SUM, "44", NEXT, "194.00" }, { SUM, "44", LINE, "bow/kim@example.com/7" }, { NUMBER, "08", LINE, "bow/kim@example.com/08" },
        { DAY, "2024-02-03", PAIR, "2024-02-03 bow" }, { DAY, "soon", PAIR, "soon bow" }, { SUM, "9999999999999999999", NEXT, "" } };
    rep_model     *model = NULL;
    rep_generator *generator = NULL;
    rep_str        cells[COLUMNS], texts[COLUMNS];
    rep_error      err;
    char           longest[4096];
    size_t         k, c;

    CHECK_INT(rep_model_create(&model, NULL, &err), REP_OK);
    rep_model_add_choices(model, "item", NULL, NULL, items, 2), rep_model_add_uniform(model, "count", 1, 9, 0), rep_model_add_sequence(model, "n", NULL, 1, 1, 0);
    rep_model_add_uniform(model, "key", 0, 999, 0), rep_model_set_unique(model, "key", 1), rep_model_add_normal(model, "height", 170, 10, 100, 220, 1);
    rep_model_add_pii(model, "mail", "email"), rep_model_add_datetime(model, "day", "2024-01-01", "2024-12-31", "%d.%m.%Y");
    rep_model_add_expression(model, "sum", "count + n + key", 2), rep_model_add_expression(model, "next", "sum + height", 2);
    rep_model_add_expression(model, "line", "item & \"/\" & mail & \"/\" & n", -1), rep_model_add_expression(model, "pair", "day & \" \" & item", -1);
    CHECK_INT(rep_model_finish(model, &err), REP_OK);
    CHECK_INT(rep_generator_create(&generator, model, 3, NULL, &err), REP_OK);
    for (k = 0; k < sizeof cases / sizeof cases[0]; k++) {
        static const char *const usual[] = { "bow", "6", "7", "99", "150.0", "kim@example.com", "01.01.2024" };
        INPUT(cases[k].text);
        for (c = 0; c < COLUMNS; c++) cells[c] = view(c < 7 ? usual[c] : NULL);
        if (cases[k].column != NUMBER) cells[NUMBER] = view("7");
        cells[cases[k].column] = view(cases[k].text);
        if (cases[k].column == COUNT || cases[k].column == NUMBER) cells[KEY] = view(cases[k].column == COUNT ? "99" : "100");
        if (!CHECK_INT(rep_generator_complete(generator, k, cells, texts, COLUMNS, &err), REP_OK)) break;
        if (!CHECK(is_text(texts[cases[k].of], cases[k].want))) printf("    %s\n", shown(texts[cases[k].of]));
    }
    memset(longest, 'w', sizeof longest);
    for (k = 3900; k <= sizeof longest; k++) {    /* texts of 4,000 bytes, drawn ones counted as long as they may be */
        for (c = 0; c < COLUMNS; c++) cells[c] = view(NULL);
        cells[ITEM].data = cells[DAY].data = longest, cells[ITEM].len = k, cells[DAY].len = sizeof longest - k;
        CHECK_INT(rep_generator_complete(generator, 1, cells, texts, COLUMNS, &err), REP_OK);
        CHECK_SIZE(texts[PAIR].len, 0);
        cells[DAY].len = 4000 - 1 - (k < 3998 ? k : 3998);
        CHECK_INT(rep_generator_complete(generator, 1, cells, texts, COLUMNS, &err), REP_OK);
        CHECK_SIZE(texts[PAIR].len, k <= 3998 ? 4000 : 0);
        CHECK_SIZE(texts[LINE].len, 0);
    }
    rep_generator_free(generator);
    rep_model_free(model);
}

/* Completed rows follow the joint distribution: plans of the old and of the young. */
TEST(completed_rows_follow_what_is_given)
{
    rep_model     *model = shop_model();
    rep_generator *generator = NULL;
    rep_str        cells[11], texts[11];
    rep_error      err;
    size_t         i, c, pros[2] = { 0, 0 };

    CHECK_INT(rep_generator_create(&generator, model, 4, NULL, &err), REP_OK);
    for (c = 0; c < 11; c++) cells[c] = view(NULL);
    for (i = 0; i < 4000; i++) {
        cells[3] = view(i % 2 ? "60" : "30");
        if (!CHECK_INT(rep_generator_complete(generator, i, cells, texts, 11, &err), REP_OK)) break;
        pros[i % 2] += is_text(texts[4], "pro");
    }
    CHECK_NEAR((double)pros[0] / 2000, 1 / 3.0, 0.06);
    CHECK_NEAR((double)pros[1] / 2000, 0.75, 0.06);
    rep_generator_free(generator);
    rep_model_free(model);
}

/*--- what it costs ---*/

static uint64_t work_of(const rep_model *model, const rep_condition *c, size_t count, uint64_t rows)
{
    rep_generator_info info;
    uint64_t           before, made;
    text               out;

    out = rows_where(model, 1, 0, 10, c, count, NULL, 0, &info), drop(&out);
    before = work_done, out = rows_where(model, 1, 0, 10, c, count, NULL, 0, &info), drop(&out), made = work_done - before;
    before = work_done, out = rows_where(model, 1, 0, rows + 10, c, count, NULL, 0, &info), drop(&out);
    return work_done - before - made;
}

TEST(conditions_cost_little_first_and_a_bounded_work_elsewhere)
{
    static const struct { rep_condition c; double most; } cases[] = {
        { { "city", REP_IS, "Graz" }, 1.2 }, { { "country", REP_IS, "CH" }, 1.2 }, { { "age", REP_AT_LEAST, "60" }, 3 }, { { "plan", REP_IS, "basic" }, 5 },
        { { "fee", REP_IS, "0.90" }, 20 }, { { "total", REP_AT_LEAST, "15" }, 20 }, { { "start", REP_AT_LEAST, "2025-10-01" }, 20 }, { { "churn", REP_IS, "yes" }, 20 },
        { { "churn", REP_IS, NULL }, 20 }, { { "price", REP_AT_LEAST, "15.50" }, 20 }, { { "end", REP_AT_LEAST, "2025-12-01" }, 20 } };
    rep_model *model = shop_model();
    uint64_t   plain = work_of(model, NULL, 0, 1000);
    size_t     i;

    for (i = 0; WORK_COUNTS && i < sizeof cases / sizeof cases[0]; i++) {
        double times = (double)work_of(model, &cases[i].c, 1, 1000) / (double)plain;
        INPUT(cases[i].c.column);
        if (!CHECK(times <= cases[i].most)) printf("    %.2f times the work, at most %.1f\n", times, cases[i].most);
    }
    rep_model_free(model);
}

int main(void)
{
    RUN(shares_under_conditions_are_those_of_the_source);
    RUN(every_row_meets_all_conditions_and_keeps_relations);
    RUN(new_shares_are_what_is_drawn);
    RUN(columns_that_stand_alone_are_drawn_within_bounds);
    RUN(values_that_are_excluded_leave_all_others);
    RUN(what_no_row_can_meet_is_refused_by_name);
    RUN(columns_that_are_made_up_or_worked_out_are_not_asked_for);
    RUN(bounds_may_be_written_in_any_style);
    RUN(given_cells_stay_and_the_others_are_drawn_to_fit);
    RUN(a_text_without_a_state_of_its_own_can_be_asked_for);
    RUN(a_text_of_weight_0_stays_where_it_is_given);
    RUN(rows_that_meet_conditions_do_not_depend_on_what_was_completed_before);
    RUN(expressions_of_completed_rows_are_worked_out_of_the_cells_given);
    RUN(completed_rows_follow_what_is_given);
    RUN(conditions_cost_little_first_and_a_bounded_work_elsewhere);
    return test_end();
}
