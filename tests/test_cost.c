/* test_cost.c - twice the input never costs more than 2.5 times, and little text never much memory
 *
 * Work is counted, not timed (work.h), so each bound holds or fails alike in every run. Inputs are made to be slow: what
 * a quadratic step anywhere would show. 2.0 is linear; the rest up to 2.5 is for n log n, for tables that double and for
 * a first part that is small (a guess of the dialect, a sample). Quadratic is 4.
 */
#include "work.h"

#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"

#include "test.h"
#include "tables.h"

#define MIB ((size_t)1 << 20)

/*--- an allocator that keeps the books ---*/

typedef struct books { uint64_t now, peak, asked; } books;

static void *book(void *user, void *ptr, size_t old_size, size_t new_size)
{
    books *b = (books *)user;
    void  *got = NULL;

    if (new_size == 0) free(ptr);
    else got = realloc(ptr, new_size);
    if (got == NULL && new_size != 0) return NULL;
    b->now += new_size, b->now -= old_size;
    b->asked += new_size;
    work_done += new_size / 16;   /* at worst all of it is moved */
    if (b->now > b->peak) b->peak = b->now;
    return got;
}

static rep_host host_of(books *b)
{
    rep_host host;

    memset(&host, 0, sizeof host);
    memset(b, 0, sizeof *b);
    host.allocator.resize = book;
    host.allocator.user = b;
    return host;
}

static void check_doubling(const char *name, uint64_t half, uint64_t whole, int line)
{
    INPUT(name);
#if WORK_COUNTS
    if (!test_count(whole <= half / 2 * 5, __FILE__, line))
        printf("    %s: %llu for a half, %llu for all: %.2f times\n", name, (unsigned long long)half, (unsigned long long)whole,
               (double)whole / (double)half);
#else
    (void)half, (void)whole, (void)line;
#endif
}

/*--- tables ---*/

#define LONG "................................................................................................................................................................................................."

typedef struct attack {
    const char *name, *head, *unit, *end;   /* %u in unit: its number */
    size_t      units, piece;               /* pushed in pieces of so many bytes, 0 = at once */
    rep_status  status;
    rep_ragged  ragged;
    size_t      max_categories;
} attack;

static const attack attacks[] = {
    { "16,000 columns", "", "column %u,", "z\n1\n2\n3\n", 16000, 0, REP_OK, REP_RAGGED_PAD, 0 },
    { "16,000 columns of one name", "", "same,", "z\n1\n", 16000, 0, REP_OK, REP_RAGGED_PAD, 0 },
    { "16,000 columns without a name", "", ",", "\n1\n", 16000, 0, REP_OK, REP_RAGGED_PAD, 0 },
    { "columns beyond the limit", "", ",", "\n1\n", 1000000, 4096, REP_ERR_LIMIT, REP_RAGGED_PAD, 0 },
    { "250,000 categories, all counted", "c\n", "v%u\n", "", 250000, 0, REP_OK, REP_RAGGED_ERROR, 2000000 },
    { "a million categories, 65,536 counted", "c\n", "v%u\n", "", 1000000, 0, REP_OK, REP_RAGGED_ERROR, 0 },
    { "250,000 categories, a hundred counted", "c\n", "v%u\n", "", 250000, 0, REP_OK, REP_RAGGED_ERROR, 100 },
    { "200,000 numbers, all counted", "c\n", "%u\n", "", 200000, 0, REP_OK, REP_RAGGED_ERROR, 1000000 },
    { "decimals that grow longer", "c\n", "0.%u\n", "", 150000, 0, REP_OK, REP_RAGGED_ERROR, 0 },
    { "one cell of 16 MiB", "a,b\n1,\"", "xxxxxxxxxxxxxxxx", "\"\n", MIB, 65536, REP_OK, REP_RAGGED_ERROR, 0 },
    { "one bare cell of 16 MiB", "a,b\n1,", "xxxxxxxxxxxxxxxx", "\n", MIB, 65536, REP_OK, REP_RAGGED_ERROR, 0 },
    { "one cell, byte by byte", "a,b\n1,\"", "x", "\"\n", MIB, 1, REP_OK, REP_RAGGED_ERROR, 0 },
    { "a million quotes, doubled", "a,b\n1,\"", "\"\"", "\"\n", 1000000, 1, REP_OK, REP_RAGGED_ERROR, 0 },
    { "a million quotes, bare", "a,b\n1,x", "\"", "\n", 1000000, 64, REP_OK, REP_RAGGED_ERROR, 0 },
    { "a million quotes, empty", "a,b\n", "\"\",\"\"\n", "", 250000, 4096, REP_OK, REP_RAGGED_ERROR, 0 },
    { "an open quote before a million lines", "a,b\n\"", "1,2\n", "", 1000000, 4096, REP_ERR_CSV, REP_RAGGED_ERROR, 0 },
    { "an open quote in the header", "\"a,b\n", "1,2\n", "", 1000000, 4096, REP_ERR_CSV, REP_RAGGED_ERROR, 0 },
    { "quotes that close and open", "a,b\n", "\"x\ny\"z,\"\"\"\"\n", "", 100000, 3, REP_OK, REP_RAGGED_ERROR, 0 },
    { "a cell of line ends", "a,b\n1,\"", "\n", "\"\n", MIB, 1000, REP_OK, REP_RAGGED_ERROR, 0 },
    { "a million blank lines", "a,b\n", "\n", "1,2\n", 1000000, 1, REP_OK, REP_RAGGED_ERROR, 0 },
    { "a million blank lines in front", "", "\n", "a,b\n1,2\n", 1000000, 0, REP_OK, REP_RAGGED_ERROR, 0 },
    { "blank cells of one column", "a\n", "\n", "", 500000, 0, REP_OK, REP_RAGGED_ERROR, 0 },
    { "returns without a line end", "a,b\n1,2", "\r", "\n", 500000, 1, REP_OK, REP_RAGGED_PAD, 0 },
    { "a table of returns", "a\r", "x\r", "", 250000, 1, REP_OK, REP_RAGGED_ERROR, 0 },
    { "a row of a million cells", "a,b\n", ",", "\n", 1000000, 1, REP_ERR_LIMIT, REP_RAGGED_PAD, 0 },
    { "a row of 16,000 cells, cut", "a,b\n", ",", "\n", 16000, 1, REP_OK, REP_RAGGED_PAD, 0 },
    { "a row of 16,000 cells, joined", "a,b\n1", ", x", "\n", 16000, 7, REP_OK, REP_RAGGED_JOIN, 0 },
    { "rows that are all joined", "a,b\n", "1,x, y, z\n", "", 50000, 0, REP_OK, REP_RAGGED_JOIN, 0 },
    { "bytes that are all to be mended", "a,b\n1,", "\xE9", "\n", MIB, 7, REP_OK, REP_RAGGED_ERROR, 0 },
    { "cells that are all to be mended", "a\n", "\xE9%u\n", "", 50000, 7, REP_OK, REP_RAGGED_ERROR, 0 },
    { "e-mails to be", "mail\n", "a@a@a@a@a@a@a@a@a@a@a@a@%u\n", "", 40000, 0, REP_OK, REP_RAGGED_ERROR, 0 },
    { "one e-mail to be", "x,mail\nx,", "a@a.", "\n", 250000, 0, REP_OK, REP_RAGGED_PAD, 0 },
    { "cards to be", "card\n", "4111 1111 1111 1111 %u\n", "", 40000, 0, REP_OK, REP_RAGGED_ERROR, 0 },
    { "one card to be", "x,card\nx,", "4111-", "\n", 250000, 0, REP_OK, REP_RAGGED_PAD, 0 },
    { "dates to be", "day\n", "01/01/20%u\n", "", 40000, 0, REP_OK, REP_RAGGED_PAD, 0 },
    { "patterns that all differ", "code\n", "%u-AAA-%u/BB\n", "", 40000, 0, REP_OK, REP_RAGGED_ERROR, 0 },
    { "words without end", "note\n", "a %u b c d e f g h\n", "", 40000, 0, REP_OK, REP_RAGGED_ERROR, 0 },
    { "JSON: a name of its own in each row", "[{\"a\":1}", ",{\"n%u\":1}", "]", 14000, 0, REP_OK, REP_RAGGED_ERROR, 0 },
    { "JSON: a million names", "[{\"a\":1", ",\"n%u\":1", "}]", 1000000, 4096, REP_ERR_LIMIT, REP_RAGGED_ERROR, 0 },
    { "JSON: a million objects without cells", "[{\"a\":1", ",\"n%u\":{}", "}]", 1000000, 4096, REP_ERR_LIMIT, REP_RAGGED_ERROR, 0 },
    { "JSON: names of a thousand bytes", "", "{\"" LONG LONG LONG LONG LONG "\":{\"a\":1,\"b\":2}}\n", "", 4000, 0, REP_OK, REP_RAGGED_ERROR, 0 },
    { "JSON: a short name behind long ones", "[{\"" LONG LONG LONG LONG LONG "\":{\"a\":1", ",\"b%u\":2", "}}]", 3000, 0, REP_OK, REP_RAGGED_ERROR, 0 },
    { "JSON: the same name again", "[{\"a\":1}", ",{\"a\":%u}", "]", 250000, 3, REP_OK, REP_RAGGED_ERROR, 0 },
    { "JSON: a million rows without cells", "[{\"a\":1}", ",{}", "]", 1000000, 4096, REP_OK, REP_RAGGED_ERROR, 0 },
    { "JSON: a million brackets", "[{\"a\":", "[", "", 1000000, 1, REP_ERR_LIMIT, REP_RAGGED_ERROR, 0 },
    { "JSON: a million objects, nested", "[{\"a\":", "{\"a\":", "", 1000000, 4096, REP_ERR_LIMIT, REP_RAGGED_ERROR, 0 },
    { "JSON: an array of a million", "[{\"a\":[0", ",1", "]}]", 1000000, 4096, REP_OK, REP_RAGGED_ERROR, 0 },
    { "JSON: a string of 16 MiB", "[{\"a\":1,\"b\":\"", "xxxxxxxxxxxxxxxx", "\"}]", MIB, 65536, REP_OK, REP_RAGGED_ERROR, 0 },
    { "JSON: a string, byte by byte", "[{\"a\":1,\"b\":\"", "x", "\"}]", MIB, 1, REP_OK, REP_RAGGED_ERROR, 0 },
    { "JSON: a string of escapes", "[{\"a\":1,\"b\":\"", "\\ud83d\\ude00", "\"}]", 250000, 5, REP_OK, REP_RAGGED_ERROR, 0 },
    { "JSON: a number of a million digits", "[{\"a\":1,\"b\":1", "0", "}]", 1000000, 64, REP_OK, REP_RAGGED_ERROR, 0 },
    { "JSON: a million lines before it", "", "\n", "{\"a\":1}", 1000000, 64, REP_OK, REP_RAGGED_ERROR, 0 },
    { "one text of a million words", "note,x\n", "a b c ", ",1\n", 250000, 0, REP_OK, REP_RAGGED_ERROR, 0 },
};

/* What profiling a->head, the rows and a->end costs; drops csv, which holds the first two. */
static uint64_t cost_of_csv(const attack *a, text csv)
{
    rep_profile_options options;
    rep_profiler       *profiler = NULL;
    rep_model          *model = NULL;
    rep_error           err;
    rep_status          status;
    books               b;
    uint64_t            cost;
    text                json = { NULL, 0, 0 };
    size_t              at, piece;

    puts_to(&csv, a->end);
    memset(&options, 0, sizeof options);
    options.date = "2026-01-01T00:00:00";
    options.csv.ragged = a->ragged;
    options.csv.delimiter = strncmp(a->name, "JSON", 4) == 0 ? 0 : ',';
    options.format = options.csv.delimiter ? REP_FORMAT_CSV : REP_FORMAT_JSON;
    if (!options.csv.delimiter) options.structure = REP_STRUCTURE_INDEPENDENT; /* of thousands of columns that would cost more than all else */
    options.max_cell_bytes = 32 * MIB;
    options.max_categories = a->max_categories;
    options.host = host_of(&b);
    piece = a->piece ? a->piece : csv.len;
    work_done = 0;
    status = rep_profiler_create(&profiler, &options, &err);
    for (at = 0; at < csv.len && status == REP_OK; at += piece)
        status = rep_profiler_push_bytes(profiler, csv.data + at, piece < csv.len - at ? piece : csv.len - at, &err);
    if (status == REP_OK) status = rep_profiler_learn(profiler, &model, &err);
    if (status == REP_OK) status = rep_model_write(model, put_all, &json, &err);
    rep_model_free(model);
    rep_profiler_free(profiler);
    cost = work_done;
    if (!CHECK_INT(status, a->status)) printf("    %s\n", err.message);
    CHECK(b.now == 0);
    drop(&csv), drop(&json);
    return cost;
}

static uint64_t cost_of_table(const attack *a, size_t units)
{
    text   csv = { NULL, 0, 0 };
    size_t i;

    puts_to(&csv, a->head);
    for (i = 0; i < units; i++)
        if (strchr(a->unit, '%') != NULL) say(&csv, a->unit, (unsigned)i, (unsigned)i);
        else puts_to(&csv, a->unit);
    return cost_of_csv(a, csv);
}

TEST(a_table_of_twice_the_size_costs_at_most_two_and_a_half_times)
{
    size_t i;

    for (i = 0; i < sizeof attacks / sizeof attacks[0]; i++) {
        uint64_t half;
        INPUT(attacks[i].name);
        half = cost_of_table(&attacks[i], attacks[i].units / 2);
        check_doubling(attacks[i].name, half, cost_of_table(&attacks[i], attacks[i].units), __LINE__);
    }
}

/* Is every byte of a word one that stays as it is in a cell without quotes? */
static int is_plain_word(uint64_t word)
{
    int i;

    for (i = 0; i < 64; i += 8) {
        const unsigned c = (unsigned)(word >> i & 255);
        if (c <= ' ' || c == '"' || c == ',' || c > '~') return 0;
    }
    return 1;
}

/* Texts of one length, 32 bytes or more, and one fixed hash: the third word makes the second product 0, whatever the fourth is. One
 * in a few thousand is plain text. The keyed hash cannot be met so, for its key is that of the process. */
static uint64_t cost_of_twins(const attack *a, size_t units, size_t len)
{
    const uint64_t start = REPI_FIXED_KEY ^ (uint64_t)len * UINT64_C(0x9E3779B97F4A7C15);
    uint64_t       number = 0, hash = 0;
    text           csv = { NULL, 0, 0 };
    char          *twin = (char *)malloc(len + 2);
    size_t         found = 0, strangers = 0;

    if (twin == NULL) exit(2);
    memset(twin, 'x', len), twin[len] = '\n', twin[len + 1] = '\0';
    puts_to(&csv, a->head);
    while (found < units) {
        uint64_t  first = UINT64_C(0x4141414141414141), left = number++, third;
        repi_u128 state;
        int       i;
        for (i = 0; i < 64; i += 5, left >>= 5) first += (left & 31) << i / 5 * 8 % 64;
        state = repi_mul128(start ^ first, UINT64_C(0xD6E8FEB86659FD93) ^ repi_load64("xxxxxxxx"));
        third = state.hi ^ state.lo ^ REPI_FIXED_KEY;
        if (!is_plain_word(third)) continue;
        repi_put64(twin, first), repi_put64(twin + 16, third), repi_put64(twin + 24, first);
        if (found++ == 0) hash = repi_hash(twin, len, REPI_FIXED_KEY);
        strangers += repi_hash(twin, len, REPI_FIXED_KEY) != hash;
        puts_to(&csv, twin);
    }
    CHECK_SIZE(strangers, 0);   /* or else the hash was changed, and the twins have to be */
    free(twin);
    return cost_of_csv(a, csv);
}

TEST(texts_chosen_to_have_one_hash_cost_no_more_than_others)
{
    static const struct { attack a; size_t len; } twins[] = {
        { { "texts of one hash, all counted", "c\n", "", "", 2000, 0, REP_OK, REP_RAGGED_ERROR, 0 }, 32 },
        { { "texts of one hash, a hundred counted", "c\n", "", "", 2000, 0, REP_OK, REP_RAGGED_ERROR, 100 }, 32 },
        { { "cells of one hash, of which the beginning is kept", "c\n", "", "", 2000, 0, REP_OK, REP_RAGGED_ERROR, 0 }, 1100 } };
    size_t i;

    for (i = 0; i < sizeof twins / sizeof twins[0]; i++) {
        const attack *a = &twins[i].a;
        uint64_t      half;
        INPUT(a->name);
        half = cost_of_twins(a, a->units / 2, twins[i].len);
        check_doubling(a->name, half, cost_of_twins(a, a->units, twins[i].len), __LINE__);
    }
}

/*--- models ---*/

typedef struct document { const char *name, *head, *part, *tail; size_t parts; rep_status status; } document;

#define COLUMN(rest) "{\"columns\":[{\"name\":\"c\"," rest

static const document documents[] = {
    { "400,000 keys", "{\"columns\":[],\"x\":{\"a\":0", ",\"key %u\":1", "}}", 400000, REP_OK },
    { "keys with escapes", "{\"columns\":[],\"x\":{\"a\":0", ",\"\\u006bey %u\":1", "}}", 200000, REP_OK },
    { "keys that are not known, side by side", "{\"columns\":[]", ",\"%u\":[]", "}", 200000, REP_OK },
    { "100,000 nested brackets", "", "[", "", 100000, REP_ERR_JSON },
    { "100,000 nested brackets under a key that is not known", "{\"columns\":[],\"x\":", "[", "", 100000, REP_ERR_JSON },
    { "nested objects", "{\"columns\":[],\"x\":", "{\"a\":", "", 100000, REP_ERR_JSON },
    { "objects side by side", "{\"columns\":[],\"x\":[0", ",{\"k\":%u}", "]}", 200000, REP_OK },
    { "one long string", "{\"columns\":[],\"x\":\"", "xxxxxxxxxxxxxxxx", "\"}", MIB / 2, REP_OK },
    { "one string of escapes", "{\"columns\":[],\"metadata\":{\"name\":\"", "\\u00e9", "\"}}", 500000, REP_OK },
    { "one long number", "{\"columns\":[],\"x\":", "1", "}", 500000, REP_OK },
    { "blanks", "{\"columns\":[],\"x\":", " \n", "1}", 500000, REP_OK },
    { "categories", COLUMN("\"type\":\"categorical\",\"params\":{\"weights\":{\"a\":1"), ",\"v%u\":1", "}}}]}", 100000, REP_OK },
    { "categories, shares that fall", COLUMN("\"type\":\"categorical\",\"params\":{\"weights\":{\"a\":1"), ",\"v%u\":1.%u", "}}}]}", 50000, REP_OK },
    { "columns", "{\"columns\":[{\"name\":\"c\",\"type\":\"text\",\"params\":{\"nan_probability\":1}}",
      ",{\"name\":\"c%u\",\"type\":\"text\",\"params\":{\"nan_probability\":1}}", "]}", 20000, REP_OK },
    { "intervals", COLUMN("\"type\":\"numerical\",\"distribution\":[[-5,-1,1]"), ",[%u,1]", "]}]}", 100000, REP_OK },
    { "spellings of missing cells", COLUMN("\"type\":\"text\",\"missing\":{\"\":1"), ",\"n%u\":1", "},\"params\":{\"nan_probability\":1}}]}", 100000, REP_OK },
    { "words among numbers", COLUMN("\"type\":\"numerical\",\"distribution\":[[1,2]],\"words\":{\"\":1"), ",\"n%u\":1", "}}]}", 100000, REP_OK },
    { "more patterns than there may be", COLUMN("\"type\":\"text\",\"patterns\":{\"[A-Z]{3}\":1"), ",\"x%u[0-9]{4}\":1", "}}]}", 20000, REP_ERR_MODEL },
    { "a pattern longer than it may be", COLUMN("\"type\":\"text\",\"patterns\":{\""), "[a-z]{3}-", "\":1}}]}", 50000, REP_ERR_MODEL },
    { "foreign keys", "{\"columns\":[],\"metadata\":{\"foreign_keys\":{\"t\":{\"a\":\"b.c\"", ",\"k%u\":\"b.c\"", "}}}}", 100000, REP_OK },
};

static uint64_t cost_of_document(const document *d, size_t parts)
{
    text              json = { NULL, 0, 0 }, again = { NULL, 0, 0 }, rows = { NULL, 0, 0 };
    rep_model_options options;
    rep_model        *model = NULL;
    rep_generator    *generator = NULL;
    rep_error         err;
    rep_status        status;
    books             b;
    uint64_t          cost;
    size_t            i;

    puts_to(&json, d->head);
    for (i = 0; i < parts; i++)
        if (strchr(d->part, '%') != NULL) say(&json, d->part, (unsigned)i, (unsigned)i);
        else puts_to(&json, d->part);
    puts_to(&json, d->tail);
    memset(&options, 0, sizeof options);
    options.host = host_of(&b);
    work_done = 0;
    status = rep_model_read(&model, json.data, json.len, &options, &err);
    if (status != d->status) printf("    %s: %.200s\n", d->name, status ? err.message : "read");
    CHECK_INT(status, d->status);
    if (status == REP_OK) {   /* what was read is written, looked at and drawn from at no more cost */
        CHECK_INT(rep_model_write(model, put_all, &again, &err), REP_OK);
        CHECK_INT(rep_model_explain(model, REP_NONE, put_all, &rows, &err), REP_OK);
        CHECK_INT(rep_generator_create(&generator, model, 1, NULL, &err), REP_OK);
        CHECK_INT(rep_generator_write(generator, 0, 3, put_all, &rows, NULL, &err), REP_OK);
    }
    rep_generator_free(generator);
    rep_model_free(model);
    cost = work_done;
    CHECK(b.now == 0);
    drop(&json), drop(&again), drop(&rows);
    return cost;
}

TEST(a_model_of_twice_the_size_costs_at_most_two_and_a_half_times)
{
    size_t i;

    for (i = 0; i < sizeof documents / sizeof documents[0]; i++) {
        uint64_t half;
        INPUT(documents[i].name);
#ifdef JSMN_NO_TIME_TESTS
        if (documents[i].status == REP_ERR_JSON) continue;
#endif
        half = cost_of_document(&documents[i], documents[i].parts / 2);
        check_doubling(documents[i].name, half, cost_of_document(&documents[i], documents[i].parts), __LINE__);
    }
}

/*--- little models that ask for much ---*/

#define ONE(rest) "{\"columns\":[{\"name\":\"c\"," rest "}]}"

static const struct { const char *json; rep_status status; } greedy[] = {
    { "{\"metadata\":{\"rows\":1000000000000000000},\"columns\":[{\"name\":\"c\",\"type\":\"numerical\",\"params\":{\"mean\":1,\"std\":1}}]}", REP_OK },
    { "{\"metadata\":{\"rows\":18446744073709551615},\"columns\":[]}", REP_ERR_MODEL },
    { ONE("\"type\":\"text\",\"id\":{\"start\":1,\"step\":1,\"width\":1000000000}"), REP_ERR_MODEL },
    { ONE("\"type\":\"text\",\"id\":{\"start\":1,\"step\":1,\"width\":18}"), REP_OK },
    { ONE("\"type\":\"text\",\"prose\":{\"shapes\":[[1000000000,1000000000,1000000000,1]]}"), REP_ERR_MODEL },
    { ONE("\"type\":\"text\",\"prose\":{\"shapes\":[[1,1,4000000000,1]]}"), REP_ERR_MODEL },
    { ONE("\"type\":\"text\",\"prose\":{\"shapes\":[[2000,4000,4000,1]]}"), REP_OK },
    { ONE("\"type\":\"text\",\"patterns\":{\"[A-Z]{1000000000}\":1}"), REP_ERR_MODEL },
    { ONE("\"type\":\"text\",\"unique\":true,\"patterns\":{\"[A-Z]{1,255}[0-9]{1,255}x?\":1}"), REP_ERR_MODEL },
    { ONE("\"type\":\"text\",\"patterns\":{\"[A-Z]{255}\":1000000000}"), REP_OK },
    { ONE("\"type\":\"text\",\"patterns\":{\"[A-Z]{255}[0-9]{255}[a-z]{255}\":1000000000}"), REP_ERR_MODEL },
    { ONE("\"type\":\"categorical\",\"params\":{\"weights\":{\"a\":1000000000,\"b\":1}}"), REP_OK },
    { ONE("\"type\":\"categorical\",\"params\":{\"weights\":{\"a\":1e300,\"b\":1e-300},\"unique_count\":1000000000}"), REP_OK },
    { ONE("\"type\":\"numerical\",\"real\":true,\"distribution\":[[-9e307,9e307,1000000000]]"), REP_OK },
    { ONE("\"type\":\"numerical\",\"decimals\":1000000000,\"distribution\":[[0,1000000000,1000000000]]"), REP_ERR_MODEL },
    { ONE("\"type\":\"numerical\",\"decimals\":0,\"unique\":true,\"step\":1,\"distribution\":[[0,1e15,1000000000000000]]"), REP_OK },
    { ONE("\"type\":\"numerical\",\"decimals\":18,\"params\":{\"mean\":1e300,\"std\":1e300}"), REP_OK },
    { ONE("\"type\":\"pii\",\"unique\":true,\"distinct\":1000000000000,\"params\":{\"pii_type\":\"email\"}"), REP_OK },
    { ONE("\"type\":\"pii\",\"unique\":true,\"distinct\":1000000000000,\"params\":{\"pii_type\":\"name\"}"), REP_ERR_CAPACITY },
    { ONE("\"type\":\"datetime\",\"unique\":true,\"constraints\":{\"min\":\"0001-01-01T00:00:00\",\"max\":\"9999-12-31T00:00:00\"}"), REP_OK },
    { ONE("\"type\":\"text\",\"missing\":{\"\":18446744073709551615},\"params\":{\"nan_probability\":1}"), REP_ERR_MODEL },
};

/* The bounds are far above what was seen (24,328 bytes; 12,000 bytes of rows), and 1 GB is far above the bounds. */
TEST(a_little_model_that_claims_much_costs_little)
{
    size_t i;

    for (i = 0; i < sizeof greedy / sizeof greedy[0]; i++) {
        rep_model_options     options;
        rep_generator_options draw;
        rep_model            *model = NULL;
        rep_generator        *generator = NULL;
        rep_error             err;
        rep_status            status;
        books                 b;
        text                  out = { NULL, 0, 0 };

        INPUT(greedy[i].json);
        memset(&options, 0, sizeof options);
        memset(&draw, 0, sizeof draw);
        draw.host = options.host = host_of(&b);
        work_done = 0;
        status = rep_model_read(&model, greedy[i].json, strlen(greedy[i].json), &options, &err);
        if (status == REP_OK) status = rep_generator_create(&generator, model, 1, &draw, &err);
        if (status == REP_OK) status = rep_generator_write(generator, UINT64_C(999999999999999999), 3, put_all, &out, NULL, &err);
        if (!CHECK_INT(status, greedy[i].status) && status != REP_OK) printf("    %s\n", err.message);
        if (model != NULL) CHECK_INT(rep_model_explain(model, REP_NONE, put_all, &out, &err), REP_OK);
        CHECK(work_done < 1000000);
        CHECK(b.peak < MIB);
        CHECK(out.len < MIB);
        rep_generator_free(generator);
        rep_model_free(model);
        CHECK(b.now == 0);
        drop(&out);
    }
}

/* As many columns as a kilobyte holds, each of the kind that takes most for its text. */
TEST(a_kilobyte_of_columns_takes_no_more_than_a_few_megabytes)
{
    static const char *const bodies[] = {
        "\"type\":\"text\",\"patterns\":{\"x\":1}", "\"type\":\"text\",\"unique\":true,\"patterns\":{\"[a-z]{9}\":1}", "\"type\":\"pii\",\"params\":{\"pii_type\":\"name\"}",
        "\"type\":\"text\",\"prose\":{\"shapes\":[[3,9,99,1]]}", "\"type\":\"categorical\",\"params\":{\"weights\":{\"\":1}}", "\"type\":\"numerical\",\"params\":{\"mean\":1,\"std\":1}",
        "\"type\":\"datetime\",\"constraints\":{\"min\":\"0001-01-01\",\"max\":\"9999-12-31\"}" };
    size_t i;
    unsigned n;

    for (i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        rep_model_options     options;
        rep_generator_options draw;
        rep_model            *model = NULL;
        rep_generator        *generator = NULL;
        rep_error             err;
        books                 b;
        text                  json = { NULL, 0, 0 }, out = { NULL, 0, 0 };

        INPUT(bodies[i]);
        memset(&options, 0, sizeof options), memset(&draw, 0, sizeof draw);
        draw.host = options.host = host_of(&b);
        puts_to(&json, "{\"columns\":[");
        for (n = 0; json.len + strlen(bodies[i]) < 1000; n++) say(&json, "%s{\"name\":\"%u\",%s}", n ? "," : "", n, bodies[i]);
        puts_to(&json, "]}");
        if (!CHECK_INT(rep_model_read(&model, json.data, json.len, &options, &err), REP_OK)) printf("    %s\n", err.message);
        CHECK_INT(rep_generator_create(&generator, model, 1, &draw, &err), REP_OK);
        CHECK_INT(rep_generator_write(generator, 0, 1000, put_all, &out, NULL, &err), REP_OK);
        CHECK(b.peak < 2 * MIB);
        rep_generator_free(generator), rep_model_free(model);
        CHECK(b.now == 0);
        drop(&json), drop(&out);
    }
}

/*--- budgets ---*/

/* A table whose columns hang together, of all kinds. */
static text shop(unsigned rows)
{
    text     csv = { NULL, 0, 0 };
    uint64_t state = 7;
    unsigned i;

    puts_to(&csv, "id,zone,borough,fare,tip,total,day,mail,note,code\n");
    for (i = 0; i < rows; i++) {
        const unsigned z = roll(&state, 40), f = roll(&state, 900), t = roll(&state, 90), d = roll(&state, 28), w = roll(&state, 5000);
        say(&csv, "%u,z%u,b%u,%u,%u,%u,2024-01-%02u,u%u@corp.com,note of %u and %u,AB-%04u\n", i, z, z / 10, f, t, f + t, d + 1, w, w * 7 % 999, i, w);
    }
    return csv;
}

typedef struct wares { text csv, json, fakes; rep_model *model; } wares;

/* What may take memory, within a budget: 0 learning, 1 reading a model, 2 drawing, 3 comparing. */
static rep_status spend(int what, const wares *w, const rep_host *host, uint64_t max_bytes, rep_error *err)
{
    rep_profile_options   learn_with;
    rep_model_options     read_with;
    rep_generator_options draw_with;
    rep_compare_options   compare_with;
    rep_model            *model = NULL;
    rep_generator        *generator = NULL;
    rep_comparison       *comparison = NULL;
    rep_str               real, fake, none = { NULL, 0 };
    text                  out = { NULL, 0, 0 };
    rep_status            status;

    memset(&learn_with, 0, sizeof learn_with), memset(&read_with, 0, sizeof read_with);
    memset(&draw_with, 0, sizeof draw_with), memset(&compare_with, 0, sizeof compare_with);
    learn_with.host = read_with.host = draw_with.host = compare_with.host = *host;
    learn_with.max_bytes = read_with.max_bytes = draw_with.max_bytes = compare_with.max_bytes = max_bytes;
    real.data = w->csv.data, real.len = w->csv.len, fake.data = w->fakes.data, fake.len = w->fakes.len;
    switch (what) {
    case 0: status = rep_profile_bytes(&model, w->csv.data, w->csv.len, &learn_with, err); break;
    case 1: status = rep_model_read(&model, w->json.data, w->json.len, &read_with, err); break;
    case 2:
        status = rep_generator_create(&generator, w->model, 1, &draw_with, err);
        if (!status) status = rep_generator_write(generator, 0, 3000, put_all, &out, NULL, err);
        break;
    default: status = rep_compare(&comparison, real, fake, none, &compare_with, err); break;
    }
    rep_comparison_free(comparison), rep_generator_free(generator), rep_model_free(model);
    drop(&out);
    return status;
}

TEST(nothing_takes_more_than_its_max_bytes)
{
    wares     w;
    rep_error err;
    uint64_t  limit;
    int       what;

    memset(&w, 0, sizeof w);
    w.csv = shop(600);
    w.model = learn_text(w.csv.data, w.csv.len, NULL);
    w.json = model_text(w.model), w.fakes = rows_text(w.model, 1, 0, 300, NULL);
    for (what = 0; what < 4; what++) {
        books      b;
        rep_host   host = host_of(&b);
        rep_status status = REP_ERR_MEMORY;
        uint64_t   need;
        int        refused = 0;
        CHECK_INT(spend(what, &w, &host, 0, &err), REP_OK);
        need = b.peak;
        for (limit = 1; status != REP_OK && limit < UINT64_C(1) << 40; limit += limit / 2 + 1) {
            host = host_of(&b);
            status = spend(what, &w, &host, limit, &err);
            CHECK(b.peak <= limit && b.now == 0);
            if (status == REP_OK) break;
            refused++;
            if (!CHECK_INT(status, REP_ERR_MEMORY)) break;
            CHECK_SAYS(err.message, "max_bytes");
        }
        CHECK(refused > 10);
        CHECK(limit < need * 2);   /* and it can spend nearly all of it */
    }
    rep_model_free(w.model);
    drop(&w.csv), drop(&w.json), drop(&w.fakes);
}

TEST(memory_does_not_grow_with_rows)
{
    rep_profile_options options;
    rep_profiler       *profiler = NULL;
    rep_error           err;
    books               b;
    uint64_t            early = 0;
    text                csv = { NULL, 0, 0 };
    unsigned            i, block;

    memset(&options, 0, sizeof options);
    options.host = host_of(&b);
    options.max_categories = 100, options.sample_rows = 100;
    CHECK_INT(rep_profiler_create(&profiler, &options, &err), REP_OK);
    CHECK_INT(rep_profiler_push_bytes(profiler, "n,c,day\n", 8, &err), REP_OK);
    for (block = 0; block < 40; block++) {
        csv.len = 0;
        for (i = 0; i < 2000; i++) say(&csv, "%u.5,v%u,2024-01-%02u\n", block * 2000 + i, block * 2000 + i, 1 + i % 28);
        CHECK_INT(rep_profiler_push_bytes(profiler, csv.data, csv.len, &err), REP_OK);
        if (block == 9) early = b.peak;
    }
    CHECK(b.peak <= early + early / 10);   /* four times the rows: longer texts, no more */
    rep_profiler_free(profiler);
    CHECK(b.now == 0);
    drop(&csv);
}

int main(void)
{
    RUN(a_table_of_twice_the_size_costs_at_most_two_and_a_half_times);
    RUN(texts_chosen_to_have_one_hash_cost_no_more_than_others);
    RUN(a_model_of_twice_the_size_costs_at_most_two_and_a_half_times);
    RUN(a_little_model_that_claims_much_costs_little);
    RUN(a_kilobyte_of_columns_takes_no_more_than_a_few_megabytes);
    RUN(nothing_takes_more_than_its_max_bytes);
    RUN(memory_does_not_grow_with_rows);
    if (!WORK_COUNTS) printf("no count of basic blocks by this compiler: bounds of cost skipped\n");
    return test_end();
}
