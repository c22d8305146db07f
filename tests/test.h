/* test.h - a page of checks for the tests                          C99 and C++11
 *
 *     TEST(an_empty_array_has_no_elements)
 *     {
 *         CHECK_INT(count_of("[]"), 1);
 *     }
 *
 *     int main(void)
 *     {
 *         RUN(an_empty_array_has_no_elements);
 *         return test_end();
 *     }
 *
 * The name of a test is a sentence about behaviour. A check that fails prints file and
 * line, the sentence, what it compared and both values, and the test goes on. A loop
 * over inputs calls INPUT(text) to have the input printed as well; text must stay valid
 * until the next INPUT or RUN. test_end prints the line "N passed, N failed", counted in
 * checks, and returns 1 if any failed. A test without RUN is an unused function, which
 * compilers report.
 */
#ifndef TEST_H
#define TEST_H

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static long        test_passed, test_failed;
static const char *test_name  = "";
static const char *test_input = NULL;

#define TEST(sentence) static void test_##sentence(void)
#define RUN(sentence)  (test_name = #sentence, test_input = NULL, test_##sentence())
#define INPUT(text)    (test_input = (text))

#define CHECK(cond)       test_is_true((cond) ? 1 : 0, #cond, __FILE__, __LINE__)
#define CHECK_INT(a, b)   test_int((long long)(a), (long long)(b), #a, #b, __FILE__, __LINE__)
#define CHECK_SIZE(a, b)  test_size((size_t)(a), (size_t)(b), #a, #b, __FILE__, __LINE__)
#define CHECK_STR(a, b)   test_str((a), (b), #a, #b, __FILE__, __LINE__)
#define CHECK_NEAR(a, b, tolerance) \
    test_near((double)(a), (double)(b), (double)(tolerance), #a, #b, __FILE__, __LINE__)

/* Counts one check. Returns ok; if it is 0, the caller prints what it compared. */
static inline int test_count(int ok, const char *file, int line)
{
    const char *c;

    if (ok) {
        test_passed++;
        return 1;
    }
    test_failed++;
    printf("%s:%d: failed: ", file, line);
    for (c = test_name; *c != '\0'; c++) putchar(*c == '_' ? ' ' : *c);
    printf("\n");
    if (test_input != NULL) printf("    input  %.400s\n", test_input);
#ifdef TEST_STOP /* tests/mutate.py needs no more than the first */
    exit(1);
#endif
    return 0;
}

static inline int test_is_true(int ok, const char *text, const char *file, int line)
{
    if (!test_count(ok, file, line)) printf("    not true: %s\n", text);
    return ok;
}

static inline int test_int(long long a, long long b, const char *a_text, const char *b_text,
                           const char *file, int line)
{
    if (test_count(a == b, file, line)) return 1;
    printf("    %lld  is  %s\n    %lld  is  %s\n", a, a_text, b, b_text);
    return 0;
}

static inline int test_size(size_t a, size_t b, const char *a_text, const char *b_text,
                            const char *file, int line)
{
    if (test_count(a == b, file, line)) return 1;
    printf("    %llu  is  %s\n    %llu  is  %s\n", (unsigned long long)a, a_text,
           (unsigned long long)b, b_text);
    return 0;
}

/* NULL equals NULL and nothing else. */
static inline int test_str(const char *a, const char *b, const char *a_text, const char *b_text,
                           const char *file, int line)
{
    const int same = a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;

    if (test_count(same, file, line)) return 1;
    printf("    \"%s\"  is  %s\n    \"%s\"  is  %s\n", a == NULL ? "(NULL)" : a, a_text,
           b == NULL ? "(NULL)" : b, b_text);
    return 0;
}

/* Equal infinities are near; a NaN is near nothing. */
static inline int test_near(double a, double b, double tolerance, const char *a_text,
                            const char *b_text, const char *file, int line)
{
    const double distance = a > b ? a - b : b - a;

    if (test_count((a >= b && a <= b) || distance <= tolerance, file, line)) return 1;
    printf("    %.17g  is  %s\n    %.17g  is  %s\n    they may differ by %g\n", a, a_text, b, b_text,
           tolerance);
    return 0;
}

static inline int test_end(void)
{
    printf("%ld passed, %ld failed\n", test_passed, test_failed);
    return test_failed != 0;
}

#endif /* TEST_H */
