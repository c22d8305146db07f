/* test_random.c - PCG, streams, alias tables, permutations, hashes (R09)           C99
 *
 *     cc -std=c99 -I. tests/test_random.c -o build/test_random
 *
 * The numbers of a seed are part of the contract (same seed, same bytes): golden values
 * below may change only together with REPI_SAMPLER.
 */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"

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

/*--- the generator ---*/

/* Round 1 of check-pcg32.out, which comes with O'Neill's pcg-c-basic (seed 42, stream 54). */
TEST(PCG_gives_its_published_reference_output)
{
    static const uint32_t numbers[6] = { 0xa15c02b7u, 0x7b47f409u, 0xba1d3330u, 0x83d2f293u, 0xbfa4784bu, 0xcbed606eu };
    static const char coins[] = "HHTTTHTHHHTHTTTHHHHHTTTHHHTHTHTHTTHTTTHHHHHHTTTTHHTTTTTHTTTTTTTHT";
    static const int rolls[33] = { 3, 4, 1, 1, 2, 2, 3, 2, 4, 3, 2, 4, 3, 3, 5, 2, 3, 1, 3, 1, 5, 1, 4, 1, 5, 6, 4, 6, 6, 2, 6, 3, 3 };
    rep_rng rng;
    size_t i;
    int wrong = 0;
    rep_rng_init(&rng, 42, 54);
    CHECK(rng.state == UINT64_C(1753877967969059832) && rng.increment == 109);
    for (i = 0; i < 6; i++) CHECK_INT(rep_rng_next(&rng), numbers[i]);
    rep_rng_advance(&rng, (uint64_t)0 - 6); /* six back */
    for (i = 0; i < 6; i++) CHECK_INT(rep_rng_next(&rng), numbers[i]);
    for (i = 0; i < sizeof coins - 1; i++) wrong += (rep_rng_next(&rng) & 1) != (coins[i] == 'H');
    CHECK_INT(wrong, 0);
    for (i = 0; i < 33; i++) { /* its bounded numbers: below 2^32 mod 6 is refused, then modulo */
        uint32_t r;
        do r = rep_rng_next(&rng);
        while (r < 4);
        wrong += (int)(r % 6) + 1 != rolls[i];
    }
    CHECK_INT(wrong, 0);
}

static int same_rng(const rep_rng *a, const rep_rng *b) { return a->state == b->state && a->increment == b->increment; }

TEST(advancing_is_stepping)
{
    rep_rng walker, jumper, start;
    uint64_t k, wrong = 0;
    rep_rng_init(&start, UINT64_C(0x123456789ABCDEF0), 7);
    walker = start;
    for (k = 0; k <= 70000; k++) {
        if (k <= 3000 || (k & (k - 1)) == 0 || k % 997 == 0) {
            jumper = start;
            rep_rng_advance(&jumper, k);
            if (!same_rng(&jumper, &walker)) wrong++;
        }
        rep_rng_next(&walker);
    }
    CHECK(wrong == 0);
}

TEST(advances_add_up_and_the_period_is_two_to_the_64)
{
    rep_rng rng, other;
    int i, wrong = 0;
    rep_rng_init(&rng, 1, 2);
    for (i = 0; i < 1000; i++) {
        uint64_t a = next64(&rng), b = next64(&rng) >> (a & 63);
        rep_rng one = rng;
        other = rng;
        rep_rng_advance(&one, a);
        rep_rng_advance(&one, b);
        rep_rng_advance(&other, a + b);
        if (!same_rng(&one, &other)) wrong++;
        rep_rng_advance(&other, 0 - (a + b)); /* all the way round */
        if (!same_rng(&rng, &other)) wrong++;
    }
    CHECK_INT(wrong, 0);
    other = rng;
    rep_rng_advance(&other, UINT64_C(1) << 63);
    CHECK(!same_rng(&rng, &other));
    rep_rng_advance(&other, UINT64_C(1) << 63);
    CHECK(same_rng(&rng, &other));
}

TEST(sixty_four_bits_are_two_numbers_the_first_on_top)
{
    rep_rng a, b;
    int i, wrong = 0;
    rep_rng_init(&a, 9, 9);
    b = a;
    for (i = 0; i < 100; i++) {
        uint64_t both = next64(&a);
        uint32_t high = rep_rng_next(&b), low = rep_rng_next(&b);
        if (both >> 32 != high || (uint32_t)both != low) wrong++;
    }
    CHECK_INT(wrong, 0);
}

TEST(numbers_below_a_bound_stay_below_it)
{
    static const uint32_t bounds[] = { 1, 2, 3, 5, 6, 7, 10, 255, 256, 257, 65535, 65537, 1000003, 0x7FFFFFFFu, 0x80000000u, 0x80000001u, 0xAAAAAAABu, 0xFFFFFFFFu };
    rep_rng rng;
    size_t b;
    int i, wrong = 0;
    rep_rng_init(&rng, 3, 3);
    for (b = 0; b < sizeof bounds / sizeof bounds[0]; b++)
        for (i = 0; i < 5000; i++)
            if (rep_rng_below(&rng, bounds[b]) >= bounds[b]) wrong++;
    CHECK_INT(wrong, 0);
}

/*--- hashes ---*/

/* The finaliser by SplitMix64's published outputs: state k * golden ratio, seeds 0 and 1234567 (Vigna's splitmix64.c). */
TEST(the_mixer_is_that_of_SplitMix64)
{
    static const uint64_t outputs[5] = { UINT64_C(6457827717110365317), UINT64_C(3203168211198807973), UINT64_C(9817491932198370423),
                                         UINT64_C(4593380528125082431), UINT64_C(16408922859458223821) };
    uint64_t state = 1234567;
    size_t i;
    CHECK(repi_mix(0) == 0);
    for (i = 0; i < 64; i++) CHECK(repi_unmix(repi_mix((uint64_t)1 << i)) == (uint64_t)1 << i && repi_unmix(repi_mix(~(uint64_t)i)) == ~(uint64_t)i);
    CHECK(repi_mix(UINT64_C(0x9E3779B97F4A7C15)) == UINT64_C(0xE220A8397B1DCDAF));
    for (i = 0; i < 5; i++) CHECK(repi_mix(state += UINT64_C(0x9E3779B97F4A7C15)) == outputs[i]);
}

TEST(golden_hashes_have_not_changed)
{
    /* Frozen with sampler 0. They decide what is kept and what is drawn: a change needs a new sampler number. */
    static const struct { const char *text; size_t len; uint64_t key, hash; } golden[] = {
        { "", 0, UINT64_C(0x0), UINT64_C(0x0000000000000000) },
        { "", 0, UINT64_C(0x1), UINT64_C(0xB55A8FA067537A73) },
        { "a", 1, UINT64_C(0x0), UINT64_C(0x2199C192A20DDE25) },
        { "a", 1, UINT64_C(0x5245504C494341), UINT64_C(0xEFDD48558D2E0007) },
        { "age", 3, UINT64_C(0x0), UINT64_C(0xD0C6340E4F44C419) },
        { "customers", 9, UINT64_C(0x7461626C65), UINT64_C(0x168E3035C3F6C5A7) },
        { "12345678", 8, UINT64_C(0x0), UINT64_C(0x3D8239FF6382113B) },
        { "123456789", 9, UINT64_C(0x0), UINT64_C(0xAAEAD38AA7251D47) },
        { "\x00", 1, UINT64_C(0x0), UINT64_C(0x8FBD4CBB85EA8AED) },
        { "\x00\x00\x00\x00\x00\x00\x00\x00", 8, UINT64_C(0x0), UINT64_C(0xC180603DDCE5C3FE) },
        { "The quick brown fox jumps over the lazy dog", 43, UINT64_C(0x5245504C494341), UINT64_C(0xF4E40FE7FC3D9C1F) },
        { "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 17, UINT64_C(0xFFFFFFFFFFFFFFFF), UINT64_C(0xA91154F90AE27E83) }
    };
    size_t i;
    CHECK_INT(REPI_SAMPLER, 0);
    for (i = 0; i < sizeof golden / sizeof golden[0]; i++) {
        INPUT(golden[i].text);
        CHECK(repi_hash(golden[i].text, golden[i].len, golden[i].key) == golden[i].hash);
    }
}

static int by_value(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static size_t equal_pairs(uint64_t *values, size_t count)
{
    size_t i, equal = 0;
    qsort(values, count, sizeof *values, by_value);
    for (i = 1; i < count; i++) equal += values[i] == values[i - 1];
    return equal;
}

TEST(different_texts_lengths_and_keys_have_different_hashes)
{
    enum { MANY = 200000 };
    uint64_t *hashes = (uint64_t *)malloc(MANY * sizeof *hashes);
    char text[64];
    size_t i;
    CHECK(hashes != NULL);
    if (!hashes) return;
    for (i = 0; i < MANY; i++) { /* two of 200,000 agree by chance once in 10^9 */
        size_t n = (size_t)snprintf(text, sizeof text, "customer-%06u", (unsigned)i);
        hashes[i] = repi_hash(text, n, 1);
    }
    CHECK_SIZE(equal_pairs(hashes, MANY), 0);
    memset(text, 0, sizeof text);
    for (i = 0; i < 64; i++) hashes[i] = repi_hash(text, i, 1);       /* zeros of every length: padding must show */
    for (i = 0; i < 64; i++) hashes[64 + i] = repi_hash(text, 5, i + 2); /* every key */
    for (i = 0; i < 512; i++) {                                       /* every single bit */
        memset(text, 0, sizeof text);
        text[i / 8] = (char)(1u << i % 8);
        hashes[128 + i] = repi_hash(text, 64, 1);
    }
    CHECK_SIZE(equal_pairs(hashes, 640), 0);
    free(hashes);
}

TEST(a_hash_does_not_see_where_the_text_lies)
{
    char room[80];
    size_t shift, n;
    int wrong = 0;
    for (n = 0; n <= 40; n++) {
        uint64_t first = 0;
        for (shift = 0; shift < 16; shift++) {
            size_t i;
            memset(room, (int)(shift * 17), sizeof room);
            for (i = 0; i < n; i++) room[shift + i] = (char)(i * 31 + n);
            if (shift == 0) first = repi_hash(room, n, 99);
            else wrong += repi_hash(room + shift, n, 99) != first;
        }
    }
    CHECK_INT(wrong, 0);
}

/*--- streams ---*/

TEST(streams_differ_by_seed_table_and_column)
{
    static const char *const names[] = { "", "a", "b", "aa", "ab", "ba", "age", "Age", "age ", "column_1", "column_2", "customers" };
    enum { NAMES = sizeof names / sizeof names[0], SEEDS = 20 };
    static uint64_t states[NAMES * NAMES * SEEDS], increments[NAMES * NAMES * SEEDS], firsts[NAMES * NAMES * SEEDS];
    size_t t, c, n = 0;
    uint64_t s;
    for (t = 0; t < NAMES; t++)
        for (c = 0; c < NAMES; c++)
            for (s = 0; s < SEEDS; s++, n++) {
                rep_rng rng = repi_stream_make(s < 18 ? s : UINT64_MAX - s, repi_cstr(names[t]), repi_cstr(names[c]));
                CHECK(rng.increment & 1);
                states[n] = rng.state, increments[n] = rng.increment;
                firsts[n] = next64(&rng);
            }
    CHECK_SIZE(equal_pairs(states, n), 0);
    CHECK_SIZE(equal_pairs(increments, n), 0);
    CHECK_SIZE(equal_pairs(firsts, n), 0);
}

TEST(golden_streams_have_not_changed)
{
    rep_rng rng = repi_stream_make(42, repi_cstr("customers"), repi_cstr("age"));
    CHECK(rng.state == UINT64_C(0x24F45C4D8934C8AF));
    CHECK(rng.increment == UINT64_C(0x40DF265584E10E27));
    rng = repi_stream_at(&rng, 1000000);
    CHECK(next64(&rng) == UINT64_C(0x15D8E1030EF44F86));
}

TEST(row_i_owns_draws_4i_to_4i_plus_3)
{
    rep_rng stream = repi_stream_make(7, repi_cstr("t"), repi_cstr("c")), walker = stream;
    uint64_t row;
    int wrong = 0, k;
    for (row = 0; row < 3000; row++) {
        rep_rng alone = repi_stream_at(&stream, row);
        for (k = 0; k < 4; k++) wrong += rep_rng_next(&alone) != rep_rng_next(&walker);
    }
    CHECK_INT(wrong, 0);
}

static const char two_columns[] =
    "{\"metadata\":{\"name\":\"t\"},\"columns\":["
    "{\"name\":\"a\",\"type\":\"categorical\",\"params\":{\"weights\":{\"x\":0.5,\"y\":0.25,\"z\":0.25},\"nan_probability\":0.1}},"
    "{\"name\":\"b\",\"type\":\"numerical\",\"params\":{\"mean\":3.5,\"std\":2,\"nan_probability\":0}}]}";
static const char one_column[] =
    "{\"metadata\":{\"name\":\"t\"},\"columns\":["
    "{\"name\":\"b\",\"type\":\"numerical\",\"params\":{\"mean\":3.5,\"std\":2,\"nan_probability\":0}}]}";

/* Rows of a model as text, without header, in a buffer that the caller frees. */
static rep_buffer rows_of(const char *json, uint64_t seed, uint64_t first, uint64_t count)
{
    rep_buffer out = REP_ZERO;
    rep_model *model = NULL;
    rep_generator *generator = NULL;
    rep_write_options options = REP_ZERO;
    rep_error err;
    options.csv.no_header = 1;
    CHECK_INT(rep_model_read(&model, json, strlen(json), NULL, &err), REP_OK);
    if (!model) return out;
    CHECK_INT(rep_generator_create(&generator, model, seed, NULL, &err), REP_OK);
    if (generator) CHECK_INT(rep_generator_write(generator, first, count, rep_buffer_write, &out, &options, &err), REP_OK);
    rep_generator_free(generator);
    rep_model_free(model);
    rep_buffer_write(&out, "", 1);
    return out;
}

TEST(any_row_alone_is_the_row_of_the_whole_and_a_column_does_not_see_its_neighbours)
{
    rep_buffer whole = rows_of(two_columns, 42, 0, 1000), column = rows_of(one_column, 42, 0, 1000), other = rows_of(two_columns, 43, 0, 1000);
    const char *line = whole.data, *cell = column.data;
    uint64_t row;
    int wrong = 0;
    CHECK(whole.len == 0 || strcmp(whole.data, other.data) != 0);
    for (row = 0; line && cell && row < 1000; row++) {
        const char *end = strchr(line, '\n'), *cell_end = strchr(cell, '\n'), *comma = strchr(line, ',');
        if (!end || !cell_end || !comma) { wrong++; break; }
        if (end - comma - 1 != cell_end - cell || memcmp(comma + 1, cell, (size_t)(cell_end - cell))) wrong++;
        if (row % 7 == 0 || row > 990) {
            rep_buffer alone = rows_of(two_columns, 42, row, 1);
            if (!alone.data || alone.len != (size_t)(end - line) + 2 || memcmp(alone.data, line, alone.len - 1)) wrong++;
            rep_buffer_free(&alone);
        }
        line = end + 1, cell = cell_end + 1;
    }
    CHECK_INT(wrong, 0);
    rep_buffer_free(&whole);
    rep_buffer_free(&column);
    rep_buffer_free(&other);
}

/*--- alias tables ---*/

/* Builds a table of these weights and recomputes every share from its thresholds: slot s gives threshold / 2^32 of
 * its 1 / count to itself and the rest to other[s]. All shares must be within 2^-31 of weight / total, and what weighs
 * nothing must never come. */
static void check_alias(const char *name, const uint64_t *weights, uint32_t count)
{
    repi_memory memory;
    repi_arena arena;
    repi_alias alias;
    uint64_t total = 0, *used = (uint64_t *)malloc(count * sizeof *used), *mass = (uint64_t *)calloc(count, sizeof *mass);
    double worst = 0;
    uint32_t i, wrong = 0, ghosts = 0;
    INPUT(name);
    repi_memory_init(&memory, NULL, UINT64_MAX);
    arena.memory = &memory, arena.chunk = arena.emptied = NULL;
    CHECK(used != NULL && mass != NULL);
    if (used && mass) {
        memcpy(used, weights, count * sizeof *used);
        for (i = 0; i < count; i++) total += weights[i];
        CHECK(total > 0 && total <= (((uint64_t)1 << 63) - 1) / count);
        CHECK_INT(repi_alias_build(&alias, &arena, used, count, total), 1);
        CHECK_INT(alias.count, count);
        for (i = 0; i < count; i++) {
            if (alias.slots[i].other >= count) { wrong++; continue; }
            if (alias.slots[i].other == i) { mass[i] += (uint64_t)1 << 32; continue; }
            mass[i] += alias.slots[i].threshold;
            mass[alias.slots[i].other] += ((uint64_t)1 << 32) - alias.slots[i].threshold;
        }
        for (i = 0; i < count; i++) {
            const double share = (double)mass[i] / 4294967296.0 / count, wanted = (double)weights[i] / (double)total;
            const double off = share > wanted ? share - wanted : wanted - share;
            if (off > worst) worst = off;
            if (weights[i] == 0 && mass[i] != 0) ghosts++;
        }
        CHECK_INT(wrong, 0);
        CHECK_INT(ghosts, 0);
        CHECK_NEAR(worst, 0, 1.0 / 2147483648.0);
        for (i = 0; i < count && i < 2000; i++) { /* picking does as the table says, on both sides of the threshold */
            const uint64_t slot = ((((uint64_t)i << 32) + count - 1) / count) << 32; /* the smallest high half of slot i */
            const uint32_t t = alias.slots[i].threshold;
            if (t && repi_alias_pick(&alias, slot | (t - 1)) != i) wrong++;
            if (repi_alias_pick(&alias, slot | t) != (alias.slots[i].other == i ? i : alias.slots[i].other)) wrong++;
            if (i && repi_alias_pick(&alias, slot - 1) != alias.slots[i - 1].other) wrong++; /* one less: the slot before, low half full */
        }
        CHECK_INT(wrong, 0);
    }
    repi_arena_free(&arena);
    free(used);
    free(mass);
    CHECK(memory.used == 0);
}

TEST(an_alias_table_gives_every_weight_its_share)
{
    enum { MANY = 100000 };
    uint64_t *w = (uint64_t *)malloc(MANY * sizeof *w);
    static const uint64_t one[] = { 1 }, one_large[] = { (uint64_t)1 << 62 }, halves[] = { 1, 1 }, thirds[] = { 1, 1, 1 }, zero_first[] = { 0, 5 }, zero_last[] = { 5, 0 };
    static const uint64_t mixed[] = { 0, 3, 0, 0, 1, 0, 1000000007, 0, 2, 0 }, huge[] = { 1, 1, ((uint64_t)1 << 60) - 3, 1 };
    rep_rng rng;
    uint32_t i, n, round;
    CHECK(w != NULL);
    if (!w) return;
    rep_rng_init(&rng, 5, 5);
    check_alias("one weight", one, 1);
    check_alias("one large weight", one_large, 1);
    check_alias("halves", halves, 2);
    check_alias("thirds", thirds, 3);
    check_alias("a zero first", zero_first, 2);
    check_alias("a zero last", zero_last, 2);
    check_alias("zeros among others", mixed, 10);
    check_alias("one of nearly everything", huge, 4);
    for (i = 0; i < 1000; i++) w[i] = 7;
    check_alias("all alike", w, 1000);
    for (i = 0; i < 1000; i++) w[i] = i == 777 ? 12345 : 0;
    check_alias("one of a thousand", w, 1000);
    for (i = 0; i < 40; i++) w[i] = (uint64_t)1 << i;
    check_alias("powers of two", w, 40);
    for (i = 0; i < MANY; i++) w[i] = 1 + (i == 31415 ? UINT64_C(60000000000000) : 0);
    check_alias("a huge one and 99,999 of one", w, MANY);
    for (i = 0; i < MANY; i++) w[i] = rep_rng_below(&rng, 10) ? rep_rng_next(&rng) >> (rep_rng_next(&rng) & 31) : 0;
    check_alias("100,000 of all sizes", w, MANY);
    for (i = 0; i < MANY; i++) w[i] = UINT64_C(92233720368547) / (i + 1); /* Zipf, nearly as large as may be: total * count < 2^63 */
    for (i = 0; i < MANY; i++) w[i] /= 16;
    check_alias("100,000 after Zipf", w, MANY);
    for (round = 0; round < 300; round++) {
        n = 1 + rep_rng_below(&rng, 60);
        for (i = 0; i < n; i++) w[i] = rep_rng_below(&rng, 4) ? next64(&rng) >> (13 + rep_rng_below(&rng, 51)) : 0;
        w[rep_rng_below(&rng, n)] += 1;
        check_alias("a few at random", w, n);
    }
    free(w);
}

TEST(an_alias_table_without_memory_is_refused)
{
    repi_memory memory;
    repi_arena arena;
    repi_alias alias;
    uint64_t w[2] = { 1, 2 };
    repi_memory_init(&memory, NULL, 10);
    arena.memory = &memory, arena.chunk = arena.emptied = NULL;
    CHECK_INT(repi_alias_build(&alias, &arena, w, 2, 3), 0);
    CHECK(memory.used == 0);
}

/*--- permutations ---*/

static int is_bijection(uint64_t size, uint64_t key)
{
    unsigned char *seen = (unsigned char *)calloc((size_t)size, 1);
    uint64_t i, fine = seen != NULL;
    for (i = 0; fine && i < size; i++) {
        uint64_t to = repi_permute(i, size, key);
        if (to >= size || seen[to]) fine = 0;
        else seen[to] = 1;
    }
    free(seen);
    return (int)fine;
}

TEST(a_permutation_meets_every_number_once)
{
    static const uint64_t keys[] = { 0, 1, UINT64_C(0x0123456789ABCDEF), UINT64_MAX };
    uint64_t size;
    size_t k;
    int wrong = 0;
    for (k = 0; k < 4; k++) {
        for (size = 1; size <= 300; size++) wrong += !is_bijection(size, keys[k]);
        wrong += !is_bijection(1000, keys[k]);
        wrong += !is_bijection(65536, keys[k]);
        wrong += !is_bijection(65537, keys[k]);
    }
    wrong += !is_bijection(1000003, keys[2]);
    CHECK_INT(wrong, 0);
    CHECK(repi_permute(0, 0, 5) == 0);
}

TEST(a_permutation_of_a_space_too_large_to_walk_stays_inside_and_repeats_nothing)
{
    static const uint64_t sizes[] = { UINT64_C(10000000000), (UINT64_C(1) << 62) + 1, (UINT64_C(1) << 63), (UINT64_C(1) << 63) + 1, UINT64_MAX };
    static uint64_t to[2000];
    size_t s, i, wrong = 0;
    for (s = 0; s < 5; s++) {
        for (i = 0; i < 2000; i++) {
            to[i] = repi_permute(i < 1000 ? i : sizes[s] - 1 - (i - 1000), sizes[s], 77);
            wrong += to[i] >= sizes[s];
        }
        wrong += equal_pairs(to, 2000);
    }
    CHECK_SIZE(wrong, 0);
}

TEST(different_keys_give_different_orders)
{
    enum { KEYS = 200 };
    static uint64_t orders[KEYS]; /* the first eleven of 40 numbers, in base 40 */
    uint64_t key, i;
    for (key = 0; key < KEYS; key++)
        for (orders[key] = 0, i = 0; i < 11; i++) orders[key] = orders[key] * 40 + repi_permute(i, 40, key * 0x10001);
    CHECK_SIZE(equal_pairs(orders, KEYS), 0);
}

TEST(golden_permutations_have_not_changed)
{
    static const uint64_t order[10] = { 6, 0, 8, 7, 3, 1, 4, 2, 9, 5 };
    uint64_t i;
    for (i = 0; i < 10; i++) CHECK(repi_permute(i, 10, 42) == order[i]);
    CHECK(repi_permute(123456789, UINT64_C(10000000000), 42) == UINT64_C(7468459540));
}

int main(void)
{
    RUN(PCG_gives_its_published_reference_output);
    RUN(advancing_is_stepping);
    RUN(advances_add_up_and_the_period_is_two_to_the_64);
    RUN(sixty_four_bits_are_two_numbers_the_first_on_top);
    RUN(numbers_below_a_bound_stay_below_it);
    RUN(the_mixer_is_that_of_SplitMix64);
    RUN(golden_hashes_have_not_changed);
    RUN(different_texts_lengths_and_keys_have_different_hashes);
    RUN(a_hash_does_not_see_where_the_text_lies);
    RUN(streams_differ_by_seed_table_and_column);
    RUN(golden_streams_have_not_changed);
    RUN(row_i_owns_draws_4i_to_4i_plus_3);
    RUN(any_row_alone_is_the_row_of_the_whole_and_a_column_does_not_see_its_neighbours);
    RUN(an_alias_table_gives_every_weight_its_share);
    RUN(an_alias_table_without_memory_is_refused);
    RUN(a_permutation_meets_every_number_once);
    RUN(a_permutation_of_a_space_too_large_to_walk_stays_inside_and_repeats_nothing);
    RUN(different_keys_give_different_orders);
    RUN(golden_permutations_have_not_changed);
    return test_end();
}
