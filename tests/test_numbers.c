/* test_numbers.c - wide integers, numbers as text, exact sums, the normal quantile (R04 to R07)
 *
 *     cc -std=c99 -I. tests/test_numbers.c -o build/test_numbers
 *
 * Calls the private functions directly. strtod and printf of the C library are the judges of
 * reading and writing (they round correctly in glibc, musl, mingw and wasi; TRUST 2). Values said
 * to come from Python were computed there with fractions or 50 digits.
 */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"

static uint64_t random_state;

/* The Python scripts draw the same numbers: a 64-bit LCG (Knuth's MMIX constants), mixed. */
static uint64_t draw(void)
{
    uint64_t x;
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    x = random_state;
    x ^= x >> 33;
    x *= 0xFF51AFD7ED558CCDu;
    return x ^ x >> 33;
}

static uint64_t some_u64(void) /* of any length */
{
    uint64_t r = draw();
    return r >> draw() % 64;
}

static double parsed(const char *text)
{
    double v = -12345.0;
    CHECK(repi_parse_f64(text, strlen(text), &v) == 1);
    return v;
}

/* By the bits, so that -0.0 and infinities count. */
static int same_bits(double a, double b) { return repi_f64_bits(a) == repi_f64_bits(b); }

static const char *formatted(double v)
{
    static char text[64];
    size_t n;
    memset(text, '#', sizeof text);
    n = repi_format_f64(text, v);
    CHECK(n <= 24 && text[32] == '#'); /* it may scribble in the 32 bytes it asks for */
    text[n < 63 ? n : 63] = '\0';
    return text;
}

/* Doubles of many sorts, by i. All finite. */
static double some_double(int i)
{
    uint64_t r = draw();
    double v;
    switch (i % 6) {
    case 0: v = repi_f64_from(r); break;                                                  /* any bits */
    case 1: v = repi_f64_from(r >> (12 + draw() % 52)); break;                            /* subnormal */
    case 2: v = repi_f64_from((r % 2047 << 52) + draw() % 5 - (r % 2047 ? 2 : 0)); break; /* about powers of 2 */
    case 3: v = (double)(r % 100000000) / 100.0; break;                                   /* prices */
    case 4: v = (double)(r >> draw() % 64); break;                                        /* whole */
    default: v = (double)(r % 1000000) * pow(10.0, (double)(draw() % 40) - 20.0); break;
    }
    return repi_f64_finite(v) ? v : 1.5;
}

/*--- wide integers ---*/

static void wide_pattern(repi_wide *w, int count)
{
    static const uint32_t edge[4] = { 0u, 0xFFFFFFFFu, 0x80000000u, 0x7FFFFFFFu };
    int i;
    for (i = 0; i < count; i++) {
        uint64_t r = draw();
        w->limb[i] = r & 4 ? edge[r & 3] : (uint32_t)(r >> 32);
    }
    w->count = count;
    if (count && w->limb[count - 1] == 0) w->limb[count - 1] = 1;
}

TEST(a_product_and_a_rest_divide_back_to_the_factor)
{
    int i, sticky;
    random_state = 11;
    for (i = 0; i < 60000; i++) {
        repi_wide den, num, rest, factor;
        repi_u128 q;
        int has_rest = i & 1, shift = (int)(draw() % 70);
        wide_pattern(&den, 1 + (int)(draw() % 6));
        wide_pattern(&factor, 1 + (int)(draw() % 4));
        repi_wide_multiply(&num, &den, &factor);
        if (has_rest) { /* the largest rest there is */
            repi_wide_set64(&rest, 1);
            repi_wide_add(&num, &den);
            repi_wide_subtract(&num, &rest);
            has_rest = !(den.count == 1 && den.limb[0] == 1);
        }
        repi_wide_shift(&num, shift);
        q = repi_wide_quotient(&num, &den, -shift, &sticky);
        while (factor.count < 4) repi_wide_push(&factor, 0);
        CHECK(q.lo == ((uint64_t)factor.limb[1] << 32 | factor.limb[0]));
        CHECK(q.hi == ((uint64_t)factor.limb[3] << 32 | factor.limb[2]));
        CHECK(sticky == has_rest);
    }
}

TEST(ratios_and_roots_are_the_nearest_doubles)
{
    repi_wide a, b;
    int i;
    repi_wide_set64(&a, 1);
    repi_wide_set64(&b, 3);
    CHECK(same_bits(repi_wide_ratio(&a, &b, 0), 1.0 / 3.0));
    CHECK(same_bits(repi_wide_ratio(&a, &b, 1), -1.0 / 3.0));
    CHECK(same_bits(repi_wide_ratio(&b, &a, 1), -3.0));
    repi_wide_shift(&a, 1100);
    CHECK(same_bits(repi_wide_ratio(&a, &b, 0), 1.7976931348623157e308));
    CHECK(same_bits(repi_wide_ratio(&a, &b, 1), -1.7976931348623157e308));
    CHECK(same_bits(repi_wide_ratio(&b, &a, 0), 0.0));
    CHECK(same_bits(repi_wide_root_ratio(&b, &a), sqrt(3.0) * ldexp(1.0, -550)));
    repi_wide_set64(&a, 1);
    repi_wide_shift(&a, 1073);
    CHECK(same_bits(repi_wide_ratio(&b, &a, 0), ldexp(6.0, -1074)));
    repi_wide_shift(&a, 3); /* 3/4 of the smallest, 3/8 and the tie 1/2 after it */
    CHECK(same_bits(repi_wide_ratio(&b, &a, 0), 5e-324));
    repi_wide_shift(&a, 1);
    CHECK(same_bits(repi_wide_ratio(&b, &a, 0), 0.0));
    repi_wide_set64(&b, 4);
    CHECK(same_bits(repi_wide_ratio(&b, &a, 0), 0.0));
    repi_wide_set64(&b, 12);
    CHECK(same_bits(repi_wide_ratio(&b, &a, 0), 1e-323));
    { /* a quotient of 65 bits: a tie but for its last one */
        const uint64_t words[2] = { 2049, 1 };
        repi_wide_set(&a, words, 2);
        repi_wide_set64(&b, 1);
        CHECK(same_bits(repi_wide_ratio(&a, &b, 0), 18446744073709555712.0));
    }
    random_state = 12;
    for (i = 0; i < 20000; i++) { /* sqrt and / of doubles round once, but on x87 twice */
#if defined(FLT_EVAL_METHOD) && FLT_EVAL_METHOD == 2
        break;
#endif
        uint64_t x = some_u64() >> 11, y = some_u64() >> 11;
        volatile double quotient, root;
        if (x == 0 || y == 0) continue;
        repi_wide_set64(&a, x);
        repi_wide_set64(&b, y);
        quotient = (double)x / (double)y;
        CHECK_NEAR(repi_wide_ratio(&a, &b, 0), quotient, 0.0);
        repi_wide_set64(&b, 1);
        root = sqrt((double)x);
        CHECK_NEAR(repi_wide_root_ratio(&a, &b), root, 0.0);
    }
}

/*--- reading ---*/

TEST(each_power_of_ten_has_its_128_highest_bits)
{
    int k, sticky;
    for (k = -351; k <= 350; k++) {
        repi_wide num, den;
        repi_u128 want, have = repi_pow10_top(k);
        repi_wide_set64(&num, 1);
        repi_wide_set64(&den, 1);
        repi_wide_scale_pow10(k < 0 ? &den : &num, k < 0 ? -k : k);
        want = repi_wide_quotient(&num, &den, 127 - repi_log2_pow10(k), &sticky);
        CHECK(have.hi == want.hi && have.lo == want.lo);
        CHECK(have.hi >> 63 == 1);
        CHECK(sticky == (k < 0 || k > 55));
    }
}

TEST(only_plain_decimal_numbers_are_read)
{
    static const char *const bad[] = { "", "+", "-", ".", "-.", "e5", ".e5", "1e", "1e+", "1e-", " 1", "1 ", "\t1", "1\n", "0x10", "1p3",
        "inf", "-inf", "nan", "NaN", "Infinity", "1,5", "1.2.3", "1_000", "--1", "+-1", "1-", "1e5.0", "1e5e5", "1d5", "1f", "\xC2\xA0+1" };
    size_t i;
    double v;
    for (i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        INPUT(bad[i]);
        CHECK(repi_parse_f64(bad[i], strlen(bad[i]), &v) == 0);
    }
    INPUT("1\\0");
    CHECK(repi_parse_f64("1\0", 2, &v) == 0);
    INPUT("12 cut after one");
    CHECK(repi_parse_f64("12", 1, &v) == 1 && same_bits(v, 1.0));
}

TEST(hard_decimals_are_read_to_the_nearest_double)
{
    static const struct { const char *text; uint64_t bits; } row[] = { /* bits from Python's float */
        { "0", 0 }, { "-0", (uint64_t)1 << 63 }, { "+0.000", 0 }, { "-0e999999999999999999999", (uint64_t)1 << 63 },
        { "0e-99999999999999999999999", 0 }, { "1.", 0x3FF0000000000000u }, { ".5", 0x3FE0000000000000u }, { "+1E+0", 0x3FF0000000000000u },
        { "0.1", 0x3FB999999999999Au }, { "9007199254740993", 0x4340000000000000u }, { "9007199254740993.0", 0x4340000000000000u },
        { "9007199254740993.00000000000000000000000000001", 0x4340000000000001u }, { "9007199254740995", 0x4340000000000002u },
        { "9007199254740992.99999999999999999999999999999", 0x4340000000000000u },
        { "4503599627370496.5", 0x4330000000000000u }, { "4503599627370497.5", 0x4330000000000002u },
        { "1e23", 0x44B52D02C7E14AF6u }, { "8.5e22", 0x44B1FFDBF6B2B2EBu }, { "1e22", 0x4480F0CF064DD592u },
        { "2.2250738585072011e-308", 0x000FFFFFFFFFFFFFu }, { "2.2250738585072012e-308", 0x0010000000000000u },
        { "2.2250738585072014e-308", 0x0010000000000000u }, { "5e-324", 1 }, { "4.9e-324", 1 }, { "2.5e-324", 1 }, { "2.4e-324", 0 },
        { "2.4703282292062327e-324", 0 }, { "2.4703282292062328e-324", 1 }, { "7.4e-324", 1 }, { "7.5e-324", 2 },
        { "1.7976931348623157e308", 0x7FEFFFFFFFFFFFFFu }, { "1.7976931348623158e308", 0x7FEFFFFFFFFFFFFFu },
        { "1.7976931348623159e308", 0x7FF0000000000000u }, { "-1e309", 0xFFF0000000000000u }, { "1e99999999999999999999", 0x7FF0000000000000u },
        { "1e-99999999999999999999", 0 }, { "1e18446744073709551617", 0x7FF0000000000000u },
        { "1e4294967296", 0x7FF0000000000000u }, { "1e-4294967296", 0 }, { "7e22", 0x44ADA56A4B0835C0u }, { "-1e-400", (uint64_t)1 << 63 }, { "18446744073709551616", 0x43F0000000000000u },
        { "18446744073709551615", 0x43F0000000000000u }, { "99999999999999999999999999", 0x4554ADF4B7320335u },
        { "6929495644600919.5", 0x43389E56EE5E7A58u }, { "3.518437208883201171875e13", 0x42C0000000000002u },
        { "100000000000000016777215", 0x44B52D02C7E14AF7u }, { "100000000000000016777216", 0x44B52D02C7E14AF8u } };
    size_t i;
    for (i = 0; i < sizeof row / sizeof row[0]; i++) {
        INPUT(row[i].text);
        CHECK_INT(repi_f64_bits(parsed(row[i].text)), row[i].bits);
        CHECK(same_bits(parsed(row[i].text), strtod(row[i].text, NULL)));
    }
}

TEST(any_length_of_text_is_read)
{
    static char text[30000];
    INPUT("1 and 20000 zeros e-20000");
    memset(text, '0', sizeof text);
    text[0] = '1';
    strcpy(text + 20001, "e-20000");
    CHECK(same_bits(parsed(text), 1.0));
    INPUT("0. and 20000 zeros 25 e20001");
    memset(text, '0', sizeof text);
    text[1] = '.';
    strcpy(text + 20002, "25e20001");
    CHECK(same_bits(parsed(text), 2.5));
    INPUT("9007199254740993. and 20000 zeros and 1");
    memset(text, '0', sizeof text);
    memcpy(text, "9007199254740993.", 17);
    strcpy(text + 20017, "0");
    CHECK(same_bits(parsed(text), 9007199254740992.0));
    strcpy(text + 20017, "1");
    CHECK(same_bits(parsed(text), 9007199254740994.0));
    INPUT("800 nines");
    memset(text, '9', 800);
    strcpy(text + 800, "e-800");
    CHECK(same_bits(parsed(text), 1.0));
    strcpy(text + 800, "e-492");
    CHECK(same_bits(parsed(text), 1e308));
    strcpy(text + 800, "");
    CHECK(!repi_f64_finite(parsed(text)));
}

/* (a + b) / 2 in decimal: both written out in full (glibc and the others print every digit), added, and
 * multiplied by 5 with the point one place to the left. */
static void halfway(double a, double b, char *out)
{
    static char x[1500], y[1500];
    int n = snprintf(x, sizeof x, "%01420.1090f", a), i, carry = 0;
    snprintf(y, sizeof y, "%01420.1090f", b);
    for (i = n - 1; i >= 0; i--) {
        if (x[i] == '.') continue;
        carry += 5 * (x[i] - '0' + y[i] - '0');
        x[i] = (char)('0' + carry % 10);
        carry /= 10;
    }
    sprintf(out, "%se-1", x);
}

TEST(halfway_decimals_of_up_to_767_digits_go_to_even_and_a_trifle_decides)
{
    static char text[1600];
    int i;
    random_state = 13;
    for (i = 0; i < 400; i++) {
        uint64_t bits = draw() >> 1;
        double a, b, even;
        char *mark;
        if (i % 4 == 0) bits >>= 12; /* subnormal */
        if (i % 4 == 1) bits = (bits & (((uint64_t)1 << 52) - 1)) | (uint64_t)(1000 + i % 100) << 52;
        if (bits >> 52 >= 0x7FE) continue;
        a = repi_f64_from(bits), b = repi_f64_from(bits + 1), even = bits & 1 ? b : a;
        halfway(a, b, text);
        INPUT(text);
        CHECK(same_bits(parsed(text), even));
        CHECK(same_bits(strtod(text, NULL), even));
        mark = strchr(text, 'e');
        strcpy(mark, "00000000000000000000000000001e-1");
        CHECK(same_bits(parsed(text), b));
        *mark = '\0';
        while (mark[-1] == '0') *--mark = '\0';
        if (mark[-1] == '.') continue;
        mark[-1]--;
        strcpy(mark, "9999999999999999999999999999e-1");
        CHECK(same_bits(parsed(text), a));
    }
}

TEST(random_decimals_are_read_as_strtod_reads_them)
{
    char text[400];
    int i, j;
    random_state = 14;
    for (i = 0; i < 300000; i++) {
        size_t n = 0;
        const char *sign = i % 7 ? "" : "-";
        const uint64_t r = draw(), r2 = draw(); /* two draws in one call would come in either order */
        double v;
        switch (i % 5) {
        case 0: snprintf(text, sizeof text, "%s%llue%d", sign, (unsigned long long)(r >> r2 % 64), (int)(r2 / 64 % 660) - 345); break;
        case 1: snprintf(text, sizeof text, "%s%llu.%02llu", sign, (unsigned long long)(r % 1000000), (unsigned long long)(r2 % 100)); break;
        case 2: /* up to 60 digits, the point anywhere */
            for (j = 1 + (int)(draw() % 60); j > 0; j--) text[n++] = (char)('0' + draw() % 10);
            text[draw() % n] = '.';
            if (n == 1) text[n++] = '0';
            sprintf(text + n, "E%d", (int)(draw() % 640) - 340);
            break;
        case 3: /* about the middle of two doubles */
            sprintf(text, "%llu%s", (unsigned long long)(draw() >> 11 | (uint64_t)1 << 52),
                    i % 3 == 0 ? ".5" : i % 3 == 1 ? ".50000000000000000000000001" : ".4999999999999999999999999999");
            break;
        default: snprintf(text, sizeof text, "%.*g", 15 + (int)(r % 6), some_double(i / 5)); break;
        }
        INPUT(text);
        v = parsed(text);
        CHECK(same_bits(v, strtod(text, NULL)));
    }
}

TEST(a_decimal_of_two_integers_is_the_nearest_double)
{
    char text[64];
    int i;
    random_state = 15;
    CHECK(same_bits(repi_decimal_to_f64(0, 5, 1), -0.0));
    CHECK(same_bits(repi_decimal_to_f64(12345, -2, 1), -123.45));
    CHECK(!repi_f64_finite(repi_decimal_to_f64(1, 100000, 0)));
    CHECK(same_bits(repi_decimal_to_f64(UINT64_MAX, -100000, 0), 0.0));
    for (i = 0; i < 40000; i++) {
        uint64_t m = some_u64();
        int k = i % 4 ? -(int)(draw() % 32) : (int)(draw() % 680) - 360;
        sprintf(text, "%llue%d", (unsigned long long)m, k);
        INPUT(text);
        CHECK(same_bits(repi_decimal_to_f64(m, k, 0), strtod(text, NULL)));
    }
}

/*--- writing ---*/

TEST(doubles_are_laid_out_as_repr_does)
{
    static const struct { double v; const char *text; } row[] = { /* from Python */
        { 0.0, "0.0" }, { -0.0, "-0.0" }, { 33.0, "33.0" }, { 0.1, "0.1" }, { 1e-05, "1e-05" }, { 1.5e+16, "1.5e+16" }, { 1e+16, "1e+16" },
        { 123456789012345.0, "123456789012345.0" }, { 5e-324, "5e-324" }, { 9999999999999998.0, "9999999999999998.0" },
        { 1000000000000000.0, "1000000000000000.0" }, { 0.0001, "0.0001" }, { 0.00012345, "0.00012345" },
        { 1.7976931348623157e+308, "1.7976931348623157e+308" }, { -2.2250738585072014e-308, "-2.2250738585072014e-308" },
        { 1e+23, "1e+23" }, { 9007199254740992.0, "9007199254740992.0" }, { 1.5e-323, "1.5e-323" }, { 1e+100, "1e+100" },
        { 123456.789, "123456.789" }, { -1e-07, "-1e-07" }, { 4.35, "4.35" }, { 0.3, "0.3" }, { 1152921504606846976.0, "1.152921504606847e+18" },
        { 9.5367431640625e-07, "9.5367431640625e-07" }, { 1e+22, "1e+22" }, { 5e-05, "5e-05" }, { 100.0, "100.0" },
        { 1234567890123456.7, "1234567890123456.8" }, { 299792458.0, "299792458.0" }, { 2.2250738585072011e-308, "2.225073858507201e-308" },
        { 9.109383701528e-31, "9.109383701528e-31" }, { 2e-44, "2e-44" }, { 1.0, "1.0" }, { 0.5, "0.5" }, { 12345678.0, "12345678.0" },
        { 7e+22, "7e+22" } }; /* 7e22 and 1e23 are the middle of two doubles, and the end of an interval when written */
    size_t i;
    for (i = 0; i < sizeof row / sizeof row[0]; i++) {
        INPUT(row[i].text);
        CHECK_STR(formatted(row[i].v), row[i].text);
    }
}

TEST(what_is_written_is_shortest_nearest_and_reads_back)
{
    char long_text[64], digits_text[32];
    int i;
    random_state = 16;
    for (i = 0; i < 300000; i++) {
        double v = some_double(i), back = -1.0;
        uint64_t digits;
        int exponent, count, sign = repi_f64_to_decimal(v, &digits, &exponent);
        const char *text = formatted(v);
        INPUT(text);
        CHECK(sign == (int)(repi_f64_bits(v) >> 63));
        CHECK(repi_parse_f64(text, strlen(text), &back) == 1 && same_bits(back, v));
        if (i % 3 == 0) CHECK(same_bits(strtod(text, NULL), v));
        sprintf(long_text, "%.17g", v);
        if (i % 3 == 1) CHECK(same_bits(parsed(long_text), v));
        if (digits == 0) {
            CHECK(exponent == 0 && repi_f64_bits(v) << 1 == 0);
            continue;
        }
        CHECK(digits % 10 != 0);
        count = sprintf(digits_text, "%llu", (unsigned long long)digits);
        CHECK(count <= 17);
        if (i % 3 == 2 && count > 1) { /* the nearest with a digit less is another double */
            sprintf(long_text, "%.*e", count - 2, v);
            CHECK(!same_bits(strtod(long_text, NULL), v));
        }
        if (i % 3 == 2) { /* the nearest of this length, unless that one does not read back */
            sprintf(long_text, "%.*e", count - 1, v < 0 ? -v : v);
            if (same_bits(strtod(long_text, NULL), v < 0 ? -v : v)) {
                if (count > 1) memmove(long_text + 1, long_text + 2, strlen(long_text + 1));
                long_text[count] = '\0';
                CHECK_STR(digits_text, long_text);
            }
        }
    }
}

TEST(units_are_written_with_their_decimals)
{
    static const struct { int64_t units; int decimals; const char *text; } row[] = {
        { 12345, 2, "123.45" }, { -5, 2, "-0.05" }, { 0, 0, "0" }, { 0, 2, "0.00" }, { 7, 0, "7" }, { -7, 0, "-7" }, { 99, 2, "0.99" }, { 100, 2, "1.00" },
        { 123, 3, "0.123" }, { 1, 31, "0.0000000000000000000000000000001" }, { INT64_MAX, 0, "9223372036854775807" },
        { INT64_MIN, 0, "-9223372036854775808" }, { INT64_MIN, 31, "-0.0000000000009223372036854775808" }, { INT64_MIN, 18, "-9.223372036854775808" },
        { 100000000, 8, "1.00000000" }, { 99999999, 8, "0.99999999" }, { -1000000000000000, 1, "-100000000000000.0" }, { 10, 1, "1.0" }, { 9, 1, "0.9" } };
    char text[64], want[64];
    size_t i, n;
    random_state = 17;
    for (i = 0; i < sizeof row / sizeof row[0]; i++) {
        INPUT(row[i].text);
        memset(text, '#', sizeof text);
        n = repi_format_units(text, row[i].units, row[i].decimals);
        CHECK(n <= 34 && text[34] == '#');
        text[n < 63 ? n : 63] = '\0';
        CHECK_STR(text, row[i].text);
    }
    for (i = 0; i < 40000; i++) {
        uint64_t size = some_u64() >> 1;
        int decimals = (int)(draw() % 32), length;
        n = repi_format_units(text, i & 1 ? -(int64_t)size : (int64_t)size, decimals);
        text[n] = '\0';
        length = sprintf(want, "%s%0*llu", i & 1 && size ? "-" : "", decimals + 1, (unsigned long long)size);
        if (decimals) {
            memmove(want + length - decimals + 1, want + length - decimals, (size_t)decimals + 1);
            want[length - decimals] = '.';
        }
        CHECK_STR(text, want);
    }
}

TEST(digits_of_many_numbers_are_those_of_each)
{
    int64_t numbers[300];
    uint64_t digits[301];
    char text[64], want[64], eight[16];
    size_t n, i, k;
    random_state = 18;
    for (n = 0; n < 300; n += n < 20 ? 1 : 93) {
        for (i = 0; i < n; i++) {
            numbers[i] = (int64_t)(draw() % (i % 5 ? 100000000u : 1000u));
            if (i % 7 == 0) numbers[i] = i % 2 ? 99999999 : 0;
            if (i % 4 == 1) numbers[i] -= numbers[i] % 10000; /* where a quotient that is a little too small shows */
            if (i % 3 == 0) numbers[i] = -numbers[i];
        }
        digits[n] = 7;
        repi_digits_of(numbers, n, digits);
        CHECK(digits[n] == 7); /* no more than n */
        for (i = 0; i < n; i++) {
            sprintf(want, "%08lld", (long long)(numbers[i] < 0 ? -numbers[i] : numbers[i]));
            for (k = 0; k < 8; k++) eight[k] = (char)('0' + (digits[i] >> 8 * k & 255));
            eight[8] = '\0';
            CHECK_STR(eight, want);
            for (k = 0; k < 8; k++) {
                text[repi_format_known(text, numbers[i], digits[i], (int)k)] = '\0';
                want[repi_format_units(want, numbers[i], (int)k)] = '\0';
                CHECK_STR(text, want);
            }
        }
    }
    text[repi_format_known(text, INT64_MIN, 0, 0)] = '\0'; /* of large ones digits say nothing */
    CHECK_STR(text, "-9223372036854775808");
}

TEST(doubles_become_fixed_point_by_their_bits)
{
    int i;
    CHECK(repi_f64_to_fixed(1.0, 0) == 1);
    CHECK(repi_f64_to_fixed(-2.75, 0) == 2);
    CHECK(repi_f64_to_fixed(-2.75, 2) == 11);
    CHECK(repi_f64_to_fixed(0.999, 0) == 0);
    CHECK(repi_f64_to_fixed(0.0, 63) == 0);
    CHECK(repi_f64_to_fixed(1.0, 63) == (uint64_t)1 << 63);
    CHECK(repi_f64_to_fixed(1.0, 64) == UINT64_MAX);
    CHECK(repi_f64_to_fixed(18446744073709549568.0, 0) == 18446744073709549568u);
    CHECK(repi_f64_to_fixed(18446744073709551616.0, 0) == UINT64_MAX);
    CHECK(repi_f64_to_fixed(18446744073709551616.0, -1) == (uint64_t)1 << 63);
    CHECK(repi_f64_to_fixed(1e300, 0) == UINT64_MAX);
    CHECK(repi_f64_to_fixed(5e-324, 1074) == 1);
    CHECK(repi_f64_to_fixed(5e-324, 63) == 0);
    CHECK(repi_f64_to_fixed(repi_f64_from((uint64_t)0x7FF << 52), -1000) == UINT64_MAX);
    random_state = 18;
    for (i = 0; i < 5000; i++) {
        uint64_t m = some_u64() >> 11;
        int shift = (int)(draw() % 64);
        CHECK(repi_f64_to_fixed(ldexp((double)m, -40), shift) ==
              (shift <= 40 ? m >> (40 - shift) : repi_clz64(m) < shift - 40 ? UINT64_MAX : m << (shift - 40)));
    }
}

/*--- sums ---*/

static repi_memory memory;

static void add_all(repi_sums *sums, const int64_t *m, size_t count, int decimals)
{
    size_t i;
    for (i = 0; i < count; i++) CHECK(repi_sums_add(&memory, sums, m[i], decimals, 1));
}

TEST(known_means_and_deviations_are_exact)
{
    static const int64_t eight[8] = { 2, 4, 4, 4, 5, 5, 7, 9 };
    static const int64_t high[4] = { 100000000000004, 100000000000007, 100000000000013, 100000000000016 };
    static const int64_t one[1] = { -5 };
    repi_sums sums = REP_ZERO;
    CHECK(same_bits(repi_sums_mean(&sums), 0.0) && same_bits(repi_sums_std(&sums), 0.0));
    add_all(&sums, one, 1, 1);
    CHECK(same_bits(repi_sums_mean(&sums), -0.5) && same_bits(repi_sums_std(&sums), 0.0));
    repi_sums_free(&memory, &sums);
    add_all(&sums, eight, 8, 0);
    CHECK(same_bits(repi_sums_mean(&sums), 5.0) && same_bits(repi_sums_std(&sums), 2.138089935299395));
    CHECK_INT(sums.count, 8);
    repi_sums_free(&memory, &sums);
    add_all(&sums, high, 4, 0); /* textbook variance loses all digits here */
    CHECK(same_bits(repi_sums_mean(&sums), 100000000000010.0) && same_bits(repi_sums_std(&sums), 5.477225575051661));
    repi_sums_free(&memory, &sums);
    add_all(&sums, high, 4, 31);
    CHECK(same_bits(repi_sums_mean(&sums), 1.0000000000001e-17) && same_bits(repi_sums_std(&sums), 5.477225575051661e-31));
    repi_sums_free(&memory, &sums);
    CHECK_INT(memory.used, 0);
}

TEST(sums_of_doubles_do_not_overflow_or_cancel)
{
    static const struct { double v[4]; int count; double mean, std; } row[] = { /* from Python's fractions */
        { { 1e308, 1e308, 0, 0 }, 2, 1e308, 0.0 },
        { { 1.7976931348623157e308, -1.7976931348623157e308, 3.0, 0 }, 3, 1.0, 1.7976931348623157e308 },
        { { 1.7976931348623157e308, -1.7976931348623157e308, 0, 0 }, 2, 0.0, 1.7976931348623157e308 }, /* std above the range */
        { { 1e300, 1e-300, -1e300, 0 }, 3, 3.3333333333333334e-301, 1e300 },
        { { 1e16, 1.0, -1e16, 0 }, 3, 1.0 / 3.0, 1e16 },
        { { 5e-324, 1.0, -1.0, 1e308 }, 4, 2.5e307, 5e307 },
        { { 5e-324, 5e-324, 5e-324, 5e-324 }, 4, 5e-324, 0.0 },
        { { -0.0, -0.0, 0, 0 }, 2, 0.0, 0.0 },
        { { 0.1, 0.1, 0.1, 0 }, 3, 0.1, 0.0 } };
    size_t i;
    int j, k;
    for (i = 0; i < sizeof row / sizeof row[0]; i++) {
        for (k = 0; k < row[i].count; k++) { /* from each of them on, and round */
            repi_sums sums = REP_ZERO;
            for (j = 0; j < row[i].count; j++) CHECK(repi_sums_add_f64(&memory, &sums, row[i].v[(j + k) % row[i].count], 1));
            CHECK(same_bits(repi_sums_mean(&sums), row[i].mean));
            CHECK(same_bits(repi_sums_std(&sums), row[i].std));
            repi_sums_free(&memory, &sums);
        }
    }
    CHECK_INT(memory.used, 0);
}

/* The i-th of the mixed values below: every third a double of 2^-100 to 2^100, the others +-m / 10^(i % 32). */
static void add_mixed(repi_sums *sums, int i, uint64_t r)
{
    int64_t m = (int64_t)(r >> 1 & (((uint64_t)1 << 56) - 1));
    if (i % 3) CHECK(repi_sums_add(&memory, sums, r >> 63 ? -m : m, i % 32, 1));
    else CHECK(repi_sums_add_f64(&memory, sums, repi_f64_from((r & ((uint64_t)1 << 63 | (((uint64_t)1 << 52) - 1))) | (923 + (r >> 52) % 200) << 52), 1));
}

TEST(order_and_cutting_do_not_change_sums)
{
    enum { COUNT = 3000, PARTS = 7 };
    static uint64_t value[COUNT];
    repi_sums forward = REP_ZERO, backward = REP_ZERO, merged = REP_ZERO, part[PARTS];
    int i;
    random_state = 1;
    memset(part, 0, sizeof part);
    for (i = 0; i < COUNT; i++) value[i] = draw();
    for (i = 0; i < COUNT; i++) add_mixed(&forward, i, value[i]);
    for (i = COUNT - 1; i >= 0; i--) add_mixed(&backward, i, value[i]);
    for (i = 0; i < COUNT; i++) add_mixed(&part[value[i] % PARTS], i, value[i]);
    for (i = PARTS - 1; i >= 0; i--) CHECK(repi_sums_merge(&memory, &merged, &part[i]));
    CHECK_INT(repi_f64_bits(repi_sums_mean(&forward)), 0x45649D8FEFAB3006u); /* from Python's fractions */
    CHECK_INT(repi_f64_bits(repi_sums_std(&forward)), 0x45E37805F42CAEFFu);
    CHECK(same_bits(repi_sums_mean(&backward), repi_sums_mean(&forward)) && same_bits(repi_sums_std(&backward), repi_sums_std(&forward)));
    CHECK(same_bits(repi_sums_mean(&merged), repi_sums_mean(&forward)) && same_bits(repi_sums_std(&merged), repi_sums_std(&forward)));
    CHECK(merged.count == COUNT && backward.count == COUNT);
    for (i = 0; i < PARTS; i++) repi_sums_free(&memory, &part[i]);
    repi_sums_free(&memory, &forward);
    repi_sums_free(&memory, &backward);
    repi_sums_free(&memory, &merged);
    CHECK_INT(memory.used, 0);
}

TEST(sums_double_by_merging_beyond_64_and_128_bits)
{
    repi_sums a = REP_ZERO, b = REP_ZERO;
    int i;
    CHECK(repi_sums_add(&memory, &a, -((int64_t)1 << 57) + 1, 3, 1));
    CHECK(repi_sums_add_f64(&memory, &a, -1.7976931348623157e308, 1));
    for (i = 0; i < 30; i++) { /* 2^60 values */
        CHECK(repi_sums_merge(&memory, &b, &a));
        CHECK(repi_sums_merge(&memory, &b, &a));
        CHECK(repi_sums_merge(&memory, &a, &b));
        CHECK(repi_sums_merge(&memory, &a, &b));
        repi_sums_free(&memory, &b);
        if (a.count >> 59) break;
    }
    CHECK(a.count >> 59 != 0);
    CHECK(same_bits(repi_sums_mean(&a), -8.988465674311579e307));
    CHECK(same_bits(repi_sums_std(&a), 8.988465674311579e307));
    repi_sums_free(&memory, &a);
    CHECK(repi_sums_add_f64(&memory, &a, 1.1, 1) && repi_sums_add_f64(&memory, &a, -0.3, 1)); /* 2^20 times each: doubled, and at once */
    for (i = 0; i < 20; i++) {
        CHECK(repi_sums_merge(&memory, &b, &a) && repi_sums_merge(&memory, &a, &b));
        repi_sums_free(&memory, &b);
    }
    CHECK_INT(repi_sums_add_f64(&memory, &b, 1.1, 1 << 20), 1);
    CHECK_INT(repi_sums_add_f64(&memory, &b, -0.3, 1 << 20), 1);
    CHECK(same_bits(repi_sums_mean(&a), repi_sums_mean(&b)) && same_bits(repi_sums_std(&a), repi_sums_std(&b)));
    CHECK_NEAR(repi_sums_mean(&b), 0.4, 1e-15);
    CHECK_NEAR(repi_sums_std(&b), 0.7, 1e-6); /* of a sample: n - 1 */
    repi_sums_free(&memory, &a), repi_sums_free(&memory, &b);
    for (i = 0; i < 256; i++) CHECK(repi_sums_add(&memory, &a, -((int64_t)1 << 56), 0, 1)); /* -2^64: a low word of 0 */
    CHECK(same_bits(repi_sums_mean(&a), -72057594037927936.0) && same_bits(repi_sums_std(&a), 0.0));
    a.bucket[0].square[0] = UINT64_MAX, a.bucket[0].square[1] = 5, a.bucket[0].square[2] = 7;
    repi_sums_add_square(&a.bucket[0], 1, UINT64_MAX, 1); /* the carry turns the middle word into 0 and goes on */
    CHECK(a.bucket[0].square[0] == 0 && a.bucket[0].square[1] == 5 && a.bucket[0].square[2] == 9);
    repi_sums_free(&memory, &a);
    for (i = 0, CHECK(repi_sums_add(&memory, &a, -((int64_t)1 << 57) + 1, 0, 1)); i < 60; i++) { /* only decimals: 3^k values */
        CHECK(repi_sums_merge(&memory, &b, &a));
        CHECK(repi_sums_merge(&memory, &a, &b));
        CHECK(repi_sums_merge(&memory, &a, &b));
        repi_sums_free(&memory, &b);
        if (a.count >> 61) break;
    }
    CHECK(same_bits(repi_sums_mean(&a), -144115188075855872.0));
    CHECK(same_bits(repi_sums_std(&a), 0.0));
    repi_sums_free(&memory, &a);
    CHECK_INT(memory.used, 0);
}

static int sums_refuse; /* requests until one is refused */
static void *sums_resize(void *user, void *ptr, size_t old_size, size_t new_size)
{
    (void)user, (void)old_size;
    if (new_size == 0) {
        free(ptr);
        return NULL;
    }
    return sums_refuse-- > 0 ? realloc(ptr, new_size) : NULL;
}

TEST(a_refused_request_is_reported_and_changes_nothing)
{
    repi_memory strict = memory;
    int i, refusals = 0;
    strict.hook.resize = sums_resize;
    for (i = 0; i < 12; i++) {
        repi_sums a = REP_ZERO, b = REP_ZERO, c = REP_ZERO;
        int d, ok = 1;
        uint64_t count;
        for (sums_refuse = 1000, d = 0; d < 32; d += 3) CHECK(repi_sums_add(&strict, &b, d + 1, d, 1));
        CHECK(repi_sums_add_f64(&strict, &b, 0.5, 1));
        sums_refuse = i;
        for (d = 0; d < 10 && ok; d++) {
            count = a.count;
            ok = repi_sums_add(&strict, &a, 7, d, 1);
            CHECK_INT(a.count, count + (ok ? 1 : 0));
        }
        if (ok) ok = repi_sums_add_f64(&strict, &a, 1.0, 1);
        count = a.count;
        if (ok && !repi_sums_merge(&strict, &a, &b)) ok = 0, CHECK(a.count == count);
        refusals += !ok;
        if (ok) CHECK_INT(a.count, 23);
        sums_refuse = i;
        ok = repi_sums_merge(&strict, &c, &b);
        CHECK(ok == (i >= 3)); /* 8 buckets, 12 buckets, the doubles */
        CHECK_INT(c.count, ok ? b.count : 0);
        CHECK(!ok || same_bits(repi_sums_mean(&c), repi_sums_mean(&b)));
        sums_refuse = 1000;
        repi_sums_free(&strict, &c);
        repi_sums_free(&strict, &a);
        repi_sums_free(&strict, &b);
        CHECK_INT(strict.used, memory.used);
    }
    CHECK(refusals >= 3 && refusals < 12);
}

static int is_run_of(const int64_t *m, size_t count, int64_t min, int64_t max, int64_t step)
{
    repi_sums sums = REP_ZERO;
    int answer;
    add_all(&sums, m, count, 0);
    answer = repi_sums_is_run(&sums, min, max, step, count);
    repi_sums_free(&memory, &sums);
    return answer;
}

TEST(arithmetic_runs_are_recognised_and_near_misses_are_not)
{
    static int64_t v[2000];
    static const int64_t pair[2] = { -((int64_t)1 << 56), (int64_t)1 << 56 };
    static const int64_t few[9] = { 2, 1, 3, -1, -3, -2, -1, 2, 3 };
    repi_sums sums = REP_ZERO;
    size_t i, start;
    for (start = 0; start < 3; start++) {
        const int64_t first = start == 0 ? 1 : start == 1 ? -7000 : 100000000000000000, step = start == 0 ? 1 : 7, last = first + 1999 * step;
        for (i = 0; i < 2000; i++) v[i * 1237 % 2000] = first + (int64_t)i * step;
        CHECK(is_run_of(v, 2000, first, last, step));
        CHECK(!is_run_of(v, 2000, first, last, step + 1));
        CHECK(!is_run_of(v, 2000, first - step, last - step, step));
        CHECK(!is_run_of(v, 1999, first, last, step));
        CHECK(!is_run_of(v, 1999, first, last - step, step));
        v[5] += 1; /* the sum differs */
        CHECK(!is_run_of(v, 2000, first, last, step));
        v[6] -= 1; /* only the squares differ */
        CHECK(!is_run_of(v, 2000, first, last, step));
    }
    CHECK(is_run_of(pair, 2, pair[0], pair[1], (int64_t)1 << 57));
    CHECK(!is_run_of(pair, 2, pair[0], pair[1], ((int64_t)1 << 57) + 1));
    CHECK(is_run_of(pair, 1, pair[0], pair[0], 5));
    CHECK(is_run_of(pair, 1, pair[0], pair[0], 0));
    CHECK(!is_run_of(pair, 1, pair[0], pair[0], -5));
    CHECK(!is_run_of(pair, 0, 0, 0, 1));
    CHECK(is_run_of(few, 3, 1, 3, 1) && is_run_of(few + 3, 3, -3, -1, 1));
    CHECK(!is_run_of(few, 3, 0, 4, 1));      /* same sums, too wide */
    CHECK(!is_run_of(few, 3, -3, -1, 1));    /* same but for the sign */
    CHECK(!is_run_of(few + 3, 3, 1, 3, 1));
    CHECK(!is_run_of(few + 6, 3, 1, 3, 1));  /* same squares */
    for (i = 0; i < 3; i++) CHECK(repi_sums_add(&memory, &sums, 0, 0, 1));
    CHECK(repi_sums_is_run(&sums, 0, 0, 0, 3) && !repi_sums_is_run(&sums, 0, 0, 0, 4));
    CHECK(repi_sums_add_f64(&memory, &sums, 0.0, 1));
    CHECK(!repi_sums_is_run(&sums, 0, 0, 0, 4));
    repi_sums_free(&memory, &sums);
    for (i = 0; i < 10; i++) CHECK(repi_sums_add(&memory, &sums, (int64_t)i, 0, 1));
    CHECK(repi_sums_is_run(&sums, 0, 9, 1, 10));
    CHECK(!repi_sums_is_run(&sums, 9, 0, -1, 10));
    CHECK(!repi_sums_is_run(&sums, 0, 9, 1, 11));
    CHECK(!repi_sums_is_run(&sums, INT64_MIN, INT64_MAX, 1, 10));
    CHECK(repi_sums_add_f64(&memory, &sums, 10.0, 1));
    CHECK(!repi_sums_is_run(&sums, 0, 10, 1, 11));
    repi_sums_free(&memory, &sums);
    for (i = 0; i < 10; i++) CHECK(repi_sums_add(&memory, &sums, (int64_t)i, 1, 1));
    CHECK(!repi_sums_is_run(&sums, 0, 9, 1, 10));
    repi_sums_free(&memory, &sums);
    CHECK_INT(memory.used, 0);
}

/*--- the normal quantile ---*/

TEST(normal_quantiles_are_those_of_the_tables)
{
    static const struct { uint64_t u; double z; } row[] = { /* from Python, mpmath */
        { 0x8000000000000000u, 0.0 },                 /* 0.5 */
        { 0x9999999999999999u, 0.2533471031357998 },  /* 0.6 */
        { 0xC000000000000000u, 0.6744897501960817 },  /* 0.75 */
        { 0xCCCCCCCCCCCCCCCCu, 0.8416212335729142 },  /* 0.8 */
        { 0xE666666666666666u, 1.2815515655446 },     /* 0.9 */
        { 0xF333333333333333u, 1.644853626951473 },   /* 0.95 */
        { 0xF999999999999999u, 1.959963984540054 },   /* 0.975 */
        { 0xFD70A3D70A3D70A3u, 2.326347874040841 },   /* 0.99 */
        { 0xFEB851EB851EB851u, 2.575829303548901 },   /* 0.995 */
        { 0xFFBE76C8B4395810u, 3.090232306167814 },   /* 0.999 */
        { 0xFFF972474538EF34u, 3.719016485455681 },   /* 0.9999 */
        { 0xFFFFEF39085F4A12u, 4.7534243088229 },     /* 0.999999 */
        { 0xFFFFFFFBB47D05F6u, 5.997807015009532 },   /* 0.999999999 */
        { 0xFFFFFFFFFEE68667u, 7.034483822078715 },   /* 0.999999999999 */
        { 0x0666666666666666u, -1.959963984540054 },  /* 0.025 */
        { 0x4CCCCCCCCCCCCCCCu, -0.5244005127080408 }, /* 0.3 */
        { 0x004189374BC6A7EFu, -3.090232306167814 },  /* 1e-3 */
        { 0x000010C6F7A0B5EDu, -4.7534243088229 },    /* 1e-6 */
        { 0x000000006DF37F67u, -6.361340902393313 },  /* 1e-10 */
        { 0x000000000000480Eu, -7.941346967052886 },  /* 1e-15 */
        { 0x0000000000000012u, -8.756965283247898 },  /* 1e-18 */
        { 0, -9.155293772686073 } };
    size_t i;
    for (i = 0; i < sizeof row / sizeof row[0]; i++) {
        CHECK_NEAR((double)repi_normal(row[i].u) / 1099511627776.0, row[i].z, 2e-10);
        CHECK_NEAR((double)repi_normal(~row[i].u) / 1099511627776.0, -row[i].z, 2e-10);
    }
}

/* The judge where erfc is good: P(Z > z) from the library's own double. Everywhere, 1e-9 in z. */
TEST(normal_quantiles_invert_erfc)
{
    int i;
    random_state = 19;
    for (i = 0; i < 60000; i++) {
        uint64_t u = some_u64();
        double p = ((double)u + 0.5) / 18446744073709551616.0, z, density;
        if (u >> 63) continue;
        z = (double)repi_normal(u) / 1099511627776.0;
        density = exp(-z * z / 2) / 2.5066282746310002;
        CHECK_NEAR((erfc(-z / 1.4142135623730951) / 2 - p) / density, 0.0, 1e-9);
    }
}

TEST(normal_quantiles_never_fall_and_are_symmetric)
{
    uint64_t u, last = 0;
    int64_t before = repi_normal(0), z;
    int i, octave, j;
    random_state = 20;
    for (octave = 1; octave < 64; octave++) /* about each seam, in steps of 1 and of the argument's 2^-32 */
        for (j = -40; j <= 40; j++)
            for (i = 0; i < 2; i++) {
                uint64_t step = i && octave > 33 ? (uint64_t)1 << (octave - 33) : 1, at = ((uint64_t)1 << octave) + (uint64_t)j * step;
                if (j < 0 && ((uint64_t)1 << octave) < (uint64_t)-j * step) continue;
                CHECK(repi_normal(at) <= repi_normal(at + 1) && repi_normal(at) <= repi_normal(at + step));
                CHECK(repi_normal(~at) == -repi_normal(at));
            }
    for (i = 0; i < 300000; i++) {
        u = some_u64();
        z = repi_normal(u);
        CHECK(z <= repi_normal(u + (u < UINT64_MAX)));
        CHECK(z <= repi_normal(u | u >> 33 | 1));
        CHECK(z == -repi_normal(~u));
    }
    for (i = 0; i < 100000; i++, last = u, before = z) { /* one sweep from end to end */
        u = (uint64_t)i * (UINT64_MAX / 100000) + draw() % (UINT64_MAX / 100000);
        z = repi_normal(u);
        CHECK(u >= last && z >= before);
    }
}

int main(void)
{
    repi_memory_init(&memory, NULL, UINT64_MAX / 2);
    RUN(a_product_and_a_rest_divide_back_to_the_factor);
    RUN(ratios_and_roots_are_the_nearest_doubles);
    RUN(each_power_of_ten_has_its_128_highest_bits);
    RUN(only_plain_decimal_numbers_are_read);
    RUN(hard_decimals_are_read_to_the_nearest_double);
    RUN(any_length_of_text_is_read);
    RUN(halfway_decimals_of_up_to_767_digits_go_to_even_and_a_trifle_decides);
    RUN(random_decimals_are_read_as_strtod_reads_them);
    RUN(a_decimal_of_two_integers_is_the_nearest_double);
    RUN(doubles_are_laid_out_as_repr_does);
    RUN(what_is_written_is_shortest_nearest_and_reads_back);
    RUN(units_are_written_with_their_decimals);
    RUN(digits_of_many_numbers_are_those_of_each);
    RUN(doubles_become_fixed_point_by_their_bits);
    RUN(known_means_and_deviations_are_exact);
    RUN(sums_of_doubles_do_not_overflow_or_cancel);
    RUN(order_and_cutting_do_not_change_sums);
    RUN(sums_double_by_merging_beyond_64_and_128_bits);
    RUN(a_refused_request_is_reported_and_changes_nothing);
    RUN(arithmetic_runs_are_recognised_and_near_misses_are_not);
    RUN(normal_quantiles_are_those_of_the_tables);
    RUN(normal_quantiles_invert_erfc);
    RUN(normal_quantiles_never_fall_and_are_symmetric);
    return test_end();
}
