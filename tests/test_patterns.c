/* test_patterns.c - R14: patterns, prose and affixes of text columns        C99 and C++11
 *
 * Seeds are fixed; every number here is exact, no test fails by chance.
 */
#include "test.h"

#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"

enum { MANY = 200000 };

/*--- made-up columns ---*/

typedef struct column { size_t count, used; rep_str text[4096]; uint64_t cells[4096]; char bytes[1 << 18]; } column;

static column        table;
static repi_patterns learned, again;
static repi_prose    prose, prose_again;
static uint64_t      dice = 1;

static uint64_t roll(uint64_t below) { return repi_mix(dice++) % below; }

static void column_add(column *c, const char *text, size_t len, uint64_t cells)
{
    memcpy(c->bytes + c->used, text, len);
    c->text[c->count] = repi_str(c->bytes + c->used, len);
    c->cells[c->count++] = cells;
    c->used += len;
}

/* Adds `count` values of a format: 9 A a digits and letters by chance, h hex, v a vowel or consonant in turn
 * (words), ' the next character as it is, # the number of the value, ~ up to 3 more of the last. */
static void column_fill(column *c, const char *format, int count)
{
    int i;
    for (i = 0; i < count; i++) {
        char text[256];
        const char *f;
        size_t n = 0;
        for (f = format; *f; f++) {
            size_t more = 1;
            char kind = *f;
            if (kind == '\'') { text[n++] = *++f; continue; }
            if (kind == '#') { n += repi_format_u64(text + n, (uint64_t)i); continue; }
            if (f[1] == '~') more += (size_t)roll(4), f++;
            for (; more > 0; more--) switch (kind) {
            case '9': text[n++] = (char)('0' + roll(10)); break;
            case 'A': text[n++] = (char)('A' + roll(26)); break;
            case 'a': text[n++] = (char)('a' + roll(26)); break;
            case 'h': text[n++] = "0123456789abcdef"[roll(16)]; break;
            case 'v': text[n++] = "aeiou"[roll(5)], text[n++] = "bcdfghklmnprst"[roll(14)]; break;
            default: text[n++] = kind; break;
            }
        }
        column_add(c, text, n, 1);
    }
}

static void column_clear(column *c) { c->count = c->used = 0; }

static void column_shuffle(column *c)
{
    size_t i;
    for (i = c->count; i-- > 1;) {
        size_t j = (size_t)roll(i + 1);
        rep_str t = c->text[i];
        uint64_t n = c->cells[i];
        c->text[i] = c->text[j], c->text[j] = t;
        c->cells[i] = c->cells[j], c->cells[j] = n;
    }
}

static int learn(column *c, repi_patterns *out)
{
    repi_memory memory;
    int got;
    repi_memory_init(&memory, NULL, UINT64_MAX);
    got = repi_patterns_learn(&memory, c->text, c->cells, c->count, out);
    CHECK_INT(memory.used, 0);
    return got;
}

/* The alternatives as one text: "A|B|C", most frequent first. */
static const char *learned_text(int got)
{
    static char text[REPI_PATTERNS * 512];
    size_t n = 0;
    int i;
    if (got != 1) return got ? "no memory" : "none";
    for (i = 0; i < learned.count; i++) {
        if (i) text[n++] = '|';
        memcpy(text + n, learned.pattern[i].text, learned.pattern[i].text_len);
        n += learned.pattern[i].text_len;
    }
    text[n] = '\0';
    return text;
}

static const char *learned_from(const char *format, int count)
{
    column_clear(&table);
    column_fill(&table, format, count);
    return learned_text(learn(&table, &learned));
}

/*--- sorted hashes, to count repeats ---*/

static uint64_t hashes[MANY + 1];

static void sink(size_t at, size_t count)
{
    uint64_t moved = hashes[at];
    size_t child;
    while ((child = 2 * at + 1) < count) {
        if (child + 1 < count && hashes[child] < hashes[child + 1]) child++;
        if (moved >= hashes[child]) break;
        hashes[at] = hashes[child], at = child;
    }
    hashes[at] = moved;
}

static long repeats(size_t count)
{
    long n = 0;
    size_t i;
    for (i = count / 2; i-- > 0;) sink(i, count);
    for (i = count; i-- > 1;) {
        uint64_t t = hashes[0];
        hashes[0] = hashes[i], hashes[i] = t;
        sink(0, i);
    }
    for (i = 1; i < count; i++) n += hashes[i] == hashes[i - 1];
    return n;
}

static const char *compiled(repi_pattern *p, const char *text)
{
    const char *wrong = repi_pattern_compile(p, repi_cstr(text));
    return wrong ? wrong : "";
}

static const char *printed(const repi_pattern *p, uint64_t number)
{
    static char out[256];
    out[repi_pattern_print(p, number, out)] = '\0';
    return out;
}

/*--- patterns ---*/

/* The alternative that 64 uniform bits choose, by the weights as they stand. */
static int pick(const repi_patterns *p, uint64_t choose)
{
    uint64_t at = repi_mulhi(choose, p->total);
    int i = 0;
    while (i + 1 < p->count && at >= p->weight[i]) at -= p->weight[i++];
    return i;
}

TEST(a_good_pattern_has_a_capacity_a_first_and_a_last_text)
{
    static const struct { const char *pattern; uint64_t capacity; const char *first, *last; } good[] = {
        { "abc",                    1,               "abc",      "abc"      },
        { "[A-Z]{3}-[0-9]{4}",      175760000,       "AAA-0000", "ZZZ-9999" },
        { "N[0-9]{3}[A-Z]{2}",      676000,          "N000AA",   "N999ZZ"   },
        { "[A-Z]{2}[0-9]{1,5}",     75110360,        "AA00000",  "ZZ9"      },
        { "[ACEHJ-N]",              9,               "A",        "N"        },
        { "[ACEHJ-N]{0,1}x",        10,              "Ax",       "x"        },
        { "\\[\\]\\{\\}\\\\\\|[\\]\\-]", 2,          "[]{}\\|-", "[]{}\\|]" },
        { "a{3}b{1,2}",             2,               "aaabb",    "aaab"     },
        { "[-a]",                   2,               "-",        "a"        },
        { "[a-]",                   2,               "-",        "a"        },
        { "(.*)+?^$",               1,               "(.*)+?^$", "(.*)+?^$" },
        { "\\x41\\t",               1,               "A\t",      "A\t"      },
        { "\\r\\n",                 1,               "\r\n",     "\r\n"     },
        { "\xC3\xA9[0-9]",          10,              "\xC3\xA9" "0", "\xC3\xA9" "9" },
        { "[0-9a-f]{15}",           UINT64_C(1) << 60, "000000000000000", "fffffffffffffff" },
        { "[AB]{1,2}[AB]{1,2}",     24,              "AAAA",     "BBB"      }, /* the second prints only its longest */
    };
    static repi_pattern p;
    size_t i;
    for (i = 0; i < REPI_COUNT(good); i++) {
        INPUT(good[i].pattern);
        CHECK_STR(compiled(&p, good[i].pattern), "");
        CHECK(repi_pattern_capacity(&p) == good[i].capacity);
        CHECK_STR(printed(&p, 0), good[i].first);
        CHECK_STR(printed(&p, good[i].capacity - 1), good[i].last);
        CHECK_STR(p.text, good[i].pattern);
    }
    CHECK_STR(compiled(&p, "[0-9a-f]{16}"), "");
    CHECK(repi_pattern_capacity(&p) == UINT64_MAX);
}

TEST(a_bad_pattern_is_refused_in_words)
{
    static const struct { const char *pattern, *said; } bad[] = {
        { "", "empty" }, { "[", "no ]" }, { "[]", "empty" }, { "[^a]", "negated" }, { "[z-a]", "backwards" },
        { "[a", "no ]" }, { "[a-", "no ]" }, { "a]", "alone" }, { "a}", "alone" }, { "{3}", "alone" }, { "a{3}{2}", "alone" },
        { "a|b", "separate" }, { "a\\", "backslash" }, { "\\d", "escape" }, { "\\x8", "two hex" }, { "\\x80", "00 to 7F" },
        { "\\xg0", "two hex" }, { "a\nb", "control" }, { "a{", "repeat" }, { "a{}", "repeat" }, { "a{1", "repeat" }, { "a{,3}", "repeat" },
        { "a{1,}", "repeat" }, { "a{1,2,3}", "repeat" }, { "a{0}", "m <= n" }, { "a{3,2}", "m <= n" }, { "a{256}", "m <= n" },
        { "a{99999999999999999999}", "repeat" }, { "[0-9]{200}[0-9]{56}", "255 bytes" }, { "\xFF", "UTF-8" }, { "[\xC3\xA9]", "ASCII" },
        { "\xC3\xA9{2}", "ASCII" }, { "[\\n]", "ASCII" }, { "[[]", "alone" },
        { "a[0]a[0]a[0]a[0]a[0]a[0]a[0]a[0]a[0]a[0]a[0]a[0]a[0]a[0]a[0]a[0]a[0]a[0]a[0]a[0]a[0]a[0]a[0]a[0]a[0]a[0]a[0]a[0]a[0]a[0]a[0]a[0]a[0]", "64 parts" },
        { "[!-~][!-}][!-|][!-z][!-y][!-x]", "alone" }, { "[ -Z][ -Y][ -X][ -W][ -V][ -U][ -T][ -S][ -R][ -Q][ -P]", "512" },
    };
    static repi_pattern p;
    static char text[1024];
    size_t i;
    for (i = 0; i < REPI_COUNT(bad); i++) {
        INPUT(bad[i].pattern);
        CHECK(strstr(compiled(&p, bad[i].pattern), bad[i].said) != NULL);
    }
    memset(text, 'a', sizeof text);
    CHECK(repi_pattern_compile(&p, repi_str(text, 255)) == NULL);
    CHECK(repi_pattern_compile(&p, repi_str(text, 256)) != NULL);
    CHECK(repi_pattern_compile(&p, repi_str(text, 512)) != NULL);
    CHECK(repi_pattern_compile(&p, repi_str("a\0b", 3)) != NULL);
}

/* Any bytes: compiled or refused, and what is compiled prints and matches. The sanitizers watch. */
TEST(noise_is_compiled_or_refused)
{
    static const char alphabet[] = "[[]]{}{}\\|-,^0123459azAZx.\t\xC3\xA9";
    static repi_pattern p;
    char text[40], out[256];
    long good = 0;
    int i, k;
    for (i = 0; i < 100000; i++) {
        size_t n = (size_t)roll(12) + 1, len;
        for (k = 0; k < (int)n; k++) text[k] = alphabet[roll(sizeof alphabet - 1)];
        if (repi_pattern_compile(&p, repi_str(text, n))) continue;
        good++;
        len = repi_pattern_print(&p, repi_mix((uint64_t)i), out);
        if (len > 255 || !repi_pattern_match(&p, out, len)) {
            out[len] = '\0', text[n] = '\0';
            CHECK_STR(text, out);
        }
    }
    CHECK(good > 1000);
}

TEST(what_is_printed_matches_and_other_text_does_not)
{
    static const struct { const char *pattern, *text; int fits; } match[] = {
        { "[A-Z]{3}-[0-9]{4}", "ABC-1234", 1 }, { "[A-Z]{3}-[0-9]{4}", "ABC-123", 0 }, { "[A-Z]{3}-[0-9]{4}", "ABC-12345", 0 },
        { "[A-Z]{3}-[0-9]{4}", "", 0 }, { "[A-Z]{3}-[0-9]{4}", "ABc-1234", 0 }, { "[AB]{1,2}[AB]{1,2}", "AB", 1 },
        { "[AB]{1,2}[AB]{1,2}", "ABBA", 1 }, { "[AB]{1,2}[AB]{1,2}", "A", 0 }, { "[AB]{1,2}[AB]{1,2}", "ABABA", 0 },
        { "a{0,2}b{0,2}", "", 1 }, { "a{0,2}b{0,2}", "b", 1 }, { "a{0,2}b{0,2}", "ba", 0 }, { "[A-Z]{2}[0-9]{1,5}", "AB12345", 1 },
        { "[0-9]{2,4}x", "1x", 0 }, { "[0-9]{2,4}x", "12x", 1 }, { "[0-9]{2,4}x", "12345x", 0 },
    };
    static repi_pattern p;
    size_t i;
    for (i = 0; i < REPI_COUNT(match); i++) {
        INPUT(match[i].text);
        CHECK_STR(compiled(&p, match[i].pattern), "");
        CHECK_INT(repi_pattern_match(&p, match[i].text, strlen(match[i].text)), match[i].fits);
    }
}

TEST(different_numbers_print_different_texts)
{
    static const char *const patterns[] = {
        "[A-Z]{3}-[0-9]{4}", "N[0-9]{3}[A-Z]{2}", "[A-Z]{2}[0-9]{1,5}", "[0-9]{1,3}[A-Z]{0,4}[0-9]{2}", "[AB]{1,9}[BC]{1,9}[CD]{1,9}",
        "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", "[0-9a-f]{16}", "[0-9]{20}", "[a-z]{1,40}", "[01]{0,63}", "[01]{0,64}",
        "[A-Z]{7}[0-9]{11}", "[0-9]{19}[AB]", "[01]{64}", "[A-Za-z0-9]{1,3}-[A-Za-z0-9]{9,11}", "[ab]{1,80}c[ab]{0,80}", "[a-y]{200}[ -~]{1,55}" };
    static repi_pattern p;
    char out[256];
    size_t k;
    int way;
    uint64_t i;
    for (k = 0; k < REPI_COUNT(patterns); k++) {
        INPUT(patterns[k]);
        CHECK_STR(compiled(&p, patterns[k]), "");
        for (way = 0; way < 3; way++) { /* the first numbers, numbers far apart, the last numbers */
            uint64_t capacity = repi_pattern_capacity(&p), count = REPI_MIN(capacity, way || p.longest > 40 ? MANY / 10 : MANY);
            long misfits = 0;
            for (i = 0; i < count; i++) {
                uint64_t number = way == 0 ? i : way == 1 ? i * (capacity / count) : capacity - 1 - i;
                size_t n = repi_pattern_print(&p, number, out);
                misfits += n > 255 || (i % 64 == 0 && !repi_pattern_match(&p, out, n));
                hashes[i] = repi_hash(out, n, 7);
            }
            CHECK_INT(misfits, 0);
            CHECK_INT(repeats((size_t)count), 0);
        }
    }
}

/* Small patterns over two letters, where everything is ambiguous, counted out to the end. */
TEST(every_number_of_a_small_ambiguous_pattern_has_its_own_text)
{
    static const char *const sets[] = { "a", "b", "[ab]", "[bc]", "ab", "c" };
    static repi_pattern p;
    char text[100], out[256];
    long counted = 0;
    int i, k;
    for (i = 0; i < 3000; i++) {
        size_t n = 0;
        uint64_t number;
        for (k = (int)roll(5) + 1; k > 0; k--) {
            const char *set = sets[roll(6)];
            uint64_t least = roll(3);
            memcpy(text + n, set, strlen(set)), n += strlen(set);
            text[n++] = '{', text[n++] = (char)('0' + least), text[n++] = ',', text[n++] = (char)('1' + least + roll(3)), text[n++] = '}';
        }
        text[n] = '\0';
        INPUT(text);
        if (!CHECK(repi_pattern_compile(&p, repi_str(text, n)) == NULL) || repi_pattern_capacity(&p) > 2000) continue;
        counted++;
        for (number = 0; number < repi_pattern_capacity(&p); number++) {
            size_t len = repi_pattern_print(&p, number, out);
            hashes[number] = repi_hash(out, len, 7);
            if (number % 16 == 0 && !repi_pattern_match(&p, out, len)) CHECK_STR(text, "its own texts");
        }
        CHECK_INT(repeats((size_t)number), 0);
    }
    CHECK(counted > 1000);
}

/* 2^64 and more texts: the first 20,000 numbers use every character at every position, within a quarter
 * of its fair share (more than 5 standard errors for 62 characters; the seed is fixed). */
TEST(a_wide_pattern_spreads_small_numbers_over_all_positions)
{
    static const struct { const char *pattern; int size; } wide[] = { { "[0-9a-f]{32}", 16 }, { "[A-Za-z0-9]{22}", 62 }, { "[A-Z]{5}-[A-Z]{10}", 26 }, { "[0-9]{21}", 10 } };
    static long seen[40][128];
    static repi_pattern p;
    char out[256];
    size_t k, at, n = 0;
    int i, c;
    for (k = 0; k < REPI_COUNT(wide); k++) {
        INPUT(wide[k].pattern);
        CHECK_STR(compiled(&p, wide[k].pattern), "");
        memset(seen, 0, sizeof seen);
        for (i = 0; i < 20000; i++)
            for (n = repi_pattern_print(&p, (uint64_t)i, out), at = 0; at < n; at++) seen[at][(unsigned char)out[at]]++;
        for (at = 0; at < n; at++) {
            int different = 0;
            long most = 0;
            for (c = 0; c < 128; c++) different += seen[at][c] > 0, most = REPI_MAX(most, seen[at][c]);
            if (out[at] == '-') continue;
            CHECK_INT(different, wide[k].size);
            CHECK(most * wide[k].size < 20000 + 20000 / 3);
        }
    }
}

TEST(the_first_text_of_a_wide_pattern_looks_like_any_other)
{
    static repi_pattern p;
    CHECK_STR(compiled(&p, "[0-9a-f]{32}"), "");
    CHECK(strstr(printed(&p, 0), "0000") == NULL);
    CHECK(strstr(printed(&p, UINT64_MAX), "0000") == NULL);
}

/* The shorter lengths of a wide part would not hold 64 bits: they are left out. */
TEST(a_wide_part_has_only_lengths_that_hold_64_bits)
{
    static repi_pattern p;
    char out[256];
    int i;
    long seen[67];
    memset(seen, 0, sizeof seen);
    CHECK_STR(compiled(&p, "[01]{1,66}"), "");
    for (i = 0; i < 4000; i++) seen[repi_pattern_print(&p, (uint64_t)i, out)]++;
    CHECK_INT(seen[66] + seen[65] + seen[64], 4000);
    CHECK_NEAR(seen[66], 2000, 160); /* 5 standard errors */
    CHECK_NEAR(seen[65], 1000, 160);
}

TEST(overlap_tells_whether_a_text_fits_both)
{
    static const struct { const char *a, *b; int meet; } pairs[] = {
        { "[A-Z]{3}", "[A-Z]{3}", 1 }, { "[A-Z]{3}", "[A-Z]{4}", 0 }, { "[A-Z]{2,4}", "[A-Z]{4,5}", 1 }, { "[A-Z]{2,3}", "[A-Z]{4,5}", 0 },
        { "N[0-9]{5}", "[A-Z][0-9]{5}", 1 }, { "N[0-9]{5}", "[A-M][0-9]{5}", 0 }, { "a{0,1}b", "b", 1 }, { "abc", "ab[cd]", 1 },
        { "abc", "ab[de]", 0 }, { "[0-9]{3}[A-Z]{2}", "[0-9A-Z]{5}", 1 }, { "a{0,3}", "b{0,3}", 1 }, { "a{1,3}", "b{0,3}", 0 } };
    static repi_pattern a, b;
    size_t i;
    for (i = 0; i < REPI_COUNT(pairs); i++) {
        INPUT(pairs[i].a);
        CHECK_STR(compiled(&a, pairs[i].a), "");
        CHECK_STR(compiled(&b, pairs[i].b), "");
        CHECK_INT(repi_pattern_overlap(&a, &b), pairs[i].meet);
        CHECK_INT(repi_pattern_overlap(&b, &a), pairs[i].meet);
    }
}

/*--- learning patterns ---*/

TEST(codes_are_learned_as_patterns)
{
    CHECK_STR(learned_from("9999'-AAAAA", 2000), "[0-9]{4}-[A-Z]{5}");
    CHECK_STR(learned_from("AAAAA", 91), "[A-Z]{5}");
    CHECK_STR(learned_from("'N999AA", 500), "N[0-9]{3}[A-Z]{2}");
    CHECK_STR(learned_from("'I'N'V'-9999", 300), "INV-[0-9]{4}");
    CHECK_STR(learned_from("AA'/99'.9'_9'#9' '(aa')", 300), "[A-Z]{2}/[0-9]{2}.[0-9]_[0-9]#[0-9] ([a-z]{2})");
    CHECK_STR(learned_from("'['{99'}'\\'|a", 100), "\\[\\{[0-9]{2}\\}\\\\\\|[a-z]");
    CHECK_STR(learned_from("AA99", 60), "[A-Z]{2}[0-9]{2}");
    CHECK_INT(learned.total, 60);
    CHECK_INT(learned.weight[0], 60);
}

TEST(hex_numbers_are_learned_as_hex)
{
    CHECK_STR(learned_from("hhhhhhhh'-hhhh'-'4hhh'-hhhh'-hhhhhhhhhhhh", 300), "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}");
    CHECK_STR(learned_from("hhhh", 400), "[0-9a-f]{4}");
    CHECK_STR(learned_from("'h't't'p's':'/'/'x'.'i'o'/hhhhhhhhhhhh'.'j'p'g", 300), "https://x.io/[0-9a-f]{12}.jpg");
}

TEST(letters_and_digits_by_chance_are_one_class)
{
    static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int i, k, letters;
    for (letters = 36; letters <= 64; letters += 28) {
        column_clear(&table);
        for (i = 0; i < 500; i++) {
            char text[11];
            for (k = 0; k < 11; k++) text[k] = letters == 36 ? "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"[roll(36)] : base64[roll(64)];
            column_add(&table, text, 11, 1);
        }
        CHECK_STR(learned_text(learn(&table, &learned)), letters == 36 ? "[A-Z0-9]{11}" : "[A-Za-z0-9_-]{11}");
    }
}

TEST(run_lengths_stay_apart_while_they_are_few_and_merge_when_they_are_many)
{
    column_clear(&table);
    column_fill(&table, "A9", 20), column_fill(&table, "A99", 100), column_fill(&table, "A999", 50);
    CHECK_STR(learned_text(learn(&table, &learned)), "[A-Z][0-9]{2}|[A-Z][0-9]{3}|[A-Z][0-9]");
    CHECK_INT(learned.weight[0], 100);
    CHECK_STR(learned_from("A~A~9~9", 400), "[A-Z]{2,8}[0-9]{2,5}");
}

TEST(a_position_of_few_characters_keeps_them)
{
    int i;
    column_clear(&table);
    for (i = 0; i < 400; i++) {
        char text[8];
        text[0] = "2345"[i % 4], text[1] = '-', text[2] = (char)('0' + i / 100), text[3] = (char)('0' + i / 10 % 10), text[4] = (char)('0' + i % 10);
        column_add(&table, text, 5, 1);
    }
    CHECK_STR(learned_text(learn(&table, &learned)), "[2-5]-[0-3][0-9]{2}");
}

TEST(odd_values_are_left_out_and_the_rest_is_renormalised)
{
    column_clear(&table);
    column_fill(&table, "AAA999", 960);
    column_fill(&table, "'?'#", 4);
    column_add(&table, "na\xC3\xAFve", 6, 20);
    CHECK_STR(learned_text(learn(&table, &learned)), "[A-Z]{3}[0-9]{3}");
    CHECK_INT(learned.total, 960);
    column_add(&table, "\xC3\xA9t\xC3\xA9", 5, 400); /* too much that is no pattern's business */
    CHECK_STR(learned_text(learn(&table, &learned)), "none");
}

TEST(rare_text_never_becomes_a_literal)
{
    char *at;
    int count;
    for (count = 19; count <= 20; count++) {
        column_clear(&table);
        column_fill(&table, "'S'E'C'R'E'T'-9999", count);
        CHECK_STR(learned_text(learn(&table, &learned)), count < 20 ? "[A-Z]{6}-[0-9]{4}" : "SECRET-[0-9]{4}");
    }
    /* a group of 6 beside 100: the prefix that all share is common, the rest of the group is not */
    column_clear(&table);
    column_fill(&table, "'X99", 100), column_fill(&table, "'X'Q'J99", 6);
    CHECK_STR(learned_text(learn(&table, &learned)), "X[0-9]{2}|X[A-Z]{2}[0-9]{2}");
    /* what a prefix of other values lends its support to must be the group's own prefix */
    column_clear(&table);
    column_fill(&table, "'X'Q9999", 100), column_fill(&table, "'X'Q9'A", 3), column_fill(&table, "'Y'Q9'A", 3);
    CHECK_STR(learned_text(learn(&table, &learned)), "XQ[0-9]{4}|[A-Z]{2}[0-9][A-Z]");
    /* a letter of two among many others stays in its class */
    column_clear(&table);
    column_fill(&table, "'A99", 90), column_fill(&table, "'B99", 90), column_fill(&table, "'Z99", 2);
    at = strchr(learned.pattern[0].text, 'Z');
    CHECK_STR(learned_text(learn(&table, &learned)), "[A-Z][0-9]{2}");
    CHECK(at == NULL);
}

TEST(words_are_no_pattern)
{
    CHECK_STR(learned_from("vvv", 300), "none");
    CHECK_STR(learned_from("v~", 300), "none");
    CHECK_STR(learned_from("'M'r'. 'Bvv' 'Dvv", 300), "none");
    CHECK_STR(learned_from("'O'r'd'e'r' 9999", 300), "Order [0-9]{4}"); /* a constant word is no prose */
    CHECK_STR(learned_from("aaaaa", 300), "[a-z]{5}");                     /* letters without vowels' share are a code */
}

TEST(learned_alternatives_print_what_they_match_and_never_overlap)
{
    static const char *const formats[] = { "A~9~", "'N9~A~", "hh~'-A~", "9~'-9~'/a", "A9A9", "A~'.9~", "hhhhh~", "AA~99~A" };
    size_t k, i;
    int a, b;
    for (k = 0; k < REPI_COUNT(formats); k++) {
        uint64_t matched = 0;
        INPUT(formats[k]);
        column_clear(&table);
        column_fill(&table, formats[k], 1000), column_fill(&table, formats[(k + 1) % REPI_COUNT(formats)], 300);
        if (learn(&table, &learned) != 1) continue;
        for (a = 0; a < learned.count; a++)
            for (b = 0; b < a; b++) CHECK_INT(repi_pattern_overlap(&learned.pattern[a], &learned.pattern[b]), 0);
        for (i = 0; i < table.count; i++)
            for (a = 0; a < learned.count; a++) matched += (uint64_t)repi_pattern_match(&learned.pattern[a], table.text[i].data, table.text[i].len);
        CHECK_INT(matched, learned.total);
    }
}

TEST(the_order_of_the_values_changes_nothing)
{
    repi_memory memory;
    int i;
    repi_memory_init(&memory, NULL, UINT64_MAX);
    column_clear(&table);
    column_fill(&table, "A~9~", 700), column_fill(&table, "A9'.A", 200), column_fill(&table, "a'#", 30), column_fill(&table, "'-'#", 40);
    CHECK_INT(learn(&table, &learned), 1);
    CHECK_INT(repi_prose_learn(&memory, table.text, table.cells, table.count, &prose), 1);
    for (i = 0; i < 5; i++) {
        column_shuffle(&table);
        CHECK_INT(learn(&table, &again), 1);
        CHECK(memcmp(&learned, &again, sizeof learned) == 0);
        CHECK_INT(repi_prose_learn(&memory, table.text, table.cells, table.count, &prose_again), 1);
        CHECK(memcmp(&prose, &prose_again, sizeof prose) == 0);
    }
}

TEST(shapes_as_frequent_as_each_other_stand_in_one_order)
{
    const char *said;
    char kept[200];
    int i;
    column_clear(&table);
    column_fill(&table, "AA9", 50), column_fill(&table, "9AA", 50), column_fill(&table, "A9A", 50), column_fill(&table, "A99", 50);
    for (i = 0; i < 6; i++) {
        column_shuffle(&table);
        said = learned_text(learn(&table, &learned));
        if (i == 0) memcpy(kept, said, strlen(said) + 1);
        CHECK_STR(said, kept);
    }
    CHECK_INT(learned.count, 4);
}

TEST(shapes_with_the_same_key_are_still_told_apart)
{
    static repi_learn_item item[6];
    static const char *const texts[6] = { "A1", "AB", "A2", "12", "AC", "34" };
    repi_learn part;
    int i;
    column_clear(&table);
    for (i = 0; i < 6; i++) column_add(&table, texts[i], 2, 1), item[i].index = (uint32_t)i, item[i].key = 5;
    memset(&part, 0, sizeof part);
    part.text = table.text, part.item = item, part.items = 6;
    repi_learn_sort_shapes(&part);
    for (i = 0; i < 6; i += 2) CHECK_INT(repi_shape_order(&part, table.text[item[i].index], table.text[item[i + 1].index]), 0);
    CHECK(item[0].index < item[1].index);
}

/* Keys aimed at one place of the table: all that is given back is a number that cannot be too small, for the sort decides. */
TEST(shapes_are_counted_until_too_many_keys_meet)
{
    enum { VALUES = 300, PLACES = 1024 };
    static repi_learn_item item[VALUES];
    static repi_shape_key keys[VALUES];
    static repi_shape_count shapes[PLACES];
    repi_learn part;
    int i, aimed;
    for (aimed = 0; aimed < 2; aimed++) {
        column_clear(&table);
        for (i = 0; i < VALUES; i++) {
            column_add(&table, "A1", 2, 1);
            item[i].index = (uint32_t)i;
            keys[i].of[0][0] = (uint64_t)(aimed ? i : i % 10) * PLACES + 5;
        }
        memset(&part, 0, sizeof part);
        part.text = table.text, part.cells = table.cells, part.item = item, part.items = VALUES;
        part.keys = keys, part.shapes = shapes, part.places = PLACES;
        CHECK_INT((int)repi_learn_most(&part, VALUES), aimed ? VALUES : 8 * 30); /* of ten shapes the best eight, or all */
        for (i = 0; i < VALUES; i++) CHECK(item[i].key == keys[i].of[0][0]);
    }
}

TEST(long_and_many_values_are_learned_too)
{
    static char text[300];
    int i;
    column_clear(&table);
    for (i = 0; i < 100; i++) {
        memset(text, 'A' + i % 26, sizeof text);
        text[0] = (char)('A' + i / 26);
        column_add(&table, text, 255, 1);
    }
    CHECK_STR(learned_text(learn(&table, &learned)), "[A-D][A-Z]{254}");
    column_clear(&table);
    for (i = 0; i < 100; i++) text[0] = (char)('A' + i % 26), text[1] = (char)('A' + i / 26), column_add(&table, text, 256, 1);
    CHECK_STR(learned_text(learn(&table, &learned)), "none");
    column_clear(&table);
    CHECK_STR(learned_text(learn(&table, &learned)), "none");
    column_add(&table, "", 0, 10);
    CHECK_STR(learned_text(learn(&table, &learned)), "none");
}

TEST(pick_follows_the_weights)
{
    int i, first = 0;
    column_clear(&table);
    column_fill(&table, "AAA", 300), column_fill(&table, "999", 100);
    CHECK_INT(learn(&table, &learned), 1);
    for (i = 0; i < 4096; i++) first += pick(&learned, (uint64_t)i << 52) == 0;
    CHECK_INT(first, 3072);
    CHECK_INT(pick(&learned, UINT64_MAX), learned.count - 1);
}

/*--- prose ---*/

static long words_of(const char *s, size_t n)
{
    long words = 0;
    size_t i;
    for (i = 0; i < n; i++) words += s[i] != ' ' && (i == 0 || s[i - 1] == ' ');
    return words;
}

static void column_of_prose(int count)
{
    int i;
    column_clear(&table);
    for (i = 0; i < count; i++) {
        char text[128];
        size_t n = 0, start;
        int words = 1 + (int)roll(7), k, letters;
        for (k = 0; k < words; k++) {
            if (k) text[n++] = ' ';
            for (start = n, letters = 3 + (int)roll(8); letters > 0; letters--) text[n++] = "qxwyjzhc"[roll(8)]; /* no list has such words */
            if (k == 0 || i % 4) text[start] = (char)(text[start] - 32);
        }
        if (i % 3 == 0) text[n++] = '.';
        column_add(&table, text, n, 1 + roll(3));
    }
}

TEST(prose_has_the_learned_lengths_and_words_and_no_source_text)
{
    repi_memory memory;
    char out[REPI_PROSE_LONGEST + REPI_TEXT_WORD_BYTES];
    int i;
    size_t k;
    long wrong = 0, copies = 0, stops = 0, capitals = 0;
    repi_memory_init(&memory, NULL, UINT64_MAX);
    column_of_prose(800);
    CHECK_INT(repi_prose_learn(&memory, table.text, table.cells, table.count, &prose), 1);
    CHECK_INT(memory.used, 0);
    CHECK(repi_prose_check(&prose) == NULL);
    CHECK(prose.count > 10 && prose.count <= REPI_PROSE_SHAPES);
    for (i = 0; i < 20000; i++) {
        uint64_t choose = repi_mix((uint64_t)i), at = repi_mulhi(choose, prose.total);
        size_t n = repi_prose_print(&prose, choose, repi_mix((uint64_t)i + 5), out, sizeof out);
        const repi_prose_shape *shape = prose.shape;
        for (; at >= shape->weight; shape++) at -= shape->weight;
        wrong += n < shape->shortest || n > shape->longest || words_of(out, n) != (long)shape->words;
        stops += out[n - 1] == '.', capitals += repi_is_upper((unsigned char)out[0]);
        for (k = 0; k < table.count && i < 2000; k++) copies += repi_same(table.text[k], repi_str(out, n));
    }
    CHECK_INT(wrong, 0);
    CHECK_INT(copies, 0);
    CHECK_INT(capitals, 20000);
    CHECK_NEAR(stops, 20000 / 3, 600);
}

TEST(more_lengths_of_prose_than_there_are_shapes_share_them)
{
    repi_memory memory;
    int words, i, k;

    repi_memory_init(&memory, NULL, UINT64_MAX);
    column_clear(&table);
    for (words = 1; words <= 90; words++)
        for (i = 0; i < 6; i++) {
            char   text[400];
            size_t n = 0;
            for (k = 0; k < words; k++) n += (size_t)sprintf(text + n, "%c%c ", 'a' + (int)roll(26), 'a' + (int)roll(26));
            column_add(&table, text, n - 1, 1);
        }
    CHECK_INT(repi_prose_learn(&memory, table.text, table.cells, table.count, &prose), 1);
    CHECK(prose.count > 32 && prose.count <= REPI_PROSE_SHAPES);
    CHECK_SIZE(prose.total, 540);
}

TEST(a_long_run_of_one_character_is_counted)
{
    CHECK_STR(learned_from("============99", 200), "={12}[0-9]{2}");
}

TEST(every_prose_shape_stands_for_five_values_at_least)
{
    repi_memory memory;
    size_t k;
    int i, count;
    repi_memory_init(&memory, NULL, UINT64_MAX);
    for (count = 1; count < 400; count += 7) {
        uint64_t total = 0;
        column_of_prose(count);
        for (k = 0; k < table.count; k++) table.cells[k] = 1;
        CHECK_INT(repi_prose_learn(&memory, table.text, table.cells, table.count, &prose), 1);
        for (i = 0; i < prose.count; i++) {
            CHECK(prose.shape[i].weight >= 5 || (prose.count == 1 && count < 10));
            total += prose.shape[i].weight;
        }
        CHECK_INT(total, count);
        CHECK(repi_prose_check(&prose) == NULL);
    }
}

TEST(the_style_of_prose_is_learned)
{
    repi_memory memory;
    char out[100];
    size_t n;
    int i, k;
    repi_memory_init(&memory, NULL, UINT64_MAX);
    column_clear(&table);
    for (i = 0; i < 60; i++) {
        n = repi_format_u64(out, (uint64_t)i + 100);
        memcpy(out + n, " MAIN STREET", 12);
        column_add(&table, out, n + 12, 1);
    }
    CHECK_INT(repi_prose_learn(&memory, table.text, table.cells, table.count, &prose), 1);
    CHECK_INT(prose.share[REPI_PROSE_CAPS], 65536);
    CHECK_INT(prose.share[REPI_PROSE_FIRST_NUMBER], 65536);
    CHECK_INT(prose.share[REPI_PROSE_STOP], 0);
    for (i = 0; i < 50; i++) {
        n = repi_prose_print(&prose, repi_mix((uint64_t)i), (uint64_t)i, out, sizeof out);
        CHECK(n == 15 && words_of(out, n) == 3 && repi_is_digit((unsigned char)out[0]));
        for (k = 0; k < (int)n; k++) CHECK(!repi_is_lower((unsigned char)out[k]));
    }
    column_clear(&table);
    for (i = 0; i < 60; i++) { /* the number stands last, and some have but one capitalised word: they count as the longer ones are */
        memcpy(out, "Room Number ", 12);
        n = i % 3 ? 12 + repi_format_u64(out + 12, (uint64_t)i + 100) : 4;
        column_add(&table, out, n, 1);
    }
    CHECK_INT(repi_prose_learn(&memory, table.text, table.cells, table.count, &prose), 1);
    CHECK_INT(prose.share[REPI_PROSE_TITLE], 65536);
    CHECK_INT(prose.share[REPI_PROSE_CAPITAL], 0);
    for (i = k = 0; i < 200; i++) {
        n = repi_prose_print(&prose, repi_mix((uint64_t)i), (uint64_t)i, out, sizeof out);
        if (words_of(out, n) != 3) continue;
        CHECK(repi_is_upper((unsigned char)out[0]));
        k += repi_is_digit((unsigned char)out[n - 1]);
    }
    CHECK_NEAR(k, 200 * 4 / 9, 30); /* two thirds have three words, two thirds of all have a number; 4.3 standard errors */
    column_clear(&table);
    CHECK_INT(repi_prose_learn(&memory, table.text, table.cells, table.count, &prose), 0);
    column_add(&table, "", 0, 3);
    CHECK_INT(repi_prose_learn(&memory, table.text, table.cells, table.count, &prose), 0);
    column_add(&table, " ", 1, 3);
    CHECK_INT(repi_prose_learn(&memory, table.text, table.cells, table.count, &prose), 1);
    column_add(&table, "\xC3\xA9t\xC3\xA9 \xC3\xA9", 8, 3); /* 5 characters */
    CHECK_INT(repi_prose_learn(&memory, table.text, table.cells, table.count, &prose), 1);
    CHECK_INT(prose.shape[0].longest, 5);
}

TEST(lengths_are_characters_and_end_at_the_limit)
{
    static char text[6000], out[REPI_PROSE_LONGEST + 100];
    repi_memory memory;
    size_t n;
    repi_memory_init(&memory, NULL, UINT64_MAX);
    memset(text, 'a', sizeof text);
    column_clear(&table);
    column_add(&table, text, 6000, 1);
    CHECK_INT(repi_prose_learn(&memory, table.text, table.cells, table.count, &prose), 1);
    CHECK_INT(prose.shape[0].longest, REPI_PROSE_LONGEST);
    CHECK_SIZE(repi_prose_print(&prose, 1, 1, out, sizeof out), REPI_PROSE_LONGEST);
    CHECK_SIZE(repi_prose_unique(&prose, 1, 1, 1, out, sizeof out), REPI_PROSE_LONGEST - 21);
    for (n = 0; n < 5000; n += 2) text[n] = ' ';
    column_clear(&table);
    column_add(&table, text, 5000, 1); /* 2,500 words of one letter */
    CHECK_INT(repi_prose_learn(&memory, table.text, table.cells, table.count, &prose), 1);
    CHECK(repi_prose_check(&prose) == NULL);
    for (n = 0; n < 100; n++) CHECK(repi_prose_print(&prose, 1, 1, out, n) <= n);
    for (n = 32; n < 100; n++) CHECK(repi_prose_unique(&prose, 1, 1, 1, out, n) <= n);
    CHECK(repi_prose_unique(&prose, 1, UINT64_MAX, 1, out, sizeof out) <= REPI_PROSE_LONGEST);
    CHECK(repi_prose_capacity(&prose) == UINT64_MAX);
}

TEST(a_prose_model_that_makes_no_sense_is_refused)
{
    repi_prose p;
    memset(&p, 0, sizeof p);
    CHECK(repi_prose_check(&p) != NULL);
    p.count = 1, p.shape[0].words = 2, p.shape[0].shortest = 3, p.shape[0].longest = 5, p.shape[0].weight = 1;
    CHECK(repi_prose_check(&p) == NULL);
    p.shape[0].words = 3;          CHECK(repi_prose_check(&p) != NULL);
    p.shape[0].words = 0;          CHECK(repi_prose_check(&p) != NULL);
    p.shape[0].words = UINT32_MAX; CHECK(repi_prose_check(&p) != NULL);
    p.shape[0].words = 1, p.shape[0].shortest = 6;                             CHECK(repi_prose_check(&p) != NULL);
    p.shape[0].longest = 4001;                                                 CHECK(repi_prose_check(&p) != NULL);
    p.shape[0].longest = 10, p.shape[0].weight = 0;                            CHECK(repi_prose_check(&p) != NULL);
    p.shape[0].weight = 1, p.share[0] = 65537;                                 CHECK(repi_prose_check(&p) != NULL);
    p.share[0] = 65536, p.count = 65;                                          CHECK(repi_prose_check(&p) != NULL);
    p.count = 2, p.shape[1] = p.shape[0], p.shape[1].weight = UINT64_MAX;      CHECK(repi_prose_check(&p) != NULL);
}

static void shape_set(repi_prose *p, int i, uint32_t words, uint32_t shortest, uint32_t longest, uint64_t weight)
{
    p->shape[i].words = words, p->shape[i].shortest = shortest, p->shape[i].longest = longest, p->shape[i].weight = weight;
    p->count = i + 1;
}

TEST(unique_prose_never_repeats_whatever_the_shape)
{
    static char out[REPI_PROSE_LONGEST + REPI_TEXT_WORD_BYTES];
    int model, style, count, i;
    for (model = 0; model < 6; model++)
        for (style = 0; style < 2; style++) {
            uint64_t capacity;
            long longer = 0;
            memset(&prose, 0, sizeof prose);
            switch (model) {
            case 0: shape_set(&prose, 0, 1, 1, 3, 1); break; /* far too small: a number behind */
            case 1: shape_set(&prose, 0, 1, 5, 9, 1), shape_set(&prose, 1, 2, 5, 12, 3); break;
            case 2: shape_set(&prose, 0, 4, 20, 30, 1), shape_set(&prose, 1, 3, 14, 20, 1); break;
            case 3: shape_set(&prose, 0, 12, 60, 80, 1); break;
            case 4: shape_set(&prose, 0, 30, 59, 62, 1); break;
            default: shape_set(&prose, 0, 2, 3, 3, 1), shape_set(&prose, 1, 1, 40, 40, 1), shape_set(&prose, 2, 5, 24, 40, 1); break;
            }
            if (style) prose.share[REPI_PROSE_CAPITAL] = prose.share[REPI_PROSE_CAPS] = prose.share[REPI_PROSE_TITLE] = 16384,
                       prose.share[REPI_PROSE_STOP] = prose.share[REPI_PROSE_FIRST_NUMBER] = 32768;
            CHECK(repi_prose_check(&prose) == NULL);
            capacity = repi_prose_capacity(&prose);
            count = style ? MANY : MANY / 10;
            for (i = 0; i < count; i++) {
                size_t n = repi_prose_unique(&prose, repi_mix((uint64_t)i + 9), (uint64_t)i, 77, out, sizeof out), k;
                for (k = 0; k < n; k++) out[k] = (char)repi_to_lower((unsigned char)out[k]);  /* not even but for case and stop */
                if (out[n - 1] == '.') n--;
                hashes[i] = repi_hash(out, n, 7);
                longer += (uint64_t)i < capacity && n > 1 && repi_is_digit((unsigned char)out[n - 1]);
            }
            CHECK_INT(repeats((size_t)count), 0);
            CHECK_INT(longer, 0);
            for (i = 0; i < MANY / 10; i++) { /* numbers far apart as well */
                size_t n = repi_prose_unique(&prose, repi_mix((uint64_t)i / 2), (uint64_t)i << 49, 3, out, sizeof out);
                hashes[i] = repi_hash(out, n, 7);
            }
            CHECK_INT(repeats(MANY / 10), 0);
        }
}

TEST(the_capacity_of_prose_is_that_of_its_smallest_text)
{
    memset(&prose, 0, sizeof prose);
    shape_set(&prose, 0, 1, 5, 5, 1);
    CHECK(repi_prose_capacity(&prose) == 65536);    /* 14 * 5 * 14 * 5 * 14 = 68,600 words of syllables */
    shape_set(&prose, 0, 5, 9, 9, 1);
    CHECK(repi_prose_capacity(&prose) == 524288);   /* 14^5 = 537,824 */
    shape_set(&prose, 1, 12, 70, 90, 1);
    CHECK(repi_prose_capacity(&prose) == 524288);
    prose.shape[0].weight = 0;
    CHECK(repi_prose_capacity(&prose) == UINT64_MAX);
}

TEST(the_list_of_words_has_every_word_once_and_only_letters)
{
    int length;
    uint32_t all = 0, i, k;
    for (length = -1; length < 40; length++) {
        repi_word_span listed = repi_text_words((uint32_t)length);
        uint32_t count = listed.count;
        all += count;
        for (i = 0; i < count; i++) {
            rep_str word = repi_cstr(repi_text_word(listed.first + i));
            CHECK_SIZE(word.len, length);
            for (k = 0; k < (uint32_t)length; k++) CHECK(repi_is_lower((unsigned char)word.data[k]));
            for (k = 0; k < i; k++) CHECK(!repi_same(word, repi_cstr(repi_text_word(listed.first + k))));
        }
        CHECK(count != 1); /* repi_prose_capacity counts on two words or none */
    }
    CHECK_SIZE(all, REPI_COUNT(repi_words_text)); /* none is outside of the spans */
}

/*--- ids, memory ---*/

TEST(an_id_splits_at_its_last_digits)
{
    static const struct { const char *text; int found; size_t at, len; } ids[] = {
        { "INV-0042", 1, 4, 4 }, { "42", 1, 0, 2 }, { "A1B22C", 1, 3, 2 }, { "abc", 0, 0, 0 }, { "", 0, 0, 0 },
        { "12345678901234567890", 1, 2, 18 }, { "x123456789012345678y", 1, 1, 18 }, { "2024/7", 1, 5, 1 } };
    size_t i, at, len;
    for (i = 0; i < REPI_COUNT(ids); i++) {
        INPUT(ids[i].text);
        CHECK_INT(repi_affix_split(ids[i].text, strlen(ids[i].text), &at, &len), ids[i].found);
        if (!ids[i].found) continue;
        CHECK_SIZE(at, ids[i].at);
        CHECK_SIZE(len, ids[i].len);
    }
}

typedef struct refusal { int left; long held; } refusal;

static void *refusing_resize(void *user, void *ptr, size_t old_size, size_t new_size)
{
    refusal *r = (refusal *)user;
    if (new_size && r->left-- == 0) return NULL;
    r->held += (long)new_size - (long)old_size;
    if (new_size == 0) { free(ptr); return NULL; }
    return realloc(ptr, new_size);
}

TEST(refused_memory_is_reported_and_nothing_is_lost)
{
    repi_memory memory;
    refusal r;
    int n, got;
    column_clear(&table);
    column_fill(&table, "AA99", 100);
    for (n = 0; n < 5; n++) {
        repi_memory_init(&memory, NULL, UINT64_MAX);
        memory.hook.resize = refusing_resize, memory.hook.user = &r;
        r.left = n, r.held = 0;
        got = repi_patterns_learn(&memory, table.text, table.cells, table.count, &learned);
        CHECK_INT(got, n < 3 ? -1 : 1);
        CHECK_INT(r.held, 0);
        r.left = n;
        got = repi_prose_learn(&memory, table.text, table.cells, table.count, &prose);
        CHECK_INT(got, n == 0 ? -1 : 1);
        CHECK_INT(r.held, 0);
        CHECK_INT(memory.used, 0);
    }
}

int main(void)
{
    RUN(a_good_pattern_has_a_capacity_a_first_and_a_last_text);
    RUN(a_bad_pattern_is_refused_in_words);
    RUN(noise_is_compiled_or_refused);
    RUN(what_is_printed_matches_and_other_text_does_not);
    RUN(different_numbers_print_different_texts);
    RUN(every_number_of_a_small_ambiguous_pattern_has_its_own_text);
    RUN(a_wide_pattern_spreads_small_numbers_over_all_positions);
    RUN(the_first_text_of_a_wide_pattern_looks_like_any_other);
    RUN(a_wide_part_has_only_lengths_that_hold_64_bits);
    RUN(overlap_tells_whether_a_text_fits_both);
    RUN(codes_are_learned_as_patterns);
    RUN(hex_numbers_are_learned_as_hex);
    RUN(letters_and_digits_by_chance_are_one_class);
    RUN(run_lengths_stay_apart_while_they_are_few_and_merge_when_they_are_many);
    RUN(a_position_of_few_characters_keeps_them);
    RUN(odd_values_are_left_out_and_the_rest_is_renormalised);
    RUN(rare_text_never_becomes_a_literal);
    RUN(words_are_no_pattern);
    RUN(learned_alternatives_print_what_they_match_and_never_overlap);
    RUN(the_order_of_the_values_changes_nothing);
    RUN(shapes_as_frequent_as_each_other_stand_in_one_order);
    RUN(shapes_with_the_same_key_are_still_told_apart);
    RUN(shapes_are_counted_until_too_many_keys_meet);
    RUN(long_and_many_values_are_learned_too);
    RUN(pick_follows_the_weights);
    RUN(prose_has_the_learned_lengths_and_words_and_no_source_text);
    RUN(more_lengths_of_prose_than_there_are_shapes_share_them);
    RUN(a_long_run_of_one_character_is_counted);
    RUN(every_prose_shape_stands_for_five_values_at_least);
    RUN(the_style_of_prose_is_learned);
    RUN(lengths_are_characters_and_end_at_the_limit);
    RUN(a_prose_model_that_makes_no_sense_is_refused);
    RUN(unique_prose_never_repeats_whatever_the_shape);
    RUN(the_capacity_of_prose_is_that_of_its_smallest_text);
    RUN(the_list_of_words_has_every_word_once_and_only_letters);
    RUN(an_id_splits_at_its_last_digits);
    RUN(refused_memory_is_reported_and_nothing_is_lost);
    return test_end();
}
