/* test_joint.c - what the joint model promises: dependences, relations and extremes of the table come back in its rows
 *
 * Tables are made here, from rep_rng with fixed seeds, go in as CSV and come back as rows; all through the public
 * interface. Statistics are taken at fixed seeds; a tolerance of 5 standard errors fails by chance 1 in 1.7 million.
 */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"

#include "test.h"
#include "tables.h"
#include "../examples/lend_threads.h"

/*--- cells ---*/

typedef struct sheet { text csv; rep_str *cells; size_t rows, columns; } sheet;   /* no cell is quoted or holds a comma */

/* Takes the text over; a header is left out. */
static sheet sheet_of(text csv, int header)
{
    sheet  s;
    size_t i, start, n = 0, lines = 0;

    memset(&s, 0, sizeof s);
    s.csv = csv;
    for (i = 0; i < csv.len; i++) {
        n += csv.data[i] == ',' || csv.data[i] == '\n', lines += csv.data[i] == '\n';
        if (lines == 1 && csv.data[i] == '\n') s.columns = n;
    }
    s.cells = (rep_str *)calloc(n + 1, sizeof *s.cells);
    if (s.cells == NULL || s.columns == 0 || n != lines * s.columns) {
        CHECK(!"a table with a comma too many");
        exit(1);
    }
    s.rows = lines - (header != 0);
    for (i = start = n = 0; i < csv.len; i++) {
        if (csv.data[i] != ',' && csv.data[i] != '\n') continue;
        if (n++ >= (header ? s.columns : 0)) {
            rep_str *cell = &s.cells[n - 1 - (header ? s.columns : 0)];
            cell->data = csv.data + start, cell->len = i - start;
        }
        start = i + 1;
    }
    return s;
}

static void drop_sheet(sheet *s)
{
    free(s->cells);
    drop(&s->csv);
}

static rep_str cell(const sheet *s, size_t row, size_t column) { return s->cells[row * s->columns + column]; }

#define NOT_A_NUMBER INT64_MIN

/* A number with exactly so many decimals, in units of the last; NOT_A_NUMBER if it is written otherwise. */
static int64_t units(rep_str s, int decimals)
{
    int64_t v = 0;
    size_t  i = s.len > 0 && s.data[0] == '-', point = s.len - (size_t)decimals - 1;

    if (s.len <= i) return NOT_A_NUMBER;
    for (; i < s.len; i++) {
        if (decimals > 0 && i == point) {
            if (s.data[i] != '.') return NOT_A_NUMBER;
            continue;
        }
        if (s.data[i] < '0' || s.data[i] > '9') return NOT_A_NUMBER;
        v = 10 * v + (s.data[i] - '0');
    }
    return s.data[0] == '-' ? -v : v;
}

static int64_t number_at(const sheet *s, size_t row, size_t column, int decimals) { return units(cell(s, row, column), decimals); }

/* 2023-01-31 12:30:00, or the day alone, in seconds since 2023 began. */
static int64_t seconds(rep_str s)
{
    static const int before[] = { 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334 };
    int              y, month, day, h = 0, m = 0, sec = 0;
    char             copy[32];

    if (s.len >= sizeof copy) return NOT_A_NUMBER;
    memcpy(copy, s.data, s.len), copy[s.len] = '\0';
    if (sscanf(copy, "%d-%d-%d %d:%d:%d", &y, &month, &day, &h, &m, &sec) < 3 || y != 2023 || month < 1 || month > 12) return NOT_A_NUMBER;
    return ((int64_t)(before[month - 1] + day - 1) * 24 + h) * 3600 + m * 60 + sec;
}

static void put_date(text *t, int64_t at, int timed)
{
    static const int length[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    int              day = (int)(at / 86400), month = 0;

    while (day >= length[month]) day -= length[month++];
    say(t, "2023-%02d-%02d", month + 1, day + 1);
    if (timed) say(t, " %02d:%02d:%02d", (int)(at / 3600 % 24), (int)(at / 60 % 60), (int)(at % 60));
}

static int weekday(int64_t at) { return (int)(at / 86400 + 6) % 7; }   /* 2023-01-01 was a Sunday; 0 is Monday */

static void put_cents(text *t, uint32_t cents) { say(t, "%u.%02u", (unsigned)(cents / 100), (unsigned)(cents % 100)); }

/* The model and `count` rows of it. */
static sheet drawn(const rep_model *model, uint64_t seed, uint64_t count) { return sheet_of(rows_text(model, seed, 0, count, NULL), 1); }

static rep_model *learn_as(const sheet *s, rep_structure structure)
{
    rep_profile_options options;

    memset(&options, 0, sizeof options);
    options.date = "2026-01-01T00:00:00";
    options.structure = structure;
    return learn_text(s->csv.data, s->csv.len, &options);
}

static rep_model *learn_joint(const sheet *s) { return learn_as(s, REP_STRUCTURE_JOINT); }

static int says(const rep_model *model, const char *part)
{
    text json = model_text(model);
    int  found = strstr(json.data, part) != NULL;

    drop(&json);
    return found;
}

/* Rows where column `a` holds `is`; *both: where b holds `and_is` too ("" = is missing). */
static size_t count_both(const sheet *s, size_t a, const char *is, size_t b, const char *and_is, size_t *both)
{
    size_t i, n = 0;

    for (*both = i = 0; i < s->rows; i++)
        if (is_text(cell(s, i, a), is)) n++, *both += is_text(cell(s, i, b), and_is);
    return n;
}

/* The share of b among rows of a is that of the source, within 5 standard errors of the drawn rows: the leaves hold the
 * source's own counts, and a tree that leaves a real split out changes a share by less than `more`. */
static int share_holds(const sheet *source, const sheet *rows, size_t a, const char *is, size_t b, const char *and_is, double more)
{
    size_t p, q, n = count_both(source, a, is, b, and_is, &p), m = count_both(rows, a, is, b, and_is, &q);
    double share = (double)p / (double)n;

    if (!m) return 0;
    return fabs((double)q / (double)m - share) <= 5 * sqrt(share * (1 - share) / (double)m) + more;
}

/* Numbers lie between the source's least and largest, and are written with the source's decimals. */
static void check_bounds(const sheet *source, const sheet *rows, size_t column, int decimals, int may_miss)
{
    int64_t low = INT64_MAX, high = INT64_MIN, v;
    size_t  i, outside = 0, other = 0;

    for (i = 0; i < source->rows; i++)
        if ((v = number_at(source, i, column, decimals)) != NOT_A_NUMBER) {
            if (v < low) low = v;
            if (v > high) high = v;
        }
    for (i = 0; i < rows->rows; i++) {
        if (may_miss && cell(rows, i, column).len == 0) continue;
        v = number_at(rows, i, column, decimals);
        if (v == NOT_A_NUMBER) other++;
        else outside += v < low || v > high;
    }
    if (!CHECK_SIZE(outside, 0) || !CHECK_SIZE(other, 0)) printf("    in column %d\n", (int)column);
}

/*--- dependences ---*/

static uint32_t below(rep_rng *rng, uint32_t bound) { return rep_rng_below(rng, bound); }

static const char *const regions[] = { "north", "south", "east" }, *const products[] = { "pen", "ink", "paper" };

/* The region chooses the product in 8 of 10 rows, the product the price. */
static sheet shop_table(size_t rows)
{
    rep_rng rng;
    text    t = { NULL, 0, 0 };
    size_t  i;

    rep_rng_init(&rng, 11, 1);
    puts_to(&t, "region,product,price\n");
    for (i = 0; i < rows; i++) {
        uint32_t roll_of = below(&rng, 10), region = roll_of < 5 ? 0 : roll_of < 8 ? 1 : 2, product = below(&rng, 10) < 8 ? region : below(&rng, 3);
        say(&t, "%s,%s,", regions[region], products[product]);
        put_cents(&t, 1000 * (1 + 4 * product) + below(&rng, 1000 + 3000 * product));
        puts_to(&t, "\n");
    }
    return sheet_of(t, 1);
}

static double mean_where(const sheet *s, size_t a, const char *is, size_t column, double *deviation, size_t *count)
{
    double sum = 0, squares = 0;
    size_t i, n = 0;

    for (i = 0; i < s->rows; i++)
        if (is_text(cell(s, i, a), is)) {
            double v = (double)number_at(s, i, column, 2) / 100;
            sum += v, squares += v * v, n++;
        }
    *count = n;
    *deviation = n ? sqrt(squares / (double)n - sum / (double)n * (sum / (double)n)) : 0;
    return n ? sum / (double)n : 0;
}

/* Rows of a product whose price is none of its own. An interval of prices may reach over the gap between two products:
 * at most one of each end, with at most 1 in 256 rows of the table and so under 1 in 50 of a product's. */
static size_t astray(const sheet *s, uint32_t product)
{
    size_t i, n = 0;

    for (i = 0; i < s->rows; i++) {
        int64_t price = number_at(s, i, 2, 2), low = 1000 * (1 + 4 * (int64_t)product);
        n += is_text(cell(s, i, 1), products[product]) && (price < low || price >= low + 1000 + 3000 * (int64_t)product);
    }
    return n;
}

TEST(shares_of_one_column_given_another_are_those_of_the_table)
{
    sheet      source = shop_table(4000), rows, alone;
    rep_model *model = learn_joint(&source), *independent = learn_as(&source, REP_STRUCTURE_INDEPENDENT);
    size_t     r, n, lost = 0;
    uint32_t   p;
    double     deviation, drawn_deviation;

    CHECK(says(model, "\"structure\""));
    CHECK(!says(independent, "\"structure\""));
    rows = drawn(model, 42, 20000), alone = drawn(independent, 42, 20000);
    for (r = 0; r < 3; r++)
        for (p = 0; p < 3; p++) {
            INPUT(regions[r]);
            CHECK(share_holds(&source, &rows, 0, regions[r], 1, products[p], 0));
            lost += !share_holds(&source, &alone, 0, regions[r], 1, products[p], 0.1);
        }
    CHECK_SIZE(lost, 9);   /* drawn alone, all of them are more than 0.1 off */
    for (p = 0; p < 3; p++) {
        double want = mean_where(&source, 1, products[p], 2, &deviation, &n), got = mean_where(&rows, 1, products[p], 2, &drawn_deviation, &n);
        INPUT(products[p]);
        CHECK_NEAR(got, want, 5 * deviation / sqrt((double)n) + 0.01 * deviation);   /* bars of a few values: 1 % of a deviation */
        CHECK(astray(&rows, p) * 50 < n);
        got = mean_where(&alone, 1, products[p], 2, &drawn_deviation, &n);
        CHECK(fabs(got - want) > 1);
    }
    check_bounds(&source, &rows, 2, 2, 0);
    drop_sheet(&source), drop_sheet(&rows), drop_sheet(&alone);
    rep_model_free(model), rep_model_free(independent);
}

/*--- a table with every relation ---*/

enum { PICKUP, DROPOFF, FARE, TIP, TOLLS, TOTAL, PAYMENT, ZONE, BOROUGH, RATE, HOUR, MINUTE, CLOCK, LOW, HIGH, MID };
static const char trip_header[] = "pickup,dropoff,fare,tip,tolls,total,payment,zone,borough,rate,hour,minute,clock,low,high,mid\n";

/* No trip begins on a Sunday, thrice as many on Fridays; every 33rd row pays a surcharge of 2.50. */
static sheet trips(size_t rows, uint64_t seed)
{
    static const char *const borough[] = { "Bronx", "Queens", "Kings", "Island" }, *const rate[] = { "1.25", "2.00", "3.75", "5.10" };
    rep_rng rng;
    text    t = { NULL, 0, 0 };
    size_t  i;

    rep_rng_init(&rng, seed, 2);
    puts_to(&t, trip_header);
    for (i = 0; i < rows; i++) {
        uint32_t day, fare = 300 + below(&rng, 4000) * (1 + below(&rng, 2)), cash = below(&rng, 3) == 0, tip, tolls, zone = below(&rng, 40), hour, minute, low, high;
        int64_t  start;
        do day = below(&rng, 200);
        while (weekday((int64_t)day * 86400) == 6 || (weekday((int64_t)day * 86400) != 4 && below(&rng, 3) != 0));
        start = (int64_t)day * 86400 + below(&rng, 86400);
        tip = cash ? 0 : fare / 10 + below(&rng, fare / 10 + 1), tolls = below(&rng, 8) ? 0 : 650;
        hour = below(&rng, 24), minute = below(&rng, 60);
        put_date(&t, start, 1), puts_to(&t, ",");
        put_date(&t, start + 60 + below(&rng, 3000), 1), puts_to(&t, ",");
        put_cents(&t, fare), puts_to(&t, ",");
        put_cents(&t, tip), puts_to(&t, ",");
        put_cents(&t, tolls), puts_to(&t, ",");
        put_cents(&t, fare + tip + tolls + (i % 33 == 7 ? 250 : 0));
        say(&t, ",%s,z%02u,%s,%s,%u,%u,%u,", cash ? "cash" : "card", (unsigned)zone, borough[zone % 4], rate[zone % 4],
            (unsigned)hour, (unsigned)minute, (unsigned)(100 * hour + minute));
        low = below(&rng, 1000), high = low + below(&rng, 1000);
        say(&t, "%u,%u,%u\n", (unsigned)low, (unsigned)high, (unsigned)(low + below(&rng, high - low + 1)));
    }
    return sheet_of(t, 1);
}

typedef struct broken {
    size_t sums, surcharged, short_trips, long_trips, sundays, other_dates, clocks, boroughs, rates, orders, unpaid;
} broken;

static broken breaks(const sheet *s)
{
    broken b;
    size_t i;

    memset(&b, 0, sizeof b);
    for (i = 0; i < s->rows; i++) {
        static const char *const borough[] = { "Bronx", "Queens", "Kings", "Island" }, *const rate[] = { "1.25", "2.00", "3.75", "5.10" };
        int64_t pickup = seconds(cell(s, i, PICKUP)), dropoff = seconds(cell(s, i, DROPOFF));
        int64_t rest = number_at(s, i, TOTAL, 2) - number_at(s, i, FARE, 2) - number_at(s, i, TIP, 2) - number_at(s, i, TOLLS, 2);
        int64_t low = number_at(s, i, LOW, 0), mid = number_at(s, i, MID, 0), high = number_at(s, i, HIGH, 0);
        size_t  zone = (size_t)(cell(s, i, ZONE).data[2] - '0') + 10 * (size_t)(cell(s, i, ZONE).data[1] - '0');
        b.sums += rest != 0 && rest != 250, b.surcharged += rest == 250;
        b.other_dates += pickup == NOT_A_NUMBER || dropoff == NOT_A_NUMBER || cell(s, i, PICKUP).len != 19 || cell(s, i, DROPOFF).len != 19;
        b.short_trips += dropoff - pickup < 60, b.long_trips += dropoff - pickup >= 3060, b.sundays += weekday(pickup) == 6;
        b.clocks += number_at(s, i, CLOCK, 0) != 100 * number_at(s, i, HOUR, 0) + number_at(s, i, MINUTE, 0);
        b.boroughs += !is_text(cell(s, i, BOROUGH), borough[zone % 4]), b.rates += !is_text(cell(s, i, RATE), rate[zone % 4]);
        b.orders += low > mid || mid > high || low > high;
        b.unpaid += is_text(cell(s, i, PAYMENT), "cash") && number_at(s, i, TIP, 2) != 0;
    }
    return b;
}

TEST(relations_are_found_and_hold_in_every_row)
{
    sheet      source = trips(5000, 5), rows;
    rep_model *model = learn_joint(&source);
    broken     had = breaks(&source), got;
    double     share;
    size_t     c, i, friday[2] = { 0, 0 };
    static const int decimals[] = { -1, -1, 2, 2, 2, 2, -1, -1, -1, 2, 0, 0, 0, 0, 0, 0 };

    CHECK(had.sums + had.short_trips + had.long_trips + had.sundays + had.other_dates + had.clocks + had.boroughs + had.rates + had.orders + had.unpaid == 0);
    CHECK(says(model, "{\"calendar\": \"pickup\", \"parts\": [0, 1, 2]"));
    CHECK(says(model, "{\"difference\": \"dropoff\", \"terms\": {\"pickup\": 1}"));
    CHECK(says(model, "{\"sum\": \"total\""));
    CHECK(says(model, "{\"sum\": \"clock\", \"terms\": {\"hour\": 100, \"minute\": 1}"));
    CHECK(says(model, "{\"column\": \"borough\", \"of\": \"zone\""));
    CHECK(says(model, "{\"column\": \"rate\", \"of\": \"zone\""));
    CHECK(says(model, "{\"order\": \"high\", \"terms\": {\"low\": 1}"));
    CHECK(says(model, "{\"order\": \"mid\", \"terms\": {\"low\": 1}"));
    CHECK(says(model, "{\"order\": \"mid\", \"terms\": {\"high\": -1}"));
    rows = drawn(model, 42, 20000), got = breaks(&rows);
    CHECK_SIZE(got.sums, 0);
    share = (double)had.surcharged / (double)source.rows;
    CHECK_NEAR((double)got.surcharged / 20000, share, 5 * sqrt(share * (1 - share) / 20000));
    CHECK_SIZE(got.other_dates, 0);
    CHECK_SIZE(got.short_trips, 0);
    CHECK_SIZE(got.long_trips, 0);
    CHECK_SIZE(got.sundays, 0);
    CHECK_SIZE(got.clocks, 0);
    CHECK_SIZE(got.boroughs, 0);
    CHECK_SIZE(got.rates, 0);
    CHECK_SIZE(got.orders, 0);
    for (c = 0; c < source.columns; c++)
        if (decimals[c] >= 0) check_bounds(&source, &rows, c, decimals[c], 0);
    for (i = 0; i < source.rows; i++) friday[0] += weekday(seconds(cell(&source, i, PICKUP))) == 4;
    for (i = 0; i < rows.rows; i++) friday[1] += weekday(seconds(cell(&rows, i, PICKUP))) == 4;
    share = (double)friday[0] / (double)source.rows;
    CHECK_NEAR((double)friday[1] / 20000, share, 5 * sqrt(share * (1 - share) / 20000));
    for (c = 0; c < 2; c++) {   /* dates of one form compare as texts */
        rep_str low = cell(&source, 0, c), high = low;
        size_t  outside = 0;
        for (i = 0; i < source.rows; i++) {
            rep_str s = cell(&source, i, c);
            if (compare_views(&s, &low) < 0) low = s;
            if (compare_views(&s, &high) > 0) high = s;
        }
        for (i = 0; i < rows.rows; i++) {
            rep_str s = cell(&rows, i, c);
            outside += compare_views(&s, &low) < 0 || compare_views(&s, &high) > 0;
        }
        CHECK_SIZE(outside, 0);
    }
    drop_sheet(&source), drop_sheet(&rows);
    rep_model_free(model);
}

/*--- given and vetoed ---*/

static rep_status learn_with(const sheet *s, const char *const *given, size_t given_count, const char *const *vetoed, size_t vetoed_count, rep_model **model, rep_error *err)
{
    rep_profile_options options;

    memset(&options, 0, sizeof options);
    options.date = "2026-01-01T00:00:00";
    options.relations = given, options.relation_count = given_count, options.vetoed = vetoed, options.vetoed_count = vetoed_count;
    return rep_profile_bytes(model, s->csv.data, s->csv.len, &options, err);
}

static rep_model *given_to(const sheet *s, const char *const *given, size_t count)
{
    rep_model *model = NULL;
    rep_error  err;

    if (!CHECK_INT(learn_with(s, given, count, NULL, 0, &model, &err), REP_OK)) printf("    %s\n", err.message);
    return model;
}

static int tells(const rep_model *model, const char *sentence)
{
    rep_str s;
    size_t  i;

    for (i = 0; rep_model_get_relation(model, i, &s, NULL) == REP_OK; i++)
        if (is_text(s, sentence)) return 1;
    return 0;
}

enum { BOOKED, BEGUN, ENDED, LABOUR, PARTS, NET, TAX, GROSS, LEAST, MEAN, MOST, LIMIT, TOWN, COUNTY, DUE };
static const char jobs_header[] = "booked,begun,ended,labour,parts,net,tax,gross,least,mean,most,limit,town,county,due\n";

/* Too few rows, too many missing cells and errors for a search to find all of it. net = labour + parts, gross = net + tax
 * where there is a tax; least <= mean <= most <= limit; the county of one town in ten is wrong. */
static sheet jobs(size_t rows)
{
    rep_rng rng;
    text    t = { NULL, 0, 0 };
    size_t  i;

    rep_rng_init(&rng, 3, 9);
    puts_to(&t, jobs_header);
    for (i = 0; i < rows; i++) {
        int64_t  booked = (int64_t)below(&rng, 300) * 86400, begun = booked + (int64_t)below(&rng, 4) * 86400;
        uint32_t labour = 5000 + below(&rng, 20000), parts = below(&rng, 3) ? 0 : 100 * below(&rng, 90), tax = below(&rng, 3) ? labour / 5 + below(&rng, 50) : 0;
        uint32_t least = below(&rng, 500), most = least + below(&rng, 400), mean = least + below(&rng, most - least + 1), town = below(&rng, 30);
        put_date(&t, booked, 0), puts_to(&t, ",");
        put_date(&t, begun, 0), puts_to(&t, ",");
        put_date(&t, begun + 30000 + (int64_t)below(&rng, 100000), 1), puts_to(&t, ",");
        put_cents(&t, labour), puts_to(&t, ",");
        put_cents(&t, parts), puts_to(&t, ",");
        put_cents(&t, labour + parts), puts_to(&t, ",");
        if (tax) put_cents(&t, tax);
        puts_to(&t, ",");
        put_cents(&t, labour + parts + (tax ? tax : 350 + below(&rng, 100)));
        say(&t, ",%u,%u,%u,%u.%u,t%u,c%u,", (unsigned)least, (unsigned)mean, (unsigned)most, (unsigned)(most + below(&rng, 9)), (unsigned)below(&rng, 10),
            (unsigned)town, (unsigned)(below(&rng, 10) ? town % 5 : 7));
        put_date(&t, begun + (int64_t)below(&rng, 40) * 86400, 0), puts_to(&t, "\n");
    }
    return sheet_of(t, 1);
}

typedef struct job_breaks { size_t begun, ended, due, net, gross, mean, most, limit, counties; } job_breaks;

static job_breaks job_breaks_of(const sheet *s)
{
    job_breaks b;
    size_t     i;

    memset(&b, 0, sizeof b);
    for (i = 0; i < s->rows; i++) {
        int64_t booked = seconds(cell(s, i, BOOKED)), begun = seconds(cell(s, i, BEGUN)), ended = seconds(cell(s, i, ENDED));
        int64_t net = number_at(s, i, NET, 2), tax = cell(s, i, TAX).len ? number_at(s, i, TAX, 2) : NOT_A_NUMBER, mean = number_at(s, i, MEAN, 0), most = number_at(s, i, MOST, 0);
        b.begun += begun < booked, b.ended += ended < begun, b.due += seconds(cell(s, i, DUE)) < begun;
        b.net += net != number_at(s, i, LABOUR, 2) + number_at(s, i, PARTS, 2);
        b.gross += tax != NOT_A_NUMBER && number_at(s, i, GROSS, 2) != net + tax;
        b.mean += mean < number_at(s, i, LEAST, 0), b.most += most < mean, b.limit += number_at(s, i, LIMIT, 1) < 10 * most;
        b.counties += atoi(cell(s, i, COUNTY).data + 1) != atoi(cell(s, i, TOWN).data + 1) % 5;
    }
    return b;
}

static const char *const job_relations[] = { "booked <= begun", "ended >= begun", "begun <= due", "net = labour + parts", "tax + net = gross", "least <= mean", "most >= mean", "most <= limit", "town -> county" };
enum { JOB_RELATIONS = sizeof job_relations / sizeof job_relations[0] };

TEST(given_relations_hold_in_every_row_that_the_search_leaves_out)
{
    static const int decimals[] = { -1, -1, -1, 2, 2, 2, 2, 2, 0, 0, 0, 1 };
    sheet      source = jobs(700), rows;
    rep_model *found = learn_joint(&source), *model = given_to(&source, job_relations, JOB_RELATIONS), *again;
    job_breaks had = job_breaks_of(&source), got;
    text       json, twice;
    size_t     c;

    CHECK(had.begun + had.ended + had.due + had.net + had.gross + had.mean + had.most + had.limit == 0 && had.counties > 35);
    rows = drawn(found, 42, 20000), got = job_breaks_of(&rows);
    CHECK(got.due > 0 && got.gross > 0 && got.mean > 0 && got.most > 0 && got.limit > 0 && got.counties > 1000);
    drop_sheet(&rows);
    CHECK(tells(model, "begun is drawn as booked and the time between them, never before it (given)"));
    CHECK(tells(model, "ended is drawn as begun and the time between them, never before it (given)"));
    CHECK(tells(model, "due is drawn as begun and the time between them, never before it (given)"));
    CHECK(tells(model, "net = labour + parts in all rows (given)"));
    CHECK(tells(model, "gross = tax + net in all rows (given)"));
    CHECK(tells(model, "least <= mean in all rows (given)"));
    CHECK(tells(model, "mean <= most in all rows (given)"));
    CHECK(tells(model, "most <= limit in all rows (given)"));
    CHECK(tells(model, "town decides county (given)"));
    rows = drawn(model, 42, 20000), got = job_breaks_of(&rows);
    CHECK_SIZE(got.begun, 0);
    CHECK_SIZE(got.ended, 0);
    CHECK_SIZE(got.due, 0);
    CHECK_SIZE(got.net, 0);
    CHECK_SIZE(got.gross, 0);
    CHECK_SIZE(got.mean, 0);
    CHECK_SIZE(got.most, 0);
    CHECK_SIZE(got.limit, 0);
    CHECK_SIZE(got.counties, 0);
    for (c = 0; c < 12; c++)
        if (decimals[c] >= 0) check_bounds(&source, &rows, c, decimals[c], c == TAX);
    json = model_text(model), again = read_model(json.data), twice = model_text(again);
    CHECK_SAME(twice, json);
    CHECK(tells(again, "town decides county (given)") && tells(again, "gross = tax + net in all rows (given)"));
    drop(&json), drop(&twice);
    drop_sheet(&source), drop_sheet(&rows);
    rep_model_free(found), rep_model_free(model), rep_model_free(again);
}

/* The middle one stands last in the table: what it lies between must be in order before it is drawn. */
TEST(orders_that_follow_from_given_ones_are_kept_too)
{
    static const char *const relations[] = { "a <= d", "d <= b", "d <= c" };
    rep_rng    rng;
    text       t = { NULL, 0, 0 };
    sheet      source, rows;
    rep_model *model;
    size_t     i, broken = 0;

    rep_rng_init(&rng, 8, 1);
    puts_to(&t, "a,b,c,d\n");
    for (i = 0; i < 400; i++) {
        uint32_t a = below(&rng, 900), d = a + below(&rng, 100);
        say(&t, "%u,%u.%u,%u,%u\n", (unsigned)a, (unsigned)(d + below(&rng, 100)), (unsigned)below(&rng, 10), (unsigned)(d + below(&rng, 50)), (unsigned)d);
    }
    source = sheet_of(t, 1), model = given_to(&source, relations, 3), rows = drawn(model, 1, 20000);
    CHECK(tells(model, "a <= b in all rows (given)") && tells(model, "a <= c in all rows (given)"));
    for (i = 0; i < rows.rows; i++) {
        int64_t a = number_at(&rows, i, 0, 0), b = number_at(&rows, i, 1, 1), c = number_at(&rows, i, 2, 0), d = number_at(&rows, i, 3, 0);
        broken += a > d || 10 * d > b || d > c;
    }
    CHECK_SIZE(broken, 0);
    for (i = 0; i < 4; i++) check_bounds(&source, &rows, i, i == 1, 0);
    drop_sheet(&source), drop_sheet(&rows);
    rep_model_free(model);
}

TEST(vetoed_relations_are_not_put_in)
{
    static const struct { const char *veto, *sentence; } cases[] = {
        { "total", "total = fare + tip in 84.6 % of rows" },        { "total = tip + fare", "total = fare + tip in 84.6 % of rows" },
        { "tip <-> total", "total = fare + tip in 84.6 % of rows" }, { "clock = 100 * hour + minute in all rows", "clock = 100 * hour + minute in all rows" },
        { "pickup", "pickup is drawn as week, day of the week and time of day" }, { "pickup is drawn as week and day of the week", "pickup is drawn as week, day of the week and time of day" },
        { "dropoff", "dropoff is drawn as pickup and the time between them, never before it" }, { "pickup <= dropoff", "dropoff is drawn as pickup and the time between them, never before it" },
        { "dropoff is drawn as pickup and the time between them", "dropoff is drawn as pickup and the time between them, never before it" },
        { "zone decides rate", "zone decides rate" },                        { "borough <-> zone", "zone decides borough" },
        { "low <= mid", "low <= mid in all rows" },                          { "mid", "mid <= high in all rows" },
        { "high > low", "" },                                                { "low >= mid", "" },
        { "zone + hour -> rate", "" },                                       { "total = fare + hour", "" },
        { "rate -> zone", "" } };
    sheet      source = trips(5000, 5);
    rep_model *model = learn_joint(&source);
    size_t     i;

    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        rep_model *without = NULL;
        rep_str    warning;
        rep_error  err;
        INPUT(cases[i].veto);
        CHECK(!*cases[i].sentence || tells(model, cases[i].sentence));
        CHECK_INT(learn_with(&source, NULL, 0, &cases[i].veto, 1, &without, &err), REP_OK);
        CHECK(!*cases[i].sentence || !tells(without, cases[i].sentence));
        CHECK_INT(rep_model_get_warning(without, 0, &warning, NULL), *cases[i].sentence ? REP_ERR_ARGUMENT : REP_OK);
        if (!*cases[i].sentence && warning.data) CHECK_SAYS(warning.data, "nothing was found that the veto");
        rep_model_free(without);
    }
    drop_sheet(&source);
    rep_model_free(model);
}

/* All that a model tells can be given again, and compared with; names may hold signs. */
TEST(sentences_of_a_model_are_relations_to_give)
{
    static const char header[] = "\"pick \"\"up\"\"\",dropoff, fare ,tip - 5 %,7,total in all rows,payment,a -> b,\"\"\"borough\",rate,hour (given),minute * 2,clock + 1,"
                                 "a column with a name that is longer than forty bytes in UTF-8 \xC3\xA4\xC3\xB6\xC3\xBC,high,=\n";
    static const char *const some[] = { "\"total in all rows\" = \" fare \" + \"tip - 5 %\" in 84.6 % of rows", "\"a -> b\" decides \"\"\"borough\"",
        "\"clock + 1\" = 100 * \"hour (given)\" + \"minute * 2\" in all rows", "dropoff is drawn as pick \"up\" and the time between them, never before it",
        "a column with a name that is longer than forty bytes in UTF-8 \xC3\xA4\xC3\xB6\xC3\xBC <= high in all rows" };
    sheet               plain = trips(5000, 5), source;
    text                t = { NULL, 0, 0 };
    rep_model          *model, *given;
    rep_compare_options with;
    rep_comparison     *c = NULL;
    rep_error           err;
    rep_str             real;
    const char         *sentences[32];
    size_t              i, n;

    puts_to(&t, header), put(&t, plain.csv.data + strlen(trip_header), plain.csv.len - strlen(trip_header));
    source = sheet_of(t, 1), model = learn_joint(&source);
    real.data = t.data, real.len = t.len;
    for (n = 0; n < 32; n++) {
        rep_str s;
        if (rep_model_get_relation(model, n, &s, NULL)) break;
        sentences[n] = s.data;
    }
    CHECK_SIZE(n, 10);
    for (i = 0; i < sizeof some / sizeof some[0]; i++) {
        INPUT(some[i]);
        CHECK(tells(model, some[i]));
    }
    memset(&with, 0, sizeof with);
    with.relations = sentences, with.relation_count = n, with.no_ceiling = with.no_privacy = 1;
    if (!CHECK_INT(rep_compare(&c, real, real, view(NULL), &with, &err), REP_OK)) printf("    %s\n", err.message);
    for (i = 0; i < n; i++) {
        rep_compared_relation relation;
        CHECK_INT(rep_comparison_get_relation(c, i, &relation, NULL), REP_OK);
        CHECK(relation.kept[0] > 0.84 && relation.row_count[0] == 5000);
    }
    rep_comparison_free(c);
    for (i = 0; i < n; i++) {
        rep_str s;
        char    copy[256];
        INPUT(sentences[i]);
        given = given_to(&source, &sentences[i], 1);
        sprintf(copy, "%s (given)", sentences[i]);
        CHECK(tells(given, copy));
        CHECK(rep_model_get_warning(given, 0, &s, NULL) != REP_OK);
        rep_model_free(given);
    }
    drop_sheet(&plain), drop_sheet(&source);
    rep_model_free(model);
}

TEST(relations_that_cannot_be_given_are_refused)
{
    static const struct { const char *a, *b, *veto; rep_status status; const char *part; } cases[] = {
        { "total = fare + tip + toll", NULL, NULL, REP_ERR_COLUMN, "there is no column \"toll\"; the nearest is \"tolls\"" },
        { "total", NULL, NULL, REP_ERR_ARGUMENT, "write a = b + c, a <= b or a -> b" },
        { "fare <-> tip", NULL, NULL, REP_ERR_ARGUMENT, "write a = b + c, a <= b or a -> b" },
        { NULL, NULL, "a b", REP_ERR_COLUMN, "there is no column \"a b\"" },
        { NULL, NULL, "fare +", REP_ERR_COLUMN, "the nearest is \"fare\"" },
        { NULL, NULL, "fare + tip", REP_ERR_ARGUMENT, "a <-> b or a column" },
        { "total = fare + 2", NULL, NULL, REP_ERR_ARGUMENT, "whole factors" },
        { "total = fare + 0.5 * tip", NULL, NULL, REP_ERR_ARGUMENT, "whole factors" },
        { "total = fare + fare", NULL, NULL, REP_ERR_ARGUMENT, "each once" },
        { "total = total", NULL, NULL, REP_ERR_ARGUMENT, "each once" },
        { "2 * total = fare + tip", NULL, NULL, REP_ERR_ARGUMENT, "one column = others" },
        { "total - tip = fare - tolls", NULL, NULL, REP_ERR_ARGUMENT, "one column = others" },
        { "total = fare + tip + tolls + low + mid + high", NULL, NULL, REP_ERR_ARGUMENT, "at most 5 terms" },
        { "low < high", NULL, NULL, REP_ERR_ARGUMENT, "write <=" },
        { "low <= 7", NULL, NULL, REP_ERR_ARGUMENT, "two columns" },
        { "low <= mid + high", NULL, NULL, REP_ERR_ARGUMENT, "two columns" },
        { "low <= low", NULL, NULL, REP_ERR_ARGUMENT, "are one" },
        { "zone + hour -> rate", NULL, NULL, REP_ERR_ARGUMENT, "one column alone" },
        { "total = fare + payment", NULL, NULL, REP_ERR_TYPE, "\"payment\" does not hold plain numbers" },
        { "hour = rate", NULL, NULL, REP_ERR_TYPE, "\"rate\" has more decimals" },
        { "zone <= borough", NULL, NULL, REP_ERR_TYPE, "does not hold numbers or dates" },
        { "fare <= pickup", NULL, NULL, REP_ERR_TYPE, "another kind" },
        { "fare -> payment", NULL, NULL, REP_ERR_TYPE, "\"fare\" has too many different values" },
        { "fare is drawn as week and day of the week", NULL, NULL, REP_ERR_TYPE, "days or times" },
        { "total = fare + tolls", NULL, NULL, REP_ERR_TYPE, "% of the sampled rows" },
        { "high <= low", NULL, NULL, REP_ERR_TYPE, "at least half are needed" },
        { "payment -> borough", NULL, NULL, REP_ERR_TYPE, "% of the sampled rows" },
        { "total = fare + tip + tolls", "total = fare + tip + tolls", NULL, REP_ERR_ARGUMENT, "another given relation" },
        { "total = fare + tip + tolls", "tip <= total", NULL, REP_ERR_ARGUMENT, "\"total\" is made or needed by another" },
        { "fare <= total", "total = fare + tip + tolls", NULL, REP_ERR_ARGUMENT, "\"total\" is made or needed by another" },
        { "zone -> borough", "rate -> zone", NULL, REP_ERR_ARGUMENT, "\"zone\" is made or needed by another" },
        { "clock = 100 * hour + minute", "minute = clock - 100 * hour", NULL, REP_ERR_ARGUMENT, "circle" },
        { "pickup <= dropoff", "pickup is drawn as dropoff and the time between them", NULL, REP_ERR_ARGUMENT, "circle" },
        { "zone -> borough", NULL, "borough", REP_ERR_ARGUMENT, "given and vetoed" },
        { "pickup <= dropoff", NULL, "dropoff is drawn as pickup and the time between them", REP_ERR_ARGUMENT, "given and vetoed" } };
    sheet  source = trips(1500, 5);
    size_t i, k;

    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *given[2] = { NULL, NULL };
        size_t      n = (size_t)(cases[i].a != NULL) + (size_t)(cases[i].b != NULL);
        rep_model  *model = NULL;
        rep_error   err;
        given[0] = cases[i].a, given[1] = cases[i].b;
        INPUT(cases[i].a ? cases[i].a : cases[i].veto);
        CHECK_INT(learn_with(&source, given, n, &cases[i].veto, cases[i].veto != NULL, &model, &err), cases[i].status);
        CHECK(model == NULL);
        CHECK_SAYS(err.message, cases[i].part);
        CHECK_SAYS(err.message, "relation \"");
    }
    for (k = 0; k < 2; k++) { /* options that do not go together */
        static const char *const one[] = { "fare <= total", NULL };
        rep_profile_options options;
        rep_profiler       *profiler;
        rep_column_options  column;
        rep_model          *model = NULL;
        rep_error           err;
        memset(&options, 0, sizeof options), memset(&column, 0, sizeof column);
        if (k) options.vetoed = one, options.vetoed_count = 1;
        else options.relations = one, options.relation_count = 1;
        options.structure = REP_STRUCTURE_INDEPENDENT;
        CHECK_INT(rep_profiler_create(&profiler, &options, &err), REP_ERR_ARGUMENT);
        CHECK_SAYS(err.message, "independent");
        options.structure = REP_STRUCTURE_JOINT, options.relation_count *= 2, options.vetoed_count *= 2;
        CHECK_INT(rep_profiler_create(&profiler, &options, &err), REP_ERR_ARGUMENT);
        CHECK_SAYS(err.message, k ? "vetoed[1] is NULL" : "relations[1] is NULL");
        options.relation_count /= 2, options.vetoed_count /= 2;
        options.columns = &column, options.column_count = 1, column.column = "total", column.drop = 1;
        CHECK_INT(rep_profile_bytes(&model, source.csv.data, source.csv.len, &options, &err), k ? REP_OK : REP_ERR_ARGUMENT);
        if (!k) CHECK_SAYS(err.message, "is dropped");
        rep_model_free(model);
        column.drop = 0, column.alone = 1;
        CHECK_INT(rep_profile_bytes(&model, source.csv.data, source.csv.len, &options, &err), k ? REP_OK : REP_ERR_TYPE);
        if (!k) CHECK_SAYS(err.message, "\"total\" is drawn alone");
        rep_model_free(model);
    }
    drop_sheet(&source);
}

/* From half of the rows on a relation can be given; what a table of lookups would tell stays private. */
TEST(a_given_relation_needs_half_of_the_rows)
{
    int share;

    for (share = 48; share <= 50; share += 2) {
        static const char *const sum = "c = a + b", *const order = "a <= d", *const lookup = "k -> v";
        const char *const *const all[] = { &sum, &order, &lookup };
        text   t = { NULL, 0, 0 };
        sheet  source;
        size_t i;
        puts_to(&t, "a,b,c,d,k,v\n");
        for (i = 0; i < 600; i++) {
            int good = (int)(i / 4 % 50) < share / 2, a = (int)(i * 7919 % 89), b = (int)(i * 104729 % 97);
            say(&t, "%d,%d,%d,%d,k%d,v%d\n", a, b, a + b + (good ? 0 : 1 + (int)(i % 50)), good ? a + (int)(i % 9) : a - 1 - (int)(i % 7), (int)(i % 4), good ? (int)(i % 4) : 4 + (int)(i / 4 % 50));
        }
        source = sheet_of(t, 1);
        for (i = 0; i < 3; i++) {
            rep_model *model = NULL;
            rep_error  err;
            INPUT(*all[i]);
            CHECK_INT(learn_with(&source, all[i], 1, NULL, 0, &model, &err), share < 50 ? REP_ERR_TYPE : REP_OK);
            if (share < 50) CHECK_SAYS(err.message, "48 % of the sampled rows");
            rep_model_free(model);
        }
        drop_sheet(&source);
    }
}

TEST(a_private_model_tells_no_rare_value_by_a_given_relation)
{
    static const char *const relation[] = { "k -> v" };
    rep_profile_options options;
    text   t = { NULL, 0, 0 };
    sheet  source;
    size_t i, rare;

    for (rare = 0; rare < 2; rare++) {
        rep_model *model = NULL;
        rep_error  err;
        memset(&t, 0, sizeof t);
        puts_to(&t, "k,v\n");
        for (i = 0; i < 300; i++) say(&t, "k%d,%d\n", rare && i < 6 ? 9 : (int)(i % 4), rare && i < 6 ? 77 : 10 + (int)(i % 2));
        source = sheet_of(t, 1);
        memset(&options, 0, sizeof options);
        options.relations = relation, options.relation_count = 1, options.private_model = 1;
        CHECK_INT(rep_profile_bytes(&model, source.csv.data, source.csv.len, &options, &err), rare ? REP_ERR_TYPE : REP_OK);
        if (rare) CHECK_SAYS(err.message, "\"k\" has");
        rep_model_free(model);
        drop_sheet(&source);
    }
}

/*--- addressing ---*/

static rep_generator *begin(const rep_model *model, uint64_t seed, int no_extremes)
{
    rep_generator        *generator = NULL;
    rep_generator_options options;
    rep_error             err;

    memset(&options, 0, sizeof options);
    options.no_extremes = no_extremes;
    if (!CHECK_INT(rep_generator_create(&generator, model, seed, &options, &err), REP_OK)) printf("    %s\n", err.message);
    return generator;
}

static void write_to(rep_generator *generator, uint64_t first, uint64_t count, text *out)
{
    rep_write_options options;
    rep_error         err;

    memset(&options, 0, sizeof options);
    options.csv.no_header = 1;
    if (!CHECK_INT(rep_generator_write(generator, first, count, put_all, out, &options, &err), REP_OK)) printf("    %s\n", err.message);
}

/* Numbers are numbers to the relations, however they are written. */
TEST(sums_of_grouped_numbers_are_found)
{
    text       csv = { NULL, 0, 0 };
    rep_model *model;
    rep_str    sentence;
    uint64_t   state = 5;
    int        i;

    puts_to(&csv, "a,b,sum\n");
    for (i = 0; i < 900; i++) {
        unsigned a = roll(&state, 900000) + 1000, b = roll(&state, 90000) + 1000, sum = a + b;
        say(&csv, "\"%u,%03u\",\"%u,%03u\",\"", a / 1000, a % 1000, b / 1000, b % 1000);
        if (sum >= 1000000) say(&csv, "%u,%03u,%03u\"\n", sum / 1000000, sum / 1000 % 1000, sum % 1000);
        else say(&csv, "%u,%03u\"\n", sum / 1000, sum % 1000);
    }
    model = learn_text(csv.data, csv.len, NULL);
    CHECK_INT(rep_model_get_relation(model, 0, &sentence, NULL), REP_OK);
    CHECK_STR(shown(sentence), "a = sum - b in all rows");
    rep_model_free(model);
    drop(&csv);
}

TEST(one_wrong_row_in_ten_thousand_does_not_undo_a_lookup)
{
    text       csv = { NULL, 0, 0 }, rows;
    rep_model *model;
    rep_str    sentence, *zones, *boroughs;
    uint64_t   state = 5;
    size_t     i, n;

    puts_to(&csv, "zone,borough\n");
    for (i = 0; i < 12000; i++) {
        uint32_t zone = roll(&state, 20);
        say(&csv, "z%02u,b%u\n", zone, i == 700 ? 4 - zone / 5 : zone / 5);
    }
    model = learn_text(csv.data, csv.len, NULL);
    CHECK_INT(rep_model_get_relation(model, 0, &sentence, NULL), REP_OK);
    CHECK_STR(shown(sentence), "zone decides borough");
    rows = rows_text(model, 1, 0, 2000, NULL);
    zones = cells_of(&rows, ',', 0, &n), boroughs = cells_of(&rows, ',', 1, &n);
    for (i = 0; i < n; i++)   /* the majority's borough, always */
        if (zones[i].data[0] == 'z' && zones[i].len == 3) CHECK_INT(boroughs[i].data[1] - '0', ((zones[i].data[1] - '0') * 10 + zones[i].data[2] - '0') / 5);
    CHECK(n >= 2000);
    free(zones), free(boroughs);
    drop(&rows), drop(&csv);
    rep_model_free(model);
}

TEST(a_row_alone_in_blocks_or_after_others_is_that_of_one_run)
{
    static const size_t sizes[] = { 300, 1000, 5000 };
    size_t              k;

    for (k = 0; k < 3; k++) {
        size_t         n = sizes[k], total = 2 * n + 500, i, at, *order = shuffled(total, k + 1), wrong = 0, *line = (size_t *)calloc(total + 1, sizeof *line);
        sheet          source = trips(n, 20 + k);
        rep_model     *model = learn_joint(&source);
        rep_generator *one = begin(model, 9, 0), *other = begin(model, 9, 0);
        text           whole = { NULL, 0, 0 }, piece = { NULL, 0, 0 };
        uint64_t       state = k, base;
        for (base = 0; base <= (uint64_t)1 << 45; base += (uint64_t)1 << 45) {
            if (line == NULL) exit(2);
            whole.len = 0;
            write_to(one, base, total, &whole);
            for (i = at = 0; i < whole.len; i++)
                if (whole.data[i] == '\n') line[++at] = i + 1;
            if (!CHECK_SIZE(at, total)) break;
            for (i = 0; i < (n == 5000 ? 1500 : total); i++) {   /* alone, in any order */
                piece.len = 0;
                write_to(other, base + order[i], 1, &piece);
                wrong += piece.len != line[order[i] + 1] - line[order[i]] || memcmp(piece.data, whole.data + line[order[i]], piece.len) != 0;
            }
            CHECK_SIZE(wrong, 0);
            for (i = 0; i < 60; i++) {   /* ranges; every third straddles the end of a stretch */
                size_t count = 1 + roll(&state, 600), first = i % 3 ? roll(&state, (uint32_t)(total - count)) : n - (count < n ? count : n) / 2;
                piece.len = 0;
                write_to(other, base + first, count, &piece);
                wrong += piece.len != line[first + count] - line[first] || memcmp(piece.data, whole.data + line[first], piece.len) != 0;
            }
            CHECK_SIZE(wrong, 0);
        }
        rep_generator_free(one), rep_generator_free(other);
        rep_model_free(model);
        drop_sheet(&source);
        drop(&whole), drop(&piece);
        free(order), free(line);
    }
}

/* Chains, one that goes on to the right and one to the left: the leaf at depth k gives the state of its feature, so that all
 * cells of a row are the same. */
/* Splits of a column's tree. */
static size_t splits_of(const rep_model *model, size_t column)
{
    text        told = { NULL, 0, 0 };
    rep_error   err;
    const char *at;
    size_t      n = 0;

    if (!CHECK_INT(rep_model_explain_tree(model, column, put_all, &told, &err), REP_OK)) printf("    %s\n", err.message);
    say(&told, "%s", "");
    for (at = told.data; (at = strstr(at, "if ")) != NULL; at++) n++;
    drop(&told);
    return n;
}

/* Learns a table, which goes with it. *follows becomes the splits of column `last`; returned are those of columns from .. last-1. */
static size_t splits_by_chance(text csv, size_t from, size_t last, size_t *follows)
{
    sheet      s = sheet_of(csv, 1);
    rep_model *model = learn_joint(&s);
    size_t     splits = 0;

    for (; from < last; from++) splits += splits_of(model, from);
    *follows = splits_of(model, last);
    rep_model_free(model);
    drop_sheet(&s);
    return splits;
}

/* Among hundreds of cuts one always looks good: what they say by chance must not be taken for more. Numbers with many values, whose
 * trees have most classes, are the hardest. */
TEST(trees_of_columns_that_have_nothing_to_do_with_each_other_do_not_grow)
{
    enum { ROWS = 33000, COLUMNS = 6 };
    text       csv = { NULL, 0, 0 };
    rep_rng    rng;
    size_t     follows;
    int        i;

    rep_rng_init(&rng, 31, 1);
    say(&csv, "a,b,c,d,e,f,follows\n");
    for (i = 0; i < ROWS; i++) {
        unsigned c_value = below(&rng, 500);
        say(&csv, "%u,", (unsigned)below(&rng, 60));
        put_cents(&csv, below(&rng, 1000000));
        say(&csv, ",%u,k%u,%u,v%u,", c_value, (unsigned)below(&rng, 40), (unsigned)(below(&rng, 300) + below(&rng, 300)), (unsigned)below(&rng, 3));
        say(&csv, "%u\n", c_value / 4 + (unsigned)below(&rng, 400));
    }
    CHECK(splits_by_chance(csv, 0, COLUMNS, &follows) <= 5 * COLUMNS); /* 21 with this seed; 1,312 where the choice among cuts costs its logarithm and no more */
    CHECK(follows >= 20); /* a quarter of c, which deviates by 36, and a number that does by 115 */
}

/* Of hundreds of columns before it a tree is grown on the 24 that tell most, by chance if by nothing else. */
TEST(features_that_are_the_best_of_many_are_not_taken_for_more)
{
    enum { ROWS = 3000, COLUMNS = 300 };
    text       csv = { NULL, 0, 0 };
    rep_rng    rng;
    size_t     follows, c;
    int        i;

    rep_rng_init(&rng, 32, 1);
    for (c = 0; c < COLUMNS; c++) say(&csv, "n%u,", (unsigned)c);
    say(&csv, "follows\n");
    for (i = 0; i < ROWS; i++) {
        unsigned seventh = 0;
        for (c = 0; c < COLUMNS; c++) {
            unsigned value = (unsigned)below(&rng, 200);
            if (c == 7) seventh = value;
            say(&csv, "%u,", value);
        }
        say(&csv, "%u\n", seventh / 4 + (unsigned)below(&rng, 50));
    }
    CHECK(splits_by_chance(csv, COLUMNS - 10, COLUMNS, &follows) <= 10); /* 2 with this seed; 1,107 where the best of hundreds pay no more than so many that are all there is */
    CHECK(follows >= 5);
}

TEST(rows_of_a_block_find_their_leaves_in_a_tree_as_deep_as_it_has_splits)
{
    enum { LEVELS = 400, ROWS = 6000 };
    static const char *const names[] = { "a", "b", "c" };
    text        json = { NULL, 0, 0 }, rows = { NULL, 0, 0 }, piece = { NULL, 0, 0 };
    rep_model  *model = NULL;
    rep_error   err;
    size_t      wrong = 0, seen = 0, i;
    const char *at;
    int         c, k;

    say(&json, "{\"metadata\": {\"rows\": 100000, \"version\": \"1.1\", \"name\": \"t\"}, \"columns\": [");
    for (c = 0; c < 3; c++) {
        say(&json, "%s{\"name\": \"%s\", \"type\": \"categorical\", \"params\": {\"weights\": {", c ? ",\n" : "", names[c]);
        for (k = 0; k < LEVELS; k++) say(&json, "%s\"%d\": 0.0025", k ? ", " : "", 1000 + k);
        say(&json, "}}}");
    }
    say(&json, "],\n\"structure\": {\"variables\": [{\"column\": \"a\", \"tree\": [0,%d,1,1", LEVELS);
    for (k = 1; k < LEVELS; k++) say(&json, ",0,1");
    say(&json, "]},\n{\"column\": \"b\", \"tree\": [");
    for (k = 1; k < LEVELS; k++) say(&json, "1,%d,0,1,%d,1,", k, k);
    say(&json, "0,1,%d,1]},\n{\"column\": \"c\", \"tree\": [", LEVELS);
    for (k = LEVELS - 1; k > 0; k--) say(&json, "2,%d,", k);
    for (k = 1; k <= LEVELS; k++) say(&json, "0,1,%d,1%s", k, k < LEVELS ? "," : "");
    say(&json, "]}]}}\n");
    if (!CHECK_INT(rep_model_read(&model, json.data, json.len, NULL, &err), REP_OK)) printf("    %d:%d %s\n", (int)err.line, (int)err.column, err.message);
    else {
        rep_generator *generator = begin(model, 3, 0);
        write_to(generator, 0, ROWS, &rows);
        for (at = rows.data; at < rows.data + rows.len; at += 15, seen++) wrong += memcmp(at, at + 5, 4) != 0 || memcmp(at, at + 10, 4) != 0;
        CHECK_SIZE(seen, ROWS);
        CHECK_SIZE(wrong, 0);
        for (i = 0; i < 300; i++) { /* so few that they walk on alone */
            piece.len = 0;
            write_to(generator, i * 17, i % 12, &piece);
            wrong += piece.len != i % 12 * 15 || (piece.len && memcmp(piece.data, rows.data + i * 17 * 15, piece.len) != 0);
        }
        CHECK_SIZE(wrong, 0);
        rep_generator_free(generator);
    }
    rep_model_free(model);
    drop(&json), drop(&rows), drop(&piece);
}

/*--- models ---*/

static const char *const trip_relations[] = { "total = fare + tip + tolls", "zone -> rate", "low <= high", "pickup <= dropoff" };
static const char *const trip_vetoes[] = { "mid", "clock <-> hour" };

TEST(parts_merged_in_any_order_give_the_joint_model_of_the_whole)
{
    sheet  source = trips(1500, 31);
    size_t sample, seed, i, starts[1501];

    for (starts[0] = strlen(trip_header), i = 1; i <= source.rows; i++)
        starts[i] = (size_t)(strchr(source.csv.data + starts[i - 1], '\n') + 1 - source.csv.data);
    for (sample = 0; sample <= 700; sample += 700) {
        rep_profile_options options;
        rep_model          *model;
        text                whole;
        memset(&options, 0, sizeof options);
        options.date = "2026-01-01T00:00:00", options.sample_rows = sample;
        if (sample) options.relations = trip_relations, options.relation_count = 4, options.vetoed = trip_vetoes, options.vetoed_count = 2;
        model = learn_text(source.csv.data, source.csv.len, &options);
        whole = model_text(model);
        CHECK(strstr(whole.data, "\"structure\"") != NULL);
        CHECK_INT(tells(model, "zone decides rate (given)"), sample != 0);
        rep_model_free(model);
        for (seed = 1; seed <= 3; seed++) {
            uint64_t      state = seed * 7 + sample;
            rep_profiler *part[5];
            size_t        cut[6], count = 5;
            text          merged;
            rep_error     err;
            cut[0] = 0, cut[5] = source.rows;
            for (i = 1; i < 5; i++) cut[i] = 300 * i - roll(&state, 290);
            for (i = 0; i < 5; i++) {
                size_t from = i ? starts[cut[i]] : 0;
                if (i == 0) CHECK_INT(rep_profiler_create(&part[i], &options, &err), REP_OK);
                else CHECK_INT(rep_profiler_fork(&part[i], part[0], cut[i], &err), REP_OK);
                CHECK_INT(rep_profiler_push_bytes(part[i], source.csv.data + from, starts[cut[i + 1]] - from, &err), REP_OK);
                CHECK_INT(rep_profiler_end_input(part[i], &err), REP_OK);
            }
            while (count > 1) {
                size_t a = roll(&state, (uint32_t)count), b = (a + 1 + roll(&state, (uint32_t)count - 1)) % count;
                CHECK_INT(rep_profiler_merge(part[a], part[b], &err), REP_OK);
                rep_profiler_free(part[b]);
                part[b] = part[--count];
            }
            model = NULL;
            CHECK_INT(rep_profiler_learn(part[0], &model, &err), REP_OK);
            merged = model_text(model);
            CHECK_SAME(merged, whole);
            rep_model_free(model);
            rep_profiler_free(part[0]);
            drop(&merged);
        }
        drop(&whole);
    }
    drop_sheet(&source);
}

/* Runs tasks one after the other, the last first: it takes more than its share, in memory that is not the first one's. */
typedef struct lender { size_t meetings, tasks; int refuses; } lender;

static int lend_backwards(void *user, size_t count, void (*task)(void *context, size_t index), void *context)
{
    lender *l = (lender *)user;
    l->meetings++, l->tasks += count;
    if (l->refuses) return 1;
    while (count-- > 0) task(context, count);
    return 0;
}

/* Says stop when the step has come so far; tells how far it came. */
typedef struct halt { uint64_t at, done, total; size_t calls; } halt;

static int halt_at(void *user, const char *step, uint64_t done, uint64_t total)
{
    halt *h = (halt *)user;
    if (strcmp(step, "trees") != 0) return 0;
    CHECK(done > h->done && done <= total);
    h->done = done, h->total = total, h->calls++;
    return done >= h->at;
}

/* Numbers that follow from the one before, with some noise: more columns than a tree has features. */
static sheet wide_sheet(size_t rows, size_t columns)
{
    text    csv = { NULL, 0, 0 };
    rep_rng rng;
    size_t  r, c;
    uint32_t v = 0;

    rep_rng_init(&rng, 34, 1);
    for (c = 0; c < columns; c++) say(&csv, c ? ",c%u" : "c%u", (unsigned)c);
    puts_to(&csv, "\n");
    for (r = 0; r < rows; r++) {
        for (c = 0; c < columns; c++) {
            v = c ? (v * 3 + rep_rng_below(&rng, 20)) % 60 : rep_rng_below(&rng, 60);
            say(&csv, c ? ",%u" : "%u", (unsigned)v);
        }
        puts_to(&csv, "\n");
    }
    return sheet_of(csv, 1);
}

TEST(lent_threads_grow_the_trees_of_one)
{
    static const size_t widths[] = { 2, 1, 3, 1000 };
    sheet               sources[2];
    size_t              which, i;

    sources[0] = trips(3000, 35), sources[1] = wide_sheet(1200, 40);
    for (which = 0; which < 2; which++) {
        const sheet        *source = &sources[which];
        rep_profile_options options;
        rep_model          *model;
        rep_error           err;
        text                whole, other;
        halt                all = { UINT64_MAX, 0, 0, 0 };
        memset(&options, 0, sizeof options);
        options.date = "2026-01-01T00:00:00";
        options.host.progress = halt_at, options.host.progress_user = &all;
        model = learn_text(source->csv.data, source->csv.len, &options);
        whole = model_text(model);
        rep_model_free(model);
        CHECK(strstr(whole.data, "\"structure\"") != NULL);
        CHECK(all.done == all.total && all.calls == all.total && all.total > 8);
        for (i = 0; i < sizeof widths / sizeof widths[0] + 1; i++) {   /* by turns, and on this machine's threads */
            int                 own = i == sizeof widths / sizeof widths[0];
            lender              l = { 0, 0, 0 };
            halt                h = { UINT64_MAX, 0, 0, 0 };
            rep_profile_options many = options;
            many.host.parallel = lend_threads(3), many.host.progress_user = &h;
            if (!own) many.host.parallel.width = widths[i], many.host.parallel.run = lend_backwards, many.host.parallel.user = &l;
            model = learn_text(source->csv.data, source->csv.len, &many);
            other = model_text(model);
            CHECK_SAME(other, whole);
            if (!own) CHECK(widths[i] < 2 ? l.meetings == 0 : l.meetings > 0 && l.tasks <= l.meetings * widths[i] && l.tasks <= l.meetings * (size_t)all.total);
            CHECK(h.done == all.total && h.calls <= all.calls);
            rep_model_free(model);
            drop(&other);
        }
        for (i = 0; i < 5; i++) {   /* told to stop, by one and by two; too little memory for many, not for one; none lent after all */
            lender              l = { 0, 0, 0 };
            halt                h = { 3, 0, 0, 0 };
            rep_profile_options many = options;
            rep_status          status;
            if (i && i < 4) many.host.parallel.width = 2, many.host.parallel.run = lend_backwards, many.host.parallel.user = &l;
            if (i >= 2) many.host.progress = NULL;
            if (i == 2) many.host.parallel.width = 256;
            if (i == 2 || i == 4) many.max_bytes = (uint64_t)1 << 23;
            l.refuses = i == 3;
            many.host.progress_user = &h;
            model = NULL;
            status = rep_profile_bytes(&model, source->csv.data, source->csv.len, &many, &err);
            CHECK_INT(status, i < 2 ? REP_ERR_CANCELLED : i == 2 ? REP_ERR_MEMORY : i == 3 ? REP_ERR_STATE : REP_OK);
            CHECK(i == 4 ? model != NULL : model == NULL && err.message[0] != '\0');
            rep_model_free(model);
            if (i < 2) CHECK(i ? h.calls == 1 : h.done == 3);
            if (i == 3) CHECK_SAYS(err.message, "did not run all tasks");
        }
        drop(&whole);
        drop_sheet(&sources[which]);
    }
}

TEST(a_joint_model_read_back_is_written_and_drawn_the_same)
{
    sheet      source = trips(1200, 41);
    rep_model *model = learn_joint(&source), *again;
    text       json = model_text(model), twice, a, b;

    again = read_model(json.data);
    twice = model_text(again);
    CHECK_SAME(twice, json);
    a = rows_text(model, 3, 0, 3000, NULL), b = rows_text(again, 3, 0, 3000, NULL);
    CHECK_SAME(a, b);
    drop(&json), drop(&twice), drop(&a), drop(&b);
    drop_sheet(&source);
    rep_model_free(model), rep_model_free(again);
}

/*--- missing cells, fakes, extremes ---*/

enum { CHANNEL, EMAIL, CODE, AGE };

/* The channel decides what is missing; addresses and codes are unique. */
static sheet clients(size_t rows)
{
    rep_rng rng;
    text    t = { NULL, 0, 0 };
    size_t  i;

    rep_rng_init(&rng, 3, 7);
    puts_to(&t, "channel,email,code,age\n");
    for (i = 0; i < rows; i++) {
        uint32_t web = below(&rng, 2);
        puts_to(&t, web ? "web," : "shop,");
        if (below(&rng, 100) < (web ? 2u : 60u)) puts_to(&t, ",");
        else say(&t, "user%u.x@corp.example.com,", (unsigned)(i * 7919 % 100003));
        if (below(&rng, 100) < (web ? 30u : 5u)) puts_to(&t, ",");
        else say(&t, "%c%c-%04u,", 'A' + (int)below(&rng, 26), 'A' + (int)(i / 1000), (unsigned)(i * 7 % 10000));
        if (below(&rng, 100) < (web ? 20u : 80u)) puts_to(&t, "\n");
        else say(&t, "%u\n", (unsigned)(web ? 18 + below(&rng, 30) : 40 + below(&rng, 40)));
    }
    return sheet_of(t, 1);
}

TEST(a_date_follows_another_by_the_rows_that_have_both)
{
    /* orders of `span` days, shipped within `wait` of them; in one of `without` rows there is no day of the order, and in those the goods
       went out on the last day of the year if `odd` */
    static const struct { int span, wait, without, odd, found; } cases[] = {
        { 200, 5, 0, 0, 1 }, { 200, 5, 400, 0, 1 }, { 200, 5, 400, 1, 1 }, { 200, 5, 100, 0, 0 }, { 5, 60, 0, 0, 0 }, { 5, 30, 400, 0, 0 }, { 5, 30, 400, 1, 0 }, { 60, 300, 0, 0, 0 }
    };
    size_t n;
    int    turned;

    for (n = 0; n < sizeof cases / sizeof *cases; n++)
        for (turned = 0; turned < 2; turned++) {
            text       csv = { NULL, 0, 0 };
            rep_model *model;
            uint64_t   state = 9 + n;
            int        i;

            puts_to(&csv, turned ? "shipped,ordered\n" : "ordered,shipped\n");
            for (i = 0; i < 2000; i++) {
                int64_t ordered = (int64_t)roll(&state, (uint32_t)cases[n].span), shipped = ordered + (int64_t)roll(&state, (uint32_t)cases[n].wait);
                int     gone = cases[n].without && i % cases[n].without == 7;
                if (gone && cases[n].odd) shipped = 364;
                if (!turned && !gone) put_date(&csv, 86400 * ordered, 0);
                if (!turned) say(&csv, ",");
                put_date(&csv, 86400 * shipped, 0);
                if (turned) say(&csv, ",");
                if (turned && !gone) put_date(&csv, 86400 * ordered, 0);
                say(&csv, "\n");
            }
            model = learn_text(csv.data, csv.len, NULL);
            if (!CHECK_INT(says(model, "{\"difference\": \"shipped\", \"terms\": {\"ordered\": 1}"), cases[n].found)) printf("    case %u, turned %d\n", (unsigned)n, turned);
            rep_model_free(model);
            drop(&csv);
        }
}

TEST(dates_of_three_weeks_have_a_calendar)
{
    int days;

    for (days = 19; days <= 23; days += 2) {
        text       csv = { NULL, 0, 0 };
        rep_model *model;
        rep_str    sentence;
        rep_status status;
        uint64_t   state = 5;
        int        i;

        puts_to(&csv, "day,n\n");
        for (i = 0; i < 400; i++) say(&csv, "2024-03-%02d,%d\n", 1 + i * 5 % days, (int)roll(&state, 3));
        model = learn_text(csv.data, csv.len, NULL);
        status = rep_model_get_relation(model, 0, &sentence, NULL);
        CHECK_INT(status, days > 21 ? REP_OK : REP_ERR_ARGUMENT);
        if (status == REP_OK) CHECK_STR(shown(sentence), "day is drawn as week and day of the week");
        {   /* either way each day has its share: one in `days`, here within a half of it */
            text     rows = rows_text(model, 1, 0, 4000, NULL);
            size_t   n, k;
            rep_str *cells = cells_of(&rows, ',', 0, &n);
            long     count[32] = { 0 };
            for (k = 0; k < n; k++)
                if (cells[k].len == 10) count[(cells[k].data[8] - '0') * 10 + cells[k].data[9] - '0']++;
            for (i = 1; i < 32; i++)
                if (!CHECK(i > days ? count[i] == 0 : count[i] * days > 2000 && count[i] * days < 6000)) printf("    day %d of %d: %ld\n", i, days, count[i]);
            free(cells);
            drop(&rows);
        }
        rep_model_free(model);
        drop(&csv);
    }
}

/* In private models leaves give states of few rows to the pool of their tree. */
TEST(the_pool_of_rare_states_is_written_and_read_back)
{
    rep_profile_options options;
    text                csv = { NULL, 0, 0 }, json, twice, a, b;
    rep_model          *model, *again;
    uint64_t            state = 5;
    int                 i;

    puts_to(&csv, "kind,town,side\n");
    for (i = 0; i < 4000; i++) {
        unsigned kind = roll(&state, 2), town = roll(&state, 1 + roll(&state, 90));
        say(&csv, "%s,%c%u,", roll(&state, 30) ? kind ? "big" : "small" : kind ? "small" : "big", kind ? 't' : 'u', town);
        say(&csv, "%s\n", (roll(&state, 9) ? town % 2 : roll(&state, 2)) ? "left" : "right");   /* a question of a set of many towns */
    }
    memset(&options, 0, sizeof options);
    options.date = "2026-02-02T17:03:32", options.private_model = 1;
    model = learn_text(csv.data, csv.len, &options);
    json = model_text(model);
    CHECK(find(json.data, json.len, "\"pool\"") != NULL);
    again = read_model(json.data);
    twice = model_text(again);
    CHECK_SAME(twice, json);
    a = rows_text(model, 3, 0, 3000, NULL), b = rows_text(again, 3, 0, 3000, NULL);
    CHECK_SAME(a, b);
    drop(&json), drop(&twice), drop(&a), drop(&b), drop(&csv);
    rep_model_free(model), rep_model_free(again);
}

TEST(what_is_missing_depends_on_other_columns_as_in_the_table)
{
    static const char *const channels[] = { "web", "shop" };
    sheet      source = clients(3000), rows;
    rep_model *model = learn_joint(&source);
    size_t     c, k, i;

    CHECK_INT(column_of(model, EMAIL).kind, REP_KIND_PII);
    CHECK_INT(column_of(model, CODE).kind, REP_KIND_TEXT);
    rows = drawn(model, 42, 20000);
    for (k = 0; k < 2; k++)
        for (c = EMAIL; c <= AGE; c++) CHECK(share_holds(&source, &rows, CHANNEL, channels[k], c, "", 0));
    check_bounds(&source, &rows, AGE, 0, 1);
    for (i = k = 0; i < rows.rows; i++)   /* and numbers that are there depend on it as well; an interval may reach a little further */
        if (is_text(cell(&rows, i, CHANNEL), "shop") && cell(&rows, i, AGE).len) k += number_at(&rows, i, AGE, 0) < 38;
    CHECK_SIZE(k, 0);
    for (c = EMAIL; c <= CODE; c++) {
        rep_str *there = (rep_str *)calloc(rows.rows, sizeof *there);
        size_t   n = 0, copied = 0;
        if (there == NULL) exit(2);
        for (i = 0; i < rows.rows; i++)
            if (cell(&rows, i, c).len) there[n++] = cell(&rows, i, c);
        for (i = 0; c == EMAIL && i < n; i++) copied += find(there[i].data, there[i].len, "@corp.example.com") != NULL && find(source.csv.data, source.csv.len, there[i].data) != NULL;
        CHECK_SIZE(copied, 0);
        CHECK(n > 8000);
        CHECK(column_of(model, c).unique);
        CHECK_SIZE(distinct_cells(there, n), n);
        free(there);
    }
    drop_sheet(&source), drop_sheet(&rows);
    rep_model_free(model);
}

/* Numbers of wide range, one of them with missing cells, and days of two weeks. */
static sheet gauges(size_t rows)
{
    rep_rng rng;
    text    t = { NULL, 0, 0 };
    size_t  i;

    rep_rng_init(&rng, 8, 9);
    puts_to(&t, "kind,level,flow,count,day\n");
    for (i = 0; i < rows; i++) {
        uint32_t kind = below(&rng, 3);
        say(&t, "%c,", 'a' + (int)kind);
        put_cents(&t, 5000 * kind + below(&rng, 90000)), puts_to(&t, ",");
        if (below(&rng, 5)) put_cents(&t, below(&rng, 1000) * below(&rng, 1000));
        say(&t, ",%u,", (unsigned)below(&rng, 100000));
        put_date(&t, (int64_t)below(&rng, 14) * 86400, 0);
        puts_to(&t, "\n");
    }
    return sheet_of(t, 1);
}

/* Of all stretches and both ends of a column, how many have the source's. */
static size_t ends_met(const sheet *source, const sheet *rows, size_t column, int decimals)
{
    int64_t low = INT64_MAX, high = INT64_MIN;
    size_t  i, met = 0, stretch;

    for (i = 0; i < source->rows; i++) {
        int64_t v = decimals < 0 ? seconds(cell(source, i, column)) : number_at(source, i, column, decimals);
        if (v == NOT_A_NUMBER) continue;
        low = v < low ? v : low, high = v > high ? v : high;
    }
    for (stretch = 0; stretch < rows->rows / source->rows; stretch++) {
        int least = 0, most = 0;
        for (i = stretch * source->rows; i < (stretch + 1) * source->rows; i++) {
            int64_t v = decimals < 0 ? seconds(cell(rows, i, column)) : number_at(rows, i, column, decimals);
            least |= v == low, most |= v == high;
        }
        met += (size_t)(least + most);
    }
    return met;
}

TEST(each_stretch_of_rows_has_the_recorded_extremes_unless_they_are_not_wanted)
{
    static const size_t sizes[] = { 256, 300, 1000, 5000 };
    static const int    decimals[] = { 0, 2, 2, 0, -1 };
    size_t              k, c;

    for (k = 0; k < 4; k++) {
        sheet          source = gauges(sizes[k]), with, without;
        rep_model     *model = learn_joint(&source);
        rep_generator *generator = begin(model, 4, 1);
        text           out = { NULL, 0, 0 };
        write_to(generator, 0, 6 * sizes[k], &out);
        rep_generator_free(generator);
        with = drawn(model, 4, 6 * sizes[k]), without = sheet_of(out, 0);
        for (c = 1; c < 5; c++) {
            CHECK_SIZE(ends_met(&source, &with, c, decimals[c]), 12);
            if (c < 4) CHECK(ends_met(&source, &without, c, decimals[c]) < 9);
        }
        drop_sheet(&source), drop_sheet(&with), drop_sheet(&without);
        rep_model_free(model);
    }
}

/* gross = base + extra is at most 1,000.00 (or 100), floor <= base, and base decides band: a sum that is drawn too large
 * takes what is too much from a term, but not from one that others follow. */
TEST(a_sum_at_its_bound_breaks_neither_orders_nor_lookups)
{
    int coarse;

    for (coarse = 0; coarse < 2; coarse++) {
        const uint32_t unit = coarse ? 1000 : 1;
        rep_rng        rng;
        text           t = { NULL, 0, 0 };
        sheet          source, rows;
        rep_model     *model;
        size_t         i, sums = 0, orders = 0, bands = 0;
        rep_rng_init(&rng, 5, 5);
        puts_to(&t, "floor,base,band,extra,gross\n");
        for (i = 0; i < 3000; i++) {
            uint32_t base = (40000 + below(&rng, 50000)) / unit, extra = below(&rng, 100000 / unit + 1 - base), least = base - below(&rng, 2000 / unit);
            say(&t, "%u,%u,b%u,%u,%u\n", (unsigned)least, (unsigned)base, (unsigned)(base * unit / 10000), (unsigned)extra, (unsigned)(base + extra));
        }
        source = sheet_of(t, 1), model = learn_joint(&source);
        CHECK(says(model, "{\"sum\": \"gross\", \"terms\": {\"base\": 1, \"extra\": 1}"));
        CHECK(says(model, coarse ? "{\"sum\": \"floor\", \"terms\": {\"base\": 1}" : "{\"order\": \"base\", \"terms\": {\"floor\": 1}"));   /* base or base - 1 */
        CHECK_INT(says(model, "{\"column\": \"band\", \"of\": \"base\""), coarse);
        rows = drawn(model, 1, 30000);
        for (i = 0; i < rows.rows; i++) {
            int64_t base = number_at(&rows, i, 1, 0);
            sums += number_at(&rows, i, 4, 0) != base + number_at(&rows, i, 3, 0), orders += number_at(&rows, i, 0, 0) > base;
            bands += cell(&rows, i, 2).data[1] != (char)('0' + base * unit / 10000);
        }
        CHECK_SIZE(sums, 0);
        CHECK_SIZE(orders, 0);
        if (coarse) CHECK_SIZE(bands, 0);
        for (i = 0; i < 5; i++)
            if (i != 2) check_bounds(&source, &rows, i, 0, 0);
        drop_sheet(&source), drop_sheet(&rows);
        rep_model_free(model);
    }
}

/* What the table never breaks, no row breaks, in other units too: a due day after a time of day, whole numbers below cents. */
TEST(orders_between_columns_of_other_units_hold)
{
    rep_rng    rng;
    text       t = { NULL, 0, 0 };
    sheet      source, rows;
    rep_model *model;
    size_t     i, early = 0, above = 0;
    int64_t    same_week = 0;

    rep_rng_init(&rng, 8, 8);
    puts_to(&t, "ordered,due,price,least\n");
    for (i = 0; i < 4000; i++) {
        int64_t  at = below(&rng, 90 * 86400);
        uint32_t price = 500 + below(&rng, 8500);
        put_date(&t, at, 1), puts_to(&t, ",");
        put_date(&t, at + 86400 * (1 + (int64_t)below(&rng, i % 2 ? 3 : 12)), 0), puts_to(&t, ",");
        put_cents(&t, price);
        say(&t, ",%u\n", (unsigned)((uint64_t)price * (30 + below(&rng, 71)) / 10000));
    }
    source = sheet_of(t, 1), model = learn_joint(&source);
    CHECK(tells(model, "due is drawn as ordered and the time between them, never before it"));
    CHECK(tells(model, "least <= price in all rows"));
    rows = drawn(model, 3, 20000);
    for (i = 0; i < rows.rows; i++) {
        int64_t ordered = seconds(cell(&rows, i, 0)), due = seconds(cell(&rows, i, 1));
        early += due < ordered, same_week += due - ordered < 7 * 86400;
        above += number_at(&rows, i, 3, 0) * 100 > number_at(&rows, i, 2, 2);
    }
    CHECK_SIZE(early, 0);
    CHECK_SIZE(above, 0);
    CHECK(same_week > 20000 * 7 / 10 && same_week < 20000 * 9 / 10);   /* 0.79 in the table */
    drop_sheet(&source), drop_sheet(&rows);
    rep_model_free(model);
}

/*--- structures by an enemy ---*/

static const char columns_of_all[] =
    "{\"metadata\": {\"rows\": 300, \"version\": \"1.1\", \"name\": \"t\"}, \"columns\": [\n"
    "{\"name\": \"g\", \"type\": \"categorical\", \"params\": {\"weights\": {\"x\": 0.5, \"y\": 0.3, \"z\": 0.2}}},\n"
    "{\"name\": \"h\", \"type\": \"categorical\", \"params\": {\"weights\": {\"p\": 0.6, \"q\": 0.4}}},\n"
    "{\"name\": \"a\", \"type\": \"numerical\", \"params\": {\"mean\": 3, \"std\": 1}, \"decimals\": 0, \"distribution\": [[0, 20], [1, 9, 80]]},\n"
    "{\"name\": \"b\", \"type\": \"numerical\", \"params\": {\"mean\": 3, \"std\": 1}, \"decimals\": 0, \"distribution\": [[0, 20], [1, 9, 80], [99, 3]]},\n"
    "{\"name\": \"t\", \"type\": \"numerical\", \"params\": {\"mean\": 3, \"std\": 1}, \"decimals\": 0, \"distribution\": [[0, 120, 100]]},\n"
    "{\"name\": \"d\", \"type\": \"datetime\", \"format\": \"%Y-%m-%d\", \"constraints\": {\"min\": \"2023-01-01\", \"max\": \"2023-06-30\"}, \"distribution\": [[\"2023-01-01\", \"2023-06-30\", 90]]},\n"
    "{\"name\": \"m\", \"type\": \"numerical\", \"params\": {\"mean\": 3, \"std\": 1}},\n"
    "{\"name\": \"id\", \"type\": \"numerical\", \"params\": {\"mean\": 3, \"std\": 1}, \"decimals\": 0, \"id\": {\"start\": 1, \"step\": 1}}],\n";

static const char good_structure[] =
    "\"structure\": {\"parts\": [\n"
    "{\"name\": \"rest\", \"type\": \"numerical\", \"decimals\": 0, \"distribution\": [[0, 9], [5, 1]]},\n"
    "{\"name\": \"week\", \"type\": \"numerical\", \"decimals\": 0, \"distribution\": [[2766, 2790, 9]]},\n"
    "{\"name\": \"weekday\", \"type\": \"numerical\", \"decimals\": 0, \"distribution\": [[0, 9], [1, 4, 9]]}],\n"
    "\"variables\": [\n"
    "{\"column\": \"g\", \"tree\": [0,3,1,5,0,3,0,2]},\n"
    "{\"column\": \"a\", \"tree\": [-1,0,0,2,1,5,0,3,1,2,0,1,1,7,0,1,2,1], \"sets\": [\"2\"]},\n"
    "{\"column\": \"b\", \"tree\": [2,1,0,2,1,5,0,4,0,2,1,-1,5,-1,2], \"pool\": [3,1,1,1]},\n"
    "{\"part\": 0, \"tree\": [0,2,1,9,0,1]},\n"
    "{\"part\": 1, \"tree\": [0,1,1,7]},\n"
    "{\"part\": 2, \"tree\": [0,2,1,7,0,1]},\n"
    "{\"column\": \"h\", \"of\": \"g\", \"table\": [0,1,2,2]}],\n"
    "\"relations\": [\n"
    "{\"sum\": \"t\", \"terms\": {\"a\": 1, \"b\": 1}, \"parts\": [0], \"kept\": 9, \"rows\": 9},\n"
    "{\"calendar\": \"d\", \"parts\": [1, 2], \"kept\": 9, \"rows\": 9},\n"
    "{\"order\": \"b\", \"terms\": {\"a\": 1}, \"kept\": 9, \"rows\": 9}]}}\n";

/* What is put in another's place, and what the place of the error begins with. */
static const struct { const char *from, *to, *place, *message; } damages[] = {
    { "[-1,0,0,2,1,5", "[-2,0,0,2,1,5", "-2,0", "" },                                  /* a feature: the variable itself */
    { "[2,1,0,2,1,5", "[4,1,0,2,1,5", "4,1", "" },                                     /* a later one */
    { "[2,1,0,2,1,5", "[3,1,0,2,1,5", "3,1", "" },
    { "[2,1,0,2,1,5", "[2,3,0,2,1,5", "3,0", "" },                                     /* a cut beyond its states */
    { "[2,1,0,2,1,5", "[2,-1,0,2,1,5", "-1,0", "" },
    { "[\"2\"]", "[\"20\"]", "\"20\"", "too long" },
    { "[\"2\"]", "[\"g\"]", "\"g\"", "hexadecimal" },
    { "[\"2\"]", "[2]", "2]", "" },
    { "[\"2\"]", "[]", "0,0,2", "no such set" },
    { "[-1,0,0,2,1,5", "[-1,1,0,2,1,5", "1,0,2", "" },                                 /* sets count up from 0 */
    { "[0,3,1,5,0,3,0,2]", "[0,3,1,5,0,3,1,2]", "1,2]", "" },                          /* a bar beyond the states */
    { "[0,3,1,5,0,3,0,2]", "[0,3,1,5,0,-2,3,0,2]", "-2,3", "" },                       /* too wide */
    { "[0,3,1,5,0,3,0,2]", "[0,3,-1,5,0,3,0,2]", "-1,5", "" },                         /* a pool that is not there */
    { "[0,3,1,5,0,3,0,2]", "[0,3,1,0,0,0,0,0]", "0]", "all 0" },
    { "[0,3,1,5,0,3,0,2]", "[0,3,1,5,0,3,0,4294967296]", "4294967296]", "" },
    { "[0,3,1,5,0,3,0,2]", "[0,0]", "0]", "" },                                        /* a leaf without bars */
    { "[0,3,1,5,0,3,0,2]", "[0,4,1,5,0,3,0,2]", "4,1", "too early" },
    { "[0,3,1,5,0,3,0,2]", "[0,3,1,5,0,3,0,2,0]", "0]", "has ended" },
    { "[0,3,1,5,0,3,0,2]", "[]", "[]", "too early" },
    { "[0,3,1,5,0,3,0,2]", "[0,3,1,5,0,3,0,2.5]", "2.5", "" },
    { "[0,3,1,5,0,3,0,2]", "[0,3,1,5,0,3,0,\"2\"]", "", "" },
    { "[2,1,0,2,1,5,0,4,0,2,1,-1,5,-1,2]", "[2,1,0,2,1,5,0,4]", "[2,1", "too early" }, /* a right child is missing */
    { "\"pool\": [3,1,1,1]", "\"pool\": [4,1,1,1]", "4,1", "" },
    { "\"pool\": [3,1,1,1]", "\"pool\": [3,1,1]", "[3,1", "" },
    { "{\"column\": \"g\", \"tree", "{\"column\": \"gg\", \"tree", "\"gg\"", "no column" },
    { "{\"column\": \"b\", \"tree", "{\"column\": \"a\", \"tree", "{\"column", "already" },
    { "{\"part\": 2, \"tree", "{\"part\": 1, \"tree", "{\"part", "already" },
    { "{\"part\": 2, \"tree", "{\"part\": 3, \"tree", "3,", "" },
    { "{\"part\": 2, \"tree", "{\"part\": -1, \"tree", "-1,", "" },
    { "{\"part\": 2, \"tree", "{\"part\": 2, \"column\": \"h\", \"tree", "{\"part", "needs" },
    { "{\"column\": \"g\", \"tree", "{\"tree", "{\"tree", "needs" },
    { ", \"tree\": [0,2,1,7,0,1]", "", "{\"part", "needs" },
    { "\"of\": \"g\"", "\"of\": \"h\"", "\"h\"", "stands before" },
    { "\"of\": \"g\"", "\"of\": \"t\"", "\"t\"", "stands before" },
    { "\"of\": \"g\"", "\"of\": \"q\"", "\"q\"", "no column" },
    { "[0,1,2,2]", "[0,1,2]", "[0,1", "4 items" },
    { "[0,1,2,2]", "[0,1,2,2,2]", "[0,1", "4 items" },
    { "[0,1,2,2]", "[0,1,2,3]", "3]", "" },
    { ", \"table\": [0,1,2,2]", "", "\"g\"", "needs a \"table\"" },
    { "[0,1,2,2]", "[0,1,2,2], \"values\": [0,1,2,2]", "[0,1", "values" },             /* of texts */
    { "{\"column\": \"g\", \"tree", "{\"column\": \"id\", \"tree", "{\"column", "cannot be a variable" },
    { "{\"column\": \"g\", \"tree", "{\"column\": \"m\", \"tree", "{\"column", "cannot be a variable" },
    { "[[0, 9], [5, 1]]", "[[0, 9], [5, 1]], \"id\": {}", "{\"name", "" },             /* of a part */
    { "\"type\": \"numerical\", \"decimals\": 0, \"distribution\": [[2766, 2790, 9]]", "\"type\": \"categorical\", \"params\": {\"weights\": {\"u\": 1}}", "{\"name", "part" },
    { "\"parts\": [0]", "\"parts\": [3]", "3]", "" },
    { "\"parts\": [0]", "\"parts\": [0, 1]", "[0, 1]", "" },
    { "\"parts\": [0]", "\"parts\": []", "[]", "" },
    { ", \"parts\": [0]", "", "{\"sum", "needs \"parts\"" },
    { "\"parts\": [1, 2]", "\"parts\": [2, 1]", "1]", "" },
    { "\"parts\": [1, 2]", "\"parts\": [0, 2]", "[0, 2]", "follow each other" },
    { "\"parts\": [1, 2]", "\"parts\": [1]", "[1]", "" },
    { "{\"part\": 0, \"tree\": [0,2,1,9,0,1]},\n", "", "[0]", "no variable" },
    { "{\"a\": 1, \"b\": 1}", "{\"a\": 0, \"b\": 1}", "0,", "must not be 0" },
    { "{\"a\": 1, \"b\": 1}", "{\"a\": 1001, \"b\": 1}", "1001", "" },
    { "{\"a\": 1, \"b\": 1}", "{\"a\": 1, \"zz\": 1}", "\"zz\"", "no column" },
    { "{\"a\": 1, \"b\": 1}", "{\"a\": 1, \"t\": 1}", "\"t\"", "do not fit" },         /* itself */
    { "{\"a\": 1, \"b\": 1}", "{\"a\": 1, \"g\": 1}", "\"g\"", "do not fit" },
    { "{\"a\": 1, \"b\": 1}", "{\"a\": 1, \"m\": 1}", "\"m\"", "do not fit" },         /* no variable */
    { "{\"a\": 1, \"b\": 1}", "{}", "{\"sum", "do not fit" },
    { "\"sum\": \"t\"", "\"sum\": \"h\"", "", "" },                                    /* derived, and a variable */
    { "\"sum\": \"t\"", "\"sum\": \"d\"", "", "do not fit" },
    { "\"sum\": \"t\"", "\"product\": \"t\"", "{\"product", "needs one of" },
    { "\"calendar\": \"d\"", "\"calendar\": \"t\"", "{\"calendar", "" },
    { "\"calendar\": \"d\"", "\"difference\": \"d\"", "{\"difference", "" },
    { "{\"order\": \"b\", \"terms\": {\"a\": 1}", "{\"order\": \"a\", \"terms\": {\"b\": 1}", "{\"order", "behind its term" },
    { "{\"order\": \"b\", \"terms\": {\"a\": 1}", "{\"order\": \"b\", \"terms\": {\"b\": 1}", "\"b\"", "do not fit" },
    { "{\"order\": \"b\", \"terms\": {\"a\": 1}", "{\"order\": \"t\", \"terms\": {\"a\": 1}", "{\"order", "" },
    { "\"kept\": 9, \"rows\": 9}]", "\"kept\": -9, \"rows\": 9}]", "-9", "" },
    { "\"kept\": 9, \"rows\": 9}]", "\"kept\": 9, \"rows\": 9, \"given\": 1}]", "1}", "true or false" },
    { "[0,1,2,2]", "[0,1,2,2], \"given\": null", "null", "true or false" },
    { "\"relations\": [\n", "\"relations\": [7,\n", "7,", "" },
    { "\"variables\": [\n", "\"variables\": {}, \"x\": [\n", "{}", "" },
};

/* A sum whose term comes to be known after it, and one whose term is derived from it. */
static const char late_term[] =
    "\"structure\": {\"parts\": [{\"name\": \"rest\", \"type\": \"numerical\", \"decimals\": 0, \"distribution\": [[0, 9], [5, 1]]}],\n"
    "\"variables\": [{\"column\": \"a\", \"tree\": [0,1,1,5]}, {\"part\": 0, \"tree\": [0,1,1,9]}, {\"column\": \"b\", \"tree\": [0,1,1,9]}],\n"
    "\"relations\": [{\"sum\": \"t\", \"terms\": {\"a\": 1, \"b\": 1}, \"parts\": [0], \"kept\": 9, \"rows\": 9}]}}";

static rep_status read_with(const char *structure, const char *from, const char *to, text *json, rep_model **model, rep_error *err)
{
    const char *at = from == NULL ? NULL : strstr(structure, from);

    CHECK(from == NULL || at != NULL);
    json->len = 0;
    puts_to(json, columns_of_all);
    if (at == NULL) puts_to(json, structure);
    else put(json, structure, (size_t)(at - structure)), puts_to(json, to), puts_to(json, at + strlen(from));
    *model = NULL;
    return rep_model_read(model, json->data, json->len, NULL, err);
}

TEST(a_structure_that_makes_no_sense_is_refused_with_its_place)
{
    text       json = { NULL, 0, 0 };
    rep_model *model;
    rep_error  err;
    size_t     i, line;

    if (!CHECK_INT(read_with(good_structure, NULL, NULL, &json, &model, &err), REP_OK)) printf("    %d:%d %s\n", (int)err.line, (int)err.column, err.message);
    rep_model_free(model);
    for (i = 0; i < sizeof damages / sizeof damages[0]; i++) {
        const char *at;
        INPUT(damages[i].to);
        CHECK_INT(read_with(good_structure, damages[i].from, damages[i].to, &json, &model, &err), REP_ERR_MODEL);
        CHECK(model == NULL);
        rep_model_free(model);
        if (!CHECK(err.line > 0 && err.column > 0)) continue;
        for (at = json.data, line = 1; line < err.line; line++) at = strchr(at, '\n') + 1;
        at += err.column - 1;
        if (!CHECK(strncmp(at, damages[i].place, strlen(damages[i].place)) == 0)) printf("    \"%.20s\" is the place, not \"%s\": %s\n", at, damages[i].place, err.message);
        CHECK_SAYS(err.message, damages[i].message);
    }
    INPUT(late_term);
    CHECK_INT(read_with(late_term, NULL, NULL, &json, &model, &err), REP_ERR_MODEL);
    CHECK_SAYS(err.message, "\"b\" is not known when this relation needs it");
    rep_model_free(model);
    drop(&json);
}

static int count_bytes(void *user, const char *data, size_t len)
{
    size_t i;

    for (i = 0; i < len; i++) *(size_t *)user += data[i] == '\n';
    return 0;
}

TEST(a_joint_model_with_random_bytes_changed_is_refused_or_drawn)
{
    static const char often[] = "0123456789-,[]{}\":. ";
    sheet      source = trips(256, 77);
    rep_model *model = learn_joint(&source);
    text       json = model_text(model), bad = { NULL, 0, 0 };
    size_t     from = (size_t)(strstr(json.data, "\"structure\"") - json.data), i, k, good = 0, refused = 0;
    uint64_t   state = 12345;

    rep_model_free(model);
    for (i = 0; i < 3000; i++) {
        rep_error  err;
        rep_status status;
        bad.len = 0;
        put(&bad, json.data, json.len);
        for (k = 1 + roll(&state, 3); k > 0; k--) {
            size_t at = roll(&state, 4) ? from + roll(&state, (uint32_t)(bad.len - from)) : roll(&state, (uint32_t)bad.len);
            int    digit = bad.data[at] >= '0' && bad.data[at] <= '9';
            bad.data[at] = digit && roll(&state, 4) ? (char)('0' + (int)roll(&state, 10)) : roll(&state, 3) ? often[roll(&state, sizeof often - 1)] : (char)roll(&state, 256);
        }
        status = rep_model_read(&model, bad.data, bad.len, NULL, &err);
        if (status) {
            refused++;
            if (!CHECK(status == REP_ERR_JSON || status == REP_ERR_MODEL || status == REP_ERR_VERSION) || !CHECK(model == NULL && err.line > 0 && err.column > 0 && err.message[0] != '\0'))
                printf("    mutation %d: %s\n", (int)i, err.message);
        } else {
            rep_generator *generator = begin(model, 6, 0);
            size_t         lines = 0;
            good++;
            status = rep_generator_write(generator, 230, 50, count_bytes, &lines, NULL, &err);
            if (!CHECK(status == REP_OK || status == REP_ERR_CAPACITY) || !CHECK(status != REP_OK || lines >= 51)) printf("    mutation %d: %s\n", (int)i, err.message);
            rep_generator_free(generator);
        }
        rep_model_free(model);
    }
    CHECK(good > 300);
    CHECK(refused > 300);
    drop(&json), drop(&bad);
    drop_sheet(&source);
}

/*--- memory ---*/

/* Learns, writes, reads, makes a generator and draws; every object has the same heap. */
static rep_status life(const sheet *source, const rep_host *host, text *rows, rep_error *err)
{
    rep_profile_options   learning;
    rep_model_options     reading;
    rep_generator_options drawing;
    rep_model            *model = NULL, *again = NULL;
    rep_generator        *generator = NULL;
    text                  json = { NULL, 0, 0 };
    rep_status            status;

    memset(&learning, 0, sizeof learning), memset(&reading, 0, sizeof reading), memset(&drawing, 0, sizeof drawing);
    learning.host = reading.host = drawing.host = *host;
    learning.date = "2026-01-01T00:00:00", learning.max_categories = 2000;
    learning.relations = trip_relations, learning.relation_count = 4, learning.vetoed = trip_vetoes, learning.vetoed_count = 2;
    put(&json, "", 0);
    status = rep_profile_bytes(&model, source->csv.data, source->csv.len, &learning, err);
    if (!status) status = rep_model_write(model, put_all, &json, err);
    if (!status) status = rep_model_read(&again, json.data, json.len, &reading, err);
    if (!status) status = rep_generator_create(&generator, again, 7, &drawing, err);
    if (!status) status = rep_generator_write(generator, 200, 100, put_all, rows, NULL, err);
    rep_generator_free(generator);
    rep_model_free(model), rep_model_free(again);
    drop(&json);
    return status;
}

TEST(parts_with_other_relations_are_not_merged)
{
    size_t k;

    for (k = 0; k < 3; k++) {
        rep_profile_options options;
        rep_profiler       *a = NULL, *b = NULL;
        rep_error           err;
        memset(&options, 0, sizeof options);
        options.relations = trip_relations, options.relation_count = 1, options.vetoed = trip_vetoes, options.vetoed_count = 1;
        CHECK_INT(rep_profiler_create(&a, &options, &err), REP_OK);
        if (k == 0) options.relations++;
        if (k == 1) options.vetoed_count = 0;
        if (k == 2) options.relation_count = 2;
        CHECK_INT(rep_profiler_create(&b, &options, &err), REP_OK);
        CHECK_INT(rep_profiler_push_bytes(a, trip_header, strlen(trip_header), &err), REP_OK);
        CHECK_INT(rep_profiler_push_bytes(b, trip_header, strlen(trip_header), &err), REP_OK);
        CHECK_INT(rep_profiler_merge(a, b, &err), REP_ERR_STATE);
        CHECK_SAYS(err.message, "relations or vetoed");
        rep_profiler_free(a), rep_profiler_free(b);
    }
}

TEST(memory_may_run_out_at_any_request_of_a_joint_model)
{
    sheet source = trips(256, 78);
    text  want = { NULL, 0, 0 };
    long  n, all = 0;
    int   how;

    for (how = 0; how < 3; how++)   /* once; from then on; once, of two who grow trees */
        for (n = 0; n <= all; n += n > 0 && how == 1 ? 1 + all / 150 : 1) {   /* 0 refuses none and counts them */
            rep_host   host;
            heap       h;
            lender     l = { 0, 0, 0 };
            rep_error  err;
            rep_status status;
            text       rows = { NULL, 0, 0 };
            heap_begin(&h, &host, n, how == 1);
            if (how == 2) host.parallel.width = 2, host.parallel.run = lend_backwards, host.parallel.user = &l;
            memset(&err, 0, sizeof err);
            status = life(&source, &host, &rows, &err);
            if (n == 0) all = h.requests;
            if (n == 0 && how == 0) put(&want, rows.data, rows.len);
            if (status == REP_OK) CHECK_SAME(rows, want);
            else if (!CHECK_INT(status, REP_ERR_MEMORY) || !CHECK(err.message[0] != '\0')) printf("    request %ld of %ld: %s\n", n, all, err.message);
            CHECK(status == REP_OK || h.refused > 0);
            if (!CHECK_INT(h.live, 0) || !CHECK_INT(h.lies, 0)) printf("    request %ld of %ld\n", n, all);
            drop(&rows);
        }
    CHECK(all > 100);
    drop(&want);
    drop_sheet(&source);
}

int main(void)
{
    RUN(shares_of_one_column_given_another_are_those_of_the_table);
    RUN(relations_are_found_and_hold_in_every_row);
    RUN(given_relations_hold_in_every_row_that_the_search_leaves_out);
    RUN(orders_that_follow_from_given_ones_are_kept_too);
    RUN(vetoed_relations_are_not_put_in);
    RUN(sentences_of_a_model_are_relations_to_give);
    RUN(relations_that_cannot_be_given_are_refused);
    RUN(a_given_relation_needs_half_of_the_rows);
    RUN(a_private_model_tells_no_rare_value_by_a_given_relation);
    RUN(sums_of_grouped_numbers_are_found);
    RUN(one_wrong_row_in_ten_thousand_does_not_undo_a_lookup);
    RUN(a_row_alone_in_blocks_or_after_others_is_that_of_one_run);
    RUN(trees_of_columns_that_have_nothing_to_do_with_each_other_do_not_grow);
    RUN(features_that_are_the_best_of_many_are_not_taken_for_more);
    RUN(rows_of_a_block_find_their_leaves_in_a_tree_as_deep_as_it_has_splits);
    RUN(parts_merged_in_any_order_give_the_joint_model_of_the_whole);
    RUN(lent_threads_grow_the_trees_of_one);
    RUN(a_joint_model_read_back_is_written_and_drawn_the_same);
    RUN(a_date_follows_another_by_the_rows_that_have_both);
    RUN(dates_of_three_weeks_have_a_calendar);
    RUN(the_pool_of_rare_states_is_written_and_read_back);
    RUN(what_is_missing_depends_on_other_columns_as_in_the_table);
    RUN(each_stretch_of_rows_has_the_recorded_extremes_unless_they_are_not_wanted);
    RUN(a_sum_at_its_bound_breaks_neither_orders_nor_lookups);
    RUN(orders_between_columns_of_other_units_hold);
    RUN(a_structure_that_makes_no_sense_is_refused_with_its_place);
    RUN(a_joint_model_with_random_bytes_changed_is_refused_or_drawn);
    RUN(parts_with_other_relations_are_not_merged);
    RUN(memory_may_run_out_at_any_request_of_a_joint_model);
    return test_end();
}
