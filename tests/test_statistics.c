/* test_statistics.c - are the draws as likely as they should be?                  C99
 *
 *     build/test_statistics                    a fault of 1 % would be seen
 *     build/test_statistics 0.001              one of 0.1 %, in a hundred times the draws; prints what it measured
 *     build/test_statistics words columns      raw words of the streams for other batteries, until nobody reads:
 *                                              ... words seeds | dieharder -g 200 -a
 *
 * Every test draws twice: as the library does, which must fit, and with a planted fault, which must not. A fault moves a
 * share of the draws, `fault`, to one value, or makes one of a few values heavier by that share of its own.
 *
 * False alarms. A test fails if a statistic this large has a probability below RATE = 1e-9, from the exact tail of its
 * distribution (chi_tail), or one this small. Seeds are fixed: the tests cannot flicker, and a change of seeds or of the
 * sampler fails one of some 80 ends of distributions by accident once in 12 million changes.
 *
 * Power. Pearson's statistic of N draws with a fault is noncentral chi-square, of noncentrality N * effect, where effect
 * is the sum of (share with the fault - share)^2 / share. Two bounds say how large N * effect must be for the fault to
 * pass the threshold with a probability of 1 - MISS, MISS = 1e-6; draws_for solves them:
 *     central     P(X > df + 2 sqrt(df a) + 2 a)         <= exp(-a)   Laurent, Massart 2000, Lemma 1
 *     noncentral  P(X < df + e - 2 sqrt((df + 2 e) b))   <= exp(-b)   Birge 2001, Lemma 8.1
 * The laws hold for large expected counts: at least FEW in every cell, rarer cells are taken together. */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"

/* Two draws of a stream as one word. */
static uint64_t next64(rep_rng *rng)
{
    uint64_t high = rep_rng_next(rng); /* two statements: the order of evaluation decides bytes */
    return high << 32 | rep_rng_next(rng);
}

#define RATE 1e-9
#define MISS 1e-6
#define FEW  100

static double fault = 0.01;
static int    loud;

/*--- laws ---*/

/* P(X > x), X of the chi-square distribution: Q(df / 2, x / 2), summed from Q(1/2, y) = erfc(sqrt y) or Q(1, y) = exp(-y) by
 * Q(a + 1, y) = Q(a, y) + y^a exp(-y) / Gamma(a + 1) (DLMF 8.4.6, 8.4.8 and 8.8.6). */
static double chi_tail(double x, size_t df)
{
    const double y = x / 2;
    double a = df % 2 ? 0.5 : 1, sum = df % 2 ? erfc(sqrt(y)) : exp(-y);
    if (x <= 0) return 1;
    for (; a < (double)df / 2; a++) sum += exp(a * log(y) - y - lgamma(a + 1));
    return sum;
}

/* P(X < count) of Poisson's distribution is Q(count, mean) (DLMF 8.4.10). */
static double poisson_below(uint64_t count, double mean) { return count ? chi_tail(2 * mean, (size_t)(2 * count)) : 0; }

/* The noncentrality that is seen, by the bounds above. */
static double needed(double df)
{
    const double a = -log(RATE), b = -log(MISS), c = 2 * sqrt(df * a) + 2 * a; /* (e - c)^2 >= 4 b (df + 2 e) */
    return c + 4 * b + sqrt(16 * b * b + 8 * b * c + 4 * b * df);
}

/* Of an addition to one value that has `share`: every draw comes out as that value with this chance, whatever it was. */
static double effect_of(double chance, double share) { return chance * chance * (1 - share) / share; }

/* Draws for a fault of this effect on cells of equal shares. */
static uint64_t draws_for(size_t cells, double effect)
{
    const uint64_t n = (uint64_t)(needed((double)cells - 1) / effect) + 1;
    return n > (uint64_t)cells * FEW ? n : (uint64_t)cells * FEW;
}

/* The probability of a misfit this large: Pearson's chi-square. shares NULL = all alike; what has no share must not come. */
static double fit(const uint64_t *counts, const double *shares, size_t cells, uint64_t draws)
{
    double chi = 0, rare = 0, rare_count = 0;
    size_t i, df = 0;
    for (i = 0; i < cells; i++) {
        const double wanted = (double)draws * (shares ? shares[i] : 1 / (double)cells), off = (double)counts[i] - wanted;
        if (wanted <= 0 && counts[i]) return 0;
        if (wanted < FEW) rare += wanted, rare_count += (double)counts[i];
        else chi += off * off / wanted, df++;
    }
    if (rare >= FEW) chi += (rare_count - rare) * (rare_count - rare) / rare, df++;
    return chi_tail(chi, df - 1);
}

/* The verdict on the probability of a statistic as large as it came out. */
static void judge(const char *what, int faulty, double tail)
{
    const int ok = faulty ? tail < RATE : tail > RATE && 1 - tail > RATE;
    INPUT(what);
    CHECK(ok);
    if (loud || !ok) printf("%-60s %-12s probability %.3g\n", what, faulty ? "with a fault" : "", tail);
}

static int chance(rep_rng *coin, double probability) { return rep_rng_next(coin) < probability * 4294967296.0; }

TEST(tails_are_those_of_the_tables)
{
    CHECK_NEAR(chi_tail(10.828, 1), 0.001, 1e-6);   /* NIST/SEMATECH e-Handbook 1.3.6.7.4, critical values of chi-square */
    CHECK_NEAR(chi_tail(13.816, 2), 0.001, 1e-6);
    CHECK_NEAR(chi_tail(29.588, 10), 0.001, 1e-6);
    CHECK_NEAR(chi_tail(18.307, 10), 0.05, 1e-5);
    CHECK_NEAR(chi_tail(148.230, 99), 0.001, 1e-6);
    CHECK_NEAR(chi_tail(82.358, 99), 0.8867, 1e-3);
    CHECK_NEAR(chi_tail(-2 * log(RATE), 2) / RATE, 1, 1e-9);
    CHECK_NEAR(chi_tail(65535, 65536), 0.5, 0.01);
    CHECK_NEAR(poisson_below(1, 2.5), exp(-2.5), 1e-12);
    CHECK_NEAR(poisson_below(4, 1), 8 * exp(-1.0) / 3, 1e-12); /* 1 + 1 + 1/2 + 1/6 */
}

/*--- integers below a bound ---*/

/* Below 2^32 as rep_rng_below draws them, above by the product with 64 bits, as cells of wide ranges are made. */
static uint64_t draw_below(rep_rng *rng, uint64_t bound)
{
    return bound <= UINT32_MAX ? rep_rng_below(rng, (uint32_t)bound) : repi_mulhi(next64(rng), bound);
}

/* Sorted into cells by size, or by remainder: without rejection a bound of 2/3 of 2^32 favours every second number. */
TEST(numbers_below_a_bound_are_equally_likely)
{
    static const struct { const char *what; uint64_t bound; uint32_t cells; int remainder; } cases[] = {
        { "below 2", 2, 2, 0 }, { "below 3", 3, 3, 0 }, { "below 6", 6, 6, 0 }, { "below 10", 10, 10, 0 }, { "below 1000", 1000, 1000, 0 },
        { "below 65537", 65537, 65537, 0 }, { "below 2^31 + 1, by size", UINT64_C(0x80000001), 256, 0 },
        { "below 2^31 + 1, by remainder", UINT64_C(0x80000001), 3, 1 }, { "below 2/3 2^32, by size", UINT64_C(0xAAAAAAAB), 256, 0 },
        { "below 2/3 2^32, by remainder", UINT64_C(0xAAAAAAAA), 2, 1 }, { "below 3/4 2^32, by size", UINT64_C(0xC0000000), 64, 0 },
        { "below 3/4 2^32, by remainder", UINT64_C(0xC0000000), 3, 1 }, { "below 2^63 + 1, by size", (UINT64_C(1) << 63) + 1, 256, 0 },
        { "below 2^63 + 1, by remainder", (UINT64_C(1) << 63) + 1, 3, 1 }, { "below 10^18, by size", UINT64_C(1000000000000000000), 1000, 0 },
        { "below 10^18, by remainder", UINT64_C(1000000000000000000), 10, 1 } };
    static uint64_t counts[65537];
    size_t c;
    int faulty;
    for (c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        const uint32_t cells = cases[c].cells;
        const double share = 1.0 / cells, moved = cells == cases[c].bound && cells <= 10 ? fault * share / (1 - share) : fault;
        const uint64_t draws = draws_for(cells, effect_of(moved, share));
        for (faulty = 0; faulty < 2; faulty++) {
            rep_rng rng, coin;
            uint64_t i;
            rep_rng_init(&rng, 2024, c);
            rep_rng_init(&coin, 1, 1);
            memset(counts, 0, sizeof counts);
            for (i = 0; i < draws; i++) {
                uint64_t v = draw_below(&rng, cases[c].bound);
                if (faulty && chance(&coin, moved)) v = 0;
                counts[cases[c].remainder ? v % cells : cases[c].bound == cells ? v : repi_muldiv(v, cells, cases[c].bound)]++;
            }
            judge(cases[c].what, faulty, fit(counts, NULL, cells, draws));
        }
    }
}

/*--- alias tables ---*/

/* Draws from a table of these weights, in the end from one in which the weight `bad` is heavier by the fault. */
static void judge_alias(const char *what, const uint64_t *weights, uint32_t count, uint32_t bad)
{
    static uint64_t used[1000], counts[1000];
    static double shares[1000];
    uint64_t total = 0, draws, i;
    int faulty;
    for (i = 0; i < count; i++) total += weights[i];
    for (i = 0; i < count; i++) shares[i] = (double)weights[i] / (double)total;
    draws = (uint64_t)(needed((double)count - 1) * (1 - shares[bad]) / shares[bad] / (fault * fault)) + 1; /* of effect_of(fault * share / (1 - share), share) */
    for (faulty = 0; faulty < 2; faulty++) {
        const uint64_t more = faulty ? (uint64_t)((double)weights[bad] * fault / (1 - shares[bad] * (1 + fault))) : 0; /* its share becomes (1 + fault) times as large */
        repi_memory memory;
        repi_arena arena;
        repi_alias alias;
        rep_rng rng;
        repi_memory_init(&memory, NULL, UINT64_MAX);
        arena.memory = &memory, arena.chunk = arena.emptied = NULL;
        memcpy(used, weights, count * sizeof *used);
        used[bad] += more;
        memset(counts, 0, sizeof counts);
        rep_rng_init(&rng, 7, count);
        if (repi_alias_build(&alias, &arena, used, count, total + more)) {
            for (i = 0; i < draws; i++) counts[repi_alias_pick(&alias, next64(&rng))]++;
            judge(what, faulty, fit(counts, shares, count, draws));
        } else CHECK(0);
        repi_arena_free(&arena);
    }
}

TEST(an_alias_table_draws_by_weight)
{
    static const uint64_t three[] = { 50000, 30000, 20000 }, eight[] = { 100000, 0, 300000, 100000, 200000, 0, 150000, 150000 };
    static const uint64_t ratios[] = { 1, UINT64_C(1000000000000), 0, 1000, 1000000000, 1, UINT64_C(700000000000), 3000000000 };
    static uint64_t many[1000];
    rep_rng rng;
    uint32_t i;
    judge_alias("3 weights", three, 3, 1);
    judge_alias("8 weights, two of them zero", eight, 8, 2);
    judge_alias("8 weights in ratios of up to 10^12", ratios, 8, 6);
    for (i = 0; i < 1000; i++) many[i] = i % 7 == 3 ? 0 : UINT64_C(1000000000000) / ((uint64_t)i + 1) / (i + 1);
    judge_alias("1000 weights falling with the square, a seventh zero", many, 1000, 0);
    rep_rng_init(&rng, 5, 5);
    for (i = 0; i < 1000; i++) many[i] = rep_rng_below(&rng, 1000000);
    many[999] = 300000000;
    judge_alias("1000 weights, one of them a third of all", many, 1000, 999);
}

/*--- permutations ---*/

/* Where two numbers go, over many keys: 0 to each place, and both to each ordered pair of places, equally often. The
 * other number is that which a Feistel network of few rounds parts worst: its neighbour, or one of the same right half.
 * The fault leaves 0 at home. */
TEST(a_permutation_sends_a_number_anywhere_and_two_numbers_anywhere_else)
{
    static const struct { const char *places, *pairs; uint32_t size, other; } cases[] = {
        { "places of 0 among 2", NULL, 2, 1 }, { "places of 0 among 3", "pairs among 3", 3, 1 }, { "places of 0 among 4", "pairs among 4", 4, 2 },
        { "places of 0 among 5", "pairs among 5", 5, 1 }, { "places of 0 among 8", "pairs among 8", 8, 1 }, { "places of 0 among 10", "pairs among 10", 10, 1 },
        { "places of 0 among 16", "pairs among 16", 16, 4 }, { "places of 0 among 17", "pairs among 17", 17, 8 }, { "places of 0 among 40", "pairs among 40", 40, 8 },
        { "places of 0 among 64", "pairs among 64", 64, 8 }, { "places of 0 among 100", "pairs among 100", 100, 16 },
        { "places of 0 among 257", "pairs among 257", 257, 32 }, { "places of 0 among 1000", NULL, 1000, 1 } };
    static uint64_t places[2][1000], pairs[2][257 * 256]; /* without and with the fault */
    size_t c;
    int faulty;
    for (c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        const uint32_t size = cases[c].size;
        const int paired = cases[c].pairs && (size <= 64 || loud); /* more pairs ask for more draws than are quick */
        const uint64_t draws = draws_for(paired ? (size_t)size * (size - 1) : size, effect_of(fault, 1.0 / size));
        rep_rng coin;
        uint64_t i;
        rep_rng_init(&coin, 1, 1);
        memset(places, 0, sizeof places);
        memset(pairs, 0, sizeof pairs);
        for (i = 0; i < draws; i++) {
            const uint64_t key = repi_mix(i + 1); /* keys are hashes */
            uint64_t a = repi_permute(0, size, key), b = paired ? repi_permute(cases[c].other, size, key) : a;
            for (faulty = 0; faulty < 2; faulty++) {
                if (faulty && chance(&coin, fault)) b = b == 0 ? a : b, a = 0;
                places[faulty][a]++;
                if (paired) pairs[faulty][a * (size - 1) + b - (b > a)]++;
            }
        }
        for (faulty = 0; faulty < 2; faulty++) {
            judge(cases[c].places, faulty, fit(places[faulty], NULL, size, draws));
            if (paired) judge(cases[c].pairs, faulty, fit(pairs[faulty], NULL, (size_t)size * (size - 1), draws));
        }
    }
}

/* A random order leaves one number at home on average, Poisson for large sizes (Montmort 1708); over keys they add up. */
TEST(a_permutation_leaves_one_number_at_home_on_average)
{
    enum { SIZE = 1000 };
    const uint64_t keys = 300 + (uint64_t)(0.0003 / (fault * fault)); /* the fault adds ten standard deviations and more */
    int faulty;
    for (faulty = 0; faulty < 2; faulty++) {
        uint64_t key, i, home = 0;
        rep_rng coin;
        rep_rng_init(&coin, 1, 1);
        for (key = 0; key < keys; key++)
            for (i = 0; i < SIZE; i++) home += repi_permute(i, SIZE, repi_mix(key)) == i || (faulty && chance(&coin, fault));
        judge("numbers at home among 1000", faulty, 1 - poisson_below(home, (double)keys));
    }
}

/* Neighbours under one key, in spaces of which a part is seen (so that leaving out what has come does not show). The
 * fault: the second of two stands right behind the first. */
TEST(a_permutation_parts_neighbours)
{
    static const struct { const char *what; uint64_t size; } cases[] = {
        { "neighbours among 10^10", UINT64_C(10000000000) }, { "neighbours among 2^63 + 1", (UINT64_C(1) << 63) + 1 } };
    enum { SIDE = 16, CELLS = SIDE * SIDE };
    static uint64_t counts[CELLS];
    size_t c;
    int faulty;
    for (c = 0; c < 2; c++) {
        const uint64_t draws = draws_for(CELLS, effect_of(fault, 1.0 / SIDE)), size = cases[c].size;
        for (faulty = 0; faulty < 2; faulty++) {
            rep_rng coin;
            uint64_t i;
            rep_rng_init(&coin, 1, 1);
            memset(counts, 0, sizeof counts);
            for (i = 0; i < draws; i++) {
                uint64_t a = repi_permute(2 * i, size, 42), b = repi_permute(2 * i + 1, size, 42);
                if (faulty && chance(&coin, fault)) b = a;
                counts[repi_muldiv(a, SIDE, size) * SIDE + repi_muldiv(b, SIDE, size)]++;
            }
            judge(cases[c].what, faulty, fit(counts, NULL, CELLS, draws));
        }
    }
}

/*--- derived streams ---*/

/* Words as rows take them: across the columns of a row, down the rows of one column (each row addressed alone), or
 * the first word of the first row under one seed after the other. */
enum { ACROSS, DOWN, SEEDS, WAYS, COLUMNS = 64 };
static const char *const ways[WAYS] = { "columns", "rows", "seeds" };
typedef struct { int way; uint64_t at; rep_rng streams[COLUMNS]; } weave;

static void weave_start(weave *w, int way)
{
    char name[24];
    int i;
    w->way = way, w->at = 0;
    for (i = 0; i < COLUMNS; i++) {
        snprintf(name, sizeof name, "column_%d", i + 1);
        w->streams[i] = repi_stream_make(42, repi_cstr("customers"), repi_cstr(name));
    }
}

static uint64_t weave_next(weave *w)
{
    const uint64_t at = w->at++;
    rep_rng rng;
    switch (w->way) {
    case ACROSS: return next64(&w->streams[at % COLUMNS]); /* two words a row: rows 4i and on, each twice */
    case DOWN:
        rng = repi_stream_at(&w->streams[0], at / 2);
        if (at % 2) next64(&rng);
        return next64(&rng);
    default:
        rng = repi_stream_make(at, repi_cstr("customers"), repi_cstr("age"));
        return next64(&rng);
    }
}

enum { SOUND, STUCK, ALIKE }; /* faults: one byte of a word is the same, a word is that before it */

static uint64_t weave_faulty(weave *w, int how, rep_rng *coin, uint64_t before)
{
    const uint64_t word = weave_next(w);
    if (how == SOUND || !chance(coin, fault)) return word;
    return how == STUCK ? (word & ~(uint64_t)0xFF00) | 0x4100 : before;
}

/* Bytes at each of the 8 places of a word, and of the word and its neighbour put together by exclusive or. A fault in one
 * place has 1/8 of the bytes, so the chi-squares of the places are judged one by one. */
TEST(bytes_of_interleaved_streams_are_equally_likely_and_so_are_those_of_neighbours_together)
{
    static const char *const names[WAYS][2] = { { "bytes across columns", "bytes of columns against columns" }, { "bytes down rows", "bytes of rows against rows" },
                                                { "bytes over seeds", "bytes of seeds against seeds" } };
    static uint64_t counts[2][8][256];
    const uint64_t enough = draws_for(256, effect_of(fault, 1.0 / 256)), least = (uint64_t)(30 / (fault * fault)), draws = enough > least ? enough : least;
    int way, how;
    for (way = 0; way < WAYS; way++)
        for (how = SOUND; how <= ALIKE; how++) {
            weave w;
            rep_rng coin;
            uint64_t i, before;
            int place;
            weave_start(&w, way);
            rep_rng_init(&coin, 1, 1);
            memset(counts, 0, sizeof counts);
            before = weave_next(&w);
            for (i = 0; i < draws; i++) {
                const uint64_t word = weave_faulty(&w, how, &coin, before), both = word ^ before;
                for (place = 0; place < 8; place++) counts[0][place][word >> 8 * place & 255]++, counts[1][place][both >> 8 * place & 255]++;
                before = word;
            }
            for (place = 0; place < 8; place++) {
                if (how == SOUND || (how == STUCK && place == 1)) judge(names[way][0], how, fit(counts[0][place], NULL, 256, draws));
                if (how != STUCK) judge(names[way][1], how, fit(counts[1][place], NULL, 256, draws));
            }
        }
}

static int by_size(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* Birthday spacings (Marsaglia; Knuth, TAOCP 2, 3.3.2 J): of n days in a year of d, the distances between neighbours that
 * are as long as another are Poisson with mean n^3 / 4d, very nearly while n^3 <= d^(5/4) (L'Ecuyer, Simard 2001). The
 * upper and the lower halves of words have years of their own. The fault puts 1 % of the days upon the one before. */
TEST(birthdays_of_interleaved_streams_have_few_equal_spacings)
{
    static const char *const names[WAYS] = { "birthday spacings across columns", "birthday spacings down rows", "birthday spacings over seeds" };
    enum { DAYS = 4096 };                                             /* of 2^32: 4 equal spacings a year */
    static uint64_t days[DAYS];
    const uint64_t years = (uint64_t)(0.01 / (fault * fault)) + 1;    /* 101 of each half */
    int way, half, faulty;
    for (way = 0; way < WAYS; way++)
        for (half = 0; half < 2; half++)
            for (faulty = 0; faulty < 2; faulty++) {
                weave w;
                rep_rng coin;
                uint64_t year, equal = 0, before = 0;
                size_t i;
                weave_start(&w, way);
                rep_rng_init(&coin, 1, 1);
                for (year = 0; year < years; year++) {
                    for (i = 0; i < DAYS; i++) {
                        before = weave_faulty(&w, faulty ? ALIKE : SOUND, &coin, before);
                        days[i] = half ? before >> 32 : before & UINT32_MAX;
                    }
                    qsort(days, DAYS, sizeof *days, by_size);
                    for (i = 0; i < DAYS - 1; i++) days[i] = days[i + 1] - days[i];
                    qsort(days, DAYS - 1, sizeof *days, by_size);
                    for (i = 1; i < DAYS - 1; i++) equal += days[i] == days[i - 1];
                }
                judge(names[way], faulty, 1 - poisson_below(equal, 4.0 * (double)years));
            }
}

/*--- for other batteries ---*/

static int words(const char *way)
{
    static uint64_t block[4096];
    weave w;
    int i;
    for (i = 0; i < WAYS; i++)
        if (strcmp(way, ways[i]) == 0) {
            size_t k;
            weave_start(&w, i);
            do
                for (k = 0; k < 4096; k++) block[k] = weave_next(&w);
            while (fwrite(block, sizeof block, 1, stdout) == 1);
            return 0;
        }
    fprintf(stderr, "words columns, words rows or words seeds\n");
    return 2;
}

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "words") == 0) return words(argv[2]);
    if (argc == 2) fault = atof(argv[1]), loud = 1;
    if (argc > 2 || !(fault >= 1e-5 && fault <= 0.01)) return fprintf(stderr, "usage: test_statistics [FAULT | words WAY], FAULT 0.00001 to 0.01\n"), 2;
    RUN(tails_are_those_of_the_tables);
    RUN(numbers_below_a_bound_are_equally_likely);
    RUN(an_alias_table_draws_by_weight);
    RUN(a_permutation_sends_a_number_anywhere_and_two_numbers_anywhere_else);
    RUN(a_permutation_leaves_one_number_at_home_on_average);
    RUN(a_permutation_parts_neighbours);
    RUN(bytes_of_interleaved_streams_are_equally_likely_and_so_are_those_of_neighbours_together);
    RUN(birthdays_of_interleaved_streams_have_few_equal_spacings);
    return test_end();
}
