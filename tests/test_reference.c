/* test_reference.c - models of the Python reference, version 1.0, and models written by hand
 *
 *     cc -std=c99 -O2 -I. tests/test_reference.c -o build/test_reference -lm
 *
 * They load and draw as the reference says: normal clipped to the bounds, weights, uniform dates,
 * doubles as Python's repr prints them. erfc, strtod and printf of the C library are the judges.
 *
 * Seeds are fixed. 5 standard errors fail by chance 1 in 1.7 million; the limit of a Kolmogorov-
 * Smirnov distance is 2.7 / sqrt(n), which fails by chance 1 in a million.
 */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"

#define MANY 100000

/* As in REFERENCE.md, with its foreign key. */
static const char example[] =
    "{\n"
    "  \"metadata\": {\n"
    "    \"rows\": 50,\n"
    "    \"date\": \"2026-02-02T17:03:32.468069\",\n"
    "    \"version\": \"1.0\",\n"
    "    \"foreign_keys\": null\n"
    "  },\n"
    "  \"columns\": [\n"
    "    {\n"
    "      \"name\": \"age\",\n"
    "      \"type\": \"numerical\",\n"
    "      \"params\": {\n"
    "        \"mean\": 33.02,\n"
    "        \"std\": 10.55,\n"
    "        \"nan_probability\": 0.0\n"
    "      },\n"
    "      \"constraints\": {\n"
    "        \"min\": 18.0,\n"
    "        \"max\": 100.0\n"
    "      }\n"
    "    },\n"
    "    {\n"
    "      \"name\": \"city\",\n"
    "      \"type\": \"categorical\",\n"
    "      \"params\": {\n"
    "        \"weights\": {\n"
    "          \"NYC\": 0.22,\n"
    "          \"LA\": 0.18,\n"
    "          \"Chicago\": 0.32,\n"
    "          \"Boston\": 0.28\n"
    "        },\n"
    "        \"nan_probability\": 0.0,\n"
    "        \"unique_count\": 4\n"
    "      },\n"
    "      \"constraints\": {}\n"
    "    },\n"
    "    {\n"
    "      \"name\": \"email\",\n"
    "      \"type\": \"pii\",\n"
    "      \"params\": {\n"
    "        \"pii_type\": \"email\",\n"
    "        \"nan_probability\": 0.02\n"
    "      },\n"
    "      \"constraints\": {}\n"
    "    }\n"
    "  ]\n"
    "}\n";

/* A game designer's: no data behind it, and every freedom that 1.0 leaves. */
static const char by_hand[] =
    "{\"metadata\": {\"rows\": 0, \"date\": null, \"version\": \"1.0\", \"foreign_keys\": {\"orders\": {\"hero_id\": \"heroes.id\"}}},\n"
    " \"columns\": [\n"
    "  {\"name\": \"unbounded\", \"type\": \"numerical\", \"params\": {\"mean\": -5, \"std\": 2}},\n"
    "  {\"name\": \"from 0\",    \"type\": \"numerical\", \"params\": {\"mean\": 1, \"std\": 2.5, \"nan_probability\": 0}, \"constraints\": {\"min\": 0}},\n"
    "  {\"name\": \"to 0.1\",    \"type\": \"numerical\", \"params\": {\"mean\": 1e6, \"std\": 1e6, \"nan_probability\": 0}, \"constraints\": {\"max\": 0.1, \"min\": null}},\n"
    "  {\"name\": \"fixed\",     \"type\": \"numerical\", \"params\": {\"mean\": 65066.58, \"std\": 0, \"nan_probability\": 0}, \"constraints\": null},\n"
    "  {\"name\": \"whole\",     \"type\": \"numerical\", \"params\": {\"mean\": 7, \"std\": 0.0, \"nan_probability\": 0}},\n"
    "  {\"name\": \"raised\",    \"type\": \"numerical\", \"params\": {\"mean\": 3, \"std\": 0}, \"constraints\": {\"min\": 5, \"max\": 5}},\n"
    "  {\"name\": \"huge\",      \"type\": \"numerical\", \"params\": {\"mean\": 1e20, \"std\": 1e18}},\n"
    "  {\"name\": \"tiny\",      \"type\": \"numerical\", \"params\": {\"mean\": 1e-7, \"std\": 1e-9}},\n"
    "  {\"name\": \"class\",     \"type\": \"categorical\", \"params\": {\"weights\": {\"knight\": 5, \"mage\": 3, \"a \\\"thief\\\", really\": 1.5, \"dragon\": 0, \"elf\": 0.5}, \"nan_probability\": 0}},\n"
    "  {\"name\": \"half\",      \"type\": \"categorical\", \"params\": {\"weights\": {\"yes\": 1}, \"nan_probability\": 0.5}, \"constraints\": null},\n"
    "  {\"name\": \"empty\",     \"type\": \"categorical\", \"params\": {\"weights\": {}, \"nan_probability\": 1.0, \"unique_count\": 0}, \"constraints\": {}},\n"
    "  {\"name\": \"gone\",      \"type\": \"numerical\", \"params\": {\"mean\": 4, \"std\": 1, \"nan_probability\": 1}},\n"
    "  {\"name\": \"born\",      \"type\": \"datetime\", \"params\": {\"nan_probability\": 0.0}, \"constraints\": {\"min\": \"2023-01-01T00:00:00\", \"max\": \"2023-12-31T00:00:00\"}},\n"
    "  {\"name\": \"died\",      \"type\": \"datetime\", \"params\": {}, \"constraints\": {\"min\": \"1960-02-28\", \"max\": \"1960-03-01\"}},\n"
    "  {\"name\": \"once\",      \"type\": \"datetime\", \"params\": {\"nan_probability\": 0.5}, \"constraints\": {\"min\": \"2024-02-29 12:30:00\", \"max\": \"2024-02-29 12:30:00\"}},\n"
    "  {\"name\": \"mail\",      \"type\": \"pii\", \"params\": {\"pii_type\": \"email\"}},\n"
    "  {\"name\": \"call\",      \"type\": \"pii\", \"params\": {\"pii_type\": \"phone\", \"nan_probability\": 0.5}},\n"
    "  {\"name\": \"social\",    \"type\": \"pii\", \"params\": {\"pii_type\": \"ssn\", \"nan_probability\": 0}, \"constraints\": null},\n"
    "  {\"name\": \"card\",      \"type\": \"pii\", \"params\": {\"pii_type\": \"credit_card\"}, \"constraints\": {}},\n"
    "  {\"name\": \"person\",    \"type\": \"pii\", \"params\": {\"pii_type\": \"name\", \"nan_probability\": 1}}\n"
    " ]}\n";

/*--- tools ---*/

static rep_model *read_text(const char *json)
{
    rep_model *model = NULL;
    rep_error err = REP_ZERO;
    if (!CHECK_INT(rep_model_read(&model, json, strlen(json), NULL, &err), REP_OK)) printf("    %s\n", err.message);
    return model;
}

typedef struct rows { char **cells; char *quoted; size_t columns, count; rep_buffer text; } rows;

static void rows_free(rows *r)
{
    free(r->cells);
    free(r->quoted);
    rep_buffer_free(&r->text);
    memset(r, 0, sizeof *r);
}

/* Draws and cuts into cells, which end in '\0'; quoted[] tells "" and an empty cell apart. 0 = it failed. */
static int draw(rows *r, const rep_model *model, uint64_t seed, size_t count)
{
    rep_generator *generator = NULL;
    rep_model_info info = REP_ZERO;
    rep_error err = REP_ZERO;
    char *s, *end;
    size_t n = 0, line;
    memset(r, 0, sizeof *r);
    if (!model) return 0;
    rep_model_get_info(model, &info, NULL);
    r->columns = info.column_count, r->count = count;
    CHECK_INT(rep_generator_create(&generator, model, seed, NULL, &err), REP_OK);
    CHECK_INT(rep_generator_write(generator, 0, count, rep_buffer_write, &r->text, NULL, &err), REP_OK);
    CHECK_INT(rep_buffer_write(&r->text, "", 1), 0);
    rep_generator_free(generator);
    r->cells = (char **)calloc((count + 1) * r->columns + 1, sizeof *r->cells);
    r->quoted = (char *)calloc((count + 1) * r->columns + 1, 1);
    if (!CHECK(r->cells && r->quoted && r->text.data)) return 0;
    for (s = r->text.data, end = s + r->text.len - 1, line = 0; s < end; line++) {
        for (;;) {
            char *out = s, stop;
            if (n >= (count + 1) * r->columns) return CHECK_SIZE(n, 0);
            r->cells[n] = s;
            if (*s == '"') {
                r->quoted[n] = 1, r->cells[n] = out = s + 1;
                for (s++; s < end && !(*s == '"' && s[1] != '"'); s++) {
                    if (*s == '"') s++;
                    *out++ = *s;
                }
                s++;
            } else {
                while (s < end && *s != ',' && *s != '\n') s++;
                out = s;
            }
            n++, stop = *s++, *out = '\0';
            if (stop != ',') break;
        }
        if (n != (line + 1) * r->columns) return CHECK_SIZE(n, (line + 1) * r->columns);
    }
    return CHECK_SIZE(line, count + 1);
}

/* Cell of a data row; the header is row 0 of cells. */
static const char *cell(const rows *r, size_t row, size_t column) { return r->cells[(row + 1) * r->columns + column]; }
static int is_gap(const rows *r, size_t row, size_t column) { return !*cell(r, row, column) && !r->quoted[(row + 1) * r->columns + column]; }

static size_t named(const rows *r, const char *name)
{
    size_t i;
    for (i = 0; i < r->columns; i++)
        if (strcmp(r->cells[i], name) == 0) return i;
    CHECK_STR("no such column", name);
    return 0;
}

/* A share of n draws, within 5 standard errors. */
static void check_share(size_t hits, size_t n, double p, int line)
{
    test_near((double)hits / (double)n, p, 5 * sqrt(p * (1 - p) / (double)n) + 1e-12, "the share drawn", "the share expected", __FILE__, line);
}

static int by_value(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* What Python's repr prints: the shortest digits that read back, laid out by float_repr_style 'short'. */
static void python_repr(char *out, size_t size, double v)
{
    char digits[40], *e;
    int precision = 0, exponent, n;
    do snprintf(digits, sizeof digits, "%.*e", precision++, fabs(v));
    while (precision < 18 && (strtod(digits, NULL) < fabs(v) || strtod(digits, NULL) > fabs(v)));
    e = strchr(digits, 'e');
    exponent = atoi(e + 1);
    *e = '\0';
    if (digits[1] == '.') memmove(digits + 1, digits + 2, strlen(digits + 2) + 1);
    n = (int)strlen(digits);
    while (n > 1 && digits[n - 1] == '0') digits[--n] = '\0';
    if (v < 0) *out++ = '-', size--;
    if (exponent < -4 || exponent >= 16) snprintf(out, size, "%c%s%se%c%02d", digits[0], n > 1 ? "." : "", digits + 1, exponent < 0 ? '-' : '+', abs(exponent));
    else if (exponent < 0) snprintf(out, size, "0.%.*s%s", -exponent - 1, "0000", digits);
    else if (n <= exponent + 1) snprintf(out, size, "%s%.*s.0", digits, exponent + 1 - n, "0000000000000000");
    else snprintf(out, size, "%.*s.%s", exponent + 1, digits, digits + exponent + 1);
}

/*--- the clipped normal ---*/

static double density(double z) { return exp(-0.5 * z * z) / 2.50662827463100050242; }
static double below(double z) { return 0.5 * erfc(-z / 1.41421356237309504880); }

/* Exact moments of a normal clipped to [low, high] (may be infinite): mean, variance, fourth central moment. With
 * J_k = integral of z^k density(z): J_k = low^(k-1) density(low) - high^(k-1) density(high) + (k-1) J_(k-2). */
static void clipped_moments(double mean, double std, double low, double high, double *first, double *second, double *fourth)
{
    const double a = (low - mean) / std, b = (high - mean) / std;
    const double at_low = below(a), at_high = below(-b);
    double j[5], m[5], center;
    int k;
    j[0] = 1 - at_low - at_high;
    j[1] = density(a) - density(b);
    for (k = 2; k < 5; k++) j[k] = (isinf(a) ? 0 : pow(a, k - 1) * density(a)) - (isinf(b) ? 0 : pow(b, k - 1) * density(b)) + (k - 1) * j[k - 2];
    for (k = 0; k < 5; k++) m[k] = j[k] + (isinf(a) ? 0 : pow(a, k) * at_low) + (isinf(b) ? 0 : pow(b, k) * at_high); /* of z, raw */
    center = m[1];
    *first = mean + std * center;
    *second = std * std * (m[2] - center * center);
    *fourth = pow(std, 4) * (m[4] - 4 * center * m[3] + 6 * center * center * m[2] - 3 * pow(center, 4));
}

static void check_normal(const rows *r, size_t column, double mean, double std, double low, double high)
{
    const double n = (double)r->count;
    double *v = (double *)malloc(r->count * sizeof *v), sum = 0, square = 0, first, second, fourth, most = 0, variance;
    size_t i, at_low = 0, at_high = 0;
    if (!CHECK(v != NULL)) return;
    for (i = 0; i < r->count; i++) {
        v[i] = strtod(cell(r, i, column), NULL);
        sum += (v[i] - mean) / std;
        at_low += v[i] <= low, at_high += v[i] >= high;
        if (v[i] < low || v[i] > high) CHECK_STR(cell(r, i, column), "inside of min and max");
    }
    sum = mean + std * (sum / n);
    for (i = 0; i < r->count; i++) square += (v[i] - sum) * (v[i] - sum);
    variance = square / (n - 1);
    clipped_moments(mean, std, low, high, &first, &second, &fourth);
    CHECK_NEAR(sum, first, 5 * sqrt(second / n));
    CHECK_NEAR(sqrt(variance), sqrt(second), 5 * sqrt((fourth - second * second) / n) / (2 * sqrt(second))); /* delta method */
    check_share(at_low, r->count, below((low - mean) / std), __LINE__);
    check_share(at_high, r->count, below((mean - high) / std), __LINE__);
    qsort(v, r->count, sizeof *v, by_value);
    for (i = at_low; i + at_high < r->count; i++) {
        const double f = below((v[i] - mean) / std);
        if (fabs(f - (double)i / n) > most) most = fabs(f - (double)i / n);
        if (fabs(f - (double)(i + 1) / n) > most) most = fabs(f - (double)(i + 1) / n);
    }
    CHECK_NEAR(most, 0, 2.7 / sqrt(n));
    free(v);
}

TEST(the_moments_of_this_test_are_those_of_known_distributions)
{
    double first, second, fourth;
    clipped_moments(3, 2, -INFINITY, INFINITY, &first, &second, &fourth);
    CHECK_NEAR(first, 3, 1e-12);
    CHECK_NEAR(second, 4, 1e-12);
    CHECK_NEAR(fourth, 48, 1e-10);
    clipped_moments(0, 1, 0, INFINITY, &first, &second, &fourth); /* half of it at 0 */
    CHECK_NEAR(first, 0.39894228040143268, 1e-14);
    CHECK_NEAR(second, 0.5 - 0.15915494309189535, 1e-14);
}

TEST(the_repr_of_this_test_is_that_of_python)
{
    static const struct { double v; const char *text; } known[] = {
        { 33.02, "33.02" }, { 18.0, "18.0" }, { -5.192552102822447, "-5.192552102822447" }, { 1e16, "1e+16" }, { 1e15, "1000000000000000.0" },
        { 0.0001, "0.0001" }, { 0.00001234, "1.234e-05" }, { 1e-7, "1e-07" }, { 1.5e300, "1.5e+300" }, { 123456.789, "123456.789" }, { 0.1, "0.1" } };
    char text[64];
    size_t i;
    for (i = 0; i < sizeof known / sizeof known[0]; i++) {
        python_repr(text, sizeof text, known[i].v);
        CHECK_STR(text, known[i].text);
    }
}

TEST(the_example_of_the_reference_draws_what_it_says)
{
    static const char *const cities[] = { "NYC", "LA", "Chicago", "Boston" };
    static const double shares[] = { 0.22, 0.18, 0.32, 0.28 };
    rep_model *model = read_text(example);
    rep_column column = REP_ZERO;
    rep_model_info info = REP_ZERO;
    rep_category category = REP_ZERO;
    size_t i, k, counts[4] = { 0, 0, 0, 0 }, gaps = 0;
    rows r;
    if (!draw(&r, model, 42, MANY)) return;
    CHECK_INT(rep_model_get_info(model, &info, NULL), REP_OK);
    CHECK_SIZE(info.column_count, 3);
    CHECK_SIZE(info.row_count, 50);
    CHECK_SIZE(info.warning_count, 0);
    CHECK_STR(info.version.data, "1.0");
    CHECK_STR(info.date.data, "2026-02-02T17:03:32.468069");
    CHECK_INT(rep_model_get_column(model, 0, &column, NULL), REP_OK);
    CHECK_INT(column.kind, REP_KIND_NUMERICAL);
    CHECK_NEAR(column.mean, 33.02, 0);
    CHECK_NEAR(column.std, 10.55, 0);
    CHECK_INT(column.decimals, -1);
    CHECK_STR(column.min.data, "18.0");
    CHECK_STR(column.max.data, "100.0");
    CHECK_INT(rep_model_get_column(model, 1, &column, NULL), REP_OK);
    CHECK_SIZE(column.category_count, 4);
    CHECK_SIZE(column.distinct_count, 4);
    CHECK_INT(rep_model_get_category(model, 1, 0, &category, NULL), REP_OK);
    CHECK_STR(category.text.data, "Chicago"); /* by falling share */
    CHECK_NEAR(category.share, 0.32, 0);
    CHECK_INT(rep_model_get_column(model, 2, &column, NULL), REP_OK);
    CHECK_STR(column.pii_class.data, "email");
    CHECK_NEAR(column.missing_share, 0.02, 0);
    CHECK_STR(r.cells[0], "age");
    CHECK_STR(r.cells[1], "city");
    CHECK_STR(r.cells[2], "email");
    check_normal(&r, 0, 33.02, 10.55, 18, 100);
    for (i = 0; i < r.count; i++) {
        for (k = 0; k < 4; k++)
            if (strcmp(cell(&r, i, 1), cities[k]) == 0) break;
        if (k == 4) CHECK_STR(cell(&r, i, 1), "a city of the model");
        else counts[k]++;
        gaps += (size_t)is_gap(&r, i, 2);
        if (!is_gap(&r, i, 2) && !strchr(cell(&r, i, 2), '@')) CHECK_STR(cell(&r, i, 2), "an e-mail address");
        if (is_gap(&r, i, 0)) CHECK_STR(cell(&r, i, 0), "an age");
    }
    for (k = 0; k < 4; k++) check_share(counts[k], r.count, shares[k], __LINE__);
    check_share(gaps, r.count, 0.02, __LINE__);
    rows_free(&r);
    rep_model_free(model);
}

TEST(normals_with_any_bounds_have_the_moments_of_the_clipped_normal)
{
    rep_model *model = read_text(by_hand);
    rows r;
    if (!draw(&r, model, 1, MANY)) return;
    check_normal(&r, named(&r, "unbounded"), -5, 2, -INFINITY, INFINITY);
    check_normal(&r, named(&r, "from 0"), 1, 2.5, 0, INFINITY);
    check_normal(&r, named(&r, "to 0.1"), 1e6, 1e6, -INFINITY, 0.1);
    check_normal(&r, named(&r, "huge"), 1e20, 1e18, -INFINITY, INFINITY);
    check_normal(&r, named(&r, "tiny"), 1e-7, 1e-9, -INFINITY, INFINITY);
    rows_free(&r);
    rep_model_free(model);
}

TEST(without_decimals_numbers_are_printed_as_python_prints_them)
{
    static const char *const columns[] = { "unbounded", "from 0", "to 0.1", "huge", "tiny" };
    rep_model *model = read_text(by_hand);
    char text[64];
    size_t i, k;
    rows r;
    if (!draw(&r, model, 5, 2000)) return;
    for (k = 0; k < sizeof columns / sizeof columns[0]; k++)
        for (i = 0; i < r.count; i++) {
            const char *drawn = cell(&r, i, named(&r, columns[k]));
            python_repr(text, sizeof text, strtod(drawn, NULL));
            CHECK_STR(drawn, text);
        }
    rows_free(&r);
    rep_model_free(model);
}

TEST(a_deviation_of_0_gives_one_value_inside_of_the_bounds)
{
    rep_model *model = read_text(by_hand);
    size_t i;
    rows r;
    if (!draw(&r, model, 2, 300)) return;
    for (i = 0; i < r.count; i++) {
        CHECK_STR(cell(&r, i, named(&r, "fixed")), "65066.58");
        CHECK_STR(cell(&r, i, named(&r, "whole")), "7.0");
        CHECK_STR(cell(&r, i, named(&r, "raised")), "5.0");
    }
    rows_free(&r);
    rep_model_free(model);
}

TEST(weights_need_not_add_up_to_1_and_a_weight_of_0_is_never_drawn)
{
    static const char *const names[] = { "knight", "mage", "a \"thief\", really", "dragon", "elf" };
    static const double shares[] = { 0.5, 0.3, 0.15, 0, 0.05 };
    rep_model *model = read_text(by_hand);
    size_t i, k, column, counts[5] = { 0, 0, 0, 0, 0 };
    rows r;
    if (!draw(&r, model, 3, MANY)) return;
    column = named(&r, "class");
    for (i = 0; i < r.count; i++) {
        for (k = 0; k < 5; k++)
            if (strcmp(cell(&r, i, column), names[k]) == 0) break;
        if (k == 5) CHECK_STR(cell(&r, i, column), "a class of the model");
        else counts[k]++;
    }
    for (k = 0; k < 5; k++) check_share(counts[k], r.count, shares[k], __LINE__);
    CHECK_SIZE(counts[3], 0);
    rows_free(&r);
    rep_model_free(model);
}

TEST(a_missing_probability_of_0_a_half_and_1_is_kept)
{
    static const struct { const char *column; double share; } known[] = {
        { "unbounded", 0 }, { "from 0", 0 }, { "class", 0 }, { "half", 0.5 }, { "empty", 1 }, { "gone", 1 }, { "born", 0 },
        { "once", 0.5 }, { "mail", 0 }, { "call", 0.5 }, { "social", 0 }, { "person", 1 } };
    rep_model *model = read_text(by_hand);
    size_t i, k;
    rows r;
    if (!draw(&r, model, 4, MANY)) return;
    for (k = 0; k < sizeof known / sizeof known[0]; k++) {
        size_t column = named(&r, known[k].column), gaps = 0;
        for (i = 0; i < r.count; i++) gaps += (size_t)is_gap(&r, i, column);
        INPUT(known[k].column);
        check_share(gaps, r.count, known[k].share, __LINE__);
    }
    rows_free(&r);
    rep_model_free(model);
}

/* 2023-01-01 15:17:24, T instead of the blank, or the day alone, as seconds since 1970; -1 = none of these. */
static double seconds_of(const char *s)
{
    int y, m, d, h = 0, mi = 0, sec = 0, n = 0, k, days = 0;
    char between;
    static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    if (sscanf(s, "%4d-%2d-%2d%n%c%2d:%2d:%2d%n", &y, &m, &d, &n, &between, &h, &mi, &sec, &n) != 3 &&
        (strlen(s) != 19 || (between != ' ' && between != 'T'))) return -1;
    if (s[n] || m < 1 || m > 12 || d < 1 || h > 23 || mi > 59 || sec > 59) return -1;
    if (d > lengths[m - 1] + (m == 2 && y % 4 == 0)) return -1; /* 1901-2099 */
    for (k = 1970; k < y; k++) days += 365 + (k % 4 == 0);
    for (k = y; k < 1970; k++) days -= 365 + (k % 4 == 0);
    for (k = 1; k < m; k++) days += lengths[k - 1] + (k == 2 && y % 4 == 0);
    return (((days + d - 1) * 24.0 + h) * 60 + mi) * 60 + sec;
}

static void check_uniform(const rows *r, size_t column, const char *low, const char *high)
{
    const double a = seconds_of(low), b = seconds_of(high), n = (double)r->count;
    double *v = (double *)malloc(r->count * sizeof *v), most = 0;
    size_t i;
    if (!CHECK(v != NULL)) return;
    for (i = 0; i < r->count; i++) {
        v[i] = seconds_of(cell(r, i, column));
        if (v[i] < a || v[i] > b) CHECK_STR(cell(r, i, column), "a date inside of min and max");
    }
    qsort(v, r->count, sizeof *v, by_value);
    for (i = 0; i < r->count; i++) {
        const double f = (v[i] - a) / (b - a);
        if (fabs(f - (double)i / n) > most) most = fabs(f - (double)i / n);
    }
    CHECK_NEAR(most, 0, 2.7 / sqrt(n) + 1 / (b - a)); /* whole seconds */
    free(v);
}

TEST(dates_are_uniform_between_their_bounds)
{
    rep_model *model = read_text(by_hand);
    size_t i, at_noon = 0, column;
    rows r;
    CHECK_NEAR(seconds_of("2023-01-01 15:17:24"), 1672586244, 0);
    CHECK_NEAR(seconds_of("1960-02-28"), -310608000, 0);
    CHECK_NEAR(seconds_of("2023-02-29 00:00:00"), -1, 0);
    if (!draw(&r, model, 6, MANY)) return;
    check_uniform(&r, named(&r, "born"), "2023-01-01", "2023-12-31");
    check_uniform(&r, named(&r, "died"), "1960-02-28", "1960-03-01"); /* over a leap day, before 1970 */
    for (column = named(&r, "once"), i = 0; i < r.count; i++)
        if (!is_gap(&r, i, column)) {
            if (strncmp(cell(&r, i, column), "2024-02-29", 10) != 0 || strcmp(cell(&r, i, column) + 11, "12:30:00") != 0) CHECK_STR(cell(&r, i, column), "2024-02-29 12:30:00");
            at_noon++;
        }
    check_share(at_noon, r.count, 0.5, __LINE__);
    rows_free(&r);
    rep_model_free(model);
}

static int has_shape(const char *s, const char *shape) /* 9 = a digit, A = a letter, else itself */
{
    for (; *s && *shape; s++, shape++)
        if (*shape == '9' ? *s < '0' || *s > '9' : *shape != *s) return 0;
    return *s == *shape;
}

TEST(the_five_kinds_of_pii_look_like_what_they_are)
{
    rep_model *model = read_text(by_hand);
    size_t i, k;
    rows r;
    if (!draw(&r, model, 7, 2000)) return;
    for (i = 0; i < r.count; i++) {
        const char *s = cell(&r, i, named(&r, "mail")), *at = strchr(s, '@');
        size_t digits = 0;
        if (!at || at == s || !strchr(at, '.') || strchr(at + 1, '@') || strchr(s, ' ')) CHECK_STR(s, "an e-mail address");
        s = cell(&r, i, named(&r, "call"));
        for (k = 0; s[k]; k++) digits += s[k] >= '0' && s[k] <= '9';
        if (*s && digits < 10) CHECK_STR(s, "a phone number");
        s = cell(&r, i, named(&r, "social"));
        if (!has_shape(s, "999-99-9999")) CHECK_STR(s, "999-99-9999");
        s = cell(&r, i, named(&r, "card"));
        for (digits = k = 0; s[k]; k++) digits += s[k] >= '0' && s[k] <= '9';
        if (digits < 13 || digits > 19) CHECK_STR(s, "a card number");
    }
    rows_free(&r);
    model = (rep_model_free(model), read_text("{\"columns\": [{\"name\": \"n\", \"type\": \"pii\", \"params\": {\"pii_type\": \"name\"}}]}"));
    if (!draw(&r, model, 7, 1000)) return;
    for (i = 0; i < r.count; i++)
        if (!strchr(cell(&r, i, 0), ' ')) CHECK_STR(cell(&r, i, 0), "a first and a last name");
    rows_free(&r);
    rep_model_free(model);
}

TEST(a_model_of_1_0_written_and_read_again_draws_the_same_rows)
{
    const char *const texts[] = { example, by_hand };
    size_t i;
    for (i = 0; i < 2; i++) {
        rep_model *model = read_text(texts[i]), *again;
        rep_buffer written = REP_ZERO, twice = REP_ZERO;
        rows a, b;
        if (!model) continue;
        CHECK_INT(rep_model_write(model, rep_buffer_write, &written, NULL), REP_OK);
        rep_buffer_write(&written, "", 1);
        again = read_text(written.data);
        CHECK_INT(rep_model_write(again, rep_buffer_write, &twice, NULL), REP_OK);
        CHECK(twice.len + 1 == written.len && memcmp(twice.data, written.data, twice.len) == 0);
        if (i == 1) CHECK(strstr(written.data, "{\"orders\": {\"hero_id\": \"heroes.id\"}}") != NULL);
        if (draw(&a, model, 11, 500) && draw(&b, again, 11, 500)) {
            CHECK(a.text.len == b.text.len && memcmp(a.text.data, b.text.data, a.text.len) == 0);
            rows_free(&b);
        }
        rows_free(&a);
        rep_buffer_free(&written);
        rep_buffer_free(&twice);
        rep_model_free(again);
        rep_model_free(model);
    }
}

/*--- what is refused ---*/

TEST(broken_models_are_refused_with_a_place_and_the_remedy)
{
    static const struct { const char *column; rep_status status; const char *words[6]; } broken[] = {
        { "\"type\": \"numerical\", \"params\": {\"mean\": 1, \"std\": -2}", REP_ERR_MODEL, { "std", "0 or more", NULL } },
        { "\"type\": \"numerical\", \"params\": {\"std\": 2}", REP_ERR_MODEL, { "mean", NULL } },
        { "\"type\": \"numerical\", \"params\": {\"mean\": \"3\", \"std\": 2}", REP_ERR_MODEL, { "mean", "number", NULL } },
        { "\"type\": \"numerical\", \"params\": {\"mean\": 1e999, \"std\": 2}", REP_ERR_MODEL, { "mean", NULL } },
        { "\"type\": \"numerical\", \"params\": {\"mean\": NaN, \"std\": 2}", REP_ERR_JSON, { NULL } },
        { "\"type\": \"numerical\", \"params\": {\"mean\": 1, \"std\": 2}, \"constraints\": {\"min\": 3, \"max\": 2}", REP_ERR_MODEL, { "min", "max", NULL } },
        { "\"type\": \"numerical\", \"params\": {\"mean\": 1, \"std\": 2, \"nan_probability\": 2}", REP_ERR_MODEL, { "nan_probability", "between 0 and 1", NULL } },
        { "\"type\": \"numerical\", \"params\": {\"mean\": 1, \"std\": 2, \"nan_probability\": -0.5}", REP_ERR_MODEL, { "nan_probability", NULL } },
        { "\"type\": \"datetime\", \"params\": {}, \"constraints\": {\"min\": \"2023-01-02\", \"max\": \"2023-01-01\"}", REP_ERR_MODEL, { "min", "max", NULL } },
        { "\"type\": \"datetime\", \"params\": {}, \"constraints\": {\"min\": \"2023-02-30\", \"max\": \"2023-03-01\"}", REP_ERR_MODEL, { "2023-02-30", "ISO 8601", NULL } },
        { "\"type\": \"datetime\", \"params\": {}, \"constraints\": {\"min\": \"2023-01-02\"}", REP_ERR_MODEL, { "max", NULL } },
        { "\"type\": \"datetime\", \"params\": {}, \"constraints\": {\"min\": 5, \"max\": 6}", REP_ERR_MODEL, { "min", NULL } },
        { "\"type\": \"pii\", \"params\": {\"pii_type\": \"shoe_size\"}", REP_ERR_MODEL, { "shoe_size", "email", "phone", "ssn", "credit_card", "name" } },
        { "\"type\": \"pii\", \"params\": {}", REP_ERR_MODEL, { "pii_type", NULL } },
        { "\"type\": \"geometry\", \"params\": {}", REP_ERR_MODEL, { "geometry", "numerical", "categorical", "datetime", "pii", NULL } },
        { "\"params\": {}", REP_ERR_MODEL, { "type", NULL } },
        { "\"type\": \"categorical\", \"params\": {\"weights\": {\"a\": 0.5, \"b\": -0.5}}", REP_ERR_MODEL, { "weight", "\"b\"", "0 or more", NULL } },
        { "\"type\": \"categorical\", \"params\": {\"weights\": {\"a\": 0, \"b\": 0.0}}", REP_ERR_MODEL, { "weights", "0", NULL } },
        { "\"type\": \"categorical\", \"params\": {\"weights\": {\"a\": 1e999}}", REP_ERR_MODEL, { "too large", NULL } },
        { "\"type\": \"categorical\", \"params\": {\"weights\": {\"a\": 1, \"a\": 2}}", REP_ERR_MODEL, { "\"a\"", NULL } },
        { "\"type\": \"categorical\", \"params\": {\"weights\": {}}", REP_ERR_MODEL, { "nan_probability 1", NULL } },
        { "\"type\": \"categorical\", \"params\": {\"weights\": [1, 2]}", REP_ERR_MODEL, { "weights", "object", NULL } } };
    size_t i, k;
    for (i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        char json[512];
        rep_model *model = NULL;
        rep_error err = REP_ZERO;
        snprintf(json, sizeof json, "{\"metadata\": {\"version\": \"1.0\"},\n \"columns\": [\n  {\"name\": \"x\", %s}]}", broken[i].column);
        INPUT(broken[i].column);
        CHECK_INT(rep_model_read(&model, json, strlen(json), NULL, &err), broken[i].status);
        CHECK(model == NULL);
        CHECK_INT(err.code, broken[i].status);
        CHECK_SIZE(err.line, 3);
        CHECK(err.column >= 3 && err.column <= strlen(broken[i].column) + 18);
        for (k = 0; k < 6 && broken[i].words[k]; k++)
            if (!strstr(err.message, broken[i].words[k])) CHECK_STR(err.message, broken[i].words[k]);
        rep_model_free(model);
    }
}

TEST(a_newer_major_version_is_refused_by_name)
{
    static const char *const refused[] = { "2.0", "10.0", "3.14" };
    static const char *const taken[] = { "1.0", "1.1" };
    char json[128];
    rep_error err = REP_ZERO;
    size_t i;
    for (i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        rep_model *model = NULL;
        snprintf(json, sizeof json, "{\"metadata\": {\"version\": \"%s\"}, \"columns\": []}", refused[i]);
        INPUT(refused[i]);
        CHECK_INT(rep_model_read(&model, json, strlen(json), NULL, &err), REP_ERR_VERSION);
        CHECK(model == NULL);
        CHECK(strstr(err.message, refused[i]) != NULL);
        CHECK_SIZE(err.line, 1);
    }
    for (i = 0; i < sizeof taken / sizeof taken[0]; i++) {
        snprintf(json, sizeof json, "{\"metadata\": {\"version\": \"%s\"}, \"columns\": []}", taken[i]);
        INPUT(taken[i]);
        rep_model_free(read_text(json));
    }
}

TEST(unknown_keys_of_other_readers_are_counted_in_one_warning)
{
    rep_model *model = read_text("{\"metadata\": {\"version\": \"1.0\", \"author\": \"me\"}, \"note\": 1, \"columns\": [{\"name\": \"x\", \"type\": \"numerical\", "
                                 "\"params\": {\"mean\": 1, \"std\": 0, \"skew\": 3}, \"color\": \"red\"}]}");
    rep_model_info info = REP_ZERO;
    rep_str sentence = REP_ZERO;
    if (!model) return;
    CHECK_INT(rep_model_get_info(model, &info, NULL), REP_OK);
    CHECK_SIZE(info.warning_count, 1);
    CHECK_INT(rep_model_get_warning(model, 0, &sentence, NULL), REP_OK);
    CHECK(sentence.data && strstr(sentence.data, "4 keys") != NULL);
    rep_model_free(model);
}

int main(void)
{
    RUN(the_moments_of_this_test_are_those_of_known_distributions);
    RUN(the_repr_of_this_test_is_that_of_python);
    RUN(the_example_of_the_reference_draws_what_it_says);
    RUN(normals_with_any_bounds_have_the_moments_of_the_clipped_normal);
    RUN(without_decimals_numbers_are_printed_as_python_prints_them);
    RUN(a_deviation_of_0_gives_one_value_inside_of_the_bounds);
    RUN(weights_need_not_add_up_to_1_and_a_weight_of_0_is_never_drawn);
    RUN(a_missing_probability_of_0_a_half_and_1_is_kept);
    RUN(dates_are_uniform_between_their_bounds);
    RUN(the_five_kinds_of_pii_look_like_what_they_are);
    RUN(a_model_of_1_0_written_and_read_again_draws_the_same_rows);
    RUN(broken_models_are_refused_with_a_place_and_the_remedy);
    RUN(a_newer_major_version_is_refused_by_name);
    RUN(unknown_keys_of_other_readers_are_counted_in_one_warning);
    return test_end();
}
