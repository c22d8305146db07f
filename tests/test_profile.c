/* test_profile.c - what the profiler promises: every door, every cutting, every order gives the same model
 *
 * A grid of cells of all kinds goes in through every door, cut into parts that are merged in any
 * order, with and without its rows shuffled. Models are compared as files, warnings below them.
 */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"

#include "test.h"
#include "tables.h"

/*--- a grid with columns of all kinds ---*/

enum { COLUMNS = 27 };

static const char *const grid_names[COLUMNS] = {
    "id", "invoice", "whole", "amount", "measured", "price", "share", "day", "us_day", "stamp", "word", "mixed", "email",
    "phone", "score", "place", "notes", "quoted", "comment", "sku", "big", "zip", "active", "constant", "empty", "kommas",
    "other_word"
};

typedef struct grid { size_t rows; char **cells; } grid;   /* cells[row * COLUMNS + column] */

/* 1,100 bytes and more that differ in the middle: only length, hash and start of them are kept. */
static void fill_long(char *out, uint64_t *state)
{
    const size_t len = 1100 + roll(state, 40);
    size_t       i;

    for (i = 0; i < len; i++) out[i] = i % 9 == 8 ? ' ' : (char)('a' + roll(state, i < 64 ? 2 : 26));
    out[0] = 'L';
    out[len - 1] = '.';
    out[len] = '\0';
}

static void fill_words(char *out, uint64_t *state)
{
    static const char *const words[] = { "the", "engine", "was", "late", "again", "and", "nobody", "knew", "why", "it" };
    uint32_t                 n = 4 + roll(state, 8);

    out[0] = '\0';
    while (n-- > 0) {
        strcat(out, words[roll(state, 10)]);
        strcat(out, n > 0 ? " " : ".");
    }
    out[0] = (char)(out[0] - 32);
}

static void fill(char *out, size_t column, size_t row, uint64_t *state)
{
    static const char *const words[] = { "red", "green", "blue", "violet", "a longer colour", "ocre, dark", "white", "x" };
    static const char *const missing[] = { "", "NA", "null", " ", "N/A", "nan" };
    const uint32_t           r = roll(state, 1000);
    uint32_t                 v[4];   /* drawn one by one: the order of arguments is the compiler's */
    size_t                   i;

    for (i = 0; i < 4; i++) v[i] = roll(state, 1000000);
    *out = '\0';
    switch (column) {
    case 0: sprintf(out, "%u", (unsigned)row + 1); break;
    case 1: sprintf(out, "INV-%06u", (unsigned)row * 3 + 7); break;
    case 2: sprintf(out, "%d", (int)v[0] % 2001 - 1000); break;
    case 3:
        if (r < 30) strcpy(out, missing[r % 6]);
        else if (r < 300) sprintf(out, "%u", (unsigned)r);
        else sprintf(out, "%s%u.%0*u", r & 1 ? "-" : "", (unsigned)r / 7, (int)(r % 4 + 1),
                     (unsigned)v[0] % (r % 4 == 0 ? 10 : r % 4 == 1 ? 100 : r % 4 == 2 ? 1000 : 10000));
        break;
    case 4: sprintf(out, "%u.%ue%d", (unsigned)r % 9 + 1, (unsigned)v[0] % 100000, (int)v[1] % 40 - 20); break;
    case 5: sprintf(out, "$%u,%03u.%02u", (unsigned)r % 90 + 1, (unsigned)v[0] % 1000, (unsigned)v[1] % 100); break;
    case 6: sprintf(out, "%u.%u%%", (unsigned)r % 100, (unsigned)v[0] % 10); break;
    case 7: sprintf(out, "20%02u-%02u-%02u", (unsigned)r % 20, (unsigned)r % 12 + 1, (unsigned)v[0] % 28 + 1); break;
    case 8: sprintf(out, "%02u/%02u/20%02u", (unsigned)r % 12 + 1, (unsigned)v[0] % 28 + 1, (unsigned)r % 20); break;
    case 9:
        sprintf(out, "2019-%02u-%02uT%02u:%02u:%02u+0%u:00", (unsigned)r % 12 + 1, (unsigned)v[0] % 28 + 1,
                (unsigned)v[1] % 24, (unsigned)v[2] % 60, (unsigned)v[3] % 60, (unsigned)r % 3);
        break;
    case 10: strcpy(out, words[v[0] % 8]); break;
    case 11:
        if (r % 3) sprintf(out, "%u", (unsigned)r % 50);
        else sprintf(out, "level %u", (unsigned)r % 40);
        break;
    case 12: sprintf(out, "maria.%c%c%u@mail%u.com", 'a' + (int)r % 26, 'a' + (int)v[0] % 26, (unsigned)row, (unsigned)r % 5); break;
    case 13: sprintf(out, "(212) %u-%04u", (unsigned)r % 700 + 220, (unsigned)v[0] % 10000); break;
    case 14:
        if (r < 200) strcpy(out, r < 50 ? "None" : r < 90 ? "-" : missing[r % 6]);
        else sprintf(out, "%u", (unsigned)r);
        break;
    case 15: strcpy(out, r < 300 ? "S\xC3\xA3o Paulo" : r < 600 ? "caf\xE9 No\xEBl" : r < 990 ? "\xC3\x85rhus" : "\x80 \x81 5"); break;
    case 16:
        if (r < 200) fill_long(out, state);
        else fill_words(out, state);
        break;
    case 17: sprintf(out, r < 300 ? "a \"%u\" b" : r < 600 ? "two\nlines, %u" : "plain %u", (unsigned)r % 7); break;
    case 18: fill_words(out, state); break;
    case 19: sprintf(out, "%c%c%c-%04u", 'A' + (int)r % 26, 'A' + (int)v[0] % 26, 'A' + (int)v[1] % 26, (unsigned)v[2] % 10000); break;
    case 20: sprintf(out, "90071992547409%02u", (unsigned)r % 100); break;
    case 21: sprintf(out, "%05u", (unsigned)r % 40 * 97); break;
    case 22: strcpy(out, r & 1 ? "true" : "false"); break;
    case 23: strcpy(out, "7.50"); break;
    case 24: strcpy(out, missing[r % 6]); break;
    case 25: sprintf(out, "%u,%02u", (unsigned)r, (unsigned)v[0] % 100); break;
    default: strcpy(out, r < 2 ? "7" : r < 500 ? "US" : r < 600 ? "NA" : "DE"); break;
    }
}

/* With odd_bytes some cells are Windows-1252. */
static grid make_grid(size_t rows, uint64_t seed, int odd_bytes)
{
    grid   g;
    char   cell[2048];
    size_t r, c, i;

    g.rows = rows;
    g.cells = (char **)calloc(rows * COLUMNS + 1, sizeof *g.cells);
    if (g.cells == NULL) exit(2);
    for (r = 0; r < rows; r++)
        for (c = 0; c < COLUMNS; c++) {
            fill(cell, c, r, &seed);
            if (!odd_bytes && c == 15)
                for (i = 0; cell[i] != '\0'; i++)
                    if (cell[i] == '\xE9' || cell[i] == '\xEB' || cell[i] == '\x80' || cell[i] == '\x81') cell[i] = '?';
            g.cells[r * COLUMNS + c] = (char *)malloc(strlen(cell) + 1);
            if (g.cells[r * COLUMNS + c] == NULL) exit(2);
            strcpy(g.cells[r * COLUMNS + c], cell);
        }
    return g;
}

static void drop_grid(grid *g)
{
    size_t i;

    for (i = 0; i < g->rows * COLUMNS; i++) free(g->cells[i]);
    free(g->cells);
}

static void put_header(text *out, char delimiter)
{
    size_t c;

    for (c = 0; c < COLUMNS; c++) {
        if (c) put(out, &delimiter, 1);
        puts_to(out, grid_names[c]);
    }
    puts_to(out, "\n");
}

/* Rows from .. to-1 of the order, which may be NULL; ends[i] = where row i begins in the text. */
static void put_rows(text *out, const grid *g, size_t from, size_t to, const size_t *order, size_t *ends)
{
    size_t r, c;

    for (r = from; r < to; r++) {
        if (ends != NULL) ends[r] = out->len;
        for (c = 0; c < COLUMNS; c++) {
            const char *cell = g->cells[(order == NULL ? r : order[r]) * COLUMNS + c];
            if (c) puts_to(out, ",");
            put_cell(out, cell, strlen(cell), ',');
        }
        puts_to(out, "\n");
    }
    if (ends != NULL) ends[to] = out->len;
}

static text grid_text(const grid *g, const size_t *order)
{
    text out = { NULL, 0, 0 };

    put_header(&out, ',');
    put_rows(&out, g, 0, g->rows, order, NULL);
    return out;
}

/*--- doors ---*/

static rep_profile_options dated(void)
{
    rep_profile_options options = { 0 };

    options.date = "2026-02-02T17:03:32";
    return options;
}

static rep_profiler *begin(const rep_profile_options *options)
{
    rep_profiler *profiler = NULL;
    rep_error     err;

    if (!CHECK_INT(rep_profiler_create(&profiler, options, &err), REP_OK)) printf("    %s\n", err.message);
    return profiler;
}

/* Pushes in pieces, each in a block of its own that is freed at once: the address sanitizer sees a view kept. */
static void push_pieces(rep_profiler *profiler, const char *data, size_t len, size_t piece)
{
    rep_error err;
    size_t    at, n;

    err.message[0] = '\0';
    for (at = 0; at < len; at += n) {
        char *copy;
        n = piece == 0 || piece > len - at ? len - at : piece;
        copy = (char *)malloc(n);
        if (copy == NULL) exit(2);
        memcpy(copy, data + at, n);
        if (rep_profiler_push_bytes(profiler, copy, n, &err) != REP_OK) {
            CHECK_STR(err.message, "");
            free(copy);
            return;
        }
        free(copy);
    }
    CHECK_STR(err.message, "");
}

static void push_text(rep_profiler *profiler, const char *csv) { push_pieces(profiler, csv, strlen(csv), 0); }

static text finish(rep_profiler *profiler)
{
    text out = learned_by(profiler);

    rep_profiler_free(profiler);
    return out;
}

static text whole_text(const char *csv, size_t len, const rep_profile_options *options)
{
    rep_profiler *profiler = begin(options);

    push_pieces(profiler, csv, len, 0);
    return finish(profiler);
}

typedef struct source { const char *data; size_t len, at; uint64_t state; size_t most, fail; } source;   /* fail: it does once so many bytes are read; 0 = never */

/* A rep_read_fn that gives what it likes, at most `most` bytes. */
static int read_some(void *user, char *buffer, size_t size, size_t *len)
{
    source *s = (source *)user;
    size_t  n = s->len - s->at;

    if (s->fail && s->at >= s->fail) return 1;
    if (n > s->most) n = 1 + roll(&s->state, (uint32_t)s->most);
    if (n > size) n = size;
    memcpy(buffer, s->data + s->at, n);
    s->at += n;
    *len = n;
    return 0;
}

static void push_row_of(rep_profiler *profiler, const grid *g, size_t row)
{
    rep_str   cells[COLUMNS];
    char     *copy[COLUMNS];
    rep_error err;
    size_t    c;

    for (c = 0; c < COLUMNS; c++) {
        const char *cell = g->cells[row * COLUMNS + c];
        copy[c] = (char *)malloc(strlen(cell) + 1);
        if (copy[c] == NULL) exit(2);
        memcpy(copy[c], cell, strlen(cell) + 1);
        cells[c] = view(copy[c]);
        if (cells[c].len == 0 && row % 2) cells[c].data = NULL;   /* both are missing */
    }
    if (rep_profiler_push_row(profiler, cells, COLUMNS, &err) != REP_OK) CHECK_STR(err.message, "");
    for (c = 0; c < COLUMNS; c++) free(copy[c]);
}

static const char *columns_part(const text *model)
{
    const char *at = strstr(model->data, "\"columns\"");

    return at == NULL ? "" : at;
}

TEST(every_door_gives_the_same_model)
{
    static const size_t pieces[] = { 1, 2, 3, 7, 64, 4096, 65536 };
    rep_profile_options options = dated(), named = dated();
    grid                g = make_grid(330, 1, 0);
    text                csv = grid_text(&g, NULL), whole = whole_text(csv.data, csv.len, &options), other, header = { NULL, 0, 0 };
    rep_profiler       *profiler;
    rep_error           err;
    rep_model          *model;
    size_t              i;

    CHECK(csv.len > 100000);   /* beyond the opening that decides the dialect */
    for (i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        profiler = begin(&options);
        push_pieces(profiler, csv.data, csv.len, pieces[i]);
        other = finish(profiler);
        CHECK_SAME(other, whole);
        drop(&other);
    }
    for (i = 0; i < 3; i++) {   /* through a callback */
        source s = { NULL, 0, 0, 0, 0, 0 };
        s.data = csv.data, s.len = csv.len, s.most = i == 0 ? 5 : i == 1 ? 1000 : 1000000;
        profiler = begin(&options);
        CHECK_INT(rep_profiler_push_from(profiler, read_some, &s, &err), REP_OK);
        other = finish(profiler);
        CHECK_SAME(other, whole);
        drop(&other);
    }
    put_header(&header, ',');   /* the header as bytes, the rows one by one */
    profiler = begin(&options);
    push_pieces(profiler, header.data, header.len, 0);
    for (i = 0; i < g.rows; i++) push_row_of(profiler, &g, i);
    other = finish(profiler);
    CHECK_SAME(other, whole);
    drop(&other);
    named.names = grid_names, named.name_count = COLUMNS;   /* no bytes at all, so no delimiter either */
    profiler = begin(&named);
    for (i = 0; i < g.rows; i++) push_row_of(profiler, &g, i);
    other = finish(profiler);
    CHECK(strcmp(columns_part(&other), columns_part(&whole)) == 0);
    CHECK(strstr(other.data, "\"delimiter\": \",\"") != NULL);
    drop(&other);
    CHECK_INT(rep_profile_bytes(&model, csv.data, csv.len, &options, &err), REP_OK);
    other = model_text(model);
    CHECK_SAME(other, whole);
    rep_model_free(model);
    drop(&other), drop(&whole), drop(&csv), drop(&header);
    drop_grid(&g);
}

TEST(pushed_cells_that_are_not_utf8_are_read_as_windows_1252_like_a_table)
{
    static const char *const given[] = { "caf\xE9", "caf\xE8", "\x80 5", "caf\xC3\xA9" };
    rep_profile_options      options = dated();
    static const char *const names[] = { "c" };
    rep_profiler            *profiler;
    rep_model               *again = NULL;
    rep_error                err;
    text                     one;
    size_t                   i;

    options.names = names, options.name_count = 1;
    profiler = begin(&options);
    for (i = 0; i < 12; i++) {
        rep_str cell = view(given[i % 4]);
        CHECK_INT(rep_profiler_push_row(profiler, &cell, 1, &err), REP_OK);
    }
    one = finish(profiler);
    CHECK(strstr(one.data, "\"caf\xC3\xA9\": 0.5") != NULL);
    CHECK(strstr(one.data, "\"caf\xC3\xA8\": 0.25") != NULL);
    CHECK(strstr(one.data, "\"\xE2\x82\xAC 5\": 0.25") != NULL);
    CHECK(strstr(one.data, "9 cells were not UTF-8") != NULL);
    CHECK_INT(rep_model_read(&again, one.data, strstr(one.data, "\n}") == NULL ? 0 : (size_t)(strstr(one.data, "\n}") - one.data) + 2, NULL, &err), REP_OK);
    rep_model_free(again);
    drop(&one);
}

TEST(inputs_may_be_mixed_and_cut_into_several)
{
    rep_profile_options options = dated();
    grid                g = make_grid(90, 2, 0);
    text                csv = grid_text(&g, NULL), whole = whole_text(csv.data, csv.len, &options), part = { NULL, 0, 0 }, other;
    rep_profiler       *profiler = begin(&options);
    rep_error           err;
    source              s = { NULL, 0, 0, 0, 11, 0 };
    size_t              r;

    put_header(&part, ',');
    put_rows(&part, &g, 0, 30, NULL, NULL);
    push_pieces(profiler, part.data, part.len, 100);
    CHECK_INT(rep_profiler_end_input(profiler, &err), REP_OK);
    CHECK_INT(rep_profiler_end_input(profiler, &err), REP_OK);   /* nothing to end */
    part.len = 0;
    put_header(&part, ',');
    put_rows(&part, &g, 30, 50, NULL, NULL);
    part.len--;   /* no line end at the end */
    s.data = part.data, s.len = part.len;
    CHECK_INT(rep_profiler_push_from(profiler, read_some, &s, &err), REP_OK);
    for (r = 50; r < 70; r++) push_row_of(profiler, &g, r);
    part.len = 0;
    put_header(&part, ',');
    put_rows(&part, &g, 70, 90, NULL, NULL);
    push_pieces(profiler, part.data, part.len, 1);
    other = finish(profiler);
    CHECK_SAME(other, whole);
    drop(&other), drop(&whole), drop(&csv), drop(&part);
    drop_grid(&g);
}

/*--- threads that the host lends ---*/

/* Runs tasks in a turning order, or none at all. */
typedef struct lender { size_t meetings, tasks; int refuses; } lender;

static int lend(void *user, size_t count, void (*task)(void *context, size_t index), void *context)
{
    lender *l = (lender *)user;
    size_t  i;
    if (l->refuses) return 1;
    for (i = 0; i < count; i++) task(context, (count - 1 - i + l->meetings) % count);
    l->meetings++, l->tasks += count;
    return 0;
}

TEST(lent_threads_give_the_model_of_one)
{
    static const size_t widths[] = { 2, 1, 3, 1000 };
    rep_profile_options options = dated();
    grid                g = make_grid(300, 8, 0);
    text                csv = { NULL, 0, 0 }, whole, other;
    rep_error           err, alone;
    rep_profiler       *profiler, *one;
    size_t              i, ending;

    options.sample_rows = 500;   /* the rows' numbers decide */
    put_header(&csv, ',');
    while (csv.len < 5000000) put_rows(&csv, &g, csv.len % 290, csv.len % 290 + 9, NULL, NULL);
    for (ending = 0; ending < 2; ending++) {   /* the last record with and without its line end */
        csv.len -= ending;
        whole = whole_text(csv.data, csv.len, &options);
        for (i = 0; i < (ending ? 1 : sizeof widths / sizeof widths[0]); i++) {
            lender              l = { 0, 0, 0 };
            source              s = { NULL, 0, 0, 0, 0, 0 };
            rep_profile_options many = options;
            s.data = csv.data, s.len = csv.len, s.most = 100000 + 77 * i;
            many.host.parallel.width = widths[i], many.host.parallel.run = lend, many.host.parallel.user = &l;
            profiler = begin(&many);
            CHECK_INT(rep_profiler_push_from(profiler, read_some, &s, &err), REP_OK);
            CHECK(widths[i] < 2 ? l.meetings == 0 : l.meetings > 0 && (widths[i] < 1000 ? l.tasks == l.meetings * widths[i] : l.tasks > 100 * l.meetings && l.tasks <= 256 * l.meetings));
            other = finish(profiler);
            CHECK_SAME(other, whole);
            drop(&other);
        }
        drop(&whole);
    }
    csv.len = 4000000;
    puts_to(&csv, "\nlast,\"never closed");
    for (i = 0; i < 2; i++) {   /* a host that lends none after all; an error, placed as one thread does */
        lender              l = { 0, 0, 0 };
        source              s = { NULL, 0, 0, 0, 0, 0 };
        rep_profile_options many = options;
        l.refuses = i == 0;
        s.data = csv.data, s.len = csv.len, s.most = 1000000;
        many.host.parallel.width = 2, many.host.parallel.run = lend, many.host.parallel.user = &l;
        profiler = begin(&many);
        CHECK_INT(rep_profiler_push_from(profiler, read_some, &s, &err), i == 0 ? REP_ERR_STATE : REP_ERR_CSV);
        rep_profiler_free(profiler);
    }
    {
        source s = { NULL, 0, 0, 0, 0, 0 };
        s.data = csv.data, s.len = csv.len, s.most = 1000000;
        one = begin(&options);
        CHECK_INT(rep_profiler_push_from(one, read_some, &s, &alone), REP_ERR_CSV);
        CHECK_SIZE(err.line, alone.line);
        CHECK_SIZE(err.column, alone.column);
        CHECK(strcmp(err.message, alone.message) == 0);
        rep_profiler_free(one);
    }
    drop(&csv);
    drop_grid(&g);
}

/* Parts begin where records do, though many line ends stand in quotes here; cells that are not as the input has them; rows that become
 * much shorter than the first ones said, so that a part holds more of them; a record that two portions share, and one that is too long
 * for that; quotes inside cells and behind closing ones, and blank lines, which are no rows: the sample goes by their numbers. */
TEST(lent_threads_read_cells_in_parts_as_one_reads_them)
{
    static const char *const notes[] = { "plain", "\"one\ntwo\nthree\"", "\"says \"\"yes\"\"\"", "caf\xE9", "\"a, b\"", "\"\n\n\"\"\n\"" };
    rep_profile_options options = dated();
    text                csv = { NULL, 0, 0 }, whole, other;
    rep_error           err;
    size_t              kind, i, r, k;

    options.sample_rows = 900, options.csv.ragged = REP_RAGGED_PAD;
    for (kind = 0; kind < 5; kind++) {
        uint64_t state = 11 + kind;
        csv.len = 0;
        puts_to(&csv, "id,note,town,day\n");
        for (r = 0; csv.len < 4000000; r++) {
            say(&csv, "%u,%s", (unsigned)r, notes[roll(&state, kind == 2 ? 1 : 6)]);
            if (kind == 2 && csv.len < 700000) for (k = 0; k < 40; k++) puts_to(&csv, "long text ");
            if (kind == 1 && r % 5000 == 0) for (puts_to(&csv, "\n1,\""), k = 0; k < 6000; k++) puts_to(&csv, "many\n\"\"");
            if (kind == 1 && r % 5000 == 0) puts_to(&csv, "\"");
            if (kind == 3 && r == 90000) for (k = 0; k < 40000; k++) puts_to(&csv, "longer than it may be ");
            if (kind == 4) puts_to(&csv, roll(&state, 3) ? roll(&state, 2) ? "\"b\"c\"d" : " 5\" disk" : "\r\n\n\r\r\n\"7\"");
            if (roll(&state, 50)) say(&csv, ",t%u,2020-01-%02u\n", roll(&state, 70), 1 + roll(&state, 28));
            else puts_to(&csv, ",short\n");
        }
        whole = whole_text(csv.data, csv.len, &options);
        for (i = 2; i < 7; i++) {
            lender              l = { 0, 0, 0 };
            source              s = { NULL, 0, 0, 0, 0, 0 };
            rep_profile_options many = options;
            rep_profiler       *profiler;
            s.data = csv.data, s.len = csv.len, s.most = 200000 + 77777 * i;
            many.host.parallel.width = i, many.host.parallel.run = lend, many.host.parallel.user = &l;
            profiler = begin(&many);
            if (!CHECK_INT(rep_profiler_push_from(profiler, read_some, &s, &err), REP_OK)) printf("    %s\n", err.message);
            CHECK(l.meetings > 1);
            other = finish(profiler);
            CHECK_SAME(other, whole);
            drop(&other);
        }
        drop(&whole);
    }
    drop(&csv);
}

/* Each thread takes memory of the one budget: of a small one fewer are asked, or none, and what one thread can do does not fail on many. */
TEST(lent_threads_are_no_more_than_there_is_memory_for)
{
    rep_profile_options options = dated();
    text                csv = { NULL, 0, 0 };
    rep_error           err;
    uint64_t            state = 3, budget;
    size_t              i, passed = 0, met = 0;

    puts_to(&csv, "id,day,who,price\n");
    for (i = 0; csv.len < 3000000; i++) say(&csv, "%u,2020-%02u-%02u,w%u,%u.%02u\n", (unsigned)i, 1 + roll(&state, 12), 1 + roll(&state, 28), roll(&state, 30000), roll(&state, 900), roll(&state, 100));
    for (budget = 4000000; budget < 300000000; budget += budget / 4) {
        size_t width;
        for (width = 1; width < 7; width += width == 1 ? 2 : 3) { /* 1, 3, 6 */
            lender              l = { 0, 0, 0 };
            source              s = { NULL, 0, 0, 0, 0, 0 };
            rep_profile_options many = options;
            rep_profiler       *profiler;
            rep_status          status;
            s.data = csv.data, s.len = csv.len, s.most = 200000;
            many.max_bytes = budget;
            many.host.parallel.width = width, many.host.parallel.run = lend, many.host.parallel.user = &l;
            profiler = begin(&many);
            status = rep_profiler_push_from(profiler, read_some, &s, &err);
            if (width == 1 && status) width = 100; /* it is too small for one, too */
            else CHECK_INT(status, REP_OK);
            met += l.meetings > 0;
            passed += width == 1 && !status;
            rep_profiler_free(profiler);
        }
    }
    CHECK(passed > 4 && met > 2);
    drop(&csv);
}

/* A read that fails: what came before it is judged first, and the failure is told in the same words. */
TEST(lent_threads_tell_of_a_failed_read_as_one_does)
{
    static const size_t fails[] = { 900000, 2010000, 2100000, 3000000 };
    rep_profile_options options = dated();
    text                csv = { NULL, 0, 0 };
    size_t              ragged, i, width, rows;

    for (ragged = 0; ragged < 2; ragged++) {
        csv.len = 0;
        puts_to(&csv, "a,b\n");
        for (rows = 0; csv.len < 4000000; rows++) {
            if (ragged && csv.len > 2000000 && csv.len < 2000020) puts_to(&csv, "alone\n");
            say(&csv, "%u,x%u\n", (unsigned)rows, (unsigned)(rows % 7));
        }
        for (i = 0; i < sizeof fails / sizeof fails[0]; i++) {
            rep_error first, err;
            for (width = 1; width < 6; width += 2) {
                lender              l = { 0, 0, 0 };
                source              s = { NULL, 0, 0, 0, 0, 0 };
                rep_profile_options many = options;
                rep_profiler       *profiler;
                s.data = csv.data, s.len = csv.len, s.most = 10000, s.fail = fails[i];
                many.host.parallel.width = width, many.host.parallel.run = lend, many.host.parallel.user = &l;
                profiler = begin(&many);
                CHECK_INT(rep_profiler_push_from(profiler, read_some, &s, &err), ragged && fails[i] > 2005000 ? REP_ERR_CSV : REP_ERR_READ);
                rep_profiler_free(profiler);
                if (width == 1) first = err;
                CHECK(err.line == first.line && err.column == first.column && strcmp(err.message, first.message) == 0);
                CHECK(err.code == REP_ERR_CSV || strcmp(err.message, "reading the table failed") == 0);
            }
        }
    }
    drop(&csv);
}

static rep_status push_two(rep_profiler *profiler, rep_error *err)
{
    rep_str cells[2];
    cells[0].data = "1", cells[0].len = 1, cells[1].data = "x", cells[1].len = 1;
    return rep_profiler_push_row(profiler, cells, 2, err);
}

/* Blank lines before the header of a further input are not yet rows that can be dealt. */
TEST(lent_threads_wait_for_a_header_that_comes_late)
{
    rep_profile_options options = dated();
    text                csv = { NULL, 0, 0 }, whole = { NULL, 0, 0 }, other;
    rep_error           err;
    size_t              width, i;

    for (i = 0; i < 700000; i++) puts_to(&csv, "\n");
    puts_to(&csv, "a,b\n");
    for (i = 0; i < 20000; i++) say(&csv, "%u,x%u\n", (unsigned)i, (unsigned)(i % 7));
    for (width = 1; width < 7; width++) {   /* 4 to 6: no header, and the width of what came before, a row, is not the reader's */
        const size_t        threads = (width - 1) % 3 + 1;
        lender              l = { 0, 0, 0 };
        source              first = { NULL, 0, 0, 0, 0, 0 }, further = { NULL, 0, 0, 0, 0, 0 };
        rep_profile_options many = options;
        rep_profiler       *profiler;
        first.most = further.most = 100000, first.data = "a,b\n1,x\n2,y\n", first.len = 12, further.data = csv.data, further.len = csv.len;
        many.csv.no_header = width > 3;
        many.host.parallel.width = threads, many.host.parallel.run = lend, many.host.parallel.user = &l;
        profiler = begin(&many);
        if (width < 4) CHECK_INT(rep_profiler_push_from(profiler, read_some, &first, &err), REP_OK);
        else CHECK_INT(push_two(profiler, &err), REP_OK);
        CHECK_INT(rep_profiler_push_from(profiler, read_some, &further, &err), REP_OK);
        other = finish(profiler);
        if (width == 4) drop(&whole);
        if (threads == 1) whole = other;
        else {
            CHECK_SAME(other, whole);
            drop(&other);
        }
    }
    drop(&whole), drop(&csv);
}

/* Three inputs of which two are long, and a part: columns go to other threads, come back, go again. */
TEST(lent_threads_go_on_with_a_further_input_and_a_part)
{
    static const rep_column_options left_out = { "note", NULL, NULL, REP_KIND_AUTO, 1, 0, 0, { 0 } };
    rep_profile_options options = dated(), many;
    text                csv = { NULL, 0, 0 }, whole = { NULL, 0, 0 };
    rep_error           err;
    size_t              turn, i, input;
    const size_t        rows[] = { 120000, 10, 110000, 5 };

    options.sample_rows = 700, options.max_categories = 300;   /* few are kept of what is counted */
    options.columns = &left_out, options.column_count = 1;
    for (turn = 0; turn < 3; turn++) {   /* one thread; three that read on the caller's; more than columns */
        lender        l = { 0, 0, 0 };
        rep_profiler *profiler, *part = NULL;
        uint64_t      state = 5, row = 0;
        text          other;
        many = options;
        if (turn) many.host.parallel.width = turn == 1 ? 3 : 9, many.host.parallel.run = lend, many.host.parallel.user = &l;
        profiler = begin(&many);
        for (input = 0; input < 4; input++) {
            source s = { NULL, 0, 0, 0, 0, 0 };
            if (input == 3) CHECK_INT(rep_profiler_fork(&part, profiler, row, &err), REP_OK);
            csv.len = 0;
            puts_to(&csv, "id,town,note,day,who\n");
            for (i = 0; i < rows[input]; i++, row++) {
                if (i % 1000 == 7) puts_to(&csv, ",\"a\nb\",\"\"\"\",,caf\xE9\n");
                else say(&csv, "%u,town %u,x,2020-%02u-%02u,w%u\n", (unsigned)row, roll(&state, 90), 1 + roll(&state, 12), 1 + roll(&state, 28), roll(&state, 5000));
            }
            s.data = csv.data, s.len = csv.len - (input == 2), s.most = 70000;   /* the last record with and without its line end */
            if (!CHECK_INT(rep_profiler_push_from(input == 3 ? part : profiler, read_some, &s, &err), REP_OK)) printf("    %s\n", err.message);
        }
        CHECK_INT(rep_profiler_merge(profiler, part, &err), REP_OK);
        rep_profiler_free(part);
        CHECK(turn ? l.meetings >= 4 && l.tasks == l.meetings * (turn == 1 ? 3 : 9) : l.meetings == 0);
        other = finish(profiler);
        if (turn == 0) whole = other;
        else {
            CHECK_SAME(other, whole);
            drop(&other);
        }
    }
    drop(&whole), drop(&csv);
}

TEST(a_cut_is_behind_the_last_whole_record)
{
    static const char head[] = "a,b\n", body[] = "1,\"x\ny\"\n\n2,\"q\"\"\n\"\"\"\n3,z\n4,";
    rep_profile_options options = dated();
    rep_profiler       *profiler = begin(&options);
    rep_error           err;
    size_t              len, cut = 9;
    uint64_t            rows = 9;

    CHECK_INT(rep_profiler_cut(profiler, body, 5, &cut, &rows, &err), REP_ERR_STATE);   /* no header yet */
    push_pieces(profiler, head, sizeof head - 1, 0);
    CHECK_INT(rep_profiler_end_input(profiler, &err), REP_OK);
    for (len = 0; len < sizeof body; len++) {
        const size_t ends[] = { 8, 20, 24 };   /* of the three records; the blank line behind the first is none */
        size_t       k = 0;
        while (k < 3 && ends[k] <= len) k++;
        CHECK_INT(rep_profiler_cut(profiler, body, len, &cut, &rows, &err), REP_OK);
        CHECK_SIZE(rows, k);
        CHECK_SIZE(cut, k == 0 ? 0 : k == 1 && len >= 9 ? 9 : ends[k - 1]);
    }
    CHECK_INT(rep_profiler_cut(profiler, "1,2,3\n", 6, &cut, NULL, &err), REP_ERR_CSV);
    rep_profiler_free(profiler);
}

/*--- parts ---*/

/* Cuts the grid at `cuts` random records, profiles the parts by fork and merges them in a random order and
 * grouping. fresh: the parts are merged into a profiler that has seen nothing. */
static text merged(const grid *g, const rep_profile_options *options, size_t parts, uint64_t seed, int fresh)
{
    rep_profiler *part[8];
    size_t        border[9], i, k, count = parts;
    text          csv = { NULL, 0, 0 };
    rep_error     err;

    border[0] = 0, border[parts] = g->rows;
    for (i = 1; i < parts; i++) border[i] = roll(&seed, (uint32_t)g->rows + 1);
    for (i = 1; i < parts; i++)
        for (k = i; k > 0 && border[k] < border[k - 1]; k--) {
            const size_t kept = border[k];
            border[k] = border[k - 1];
            border[k - 1] = kept;
        }
    part[0] = begin(options);
    put_header(&csv, ',');
    put_rows(&csv, g, border[0], border[1], NULL, NULL);
    push_pieces(part[0], csv.data, csv.len, 0);
    CHECK_INT(rep_profiler_end_input(part[0], &err), REP_OK);
    for (i = 1; i < parts; i++) {
        if (!CHECK_INT(rep_profiler_fork(&part[i], part[0], border[i], &err), REP_OK)) {
            printf("    %s\n", err.message);
            while (i-- > 0) rep_profiler_free(part[i]);
            csv.len = 0;
            puts_to(&csv, "no fork");
            return csv;
        }
        csv.len = 0;
        put_rows(&csv, g, border[i], border[i + 1], NULL, NULL);
        if (roll(&seed, 2) && csv.len) push_pieces(part[i], csv.data, csv.len, 1 + roll(&seed, 5000));
        else
            for (k = border[i]; k < border[i + 1]; k++) push_row_of(part[i], g, k);
    }
    drop(&csv);
    if (fresh) {
        rep_profiler *into = begin(options);
        while (count > 0) {
            const size_t at = roll(&seed, (uint32_t)count);
            CHECK_INT(rep_profiler_merge(into, part[at], &err), REP_OK);
            rep_profiler_free(part[at]);
            part[at] = part[--count];
        }
        return finish(into);
    }
    while (count > 1) {   /* any two of them, either into the other */
        const size_t a = roll(&seed, (uint32_t)count);
        size_t       b = roll(&seed, (uint32_t)count - 1);
        b += b >= a;
        if (!CHECK_INT(rep_profiler_merge(part[a], part[b], &err), REP_OK)) printf("    %s\n", err.message);
        rep_profiler_free(part[b]);
        part[b] = part[--count];
    }
    return finish(part[0]);
}

TEST(parts_in_any_order_and_grouping_give_the_model_of_the_whole)
{
    /* odd bytes can only come as bytes: rows one by one are UTF-8 already */
    grid                g = make_grid(420, 3, 0);
    text                csv = grid_text(&g, NULL);
    rep_profile_options options[4];
    size_t              o, parts;

    for (o = 0; o < 4; o++) options[o] = dated();
    options[1].max_categories = 50, options[1].sample_rows = 200;   /* most columns are over both caps */
    options[2].max_categories = 50;
    options[3].sample_rows = 1, options[3].max_categories = 1;
    for (o = 0; o < 4; o++) {
        text whole = whole_text(csv.data, csv.len, &options[o]);
        for (parts = 2; parts <= 7; parts++) {
            text other = merged(&g, &options[o], parts, 100 * o + parts, 0);
            CHECK_SAME(other, whole);
            drop(&other);
        }
        drop(&whole);
    }
    drop(&csv);
    drop_grid(&g);
}

TEST(parts_merged_into_an_empty_profiler_give_the_model_of_the_whole)
{
    grid                g = make_grid(150, 4, 0);
    text                csv = grid_text(&g, NULL);
    rep_profile_options options = dated();
    text                whole = whole_text(csv.data, csv.len, &options), other = merged(&g, &options, 4, 9, 1);

    CHECK_SAME(other, whole);
    drop(&whole), drop(&other), drop(&csv);
    drop_grid(&g);
}

/* Bytes that are not UTF-8, rows that are too short, a part that is cut off in the middle of the opening. */
TEST(parts_as_bytes_agree_with_the_whole_in_warnings_too)
{
    rep_profile_options options = dated();
    grid                g = make_grid(200, 5, 1);
    text                csv = { NULL, 0, 0 }, whole, other;
    size_t              ends[201];
    rep_profiler       *a, *b, *c;
    rep_error           err;

    options.csv.ragged = REP_RAGGED_PAD;
    options.csv.delimiter = ',';
    put_header(&csv, ',');
    put_rows(&csv, &g, 0, 100, NULL, ends);
    puts_to(&csv, "7,short row\n8,another\n");
    ends[100] = csv.len;
    put_rows(&csv, &g, 100, 200, NULL, ends);
    puts_to(&csv, "9,short as well\n");
    whole = whole_text(csv.data, csv.len, &options);
    CHECK(strstr(whole.data, "Windows-1252") != NULL);
    CHECK(strstr(whole.data, "3 rows were not as wide") != NULL);
    a = begin(&options);
    push_pieces(a, csv.data, ends[50], 0);
    CHECK_INT(rep_profiler_end_input(a, &err), REP_OK);
    CHECK_INT(rep_profiler_fork(&b, a, 50, &err), REP_OK);
    CHECK_INT(rep_profiler_fork(&c, a, 152, &err), REP_OK);   /* two short rows stand before its first */
    push_pieces(b, csv.data + ends[50], ends[150] - ends[50], 0);
    push_pieces(c, csv.data + ends[150], csv.len - ends[150], 0);
    CHECK_INT(rep_profiler_merge(c, b, &err), REP_OK);
    CHECK_INT(rep_profiler_merge(c, a, &err), REP_OK);
    rep_profiler_free(a), rep_profiler_free(b);
    other = finish(c);
    CHECK_SAME(other, whole);
    drop(&whole), drop(&other), drop(&csv);
    drop_grid(&g);
}

/* The sample is chosen by row number. Of equal ones both rows stay: nothing says that they are one. */
TEST(parts_that_were_given_the_same_row_numbers_are_learned_from_all_their_rows)
{
    rep_profile_options options = dated();
    text                csv = { NULL, 0, 0 }, model;
    rep_profiler       *a = begin(&options), *b = begin(&options);
    uint64_t            chance = 8;
    char                line[64];
    rep_error           err;
    int                 i;

    puts_to(&csv, "fare,tip,total\n");
    for (i = 0; i < 3000; i++) {
        unsigned fare = 100 + roll(&chance, 900), tip = roll(&chance, 90);
        sprintf(line, "%u,%u,%u\n", fare, tip, fare + tip);
        puts_to(&csv, line);
    }
    push_pieces(a, csv.data, csv.len, 0), push_pieces(b, csv.data, csv.len, 0);
    CHECK_INT(rep_profiler_merge(a, b, &err), REP_OK);
    rep_profiler_free(b);
    model = finish(a);
    CHECK(strstr(model.data, "\"sum\": \"total\"") != NULL);
    CHECK(strstr(model.data, "\"kept\": 6000, \"rows\": 6000") != NULL);
    drop(&csv), drop(&model);
}

TEST(a_part_can_be_forked_while_the_first_input_is_still_open)
{
    rep_profile_options options = dated();
    grid                g = make_grid(400, 6, 0);
    text                csv = { NULL, 0, 0 }, whole, other;
    size_t             *ends = (size_t *)malloc(401 * sizeof *ends), at = 0;
    rep_profiler       *a, *b;
    rep_error           err;

    if (ends == NULL) exit(2);
    put_header(&csv, ',');
    put_rows(&csv, &g, 0, 400, NULL, ends);
    whole = whole_text(csv.data, csv.len, &options);
    while (ends[at] < 70000) at++;   /* the opening has been read */
    a = begin(&options);
    push_pieces(a, csv.data, ends[at] - 10, 0);
    CHECK_INT(rep_profiler_fork(&b, a, 300, &err), REP_OK);
    push_pieces(a, csv.data + ends[at] - 10, ends[300] - ends[at] + 10, 999);
    push_pieces(b, csv.data + ends[300], csv.len - ends[300], 0);
    CHECK_INT(rep_profiler_merge(a, b, &err), REP_OK);
    rep_profiler_free(b);
    other = finish(a);
    CHECK_SAME(other, whole);
    drop(&whole), drop(&other), drop(&csv);
    free(ends);
    drop_grid(&g);
}

TEST(a_part_cannot_be_forked_before_header_and_dialect_are_known)
{
    rep_profile_options options = dated();
    static const char  *const names[] = { "a", "b" };
    rep_profiler       *profiler = begin(&options), *part = (rep_profiler *)(void *)&options;
    rep_model          *model = NULL;
    rep_model_info      info;
    rep_error           err;
    rep_status          status;

    CHECK_INT(rep_profiler_fork(&part, profiler, 0, &err), REP_ERR_STATE);
    CHECK(part == NULL);
    CHECK_SAYS(err.message, "header");
    push_text(profiler, "a,b\n1,2\n");   /* still open: a longer opening might decide otherwise */
    CHECK_INT(rep_profiler_fork(&part, profiler, 0, &err), REP_ERR_STATE);
    CHECK_INT(rep_profiler_end_input(profiler, &err), REP_OK);
    CHECK_INT(rep_profiler_fork(&part, profiler, 1, &err), REP_OK);
    rep_profiler_free(part);
    rep_profiler_free(profiler);
    CHECK_INT(rep_profiler_fork(NULL, NULL, 0, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_profiler_fork(&part, NULL, 0, &err), REP_ERR_ARGUMENT);

    options.names = names, options.name_count = 2;   /* the names are known, the dialect is not: no row may be lost */
    profiler = begin(&options);
    status = rep_profiler_fork(&part, profiler, 0, &err);
    if (status == REP_OK) {
        push_text(part, "1,2\n3,4\n");
        CHECK_INT(rep_profiler_learn(part, &model, &err), REP_OK);
        if (CHECK_INT(rep_model_get_info(model, &info, &err), REP_OK)) CHECK_INT(info.row_count, 2);
        rep_model_free(model);
        rep_profiler_free(part);
    } else CHECK_INT(status, REP_ERR_STATE);
    rep_profiler_free(profiler);
}

TEST(merging_leaves_the_part_as_it_is)
{
    rep_profile_options options = dated();
    rep_profiler       *a = begin(&options), *b;
    rep_error           err;
    text                before, after, whole, other;

    push_text(a, "n,w\n1,x\n2,y\n");
    CHECK_INT(rep_profiler_end_input(a, &err), REP_OK);
    CHECK_INT(rep_profiler_fork(&b, a, 2, &err), REP_OK);
    push_text(b, "3,z\n5,x\n");
    before = learned_by(b);
    CHECK_INT(rep_profiler_merge(a, b, &err), REP_OK);
    after = learned_by(b);
    CHECK_SAME(before, after);
    rep_profiler_free(b);
    whole = whole_text("n,w\n1,x\n2,y\n3,z\n5,x\n", 20, &options);
    other = finish(a);
    CHECK_SAME(other, whole);
    drop(&before), drop(&after), drop(&whole), drop(&other);
}

TEST(profilers_of_different_tables_refuse_and_name_the_first_difference)
{
    static const char *const            words[] = { "NA", "unknown" };
    static const rep_column_options     column = { "b", NULL, NULL, REP_KIND_TEXT, 0, 0, 0, { 0 } };
    static const rep_column_options     format = { "b", NULL, "%d/%m/%Y", REP_KIND_AUTO, 0, 0, 0, { 0 } };
    struct { const char *csv, *says; } tables[] = {
        { "a,b,c\n1,2,3\n", "3 there" }, { "a\n1\n", "1 there" }, { "a,x\n1,2\n", "\"x\"" }, { "b,a\n1,2\n", "\"b\"" } };
    size_t                              i;

    for (i = 0; i < sizeof tables / sizeof tables[0] + 16; i++) {
        rep_profile_options options = dated(), plain = dated();
        rep_profiler       *a, *b;
        const char         *csv = "a,b\n1,2\n", *says = "";
        rep_error           err;
        text                before, after;

        if (i < sizeof tables / sizeof tables[0]) csv = tables[i].csv, says = tables[i].says;
        else switch (i - sizeof tables / sizeof tables[0]) {
        case 0: options.max_categories = 50, says = "max_categories"; break;
        case 1: options.sample_rows = 50, says = "sample_rows"; break;
        case 2: options.dates = REP_DATES_DMY, says = "dates"; break;
        case 3: options.csv.quoted_empty = 1, says = "quoted_empty"; break;
        case 4: options.missing = words, options.missing_count = 2, says = "missing"; break;
        case 5: options.columns = &column, options.column_count = 1, says = "\"b\""; break;
        case 6: options.columns = &format, options.column_count = 1, says = "\"b\""; break;
        case 7: options.name = "another", says = "name"; break;
        case 8: options.date = "2020-01-01", says = "date"; break;
        case 9: options.foreign_keys = "{\"t\": {\"a\": \"u.b\"}}", says = "foreign_keys"; break;
        case 10: options.csv.ragged = REP_RAGGED_PAD, says = "ragged"; break;
        case 11: csv = "a;b\n1;2\n", says = "delimiter"; break;
        case 12: options.structure = REP_STRUCTURE_INDEPENDENT, says = "structure"; break;
        case 13: options.private_model = 1, says = "private_model"; break;
        case 14: options.min_count = 9, says = "min_count"; break;
        case 15: plain.missing = words, options.missing = words + 1, plain.missing_count = options.missing_count = 1, says = "unknown"; break;
        default: break;
        }
        INPUT(says);
        a = begin(&plain);
        push_text(a, "a,b\n1,2\n5,6\n");
        b = begin(&options);
        push_text(b, csv);
        before = learned_by(a);
        CHECK_INT(rep_profiler_merge(a, b, &err), REP_ERR_STATE);
        CHECK_SAYS(err.message, says);
        CHECK_INT(err.code, REP_ERR_STATE);
        after = learned_by(a);   /* as if never tried */
        CHECK_SAME(before, after);
        drop(&before), drop(&after);
        rep_profiler_free(a), rep_profiler_free(b);
    }
    INPUT(NULL);
    {
        rep_profiler *a = begin(NULL);
        rep_error     err;
        CHECK_INT(rep_profiler_merge(a, a, &err), REP_ERR_ARGUMENT);
        CHECK_INT(rep_profiler_merge(a, NULL, &err), REP_ERR_ARGUMENT);
        CHECK_INT(rep_profiler_merge(NULL, a, &err), REP_ERR_ARGUMENT);
        CHECK_INT(rep_profiler_merge(NULL, NULL, &err), REP_ERR_ARGUMENT);
        rep_profiler_free(a);
    }
}

/* Every field of a column's options, both ways round: merged are only parts that were asked the same. */
TEST(parts_whose_columns_were_asked_differently_refuse)
{
    static const rep_column_options asked[] = {
        { "b", NULL, NULL, REP_KIND_AUTO, 0, 0, 0, { 0 } }, { "b", NULL, NULL, REP_KIND_TEXT, 0, 0, 0, { 0 } }, { "b", NULL, NULL, REP_KIND_AUTO, 1, 0, 0, { 0 } },
        { "b", NULL, NULL, REP_KIND_AUTO, 0, 1, 0, { 0 } }, { "b", NULL, NULL, REP_KIND_AUTO, 0, 0, 1, { 0 } }, { "b", NULL, "%Y-%m-%d", REP_KIND_AUTO, 0, 0, 0, { 0 } },
        { "b", NULL, "%d/%m/%Y", REP_KIND_AUTO, 0, 0, 0, { 0 } }, { "b", "email", NULL, REP_KIND_AUTO, 0, 0, 0, { 0 } }, { "b", "", NULL, REP_KIND_AUTO, 0, 0, 0, { 0 } },
        { "b", "phone", "%d/%m/%Y", REP_KIND_AUTO, 0, 0, 0, { 0 } } };
    size_t i, k;

    for (i = 0; i < sizeof asked / sizeof asked[0]; i++)
        for (k = 0; k < sizeof asked / sizeof asked[0]; k++) {
            rep_profile_options mine = dated(), others = dated();
            rep_profiler       *a, *b;
            rep_error           err;

            mine.columns = &asked[i], others.columns = &asked[k], mine.column_count = others.column_count = 1;
            a = begin(&mine), b = begin(&others);
            push_text(a, "a,b\n1,2\n"), push_text(b, "a,b\n1,2\n");
            if (!CHECK_INT(rep_profiler_merge(a, b, &err), i == k ? REP_OK : REP_ERR_STATE)) printf("    options %d and %d\n", (int)i, (int)k);
            if (i != k) CHECK_SAYS(err.message, "\"b\"");
            rep_profiler_free(a), rep_profiler_free(b);
        }
}

TEST(a_part_that_has_seen_nothing_adds_nothing)
{
    rep_profile_options options = dated();
    rep_profiler       *a = begin(&options), *b = begin(&options), *none = NULL;
    rep_error           err;
    text                want, got;

    push_text(a, "a,b\n1,2\n"), push_text(b, "a,b\n1,2\n");
    want = learned_by(b);
    CHECK_INT(rep_profiler_create(&none, &options, &err), REP_OK);
    CHECK_INT(rep_profiler_merge(a, none, &err), REP_OK);
    got = learned_by(a);
    CHECK_SAME(got, want);
    drop(&got);
    CHECK_INT(rep_profiler_merge(none, b, &err), REP_OK);   /* and learns the columns of one that has */
    got = learned_by(none);
    CHECK_SAME(got, want);
    drop(&got), drop(&want);
    rep_profiler_free(a), rep_profiler_free(b), rep_profiler_free(none);
}

TEST(a_profiler_that_failed_says_so_to_every_call)
{
    static const char bad[] = "a,b\n1,2,3\n";
    rep_str           cells[2];
    rep_profiler     *profiler = NULL, *part = NULL, *good = begin(NULL);
    rep_model        *model = NULL;
    rep_error         err;
    int               with;

    cells[0] = cells[1] = view("1");
    push_text(good, "a,b\n1,2\n");
    for (with = 0; with < 2; with++) {   /* with a place for the error, and without */
        CHECK_INT(rep_profiler_create(&profiler, NULL, &err), REP_OK);
        CHECK_INT(rep_profiler_push_bytes(profiler, bad, sizeof bad - 1, with ? &err : NULL), REP_OK);   /* kept back until there is more */
        CHECK_INT(rep_profiler_end_input(profiler, with ? &err : NULL), REP_ERR_CSV);
        CHECK_INT(rep_profiler_push_row(profiler, cells, 2, with ? &err : NULL), REP_ERR_CSV);
        CHECK_INT(rep_profiler_push_from(profiler, read_some, NULL, with ? &err : NULL), REP_ERR_CSV);
        CHECK_INT(rep_profiler_fork(&part, profiler, 1, with ? &err : NULL), REP_ERR_CSV);
        CHECK_INT(rep_profiler_merge(good, profiler, with ? &err : NULL), REP_ERR_CSV);
        CHECK_INT(rep_profiler_learn(profiler, &model, with ? &err : NULL), REP_ERR_CSV);
        CHECK(part == NULL && model == NULL);
        rep_profiler_free(profiler);
        CHECK_INT(rep_profiler_create(&profiler, NULL, &err), REP_OK);   /* a row that is not ended shows its fault at the end */
        CHECK_INT(rep_profiler_push_bytes(profiler, "a,b\n1,2\n1,2,3", 13, NULL), REP_OK);
        CHECK_INT(with ? rep_profiler_push_from(profiler, read_some, NULL, NULL) : rep_profiler_push_row(profiler, cells, 2, NULL), REP_ERR_CSV);
        rep_profiler_free(profiler);
    }
    CHECK_INT(rep_profiler_push_from(good, NULL, NULL, &err), REP_ERR_ARGUMENT);
    rep_profiler_free(good);
}

/*--- order ---*/

TEST(rows_in_any_order_give_the_same_model)
{
    grid     g = make_grid(400, 7, 1);
    int      o;
    uint64_t seed;

    for (o = 0; o < 2; o++) {
        rep_profile_options options = dated();
        text                csv = grid_text(&g, NULL), whole;
        if (o) options.max_categories = 50;   /* all rows are still sampled */
        whole = whole_text(csv.data, csv.len, &options);
        for (seed = 1; seed <= 5; seed++) {
            size_t *order = shuffled(g.rows, seed);
            text    mixed = grid_text(&g, order), other = whole_text(mixed.data, mixed.len, &options);
            CHECK_SAME(other, whole);
            drop(&mixed), drop(&other);
            free(order);
        }
        drop(&csv), drop(&whole);
    }
    drop_grid(&g);
}

/* Two styles, two kinds of form ..., each just as often: no order may decide between them. */
TEST(ties_are_not_broken_by_order)
{
    static const char *const one[] = { "$5", "5", "1,5", "01/02/2020", "x", "1e3", "(212) 555-0123", "ab-12", "1.000", "$1,234", "+5" };
    static const char *const two[] = { "5%", "\xE2\x82\xAC\x35", "1.5", "02.01.2020", "y", "7", "+44 7700 900123", "12-ab", "1,000", "1.234 \xE2\x82\xAC", "5" };
    rep_kind                 kind;
    size_t                   i, r;

    for (kind = REP_KIND_AUTO; kind <= REP_KIND_TEXT; kind = (rep_kind)(kind + 1))
        for (i = 0; i < sizeof one / sizeof one[0]; i++) {
            rep_profile_options options = dated();
            rep_column_options  column = { "v", NULL, NULL, REP_KIND_AUTO, 0, 0, 0, { 0 } };
            text                a = { NULL, 0, 0 }, b = { NULL, 0, 0 }, x, y;
            if (kind == REP_KIND_PII) continue;
            column.kind = kind;
            options.columns = &column, options.column_count = 1;
            options.csv.delimiter = '|';
            puts_to(&a, "v\n"), puts_to(&b, "v\n");
            for (r = 0; r < 10; r++) {
                say(&a, "%s\n", r < 5 ? one[i] : two[i]);
                say(&b, "%s\n", r < 5 ? two[i] : one[i]);
            }
            INPUT(a.data);
            x = whole_text(a.data, a.len, &options);
            y = whole_text(b.data, b.len, &options);
            CHECK_SAME(x, y);
            INPUT(NULL);
            drop(&a), drop(&b), drop(&x), drop(&y);
        }
}

TEST(learning_twice_gives_the_same_bytes_and_pushing_goes_on)
{
    rep_profile_options options[2];
    grid                g = make_grid(300, 8, 1);
    text                csv = grid_text(&g, NULL), part = { NULL, 0, 0 };
    size_t              o;

    options[0] = options[1] = dated();
    options[1].max_categories = 50, options[1].sample_rows = 100;
    for (o = 0; o < 2; o++) {
        rep_profiler *profiler = begin(&options[o]);
        text          whole = whole_text(csv.data, csv.len, &options[o]), one, two;
        part.len = 0;
        put_header(&part, ',');
        put_rows(&part, &g, 0, 140, NULL, NULL);
        push_pieces(profiler, part.data, part.len, 0);
        one = learned_by(profiler);
        two = learned_by(profiler);
        CHECK_SAME(one, two);
        drop(&one), drop(&two);
        part.len = 0;
        put_header(&part, ',');   /* learn has ended the input */
        put_rows(&part, &g, 140, 141, NULL, NULL);
        push_pieces(profiler, part.data, part.len, 0);
        one = learned_by(profiler);
        drop(&one);
        part.len = 0;
        put_header(&part, ',');
        put_rows(&part, &g, 141, 300, NULL, NULL);
        push_pieces(profiler, part.data, part.len, 0);
        one = finish(profiler);
        CHECK_SAME(one, whole);
        drop(&one), drop(&whole);
    }
    drop(&csv), drop(&part);
    drop_grid(&g);
}

TEST(the_model_of_any_grid_is_read_again_and_gives_the_same_rows)
{
    uint64_t seed;

    for (seed = 11; seed < 17; seed++) {
        rep_profile_options options = dated();
        grid                g = make_grid(seed % 2 ? 40 : 260, seed, 1);
        text                csv = grid_text(&g, NULL), file = { NULL, 0, 0 }, twice = { NULL, 0, 0 }, rows, rows_again;
        rep_model          *model, *again = NULL;
        rep_error           err;
        if (seed > 13) options.max_categories = 30, options.sample_rows = 100;
        model = learn_text(csv.data, csv.len, &options);
        CHECK_INT(rep_model_write(model, put_all, &file, &err), REP_OK);
        if (!CHECK_INT(rep_model_read(&again, file.data, file.len, NULL, &err), REP_OK))
            printf("    %d:%d %s\n", (int)err.line, (int)err.column, err.message);
        if (again != NULL) {
            CHECK_INT(rep_model_write(again, put_all, &twice, &err), REP_OK);
            CHECK_SAME(twice, file);
            rows = rows_text(model, seed, 0, 100, NULL);
            rows_again = rows_text(again, seed, 0, 100, NULL);
            CHECK_SAME(rows_again, rows);
            drop(&rows), drop(&rows_again), drop(&twice);
        }
        rep_model_free(model), rep_model_free(again);
        drop(&file), drop(&csv);
        drop_grid(&g);
    }
}

/*--- headers ---*/

/* The names of the columns, with '|' between them. */
static text names_of(const char *csv, const rep_profile_options *options)
{
    rep_model     *model = learn(csv, options);
    rep_model_info info;
    text           out = { NULL, 0, 0 };
    rep_error      err;
    size_t         i;

    put(&out, "", 0);
    if (model == NULL || rep_model_get_info(model, &info, &err) != REP_OK) return out;
    for (i = 0; i < info.column_count; i++) {
        rep_column column = column_of(model, i);
        if (i) puts_to(&out, "|");
        put(&out, column.name.data, column.name.len);
    }
    rep_model_free(model);
    return out;
}

static void check_names(const char *csv, const rep_profile_options *options, const char *want)
{
    text names;

    INPUT(csv);
    names = names_of(csv, options);
    CHECK_STR(names.data, want);
    INPUT(NULL);
    drop(&names);
}

TEST(headers_name_columns_once_each)
{
    static const char *const two[] = { "left", "right" }, *const doubles[] = { "a", "a" };
    rep_profile_options      options = { 0 };

    check_names("a,b\n1,2\n", NULL, "a|b");
    check_names("a,a,a\n1,2,3\n", NULL, "a|a_2|a_3");
    check_names("a,,b,\n1,2,3,4\n", NULL, "a|column_2|b|column_4");
    check_names("column_2,\n1,2\n", NULL, "column_2|column_2_2");
    check_names(" a ,\"b \"\"c\"\"\",A\n1,2,3\n", NULL, " a |b \"c\"|A");
    check_names("\xEF\xBB\xBF" "a,b\n1,2\n", NULL, "a|b");
    check_names("caf\xE9,b\n1,2\n", NULL, "caf\xC3\xA9|b");
    check_names("a,a_2,a\n1,2,3\n", NULL, "a|a_2|a_3");
    check_names("a,a,a_2\n1,2,3\n", NULL, "a|a_2|a_2_2");
    options.csv.no_header = 1;
    check_names("a,b\n1,2\n", &options, "column_1|column_2");
    options.names = two, options.name_count = 2;
    check_names("1,2\n3,4\n", &options, "left|right");
    options.names = doubles;
    check_names("1,2\n3,4\n", &options, "a|a_2");
}

TEST(names_given_must_be_as_many_as_columns)
{
    static const char *const two[] = { "left", "right" }, *const hole[] = { "left", NULL };
    rep_profile_options      options = { 0 };
    rep_profiler            *profiler;
    rep_model               *model = NULL;
    rep_str                  cells[3];
    rep_error                err;

    options.csv.no_header = 1;
    options.names = two, options.name_count = 2;
    CHECK_INT(rep_profile_bytes(&model, "1,2,3\n", 6, &options, &err), REP_ERR_ARGUMENT);
    CHECK(model == NULL);
    CHECK_SAYS(err.message, "names");
    profiler = begin(&options);
    memset(cells, 0, sizeof cells);
    CHECK_INT(rep_profiler_push_row(profiler, cells, 3, &err), REP_ERR_ARGUMENT);
    rep_profiler_free(profiler);
    profiler = begin(&options);   /* names alone make an empty table */
    CHECK_INT(rep_profiler_learn(profiler, &model, &err), REP_OK);
    CHECK_SIZE(rep_model_find_column(model, "right"), 1);
    rep_model_free(model);
    rep_profiler_free(profiler);
    options.names = hole;
    CHECK_INT(rep_profiler_create(&profiler, &options, &err), REP_ERR_ARGUMENT);
    CHECK(profiler == NULL);
}

TEST(rows_one_by_one_are_named_by_number)
{
    rep_profiler *profiler = begin(NULL);
    rep_model    *model = NULL;
    rep_str       cells[3];
    rep_error     err;
    rep_column    column;

    cells[0] = view("12"), cells[1] = view("NA"), cells[2].data = NULL, cells[2].len = 77;
    CHECK_INT(rep_profiler_push_row(profiler, cells, 3, &err), REP_OK);
    CHECK_INT(rep_profiler_push_row(profiler, cells, 3, &err), REP_OK);
    CHECK_INT(rep_profiler_push_row(profiler, cells, 2, &err), REP_ERR_ARGUMENT);   /* the caller's slip, not the table's */
    CHECK_INT(rep_profiler_push_row(profiler, NULL, 3, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_profiler_push_row(NULL, cells, 3, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_profiler_push_row(profiler, cells, 3, &err), REP_OK);
    CHECK_INT(rep_profiler_learn(profiler, &model, &err), REP_OK);
    column = column_of(model, 2);
    CHECK(is_text(column.name, "column_3"));
    CHECK_NEAR(column.missing_share, 1, 0);
    CHECK_NEAR(column_of(model, 1).missing_share, 1, 0);
    CHECK_INT(column_of(model, 0).kind, REP_KIND_NUMERICAL);
    rep_model_free(model);
    rep_profiler_free(profiler);
}

TEST(a_second_input_must_have_the_header_of_the_first)
{
    static const char *const wrong[] = { "a,name,c\n1,2,3\n", "a\n1\n", "a,c\n1,2\n", "name,a\n1,2\n", "a,nam\n1,2\n", "a,names\n1,2\n", "A,name\n1,2\n" };
    static const char *const right[] = { "a,name\n1,2\n", "a,name\r\n1,2\r\n", "a,name", "\xEF\xBB\xBF\"a\",name\n1,2", "\"a\",\"name\"\n1,2\n" };
    rep_error                err;
    size_t                   i;

    for (i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        rep_profiler *profiler = begin(NULL);
        rep_status    status;
        push_text(profiler, "a,name\n1,2\n");
        CHECK_INT(rep_profiler_end_input(profiler, &err), REP_OK);
        status = rep_profiler_push_bytes(profiler, wrong[i], strlen(wrong[i]), &err);
        if (status == REP_OK) status = rep_profiler_end_input(profiler, &err);
        INPUT(wrong[i]);
        CHECK_INT(status, REP_ERR_CSV);
        INPUT(NULL);
        rep_profiler_free(profiler);
    }
    for (i = 0; i < sizeof right / sizeof right[0]; i++) {
        rep_profiler *profiler = begin(NULL);
        push_text(profiler, "a,name\n1,2\n");
        CHECK_INT(rep_profiler_end_input(profiler, &err), REP_OK);
        push_text(profiler, right[i]);
        INPUT(right[i]);
        CHECK_INT(rep_profiler_end_input(profiler, &err), REP_OK);
        INPUT(NULL);
        rep_profiler_free(profiler);
    }
    {   /* doubles and empty names come again as they stood in the table */
        rep_profiler *profiler = begin(NULL);
        push_text(profiler, "a,a,\n1,2,3\n");
        CHECK_INT(rep_profiler_end_input(profiler, &err), REP_OK);
        push_text(profiler, "a,a,\n1,2,3\n");
        CHECK_INT(rep_profiler_end_input(profiler, &err), REP_OK);
        rep_profiler_free(profiler);
    }
}

/*--- missing ---*/

static rep_column only_column(const char *csv, const rep_profile_options *options, rep_model **model)
{
    INPUT(csv);
    *model = learn(csv, options);
    return column_of(*model, 0);
}

#define CHECK_COLUMN(csv, options, want_kind, want_missing)                 \
    do {                                                                    \
        rep_model *model_ = NULL;                                           \
        rep_column column_ = only_column((csv), (options), &model_);        \
        CHECK_INT(column_.kind, (want_kind));                               \
        CHECK_NEAR(column_.missing_share, (want_missing), 1e-15);           \
        INPUT(NULL);                                                        \
        rep_model_free(model_);                                             \
    } while (0)

TEST(missing_cells_are_spelled_in_many_ways)
{
    static const char *const own[] = { "-99", "unknown" };
    rep_profile_options      options = { 0 };

    options.csv.delimiter = ',';
    CHECK_COLUMN("v,x\n1,a\nNA,a\nN/A,a\n#N/A,a\nNaN,a\nnan,a\n-nan,a\nNULL,a\nnull,a\nn/a,a\n<NA>,a\nNaT,a\n,a\n  ,a\n\t,a\n2,a\n",
                 &options, REP_KIND_NUMERICAL, 14.0 / 16);
    CHECK_COLUMN("v,x\n1,a\nna,a\nNa,a\nNil,a\nnat,a\n", &options, REP_KIND_CATEGORICAL, 0);
    CHECK_COLUMN("v\n5\n\n7\n6\n", &options, REP_KIND_NUMERICAL, 0.25);   /* the blank line of a table of one column */
    CHECK_COLUMN("v,x\n\"NA\",1\n\" \",1\n3,1\n4,1\n", &options, REP_KIND_NUMERICAL, 0.5);
    options.missing = own, options.missing_count = 2;
    CHECK_COLUMN("v,x\n1,a\n-99,a\nunknown,a\n ,a\n,a\n", &options, REP_KIND_NUMERICAL, 0.8);
    CHECK_COLUMN("v,x\n1,a\nNA,a\n-99,a\n2,a\n", &options, REP_KIND_CATEGORICAL, 0.25);
    options.missing_count = 0;   /* none but the empty cell and blanks */
    CHECK_COLUMN("v,x\n1,a\nNA,a\n-99,a\n,a\n", &options, REP_KIND_CATEGORICAL, 0.25);
}

/* A value of a category: whole numbers, decimals, dates, and words of 10 to 17 bytes that begin alike. */
static size_t put_value(char *out, unsigned v)
{
    switch (v % 8) {
    case 0: case 3: case 4: return (size_t)sprintf(out, "%u", 7 * v);
    case 1: return (size_t)sprintf(out, "%u.%02u", v, v % 100);
    case 2: return (size_t)sprintf(out, "20%02u-01-%02u", v / 28, v % 28 + 1);
    default: return (size_t)sprintf(out, "%.*s-%u", 8 + (int)(v % 6), "abcdefghijklm", v);
    }
}

TEST(values_are_counted_exactly_when_few_repeat_among_missing_ones_and_when_many_come_after_them)
{
    enum { FEW = 100, MANY = 700, ROWS = 30000 };
    static const char *const missing[] = { "NA", "N/A", "#N/A", "NaN", "nan", "-nan", "NULL", "null", "n/a", "<NA>", "NaT", " ", "\t",
                                           "  ", "   ", "\t\t", "\t " }; /* some share the place of a number where recent cells are recalled */
    static size_t truth[MANY];
    rep_profile_options options = dated();
    text csv = { 0 };
    rep_model *model;
    size_t i, wrong = 0, found = 0, there = 0;
    unsigned k;
    uint64_t state = 4;

    put(&csv, "v,x\n", 4);
    for (i = 0; i < ROWS; i++) {
        char line[64];
        unsigned v = roll(&state, i < ROWS / 2 ? FEW : MANY), none = roll(&state, 4 * (sizeof missing / sizeof *missing));
        size_t   n = put_value(line, v);
        if (none < (sizeof missing / sizeof *missing)) n = strlen(strcpy(line, missing[none]));
        else truth[v]++, there++;
        memcpy(line + n, ",1\n", 3);
        put(&csv, line, n + 3);
    }
    options.structure = REP_STRUCTURE_INDEPENDENT;
    model = learn_text(csv.data, csv.len, &options);
    CHECK_SIZE(column_of(model, 0).category_count, MANY);
    CHECK_NEAR(column_of(model, 0).missing_share, (double)(ROWS - there) / ROWS, 1e-15);
    for (i = 0; i < MANY; i++) {
        rep_category category;
        char line[64];
        CHECK_INT(rep_model_get_category(model, 0, i, &category, NULL), REP_OK);
        for (k = 0; k < MANY; k++)
            if (put_value(line, k) == category.text.len && memcmp(line, category.text.data, category.text.len) == 0)
                found++, wrong += (size_t)(category.share * (double)there + 0.5) != truth[k];
    }
    CHECK_SIZE(found, MANY);
    CHECK_SIZE(wrong, 0);
    rep_model_free(model);
    drop(&csv);
}

TEST(quoted_empty_cells_are_missing_unless_they_are_texts)
{
    rep_profile_options options = { 0 };
    rep_model          *model;
    rep_column          column;
    rep_category        category;
    rep_error           err;

    CHECK_COLUMN("v,x\n\"\",a\n1,a\n2,a\n,a\n", NULL, REP_KIND_NUMERICAL, 0.5);
    options.csv.quoted_empty = 1;
    column = only_column("v,x\n\"\",a\nb,a\nb,a\n,a\n", &options, &model);
    CHECK_INT(column.kind, REP_KIND_CATEGORICAL);
    CHECK_NEAR(column.missing_share, 0.25, 0);
    CHECK_SIZE(column.category_count, 2);
    CHECK_INT(rep_model_get_category(model, 0, 1, &category, &err), REP_OK);
    CHECK_SIZE(category.text.len, 0);
    CHECK_NEAR(category.share, 1.0 / 3, 1e-15);
    INPUT(NULL);
    rep_model_free(model);
}

TEST(dashes_and_nones_are_missing_only_among_numbers_and_dates)
{
    CHECK_COLUMN("v,x\n1,a\nNone,a\nnone,a\n-,a\n?,a\n\\N,a\n.,a\n4,a\n", NULL, REP_KIND_NUMERICAL, 0.75);
    CHECK_COLUMN("v,x\n2020-01-05,a\nNone,a\n-,a\n2020-03-01,a\n", NULL, REP_KIND_DATETIME, 0.5);
    CHECK_COLUMN("v,x\nred,a\nNone,a\n-,a\nblue,a\n", NULL, REP_KIND_CATEGORICAL, 0);
    CHECK_COLUMN("v,x\nNone,a\n-,a\n?,a\n-,a\n", NULL, REP_KIND_CATEGORICAL, 0);
    CHECK_COLUMN("v,x\nUS,a\nNA,a\nDE,a\nNA,a\n", NULL, REP_KIND_CATEGORICAL, 0);        /* Namibia */
    CHECK_COLUMN("v,x\nUS,a\nNA,a\nDEU,a\nNA,a\n", NULL, REP_KIND_CATEGORICAL, 0.5);
    CHECK_COLUMN("v,x\nus,a\nNA,a\nde,a\nNA,a\n", NULL, REP_KIND_CATEGORICAL, 0.5);
    CHECK_COLUMN("v,x\nUS,a\nNA,a\nDE,a\n12,a\n", NULL, REP_KIND_CATEGORICAL, 0.25);
    CHECK_COLUMN("v,x\nUS,a\nNULL,a\nDE,a\nNA,a\n", NULL, REP_KIND_CATEGORICAL, 0.25);
}

TEST(every_spelling_of_missing_is_kept_with_its_share)
{
    text       csv = { NULL, 0, 0 }, rows;
    rep_model *model;
    rep_str   *cells;
    size_t     i, count, na = 0, empty = 0, dash = 0, blanks = 0, quoted = 0;

    puts_to(&csv, "v,x\n");
    for (i = 0; i < 1000; i++)
        say(&csv, "%s,a\n", i < 100 ? "NA" : i < 300 ? "" : i < 350 ? "-" : i < 370 ? "  " : i < 400 ? "\"\"" : i % 2 ? "5" : "8");
    model = learn_text(csv.data, csv.len, NULL);
    CHECK_NEAR(column_of(model, 0).missing_share, 0.4, 1e-15);
    rows = rows_text(model, 1, 0, 20000, NULL);
    cells = cells_of(&rows, ',', 0, &count);
    for (i = 1; i < count; i++) {   /* past the header */
        if (is_text(cells[i], "NA")) na++;
        if (is_text(cells[i], "")) empty++;
        if (is_text(cells[i], "-")) dash++;
        if (is_text(cells[i], "  ")) blanks++;
        if (is_text(cells[i], "\"\"")) quoted++;
    }
    /* of 20,000 rows; 5 standard errors: fails by chance 1 in 1.7 million */
    CHECK_NEAR(na, 2000, 5 * sqrt(20000 * 0.1 * 0.9));
    CHECK_NEAR(empty, 4000, 5 * sqrt(20000 * 0.2 * 0.8));
    CHECK_NEAR(dash, 1000, 5 * sqrt(20000 * 0.05 * 0.95));
    CHECK_NEAR(blanks, 400, 5 * sqrt(20000 * 0.02 * 0.98));
    CHECK_NEAR(quoted, 600, 5 * sqrt(20000 * 0.03 * 0.97));
    free(cells);
    drop(&rows), drop(&csv);
    rep_model_free(model);
}

/*--- limits and errors ---*/

static rep_status profile_error(const char *csv, size_t len, const rep_profile_options *options, rep_error *err)
{
    rep_model *model = NULL;
    rep_status status = rep_profile_bytes(&model, csv, len, options, err);

    CHECK(status == REP_OK || model == NULL);
    CHECK_INT(err->code, status);
    CHECK((status == REP_OK) == (err->message[0] == '\0'));
    rep_model_free(model);
    return status;
}

TEST(limits_are_errors_that_name_the_option)
{
    rep_profile_options options = { 0 };
    rep_profiler       *profiler;
    rep_error           err;
    rep_str             cells[4];
    text                csv = { NULL, 0, 0 };
    rep_status          status;
    size_t              i;

    options.max_columns = 3;
    CHECK_INT(profile_error("a,b,c,d\n1,2,3,4\n", 16, &options, &err), REP_ERR_LIMIT);
    CHECK_SAYS(err.message, "max_columns");
    CHECK_SIZE(err.line, 1);
    CHECK_INT(profile_error("a,b,c\n1,2,3\n", 12, &options, &err), REP_OK);
    profiler = begin(&options);
    for (i = 0; i < 4; i++) cells[i] = view("1");
    CHECK_INT(rep_profiler_push_row(profiler, cells, 4, &err), REP_ERR_LIMIT);
    CHECK_SAYS(err.message, "max_columns");
    rep_profiler_free(profiler);

    memset(&options, 0, sizeof options);
    options.max_cell_bytes = 10;
    CHECK_INT(profile_error("a,b\n1,0123456789\n", 17, &options, &err), REP_OK);
    CHECK_INT(profile_error("a,b\n1,0123456789x\n", 18, &options, &err), REP_ERR_LIMIT);
    CHECK_SAYS(err.message, "max_cell_bytes");
    CHECK_SIZE(err.line, 2);
    CHECK_SIZE(err.column, 3);
    profiler = begin(&options);
    cells[2] = view("0123456789x");
    CHECK_INT(rep_profiler_push_row(profiler, cells, 4, &err), REP_ERR_LIMIT);
    CHECK_SAYS(err.message, "max_cell_bytes");
    rep_profiler_free(profiler);

    memset(&options, 0, sizeof options);
    options.max_bytes = 200000;
    puts_to(&csv, "a,b\n");
    for (i = 0; i < 20000; i++) say(&csv, "text number %u,%u\n", (unsigned)i, (unsigned)i);
    status = profile_error(csv.data, csv.len, &options, &err);
    CHECK(status == REP_ERR_MEMORY || status == REP_ERR_LIMIT);
    CHECK_SAYS(err.message, "max_bytes");
    drop(&csv);

    memset(&options, 0, sizeof options);
    options.max_categories = ((size_t)1 << 31) + 1;
    CHECK_INT(rep_profiler_create(&profiler, &options, &err), REP_ERR_ARGUMENT);
    CHECK_SAYS(err.message, "max_categories");
}

TEST(a_pattern_may_be_asked_for)
{
    rep_profile_options options = dated();
    rep_column_options  column;
    rep_model          *model;
    rep_error           err;
    text                rows;

    memset(&column, 0, sizeof column);
    column.column = "k", column.kind = REP_KIND_TEXT, column.format = "[A-Z]{2}[0-9]";
    options.columns = &column, options.column_count = 1;
    model = learn("k\nAB1\nCD2\nwrong\nAB1\n", &options);
    CHECK_SAYS(shown(column_of(model, 0).why), "which 75 % of the cells fit");
    CHECK_STR(shown(column_of(model, 0).format), "[A-Z]{2}[0-9]");
    rows = rows_text(model, 3, 0, 50, NULL);
    CHECK_SIZE(rows.len, 2 + 50 * 4);
    drop(&rows);
    rep_model_free(model);
    column.format = "[A-Z";
    CHECK_INT(profile_error("k\nAB1\n", 6, &options, &err), REP_ERR_ARGUMENT);
    CHECK_SAYS(err.message, "\"[A-Z\"");
}

TEST(wrong_options_are_refused_by_name)
{
    static const struct { rep_column_options column; rep_status status; const char *says; } columns[] = {
        { { NULL, NULL, NULL, REP_KIND_TEXT, 0, 0, 0, { 0 } }, REP_ERR_ARGUMENT, "column" },
        { { "a", "emial", NULL, REP_KIND_AUTO, 0, 0, 0, { 0 } }, REP_ERR_ARGUMENT, "emial" },
        { { "a", NULL, "%Q", REP_KIND_AUTO, 0, 0, 0, { 0 } }, REP_ERR_ARGUMENT, "%Q" },
        { { "a", NULL, NULL, REP_KIND_PII, 0, 0, 0, { 0 } }, REP_ERR_ARGUMENT, "pii" },
        { { "a", NULL, NULL, (rep_kind)17, 0, 0, 0, { 0 } }, REP_ERR_ARGUMENT, "kind" },
        { { "x", NULL, NULL, REP_KIND_TEXT, 0, 0, 0, { 0 } }, REP_ERR_COLUMN, "\"x\"" } };
    rep_profile_options options;
    rep_profiler       *profiler = NULL;
    rep_error           err;
    size_t              i;

    for (i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        memset(&options, 0, sizeof options);
        options.columns = &columns[i].column, options.column_count = 1;
        INPUT(columns[i].says);
        CHECK_INT(profile_error("a,b\n1,2\n", 8, &options, &err), columns[i].status);
        CHECK_SAYS(err.message, columns[i].says);
        INPUT(NULL);
    }
    for (i = 0; i < 23; i++) {
        static const char *const says[] = { "dates", "ragged", "delimiter", "quote", "date", "foreign", "delimiter", "structure", "sample_rows", "max_columns",
            "names[0]", "names[0]", "missing[0]", "missing[0]", "quote",
            "relations[0]", "relations[0]", "vetoed[0]", "vetoed[0]", "no header", "leave csv.delimiter out", "kind pii needs pii_class", "there is no PII class" };
        static const rep_column_options pii[] = { { "a", "", NULL, REP_KIND_PII, 0, 0, 0, { 0 } }, { "a", "mail", NULL, REP_KIND_PII, 0, 0, 0, { 0 } } };
        static const char *const none[1] = { NULL };
        memset(&options, 0, sizeof options);
        if (i == 0) options.dates = (rep_dates)7;
        if (i == 1) options.csv.ragged = (rep_ragged)9;
        if (i == 2) options.csv.delimiter = '\n';
        if (i == 3) options.csv.quote = '\xE9';
        if (i == 4) options.date = "yesterday";
        if (i == 5) options.foreign_keys = "{\"a\": ";
        if (i == 6) options.csv.delimiter = '"';
        if (i == 7) options.structure = (rep_structure)7;
        if (i == 8) options.sample_rows = ((size_t)1 << 31) + 1;
        if (i == 9) options.max_columns = ((size_t)1 << 31) + 1;
        if (i == 10) options.name_count = 1;
        if (i == 11) options.names = none, options.name_count = 1;
        if (i == 12) options.missing_count = 1;
        if (i == 13) options.missing = none, options.missing_count = 1;
        if (i == 14) options.csv.quote = '\n';
        if (i == 15) options.relation_count = 1;
        if (i == 16) options.relations = none, options.relation_count = 1;
        if (i == 17) options.vetoed_count = 1;
        if (i == 18) options.vetoed = none, options.vetoed_count = 1;
        if (i == 19) options.format = REP_FORMAT_JSONL, options.csv.no_header = 1;
        if (i == 20) options.format = REP_FORMAT_TSV, options.csv.delimiter = ';';
        if (i == 21 || i == 22) options.columns = &pii[i - 21], options.column_count = 1;
        INPUT(says[i]);
        CHECK(profile_error("a,b\n1,2\n", 8, &options, &err) != REP_OK);
        CHECK_SAYS(err.message, says[i]);
        INPUT(NULL);
    }
    CHECK_INT(rep_profiler_create(NULL, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_profiler_learn(NULL, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_profiler_push_bytes(NULL, "a", 1, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_profiler_push_from(NULL, read_some, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_profiler_end_input(NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_profile_bytes(NULL, "a", 1, NULL, &err), REP_ERR_ARGUMENT);
    memset(&options, 0, sizeof options);
    options.format = REP_FORMAT_TSV, options.csv.delimiter = '\t', options.date = "";   /* what is said twice, and what says nothing */
    CHECK_INT(profile_error("a\tb\n1\t2\n", 8, &options, &err), REP_OK);
    profiler = begin(NULL);
    CHECK_INT(rep_profiler_push_bytes(profiler, NULL, 1, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_profiler_push_bytes(profiler, NULL, 0, &err), REP_OK);
    CHECK_INT(rep_profiler_push_bytes(profiler, "a\n1\n", 4, NULL), REP_OK);   /* err may be NULL */
    rep_profiler_free(profiler);
    rep_profiler_free(NULL);
}

TEST(errors_in_the_table_have_line_and_column)
{
#define BAD(csv) csv, sizeof csv - 1
    static const struct { const char *csv; size_t len, line, column; const char *says; } bad[] = {
        { BAD("a,b\n1,2\n3\n"), 3, 0, "" }, { BAD("a,b\n1,2\n3,4,5\n6,7\n"), 3, 0, "" },
        { BAD("a,b\n1,\"x\n"), 2, 3, "quote" }, { BAD("a,b\n\"x\ny\",2\n3,\"\n\n"), 4, 3, "quote" },
        { BAD("a,b\n1,2\n3,\0\n"), 3, 3, "NUL" }, { BAD("\x1F\x8B\x08\0\0\0"), 1, 1, "gzip" } };
#undef BAD
    rep_error err;
    size_t    i;

    for (i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        INPUT(bad[i].csv);
        CHECK_INT(profile_error(bad[i].csv, bad[i].len, NULL, &err), REP_ERR_CSV);
        CHECK_SIZE(err.line, bad[i].line);
        CHECK(err.column >= 1);
        if (bad[i].column) CHECK_SIZE(err.column, bad[i].column);
        CHECK_SAYS(err.message, bad[i].says);
        INPUT(NULL);
    }
}

TEST(a_failed_profiler_repeats_its_error)
{
    rep_profiler *profiler = begin(NULL), *good = begin(NULL), *part = NULL;
    rep_model    *model = (rep_model *)(void *)profiler;
    rep_error     first, err;
    rep_str       cells[2];
    source        s = { "a,b\n1,2\n", 8, 0, 0, 100, 0 };
    int           i;

    push_text(good, "a,b\n1,2\n");
    push_text(profiler, "a,b\n1,2\n3\n4,5\n");
    CHECK_INT(rep_profiler_end_input(profiler, &first), REP_ERR_CSV);
    CHECK_SIZE(first.line, 3);
    cells[0] = cells[1] = view("1");
    for (i = 0; i < 8; i++) {
        rep_status status = REP_OK;
        memset(&err, 0x55, sizeof err);
        switch (i) {
        case 0: status = rep_profiler_push_bytes(profiler, "a,b\n", 4, &err); break;
        case 1: status = rep_profiler_push_row(profiler, cells, 2, &err); break;
        case 2: status = rep_profiler_push_from(profiler, read_some, &s, &err); break;
        case 3: status = rep_profiler_end_input(profiler, &err); break;
        case 4: status = rep_profiler_learn(profiler, &model, &err); break;
        case 5: status = rep_profiler_fork(&part, profiler, 9, &err); break;
        case 6: status = rep_profiler_merge(profiler, good, &err); break;
        case 7: status = rep_profiler_merge(good, profiler, &err); break;
        default: break;
        }
        CHECK_INT(status, REP_ERR_CSV);
        CHECK_INT(err.code, REP_ERR_CSV);
        CHECK_SIZE(err.line, 3);
        CHECK_SIZE(err.column, first.column);
        CHECK_STR(err.message, first.message);
    }
    CHECK(model == NULL);
    CHECK(part == NULL);
    CHECK_INT(rep_profiler_learn(profiler, &model, NULL), REP_ERR_CSV);
    CHECK_INT(rep_profiler_learn(good, &model, &err), REP_OK);   /* it has taken no harm */
    rep_model_free(model);
    rep_profiler_free(profiler), rep_profiler_free(good);

    profiler = begin(NULL);
    memset(&s, 0, sizeof s);
    s.data = "a,b\n1,2\n3,4\n", s.len = 12, s.most = 3, s.fail = 1;
    CHECK_INT(rep_profiler_push_from(profiler, read_some, &s, &err), REP_ERR_READ);
    CHECK_INT(err.code, REP_ERR_READ);
    CHECK_INT(rep_profiler_push_bytes(profiler, "x", 1, &err), REP_ERR_READ);
    rep_profiler_free(profiler);

    profiler = begin(NULL);   /* without an error of the caller's, it is kept all the same */
    CHECK_INT(rep_profiler_push_bytes(profiler, "a,b\n1,2\n3\n", 10, NULL), REP_OK);
    CHECK_INT(rep_profiler_end_input(profiler, NULL), REP_ERR_CSV);
    CHECK_INT(rep_profiler_end_input(profiler, &err), REP_ERR_CSV);
    CHECK_SIZE(err.line, 3);
    rep_profiler_free(profiler);
}

typedef struct watch { long calls, stop_at, learns; uint64_t last; int back; } watch;

static int on_progress(void *user, const char *step, uint64_t done, uint64_t total)
{
    watch *w = (watch *)user;

    w->calls++;
    if (strcmp(step, "learn") == 0) w->learns++;
    else w->back |= done <= w->last, w->last = done;
    (void)total;
    return w->calls == w->stop_at;
}

TEST(progress_is_told_and_may_cancel)
{
    rep_profile_options options = dated();
    watch               w;
    rep_profiler       *profiler;
    rep_model          *model = NULL;
    rep_error           err;
    text                csv = { NULL, 0, 0 }, one, two;
    size_t              i;

    puts_to(&csv, "a,b\n");
    for (i = 0; i < 40000; i++) say(&csv, "%u,x\n", (unsigned)i);
    memset(&w, 0, sizeof w);
    options.host.progress = on_progress, options.host.progress_user = &w;
    profiler = begin(&options);
    push_pieces(profiler, csv.data, csv.len, 0);
    CHECK(w.calls >= 2 && w.calls < 1000);
    CHECK_INT(w.back, 0);
    one = learned_by(profiler);
    CHECK_INT(w.learns, 2);   /* one a column */
    w.stop_at = w.calls + 2;
    CHECK_INT(rep_profiler_learn(profiler, &model, &err), REP_ERR_CANCELLED);
    CHECK(model == NULL);
    CHECK_INT(err.code, REP_ERR_CANCELLED);
    two = finish(profiler);   /* learning can be had again */
    CHECK_SAME(one, two);
    drop(&one), drop(&two);

    memset(&w, 0, sizeof w);
    w.stop_at = 2;
    profiler = begin(&options);
    CHECK_INT(rep_profiler_push_bytes(profiler, csv.data, csv.len, &err), REP_ERR_CANCELLED);
    CHECK_INT(rep_profiler_learn(profiler, &model, &err), REP_ERR_CANCELLED);
    rep_profiler_free(profiler);
    drop(&csv);
}

/* Parts whose columns came by name: what was asked of columns that neither has seen counts, too. */
TEST(parts_by_name_that_were_asked_differently_refuse)
{
    static const rep_column_options asked[] = { { "b", NULL, NULL, REP_KIND_AUTO, 0, 0, 0, { 0 } }, { "c", NULL, NULL, REP_KIND_AUTO, 0, 0, 0, { 0 } }, { "b", NULL, NULL, REP_KIND_TEXT, 0, 0, 0, { 0 } } };
    static const size_t             from[] = { 0, 0, 1, 2 }, counts[] = { 0, 1, 1, 1 };   /* none, b, c, b as text */
    size_t                          i, k;

    for (i = 0; i < 4; i++)
        for (k = 0; k < 4; k++) {
            rep_profile_options mine = dated(), others = dated();
            rep_profiler       *a, *b;
            rep_error           err;

            mine.columns = asked + from[i], mine.column_count = counts[i];
            others.columns = asked + from[k], others.column_count = counts[k];
            a = begin(&mine), b = begin(&others);
            push_text(a, "{\"a\":1,\"b\":2}\n"), push_text(b, "{\"b\":2,\"a\":1}\n");
            if (!CHECK_INT(rep_profiler_merge(a, b, &err), i == k ? REP_OK : REP_ERR_STATE)) printf("    options %d and %d: %s\n", (int)i, (int)k, err.message);
            if (i != k) CHECK_SAYS(err.message, "options of column");
            rep_profiler_free(a), rep_profiler_free(b);
        }
    {
        rep_profile_options few = dated(), plain = dated();
        rep_profiler       *a, *b, *csv = begin(&plain);
        rep_error           err;
        few.sample_rows = 20;
        a = begin(&plain), b = begin(&few);
        push_text(a, "{\"a\":1}\n"), push_text(b, "{\"a\":1}\n"), push_text(csv, "a\n1\n");
        CHECK_INT(rep_profiler_merge(a, b, &err), REP_ERR_STATE), CHECK_SAYS(err.message, "sample_rows is 0 here, 20 there");
        CHECK_INT(rep_profiler_merge(a, csv, &err), REP_ERR_STATE), CHECK_SAYS(err.message, "came by name");
        CHECK_INT(rep_profiler_merge(csv, a, &err), REP_ERR_STATE), CHECK_SAYS(err.message, "came by name");
        rep_profiler_free(a), rep_profiler_free(b), rep_profiler_free(csv);
    }
}

/* Into a profiler that cannot hold the other's columns: an error that stays, told or not. */
TEST(a_part_with_more_columns_than_fit_ends_the_merge)
{
    static const char *const names[] = { "only" };
    rep_profile_options      options = dated();
    rep_profiler            *into, *part;
    rep_error                err;
    int                      with;

    for (with = 0; with < 2; with++) {
        options.max_columns = 3;
        into = begin(&options), part = begin(&options);
        push_text(into, "{\"a\":1,\"b\":2}\n"), push_text(part, "{\"c\":1,\"d\":2}\n");
        CHECK_INT(rep_profiler_merge(into, part, with ? &err : NULL), REP_ERR_LIMIT);
        CHECK_INT(rep_profiler_end_input(into, &err), REP_ERR_LIMIT);
        CHECK_SAYS(err.message, "max_columns");
        rep_profiler_free(into), rep_profiler_free(part);
        options.max_columns = 0;
        part = begin(&options);
        push_text(part, "{\"a\":1,\"b\":2}\n");
        options.names = names, options.name_count = 1;
        into = begin(&options);
        CHECK_INT(rep_profiler_merge(into, part, with ? &err : NULL), REP_ERR_ARGUMENT);
        if (with) CHECK_SAYS(err.message, "options.names has 1 names, the table 2 columns");
        rep_profiler_free(into), rep_profiler_free(part);
        options.names = NULL, options.name_count = 0;
    }
    options.max_columns = 1;   /* and one whose own names are too many */
    {
        static const char *const two[] = { "a", "b" };
        options.names = two, options.name_count = 2;
        into = begin(&options);
        CHECK_INT(rep_profiler_push_bytes(into, "{\"a\":1}\n", 8, &err), REP_ERR_LIMIT);
        CHECK_SAYS(err.message, "max_columns is 1");
        rep_profiler_free(into);
    }
}

TEST(arguments_that_are_null_are_refused_or_may_be)
{
    static const char json[] = "{\"a\":1}\n{]";
    rep_profile_options options = dated();
    rep_profiler       *profiler = begin(&options), *part = NULL;
    rep_str             cells[2];
    rep_error           err;
    size_t              cut = 0, i;
    uint64_t            rows;
    watch               w;
    rep_status          status = REP_OK;

    cells[0] = view("1"), cells[1] = view("x");
    CHECK_INT(rep_profiler_cut(NULL, "1\n", 2, &cut, &rows, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_profiler_cut(profiler, NULL, 2, &cut, &rows, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_profiler_cut(profiler, "1\n", 2, NULL, &rows, &err), REP_ERR_ARGUMENT);
    CHECK_SAYS(err.message, "profiler, data or cut is NULL");
    CHECK_INT(rep_profiler_cut(profiler, "1\n", 2, &cut, NULL, NULL), REP_ERR_STATE);
    CHECK_INT(rep_profiler_fork(NULL, profiler, 1, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_profiler_fork(&part, NULL, 1, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_profiler_push_row(NULL, cells, 2, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_profiler_push_row(profiler, NULL, 2, &err), REP_ERR_ARGUMENT);
    CHECK_SAYS(err.message, "profiler or cells is NULL");
    CHECK_INT(rep_profiler_push_row(profiler, cells, 2, NULL), REP_OK);
    CHECK_INT(rep_profiler_push_row(profiler, NULL, 0, &err), REP_ERR_ARGUMENT);   /* a row of no cells is none of two columns */
    rep_profiler_free(profiler);
    for (i = 0; i < 2; i++) {   /* what fails at once is kept, whether or not the caller asks */
        profiler = begin(&options);
        CHECK_INT(rep_profiler_push_bytes(profiler, json, sizeof json - 1, i ? &err : NULL), REP_ERR_JSON);
        CHECK_INT(rep_profiler_cut(profiler, "1\n", 2, &cut, &rows, i ? &err : NULL), REP_ERR_JSON);
        CHECK_INT(rep_profiler_push_bytes(profiler, json, 8, &err), REP_ERR_JSON);
        CHECK_SIZE(err.line, 2);
        rep_profiler_free(profiler);
    }
    profiler = begin(&options);   /* UTF-16 is read, but not cut */
    push_pieces(profiler, "\xFF\xFE" "a\0,\0b\0\n\0" "1\0,\0" "2\0\n\0", 18, 0);
    CHECK_INT(rep_profiler_end_input(profiler, &err), REP_OK);
    CHECK_INT(rep_profiler_cut(profiler, "1,2\n", 4, &cut, &rows, &err), REP_ERR_STATE);
    rep_profiler_free(profiler);
    memset(&w, 0, sizeof w);
    w.stop_at = 2;
    options.host.progress = on_progress, options.host.progress_user = &w;
    profiler = begin(&options);
    for (i = 0; i < 100000 && status == REP_OK; i++) status = rep_profiler_push_row(profiler, cells, 2, NULL);
    CHECK_INT(status, REP_ERR_CANCELLED);
    CHECK_INT(rep_profiler_push_row(profiler, cells, 2, &err), REP_ERR_CANCELLED);
    rep_profiler_free(profiler);
}

/* What comes over max_categories is summed up run by run; a row at a time it is summed up cell by cell. */
TEST(what_is_no_longer_kept_is_summed_up_alike_in_runs_and_one_by_one)
{
    enum { SUMMED = 30000, HALF = 14000, KINDS = 7 };
    rep_profile_options options = dated();
    rep_profiler       *profiler, *part = NULL;
    rep_error           err;
    text                csv = { NULL, 0, 0 }, whole, rows;
    char                cell[KINDS][32];
    unsigned            i, c;
    size_t              half = 0;

    options.max_categories = 20, options.structure = REP_STRUCTURE_INDEPENDENT;
    puts_to(&csv, "day,bare,bare_stamp,id,signed,real,huge\n");
    profiler = begin(&options);
    for (i = 0; i < SUMMED; i++) {
        rep_str cells[KINDS];
        const unsigned year = 1930 + i / 336, month = i / 28 % 12 + 1, day = i % 28 + 1;
        if (i == HALF) half = csv.len;
        sprintf(cell[0], "%04u-%02u-%02u", year, month, day);
        sprintf(cell[1], "%04u%02u%02u", year, month, day);
        sprintf(cell[2], "%04u%02u%02u%02u%02u%02u", year, month, day, i % 24, i * 7 % 60, i * 11 % 60);
        sprintf(cell[3], "%u", i + 100000);
        sprintf(cell[4], "%d", (int)(i * 7919 % 40000) - 20000);
        sprintf(cell[5], i % 2 ? "%u.5E+200" : "1.%ue-290", i * 17 % 20000 + 1);
        sprintf(cell[6], "9%017u", i * 271 % 25000);
        for (c = 0; c < KINDS; c++) say(&csv, "%s%s", c ? "," : "", cell[c]), cells[c] = view(cell[c]);
        puts_to(&csv, "\n");
        if (i == 0) push_pieces(profiler, csv.data, csv.len, 0), CHECK_INT(rep_profiler_end_input(profiler, &err), REP_OK);
        else if (rep_profiler_push_row(profiler, cells, KINDS, &err) != REP_OK) CHECK_STR(err.message, "");
    }
    whole = whole_text(csv.data, csv.len, &options);
    rows = finish(profiler);
    CHECK_SAME(whole, rows);
    CHECK(strstr(whole.data, "\"%Y%m%d\"") && strstr(whole.data, "\"%Y%m%d%H%M%S\""));
    CHECK(strstr(whole.data, "\"real\": true") != NULL);
    CHECK(strstr(whole.data, "1930-01-01") && strstr(whole.data, "2019-04-12"));   /* the first and the last day */
    drop(&rows);
    profiler = begin(&options);
    push_pieces(profiler, csv.data, half, 0);
    CHECK_INT(rep_profiler_end_input(profiler, &err), REP_OK);
    CHECK_INT(rep_profiler_fork(&part, profiler, HALF, &err), REP_OK);
    push_pieces(part, csv.data + half, csv.len - half, 0);
    CHECK_INT(rep_profiler_merge(profiler, part, &err), REP_OK);
    rows = finish(profiler);
    CHECK_SAME(whole, rows);
    drop(&rows), drop(&whole), drop(&csv);
    rep_profiler_free(part);
}

/* Columns that warn, or write much into the model, learned by turns: what they say stands in the order of the columns. */
TEST(lent_threads_learn_columns_as_one_does)
{
    enum { KINDS = 8, SHEETS = 5, COLUMNS_HERE = KINDS * SHEETS };
    static const size_t             widths[] = { 2, 3, 7 };
    static const rep_column_options odd[2] = { { "c3", NULL, NULL, REP_KIND_AUTO, 1, 0, 0, { 0 } }, { "c9", NULL, NULL, REP_KIND_DATETIME, 0, 0, 0, { 0 } } };
    rep_profile_options options = dated();
    text                csv = { NULL, 0, 0 }, whole, other;
    uint64_t            state = 77;
    rep_error           err;
    size_t              c, i;
    int                 twice;

    options.columns = odd, options.column_count = 2, options.structure = REP_STRUCTURE_INDEPENDENT;
    options.max_categories = 900;   /* of some columns the sample is asked */
    for (c = 0; c < COLUMNS_HERE; c++) say(&csv, "%sc%u", c ? "," : "", (unsigned)c);
    for (i = 0; i < 2500; i++)
        for (puts_to(&csv, "\n"), c = 0; c < COLUMNS_HERE; c++) {
            if (c) puts_to(&csv, ",");
            switch (c % KINDS) {
            case 0: say(&csv, "%02u/%02u/20%02u", 1 + roll(&state, 12), 1 + roll(&state, 12), roll(&state, 30)); break;   /* day or month? a warning */
            case 1: say(&csv, "%u.%02u", roll(&state, 90000), roll(&state, 100)); break;
            case 2: say(&csv, i % 7 ? "t%u" : "caf\xE9", roll(&state, 20)); break;                                        /* a warning */
            case 3: say(&csv, "%s", &"NA\0DE\0FR\0IT"[3 * roll(&state, 4)]); break;                                      /* NA is a code */
            case 4: say(&csv, "word%u and number %u of them", roll(&state, 400), roll(&state, 999)); break;
            case 5: say(&csv, "w%u@example.com", (unsigned)i); break;
            case 6: say(&csv, i % 90 ? "%u" : "NA", roll(&state, 50000)); break;
            default: say(&csv, "AB-%05u", (unsigned)(i * COLUMNS_HERE + c));
            }
        }
    puts_to(&csv, "\n");
    whole = whole_text(csv.data, csv.len, &options);
    CHECK(strstr(whole.data, "Windows-1252") && strstr(whole.data, "month") && strstr(whole.data, "asked to be dates"));
    for (i = 0; i < 3; i++)
        for (twice = 0; twice < 2; twice++) {
            lender              l = { 0, 0, 0 };
            watch               w;
            rep_profile_options many = options;
            rep_profiler       *profiler;
            memset(&w, 0, sizeof w);
            many.host.parallel.width = widths[i], many.host.parallel.run = lend, many.host.parallel.user = &l;
            many.host.progress = on_progress, many.host.progress_user = &w;
            profiler = begin(&many);
            push_pieces(profiler, csv.data, csv.len, 0);
            if (twice) {
                rep_model *model = NULL;
                CHECK_INT(rep_profiler_learn(profiler, &model, &err), REP_OK);
                rep_model_free(model);
            }
            other = finish(profiler);
            CHECK_SAME(other, whole);
            CHECK(l.meetings >= (size_t)(twice + 1) && l.tasks <= l.meetings * widths[i]);
            drop(&other);
        }
    drop(&whole), drop(&csv);
}

/* Inputs that no other thread can take a part of, a record longer than all buffers, and what stops a team. */
TEST(lent_threads_are_not_asked_where_nothing_can_be_cut)
{
    rep_profile_options options = dated();
    rep_profiler       *profiler;
    rep_error           err;
    text                table = { NULL, 0, 0 }, whole, other;
    int                 which, with;
    size_t              i;

    for (which = 0; which < 4; which++) {
        lender              l = { 0, 0, 0 };
        source              s = { NULL, 0, 0, 0, 0, 0 };
        rep_profile_options many = options;
        table.len = 0;
        if (which == 1) put(&table, "\xFF\xFE" "a\0,\0b\0\n\0", 10);
        if (which == 2) puts_to(&table, "a,b\r");
        if (which == 3) puts_to(&table, "a,b\n"), options.max_cell_bytes = many.max_cell_bytes = (size_t)1 << 24;
        for (i = 0; table.len < 2700000; i++) {
            if (which == 0) say(&table, "{\"a\":%u,\"b\":\"some more text that fills\"}\n", (unsigned)i % 90);
            if (which == 1) put(&table, "1\0,\0s\0o\0m\0e\0 \0m\0o\0r\0e\0\n\0", 24);
            if (which == 2) say(&table, "%u,some more text that fills\r", (unsigned)i % 90);
            if (which == 3) say(&table, "%u,some more text that fills\n", (unsigned)i % 90);
        }
        if (which == 3) {
            puts_to(&table, "1,\"");
            for (i = 0; i < 500000; i++) puts_to(&table, "long text ");
            puts_to(&table, "\"\n2,short\n");
        }
        whole = whole_text(table.data, table.len, &options);
        s.data = table.data, s.len = table.len, s.most = 300000;
        many.host.parallel.width = 2, many.host.parallel.run = lend, many.host.parallel.user = &l;
        profiler = begin(&many);
        if (!CHECK_INT(rep_profiler_push_from(profiler, read_some, &s, &err), REP_OK)) printf("    %s\n", err.message);
        CHECK((l.meetings > 0) == (which == 3));
        other = finish(profiler);
        CHECK_SAME(whole, other);
        drop(&whole), drop(&other);
    }
    options = dated();
    table.len = 0;
    puts_to(&table, "a,b\n");
    while (table.len < 6000000) puts_to(&table, "1,some more text that fills\n");
    for (with = 0; with < 4; with++) {   /* progress that says stop, a reader that fails: told, and not told */
        lender              l = { 0, 0, 0 };
        source              s = { NULL, 0, 0, 0, 0, 0 };
        watch               w;
        rep_profile_options many = options;
        memset(&w, 0, sizeof w);
        w.stop_at = with < 2 ? 3 : 1000000;   /* of the calls, one comes before the threads meet */
        s.data = table.data, s.len = table.len, s.most = 300000;
        many.host.parallel.width = 2, many.host.parallel.run = lend, many.host.parallel.user = &l;
        many.host.progress = on_progress, many.host.progress_user = &w;
        if (with >= 2) s.fail = 3000000;
        profiler = begin(&many);
        CHECK_INT(rep_profiler_push_from(profiler, read_some, &s, with & 1 ? &err : NULL), with < 2 ? REP_ERR_CANCELLED : REP_ERR_READ);
        CHECK_INT(rep_profiler_end_input(profiler, &err), with < 2 ? REP_ERR_CANCELLED : REP_ERR_READ);
        rep_profiler_free(profiler);
    }
    drop(&table);
}

/*--- memory that runs out ---*/

/* All of a profiler's life; *out = the model's file if it came to that. */
static rep_status life(const rep_host *host, const char *csv, size_t len, size_t cut, int small, text *out)
{
    rep_profile_options options = dated();
    static const char  *const words[] = { "NA", "-" };
    static const rep_column_options columns[2] = { { "us_day", NULL, "%m/%d/%Y", REP_KIND_AUTO, 0, 0, 0, { 0 } },
                                                   { "whole", NULL, NULL, REP_KIND_AUTO, 1, 0, 0, { 0 } } };
    rep_profiler       *a = NULL, *b = NULL;
    rep_model          *model = NULL;
    rep_error           err;
    rep_status          status;
    rep_str             cells[COLUMNS];
    size_t              i;

    options.host = *host;
    options.name = "a table of its own name";
    options.foreign_keys = "{\"t\": {\"id\": \"u.id\"}}";
    options.missing = words, options.missing_count = 2;
    options.columns = columns, options.column_count = 2;
    if (small) options.max_categories = 12, options.sample_rows = 9;
    for (i = 0; i < COLUMNS; i++) cells[i] = view(i == 10 ? "red" : "5");
    memset(&err, 0, sizeof err);
    status = rep_profiler_create(&a, &options, &err);
    CHECK((status == REP_OK) == (a != NULL));
    if (!status) status = rep_profiler_push_bytes(a, csv, cut, &err);
    if (!status) status = rep_profiler_end_input(a, &err);
    if (!status) {
        status = rep_profiler_fork(&b, a, 15, &err);
        CHECK((status == REP_OK) == (b != NULL));
    }
    if (!status) status = rep_profiler_push_bytes(b, csv + cut, len - cut, &err);
    if (!status) status = rep_profiler_push_row(b, cells, COLUMNS, &err);
    if (!status) status = rep_profiler_merge(a, b, &err);
    if (!status) {
        status = rep_profiler_learn(a, &model, &err);
        CHECK((status == REP_OK) == (model != NULL));
    }
    if (!status) status = rep_model_write(model, put_all, out, &err);
    if (status) {
        CHECK_INT(status, REP_ERR_MEMORY);
        CHECK_INT(err.code, REP_ERR_MEMORY);
        CHECK(err.message[0] != '\0');
    }
    rep_model_free(model);
    rep_profiler_free(b);
    rep_profiler_free(a);
    return status;
}

TEST(memory_may_run_out_at_any_request)
{
    grid   g = make_grid(30, 10, 1);
    text   csv = { NULL, 0, 0 };
    size_t ends[31];
    int    small;

    put_header(&csv, ',');
    put_rows(&csv, &g, 0, 30, NULL, ends);
    for (small = 0; small < 2; small++) {
        rep_host host;
        heap     h;
        text     whole = { NULL, 0, 0 };
        long     n, all;

        heap_begin(&h, &host, 0, 0);
        CHECK_INT(life(&host, csv.data, csv.len, ends[15], small, &whole), REP_OK);
        CHECK_INT(h.live, 0);
        CHECK_INT(h.lies, 0);
        all = h.requests;
        for (n = 1; n <= all; n++) {   /* this one alone, or all from it on: in turns, and the other way round with `small` */
            text       other = { NULL, 0, 0 };
            rep_status status;
            heap_begin(&h, &host, n, (int)(n + small) & 1);
            status = life(&host, csv.data, csv.len, ends[15], small, &other);
            if (status == REP_OK) CHECK_SAME(other, whole);   /* it could do with less */
            if (h.live != 0 || h.lies != 0 || h.bytes != 0) {
                printf("    request %ld of %ld refused\n", n, all);
                CHECK_INT(h.live, 0);
                CHECK_INT(h.lies, 0);
                CHECK_SIZE(h.bytes, 0);
            }
            CHECK(status == REP_OK || h.refused > 0);
            drop(&other);
        }
        CHECK(all > 100);
        drop(&whole);
    }
    drop(&csv);
    drop_grid(&g);
}

/*--- small tables ---*/

TEST(an_empty_input_is_an_error_and_a_header_alone_a_model)
{
    static const char *const empty[] = { "", "\xEF\xBB\xBF", "\n", "\n\n\r\n" };
    rep_model               *model = NULL;
    rep_model_info           info;
    rep_column               column;
    rep_error                err;
    size_t                   i;
    text                     rows;

    for (i = 0; i < sizeof empty / sizeof empty[0]; i++) {
        INPUT(empty[i]);
        CHECK_INT(profile_error(empty[i], strlen(empty[i]), NULL, &err), REP_ERR_CSV);
        CHECK_SAYS(err.message, "empty");
        INPUT(NULL);
    }
    model = learn("a,b,c\n", NULL);
    CHECK_INT(rep_model_get_info(model, &info, &err), REP_OK);
    CHECK_INT(info.row_count, 0);
    CHECK_SIZE(info.column_count, 3);
    column = column_of(model, 1);
    CHECK_INT(column.kind, REP_KIND_CATEGORICAL);
    CHECK_NEAR(column.missing_share, 1, 0);
    CHECK_SIZE(column.category_count, 0);
    rows = rows_text(model, 1, 0, 2, NULL);
    CHECK_STR(rows.data, "a,b,c\n,,\n,,\n");
    drop(&rows);
    rep_model_free(model);
}

TEST(the_smallest_tables_are_learned)
{
    rep_model     *model = learn("a,b\n5,x\n", NULL);
    rep_model_info info;
    rep_column     column = column_of(model, 0);
    rep_error      err;
    text           rows = rows_text(model, 3, 0, 2, NULL);

    CHECK_INT(column.kind, REP_KIND_NUMERICAL);
    CHECK_NEAR(column.mean, 5, 0);
    CHECK_NEAR(column.std, 0, 0);   /* of one row */
    CHECK_STR(rows.data, "a,b\n5,x\n5,x\n");
    drop(&rows);
    rep_model_free(model);

    model = learn("only\nx\ny\n\nx", NULL);   /* one column, and no line end at the end */
    CHECK_INT(rep_model_get_info(model, &info, &err), REP_OK);
    CHECK_INT(info.row_count, 4);
    CHECK_SIZE(info.column_count, 1);
    CHECK_NEAR(column_of(model, 0).missing_share, 0.25, 0);
    rep_model_free(model);

    model = learn("a,b\nNA,\n,null\n , \n", NULL);   /* nothing but missing cells */
    CHECK_INT(column_of(model, 0).kind, REP_KIND_CATEGORICAL);
    CHECK_NEAR(column_of(model, 0).missing_share, 1, 0);
    CHECK_NEAR(column_of(model, 1).missing_share, 1, 0);
    CHECK(find(column_of(model, 1).why.data, column_of(model, 1).why.len, "missing") != NULL);
    rows = rows_text(model, 3, 0, 50, NULL);
    CHECK(strstr(rows.data, "NA,") != NULL);
    CHECK(strstr(rows.data, "null\n") != NULL);
    drop(&rows);
    rep_model_free(model);
}

TEST(a_dropped_column_is_not_in_the_model)
{
    rep_profile_options options = { 0 };
    rep_column_options  column = { "b", NULL, NULL, REP_KIND_AUTO, 1, 0, 0, { 0 } };
    rep_model          *model;
    text                file;

    options.columns = &column, options.column_count = 1;
    model = learn("a,b,c\n1,secret word,x\n2,secret thing,y\n", &options);
    CHECK_SIZE(rep_model_find_column(model, "b"), REP_NONE);
    CHECK_SIZE(rep_model_find_column(model, "c"), 1);
    file = model_text(model);
    CHECK(strstr(file.data, "secret") == NULL);
    drop(&file);
    rep_model_free(model);
}

/* Of a column with more values than max_categories those of the smallest hash stay, and why says so. */
TEST(more_values_than_categories_are_estimated)
{
    rep_profile_options options = dated();
    rep_model          *model;
    rep_column          column;
    rep_error           err;
    rep_category        category;
    text                csv = { NULL, 0, 0 };
    size_t              i;

    puts_to(&csv, "v\n");
    for (i = 0; i < 30000; i++) say(&csv, "w%u\n", (unsigned)(i % 10000));
    options.max_categories = 1000;
    model = learn_text(csv.data, csv.len, &options);
    column = column_of(model, 0);
    CHECK_INT(column.kind, REP_KIND_CATEGORICAL);
    CHECK_SIZE(column.category_count, 1000);
    CHECK(find(column.why.data, column.why.len, "smallest hash") != NULL);
    CHECK_NEAR(column.distinct_count, 10000, 5 * 10000 / sqrt(1000));   /* 5 standard errors of the k-th smallest */
    for (i = 0; i < 1000; i += 100) {
        CHECK_INT(rep_model_get_category(model, 0, i, &category, &err), REP_OK);
        CHECK_NEAR(category.share, 0.001, 1e-12);   /* 3 of the 3,000 cells that are kept */
    }
    rep_model_free(model);
    drop(&csv);
}

int main(void)
{
    RUN(every_door_gives_the_same_model);
    RUN(pushed_cells_that_are_not_utf8_are_read_as_windows_1252_like_a_table);
    RUN(inputs_may_be_mixed_and_cut_into_several);
    RUN(lent_threads_give_the_model_of_one);
    RUN(lent_threads_are_no_more_than_there_is_memory_for);
    RUN(lent_threads_wait_for_a_header_that_comes_late);
    RUN(lent_threads_tell_of_a_failed_read_as_one_does);
    RUN(lent_threads_go_on_with_a_further_input_and_a_part);
    RUN(lent_threads_read_cells_in_parts_as_one_reads_them);
    RUN(lent_threads_learn_columns_as_one_does);
    RUN(a_cut_is_behind_the_last_whole_record);
    RUN(parts_in_any_order_and_grouping_give_the_model_of_the_whole);
    RUN(parts_merged_into_an_empty_profiler_give_the_model_of_the_whole);
    RUN(parts_as_bytes_agree_with_the_whole_in_warnings_too);
    RUN(parts_that_were_given_the_same_row_numbers_are_learned_from_all_their_rows);
    RUN(a_part_can_be_forked_while_the_first_input_is_still_open);
    RUN(a_part_cannot_be_forked_before_header_and_dialect_are_known);
    RUN(merging_leaves_the_part_as_it_is);
    RUN(profilers_of_different_tables_refuse_and_name_the_first_difference);
    RUN(parts_whose_columns_were_asked_differently_refuse);
    RUN(a_part_that_has_seen_nothing_adds_nothing);
    RUN(a_profiler_that_failed_says_so_to_every_call);
    RUN(rows_in_any_order_give_the_same_model);
    RUN(ties_are_not_broken_by_order);
    RUN(learning_twice_gives_the_same_bytes_and_pushing_goes_on);
    RUN(the_model_of_any_grid_is_read_again_and_gives_the_same_rows);
    RUN(headers_name_columns_once_each);
    RUN(names_given_must_be_as_many_as_columns);
    RUN(rows_one_by_one_are_named_by_number);
    RUN(a_second_input_must_have_the_header_of_the_first);
    RUN(missing_cells_are_spelled_in_many_ways);
    RUN(values_are_counted_exactly_when_few_repeat_among_missing_ones_and_when_many_come_after_them);
    RUN(quoted_empty_cells_are_missing_unless_they_are_texts);
    RUN(dashes_and_nones_are_missing_only_among_numbers_and_dates);
    RUN(every_spelling_of_missing_is_kept_with_its_share);
    RUN(limits_are_errors_that_name_the_option);
    RUN(a_pattern_may_be_asked_for);
    RUN(wrong_options_are_refused_by_name);
    RUN(errors_in_the_table_have_line_and_column);
    RUN(a_failed_profiler_repeats_its_error);
    RUN(progress_is_told_and_may_cancel);
    RUN(parts_by_name_that_were_asked_differently_refuse);
    RUN(a_part_with_more_columns_than_fit_ends_the_merge);
    RUN(arguments_that_are_null_are_refused_or_may_be);
    RUN(what_is_no_longer_kept_is_summed_up_alike_in_runs_and_one_by_one);
    RUN(lent_threads_are_not_asked_where_nothing_can_be_cut);
    RUN(memory_may_run_out_at_any_request);
    RUN(an_empty_input_is_an_error_and_a_header_alone_a_model);
    RUN(the_smallest_tables_are_learned);
    RUN(a_dropped_column_is_not_in_the_model);
    RUN(more_values_than_categories_are_estimated);
    return test_end();
}
