/* tables.h - tables in memory, models and rows as text, an allocator that refuses     C99
 *
 * For the tests that use the library by its public interface. Include it after
 * "replicator.h" and "test.h". What runs out of memory here ends the test with exit 2.
 */
#ifndef TABLES_H
#define TABLES_H

#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

/*--- text that grows ---*/

typedef struct text { char *data; size_t len, room; } text;   /* always ends in '\0'; {0} is empty */

static inline void put(text *t, const char *data, size_t len)
{
    if (t->len + len + 1 > t->room) {
        t->room = (t->len + len + 1) * 2;
        t->data = (char *)realloc(t->data, t->room);
        if (t->data == NULL) exit(2);
    }
    if (len) memcpy(t->data + t->len, data, len);
    t->len += len;
    t->data[t->len] = '\0';
}

static inline void puts_to(text *t, const char *string) { put(t, string, strlen(string)); }

#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
static inline void say(text *t, const char *format, ...)
{
    char    line[1024];
    va_list args;
    int     n;

    va_start(args, format);
    n = vsnprintf(line, sizeof line, format, args);
    va_end(args);
    if (n < 0 || (size_t)n >= sizeof line) exit(2);
    put(t, line, (size_t)n);
}

static inline void drop(text *t)
{
    free(t->data);
    memset(t, 0, sizeof *t);
}

/* A rep_write_fn whose user is a text. */
static inline int put_all(void *user, const char *data, size_t len)
{
    put((text *)user, data, len);
    return 0;
}

/*--- random numbers for tables: the same in every run ---*/

static inline uint32_t roll(uint64_t *state, uint32_t bound)   /* 0 .. bound-1 */
{
    uint64_t z = (*state += UINT64_C(0x9E3779B97F4A7C15));

    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    z ^= z >> 31;
    return (uint32_t)((z >> 32) * bound >> 32);
}

/* 0 .. count-1 in some order. */
static inline size_t *shuffled(size_t count, uint64_t seed)
{
    size_t *order = (size_t *)malloc((count ? count : 1) * sizeof *order), i;

    if (order == NULL) exit(2);
    for (i = 0; i < count; i++) order[i] = i;
    for (i = count; i > 1; i--) {
        const size_t j = roll(&seed, (uint32_t)i), kept = order[i - 1];
        order[i - 1] = order[j];
        order[j] = kept;
    }
    return order;
}

/* FNV-1a, for golden hashes. */
static inline uint64_t hash_of(const char *data, size_t len)
{
    uint64_t h = UINT64_C(0xCBF29CE484222325);
    size_t   i;

    for (i = 0; i < len; i++) h = (h ^ (unsigned char)data[i]) * UINT64_C(0x100000001B3);
    return h;
}

/*--- one cell as CSV ---*/

static inline void put_cell(text *t, const char *cell, size_t len, char delimiter)
{
    size_t i;
    int    quotes = 0;

    for (i = 0; i < len; i++)
        quotes |= cell[i] == delimiter || cell[i] == '"' || cell[i] == '\n' || cell[i] == '\r';
    if (!quotes) {
        put(t, cell, len);
        return;
    }
    put(t, "\"", 1);
    for (i = 0; i < len; i++) put(t, cell[i] == '"' ? "\"\"" : cell + i, cell[i] == '"' ? 2 : 1);
    put(t, "\"", 1);
}

/*--- models and rows as text ---*/

static inline rep_str view(const char *string)
{
    rep_str s;

    s.data = string;
    s.len = string == NULL ? 0 : strlen(string);
    return s;
}

static inline int is_text(rep_str s, const char *want)
{
    return s.len == strlen(want) && (s.len == 0 || memcmp(s.data, want, s.len) == 0);
}

/* Where `part` stands in a text that may hold '\0'; NULL = nowhere. */
static inline const char *find(const char *data, size_t len, const char *part)
{
    const size_t n = strlen(part);
    size_t       i;

    for (i = 0; i + n <= len; i++)
        if (memcmp(data + i, part, n) == 0) return data + i;
    return NULL;
}

/* A copy that printf can print, good until four calls later. */
static inline const char *shown(rep_str s)
{
    static char ring[4][512];
    static int  at;
    char       *copy = ring[at++ & 3];
    size_t      n = s.len < sizeof ring[0] - 1 ? s.len : sizeof ring[0] - 1;

    if (n) memcpy(copy, s.data, n);
    copy[n] = '\0';
    return copy;
}

/* The model's file, and below it its warnings: all that was learned. */
static inline text model_text(const rep_model *model)
{
    rep_model_info info;
    text           out = { NULL, 0, 0 };
    rep_error      err;
    size_t         i;

    put(&out, "", 0);
    if (model == NULL) return out;
    CHECK_INT(rep_model_write(model, put_all, &out, &err), REP_OK);
    CHECK_INT(rep_model_get_info(model, &info, &err), REP_OK);
    for (i = 0; i < info.warning_count; i++) {
        rep_str sentence;
        CHECK_INT(rep_model_get_warning(model, i, &sentence, &err), REP_OK);
        puts_to(&out, "warning: ");
        put(&out, sentence.data, sentence.len);
        puts_to(&out, "\n");
    }
    return out;
}

/* A table in memory to a model; a failure is a failed check that prints its message. */
static inline rep_model *learn_text(const char *csv, size_t len, const rep_profile_options *options)
{
    rep_model *model = NULL;
    rep_error  err;

    if (!CHECK_INT(rep_profile_bytes(&model, csv, len, options, &err), REP_OK)) printf("    %s\n", err.message);
    return model;
}

static inline rep_model *learn(const char *csv, const rep_profile_options *options)
{
    return learn_text(csv, strlen(csv), options);
}

static inline rep_model *read_model(const char *json)
{
    rep_model *model = NULL;
    rep_error  err;

    if (!CHECK_INT(rep_model_read(&model, json, strlen(json), NULL, &err), REP_OK))
        printf("    %d:%d %s\n", (int)err.line, (int)err.column, err.message);
    return model;
}

/* A model of the columns; with `without` below the count, of all but that one. */
static inline rep_model *model_of(const char *const *columns, size_t count, size_t without)
{
    text       json = { NULL, 0, 0 };
    rep_model *model;
    size_t     i, n = 0;

    puts_to(&json, "{\"metadata\": {\"rows\": 100, \"version\": \"1.1\", \"name\": \"t\"}, \"columns\": [");
    for (i = 0; i < count; i++) {
        if (i == without) continue;
        if (n++) puts_to(&json, ",\n");
        puts_to(&json, columns[i]);
    }
    puts_to(&json, "]}");
    model = read_model(json.data);
    drop(&json);
    return model;
}

static inline rep_model *one(const char *column) { return model_of(&column, 1, REP_NONE); }

/* The model of what was learned so far, as text. */
static inline text learned_by(rep_profiler *profiler)
{
    rep_model *model = NULL;
    rep_error  err;
    text       out;

    if (!CHECK_INT(rep_profiler_learn(profiler, &model, &err), REP_OK)) printf("    %s\n", err.message);
    out = model_text(model);
    rep_model_free(model);
    return out;
}

static inline rep_column column_of(const rep_model *model, size_t index)
{
    rep_column column;
    rep_error  err;

    memset(&column, 0, sizeof column);
    if (model != NULL) CHECK_INT(rep_model_get_column(model, index, &column, &err), REP_OK);
    return column;
}

static inline text rows_text(const rep_model *model, uint64_t seed, uint64_t first, uint64_t count,
                             const rep_write_options *options)
{
    rep_generator *generator = NULL;
    text           out = { NULL, 0, 0 };
    rep_error      err;

    put(&out, "", 0);
    if (model == NULL) return out;
    if (!CHECK_INT(rep_generator_create(&generator, model, seed, NULL, &err), REP_OK)) printf("    %s\n", err.message);
    if (!CHECK_INT(rep_generator_write(generator, first, count, put_all, &out, options, &err), REP_OK))
        printf("    %s\n", err.message);
    rep_generator_free(generator);
    return out;
}

/* The cells of column `column` of rows without header, quotes and all; free the array, not its texts: they are
 * views into rows. No cell may hold a line end or, in quotes, the delimiter. */
static inline rep_str *cells_of(const text *rows, char delimiter, size_t column, size_t *count)
{
    rep_str *cells;
    size_t   i, n = 0, at = 0, start = 0;

    for (i = 0; i < rows->len; i++) n += rows->data[i] == '\n';
    cells = (rep_str *)calloc(n + 1, sizeof *cells);
    if (cells == NULL) exit(2);
    for (i = n = 0; i < rows->len; i++) {
        if (rows->data[i] != delimiter && rows->data[i] != '\n') continue;
        if (at == column) cells[n].data = rows->data + start, cells[n].len = i - start;
        start = i + 1;
        at++;
        if (rows->data[i] == '\n') n++, at = 0;
    }
    *count = n;
    return cells;
}

static inline int compare_views(const void *a, const void *b)
{
    const rep_str *x = (const rep_str *)a, *y = (const rep_str *)b;
    const int      order = memcmp(x->data, y->data, x->len < y->len ? x->len : y->len);

    return order != 0 ? order : x->len < y->len ? -1 : x->len > y->len;
}

/* Different texts among the cells, which are sorted by it. */
static inline size_t distinct_cells(rep_str *cells, size_t count)
{
    size_t i, n = count > 0;

    if (count > 1) qsort(cells, count, sizeof *cells, compare_views);
    for (i = 1; i < count; i++) n += compare_views(&cells[i - 1], &cells[i]) != 0;
    return n;
}

/*--- long texts compared: the first line that differs is printed ---*/

#define CHECK_SAME(a, b) check_same(&(a), &(b), #a, #b, __FILE__, __LINE__)

static inline int check_same(const text *a, const text *b, const char *a_text, const char *b_text,
                             const char *file, int line)
{
    size_t at = 0, start = 0;
    int    number = 1;

    if (test_count(a->len == b->len && (a->len == 0 || memcmp(a->data, b->data, a->len) == 0), file, line)) return 1;
    for (; at < a->len && at < b->len && a->data[at] == b->data[at]; at++)
        if (a->data[at] == '\n') start = at + 1, number++;
    if (at > start + 120) start = at - 60;
    printf("    they differ in line %d, %d bytes and %d bytes long\n", number, (int)a->len, (int)b->len);
    printf("    \"%.*s\"  is  %s\n", (int)strcspn(a->data + start, "\n") > 160 ? 160 : (int)strcspn(a->data + start, "\n"),
           a->data + start, a_text);
    printf("    \"%.*s\"  is  %s\n", (int)strcspn(b->data + start, "\n") > 160 ? 160 : (int)strcspn(b->data + start, "\n"),
           b->data + start, b_text);
    return 0;
}

/* Does the message of an error hold this? */
#define CHECK_SAYS(message, part) check_says((message), (part), #message, __FILE__, __LINE__)

static inline int check_says(const char *message, const char *part, const char *name, const char *file, int line)
{
    if (test_count(strstr(message, part) != NULL, file, line)) return 1;
    printf("    \"%s\"  is  %s\n    it does not say \"%s\"\n", message, name, part);
    return 0;
}

/* Nothing but text and line ends: no control byte, no C1 control, no mark that turns text round; UTF-8 throughout. */
#define CHECK_HARMLESS(data, len) check_harmless((data), (len), #data, __FILE__, __LINE__)

static inline int check_harmless(const char *data, size_t len, const char *name, const char *file, int line)
{
    size_t i, k, bad = 0;

    for (i = 0; i < len; i++) {
        const unsigned char *s = (const unsigned char *)data + i;
        const unsigned       c = s[0], next = i + 1 < len ? s[1] : 0, last = i + 2 < len ? s[2] : 0;
        const size_t         more = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : c >= 0xC0 ? 1 : 0;
        bad += (c < 0x20 && c != '\n') || c == 0x7F || (c >= 0x80 && c < 0xC2);
        bad += c == 0xC2 && next < 0xA0;                                                             /* U+0080 .. U+009F */
        bad += c == 0xD8 && next == 0x9C;                                                            /* U+061C           */
        bad += c == 0xE2 && next == 0x80 && ((last >= 0xA8 && last <= 0xAE) || last == 0x8E || last == 0x8F);
        bad += c == 0xE2 && next == 0x81 && last >= 0xA6 && last <= 0xA9;
        for (k = 1; k <= more; k++) bad += i + k >= len || (s[k] & 0xC0) != 0x80;
        i += more;
    }
    if (test_count(bad == 0, file, line)) return 1;
    printf("    %lu bytes of %s could command a terminal:\n    ", (unsigned long)bad, name);
    for (i = 0; i < len && i < 400; i++) printf((unsigned char)data[i] < 0x20 || (unsigned char)data[i] >= 0x7F ? "\\x%02X" : "%c", (unsigned char)data[i]);
    printf("\n");
    return 0;
}

/*--- an allocator that refuses, and keeps the library honest about sizes ---*/

typedef struct heap {
    long   requests;       /* that asked for memory                                  */
    long   refuse;         /* number of the first one refused, from 1; 0 = none      */
    int    for_good;       /* 1 = all later ones as well                             */
    long   refused, live;  /* blocks                                                 */
    size_t bytes, most;
    int    lies;           /* a block came back with another size than it was given  */
} heap;

#define HEAP_HEAD 32

static inline void *heap_resize(void *user, void *ptr, size_t old_size, size_t new_size)
{
    heap  *h = (heap *)user;
    char  *old = ptr == NULL ? NULL : (char *)ptr - HEAP_HEAD, *fresh;
    size_t kept = 0;

    if (old != NULL) memcpy(&kept, old, sizeof kept);
    if (kept != (ptr == NULL ? 0 : old_size)) h->lies++;
    if (new_size == 0) {
        if (old != NULL) h->live--, h->bytes -= kept;
        free(old);
        return NULL;
    }
    h->requests++;
    if (h->refuse > 0 && (h->requests == h->refuse || (h->for_good && h->requests > h->refuse))) {
        h->refused++;
        return NULL;
    }
    fresh = (char *)malloc(new_size + HEAP_HEAD);   /* always another place: nothing may keep the old one */
    if (fresh == NULL) exit(2);
    memset(fresh + HEAP_HEAD, 0xA5, new_size);
    if (old != NULL) memcpy(fresh + HEAP_HEAD, ptr, kept < new_size ? kept : new_size);
    memcpy(fresh, &new_size, sizeof new_size);
    if (old == NULL) h->live++;
    h->bytes += new_size - kept;
    if (h->bytes > h->most) h->most = h->bytes;
    free(old);
    return fresh + HEAP_HEAD;
}

static inline void heap_begin(heap *h, rep_host *host, long refuse, int for_good)
{
    memset(h, 0, sizeof *h);
    h->refuse = refuse;
    h->for_good = for_good;
    memset(host, 0, sizeof *host);
    host->allocator.resize = heap_resize;
    host->allocator.user = h;
}

#endif /* TABLES_H */
