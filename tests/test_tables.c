/* test_tables.c - the sample tables: decisions, privacy, likeness, and cutting
 *
 *     cc -std=c99 -O2 -I. tests/test_tables.c -o build/test_tables -lm
 *     build/test_tables [FOLDER]
 *
 * The tables are looked for in FOLDER, else in $REPLICATOR_DATA, else in ../shared/data; where
 * they are missing it says so and passes. tests/expected_columns.tsv says what each column should
 * become, and why. The CSV reader, the date reader and the distances here are this test's own.
 *
 * All seeds are fixed. Tolerances of 5 standard errors fail by chance 1 in 1.7 million.
 */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"

#define DATE "2026-01-01T00:00:00"
#define FEW 1000        /* rows drawn of every table  */
#define MANY 50000      /* rows drawn to measure      */
#define SEEDS 5
#define TABLES_MAX 64
#define COLUMNS_MAX 512

/*--- memory and files ---*/

static void *room_for(size_t count, size_t size)
{
    void *p = calloc(count ? count : 1, size);
    if (!p) {
        printf("test_tables: no memory\n");
        exit(1);
    }
    return p;
}

/* A file and one '\0' more; NULL = it cannot be read. */
static char *file_bytes(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    char *data = NULL;
    long size;
    *len = 0;
    if (!file) return NULL;
    if (fseek(file, 0, SEEK_END) == 0 && (size = ftell(file)) >= 0 && fseek(file, 0, SEEK_SET) == 0) {
        data = (char *)room_for((size_t)size + 1, 1);
        *len = fread(data, 1, (size_t)size, file);
    }
    fclose(file);
    return data;
}

/*--- cells, and a CSV reader ---*/

typedef struct cell { const char *data; uint32_t len; int quoted; } cell;

typedef struct table {
    cell   *names, *cells;      /* cells row by row                     */
    size_t *starts;             /* of rows, in bytes; one more than rows */
    size_t  columns, rows;
    char   *made;               /* text that is not as in the file      */
} table;

static void table_free(table *t)
{
    free(t->names);
    free(t->cells);
    free(t->starts);
    free(t->made);
    memset(t, 0, sizeof *t);
}

static int is_utf8(const char *s, size_t n)
{
    const unsigned char *p = (const unsigned char *)s, *end = p + n;
    while (p < end) {
        int more, k;
        if (*p < 0x80) { p++; continue; }
        more = *p >= 0xC2 && *p < 0xE0 ? 1 : *p >= 0xE0 && *p < 0xF0 ? 2 : *p >= 0xF0 && *p < 0xF5 ? 3 : 0;
        if (!more || end - p <= more) return 0;
        if ((*p == 0xE0 && p[1] < 0xA0) || (*p == 0xED && p[1] > 0x9F) || (*p == 0xF0 && p[1] < 0x90) || (*p == 0xF4 && p[1] > 0x8F)) return 0;
        for (k = 1; k <= more; k++)
            if ((p[k] & 0xC0) != 0x80) return 0;
        p += more + 1;
    }
    return 1;
}

/* Windows-1252 as the WHATWG table has it. */
static size_t from_1252(char *out, const char *s, size_t n)
{
    static const unsigned high[32] = {
        0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F,
        0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178 };
    char *o = out;
    size_t i;
    for (i = 0; i < n; i++) {
        unsigned c = (unsigned char)s[i];
        if (c >= 0x80 && c < 0xA0) c = high[c - 0x80];
        if (c < 0x80) *o++ = (char)c;
        else if (c < 0x800) *o++ = (char)(0xC0 | c >> 6), *o++ = (char)(0x80 | (c & 63));
        else *o++ = (char)(0xE0 | c >> 12), *o++ = (char)(0x80 | (c >> 6 & 63)), *o++ = (char)(0x80 | (c & 63));
    }
    return (size_t)(o - out);
}

/* One record from s on; cells go to row[]. Returns where the next begins. */
static const char *read_record(const char *s, const char *end, char delimiter, char **made, cell *row, size_t room, size_t *count)
{
    *count = 0;
    for (;;) {
        cell c;
        const char *q = s;
        memset(&c, 0, sizeof c);
        if (s < end && *s == '"') {
            char *out = *made;
            c.quoted = 1;
            for (s++; s < end; s++) {
                if (*s == '"') {
                    if (s + 1 < end && s[1] == '"') s++;
                    else break;
                }
                *out++ = *s;
            }
            if (s < end) s++;
            while (s < end && *s != delimiter && *s != '\n' && *s != '\r') *out++ = *s++;
            c.data = *made, c.len = (uint32_t)(out - *made);
            *made = out;
        } else {
            while (s < end && *s != delimiter && *s != '\n' && !(*s == '\r' && s + 1 < end && s[1] == '\n')) s++;
            c.data = q, c.len = (uint32_t)(s - q);
        }
        if (!is_utf8(c.data, c.len)) {
            size_t n = from_1252(*made, c.data, c.len);
            c.data = *made, c.len = (uint32_t)n;
            *made += n;
        }
        if (*count < room) row[(*count)++] = c;
        if (s < end && *s == delimiter) { s++; continue; }
        if (s < end && *s == '\r') s++;
        if (s < end && *s == '\n') s++;
        return s;
    }
}

/* Reads a table; 0 = a row is not as wide as the header. join: cells that begin with a blank belong to the one before. */
static int read_table(table *t, const char *data, size_t len, char delimiter, int join)
{
    const char *s = data, *end = data + len;
    char *made;
    cell row[COLUMNS_MAX];
    size_t count, k, n, capacity;
    int ok = 1;
    memset(t, 0, sizeof *t);
    if (len >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0) s += 3;
    t->made = made = (char *)room_for(4 * len + 16, 1); /* a byte of Windows-1252 becomes three at most */
    for (capacity = 1, k = 0; k < len; k++) capacity += data[k] == '\n';
    s = read_record(s, end, delimiter, &made, row, COLUMNS_MAX, &t->columns);
    t->names = (cell *)room_for(t->columns, sizeof *t->names);
    memcpy(t->names, row, t->columns * sizeof *row);
    t->cells = (cell *)room_for(capacity * t->columns, sizeof *t->cells);
    t->starts = (size_t *)room_for(capacity + 1, sizeof *t->starts);
    while (s < end && ok) {
        const char *start = s;
        s = read_record(s, end, delimiter, &made, row, COLUMNS_MAX, &count);
        for (k = 1; join && count > t->columns && k < count; )
            if (row[k].len && row[k].data[0] == ' ') {
                char *joined = made;
                memcpy(made, row[k - 1].data, row[k - 1].len), made += row[k - 1].len;
                *made++ = delimiter;
                memcpy(made, row[k].data, row[k].len), made += row[k].len;
                row[k - 1].data = joined, row[k - 1].len = (uint32_t)(made - joined);
                for (n = k; n + 1 < count; n++) row[n] = row[n + 1];
                count--;
            } else k++;
        ok = count == t->columns && t->rows < capacity;
        if (!ok) break;
        t->starts[t->rows] = (size_t)(start - data);
        memcpy(t->cells + t->rows++ * t->columns, row, count * sizeof *row);
    }
    t->starts[t->rows] = len;
    return ok;
}

static int same_text(cell a, cell b) { return a.len == b.len && memcmp(a.data, b.data, a.len) == 0; }
static cell cell_of(const char *text)
{
    cell c;
    c.data = text, c.len = (uint32_t)strlen(text), c.quoted = 0;
    return c;
}
static int is_str(rep_str a, cell b) { return a.len == b.len && memcmp(a.data, b.data, b.len) == 0; }

static int is_missing(cell c)
{
    static const char *const spellings[] = { "NA", "N/A", "#N/A", "NaN", "nan", "-nan", "NULL", "null", "n/a", "<NA>", "NaT" };
    size_t i;
    for (i = 0; i < c.len && (c.data[i] == ' ' || c.data[i] == '\t'); i++) {}
    if (i == c.len) return 1;
    for (i = 0; i < sizeof spellings / sizeof spellings[0]; i++)
        if (same_text(c, cell_of(spellings[i]))) return 1;
    return 0;
}

/*--- distinct texts and their counts ---*/

typedef struct level { cell text; size_t count; } level;
typedef struct levels { level *items; uint32_t *slots; size_t count, mask; } levels;

static uint64_t hash_of(cell c)
{
    uint64_t h = UINT64_C(14695981039346656037);
    uint32_t i;
    for (i = 0; i < c.len; i++) h = (h ^ (unsigned char)c.data[i]) * UINT64_C(1099511628211);
    return h ^ h >> 29;
}

static void levels_make(levels *l, size_t most)
{
    size_t size = 16;
    while (size < most * 2) size *= 2;
    l->items = (level *)room_for(most, sizeof *l->items);
    l->slots = (uint32_t *)room_for(size, sizeof *l->slots);
    l->count = 0, l->mask = size - 1;
}

static void levels_free(levels *l)
{
    free(l->items);
    free(l->slots);
}

/* Number of a text, or count where it is new. */
static size_t levels_find(const levels *l, cell c, size_t *slot)
{
    size_t at = (size_t)hash_of(c) & l->mask;
    while (l->slots[at] && !same_text(l->items[l->slots[at] - 1].text, c)) at = (at + 1) & l->mask;
    if (slot) *slot = at;
    return l->slots[at] ? l->slots[at] - 1 : l->count;
}

static void levels_add(levels *l, cell c)
{
    size_t slot, at = levels_find(l, c, &slot);
    if (at == l->count) {
        l->slots[slot] = (uint32_t)++l->count;
        l->items[at].text = c, l->items[at].count = 0;
    }
    l->items[at].count++;
}

/*--- numbers and dates of the sample tables ---*/

typedef enum zeros { FIXED, SHORTEST, SHORTEST_ONE } zeros;

/* -12.50 as 1250 at two decimals; 0 = not such a number. */
static int read_number(cell c, int decimals, int64_t *out)
{
    uint32_t i = c.len && c.data[0] == '-';
    int digits = 0, after = -1;
    int64_t v = 0;
    for (; i < c.len; i++) {
        if (c.data[i] == '.' && after < 0) { after = 0; continue; }
        if (c.data[i] < '0' || c.data[i] > '9' || ++digits > 18) return 0;
        if (after >= 0) after++;
        v = v * 10 + (c.data[i] - '0');
    }
    if (!digits || after == 0 || after > decimals) return 0;
    for (; after < decimals && (after >= 0 || decimals); after++) {
        if (after < 0) after = 0;
        if (v > INT64_MAX / 10) return 0;
        v *= 10;
    }
    *out = c.data[0] == '-' ? -v : v;
    return 1;
}

/* Is a number written in the style? NULL = yes. It is one already. */
static const char *number_misspelled(cell c, int decimals, zeros style, int bare)
{
    const char *s = c.data, *end = s + c.len, *point;
    size_t whole, after;
    int zero = 1, negative = *s == '-';
    s += negative;
    point = (const char *)memchr(s, '.', (size_t)(end - s));
    whole = (size_t)((point ? point : end) - s), after = point ? (size_t)(end - point - 1) : 0;
    if (whole == 0 && !bare) return "no digit before the point";
    if (whole == 1 && *s == '0' && bare && after) return "a zero before the point";
    if (whole > 1 && *s == '0') return "a leading zero";
    if (after > (size_t)decimals) return "too many decimals";
    if (style == FIXED && after != (size_t)decimals) return "not the fixed decimals";
    if (style == SHORTEST && after && end[-1] == '0') return "a trailing zero";
    if (style == SHORTEST_ONE && after == 0) return "no decimal";
    if (style == SHORTEST_ONE && after > 1 && end[-1] == '0') return "a trailing zero";
    for (; s < end; s++)
        if (*s >= '1' && *s <= '9') zero = 0;
    if (zero && negative) return "minus zero";
    return NULL;
}

static int64_t day_number(int64_t y, int m, int d) /* days since 1970-01-01; Howard Hinnant's days_from_civil */
{
    int64_t era, yoe, doy;
    y -= m <= 2;
    era = (y >= 0 ? y : y - 399) / 400;
    yoe = y - era * 400;
    doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

static int some_digits(const char **s, const char *end, int least, int most)
{
    int n = 0, v = 0;
    while (*s < end && n < most && **s >= '0' && **s <= '9') v = v * 10 + (*(*s)++ - '0'), n++;
    return n < least ? -1 : v;
}

/* A date in the form to the letter, as microseconds since 1970; 0 = it is not one. */
static int read_date(cell c, const char *form, int64_t *micros, int *day)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    const char *s = c.data, *end = s + c.len;
    int y = 1970, mo = 1, d = 1, h = 0, mi = 0, sec = 0, ms = 0, k;
    for (; *form; form++) {
        int *to = NULL, least = 2, most = 2;
        if (*form != '%') {
            if (s >= end || *s++ != *form) return 0;
            continue;
        }
        switch (*++form) {
        case 'Y': to = &y, least = most = 4; break;
        case 'm': to = &mo; break;
        case 'd': to = &d; break;
        case 'H': to = &h; break;
        case 'M': to = &mi; break;
        case 'S': to = &sec; break;
        case '-': form++, to = *form == 'd' ? &d : NULL, least = 1; break;
        case '3': form++, to = *form == 'f' ? &ms : NULL, least = most = 3; break;
        case 'b':
            for (k = 0; k < 12; k++)
                if (end - s >= 3 && memcmp(s, months + 3 * k, 3) == 0) break;
            if (k == 12) return 0;
            mo = k + 1, s += 3;
            continue;
        default: return 0;
        }
        if (!to || (least == 1 && s < end && *s == '0')) return 0;
        *to = some_digits(&s, end, least, most);
        if (*to < 0) return 0;
    }
    if (s != end || mo < 1 || mo > 12 || d < 1 || h > 23 || mi > 59 || sec > 59) return 0;
    if (d > lengths[mo - 1] + (mo == 2 && y % 4 == 0 && (y % 100 || y % 400 == 0))) return 0;
    *micros = (((day_number(y, mo, d) * 24 + h) * 60 + mi) * 60 + sec) * 1000000 + ms * INT64_C(1000);
    *day = d;
    return 1;
}

static int by_value(const void *a, const void *b)
{
    const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/*--- what the list expects ---*/

typedef enum grain { ANY_GRAIN, DAY_GRAIN, MONTH_GRAIN } grain;

typedef struct wanted {         /* one alternative of a line                                   */
    rep_kind kind;
    int      id, run, unique, pattern, freely, constant, empty;
    int      decimals, bare;
    zeros    style;
    grain    coarse;
    size_t   count;             /* of levels                                                   */
    char     min[32], max[32], form[64]; /* of dates, or the class of PII                      */
} wanted;

typedef struct line { char *table, *column, *kind, *detail, *remark; } line;

static char *piece(char **rest, char separator)
{
    char *start = *rest, *end = start ? strchr(start, separator) : NULL;
    *rest = end ? end + 1 : NULL;
    if (end) *end = '\0';
    return start;
}

/* What one alternative says; 0 = this test does not understand the list. */
static int understand(wanted *w, const char *kind, const char *detail, const char *remark)
{
    char text[256], *rest = text, *part;
    memset(w, 0, sizeof *w);
    snprintf(text, sizeof text, "%s", detail);
    w->style = FIXED;
    w->id = strcmp(kind, "id") == 0;
    if (w->id) w->kind = strstr(remark, "stored as text") ? REP_KIND_TEXT : REP_KIND_NUMERICAL;
    else for (w->kind = REP_KIND_NUMERICAL; strcmp(kind, rep_kind_name(w->kind)) != 0; w->kind = (rep_kind)(w->kind + 1))
        if (w->kind == REP_KIND_TEXT) return 0;
    while ((part = piece(&rest, ',')) != NULL) {
        if (w->kind == REP_KIND_DATETIME && !w->form[0]) snprintf(w->form, sizeof w->form, "%.63s", part);
        else if (w->kind == REP_KIND_PII) snprintf(w->form, sizeof w->form, "%.63s", part);
        else if (strncmp(part, "decimals=", 9) == 0) w->decimals = atoi(part + 9);
        else if (strncmp(part, "levels=", 7) == 0) w->count = (size_t)atol(part + 7);
        else if (strncmp(part, "min=", 4) == 0) snprintf(w->min, sizeof w->min, "%.31s", part + 4);
        else if (strncmp(part, "max=", 4) == 0) snprintf(w->max, sizeof w->max, "%.31s", part + 4);
        else if (strcmp(part, "shortest") == 0) w->style = SHORTEST;
        else if (strcmp(part, "shortest1") == 0) w->style = SHORTEST_ONE;
        else if (strcmp(part, "grain=day") == 0) w->coarse = DAY_GRAIN;
        else if (strcmp(part, "grain=month") == 0) w->coarse = MONTH_GRAIN;
        else if (strcmp(part, "unique") == 0) w->unique = 1;
        else if (strcmp(part, "run") == 0) w->run = 1;
        else if (strcmp(part, "pattern") == 0) w->pattern = 1;
        else if (strcmp(part, "free") == 0) w->freely = 1;
        else if (strcmp(part, "constant") == 0) w->constant = 1;
        else if (strcmp(part, "empty") == 0) w->empty = 1;
        else if (strcmp(part, "integer") != 0 && strcmp(part, "fixed") != 0 && strcmp(part, "codes") != 0) return 0;
    }
    w->bare = w->min[0] == '.';
    return 1;
}

/*--- a sample table, what it holds and what was learned ---*/

typedef struct facts {
    size_t   missing, values;   /* cells                                           */
    levels   texts, gaps;       /* of the values, of the missing cells             */
    int64_t *sorted;            /* values of numbers (in units) and dates (micros) */
    wanted   want;
} facts;

typedef struct sample {
    char       name[80], stem[64], *path;
    char      *data;
    size_t     len;
    char       delimiter;
    int        is_json;
    char      *csv;            /* of a JSON table: the same as CSV, for this test's own reader */
    table      source;
    facts     *columns;
    rep_model *model;
    rep_buffer text;            /* of the model */
} sample;

static char  *list_text;
static sample samples[TABLES_MAX];
static size_t sample_count;
static line   list[COLUMNS_MAX];
static size_t line_count;
static char   shown[256];       /* INPUT: table and column */

static void at_column(const sample *s, size_t column)
{
    snprintf(shown, sizeof shown, "%.79s: %.*s", s->name, (int)s->source.names[column].len, s->source.names[column].data);
    INPUT(shown);
}

static void expect(int ok, int source_line, const char *format, ...)
{
    va_list args;
    if (test_count(ok, __FILE__, source_line)) return;
    printf("    ");
    va_start(args, format);
    vprintf(format, args);
    va_end(args);
    printf("\n");
}
#define NOTHING_WRONG(why) expect((why) == NULL, __LINE__, "%s", (why) ? (why) : "")

static int is_fine(rep_status status, const rep_error *err, int source_line)
{
    expect(status == REP_OK, source_line, "%s (line %lu, column %lu)", err->message, (unsigned long)err->line, (unsigned long)err->column);
    return status == REP_OK;
}
#define FINE(status) is_fine(status, &err, __LINE__)

static rep_profile_options options_of(const sample *s)
{
    rep_profile_options options = REP_ZERO;
    options.date = DATE;
    options.name = s->stem;
    if (strstr(s->name, "northwind")) options.csv.ragged = REP_RAGGED_JOIN;
    return options;
}

/* Rows as text, read by this test. The text stays in *text. */
static int draw_rows(const sample *s, const rep_model *model, uint64_t seed, uint64_t rows, rep_buffer *text, table *out)
{
    rep_generator *generator = NULL;
    rep_error err = REP_ZERO;
    int ok;
    text->len = 0;
    memset(out, 0, sizeof *out);
    ok = FINE(rep_generator_create(&generator, model, seed, NULL, &err)) &&
         FINE(rep_generator_write(generator, 0, rows, rep_buffer_write, text, NULL, &err));
    rep_generator_free(generator);
    if (!ok) return 0;
    ok = read_table(out, text->data, text->len, s->delimiter, 0) && out->columns == s->source.columns && out->rows == rows;
    expect(ok, __LINE__, "the rows drawn are no table of %lu columns and %lu rows", (unsigned long)s->source.columns, (unsigned long)rows);
    return ok;
}

static char said[512];

static const char *say(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(said, sizeof said, format, args);
    va_end(args);
    return said;
}

/* Where the learned column differs from the alternative; NULL = nowhere. */
static const char *misfit(const wanted *w, const facts *f, const rep_column *c, size_t rows)
{
    if (c->kind != w->kind) return say("it became %s: %.*s", rep_kind_name(c->kind), (int)c->why.len, c->why.data);
    if (c->missing_share < (double)f->missing / (double)rows || c->missing_share > (double)f->missing / (double)rows)
        return say("missing share %.17g for %lu of %lu", c->missing_share, (unsigned long)f->missing, (unsigned long)rows);
    if (w->kind == REP_KIND_NUMERICAL) {
        if (c->decimals != w->decimals) return say("decimals %d, not %d", c->decimals, w->decimals);
        if (w->min[0] && !is_str(c->min, cell_of(w->min))) return say("min %.*s, not %s", (int)c->min.len, c->min.data, w->min);
        if (w->max[0] && !is_str(c->max, cell_of(w->max))) return say("max %.*s, not %s", (int)c->max.len, c->max.data, w->max);
        if (w->constant && (c->std > 0 || f->texts.count != 1)) return say("constant, but std is %g", c->std);
    }
    if (w->id ? c->id != w->run : c->id != 0) return c->id ? "an arithmetic run" : "no arithmetic run";
    if (w->kind == REP_KIND_CATEGORICAL) {
        if (c->category_count != w->count) return say("%lu categories, not %lu", (unsigned long)c->category_count, (unsigned long)w->count);
        if (c->distinct_count != w->count) return say("%lu distinct values, not %lu", (unsigned long)c->distinct_count, (unsigned long)w->count);
        if (w->empty && f->values) return "not empty";
        if (w->constant && w->count != 1) return "not constant";
    } else if (c->category_count) return "it has categories";
    if (w->kind == REP_KIND_DATETIME) {
        char literal[64];
        size_t n = strlen(w->form);
        snprintf(literal, sizeof literal, "%s", w->form);
        if (n > 4 && w->coarse == DAY_GRAIN && strcmp(literal + n - 4, ".%3f") == 0) snprintf(literal + n - 4, 8, ".000");
        if (!is_str(c->format, cell_of(w->form)) && !is_str(c->format, cell_of(literal))) return say("format %.*s, not %s", (int)c->format.len, c->format.data, w->form);
    }
    if (w->kind == REP_KIND_PII && !is_str(c->pii_class, cell_of(w->form))) return say("%.*s, not %s", (int)c->pii_class.len, c->pii_class.data, w->form);
    if (w->kind == REP_KIND_TEXT) {
        if (w->pattern && !c->format.len) return "free text, not a pattern";
        if (w->freely && c->format.len) return say("pattern %.*s, not free text", (int)c->format.len, c->format.data);
        if (!w->run && c->unique != w->unique) return c->unique ? "unique" : "not unique";
    }
    if (w->kind == REP_KIND_NUMERICAL && w->id && !w->run && !c->unique) return "not unique";
    return NULL;
}

/* Can this cell stand in the column? NULL = yes. *value receives numbers and dates. */
static const char *cell_wrong(const facts *f, cell c, int64_t *value)
{
    const wanted *w = &f->want;
    int day;
    if (w->kind == REP_KIND_NUMERICAL) {
        const char *why;
        if (!read_number(c, w->decimals, value)) return say("\"%.*s\" is no number of %d decimals", (int)c.len, c.data, w->decimals);
        why = number_misspelled(c, w->decimals, w->style, w->bare);
        if (why) return say("\"%.*s\": %s", (int)c.len, c.data, why);
    } else if (w->kind == REP_KIND_DATETIME) {
        if (!read_date(c, w->form, value, &day)) return say("\"%.*s\" is no date of the form %s", (int)c.len, c.data, w->form);
        if (w->coarse != ANY_GRAIN && *value % INT64_C(86400000000)) return say("\"%.*s\" has a time of day", (int)c.len, c.data);
        if (w->coarse == MONTH_GRAIN && day != 1) return say("\"%.*s\" is not the first of a month", (int)c.len, c.data);
    } else if (w->kind == REP_KIND_CATEGORICAL) {
        size_t at = levels_find(&f->texts, c, NULL);
        *value = (int64_t)at;
        return at < f->texts.count ? NULL : say("\"%.*s\" is no category of the table", (int)c.len, c.data);
    } else {
        *value = 0;
        return NULL;
    }
    if (!w->run && (*value < f->sorted[0] || *value > f->sorted[f->values - 1]))
        return say("\"%.*s\" lies outside of min and max", (int)c.len, c.data);
    return NULL;
}

/* A missing cell of the rows drawn: unquoted and in a spelling of the table. */
static int is_gap(const facts *f, cell c)
{
    return !c.quoted && f->gaps.count && levels_find(&f->gaps, c, NULL) < f->gaps.count;
}

/*--- loading ---*/

static void load_list(void)
{
    static char path[] = __FILE__;
    char *at = strstr(path, "test_tables.c"), full[4096], *rest;
    size_t len;
    if (at) *at = '\0';
    snprintf(full, sizeof full, "%sexpected_columns.tsv", path);
    list_text = file_bytes(full, &len);
    for (rest = list_text; rest && line_count < COLUMNS_MAX; ) {
        char *row = piece(&rest, '\n');
        line *l = &list[line_count];
        if (*row == '#' || *row == '\0') continue;
        l->table = piece(&row, '\t'), l->column = piece(&row, '\t'), l->kind = piece(&row, '\t'), l->detail = piece(&row, '\t'), l->remark = row;
        if (l->remark) line_count++;
    }
}

/* An array of flat objects without escapes but \", each with the same names, as CSV: null is an empty cell. */
static char *csv_of_json(const char *json, size_t len, size_t *csv_len)
{
    char *out = (char *)room_for(len + 1, 1), *to = out;
    const char *s = json, *end = json + len;
    int pass;
    for (pass = 0; pass < 2; pass++) { /* the names of the first row, then all values */
        int depth = 0, is_value = 0, first = 1;
        for (s = json; s < end; s++) {
            const char *start = s;
            if (*s == '{') depth = first = 1, is_value = 0;
            if (*s == '}') { *to++ = '\n'; if (pass == 0) break; depth = 0; }
            if (*s == ':') is_value = 1;
            if (*s == ',') is_value = 0;
            if (!depth || strchr("{}:, \n\r[]", *s)) continue;
            if (*s == '"') for (s++; s < end && *s != '"'; s++) s += *s == '\\';
            else while (s + 1 < end && !strchr(",} \n", s[1])) s++;
            if (is_value != pass) continue;
            if (!first) *to++ = ',';
            first = 0;
            for (; *start != 'n' || *s == '"'; start++) { /* null is short for nothing */
                *to++ = (char)(*start == '\\' ? '"' : *start);
                if (start == s) break;
            }
        }
    }
    *csv_len = (size_t)(to - out);
    return out;
}

static const line *line_of(const sample *s, cell column)
{
    size_t i;
    for (i = 0; i < line_count; i++)
        if (strcmp(list[i].table, s->name) == 0 && same_text(cell_of(list[i].column), column)) return &list[i];
    return NULL;
}

static void load_sample(sample *s, const char *folder, const char *name)
{
    char path[4096];
    const char *slash = strrchr(name, '/');
    size_t i, k;
    snprintf(s->name, sizeof s->name, "%s", name);
    snprintf(s->stem, sizeof s->stem, "%s", slash ? slash + 1 : name);
    if (strrchr(s->stem, '.')) *strrchr(s->stem, '.') = '\0';
    snprintf(path, sizeof path, "%s/%s", folder, name);
    INPUT(s->name);
    s->delimiter = strstr(name, ".tsv") ? '\t' : ',';
    s->path = (char *)room_for(strlen(path) + 1, 1);
    memcpy(s->path, path, strlen(path));
    s->data = file_bytes(path, &s->len);
    if (!CHECK(s->data != NULL)) return;
    s->is_json = strstr(name, ".json") != NULL;
    if (s->is_json) {
        size_t len;
        s->csv = csv_of_json(s->data, s->len, &len);
        CHECK(read_table(&s->source, s->csv, len, ',', 0));
    } else CHECK(read_table(&s->source, s->data, s->len, s->delimiter, strstr(name, "northwind") != NULL));
    s->columns = (facts *)room_for(s->source.columns, sizeof *s->columns);
    for (k = 0; k < s->source.columns; k++) {
        facts *f = &s->columns[k];
        levels_make(&f->texts, s->source.rows);
        levels_make(&f->gaps, s->source.rows);
        for (i = 0; i < s->source.rows; i++) {
            cell c = s->source.cells[i * s->source.columns + k];
            if (is_missing(c)) f->missing++, levels_add(&f->gaps, c);
            else f->values++, levels_add(&f->texts, c);
        }
    }
}

static void free_sample(sample *s)
{
    size_t k;
    for (k = 0; s->columns && k < s->source.columns; k++) {
        levels_free(&s->columns[k].texts);
        levels_free(&s->columns[k].gaps);
        free(s->columns[k].sorted);
    }
    free(s->columns);
    free(s->data);
    free(s->csv);
    free(s->path);
    table_free(&s->source);
    rep_model_free(s->model);
    rep_buffer_free(&s->text);
}

/* Fills what an alternative's kind needs; NULL = the source itself is as the list says. */
static const char *settle(const sample *s, size_t column, const wanted *w)
{
    facts *f = &s->columns[column];
    const char *why = NULL;
    size_t i, n = 0;
    f->want = *w;
    free(f->sorted);
    f->sorted = (int64_t *)room_for(f->values + 1, sizeof *f->sorted);
    f->sorted[0] = INT64_MIN; /* no bounds yet */
    if (f->values) f->sorted[f->values - 1] = INT64_MAX;
    if (w->kind == REP_KIND_NUMERICAL || w->kind == REP_KIND_DATETIME) {
        int64_t *values = (int64_t *)room_for(f->values + 1, sizeof *values);
        for (i = 0; i < s->source.rows && !why; i++) {
            cell c = s->source.cells[i * s->source.columns + column];
            if (!is_missing(c)) why = f->values == 1 && w->kind == REP_KIND_NUMERICAL
                ? (read_number(c, w->decimals, &values[n++]) ? NULL : "no number") : cell_wrong(f, c, &values[n++]);
        }
        qsort(values, n, sizeof *values, by_value);
        free(f->sorted);
        f->sorted = values;
    }
    return why;
}

/*--- (a) decisions ---*/

TEST(every_table_is_learned_written_read_back_and_drawn)
{
    rep_buffer drawn = REP_ZERO, other = REP_ZERO, again = REP_ZERO;
    size_t i, k;
    for (i = 0; i < sample_count; i++) {
        sample *s = &samples[i];
        rep_profile_options options = options_of(s);
        rep_error err = REP_ZERO;
        rep_model_info info = REP_ZERO;
        rep_model *copy = NULL;
        table rows;
        INPUT(s->name);
        if (!s->data || !FINE(rep_profile_bytes(&s->model, s->data, s->len, &options, &err))) continue;
        FINE(rep_model_write(s->model, rep_buffer_write, &s->text, &err));
        FINE(rep_model_get_info(s->model, &info, &err));
        CHECK_SIZE(info.column_count, s->source.columns);
        CHECK_SIZE(info.row_count, s->source.rows);
        CHECK_INT(info.delimiter, s->delimiter);
        options.name = NULL; /* the file's stem */
        if (FINE(rep_profile_file(&copy, s->path, &options, &err))) {
            again.len = 0;
            FINE(rep_model_write(copy, rep_buffer_write, &again, &err));
            expect(again.len == s->text.len && memcmp(again.data, s->text.data, again.len) == 0, __LINE__, "from a file the model is another than from memory");
        }
        rep_model_free(copy);
        if (!FINE(rep_model_read(&copy, s->text.data, s->text.len, NULL, &err))) continue;
        FINE(rep_model_get_info(copy, &info, &err));
        CHECK_SIZE(info.warning_count, 0); /* no key of ours is unknown to us */
        again.len = 0;
        FINE(rep_model_write(copy, rep_buffer_write, &again, &err));
        expect(again.len == s->text.len && memcmp(again.data, s->text.data, again.len) == 0, __LINE__, "read back and written again, the model differs");
        if (draw_rows(s, s->model, 7, FEW, &drawn, &rows)) {
            for (k = 0; k < rows.columns; k++) expect(same_text(rows.names[k], s->source.names[k]), __LINE__, "column %lu has another name", (unsigned long)k);
            table_free(&rows);
            if (draw_rows(s, copy, 7, FEW, &other, &rows))
                expect(drawn.len == other.len && memcmp(drawn.data, other.data, drawn.len) == 0, __LINE__, "read back, the model draws other rows");
        }
        table_free(&rows);
        rep_model_free(copy);
    }
    rep_buffer_free(&drawn);
    rep_buffer_free(&other);
    rep_buffer_free(&again);
}

TEST(every_column_becomes_what_the_list_says)
{
    size_t i, k;
    for (i = 0; i < sample_count; i++)
        for (k = 0; samples[i].model && k < samples[i].source.columns; k++) {
            const sample *s = &samples[i];
            facts *f = &s->columns[k];
            const line *l = line_of(s, s->source.names[k]);
            rep_column column = REP_ZERO;
            rep_error err = REP_ZERO;
            char kinds[64], details[256], first[512] = "", *kind = kinds, *detail = details;
            const char *one_kind = NULL, *why = NULL;
            wanted w, best;
            int fits = 0, n = 0;
            at_column(s, k);
            if (!CHECK(l != NULL) || !FINE(rep_model_get_column(s->model, k, &column, &err))) continue;
            CHECK(column.why.len > 0);
            snprintf(kinds, sizeof kinds, "%s", l->kind);
            snprintf(details, sizeof details, "%s", l->detail);
            memset(&best, 0, sizeof best);
            while (detail && !fits) {
                if (kind) one_kind = piece(&kind, '|');
                if (!CHECK(understand(&w, one_kind, piece(&detail, '|'), l->remark))) break;
                why = misfit(&w, f, &column, s->source.rows);
                fits = !why;
                if (n++ == 0 || fits) best = w;
                if (!fits && !first[0]) snprintf(first, sizeof first, "%s", why);
            }
            expect(fits, __LINE__, "%s", first);
            why = settle(s, k, &best);
            expect(!why, __LINE__, "the list does not fit the table: %s", why ? why : "");
        }
}

TEST(means_deviations_and_weights_are_those_of_the_table)
{
    size_t i, k, j;
    for (i = 0; i < sample_count; i++)
        for (k = 0; samples[i].model && k < samples[i].source.columns; k++) {
            const sample *s = &samples[i];
            const facts *f = &s->columns[k];
            rep_column column = REP_ZERO;
            rep_category category = REP_ZERO, before = REP_ZERO;
            rep_error err = REP_ZERO;
            double sum = 0;
            at_column(s, k);
            if (!FINE(rep_model_get_column(s->model, k, &column, &err)) || column.kind != f->want.kind) continue;
            if (column.kind == REP_KIND_NUMERICAL) {
                double mean = 0, square = 0, unit = pow(10, f->want.decimals), std;
                for (j = 0; j < f->values; j++) { /* Welford's */
                    double v = (double)f->sorted[j] / unit, step = v - mean;
                    mean += step / (double)(j + 1);
                    square += step * (v - mean);
                }
                std = f->values > 1 ? sqrt(square / (double)(f->values - 1)) : 0;
                CHECK_NEAR(column.mean, mean, 1e-9 * (fabs(mean) + std));
                CHECK_NEAR(column.std, std, 1e-9 * (fabs(mean) + std));
            }
            for (j = 0; j < column.category_count; j++, before = category) {
                cell text;
                size_t at;
                if (!FINE(rep_model_get_category(s->model, k, j, &category, &err))) break;
                text.data = category.text.data, text.len = (uint32_t)category.text.len, text.quoted = 0;
                at = levels_find(&f->texts, text, NULL);
                if (!CHECK(at < f->texts.count)) break;
                sum += category.share;
                if (category.share < (double)f->texts.items[at].count / (double)f->values || category.share > (double)f->texts.items[at].count / (double)f->values)
                    expect(0, __LINE__, "\"%.*s\": weight %.17g is not %lu / %lu", (int)text.len, text.data, category.share, (unsigned long)f->texts.items[at].count, (unsigned long)f->values);
                if (j && (category.share > before.share || (category.share >= before.share && memcmp(before.text.data, text.data, before.text.len < text.len ? before.text.len : text.len) > 0)))
                    expect(0, __LINE__, "\"%.*s\" is out of order", (int)text.len, text.data);
            }
            if (column.category_count) CHECK_NEAR(sum, 1, 1e-12 * (double)column.category_count);
        }
}

TEST(the_cells_drawn_are_written_as_in_the_table)
{
    rep_buffer drawn = REP_ZERO;
    size_t i, k, r;
    for (i = 0; i < sample_count; i++) {
        const sample *s = &samples[i];
        table rows;
        INPUT(s->name);
        if (!s->model || !draw_rows(s, s->model, 1, FEW, &drawn, &rows)) continue;
        for (k = 0; k < rows.columns; k++) {
            const facts *f = &s->columns[k];
            const char *why = NULL;
            double share = (double)f->missing / (double)s->source.rows;
            int64_t value, step = f->want.run && f->want.kind == REP_KIND_NUMERICAL && f->values > 1 ? (f->sorted[f->values - 1] - f->sorted[0]) / (int64_t)(f->values - 1) : 1;
            levels seen;
            size_t gaps = 0;
            at_column(s, k);
            levels_make(&seen, FEW);
            for (r = 0; r < FEW; r++) {
                cell c = rows.cells[r * rows.columns + k];
                if (is_gap(f, c)) { gaps++; continue; }
                if (!why && c.len == 0) why = "an empty cell";
                if (!why) why = cell_wrong(f, c, &value);
                if (!why && f->want.run && f->want.kind == REP_KIND_NUMERICAL && value != f->sorted[0] + step * (int64_t)r)
                    why = say("row %lu holds %.*s", (unsigned long)r, (int)c.len, c.data);
                levels_add(&seen, c);
            }
            NOTHING_WRONG(why);
            CHECK_NEAR((double)gaps / FEW, share, 5 * sqrt(share * (1 - share) / FEW) + 1e-9);
            if (f->want.unique || f->want.run || (f->want.kind == REP_KIND_PII && f->values > 1 && f->texts.count == f->values))
                expect(seen.count == FEW - gaps, __LINE__, "unique in the table, but %lu of %lu cells drawn are different", (unsigned long)seen.count, (unsigned long)(FEW - gaps));
            levels_free(&seen);
        }
        table_free(&rows);
    }
    rep_buffer_free(&drawn);
}

/*--- (b) privacy ---*/

static int digit(char c) { return c >= '0' && c <= '9'; }

static int word_byte(char c) { return digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/* Does s match the shape ('d' = a digit, else itself) and end there? */
static size_t shaped(const char *s, const char *end, const char *shape)
{
    const char *p = s;
    for (; *shape; shape++, p++)
        if (p >= end || (*shape == 'd' ? !digit(*p) : *p != *shape)) return 0;
    return p < end && word_byte(*p) ? 0 : (size_t)(p - s);
}

static int luhn(const char *s, size_t n)
{
    int sum = 0, twice = 0;
    while (n--) {
        int d = (s[n] - '0') << twice;
        sum += d > 9 ? d - 9 : d;
        twice = !twice;
    }
    return sum % 10 == 0;
}

static int mail_byte(char c) { return word_byte(c) || (c != '\0' && strchr("._%+-@", c) != NULL); }

/* The next e-mail address, SSN, US phone or card number in a cell; 0 = no more. */
static int next_secret(cell c, size_t *at, cell *secret, int *sort)
{
    static const char *const shapes[] = { "ddd-dd-dddd", "ddd-ddd-dddd", "(ddd) ddd-dddd", "(ddd)ddd-dddd" };
    const char *s, *end = c.data + c.len;
    for (s = c.data + *at; s < end; s++) {
        size_t n = 0, k;
        int fresh = s == c.data || !(word_byte(s[-1]) || s[-1] == '.' || s[-1] == '-'); /* no part of a number or of hex */
        if (*s == '@') {
            const char *from = s, *to = s;
            while (from > c.data && from[-1] != '@' && mail_byte(from[-1])) from--;
            while (to < end && mail_byte(*to)) to++;
            secret->data = from, secret->len = (uint32_t)(to - from);
            *sort = 0, *at = (size_t)(to - c.data);
            if (from < s && to > s + 1) return 1;
            s = to - 1;
            continue;
        }
        for (k = 0; k < 4 && fresh && !n; k++) n = shaped(s, end, shapes[k]), *sort = k ? 2 : 1;
        if (!n && fresh && digit(*s)) {
            size_t run = 0;
            while (s + run < end && digit(s[run])) run++;
            if ((run == 15 || run == 16) && luhn(s, run) && (s + run == end || !word_byte(s[run]))) n = run, *sort = 3;
        }
        if (n) {
            secret->data = s, secret->len = (uint32_t)n, secret->quoted = 0;
            *at = (size_t)(s - c.data) + n;
            return 1;
        }
    }
    return 0;
}

static const char *find_bytes(const char *data, size_t len, cell what)
{
    const char *s = data, *end = data + len;
    while (what.len && (size_t)(end - s) >= what.len && (s = (const char *)memchr(s, what.data[0], (size_t)(end - s) - what.len + 1)) != NULL) {
        if (memcmp(s, what.data, what.len) == 0) return s;
        s++;
    }
    return NULL;
}

TEST(no_email_ssn_phone_or_card_of_a_table_stands_in_its_model_or_its_rows)
{
    rep_buffer drawn = REP_ZERO;
    size_t i, j;
    for (i = 0; i < sample_count; i++) {
        const sample *s = &samples[i];
        size_t found[4] = { 0, 0, 0, 0 };
        table rows;
        if (!s->model) continue;
        INPUT(s->name);
        if (draw_rows(s, s->model, 3, FEW, &drawn, &rows)) table_free(&rows);
        for (j = 0; j < s->source.rows * s->source.columns; j++) {
            size_t at = 0;
            int sort = 0;
            cell secret;
            memset(&secret, 0, sizeof secret);
            while (next_secret(s->source.cells[j], &at, &secret, &sort)) {
                found[sort]++;
                expect(!find_bytes(s->text.data, s->text.len, secret), __LINE__, "\"%.*s\" stands in the model", (int)secret.len, secret.data);
                expect(!find_bytes(drawn.data, drawn.len, secret), __LINE__, "\"%.*s\" stands in the rows", (int)secret.len, secret.data);
            }
        }
        if (strstr(s->name, "boston311")) { /* what was planted, so this test sees what it should */
            CHECK(found[0] >= 1 && found[1] >= 1 && found[2] >= 3 && found[3] >= 1);
        }
    }
    rep_buffer_free(&drawn);
}

/* The model's text of one column: from its name to the next one's. */
static cell column_text(const sample *s, size_t column)
{
    const cell mark = cell_of("\n      \"name\": ");
    const char *from = s->text.data, *end = from + s->text.len, *to;
    cell c;
    size_t k;
    for (k = 0; k <= column && from; k++) {
        from = find_bytes(from, (size_t)(end - from), mark);
        if (from) from += mark.len;
    }
    memset(&c, 0, sizeof c);
    if (!from) return c;
    to = find_bytes(from, (size_t)(end - from), mark);
    c.data = from, c.len = (uint32_t)((to ? to : end) - from);
    return c;
}

/* A text as it would stand in JSON: whole, in quotes. out has room for 6 n + 2. */
static cell in_json(char *out, cell text)
{
    char *o = out;
    cell c;
    uint32_t i;
    *o++ = '"';
    for (i = 0; i < text.len; i++)
        switch (text.data[i]) {
        case '"': case '\\': *o++ = '\\', *o++ = text.data[i]; break;
        case '\n': *o++ = '\\', *o++ = 'n'; break;
        case '\r': *o++ = '\\', *o++ = 'r'; break;
        case '\t': *o++ = '\\', *o++ = 't'; break;
        default: *o++ = text.data[i]; break;
        }
    *o++ = '"';
    c.data = out, c.len = (uint32_t)(o - out), c.quoted = 0;
    return c;
}

TEST(no_rare_value_of_a_text_or_pii_column_stands_in_its_model)
{
    size_t i, k, j;
    for (i = 0; i < sample_count; i++)
        for (k = 0; samples[i].model && k < samples[i].source.columns; k++) {
            const sample *s = &samples[i];
            const facts *f = &s->columns[k];
            cell text;
            if (f->want.kind != REP_KIND_TEXT && f->want.kind != REP_KIND_PII) continue;
            at_column(s, k);
            text = column_text(s, k);
            CHECK(text.len > 0);
            for (j = 0; j < f->texts.count; j++) { /* frequent values of free text may stand there as point masses */
                const level *l = &f->texts.items[j];
                char *quoted;
                if (l->count >= 5 && f->want.kind == REP_KIND_TEXT) continue;
                quoted = (char *)room_for(6 * (size_t)l->text.len + 2, 1);
                if (find_bytes(text.data, text.len, in_json(quoted, l->text))) expect(0, __LINE__, "\"%.*s\" stands there", (int)l->text.len, l->text.data);
                free(quoted);
            }
        }
}

/*--- (c) likeness ---*/

/* Kolmogorov and Smirnov's distance of two sorted samples. */
static double ks(const int64_t *a, size_t n, const int64_t *b, size_t m)
{
    size_t i = 0, j = 0;
    double most = 0;
    while (i < n && j < m) {
        int64_t v = a[i] < b[j] ? a[i] : b[j];
        double d;
        while (i < n && a[i] == v) i++;
        while (j < m && b[j] == v) j++;
        d = fabs((double)i / (double)n - (double)j / (double)m);
        if (d > most) most = d;
    }
    return most;
}

/* One column of one seed; returns its total variation if it has categories. */
static double measure(const sample *s, size_t k, const table *rows, int64_t *values, unsigned long seed)
{
    const facts *f = &s->columns[k];
    const char *why = NULL;
    double share = (double)f->missing / (double)s->source.rows, d = 0, limit;
    size_t r, n = 0, gaps = 0, *counts;
    for (r = 0; r < rows->rows; r++) {
        cell c = rows->cells[r * rows->columns + k];
        const char *wrong;
        if (is_gap(f, c)) { gaps++; continue; }
        wrong = cell_wrong(f, c, &values[n]);
        if (!wrong) n++;
        else if (!why) why = wrong;
    }
    NOTHING_WRONG(why);
    CHECK_NEAR((double)gaps / (double)rows->rows, share, 0.01);
    if (f->want.kind == REP_KIND_NUMERICAL || f->want.kind == REP_KIND_DATETIME) {
        qsort(values, n, sizeof *values, by_value);
        d = ks(f->sorted, f->values, values, n);
        limit = s->source.rows < 2000 ? 0.03 : 0.015;
        expect(d <= limit, __LINE__, "seed %lu: KS distance %.4f, over %.3f", seed, d, limit);
    } else if (f->want.kind == REP_KIND_CATEGORICAL) {
        counts = (size_t *)room_for(f->texts.count, sizeof *counts);
        for (r = 0; r < n; r++) counts[values[r]]++;
        for (r = 0; r < f->texts.count; r++) {
            double p = (double)f->texts.items[r].count / (double)f->values, q = (double)counts[r] / (double)n;
            d += 0.5 * fabs(q - p);
            if (fabs(q - p) > 5 * sqrt(p * (1 - p) / (double)n) + 13.0 / (double)n) /* 13 counts more, for rare ones, which are skew */
                expect(0, __LINE__, "seed %lu: \"%.*s\" has the share %.5f, not %.5f", seed, (int)f->texts.items[r].text.len, f->texts.items[r].text.data, q, p);
        }
        free(counts);
    } else if (f->want.unique) {
        levels seen;
        levels_make(&seen, rows->rows);
        for (r = 0; r < rows->rows; r++) levels_add(&seen, rows->cells[r * rows->columns + k]);
        CHECK_SIZE(seen.count, rows->rows);
        levels_free(&seen);
    }
    return d;
}

/* What chance alone does to the total variation of n rows, on the average: half the sum of E|q - p|. */
static double variation_by_chance(const facts *f, double n)
{
    double sum = 0;
    size_t i;
    for (i = 0; i < f->texts.count; i++) {
        double p = (double)f->texts.items[i].count / (double)f->values;
        sum += 0.5 * sqrt(2 * p * (1 - p) / (3.14159265358979 * n));
    }
    return sum;
}

/* Of columns drawn alone: their marginals are exact counts. What ties columns together costs a little of that, and is
 * judged by its own measures (tests/fidelity.py). */
TEST(fifty_thousand_independent_rows_are_distributed_as_the_table)
{
    static const char *const names[] = { "single/diamonds.csv", "single/taxis.csv", "single/insurance.csv", "single/telco_churn.csv", "single/birdstrikes.csv" };
    static const uint64_t seeds[SEEDS] = { 1, 2, 42, 1000003, UINT64_MAX };
    int64_t *values = (int64_t *)room_for(MANY, sizeof *values);
    double variation[COLUMNS_MAX];
    rep_buffer drawn = REP_ZERO;
    rep_profile_options options;
    rep_model *model = NULL;
    rep_error err = REP_ZERO;
    size_t i, j, k, n;
    for (n = 0; n < sizeof names / sizeof names[0]; n++) {
        for (i = 0; i < sample_count && strcmp(samples[i].name, names[n]) != 0; i++) {}
        INPUT(names[n]);
        if (!CHECK(i < sample_count && samples[i].model)) continue;
        options = options_of(&samples[i]);
        options.structure = REP_STRUCTURE_INDEPENDENT;
        if (!FINE(rep_profile_bytes(&model, samples[i].data, samples[i].len, &options, &err))) continue;
        for (k = 0; k < COLUMNS_MAX; k++) variation[k] = 0;
        for (j = 0; j < SEEDS; j++) {
            table rows;
            INPUT(names[n]);
            if (!draw_rows(&samples[i], model, seeds[j], MANY, &drawn, &rows)) continue;
            for (k = 0; k < rows.columns; k++) {
                at_column(&samples[i], k);
                variation[k] += measure(&samples[i], k, &rows, values, (unsigned long)seeds[j]) / SEEDS;
            }
            table_free(&rows);
        }
        for (k = 0; k < samples[i].source.columns; k++) {
            /* The mean of five: a single seed goes over this limit by chance once in 400 for two equal halves. */
            const double limit = 0.005 + variation_by_chance(&samples[i].columns[k], MANY);
            at_column(&samples[i], k);
            if (samples[i].columns[k].want.kind == REP_KIND_CATEGORICAL) expect(variation[k] <= limit, __LINE__, "total variation %.4f, over %.4f", variation[k], limit);
        }
        rep_model_free(model);
    }
    rep_buffer_free(&drawn);
    free(values);
}

/*--- (d) cutting ---*/

static rep_status push(rep_profiler *p, const sample *s, size_t from, size_t to, size_t most, rep_error *err)
{
    rep_status status = REP_OK;
    for (; from < to && !status; from += most)
        status = rep_profiler_push_bytes(p, s->data + from, to - from < most ? to - from : most, err);
    return status;
}

TEST(parts_merged_in_any_order_give_the_model_of_the_whole)
{
    static const int orders[3][3] = { { 0, 2, 1 }, { 2, 1, 0 }, { 1, 0, 2 } }; /* the first takes up the others */
    rep_buffer text = REP_ZERO;
    size_t i, n, k;
    for (i = 0; i < sample_count; i++)
        for (n = 0; n < 3; n++) {
            const sample *s = &samples[i];
            rep_profile_options options = options_of(s);
            rep_profiler *parts[3] = { NULL, NULL, NULL };
            rep_model *model = NULL;
            rep_error err = REP_ZERO;
            size_t row[4], byte[4];
            if (!s->model || s->is_json) continue; /* an array of rows is in one piece */
            snprintf(shown, sizeof shown, "%.79s, parts %d %d %d", s->name, orders[n][0], orders[n][1], orders[n][2]);
            INPUT(shown);
            for (k = 0; k < 4; k++) row[k] = n == 1 ? (k == 0 ? 0 : k == 3 ? s->source.rows : k == 1 ? (s->source.rows + 4) / 5 : s->source.rows / 2) : k * s->source.rows / 3;
            for (k = 0; k < 4; k++) byte[k] = k == 0 ? 0 : k == 3 ? s->len : s->source.starts[row[k]];
            if (FINE(rep_profiler_create(&parts[0], &options, &err)) &&
                FINE(push(parts[0], s, byte[0], byte[1], n == 0 ? s->len : 997, &err)) && FINE(rep_profiler_end_input(parts[0], &err)) &&
                FINE(rep_profiler_fork(&parts[1], parts[0], row[1], &err)) && FINE(rep_profiler_fork(&parts[2], parts[0], row[2], &err)) &&
                FINE(push(parts[2], s, byte[2], byte[3], n == 0 ? s->len : 4099, &err)) &&
                FINE(push(parts[1], s, byte[1], byte[2], n == 0 ? s->len : 65537, &err)) &&
                FINE(rep_profiler_merge(parts[orders[n][0]], parts[orders[n][1]], &err)) &&
                FINE(rep_profiler_merge(parts[orders[n][0]], parts[orders[n][2]], &err)) &&
                FINE(rep_profiler_learn(parts[orders[n][0]], &model, &err))) {
                text.len = 0;
                FINE(rep_model_write(model, rep_buffer_write, &text, &err));
                for (k = 0; k < text.len && k < s->text.len && text.data[k] == s->text.data[k]; k++) {}
                expect(text.len == s->text.len && k == text.len, __LINE__, "the model is another one: \"%.*s\", not \"%.*s\"",
                       (int)(text.len - k < 60 ? text.len - k : 60), text.data + k, (int)(s->text.len - k < 60 ? s->text.len - k : 60), s->text.data + k);
            }
            rep_model_free(model);
            for (k = 0; k < 3; k++) rep_profiler_free(parts[k]);
        }
    rep_buffer_free(&text);
}

/*--- the list and the tools of this test ---*/

TEST(this_tests_own_readers_read)
{
    int64_t v = 0;
    int day = 0;
    table t;
    const char text[] = "a,\"b \"\"x\"\"\",c\n1,,\"2\n3\"\r\n\"\",4, 5, 6\n";
    CHECK(read_number(cell_of("-12.5"), 2, &v) && v == -1250);
    CHECK(read_number(cell_of("7"), 1, &v) && v == 70);
    CHECK(read_number(cell_of("7"), 0, &v) && v == 7);
    CHECK(read_number(cell_of(".097"), 3, &v) && v == 97);
    CHECK(!read_number(cell_of("1.234"), 2, &v) && !read_number(cell_of("1."), 2, &v) && !read_number(cell_of("-"), 0, &v) && !read_number(cell_of("1e5"), 0, &v));
    CHECK(number_misspelled(cell_of("7.0"), 2, SHORTEST_ONE, 0) == NULL && number_misspelled(cell_of("7.0"), 2, SHORTEST, 0) != NULL);
    CHECK(number_misspelled(cell_of("0.5"), 2, SHORTEST, 1) != NULL && number_misspelled(cell_of("-0"), 0, FIXED, 0) != NULL);
    CHECK(read_date(cell_of("Jan 1 2000"), "%b %-d %Y", &v, &day) && v == INT64_C(946684800000000) && day == 1);
    CHECK(!read_date(cell_of("Jan 01 2000"), "%b %-d %Y", &v, &day) && !read_date(cell_of("2023-02-29"), "%Y-%m-%d", &v, &day));
    CHECK(read_date(cell_of("1969-12-31 23:59:59.999"), "%Y-%m-%d %H:%M:%S.%3f", &v, &day) && v == -1000);
    CHECK(luhn("378734493671000", 15) && !luhn("378734493671001", 15));
    CHECK(is_utf8("\xC3\xA9", 2) && !is_utf8("\xE9" "a", 2));
    CHECK(read_table(&t, text, sizeof text - 1, ',', 1) && t.rows == 2 && same_text(t.names[1], cell_of("b \"x\"")));
    if (t.rows == 2) CHECK(same_text(t.cells[2], cell_of("2\n3")) && same_text(t.cells[4], cell_of("4, 5")) && same_text(t.cells[5], cell_of(" 6")));
    table_free(&t);
}

TEST(the_list_names_every_column_once)
{
    size_t i, k, columns = 0;
    for (i = 0; i < sample_count; i++) {
        columns += samples[i].source.columns;
        for (k = 0; k < samples[i].source.columns; k++) {
            at_column(&samples[i], k);
            CHECK(line_of(&samples[i], samples[i].source.names[k]) != NULL);
        }
    }
    CHECK_SIZE(line_count, columns);
}

int main(int argc, char **argv)
{
    const char *folder = argc > 1 ? argv[1] : getenv("REPLICATOR_DATA");
    char path[4096];
    FILE *file;
    size_t i;
    if (!folder || !*folder) folder = "../shared/data";
    RUN(this_tests_own_readers_read);
    load_list();
    if (!CHECK(line_count > 0)) {
        free(list_text);
        return test_end();
    }
    snprintf(path, sizeof path, "%s/%s", folder, list[0].table);
    file = fopen(path, "rb");
    if (!file) {
        printf("tables not found: %s: skipped\n", path);
        free(list_text);
        return test_end();
    }
    fclose(file);
    test_name = "the_tables_are_there";
    for (i = 0; i < line_count; i++)
        if ((sample_count == 0 || strcmp(samples[sample_count - 1].name, list[i].table) != 0) && sample_count < TABLES_MAX)
            load_sample(&samples[sample_count++], folder, list[i].table);
    RUN(the_list_names_every_column_once);
    RUN(every_table_is_learned_written_read_back_and_drawn);
    RUN(every_column_becomes_what_the_list_says);
    RUN(means_deviations_and_weights_are_those_of_the_table);
    RUN(the_cells_drawn_are_written_as_in_the_table);
    RUN(no_email_ssn_phone_or_card_of_a_table_stands_in_its_model_or_its_rows);
    RUN(no_rare_value_of_a_text_or_pii_column_stands_in_its_model);
    RUN(parts_merged_in_any_order_give_the_model_of_the_whole);
    RUN(fifty_thousand_independent_rows_are_distributed_as_the_table);
    for (i = 0; i < sample_count; i++) free_sample(&samples[i]);
    free(list_text);
    return test_end();
}
