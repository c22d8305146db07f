/* test_styles.c - how a column writes its numbers (R15)                            C99
 *
 *     cc -std=c99 -I. tests/test_styles.c -o build/test_styles
 */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"

#define NBSP  "\xC2\xA0"
#define NNBSP "\xE2\x80\xAF"
#define EURO  "\xE2\x82\xAC"
#define POUND "\xC2\xA3"
#define YEN   "\xC2\xA5"
#define RUPEE "\xE2\x82\xB9"

static uint64_t random_state = 4101842887655102017u;

static uint64_t draw(void) /* xorshift64* (Vigna 2014) */
{
    random_state ^= random_state >> 12;
    random_state ^= random_state << 25;
    random_state ^= random_state >> 27;
    return random_state * 2685821657736338717u;
}

static size_t below(size_t bound) { return (size_t)(draw() >> 11) % bound; }

/*--- reading ---*/

/* What a reading should say: m * 10^-decimals, and the parts of the style spelled out. */
typedef struct wanted { int64_t m; int decimals; const char *group, *prefix, *suffix; int bare, plus; } wanted;

static void check_reading(const repi_number *got, const wanted *want, int comma)
{
    CHECK(got->m == want->m);
    CHECK_INT(got->decimals, want->decimals);
    CHECK_INT((got->style & REPI_STYLE_COMMA) != 0, comma);
    CHECK_STR(repi_groups[REPI_STYLE_GROUP_OF(got->style)], want->group);
    CHECK_STR(repi_prefixes[REPI_STYLE_PREFIX_OF(got->style)], want->prefix);
    CHECK_STR(repi_suffixes[REPI_STYLE_SUFFIX_OF(got->style)], want->suffix);
    CHECK_INT((got->style & REPI_STYLE_BARE) != 0, want->bare);
    CHECK_INT((got->style & REPI_STYLE_PLUS) != 0, want->plus);
}

/* One reading: mark '.' or ','; with the point as mark the comma reading must fail, and the other way round. */
static void reads(const char *text, char mark, int64_t m, int decimals, const char *group, const char *prefix, const char *suffix, int bare, int plus)
{
    repi_number got[2];
    wanted want;
    const int comma = mark == ',';
    want.m = m, want.decimals = decimals, want.group = group, want.prefix = prefix, want.suffix = suffix, want.bare = bare, want.plus = plus;
    INPUT(text);
    CHECK_INT(repi_styled_read(text, strlen(text), got), comma ? 2 : 1);
    check_reading(&got[comma], &want, comma);
}

/* Both readings: by point with `d0` decimals, by comma with `d1`. */
static void reads_both(const char *text, int64_t m0, int d0, const char *group0, int64_t m1, int d1, const char *group1, const char *prefix, const char *suffix)
{
    repi_number got[2];
    wanted want;
    INPUT(text);
    CHECK_INT(repi_styled_read(text, strlen(text), got), 3);
    want.m = m0, want.decimals = d0, want.group = group0, want.prefix = prefix, want.suffix = suffix, want.bare = 0, want.plus = text[0] == '+';
    check_reading(&got[0], &want, 0);
    want.m = m1, want.decimals = d1, want.group = group1;
    check_reading(&got[1], &want, 1);
}

TEST(numbers_with_a_decimal_point_are_read)
{
    reads("1.5", '.', 15, 1, "", "", "", 0, 0);
    reads("-1.50", '.', -150, 2, "", "", "", 0, 0);
    reads("0.125", '.', 125, 3, "", "", "", 0, 0);
    reads("1.2345", '.', 12345, 4, "", "", "", 0, 0);
    reads("1234.567", '.', 1234567, 3, "", "", "", 0, 0);
    reads("1,234.5", '.', 12345, 1, ",", "", "", 0, 0);
    reads("922,337,203,685,477,580.7", '.', INT64_MAX, 1, ",", "", "", 0, 0);
    reads("12,345,678.90", '.', 1234567890, 2, ",", "", "", 0, 0);
    reads("1,234,567", '.', 1234567, 0, ",", "", "", 0, 0);
    reads("1 234.5", '.', 12345, 1, " ", "", "", 0, 0);
    reads("1'234'567.25", '.', 123456725, 2, "'", "", "", 0, 0);
    reads("1" NBSP "234.5", '.', 12345, 1, NBSP, "", "", 0, 0);
    reads("1" NNBSP "234.5", '.', 12345, 1, NNBSP, "", "", 0, 0);
    reads("+2.5", '.', 25, 1, "", "", "", 0, 1);
    reads(".5", '.', 5, 1, "", "", "", 1, 0);
    reads("-.25", '.', -25, 2, "", "", "", 1, 0);
    reads("+.75", '.', 75, 2, "", "", "", 1, 1);
    reads("$.99", '.', 99, 2, "", "$", "", 1, 0);
    reads("$1,234.50", '.', 123450, 2, ",", "$", "", 0, 0);
    reads("-$1,234.50", '.', -123450, 2, ",", "$", "", 0, 0);
    reads("US$12.50", '.', 1250, 2, "", "US$", "", 0, 0);
    reads("R$12.50", '.', 1250, 2, "", "R$", "", 0, 0);
    reads("C$12.50", '.', 1250, 2, "", "C$", "", 0, 0);
    reads("A$12.50", '.', 1250, 2, "", "A$", "", 0, 0);
    reads("$ 12.50", '.', 1250, 2, "", "$ ", "", 0, 0);
    reads(EURO "12.50", '.', 1250, 2, "", EURO, "", 0, 0);
    reads(EURO " 12.50", '.', 1250, 2, "", EURO " ", "", 0, 0);
    reads(POUND "12.50", '.', 1250, 2, "", POUND, "", 0, 0);
    reads(POUND " 12.50", '.', 1250, 2, "", POUND " ", "", 0, 0);
    reads(YEN "12.5", '.', 125, 1, "", YEN, "", 0, 0);
    reads(RUPEE "12.50", '.', 1250, 2, "", RUPEE, "", 0, 0);
    reads("Rs. 12.50", '.', 1250, 2, "", "Rs. ", "", 0, 0);
    reads("Rs 12.50", '.', 1250, 2, "", "Rs ", "", 0, 0);
    reads("CHF 1'234.50", '.', 123450, 2, "'", "CHF ", "", 0, 0);
    reads("12.5%", '.', 125, 1, "", "", "%", 0, 0);
    reads("-12.5 %", '.', -125, 1, "", "", " %", 0, 0);
    reads("12.50 USD", '.', 1250, 2, "", "", " USD", 0, 0);
    reads("12.50 GBP", '.', 1250, 2, "", "", " GBP", 0, 0);
    reads("12.50$", '.', 1250, 2, "", "", "$", 0, 0);
    reads("12.50 $", '.', 1250, 2, "", "", " $", 0, 0);
    reads("12.50" POUND, '.', 1250, 2, "", "", POUND, 0, 0);
    reads("12.5" YEN, '.', 125, 1, "", "", YEN, 0, 0);
    reads("0.00", '.', 0, 2, "", "", "", 0, 0);
    reads("0.0000000000000001", '.', 1, 16, "", "", "", 0, 0);
}

TEST(numbers_with_a_decimal_comma_are_read)
{
    reads("1,5", ',', 15, 1, "", "", "", 0, 0);
    reads("-1,50", ',', -150, 2, "", "", "", 0, 0);
    reads(",5", ',', 5, 1, "", "", "", 1, 0);
    reads("1234,567", ',', 1234567, 3, "", "", "", 0, 0);
    reads("0,125", ',', 125, 3, "", "", "", 0, 0);
    reads("1.234,5", ',', 12345, 1, ".", "", "", 0, 0);
    reads("1.234.567", ',', 1234567, 0, ".", "", "", 0, 0);
    reads("12.345.678,90", ',', 1234567890, 2, ".", "", "", 0, 0);
    reads("1 234,5", ',', 12345, 1, " ", "", "", 0, 0);
    reads("1'234,5", ',', 12345, 1, "'", "", "", 0, 0);
    reads("1" NBSP "234,50" NBSP EURO, ',', 123450, 2, NBSP, "", NBSP EURO, 0, 0);
    reads("1" NNBSP "234,50 " EURO, ',', 123450, 2, NNBSP, "", " " EURO, 0, 0);
    reads("1.234,50 EUR", ',', 123450, 2, ".", "", " EUR", 0, 0);
    reads("12,50" EURO, ',', 1250, 2, "", "", EURO, 0, 0);
    reads("12,50 kr", ',', 1250, 2, "", "", " kr", 0, 0);
    reads("12,50 z\xC5\x82", ',', 1250, 2, "", "", " z\xC5\x82", 0, 0);
    reads("12,50 CHF", ',', 1250, 2, "", "", " CHF", 0, 0);
    reads("+12,5%", ',', 125, 1, "", "", "%", 0, 1);
    reads("R$1.234,50", ',', 123450, 2, ".", "R$", "", 0, 0);
}

TEST(a_number_that_reads_both_ways_has_both_readings)
{
    reads_both("1,234", 1234, 0, ",", 1234, 3, "", "", "");
    reads_both("1.234", 1234, 3, "", 1234, 0, ".", "", "");
    reads_both("123,456", 123456, 0, ",", 123456, 3, "", "", "");
    reads_both("$1,234", 1234, 0, ",", 1234, 3, "", "$", "");
    reads_both("-1.234 %", -1234, 3, "", -1234, 0, ".", "", " %");
    reads_both("1234", 1234, 0, "", 1234, 0, "", "", "");
    reads_both("0", 0, 0, "", 0, 0, "", "", "");
    reads_both("-7", -7, 0, "", -7, 0, "", "", "");
    reads_both("+7", 7, 0, "", 7, 0, "", "", "");
    reads_both("12%", 12, 0, "", 12, 0, "", "", "%");
    reads_both("1 234 567", 1234567, 0, " ", 1234567, 0, " ", "", "");
    reads_both("1'234", 1234, 0, "'", 1234, 0, "'", "", "");
    reads_both("12345678901234567", INT64_C(12345678901234567), 0, "", INT64_C(12345678901234567), 0, "", "", "");
    reads_both("12,345", 12345, 0, ",", 12345, 3, "", "", "");
}

/* Texts of what numbers are made of. Where one is read as a number without affixes and groups, strtod reads all of it,
 * and the same double. */
TEST(plain_readings_are_those_of_strtod)
{
    static const char parts[] = "0123456789012345678901234567890123456789....,+-eE x'";
    size_t            i, k, read = 0;

    for (i = 0; i < 200000; i++) {
        char        text[24], *end;
        repi_number got[2];
        double      ours, theirs;
        size_t      n = 1 + below(20);
        for (k = 0; k < n; k++) text[k] = k == 0 && below(3) == 0 ? "+-."[below(3)] : parts[i % 2 ? below(44) : below(sizeof parts - 1)];
        text[n] = '\0';
        if (!(repi_styled_read(text, n, got) & 1) || got[0].style & ~(REPI_STYLE_BARE | REPI_STYLE_PLUS)) continue;
        INPUT(text);
        read++;
        theirs = strtod(text, &end);
        ours = repi_decimal_to_f64((uint64_t)(got[0].m < 0 ? -got[0].m : got[0].m), -got[0].decimals, text[0] == '-');
        CHECK(end == text + n);
        CHECK(repi_f64_bits(ours) == repi_f64_bits(theirs));
        CHECK(repi_parse_f64(text, n, &ours) && repi_f64_bits(ours) == repi_f64_bits(theirs));
    }
    CHECK(read > 10000);
    INPUT(NULL);
}

TEST(what_is_no_number_of_one_style_is_refused)
{
    static const char *const texts[] = {
        "", "-", "+", ".", ",", "$", "%", EURO, "-$", "$.", "$,", "12.", "12,", "12.%", "1,23,456", "12,34,567", "1.2.3", "1,2,3", "1,2345,678", "1,234,56", "1.234.56",
        "1,234,5678", "1234,567,890", "1234,567.8", "12345,678.9", "1234.567,8", "1 23", "1 2345", "12 34 567", "1'23", "1'2345", "1,234 567", "1 234,567,890", "1.234 567",
        "1'234 567", "1" NBSP "234 567", "1" NBSP "23", "1" NNBSP "23", "1,234.567,8", "1.234,567.8", "1.234.5.6", ",234,567", ".234.567", ",500,000", ",5,5", ".5.5", ".5,000", ",123.4",
        "1,.5", "1,,234", "1..5", "1,234..5", "1 ,234", "1, 234", "1. 5", "01", "007", "-01", "00", "00.5", "0,123.5", "0,123,456", "012,345", "0 123", "0'123", "$007", "--5", "++5", "+-5",
        "-+5", "- 5", "$-5", "$ -5", "$$5", "5$$", "5%%", "% 5", "%5", "5 USD.", "5USD", "5 usd", "USD 5", "(5)", "5-", "5 ", " 5", "1e5", "1E5", "1.5e3", "0x10", "5a", "a5", "five",
        "NaN", "inf", "1/2", "1:30", "2023-01-31", "555-1234", "1,234,", "1,234.", "1 234 ", "1'", "1" NBSP, "12 %%", "\xC2" "5", "5\xC2", "5\xE2\x82", "\xEF\xBC\x95",
        "12345678901234567890", "9223372036854775808", "0.0000000000000000001", "12,234,567,890,123,456,789" };
    repi_number got[2];
    size_t i;
    for (i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        INPUT(texts[i]);
        CHECK_INT(repi_styled_read(texts[i], strlen(texts[i]), got), 0);
    }
    INPUT(NULL);
    CHECK_INT(repi_styled_read("5\0", 2, got), 0);
    CHECK_INT(repi_styled_read("\0", 1, got), 0);
    CHECK_INT(repi_styled_read("1,234567", 5, got), 3); /* never beyond n */
}

/*--- printing ---*/

static const char *printed(int64_t units, int decimals, const repi_style *style)
{
    static char out[REPI_NUMBER_TEXT + 32];
    size_t n;
    memset(out, '#', sizeof out);
    n = repi_number_print(out, units, decimals, style);
    CHECK(n <= REPI_NUMBER_TEXT && out[REPI_NUMBER_TEXT] == '#');
    out[n < sizeof out ? n : 0] = '\0';
    return out;
}

static repi_style styled(const char *prefix, const char *group, char mark, const char *suffix, repi_zeros zeros)
{
    repi_style style;
    memset(&style, 0, sizeof style);
    style.prefix = repi_cstr(prefix), style.suffix = repi_cstr(suffix), style.group = repi_cstr(group);
    style.mark = mark, style.zeros = zeros;
    return style;
}

TEST(numbers_are_printed_with_their_decimals_marks_and_affixes)
{
    static const struct { int64_t units; int decimals; const char *prefix, *group; char mark; const char *suffix, *text; } cases[] = {
        { 0, 0, "", "", '.', "", "0" }, { 0, 2, "", "", '.', "", "0.00" }, { 7, 0, "", "", '.', "", "7" }, { -7, 0, "", "", '.', "", "-7" },
        { 5, 2, "", "", '.', "", "0.05" }, { -5, 2, "", "", '.', "", "-0.05" }, { 12345, 2, "", "", '.', "", "123.45" }, { 12345, 2, "", "", ',', "", "123,45" },
        { 123456, 0, "", ",", '.', "", "123,456" }, { 1234567, 0, "", ",", '.', "", "1,234,567" }, { 999, 0, "", ",", '.', "", "999" }, { 1000, 0, "", ",", '.', "", "1,000" },
        { -1000, 0, "", ",", '.', "", "-1,000" }, { -999, 0, "", ",", '.', "", "-999" }, { 123456789, 2, "", ",", '.', "", "1,234,567.89" }, { 123456789, 2, "", ".", ',', "", "1.234.567,89" },
        { 123456789, 2, "", " ", ',', " " EURO, "1 234 567,89 " EURO }, { 123456789, 2, "CHF ", "'", '.', "", "CHF 1'234'567.89" }, { 123456789, 2, "", NBSP, ',', NBSP EURO, "1" NBSP "234" NBSP "567,89" NBSP EURO },
        { 1234567, 2, "", NNBSP, '.', "", "12" NNBSP "345.67" }, { -123450, 2, "$", ",", '.', "", "-$1,234.50" }, { 125, 1, "", "", '.', "%", "12.5%" }, { -125, 1, "", "", ',', " %", "-12,5 %" },
        { 1, 18, "", "", '.', "", "0.000000000000000001" }, { -1, 18, "", "", '.', "", "-0.000000000000000001" }, { INT64_MAX, 18, "", "", '.', "", "9.223372036854775807" },
        { INT64_MAX, 0, "", ",", '.', "", "9,223,372,036,854,775,807" }, { -INT64_MAX, 0, "", ",", '.', "", "-9,223,372,036,854,775,807" }, { INT64_MIN, 0, "", ",", '.', "", "-9,223,372,036,854,775,808" },
        { INT64_MIN, 18, "", ".", ',', "", "-9,223372036854775808" }, { -INT64_MAX, 1, "0123456789abcdef", "\xF0\x9F\x98\x80", '.', "0123456789abcdef",
          "-0123456789abcdef922\xF0\x9F\x98\x80" "337\xF0\x9F\x98\x80" "203\xF0\x9F\x98\x80" "685\xF0\x9F\x98\x80" "477\xF0\x9F\x98\x80" "580.70123456789abcdef" } };
    size_t i;
    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        repi_style style = styled(cases[i].prefix, cases[i].group, cases[i].mark, cases[i].suffix, REPI_ZEROS_FIXED);
        INPUT(cases[i].text);
        CHECK_STR(printed(cases[i].units, cases[i].decimals, &style), cases[i].text);
    }
}

TEST(superfluous_zeros_stay_go_or_leave_one)
{
    static const struct { int64_t units; int decimals; const char *fixed, *shortest, *one; } cases[] = {
        { 0, 0, "0", "0", "0" }, { 0, 2, "0.00", "0", "0.0" }, { 700, 2, "7.00", "7", "7.0" }, { 750, 2, "7.50", "7.5", "7.5" }, { 755, 2, "7.55", "7.55", "7.55" },
        { -700, 2, "-7.00", "-7", "-7.0" }, { 1000, 0, "1000", "1000", "1000" }, { 10000, 4, "1.0000", "1", "1.0" }, { 10, 1, "1.0", "1", "1.0" }, { 1000000, 3, "1000.000", "1000", "1000.0" },
        { 10, 18, "0.000000000000000010", "0.00000000000000001", "0.00000000000000001" }, { INT64_C(1000000000000000000), 18, "1.000000000000000000", "1", "1.0" } };
    size_t i;
    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        repi_style style = styled("", "", '.', "", REPI_ZEROS_FIXED), comma = styled("", ".", ',', "", REPI_ZEROS_SHORTEST);
        char text[64], *p;
        INPUT(cases[i].fixed);
        CHECK_STR(printed(cases[i].units, cases[i].decimals, &style), cases[i].fixed);
        style.zeros = REPI_ZEROS_SHORTEST;
        CHECK_STR(printed(cases[i].units, cases[i].decimals, &style), cases[i].shortest);
        style.zeros = REPI_ZEROS_ONE;
        CHECK_STR(printed(cases[i].units, cases[i].decimals, &style), cases[i].one);
        if (cases[i].units < 1000000 && cases[i].units != 1000) { /* the comma does the same */
            strcpy(text, cases[i].shortest);
            for (p = text; *p; p++)
                if (*p == '.') *p = ',';
            CHECK_STR(printed(cases[i].units, cases[i].decimals, &comma), text);
        }
    }
}

TEST(bare_and_plus_are_written_where_they_belong)
{
    repi_style style = styled("", "", '.', "", REPI_ZEROS_FIXED);
    style.bare = 1;
    CHECK_STR(printed(50, 2, &style), ".50");
    CHECK_STR(printed(-50, 2, &style), "-.50");
    CHECK_STR(printed(150, 2, &style), "1.50");
    CHECK_STR(printed(1050, 2, &style), "10.50");
    CHECK_STR(printed(0, 0, &style), "0");
    style.zeros = REPI_ZEROS_SHORTEST;
    CHECK_STR(printed(0, 2, &style), "0"); /* never an empty text */
    CHECK_STR(printed(50, 2, &style), ".5");
    style.plus = 1;
    CHECK_STR(printed(50, 2, &style), "+.5");
    CHECK_STR(printed(-50, 2, &style), "-.5");
    CHECK_STR(printed(0, 2, &style), "0");
    CHECK_STR(printed(700, 2, &style), "+7");
    style = styled("$", ",", '.', "%", REPI_ZEROS_FIXED);
    style.plus = 1;
    CHECK_STR(printed(123450, 2, &style), "+$1,234.50%");
    style = styled("", "", ',', "", REPI_ZEROS_ONE);
    style.bare = 1;
    CHECK_STR(printed(50, 2, &style), ",5");
    CHECK_STR(printed(0, 2, &style), ",0");
}

TEST(what_is_printed_in_a_style_is_read_in_that_style)
{
    size_t i, wrong = 0;
    for (i = 0; i < 100000; i++) {
        const unsigned group = (unsigned)below(7), prefix = (unsigned)below(16), suffix = (unsigned)below(16);
        const char mark = group == 1 ? '.' : group == 2 ? ',' : below(2) ? ',' : '.';
        const int decimals = (int)below(17), plus = below(4) == 0, bare = below(4) == 0, comma = mark == ',';
        int64_t units = (int64_t)(draw() % UINT64_C(100000000000000000) >> below(57));
        repi_style style = styled(repi_prefixes[prefix], repi_groups[group], mark, repi_suffixes[suffix], REPI_ZEROS_FIXED);
        repi_number got[2];
        char out[REPI_NUMBER_TEXT];
        size_t n;
        int negative = units && below(2);
        unsigned expected = (comma ? REPI_STYLE_COMMA : 0) | REPI_STYLE_PREFIX(prefix) | REPI_STYLE_SUFFIX(suffix);
        style.plus = plus, style.bare = bare;
        n = repi_number_print(out, negative ? -units : units, decimals, &style);
        if (n > 48) continue; /* longer than any number a person writes */
        if (repi_says_nothing(repi_str(out, n)) || !(repi_styled_read(out, n, got) & 1 << comma) || got[comma].m != (negative ? -units : units) || got[comma].decimals != decimals ||
            (got[comma].style & ~(REPI_STYLE_GROUP(7) | REPI_STYLE_BARE | REPI_STYLE_PLUS)) != expected ||
            ((got[comma].style & REPI_STYLE_PLUS) != 0) != (plus && units && !negative) ||
            (REPI_STYLE_GROUP_OF(got[comma].style) != 0 && REPI_STYLE_GROUP_OF(got[comma].style) != group)) {
            if (wrong++ < 5) printf("    not read back: %.*s\n", (int)n, out);
        }
    }
    CHECK_SIZE(wrong, 0);
}

/*--- numbers of JSON as units ---*/

TEST(numbers_of_JSON_become_whole_units_or_are_refused)
{
    static const struct { const char *text; int decimals, ok; int64_t units; } cases[] = {
        { "0", 0, 1, 0 }, { "-0", 0, 1, 0 }, { "-0.0", 2, 1, 0 }, { "0.000", 0, 1, 0 }, { "0e5", 0, 1, 0 }, { "0e-5", 0, 1, 0 }, { "-0.0e999999999999999999999", 18, 1, 0 },
        { "1", 0, 1, 1 }, { "-1", 0, 1, -1 }, { "1", 2, 1, 100 }, { "1.5", 2, 1, 150 }, { "1.50", 2, 1, 150 }, { "1.500000000000000000000000000000", 2, 1, 150 }, { "1.55", 2, 1, 155 },
        { "1.555", 2, 0, 0 }, { "1.550", 2, 1, 155 }, { "0.05", 2, 1, 5 }, { "-0.05", 2, 1, -5 }, { "0.005", 2, 0, 0 }, { "1.0", 0, 1, 1 }, { "1.1", 0, 0, 0 },
        { "1e3", 0, 1, 1000 }, { "1E3", 0, 1, 1000 }, { "1e+3", 0, 1, 1000 }, { "1E+03", 0, 1, 1000 }, { "1e-3", 3, 1, 1 }, { "1e-3", 2, 0, 0 }, { "10e-3", 2, 1, 1 }, { "1.25e2", 0, 1, 125 },
        { "1.25e1", 0, 0, 0 }, { "1.25e1", 1, 1, 125 }, { "125e-2", 2, 1, 125 }, { "1e18", 0, 1, INT64_C(1000000000000000000) }, { "9e18", 0, 1, INT64_C(9000000000000000000) }, { "1e19", 0, 0, 0 },
        { "1e1", 18, 0, 0 }, { "9", 18, 1, INT64_C(9000000000000000000) }, { "10", 18, 0, 0 }, { "0.000000000000000001", 18, 1, 1 }, { "0.0000000000000000001", 18, 0, 0 },
        { "9223372036854775807", 0, 1, INT64_MAX }, { "-9223372036854775807", 0, 1, -INT64_MAX }, { "9223372036854775808", 0, 0, 0 }, { "18446744073709551616", 0, 0, 0 },
        { "99999999999999999999999999999", 0, 0, 0 }, { "92233720368547758.07", 2, 1, INT64_MAX }, { "92233720368547758.08", 2, 0, 0 }, { "9.223372036854775807e18", 0, 1, INT64_MAX },
        { "9.223372036854775808e18", 0, 0, 0 }, { "12345678901234567890e-1", 0, 1, INT64_C(1234567890123456789) }, { "1000000000000000000000000000000e-30", 0, 1, 1 },
        { "0.000000000000000000000000000001e30", 0, 1, 1 }, { "1e400", 0, 0, 0 }, { "1e-400", 0, 0, 0 }, { "1e99999999999999999999", 0, 0, 0 }, { "1e18446744073709551617", 0, 0, 0 }, { "1e4294967296", 0, 0, 0 }, { "1e-99999999999999999999", 18, 0, 0 },
        { "true", 0, 0, 0 }, { "null", 0, 0, 0 }, { "abc", 0, 0, 0 }, { "1x", 0, 0, 0 }, { "1.2.3", 2, 0, 0 }, { "1e5x", 0, 0, 0 }, { "+1", 0, 0, 0 } };
    size_t i;
    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t units = 0;
        int ok;
        INPUT(cases[i].text);
        ok = repi_read_units(repi_cstr(cases[i].text), cases[i].decimals, &units);
        CHECK_INT(ok, cases[i].ok);
        if (ok && cases[i].ok) CHECK(units == cases[i].units);
    }
}

TEST(units_are_written_and_read_back)
{
    size_t i, wrong = 0;
    for (i = 0; i < 50000; i++) {
        int64_t units = (int64_t)(draw() >> 1 >> below(63)), back = 0;
        const int decimals = (int)below(19);
        repi_style style = styled("", "", '.', "", i % 2 ? REPI_ZEROS_FIXED : REPI_ZEROS_SHORTEST);
        char out[REPI_NUMBER_TEXT];
        size_t n;
        if (below(2)) units = -units;
        n = repi_number_print(out, units, decimals, &style);
        wrong += !repi_read_units(repi_str(out, n), decimals, &back) || back != units;
    }
    CHECK_SIZE(wrong, 0);
}

/*--- through the public door: what is learned is written back ---*/

/* A table of 400 numbers in one style, learned and drawn again: every row must be in that style, to the byte. */
static void check_column(const char *name, const repi_style *style, int decimals, int64_t spread, int64_t step)
{
    rep_buffer csv = REP_ZERO, rows = REP_ZERO;
    rep_model *model = NULL;
    rep_generator *generator = NULL;
    rep_profile_options options = REP_ZERO;
    rep_write_options format = REP_ZERO;
    rep_error err;
    char out[REPI_NUMBER_TEXT];
    size_t i, wrong = 0, count = 0;
    const char *line;
    INPUT(name);
    rep_buffer_write(&csv, "amount\n", 7);
    for (i = 0; i < 400; i++) {
        int64_t units = (int64_t)(draw() % (uint64_t)spread) * step - (below(4) ? 0 : spread / 2 * step);
        size_t n = repi_number_print(out, units, decimals, style);
        rep_buffer_write(&csv, "\"", 1);
        rep_buffer_write(&csv, out, n);
        rep_buffer_write(&csv, "\"\n", 2);
    }
    options.csv.delimiter = ',';
    format.csv.no_header = 1, format.csv.delimiter = '\t';
    CHECK_INT(rep_profile_bytes(&model, csv.data, csv.len, &options, &err), REP_OK);
    if (model) {
        rep_column column;
        CHECK_INT(rep_model_get_column(model, 0, &column, &err), REP_OK);
        CHECK_STR(rep_kind_name(column.kind), "numerical");
        CHECK_INT(rep_generator_create(&generator, model, 1, NULL, &err), REP_OK);
        CHECK_INT(rep_generator_write(generator, 0, 500, rep_buffer_write, &rows, &format, &err), REP_OK);
        rep_buffer_write(&rows, "", 1);
        for (line = rows.data; line && *line; count++) {
            const char *end = strchr(line, '\n');
            repi_number got[2];
            const int comma = style->mark == ',';
            size_t n;
            if (!end) { wrong++; break; }
            if (!(repi_styled_read(line, (size_t)(end - line), got) & 1 << comma)) wrong++;
            else { /* printed once more, it is the same text */
                int64_t units = got[comma].m;
                int d;
                for (d = got[comma].decimals; d < decimals; d++) units *= 10;
                n = repi_number_print(out, units, decimals, style);
                if (n != (size_t)(end - line) || memcmp(out, line, n)) {
                    if (wrong++ < 3) printf("    %s: row %.*s\n", name, (int)(end - line), line);
                }
            }
            line = end + 1;
        }
        CHECK_SIZE(count, 500);
        CHECK_SIZE(wrong, 0);
    }
    rep_generator_free(generator);
    rep_model_free(model);
    rep_buffer_free(&csv);
    rep_buffer_free(&rows);
}

TEST(a_learned_style_is_written_back)
{
    repi_style style = styled("", "", '.', "", REPI_ZEROS_FIXED);
    check_column("integers", &style, 0, 5000, 1);
    check_column("two decimals", &style, 2, 500000, 1);
    style = styled("$", ",", '.', "", REPI_ZEROS_FIXED);
    check_column("dollars", &style, 2, 50000000, 1);
    check_column("whole dollars", &style, 0, 5000000, 1);
    style = styled("", ".", ',', " " EURO, REPI_ZEROS_FIXED);
    check_column("euros", &style, 2, 50000000, 1);
    style = styled("CHF ", "'", '.', "", REPI_ZEROS_FIXED);
    check_column("francs", &style, 2, 50000000, 5);
    style = styled("", NBSP, ',', NBSP EURO, REPI_ZEROS_FIXED);
    check_column("euros with no-break spaces", &style, 2, 50000000, 1);
    style = styled("", "", '.', "%", REPI_ZEROS_FIXED);
    check_column("percent", &style, 1, 1000, 1);
    style = styled("", "", ',', "", REPI_ZEROS_SHORTEST);
    check_column("comma, shortest", &style, 2, 90000, 1);
    style = styled("", "", '.', "", REPI_ZEROS_SHORTEST);
    check_column("shortest", &style, 3, 90000, 1);
    style = styled("", "", '.', "", REPI_ZEROS_ONE);
    check_column("one decimal at least", &style, 2, 90000, 1);
    style = styled("", "", '.', "", REPI_ZEROS_FIXED);
    style.bare = 1;
    check_column("bare", &style, 2, 300, 1);
    style = styled("", "", '.', "", REPI_ZEROS_FIXED);
    style.plus = 1;
    check_column("plus", &style, 1, 3000, 1);
}

int main(void)
{
    RUN(numbers_with_a_decimal_point_are_read);
    RUN(numbers_with_a_decimal_comma_are_read);
    RUN(a_number_that_reads_both_ways_has_both_readings);
    RUN(plain_readings_are_those_of_strtod);
    RUN(what_is_no_number_of_one_style_is_refused);
    RUN(numbers_are_printed_with_their_decimals_marks_and_affixes);
    RUN(superfluous_zeros_stay_go_or_leave_one);
    RUN(bare_and_plus_are_written_where_they_belong);
    RUN(what_is_printed_in_a_style_is_read_in_that_style);
    RUN(numbers_of_JSON_become_whole_units_or_are_refused);
    RUN(units_are_written_and_read_back);
    RUN(a_learned_style_is_written_back);
    return test_end();
}
