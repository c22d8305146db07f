/* sqlite_table.c - tables of fake rows inside SQLite, of which none is stored
 *
 *     cc -O2 -shared -fPIC examples/sqlite_table.c -I. -o sqlite_table.so -lm        (Debian: libsqlite3-dev)
 *     sqlite3 fake.db
 *     sqlite> .load ./sqlite_table
 *     sqlite> CREATE VIRTUAL TABLE fake USING replicator('model.json', 1000000, 42);
 *     sqlite> SELECT city, count(*), avg(salary) FROM fake GROUP BY 1;
 *     sqlite> SELECT * FROM fake WHERE rowid = 123456;
 *     sqlite> SELECT row ->> 'city' FROM replicator('model.json', 1000, 42);
 *
 * Arguments: the model's file, the number of rows, the seed (42 if left out). rowid runs from 1: it is the number of the row
 * in the CSV that `replicate generate` writes with this seed. Columns have the types of its SQL: INTEGER, REAL and TEXT, dates as
 * ISO 8601 (moments with a zone in UTC, without the Z), missing cells NULL. The same name is a table-valued function, of 1000 rows
 * unless told; SQLite wants a function's columns before it knows the arguments, so there a row is one JSON object.
 *
 * A row is a function of model, seed and number, so a cursor holds no more than the generator's block. rowid = N, ranges of it and
 * ORDER BY rowid in both directions are answered by the number alone; rows whose cells nobody asks for, as in count(*), are
 * not drawn. Whoever can run SQL can name any file as a model; triggers and views cannot call the function.
 */
#define REPLICATOR_STATIC
#define REPLICATOR_NO_PROFILE
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"
#include <errno.h>
#include <sqlite3ext.h>
#include <stdlib.h>
#include <string.h>
SQLITE_EXTENSION_INIT1

#define MOST_ROWS INT64_C(1000000000000000000)
#define FEW_ROWS  1000          /* of the function, and the seed of all, if they are left out */
#define OUR_SEED  42

/* What the arguments say. */
typedef struct source { char *path; rep_model *model; sqlite3_int64 rows, seed; } source;

/* The function is the table whose source is empty: each of its cursors has one of its own. */
typedef struct table { sqlite3_vtab base; source from; } table;

typedef struct cursor {
    sqlite3_vtab_cursor base;
    source              own, *from;
    rep_generator      *generator;
    const rep_value    *cells;         /* of row `drawn`                                                 */
    rep_buffer          line;          /* the same as JSON                                               */
    sqlite3_int64       low, high;     /* rows that are left                                             */
    sqlite3_int64       drawn;         /* 0 = none                                                       */
    int                 descending;
} cursor;

/*--- sources ---*/

static void source_close(source *s)
{
    rep_model_free(s->model);
    sqlite3_free(s->path);
    memset(s, 0, sizeof *s);
}

/* Takes the path. */
static int source_open(source *s, char *path, sqlite3_int64 rows, sqlite3_int64 seed, char **error)
{
    rep_error err = REP_ZERO;
    s->path = path, s->rows = rows, s->seed = seed;
    if (!path) return SQLITE_NOMEM;
    if (rows < 0 || rows > MOST_ROWS) *error = sqlite3_mprintf("replicator: the number of rows must lie between 0 and 10^18");
    else if (!rep_model_load(&s->model, path, NULL, &err)) return SQLITE_OK;
    else if (err.line) *error = sqlite3_mprintf("replicator: %s:%d:%d: %s", path, (int)err.line, (int)err.column, err.message);
    else *error = sqlite3_mprintf("replicator: %s: %s", path, err.message);
    return SQLITE_ERROR;
}

/* An argument of CREATE VIRTUAL TABLE comes as it is written: a text in quotes, which are doubled inside, or a whole number. */
static char *unquote(const char *text)
{
    size_t len = strlen(text), i, n = 0;
    char *out = (char *)sqlite3_malloc64(len + 1), quote = text[0];
    if (!out) return NULL;
    if (len < 2 || (quote != '\'' && quote != '"') || text[len - 1] != quote) return memcpy(out, text, len + 1);
    for (i = 1; i + 1 < len; i++) {
        out[n++] = text[i];
        if (text[i] == quote && text[i + 1] == quote && i + 2 < len) i++;
    }
    out[n] = '\0';
    return out;
}

static int read_whole(const char *text, sqlite3_int64 *out)
{
    char *end;
    errno = 0;
    *out = strtoll(text, &end, 10);
    return end != text && *end == '\0' && errno == 0;
}

/*--- tables ---*/

/* The columns of a table are those of the SQL that the generator writes. */
static int declare_model(sqlite3 *db, const source *s, char **error)
{
    rep_generator *generator = NULL;
    rep_write_options options = REP_ZERO;
    rep_buffer sql = REP_ZERO;
    rep_error err = REP_ZERO;
    int code = SQLITE_ERROR;
    options.format = REP_FORMAT_SQL, options.sql_dialect = "sqlite", options.table_name = "rows";
    if (rep_generator_create(&generator, s->model, (uint64_t)s->seed, NULL, &err) ||
        rep_generator_write(generator, 0, 0, rep_buffer_write, &sql, &options, &err) || rep_buffer_write(&sql, "", 1))
        *error = sqlite3_mprintf("replicator: %s: %s", s->path, err.code ? err.message : "no memory");
    else if ((code = sqlite3_declare_vtab(db, sql.data)) != SQLITE_OK) *error = sqlite3_mprintf("replicator: %s: %s", s->path, sqlite3_errmsg(db));
    rep_buffer_free(&sql);
    rep_generator_free(generator);
    return code;
}

static int table_close(sqlite3_vtab *base)
{
    source_close(&((table *)base)->from);
    sqlite3_free(base);
    return SQLITE_OK;
}

/* argv: module, database, table, and then the arguments. Without any it is the function. */
static int table_open(sqlite3 *db, void *unused, int argc, const char *const *argv, sqlite3_vtab **out, char **error)
{
    table *t = (table *)sqlite3_malloc(sizeof *t);
    sqlite3_int64 rows = 0, seed = OUR_SEED;
    int code;
    (void)unused;
    if (!t) return SQLITE_NOMEM;
    memset(t, 0, sizeof *t);
    if (argc == 3) {
        code = sqlite3_declare_vtab(db, "CREATE TABLE rows(row TEXT, model HIDDEN, rows HIDDEN, seed HIDDEN)");
        if (!code) code = sqlite3_vtab_config(db, SQLITE_VTAB_DIRECTONLY);
    } else if (argc < 5 || argc > 6 || !read_whole(argv[4], &rows) || (argc == 6 && !read_whole(argv[5], &seed))) {
        *error = sqlite3_mprintf("replicator: write replicator('model.json', ROWS, SEED), both whole numbers; SEED may be left out");
        code = SQLITE_ERROR;
    } else {
        code = source_open(&t->from, unquote(argv[3]), rows, seed, error);
        if (!code) code = declare_model(db, &t->from, error);
    }
    if (code) table_close(&t->base);
    else *out = &t->base;
    return code;
}

/* What a condition says, as a letter: = < > of rowid, m r s for the arguments of the function; 0 = nothing that helps. */
static char plan_letter(int column, int op, int is_function)
{
    if (column >= 0) return is_function && column > 0 && op == SQLITE_INDEX_CONSTRAINT_EQ ? "mrs"[column - 1] : '\0';
    switch (op) {
    case SQLITE_INDEX_CONSTRAINT_EQ: return '=';
    case SQLITE_INDEX_CONSTRAINT_GT: case SQLITE_INDEX_CONSTRAINT_GE: return '>';
    case SQLITE_INDEX_CONSTRAINT_LT: case SQLITE_INDEX_CONSTRAINT_LE: return '<';
    default: return '\0';
    }
}

/* The plan has the letter of each value that a cursor will be given, in their order. */
static int table_plan(sqlite3_vtab *base, sqlite3_index_info *info)
{
    const source *from = &((table *)base)->from;
    int is_function = from->model == NULL, i, n = 0;
    char plan[32];
    info->estimatedRows = is_function ? FEW_ROWS : from->rows;
    for (i = 0; i < info->nConstraint && n + 1 < (int)sizeof plan; i++) {
        int column = info->aConstraint[i].iColumn, is_usable = info->aConstraint[i].usable;
        char letter = plan_letter(column, info->aConstraint[i].op, is_function);
        if (letter && column >= 0 && !is_usable) return SQLITE_CONSTRAINT;       /* the function cannot do without */
        if (!letter || !is_usable) continue;
        if (letter == '=') info->estimatedRows = 1, info->idxFlags = SQLITE_INDEX_SCAN_UNIQUE;
        else if (column < 0) info->estimatedRows = info->estimatedRows / 2 + 1;
        plan[n++] = letter;
        info->aConstraintUsage[i].argvIndex = n;
        info->aConstraintUsage[i].omit = column >= 0;
    }
    plan[n] = '\0';
    info->estimatedCost = (double)info->estimatedRows;
    info->orderByConsumed = info->nOrderBy == 1 && info->aOrderBy[0].iColumn < 0;
    info->idxNum = info->orderByConsumed && info->aOrderBy[0].desc;
    info->idxStr = sqlite3_mprintf("%s", plan);
    info->needToFreeIdxStr = 1;
    return info->idxStr ? SQLITE_OK : SQLITE_NOMEM;
}

/*--- cursors ---*/

static int cursor_fail(cursor *c, const char *message)
{
    sqlite3_free(c->base.pVtab->zErrMsg);
    c->base.pVtab->zErrMsg = sqlite3_mprintf("replicator: %s", message);
    return SQLITE_ERROR;
}

static int cursor_open(sqlite3_vtab *base, sqlite3_vtab_cursor **out)
{
    cursor *c = (cursor *)sqlite3_malloc(sizeof *c);
    if (!c) return SQLITE_NOMEM;
    memset(c, 0, sizeof *c);
    c->from = ((table *)base)->from.model ? &((table *)base)->from : &c->own;
    *out = &c->base;
    return SQLITE_OK;
}

static int cursor_close(sqlite3_vtab_cursor *base)
{
    cursor *c = (cursor *)base;
    rep_generator_free(c->generator);
    source_close(&c->own);
    rep_buffer_free(&c->line);
    sqlite3_free(c);
    return SQLITE_OK;
}

/* SQLite looks at each row again, so bounds may be wide: > and < are taken as >= and <=, and a double without its fraction. */
static void cursor_narrow(cursor *c, char letter, sqlite3_value *value)
{
    int type = sqlite3_value_numeric_type(value);
    sqlite3_int64 whole = sqlite3_value_int64(value);
    if (type == SQLITE_NULL) c->high = 0;                              /* nothing compares with it */
    if (type != SQLITE_INTEGER && type != SQLITE_FLOAT) return;        /* texts: SQLite looks at every row */
    if (letter != '<' && whole > c->low) c->low = whole;
    if (letter != '>' && whole < c->high) c->high = whole;
}

/* The function's arguments; in a join they change from call to call. */
static int cursor_source(cursor *c, const char *plan, int argc, sqlite3_value **argv)
{
    sqlite3_int64 rows = FEW_ROWS, seed = OUR_SEED;
    char *path = NULL;
    int i;
    rep_generator_free(c->generator);
    c->generator = NULL;
    source_close(&c->own);
    for (i = 0; i < argc; i++) {
        if (plan[i] == 'm') sqlite3_free(path), path = sqlite3_mprintf("%s", sqlite3_value_text(argv[i]));
        if (plan[i] == 'r') rows = sqlite3_value_int64(argv[i]);
        if (plan[i] == 's') seed = sqlite3_value_int64(argv[i]);
    }
    if (!path) return cursor_fail(c, "write replicator('model.json', ROWS, SEED)");
    sqlite3_free(c->base.pVtab->zErrMsg);
    c->base.pVtab->zErrMsg = NULL;
    return source_open(&c->own, path, rows, seed, &c->base.pVtab->zErrMsg);
}

static int cursor_filter(sqlite3_vtab_cursor *base, int descending, const char *plan, int argc, sqlite3_value **argv)
{
    cursor *c = (cursor *)base;
    rep_error err = REP_ZERO;
    int code = c->from == &c->own ? cursor_source(c, plan, argc, argv) : SQLITE_OK, i;
    if (code) return code;
    if (!c->generator && rep_generator_create(&c->generator, c->from->model, (uint64_t)c->from->seed, NULL, &err)) return cursor_fail(c, err.message);
    c->low = 1, c->high = c->from->rows, c->drawn = 0, c->descending = descending;
    for (i = 0; i < argc; i++)
        if (strchr("=<>", plan[i])) cursor_narrow(c, plan[i], argv[i]);
    return SQLITE_OK;
}

static sqlite3_int64 cursor_row(const cursor *c) { return c->descending ? c->high : c->low; }

static int cursor_next(sqlite3_vtab_cursor *base)
{
    cursor *c = (cursor *)base;
    if (c->descending) c->high--;
    else c->low++;
    return SQLITE_OK;
}

static int cursor_end(sqlite3_vtab_cursor *base) { return ((cursor *)base)->low > ((cursor *)base)->high; }
static int cursor_rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *out) { return *out = cursor_row((cursor *)base), SQLITE_OK; }

/* ISO 8601. From days to a date: Fliegel and Van Flandern, Communications of the ACM 11 (1968), 657. */
static void show_date(sqlite3_context *out, sqlite3_int64 days, sqlite3_int64 micros, int is_moment)
{
    int l = (int)days + 2440588 + 68569, n = 4 * l / 146097, i, j, seconds = (int)(micros / 1000000);
    char text[48];
    l -= (146097 * n + 3) / 4, i = 4000 * (l + 1) / 1461001;
    l += 31 - 1461 * i / 4, j = 80 * l / 2447;
    sqlite3_snprintf(sizeof text, text, "%04d-%02d-%02d", 100 * (n - 49) + i + j / 11, j + 2 - 12 * (j / 11), l - 2447 * j / 80);
    if (is_moment) sqlite3_snprintf(sizeof text - 10, text + 10, " %02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if (micros % 1000000) sqlite3_snprintf(sizeof text - 19, text + 19, ".%06d", (int)(micros % 1000000));
    sqlite3_result_text(out, text, -1, SQLITE_TRANSIENT);
}

static void show_cell(sqlite3_context *out, const rep_value *cell)
{
    sqlite3_int64 day = INT64_C(86400000000), left = cell->integer % day;
    if (cell->missing) sqlite3_result_null(out);
    else if (cell->type == REP_I64 || cell->type == REP_BOOL) sqlite3_result_int64(out, cell->integer);
    else if (cell->type == REP_F64) sqlite3_result_double(out, cell->real);
    else if (cell->type == REP_DAYS) show_date(out, cell->integer, 0, 0);
    else if (cell->type == REP_MICROS) show_date(out, cell->integer / day - (left < 0), left < 0 ? left + day : left, 1);
    else sqlite3_result_text64(out, cell->text.data, cell->text.len, SQLITE_TRANSIENT, SQLITE_UTF8);
}

/* Draws the row that the cursor stands on, unless it is drawn. */
static int cursor_draw(cursor *c)
{
    rep_write_options options = REP_ZERO;
    rep_error err = REP_ZERO;
    uint64_t row = (uint64_t)cursor_row(c) - 1;
    if (c->drawn == cursor_row(c)) return SQLITE_OK;
    options.format = REP_FORMAT_JSONL;
    c->line.len = 0;
    if (c->from != &c->own) rep_generator_row(c->generator, row, &c->cells, &err);
    else rep_generator_write(c->generator, row, 1, rep_buffer_write, &c->line, &options, &err);
    if (err.code) return cursor_fail(c, err.message);
    c->drawn = cursor_row(c);
    return SQLITE_OK;
}

static int cursor_column(sqlite3_vtab_cursor *base, sqlite3_context *out, int column)
{
    cursor *c = (cursor *)base;
    int is_function = c->from == &c->own, code = is_function && column > 0 ? SQLITE_OK : cursor_draw(c);
    if (code) return code;
    if (!is_function) show_cell(out, &c->cells[column]);
    else if (column == 0) sqlite3_result_text64(out, c->line.data, c->line.len - 1, SQLITE_TRANSIENT, SQLITE_UTF8);  /* without its newline */
    else if (column == 1) sqlite3_result_text(out, c->from->path, -1, SQLITE_TRANSIENT);
    else sqlite3_result_int64(out, column == 2 ? c->from->rows : c->from->seed);
    return SQLITE_OK;
}

/*--- the door ---*/

#ifdef _WIN32
__declspec(dllexport)
#endif
int sqlite3_extension_init(sqlite3 *db, char **error, const sqlite3_api_routines *api);
int sqlite3_extension_init(sqlite3 *db, char **error, const sqlite3_api_routines *api)
{
    static const sqlite3_module module = {
        0, table_open, table_open, table_plan, table_close, table_close,
        cursor_open, cursor_close, cursor_filter, cursor_next, cursor_end, cursor_column, cursor_rowid,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    };
    SQLITE_EXTENSION_INIT2(api)
    (void)error;
    return sqlite3_create_module_v2(db, "replicator", &module, NULL, NULL);
}
