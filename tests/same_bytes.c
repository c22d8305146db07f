/* same_bytes.c - same table, same model bytes; same seed, same rows                     C99 and C++11
 *
 * Profiles small tables that it makes itself, from integers alone, writes each model and 2,000 rows for two
 * seeds, and prints a hash of each (FNV-1a, 64 bits), one a line:
 *
 *     sampler          0                       number of the row algorithm, and
 *     words            0                       of the word lists: what rows may change with
 *     numbers.table    0123456789abcdef        the table itself: it differs only if this program is at fault
 *     numbers.model    ...                     its model's file, without the line "generator"
 *     numbers.explain  ...                     what a person is told of it
 *     numbers.seed1    ...                     rows of the model as learned
 *     numbers.seed42   ...                     rows of the model written and read back
 *     numbers.jsonl    ...                     300 rows as JSON Lines; so .sql, .arrow and .parquet
 *     numbers.asked    ...                     300 rows under conditions, and some given in part; .weighted with new shares
 *
 * tests/same_bytes.sh builds it with every compiler and machine that it finds and compares the output with
 * tests/golden/same_bytes.txt. No double is computed here, so whatever differs was the library.
 *
 *     same_bytes                     prints all hashes
 *     same_bytes show NAME           the table, the model and 2 x 30 rows of one table: to look for a difference
 *
 * and the same hashes are printed when it is asked, before or meanwhile, for
 *
 *     locale                         setlocale(LC_ALL, "") to one with decimal commas
 *     up | down | zero               another rounding mode of the processor
 *     flush                          flush-to-zero and denormals-are-zero
 *     pieces N                       tables pushed in pieces of N bytes; 0 = of every size, up to the whole, for the small ones
 *     threads N                      rows drawn by N threads, in turns, that share one model (built with -DTHREADS)
 *     ranges                         rows drawn as 1,000 ranges in shuffled order
 */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"

#include <fenv.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef THREADS
#include <pthread.h>
#endif
#if defined(__SSE2__)
#include <xmmintrin.h>
#endif

#define ROWS   2000
#define RANGES 1000

static struct { size_t piece; int every_piece, ranges, threads; } how;

/*--- text that grows ---*/

typedef struct text { char *data; size_t len, room; } text;

static void add_bytes(text *t, const char *data, size_t len)
{
    if (t->len + len + 1 > t->room) {
        t->room = (t->len + len + 1) * 2;
        t->data = (char *)realloc(t->data, t->room);
        if (t->data == NULL) exit(3);
    }
    memcpy(t->data + t->len, data, len);
    t->len += len;
    t->data[t->len] = '\0';
}

static void add(text *t, const char *s) { add_bytes(t, s, strlen(s)); }

static void add_char(text *t, char c) { add_bytes(t, &c, 1); }

/* v with at least `width` digits, zeros in front. */
static void add_number(text *t, uint64_t v, int width)
{
    char   digits[24];
    size_t n = sizeof digits;

    do digits[--n] = (char)('0' + (int)(v % 10)), v /= 10, width--;
    while (v > 0 || width > 0);
    add_bytes(t, digits + n, sizeof digits - n);
}

/* v / 10^decimals, all decimals written. */
static void add_scaled(text *t, int64_t v, int decimals, const char *mark)
{
    uint64_t u = v < 0 ? (uint64_t)0 - (uint64_t)v : (uint64_t)v, unit = 1;
    int      i;

    for (i = 0; i < decimals; i++) unit *= 10;
    if (v < 0) add_char(t, '-');
    add_number(t, u / unit, 1);
    if (decimals > 0) add(t, mark), add_number(t, u % unit, decimals);
}

/* v with a separator after each three digits. */
static void add_grouped(text *t, uint64_t v, const char *group)
{
    if (v >= 1000) {
        add_grouped(t, v / 1000, group);
        add(t, group);
        add_number(t, v % 1000, 3);
    } else {
        add_number(t, v, 1);
    }
}

/*--- chance: splitmix64, so that the tables do not hang on the library's own random numbers ---*/

static uint64_t chance;

static uint64_t bits(void)
{
    uint64_t z = (chance += 0x9E3779B97F4A7C15u);

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static uint64_t below(uint64_t bound) { return bits() % bound; }

/* A hump in 0 .. bound-1. */
static uint64_t humped(uint64_t bound)
{
    uint64_t a = below(bound), b = below(bound), c = below(bound);

    return (a + b + c) / 3;
}

static void add_letters(text *t, char first, unsigned kinds, unsigned count)
{
    for (; count > 0; count--) add_char(t, (char)(first + (int)below(kinds)));
}

#define PICK(list) (list)[below(sizeof(list) / sizeof((list)[0]))]

/*--- the tables: each writes one row, cells divided by commas ---*/

static void row_integers(text *t, unsigned i)
{
    static const char *const big[] = { "9223372036854775807", "-9223372036854775808", "4611686018427387904", "0", "1", "-77" };

    add_number(t, 18 + humped(60), 1);                                     /* age */
    add_char(t, ',');
    add_scaled(t, (int64_t)below(2000) - 1000, 0, "");                     /* balance */
    add_char(t, ',');
    add_number(t, 25 * humped(400), 1);                                    /* stepped */
    add_char(t, ',');
    add(t, below(2) ? "+" : "-");                                          /* change: always a sign */
    add_number(t, 1 + below(30), 1);
    add_char(t, ',');
    add_number(t, below(100000), 5);                                       /* zip: leading zeros */
    add_char(t, ',');
    add(t, PICK(big));                                                     /* wide */
    add_char(t, ',');
    add_number(t, bits(), 1);                                              /* word: all 64 bits */
    add_char(t, ',');
    add_number(t, below(10) ? 0 : 1 + below(500), 1);                      /* spiked: mostly 0 */
    add(t, ",7,");                                                         /* constant */
    add_number(t, i / 10, 1);                                              /* block: each number ten times */
}

static void row_decimals(text *t, unsigned i)
{
    uint64_t v;

    (void)i;
    add_scaled(t, (int64_t)humped(100000), 2, ".");                        /* price */
    add(t, ",\"$");
    v = 1 + humped(900000);
    add_grouped(t, v / 100, ",");                                          /* salary: $1,234.50 */
    add_char(t, '.');
    add_number(t, v % 100, 2);
    add(t, "\",");
    v = below(1000);                                                       /* carat: 7.0 beside 2.15 */
    add_number(t, v / 100, 1);
    add_char(t, '.');
    if (v % 10) add_number(t, v % 100, 2);
    else add_number(t, v / 10 % 10, 1);
    add_char(t, ',');
    v = below(1000);                                                       /* short: 7 beside 2.5 */
    add_number(t, v / 10, 1);
    if (v % 10) add_char(t, '.'), add_number(t, v % 10, 1);
    add_char(t, ',');
    add_scaled(t, (int64_t)humped(2000) - 300, 1, ".");                    /* growth: 12.5% */
    add(t, "%,.");
    add_number(t, 100 + below(900), 3);                                    /* share: .125 */
    add_char(t, ',');
    add_scaled(t, (int64_t)humped(100000) - 50000, 6, ".");                /* offset */
    add_char(t, ',');
    add_number(t, humped(900), 1);                                         /* weight: 71 kg */
    add(t, " kg,");
    add_scaled(t, (int64_t)bits(), 18, ".");                               /* fine: 18 decimals */
}

static void row_marks(text *t, unsigned i) /* divided by semicolons, decimal commas */
{
    uint64_t v = humped(50000000);

    (void)i;
    add_scaled(t, (int64_t)humped(90000) - 20000, 2, ",");                 /* betrag */
    add_char(t, ';');
    add_grouped(t, v / 100, ".");                                          /* umsatz: 1.234,50 EUR */
    add_char(t, ',');
    add_number(t, v % 100, 2);
    add(t, " \xE2\x82\xAC;");
    add_grouped(t, humped(9000000), " ");                                  /* menge: 12 345 */
    add_char(t, ';');
    add_number(t, 1 + below(28), 2);                                       /* datum: 05.11.2023 */
    add_char(t, '.');
    add_number(t, 1 + below(12), 2);
    add(t, ".20");
    add_number(t, 10 + below(15), 2);
    add_char(t, ';');
    add(t, below(3) ? "ja" : "nein");
}

/* digits d.dddd with an exponent, e.g. 6.022e23 */
static void add_real(text *t, unsigned digits, int low, unsigned span)
{
    int exponent = low + (int)below(span);

    if (below(4) == 0) add_char(t, '-');
    add_number(t, 1 + below(9), 1);
    add_char(t, '.');
    for (; digits > 0; digits--) add_number(t, below(10), 1);
    add_char(t, 'e');
    if (exponent < 0) add_char(t, '-'), exponent = -exponent;
    add_number(t, (uint64_t)exponent, 2);
}

static void row_doubles(text *t, unsigned i)
{
    static const char *const edge[] = { "4.9e-324", "2.2250738585072014e-308", "1.7976931348623157e308", "-1.7976931348623157e308",
                                        "0.1", "1e22", "1e23", "9007199254740993", "-0.0", "5e-324", "2.2250738585072011e-308" };
    (void)i;
    add_real(t, 6, -12, 24);                                               /* flux */
    add_char(t, ',');
    add_real(t, 16, -300, 600);                                            /* mass: 17 digits, all magnitudes */
    add_char(t, ',');
    add(t, PICK(edge));                                                    /* edge */
    add_char(t, ',');
    add(t, "0.");                                                          /* ratio: 17 digits below 1 */
    add_number(t, below(100000000), 8);
    add_number(t, below(1000000000), 9);
    add_char(t, ',');
    add_real(t, 3, 20, 4);                                                 /* count */
}

static void add_time(text *t, const char *mark)
{
    add_number(t, below(24), 2);
    add(t, mark);
    add_number(t, below(60), 2);
    add(t, mark);
    add_number(t, below(60), 2);
}

static void row_dates(text *t, unsigned i)
{
    static const char *const month[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    static const char *const half[]  = { "AM", "PM" };
    uint64_t y = 2001 + humped(30), m = 1 + below(12), d = 1 + below(28);

    (void)i;
    add_number(t, y, 4), add_char(t, '-'), add_number(t, m, 2), add_char(t, '-'), add_number(t, d, 2);    /* iso */
    add_char(t, ',');
    add_number(t, m, 1), add_char(t, '/'), add_number(t, d, 1), add_char(t, '/'), add_number(t, y, 4);    /* us */
    add_char(t, ',');
    add_number(t, d, 2), add_char(t, '.'), add_number(t, m, 2), add_char(t, '.'), add_number(t, y, 4);    /* european */
    add_char(t, ',');
    add_number(t, y, 4), add_char(t, '-'), add_number(t, m, 2), add_char(t, '-'), add_number(t, d, 2);    /* stamp */
    add_char(t, 'T'), add_time(t, ":"), add_char(t, 'Z');
    add_char(t, ',');
    add_number(t, y, 4), add_char(t, '-'), add_number(t, m, 2), add_char(t, '-'), add_number(t, d, 2);    /* zoned */
    add_char(t, ' '), add_time(t, ":"), add_char(t, '.'), add_number(t, below(1000), 3), add(t, "+02:00");
    add(t, ",\"");
    add(t, month[m - 1]), add_char(t, ' '), add_number(t, d, 1), add(t, ", "), add_number(t, y, 4);       /* named */
    add(t, "\",");
    add_number(t, y, 4), add_number(t, m, 2), add_number(t, d, 2);                                        /* date_key */
    add_char(t, ',');
    add_number(t, y, 4), add_char(t, '-'), add_number(t, m, 2);                                           /* month */
    add_char(t, ',');
    add_number(t, 1 + below(12), 1), add_char(t, ':'), add_number(t, below(60), 2), add_char(t, ' '), add(t, PICK(half)); /* clock */
    add_char(t, ',');
    add_number(t, m, 2), add_char(t, '/'), add_number(t, d, 2), add_char(t, '/'), add_number(t, y % 100, 2); /* short */
    add_char(t, ',');
    add_number(t, d, 1), add_char(t, '-'), add(t, month[m - 1]), add_char(t, '-'), add_number(t, y, 4);   /* oracle */
    add_char(t, ',');
    add_number(t, 2020, 4), add(t, "-01-01 "), add_number(t, below(24), 2), add_char(t, ':');             /* quarter */
    add_number(t, 15 * below(4), 2), add(t, ":00");
}

static void row_categories(text *t, unsigned i)
{
    static const char *const city[]  = { "Chicago", "NYC", "LA", "Boston" };
    static const char *const odd[]   = { "\"say \"\"hi\"\"\"", "\"a,b\"", "\"two\nlines\"", "caf\xC3\xA9", "\xE6\x9D\xB1\xE4\xBA\xAC", " padded ", "=1+2", "x" };
    static const char *const code[]  = { "US", "NA", "DE", "FR", "GB", "ZA" };
    static const char *const mixed[] = { "1", "2", "many", "few" };
    static const char *const latin[] = { "stra\xDF""e", "na\xEFve", "\x80 5", "plain" };

    (void)i;
    add(t, city[below(1 + below(4))]);
    add_char(t, ',');
    add(t, below(3) ? "true" : "false");
    add_char(t, ',');
    add(t, PICK(odd));
    add_char(t, ',');
    add(t, PICK(code));
    add_char(t, ',');
    add(t, PICK(mixed));
    add_char(t, ',');
    add(t, PICK(latin));
    add_char(t, ',');
    add_char(t, 'g');
    add_number(t, below(1 + below(200)), 1);
    add_char(t, ',');
    add_number(t, below(2), 1);
}

static const char *const given[]   = { "Mary", "James", "Linda", "Robert", "Anna", "David", "Susan", "Peter", "Laura", "Paul" };
static const char *const surname[] = { "Smith", "Johnson", "Brown", "Miller", "Davis", "Wilson", "Moore", "Taylor", "Clark", "Lewis" };

/* The check digit of Luhn for n digits at s. */
static char luhn(const char *s, size_t n)
{
    int    sum = 0;
    size_t k;

    for (k = 0; k < n; k++) {
        int d = s[n - 1 - k] - '0';
        if (k % 2 == 0) d = d * 2 > 9 ? d * 2 - 9 : d * 2;
        sum += d;
    }
    return (char)('0' + (10 - sum % 10) % 10);
}

static void row_pii(text *t, unsigned i)
{
    const char *a = PICK(given), *b = PICK(surname);
    char        card[16];
    int         k;

    add(t, a), add_char(t, '.'), add(t, b);                                /* email: three forms */
    if (below(3) == 0) add_number(t, below(100), 2);
    add(t, below(2) ? "@corp.example.org," : "@shop.net,");
    switch (below(3)) {                                                    /* phone: three forms */
    case 0: add(t, "("), add_number(t, 212 + below(4), 3), add(t, ") "), add_number(t, 234 + below(700), 3), add_char(t, '-'); break;
    case 1: add_number(t, 312, 3), add_char(t, '-'), add_number(t, 234 + below(700), 3), add_char(t, '-'); break;
    default: add(t, "+1 415 "), add_number(t, 234 + below(700), 3), add_char(t, ' ');
    }
    add_number(t, below(10000), 4);
    add_char(t, ',');
    add_number(t, 100 + below(500), 3), add_char(t, '-'), add_number(t, 1 + below(99), 2), add_char(t, '-'), add_number(t, 1 + below(9999), 4); /* ssn */
    add_char(t, ',');
    card[0] = '4';                                                         /* card */
    for (k = 1; k < 15; k++) card[k] = (char)('0' + (int)below(10));
    card[15] = luhn(card, 15);
    for (k = 0; k < 16; k += 4) {
        if (k > 0) add_char(t, i % 3 ? ' ' : '-');
        add_bytes(t, card + k, 4);
    }
    add_char(t, ',');
    if (below(4) == 0) add_char(t, '"'), add(t, b), add(t, ", "), add(t, a), add_char(t, '"');
    else add(t, a), add_char(t, ' '), add(t, below(3) ? "" : "J. "), add(t, b);
    add_char(t, ',');
    add(t, "user"), add_number(t, i, 1), add(t, "@mail.com");              /* contact: each once */
}

static void row_ids(text *t, unsigned i)
{
    add_number(t, 1000 + i, 1);                                            /* customer_id */
    add(t, ",INV-"), add_number(t, i * 7 % 500 + 1, 4);                    /* invoice, shuffled */
    add_char(t, ','), add_number(t, 90000 - i * 5, 1);                     /* countdown */
    add_char(t, ','), add_number(t, i, 1), add(t, "-A");                   /* with a suffix */
    add_char(t, ','), add_number(t, (i * 37u) % 500u, 1);                  /* seat, a run as a set */
}

static void row_keys(text *t, unsigned i)
{
    add_number(t, (uint64_t)i * 7919 % 100003 + 1, 1);                     /* uid: unique, no run */
    add_char(t, ','), add_char(t, 'A'), add_letters(t, 'A', 26, 2);        /* code: AXX-0000-XX */
    add_char(t, '-'), add_number(t, (uint64_t)i * 17 % 9973, 4);
    add_char(t, '-'), add_letters(t, 'A', 26, 2);
    add_char(t, ','), add_number(t, (uint64_t)i * 1000003 % 9999991, 7);   /* account_no: leading zeros */
    add_char(t, ','), add_number(t, ((uint64_t)i * 0x9E3779B97F4A7C15u) >> 1, 1); /* key: 63 bits */
}

static void row_patterns(text *t, unsigned i)
{
    unsigned k;

    (void)i;
    add_letters(t, 'A', 26, 3), add_char(t, '-'), add_number(t, below(10000), 4);                         /* plate */
    add_char(t, ',');
    for (k = 0; k < 8; k++) if (below(16) < 10) add_number(t, below(10), 1); else add_letters(t, 'a', 6, 1); /* hex */
    add_char(t, ',');
    if (below(3)) add(t, "T"), add_number(t, below(100000), 5);                                           /* ticket: two patterns */
    else add_letters(t, 'A', 5, 2), add_char(t, '/'), add_number(t, below(1000), 3);
    add_char(t, ',');
    add_letters(t, 'a', 26, 3 + (unsigned)below(6)), add_char(t, '_'), add_number(t, below(100), 1);      /* handle */
    add_char(t, ',');
    add_number(t, 10, 2), add_char(t, '.'), add_number(t, below(256), 1), add_char(t, '.'),
    add_number(t, below(256), 1), add_char(t, '.'), add_number(t, below(256), 1);                         /* address */
    add_char(t, ',');
    add_char(t, (char)('A' + (int)below(26))), add_letters(t, 'a', 26, 2), add_letters(t, '0', 10, 2);    /* tag */
}

static void row_prose(text *t, unsigned i)
{
    static const char *const word[] = { "the", "order", "came", "late", "but", "box", "was", "fine", "Thanks", "to", "Berlin",
                                        "and", "again", "very", "good", "(really)", "service", "100%", "quick", "caf\xC3\xA9" };
    unsigned n = 3 + (unsigned)humped(12), k;

    add_char(t, '"');
    for (k = 0; k < n; k++) {
        if (k > 0) add_char(t, ' ');
        add(t, PICK(word));
        if (below(12) == 0) add_char(t, ',');
    }
    add(t, below(4) ? "." : "!");
    add(t, "\",\"");
    if (below(10) == 0) add(t, "no comment");                              /* note: a frequent text among others */
    else for (k = 0; k < 4; k++) add(t, PICK(word)), add_char(t, ' '), add_number(t, below(1000), 1), add_char(t, k < 3 ? ' ' : '.');
    add(t, "\",");
    add(t, PICK(word)), add_char(t, ' '), add_number(t, i, 1), add_char(t, ' '), add_letters(t, 'a', 26, 5);
}

static void row_missing(text *t, unsigned i)
{
    static const char *const none[] = { "", "NA", "N/A", "null", "NaN", " " };

    if (below(3)) add_scaled(t, (int64_t)humped(1000), 1, ".");
    else add(t, PICK(none));
    add_char(t, ',');
    if (below(5)) add_number(t, humped(1000), 1);
    else add(t, below(2) ? "-" : "?");
    add_char(t, ',');
    if (below(4)) add(t, "2024-0"), add_number(t, 1 + below(9), 1), add(t, "-15");
    else add(t, below(2) ? "None" : "\\N");
    add_char(t, ',');
    if (below(4)) add(t, below(2) ? "red" : "blue");
    else add(t, PICK(none));
    add_char(t, ',');
    add(t, PICK(none));                                                    /* nothing at all */
    add_char(t, ',');
    if (i % 300 == 7) add(t, "sold");                                      /* a word among numbers */
    else add_number(t, humped(3000), 1);
    add_char(t, ',');
    if (below(3)) add_letters(t, 'A', 26, 2), add_number(t, below(1000), 3);
    else add(t, PICK(none));
}

static void row_capped(text *t, unsigned i) /* more values than are counted, more rows than are sampled */
{
    (void)i;
    add_number(t, below(100000), 1);
    add_char(t, ',');
    add_scaled(t, (int64_t)humped(1000000), 3, ".");
    add_char(t, ',');
    if (below(3) == 0) add(t, below(2) ? "common" : "second");
    else add_char(t, 'v'), add_number(t, below(3000), 1);
    add_char(t, ',');
    add_number(t, 1990 + humped(40), 4), add_char(t, '-'), add_number(t, 1 + below(12), 2), add_char(t, '-'), add_number(t, 1 + below(28), 2);
    add_char(t, ',');
    add_real(t, 9, -5, 10);
    add_char(t, ',');
    add_letters(t, 'a', 26, 2), add_char(t, '-'), add_number(t, below(100000), 5);
    add_char(t, ',');
    add(t, PICK(given)), add_char(t, ' '), add_letters(t, 'a', 26, 4 + (unsigned)below(20)), add_char(t, ' '), add_number(t, below(5000), 1);
    add_char(t, ',');
    add_number(t, humped(40), 1);
}

/* Columns that hang on each other: what a joint model holds, where there is one. */
static void row_joint(text *t, unsigned i)
{
    static const char *const country[] = { "Norway", "Chile", "Kenya" };
    static const char *const town[]    = { "Oslo", "Bergen", "Narvik", "Arica", "Temuco", "Osorno", "Nairobi", "Nakuru", "Kisumu" };
    uint64_t size = humped(400), where = below(3), hours = 1 + humped(60);

    (void)i;
    add(t, country[where]), add_char(t, ',');
    add(t, town[where * 3 + below(1 + below(3))]), add_char(t, ',');
    add_scaled(t, (int64_t)(size + 1500), 1, "."), add_char(t, ',');                    /* height */
    add_scaled(t, (int64_t)(size * 2 + below(100) + 300), 1, "."), add_char(t, ',');    /* weight, of the height */
    add_number(t, hours, 1), add_char(t, ',');
    add_scaled(t, (int64_t)(hours * 1875), 2, "."), add_char(t, ',');                   /* pay, of the hours */
    add(t, size > 200 ? "L" : "S");                                                     /* a word, of the height */
}

/* All kinds of relations: a calendar without Sundays, a difference, two sums, lookups, orders, and cells whose being
 * missing hangs on another column. */
static void row_trips(text *t, unsigned i)
{
    static const char *const borough[] = { "Bronx", "Queens", "Kings", "Island" };
    uint64_t day, at = 0, fare = 300 + humped(4000), card = below(3), tip, toll = below(8) ? 0 : 650, zone = below(40),
             hour = below(24), minute = below(60), low = below(1000), k;

    do day = below(28 * 8);
    while (day % 7 == 6);
    for (k = 0; k < 2; k++, at += 60 + humped(3000)) {                                  /* pickup, dropoff: months of 28 days */
        if (k == 0) at = day * 86400 + below(86400);
        add(t, "2023-"), add_number(t, 1 + at / 86400 / 28, 2), add_char(t, '-'), add_number(t, 1 + at / 86400 % 28, 2), add_char(t, ' ');
        add_number(t, at / 3600 % 24, 2), add_char(t, ':'), add_number(t, at / 60 % 60, 2), add_char(t, ':'), add_number(t, at % 60, 2);
        add_char(t, ',');
    }
    tip = card ? fare / 10 + below(fare / 10) : 0;
    add_scaled(t, (int64_t)fare, 2, "."), add_char(t, ',');
    add_scaled(t, (int64_t)tip, 2, "."), add_char(t, ',');
    add_scaled(t, (int64_t)toll, 2, "."), add_char(t, ',');
    add_scaled(t, (int64_t)(fare + tip + toll + (i % 33 == 7 ? 250 : 0)), 2, "."), add_char(t, ',');
    add(t, card ? "card," : "cash,");
    add_char(t, 'z'), add_number(t, zone, 2), add_char(t, ',');
    add(t, borough[zone % 4]), add_char(t, ',');
    add_number(t, 100 + 25 * (zone % 4), 1), add_char(t, ',');                          /* rate, of the zone */
    add_number(t, hour, 1), add_char(t, ','), add_number(t, minute, 1), add_char(t, ',');
    add_number(t, 100 * hour + minute, 1), add_char(t, ',');                            /* clock */
    add_number(t, low, 1), add_char(t, ',');
    add_number(t, low + below(1000), 1), add_char(t, ',');                              /* high: never below low */
    if (below(10) < (card ? 2u : 7u)) add(t, below(3) ? "" : "NA");
    else add_scaled(t, (int64_t)(10 * humped(50) + (card ? 0 : 300)), 1, ".");          /* rating */
    add_char(t, ',');
    if (below(10) < 1 + 2 * (zone % 4)) add(t, "");
    else add_letters(t, 'A', 26, 2), add_char(t, '-'), add_number(t, below(10000), 4);  /* code */
    add_char(t, ',');
    add_real(t, 6, (int)(zone % 4) * 3 - 5, 3);                                         /* true doubles, of the zone */
}

/* Rows for all options of reading: quotes of another kind, spellings of missing cells, dates in both orders. */
static void row_options(text *t, unsigned i)
{
    add_number(t, i * 3, 1);
    add(t, "|'"), add(t, PICK(given)), add(t, " ''x'' | "), add(t, PICK(surname)), add(t, "'|");
    add_number(t, 1 + below(12), 2), add_char(t, '/'), add_number(t, 1 + below(12), 2), add(t, "/2024|");
    if (below(5)) add_number(t, below(50), 1); else add(t, below(2) ? "nil" : "''");
    add_char(t, '|');
    add_number(t, below(3), 1);
    add_char(t, '|');
    add_letters(t, 'A', 26, 2), add_char(t, '-'), add_number(t, below(1000), 3);
    add_char(t, '|');
    add_letters(t, 'a', 26, 4 + (unsigned)below(4)), add_char(t, '@'), add(t, "corp.example|");
    add(t, "secret "), add_number(t, bits(), 1);
    add_char(t, '|');
    add_number(t, 1 + below(28), 2), add_char(t, '.'), add_number(t, 1 + below(12), 2), add(t, ".2021|");
    add_number(t, 3000000 + i * 17u, 1);
}

static void row_ragged(text *t, unsigned i)
{
    add_number(t, i, 1);
    switch (below(4)) {
    case 0: break;                                                         /* short */
    case 1: add(t, ",Oslo, Norway,"), add_number(t, below(9), 1); break;   /* long */
    case 2: add(t, ",Lima,5,6,7"); break;
    default: add(t, ",Kyoto,"), add_number(t, below(9), 1);
    }
}

static void row_plain(text *t, unsigned i)
{
    add_number(t, i % 7, 1), add_char(t, ','), add(t, i % 3 ? "caf\xC3\xA9" : "\xF0\x9F\x8C\x8A"), add_char(t, ','), add_scaled(t, (int64_t)below(500), 1, ".");
}

static void row_small(text *t, unsigned i)
{
    static const char *const rows[] = { "1,2.5,a,2024-01-31", "2,3.25,b,2024-02-29", "3,,a,", "4,10,c,2023-12-31", "5,0.125,a,2024-01-01" };

    add(t, rows[i % 5]);
}

typedef struct table {
    const char *name, *header;
    void      (*row)(text *t, unsigned i);
    unsigned    rows;
    size_t      max_categories, sample_rows;
    unsigned    parts;                      /* learned in so many parts, merged from the last to the first; 0 = whole */
    void      (*set)(rep_profile_options *options, rep_write_options *out);
    int         bytes;                      /* 1 = as UTF-16, 2 = line ends are bare CR, 3 = CRLF behind a byte order mark */
} table;

static void set_options(rep_profile_options *options, rep_write_options *out)
{
    static const char *const names[]   = { "n", "who", "day", "few", "rank", "plate", "mail", "secret", "paid", "code" };
    static const char *const missing[] = { "nil", "-" };
    static rep_column_options columns[7];

    memset(columns, 0, sizeof columns);
    columns[0].column = "rank", columns[0].kind = REP_KIND_CATEGORICAL;
    columns[1].column = "plate", columns[1].kind = REP_KIND_TEXT, columns[1].format = "[A-Z]{2}-[0-9]{3}", columns[1].unique = 1;
    columns[2].column = "mail", columns[2].pii_class = "email", columns[2].unique = -1;
    columns[3].column = "secret", columns[3].drop = 1;
    columns[4].column = "paid", columns[4].format = "%d.%m.%Y";
    columns[5].column = "code", columns[5].kind = REP_KIND_TEXT;
    columns[6].column = "who", columns[6].pii_class = "";
    options->columns = columns, options->column_count = 7;
    options->names = names, options->name_count = 10;
    options->missing = missing, options->missing_count = 2;
    options->dates = REP_DATES_DMY;
    options->foreign_keys = "{\"table\": {\"n\": \"other.n\"}}";
    options->csv.delimiter = '|', options->csv.quote = '\'', options->csv.quoted_empty = 1;
    out->csv.delimiter = ';', out->csv.quote = '\'', out->csv.no_header = 1;
}

static void set_american(rep_profile_options *options, rep_write_options *out)
{
    set_options(options, out);
    options->dates = REP_DATES_MDY;
    memset(out, 0, sizeof *out);
    out->format = REP_FORMAT_TSV;
}

static void set_pad(rep_profile_options *options, rep_write_options *out)
{
    options->csv.ragged = REP_RAGGED_PAD;
    out->format = REP_FORMAT_CSV;
}

static void set_join(rep_profile_options *options, rep_write_options *out) { options->csv.ragged = REP_RAGGED_JOIN, (void)out; }

static void set_told(rep_profile_options *options, rep_write_options *out)
{
    static const char *const given[]  = { "total = fare + tip + toll", "zone -> rate", "low <= high", "tip <= fare", "pickup <= dropoff" };
    static const char *const vetoed[] = { "clock", "zone <-> borough", "low -> high" };

    options->relations = given, options->relation_count = 5;
    options->vetoed = vetoed, options->vetoed_count = 3;
    (void)out;
}

/* JSON Lines: types, a nested name, an array, names that come late. */
static void row_json(text *t, unsigned i)
{
    static const char *const town[] = { "Oslo", "Narvik", "caf\\u00e9", "\\ud83d\\ude00 x" };
    static const char *const part[] = { "[]", "[1, \"a b\"]", "null" };

    add(t, "{\"id\":"), add_number(t, i + 1, 1);
    add(t, ", \"digits\":\""), add_number(t, below(900), 1);
    add(t, "\", \"price\": "), add_scaled(t, (int64_t)humped(90000) - 500, 2, ".");
    add(t, ",\"open\":"), add(t, below(3) ? "true" : "false");
    add(t, ",\"said\":\""), add(t, below(3) ? "true" : "false");
    add(t, "\",\"at\":{\"town\":\""), add(t, PICK(town));
    add(t, "\",\"part\":"), add(t, PICK(part));
    add(t, below(5) ? "},\"level\":" : "},\"level\":\"n/a\"");
    if (t->data[t->len - 1] == ':') add_number(t, humped(50), 1);
    if (i > 250) add(t, ",\"late\":\"2024-03-"), add_number(t, 1 + below(28), 2), add_char(t, '"');
    add_char(t, '}');
}

#define TRIPS "pickup,dropoff,fare,tip,toll,total,paid,zone,borough,rate,hour,minute,clock,low,high,rating,code,flux"

static const table tables[] = {
    { "integers", "age,balance,stepped,change,zip,wide,word,spiked,constant,block", row_integers, 600, 0, 0, 0, NULL, 0 },
    { "decimals", "price,salary,carat,short,growth,share,offset,weight,fine", row_decimals, 500, 0, 0, 0, NULL, 0 },
    { "marks", "betrag;umsatz;menge;datum;antwort", row_marks, 400, 0, 0, 0, NULL, 0 },
    { "doubles", "flux,mass,edge,ratio,count", row_doubles, 400, 0, 0, 0, NULL, 0 },
    { "dates", "iso,us,european,stamp,zoned,named,date_key,month,clock,short,oracle,quarter", row_dates, 400, 0, 0, 0, NULL, 0 },
    { "categories", "city,flag,odd,country,mixed,latin,group,bit", row_categories, 800, 0, 0, 0, NULL, 0 },
    { "pii", "email,phone,ssn,credit_card,full_name,contact", row_pii, 300, 0, 0, 0, NULL, 0 },
    { "ids", "customer_id,invoice,countdown,running,seat", row_ids, 500, 0, 0, 0, NULL, 0 },
    { "keys", "uid,code,account_no,key", row_keys, 300, 0, 0, 0, NULL, 0 },
    { "patterns", "plate,hex,ticket,handle,address,tag", row_patterns, 500, 0, 0, 0, NULL, 0 },
    { "prose", "review,note,remark", row_prose, 400, 0, 0, 0, NULL, 0 },
    { "missing", "level,size,day,colour,nothing,stock,part", row_missing, 600, 0, 0, 0, NULL, 0 },
    { "capped", "n,x,word,day,real,code,remark,k", row_capped, 3000, 100, 300, 0, NULL, 0 },
    { "merged", "n,x,word,day,real,code,remark,k", row_capped, 3000, 100, 300, 5, NULL, 0 },
    { "merged_missing", "level,size,day,colour,nothing,stock,part", row_missing, 3000, 0, 200, 3, NULL, 0 },
    { "joint", "country,town,height,weight,hours,pay,size", row_joint, 900, 0, 0, 0, NULL, 0 },
    { "joint_merged", "country,town,height,weight,hours,pay,size", row_joint, 900, 0, 200, 4, NULL, 0 },
    { "trips", TRIPS, row_trips, 1500, 0, 0, 0, NULL, 0 },
    { "trips_few", TRIPS, row_trips, 300, 0, 0, 0, NULL, 0 },
    { "trips_merged", TRIPS, row_trips, 4000, 0, 1200, 4, NULL, 0 },
    { "trips_told", TRIPS, row_trips, 400, 0, 0, 3, set_told, 0 },
    { "options", "", row_options, 200, 0, 0, 0, set_options, 0 },
    { "american", "", row_options, 200, 0, 0, 3, set_american, 0 },
    { "padded", "n,town,k", row_ragged, 120, 0, 0, 0, set_pad, 0 },
    { "joined", "n,town,k", row_ragged, 120, 0, 0, 0, set_join, 0 },
    { "utf16", "n,word,x", row_plain, 60, 0, 0, 0, NULL, 1 },
    { "returns", "n,word,x", row_plain, 60, 0, 0, 0, NULL, 2 },
    { "marked", "n,word,x", row_plain, 60, 0, 0, 0, NULL, 3 },
    { "json", "", row_json, 600, 0, 0, 0, NULL, 0 },
    { "json_merged", "", row_json, 900, 0, 300, 3, NULL, 0 },
    { "small", "n,x,c,day", row_small, 5, 0, 0, 0, NULL, 0 },
    { "no_rows", "n,x,c,day", row_small, 0, 0, 0, 0, NULL, 0 }
};
enum { TABLES = sizeof tables / sizeof tables[0] };

/* As a person or a game writes it: version 1.0, no data behind it. */
static const char by_hand[] =
    "{\"metadata\": {\"rows\": 50, \"date\": \"2026-02-02T17:03:32.468069\", \"version\": \"1.0\", \"foreign_keys\": null},\n"
    " \"columns\": [\n"
    "  {\"name\": \"age\", \"type\": \"numerical\", \"params\": {\"mean\": 33.02, \"std\": 10.55, \"nan_probability\": 0.0},\n"
    "   \"constraints\": {\"min\": 18.0, \"max\": 100.0}},\n"
    "  {\"name\": \"free\", \"type\": \"numerical\", \"params\": {\"mean\": -1e-3, \"std\": 2.5e7, \"nan_probability\": 0.125}, \"constraints\": {}},\n"
    "  {\"name\": \"tiny\", \"type\": \"numerical\", \"params\": {\"mean\": 0.1, \"std\": 1e-17, \"nan_probability\": 0}, \"constraints\": {\"min\": 0}},\n"
    "  {\"name\": \"huge\", \"type\": \"numerical\", \"params\": {\"mean\": 1e300, \"std\": 1e299, \"nan_probability\": 0}, \"constraints\": {}},\n"
    "  {\"name\": \"fixed\", \"type\": \"numerical\", \"params\": {\"mean\": 2.5, \"std\": 0, \"nan_probability\": 0}, \"constraints\": {}},\n"
    "  {\"name\": \"city\", \"type\": \"categorical\", \"params\": {\"weights\": {\"NYC\": 0.22, \"LA\": 0.18, \"Chicago\": 0.32, \"Boston\": 0.28},\n"
    "   \"nan_probability\": 0.0, \"unique_count\": 4}, \"constraints\": {}},\n"
    "  {\"name\": \"loot\", \"type\": \"categorical\", \"params\": {\"weights\": {\"sword\": 3, \"bow\": 1e-3, \"\xC3\xA9p\xC3\xA9" "e\": 0.1},\n"
    "   \"nan_probability\": 0.3333333333333333, \"unique_count\": 3}, \"constraints\": {}},\n"
    "  {\"name\": \"email\", \"type\": \"pii\", \"params\": {\"pii_type\": \"email\", \"nan_probability\": 0.02}, \"constraints\": {}},\n"
    "  {\"name\": \"phone\", \"type\": \"pii\", \"params\": {\"pii_type\": \"phone\", \"nan_probability\": 0}, \"constraints\": {}},\n"
    "  {\"name\": \"ssn\", \"type\": \"pii\", \"params\": {\"pii_type\": \"ssn\", \"nan_probability\": 0}, \"constraints\": {}},\n"
    "  {\"name\": \"card\", \"type\": \"pii\", \"params\": {\"pii_type\": \"credit_card\", \"nan_probability\": 0}, \"constraints\": {}},\n"
    "  {\"name\": \"who\", \"type\": \"pii\", \"params\": {\"pii_type\": \"name\", \"nan_probability\": 0}, \"constraints\": {}},\n"
    "  {\"name\": \"day\", \"type\": \"datetime\", \"params\": {\"nan_probability\": 0.1},\n"
    "   \"constraints\": {\"min\": \"2020-01-01T00:00:00\", \"max\": \"2024-12-31T00:00:00\"}}\n"
    " ]}\n";

/* Every addition of version 1.1, by hand. */
static const char all_keys[] =
    "{\"metadata\": {\"rows\": 1000, \"date\": \"2026-02-02\", \"version\": \"1.1\", \"foreign_keys\": {\"t\": {\"run\": \"u.run\"}}, \"name\": \"t\",\n"
    "  \"delimiter\": \";\", \"future\": [1, {\"a\": null}]},\n"
    " \"columns\": [\n"
    "  {\"name\": \"run\", \"type\": \"text\", \"id\": {\"start\": 7, \"step\": 3, \"prefix\": \"R-\", \"suffix\": \"/x\", \"width\": 6}},\n"
    "  {\"name\": \"down\", \"type\": \"numerical\", \"id\": {\"start\": 9000, \"step\": -2}},\n"
    "  {\"name\": \"money\", \"type\": \"numerical\", \"decimals\": 2, \"style\": {\"prefix\": \"$\", \"suffix\": \" (net)\", \"group\": \",\", \"zeros\": \"fixed\"},\n"
    "   \"distribution\": [[-1234.5, 3], [0, 999999.99, 40], [1000000, 5]], \"words\": {\"on request\": 2}, \"missing\": {\"n/a\": 3, \"\": 1},\n"
    "   \"params\": {\"nan_probability\": 0.1}},\n"
    "  {\"name\": \"comma\", \"type\": \"numerical\", \"decimals\": 4, \"style\": {\"mark\": \",\", \"group\": \".\", \"zeros\": \"one\", \"plus\": true}, \"step\": 0.0025,\n"
    "   \"distribution\": [[-10, 10, 7], [12345.6775, 1]]},\n"
    "  {\"name\": \"bare\", \"type\": \"numerical\", \"decimals\": 3, \"style\": {\"bare\": true, \"zeros\": \"shortest\"}, \"distribution\": [[-0.999, 0.999, 1]]},\n"
    "  {\"name\": \"real\", \"type\": \"numerical\", \"real\": true, \"distribution\": [[-1.7976931348623157e308, -1e-300, 2], [0, 4.9e-324, 1], [1e-10, 3.5, 9]]},\n"
    "  {\"name\": \"key\", \"type\": \"numerical\", \"unique\": true, \"decimals\": 0, \"distribution\": [[100, 4099, 1]]},\n"
    "  {\"name\": \"plate\", \"type\": \"text\", \"unique\": true, \"patterns\": {\"[A-Z]{3}-[0-9]{4}\": 9, \"x[a-f0-9]{2,6}\": 1}},\n"
    "  {\"name\": \"pattern\", \"type\": \"text\", \"patterns\": {\"[A-Z][a-z]{2,9} [0-9]{1,3}\": 5, \"#[0-9]{5}\": 2}, \"words\": {\"none given\": 1}},\n"
    "  {\"name\": \"prose\", \"type\": \"text\", \"prose\": {\"shapes\": [[1, 3, 9, 2], [4, 16, 40, 5], [60, 300, 500, 1]], \"capital\": 0.5, \"stop\": 0.75}},\n"
    "  {\"name\": \"when\", \"type\": \"datetime\", \"format\": \"%d.%m.%Y %H:%M %z\", \"offset\": -90,\n"
    "   \"constraints\": {\"min\": \"1969-12-31\", \"max\": \"2038-01-20\"}, \"distribution\": [[\"1969-12-31T23:00:00\", \"1970-01-01T01:00:00\", 3], [\"2000-02-29T00:00:00\", 2]]},\n"
    "  {\"name\": \"month\", \"type\": \"datetime\", \"format\": \"%B %Y\", \"monthly\": true, \"constraints\": {\"min\": \"1999-01-01\", \"max\": \"2024-12-01\"}},\n"
    "  {\"name\": \"mail\", \"type\": \"pii\", \"params\": {\"pii_type\": \"email\"}, \"unique\": true, \"forms\": {\"first.last\": 3, \"flast99\": 2}}\n"
    " ]}\n";

/*--- hashing and printing ---*/

typedef struct sum { uint64_t hash; text *copy; } sum;

static int hash_bytes(void *user, const char *data, size_t len)
{
    sum   *s = (sum *)user;
    size_t i;

    for (i = 0; i < len; i++) s->hash = (s->hash ^ (unsigned char)data[i]) * 0x100000001B3u;
    if (s->copy != NULL) add_bytes(s->copy, data, len);
    return 0;
}

/* A model's file without the line of its "generator", which names the version of the library. */
static void hash_model(sum *s, const text *json)
{
    const char *line = strstr(json->data, "\"generator\""), *end = line != NULL ? strchr(line, '\n') : NULL;

    if (end == NULL) line = end = json->data + json->len;
    hash_bytes(s, json->data, (size_t)(line - json->data));
    hash_bytes(s, end, json->len - (size_t)(end - json->data));
}

static sum begin(text *copy)
{
    sum s;

    s.hash = 0xCBF29CE484222325u;
    s.copy = copy;
    return s;
}

static void print_hash(const char *name, const char *what, uint64_t hash)
{
    static const char hex[] = "0123456789abcdef";
    char              digits[17];
    int               i;

    for (i = 15; i >= 0; i--, hash >>= 4) digits[i] = hex[hash & 15];
    digits[16] = '\0';
    printf("%s.%s %s\n", name, what, digits);
}

/* A failure is a line of the output, so that it shows as a difference. Returns 1 if all is well. */
static int went(rep_status status, const char *name, const char *what, const rep_error *err)
{
    if (status == REP_OK) return 1;
    printf("%s.%s failed with status %d: %s\n", name, what, (int)status, err->message);
    return 0;
}

/*--- one table ---*/

/* Pushes in pieces of how.piece bytes. */
static rep_status push(rep_profiler *profiler, const char *data, size_t len, size_t piece, rep_error *err)
{
    rep_status status = REP_OK;
    size_t     at, n;

    if (piece == 0 || piece > len) piece = len;
    for (at = 0; at < len && status == REP_OK; at += n) {
        n = piece < len - at ? piece : len - at;
        status = rep_profiler_push_bytes(profiler, data + at, n, err);
    }
    return status;
}

static rep_status learn_whole(rep_model **out, const text *csv, size_t piece, const rep_profile_options *options, rep_error *err)
{
    rep_profiler *profiler = NULL;
    rep_status    status = rep_profiler_create(&profiler, options, err);

    if (status == REP_OK) status = push(profiler, csv->data, csv->len, piece, err);
    if (status == REP_OK) status = rep_profiler_learn(profiler, out, err);
    rep_profiler_free(profiler);
    return status;
}

static rep_status learn_parts(rep_model **out, const text *csv, const size_t *starts, const table *t, const rep_profile_options *options, rep_error *err)
{
    rep_profiler *part[8];
    unsigned      k, made = 0;
    rep_status    status;

    memset(part, 0, sizeof part);
    status = rep_profiler_create(&part[0], options, err);
    if (status == REP_OK) status = push(part[0], csv->data, starts[1], how.piece, err);
    if (status == REP_OK) status = rep_profiler_end_input(part[0], err);
    for (made = 1; status == REP_OK && made < t->parts; made++) {
        status = rep_profiler_fork(&part[made], part[0], (uint64_t)made * t->rows / t->parts, err);
        if (status == REP_OK) status = push(part[made], csv->data + starts[made], starts[made + 1] - starts[made], how.piece, err);
    }
    for (k = t->parts; status == REP_OK && k-- > 1;) status = rep_profiler_merge(part[k - 1], part[k], err);
    if (status == REP_OK) status = rep_profiler_learn(part[0], out, err);
    for (k = 0; k < 8; k++) rep_profiler_free(part[k]);
    return status;
}

/* A range of the rows, by whom it may be. */
typedef struct range { const rep_model *model; const rep_write_options *options; uint64_t seed, first, count; text rows; rep_status status; rep_error err; } range;

static void draw_range(range *r, rep_generator *generator)
{
    rep_write_options options = *r->options;
    sum               s = begin(&r->rows);

    if (r->first > 0) options.csv.no_header = 1;
    r->status = rep_generator_write(generator, r->first, r->count, hash_bytes, &s, &options, &r->err);
}

#ifdef THREADS
typedef struct turns { range *ranges; size_t first, step; } turns;

/* One thread: a generator of its own, every how.threads-th range. */
static void *take_turns(void *user)
{
    turns         *t = (turns *)user;
    rep_generator *generator = NULL;
    size_t         i;
    rep_error      err;
    rep_status     status = rep_generator_create(&generator, t->ranges[0].model, t->ranges[0].seed, NULL, &err);

    for (i = t->first; i < RANGES; i += t->step) {
        t->ranges[i].status = status, t->ranges[i].err = err;
        if (status == REP_OK) draw_range(&t->ranges[i], generator);
    }
    rep_generator_free(generator);
    return NULL;
}
#endif

static int draw_ranges(const rep_model *model, uint64_t seed, uint64_t rows, sum *s, const rep_write_options *options, const char *name, const char *what)
{
    range         *ranges = (range *)calloc(RANGES, sizeof *ranges);
    size_t         order[RANGES], i;
    rep_generator *generator = NULL;
    rep_error      err;
    int            ok;

    if (ranges == NULL) exit(3);
    for (i = 0; i < RANGES; i++) {
        ranges[i].model = model, ranges[i].options = options, ranges[i].seed = seed;
        ranges[i].first = rows * i / RANGES, ranges[i].count = rows * (i + 1) / RANGES - ranges[i].first;
        order[i] = i;
    }
    ok = went(rep_generator_create(&generator, model, seed, NULL, &err), name, what, &err);
    if (ok && how.ranges) {
        chance = 77;
        for (i = RANGES; i > 1; i--) {
            size_t j = (size_t)below(i), kept = order[i - 1];
            order[i - 1] = order[j], order[j] = kept;
        }
        for (i = 0; i < RANGES; i++) draw_range(&ranges[order[i]], generator);
    }
#ifdef THREADS
    if (ok && how.threads) {
        pthread_t threads[64];
        turns     t[64];
        for (i = 0; i < (size_t)how.threads; i++) {
            t[i].ranges = ranges, t[i].first = i, t[i].step = (size_t)how.threads;
            if (pthread_create(&threads[i], NULL, take_turns, &t[i]) != 0) exit(3);
        }
        for (i = 0; i < (size_t)how.threads; i++) pthread_join(threads[i], NULL);
    }
#endif
    for (i = 0; i < RANGES; i++) {
        ok = ok && went(ranges[i].status, name, what, &ranges[i].err);
        hash_bytes(s, ranges[i].rows.data != NULL ? ranges[i].rows.data : "", ranges[i].rows.len);
        free(ranges[i].rows.data);
    }
    rep_generator_free(generator);
    free(ranges);
    return ok;
}

/* Writes rows of a model; returns 0 on failure. */
static int draw(const rep_model *model, uint64_t seed, uint64_t rows, sum *s, const rep_write_options *options, const char *name, const char *what)
{
    rep_generator *generator = NULL;
    rep_error      err;
    int            ok;

    if (how.ranges || how.threads) return draw_ranges(model, seed, rows, s, options, name, what);
    ok = went(rep_generator_create(&generator, model, seed, NULL, &err), name, what, &err) &&
         went(rep_generator_write(generator, 0, rows, hash_bytes, s, options, &err), name, what, &err);
    rep_generator_free(generator);
    return ok;
}

/* Rows in the formats that are encoded by hand, in batches of 128. */
static void every_format(const rep_model *model, const char *name)
{
    static const rep_format formats[] = { REP_FORMAT_JSONL, REP_FORMAT_SQL, REP_FORMAT_ARROW, REP_FORMAT_PARQUET };
    size_t                  i;

    for (i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        rep_generator    *generator = NULL;
        rep_write_options options;
        rep_error         err;
        sum               s = begin(NULL);
        const char       *what = rep_format_name(formats[i]);
        memset(&options, 0, sizeof options);
        options.format = formats[i], options.batch_rows = 128;
        if (went(rep_generator_create(&generator, model, 1, NULL, &err), name, what, &err) &&
            went(rep_generator_write(generator, 0, 300, hash_bytes, &s, &options, &err), name, what, &err)) print_hash(name, what, s.hash);
        rep_generator_free(generator);
    }
}

static char *copy_of(rep_str s)
{
    char *copy = (char *)malloc(s.len + 1);

    if (copy == NULL) exit(3);
    if (s.len) memcpy(copy, s.data, s.len);
    copy[s.len] = '\0';
    return copy;
}

/* 300 rows, and 20 that are given in part: a third of the cells of each are those of the one before. */
static void rows_asked(const rep_model *model, const rep_generator_options *asked, const rep_write_options *options, const char *name, const char *what)
{
    rep_generator *generator = NULL;
    rep_model_info info;
    rep_error      err;
    sum            s = begin(NULL);
    rep_str       *cells;
    size_t         i, c, n;
    int            ok = rep_generator_create(&generator, model, 42, asked, &err) == REP_OK &&
                        rep_generator_write(generator, 0, 300, hash_bytes, &s, options, &err) == REP_OK;

    rep_model_get_info(model, &info, NULL);
    n = info.column_count;
    cells = (rep_str *)calloc(2 * n + 1, sizeof *cells);
    if (cells == NULL) exit(3);
    for (i = 0; i < 20 && ok; i++) {
        ok = rep_generator_complete(generator, i, cells, cells + n, n, &err) == REP_OK;
        for (c = 0; c < n && ok; c++) {
            char *old = (char *)cells[c].data;
            hash_bytes(&s, cells[n + c].data, cells[n + c].len);
            cells[c].data = c % 3 == i % 3 ? copy_of(cells[n + c]) : NULL, cells[c].len = c % 3 == i % 3 ? cells[n + c].len : 0;
            free(old);
        }
    }
    for (c = 0; c < n; c++) free((char *)cells[c].data);
    free(cells);
    if (!ok) hash_bytes(&s, err.message, strlen(err.message)); /* a table may have no rows that could be asked for */
    print_hash(name, what, s.hash);
    rep_generator_free(generator);
}

/* Under conditions that the model itself names: the rarest category of its last column of them, and numbers above the least of
 * its last of these. Then with new shares of the first column's categories. */
static void every_asking(const rep_model *model, const rep_write_options *options, const char *name)
{
    rep_generator_options asked;
    rep_condition         conditions[2] = { { NULL, REP_IS, NULL }, { NULL, REP_ABOVE, NULL } };
    rep_weight            weights[2];
    rep_column            column, first, last, number;
    rep_category          one, two, rarest;
    size_t                c, categories = 0, numbers = 0;

    for (c = 0; rep_model_get_column(model, c, &column, NULL) == REP_OK; c++) {
        if (column.category_count > 1) {
            if (categories++ == 0) first = column, rep_model_get_category(model, c, 0, &one, NULL), rep_model_get_category(model, c, 1, &two, NULL);
            last = column, rep_model_get_category(model, c, column.category_count - 1, &rarest, NULL);
        }
        if (column.kind == REP_KIND_NUMERICAL && !column.unique && !column.id && column.min.len) number = column, numbers++;
    }
    memset(&asked, 0, sizeof asked);
    asked.conditions = conditions;
    if (categories) conditions[asked.condition_count].column = copy_of(last.name), conditions[asked.condition_count++].value = copy_of(rarest.text);
    if (numbers) {
        conditions[asked.condition_count].column = copy_of(number.name), conditions[asked.condition_count].test = REP_ABOVE;
        conditions[asked.condition_count++].value = copy_of(number.min);
    }
    rows_asked(model, &asked, options, name, "asked");
    for (c = 0; c < asked.condition_count; c++) free((char *)conditions[c].column), free((char *)conditions[c].value);
    if (!categories) return;
    memset(&asked, 0, sizeof asked);
    weights[0].column = weights[1].column = copy_of(first.name);
    weights[0].value = copy_of(one.text), weights[0].weight = 1, weights[1].value = copy_of(two.text), weights[1].weight = 2;
    asked.weights = weights, asked.weight_count = 2;
    rows_asked(model, &asked, options, name, "weighted");
    free((char *)weights[0].column), free((char *)weights[0].value), free((char *)weights[1].value);
}

static void one_model(const rep_model *model, const rep_write_options *options, const char *name, int show)
{
    text       json = { NULL, 0, 0 }, rows = { NULL, 0, 0 };
    sum        s    = begin(&json);
    rep_model *again = NULL;
    rep_error  err;

    if (went(rep_model_write(model, hash_bytes, &s, &err), name, "model", &err)) {
        if (show) {
            printf("%s\n", json.data);
        } else {
            s = begin(NULL);
            hash_model(&s, &json);
            print_hash(name, "model", s.hash);
            s = begin(NULL);
            if (went(rep_model_explain(model, REP_NONE, hash_bytes, &s, &err), name, "explain", &err)) print_hash(name, "explain", s.hash);
        }
        s = begin(show ? &rows : NULL);
        if (draw(model, 1, show ? 30 : ROWS, &s, options, name, "seed1") && !show) print_hash(name, "seed1", s.hash);
        if (!show) every_format(model, name), every_asking(model, options, name);
        if (went(rep_model_read(&again, json.data, json.len, NULL, &err), name, "reread", &err)) {
            if (!show) s = begin(NULL);
            if (draw(again, 42, show ? 30 : ROWS, &s, options, name, "seed42") && !show) print_hash(name, "seed42", s.hash);
        }
        if (show && rows.data != NULL) printf("%s", rows.data);
    }
    rep_model_free(again);
    free(json.data);
    free(rows.data);
}

/* The bytes of a table written otherwise: the texts here are UTF-8. */
static void recode(text *csv, int bytes)
{
    text     out = { NULL, 0, 0 };
    size_t   i, k;

    add(&out, bytes == 1 ? "\xFF\xFE" : bytes == 3 ? "\xEF\xBB\xBF" : "");
    for (i = 0; i < csv->len; i++) {
        unsigned char c = (unsigned char)csv->data[i];
        unsigned long code = c;
        if (bytes == 2) { add_char(&out, c == '\n' ? '\r' : (char)c); continue; }
        if (bytes == 3) { if (c == '\n') add_char(&out, '\r'); add_char(&out, (char)c); continue; }
        if (c >= 0x80) {
            k = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : 1;
            for (code = c & (0x3Fu >> k); k > 0; k--) code = code << 6 | ((unsigned char)csv->data[++i] & 0x3F);
        }
        if (code >= 0x10000) {
            unsigned long high = 0xD800 + ((code - 0x10000) >> 10);
            add_char(&out, (char)(high & 255)), add_char(&out, (char)(high >> 8));
            code = 0xDC00 + ((code - 0x10000) & 0x3FF);
        }
        add_char(&out, (char)(code & 255)), add_char(&out, (char)(code >> 8));
    }
    free(csv->data);
    *csv = out;
}

/* Every size of piece must give the model of the whole. */
static void every_piece(const table *t, const text *csv, const rep_model *model, const rep_profile_options *options)
{
    text       whole = { NULL, 0, 0 };
    sum        s = begin(&whole);
    size_t     piece, last = csv->len;
    rep_error  err;

    if (!went(rep_model_write(model, hash_bytes, &s, &err), t->name, "pieces", &err)) return;
    if (last > 2500) last = 70;   /* the larger ones: every size up to one more than a block of the scanner */
    for (piece = 1; piece <= last; piece++) {
        text       json = { NULL, 0, 0 };
        rep_model *other = NULL;
        s = begin(&json);
        if (went(learn_whole(&other, csv, piece, options, &err), t->name, "piece", &err) &&
            went(rep_model_write(other, hash_bytes, &s, &err), t->name, "piece", &err) &&
            (json.len != whole.len || memcmp(json.data, whole.data, whole.len) != 0)) printf("%s.model differs in pieces of %lu\n", t->name, (unsigned long)piece);
        rep_model_free(other);
        free(json.data);
    }
    free(whole.data);
}

static void one_table(const table *t, int show)
{
    text                csv = { NULL, 0, 0 };
    size_t              starts[9];
    unsigned            i, part = 1;
    rep_profile_options options;
    rep_write_options   out;
    rep_model          *model = NULL;
    rep_error           err;
    rep_status          status;

    memset(starts, 0, sizeof starts);
    memset(&out, 0, sizeof out);
    add(&csv, t->header);
    if (t->header[0] != '\0') add_char(&csv, '\n');
    chance = t->rows * 1000003u + (unsigned)strlen(t->header);
    for (i = 0; i < t->rows; i++) {
        if (part < t->parts && i == (unsigned)((uint64_t)part * t->rows / t->parts)) starts[part++] = csv.len;
        t->row(&csv, i);
        add_char(&csv, '\n');
    }
    starts[part] = csv.len;
    memset(&options, 0, sizeof options);
    options.max_categories = t->max_categories;
    options.sample_rows = t->sample_rows;
    options.name = "table";                                                /* so capped and merged are one model */
    options.date = "2026-11-22T12:00:00";
    if (t->set != NULL) t->set(&options, &out);
    if (t->bytes) recode(&csv, t->bytes);
    if (show) {
        printf("%s\n", csv.data);
    } else {
        sum s = begin(NULL);
        hash_bytes(&s, csv.data, csv.len);
        print_hash(t->name, "table", s.hash);
    }
    if (t->parts > 1) status = learn_parts(&model, &csv, starts, t, &options, &err);
    else status = learn_whole(&model, &csv, how.piece, &options, &err);
    if (went(status, t->name, "profile", &err)) {
        if (how.every_piece && t->parts == 0) every_piece(t, &csv, model, &options);
        one_model(model, &out, t->name, show);
    }
    rep_model_free(model);
    free(csv.data);
}

static void by_hand_model(const char *json, const char *name, const char *only)
{
    rep_model         *model = NULL;
    rep_error          err;
    rep_write_options  out;

    if (only != NULL && strcmp(only, name) != 0) return;
    memset(&out, 0, sizeof out);
    if (went(rep_model_read(&model, json, strlen(json), NULL, &err), name, "read", &err)) one_model(model, &out, name, only != NULL);
    rep_model_free(model);
}

/* A model without a table: choices that hang on others, a lookup, expressions, and what is drawn alone. */
static void built_model(const char *name, const char *only)
{
    static const rep_choice rarities[] = { { "common", 90 }, { "rare", 9 }, { "epic", 1 } }, plain[] = { { "bread", 20 }, { "arrows", 10 }, { NULL, 5 } };
    static const rep_choice fine[] = { { "elven bow", 1 }, { "silver ring", 3 } }, best[] = { { "Dawnblade", 7 } };
    static const rep_entry  worth[] = { { "bread", "0.4" }, { "Dawnblade", "4000" }, { "arrows", NULL }, { NULL, "95.25" } };
    rep_model              *model = NULL;
    rep_model_options       options;
    rep_write_options       out;
    rep_error               err;

    if (only != NULL && strcmp(only, name) != 0) return;
    memset(&options, 0, sizeof options), memset(&out, 0, sizeof out);
    options.name = "table", options.date = "2026-11-22T12:00:00";
    if (!went(rep_model_create(&model, &options, &err), name, "create", &err)) return;
    rep_model_add_choices(model, "rarity", NULL, NULL, rarities, 3);
    rep_model_set_missing(model, "rarity", 0.125);
    rep_model_add_choices(model, "item", "rarity", "epic", best, 1);
    rep_model_add_choices(model, "item", "rarity", "rare", fine, 2);
    rep_model_add_choices(model, "item", "rarity", NULL, plain, 3);
    rep_model_add_lookup(model, "worth", "item", worth, 4, 2);
    rep_model_add_uniform(model, "amount", -3, 120, 1);
    rep_model_add_normal(model, "gold", 120.0, 40.0, 0.0, 200.0, 2);
    rep_model_add_expression(model, "total", "worth * amount - gold / 3", 4);
    rep_model_add_expression(model, "each", "total / (amount - 1)", 3);
    rep_model_add_sequence(model, "id", "npc-", 1, 2, 4);
    rep_model_add_datetime(model, "day", "2024-02-01", "2025-02-28", NULL);
    rep_model_add_pattern(model, "rune", "[A-Z]{2}-[0-9]{3}");
    rep_model_add_pii(model, "mail", "email");
    rep_model_set_unique(model, "mail", 1);
    rep_model_add_expression(model, "label", "id & \": \" & item & \" = \" & worth * amount & \" on \" & day", 2);
    if (went(rep_model_finish(model, &err), name, "finish", &err)) one_model(model, &out, name, only != NULL);
    rep_model_free(model);
}

/* The numbers that models carry: within them the rows of a model and seed are for ever. */
static void print_numbers(void)
{
    rep_model     *model = NULL;
    rep_model_info info;
    rep_error      err;

    if (went(rep_model_read(&model, by_hand, strlen(by_hand), NULL, &err), "by_hand", "read", &err) && rep_model_get_info(model, &info, NULL) == REP_OK)
        printf("sampler %d\nwords %d\n", info.sampler, info.words);
    rep_model_free(model);
}

/* Returns 0 if the processor has no such mode or the compiler cannot say so. */
static int flush_to_zero(void)
{
#if defined(__SSE2__)
    _mm_setcsr(_mm_getcsr() | 0x8040u);
    return 1;
#elif defined(__aarch64__)
    uint64_t control;
    __asm__ volatile("mrs %0, fpcr" : "=r"(control));
    control |= (uint64_t)1 << 24;
    __asm__ volatile("msr fpcr, %0" : : "r"(control));
    return 1;
#else
    return 0;
#endif
}

/* Exit 4: what was asked for is not here. */
int main(int argc, char **argv)
{
    const char *only = NULL;
    int         i;

    for (i = 1; i < argc; i++) {
        const char *word = argv[i], *next = i + 1 < argc ? argv[i + 1] : "";
        int         ok = 0;
        if (strcmp(word, "show") == 0) only = next, ok = 1, i++;
        if (strcmp(word, "locale") == 0) ok = setlocale(LC_ALL, "") != NULL && localeconv()->decimal_point[0] == ',';
#ifdef FE_UPWARD
        if (strcmp(word, "up") == 0) ok = fesetround(FE_UPWARD) == 0;
        if (strcmp(word, "down") == 0) ok = fesetround(FE_DOWNWARD) == 0;
        if (strcmp(word, "zero") == 0) ok = fesetround(FE_TOWARDZERO) == 0;
#endif
        if (strcmp(word, "flush") == 0) ok = flush_to_zero();
        if (strcmp(word, "pieces") == 0) how.piece = (size_t)atol(next), how.every_piece = how.piece == 0, ok = 1, i++;
#ifdef THREADS
        if (strcmp(word, "threads") == 0) how.threads = atoi(next), ok = how.threads > 0 && how.threads <= 64, i++;
#endif
        if (strcmp(word, "ranges") == 0) how.ranges = 1, ok = 1;
        if (!ok) return 4;
    }
    if (only == NULL) print_numbers();
    for (i = 0; i < TABLES; i++)
        if (only == NULL || strcmp(only, tables[i].name) == 0) one_table(&tables[i], only != NULL);
    by_hand_model(by_hand, "by_hand", only);
    by_hand_model(all_keys, "all_keys", only);
    built_model("built", only);
    return 0;
}
