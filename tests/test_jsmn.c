/* test_jsmn.c - what jsmn.h promises
 *
 * Build it four times, with and without JSMN_STRICT and JSMN_PARENT_LINKS:
 *
 *     cc -std=c99 -I. tests/test_jsmn.c -o build/test_jsmn
 *     cc -std=c99 -I. -DJSMN_STRICT -DJSMN_PARENT_LINKS tests/test_jsmn.c -o ...
 *
 * The original header must pass as well, but for the tests of cost and one more:
 *
 *     cc -std=c99 -I. -DJSMN_NO_TIME_TESTS
 *        -DJSMN_HEADER_PATH='"/usr/include/jsmn.h"' tests/test_jsmn.c -o ...
 *
 * Tokens are compared as one line of text, see `seen`, `spans` and `parents`.
 */
#include "work.h"

#define JSMN_STATIC
#ifndef JSMN_HEADER_PATH
#define JSMN_HEADER_PATH "jsmn.h"
#endif
#include JSMN_HEADER_PATH

#include <limits.h>
#include <stdlib.h>

#include "test.h"
#include "json_cases.h"

#ifdef JSMN_STRICT
#define IS_STRICT 1
#else
#define IS_STRICT 0
#endif
#ifdef JSMN_PARENT_LINKS
#define HAS_LINKS 1
#else
#define HAS_LINKS 0
#endif

/* What both strict modes do, and what each does. */
#define BY_STRICT(strict, lax)     (IS_STRICT ? (strict) : (lax))
#define BY_LINKS(linked, unlinked) (HAS_LINKS ? (linked) : (unlinked))

#define MAX_TOKENS 64

/*--- reading, and tokens as text ---*/

typedef struct reading {
    jsmn_parser parser;
    jsmntok_t   tokens[MAX_TOKENS];
    int         result;
} reading;

static void start(reading *r)
{
    memset(r->tokens, 0, sizeof r->tokens);
    r->result = 0;
    jsmn_init(&r->parser);
}

/* Reads the first len bytes of text, going on from where the last call stopped. */
static int go_on(reading *r, const char *text, size_t len, unsigned int room)
{
    r->result = jsmn_parse(&r->parser, text, len, r->tokens, room);
    return r->result;
}

static int read_text(reading *r, const char *text)
{
    start(r);
    return go_on(r, text, strlen(text), MAX_TOKENS);
}

static int result_of(const char *text)
{
    reading r;
    return read_text(&r, text);
}

static int count_of(const char *text)
{
    jsmn_parser parser;
    jsmn_init(&parser);
    return jsmn_parse(&parser, text, strlen(text), NULL, 0);
}

/* Gives each call one of eight buffers in turn, so that a few results live together. */
static char *next_line(void)
{
    static char lines[8][4096];
    static int  turn = 0;
    turn = (turn + 1) % 8;
    lines[turn][0] = '\0';
    return lines[turn];
}

/* The tokens of a reading, parted by spaces:  {2} object with two keys, [3] array of
 * three, 'abc' string, abc primitive, each followed by /n if n tokens hang below it
 * and it is no container. An open container lacks the second bracket; a blank token
 * is a question mark. */
static const char *tokens_as_text(const reading *r, const char *text)
{
    char        *line = next_line();
    unsigned int i;

    for (i = 0; i < r->parser.toknext; i++) {
        const jsmntok_t *t = &r->tokens[i];
        const int        open = t->end == -1;
        char            *out = line + strlen(line);

        if (i > 0) *out++ = ' ';
        if (t->start == -1) {
            sprintf(out, "?");
        } else if (t->type == JSMN_OBJECT) {
            sprintf(out, "{%d%s", t->size, open ? "" : "}");
        } else if (t->type == JSMN_ARRAY) {
            sprintf(out, "[%d%s", t->size, open ? "" : "]");
        } else if (t->type == JSMN_STRING) {
            sprintf(out, "'%.*s'", t->end - t->start, text + t->start);
        } else {
            sprintf(out, "%.*s", t->end - t->start, text + t->start);
        }
        if (t->size > 0 && t->type != JSMN_OBJECT && t->type != JSMN_ARRAY) {
            sprintf(line + strlen(line), "/%d", t->size);
        }
    }
    return line;
}

static const char *seen(const char *text)
{
    reading r;
    read_text(&r, text);
    return tokens_as_text(&r, text);
}

/* start-end of each token. */
static const char *spans(const char *text)
{
    char        *line = next_line();
    reading      r;
    unsigned int i;

    read_text(&r, text);
    for (i = 0; i < r.parser.toknext; i++) {
        sprintf(line + strlen(line), "%s%d-%d", i == 0 ? "" : " ", r.tokens[i].start,
                r.tokens[i].end);
    }
    return line;
}

#ifdef JSMN_PARENT_LINKS
/* The parent of each token, a point for none. */
static const char *parents(const char *text)
{
    char        *line = next_line();
    reading      r;
    unsigned int i;

    read_text(&r, text);
    for (i = 0; i < r.parser.toknext; i++) {
        if (i > 0) strcat(line, " ");
        if (r.tokens[i].parent == -1) strcat(line, ".");
        else sprintf(line + strlen(line), "%d", r.tokens[i].parent);
    }
    return line;
}
#endif

/*--- the interface itself ---*/

TEST(constants_have_the_values_callers_know)
{
    CHECK_INT(JSMN_UNDEFINED, 0);
    CHECK_INT(JSMN_OBJECT, 1);
    CHECK_INT(JSMN_ARRAY, 2);
    CHECK_INT(JSMN_STRING, 3);
    CHECK_INT(JSMN_PRIMITIVE, 4);
    CHECK_INT(JSMN_ERROR_NOMEM, -1);
    CHECK_INT(JSMN_ERROR_INVAL, -2);
    CHECK_INT(JSMN_ERROR_PART, -3);
}

TEST(a_token_is_four_or_five_integers_wide)
{
    CHECK_SIZE(sizeof(jsmntok_t), (HAS_LINKS ? 5 : 4) * sizeof(int));
    CHECK_SIZE(sizeof(jsmn_parser), 3 * sizeof(int));
}

TEST(init_sets_every_field)
{
    jsmn_parser parser;
    memset(&parser, 0x5A, sizeof parser);
    jsmn_init(&parser);
    CHECK_INT(parser.pos, 0);
    CHECK_INT(parser.toknext, 0);
    CHECK_INT(parser.toksuper, -1);
}

TEST(init_makes_a_used_parser_new)
{
    reading r;
    CHECK_INT(read_text(&r, "[1,"), JSMN_ERROR_PART);
    CHECK_INT(read_text(&r, "{\"a\":1}"), 3);
    CHECK_STR(tokens_as_text(&r, "{\"a\":1}"), "{1} 'a'/1 1");
}

TEST(the_parser_ends_at_the_end_of_the_text)
{
    reading r;
    read_text(&r, " [1] ");
    CHECK_INT(r.parser.pos, 5);
    CHECK_INT(r.parser.toknext, 2);
}

TEST(a_full_read_leaves_other_tokens_alone)
{
    reading r;
    start(&r);
    memset(r.tokens, 0x11, sizeof r.tokens);
    CHECK_INT(go_on(&r, "[1]", 3, MAX_TOKENS), 2);
    CHECK_INT(r.tokens[2].start, 0x11111111);
    CHECK_INT(r.tokens[2].end, 0x11111111);
    CHECK_INT(r.tokens[MAX_TOKENS - 1].size, 0x11111111);
}

/*--- containers ---*/

TEST(nothing_has_no_tokens)
{
    CHECK_INT(result_of(""), 0);
    CHECK_INT(result_of(" \t\r\n "), 0);
    CHECK_INT(count_of(""), 0);
}

TEST(an_empty_object_is_one_token)
{
    CHECK_INT(result_of("{}"), 1);
    CHECK_STR(seen("{}"), "{0}");
    CHECK_STR(spans("{}"), "0-2");
    CHECK_STR(spans(" { } "), "1-4");
}

TEST(an_empty_array_is_one_token)
{
    CHECK_INT(result_of("[]"), 1);
    CHECK_STR(seen("[]"), "[0]");
    CHECK_STR(spans("\n[\t]"), "1-4");
}

TEST(an_object_counts_its_keys)
{
    CHECK_STR(seen("{\"a\":1}"), "{1} 'a'/1 1");
    CHECK_STR(seen("{\"a\":1,\"b\":2}"), "{2} 'a'/1 1 'b'/1 2");
    CHECK_STR(seen("{\"a\":1,\"b\":\"c\",\"d\":true}"), "{3} 'a'/1 1 'b'/1 'c' 'd'/1 true");
    CHECK_STR(seen("{\"\":\"\"}"), "{1} ''/1 ''");
    CHECK_STR(spans("{\"a\": 10, \"bc\": \"d\"}"), "0-20 2-3 6-8 11-13 17-18");
}

TEST(an_array_counts_its_elements)
{
    CHECK_STR(seen("[1]"), "[1] 1");
    CHECK_STR(seen("[1,2,3]"), "[3] 1 2 3");
    CHECK_STR(seen("[null,\"a\",{},[]]"), "[4] null 'a' {0} [0]");
    CHECK_STR(spans("[10, \"a\" ,true]"), "0-15 1-3 6-7 10-14");
}

TEST(a_key_holds_a_container)
{
    CHECK_STR(seen("{\"a\":[1,2]}"), "{1} 'a'/1 [2] 1 2");
    CHECK_STR(seen("{\"a\":{\"b\":{}}}"), "{1} 'a'/1 {1} 'b'/1 {0}");
    CHECK_STR(seen("{\"a\":{},\"b\":[],\"c\":0}"), "{3} 'a'/1 {0} 'b'/1 [0] 'c'/1 0");
    CHECK_STR(seen("{\"a\":[{\"b\":1},{\"c\":2}],\"d\":3}"),
              "{2} 'a'/1 [2] {1} 'b'/1 1 {1} 'c'/1 2 'd'/1 3");
    CHECK_STR(spans("{\"a\":[1],\"b\":{}}"), "0-16 2-3 5-8 6-7 10-11 13-15");
}

TEST(arrays_stand_in_arrays)
{
    CHECK_STR(seen("[[],[],[]]"), "[3] [0] [0] [0]");
    CHECK_STR(seen("[[1,[2,[3]]],4]"), "[2] [2] 1 [2] 2 [1] 3 4");
    CHECK_STR(seen("[[[[]]]]"), "[1] [1] [1] [0]");
    CHECK_STR(spans("[[[]],[]]"), "0-9 1-5 2-4 6-8");
}

TEST(an_array_of_objects_counts_objects)
{
    CHECK_STR(seen("[{\"a\":1},{\"a\":2},{\"a\":3}]"),
              "[3] {1} 'a'/1 1 {1} 'a'/1 2 {1} 'a'/1 3");
}

TEST(white_space_may_stand_anywhere_between_tokens)
{
    CHECK_STR(seen(" \t{\r\n \"a\" \t: [ 1 , 2 ] \n, \"b\" : null } "),
              "{2} 'a'/1 [2] 1 2 'b'/1 null");
    CHECK_STR(seen("{\"a\"\n:\n0\n}"), "{1} 'a'/1 0");
}

TEST(several_values_may_follow_each_other)
{
    CHECK_STR(seen("{}[]"), "{0} [0]");
    CHECK_STR(seen("{\"a\":1}\n{\"b\":2}\n"), "{1} 'a'/1 1 {1} 'b'/1 2");
    CHECK_STR(seen("\"a\" \"b\""), "'a' 'b'");
    CHECK_STR(seen("[1][2]\"x\"[3]"), "[1] 1 [1] 2 'x' [1] 3");
}

TEST(tokens_only_need_not_be_grammar)
{
    CHECK_STR(seen("[1 2]"), "[2] 1 2");
    CHECK_STR(seen("[1,,2]"), "[2] 1 2");
    CHECK_STR(seen("[,]"), "[0]");
    CHECK_STR(seen("{\"a\"}"), "{1} 'a'");
    CHECK_STR(seen("{\"a\",\"b\"}"), "{2} 'a' 'b'");
    CHECK_STR(seen("[01]"), "[1] 01");
    CHECK_STR(seen("[\"a\":1]"), "[1] 'a'/1 1");
    CHECK_STR(seen("{:}"), "{0}");
}

/*--- strings ---*/

TEST(a_string_lies_between_its_quotes)
{
    CHECK_STR(seen("\"abc\""), "'abc'");
    CHECK_STR(spans("\"abc\""), "1-4");
    CHECK_STR(spans("\"\""), "1-1");
    CHECK_STR(seen("[\"{[,:]}\"]"), "[1] '{[,:]}'");
}

TEST(short_escapes_are_kept_as_they_are)
{
    CHECK_STR(seen("[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]"), "[1] '\\\"\\\\\\/\\b\\f\\n\\r\\t'");
    CHECK_STR(seen("[\"\\\\\",\"b\"]"), "[2] '\\\\' 'b'");
    CHECK_STR(seen("[\"\\\"\",\"\\\\\\\"\"]"), "[2] '\\\"' '\\\\\\\"'");
    CHECK_STR(seen("{\"\\n\":\"\\t\"}"), "{1} '\\n'/1 '\\t'");
}

TEST(other_escapes_are_errors)
{
    static const char bad[] = "aceghijklmopqsvwxyzABFNRTU0123456789'xX .,-+?$\n\t\x01\x7F\x80\xFF";
    size_t            i;

    for (i = 0; i + 1 < sizeof bad; i++) {
        char text[] = "[\"a\\?b\"]";
        text[4] = bad[i];
        INPUT(text);
        CHECK_INT(result_of(text), JSMN_ERROR_INVAL);
    }
}

TEST(unicode_escapes_take_four_hexadecimal_digits)
{
    CHECK_STR(seen("[\"\\u0041\"]"), "[1] '\\u0041'");
    CHECK_STR(seen("[\"\\uABCDEF\\uabcdef\"]"), "[1] '\\uABCDEF\\uabcdef'");
    CHECK_STR(seen("[\"\\u0129\\u9876\"]"), "[1] '\\u0129\\u9876'");
    CHECK_STR(seen("{\"\\u00e9\":\"\\ud83d\\ude00\"}"), "{1} '\\u00e9'/1 '\\ud83d\\ude00'");
    CHECK_STR(seen("[\"x\\u0000y\"]"), "[1] 'x\\u0000y'");
    CHECK_STR(seen("[\"\\uDFFF\"]"), "[1] '\\uDFFF'");
}

TEST(unicode_escapes_with_anything_else_are_errors)
{
    static const char bad[] = "/:@G`g \"\\{u-+.\n\x80\xFF";
    size_t            i, digit;

    for (i = 0; i + 1 < sizeof bad; i++) {
        for (digit = 0; digit < 4; digit++) {
            char text[] = "[\"\\u1a2B\"]";
            text[4 + digit] = bad[i];
            INPUT(text);
            CHECK_INT(result_of(text), JSMN_ERROR_INVAL);
        }
    }
    CHECK_INT(result_of("[\"\\u\"]"), JSMN_ERROR_INVAL);
    CHECK_INT(result_of("[\"\\u123\"]"), JSMN_ERROR_INVAL);
}

TEST(other_bytes_of_a_string_are_not_looked_at)
{
    CHECK_STR(seen("[\"\xC3\xA9\xF0\x9F\x98\x80\"]"), "[1] '\xC3\xA9\xF0\x9F\x98\x80'");
    CHECK_STR(seen("[\"a\nb\tc\x01\x7F\"]"), "[1] 'a\nb\tc\x01\x7F'");
    CHECK_STR(seen("[\"\xFF\x80\"]"), "[1] '\xFF\x80'");
}

TEST(a_string_without_end_is_partial)
{
    CHECK_INT(result_of("\""), JSMN_ERROR_PART);
    CHECK_INT(result_of("\"abc"), JSMN_ERROR_PART);
    CHECK_INT(result_of("[\"abc]"), JSMN_ERROR_PART);
    CHECK_INT(result_of("\"abc\\"), JSMN_ERROR_PART);
    CHECK_INT(result_of("\"abc\\\""), JSMN_ERROR_PART);
    CHECK_INT(result_of("\"\\u"), JSMN_ERROR_PART);
    CHECK_INT(result_of("\"\\u1"), JSMN_ERROR_PART);
    CHECK_INT(result_of("\"\\u1234"), JSMN_ERROR_PART);
    CHECK_INT(result_of("{\"a"), JSMN_ERROR_PART);
}

/*--- primitives ---*/

TEST(primitives_end_at_space_comma_or_bracket)
{
    CHECK_STR(seen("[true,false,null]"), "[3] true false null");
    CHECK_STR(seen("[ -12.5e+3 ,0\t,1\n,2\r]"), "[4] -12.5e+3 0 1 2");
    CHECK_STR(seen("{\"a\":-0}"), "{1} 'a'/1 -0");
    CHECK_STR(seen("[t,f,n,-]"), "[4] t f n -");
    CHECK_STR(spans("[true ,-1]"), "0-10 1-5 7-9");
}

TEST(primitives_are_printable_ascii)
{
    CHECK_INT(result_of("[1\x01]"), JSMN_ERROR_INVAL);
    CHECK_INT(result_of("[1\x1F]"), JSMN_ERROR_INVAL);
    CHECK_INT(result_of("[1\x7F]"), JSMN_ERROR_INVAL);
    CHECK_INT(result_of("[1\x80]"), JSMN_ERROR_INVAL);
    CHECK_INT(result_of("[1\xC3\xA9]"), JSMN_ERROR_INVAL);
    CHECK_INT(result_of("[1\f]"), JSMN_ERROR_INVAL);
    CHECK_INT(result_of("[\xFF]"), JSMN_ERROR_INVAL);
    CHECK_INT(result_of("[\x01]"), JSMN_ERROR_INVAL);
    CHECK_STR(seen("[1~!#\"{[]"), "[1] 1~!#\"{[");
}

TEST(a_primitive_at_the_end_is_partial_in_strict_mode_alone)
{
    CHECK_INT(result_of("1"), BY_STRICT(JSMN_ERROR_PART, 1));
    CHECK_INT(result_of("-"), BY_STRICT(JSMN_ERROR_PART, 1));
    CHECK_INT(result_of("true"), BY_STRICT(JSMN_ERROR_PART, 1));
    CHECK_STR(seen("true"), BY_STRICT("", "true"));
    CHECK_INT(result_of("true "), 1);
    CHECK_INT(result_of("12\n"), 1);
    CHECK_INT(result_of("[12"), JSMN_ERROR_PART);
    CHECK_STR(seen("[12"), BY_STRICT("[0", "[1 12"));
    CHECK_INT(count_of("12"), BY_STRICT(JSMN_ERROR_PART, 1));
}

TEST(strict_primitives_begin_like_a_value)
{
    int c;
    for (c = 0x21; c < 0x7F; c++) {
        char text[] = "[?]";
        int  want = 2;

        if (strchr("{}[]\":,", c) != NULL) continue;
        text[1] = (char)c;
        if (IS_STRICT && strchr("-0123456789tfn", c) == NULL) want = JSMN_ERROR_INVAL;
        INPUT(text);
        CHECK_INT(result_of(text), want);
    }
}

TEST(a_colon_ends_a_primitive_in_lax_mode_alone)
{
    CHECK_STR(seen("1:2 "), BY_STRICT("1:2", "1/1 2"));
    CHECK_STR(seen("[n:0]"), BY_STRICT("[1] n:0", "[1] n/1 0"));
}

TEST(lax_keys_need_no_quotes)
{
    CHECK_INT(result_of("{a:1}"), BY_STRICT(JSMN_ERROR_INVAL, 3));
    CHECK_INT(result_of("{1:1}"), BY_STRICT(JSMN_ERROR_INVAL, 3));
    CHECK_INT(result_of("{'a':1}"), BY_STRICT(JSMN_ERROR_INVAL, 3));
    CHECK_STR(seen("{a:1,b:{c:2}}"), BY_STRICT("{0", "{2} a/1 1 b/1 {1} c/1 2"));
    CHECK_STR(seen("a=1,b=2"), BY_STRICT("", "a=1 b=2"));
    CHECK_STR(seen("a: 0\nb: c"), BY_STRICT("", "a/2 0 b/1 c"));
}

TEST(strict_keys_are_strings)
{
    CHECK_INT(result_of("{1}"), BY_STRICT(JSMN_ERROR_INVAL, 2));
    CHECK_INT(result_of("{true:1}"), BY_STRICT(JSMN_ERROR_INVAL, 3));
    CHECK_INT(result_of("{{}}"), BY_STRICT(JSMN_ERROR_INVAL, 2));
    CHECK_INT(result_of("{[]:1}"), BY_STRICT(JSMN_ERROR_INVAL, 3));
    CHECK_INT(result_of("{\"a\":1,2}"), BY_STRICT(JSMN_ERROR_INVAL, 4));
    CHECK_INT(result_of("{\"a\":1,[]}"), BY_STRICT(JSMN_ERROR_INVAL, 4));
    CHECK_INT(result_of("{\"a\":1,{}}"), BY_STRICT(JSMN_ERROR_INVAL, 4));
    CHECK_INT(result_of("{} 1 "), 2);
    CHECK_INT(result_of("{}:1 "), BY_STRICT(JSMN_ERROR_INVAL, 2));
}

TEST(strict_keys_take_one_primitive)
{
    CHECK_INT(result_of("{\"a\":1 2}"), BY_STRICT(JSMN_ERROR_INVAL, 4));
    CHECK_INT(result_of("{\"a\":\"b\" 2}"), BY_STRICT(JSMN_ERROR_INVAL, 4));
    CHECK_STR(seen("{\"a\":1 \"b\"}"), "{1} 'a'/2 1 'b'");
    CHECK_STR(seen("{\"a\":1 []}"), "{1} 'a'/2 1 [0]");
}

TEST(a_refused_container_leaves_a_blank_token)
{
    reading r;
    start(&r);
    memset(&r.tokens[1], 0x11, sizeof r.tokens[1]);
    CHECK_INT(go_on(&r, "{[", 2, MAX_TOKENS), BY_STRICT(JSMN_ERROR_INVAL, JSMN_ERROR_PART));
    CHECK_STR(tokens_as_text(&r, "{["), BY_STRICT("{0 ?", "{1 [0"));
    CHECK_INT(r.tokens[1].start, BY_STRICT(-1, 1));
    CHECK_INT(r.tokens[1].end, -1);
    CHECK_INT(r.tokens[1].size, 0);
#ifdef JSMN_PARENT_LINKS
    CHECK_INT(r.tokens[1].parent, BY_STRICT(-1, 0));
#endif
    CHECK_INT(r.parser.pos, BY_STRICT(1, 2));
    CHECK_INT(r.parser.toknext, 2);
    CHECK_INT(r.parser.toksuper, BY_STRICT(0, 1));
}

/*--- colons and commas where they are rare ---*/

TEST(a_colon_hangs_what_follows_below_the_newest_token)
{
    CHECK_STR(seen("\"a\":1 "), "'a'/1 1");
    CHECK_STR(seen("\"a\":\"b\":\"c\""), "'a'/1 'b'/1 'c'");
    CHECK_STR(seen("[1]:\"x\""), "[1] 1/1 'x'");
    CHECK_STR(seen("{}:\"x\""), "{1} 'x'");
    CHECK_STR(seen("[]:1,2 "), "[2] 1 2");
    CHECK_STR(seen(":\"x\""), "'x'");
    CHECK_STR(seen("[:1]"), "[1] 1");
}

/* After a closing bracket the modes go back to different tokens; a comma evens it out. */
TEST(without_a_comma_links_stay_at_the_key)
{
    CHECK_STR(seen("{\"a\":{} \"b\":1}"),
              BY_LINKS("{1} 'a'/2 {0} 'b'/1 1", "{2} 'a'/1 {0} 'b'/1 1"));
    CHECK_STR(seen("{\"a\":{},\"b\":1}"), "{2} 'a'/1 {0} 'b'/1 1");
}

TEST(a_comma_goes_up_one_token_with_links_and_to_the_container_without)
{
    CHECK_STR(seen("{\"a\":\"b\":\"c\",\"d\"}"),
              BY_LINKS("{1} 'a'/2 'b'/1 'c' 'd'", "{2} 'a'/1 'b'/1 'c' 'd'"));
    CHECK_STR(seen("\"a\":\"b\",\"c\""), BY_LINKS("'a'/1 'b' 'c'", "'a'/2 'b' 'c'"));
}

#ifdef JSMN_PARENT_LINKS
TEST(parents_are_the_tokens_above)
{
    CHECK_STR(parents("{}"), ".");
    CHECK_STR(parents("\"a\""), ".");
    CHECK_STR(parents("1 "), ".");
    CHECK_STR(parents("[1,2]"), ". 0 0");
    CHECK_STR(parents("{\"a\":1,\"b\":2}"), ". 0 1 0 3");
    CHECK_STR(parents("{\"a\":[1,{\"b\":2}],\"c\":3}"), ". 0 1 2 2 4 5 0 7");
    CHECK_STR(parents("[[[]],[]]"), ". 0 1 0");
    CHECK_STR(parents("[1][2]"), ". 0 . 2");
    CHECK_STR(parents("\"a\":\"b\":1 "), ". 0 1");
    CHECK_STR(parents("{\"a\":{} \"b\":1}"), ". 0 1 1 3");
    CHECK_STR(parents("[[1"), BY_STRICT(". 0", ". 0 1"));
}
#endif

/*--- brackets ---*/

TEST(an_open_container_is_partial)
{
    static const char *const texts[] = {
        "{", "[", "[[]", "[{}", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "[1,", "[[[", "[]["
    };
    size_t i;
    for (i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        INPUT(texts[i]);
        CHECK_INT(result_of(texts[i]), JSMN_ERROR_PART);
    }
    CHECK_STR(seen("[[]"), "[1 [0]");
    CHECK_STR(seen("[1,{\"a\":[2,"), "[2 1 {1 'a'/1 [1 2");
    CHECK_STR(spans("[1,{\"a\":[2,"), "0--1 1-2 3--1 5-6 8--1 9-10");
}

TEST(a_bracket_that_closes_nothing_is_an_error)
{
    static const char *const texts[] = {
        "]", "}", "[]]", "{}}", "1 ]", "\"a\"}", "[1]]", "{\"a\":1}}", ":]", ",]"
    };
    size_t i;
    for (i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        INPUT(texts[i]);
        CHECK_INT(result_of(texts[i]), JSMN_ERROR_INVAL);
    }
}

TEST(brackets_must_match)
{
    static const char *const texts[] = {
        "[}", "{]", "[[}]", "{\"a\":[}}", "[1}", "{\"a\":1]", "[{]}", "{\"a\":{]}", "[{}}"
    };
    size_t i;
    for (i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        INPUT(texts[i]);
        CHECK_INT(result_of(texts[i]), JSMN_ERROR_INVAL);
    }
}

TEST(an_error_leaves_open_tokens_visibly_open)
{
    reading r;
    CHECK_INT(read_text(&r, "[[{\"a\":[1]]"), JSMN_ERROR_INVAL);
    CHECK_STR(tokens_as_text(&r, "[[{\"a\":[1]]"), "[1 [1 {1 'a'/1 [1] 1");
    CHECK_STR(spans("[[{\"a\":[1]]"), "0--1 1--1 2--1 4-5 7-10 8-9");
    CHECK_INT(r.parser.pos, 10);
    CHECK_INT(r.parser.toknext, 6);
}

TEST(a_bracket_after_a_late_colon_passes_with_links_alone)
{
    CHECK_INT(result_of("[]:\"x\"]"), BY_LINKS(2, JSMN_ERROR_INVAL));
    CHECK_INT(result_of("{}:\"x\"}"), BY_LINKS(2, JSMN_ERROR_INVAL));
    CHECK_INT(result_of("{}:\"x\"}}"), BY_LINKS(2, JSMN_ERROR_INVAL));
    CHECK_INT(result_of("{}:\"x\"]"), JSMN_ERROR_INVAL);
    CHECK_INT(result_of("\"a\":\"x\"]"), JSMN_ERROR_INVAL);
    CHECK_INT(result_of("[][]:\"a\":\"x\"]"), BY_LINKS(4, JSMN_ERROR_INVAL));
    CHECK_INT(result_of("[]{}:\"a\":\"x\"]"), JSMN_ERROR_INVAL);
    CHECK_INT(result_of("[]:{}]:\"x\",]:[]]"), BY_LINKS(4, JSMN_ERROR_INVAL));
    CHECK_INT(result_of("[]:{}]:\"x\"}"), JSMN_ERROR_INVAL);
}

TEST(an_error_points_at_its_byte)
{
    static const struct { const char *text; unsigned int pos; } rows[] = {
        { "]", 0 }, { "[1]]", 3 }, { "[1, \"a\\x\"]", 4 }, { "[1, \"a", 4 }, { "[12\x01", 1 },
        { "{\"a\":\"\\u12", 5 }
    };
    size_t i;
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        reading r;
        INPUT(rows[i].text);
        CHECK(read_text(&r, rows[i].text) < 0);
        CHECK_INT(r.parser.pos, rows[i].pos);
    }
}

/*--- the end of the text ---*/

TEST(a_zero_byte_ends_the_text)
{
    reading r;
    start(&r);
    CHECK_INT(go_on(&r, "[1]\0[2]", 7, MAX_TOKENS), 2);
    CHECK_INT(r.parser.pos, 3);
    start(&r);
    CHECK_INT(go_on(&r, "[\"a\0b\"]", 7, MAX_TOKENS), JSMN_ERROR_PART);
    CHECK_INT(r.parser.pos, 1);
    start(&r);
    CHECK_INT(go_on(&r, "[\"\\u00\0\"]", 9, MAX_TOKENS), JSMN_ERROR_PART);
    start(&r);
    CHECK_INT(go_on(&r, "[\"\\\0\"]", 6, MAX_TOKENS), JSMN_ERROR_INVAL);
    start(&r);
    CHECK_INT(go_on(&r, "1\0", 2, MAX_TOKENS), BY_STRICT(JSMN_ERROR_PART, 1));
}

TEST(the_length_ends_the_text)
{
    reading r;
    start(&r);
    CHECK_INT(go_on(&r, "[1]]]]", 3, MAX_TOKENS), 2);
    start(&r);
    CHECK_INT(go_on(&r, "[1]", 2, MAX_TOKENS), JSMN_ERROR_PART);
    start(&r);
    CHECK_INT(go_on(&r, "\"\\n\"", 2, MAX_TOKENS), JSMN_ERROR_PART);
    start(&r);
    CHECK_INT(go_on(&r, "\"\\n\"", 3, MAX_TOKENS), JSMN_ERROR_PART);
    start(&r);
    CHECK_INT(go_on(&r, "\"\\n\"", 4, MAX_TOKENS), 1);
}

TEST(the_largest_length_leaves_the_end_to_the_zero_byte)
{
    reading r;
    start(&r);
    CHECK_INT(go_on(&r, "[1,2]", (size_t)-1, MAX_TOKENS), 3);
    start(&r);
    CHECK_INT(go_on(&r, "[1,", (size_t)-1, MAX_TOKENS), JSMN_ERROR_PART);
    CHECK_INT(go_on(&r, "[1,2]", (size_t)-1, MAX_TOKENS), 3);
}

TEST(nothing_is_read_when_there_is_nothing)
{
    jsmn_parser parser;
    jsmntok_t   token;
    jsmn_init(&parser);
    CHECK_INT(jsmn_parse(&parser, NULL, 0, &token, 1), 0);
    CHECK_INT(jsmn_parse(&parser, NULL, 0, NULL, 0), 0);
}

/*--- counting ---*/

TEST(counting_equals_reading)
{
    static const char *const texts[] = {
        "{}", "[]", "\"a\"", "[[],[[]]]", "{\"a\":1,\"b\":[1,2,{\"c\":\"\\u0041\"}]}",
        "[1,2,3]", "{} [] \"x\" 1 ", "  ", "[[[[{\"a\":{\"b\":[]}}]]]]"
    };
    size_t i;
    for (i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        INPUT(texts[i]);
        CHECK_INT(count_of(texts[i]), result_of(texts[i]));
    }
}

TEST(counting_does_not_match_brackets)
{
    CHECK_INT(count_of("[[["), 3);
    CHECK_INT(count_of("]]]"), 0);
    CHECK_INT(count_of("[}"), 1);
    CHECK_INT(count_of("{1:2 }"), BY_STRICT(1 + 1, 3));
    CHECK_INT(count_of("{[]}"), 2);
}

TEST(counting_meets_the_same_bad_bytes)
{
    CHECK_INT(count_of("\"abc"), JSMN_ERROR_PART);
    CHECK_INT(count_of("[\"\\x\"]"), JSMN_ERROR_INVAL);
    CHECK_INT(count_of("[\"\\uzzzz\"]"), JSMN_ERROR_INVAL);
    CHECK_INT(count_of("[1\x80]"), JSMN_ERROR_INVAL);
    CHECK_INT(count_of("[x]"), BY_STRICT(JSMN_ERROR_INVAL, 2));
}

TEST(counting_stores_nothing)
{
    jsmn_parser parser;
    jsmn_init(&parser);
    CHECK_INT(jsmn_parse(&parser, "{\"a\":[1,2]}", 11, NULL, 0), 5);
    CHECK_INT(parser.toknext, 0);
    CHECK_INT(parser.toksuper, -1);
    CHECK_INT(parser.pos, 11);
}

TEST(counting_on_from_a_read_adds_up)
{
    reading     r;
    const char *text = "[1,2,[3,4]]";
    start(&r);
    CHECK_INT(go_on(&r, text, strlen(text), 3), JSMN_ERROR_NOMEM);
    CHECK_INT(jsmn_parse(&r.parser, text, strlen(text), NULL, 0), 6);
}

/*--- not enough room ---*/

TEST(every_room_too_small_is_reported)
{
    static const char *const texts[] = {
        "{}", "[1,2,3]", "{\"a\":[{\"b\":1},2],\"c\":{}}", "[[[[]]]]", "\"a\"", "1 "
    };
    size_t i;
    for (i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        const int    need = count_of(texts[i]);
        unsigned int room;
        for (room = 0; room <= (unsigned int)need; room++) {
            reading r;
            INPUT(texts[i]);
            start(&r);
            go_on(&r, texts[i], strlen(texts[i]), room);
            CHECK_INT(r.result, room < (unsigned int)need ? JSMN_ERROR_NOMEM : need);
            CHECK_INT(r.parser.toknext, room);
            CHECK_INT(r.tokens[room].start, 0);
        }
    }
}

TEST(no_room_for_a_token_keeps_its_place)
{
    reading r;
    start(&r);
    CHECK_INT(go_on(&r, "[1, \"ab\"]", 9, 2), JSMN_ERROR_NOMEM);
    CHECK_INT(r.parser.pos, 4);
    start(&r);
    CHECK_INT(go_on(&r, "[\"a\", 12]", 9, 2), JSMN_ERROR_NOMEM);
    CHECK_INT(r.parser.pos, 6);
    start(&r);
    CHECK_INT(go_on(&r, "[\"a\", {}]", 9, 2), JSMN_ERROR_NOMEM);
    CHECK_INT(r.parser.pos, 6);
    CHECK_STR(tokens_as_text(&r, "[\"a\", {}]"), "[1 'a'");
}

TEST(a_bad_scalar_is_found_before_the_lack_of_room)
{
    reading r;
    start(&r);
    CHECK_INT(go_on(&r, "\"\\x\"", 4, 0), JSMN_ERROR_INVAL);
    CHECK_INT(go_on(&r, "\"\\", 2, 0), JSMN_ERROR_PART);
    CHECK_INT(go_on(&r, "1\x80", 2, 0), JSMN_ERROR_INVAL);
    CHECK_INT(go_on(&r, "{", 1, 0), JSMN_ERROR_NOMEM);
}

TEST(no_room_beats_a_container_as_key)
{
    reading r;
    start(&r);
    CHECK_INT(go_on(&r, "{{}}", 4, 1), JSMN_ERROR_NOMEM);
    CHECK_INT(go_on(&r, "{{}}", 4, 2), BY_STRICT(JSMN_ERROR_INVAL, 2));
}

/*--- going on ---*/

static const char *const whole_texts[] = {
    "{}", "[1,2,3]", "{\"a\":[{\"b\":1},2],\"c\":{}}", "[[[[]],[]],{}]",
    "{\"key\":\"v\\u0041\\n\",\"k\":[true,false,{\"x\":null}],\"y\":{\"z\":[[]]}}",
    "[{\"a\":1},{\"a\":2},{\"a\":[]}]", " [ \"a\" , { } , [ ] ] ", "[][{}]{\"a\":[]}\"x\"1 "
};
enum { WHOLE_TEXTS = sizeof whole_texts / sizeof whole_texts[0] };

static int same_tokens(const reading *a, const reading *b)
{
    return a->parser.toknext == b->parser.toknext && a->parser.pos == b->parser.pos &&
           a->parser.toksuper == b->parser.toksuper &&
           memcmp(a->tokens, b->tokens, a->parser.toknext * sizeof(jsmntok_t)) == 0;
}

TEST(growing_the_room_gives_the_same_tokens)
{
    size_t i;
    for (i = 0; i < WHOLE_TEXTS; i++) {
        const char  *text = whole_texts[i];
        unsigned int step;
        reading      once;

        INPUT(text);
        CHECK(read_text(&once, text) > 0);
        for (step = 1; step <= 4; step++) {
            unsigned int room = 0;
            reading      r;

            start(&r);
            while (go_on(&r, text, strlen(text), room) == JSMN_ERROR_NOMEM && room < MAX_TOKENS) {
                CHECK_INT(r.parser.toknext, room);
                room += step;
            }
            CHECK_INT(r.result, once.result);
            CHECK(same_tokens(&r, &once));
        }
    }
}

/* Lax mode cannot know that a primitive goes on, so a cut inside one parts it in two:
 * these cuts are left out there. */
static int cuts_a_primitive(const char *text, size_t cut)
{
    static const char plain[] = "truefalsn0123456789";
    size_t            i;
    int               in_string = 0;

    for (i = 0; i < cut; i++) {
        if (text[i] == '\\') i++;
        else if (text[i] == '"') in_string = !in_string;
    }
    return !in_string && cut > 0 && text[cut] != '\0' && strchr(plain, text[cut]) != NULL &&
           strchr(plain, text[cut - 1]) != NULL;
}

TEST(a_text_cut_anywhere_goes_on_to_the_same_tokens)
{
    size_t i, first, second;
    for (i = 0; i < WHOLE_TEXTS; i++) {
        const char  *text = whole_texts[i];
        const size_t len = strlen(text);
        reading      once;

        INPUT(text);
        read_text(&once, text);
        for (first = 0; first <= len; first++) {
            for (second = first; second <= len; second++) {
                reading r;

                if (!IS_STRICT && (cuts_a_primitive(text, first) || cuts_a_primitive(text, second)))
                    continue;
                start(&r);
                go_on(&r, text, first, MAX_TOKENS);
                go_on(&r, text, second, MAX_TOKENS);
                CHECK_INT(go_on(&r, text, len, MAX_TOKENS), once.result);
                CHECK(same_tokens(&r, &once));
            }
        }
    }
}

TEST(a_text_fed_byte_by_byte_gives_the_same_tokens)
{
    size_t i, len;
    for (i = 0; i < WHOLE_TEXTS; i++) {
        const char *text = whole_texts[i];
        reading     once, r;

        INPUT(text);
        read_text(&once, text);
        start(&r);
        for (len = 0; len <= strlen(text); len++) {
            if (!IS_STRICT && cuts_a_primitive(text, len)) continue;
            go_on(&r, text, len, MAX_TOKENS);
            CHECK(r.result != JSMN_ERROR_INVAL);
        }
        CHECK_INT(r.result, once.result);
        CHECK(same_tokens(&r, &once));
    }
}

TEST(a_partial_text_shows_the_tokens_so_far)
{
    reading     r;
    const char *text = "{\"a\":[1,{\"b\":2}],\"c\":3}";

    start(&r);
    CHECK_INT(go_on(&r, text, 8, MAX_TOKENS), JSMN_ERROR_PART);
    CHECK_STR(tokens_as_text(&r, text), "{1 'a'/1 [1 1");
    CHECK_INT(r.parser.toksuper, 2);
    CHECK_INT(go_on(&r, text, 15, MAX_TOKENS), JSMN_ERROR_PART);
    CHECK_STR(tokens_as_text(&r, text), "{1 'a'/1 [2 1 {1} 'b'/1 2");
    CHECK_INT(r.parser.toksuper, 2);
    CHECK_INT(go_on(&r, text, 16, MAX_TOKENS), JSMN_ERROR_PART);
    CHECK_STR(tokens_as_text(&r, text), "{1 'a'/1 [2] 1 {1} 'b'/1 2");
    CHECK_INT(r.parser.toksuper, BY_LINKS(1, 0));
    CHECK_INT(go_on(&r, text, strlen(text), MAX_TOKENS), 9);
    CHECK_STR(tokens_as_text(&r, text), "{2} 'a'/1 [2] 1 {1} 'b'/1 2 'c'/1 3");
    CHECK_INT(r.parser.toksuper, -1);
}

TEST(brackets_of_an_earlier_call_are_still_matched)
{
    reading r;
    start(&r);
    CHECK_INT(go_on(&r, "[{\"a\":[", 7, MAX_TOKENS), JSMN_ERROR_PART);
    CHECK_INT(go_on(&r, "[{\"a\":[}", 8, MAX_TOKENS), JSMN_ERROR_INVAL);
    CHECK_INT(go_on(&r, "[{\"a\":[]", 8, MAX_TOKENS), JSMN_ERROR_PART);
    CHECK_INT(go_on(&r, "[{\"a\":[]]", 9, MAX_TOKENS), JSMN_ERROR_INVAL);
    CHECK_INT(go_on(&r, "[{\"a\":[]}", 9, MAX_TOKENS), JSMN_ERROR_PART);
    CHECK_INT(go_on(&r, "[{\"a\":[]}[]", 11, MAX_TOKENS), JSMN_ERROR_PART);
    CHECK_INT(go_on(&r, "[{\"a\":[]}[]]", 12, MAX_TOKENS), 5);
    CHECK_STR(tokens_as_text(&r, "[{\"a\":[]}[]]"), "[2] {1} 'a'/1 [0] [0]");
}

TEST(an_error_comes_back)
{
    reading r;
    start(&r);
    CHECK_INT(go_on(&r, "[1]]", 4, MAX_TOKENS), JSMN_ERROR_INVAL);
    CHECK_INT(go_on(&r, "[1]]", 4, MAX_TOKENS), JSMN_ERROR_INVAL);
    CHECK_STR(tokens_as_text(&r, "[1]]"), "[1] 1");
}

TEST(texts_may_follow_in_later_calls)
{
    reading r;
    start(&r);
    CHECK_INT(go_on(&r, "{\"a\":1}\n", 8, MAX_TOKENS), 3);
    CHECK_INT(go_on(&r, "{\"a\":1}\n[2]\n", 12, MAX_TOKENS), 5);
    CHECK_STR(tokens_as_text(&r, "{\"a\":1}\n[2]\n"), "{1} 'a'/1 1 [1] 2");
}

/*--- the list of JSON texts ---*/

/* Builds the text of a row; *len without the zero byte that follows it. */
static char *text_of(const json_case *row, size_t *len)
{
    const size_t times = row->repeat > 0 ? row->repeat : 1;
    const size_t tail = strlen(row->tail);
    char        *text = (char *)malloc((row->length + tail) * times + 1);
    char        *out = text;
    size_t       i;

    if (text == NULL) exit(2);
    for (i = 0; i < times; i++, out += row->length) memcpy(out, row->bytes, row->length);
    for (i = 0; i < times; i++, out += tail) memcpy(out, row->tail, tail);
    *out = '\0';
    *len = (size_t)(out - text);
    return text;
}

/* Every text that is JSON gives tokens in every mode, as many as counting says, and
 * each token lies within the text. Texts that are not JSON may give anything, safely.
 * Only a scalar at the end of the text needs a space after it in strict mode. */
TEST(json_is_accepted_and_nothing_leaves_the_text)
{
    int i;
    for (i = 0; i < JSON_CASE_COUNT; i++) {
        const json_case *row = &json_cases[i];
        const int        is_json = row->verdict != 'n';
        size_t           len;
        char            *text = text_of(row, &len);
        jsmn_parser      parser;
        jsmntok_t       *tokens;
        int              count, result;
        unsigned int     t, bad = 0;

        INPUT(row->name);
        if (is_json) text[len++] = ' ';
#ifdef JSMN_NO_TIME_TESTS
        if (len > 20000) {
            free(text);
            continue;
        }
#endif
        jsmn_init(&parser);
        count = jsmn_parse(&parser, text, len, NULL, 0);
        if (is_json) CHECK(count > 0);
        tokens = (jsmntok_t *)calloc(len + 1, sizeof *tokens);
        if (tokens == NULL) exit(2);
        jsmn_init(&parser);
        result = jsmn_parse(&parser, text, len, tokens, (unsigned int)len + 1);
        if (is_json) CHECK_INT(result, count);
        CHECK(parser.toknext <= len);
        for (t = 0; t < parser.toknext; t++) {
            const int begins = tokens[t].start >= 0 && (size_t)tokens[t].start < len + 1;
            const int ends = tokens[t].end >= tokens[t].start && (size_t)tokens[t].end <= len;
            const int open = tokens[t].end == -1 && tokens[t].type != JSMN_STRING;
            if (result >= 0 ? !(begins && ends) : !(ends || open)) bad++;
        }
        CHECK_INT(bad, 0);
        free(tokens);
        free(text);
    }
}

/*--- cost, and what else the original does not promise ---*/

#ifndef JSMN_NO_TIME_TESTS

/* Not about time, but the original leaves whatever was in memory. */
TEST(a_refused_container_has_no_type)
{
    reading r;
    start(&r);
    r.tokens[1].type = JSMN_STRING;
    go_on(&r, "{[", 2, MAX_TOKENS);
    CHECK_INT(r.tokens[1].type, BY_STRICT(JSMN_UNDEFINED, JSMN_ARRAY));
}

/* A text of n parts: head, n times part, n times tail (may be empty), end. */
static char *long_text(const char *head, const char *part, size_t n, const char *tail,
                       const char *end, size_t *len)
{
    const size_t h = strlen(head), p = strlen(part), t = strlen(tail), e = strlen(end);
    char        *text = (char *)malloc(h + (p + t) * n + e + 1);
    char        *out = text;
    size_t       i;

    if (text == NULL) exit(2);
    memcpy(out, head, h);
    out += h;
    for (i = 0; i < n; i++, out += p) memcpy(out, part, p);
    for (i = 0; i < n; i++, out += t) memcpy(out, tail, t);
    memcpy(out, end, e + 1);
    *len = h + (p + t) * n + e;
    return text;
}

/* The work of one read in calls of `piece` bytes more each. */
static uint64_t work_to_read(const char *text, size_t len, size_t piece, jsmntok_t *tokens,
                             unsigned int room, int *result)
{
    jsmn_parser parser;
    size_t      end = 0;

    jsmn_init(&parser);
    work_done = 0;
    do {
        end = len - end > piece ? end + piece : len;
        *result = jsmn_parse(&parser, text, end, tokens, room);
    } while (end < len);
    return work_done;
}

/* Twice the parts may cost two and a half times the work; a quadratic reader needs four times. Work is counted (work.h)
 * and the same in every run. */
static void check_linear(const char *head, const char *part, const char *tail, const char *end,
                         size_t n, size_t piece, int want)
{
    uint64_t work[2];
    int      result = 0, whole;

    for (whole = 0; whole < 2; whole++) {
        size_t     len;
        char      *text = long_text(head, part, whole ? n : n / 2, tail, end, &len);
        jsmntok_t *tokens = (jsmntok_t *)malloc((len + 1) * sizeof *tokens);

        if (tokens == NULL) exit(2);
        work[whole] = work_to_read(text, len, piece, tokens, (unsigned int)len, &result);
        free(tokens);
        free(text);
    }
    if (WORK_COUNTS && !CHECK(work[1] <= work[0] / 2 * 5))
        printf("    %llu for half of the parts, %llu for all\n", (unsigned long long)work[0], (unsigned long long)work[1]);
    CHECK_INT(result, want);
}

#define MILLION ((size_t)1024 * 1000)
#define WHOLE   ((size_t)-1)

TEST(a_million_keys_cost_linear_time)
{
    check_linear("{", "\"k\":1,", "", "\"z\":0}", MILLION, WHOLE, 2 * (int)MILLION + 3);
}

TEST(a_million_empty_objects_cost_linear_time)
{
    check_linear("[", "{},", "", "[]]", MILLION, WHOLE, (int)MILLION + 2);
}

TEST(a_million_small_objects_cost_linear_time)
{
    check_linear("[", "{\"k\":[1]},", "", "0]", MILLION / 4, WHOLE, (int)MILLION + 2);
}

TEST(a_million_keys_of_objects_cost_linear_time)
{
    check_linear("{", "\"k\":{},", "", "\"z\":0}", MILLION, WHOLE, 2 * (int)MILLION + 3);
}

TEST(deep_nesting_costs_linear_time)
{
    check_linear("", "[", "]", "", MILLION, WHOLE, (int)MILLION);
    check_linear("", "{\"k\":", "}", "", MILLION, WHOLE, 2 * (int)MILLION);
}

TEST(brackets_never_closed_cost_linear_time)
{
    check_linear("", "[", "", "", 100096, WHOLE, JSMN_ERROR_PART);
    check_linear("", "[", "", "}", 100096, WHOLE, JSMN_ERROR_INVAL);
    check_linear("", "[{\"\":", "", "", 100096, WHOLE, JSMN_ERROR_PART);
}

TEST(many_values_in_a_row_cost_linear_time)
{
    check_linear("", "{}", "", "", MILLION, WHOLE, (int)MILLION);
    check_linear("", "\"a\":\"b\",", "", "", MILLION, WHOLE, 2 * (int)MILLION);
}

TEST(a_chain_of_colons_costs_linear_time)
{
    check_linear("[]", ":\"x\"", "", "", MILLION, WHOLE, (int)MILLION + 1);
    check_linear("[]", ":\"x\"", "]", "", MILLION, WHOLE,
                 BY_LINKS((int)MILLION + 1, JSMN_ERROR_INVAL));
    check_linear("[]", ":\"x\"]", "", "", MILLION, WHOLE,
                 BY_LINKS((int)MILLION + 1, JSMN_ERROR_INVAL));
    check_linear("[", "\"x\":", "", "0]", MILLION, WHOLE, (int)MILLION + 2);
}

TEST(a_long_array_read_in_pieces_costs_linear_time)
{
    check_linear("[", "\"ab\",", "", "0]", MILLION, 4096, (int)MILLION + 2);
    check_linear("", "[", "]", "", MILLION, 65536, (int)MILLION);
}

#endif /* JSMN_NO_TIME_TESTS */

int main(void)
{
    RUN(constants_have_the_values_callers_know);
    RUN(a_token_is_four_or_five_integers_wide);
    RUN(init_sets_every_field);
    RUN(init_makes_a_used_parser_new);
    RUN(the_parser_ends_at_the_end_of_the_text);
    RUN(a_full_read_leaves_other_tokens_alone);

    RUN(nothing_has_no_tokens);
    RUN(an_empty_object_is_one_token);
    RUN(an_empty_array_is_one_token);
    RUN(an_object_counts_its_keys);
    RUN(an_array_counts_its_elements);
    RUN(a_key_holds_a_container);
    RUN(arrays_stand_in_arrays);
    RUN(an_array_of_objects_counts_objects);
    RUN(white_space_may_stand_anywhere_between_tokens);
    RUN(several_values_may_follow_each_other);
    RUN(tokens_only_need_not_be_grammar);

    RUN(a_string_lies_between_its_quotes);
    RUN(short_escapes_are_kept_as_they_are);
    RUN(other_escapes_are_errors);
    RUN(unicode_escapes_take_four_hexadecimal_digits);
    RUN(unicode_escapes_with_anything_else_are_errors);
    RUN(other_bytes_of_a_string_are_not_looked_at);
    RUN(a_string_without_end_is_partial);

    RUN(primitives_end_at_space_comma_or_bracket);
    RUN(primitives_are_printable_ascii);
    RUN(a_primitive_at_the_end_is_partial_in_strict_mode_alone);
    RUN(strict_primitives_begin_like_a_value);
    RUN(a_colon_ends_a_primitive_in_lax_mode_alone);
    RUN(lax_keys_need_no_quotes);
    RUN(strict_keys_are_strings);
    RUN(strict_keys_take_one_primitive);
    RUN(a_refused_container_leaves_a_blank_token);

    RUN(a_colon_hangs_what_follows_below_the_newest_token);
    RUN(without_a_comma_links_stay_at_the_key);
    RUN(a_comma_goes_up_one_token_with_links_and_to_the_container_without);
#ifdef JSMN_PARENT_LINKS
    RUN(parents_are_the_tokens_above);
#endif

    RUN(an_open_container_is_partial);
    RUN(a_bracket_that_closes_nothing_is_an_error);
    RUN(brackets_must_match);
    RUN(an_error_leaves_open_tokens_visibly_open);
    RUN(a_bracket_after_a_late_colon_passes_with_links_alone);
    RUN(an_error_points_at_its_byte);

    RUN(a_zero_byte_ends_the_text);
    RUN(the_length_ends_the_text);
    RUN(the_largest_length_leaves_the_end_to_the_zero_byte);
    RUN(nothing_is_read_when_there_is_nothing);

    RUN(counting_equals_reading);
    RUN(counting_does_not_match_brackets);
    RUN(counting_meets_the_same_bad_bytes);
    RUN(counting_stores_nothing);
    RUN(counting_on_from_a_read_adds_up);

    RUN(every_room_too_small_is_reported);
    RUN(no_room_for_a_token_keeps_its_place);
    RUN(a_bad_scalar_is_found_before_the_lack_of_room);
    RUN(no_room_beats_a_container_as_key);

    RUN(growing_the_room_gives_the_same_tokens);
    RUN(a_text_cut_anywhere_goes_on_to_the_same_tokens);
    RUN(a_text_fed_byte_by_byte_gives_the_same_tokens);
    RUN(a_partial_text_shows_the_tokens_so_far);
    RUN(brackets_of_an_earlier_call_are_still_matched);
    RUN(an_error_comes_back);
    RUN(texts_may_follow_in_later_calls);

    RUN(json_is_accepted_and_nothing_leaves_the_text);

#ifndef JSMN_NO_TIME_TESTS
    RUN(a_refused_container_has_no_type);
    RUN(a_million_keys_cost_linear_time);
    RUN(a_million_empty_objects_cost_linear_time);
    RUN(a_million_small_objects_cost_linear_time);
    RUN(a_million_keys_of_objects_cost_linear_time);
    RUN(deep_nesting_costs_linear_time);
    RUN(brackets_never_closed_cost_linear_time);
    RUN(many_values_in_a_row_cost_linear_time);
    RUN(a_chain_of_colons_costs_linear_time);
    RUN(a_long_array_read_in_pieces_costs_linear_time);
#endif
    return test_end();
}
