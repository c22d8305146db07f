/* compare_jsmn.c - does jsmn.h do exactly what the original header does?
 *
 * Built once with each header, this program prints one line of text per document: its
 * number and a hash of everything the reader returned and left in its parser and its
 * tokens. The two outputs must be the same file. From the top directory, with the
 * original installed (Debian: libjsmn-dev):
 *
 *     mkdir -p build
 *     ORIGINAL='-DJSMN_HEADER_PATH="/usr/include/jsmn.h"'
 *     for mode in "" -DJSMN_STRICT -DJSMN_PARENT_LINKS "-DJSMN_STRICT -DJSMN_PARENT_LINKS"; do
 *         cc -std=c99 -O2 -I. $mode             tests/compare_jsmn.c -o build/compare_ours  &&
 *         cc -std=c99 -O2 -I. $mode "$ORIGINAL" tests/compare_jsmn.c -o build/compare_theirs &&
 *         build/compare_ours > build/ours.txt && build/compare_theirs > build/theirs.txt &&
 *         cmp build/ours.txt build/theirs.txt && echo "same: $mode" || echo "DIFFERENT: $mode"
 *     done
 *
 * The documents:
 *
 *     - every text of json_cases.h (repeats cut to 300, since the original is quadratic)
 *       and the texts of `own_texts` below;
 *     - 10,000 mutations of these, made from a fixed seed;
 *     - every text of up to six bytes from  { } [ ] : , " 1 space : 597,871 documents,
 *       one line for each pair of first bytes.
 *
 * Each is counted; read with 0, 1, 2 ... tokens of room; read with room that grows after
 * each JSMN_ERROR_NOMEM; read in pieces after JSMN_ERROR_PART; called again after it was
 * done or had failed; and counted before and after reading with the same parser.
 *
 * To look into a difference, pass the number of a line: `build/compare_ours 1234` prints
 * each call and every token of that line's documents.
 */
#define JSMN_STATIC
#ifndef JSMN_HEADER_PATH
#define JSMN_HEADER_PATH "jsmn.h"
#endif
#include JSMN_HEADER_PATH

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json_cases.h"

#define MUTATIONS  10000
#define MAX_TEXT   2048
#define MAX_REPEAT 300

static const char *const own_texts[] = {
    "{\"a\":{\"b\":{\"c\":{\"d\":[1,2,[3,[4]]]}}},\"e\":[{},{\"f\":[]},\"g\"]}",
    "[{\"id\":1,\"name\":\"Ada\"},{\"id\":2,\"name\":\"Alan\"},{\"id\":3,\"name\":null}]",
    "{\"x\":[[],[[]],[[],[]]],\"y\":\"\\u00e9\\\\\\\"\",\"z\":-1.5e+10}",
    "{}:1}:2}:3} ", "[]:\"x\"]]", "\"a\":\"b\":\"c\",\"d\":{},\"e\"", "{\"a\":\"b\":\"c\",\"d\":1}",
    "{\"a\":{} \"b\":1 [2] \"c\"}", "{{[", "{a:1,b:[c,d],'e':f}", "a=1,b=2:3;c", "[::,,::]",
    "{\"a\":[1,2 \"b\":3]:4,5}", "[[[[[[[[]]]]]]]]", "1:2:3,4:5 ", "[1}{2]", "]]]]", "{}[]\"\"1 "
};
enum { OWN_TEXTS = sizeof own_texts / sizeof own_texts[0] };

/*--- random numbers: PCG32 ---*/

static uint64_t pcg_state;

static uint32_t random_bits(void)
{
    const uint64_t old = pcg_state;
    uint32_t       x, turn;

    pcg_state = old * 6364136223846793005u + 1442695040888963407u;
    x = (uint32_t)(((old >> 18) ^ old) >> 27);
    turn = (uint32_t)(old >> 59);
    return (x >> turn) | (x << ((32 - turn) & 31));
}

static size_t random_below(size_t bound)
{
    return bound == 0 ? 0 : (size_t)(random_bits() % bound);
}

/*--- what is compared ---*/

static uint64_t digest;   /* FNV-1a of all that was seen for this line        */
static int      verbose;  /* also print it                                    */

static void see(long value)
{
    const uint32_t v = (uint32_t)value;
    int            i;

    for (i = 0; i < 4; i++) {
        digest ^= (v >> (8 * i)) & 255u;
        digest *= 1099511628211u;
    }
    if (verbose) printf(" %ld", value);
}

/* One call and everything it left behind, unused tokens included. */
static int call(jsmn_parser *parser, const char *text, size_t len, jsmntok_t *tokens, size_t room)
{
    const int result = jsmn_parse(parser, text, len, tokens, (unsigned int)room);
    size_t    i;

    if (verbose) printf("  len %lu room %lu:", (unsigned long)len, (unsigned long)room);
    see(result);
    see((long)parser->pos);
    see((long)parser->toknext);
    see(parser->toksuper);
    for (i = 0; tokens != NULL && i < room; i++) {
        if (verbose) printf(" |");
        see((long)tokens[i].type);
        see(tokens[i].start);
        see(tokens[i].end);
        see(tokens[i].size);
#ifdef JSMN_PARENT_LINKS
        see(tokens[i].parent);
#endif
    }
    if (verbose) printf("\n");
    return result;
}

/* Room is always allocated to the byte, so that a sanitizer sees a step too far; and
 * zeroed, since the original leaves the type of a refused token as it was. */
static jsmntok_t *grow(jsmntok_t *tokens, size_t old_room, size_t room)
{
    tokens = (jsmntok_t *)realloc(tokens, (room > 0 ? room : 1) * sizeof *tokens);
    if (tokens == NULL) exit(2);
    if (room > old_room) memset(tokens + old_room, 0, (room - old_room) * sizeof *tokens);
    return tokens;
}

static void read_with_room(const char *text, size_t len, size_t room)
{
    jsmntok_t  *tokens = grow(NULL, 0, room);
    jsmn_parser parser;

    jsmn_init(&parser);
    call(&parser, text, len, tokens, room);
    call(&parser, text, len, tokens, room);
    tokens = grow(tokens, room, room + 2);
    call(&parser, text, len, tokens, room + 2);
    call(&parser, text, len, NULL, 0);
    free(tokens);
}

static void read_with_growing_room(const char *text, size_t len, size_t step)
{
    size_t      room = 0;
    jsmntok_t  *tokens = grow(NULL, 0, room);
    jsmn_parser parser;

    jsmn_init(&parser);
    while (call(&parser, text, len, tokens, room) == JSMN_ERROR_NOMEM) {
        tokens = grow(tokens, room, room + step);
        room += step;
        step += step / 2;
    }
    free(tokens);
}

static void read_in_pieces(const char *text, size_t len, size_t piece, size_t room)
{
    jsmntok_t  *tokens = grow(NULL, 0, room);
    jsmn_parser parser;
    size_t      end = 0;

    jsmn_init(&parser);
    for (;;) {
        if (call(&parser, text, end, tokens, room) == JSMN_ERROR_NOMEM) {
            tokens = grow(tokens, room, room + piece);
            room += piece;
        }
        if (end == len) break;
        end = len - end > piece ? end + piece : len;
    }
    call(&parser, text, len, tokens, room);
    free(tokens);
}

static void count_then_read(const char *text, size_t len, size_t need)
{
    jsmntok_t  *tokens = grow(NULL, 0, need);
    jsmn_parser parser;

    jsmn_init(&parser);
    call(&parser, text, len / 2, NULL, 0);
    call(&parser, text, len, tokens, need);
    call(&parser, text, len, NULL, 0);
    free(tokens);
}

/* All ways to read one text. The text is copied to a block of its own length. */
static void compare_text(const char *bytes, size_t len)
{
    char       *text = (char *)malloc(len > 0 ? len : 1);
    size_t      need = len, room;
    jsmn_parser parser;
    int         count;

    if (text == NULL) exit(2);
    memcpy(text, bytes, len);
    if (verbose) {
        size_t i;
        printf("text of %lu bytes: ", (unsigned long)len);
        for (i = 0; i < len; i++) {
            const unsigned char c = (unsigned char)text[i];
            printf(c >= 0x20 && c < 0x7F && c != '\\' ? "%c" : "\\x%02x", c);
        }
        printf("\n");
    }

    jsmn_init(&parser);
    count = call(&parser, text, len, NULL, 0);
    call(&parser, text, len, NULL, 0);
    if (count >= 0) need = (size_t)count;

    for (room = 0; room <= need + 1 && room <= 12; room++) read_with_room(text, len, room);
    if (need > 12) {
        read_with_room(text, len, need / 2);
        read_with_room(text, len, need - 1);
        read_with_room(text, len, need);
        read_with_room(text, len, need + 3);
    }
    if (len < 200) read_with_growing_room(text, len, 1);
    read_with_growing_room(text, len, 3);
    if (len < 200) read_in_pieces(text, len, 1, need + 2);
    read_in_pieces(text, len, 3, 0);
    read_in_pieces(text, len, len / 3 + 1, need + 2);
    count_then_read(text, len, need + 1);
    free(text);
}

/*--- the documents ---*/

static long line_wanted = -1; /* -1 = all */
static long line_number = 0;

static int begin_line(void)
{
    digest  = 14695981039346656037u;
    verbose = line_number == line_wanted;
    return line_wanted == -1 || verbose;
}

static void end_line(void)
{
    if (line_wanted == -1 || verbose) {
        printf("%ld %08lx%08lx\n", line_number, (unsigned long)(digest >> 32),
               (unsigned long)(digest & 0xFFFFFFFFu));
    }
    line_number++;
}

static void compare_line(const char *text, size_t len)
{
    if (begin_line()) compare_text(text, len);
    end_line();
}

enum { BASE_TEXTS = JSON_CASE_COUNT + OWN_TEXTS };

/* Writes the n-th text we start from into `text` and returns its length. */
static size_t base_text(size_t n, char *text)
{
    size_t len = 0, i;

    if (n >= (size_t)JSON_CASE_COUNT) {
        const char *own = own_texts[n - (size_t)JSON_CASE_COUNT];
        len = strlen(own);
        memcpy(text, own, len);
    } else {
        const json_case *row = &json_cases[n];
        const size_t     tail = strlen(row->tail);
        size_t           times = row->repeat > 0 ? row->repeat : 1;

        if (times > MAX_REPEAT) times = MAX_REPEAT;
        for (i = 0; i < times && len + row->length <= MAX_TEXT; i++, len += row->length) {
            memcpy(text + len, row->bytes, row->length);
        }
        for (i = 0; i < times && len + tail <= MAX_TEXT; i++, len += tail) {
            memcpy(text + len, row->tail, tail);
        }
    }
    return len;
}

/* Changes the text in one random way and returns its new length. */
static size_t mutate(char *text, size_t len)
{
    static const char bytes[] = "{}[]{}[]::,,\"\"\"\\\\u019aFtfn-+.eE1 \n\t\r'x/\x01\x7F\x80\xFF\0";
    const char        byte = bytes[random_below(sizeof bytes - 1)];
    const size_t      at = random_below(len + 1);
    char              other[MAX_TEXT + 1];
    size_t            n, from;

    switch (random_below(8)) {
    case 0: /* replace a byte */
        if (at < len) text[at] = byte;
        return len;
    case 1:
    case 2: /* insert a byte */
        if (len >= MAX_TEXT) return len;
        memmove(text + at + 1, text + at, len - at);
        text[at] = byte;
        return len + 1;
    case 3: /* remove up to three bytes */
        n = 1 + random_below(3);
        if (n > len - at) n = len - at;
        memmove(text + at, text + at + n, len - at - n);
        return len - n;
    case 4: /* cut the end, seldom much */
        return random_below(4) == 0 ? at : len - (len > 0);
    case 5: /* swap two bytes */
        if (at < len) {
            const size_t with = random_below(len);
            const char   kept = text[at];
            text[at] = text[with];
            text[with] = kept;
        }
        return len;
    case 6: /* repeat a piece of up to 16 bytes */
        n = random_below(17);
        if (n > len - at) n = len - at;
        if (len + n > MAX_TEXT) return len;
        memmove(text + at + n, text + at, len - at);
        return len + n;
    default: /* insert a piece of another text */
        n = base_text(random_below(BASE_TEXTS), other);
        from = random_below(n + 1);
        n = random_below(n - from + 1);
        if (n > 40) n = 40;
        if (len + n > MAX_TEXT) return len;
        memmove(text + at + n, text + at, len - at);
        memcpy(text + at, other + from, n);
        return len + n;
    }
}

/* Every text of up to six bytes; lines are parted by the first two. */
static void compare_short_texts(void)
{
    static const char letters[] = "{}[]:,\"1 ";
    const size_t      n = sizeof letters - 1;
    char              text[6];
    size_t            first, second, len, code, codes, rest, i;

    if (begin_line()) {
        compare_text("", 0);
        for (first = 0; first < n; first++) compare_text(&letters[first], 1);
    }
    end_line();
    for (first = 0; first < n; first++) {
        for (second = 0; second < n; second++) {
            if (begin_line()) {
                text[0] = letters[first];
                text[1] = letters[second];
                for (len = 2, codes = 1; len <= sizeof text; len++, codes *= n) {
                    for (code = 0; code < codes; code++) {
                        for (i = 2, rest = code; i < len; i++, rest /= n) {
                            text[i] = letters[rest % n];
                        }
                        compare_text(text, len);
                    }
                }
            }
            end_line();
        }
    }
}

int main(int argc, char **argv)
{
    char   text[MAX_TEXT + 1];
    size_t len, n;
    int    i;

    if (argc > 1) line_wanted = atol(argv[1]);

    for (n = 0; n < BASE_TEXTS; n++) {
        len = base_text(n, text);
        compare_line(text, len);
    }
    pcg_state = 20240229u;
    for (i = 0; i < MUTATIONS; i++) {
        size_t changes = 1 + random_below(6);
        len = base_text(random_below(BASE_TEXTS), text);
        while (changes-- > 0) len = mutate(text, len);
        compare_line(text, len);
    }
    compare_short_texts();
    return 0;
}
