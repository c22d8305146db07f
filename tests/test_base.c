/* test_base.c - platform, memory and text (R01 to R03)                             C99
 *
 *     cc -std=c99 -I. tests/test_base.c -o build/test_base
 *
 * Calls the private functions directly. Every result is compared with a slow way that
 * shares no code with the library: products bit by bit, quotients by bisection, UTF-8 by
 * table 3-7 of the Unicode standard, sorting by insertion.
 */
#include <time.h>
static clock_t dear = (clock_t)1 << 30; /* no test waits for what the machine has ready */
#define REPI_LARGE_PAGE_DEAR dear
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"

static uint64_t random_state = 1;

static uint64_t draw(void) /* xorshift64* (Vigna 2014) */
{
    random_state ^= random_state >> 12;
    random_state ^= random_state << 25;
    random_state ^= random_state >> 27;
    return random_state * 2685821657736338717u;
}

/* Of any length, with many zeros, ones and borders among them. */
static uint64_t some_u64(void)
{
    static const uint64_t borders[] = { 0, 1, 2, 3, 0xFFFFFFFFu, 0x100000000u, 0x100000001u, 0x7FFFFFFFFFFFFFFFu,
                                        0x8000000000000000u, 0xFFFFFFFFFFFFFFFEu, 0xFFFFFFFFFFFFFFFFu, 0xFFFFFFFF00000000u };
    uint64_t r = draw();
    if (r % 4 == 0) return borders[(r >> 8) % (sizeof borders / sizeof borders[0])];
    return draw() >> (r >> 8) % 64;
}

/*--- platform ---*/

/* a * b by adding shifted copies of a, one bit of b at a time. */
static repi_u128 slow_product(uint64_t a, uint64_t b)
{
    repi_u128 sum = { 0, 0 }, add = { 0, 0 };
    add.lo = a;
    for (; b; b >>= 1) {
        if (b & 1) {
            uint64_t before = sum.lo;
            sum.lo += add.lo;
            sum.hi += add.hi + (sum.lo < before);
        }
        add.hi = add.hi << 1 | add.lo >> 63;
        add.lo <<= 1;
    }
    return sum;
}

static int at_most(repi_u128 a, repi_u128 b) { return a.hi < b.hi || (a.hi == b.hi && a.lo <= b.lo); }

/* floor(n / d) for n.hi < d: the largest q with q * d <= n. */
static uint64_t slow_quotient(repi_u128 n, uint64_t d)
{
    uint64_t q = 0;
    int bit;
    for (bit = 63; bit >= 0; bit--)
        if (at_most(slow_product(q | (uint64_t)1 << bit, d), n)) q |= (uint64_t)1 << bit;
    return q;
}

TEST(a_product_of_two_words_has_the_bits_of_long_addition)
{
    int i, wrong = 0;
    for (i = 0; i < 60000; i++) {
        uint64_t a = some_u64(), b = some_u64();
        repi_u128 fast = repi_mul128(a, b), slow = slow_product(a, b);
        if (fast.hi != slow.hi || fast.lo != slow.lo || repi_mulhi(a, b) != slow.hi) wrong++;
    }
    CHECK_INT(wrong, 0);
    CHECK(repi_mul128(UINT64_MAX, UINT64_MAX).hi == UINT64_MAX - 1);
    CHECK(repi_mul128(UINT64_MAX, UINT64_MAX).lo == 1);
}

TEST(a_quotient_of_two_words_is_the_largest_that_fits)
{
    int i, wrong = 0;
    for (i = 0; i < 20000; i++) {
        uint64_t d = some_u64();
        repi_u128 n;
        if (d == 0) continue;
        n.hi = some_u64() % d;
        n.lo = some_u64();
        if (repi_div128(n.hi, n.lo, d) != slow_quotient(n, d)) wrong++;
    }
    CHECK_INT(wrong, 0);
    CHECK(repi_div128(UINT64_MAX - 1, UINT64_MAX, UINT64_MAX) == UINT64_MAX);
}

TEST(a_product_over_a_divisor_is_exact_and_saturates)
{
    int i, wrong = 0, saturated = 0;
    for (i = 0; i < 20000; i++) {
        uint64_t a = some_u64(), b = some_u64(), d = some_u64(), expected;
        repi_u128 n = slow_product(a, b);
        if (d == 0) continue;
        expected = n.hi >= d ? UINT64_MAX : slow_quotient(n, d);
        saturated += n.hi >= d;
        if (repi_muldiv(a, b, d) != expected) wrong++;
    }
    for (i = 0; i < 20000; i++) { /* on the border of 64 bits, from both sides */
        uint64_t a = some_u64(), b = some_u64();
        repi_u128 n = slow_product(a, b);
        if (n.hi == 0 || n.hi == UINT64_MAX) continue;
        wrong += repi_muldiv(a, b, n.hi) != UINT64_MAX;
        wrong += repi_muldiv(a, b, n.hi + 1) != slow_quotient(n, n.hi + 1);
    }
    CHECK_INT(wrong, 0);
    CHECK(saturated > 100); /* the loop did come by */
}

TEST(leading_zeros_are_counted_and_zero_has_64)
{
    int bit;
    CHECK_INT(repi_clz64(0), 64);
    for (bit = 0; bit < 64; bit++) {
        uint64_t top = (uint64_t)1 << bit;
        CHECK_INT(repi_clz64(top), 63 - bit);
        CHECK_INT(repi_clz64(top | (draw() & (top - 1))), 63 - bit);
    }
}

TEST(the_greatest_common_divisor_is_the_greatest_common_divisor)
{
    uint64_t a, b, d, best, big = UINT64_C(12200160415121876738); /* the 93rd Fibonacci number: the longest chain */
    int i, wrong = 0;
    for (a = 0; a <= 70; a++)
        for (b = 0; b <= 70; b++) {
            best = a == 0 ? b : b == 0 ? a : 1;
            for (d = 2; a && b && d <= a && d <= b; d++)
                if (a % d == 0 && b % d == 0) best = d;
            if (repi_gcd(a, b) != best) wrong++;
        }
    CHECK_INT(wrong, 0);
    CHECK(repi_gcd(big, UINT64_C(7540113804746346429)) == 1);
    for (i = 0; i < 1000; i++) { /* gcd(a g, b g) = g gcd(a, b) */
        uint64_t g = draw() >> 44;
        a = draw() >> 44, b = draw() >> 44;
        if (repi_gcd(a * g, b * g) != g * repi_gcd(a, b)) wrong++;
    }
    CHECK_INT(wrong, 0);
}

TEST(words_are_loaded_little_endian_from_any_address)
{
    unsigned char bytes[24];
    size_t i;
    for (i = 0; i < sizeof bytes; i++) bytes[i] = (unsigned char)(0xF0 - 9 * i);
    for (i = 0; i + 8 <= sizeof bytes; i++) {
        uint64_t expected = 0;
        int k;
        for (k = 7; k >= 0; k--) expected = expected * 256 + bytes[i + (size_t)k];
        CHECK(repi_load64(bytes + i) == expected);
    }
}

TEST(images_of_doubles_sort_as_the_doubles_do)
{
    static const uint64_t rising[] = { /* by their bits, so that nothing converts them */
        UINT64_C(0xFFF0000000000000), UINT64_C(0xFFEFFFFFFFFFFFFF), UINT64_C(0xC008000000000000), UINT64_C(0xBFF0000000000001),
        UINT64_C(0xBFF0000000000000), UINT64_C(0x8010000000000000), UINT64_C(0x800FFFFFFFFFFFFF), UINT64_C(0x8000000000000001),
        UINT64_C(0x8000000000000000), UINT64_C(0x0000000000000000), UINT64_C(0x0000000000000001), UINT64_C(0x000FFFFFFFFFFFFF),
        UINT64_C(0x0010000000000000), UINT64_C(0x3FF0000000000000), UINT64_C(0x3FF0000000000001), UINT64_C(0x4008000000000000),
        UINT64_C(0x7FEFFFFFFFFFFFFF), UINT64_C(0x7FF0000000000000) };
    size_t i, count = sizeof rising / sizeof rising[0];
    int wrong = 0, n;
    for (i = 0; i + 1 < count; i++) CHECK(repi_f64_order(repi_f64_from(rising[i])) < repi_f64_order(repi_f64_from(rising[i + 1])));
    CHECK(repi_f64_order(0.0) == repi_f64_order(repi_f64_from((uint64_t)1 << 63)) + 1); /* -0.0 just below 0.0 */
    for (n = 0; n < 100000; n++) {
        uint64_t bits = draw(), other = draw();
        double a = repi_f64_from(bits), b = repi_f64_from(other);
        if (repi_f64_bits(a) != bits) wrong++;
        if (!repi_f64_finite(a) || !repi_f64_finite(b)) continue;
        if (repi_f64_bits(repi_f64_unorder(repi_f64_order(a))) != bits) wrong++;
        if (a < b && repi_f64_order(a) >= repi_f64_order(b)) wrong++;
        if (a > b && repi_f64_order(a) <= repi_f64_order(b)) wrong++;
    }
    CHECK_INT(wrong, 0);
}

TEST(only_infinities_and_nans_are_not_finite)
{
    CHECK(repi_f64_finite(0.0) && repi_f64_finite(-1.5));
    CHECK(repi_f64_finite(repi_f64_from(UINT64_C(0x7FEFFFFFFFFFFFFF))));
    CHECK(repi_f64_finite(repi_f64_from(1)));
    CHECK(!repi_f64_finite(repi_f64_from(UINT64_C(0x7FF0000000000000))));
    CHECK(!repi_f64_finite(repi_f64_from(UINT64_C(0xFFF0000000000000))));
    CHECK(!repi_f64_finite(repi_f64_from(UINT64_C(0x7FF8000000000000))));
    CHECK(!repi_f64_finite(repi_f64_from(UINT64_C(0xFFF0000000000001))));
}

/*--- memory ---*/

/* Counts what is held, checks that sizes are told truly, and may refuse. */
typedef struct keeper { size_t held, blocks, calls, refuse_from; int lies; } keeper;

static void *keeper_resize(void *user, void *ptr, size_t old_size, size_t new_size)
{
    keeper *k = (keeper *)user;
    size_t *fresh, *old = ptr ? (size_t *)ptr - 2 : NULL; /* the size stands in 16 bytes in front */
    if ((old ? old[0] : 0) != old_size) k->lies++;
    if (new_size == 0) {
        if (old) k->held -= old[0], k->blocks--, free(old);
        return NULL;
    }
    k->calls++;
    if (k->refuse_from && k->calls >= k->refuse_from) return NULL;
    fresh = (size_t *)malloc(new_size + 2 * sizeof(size_t));
    if (!fresh) return NULL;
    fresh[0] = new_size;
    if (old) {
        memcpy(fresh + 2, old + 2, old_size < new_size ? old_size : new_size);
        k->held -= old[0], k->blocks--, free(old);
    }
    k->held += new_size, k->blocks++;
    return fresh + 2;
}

static void memory_of(repi_memory *memory, keeper *k, uint64_t limit)
{
    rep_host host;
    memset(&host, 0, sizeof host);
    memset(k, 0, sizeof *k);
    host.allocator.resize = keeper_resize;
    host.allocator.user = k;
    repi_memory_init(memory, &host, limit);
}

static int all_bytes(const void *p, size_t n, int byte)
{
    size_t i;
    for (i = 0; i < n; i++)
        if (((const unsigned char *)p)[i] != byte) return 0;
    return 1;
}

TEST(memory_stops_at_its_limit_and_the_old_block_stays)
{
    keeper k;
    repi_memory memory;
    char *a, *b;
    memory_of(&memory, &k, 1000);
    a = (char *)repi_resize(&memory, NULL, 0, 600);
    CHECK(a != NULL);
    memset(a, 7, 600);
    CHECK(repi_resize(&memory, NULL, 0, 401) == NULL);
    CHECK(repi_resize(&memory, a, 600, 1001) == NULL);
    CHECK(repi_resize(&memory, a, 600, (size_t)PTRDIFF_MAX + 1) == NULL);
    CHECK(repi_resize(&memory, a, 600, SIZE_MAX) == NULL);
    CHECK_SIZE(k.calls, 1);                            /* the host was not even asked */
    CHECK(memory.used == 600 && all_bytes(a, 600, 7));
    b = (char *)repi_resize(&memory, NULL, 0, 400);    /* to the byte */
    CHECK(b != NULL && memory.used == 1000);
    repi_resize(&memory, b, 400, 0);
    a = (char *)repi_resize(&memory, a, 600, 1000);
    CHECK(a != NULL && all_bytes(a, 600, 7));
    a = (char *)repi_resize(&memory, a, 1000, 10);
    CHECK(a != NULL && all_bytes(a, 10, 7) && memory.used == 10);
    CHECK(repi_resize(&memory, a, 10, 0) == NULL);
    CHECK(repi_resize(&memory, NULL, 0, 0) == NULL);
    CHECK(memory.used == 0 && k.held == 0 && k.blocks == 0 && k.lies == 0);
}

TEST(a_host_that_refuses_keeps_the_old_block)
{
    keeper k;
    repi_memory memory;
    char *a;
    memory_of(&memory, &k, UINT64_MAX);
    a = (char *)repi_resize(&memory, NULL, 0, 64);
    memset(a, 9, 64);
    k.refuse_from = 2;
    CHECK(repi_resize(&memory, a, 64, 65) == NULL);
    CHECK(memory.used == 64 && all_bytes(a, 64, 9));
    repi_resize(&memory, a, 64, 0);
    CHECK(memory.used == 0 && k.held == 0 && k.lies == 0);
}

TEST(memory_without_a_host_is_malloc_and_free)
{
    repi_memory memory;
    char *a;
    repi_memory_init(&memory, NULL, 4096);
    a = (char *)repi_resize(&memory, NULL, 0, 100);
    CHECK(a != NULL);
    memset(a, 3, 100);
    a = (char *)repi_resize(&memory, a, 100, 4096);
    CHECK(a != NULL && all_bytes(a, 100, 3));
    CHECK(repi_resize(&memory, a, 4096, 4097) == NULL);
    repi_resize(&memory, a, 4096, 0);
    CHECK(memory.used == 0);
}

/* Walks all slabs: blocks lie side by side, each knows the one before it, no two free ones touch, and what hangs in a bin
 * is free and of that bin's size. Returns the free blocks. */
static size_t check_slabs(const repi_memory *memory, size_t *wrong)
{
    repi_slab *slab;
    size_t frees = 0, hung = 0;
    int bin;
    for (slab = memory->slabs; slab; slab = slab->next) {
        repi_block *block = (repi_block *)(void *)((char *)slab + repi_slab_head());
        size_t before = 0;
        int was_free = 0;
        while (block->size) {
            int is_free = block->size & 1;
            *wrong += block->before != before || (was_free && is_free);
            before = block->size & ~(size_t)1, was_free = is_free, frees += (size_t)is_free;
            *wrong += before < REPI_BLOCK_LEAST || (char *)block + before >= slab->end;
            block = repi_block_after(block);
        }
        *wrong += block->before != before || (char *)block + REPI_BLOCK_HEAD != slab->end;
    }
    for (bin = 0; memory->slabs && bin < REPI_BLOCK_BINS; bin++) {
        const repi_block *block = memory->slabs->bins[bin];
        for (; block; block = block->next, hung++) *wrong += !(block->size & 1) || repi_block_bin(block->size) != bin;
    }
    *wrong += hung != frees;
    return frees;
}

TEST(large_blocks_in_slabs_keep_their_bytes_and_come_together_again)
{
    enum { BLOCKS = 300 };
    static struct { char *at; size_t size; } blocks[BLOCKS];
    repi_memory memory;
    repi_slab *slab;
    size_t i, k, slabs = 0, outside = 0, wrong = 0;
    memset(blocks, 0, sizeof blocks);
    repi_memory_init(&memory, NULL, UINT64_MAX);
    memory.slabbed = 1, memory.slab_from = (size_t)1 << 20; /* wherever this runs */
    for (i = 0; i < 40000; i++) {
        uint64_t r = draw();
        size_t b = r % BLOCKS, size = (size_t)(r >> 20) % ((size_t)64 << ((r >> 10) & 15) % 11);
        char *at;
        if ((r >> 50) % 8 == 0) size = 0;
        if (i % 5000 == 4999) size += (size_t)9 << 20; /* more than a slab */
        at = (char *)repi_resize(&memory, blocks[b].at, blocks[b].size, size);
        wrong += (at != NULL) != (size != 0) || (uintptr_t)at % 16 != 0;
        wrong += size && !all_bytes(at, REPI_MIN(size, blocks[b].size), (int)b & 127);
        if (size) memset(at, (int)b & 127, size);
        blocks[b].at = at, blocks[b].size = size;
        outside += size >= REPI_BLOCK_LEAST && !repi_in_slabs(&memory, at);
        if (i % 100 == 0) check_slabs(&memory, &wrong);
    }
    CHECK(memory.slabs && outside < 1000); /* before the first slab was made */
    for (k = 0; k < BLOCKS; k++) {
        wrong += blocks[k].at && !all_bytes(blocks[k].at, blocks[k].size, (int)k & 127);
        repi_resize(&memory, blocks[k].at, blocks[k].size, 0);
    }
    for (slab = memory.slabs; slab; slab = slab->next) slabs++;
    CHECK(memory.used == 0 && slabs > 1 && check_slabs(&memory, &wrong) == slabs);
    CHECK_SIZE(wrong, 0);
    repi_slabs_free(&memory);
    CHECK(!memory.slabs);
}

TEST(slabs_are_not_made_of_what_a_host_lends_nor_for_little)
{
    keeper k;
    repi_memory memory;
    char *a, *b;
    memory_of(&memory, &k, UINT64_MAX);
    repi_slabs_allow(&memory, 0);
    a = (char *)repi_resize(&memory, NULL, 0, (size_t)2 << 20);
    a = (char *)repi_resize(&memory, a, (size_t)2 << 20, (size_t)3 << 20);
    CHECK(a && !memory.slabs && k.blocks == 1);
    repi_resize(&memory, a, (size_t)3 << 20, 0);
    repi_memory_init(&memory, NULL, UINT64_MAX);
    repi_slabs_allow(&memory, 4096);
    CHECK(memory.slabbed == repi_has_large_pages());
    a = (char *)repi_resize(&memory, NULL, 0, 4096);
    CHECK(a && !memory.slabs);
    b = (char *)repi_resize(&memory, NULL, 0, 4096);
    CHECK(b && !memory.slabs == !memory.slabbed && repi_in_slabs(&memory, b) == memory.slabbed);
    repi_resize(&memory, a, 4096, 0), repi_resize(&memory, b, 4096, 0);
    repi_slabs_free(&memory);
}

TEST(slabs_go_on_with_small_pages_where_a_large_one_was_dear)
{
    repi_memory memory;
    char *a, *b;
    size_t i;
    repi_memory_init(&memory, NULL, UINT64_MAX);
    repi_slabs_allow(&memory, 0);
    a = (char *)repi_resize(&memory, NULL, 0, 5000);
    memset(a, 3, 5000);
    CHECK(!memory.dear);
    dear = 0;
    b = (char *)repi_resize(&memory, NULL, 0, (size_t)9 << 20); /* asks for another slab */
    CHECK(b && memory.dear == repi_has_large_pages() && repi_in_slabs(&memory, b) == repi_has_large_pages());
    dear = (clock_t)1 << 30;
    b = (char *)repi_resize(&memory, b, (size_t)9 << 20, (size_t)20 << 20); /* and so to the end */
    memset(b, 5, (size_t)20 << 20);
    CHECK(b && memory.dear == repi_has_large_pages());
    for (i = 0; i < 5000 && a[i] == 3; i++) { }
    CHECK(i == 5000);
    repi_resize(&memory, a, 5000, 0), repi_resize(&memory, b, (size_t)20 << 20, 0);
    CHECK(memory.used == 0);
    repi_slabs_free(&memory);
}

TEST(zeroed_memory_is_zero_and_refuses_a_product_that_wraps)
{
    keeper k;
    repi_memory memory;
    void *a;
    memory_of(&memory, &k, UINT64_MAX);
    a = repi_zeroed(&memory, 33, 3);
    CHECK(a != NULL && all_bytes(a, 99, 0));
    repi_resize(&memory, a, 99, 0);
    a = repi_zeroed(&memory, 0, 8); /* none of something is still a block */
    CHECK(a != NULL);
    repi_resize(&memory, a, 8, 0);
    CHECK(repi_zeroed(&memory, SIZE_MAX / 8 + 2, 8) == NULL); /* 8 bytes, if it wrapped */
    CHECK(repi_zeroed(&memory, SIZE_MAX, SIZE_MAX) == NULL);
    CHECK(memory.used == 0 && k.held == 0 && k.lies == 0);
}

TEST(arrays_grow_by_half_keep_their_items_and_survive_a_refusal)
{
    keeper k;
    repi_memory memory;
    uint32_t *items = NULL;
    size_t capacity = 0, i, resizes, wrong = 0;
    int ok = 0;
    memory_of(&memory, &k, 4 * 100000);
    REPI_GROW(&memory, items, capacity, 1, uint32_t, ok);
    CHECK(ok && capacity == 8);
    for (i = 0; i < 60000; i++) {
        REPI_GROW(&memory, items, capacity, i + 1, uint32_t, ok);
        if (!ok || capacity < i + 1) { wrong++; break; }
        items[i] = (uint32_t)(i * 2654435761u);
    }
    for (i = 0; i < 60000; i++) wrong += items[i] != (uint32_t)(i * 2654435761u);
    CHECK_SIZE(wrong, 0);
    CHECK(k.calls < 40); /* log(60000 / 8) / log(1.5) = 22 */
    resizes = k.calls, i = capacity;
    REPI_GROW(&memory, items, capacity, capacity, uint32_t, ok);
    CHECK(ok && k.calls == resizes && capacity == i); /* it fits: nothing is asked */
    REPI_GROW(&memory, items, capacity, 99999, uint32_t, ok); /* half more would pass the limit: as much as is needed */
    CHECK(ok && capacity >= 99999);
    i = capacity;
    REPI_GROW(&memory, items, capacity, 100001, uint32_t, ok);
    CHECK(!ok && capacity == i && items != NULL && items[59999] == (uint32_t)(59999 * 2654435761u));
    REPI_GROW(&memory, items, capacity, SIZE_MAX / 4 + 2, uint32_t, ok);
    CHECK(!ok && capacity == i && items != NULL);
    REPI_FREE(&memory, items, capacity, uint32_t);
    CHECK(items == NULL && capacity == 0 && memory.used == 0 && k.held == 0 && k.lies == 0);
}

TEST(pieces_of_an_arena_are_aligned_and_apart_and_go_together)
{
    enum { PIECES = 4000 };
    static unsigned char *piece[PIECES];
    static size_t size[PIECES];
    keeper k;
    repi_memory memory;
    repi_arena arena;
    size_t i, wrong = 0, total = 0;
    memory_of(&memory, &k, UINT64_MAX);
    arena.memory = &memory, arena.chunk = arena.emptied = NULL;
    for (i = 0; i < PIECES; i++) {
        size[i] = i % 500 == 499 ? (size_t)(draw() % 100000) : (size_t)(draw() % 70);
        piece[i] = (unsigned char *)repi_arena_get(&arena, size[i]);
        if (!piece[i] || ((size_t)piece[i] & 15) != 0) { wrong++; break; }
        memset(piece[i], (int)(i % 251), size[i]);
        total += size[i];
    }
    for (i = 0; !wrong && i < PIECES; i++)
        if (!all_bytes(piece[i], size[i], (int)(i % 251))) wrong++;
    CHECK_SIZE(wrong, 0);
    CHECK(k.blocks < 64 && k.held < 4 * total + 4096); /* few blocks, little waste */
    CHECK(repi_arena_get(&arena, SIZE_MAX) == NULL);
    CHECK(repi_arena_zeroed(&arena, SIZE_MAX / 4, 8) == NULL);
    {
        unsigned char *zero = (unsigned char *)repi_arena_zeroed(&arena, 1000, 7);
        CHECK(zero != NULL && all_bytes(zero, 7000, 0));
    }
    k.refuse_from = 1;
    CHECK(repi_arena_get(&arena, 1 << 22) == NULL);
    CHECK(all_bytes(piece[0], size[0], 0) && all_bytes(piece[PIECES - 1], size[PIECES - 1], (PIECES - 1) % 251));
    repi_arena_free(&arena);
    CHECK(arena.chunk == NULL && arena.emptied == NULL && memory.used == 0 && k.held == 0 && k.blocks == 0 && k.lies == 0);
    repi_arena_free(&arena); /* an empty one is fine */
}

/*--- sorting ---*/

static int by_key(const void *user, uint32_t a, uint32_t b)
{
    const int *keys = (const int *)user;
    return (keys[a] > keys[b]) - (keys[a] < keys[b]);
}

TEST(sorting_is_stable_as_insertion_is)
{
    static int keys[600];
    static uint32_t items[600], expected[600];
    keeper k;
    repi_memory memory;
    size_t n, i, j, wrong = 0;
    memory_of(&memory, &k, UINT64_MAX);
    for (n = 0; n <= 600; n = n < 70 ? n + 1 : n + 53) {
        int spread;
        for (spread = 1; spread <= 1000; spread *= 10) {
            for (i = 0; i < n; i++) keys[i] = (int)(draw() % (uint64_t)spread), items[i] = (uint32_t)i;
            for (i = n; i > 1; i--) { /* in any order to begin with */
                size_t other = (size_t)(draw() % i);
                uint32_t t = items[i - 1];
                items[i - 1] = items[other], items[other] = t;
            }
            for (i = 0; i < n; i++) { /* insert behind all that are not larger */
                for (j = i; j > 0 && keys[expected[j - 1]] > keys[items[i]]; j--) expected[j] = expected[j - 1];
                expected[j] = items[i];
            }
            if (!repi_sort(&memory, items, n, by_key, keys)) wrong++;
            if (n && memcmp(items, expected, n * sizeof *items)) wrong++;
        }
    }
    CHECK_SIZE(wrong, 0);
    CHECK(memory.used == 0 && k.held == 0 && k.lies == 0);
}

static int by_size(const void *a, const void *b)
{
    uint64_t x, y;
    memcpy(&x, a, sizeof x), memcpy(&y, b, sizeof y);
    return (x > y) - (x < y);
}

/* Of what is drawn, hardly two words agree in as many of their highest bits as are looked at; of what is chosen, all may. */
TEST(drawn_words_are_sorted_and_chosen_ones_cost_no_more_than_their_patience)
{
    enum { MANY = 3000 };
    static uint64_t words[2 * MANY], expected[MANY];
    size_t n, i, wrong = 0, chosen = 0;
    int width;
    for (n = 0; n <= MANY; n = n < 40 ? n + 1 : n + 740)
        for (width = 1; width <= 64; width++) {
            size_t patience = 4 * n + 1;
            const uint64_t *sorted;
            for (i = 0; i < n; i++) words[i] = expected[i] = draw() >> (64 - width);
            qsort(expected, n, sizeof *expected, by_size);
            sorted = repi_sort_words(words, words + n, n, width, &patience);
            wrong += patience == 0 || (n && memcmp(sorted, expected, n * sizeof *sorted));
            wrong += sorted != words && sorted != words + n;
        }
    for (n = 100; n <= MANY; n += 100) { /* from the largest to the least, all with the same highest bits */
        size_t patience = 4 * n + 1;
        uint64_t *sorted;
        for (i = 0; i < n; i++) words[i] = UINT64_C(0xABCDEF) << 40 | (n - i), expected[i] = UINT64_C(0xABCDEF) << 40 | (i + 1);
        sorted = repi_sort_words(words, words + n, n, 64, &patience);
        chosen += patience == 0;
        for (i = 1; i < n && sorted[i - 1] <= sorted[i]; i++) {}
        wrong += i == n;
        qsort(sorted, n, sizeof *sorted, by_size);
        wrong += memcmp(sorted, expected, n * sizeof *sorted) != 0; /* and none is lost */
    }
    CHECK_SIZE(wrong, 0);
    CHECK_SIZE(chosen, MANY / 100);
}

TEST(sorting_many_items_needs_one_block_and_leaves_them_alone_without_it)
{
    enum { MANY = 200000 };
    int *keys = (int *)malloc(MANY * sizeof *keys);
    uint32_t *items = (uint32_t *)malloc(MANY * sizeof *items), i;
    keeper k;
    repi_memory memory;
    size_t wrong = 0;
    memory_of(&memory, &k, UINT64_MAX);
    CHECK(keys != NULL && items != NULL);
    if (!keys || !items) { free(keys); free(items); return; }
    for (i = 0; i < MANY; i++) keys[i] = (int)(draw() % 5000), items[i] = i;
    k.refuse_from = 1;
    CHECK_INT(repi_sort(&memory, items, MANY, by_key, keys), 0);
    for (i = 0; i < MANY; i++) wrong += items[i] != i;
    k.refuse_from = 0, k.calls = 0;
    CHECK_INT(repi_sort(&memory, items, MANY, by_key, keys), 1);
    for (i = 1; i < MANY; i++)
        wrong += keys[items[i - 1]] > keys[items[i]] || (keys[items[i - 1]] == keys[items[i]] && items[i - 1] > items[i]);
    CHECK_SIZE(wrong, 0);
    CHECK(k.calls == 1 && memory.used == 0 && k.held == 0 && k.lies == 0);
    free(keys);
    free(items);
}

/*--- characters ---*/

TEST(classes_of_characters_are_those_of_ASCII)
{
    int c, wrong = 0;
    for (c = -1; c < 256; c++) {
        const int upper = c > 0 && strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZ", c) != NULL, lower = c > 0 && strchr("abcdefghijklmnopqrstuvwxyz", c) != NULL;
        wrong += repi_is_digit(c) != (c > 0 && strchr("0123456789", c) != NULL);
        wrong += repi_is_upper(c) != upper || repi_is_lower(c) != lower || repi_is_alpha(c) != (upper || lower);
        wrong += repi_is_blank(c) != (c > 0 && strchr(" \t\r\n\v\f", c) != NULL);
        wrong += repi_to_lower(c) != (upper ? c - 'A' + 'a' : c);
        wrong += repi_to_upper(c) != (lower ? c - 'a' + 'A' : c);
    }
    CHECK_INT(wrong, 0);
}

TEST(texts_are_ordered_by_bytes_and_the_shorter_comes_first)
{
    static const char *const rising[] = { "", "A", "AB", "Aa", "B", "a", "aa", "b", "\x7F", "\xC3\xA4", "\xFF" };
    size_t i, j, count = sizeof rising / sizeof rising[0];
    for (i = 0; i < count; i++)
        for (j = 0; j < count; j++) {
            const int sign = repi_order(repi_cstr(rising[i]), repi_cstr(rising[j]));
            CHECK_INT((sign > 0) - (sign < 0), (i > j) - (i < j));
            CHECK_INT(repi_same(repi_cstr(rising[i]), repi_cstr(rising[j])), i == j);
        }
    CHECK(repi_same(repi_str(NULL, 0), repi_cstr("")) && repi_same(repi_cstr(NULL), repi_cstr("")));
    CHECK(!repi_same(repi_str("a\0b", 3), repi_str("a\0c", 3)) && repi_order(repi_str("a\0b", 3), repi_str("a\0c", 3)) < 0);
    CHECK(repi_same_fold(repi_cstr("Null"), "nULL") && !repi_same_fold(repi_cstr("nul"), "null") && !repi_same_fold(repi_cstr("nulls"), "null"));
    CHECK(!repi_same_fold(repi_str("nul\0", 4), "nul") && repi_same_fold(repi_cstr(""), "") && !repi_same_fold(repi_cstr("[["), "{{"));
}

/*--- UTF-8 ---*/

/* Length of the well-formed sequence at s, 0 = none: table 3-7 of the Unicode standard, row by row. */
static size_t table_3_7(const unsigned char *s, size_t n)
{
    static const struct { unsigned char first[2], second[2]; size_t length; } rows[] = {
        { { 0x00, 0x7F }, { 0, 0 }, 1 },       { { 0xC2, 0xDF }, { 0x80, 0xBF }, 2 }, { { 0xE0, 0xE0 }, { 0xA0, 0xBF }, 3 },
        { { 0xE1, 0xEC }, { 0x80, 0xBF }, 3 }, { { 0xED, 0xED }, { 0x80, 0x9F }, 3 }, { { 0xEE, 0xEF }, { 0x80, 0xBF }, 3 },
        { { 0xF0, 0xF0 }, { 0x90, 0xBF }, 4 }, { { 0xF1, 0xF3 }, { 0x80, 0xBF }, 4 }, { { 0xF4, 0xF4 }, { 0x80, 0x8F }, 4 } };
    size_t i, k;
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (s[0] < rows[i].first[0] || s[0] > rows[i].first[1]) continue;
        if (rows[i].length > n) return 0;
        if (rows[i].length > 1 && (s[1] < rows[i].second[0] || s[1] > rows[i].second[1])) return 0;
        for (k = 2; k < rows[i].length; k++)
            if (s[k] < 0x80 || s[k] > 0xBF) return 0;
        return rows[i].length;
    }
    return 0;
}

static int valid_by_table(const unsigned char *s, size_t n)
{
    size_t i = 0, step;
    for (; i < n; i += step)
        if ((step = table_3_7(s + i, n - i)) == 0) return 0;
    return 1;
}

TEST(every_code_point_is_written_and_read_back)
{
    uint32_t code, back;
    size_t wrong = 0, n, k;
    char s[4];
    for (code = 0; code <= 0x10FFFF; code++) {
        if (code >= 0xD800 && code < 0xE000) continue;
        n = repi_utf8_put(s, code);
        back = 0xFFFFFFFFu;
        if (n != (code < 0x80 ? 1u : code < 0x800 ? 2u : code < 0x10000 ? 3u : 4u) || repi_utf8_next(s, n, &back) != n || back != code) wrong++;
        for (k = 1; k < n; k++) /* cut short, it is none */
            if (repi_utf8_next(s, k, &back) != 0) wrong++;
    }
    CHECK_SIZE(wrong, 0);
}

TEST(sequences_of_bytes_are_UTF_8_as_the_standard_says)
{
    static const unsigned char tails[] = { 0x00, 0x22, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF };
    unsigned char s[4];
    uint32_t code = 0;
    size_t wrong = 0, c, d;
    int a, b;
    for (a = 0; a < 256; a++)
        for (b = 0; b < 256; b++)
            for (c = 0; c < sizeof tails; c++)
                for (d = 0; d < sizeof tails; d++) {
                    size_t n, start = (c | d) == 0 ? 1 : d == 0 ? 3 : 4; /* shorter ones need not come eleven times */
                    s[0] = (unsigned char)a, s[1] = (unsigned char)b, s[2] = tails[c], s[3] = tails[d];
                    for (n = start; n <= 4; n++)
                        if (repi_utf8_next((const char *)s, n, &code) != table_3_7(s, n)) wrong++;
                }
    CHECK_SIZE(wrong, 0);
}

TEST(a_text_is_valid_wherever_its_odd_character_lies)
{
    static const struct { const char *bytes; int valid; } cases[] = {
        { "\xC3\xA9", 1 }, { "\xE2\x82\xAC", 1 }, { "\xF0\x9F\x98\x80", 1 }, { "\xF4\x8F\xBF\xBF", 1 }, { "\xED\x9F\xBF", 1 }, { "\xEE\x80\x80", 1 },
        { "\xEF\xBF\xBF", 1 }, { "\x7F", 1 }, { "\x80", 0 }, { "\xBF", 0 }, { "\xC0\x80", 0 }, { "\xC1\xBF", 0 }, { "\xC2", 0 }, { "\xE0\x9F\xBF", 0 },
        { "\xE2\x82", 0 }, { "\xED\xA0\x80", 0 }, { "\xED\xBF\xBF", 0 }, { "\xF0\x8F\xBF\xBF", 0 }, { "\xF0\x9F\x98", 0 }, { "\xF4\x90\x80\x80", 0 },
        { "\xF5\x80\x80\x80", 0 }, { "\xFE", 0 }, { "\xFF", 0 } };
    char text[64];
    size_t i, at, tail, wrong = 0;
    for (i = 0; i < sizeof cases / sizeof cases[0]; i++)
        for (at = 0; at <= 40; at++)
            for (tail = 0; tail <= 12; tail++) {
                size_t n = strlen(cases[i].bytes);
                memset(text, 'x', sizeof text);
                memcpy(text + at, cases[i].bytes, n);
                if (repi_utf8_valid(repi_str(text, at + n + tail)) != cases[i].valid) wrong++;
            }
    CHECK_SIZE(wrong, 0);
    CHECK(repi_utf8_valid(repi_str(NULL, 0)));
    for (i = 0; i < 200000; i++) { /* and by the standard's own table */
        size_t n = (size_t)(draw() % 24);
        for (at = 0; at < n; at++) {
            uint64_t r = draw();
            text[at] = (char)(r % 3 ? 'a' : r >> 40 & 0xFF);
        }
        if (n > 6 && draw() % 2) memcpy(text + 1, "\xF0\x9F\x98\x80", 4);
        if (repi_utf8_valid(repi_str(text, n)) != valid_by_table((unsigned char *)text, n)) wrong++;
    }
    CHECK_SIZE(wrong, 0);
}

TEST(windows_1252_has_the_characters_of_the_WHATWG_table)
{
    /* index-windows-1252.txt, 0x80 to 0x9F, as UTF-8 */
    static const char *const high[32] = { "\xE2\x82\xAC", "\xC2\x81", "\xE2\x80\x9A", "\xC6\x92", "\xE2\x80\x9E", "\xE2\x80\xA6", "\xE2\x80\xA0", "\xE2\x80\xA1",
        "\xCB\x86", "\xE2\x80\xB0", "\xC5\xA0", "\xE2\x80\xB9", "\xC5\x92", "\xC2\x8D", "\xC5\xBD", "\xC2\x8F", "\xC2\x90", "\xE2\x80\x98", "\xE2\x80\x99",
        "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\xA2", "\xE2\x80\x93", "\xE2\x80\x94", "\xCB\x9C", "\xE2\x84\xA2", "\xC5\xA1", "\xE2\x80\xBA", "\xC5\x93",
        "\xC2\x9D", "\xC5\xBE", "\xC5\xB8" };
    int byte;
    for (byte = 0; byte < 256; byte++) {
        if (byte >= 0x80 && byte < 0xA0) {
            char out[4];
            size_t n = repi_utf8_put(out, repi_cp1252((unsigned char)byte));
            CHECK(n == strlen(high[byte - 0x80]) && memcmp(out, high[byte - 0x80], n) == 0);
        } else CHECK_INT(repi_cp1252((unsigned char)byte), byte);
    }
}

/*--- growing text ---*/

TEST(a_growing_text_holds_what_was_added)
{
    keeper k;
    repi_memory memory;
    repi_text text;
    size_t i, wrong = 0;
    memory_of(&memory, &k, UINT64_MAX);
    memset(&text, 0, sizeof text);
    text.memory = &memory;
    repi_text_add(&text, NULL, 0);
    CHECK(text.len == 0 && !text.failed);
    for (i = 0; i < 20000; i++) {
        if (i % 3) repi_text_char(&text, (char)('a' + i % 26));
        else repi_text_say(&text, "%u,", (uint64_t)(i % 10));
    }
    CHECK(!text.failed && text.len == 20000 + 6667);
    for (i = 0; i < text.len; i++) wrong += !(repi_is_lower((unsigned char)text.data[i]) || repi_is_digit((unsigned char)text.data[i]) || text.data[i] == ',');
    CHECK_SIZE(wrong, 0);
    CHECK(memcmp(text.data, "0,bc3,ef6,hi9,kl2,", 18) == 0);
    CHECK(repi_text_room(&text, 10000) == text.data + text.len);
    repi_text_free(&text);
    CHECK(text.data == NULL && text.len == 0 && memory.used == 0 && k.held == 0 && k.lies == 0);
}

TEST(a_text_that_failed_once_stays_failed)
{
    keeper k;
    repi_memory memory;
    repi_text text;
    char big[200];
    memory_of(&memory, &k, 100);
    memset(&text, 0, sizeof text);
    memset(big, 'x', sizeof big);
    text.memory = &memory;
    repi_text_add(&text, "kept", 4);
    repi_text_add(&text, big, sizeof big);
    CHECK(text.failed && text.len == 4 && memcmp(text.data, "kept", 4) == 0);
    memory.limit = UINT64_MAX; /* there is room again, but a hole in the text would be worse than none */
    repi_text_add(&text, "y", 1);
    repi_text_char(&text, 'y');
    repi_text_say(&text, "%d", (int64_t)5);
    repi_text_quote(&text, repi_cstr("z"));
    CHECK(repi_text_room(&text, 1) == NULL);
    CHECK(text.failed && text.len == 4 && memcmp(text.data, "kept", 4) == 0);
    CHECK(repi_text_room(&text, SIZE_MAX) == NULL);
    repi_text_free(&text);
    CHECK(memory.used == 0 && k.held == 0 && k.lies == 0);
}

static int take_calls, take_answer;
static size_t take_len;
static int take(void *user, const char *data, size_t len)
{
    (void)data;
    *(int *)user += 1;
    take_calls++, take_len = len;
    return take_answer;
}

TEST(a_text_is_handed_on_when_it_is_long_enough)
{
    repi_memory memory;
    repi_text text;
    int mine = 0;
    repi_memory_init(&memory, NULL, UINT64_MAX);
    memset(&text, 0, sizeof text);
    text.memory = &memory;
    take_calls = take_answer = 0;
    CHECK(repi_text_drain(&text, 0, take, &mine) && take_calls == 0); /* nothing to say */
    repi_text_add(&text, "0123456789", 10);
    CHECK(repi_text_drain(&text, 11, take, &mine) && take_calls == 0 && text.len == 10);
    CHECK(repi_text_drain(&text, 10, take, &mine) && take_calls == 1 && take_len == 10 && text.len == 0 && mine == 1);
    repi_text_add(&text, "abc", 3);
    take_answer = 7;
    CHECK(!repi_text_drain(&text, 0, take, &mine) && take_calls == 2);
    repi_text_free(&text);
}

/* What repi_text_quote makes of s, in a buffer of its own. */
static const char *quoted(const char *s, size_t n)
{
    static char out[8000];
    repi_memory memory;
    repi_text text;
    repi_memory_init(&memory, NULL, UINT64_MAX);
    memset(&text, 0, sizeof text);
    text.memory = &memory;
    repi_text_quote(&text, repi_str(s, n));
    memset(out, 0, sizeof out);
    if (text.len < sizeof out) memcpy(out, text.data, text.len);
    repi_text_free(&text);
    return out;
}

TEST(quoting_escapes_what_JSON_must_and_mends_broken_bytes)
{
    int c;
    char one[2], expected[16];
    CHECK_STR(quoted("", 0), "\"\"");
    CHECK_STR(quoted("plain text", 10), "\"plain text\"");
    CHECK_STR(quoted("a\"b\\c/d", 7), "\"a\\\"b\\\\c/d\"");
    CHECK_STR(quoted("\n\r\t", 3), "\"\\n\\r\\t\"");
    CHECK_STR(quoted("\0", 1), "\"\\u0000\"");
    CHECK_STR(quoted("\x1B[31m", 5), "\"\\u001b[31m\"");
    CHECK_STR(quoted("\x7F", 1), "\"\\u007f\"");
    CHECK_STR(quoted("caf\xC3\xA9 \xF0\x9F\x98\x80", 10), "\"caf\xC3\xA9 \xF0\x9F\x98\x80\"");
    CHECK_STR(quoted("a\xFF" "b", 3), "\"a\xEF\xBF\xBD" "b\"");
    CHECK_STR(quoted("\xED\xA0\x80", 3), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
    CHECK_STR(quoted("cut \xE2\x82", 6), "\"cut \xEF\xBF\xBD\xEF\xBF\xBD\"");
    for (c = 0; c < 128; c++) { /* every character of ASCII */
        one[0] = (char)c;
        if (c == '"' || c == '\\') snprintf(expected, sizeof expected, "\"\\%c\"", c);
        else if (c == '\n' || c == '\r' || c == '\t') snprintf(expected, sizeof expected, "\"\\%c\"", c == '\n' ? 'n' : c == '\r' ? 'r' : 't');
        else if (c < 0x20 || c == 0x7F) snprintf(expected, sizeof expected, "\"\\u%04x\"", (unsigned)c);
        else snprintf(expected, sizeof expected, "\"%c\"", c);
        CHECK_STR(quoted(one, 1), expected);
    }
}

TEST(quoted_texts_are_UTF_8_without_control_bytes_whatever_went_in)
{
    int i, wrong = 0;
    for (i = 0; i < 20000; i++) {
        char raw[40];
        const char *out;
        size_t n = (size_t)(draw() % sizeof raw), k, m;
        for (k = 0; k < n; k++) raw[k] = (char)(draw() >> 33);
        out = quoted(raw, n), m = strlen(out);
        if (m < 2 || out[0] != '"' || out[m - 1] != '"' || !valid_by_table((const unsigned char *)out, m)) wrong++;
        for (k = 0; k < m; k++) wrong += (unsigned char)out[k] < 0x20 || out[k] == 0x7F;
    }
    CHECK_INT(wrong, 0);
}

/*--- sentences ---*/

TEST(integers_are_written_as_printf_writes_them)
{
    int i, wrong = 0;
    char out[32], expected[32];
    for (i = 0; i < 50000; i++) {
        uint64_t v = some_u64();
        size_t n = repi_format_u64(out, v);
        snprintf(expected, sizeof expected, "%llu", (unsigned long long)v);
        wrong += n != strlen(expected) || memcmp(out, expected, n) != 0;
        n = repi_format_i64(out, (int64_t)v);
        snprintf(expected, sizeof expected, "%lld", (long long)(int64_t)v);
        wrong += n != strlen(expected) || n > 20 || memcmp(out, expected, n) != 0;
    }
    CHECK_INT(wrong, 0);
}

/* The message that a format makes. */
#define SAID(...) (repi_fail(&said, REP_ERR_MODEL, 3, 4, __VA_ARGS__), said.message)

TEST(a_sentence_takes_texts_numbers_and_shares)
{
    rep_error said;
    rep_str name = repi_cstr("caf\xC3\xA9");
    CHECK_STR(SAID("plain"), "plain");
    CHECK_STR(SAID("%s and \"%v\"", "this", &name), "this and \"caf\xC3\xA9\"");
    CHECK_STR(SAID("%u %u", UINT64_MAX, (uint64_t)0), "18446744073709551615 0");
    CHECK_STR(SAID("%d %d", INT64_MIN, INT64_MAX), "-9223372036854775808 9223372036854775807");
    CHECK_STR(SAID("%c%c%%", 'o', 'k'), "ok%");
    CHECK_STR(SAID("%p", (uint64_t)1, (uint64_t)3), "33.3 %");
    CHECK_STR(SAID("%p", (uint64_t)0, (uint64_t)7), "0 %");
    CHECK_STR(SAID("%p", (uint64_t)7, (uint64_t)7), "100 %");
    CHECK_STR(SAID("%p", (uint64_t)1, (uint64_t)2), "50 %");
    CHECK_STR(SAID("%p", (uint64_t)1, UINT64_MAX), "under 0.1 %");
    CHECK_STR(SAID("%p", UINT64_MAX - 1, UINT64_MAX), "99.9 %");
    CHECK_STR(SAID("%p", (uint64_t)0, (uint64_t)0), "0 %");
    CHECK_INT(said.code, REP_ERR_MODEL);
    CHECK_SIZE(said.line, 3);
    CHECK_SIZE(said.column, 4);
    CHECK_INT(repi_fail(NULL, REP_ERR_CSV, 1, 1, "nobody %s", "listens"), REP_ERR_CSV);
    repi_clear(&said);
    CHECK(said.code == REP_OK && said.line == 0 && said.message[0] == '\0');
    repi_clear(NULL);
}

TEST(a_name_in_a_sentence_is_printable_and_cut_at_40_bytes)
{
    rep_error said;
    rep_str name;
    char raw[200];
    size_t i, n, wrong = 0;
    name = repi_str("a\x1B[2Jb\0c\x7F\xC2\x9B" "d\xFF\n", 14);
    CHECK_STR(SAID("%v", &name), "a?[2Jb?c??d??");
    memset(raw, 'x', sizeof raw);
    name = repi_str(raw, 40);
    CHECK_STR(SAID("%v", &name), "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
    name = repi_str(raw, 41);
    CHECK_STR(SAID("%v", &name), "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...");
    name = repi_str("", 0);
    CHECK_STR(SAID("[%v]", &name), "[]");
    name = repi_str(NULL, 0);
    CHECK_STR(SAID("[%v]", &name), "[]");
    for (i = 0; i < 20000; i++) {
        size_t k, len = (size_t)(draw() % sizeof raw);
        for (k = 0; k < len; k++) raw[k] = (char)(i % 2 ? draw() >> 33 : 0x80 | (draw() & 0x7F));
        for (k = 0; i % 3 == 0 && k + 4 <= len; k += 3 + draw() % 3) memcpy(raw + k, "\xF0\x9F\x98\x80", 4);
        name = repi_str(raw, len);
        SAID("%v", &name);
        n = strlen(said.message);
        if (n > 43 + 3 || !valid_by_table((const unsigned char *)said.message, n)) wrong++; /* the character at byte 40 is whole */
        for (k = 0; k < n; k++) {
            const unsigned char c = (unsigned char)said.message[k];
            if (c < 0x20 || c == 0x7F || (c == 0xC2 && (unsigned char)said.message[k + 1] < 0xA0)) wrong++;
        }
    }
    CHECK_SIZE(wrong, 0);
}

TEST(a_message_always_ends_and_never_runs_over)
{
    struct { rep_error error; char guard[64]; } box;
    char s[500];
    size_t n, wrong = 0;
    for (n = 0; n < sizeof s; n++) {
        memset(&box, '#', sizeof box);
        memset(s, 'm', n);
        s[n] = '\0';
        repi_fail(&box.error, REP_ERR_READ, 1, 2, n % 2 ? "%s" : "%s, and the remedy", s);
        if (memchr(box.error.message, '\0', sizeof box.error.message) == NULL) wrong++;
        else if (strlen(box.error.message) != (n + (n % 2 ? 0 : 16) < 159 ? n + (n % 2 ? 0 : 16) : 159)) wrong++;
        if (!all_bytes(box.guard, sizeof box.guard, '#')) wrong++;
        if (box.error.code != REP_ERR_READ || box.error.line != 1 || box.error.column != 2) wrong++;
    }
    CHECK_SIZE(wrong, 0);
}

TEST(a_message_that_is_cut_is_still_UTF_8)
{
    rep_error said;
    char s[400];
    size_t shift, i, wrong = 0;
    for (shift = 0; shift < 8; shift++) {
        memset(s, 'm', shift);
        for (i = shift; i + 5 < sizeof s; i += 4) memcpy(s + i, "\xF0\x9F\x98\x80", 4);
        s[i] = '\0';
        SAID("%s", s);
        if (!valid_by_table((const unsigned char *)said.message, strlen(said.message))) wrong++;
    }
    CHECK_SIZE(wrong, 0);
}

int main(void)
{
    RUN(a_product_of_two_words_has_the_bits_of_long_addition);
    RUN(a_quotient_of_two_words_is_the_largest_that_fits);
    RUN(a_product_over_a_divisor_is_exact_and_saturates);
    RUN(leading_zeros_are_counted_and_zero_has_64);
    RUN(the_greatest_common_divisor_is_the_greatest_common_divisor);
    RUN(words_are_loaded_little_endian_from_any_address);
    RUN(images_of_doubles_sort_as_the_doubles_do);
    RUN(only_infinities_and_nans_are_not_finite);
    RUN(memory_stops_at_its_limit_and_the_old_block_stays);
    RUN(a_host_that_refuses_keeps_the_old_block);
    RUN(memory_without_a_host_is_malloc_and_free);
    RUN(large_blocks_in_slabs_keep_their_bytes_and_come_together_again);
    RUN(slabs_are_not_made_of_what_a_host_lends_nor_for_little);
    RUN(slabs_go_on_with_small_pages_where_a_large_one_was_dear);
    RUN(zeroed_memory_is_zero_and_refuses_a_product_that_wraps);
    RUN(arrays_grow_by_half_keep_their_items_and_survive_a_refusal);
    RUN(pieces_of_an_arena_are_aligned_and_apart_and_go_together);
    RUN(sorting_is_stable_as_insertion_is);
    RUN(drawn_words_are_sorted_and_chosen_ones_cost_no_more_than_their_patience);
    RUN(sorting_many_items_needs_one_block_and_leaves_them_alone_without_it);
    RUN(classes_of_characters_are_those_of_ASCII);
    RUN(texts_are_ordered_by_bytes_and_the_shorter_comes_first);
    RUN(every_code_point_is_written_and_read_back);
    RUN(sequences_of_bytes_are_UTF_8_as_the_standard_says);
    RUN(a_text_is_valid_wherever_its_odd_character_lies);
    RUN(windows_1252_has_the_characters_of_the_WHATWG_table);
    RUN(a_growing_text_holds_what_was_added);
    RUN(a_text_that_failed_once_stays_failed);
    RUN(a_text_is_handed_on_when_it_is_long_enough);
    RUN(quoting_escapes_what_JSON_must_and_mends_broken_bytes);
    RUN(quoted_texts_are_UTF_8_without_control_bytes_whatever_went_in);
    RUN(integers_are_written_as_printf_writes_them);
    RUN(a_sentence_takes_texts_numbers_and_shares);
    RUN(a_name_in_a_sentence_is_printable_and_cut_at_40_bytes);
    RUN(a_message_always_ends_and_never_runs_over);
    RUN(a_message_that_is_cut_is_still_UTF_8);
    return test_end();
}
