/* jsmn.h - finds the tokens of a JSON text                         C99 and C++11
 *
 * WHAT IT IS
 *
 * A JSON tokeniser in one header. It allocates nothing, copies nothing and keeps
 * no state outside the two objects you hand it: a parser and an array of tokens.
 * A token says what kind of value it is and where its bytes lie in your text.
 *
 * The interface is the one made widely known by the jsmn library, so that either
 * header may stand in for the other. The code is our own, and it takes linear
 * time on every text, in every mode.
 *
 * QUICK START
 *
 *     #define JSMN_STATIC
 *     #include "jsmn.h"
 *
 *     const char *text = "{\"name\": \"Ada\", \"born\": 1815}";
 *     jsmn_parser parser;
 *     jsmntok_t   tokens[16];
 *     int         count;
 *
 *     jsmn_init(&parser);
 *     count = jsmn_parse(&parser, text, strlen(text), tokens, 16);
 *     if (count >= 3 && tokens[0].type == JSMN_OBJECT)   // tokens[1] is  name
 *         printf("%.*s\n", tokens[2].end - tokens[2].start, text + tokens[2].start);
 *
 * TOKENS
 *
 *     type    JSMN_OBJECT, JSMN_ARRAY, JSMN_STRING, JSMN_PRIMITIVE (number, true,
 *             false, null)
 *     start   index of the first byte; of a string: of the byte after the quote
 *     end     index one past the last byte; of a string: of the closing quote;
 *             -1 while an object or array is still open
 *     size    how many tokens hang directly below: an object counts its keys, an
 *             array its elements, a key its value (1)
 *     parent  (with JSMN_PARENT_LINKS) index of the token it hangs below, or -1
 *
 * Tokens stand in the order in which they begin, so a container comes before what
 * it holds and a key just before its value. Escapes are checked, not decoded.
 *
 * BUILD OPTIONS, defined before the first include
 *
 *     JSMN_STATIC         all functions are static: each file has its own copy
 *     JSMN_HEADER         declarations only; some other file includes the rest
 *     JSMN_STRICT         primitives must begin like a JSON value, must be followed
 *                         by something, and cannot be keys; nor can containers
 *     JSMN_PARENT_LINKS   tokens carry the field `parent`
 *
 * Without JSMN_STATIC one file includes this header as it is and every other file
 * defines JSMN_HEADER first; the two options do not go together. JSMN_PARENT_LINKS
 * changes the layout of the token, so it must be the same in all of them.
 *
 * WHAT jsmn_parse RETURNS
 *
 *     0 or more           the number of tokens in the text read so far
 *     JSMN_ERROR_NOMEM    the array is full. Call again with a longer array that
 *                         begins with the same tokens: reading goes on where it
 *                         stopped
 *     JSMN_ERROR_INVAL    the byte at parser.pos cannot stand there
 *     JSMN_ERROR_PART     the text stops too early. Call again with the same text
 *                         made longer, and the same tokens
 *
 * With tokens == NULL nothing is stored and the result is the number of tokens a
 * full read would need; brackets are then not matched. Reading stops at `len` or
 * at a zero byte, whichever comes first.
 *
 * NOT A VALIDATOR
 *
 * Even the strict mode lets through texts that are not JSON: [1 2], {"a"}, [01],
 * [tru], [1,,2], {"a":1}{"b":2}, raw control characters and broken UTF-8 in
 * strings. Judge the grammar on top of the tokens, and bound every walk by the
 * returned count: in a text that is not JSON `size` need not match what follows.
 *
 * DIFFERENCES FROM THE ORIGINAL
 *
 *   - Time. To find the container it is in, the original looks back over earlier
 *     tokens, so that [{},{},{},...] or a flat object cost time with the square of
 *     their length; here the open containers form a stack threaded through their
 *     own `end` fields (see "the stack of open containers").
 *   - When JSMN_STRICT refuses a container as a key, the blank token left behind
 *     has type JSMN_UNDEFINED; in the original its type is whatever was in memory.
 *   - A text of more than INT_MAX bytes gives JSMN_ERROR_INVAL, since its positions
 *     do not fit a token; in the original they wrap around. A longer `len` is fine
 *     as long as a zero byte ends the text before that.
 *
 * LIMITS
 *
 *   - Nesting costs no stack; depth is limited by the array of tokens alone. Code
 *     that walks the tokens by recursion needs a limit of its own.
 *   - A call that resumes may first look once through the tokens already made.
 *   - Do not resume after JSMN_ERROR_INVAL: the same error comes back.
 *   - When resuming, num_tokens must not be less than parser.toknext.
 *
 * Threads: two parsers with two arrays need no lock. Licence: at the end.
 */
#ifndef JSMN_H
#define JSMN_H

#include <limits.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A file may use only one of two static functions: that must not warn. */
#ifndef JSMN_STATIC
#define JSMN_API extern
#elif defined(__GNUC__)
#define JSMN_API static __attribute__((unused))
#else
#define JSMN_API static
#endif

typedef enum jsmntype {
    JSMN_UNDEFINED = 0,
    JSMN_OBJECT    = 1,
    JSMN_ARRAY     = 2,
    JSMN_STRING    = 3,
    JSMN_PRIMITIVE = 4
} jsmntype_t;

enum jsmnerr {
    JSMN_ERROR_NOMEM = -1, /* the array of tokens is full             */
    JSMN_ERROR_INVAL = -2, /* a byte that cannot stand where it is    */
    JSMN_ERROR_PART  = -3  /* the text ends before the value does     */
};

typedef struct jsmntok {
    jsmntype_t type;
    int        start;  /* first byte                                  */
    int        end;    /* one past the last byte; -1 = still open     */
    int        size;   /* tokens directly below                       */
#ifdef JSMN_PARENT_LINKS
    int        parent; /* index of the token above; -1 = none         */
#endif
} jsmntok_t;

typedef struct jsmn_parser {
    unsigned int pos;      /* next byte to read                       */
    unsigned int toknext;  /* next token to fill                      */
    int          toksuper; /* token the next one hangs below; -1      */
} jsmn_parser;

/* Makes a parser ready for a new text. */
JSMN_API void jsmn_init(jsmn_parser *parser);

/* Reads JSON and fills tokens.
 *
 * js, len      the text; it is read up to len bytes or to its first zero byte
 * tokens       room for num_tokens tokens; NULL = only count
 *
 * Returns      the number of tokens, or one of enum jsmnerr; see the manual at the
 *              top for what each means and how to go on after it
 * Cost         time linear in the bytes read and the tokens already there
 */
JSMN_API int jsmn_parse(jsmn_parser *parser, const char *js, size_t len,
                        jsmntok_t *tokens, unsigned int num_tokens);

/*------------------------------------------------------------------------------
 * Everything above is the interface. Below is how it works.
 *----------------------------------------------------------------------------*/
#ifndef JSMN_HEADER

#define JSMNI_NONE    (-1) /* no such token                           */
#define JSMNI_UNKNOWN (-2) /* a token index we have not looked for    */

/* One call of jsmn_parse. */
typedef struct jsmni_run {
    jsmn_parser *parser;
    const char  *js;
    size_t       len;        /* never above INT_MAX                                */
    jsmntok_t   *tokens;     /* NULL = only count                                  */
    unsigned int num_tokens;
    int          count;      /* tokens so far, stored or not                       */
    int          open;       /* the innermost open container, or JSMNI_NONE        */
#ifdef JSMN_PARENT_LINKS
    int          root;       /* see jsmni_close_nothing                            */
#endif
} jsmni_run;

/*--- where a scalar ends ---*/

static int jsmni_is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

/* The string whose opening quote is at `quote`: returns the index of the closing
 * one, or an error. A backslash before a zero byte is a bad escape; one before the
 * end of the text is an escape not yet complete. */
static int jsmni_string_end(const char *js, size_t len, size_t quote)
{
    size_t i;
    int    hex_due; /* digits that a \u still asks for */

    for (i = quote + 1; i < len; i++) {
        while (i < len && js[i] != '"' && js[i] != '\\' && js[i] != '\0') i++;
        if (i == len || js[i] == '\0') break;
        if (js[i] == '"') return (int)i;
        i++;
        if (i == len) break;
        switch (js[i]) {
        case 'u':
            for (hex_due = 4; hex_due > 0; hex_due--) {
                if (i + 1 == len || js[i + 1] == '\0') return JSMN_ERROR_PART;
                i++;
                if (!jsmni_is_hex(js[i])) return JSMN_ERROR_INVAL;
            }
            break;
        case '"': case '\\': case '/': case 'b': case 'f': case 'n': case 'r': case 't':
            break;
        default:
            return JSMN_ERROR_INVAL;
        }
    }
    return JSMN_ERROR_PART;
}

/* The primitive that begins at `first`: returns the index one past its end, or an
 * error. At the end of the text we cannot know whether more of it was to come: the
 * strict mode asks for more, the other takes what there is. */
static int jsmni_primitive_end(const char *js, size_t len, size_t first)
{
    size_t i;

    for (i = first; i < len && js[i] != '\0'; i++) {
        const unsigned char c = (unsigned char)js[i];
        if ((unsigned)c - '-' <= '9' - '-') continue; /* most of a number */
        switch (c) {
        case ' ': case '\t': case '\n': case '\r': case ',': case ']': case '}':
#ifndef JSMN_STRICT
        case ':':
#endif
            return (int)i;
        default:
            if (c < 0x20 || c > 0x7E) return JSMN_ERROR_INVAL;
        }
    }
#ifdef JSMN_STRICT
    return JSMN_ERROR_PART;
#else
    return (int)i;
#endif
}

/*--- tokens ---*/

/* Takes the next token from the array. Returns its index or JSMN_ERROR_NOMEM. */
static int jsmni_new_token(jsmni_run *run)
{
    jsmn_parser *parser = run->parser;
    jsmntok_t   *token;

    if (parser->toknext >= run->num_tokens) return JSMN_ERROR_NOMEM;
    token = &run->tokens[parser->toknext];
    token->type  = JSMN_UNDEFINED;
    token->start = -1;
    token->end   = -1;
    token->size  = 0;
#ifdef JSMN_PARENT_LINKS
    token->parent = JSMNI_NONE;
#endif
    return (int)parser->toknext++;
}

/* Hangs a new token below toksuper. */
static void jsmni_place_token(jsmni_run *run, int index, jsmntype_t type, int start, int end)
{
    const int  above = run->parser->toksuper;
    jsmntok_t *token = &run->tokens[index];

    token->type  = type;
    token->start = start;
    token->end   = end;
    if (above != JSMNI_NONE) run->tokens[above].size++;
#ifdef JSMN_PARENT_LINKS
    token->parent = above;
#endif
    run->count++;
}

/*--- the stack of open containers ---
 *
 * To the caller every open container has end == -1. While jsmn_parse runs, a
 * container that this call opened uses the field for a link to the next open one
 * around it:
 *
 *     -1             opened by an earlier call: the next one is not recorded
 *     -2             there is none
 *     -3, -4, ...    the next one is token 0, 1, ...
 *
 * so that opening and closing take constant time. jsmni_hide_links turns the links
 * back into -1 before the call returns. Containers of earlier calls lie below all
 * those of this call, and looking for the next one around them passes each token at
 * most once in a call, from the last to the first; with parent links it passes only
 * the tokens above, for whatever began inside an open container hangs below it.
 */

static int jsmni_is_open(const jsmntok_t *token)
{
    return token->start >= 0 && token->end < 0;
}

/* The last open container with an index below `limit`, or JSMNI_NONE. */
static int jsmni_last_open(const jsmntok_t *tokens, int limit)
{
    int i = limit - 1;
    while (i >= 0 && !jsmni_is_open(&tokens[i])) i--;
    return i;
}

/* The innermost open container at the start of a call. If toksuper is open it is the
 * one, since no token ever hangs below an open container other than the innermost. */
static int jsmni_innermost(const jsmn_parser *parser, const jsmntok_t *tokens)
{
    const int above = parser->toksuper;
    if (above != JSMNI_NONE && jsmni_is_open(&tokens[above])) return above;
    return jsmni_last_open(tokens, (int)parser->toknext);
}

static int jsmni_link_to(int outer)
{
    return -3 - outer;
}

static int jsmni_next_outer(const jsmntok_t *tokens, int index)
{
    const int link = tokens[index].end;
    if (link != -1) return -3 - link;
#ifdef JSMN_PARENT_LINKS
    do index = tokens[index].parent;
    while (index != JSMNI_NONE && !jsmni_is_open(&tokens[index]));
    return index;
#else
    return jsmni_last_open(tokens, index);
#endif
}

static void jsmni_hide_links(jsmni_run *run)
{
    int i = run->open;
    while (i != JSMNI_NONE && run->tokens[i].end != -1) {
        const int outer = jsmni_next_outer(run->tokens, i);
        run->tokens[i].end = -1;
        i = outer;
    }
}

/*--- one step for each kind of byte ---
 *
 * Each returns the position to go on from, or an error. On an error parser->pos still
 * stands where the step began, so that a later call repeats the step.
 */

static int jsmni_open(jsmni_run *run, jsmntype_t type)
{
    jsmn_parser *parser = run->parser;
    const int    pos = (int)parser->pos;
    int          index;

    if (run->tokens == NULL) {
        run->count++;
        return pos + 1;
    }
    index = jsmni_new_token(run);
    if (index < 0) return index;
#ifdef JSMN_STRICT
    /* Only a string can be a key. The blank token stays, as callers may expect. */
    if (parser->toksuper != JSMNI_NONE && run->tokens[parser->toksuper].type == JSMN_OBJECT) {
        return JSMN_ERROR_INVAL;
    }
#endif
    jsmni_place_token(run, index, type, pos, jsmni_link_to(run->open));
    run->open = index;
    parser->toksuper = index;
    return pos + 1;
}

#ifdef JSMN_PARENT_LINKS
/* A closing bracket when nothing is open. After a late colon, as in {}:1}, the newest
 * token hangs below a closed container; with parent links such a bracket passes without
 * effect if it fits the topmost token above the newest. Without links it is an error.
 * Callers may have come to rely on either, so both stay.
 *
 * The topmost token is looked for once in a call: after one such bracket has passed,
 * colons, commas and brackets all leave toksuper at or below that token, so every later
 * token hangs below it too. */
static int jsmni_close_nothing(jsmni_run *run, jsmntype_t type)
{
    const jsmn_parser *parser = run->parser;

    if (parser->toknext == 0 || parser->toksuper == JSMNI_NONE) return JSMN_ERROR_INVAL;
    if (run->root == JSMNI_UNKNOWN) {
        run->root = (int)parser->toknext - 1;
        while (run->tokens[run->root].parent != JSMNI_NONE) {
            run->root = run->tokens[run->root].parent;
        }
    }
    if (run->tokens[run->root].type != type) return JSMN_ERROR_INVAL;
    return (int)parser->pos + 1;
}
#endif

static int jsmni_close(jsmni_run *run, jsmntype_t type)
{
    jsmn_parser *parser = run->parser;
    const int    next = (int)parser->pos + 1;
    jsmntok_t   *token;
    int          outer;

    if (run->tokens == NULL) return next;
    if (run->open == JSMNI_NONE) {
#ifdef JSMN_PARENT_LINKS
        return jsmni_close_nothing(run, type);
#else
        return JSMN_ERROR_INVAL;
#endif
    }
    token = &run->tokens[run->open];
    if (token->type != type) return JSMN_ERROR_INVAL;
    outer = jsmni_next_outer(run->tokens, run->open);
    token->end = next;
    run->open = outer;
    /* With links we go back to the key, if there is one; without, to its object. */
#ifdef JSMN_PARENT_LINKS
    parser->toksuper = token->parent;
#else
    parser->toksuper = outer;
#endif
    return next;
}

/* After a comma the next token no longer hangs below the key before it. */
static int jsmni_comma(jsmni_run *run)
{
    jsmn_parser *parser = run->parser;
    const int    next = (int)parser->pos + 1;
    jsmntype_t   above;

    if (run->tokens == NULL || parser->toksuper == JSMNI_NONE) return next;
    above = run->tokens[parser->toksuper].type;
    if (above == JSMN_OBJECT || above == JSMN_ARRAY) return next;
#ifdef JSMN_PARENT_LINKS
    parser->toksuper = run->tokens[parser->toksuper].parent;
#else
    if (run->open != JSMNI_NONE) parser->toksuper = run->open;
#endif
    return next;
}

/* Stores a scalar that lies at start .. end-1; the text goes on at `next`. */
static int jsmni_scalar(jsmni_run *run, jsmntype_t type, int start, int end, int next)
{
    if (run->tokens == NULL) {
        run->count++;
    } else {
        const int index = jsmni_new_token(run);
        if (index < 0) return index;
        jsmni_place_token(run, index, type, start, end);
    }
    return next;
}

static int jsmni_string(jsmni_run *run)
{
    const int quote = (int)run->parser->pos;
    const int end = jsmni_string_end(run->js, run->len, (size_t)quote);

    if (end < 0) return end;
    return jsmni_scalar(run, JSMN_STRING, quote + 1, end, end + 1);
}

static int jsmni_primitive(jsmni_run *run)
{
    const int first = (int)run->parser->pos;
    int       end;

#ifdef JSMN_STRICT
    /* It can be neither a key nor the second value of a key. */
    if (run->tokens != NULL && run->parser->toksuper != JSMNI_NONE) {
        const jsmntok_t *above = &run->tokens[run->parser->toksuper];
        if (above->type == JSMN_OBJECT) return JSMN_ERROR_INVAL;
        if (above->type == JSMN_STRING && above->size > 0) return JSMN_ERROR_INVAL;
    }
#endif
    end = jsmni_primitive_end(run->js, run->len, (size_t)first);
    if (end < 0) return end;
    return jsmni_scalar(run, JSMN_PRIMITIVE, first, end, end);
}

static int jsmni_step(jsmni_run *run)
{
    jsmn_parser *parser = run->parser;

    switch (run->js[parser->pos]) {
    case ' ': case '\t': case '\n': case '\r': return (int)parser->pos + 1;
    case '{': return jsmni_open(run, JSMN_OBJECT);
    case '[': return jsmni_open(run, JSMN_ARRAY);
    case '}': return jsmni_close(run, JSMN_OBJECT);
    case ']': return jsmni_close(run, JSMN_ARRAY);
    case '"': return jsmni_string(run);
    case ',': return jsmni_comma(run);
    case ':': /* what follows hangs below the newest token, whatever that is */
        parser->toksuper = (int)parser->toknext - 1;
        return (int)parser->pos + 1;
#ifdef JSMN_STRICT
    case '-': case '0': case '1': case '2': case '3': case '4': case '5': case '6':
    case '7': case '8': case '9': case 't': case 'f': case 'n':
        return jsmni_primitive(run);
    default:
        return JSMN_ERROR_INVAL;
#else
    default:
        return jsmni_primitive(run);
#endif
    }
}

/*--- the interface ---*/

JSMN_API void jsmn_init(jsmn_parser *parser)
{
    parser->pos      = 0;
    parser->toknext  = 0;
    parser->toksuper = JSMNI_NONE;
}

JSMN_API int jsmn_parse(jsmn_parser *parser, const char *js, size_t len,
                        jsmntok_t *tokens, unsigned int num_tokens)
{
    jsmni_run run;
    int       next = 0;

    /* Some callers pass the largest size_t and let the zero byte end the text. */
    if (len > (size_t)INT_MAX) {
        size_t i = parser->pos;
        while (i <= (size_t)INT_MAX && js[i] != '\0') i++;
        if (i > (size_t)INT_MAX) return JSMN_ERROR_INVAL;
        len = i;
    }

    run.parser     = parser;
    run.js         = js;
    run.len        = len;
    run.tokens     = tokens;
    run.num_tokens = num_tokens;
    run.count      = (int)parser->toknext;
    run.open       = tokens == NULL ? JSMNI_NONE : jsmni_innermost(parser, tokens);
#ifdef JSMN_PARENT_LINKS
    run.root       = JSMNI_UNKNOWN;
#endif

    while (parser->pos < len && js[parser->pos] != '\0') {
        next = jsmni_step(&run);
        if (next < 0) break;
        parser->pos = (unsigned int)next;
    }

    jsmni_hide_links(&run);
    if (next < 0) return next;
    return run.open == JSMNI_NONE ? run.count : (int)JSMN_ERROR_PART;
}

#undef JSMNI_NONE
#undef JSMNI_UNKNOWN

#endif /* JSMN_HEADER */

#ifdef __cplusplus
}
#endif

/* LICENCE: as you choose, one of two.
 *
 * 1. Public domain. Anyone may copy, change, publish, use, compile, sell or
 *    distribute this file, in source or compiled form, for any purpose and by any
 *    means. The authors give up all copyright interest in it, for good.
 *
 * 2. MIT No Attribution (MIT-0). Permission is hereby granted, free of charge, to
 *    any person obtaining a copy of this software and associated documentation
 *    files (the "Software"), to deal in the Software without restriction, including
 *    without limitation the rights to use, copy, modify, merge, publish, distribute,
 *    sublicense, and/or sell copies of the Software, and to permit persons to whom
 *    the Software is furnished to do so.
 *
 * In both cases: THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND,
 * EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
 * MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT
 * SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
 * LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT
 * OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
 */
#endif /* JSMN_H */
