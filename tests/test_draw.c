/* test_draw.c - what rows promise: any range the same, true to the model, unique where they should be, good CSV
 *
 * Models are written by hand, one line a column, so that each kind of code is there. Statistics are taken at
 * fixed seeds; a tolerance of 5 standard errors fails by chance 1 in 1.7 million.
 */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"

#include "test.h"
#include "tables.h"

/*--- a model with every kind of code ---*/

static const char *const every[] = {
    "{\"name\": \"run\", \"type\": \"numerical\", \"params\": {\"mean\": 3, \"std\": 1}, \"decimals\": 0, \"id\": {\"start\": 1000, \"step\": 3}}",
    "{\"name\": \"invoice\", \"type\": \"text\", \"id\": {\"start\": 7, \"step\": 1, \"prefix\": \"INV-\", \"suffix\": \"/x\", \"width\": 5}}",
    "{\"name\": \"key\", \"type\": \"numerical\", \"params\": {\"mean\": 3, \"std\": 1}, \"decimals\": 0, \"unique\": true, \"step\": 3, \"distribution\": [[100, 999997, 50]]}",
    "{\"name\": \"normal\", \"type\": \"numerical\", \"params\": {\"mean\": 50.5, \"std\": 10.25, \"nan_probability\": 0.1}, \"constraints\": {\"min\": 20, \"max\": 90}}",
    "{\"name\": \"price\", \"type\": \"numerical\", \"params\": {\"mean\": 5, \"std\": 1}, \"decimals\": 2, \"style\": {\"zeros\": \"fixed\", \"prefix\": \"$\", \"group\": \",\"},"
    " \"distribution\": [[-12.50, 100], [0, 200], [0.01, 99.99, 800], [1000, 250000, 200]], \"words\": {\"free\": 3}, \"missing\": {\"NA\": 2, \"\": 1}}",
    "{\"name\": \"share\", \"type\": \"numerical\", \"params\": {\"mean\": 5, \"std\": 1, \"nan_probability\": 0.25}, \"decimals\": 1, \"style\": {\"zeros\": \"one\", \"suffix\": \"%\", \"mark\": \",\"},"
    " \"distribution\": [[0, 100, 1]]}",
    "{\"name\": \"real\", \"type\": \"numerical\", \"params\": {\"mean\": 5, \"std\": 1}, \"real\": true, \"distribution\": [[-1e-7, 2], [1e-5, 1e5, 8]]}",
    "{\"name\": \"level\", \"type\": \"categorical\", \"params\": {\"weights\": {\"low\": 0.5, \"mid, or so\": 0.3, \"high\": 0.15, \"\": 0.05}, \"nan_probability\": 0.02, \"unique_count\": 4}, \"missing\": {\"null\": 1}}",
    "{\"name\": \"day\", \"type\": \"datetime\", \"format\": \"%d.%m.%Y\", \"params\": {\"nan_probability\": 0}, \"constraints\": {\"min\": \"2020-01-01\", \"max\": \"2020-12-31\"},"
    " \"distribution\": [[\"2020-01-01\", 3], [\"2020-02-01\", \"2020-12-31\", 9]]}",
    "{\"name\": \"stamp\", \"type\": \"datetime\", \"format\": \"%Y-%m-%dT%H:%M:%SZ\", \"constraints\": {\"min\": \"2019-03-01T00:00:00\", \"max\": \"2019-03-02T12:00:00\"}}",
    "{\"name\": \"month\", \"type\": \"datetime\", \"format\": \"%b %Y\", \"constraints\": {\"min\": \"2019-03-01\", \"max\": \"2020-03-01\"}}",
    "{\"name\": \"email\", \"type\": \"pii\", \"params\": {\"pii_type\": \"email\", \"nan_probability\": 0.05}}",
    "{\"name\": \"mail\", \"type\": \"pii\", \"params\": {\"pii_type\": \"email\"}, \"unique\": true}",
    "{\"name\": \"phone\", \"type\": \"pii\", \"params\": {\"pii_type\": \"phone\"}}",
    "{\"name\": \"ssn\", \"type\": \"pii\", \"params\": {\"pii_type\": \"ssn\"}, \"unique\": true}",
    "{\"name\": \"card\", \"type\": \"pii\", \"params\": {\"pii_type\": \"credit_card\"}}",
    "{\"name\": \"name\", \"type\": \"pii\", \"params\": {\"pii_type\": \"name\"}, \"forms\": {\"F L\": 3, \"L, F\": 1}}",
    "{\"name\": \"sku\", \"type\": \"text\", \"patterns\": {\"[A-Z]{3}-[0-9]{4}\": 5, \"x[0-9]{2}\": 1}}",
    "{\"name\": \"code\", \"type\": \"text\", \"unique\": true, \"patterns\": {\"[A-Z]{2}[0-9]{3}\": 1}}",
    "{\"name\": \"note\", \"type\": \"text\", \"prose\": {\"capital\": 1.0, \"stop\": 0.5, \"shapes\": [[3, 12, 20, 2], [6, 25, 40, 3]]}, \"words\": {\"nothing, \\\"really\\\"\": 2}}",
    "{\"name\": \"title\", \"type\": \"text\", \"unique\": true, \"prose\": {\"title\": 1.0, \"shapes\": [[2, 8, 14, 2]]}}",
    "{\"name\": \"gone\", \"type\": \"categorical\", \"params\": {\"weights\": {}, \"nan_probability\": 1}}",
};
enum { EVERY = sizeof every / sizeof every[0] };

static rep_generator *begin(const rep_model *model, uint64_t seed, const rep_generator_options *options)
{
    rep_generator *generator = NULL;
    rep_error      err;

    if (!CHECK_INT(rep_generator_create(&generator, model, seed, options, &err), REP_OK)) printf("    %s\n", err.message);
    return generator;
}

static const rep_write_options *bare(void)   /* no header, and no delimiter that a cell might hold */
{
    static rep_write_options options;

    options.csv.no_header = 1;
    options.csv.delimiter = '\x01';
    return &options;
}

static void write_to(rep_generator *generator, uint64_t first, uint64_t count, text *out)
{
    rep_error err;

    if (!CHECK_INT(rep_generator_write(generator, first, count, put_all, out, bare(), &err), REP_OK)) printf("    %s\n", err.message);
}

/*--- addressing ---*/

TEST(rows_are_the_same_in_one_run_one_by_one_and_in_any_ranges)
{
    static const uint64_t starts[] = { 0, 250, 30000000, (uint64_t)1 << 45 };
    rep_model            *all = model_of(every, EVERY, REP_NONE), *far_off = model_of(every, EVERY, 14);
    rep_generator        *near_by = begin(all, 42, NULL), *endless = begin(far_off, 42, NULL);   /* SSNs end at some 38 million */
    size_t                s, i, at;
    uint64_t              state = 1;

    for (s = 0; s < sizeof starts / sizeof starts[0]; s++) {
        text           whole = { NULL, 0, 0 }, singly = { NULL, 0, 0 }, *piece;
        size_t         cuts[40], count = 0, *order;
        rep_generator *generator = s < 3 ? near_by : endless;
        write_to(generator, starts[s], 700, &whole);
        for (i = 0; i < 700; i++) write_to(generator, starts[s] + i, 1, &singly);
        CHECK_SAME(singly, whole);
        for (at = 0; at < 700; at += cuts[count++]) {   /* ranges in any order, put together in theirs */
            cuts[count] = count == 39 ? 700 - at : 1 + roll(&state, 60);
            if (cuts[count] > 700 - at) cuts[count] = 700 - at;
        }
        piece = (text *)calloc(count, sizeof *piece);
        if (piece == NULL) exit(2);
        order = shuffled(count, 5 + s);
        for (i = 0; i < count; i++) {
            size_t k, first = 0;
            for (k = 0; k < order[i]; k++) first += cuts[k];
            write_to(generator, starts[s] + first, cuts[order[i]], &piece[order[i]]);
        }
        singly.len = 0;
        for (i = 0; i < count; i++) put(&singly, piece[i].data, piece[i].len), drop(&piece[i]);
        CHECK_SAME(singly, whole);
        free(piece), free(order);
        drop(&whole), drop(&singly);
    }
    rep_generator_free(near_by), rep_generator_free(endless);
    rep_model_free(all), rep_model_free(far_off);
}

TEST(reseeding_is_a_new_generator_and_seeds_differ)
{
    rep_model     *model = model_of(every, EVERY, REP_NONE);
    rep_generator *a = begin(model, 1, NULL), *b = begin(model, 2, NULL);
    text           one_text = { NULL, 0, 0 }, two_text = { NULL, 0, 0 }, again = { NULL, 0, 0 };
    size_t         c, i, count;

    write_to(a, 0, 300, &one_text);
    write_to(b, 0, 300, &two_text);
    rep_generator_reseed(a, 2);
    write_to(a, 0, 300, &again);
    CHECK_SAME(again, two_text);
    rep_generator_reseed(a, 1);
    again.len = 0;
    write_to(a, 0, 300, &again);
    CHECK_SAME(again, one_text);
    for (c = 0; c < EVERY; c++) {
        rep_str *x = cells_of(&one_text, '\x01', c, &count), *y = cells_of(&two_text, '\x01', c, &count);
        size_t   other = 0;
        for (i = 0; i < count; i++)
            if (x[i].len != y[i].len || memcmp(x[i].data, y[i].data, x[i].len) != 0) other++;
        INPUT(every[c]);
        if (c < 2 || c == EVERY - 1) CHECK_SIZE(other, 0);   /* ids, and nothing */
        else CHECK(other > 30);
        INPUT(NULL);
        free(x), free(y);
    }
    drop(&one_text), drop(&two_text), drop(&again);
    rep_generator_reseed(NULL, 1);
    rep_generator_free(a), rep_generator_free(b), rep_generator_free(NULL);
    rep_model_free(model);
}

TEST(a_column_does_not_depend_on_the_others)
{
    rep_model *whole = model_of(every, EVERY, REP_NONE);
    text       rows = rows_text(whole, 9, 0, 200, bare());
    size_t     w, c, k, i, count;

    for (w = 0; w < EVERY; w++) {
        rep_model *model = model_of(every, EVERY, w);
        text       fewer = rows_text(model, 9, 0, 200, bare());
        size_t     other = 0;
        for (c = k = 0; c < EVERY; c++) {
            rep_str *x, *y;
            if (c == w) continue;
            x = cells_of(&rows, '\x01', c, &count), y = cells_of(&fewer, '\x01', k++, &count);
            for (i = 0; i < count; i++)
                if (x[i].len != y[i].len || memcmp(x[i].data, y[i].data, x[i].len) != 0) other++;
            free(x), free(y);
        }
        CHECK_SIZE(other, 0);
        drop(&fewer);
        rep_model_free(model);
    }
    drop(&rows);
    rep_model_free(whole);
}

TEST(many_generators_share_a_model)
{
    rep_model     *model = model_of(every, EVERY, REP_NONE);
    rep_generator *generator[5];
    text           out[5], apart;
    size_t         i, k;

    memset(out, 0, sizeof out);
    for (i = 0; i < 5; i++) generator[i] = begin(model, i, NULL);
    for (k = 0; k < 30; k++)
        for (i = 0; i < 5; i++) write_to(generator[i], 7 * k, 7, &out[i]);
    for (i = 0; i < 5; i++) {
        apart = rows_text(model, i, 0, 210, bare());
        CHECK_SAME(out[i], apart);
        drop(&apart), drop(&out[i]);
        rep_generator_free(generator[i]);
    }
    rep_model_free(model);
}

/*--- statistics ---*/

enum { N = 100000 };

typedef struct sample { rep_model *model; text rows; rep_str *cells; size_t count; } sample;

static sample draw(const char *column, uint64_t seed)
{
    sample s;

    s.model = one(column);
    s.rows = rows_text(s.model, seed, 0, N, bare());
    s.cells = cells_of(&s.rows, '\x01', 0, &s.count);
    CHECK_SIZE(s.count, N);
    return s;
}

static void end_sample(sample *s)
{
    free(s->cells);
    drop(&s->rows);
    rep_model_free(s->model);
}

static size_t seen(const sample *s, const char *want)
{
    size_t i, n = 0;

    for (i = 0; i < s->count; i++)
        if (is_text(s->cells[i], want)) n++;
    return n;
}

static double value(rep_str cell)
{
    char copy[64];

    if (cell.len == 0 || cell.len >= sizeof copy) return NAN;
    memcpy(copy, cell.data, cell.len);
    copy[cell.len] = '\0';
    return strtod(copy, NULL);
}

#define CHECK_SHARE(n, share) CHECK_NEAR((double)(n), N * (share), 5 * sqrt(N * (share) * (1 - (share))))

/* Chi-square of counts that should be equal: its mean is bins - 1, its variance twice that. */
static void check_even(const size_t *counts, size_t bins)
{
    double sum = 0, chi = 0;
    size_t i;

    for (i = 0; i < bins; i++) sum += (double)counts[i];
    for (i = 0; i < bins; i++) chi += ((double)counts[i] - sum / (double)bins) * ((double)counts[i] - sum / (double)bins) / (sum / (double)bins);
    CHECK_NEAR(chi, (double)bins - 1, 5 * sqrt(2 * ((double)bins - 1)));
}

#define NUMBER(rest) "{\"name\": \"v\", \"type\": \"numerical\", \"params\": {\"mean\": 5, \"std\": 1}, " rest "}"

TEST(point_masses_have_their_share)
{
    sample s = draw(NUMBER("\"decimals\": 1, \"distribution\": [[-0.5, 500], [0.0, 300], [7.5, 199], [9.0, 1], [10.0, 0]]"), 1);

    CHECK_SHARE(seen(&s, "-0.5"), 0.5);
    CHECK_SHARE(seen(&s, "0.0"), 0.3);
    CHECK_SHARE(seen(&s, "7.5"), 0.199);
    CHECK_SHARE(seen(&s, "9.0"), 0.001);
    CHECK_SIZE(seen(&s, "10.0"), 0);
    end_sample(&s);
}

TEST(intervals_are_uniform)
{
    sample s = draw(NUMBER("\"decimals\": 0, \"distribution\": [[-50, 49, 1]]"), 2);
    size_t counts[100], i;

    memset(counts, 0, sizeof counts);
    for (i = 0; i < N; i++) {
        const int v = (int)value(s.cells[i]);
        if (v >= -50 && v <= 49) counts[v + 50]++;
    }
    check_even(counts, 100);
    end_sample(&s);

    s = draw(NUMBER("\"decimals\": 2, \"step\": 0.25, \"distribution\": [[1.00, 10.75, 3], [20, 29.75, 1]]"), 3);
    memset(counts, 0, sizeof counts);
    for (i = 0; i < N; i++) {
        const int v = (int)(value(s.cells[i]) * 4 + 0.5);   /* quarters */
        if (v >= 4 && v <= 43) counts[v - 4]++;
        else if (v >= 80 && v <= 119) counts[v - 80 + 50]++;
        else CHECK(v == 0);
    }
    check_even(counts, 40);
    check_even(counts + 50, 40);
    for (i = 50; i < 90; i++) counts[99] += counts[i];
    CHECK_SHARE(counts[99], 0.25);
    end_sample(&s);
}

TEST(missing_cells_have_their_share_and_spellings)
{
    sample s = draw("{\"name\": \"v\", \"type\": \"numerical\", \"params\": {\"mean\": 5, \"std\": 1, \"nan_probability\": 0.3}, \"decimals\": 0,"
                    " \"distribution\": [[5, 1]], \"missing\": {\"NA\": 6, \"\": 3, \"n/a\": 1}}", 4);

    CHECK_SHARE(seen(&s, "NA"), 0.18);
    CHECK_SHARE(seen(&s, ""), 0.09);
    CHECK_SHARE(seen(&s, "n/a"), 0.03);
    CHECK_SHARE(seen(&s, "5"), 0.7);
    end_sample(&s);
    s = draw("{\"name\": \"v\", \"type\": \"categorical\", \"params\": {\"weights\": {\"x\": 1}, \"nan_probability\": 0.001}}", 5);
    CHECK_SHARE(seen(&s, ""), 0.001);
    CHECK_SIZE(seen(&s, "") + seen(&s, "x"), N);
    end_sample(&s);
}

TEST(words_among_numbers_have_their_share)
{
    sample s = draw(NUMBER("\"decimals\": 0, \"distribution\": [[5, 90]], \"words\": {\"free\": 9, \"on request\": 1}"), 6);

    CHECK_SHARE(seen(&s, "5"), 0.9);
    CHECK_SHARE(seen(&s, "free"), 0.09);
    CHECK_SHARE(seen(&s, "on request"), 0.01);
    end_sample(&s);
}

TEST(weights_are_shares_of_their_sum)
{
    sample s = draw("{\"name\": \"v\", \"type\": \"categorical\", \"params\": {\"weights\": {\"a\": 3, \"b\": 1.5, \"c\": 0.25, \"d\": 0.25, \"e\": 0}}}", 7);

    CHECK_SHARE(seen(&s, "a"), 0.6);
    CHECK_SHARE(seen(&s, "b"), 0.3);
    CHECK_SHARE(seen(&s, "c"), 0.05);
    CHECK_SHARE(seen(&s, "d"), 0.05);
    CHECK_SIZE(seen(&s, "e"), 0);
    end_sample(&s);
}

static double phi(double x) { return 0.5 * (1 + erf(x / sqrt(2.0))); }

TEST(the_normal_of_the_reference_is_clipped)
{
    sample s = draw("{\"name\": \"v\", \"type\": \"numerical\", \"params\": {\"mean\": 50, \"std\": 10, \"nan_probability\": 0}, \"constraints\": {\"min\": 30, \"max\": 65.5}}", 8);
    static const double at[] = { -1.5, -1, -0.5, 0, 0.25, 0.5, 1, 1.25 };
    size_t i, k, low = 0, high = 0, below;

    for (i = 0; i < N; i++) {
        const double v = value(s.cells[i]);
        CHECK(v >= 30 && v <= 65.5);
        if (v <= 30) low++;
        if (v >= 65.5) high++;
    }
    CHECK_SHARE(low, phi(-2));
    CHECK_SHARE(high, 1 - phi(1.55));
    CHECK_SIZE(seen(&s, "65.5"), high);
    CHECK_SIZE(seen(&s, "30.0"), low);   /* as Python prints a float */
    for (k = 0; k < sizeof at / sizeof at[0]; k++) {
        for (i = below = 0; i < N; i++)
            if (value(s.cells[i]) < 50 + 10 * at[k]) below++;
        CHECK_SHARE(below, phi(at[k]));
    }
    end_sample(&s);
    s = draw("{\"name\": \"v\", \"type\": \"numerical\", \"params\": {\"mean\": -3, \"std\": 0.5}, \"decimals\": 0}", 9);   /* no bounds */
    CHECK_SHARE(seen(&s, "-3"), phi(1) - phi(-1));
    CHECK_SHARE(seen(&s, "-4"), phi(-1) - phi(-3));
    end_sample(&s);
    s = draw("{\"name\": \"v\", \"type\": \"numerical\", \"params\": {\"mean\": 2.5, \"std\": 0}, \"constraints\": {\"min\": 2.5, \"max\": 2.5}}", 10);
    CHECK_SIZE(seen(&s, "2.5"), N);
    end_sample(&s);
}

/* round(x * 2^-shift * 10^decimals), halves up, saturating */
TEST(fixed_point_becomes_units_at_every_shift)
{
    static const struct { int64_t x; int shift, decimals; int64_t units; } want[] = {
        { 5, 0, 0, 5 }, { 5, 0, 2, 500 }, { 3, 1, 0, 2 }, { 1, 2, 0, 0 }, { -3, 1, 0, -2 }, { INT64_MAX, 0, 5, INT64_MAX }, { 1, -3, 0, 8 }, { 1, -62, 0, INT64_C(1) << 62 },
        { 3, -62, 0, INT64_MAX }, { 1, -63, 0, INT64_MAX }, { 0, -63, 0, 0 }, { 1, -70, 0, INT64_MAX }, { 0, -70, 3, 0 }, { INT64_MAX, -70, 3, INT64_MAX },
        { INT64_MAX, 1, 18, INT64_MAX }, { INT64_MAX, 63, 10, INT64_C(10000000000) }, { INT64_MAX, 64, 10, INT64_C(5000000000) }, { INT64_MAX, 65, 10, INT64_C(2500000000) },
        { -INT64_MAX, 65, 10, INT64_C(-2500000000) }, { INT64_MAX, 120, 18, 7 }, { INT64_MAX, 127, 18, 0 }, { INT64_MAX, 128, 18, 0 }, { INT64_MAX, 1000, 18, 0 } };
    size_t i;

    for (i = 0; i < sizeof want / sizeof want[0]; i++)
        if (!CHECK_INT(repi_fixed_units(want[i].x, want[i].shift, want[i].decimals), want[i].units)) printf("    shift %d\n", want[i].shift);
}

/* min and max may have more decimals than the column. */
TEST(a_normal_rounded_to_its_decimals_stays_between_its_bounds)
{
    rep_model *model = read_model("{\"columns\":[{\"name\":\"a\",\"type\":\"numerical\",\"decimals\":2,\"params\":{\"mean\":0.5,\"std\":1},"
                                  "\"constraints\":{\"min\":0.004,\"max\":0.996}},{\"name\":\"b\",\"type\":\"numerical\",\"decimals\":1,"
                                  "\"params\":{\"mean\":-1e-30,\"std\":1e-31}}]}");
    text       rows = rows_text(model, 5, 0, 400, bare());
    rep_str   *cells;
    size_t     i, n, low = 0, high = 0;

    cells = cells_of(&rows, '\x01', 0, &n);
    CHECK_SIZE(n, 400);
    for (i = 0; i < n; i++) {
        double v = 0;
        CHECK(repi_parse_f64(cells[i].data, cells[i].len, &v)); CHECK(v >= 0.01 && v <= 0.99);
        low += v < 0.011, high += v > 0.989;
    }
    CHECK(low > 50 && high > 50);
    free(cells);
    cells = cells_of(&rows, '\x01', 1, &n);
    for (i = 0; i < n; i++) CHECK(cells[i].len == 3 && memcmp(cells[i].data, "0.0", 3) == 0);
    free(cells);
    drop(&rows);
    rep_model_free(model);
}

TEST(doubles_are_drawn_between_their_ends)
{
    sample s = draw(NUMBER("\"real\": true, \"distribution\": [[-1e300, 1], [1e-5, 1e5, 9]]"), 11);
    size_t i, small = 0;

    for (i = 0; i < N; i++) {
        const double v = value(s.cells[i]);
        CHECK(v <= -1e299 || (v >= 1e-5 && v <= 1e5));
        if (v > 0 && v < 1) small++;
    }
    CHECK_SHARE(seen(&s, "-1e+300"), 0.1);
    CHECK_NEAR((double)small / N, 0.45, 0.01);   /* half of 0.9: uniform in the bits is nearly uniform in the logarithm */
    end_sample(&s);
}

TEST(dates_without_more_are_uniform)
{
    sample s = draw("{\"name\": \"v\", \"type\": \"datetime\", \"format\": \"%Y-%m-%d\", \"constraints\": {\"min\": \"2020-02-01\", \"max\": \"2020-03-31\"}}", 12);
    size_t counts[60], i;
    char   day[16];

    for (i = 0; i < 60; i++) {   /* 29 days, then 31 */
        sprintf(day, "2020-%02u-%02u", i < 29 ? 2u : 3u, (unsigned)(i < 29 ? i + 1 : i - 28));
        counts[i] = seen(&s, day);
    }
    check_even(counts, 60);
    end_sample(&s);
    s = draw("{\"name\": \"v\", \"type\": \"datetime\", \"format\": \"%b %Y\", \"constraints\": {\"min\": \"2019-11-01\", \"max\": \"2020-02-01\"}}", 13);
    counts[0] = seen(&s, "Nov 2019"), counts[1] = seen(&s, "Dec 2019"), counts[2] = seen(&s, "Jan 2020"), counts[3] = seen(&s, "Feb 2020");
    CHECK_SIZE(counts[0] + counts[1] + counts[2] + counts[3], N);   /* months, though they are not equally long */
    check_even(counts, 4);
    end_sample(&s);
    s = draw("{\"name\": \"v\", \"type\": \"datetime\", \"format\": \"%H:%M\", \"constraints\": {\"min\": \"1970-01-01T23:00:00\", \"max\": \"1970-01-01T23:59:00\"}}", 14);
    for (i = 0; i < 60; i++) {
        sprintf(day, "23:%02u", (unsigned)i);
        counts[i] = seen(&s, day);
    }
    check_even(counts, 60);
    end_sample(&s);
}

TEST(forms_and_patterns_have_their_share)
{
    sample s = draw("{\"name\": \"v\", \"type\": \"text\", \"patterns\": {\"[a-f]{2}\": 3, \"[0-9]{2}\": 1}}", 15);
    size_t counts[100], i, digits = 0;

    memset(counts, 0, sizeof counts);
    for (i = 0; i < N; i++)
        if (s.cells[i].data[0] <= '9') digits++, counts[(s.cells[i].data[0] - '0') * 10 + s.cells[i].data[1] - '0']++;
    CHECK_SHARE(digits, 0.25);
    check_even(counts, 100);
    end_sample(&s);
    s = draw("{\"name\": \"v\", \"type\": \"pii\", \"params\": {\"pii_type\": \"phone\"}, \"forms\": {\"(###) ###-####\": 7, \"###-###-####\": 3}}", 16);
    for (i = digits = 0; i < N; i++)
        if (s.cells[i].data[0] == '(') digits++;
    CHECK_SHARE(digits, 0.7);
    end_sample(&s);
    s = draw("{\"name\": \"v\", \"type\": \"text\", \"prose\": {\"capital\": 0.75, \"stop\": 0.25, \"shapes\": [[2, 8, 12, 1], [5, 25, 35, 3]]}}", 17);
    {
        size_t two = 0, five = 0, capital = 0, stop = 0, k, blanks;
        for (i = 0; i < N; i++) {
            const rep_str *c = &s.cells[i];
            for (k = blanks = 0; k < c->len; k++) blanks += c->data[k] == ' ';
            if (blanks == 1 && c->len >= 8 && c->len <= 12) two++;
            if (blanks == 4 && c->len >= 25 && c->len <= 35) five++;
            if (c->data[0] >= 'A' && c->data[0] <= 'Z') capital++;
            if (c->data[c->len - 1] == '.') stop++;
        }
        CHECK_SHARE(two, 0.25);
        CHECK_SIZE(two + five, N);
        CHECK_SHARE(capital, 0.75);
        CHECK_SHARE(stop, 0.25);
    }
    end_sample(&s);
}

/*--- unique columns ---*/

static const char *const uniques[] = {
    "{\"name\": \"v\", \"type\": \"pii\", \"params\": {\"pii_type\": \"email\"}, \"unique\": true}",
    "{\"name\": \"v\", \"type\": \"pii\", \"params\": {\"pii_type\": \"phone\"}, \"unique\": true}",
    "{\"name\": \"v\", \"type\": \"pii\", \"params\": {\"pii_type\": \"phone\"}, \"unique\": true, \"forms\": {\"+44 #### ######\": 5, \"(###) ###-####\": 6}}",
    "{\"name\": \"v\", \"type\": \"pii\", \"params\": {\"pii_type\": \"ssn\"}, \"unique\": true}",
    "{\"name\": \"v\", \"type\": \"pii\", \"params\": {\"pii_type\": \"credit_card\"}, \"unique\": true}",
    "{\"name\": \"v\", \"type\": \"pii\", \"params\": {\"pii_type\": \"name\"}, \"unique\": true}",
    "{\"name\": \"v\", \"type\": \"pii\", \"params\": {\"pii_type\": \"name\"}, \"unique\": true, \"forms\": {\"F L\": 2, \"L, F\": 1}}",
    "{\"name\": \"v\", \"type\": \"text\", \"unique\": true, \"patterns\": {\"[A-Z]{3}-[0-9]{4}\": 1}}",
    "{\"name\": \"v\", \"type\": \"text\", \"unique\": true, \"patterns\": {\"[A-Z]{2}\": 1}}",
    "{\"name\": \"v\", \"type\": \"text\", \"unique\": true, \"patterns\": {\"[a-z]{3}\": 5, \"[0-9]{2,4}\": 2}}",
    "{\"name\": \"v\", \"type\": \"text\", \"unique\": true, \"patterns\": {\"x[0-9]{1,3}-1\": 1}}",
    "{\"name\": \"v\", \"type\": \"text\", \"unique\": true, \"prose\": {\"capital\": 1.0, \"stop\": 1.0, \"shapes\": [[3, 12, 20, 2], [9, 40, 60, 1]]}}",
    "{\"name\": \"v\", \"type\": \"text\", \"unique\": true, \"prose\": {\"shapes\": [[1, 4, 6, 2]]}}",
    NUMBER("\"decimals\": 0, \"unique\": true, \"distribution\": [[1000, 2000, 9]]"),
    NUMBER("\"decimals\": 0, \"unique\": true, \"step\": 7, \"distribution\": [[0, 7000000, 9]]"),
    NUMBER("\"decimals\": 0, \"id\": {\"start\": -50, \"step\": -3}"),
    "{\"name\": \"v\", \"type\": \"text\", \"id\": {\"start\": 95, \"step\": 1, \"prefix\": \"A\", \"suffix\": \"1\", \"width\": 2}}",
};

TEST(unique_columns_stay_unique_along_their_ladder)
{
    size_t u;

    for (u = 0; u < sizeof uniques / sizeof uniques[0]; u++) {
        rep_model     *model = one(uniques[u]);
        rep_generator *generator = begin(model, u, NULL);
        text           rows = { NULL, 0, 0 }, some = { NULL, 0, 0 };
        rep_str       *cells;
        size_t         count;
        INPUT(uniques[u]);
        write_to(generator, 0, N, &rows);
        write_to(generator, 77777, 500, &some);   /* a shard of them is the same */
        cells = cells_of(&rows, '\x01', 0, &count);
        CHECK_SIZE(count, N);
        CHECK(memcmp(cells[77777].data, some.data, some.len) == 0);
        CHECK_SIZE(distinct_cells(cells, count), N);
        free(cells);
        drop(&rows), drop(&some);
        rep_generator_free(generator);
        rep_model_free(model);
    }
    INPUT(NULL);
}

typedef struct counter { uint64_t bytes, refuse_at; } counter;

/* Takes bytes until one too many comes. */
static int count_bytes(void *user, const char *data, size_t len)
{
    counter *c = (counter *)user;

    (void)data;
    if (c->refuse_at && c->bytes + len >= c->refuse_at) return 1;
    c->bytes += len;
    return 0;
}

TEST(strict_unique_is_an_error_before_the_first_byte)
{
    rep_generator_options strict = { 0 };
    rep_generator_info    info;
    rep_error             err;
    size_t                u;

    strict.strict_unique = 1;
    for (u = 0; u < sizeof uniques / sizeof uniques[0]; u++) {
        rep_model     *model = one(uniques[u]);
        rep_generator *generator = begin(model, u, &strict);
        counter        got = { 0, 0 };
        INPUT(uniques[u]);
        CHECK_INT(rep_generator_get_info(generator, &info, &err), REP_OK);
        CHECK_SIZE(info.column_count, 1);
        CHECK(info.row_limit == column_of(model, 0).capacity);
        if (info.row_limit != UINT64_MAX) {
            char limit[24];
            sprintf(limit, "%llu", (unsigned long long)info.row_limit);
            CHECK(is_text(info.limit_column, "v"));
            CHECK(info.row_limit >= 11);
            CHECK_INT(rep_generator_write(generator, info.row_limit - 10, 11, count_bytes, &got, NULL, &err), REP_ERR_CAPACITY);
            CHECK_SIZE(got.bytes, 0);
            CHECK_SAYS(err.message, "\"v\"");
            CHECK_SAYS(err.message, limit);
            CHECK_INT(rep_generator_write(generator, info.row_limit - 10, 10, count_bytes, &got, NULL, &err), REP_OK);
            CHECK(got.bytes > 20);
            CHECK_INT(rep_generator_write(generator, 0, info.row_limit + 1, count_bytes, &got, NULL, &err), REP_ERR_CAPACITY);
        }
        CHECK(u != 8 || info.row_limit == 676);
        CHECK(u != 13 || info.row_limit == 1001);
        CHECK(u < 15 || info.row_limit == UINT64_MAX);
        rep_generator_free(generator);
        rep_model_free(model);
    }
    INPUT(NULL);
    {   /* the narrowest column sets the limit */
        rep_model     *model = model_of(every, EVERY, REP_NONE);
        rep_generator *generator = begin(model, 1, &strict);
        size_t         c;
        uint64_t       least = UINT64_MAX;
        CHECK_INT(rep_generator_get_info(generator, &info, &err), REP_OK);
        for (c = 0; c < EVERY; c++)
            if (column_of(model, c).capacity < least) least = column_of(model, c).capacity;
        CHECK(info.row_limit == least);
        CHECK(is_text(info.limit_column, shown(column_of(model, rep_model_find_column(model, shown(info.limit_column))).name)));
        CHECK_SIZE(info.column_count, EVERY);
        rep_generator_free(generator);
        rep_model_free(model);
    }
    CHECK_INT(rep_generator_get_info(NULL, &info, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_generator_get_info(NULL, NULL, &err), REP_ERR_ARGUMENT);
}

TEST(the_last_rows_of_all_are_rows_or_an_error_that_says_so)
{
    rep_error err;
    size_t    u;

    for (u = 0; u < sizeof uniques / sizeof uniques[0]; u++) {
        rep_model     *model = one(uniques[u]);
        rep_generator *generator = begin(model, u, NULL);
        text           rows = { NULL, 0, 0 };
        uint64_t       first;
        for (first = UINT64_MAX - 3; first > 1000; first /= 37) {
            rep_status status = rep_generator_write(generator, first, 3, put_all, &rows, bare(), &err);
            INPUT(uniques[u]);
            CHECK(status == REP_OK || status == REP_ERR_CAPACITY);
            if (status == REP_ERR_CAPACITY) CHECK_SAYS(err.message, "\"v\"");
            INPUT(NULL);
        }
        drop(&rows);
        rep_generator_free(generator);
        rep_model_free(model);
    }
}

/*--- CSV ---*/

static void check_csv(const rep_model *model, uint64_t rows, const rep_write_options *options, const char *want)
{
    text out = rows_text(model, 1, 0, rows, options);

    CHECK_STR(out.data, want);
    drop(&out);
}

#define ONE_OF(texts) "{\"name\": \"v\", \"type\": \"categorical\", \"params\": {\"weights\": {" texts "}}}"

typedef struct one_cell { const char *column, *csv; } one_cell;

/* A row of each column alone. */
static void check_columns(const one_cell *cells, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        rep_model *model = one(cells[i].column);
        INPUT(cells[i].column);
        check_csv(model, 1, NULL, cells[i].csv);
        INPUT(NULL);
        rep_model_free(model);
    }
}

/* However far: the mean and the deviation have their places in fixed point, and so has such a bound. */
TEST(a_bound_beyond_all_draws_is_every_cell)
{
    static const one_cell cells[] = {
        { "{\"name\": \"v\", \"type\": \"numerical\", \"decimals\": 0, \"params\": {\"mean\": 0, \"std\": 1}, \"constraints\": {\"min\": 40}}", "v\n40\n" },
        { "{\"name\": \"v\", \"type\": \"numerical\", \"decimals\": 0, \"params\": {\"mean\": 0, \"std\": 1}, \"constraints\": {\"min\": 1000000000000}}", "v\n1000000000000\n" },
        { "{\"name\": \"v\", \"type\": \"numerical\", \"decimals\": 1, \"params\": {\"mean\": 5, \"std\": 0.001}, \"constraints\": {\"max\": -987654321.5}}", "v\n-987654321.5\n" },
        { "{\"name\": \"v\", \"type\": \"numerical\", \"decimals\": 0, \"params\": {\"mean\": -300, \"std\": 0}, \"constraints\": {\"min\": 300000}}", "v\n300000\n" } };
    check_columns(cells, sizeof cells / sizeof cells[0]);
}

TEST(quotes_stand_only_where_they_must)
{
    static const one_cell cells[] = {
        { ONE_OF("\"plain\": 1"), "v\nplain\n" }, { ONE_OF("\"two words\": 1"), "v\ntwo words\n" },
        { ONE_OF("\"a,b\": 1"), "v\n\"a,b\"\n" }, { ONE_OF("\"a;b|c\": 1"), "v\na;b|c\n" }, { ONE_OF("\"a\\tb\": 1"), "v\na\tb\n" },
        { ONE_OF("\"say \\\"hi\\\"\": 1"), "v\n\"say \"\"hi\"\"\"\n" }, { ONE_OF("\"\\\"\": 1"), "v\n\"\"\"\"\n" },
        { ONE_OF("\"a\\nb\": 1"), "v\n\"a\nb\"\n" }, { ONE_OF("\"a\\rb\": 1"), "v\n\"a\rb\"\n" },
        { ONE_OF("\"\": 1"), "v\n\"\"\n" }, { ONE_OF("\"it's\": 1"), "v\nit's\n" }, { ONE_OF("\"\\u00e9\": 1"), "v\n\xC3\xA9\n" },
        { "{\"name\": \"v\", \"type\": \"categorical\", \"params\": {\"weights\": {}, \"nan_probability\": 1}}", "v\n\n" },
        { "{\"name\": \"v\", \"type\": \"categorical\", \"params\": {\"weights\": {}, \"nan_probability\": 1}, \"missing\": {\"N/A\": 1}}", "v\nN/A\n" },
        { "{\"name\": \"a,b\", \"type\": \"categorical\", \"params\": {\"weights\": {\"x\": 1}}}", "\"a,b\"\nx\n" },
        { "{\"name\": \"a \\\"b\\\"\", \"type\": \"categorical\", \"params\": {\"weights\": {\"x\": 1}}}", "\"a \"\"b\"\"\"\nx\n" },
        { NUMBER("\"decimals\": 2, \"style\": {\"zeros\": \"fixed\", \"group\": \",\"}, \"distribution\": [[1234.5, 1]]"), "v\n\"1,234.50\"\n" },
        { NUMBER("\"decimals\": 1, \"style\": {\"zeros\": \"fixed\", \"mark\": \",\"}, \"distribution\": [[4.5, 1]]"), "v\n\"4,5\"\n" },
        { "{\"name\": \"v\", \"type\": \"text\", \"id\": {\"start\": 1, \"step\": 1, \"prefix\": \"a,\"}}", "v\n\"a,1\"\n" },
        { "{\"name\": \"v\", \"type\": \"text\", \"id\": {\"start\": 1, \"step\": 1, \"prefix\": \"a\", \"suffix\": \",b\"}}", "v\n\"a1,b\"\n" },
        { "{\"name\": \"v\", \"type\": \"text\", \"id\": {\"start\": 1, \"step\": 1, \"suffix\": \"\\\"\"}}", "v\n\"1\"\"\"\n" },
        { "{\"name\": \"v\", \"type\": \"datetime\", \"format\": \"%b %d, %Y\", \"constraints\": {\"min\": \"2020-02-01\", \"max\": \"2020-02-01\"}}", "v\n\"Feb 01, 2020\"\n" },
        { "{\"name\": \"v\", \"type\": \"text\", \"patterns\": {\"a,b\": 1}}", "v\n\"a,b\"\n" } };
    check_columns(cells, sizeof cells / sizeof cells[0]);
}

static rep_model *two_columns(const char *delimiter)
{
    char       json[512];

    sprintf(json, "{\"metadata\": {\"rows\": 9, \"version\": \"1.1\"%s}, \"columns\": ["
            "{\"name\": \"a;b\", \"type\": \"categorical\", \"params\": {\"weights\": {\"x,y\": 1}}},"
            "{\"name\": \"t\\tb\", \"type\": \"categorical\", \"params\": {\"weights\": {\"1:2\": 1}}}]}", delimiter);
    return read_model(json);
}

TEST(the_delimiter_is_the_sources_unless_another_is_asked_for)
{
    rep_model        *semicolon = two_columns(", \"delimiter\": \";\""), *none = two_columns("");
    rep_write_options options = { 0 };
    rep_model_info    info;
    rep_error         err;

    CHECK_INT(rep_model_get_info(semicolon, &info, &err), REP_OK);
    CHECK_INT(info.delimiter, ';');
    check_csv(semicolon, 1, NULL, "\"a;b\";t\tb\nx,y;1:2\n");
    check_csv(none, 1, NULL, "a;b,t\tb\n\"x,y\",1:2\n");
    options.format = REP_FORMAT_CSV;
    check_csv(semicolon, 1, &options, "a;b,t\tb\n\"x,y\",1:2\n");
    options.format = REP_FORMAT_TSV;
    check_csv(semicolon, 1, &options, "a;b\t\"t\tb\"\nx,y\t1:2\n");
    options.format = REP_FORMAT_AUTO;
    options.csv.delimiter = '|';
    check_csv(semicolon, 1, &options, "a;b|t\tb\nx,y|1:2\n");
    options.csv.delimiter = ':';
    check_csv(semicolon, 1, &options, "a;b:t\tb\nx,y:\"1:2\"\n");
    options.csv.no_header = 1;
    check_csv(semicolon, 2, &options, "x,y:\"1:2\"\nx,y:\"1:2\"\n");
    options.format = (rep_format)77;
    {
        rep_generator *generator = begin(none, 1, NULL);
        text           out = { NULL, 0, 0 };
        CHECK_INT(rep_generator_write(generator, 0, 1, put_all, &out, &options, &err), REP_ERR_UNSUPPORTED);
        CHECK_SIZE(out.len, 0);
        rep_generator_free(generator);
    }
    rep_model_free(semicolon), rep_model_free(none);
}

/* Delimiters and quotes that make no table, or not one that can be read. */
TEST(a_delimiter_or_quote_that_makes_no_table_is_refused)
{
    static const struct { char delimiter, quote; } bad[] = { { '\n', 0 }, { '\r', 0 }, { '"', 0 }, { '\xE9', 0 }, { ',', ',' }, { 0, '\n' } };
    rep_model        *model = two_columns("");
    rep_generator    *generator = begin(model, 1, NULL);
    rep_write_options options = { 0 };
    rep_error         err;
    size_t            i;

    for (i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        text out = { NULL, 0, 0 };
        options.csv.delimiter = bad[i].delimiter;
        options.csv.quote = bad[i].quote;
        CHECK_INT(rep_generator_write(generator, 0, 1, put_all, &out, &options, &err), REP_ERR_ARGUMENT);
        CHECK_SIZE(out.len, 0);
        drop(&out);
    }
    memset(&options, 0, sizeof options);
    options.csv.quote = '\'';   /* another one that does is used */
    check_csv(model, 1, &options, "a;b,t\tb\n'x,y',1:2\n");
    rep_generator_free(generator);
    rep_model_free(model);
}

/* A spelling of missing that needs quotes would otherwise break the table. */
TEST(rows_can_be_read_again_whatever_the_spelling_of_missing)
{
    rep_profile_options      options = { 0 };
    static const char *const words[] = { "n,a", "say \"no\"", "-\n-" };
    rep_model               *model, *again;
    text                     rows;
    rep_model_info           info;
    rep_error                err;

    options.missing = words, options.missing_count = 3;
    model = learn("v,w\n\"n,a\",1\n\"say \"\"no\"\"\",2\n\"-\n-\",3\n5,3\n", &options);
    CHECK_NEAR(column_of(model, 0).missing_share, 0.75, 0);
    rows = rows_text(model, 3, 0, 400, NULL);
    again = learn_text(rows.data, rows.len, &options);
    CHECK(again != NULL && rep_model_get_info(again, &info, &err) == REP_OK && info.row_count == 400);
    CHECK_NEAR(column_of(again, 0).missing_share, 0.75, 5 * sqrt(0.75 * 0.25 / 400));
    drop(&rows);
    rep_model_free(model), rep_model_free(again);
}

TEST(rows_have_one_line_each_and_no_mark_in_front)
{
    rep_model *model = model_of(every, EVERY, REP_NONE);
    text       rows = rows_text(model, 4, 0, 1000, NULL);
    size_t     i, lines = 0;

    CHECK(memcmp(rows.data, "run,invoice,key,", 16) == 0);
    for (i = 0; i < rows.len; i++) {
        lines += rows.data[i] == '\n';
        CHECK(rows.data[i] != '\r' && rows.data[i] != '\0');
    }
    CHECK_SIZE(lines, 1001);
    CHECK(rows.data[rows.len - 1] == '\n');
    drop(&rows);
    rep_model_free(model);
}

TEST(rows_learned_again_give_a_like_model)
{
    rep_model          *model = model_of(every, EVERY, REP_NONE), *again;
    rep_profile_options options = { 0 };
    text                rows = rows_text(model, 5, 0, 5000, NULL);
    size_t              c;

    options.csv.quoted_empty = 1;
    again = learn_text(rows.data, rows.len, &options);
    for (c = 0; c < EVERY; c++) {
        const rep_column was = column_of(model, c), is = column_of(again, c);
        INPUT(every[c]);
        CHECK(is_text(is.name, shown(was.name)));
        CHECK_INT(is.kind, was.kind);
        CHECK(is_text(is.pii_class, shown(was.pii_class)));
        if (was.kind == REP_KIND_DATETIME) CHECK(is_text(is.format, shown(was.format)));
        CHECK_INT(is.id, was.id);
        if (was.unique) CHECK_INT(is.unique, 1);
        CHECK_NEAR(is.missing_share, was.missing_share, 5 * sqrt(0.25 / 5000));
        CHECK_INT(is.category_count > 0, was.category_count > 0);
        INPUT(NULL);
    }
    c = rep_model_find_column(again, "normal");
    CHECK_NEAR(column_of(again, c).mean, 50.5, 5 * 10.25 / sqrt(4500));
    CHECK_NEAR(column_of(again, c).std, 10.25, 5 * 10.25 / sqrt(2 * 4500.0));
    drop(&rows);
    rep_model_free(model), rep_model_free(again);
}

/*--- callbacks, extremes, memory ---*/

TEST(a_callback_that_refuses_stops_the_rows)
{
    rep_model     *model = model_of(every, EVERY, REP_NONE);
    rep_generator *generator = begin(model, 1, NULL);
    counter        all = { 0, 0 };
    rep_error      err;
    uint64_t       n;
    text           before = { NULL, 0, 0 }, after = { NULL, 0, 0 };

    write_to(generator, 0, 20, &before);
    CHECK_INT(rep_generator_write(generator, 0, 20, count_bytes, &all, NULL, &err), REP_OK);
    for (n = 1; n <= all.bytes; n++) {
        counter got = { 0, 0 };
        got.refuse_at = n;
        CHECK_INT(rep_generator_write(generator, 0, 20, count_bytes, &got, NULL, &err), REP_ERR_WRITE);
        CHECK_INT(err.code, REP_ERR_WRITE);
        CHECK(got.bytes < n);
    }
    all.bytes = 0;
    CHECK_INT(rep_generator_write(generator, 0, 4000, count_bytes, &all, NULL, &err), REP_OK);   /* more than one piece */
    for (n = 1; n <= all.bytes; n += 30011) {
        counter got = { 0, 0 };
        got.refuse_at = n;
        CHECK_INT(rep_generator_write(generator, 0, 4000, count_bytes, &got, NULL, NULL), REP_ERR_WRITE);
    }
    write_to(generator, 0, 20, &after);   /* it can be used again */
    CHECK_SAME(after, before);
    CHECK_INT(rep_generator_write(NULL, 0, 1, count_bytes, &all, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_generator_write(generator, 0, 1, NULL, &all, NULL, &err), REP_ERR_ARGUMENT);
    drop(&before), drop(&after);
    rep_generator_free(generator);
    rep_model_free(model);
}

typedef struct watch { long calls, stop_at; uint64_t last, total; } watch;

static int on_progress(void *user, const char *step, uint64_t done, uint64_t total)
{
    watch *w = (watch *)user;

    CHECK_STR(step, "generate");
    CHECK(done > w->last && done <= total);
    w->last = done, w->total = total;
    return ++w->calls == w->stop_at;
}

TEST(progress_is_told_and_may_cancel)
{
    rep_generator_options options = { 0 };
    rep_model            *model = one(uniques[0]);
    rep_generator        *generator;
    watch                 w;
    counter               got = { 0, 0 };
    rep_error             err;

    memset(&w, 0, sizeof w);
    options.host.progress = on_progress, options.host.progress_user = &w;
    generator = begin(model, 1, &options);
    CHECK_INT(rep_generator_write(generator, 5, 100000, count_bytes, &got, NULL, &err), REP_OK);
    CHECK(w.calls >= 3 && w.calls < 1000);
    CHECK(w.total == 100000);
    memset(&w, 0, sizeof w);
    w.stop_at = 2;
    CHECK_INT(rep_generator_write(generator, 5, 100000, count_bytes, &got, NULL, &err), REP_ERR_CANCELLED);
    CHECK_INT(err.code, REP_ERR_CANCELLED);
    CHECK_INT(w.calls, 2);
    rep_generator_free(generator);
    rep_model_free(model);
}

/* Only ids, keys and fakes follow from the number of the row. */
TEST(dates_said_to_be_unique_are_drawn_all_the_same)
{
    rep_model     *model = one("{\"name\": \"d\", \"type\": \"datetime\", \"unique\": true, \"constraints\": {\"min\": \"2020-01-01\", \"max\": \"2020-12-31\"}}");
    rep_generator *generator = NULL;
    rep_buffer     rows = { NULL, 0, 0, 0 };
    rep_error      err;
    size_t         i, width = 20;

    CHECK_INT(rep_generator_create(&generator, model, 42, NULL, &err), REP_OK);
    CHECK_INT(rep_generator_write(generator, 0, 100, rep_buffer_write, &rows, NULL, &err), REP_OK);
    if (CHECK(rows.len == 2 + 100 * width))
        for (i = 0; i < 100; i++) CHECK(memcmp(rows.data + 2 + i * width, "2020-", 5) == 0 && (i == 0 || memcmp(rows.data + 2 + i * width, rows.data + 2, width) != 0));
    rep_buffer_free(&rows);
    rep_generator_free(generator);
    rep_model_free(model);
}

TEST(no_rows_no_columns_and_very_many_columns)
{
    rep_model     *model = model_of(every, EVERY, REP_NONE), *nothing = model_of(every, 0, REP_NONE), *wide;
    rep_generator *generator;
    text           rows = rows_text(model, 1, 0, 0, NULL), json = { NULL, 0, 0 }, apart = { NULL, 0, 0 };
    rep_error      err;
    rep_generator_info info;
    size_t         i, commas = 0, lines = 0;

    CHECK(rows.len > 20 && strchr(rows.data, '\n') == rows.data + rows.len - 1);   /* the header alone */
    drop(&rows);
    generator = begin(nothing, 1, NULL);
    CHECK_INT(rep_generator_get_info(generator, &info, &err), REP_OK);
    CHECK_SIZE(info.column_count, 0);
    CHECK(info.row_limit == UINT64_MAX);
    CHECK_INT(rep_generator_write(generator, 0, 3, put_all, &rows, NULL, &err), REP_OK);
    for (i = 0; i < rows.len; i++) CHECK(rows.data[i] == '\n');
    drop(&rows);
    rep_generator_free(generator);
    puts_to(&json, "{\"metadata\": {\"rows\": 9, \"version\": \"1.1\"}, \"columns\": [");
    for (i = 0; i < 3000; i++)
        say(&json, "%s{\"name\": \"c%u\", \"type\": \"numerical\", \"params\": {\"mean\": %u, \"std\": 1}, \"decimals\": 1}", i ? ", " : "", (unsigned)i, (unsigned)i);
    puts_to(&json, "]}");
    wide = read_model(json.data);
    rows = rows_text(wide, 1, 0, 50, NULL);
    for (i = 0; i < rows.len; i++) commas += rows.data[i] == ',', lines += rows.data[i] == '\n';
    CHECK_SIZE(lines, 51);
    CHECK_SIZE(commas, 51 * 2999);
    generator = begin(wide, 1, NULL);   /* blocks are smaller here, and it must not show */
    for (i = 0; i < 50; i++) {
        rep_write_options options = { 0 };
        options.csv.no_header = i > 0;
        CHECK_INT(rep_generator_write(generator, i, 1, put_all, &apart, &options, &err), REP_OK);
    }
    CHECK_SAME(apart, rows);
    rep_generator_free(generator);
    drop(&rows), drop(&json), drop(&apart);
    rep_model_free(model), rep_model_free(nothing), rep_model_free(wide);
}

/* Rows of a block are written side by side, in as much room as the longest needs: it grows while they are. */
TEST(long_rows_and_short_ones_stand_in_one_block)
{
    static const size_t lengths[] = { 1, 15, 16, 17, 3000, 70000, 1500000 };
    static const double weights[] = { 40, 20, 20, 20, 3, 1, 0.2 };
    enum { LENGTHS = sizeof lengths / sizeof lengths[0], COLUMNS = 3, ROWS = 600 };
    rep_model     *model;
    rep_generator *generator;
    text           json = { NULL, 0, 0 }, rows = { NULL, 0, 0 }, apart = { NULL, 0, 0 };
    char          *filler = (char *)malloc(lengths[LENGTHS - 1] + 1);
    const char    *cell;
    size_t         i, k, n, cells = 0, longest = 0, wrong = 0;

    if (!CHECK(filler != NULL)) return;
    memset(filler, 'x', lengths[LENGTHS - 1]);
    puts_to(&json, "{\"metadata\": {\"rows\": 9, \"version\": \"1.1\"}, \"columns\": [");
    for (i = 0; i < COLUMNS; i++) {
        say(&json, "%s{\"name\": \"c%u\", \"type\": \"categorical\", \"params\": {\"weights\": {", i ? ", " : "", (unsigned)i);
        for (k = 0; k < LENGTHS; k++) {
            puts_to(&json, k ? ", \"" : "\"");
            filler[lengths[k]] = '\0';
            puts_to(&json, filler);
            filler[lengths[k]] = 'x';
            say(&json, "\": %g", weights[k]);
        }
        puts_to(&json, "}}}");
    }
    puts_to(&json, "]}");
    model = read_model(json.data);
    generator = begin(model, 5, NULL);
    write_to(generator, 0, ROWS, &rows);
    for (i = 0; i < ROWS; i += 60) { /* some rows alone, in strips that are wide by now, and by a generator whose are not */
        rep_generator *fresh = begin(model, 5, NULL);
        apart.len = 0;
        write_to(i % 120 ? fresh : generator, i, 60, &apart);
        for (n = 0, cell = rows.data; n < i; cell++) n += *cell == '\n';
        CHECK(apart.len <= rows.len - (size_t)(cell - rows.data) && memcmp(cell, apart.data, apart.len) == 0);
        rep_generator_free(fresh);
    }
    for (cell = rows.data; cell < rows.data + rows.len; cell += n + 1, cells++) {
        for (n = 0; cell[n] == 'x';) n++;
        for (k = 0; k < LENGTHS && lengths[k] != n;) k++;
        wrong += k == LENGTHS || cell[n] != (cells % COLUMNS == COLUMNS - 1 ? '\n' : '\x01');
        longest = n > longest ? n : longest;
    }
    CHECK_SIZE(wrong, 0);
    CHECK_SIZE(cells, ROWS * COLUMNS);
    CHECK_SIZE(longest, lengths[LENGTHS - 1]);
    rep_generator_free(generator);
    rep_model_free(model);
    free(filler);
    drop(&json), drop(&rows), drop(&apart);
}

TEST(first_and_count_must_not_wrap_around)
{
    rep_model     *model = one(ONE_OF("\"x\": 1"));
    rep_generator *generator = begin(model, 1, NULL);
    text           rows = { NULL, 0, 0 };
    rep_error      err;

    CHECK_INT(rep_generator_write(generator, UINT64_MAX, 2, put_all, &rows, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_generator_write(generator, 2, UINT64_MAX, put_all, &rows, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_SIZE(rows.len, 0);
    CHECK_INT(rep_generator_write(generator, UINT64_MAX - 2, 2, put_all, &rows, NULL, &err), REP_OK);
    CHECK_STR(rows.data, "v\nx\nx\n");
    CHECK_INT(rep_generator_create(NULL, model, 1, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_generator_create(&generator, NULL, 1, NULL, NULL), REP_ERR_ARGUMENT);
    rep_generator_free(generator);
    drop(&rows);
    rep_model_free(model);
}

TEST(memory_may_run_out_at_any_request)
{
    rep_model *model = model_of(every, EVERY, REP_NONE);
    text       file = { NULL, 0, 0 }, want = rows_text(model, 3, 0, 900, NULL);
    rep_error  err;
    long       n, all = 1;
    int        for_good;

    CHECK_INT(rep_model_write(model, put_all, &file, &err), REP_OK);
    for (for_good = 0; for_good < 2; for_good++)
        for (n = 0; n <= all; n++) {   /* n = 0 refuses none and counts them */
            rep_generator_options options = { 0 };
            rep_model_options     load = { 0 };
            rep_generator        *generator = NULL;
            rep_model            *own = NULL;
            text                  rows = { NULL, 0, 0 };
            rep_status            status;
            heap                  h;
            heap_begin(&h, &options.host, n, for_good);
            load.host = options.host;
            memset(&err, 0, sizeof err);
            status = rep_model_read(&own, file.data, file.len, &load, &err);
            CHECK((status == REP_OK) == (own != NULL));
            if (!status) {
                status = rep_generator_create(&generator, own, 3, &options, &err);
                CHECK((status == REP_OK) == (generator != NULL));
            }
            if (!status) status = rep_generator_write(generator, 0, 900, put_all, &rows, NULL, &err);
            if (status == REP_OK) CHECK_SAME(rows, want);
            else {
                CHECK_INT(status, REP_ERR_MEMORY);
                CHECK_INT(err.code, REP_ERR_MEMORY);
                CHECK(n > 0 && h.refused > 0);
            }
            rep_generator_free(generator);
            rep_model_free(own);
            CHECK_INT(h.live, 0);
            CHECK_INT(h.lies, 0);
            if (n == 0) all = h.requests;
            drop(&rows);
        }
    CHECK(all > 50);
    drop(&file), drop(&want);
    rep_model_free(model);
}

TEST(the_buffer_of_the_library_grows_or_is_fixed)
{
    rep_model     *model = one(ONE_OF("\"abc\": 1"));
    rep_generator *generator = begin(model, 1, NULL);
    rep_buffer     grows = { NULL, 0, 0, 0 }, fixed = { NULL, 0, 0, 0 };
    char           room[40];
    rep_error      err;

    CHECK_INT(rep_generator_write(generator, 0, 100000, rep_buffer_write, &grows, NULL, &err), REP_OK);
    CHECK_SIZE(grows.len, 2 + 4 * 100000);
    CHECK(memcmp(grows.data, "v\nabc\nabc\n", 10) == 0);
    rep_buffer_free(&grows);
    CHECK(grows.data == NULL && grows.len == 0);
    rep_buffer_free(NULL);
    fixed.data = room, fixed.capacity = sizeof room, fixed.fixed = 1;
    CHECK_INT(rep_generator_write(generator, 0, 9, rep_buffer_write, &fixed, NULL, &err), REP_OK);
    CHECK_SIZE(fixed.len, 38);
    fixed.len = 0;
    CHECK_INT(rep_generator_write(generator, 0, 10, rep_buffer_write, &fixed, NULL, &err), REP_ERR_WRITE);
    rep_buffer_free(&fixed);   /* leaves the caller's array alone */
    rep_generator_free(generator);
    rep_model_free(model);
}

/*--- golden rows ---*/

/* Hashes of 1,000 rows at seed 42. They were computed once and may change only with the number of the sampler
 * (0 until release 1.0.0) or of the word lists, in a commit that says why. */
TEST(golden_rows)
{
    static const struct { size_t from, to; uint64_t hash; } golden[] = {
        { 0, 3, UINT64_C(0xD609A6F5CFFF99A8) }, { 3, 7, UINT64_C(0xC3226FB03E58AC9F) }, { 7, 11, UINT64_C(0x3B56368EECE4949C) }, { 11, 17, UINT64_C(0x52247230C6F281DD) }, { 17, 22, UINT64_C(0xAD5AC45892A5D97E) }, { 0, EVERY, UINT64_C(0xC373917506618EA0) } };
    size_t i;

    for (i = 0; i < sizeof golden / sizeof golden[0]; i++) {
        rep_model     *model = model_of(every + golden[i].from, golden[i].to - golden[i].from, REP_NONE);
        rep_model_info info;
        rep_error      err;
        text           rows = rows_text(model, 42, 0, 1000, NULL);
        CHECK_INT(rep_model_get_info(model, &info, &err), REP_OK);
        CHECK_INT(info.sampler, 0);
        CHECK_INT(info.words, 0);
        if (!CHECK(hash_of(rows.data, rows.len) == golden[i].hash))
            printf("    model %d: UINT64_C(0x%016llX)\n", (int)i, (unsigned long long)hash_of(rows.data, rows.len));
        drop(&rows);
        rep_model_free(model);
    }
}

int main(void)
{
    RUN(rows_are_the_same_in_one_run_one_by_one_and_in_any_ranges);
    RUN(reseeding_is_a_new_generator_and_seeds_differ);
    RUN(a_column_does_not_depend_on_the_others);
    RUN(many_generators_share_a_model);
    RUN(point_masses_have_their_share);
    RUN(intervals_are_uniform);
    RUN(missing_cells_have_their_share_and_spellings);
    RUN(words_among_numbers_have_their_share);
    RUN(weights_are_shares_of_their_sum);
    RUN(the_normal_of_the_reference_is_clipped);
    RUN(fixed_point_becomes_units_at_every_shift);
    RUN(a_bound_beyond_all_draws_is_every_cell);
    RUN(a_normal_rounded_to_its_decimals_stays_between_its_bounds);
    RUN(doubles_are_drawn_between_their_ends);
    RUN(dates_without_more_are_uniform);
    RUN(forms_and_patterns_have_their_share);
    RUN(unique_columns_stay_unique_along_their_ladder);
    RUN(strict_unique_is_an_error_before_the_first_byte);
    RUN(the_last_rows_of_all_are_rows_or_an_error_that_says_so);
    RUN(quotes_stand_only_where_they_must);
    RUN(the_delimiter_is_the_sources_unless_another_is_asked_for);
    RUN(a_delimiter_or_quote_that_makes_no_table_is_refused);
    RUN(rows_can_be_read_again_whatever_the_spelling_of_missing);
    RUN(rows_have_one_line_each_and_no_mark_in_front);
    RUN(rows_learned_again_give_a_like_model);
    RUN(a_callback_that_refuses_stops_the_rows);
    RUN(progress_is_told_and_may_cancel);
    RUN(dates_said_to_be_unique_are_drawn_all_the_same);
    RUN(no_rows_no_columns_and_very_many_columns);
    RUN(long_rows_and_short_ones_stand_in_one_block);
    RUN(first_and_count_must_not_wrap_around);
    RUN(memory_may_run_out_at_any_request);
    RUN(the_buffer_of_the_library_grows_or_is_fixed);
    RUN(golden_rows);
    return test_end();
}
