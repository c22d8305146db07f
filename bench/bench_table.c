/* bench_table.c - the table that the benchmarks read, and the least work anyone can do on it
 *
 *     cc -O2 bench/bench_table.c -I. -o bench_table -lm
 *     ./bench_table ROWS [SEED] > customers.csv
 *     ./bench_table --scan customers.csv
 *
 * The first form writes a customers table of 11 columns as CSV. SEED is 42 unless given: same seed, same bytes, on
 * every machine, and a longer table begins with the shorter one. Names are made of two short lists, e-mail
 * addresses end in reserved domains (RFC 2606), phone numbers in 555-01xx, which is kept for fiction.
 * The second form reads a file, counts its newlines and prints "BYTES bytes LINES lines SECONDS s" (CPU).
 * Exit 0 done, 1 the work failed, 2 wrong usage.
 */
#define REPLICATOR_IMPLEMENTATION
#define REPLICATOR_STATIC
#include "replicator.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#endif

#define BLOCK_BYTES (256 * 1024)
#define ROW_BYTES 512                 /* the longest row has fewer than 250 */
#define FIRST_YEAR 2018
#define DAYS 2922                     /* 2018-01-01 to 2025-12-31 */
#define SIGNUP_DAYS 2900
#define LOGIN_FIRST_DAY 2557          /* 2025-01-01 */
#define LOGIN_DAYS 365
#define COUNT(list) (sizeof(list) / sizeof *(list))

static const char *const header =
    "customer_id,name,age,salary,city,email,phone,signup_date,last_login,score,notes\n";

/* Lengths of powers of two, so that bits of one draw choose. */
static const char *const first_names[32] = {
    "Alice", "Andrew", "Anna", "Benjamin", "Carol", "Charles", "Claire", "Daniel", "David", "Diana", "Edward",
    "Elizabeth", "Emma", "Frank", "George", "Helen", "James", "Jane", "Jennifer", "John", "Laura", "Linda", "Maria",
    "Mark", "Michael", "Nancy", "Patricia", "Paul", "Robert", "Sarah", "Thomas", "William"
};
static const char *const last_names[32] = {
    "Adams", "Allen", "Anderson", "Baker", "Brown", "Campbell", "Carter", "Clark", "Davis", "Evans", "Garcia", "Green",
    "Hall", "Harris", "Hill", "Jackson", "Johnson", "Jones", "King", "Lee", "Lewis", "Martin", "Miller", "Moore",
    "Roberts", "Robinson", "Smith", "Taylor", "Thompson", "Walker", "White", "Wilson"
};
static const char *const note_words[32] = {
    "account", "again", "agreed", "asked", "billing", "by", "call", "changed", "delivery", "for", "invoice", "is",
    "letter", "meeting", "new", "next", "no", "offer", "order", "paid", "phone", "reply", "returned", "sent", "some",
    "the", "to", "twice", "visit", "wants", "week", "with"
};
static const char *const domains[4] = { "@example.com", "@example.org", "@example.net", "@test.example" };
static const char *const cities[8] = {
    "London", "Paris", "Madrid", "Berlin", "Vienna", "Rio de Janeiro", "Oslo", "Rome"
};
static const unsigned char city_percent[8] = { 22, 18, 17, 13, 11, 9, 6, 4 };

/* One width for all, so that writing a word is one copy of 16 bytes. */
typedef struct word { char text[16]; size_t len; } word;

typedef struct lists {
    word first[32], first_small[32], last[32], last_small[32], notes[32], domain[4], city[8];
    unsigned char city_of[100];       /* by percent */
    char day[DAYS][10];               /* 2018-01-01 ... */
} lists;

/*--- lists ---*/

static void make_words(word *words, const char *const *texts, size_t count, int small)
{
    size_t i;
    for (i = 0; i < count; i++) {
        memset(words[i].text, 0, sizeof words[i].text);
        words[i].len = strlen(texts[i]);
        memcpy(words[i].text, texts[i], words[i].len);
        if (small) words[i].text[0] = (char)(words[i].text[0] - 'A' + 'a');
    }
}

static void put_two_digits(char *at, unsigned value)
{
    at[0] = (char)('0' + value / 10);
    at[1] = (char)('0' + value % 10);
}

/* Walks the calendar once; only 2020 and 2024 are leap years in its range. */
static void make_days(char (*day)[10])
{
    static const unsigned char month_days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    unsigned year = FIRST_YEAR, month = 1, of_month = 1;
    size_t i;
    for (i = 0; i < DAYS; i++) {
        put_two_digits(day[i], year / 100);
        put_two_digits(day[i] + 2, year % 100);
        day[i][4] = day[i][7] = '-';
        put_two_digits(day[i] + 5, month);
        put_two_digits(day[i] + 8, of_month);
        if (++of_month > month_days[month - 1] + (month == 2 && year % 4 == 0 ? 1u : 0u)) {
            of_month = 1;
            if (++month > 12) month = 1, year++;
        }
    }
}

static void make_lists(lists *l)
{
    size_t city, percent = 0, i;
    make_words(l->first, first_names, COUNT(first_names), 0);
    make_words(l->first_small, first_names, COUNT(first_names), 1);
    make_words(l->last, last_names, COUNT(last_names), 0);
    make_words(l->last_small, last_names, COUNT(last_names), 1);
    make_words(l->notes, note_words, COUNT(note_words), 0);
    make_words(l->domain, domains, COUNT(domains), 0);
    make_words(l->city, cities, COUNT(cities), 0);
    for (city = 0; city < COUNT(cities); city++)
        for (i = 0; i < city_percent[city]; i++) l->city_of[percent++] = (unsigned char)city;
    make_days(l->day);
}

/*--- cells: each writes at `at` and returns the end ---*/

static char *put_word(char *at, const word *w)
{
    memcpy(at, w->text, sizeof w->text);
    return at + w->len;
}

static char *put_number(char *at, uint64_t value, int min_digits)
{
    char digits[20];
    size_t i = sizeof digits;
    do {
        digits[--i] = (char)('0' + (int)(value % 10));
        value /= 10;
    } while (value || (int)(sizeof digits - i) < min_digits);
    memcpy(at, digits + i, sizeof digits - i);
    return at + (sizeof digits - i);
}

static char *put_day(char *at, const lists *l, size_t day)
{
    memcpy(at, l->day[day], sizeof l->day[day]);
    return at + sizeof l->day[day];
}

/* A bell of four 16-bit numbers added: mean 131 070, standard deviation 37 837 (65 536 * sqrt(4 / 12)).
 * Whole numbers only, so that no machine's floating point decides a byte. */
static uint32_t draw_bell(rep_rng *rng)
{
    uint32_t a = rep_rng_next(rng), b = rep_rng_next(rng);
    return (a >> 16) + (a & 65535) + (b >> 16) + (b & 65535);
}

/* Mean about 41, standard deviation 13, 18 to 86. */
static char *put_age(char *at, rep_rng *rng)
{
    uint32_t age = draw_bell(rng) * 13 / 37837;
    return put_number(at, age < 22 ? 18 : age - 4, 1);
}

/* Skewed to the right: four factors of 0.61 to 1.39 multiplied, in cents. */
static char *put_salary(char *at, rep_rng *rng)
{
    uint64_t cents = 5600000;
    uint32_t draw = 0;
    int i;
    for (i = 0; i < 4; i++) {
        draw = i % 2 == 0 ? rep_rng_next(rng) : draw >> 16;
        cents = cents * (40000 + ((draw & 65535) * UINT64_C(51072) >> 16)) >> 16;
    }
    at = put_number(at, cents / 100, 1);
    *at++ = '.';
    return put_number(at, cents % 100, 2);
}

static char *put_time(char *at, const lists *l, uint32_t second)
{
    uint32_t of_day = second % 86400;
    at = put_day(at, l, LOGIN_FIRST_DAY + second / 86400);
    at[0] = ' ', at[3] = at[6] = ':';
    put_two_digits(at + 1, of_day / 3600);
    put_two_digits(at + 4, of_day / 60 % 60);
    put_two_digits(at + 7, of_day % 60);
    return at + 9;
}

/* Mean about 0.62, standard deviation 0.17, cut at 1; 5 % missing. */
static char *put_score(char *at, rep_rng *rng)
{
    uint32_t ten_thousandths = draw_bell(rng) * UINT32_C(1700) / 37837 + 311;
    if (rep_rng_below(rng, 20) == 0) return at;
    if (ten_thousandths > 10000) ten_thousandths = 10000;
    *at++ = (char)('0' + (int)(ten_thousandths / 10000));
    *at++ = '.';
    return put_number(at, ten_thousandths % 10000, 4);
}

/* Of 100 notes 40 are empty, 8 are quoted for a comma, 2 for doubled quotes, 50 are 2 to 6 plain words. */
static char *put_notes(char *at, const lists *l, rep_rng *rng)
{
    uint32_t draw = rep_rng_below(rng, 500), words = draw % 5 + 2, percent = draw / 5, bits = rep_rng_next(rng), i;
    int comma = percent >= 40 && percent < 48, doubled = percent >= 48 && percent < 50;

    if (percent < 40) return at;
    if (comma || doubled) *at++ = '"';
    for (i = 0; i < words; i++, bits >>= 5) {
        if (i == 1 && comma) *at++ = ',';
        if (i > 0) *at++ = ' ';
        if (i == 1 && doubled) *at++ = '"', *at++ = '"';
        at = put_word(at, &l->notes[bits & 31]);
    }
    if (doubled) *at++ = '"', *at++ = '"';
    if (comma || doubled) *at++ = '"';
    return at;
}

static char *put_row(char *at, const lists *l, rep_rng *rng, uint64_t row)
{
    uint32_t who = rep_rng_next(rng), first = who & 31, last = who >> 5 & 31, domain = who >> 10 & 3, phone;

    at = put_number(at, row, 1), *at++ = ',';
    at = put_word(at, &l->first[first]), *at++ = ' ';
    at = put_word(at, &l->last[last]), *at++ = ',';
    at = put_age(at, rng), *at++ = ',';
    at = put_salary(at, rng), *at++ = ',';
    at = put_word(at, &l->city[l->city_of[rep_rng_below(rng, 100)]]), *at++ = ',';
    at = put_word(at, &l->first_small[first]), *at++ = '.';
    at = put_word(at, &l->last_small[last]);
    at = put_number(at, 1 + rep_rng_below(rng, 9999), 1);
    at = put_word(at, &l->domain[domain]), *at++ = ',';
    phone = rep_rng_below(rng, 78900);
    *at++ = '(', at = put_number(at, 201 + phone / 100, 3);
    memcpy(at, ") 555-01", 8), put_two_digits(at + 8, phone % 100), at += 10, *at++ = ',';
    at = put_day(at, l, rep_rng_below(rng, SIGNUP_DAYS)), *at++ = ',';
    at = put_time(at, l, rep_rng_below(rng, LOGIN_DAYS * UINT32_C(86400))), *at++ = ',';
    at = put_score(at, rng), *at++ = ',';
    at = put_notes(at, l, rng), *at++ = '\n';
    return at;
}

/*--- the two forms ---*/

static int write_table(uint64_t rows, uint64_t seed)
{
    static lists l;
    static char block[BLOCK_BYTES + ROW_BYTES];
    char *at = block;
    rep_rng rng;
    uint64_t row;

    make_lists(&l);
    rep_rng_init(&rng, seed, 1);
    memcpy(at, header, strlen(header)), at += strlen(header);
    for (row = 1; row <= rows; row++) {
        at = put_row(at, &l, &rng, row);
        if (at - block >= BLOCK_BYTES) {
            if (fwrite(block, 1, (size_t)(at - block), stdout) != (size_t)(at - block)) break;
            at = block;
        }
    }
    if (row <= rows || fwrite(block, 1, (size_t)(at - block), stdout) != (size_t)(at - block) || fflush(stdout)) {
        perror("bench_table: standard output");
        return 1;
    }
    return 0;
}

static int scan_file(const char *path)
{
    static char block[BLOCK_BYTES];
    FILE *file = fopen(path, "rb");
    uint64_t bytes = 0, lines = 0;
    size_t got;

    if (!file || setvbuf(file, NULL, _IONBF, 0)) {      /* no buffer: the block is one already */
        perror(path);
        return 1;
    }
    while ((got = fread(block, 1, sizeof block, file)) > 0) {
        const char *at = block, *end = block + got;
        while ((at = (const char *)memchr(at, '\n', (size_t)(end - at))) != NULL) {
            lines++;
            if (++at == end) break;
        }
        bytes += got;
    }
    if (ferror(file)) {
        perror(path);
        fclose(file);
        return 1;
    }
    fclose(file);
    printf("%llu bytes %llu lines %.6f s\n", (unsigned long long)bytes, (unsigned long long)lines,
           (double)clock() / CLOCKS_PER_SEC);
    return fflush(stdout) != 0;
}

/* Digits and nothing else, at most 18 of them. */
static int read_number(const char *text, uint64_t *number)
{
    size_t i;
    *number = 0;
    for (i = 0; text[i] >= '0' && text[i] <= '9'; i++) *number = *number * 10 + (uint64_t)(text[i] - '0');
    return i > 0 && i <= 18 && text[i] == '\0';
}

int main(int argc, char **argv)
{
    uint64_t rows = 0, seed = 42;

    if (argc == 3 && strcmp(argv[1], "--scan") == 0) return scan_file(argv[2]);
    if ((argc != 2 && argc != 3) || !read_number(argv[1], &rows) || (argc == 3 && !read_number(argv[2], &seed))) {
        fprintf(stderr, "usage: bench_table ROWS [SEED]\n"
                        "       bench_table --scan FILE\n");
        return 2;
    }
#ifdef _WIN32
    _setmode(_fileno(stdout), _O_BINARY);               /* LF stays LF */
#endif
    return write_table(rows, seed);
}
