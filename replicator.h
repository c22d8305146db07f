/* replicator.h - learns what a table looks like, makes as many fake rows as anyone wants        version 0.1.0
 *
 * One header, C99 or C++11, nothing but libc and libm. Public domain or MIT-0, as you like: see the end.
 *
 *     #define REPLICATOR_IMPLEMENTATION         in exactly one .c or .cpp file
 *     #include "replicator.h"                   jsmn.h, our own, lies beside it
 *
 * QUICK START (examples/quick_start.c)
 *
 *     rep_error err;
 *     rep_model *model = NULL;
 *     rep_generator *generator = NULL;
 *     if (rep_profile_file(&model, "customers.csv", NULL, &err) ||
 *         rep_model_save(model, "customers.json", &err) ||
 *         rep_generator_create(&generator, model, 42, NULL, &err) ||
 *         rep_generator_write_file(generator, 0, 1000, "fake.csv", NULL, &err))
 *         fprintf(stderr, "%lu:%lu: %s\n", (unsigned long)err.line, (unsigned long)err.column, err.message);
 *     rep_generator_free(generator);
 *     rep_model_free(model);
 *
 * THREE NOUNS
 *
 *   rep_profiler    takes a table (CSV file, memory, pieces of any size, rows) and learns; as secret as the table
 *   rep_model       what was learned: look, write as JSON, read back; any number of threads may share one
 *   rep_generator   rows of a model, any range of them; one thread's own
 *
 * and one to look back: rep_comparison, how alike two tables are
 *
 * TABLE OF ROOMS (search for the tag; `make rooms` prints them with their lines)
 *
 *   [R01] Platform               [R11] CSV in                 [R21] Trees
 *   [R02] Memory                 [R12] PII classes            [R22] Joint learning
 *   [R03] Text                   [R13] Text patterns          [R23] Drawing
 *   [R04] Wide integers          [R14] Number styles          [R24] Rows out
 *   [R05] Numbers as text        [R15] The model              [R25] Inspect
 *   [R06] Exact sums             [R16] Structure              [R26] Compare
 *   [R07] Mathematics            [R17] JSON in                [R27] Files
 *   [R08] Dates                  [R18] JSON out               [R28] Word lists
 *   [R09] Random                 [R19] Profiling
 *   [R10] Cells and counting     [R20] Learning
 *
 *   A room calls only rooms with lower numbers. The word lists stand last, behind accessors that R12 and R13 declare.
 *
 * BUILD OPTIONS
 *
 *   REPLICATOR_STATIC                 everything file-local
 *   REPLICATOR_NO_STDIO               no files, no clock, no environment: bytes in, bytes out
 *   REPLICATOR_NO_SIMD                the CSV scanner in plain C99, also where SSE2, AVX2 or NEON is there
 *   REPLICATOR_MALLOC, _REALLOC, _FREE   all three or none; rep_host.allocator does the same for one object
 *
 * WHAT A COLUMN BECOMES: the first rule that holds, with a sentence `why` in the model
 *
 *   1  nothing but missing cells                              categorical without weights
 *   2  one value                                              constant
 *   3  e-mail, phone, SSN, card or person's name, by value,
 *      check digit and the column's name                      pii: fakes are made, no value is kept
 *   4  one date or time format of 250                         datetime, written back in its format
 *   5  whole numbers or ids such as INV-0042, each once, in
 *      even steps                                             an id: row i prints start + i * step
 *   5b unique whole numbers or codes named like a key         drawn without repeats
 *   6  digits of one length with leading zeros                codes: never a number
 *   7  99.5 % numbers of one style (all, below 200 cells)     numerical, written back in its style
 *   8  at least 50 cells, over half different                 text: a pattern, or lengths and numbers of words
 *   9  the rest                                               categorical
 *
 *   A cell is missing if it is empty, blank or spelled NA N/A #N/A NaN nan -nan NULL null n/a <NA> NaT (the option `missing`
 *   replaces the list); None none - ? \N . are missing among numbers and dates only. Spellings are kept with their shares.
 *
 * THE MODEL FILE is JSON. The keys of version 1.0 (metadata rows, date, version, foreign_keys; columns name, type, params,
 * constraints) are written and read as they were; a 1.0 reader skips the type `text` and all that follows:
 *
 *   metadata   name, generator, sampler (number of the row algorithm), words (number of the word lists), delimiter,
 *              private (true: learned with private_model, so extremes are not placed)
 *   column     why             how the type was decided
 *              missing         spellings of missing cells and their counts; absent = the empty cell
 *              distinct        different values in the table, about
 *              decimals        of numbers; absent = the shortest text of a double
 *              style           zeros "fixed" (always `decimals`), "shortest" or "one" (at least one); prefix, suffix,
 *                              group, mark, bare (.5), plus (+5)
 *              real            true: true doubles, not multiples of a power of ten
 *              step            values lie on low + k * step
 *              distribution    [[value, count], [low, high, count], ...], ascending; dates as ISO 8601 strings
 *              words           texts among numbers or dates, or frequent texts, and their counts
 *              id              {start, step, prefix, suffix, width}: row i prints start + i * step
 *              unique          true: no value twice
 *              format, offset  of dates, as strftime writes them (R08); minutes of the zone
 *              monthly         true: every date is the first of a month
 *              forms           of PII: how the values are written, and counts
 *              patterns        of text: {"[A-Z]{3}-[0-9]{4}": count, ...}
 *              prose           of text without a pattern: shapes [[words, shortest, longest, weight], ...] and shares of style
 *
 * COMPARE. Columns are typed from the real table alone, all cells read as text ('', NA, N/A, NaN, nan, NULL, null, n/a,
 * <NA> and NaT missing); n = cells that are not missing, the first rule that holds:
 *
 *   empty        n = 0                                                          enters no score
 *   id           numbers: all different, n >= 50, whole, and a run without gaps or named like an id (rownames, index, id,
 *                uid, uuid, ..._id, ...ID, ...Id); or texts: all different, n >= 50           enters no score
 *   categorical  numbers of at most 10 distinct texts, equal if their first six digits are; padded codes (over 1 % of the
 *                distinct texts begin with 0 and go on with digits, and all have one length)
 *   numerical    at least 99.5 % of the cells read as a decimal number, blanks around it or not
 *   datetime     over 10 distinct texts, of which one format fits 99 % of 200 cells and of all; 20 formats, in strptime's
 *                sense: %Y-%m-%d also takes 2026-1-5. Years 1678 to 2261
 *   text         n >= 50 and over half of them distinct                         enters no score
 *   categorical  the rest
 *
 * A cell that is no number or date in such a column is missing. Scores, each from 0 to 1: KSComplement of numbers and dates
 * and TVComplement of categories over the cells that are not missing; CorrelationSimilarity (Pearson) of two numbers,
 * else ContingencySimilarity with missing as a category and each number in ten bins of equal width over its own table's
 * range. overall = (mean of columns + mean of pairs) / 2; strong counts only pairs with |r| > 0.5 or Cramer's V > 0.3 in
 * the real table. Without pairs overall is the mean of the columns; without strong pairs there is no `strong`.
 *
 * THE STRUCTURE of a model ties its columns together; without it they are independent. A cell is one of its column's states:
 * 0 is missing, then come `words` and `distribution` or the categories, in their order; the last may stand for a rest.
 *
 *   parts       columns that are not printed: the rest of a sum, the time between two dates, week, weekday, time of day
 *   variables   in the order they are drawn: {"column": name} or {"part": number}, with
 *                 tree         in preorder: feature + 1 and a cut (state <= cut goes left); -(feature + 1) and the number of a
 *                              set (a state of the set goes left); 0, the number of bars, and for each the states skipped, of
 *                              a wide one its further states as a negative number, and its rows. Features are variables
 *                              before. -1 and rows stand for the `pool` of states too rare for a leaf
 *                 sets         hexadecimal digits, each four states, the lowest first
 *                 of, table    instead of a tree: the column that decides this one, and a state by each of its states
 *                 values       of numbers and dates: the value itself by state of that column
 *   relations   {"sum": y, "terms": {x: factor, ...}, "parts": [rest]}, {"difference": late, "terms": {early: 1}, ...},
 *               {"calendar": date, "parts": [week, weekday, time]}, {"order": b, "terms": {a: 1}} for a <= b (-1: b <= a);
 *               kept of rows: how many rows of the table's sample it held in
 *
 * Weights of columns in the structure are those of its trees: to change them by hand, remove "structure".
 *
 * SAME SEED, SAME ROWS. Row i is a function of (model, seed, i) and of nothing else: not of machine, compiler, flags, locale,
 * cutting or the rows before it. Integers alone decide every byte of rows and models. Until release 1.0.0 the row algorithm
 * is number 0 and may change from version to version; from then on a change is a new number and old ones go on working.
 *
 * SAFE FAKES. E-mail under reserved domains (RFC 2606), phones in ranges kept for fiction, SSNs never issued, cards that no bank
 * issued. A unique column stays unique through a keyed permutation; where its space is too small, R12 and R13 say how it is
 * widened, and strict_unique makes that an error before the first row.
 *
 * ERRORS belong to the caller: a status, line and column where there is a place, one sentence with the remedy. Nothing is
 * printed, nothing exits. Memory comes from one allocator per object, counted against max_bytes. No globals, no locale.
 *
 * LIMITS, as options with defaults: 16,384 columns, 16 MiB a cell, 65,536 distinct values counted a column (above, those of
 * smallest hash stay, with exact counts), 65,536 sampled rows, 4 GiB for a profiler, 1 GiB for a model.
 *
 * NOT YET: no relations given by hand, related tables, time series or differential privacy; CSV and TSV only.
 *
 * VERSIONS
 *
 *   0.1.0   the first: profile, model, rows, compare
 */
#ifndef REPLICATOR_H
#define REPLICATOR_H

#define REPLICATOR_VERSION_MAJOR 0
#define REPLICATOR_VERSION_MINOR 1
#define REPLICATOR_VERSION_PATCH 0
#define REPLICATOR_VERSION "0.1.0"

#include <stddef.h>
#include <stdint.h>

#ifndef REPLICATOR_DEF
#ifdef REPLICATOR_STATIC
#if defined(__GNUC__)                       /* a static half-used library must not warn */
#define REPLICATOR_DEF static __attribute__((unused))
#else
#define REPLICATOR_DEF static
#endif
#elif defined(__cplusplus)
#define REPLICATOR_DEF extern "C"
#else
#define REPLICATOR_DEF extern
#endif
#endif

#ifdef __cplusplus
#define REP_ZERO {}
#else
#define REP_ZERO {0}
#endif
#define REP_NONE ((size_t)-1)               /* no such column; every column */

/*==============================================================================
 * MARK: - Values, errors, and what the host lends
 *============================================================================*/

/* Text: UTF-8, not terminated, may hold '\0'. A view that lives as long as the object it came from. */
typedef struct rep_str { const char *data; size_t len; } rep_str;

#define REPI_STATUS_LIST(REPI_X)                                                  \
    REPI_X(OK,              "no error")                                           \
    REPI_X(ERR_ARGUMENT,    "an argument or option is out of its range")          \
    REPI_X(ERR_STATE,       "the call does not fit the state of the object")      \
    REPI_X(ERR_MEMORY,      "the allocator refused")                              \
    REPI_X(ERR_LIMIT,       "a limit set by an option was reached")               \
    REPI_X(ERR_CANCELLED,   "a callback asked to stop")                           \
    REPI_X(ERR_READ,        "reading failed")                                     \
    REPI_X(ERR_WRITE,       "writing failed")                                     \
    REPI_X(ERR_CSV,         "the table is not well-formed")                       \
    REPI_X(ERR_JSON,        "the JSON is not well-formed")                        \
    REPI_X(ERR_MODEL,       "well-formed JSON, but not a model that makes sense") \
    REPI_X(ERR_VERSION,     "the model needs a newer library")                    \
    REPI_X(ERR_COLUMN,      "no column of that name")                             \
    REPI_X(ERR_TYPE,        "the column's values do not fit the asked type")      \
    REPI_X(ERR_CAPACITY,    "a unique column has too few values for these rows")  \
    REPI_X(ERR_UNSUPPORTED, "left out by a build option, or not in this format")
#define REPI_STATUS_NAME(name, text) REP_##name,
typedef enum rep_status { REPI_STATUS_LIST(REPI_STATUS_NAME) REP_STATUS_COUNT } rep_status;
#undef REPI_STATUS_NAME

typedef struct rep_error {
    rep_status code;
    size_t     line, column;  /* 1-based, in bytes; 0 = no place in the input */
    char       message[160];  /* one English sentence with the remedy, ends in '\0' */
} rep_error;

/* Callbacks return 0 to go on. Anything else stops the call: REP_ERR_WRITE, _READ, _CANCELLED. */
typedef int (*rep_write_fn)(void *user, const char *data, size_t len);
typedef int (*rep_read_fn)(void *user, char *buffer, size_t size, size_t *len); /* *len = 0: the end */
typedef int (*rep_progress_fn)(void *user, const char *step, uint64_t done, uint64_t total); /* total 0 = unknown */

/* resize: new_size 0 frees and returns NULL; NULL otherwise = refused, the old block stays. */
typedef struct rep_allocator {
    void *(*resize)(void *user, void *ptr, size_t old_size, size_t new_size);
    void *user;
} rep_allocator;

typedef struct rep_host {              /* given when an object is made, used in all its calls */
    rep_progress_fn progress;          /* NULL = none                                          */
    void           *progress_user;
    rep_allocator   allocator;         /* {0} = malloc and free; kept by the object            */
    uint64_t        reserved[4];
} rep_host;

/*==============================================================================
 * MARK: - What columns are
 *============================================================================*/

typedef enum rep_kind {            /* the model file's "type"; AUTO = decide by the rules of the manual */
    REP_KIND_AUTO, REP_KIND_NUMERICAL, REP_KIND_CATEGORICAL, REP_KIND_PII, REP_KIND_DATETIME, REP_KIND_TEXT
} rep_kind;

REPLICATOR_DEF const char *rep_version(void);                    /* "0.1.0"                    */
REPLICATOR_DEF const char *rep_status_text(rep_status status);   /* a constant from the list   */
REPLICATOR_DEF const char *rep_kind_name(rep_kind kind);         /* "numerical" ...            */
REPLICATOR_DEF const char *rep_pii_class_name(size_t index);     /* "email" ...; NULL past the last */

/* PCG32 (O'Neill 2014), XSH-RR; gives the published reference output. */
typedef struct rep_rng { uint64_t state, increment; } rep_rng;
REPLICATOR_DEF void     rep_rng_init(rep_rng *rng, uint64_t seed, uint64_t stream);
REPLICATOR_DEF uint32_t rep_rng_next(rep_rng *rng);
REPLICATOR_DEF uint32_t rep_rng_below(rep_rng *rng, uint32_t bound);   /* 0 .. bound-1, bound >= 1 */
REPLICATOR_DEF void     rep_rng_advance(rep_rng *rng, uint64_t steps); /* O(log steps)             */

/* Bytes in memory, for whoever has no FILE*. rep_buffer_write is a rep_write_fn whose user is the buffer.
 * All zero: grows by malloc, freed by rep_buffer_free. `fixed` with data and capacity set: never allocates. */
typedef struct rep_buffer { char *data; size_t len, capacity; int fixed; } rep_buffer;
REPLICATOR_DEF int  rep_buffer_write(void *buffer, const char *data, size_t len);
REPLICATOR_DEF void rep_buffer_free(rep_buffer *buffer);

/*==============================================================================
 * MARK: - Learn
 *============================================================================*/

typedef enum rep_format {
    REP_FORMAT_AUTO,           /* CSV in the source's delimiter, or tabs for a file named .tsv */
    REP_FORMAT_CSV,            /* always commas */
    REP_FORMAT_TSV             /* always tabs   */
} rep_format;

typedef enum rep_ragged {      /* rows that are not as wide as the header */
    REP_RAGGED_ERROR,          /* refuse the table, with line and column                             */
    REP_RAGGED_PAD,            /* short rows get missing cells, long ones are cut; counted           */
    REP_RAGGED_JOIN            /* long rows: a cell that begins with a blank is joined to the one
                                  before it (unquoted commas); then as PAD                           */
} rep_ragged;

typedef struct rep_csv_options {
    char       delimiter;      /* in: 0 = found among , ; tab | ; out: 0 = the source's, else ,      */
    char       quote;          /* 0 = "                                                              */
    int        no_header;      /* in: row 1 is data; out: write none (shards after the first)        */
    rep_ragged ragged;         /* in                                                                 */
    int        quoted_empty;   /* in: 1 = "" in quotes is an empty text, not a missing cell          */
    int        reserved[4];
} rep_csv_options;

typedef enum rep_dates { REP_DATES_AUTO, REP_DATES_DMY, REP_DATES_MDY } rep_dates;

typedef struct rep_column_options {    /* overrides; zero = as found                               */
    const char *column;        /* its name in the table; REP_ERR_COLUMN if there is none           */
    const char *pii_class;     /* "email" ...; "" = never PII                                      */
    const char *format;        /* a date format such as "%d/%m/%Y"; with kind TEXT a pattern such as "[A-Z]{3}-[0-9]{4}" */
    rep_kind    kind;
    int         drop;          /* 1 = leave it out of the model                                    */
    int         unique;        /* 1 = always, -1 = never; for pii and text                         */
    int         alone;         /* 1 = not tied to other columns: no tree, no relation              */
    uint64_t    reserved[6];
} rep_column_options;

typedef enum rep_structure { REP_STRUCTURE_JOINT, REP_STRUCTURE_INDEPENDENT } rep_structure;

typedef struct rep_profile_options {
    uint64_t      max_bytes;           /* memory of one profiler; 0 = 4 GiB                        */
    size_t        max_columns, max_cell_bytes; /* 0 = 16 384; 0 = 16 MiB                           */
    size_t        max_categories;      /* distinct values counted per column; 0 = 65 536           */
    size_t        sample_rows;         /* 0 = 65 536, fewer above 128 columns: 2^23 / columns, at least 1 024 */
    rep_dates     dates;               /* order of day and month where the cells do not tell       */
    rep_structure structure;           /* INDEPENDENT = every column alone, as in the reference    */
    uint32_t      min_count;           /* categories of fewer rows share "(other)"; 0 = 1, private_model 10 */
    int           private_model;       /* 1 = coarse: leaves of 50 rows, numbers of 10; no exact extremes */
    rep_csv_options csv;
    const char   *name;                /* metadata.name; NULL = the file's stem, else "table"      */
    const char   *date;                /* metadata.date, ISO 8601; NULL = SOURCE_DATE_EPOCH, else the clock, else none */
    const char   *foreign_keys;        /* JSON object {"table": {"column": "table.column"}} or NULL */
    const char *const *names;            size_t name_count;      /* columns, where the input has no header: implies csv.no_header */
    const char *const *missing;          size_t missing_count;   /* spellings besides the empty cell and blanks;
                                            NULL = NA N/A #N/A NaN nan -nan NULL null n/a <NA> NaT */
    const rep_column_options *columns;   size_t column_count;
    rep_host      host;
    uint64_t      reserved[16];
} rep_profile_options;

typedef struct rep_profiler rep_profiler; /* a table being learned; as secret as the table         */
typedef struct rep_model rep_model;       /* what was learned; never changes once made             */

/* Begins a table.
 *
 * options   NULL = defaults; all but the users of callbacks is copied
 * *out      freed by rep_profiler_free
 *
 * Errors    REP_ERR_ARGUMENT, REP_ERR_MEMORY */
REPLICATOR_DEF rep_status rep_profiler_create(rep_profiler **out, const rep_profile_options *options, rep_error *err);
REPLICATOR_DEF void       rep_profiler_free(rep_profiler *profiler);

/* Takes the next bytes of a CSV table, cut anywhere: the cutting never shows.
 *
 * Errors    REP_ERR_CSV with line and column, REP_ERR_LIMIT naming the option, REP_ERR_MEMORY; a profiler
 *           that failed repeats the status until freed
 * Cost      linear in bytes; memory does not grow with rows */
REPLICATOR_DEF rep_status rep_profiler_push_bytes(rep_profiler *profiler, const char *data, size_t len, rep_error *err);
/* Takes one row as text. A cell with data NULL is missing; so is one spelled as missing. Names: options.names,
 * or an input read before; else column_1, column_2 ... */
REPLICATOR_DEF rep_status rep_profiler_push_row(rep_profiler *profiler, const rep_str *cells, size_t cell_count, rep_error *err);
/* Reads a whole input through a callback. May be called again: the next input continues the table, with its own header. */
REPLICATOR_DEF rep_status rep_profiler_push_from(rep_profiler *profiler, rep_read_fn read, void *user, rep_error *err);
/* Ends an input that came by push_bytes, so that the next one may begin. learn and merge do it too. */
REPLICATOR_DEF rep_status rep_profiler_end_input(rep_profiler *profiler, rep_error *err);
/* An empty profiler for another part of `from`'s table: same options, dialect and columns.
 *
 * first_row number of its first row in the whole table, from 0: rows are sampled by number, so parts in any
 *           order, and any door they come in by, give the model of the whole
 *
 * Errors    REP_ERR_STATE while `from` has not seen its header and dialect; REP_ERR_MEMORY */
REPLICATOR_DEF rep_status rep_profiler_fork(rep_profiler **out, const rep_profiler *from, uint64_t first_row, rep_error *err);
/* Adds what `part` has seen. part's input is ended; it stays as it is and the caller's to free.
 *
 * Errors    REP_ERR_STATE naming the first difference if tables or options differ, REP_ERR_MEMORY
 * Cost      bounded by sample_rows, max_categories and columns */
REPLICATOR_DEF rep_status rep_profiler_merge(rep_profiler *into, rep_profiler *part, rep_error *err);
/* Learns from all rows so far. The profiler stays as it is: push on and learn again.
 *
 * *out      a finished model, freed by rep_model_free; NULL on failure
 *
 * Cost      bounded by sample_rows, max_categories and columns, not by rows */
REPLICATOR_DEF rep_status rep_profiler_learn(rep_profiler *profiler, rep_model **out, rep_error *err);
/* A table in memory to a finished model: create, push_bytes, learn, free. */
REPLICATOR_DEF rep_status rep_profile_bytes(rep_model **out, const char *data, size_t len, const rep_profile_options *options, rep_error *err);

/*==============================================================================
 * MARK: - Keep, load and look
 *============================================================================*/

typedef struct rep_model_options {
    uint64_t max_bytes;                /* memory the model may take; 0 = 1 GiB                     */
    rep_host host;
    uint64_t reserved[4];
} rep_model_options;

typedef struct rep_model_info {
    size_t   column_count, warning_count;
    size_t   relation_count;           /* between columns, found in the table                      */
    rep_structure structure;           /* JOINT = columns hang together                            */
    uint64_t row_count;                /* of the table learned                                     */
    rep_str  name, date, version, generator;
    int      sampler, words;           /* numbers of the row algorithm and of the word lists       */
    int      private_model;            /* 1 = learned with that option                             */
    char     delimiter;                /* of the table learned, 0 = unknown                        */
    uint64_t reserved[4];
} rep_model_info;

typedef struct rep_column {
    rep_str  name, why;                /* why: how the kind was decided, one sentence              */
    rep_str  pii_class, format;        /* empty where there is none; format: of dates, or a text pattern */
    rep_str  min, max;                 /* as written in the table                                  */
    double   mean, std;                /* of numbers, else NaN                                     */
    double   missing_share;            /* of all rows                                              */
    uint64_t distinct_count;           /* exact up to max_categories, estimated above; 0 = unknown */
    uint64_t capacity;                 /* distinct values it can make; UINT64_MAX = unlimited      */
    size_t   category_count;
    rep_kind kind;
    int      decimals;                 /* of numbers; -1 = shortest form of a double               */
    int      unique, id;               /* id: row i prints start + i * step                        */
    uint64_t reserved[6];
} rep_column;

typedef struct rep_category { rep_str text; double share; } rep_category;

/* Reads a model from JSON (1.0 or 1.1) and checks all of it; data is not kept.
 *
 * *out      a finished model, freed by rep_model_free; NULL on failure
 *
 * Errors    REP_ERR_JSON, REP_ERR_MODEL with line and column; REP_ERR_VERSION, REP_ERR_LIMIT, REP_ERR_MEMORY
 * Cost      linear in len */
REPLICATOR_DEF rep_status rep_model_read(rep_model **out, const char *data, size_t len, const rep_model_options *options, rep_error *err);
/* Writes a model as JSON: the same model, the same bytes. */
REPLICATOR_DEF rep_status rep_model_write(const rep_model *model, rep_write_fn write, void *user, rep_error *err);
REPLICATOR_DEF void       rep_model_free(rep_model *model);
/* Looks at a model. Views live as long as it does. Errors: REP_ERR_ARGUMENT past the end. */
REPLICATOR_DEF rep_status rep_model_get_info(const rep_model *model, rep_model_info *out, rep_error *err);
REPLICATOR_DEF rep_status rep_model_get_column(const rep_model *model, size_t column, rep_column *out, rep_error *err);
REPLICATOR_DEF size_t     rep_model_find_column(const rep_model *model, const char *name); /* REP_NONE = none */
/* Categories by falling share (as written; shares of a hand-written model need not add up to 1). */
REPLICATOR_DEF rep_status rep_model_get_category(const rep_model *model, size_t column, size_t category, rep_category *out, rep_error *err);
/* A relation as a sentence, such as "total = fare + tip + tolls in 96 % of rows" or "zone decides borough". */
REPLICATOR_DEF rep_status rep_model_get_relation(const rep_model *model, size_t relation, rep_str *sentence, rep_error *err);
REPLICATOR_DEF rep_status rep_model_get_warning(const rep_model *model, size_t warning, rep_str *sentence, rep_error *err);
/* Writes for a person what was learned and why; REP_NONE = all columns. Safe for a terminal: no control bytes. */
REPLICATOR_DEF rep_status rep_model_explain(const rep_model *model, size_t column, rep_write_fn write, void *user, rep_error *err);
/* Writes what a column hangs on: its tree, one line a split, or the relation that makes it. Errors: REP_ERR_ARGUMENT past the end. */
REPLICATOR_DEF rep_status rep_model_explain_tree(const rep_model *model, size_t column, rep_write_fn write, void *user, rep_error *err);

/*==============================================================================
 * MARK: - Draw
 *============================================================================*/

typedef struct rep_generator_options {
    int      strict_unique;            /* 1 = a unique column out of values is an error; 0 = its documented ladder, with a warning */
    int      no_extremes;              /* 1 = do not place the recorded minimum and maximum of each column */
    rep_host host;
    uint64_t reserved[8];
} rep_generator_options;

typedef struct rep_generator_info {
    size_t   column_count;
    uint64_t row_limit;                /* rows before a unique column runs out of its first range; UINT64_MAX = no limit */
    rep_str  limit_column;             /* the column that sets it                                  */
    uint64_t reserved[4];
} rep_generator_info;

typedef struct rep_write_options {
    rep_format      format;
    rep_csv_options csv;
    uint64_t        reserved[8];
} rep_write_options;

typedef struct rep_generator rep_generator;

/* Rows of a model. Row i is a function of (model, seed, i) and of nothing else.
 *
 * *out      freed by rep_generator_free, before the model; one thread uses it, any number may share the model
 *
 * Errors    REP_ERR_ARGUMENT, REP_ERR_MEMORY */
REPLICATOR_DEF rep_status rep_generator_create(rep_generator **out, const rep_model *model, uint64_t seed,
                                               const rep_generator_options *options, rep_error *err);
REPLICATOR_DEF void       rep_generator_free(rep_generator *generator);
REPLICATOR_DEF void       rep_generator_reseed(rep_generator *generator, uint64_t seed);   /* as if made with it; no allocation */
REPLICATOR_DEF rep_status rep_generator_get_info(const rep_generator *generator, rep_generator_info *out, rep_error *err);
/* Rows first .. first+count-1 as text with a header, through a callback; memory does not grow with count.
 *
 * Errors    REP_ERR_CAPACITY before the first byte (strict_unique); REP_ERR_WRITE, REP_ERR_CANCELLED, REP_ERR_MEMORY */
REPLICATOR_DEF rep_status rep_generator_write(rep_generator *generator, uint64_t first, uint64_t count, rep_write_fn write, void *user,
                                              const rep_write_options *options, rep_error *err);

/*==============================================================================
 * MARK: - Compare
 *
 * How alike two tables are, and how private the second one is. The scores are those of SDMetrics' QualityReport; the
 * manual says how columns are typed (COMPARE).
 *============================================================================*/

typedef enum rep_table { REP_TABLE_REAL, REP_TABLE_SYNTHETIC, REP_TABLE_HOLDOUT, REP_TABLE_COUNT } rep_table;

typedef enum rep_sdtype {              /* what a column is compared as; the last three enter no score */
    REP_SDTYPE_NUMERICAL, REP_SDTYPE_DATETIME, REP_SDTYPE_CATEGORICAL, REP_SDTYPE_ID, REP_SDTYPE_TEXT, REP_SDTYPE_EMPTY
} rep_sdtype;
REPLICATOR_DEF const char *rep_sdtype_name(rep_sdtype sdtype);   /* "numerical" ... */

typedef struct rep_compare_options {
    uint64_t      max_bytes;           /* memory of the comparison; 0 = 4 GiB                      */
    size_t        max_columns, max_cell_bytes; /* 0 = 16 384; 0 = 16 MiB                           */
    uint64_t      seed;                /* of the ceiling's rows and of rows sampled for distances  */
    rep_csv_options csv;               /* of all tables; a delimiter of 0 is found for each        */
    const char *const *missing;          size_t missing_count;   /* spellings besides the empty cell;
                                            NULL = NA N/A NaN nan NULL null n/a <NA> NaT           */
    const char *const *relations;        size_t relation_count;  /* each of one of these forms, blanks round the signs, a
                                            name that holds such a sign in double quotes: "total = fare + tip - cut",
                                            "pickup <= dropoff" (< >= > too; numbers may stand in both),
                                            "zone -> borough", "zone + day -> driver"              */
    int           no_ceiling;          /* 1 = scores of bootstrap and halves are left out          */
    int           no_privacy;          /* 1 = copies and distances are left out                    */
    rep_table    *where;               /* receives the table that an error is about, REP_TABLE_COUNT = none; may be NULL */
    rep_host      host;
    uint64_t      reserved[8];
} rep_compare_options;

/* From 0 to 1, 1 is best; NaN where there is nothing to score. */
typedef struct rep_scores {
    double overall;                    /* mean of shapes and pairs                                 */
    double strong;                     /* mean of shapes and strong_pairs: the harder figure       */
    double shapes;                     /* mean of the columns' KSComplement or TVComplement        */
    double pairs;                      /* mean of all pairs' Correlation- or ContingencySimilarity */
    double strong_pairs;               /* of those alone with |r| > 0.5 or V > 0.3 in the real table */
} rep_scores;

typedef struct rep_comparison_info {
    size_t     column_count, scored_count, pair_count, strong_count, relation_count;
    uint64_t   row_count[REP_TABLE_COUNT];
    rep_scores score;
    rep_scores bootstrap;              /* the ceiling: as many rows drawn from the real table as the synthetic one has */
    rep_scores halves;                 /* the ceiling without repeats: one half of the real rows and the other */
    double     missing;                /* 1 - mean difference of missing shares                    */
    double     range_coverage, category_coverage; /* means over columns                            */
    double     copies;                 /* share of synthetic rows that equal a real row in all scored columns */
    double     copies_reference;       /* of holdout rows that do; without one, of real rows that another real row equals */
    double     distance_p5, distance_median;                     /* of a synthetic row to the closest real row */
    double     distance_p5_reference, distance_median_reference; /* of a holdout row, or of a real row to another one */
    double     closer_share;           /* rows closer to the real table than to the holdout: 0.5 is ideal */
    uint64_t   reserved[8];
} rep_comparison_info;

/* Index 0 of a pair of figures is the real table, 1 the synthetic one. NaN = there is none. */
typedef struct rep_compared_column {
    rep_str    name, format;           /* format: of dates                                         */
    rep_sdtype sdtype;
    double     score;                  /* KSComplement or TVComplement                             */
    double     coverage;               /* share of the real range, or of the real categories, that the synthetic has */
    double     missing_share[2];
    double     min[2], max[2], mean[2], std[2]; /* of numbers; of dates in seconds since 1970      */
    uint64_t   distinct_count[2];
    uint64_t   reserved[4];
} rep_compared_column;

typedef struct rep_compared_pair {
    double score;                      /* CorrelationSimilarity of two numbers or dates, else ContingencySimilarity */
    double association[2];             /* Pearson's r; Cramer's V                                  */
    int    correlation;                /* 1 = association is r                                     */
    int    strong;
} rep_compared_pair;

typedef struct rep_compared_relation {
    rep_str  text;
    uint64_t row_count[2];             /* rows that have all its cells                             */
    double   kept[2];                  /* share of these rows that keep it                         */
} rep_compared_relation;

typedef struct rep_compared_bar {      /* one bar of a histogram                                   */
    rep_str label;                     /* a category; data NULL = of numbers, or all categories without a bar */
    double  low, high;                 /* of numbers and dates: low <= v < high; end bars hold what lies beyond */
    double  share[2];                  /* of all rows                                              */
} rep_compared_bar;

typedef struct rep_comparison rep_comparison;

/* Compares a synthetic table with the real one that it stands for. Both are read whole.
 *
 * real, synthetic   CSV with the same column names in any order; read, not kept
 * holdout           rows of the same source that the synthetic table was not made from; data NULL = none
 * options           NULL = defaults
 * *out              freed by rep_comparison_free; NULL on failure. As secret as the tables: it holds their cells
 *
 * Errors    REP_ERR_CSV with line and column, REP_ERR_COLUMN naming a column that one table lacks, REP_ERR_TYPE of a
 *           relation between texts, REP_ERR_ARGUMENT of one that cannot be read, REP_ERR_LIMIT, REP_ERR_MEMORY,
 *           REP_ERR_CANCELLED; options->where tells the table
 * Cost      4 bytes a cell and the distinct texts; time linear in rows for each pair of columns, so quadratic in columns,
 *           three times over with the ceiling; distances of at most 2 000 rows to 20 000
 * Method    SDMetrics (DataCebo) for scores and coverage; Cramer's V without correction; distance: mean over columns of
 *           |a - b| / (p99 - p1) up to 1, of categories 0 or 1. Floating point decides figures here, never rows */
REPLICATOR_DEF rep_status rep_compare(rep_comparison **out, rep_str real, rep_str synthetic, rep_str holdout,
                                      const rep_compare_options *options, rep_error *err);
REPLICATOR_DEF void       rep_comparison_free(rep_comparison *comparison);
/* Looks at a comparison; views live as long as it does, any number of threads may. Errors: REP_ERR_ARGUMENT past the end. */
REPLICATOR_DEF rep_status rep_comparison_get_info(const rep_comparison *comparison, rep_comparison_info *out, rep_error *err);
REPLICATOR_DEF rep_status rep_comparison_get_column(const rep_comparison *comparison, size_t column, rep_compared_column *out, rep_error *err);
/* Of two different columns, in either order; NaN if one of them enters no score. */
REPLICATOR_DEF rep_status rep_comparison_get_pair(const rep_comparison *comparison, size_t a, size_t b, rep_compared_pair *out, rep_error *err);
REPLICATOR_DEF rep_status rep_comparison_get_relation(const rep_comparison *comparison, size_t relation, rep_compared_relation *out, rep_error *err);
/* A histogram of a scored column: at most `capacity` (>= 2) bars, of equal width over what the bulk of both tables fills, or
 * the most frequent categories. *count receives how many were written. Cost: distinct values, times capacity for categories. */
REPLICATOR_DEF rep_status rep_comparison_get_bars(const rep_comparison *comparison, size_t column, rep_compared_bar *bars, size_t capacity,
                                                  size_t *count, rep_error *err);
/* A cell. *text: data NULL = missing, or a number. *number: of numbers, and of dates in seconds since 1970; else NaN. */
REPLICATOR_DEF rep_status rep_comparison_get_cell(const rep_comparison *comparison, rep_table table, uint64_t row, size_t column,
                                                  rep_str *text, double *number, rep_error *err);

/*==============================================================================
 * MARK: - Files, and the two one-call conveniences (absent under REPLICATOR_NO_STDIO)
 *
 * Output is written beside its name and renamed at the end.
 *============================================================================*/
#ifndef REPLICATOR_NO_STDIO
REPLICATOR_DEF rep_status rep_profile_file(rep_model **out, const char *table_path, const rep_profile_options *options, rep_error *err);
/* "-" is standard input. */
REPLICATOR_DEF rep_status rep_profiler_push_file(rep_profiler *profiler, const char *table_path, rep_error *err);
REPLICATOR_DEF rep_status rep_model_load(rep_model **out, const char *path, const rep_model_options *options, rep_error *err);
/* The newest <name>_YYYYMMDD_HHMMSS_model.json of a folder, by the time in its name. */
REPLICATOR_DEF rep_status rep_model_load_newest(rep_model **out, const char *folder, const char *name, const rep_model_options *options, rep_error *err);
REPLICATOR_DEF rep_status rep_model_save(const rep_model *model, const char *path, rep_error *err);
/* <folder>/<name>_YYYYMMDD_HHMMSS_model.json, the stamp being the model's date. folder NULL = the current one, made if
 * missing; name NULL = the model's. saved_path receives the path (may be NULL); too short a buffer is REP_ERR_ARGUMENT. */
REPLICATOR_DEF rep_status rep_model_save_stamped(const rep_model *model, const char *folder, const char *name,
                                                 char *saved_path, size_t path_size, rep_error *err);
REPLICATOR_DEF rep_status rep_generator_write_file(rep_generator *generator, uint64_t first, uint64_t count, const char *path,
                                                   const rep_write_options *options, rep_error *err);
/* Compares tables in files; "-" is standard input, holdout_path NULL = none. Files are read in pieces. */
REPLICATOR_DEF rep_status rep_compare_files(rep_comparison **out, const char *real_path, const char *synthetic_path, const char *holdout_path,
                                            const rep_compare_options *options, rep_error *err);
/* Writes what a buffer holds to a file. */
REPLICATOR_DEF rep_status rep_buffer_save(const rep_buffer *buffer, const char *path, rep_error *err);
/* Table file -> <folder>/<name>_YYYYMMDD_HHMMSS_model.json. name NULL = the table's stem. */
REPLICATOR_DEF rep_status rep_create_and_save_model(const char *table_path, const char *name, const char *folder,
                                                    const rep_profile_options *options, char *saved_path, size_t path_size, rep_error *err);
/* Model file -> rows file. */
REPLICATOR_DEF rep_status rep_generate_from_model(const char *model_path, uint64_t row_count, uint64_t seed, const char *rows_path,
                                                  const rep_generator_options *draw, const rep_write_options *format, rep_error *err);
#endif

#endif /* REPLICATOR_H */
/*==============================================================================
 * Everything above is the interface. Below is how it works.
 *============================================================================*/
#ifdef REPLICATOR_IMPLEMENTATION
#ifndef REPLICATOR_IMPLEMENTED
#define REPLICATOR_IMPLEMENTED

/*==============================================================================
 * MARK: - [R01] Platform
 *
 * What differs between compilers and machines, and nothing else: bytes in and
 * out of words, products of 128 bits, leading zeros, the clock for a date.
 *
 *   enter by   repi_load64, repi_load_few, repi_mul128, repi_mulhi, repi_clz64, repi_ctz64, repi_now
 *   uses       nothing
 *   source     long multiplication: Knuth, TAOCP 2, 4.3.1
 *============================================================================*/
#include <string.h>
#include <stdarg.h>
#ifndef REPLICATOR_MALLOC
#include <stdlib.h>
#define REPLICATOR_MALLOC(size)       malloc(size)
#define REPLICATOR_REALLOC(ptr, size) realloc(ptr, size)
#define REPLICATOR_FREE(ptr)          free(ptr)
#elif !defined(REPLICATOR_REALLOC) || !defined(REPLICATOR_FREE)
#error "define all three of REPLICATOR_MALLOC, REPLICATOR_REALLOC, REPLICATOR_FREE, or none"
#endif
#ifndef REPLICATOR_NO_STDIO
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#endif
#ifndef REPLICATOR_ASSERT
#include <assert.h>
#define REPLICATOR_ASSERT(x) assert(x)
#endif

#if defined(__GNUC__)
#define REPI_UNUSED __attribute__((unused))
#define REPI_LIKELY(x)   __builtin_expect(!!(x), 1)
#define REPI_UNLIKELY(x) __builtin_expect(!!(x), 0)
#define REPI_FETCH(address) __builtin_prefetch(address) /* a wish that the cache may grant while we do other things */
#else
#define REPI_UNUSED
#define REPI_LIKELY(x)   (x)
#define REPI_UNLIKELY(x) (x)
#define REPI_FETCH(address) ((void)(address))
#endif
#define REPI_MIN(a, b) ((a) < (b) ? (a) : (b))
#define REPI_MAX(a, b) ((a) > (b) ? (a) : (b))
#define REPI_COUNT(array) (sizeof(array) / sizeof((array)[0]))

typedef struct repi_u128 { uint64_t hi, lo; } repi_u128;

static uint64_t repi_load64(const void *bytes) /* little-endian on every machine */
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    uint64_t v;
    memcpy(&v, bytes, sizeof v);
    return v;
#else
    const unsigned char *p = (const unsigned char *)bytes;
    return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 |
           (uint64_t)p[4] << 32 | (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 | (uint64_t)p[7] << 56;
#endif
}

static uint32_t repi_load32(const void *bytes)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    uint32_t v;
    memcpy(&v, bytes, sizeof v);
    return v;
#else
    const unsigned char *p = (const unsigned char *)bytes;
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
#endif
}

/* The n <= 8 bytes at s, the first one lowest and zeros above; never a byte beyond them. */
static uint64_t repi_load_few(const char *s, size_t n)
{
    if (n >= 4) return repi_load32(s) | (uint64_t)repi_load32(s + n - 4) << 8 * (n - 4); /* what both hold, they hold alike */
    if (n == 0) return 0;
    return (uint64_t)(unsigned char)s[0] | (uint64_t)(unsigned char)s[n / 2] << 8 * (n / 2) | (uint64_t)(unsigned char)s[n - 1] << 8 * (n - 1);
}

static repi_u128 repi_mul128(uint64_t a, uint64_t b)
{
    repi_u128 r;
#if defined(__SIZEOF_INT128__)
    __extension__ typedef unsigned __int128 wide;
    wide p = (wide)a * b;
    r.hi = (uint64_t)(p >> 64);
    r.lo = (uint64_t)p;
#else
    uint64_t al = a & 0xFFFFFFFFu, ah = a >> 32, bl = b & 0xFFFFFFFFu, bh = b >> 32;
    uint64_t ll = al * bl, lh = al * bh, hl = ah * bl;
    uint64_t mid = (ll >> 32) + (lh & 0xFFFFFFFFu) + (hl & 0xFFFFFFFFu);
    r.hi = ah * bh + (lh >> 32) + (hl >> 32) + (mid >> 32);
    r.lo = mid << 32 | (ll & 0xFFFFFFFFu);
#endif
    return r;
}

static uint64_t repi_mulhi(uint64_t a, uint64_t b) { return repi_mul128(a, b).hi; }

/* floor((hi * 2^64 + lo) / d) for hi < d: one bit at a time, for load time only. */
static uint64_t repi_div128(uint64_t hi, uint64_t lo, uint64_t d)
{
    uint64_t q = 0;
    int i;
    for (i = 0; i < 64; i++) {
        uint64_t carry = hi >> 63;
        hi = hi << 1 | lo >> 63;
        lo <<= 1;
        q <<= 1;
        if (carry || hi >= d) hi -= d, q |= 1;
    }
    return q;
}

/* floor(a * b / d), saturating. */
static uint64_t repi_muldiv(uint64_t a, uint64_t b, uint64_t d)
{
    repi_u128 p = repi_mul128(a, b);
    if (p.hi == 0) return p.lo / d;
    return p.hi >= d ? UINT64_MAX : repi_div128(p.hi, p.lo, d);
}

static int repi_clz64(uint64_t x) /* leading zero bits; 64 for 0 */
{
#if defined(__GNUC__)
    return x ? __builtin_clzll(x) : 64;
#else
    int n = 0;
    if (!x) return 64;
    while (!(x >> 63)) x <<= 1, n++;
    return n;
#endif
}

static int repi_ctz64(uint64_t x) /* number of the lowest set bit; x != 0 */
{
#if defined(__GNUC__)
    return __builtin_ctzll(x);
#else
    return 63 - repi_clz64(x & ((uint64_t)0 - x));
#endif
}

static uint64_t repi_gcd(uint64_t a, uint64_t b)
{
    while (b) {
        uint64_t t = a % b;
        a = b, b = t;
    }
    return a;
}

/* Doubles enter and leave as their bits: nothing else may touch what decides output. */
static uint64_t repi_f64_bits(double v)
{
    uint64_t b;
    memcpy(&b, &v, sizeof b);
    return b;
}

static double repi_f64_from(uint64_t bits)
{
    double v;
    memcpy(&v, &bits, sizeof v);
    return v;
}

static int repi_f64_finite(double v) { return ((repi_f64_bits(v) >> 52) & 0x7FF) != 0x7FF; }

/* Bits that sort as the doubles do (-0.0 just below 0.0). */
static uint64_t repi_f64_order(double v)
{
    uint64_t b = repi_f64_bits(v);
    return b >> 63 ? ~b : b | (uint64_t)1 << 63;
}

static double repi_f64_unorder(uint64_t o) { return repi_f64_from(o >> 63 ? o & ~((uint64_t)1 << 63) : ~o); }

/* Seconds since 1970 for metadata.date: SOURCE_DATE_EPOCH, else the clock; -1 = none. The only place
 * where the library looks at its surroundings. */
static int64_t repi_now(void)
{
#ifdef REPLICATOR_NO_STDIO
    return -1;
#else
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    time_t now;
    if (epoch && *epoch) {
        int64_t seconds = 0;
        const char *p = epoch;
        for (; *p >= '0' && *p <= '9' && seconds < (int64_t)1 << 40; p++) seconds = seconds * 10 + (*p - '0');
        if (!*p) return seconds;
    }
    now = time(NULL);
    return now == (time_t)-1 ? -1 : (int64_t)now;
#endif
}

/*==============================================================================
 * MARK: - [R02] Memory
 *
 * One allocator per object, counted against a limit. Arrays grow by half; an
 * arena gives small pieces that are freed together.
 *
 *   enter by   repi_resize, repi_grow, repi_arena_get, repi_arena_free
 *   uses       R01 platform
 *============================================================================*/
typedef struct repi_memory {
    rep_allocator hook;
    uint64_t      used, limit;
} repi_memory;

static void repi_memory_init(repi_memory *memory, const rep_host *host, uint64_t limit)
{
    memset(memory, 0, sizeof *memory);
    if (host) memory->hook = host->allocator;
    memory->limit = limit;
}

/* NULL = refused (the old block stays) or freed (new_size 0). */
static void *repi_resize(repi_memory *memory, void *old, size_t old_size, size_t new_size)
{
    void *fresh;
    if (!old) old_size = 0;
    if (new_size == 0) {
        if (old && memory->hook.resize) memory->hook.resize(memory->hook.user, old, old_size, 0);
        else if (old) REPLICATOR_FREE(old);
        memory->used -= old_size;
        return NULL;
    }
    if (new_size > PTRDIFF_MAX || memory->used - old_size + new_size > memory->limit) return NULL;
    if (memory->hook.resize) fresh = memory->hook.resize(memory->hook.user, old, old_size, new_size);
    else fresh = old ? REPLICATOR_REALLOC(old, new_size) : REPLICATOR_MALLOC(new_size);
    if (fresh) memory->used += new_size - old_size;
    return fresh;
}

/* count * size of zeroed bytes, NULL where that does not fit. */
static void *repi_zeroed(repi_memory *memory, size_t count, size_t size)
{
    void *p;
    if (count == 0) count = 1;
    if (size && count > PTRDIFF_MAX / size) return NULL;
    p = repi_resize(memory, NULL, 0, count * size);
    if (p) memset(p, 0, count * size);
    return p;
}

/* Makes *array hold at least `need` items; *capacity counts items. 0 = refused, nothing changed. */
static int repi_grow_array(repi_memory *memory, void **array, size_t *capacity, size_t need, size_t item)
{
    size_t wanted = *capacity + *capacity / 2;
    void *fresh;
    if (need <= *capacity) return 1;
    wanted = REPI_MAX(wanted, REPI_MAX(need, 8));
    if (wanted > PTRDIFF_MAX / item) return 0;
    fresh = repi_resize(memory, *array, *capacity * item, wanted * item);
    if (!fresh && wanted > need) wanted = need, fresh = repi_resize(memory, *array, *capacity * item, need * item);
    if (!fresh) return 0;
    *array = fresh;
    *capacity = wanted;
    return 1;
}
/* One temporary instead of a cast of the caller's pointer type (aliasing). */
#define REPI_GROW(memory, array, capacity, need, type, ok)                        \
    do {                                                                          \
        void *repi_grown = (array);                                               \
        (ok) = repi_grow_array((memory), &repi_grown, &(capacity), (need), sizeof(type)); \
        (array) = (type *)repi_grown;                                             \
    } while (0)
#define REPI_FREE(memory, array, capacity, type)                                  \
    do {                                                                          \
        repi_resize((memory), (array), (capacity) * sizeof(type), 0);             \
        (array) = NULL, (capacity) = 0;                                           \
    } while (0)

#ifndef REPI_CHUNK_MOST /* tests of refused memory make it 1: then every piece of an arena is a request of its own */
#define REPI_CHUNK_MOST ((size_t)1 << 20)
#endif
typedef struct repi_chunk { struct repi_chunk *next; size_t size, used; } repi_chunk;
typedef struct repi_arena { repi_memory *memory; repi_chunk *chunk; } repi_arena;

/* size bytes, aligned for anything we keep; NULL = refused. */
static void *repi_arena_get(repi_arena *arena, size_t size)
{
    size_t head = (sizeof(repi_chunk) + 15) & ~(size_t)15;
    repi_chunk *chunk = arena->chunk;
    char *at;
    if (size > PTRDIFF_MAX / 2) return NULL;
    size = (size + 15) & ~(size_t)15;
    while (chunk && chunk->size - chunk->used < size) chunk = chunk->next; /* the newest has room, or most rarely an older one */
    if (!chunk) {
        size_t grown = arena->chunk ? arena->chunk->size + arena->chunk->size / 2 : 1024;
        size_t wanted = REPI_MAX(head + size, REPI_MIN(grown, REPI_CHUNK_MOST));
        chunk = (repi_chunk *)repi_resize(arena->memory, NULL, 0, wanted);
        if (!chunk) return NULL;
        chunk->next = arena->chunk;
        chunk->size = wanted;
        chunk->used = head;
        arena->chunk = chunk;
    }
    at = (char *)chunk + chunk->used;
    chunk->used += size;
    return at;
}

static void *repi_arena_zeroed(repi_arena *arena, size_t count, size_t size)
{
    void *p;
    if (size && count > (PTRDIFF_MAX / 2) / size) return NULL;
    p = repi_arena_get(arena, count * size);
    if (p) memset(p, 0, count * size);
    return p;
}

static void repi_arena_free(repi_arena *arena)
{
    while (arena->chunk) {
        repi_chunk *next = arena->chunk->next;
        repi_resize(arena->memory, arena->chunk, arena->chunk->size, 0);
        arena->chunk = next;
    }
}

/* Empties an arena, whose memory stays for work of the same size again: it is fetched from the system once. */
static void repi_arena_rewind(repi_arena *arena)
{
    repi_chunk *chunk;
    for (chunk = arena->chunk; chunk; chunk = chunk->next) chunk->used = (sizeof(repi_chunk) + 15) & ~(size_t)15;
}

/* Stable merge sort of item numbers: qsort leaves ties to each libc, and ties decide bytes. 0 = no memory. */
typedef int (*repi_compare)(const void *user, uint32_t a, uint32_t b);

static int repi_sort(repi_memory *memory, uint32_t *items, size_t count, repi_compare compare, const void *user)
{
    uint32_t *from = items, *to, *spare;
    size_t width, i;
    if (count < 2) return 1;
    spare = to = (uint32_t *)repi_resize(memory, NULL, 0, count * sizeof *to);
    if (!to) return 0;
    for (width = 1; width < count; width *= 2) {
        uint32_t *swap = from;
        for (i = 0; i < count; i += 2 * width) {
            size_t a = i, b = REPI_MIN(i + width, count), a_end = b, b_end = REPI_MIN(i + 2 * width, count), k = i;
            while (k < b_end)
                if (a < a_end && (b >= b_end || compare(user, from[a], from[b]) <= 0)) to[k++] = from[a++];
                else to[k++] = from[b++];
        }
        from = to, to = swap;
    }
    if (from != items) memcpy(items, from, count * sizeof *items);
    repi_resize(memory, spare, count * sizeof *spare, 0);
    return 1;
}

/*==============================================================================
 * MARK: - [R03] Text
 *
 * Views, ASCII classes without a locale, UTF-8, a growing text with one sticky
 * failure, and the sentences of errors.
 *
 *   enter by   repi_str, repi_text_add, repi_text_say, repi_fail, repi_utf8_next
 *   uses       R02 memory
 *   source     Unicode 15, table 3-7 (well-formed UTF-8); WHATWG windows-1252
 *============================================================================*/
static rep_str repi_str(const char *data, size_t len)
{
    rep_str s;
    s.data = data, s.len = len;
    return s;
}

static rep_str repi_cstr(const char *text) { return repi_str(text, text ? strlen(text) : 0); }

static int repi_same(rep_str a, rep_str b) { return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0); }

/* Byte order, shorter first among equals: <0, 0, >0. */
static int repi_order(rep_str a, rep_str b)
{
    size_t n = REPI_MIN(a.len, b.len);
    int c = n ? memcmp(a.data, b.data, n) : 0;
    return c ? c : (a.len > b.len) - (a.len < b.len);
}

static int repi_is_digit(int c) { return c >= '0' && c <= '9'; }
static int repi_is_upper(int c) { return c >= 'A' && c <= 'Z'; }
static int repi_is_lower(int c) { return c >= 'a' && c <= 'z'; }
static int repi_is_alpha(int c) { return repi_is_upper(c) || repi_is_lower(c); }
static int repi_to_lower(int c) { return repi_is_upper(c) ? c + 32 : c; }
static int repi_to_upper(int c) { return repi_is_lower(c) ? c - 32 : c; }
static int repi_is_blank(int c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\v' || c == '\f'; }

static int repi_same_fold(rep_str a, const char *b)
{
    size_t i;
    for (i = 0; i < a.len; i++)
        if (!b[i] || repi_to_lower((unsigned char)a.data[i]) != repi_to_lower((unsigned char)b[i])) return 0;
    return b[i] == '\0';
}

/* Bytes of the well-formed sequence at s (n >= 1), 0 = none there; *code receives the code point. */
static size_t repi_utf8_next(const char *s, size_t n, uint32_t *code)
{
    const unsigned char *p = (const unsigned char *)s;
    size_t need = p[0] < 0x80 ? 1 : p[0] < 0xC2 ? 0 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : p[0] < 0xF5 ? 4 : 0, i;
    uint32_t c;
    if (need == 0 || need > n) return 0;
    c = need == 1 ? p[0] : (uint32_t)(p[0] & (0xFF >> (need + 1)));
    for (i = 1; i < need; i++) {
        if ((p[i] & 0xC0) != 0x80) return 0;
        c = c << 6 | (p[i] & 0x3Fu);
    }
    if ((need == 3 && (c < 0x800 || (c >= 0xD800 && c < 0xE000))) || (need == 4 && (c < 0x10000 || c > 0x10FFFF))) return 0;
    *code = c;
    return need;
}

/* Writes 1 to 4 bytes. */
static size_t repi_utf8_put(char *out, uint32_t code)
{
    if (code < 0x80) { out[0] = (char)code; return 1; }
    if (code < 0x800) { out[0] = (char)(0xC0 | code >> 6); out[1] = (char)(0x80 | (code & 63)); return 2; }
    if (code < 0x10000) {
        out[0] = (char)(0xE0 | code >> 12);
        out[1] = (char)(0x80 | (code >> 6 & 63));
        out[2] = (char)(0x80 | (code & 63));
        return 3;
    }
    out[0] = (char)(0xF0 | code >> 18);
    out[1] = (char)(0x80 | (code >> 12 & 63));
    out[2] = (char)(0x80 | (code >> 6 & 63));
    out[3] = (char)(0x80 | (code & 63));
    return 4;
}

static int repi_utf8_valid(rep_str s)
{
    size_t i = 0;
    while (i < s.len) {
        uint32_t code;
        size_t n;
        if (s.len - i >= 8 && !(repi_load64(s.data + i) & 0x8080808080808080u)) { i += 8; continue; }
        n = repi_utf8_next(s.data + i, s.len - i, &code);
        if (n == 0) return 0;
        i += n;
    }
    return 1;
}

/* The code point of a Windows-1252 byte; the five undefined bytes are C1 controls as in the WHATWG table. */
static uint32_t repi_cp1252(unsigned char byte)
{
    static const uint16_t high[32] = {
        0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
        0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178 };
    return byte >= 0x80 && byte < 0xA0 ? high[byte - 0x80] : byte;
}

/* A growing text. After a refusal `failed` stays set and additions do nothing. */
typedef struct repi_text { repi_memory *memory; char *data; size_t len, capacity; int failed; } repi_text;

static void repi_text_free(repi_text *text) { REPI_FREE(text->memory, text->data, text->capacity, char); text->len = 0; }

/* Room for `more` bytes at data + len; NULL = refused. */
static char *repi_text_room(repi_text *text, size_t more)
{
    int ok = !text->failed && more < PTRDIFF_MAX - text->len;
    if (ok && text->capacity - text->len < more) REPI_GROW(text->memory, text->data, text->capacity, text->len + more, char, ok);
    if (!ok) text->failed = 1;
    return ok ? text->data + text->len : NULL;
}

static void repi_text_add(repi_text *text, const char *data, size_t len)
{
    char *at = len ? repi_text_room(text, len) : NULL;
    if (at) memcpy(at, data, len), text->len += len;
}

static void repi_text_char(repi_text *text, char c)
{
    if (REPI_LIKELY(text->len < text->capacity && !text->failed)) text->data[text->len++] = c;
    else repi_text_add(text, &c, 1);
}

static size_t repi_format_u64(char *out, uint64_t v) /* at most 20 bytes */
{
    char digits[20];
    size_t n = 0, i;
    do digits[n++] = (char)('0' + v % 10), v /= 10;
    while (v);
    for (i = 0; i < n; i++) out[i] = digits[n - 1 - i];
    return n;
}

static size_t repi_format_i64(char *out, int64_t v) /* at most 20 bytes */
{
    if (v >= 0) return repi_format_u64(out, (uint64_t)v);
    out[0] = '-';
    return 1 + repi_format_u64(out + 1, (uint64_t)0 - (uint64_t)v);
}

/* Code points that could command a terminal or turn the text around: controls, line and paragraph marks, bidirectional marks. */
static int repi_is_command(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

/* The sentences' own little format, without locale:
 *   %s C string   %v rep_str *, cut at 40 bytes and made printable   %u uint64_t   %d int64_t
 *   %p share: a uint64_t part and a uint64_t whole as "12.3 %"   %c char   %% */
static size_t repi_say(char *out, size_t size, const char *format, va_list args)
{
    size_t n = 0, i;
    uint32_t code = 0;
    char piece[48];
    for (; *format; format++) {
        const char *from = piece;
        size_t len = 0;
        if (*format != '%') piece[0] = *format, len = 1;
        else switch (*++format) {
        case 's': from = va_arg(args, const char *); len = strlen(from); break;
        case 'u': len = repi_format_u64(piece, va_arg(args, uint64_t)); break;
        case 'd': len = repi_format_i64(piece, va_arg(args, int64_t)); break;
        case 'c': piece[0] = (char)va_arg(args, int), len = 1; break;
        case 'p': {
            uint64_t part = va_arg(args, uint64_t), whole = va_arg(args, uint64_t);
            uint64_t tenths = whole ? repi_muldiv(part, 1000, whole) : 0;
            if (part && part < whole && tenths == 0) memcpy(piece, "under 0.1 %", 11), len = 11;
            else {
                len = repi_format_u64(piece, tenths / 10);
                if (tenths % 10) piece[len++] = '.', piece[len++] = (char)('0' + tenths % 10);
                piece[len++] = ' ', piece[len++] = '%';
            }
            break;
        }
        case 'v': {
            const rep_str *s = va_arg(args, const rep_str *);
            for (i = 0; i < s->len && len < 40;) {
                size_t step = repi_utf8_next(s->data + i, s->len - i, &code);
                if (step == 0 || repi_is_command(code)) piece[len++] = '?', i += step ? step : 1;
                else memcpy(piece + len, s->data + i, step), len += step, i += step;
            }
            if (i < s->len) memcpy(piece + len, "...", 3), len += 3;
            break;
        }
        default: piece[0] = '%', len = 1; break;
        }
        for (i = 0; i < len && n + 1 < size; i++) out[n++] = from[i];
    }
    if (n + 1 == size) { /* cut: not inside a character */
        for (i = n; i > 0 && n - i < 4 && ((unsigned char)out[i - 1] & 0xC0) == 0x80; i--) { }
        if (i > 0 && (unsigned char)out[i - 1] >= 0xC0 && repi_utf8_next(out + i - 1, n - i + 1, &code) == 0) n = i - 1;
    }
    if (size) out[n] = '\0';
    return n;
}

static void repi_text_say(repi_text *text, const char *format, ...)
{
    char sentence[480];
    size_t n;
    va_list args;
    va_start(args, format);
    n = repi_say(sentence, sizeof sentence, format, args);
    va_end(args);
    repi_text_add(text, sentence, n);
}

/* As a JSON string, quotes included. Bytes that are not UTF-8 become U+FFFD. */
static void repi_text_quote(repi_text *text, rep_str s)
{
    size_t i = 0, from = 0, step;
    uint32_t code = 0;
    char escape[8] = "\\u00";
    repi_text_char(text, '"');
    while (i < s.len) {
        unsigned char c = (unsigned char)s.data[i];
        step = c < 0x80 ? 1 : repi_utf8_next(s.data + i, s.len - i, &code);
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F && step) { i += step; continue; }
        repi_text_add(text, s.data + from, i - from);
        if (!step) repi_text_add(text, "\xEF\xBF\xBD", 3);
        else if (c == '"' || c == '\\') repi_text_char(text, '\\'), repi_text_char(text, (char)c);
        else if (c == '\n') repi_text_add(text, "\\n", 2);
        else if (c == '\t') repi_text_add(text, "\\t", 2);
        else if (c == '\r') repi_text_add(text, "\\r", 2);
        else escape[4] = "01234567"[c >> 4], escape[5] = "0123456789abcdef"[c & 15], repi_text_add(text, escape, 6);
        from = ++i;
    }
    repi_text_add(text, s.data + from, s.len - from);
    repi_text_char(text, '"');
}

/* Hands the text to a writer once it holds `least` bytes. 0 = the writer asked to stop. */
static int repi_text_drain(repi_text *text, size_t least, rep_write_fn write, void *user)
{
    int ok = text->len < least || text->len == 0 || write(user, text->data, text->len) == 0;
    if (text->len >= least) text->len = 0;
    return ok;
}

/* Fills *err (which may be NULL) and returns code, so that a failure is one line. */
static rep_status repi_fail(rep_error *err, rep_status code, size_t line, size_t column, const char *format, ...)
{
    if (err) {
        va_list args;
        err->code = code, err->line = line, err->column = column;
        va_start(args, format);
        repi_say(err->message, sizeof err->message, format, args);
        va_end(args);
    }
    return code;
}

static rep_status repi_no_memory(rep_error *err)
{
    return repi_fail(err, REP_ERR_MEMORY, 0, 0, "out of memory, or over the max_bytes option");
}

static void repi_clear(rep_error *err)
{
    if (err) memset(err, 0, sizeof *err);
}

/*==============================================================================
 * MARK: - [R04] Wide integers
 *
 * Unsigned integers of up to 5760 bits for the few places where a double must
 * be the correctly rounded one: halfway decimals, and mean and deviation from
 * exact sums. The largest number we form is count * (sum of squares) over all
 * doubles at 31 decimals: 4530 bits.
 *
 *   enter by   repi_wide_ratio, repi_wide_root_ratio, repi_f64_round
 *   uses       R01 platform
 *   source     division: Knuth, TAOCP 2, 4.3.1, algorithm D
 *============================================================================*/
#define REPI_WIDE_LIMBS 180
typedef struct repi_wide {
    uint32_t limb[REPI_WIDE_LIMBS]; /* lowest first; limbs from count on hold anything */
    int      count;                 /* the highest limb is not 0; the number 0 has none */
} repi_wide;

static void repi_wide_trim(repi_wide *a)
{
    while (a->count > 0 && a->limb[a->count - 1] == 0) a->count--;
}

/* words: 64 bits each, lowest first. */
static void repi_wide_set(repi_wide *a, const uint64_t *words, int word_count)
{
    int i;
    for (i = 0; i < word_count; i++) {
        a->limb[2 * i] = (uint32_t)words[i];
        a->limb[2 * i + 1] = (uint32_t)(words[i] >> 32);
    }
    a->count = 2 * word_count;
    repi_wide_trim(a);
}

static void repi_wide_set64(repi_wide *a, uint64_t v) { repi_wide_set(a, &v, 1); }

static void repi_wide_copy(repi_wide *to, const repi_wide *from)
{
    memcpy(to->limb, from->limb, (size_t)from->count * sizeof from->limb[0]);
    to->count = from->count;
}

static int repi_wide_bits(const repi_wide *a)
{
    return a->count ? 32 * a->count + 32 - repi_clz64(a->limb[a->count - 1]) : 0;
}

static int repi_wide_order(const repi_wide *a, const repi_wide *b) /* <0, 0, >0 */
{
    int i = a->count - 1;
    if (a->count != b->count) return a->count < b->count ? -1 : 1;
    while (i >= 0 && a->limb[i] == b->limb[i]) i--;
    return i < 0 ? 0 : a->limb[i] < b->limb[i] ? -1 : 1;
}

static void repi_wide_push(repi_wide *a, uint32_t limb)
{
    REPLICATOR_ASSERT(a->count < REPI_WIDE_LIMBS);
    a->limb[a->count++] = limb;
}

static void repi_wide_add(repi_wide *a, const repi_wide *b) /* a += b */
{
    uint64_t carry = 0;
    int i;
    for (i = 0; i < b->count || (carry && i < a->count); i++) {
        if (i == a->count) repi_wide_push(a, 0);
        carry += (uint64_t)a->limb[i] + (i < b->count ? b->limb[i] : 0);
        a->limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry) repi_wide_push(a, (uint32_t)carry);
}

static void repi_wide_subtract(repi_wide *a, const repi_wide *b) /* a -= b, for a >= b */
{
    uint64_t borrow = 0;
    int i;
    for (i = 0; i < b->count || (borrow && i < a->count); i++) {
        uint64_t d = (uint64_t)a->limb[i] - (i < b->count ? b->limb[i] : 0) - borrow;
        a->limb[i] = (uint32_t)d;
        borrow = d >> 63;
    }
    repi_wide_trim(a);
}

/* a = a * factor + more */
static void repi_wide_scale(repi_wide *a, uint64_t factor, uint64_t more)
{
    uint64_t low = factor & 0xFFFFFFFFu, high = factor >> 32, carry = more;
    int i;
    for (i = 0; i < a->count; i++) {
        uint64_t p = a->limb[i] * low + (carry & 0xFFFFFFFFu);
        carry = a->limb[i] * high + (carry >> 32) + (p >> 32); /* (2^32-1)^2 + 2 (2^32-1) = 2^64 - 1 */
        a->limb[i] = (uint32_t)p;
    }
    for (; carry; carry >>= 32) repi_wide_push(a, (uint32_t)carry);
    repi_wide_trim(a);
}

static void repi_wide_scale_pow10(repi_wide *a, int64_t power)
{
    for (; power >= 19; power -= 19) repi_wide_scale(a, 10000000000000000000u, 0);
    for (; power > 0; power--) repi_wide_scale(a, 10, 0);
}

static void repi_wide_multiply(repi_wide *out, const repi_wide *a, const repi_wide *b) /* out is neither */
{
    int i, j;
    REPLICATOR_ASSERT(a->count + b->count <= REPI_WIDE_LIMBS);
    out->count = a->count + b->count;
    memset(out->limb, 0, (size_t)out->count * sizeof out->limb[0]);
    for (i = 0; i < a->count; i++) {
        uint64_t carry = 0;
        for (j = 0; j < b->count; j++) {
            carry += (uint64_t)a->limb[i] * b->limb[j] + out->limb[i + j];
            out->limb[i + j] = (uint32_t)carry;
            carry >>= 32;
        }
        out->limb[i + j] = (uint32_t)carry;
    }
    repi_wide_trim(out);
}

static void repi_wide_shift(repi_wide *a, int bits) /* a <<= bits */
{
    int limbs = bits / 32, rest = bits % 32, i;
    if (a->count == 0 || bits == 0) return;
    REPLICATOR_ASSERT(a->count + limbs < REPI_WIDE_LIMBS);
    a->limb[a->count] = 0;
    for (i = a->count; i >= 0; i--) {
        uint64_t pair = (uint64_t)a->limb[i] << 32 | (i > 0 ? a->limb[i - 1] : 0);
        a->limb[i + limbs] = (uint32_t)(pair >> (32 - rest));
    }
    memset(a->limb, 0, (size_t)limbs * sizeof a->limb[0]);
    a->count += limbs + 1;
    repi_wide_trim(a);
}

/* floor(num * 2^shift / den), which must be below 2^128; *sticky is 1 when something remains. den > 0.
 * Both are scaled so that den's highest bit is set: then the quotient of the two highest limbs of the rest
 * by the highest of den is at most 2 too large, and adding den back corrects it. */
static repi_u128 repi_wide_quotient(const repi_wide *num, const repi_wide *den, int shift, int *sticky)
{
    repi_wide rest, d;
    repi_u128 q;
    int scale = repi_clz64(den->limb[den->count - 1]) - 32, n, i, j;
    while (scale + shift < 0) scale += 32;
    repi_wide_copy(&rest, num);
    repi_wide_copy(&d, den);
    repi_wide_shift(&d, scale);
    repi_wide_shift(&rest, scale + shift);
    n = d.count;
    while (rest.count < n) repi_wide_push(&rest, 0);
    repi_wide_push(&rest, 0);
    q.hi = q.lo = 0;
    for (j = rest.count - n - 1; j >= 0; j--) {
        uint32_t *r = rest.limb + j;
        uint64_t top = (uint64_t)r[n] << 32 | r[n - 1], guess = top / d.limb[n - 1], borrow = 0, carry = 0;
        if (guess > 0xFFFFFFFFu) guess = 0xFFFFFFFFu;
        for (i = 0; i < n; i++) {
            uint64_t diff;
            carry += guess * d.limb[i];
            diff = (uint64_t)r[i] - (carry & 0xFFFFFFFFu) - borrow;
            r[i] = (uint32_t)diff;
            borrow = diff >> 63;
            carry >>= 32;
        }
        for (borrow = r[n] - carry - borrow; borrow >> 63; borrow += carry) { /* below 0: the guess was too large */
            guess--;
            for (i = 0, carry = 0; i < n; i++) {
                carry += (uint64_t)r[i] + d.limb[i];
                r[i] = (uint32_t)carry;
                carry >>= 32;
            }
        }
        r[n] = (uint32_t)borrow;
        q.hi = q.hi << 32 | q.lo >> 32;
        q.lo = q.lo << 32 | guess;
    }
    repi_wide_trim(&rest);
    *sticky = rest.count > 0;
    return q;
}

/* The double nearest to mantissa * 2^exponent, ties to even; sticky says that the true value is a little
 * above that (by less than one unit of mantissa). Infinity above the range. mantissa > 0. */
static double repi_f64_round(uint64_t mantissa, int exponent, int sticky, int negative)
{
    int zeros = repi_clz64(mantissa), drop = 11, biased = exponent - zeros + 63 + 1023;
    uint64_t keep, rest, bits, half = (uint64_t)1 << 63;
    mantissa <<= zeros;
    if (biased >= 2047) return repi_f64_from((uint64_t)0x7FF << 52 | (uint64_t)(negative != 0) << 63);
    if (biased <= 0) drop += 1 - biased, biased = 1; /* subnormal: fewer bits are kept */
    if (drop < 64) keep = mantissa >> drop, rest = mantissa << (64 - drop);
    else keep = 0, rest = drop == 64 ? mantissa : 1;
    /* keep carries the implicit bit into the exponent, and a carry out of rounding as well */
    bits = ((uint64_t)(biased - 1) << 52) + keep;
    if (rest > half || (rest == half && (sticky || (keep & 1)))) bits++;
    return repi_f64_from(bits | (uint64_t)(negative != 0) << 63);
}

/* The double nearest to num / den; infinity above the range. den > 0. */
static double repi_wide_nearest(const repi_wide *num, const repi_wide *den, int negative)
{
    int shift = 64 - (repi_wide_bits(num) - repi_wide_bits(den)), sticky;
    repi_u128 q;
    if (num->count == 0) return 0.0;
    q = repi_wide_quotient(num, den, shift, &sticky); /* 64 or 65 bits */
    if (q.hi) {
        sticky |= (int)(q.lo & 1);
        q.lo = q.hi << 63 | q.lo >> 1;
        shift--;
    }
    return repi_f64_round(q.lo, -shift, sticky, negative);
}

static double repi_f64_clamp(double v) /* infinities become the largest finite double */
{
    return repi_f64_finite(v) ? v : repi_f64_from(repi_f64_bits(v) - 1);
}

/* The double nearest to num / den (ties to even), at most the largest finite one; num 0 gives +0. */
static double repi_wide_ratio(const repi_wide *num, const repi_wide *den, int negative)
{
    return repi_f64_clamp(repi_wide_nearest(num, den, negative));
}

/* The double nearest to sqrt(num / den), at most the largest finite one. The root of the floor has the same
 * floor as the root itself; its 63 or 64 bits and the sticky bit then round once. */
static double repi_wide_root_ratio(const repi_wide *num, const repi_wide *den)
{
    int shift = 127 - (repi_wide_bits(num) - repi_wide_bits(den)), sticky;
    uint64_t root = 0, bit;
    repi_u128 q, p;
    if (num->count == 0) return 0.0;
    if (shift & 1) shift--;
    q = repi_wide_quotient(num, den, shift, &sticky); /* 126 to 128 bits */
    for (bit = (uint64_t)1 << 63; bit; bit >>= 1) {
        p = repi_mul128(root | bit, root | bit);
        if (p.hi < q.hi || (p.hi == q.hi && p.lo <= q.lo)) root |= bit;
    }
    p = repi_mul128(root, root);
    if (p.hi != q.hi || p.lo != q.lo) sticky = 1;
    return repi_f64_clamp(repi_f64_round(root, -(shift / 2), sticky, 0));
}

/*==============================================================================
 * MARK: - [R05] Numbers as text
 *
 * The only doors between text and double. Reading gives the double nearest to
 * the decimal (ties to even); writing gives the shortest decimal that reads back
 * to the same double, laid out as Python's repr does. No locale, no rounding
 * mode, no floating-point arithmetic: -ffast-math, x87 and FMA change nothing.
 *
 *   enter by   repi_parse_f64, repi_format_f64, repi_decimal_to_f64,
 *              repi_f64_to_decimal, repi_format_units, repi_f64_to_fixed
 *   uses       R01 platform, R03 text, R04 wide integers
 *   source     reading: Lemire, Number parsing at a gigabyte per second (2021);
 *              writing: Giulietti, The Schubfach way to render doubles (2021)
 *============================================================================*/

/* Powers of ten to 128 bits, from 624 + 216 bytes instead of a row for each exponent: 10^k = 2^k 5^k, and
 * 5^k = 5^(27 i) 5^j with 0 <= j < 27. The first table holds 192 bits of 5^(27 i), i = -13 .. 12, rounded down,
 * the second the exact 5^j, both shifted until the highest bit is set. Made with Python's integers:
 * (5^n << s) >> t, or (1 << s) / 5^-n; the same script proved that the highest 128 bits of the product are
 * those of the true 10^k, rounded down, for every k from -351 to 350. (Idea of the two steps: Jeon, Dragonbox.) */
static const uint64_t repi_pow5_far[26][3] = {
    { 0x8049A4AC0C5811AE, 0x205B896D777D6278, 0xAC261E9F5141430B }, /* -351 */
    { 0xCF42894A5DCE35EA, 0x52064CAC828675B9, 0x475F2B7D7DF1AD7A }, /* -324 */
    { 0xA76C582338ED2621, 0xAF2AF2B80AF6F24E, 0x657C8F4D43323A36 }, /* -297 */
    { 0x873E4F75E2224E68, 0x5A7744A6E804A291, 0xCC35EDDFCF0996D7 }, /* -270 */
    { 0xDA7F5BF590966848, 0xAF39A475506A899E, 0xA30294CC2934E662 }, /* -243 */
    { 0xB080392CC4349DEC, 0xBD8D794D96AACFB3, 0xFE13A5C86AF64418 }, /* -216 */
    { 0x8E938662882AF53E, 0x547EB47B7282EE9C, 0x41B0230E1421487D }, /* -189 */
    { 0xE65829B3046B0AFA, 0x0CB4A5A3112A5112, 0xA3B561B1CB208396 }, /* -162 */
    { 0xBA121A4650E4DDEB, 0x92F34D62616CE413, 0x21A0183E10583CD3 }, /* -135 */
    { 0x964E858C91BA2655, 0x3A6A07F8D510F86F, 0xE9082F25E9C5E9EC }, /* -108 */
    { 0xF2D56790AB41C2A2, 0xFAE27299423FB9C3, 0x3695DAD7E8858901 }, /*  -81 */
    { 0xC428D05AA4751E4C, 0xAA97E14C3C26B886, 0x96842DC95323F5A8 }, /*  -54 */
    { 0x9E74D1B791E07E48, 0x775EA264CF55347D, 0xCA49F1C05120C9C7 }, /*  -27 */
    { 0x8000000000000000, 0x0000000000000000, 0x0000000000000000 }, /*    0 */
    { 0xCECB8F27F4200F3A, 0x0000000000000000, 0x0000000000000000 }, /*   27 */
    { 0xA70C3C40A64E6C51, 0x999090B65F67D924, 0x0000000000000000 }, /*   54 */
    { 0x86F0AC99B4E8DAFD, 0x69A028BB3DED71A3, 0xDF9F915627C04E28 }, /*   81 */
    { 0xDA01EE641A708DE9, 0xE80E6F4820CC9495, 0xD74BAAD03BC1D8D3 }, /*  108 */
    { 0xB01AE745B101E9E4, 0x5EC05DCFF72E7F8F, 0xC04C79FFE324301F }, /*  135 */
    { 0x8E41ADE9FBEBC27D, 0x14588F13BE847307, 0x23BD6A2059C002F5 }, /*  162 */
    { 0xE5D3EF282A242E81, 0x8F1668C8A86DA5FA, 0xF0B5CCF5176ECC7C }, /*  189 */
    { 0xB9A74A0637CE2EE1, 0x6D953E2BD7173692, 0x88EFB0037AC08BDE }, /*  216 */
    { 0x95F83D0A1FB69CD9, 0x4ABDAF101564F98E, 0x0D5A4AF7B3A98E47 }, /*  243 */
    { 0xF24A01A73CF2DCCF, 0xBC633B39673C8CEC, 0x3D9C44CD2F36917C }, /*  270 */
    { 0xC3B8358109E84F07, 0x0A862F80EC4700C8, 0x02606EA01029DC37 }, /*  297 */
    { 0x9E19DB92B4E31BA9, 0x6C07A2C26A8346D1, 0x4944D9F52CD0DEC2 }  /*  324 */
};
static const uint64_t repi_pow5_near[27] = {
    0x8000000000000000, 0xA000000000000000, 0xC800000000000000, 0xFA00000000000000, 0x9C40000000000000, 0xC350000000000000,
    0xF424000000000000, 0x9896800000000000, 0xBEBC200000000000, 0xEE6B280000000000, 0x9502F90000000000, 0xBA43B74000000000,
    0xE8D4A51000000000, 0x9184E72A00000000, 0xB5E620F480000000, 0xE35FA931A0000000, 0x8E1BC9BF04000000, 0xB1A2BC2EC5000000,
    0xDE0B6B3A76400000, 0x8AC7230489E80000, 0xAD78EBC5AC620000, 0xD8D726B7177A8000, 0x878678326EAC9000, 0xA968163F0A57B400,
    0xD3C21BCECCEDA100, 0x84595161401484A0, 0xA56FA5B99019A5C8
};

/* floor(10^k / 2^(repi_log2_pow10(k) - 127)): its highest bit is set. -351 <= k <= 350; exact for 0 <= k <= 55. */
static repi_u128 repi_pow10_top(int k)
{
    const uint64_t *row = repi_pow5_far[(k + 351) / 27];
    uint64_t factor = repi_pow5_near[(k + 351) % 27];
    repi_u128 high = repi_mul128(row[0], factor), mid = repi_mul128(row[1], factor);
    uint64_t low = repi_mulhi(row[2], factor);
    mid.lo += low;
    mid.hi += mid.lo < low;
    high.lo += mid.hi;
    high.hi += high.lo < mid.hi;
    if (high.hi >> 63) return high;
    high.hi = high.hi << 1 | high.lo >> 63;
    high.lo = high.lo << 1 | mid.lo >> 63;
    return high;
}

/* floor(log2(10^k)) for |k| <= 400; 217706 / 2^16 = 3.321930, and 1500 keeps the shifted number positive. */
static int repi_log2_pow10(int k) { return ((k * 217706 + (1500 << 16)) >> 16) - 1500; }

static const uint64_t repi_pow10_u64[20] = {
    1u, 10u, 100u, 1000u, 10000u, 100000u, 1000000u, 10000000u, 100000000u, 1000000000u, 10000000000u,
    100000000000u, 1000000000000u, 10000000000000u, 100000000000000u, 1000000000000000u, 10000000000000000u,
    100000000000000000u, 1000000000000000000u, 10000000000000000000u };

/*--- reading ---*/

/* m * 10^k to the nearest double, m > 0, if 128 bits of 10^k decide; 0 if they do not.
 *
 * With T the table's floor of the power, m * 10^k lies in [m T, m T + m), that is, in units of the highest 64
 * bits of the product: above `top` by a fraction from lo to lo + 2, divided by 2^64. Where that cannot reach
 * top + 1, top and a sticky bit say all. Where it can, the number is about top + 1 (0.5 is one of these), and
 * it is decided if a little less and a little more than top + 1 round to the same. */
static int repi_decimal_try(uint64_t m, int k, int negative, double *out)
{
    int zeros = repi_clz64(m), exponent = repi_log2_pow10(k) - 127 + 128 - zeros;
    repi_u128 power = repi_pow10_top(k), p, low;
    m <<= zeros;
    p = repi_mul128(m, power.hi);
    low = repi_mul128(m, power.lo);
    p.lo += low.hi;
    p.hi += p.lo < low.hi;
    if (k >= 0 && k <= 55) { /* T is exact */
        *out = repi_f64_round(p.hi, exponent, (p.lo | low.lo) != 0, negative);
        return 1;
    }
    *out = repi_f64_round(p.hi, exponent, 1, negative);
    if (REPI_LIKELY(p.lo < UINT64_MAX - 1)) return 1;
    return p.hi < UINT64_MAX && repi_f64_bits(*out) == repi_f64_bits(repi_f64_round(p.hi + 1, exponent, 1, negative));
}

/* digits * 10^k by exact division; digits > 0. */
static double repi_decimal_exact(repi_wide *digits, int64_t k, int negative)
{
    repi_wide one;
    repi_wide_set64(&one, 1);
    repi_wide_scale_pow10(k > 0 ? digits : &one, k > 0 ? k : -k);
    return repi_wide_nearest(digits, &one, negative);
}

/* The double nearest to m * 10^exponent10; infinity above the range. */
static double repi_decimal_to_f64(uint64_t m, int exponent10, int negative)
{
    double v;
    repi_wide digits;
    uint64_t sign = (uint64_t)(negative != 0) << 63;
    if (m == 0 || exponent10 < -343) return repi_f64_from(sign); /* 2^64 * 10^-344 < 2^-1075, half the smallest */
    if (exponent10 > 308) return repi_f64_from((uint64_t)0x7FF << 52 | sign);
    if (exponent10 == 0 && m >> 53 == 0) return repi_f64_round(m, 0, 0, negative);
    if (repi_decimal_try(m, exponent10, negative, &v)) return v;
    repi_wide_set64(&digits, m);
    return repi_decimal_exact(&digits, exponent10, negative);
}

/* The digits of more than 19 places, value digits * 10^k without the point. 19 of them decide nearly always,
 * when the decimal cut off there and the next one round to the same; 770 and a mark that more follow do in
 * all cases, since no double and no middle between two has more than 767. */
static double repi_parse_long(const char *s, const char *end, int64_t k, int negative)
{
    enum { REPI_KEPT = 770 };
    const char *p;
    uint64_t head = 0, more = 0;
    int64_t places = 0, cut = 0; /* significant digits seen; of these beyond the 19th */
    double v, above;
    repi_wide digits;
    while (s < end && (*s == '0' || *s == '.')) s++;
    while (s < end && (end[-1] == '0' || end[-1] == '.')) k += *--end == '0';
    for (p = s; p < end; p++) {
        if (*p == '.') continue;
        if (places++ < 19) head = head * 10 + (uint64_t)(*p - '0');
        else cut++;
    }
    if (places == 0) return repi_f64_from((uint64_t)(negative != 0) << 63);
    if (places + k > 310) return repi_f64_from((uint64_t)0x7FF << 52 | (uint64_t)(negative != 0) << 63);
    if (places + k < -330) return repi_f64_from((uint64_t)(negative != 0) << 63);
    v = repi_decimal_to_f64(head, (int)(k + cut), negative);
    if (cut == 0) return v;
    above = repi_decimal_to_f64(head + 1, (int)(k + cut), negative);
    if (repi_f64_bits(v) == repi_f64_bits(above)) return v;
    repi_wide_set64(&digits, 0);
    for (p = s, cut = 0, places = 0, head = 1; p < end; p++) { /* head: 10^(digits waiting in more) */
        if (*p == '.') continue;
        if (places++ >= REPI_KEPT) { cut++; continue; }
        more = more * 10 + (uint64_t)(*p - '0');
        head *= 10;
        if (head == repi_pow10_u64[19]) repi_wide_scale(&digits, head, more), head = 1, more = 0;
    }
    repi_wide_scale(&digits, head, more);
    if (cut) repi_wide_scale(&digits, 10, 1), cut--; /* the last kept digit is not 0 only by this 1 */
    return repi_decimal_exact(&digits, k + cut, negative);
}

/* Reads the whole text as [+-] digits [. digits] [e [+-] digits], at least one digit before or after the point.
 * 0 = it is something else (blanks, inf, nan, hex, nothing). 1 = *out is the nearest double; beyond the range
 * it is an infinity, so callers check repi_f64_finite. Text of any length. */
static int repi_parse_f64(const char *s, size_t n, double *out)
{
    const char *p = s, *end = s + n, *first, *last;
    uint64_t m = 0;
    int64_t k = 0;
    size_t digits;
    int negative = 0;
    if (p < end && (*p == '-' || *p == '+')) negative = *p++ == '-';
    for (first = p; p < end && repi_is_digit(*p); p++) m = m * 10 + (uint64_t)(*p - '0'); /* wraps when too long */
    digits = (size_t)(p - first);
    if (p < end && *p == '.') {
        const char *point = p++;
        for (; p < end && repi_is_digit(*p); p++) m = m * 10 + (uint64_t)(*p - '0');
        k = -(int64_t)(p - point - 1);
        digits += (size_t)(p - point - 1);
    }
    if (digits == 0) return 0;
    last = p;
    if (p < end && (*p == 'e' || *p == 'E')) {
        int64_t e = 0;
        int below = 0;
        p++;
        if (p < end && (*p == '-' || *p == '+')) below = *p++ == '-';
        if (p == end) return 0;
        for (; p < end && repi_is_digit(*p); p++)
            if (e < (int64_t)1 << 55) e = e * 10 + (*p - '0'); /* no text has as many digits as that */
        k += below ? -e : e;
    }
    if (p != end) return 0;
    if (digits > 19) *out = repi_parse_long(first, last, k, negative);
    else *out = repi_decimal_to_f64(m, (int)REPI_MAX(-1000, REPI_MIN(k, 1000)), negative);
    return 1;
}

/*--- writing ---*/

static const char repi_two_digits[201] =
    "00010203040506070809"
    "10111213141516171819"
    "20212223242526272829"
    "30313233343536373839"
    "40414243444546474849"
    "50515253545556575859"
    "60616263646566676869"
    "70717273747576777879"
    "80818283848586878889"
    "90919293949596979899";

/* Writes v in exactly `count` places, which must hold it. */
static void repi_write_digits(char *out, uint64_t v, int count)
{
    char *p = out + count;
    while (v >= 100000000) { /* eight at a time: the rest is 32-bit division */
        uint32_t low = (uint32_t)(v % 100000000), a = low / 10000, b = low % 10000;
        v /= 100000000;
        p -= 8;
        memcpy(p, repi_two_digits + 2 * (a / 100), 2);
        memcpy(p + 2, repi_two_digits + 2 * (a % 100), 2);
        memcpy(p + 4, repi_two_digits + 2 * (b / 100), 2);
        memcpy(p + 6, repi_two_digits + 2 * (b % 100), 2);
    }
    {
        uint32_t w = (uint32_t)v;
        for (; w >= 100; w /= 100) memcpy(p -= 2, repi_two_digits + 2 * (w % 100), 2);
        if (w >= 10) memcpy(p -= 2, repi_two_digits + 2 * w, 2);
        else if (p > out) *--p = (char)('0' + w);
    }
    while (p > out) *--p = '0';
}

static int repi_digit_count(uint64_t v) /* 1 for 0 */
{
    int guess = ((64 - repi_clz64(v | 1)) * 1233) >> 12; /* 1233 / 4096 = log10(2) */
    return guess + (v >= repi_pow10_u64[guess]) + (guess == 0 && v == 0);
}

/* units / 10^decimals as text: 12345, 2 gives 123.45; -5, 2 gives -0.05. 0 <= decimals <= 31; at most 34 bytes. */
static size_t repi_format_units(char *out, int64_t units, int decimals)
{
    uint64_t v = units < 0 ? (uint64_t)0 - (uint64_t)units : (uint64_t)units;
    int count = repi_digit_count(v), i;
    char *p = out;
    if (units < 0) *p++ = '-';
    if (count <= decimals) count = decimals + 1; /* zeros up to the one before the point */
    repi_write_digits(p, v, count);
    p += count;
    if (decimals == 0) return (size_t)(p - out);
    for (i = 0; i < decimals; i++, p--) *p = p[-1];
    *p = '.';
    return (size_t)(p - out) + (size_t)decimals + 1;
}

/* The highest 64 bits of power * m, with bit 0 set if anything is lost. (Schubfach, 9.5, "round to odd") */
static uint64_t repi_round_to_odd(repi_u128 power, uint64_t m)
{
    repi_u128 high = repi_mul128(power.hi, m);
    uint64_t low = repi_mulhi(power.lo, m);
    high.lo += low;
    high.hi += high.lo < low;
    return high.hi | (high.lo > 1);
}

/* The shortest decimal in the rounding interval of c * 2^q, the nearest one if there are several.
 * All is measured in quarters of 10^k, the largest power of ten not above the interval's width, so that at
 * least one multiple of 10^k and at most one of 10^(k+1) lies inside. (Giulietti, sections 8 and 9) */
static uint64_t repi_shortest(uint64_t c, int q, int closer_below, int *exponent)
{
    /* floor(log10(2^q)), or of 3/4 2^q where the neighbour below is only half as far; 1262611 / 2^22 = log10(2) */
    int k = (int)((((int64_t)500 << 22) + q * 1262611 - (closer_below ? 524031 : 0)) >> 22) - 500;
    int shift = q + repi_log2_pow10(-k) + 1, odd = (int)(c & 1);
    repi_u128 power = repi_pow10_top(-k);
    uint64_t low, value, high, s;
    int below, above;
    if (k > 0 || k < -55) { /* the next above where the table is not exact */
        power.lo++;
        power.hi += power.lo == 0;
    }
    low = repi_round_to_odd(power, (4 * c - 2 + (uint64_t)closer_below) << shift) + (uint64_t)odd;
    value = repi_round_to_odd(power, (4 * c) << shift);
    high = repi_round_to_odd(power, (4 * c + 2) << shift) - (uint64_t)odd;
    s = value / 4;
    if (s >= 10) { /* one digit less? */
        uint64_t tens = s / 10;
        below = low <= 40 * tens;
        above = 40 * tens + 40 <= high;
        if (below != above) {
            *exponent = k + 1;
            return tens + (uint64_t)above;
        }
    }
    *exponent = k;
    below = low <= 4 * s;
    above = 4 * s + 4 <= high;
    if (below != above) return s + (uint64_t)above;
    return s + (value > 4 * s + 2 || (value == 4 * s + 2 && (s & 1)));
}

/* The shortest digits (none of them a trailing zero) and power of ten that read back to v, the closest to v
 * among the shortest; 0 gives 0 and 0. Returns the sign bit. v is finite. */
static int repi_f64_to_decimal(double v, uint64_t *digits, int *exponent)
{
    uint64_t bits = repi_f64_bits(v), c = bits & (((uint64_t)1 << 52) - 1), m;
    int biased = (int)(bits >> 52 & 0x7FF), q = REPI_MAX(biased, 1) - 1075, k = 0, closer_below = c == 0 && biased > 1;
    if (biased) c |= (uint64_t)1 << 52;
    if (q <= 0 && q > -53 && (c & (((uint64_t)1 << -q) - 1)) == 0) m = c >> -q; /* whole, below 2^53: itself */
    else m = c ? repi_shortest(c, q, closer_below, &k) : 0;
    if (m) {
        uint32_t low;
        while (m % 100000000 == 0) m /= 100000000, k += 8;
        for (low = (uint32_t)(m % 100000000); low % 100 == 0; low /= 100) m /= 100, k += 2;
        if (low % 10 == 0) m /= 10, k++;
    }
    *digits = m;
    *exponent = k;
    return (int)(bits >> 63);
}

/* v as Python's repr writes it: 33.0, 0.1, 1e-05, 1.5e+16, 5e-324. v is finite; at most 24 bytes, but all 32
 * bytes of out may be used on the way. */
static size_t repi_format_f64(char *out, double v)
{
    uint64_t m;
    int k, count, point;
    char *p = out;
    if (repi_f64_to_decimal(v, &m, &k)) *p++ = '-';
    count = repi_digit_count(m);
    point = count + k; /* digits before the point */
    if (point > 16 || point < -3) {
        int e = point - 1;
        repi_write_digits(p + 1, m, count);
        p[0] = p[1];
        p[1] = '.';
        p += count == 1 ? 1 : count + 1;
        *p++ = 'e';
        *p++ = e < 0 ? '-' : '+';
        if (e < 0) e = -e;
        if (e >= 100) *p++ = (char)('0' + e / 100);
        memcpy(p, repi_two_digits + 2 * (e % 100), 2);
        return (size_t)(p + 2 - out);
    }
    if (point <= 0) {
        memcpy(p, "0.000", 5);
        repi_write_digits(p + 2 - point, m, count);
        return (size_t)(p + 2 - point + count - out);
    }
    if (k < 0) {
        repi_write_digits(p + 1, m, count);
        memmove(p, p + 1, (size_t)point);
        p[point] = '.';
        return (size_t)(p + count + 1 - out);
    }
    repi_write_digits(p, m, count);
    memset(p + count, '0', (size_t)k);
    p += count + k;
    *p++ = '.';
    *p++ = '0';
    return (size_t)(p - out);
}

/* floor(|v| * 2^shift), UINT64_MAX where that is too small to hold it (and for what is not finite). */
static uint64_t repi_f64_to_fixed(double v, int shift)
{
    uint64_t bits = repi_f64_bits(v), c = bits & (((uint64_t)1 << 52) - 1);
    int biased = (int)(bits >> 52 & 0x7FF);
    if (biased == 0x7FF) return UINT64_MAX;
    if (biased) c |= (uint64_t)1 << 52;
    shift += REPI_MAX(biased, 1) - 1075;
    if (c == 0 || shift <= -53) return 0;
    if (shift <= 0) return c >> -shift;
    return shift > 63 || shift > repi_clz64(c) ? UINT64_MAX : c << shift;
}

/*==============================================================================
 * MARK: - [R06] Exact sums
 *
 * Count, sum and sum of squares without rounding, so that mean and deviation do
 * not depend on the order of the rows or on how a table was cut. Values are
 * decimals m / 10^d, one bucket for each d, or doubles, which go to a number in
 * fixed point as wide as all doubles.
 *
 *   enter by   repi_sums_add, repi_sums_add_f64, repi_sums_merge, repi_sums_mean,
 *              repi_sums_std, repi_sums_is_run, repi_sums_free
 *   uses       R01 platform, R02 memory, R04 wide integers
 *   source     the long accumulator: Kulisch; Neal, Fast exact summation (2015)
 *============================================================================*/
typedef struct repi_sums_bucket {
    uint64_t sum[2];    /* two's complement, lowest word first; |m| < 2^63 and 2^64 values leave it room */
    uint64_t square[3];
    int      decimals;
} repi_sums_bucket;

/* Sums of doubles. Positive and negative ones apart: a carry then rarely runs far, where one signed sum near 0
 * would borrow and carry through all words. 64 bits of head-room: no count of values overflows. */
enum { REPI_LONG_SUM = 34, REPI_LONG_SQUARE = 67 };
typedef struct repi_sums_long {
    uint64_t part[2][REPI_LONG_SUM];   /* |v| in units of 2^-1074: 2098 + 64 bits; [1] = the negative ones */
    uint64_t square[REPI_LONG_SQUARE]; /* v^2 in units of 2^-2148: 4196 + 64 bits */
} repi_sums_long;

typedef struct repi_sums {
    uint64_t          count;       /* of values */
    repi_sums_bucket *bucket;
    size_t            capacity;
    size_t            bucket_count;
    repi_sums_long   *wide;        /* NULL until the first double */
    unsigned char     slot_of[32]; /* by decimals: 1 + place in bucket, 0 = none yet */
} repi_sums;

static void repi_sums_free(repi_memory *memory, repi_sums *sums)
{
    REPI_FREE(memory, sums->bucket, sums->capacity, repi_sums_bucket);
    repi_resize(memory, sums->wide, sizeof *sums->wide, 0);
    memset(sums, 0, sizeof *sums);
}

static repi_sums_bucket *repi_sums_new_bucket(repi_memory *memory, repi_sums *sums, int decimals)
{
    repi_sums_bucket *bucket;
    int ok;
    REPI_GROW(memory, sums->bucket, sums->capacity, sums->bucket_count + 1, repi_sums_bucket, ok);
    if (!ok) return NULL;
    bucket = &sums->bucket[sums->bucket_count++];
    memset(bucket, 0, sizeof *bucket);
    bucket->decimals = decimals;
    sums->slot_of[decimals] = (unsigned char)sums->bucket_count;
    return bucket;
}

static void repi_sums_add_square(repi_sums_bucket *bucket, uint64_t low, uint64_t high, uint64_t top)
{
    uint64_t carry;
    bucket->square[0] += low;
    carry = bucket->square[0] < low;
    high += carry;
    top += carry & (high == 0);
    bucket->square[1] += high;
    bucket->square[2] += top + (bucket->square[1] < high);
}

/* Adds m / 10^decimals, |m| < 2^57, 0 <= decimals <= 31, `times` times. 0 = no memory, nothing added (only at the
 * first of its decimals). */
static int repi_sums_add(repi_memory *memory, repi_sums *sums, int64_t m, int decimals, uint64_t times)
{
    size_t slot = sums->slot_of[decimals];
    repi_sums_bucket *bucket = slot ? sums->bucket + (slot - 1) : repi_sums_new_bucket(memory, sums, decimals);
    uint64_t sign = (uint64_t)0 - (uint64_t)(m < 0), size = ((uint64_t)m ^ sign) - sign;
    repi_u128 sum = repi_mul128(size, times), square = repi_mul128(size, size), low, high;
    if (REPI_UNLIKELY(!bucket)) return 0;
    if (sign) sum.hi = ~sum.hi + (sum.lo == 0), sum.lo = (uint64_t)0 - sum.lo;
    bucket->sum[0] += sum.lo;
    bucket->sum[1] += sum.hi + (bucket->sum[0] < sum.lo);
    low = repi_mul128(square.lo, times), high = repi_mul128(square.hi, times);
    repi_sums_add_square(bucket, low.lo, low.hi, 0);
    repi_sums_add_square(bucket, 0, high.lo, high.hi);
    sums->count += times;
    return 1;
}

/* words += v * 2^(64 * at), with the carry. */
static void repi_long_add(uint64_t *words, int at, uint64_t v)
{
    for (words += at; v; words++) v = (*words += v) < v;
}

static void repi_long_add_shifted(uint64_t *words, uint64_t v, int shift)
{
    int rest = shift % 64;
    repi_long_add(words, shift / 64, v << rest);
    if (rest) repi_long_add(words, shift / 64 + 1, v >> (64 - rest));
}

static int repi_sums_need_wide(repi_memory *memory, repi_sums *sums)
{
    if (!sums->wide) sums->wide = (repi_sums_long *)repi_zeroed(memory, 1, sizeof *sums->wide);
    return sums->wide != NULL;
}

/* Adds a finite double `times` times. 0 = no memory, nothing added (only at the first). */
static int repi_sums_add_f64(repi_memory *memory, repi_sums *sums, double v, uint64_t times)
{
    uint64_t bits = repi_f64_bits(v), c = bits & (((uint64_t)1 << 52) - 1);
    int biased = (int)(bits >> 52 & 0x7FF), shift = REPI_MAX(biased, 1) - 1;
    repi_u128 sum, square, low, high;
    if (!repi_sums_need_wide(memory, sums)) return 0;
    if (biased) c |= (uint64_t)1 << 52;
    sum = repi_mul128(c, times);
    repi_long_add_shifted(sums->wide->part[bits >> 63], sum.lo, shift);
    repi_long_add_shifted(sums->wide->part[bits >> 63], sum.hi, shift + 64);
    square = repi_mul128(c, c);
    low = repi_mul128(square.lo, times), high = repi_mul128(square.hi, times);
    repi_long_add_shifted(sums->wide->square, low.lo, 2 * shift);
    repi_long_add_shifted(sums->wide->square, low.hi, 2 * shift + 64);
    repi_long_add_shifted(sums->wide->square, high.lo, 2 * shift + 64);
    repi_long_add_shifted(sums->wide->square, high.hi, 2 * shift + 128);
    sums->count += times;
    return 1;
}

/* into += from, which stays. 0 = no memory: then nothing was added. */
static int repi_sums_merge(repi_memory *memory, repi_sums *into, const repi_sums *from)
{
    size_t i;
    int j;
    for (i = 0; i < from->bucket_count; i++) /* all that can fail comes first */
        if (!into->slot_of[from->bucket[i].decimals] &&
            !repi_sums_new_bucket(memory, into, from->bucket[i].decimals)) return 0;
    if (from->wide && !repi_sums_need_wide(memory, into)) return 0;
    for (i = 0; i < from->bucket_count; i++) {
        const repi_sums_bucket *b = &from->bucket[i];
        repi_sums_bucket *a = &into->bucket[into->slot_of[b->decimals] - 1];
        a->sum[0] += b->sum[0];
        a->sum[1] += b->sum[1] + (a->sum[0] < b->sum[0]);
        repi_sums_add_square(a, b->square[0], b->square[1], b->square[2]);
    }
    if (from->wide) {
        for (j = 0; j < REPI_LONG_SUM; j++) {
            repi_long_add(into->wide->part[0], j, from->wide->part[0][j]);
            repi_long_add(into->wide->part[1], j, from->wide->part[1][j]);
        }
        for (j = 0; j < REPI_LONG_SQUARE; j++) repi_long_add(into->wide->square, j, from->wide->square[j]);
    }
    into->count += from->count;
    return 1;
}

/* sums as fractions with one denominator: |sum| = *sum / *unit, squares = *square / *unit^2. The unit is 10^d for
 * the largest d in use, times 2^1074 if there are doubles. square may be NULL. Returns 1 for a negative sum. */
static int repi_sums_total(const repi_sums *sums, repi_wide *sum, repi_wide *square, repi_wide *unit)
{
    repi_wide part[2], term;
    int most = 0, shift = sums->wide ? 1074 : 0, negative;
    size_t i;
    for (i = 0; i < sums->bucket_count; i++) most = REPI_MAX(most, sums->bucket[i].decimals);
    repi_wide_set64(unit, 1);
    repi_wide_scale_pow10(unit, most);
    repi_wide_shift(unit, shift);
    repi_wide_set64(&part[0], 0);
    repi_wide_set64(&part[1], 0);
    if (square) repi_wide_set64(square, 0);
    for (i = 0; i < sums->bucket_count; i++) {
        const repi_sums_bucket *b = &sums->bucket[i];
        uint64_t words[2];
        negative = (int)(b->sum[1] >> 63);
        words[0] = negative ? (uint64_t)0 - b->sum[0] : b->sum[0];
        words[1] = negative ? ~b->sum[1] + (b->sum[0] == 0) : b->sum[1];
        repi_wide_set(&term, words, 2);
        repi_wide_scale_pow10(&term, most - b->decimals);
        repi_wide_shift(&term, shift);
        repi_wide_add(&part[negative], &term);
        if (!square) continue;
        repi_wide_set(&term, b->square, 3);
        repi_wide_scale_pow10(&term, 2 * (most - b->decimals));
        repi_wide_shift(&term, 2 * shift);
        repi_wide_add(square, &term);
    }
    if (sums->wide) {
        for (i = 0; i < 2; i++) {
            repi_wide_set(&term, sums->wide->part[i], REPI_LONG_SUM);
            repi_wide_scale_pow10(&term, most);
            repi_wide_add(&part[i], &term);
        }
        if (square) {
            repi_wide_set(&term, sums->wide->square, REPI_LONG_SQUARE);
            repi_wide_scale_pow10(&term, 2 * most);
            repi_wide_add(square, &term);
        }
    }
    negative = repi_wide_order(&part[0], &part[1]) < 0;
    repi_wide_copy(sum, &part[negative]);
    repi_wide_subtract(sum, &part[!negative]);
    return negative;
}

/* The double nearest to the mean; 0 of nothing. */
static double repi_sums_mean(const repi_sums *sums)
{
    repi_wide sum, unit;
    int negative;
    if (sums->count == 0) return 0.0;
    negative = repi_sums_total(sums, &sum, NULL, &unit);
    repi_wide_scale(&unit, sums->count, 0);
    return repi_wide_ratio(&sum, &unit, negative);
}

/* The double nearest to the standard deviation with n - 1; 0 for n < 2. With the unit u of repi_sums_total:
 * (n * squares - sum^2) / (n (n - 1) u^2), where nothing cancels because nothing was rounded. */
static double repi_sums_std(const repi_sums *sums)
{
    repi_wide sum, square, unit, term;
    if (sums->count < 2) return 0.0;
    repi_sums_total(sums, &sum, &square, &unit);
    repi_wide_scale(&square, sums->count, 0);
    repi_wide_multiply(&term, &sum, &sum);
    repi_wide_subtract(&square, &term);
    repi_wide_multiply(&term, &unit, &unit);
    repi_wide_scale(&term, sums->count, 0);
    repi_wide_scale(&term, sums->count - 1, 0);
    return repi_wide_root_ratio(&square, &term);
}

/* 1 if all values are whole (decimals 0) and their count, sum and sum of squares are those of the run
 * min, min + step, ..., max of count terms; step >= 0. Both sums together leave little room for other values
 * with the same min and max; that the caller has seen those is his part. With s = min + max:
 * 2 * sum = count * s and 12 * squares = 3 * count * s^2 + step^2 * (count - 1) * count * (count + 1). */
static int repi_sums_is_run(const repi_sums *sums, int64_t min, int64_t max, int64_t step, uint64_t count)
{
    const int64_t limit = (int64_t)1 << 62;
    repi_wide sum, square, unit, want, term;
    uint64_t twice; /* |min + max| */
    repi_u128 span;
    int negative;
    if (sums->count != count || count == 0 || count == UINT64_MAX || sums->wide || step < 0) return 0;
    if (sums->bucket_count != 1 || sums->bucket[0].decimals != 0) return 0;
    if (min > max || min <= -limit || max >= limit) return 0;
    span = repi_mul128(count - 1, (uint64_t)step);
    if (span.hi || span.lo != (uint64_t)max - (uint64_t)min) return 0;
    twice = min + max < 0 ? (uint64_t)-(min + max) : (uint64_t)(min + max);
    negative = repi_sums_total(sums, &sum, &square, &unit);
    if (negative != (min + max < 0)) return 0;
    repi_wide_scale(&sum, 2, 0);
    repi_wide_set64(&want, twice);
    repi_wide_scale(&want, count, 0);
    if (repi_wide_order(&sum, &want) != 0) return 0;
    repi_wide_scale(&want, twice, 0);
    repi_wide_scale(&want, 3, 0);
    repi_wide_set64(&term, (uint64_t)step);
    repi_wide_scale(&term, (uint64_t)step, 0);
    repi_wide_scale(&term, count - 1, 0);
    repi_wide_scale(&term, count, 0);
    repi_wide_scale(&term, count + 1, 0);
    repi_wide_add(&want, &term);
    repi_wide_scale(&square, 12, 0);
    return repi_wide_order(&square, &want) == 0;
}

/*==============================================================================
 * MARK: - [R07] Mathematics
 *
 * The inverse of the normal distribution, in integers.
 *
 *   enter by   repi_normal
 *   uses       R01 platform
 *   source     own table; evaluation after Estrin (Knuth, TAOCP 2, 4.6.4)
 *============================================================================*/

/* z for an upper tail probability q in octave n, 2^-(n+2) < q <= 2^-(n+1), as a polynomial of degree 11 in
 * t = 2 - 2^(n+2) q, coefficients times 2^40. Made with 50 digits (Python, mpmath): the inverse of erfc, by Halley's
 * steps, at the 12 Chebyshev points (1 - cos(pi i / 11)) / 2 of each octave, both ends among them, the linear
 * system solved and rounded. Largest error seen over 41 points an octave: 1.4e-10 (octave 0), 3e-11 (octave 63). */
static const int64_t repi_normal_octave[64][12] = {
    { 0, 689016736603, -240479, 45101755774, -62530976, 6576263632,
      -1384231777, 4260611784, -4764155518, 4621503184, -2372067365, 615678294 },
    { 741609323156, 432501846164, 57374612671, 21307166500, 7139902650, 3189802076,
      -141636973, 3466717111, -4228151164, 4216444562, -2181490630, 567983607 },
    { 1264822519728, 333827052719, 58296359773, 18707586959, 6636142132, 2925844546,
      -143589229, 3230726765, -3947495171, 3934117878, -2035665213, 529776037 },
    { 1686783376926, 279383934975, 54454146182, 17162599756, 6137345769, 2717130969,
      -145630785, 3032031681, -3710367882, 3695779456, -1912536940, 497537553 },
    { 2048095347659, 244096063254, 50470832769, 15923805145, 5718407739, 2542209755,
      -146290871, 2862662359, -3507669513, 3492252754, -1807372342, 470022185 },
    { 2368210270893, 219010081624, 46980451956, 14889733249, 5365305545, 2393899932,
      -145926970, 2716659648, -3332455421, 3316495125, -1716539121, 446272727 },
    { 2658134249187, 200072196336, 44006727731, 14014145853, 5064462328, 2266721033,
      -144852738, 2589464284, -3179423416, 3163126857, -1637263072, 425558032 },
    { 2924775112414, 185158973667, 41471588162, 13264047968, 4805259554, 2156465546,
      -143305975, 2477580375, -3044504780, 3028021470, -1567416135, 407317465 },
    { 3172789139730, 173041689986, 39292651971, 12614363071, 4579557050, 2059911538,
      -141457636, 2378306640, -2924548524, 2907985987, -1505351399, 391117417 },
    { 3405483365831, 162955770150, 37401314360, 12045900663, 4381111716, 1974579279,
      -139427496, 2289534192, -2817087578, 2800523074, -1449780498, 376618922 },
    { 3625302422614, 154398317872, 35743573319, 11543893455, 4205101049, 1898542800,
      -137298342, 2209598042, -2720168175, 2703657153, -1399684018, 363553969 },
    { 3834111509739, 147023744298, 34277432031, 11096879252, 4047762241, 1830289937,
      -135126901, 2137168737, -2632225550, 2615807679, -1354246210, 351708247 },
    { 4033370703502, 140585982228, 32970136524, 10695867079, 3906126426, 1768619915,
      -132951723, 2071173097, -2551992928, 2535696395, -1312807212, 340908516 },
    { 4224247461819, 134904607613, 31795925623, 10333725026, 3777824588, 1712568542,
      -130798732, 2010735819, -2478434323, 2462278918, -1274827786, 331013292 },
    { 4407692080398, 129844021796, 30734327043, 10004732538, 3660945564, 1661353319,
      -128685066, 1955136060, -2410694442, 2394693770, -1239863060, 321905921 },
    { 4584489953840, 125300146679, 29768895208, 9704251792, 3553931485, 1614332801,
      -126621752, 1903774816, -2348060932, 2332224030, -1207542749, 313489361 },
    { 4755298774578, 121191632904, 28886279355, 9428484660, 3455500068, 1570976245,
      -124615558, 1856150165, -2289935640, 2274268147, -1177556114, 305682214 },
    { 4920675641024, 117453881040, 28075532206, 9174291255, 3364586280, 1530840678,
      -122670286, 1811838271, -2235812496, 2220317528, -1149640397, 298415685 },
    { 5081097220787, 114034872943, 27327592866, 8939053053, 3280298086, 1493553400,
      -120787673, 1770478665, -2185260332, 2169939124, -1123571843, 291631213 },
    { 5236975020287, 110892200831, 26634896235, 8720568552, 3201882522, 1458798496,
      -118968034, 1731762732, -2137909408, 2122761793, -1099158663, 285278627 },
    { 5388667133970, 107990908487, 25991074955, 8516972925, 3128699428, 1426306333,
      -117210705, 1695424623, -2093440738, 2078465515, -1076235467, 279314673 },
    { 5536487413998, 105301895212, 25390729642, 8326675512, 3060200910, 1395845305,
      -115514370, 1661234010, -2051577580, 2036772782, -1054658823, 273701857 },
    { 5680712718455, 102800717408, 24829250001, 8148310744, 2995915128, 1367215284,
      -113877281, 1628990278, -2012078583, 1997441687, -1034303690, 268407500 },
    { 5821588706931, 100466676020, 24302674227, 7980699260, 2935433401, 1340242386,
      -112297422, 1598517820, -1974732232, 1960260319, -1015060519, 263402982 },
    { 5959334523171, 98282112803, 23807577507, 7822816836, 2878399852, 1314774753,
      -110772624, 1569662206, -1939352316, 1925042189, -996832901, 258663120 },
    { 6094146614596, 96231861293, 23340982854, 7673769361, 2824503036, 1290679119,
      -109300645, 1542287037, -1905774195, 1891622474, -979535618, 254165664 },
    { 6226201874976, 94302813930, 22900289214, 7532772527, 2773469120, 1267838016,
      -107879228, 1516271348, -1873851723, 1859854912, -963093045, 249890871 },
    { 6355660250918, 92483577431, 22483213077, 7399135231, 2725056289, 1246147458,
      -106506137, 1491507452, -1843454678, 1829609223, -947437815, 245821158 },
    { 6482666919605, 90764195943, 22087740710, 7272245919, 2679050127, 1225515037,
      -105179190, 1467899137, -1814466616, 1800768944, -932509706, 241940810 },
    { 6607354120718, 89135926813, 21712088827, 7151561281, 2635259782, 1205858322,
      -103896272, 1445360150, -1786783067, 1773229619, -918254698, 238235734 },
    { 6729842707209, 87591057556, 21354671998, 7036596833, 2593514767, 1187103531,
      -102655347, 1423812922, -1760310009, 1746897260, -904624184, 234693251 },
    { 6850243465788, 86122755400, 21014075479, 6926919032, 2553662260, 1169184403,
      -101454467, 1403187479, -1734962566, 1721687048, -891574295, 231301922 },
    { 6968658247485, 84724942777, 20689032445, 6822138636, 2515564842, 1152041250,
      -100291773, 1383420521, -1710663907, 1697522219, -879065329, 228051393 },
    { 7085180940556, 83392193634, 20378404801, 6721905083, 2479098565, 1135620141,
      -99165496, 1364454626, -1687344298, 1674333113, -867061255, 224932271 },
    { 7199898311740, 82119646595, 20081166939, 6625901723, 2444151314, 1119872217,
      -98073957, 1346237577, -1664940281, 1652056358, -855529293, 221936011 },
    { 7312890736942, 80902931826, 19796391916, 6533841730, 2410621398, 1104753095,
      -97015562, 1328721767, -1643393974, 1630634157, -844439547, 219054821 },
    { 7424232838569, 79738109127, 19523239641, 6445464610, 2378416349, 1090222358,
      -95988805, 1311863696, -1622652460, 1610013683, -833764690, 216281581 },
    { 7533994043658, 78621615268, 19260946739, 6360533188, 2347451872, 1076243110,
      -94992258, 1295623528, -1602667252, 1590146542, -823479685, 213609766 },
    { 7642239074475, 77550218993, 19008817818, 6278831006, 2317650951, 1062781598,
      -94024572, 1279964703, -1583393834, 1570988307, -813561552, 211033390 },
    { 7749028381282, 76520982402, 18766217917, 6200160063, 2288943059, 1049806875,
      -93084469, 1264853606, -1564791253, 1552498115, -803989148, 208546945 },
    { 7854418525393, 75531227673, 18532565948, 6124338850, 2261263481, 1037290507,
      -92170745, 1250259262, -1546821759, 1534638308, -794742992, 206145356 },
    { 7958462519281, 74578508274, 18307328982, 6051200635, 2234552707, 1025206322,
      -91282256, 1236153083, -1529450498, 1517374116, -785805096, 203823939 },
    { 8061210129490, 73660583972, 18090017263, 5980591955, 2208755918, 1013530180,
      -90417926, 1222508637, -1512645227, 1500673385, -777158821, 201578362 },
    { 8162708147188, 72775399047, 17880179829, 5912371298, 2183822515, 1002239780,
      -89576733, 1209301440, -1496376073, 1484506324, -768788755, 199404610 },
    { 8263000630470, 71921063265, 17677400665, 5846407936, 2159705717, 991314480,
      -88757711, 1196508781, -1480615315, 1468845293, -760680596, 197298961 },
    { 8362129121944, 71095835170, 17481295311, 5782580894, 2136362198, 980735145,
      -87959948, 1184109558, -1465337187, 1453664603, -752821054, 195257953 },
    { 8460132844589, 70298107409, 17291507864, 5720778040, 2113751767, 970484011,
      -87182577, 1172084137, -1450517704, 1438940348, -745197756, 193278368 },
    { 8557048878494, 69526393766, 17107708312, 5660895274, 2091837085, 960544555,
      -86424780, 1160414219, -1436134513, 1424650245, -737799175, 191357203 },
    { 8652912320687, 68779317709, 16929590175, 5602835804, 2070583408, 950901395,
      -85685779, 1149082734, -1422166748, 1410773501, -730614549, 189491659 },
    { 8747756429996, 68055602216, 16756868400, 5546509505, 2049958365, 941540182,
      -84964838, 1138073730, -1408594908, 1397290682, -723633823, 187679117 },
    { 8841612758624, 67354060743, 16589277474, 5491832337, 2029931750, 932447520,
      -84261260, 1127372283, -1395400744, 1384183604, -716847588, 185917131 },
    { 8934511271876, 66673589161, 16426569744, 5438725836, 2010475342, 923610883,
      -83574380, 1116964417, -1382567158, 1371435234, -710247027, 184203405 },
    { 9026480457333, 66013158557, 16268513908, 5387116641, 1991562740, 915018545,
      -82903569, 1106837023, -1370078113, 1359029595, -703823874, 182535788 },
    { 9117547424574, 65371808792, 16114893654, 5336936083, 1973169219, 906659513,
      -82248230, 1096977795, -1357918547, 1346951683, -697570365, 180912261 },
    { 9207737996431, 64748642707, 15965506439, 5288119802, 1955271589, 898523475,
      -81607793, 1087375166, -1346074304, 1335187397, -691479201, 179330925 },
    { 9297076792636, 64142820932, 15820162389, 5240607413, 1937848083, 890600741,
      -80981718, 1078018255, -1334532057, 1323723466, -685543514, 177789993 },
    { 9385587306619, 63553557187, 15678683295, 5194342188, 1920878241, 882882198,
      -80369489, 1068896811, -1323279254, 1312547389, -679756836, 176287782 },
    { 9473291976132, 62980114058, 15540901714, 5149270787, 1904342813, 875359270,
      -79770618, 1060001172, -1312304059, 1301647380, -674113066, 174822706 },
    { 9560212248289, 62421799166, 15406660150, 5105342995, 1888223672, 868023870,
      -79184637, 1051322218, -1301595299, 1291012313, -668606447, 173393268 },
    { 9646368639559, 61877961701, 15275810308, 5062511496, 1872503725, 860868375,
      -78611101, 1042851336, -1291142419, 1280631680, -663231539, 171998051 },
    { 9731780791172, 61347989271, 15148212415, 5020731658, 1857166844, 853885584,
      -78049586, 1034580382, -1280935437, 1270495543, -657983200, 170635720 },
    { 9816467520365, 60831305045, 15023734604, 4979961345, 1842197796, 847068692,
      -77499686, 1026501651, -1270964908, 1260594499, -652856563, 169305008 },
    { 9900446867848, 60327365143, 14902252350, 4940160739, 1827582179, 840411264,
      -76961016, 1018607846, -1261221884, 1250919641, -647847018, 168004717 },
    { 9983736141808, 59835656263, 14783647952, 4901292177, 1813306365, 833907206,
      -76433205, 1010892049, -1251697881, 1241462525, -642950195, 166733710 }
};

/* floor(a * t / 2^64) for a in two's complement */
static uint64_t repi_mulhi_signed(uint64_t a, uint64_t t) { return repi_mulhi(a, t) - (a >> 63 ? t : 0); }

/* z * 2^40 with P(Z < z) = (u + 1/2) / 2^64: within 1.5e-10 of the true z, |z| <= 9.16, and
 * repi_normal(~u) = -repi_normal(u).
 *
 * Never falls as u rises: t has 32 bits, so its steps raise the result by 13.9 or more, and the roundings of the
 * eleven products below take away less than 11. Between octaves the script compared the values at the seam. */
static int64_t repi_normal(uint64_t u)
{
    uint64_t tail = ((u >> 63 ? ~u : u) << 1) | 1; /* q * 2^65 */
    int octave = repi_clz64(tail), i;
    uint64_t t = (~(tail << octave << 1) & 0xFFFFFFFF00000000u) | 0x80000000u; /* the middle of its 2^-32 */
    uint64_t t2 = repi_mulhi(t, t), t4 = repi_mulhi(t2, t2), t8 = repi_mulhi(t4, t4), a[6], z;
    const int64_t *c = repi_normal_octave[octave];
    for (i = 0; i < 6; i++) a[i] = (uint64_t)c[2 * i] + repi_mulhi_signed((uint64_t)c[2 * i + 1], t);
    a[0] += repi_mulhi_signed(a[1], t2);
    a[2] += repi_mulhi_signed(a[3], t2);
    a[4] += repi_mulhi_signed(a[5], t2);
    z = a[0] + repi_mulhi_signed(a[2], t4) + repi_mulhi_signed(a[4], t8);
    return u >> 63 ? (int64_t)z : -(int64_t)z;
}
/*==============================================================================
 * MARK: - [R08] Dates
 *
 * Calendar days, dates between text and integers, and the formats that a table's
 * dates may have. A date is an int64_t: microseconds of wall time since
 * 1970-01-01T00:00:00, years 1..9999, proleptic Gregorian, no zone, no leap
 * second. A time of day is on 1970-01-01, a month is its first day.
 *
 * A format is a pattern, and reading is the inverse of printing byte for byte:
 * a text that a pattern accepts is the text that it prints. So one cell can fit
 * several patterns ("11/12/2000" is padded or not, US or European), and a column
 * has the patterns that all its cells fit.
 *
 *   %Y  2000            %m  01   %-m 1        %b Jan  %^b JAN  %_b jan   (so do %B
 *   %y  00: 1969..2068  %d  05   %-d 5        %a Wed  %^a WED  %_a wed    and %A:
 *   %j  005 of the year %e  " 5" or "15"      %B January  %A Wednesday    in full)
 *   %H  09  %-H 9       %I  09   %-I 9        %p AM PM    %P am pm
 *   %M  05  %S  09      %3f 120: 1..9 digits, those past 6 are 0; %f is %6f
 *   %z  +0100           %:z +01:00            %% %        any other byte is itself
 *
 *   enter by   repi_date_check, repi_date_read, repi_date_print, repi_date_find,
 *              repi_date_read_iso, repi_date_print_civil, repi_date_read_any_iso, repi_date_print_iso
 *   uses       R01 platform, R03 text
 *   source     Howard Hinnant, chrono-Compatible Low-Level Date Algorithms (days);
 *              ISO 8601, RFC 2822 and 3339; POSIX strftime and GNU's - ^ _ flags,
 *              where _ pads with blanks; here it is lower case (%e is the padded day)
 *============================================================================*/
#define REPI_DATE_SECOND  1000000
#define REPI_DATE_MINUTE  (60 * (int64_t)REPI_DATE_SECOND)
#define REPI_DATE_HOUR    (60 * REPI_DATE_MINUTE)
#define REPI_DATE_DAY     (24 * REPI_DATE_HOUR)
#define REPI_DATE_FIRST   (-719162)         /* 0001-01-01 */
#define REPI_DATE_LAST    2932896           /* 9999-12-31 */
#define REPI_DATE_ROOM    96                /* bytes that repi_date_print may fill */
#define REPI_DATE_PATTERN 64                /* bytes of a usable pattern, at most  */

/*--- days ---*/

/* Days since 1970-01-01; year 1..9999, month and day in range. Years begin in March, so that the leap
 * day is the last one and (153 m + 2) / 5 counts the days of the months before. (Hinnant) */
static int32_t repi_date_days(int year, int month, int day)
{
    int y = year - (month <= 2), m = month + (month <= 2 ? 9 : -3);
    return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719468;
}

/* The inverse, for REPI_DATE_FIRST .. REPI_DATE_LAST: within its era of 400 years the year of a day is
 * (day - leap days so far) / 365. (Hinnant) */
static void repi_date_civil(int32_t days, int *year, int *month, int *day)
{
    int z = days + 719468, era = z / 146097, doe = z % 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100), m = (5 * doy + 2) / 153;
    *day = doy - (153 * m + 2) / 5 + 1;
    *month = m < 10 ? m + 3 : m - 9;
    *year = era * 400 + yoe + (*month <= 2);
}

static int repi_date_weekday(int32_t days) { return (int)((days + 719468 + 3) % 7); } /* 0 = Sunday */

static int repi_date_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

static int repi_date_month_days(int year, int month)
{
    static const unsigned char days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    return days[month - 1] + (month == 2 && repi_date_leap(year));
}

/*--- ISO 8601 without a pattern ---*/

static unsigned repi_date_two(const char *s) /* two digits; 100 = they are none */
{
    unsigned a = (unsigned)(unsigned char)s[0] - '0', b = (unsigned)(unsigned char)s[1] - '0';
    return a > 9 || b > 9 ? 100 : a * 10 + b;
}

/* The ten bytes YYYY-MM-DD in days. */
static int repi_date_iso_days(const char *s, int32_t *days)
{
    unsigned century = repi_date_two(s), year = repi_date_two(s + 2);
    unsigned month = repi_date_two(s + 5), day = repi_date_two(s + 8);
    if (century > 99 || year > 99 || s[4] != '-' || s[7] != '-' || month - 1 > 11 || day - 1 > 30) return 0;
    year += century * 100;
    if (year == 0 || (day > 28 && (int)day > repi_date_month_days((int)year, (int)month))) return 0;
    *days = repi_date_days((int)year, (int)month, (int)day);
    return 1;
}

/* Exactly YYYY-MM-DD and YYYY-MM-DD HH:MM:SS, the two commonest formats. */
static int repi_date_read_iso(const char *s, size_t n, int64_t *micros, int *with_time)
{
    int32_t days;
    unsigned hour = 0, minute = 0, second = 0;
    if ((n != 10 && n != 19) || !repi_date_iso_days(s, &days)) return 0;
    if (n == 19) {
        hour = repi_date_two(s + 11), minute = repi_date_two(s + 14), second = repi_date_two(s + 17);
        if (s[10] != ' ' || s[13] != ':' || s[16] != ':' || hour > 23 || minute > 59 || second > 59) return 0;
    }
    *micros = ((int64_t)days * 86400 + (int64_t)(hour * 3600 + minute * 60 + second)) * REPI_DATE_SECOND;
    *with_time = n == 19;
    return 1;
}

/* Writes the bytes that repi_date_read_iso reads; their number. */
static size_t repi_date_print_civil(int64_t micros, int with_time, char *out)
{
    int64_t seconds = micros / REPI_DATE_SECOND - (micros % REPI_DATE_SECOND < 0);
    int32_t days = (int32_t)(seconds / 86400 - (seconds % 86400 < 0)), rest = (int32_t)(seconds - (int64_t)days * 86400);
    const char marks[5] = { '-', '-', ' ', ':', ':' };
    int year, month, day, part[6], i;
    repi_date_civil(days, &year, &month, &day);
    part[0] = year % 100, part[1] = month, part[2] = day, part[3] = rest / 3600, part[4] = rest / 60 % 60, part[5] = rest % 60;
    *out++ = (char)('0' + year / 1000), *out++ = (char)('0' + year / 100 % 10);
    for (i = 0; i < (with_time ? 6 : 3); i++) {
        if (i) *out++ = marks[i - 1];
        *out++ = (char)('0' + part[i] / 10), *out++ = (char)('0' + part[i] % 10);
    }
    return with_time ? 19 : 10;
}

/* What Python's isoformat() writes: YYYY-MM-DD, then perhaps T or a blank, HH:MM, :SS, a fraction of 1..9
 * digits (those past 6 are dropped), and Z, +HH, +HHMM or +HH:MM, which is checked and ignored. */
static int repi_date_read_any_iso(const char *s, size_t n, int64_t *micros)
{
    const char *end;
    int32_t days, unit = REPI_DATE_SECOND, fraction = 0;
    unsigned hour, minute, second = 0;
    if (n < 10 || !repi_date_iso_days(s, &days)) return 0;
    end = s + n;
    s += 10;
    if (s == end) {
        *micros = days * REPI_DATE_DAY;
        return 1;
    }
    if (end - s < 6 || (*s != 'T' && *s != ' ') || s[3] != ':') return 0;
    hour = repi_date_two(s + 1), minute = repi_date_two(s + 4);
    s += 6;
    if (end - s >= 3 && *s == ':') {
        second = repi_date_two(s + 1);
        s += 3;
        if (end - s >= 2 && *s == '.') {
            const char *dot = s++;
            for (; s < end && s - dot <= 9 && repi_is_digit(*s); s++) unit /= 10, fraction += (*s - '0') * unit;
            if (s - dot == 1) return 0;
        }
    }
    if (hour > 23 || minute > 59 || second > 59) return 0;
    if (end - s == 1 && *s == 'Z') s++;
    else if (end - s >= 3 && (*s == '+' || *s == '-') && repi_date_two(s + 1) <= 23) {
        s += 3;
        if (end - s == 3 && *s == ':') s++;
        if (end - s == 2 && repi_date_two(s) <= 59) s += 2;
    }
    if (s != end) return 0;
    *micros = days * REPI_DATE_DAY + hour * REPI_DATE_HOUR + minute * REPI_DATE_MINUTE +
              second * (int64_t)REPI_DATE_SECOND + fraction;
    return 1;
}

/*--- patterns ---*/
enum {
    REPI_DATE_HAS_YEAR = 1, REPI_DATE_HAS_MONTH = 2, REPI_DATE_HAS_DAY = 4, REPI_DATE_HAS_YEAR_DAY = 8,
    REPI_DATE_HAS_WEEKDAY = 16, REPI_DATE_HAS_HOUR = 32, REPI_DATE_HAS_HOUR12 = 64, REPI_DATE_HAS_HALF = 128,
    REPI_DATE_HAS_MINUTE = 256, REPI_DATE_HAS_SECOND = 512, REPI_DATE_HAS_FRACTION = 1024, REPI_DATE_HAS_ZONE = 2048
};

/* Takes one piece off a pattern that has not ended. kind 0: the literal byte `style`; else the directive's letter, or
 * '?' where the pattern ends too early, and the character between % and it, or 0. Never reads past the '\0'. */
static const char *repi_date_step(const char *p, char *kind, char *style)
{
    *kind = 0, *style = *p++;
    if (*style != '%') return p;
    if (*p == '%') return p + 1;
    *style = 0;
    if (*p == '-' || *p == '^' || *p == '_' || *p == ':' || (*p >= '1' && *p <= '9')) *style = *p++;
    *kind = '?';
    if (*p) *kind = *p++;
    return p;
}

/* What a directive shows; 0 = there is no such directive. */
static unsigned repi_date_field(char kind, char style)
{
    int plain = style == 0, bare = plain || style == '-', cased = plain || style == '^' || style == '_';
    switch (kind) {
    case 'Y': case 'y': return plain ? REPI_DATE_HAS_YEAR : 0;
    case 'm':           return bare ? REPI_DATE_HAS_MONTH : 0;
    case 'b': case 'B': return cased ? REPI_DATE_HAS_MONTH : 0;
    case 'd':           return bare ? REPI_DATE_HAS_DAY : 0;
    case 'e':           return plain ? REPI_DATE_HAS_DAY : 0;
    case 'j':           return plain ? REPI_DATE_HAS_YEAR_DAY : 0;
    case 'a': case 'A': return cased ? REPI_DATE_HAS_WEEKDAY : 0;
    case 'H':           return bare ? REPI_DATE_HAS_HOUR : 0;
    case 'I':           return bare ? REPI_DATE_HAS_HOUR12 : 0;
    case 'p': case 'P': return plain ? REPI_DATE_HAS_HALF : 0;
    case 'M':           return plain ? REPI_DATE_HAS_MINUTE : 0;
    case 'S':           return plain ? REPI_DATE_HAS_SECOND : 0;
    case 'f':           return plain || repi_is_digit(style) ? REPI_DATE_HAS_FRACTION : 0;
    case 'z':           return plain || style == ':' ? REPI_DATE_HAS_ZONE : 0;
    default:            return 0;
    }
}

static unsigned repi_date_fields(const char *pattern) /* the REPI_DATE_HAS_ that it shows */
{
    unsigned fields = 0;
    char kind, style;
    while (*pattern) {
        pattern = repi_date_step(pattern, &kind, &style);
        if (kind) fields |= repi_date_field(kind, style);
    }
    return fields;
}

static int repi_date_months_only(const char *pattern)
{
    unsigned fields = repi_date_fields(pattern);
    return (fields & REPI_DATE_HAS_MONTH) && !(fields & REPI_DATE_HAS_DAY);
}

/* Microseconds of the smallest unit that a usable pattern shows; a month counts as a day. */
static int64_t repi_date_grain(const char *pattern)
{
    unsigned fields = repi_date_fields(pattern);
    int64_t grain = REPI_DATE_SECOND;
    char kind, style;
    if (!(fields & REPI_DATE_HAS_FRACTION))
        return fields & REPI_DATE_HAS_SECOND ? REPI_DATE_SECOND
             : fields & REPI_DATE_HAS_MINUTE ? REPI_DATE_MINUTE
             : fields & (REPI_DATE_HAS_HOUR | REPI_DATE_HAS_HOUR12) ? REPI_DATE_HOUR : REPI_DATE_DAY;
    while (*pattern) {
        pattern = repi_date_step(pattern, &kind, &style);
        if (kind != 'f') continue;
        for (style = (char)(style ? style - '0' : 6); style > 0 && grain > 1; style--) grain /= 10;
    }
    return grain;
}

/* NULL = usable, else what is wrong. Patterns come from model files and users. A usable one shows nothing twice, so
 * that no text can contradict itself: reading may take each directive on its own and still be the inverse of printing.
 * 64 bytes print at most 64 + 25 = 89: %A and %B are 7 longer than they are written, %9f 6, %z 3, %Y 2. */
static const char *repi_date_check(const char *pattern)
{
    unsigned fields = 0, hours, field;
    int open = 0; /* the number before has no fixed width: a digit after it would join it */
    char kind, style;
    const char *p = pattern;
    if (!p || !*p) return "the date format is empty";
    while (*p) {
        p = repi_date_step(p, &kind, &style);
        if (p - pattern > REPI_DATE_PATTERN) return "the date format is longer than 64 bytes";
        if (!kind) {
            if (open && repi_is_digit(style)) return "the date format has a digit right after a number without padding";
            open = 0;
            continue;
        }
        field = repi_date_field(kind, style);
        if (!field) return "the date format has an unknown % directive (a percent sign itself is %%)";
        if (fields & field) return "the date format shows the same thing twice";
        if (open && !strchr("bBaApPz", kind)) return "the date format has a digit right after a number without padding";
        open = style == '-';
        fields |= field;
    }
    if (!fields) return "the date format has no % directive";
    hours = fields & (REPI_DATE_HAS_HOUR | REPI_DATE_HAS_HOUR12);
    if (hours == (REPI_DATE_HAS_HOUR | REPI_DATE_HAS_HOUR12)) return "the date format has both %H and %I";
    if (!(fields & REPI_DATE_HAS_HOUR12) != !(fields & REPI_DATE_HAS_HALF))
        return "the date format needs %I and %p together, or %H";
    if ((fields & REPI_DATE_HAS_MINUTE) && !hours) return "the date format has minutes without hours";
    if ((fields & REPI_DATE_HAS_SECOND) && !(fields & REPI_DATE_HAS_MINUTE))
        return "the date format has seconds without minutes";
    if ((fields & REPI_DATE_HAS_FRACTION) && !(fields & REPI_DATE_HAS_SECOND))
        return "the date format has a fraction without seconds";
    if ((fields & REPI_DATE_HAS_YEAR_DAY) && (fields & (REPI_DATE_HAS_MONTH | REPI_DATE_HAS_DAY)))
        return "the date format has %j beside a month or a day";
    if ((fields & REPI_DATE_HAS_DAY) && !(fields & REPI_DATE_HAS_MONTH)) return "the date format has a day without a month";
    if ((fields & (REPI_DATE_HAS_MONTH | REPI_DATE_HAS_YEAR_DAY)) && !(fields & REPI_DATE_HAS_YEAR))
        return "the date format has a month or day without a year";
    if ((fields & REPI_DATE_HAS_YEAR) && !(fields & (REPI_DATE_HAS_MONTH | REPI_DATE_HAS_YEAR_DAY)))
        return "the date format has a year without a month";
    if ((hours || (fields & REPI_DATE_HAS_WEEKDAY)) && (fields & REPI_DATE_HAS_MONTH) && !(fields & REPI_DATE_HAS_DAY))
        return "the date format has a month without a day, beside a time or a weekday";
    if ((fields & REPI_DATE_HAS_WEEKDAY) && !(fields & REPI_DATE_HAS_YEAR))
        return "the date format has a weekday without a date";
    if (!hours && !(fields & REPI_DATE_HAS_YEAR)) return "the date format has neither a date nor a time of day";
    return NULL;
}

/*--- reading and printing by a pattern ---*/
static const char *const repi_date_month_names[12] = {
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December" };
static const char *const repi_date_weekday_names[7] = {
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday" };

/* Writes a name as %b %a (3 letters) or %B %A, in the case of style; at most 9 bytes. */
static size_t repi_date_put_name(char *out, const char *name, char kind, char style)
{
    size_t n = kind == 'b' || kind == 'a' ? 3 : REPI_MIN(strlen(name), (size_t)9), i;
    for (i = 0; i < n; i++)
        out[i] = style == '^' ? (char)repi_to_upper(name[i]) : style == '_' ? (char)repi_to_lower(name[i]) : name[i];
    return n;
}

/* The index of the name at s is left in *index; returns where it ends, NULL = none there. No name begins
 * another of its list, so the first hit is the only one. */
static const char *repi_date_get_name(const char *s, const char *end, const char *const *names, int count,
                                      char kind, char style, int *index)
{
    char name[9];
    int i;
    if (end - s < 3) return NULL;
    for (i = 0; i < count; i++) {
        size_t n;
        if (repi_to_upper((unsigned char)*s) != names[i][0]) continue;
        n = repi_date_put_name(name, names[i], kind, style);
        if (n > (size_t)(end - s) || memcmp(s, name, n) != 0) continue;
        *index = i;
        return s + n;
    }
    return NULL;
}

static size_t repi_date_put(char *out, int value, int width) /* width 0: without padding */
{
    int n = width ? width : value < 10 ? 1 : 2, i;
    if (n == 2) {
        out[0] = (char)('0' + value / 10), out[1] = (char)('0' + value % 10);
        return 2;
    }
    for (i = n; i-- > 0; value /= 10) out[i] = (char)('0' + value % 10);
    return (size_t)n;
}

/* A number low..high of `width` digits; width 0: one or two digits, no leading zero. NULL = none there. */
static const char *repi_date_get(const char *s, const char *end, int width, int low, int high, int *value)
{
    int v = 0, i;
    if (width == 2) {
        v = end - s >= 2 ? (int)repi_date_two(s) : 100;
        *value = v;
        return v >= low && v <= high ? s + 2 : NULL;
    }
    if (width == 0) {
        width = end - s >= 2 && repi_is_digit(s[1]) ? 2 : 1;
        if (width == 2 && *s == '0') return NULL;
    }
    if (end - s < width) return NULL;
    for (i = 0; i < width; i++) {
        if (!repi_is_digit(s[i])) return NULL;
        v = v * 10 + (s[i] - '0');
    }
    *value = v;
    return v >= low && v <= high ? s + width : NULL;
}

/* The fraction's digits in microseconds. What stands past the sixth must be 0: it would be lost. */
static const char *repi_date_get_fraction(const char *s, const char *end, int digits, int *micro)
{
    int unit = REPI_DATE_SECOND, i;
    if (end - s < digits) return NULL;
    for (i = 0, *micro = 0; i < digits; i++) {
        if (!repi_is_digit(s[i]) || (unit == 1 && s[i] != '0')) return NULL;
        if (unit > 1) unit /= 10, *micro += (s[i] - '0') * unit;
    }
    return s + digits;
}

/* +hhmm or +hh:mm in minutes. -0000 is refused: as a number it is +0000. */
static const char *repi_date_get_zone(const char *s, const char *end, char style, int *offset)
{
    int sign = s < end && *s == '-' ? -1 : 1, hours, minutes;
    if (s == end || (*s != '+' && *s != '-')) return NULL;
    s = repi_date_get(s + 1, end, 2, 0, 23, &hours);
    if (!s || (style == ':' && (s == end || *s++ != ':'))) return NULL;
    s = repi_date_get(s, end, 2, 0, 59, &minutes);
    if (!s) return NULL;
    *offset = sign * (hours * 60 + minutes);
    return sign > 0 || *offset ? s : NULL;
}

/* Reads the whole text by a usable pattern. 1 = it is the text that printing gives again: *micros and *offset_minutes
 * (0 without %z; the pointer may be NULL) are set. 0 = it is not, both are untouched. */
static int repi_date_read(const char *pattern, const char *text, size_t len, int64_t *micros, int *offset_minutes)
{
    int year = 1970, month = 1, day = 1, year_day = 0, weekday = -1, hour = 0, half = -1, minute = 0, second = 0;
    int micro = 0, offset = 0;
    const char *s = text, *end;
    char kind, style;
    int32_t days;
    if (len == 0) return 0;
    end = text + len;
    while (*pattern) {
        int width;
        if (*pattern != '%') {
            if (s == end || *s++ != *pattern++) return 0;
            continue;
        }
        pattern = repi_date_step(pattern, &kind, &style);
        width = style == '-' ? 0 : 2;
        switch (kind) {
        case 0: s = s < end && *s == '%' ? s + 1 : NULL; break;
        case 'Y': s = repi_date_get(s, end, 4, 1, 9999, &year); break;
        case 'y': s = repi_date_get(s, end, 2, 0, 99, &year), year += year < 69 ? 2000 : 1900; break;
        case 'm': s = repi_date_get(s, end, width, 1, 12, &month); break;
        case 'd': s = repi_date_get(s, end, width, 1, 31, &day); break;
        case 'e':
            if (s < end && *s == ' ') s = repi_date_get(s + 1, end, 1, 1, 9, &day);
            else s = repi_date_get(s, end, 2, 10, 31, &day);
            break;
        case 'j': s = repi_date_get(s, end, 3, 1, 366, &year_day); break;
        case 'b': case 'B': s = repi_date_get_name(s, end, repi_date_month_names, 12, kind, style, &month), month++; break;
        case 'a': case 'A': s = repi_date_get_name(s, end, repi_date_weekday_names, 7, kind, style, &weekday); break;
        case 'H': s = repi_date_get(s, end, width, 0, 23, &hour); break;
        case 'I': s = repi_date_get(s, end, width, 1, 12, &hour); break;
        case 'M': s = repi_date_get(s, end, 2, 0, 59, &minute); break;
        case 'S': s = repi_date_get(s, end, 2, 0, 59, &second); break;
        case 'f': s = repi_date_get_fraction(s, end, style ? style - '0' : 6, &micro); break;
        case 'p': case 'P': {
            const char *names = kind == 'p' ? "APM" : "apm";
            if (end - s < 2 || (s[0] != names[0] && s[0] != names[1]) || s[1] != names[2]) return 0;
            half = s[0] == names[1];
            s += 2;
            break;
        }
        case 'z': s = repi_date_get_zone(s, end, style, &offset); break;
        default: return 0;
        }
        if (!s) return 0;
    }
    if (s != end) return 0;
    if (day > 28 && day > repi_date_month_days(year, month)) return 0;
    if (year_day > 365 && !repi_date_leap(year)) return 0;
    days = repi_date_days(year, month, day);
    if (year_day) days = repi_date_days(year, 1, 1) + year_day - 1;
    if (weekday >= 0 && weekday != repi_date_weekday(days)) return 0;
    if (half >= 0) hour = hour % 12 + 12 * half; /* 12 AM is 0, 12 PM is 12 */
    *micros = days * REPI_DATE_DAY + hour * REPI_DATE_HOUR + minute * REPI_DATE_MINUTE +
              second * (int64_t)REPI_DATE_SECOND + micro;
    if (offset_minutes) *offset_minutes = offset;
    return 1;
}

/* Prints by a usable pattern: at most REPI_DATE_ROOM bytes, their number is returned, no '\0'. What the pattern does
 * not show is cut off. Dates beyond the years 1..9999 and offsets beyond a day are brought to the nearest.
 * A directive takes at most 9 bytes, so even a pattern that is not usable stays within the room. */
static size_t repi_date_print(const char *pattern, int64_t micros, int offset_minutes, char *out)
{
    int64_t days, rest;
    int year, month, day, weekday, hour, hour12, minute, second, micro;
    int offset = REPI_MIN(REPI_MAX(offset_minutes, -1439), 1439);
    size_t n = 0;
    char kind, style;
    micros = REPI_MAX(micros, REPI_DATE_FIRST * REPI_DATE_DAY);
    micros = REPI_MIN(micros, (REPI_DATE_LAST + 1) * REPI_DATE_DAY - 1);
    days = micros / REPI_DATE_DAY - (micros % REPI_DATE_DAY < 0);
    rest = micros - days * REPI_DATE_DAY;
    repi_date_civil((int32_t)days, &year, &month, &day);
    weekday = repi_date_weekday((int32_t)days);
    hour = (int)(rest / REPI_DATE_HOUR), minute = (int)(rest / REPI_DATE_MINUTE % 60);
    second = (int)(rest / REPI_DATE_SECOND % 60), micro = (int)(rest % REPI_DATE_SECOND);
    hour12 = hour % 12 ? hour % 12 : 12;
    while (*pattern) {
        char *at = out + n;
        int width;
        pattern = repi_date_step(pattern, &kind, &style);
        if (n + (kind ? 9 : 1) > REPI_DATE_ROOM) break;
        width = style == '-' ? 0 : 2;
        switch (kind) {
        case 0:   *at = style, n++; break;
        case 'Y': n += repi_date_put(at, year, 4); break;
        case 'y': n += repi_date_put(at, year % 100, 2); break;
        case 'm': n += repi_date_put(at, month, width); break;
        case 'd': n += repi_date_put(at, day, width); break;
        case 'e': n += repi_date_put(at, day, 2); if (day < 10) *at = ' '; break;
        case 'j': n += repi_date_put(at, (int)days - repi_date_days(year, 1, 1) + 1, 3); break;
        case 'b': case 'B': n += repi_date_put_name(at, repi_date_month_names[month - 1], kind, style); break;
        case 'a': case 'A': n += repi_date_put_name(at, repi_date_weekday_names[weekday], kind, style); break;
        case 'H': n += repi_date_put(at, hour, width); break;
        case 'I': n += repi_date_put(at, hour12, width); break;
        case 'M': n += repi_date_put(at, minute, 2); break;
        case 'S': n += repi_date_put(at, second, 2); break;
        case 'p': memcpy(at, hour < 12 ? "AM" : "PM", 2), n += 2; break;
        case 'P': memcpy(at, hour < 12 ? "am" : "pm", 2), n += 2; break;
        case 'f': {
            char digits[10]; /* six, and the zeros past them */
            size_t wanted = style ? (size_t)(style - '0') : 6;
            repi_date_put(digits, micro, 6);
            memcpy(digits + 6, "000", 3);
            memcpy(at, digits, wanted), n += wanted;
            break;
        }
        case 'z': {
            int minutes = offset < 0 ? -offset : offset;
            *at++ = offset < 0 ? '-' : '+';
            at += repi_date_put(at, minutes / 60, 2);
            if (style == ':') *at++ = ':';
            at += repi_date_put(at, minutes % 60, 2);
            n = (size_t)(at - out);
            break;
        }
        default: break;
        }
    }
    return n;
}

/* `YYYY-MM-DD`, and with a separator `HH:MM:SS` behind it: what most tables have, twice as fast as by its pattern.
 * Years outside 1..9999 are clamped as in repi_date_print. */
static size_t repi_date_put_iso(int64_t micros, char separator, char *out)
{
    int64_t days, seconds;
    int year, month, day;
    micros = REPI_MAX(micros, REPI_DATE_FIRST * REPI_DATE_DAY);
    micros = REPI_MIN(micros, (REPI_DATE_LAST + 1) * REPI_DATE_DAY - 1);
    days = micros / REPI_DATE_DAY - (micros % REPI_DATE_DAY < 0);
    seconds = (micros - days * REPI_DATE_DAY) / REPI_DATE_SECOND;
    repi_date_civil((int32_t)days, &year, &month, &day);
    memcpy(out, repi_two_digits + 2 * (year / 100), 2);
    memcpy(out + 2, repi_two_digits + 2 * (year % 100), 2);
    memcpy(out + 5, repi_two_digits + 2 * month, 2);
    memcpy(out + 8, repi_two_digits + 2 * day, 2);
    out[4] = out[7] = '-';
    if (!separator) return 10;
    out[10] = separator;
    memcpy(out + 11, repi_two_digits + 2 * (seconds / 3600), 2);
    memcpy(out + 14, repi_two_digits + 2 * (seconds / 60 % 60), 2);
    memcpy(out + 17, repi_two_digits + 2 * (seconds % 60), 2);
    out[13] = out[16] = ':';
    return 19;
}

/* YYYY-MM-DDTHH:MM:SS, and .ffffff where it is not zero, as Python's isoformat(): at most 26 bytes. */
static size_t repi_date_print_iso(int64_t micros, char *out)
{
    return repi_date_print(micros % REPI_DATE_SECOND ? "%Y-%m-%dT%H:%M:%S.%6f" : "%Y-%m-%dT%H:%M:%S", micros, 0, out);
}

/*--- the formats that are looked for ---*/
enum {
    REPI_DATE_BARE = 1,   /* digits alone: the caller asks for more evidence                 */
    REPI_DATE_TIMES = 2,  /* a time of day, no date                                          */
    REPI_DATE_MONTHS = 4, /* a month, no day                                                 */
    REPI_DATE_WEAK = 8    /* looks like a version number (10.4.12): more evidence is welcome */
};
/* shape: the runs of a text as digits of a hexadecimal number, 1 digits, 2 letters, 3 -, 4 /, 5 ., 6 :, 7 blanks, 8 commas,
 * 9 + (or a - after a colon): 2000-01-05 is 0x13131. The last 16 runs count.
 * widths: how long the runs of digits are, 1 = one or two: %-m/%-d/%Y is 0x114, %e is 1.
 * Both only cut the search short: the pattern decides. twin: the row with day and month exchanged, -1 = none; of twins
 * the commoner comes first (month first for /, day first for - and .). */
typedef struct repi_date_format { const char *pattern; uint64_t shape, widths; int flags, twin; } repi_date_format;

/* At most 256 rows, in the order of their shapes; a row that comes in between moves the twins behind it (the tests name
 * the right numbers). Left out, because too many codes look like that: a %y in front, week dates, days of the year,
 * 01.2000 and 01/00. A user may name any usable pattern. */
static const repi_date_format repi_date_formats[] = {
    /*   0 */ { "%Y%m%d",                                      0x1,         0x8, REPI_DATE_BARE, -1 },
    /*   1 */ { "%Y%m%d%H%M%S",                                0x1,         0xe, REPI_DATE_BARE, -1 },
    /*   2 */ { "%Y%m%dT%H%M%S",                             0x121,        0x86, 0, -1 },
    /*   3 */ { "%d%b%Y",                                    0x121,        0x24, 0, -1 },
    /*   4 */ { "%d%^b%Y",                                   0x121,        0x24, 0, -1 },
    /*   5 */ { "%Y-%m",                                     0x131,        0x42, REPI_DATE_MONTHS, -1 },
    /*   6 */ { "%m-%Y",                                     0x131,        0x24, REPI_DATE_MONTHS, -1 },
    /*   7 */ { "%Y/%m",                                     0x141,        0x42, REPI_DATE_MONTHS, -1 },
    /*   8 */ { "%m/%Y",                                     0x141,        0x24, REPI_DATE_MONTHS, -1 },
    /*   9 */ { "%H:%M",                                     0x161,        0x22, REPI_DATE_TIMES, -1 },
    /*  10 */ { "%-H:%M",                                    0x161,        0x12, REPI_DATE_TIMES, -1 },
    /*  11 */ { "%b-%Y",                                     0x231,         0x4, REPI_DATE_MONTHS, -1 },
    /*  12 */ { "%b-%y",                                     0x231,         0x2, REPI_DATE_MONTHS, -1 },
    /*  13 */ { "%^b-%Y",                                    0x231,         0x4, REPI_DATE_MONTHS, -1 },
    /*  14 */ { "%^b-%y",                                    0x231,         0x2, REPI_DATE_MONTHS, -1 },
    /*  15 */ { "%b %Y",                                     0x271,         0x4, REPI_DATE_MONTHS, -1 },
    /*  16 */ { "%B %Y",                                     0x271,         0x4, REPI_DATE_MONTHS, -1 },
    /*  17 */ { "%Y%m%dT%H%M%SZ",                           0x1212,        0x86, 0, -1 },
    /*  18 */ { "%-I:%M%p",                                 0x1612,        0x12, REPI_DATE_TIMES, -1 },
    /*  19 */ { "%-I:%M%P",                                 0x1612,        0x12, REPI_DATE_TIMES, -1 },
    /*  20 */ { "%Y-%m-%d",                                0x13131,       0x422, 0, -1 },
    /*  21 */ { "%Y-%-m-%-d",                              0x13131,       0x411, 0, -1 },
    /*  22 */ { "%d-%m-%Y",                                0x13131,       0x224, 0, 23 },
    /*  23 */ { "%m-%d-%Y",                                0x13131,       0x224, 0, 22 },
    /*  24 */ { "%-d-%-m-%Y",                              0x13131,       0x114, 0, 25 },
    /*  25 */ { "%-m-%-d-%Y",                              0x13131,       0x114, 0, 24 },
    /*  26 */ { "%d-%m-%y",                                0x13131,       0x222, 0, 27 },
    /*  27 */ { "%m-%d-%y",                                0x13131,       0x222, 0, 26 },
    /*  28 */ { "%-d-%-m-%y",                              0x13131,       0x112, 0, 29 },
    /*  29 */ { "%-m-%-d-%y",                              0x13131,       0x112, 0, 28 },
    /*  30 */ { "%d-%b-%Y",                                0x13231,        0x24, 0, -1 },
    /*  31 */ { "%-d-%b-%Y",                               0x13231,        0x14, 0, -1 },
    /*  32 */ { "%d-%b-%y",                                0x13231,        0x22, 0, -1 },
    /*  33 */ { "%-d-%b-%y",                               0x13231,        0x12, 0, -1 },
    /*  34 */ { "%d-%^b-%Y",                               0x13231,        0x24, 0, -1 },
    /*  35 */ { "%d-%^b-%y",                               0x13231,        0x22, 0, -1 },
    /*  36 */ { "%d-%_b-%Y",                               0x13231,        0x24, 0, -1 },
    /*  37 */ { "%Y-%b-%d",                                0x13231,        0x42, 0, -1 },
    /*  38 */ { "%Y/%m/%d",                                0x14141,       0x422, 0, -1 },
    /*  39 */ { "%Y/%-m/%-d",                              0x14141,       0x411, 0, -1 },
    /*  40 */ { "%m/%d/%Y",                                0x14141,       0x224, 0, 41 },
    /*  41 */ { "%d/%m/%Y",                                0x14141,       0x224, 0, 40 },
    /*  42 */ { "%-m/%-d/%Y",                              0x14141,       0x114, 0, 43 },
    /*  43 */ { "%-d/%-m/%Y",                              0x14141,       0x114, 0, 42 },
    /*  44 */ { "%m/%d/%y",                                0x14141,       0x222, 0, 45 },
    /*  45 */ { "%d/%m/%y",                                0x14141,       0x222, 0, 44 },
    /*  46 */ { "%-m/%-d/%y",                              0x14141,       0x112, 0, 47 },
    /*  47 */ { "%-d/%-m/%y",                              0x14141,       0x112, 0, 46 },
    /*  48 */ { "%d/%b/%Y",                                0x14241,        0x24, 0, -1 },
    /*  49 */ { "%Y.%m.%d",                                0x15151,       0x422, 0, -1 },
    /*  50 */ { "%d.%m.%Y",                                0x15151,       0x224, 0, 51 },
    /*  51 */ { "%m.%d.%Y",                                0x15151,       0x224, 0, 50 },
    /*  52 */ { "%-d.%-m.%Y",                              0x15151,       0x114, 0, 53 },
    /*  53 */ { "%-m.%-d.%Y",                              0x15151,       0x114, 0, 52 },
    /*  54 */ { "%d.%m.%y",                                0x15151,       0x222, REPI_DATE_WEAK, 55 },
    /*  55 */ { "%m.%d.%y",                                0x15151,       0x222, REPI_DATE_WEAK, 54 },
    /*  56 */ { "%-d.%-m.%y",                              0x15151,       0x112, REPI_DATE_WEAK, 57 },
    /*  57 */ { "%-m.%-d.%y",                              0x15151,       0x112, REPI_DATE_WEAK, 56 },
    /*  58 */ { "%H:%M:%S",                                0x16161,       0x222, REPI_DATE_TIMES, -1 },
    /*  59 */ { "%-H:%M:%S",                               0x16161,       0x122, REPI_DATE_TIMES, -1 },
    /*  60 */ { "%-I:%M %p",                               0x16172,        0x12, REPI_DATE_TIMES, -1 },
    /*  61 */ { "%I:%M %p",                                0x16172,        0x22, REPI_DATE_TIMES, -1 },
    /*  62 */ { "%-I:%M %P",                               0x16172,        0x12, REPI_DATE_TIMES, -1 },
    /*  63 */ { "%I:%M %P",                                0x16172,        0x22, REPI_DATE_TIMES, -1 },
    /*  64 */ { "%-d %b %Y",                               0x17271,        0x14, 0, -1 },
    /*  65 */ { "%d %b %Y",                                0x17271,        0x24, 0, -1 },
    /*  66 */ { "%-d %B %Y",                               0x17271,        0x14, 0, -1 },
    /*  67 */ { "%d %B %Y",                                0x17271,        0x24, 0, -1 },
    /*  68 */ { "%d %^b %Y",                               0x17271,        0x24, 0, -1 },
    /*  69 */ { "%b %-d %Y",                               0x27171,        0x14, 0, -1 },
    /*  70 */ { "%b %d %Y",                                0x27171,        0x24, 0, -1 },
    /*  71 */ { "%B %-d %Y",                               0x27171,        0x14, 0, -1 },
    /*  72 */ { "%b %-d, %Y",                             0x271871,        0x14, 0, -1 },
    /*  73 */ { "%b %d, %Y",                              0x271871,        0x24, 0, -1 },
    /*  74 */ { "%B %-d, %Y",                             0x271871,        0x14, 0, -1 },
    /*  75 */ { "%B %d, %Y",                              0x271871,        0x24, 0, -1 },
    /*  76 */ { "%H:%M:%S.%3f",                          0x1616151,      0x2223, REPI_DATE_TIMES, -1 },
    /*  77 */ { "%H:%M:%S.%6f",                          0x1616151,      0x2226, REPI_DATE_TIMES, -1 },
    /*  78 */ { "%-I:%M:%S %p",                          0x1616172,       0x122, REPI_DATE_TIMES, -1 },
    /*  79 */ { "%I:%M:%S %p",                           0x1616172,       0x222, REPI_DATE_TIMES, -1 },
    /*  80 */ { "%a %b %d %Y",                           0x2727171,        0x24, 0, -1 },
    /*  81 */ { "%a, %d %b %Y",                         0x28717271,        0x24, 0, -1 },
    /*  82 */ { "%A, %-d %B %Y",                        0x28717271,        0x14, 0, -1 },
    /*  83 */ { "%d%^b%Y:%H:%M:%S",                    0x121616161,     0x24222, 0, -1 },
    /*  84 */ { "%Y-%m-%dT%H:%M",                      0x131312161,     0x42222, 0, -1 },
    /*  85 */ { "%Y-%m-%d %H:%M",                      0x131317161,     0x42222, 0, -1 },
    /*  86 */ { "%Y-%-m-%-d %H:%M",                    0x131317161,     0x41122, 0, -1 },
    /*  87 */ { "%d-%m-%Y %H:%M",                      0x131317161,     0x22422, 0, 88 },
    /*  88 */ { "%m-%d-%Y %H:%M",                      0x131317161,     0x22422, 0, 87 },
    /*  89 */ { "%-d-%-m-%Y %H:%M",                    0x131317161,     0x11422, 0, 90 },
    /*  90 */ { "%-m-%-d-%Y %H:%M",                    0x131317161,     0x11422, 0, 89 },
    /*  91 */ { "%d-%m-%y %H:%M",                      0x131317161,     0x22222, 0, 92 },
    /*  92 */ { "%m-%d-%y %H:%M",                      0x131317161,     0x22222, 0, 91 },
    /*  93 */ { "%-d-%-m-%y %H:%M",                    0x131317161,     0x11222, 0, 94 },
    /*  94 */ { "%-m-%-d-%y %H:%M",                    0x131317161,     0x11222, 0, 93 },
    /*  95 */ { "%d-%b-%Y %H:%M",                      0x132317161,      0x2422, 0, -1 },
    /*  96 */ { "%Y/%m/%d %H:%M",                      0x141417161,     0x42222, 0, -1 },
    /*  97 */ { "%Y/%-m/%-d %H:%M",                    0x141417161,     0x41122, 0, -1 },
    /*  98 */ { "%m/%d/%Y %H:%M",                      0x141417161,     0x22422, 0, 99 },
    /*  99 */ { "%d/%m/%Y %H:%M",                      0x141417161,     0x22422, 0, 98 },
    /* 100 */ { "%-m/%-d/%Y %H:%M",                    0x141417161,     0x11422, 0, 101 },
    /* 101 */ { "%-d/%-m/%Y %H:%M",                    0x141417161,     0x11422, 0, 100 },
    /* 102 */ { "%-m/%-d/%Y %-H:%M",                   0x141417161,     0x11412, 0, 103 },
    /* 103 */ { "%-d/%-m/%Y %-H:%M",                   0x141417161,     0x11412, 0, 102 },
    /* 104 */ { "%m/%d/%y %H:%M",                      0x141417161,     0x22222, 0, 105 },
    /* 105 */ { "%d/%m/%y %H:%M",                      0x141417161,     0x22222, 0, 104 },
    /* 106 */ { "%-m/%-d/%y %H:%M",                    0x141417161,     0x11222, 0, 107 },
    /* 107 */ { "%-d/%-m/%y %H:%M",                    0x141417161,     0x11222, 0, 106 },
    /* 108 */ { "%-m/%-d/%y %-H:%M",                   0x141417161,     0x11212, 0, 109 },
    /* 109 */ { "%-d/%-m/%y %-H:%M",                   0x141417161,     0x11212, 0, 108 },
    /* 110 */ { "%Y.%m.%d %H:%M",                      0x151517161,     0x42222, 0, -1 },
    /* 111 */ { "%d.%m.%Y %H:%M",                      0x151517161,     0x22422, 0, 112 },
    /* 112 */ { "%m.%d.%Y %H:%M",                      0x151517161,     0x22422, 0, 111 },
    /* 113 */ { "%-d.%-m.%Y %H:%M",                    0x151517161,     0x11422, 0, 114 },
    /* 114 */ { "%-m.%-d.%Y %H:%M",                    0x151517161,     0x11422, 0, 113 },
    /* 115 */ { "%-d.%-m.%Y %-H:%M",                   0x151517161,     0x11412, 0, 116 },
    /* 116 */ { "%-m.%-d.%Y %-H:%M",                   0x151517161,     0x11412, 0, 115 },
    /* 117 */ { "%d.%m.%y %H:%M",                      0x151517161,     0x22222, 0, 118 },
    /* 118 */ { "%m.%d.%y %H:%M",                      0x151517161,     0x22222, 0, 117 },
    /* 119 */ { "%-d.%-m.%y %H:%M",                    0x151517161,     0x11222, 0, 120 },
    /* 120 */ { "%-m.%-d.%y %H:%M",                    0x151517161,     0x11222, 0, 119 },
    /* 121 */ { "%-d %b %Y %H:%M",                     0x172717161,      0x1422, 0, -1 },
    /* 122 */ { "%d %b %Y %H:%M",                      0x172717161,      0x2422, 0, -1 },
    /* 123 */ { "%b %-d %Y %H:%M",                     0x271717161,      0x1422, 0, -1 },
    /* 124 */ { "%a, %b %-d, %Y",                      0x287271871,        0x14, 0, -1 },
    /* 125 */ { "%A, %B %-d, %Y",                      0x287271871,        0x14, 0, -1 },
    /* 126 */ { "%Y-%m-%dT%H:%MZ",                    0x1313121612,     0x42222, 0, -1 },
    /* 127 */ { "%Y-%m-%dT%H:%M:%S",                 0x13131216161,    0x422222, 0, -1 },
    /* 128 */ { "%Y-%m-%d %H:%M:%S",                 0x13131716161,    0x422222, 0, -1 },
    /* 129 */ { "%Y-%-m-%-d %H:%M:%S",               0x13131716161,    0x411222, 0, -1 },
    /* 130 */ { "%d-%m-%Y %H:%M:%S",                 0x13131716161,    0x224222, 0, 131 },
    /* 131 */ { "%m-%d-%Y %H:%M:%S",                 0x13131716161,    0x224222, 0, 130 },
    /* 132 */ { "%-d-%-m-%Y %H:%M:%S",               0x13131716161,    0x114222, 0, 133 },
    /* 133 */ { "%-m-%-d-%Y %H:%M:%S",               0x13131716161,    0x114222, 0, 132 },
    /* 134 */ { "%d-%m-%y %H:%M:%S",                 0x13131716161,    0x222222, 0, 135 },
    /* 135 */ { "%m-%d-%y %H:%M:%S",                 0x13131716161,    0x222222, 0, 134 },
    /* 136 */ { "%-d-%-m-%y %H:%M:%S",               0x13131716161,    0x112222, 0, 137 },
    /* 137 */ { "%-m-%-d-%y %H:%M:%S",               0x13131716161,    0x112222, 0, 136 },
    /* 138 */ { "%d-%m-%Y %I:%M %p",                 0x13131716172,     0x22422, 0, 139 },
    /* 139 */ { "%m-%d-%Y %I:%M %p",                 0x13131716172,     0x22422, 0, 138 },
    /* 140 */ { "%-d-%-m-%Y %-I:%M %p",              0x13131716172,     0x11412, 0, 141 },
    /* 141 */ { "%-m-%-d-%Y %-I:%M %p",              0x13131716172,     0x11412, 0, 140 },
    /* 142 */ { "%d-%b-%Y %H:%M:%S",                 0x13231716161,     0x24222, 0, -1 },
    /* 143 */ { "%d-%^b-%Y %H:%M:%S",                0x13231716161,     0x24222, 0, -1 },
    /* 144 */ { "%Y/%m/%d %H:%M:%S",                 0x14141716161,    0x422222, 0, -1 },
    /* 145 */ { "%Y/%-m/%-d %H:%M:%S",               0x14141716161,    0x411222, 0, -1 },
    /* 146 */ { "%m/%d/%Y %H:%M:%S",                 0x14141716161,    0x224222, 0, 147 },
    /* 147 */ { "%d/%m/%Y %H:%M:%S",                 0x14141716161,    0x224222, 0, 146 },
    /* 148 */ { "%-m/%-d/%Y %H:%M:%S",               0x14141716161,    0x114222, 0, 149 },
    /* 149 */ { "%-d/%-m/%Y %H:%M:%S",               0x14141716161,    0x114222, 0, 148 },
    /* 150 */ { "%-m/%-d/%Y %-H:%M:%S",              0x14141716161,    0x114122, 0, 151 },
    /* 151 */ { "%-d/%-m/%Y %-H:%M:%S",              0x14141716161,    0x114122, 0, 150 },
    /* 152 */ { "%m/%d/%y %H:%M:%S",                 0x14141716161,    0x222222, 0, 153 },
    /* 153 */ { "%d/%m/%y %H:%M:%S",                 0x14141716161,    0x222222, 0, 152 },
    /* 154 */ { "%-m/%-d/%y %H:%M:%S",               0x14141716161,    0x112222, 0, 155 },
    /* 155 */ { "%-d/%-m/%y %H:%M:%S",               0x14141716161,    0x112222, 0, 154 },
    /* 156 */ { "%-m/%-d/%y %-H:%M:%S",              0x14141716161,    0x112122, 0, 157 },
    /* 157 */ { "%-d/%-m/%y %-H:%M:%S",              0x14141716161,    0x112122, 0, 156 },
    /* 158 */ { "%m/%d/%Y %I:%M %p",                 0x14141716172,     0x22422, 0, 159 },
    /* 159 */ { "%d/%m/%Y %I:%M %p",                 0x14141716172,     0x22422, 0, 158 },
    /* 160 */ { "%m/%d/%Y %-I:%M %p",                0x14141716172,     0x22412, 0, 161 },
    /* 161 */ { "%d/%m/%Y %-I:%M %p",                0x14141716172,     0x22412, 0, 160 },
    /* 162 */ { "%-m/%-d/%Y %I:%M %p",               0x14141716172,     0x11422, 0, 163 },
    /* 163 */ { "%-d/%-m/%Y %I:%M %p",               0x14141716172,     0x11422, 0, 162 },
    /* 164 */ { "%-m/%-d/%Y %-I:%M %p",              0x14141716172,     0x11412, 0, 165 },
    /* 165 */ { "%-d/%-m/%Y %-I:%M %p",              0x14141716172,     0x11412, 0, 164 },
    /* 166 */ { "%m/%d/%y %I:%M %p",                 0x14141716172,     0x22222, 0, 167 },
    /* 167 */ { "%d/%m/%y %I:%M %p",                 0x14141716172,     0x22222, 0, 166 },
    /* 168 */ { "%-m/%-d/%y %-I:%M %p",              0x14141716172,     0x11212, 0, 169 },
    /* 169 */ { "%-d/%-m/%y %-I:%M %p",              0x14141716172,     0x11212, 0, 168 },
    /* 170 */ { "%Y.%m.%d %H:%M:%S",                 0x15151716161,    0x422222, 0, -1 },
    /* 171 */ { "%d.%m.%Y %H:%M:%S",                 0x15151716161,    0x224222, 0, 172 },
    /* 172 */ { "%m.%d.%Y %H:%M:%S",                 0x15151716161,    0x224222, 0, 171 },
    /* 173 */ { "%-d.%-m.%Y %H:%M:%S",               0x15151716161,    0x114222, 0, 174 },
    /* 174 */ { "%-m.%-d.%Y %H:%M:%S",               0x15151716161,    0x114222, 0, 173 },
    /* 175 */ { "%-d.%-m.%Y %-H:%M:%S",              0x15151716161,    0x114122, 0, 176 },
    /* 176 */ { "%-m.%-d.%Y %-H:%M:%S",              0x15151716161,    0x114122, 0, 175 },
    /* 177 */ { "%d.%m.%y %H:%M:%S",                 0x15151716161,    0x222222, 0, 178 },
    /* 178 */ { "%m.%d.%y %H:%M:%S",                 0x15151716161,    0x222222, 0, 177 },
    /* 179 */ { "%-d.%-m.%y %H:%M:%S",               0x15151716161,    0x112222, 0, 180 },
    /* 180 */ { "%-m.%-d.%y %H:%M:%S",               0x15151716161,    0x112222, 0, 179 },
    /* 181 */ { "%Y:%m:%d %H:%M:%S",                 0x16161716161,    0x422222, 0, -1 },
    /* 182 */ { "%-d %b %Y %H:%M:%S",                0x17271716161,     0x14222, 0, -1 },
    /* 183 */ { "%d %b %Y %H:%M:%S",                 0x17271716161,     0x24222, 0, -1 },
    /* 184 */ { "%b %-d %Y %H:%M:%S",                0x27171716161,     0x14222, 0, -1 },
    /* 185 */ { "%Y-%m-%dT%H:%M:%SZ",               0x131312161612,    0x422222, 0, -1 },
    /* 186 */ { "%Y-%m-%d %H:%M:%SZ",               0x131317161612,    0x422222, 0, -1 },
    /* 187 */ { "%b %-d, %Y %H:%M:%S",              0x271871716161,     0x14222, 0, -1 },
    /* 188 */ { "%b %d, %Y %H:%M:%S",               0x271871716161,     0x24222, 0, -1 },
    /* 189 */ { "%b %-d, %Y %-I:%M %p",             0x271871716172,      0x1412, 0, -1 },
    /* 190 */ { "%B %-d, %Y %-I:%M %p",             0x271871716172,      0x1412, 0, -1 },
    /* 191 */ { "%Y-%m-%dT%H:%M:%S.%1f",           0x1313121616151,   0x4222221, 0, -1 },
    /* 192 */ { "%Y-%m-%dT%H:%M:%S.%2f",           0x1313121616151,   0x4222222, 0, -1 },
    /* 193 */ { "%Y-%m-%dT%H:%M:%S.%3f",           0x1313121616151,   0x4222223, 0, -1 },
    /* 194 */ { "%Y-%m-%dT%H:%M:%S.%6f",           0x1313121616151,   0x4222226, 0, -1 },
    /* 195 */ { "%Y-%m-%dT%H:%M:%S.%9f",           0x1313121616151,   0x4222229, 0, -1 },
    /* 196 */ { "%Y-%m-%dT%H:%M:%S%z",             0x1313121616191,   0x4222224, 0, -1 },
    /* 197 */ { "%Y-%m-%dT%H:%M%:z",               0x1313121619161,   0x4222222, 0, -1 },
    /* 198 */ { "%Y-%m-%d %H:%M:%S.%1f",           0x1313171616151,   0x4222221, 0, -1 },
    /* 199 */ { "%Y-%m-%d %H:%M:%S.%2f",           0x1313171616151,   0x4222222, 0, -1 },
    /* 200 */ { "%Y-%m-%d %H:%M:%S.%3f",           0x1313171616151,   0x4222223, 0, -1 },
    /* 201 */ { "%Y-%m-%d %H:%M:%S.%6f",           0x1313171616151,   0x4222226, 0, -1 },
    /* 202 */ { "%Y-%m-%d %H:%M:%S.%9f",           0x1313171616151,   0x4222229, 0, -1 },
    /* 203 */ { "%Y-%m-%d %H:%M:%S UTC",           0x1313171616172,    0x422222, 0, -1 },
    /* 204 */ { "%d-%m-%Y %I:%M:%S %p",            0x1313171616172,    0x224222, 0, 205 },
    /* 205 */ { "%m-%d-%Y %I:%M:%S %p",            0x1313171616172,    0x224222, 0, 204 },
    /* 206 */ { "%-d-%-m-%Y %-I:%M:%S %p",         0x1313171616172,    0x114122, 0, 207 },
    /* 207 */ { "%-m-%-d-%Y %-I:%M:%S %p",         0x1313171616172,    0x114122, 0, 206 },
    /* 208 */ { "%Y-%m-%d %H:%M:%S,%3f",           0x1313171616181,   0x4222223, 0, -1 },
    /* 209 */ { "%Y-%m-%d %H:%M:%S%z",             0x1313171616191,   0x4222224, 0, -1 },
    /* 210 */ { "%Y-%m-%d %H:%M:%S+00",            0x1313171616191,   0x4222222, 0, -1 },
    /* 211 */ { "%Y/%m/%d %H:%M:%S.%3f",           0x1414171616151,   0x4222223, 0, -1 },
    /* 212 */ { "%m/%d/%Y %I:%M:%S %p",            0x1414171616172,    0x224222, 0, 213 },
    /* 213 */ { "%d/%m/%Y %I:%M:%S %p",            0x1414171616172,    0x224222, 0, 212 },
    /* 214 */ { "%m/%d/%Y %-I:%M:%S %p",           0x1414171616172,    0x224122, 0, 215 },
    /* 215 */ { "%d/%m/%Y %-I:%M:%S %p",           0x1414171616172,    0x224122, 0, 214 },
    /* 216 */ { "%-m/%-d/%Y %I:%M:%S %p",          0x1414171616172,    0x114222, 0, 217 },
    /* 217 */ { "%-d/%-m/%Y %I:%M:%S %p",          0x1414171616172,    0x114222, 0, 216 },
    /* 218 */ { "%-m/%-d/%Y %-I:%M:%S %p",         0x1414171616172,    0x114122, 0, 219 },
    /* 219 */ { "%-d/%-m/%Y %-I:%M:%S %p",         0x1414171616172,    0x114122, 0, 218 },
    /* 220 */ { "%a %b %e %H:%M:%S %Y",            0x2727171616171,     0x12224, 0, -1 },
    /* 221 */ { "%a %b %d %H:%M:%S %Y",            0x2727171616171,     0x22224, 0, -1 },
    /* 222 */ { "%a %b %d %Y %H:%M:%S",            0x2727171716161,     0x24222, 0, -1 },
    /* 223 */ { "%Y-%m-%dT%H:%M:%S.%3fZ",         0x13131216161512,   0x4222223, 0, -1 },
    /* 224 */ { "%Y-%m-%dT%H:%M:%S.%6fZ",         0x13131216161512,   0x4222226, 0, -1 },
    /* 225 */ { "%Y-%m-%dT%H:%M:%S.%9fZ",         0x13131216161512,   0x4222229, 0, -1 },
    /* 226 */ { "%Y-%m-%d %H:%M:%S.%3fZ",         0x13131716161512,   0x4222223, 0, -1 },
    /* 227 */ { "%Y-%m-%d %H:%M:%S.%6fZ",         0x13131716161512,   0x4222226, 0, -1 },
    /* 228 */ { "%Y-%m-%d %H:%M:%S %z",           0x13131716161791,   0x4222224, 0, -1 },
    /* 229 */ { "%d/%b/%Y:%H:%M:%S %z",           0x14241616161791,    0x242224, 0, -1 },
    /* 230 */ { "%d %b %Y %H:%M:%S %z",           0x17271716161791,    0x242224, 0, -1 },
    /* 231 */ { "%b %-d, %Y %-I:%M:%S %p",        0x27187171616172,     0x14122, 0, -1 },
    /* 232 */ { "%Y-%m-%dT%H:%M:%S.%3f%z",       0x131312161615191,  0x42222234, 0, -1 },
    /* 233 */ { "%Y-%m-%dT%H:%M:%S.%6f%z",       0x131312161615191,  0x42222264, 0, -1 },
    /* 234 */ { "%Y-%m-%dT%H:%M:%S%:z",          0x131312161619161,  0x42222222, 0, -1 },
    /* 235 */ { "%Y-%m-%d %H:%M:%S.%3f UTC",     0x131317161615172,   0x4222223, 0, -1 },
    /* 236 */ { "%Y-%m-%d %H:%M:%S.%6f UTC",     0x131317161615172,   0x4222226, 0, -1 },
    /* 237 */ { "%Y-%m-%d %H:%M:%S.%6f+00",      0x131317161615191,  0x42222262, 0, -1 },
    /* 238 */ { "%Y-%m-%d %H:%M:%S%:z",          0x131317161619161,  0x42222222, 0, -1 },
    /* 239 */ { "%d-%^b-%y %I.%M.%S.%6f %p",     0x132317151515172,    0x222226, 0, -1 },
    /* 240 */ { "%a %b %e %H:%M:%S UTC %Y",      0x272717161617271,     0x12224, 0, -1 },
    /* 241 */ { "%a %b %d %H:%M:%S %z %Y",      0x2727171616179171,    0x222244, 0, -1 },
    /* 242 */ { "%a, %d %b %Y %H:%M:%S GMT",    0x2871727171616172,     0x24222, 0, -1 },
    /* 243 */ { "%Y-%m-%dT%H:%M:%S.%3f%:z",     0x3131216161519161, 0x422222322, 0, -1 },
    /* 244 */ { "%Y-%m-%dT%H:%M:%S.%6f%:z",     0x3131216161519161, 0x422222622, 0, -1 },
    /* 245 */ { "%Y-%m-%dT%H:%M:%S.%9f%:z",     0x3131216161519161, 0x422222922, 0, -1 },
    /* 246 */ { "%Y-%m-%d %H:%M:%S.%3f%:z",     0x3131716161519161, 0x422222322, 0, -1 },
    /* 247 */ { "%Y-%m-%d %H:%M:%S.%6f%:z",     0x3131716161519161, 0x422222622, 0, -1 },
    /* 248 */ { "%a %b %d %Y %H:%M:%S GMT%z",   0x7271717161617291,    0x242224, 0, -1 },
    /* 249 */ { "%a, %d %b %Y %H:%M:%S %z",     0x8717271716161791,    0x242224, 0, -1 },
    /* 250 */ { "%a, %-d %b %Y %H:%M:%S %z",    0x8717271716161791,    0x142224, 0, -1 },
};

/* Whether a text begins with a month's or weekday's three letters, in any case: 19 words. */
static int repi_date_names(const char *s)
{
#define REPI_DATE_WORD(a, b, c) ((uint32_t)(a) << 16 | (uint32_t)(b) << 8 | (uint32_t)(c))
    switch (REPI_DATE_WORD((unsigned char)s[0] | 32, (unsigned char)s[1] | 32, (unsigned char)s[2] | 32)) {
    case REPI_DATE_WORD('j', 'a', 'n'): case REPI_DATE_WORD('f', 'e', 'b'): case REPI_DATE_WORD('m', 'a', 'r'):
    case REPI_DATE_WORD('a', 'p', 'r'): case REPI_DATE_WORD('m', 'a', 'y'): case REPI_DATE_WORD('j', 'u', 'n'):
    case REPI_DATE_WORD('j', 'u', 'l'): case REPI_DATE_WORD('a', 'u', 'g'): case REPI_DATE_WORD('s', 'e', 'p'):
    case REPI_DATE_WORD('o', 'c', 't'): case REPI_DATE_WORD('n', 'o', 'v'): case REPI_DATE_WORD('d', 'e', 'c'):
    case REPI_DATE_WORD('s', 'u', 'n'): case REPI_DATE_WORD('m', 'o', 'n'): case REPI_DATE_WORD('t', 'u', 'e'):
    case REPI_DATE_WORD('w', 'e', 'd'): case REPI_DATE_WORD('t', 'h', 'u'): case REPI_DATE_WORD('f', 'r', 'i'):
    case REPI_DATE_WORD('s', 'a', 't'): return 1;
    default: return 0;
    }
#undef REPI_DATE_WORD
}

/* The shape and widths of a text of at least 3 bytes; 0 = no format is like that. Most texts are refused at
 * their first run: it is a name, or 1, 2, 4, 8 or 14 digits. */
static uint64_t repi_date_shape(const char *text, size_t len, uint64_t *widths)
{
    static const unsigned char classes[256] = { /* those of `shape`, from '\0' on; the bytes past 127 are 0 */
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 8, 3, 5, 4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 6, 0, 0, 0, 0, 0,
        0, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0, 0, 0, 0, 0,
        0, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0, 0, 0, 0, 0 };
    uint64_t shape = 0;
    unsigned colon = 0, lengths = 1u << 1 | 1u << 2 | 1u << 4 | 1u << 8 | 1u << 14; /* of a first run of digits */
    size_t i = 0, start;
    *widths = 0;
    if (classes[(unsigned char)text[0]] > 2) return 0;
    if (classes[(unsigned char)text[0]] == 2 && !repi_date_names(text)) return 0;
    while (i < len) {
        unsigned c = classes[(unsigned char)text[i]];
        for (start = i++; i < len && classes[(unsigned char)text[i]] == c; i++) {}
        if (c == 0) return 0;
        if (c == 1) {
            if (i - start > 14 || !(lengths >> (i - start) & 1)) return 0;
            *widths = *widths << 4 | (i - start);
            lengths |= 1u << 3 | 1u << 6 | 1u << 9; /* fractions, HHMMSS */
        } else if (c == 2) { /* alone only T and Z, in pairs AM, PM, am, pm: this refuses most hexadecimal codes */
            if (i - start == 1 && text[start] != 'T' && text[start] != 'Z') return 0;
            if (i - start == 2 && text[start + 1] != 'M' && text[start + 1] != 'm') return 0;
        }
        colon |= c == 6;
        shape = shape << 4 | (c == 3 && colon ? 9 : c);
    }
    return shape;
}

/* The rows whose pattern accepts the text, in the table's order; at most max_rows, their number is returned. */
static int repi_date_find(const char *text, size_t len, unsigned char *rows, int max_rows)
{
    size_t low = 0, count = REPI_COUNT(repi_date_formats);
    int found = 0;
    uint64_t shape, widths;
    if (len < 4 || len > 40) return 0; /* from "9:05" to "Wednesday, September 15, 2000" and more */
    shape = repi_date_shape(text, len, &widths);
    if (shape == 0) return 0;
    while (count > 0) { /* the first row that is not below the shape */
        size_t half = count / 2;
        if (repi_date_formats[low + half].shape < shape) low += half + 1, count -= half + 1;
        else count = half;
    }
    for (; low < REPI_COUNT(repi_date_formats) && repi_date_formats[low].shape == shape && found < max_rows; low++) {
        uint64_t least = repi_date_formats[low].widths;
        uint64_t one = least & ~(least >> 1) & ~(least >> 2) & ~(least >> 3) & 0x1111111111111111u; /* digits that are 1 */
        int64_t micros;
        if ((widths - least) & ~one) continue;
        if (repi_date_read(repi_date_formats[low].pattern, text, len, &micros, NULL)) rows[found++] = (unsigned char)low;
    }
    return found;
}
/*==============================================================================
 * MARK: - [R09] Random
 *
 * PCG32 in hashed streams that are addressed by row, choice by alias tables of
 * integers, and keyed permutations. Row i of a column owns draws 4i .. 4i+3 of
 * the column's stream, so any row can be drawn alone, in any order.
 *
 *   enter by   repi_stream_make, repi_stream_at, repi_alias_build, repi_alias_pick, repi_permute
 *   uses       R01 platform, R02 memory
 *   source     PCG: O'Neill 2014; SplitMix64 finaliser: Steele, Lea, Flood 2014; alias tables: Walker 1977,
 *              Vose 1991; bounded integers: Lemire 2019; cycle walking: Black, Rogaway 2002
 *============================================================================*/
#define REPI_PCG_FACTOR UINT64_C(6364136223846793005)

/* The SplitMix64 finaliser: a bijection that spreads every input bit over the word. */
static uint64_t repi_mix(uint64_t x)
{
    x ^= x >> 30;
    x *= UINT64_C(0xBF58476D1CE4E5B9);
    x ^= x >> 27;
    x *= UINT64_C(0x94D049BB133111EB);
    return x ^ x >> 31;
}

/* A hash of bytes, the same on every machine. 8 bytes a step through a 128-bit product, which folds
 * both halves; the length enters first, so that padding cannot collide. */
static uint64_t repi_hash(const char *data, size_t len, uint64_t key)
{
    uint64_t h = repi_mix(key ^ (uint64_t)len * UINT64_C(0x9E3779B97F4A7C15));
    repi_u128 p;
    size_t i;
    for (i = 0; i + 8 <= len; i += 8) {
        p = repi_mul128(h ^ repi_load64(data + i), UINT64_C(0xD6E8FEB86659FD93));
        h = p.hi ^ p.lo ^ key;
    }
    if (i < len) { /* the last bytes, zeros above: of a longer text by one load that overlaps the one before */
        uint64_t tail = len < 8 ? repi_load_few(data, len) : repi_load64(data + len - 8) >> 8 * (8 - (len - i));
        p = repi_mul128(h ^ tail, UINT64_C(0xD6E8FEB86659FD93));
        h = p.hi ^ p.lo ^ key;
    }
    return repi_mix(h);
}

REPLICATOR_DEF uint32_t rep_rng_next(rep_rng *rng)
{
    uint64_t old = rng->state;
    uint32_t x = (uint32_t)((old >> 18 ^ old) >> 27), turn = (uint32_t)(old >> 59);
    rng->state = old * REPI_PCG_FACTOR + rng->increment;
    return x >> turn | x << ((32 - turn) & 31);
}

REPLICATOR_DEF void rep_rng_init(rep_rng *rng, uint64_t seed, uint64_t stream)
{
    rng->state = 0;
    rng->increment = stream << 1 | 1;
    rep_rng_next(rng);
    rng->state += seed;
    rep_rng_next(rng);
}

/* Jumps as if `steps` numbers had been drawn (Brown 1994). */
REPLICATOR_DEF void rep_rng_advance(rep_rng *rng, uint64_t steps)
{
    uint64_t factor = REPI_PCG_FACTOR, plus = rng->increment, all_factor = 1, all_plus = 0;
    for (; steps; steps >>= 1) {
        if (steps & 1) all_factor *= factor, all_plus = all_plus * factor + plus;
        plus *= factor + 1;
        factor *= factor;
    }
    rng->state = rng->state * all_factor + all_plus;
}

/* Draws from 0 .. bound-1, each equally likely. Rejection, not modulo: `r % bound` favours small values. */
REPLICATOR_DEF uint32_t rep_rng_below(rep_rng *rng, uint32_t bound)
{
    uint64_t product = (uint64_t)rep_rng_next(rng) * bound;
    if ((uint32_t)product < bound) {
        uint32_t least = (0u - bound) % (bound ? bound : 1);
        while ((uint32_t)product < least) product = (uint64_t)rep_rng_next(rng) * bound;
    }
    return (uint32_t)(product >> 32);
}

static uint64_t repi_next64(rep_rng *rng)
{
    uint64_t high = rep_rng_next(rng); /* two statements: the order of evaluation decides bytes */
    return high << 32 | rep_rng_next(rng);
}

/*--- streams ---*/
#define REPI_DRAWS_PER_ROW 4

/* The stream of one column: hashed from seed, table and column, so that neighbouring seeds and
 * columns share nothing, and dropping or moving a column changes no other. */
static rep_rng repi_stream_make(uint64_t seed, rep_str table, rep_str column)
{
    rep_rng rng;
    uint64_t t = repi_hash(table.data, table.len, UINT64_C(0x7461626C65)), c = repi_hash(column.data, column.len, t);
    rng.state = repi_mix(repi_mix(seed + UINT64_C(0x9E3779B97F4A7C15)) ^ c);
    rng.increment = repi_mix(rng.state ^ c) | 1;
    return rng;
}

/* The stream at the first draw of a row. */
static rep_rng repi_stream_at(const rep_rng *stream, uint64_t row)
{
    rep_rng rng = *stream;
    rep_rng_advance(&rng, row * REPI_DRAWS_PER_ROW);
    return rng;
}

/*--- choice ---*/
typedef struct repi_alias { uint32_t count; uint32_t *threshold, *other; } repi_alias;

/* Slot by the high half of 64 uniform bits, threshold by the low half. */
static uint32_t repi_alias_pick(const repi_alias *alias, uint64_t bits)
{
    uint32_t slot = (uint32_t)((bits >> 32) * alias->count >> 32);
    uint32_t other = alias->other[slot];
    return (uint32_t)bits < alias->threshold[slot] ? slot : other;
}

/* Fills a table whose arrays are there. weights: alias->count >= 1 integers that add up to total, total * count < 2^63.
 * Exact but for the last bit of each 32-bit threshold. weights are used up. */
static void repi_alias_fill(repi_alias *alias, uint64_t *weights, uint64_t total)
{
    uint32_t small = UINT32_MAX, large = UINT32_MAX, count = alias->count, i; /* two stacks threaded through other[] */
    for (i = count; i-- > 0;) {
        uint32_t *stack = (weights[i] *= count) < total ? &small : &large;
        alias->other[i] = *stack;
        *stack = i;
    }
    while (small != UINT32_MAX && large != UINT32_MAX) {
        uint32_t s = small, l = large;
        small = alias->other[s];
        alias->threshold[s] = (uint32_t)repi_muldiv(weights[s], (uint64_t)1 << 32, total);
        alias->other[s] = l;
        weights[l] -= total - weights[s];
        if (weights[l] < total) {
            large = alias->other[l];
            alias->other[l] = small;
            small = l;
        }
    }
    while (large != UINT32_MAX) i = large, large = alias->other[i], alias->threshold[i] = UINT32_MAX, alias->other[i] = i;
    while (small != UINT32_MAX) i = small, small = alias->other[i], alias->threshold[i] = UINT32_MAX, alias->other[i] = i;
}

/* The same in an arena. 0 = no memory. */
static int repi_alias_build(repi_alias *alias, repi_arena *arena, uint64_t *weights, uint32_t count, uint64_t total)
{
    alias->count = count;
    alias->threshold = (uint32_t *)repi_arena_get(arena, (size_t)count * 4);
    alias->other = (uint32_t *)repi_arena_get(arena, (size_t)count * 4);
    if (!alias->threshold || !alias->other) return 0;
    repi_alias_fill(alias, weights, total);
    return 1;
}

/*--- keyed permutations ---*/

/* A bijection of 0 .. size-1 that looks random under its key: four Feistel rounds over the smallest
 * even number of bits that holds size, walked again while the result lies outside (at most 4 steps expected). */
static uint64_t repi_permute(uint64_t index, uint64_t size, uint64_t key)
{
    int half = (64 - repi_clz64(size > 1 ? size - 1 : 1) + 1) / 2, round;
    uint64_t mask = ((uint64_t)1 << half) - 1;
    if (size <= 1) return 0;
    do {
        uint64_t left = index >> half, right = index & mask;
        for (round = 0; round < 4; round++) {
            uint64_t next = left ^ (repi_mix(right ^ key ^ (uint64_t)round * UINT64_C(0x9E3779B97F4A7C15)) & mask);
            left = right;
            right = next;
        }
        index = left << half | right;
    } while (index >= size);
    return index;
}

/*==============================================================================
 * MARK: - [R10] Cells and counting
 *
 * One 64-bit word stands for the text of a cell, so that counting, sampling and
 * comparing cost the same for numbers, dates and short words. A word gives its
 * text back byte for byte; only a text of more than 7 bytes lies elsewhere.
 *
 *   1 sign:1 decimals:5 digits:57     a plain decimal such as -12.50 (no superfluous zero in front)
 *   0 000 length:4 bytes:56           a text of at most 7 bytes
 *   0 001 offset:60                   a longer text, in the table's own text
 *   0 010 time:1 seconds:59           2019-03-23 or 2019-03-23 20:21:09, seconds since year 1
 *   0 011 hash:60                     a longer text, in the row sample: only its hash
 *   0 100 row:8 units:52              any other date of the table of formats, in the row sample
 *   0 101 style:14 sign:1 d:4 m:41    a number with a currency, grouping ... , in the row sample
 *
 * A value table counts distinct cells exactly; above its cap it keeps those whose fixed hash is
 * smallest and lets the others go to its owner, so what is left never depends on order or cutting.
 * Memory is what it waits for: a table of few values stays near, and one of many takes cells as they
 * come and sorts them now and then.
 *
 *   enter by   repi_pack, repi_key_text, repi_sieve_init, repi_table_add, repi_table_add_run, repi_table_trim, repi_table_cell, repi_sample_slot
 *   uses       R02 memory, R03 text, R05 numbers as text, R08 dates, R09 random
 *   source     bottom-k sketches: Cohen, Kaplan 2007
 *============================================================================*/
#define REPI_TAG_SHIFT 60
enum { REPI_TAG_SHORT = 0, REPI_TAG_LONG = 1, REPI_TAG_ISO = 2, REPI_TAG_HASH = 3, REPI_TAG_DATE = 4, REPI_TAG_STYLED = 5 };
#define REPI_PLAIN_BIT    ((uint64_t)1 << 63)
#define REPI_DIGITS_LIMIT ((uint64_t)1 << 57)
#define REPI_YEAR1_SECONDS INT64_C(-62135596800) /* 0001-01-01T00:00:00 */
#define REPI_KEPT_TEXT 1024                      /* longer cells enter as length, hash and first 64 bytes */
#define REPI_CELL_TEXT 128                       /* room for the text of any packed cell */
#define REPI_FIXED_KEY UINT64_C(0x5245504C494341) /* of the hash that decides what is kept */

static int repi_is_plain(uint64_t key) { return key >> 63 != 0; }
static int repi_tag(uint64_t key) { return key >> 63 ? -1 : (int)(key >> REPI_TAG_SHIFT); }
static uint64_t repi_plain_digits(uint64_t key) { return key & (REPI_DIGITS_LIMIT - 1); }
static int repi_plain_decimals(uint64_t key) { return (int)(key >> 57 & 31); }
static int64_t repi_plain_value(uint64_t key)
{
    int64_t m = (int64_t)repi_plain_digits(key);
    return key >> 62 & 1 ? -m : m;
}

/* The digits in a word of *n bytes, the first one lowest, with at most one point among them: *n becomes their number,
 * *point the place of the point if there is one. 0 = there is something else, or no digit. A point is found as the
 * lowest byte that is zero after the XOR and closed up; then eight digits are summed by three products, in pairs, fours
 * and eights. (Hacker's Delight, 6-1; Johnny Lee's and Daniel Lemire's eight digits at a time) */
static int repi_word_digits(uint64_t word, size_t *n, size_t *point, uint64_t *value)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), zeros = '0' * ones, odd = word ^ '.' * ones;
    uint64_t hit = (odd - ones) & ~odd & 128 * ones;
    if (hit) {
        int at = repi_ctz64(hit) & ~7; /* in bits */
        word = (word & (((uint64_t)1 << at) - 1)) | word >> at >> 8 << at;
        *point = (size_t)at / 8;
        if (--*n == 0) return 0;
    }
    word = word << 8 * (8 - *n) | zeros >> 4 >> (8 * *n - 4); /* zeros in front */
    if (((word & 240 * ones) | ((word + 6 * ones) & 240 * ones) >> 4) != '3' * ones) return 0;
    word = (word & 15 * ones) * (10 * 256 + 1) >> 8;
    word = (word & UINT64_C(0x00FF00FF00FF00FF)) * (100 * 65536 + 1) >> 16;
    *value = (word & UINT64_C(0x0000FFFF0000FFFF)) * (UINT64_C(10000) << 32 | 1) >> 32;
    return 1;
}

/* Reads `-?(0|[1-9][0-9]*)(\.[0-9]+)?` of at most 17 digits into *key; 0 = it is something else. */
static int repi_pack_plain(const char *s, size_t n, uint64_t *key)
{
    const char *p = s, *end = s + n, *point;
    uint64_t m = 0, negative = 0, decimals = 0;
    if (n > 19) return 0;
    if (p < end && *p == '-') negative = 1, p++, n--;
    if (n == 0) return 0;
    if (n <= 16) { /* one word or two */
        size_t one = REPI_MIN(n, 8), two = n - one, none = n, at = none, more = none;
        uint64_t rest = 0;
        if (!repi_word_digits(repi_load_few(p, one), &one, &at, &m)) return 0;
        if (two) {
            if (!repi_word_digits(repi_load_few(p + 8, two), &two, &more, &rest) || (at != none && more != none)) return 0;
            if (more != none) at = more + 8;
            m = m * repi_pow10_u64[two] + rest;
        }
        if ((*p == '0' && n > 1 && at != 1) || at == 0 || at + 1 == n) return 0;
        if (at != none) decimals = n - 1 - at;
    } else {
        point = p;
        while (p < end && repi_is_digit((unsigned char)*p)) m = m * 10 + (uint64_t)(*p++ - '0');
        if (p == point || (*point == '0' && p - point > 1)) return 0;
        if (p < end) {
            if (*p != '.') return 0;
            point = ++p;
            while (p < end && repi_is_digit((unsigned char)*p)) m = m * 10 + (uint64_t)(*p++ - '0');
            decimals = (uint64_t)(p - point);
            if (decimals == 0 || p < end) return 0;
        }
        if (m >= REPI_DIGITS_LIMIT) return 0;
    }
    *key = REPI_PLAIN_BIT | negative << 62 | decimals << 57 | m;
    return 1;
}

static uint64_t repi_pack_short(const char *s, size_t n) { return (uint64_t)n << 56 | repi_load_few(s, n); }

static uint64_t repi_pack_iso(int64_t micros, int with_time)
{
    uint64_t seconds = (uint64_t)(micros / 1000000 - REPI_YEAR1_SECONDS);
    return (uint64_t)REPI_TAG_ISO << REPI_TAG_SHIFT | (uint64_t)with_time << 59 | seconds;
}

static int64_t repi_iso_micros(uint64_t key)
{
    return ((int64_t)(key & (((uint64_t)1 << 59) - 1)) + REPI_YEAR1_SECONDS) * 1000000;
}

/* The text of a packed word (not LONG, HASH, DATE or STYLED) in buffer, REPI_CELL_TEXT bytes. */
static rep_str repi_key_text(uint64_t key, char *buffer)
{
    size_t n = 0;
    if (repi_is_plain(key)) {
        if (key >> 62 & 1) buffer[n++] = '-';
        n += repi_format_units(buffer + n, (int64_t)repi_plain_digits(key), repi_plain_decimals(key));
    } else if (repi_tag(key) == REPI_TAG_ISO) {
        n = repi_date_print_civil(repi_iso_micros(key), (int)(key >> 59 & 1), buffer);
    } else {
        size_t i;
        n = (size_t)(key >> 56 & 15);
        for (i = 0; i < n; i++) buffer[i] = (char)(key >> 8 * i & 0xFF);
    }
    return repi_str(buffer, n);
}

/* A cell on its way. Of a cell longer than REPI_KEPT_TEXT, text is its first 64 bytes and hash is set;
 * length is always the whole one. The offset in a LONG key means something only inside its table. */
typedef struct repi_cell { uint64_t key, hash; rep_str text; size_t length; } repi_cell;

static int repi_is_long(const repi_cell *cell) { return repi_tag(cell->key) == REPI_TAG_LONG; }
static int repi_is_cut(const repi_cell *cell) { return cell->length != cell->text.len; }

/* The word of a text. n >= 1. */
static uint64_t repi_pack_key(const char *s, size_t n)
{
    uint64_t key;
    int64_t micros;
    int with_time;
    if ((n == 10 || n == 19) && s[4] == '-' && repi_date_read_iso(s, n, &micros, &with_time)) return repi_pack_iso(micros, with_time);
    if ((repi_is_digit((unsigned char)*s) || *s == '-') && repi_pack_plain(s, n, &key)) return key;
    return n <= 7 ? repi_pack_short(s, n) : (uint64_t)REPI_TAG_LONG << REPI_TAG_SHIFT;
}

/* Makes *cell the text s of this word, field by field: a whole struct that was just written is slow to read again. */
static void repi_cell_set(repi_cell *cell, uint64_t key, const char *s, size_t n)
{
    cell->key = key, cell->hash = 0;
    cell->text.data = s, cell->text.len = n;
    cell->length = n;
    if (n > REPI_KEPT_TEXT) cell->hash = repi_hash(s, n, REPI_FIXED_KEY), cell->text.len = 64;
}

static repi_cell repi_pack(const char *s, size_t n)
{
    repi_cell cell;
    repi_cell_set(&cell, repi_pack_key(s, n), s, n);
    return cell;
}

/* The empty text, which is not missing where its quotes say so. */
static repi_cell repi_no_text(void)
{
    repi_cell cell;
    cell.key = 0, cell.hash = 0, cell.text = repi_str("", 0), cell.length = 0;
    return cell;
}

/* The fixed hash: it decides what is kept, nothing is indexed by it. Packed words are their own text. */
static uint64_t repi_cell_hash(const repi_cell *cell)
{
    if (repi_is_cut(cell)) return cell->hash;
    if (repi_is_long(cell)) return repi_hash(cell->text.data, cell->text.len, REPI_FIXED_KEY);
    return repi_mix(cell->key + UINT64_C(0x9E3779B97F4A7C15));
}

/*--- value tables ---*/

/* A cell and its count; count 0 = a free place of an index. hash: the keyed one in an index, the fixed one in a pile. */
typedef struct repi_entry { uint64_t key, count, hash; } repi_entry;

/* Where a table sends what it does not keep; 0 = no memory there. The text of a packed cell is empty: its key says all. */
typedef int (*repi_let_go)(void *user, const repi_cell *cell, uint64_t count);

/* Room to sift in, which all tables of an owner share: one at a time needs it. */
typedef struct repi_sieve {
    repi_memory *memory;
    repi_entry  *entries;
    size_t      *ends;           /* of the bins */
    char        *text;
    size_t       capacity, end_capacity, text_capacity;
} repi_sieve;

/* A table of few values is an index: open addressing by a keyed hash, on which no output may depend. One of many values
 * is a pile: cells are laid on top as they come, repeats too, and when `limit` lie there it is sifted: sorted by fixed
 * hash, repeats counted together, cut to the cap. All of that streams through memory, where an index of that size would
 * wait for it at every cell. A pile whose cells turn out to repeat becomes an index again. */
typedef struct repi_table {
    repi_sieve  *sieve;
    uint64_t     probe;          /* key of the index; of this profiler alone */
    size_t       cap;
    repi_entry  *entries;
    size_t       count;          /* entries; a pile just sifted has one for each value */
    size_t       room;           /* places: of an index a power of two or 0, of a pile as many as entries */
    size_t       capacity;       /* places there is memory for */
    size_t       limit, sifted;  /* of a pile: entries that it sifts at, and entries after the last time; of an index: 0 */
    char        *text;           /* longer texts: length (8 bytes), then the bytes or hash and first 64 bytes */
    size_t       text_len, text_capacity, text_gone;
    uint64_t     threshold;      /* fixed hashes above it were let go; UINT64_MAX = every value is here */
    repi_let_go  let_go;
} repi_table;

#define REPI_RUN 256           /* cells that repi_table_add_run takes at a time */
#define REPI_INDEX_MOST 8192   /* places of an index that grows; one with more comes from a pile */
#define REPI_PILE_LEAST 4096   /* cells that a pile takes from one sifting to the next */
#define REPI_BIN_MOST 64       /* values of a bin that are sorted by insertion */

static void repi_sieve_free(repi_sieve *sieve)
{
    REPI_FREE(sieve->memory, sieve->entries, sieve->capacity, repi_entry);
    REPI_FREE(sieve->memory, sieve->ends, sieve->end_capacity, size_t);
    REPI_FREE(sieve->memory, sieve->text, sieve->text_capacity, char);
}

static void repi_sieve_init(repi_sieve *sieve, repi_memory *memory)
{
    memset(sieve, 0, sizeof *sieve);
    sieve->memory = memory;
}

static void repi_table_init(repi_table *table, repi_sieve *sieve, size_t cap, uint64_t probe, repi_let_go let_go)
{
    memset(table, 0, sizeof *table);
    table->sieve = sieve;
    table->cap = cap;
    table->probe = probe;
    table->threshold = UINT64_MAX;
    table->let_go = let_go;
}

static void repi_table_free(repi_table *table)
{
    REPI_FREE(table->sieve->memory, table->entries, table->capacity, repi_entry);
    REPI_FREE(table->sieve->memory, table->text, table->text_capacity, char);
    table->count = table->room = table->limit = table->sifted = table->text_len = table->text_gone = 0;
}

static void repi_put64(char *at, uint64_t v) /* what repi_load64 reads */
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    memcpy(at, &v, sizeof v);
#else
    int i;
    for (i = 0; i < 8; i++) at[i] = (char)(v >> 8 * i & 0xFF);
#endif
}

/* Where the text of a LONG key lies. */
static size_t repi_long_offset(uint64_t key) { return (size_t)(key & (((uint64_t)1 << REPI_TAG_SHIFT) - 1)); }

/* The cell of an entry. buffer (REPI_CELL_TEXT bytes) receives the text of a packed one; NULL = it is not needed. */
static repi_cell repi_table_cell(const repi_table *table, const repi_entry *entry, char *buffer)
{
    repi_cell cell;
    cell.key = entry->key, cell.hash = 0;
    if (repi_is_long(&cell)) {
        const char *at = table->text + repi_long_offset(cell.key);
        cell.length = (size_t)repi_load64(at);
        cell.text = repi_str(at + 8, cell.length);
        if (cell.length > REPI_KEPT_TEXT) cell.hash = repi_load64(at + 8), cell.text = repi_str(at + 16, 64);
    } else {
        cell.text = buffer ? repi_key_text(cell.key, buffer) : repi_str("", 0);
        cell.length = cell.text.len;
    }
    return cell;
}

/* The keyed hash, by which a cell is found. */
static uint64_t repi_table_probe(const repi_table *table, const repi_cell *cell)
{
    if (!repi_is_long(cell)) return repi_mix(cell->key ^ table->probe);
    if (repi_is_cut(cell)) return repi_mix(cell->hash ^ table->probe);
    return repi_hash(cell->text.data, cell->text.len, table->probe);
}

/* Bytes of a longer text as it is kept. */
static size_t repi_long_bytes(const repi_cell *cell) { return (repi_is_cut(cell) ? 16u : 8u) + cell->text.len; }

/* Keeps what a key leaves out, the bytes of a longer text, and puts them into *key. 0 = no memory. */
static int repi_table_keep_text(repi_table *table, const repi_cell *cell, uint64_t *key)
{
    size_t size = repi_long_bytes(cell);
    char *at;
    int ok;
    *key = cell->key;
    if (!repi_is_long(cell)) return 1;
    REPI_GROW(table->sieve->memory, table->text, table->text_capacity, table->text_len + size, char, ok);
    if (!ok) return 0;
    at = table->text + table->text_len;
    repi_put64(at, cell->length);
    if (repi_is_cut(cell)) repi_put64(at + 8, cell->hash);
    memcpy(at + size - cell->text.len, cell->text.data, cell->text.len);
    *key = (uint64_t)REPI_TAG_LONG << REPI_TAG_SHIFT | table->text_len;
    table->text_len += size;
    return 1;
}

/*--- piles ---*/

/* Order of two entries by fixed hash, then bytes, then length, in which cut texts may differ alone; 0 = one value. */
static int repi_pile_order(const repi_table *table, const repi_entry *a, const repi_entry *b)
{
    char one[REPI_CELL_TEXT], two[REPI_CELL_TEXT];
    repi_cell x, y;
    int order;
    if (a->hash != b->hash) return a->hash < b->hash ? -1 : 1;
    if (a->key == b->key) return 0;
    x = repi_table_cell(table, a, one), y = repi_table_cell(table, b, two);
    order = repi_order(x.text, y.text);
    return order ? order : (x.length > y.length) - (x.length < y.length);
}

typedef struct repi_bin { const repi_table *table; const repi_entry *entries; } repi_bin;

static int repi_bin_order(const void *user, uint32_t a, uint32_t b)
{
    const repi_bin *bin = (const repi_bin *)user;
    return repi_pile_order(bin->table, &bin->entries[a], &bin->entries[b]);
}

/* Puts an entry among those of the pile from `first` on, which are sorted, or adds it to its like. */
static void repi_pile_insert(repi_table *table, size_t first, const repi_entry *entry)
{
    size_t at = table->count;
    int order = 1;
    while (at > first && (order = repi_pile_order(table, &table->entries[at - 1], entry)) > 0) at--;
    if (at > first && order == 0) {
        repi_cell cell = repi_table_cell(table, entry, NULL);
        table->entries[at - 1].count += entry->count;
        if (repi_is_long(&cell)) table->text_gone += repi_long_bytes(&cell);
        return;
    }
    memmove(table->entries + at + 1, table->entries + at, (table->count - at) * sizeof *entry);
    table->entries[at] = *entry;
    table->count++;
}

/* Moves the n entries of a bin into the pile, sorted. Some eight is the rule; whoever aims many at one bin, or at one
 * hash, pays for a sort. 0 = no memory. */
static int repi_pile_take_bin(repi_table *table, repi_entry *entries, size_t n)
{
    size_t first = table->count, i, rest, k;
    repi_bin bin;
    uint32_t *order;
    int ok;
    for (i = 0; i < n && table->count - first < REPI_BIN_MOST; i++) repi_pile_insert(table, first, &entries[i]);
    if (i == n) return 1;
    i -= REPI_BIN_MOST; /* the values found so far go back and are sorted with the rest */
    memcpy(entries + i, table->entries + first, REPI_BIN_MOST * sizeof *entries);
    table->count = first;
    rest = n - i;
    if (rest > UINT32_MAX) return 0;
    bin.table = table, bin.entries = entries + i;
    order = (uint32_t *)repi_zeroed(table->sieve->memory, rest, sizeof *order);
    if (!order) return 0;
    for (k = 0; k < rest; k++) order[k] = (uint32_t)k;
    ok = repi_sort(table->sieve->memory, order, rest, repi_bin_order, &bin);
    for (k = 0; ok && k < rest; k++) repi_pile_insert(table, first, &bin.entries[order[k]]);
    repi_resize(table->sieve->memory, order, rest * sizeof *order, 0);
    return ok;
}

/* Lets n entries go. 0 = no memory there. */
static int repi_pile_let_go(repi_table *table, const repi_entry *entries, size_t n, void *user)
{
    size_t i;
    for (i = 0; i < n; i++) {
        repi_cell cell = repi_table_cell(table, &entries[i], NULL);
        if (i + 8 < n && repi_tag(entries[i + 8].key) == REPI_TAG_LONG) REPI_FETCH(table->text + repi_long_offset(entries[i + 8].key));
        if (repi_is_long(&cell)) table->text_gone += repi_long_bytes(&cell);
        if (!table->let_go(user, &cell, entries[i].count)) return 0;
    }
    return 1;
}

/* Closes up the texts of entries that went, in the order of the entries. 0 = no memory, nothing changed. */
static int repi_pile_pack_texts(repi_table *table)
{
    repi_sieve *sieve = table->sieve;
    size_t i, used = 0;
    int ok;
    if (table->text_gone <= table->text_len / 4) return 1;
    REPI_GROW(sieve->memory, sieve->text, sieve->text_capacity, table->text_len - table->text_gone, char, ok);
    if (!ok) return 0;
    for (i = 0; i < table->count; i++) {
        repi_entry *entry = &table->entries[i];
        repi_cell cell;
        size_t size;
        if (i + 8 < table->count && repi_tag(entry[8].key) == REPI_TAG_LONG) REPI_FETCH(table->text + repi_long_offset(entry[8].key));
        if (repi_tag(entry->key) != REPI_TAG_LONG) continue;
        cell = repi_table_cell(table, entry, NULL);
        size = repi_long_bytes(&cell);
        memcpy(sieve->text + used, table->text + repi_long_offset(entry->key), size);
        entry->key = (uint64_t)REPI_TAG_LONG << REPI_TAG_SHIFT | used;
        used += size;
    }
    if (used) memcpy(table->text, sieve->text, used);
    table->text_len = used, table->text_gone = 0;
    return 1;
}

/* Sorts a pile by fixed hash and cuts it to the `cap` cells of smallest one (ties by bytes); repeats become one entry, the
 * others go to let_go. The hashes below the threshold are as good as drawn: by their highest bits they fall into bins of
 * some eight entries each (a bucket sort; Knuth, TAOCP 3, 5.2.1), and the bins behind the cap need no sorting. 0 = no memory. */
static int repi_pile_sift(repi_table *table, void *user)
{
    repi_sieve *sieve = table->sieve;
    size_t n = table->count, bins = 2, *ends, i, b, done;
    int width = 64 - repi_clz64(table->threshold), bits = 1, shift, ok;
    while (bins < n / 8) bins *= 2, bits++;
    shift = REPI_MAX(width - bits, 0);
    REPI_GROW(sieve->memory, sieve->entries, sieve->capacity, n, repi_entry, ok);
    if (!ok) return 0;
    REPI_GROW(sieve->memory, sieve->ends, sieve->end_capacity, bins + 1, size_t, ok);
    if (!ok) return 0;
    ends = sieve->ends;
    memset(ends, 0, (bins + 1) * sizeof *ends);
    for (i = 0; i < n; i++) ends[(size_t)(table->entries[i].hash >> shift) + 1]++;
    for (b = 0; b < bins; b++) ends[b + 1] += ends[b];
    for (i = 0; i < n; i++) sieve->entries[ends[(size_t)(table->entries[i].hash >> shift)]++] = table->entries[i];
    table->count = 0;
    for (b = done = 0; b < bins && table->count < table->cap; done = ends[b++])
        if (!repi_pile_take_bin(table, sieve->entries + done, ends[b] - done)) return 0;
    i = table->count;
    if (i > table->cap || done < n) {
        table->count = table->cap;
        table->threshold = table->entries[table->cap - 1].hash;
        if (!repi_pile_let_go(table, table->entries + table->cap, i - table->cap, user)) return 0;
        if (!repi_pile_let_go(table, sieve->entries + done, n - done, user)) return 0;
    }
    table->room = table->sifted = table->count;
    table->limit = table->count + REPI_MAX(table->threshold == UINT64_MAX ? table->count : table->count / 2, REPI_PILE_LEAST);
    return repi_pile_pack_texts(table);
}

/* Makes an index a pile, which is not sorted yet. */
static void repi_table_pile(repi_table *table)
{
    size_t i, n = 0;
    if (table->limit) return;
    for (i = 0; i < table->room; i++) {
        repi_entry entry = table->entries[i];
        repi_cell cell;
        if (entry.count == 0) continue;
        cell = repi_table_cell(table, &entry, NULL);
        entry.hash = repi_cell_hash(&cell);
        table->entries[n++] = entry;
    }
    table->room = n, table->sifted = 0;
    table->limit = n + REPI_PILE_LEAST;
}

/* Makes a table, whose entries are distinct, an index of `room` places, a power of two and more than there are entries.
 * 0 = no memory, nothing changed. */
static int repi_table_index(repi_table *table, size_t room)
{
    repi_entry *entries = (repi_entry *)repi_zeroed(table->sieve->memory, room, sizeof *entries);
    size_t i, at;
    if (!entries) return 0;
    for (i = 0; i < table->room; i++) {
        repi_entry entry = table->entries[i];
        repi_cell cell;
        if (entry.count == 0) continue;
        if (table->limit) cell = repi_table_cell(table, &entry, NULL), entry.hash = repi_table_probe(table, &cell);
        for (at = (size_t)entry.hash & (room - 1); entries[at].count;) at = (at + 1) & (room - 1);
        entries[at] = entry;
    }
    REPI_FREE(table->sieve->memory, table->entries, table->capacity, repi_entry);
    table->entries = entries, table->room = table->capacity = room;
    table->limit = 0;
    return 1;
}

/* Lays a cell on the pile; its fixed hash is at most the threshold. If it is full, it is sifted, and if then most of what
 * came since the last time had been there before, an index will serve it better. 0 = no memory. */
static int repi_pile_add(repi_table *table, const repi_cell *cell, uint64_t count, uint64_t hash, void *user)
{
    repi_entry *entry;
    size_t came, fresh, room = 16;
    int ok;
    REPI_GROW(table->sieve->memory, table->entries, table->capacity, table->count + 1, repi_entry, ok);
    if (!ok) return 0;
    entry = &table->entries[table->count];
    if (!repi_table_keep_text(table, cell, &entry->key)) return 0;
    entry->count = count, entry->hash = hash;
    table->room = ++table->count;
    if (table->count < table->limit) return 1;
    came = table->count - table->sifted, fresh = table->sifted;
    if (!repi_pile_sift(table, user)) return 0;
    fresh = table->count - fresh;
    if (table->threshold != UINT64_MAX || fresh > came / 2) return 1;
    while (room < 2 * table->count) room *= 2;
    return repi_table_index(table, room);
}

/*--- counting ---*/

/* Is this cell the one of an entry with the same keyed hash? */
static int repi_table_same(const repi_table *table, const repi_entry *entry, const repi_cell *cell)
{
    repi_cell other;
    if (!repi_is_long(cell) || repi_tag(entry->key) != REPI_TAG_LONG) return entry->key == cell->key;
    other = repi_table_cell(table, entry, NULL);
    return other.length == cell->length && repi_same(other.text, cell->text) && other.hash == cell->hash;
}

/* Counts a cell in an index. 0 = no memory. */
static int repi_index_add(repi_table *table, const repi_cell *cell, uint64_t count, uint64_t probe, void *user)
{
    repi_entry *entry = NULL;
    size_t at;
    if (table->room) {
        for (at = (size_t)probe & (table->room - 1);; at = (at + 1) & (table->room - 1)) {
            entry = &table->entries[at];
            if (entry->count == 0) break;
            if (entry->hash == probe && repi_table_same(table, entry, cell)) { entry->count += count; return 1; }
        }
    }
    if (4 * table->count >= 3 * table->room) {
        if (table->room >= REPI_INDEX_MOST) {
            repi_table_pile(table);
            return repi_pile_add(table, cell, count, repi_cell_hash(cell), user);
        }
        return repi_table_index(table, table->room ? 2 * table->room : 16) && repi_index_add(table, cell, count, probe, user);
    }
    if (!repi_table_keep_text(table, cell, &entry->key)) return 0;
    entry->count = count, entry->hash = probe;
    table->count++;
    return 1;
}

/* Counts a cell `count` times. What is let go, now or at the sifting this may cause, goes to let_go(user). 0 = no memory. */
static int repi_table_add(repi_table *table, const repi_cell *cell, uint64_t count, void *user)
{
    uint64_t hash;
    if (!table->limit) return repi_index_add(table, cell, count, repi_table_probe(table, cell), user);
    hash = repi_cell_hash(cell);
    return hash > table->threshold ? table->let_go(user, cell, count) : repi_pile_add(table, cell, count, hash, user);
}

/* Cuts the table to the `cap` cells of smallest fixed hash (ties by bytes), sorted by it, one entry each and no free
 * place; the others go to let_go. 0 = no memory. */
static int repi_table_trim(repi_table *table, void *user)
{
    repi_table_pile(table);
    return table->count == table->sifted || repi_pile_sift(table, user);
}

/* Counts n cells once each, at most REPI_RUN. Most values of a column with very many go by here: their hash is above the
 * threshold. All places of an index are asked for before the first is looked at, so that the waits for memory overlap.
 * 0 = no memory. */
static int repi_table_add_run(repi_table *table, const repi_cell *cells, size_t n, void *user)
{
    uint64_t hashes[REPI_RUN];
    uint16_t stay[REPI_RUN], go[REPI_RUN];
    size_t i, stays = 0, goes = 0;
    int ok = 1;
    if (!table->limit) {
        for (i = 0; i < n; i++) {
            hashes[i] = repi_table_probe(table, &cells[i]);
            if (table->room) REPI_FETCH(&table->entries[(size_t)hashes[i] & (table->room - 1)]);
        }
        for (i = 0; i < n && ok && !table->limit; i++) ok = repi_index_add(table, &cells[i], 1, hashes[i], user);
        for (; i < n && ok; i++) ok = repi_table_add(table, &cells[i], 1, user); /* it became a pile */
        return ok;
    }
    for (i = 0; i < n; i++) {
        hashes[i] = repi_cell_hash(&cells[i]);
        stay[stays] = go[goes] = (uint16_t)i;
        stays += hashes[i] <= table->threshold, goes += hashes[i] > table->threshold; /* no branch: which it is, is chance */
    }
    for (i = 0; i < goes && ok; i++) ok = table->let_go(user, &cells[go[i]], 1);
    for (i = 0; i < stays && ok; i++) {
        const repi_cell *cell = &cells[stay[i]];
        if (table->limit && hashes[stay[i]] <= table->threshold) ok = repi_pile_add(table, cell, 1, hashes[stay[i]], user);
        else ok = repi_table_add(table, cell, 1, user); /* a sifting in between changed the rules */
    }
    return ok;
}

/* Lets all entries of a pile go whose fixed hash is above `border`. 0 = no memory there. */
static int repi_pile_cut(repi_table *table, uint64_t border, void *user)
{
    size_t i, n = 0;
    int ok = 1;
    for (i = 0; i < table->count && ok; i++)
        if (table->entries[i].hash > border) ok = repi_pile_let_go(table, &table->entries[i], 1, user);
        else table->entries[n++] = table->entries[i];
    table->room = table->count = n, table->sifted = 0;
    table->threshold = REPI_MIN(table->threshold, border);
    return ok;
}

/* Adds all of another table. A value that `from` may have let go before cannot be among the cap smallest of
 * both together: the border of the union is at most from's. 0 = no memory. */
static int repi_table_merge(repi_table *into, const repi_table *from, void *user)
{
    size_t i;
    repi_table_pile(into); /* an index of fewer places would fill from one end by the order of another: in one long run */
    if (from->threshold < into->threshold && !repi_pile_cut(into, from->threshold, user)) return 0;
    for (i = 0; i < from->room; i++) {
        repi_cell cell = repi_table_cell(from, &from->entries[i], NULL);
        if (from->entries[i].count && !repi_table_add(into, &cell, from->entries[i].count, user)) return 0;
        repi_table_pile(into);
    }
    return repi_table_trim(into, user);
}

/* Distinct values: exact while nothing was let go, else estimated by the largest of the k smallest uniform hashes
 * (Bar-Yossef 2002). The table is trimmed. */
static uint64_t repi_table_distinct(const repi_table *table)
{
    if (table->threshold == UINT64_MAX || table->count < 2) return table->count;
    return repi_muldiv(table->count - 1, UINT64_MAX, REPI_MAX(table->entries[table->count - 1].hash, 1));
}

/*--- the row sample ---*/

/* The rows whose number has the smallest hash: a uniform sample that any cutting agrees on. A heap in the plain sense,
 * without order: it takes what is below the border until an eighth more than the limit are there, then repi_sample_trim
 * finds the new border. So a row costs a comparison, and one that is taken hardly more. Slots are columns of words that
 * the owner keeps; behind the picks that count lie those whose slots are free. */
typedef struct repi_pick { uint64_t hash, row; uint32_t slot; } repi_pick;
typedef struct repi_sample { size_t limit, count, capacity, slots; uint64_t border; repi_pick *heap; } repi_sample; /* border 0: none */

static size_t repi_sample_most(const repi_sample *sample) { return sample->limit + sample->limit / 8 + 1; } /* slots */

static void repi_sample_swap(repi_sample *sample, size_t a, size_t b)
{
    repi_pick pick = sample->heap[a];
    sample->heap[a] = sample->heap[b];
    sample->heap[b] = pick;
}

/* Sorts the slots of n picks that are free, so that the words of the next rows are written one behind the other in
 * memory. (Shell's sort: Knuth, TAOCP 3, 5.2.1 D) */
static void repi_sample_sort_slots(repi_pick *picks, size_t n)
{
    size_t gap = 1, i, at;
    while (gap < n / 9) gap = 3 * gap + 1;
    for (; gap > 0; gap /= 3)
        for (i = gap; i < n; i++) {
            uint32_t slot = picks[i].slot;
            for (at = i; at >= gap && picks[at - gap].slot > slot; at -= gap) picks[at].slot = picks[at - gap].slot;
            picks[at].slot = slot;
        }
}

/* Keeps the `limit` picks of smallest hash. The range low .. high that holds the last of them narrows byte by byte:
 * smaller ones go before it, larger ones behind. (Radix selection: Knuth, TAOCP 3, 5.2.2 and 5.3.3) */
static void repi_sample_trim(repi_sample *sample)
{
    size_t low = 0, high = sample->count;
    int shift;
    if (sample->count <= sample->limit) return;
    for (shift = 56; shift >= 0 && high - low > 1; shift -= 8) {
        size_t counts[256], below = low, i, b = 0;
        memset(counts, 0, sizeof counts);
        for (i = low; i < high; i++) counts[sample->heap[i].hash >> shift & 255]++;
        while (below + counts[b] < sample->limit) below += counts[b++];
        for (i = low; i < high;) {
            size_t byte = (size_t)(sample->heap[i].hash >> shift & 255);
            if (byte < b) repi_sample_swap(sample, i++, low++);
            else if (byte > b) repi_sample_swap(sample, i, --high);
            else i++;
        }
    }
    sample->border = sample->heap[sample->limit - 1].hash;
    repi_sample_sort_slots(sample->heap + sample->limit, sample->count - sample->limit);
    sample->count = sample->limit;
}

/* The slot that this row takes, UINT32_MAX = it is not sampled. *ok = 0: no memory.
 * The mixer is a bijection of row numbers: no ties. */
static uint32_t repi_sample_slot(repi_sample *sample, repi_memory *memory, uint64_t row, int *ok)
{
    uint64_t hash = repi_mix(row * UINT64_C(0x9E3779B97F4A7C15) + UINT64_C(0x726F77));
    repi_pick *pick;
    *ok = 1;
    if (sample->border && hash > sample->border) return UINT32_MAX;
    if (sample->count == repi_sample_most(sample)) {
        repi_sample_trim(sample);
        if (hash > sample->border) return UINT32_MAX;
    }
    REPI_GROW(memory, sample->heap, sample->capacity, sample->count + 1, repi_pick, *ok);
    if (!*ok) return UINT32_MAX;
    pick = &sample->heap[sample->count++];
    if (sample->count > sample->slots) pick->slot = (uint32_t)sample->slots++;
    pick->hash = hash, pick->row = row;
    return pick->slot;
}

/*==============================================================================
 * MARK: - [R11] CSV in
 *
 * Cuts bytes into records and cells, whatever pieces the bytes come in. A cell
 * is a view into the caller's buffer; only a cell with doubled quotes, or one
 * that is not UTF-8, is copied. A record that straddles two pieces is carried
 * over in a buffer that doubles, so the work is linear however it was cut.
 * Records are given by runs, if the caller asks for more than one at a time.
 *
 * 64 bytes become one word with a bit for every byte that may matter: the
 * delimiter, the quote and all of 0x00 to 0x0D (LF, CR, NUL in one comparison).
 * The loop goes from bit to bit, so bytes inside cells are never branched on.
 * Bits too many are harmless: each byte they point at is looked at again.
 *
 * Cells are what Python's csv.reader makes of them, with these differences:
 *   blank lines       no record; one empty cell in a table of one column
 *   CR without LF     a byte of the cell, unless the first 64 KiB hold no LF;
 *                     CRs before an LF or the very end belong to the line end
 *   NUL               an error
 *   open quote        an error at the end of the input, placed where it opened
 *   byte order mark   skipped; UTF-16 is converted
 *
 *   enter by   repi_csv_init, repi_csv_push, repi_csv_end, repi_csv_fork, repi_csv_free
 *   uses       R01 platform, R02 memory, R03 text
 *   keeps      line of the record, for errors and for the caller; places are in
 *              bytes of UTF-8 (after conversion, where the input is UTF-16)
 *   source     RFC 4180; CPython Modules/_csv.c for what it leaves open; bits of
 *              a block: Langdale, Lemire 2019 (simdjson); bytes in a word:
 *              Hacker's Delight, 6-1
 *============================================================================*/
#if !defined(REPLICATOR_NO_SIMD)
#if defined(__AVX2__)
#include <immintrin.h>
#elif defined(__SSE2__) || defined(_M_X64)
#include <emmintrin.h>
#elif defined(__aarch64__) && defined(__ARM_NEON)
#include <arm_neon.h>
#endif
#endif

#define REPI_CSV_WINDOW ((size_t)65536)   /* the start of an input that decides its dialect (CONTRACT 5) */
#define REPI_CSV_SAMPLE 64                /* records of it that are looked at                           */

typedef struct repi_field { const char *data; size_t len; int quoted, mended; } repi_field;

/* Takes `rows` records of `count` cells each, one behind the other. A header comes alone. */
typedef rep_status (*repi_record_fn)(void *user, const repi_field *fields, size_t rows, size_t count, int is_header, rep_error *err);

enum { REPI_CELL_PLAIN, REPI_CELL_QUOTED, REPI_CELL_MAYBE, REPI_CELL_TAIL }; /* MAYBE: a quote, then the end of the piece */
enum { REPI_ROW_QUOTED = 1, REPI_ROW_DOUBLED = 2 };                           /* what a record needs besides its cells    */
enum { REPI_FIELD_RAW = 2 };                                                  /* repi_field.quoted until it is unescaped  */

typedef struct repi_csv {
    /* for the caller to read */
    size_t   width;                       /* columns; 0 = not known yet                                  */
    uint64_t line;                        /* where the (last) record being given begins, 1-based, in this input */
    uint64_t records;                     /* data rows given before these, in all inputs                 */
    uint64_t mended_cells, padded_rows;
    int      crlf;                        /* 1 = a record ended in CR LF                                 */
    char     delimiter;                   /* 0 = not decided yet                                         */
    /* what was asked for */
    char           quote;
    int            no_header;
    rep_ragged     ragged;
    size_t         max_columns, max_cell, max_rows; /* max_rows: records given at a time, 1 unless the caller sets it */
    repi_record_fn record;
    void          *user;
    repi_memory   *memory;
    /* this input */
    int      opening;                     /* 1 = its first 64 KiB are still being gathered               */
    int      header;                      /* 1 = the next record is one                                  */
    int      bare_cr, after_cr;           /* CR ends a record; one just did, so an LF now belongs to it  */
    int      utf16;                       /* 1 little-endian, 2 big-endian                               */
    int      last_bare_cr, last_utf16;    /* of the input before                                         */
    int      odd;                         /* first byte of a split UTF-16 unit, -1 = none                */
    uint32_t half;                        /* first half of a surrogate pair, 0 = none                    */
    /* the record in progress; `close` holds the closing quote in state TAIL */
    const char *row, *start, *close;
    int         state, doubled, marks;
    uint64_t    high;                     /* not 0: it may have bytes above 0x7F                         */
    repi_field *fields;                   /* cells of the records that wait to be given, then its own    */
    size_t      rows, count, field_capacity; /* rows: how many records wait; none between two calls      */
    char       *carry, *head, *plain, *mended, *wide; /* straddling record; opening; unescaped; from 1252; from UTF-16 */
    size_t      carry_len, carry_capacity, head_len, head_capacity, plain_capacity, mended_capacity, wide_capacity, step;
    rep_status  failed;                   /* sticks                                                      */
    rep_error   error;
} repi_csv;

/*--- 64 bytes to 64 bits ---*/

#if defined(__GNUC__)
#define REPI_CSV_INLINE static inline __attribute__((always_inline))
#else
#define REPI_CSV_INLINE static inline
#endif

/* Bits of the bytes that equal a, equal b or are at most `low`. Every version gives at least these bits (the one
 * in words now and then one more, by a borrow); *high receives not 0 if a byte is above 0x7F. */
#if !defined(REPLICATOR_NO_SIMD) && defined(__AVX2__)
REPI_CSV_INLINE uint64_t repi_csv_bits(const char *p, char a, char b, char low, uint64_t *high)
{
    const __m256i va = _mm256_set1_epi8(a), vb = _mm256_set1_epi8(b), vl = _mm256_set1_epi8(low);
    const __m256i x = _mm256_loadu_si256((const __m256i *)(const void *)p);
    const __m256i y = _mm256_loadu_si256((const __m256i *)(const void *)(p + 32));
    const __m256i i = _mm256_or_si256(_mm256_or_si256(_mm256_cmpeq_epi8(x, va), _mm256_cmpeq_epi8(x, vb)),
                                      _mm256_cmpeq_epi8(_mm256_min_epu8(x, vl), x));
    const __m256i j = _mm256_or_si256(_mm256_or_si256(_mm256_cmpeq_epi8(y, va), _mm256_cmpeq_epi8(y, vb)),
                                      _mm256_cmpeq_epi8(_mm256_min_epu8(y, vl), y));
    *high = (uint32_t)_mm256_movemask_epi8(_mm256_or_si256(x, y));
    return (uint64_t)(uint32_t)_mm256_movemask_epi8(i) | (uint64_t)(uint32_t)_mm256_movemask_epi8(j) << 32;
}
#elif !defined(REPLICATOR_NO_SIMD) && (defined(__SSE2__) || defined(_M_X64))
REPI_CSV_INLINE uint64_t repi_csv_bits16(const char *p, __m128i a, __m128i b, __m128i low, __m128i *all)
{
    const __m128i x = _mm_loadu_si128((const __m128i *)(const void *)p);
    *all = _mm_or_si128(*all, x);
    return (uint32_t)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(x, a), _mm_cmpeq_epi8(x, b)),
                                                    _mm_cmpeq_epi8(_mm_min_epu8(x, low), x)));
}

REPI_CSV_INLINE uint64_t repi_csv_bits(const char *p, char a, char b, char low, uint64_t *high)
{
    const __m128i va = _mm_set1_epi8(a), vb = _mm_set1_epi8(b), vl = _mm_set1_epi8(low);
    __m128i all = _mm_setzero_si128();
    uint64_t bits = repi_csv_bits16(p, va, vb, vl, &all);
    bits |= repi_csv_bits16(p + 16, va, vb, vl, &all) << 16;
    bits |= repi_csv_bits16(p + 32, va, vb, vl, &all) << 32;
    bits |= repi_csv_bits16(p + 48, va, vb, vl, &all) << 48;
    *high = (uint32_t)_mm_movemask_epi8(all);
    return bits;
}
#elif !defined(REPLICATOR_NO_SIMD) && defined(__aarch64__) && defined(__ARM_NEON)
REPI_CSV_INLINE uint64_t repi_csv_bits(const char *p, char a, char b, char low, uint64_t *high)
{
    static const uint8_t weights[16] = { 1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128 };
    const uint8x16_t va = vdupq_n_u8((uint8_t)a), vb = vdupq_n_u8((uint8_t)b), vl = vdupq_n_u8((uint8_t)low);
    const uint8x16_t w = vld1q_u8(weights);
    uint8x16_t all = vdupq_n_u8(0), hit[4];
    int i;
    for (i = 0; i < 4; i++) {
        const uint8x16_t x = vld1q_u8((const uint8_t *)p + 16 * i);
        hit[i] = vandq_u8(w, vorrq_u8(vorrq_u8(vceqq_u8(x, va), vceqq_u8(x, vb)), vcleq_u8(x, vl)));
        all = vorrq_u8(all, x);
    }
    hit[0] = vpaddq_u8(vpaddq_u8(hit[0], hit[1]), vpaddq_u8(hit[2], hit[3])); /* three rounds of pairs: 8 bytes to 1 */
    hit[0] = vpaddq_u8(hit[0], hit[0]);
    *high = vmaxvq_u8(all) & 0x80u;
    return vgetq_lane_u64(vreinterpretq_u64_u8(hit[0]), 0);
}
#else
REPI_CSV_INLINE uint64_t repi_csv_bits8(const char *p, uint64_t a, uint64_t b, uint64_t above, uint64_t *all)
{
    const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
    const uint64_t x = repi_load64(p), y = x ^ a, z = x ^ b;
    const uint64_t hit = (((y - ones) & ~y) | ((z - ones) & ~z) | ((x - above) & ~x)) & tops;
    *all |= x;
    return (hit >> 7) * 0x0102040810204080u >> 56; /* gathers the 8 bits, first byte lowest */
}

REPI_CSV_INLINE uint64_t repi_csv_bits(const char *p, char a, char b, char low, uint64_t *high)
{
    const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
    const uint64_t va = ones * (unsigned char)a, vb = ones * (unsigned char)b, above = ones * ((unsigned char)low + 1u);
    uint64_t all = 0, bits = repi_csv_bits8(p, va, vb, above, &all);
    bits |= repi_csv_bits8(p + 8, va, vb, above, &all) << 8;
    bits |= repi_csv_bits8(p + 16, va, vb, above, &all) << 16;
    bits |= repi_csv_bits8(p + 24, va, vb, above, &all) << 24;
    bits |= repi_csv_bits8(p + 32, va, vb, above, &all) << 32;
    bits |= repi_csv_bits8(p + 40, va, vb, above, &all) << 40;
    bits |= repi_csv_bits8(p + 48, va, vb, above, &all) << 48;
    bits |= repi_csv_bits8(p + 56, va, vb, above, &all) << 56;
    *high = all & tops;
    return bits;
}
#endif

/*--- places ---*/

/* Line ends in from .. to, both in the record in progress. */
static uint64_t repi_csv_line_ends(const repi_csv *csv, const char *from, const char *to)
{
    uint64_t n = 0;
    const char *p = from;
    if (!csv->bare_cr) {
        while ((p = (const char *)memchr(p, '\n', (size_t)(to - p))) != NULL) n++, p++;
        return n;
    }
    for (; p < to; p++) n += *p == '\r' || (*p == '\n' && (p == from || p[-1] != '\r'));
    return n;
}

static size_t repi_csv_line(const repi_csv *csv, const char *at)
{
    return (size_t)(csv->line + repi_csv_line_ends(csv, csv->row, at));
}

static size_t repi_csv_column(const repi_csv *csv, const char *at) /* 1-based, in bytes */
{
    const char *from = at;
    while (from > csv->row && from[-1] != '\n' && !(csv->bare_cr && from[-1] == '\r')) from--;
    return (size_t)(at - from) + 1;
}

#define REPI_CSV_PLACE(csv, at) repi_csv_line((csv), (at)), repi_csv_column((csv), (at))

static rep_status repi_csv_no_memory(repi_csv *csv) { return csv->failed = repi_no_memory(&csv->error); }

static rep_status repi_csv_long_cell(repi_csv *csv, const char *start, int quoted)
{
    start -= quoted;
    return csv->failed = repi_fail(&csv->error, REP_ERR_LIMIT, REPI_CSV_PLACE(csv, start),
        quoted ? "this cell is longer than %u bytes: is its quote ever closed? If so, raise the option max_cell_bytes"
               : "this cell is longer than %u bytes; raise the option max_cell_bytes if that is right", (uint64_t)csv->max_cell);
}

static rep_status repi_csv_nul(repi_csv *csv, const char *at)
{
    return csv->failed = repi_fail(&csv->error, REP_ERR_CSV, REPI_CSV_PLACE(csv, at),
        "a NUL byte: this is binary data, or UTF-16 without a byte order mark; "
        "convert it first: iconv -f UTF-16LE -t UTF-8 FILE | ...");
}

/*--- a whole record, before it is given away ---*/

/* Room for one more cell than the `count` of the record in progress. */
static int repi_csv_more_fields(repi_csv *csv, size_t count, const char *start, int quoted)
{
    size_t waiting = csv->rows * csv->width;
    int ok;
    if (count >= csv->max_columns) {
        csv->failed = repi_fail(&csv->error, REP_ERR_LIMIT, REPI_CSV_PLACE(csv, start - quoted),
            "more than %u columns: is the delimiter right? If so, raise the option max_columns", (uint64_t)csv->max_columns);
        return 0;
    }
    REPI_GROW(csv->memory, csv->fields, csv->field_capacity, waiting + count + 1, repi_field, ok);
    if (!ok) repi_csv_no_memory(csv);
    return ok;
}

/* Left to right, an unquoted cell that begins with a blank goes to the one before it, until the width fits. The bytes
 * between lie in the record already; after a closing quote they are a tail, as the reader of doubled quotes knows. */
static size_t repi_csv_join(repi_csv *csv, size_t count)
{
    repi_field *fields = csv->fields;
    size_t surplus = count - csv->width, kept = 1, i;
    for (i = 1; i < count; i++) {
        repi_field *before = &fields[kept - 1];
        const repi_field cell = fields[i];
        if (surplus == 0 || cell.quoted || cell.len == 0 || (cell.data[0] != ' ' && cell.data[0] != '\t')) {
            fields[kept++] = cell;
            continue;
        }
        before->len = (size_t)(cell.data + cell.len - before->data);
        if (before->quoted) before->quoted = REPI_FIELD_RAW, csv->marks |= REPI_ROW_DOUBLED;
        if (before->len - (before->quoted != 0) > csv->max_cell) {
            repi_csv_long_cell(csv, before->data, before->quoted != 0);
            return 0;
        }
        surplus--;
    }
    return kept;
}

/* A record of another width: mended or refused (0). `end` is where its text ends. */
static int repi_csv_fit(repi_csv *csv, size_t count, const char *end)
{
    const repi_field *surplus = count > csv->width ? &csv->fields[csv->width] : NULL;
    const char *at = surplus ? surplus->data - (surplus->quoted != 0) : end;
    const char *what = count == 1 ? "cell" : "cells";
    int ok = 1;
    if (csv->header) {
        csv->failed = repi_fail(&csv->error, REP_ERR_CSV, REPI_CSV_PLACE(csv, at),
            "this header has %u %s, the first input's %u; inputs of one table need the same columns",
            (uint64_t)count, what, (uint64_t)csv->width);
        return 0;
    }
    if (csv->ragged == REP_RAGGED_ERROR) {
        csv->failed = repi_fail(&csv->error, REP_ERR_CSV, REPI_CSV_PLACE(csv, at),
            "row has %u %s, the %s %u; --ragged pad or join (option csv.ragged) mends it",
            (uint64_t)count, what, csv->no_header ? "first row" : "header", (uint64_t)csv->width);
        return 0;
    }
    if (csv->ragged == REP_RAGGED_JOIN && surplus && (count = repi_csv_join(csv, count)) == 0) return 0;
    if (count < csv->width) REPI_GROW(csv->memory, csv->fields, csv->field_capacity, csv->width, repi_field, ok);
    if (!ok) {
        repi_csv_no_memory(csv);
        return 0;
    }
    for (; count < csv->width; count++) {
        repi_field *cell = &csv->fields[count];
        cell->data = "", cell->len = 0, cell->quoted = 0, cell->mended = 0;
    }
    csv->padded_rows++;
    return 1;
}

/* Takes the doubling off quotes. A raw cell begins after its opening quote and ends before the delimiter; what follows
 * the closing quote belongs to the cell as it stands. */
static int repi_csv_unescape(repi_csv *csv, size_t count)
{
    size_t need = 0, i;
    char *out;
    int ok;
    for (i = 0; i < count; i++)
        if (csv->fields[i].quoted == REPI_FIELD_RAW) need += csv->fields[i].len;
    REPI_GROW(csv->memory, csv->plain, csv->plain_capacity, need, char, ok);
    if (!ok) {
        repi_csv_no_memory(csv);
        return 0;
    }
    out = csv->plain;
    for (i = 0; i < count; i++) {
        repi_field *cell = &csv->fields[i];
        const char *p = cell->data, *end = p + cell->len, *mark;
        if (cell->quoted != REPI_FIELD_RAW) continue;
        cell->data = out;
        while ((mark = (const char *)memchr(p, csv->quote, (size_t)(end - p))) != NULL) {
            int twice = mark + 1 < end && mark[1] == csv->quote;
            memcpy(out, p, (size_t)(mark - p) + (size_t)twice);
            out += mark - p + twice;
            p = mark + 1 + twice;
            if (!twice) break;
        }
        if (p < end) memcpy(out, p, (size_t)(end - p)), out += end - p;
        cell->len = (size_t)(out - cell->data);
        cell->quoted = 1;
    }
    return 1;
}

/* Reads the cells that are not UTF-8 as Windows-1252. */
static int repi_csv_mend(repi_csv *csv, repi_field *fields, size_t count)
{
    size_t need = 0, i, k;
    char *out;
    int ok;
    for (i = 0; i < count; i++) {
        repi_field *cell = &fields[i];
        if (repi_utf8_valid(repi_str(cell->data, cell->len))) continue;
        cell->mended = 1;
        need += cell->len;
        for (k = 0; k < cell->len; k++) need += (unsigned char)cell->data[k] >= 0x80 ? 2 : 0; /* at most 3 bytes for 1 */
    }
    if (need == 0) return 1;
    REPI_GROW(csv->memory, csv->mended, csv->mended_capacity, need, char, ok);
    if (!ok) {
        repi_csv_no_memory(csv);
        return 0;
    }
    out = csv->mended;
    for (i = 0; i < count; i++) {
        repi_field *cell = &fields[i];
        const char *p = cell->data;
        if (!cell->mended) continue;
        cell->data = out;
        for (k = 0; k < cell->len; k++) out += repi_utf8_put(out, repi_cp1252((unsigned char)p[k]));
        cell->len = (size_t)(out - cell->data);
        csv->mended_cells++;
    }
    return 1;
}

/* Gives `rows` records, which lie at the start of the fields. */
static int repi_csv_give(repi_csv *csv, size_t rows)
{
    rep_status status = csv->record(csv->user, csv->fields, rows, csv->width, 0, &csv->error);
    if (REPI_LIKELY(status == REP_OK)) {
        csv->records += rows;
        return 1;
    }
    csv->error.code = csv->failed = status;
    return 0;
}

/* Gives the records that wait; the cells of the record in progress, `count` of them, then lie at the start. Also after a
 * failure further on: what came before it counts, and may itself fail. */
static int repi_csv_flush(repi_csv *csv, size_t count)
{
    size_t rows = csv->rows;
    if (rows == 0) return 1;
    csv->rows = 0;
    if (!repi_csv_give(csv, rows)) return 0;
    memmove(csv->fields, csv->fields + rows * csv->width, count * sizeof *csv->fields);
    return 1;
}

/* The records that the loop does not simply let wait: the first, headers, ragged ones, doubled quotes, not UTF-8.
 * 0 = failed. */
static int repi_csv_finish(repi_csv *csv, size_t count, const char *end)
{
    if (!repi_csv_flush(csv, count)) return 0;
    if (csv->width == 0) csv->width = count;
    else if (count != csv->width && !repi_csv_fit(csv, count, end)) return 0;
    if ((csv->marks & REPI_ROW_DOUBLED) && !repi_csv_unescape(csv, csv->width)) return 0;
    if (csv->high && !repi_utf8_valid(repi_str(csv->row, (size_t)(end - csv->row))) && !repi_csv_mend(csv, csv->fields, csv->width)) return 0;
    if (csv->header) {
        rep_status status = csv->record(csv->user, csv->fields, 1, csv->width, 1, &csv->error);
        csv->header = 0;
        if (status == REP_OK) return 1;
        csv->error.code = csv->failed = status;
        return 0;
    }
    return repi_csv_give(csv, 1);
}

/* A whole record is checked before its cells: the bytes between them are ASCII, so if it is UTF-8, they all are. */
static int repi_csv_is_utf8(const repi_csv *csv, const char *end)
{
    return !csv->high || repi_utf8_valid(repi_str(csv->row, (size_t)(end - csv->row)));
}

/*--- the loop ---*/
#define REPI_CSV_CELLS ((size_t)2048) /* of the records that wait: they, their texts and what counts them stay in a fast cache */

static size_t repi_csv_most(const repi_csv *csv) /* records that may wait */
{
    return csv->width ? REPI_MAX(1, REPI_MIN(csv->max_rows, REPI_CSV_CELLS / csv->width)) : 1;
}

/* Ends the cell that began at start; stop is the delimiter or line end (its CR left out). Its length in the input. */
REPI_CSV_INLINE size_t repi_csv_cell(repi_csv *csv, repi_field *cell, const char *start, const char *stop, const char *close, int state)
{
    cell->data = start;
    cell->mended = 0;
    if (REPI_LIKELY(state == REPI_CELL_PLAIN)) {
        cell->quoted = 0;
        return cell->len = (size_t)(stop - start);
    }
    if (!csv->doubled && stop == close + 1) {
        cell->quoted = 1;
        return cell->len = (size_t)(close - start);
    }
    cell->len = (size_t)(stop - start);
    cell->quoted = REPI_FIELD_RAW;
    csv->marks |= REPI_ROW_DOUBLED;
    csv->doubled = 0;
    return cell->len - 1;
}

/* Goes through at .. end, over every record that ends there, or only the first (`one`). The record in progress lies
 * in csv->row .. at and goes on at `at`. Afterwards csv->row is where the next one begins; csv->failed tells failure;
 * some records may still wait to be given.
 *
 * Limits are judged at the byte where they are passed, not where a piece ends: a cell in progress may have 2 bytes
 * more than max_cell, for a closing quote and a CR that will not belong to it. */
static void repi_csv_go(repi_csv *csv, const char *at, const char *end, int one)
{
    const char delimiter = csv->delimiter, quote = csv->quote;
    const size_t max_cell = csv->max_cell;
    const char *start = csv->start, *close = csv->close, *pos, *stop;
    repi_field *first = csv->fields, *cell = first + csv->count, *full = first + REPI_MIN(csv->field_capacity, csv->max_columns);
    size_t most = repi_csv_most(csv);
    int state = csv->state;
    size_t size = 64, count;
    char tail[64];
    for (; at < end; at += size) {
        const char *block = at;
        uint64_t valid = ~(uint64_t)0, bits, quotes, ends = 0, high, ignored;
        int ends_known = 0;
        unsigned bit;
        if (REPI_UNLIKELY((size_t)(end - at) < 64)) { /* never a load past the caller's bytes */
            size = (size_t)(end - at);
            memset(tail, 0, sizeof tail);
            memcpy(tail, at, size);
            block = tail;
            valid = ((uint64_t)1 << size) - 1;
        }
        bits = repi_csv_bits(block, delimiter, quote, '\r', &high) & valid;
        csv->high |= high;
        if (REPI_UNLIKELY(state == REPI_CELL_QUOTED)) {
            quotes = valid;
            goto quoted;
        }
        if (REPI_UNLIKELY(state == REPI_CELL_MAYBE)) {
            if (block[0] == quote) {
                csv->doubled = 1;
                quotes = valid & ~(uint64_t)1;
                goto quoted;
            }
            close = at - 1;
            state = REPI_CELL_TAIL;
        }
    plain:
        while (bits) {
            char c;
            pos = at + repi_ctz64(bits);
            bits &= bits - 1;
            c = *pos;
            if (c == delimiter) {
                if (REPI_UNLIKELY(cell == full)) {
                    if ((size_t)(pos - start) > max_cell + 2) goto long_cell;
                    count = (size_t)(cell - first);
                    if (!repi_csv_more_fields(csv, count, start, state != REPI_CELL_PLAIN)) return;
                    first = csv->fields + csv->rows * csv->width;
                    cell = first + count;
                    full = first + REPI_MIN((size_t)(csv->fields + csv->field_capacity - first), csv->max_columns);
                }
                if (REPI_UNLIKELY(repi_csv_cell(csv, cell, start, pos, close, state) > max_cell)) goto long_cell;
                cell++;
                start = pos + 1;
                state = REPI_CELL_PLAIN;
            } else if (c == '\n' || (c == '\r' && csv->bare_cr)) {
                stop = pos;
                if (c == '\n' && pos > start && pos[-1] == '\r' && !csv->bare_cr) { /* CR CR LF is a CR LF written twice as text */
                    while (stop > start && stop[-1] == '\r') stop--;
                    if ((size_t)(pos - start) > max_cell + 2) goto long_cell;
                    csv->crlf = 1;
                }
                count = (size_t)(cell - first);
                if (REPI_UNLIKELY(stop == start && count == 0 && state == REPI_CELL_PLAIN &&
                                  (csv->width != 1 || csv->header || (c == '\n' && csv->after_cr)))) {
                    if (c == '\n' && csv->after_cr) csv->crlf = 1, csv->line--; /* belongs to the CR before it */
                } else {
                    if (REPI_UNLIKELY(cell == full)) {
                        if ((size_t)(pos - start) > max_cell + 2) goto long_cell;
                        if (!repi_csv_more_fields(csv, count, start, state != REPI_CELL_PLAIN)) return;
                        first = csv->fields + csv->rows * csv->width;
                        cell = first + count;
                    }
                    if (REPI_UNLIKELY(repi_csv_cell(csv, cell, start, stop, close, state) > max_cell)) goto long_cell;
                    count++;
                    state = REPI_CELL_PLAIN;
                    if (REPI_LIKELY(count == csv->width && !csv->header && !(csv->marks & REPI_ROW_DOUBLED) && repi_csv_is_utf8(csv, stop))) {
                        if (++csv->rows == most && !repi_csv_flush(csv, 0)) return;
                    } else {
                        if (!repi_csv_finish(csv, count, stop)) return;
                        most = repi_csv_most(csv);
                    }
                    if (csv->marks) csv->line += repi_csv_line_ends(csv, csv->row, stop), csv->marks = 0;
                    cell = first = csv->fields + csv->rows * csv->width;
                    full = first + REPI_MIN((size_t)(csv->fields + csv->field_capacity - first), csv->max_columns);
                }
                csv->after_cr = c == '\r';
                csv->line++;
                csv->high = one ? 0 : high;
                csv->row = start = pos + 1;
                if (one) goto leave;
            } else if (c == quote) {
                if (pos == start && state == REPI_CELL_PLAIN) {
                    start = pos + 1;
                    csv->marks |= REPI_ROW_QUOTED;
                    quotes = ~(uint64_t)0 << (pos - at) << 1 & valid;
                    goto quoted;
                }
            } else if (c == '\0') {
                if ((size_t)(pos - start) > max_cell + 2) goto long_cell;
                repi_csv_nul(csv, pos);
                return;
            }
        }
        continue;
    quoted: /* only quotes and NUL matter now; `quotes` begins as the bytes to look at */
        state = REPI_CELL_QUOTED;
        if (!ends_known) ends = repi_csv_bits(block, quote, quote, '\0', &ignored), ends_known = 1;
        quotes &= ends;
        while (quotes) {
            bit = (unsigned)repi_ctz64(quotes);
            quotes &= quotes - 1;
            pos = at + bit;
            if (*pos == quote) {
                if (bit + 1 == size) {
                    state = REPI_CELL_MAYBE;
                    break;
                }
                if (block[bit + 1] != quote) {
                    close = pos;
                    state = REPI_CELL_TAIL;
                    bits &= ~(uint64_t)0 << bit << 1;
                    goto plain;
                }
                csv->doubled = 1;
                quotes &= quotes - 1;
            } else if (*pos == '\0') {
                if ((size_t)(pos - start) > max_cell + 2) goto long_cell;
                repi_csv_nul(csv, pos);
                return;
            }
        }
    }
    if ((size_t)(end - start) > max_cell + 2) goto long_cell;
leave:
    csv->start = start;
    csv->close = close;
    csv->state = state;
    csv->count = (size_t)(cell - first);
    return;
long_cell:
    repi_csv_long_cell(csv, start, state != REPI_CELL_PLAIN);
}

/* The same, with no record left waiting: their cells are views that end with the piece. */
static void repi_csv_scan(repi_csv *csv, const char *at, const char *end, int one)
{
    repi_csv_go(csv, at, end, one);
    repi_csv_flush(csv, csv->failed ? 0 : csv->count);
}

/*--- records that straddle pieces ---*/

/* Moves the record in progress, `len` bytes at csv->row, to `to`. */
static void repi_csv_move(repi_csv *csv, char *to, size_t len)
{
    const char *from = csv->row;
    size_t i;
    memcpy(to, from, len);
    for (i = 0; i < csv->count; i++) csv->fields[i].data = to + (csv->fields[i].data - from);
    csv->start = to + (csv->start - from);
    if (csv->state == REPI_CELL_TAIL) csv->close = to + (csv->close - from);
    csv->row = to;
}

/* Makes the carry hold `len` bytes of the record in progress plus `more`. Never by realloc: the cells still point to
 * the old block while they are moved. */
static int repi_csv_carry(repi_csv *csv, size_t len, size_t more)
{
    size_t wanted = csv->carry_capacity ? csv->carry_capacity : 512;
    char *fresh = csv->carry;
    if (more > PTRDIFF_MAX / 4 || len > PTRDIFF_MAX / 4) return 0;
    while (wanted < len + more) wanted *= 2;
    if (wanted > csv->carry_capacity) fresh = (char *)repi_resize(csv->memory, NULL, 0, wanted);
    if (!fresh) return 0;
    if (csv->row != fresh) repi_csv_move(csv, fresh, len);
    if (fresh != csv->carry) {
        repi_resize(csv->memory, csv->carry, csv->carry_capacity, 0);
        csv->carry = fresh;
        csv->carry_capacity = wanted;
    }
    return 1;
}

/* Text, in UTF-8 or what passes for it, after its opening was judged. */
static void repi_csv_feed(repi_csv *csv, const char *p, size_t len)
{
    const char *end = p + len;
    while (p < end && !csv->failed) {
        if (csv->carry_len == 0) {
            csv->row = csv->start = p;
            repi_csv_scan(csv, p, end, 0);
            len = csv->failed ? 0 : (size_t)(end - csv->row);
            if (len && !repi_csv_carry(csv, len, csv->step)) repi_csv_no_memory(csv);
            csv->carry_len = len;
            p = end;
        } else {
            size_t had = csv->carry_len, take = REPI_MIN((size_t)(end - p), csv->step);
            if (!repi_csv_carry(csv, had, take)) {
                repi_csv_no_memory(csv);
                return;
            }
            memcpy(csv->carry + had, p, take);
            repi_csv_scan(csv, csv->carry + had, csv->carry + had + take, 1);
            if (csv->row == csv->carry) {
                csv->carry_len += take;
                csv->step = REPI_MIN(csv->step * 2, REPI_CSV_WINDOW);
                p += take;
            } else { /* the record ended; what follows it is read in place */
                p += (size_t)(csv->row - csv->carry) - had;
                csv->carry_len = 0;
                csv->step = 256;
            }
        }
    }
}

/*--- the opening of an input ---*/

/* UTF-16 to UTF-8; halves of surrogate pairs that stand alone become U+FFFD. out has room for 3 bytes a unit and 8 more. */
static size_t repi_csv_from_utf16(repi_csv *csv, char *out, const char *data, size_t len)
{
    size_t n = 0, i;
    for (i = 0; i < len; i++) {
        uint32_t first, unit;
        if (csv->odd < 0) {
            csv->odd = (unsigned char)data[i];
            continue;
        }
        first = (uint32_t)csv->odd;
        unit = csv->utf16 == 1 ? first | (uint32_t)(unsigned char)data[i] << 8 : first << 8 | (unsigned char)data[i];
        csv->odd = -1;
        if (csv->half && unit >= 0xDC00 && unit < 0xE000) {
            n += repi_utf8_put(out + n, 0x10000 + ((csv->half - 0xD800) << 10) + (unit - 0xDC00));
            csv->half = 0;
            continue;
        }
        if (csv->half) n += repi_utf8_put(out + n, 0xFFFD), csv->half = 0;
        if (unit >= 0xD800 && unit < 0xDC00) csv->half = unit;
        else n += repi_utf8_put(out + n, unit >= 0xDC00 && unit < 0xE000 ? 0xFFFD : unit);
    }
    return n;
}

static void repi_csv_feed_raw(repi_csv *csv, const char *data, size_t len)
{
    if (!csv->utf16) {
        repi_csv_feed(csv, data, len);
        return;
    }
    while (len && !csv->failed) {
        size_t take = REPI_MIN(len, REPI_CSV_WINDOW);
        int ok;
        REPI_GROW(csv->memory, csv->wide, csv->wide_capacity, take / 2 * 3 + 16, char, ok);
        if (!ok) {
            repi_csv_no_memory(csv);
            return;
        }
        repi_csv_feed(csv, csv->wide, repi_csv_from_utf16(csv, csv->wide, data, take));
        data += take, len -= take;
    }
}

/* Files that are not text, by their first bytes. */
static int repi_csv_refused(repi_csv *csv, const char *data, size_t len)
{
    static const struct { char bytes[9]; unsigned char len; const char *name, *remedy; } foreign[] = {
        { "\x1F\x8B", 2, "gzip data", "unpack it first: gunzip -c FILE | ..." },
        { "\x28\xB5\x2F\xFD", 4, "zstd data", "unpack it first: zstd -dc FILE | ..." },
        { "\xFD" "7zXZ", 6, "xz data", "unpack it first: xz -dc FILE | ..." },
        { "PK\x03\x04", 4, "a zip archive", "unpack it first: unzip -p FILE | ..." },
        { "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, "an Excel workbook (xls)", "save it as CSV first" },
        { "PAR1", 4, "a Parquet file", "write it as CSV first, with pandas or duckdb" },
        { "ARROW1\0", 8, "an Arrow file", "write it as CSV first, with pandas or duckdb" },
        { "\xFF\xFE\0", 4, "UTF-32 text", "convert it first: iconv -f UTF-32 -t UTF-8 FILE | ..." },
        { "\0\0\xFE\xFF", 4, "UTF-32 text", "convert it first: iconv -f UTF-32 -t UTF-8 FILE | ..." },
    };
    size_t i, k;
    for (i = 0; i < REPI_COUNT(foreign); i++) {
        const char *name = foreign[i].name, *remedy = foreign[i].remedy;
        if (len < foreign[i].len || memcmp(data, foreign[i].bytes, foreign[i].len) != 0) continue;
        /* "PAR1" may well be a column; a Parquet file goes on with a control byte */
        if (data[0] == 'P' && data[1] == 'A' && len > 4 && ((unsigned char)data[4] >= 0x20 || repi_is_blank(data[4]))) continue;
        if (data[0] == 'P' && data[1] == 'K')
            for (k = 0; k + 19 <= len; k++)
                if (memcmp(data + k, "[Content_Types].xml", 19) == 0)
                    name = "an Excel workbook (xlsx) or another office file", remedy = "save it as CSV first";
        csv->failed = repi_fail(&csv->error, REP_ERR_CSV, 1, 1, "this is %s, not CSV; %s", name, remedy);
        return 1;
    }
    return 0;
}

/* Cells of the record at *at under this delimiter; *at moves on. 0 = a blank line. *cut = 1 where the text ended first.
 * Into counts[0] and [1] go the commas, and those that look like a decimal mark: alone in their cell, between digits. */
static size_t repi_csv_count(const repi_csv *csv, char delimiter, const char **at, const char *end, int *cut, uint64_t *counts)
{
    const char *p = *at, *start = p, *row = p;
    size_t cells = 1, commas = 0, decimal = 0;
    int quoted = 0;
    for (; p < end; p++) {
        const char c = *p;
        if (quoted == 1) {
            if (c == csv->quote && p + 1 < end && p[1] == csv->quote) p++;
            else if (c == csv->quote) quoted = 2;
            continue;
        }
        if (c == csv->quote && p == start) quoted = 1;
        if (c == ',') {
            commas++;
            decimal += p > row && p + 1 < end && repi_is_digit((unsigned char)p[-1]) && repi_is_digit((unsigned char)p[1]);
        }
        if (c == delimiter || c == '\n' || (c == '\r' && csv->bare_cr)) {
            counts[0] += commas;
            counts[1] += commas == 1 ? decimal : 0;
            commas = decimal = 0;
            quoted = 0;
            start = p + 1;
            if (c != delimiter) break;
            cells++;
        }
    }
    *cut = p == end;
    *at = p < end ? p + 1 : end;
    return p == row || (p == row + 1 && *row == '\r') ? 0 : cells;
}

/* The delimiter by which most of the first records have the same number of cells, more than one. Ties go to more cells,
 * then to the order below. A comma that is a decimal mark in the cells of another delimiter just as good gives way. */
static char repi_csv_guess(const repi_csv *csv, const char *data, size_t len, int whole)
{
    static const char candidates[4] = { ',', '\t', ';', '|' };
    size_t best_same = 0, best_cells = 0, comma_same = 0, i, j, k;
    char best = ',';
    int comma_yields = 0;
    for (i = 0; i < REPI_COUNT(candidates); i++) {
        size_t cells[REPI_CSV_SAMPLE], n = 0, same = 0, mode = 0;
        uint64_t commas[2] = { 0, 0 };
        const char *at = data, *end = data + len;
        int cut = 0;
        if (candidates[i] == csv->quote) continue;
        while (n < REPI_CSV_SAMPLE && at < end) {
            size_t count = repi_csv_count(csv, candidates[i], &at, end, &cut, commas);
            if (cut && !whole && n > 0) break; /* its rest is not here */
            if (count) cells[n++] = count;
        }
        for (j = 0; j < n; j++) {
            size_t alike = 0;
            for (k = 0; k < n; k++) alike += cells[k] == cells[j];
            if (alike > same || (alike == same && cells[j] > mode)) same = alike, mode = cells[j];
        }
        if (mode < 2) continue;
        if (i == 0) comma_same = same;
        if (i > 0 && best == ',' && comma_same > 0 && same >= comma_same && commas[0] > 0 && commas[1] >= commas[0] - commas[0] / 10)
            comma_yields = 1;
        if (same > best_same || (same == best_same && mode > best_cells) || comma_yields)
            best = candidates[i], best_same = same, best_cells = mode;
        comma_yields = 0;
    }
    return best;
}

/* Judges the opening of an input (its first 64 KiB, or all of it) and reads it. */
static void repi_csv_open(repi_csv *csv, const char *data, size_t len, int whole)
{
    csv->opening = 0;
    if (repi_csv_refused(csv, data, len)) return;
    if (len >= 2 && memcmp(data, "\xFF\xFE", 2) == 0) csv->utf16 = 1;
    else if (len >= 2 && memcmp(data, "\xFE\xFF", 2) == 0) csv->utf16 = 2;
    if (len >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0) data += 3, len -= 3;
    if (csv->utf16) {
        int ok;
        REPI_GROW(csv->memory, csv->wide, csv->wide_capacity, REPI_CSV_WINDOW / 2 * 3 + 16, char, ok);
        if (!ok) {
            repi_csv_no_memory(csv);
            return;
        }
        len = repi_csv_from_utf16(csv, csv->wide, data + 2, len - 2);
        data = csv->wide;
    }
    csv->bare_cr = len == 0 || memchr(data, '\n', len) == NULL;
    if (!csv->delimiter) csv->delimiter = repi_csv_guess(csv, data, len, whole);
    repi_csv_feed(csv, data, len);
}

/*--- for the rooms above ---*/

static rep_status repi_csv_result(const repi_csv *csv, rep_error *err)
{
    if (csv->failed && err) *err = csv->error;
    return csv->failed;
}

static void repi_csv_begin_input(repi_csv *csv)
{
    if (!csv->opening) csv->last_bare_cr = csv->bare_cr, csv->last_utf16 = csv->utf16; /* it was not empty */
    csv->opening = 1;
    csv->header = !csv->no_header;
    csv->line = 1;
    csv->bare_cr = csv->after_cr = csv->utf16 = 0;
    csv->odd = -1;
    csv->half = 0;
    csv->step = 256;
}

/* Frees what the reader holds; what it counted stays readable. */
static void repi_csv_free(repi_csv *csv)
{
    if (!csv->memory) return;
    REPI_FREE(csv->memory, csv->fields, csv->field_capacity, repi_field);
    REPI_FREE(csv->memory, csv->carry, csv->carry_capacity, char);
    REPI_FREE(csv->memory, csv->head, csv->head_capacity, char);
    REPI_FREE(csv->memory, csv->plain, csv->plain_capacity, char);
    REPI_FREE(csv->memory, csv->mended, csv->mended_capacity, char);
    REPI_FREE(csv->memory, csv->wide, csv->wide_capacity, char);
    csv->carry_len = csv->head_len = csv->count = 0;
    csv->memory = NULL;
}

/* A reader that gives the records to `record` (up to csv->max_rows at a time, which is 1 and may be set), whose status other than REP_OK stops it for good.
 *
 * options      NULL = defaults; copied
 * max_columns  0 = 16 384
 * max_cell_bytes  bytes of a cell as they stand in the input, its enclosing quotes left out; 0 = 16 MiB
 * *csv         freed by repi_csv_free, also after a failure
 *
 * Errors    REP_ERR_ARGUMENT naming the option, REP_ERR_MEMORY */
static rep_status repi_csv_init(repi_csv *csv, repi_memory *memory, const rep_csv_options *options, size_t max_columns,
                                size_t max_cell_bytes, repi_record_fn record, void *user, rep_error *err)
{
    const char *wrong = NULL;
    memset(csv, 0, sizeof *csv);
    csv->memory = memory;
    csv->record = record;
    csv->user = user;
    csv->quote = '"';
    csv->max_columns = max_columns ? max_columns : 16384;
    csv->max_rows = 1;
    csv->max_cell = max_cell_bytes ? REPI_MIN(max_cell_bytes, PTRDIFF_MAX / 8) : (size_t)16 << 20;
    if (options) {
        csv->delimiter = options->delimiter;
        if (options->quote) csv->quote = options->quote;
        csv->no_header = options->no_header;
        csv->ragged = options->ragged;
    }
    if (csv->delimiter == '\n' || csv->delimiter == '\r' || (unsigned char)csv->delimiter >= 0x80)
        wrong = "option csv.delimiter must be one ASCII character, not a line end";
    else if (csv->quote == '\n' || csv->quote == '\r' || (unsigned char)csv->quote >= 0x80 || csv->quote == csv->delimiter)
        wrong = "option csv.quote must be one ASCII character, neither a line end nor the delimiter";
    else if ((unsigned)csv->ragged > (unsigned)REP_RAGGED_JOIN) wrong = "option csv.ragged must be error, pad or join";
    if (wrong) csv->failed = repi_fail(&csv->error, REP_ERR_ARGUMENT, 0, 0, "%s", wrong);
    if (wrong) return repi_csv_result(csv, err);
    repi_csv_begin_input(csv);
    csv->fields = (repi_field *)repi_zeroed(memory, 16, sizeof(repi_field));
    if (!csv->fields) repi_csv_no_memory(csv);
    else csv->field_capacity = 16;
    return repi_csv_result(csv, err);
}

/* Takes the next bytes, cut anywhere: records and errors are the same for every cutting. A failure repeats. */
static rep_status repi_csv_push(repi_csv *csv, const char *data, size_t len, rep_error *err)
{
    if (csv->opening && len && !csv->failed) {
        size_t take = REPI_MIN(len, REPI_CSV_WINDOW - csv->head_len);
        if (take == REPI_CSV_WINDOW) repi_csv_open(csv, data, take, 0);
        else {
            int ok;
            REPI_GROW(csv->memory, csv->head, csv->head_capacity, csv->head_len + take, char, ok);
            if (ok) {
                memcpy(csv->head + csv->head_len, data, take);
                csv->head_len += take;
                if (csv->head_len == REPI_CSV_WINDOW) repi_csv_open(csv, csv->head, csv->head_len, 0);
            } else repi_csv_no_memory(csv);
        }
        data += take, len -= take;
    }
    if (len && !csv->failed) repi_csv_feed_raw(csv, data, len);
    return repi_csv_result(csv, err);
}

/* Ends one input. The next bytes begin another one with its own header and byte order mark, in the dialect and width
 * of the first. */
static rep_status repi_csv_end(repi_csv *csv, rep_error *err)
{
    if (csv->opening && csv->head_len && !csv->failed) repi_csv_open(csv, csv->head, csv->head_len, 1);
    if ((csv->half || csv->odd >= 0) && !csv->failed) repi_csv_feed(csv, "\xEF\xBF\xBD", 3); /* cut inside a character */
    if (csv->carry_len && csv->state == REPI_CELL_QUOTED && !csv->failed)
        csv->failed = repi_fail(&csv->error, REP_ERR_CSV, REPI_CSV_PLACE(csv, csv->start - 1),
                                "the quote that opens here is never closed; double it if it belongs to the text");
    if (csv->carry_len && !csv->failed) {
        int crlf = csv->crlf;
        repi_csv_feed(csv, "\n", 1); /* the line end that the last record lacks */
        csv->crlf = crlf;
    }
    if (!csv->failed) {
        REPI_FREE(csv->memory, csv->head, csv->head_capacity, char);
        csv->head_len = 0;
        repi_csv_begin_input(csv);
    }
    return repi_csv_result(csv, err);
}

/* A reader for another part of the same input: dialect, width and options of `from`, no header and no byte order mark.
 * The part begins at a record; its lines count from 1, unless the caller sets `line`.
 *
 * Errors    REP_ERR_STATE while `from` has no dialect and width; REP_ERR_MEMORY; pushing to *out repeats them */
static rep_status repi_csv_fork(repi_csv *out, const repi_csv *from, repi_memory *memory, void *user)
{
    rep_csv_options options;
    rep_status status;
    memset(&options, 0, sizeof options);
    options.delimiter = from->delimiter;
    options.quote = from->quote;
    options.no_header = from->no_header;
    options.ragged = from->ragged;
    status = repi_csv_init(out, memory, &options, from->max_columns, from->max_cell, from->record, user, NULL);
    if (status == REP_OK && from->width == 0)
        status = out->failed = repi_fail(&out->error, REP_ERR_STATE, 0, 0, "a table can be split only after its header was read");
    out->width = from->width;
    out->max_rows = from->max_rows;
    out->bare_cr = from->opening ? from->last_bare_cr : from->bare_cr; /* between two inputs: as the last one was */
    out->utf16 = from->opening ? from->last_utf16 : from->utf16;
    out->opening = out->header = 0;
    return status;
}
/*==============================================================================
 * MARK: - [R12] PII classes
 *
 * One table of classes of private values: what their cells look like, which
 * column names speak for them, and how to make values that belong to nobody.
 * A class is a row of repi_pii_classes and its four functions.
 *
 *   enter by   repi_pii_find, repi_pii_vote, repi_pii_match, repi_pii_form,
 *              repi_pii_decide, repi_pii_form_valid, repi_pii_prepare,
 *              repi_pii_make, repi_pii_hides, repi_pii_index_build
 *   uses       R01 platform, R03 text; the word lists through repi_word
 *   keeps      forms, never cells: a form is a template without the digits and
 *              names of its cell, and form(make(form, n)) is the form again, so
 *              the values of two forms of a column can never be the same
 *   source     RFC 5321, 5322, 1035, 2606, 6761 (mail); NANPA 555 guidelines,
 *              ITU-T E.164, Ofcom, ACMA, Bundesnetzagentur 148/2021, PTS, ComReg
 *              (phones); SSA POMS RM 10201.035 (SSN); ISO/IEC 7812 (cards)
 *============================================================================*/

/* The word lists stand last in this file and are reached by these two alone. */
enum {
    REPI_WORDS_FIRST_F, REPI_WORDS_FIRST_M, REPI_WORDS_FIRST, REPI_WORDS_LAST, REPI_WORDS_TITLE, REPI_WORDS_STREET,
    REPI_WORDS_STREET_KIND, REPI_WORDS_TOWN, REPI_WORDS_COMPANY, REPI_WORDS_COMPANY_KIND, REPI_WORDS_HOST, REPI_WORDS_TEXT
};
static rep_str repi_word(int list, uint32_t index); /* index < repi_word_count(list) */
static uint32_t repi_word_count(int list);

#define REPI_PII_FORM_MAX  48  /* bytes of a form with its '\0'      */
#define REPI_PII_VALUE_MAX 128 /* bytes that make may write, no '\0' */

/* What a cell is to a class. Only VALID counts without a vote of the column's name. */
enum {
    REPI_PII_NO    = 0,
    REPI_PII_VALID = 1, /* shape, range and check digit; for names: the given name is in our lists */
    REPI_PII_BARE  = 2, /* as VALID, but digits without a separator; names: one listed word        */
    REPI_PII_LOOSE = 3  /* the shape alone: never-issued SSN, foreign phone, wrong Luhn digit      */
};

/* Which part of a name a column holds, as its header says. */
enum { REPI_PII_PART_ANY, REPI_PII_PART_FIRST, REPI_PII_PART_LAST };

/* Words of names by hash of their folded letters: 16 bits of the hash, then 1 + place in repi_name_word's order. Fixed
 * size, so that building it cannot fail; words beyond three quarters of the slots would stay outside. */
#define REPI_PII_SLOTS 8192u
typedef struct repi_pii_index { uint32_t slot[REPI_PII_SLOTS]; } repi_pii_index;

/* What a form of each class says, read once: by prepare, for make. */
typedef struct repi_email_style { int first, last, sep, letter_case, digits; } repi_email_style; /* first, last: 1 initial, 2 word */
typedef struct repi_phone_plan {
    const char *code;                      /* country code of a range for drama; NULL = North American fiction */
    int         digits, lead, ext;         /* open digits; a 1 is the first of them; digits of the extension   */
    uint64_t    heads, tails, exts;        /* radices: ranges or area codes, digits behind, extension          */
    size_t      range, tail_digits;
} repi_phone_plan;
typedef struct repi_card { char digit[20]; size_t digits; int sep; size_t groups, group[5]; } repi_card;
typedef struct repi_card_plan { repi_card card; uint64_t numbers[4]; unsigned char range[4], published[4]; size_t ranges, known; } repi_card_plan;
typedef struct repi_name_step { uint64_t radix; unsigned char kind, at, len, list; } repi_name_step; /* kind 0: bytes of the form */
typedef struct repi_name_plan { repi_name_step step[24]; size_t steps, wide; int upper; uint64_t wide_radix; } repi_name_plan;

struct repi_pii_class;
typedef struct repi_pii_plan {
    const struct repi_pii_class *owner;
    uint64_t capacity;        /* numbers below it make values of just this form                              */
    uint64_t total;           /* numbers below it make values, the ladder of the class included; UINT64_MAX = any */
    int      unique;
    char     form[REPI_PII_FORM_MAX];
    size_t   form_len;
    union { repi_email_style email; repi_phone_plan phone; repi_card_plan card; repi_name_plan name; } of;
} repi_pii_plan;

typedef struct repi_pii_class {
    const char *name;         /* pii_type in the model file                                               */
    const char *header_words; /* "a b|c": these words in this order vote; "=c": only when it is all of them */
    const char *not_words;    /* a column name with one of these never votes                              */
    int         vote_share;   /* percent of the cells that must match when the name votes                 */
    const char *common_form;  /* for models that bring no forms                                           */
    int      (*match)(const repi_pii_index *index, const char *s, size_t n);
    size_t   (*form)(const repi_pii_index *index, int part, const char *s, size_t n, char *form); /* without '\0'; 0 = none */
    int      (*prepare)(repi_pii_plan *plan);                                   /* 0 = not a form          */
    size_t   (*make)(const repi_pii_plan *plan, uint64_t number, char *out);    /* number < plan->total    */
} repi_pii_class;

typedef struct repi_pii_tally { uint64_t valid, bare, loose; } repi_pii_tally; /* cells by answer of match */

static uint64_t repi_sat_mul(uint64_t a, uint64_t b) { return b && a > UINT64_MAX / b ? UINT64_MAX : a * b; }
static uint64_t repi_sat_add(uint64_t a, uint64_t b) { return a > UINT64_MAX - b ? UINT64_MAX : a + b; }

/* Takes one digit of a mixed radix off *number. radix >= 1. */
static uint64_t repi_take(uint64_t *number, uint64_t radix)
{
    uint64_t digit = *number % radix;
    *number /= radix;
    return digit;
}

static size_t repi_put(char *out, const char *text)
{
    size_t n = strlen(text);
    memcpy(out, text, n);
    return n;
}

/* v with exactly `width` digits, width <= 20. */
static size_t repi_put_digits(char *out, uint64_t v, size_t width)
{
    size_t i;
    for (i = width; i-- > 0; v /= 10) out[i] = (char)('0' + v % 10);
    return width;
}

static uint64_t repi_pow10(unsigned n)
{
    uint64_t p = 1;
    while (n--) p *= 10;
    return p;
}

/*--- folding: é is e, Å is a ---*/

/* U+00C0..U+017F without their marks, in lower case; '-' = no letter. */
static const char repi_fold_latin[] =
    "aaaaaaaceeeeiiiidnooooo-ouuuuytsaaaaaaaceeeeiiiidnooooo-ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllll"
    "nnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/* The plain small letter of a code point, 0 = none. */
static int repi_fold(uint32_t code)
{
    if (code < 0x80) return repi_is_alpha((int)code) ? repi_to_lower((int)code) : 0;
    if (code < 0xC0 || code > 0x17F || repi_fold_latin[code - 0xC0] == '-') return 0;
    return repi_fold_latin[code - 0xC0];
}

/* -1 small, 1 capital, 0 a script without case or beyond our table, 2 no letter at all. */
static int repi_letter_case(uint32_t code)
{
    if (code < 0x80) return repi_is_upper((int)code) ? 1 : repi_is_lower((int)code) ? -1 : 2;
    if (code < 0xC0 || code == 0xD7 || code == 0xF7) return 2;
    if (code < 0xDF) return 1;
    if (code < 0x100) return -1;
    if (code < 0x180) { /* pairs, capital first; in two stretches the capital is the odd one */
        int odd = (code >= 0x139 && code <= 0x148) || (code >= 0x179 && code <= 0x17E);
        if (code == 0x178) return 1;
        return code == 0x138 || code == 0x149 || code == 0x17F || (int)(code & 1) != odd ? -1 : 1;
    }
    if ((code >= 0x2000 && code < 0x2C00) || (code >= 0x3000 && code < 0x3005) || (code >= 0xD800 && code < 0xF900) ||
        (code >= 0xFE00 && code < 0xFE70) || code >= 0xFF00) return 2; /* signs, private use, forms, emoji */
    return 0;
}

/*--- the index of names ---*/

#define REPI_NAME_KEY 24
static uint32_t repi_name_hash(const char *key, size_t n) /* FNV-1a */
{
    uint32_t h = 2166136261u;
    size_t i;
    for (i = 0; i < n; i++) h = (h ^ (unsigned char)key[i]) * 16777619u;
    return h ^ h >> 15;
}

/* Folded letters of a list word; 0 when it is longer than any key. */
static size_t repi_name_key(rep_str word, char *key)
{
    size_t i = 0, n = 0;
    while (i < word.len) {
        uint32_t code;
        size_t step = repi_utf8_next(word.data + i, word.len - i, &code);
        int c;
        if (step == 0) return 0;
        i += step;
        c = repi_fold(code);
        if (c && n == REPI_NAME_KEY) return 0;
        if (c) key[n++] = (char)c;
    }
    return n;
}

/* What else names are made of, and words of firms, streets and places, of which they are not. Small letters. */
static const char repi_name_particles[][8] = {
    "de", "da", "das", "do", "dos", "del", "della", "der", "den", "des", "di", "du", "la", "las", "le", "lo", "los",
    "van", "vande", "vanden", "vander", "von", "vom", "zu", "zum", "zur", "af", "av", "al", "el", "bin", "binti", "ibn",
    "ter", "ten", "te", "y", "e", "of", "the", "st", "hoef" };
static const char repi_name_suffixes[][8] = {
    "jr", "sr", "ii", "iii", "iv", "md", "phd", "esq", "jnr", "snr" };
static const char repi_name_never[][16] = {
    "inc", "llc", "ltd", "ltda", "llp", "plc", "corp", "corporation", "company", "co", "gmbh", "ag", "sa", "spa", "srl",
    "bv", "nv", "oy", "ab", "kg", "pty", "group", "holdings", "partners", "associates", "systems", "services",
    "service", "solutions", "industries", "enterprises", "international", "intl", "national", "regional", "municipal",
    "memorial", "airport", "arpt", "airpark", "airfield", "airlines", "airways", "airline", "aviation", "air",
    "aircraft", "field", "base", "force", "station", "university", "college", "school", "academy", "institute",
    "hospital", "clinic", "church", "temple", "museum", "library", "hotel", "motel", "inn", "resort", "restaurant",
    "restaurante", "cafe", "bar", "grill", "bistro", "kitchen", "pizza", "pizzeria", "bakery", "foods", "food",
    "market", "markets", "supermarket", "store", "stores", "shop", "mall", "plaza", "center", "centre", "building",
    "tower", "street", "avenue", "ave", "road", "rd", "boulevard", "blvd", "drive", "highway", "hwy", "square",
    "heights", "terrace", "bridge", "park", "county", "state", "city", "town", "township", "village", "island",
    "islands", "beach", "valley", "river", "lake", "bay", "harbor", "harbour", "port", "mountain", "mount", "north",
    "south", "east", "west", "northern", "southern", "eastern", "western", "central", "upper", "lower", "united",
    "american", "new", "old", "great", "big", "little", "and", "und", "et", "or", "for", "with", "from", "in", "on",
    "at", "to", "department", "dept", "office", "police", "fire", "district", "zone", "area", "region", "unknown",
    "none", "other", "various", "test", "null", "yes", "no", "male", "female", "manager", "director", "president",
    "representative", "sales", "marketing", "assistant", "owner", "agent", "administrator", "accounting", "engineer",
    "house", "hall", "club", "bank", "trust", "motors", "motor", "engine", "press", "media", "records", "studios",
    "pictures", "entertainment", "games", "team", "sons", "bros", "brothers", "products", "trading", "imports" };

enum { REPI_NAME_GIVEN_WORD = 1, REPI_NAME_LAST_WORD = 2, REPI_NAME_TITLE_WORD = 4, REPI_NAME_PARTICLE_WORD = 8, REPI_NAME_SUFFIX_WORD = 16,
       REPI_NAME_NEVER_WORD = 32 };

/* Word number `at` of all lists in a row; *flag says of which. at < repi_name_words. The short lists come first. */
static rep_str repi_name_word(uint32_t at, int *flag)
{
    static const unsigned char list[4] = { REPI_WORDS_TITLE, REPI_WORDS_FIRST_F, REPI_WORDS_FIRST_M, REPI_WORDS_LAST };
    static const unsigned char what[4] = { REPI_NAME_TITLE_WORD, REPI_NAME_GIVEN_WORD, REPI_NAME_GIVEN_WORD, REPI_NAME_LAST_WORD };
    size_t i;
    if (at < REPI_COUNT(repi_name_particles)) { *flag = REPI_NAME_PARTICLE_WORD; return repi_cstr(repi_name_particles[at]); }
    at -= (uint32_t)REPI_COUNT(repi_name_particles);
    if (at < REPI_COUNT(repi_name_suffixes)) { *flag = REPI_NAME_SUFFIX_WORD; return repi_cstr(repi_name_suffixes[at]); }
    at -= (uint32_t)REPI_COUNT(repi_name_suffixes);
    for (i = 0; i < 4; i++) {
        uint32_t count = repi_word_count(list[i]);
        *flag = what[i];
        if (at < count) return repi_word(list[i], at);
        at -= count;
    }
    *flag = REPI_NAME_NEVER_WORD;
    return repi_cstr(repi_name_never[at]);
}

/* How many words there are; the first *few are not names and not "never": what a form needs to know. */
static uint32_t repi_name_words(uint32_t *few)
{
    *few = (uint32_t)(REPI_COUNT(repi_name_particles) + REPI_COUNT(repi_name_suffixes)) + repi_word_count(REPI_WORDS_TITLE);
    return *few + repi_word_count(REPI_WORDS_FIRST_F) + repi_word_count(REPI_WORDS_FIRST_M) + repi_word_count(REPI_WORDS_LAST) +
           (uint32_t)REPI_COUNT(repi_name_never);
}

static void repi_pii_index_build(repi_pii_index *index)
{
    uint32_t few, count = repi_name_words(&few), at;
    memset(index, 0, sizeof *index);
    for (at = 0; at < count && at < REPI_PII_SLOTS / 4 * 3; at++) {
        char key[REPI_NAME_KEY];
        int flag;
        size_t n = repi_name_key(repi_name_word(at, &flag), key);
        uint32_t hash = repi_name_hash(key, n), i = hash % REPI_PII_SLOTS;
        while (index->slot[i]) i = (i + 1) % REPI_PII_SLOTS;
        index->slot[i] = (hash & 0xFFFF0000u) | (at + 1);
    }
}

/* REPI_NAME_..._WORD of a key; *title its place among the titles. Without an index only titles, particles, suffixes. */
static int repi_name_flags(const repi_pii_index *index, const char *key, size_t n, uint32_t *title)
{
    uint32_t hash = repi_name_hash(key, n), i = hash % REPI_PII_SLOTS, few, count = repi_name_words(&few), at = 0;
    int flags = 0, flag;
    char other[REPI_NAME_KEY];
    if (n == 0) return 0;
    for (;; i = (i + 1) % REPI_PII_SLOTS) {
        if (index) {
            if (!index->slot[i]) break;
            at = (index->slot[i] & 0xFFFF) - 1;
            if ((index->slot[i] ^ hash) >> 16 || at >= count) continue;
        } else if (at == few) break;
        if (repi_name_key(repi_name_word(at, &flag), other) == n && memcmp(key, other, n) == 0) {
            flags |= flag;
            if (flag == REPI_NAME_TITLE_WORD) *title = at - (few - repi_word_count(REPI_WORDS_TITLE));
        }
        at++;
    }
    return flags;
}

/* Is the word (n bytes) one of list, "a|b|c"? Both in small letters. */
static int repi_in_list(const char *list, const char *word, size_t n)
{
    const char *at = list;
    while (n && *at) {
        const char *end = strchr(at, '|');
        size_t len = end ? (size_t)(end - at) : strlen(at);
        if (len == n && memcmp(at, word, n) == 0) return 1;
        at += len + (end != NULL);
    }
    return 0;
}

/*--- e-mail ---*/

/* Bytes of an unquoted local part (RFC 5322 atext) and, above 0x7F, of RFC 6531. */
static int repi_is_atext(unsigned char c)
{
    return repi_is_alpha(c) || repi_is_digit(c) || c >= 0x80 || (c && strchr("!#$%&'*+/=?^_`{|}~-", c) != NULL);
}

static int repi_email_local(const char *s, size_t n)
{
    size_t i;
    if (n == 0 || n > 64 || s[0] == '.' || s[n - 1] == '.') return 0;
    for (i = 0; i < n; i++)
        if (s[i] == '.' ? s[i + 1] == '.' : !repi_is_atext((unsigned char)s[i])) return 0;
    return 1;
}

/* label(.label)+ : 1..63 letters, digits, inner hyphens; the last label not all digits. */
static int repi_email_domain(const char *s, size_t n)
{
    size_t i, start = 0, labels = 0, digits = 0;
    for (i = 0;; i++) {
        unsigned char c = i < n ? (unsigned char)s[i] : '.';
        if (c == '.') {
            if (i == start || i - start > 63 || s[start] == '-' || s[i - 1] == '-') return 0;
            if (i == n) return labels > 0 && i - start > 1 && digits < i - start;
            labels++, start = i + 1, digits = 0;
        } else if (repi_is_digit(c)) digits++;
        else if (!repi_is_alpha(c) && c != '-' && c < 0x80) return 0;
    }
}

static int repi_email_match(const repi_pii_index *index, const char *s, size_t n)
{
    const char *at = n && n <= 254 ? (const char *)memchr(s, '@', n) : NULL;
    size_t local;
    (void)index;
    if (!at) return REPI_PII_NO;
    local = (size_t)(at - s);
    if (!repi_email_local(s, local) || !repi_email_domain(at + 1, n - local - 1)) return REPI_PII_NO;
    return repi_utf8_valid(repi_str(s, n)) ? REPI_PII_VALID : REPI_PII_NO;
}

/* A form is one of these words, with First.Last or FIRST.LAST for capitals, and a 9 for each digit at the end.
 * Separators . _ - are kept. */
static size_t repi_email_write(const repi_email_style *style, char *form)
{
    static const char *const word[2][3] = { { "", "f", "first" }, { "", "l", "last" } };
    size_t n = repi_put(form, word[0][style->first]), i, second;
    if (style->sep) form[n++] = (char)style->sep;
    second = n;
    n += repi_put(form + n, word[1][style->last]);
    for (i = 0; i < n; i++)
        if (style->letter_case == 2 || (style->letter_case == 1 && (i == 0 || (style->sep && i == second)))) form[i] = (char)repi_to_upper(form[i]);
    for (i = 0; i < (size_t)style->digits; i++) form[n++] = '9';
    form[n] = '\0';
    return n;
}

static size_t repi_email_form(const repi_pii_index *index, int part, const char *s, size_t n, char *form)
{
    const char *at = n ? (const char *)memchr(s, '@', n) : NULL;
    size_t len = at ? (size_t)(at - s) : 0, i, first = 0, last, letters = 0, upper = 0;
    repi_email_style style;
    (void)index, (void)part;
    memset(&style, 0, sizeof style);
    while (len > 0 && repi_is_digit(s[len - 1]) && style.digits < 4) len--, style.digits++;
    while (len > 0 && repi_is_digit(s[len - 1])) len--;
    while (first < len && repi_is_alpha(s[first])) first++;
    for (i = 0; i < len; i++) {
        letters += (size_t)repi_is_alpha(s[i]);
        upper += (size_t)repi_is_upper(s[i]);
    }
    last = len;
    while (last > first && repi_is_alpha(s[last - 1])) last--;
    last = len - last;
    style.letter_case = letters > 1 && upper == letters ? 2 : len > 0 && repi_is_upper(s[0]) ? 1 : 0;
    if (first > 0 && last > 0 && first < len && strchr("._-", s[first]) && (first > 1 || last > 1)) {
        style.sep = s[first];
        style.first = first > 1 ? 2 : 1;
        style.last = last > 1 ? 2 : 1;
    } else style.first = 1, style.last = 2;
    return at ? repi_email_write(&style, form) : 0;
}

static int repi_email_parse(const char *form, repi_email_style *style)
{
    char again[REPI_PII_FORM_MAX];
    size_t n = strlen(form), i = 0, start;
    memset(style, 0, sizeof *style);
    if (n < 5 || n >= 24) return 0;
    while (n > 0 && form[n - 1] == '9') n--, style->digits++;
    style->letter_case = repi_is_upper(form[0]) ? (repi_is_upper(form[n - 1]) && n > 1 ? 2 : 1) : 0;
    while (i < n && repi_is_alpha(form[i])) i++;
    if (i == n) style->first = 1, style->last = 2; /* flast */
    else {
        style->first = i == 1 ? 1 : 2;
        style->sep = form[i];
        start = i + 1;
        style->last = n - start == 1 ? 1 : 2;
        if (style->first == 2 && style->last == 1 && style->letter_case == 2 && !repi_is_upper(form[1])) style->letter_case = 1; /* First.L */
        if (!style->sep || !strchr("._-", style->sep) || (style->first == 1 && style->last == 1)) return 0;
    }
    return style->digits <= 4 && repi_email_write(style, again) && strcmp(again, form) == 0;
}

/* Ladder: the hosts of the list, then mail1.HOST, mail2.HOST ... without end: what stands before the @ keeps its
 * form. All lie under names of RFC 2606. */
static int repi_email_prepare(repi_pii_plan *plan)
{
    repi_email_style *style = &plan->of.email;
    if (!repi_email_parse(plan->form, style)) return 0;
    plan->capacity = style->first == 2 ? repi_word_count(REPI_WORDS_FIRST) : 26;
    plan->capacity *= style->last == 2 ? repi_word_count(REPI_WORDS_LAST) : 26;
    plan->capacity *= repi_pow10((unsigned)style->digits) * repi_word_count(REPI_WORDS_HOST);
    plan->total = UINT64_MAX;
    return 1;
}

static size_t repi_put_word(char *out, rep_str word, int letter_case)
{
    size_t i;
    for (i = 0; i < word.len; i++) {
        int c = (unsigned char)word.data[i];
        out[i] = (char)(letter_case == 2 || (letter_case == 1 && i == 0) ? repi_to_upper(c) : repi_to_lower(c));
    }
    return word.len;
}

/* One initial or word of a local part. */
static size_t repi_email_part(char *out, int what, int list, int letter_case, uint64_t *number)
{
    if (what == 2) return repi_put_word(out, repi_word(list, (uint32_t)repi_take(number, repi_word_count(list))), letter_case);
    out[0] = (char)((letter_case ? 'A' : 'a') + (int)repi_take(number, 26));
    return 1;
}

static size_t repi_email_make(const repi_pii_plan *plan, uint64_t number, char *out)
{
    const repi_email_style *style = &plan->of.email;
    uint64_t rung = 0;
    size_t n;
    rep_str host;
    if (number >= plan->capacity) rung = number / plan->capacity, number %= plan->capacity;
    host = repi_word(REPI_WORDS_HOST, (uint32_t)repi_take(&number, repi_word_count(REPI_WORDS_HOST)));
    n = repi_email_part(out, style->first, REPI_WORDS_FIRST, style->letter_case, &number);
    if (style->sep) out[n++] = (char)style->sep;
    n += repi_email_part(out + n, style->last, REPI_WORDS_LAST, style->letter_case == 1 && !style->sep ? 0 : style->letter_case, &number);
    n += repi_put_digits(out + n, number, (size_t)style->digits);
    out[n++] = '@';
    if (rung) {
        n += repi_put(out + n, "mail");
        n += repi_format_u64(out + n, rung);
        out[n++] = '.';
    }
    return n + repi_put_word(out + n, host, 0);
}

/*--- phone ---*/

enum { REPI_PHONE_BLANK = 1, REPI_PHONE_DASH = 2, REPI_PHONE_DOT = 4, REPI_PHONE_SLASH = 8, REPI_PHONE_PAREN = 16 };
typedef struct repi_phone {
    char digit[16];               /* as written, '#' where a form leaves a digit open */
    int  digits, plus, marks;     /* marks: which separators                          */
    int  groups, group[10];       /* digits between separators                        */
    int  ext;                     /* digits of the extension, 0 = none                */
    size_t ext_at;                /* where they start                                 */
} repi_phone;

/* Reads a phone number, or with `open` a form of one. 0 = not the characters of a phone number. */
static int repi_phone_parse(const char *s, size_t n, int open, repi_phone *p)
{
    size_t i = 0, word;
    int run = 0, paren = 0, opened = 0;
    memset(p, 0, sizeof *p);
    if (n < 7 || n > 40) return 0;
    if (s[0] == '+') p->plus = 1, i = 1;
    else if (s[0] != '(' && !repi_is_digit(s[0]) && !(open && s[0] == '#')) return 0;
    for (; i < n; i++) {
        int c = (unsigned char)s[i], mark = 0;
        if (repi_is_digit(c) || (open && c == '#')) {
            if (p->digits == 15) return 0;
            if (run != 0 || p->digits == 0) { /* a new group */
                if (p->groups == 10) return 0;
                p->groups++, run = 0;
            }
            p->digit[p->digits++] = (char)c;
            p->group[p->groups - 1]++;
            continue;
        }
        if (c == ' ') mark = REPI_PHONE_BLANK;
        else if (c == '-') mark = REPI_PHONE_DASH;
        else if (c == '.') mark = REPI_PHONE_DOT;
        else if (c == '/') mark = REPI_PHONE_SLASH;
        else if (c == '(' && !opened) mark = REPI_PHONE_PAREN, opened = paren = 1;
        else if (c == ')' && paren) mark = REPI_PHONE_PAREN, paren = 0;
        else break;
        p->marks |= mark;
        if (p->digits && ++run > 3) return 0;
        if (!p->digits && c != '(') return 0;
    }
    if (paren) return 0;
    if (i == n) return run == 0 && p->digits >= 7;
    /* an extension: x12, ext 12, ext. 12, extension 12 */
    if (p->digits < 7) return 0;
    for (word = i; i < n && repi_is_alpha(s[i]); i++) {}
    if (!repi_same_fold(repi_str(s + word, i - word), "x") && !repi_same_fold(repi_str(s + word, i - word), "ext") &&
        !repi_same_fold(repi_str(s + word, i - word), "extension")) return 0;
    if (i < n && s[i] == '.') i++;
    while (i < n && s[i] == ' ') i++;
    p->ext_at = i;
    for (; i < n && (repi_is_digit(s[i]) || (open && s[i] == '#')); i++) p->ext++;
    return i == n && p->ext >= 1 && p->ext <= 9;
}

/* Ten digits by the North American plan: FACTS 1. */
static int repi_phone_nanp(const char *d)
{
    return d[0] >= '2' && d[1] != '9' && !(d[1] == '1' && d[2] == '1') && d[3] >= '2' && !(d[4] == '1' && d[5] == '1');
}

static int repi_phone_match(const repi_pii_index *index, const char *s, size_t n)
{
    repi_phone p;
    const int *g;
    int lead, groups, layout, bare;
    (void)index;
    if (n < 7 || n > 40 || !repi_phone_parse(s, n, 0, &p)) return REPI_PII_NO;
    bare = p.groups == 1 && !p.plus && !(p.marks & REPI_PHONE_PAREN);
    if (p.groups <= 2 && p.marks == REPI_PHONE_DOT) return REPI_PII_NO; /* a decimal number */
    if (p.groups == 3 && !p.plus && !(p.marks & REPI_PHONE_PAREN)) {
        g = p.group;
        if ((g[0] == 4 && g[1] <= 2 && g[2] <= 2) || (g[0] <= 2 && g[1] <= 2 && g[2] == 4)) return REPI_PII_NO; /* a date */
        if (g[0] == 3 && g[1] == 2 && g[2] == 4) return REPI_PII_NO;                                          /* an SSN */
    }
    lead = p.digits == 11 && p.digit[0] == '1';
    if (p.digits == 10 + lead && (!p.plus || lead) && repi_phone_nanp(p.digit + lead)) {
        if (bare) return REPI_PII_BARE;
        g = p.group + (lead && p.group[0] == 1), groups = p.groups - (lead && p.group[0] == 1);
        layout = groups == 3 ? g[0] == 3 && g[1] == 3 && g[2] == 4
               : groups == 2 ? g[0] == 3 && g[1] == 7 && p.marks != REPI_PHONE_DASH && p.marks != REPI_PHONE_SLASH
               : groups == 1;
        return p.plus || (layout && !(p.marks == REPI_PHONE_SLASH)) ? REPI_PII_VALID : REPI_PII_LOOSE;
    }
    if (p.plus && p.digit[0] >= '2')
        return p.groups == 1 ? (p.digits >= 10 ? REPI_PII_VALID : REPI_PII_BARE)
             : p.group[p.groups - 1] >= 2 && p.digits >= 8 ? REPI_PII_VALID : REPI_PII_LOOSE;
    return REPI_PII_LOOSE;
}

/* Countries with a range for drama: code, digits after it, and the ranges as a start and a count of free digits.
 * FACTS 3; the German blocks may be followed by more digits, as there is direct dialling in. */
typedef struct repi_phone_range { const char *code; int digits; const char *start; } repi_phone_range;
static const repi_phone_range repi_phone_ranges[] = {
    { "44", 10, "7700900" },   { "44", 10, "1632960" },   { "44", 10, "2079460" },   { "44", 10, "1134960" },   { "44", 10, "1144960" },
    { "44", 10, "1154960" },   { "44", 10, "1164960" },   { "44", 10, "1174960" },   { "44", 10, "1184960" },   { "44", 10, "1214960" },
    { "44", 10, "1314960" },   { "44", 10, "1414960" },   { "44", 10, "1514960" },   { "44", 10, "1614960" },   { "44", 10, "1914980" },
    { "44", 10, "2920180" },   { "44", 10, "2896496" },   { "44", 10, "3069990" },
    { "61", 9, "25550" },      { "61", 9, "35550" },      { "61", 9, "75550" },      { "61", 9, "85550" },
    { "61", 9, "27010" },      { "61", 9, "37010" },      { "61", 9, "77010" },      { "61", 9, "87010" },
    { "49", 10, "3023125" },   { "49", 10, "6990009" },   { "49", 10, "4066969" },   { "49", 10, "2214710" },   { "49", 10, "8999998" },
    { "46", 9, "7017406" },    { "353", 9, "2091" } };

/* Does the number (digits without +) belong to a country of the table with as many digits? Its code, else NULL. */
static const char *repi_phone_country(const char *digit, int digits)
{
    size_t i;
    for (i = 0; i < REPI_COUNT(repi_phone_ranges); i++) {
        const repi_phone_range *r = &repi_phone_ranges[i];
        int code = (int)strlen(r->code);
        if (digits > code && memcmp(digit, r->code, (size_t)code) == 0 &&
            (digits - code == r->digits || (r->code[0] == '4' && r->code[1] == '9' && digits - code == r->digits + 1))) return r->code;
    }
    return NULL;
}

/* Digits become '#'. What stays: the country code of a country in the table, and the 1 of North America, which
 * also stands for any other one-digit code. The rules make form(make(form)) the form again: see repi_phone_plan. */
static size_t repi_phone_form(const repi_pii_index *index, int part, const char *s, size_t n, char *form)
{
    repi_phone p;
    const char *country;
    size_t i, out = 0;
    int seen = 0, keep = 0;
    (void)index, (void)part;
    if (!repi_phone_parse(s, n, 0, &p)) return 0;
    country = p.plus ? repi_phone_country(p.digit, p.digits) : NULL;
    if (country && (p.groups == 1 || p.group[0] == (int)strlen(country))) keep = (int)strlen(country);
    else if (p.groups == 1 ? p.digits == 11 && (p.plus || p.digit[0] == '1')
                           : p.group[0] == 1 && (p.plus || (p.digits == 11 && p.digit[0] == '1'))) keep = 1, country = "1";
    for (i = 0; i < (p.ext ? p.ext_at : n); i++)
        if (!repi_is_digit(s[i])) form[out++] = s[i];
        else form[out++] = seen < keep ? country[seen] : '#', seen++;
    for (i = 0; i < (size_t)REPI_MIN(p.ext, 4); i++) form[out++] = '#';
    form[out] = '\0';
    return out;
}

/* Area codes that can be somebody's: AB(C) with A 2..9, B 0..8, C not B (the easily recognised codes, N11 among
 * them); not 52x (not geographic; 520 is) and not 88x (free call, where only 800-555-0199 is fiction). 710 belongs to
 * the government and gives its place to 520. Source: NANPA. at < REPI_PHONE_AREAS. */
#define REPI_PHONE_AREAS 630u
static uint32_t repi_phone_area(uint32_t at)
{
    uint32_t pair = at / 9, tens, ones = at % 9, area;
    pair += pair >= 29; /* 52x */
    pair += pair >= 62; /* 88x */
    tens = pair % 9;
    area = (2 + pair / 9) * 100 + tens * 10 + ones + (ones >= tens);
    return area == 710 ? 520 : area;
}

/* How the open digits of a form are filled: with a range of the table, or with North American fiction cut or filled
 * up to the length: AAA 555 01xx. Short forms keep what they can of ..555 01xx; where all digits after a plus are
 * open, a 1 goes first. Ladder: an extension of five digits, or five digits more than the form's own, so that no
 * other form can reach it. */
#define REPI_PHONE_LADDER 5
static int repi_phone_prepare(repi_pii_plan *plan)
{
    repi_phone_plan *how = &plan->of.phone;
    repi_phone p;
    size_t at;
    int i, fixed = 0, want;
    if (!repi_phone_parse(plan->form, plan->form_len, 1, &p) || p.ext > 4) return 0;
    while (fixed < p.digits && p.digit[fixed] != '#') fixed++;
    for (i = fixed; i < p.digits; i++)
        if (p.digit[i] != '#') return 0;
    for (i = 0; i < p.ext; i++)
        if (plan->form[p.ext_at + (size_t)i] != '#') return 0;
    how->digits = p.digits - fixed;
    how->ext = p.ext;
    how->exts = repi_pow10((unsigned)p.ext);
    if (fixed > 1) {
        how->code = p.plus ? repi_phone_country(p.digit, p.digits) : NULL;
        if (!how->code || (int)strlen(how->code) != fixed) return 0;
        while (strcmp(repi_phone_ranges[how->range].code, how->code) != 0) how->range++;
        for (at = how->range; at < REPI_COUNT(repi_phone_ranges) && strcmp(repi_phone_ranges[at].code, how->code) == 0; at++) how->heads++;
        how->tail_digits = (size_t)how->digits - strlen(repi_phone_ranges[how->range].start); /* the same for all of a country */
        how->tails = how->code[1] == '6' ? 95 : repi_pow10((unsigned)how->tail_digits); /* +46 70-174 06 05 .. 06 99 */
    } else {
        if (fixed == 1 && p.digit[0] != '1') return 0;
        how->lead = fixed == 0 && p.plus;
        want = how->digits - how->lead;
        how->heads = want >= 10 || want == 6 || how->lead ? REPI_PHONE_AREAS : want == 9 ? 80 : want == 8 ? 8 : 1;
        how->tail_digits = (size_t)(want >= 10 ? want - 8 : want == 6 ? 0 : how->lead ? (want == 9 ? 1 : 0) : 2);
        how->tails = repi_pow10((unsigned)how->tail_digits);
    }
    plan->capacity = how->heads * how->tails * how->exts;
    plan->total = plan->capacity + plan->capacity * repi_pow10(REPI_PHONE_LADDER);
    return 1;
}

static size_t repi_phone_make(const repi_pii_plan *plan, uint64_t number, char *out)
{
    const repi_phone_plan *how = &plan->of.phone;
    char open[32]; /* the open digits, then those of the extension */
    uint64_t more = 0, ext;
    size_t i, n = 0, used = 0;
    int ladder = number >= plan->capacity;
    if (ladder) {
        number -= plan->capacity;
        more = repi_take(&number, repi_pow10(REPI_PHONE_LADDER));
    }
    ext = how->ext ? repi_take(&number, how->exts) : 0;
    if (how->code) {
        n = repi_put(open, repi_phone_ranges[how->range + repi_take(&number, how->heads)].start);
        repi_put_digits(open + n, number + (how->tails == 95 ? 5 : 0), how->tail_digits);
    } else {
        uint32_t head = how->heads > 1 ? (uint32_t)repi_take(&number, how->heads) : 0;
        if (how->lead) open[n++] = '1';
        if (how->heads == REPI_PHONE_AREAS) n += repi_put_digits(open + n, repi_phone_area(head), 3);
        else if (how->heads == 80) n += repi_put_digits(open + n, 20 + head, 2);
        else if (how->heads == 8) n += repi_put_digits(open + n, 2 + head, 1);
        memcpy(open + n, "55501", 5);
        repi_put_digits(open + n + 5, number, how->tail_digits);
    }
    repi_put_digits(open + how->digits, ext, (size_t)how->ext);
    for (i = 0; i < plan->form_len; i++) out[i] = plan->form[i] == '#' ? open[used++] : plan->form[i];
    if (!ladder) return i;
    if (!how->ext) out[i++] = ' ', out[i++] = 'x';
    return i + repi_put_digits(out + i, more, REPI_PHONE_LADDER);
}

/*--- US social security number ---*/

static int repi_ssn_match(const repi_pii_index *index, const char *s, size_t n)
{
    int d[9], i, at = 0, area;
    int apart = n == 11 && (s[3] == '-' || s[3] == ' ') && s[6] == s[3];
    (void)index;
    if (n != 9 && !apart) return REPI_PII_NO;
    for (i = 0; i < (int)n; i++) {
        if (apart && (i == 3 || i == 6)) continue;
        if (!repi_is_digit(s[i])) return REPI_PII_NO;
        d[at++] = s[i] - '0';
    }
    area = d[0] * 100 + d[1] * 10 + d[2];
    if (d[3] + d[4] == 0 || d[5] + d[6] + d[7] + d[8] == 0) return REPI_PII_NO;
    if (area == 0 || area == 666 || area >= 900) return REPI_PII_LOOSE; /* never issued: an ITIN, or made up */
    return apart ? REPI_PII_VALID : REPI_PII_BARE;
}

static size_t repi_ssn_form(const repi_pii_index *index, int part, const char *s, size_t n, char *form)
{
    (void)index, (void)part;
    if (n == 9) memcpy(form, "#########", 10);
    else if (n == 11 && (s[3] == '-' || s[3] == ' ')) {
        memcpy(form, "###-##-####", 12);
        form[3] = form[6] = s[3];
    } else return 0;
    return n;
}

/* Ladder: area 9xx with the 36 groups outside ITIN, ATIN and IRSN use (SSA POMS RM 10201.035, IRS), then area 666,
 * then 000. No serial 0000, no group 00. */
static int repi_ssn_prepare(repi_pii_plan *plan)
{
    if (strcmp(plan->form, "###-##-####") != 0 && strcmp(plan->form, "### ## ####") != 0 && strcmp(plan->form, "#########") != 0) return 0;
    plan->capacity = 100u * 36u * 9999u;
    plan->total = plan->capacity + 2u * 99u * 9999u;
    return 1;
}

static size_t repi_ssn_make(const repi_pii_plan *plan, uint64_t number, char *out)
{
    static const unsigned char groups[36] = { 11, 12, 13, 14, 15, 16, 20, 21, 22, 23, 24, 25, 26, 27, 30, 31, 32, 33, 34, 35, 36,
                                              40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 66, 67, 68, 69, 89 };
    int first = number < plan->capacity, sep = plan->form[3];
    uint64_t area, group, serial;
    size_t n = 0;
    if (!first) number -= plan->capacity;
    serial = 1 + repi_take(&number, 9999);
    if (first) area = 900 + repi_take(&number, 100), group = groups[number];
    else group = 1 + repi_take(&number, 99), area = number ? 0 : 666;
    n += repi_put_digits(out, area, 3);
    if (sep != '#') out[n++] = (char)sep;
    n += repi_put_digits(out + n, group, 2);
    if (sep != '#') out[n++] = (char)sep;
    return n + repi_put_digits(out + n, serial, 4);
}

/*--- payment card ---*/

/* Ranges of first digits (IIN) and the lengths a brand uses (bit n = n digits): FACTS 2, ISO/IEC 7812. Maestro's 6
 * comes last: it takes what no other brand does. */
#define REPI_CARD_16_19 (15ul << 16)
typedef struct repi_card_range { const char *brand; unsigned digits; uint32_t low, high; uint32_t lengths; } repi_card_range;
static const repi_card_range repi_card_ranges[] = {
    { "visa", 1, 4, 4, 1ul << 13 | 1ul << 16 | 1ul << 19 },
    { "mastercard", 2, 51, 55, 1ul << 16 },  { "mastercard", 6, 222100, 272099, 1ul << 16 },
    { "amex", 2, 34, 34, 1ul << 15 },        { "amex", 2, 37, 37, 1ul << 15 },
    { "discover", 4, 6011, 6011, REPI_CARD_16_19 }, { "discover", 3, 644, 649, REPI_CARD_16_19 }, { "discover", 2, 65, 65, REPI_CARD_16_19 },
    { "jcb", 4, 3528, 3589, REPI_CARD_16_19 },
    { "diners", 3, 300, 305, 63ul << 14 },   { "diners", 4, 3095, 3095, 63ul << 14 }, { "diners", 2, 36, 36, 63ul << 14 },
    { "diners", 2, 38, 39, 63ul << 14 },
    { "unionpay", 2, 62, 62, REPI_CARD_16_19 },
    { "maestro", 2, 50, 50, 255ul << 12 },   { "maestro", 2, 56, 58, 255ul << 12 }, { "maestro", 1, 6, 6, 255ul << 12 } };

/* Numbers that the brands' processors publish for tests: FACTS 3. */
static const char *const repi_card_published[] = {
    "4111111111111111", "4012888888881881", "4242424242424242", "4222222222222", "5555555555554444", "5105105105105100",
    "2223003122003222", "378282246310005", "371449635398431", "6011111111111117", "6011000990139424", "3530111333300000",
    "3566002020360505", "30569309025904", "38520000023237", "6200000000000005" };

/* 0 = the last digit is the right check digit, else by how much it is too large. ISO/IEC 7812-1. */
static int repi_luhn_sum(const char *digit, size_t n)
{
    int sum = 0;
    size_t i;
    for (i = 0; i < n; i++) {
        int d = digit[n - 1 - i] - '0';
        if (i & 1) d = d > 4 ? 2 * d - 9 : 2 * d;
        sum += d;
    }
    return sum % 10;
}

static int repi_luhn(const char *digit, size_t n) { return repi_luhn_sum(digit, n) == 0; }

static const char *repi_card_brand(const char *digit, size_t n)
{
    size_t i, k;
    if (n < 12 || n > 19) return NULL;
    for (i = 0; i < REPI_COUNT(repi_card_ranges); i++) {
        const repi_card_range *r = &repi_card_ranges[i];
        uint32_t head = 0;
        for (k = 0; k < r->digits; k++) head = head * 10 + (uint32_t)(digit[k] - '0');
        if (head >= r->low && head <= r->high && (r->lengths >> n & 1)) return r->brand;
    }
    return NULL;
}

static int repi_card_is(const char *digit, const char *brand, size_t digits)
{
    const char *other = repi_card_brand(digit, digits);
    return other && strcmp(other, brand) == 0;
}

static int repi_card_parse(const char *s, size_t n, repi_card *card)
{
    size_t i;
    memset(card, 0, sizeof *card);
    if (n < 12 || n > 23) return 0;
    card->groups = 1;
    for (i = 0; i < n; i++) {
        if (repi_is_digit(s[i])) {
            if (card->digits == 19) return 0;
            card->digit[card->digits++] = s[i];
            card->group[card->groups - 1]++;
        } else {
            if ((s[i] != ' ' && s[i] != '-') || (card->sep && s[i] != card->sep)) return 0;
            if (card->group[card->groups - 1] < 2 || card->groups == 5) return 0;
            card->sep = s[i];
            card->groups++;
        }
    }
    return card->group[card->groups - 1] >= 1 && (card->groups == 1 || card->group[0] == 4);
}

static int repi_card_match(const repi_pii_index *index, const char *s, size_t n)
{
    repi_card card;
    (void)index;
    if (n < 12 || n > 23 || !repi_is_digit(s[0]) || !repi_card_parse(s, n, &card) || !repi_card_brand(card.digit, card.digits)) return REPI_PII_NO;
    if (!repi_luhn(card.digit, card.digits)) return REPI_PII_LOOSE;
    return card.groups > 1 ? REPI_PII_VALID : REPI_PII_BARE;
}

/* Brand and length, and where it is cut: "visa16 4-4-4-4", "amex15 4 6 5", "mastercard16". */
static size_t repi_card_form(const repi_pii_index *index, int part, const char *s, size_t n, char *form)
{
    repi_card card;
    const char *brand;
    size_t out, i;
    (void)index, (void)part;
    if (!repi_card_parse(s, n, &card)) return 0;
    brand = repi_card_brand(card.digit, card.digits);
    if (!brand) return 0;
    out = repi_put(form, brand);
    out += repi_format_u64(form + out, card.digits);
    for (i = 0; i < card.groups && card.groups > 1; i++) {
        form[out++] = (char)(i ? card.sep : ' ');
        out += repi_format_u64(form + out, card.group[i]);
    }
    form[out] = '\0';
    return out;
}

static size_t repi_card_number(const char *form, size_t *at) /* one or two digits; 0 = none */
{
    size_t v = 0, n = 0;
    while (n < 2 && repi_is_digit(form[*at])) v = v * 10 + (size_t)(form[(*at)++] - '0'), n++;
    return v;
}

static int repi_card_read(const char *form, repi_card *card, const char **brand)
{
    size_t at = 0, i, sum = 0;
    memset(card, 0, sizeof *card);
    *brand = NULL;
    while (repi_is_lower(form[at])) at++;
    for (i = 0; i < REPI_COUNT(repi_card_ranges); i++)
        if (repi_same(repi_str(form, at), repi_cstr(repi_card_ranges[i].brand))) *brand = repi_card_ranges[i].brand;
    card->digits = repi_card_number(form, &at);
    if (!*brand || card->digits < 12 || card->digits > 19) return 0;
    card->groups = 1, card->group[0] = card->digits;
    if (form[at] == '\0') return 1;
    for (i = 0; form[at]; i++) {
        int sep = form[at++];
        if (i == 5 || (i == 0 ? sep != ' ' : i == 1 ? sep != ' ' && sep != '-' : sep != card->sep)) return 0;
        if (i) card->sep = sep;
        sum += card->group[i] = repi_card_number(form, &at);
        if (card->group[i] == 0) return 0;
        card->groups = i + 1;
    }
    return card->groups > 1 && card->group[0] == 4 && sum == card->digits;
}

/* Not unique: the published test numbers, where the brand has one of this length. Else, and where each must be
 * another, a number of the brand with a wrong check digit (9 of 10 are), which no terminal takes. No ladder: the
 * least of them, twelve digits of Maestro, has 10^10 numbers. */
static int repi_card_prepare(repi_pii_plan *plan)
{
    repi_card_plan *how = &plan->of.card;
    const char *brand;
    size_t i;
    if (!repi_card_read(plan->form, &how->card, &brand)) return 0;
    for (i = 0; !plan->unique && i < REPI_COUNT(repi_card_published) && how->known < REPI_COUNT(how->published); i++)
        if (strlen(repi_card_published[i]) == how->card.digits && repi_card_is(repi_card_published[i], brand, how->card.digits))
            how->published[how->known++] = (unsigned char)i;
    plan->capacity = how->known;
    for (i = 0; how->known == 0 && i < REPI_COUNT(repi_card_ranges) && how->ranges < REPI_COUNT(how->range); i++) {
        const repi_card_range *r = &repi_card_ranges[i];
        if (strcmp(r->brand, brand) != 0 || !(r->lengths >> how->card.digits & 1) || r->low == 6) continue; /* Maestro's 6 would meet other brands */
        how->numbers[how->ranges] = (r->high - r->low + 1u) * repi_pow10((unsigned)how->card.digits - r->digits - 1) * 9;
        plan->capacity += how->numbers[how->ranges];
        how->range[how->ranges++] = (unsigned char)i;
    }
    plan->total = plan->capacity;
    return plan->capacity > 0;
}

static size_t repi_card_make(const repi_pii_plan *plan, uint64_t number, char *out)
{
    const repi_card_plan *how = &plan->of.card;
    const repi_card *card = &how->card;
    char digit[20];
    size_t i = 0, n = 0, used = 0, last = card->digits - 1;
    if (how->known) memcpy(digit, repi_card_published[how->published[number]], card->digits);
    else {
        const repi_card_range *r;
        int wrong, sum = 0;
        while (number >= how->numbers[i]) number -= how->numbers[i++];
        r = &repi_card_ranges[how->range[i]];
        wrong = 1 + (int)repi_take(&number, 9);
        repi_put_digits(digit, r->low + repi_take(&number, r->high - r->low + 1u), r->digits);
        repi_put_digits(digit + r->digits, number, last - r->digits);
        digit[last] = '0';
        sum = repi_luhn_sum(digit, card->digits);
        digit[last] = (char)('0' + (10 - sum + wrong) % 10);
    }
    for (i = 0; i < card->groups; i++) {
        if (i) out[n++] = (char)card->sep;
        memcpy(out + n, digit + used, card->group[i]);
        n += card->group[i], used += card->group[i];
    }
    return n;
}

/*--- person names ---*/

/* What a name is made of. A word of firms, streets and places makes it none, unless the lists know it as a name. */
enum { REPI_NAME_BAD, REPI_NAME_END, REPI_NAME_WORD, REPI_NAME_INITIAL, REPI_NAME_TITLE, REPI_NAME_PARTICLE, REPI_NAME_SUFFIX,
       REPI_NAME_COMMA, REPI_NAME_OPEN, REPI_NAME_CLOSE, REPI_NAME_QUOTE };

static const char repi_name_bare_titles[] = /* titles that need no dot; the others are names too: Don, Major, Gen */
    "mr|mrs|ms|miss|dr|prof|rev|mme|mlle|mx|capt|lt|sgt|sir|lady|lord|dame|herr|frau|sra|srta";

typedef struct repi_name_token {
    int    kind, flags;        /* flags of a word: 1 listed given name, 2 listed surname       */
    int    upper, small;       /* word of two or more capitals; word that begins small         */
    int    dotted;             /* '.' behind it                                               */
    uint32_t title;            /* place in the list of titles; UINT32_MAX = another one        */
} repi_name_token;

/* Place of a title in the list, its dot left out; UINT32_MAX = none. */
static int repi_name_title(rep_str word, uint32_t *title)
{
    uint32_t count = repi_word_count(REPI_WORDS_TITLE);
    for (*title = 0; *title < count; (*title)++) {
        rep_str t = repi_word(REPI_WORDS_TITLE, *title);
        if (t.data[t.len - 1] == '.') t.len--;
        if (t.len == word.len) {
            size_t i = 0;
            while (i < t.len && repi_to_lower((unsigned char)t.data[i]) == repi_to_lower((unsigned char)word.data[i])) i++;
            if (i == t.len) return 1;
        }
    }
    *title = UINT32_MAX;
    return 0;
}

static int repi_is_apostrophe(uint32_t code) { return code == '\'' || code == 0x2019 || code == '`'; }

/* The token at s[*at]. */
static repi_name_token repi_name_next(const repi_pii_index *index, const char *s, size_t n, size_t *at)
{
    repi_name_token t;
    char key[REPI_NAME_KEY];
    int flags;
    size_t start, letters = 0, capitals = 0, keyed = 0, total = 0, quote = 0;
    uint32_t code = 0, before = 0;
    memset(&t, 0, sizeof t);
    while (*at < n && s[*at] == ' ') ++*at;
    start = *at;
    t.kind = REPI_NAME_END;
    if (start >= n) return t;
    t.kind = s[start] == ',' ? REPI_NAME_COMMA : s[start] == '(' ? REPI_NAME_OPEN : s[start] == ')' ? REPI_NAME_CLOSE
           : s[start] == '"' ? REPI_NAME_QUOTE : REPI_NAME_BAD;
    if (t.kind != REPI_NAME_BAD) { ++*at; return t; }
    while (*at < n) { /* letters, and - ' between them */
        size_t step = repi_utf8_next(s + *at, n - *at, &code);
        int which = step ? repi_letter_case(code) : 2, plain;
        if (which == 2) {
            if (step == 0 || letters == 0 || before == '-' || quote || (code != '-' && !repi_is_apostrophe(code))) break;
            if (code == '-') t.flags |= repi_name_flags(index, key, keyed, &t.title), keyed = 0;
            else quote = 1;
        } else {
            quote = 0;
            if (++letters > 40) return t;
            capitals += which == 1;
            if (letters == 1) t.small = which < 0;
            plain = repi_fold(code);
            if (plain && keyed < REPI_NAME_KEY) key[keyed++] = (char)plain;
            total += plain != 0;
        }
        before = code;
        *at += step;
    }
    if (letters == 0 || before == '-' || quote) return t;
    if (*at - start >= 3 && (s[*at - 1] == 's' || s[*at - 1] == 'S') && s[*at - 2] == '\'') return t; /* Kelly's: a firm */
    t.upper = letters > 1 && capitals == letters;
    t.flags |= flags = repi_name_flags(index, key, keyed, &t.title);
    t.flags &= REPI_NAME_GIVEN_WORD | REPI_NAME_LAST_WORD;
    if (keyed != total) flags = 0; /* a double name: its last part is no title */
    t.kind = REPI_NAME_WORD;
    if (letters == 1) t.kind = t.small ? REPI_NAME_PARTICLE : REPI_NAME_INITIAL;
    else if ((flags & REPI_NAME_TITLE_WORD) &&
             ((*at < n && s[*at] == '.') || repi_in_list(repi_name_bare_titles, key, keyed))) t.kind = REPI_NAME_TITLE;
    else if (flags & REPI_NAME_SUFFIX_WORD) t.kind = REPI_NAME_SUFFIX;
    else if (flags & REPI_NAME_PARTICLE_WORD) t.kind = REPI_NAME_PARTICLE;
    else if ((flags & REPI_NAME_NEVER_WORD) && t.flags == 0) t.kind = REPI_NAME_BAD;
    if (letters == 1 && t.small && !(flags & REPI_NAME_PARTICLE_WORD)) t.kind = REPI_NAME_BAD;
    if (*at < n && s[*at] == '.') {
        t.dotted = 1, ++*at;
        if (t.kind == REPI_NAME_WORD && letters <= 10) t.kind = REPI_NAME_TITLE, t.title = UINT32_MAX; /* Jonkheer. */
    }
    return t;
}

/* A name taken apart. given: what stands for given names, in order: 'F' a word, 'I' an initial, 'i' one with a dot. */
#define REPI_NAME_GIVEN 6
typedef struct repi_name {
    int      comma, given_count, surname;  /* surname: its words before the comma; 1 = the last word     */
    int      inside, quoted;               /* words in parentheses; a nickname in quotes outside of them */
    int      words, uppers, initials, titled, dotted;
    char     given[REPI_NAME_GIVEN + 1];
    uint32_t title;
    int      given_flags, surname_flags;   /* repi_name_flags of the first given name, the last surname  */
} repi_name;

/* Counts a word outside of parentheses and quotes. */
static int repi_name_add(repi_name *name, const repi_name_token *t)
{
    if (name->given_count == REPI_NAME_GIVEN) return 0;
    name->given[name->given_count++] = t->kind == REPI_NAME_INITIAL ? (t->dotted ? 'i' : 'I') : 'F';
    if (name->given_count == 1) name->given_flags = t->flags;
    name->surname_flags = t->flags;
    name->uppers += t->upper;
    name->initials += t->kind == REPI_NAME_INITIAL;
    return ++name->words <= 8;
}

/* 1 = shaped like a name: capitalised words, initials, titles, one comma, parentheses and quotes around other names. */
static int repi_name_parse(const repi_pii_index *index, const char *s, size_t n, repi_name *out)
{
    size_t at = 0;
    int inside = 0, quote = 0, opened = 0, quotes = 0, held = 0, before_flags = 0;
    repi_name_token t, particle;
    memset(out, 0, sizeof *out);
    memset(&particle, 0, sizeof particle);
    out->title = UINT32_MAX;
    if (n == 0 || n > 120) return 0;
    do {
        t = repi_name_next(index, s, n, &at);
        /* "Van" is part of "Van Impe", but a name of its own at either end: "Le, Ann", "Al Gore" */
        if (t.kind == REPI_NAME_PARTICLE && !t.small) {
            if (inside || quote || out->given_count == 0) t.kind = REPI_NAME_WORD;
            else particle = t, held = 1;
        } else if (held && !inside && !quote) {
            if (t.kind != REPI_NAME_WORD && t.kind != REPI_NAME_INITIAL && !repi_name_add(out, &particle)) return 0;
            held = 0;
        }
        switch (t.kind) {
        case REPI_NAME_BAD: return 0;
        case REPI_NAME_COMMA:
            if (out->comma || inside || quote || out->given_count == 0 || out->titled) return 0;
            out->comma = 1, out->surname = out->given_count, before_flags = out->surname_flags;
            out->given_count = 0, out->given_flags = 0;
            break;
        case REPI_NAME_OPEN:
            if (inside || quote || opened++ > 1) return 0;
            inside = 1;
            break;
        case REPI_NAME_CLOSE:
            if (!inside || quote) return 0;
            inside = 0;
            break;
        case REPI_NAME_QUOTE:
            quote = !quote;
            if (quotes++ > 3) return 0;
            if (!inside) out->quoted = 1;
            break;
        case REPI_NAME_TITLE:
            if (inside || quote) break;
            if (out->titled++ > 1 || out->given_count) return 0;
            if (out->titled == 1) out->title = t.title, out->dotted = t.dotted;
            break;
        case REPI_NAME_WORD:
        case REPI_NAME_INITIAL:
            if (t.small) return 0;
            if (!inside && !quote) {
                if (!repi_name_add(out, &t)) return 0;
            } else {
                if (inside) out->inside++;
                out->uppers += t.upper, out->initials += t.kind == REPI_NAME_INITIAL;
                if (++out->words > 8) return 0;
            }
            break;
        default: break; /* particles, Jr. */
        }
    } while (t.kind != REPI_NAME_END);
    if (inside || quote || out->words == out->initials) return 0;
    if (out->comma) out->surname_flags = before_flags;
    else if (out->given_count > 1 && out->given[out->given_count - 1] == 'F') out->surname = 1, out->given_count--;
    else if (out->given_count == 1 && out->titled) out->surname = 1, out->given_count = 0, out->given_flags = 0; /* Mr. Smith */
    else out->surname_flags = 0;
    out->given[out->given_count] = '\0';
    return out->comma ? out->given_count + out->inside + out->quoted > 0 : out->given_count + out->surname > 0;
}

static int repi_name_match(const repi_pii_index *index, const char *s, size_t n)
{
    repi_name name;
    int given, last;
    if (n == 0 || !repi_name_parse(index, s, n, &name)) return REPI_PII_NO;
    given = name.given_flags & 1, last = name.surname_flags & 2;
    if (!name.surname) return name.given_flags ? REPI_PII_BARE : REPI_PII_LOOSE;
    if (given || (last && name.title != UINT32_MAX)) return REPI_PII_VALID;
    return last || (name.given_count == 0 && name.surname_flags) ? REPI_PII_BARE : REPI_PII_LOOSE;
}

/* F given name, M another, I and I. initials, L surname, and titles, commas, parentheses and quotes as they stand:
 * "F I. L", "L, Mrs. F M (F M L)", "UPPER L, F". Particles and suffixes (van, Jr.) are not kept. */
static size_t repi_name_form(const repi_pii_index *index, int part, const char *s, size_t n, char *form)
{
    repi_name name;
    size_t out = 0;
    int i, middle = 0;
    if (n == 0 || !repi_name_parse(index, s, n, &name)) return 0;
    if (name.uppers == name.words - name.initials) out += repi_put(form, "UPPER ");
    if (part != REPI_PII_PART_ANY && !name.comma && !name.titled && name.inside == 0 && name.surname) {
        if (part == REPI_PII_PART_LAST) name.given_count = 0;
        else name.given[name.given_count++] = 'F', name.surname = 0;
    }
    if (part == REPI_PII_PART_LAST && !name.comma && !name.titled && !name.surname && name.given_count == 1) name.given_count = 0, name.surname = 1;
    if (name.comma) out += repi_put(form + out, "L,");
    if (name.title != UINT32_MAX) {
        rep_str title = repi_word(REPI_WORDS_TITLE, name.title);
        size_t letters = title.len - (title.data[title.len - 1] == '.');
        if (name.comma) form[out++] = ' ';
        memcpy(form + out, title.data, letters);
        out += letters;
        if (name.dotted) form[out++] = '.';
    }
    for (i = 0; i < name.given_count; i++) {
        if (i && ++middle > 2) break; /* the third middle name and on are left out */
        if (out && form[out - 1] != ' ') form[out++] = ' ';
        form[out++] = name.given[i] != 'F' ? 'I' : i ? 'M' : 'F';
        if (name.given[i] == 'i') form[out++] = '.';
    }
    if (name.quoted) out += repi_put(form + out, out && form[out - 1] != ' ' ? " \"F\"" : "\"F\"");
    if (!name.comma && name.surname) {
        if (out && form[out - 1] != ' ') form[out++] = ' ';
        form[out++] = 'L';
    }
    if (name.inside) out += repi_put(form + out, name.inside == 1 ? " (F)" : name.inside == 2 ? " (F L)" : " (F M L)");
    form[out] = '\0';
    return out;
}

/* One field or stretch of a form. kind: 'F' 'M' 'I' 'L', 't' a title, ' ' any other byte; 0 = the end, -1 = not a form. */
static int repi_name_field(const char *form, size_t *at, uint32_t *title)
{
    size_t start = *at;
    int c = (unsigned char)form[start];
    if (c == '\0') return 0;
    ++*at;
    if (strchr(" ,.()\"", c)) return ' ';
    while (repi_is_alpha(form[*at])) ++*at;
    if (*at == start + 1) return strchr("FMIL", c) ? c : -1;
    return repi_name_title(repi_str(form + start, *at - start), title) ? 't' : -1;
}

/* Which given names suit a place in a form: a man's after Mr., a woman's after Miss; Mrs. before parentheses bears
 * her husband's names, and her own stand inside (so the lists of passengers of 1912). */
static int repi_name_list(int kind, int sex, int inside, int husband)
{
    if (kind == 'L') return REPI_WORDS_LAST;
    if (sex == 'f') return husband && !inside ? REPI_WORDS_FIRST_M : REPI_WORDS_FIRST_F;
    return sex == 'm' ? REPI_WORDS_FIRST_M : REPI_WORDS_FIRST;
}

static int repi_name_sex(uint32_t title)
{
    rep_str t = repi_word(REPI_WORDS_TITLE, title);
    char small[8];
    size_t n = REPI_MIN(t.len - (t.data[t.len - 1] == '.'), sizeof small), i;
    for (i = 0; i < n; i++) small[i] = (char)repi_to_lower((unsigned char)t.data[i]);
    if (repi_in_list("mrs|ms|miss|mme|mlle|lady|dame|dona|frau|sra|srta", small, n)) return 'f';
    return repi_in_list("mr|master|sir|lord|don|herr|mons|fr", small, n) ? 'm' : 0;
}

/* Above this the fields of a form no longer multiply the capacity but follow from the number: a name with ten
 * fields has more combinations than 64 bits. */
#define REPI_NAME_CAPACITY ((uint64_t)1 << 56)

/* Ladder: double surnames (Smith-Jones), then triple ones; where a form has no surname, double given names (Ann-Marie). */
static int repi_name_prepare(repi_pii_plan *plan)
{
    repi_name_plan *how = &plan->of.name;
    size_t at, start;
    int kind, sex = 0, inside = 0, husband = strchr(plan->form, '(') != NULL, fields = 0, wide_kind = 'F';
    uint32_t title = 0;
    how->upper = strncmp(plan->form, "UPPER ", 6) == 0;
    how->wide = REPI_COUNT(how->step);
    for (at = how->upper ? 6 : 0; (kind = repi_name_field(plan->form, &at, &title)) > 0;)
        if (kind == 'L') wide_kind = 'L';
    plan->capacity = 1;
    for (start = at = how->upper ? 6 : 0; (kind = repi_name_field(plan->form, &at, &title)) != 0; start = at) {
        repi_name_step *step = &how->step[how->steps];
        if (kind < 0 || how->steps == REPI_COUNT(how->step)) return 0;
        if (kind == ' ' || kind == 't') {
            if (plan->form[start] == '(') inside = 1;
            if (plan->form[start] == ')') inside = 0;
            if (kind == 't') sex = repi_name_sex(title);
            if (how->steps && !step[-1].kind) step[-1].len = (unsigned char)(step[-1].len + (at - start));
            else step->at = (unsigned char)start, step->len = (unsigned char)(at - start), how->steps++;
            continue;
        }
        if (++fields > 8) return 0;
        step->kind = (unsigned char)kind;
        step->list = (unsigned char)repi_name_list(kind, sex, inside, husband);
        step->radix = kind == 'I' ? 26 : repi_word_count(step->list);
        if (plan->capacity <= REPI_NAME_CAPACITY) plan->capacity *= step->radix;
        if (kind == wide_kind && how->wide == REPI_COUNT(how->step)) how->wide = how->steps, how->wide_radix = step->radix;
        how->steps++;
    }
    plan->total = repi_sat_add(plan->capacity, repi_sat_mul(plan->capacity, how->wide_radix + how->wide_radix * how->wide_radix));
    return how->wide_radix > 0;
}

static size_t repi_name_make(const repi_pii_plan *plan, uint64_t number, char *out)
{
    const repi_name_plan *how = &plan->of.name;
    uint64_t capacity = 1, mix, extra[2], pick;
    size_t n = 0, i, k, extras = 0;
    extra[0] = extra[1] = 0;
    if (number >= plan->capacity) {
        uint64_t rung = repi_sat_mul(plan->capacity, how->wide_radix);
        number -= plan->capacity;
        extras = 1;
        if (number >= rung) number -= rung, extras = 2;
        for (k = 0; k < extras; k++) extra[k] = repi_take(&number, how->wide_radix);
    }
    mix = number;
    for (i = 0; i < how->steps; i++) {
        const repi_name_step *step = &how->step[i];
        if (!step->kind) {
            memcpy(out + n, plan->form + step->at, step->len);
            n += step->len;
            continue;
        }
        if (capacity <= REPI_NAME_CAPACITY) {
            capacity *= step->radix;
            pick = repi_take(&number, step->radix);
        } else {
            mix = (mix ^ mix >> 29) * UINT64_C(0xBF58476D1CE4E5B9) + 1;
            pick = (mix >> 20) % step->radix;
        }
        if (step->kind == 'I') {
            out[n++] = (char)('A' + (int)pick);
            continue;
        }
        for (k = 0;; k++) {
            rep_str word = repi_word(step->list, (uint32_t)pick);
            memcpy(out + n, word.data, word.len);
            n += word.len;
            if (i != how->wide || k >= extras) break;
            out[n++] = '-';
            pick = extra[k];
        }
    }
    for (i = 0; how->upper && i < n; i++) out[i] = (char)repi_to_upper((unsigned char)out[i]);
    return n;
}

/*--- the table ---*/

static const repi_pii_class repi_pii_classes[] = {
    { "email", "email|e mail|mail|emails|emailaddress|correo|courriel", "", 75, "first.last",
      repi_email_match, repi_email_form, repi_email_prepare, repi_email_make },
    { "phone", "phone|phones|fax|mobile|tel|telephone|telephones|telefon|telefono|telefax|cellphone|homephone|workphone|phonenumber|handy|"
      "cell phone|cell number|=cell|=home cell|msisdn",
      "id|count|type|service|plan|brand|model|os|lines|calls|minutes|provider|carrier|code", 65, "(###) ###-####",
      repi_phone_match, repi_phone_form, repi_phone_prepare, repi_phone_make },
    { "ssn", "ssn|social security|socialsecurity|soc sec|ssns|tax id|taxid", "", 75, "###-##-####",
      repi_ssn_match, repi_ssn_form, repi_ssn_prepare, repi_ssn_make },
    { "credit_card", "card|creditcard|credit card|cc|ccn|ccnumber|cardnumber|pan|visa|mastercard|amex", "", 75, "visa16",
      repi_card_match, repi_card_form, repi_card_prepare, repi_card_make },
    { "name", "=name|=names|=customer|=client|=contact|=employee|=person|=persons|=people|=passenger|=patient|=student|=owner|=manager|"
      "=author|=player|=member|=guest|=driver|=agent|=teacher|=doctor|=salesperson|=sales person|=representative|=cardholder|=nombre|"
      "first name|last name|middle name|full name|given name|family name|maiden name|birth name|legal name|name first|name last|"
      "customer name|client name|contact name|employee name|person name|patient name|passenger name|student name|teacher name|owner name|"
      "manager name|author name|doctor name|guest name|member name|staff name|driver name|agent name|buyer name|seller name|player name|"
      "recipient name|sender name|holder name|cardholder name|applicant name|donor name|tenant name|nick name|person full name|"
      "firstname|lastname|middlename|fullname|forename|forenames|surname|surnames|fname|lname|mname|givenname|familyname|nickname|"
      "vorname|nachname|familienname|prenom|apellido|apellidos|cognome|voornaam|achternaam",
      "id|type|count|length|company|domain|file|host|column|table|field", 80, "F L",
      repi_name_match, repi_name_form, repi_name_prepare, repi_name_make }
};
#define REPI_PII_CLASSES REPI_COUNT(repi_pii_classes)

static const repi_pii_class *repi_pii_find(rep_str name)
{
    size_t i;
    for (i = 0; i < REPI_PII_CLASSES; i++)
        if (repi_same(name, repi_cstr(repi_pii_classes[i].name))) return &repi_pii_classes[i];
    return NULL;
}

/*--- the vote of a column's name ---*/

#define REPI_PII_HEADER 160
/* " first name ": small words of letters between blanks; camelCase, snake_case and digits part words. Returns the length. */
static size_t repi_pii_words(rep_str name, char *out)
{
    size_t i = 0, n = 0;
    int before = 2; /* 2 none, 1 capital, -1 small or without case */
    out[n++] = ' ';
    while (i < name.len && n < REPI_PII_HEADER - 3) {
        uint32_t code = 0, next = 0;
        size_t step = repi_utf8_next(name.data + i, name.len - i, &code);
        int which = step ? repi_letter_case(code) : 2, c = step ? repi_fold(code) : 0;
        if (step == 0) step = 1;
        i += step;
        if (which == 2 || c == 0) {
            if (out[n - 1] != ' ') out[n++] = ' ';
            before = 2;
            continue;
        }
        if (which == 1 && before != 2 && i < name.len && repi_utf8_next(name.data + i, name.len - i, &next) == 0) next = 0;
        if (which == 1 && (before == -1 || (before == 1 && repi_letter_case(next) == -1)) && out[n - 1] != ' ') out[n++] = ' ';
        out[n++] = (char)c;
        before = which == 1 ? 1 : -1;
    }
    if (out[n - 1] != ' ') out[n++] = ' ';
    out[n] = '\0';
    return n;
}

/* 0 = no; 1 = a word that may be said of other things too (name, customer: "=" in the table); 2 = clearly. */
static int repi_pii_vote(const repi_pii_class *c, rep_str column_name)
{
    char words[REPI_PII_HEADER], piece[48];
    size_t n = repi_pii_words(column_name, words), i, len;
    const char *at;
    int vote = 0;
    for (i = 1; i + 1 < n; i += len + 1) {
        len = strcspn(words + i, " ");
        if (repi_in_list(c->not_words, words + i, len)) return 0;
    }
    for (at = c->header_words; *at; at += at[len] ? len + 1 : len) {
        int whole = *at == '=';
        len = strcspn(at, "|");
        if (len + 2 >= sizeof piece) continue;
        piece[0] = ' ';
        memcpy(piece + 1, at + whole, len - (size_t)whole);
        memcpy(piece + 1 + len - (size_t)whole, " ", 2);
        if (whole ? strcmp(words, piece) == 0 : strstr(words, piece) != NULL) vote = REPI_MAX(vote, whole ? 1 : 2);
    }
    return vote;
}

/* Which part of a name the column's name promises: for form. */
static int repi_pii_part(rep_str column_name)
{
    static const char first[] = "first|given|forename|forenames|firstname|fname|givenname|vorname|prenom|voornaam|middle|middlename|mname|nickname";
    static const char last[] = "last|family|surname|surnames|lastname|lname|familyname|nachname|familienname|maiden|apellido|apellidos|"
                               "cognome|achternaam";
    char words[REPI_PII_HEADER];
    size_t n = repi_pii_words(column_name, words), i, len;
    int is_first = 0, is_last = 0;
    for (i = 1; i + 1 < n; i += len + 1) {
        len = strcspn(words + i, " ");
        is_first |= repi_in_list(first, words + i, len);
        is_last |= repi_in_list(last, words + i, len);
    }
    return is_first == is_last ? REPI_PII_PART_ANY : is_first ? REPI_PII_PART_FIRST : REPI_PII_PART_LAST;
}

/*--- what the caller uses ---*/

static rep_str repi_pii_trim(const char *s, size_t n)
{
    while (n && repi_is_blank(s[0])) s++, n--;
    while (n && repi_is_blank(s[n - 1])) n--;
    return repi_str(s, n);
}

/* REPI_PII_NO .. REPI_PII_LOOSE for a cell; blanks around it do not count. index: only names use it; NULL = no lists. */
static int repi_pii_match(const repi_pii_class *c, const repi_pii_index *index, const char *s, size_t n)
{
    rep_str cell = repi_pii_trim(s, n);
    return cell.len ? c->match(index, cell.data, cell.len) : REPI_PII_NO;
}

/* The form of a cell that matches: at most REPI_PII_FORM_MAX - 1 bytes and '\0'. 0 = it has none. */
static size_t repi_pii_form(const repi_pii_class *c, const repi_pii_index *index, int part, const char *s, size_t n, char *form)
{
    rep_str cell = repi_pii_trim(s, n);
    form[0] = '\0';
    return cell.len ? c->form(index, part, cell.data, cell.len, form) : 0;
}

/* Reads a form once, for make and for plan->capacity and plan->total. 0 = not a form. unique: no two numbers may make
 * the same value (cards: no published test numbers, of which there are few). */
static int repi_pii_prepare(const repi_pii_class *c, rep_str form, int unique, repi_pii_plan *plan)
{
    memset(plan, 0, sizeof *plan);
    if (form.len == 0 || form.len >= REPI_PII_FORM_MAX || memchr(form.data, '\0', form.len)) return 0;
    memcpy(plan->form, form.data, form.len);
    plan->form_len = form.len;
    plan->owner = c;
    plan->unique = unique;
    if (c->prepare(plan)) return 1;
    plan->capacity = plan->total = 0;
    return 0;
}

/* Value number `number` of a form: at most REPI_PII_VALUE_MAX bytes, no '\0'; each number another value. 0 = the number
 * is not below plan->total. A pure function: words and order of the lists decide with it (metadata.words). */
static size_t repi_pii_make(const repi_pii_plan *plan, uint64_t number, char *out)
{
    return number < plan->total ? plan->owner->make(plan, number, out) : 0;
}

/* May this text from a model file be used as a form? Judged by what it makes: a form must be the form of its values. */
static int repi_pii_form_valid(const repi_pii_class *c, rep_str form)
{
    char again[REPI_PII_FORM_MAX], value[REPI_PII_VALUE_MAX];
    repi_pii_plan plan;
    size_t n;
    int part;
    if (!repi_pii_prepare(c, form, 0, &plan)) return 0;
    n = repi_pii_make(&plan, 0, value);
    for (part = REPI_PII_PART_ANY; part <= REPI_PII_PART_LAST; part++)
        if (c->form(NULL, part, value, n, again) && strcmp(plan.form, again) == 0) return 1;
    return 0;
}

static int repi_pii_share(uint64_t part, uint64_t whole, int percent) /* part / whole >= percent; counts below 2^57 */
{
    return whole > 0 && part * 100 >= whole * (uint64_t)percent;
}

/* Names need the lists: a vote alone would take any capitalised words, the shape alone any two. */
static int repi_pii_is_name(const repi_pii_tally *t, int vote, uint64_t cells)
{
    uint64_t shaped = t->valid + t->bare + t->loose, listed = t->valid + t->bare;
    if (!repi_pii_share(shaped, cells, 80)) return 0;
    if (vote == 2) return repi_pii_share(listed, cells, 20);
    if (vote == 1) return repi_pii_share(t->valid, cells, 20) || repi_pii_share(listed, cells, 50);
    return cells >= 10 && repi_pii_share(t->valid, cells, 50);
}

/* The class of a column, NULL = none. tally[i] counts the non-missing cells by their answer to class i; cells is
 * their number. Voted classes come first, then the larger share. */
static const repi_pii_class *repi_pii_decide(const repi_pii_tally *tally, rep_str column_name, uint64_t cells)
{
    const repi_pii_class *best = NULL;
    uint64_t best_count = 0;
    int best_vote = 0;
    size_t i;
    for (i = 0; i < REPI_PII_CLASSES && cells > 0; i++) {
        const repi_pii_class *c = &repi_pii_classes[i];
        const repi_pii_tally *t = &tally[i];
        uint64_t count = t->valid + t->bare + t->loose;
        int vote = count ? repi_pii_vote(c, column_name) : 0, yes;
        if (c->match == repi_name_match) yes = repi_pii_is_name(t, vote, cells);
        else yes = repi_pii_share(t->valid, cells, 90) || (vote && repi_pii_share(count, cells, c->vote_share));
        if (!vote) count = t->valid;
        if (yes && (vote > best_vote || (vote == best_vote && count > best_count))) best = c, best_vote = vote, best_count = count;
    }
    return best;
}

/*--- private values inside other text ---*/

/* A byte of a word, an id or a path at s[i]? */
static int repi_hides_word(const char *s, size_t n, size_t i)
{
    return i < n && (repi_is_alpha(s[i]) || repi_is_digit(s[i]) || s[i] == '_' || (unsigned char)s[i] >= 0x80);
}

/* The address around the '@' at s[at]; looks at no more than 64 + 254 bytes. */
static int repi_hides_email(const char *s, size_t n, size_t at)
{
    size_t from = at, to = at + 1;
    while (from > 0 && at - from < 64 && (repi_hides_word(s, n, from - 1) || strchr(".+-'%", s[from - 1] ? s[from - 1] : ' '))) from--;
    while (from < at && !repi_hides_word(s, n, from)) from++;
    while (to < n && to - at < 254 && ((repi_hides_word(s, n, to) && s[to] != '_') || s[to] == '.' || s[to] == '-')) to++;
    while (to > at + 1 && (s[to - 1] == '.' || s[to - 1] == '-')) to--;
    return repi_email_local(s + from, at - from) && repi_email_domain(s + at + 1, to - at - 1);
}

/* Up to 6 groups of digits from s[at] on, at most 19 digits. sep[i]: what parts group i from the one before, '*' =
 * more than one byte or a parenthesis. */
typedef struct repi_hides_run { char digit[20]; size_t digits, groups, group[6], end[6]; char sep[6]; } repi_hides_run;

static void repi_hides_read(const char *s, size_t n, size_t at, repi_hides_run *r)
{
    memset(r, 0, sizeof *r);
    while (at < n && r->groups < 6) {
        size_t start = at, seps;
        while (at < n && repi_is_digit(s[at]) && at - start < 20) at++;
        if (at == start || at - start + r->digits > 19) return;
        memcpy(r->digit + r->digits, s + start, at - start);
        r->digits += at - start;
        r->group[r->groups] = at - start;
        r->end[r->groups++] = at;
        for (seps = 0; at < n && seps < 2 && s[at] && strchr(" -.()", s[at]); seps++) at++;
        if (seps == 0 || r->groups == 6) return;
        r->sep[r->groups] = seps == 1 && s[at - 1] != '(' && s[at - 1] != ')' ? s[at - 1] : '*';
    }
}

/* The first k groups of a run: an SSN, a phone or a card? `before`: the byte in front of it. */
static int repi_hides_groups(const repi_hides_run *r, size_t k, int before)
{
    const size_t *g = r->group;
    size_t digits = 0, i, lead = k == 4 && g[0] == 1 && r->digit[0] == '1' ? 1 : 0;
    int same = 1;
    char sep = r->sep[1], last = r->sep[lead + 2];
    for (i = 0; i < k; i++) digits += g[i];
    for (i = 2; i < k; i++) same &= r->sep[i] == sep;
    if (k == 3 && g[0] == 3 && g[1] == 2 && g[2] == 4 && same) { /* also areas never issued: fakes and ITINs look the same */
        char text[11];
        memcpy(text, r->digit, 3), memcpy(text + 4, r->digit + 3, 2), memcpy(text + 7, r->digit + 5, 4);
        text[3] = text[6] = sep;
        i = (size_t)repi_ssn_match(NULL, text, 11);
        return i == REPI_PII_VALID || (i && sep == '-');
    }
    if (k == 3 + lead && g[lead] == 3 && g[lead + 1] == 3 && g[lead + 2] == 4 && r->digit[lead] >= '2') {
        int opened = r->sep[lead + 1] == '*' || before == '(';
        if ((opened || r->sep[lead + 1] == '-') && last == '-') return 1; /* hand-typed numbers break the plan: 212-123-5432 */
        return repi_phone_nanp(r->digit + lead) && last != '*' && (opened || last == '-' || r->sep[lead + 1] == last);
    }
    if (before == '+' && r->digit[0] != '0')
        return k == 1 ? digits >= 10 && digits <= 15 : g[0] <= 3 && g[k - 1] >= 2 && digits >= 9 && digits <= 15;
    if (digits < 13 || before == '+') return 0;
    if (k > 1 && (k < 3 || !same || (sep != ' ' && sep != '-') || g[0] != 4)) return 0;
    return repi_luhn(r->digit, digits) && repi_card_brand(r->digit, digits) != NULL &&
           (k > 1 || !repi_card_is(r->digit, "maestro", digits)); /* 6 and 12 digits more: any long id */
}

/* Does the text contain an e-mail address, an SSN or a North American phone number with separators, a number with
 * +, or a Luhn-valid card number of a known brand? Linear: from each group of digits at most 31 bytes are read. */
static int repi_pii_hides(const char *s, size_t n)
{
    size_t i, k;
    for (i = 0; i < n; i++) {
        repi_hides_run run;
        int before = i ? (unsigned char)s[i - 1] : ' ';
        if (s[i] == '@') {
            if (repi_hides_email(s, n, i)) return 1;
            continue;
        }
        if (!repi_is_digit(s[i]) || (i && repi_hides_word(s, n, i - 1))) continue;
        if ((before == '-' || before == '.' || before == '/') && i > 1 && repi_is_digit(s[i - 2])) continue; /* inside a number */
        repi_hides_read(s, n, i, &run);
        for (k = 1; k <= run.groups; k++) {
            size_t end = run.end[k - 1];
            int more = end + 1 < n && (s[end] == '-' || s[end] == '.' || s[end] == '/') && repi_hides_word(s, n, end + 1);
            int ext = end < n && (s[end] == 'x' || s[end] == 'X' || s[end] == 'e');
            if (!more && (ext || !repi_hides_word(s, n, end)) && repi_hides_groups(&run, k, before)) return 1;
        }
    }
    return 0;
}
/*==============================================================================
 * MARK: - [R13] Text patterns
 *
 * What is kept of near-unique strings that are not known PII, instead of the
 * strings. Three models, none of which holds a source string:
 *
 *   patterns   up to 8 weighted alternatives such as `[A-Z]{3}-[0-9]{4}`, each a
 *              numbering of all texts it stands for: number in, text out
 *   prose      up to 64 shapes {words, shortest, longest, weight}, six shares of
 *              style, and invented words
 *   affixes    "INV-0042" as prefix, digits, suffix, for ids that form a run
 *
 *   enter by   repi_pattern_compile, _print, _match, _overlap, repi_patterns_learn,
 *              repi_prose_learn, _check, _print, _unique,
 *              _capacity; repi_affix_split
 *   uses       R01 platform, R02 memory, R03 text, R09 random (repi_mix), and
 *              repi_text_word, repi_text_word_count behind the word lists
 *   private    a letter or digit becomes a literal, or a class narrower than its
 *              kind, only where at least 20 distinct source values agree
 *   source     own; unambiguous parse: Brueggemann-Klein and Wood 1998
 *============================================================================*/

/*--- the grammar ---
 *
 *   pattern  = { item [ "{" n "}" | "{" m "," n "}" ] }       0 <= m <= n, 1 <= n <= 255
 *   item     = literal byte | "\" byte | "\n" "\r" "\t" "\xHH" (below 80) | "[" { byte | byte "-" byte } "]"
 *
 * [ ] { } \ | need the backslash, other punctuation may have it. Everything else stands for itself, . * + ? ( ) ^ $
 * included: this is no regular expression. A set holds printable ASCII and cannot be negated. */
enum {
    REPI_PATTERN_PARTS   = 64,
    REPI_PATTERN_LONGEST = 255, /* bytes of a printed text                            */
    REPI_PATTERN_SETS    = 512, /* bytes of all different sets of a pattern together  */
    REPI_PATTERN_TEXT    = 511, /* bytes of a pattern as written                      */
    REPI_PATTERNS        = 8,   /* alternatives of a column                           */
    REPI_PATTERN_SUPPORT = 20,  /* distinct values that must agree on a letter or digit */
    REPI_PATTERN_FEW     = 8    /* a set of at most so many characters may be spelled out */
};

typedef struct repi_pattern_part {
    uint64_t capacity;           /* texts this part prints: sum of size^len over low..max; exact unless wide */
    uint16_t at, size;           /* its set, in byte order, or its literal text, in bytes[]                  */
    uint8_t  low, min, max;      /* matches min..max repeats, prints low..max (see repi_pattern_settle)      */
    uint8_t  literal, wide;      /* wide: capacity does not fit in 64 bits                                   */
} repi_pattern_part;

typedef struct repi_pattern {
    uint64_t          capacity;  /* saturating */
    uint16_t          count, used, in_sets, longest, text_len;
    int               wide;
    repi_pattern_part part[REPI_PATTERN_PARTS];
    char              bytes[REPI_PATTERN_LONGEST + REPI_PATTERN_SETS];
    char              text[REPI_PATTERN_TEXT + 1]; /* as written, ends in '\0' */
} repi_pattern;

/* Alternatives. As learned, no text fits two of them. */
typedef struct repi_patterns {
    int          count;
    uint64_t     total;
    uint64_t     weight[REPI_PATTERNS];
    repi_pattern pattern[REPI_PATTERNS];
} repi_patterns;

/* One byte of a text that may be absent. */
typedef struct repi_pattern_slot { uint16_t at, size; int optional; } repi_pattern_slot;

static int repi_hex_value(int c)
{
    return repi_is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Reads one byte of a literal or set at *at; -1 and *wrong where there is none. */
static int repi_pattern_byte(rep_str text, size_t *at, const char **wrong)
{
    int c = (unsigned char)text.data[(*at)++], high, low;
    if (c == '[' || c == ']' || c == '{' || c == '}' || c == '|') {
        *wrong = c == '|' ? "alternatives are separate patterns; write \\| for a bar"
                          : "a bracket or brace stands alone; write \\[ \\] \\{ \\} for the character";
        return -1;
    }
    if (c < 0x20 || c == 0x7F) { *wrong = "a control byte; write it as \\n, \\t or \\x1F"; return -1; }
    if (c != '\\') return c;
    if (*at >= text.len) { *wrong = "the pattern ends in a backslash; write \\\\ for the character"; return -1; }
    c = (unsigned char)text.data[(*at)++];
    switch (c) {
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'x':
        high = *at + 2 <= text.len ? repi_hex_value((unsigned char)text.data[*at]) : -1;
        low = high >= 0 ? repi_hex_value((unsigned char)text.data[*at + 1]) : -1;
        if (low < 0 || high > 7) { *wrong = "\\x needs two hex digits, 00 to 7F"; return -1; }
        *at += 2;
        return high * 16 + low;
    default: break;
    }
    if (repi_is_alpha(c) || repi_is_digit(c) || c < 0x20 || c >= 0x7F) {
        *wrong = "an unknown escape; known are \\n \\r \\t \\x1F and a backslash before punctuation";
        return -1;
    }
    return c;
}

/* Reads "[...]" at *at into 128 bits. */
static int repi_pattern_set(rep_str text, size_t *at, uint64_t set[2], const char **wrong)
{
    ++*at;
    if (*at < text.len && text.data[*at] == '^') {
        *wrong = "a set cannot be negated; write \\^ for the character";
        return 0;
    }
    while (*at < text.len && text.data[*at] != ']') {
        int from = repi_pattern_byte(text, at, wrong), to = from, c;
        if (from < 0) return 0;
        if (*at + 1 < text.len && text.data[*at] == '-' && text.data[*at + 1] != ']') {
            ++*at;
            to = repi_pattern_byte(text, at, wrong);
            if (to < 0) return 0;
        }
        if (from < 0x20 || to > 0x7E) { *wrong = "a set holds printable ASCII only"; return 0; }
        if (from > to) { *wrong = "a range in a set runs backwards"; return 0; }
        for (c = from; c <= to; c++) set[c >> 6] |= (uint64_t)1 << (c & 63);
    }
    if (*at >= text.len) { *wrong = "a [ has no ]"; return 0; }
    ++*at;
    if (!(set[0] | set[1])) { *wrong = "a set is empty"; return 0; }
    return 1;
}

/* Reads "{n}" or "{m,n}" at *at. */
static int repi_pattern_repeat(rep_str text, size_t *at, unsigned range[2], const char **wrong)
{
    int i, parts = 0;
    for (i = 0; i < 2; i++) {
        size_t from = ++*at;
        unsigned n = 0;
        for (; *at < text.len && repi_is_digit((unsigned char)text.data[*at]) && n < 1000; ++*at)
            n = n * 10 + (unsigned)(text.data[*at] - '0');
        if (*at == from || *at >= text.len || (text.data[*at] != '}' && (i || text.data[*at] != ','))) {
            *wrong = "a repeat is {n} or {m,n}; write \\{ for the character";
            return 0;
        }
        range[parts++] = n;
        if (text.data[*at] == '}') break;
    }
    ++*at;
    if (parts == 1) range[1] = range[0];
    if (range[1] < 1 || range[1] > REPI_PATTERN_LONGEST || range[0] > range[1]) {
        *wrong = "a repeat {m,n} needs m <= n and n from 1 to 255";
        return 0;
    }
    return 1;
}

/* Adds a set that repeats; equal sets share their bytes. */
static const char *repi_pattern_add_set(repi_pattern *p, const uint64_t set[2], unsigned min, unsigned max)
{
    char bytes[128];
    uint16_t size = 0, i;
    int c;
    repi_pattern_part *part;
    if (p->count == REPI_PATTERN_PARTS) return "the pattern has more than 64 parts";
    for (c = 0; c < 128; c++)
        if (set[c >> 6] >> (c & 63) & 1) bytes[size++] = (char)c;
    part = &p->part[p->count];
    part->at = p->used;
    for (i = 0; i < p->count; i++) {
        const repi_pattern_part *other = &p->part[i];
        if (!other->literal && other->size == size && memcmp(p->bytes + other->at, bytes, size) == 0) part->at = other->at;
    }
    if (part->at == p->used) {
        if (size > REPI_PATTERN_SETS - p->in_sets)
            return "the sets of the pattern are too many; they may hold 512 characters together";
        memcpy(p->bytes + p->used, bytes, size);
        p->used = (uint16_t)(p->used + size), p->in_sets = (uint16_t)(p->in_sets + size);
    }
    part->size = size;
    part->min = part->low = (uint8_t)min, part->max = (uint8_t)max;
    p->longest = (uint16_t)(p->longest + max);
    p->count++;
    return NULL;
}

/* The caller saw to it that no more than 255 literal bytes come, so bytes[] has room. */
static const char *repi_pattern_add_byte(repi_pattern *p, int byte)
{
    repi_pattern_part *part = p->count ? &p->part[p->count - 1] : NULL;
    if (!part || !part->literal) {
        if (p->count == REPI_PATTERN_PARTS) return "the pattern has more than 64 parts";
        part = &p->part[p->count++];
        part->literal = 1;
        part->low = part->min = part->max = 1;
        part->at = p->used;
    }
    p->bytes[p->used++] = (char)byte;
    part->size++;
    p->longest++;
    return NULL;
}

/* The bytes that part i may begin with, or end in. */
static rep_str repi_pattern_edge(const repi_pattern *p, int i, int at_end)
{
    const repi_pattern_part *part = &p->part[i];
    if (!part->literal) return repi_str(p->bytes + part->at, part->size);
    return repi_str(p->bytes + part->at + (at_end ? part->size - 1 : 0), 1);
}

static int repi_bytes_meet(rep_str a, rep_str b)
{
    size_t i;
    if (b.len < a.len) { rep_str t = a; a = b; b = t; }
    for (i = 0; i < a.len; i++)
        if (memchr(b.data, a.data[i], b.len)) return 1;
    return 0;
}

/* 1 = reading in direction step, the end of part i shows: what may follow shares no byte with it. */
static int repi_pattern_delimited(const repi_pattern *p, int i, int step)
{
    int j;
    for (j = i + step; j >= 0 && j < p->count; j += step) {
        if (repi_bytes_meet(repi_pattern_edge(p, i, step < 0), repi_pattern_edge(p, j, step < 0))) return 0;
        if (p->part[j].min) break;
    }
    return 1;
}

/* A numbering is injective only if a text can be cut into the parts in one way; `[A-Z]{1,2}[A-Z]{1,2}` cannot.
 * Parts before the first open one (of variable length, not delimited to the right) are cut from the left, parts
 * behind the last one (not delimited to the left) from the right; of what lies between, the first keeps its
 * lengths, which then follow from the total length, and the others print only their longest. */
static void repi_pattern_settle(repi_pattern *p)
{
    int first = 0, last = p->count - 1, i;
    while (first < p->count && (p->part[first].min == p->part[first].max || repi_pattern_delimited(p, first, 1))) first++;
    while (last >= 0 && (p->part[last].min == p->part[last].max || repi_pattern_delimited(p, last, -1))) last--;
    for (i = first + 1; i <= last; i++) p->part[i].low = p->part[i].max;
    p->capacity = 1;
    for (i = 0; i < p->count; i++) {
        repi_pattern_part *part = &p->part[i];
        uint64_t power = 1;
        repi_u128 product;
        unsigned len;
        part->capacity = part->literal || part->low == 0;
        for (len = 1; !part->literal && len <= part->max; len++) {
            product = repi_mul128(power, part->size);
            power = product.lo;
            if (product.hi || (len >= part->low && part->capacity + power < power)) part->wide = 1;
            if (part->wide) break;
            if (len >= part->low) part->capacity += power;
        }
        if (part->wide) part->capacity = UINT64_MAX;
        product = repi_mul128(p->capacity, part->capacity);
        if (part->wide || product.hi) p->wide = 1;
        p->capacity = p->wide ? UINT64_MAX : product.lo;
    }
}

/* Compiles a pattern, also one from a model file that nobody vouches for. NULL, or a sentence what is wrong. */
static const char *repi_pattern_compile(repi_pattern *out, rep_str text)
{
    const char *wrong = NULL;
    size_t at = 0;
    memset(out, 0, sizeof *out);
    if (text.len == 0) return "the pattern is empty";
    if (text.len > REPI_PATTERN_TEXT) return "the pattern is longer than 511 bytes";
    if (!repi_utf8_valid(text)) return "the pattern is not UTF-8";
    while (at < text.len && !wrong) {
        uint64_t set[2] = { 0, 0 };
        unsigned range[2] = { 1, 1 };
        int byte = -1, repeated = 0;
        if (text.data[at] == '[') {
            if (!repi_pattern_set(text, &at, set, &wrong)) return wrong;
        } else {
            byte = repi_pattern_byte(text, &at, &wrong);
            if (byte < 0) return wrong;
        }
        if (at < text.len && text.data[at] == '{') {
            if (byte >= 0x80) return "a repeat follows an ASCII character or a set";
            if (!repi_pattern_repeat(text, &at, range, &wrong)) return wrong;
            if (byte >= 0) set[byte >> 6] |= (uint64_t)1 << (byte & 63);
            repeated = 1;
        }
        if (out->longest + range[1] > REPI_PATTERN_LONGEST) return "the pattern makes texts of more than 255 bytes";
        if (byte >= 0 && !repeated) wrong = repi_pattern_add_byte(out, byte);
        else wrong = repi_pattern_add_set(out, set, range[0], range[1]);
    }
    if (wrong) return wrong;
    memcpy(out->text, text.data, text.len);
    out->text_len = (uint16_t)text.len;
    repi_pattern_settle(out);
    return NULL;
}

/* Texts that print makes: numbers 0 .. capacity-1 give different texts. UINT64_MAX = so many or more. */
static uint64_t repi_pattern_capacity(const repi_pattern *p) { return p->capacity; }

/* Text `number` of one part that is not wide: the longest length has the first numbers. */
static size_t repi_pattern_part_print(const repi_pattern *p, const repi_pattern_part *part, uint64_t number, char *out)
{
    const char *set = p->bytes + part->at;
    uint64_t power = 1;
    uint32_t size = part->size, small;
    size_t len = part->max, i;
    if (part->literal) {
        memcpy(out, set, part->size);
        return part->size;
    }
    if (part->low < part->max) {
        for (i = 0; i < len; i++) power *= part->size;
        while (len > part->low && number >= power) number -= power, power /= part->size, len--;
    }
    for (i = len; i > 0 && number > UINT32_MAX; number /= part->size) out[--i] = set[number % part->size];
    /* short divisions are several times faster */
    for (small = (uint32_t)number; i > 0; small /= size) out[--i] = set[small % size];
    return len;
}

/* The 64 bits of a number, dealt out as digits of changing bases: the first round, from which the number can be
 * read back. The digit in which it ends has fewer values than its base: the trail, a hash of the digits before it
 * and so known to the reader, turns it, or that position would hold few characters. The rounds behind it, once
 * the number is used up, are hashes of it. */
typedef struct repi_deal { uint64_t number, x, left, trail, round; } repi_deal;

static repi_deal repi_deal_start(uint64_t number)
{
    repi_deal deal; /* the constant: repi_mix(0) is 0, and text 0 should not look so */
    deal.number = number, deal.x = repi_mix(number + UINT64_C(0x9E3779B97F4A7C15)), deal.left = UINT64_MAX, deal.trail = 0, deal.round = 0;
    return deal;
}

static uint64_t repi_deal_hashed(repi_deal *deal, uint64_t base)
{
    repi_u128 product;
    if (deal->left == 0 || base > 256) {
        deal->x = repi_mix(repi_mix(deal->number) + ++deal->round * UINT64_C(0x9E3779B97F4A7C15));
        deal->left = 6;             /* six digits below 2^8 use up 48 bits: what is left still rounds well */
    }
    deal->left = base > 256 ? 0 : deal->left - 1;
    product = repi_mul128(deal->x, base);
    deal->x = product.lo;
    return product.hi;
}

static uint64_t repi_deal_next(repi_deal *deal, uint64_t base)
{
    uint64_t digit, turn;
    if (base <= 1) return 0;
    if (deal->round || deal->left == 0) return repi_deal_hashed(deal, base);
    digit = deal->x % base;
    deal->x /= base;
    if (deal->left < base - 1) {
        turn = repi_mix(deal->trail) % base;
        digit = digit >= base - turn ? digit - (base - turn) : digit + turn;
    }
    deal->left /= base;
    deal->trail = (deal->trail + digit + 1) * UINT64_C(0xD6E8FEB86659FD93);
    return digit;
}

/* A pattern of more than 2^64 texts: all numbers give different texts, because the text can be cut in one way,
 * digits are dealt in the order of reading, and a wide part has only lengths that use the 64 bits up. */
static size_t repi_pattern_print_wide(const repi_pattern *p, uint64_t number, char *out)
{
    repi_deal deal = repi_deal_start(number);
    uint64_t dice = repi_mix(number + 1);
    size_t n = 0;
    int i;
    for (i = 0; i < p->count; i++) {
        const repi_pattern_part *part = &p->part[i];
        uint64_t bits = UINT64_MAX;
        unsigned len = part->max, enough = 0, k;
        if (!part->wide) {
            n += repi_pattern_part_print(p, part, repi_deal_next(&deal, part->capacity), out + n);
            continue;
        }
        for (; bits; bits /= part->size) enough++;
        /* each length one shorter is `size` times rarer */
        while (len > part->low && len > enough && dice % part->size == 0) dice = repi_mix(dice + 1), len--;
        for (k = 0; k < len; k++) out[n++] = p->bytes[part->at + repi_deal_next(&deal, part->size)];
    }
    return n;
}

/* Writes text `number` (at most 255 bytes) and returns its length. Integers only. Numbers at or above the
 * capacity wrap around; where the capacity is UINT64_MAX every number has its own text. */
static size_t repi_pattern_print(const repi_pattern *p, uint64_t number, char *out)
{
    uint64_t digit[REPI_PATTERN_PARTS];
    size_t n = 0;
    int i;
    if (p->wide) return repi_pattern_print_wide(p, number, out);
    for (i = p->count; i-- > 0;) {
        uint64_t capacity = p->part[i].capacity;
        digit[i] = 0;
        if (capacity > 1) digit[i] = number % capacity, number /= capacity;
    }
    for (i = 0; i < p->count; i++) n += repi_pattern_part_print(p, &p->part[i], digit[i], out + n);
    return n;
}

/* Spells the pattern out as bytes, the ones beyond `min` optional; returns how many. */
static int repi_pattern_slots(const repi_pattern *p, repi_pattern_slot *slot)
{
    int n = 0, i, k;
    for (i = 0; i < p->count; i++) {
        const repi_pattern_part *part = &p->part[i];
        int repeats = part->literal ? part->size : part->max;
        for (k = 0; k < repeats; k++, n++) {
            slot[n].at = (uint16_t)(part->at + (part->literal ? k : 0));
            slot[n].size = part->literal ? 1 : part->size;
            slot[n].optional = !part->literal && k >= part->min;
        }
    }
    return n;
}

/* 1 = the whole text fits. Cost: length times 255 at most, no backtracking. */
static int repi_pattern_match(const repi_pattern *p, const char *s, size_t n)
{
    repi_pattern_slot slot[REPI_PATTERN_LONGEST];
    unsigned char can[REPI_PATTERN_LONGEST + 1];   /* can[i]: the next byte may meet slot i */
    int count = repi_pattern_slots(p, slot), i;
    size_t k;
    if (n > p->longest) return 0;
    memset(can, 0, sizeof can);
    can[0] = 1;
    for (k = 0; k <= n; k++) {
        for (i = 0; i < count; i++)
            if (can[i] && slot[i].optional) can[i + 1] = 1;
        if (k == n) break;
        for (i = count; i > 0; i--) can[i] = can[i - 1] && memchr(p->bytes + slot[i - 1].at, s[k], slot[i - 1].size) != NULL;
        can[0] = 0;
    }
    return can[count];
}

/* 1 = some text fits both: then two alternatives of a unique column could make the same value. */
static int repi_pattern_overlap(const repi_pattern *a, const repi_pattern *b)
{
    repi_pattern_slot x[REPI_PATTERN_LONGEST], y[REPI_PATTERN_LONGEST];
    unsigned char rows[2][REPI_PATTERN_LONGEST + 1];
    int xs = repi_pattern_slots(a, x), ys = repi_pattern_slots(b, y), i, j;
    memset(rows, 0, sizeof rows);
    rows[0][0] = 1;
    for (i = 0;; i++) {
        unsigned char *here = rows[i & 1], *next = rows[~i & 1];
        memset(next, 0, REPI_PATTERN_LONGEST + 1);
        for (j = 0; j <= ys; j++) {
            if (!here[j]) continue;
            if (i < xs && x[i].optional) next[j] = 1;
            if (j < ys && y[j].optional) here[j + 1] = 1;
            if (i < xs && j < ys &&
                repi_bytes_meet(repi_str(a->bytes + x[i].at, x[i].size), repi_str(b->bytes + y[j].at, y[j].size)))
                next[j + 1] = 1;
        }
        if (i == xs) return here[ys];
    }
}

/*--- learning patterns ---
 *
 * A shape is the sequence of a text's runs. Three grains: runs of one kind (upper, lower, digit), runs of
 * letters and digits together, and those joined by - and _ (base64url); each with run lengths exact or
 * merged. At any grain the shapes part all texts into disjoint sets, and a pattern made from a shape never
 * leaves it: so alternatives never overlap. Tried in the order of repi_tries; the first that covers wins. */
enum { REPI_GRAIN_KIND, REPI_GRAIN_TOKEN, REPI_GRAIN_WIDE };

typedef struct repi_learn_item { uint64_t key; uint32_t index, at; } repi_learn_item;

typedef struct repi_learn {
    const rep_str   *text;
    const uint64_t  *cells;
    size_t           count;
    repi_learn_item *item;
    size_t           items;
    int              grain, merged, by_shape; /* by_shape: items of one key are told apart by their shape */
} repi_learn;

/* Distinct values of one shape: items first .. first + distinct - 1. */
typedef struct repi_group { size_t first, distinct; uint64_t cells; } repi_group;

/* What the patterns of a grain say about the column: does it hold words, hex numbers, or - and _ that join at a
 * fixed place and so are no letters of base64url? */
typedef struct repi_tally {
    uint64_t letters, vowels;                       /* in runs that are not constant                     */
    uint64_t low_values, high_values, high_lengths; /* values with such runs; lengths of those in capitals */
    int      hex, mixed, joined;
} repi_tally;

/* The run at `at`: its length, and in *kind 'A', 'a', '9', 'w' or the byte itself, which is no letter or digit. */
static size_t repi_run_next(int grain, rep_str s, size_t at, int *kind)
{
    size_t from = at;
    int c = (unsigned char)s.data[at], other;
    if (grain != REPI_GRAIN_KIND) {
        for (; at < s.len; at++) {
            other = (unsigned char)s.data[at];
            if (repi_is_alpha(other) || repi_is_digit(other)) continue;
            if (grain != REPI_GRAIN_WIDE || (other != '-' && other != '_')) break;
        }
        *kind = at > from ? 'w' : c;
    } else if (repi_is_upper(c)) {
        while (at < s.len && repi_is_upper((unsigned char)s.data[at])) at++;
        *kind = 'A';
    } else if (repi_is_lower(c)) {
        while (at < s.len && repi_is_lower((unsigned char)s.data[at])) at++;
        *kind = 'a';
    } else if (repi_is_digit(c)) {
        while (at < s.len && repi_is_digit((unsigned char)s.data[at])) at++;
        *kind = '9';
    } else *kind = c;
    return at > from ? at - from : 1;
}

static uint64_t repi_shape_key(const repi_learn *learn, rep_str s)
{
    uint64_t key = 0;
    size_t at = 0;
    while (at < s.len) {
        int kind;
        size_t len = repi_run_next(learn->grain, s, at, &kind);
        key = repi_mix(key ^ ((uint64_t)kind << 32 | (learn->merged ? 0 : len)));
        at += len;
    }
    return key;
}

static int repi_shape_order(const repi_learn *learn, rep_str a, rep_str b)
{
    size_t i = 0, j = 0;
    while (i < a.len && j < b.len) {
        int kind_a, kind_b;
        size_t len_a = repi_run_next(learn->grain, a, i, &kind_a), len_b = repi_run_next(learn->grain, b, j, &kind_b);
        if (kind_a != kind_b) return kind_a < kind_b ? -1 : 1;
        if (!learn->merged && len_a != len_b) return len_a < len_b ? -1 : 1;
        i += len_a, j += len_b;
    }
    return (i < a.len) - (j < b.len);
}

/* A total order: by key, by shape where that is asked, then by index. */
static int repi_learn_less(const repi_learn *learn, const repi_learn_item *a, const repi_learn_item *b)
{
    int c;
    if (a->key != b->key) return a->key < b->key;
    c = learn->by_shape ? repi_shape_order(learn, learn->text[a->index], learn->text[b->index]) : 0;
    return c ? c < 0 : a->index < b->index;
}

static void repi_learn_sink(const repi_learn *learn, size_t at, size_t count)
{
    repi_learn_item moved = learn->item[at];
    size_t child;
    while ((child = 2 * at + 1) < count) {
        if (child + 1 < count && repi_learn_less(learn, &learn->item[child], &learn->item[child + 1])) child++;
        if (!repi_learn_less(learn, &moved, &learn->item[child])) break;
        learn->item[at] = learn->item[child];
        at = child;
    }
    learn->item[at] = moved;
}

/* Heapsort: n log n whatever the input, in place. */
static void repi_learn_sort(const repi_learn *learn)
{
    size_t i;
    for (i = learn->items / 2; i-- > 0;) repi_learn_sink(learn, i, learn->items);
    for (i = learn->items; i-- > 1;) {
        repi_learn_item t = learn->item[0];
        learn->item[0] = learn->item[i], learn->item[i] = t;
        repi_learn_sink(learn, 0, i);
    }
}

static void repi_set_add(uint64_t set[2], int c) { set[c >> 6] |= (uint64_t)1 << (c & 63); }

static void repi_set_range(uint64_t set[2], int from, int to)
{
    for (; from <= to; from++) repi_set_add(set, from);
}

static int repi_set_size(const uint64_t set[2])
{
    int n = 0, i;
    for (i = 0; i < 128; i++) n += (int)(set[i >> 6] >> (i & 63) & 1);
    return n;
}

static int repi_set_within(const uint64_t a[2], const uint64_t b[2]) { return !(a[0] & ~b[0]) && !(a[1] & ~b[1]); }

/* The classes we like to write, narrow ones first. */
static const char *const repi_classes[] = {
    "09", "AZ", "az", "09AF", "09af", "09AZ", "09az", "AZaz", "09AZaz", "09AZaz__--" };
static const char *const repi_class_texts[] = {
    "[0-9]", "[A-Z]", "[a-z]", "[0-9A-F]", "[0-9a-f]", "[A-Z0-9]", "[a-z0-9]", "[A-Za-z]", "[A-Za-z0-9]", "[A-Za-z0-9_-]" };
enum { REPI_CLASS_HEX_UPPER = 3, REPI_CLASS_HEX_LOWER = 4 };

static void repi_class_set(int i, uint64_t set[2])
{
    const char *range;
    set[0] = set[1] = 0;
    for (range = repi_classes[i]; *range; range += 2) repi_set_range(set, range[0], range[1]);
}

/* The number of the narrowest class around a set of letters, digits, - and _; *wide receives it. */
static int repi_class_around(const uint64_t set[2], uint64_t wide[2])
{
    int i = 0, last = (int)REPI_COUNT(repi_classes) - 1;
    for (; i < last; i++) {
        repi_class_set(i, wide);
        if (repi_set_within(set, wide)) return i;
    }
    repi_class_set(last, wide);
    return last;
}

/* A pattern being written: equal neighbours join into one item with a repeat. */
typedef struct repi_pattern_text {
    char     text[REPI_PATTERN_TEXT + 1];
    size_t   len;
    int      full;
    uint64_t set[2];         /* the item that waits for its neighbour; max 0 = none */
    unsigned min, max;
} repi_pattern_text;

static void repi_pattern_put(repi_pattern_text *to, const char *data, size_t len)
{
    if (len > sizeof to->text - to->len) { to->full = 1; return; }
    memcpy(to->text + to->len, data, len);
    to->len += len;
}

static void repi_pattern_put_byte(repi_pattern_text *to, int c, int in_set)
{
    char bytes[2];
    bytes[0] = '\\', bytes[1] = (char)c;
    if (strchr("[]{}\\|", c) || (in_set && (c == '-' || c == '^'))) repi_pattern_put(to, bytes, 2);
    else repi_pattern_put(to, bytes + 1, 1);
}

static void repi_pattern_flush(repi_pattern_text *to)
{
    uint64_t wide[2];
    char repeat[24];
    size_t n = 0;
    int c = 0, i;
    if (to->max == 0) return;
    if (repi_set_size(to->set) == 1) {
        while (!(to->set[c >> 6] >> (c & 63) & 1)) c++;
        if (to->min == to->max && to->max < 8) {       /* literal text reads better than a repeat */
            for (; to->max; to->max--) repi_pattern_put_byte(to, c, 0);
            return;
        }
        repi_pattern_put_byte(to, c, 0);
    } else {
        for (i = 0; i < (int)REPI_COUNT(repi_classes); i++) {
            repi_class_set(i, wide);
            if (wide[0] == to->set[0] && wide[1] == to->set[1]) break;
        }
        if (i < (int)REPI_COUNT(repi_classes)) repi_pattern_put(to, repi_class_texts[i], strlen(repi_class_texts[i]));
        else {
            repi_pattern_put(to, "[", 1);
            for (c = 0; c < 128; c++) {
                int end = c;
                if (!(to->set[c >> 6] >> (c & 63) & 1)) continue;
                while (end < 127 && (to->set[(end + 1) >> 6] >> ((end + 1) & 63) & 1)) end++;
                repi_pattern_put_byte(to, c, 1);
                if (end > c + 1) repi_pattern_put(to, "-", 1);
                if (end > c) repi_pattern_put_byte(to, end, 1);
                c = end;
            }
            repi_pattern_put(to, "]", 1);
        }
    }
    if (to->max > 1 || to->min != to->max) {
        repeat[n++] = '{';
        if (to->min != to->max) n += repi_format_u64(repeat + n, to->min), repeat[n++] = ',';
        n += repi_format_u64(repeat + n, to->max);
        repeat[n++] = '}';
        repi_pattern_put(to, repeat, n);
    }
    to->max = 0;
}

static void repi_pattern_add(repi_pattern_text *to, const uint64_t set[2], unsigned min, unsigned max)
{
    if (to->max && to->set[0] == set[0] && to->set[1] == set[1]) {
        to->min += min, to->max += max;
        return;
    }
    repi_pattern_flush(to);
    to->set[0] = set[0], to->set[1] = set[1], to->min = min, to->max = max;
}

/* Leading bytes that all values of a group share with each other and with at least 20 values of the column:
 * a prefix so common is no secret even where the group is small. */
static size_t repi_group_prefix(const repi_learn *learn, const repi_group *group)
{
    rep_str model = learn->text[learn->item[group->first].index];
    uint32_t reach[REPI_PATTERN_LONGEST + 1];
    size_t shared = model.len, i, n;
    uint32_t support = 0;
    for (i = 1; i < group->distinct; i++) {
        rep_str s = learn->text[learn->item[group->first + i].index];
        for (n = 0; n < shared && n < s.len && s.data[n] == model.data[n];) n++;
        shared = n;
    }
    if (shared == 0) return 0;
    memset(reach, 0, sizeof reach);
    for (i = 0; i < learn->count; i++) {
        for (n = 0; n < shared && n < learn->text[i].len && learn->text[i].data[n] == model.data[n];) n++;
        reach[n]++;
    }
    for (n = shared; n > 0; n--)
        if ((support += reach[n]) >= REPI_PATTERN_SUPPORT) return n;
    return 0;
}

/* The run that begins at item.at in every value of a group. */
typedef struct repi_run { int kind; unsigned min, max; uint64_t set[2], wide[2]; int class_number; } repi_run;

static void repi_run_look(const repi_learn *learn, const repi_group *group, repi_run *run)
{
    size_t i, k;
    int kind;
    run->min = REPI_PATTERN_LONGEST, run->max = 0, run->set[0] = run->set[1] = 0;
    for (i = group->first; i < group->first + group->distinct; i++) {
        rep_str s = learn->text[learn->item[i].index];
        size_t at = learn->item[i].at, len = repi_run_next(learn->grain, s, at, &kind);
        run->min = REPI_MIN(run->min, (unsigned)len), run->max = REPI_MAX(run->max, (unsigned)len);
        for (k = 0; k < len; k++) repi_set_add(run->set, (unsigned char)s.data[at + k]);
    }
    run->kind = kind;
    run->class_number = repi_class_around(run->set, run->wide);
}

static void repi_run_pass(const repi_learn *learn, const repi_group *group)
{
    size_t i;
    int kind;
    for (i = group->first; i < group->first + group->distinct; i++) {
        repi_learn_item *item = &learn->item[i];
        item->at += (uint32_t)repi_run_next(learn->grain, learn->text[item->index], item->at, &kind);
    }
}

static int repi_is_vowel(int c)
{
    c = repi_to_lower(c);
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

/* Decides one position of a run of fixed length: a literal, a few characters, or the class. Returns 1 = letters
 * and digits both occur in it. */
static int repi_run_position(const repi_learn *learn, const repi_group *group, const repi_run *run, size_t k, int known,
                             repi_pattern_text *to, repi_tally *word)
{
    uint32_t seen[128];
    uint64_t set[2] = { 0, 0 }, wide[2];
    uint32_t rarest = UINT32_MAX, letters = 0;
    int size = 0, c;
    size_t i;
    memset(seen, 0, sizeof seen);
    for (i = group->first; i < group->first + group->distinct; i++)
        seen[(unsigned char)learn->text[learn->item[i].index].data[learn->item[i].at + k]]++;
    for (c = 0; c < 128; c++) {
        if (!seen[c]) continue;
        repi_set_add(set, c);
        rarest = REPI_MIN(rarest, seen[c]);
        size++;
        if (repi_is_alpha(c)) letters += seen[c];
    }
    if ((size == 1 && known) || (size <= REPI_PATTERN_FEW && rarest >= REPI_PATTERN_SUPPORT)) {
        repi_pattern_add(to, set, 1, 1);
    } else {
        /* With 100 values a narrower class at one position is no accident: 10 of 16 hex digits, 100 times, is 4e-21. */
        repi_class_around(set, wide);
        if (group->distinct < 100 || !repi_set_within(wide, run->wide)) repi_pattern_add(to, run->wide, 1, 1);
        else repi_pattern_add(to, wide, 1, 1);
    }
    word->joined |= ((uint64_t)seen[(int)'-'] + seen[(int)'_']) * 4 > group->distinct;
    if (size > 1) {
        word->letters += letters;
        for (c = 0; c < 128; c++)
            if (repi_is_vowel(c)) word->vowels += seen[c];
    }
    return letters && letters < group->distinct;
}

/* Writes the pattern of a group and adds to the tally. 0 = too long for a pattern. */
static int repi_group_pattern(const repi_learn *learn, const repi_group *group, repi_pattern *out, repi_tally *tally)
{
    repi_pattern_text to;
    rep_str model = learn->text[learn->item[group->first].index];
    size_t known = repi_group_prefix(learn, group), i, k;
    int aligned = 1, low = 0, high = 0;
    memset(&to, 0, sizeof to);
    for (i = group->first; i < group->first + group->distinct; i++) learn->item[i].at = 0;
    while (learn->item[group->first].at < model.len) {
        repi_run run;
        repi_tally word;
        int both = 0, is_word, hex;
        memset(&word, 0, sizeof word);
        repi_run_look(learn, group, &run);
        is_word = run.kind == 'w' || run.kind == 'a' || run.kind == 'A';
        if (!is_word && run.kind != '9') repi_pattern_add(&to, run.set, 1, 1);
        else if (run.min == run.max) {
            for (k = 0; k < run.max; k++) {
                int is_known = aligned && learn->item[group->first].at + k < known;
                both += repi_run_position(learn, group, &run, k, is_known, &to, &word);
            }
        } else {
            repi_pattern_add(&to, run.wide, run.min, run.max);
            for (i = group->first; i < group->first + group->distinct; i++) {
                rep_str s = learn->text[learn->item[i].index];
                size_t at = learn->item[i].at;
                int kind;
                for (k = at + repi_run_next(learn->grain, s, at, &kind); at < k; at++)
                    if (repi_is_alpha((unsigned char)s.data[at]))
                        word.letters++, word.vowels += (uint64_t)repi_is_vowel((unsigned char)s.data[at]);
            }
            both = run.class_number > 2 ? (int)run.max : 0;
            aligned = 0;
        }
        hex = run.class_number == REPI_CLASS_HEX_UPPER || run.class_number == REPI_CLASS_HEX_LOWER;
        if (hex && run.max >= 4 && (unsigned)both * 2 >= run.max) tally->hex = 1;
        else if (both) tally->mixed = 1;
        /* numbers in hex are no words, and neither is a run of one or two letters */
        if (is_word && run.max >= 3 && word.letters && !hex) {
            uint64_t lower[2] = { 0, 0 };
            repi_set_range(lower, 'a', 'z');
            tally->letters += word.letters, tally->vowels += word.vowels;
            if (run.set[1] & lower[1]) low = 1;
            else {
                high = 1;
                for (k = run.min; k <= run.max; k++) tally->high_lengths |= (uint64_t)1 << REPI_MIN(k, 63);
            }
        }
        tally->joined |= word.joined;
        repi_run_pass(learn, group);
    }
    repi_pattern_flush(&to);
    tally->low_values += low ? group->distinct : 0;
    tally->high_values += !low && high ? group->distinct : 0;
    return !to.full && !repi_pattern_compile(out, repi_str(to.text, to.len));
}

/* Words are better invented than spelled at random. Text has 35 to 45 % vowels among its letters, random letters
 * 19 %; the limit of 28 % is 4 standard errors above the latter for 250 letters. Capitals of few lengths are
 * codes whatever their vowels: airports, currencies, customer codes. */
static int repi_tally_is_words(const repi_tally *tally, uint64_t distinct)
{
    uint64_t values = tally->low_values, lengths = tally->high_lengths;
    int different = 0;
    for (; lengths; lengths &= lengths - 1) different++;
    if (different >= 4) values += tally->high_values;
    return values * 2 >= distinct && tally->vowels * 100 >= tally->letters * 28;
}

/* 1 = group a comes before b: more cells, more values, then the shape. */
static int repi_group_before(const repi_learn *learn, const repi_group *a, const repi_group *b)
{
    if (a->cells != b->cells) return a->cells > b->cells;
    if (a->distinct != b->distinct) return a->distinct > b->distinct;
    return repi_shape_order(learn, learn->text[learn->item[a->first].index], learn->text[learn->item[b->first].index]) < 0;
}

/* Puts a group into best[], in its place or nowhere. It may be an alternative if it has 5 distinct values, or
 * 1 % of the cells and 5 of them. */
static int repi_group_enter(const repi_learn *learn, const repi_group *group, uint64_t total, repi_group *best, int kept)
{
    int at;
    if (group->distinct < 5 && (group->cells < 5 || group->cells < total / 100)) return kept;
    for (at = kept; at > 0 && repi_group_before(learn, group, &best[at - 1]); at--)
        if (at < REPI_PATTERNS) best[at] = best[at - 1];
    if (at < REPI_PATTERNS) best[at] = *group;
    return REPI_MIN(kept + 1, REPI_PATTERNS);
}

static int repi_item_same(const repi_learn *learn, size_t a, size_t b)
{
    return repi_shape_order(learn, learn->text[learn->item[a].index], learn->text[learn->item[b].index]) == 0;
}

/* Groups the items by shape and returns how many groups, the largest first, went to best[]. A key that two
 * shapes share, which takes malice, costs one more sort. */
static int repi_learn_groups(const repi_learn *learn, uint64_t total, repi_group best[REPI_PATTERNS])
{
    repi_learn_item *item = learn->item;
    int kept = 0;
    size_t i, j, k;
    for (i = 0; i < learn->items; i++) item[i].key = repi_shape_key(learn, learn->text[item[i].index]);
    repi_learn_sort(learn);
    for (i = 0; i < learn->items; i = j) {
        int same = 1;
        for (j = i + 1; j < learn->items && item[j].key == item[i].key; j++)
            same = same && repi_item_same(learn, i, j);
        if (!same) { /* GCOVR_EXCL_START: two shapes of one 64-bit key are not to be had; the sort has its own test */
            repi_learn part = *learn;
            part.item += i, part.items = j - i, part.by_shape = 1;
            repi_learn_sort(&part);
        } /* GCOVR_EXCL_STOP */
        for (k = i; k < j;) {
            repi_group group;
            group.first = k, group.cells = 0;
            do group.cells += learn->cells[item[k++].index];
            while (k < j && (same || repi_item_same(learn, group.first, k)));
            group.distinct = k - group.first;
            kept = repi_group_enter(learn, &group, total, best, kept);
        }
    }
    return kept;
}

/* Alternatives should cover 95 % of the cells. A few odd ones must not turn a column of codes into prose or into
 * one blurred class, so the finer grains are also content with 80 %. */
typedef struct repi_try { int grain, merged, hex_only, percent; } repi_try; /* hex_only: hex numbers, no other mixture */
static const repi_try repi_tries[] = {
    { REPI_GRAIN_TOKEN, 0, 1, 95 },
    { REPI_GRAIN_KIND,  0, 0, 95 },
    { REPI_GRAIN_KIND,  1, 0, 95 },
    { REPI_GRAIN_TOKEN, 0, 0, 95 },
    { REPI_GRAIN_WIDE,  0, 0, 95 },
    { REPI_GRAIN_TOKEN, 0, 1, 80 },
    { REPI_GRAIN_KIND,  0, 0, 80 },
    { REPI_GRAIN_KIND,  1, 0, 80 },
    { REPI_GRAIN_TOKEN, 0, 0, 80 },
    { REPI_GRAIN_TOKEN, 1, 0, 95 },
};

static int repi_covers(uint64_t covered, uint64_t total, int percent)
{
    uint64_t rest = (uint64_t)(100 - percent);
    return covered && total - covered <= total / 100 * rest + total % 100 * rest / 100;
}

static uint64_t repi_groups_cells(const repi_group *group, int groups)
{
    uint64_t cells = 0;
    while (groups-- > 0) cells += group++->cells;
    return cells;
}

/* One try; *covered receives the cells that its best groups cover, for a later try to know. 1 = learned. */
static int repi_patterns_try(repi_learn *learn, const repi_try *attempt, uint64_t total, uint64_t *covered,
                             repi_patterns *out)
{
    repi_group best[REPI_PATTERNS];
    repi_tally tally;
    uint64_t distinct = 0;
    int groups, g;
    memset(&tally, 0, sizeof tally);
    learn->grain = attempt->grain, learn->merged = attempt->merged;
    groups = repi_learn_groups(learn, total, best);
    *covered = repi_groups_cells(best, groups);
    if (!repi_covers(*covered, total, attempt->percent)) return 0;
    for (g = 0; g < groups; g++) {
        if (!repi_group_pattern(learn, &best[g], &out->pattern[out->count], &tally)) continue;
        out->weight[out->count++] = best[g].cells;
        out->total += best[g].cells, distinct += best[g].distinct;
    }
    if (repi_covers(out->total, total, attempt->percent) && !repi_tally_is_words(&tally, distinct) &&
        !tally.joined && (!attempt->hex_only || (tally.hex && !tally.mixed))) return 1;
    memset(out, 0, sizeof *out);
    return 0;
}

/* Learns the alternatives of a column from its distinct values and their counts.
 *
 * returns   1 learned, 0 no pattern (then learn prose), -1 no memory; *out is empty unless 1
 * Result    does not depend on the order of the values; the weights are the cells of the alternatives alone
 * Cost      n log n in values, linear in bytes; 16 bytes a value */
static int repi_patterns_learn(repi_memory *memory, const rep_str *text, const uint64_t *cells, size_t count,
                               repi_patterns *out)
{
    repi_learn learn;
    repi_group best[REPI_PATTERNS];
    uint64_t total = 0, material = 0, covered[REPI_GRAIN_WIDE + 1][2];
    size_t i, k;
    int learned = 0;
    memset(out, 0, sizeof *out);
    if (count == 0 || count >> 16 >> 16) return 0; /* an index has 32 bits */
    memset(&learn, 0, sizeof learn);
    learn.text = text, learn.cells = cells, learn.count = count;
    learn.item = (repi_learn_item *)repi_zeroed(memory, count, sizeof *learn.item);
    if (!learn.item) return -1;
    for (i = 0; i < count; i++) {
        total += cells[i];
        for (k = 0; k < text[i].len && text[i].data[k] >= 0x20 && text[i].data[k] < 0x7F;) k++;
        if (k < text[i].len || k == 0 || k > REPI_PATTERN_LONGEST) continue;
        learn.item[learn.items++].index = (uint32_t)i;
        material += cells[i];
    }
    /* merged tokens are the coarsest shapes: where these do not cover, runs and exact tokens cannot */
    learn.grain = REPI_GRAIN_TOKEN, learn.merged = 1;
    covered[REPI_GRAIN_WIDE][0] = covered[REPI_GRAIN_WIDE][1] = material;
    covered[0][0] = covered[0][1] = covered[1][0] = covered[1][1] =
        repi_covers(material, total, 80) ? repi_groups_cells(best, repi_learn_groups(&learn, total, best)) : 0;
    for (k = 0; k < REPI_COUNT(repi_tries) && !learned; k++) {
        const repi_try *attempt = &repi_tries[k];
        uint64_t *known = &covered[attempt->grain][attempt->merged];
        if (repi_covers(*known, total, attempt->percent))
            learned = repi_patterns_try(&learn, attempt, total, known, out);
    }
    repi_resize(memory, learn.item, count * sizeof *learn.item, 0);
    return learned;
}

/*--- prose ---*/
enum { REPI_PROSE_SHAPES = 64, REPI_PROSE_LONGEST = 4000, REPI_PROSE_WORDS = 2000 };

/* Shares of style in 65536ths of the cells. The first three exclude each other. */
enum {
    REPI_PROSE_CAPITAL,      /* begins with a capital                     */
    REPI_PROSE_TITLE,        /* Every Word Begins With One                */
    REPI_PROSE_CAPS,         /* ALL CAPITALS                              */
    REPI_PROSE_STOP,         /* ends in a full stop                       */
    REPI_PROSE_FIRST_NUMBER, /* the first of several words is a number    */
    REPI_PROSE_LAST_NUMBER,  /* the last one is                           */
    REPI_PROSE_STYLES
};

typedef struct repi_prose_shape { uint32_t words, shortest, longest; uint64_t weight; } repi_prose_shape; /* in characters */
typedef struct repi_prose {
    int              count;
    uint64_t         total;
    uint32_t         share[REPI_PROSE_STYLES];
    repi_prose_shape shape[REPI_PROSE_SHAPES];
} repi_prose;

/* Everyday words by length, in lower case, without spaces, each once. Defined after the word lists: the one
 * exception to bottom-up. A length without words has count 0. */
static uint32_t repi_text_word_count(int length);
static rep_str  repi_text_word(int length, uint64_t pick); /* word pick % count; empty where there is none */

/* NULL, or a sentence why a prose model from a file cannot be used. Sets total. */
static const char *repi_prose_check(repi_prose *p)
{
    int i;
    p->total = 0;
    if (p->count < 1 || p->count > REPI_PROSE_SHAPES) return "a text model needs 1 to 64 shapes";
    for (i = 0; i < p->count; i++) {
        const repi_prose_shape *shape = &p->shape[i];
        if (shape->longest > REPI_PROSE_LONGEST || shape->shortest > shape->longest || shape->shortest < 1)
            return "a text shape needs 1 <= shortest <= longest <= 4000";
        if (shape->words < 1 || shape->words * (uint64_t)2 - 1 > shape->shortest)
            return "a text shape has more words than its shortest length can hold";
        if (shape->weight > UINT64_MAX - p->total) return "the weights of the text shapes are too large";
        p->total += shape->weight;
    }
    for (i = 0; i < REPI_PROSE_STYLES; i++)
        if (p->share[i] > 65536) return "a share of a text model is above 1";
    return p->total ? NULL : "the weights of the text shapes are all zero";
}

/* Reads one value: words, characters and style. */
typedef struct repi_prose_look { uint32_t words, length; int style[REPI_PROSE_STYLES]; } repi_prose_look;

static void repi_prose_read(rep_str s, repi_prose_look *look)
{
    size_t i = 0, from, letters = 0, lower = 0, length = 0, words = 0, low_words = 0;
    int digits = 0, capital = 0, first_number = 0;
    for (i = 0; i < s.len; i++) length += ((unsigned char)s.data[i] & 0xC0) != 0x80; /* UTF-8: bytes that begin one */
    for (i = 0; i < s.len;) {
        if (repi_is_blank((unsigned char)s.data[i])) { i++; continue; }
        for (from = i, digits = 1; i < s.len && !repi_is_blank((unsigned char)s.data[i]); i++) {
            int c = (unsigned char)s.data[i];
            digits &= repi_is_digit(c);
            letters += (size_t)repi_is_alpha(c), lower += (size_t)repi_is_lower(c);
        }
        if (repi_is_lower((unsigned char)s.data[from])) low_words++;
        if (words == 0) first_number = digits, capital = repi_is_upper((unsigned char)s.data[from]);
        words++;
    }
    memset(look, 0, sizeof *look);
    look->length = (uint32_t)REPI_MIN(length, (size_t)REPI_PROSE_LONGEST);
    look->words = (uint32_t)REPI_MAX(1, REPI_MIN(words, (size_t)(look->length + 1) / 2));
    look->style[REPI_PROSE_CAPS] = letters >= 2 && lower == 0;
    look->style[REPI_PROSE_TITLE] = !look->style[REPI_PROSE_CAPS] && letters && low_words == 0 && words > 1;
    look->style[REPI_PROSE_CAPITAL] = !look->style[REPI_PROSE_CAPS] && !look->style[REPI_PROSE_TITLE] && capital;
    look->style[REPI_PROSE_STOP] = s.len && s.data[s.len - 1] == '.';
    look->style[REPI_PROSE_FIRST_NUMBER] = words > 1 && first_number;
    look->style[REPI_PROSE_LAST_NUMBER] = words > 1 && digits;
}

/* Cuts the sorted items (key = words and length) into shapes of at least `least` values; a new word count ends a
 * shape, and so does a length once `quota` values are in. Returns the number of shapes; fills out if they fit. */
static size_t repi_prose_cut(const repi_learn *learn, size_t least, size_t quota, repi_prose *out)
{
    size_t shapes = 0, from = 0, i, j;
    out->total = 0;
    for (i = 1; i <= learn->items; i++) {
        repi_prose_shape shape;
        uint64_t a = learn->item[i - 1].key, b = i < learn->items ? learn->item[i].key : 0;
        if (i < learn->items) {
            if (i - from < least || a == b || learn->items - i < least) continue;
            if (a >> 32 == b >> 32 && i - from < quota) continue;
        }
        shape.words = (uint32_t)(learn->item[from + (i - from) / 2].key >> 32); /* the middle one speaks for all */
        shape.shortest = UINT32_MAX, shape.longest = 0, shape.weight = 0;
        for (j = from; j < i; j++) {
            uint32_t length = (uint32_t)learn->item[j].key;
            shape.shortest = REPI_MIN(shape.shortest, length), shape.longest = REPI_MAX(shape.longest, length);
            shape.weight += learn->cells[learn->item[j].index];
        }
        shape.words = REPI_MIN(shape.words, (shape.shortest + 1) / 2);
        if (shapes < REPI_PROSE_SHAPES) out->shape[shapes] = shape, out->count = (int)shapes + 1;
        out->total += shape.weight;
        shapes++;
        from = i;
    }
    return shapes;
}

/* Learns lengths, word counts and style from distinct values and their counts; empty values count for nothing.
 * 1 learned, 0 nothing to learn, -1 no memory. Does not depend on the order of the values. */
static int repi_prose_learn(repi_memory *memory, const rep_str *text, const uint64_t *cells, size_t count, repi_prose *out)
{
    repi_learn learn;
    uint64_t styles[REPI_PROSE_STYLES] = { 0, 0, 0, 0, 0, 0 }, total = 0, single = 0;
    size_t least = 5, i;
    int k;
    memset(out, 0, sizeof *out);
    if (count == 0 || count >> 16 >> 16) return 0; /* an index has 32 bits */
    memset(&learn, 0, sizeof learn);
    learn.text = text, learn.cells = cells, learn.count = count;
    learn.item = (repi_learn_item *)repi_zeroed(memory, count, sizeof *learn.item);
    if (!learn.item) return -1;
    for (i = 0; i < count; i++) {
        repi_prose_look look;
        if (text[i].len == 0 || cells[i] == 0) continue;
        repi_prose_read(text[i], &look);
        if (look.length == 0) continue;
        learn.item[learn.items].key = (uint64_t)look.words << 32 | look.length;
        learn.item[learn.items++].index = (uint32_t)i;
        total += cells[i];
        for (k = 0; k < REPI_PROSE_STYLES; k++) styles[k] += look.style[k] ? cells[i] : 0;
        if (look.words == 1 && look.style[REPI_PROSE_CAPITAL]) single += cells[i];
    }
    /* one capitalised word is a title or a beginning: as most of the longer ones are */
    if (styles[REPI_PROSE_TITLE] > styles[REPI_PROSE_CAPITAL] - single)
        styles[REPI_PROSE_TITLE] += single, styles[REPI_PROSE_CAPITAL] -= single;
    for (k = 0; k < REPI_PROSE_STYLES && total; k++) out->share[k] = (uint32_t)repi_muldiv(styles[k], 65536, total);
    repi_learn_sort(&learn);
    while (learn.items && repi_prose_cut(&learn, least, REPI_MAX(least, learn.items / 40), out) > REPI_PROSE_SHAPES)
        least *= 2;
    repi_resize(memory, learn.item, count * sizeof *learn.item, 0);
    return out->count > 0;
}

/* What a text will look like before its words are chosen. */
typedef struct repi_prose_plan {
    int      words, style, stop, first_number, last_number;
    uint16_t length[REPI_PROSE_WORDS];
} repi_prose_plan;

static int repi_prose_chance(const repi_prose *p, int style, uint64_t bits) { return (bits & 0xFFFF) < p->share[style]; }

/* A number is short: what word `at` has too much goes to its neighbour. */
static void repi_prose_shorten(repi_prose_plan *plan, int at, int neighbour, int most)
{
    int excess = plan->length[at] - most;
    if (excess <= 0) return;
    plan->length[at] = (uint16_t)most;
    plan->length[neighbour] = (uint16_t)(plan->length[neighbour] + excess);
}

/* Shares `letters` out among the words, each at least one: evenly, then neighbours trade a few. With dice the
 * trade is random, without it follows from the place alone. */
static void repi_prose_lengths(repi_prose_plan *plan, uint32_t letters, repi_deal *dice)
{
    static const unsigned char trade[7] = { 1, 2, 0, 2, 1, 3, 1 };
    uint32_t words = (uint32_t)plan->words, base = letters / words, extra = letters % words, i;
    for (i = 0; i < words; i++) plan->length[i] = (uint16_t)(base + (i < extra));
    for (i = 0; i + 1 < words; i += dice ? 1 : 2) {
        uint32_t up = dice ? (uint32_t)repi_deal_next(dice, 2) : i / 2 & 1, most = plan->length[i + 1 - up];
        uint32_t by = dice ? (uint32_t)repi_deal_next(dice, REPI_MIN(most, 5)) : base >= 4 ? trade[i / 2 % 7] : 0;
        by = REPI_MIN(by, most - 1);
        plan->length[i + up] = (uint16_t)(plan->length[i + up] + by), plan->length[i + 1 - up] = (uint16_t)(most - by);
    }
    if (plan->first_number) repi_prose_shorten(plan, 0, 1, 4);
    if (plan->last_number) repi_prose_shorten(plan, (int)words - 1, (int)words - 2, 5);
}

/* The plan of a text of `length` characters of a shape. */
static void repi_prose_layout(repi_prose_plan *plan, uint32_t words, uint32_t length, repi_deal *dice)
{
    plan->words = (int)REPI_MAX(1, REPI_MIN(words, (length + 1) / 2));
    if (length < (uint32_t)plan->words * 2) plan->stop = 0;
    if (plan->words < 2) plan->first_number = plan->last_number = 0;
    if (plan->words < 3 && plan->first_number) plan->last_number = 0;
    repi_prose_lengths(plan, length - (uint32_t)plan->words + 1 - (uint32_t)plan->stop, dice);
}

/* Chooses shape, length and style. All of it follows from choose alone (and dice, where given). */
static void repi_prose_choose(const repi_prose *p, uint64_t choose, uint32_t most, int unique, repi_deal *dice,
                              repi_prose_plan *plan)
{
    uint64_t at = repi_mulhi(choose, p->total), bits = repi_mix(choose + 1), style = bits & 0xFFFF;
    const repi_prose_shape *shape = p->shape;
    int i;
    for (i = 0; i + 1 < p->count && at >= shape->weight; i++) at -= shape->weight, shape++;
    plan->style = REPI_PROSE_STYLES;
    for (i = 0; i < 3 && plan->style == REPI_PROSE_STYLES; style -= p->share[i], i++)
        if (style < p->share[i]) plan->style = i;
    plan->stop = repi_prose_chance(p, REPI_PROSE_STOP, bits >> 16);
    plan->first_number = repi_prose_chance(p, REPI_PROSE_FIRST_NUMBER, bits >> 32);
    plan->last_number = !unique && repi_prose_chance(p, REPI_PROSE_LAST_NUMBER, bits >> 48);
    at = shape->shortest + repi_mulhi(repi_mix(choose + 2), (uint64_t)shape->longest - shape->shortest + 1);
    repi_prose_layout(plan, shape->words, (uint32_t)REPI_MIN(at, most), dice);
}

static const char repi_syllable_starts[] = "bdfgklmnprstvz", repi_syllable_ends[] = "aeiou";
enum { REPI_SYLLABLE_STARTS = sizeof repi_syllable_starts - 1, REPI_SYLLABLE_ENDS = sizeof repi_syllable_ends - 1 };

/* Different words of one length: of digits, everyday ones, or of syllables; saturating. */
static uint64_t repi_prose_word_count(int length, int number, int everyday)
{
    uint64_t n = 1;
    int i;
    if (everyday && !number) return repi_text_word_count(length);
    for (i = 0; i < length; i++) {
        uint64_t letters = i & 1 ? (uint64_t)REPI_SYLLABLE_ENDS : (uint64_t)REPI_SYLLABLE_STARTS;
        repi_u128 product = repi_mul128(n, !number ? letters : i ? 10 : 9);
        if (product.hi) return UINT64_MAX;
        n = product.lo;
    }
    return n;
}

/* Writes a word letter by letter as the deal goes. Number: no zero in front. */
static void repi_prose_spell(char *out, int length, int number, repi_deal *deal)
{
    int i;
    for (i = 0; i < length; i++) {
        if (number) out[i] = (char)('0' + (i ? repi_deal_next(deal, 10) : 1 + repi_deal_next(deal, 9)));
        else if (i & 1) out[i] = repi_syllable_ends[repi_deal_next(deal, REPI_SYLLABLE_ENDS)];
        else out[i] = repi_syllable_starts[repi_deal_next(deal, REPI_SYLLABLE_STARTS)];
    }
}

/* The first `invented` words are of syllables, the others from the list where it has their length. */
static size_t repi_prose_write(const repi_prose_plan *plan, repi_deal *deal, int invented, uint64_t suffix, char *out)
{
    size_t n = 0, k, capitals;
    int i;
    for (i = 0; i < plan->words; i++) {
        int length = plan->length[i], number = (i == 0 && plan->first_number) || (i == plan->words - 1 && plan->last_number);
        uint32_t listed = i >= invented && !number ? repi_text_word_count(length) : 0;
        if (i) out[n++] = ' ';
        if (listed) memcpy(out + n, repi_text_word(length, repi_deal_next(deal, listed)).data, (size_t)length);
        else repi_prose_spell(out + n, length, number, deal);
        capitals = plan->style == REPI_PROSE_CAPS ? (size_t)length
                 : plan->style == REPI_PROSE_TITLE || (plan->style == REPI_PROSE_CAPITAL && i == 0);
        for (k = n; k < n + capitals; k++) out[k] = (char)repi_to_upper((unsigned char)out[k]);
        n += (size_t)length;
    }
    if (suffix) out[n++] = ' ', n += repi_format_u64(out + n, suffix);
    if (plan->stop) out[n++] = '.';
    return n;
}

/* How many bits of a number the words of a plan can hold, and whether everyday words do: they are taken where
 * they hold `least` bits. */
static int repi_prose_bits(const repi_prose_plan *plan, int least, int *everyday)
{
    for (*everyday = 1;; *everyday = 0) {
        uint64_t room = 1;
        int i;
        for (i = 0; i < plan->words; i++) {
            int number = (i == 0 && plan->first_number) || (i == plan->words - 1 && plan->last_number);
            uint64_t words = repi_prose_word_count(plan->length[i], number, *everyday);
            repi_u128 product = repi_mul128(room, words);
            room = words == 0 ? 0 : product.hi ? UINT64_MAX : product.lo;
            if (room == 0) break;
        }
        if (room >= (uint64_t)1 << least || !*everyday) return room == UINT64_MAX ? 64 : 63 - repi_clz64(room);
    }
}

/* Invented text: its shape and length follow from `choose` (64 uniform bits), its words from `number`. At most
 * `size` and 4,000 bytes; returns the length. Different numbers may make the same short text; so that they seldom
 * do, the first word is of syllables where everyday words have less than 2^20 combinations. */
static size_t repi_prose_print(const repi_prose *p, uint64_t choose, uint64_t number, char *out, size_t size)
{
    repi_prose_plan plan;
    repi_deal deal = repi_deal_start(number), dice = repi_deal_start(repi_mix(choose + 3) ^ repi_mix(number + 4));
    uint64_t room = 1;
    int everyday, i;
    if (p->total == 0 || size == 0) return 0;
    deal.left = dice.left = 0; /* hashed digits: texts may repeat here, and no division is needed */
    repi_prose_choose(p, choose, (uint32_t)REPI_MIN(size, (size_t)REPI_PROSE_LONGEST), 0, &dice, &plan);
    for (i = 0; i < plan.words && room > 0 && room < (uint64_t)1 << 20; i++) room *= repi_prose_word_count(plan.length[i], (i == 0 && plan.first_number) || (i == plan.words - 1 && plan.last_number), 1);
    everyday = room >= (uint64_t)1 << 20;
    return repi_prose_write(&plan, &deal, everyday ? 0 : plan.first_number ? 2 : 1, 0, out);
}

/* A keyed bijection of the numbers below 2^bits. */
static uint64_t repi_prose_shuffle(uint64_t x, int bits, uint64_t key)
{
    uint64_t mask = bits >= 64 ? UINT64_MAX : ((uint64_t)1 << bits) - 1;
    int round;
    if (bits == 0) return 0;
    for (round = 0; round < 3; round++) {
        x = (x + key + UINT64_C(0x9E3779B97F4A7C15)) & mask;
        x = x * UINT64_C(0xD6E8FEB86659FD93) & mask;
        x ^= x >> (bits / 2 + (bits < 2 ? 1 : 0));
        key = repi_mix(key);
    }
    return x;
}

/* Invented text for a unique column: different numbers give different texts, whatever `choose` is, if `key` and
 * `size` stay the same. The ladder when the words of a length are too few for a number:
 *   1. everyday words, while those of the text's word lengths have 2^32 combinations
 *   2. words of syllables
 *   3. a running number behind them, " 1", " 2" ...: the text is then longer than its shape says
 * Word lengths follow from choose and can be read off the text; under given lengths the words count the lower
 * bits of the number and the suffix its higher ones. Case and full stop carry nothing. size >= 32, and 21 above the longest
 * shape to keep its lengths. */
static size_t repi_prose_unique(const repi_prose *p, uint64_t choose, uint64_t number, uint64_t key, char *out, size_t size)
{
    repi_prose_plan plan;
    repi_deal deal;
    uint64_t suffix;
    int bits, everyday;
    if (p->total == 0 || size < 32) return 0;
    repi_prose_choose(p, choose, (uint32_t)REPI_MIN(size, (size_t)REPI_PROSE_LONGEST) - 21, 1, NULL, &plan);
    bits = repi_prose_bits(&plan, 32, &everyday);
    suffix = bits >= 64 ? 0 : number >> bits;
    number = repi_prose_shuffle(bits >= 64 ? number : number & (((uint64_t)1 << bits) - 1), bits, key);
    deal = repi_deal_start(0);
    deal.number = number, deal.x = number;
    if (bits < 64) deal.left = ((uint64_t)1 << bits) - 1;
    return repi_prose_write(&plan, &deal, everyday ? 0 : plan.words, suffix, out);
}

/* Numbers below this get no running number (rung 3) from repi_prose_unique; UINT64_MAX = none ever does. */
static uint64_t repi_prose_capacity(const repi_prose *p)
{
    repi_prose_plan plan;
    int fewest = 64, i, stop, first, bits, everyday;
    uint32_t length;
    memset(&plan, 0, sizeof plan);
    for (i = 0; i < p->count; i++) {
        const repi_prose_shape *shape = &p->shape[i];
        if (shape->weight == 0 || shape->words > 64) continue; /* 64 words hold 64 bits: no length has only one */
        for (stop = 0; stop <= (p->share[REPI_PROSE_STOP] > 0); stop++)
            for (first = 0; first <= (p->share[REPI_PROSE_FIRST_NUMBER] > 0); first++)
                for (length = shape->shortest; length <= shape->longest; length++) {
                    plan.stop = stop, plan.first_number = first, plan.last_number = 0;
                    repi_prose_layout(&plan, shape->words, length, NULL);
                    bits = repi_prose_bits(&plan, 32, &everyday);
                    fewest = REPI_MIN(fewest, bits);
                }
    }
    return fewest >= 64 ? UINT64_MAX : (uint64_t)1 << fewest;
}

/*--- ids with affixes ---*/

/* Cuts a cell into prefix, its last run of digits, and suffix; of more than 18 digits the last 18. A pure
 * function of the cell. 0 = no digits. */
static int repi_affix_split(const char *s, size_t n, size_t *digits_at, size_t *digits_len)
{
    size_t end = n, at;
    while (end > 0 && !repi_is_digit((unsigned char)s[end - 1])) end--;
    for (at = end; at > 0 && repi_is_digit((unsigned char)s[at - 1]) && end - at < 18;) at--;
    *digits_at = at, *digits_len = end - at;
    return end > at;
}
/*==============================================================================
 * MARK: - [R14] Number styles
 *
 * How a column writes its numbers: sign, grouping, decimal mark, currency or
 * percent, leading zero, decimals. Read here and written back the same.
 *
 *   enter by   repi_styled_read, repi_number_print
 *   uses       R03 text, R05 numbers as text
 *   source     separators and symbol positions: Unicode CLDR 44, number patterns
 *============================================================================*/

/* A style as bits, for counting. 1 is the comma as decimal mark. */
#define REPI_STYLE_COMMA       1u
#define REPI_STYLE_GROUP(i)    ((unsigned)(i) << 1)
#define REPI_STYLE_PREFIX(i)   ((unsigned)(i) << 4)
#define REPI_STYLE_SUFFIX(i)   ((unsigned)(i) << 8)
#define REPI_STYLE_BARE        (1u << 12)  /* .5 */
#define REPI_STYLE_PLUS        (1u << 13)  /* +5 */
#define REPI_STYLE_PLAIN       (1u << 14)  /* neither mark: a number under both */
#define REPI_STYLE_KEY(style)  ((style) & (REPI_STYLE_COMMA | 0xFFu << 4 | REPI_STYLE_PLAIN)) /* what no two cells of a column may differ in */
#define REPI_STYLE_GROUP_OF(style)  ((style) >> 1 & 7)
#define REPI_STYLE_PREFIX_OF(style) ((style) >> 4 & 15)
#define REPI_STYLE_SUFFIX_OF(style) ((style) >> 8 & 15)

static const char repi_groups[7][4] = { "", ",", ".", " ", "'", "\xC2\xA0", "\xE2\x80\xAF" };
static const char repi_prefixes[16][5] = { "", "$", "\xE2\x82\xAC", "\xC2\xA3", "\xC2\xA5", "\xE2\x82\xB9", "US$", "R$",
                                           "C$", "A$", "$ ", "\xE2\x82\xAC ", "\xC2\xA3 ", "Rs. ", "Rs ", "CHF " };
static const char repi_suffixes[16][6] = { "", "%", " %", "\xE2\x82\xAC", " \xE2\x82\xAC", "$", " $", "\xC2\xA3",
                                           " kr", " z\xC5\x82", "\xC2\xA5", " USD", " EUR", " GBP", " CHF", "\xC2\xA0\xE2\x82\xAC" };

typedef struct repi_number { int64_t m; int decimals; unsigned style; } repi_number; /* m * 10^-decimals */

/* The longest affix of a table that `s` begins (or, from == 0, ends exactly) with. */
static unsigned repi_find_prefix(const char *s, size_t n, size_t *len)
{
    unsigned i, best = 0;
    *len = 0;
    for (i = 1; i < 16; i++) {
        size_t l = strlen(repi_prefixes[i]);
        if (l <= n && l > *len && memcmp(s, repi_prefixes[i], l) == 0) best = i, *len = l;
    }
    return best;
}

/* Does m * 10 + digit fit 63 bits? */
static int repi_fits_more(uint64_t m, char digit) { return m <= ((uint64_t)INT64_MAX - (uint64_t)(digit - '0')) / 10; }

/* Digits with one kind of group mark and a decimal mark; *used = bytes read. 0 = not a number. */
static int repi_read_body(const char *s, size_t n, char mark, repi_number *out, size_t *used)
{
    size_t i = 0, run = 0, digits = 0, groups = 0, kind = 0;
    uint64_t m = 0;
    out->decimals = 0;
    for (;;) {
        size_t g, l = 0;
        for (run = 0; i < n && repi_is_digit((unsigned char)s[i]); i++, run++, digits++) {
            if (m > ((uint64_t)INT64_MAX - 9) / 10 && !repi_fits_more(m, s[i])) return 0;
            m = m * 10 + (uint64_t)(s[i] - '0');
        }
        if (groups && run != 3) return 0;
        if (run == 0 || (groups == 0 && run > 3)) break;
        for (g = 1; g < 7; g++) {
            l = strlen(repi_groups[g]);
            if (repi_groups[g][0] != mark && i + l + 3 <= n && memcmp(s + i, repi_groups[g], l) == 0 &&
                repi_is_digit((unsigned char)s[i + l]) && (kind == 0 || kind == g)) break;
        }
        if (g == 7) break;
        kind = g;
        groups++;
        i += l;
    }
    if (digits > 1 && s[0] == '0') return 0;
    if (i < n && s[i] == mark) {
        size_t from = ++i;
        for (; i < n && repi_is_digit((unsigned char)s[i]); i++, digits++) {
            if (m > ((uint64_t)INT64_MAX - 9) / 10 && !repi_fits_more(m, s[i])) return 0;
            m = m * 10 + (uint64_t)(s[i] - '0');
        }
        if (i == from || i - from > 18) return 0;
        out->decimals = (int)(i - from);
        if (from == 1) out->style |= REPI_STYLE_BARE;
    }
    if (digits == 0) return 0;
    out->style |= REPI_STYLE_GROUP(kind) | (mark == ',' ? REPI_STYLE_COMMA : 0);
    out->m = (int64_t)m;
    *used = i;
    return 1;
}

/* Readings of a text as a number: [0] with decimal point, [1] with decimal comma; bit i of the result says that
 * reading i holds. "1,234" has both, and the column decides. A text without either mark has both, too. */
static int repi_styled_read(const char *s, size_t n, repi_number out[2])
{
    unsigned base = 0, suffix;
    size_t skip = 0, prefix, used;
    int negative = 0, found = 0, reading;
    if (n == 0 || n > 48) return 0;
    if (!repi_is_digit((unsigned char)s[0]) && (unsigned char)s[0] < 0x80 && !strchr("+-.,$UARC", s[0])) return 0; /* most words leave here */
    if (s[0] == '-' || s[0] == '+') negative = s[0] == '-', base |= s[0] == '+' ? REPI_STYLE_PLUS : 0, skip = 1;
    if (skip < n && !repi_is_digit((unsigned char)s[skip])) {
        base |= REPI_STYLE_PREFIX(repi_find_prefix(s + skip, n - skip, &prefix));
        skip += prefix;
    }
    if (skip == n || !(repi_is_digit((unsigned char)s[skip]) || s[skip] == '.' || s[skip] == ',')) return 0;
    for (reading = 0; reading < 2; reading++) {
        out[reading].style = base;
        if (!repi_read_body(s + skip, n - skip, reading ? ',' : '.', &out[reading], &used)) continue;
        for (suffix = skip + used < n; suffix < 16; suffix++)
            if (skip + used == n || repi_same(repi_str(s + skip + used, n - skip - used), repi_cstr(repi_suffixes[suffix]))) break;
        if (suffix == 16) continue;
        out[reading].style |= REPI_STYLE_SUFFIX(suffix);
        if (negative) out[reading].m = -out[reading].m;
        found |= 1 << reading;
    }
    return found;
}

typedef enum repi_zeros { REPI_ZEROS_FIXED, REPI_ZEROS_SHORTEST, REPI_ZEROS_ONE } repi_zeros;

/* A column's style, spelled out. The texts are views into the model. */
typedef struct repi_style {
    rep_str    prefix, suffix, group;
    char       mark;               /* '.' or ','                                                  */
    repi_zeros zeros;              /* decimals always / no superfluous zero / at least one decimal */
    int        bare, plus;         /* .5 for 0.5; + before positive numbers                       */
} repi_style;

#define REPI_NUMBER_TEXT 160       /* room that repi_number_print may need with affixes of 16 bytes */

static size_t repi_number_print(char *out, int64_t units, int decimals, const repi_style *style)
{
    char digits[80];
    size_t n, point, o = 0, i, from = 0;
    int negative = units < 0;
    n = repi_format_units(digits, units, decimals);
    if (negative) from = 1;
    point = decimals > 0 ? n - (size_t)decimals - 1 : n;
    if (decimals > 0 && style->zeros != REPI_ZEROS_FIXED) {
        size_t least = style->zeros == REPI_ZEROS_ONE ? point + 2 : point;
        while (n > least && digits[n - 1] == '0') n--;
        if (n == point + 1) n = point;
    }
    if (negative) out[o++] = '-';
    else if (style->plus && units > 0) out[o++] = '+';
    if (style->prefix.len) memcpy(out + o, style->prefix.data, style->prefix.len), o += style->prefix.len;
    if (style->bare && point - from == 1 && digits[from] == '0' && n > point) from++;
    if (!style->group.len && style->mark == '.') memcpy(out + o, digits + from, n - from), o += n - from;
    else {
        for (i = from; i < point; i++) {
            out[o++] = digits[i];
            if (style->group.len && i + 1 < point && (point - i - 1) % 3 == 0)
                memcpy(out + o, style->group.data, style->group.len), o += style->group.len;
        }
        if (n > point) {
            out[o++] = style->mark;
            memcpy(out + o, digits + point + 1, n - point - 1), o += n - point - 1;
        }
    }
    if (style->suffix.len) memcpy(out + o, style->suffix.data, style->suffix.len), o += style->suffix.len;
    return o;
}

/* Reads a number of JSON's grammar as a whole count of 10^-decimals. 0 = it is none, or needs more than 64 bits. */
static int repi_read_units(rep_str text, int decimals, int64_t *out)
{
    size_t i = 0;
    uint64_t m = 0;
    int64_t exponent = 0, e = 0;
    int negative = 0, e_negative = 0, zeros = 0, point = 0;
    if (i < text.len && text.data[i] == '-') negative = 1, i++;
    for (; i < text.len && (repi_is_digit((unsigned char)text.data[i]) || (text.data[i] == '.' && !point)); i++) {
        if (text.data[i] == '.') { point = 1; continue; }
        exponent -= point;
        if (text.data[i] == '0') { zeros++; continue; } /* kept back: they may be superfluous */
        for (; zeros > 0; zeros--) {
            if (m > UINT64_MAX / 10) return 0;
            m *= 10;
        }
        if (m > (UINT64_MAX - 9) / 10) return 0;
        m = m * 10 + (uint64_t)(text.data[i] - '0');
    }
    if (i < text.len && (text.data[i] == 'e' || text.data[i] == 'E')) {
        i++;
        if (i < text.len && (text.data[i] == '-' || text.data[i] == '+')) e_negative = text.data[i++] == '-';
        for (; i < text.len && repi_is_digit((unsigned char)text.data[i]); i++)
            if (e < 1000000) e = e * 10 + (text.data[i] - '0');
    }
    if (i < text.len) return 0;
    exponent += zeros + (e_negative ? -e : e) + decimals;
    *out = 0;
    if (m == 0) return 1;
    if (exponent < 0 || exponent > 19) return 0;
    for (; exponent > 0; exponent--) {
        if (m > UINT64_MAX / 10) return 0;
        m *= 10;
    }
    if (m > (uint64_t)INT64_MAX) return 0;
    *out = negative ? -(int64_t)m : (int64_t)m;
    return 1;
}

/*==============================================================================
 * MARK: - [R15] The model
 *
 * What was learned, as plain members, and what drawing needs, made of them once:
 * every column becomes one list of codes with integer weights. A code is a
 * missing cell in one of its spellings, a category, a point mass, an interval,
 * or a maker (PII, pattern, id ...). Drawing chooses a code and decodes it.
 *
 *   enter by   repi_model_begin, repi_model_prepare, rep_model_free, rep_model_get_...
 *   uses       R02 memory, R03 text, R05 numbers as text, R08 dates, R09 random, R12 PII, R13 patterns, R14 styles
 *   keeps      a model never changes once prepared: any number of threads may read it
 *============================================================================*/
#define REPI_SAMPLER 0             /* number of the row algorithm; 0 until release 1.0.0 */
#define REPI_WORDS   0             /* number of the word lists; likewise                 */
#define REPI_MODEL_VERSION "1.1"
#define REPI_STATES_MAX    4096    /* of a variable of the structure: their numbers fit 16 bits with room */
#define REPI_LEVEL_STATES  1023    /* texts with a state of their own; the others share the rest */

typedef struct repi_level { rep_str text; double weight; uint64_t count; } repi_level; /* weight or count, by its list */
typedef struct repi_levels { repi_level *items; size_t count; } repi_levels;

/* A point mass (low == high) or an interval of the lattice low, low + step, ... high. */
typedef struct repi_range { int64_t low, high; uint64_t count; } repi_range;

typedef enum repi_draw {
    REPI_DRAW_MISSING,             /* text, written as it stands (quoted if the row would break)   */
    REPI_DRAW_TEXT,                /* text, quoted where needed                                   */
    REPI_DRAW_RANGE,               /* low + step * (0 .. span-1): a number or a date              */
    REPI_DRAW_NORMAL,              /* the reference's clipped normal                              */
    REPI_DRAW_RUN,                 /* start + row * step                                          */
    REPI_DRAW_KEY,                 /* low + step * a permutation of 0 .. span-1                   */
    REPI_DRAW_PII, REPI_DRAW_PATTERN, REPI_DRAW_PROSE
} repi_draw;
typedef struct repi_code { repi_draw draw; int bare; uint32_t item; rep_str text; int64_t low; uint64_t span; } repi_code;

typedef struct repi_column {
    rep_str       name, why;
    rep_kind      kind;
    double        missing_share;
    repi_levels   missing;         /* spellings by count; none = the empty cell                   */
    uint64_t      distinct;        /* 0 = unknown                                                 */
    repi_levels   levels;          /* categories by weight                                        */
    repi_levels   words;           /* texts among numbers or dates, by count                      */
    repi_range   *ranges;          /* numbers and dates, by value; counts                         */
    size_t        range_count;
    int64_t       step;            /* of the lattice, in units; 0 where there is none             */
    double        mean, std, min, max;
    int           has_mean, has_min, has_max;
    rep_str       min_text, max_text; /* as written in the table                                  */
    int           decimals;        /* -1 = not given                                              */
    int           real;            /* ranges hold the ordered images of doubles                   */
    repi_style    style;
    int           is_run, unique;
    int64_t       run_start, run_step;
    rep_str       run_prefix, run_suffix;
    int           run_width;       /* digits with leading zeros; 0 = as long as they are          */
    rep_str       format;          /* of dates; ends in '\0' as well                              */
    int64_t       date_min, date_max; /* micros; has_min, has_max                                 */
    int           date_offset;     /* minutes, for %z                                             */
    const repi_pii_class *pii;
    repi_levels   forms;           /* of PII, by count                                            */
    repi_pii_plan *plans;          /* a form each; made by repi_model_prepare                     */
    repi_patterns *patterns;       /* of text; NULL = none                                        */
    char          ladder;          /* stands before the round of a unique pattern; in no text that they make */
    repi_prose   *prose;           /* of text without a pattern; NULL = none                      */
    /* made by repi_model_prepare */
    repi_code    *codes;
    repi_alias    alias;
    uint64_t      capacity;        /* rows before a unique column widens; UINT64_MAX = no limit   */
    uint64_t      last;            /* rows before it has nothing left at all                      */
    int           by_row;          /* 1 = one code, and the row's number alone decides the cell   */
    int64_t       scale_mean, scale_std, scale_min, scale_max; /* the normal in fixed point        */
    int           scale_shift;     /* value = fixed * 2^-shift                                    */
    int64_t       grain;           /* dates: micros of a unit; 0 = months                         */
    int           monthly;         /* dates: every one is the first of a month at midnight         */
    int           iso;             /* dates: 1 = %Y-%m-%d, 2 = with %H:%M:%S behind a blank, 3 = behind a T */
    /* of a variable of the structure (R16): a state is 0, missing, or a code behind those of missing cells, or the rest */
    int           joined;          /* 1 = it is one                                               */
    uint32_t      state_count, rest; /* rest: the state that stands for all further codes, 0 = none */
    uint32_t      blank_count;     /* codes of missing cells                                      */
    uint64_t     *below;           /* by state: cells of the states before it                     */
    repi_alias    blanks, rests;   /* which spelling of missing, which code of the rest           */
} repi_column;

typedef struct repi_structure repi_structure;

struct rep_model {
    repi_memory  memory;
    repi_arena   arena;
    rep_str      name, date, version, generator, foreign_keys; /* foreign_keys: compact JSON or empty */
    uint64_t     rows;
    int          sampler, words;
    int          private_model;    /* 1 = no exact extremes are in it                              */
    char         delimiter;
    repi_column *columns;
    size_t       column_count;
    rep_str     *warnings;
    size_t       warning_count, warning_capacity;
    repi_structure *structure;     /* what ties the columns together (R16); NULL = they are independent */
    rep_str     *relations;        /* as sentences                                                 */
    size_t       relation_count;
};

REPLICATOR_DEF const char *rep_version(void) { return REPLICATOR_VERSION; }

REPLICATOR_DEF const char *rep_status_text(rep_status status)
{
#define REPI_STATUS_TEXT(name, text) text,
    static const char *const texts[] = { REPI_STATUS_LIST(REPI_STATUS_TEXT) };
#undef REPI_STATUS_TEXT
    return (size_t)status < REPI_COUNT(texts) ? texts[status] : "not a status";
}

static const char *const repi_kind_names[] = { "auto", "numerical", "categorical", "pii", "datetime", "text" };

REPLICATOR_DEF const char *rep_kind_name(rep_kind kind)
{
    return (size_t)kind < REPI_COUNT(repi_kind_names) ? repi_kind_names[kind] : "unknown";
}

REPLICATOR_DEF const char *rep_pii_class_name(size_t index)
{
    return index < REPI_COUNT(repi_pii_classes) ? repi_pii_classes[index].name : NULL;
}

/*--- making one ---*/
static rep_model *repi_model_begin(const rep_host *host, uint64_t max_bytes)
{
    repi_memory memory;
    rep_model *model;
    repi_memory_init(&memory, host, max_bytes ? max_bytes : (uint64_t)1 << 30);
    model = (rep_model *)repi_zeroed(&memory, 1, sizeof *model);
    if (!model) return NULL;
    model->memory = memory;
    model->arena.memory = &model->memory;
    model->sampler = REPI_SAMPLER, model->words = REPI_WORDS;
    return model;
}

REPLICATOR_DEF void rep_model_free(rep_model *model)
{
    repi_memory memory;
    if (!model) return;
    repi_arena_free(&model->arena);
    REPI_FREE(&model->memory, model->warnings, model->warning_capacity, rep_str);
    memory = model->memory;
    repi_resize(&memory, model, sizeof *model, 0);
}

/* A copy that lives as long as the model and ends in '\0' as well; data NULL = no memory. */
static rep_str repi_keep(rep_model *model, rep_str text)
{
    char *copy = (char *)repi_arena_get(&model->arena, text.len + 1);
    if (!copy) return repi_str(NULL, 0);
    if (text.len) memcpy(copy, text.data, text.len);
    copy[text.len] = '\0';
    return repi_str(copy, text.len);
}

/* Adds a warning sentence. 0 = no memory. */
static int repi_warn(rep_model *model, const char *format, ...)
{
    char sentence[320];
    va_list args;
    size_t n;
    int ok;
    va_start(args, format);
    n = repi_say(sentence, sizeof sentence, format, args);
    va_end(args);
    REPI_GROW(&model->memory, model->warnings, model->warning_capacity, model->warning_count + 1, rep_str, ok);
    if (!ok) return 0;
    model->warnings[model->warning_count] = repi_keep(model, repi_str(sentence, n));
    return model->warnings[model->warning_count++].data != NULL;
}

/* By falling weight (of categories) or count (of the others), ties by bytes. Weights are not negative. */
static int repi_level_order(const void *user, uint32_t a, uint32_t b)
{
    const repi_levels *levels = (const repi_levels *)user;
    const repi_level *x = &levels->items[a], *y = &levels->items[b];
    uint64_t p = repi_f64_bits(x->weight), q = repi_f64_bits(y->weight);
    if (p != q) return p > q ? -1 : 1;
    if (x->count != y->count) return x->count > y->count ? -1 : 1;
    return repi_order(x->text, y->text);
}

static int repi_levels_sort(rep_model *model, repi_levels *levels)
{
    uint32_t *order = (uint32_t *)repi_zeroed(&model->memory, levels->count, sizeof *order);
    repi_level *sorted = (repi_level *)repi_arena_zeroed(&model->arena, levels->count + 1, sizeof *sorted);
    size_t i;
    int ok = order && sorted;
    for (i = 0; ok && i < levels->count; i++) order[i] = (uint32_t)i;
    if (ok) ok = repi_sort(&model->memory, order, levels->count, repi_level_order, levels);
    for (i = 0; ok && i < levels->count; i++) sorted[i] = levels->items[order[i]];
    if (ok) levels->items = sorted;
    if (order) repi_resize(&model->memory, order, REPI_MAX(levels->count, 1) * sizeof *order, 0);
    return ok;
}

/* Room for `count` levels, mostly more than there will be: it is not touched before. 0 = no memory. */
static int repi_levels_make(rep_model *model, repi_levels *levels, size_t count)
{
    levels->count = 0;
    levels->items = count > PTRDIFF_MAX / 2 / sizeof *levels->items ? NULL : (repi_level *)repi_arena_get(&model->arena, count * sizeof *levels->items);
    return levels->items != NULL;
}

static int repi_levels_add(rep_model *model, repi_levels *levels, rep_str text, double weight, uint64_t count)
{
    repi_level *level = &levels->items[levels->count];
    level->text = repi_keep(model, text);
    level->weight = weight;
    level->count = count;
    if (!level->text.data) return 0;
    levels->count++;
    return 1;
}

/*--- dates as units of their grain ---*/

/* Micros of a date's unit, 0 = months. */
static int64_t repi_date_unit(const repi_column *column)
{
    return column->monthly || repi_date_months_only(column->format.data) ? 0 : repi_date_grain(column->format.data);
}

/* What follows from a date column's format: its grain, and whether it is one of those printed by hand. */
static void repi_know_format(repi_column *column)
{
    column->grain = repi_date_unit(column);
    column->iso = repi_same(column->format, repi_cstr("%Y-%m-%d")) ? 1 : repi_same(column->format, repi_cstr("%Y-%m-%d %H:%M:%S")) ? 2 :
                  repi_same(column->format, repi_cstr("%Y-%m-%dT%H:%M:%S")) ? 3 : 0;
}

/* Months count as y * 12 + m, everything else in grains since 1970; both are integers on which ranges lie. */
static int64_t repi_date_units(const repi_column *column, int64_t micros)
{
    int year, month, day;
    int64_t days = micros / REPI_DATE_DAY - (micros % REPI_DATE_DAY < 0);
    if (column->grain) return micros / column->grain - (micros % column->grain < 0);
    repi_date_civil((int32_t)days, &year, &month, &day);
    return (int64_t)year * 12 + month - 1;
}

static int64_t repi_date_from_units(const repi_column *column, int64_t units)
{
    if (column->grain) return units * column->grain;
    return (int64_t)repi_date_days((int)(units / 12), (int)(units % 12) + 1, 1) * REPI_DATE_DAY;
}

/*--- weights as integers ---*/

/* The bits of a weight that fit `shift` binary places; every step is integer. */
static uint64_t repi_weight_fixed(double weight, int shift) { return repi_f64_to_fixed(weight, shift); }

/* The largest shift at which `largest` stays below 2^bits. */
static int repi_weight_shift(double largest, int bits)
{
    int exponent = (int)(repi_f64_bits(largest) >> 52 & 0x7FF) - 1022; /* largest < 2^exponent */
    return bits - exponent;
}

/* Fills weights[] with the integer weights of the column's codes, missing ones first. Their sum is *total;
 * total * count < 2^63, as repi_alias_build asks. source: weights of the values, of any common scale. */
static void repi_weigh(const repi_column *column, const uint64_t *source, size_t missing_count, size_t value_count,
                      uint64_t *weights, uint64_t *total)
{
    int bits = 62 - (64 - repi_clz64((uint64_t)(missing_count + value_count)));
    uint64_t whole = (uint64_t)1 << bits, share, sum = 0, missing_sum = 0;
    size_t i;
    share = repi_weight_fixed(column->missing_share, bits); /* share of 2^bits */
    if (share > whole) share = whole;
    *total = 0;
    for (i = 0; i < column->missing.count; i++) missing_sum += column->missing.items[i].count;
    for (i = 0; i < missing_count; i++) {
        weights[i] = missing_sum ? repi_muldiv(share, column->missing.items[i].count, missing_sum) : share;
        *total += weights[i];
    }
    for (i = 0; i < value_count; i++) sum += source[i];
    for (i = 0; i < value_count; i++) {
        weights[missing_count + i] = sum ? repi_muldiv(whole - share, source[i], sum) : 0;
        *total += weights[missing_count + i];
    }
    REPLICATOR_ASSERT(*total > 0); /* a column without values is all missing, and no list of counts is all zeros */
}

/*--- preparing to draw ---*/

/* Would this text need quotes in some usual dialect? Known once, so that writing need not look. */
static int repi_text_bare(rep_str text)
{
    size_t i;
    if (text.len == 0) return 0;
    if (text.data[0] == ' ' || text.data[text.len - 1] == ' ') return 0;
    for (i = 0; i < text.len; i++)
        switch (text.data[i]) {
        case '"': case '\'': case ',': case ';': case '\t': case '|': case '\n': case '\r': return 0;
        default: break;
        }
    return 1;
}

static int64_t repi_signed_fixed(double v, int shift)
{
    uint64_t size = REPI_MIN(repi_f64_to_fixed(v, shift), (uint64_t)INT64_MAX);
    return repi_f64_bits(v) >> 63 ? -(int64_t)size : (int64_t)size;
}

/* Prepares the reference's normal in fixed point: |mean| + 9.5 std below 2^61 units of 2^-shift. */
static void repi_prepare_normal(repi_column *column)
{
    const uint64_t size = ~((uint64_t)1 << 63);
    uint64_t mean = repi_f64_bits(column->mean) & size, std = repi_f64_bits(column->std) & size;
    double largest = repi_f64_from(REPI_MAX(mean, std) ? REPI_MAX(mean, std) : repi_f64_bits(1.0));
    int shift;
    shift = repi_weight_shift(largest, 57);
    column->scale_shift = shift;
    column->scale_mean = repi_signed_fixed(column->mean, shift);
    column->scale_std = (int64_t)repi_weight_fixed(column->std, shift);
    column->scale_min = column->has_min ? repi_signed_fixed(column->min, shift) : INT64_MIN;
    column->scale_max = column->has_max ? repi_signed_fixed(column->max, shift) : INT64_MAX;
}

static repi_code repi_code_text(repi_draw draw, rep_str text)
{
    repi_code code;
    memset(&code, 0, sizeof code);
    code.draw = draw, code.text = text, code.bare = repi_text_bare(text);
    return code;
}

static size_t repi_single_states(const repi_column *column)
{
    return REPI_MIN(column->levels.count + column->words.count + column->range_count, (size_t)(column->range_count ? REPI_STATES_MAX - 2 : REPI_LEVEL_STATES));
}

static uint32_t repi_state_count(const repi_column *column)
{
    size_t single = repi_single_states(column);
    int rest = column->levels.count + column->words.count + column->range_count > single || column->patterns || column->prose || column->forms.count;
    return (uint32_t)(1 + single + (size_t)rest);
}

/* The state of a value in units: the interval that holds it, or the next one. */
static uint32_t repi_value_state(const repi_column *column, int64_t value)
{
    size_t low = 0, high = column->range_count - 1;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (column->ranges[middle].high >= value) high = middle;
        else low = middle + 1;
    }
    return (uint32_t)REPI_MIN(1 + column->words.count + low, repi_state_count(column) - 1);
}

/* States of a column with codes 0 .. missing-1 for missing cells and n behind them. 0 = no memory. Uses up weights. */
static int repi_prepare_states(rep_model *model, repi_column *column, const uint64_t *source, size_t missing, size_t n, uint64_t *weights)
{
    size_t singles = repi_single_states(column), i;
    uint64_t total = 0;
    column->blank_count = (uint32_t)missing;
    column->rest = n > singles ? (uint32_t)singles + 1 : 0;
    column->state_count = (uint32_t)(1 + singles + (n > singles));
    column->below = (uint64_t *)repi_arena_zeroed(&model->arena, (size_t)column->state_count + 1, sizeof *column->below);
    if (!column->below) return 0;
    for (i = 0; i < singles; i++) column->below[i + 2] = column->below[i + 1] + source[i];
    if (column->rest) column->below[column->state_count] = column->below[column->rest];
    for (i = 0; i < missing; i++) total += weights[i] = column->missing.count ? column->missing.items[i].count : 1;
    if (total == 0) weights[0] = total = 1;
    if (!repi_alias_build(&column->blanks, &model->arena, weights, (uint32_t)missing, total)) return 0;
    for (i = singles, total = 0; i < n; i++) total += source[i];
    for (i = singles; i < n; i++) weights[i] = total ? repi_muldiv(source[i], (uint64_t)1 << 32, total) : 1;
    for (i = singles, total = 0; i < n; i++) total += weights[i];
    if (total == 0 && n > singles) weights[singles] = total = 1;
    return n == singles || repi_alias_build(&column->rests, &model->arena, weights + singles, (uint32_t)(n - singles), total);
}

/* Codes, alias table and capacity of one column. Numbers without ranges are the reference's: normal, clipped;
 * dates without ranges are uniform between their bounds. */
static rep_status repi_prepare_column(rep_model *model, repi_column *column, rep_error *err)
{
    size_t missing = column->missing_share > 0 || column->joined ? REPI_MAX(column->missing.count, 1) : 0, values, i, n = 0;
    uint64_t *source, *weights, total = 0;
    int64_t low, high;
    if (column->format.len) repi_know_format(column);
    column->capacity = column->last = UINT64_MAX;
    values = column->levels.count + column->words.count + column->range_count + column->forms.count + REPI_PATTERNS + 1;
    column->codes = (repi_code *)repi_arena_zeroed(&model->arena, missing + values, sizeof *column->codes);
    source = (uint64_t *)repi_zeroed(&model->memory, 2 * (missing + values), sizeof *source);
    if (!column->codes || !source) goto no_memory;
    weights = source + missing + values;
    for (i = 0; i < missing; i++)
        column->codes[i] = repi_code_text(REPI_DRAW_MISSING, column->missing.count ? column->missing.items[i].text : repi_str("", 0));
    if (column->levels.count) {
        double largest = 0;
        int shift;
        for (i = 0; i < column->levels.count; i++)
            if (repi_f64_bits(column->levels.items[i].weight) > repi_f64_bits(largest)) largest = column->levels.items[i].weight;
        shift = repi_weight_shift(largest, 62 - (64 - repi_clz64((uint64_t)column->levels.count)));
        for (i = 0; i < column->levels.count; i++, n++) {
            column->codes[missing + n] = repi_code_text(REPI_DRAW_TEXT, column->levels.items[i].text);
            source[n] = repi_weight_fixed(column->levels.items[i].weight, shift);
        }
    }
    for (i = 0; i < column->words.count; i++, n++) {
        column->codes[missing + n] = repi_code_text(REPI_DRAW_TEXT, column->words.items[i].text);
        source[n] = column->words.items[i].count;
    }
    for (i = 0; i < column->range_count; i++, n++) {
        repi_code *code = &column->codes[missing + n];
        code->draw = column->unique && column->kind == REP_KIND_NUMERICAL ? REPI_DRAW_KEY : REPI_DRAW_RANGE;
        code->low = column->ranges[i].low;
        code->span = (uint64_t)column->ranges[i].high - (uint64_t)column->ranges[i].low;
        if (column->step > 1) code->span /= (uint64_t)column->step;
        code->span++; /* 0 = 2^64, only for images of doubles */
        source[n] = column->ranges[i].count;
        if (code->draw == REPI_DRAW_KEY) column->capacity = code->span;
    }
    column->plans = (repi_pii_plan *)repi_arena_zeroed(&model->arena, column->forms.count, sizeof *column->plans);
    if (!column->plans) goto no_memory;
    for (i = 0; i < column->forms.count; i++, n++) {
        repi_code *code = &column->codes[missing + n];
        repi_pii_prepare(column->pii, column->forms.items[i].text, column->unique, &column->plans[i]); /* forms are judged where they come from */
        code->draw = REPI_DRAW_PII, code->item = (uint32_t)i;
        code->span = column->plans[i].capacity;
        source[n] = column->forms.items[i].count;
        if (column->unique) column->capacity = REPI_MIN(column->capacity, code->span), column->last = REPI_MIN(column->last, column->plans[i].total);
    }
    for (i = 0; column->patterns && i < (size_t)column->patterns->count; i++, n++) {
        repi_code *code = &column->codes[missing + n];
        code->draw = REPI_DRAW_PATTERN, code->item = (uint32_t)i;
        code->span = repi_pattern_capacity(&column->patterns->pattern[i]);
        source[n] = column->patterns->weight[i];
        if (column->unique) column->capacity = REPI_MIN(column->capacity, code->span);
    }
    if (column->patterns) {
        static const char marks[] = "-_.#~+*/:";
        const char *mark = marks;
        for (i = 0; i < (size_t)column->patterns->count && *mark; i++)
            if (strchr(column->patterns->pattern[i].text, *mark)) mark++, i = (size_t)-1;
        column->ladder = *mark ? *mark : '~';
    }
    if (column->is_run) {
        uint64_t left = column->run_step < 0 ? (uint64_t)column->run_start - (uint64_t)INT64_MIN : (uint64_t)INT64_MAX - (uint64_t)column->run_start;
        uint64_t step = column->run_step < 0 ? (uint64_t)0 - (uint64_t)column->run_step : (uint64_t)column->run_step;
        column->codes[missing].draw = REPI_DRAW_RUN, source[0] = 1, n = 1;
        if (step) column->last = left / step == UINT64_MAX ? UINT64_MAX : left / step + 1;
    }
    else if (column->prose) {
        column->codes[missing + n].draw = REPI_DRAW_PROSE, source[n++] = column->prose->total;
        if (column->unique) column->capacity = repi_prose_capacity(column->prose);
    }
    else if (column->kind == REP_KIND_NUMERICAL && n == 0 && column->has_mean) {
        repi_prepare_normal(column);
        column->codes[missing].draw = REPI_DRAW_NORMAL, source[0] = 1, n = 1;
    } else if (column->kind == REP_KIND_DATETIME && n == 0 && column->has_min && column->has_max) {
        low = repi_date_units(column, column->date_min), high = repi_date_units(column, column->date_max);
        if (low < high && repi_date_from_units(column, low) < column->date_min) low++; /* the format shows less than min does */
        column->codes[missing].draw = REPI_DRAW_RANGE, column->codes[missing].low = low;
        column->codes[missing].span = (uint64_t)high - (uint64_t)low + 1;
        source[0] = 1, n = 1;
    }
    column->by_row = column->missing_share <= 0 && n == 1 && (column->is_run || (column->unique && !column->prose));
    repi_weigh(column, source, missing, n, weights, &total);
    if (!repi_alias_build(&column->alias, &model->arena, weights, (uint32_t)(missing + n), total)) goto no_memory;
    if (column->joined && !repi_prepare_states(model, column, source, missing, n, weights)) goto no_memory;
    repi_resize(&model->memory, source, 2 * (missing + values) * sizeof *source, 0);
    return REP_OK;
no_memory:
    if (source) repi_resize(&model->memory, source, 2 * (missing + values) * sizeof *source, 0);
    return repi_no_memory(err);
}

/* min and max as the table writes them. */
static int repi_prepare_bounds(rep_model *model, repi_column *column)
{
    char out[REPI_NUMBER_TEXT];
    int side;
    for (side = 0; side < 2; side++) {
        rep_str *to = side ? &column->max_text : &column->min_text;
        double bound = side ? column->max : column->min;
        size_t n;
        *to = repi_str("", 0);
        if (!(side ? column->has_max : column->has_min) && (!column->range_count || column->real)) continue;
        if (column->kind == REP_KIND_DATETIME && !(side ? column->has_max : column->has_min))
            n = repi_date_print(column->format.data, repi_date_from_units(column, side ? column->ranges[column->range_count - 1].high : column->ranges[0].low), column->date_offset, out);
        else if (column->kind == REP_KIND_DATETIME) n = repi_date_print(column->format.data, side ? column->date_max : column->date_min, column->date_offset, out);
        else if (column->range_count && !column->real) {
            const repi_range *range = &column->ranges[side ? column->range_count - 1 : 0];
            n = repi_number_print(out, side ? range->high : range->low, REPI_MAX(column->decimals, 0), &column->style);
        } else if (column->decimals == 0 && repi_f64_to_fixed(bound, 0) < (uint64_t)INT64_MAX) n = repi_format_i64(out, repi_signed_fixed(bound, 0));
        else n = repi_format_f64(out, bound);
        *to = repi_keep(model, repi_str(out, n));
        if (!to->data) return 0;
    }
    return 1;
}

/*--- looking ---*/
REPLICATOR_DEF rep_status rep_model_get_info(const rep_model *model, rep_model_info *out, rep_error *err)
{
    repi_clear(err);
    if (!out) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "out is NULL");
    memset(out, 0, sizeof *out);
    if (!model) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "model is NULL");
    out->column_count = model->column_count, out->warning_count = model->warning_count, out->relation_count = model->relation_count;
    out->structure = model->structure ? REP_STRUCTURE_JOINT : REP_STRUCTURE_INDEPENDENT;
    out->row_count = model->rows;
    out->name = model->name, out->date = model->date, out->version = model->version, out->generator = model->generator;
    out->sampler = model->sampler, out->words = model->words, out->private_model = model->private_model;
    out->delimiter = model->delimiter;
    return REP_OK;
}

REPLICATOR_DEF rep_status rep_model_get_column(const rep_model *model, size_t index, rep_column *out, rep_error *err)
{
    const repi_column *column;
    repi_clear(err);
    if (!out) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "out is NULL");
    memset(out, 0, sizeof *out);
    if (!model || index >= model->column_count) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "there is no column %u", (uint64_t)index);
    column = &model->columns[index];
    out->name = column->name, out->why = column->why, out->kind = column->kind;
    if (column->pii) out->pii_class = repi_cstr(column->pii->name);
    out->format = column->format;
    if (column->patterns && column->patterns->count) out->format = repi_cstr(column->patterns->pattern[0].text);
    out->min = column->min_text, out->max = column->max_text;
    out->mean = out->std = repi_f64_from(UINT64_C(0x7FF8000000000000)); /* NaN */
    if (column->has_mean) out->mean = column->mean, out->std = column->std;
    out->missing_share = column->missing_share;
    out->distinct_count = column->distinct;
    out->capacity = column->capacity;
    out->category_count = column->levels.count;
    out->decimals = column->decimals;
    out->unique = column->unique, out->id = column->is_run;
    return REP_OK;
}

REPLICATOR_DEF size_t rep_model_find_column(const rep_model *model, const char *name)
{
    size_t i;
    for (i = 0; model && name && i < model->column_count; i++)
        if (repi_same(model->columns[i].name, repi_cstr(name))) return i;
    return REP_NONE;
}

REPLICATOR_DEF rep_status rep_model_get_category(const rep_model *model, size_t column, size_t category, rep_category *out, rep_error *err)
{
    const repi_levels *levels;
    repi_clear(err);
    if (!out) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "out is NULL");
    memset(out, 0, sizeof *out);
    if (!model || column >= model->column_count) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "there is no column %u", (uint64_t)column);
    levels = &model->columns[column].levels;
    if (category >= levels->count) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "there is no category %u", (uint64_t)category);
    out->text = levels->items[category].text;
    out->share = levels->items[category].weight;
    return REP_OK;
}

REPLICATOR_DEF rep_status rep_model_get_relation(const rep_model *model, size_t relation, rep_str *sentence, rep_error *err)
{
    repi_clear(err);
    if (!sentence) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "sentence is NULL");
    *sentence = repi_str(NULL, 0);
    if (!model || relation >= model->relation_count) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "there is no relation %u", (uint64_t)relation);
    *sentence = model->relations[relation];
    return REP_OK;
}

REPLICATOR_DEF rep_status rep_model_get_warning(const rep_model *model, size_t warning, rep_str *sentence, rep_error *err)
{
    repi_clear(err);
    if (!sentence) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "sentence is NULL");
    *sentence = repi_str(NULL, 0);
    if (!model || warning >= model->warning_count) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "there is no warning %u", (uint64_t)warning);
    *sentence = model->warnings[warning];
    return REP_OK;
}

/*==============================================================================
 * MARK: - [R16] Structure
 *
 * What ties columns together. Every cell is one of its column's states: 0 is
 * missing, the others are the column's codes in their order, and the last may
 * stand for a rest of rare ones. A variable is a column, or a part that a
 * relation puts in a column's place (the difference of two dates, the rest of a
 * sum). They are drawn in order, each by a tree: its splits ask for the states
 * drawn before, its leaves are histograms over the variable's own states.
 *
 *   enter by   repi_structure_prepare, repi_tree_leaf, repi_leaf_pick, repi_relation_say
 *   uses       R02 memory, R09 random, R15 the model
 *   keeps      nothing but what was learned; a model never changes once prepared
 *   source     sequential trees: Reiter 2005; Nowok, Raab, Dibben 2016 (synthpop); histogram leaves instead of
 *              stored rows are ours
 *============================================================================*/
#define REPI_VARIABLES_MAX 0x7FFF
#define REPI_NODE_LEAF     0xFFFFu     /* repi_node.feature of a leaf */
#define REPI_NODE_SET      0x8000u     /* flag of it: the split is by a set of states */
#define REPI_BAR_POOL      0xFFFFu     /* repi_bar.first: the tree's pool of rare states */

/* In preorder: the left child follows its parent. A split by cut goes left if the feature's state is at most `cut`;
 * by set if bit `state` of the words from sets[cut] on is 1. Of a leaf cut is the number of its bars, right the first. */
typedef struct repi_node { uint16_t feature, cut; uint32_t right; } repi_node;

/* A bar of a leaf's histogram: states first .. last, spread by the counts of their column. */
typedef struct repi_bar { uint16_t first, last; uint32_t weight; } repi_bar;

typedef struct repi_tree {
    repi_node *nodes;
    size_t     node_count, bar_count, pool_count, set_words;
    repi_bar  *bars;               /* of all leaves; the pool's come last */
    uint64_t  *sets;
    uint32_t  *threshold, *other;  /* alias tables, a slot a bar; made by repi_structure_prepare */
} repi_tree;

typedef struct repi_variable {
    repi_column *column;           /* of the model, or a part: a column that is not printed */
    uint32_t     slot;             /* of its cells while drawing: number of the column, parts behind them */
    uint32_t     source;           /* REPI_NO_SOURCE, or the variable before that decides this one by `table` */
    repi_tree    tree;             /* empty where there is a source */
    uint16_t    *table;            /* by state of the source */
    int64_t     *values;           /* of ordered columns: the value itself, in units; NULL otherwise */
} repi_variable;
#define REPI_NO_SOURCE UINT32_MAX

typedef enum repi_relation_kind {
    REPI_RELATION_SUM,             /* column = factor * term + ... + rest                            */
    REPI_RELATION_DIFFERENCE,      /* date column = date term + rest                                 */
    REPI_RELATION_CALENDAR,        /* date column = week, day of the week and time of day            */
    REPI_RELATION_ORDER,           /* term <= column, or the other way round                         */
    REPI_RELATION_KINDS
} repi_relation_kind;
typedef struct repi_term { uint32_t column; int32_t factor; } repi_term;
typedef struct repi_relation {
    repi_relation_kind kind;
    uint32_t  column;              /* of the model; of ORDER the later one                           */
    uint32_t  after;               /* applied once this variable is drawn                            */
    repi_term terms[5];            /* factor: of sums; of ORDER 1 = term <= column, -1 = column <= term */
    uint32_t  term_count;
    uint32_t  first_part, part_count; /* the rest; of a calendar week, day of the week and, maybe, time of day */
    uint64_t  kept, rows;          /* rows of the sample in which it holds; of a sum: with a rest of 0 */
} repi_relation;

struct repi_structure {
    repi_variable *variables;      /* in the order they are drawn */
    size_t         variable_count;
    repi_column   *parts;
    size_t         part_count;
    repi_relation *relations;
    size_t         relation_count;
};

static int repi_is_ordered(const repi_column *column) { return column->range_count > 0; }

/* The leaf for row i of a block: states[variable] points at the block's states. */
static const repi_node *repi_tree_leaf(const repi_tree *tree, const uint16_t *const *states, size_t i)
{
    const repi_node *node = tree->nodes;
    while (node->feature != REPI_NODE_LEAF) {
        uint32_t state = states[node->feature & (REPI_NODE_SET - 1)][i];
        int left = node->feature & REPI_NODE_SET ? (int)(tree->sets[node->cut + state / 64] >> state % 64 & 1) : state <= node->cut;
        node = left ? node + 1 : tree->nodes + node->right;
    }
    return node;
}

/* The bar that 64 uniform bits choose among `count` from `first` on. */
static const repi_bar *repi_tree_pick(const repi_tree *tree, size_t first, size_t count, uint64_t bits)
{
    size_t slot = first + (size_t)((bits >> 32) * count >> 32);
    return &tree->bars[(uint32_t)bits < tree->threshold[slot] ? slot : first + tree->other[slot]];
}

/* The state that a leaf gives. *place: 64 bits for what lies inside the state; used and renewed where a bar is wide. */
static uint32_t repi_leaf_pick(const repi_variable *variable, const repi_node *leaf, uint64_t bits, uint64_t *place)
{
    const repi_tree *tree = &variable->tree;
    const repi_bar *bar = repi_tree_pick(tree, leaf->right, leaf->cut, bits);
    const uint64_t *below = variable->column->below;
    uint64_t at;
    uint32_t low, high;
    if (bar->first == REPI_BAR_POOL) {
        bar = repi_tree_pick(tree, tree->bar_count - tree->pool_count, tree->pool_count, *place);
        *place = repi_mix(*place);
    }
    if (bar->first == bar->last) return bar->first;
    low = bar->first, high = bar->last;
    at = below[low] + repi_mulhi(*place, below[high + 1] - below[low]);
    *place = repi_mix(*place);
    while (low < high) { /* the state whose cells the at-th one is */
        uint32_t middle = low + (high - low) / 2;
        if (below[middle + 1] > at) high = middle;
        else low = middle + 1;
    }
    return low;
}

/* Alias tables of a tree's leaves and of its pool. 0 = no memory. */
static int repi_tree_prepare(rep_model *model, repi_tree *tree)
{
    uint64_t *weights;
    size_t most = tree->pool_count, i;
    int ok = 1;
    for (i = 0; i < tree->node_count; i++)
        if (tree->nodes[i].feature == REPI_NODE_LEAF) most = REPI_MAX(most, tree->nodes[i].cut);
    weights = (uint64_t *)repi_zeroed(&model->memory, most, sizeof *weights);
    tree->threshold = (uint32_t *)repi_arena_zeroed(&model->arena, tree->bar_count, sizeof *tree->threshold);
    tree->other = (uint32_t *)repi_arena_zeroed(&model->arena, tree->bar_count, sizeof *tree->other);
    ok = weights && tree->threshold && tree->other;
    for (i = 0; ok && i <= tree->node_count; i++) {
        size_t first, count, k;
        uint64_t total = 0;
        repi_alias alias;
        if (i < tree->node_count && tree->nodes[i].feature != REPI_NODE_LEAF) continue;
        first = i < tree->node_count ? tree->nodes[i].right : tree->bar_count - tree->pool_count;
        count = i < tree->node_count ? tree->nodes[i].cut : tree->pool_count;
        if (count == 0) continue;
        for (k = 0; k < count; k++) total += weights[k] = tree->bars[first + k].weight;
        alias.count = (uint32_t)count, alias.threshold = tree->threshold + first, alias.other = tree->other + first;
        repi_alias_fill(&alias, weights, total);
    }
    if (weights) repi_resize(&model->memory, weights, REPI_MAX(most, 1) * sizeof *weights, 0);
    return ok;
}

/*--- as sentences ---*/

/* " + 2 tip" */
static void repi_say_term(repi_text *text, const rep_model *model, const repi_term *term, int first)
{
    int64_t size = term->factor < 0 ? -(int64_t)term->factor : term->factor;
    repi_text_say(text, first ? term->factor < 0 ? "-" : "" : term->factor < 0 ? " - " : " + ");
    if (size != 1) repi_text_say(text, "%d ", size);
    repi_text_say(text, "%v", &model->columns[term->column].name);
}

static void repi_say_relation(repi_text *text, const rep_model *model, const repi_relation *relation)
{
    const rep_str *name = &model->columns[relation->column].name, *other = &model->columns[relation->terms[0].column].name; /* of a calendar not used */
    uint32_t t;
    switch (relation->kind) {
    case REPI_RELATION_SUM:
        repi_text_say(text, "%v = ", name);
        for (t = 0; t < relation->term_count; t++) repi_say_term(text, model, &relation->terms[t], t == 0);
        if (relation->kept * 2 < relation->rows) repi_text_say(text, " + a rest of few values");
        else if (relation->kept == relation->rows) repi_text_say(text, " in all rows");
        else repi_text_say(text, " in %p of rows", relation->kept, relation->rows);
        break;
    case REPI_RELATION_DIFFERENCE:
        repi_text_say(text, "%v is drawn as %v and the time between them", name, other);
        if (relation->kept == relation->rows) repi_text_say(text, ", never before it");
        else if (relation->kept * 200 >= relation->rows * 199) repi_text_say(text, ", not before it in %p of rows", relation->kept, relation->rows);
        break;
    case REPI_RELATION_CALENDAR:
        repi_text_say(text, relation->part_count > 2 ? "%v is drawn as week, day of the week and time of day" : "%v is drawn as week and day of the week", name);
        break;
    default: /* ORDER */
        if (relation->terms[0].factor > 0) repi_text_say(text, "%v <= %v in all rows", other, name);
        else repi_text_say(text, "%v <= %v in all rows", name, other);
        break;
    }
}

/* Relations and lookups as sentences. 0 = no memory. */
static int repi_say_relations(rep_model *model)
{
    const repi_structure *structure = model->structure;
    repi_text text;
    size_t i;
    int ok = 1;
    memset(&text, 0, sizeof text);
    text.memory = &model->memory;
    model->relations = (rep_str *)repi_arena_zeroed(&model->arena, structure->relation_count + structure->variable_count + 1, sizeof *model->relations);
    if (!model->relations) return 0;
    for (i = 0; ok && i < structure->relation_count + structure->variable_count; i++) {
        const repi_variable *variable = i < structure->relation_count ? NULL : &structure->variables[i - structure->relation_count];
        if (variable && variable->source == REPI_NO_SOURCE) continue;
        text.len = 0;
        if (variable) repi_text_say(&text, "%v decides %v", &structure->variables[variable->source].column->name, &variable->column->name);
        else repi_say_relation(&text, model, &structure->relations[i]);
        model->relations[model->relation_count] = repi_keep(model, repi_str(text.data, text.len));
        ok = !text.failed && model->relations[model->relation_count++].data != NULL;
    }
    repi_text_free(&text);
    return ok;
}

static rep_status repi_structure_prepare(rep_model *model, rep_error *err)
{
    repi_structure *structure = model->structure;
    size_t i;
    if (!repi_say_relations(model)) return repi_no_memory(err);
    for (i = 0; i < structure->part_count; i++) {
        rep_status status = repi_prepare_column(model, &structure->parts[i], err);
        if (status) return status;
    }
    for (i = 0; i < structure->variable_count; i++)
        if (!repi_tree_prepare(model, &structure->variables[i].tree)) return repi_no_memory(err);
    return REP_OK;
}

/* Makes all that drawing needs, once. */
static rep_status repi_model_prepare(rep_model *model, rep_error *err)
{
    size_t i;
    for (i = 0; i < model->column_count; i++) {
        rep_status status = repi_prepare_column(model, &model->columns[i], err);
        if (status) return status;
        if (!repi_prepare_bounds(model, &model->columns[i])) return repi_no_memory(err);
    }
    return model->structure ? repi_structure_prepare(model, err) : REP_OK;
}

/*==============================================================================
 * MARK: - [R17] JSON in
 *
 * Judges the grammar to the letter of RFC 8259, lets jsmn find the tokens, then
 * reads the model out of them and checks all of it. Nothing recurses over input.
 *
 *   enter by   rep_model_read
 *   uses       jsmn.h, R02 memory, R03 text, R05 numbers as text, R08 dates, R15 the model
 *   keeps      line and column of the token at fault, for rep_error
 *   source     RFC 8259; duplicate names are refused (section 4 leaves them open)
 *============================================================================*/
#include <limits.h>
#ifdef JSMN_H
#if !defined(JSMN_STATIC) || !defined(JSMN_STRICT) || !defined(JSMN_PARENT_LINKS)
#error "jsmn.h was included before with other settings: define JSMN_STATIC, JSMN_STRICT and JSMN_PARENT_LINKS there, or include replicator.h first"
#endif
#else
#define JSMN_STATIC
#define JSMN_STRICT
#define JSMN_PARENT_LINKS
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wunused-function"
#endif
#include "jsmn.h"
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif
#endif

typedef struct repi_json {
    const char  *data;
    size_t       len;
    jsmntok_t   *tokens;
    int          count;
    repi_memory *memory;
    repi_arena  *arena;            /* texts with escapes are spelled out here */
    int          failed;           /* 1 = a text could not be spelled out: no memory */
    uint64_t     unknown;          /* keys that were ignored                  */
    rep_str      first_unknown;
    rep_error   *err;
} repi_json;

static rep_status repi_json_place(repi_json *json, rep_status code, size_t at, rep_error *fresh)
{
    size_t line = 1, start = 0, i;
    if (!json->err) return code;
    for (i = 0; i < at && i < json->len; i++)
        if (json->data[i] == '\n') line++, start = i + 1;
    json->err->code = code, json->err->line = line, json->err->column = at - start + 1;
    if (fresh) memcpy(json->err->message, fresh->message, sizeof fresh->message);
    return code;
}
/* A failure at a byte of the document: REPI_JSON_FAIL(json, code, at, format, ...). */
static rep_status repi_json_fail(repi_json *json, rep_status code, size_t at, const char *format, ...)
{
    rep_error sentence;
    va_list args;
    va_start(args, format);
    repi_say(sentence.message, sizeof sentence.message, format, args);
    va_end(args);
    return repi_json_place(json, code, at, &sentence);
}

/*--- the grammar ---*/

/* Past the string that begins at `at`, or 0 with the error set. */
static size_t repi_judge_string(repi_json *json, size_t at)
{
    const char *s = json->data;
    size_t i = at + 1, n;
    uint32_t code;
    while (i < json->len) {
        unsigned char c = (unsigned char)s[i];
        if (c == '"') return i + 1;
        if (c < 0x20) { repi_json_fail(json, REP_ERR_JSON, i, "control byte in a string: write it as \\u%s%c", c < 16 ? "000" : "001", "0123456789ABCDEF"[c & 15]); return 0; }
        if (c == '\\') {
            c = i + 1 < json->len ? (unsigned char)s[i + 1] : 0;
            if (c == 'u') {
                for (n = 2; n < 6; n++)
                    if (i + n >= json->len || !(repi_is_digit((unsigned char)s[i + n]) || (repi_to_lower((unsigned char)s[i + n]) >= 'a' && repi_to_lower((unsigned char)s[i + n]) <= 'f'))) {
                        repi_json_fail(json, REP_ERR_JSON, i, "\\u needs four hexadecimal digits");
                        return 0;
                    }
                i += 6;
            } else if (c && strchr("\"\\/bfnrt", c)) i += 2;
            else { repi_json_fail(json, REP_ERR_JSON, i, "unknown escape: a backslash stands before one of \" \\ / b f n r t u"); return 0; }
        } else if (c < 0x80) i++;
        else {
            n = repi_utf8_next(s + i, json->len - i, &code);
            if (n == 0) { repi_json_fail(json, REP_ERR_JSON, i, "bytes that are not UTF-8: save the file as UTF-8"); return 0; }
            i += n;
        }
    }
    repi_json_fail(json, REP_ERR_JSON, at, "this string never ends: its closing quote is missing");
    return 0;
}

/* Past the number or literal that begins at `at`, or 0 with the error set. */
static size_t repi_judge_primitive(repi_json *json, size_t at)
{
    static const char *const words[] = { "true", "false", "null" };
    const char *s = json->data;
    size_t i = at, n = json->len, k;
    for (k = 0; k < 3; k++)
        if (n - at >= strlen(words[k]) && memcmp(s + at, words[k], strlen(words[k])) == 0) return at + strlen(words[k]);
    if (s[i] == '-') i++;
    if (i < n && s[i] == '0') i++;
    else {
        if (i >= n || !repi_is_digit((unsigned char)s[i])) { repi_json_fail(json, REP_ERR_JSON, at, "a value was expected here: object, array, string, number, true, false or null"); return 0; }
        while (i < n && repi_is_digit((unsigned char)s[i])) i++;
    }
    for (k = 0; k < 2; k++) { /* fraction, exponent */
        if (i >= n || !(k == 0 ? s[i] == '.' : s[i] == 'e' || s[i] == 'E')) continue;
        i++;
        if (k == 1 && i < n && (s[i] == '+' || s[i] == '-')) i++;
        if (i >= n || !repi_is_digit((unsigned char)s[i])) { repi_json_fail(json, REP_ERR_JSON, at, "a number needs a digit here: 1.5 or 2e9"); return 0; }
        while (i < n && repi_is_digit((unsigned char)s[i])) i++;
    }
    return i;
}

/* One state machine; the open containers are bits of a growing stack, so depth costs a bit. */
static rep_status repi_judge(repi_json *json)
{
    enum { VALUE, FIRST_VALUE, FIRST_KEY, KEY, COLON, AFTER } state = VALUE;
    const char *s = json->data;
    size_t i = 0, depth = 0, capacity = 0;
    unsigned char *stack = NULL; /* bit 1 = object */
    int ok = 1;
    json->count = 0;
    for (;;) {
        char c;
        while (i < json->len && (s[i] == ' ' || s[i] == '\t' || s[i] == '\n' || s[i] == '\r')) i++;
        if (i >= json->len) break;
        c = s[i];
        if (state == AFTER && depth == 0) { repi_json_fail(json, REP_ERR_JSON, i, "something follows the end of the document: one value is all"); goto failed; }
        if (state == AFTER) {
            int object = stack[(depth - 1) / 8] >> ((depth - 1) % 8) & 1;
            if (c == ',') state = object ? KEY : VALUE;
            else if (c == (object ? '}' : ']')) depth--;
            else { repi_json_fail(json, REP_ERR_JSON, i, object ? "a comma or } was expected here" : "a comma or ] was expected here"); goto failed; }
            i++;
        } else if (state == COLON) {
            if (c != ':') { repi_json_fail(json, REP_ERR_JSON, i, "a colon was expected here"); goto failed; }
            i++, state = VALUE;
        } else if (state == KEY || state == FIRST_KEY) {
            if (c == '}' && state == FIRST_KEY) depth--, i++, state = AFTER;
            else if (c != '"') { repi_json_fail(json, REP_ERR_JSON, i, "a name in double quotes was expected here"); goto failed; }
            else if ((i = repi_judge_string(json, i)) == 0) goto failed;
            else state = COLON;
        } else if (c == ']' && state == FIRST_VALUE) depth--, i++, state = AFTER;
        else if (c == '{' || c == '[') {
            if (depth / 8 >= capacity) REPI_GROW(json->memory, stack, capacity, depth / 8 + 1, unsigned char, ok);
            if (!ok) { REPI_FREE(json->memory, stack, capacity, unsigned char); return repi_no_memory(json->err); }
            stack[depth / 8] = (unsigned char)((stack[depth / 8] & ~(1u << depth % 8)) | (unsigned)(c == '{') << depth % 8);
            depth++, i++, state = c == '{' ? FIRST_KEY : FIRST_VALUE;
        } else {
            i = c == '"' ? repi_judge_string(json, i) : repi_judge_primitive(json, i);
            if (i == 0) goto failed;
            state = AFTER;
        }
    }
    REPI_FREE(json->memory, stack, capacity, unsigned char);
    if (state != AFTER || depth) return repi_json_fail(json, REP_ERR_JSON, json->len, depth ? "the document ends too early: a bracket is still open" : "the document is empty");
    return REP_OK;
failed:
    REPI_FREE(json->memory, stack, capacity, unsigned char);
    return REP_ERR_JSON;
}

/*--- tokens ---*/
static size_t repi_token_at(const repi_json *json, int token)
{
    return (size_t)json->tokens[token].start - (json->tokens[token].type == JSMN_STRING ? 1 : 0);
}

/* The token after all that lies inside this one. */
static int repi_token_next(const repi_json *json, int token)
{
    int end = json->tokens[token].end, next = token + 1;
    while (next < json->count && json->tokens[next].start < end) next++;
    return next;
}

static int repi_hex(const char *s)
{
    int v = 0, i;
    for (i = 0; i < 4; i++) v = v * 16 + (repi_is_digit((unsigned char)s[i]) ? s[i] - '0' : repi_to_lower((unsigned char)s[i]) - 'a' + 10);
    return v;
}

/* The text of a string token; escapes are spelled out, lone surrogates become U+FFFD. data NULL = no memory. */
static rep_str repi_token_text(repi_json *json, int token)
{
    const char *s = json->data + json->tokens[token].start;
    size_t n = (size_t)(json->tokens[token].end - json->tokens[token].start), i, o = 0;
    char *out;
    if (!n || !memchr(s, '\\', n)) return repi_str(s, n);
    out = (char *)repi_arena_get(json->arena, n);
    if (!out) { json->failed = 1; return repi_str(NULL, 0); }
    for (i = 0; i < n; i++) {
        static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
        const char *at;
        uint32_t code;
        if (s[i] != '\\') { out[o++] = s[i]; continue; }
        i++;
        if (s[i] != 'u') { at = strchr(from, s[i]); out[o++] = at ? to[at - from] : s[i]; continue; }
        code = (uint32_t)repi_hex(s + i + 1);
        i += 4;
        if (code >= 0xD800 && code < 0xDC00 && i + 6 < n && s[i + 1] == '\\' && s[i + 2] == 'u') {
            uint32_t low = (uint32_t)repi_hex(s + i + 3);
            if (low >= 0xDC00 && low < 0xE000) code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00), i += 6;
        }
        if (code >= 0xD800 && code < 0xE000) code = 0xFFFD;
        o += repi_utf8_put(out + o, code);
    }
    return repi_str(out, o);
}

/* Refuses an object that has a name twice. One index of all names of the document, by (object, name). */
static rep_status repi_judge_names(repi_json *json)
{
    size_t slots = 16, i;
    int t, *index, names = 0;
    uint64_t key = repi_mix((uint64_t)(size_t)json ^ (uint64_t)(size_t)json->tokens);
    rep_status status = REP_OK;
    for (t = 0; t < json->count; t++)
        if (json->tokens[t].parent >= 0 && json->tokens[json->tokens[t].parent].type == JSMN_OBJECT) names++;
    while (slots < (size_t)names * 2) slots *= 2;
    index = (int *)repi_zeroed(json->memory, slots, sizeof *index);
    if (!index) return repi_no_memory(json->err);
    for (t = 0; t < json->count && !status; t++) {
        int parent = json->tokens[t].parent;
        rep_str text;
        if (parent < 0 || json->tokens[parent].type != JSMN_OBJECT) continue;
        text = repi_token_text(json, t);
        if (!text.data) { status = repi_no_memory(json->err); break; }
        for (i = (size_t)repi_hash(text.data, text.len, key ^ repi_mix((uint64_t)parent)) & (slots - 1); index[i]; i = (i + 1) & (slots - 1)) {
            rep_str other;
            if (json->tokens[index[i] - 1].parent != parent) continue;
            other = repi_token_text(json, index[i] - 1);
            if (!repi_same(text, other)) continue;
            status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, t), "the name \"%v\" stands twice in one object: remove one", &text);
            break;
        }
        index[i] = t + 1;
    }
    repi_resize(json->memory, index, slots * sizeof *index, 0);
    return status;
}

static rep_status repi_json_open(repi_json *json)
{
    jsmn_parser parser;
    rep_status status;
    int count;
    if (json->len > INT_MAX - 16) return repi_fail(json->err, REP_ERR_LIMIT, 0, 0, "the model is larger than 2 GiB");
    status = repi_judge(json);
    if (status) return status;
    jsmn_init(&parser);
    count = jsmn_parse(&parser, json->data, json->len, NULL, 0);
    if (count < 1) return repi_json_fail(json, REP_ERR_MODEL, 0, "a model must be an object"); /* jsmn has no token for a lone number or word */
    json->tokens = (jsmntok_t *)repi_zeroed(json->memory, (size_t)count, sizeof *json->tokens);
    if (!json->tokens) return repi_no_memory(json->err);
    json->count = count;
    jsmn_init(&parser);
    jsmn_parse(&parser, json->data, json->len, json->tokens, (unsigned)count); /* as many as it counted */
    return repi_judge_names(json);
}

static void repi_json_close(repi_json *json)
{
    if (json->tokens) repi_resize(json->memory, json->tokens, (size_t)json->count * sizeof *json->tokens, 0);
    json->tokens = NULL;
}

/*--- values of tokens ---*/
static int repi_token_is(repi_json *json, int token, const char *word)
{
    return json->tokens[token].type == JSMN_STRING && repi_same(repi_token_text(json, token), repi_cstr(word));
}

static rep_str repi_token_raw(const repi_json *json, int token)
{
    return repi_str(json->data + json->tokens[token].start, (size_t)(json->tokens[token].end - json->tokens[token].start));
}

static int repi_token_null(const repi_json *json, int token)
{
    return json->tokens[token].type == JSMN_PRIMITIVE && json->data[json->tokens[token].start] == 'n';
}

static rep_status repi_want(repi_json *json, int token, jsmntype_t type, const char *what, const char *form)
{
    if (json->tokens[token].type == type) return REP_OK;
    return repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "%s must be %s", what, form);
}

static rep_status repi_want_text(repi_json *json, int token, const char *what, rep_str *out)
{
    rep_status status = repi_want(json, token, JSMN_STRING, what, "a string");
    if (status) return status;
    *out = repi_token_text(json, token);
    return out->data ? REP_OK : repi_no_memory(json->err);
}

static rep_status repi_want_bool(repi_json *json, int token, const char *what, int *out)
{
    char c = json->data[json->tokens[token].start];
    *out = c == 't';
    if (json->tokens[token].type == JSMN_PRIMITIVE && (c == 't' || c == 'f')) return REP_OK;
    return repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "%s must be true or false", what);
}

static rep_status repi_want_f64(repi_json *json, int token, const char *what, double *out)
{
    rep_str raw = repi_token_raw(json, token);
    *out = 0;
    if (json->tokens[token].type != JSMN_PRIMITIVE || !repi_parse_f64(raw.data, raw.len, out))
        return repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "%s must be a number", what);
    if (!repi_f64_finite(*out)) return repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "%s is too large for a double", what);
    return REP_OK;
}

static rep_status repi_want_share(repi_json *json, int token, const char *what, double *out)
{
    rep_status status = repi_want_f64(json, token, what, out);
    if (!status && (*out < 0 || *out > 1)) status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "%s must lie between 0 and 1", what);
    return status;
}

/* An integer low .. high; 3.0 and 1e3 are integers, too. */
static rep_status repi_want_int(repi_json *json, int token, const char *what, int64_t low, int64_t high, int64_t *out)
{
    rep_str raw = repi_token_raw(json, token);
    int64_t v = 0;
    if (json->tokens[token].type != JSMN_PRIMITIVE || !repi_read_units(raw, 0, &v))
        return repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "%s must be an integer", what);
    if (v < low || v > high) return repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "%s must lie between %d and %d", what, low, high);
    *out = v;
    return REP_OK;
}

static void repi_ignore(repi_json *json, int key)
{
    if (json->unknown++ == 0) json->first_unknown = repi_token_text(json, key);
}

/*--- lists of the model ---*/
#define REPI_COUNT_MAX ((int64_t)1 << 53) /* what a JSON number holds exactly everywhere */

/* {"text": count, ...}; all counts together below 2^53. */
static rep_status repi_read_counts(repi_json *json, int token, const char *what, rep_model *model, repi_levels *levels)
{
    int at, end = repi_token_next(json, token);
    uint64_t sum = 0;
    rep_status status = repi_want(json, token, JSMN_OBJECT, what, "an object of texts and counts");
    if (status) return status;
    if (!repi_levels_make(model, levels, (size_t)json->tokens[token].size)) return repi_no_memory(json->err);
    for (at = token + 1; at < end && !status; at = repi_token_next(json, at + 1)) {
        rep_str text = repi_token_text(json, at);
        int64_t count = 0;
        status = repi_want_int(json, at + 1, what, 0, REPI_COUNT_MAX, &count);
        if (!status && (!text.data || !repi_levels_add(model, levels, text, 0, (uint64_t)count))) status = repi_no_memory(json->err);
        sum += (uint64_t)count;
        if (!status && sum > (uint64_t)REPI_COUNT_MAX) status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, at + 1), "%s: the counts add up to more than 2^53", what);
    }
    if (!status && levels->count && sum == 0) status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "%s: all counts are 0", what);
    return status;
}

static rep_status repi_read_weights(repi_json *json, int token, rep_model *model, repi_column *column)
{
    int at, end = repi_token_next(json, token), some = 0;
    rep_status status = repi_want(json, token, JSMN_OBJECT, "weights", "an object of texts and weights");
    if (status) return status;
    if (!repi_levels_make(model, &column->levels, (size_t)json->tokens[token].size)) return repi_no_memory(json->err);
    for (at = token + 1; at < end && !status; at = repi_token_next(json, at + 1)) {
        rep_str text = repi_token_text(json, at);
        double weight = 0;
        status = repi_want_f64(json, at + 1, "a weight", &weight);
        weight = repi_f64_bits(weight) << 1 ? weight : 0; /* no -0.0 */
        if (!status && weight < 0) status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, at + 1), "the weight of \"%v\" is negative: it must be 0 or more", &text);
        if (!status && (!text.data || !repi_levels_add(model, &column->levels, text, weight, 0))) status = repi_no_memory(json->err);
        some |= weight > 0;
    }
    if (!status && !model->structure && !repi_levels_sort(model, &column->levels)) status = repi_no_memory(json->err); /* a structure counts them as they stand */
    if (!status && column->levels.count && !some) status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "all weights are 0: give at least one a weight above 0");
    return status;
}

/* One end of a range, in the column's units. */
static rep_status repi_read_end(repi_json *json, int token, const repi_column *column, int64_t *out)
{
    rep_str raw = repi_token_raw(json, token);
    double real;
    rep_status status;
    *out = 0;
    if (column->kind == REP_KIND_DATETIME) {
        int64_t micros;
        status = repi_want(json, token, JSMN_STRING, "a date of the distribution", "a string such as \"2023-01-31\"");
        if (status) return status;
        if (!repi_date_read_any_iso(raw.data, raw.len, &micros))
            return repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "\"%v\" is not an ISO 8601 date such as 2023-01-31T13:45:00", &raw);
        *out = repi_date_units(column, micros);
        return REP_OK;
    }
    if (column->real) {
        status = repi_want_f64(json, token, "a value of the distribution", &real);
        *out = (int64_t)(repi_f64_order(real) ^ (uint64_t)1 << 63);
        return status;
    }
    status = repi_want(json, token, JSMN_PRIMITIVE, "a value of the distribution", "a number");
    if (!status && !repi_read_units(raw, column->decimals > 0 ? column->decimals : 0, out))
        status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "%v is no number of at most %d decimals (\"decimals\") that fits 64 bits", &raw, (int64_t)REPI_MAX(column->decimals, 0));
    return status;
}

/* [[value, count], [low, high, count], ...], ascending. */
static rep_status repi_read_ranges(repi_json *json, int token, rep_model *model, repi_column *column)
{
    int at, end = repi_token_next(json, token);
    uint64_t sum = 0;
    int64_t before = INT64_MIN;
    rep_status status = repi_want(json, token, JSMN_ARRAY, "distribution", "an array of [value, count] and [low, high, count]");
    if (status) return status;
    column->ranges = (repi_range *)repi_arena_zeroed(&model->arena, (size_t)json->tokens[token].size, sizeof *column->ranges);
    if (!column->ranges) return repi_no_memory(json->err);
    for (at = token + 1; at < end; at = repi_token_next(json, at)) {
        repi_range *range = &column->ranges[column->range_count];
        int size = json->tokens[at].size;
        int64_t count = 0;
        status = repi_want(json, at, JSMN_ARRAY, "an item of distribution", "[value, count] or [low, high, count]");
        if (!status && size != 2 && size != 3) status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, at), "an item of distribution must be [value, count] or [low, high, count]");
        if (!status) status = repi_read_end(json, at + 1, column, &range->low);
        range->high = range->low;
        if (!status && size == 3) status = repi_read_end(json, at + 2, column, &range->high);
        if (!status) status = repi_want_int(json, at + size, "a count of distribution", 0, REPI_COUNT_MAX, &count);
        if (status) return status;
        range->count = (uint64_t)count;
        if (range->high < range->low || (column->range_count && range->low <= before))
            return repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, at), "distribution must ascend: low before high, and each item above the one before");
        if (column->step > 1 && ((uint64_t)range->high - (uint64_t)range->low) % (uint64_t)column->step)
            return repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, at), "low and high of this item are not a whole number of steps (\"step\") apart");
        before = range->high;
        sum += range->count;
        if (sum > (uint64_t)REPI_COUNT_MAX) return repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, at), "distribution: the counts add up to more than 2^53");
        column->range_count++;
    }
    if (column->range_count && sum == 0) return repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "distribution: all counts are 0");
    return REP_OK;
}

/*--- the model ---*/

/* Members of an object, one after the other: for (at = first; repi_member(...); ) */
typedef struct repi_members { int at, end; } repi_members;

static rep_status repi_members_of(repi_json *json, int token, const char *what, repi_members *members)
{
    rep_status status = repi_want(json, token, JSMN_OBJECT, what, "an object");
    members->at = token + 1, members->end = status ? token + 1 : repi_token_next(json, token);
    return status;
}

/* The next member: *value receives its token. -1 = no more, else the token of its name. */
static int repi_member(const repi_json *json, repi_members *members, int *value)
{
    int name = members->at;
    if (name >= members->end) return -1;
    *value = name + 1;
    members->at = repi_token_next(json, name + 1);
    return name;
}

static rep_status repi_read_style(repi_json *json, int token, rep_model *model, repi_column *column)
{
    repi_members members;
    int name, value;
    rep_str text;
    rep_status status = repi_members_of(json, token, "style", &members);
    while (!status && (name = repi_member(json, &members, &value)) >= 0) {
        if (repi_token_is(json, name, "prefix") || repi_token_is(json, name, "suffix") || repi_token_is(json, name, "group")) {
            rep_str *to = repi_token_is(json, name, "prefix") ? &column->style.prefix : repi_token_is(json, name, "suffix") ? &column->style.suffix : &column->style.group;
            status = repi_want_text(json, value, "an affix of style", to);
            if (!status && to->len > (to == &column->style.group ? 4u : 16u)) status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, value), "this part of style is too long: 16 bytes at most, 4 for group");
            if (!status && !(*to = repi_keep(model, *to)).data) status = repi_no_memory(json->err);
        } else if (repi_token_is(json, name, "mark")) {
            status = repi_want_text(json, value, "mark", &text);
            if (!status && (text.len != 1 || (text.data[0] != '.' && text.data[0] != ','))) status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, value), "mark must be \".\" or \",\"");
            if (!status) column->style.mark = text.data[0];
        } else if (repi_token_is(json, name, "zeros")) {
            status = repi_want_text(json, value, "zeros", &text);
            if (status) break;
            if (repi_same(text, repi_cstr("fixed"))) column->style.zeros = REPI_ZEROS_FIXED;
            else if (repi_same(text, repi_cstr("shortest"))) column->style.zeros = REPI_ZEROS_SHORTEST;
            else if (repi_same(text, repi_cstr("one"))) column->style.zeros = REPI_ZEROS_ONE;
            else status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, value), "zeros must be \"fixed\", \"shortest\" or \"one\"");
        } else if (repi_token_is(json, name, "bare")) status = repi_want_bool(json, value, "bare", &column->style.bare);
        else if (repi_token_is(json, name, "plus")) status = repi_want_bool(json, value, "plus", &column->style.plus);
        else repi_ignore(json, name);
    }
    return status;
}

static rep_status repi_read_id(repi_json *json, int token, rep_model *model, repi_column *column)
{
    repi_members members;
    int name, value;
    int64_t width = 0;
    rep_status status = repi_members_of(json, token, "id", &members);
    column->is_run = 1, column->run_step = 1;
    while (!status && (name = repi_member(json, &members, &value)) >= 0) {
        if (repi_token_is(json, name, "start")) status = repi_want_int(json, value, "start", INT64_MIN + 1, INT64_MAX, &column->run_start);
        else if (repi_token_is(json, name, "step")) status = repi_want_int(json, value, "step", INT64_MIN + 1, INT64_MAX, &column->run_step);
        else if (repi_token_is(json, name, "prefix")) status = repi_want_text(json, value, "prefix", &column->run_prefix);
        else if (repi_token_is(json, name, "suffix")) status = repi_want_text(json, value, "suffix", &column->run_suffix);
        else if (repi_token_is(json, name, "width")) status = repi_want_int(json, value, "width", 0, 18, &width);
        else repi_ignore(json, name);
    }
    column->run_width = (int)width;
    if (!status && (column->run_prefix.len > 1024 || column->run_suffix.len > 1024)) status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "prefix and suffix of an id have at most 1024 bytes");
    if (!status) {
        column->run_prefix = repi_keep(model, column->run_prefix), column->run_suffix = repi_keep(model, column->run_suffix);
        if (!column->run_prefix.data || !column->run_suffix.data) status = repi_no_memory(json->err);
    }
    return status;
}

static rep_status repi_read_patterns(repi_json *json, int token, rep_model *model, repi_column *column)
{
    repi_levels counts;
    size_t i, k;
    rep_status status = repi_read_counts(json, token, "patterns", model, &counts);
    if (status) return status;
    if (counts.count == 0 || counts.count > REPI_PATTERNS) return repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "patterns must hold 1 to %d patterns", (int64_t)REPI_PATTERNS);
    column->patterns = (repi_patterns *)repi_arena_zeroed(&model->arena, 1, sizeof *column->patterns);
    if (!column->patterns) return repi_no_memory(json->err);
    column->patterns->count = (int)counts.count;
    for (i = 0; i < counts.count; i++) {
        const char *wrong = repi_pattern_compile(&column->patterns->pattern[i], counts.items[i].text);
        if (wrong) return repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "pattern \"%v\": %s", &counts.items[i].text, wrong);
        column->patterns->weight[i] = counts.items[i].count;
        column->patterns->total += counts.items[i].count;
        for (k = 0; column->unique && k < i; k++)
            if (repi_pattern_overlap(&column->patterns->pattern[i], &column->patterns->pattern[k]))
                return repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "pattern \"%v\" can make the same text as another one, so the column would not be unique", &counts.items[i].text);
    }
    return REP_OK;
}

static const char *const repi_prose_styles[REPI_PROSE_STYLES] = { "capital", "title", "caps", "stop", "first_number", "last_number" };

/* {"shapes": [[words, shortest, longest, weight], ...], "capital": 0.5, ...} */
static rep_status repi_read_prose(repi_json *json, int token, rep_model *model, repi_column *column)
{
    repi_members members;
    int name, value, k, at;
    const char *wrong;
    repi_prose *prose = (repi_prose *)repi_arena_zeroed(&model->arena, 1, sizeof *prose);
    rep_status status = repi_members_of(json, token, "prose", &members);
    if (!prose) return repi_no_memory(json->err);
    while (!status && (name = repi_member(json, &members, &value)) >= 0) {
        if (repi_token_is(json, name, "shapes")) {
            status = repi_want(json, value, JSMN_ARRAY, "shapes", "an array of [words, shortest, longest, weight]");
            if (!status && json->tokens[value].size > REPI_PROSE_SHAPES) status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, value), "shapes holds at most %d items", (int64_t)REPI_PROSE_SHAPES);
            for (at = value + 1; !status && at < repi_token_next(json, value); at = repi_token_next(json, at)) {
                int64_t v[4] = { 0, 0, 0, 0 };
                status = repi_want(json, at, JSMN_ARRAY, "a shape", "[words, shortest, longest, weight]");
                if (!status && json->tokens[at].size != 4) status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, at), "a shape must be [words, shortest, longest, weight]");
                for (k = 0; k < 4 && !status; k++) {
                    status = repi_want(json, at + 1 + k, JSMN_PRIMITIVE, "a number of a shape", "an integer");
                    if (!status) status = repi_want_int(json, at + 1 + k, "a number of a shape", 0, k == 3 ? REPI_COUNT_MAX : INT64_C(0x7FFFFFFF), &v[k]);
                }
                if (status) break;
                prose->shape[prose->count].words = (uint32_t)v[0], prose->shape[prose->count].shortest = (uint32_t)v[1];
                prose->shape[prose->count].longest = (uint32_t)v[2], prose->shape[prose->count].weight = (uint64_t)v[3];
                prose->count++;
            }
        } else {
            double share = 0;
            for (k = 0; k < REPI_PROSE_STYLES; k++)
                if (repi_token_is(json, name, repi_prose_styles[k])) break;
            if (k == REPI_PROSE_STYLES) { repi_ignore(json, name); continue; }
            status = repi_want_share(json, value, repi_prose_styles[k], &share);
            prose->share[k] = (uint32_t)((repi_f64_to_fixed(share, 17) + 1) >> 1); /* rounded: six decimals tell 65536ths apart */
        }
    }
    if (status) return status;
    wrong = repi_prose_check(prose);
    if (wrong) return repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "prose: %s", wrong);
    column->prose = prose;
    return REP_OK;
}

/* The tokens of a column's members; 0 = absent. One list makes the enum and the names. */
#define REPI_COLUMN_KEYS(REPI_X) REPI_X(name) REPI_X(type) REPI_X(params) REPI_X(constraints) REPI_X(why) REPI_X(missing) REPI_X(decimals) \
    REPI_X(style) REPI_X(step) REPI_X(real) REPI_X(distribution) REPI_X(words) REPI_X(id) REPI_X(unique) REPI_X(format) REPI_X(offset) REPI_X(distinct) REPI_X(monthly) \
    REPI_X(forms) REPI_X(patterns) REPI_X(prose)
#define REPI_PARAM_KEYS(REPI_X) REPI_X(mean) REPI_X(std) REPI_X(nan_probability) REPI_X(weights) REPI_X(unique_count) REPI_X(pii_type)
#define REPI_VARIABLE_KEYS(REPI_X) REPI_X(column) REPI_X(part) REPI_X(tree) REPI_X(sets) REPI_X(pool) REPI_X(of) REPI_X(table) REPI_X(values)
#define REPI_RELATION_KEYS(REPI_X) REPI_X(sum) REPI_X(difference) REPI_X(calendar) REPI_X(order) REPI_X(terms) REPI_X(parts) REPI_X(kept) REPI_X(rows) /* kinds first, in their order */
#define REPI_KEY_ENUM(name) REPI_KEY_##name,
#define REPI_KEY_NAME(name) #name,
enum { REPI_COLUMN_KEYS(REPI_KEY_ENUM) REPI_KEY_COUNT };
enum { REPI_PARAM_KEYS(REPI_KEY_ENUM) REPI_KEY_PARAM_COUNT };
enum { REPI_VARIABLE_KEYS(REPI_KEY_ENUM) REPI_KEY_VARIABLE_COUNT };
enum { REPI_RELATION_KEYS(REPI_KEY_ENUM) REPI_KEY_RELATION_COUNT };
static const char *const repi_column_keys[] = { REPI_COLUMN_KEYS(REPI_KEY_NAME) };
static const char *const repi_param_keys[] = { REPI_PARAM_KEYS(REPI_KEY_NAME) };
static const char *const repi_variable_keys[] = { REPI_VARIABLE_KEYS(REPI_KEY_NAME) };
static const char *const repi_relation_keys[] = { REPI_RELATION_KEYS(REPI_KEY_NAME) };
#undef REPI_KEY_ENUM
#undef REPI_KEY_NAME
#undef REPI_COLUMN_KEYS
#undef REPI_PARAM_KEYS
#undef REPI_VARIABLE_KEYS
#undef REPI_RELATION_KEYS

static rep_status repi_collect(repi_json *json, int token, const char *what, const char *const *keys, int key_count, int *tokens)
{
    repi_members members;
    int name, value, k;
    rep_status status = repi_members_of(json, token, what, &members);
    memset(tokens, 0, (size_t)key_count * sizeof *tokens);
    while (!status && (name = repi_member(json, &members, &value)) >= 0) {
        for (k = 0; k < key_count; k++)
            if (repi_token_is(json, name, keys[k])) break;
        if (k < key_count) tokens[k] = value;
        else repi_ignore(json, name);
    }
    return status;
}

/* min or max: a number, or a date, or null. */
static rep_status repi_read_bound(repi_json *json, int token, const repi_column *column, const char *what, double *bound, int64_t *date, int *has)
{
    rep_str text;
    rep_status status;
    if (token == 0 || repi_token_null(json, token)) return REP_OK;
    *has = 1;
    if (column->kind != REP_KIND_DATETIME) return repi_want_f64(json, token, what, bound);
    status = repi_want_text(json, token, what, &text);
    if (!status && !repi_date_read_any_iso(text.data, text.len, date))
        status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "%s: \"%v\" is not an ISO 8601 date such as 2023-01-31T13:45:00", what, &text);
    return status;
}

static rep_status repi_read_numerical(repi_json *json, int token, const int *param, repi_column *column)
{
    rep_status status = REP_OK;
    if (param[REPI_KEY_mean] && !repi_token_null(json, param[REPI_KEY_mean])) {
        column->has_mean = 1;
        status = repi_want_f64(json, param[REPI_KEY_mean], "mean", &column->mean);
        if (!status && param[REPI_KEY_std] && !repi_token_null(json, param[REPI_KEY_std])) status = repi_want_f64(json, param[REPI_KEY_std], "std", &column->std);
        if (!status && column->std < 0) status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, param[REPI_KEY_std]), "column \"%v\": std is negative, it must be 0 or more", &column->name);
    }
    if (!status && !column->has_mean && !column->range_count && !column->is_run && column->missing_share < 1)
        status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "column \"%v\": a numerical column needs mean and std (params), a distribution or an id", &column->name);
    return status;
}

static rep_status repi_read_datetime(repi_json *json, int token, rep_model *model, const int *key, repi_column *column)
{
    rep_str text = repi_cstr("%Y-%m-%d %H:%M:%S");
    const char *wrong;
    int64_t offset = 0;
    rep_status status = key[REPI_KEY_format] ? repi_want_text(json, key[REPI_KEY_format], "format", &text) : REP_OK;
    if (status) return status;
    column->format = repi_keep(model, text);
    if (!column->format.data) return repi_no_memory(json->err);
    wrong = strlen(column->format.data) != text.len ? "it holds a NUL byte" : repi_date_check(column->format.data);
    if (wrong) return repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, key[REPI_KEY_format]), "format \"%v\": %s", &text, wrong);
    if (key[REPI_KEY_monthly]) status = repi_want_bool(json, key[REPI_KEY_monthly], "monthly", &column->monthly);
    if (status) return status;
    repi_know_format(column);
    if (key[REPI_KEY_offset]) status = repi_want_int(json, key[REPI_KEY_offset], "offset", -1439, 1439, &offset);
    column->date_offset = (int)offset;
    if (!status && column->has_min && column->has_max && column->date_min > column->date_max)
        status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "column \"%v\": min lies after max", &column->name);
    return status;
}

static rep_status repi_read_pii(repi_json *json, int token, rep_model *model, const int *param, const int *key, repi_column *column)
{
    rep_str text = repi_str("", 0);
    size_t i;
    rep_status status;
    if (!param[REPI_KEY_pii_type]) return repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "column \"%v\": a pii column needs params.pii_type", &column->name);
    status = repi_want_text(json, param[REPI_KEY_pii_type], "pii_type", &text);
    for (i = 0; !status && i < REPI_COUNT(repi_pii_classes); i++)
        if (repi_same(text, repi_cstr(repi_pii_classes[i].name))) column->pii = &repi_pii_classes[i];
    if (!status && !column->pii) {
        char names[96];
        size_t n = 0;
        for (i = 0; i < REPI_COUNT(repi_pii_classes) && n + strlen(repi_pii_classes[i].name) + 2 < sizeof names; i++) {
            if (i) names[n++] = ' ';
            memcpy(names + n, repi_pii_classes[i].name, strlen(repi_pii_classes[i].name)), n += strlen(repi_pii_classes[i].name);
        }
        names[n] = '\0';
        return repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, param[REPI_KEY_pii_type]), "pii_type \"%v\" is not known here; there are: %s", &text, names);
    }
    if (status) return status;
    if (key[REPI_KEY_forms]) status = repi_read_counts(json, key[REPI_KEY_forms], "forms", model, &column->forms);
    if (!status && column->forms.count == 0 && (!repi_levels_make(model, &column->forms, 1) ||
        !repi_levels_add(model, &column->forms, repi_cstr(column->pii->common_form), 0, 1))) status = repi_no_memory(json->err);
    for (i = 0; !status && i < column->forms.count; i++)
        if (!repi_pii_form_valid(column->pii, column->forms.items[i].text))
            status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, key[REPI_KEY_forms]), "\"%v\" is not a form of %s; the usual one is \"%s\"", &column->forms.items[i].text, column->pii->name, column->pii->common_form);
    return status;
}

static rep_status repi_read_column(repi_json *json, int token, rep_model *model, repi_column *column)
{
    int key[REPI_KEY_COUNT], param[REPI_KEY_PARAM_COUNT], bounds[2] = { 0, 0 };
    static const char *const bound_names[] = { "min", "max" };
    size_t kind;
    rep_str text = repi_str("", 0);
    int64_t number = 0;
    rep_status status = repi_collect(json, token, "a column", repi_column_keys, REPI_KEY_COUNT, key);
    column->decimals = -1;
    column->style.mark = '.';
    memset(param, 0, sizeof param);
    if (status) return status;
    if (!key[REPI_KEY_name] || !key[REPI_KEY_type]) return repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "a column needs \"name\" and \"type\"");
    status = repi_want_text(json, key[REPI_KEY_name], "name", &text);
    if (!status) column->name = repi_keep(model, text);
    if (!status) status = repi_want_text(json, key[REPI_KEY_type], "type", &text);
    if (status) return status;
    if (!column->name.data) return repi_no_memory(json->err);
    for (kind = 1; kind < REPI_COUNT(repi_kind_names); kind++)
        if (repi_same(text, repi_cstr(repi_kind_names[kind]))) column->kind = (rep_kind)kind;
    if (!column->kind) return repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, key[REPI_KEY_type]), "column \"%v\": type \"%v\" is not one of numerical, categorical, pii, datetime, text", &column->name, &text);
    if (key[REPI_KEY_params]) status = repi_collect(json, key[REPI_KEY_params], "params", repi_param_keys, REPI_KEY_PARAM_COUNT, param);
    if (!status && key[REPI_KEY_constraints] && !repi_token_null(json, key[REPI_KEY_constraints])) status = repi_collect(json, key[REPI_KEY_constraints], "constraints", bound_names, 2, bounds);
    if (!status && param[REPI_KEY_nan_probability]) status = repi_want_share(json, param[REPI_KEY_nan_probability], "nan_probability", &column->missing_share);
    if (!status) status = repi_read_bound(json, bounds[0], column, "min", &column->min, &column->date_min, &column->has_min);
    if (!status) status = repi_read_bound(json, bounds[1], column, "max", &column->max, &column->date_max, &column->has_max);
    if (!status && column->kind == REP_KIND_NUMERICAL && column->has_min && column->has_max && column->min > column->max)
        status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, bounds[0]), "column \"%v\": min is larger than max", &column->name);
    if (!status && key[REPI_KEY_why]) status = repi_want_text(json, key[REPI_KEY_why], "why", &text);
    if (!status && key[REPI_KEY_why] && !(column->why = repi_keep(model, text)).data) status = repi_no_memory(json->err);
    if (!status && key[REPI_KEY_missing]) status = repi_read_counts(json, key[REPI_KEY_missing], "missing", model, &column->missing);
    if (!status && key[REPI_KEY_words]) status = repi_read_counts(json, key[REPI_KEY_words], "words", model, &column->words);
    if (!status && param[REPI_KEY_unique_count]) status = repi_want_int(json, param[REPI_KEY_unique_count], "unique_count", 0, INT64_MAX, &number), column->distinct = (uint64_t)number;
    if (!status && key[REPI_KEY_distinct]) status = repi_want_int(json, key[REPI_KEY_distinct], "distinct", 0, INT64_MAX, &number), column->distinct = (uint64_t)number;
    number = -1;
    if (!status && key[REPI_KEY_decimals] && !repi_token_null(json, key[REPI_KEY_decimals])) status = repi_want_int(json, key[REPI_KEY_decimals], "decimals", 0, 18, &number);
    column->decimals = (int)number;
    if (!status && key[REPI_KEY_real]) status = repi_want_bool(json, key[REPI_KEY_real], "real", &column->real);
    if (!status && key[REPI_KEY_unique]) status = repi_want_bool(json, key[REPI_KEY_unique], "unique", &column->unique);
    if (!status && key[REPI_KEY_style]) status = repi_read_style(json, key[REPI_KEY_style], model, column);
    if (!status && key[REPI_KEY_id]) status = repi_read_id(json, key[REPI_KEY_id], model, column);
    if (status) return status;
    if (column->kind == REP_KIND_DATETIME) status = repi_read_datetime(json, token, model, key, column);
    if (!status && key[REPI_KEY_step] && !column->real) {
        rep_str raw = repi_token_raw(json, key[REPI_KEY_step]);
        if (json->tokens[key[REPI_KEY_step]].type != JSMN_PRIMITIVE || !repi_read_units(raw, column->decimals > 0 ? column->decimals : 0, &column->step) || column->step < 1)
            status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, key[REPI_KEY_step]), "step must be a positive number of at most %d decimals", (int64_t)REPI_MAX(column->decimals, 0));
    }
    if (!status && key[REPI_KEY_distribution] && (column->kind == REP_KIND_NUMERICAL || column->kind == REP_KIND_DATETIME))
        status = repi_read_ranges(json, key[REPI_KEY_distribution], model, column);
    if (!status && column->kind == REP_KIND_DATETIME && column->range_count == 0 && !(column->has_min && column->has_max) && column->missing_share < 1)
        status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "column \"%v\": a datetime column needs min and max (constraints) or a distribution", &column->name);
    if (!status && column->unique && column->kind == REP_KIND_NUMERICAL && !column->is_run && column->range_count != 1)
        status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, key[REPI_KEY_unique]), "column \"%v\": a unique number needs a distribution of one range", &column->name);
    if (status) return status;
    switch (column->kind) {
    case REP_KIND_NUMERICAL: return repi_read_numerical(json, token, param, column);
    case REP_KIND_PII: return repi_read_pii(json, token, model, param, key, column);
    case REP_KIND_CATEGORICAL:
        if (param[REPI_KEY_weights]) status = repi_read_weights(json, param[REPI_KEY_weights], model, column);
        if (!status && column->levels.count == 0 && column->missing_share < 1)
            status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "column \"%v\": a categorical column needs params.weights, or nan_probability 1", &column->name);
        return status;
    case REP_KIND_TEXT:
        if (key[REPI_KEY_patterns]) status = repi_read_patterns(json, key[REPI_KEY_patterns], model, column);
        else if (key[REPI_KEY_prose]) status = repi_read_prose(json, key[REPI_KEY_prose], model, column);
        else if (!column->is_run && !column->words.count && column->missing_share < 1)
            status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "column \"%v\": a text column needs patterns, prose, words or an id", &column->name);
        return status;
    default: return REP_OK;
    }
}

/* {"table": {"column": "table.column"}}, kept as compact text. */
static rep_status repi_read_foreign_keys(repi_json *json, int token, rep_model *model)
{
    repi_text text;
    repi_members tables, columns;
    int table, column, value, pair, first_table = 1, first;
    rep_status status;
    if (repi_token_null(json, token)) return REP_OK;
    memset(&text, 0, sizeof text);
    text.memory = json->memory;
    status = repi_members_of(json, token, "foreign_keys", &tables);
    repi_text_char(&text, '{');
    while (!status && (table = repi_member(json, &tables, &value)) >= 0) {
        status = repi_members_of(json, value, "a table of foreign_keys", &columns);
        repi_text_say(&text, first_table ? "" : ", ");
        repi_text_quote(&text, repi_token_text(json, table));
        repi_text_say(&text, ": {");
        first_table = 0, first = 1;
        while (!status && (column = repi_member(json, &columns, &pair)) >= 0) {
            rep_str target;
            status = repi_want_text(json, pair, "a foreign key", &target);
            if (!status && (!memchr(target.data, '.', target.len) || target.data[0] == '.' || target.data[target.len - 1] == '.'))
                status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, pair), "the foreign key \"%v\" must have the form \"table.column\"", &target);
            if (status) break;
            repi_text_say(&text, first ? "" : ", ");
            repi_text_quote(&text, repi_token_text(json, column));
            repi_text_say(&text, ": ");
            repi_text_quote(&text, target);
            first = 0;
        }
        repi_text_char(&text, '}');
    }
    repi_text_char(&text, '}');
    if (!status) {
        model->foreign_keys = text.failed ? repi_str(NULL, 0) : repi_keep(model, repi_str(text.data, text.len));
        if (!model->foreign_keys.data) status = repi_no_memory(json->err);
    }
    repi_text_free(&text);
    return status;
}

static rep_status repi_read_metadata(repi_json *json, int token, rep_model *model)
{
    repi_members members;
    int name, value;
    int64_t number;
    rep_status status = repi_members_of(json, token, "metadata", &members);
    while (!status && (name = repi_member(json, &members, &value)) >= 0) {
        rep_str text, *to = NULL;
        number = 0;
        if (repi_token_null(json, value) && !repi_token_is(json, name, "foreign_keys")) continue;
        if (repi_token_is(json, name, "rows")) status = repi_want_int(json, value, "rows", 0, INT64_MAX, &number), model->rows = (uint64_t)number;
        else if (repi_token_is(json, name, "date")) to = &model->date;
        else if (repi_token_is(json, name, "version")) to = &model->version;
        else if (repi_token_is(json, name, "name")) to = &model->name;
        else if (repi_token_is(json, name, "generator")) to = &model->generator;
        else if (repi_token_is(json, name, "private")) status = repi_want_bool(json, value, "private", &model->private_model);
        else if (repi_token_is(json, name, "delimiter")) {
            status = repi_want_text(json, value, "delimiter", &text);
            if (!status && (text.len != 1 || (unsigned char)text.data[0] >= 0x80 || strchr("\"\r\n", text.data[0]))) status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, value), "delimiter must be one ASCII character, such as \",\"");
            if (!status) model->delimiter = text.data[0];
        } else if (repi_token_is(json, name, "sampler") || repi_token_is(json, name, "words")) {
            int words = repi_token_is(json, name, "words");
            status = repi_want_int(json, value, words ? "words" : "sampler", 0, 1000000, &number);
            if (!status && number > (words ? REPI_WORDS : REPI_SAMPLER))
                status = repi_json_fail(json, REP_ERR_VERSION, repi_token_at(json, value), "the model asks for %s %d, this library (%s) has up to %d: use a newer replicator.h", words ? "words" : "sampler", number, REPLICATOR_VERSION, (int64_t)(words ? REPI_WORDS : REPI_SAMPLER));
            *(words ? &model->words : &model->sampler) = (int)number;
        } else if (repi_token_is(json, name, "foreign_keys")) status = repi_read_foreign_keys(json, value, model);
        else repi_ignore(json, name);
        if (to && !(status = repi_want_text(json, value, "a text of metadata", &text))) {
            *to = repi_keep(model, text);
            if (!to->data) status = repi_no_memory(json->err);
            else if (to == &model->version && (text.len < 1 || text.data[0] != '1' || (text.len > 1 && text.data[1] != '.')))
                status = repi_json_fail(json, REP_ERR_VERSION, repi_token_at(json, value), text.len && text.data[0] > '1' && text.data[0] <= '9' ? "the model's version is \"%v\", this library (" REPLICATOR_VERSION ") reads 1.x: use a newer replicator.h" : "the model's version is \"%v\", this library (" REPLICATOR_VERSION ") reads 1.x", &text);
        }
    }
    return status;
}

static int repi_column_order(const void *user, uint32_t a, uint32_t b)
{
    const rep_model *model = (const rep_model *)user;
    return repi_order(model->columns[a].name, model->columns[b].name);
}

/* Two columns of one name would share a stream and a place. order receives the columns' numbers by name. */
static rep_status repi_check_names(repi_json *json, rep_model *model, const int *tokens, uint32_t *order)
{
    size_t i;
    rep_status status = REP_OK;
    for (i = 0; i < model->column_count; i++) order[i] = (uint32_t)i;
    if (!repi_sort(json->memory, order, model->column_count, repi_column_order, model)) status = repi_no_memory(json->err);
    for (i = 1; i < model->column_count && !status; i++)
        if (repi_column_order(model, order[i - 1], order[i]) == 0)
            status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, tokens[order[i]]), "there are two columns named \"%v\": rename one", &model->columns[order[i]].name);
    return status;
}

/*--- the structure ---*/

/* Numbers of an array, one after the other. */
typedef struct repi_numerals { repi_json *json; int array, at, left; } repi_numerals;

static rep_status repi_numerals_of(repi_json *json, int token, const char *what, repi_numerals *numerals)
{
    rep_status status = repi_want(json, token, JSMN_ARRAY, what, "an array of integers");
    numerals->json = json, numerals->array = token, numerals->at = token + 1, numerals->left = status ? 0 : json->tokens[token].size;
    return status;
}

static rep_status repi_take_int(repi_numerals *numerals, const char *what, int64_t low, int64_t high, int64_t *out)
{
    repi_json *json = numerals->json;
    rep_status status;
    *out = 0;
    if (numerals->left == 0) return repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, numerals->array), "this list ends too early: %s is missing", what);
    status = repi_want(json, numerals->at, JSMN_PRIMITIVE, what, "an integer");
    if (!status) status = repi_want_int(json, numerals->at, what, low, high, out);
    numerals->at++, numerals->left--;
    return status;
}

/* Bars: the gap behind the bar before, for a wide one its further states as a negative number, and the weight; -1 and a weight for the pool. */
static rep_status repi_read_bars(repi_numerals *numerals, int64_t count, uint32_t states, int pool_allowed, repi_tree *tree)
{
    int64_t k, next = 0, wide, v;
    uint64_t sum = 0;
    rep_status status = REP_OK;
    for (k = 0; k < count && !status; k++) {
        repi_bar *bar = &tree->bars[tree->bar_count];
        status = repi_take_int(numerals, "the gap of a bar", pool_allowed ? -1 : 0, (int64_t)states - 1 - next, &v);
        if (status) break;
        if (v < 0) bar->first = bar->last = (uint16_t)REPI_BAR_POOL;
        else {
            bar->first = bar->last = (uint16_t)(next + v), next += v;
            if (numerals->left && numerals->json->data[numerals->json->tokens[numerals->at].start] == '-') {
                status = repi_take_int(numerals, "the width of a bar", next - (int64_t)states + 1, -1, &wide);
                bar->last = (uint16_t)(next - wide), next -= wide;
            }
            next++;
        }
        if (!status) status = repi_take_int(numerals, "the weight of a bar", 0, INT64_C(0xFFFFFFFF), &v);
        bar->weight = (uint32_t)v, sum += bar->weight;
        tree->bar_count++;
    }
    if (!status && sum == 0) status = repi_json_fail(numerals->json, REP_ERR_MODEL, repi_token_at(numerals->json, numerals->at - 1), "the weights of this leaf are all 0");
    return status;
}

/* One of "sets": ["bits in hexadecimal digits, lowest states first; the others are 0", ...], into the words behind tree->set_words. */
static rep_status repi_read_set(repi_json *json, int token, uint32_t states, repi_tree *tree)
{
    rep_str digits = repi_token_raw(json, token);
    size_t i;
    rep_status status = repi_want(json, token, JSMN_STRING, "a set", "a string of hexadecimal digits");
    if (!status && digits.len > ((size_t)states + 3) / 4) status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "this set is too long: its feature has %u states", (uint64_t)states);
    for (i = 0; i < digits.len && !status; i++) {
        int c = repi_to_lower((unsigned char)digits.data[i]);
        if (!repi_is_digit(c) && (c < 'a' || c > 'f')) status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "a set must be a string of hexadecimal digits");
        else tree->sets[tree->set_words + i / 16] |= (uint64_t)(repi_is_digit(c) ? c - '0' : c - 'a' + 10) << i % 16 * 4;
    }
    return status;
}

/* Preorder: feature + 1 and a cut; -(feature + 1) and the number of a set, which count up from 0; or 0, the number of bars, and the bars. */
static rep_status repi_read_tree(repi_json *json, const int *key, rep_model *model, size_t v)
{
    repi_structure *structure = model->structure;
    repi_tree *tree = &structure->variables[v].tree;
    uint32_t states = repi_state_count(structure->variables[v].column), *waiting;
    size_t waiting_count = 0, room, set_room;
    int set = key[REPI_KEY_sets] + 1, sets = 0, used = 0;
    repi_numerals numerals, pool;
    int64_t head, v1;
    rep_status status = REP_OK;
    memset(&pool, 0, sizeof pool);
    if (key[REPI_KEY_sets]) status = repi_want(json, key[REPI_KEY_sets], JSMN_ARRAY, "sets", "an array of strings");
    if (!status && key[REPI_KEY_sets]) sets = json->tokens[key[REPI_KEY_sets]].size;
    if (!status) status = repi_numerals_of(json, key[REPI_KEY_tree], "tree", &numerals);
    if (!status && key[REPI_KEY_pool]) status = repi_numerals_of(json, key[REPI_KEY_pool], "pool", &pool);
    if (status) return status;
    room = (size_t)numerals.left / 2 + 1;
    tree->nodes = (repi_node *)repi_arena_zeroed(&model->arena, room, sizeof *tree->nodes);
    tree->bars = (repi_bar *)repi_arena_zeroed(&model->arena, room + (size_t)pool.left / 2 + 1, sizeof *tree->bars);
    waiting = (uint32_t *)repi_arena_zeroed(&model->arena, room, sizeof *waiting); /* splits whose right child is to come */
    set_room = REPI_MIN((size_t)sets * (REPI_STATES_MAX / 64), (size_t)UINT16_MAX);
    tree->sets = (uint64_t *)repi_arena_zeroed(&model->arena, set_room, sizeof *tree->sets);
    if (!tree->nodes || !tree->bars || !waiting || !tree->sets) return repi_no_memory(json->err);
    do {
        repi_node *node = &tree->nodes[tree->node_count++];
        status = repi_take_int(&numerals, "a split or leaf", -(int64_t)v, (int64_t)v, &head);
        if (status) return status;
        if (head) {
            uint32_t feature = (uint32_t)(head < 0 ? -head : head) - 1, feature_states = repi_state_count(structure->variables[feature].column);
            if (head < 0) { /* sets are numbered where they are used, so each has one feature */
                status = repi_take_int(&numerals, "the number of a set", used, used, &v1);
                if (!status && used++ == sets) status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, numerals.at - 1), "there is no such set");
                if (!status && set_room - tree->set_words < (feature_states + 63) / 64) status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, set), "the sets of a tree hold at most 65535 times 64 states");
                if (!status) status = repi_read_set(json, set, feature_states, tree);
                if (status) return status;
                node->feature = (uint16_t)(feature | REPI_NODE_SET), node->cut = (uint16_t)tree->set_words;
                tree->set_words += (feature_states + 63) / 64;
                set = repi_token_next(json, set);
            } else {
                status = repi_take_int(&numerals, "a cut", 0, (int64_t)feature_states - 1, &v1);
                if (status) return status;
                node->feature = (uint16_t)feature, node->cut = (uint16_t)v1;
            }
            waiting[waiting_count++] = (uint32_t)(tree->node_count - 1);
            continue;
        }
        status = repi_take_int(&numerals, "the number of bars", 1, REPI_STATES_MAX + 1, &v1);
        node->feature = (uint16_t)REPI_NODE_LEAF, node->right = (uint32_t)tree->bar_count, node->cut = (uint16_t)v1;
        if (!status && v1 * 2 > numerals.left) status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, numerals.at - 1), "this list ends too early: bars are missing");
        if (!status) status = repi_read_bars(&numerals, v1, states, pool.left > 0, tree);
        if (status) return status;
        if (waiting_count == 0) break;
        tree->nodes[waiting[--waiting_count]].right = (uint32_t)tree->node_count;
    } while (1);
    if (numerals.left) return repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, numerals.at), "the tree has ended before this number");
    if (pool.left == 0) return REP_OK;
    v1 = (int64_t)tree->bar_count;
    for (head = 0; pool.left && !status; head++) status = repi_read_bars(&pool, 1, states, 0, tree);
    tree->pool_count = tree->bar_count - (size_t)v1;
    return status;
}

/* The columns of a model by name. */
typedef struct repi_index { const rep_model *model; uint32_t *order; } repi_index;

static rep_status repi_want_column(repi_json *json, int token, const repi_index *index, uint32_t *column)
{
    rep_str name;
    size_t low = 0, high = index->model->column_count;
    rep_status status = repi_want_text(json, token, "the name of a column", &name);
    if (status) return status;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = repi_order(index->model->columns[index->order[middle]].name, name);
        if (order == 0) { *column = index->order[middle]; return REP_OK; }
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "there is no column named \"%v\"", &name);
}

/* Has the column states? Ids and numbers without a distribution have none. */
static int repi_can_join(const repi_column *column)
{
    if (column->is_run || (column->unique && column->kind == REP_KIND_NUMERICAL)) return 0;
    if ((column->kind == REP_KIND_NUMERICAL || column->kind == REP_KIND_DATETIME) && !column->range_count) return 0;
    return repi_state_count(column) > 1;
}

static rep_status repi_read_lookup(repi_json *json, const int *key, rep_model *model, size_t v, const uint32_t *variable_of, const repi_index *index)
{
    repi_variable *variable = &model->structure->variables[v];
    uint32_t of = 0, states, s;
    repi_numerals numerals;
    int at;
    rep_status status = repi_want_column(json, key[REPI_KEY_of], index, &of);
    if (status) return status;
    if (variable_of[of] >= v) return repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, key[REPI_KEY_of]), "this column is no variable that stands before: move it up");
    variable->source = variable_of[of];
    states = repi_state_count(model->structure->variables[variable->source].column);
    if (!key[REPI_KEY_table]) return repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, key[REPI_KEY_of]), "a variable with \"of\" needs a \"table\"");
    status = repi_numerals_of(json, key[REPI_KEY_table], "table", &numerals);
    if (status) return status;
    if ((uint32_t)numerals.left != states) return repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, key[REPI_KEY_table]), "table must have %u items, one for every state of its source", (uint64_t)states);
    variable->table = (uint16_t *)repi_arena_zeroed(&model->arena, states, sizeof *variable->table);
    if (!variable->table) return repi_no_memory(json->err);
    for (s = 0; s < states && !status; s++) {
        int64_t state;
        status = repi_take_int(&numerals, "an item of table", 0, (int64_t)repi_state_count(variable->column) - 1, &state);
        variable->table[s] = (uint16_t)state;
    }
    if (status || !key[REPI_KEY_values]) return status;
    status = repi_want(json, key[REPI_KEY_values], JSMN_ARRAY, "values", "an array of numbers, dates and null");
    if (!status && ((uint32_t)json->tokens[key[REPI_KEY_values]].size != states || !repi_is_ordered(variable->column)))
        status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, key[REPI_KEY_values]), "values must have %u items, and its column must hold numbers or dates", (uint64_t)states);
    if (status) return status;
    variable->values = (int64_t *)repi_arena_zeroed(&model->arena, states, sizeof *variable->values);
    if (!variable->values) return repi_no_memory(json->err);
    for (at = key[REPI_KEY_values] + 1, s = 0; s < states && !status; s++, at = repi_token_next(json, at))
        if (!repi_token_null(json, at)) status = repi_read_end(json, at, variable->column, &variable->values[s]);
    return status;
}

static rep_status repi_read_variable(repi_json *json, int token, rep_model *model, size_t v, uint32_t *variable_of, const repi_index *index)
{
    repi_structure *structure = model->structure;
    repi_variable *variable = &structure->variables[v];
    int key[REPI_KEY_VARIABLE_COUNT];
    int64_t part = 0;
    rep_status status = repi_collect(json, token, "a variable", repi_variable_keys, REPI_KEY_VARIABLE_COUNT, key);
    if (status) return status;
    variable->source = REPI_NO_SOURCE;
    if (!key[REPI_KEY_column] == !key[REPI_KEY_part] || !key[REPI_KEY_tree] == !key[REPI_KEY_of])
        return repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "a variable needs \"column\" or \"part\", and \"tree\" or \"of\"");
    if (key[REPI_KEY_column]) status = repi_want_column(json, key[REPI_KEY_column], index, &variable->slot);
    else if (!(status = repi_want_int(json, key[REPI_KEY_part], "part", 0, (int64_t)structure->part_count - 1, &part))) variable->slot = (uint32_t)(model->column_count + (size_t)part);
    if (status) return status;
    variable->column = key[REPI_KEY_column] ? &model->columns[variable->slot] : &structure->parts[part];
    if (variable_of[variable->slot] != UINT32_MAX) return repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "\"%v\" is a variable already", &variable->column->name);
    if (!repi_can_join(variable->column)) return repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "\"%v\" cannot be a variable: it is an id, or has no distribution", &variable->column->name);
    variable->column->joined = 1;
    if (key[REPI_KEY_of]) status = repi_read_lookup(json, key, model, v, variable_of, index);
    else status = repi_read_tree(json, key, model, v);
    variable_of[variable->slot] = (uint32_t)v;
    return status;
}

/* {"sum": "total", "terms": {"fare": 1, "tip": 1}, "part": 0, "kept": rows, "rows": rows} and the other three kinds. */
static rep_status repi_read_relation(repi_json *json, int token, rep_model *model, uint32_t *known, const repi_index *index, repi_relation *relation)
{
    static const char *const wrong = "this relation's columns do not fit it: sums need numbers with no more decimals than the sum, dates a grain of at most a day";
    int key[REPI_KEY_RELATION_COUNT], name, value, k;
    repi_members members;
    repi_numerals numerals;
    int64_t number = 0;
    uint32_t v;
    const repi_column *column;
    rep_status status = repi_collect(json, token, "a relation", repi_relation_keys, REPI_KEY_RELATION_COUNT, key);
    for (k = 0; !status && k < REPI_RELATION_KINDS && !key[k]; k++) { }
    if (!status && k == REPI_RELATION_KINDS) status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "a relation needs one of \"sum\", \"difference\", \"calendar\", \"order\"");
    if (!status) status = repi_want_column(json, key[k], index, &relation->column);
    if (status) return status;
    relation->kind = (repi_relation_kind)k;
    column = &model->columns[relation->column];
    if (key[REPI_KEY_terms]) status = repi_members_of(json, key[REPI_KEY_terms], "terms", &members);
    while (!status && key[REPI_KEY_terms] && (name = repi_member(json, &members, &value)) >= 0) {
        repi_term *term;
        if (relation->term_count == REPI_COUNT(relation->terms)) return repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, name), "a relation has at most %u terms", (uint64_t)REPI_COUNT(relation->terms));
        term = &relation->terms[relation->term_count];
        status = repi_want_column(json, name, index, &term->column);
        if (!status) status = repi_want_int(json, value, "the factor of a term", -1000, 1000, &number);
        if (!status && number == 0) status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, value), "the factor of a term must not be 0");
        term->factor = (int32_t)number, relation->term_count++;
        if (!status && (!repi_is_ordered(&model->columns[term->column]) || !model->columns[term->column].joined || model->columns[term->column].kind != column->kind || term->column == relation->column ||
            model->columns[term->column].real != column->real || (k == REPI_RELATION_SUM && (column->real || model->columns[term->column].decimals > column->decimals || model->columns[term->column].decimals < 0))))
            status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, name), wrong);
    }
    if (!status && (!repi_is_ordered(column) || (relation->term_count == 0) != (k == REPI_RELATION_CALENDAR) || (k != REPI_RELATION_SUM && relation->term_count > 1) ||
        ((k == REPI_RELATION_DIFFERENCE || k == REPI_RELATION_CALENDAR) && (column->kind != REP_KIND_DATETIME || column->grain <= 0 || column->grain > REPI_DATE_DAY)) ||
        (k == REPI_RELATION_SUM && column->kind != REP_KIND_NUMERICAL))) status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), wrong);
    if (!status && key[REPI_KEY_kept]) status = repi_want_int(json, key[REPI_KEY_kept], "kept", 0, REPI_COUNT_MAX, &number), relation->kept = (uint64_t)number;
    if (!status && key[REPI_KEY_rows]) status = repi_want_int(json, key[REPI_KEY_rows], "rows", 0, REPI_COUNT_MAX, &number), relation->rows = (uint64_t)number;
    if (status) return status;
    if (k == REPI_RELATION_ORDER) {
        relation->after = v = known[relation->column];
        if (v == UINT32_MAX || v >= model->structure->variable_count || model->structure->variables[v].slot != relation->column || model->structure->variables[v].source != REPI_NO_SOURCE || known[relation->terms[0].column] >= v)
            return repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "the column of an order must be a variable with a tree, behind its term");
        return REP_OK;
    }
    if (!key[REPI_KEY_parts]) return repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "a relation needs \"parts\", the numbers of its parts");
    status = repi_numerals_of(json, key[REPI_KEY_parts], "parts", &numerals);
    while (!status && numerals.left) {
        status = repi_take_int(&numerals, "a part", relation->part_count ? relation->first_part + relation->part_count : 0, (int64_t)model->structure->part_count - 1, &number);
        if (!status && relation->part_count && (uint64_t)number != relation->first_part + relation->part_count) status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, key[REPI_KEY_parts]), "the parts of a relation must follow each other");
        if (status) break;
        if (relation->part_count++ == 0) relation->first_part = (uint32_t)number;
        v = known[model->column_count + (uint32_t)number];
        if (v == UINT32_MAX) status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, key[REPI_KEY_parts]), "part %d is no variable", number);
        else relation->after = REPI_MAX(relation->after, v);
    }
    if (!status && (k == REPI_RELATION_CALENDAR ? relation->part_count < 2 || relation->part_count > 3 : relation->part_count != 1))
        status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, key[REPI_KEY_parts]), "a calendar has two or three parts, other relations one");
    if (!status && column->joined) status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "\"%v\" is a variable or derived already", &column->name);
    model->columns[relation->column].joined = 1;
    known[relation->column] = relation->after;
    for (v = 0; !status && v < relation->term_count; v++)
        if (known[relation->terms[v].column] > relation->after)
            status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, token), "\"%v\" is not known when this relation needs it", &model->columns[relation->terms[v].column].name);
    return status;
}

/* {"parts": [...], "variables": [...], "relations": [...]}; columns are read. order: their numbers by name. */
static rep_status repi_read_structure(repi_json *json, int token, rep_model *model, uint32_t *order)
{
    static const char *const names[] = { "parts", "variables", "relations" };
    repi_structure *structure = model->structure;
    size_t *counts[3], i;
    uint32_t *variable_of;
    repi_index index;
    int key[3], k, at;
    rep_status status = repi_collect(json, token, "structure", names, 3, key);
    index.model = model, index.order = order;
    counts[0] = &structure->part_count, counts[1] = &structure->variable_count, counts[2] = &structure->relation_count;
    for (k = 0; k < 3 && !status; k++) {
        if (!key[k]) continue;
        status = repi_want(json, key[k], JSMN_ARRAY, names[k], "an array");
        if (!status) *counts[k] = (size_t)json->tokens[key[k]].size;
    }
    if (status) return status;
    if (structure->variable_count > REPI_VARIABLES_MAX) return repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, key[1]), "a structure has at most %d variables", (int64_t)REPI_VARIABLES_MAX);
    structure->parts = (repi_column *)repi_arena_zeroed(&model->arena, structure->part_count + 1, sizeof *structure->parts);
    structure->variables = (repi_variable *)repi_arena_zeroed(&model->arena, structure->variable_count + 1, sizeof *structure->variables);
    structure->relations = (repi_relation *)repi_arena_zeroed(&model->arena, structure->relation_count + 1, sizeof *structure->relations);
    variable_of = (uint32_t *)repi_arena_get(&model->arena, (model->column_count + structure->part_count + 1) * sizeof *variable_of);
    if (!structure->parts || !structure->variables || !structure->relations || !variable_of) return repi_no_memory(json->err);
    memset(variable_of, 0xFF, (model->column_count + structure->part_count + 1) * sizeof *variable_of);
    for (i = 0, at = key[0] + 1; i < structure->part_count && !status; i++, at = repi_token_next(json, at)) {
        status = repi_read_column(json, at, model, &structure->parts[i]);
        if (!status && (structure->parts[i].kind != REP_KIND_NUMERICAL || structure->parts[i].real || !repi_can_join(&structure->parts[i])))
            status = repi_json_fail(json, REP_ERR_MODEL, repi_token_at(json, at), "a part must be numerical with a distribution of decimals");
    }
    for (i = 0, at = key[1] + 1; i < structure->variable_count && !status; i++, at = repi_token_next(json, at)) status = repi_read_variable(json, at, model, i, variable_of, &index);
    for (i = 0, at = key[2] + 1; i < structure->relation_count && !status; i++, at = repi_token_next(json, at))
        status = repi_read_relation(json, at, model, variable_of, &index, &structure->relations[i]);
    return status;
}

static rep_status repi_read_model(repi_json *json, rep_model *model)
{
    static const char *const parts[] = { "metadata", "columns", "structure" };
    int tokens[3], at, end, *column_tokens;
    uint32_t *order;
    size_t i = 0;
    rep_status status = repi_collect(json, 0, "a model", parts, 3, tokens);
    if (status) return status;
    model->version = repi_cstr("1.0");
    if (tokens[0]) status = repi_read_metadata(json, tokens[0], model);
    if (status) return status;
    if (!tokens[1]) return repi_json_fail(json, REP_ERR_MODEL, 0, "a model needs \"columns\", an array of columns");
    status = repi_want(json, tokens[1], JSMN_ARRAY, "columns", "an array of columns");
    if (status) return status;
    model->column_count = (size_t)json->tokens[tokens[1]].size;
    model->columns = (repi_column *)repi_arena_zeroed(&model->arena, model->column_count, sizeof *model->columns);
    column_tokens = (int *)repi_arena_zeroed(&model->arena, model->column_count, sizeof *column_tokens);
    order = (uint32_t *)repi_arena_zeroed(&model->arena, model->column_count, sizeof *order);
    if (!model->columns || !column_tokens || !order) return repi_no_memory(json->err);
    if (tokens[2] && !repi_token_null(json, tokens[2]) && !(model->structure = (repi_structure *)repi_arena_zeroed(&model->arena, 1, sizeof *model->structure))) return repi_no_memory(json->err);
    end = repi_token_next(json, tokens[1]);
    for (at = tokens[1] + 1; at < end && !status; at = repi_token_next(json, at)) {
        column_tokens[i] = at;
        status = repi_read_column(json, at, model, &model->columns[i++]);
    }
    if (!status) status = repi_check_names(json, model, column_tokens, order);
    if (!status && model->structure) status = repi_read_structure(json, tokens[2], model, order);
    if (!status && json->unknown && !repi_warn(model, json->unknown == 1 ? "%u key is not known to this version and was ignored: \"%v\"" : "%u keys are not known to this version and were ignored, the first is \"%v\"", json->unknown, &json->first_unknown))
        status = repi_no_memory(json->err);
    return status;
}

REPLICATOR_DEF rep_status rep_model_read(rep_model **out, const char *data, size_t len, const rep_model_options *options, rep_error *err)
{
    repi_json json;
    rep_model *model;
    rep_status status;
    rep_error ignored;
    repi_clear(err);
    if (!err) err = &ignored;
    if (!out || (!data && len)) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "out or data is NULL");
    *out = NULL;
    model = repi_model_begin(options ? &options->host : NULL, options ? options->max_bytes : 0);
    if (!model) return repi_no_memory(err);
    memset(&json, 0, sizeof json);
    json.data = data, json.len = len, json.memory = &model->memory, json.arena = &model->arena, json.err = err;
    status = repi_json_open(&json);
    if (!status) status = repi_read_model(&json, model);
    repi_json_close(&json);
    if (json.failed) status = repi_no_memory(err); /* whatever else was said for want of it */
    if (!status) status = repi_model_prepare(model, err);
    if (status) rep_model_free(model);
    else *out = model;
    return status;
}

/*==============================================================================
 * MARK: - [R18] JSON out
 *
 * Writes a model so that a person can read it: the reference's keys first, ours
 * behind them, short lists on one line. The same model gives the same bytes.
 *
 *   enter by   rep_model_write
 *   uses       R03 text, R05 numbers as text, R08 dates, R15 the model
 *============================================================================*/
static void repi_put_f64(repi_text *text, double v)
{
    char out[32];
    repi_text_add(text, out, repi_format_f64(out, v));
}

/* One end of a range, as repi_read_end reads it. */
static void repi_put_end(repi_text *text, const repi_column *column, int64_t units)
{
    char out[REPI_NUMBER_TEXT];
    repi_style style;
    if (column->kind == REP_KIND_DATETIME) {
        repi_text_char(text, '"');
        repi_text_add(text, out, repi_date_print_iso(repi_date_from_units(column, units), out));
        repi_text_char(text, '"');
    } else if (column->real) repi_put_f64(text, repi_f64_unorder((uint64_t)units ^ (uint64_t)1 << 63));
    else {
        memset(&style, 0, sizeof style);
        style.mark = '.', style.zeros = REPI_ZEROS_SHORTEST;
        repi_text_add(text, out, repi_number_print(out, units, REPI_MAX(column->decimals, 0), &style));
    }
}

/* A comma and the next name of a column, on a line of its own. */
static void repi_put_key(repi_text *text, const char *name) { repi_text_say(text, ",\n      \"%s\": ", name); }

/* Between the items of a list: a comma, and a new line where the old one has 76 bytes. */
static void repi_put_next(repi_text *text, size_t i, size_t *line)
{
    if (i && text->len - *line > 76) repi_text_say(text, ",\n        "), *line = text->len;
    else if (i) repi_text_say(text, ", ");
}

static void repi_put_counts(repi_text *text, const char *name, const repi_levels *levels)
{
    size_t i;
    if (levels->count == 0) return;
    repi_put_key(text, name);
    for (i = 0; i < levels->count; i++) {
        repi_text_say(text, i ? ", " : "{");
        repi_text_quote(text, levels->items[i].text);
        repi_text_say(text, ": %u", levels->items[i].count);
    }
    repi_text_char(text, '}');
}

static void repi_put_params(repi_text *text, const repi_column *column, rep_write_fn write, void *user, int *ok)
{
    char out[REPI_DATE_ROOM];
    size_t i;
    repi_put_key(text, "params");
    repi_text_char(text, '{');
    if (column->kind == REP_KIND_NUMERICAL && column->has_mean) {
        repi_text_say(text, "\"mean\": ");
        repi_put_f64(text, column->mean);
        repi_text_say(text, ", \"std\": ");
        repi_put_f64(text, column->std);
        repi_text_say(text, ", ");
    } else if (column->kind == REP_KIND_PII) repi_text_say(text, "\"pii_type\": \"%s\", ", column->pii->name);
    else if (column->kind == REP_KIND_CATEGORICAL) {
        repi_text_say(text, "\"weights\": {");
        for (i = 0; i < column->levels.count && *ok; i++) {
            repi_text_say(text, i ? ",\n        " : "\n        ");
            repi_text_quote(text, column->levels.items[i].text);
            repi_text_say(text, ": ");
            repi_put_f64(text, column->levels.items[i].weight);
            *ok = repi_text_drain(text, 1 << 16, write, user);
        }
        repi_text_say(text, column->levels.count ? "\n      }, " : "}, ");
    }
    repi_text_say(text, "\"nan_probability\": ");
    repi_put_f64(text, column->missing_share);
    if (column->kind == REP_KIND_CATEGORICAL) repi_text_say(text, ", \"unique_count\": %u", column->distinct);
    repi_text_char(text, '}');
    repi_put_key(text, "constraints");
    repi_text_char(text, '{');
    for (i = 0; i < 2; i++) {
        if (!(i ? column->has_max : column->has_min)) continue;
        repi_text_say(text, i ? column->has_min ? ", \"max\": " : "\"max\": " : "\"min\": ");
        if (column->kind == REP_KIND_DATETIME) {
            size_t n = repi_date_print_iso(i ? column->date_max : column->date_min, out);
            repi_text_quote(text, repi_str(out, n));
        } else repi_put_f64(text, i ? column->max : column->min);
    }
    repi_text_char(text, '}');
}

/* Learned numbers have one; so do numbers of no fixed decimals whose style was written by hand. */
static int repi_has_style(const repi_column *column)
{
    const repi_style *style = &column->style;
    return column->decimals >= 0 || column->real || style->prefix.len || style->suffix.len || style->group.len || style->mark == ',' || style->bare || style->plus;
}

static void repi_put_style(repi_text *text, const repi_column *column)
{
    static const char *const zeros[] = { "fixed", "shortest", "one" };
    const repi_style *style = &column->style;
    repi_put_key(text, "style");
    repi_text_say(text, "{\"zeros\": \"%s\"", zeros[style->zeros]);
    if (style->prefix.len) repi_text_say(text, ", \"prefix\": "), repi_text_quote(text, style->prefix);
    if (style->suffix.len) repi_text_say(text, ", \"suffix\": "), repi_text_quote(text, style->suffix);
    if (style->group.len) repi_text_say(text, ", \"group\": "), repi_text_quote(text, style->group);
    if (style->mark != '.') repi_text_say(text, ", \"mark\": \"%c\"", style->mark);
    if (style->bare) repi_text_say(text, ", \"bare\": true");
    if (style->plus) repi_text_say(text, ", \"plus\": true");
    repi_text_char(text, '}');
}

static void repi_put_ranges(repi_text *text, const repi_column *column)
{
    size_t i, line;
    repi_put_key(text, "distribution");
    repi_text_say(text, "[\n        ");
    line = text->len;
    for (i = 0; i < column->range_count; i++) {
        repi_put_next(text, i, &line);
        repi_text_char(text, '[');
        repi_put_end(text, column, column->ranges[i].low);
        if (column->ranges[i].high != column->ranges[i].low) repi_text_say(text, ", "), repi_put_end(text, column, column->ranges[i].high);
        repi_text_say(text, ", %u]", column->ranges[i].count);
    }
    repi_text_say(text, "\n      ]");
}

static void repi_put_text_model(repi_text *text, const repi_column *column)
{
    int i;
    if (column->patterns) {
        repi_put_key(text, "patterns");
        for (i = 0; i < column->patterns->count; i++) {
            repi_text_say(text, i ? ", " : "{");
            repi_text_quote(text, repi_cstr(column->patterns->pattern[i].text));
            repi_text_say(text, ": %u", column->patterns->weight[i]);
        }
        repi_text_char(text, '}');
    } else if (column->prose) {
        size_t line;
        repi_put_key(text, "prose");
        repi_text_char(text, '{');
        for (i = 0; i < REPI_PROSE_STYLES; i++) {
            if (column->prose->share[i] == 0) continue;
            repi_text_say(text, "\"%s\": ", repi_prose_styles[i]);
            repi_put_f64(text, repi_decimal_to_f64(repi_muldiv(column->prose->share[i], 1000000, 65536), -6, 0));
            repi_text_say(text, ", ");
        }
        repi_text_say(text, "\"shapes\": [");
        line = text->len;
        for (i = 0; i < column->prose->count; i++) {
            const repi_prose_shape *shape = &column->prose->shape[i];
            repi_put_next(text, (size_t)i, &line);
            repi_text_say(text, "[%u, %u, %u, %u]", (uint64_t)shape->words, (uint64_t)shape->shortest, (uint64_t)shape->longest, shape->weight);
        }
        repi_text_say(text, "]}");
    }
}

static void repi_put_column(repi_text *text, const repi_column *column, rep_write_fn write, void *user, int *ok)
{
    repi_text_say(text, "    {\n      \"name\": ");
    repi_text_quote(text, column->name);
    repi_put_key(text, "type");
    repi_text_say(text, "\"%s\"", rep_kind_name(column->kind));
    repi_put_params(text, column, write, user, ok);
    if (column->why.len) repi_put_key(text, "why"), repi_text_quote(text, column->why);
    if (column->distinct && column->kind != REP_KIND_CATEGORICAL) repi_put_key(text, "distinct"), repi_text_say(text, "%u", column->distinct);
    repi_put_counts(text, "missing", &column->missing);
    if (column->unique) repi_put_key(text, "unique"), repi_text_say(text, "true");
    if (column->decimals >= 0) repi_put_key(text, "decimals"), repi_text_say(text, "%u", (uint64_t)column->decimals);
    if (column->real) repi_put_key(text, "real"), repi_text_say(text, "true");
    if (column->kind == REP_KIND_NUMERICAL && repi_has_style(column)) repi_put_style(text, column);
    if (column->is_run) {
        repi_put_key(text, "id");
        repi_text_say(text, "{\"start\": %d, \"step\": %d", column->run_start, column->run_step);
        if (column->run_prefix.len) repi_text_say(text, ", \"prefix\": "), repi_text_quote(text, column->run_prefix);
        if (column->run_suffix.len) repi_text_say(text, ", \"suffix\": "), repi_text_quote(text, column->run_suffix);
        if (column->run_width) repi_text_say(text, ", \"width\": %u", (uint64_t)column->run_width);
        repi_text_char(text, '}');
    }
    if (column->format.len) repi_put_key(text, "format"), repi_text_quote(text, column->format);
    if (column->monthly) repi_put_key(text, "monthly"), repi_text_say(text, "true");
    if (column->date_offset) repi_put_key(text, "offset"), repi_text_say(text, "%d", (int64_t)column->date_offset);
    repi_put_counts(text, "forms", &column->forms);
    repi_put_counts(text, "words", &column->words);
    if (column->range_count) {
        if (column->step > 1) {
            char out[80];
            repi_put_key(text, "step");
            repi_text_add(text, out, repi_format_units(out, column->step, REPI_MAX(column->decimals, 0)));
        }
        repi_put_ranges(text, column);
    }
    repi_put_text_model(text, column);
    repi_text_say(text, "\n    }");
}

/*--- the structure ---*/

/* Integers of an array, without blanks, for there are many: a new line where the old one has 120 bytes. */
static void repi_put_int(repi_text *text, int64_t v, size_t *line, int *first)
{
    char digits[24];
    if (!*first) repi_text_char(text, ',');
    if (text->len - *line > 120) repi_text_add(text, "\n        ", 9), *line = text->len;
    repi_text_add(text, digits, repi_format_i64(digits, v));
    *first = 0;
}

static void repi_put_bars(repi_text *text, const repi_tree *tree, size_t first, size_t count, size_t *line, int *begun)
{
    int64_t next = 0;
    size_t i;
    for (i = first; i < first + count; i++) {
        const repi_bar *bar = &tree->bars[i];
        if (bar->first == REPI_BAR_POOL) repi_put_int(text, -1, line, begun);
        else {
            repi_put_int(text, (int64_t)bar->first - next, line, begun);
            if (bar->last != bar->first) repi_put_int(text, (int64_t)bar->first - (int64_t)bar->last, line, begun);
            next = (int64_t)bar->last + 1;
        }
        repi_put_int(text, (int64_t)bar->weight, line, begun);
    }
}

/* A tree as repi_read_tree reads it; a set is numbered where it is used first. */
static void repi_put_tree(repi_text *text, const repi_structure *structure, const repi_tree *tree)
{
    size_t i, line = text->len, words, digits, w;
    int begun = 1;
    int64_t sets = 0;
    repi_text_say(text, ", \"tree\": [");
    for (i = 0; i < tree->node_count; i++) {
        const repi_node *node = &tree->nodes[i];
        int64_t feature = node->feature & (REPI_NODE_SET - 1);
        if (node->feature == REPI_NODE_LEAF) {
            repi_put_int(text, 0, &line, &begun), repi_put_int(text, node->cut, &line, &begun);
            repi_put_bars(text, tree, node->right, node->cut, &line, &begun);
        } else if (node->feature & REPI_NODE_SET) repi_put_int(text, -feature - 1, &line, &begun), repi_put_int(text, sets++, &line, &begun);
        else repi_put_int(text, feature + 1, &line, &begun), repi_put_int(text, node->cut, &line, &begun);
    }
    repi_text_char(text, ']');
    if (sets) {
        repi_text_say(text, ",\n        \"sets\": [");
        for (line = text->len, sets = 0, i = 0; i < tree->node_count; i++) {
            const repi_node *node = &tree->nodes[i];
            if (node->feature == REPI_NODE_LEAF || !(node->feature & REPI_NODE_SET)) continue;
            words = (repi_state_count(structure->variables[node->feature & (REPI_NODE_SET - 1)].column) + 63) / 64;
            repi_put_next(text, (size_t)sets++, &line);
            repi_text_char(text, '"');
            for (digits = 16 * words; digits > 1 && !(tree->sets[node->cut + (digits - 1) / 16] >> (digits - 1) % 16 * 4 & 15);) digits--;
            for (w = 0; w < digits; w++) repi_text_char(text, "0123456789abcdef"[tree->sets[node->cut + w / 16] >> w % 16 * 4 & 15]);
            repi_text_char(text, '"');
        }
        repi_text_char(text, ']');
    }
    if (tree->pool_count) {
        repi_text_say(text, ",\n        \"pool\": [");
        line = text->len, begun = 1;
        for (i = tree->bar_count - tree->pool_count; i < tree->bar_count; i++) repi_put_bars(text, tree, i, 1, &line, &begun);
        repi_text_char(text, ']');
    }
}

static void repi_put_lookup(repi_text *text, const repi_structure *structure, const repi_variable *variable)
{
    uint32_t states = repi_state_count(structure->variables[variable->source].column), s;
    size_t line = text->len;
    int begun = 1;
    repi_text_say(text, ", \"of\": ");
    repi_text_quote(text, structure->variables[variable->source].column->name);
    repi_text_say(text, ", \"table\": [");
    for (s = 0; s < states; s++) repi_put_int(text, variable->table[s], &line, &begun);
    repi_text_char(text, ']');
    if (!variable->values) return;
    repi_text_say(text, ",\n        \"values\": [");
    for (line = text->len, s = 0; s < states; s++) {
        repi_put_next(text, s, &line);
        if (variable->table[s] == 0) repi_text_say(text, "null");
        else repi_put_end(text, variable->column, variable->values[s]);
    }
    repi_text_char(text, ']');
}

static void repi_put_relation(repi_text *text, const rep_model *model, const repi_relation *relation)
{
    uint32_t i;
    repi_text_say(text, "      {\"%s\": ", repi_relation_keys[relation->kind]);
    repi_text_quote(text, model->columns[relation->column].name);
    for (i = 0; i < relation->term_count; i++) {
        repi_text_say(text, i ? ", " : ", \"terms\": {");
        repi_text_quote(text, model->columns[relation->terms[i].column].name);
        repi_text_say(text, ": %d", (int64_t)relation->terms[i].factor);
    }
    if (relation->term_count) repi_text_char(text, '}');
    for (i = 0; i < relation->part_count; i++) repi_text_say(text, i ? ", %u" : ", \"parts\": [%u", (uint64_t)relation->first_part + i);
    if (relation->part_count) repi_text_char(text, ']');
    repi_text_say(text, ", \"kept\": %u, \"rows\": %u}", relation->kept, relation->rows);
}

static void repi_put_structure(repi_text *text, const rep_model *model, rep_write_fn write, void *user, int *ok)
{
    const repi_structure *structure = model->structure;
    size_t i;
    repi_text_say(text, ",\n  \"structure\": {\n    \"parts\": [");
    for (i = 0; i < structure->part_count && *ok; i++) {
        repi_text_say(text, i ? ",\n" : "\n");
        repi_put_column(text, &structure->parts[i], write, user, ok);
        *ok = *ok && !text->failed && repi_text_drain(text, 1 << 16, write, user);
    }
    repi_text_say(text, structure->part_count ? "\n    ],\n    \"variables\": [" : "],\n    \"variables\": [");
    for (i = 0; i < structure->variable_count && *ok; i++) {
        const repi_variable *variable = &structure->variables[i];
        repi_text_say(text, i ? ",\n      {" : "\n      {");
        if (variable->slot < model->column_count) repi_text_say(text, "\"column\": "), repi_text_quote(text, variable->column->name);
        else repi_text_say(text, "\"part\": %u", (uint64_t)(variable->slot - model->column_count));
        if (variable->source == REPI_NO_SOURCE) repi_put_tree(text, structure, &variable->tree);
        else repi_put_lookup(text, structure, variable);
        repi_text_char(text, '}');
        *ok = !text->failed && repi_text_drain(text, 1 << 16, write, user);
    }
    repi_text_say(text, structure->variable_count ? "\n    ],\n    \"relations\": [" : "],\n    \"relations\": [");
    for (i = 0; i < structure->relation_count; i++) {
        repi_text_say(text, i ? ",\n" : "\n");
        repi_put_relation(text, model, &structure->relations[i]);
    }
    repi_text_say(text, structure->relation_count ? "\n    ]\n  }" : "]\n  }");
}

REPLICATOR_DEF rep_status rep_model_write(const rep_model *model, rep_write_fn write, void *user, rep_error *err)
{
    repi_memory memory;
    repi_text text;
    size_t i;
    int ok = 1;
    repi_clear(err);
    if (!model || !write) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "model or write is NULL");
    memory = model->memory; /* the hook; a model that many threads read keeps its own counts */
    memory.used = 0, memory.limit = UINT64_MAX;
    memset(&text, 0, sizeof text);
    text.memory = &memory;
    repi_text_say(&text, "{\n  \"metadata\": {\n    \"rows\": %u,\n    \"date\": ", model->rows);
    if (model->date.len) repi_text_quote(&text, model->date);
    else repi_text_say(&text, "null");
    repi_text_say(&text, ",\n    \"version\": \"" REPI_MODEL_VERSION "\",\n    \"foreign_keys\": ");
    if (model->foreign_keys.len) repi_text_add(&text, model->foreign_keys.data, model->foreign_keys.len);
    else repi_text_say(&text, "null");
    if (model->name.len) repi_text_say(&text, ",\n    \"name\": "), repi_text_quote(&text, model->name);
    repi_text_say(&text, ",\n    \"generator\": \"replicator " REPLICATOR_VERSION "\",\n    \"sampler\": %d,\n    \"words\": %d", (int64_t)model->sampler, (int64_t)model->words);
    if (model->private_model) repi_text_say(&text, ",\n    \"private\": true");
    if (model->delimiter) {
        repi_text_say(&text, ",\n    \"delimiter\": ");
        repi_text_quote(&text, repi_str(&model->delimiter, 1));
    }
    repi_text_say(&text, "\n  },\n  \"columns\": [");
    for (i = 0; i < model->column_count && ok; i++) {
        repi_text_say(&text, i ? ",\n" : "\n");
        repi_put_column(&text, &model->columns[i], write, user, &ok);
        ok = ok && !text.failed && repi_text_drain(&text, 1 << 16, write, user);
    }
    repi_text_say(&text, model->column_count ? "\n  ]" : "]");
    if (model->structure && ok) repi_put_structure(&text, model, write, user, &ok);
    repi_text_say(&text, "\n}\n");
    ok = ok && !text.failed && repi_text_drain(&text, 0, write, user);
    i = (size_t)text.failed;
    repi_text_free(&text);
    if (i) return repi_no_memory(err);
    return ok ? REP_OK : repi_fail(err, REP_ERR_WRITE, 0, 0, "writing the model failed: the callback refused");
}

/*==============================================================================
 * MARK: - [R19] Profiling
 *
 * Rows in, by runs and in a run column by column: every cell becomes a word (R10)
 * that is counted in a value table and, if its row is sampled, kept. What a table lets go is summed at once in an
 * account; what it holds is summed in the end. So sums, extremes and counts are
 * exact, and nothing depends on order, cutting or the way the rows came in.
 *
 *   enter by   rep_profiler_create, rep_profiler_push_..., rep_profiler_fork, rep_profiler_merge
 *   uses       R06 exact sums, R08 dates, R10 cells and counting, R11 CSV in, R13 patterns (affixes), R14 styles
 *   keeps      a profiler that failed repeats its error until freed
 *============================================================================*/

/*--- accounts ---*/

/* Integers on a lattice: extremes, and the largest step that all differences are multiples of. */
typedef struct repi_span { uint64_t count, step; int64_t min, max, first; int decimals; } repi_span;

static void repi_span_add(repi_span *span, int64_t v, uint64_t count)
{
    if (span->count == 0) span->min = span->max = span->first = v, span->step = 0;
    else {
        uint64_t distance = v > span->first ? (uint64_t)v - (uint64_t)span->first : (uint64_t)span->first - (uint64_t)v;
        if (span->step != 1 && (span->step == 0 || distance % span->step)) span->step = repi_gcd(span->step, distance);
        span->min = REPI_MIN(span->min, v), span->max = REPI_MAX(span->max, v);
    }
    span->count += count;
}

/* The same for a multiple of `unit`: once the step is the unit, it stays, and nothing need be divided. A constant for
 * unit makes the one division left a product. */
static inline void repi_span_add_units(repi_span *span, int64_t v, uint64_t count, int64_t unit)
{
    if (span->count == 0 || span->step != (uint64_t)unit || span->first % unit) repi_span_add(span, v, count);
    else {
        span->min = REPI_MIN(span->min, v), span->max = REPI_MAX(span->max, v);
        span->count += count;
    }
}

static void repi_span_merge(repi_span *into, const repi_span *from)
{
    uint64_t step;
    if (from->count == 0) return;
    step = into->count ? repi_gcd(into->step, from->step) : from->step;
    repi_span_add(into, from->first, from->count);
    into->step = repi_gcd(into->step, step);
    into->min = REPI_MIN(into->min, from->min), into->max = REPI_MAX(into->max, from->max);
}

/* Numbers of one style key (R14): sums, and how they are written. */
typedef struct repi_numbers {
    unsigned  key;
    repi_sums sums;
    repi_span spans[32];       /* by decimals */
    uint64_t  reals;           /* doubles among them: 1e-7, or more than 17 digits */
    double    real_min, real_max;
    uint64_t  count;
    uint64_t  groups[7], ungrouped; /* by group mark; at least four digits without one */
    uint64_t  bare, leading;   /* .5; 0.5 */
    uint64_t  plus;
    uint64_t  one_zero, zeros; /* 7.0; 2.50: superfluous zeros at the end */
    uint64_t  long_thirds;     /* three decimals behind more than three digits: no grouping by points */
} repi_numbers;

typedef struct repi_dates { unsigned row; repi_span span; int offset_min, offset_max; } repi_dates;

/* Ids such as INV-0042: one prefix and suffix, digits between. Broken as soon as a cell differs. */
typedef struct repi_affix {
    rep_str   prefix, suffix;  /* in the arena of the account */
    int       seen, broken, padded;
    size_t    width_min, width_max;
    repi_sums sums;
    repi_span span;
} repi_affix;

typedef struct repi_account {
    repi_memory  *memory;
    repi_arena    arena;
    repi_numbers *numbers;     /* by style key, at most 512 of them */
    size_t        number_count, number_capacity;
    repi_dates   *dates;
    size_t        date_count, date_capacity;
    repi_affix    affix;
    unsigned char iso_rows[16][9]; /* rows of the table of formats that an ISO date fits: 1 + their number, then they */
} repi_account;

static void repi_account_init(repi_account *account, repi_memory *memory)
{
    memset(account, 0, sizeof *account);
    account->memory = account->arena.memory = memory;
}

static void repi_account_free(repi_account *account)
{
    size_t i;
    for (i = 0; i < account->number_count; i++) repi_sums_free(account->memory, &account->numbers[i].sums);
    REPI_FREE(account->memory, account->numbers, account->number_capacity, repi_numbers);
    REPI_FREE(account->memory, account->dates, account->date_capacity, repi_dates);
    repi_sums_free(account->memory, &account->affix.sums);
    repi_arena_free(&account->arena);
}

/* The numbers of a style key, made at need; NULL = no memory. */
static repi_numbers *repi_account_numbers(repi_account *account, unsigned key)
{
    size_t i;
    int ok;
    for (i = 0; i < account->number_count; i++)
        if (account->numbers[i].key == key) return &account->numbers[i];
    REPI_GROW(account->memory, account->numbers, account->number_capacity, account->number_count + 1, repi_numbers, ok);
    if (!ok) return NULL;
    memset(&account->numbers[account->number_count], 0, sizeof *account->numbers);
    account->numbers[account->number_count].key = key;
    return &account->numbers[account->number_count++];
}

static repi_dates *repi_account_dates(repi_account *account, unsigned row)
{
    size_t i;
    int ok;
    for (i = 0; i < account->date_count; i++)
        if (account->dates[i].row == row) return &account->dates[i];
    REPI_GROW(account->memory, account->dates, account->date_capacity, account->date_count + 1, repi_dates, ok);
    if (!ok) return NULL;
    memset(&account->dates[account->date_count], 0, sizeof *account->dates);
    account->dates[account->date_count].row = row;
    return &account->dates[account->date_count++];
}

static int repi_account_number(repi_account *account, const repi_number *number, uint64_t count)
{
    repi_numbers *numbers = repi_account_numbers(account, REPI_STYLE_KEY(number->style));
    uint64_t size, whole;
    if (!numbers || !repi_sums_add(account->memory, &numbers->sums, number->m, number->decimals, count)) return 0;
    repi_span_add(&numbers->spans[number->decimals], number->m, count);
    numbers->count += count;
    size = number->m < 0 ? (uint64_t)-number->m : (uint64_t)number->m;
    whole = repi_pow10_u64[REPI_MIN(number->decimals, 19)];
    if (REPI_STYLE_GROUP_OF(number->style)) numbers->groups[REPI_STYLE_GROUP_OF(number->style)] += count;
    else if (number->decimals <= 16 && size >= 1000 * whole) numbers->ungrouped += count; /* 10^20 is more than there is */
    if (number->style & REPI_STYLE_BARE) numbers->bare += count;
    else if (number->decimals && size < whole) numbers->leading += count;
    if (number->style & REPI_STYLE_PLUS) numbers->plus += count;
    if (number->decimals == 1 && size % 10 == 0) numbers->one_zero += count;
    if (number->decimals > 1 && size % 10 == 0) numbers->zeros += count;
    if (number->decimals == 3 && size >= 1000000) numbers->long_thirds += count;
    return 1;
}

/* A number that is neither plain nor styled: with an exponent, or of very many digits. */
static int repi_read_real(rep_str s, double *v)
{
    size_t i = s.len && (s.data[0] == '-' || s.data[0] == '+');
    if (i >= s.len || !(repi_is_digit((unsigned char)s.data[i]) || s.data[i] == '.')) return 0;
    if (s.data[i] == '0' && i + 1 < s.len && repi_is_digit((unsigned char)s.data[i + 1])) return 0; /* a code */
    if (!memchr(s.data, '.', s.len) && !memchr(s.data, 'e', s.len) && !memchr(s.data, 'E', s.len)) return 0; /* a longer integer: a code */
    return repi_parse_f64(s.data, s.len, v) && repi_f64_finite(*v);
}

static int repi_account_real(repi_account *account, double v, uint64_t count)
{
    repi_numbers *numbers = repi_account_numbers(account, 0);
    if (!numbers || !repi_sums_add_f64(account->memory, &numbers->sums, v, count)) return 0;
    if (!numbers->reals || repi_f64_order(v) < repi_f64_order(numbers->real_min)) numbers->real_min = v;
    if (!numbers->reals || repi_f64_order(v) > repi_f64_order(numbers->real_max)) numbers->real_max = v;
    numbers->reals += count;
    numbers->count += count;
    return 1;
}

/* Counts an id: digits of `width` places with value v between prefix and suffix. */
static int repi_account_id(repi_account *account, rep_str prefix, rep_str suffix, int64_t v, size_t width, int padded, uint64_t count)
{
    repi_affix *affix = &account->affix;
    if (!affix->seen) {
        char *copy = (char *)repi_arena_get(&account->arena, prefix.len + suffix.len + 1);
        if (!copy) return 0;
        if (prefix.len) memcpy(copy, prefix.data, prefix.len);
        if (suffix.len) memcpy(copy + prefix.len, suffix.data, suffix.len);
        affix->prefix = repi_str(copy, prefix.len), affix->suffix = repi_str(copy + prefix.len, suffix.len);
        affix->seen = 1, affix->width_min = affix->width_max = width;
    } else if (!repi_same(prefix, affix->prefix) || !repi_same(suffix, affix->suffix)) { affix->broken = 1; return 1; }
    if (v >= (int64_t)1 << 56) { affix->broken = 1; return 1; }
    affix->padded |= padded;
    affix->width_min = REPI_MIN(affix->width_min, width), affix->width_max = REPI_MAX(affix->width_max, width);
    repi_span_add(&affix->span, v, count);
    return repi_sums_add(account->memory, &affix->sums, v, 0, count);
}

static int repi_account_affix(repi_account *account, rep_str s, uint64_t count)
{
    size_t at, len, i;
    int64_t v = 0;
    if (!repi_affix_split(s.data, s.len, &at, &len)) { account->affix.broken = account->affix.seen = 1; return 1; }
    for (i = 0; i < len; i++) v = v * 10 + (s.data[at + i] - '0');
    return repi_account_id(account, repi_str(s.data, at), repi_str(s.data + at + len, s.len - at - len), v, len, s.data[at] == '0' && len > 1, count);
}

#define REPI_DATE_ROWS_MAX 32

/* The dates of a row of formats, with this offset among them; NULL = no memory. */
static repi_dates *repi_account_offset(repi_account *account, unsigned row, int offset)
{
    repi_dates *dates = repi_account_dates(account, row);
    if (!dates) return NULL;
    if (dates->span.count == 0) dates->offset_min = dates->offset_max = offset;
    dates->offset_min = REPI_MIN(dates->offset_min, offset), dates->offset_max = REPI_MAX(dates->offset_max, offset);
    return dates;
}

static int repi_account_text_dates(repi_account *account, rep_str s, uint64_t count)
{
    unsigned char rows[REPI_DATE_ROWS_MAX];
    int n = repi_date_find(s.data, s.len, rows, REPI_DATE_ROWS_MAX), i;
    for (i = 0; i < n; i++) {
        repi_dates *dates;
        int64_t micros = 0;
        int offset = 0;
        repi_date_read(repi_date_formats[rows[i]].pattern, s.data, s.len, &micros, &offset);
        dates = repi_account_offset(account, rows[i], offset);
        if (!dates) return 0;
        repi_span_add(&dates->span, micros, count);
    }
    return 1;
}

/* Which formats an ISO date fits depends on nothing but the places that month, day and hour take. */
static int repi_account_iso(repi_account *account, uint64_t key, uint64_t count)
{
    int64_t micros = repi_iso_micros(key), days = micros / REPI_DATE_DAY - (micros % REPI_DATE_DAY < 0);
    int with_time = (int)(key >> 59 & 1), year, month, day, i, which;
    unsigned char *rows;
    char buffer[REPI_CELL_TEXT];
    repi_date_civil((int32_t)days, &year, &month, &day);
    which = with_time << 3 | (month > 9) << 2 | (day > 9) << 1 | ((micros - days * REPI_DATE_DAY) / REPI_DATE_HOUR > 9);
    rows = account->iso_rows[which];
    if (rows[0] == 0) {
        rep_str text = repi_key_text(key, buffer);
        rows[0] = (unsigned char)(1 + repi_date_find(text.data, text.len, rows + 1, 8));
    }
    for (i = 1; i < rows[0]; i++) {
        repi_dates *dates = repi_account_offset(account, rows[i], 0);
        if (!dates) return 0;
        if (with_time) repi_span_add_units(&dates->span, micros, count, REPI_DATE_SECOND);
        else repi_span_add_units(&dates->span, micros, count, REPI_DATE_DAY);
    }
    return 1;
}

/* Most texts are refused by their start: no number (R14) or date (R08) begins so. */
static int repi_says_nothing(rep_str s)
{
    unsigned char c = s.len ? (unsigned char)s.data[0] : 0;
    if (repi_is_digit(c) || c >= 0x80 || c == 0 || strchr("+-.,$UARC", (char)c)) return 0;
    return !repi_is_alpha(c) || s.len < 4 || !repi_date_names(s.data);
}

/* Sums a value `count` times into every reading that it has. It is a let_go (R10): 0 = no memory. */
static int repi_account_add(void *user, const repi_cell *cell, uint64_t count)
{
    repi_account *account = (repi_account *)user;
    repi_number readings[2];
    char buffer[REPI_CELL_TEXT];
    rep_str text = cell->text;
    double v;
    int found;
    if (repi_is_plain(cell->key)) {
        int64_t m = repi_plain_value(cell->key), size = m < 0 ? -m : m;
        readings[0].m = m, readings[0].decimals = repi_plain_decimals(cell->key), readings[0].style = REPI_STYLE_PLAIN;
        if (readings[0].decimals) account->affix.broken = account->affix.seen = 1;
        if (!account->affix.broken && !repi_account_id(account, repi_str("-", cell->key >> 62 & 1), repi_str("", 0), size, (size_t)repi_digit_count((uint64_t)size), 0, count)) return 0;
        if (((m >= 10000000 && m < 100000000) || (m >= INT64_C(10000000000000) && m < INT64_C(100000000000000))) && !readings[0].decimals && !repi_account_text_dates(account, repi_key_text(cell->key, buffer), count)) return 0;
        return repi_account_number(account, &readings[0], count);
    }
    if (repi_is_cut(cell)) { account->affix.broken = account->affix.seen = 1; return 1; }
    if (repi_tag(cell->key) == REPI_TAG_ISO) {
        account->affix.broken = account->affix.seen = 1;
        return repi_account_iso(account, cell->key, count);
    }
    if (!repi_is_long(cell)) text = repi_key_text(cell->key, buffer);
    if (!account->affix.broken && !repi_account_affix(account, text, count)) return 0;
    if (repi_says_nothing(text)) return 1;
    found = repi_styled_read(text.data, text.len, readings);
    if (found & 1 && !repi_account_number(account, &readings[0], count)) return 0;
    if (found & 2 && !repi_account_number(account, &readings[1], count)) return 0;
    if (!found && repi_read_real(text, &v)) return repi_account_real(account, v, count);
    return repi_account_text_dates(account, text, count);
}

static int repi_numbers_merge(repi_memory *memory, repi_numbers *a, const repi_numbers *b)
{
    int k;
    if (!repi_sums_merge(memory, &a->sums, &b->sums)) return 0;
    for (k = 0; k < 32; k++) repi_span_merge(&a->spans[k], &b->spans[k]);
    if (b->reals && (!a->reals || repi_f64_order(b->real_min) < repi_f64_order(a->real_min))) a->real_min = b->real_min;
    if (b->reals && (!a->reals || repi_f64_order(b->real_max) > repi_f64_order(a->real_max))) a->real_max = b->real_max;
    for (k = 0; k < 7; k++) a->groups[k] += b->groups[k];
    a->reals += b->reals, a->count += b->count, a->ungrouped += b->ungrouped, a->bare += b->bare, a->leading += b->leading;
    a->plus += b->plus, a->one_zero += b->one_zero, a->zeros += b->zeros, a->long_thirds += b->long_thirds;
    return 1;
}

static int repi_account_merge(repi_account *into, const repi_account *from)
{
    size_t i;
    for (i = 0; i < from->number_count; i++) {
        repi_numbers *numbers = repi_account_numbers(into, from->numbers[i].key);
        if (!numbers || !repi_numbers_merge(into->memory, numbers, &from->numbers[i])) return 0;
    }
    for (i = 0; i < from->date_count; i++) {
        repi_dates *a = repi_account_dates(into, from->dates[i].row);
        if (!a) return 0;
        if (a->span.count == 0) a->offset_min = from->dates[i].offset_min, a->offset_max = from->dates[i].offset_max;
        a->offset_min = REPI_MIN(a->offset_min, from->dates[i].offset_min), a->offset_max = REPI_MAX(a->offset_max, from->dates[i].offset_max);
        repi_span_merge(&a->span, &from->dates[i].span);
    }
    if (from->affix.seen) {
        repi_affix *a = &into->affix;
        const repi_affix *b = &from->affix;
        if (b->broken) a->broken = a->seen = 1;
        else if (!a->seen) {
            char *copy = (char *)repi_arena_get(&into->arena, b->prefix.len + b->suffix.len + 1);
            if (!copy) return 0;
            if (b->prefix.len) memcpy(copy, b->prefix.data, b->prefix.len);
            if (b->suffix.len) memcpy(copy + b->prefix.len, b->suffix.data, b->suffix.len);
            a->prefix = repi_str(copy, b->prefix.len), a->suffix = repi_str(copy + b->prefix.len, b->suffix.len);
            a->seen = 1, a->padded = b->padded, a->width_min = b->width_min, a->width_max = b->width_max;
            repi_span_merge(&a->span, &b->span);
            return repi_sums_merge(into->memory, &a->sums, &b->sums);
        } else if (!a->broken && (!repi_same(a->prefix, b->prefix) || !repi_same(a->suffix, b->suffix))) a->broken = 1;
        else if (!a->broken) {
            a->padded |= b->padded;
            a->width_min = REPI_MIN(a->width_min, b->width_min), a->width_max = REPI_MAX(a->width_max, b->width_max);
            repi_span_merge(&a->span, &b->span);
            return repi_sums_merge(into->memory, &a->sums, &b->sums);
        }
    }
    return 1;
}

/* Adds the plain numbers to those with a decimal point, of which they are; those with a comma take their share
 * when it comes to them. 0 = no memory. */
static int repi_account_fold(repi_account *account)
{
    repi_numbers *point = repi_account_numbers(account, 0), *plain = repi_account_numbers(account, REPI_STYLE_PLAIN);
    point = repi_account_numbers(account, 0); /* the list may have moved */
    return point && plain && repi_numbers_merge(account->memory, point, plain);
}

/* Adds all that a table holds. */
static int repi_account_table(repi_account *account, const repi_table *table)
{
    size_t i;
    for (i = 0; i < table->room; i++) {
        repi_cell cell = repi_table_cell(table, &table->entries[i], NULL);
        if (table->entries[i].count && !repi_account_add(account, &cell, table->entries[i].count)) return 0;
    }
    return 1;
}

/*--- the profiler ---*/
#define REPI_WORD_MISSING UINT64_MAX /* of the row sample; no packed cell has it */

typedef struct repi_stats {        /* of one column */
    repi_table   blanks, ordered, texts; /* spellings of missing; decimals and ISO dates; all others */
    repi_account shed;             /* what ordered and texts let go */
    uint64_t     cells, mended;    /* not missing; read as Windows-1252 */
    uint64_t    *sample;           /* a word a slot */
    size_t       sample_room;
    const rep_column_options *option;
} repi_stats;

struct rep_profiler {
    repi_memory         memory;
    repi_arena          arena;     /* copies of options, names */
    rep_profile_options options;
    repi_csv            csv;
    int                 csv_open, input_open;
    repi_sieve          sieve;     /* of all tables */
    rep_str            *names, *headers; /* as made unique; as the header spells them, NULL without one */
    repi_stats         *columns;
    size_t              column_count;
    repi_sample         sample;
    uint64_t            first_row, rows, probe;
    unsigned char       missing_first[256]; /* 1 = a spelling begins so */
    rep_str            *missing;
    size_t              missing_count;
    rep_str             stem;      /* of the file read first */
    rep_status          failed;
    rep_error           error;
};

static rep_status repi_profiler_fail(rep_profiler *profiler, rep_error *err)
{
    if (err) *err = profiler->error;
    return profiler->failed;
}

/* A failure that stays. */
static rep_status repi_profiler_stop(rep_profiler *profiler, rep_error *err, rep_status status)
{
    profiler->failed = status;
    if (err && err->code == status) profiler->error = *err;
    else repi_fail(&profiler->error, status, 0, 0, "%s", status == REP_ERR_MEMORY ? "out of memory, or over the max_bytes option" : rep_status_text(status));
    return repi_profiler_fail(profiler, err);
}

static const char *repi_copy_text(repi_arena *arena, const char *text, int *ok)
{
    size_t n;
    char *copy;
    if (!text || !*ok) return NULL;
    n = strlen(text) + 1;
    copy = (char *)repi_arena_get(arena, n);
    if (copy) memcpy(copy, text, n);
    else *ok = 0;
    return copy;
}

static const char *const *repi_copy_texts(repi_arena *arena, const char *const *texts, size_t count, int *ok)
{
    const char **copy = (const char **)repi_arena_zeroed(arena, count ? count : 1, sizeof *copy);
    size_t i;
    if (!copy) *ok = 0;
    for (i = 0; i < count && *ok; i++) copy[i] = repi_copy_text(arena, texts[i], ok);
    return copy;
}

static rep_status repi_check_options(const rep_profile_options *o, rep_error *err)
{
    size_t i;
    int64_t micros;
    const char *wrong;
    if (o->csv.ragged < REP_RAGGED_ERROR || o->csv.ragged > REP_RAGGED_JOIN) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "csv.ragged is not a rep_ragged");
    if (o->structure < REP_STRUCTURE_JOINT || o->structure > REP_STRUCTURE_INDEPENDENT) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "structure is not a rep_structure");
    if (o->dates < REP_DATES_AUTO || o->dates > REP_DATES_MDY) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "dates is not a rep_dates");
    if (o->max_categories > (size_t)1 << 31 || o->sample_rows > (size_t)1 << 31) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "max_categories and sample_rows can be 2^31 at most");
    if (o->max_columns > (size_t)1 << 31) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "max_columns can be 2^31 at most");
    if (o->date && *o->date && !repi_date_read_any_iso(o->date, strlen(o->date), &micros)) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "date \"%s\" is not ISO 8601, such as 2026-02-02T17:03:32", o->date);
    for (i = 0; i < o->name_count; i++)
        if (!o->names || !o->names[i]) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "names[%u] is NULL", (uint64_t)i);
    for (i = 0; i < o->missing_count; i++)
        if (!o->missing || !o->missing[i]) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "missing[%u] is NULL", (uint64_t)i);
    for (i = 0; i < o->column_count; i++) {
        const rep_column_options *c = &o->columns[i];
        if (!c->column) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "columns[%u].column is NULL", (uint64_t)i);
        if (c->kind < REP_KIND_AUTO || c->kind > REP_KIND_TEXT) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "columns[%u].kind is not a rep_kind", (uint64_t)i);
        if (c->pii_class && *c->pii_class && !repi_pii_find(repi_cstr(c->pii_class))) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "column \"%s\": there is no PII class \"%s\"", c->column, c->pii_class);
        if (c->format && c->kind == REP_KIND_TEXT) {
            repi_pattern pattern;
            wrong = repi_pattern_compile(&pattern, repi_cstr(c->format));
            if (wrong) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "column \"%s\": pattern \"%s\": %s", c->column, c->format, wrong);
        } else if (c->format && (wrong = repi_date_check(c->format)) != NULL) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "column \"%s\": format \"%s\": %s", c->column, c->format, wrong);
        if (c->kind == REP_KIND_PII && !(c->pii_class && *c->pii_class)) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "column \"%s\": kind pii needs pii_class", c->column);
    }
    return REP_OK;
}

static rep_status repi_profiler_record(void *user, const repi_field *fields, size_t rows, size_t count, int is_header, rep_error *err);

REPLICATOR_DEF void rep_profiler_free(rep_profiler *profiler)
{
    repi_memory memory;
    size_t c;
    if (!profiler) return;
    if (profiler->csv_open) repi_csv_free(&profiler->csv);
    for (c = 0; profiler->columns && c < profiler->column_count; c++) {
        repi_stats *stats = &profiler->columns[c];
        repi_table_free(&stats->blanks);
        repi_table_free(&stats->ordered);
        repi_table_free(&stats->texts);
        repi_account_free(&stats->shed);
        repi_resize(&profiler->memory, stats->sample, stats->sample_room * sizeof *stats->sample, 0);
    }
    repi_resize(&profiler->memory, profiler->columns, REPI_MAX(profiler->column_count, 1) * sizeof *profiler->columns, 0);
    repi_sieve_free(&profiler->sieve);
    REPI_FREE(&profiler->memory, profiler->sample.heap, profiler->sample.capacity, repi_pick);
    repi_arena_free(&profiler->arena);
    memory = profiler->memory;
    repi_resize(&memory, profiler, sizeof *profiler, 0);
}

REPLICATOR_DEF rep_status rep_profiler_create(rep_profiler **out, const rep_profile_options *options, rep_error *err)
{
    static const char *const usual[] = { "NA", "N/A", "#N/A", "NaN", "nan", "-nan", "NULL", "null", "n/a", "<NA>", "NaT" };
    rep_profile_options zero = REP_ZERO;
    rep_profiler *profiler;
    rep_column_options *columns;
    repi_memory memory;
    rep_status status;
    size_t i;
    int ok = 1;
    repi_clear(err);
    if (!out) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "out is NULL");
    *out = NULL;
    if (!options) options = &zero;
    status = repi_check_options(options, err);
    if (status) return status;
    repi_memory_init(&memory, &options->host, options->max_bytes ? options->max_bytes : (uint64_t)1 << 32);
    profiler = (rep_profiler *)repi_zeroed(&memory, 1, sizeof *profiler);
    if (!profiler) return repi_no_memory(err);
    profiler->memory = memory;
    profiler->arena.memory = &profiler->memory;
    repi_sieve_init(&profiler->sieve, &profiler->memory);
    profiler->options = *options;
    if (options->name_count) profiler->options.csv.no_header = 1; /* names stand where the input has none */
    if (!profiler->options.max_columns) profiler->options.max_columns = 16384;
    if (!profiler->options.max_cell_bytes) profiler->options.max_cell_bytes = (size_t)16 << 20;
    if (!profiler->options.max_categories) profiler->options.max_categories = 65536;
    profiler->probe = repi_mix((uint64_t)(size_t)profiler ^ repi_mix((uint64_t)(size_t)&memory));
    profiler->options.name = repi_copy_text(&profiler->arena, options->name, &ok);
    profiler->options.date = repi_copy_text(&profiler->arena, options->date, &ok);
    profiler->options.foreign_keys = repi_copy_text(&profiler->arena, options->foreign_keys, &ok);
    profiler->options.names = repi_copy_texts(&profiler->arena, options->names, options->name_count, &ok);
    if (!options->missing) profiler->options.missing = usual, profiler->options.missing_count = REPI_COUNT(usual);
    else profiler->options.missing = repi_copy_texts(&profiler->arena, options->missing, options->missing_count, &ok);
    profiler->missing_count = profiler->options.missing_count;
    profiler->missing = (rep_str *)repi_arena_zeroed(&profiler->arena, profiler->missing_count + 1, sizeof *profiler->missing);
    for (i = 0; ok && profiler->missing && i < profiler->missing_count; i++) {
        profiler->missing[i] = repi_cstr(profiler->options.missing[i]);
        profiler->missing_first[(unsigned char)profiler->options.missing[i][0]] = 1;
    }
    columns = (rep_column_options *)repi_arena_zeroed(&profiler->arena, options->column_count + 1, sizeof *columns);
    for (i = 0; columns && i < options->column_count; i++) {
        columns[i] = options->columns[i];
        columns[i].column = repi_copy_text(&profiler->arena, options->columns[i].column, &ok);
        columns[i].pii_class = repi_copy_text(&profiler->arena, options->columns[i].pii_class, &ok);
        columns[i].format = repi_copy_text(&profiler->arena, options->columns[i].format, &ok);
    }
    profiler->options.columns = columns;
    if (ok && profiler->missing && columns) {
        status = repi_csv_init(&profiler->csv, &profiler->memory, &profiler->options.csv, profiler->options.max_columns, profiler->options.max_cell_bytes, repi_profiler_record, profiler, err);
        profiler->csv.max_rows = REPI_RUN;
        profiler->csv_open = status == REP_OK;
    } else status = repi_no_memory(err);
    if (status) rep_profiler_free(profiler);
    else *out = profiler;
    return status;
}

/*--- columns ---*/

/* Names of the columns and an index of them, so that many doubles stay cheap. */
typedef struct repi_names { rep_str *names; uint32_t *slots, *again; size_t slot_count; uint64_t key; } repi_names;

/* The slot of a name, or the free one where it belongs. */
static size_t repi_names_slot(const repi_names *names, rep_str name)
{
    size_t at = (size_t)repi_hash(name.data, name.len, names->key) & (names->slot_count - 1);
    while (names->slots[at] && !repi_same(names->names[names->slots[at] - 1], name)) at = (at + 1) & (names->slot_count - 1);
    return at;
}

/* Takes the name of column `column`: empty ones become column_N, doubles get _2, _3 ... 0 = no memory. */
static int repi_names_take(repi_names *names, repi_arena *arena, rep_str name, size_t column)
{
    char *copy = (char *)repi_arena_get(arena, name.len + 32);
    size_t n = name.len, at, base;
    if (!copy) return 0;
    if (n) memcpy(copy, name.data, n);
    else memcpy(copy, "column_", 7), n = 7 + repi_format_u64(copy + 7, column + 1);
    name = repi_str(copy, n);
    at = repi_names_slot(names, name);
    base = names->slots[at];
    while (names->slots[at]) { /* each try takes a number that no double of this name will try again */
        copy[n] = '_';
        name.len = n + 1 + repi_format_u64(copy + n + 1, ++names->again[base - 1] + 1);
        at = repi_names_slot(names, name);
    }
    names->names[column] = name;
    names->slots[at] = (uint32_t)column + 1;
    return 1;
}

static rep_status repi_profiler_columns(rep_profiler *profiler, const rep_str *names, size_t count, rep_error *err)
{
    repi_names index;
    size_t c, i;
    int ok;
    if (count > profiler->options.max_columns) return repi_fail(err, REP_ERR_LIMIT, 1, 0, "the table has %u columns, max_columns is %u: raise it", (uint64_t)count, (uint64_t)profiler->options.max_columns);
    if (profiler->options.name_count && profiler->options.name_count != count)
        return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "options.names has %u names, the table %u columns", (uint64_t)profiler->options.name_count, (uint64_t)count);
    for (index.slot_count = 16; index.slot_count < 2 * count;) index.slot_count *= 2;
    index.key = profiler->probe;
    index.names = profiler->names = (rep_str *)repi_arena_zeroed(&profiler->arena, count + 1, sizeof *profiler->names);
    index.slots = (uint32_t *)repi_arena_zeroed(&profiler->arena, index.slot_count, sizeof *index.slots);
    index.again = (uint32_t *)repi_arena_zeroed(&profiler->arena, count + 1, sizeof *index.again);
    profiler->columns = (repi_stats *)repi_zeroed(&profiler->memory, count, sizeof *profiler->columns);
    ok = index.names && index.slots && index.again && profiler->columns;
    if (profiler->columns) profiler->column_count = count;
    for (c = 0; profiler->columns && c < count; c++) {
        repi_stats *stats = &profiler->columns[c];
        repi_account_init(&stats->shed, &profiler->memory);
        repi_table_init(&stats->blanks, &profiler->sieve, 64, profiler->probe, repi_account_add);
        repi_table_init(&stats->ordered, &profiler->sieve, profiler->options.max_categories, profiler->probe, repi_account_add);
        repi_table_init(&stats->texts, &profiler->sieve, profiler->options.max_categories, profiler->probe, repi_account_add);
    }
    for (c = 0; ok && c < count; c++)
        ok = repi_names_take(&index, &profiler->arena, profiler->options.name_count ? repi_cstr(profiler->options.names[c]) : names ? names[c] : repi_str("", 0), c);
    if (!ok) return repi_no_memory(err);
    for (i = 0; i < profiler->options.column_count; i++) {
        const rep_column_options *option = &profiler->options.columns[i];
        uint32_t found = index.slots[repi_names_slot(&index, repi_cstr(option->column))];
        if (!found) return repi_fail(err, REP_ERR_COLUMN, 0, 0, "there is no column \"%s\" in the table: look at its header", option->column);
        profiler->columns[found - 1].option = option;
    }
    profiler->sample.limit = profiler->options.sample_rows ? profiler->options.sample_rows : 65536;
    if (!profiler->options.sample_rows && count) profiler->sample.limit = REPI_MIN((size_t)65536, REPI_MAX((size_t)1024, ((size_t)1 << 23) / count));
    return REP_OK;
}

/* Room for `need` slots in all columns. 0 = no memory. */
static int repi_sample_grow(rep_profiler *profiler, size_t need)
{
    size_t c;
    for (c = 0; c < profiler->column_count; c++) {
        repi_stats *stats = &profiler->columns[c];
        size_t room = REPI_MIN(REPI_MAX(REPI_MAX(need, 256), 2 * stats->sample_room), repi_sample_most(&profiler->sample));
        uint64_t *fresh;
        if (need <= stats->sample_room) continue;
        fresh = (uint64_t *)repi_resize(&profiler->memory, stats->sample, stats->sample_room * sizeof *fresh, room * sizeof *fresh);
        if (!fresh) return 0;
        stats->sample = fresh, stats->sample_room = room;
    }
    return 1;
}

/*--- cells ---*/
static int repi_is_missing(const rep_profiler *profiler, const char *s, size_t n)
{
    size_t i = 0;
    if (profiler->missing_first[(unsigned char)*s])
        for (i = 0; i < profiler->missing_count; i++)
            if (profiler->missing[i].len == n && memcmp(profiler->missing[i].data, s, n) == 0) return 1;
    if (!repi_is_blank((unsigned char)*s)) return 0;
    for (i = 1; i < n && repi_is_blank((unsigned char)s[i]); i++) { }
    return i == n;
}

/* A style spelled out, from its bits. */
static repi_style repi_style_of(unsigned bits)
{
    repi_style style;
    memset(&style, 0, sizeof style);
    style.prefix = repi_cstr(repi_prefixes[REPI_STYLE_PREFIX_OF(bits)]);
    style.suffix = repi_cstr(repi_suffixes[REPI_STYLE_SUFFIX_OF(bits)]);
    style.group = repi_cstr(repi_groups[REPI_STYLE_GROUP_OF(bits)]);
    style.mark = bits & REPI_STYLE_COMMA ? ',' : '.';
    style.bare = (bits & REPI_STYLE_BARE) != 0, style.plus = (bits & REPI_STYLE_PLUS) != 0;
    return style;
}

/* The word of a sampled cell: what R10 packs, and of longer texts dates and numbers; else a hash. */
static uint64_t repi_sample_word(const repi_cell *cell)
{
    repi_number readings[2];
    unsigned char rows[1];
    char again[REPI_NUMBER_TEXT];
    int found, offset = 0;
    int64_t micros = 0;
    if (!repi_is_long(cell)) return cell->key;
    if (repi_says_nothing(cell->text)) return (uint64_t)REPI_TAG_HASH << REPI_TAG_SHIFT | repi_cell_hash(cell) >> 4;
    found = repi_styled_read(cell->text.data, cell->text.len, readings);
    if (found) {
        const repi_number *number = &readings[found & 1 ? 0 : 1];
        uint64_t size = number->m < 0 ? (uint64_t)-number->m : (uint64_t)number->m;
        repi_style style = repi_style_of(number->style);
        if (size < (uint64_t)1 << 41 && number->decimals < 16 &&
            repi_same(repi_str(again, repi_number_print(again, number->m, number->decimals, &style)), cell->text))
            return (uint64_t)REPI_TAG_STYLED << REPI_TAG_SHIFT | (uint64_t)number->style << 46 | (uint64_t)(number->m < 0) << 45 | (uint64_t)number->decimals << 41 | size;
    }
    if (!repi_is_cut(cell) && repi_date_find(cell->text.data, cell->text.len, rows, 1) == 1 &&
        repi_date_read(repi_date_formats[rows[0]].pattern, cell->text.data, cell->text.len, &micros, &offset) && offset == 0) {
        int64_t grain = repi_date_grain(repi_date_formats[rows[0]].pattern);
        uint64_t units = (uint64_t)((micros - (grain < 1000 ? 0 : REPI_YEAR1_SECONDS * 1000000)) / grain) + (grain < 1000 ? (uint64_t)1 << 51 : 0);
        if (units < (uint64_t)1 << 52) return (uint64_t)REPI_TAG_DATE << REPI_TAG_SHIFT | (uint64_t)rows[0] << 52 | units;
    }
    return (uint64_t)REPI_TAG_HASH << REPI_TAG_SHIFT | repi_cell_hash(cell) >> 4;
}

/* The text of a word of the sample in buffer (REPI_NUMBER_TEXT bytes); data NULL = only its hash is left. */
static rep_str repi_word_text(uint64_t word, char *buffer)
{
    int tag = repi_tag(word);
    if (tag == REPI_TAG_HASH || word == REPI_WORD_MISSING) return repi_str(NULL, 0);
    if (tag == REPI_TAG_STYLED) {
        repi_style style = repi_style_of((unsigned)(word >> 46 & 0x3FFF));
        int64_t m = (int64_t)(word & (((uint64_t)1 << 41) - 1));
        return repi_str(buffer, repi_number_print(buffer, word >> 45 & 1 ? -m : m, (int)(word >> 41 & 15), &style));
    }
    if (tag == REPI_TAG_DATE) {
        const char *pattern = repi_date_formats[word >> 52 & 255].pattern;
        int64_t grain = repi_date_grain(pattern), units = (int64_t)(word & (((uint64_t)1 << 52) - 1));
        int64_t micros = grain < 1000 ? (units - ((int64_t)1 << 51)) * grain : units * grain + REPI_YEAR1_SECONDS * 1000000;
        return repi_str(buffer, repi_date_print(pattern, micros, 0, buffer));
    }
    return repi_key_text(word, buffer);
}

/* Counts a spelling of missing: "" in quotes is spelled with them. */
static int repi_count_missing(repi_stats *stats, const repi_field *field)
{
    repi_cell cell = field->len ? repi_pack(field->data, field->len) : field->quoted ? repi_pack("\"\"", 2) : repi_no_text();
    return repi_table_add(&stats->blanks, &cell, 1, &stats->shed);
}

/* Counts one column of at most REPI_RUN rows, whose cells lie `stride` fields apart, and keeps the words of those that
 * are sampled. A column at a time, so that its tables stay near and its branches are foreseen. Of the cells on their
 * way to be counted, numbers and dates gather at the front, texts at the back. */
static int repi_count_column(const rep_profiler *profiler, repi_stats *stats, const repi_field *field, size_t stride, size_t rows, const uint32_t *slots)
{
    repi_cell cells[REPI_RUN];
    size_t ordered = 0, texts = REPI_RUN, i;
    uint64_t empty = 0;
    for (i = 0; i < rows; i++, field += stride) {
        repi_cell *cell;
        uint64_t key;
        int missing;
        stats->mended += (uint64_t)field->mended;
        if (field->len == 0) missing = field->data == NULL || !field->quoted || !profiler->options.csv.quoted_empty;
        else missing = repi_is_missing(profiler, field->data, field->len);
        if (missing) {
            if (slots[i] != UINT32_MAX) stats->sample[slots[i]] = REPI_WORD_MISSING;
            if (field->len == 0 && !field->quoted) empty++;
            else if (!repi_count_missing(stats, field)) return 0;
            continue;
        }
        key = field->len ? repi_pack_key(field->data, field->len) : 0;
        cell = repi_is_plain(key) || repi_tag(key) == REPI_TAG_ISO ? &cells[ordered++] : &cells[--texts];
        repi_cell_set(cell, key, field->data, field->len);
        if (slots[i] != UINT32_MAX) stats->sample[slots[i]] = repi_sample_word(cell);
    }
    if (empty) {
        repi_cell none = repi_no_text();
        if (!repi_table_add(&stats->blanks, &none, empty, &stats->shed)) return 0;
    }
    stats->cells += ordered + (REPI_RUN - texts);
    return repi_table_add_run(&stats->ordered, cells, ordered, &stats->shed) &&
           repi_table_add_run(&stats->texts, cells + texts, REPI_RUN - texts, &stats->shed);
}

/* Counts records of all columns, run by run. */
static rep_status repi_profiler_rows(rep_profiler *profiler, const repi_field *fields, size_t rows, rep_error *err)
{
    const size_t step = 16384; /* rows from one call of the progress callback to the next */
    uint32_t slots[REPI_RUN];
    size_t c, i, run;
    int ok;
    for (; rows; rows -= run, fields += run * profiler->column_count) {
        run = REPI_MIN(REPI_MIN(rows, REPI_RUN), step - (size_t)(profiler->rows % step));
        for (i = 0; i < run; i++) {
            slots[i] = repi_sample_slot(&profiler->sample, &profiler->memory, profiler->first_row + profiler->rows + i, &ok);
            if (!ok || (slots[i] != UINT32_MAX && !repi_sample_grow(profiler, (size_t)slots[i] + 1))) return repi_no_memory(err);
        }
        for (c = 0; c < profiler->column_count; c++) {
            repi_stats *stats = &profiler->columns[c];
            if (stats->option && stats->option->drop) continue;
            if (!repi_count_column(profiler, stats, fields + c, profiler->column_count, run, slots)) return repi_no_memory(err);
        }
        profiler->rows += run;
        if (profiler->options.host.progress && profiler->rows % step == 0 &&
            profiler->options.host.progress(profiler->options.host.progress_user, "profile", profiler->rows, 0)) return repi_fail(err, REP_ERR_CANCELLED, 0, 0, "the progress callback asked to stop");
    }
    return REP_OK;
}

/* The header's own spelling, for the headers of further inputs. */
static rep_status repi_keep_headers(rep_profiler *profiler, const rep_str *names, rep_error *err)
{
    rep_str *headers = (rep_str *)repi_arena_zeroed(&profiler->arena, profiler->column_count + 1, sizeof *headers);
    size_t i;
    if (!headers) return repi_no_memory(err);
    for (i = 0; i < profiler->column_count; i++) {
        char *copy = (char *)repi_arena_get(&profiler->arena, names[i].len + 1);
        if (!copy) return repi_no_memory(err);
        if (names[i].len) memcpy(copy, names[i].data, names[i].len);
        headers[i] = repi_str(copy, names[i].len);
    }
    profiler->headers = headers;
    return REP_OK;
}

static rep_status repi_profiler_record(void *user, const repi_field *fields, size_t rows, size_t count, int is_header, rep_error *err)
{
    rep_profiler *profiler = (rep_profiler *)user;
    size_t i;
    if (!profiler->columns) {
        rep_str *names = (rep_str *)repi_zeroed(&profiler->memory, count, sizeof *names);
        rep_status status;
        if (!names) return repi_no_memory(err);
        for (i = 0; is_header && i < count; i++) names[i] = repi_str(fields[i].data, fields[i].len);
        status = repi_profiler_columns(profiler, names, count, err);
        if (!status && is_header) status = repi_keep_headers(profiler, names, err);
        repi_resize(&profiler->memory, names, REPI_MAX(count, 1) * sizeof *names, 0);
        if (status || is_header) return status;
    } else if (is_header) {
        if (count != profiler->column_count) return repi_fail(err, REP_ERR_CSV, 1, 1, "this input has %u columns, the one before had %u: they are not parts of one table", (uint64_t)count, (uint64_t)profiler->column_count);
        for (i = 0; i < count && profiler->headers; i++) {
            rep_str name = repi_str(fields[i].data, fields[i].len), before = profiler->headers[i];
            if (!repi_same(name, before))
                return repi_fail(err, REP_ERR_CSV, 1, 1, "column %u of this input is \"%v\", of the one before \"%v\": they are not parts of one table", (uint64_t)i + 1, &name, &before);
        }
        return REP_OK;
    }
    return repi_profiler_rows(profiler, fields, rows, err);
}

REPLICATOR_DEF rep_status rep_profiler_push_bytes(rep_profiler *profiler, const char *data, size_t len, rep_error *err)
{
    rep_error own;
    rep_status status;
    repi_clear(err);
    if (!profiler || (!data && len)) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "profiler or data is NULL");
    if (profiler->failed) return repi_profiler_fail(profiler, err);
    repi_clear(&own);
    profiler->input_open = 1;
    status = repi_csv_push(&profiler->csv, data, len, &own);
    if (!status) return REP_OK;
    if (err) *err = own;
    return repi_profiler_stop(profiler, err ? err : &own, status);
}

REPLICATOR_DEF rep_status rep_profiler_end_input(rep_profiler *profiler, rep_error *err)
{
    rep_error own;
    rep_status status;
    repi_clear(err);
    if (!profiler) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "profiler is NULL");
    if (profiler->failed) return repi_profiler_fail(profiler, err);
    if (!profiler->input_open) return REP_OK;
    repi_clear(&own);
    profiler->input_open = 0;
    status = repi_csv_end(&profiler->csv, &own);
    if (!status) return REP_OK;
    if (err) *err = own;
    return repi_profiler_stop(profiler, err ? err : &own, status);
}

REPLICATOR_DEF rep_status rep_profiler_push_row(rep_profiler *profiler, const rep_str *cells, size_t cell_count, rep_error *err)
{
    repi_field *fields;
    rep_error own;
    rep_status status;
    size_t i;
    repi_clear(err);
    if (!profiler || (!cells && cell_count)) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "profiler or cells is NULL");
    if (profiler->failed) return repi_profiler_fail(profiler, err);
    status = rep_profiler_end_input(profiler, err);
    if (status) return status;
    if (profiler->columns && cell_count != profiler->column_count)
        return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "the row has %u cells, the table %u columns", (uint64_t)cell_count, (uint64_t)profiler->column_count);
    for (i = 0; i < cell_count; i++)
        if (cells[i].len > profiler->options.max_cell_bytes) return repi_fail(err, REP_ERR_LIMIT, 0, 0, "cell %u has %u bytes, max_cell_bytes is %u: raise it", (uint64_t)i + 1, (uint64_t)cells[i].len, (uint64_t)profiler->options.max_cell_bytes);
    if (!profiler->columns && (status = repi_profiler_columns(profiler, NULL, cell_count, err)) != REP_OK) return repi_profiler_stop(profiler, err, status);
    fields = (repi_field *)repi_zeroed(&profiler->memory, cell_count, sizeof *fields);
    if (!fields) return repi_profiler_stop(profiler, err, REP_ERR_MEMORY);
    for (i = 0; i < cell_count; i++) fields[i].data = cells[i].data, fields[i].len = cells[i].data ? cells[i].len : 0;
    repi_clear(&own);
    if (repi_csv_mend(&profiler->csv, fields, cell_count)) status = repi_profiler_rows(profiler, fields, 1, &own);
    else status = repi_no_memory(&own);
    repi_resize(&profiler->memory, fields, REPI_MAX(cell_count, 1) * sizeof *fields, 0);
    if (!status) return REP_OK;
    if (err) *err = own;
    return repi_profiler_stop(profiler, err ? err : &own, status);
}

REPLICATOR_DEF rep_status rep_profiler_push_from(rep_profiler *profiler, rep_read_fn read, void *user, rep_error *err)
{
    const size_t size = (size_t)1 << 18;
    char *block;
    rep_status status = REP_OK;
    size_t len = 1;
    repi_clear(err);
    if (!profiler || !read) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "profiler or read is NULL");
    if (profiler->failed) return repi_profiler_fail(profiler, err);
    status = rep_profiler_end_input(profiler, err);
    if (status) return status;
    block = (char *)repi_resize(&profiler->memory, NULL, 0, size);
    if (!block) return repi_profiler_stop(profiler, err, REP_ERR_MEMORY);
    while (!status) {
        len = 0;
        if (read(user, block, size, &len)) status = repi_profiler_stop(profiler, NULL, repi_fail(&profiler->error, REP_ERR_READ, 0, 0, "reading the table failed"));
        else if (len == 0) break;
        else status = rep_profiler_push_bytes(profiler, block, REPI_MIN(len, size), err);
    }
    repi_resize(&profiler->memory, block, size, 0);
    profiler->input_open = 1; /* an empty input has an end, too */
    return status ? repi_profiler_fail(profiler, err) : rep_profiler_end_input(profiler, err);
}

/*--- parts ---*/
REPLICATOR_DEF rep_status rep_profiler_fork(rep_profiler **out, const rep_profiler *from, uint64_t first_row, rep_error *err)
{
    rep_profiler *part;
    rep_profile_options options;
    rep_status status;
    repi_clear(err);
    if (!out) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "out is NULL");
    *out = NULL;
    if (!from) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "from is NULL");
    if (from->failed) { if (err) *err = from->error; return from->failed; }
    if (!from->columns && !from->options.name_count) return repi_fail(err, REP_ERR_STATE, 0, 0, "the first profiler has not seen its header yet: push its start first");
    options = from->options;
    status = rep_profiler_create(&part, &options, err);
    if (status) return status;
    part->first_row = first_row;
    part->probe = from->probe;
    if (from->columns) {
        size_t named = part->options.name_count;
        part->options.name_count = 0; /* the names are settled */
        status = repi_profiler_columns(part, from->names, from->column_count, err);
        part->options.name_count = named;
        part->headers = NULL;
        if (!status && from->headers) status = repi_keep_headers(part, from->headers, err);
    }
    if (!status && from->csv.width) {
        repi_csv_free(&part->csv);
        part->csv_open = 0;
        status = repi_csv_fork(&part->csv, &from->csv, &part->memory, part);
        part->csv_open = 1;
        if (status && err) *err = part->csv.error;
    }
    if (status) rep_profiler_free(part);
    else *out = part;
    return status;
}

static rep_status repi_profilers_differ(const rep_profiler *a, const rep_profiler *b, rep_error *err)
{
    size_t i;
    if (a->column_count != b->column_count) return repi_fail(err, REP_ERR_STATE, 0, 0, "the parts differ: %u columns here, %u there", (uint64_t)a->column_count, (uint64_t)b->column_count);
    for (i = 0; i < a->column_count; i++)
        if (!repi_same(a->names[i], b->names[i])) return repi_fail(err, REP_ERR_STATE, 0, 0, "the parts differ: column %u is \"%v\" here, \"%v\" there", (uint64_t)i + 1, &a->names[i], &b->names[i]);
    if (a->options.max_categories != b->options.max_categories) return repi_fail(err, REP_ERR_STATE, 0, 0, "the parts differ: max_categories is %u here, %u there", (uint64_t)a->options.max_categories, (uint64_t)b->options.max_categories);
    if (a->sample.limit != b->sample.limit) return repi_fail(err, REP_ERR_STATE, 0, 0, "the parts differ: sample_rows is %u here, %u there", (uint64_t)a->sample.limit, (uint64_t)b->sample.limit);
    if (a->csv.delimiter && b->csv.delimiter && a->csv.delimiter != b->csv.delimiter) return repi_fail(err, REP_ERR_STATE, 0, 0, "the parts differ: the delimiter is \"%c\" here, \"%c\" there", a->csv.delimiter, b->csv.delimiter);
    if (a->options.csv.ragged != b->options.csv.ragged) return repi_fail(err, REP_ERR_STATE, 0, 0, "the parts differ: csv.ragged");
    if (!repi_same(repi_cstr(a->options.name), repi_cstr(b->options.name))) return repi_fail(err, REP_ERR_STATE, 0, 0, "the parts differ: the option name");
    if (!repi_same(repi_cstr(a->options.date), repi_cstr(b->options.date))) return repi_fail(err, REP_ERR_STATE, 0, 0, "the parts differ: the option date");
    if (!repi_same(repi_cstr(a->options.foreign_keys), repi_cstr(b->options.foreign_keys))) return repi_fail(err, REP_ERR_STATE, 0, 0, "the parts differ: the option foreign_keys");
    if (a->options.csv.quoted_empty != b->options.csv.quoted_empty) return repi_fail(err, REP_ERR_STATE, 0, 0, "the parts differ: csv.quoted_empty");
    if (a->options.structure != b->options.structure) return repi_fail(err, REP_ERR_STATE, 0, 0, "the parts differ: structure");
    if (a->options.private_model != b->options.private_model || a->options.min_count != b->options.min_count) return repi_fail(err, REP_ERR_STATE, 0, 0, "the parts differ: private_model or min_count");
    if (a->options.dates != b->options.dates) return repi_fail(err, REP_ERR_STATE, 0, 0, "the parts differ: dates");
    if (a->missing_count != b->missing_count) return repi_fail(err, REP_ERR_STATE, 0, 0, "the parts differ: the list of missing spellings");
    for (i = 0; i < a->missing_count; i++)
        if (!repi_same(a->missing[i], b->missing[i])) return repi_fail(err, REP_ERR_STATE, 0, 0, "the parts differ: the list of missing spellings, \"%v\"", &b->missing[i]);
    for (i = 0; i < a->column_count; i++) {
        const rep_column_options *x = a->columns[i].option, *y = b->columns[i].option;
        if ((!x) != (!y) || (x && (x->kind != y->kind || x->drop != y->drop || x->unique != y->unique || x->alone != y->alone || (!x->format) != (!y->format) || (!x->pii_class) != (!y->pii_class) ||
            (x->format && strcmp(x->format, y->format)) || (x->pii_class && strcmp(x->pii_class, y->pii_class)))))
            return repi_fail(err, REP_ERR_STATE, 0, 0, "the parts differ: the options of column \"%v\"", &a->names[i]);
    }
    return REP_OK;
}

static rep_status repi_merge_columns(rep_profiler *into, const rep_profiler *part, rep_error *err)
{
    size_t i, c;
    for (c = 0; c < into->column_count; c++) {
        repi_stats *a = &into->columns[c];
        const repi_stats *b = &part->columns[c];
        if (!repi_table_merge(&a->blanks, &b->blanks, &a->shed) || !repi_table_merge(&a->ordered, &b->ordered, &a->shed) ||
            !repi_table_merge(&a->texts, &b->texts, &a->shed) || !repi_account_merge(&a->shed, &b->shed)) return repi_no_memory(err);
        a->cells += b->cells, a->mended += b->mended;
    }
    for (i = 0; i < part->sample.count; i++) {
        int ok;
        uint32_t slot = repi_sample_slot(&into->sample, &into->memory, part->sample.heap[i].row, &ok);
        if (!ok || (slot != UINT32_MAX && !repi_sample_grow(into, (size_t)slot + 1))) return repi_no_memory(err);
        for (c = 0; slot != UINT32_MAX && c < into->column_count; c++)
            if (!(into->columns[c].option && into->columns[c].option->drop)) into->columns[c].sample[slot] = part->columns[c].sample[part->sample.heap[i].slot];
    }
    into->rows += part->rows;
    into->csv.padded_rows += part->csv.padded_rows;
    if (!into->csv.delimiter) into->csv.delimiter = part->csv.delimiter;
    return REP_OK;
}

REPLICATOR_DEF rep_status rep_profiler_merge(rep_profiler *into, rep_profiler *part, rep_error *err)
{
    rep_error own;
    rep_status status;
    repi_clear(err);
    if (!into || !part || into == part) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, into == part && into ? "a profiler cannot be merged with itself" : "into or part is NULL");
    status = rep_profiler_end_input(into, err);
    if (!status) status = rep_profiler_end_input(part, err);
    if (status) return status;
    if (!part->columns) return REP_OK; /* it has seen nothing */
    if (!into->columns) {
        status = repi_profiler_columns(into, part->names, part->column_count, err);
        if (status) return repi_profiler_stop(into, err, status);
    }
    status = repi_profilers_differ(into, part, err);
    if (status) return status;
    repi_clear(&own);
    status = repi_merge_columns(into, part, &own);
    if (!status) return REP_OK;
    if (err) *err = own;
    return repi_profiler_stop(into, err ? err : &own, status);
}

/*==============================================================================
 * MARK: - [R20] Learning
 *
 * Decides what every column is, by the rules of the manual in their order, and
 * writes its part of the model, with a sentence why. Works on value tables,
 * accounts and the row sample alone: its cost does not grow with rows.
 *
 *   enter by   rep_profiler_learn, rep_profile_bytes
 *   uses       R08 dates, R10 cells and counting, R12 PII, R13 patterns, R14 styles, R15 the model, R19 profiling
 *   source     encoding of numbers: atoms and tail-refined intervals, 256 of them, after sequential CART on
 *              histograms (Nowok, Raab, Dibben 2016 for the trees that will stand on it)
 *============================================================================*/
#define REPI_BINS 256
#define REPI_LEAST 5               /* rows of a point mass or interval: what one person alone has is not repeated */
#define REPI_LEAST_PRIVATE 10      /* the same in a private model, and of a category */
#define REPI_STUDIED 8192          /* values that patterns, prose and PII are learned from: those of smallest hash */
#define REPI_OTHER "(other)"       /* the rest level of categories that are not written */

/* All that is known of a column while it is decided. */
typedef struct repi_look {
    rep_profiler *profiler;
    rep_model    *model;
    repi_column  *column;
    repi_stats   *stats;
    const rep_column_options *option;
    rep_column_options no_option;
    repi_table    all;             /* all kept values that are not missing */
    int           lent;            /* 1 = that is a table of the profiler */
    repi_account  total;
    repi_arena   *arena;           /* for as long as the column is looked at: texts of the values ... */
    rep_str      *texts;
    uint64_t     *counts;
    size_t       *lengths;
    size_t        n;               /* kept values */
    uint64_t      cells, missing, distinct, soft; /* soft: cells spelled None none - ? \N . */
    uint64_t      studied;         /* cells of the values that are studied */
    unsigned char *study;          /* 1 = this value is */
    int           exact, unique, forced;
    const repi_pii_index *index;
    rep_error    *err;
} repi_look;

static int repi_let_drop(void *user, const repi_cell *cell, uint64_t count) { (void)user, (void)cell, (void)count; return 1; }

static int repi_is_soft_missing(rep_str s)
{
    static const char *const soft[] = { "None", "none", "-", "?", "\\N", "." };
    size_t i;
    for (i = 0; i < REPI_COUNT(soft); i++)
        if (repi_same(s, repi_cstr(soft[i]))) return 1;
    return 0;
}

static uint64_t repi_least(const rep_model *model) { return model->private_model ? REPI_LEAST_PRIVATE : REPI_LEAST; }

/* Rows that a category needs to be written. */
static uint64_t repi_least_level(const repi_look *look)
{
    const rep_profile_options *options = &look->profiler->options;
    return options->min_count ? options->min_count : options->private_model ? REPI_LEAST_PRIVATE : 1;
}

/* The sentence of a column. 0 = no memory. */
static int repi_because(repi_look *look, const char *format, ...)
{
    char sentence[400];
    va_list args;
    size_t n;
    va_start(args, format);
    n = repi_say(sentence, sizeof sentence, format, args);
    va_end(args);
    look->column->why = repi_keep(look->model, repi_str(sentence, n));
    return look->column->why.data != NULL;
}

static void repi_look_free(repi_look *look)
{
    if (!look->lent) repi_table_free(&look->all);
    repi_account_free(&look->total);
    repi_arena_rewind(look->arena);
}

/* Scales n counts, `stride` bytes apart, to the sum `whole`: rounded cumulatively, so that the sum is exact. */
static void repi_scale_counts(void *counts, size_t stride, size_t n, uint64_t whole)
{
    uint64_t all = 0, sum = 0, before = 0, count;
    char *at = (char *)counts;
    size_t i;
    for (i = 0; i < n; i++) memcpy(&count, at + i * stride, sizeof count), all += count;
    for (i = 0; i < n && all; i++) {
        memcpy(&count, at + i * stride, sizeof count);
        sum += count;
        count = repi_muldiv(sum, whole, all) - before;
        before += count;
        memcpy(at + i * stride, &count, sizeof count);
    }
}

/* `NA` is a value among two-letter upper-case codes. The tables are trimmed. */
static int repi_na_is_code(const repi_stats *stats)
{
    char buffer[REPI_CELL_TEXT];
    size_t i;
    if (stats->ordered.count || stats->texts.count < 2) return 0;
    for (i = 0; i < stats->texts.count; i++) {
        rep_str s = repi_table_cell(&stats->texts, &stats->texts.entries[i], buffer).text;
        if (s.len != 2 || !repi_is_upper((unsigned char)s.data[0]) || !repi_is_upper((unsigned char)s.data[1])) return 0;
    }
    return 1;
}

/* Gathers values, sums and spellings. 0 = no memory. */
static int repi_look_open(repi_look *look)
{
    rep_profiler *profiler = look->profiler;
    repi_stats *stats = look->stats;
    char buffer[REPI_CELL_TEXT];
    size_t i;
    uint64_t border = UINT64_MAX;
    int na;
    repi_table_init(&look->all, &profiler->sieve, profiler->options.max_categories, profiler->probe, repi_let_drop);
    repi_account_init(&look->total, &profiler->memory);
    look->cells = stats->cells;
    if (!repi_table_trim(&stats->blanks, &stats->shed) || !repi_table_trim(&stats->ordered, &stats->shed) || !repi_table_trim(&stats->texts, &stats->shed)) return 0;
    na = repi_na_is_code(stats);
    look->lent = !na && (stats->ordered.count == 0 || stats->texts.count == 0);
    if (look->lent) look->all = stats->ordered.count ? stats->ordered : stats->texts;
    else if (!repi_table_merge(&look->all, &stats->ordered, NULL) || !repi_table_merge(&look->all, &stats->texts, NULL)) return 0;
    if (!repi_account_merge(&look->total, &stats->shed) || !repi_account_table(&look->total, &stats->ordered) || !repi_account_table(&look->total, &stats->texts) ||
        !repi_account_fold(&look->total)) return 0;
    if (!repi_levels_make(look->model, &look->column->missing, stats->blanks.count + 6)) return 0;
    for (i = 0; i < stats->blanks.count; i++) {
        repi_cell cell = repi_table_cell(&stats->blanks, &stats->blanks.entries[i], buffer);
        if (na && repi_same(cell.text, repi_cstr("NA"))) {
            if (!repi_table_add(&look->all, &cell, stats->blanks.entries[i].count, NULL)) return 0;
            look->cells += stats->blanks.entries[i].count;
        } else if (!repi_is_cut(&cell) && !repi_levels_add(look->model, &look->column->missing, cell.text, 0, stats->blanks.entries[i].count)) return 0;
    }
    if (!repi_table_trim(&look->all, NULL)) return 0;
    look->missing = profiler->rows - look->cells;
    look->exact = look->all.threshold == UINT64_MAX;
    look->distinct = repi_table_distinct(&look->all);
    look->n = look->all.count;
    look->texts = (rep_str *)repi_arena_zeroed(look->arena, look->n + 1, sizeof *look->texts);
    look->counts = (uint64_t *)repi_arena_zeroed(look->arena, look->n + 1, sizeof *look->counts);
    look->lengths = (size_t *)repi_arena_zeroed(look->arena, look->n + 1, sizeof *look->lengths);
    look->study = (unsigned char *)repi_arena_zeroed(look->arena, look->n + 1, 1);
    if (!look->texts || !look->counts || !look->lengths || !look->study) return 0;
    if (look->n > REPI_STUDIED) border = look->all.entries[REPI_STUDIED - 1].hash | (((uint64_t)1 << 48) - 1); /* with all that share its 16 highest bits */
    look->unique = look->n > 1;
    for (i = 0; i < look->n; i++) {
        repi_cell cell = repi_table_cell(&look->all, &look->all.entries[i], buffer);
        if (!repi_is_long(&cell)) {
            char *copy = (char *)repi_arena_get(look->arena, cell.text.len + 1);
            if (!copy) return 0;
            if (cell.text.len) memcpy(copy, cell.text.data, cell.text.len);
            cell.text.data = copy;
        }
        look->texts[i] = cell.text, look->lengths[i] = cell.length, look->counts[i] = look->all.entries[i].count;
        look->study[i] = look->all.entries[i].hash <= border;
        if (look->study[i]) look->studied += look->counts[i];
        if (look->counts[i] > 1) look->unique = 0;
        if (repi_is_soft_missing(cell.text)) look->soft += look->counts[i];
    }
    if (look->option->unique) look->unique = look->option->unique > 0;
    return 1;
}

static double repi_share(uint64_t part, uint64_t whole)
{
    repi_wide num, den;
    if (part == 0 || whole == 0) return 0;
    repi_wide_set64(&num, part);
    repi_wide_set64(&den, whole);
    return repi_wide_ratio(&num, &den, 0);
}

/*--- categories ---*/

/* Levels with weights count / n. Texts that hide something private, and cut ones, join the rest level. */
static int repi_learn_categories(repi_look *look)
{
    repi_column *column = look->column;
    uint64_t rest = 0, whole = 0, least = repi_least_level(look), few = 0;
    size_t i, hidden = 0, rare = 0;
    column->kind = REP_KIND_CATEGORICAL;
    column->distinct = look->distinct;
    if (!repi_levels_make(look->model, &column->levels, look->n + 1)) return 0;
    for (i = 0; i < look->n; i++) {
        whole += look->counts[i];
        if (look->lengths[i] != look->texts[i].len || repi_pii_hides(look->texts[i].data, look->texts[i].len)) rest += look->counts[i], hidden++;
        else if (look->counts[i] < least) few += look->counts[i], rare++;
        else if (!repi_levels_add(look->model, &column->levels, look->texts[i], 0, look->counts[i])) return 0;
    }
    if (rest + few) {
        for (i = 0; i < column->levels.count; i++)
            if (repi_same(column->levels.items[i].text, repi_cstr(REPI_OTHER))) break;
        if (i == column->levels.count && !repi_levels_add(look->model, &column->levels, repi_cstr(REPI_OTHER), 0, 0)) return 0;
        column->levels.items[i].count += rest + few;
        if (rest && !repi_warn(look->model, "column \"%v\": categories that hold an e-mail address, a phone, SSN or card number, or over 1,024 bytes became \"" REPI_OTHER "\" (different values: %u, cells: %u)", &column->name, (uint64_t)hidden, rest)) return 0;
    }
    if (!repi_levels_sort(look->model, &column->levels)) return 0;
    for (i = 0; i < column->levels.count; i++)
        column->levels.items[i].weight = repi_share(column->levels.items[i].count, whole);
    if (!column->why.len && rare && !hidden) return repi_because(look, "%u different values in %u cells: categories; %u of fewer than %u rows share \"" REPI_OTHER "\"", look->distinct, look->cells, (uint64_t)rare, least);
    if (!column->why.len) {
        if (!look->exact) return repi_because(look, "about %u different texts, of which the %u with the smallest hash are kept as categories", look->distinct, (uint64_t)look->n);
        return repi_because(look, hidden ? "%u different values in %u cells: categories with their exact shares; %u that hide something private share \"" REPI_OTHER "\"" : "%u different values in %u cells: categories with their exact shares", look->distinct, look->cells, (uint64_t)hidden);
    }
    if (hidden) return repi_because(look, "%v; %u values that hide something private share \"" REPI_OTHER "\"", &column->why, (uint64_t)hidden);
    return 1;
}

/*--- numbers and dates: one encoding ---*/
typedef struct repi_point { int64_t units; uint64_t count; } repi_point;

/* Sorts the points and joins equal ones; the count left is returned through *n. 0 = no memory. Byte by byte from the
 * lowest, but for bytes that are the same in all. (Radix sort: Knuth, TAOCP 3, 5.2.5) */
static int repi_points_sort(repi_arena *arena, repi_point *points, size_t *n)
{
    const uint64_t sign = (uint64_t)1 << 63;
    repi_point *from = points, *to = (repi_point *)repi_arena_get(arena, *n * sizeof *to);
    size_t starts[8][256], i, o = 0;
    int byte, b;
    if (!to) return 0;
    memset(starts, 0, sizeof starts);
    for (i = 0; i < *n; i++)
        for (byte = 0; byte < 8; byte++) starts[byte][((uint64_t)points[i].units ^ sign) >> 8 * byte & 255]++;
    for (byte = 0; byte < 8 && *n; byte++) {
        size_t *start = starts[byte], sum = 0;
        repi_point *swap = from;
        if (start[((uint64_t)from[0].units ^ sign) >> 8 * byte & 255] == *n) continue;
        for (b = 0; b < 256; b++) {
            size_t count = start[b];
            start[b] = sum;
            sum += count;
        }
        for (i = 0; i < *n; i++) to[start[((uint64_t)from[i].units ^ sign) >> 8 * byte & 255]++] = from[i];
        from = to, to = swap;
    }
    for (i = 0; i < *n; i++) { /* o never passes i: in place, or to the other array */
        repi_point p = from[i];
        if (o && points[o - 1].units == p.units) points[o - 1].count += p.count;
        else points[o++] = p;
    }
    *n = o;
    return 1;
}

/* Point masses and intervals: a value that holds a bin's share stands alone, an interval closes when it
 * holds a bin's share, earlier in both tails, but never with fewer than repi_least rows while a neighbour can
 * still join. Of at most REPI_BINS different values those with that many rows are point masses. */
static int repi_encode(rep_model *model, repi_arena *work, repi_column *column, const repi_point *points, size_t n)
{
    repi_range *ranges = (repi_range *)repi_arena_get(work, (n + 1) * sizeof *ranges); /* few will be used */
    const uint64_t least = repi_least(model);
    uint64_t whole = 0, below = 0, heavy;
    size_t i;
    int open = 0;
    if (!ranges) return 0;
    for (i = 0; i < n; i++) whole += points[i].count;
    heavy = REPI_MAX((whole + REPI_BINS - 1) / REPI_BINS, least);
    column->range_count = 0;
    for (i = 0; i < n; i++) {
        repi_range *range = column->range_count ? &ranges[column->range_count - 1] : NULL;
        int alone = points[i].count >= (n <= REPI_BINS ? least : heavy);
        if (alone || !open) {
            range = &ranges[column->range_count++];
            range->low = points[i].units, range->count = 0;
        }
        range->high = points[i].units;
        range->count += points[i].count;
        below += points[i].count;
        open = !alone && range->count < (n <= REPI_BINS ? least : REPI_MAX(least, REPI_MIN(heavy, REPI_MIN(below, whole - below) / 2 + REPI_LEAST)));
    }
    column->ranges = (repi_range *)repi_arena_get(&model->arena, (column->range_count + 1) * sizeof *ranges);
    if (column->ranges) memcpy(column->ranges, ranges, column->range_count * sizeof *ranges);
    return column->ranges != NULL;
}

/* Of a private model: the least and greatest values are those that repi_least rows reach; the points beyond join them. */
static size_t repi_top_code(const rep_model *model, repi_point *points, size_t n)
{
    uint64_t least = repi_least(model), sum = 0;
    size_t from = 0, to = n;
    if (!model->private_model || n == 0) return n;
    while (from + 1 < n && sum + points[from].count < least) sum += points[from++].count;
    points[from].count += sum;
    for (sum = 0; to > from + 1 && sum + points[to - 1].count < least;) sum += points[--to].count;
    points[to - 1].count += sum;
    if (from) memmove(points, points + from, (to - from) * sizeof *points);
    return to - from;
}

/* Of a private model: bounds are moved outward, along the lattice, to about three digits. */
static void repi_round_bounds(const rep_model *model, repi_column *column)
{
    repi_range *first = column->ranges, *last = column->ranges + column->range_count - 1;
    int64_t step = REPI_MAX(column->step, 1), size, unit = 1;
    if (!model->private_model || column->range_count == 0 || column->real) return;
    size = REPI_MAX(first->low < 0 ? -first->low : first->low, last->high < 0 ? -last->high : last->high);
    for (; size >= 1000; size /= 10) unit *= 10;
    first->low -= ((first->low % unit + unit) % unit) / step * step;
    last->high += ((unit - (last->high % unit + unit) % unit) % unit) / step * step;
}

/* Where the points are only a sample: the smallest and largest value and the number of cells as exact counters
 * know them. */
static void repi_encode_bounds(repi_look *look, int64_t min, int64_t max)
{
    repi_column *column = look->column;
    uint64_t cells = look->cells;
    size_t i;
    if (column->range_count == 0) return;
    for (i = 0; i < column->words.count; i++) cells -= REPI_MIN(cells, column->words.items[i].count);
    repi_scale_counts(&column->ranges[0].count, sizeof column->ranges[0], column->range_count, cells);
    if (min < column->ranges[0].low) column->ranges[0].low = min;
    if (max > column->ranges[column->range_count - 1].high) column->ranges[column->range_count - 1].high = max;
}

/* Words among numbers or dates: what does not fit, with its count. Soft spellings count as missing. */
typedef int (*repi_fits)(const repi_column *column, rep_str text, int64_t *units);

static int repi_learn_points(repi_look *look, repi_fits fits, repi_point **points, size_t *n)
{
    const repi_sample *sample = &look->profiler->sample;
    char buffer[REPI_NUMBER_TEXT];
    uint64_t other = 0;
    size_t i, hashes = 0, room = look->exact ? look->n : REPI_MAX(sample->count, look->n);
    int64_t units;
    *n = 0;
    *points = (repi_point *)repi_arena_get(look->arena, room * sizeof **points);
    if (!*points || !repi_levels_make(look->model, &look->column->words, look->n + 1)) return 0;
    for (i = 0; i < look->n; i++) {
        if (look->lengths[i] == look->texts[i].len && fits(look->column, look->texts[i], &units)) {
            if (look->exact) (*points)[*n].units = units, (*points)[*n].count = look->counts[i], ++*n;
        } else if (repi_is_soft_missing(look->texts[i])) {
            repi_levels *missing = &look->column->missing;
            if (missing->count < look->stats->blanks.count + 6 && !repi_levels_add(look->model, missing, look->texts[i], 0, look->counts[i])) return 0;
            look->cells -= look->counts[i], look->missing += look->counts[i];
        } else if (look->lengths[i] != look->texts[i].len || look->counts[i] < repi_least_level(look) || repi_pii_hides(look->texts[i].data, look->texts[i].len)) other += look->counts[i];
        else if (!repi_levels_add(look->model, &look->column->words, look->texts[i], 0, look->counts[i])) return 0;
    }
    if (other && !repi_levels_add(look->model, &look->column->words, repi_cstr(REPI_OTHER), 0, other)) return 0;
    if (!repi_levels_sort(look->model, &look->column->words)) return 0;
    for (i = 0; !look->exact && i < sample->count; i++) {
        uint64_t word = look->stats->sample[sample->heap[i].slot];
        rep_str text = repi_word_text(word, buffer);
        hashes += repi_tag(word) == REPI_TAG_HASH;
        if (text.data && fits(look->column, text, &units)) (*points)[*n].units = units, (*points)[*n].count = 1, ++*n;
    }
    if (!look->exact && hashes >= *n) { /* the sample has not kept their texts: the values of smallest hash serve as one */
        for (*n = i = 0; i < look->n && *n < room; i++)
            if (look->lengths[i] == look->texts[i].len && fits(look->column, look->texts[i], &units)) (*points)[*n].units = units, (*points)[*n].count = look->counts[i], ++*n;
    }
    return repi_points_sort(look->arena, *points, n);
}

/*--- numbers ---*/
static int repi_number_fits(const repi_column *column, rep_str text, int64_t *units)
{
    repi_number readings[2];
    uint64_t key;
    double v;
    int reading = column->style.mark == ',', d;
    if (!column->real && reading == 0 && repi_pack_plain(text.data, text.len, &key)) {
        readings[0].m = repi_plain_value(key), readings[0].decimals = repi_plain_decimals(key);
    } else if (column->real) {
        size_t i = text.len && (text.data[0] == '-' || text.data[0] == '+');
        if (i + 1 < text.len && text.data[i] == '0' && repi_is_digit((unsigned char)text.data[i + 1])) return 0;
        if (!repi_parse_f64(text.data, text.len, &v) || !repi_f64_finite(v)) return 0;
        *units = (int64_t)(repi_f64_order(v) ^ (uint64_t)1 << 63);
        return 1;
    } else {
        if (!(repi_styled_read(text.data, text.len, readings) >> reading & 1)) return 0;
        if (!repi_same(repi_cstr(repi_prefixes[REPI_STYLE_PREFIX_OF(readings[reading].style)]), column->style.prefix) ||
            !repi_same(repi_cstr(repi_suffixes[REPI_STYLE_SUFFIX_OF(readings[reading].style)]), column->style.suffix)) return 0;
    }
    *units = readings[reading].m;
    for (d = readings[reading].decimals; d < column->decimals; d++) *units *= 10;
    return d == column->decimals;
}

/* |v| * 10^d fits the units. */
static int repi_scales(int64_t v, int d)
{
    uint64_t size = v < 0 ? (uint64_t)-v : (uint64_t)v;
    return d <= 18 && repi_mul128(size, repi_pow10_u64[d]).hi == 0 && repi_mul128(size, repi_pow10_u64[d]).lo <= (uint64_t)(d ? INT64_MAX / 2 : INT64_MAX);
}

/* The style in which the most cells are numbers, or NULL. With decimal commas, plain integers and
 * thousands such as 1.234 are numbers of that style, too. *count receives its cells. */
static const repi_numbers *repi_best_numbers(const repi_look *look, uint64_t *count)
{
    const repi_numbers *best = NULL, *plain = NULL;
    int commas = look->profiler->csv.delimiter == ';';
    size_t i;
    *count = 0;
    for (i = 0; i < look->total.number_count; i++)
        if (look->total.numbers[i].key == REPI_STYLE_PLAIN) plain = &look->total.numbers[i];
    for (i = 0; i < look->total.number_count; i++) {
        const repi_numbers *numbers = &look->total.numbers[i];
        uint64_t cells = numbers->count;
        int better;
        if (numbers == plain) continue;
        if (numbers->key == REPI_STYLE_COMMA && plain && !plain->long_thirds) cells += plain->spans[0].count + plain->spans[3].count;
        better = cells > *count;
        if (cells == *count && best) { /* ties: the decimal mark that the delimiter leaves free, then the plainer style */
            int fits = (numbers->key & REPI_STYLE_COMMA) == (unsigned)commas, fitted = (best->key & REPI_STYLE_COMMA) == (unsigned)commas;
            better = fits != fitted ? fits : numbers->key < best->key;
        }
        if (better) best = numbers, *count = cells;
    }
    return best;
}

static repi_span repi_span_scaled(const repi_span *span, int decimals)
{
    repi_span out = *span;
    uint64_t factor = repi_pow10_u64[decimals];
    out.min *= (int64_t)factor, out.max *= (int64_t)factor, out.first *= (int64_t)factor, out.step *= factor;
    return out;
}

/* The sums of plain integers, and of those with three decimals read as thousands. */
static int repi_whole_sums(repi_memory *memory, repi_sums *out, const repi_numbers *plain)
{
    repi_sums view;
    size_t i;
    int ok = 1;
    memset(out, 0, sizeof *out);
    for (i = 0; ok && i < plain->sums.bucket_count; i++) {
        repi_sums_bucket bucket = plain->sums.bucket[i];
        if (bucket.decimals != 0 && bucket.decimals != 3) continue;
        memset(&view, 0, sizeof view);
        view.count = plain->spans[bucket.decimals].count;
        bucket.decimals = 0;
        view.bucket = &bucket, view.bucket_count = 1, view.slot_of[0] = 1;
        ok = repi_sums_merge(memory, out, &view);
    }
    return ok;
}

/* Takes over style, decimals and extremes of the numbers; *span in the column's units. */
static int repi_learn_style(repi_look *look, const repi_numbers *numbers, repi_numbers *joined, repi_span *span)
{
    repi_column *column = look->column;
    uint64_t whole = 0, most = 0;
    size_t g;
    int d, top = 0;
    memset(joined, 0, sizeof *joined);
    memset(span, 0, sizeof *span);
    if (!repi_sums_merge(look->total.memory, &joined->sums, &numbers->sums)) return 0;
    memcpy(joined->spans, numbers->spans, sizeof joined->spans);
    if (numbers->key == REPI_STYLE_COMMA) { /* plain integers, and 1.234 read as 1234: both are counted in whole numbers */
        const repi_account *total = &look->total;
        for (g = 0; g < total->number_count; g++) {
            repi_sums whole_sums;
            const repi_numbers *plain = &total->numbers[g];
            if (plain->key != REPI_STYLE_PLAIN || plain->long_thirds) continue;
            if (!repi_whole_sums(total->memory, &whole_sums, plain) || !repi_sums_merge(total->memory, &joined->sums, &whole_sums)) {
                repi_sums_free(total->memory, &whole_sums);
                return 0;
            }
            repi_sums_free(total->memory, &whole_sums);
            repi_span_merge(&joined->spans[0], &plain->spans[0]);
            repi_span_merge(&joined->spans[0], &plain->spans[3]);
        }
    }
    for (d = 0; d < 32; d++)
        if (joined->spans[d].count) top = d, whole += joined->spans[d].count;
    column->style = repi_style_of(numbers->key);
    for (g = 1; g < 7; g++)
        if (numbers->groups[g] > most) most = numbers->groups[g], column->style.group = repi_cstr(repi_groups[g]);
    if (most <= numbers->ungrouped) column->style.group = repi_cstr("");
    column->style.bare = numbers->bare > numbers->leading;
    column->style.plus = numbers->plus * 2 > whole;
    column->decimals = top;
    column->real = numbers->reals > 0;
    for (d = 0; d <= top && !column->real; d++)
        if (joined->spans[d].count && (!repi_scales(joined->spans[d].min, top - d) || !repi_scales(joined->spans[d].max, top - d) ||
            !repi_scales(joined->spans[d].first, top - d) || repi_muldiv(joined->spans[d].step, top - d > 18 ? UINT64_MAX : repi_pow10_u64[top - d], 1) >= (uint64_t)1 << 62)) column->real = 1;
    if (column->real) column->decimals = -1;
    if (top == 0 || joined->spans[top].count == whole) column->style.zeros = REPI_ZEROS_FIXED;
    else if (numbers->one_zero > joined->spans[0].count) column->style.zeros = REPI_ZEROS_ONE;
    else column->style.zeros = REPI_ZEROS_SHORTEST;
    if (column->real && column->style.zeros == REPI_ZEROS_FIXED) column->style.zeros = numbers->one_zero ? REPI_ZEROS_ONE : REPI_ZEROS_SHORTEST;
    for (d = 0; d <= top && !column->real; d++) {
        repi_span scaled = repi_span_scaled(&joined->spans[d], top - d);
        repi_span_merge(span, &scaled);
    }
    return 1;
}

static int repi_learn_moments(repi_look *look, const repi_numbers *joined, const repi_numbers *numbers, const repi_span *span)
{
    repi_column *column = look->column;
    int d;
    column->has_mean = column->has_min = column->has_max = 1;
    column->mean = repi_sums_mean(&joined->sums);
    column->std = repi_sums_std(&joined->sums);
    if (!column->real) {
        column->min = repi_decimal_to_f64(span->min < 0 ? (uint64_t)-span->min : (uint64_t)span->min, -column->decimals, span->min < 0);
        column->max = repi_decimal_to_f64(span->max < 0 ? (uint64_t)-span->max : (uint64_t)span->max, -column->decimals, span->max < 0);
        return 1;
    }
    column->has_min = 0;
    if (numbers->reals) column->min = numbers->real_min, column->max = numbers->real_max, column->has_min = 1;
    for (d = 0; d < 32; d++) {
        const repi_span *s = &joined->spans[d];
        double low, high;
        if (!s->count) continue;
        low = repi_decimal_to_f64(s->min < 0 ? (uint64_t)-s->min : (uint64_t)s->min, -d, s->min < 0);
        high = repi_decimal_to_f64(s->max < 0 ? (uint64_t)-s->max : (uint64_t)s->max, -d, s->max < 0);
        if (!column->has_min || repi_f64_order(low) < repi_f64_order(column->min)) column->min = low;
        if (!column->has_min || repi_f64_order(high) > repi_f64_order(column->max)) column->max = high;
        column->has_min = 1;
    }
    return 1;
}

/* min and max of the reference's keys, where only the ranges may tell them. */
static void repi_bounds_of_ranges(repi_column *column)
{
    int side;
    for (side = 0; side < 2 && column->range_count; side++) {
        int64_t v = side ? column->ranges[column->range_count - 1].high : column->ranges[0].low;
        double bound = column->real ? repi_f64_unorder((uint64_t)v ^ (uint64_t)1 << 63) : repi_decimal_to_f64(v < 0 ? (uint64_t)-v : (uint64_t)v, -column->decimals, v < 0);
        if (side) column->max = bound;
        else column->min = bound;
    }
}

/* The words of a column's name say that it is a key. */
static int repi_name_is_key(rep_str name)
{
    static const char *const keys[] = { " id ", " key ", " uid ", " uuid ", " no ", " nr ", " number ", " num ", " code ", " ids ", " pk " };
    char words[REPI_PII_HEADER];
    size_t i;
    repi_pii_words(name, words);
    for (i = 0; i < REPI_COUNT(keys); i++)
        if (strstr(words, keys[i])) return 1;
    return 0;
}

static int repi_learn_numbers(repi_look *look, const repi_numbers *numbers)
{
    repi_column *column = look->column;
    repi_memory *memory = &look->profiler->memory;
    repi_numbers *joined = (repi_numbers *)repi_zeroed(memory, 1, sizeof *joined);
    repi_point *points = NULL;
    repi_span span;
    size_t n = 0;
    int ok, run = 0, key = 0;
    column->kind = REP_KIND_NUMERICAL;
    column->distinct = look->distinct;
    ok = joined && repi_learn_style(look, numbers, joined, &span) && repi_learn_moments(look, joined, numbers, &span);
    ok = ok && repi_learn_points(look, repi_number_fits, &points, &n);
    if (ok && !column->real && column->decimals == 0 && numbers->key == 0 && column->words.count == 0 && !column->style.group.len && !column->style.plus) {
        int named = repi_name_is_key(column->name);
        run = look->unique && look->option->unique >= 0 && (look->cells >= 3 || (named && look->cells == 2)) && span.step > 0 &&
              span.step <= INT64_MAX && repi_sums_is_run(&joined->sums, span.min, span.max, (int64_t)span.step, look->cells);
        key = !run && look->unique && look->cells >= 50 && (named || look->option->unique > 0);
    }
    if (ok && run) {
        column->is_run = 1, column->run_start = span.min, column->run_step = (int64_t)span.step;
        ok = repi_because(look, "%u whole numbers, each once, from %d in steps of %d: an id, continued by row number", look->cells, span.min, (int64_t)span.step);
    } else if (ok && key) {
        column->unique = 1;
        column->step = (int64_t)REPI_MAX(span.step, 1);
        column->ranges = (repi_range *)repi_arena_zeroed(&look->model->arena, 1, sizeof *column->ranges);
        ok = column->ranges != NULL;
        if (ok) {
            column->ranges[0].low = span.min, column->ranges[0].high = span.max, column->ranges[0].count = look->cells, column->range_count = 1;
            ok = repi_because(look, "%u whole numbers, each once, and the name says key: an id, drawn without repeats from %d to %d", look->cells, span.min, span.max);
        }
    } else if (ok) {
        column->step = column->real ? 0 : (int64_t)REPI_MAX(span.step, 1);
        n = repi_top_code(look->model, points, n);
        ok = repi_encode(look->model, look->arena, column, points, n);
        if (ok && look->model->private_model) {
            repi_round_bounds(look->model, column);
            repi_encode_bounds(look, column->range_count ? column->ranges[0].low : 0, column->range_count ? column->ranges[column->range_count - 1].high : 0);
            repi_bounds_of_ranges(column);
        } else if (ok && !look->exact) {
            if (!column->real) repi_encode_bounds(look, span.min, span.max);
            else repi_encode_bounds(look, (int64_t)(repi_f64_order(column->min) ^ (uint64_t)1 << 63), (int64_t)(repi_f64_order(column->max) ^ (uint64_t)1 << 63));
        }
        if (ok && !column->why.len) {
            if (look->distinct == 1 && look->exact) ok = repi_because(look, "one value in all %u cells", look->cells);
            else if (column->real) ok = repi_because(look, "%p of %u cells are numbers, some with exponents or more digits than 64-bit integers hold", numbers->count, look->cells, look->cells);
            else if (column->words.count) ok = repi_because(look, "%p of %u cells are numbers with at most %d decimal%s; the others are kept as words", REPI_MIN(joined->sums.count, look->cells), look->cells, look->cells, (int64_t)column->decimals, column->decimals == 1 ? "" : "s");
            else if (column->decimals) ok = repi_because(look, "all %u cells are numbers with at most %d decimal%s", look->cells, (int64_t)column->decimals, column->decimals == 1 ? "" : "s");
            else ok = repi_because(look, "all %u cells are whole numbers", look->cells);
        }
    }
    if (joined) {
        repi_sums_free(memory, &joined->sums);
        repi_resize(memory, joined, sizeof *joined, 0);
    }
    return ok;
}

/*--- dates ---*/
static int repi_date_fits(const repi_column *column, rep_str text, int64_t *units)
{
    static const char iso[] = "%Y-%m-%d %H:%M:%S";
    const rep_str *format = &column->format;
    int64_t micros;
    int offset;
    if ((format->len == 8 && text.len == 10) || (format->len == 17 && text.len == 19)) { /* the commonest two at full speed */
        if (memcmp(format->data, iso, format->len) == 0 && repi_date_read_iso(text.data, text.len, &micros, &offset)) {
            *units = repi_date_units(column, micros);
            return 1;
        }
    }
    if (!repi_date_read(format->data, text.data, text.len, &micros, &offset)) return 0;
    *units = repi_date_units(column, micros);
    return 1;
}

static int repi_name_is_date(rep_str name)
{
    static const char *const days[] = { " date ", " day ", " dt ", " dob ", " birthday ", " ymd ", " yyyymmdd ", " datum ", " fecha " };
    char words[REPI_PII_HEADER];
    size_t i;
    repi_pii_words(name, words);
    for (i = 0; i < REPI_COUNT(days); i++)
        if (strstr(words, days[i])) return 1;
    return 0;
}

/* The format that fits enough cells, or NULL. *other receives the same with day and month exchanged, if that fits as well. */
static const repi_dates *repi_best_dates(const repi_look *look, int asked, const repi_dates **other)
{
    const repi_dates *best = NULL;
    uint64_t cells = look->cells - look->soft;
    size_t i;
    *other = NULL;
    for (i = 0; i < look->total.date_count; i++) {
        const repi_dates *dates = &look->total.dates[i];
        const repi_date_format *format = &repi_date_formats[dates->row];
        if (cells < 200 ? dates->span.count != cells : dates->span.count < cells - cells / 200) continue;
        if (format->flags & REPI_DATE_BARE && !asked && (dates->span.count != cells || (cells < 20 && !repi_name_is_date(look->column->name)) ||
            dates->span.min < (int64_t)repi_date_days(1900, 1, 1) * REPI_DATE_DAY || dates->span.max >= (int64_t)repi_date_days(2101, 1, 1) * REPI_DATE_DAY)) continue;
        if (!best || dates->span.count > best->span.count || (dates->span.count == best->span.count && dates->row < best->row)) best = dates;
    }
    for (i = 0; best && i < look->total.date_count; i++)
        if ((int)look->total.dates[i].row == repi_date_formats[best->row].twin && look->total.dates[i].span.count == best->span.count) *other = &look->total.dates[i];
    return best;
}

static int repi_is_day_first(const char *pattern) { return strchr(pattern, 'd') && strchr(pattern, 'm') && strchr(pattern, 'd') < strchr(pattern, 'm'); }

/* Are all kept values the first of a month? Then days between them would be wrong. At least 3 of them, or it may be chance. */
static int repi_all_monthly(const repi_look *look, const char *pattern)
{
    int year, month, day, offset;
    int64_t micros;
    size_t i, n = 0;
    if (repi_date_months_only(pattern) || !strchr(pattern, 'Y')) return 0;
    for (i = 0; i < look->n; i++) {
        if (!repi_date_read(pattern, look->texts[i].data, look->texts[i].len, &micros, &offset)) continue;
        if (micros % REPI_DATE_DAY) return 0;
        repi_date_civil((int32_t)(micros / REPI_DATE_DAY), &year, &month, &day);
        if (day != 1) return 0;
        n++;
    }
    return n >= 3;
}

static int repi_learn_dates(repi_look *look, const char *pattern, const repi_dates *dates, int ambiguous)
{
    repi_column *column = look->column;
    repi_point *points = NULL;
    size_t n = 0, i;
    int ok;
    column->kind = REP_KIND_DATETIME;
    column->distinct = look->distinct;
    column->format = repi_keep(look->model, repi_cstr(pattern));
    if (!column->format.data) return 0;
    column->monthly = repi_all_monthly(look, pattern);
    repi_know_format(column);
    if (dates) {
        column->date_offset = dates->offset_min;
        if (dates->offset_min != dates->offset_max && !repi_warn(look->model, "column \"%v\": its times have different zone offsets; rows are written with the smallest one", &column->name)) return 0;
    }
    ok = repi_learn_points(look, repi_date_fits, &points, &n);
    if (ok) n = repi_top_code(look->model, points, n);
    ok = ok && repi_encode(look->model, look->arena, column, points, n);
    if (ok && n) {
        uint64_t step = 0;
        column->date_min = repi_date_from_units(column, points[0].units), column->date_max = repi_date_from_units(column, points[n - 1].units);
        if (dates && !look->exact && !look->model->private_model) column->date_min = dates->span.min, column->date_max = dates->span.max;
        column->has_min = column->has_max = 1;
        if (dates && column->grain) step = repi_gcd(dates->span.step, 0) / (uint64_t)column->grain;
        else for (i = 1; i < n; i++) step = repi_gcd(step, (uint64_t)points[i].units - (uint64_t)points[0].units);
        column->step = (int64_t)REPI_MAX(step, 1);
        if (dates && !look->exact) repi_encode_bounds(look, repi_date_units(column, column->date_min), repi_date_units(column, column->date_max));
    }
    if (!ok) return 0;
    if (ambiguous) {
        if (!repi_warn(look->model, "column \"%v\": the cells do not tell day from month; %s first was taken, the dates option decides otherwise", &column->name, repi_is_day_first(pattern) ? "day" : "month")) return 0;
        return repi_because(look, "%p of %u cells are dates of the form %s; day and month could be exchanged", look->cells, look->cells, look->cells, pattern);
    }
    return repi_because(look, column->words.count ? "over 99.5 % of %u cells are dates of the form %s; the others are kept as words" : "all %u cells are dates of the form %s", look->cells, pattern);
}

/*--- PII ---*/

/* The tallies of all classes over the kept values. */
static void repi_tally_pii(const repi_look *look, repi_pii_tally *tally)
{
    size_t i, k;
    memset(tally, 0, REPI_PII_CLASSES * sizeof *tally);
    for (i = 0; i < look->n; i++) {
        if (!look->study[i] || look->texts[i].len > 254 || look->lengths[i] != look->texts[i].len) continue;
        for (k = 0; k < REPI_PII_CLASSES; k++)
            switch (repi_pii_match(&repi_pii_classes[k], look->index, look->texts[i].data, look->texts[i].len)) {
            case REPI_PII_VALID: tally[k].valid += look->counts[i]; break;
            case REPI_PII_BARE: tally[k].bare += look->counts[i]; break;
            case REPI_PII_LOOSE: tally[k].loose += look->counts[i]; break;
            default: break;
            }
    }
}

/* Keeps the mix of forms: at most 16 seen 5 times or more, else the commonest alone; no value of the source. */
static int repi_learn_pii(repi_look *look, const repi_pii_class *pii)
{
    repi_column *column = look->column;
    repi_table forms;
    char form[REPI_PII_FORM_MAX], buffer[REPI_CELL_TEXT];
    uint64_t kept = 0, whole = 0;
    size_t i;
    int part = repi_pii_part(column->name), ok = 1;
    column->kind = REP_KIND_PII;
    column->pii = pii;
    column->distinct = look->distinct;
    column->unique = look->unique;
    repi_table_init(&forms, &look->profiler->sieve, 4096, look->profiler->probe, repi_let_drop);
    for (i = 0; i < look->n && ok; i++) {
        size_t n = look->study[i] && look->lengths[i] == look->texts[i].len && repi_pii_match(pii, look->index, look->texts[i].data, look->texts[i].len) ?
                   repi_pii_form(pii, look->index, part, look->texts[i].data, look->texts[i].len, form) : 0;
        repi_cell cell;
        if (look->study[i]) whole += look->counts[i];
        if (n == 0) continue;
        cell = repi_pack(form, n);
        ok = repi_table_add(&forms, &cell, look->counts[i], NULL);
    }
    ok = ok && repi_table_trim(&forms, NULL) && repi_levels_make(look->model, &column->forms, forms.count + 1);
    for (i = 0; i < forms.count && ok; i++) {
        repi_cell cell = repi_table_cell(&forms, &forms.entries[i], buffer);
        ok = repi_levels_add(look->model, &column->forms, cell.text, 0, forms.entries[i].count);
    }
    repi_table_free(&forms);
    ok = ok && repi_levels_sort(look->model, &column->forms);
    if (ok && column->forms.count == 0) ok = repi_levels_add(look->model, &column->forms, repi_cstr(pii->common_form), 0, whole);
    for (i = 1; ok && i < column->forms.count; i++)
        if (i == 16 || column->forms.items[i].count < 5) { column->forms.count = i; break; }
    for (i = 0; ok && i < column->forms.count; i++) kept += column->forms.items[i].count;
    if (ok) column->forms.items[0].count += whole - kept;
    if (!ok) return 0;
    if (look->option->pii_class && *look->option->pii_class) return repi_because(look, "asked for: %s; no value is kept, fakes are made", pii->name);
    return repi_because(look, "%u cells, most of them valid as %s%s; no value is kept, fakes are made", look->cells, pii->name, repi_pii_vote(pii, column->name) ? ", and the column's name says so" : "");
}

/*--- text ---*/

/* Id texts such as INV-0042. */
static int repi_learn_text_run(repi_look *look, int *learned)
{
    const repi_affix *affix = &look->total.affix;
    repi_column *column = look->column;
    size_t i;
    *learned = 0;
    if (affix->broken || !affix->seen || !look->unique || look->cells < 3 || affix->span.step == 0) return 1;
    if (affix->prefix.len == 0 && affix->suffix.len == 0 && !affix->padded) return 1; /* bare digits: a number */
    if (affix->padded && affix->width_min != affix->width_max) return 1;
    if (!repi_sums_is_run(&affix->sums, affix->span.min, affix->span.max, (int64_t)affix->span.step, look->cells)) return 1;
    for (i = 0; i < look->n; i++) /* one card number among ten in a row has the right check digit: the first cell tells nothing */
        if (look->study[i] && repi_pii_hides(look->texts[i].data, look->texts[i].len)) return 1;
    *learned = 1;
    column->kind = REP_KIND_TEXT;
    column->distinct = look->distinct;
    column->is_run = 1, column->run_start = affix->span.min, column->run_step = (int64_t)affix->span.step;
    column->run_prefix = repi_keep(look->model, affix->prefix), column->run_suffix = repi_keep(look->model, affix->suffix);
    if (affix->width_min == affix->width_max && affix->padded) column->run_width = (int)affix->width_max;
    if (!column->run_prefix.data || !column->run_suffix.data) return 0;
    return repi_because(look, "%u ids, each once, of digits between \"%v\" and \"%v\", in steps of %d: continued by row number", look->cells, &column->run_prefix, &column->run_suffix, column->run_step);
}

/* Patterns or prose; harmless values seen 5 times or more stay as point masses. */
static int repi_learn_text(repi_look *look)
{
    repi_column *column = look->column;
    repi_memory *memory = &look->profiler->memory;
    rep_str *texts = (rep_str *)repi_arena_get(look->arena, (look->n + 1) * sizeof *texts);
    uint64_t *counts = (uint64_t *)repi_arena_get(look->arena, (look->n + 1) * sizeof *counts), rest = 0;
    size_t i, n = 0, open = 0;
    int learned;
    if (!texts || !counts) return 0;
    column->kind = REP_KIND_TEXT;
    column->distinct = look->distinct;
    column->unique = look->unique;
    if (!repi_levels_make(look->model, &column->words, look->n)) return 0;
    for (i = 0; i < look->n; i++) {
        if (look->counts[i] >= REPI_MAX(repi_least(look->model), repi_least_level(look)) && look->lengths[i] == look->texts[i].len && !repi_pii_hides(look->texts[i].data, look->texts[i].len)) {
            if (!repi_levels_add(look->model, &column->words, look->texts[i], 0, look->counts[i])) return 0;
            continue;
        }
        rest += look->counts[i];
        if (!look->study[i]) continue;
        texts[n] = look->texts[i], counts[n] = look->counts[i];
        if (!repi_pii_hides(texts[n].data, texts[n].len)) { /* to the front: only these may become patterns */
            rep_str text = texts[open];
            uint64_t count = counts[open];
            if (look->lengths[i] == look->texts[i].len) {
                texts[open] = texts[n], counts[open++] = counts[n];
                texts[n] = text, counts[n++] = count;
                continue;
            }
        }
        if (look->lengths[i] != look->texts[i].len) { /* a cut text: its start again and again, for lengths and words */
            size_t length = REPI_MIN(look->lengths[i], (size_t)REPI_PROSE_LONGEST), at;
            char *copy = (char *)repi_arena_get(look->arena, length);
            if (!copy) return 0;
            for (at = 0; at < length; at++) copy[at] = look->texts[i].data[at % look->texts[i].len];
            while (length && ((unsigned char)copy[length - 1] & 0x80)) length--;
            texts[n] = repi_str(copy, length);
        }
        n++;
    }
    if (!repi_levels_sort(look->model, &column->words)) return 0;
    if (n) {
        column->patterns = (repi_patterns *)repi_arena_zeroed(&look->model->arena, 1, sizeof *column->patterns);
        column->prose = (repi_prose *)repi_arena_zeroed(&look->model->arena, 1, sizeof *column->prose);
        if (!column->patterns || !column->prose) return 0;
        learned = open ? repi_patterns_learn(memory, texts, counts, open, column->patterns) : 0;
        if (learned < 0) return 0;
        for (i = 0; learned && i < (size_t)column->patterns->count; i++) { /* a pattern of something private is none */
            char made[REPI_PATTERN_LONGEST + 1];
            if (repi_pii_hides(made, repi_pattern_print(&column->patterns->pattern[i], repi_mix(i + 1), made))) learned = 0;
        }
        if (learned) {
            repi_scale_counts(column->patterns->weight, sizeof column->patterns->weight[0], (size_t)column->patterns->count, rest);
            column->patterns->total = rest;
            column->prose = NULL;
        } else {
            column->patterns = NULL;
            learned = repi_prose_learn(memory, texts, counts, n, column->prose);
            if (learned < 0) return 0;
            if (!learned) column->prose = NULL;
            else {
                repi_scale_counts(&column->prose->shape[0].weight, sizeof column->prose->shape[0], (size_t)column->prose->count, rest);
                column->prose->total = rest;
            }
        }
    }
    if (!column->patterns && !column->prose && !column->words.count) return repi_learn_categories(look);
    if (column->patterns)
        return repi_because(look, column->unique ? "%u cells, all different, of the form %s%s: codes, no value is kept" : "%u cells, over half of them different, of the form %s%s: codes, no rare value is kept",
                            look->cells, column->patterns->pattern[0].text, column->patterns->count > 1 ? " and others" : "");
    return repi_because(look, column->unique ? "%u cells, all different: text, kept as lengths and numbers of words" : "%u cells, over half of them different: text, kept as lengths and numbers of words%s", look->cells, column->words.count ? "; values seen 5 times or more stay" : "");
}

static int repi_learn_asked_pattern(repi_look *look, const char *text)
{
    repi_column *column = look->column;
    uint64_t fit = 0;
    size_t i;
    column->kind = REP_KIND_TEXT;
    column->distinct = look->distinct;
    column->unique = look->unique;
    column->patterns = (repi_patterns *)repi_arena_zeroed(&look->model->arena, 1, sizeof *column->patterns);
    if (!column->patterns) return 0;
    repi_pattern_compile(&column->patterns->pattern[0], repi_cstr(text)); /* checked with the options */
    column->patterns->count = 1;
    column->patterns->weight[0] = column->patterns->total = look->cells;
    for (i = 0; i < look->n; i++)
        if (look->study[i] && repi_pattern_match(&column->patterns->pattern[0], look->texts[i].data, look->texts[i].len)) fit += look->counts[i];
    return repi_because(look, "asked for: the pattern %s, which %p of the cells fit", text, fit, look->studied);
}

/* All cells are digits of one length, some with a leading zero. */
static int repi_are_codes(const repi_look *look)
{
    size_t i, k, zeros = 0;
    for (i = 0; i < look->n; i++) {
        rep_str s = look->texts[i];
        if (s.len != look->texts[0].len || s.len < 2 || s.len != look->lengths[i]) return 0;
        for (k = 0; k < s.len; k++)
            if (!repi_is_digit((unsigned char)s.data[k])) return 0;
        zeros += s.data[0] == '0';
    }
    return zeros > 0;
}

/*--- the rules, in their order ---*/
static int repi_decide(repi_look *look)
{
    repi_column *column = look->column;
    const rep_column_options *option = look->option;
    const repi_numbers *numbers;
    const repi_dates *dates, *twin;
    const repi_pii_class *pii = NULL;
    uint64_t count, cells = look->cells - look->soft;
    rep_kind kind = option->kind;
    int learned;
    if (option->pii_class && *option->pii_class) kind = REP_KIND_PII, pii = repi_pii_find(repi_cstr(option->pii_class));
    if (option->format && kind == REP_KIND_AUTO) kind = REP_KIND_DATETIME;
    column->missing_share = 0;
    numbers = repi_best_numbers(look, &count);
    dates = repi_best_dates(look, kind == REP_KIND_DATETIME, &twin);
    if (look->cells == 0 || (cells == 0 && kind == REP_KIND_NUMERICAL)) { /* rule 1 */
        column->kind = REP_KIND_CATEGORICAL;
        return repi_because(look, look->profiler->rows ? "all %u cells are missing" : "the table has no rows", look->profiler->rows);
    }
    if (kind == REP_KIND_AUTO && look->exact && look->n == 1 && !repi_pii_hides(look->texts[0].data, look->texts[0].len)) { /* rule 2 */
        if (count == look->cells) return repi_learn_numbers(look, numbers);
        return repi_because(look, "one value in all %u cells", look->cells) && repi_learn_categories(look);
    }
    if (kind == REP_KIND_AUTO && !option->pii_class) { /* rule 3 */
        repi_pii_tally tally[REPI_PII_CLASSES];
        repi_tally_pii(look, tally);
        pii = repi_pii_decide(tally, column->name, look->studied);
    }
    if (pii) return repi_learn_pii(look, pii);
    if (kind == REP_KIND_DATETIME && option->format) {
        size_t i;
        const repi_dates *known = NULL;
        for (i = 0; i < look->total.date_count; i++)
            if (strcmp(repi_date_formats[look->total.dates[i].row].pattern, option->format) == 0) known = &look->total.dates[i];
        return repi_learn_dates(look, option->format, known, 0) && repi_because(look, "asked for: dates of the form %s", option->format);
    }
    if (dates && (kind == REP_KIND_AUTO || kind == REP_KIND_DATETIME)) { /* rule 4 */
        rep_dates order = look->profiler->options.dates;
        if (twin && ((order == REP_DATES_DMY) != repi_is_day_first(repi_date_formats[dates->row].pattern)) && order != REP_DATES_AUTO) dates = twin;
        return repi_learn_dates(look, repi_date_formats[dates->row].pattern, dates, twin && order == REP_DATES_AUTO);
    }
    if (kind == REP_KIND_DATETIME && !repi_warn(look->model, "column \"%v\": asked to be dates, but no one format fits; give it by the format option", &column->name)) return 0;
    if (kind == REP_KIND_CATEGORICAL) return repi_because(look, "asked for: categories") && repi_learn_categories(look);
    if (kind == REP_KIND_TEXT && option->format) return repi_learn_asked_pattern(look, option->format);
    if (kind == REP_KIND_TEXT) return repi_learn_text(look);
    if (kind != REP_KIND_NUMERICAL) {
        if (!repi_learn_text_run(look, &learned)) return 0; /* rule 5; runs of bare digits are numbers */
        if (learned) return 1;
    }
    if (numbers && (kind == REP_KIND_NUMERICAL || (!repi_are_codes(look) && (cells < 200 ? count == cells : count >= cells - cells / 200)))) /* rules 5 to 7 */
        return repi_learn_numbers(look, numbers);
    if (kind == REP_KIND_NUMERICAL && !repi_warn(look->model, "column \"%v\": asked to be numbers, but no cell is one", &column->name)) return 0;
    if (look->cells >= 50 && look->distinct > look->cells / 2) return repi_learn_text(look); /* rule 8 */
    if (repi_are_codes(look) && !repi_because(look, "digits of one length, some with leading zeros: codes, never numbers; categories")) return 0; /* rule 6 */
    return repi_learn_categories(look); /* rule 9 */
}

static rep_status repi_learn_column(rep_profiler *profiler, rep_model *model, size_t c, const repi_pii_index *index, repi_arena *work, repi_column *column, rep_error *err)
{
    repi_look look;
    int ok;
    memset(&look, 0, sizeof look);
    look.arena = work;
    look.profiler = profiler, look.model = model, look.column = column, look.stats = &profiler->columns[c];
    look.option = look.stats->option ? look.stats->option : &look.no_option;
    look.index = index, look.err = err;
    column->name = repi_keep(model, profiler->names[c]);
    if (!column->name.data) return repi_no_memory(err);
    column->decimals = -1;
    column->style.mark = '.';
    ok = repi_look_open(&look) && repi_decide(&look);
    if (ok) {
        column->missing_share = look.cells == 0 ? 1.0 : repi_share(look.missing, profiler->rows);
        if (profiler->rows == 0) column->missing.count = 0;
        ok = repi_levels_sort(model, &column->missing);
        if (column->missing.count == 1 && column->missing.items[0].text.len == 0) column->missing.count = 0; /* the usual spelling goes without saying */
    }
    if (ok && look.stats->mended) ok = repi_warn(model, "column \"%v\": %u cells were not UTF-8 and were read as Windows-1252", &column->name, look.stats->mended);
    repi_look_free(&look);
    return ok ? REP_OK : repi_no_memory(err);
}

/*--- the model of a table ---*/
static int repi_model_date(rep_model *model, const rep_profiler *profiler)
{
    char out[REPI_DATE_ROOM];
    int64_t now;
    if (profiler->options.date) { model->date = repi_keep(model, repi_cstr(profiler->options.date)); return model->date.data != NULL; }
    now = repi_now();
    if (now < 0) return 1;
    model->date = repi_keep(model, repi_str(out, repi_date_print_iso(now * 1000000, out)));
    return model->date.data != NULL;
}

static rep_status repi_learn_foreign_keys(rep_model *model, const char *text, rep_error *err)
{
    repi_json json;
    rep_status status;
    rep_error own;
    if (!text) return REP_OK;
    memset(&json, 0, sizeof json);
    json.data = text, json.len = strlen(text), json.memory = &model->memory, json.arena = &model->arena, json.err = err ? err : &own;
    status = repi_json_open(&json);
    if (!status) status = repi_read_foreign_keys(&json, 0, model);
    repi_json_close(&json);
    if (status && status != REP_ERR_MEMORY) {
        rep_error inner = *json.err;
        repi_fail(json.err, REP_ERR_ARGUMENT, 0, 0, "option foreign_keys, byte %u: %s", (uint64_t)inner.column, inner.message);
        status = REP_ERR_ARGUMENT;
    }
    return status;
}

/*==============================================================================
 * MARK: - [R21] Trees
 *
 * Grows the tree of one variable from columns of states. Splits are judged by
 * the information that they gain about the target's classes (its states in at most
 * 64 groups), less a price for every degree of freedom and for the choice among
 * many cuts. Logarithms are integers and ties go to the lower feature and cut, so
 * the same rows give the same tree on every machine.
 *
 *   enter by   repi_forest_open, repi_forest_add, repi_forest_grow, repi_forest_close
 *   uses       R02 memory, R16 structure
 *   source     ALGORITHMS of classification trees: Breiman et al. 1984; order of a feature's unordered states by
 *              correspondence analysis (Benzecri 1973), for two classes by share (Breiman 1984, 4.2.2); price after
 *              Akaike 1974 and, for the choice among cuts, Bonferroni
 *============================================================================*/
#define REPI_BIN_MAX     256           /* groups of a feature's unordered states */
#define REPI_BIN_ORDERED 64
#define REPI_CLASS_MAX   64
#define REPI_DEPTH_MAX   24
#define REPI_LOG_BITS    24            /* of the fraction of a logarithm */

/* A variable as the forest sees it. */
typedef struct repi_view {
    const uint16_t *states;        /* by row; the caller's */
    unsigned char *bins;           /* by row: group of the state, when it is a feature */
    unsigned char *bin_of;         /* by state */
    uint32_t  count, bin_count;    /* of states, of bins */
    int       ordered;
} repi_view;

/* One (bin, class) cell of a node's table that is not empty. */
typedef struct repi_bin_class { uint32_t class_number, count; } repi_bin_class;

typedef struct repi_grow_options {
    uint32_t least_rows;           /* of a leaf                                                      */
    uint32_t least_bar;            /* rows of a bar of an ordered target                             */
    uint32_t least_count;          /* rows of a state that a leaf keeps for itself; others are pooled */
    uint32_t price;                /* nats that two more degrees of freedom must gain: 1 is Akaike's */
    uint32_t trials;               /* how much of the logarithm of the cuts tried is paid, in 1/256  */
} repi_grow_options;

typedef struct repi_forest {
    repi_memory *memory;
    repi_grow_options options;
    size_t       rows, judged;     /* judged: the first rows, which decide the splits; all fill the leaves */
    repi_view   *views;
    size_t       view_count, view_capacity;
    int64_t     *entropy;          /* x log2 x in 2^-24, for x = 0 .. rows */
    unsigned char *classes;        /* of the target, by row */
    uint32_t    *order, *spare;    /* rows, node by node */
    uint32_t     class_count;
    uint32_t     table[REPI_BIN_MAX][REPI_CLASS_MAX];
    uint64_t     present[REPI_BIN_MAX]; /* classes in a row of the table, as bits */
    repi_bin_class  *tallies;          /* of the bins that are present, one after the other */
    uint32_t     tally_end[REPI_BIN_MAX + 1], bins[REPI_BIN_MAX], bin_rows[REPI_BIN_MAX], bin_count;
    uint32_t    *counts;           /* by state, for leaves */
    unsigned char heavy[REPI_STATES_MAX]; /* 1 = this state of the target holds a class's share of rows */
    uint64_t    *pool;             /* by state: what leaves gave to the pool */
} repi_forest;

/* log2(x) in 2^-24, rounded down, for x >= 1: the fraction's bits come by squaring (Knuth, TAOCP 1, 1.2.2, exercise 25). */
static int64_t repi_log2(uint64_t x)
{
    int whole = 63 - repi_clz64(x), i;
    uint64_t m = x << (63 - whole) >> 32; /* 1 <= m / 2^31 < 2 */
    int64_t log = whole;
    for (i = 0; i < REPI_LOG_BITS; i++) {
        m = m * m >> 31;
        log <<= 1;
        if (m >> 32) m >>= 1, log |= 1;
    }
    return log;
}

/* Groups states: of an ordered variable into about equal numbers of rows, missing apart; else the first ones alone
 * and the others together. *groups receives their number. */
static void repi_group_states(const uint32_t *counts, uint32_t count, int ordered, uint32_t most, unsigned char *group_of, uint32_t *groups)
{
    uint64_t left = 0, in = 0;
    uint32_t s, g = 0;
    if (!ordered) {
        for (s = 0; s < count; s++) group_of[s] = (unsigned char)REPI_MIN(s, most - 1);
        *groups = REPI_MIN(count, most);
        return;
    }
    for (s = 1; s < count; s++) left += counts[s];
    group_of[0] = 0;
    if (counts[0]) g = 1;
    for (s = 1; s < count; s++) {
        if (in && g + 1 < most && counts[s] >= (left + (most - g) - 1) / (most - g)) left -= in, in = 0, g++; /* a heavy state stands alone */
        group_of[s] = (unsigned char)g;
        in += counts[s];
        if (in == 0 || g + 1 >= most || in < (left + (most - g) - 1) / (most - g)) continue;
        left -= in, in = 0, g++;
    }
    if (in == 0 && g > 0 && left == 0) { /* the last group was closed by the last rows: states without any join it */
        for (s = count; s-- > 1 && group_of[s] == g;) group_of[s] = (unsigned char)(g - 1);
        g--;
    }
    *groups = g + 1;
}

static void repi_forest_close(repi_forest *forest)
{
    repi_memory *memory = forest->memory;
    size_t v, rows = REPI_MAX(forest->rows, 1);
    for (v = 0; v < forest->view_count; v++) {
        repi_resize(memory, forest->views[v].bins, rows, 0);
        repi_resize(memory, forest->views[v].bin_of, REPI_STATES_MAX, 0);
    }
    REPI_FREE(memory, forest->views, forest->view_capacity, repi_view);
    repi_resize(memory, forest->entropy, (rows + 1) * sizeof *forest->entropy, 0);
    repi_resize(memory, forest->classes, rows, 0);
    repi_resize(memory, forest->order, rows * sizeof *forest->order, 0);
    repi_resize(memory, forest->spare, rows * sizeof *forest->spare, 0);
    repi_resize(memory, forest->tallies, (size_t)REPI_BIN_MAX * REPI_CLASS_MAX * sizeof *forest->tallies, 0);
    repi_resize(memory, forest->counts, REPI_STATES_MAX * sizeof *forest->counts, 0);
    repi_resize(memory, forest->pool, REPI_STATES_MAX * sizeof *forest->pool, 0);
}

/* 0 = no memory; close it in any case. rows < 2^31. */
static int repi_forest_open(repi_forest *forest, repi_memory *memory, size_t rows, const repi_grow_options *options)
{
    size_t room = REPI_MAX(rows, 1), x;
    memset(forest, 0, sizeof *forest);
    forest->memory = memory, forest->rows = forest->judged = rows, forest->options = *options;
    forest->entropy = (int64_t *)repi_zeroed(memory, room + 1, sizeof *forest->entropy);
    forest->classes = (unsigned char *)repi_zeroed(memory, room, 1);
    forest->order = (uint32_t *)repi_zeroed(memory, room, sizeof *forest->order);
    forest->spare = (uint32_t *)repi_zeroed(memory, room, sizeof *forest->spare);
    forest->tallies = (repi_bin_class *)repi_zeroed(memory, (size_t)REPI_BIN_MAX * REPI_CLASS_MAX, sizeof *forest->tallies);
    forest->counts = (uint32_t *)repi_zeroed(memory, REPI_STATES_MAX, sizeof *forest->counts);
    forest->pool = (uint64_t *)repi_zeroed(memory, REPI_STATES_MAX, sizeof *forest->pool);
    if (!forest->entropy || !forest->classes || !forest->order || !forest->spare || !forest->tallies || !forest->counts || !forest->pool) return 0;
    for (x = 2; x <= rows; x++) /* log2 2x = log2 x + 1, so only odd numbers cost */
        forest->entropy[x] = x & 1 ? (int64_t)x * repi_log2(x) : 2 * forest->entropy[x / 2] + ((int64_t)x << REPI_LOG_BITS);
    return 1;
}

static void repi_count_states(repi_forest *forest, const repi_view *view)
{
    size_t i;
    memset(forest->counts, 0, view->count * sizeof *forest->counts);
    for (i = 0; i < forest->rows; i++) forest->counts[view->states[i]]++;
}

/* Takes one more variable, by its states (below count) by row, which stay the caller's. counts[] is left filled. NULL = no memory. */
static repi_view *repi_forest_add(repi_forest *forest, const uint16_t *states, uint32_t count, int ordered)
{
    size_t rows = REPI_MAX(forest->rows, 1), i;
    repi_view *view;
    int ok;
    REPI_GROW(forest->memory, forest->views, forest->view_capacity, forest->view_count + 1, repi_view, ok);
    if (!ok) return NULL;
    view = &forest->views[forest->view_count++];
    memset(view, 0, sizeof *view);
    view->states = states, view->count = count, view->ordered = ordered;
    view->bins = (unsigned char *)repi_zeroed(forest->memory, rows, 1);
    view->bin_of = (unsigned char *)repi_zeroed(forest->memory, REPI_STATES_MAX, 1);
    if (!view->bins || !view->bin_of) return NULL;
    repi_count_states(forest, view);
    repi_group_states(forest->counts, count, ordered, ordered ? REPI_BIN_ORDERED : REPI_BIN_MAX, view->bin_of, &view->bin_count);
    for (i = 0; i < forest->rows; i++) view->bins[i] = view->bin_of[states[i]];
    return view;
}

/*--- judging a split ---*/
typedef struct repi_split {
    int64_t       score;           /* bits gained less the price, in 2^-24; a split needs more than 0 */
    size_t        feature;
    uint32_t      cut;             /* ordered: the last bin that goes left */
    unsigned char left[REPI_BIN_MAX]; /* unordered: 1 = this bin goes left */
} repi_split;

/* A node: rows order[begin .. end-1], the judged ones first, up to `judged`. */
typedef struct repi_bough { size_t begin, judged, end; uint32_t parent; int depth; } repi_bough;

/* The (bin, class) cells of a feature in a node, bins ascending. */
static void repi_tally_bins(repi_forest *forest, const repi_view *view, const repi_bough *bough)
{
    size_t i;
    uint32_t b, n = 0, end = 0;
    for (i = bough->begin; i < bough->judged; i++) {
        uint32_t row = forest->order[i], bin = view->bins[row], class_number = forest->classes[row];
        forest->table[bin][class_number]++;
        forest->present[bin] |= (uint64_t)1 << class_number;
    }
    for (b = 0; b < view->bin_count; b++) {
        uint64_t present = forest->present[b];
        uint32_t rows = 0;
        if (!present) continue;
        while (present) {
            uint32_t class_number = (uint32_t)(63 - repi_clz64(present));
            forest->tallies[end].class_number = class_number;
            rows += forest->tallies[end++].count = forest->table[b][class_number];
            forest->table[b][class_number] = 0;
            present ^= (uint64_t)1 << class_number;
        }
        forest->present[b] = 0;
        forest->bins[n] = b, forest->bin_rows[n] = rows, forest->tally_end[++n] = end;
    }
    forest->bin_count = n;
}

/* Positions of the classes on a line, such that rows alike in the feature lie close: the target's order where it has one,
 * else the first axis of correspondence analysis by six power steps, in 2^-20. */
static void repi_place_classes(const repi_forest *forest, int ordered, uint32_t classes_present, const uint32_t *totals, uint64_t rows, int64_t *position)
{
    int64_t sums[REPI_CLASS_MAX], mean, most;
    uint32_t c, n, t;
    int step;
    for (c = 0; c < forest->class_count; c++) position[c] = (int64_t)c << 20;
    if (ordered || classes_present == 2) return;
    for (step = 0; step < 6; step++) {
        for (mean = 0, c = 0; c < forest->class_count; c++) mean += (int64_t)totals[c] * position[c];
        mean /= (int64_t)rows;
        for (c = 0; c < forest->class_count; c++) position[c] -= mean, sums[c] = 0;
        for (n = 0; n < forest->bin_count; n++) {
            int64_t at = 0;
            for (t = forest->tally_end[n]; t < forest->tally_end[n + 1]; t++) at += (int64_t)forest->tallies[t].count * position[forest->tallies[t].class_number];
            at /= (int64_t)forest->bin_rows[n];
            for (t = forest->tally_end[n]; t < forest->tally_end[n + 1]; t++) sums[forest->tallies[t].class_number] += (int64_t)forest->tallies[t].count * at;
        }
        for (most = 0, c = 0; c < forest->class_count; c++) {
            position[c] = totals[c] ? sums[c] / (int64_t)totals[c] : 0;
            most = REPI_MAX(most, position[c] < 0 ? -position[c] : position[c]);
        }
        if (most == 0) return;
        for (c = 0; c < forest->class_count; c++) position[c] = position[c] * ((int64_t)1 << 20) / most;
    }
}

/* Puts the bins that are present in the order of their rows' mean position. permutation: by rank, number among those present. */
static void repi_rank_bins(const repi_forest *forest, const int64_t *position, unsigned char *permutation)
{
    int64_t mean[REPI_BIN_MAX];
    uint32_t n, t, k;
    for (n = 0; n < forest->bin_count; n++) {
        int64_t sum = 0;
        for (t = forest->tally_end[n]; t < forest->tally_end[n + 1]; t++) sum += (int64_t)forest->tallies[t].count * position[forest->tallies[t].class_number];
        mean[n] = sum / (int64_t)forest->bin_rows[n];
        for (k = n; k > 0 && mean[permutation[k - 1]] > mean[n]; k--) permutation[k] = permutation[k - 1];
        permutation[k] = (unsigned char)n;
    }
}

/* The best cut of one feature; *best is replaced if it is better. */
static void repi_judge_feature(repi_forest *forest, size_t feature, size_t feature_count, int target_ordered, const repi_bough *bough,
                               uint32_t classes_present, const uint32_t *totals, int64_t base, repi_split *best)
{
    const repi_view *view = &forest->views[feature];
    const int64_t *entropy = forest->entropy;
    unsigned char permutation[REPI_BIN_MAX];
    uint32_t left[REPI_CLASS_MAX], right[REPI_CLASS_MAX], n, t, rows = (uint32_t)(bough->judged - bough->begin), in = 0, cut = UINT32_MAX;
    int64_t on_left = 0, on_right = 0, most = INT64_MIN, price;
    repi_tally_bins(forest, view, bough);
    if (forest->bin_count < 2) return;
    for (n = 0; n < forest->bin_count; n++) permutation[n] = (unsigned char)n;
    if (!view->ordered && forest->bin_count > 2) {
        int64_t position[REPI_CLASS_MAX];
        repi_place_classes(forest, target_ordered, classes_present, totals, rows, position);
        repi_rank_bins(forest, position, permutation);
    }
    for (t = 0; t < forest->class_count; t++) left[t] = 0, right[t] = totals[t], on_right += entropy[totals[t]];
    for (n = 0; n + 1 < forest->bin_count; n++) {
        uint32_t b = permutation[n];
        for (t = forest->tally_end[b]; t < forest->tally_end[b + 1]; t++) {
            uint32_t c = forest->tallies[t].class_number, count = forest->tallies[t].count;
            on_left += entropy[left[c] + count] - entropy[left[c]];
            on_right += entropy[right[c] - count] - entropy[right[c]];
            left[c] += count, right[c] -= count;
        }
        in += forest->bin_rows[b];
        if (in < forest->options.least_rows || rows - in < forest->options.least_rows) continue;
        if (on_left + on_right - entropy[in] - entropy[rows - in] <= most) continue;
        most = on_left + on_right - entropy[in] - entropy[rows - in];
        cut = n;
    }
    if (cut == UINT32_MAX) return;
    price = (int64_t)(forest->options.price * (classes_present - 1)) * 12102203 + /* 12102203 = 2^24 / (2 ln 2) */
            repi_log2((uint64_t)(forest->bin_count - 1) * feature_count) * (int64_t)forest->options.trials / 256;
    if (most - base - price <= best->score) return;
    best->score = most - base - price;
    best->feature = feature;
    best->cut = forest->bins[cut];
    if (view->ordered) return;
    for (in = 0, n = 0; n <= cut; n++) in += forest->bin_rows[permutation[n]];
    memset(best->left, 2 * in >= rows, sizeof best->left); /* bins that no row here has go to the larger side */
    for (n = 0; n < forest->bin_count; n++) best->left[forest->bins[permutation[n]]] = n <= cut;
}

/*--- the tree ---*/
typedef struct repi_sapling {      /* a tree while it grows */
    repi_tree tree;
    size_t    node_capacity, bar_capacity, set_capacity;
    repi_bough *stack;
    size_t    stack_count, stack_capacity;
} repi_sapling;

static void repi_sapling_free(repi_memory *memory, repi_sapling *sapling)
{
    REPI_FREE(memory, sapling->tree.nodes, sapling->node_capacity, repi_node);
    REPI_FREE(memory, sapling->tree.bars, sapling->bar_capacity, repi_bar);
    REPI_FREE(memory, sapling->tree.sets, sapling->set_capacity, uint64_t);
    REPI_FREE(memory, sapling->stack, sapling->stack_capacity, repi_bough);
}

static int repi_sapling_bar(repi_memory *memory, repi_sapling *sapling, uint32_t first, uint32_t last, uint64_t weight)
{
    repi_bar *bar;
    int ok;
    REPI_GROW(memory, sapling->tree.bars, sapling->bar_capacity, sapling->tree.bar_count + 1, repi_bar, ok);
    if (!ok) return 0;
    bar = &sapling->tree.bars[sapling->tree.bar_count++];
    bar->first = (uint16_t)first, bar->last = (uint16_t)last, bar->weight = (uint32_t)weight;
    return 1;
}

/* Bars of a leaf from counts[] by state, which are cleared. Of an ordered target neighbours are merged until they hold
 * least_bar rows; a state that holds them alone stays alone. Of others, counts below least_count go to the pool. */
static int repi_sapling_bars(repi_forest *forest, repi_sapling *sapling, const repi_view *target)
{
    repi_memory *memory = forest->memory;
    uint32_t s, first = 0, last = 0;
    uint64_t in = 0, pooled = 0;
    for (s = 0; s < target->count; s++) {
        uint64_t count = forest->counts[s];
        forest->counts[s] = 0;
        if (count == 0 && in && forest->heavy[s]) { /* a bar does not span it: it would get rows that this leaf has not */
            if (!repi_sapling_bar(memory, sapling, first, last, in)) return 0;
            in = 0;
        }
        if (count == 0) continue;
        if (!target->ordered || s == 0) {
            if (count < forest->options.least_count) forest->pool[s] += count, pooled += count;
            else if (!repi_sapling_bar(memory, sapling, s, s, count)) return 0;
            continue;
        }
        if (in && count >= forest->options.least_bar) {
            if (!repi_sapling_bar(memory, sapling, first, last, in)) return 0;
            in = 0;
        }
        if (in == 0) first = s;
        last = s, in += count;
        if (in < forest->options.least_bar) continue;
        if (!repi_sapling_bar(memory, sapling, first, last, in)) return 0;
        in = 0;
    }
    if (in && !repi_sapling_bar(memory, sapling, first, last, in)) return 0;
    return pooled == 0 || repi_sapling_bar(memory, sapling, REPI_BAR_POOL, REPI_BAR_POOL, pooled);
}

/* Moves the rows of a node that go left in front of the others, keeping their order, so that judged rows stay first. */
static void repi_part_rows(repi_forest *forest, const repi_split *split, const repi_bough *bough, repi_bough *left, repi_bough *right)
{
    const repi_view *view = &forest->views[split->feature];
    size_t i, l = bough->begin, r = 0, judged = 0;
    for (i = bough->begin; i < bough->end; i++) {
        uint32_t row = forest->order[i];
        int goes = view->ordered ? view->bins[row] <= split->cut : split->left[view->bins[row]];
        if (goes) forest->order[l++] = row, judged += i < bough->judged;
        else forest->spare[r++] = row;
    }
    if (r) memcpy(forest->order + l, forest->spare, r * sizeof *forest->order);
    left->begin = bough->begin, left->end = l, left->judged = bough->begin + judged;
    right->begin = l, right->end = bough->end, right->judged = l + (bough->judged - bough->begin - judged);
    left->depth = right->depth = bough->depth + 1;
}

/* Writes the split into node `at`. 0 = no memory; -1 = no room for another set: the node stays a leaf. */
static int repi_sapling_split(repi_forest *forest, repi_sapling *sapling, size_t at, const repi_split *split)
{
    const repi_view *view = &forest->views[split->feature];
    repi_node *node = &sapling->tree.nodes[at];
    size_t words = (view->count + 63) / 64, s;
    int ok;
    if (view->ordered) {
        uint32_t last = 0;
        for (s = 0; s < view->count; s++)
            if (view->bin_of[s] <= split->cut) last = (uint32_t)s;
        node->feature = (uint16_t)split->feature, node->cut = (uint16_t)last;
        return 1;
    }
    if (sapling->tree.set_words + words > UINT16_MAX) return -1;
    REPI_GROW(forest->memory, sapling->tree.sets, sapling->set_capacity, sapling->tree.set_words + words, uint64_t, ok);
    if (!ok) return 0;
    memset(sapling->tree.sets + sapling->tree.set_words, 0, words * sizeof(uint64_t));
    for (s = 0; s < view->count; s++)
        if (split->left[view->bin_of[s]]) sapling->tree.sets[sapling->tree.set_words + s / 64] |= (uint64_t)1 << s % 64;
    node->feature = (uint16_t)(split->feature | REPI_NODE_SET), node->cut = (uint16_t)sapling->tree.set_words;
    sapling->tree.set_words += words;
    return 1;
}

/* The best split of a node, score 0 = none. */
static void repi_judge_node(repi_forest *forest, const repi_view *target, const uint32_t *features, size_t feature_count, const repi_bough *bough, repi_split *best)
{
    uint32_t totals[REPI_CLASS_MAX], present = 0, rows = (uint32_t)(bough->judged - bough->begin), c;
    int64_t base = 0;
    size_t i;
    best->score = 0;
    if (rows < 2 * forest->options.least_rows || bough->depth >= REPI_DEPTH_MAX) return;
    memset(totals, 0, sizeof totals);
    for (i = bough->begin; i < bough->judged; i++) totals[forest->classes[forest->order[i]]]++;
    for (c = 0; c < forest->class_count; c++) present += totals[c] > 0, base += forest->entropy[totals[c]];
    if (present < 2) return;
    base -= forest->entropy[rows];
    for (i = 0; i < feature_count; i++) repi_judge_feature(forest, features[i], feature_count, target->ordered, bough, present, totals, base, best);
}

/* Grows the tree of view `target` from the features (numbers of views that were made ones) into the model's arena.
 * 0 = no memory. Cost: rows times features times depth. */
static int repi_forest_grow(repi_forest *forest, size_t target_number, const uint32_t *features, size_t feature_count, repi_arena *arena, repi_tree *out)
{
    const repi_view *target = &forest->views[target_number];
    repi_memory *memory = forest->memory;
    repi_sapling sapling;
    repi_split split;
    repi_bough bough, left, right;
    unsigned char class_of[REPI_STATES_MAX];
    uint32_t s;
    size_t i;
    int ok;
    memset(&sapling, 0, sizeof sapling);
    repi_count_states(forest, target);
    repi_group_states(forest->counts, target->count, target->ordered, REPI_CLASS_MAX, class_of, &forest->class_count);
    for (s = 0; s < target->count; s++) forest->heavy[s] = (uint64_t)forest->counts[s] * REPI_CLASS_MAX >= forest->rows;
    memset(forest->counts, 0, target->count * sizeof *forest->counts);
    for (i = 0; i < forest->rows; i++) forest->classes[i] = class_of[target->states[i]], forest->order[i] = (uint32_t)i;
    bough.begin = 0, bough.judged = forest->judged, bough.end = forest->rows, bough.parent = UINT32_MAX, bough.depth = 0;
    REPI_GROW(memory, sapling.stack, sapling.stack_capacity, 1, repi_bough, ok);
    if (ok) sapling.stack[sapling.stack_count++] = bough;
    while (ok && sapling.stack_count) {
        size_t at = sapling.tree.node_count;
        int done = 0;
        bough = sapling.stack[--sapling.stack_count];
        REPI_GROW(memory, sapling.tree.nodes, sapling.node_capacity, at + 1, repi_node, ok);
        if (!ok) break;
        sapling.tree.node_count++;
        if (bough.parent != UINT32_MAX) sapling.tree.nodes[bough.parent].right = (uint32_t)at;
        repi_judge_node(forest, target, features, feature_count, &bough, &split);
        if (split.score > 0) {
            done = repi_sapling_split(forest, &sapling, at, &split);
            if (done == 0) { ok = 0; break; }
        }
        if (done <= 0) {
            size_t first = sapling.tree.bar_count;
            for (i = bough.begin; i < bough.end; i++) forest->counts[target->states[forest->order[i]]]++;
            ok = repi_sapling_bars(forest, &sapling, target);
            sapling.tree.nodes[at].feature = (uint16_t)REPI_NODE_LEAF;
            sapling.tree.nodes[at].right = (uint32_t)first, sapling.tree.nodes[at].cut = (uint16_t)(sapling.tree.bar_count - first);
            continue;
        }
        repi_part_rows(forest, &split, &bough, &left, &right);
        left.parent = UINT32_MAX, right.parent = (uint32_t)at;
        REPI_GROW(memory, sapling.stack, sapling.stack_capacity, sapling.stack_count + 2, repi_bough, ok);
        if (ok) sapling.stack[sapling.stack_count++] = right, sapling.stack[sapling.stack_count++] = left;
    }
    for (s = 0; ok && s < target->count; s++) {
        if (forest->pool[s] == 0) continue;
        ok = repi_sapling_bar(memory, &sapling, s, s, forest->pool[s]);
        sapling.tree.pool_count++, forest->pool[s] = 0;
    }
    if (ok) { /* into the model, at their size */
        *out = sapling.tree;
        out->nodes = (repi_node *)repi_arena_zeroed(arena, out->node_count, sizeof *out->nodes);
        out->bars = (repi_bar *)repi_arena_zeroed(arena, out->bar_count, sizeof *out->bars);
        out->sets = (uint64_t *)repi_arena_zeroed(arena, out->set_words, sizeof *out->sets);
        ok = out->nodes && out->bars && out->sets;
        if (ok) memcpy(out->nodes, sapling.tree.nodes, out->node_count * sizeof *out->nodes);
        if (ok && out->bar_count) memcpy(out->bars, sapling.tree.bars, out->bar_count * sizeof *out->bars);
        if (ok && out->set_words) memcpy(out->sets, sapling.tree.sets, out->set_words * sizeof *out->sets);
    }
    repi_sapling_free(memory, &sapling);
    return ok;
}

/*--- choosing features ---*/

/* Information that two views have of each other, in at most 16 groups each, over the first `rows` rows; in 2^-24 bits a table. */
static int64_t repi_forest_mutual(repi_forest *forest, const unsigned char *a, const unsigned char *b, size_t rows)
{
    uint32_t both[16][16], one[16], two[16], i, k;
    int64_t sum;
    size_t r;
    memset(both, 0, sizeof both), memset(one, 0, sizeof one), memset(two, 0, sizeof two);
    for (r = 0; r < rows; r++) both[a[r]][b[r]]++;
    sum = forest->entropy[rows];
    for (i = 0; i < 16; i++)
        for (k = 0; k < 16; k++) one[i] += both[i][k], two[k] += both[i][k], sum += forest->entropy[both[i][k]];
    for (i = 0; i < 16; i++) sum -= forest->entropy[one[i]] + forest->entropy[two[i]];
    return sum;
}

/*==============================================================================
 * MARK: - [R22] Joint learning
 *
 * From the row sample to the structure: gives every cell its state, finds
 * relations, puts the variables in order and grows a tree for each, given those
 * before it. What a relation explains leaves the trees; columns that are made by
 * row number stay outside.
 *
 *   enter by   rep_profiler_learn, rep_profile_bytes
 *   uses       R16 structure, R19 profiling, R20 learning, R21 trees
 *   keeps      rows come in the order of their hash, so that no cutting shows
 *============================================================================*/
#define REPI_NO_VALUE INT64_MIN

typedef enum repi_role {           /* of a column in the structure */
    REPI_ROLE_OUTSIDE,             /* drawn alone                                   */
    REPI_ROLE_OWN,                 /* a variable                                    */
    REPI_ROLE_DERIVED,             /* by a sum, a difference or a calendar          */
    REPI_ROLE_LOOKUP               /* decided by another column                     */
} repi_role;

typedef struct repi_joint_column {       /* a column while the structure is learned */
    repi_role  role;
    repi_column *column;
    uint64_t  *words;              /* of the sample, by row                         */
    uint16_t  *states;             /* by row                                        */
    int64_t   *values;             /* of ordered columns, in units, by row          */
    uint32_t   state_count, present, most, fewest; /* states; those with rows; rows of the commonest and of the rarest */
    int        exact;              /* every state is one value                      */
    int        term;               /* a sum or a difference is made of it           */
    uint32_t   variable;           /* its own, once it has one                      */
    uint32_t   of;                 /* LOOKUP: the column that decides it            */
    int        placed;             /* its cells are known to what comes later       */
    /* DERIVED */
    repi_relation_kind kind;
    uint32_t   terms[5];           /* columns                                       */
    int32_t    factors[5];
    uint32_t   term_count;
    uint64_t   kept, kept_of;
} repi_joint_column;

typedef struct repi_joint {
    rep_profiler *profiler;
    rep_model    *model;
    repi_memory  *memory;
    repi_arena    arena;           /* what is needed for learning alone */
    size_t        rows, count;     /* of the sample; of members */
    uint32_t     *slots;           /* of the sample, in the order of the rows' hash */
    repi_joint_column  *members;
    repi_forest   forest;
    unsigned char **groups;        /* by variable: 16 groups of its states, of the first rows, to choose features by */
    size_t        group_rows;
    repi_structure *structure;
} repi_joint;

/*--- states ---*/
/* Where the words of a column's texts are found: a table of twice their number. */
typedef struct repi_lexicon { uint64_t *words; uint16_t *states; size_t slots; } repi_lexicon;

static size_t repi_lexicon_slot(const repi_lexicon *lexicon, uint64_t word)
{
    size_t at = (size_t)repi_mix(word) & (lexicon->slots - 1);
    while (lexicon->states[at] != UINT16_MAX && lexicon->words[at] != word) at = (at + 1) & (lexicon->slots - 1);
    return at;
}

static void repi_lexicon_put(repi_lexicon *lexicon, rep_str text, uint32_t state)
{
    repi_cell cell;
    uint64_t word = 0;
    size_t at;
    if (text.len) cell = repi_pack(text.data, text.len), word = repi_sample_word(&cell);
    at = repi_lexicon_slot(lexicon, word);
    lexicon->words[at] = word;
    if (lexicon->states[at] == UINT16_MAX) lexicon->states[at] = (uint16_t)state;
}

/* Texts of a column with their states: words and categories, then spellings of missing cells. 0 = no memory. */
static int repi_lexicon_make(repi_lexicon *lexicon, repi_arena *arena, const repi_column *column)
{
    size_t texts = column->levels.count + column->words.count + column->missing.count, single = repi_single_states(column), i;
    uint32_t rest = repi_state_count(column) - 1;
    for (lexicon->slots = 16; lexicon->slots < 2 * texts;) lexicon->slots *= 2;
    lexicon->words = (uint64_t *)repi_arena_zeroed(arena, lexicon->slots, sizeof *lexicon->words);
    lexicon->states = (uint16_t *)repi_arena_get(arena, lexicon->slots * sizeof *lexicon->states);
    if (!lexicon->words || !lexicon->states) return 0;
    memset(lexicon->states, 0xFF, lexicon->slots * sizeof *lexicon->states);
    for (i = 0; i < column->levels.count; i++) repi_lexicon_put(lexicon, column->levels.items[i].text, i < single ? (uint32_t)i + 1 : rest);
    for (i = 0; i < column->words.count; i++) repi_lexicon_put(lexicon, column->words.items[i].text, i < single ? (uint32_t)i + 1 : rest);
    for (i = 0; i < column->missing.count; i++) repi_lexicon_put(lexicon, column->missing.items[i].text, 0);
    return 1;
}

/* The value of a sampled word in the units of an ordered column; 0 = it is none. */
static int repi_word_value(const repi_column *column, uint64_t word, int64_t *value)
{
    char buffer[REPI_NUMBER_TEXT];
    rep_str text;
    if (repi_is_plain(word) && column->kind == REP_KIND_NUMERICAL && !column->real && column->style.mark == '.' && !column->style.prefix.len && !column->style.suffix.len) {
        int d = repi_plain_decimals(word);
        if (d > column->decimals) return 0;
        *value = repi_plain_value(word) * (int64_t)repi_pow10_u64[column->decimals - d];
        return 1;
    }
    if (repi_tag(word) == REPI_TAG_ISO && (column->iso == 1 || column->iso == 2) && (int)(word >> 59 & 1) == (column->iso == 2)) {
        *value = repi_date_units(column, repi_iso_micros(word));
        return 1;
    }
    text = repi_word_text(word, buffer);
    if (!text.data) return 0;
    return column->kind == REP_KIND_DATETIME ? repi_date_fits(column, text, value) : repi_number_fits(column, text, value);
}

/* Gives every sampled cell of a column its state. 0 = no memory. */
static int repi_read_member(repi_joint *joint, size_t c, const repi_stats *stats)
{
    const uint64_t *sample = stats->sample;
    const int alone = stats->option && stats->option->alone;
    repi_joint_column *member = &joint->members[c];
    const repi_column *column = member->column;
    int ordered = repi_is_ordered(column);
    repi_lexicon lexicon;
    size_t i, lost = 0;
    uint32_t rest, other = 0, blank = 0, *counts, s;
    if (alone || column->is_run || column->kind == REP_KIND_AUTO || (column->unique && column->kind == REP_KIND_NUMERICAL)) return 1;
    member->state_count = repi_state_count(column);
    if (member->state_count < 2) return 1;
    member->words = (uint64_t *)repi_arena_get(&joint->arena, joint->rows * sizeof *member->words);
    member->states = (uint16_t *)repi_arena_get(&joint->arena, joint->rows * sizeof *member->states);
    member->values = ordered ? (int64_t *)repi_arena_get(&joint->arena, joint->rows * sizeof *member->values) : NULL;
    counts = (uint32_t *)repi_arena_zeroed(&joint->arena, member->state_count, sizeof *counts);
    if (!member->words || !member->states || (ordered && !member->values) || !counts || !repi_lexicon_make(&lexicon, &joint->arena, column)) return 0;
    rest = repi_single_states(column) + 1 < member->state_count ? member->state_count - 1 : 0;
    for (i = 0; i < lexicon.slots; i++) { /* texts that were not kept are "(other)"; NA may be a code */
        char buffer[REPI_NUMBER_TEXT];
        rep_str text = lexicon.states[i] != UINT16_MAX ? repi_word_text(lexicon.words[i], buffer) : repi_str(NULL, 0);
        if (!text.data) continue;
        if (repi_same(text, repi_cstr(REPI_OTHER))) other = lexicon.states[i];
        if (repi_same(text, repi_cstr("NA"))) blank = lexicon.states[i];
    }
    for (i = 0; i < joint->rows; i++) {
        uint64_t word = sample[joint->slots[i]];
        uint32_t state = blank;
        int64_t value = REPI_NO_VALUE;
        if (word != REPI_WORD_MISSING) {
            if (ordered && repi_word_value(column, word, &value)) state = repi_value_state(column, value);
            else {
                size_t at = repi_lexicon_slot(&lexicon, word);
                if (lexicon.states[at] != UINT16_MAX) state = lexicon.states[at];
                else if (rest || other) state = rest ? rest : other;
                else state = 0, lost++;
            }
        }
        member->words[i] = word;
        member->states[i] = (uint16_t)state;
        if (ordered) member->values[i] = value;
        counts[state]++;
    }
    for (member->fewest = UINT32_MAX, s = 0; s < member->state_count; s++) {
        member->present += counts[s] > 0, member->most = REPI_MAX(member->most, counts[s]);
        if (counts[s]) member->fewest = REPI_MIN(member->fewest, counts[s]);
    }
    for (member->exact = !rest, i = 0; i < column->range_count; i++) member->exact &= column->ranges[i].low == column->ranges[i].high;
    if (member->present >= 2 && lost * 100 <= joint->rows) member->role = REPI_ROLE_OWN;
    return 1;
}

/*--- relations: dates ---*/

/* Twice the n(n-1)/2 fold variance of values that were shifted to at most 21 bits: only compared with each other. */
static uint64_t repi_spread(const int64_t *values, size_t n, int shift)
{
    int64_t low = 0, sum = 0;
    uint64_t squares = 0;
    size_t i, k = 0;
    for (i = 0; i < n; i++)
        if (values[i] != REPI_NO_VALUE && (k++ == 0 || values[i] < low)) low = values[i];
    for (i = 0; i < n; i++)
        if (values[i] != REPI_NO_VALUE) {
            int64_t v = (int64_t)((uint64_t)(values[i] - low) >> shift);
            sum += v, squares += (uint64_t)(v * v);
        }
    return k ? squares - repi_muldiv((uint64_t)sum, (uint64_t)sum, k) : 0;
}

/* Bits to shift by so that the values' distances fit 21 bits: squares of 65,536 of them then fit 58. */
static int repi_spread_shift(const int64_t *values, size_t n)
{
    int64_t low = 0, high = 0;
    size_t i, k = 0;
    for (i = 0; i < n; i++)
        if (values[i] != REPI_NO_VALUE) {
            if (k++ == 0) low = high = values[i];
            low = REPI_MIN(low, values[i]), high = REPI_MAX(high, values[i]);
        }
    return REPI_MAX(43 - repi_clz64((uint64_t)high - (uint64_t)low), 0);
}

static int64_t repi_member_micros(const repi_joint_column *member, size_t row)
{
    return member->values[row] == REPI_NO_VALUE ? REPI_NO_VALUE : repi_date_from_units(member->column, member->values[row]);
}

static int repi_is_date_member(const repi_joint_column *member)
{
    return member->role == REPI_ROLE_OWN && member->column->kind == REP_KIND_DATETIME && member->column->words.count == 0 && repi_is_ordered(member->column) &&
           member->column->grain > 0 && member->column->grain <= REPI_DATE_DAY;
}

/* How much the rest of late - early varies, if that is clearly less than late does: below 0.3 of its deviation, or 0.7 if
 * late is not before early in 99.5 % of rows. UINT64_MAX = it is not, or one stands without the other. */
static uint64_t repi_judge_difference(const repi_joint *joint, const repi_joint_column *early, repi_joint_column *late, int64_t *values, int64_t *rest)
{
    size_t both = 0, after = 0, alone = 0, i;
    uint64_t own, apart;
    int shift;
    for (i = 0; i < joint->rows; i++) {
        int64_t x = repi_member_micros(early, i), y = repi_member_micros(late, i);
        values[i] = rest[i] = REPI_NO_VALUE;
        if (y == REPI_NO_VALUE) continue;
        if (x == REPI_NO_VALUE) { alone++; continue; }
        values[i] = y, rest[i] = y - x;
        both++, after += y >= x;
    }
    if (both < 50 || alone * 200 > both) return UINT64_MAX;
    shift = REPI_MAX(repi_spread_shift(values, joint->rows), repi_spread_shift(rest, joint->rows));
    own = repi_spread(values, joint->rows, shift), apart = repi_spread(rest, joint->rows, shift);
    late->kept = after, late->kept_of = both;
    return apart / 9 < own / 100 || (after * 200 >= both * 199 && apart < own / 2) ? apart : UINT64_MAX;
}

/* A date column becomes an earlier one + rest where that rest varies less. Of two, the later in the file follows the
 * other, unless the table says that it comes first. 0 = no memory. */
static int repi_find_differences(repi_joint *joint)
{
    int64_t *values = (int64_t *)repi_arena_get(&joint->arena, joint->rows * sizeof *values);
    int64_t *rest = (int64_t *)repi_arena_get(&joint->arena, joint->rows * sizeof *rest);
    size_t b;
    uint32_t a;
    if (!values || !rest) return 0;
    for (b = 0; b < joint->count; b++) {
        uint64_t least = UINT64_MAX, kept = 0, kept_of = 0;
        uint32_t best = 0;
        repi_joint_column *late = &joint->members[b];
        if (!repi_is_date_member(late) || late->term) continue;
        for (a = 0; a < joint->count; a++) {
            const repi_joint_column *early = &joint->members[a];
            uint64_t apart;
            if (a == b || !repi_is_date_member(early)) continue;
            apart = repi_judge_difference(joint, early, late, values, rest);
            if (a > b && late->kept * 200 < late->kept_of * 199) continue;
            if (apart < least) least = apart, best = a, kept = late->kept, kept_of = late->kept_of;
        }
        if (least == UINT64_MAX) continue;
        late->role = REPI_ROLE_DERIVED, late->kind = REPI_RELATION_DIFFERENCE;
        late->terms[0] = best, late->factors[0] = 1, late->term_count = 1;
        late->kept = kept, late->kept_of = kept_of;
        joint->members[best].term = 1;
    }
    return 1;
}

/* Dates that span more than 20 days are drawn as week, day of the week and time of day. */
static void repi_find_calendars(repi_joint *joint)
{
    size_t c;
    for (c = 0; c < joint->count; c++) {
        repi_joint_column *member = &joint->members[c];
        if (!repi_is_date_member(member) || member->present < 8) continue;
        if (member->column->date_max - member->column->date_min <= 20 * REPI_DATE_DAY) continue;
        member->role = REPI_ROLE_DERIVED, member->kind = REPI_RELATION_CALENDAR, member->term_count = 0;
    }
}

/*--- relations: sums ---*/
#define REPI_SUM_ROWS  4000        /* that sums are looked for in */
#define REPI_SUM_TERMS 4
#define REPI_SUM_FACTOR 1000       /* 100 * hour + minute, but nothing that only looks like a sum */
#define REPI_SUM_COLUMNS 64       /* more numbers than these: no sums are looked for */

static void repi_sort64(int64_t *v, size_t n)
{
    size_t gap, i, k;
    for (gap = 1; gap < n / 3;) gap = 3 * gap + 1; /* Shell's sort, Knuth's gaps */
    for (; gap > 0; gap /= 3)
        for (i = gap; i < n; i++) {
            int64_t x = v[i];
            for (k = i; k >= gap && v[k - gap] > x; k -= gap) v[k] = v[k - gap];
            v[k] = x;
        }
}

/* Rows that the six commonest of n values hold; v is sorted. *mode receives the commonest. */
static uint64_t repi_six_commonest(int64_t *v, size_t n, int64_t *mode)
{
    uint64_t top[6] = { 0, 0, 0, 0, 0, 0 }, sum = 0;
    size_t i, k, from;
    repi_sort64(v, n);
    *mode = 0;
    for (from = i = 0; i < n; i++) {
        uint64_t count;
        if (i + 1 < n && v[i + 1] == v[i]) continue;
        count = i + 1 - from, from = i + 1;
        if (count > top[0]) *mode = v[i];
        for (k = 0; k < 6; k++)
            if (count > top[k]) { uint64_t t = top[k]; top[k] = count, count = t; }
    }
    for (k = 0; k < 6; k++) sum += top[k];
    return sum;
}

/* Numbers as they enter sums: all with the decimals of the sum, below 2^40. */
typedef struct repi_addend { size_t column; int64_t *values; uint64_t spread; int64_t mode; } repi_addend;

static int repi_addend_read(repi_joint *joint, size_t c, int decimals, size_t rows, repi_addend *addend)
{
    const repi_joint_column *member = &joint->members[c];
    const repi_column *column = member->column;
    int64_t factor = (int64_t)repi_pow10_u64[decimals - column->decimals], limit = ((int64_t)1 << 40) / factor;
    size_t i;
    addend->column = c;
    if (column->ranges[0].low < -limit || column->ranges[column->range_count - 1].high > limit) return 0;
    for (i = 0; i < rows; i++) addend->values[i] = member->values[i] == REPI_NO_VALUE ? 0 : member->values[i] * factor;
    return 1;
}

/* The integer f, |f| <= REPI_SUM_FACTOR, for which f * x takes most from r's squares around their means; returns that much, 0 = none. */
static int64_t repi_best_factor(const int64_t *r, const int64_t *x, size_t n, int shift, int32_t *factor)
{
    const int64_t unit = (int64_t)1 << shift;
    int64_t mean_r = 0, mean_x = 0, left_r = 0, left_x = 0, rx = 0, xx = 0, f;
    size_t i;
    for (i = 0; i < n; i++) mean_r += r[i] / unit, mean_x += x[i] / unit;
    mean_r /= (int64_t)n, mean_x /= (int64_t)n;
    for (i = 0; i < n; i++) {
        int64_t a = r[i] / unit - mean_r, b = x[i] / unit - mean_x;
        rx += a * b, xx += b * b, left_r += a, left_x += b;
    }
    rx -= left_r * left_x / (int64_t)n, xx -= left_x * left_x / (int64_t)n; /* the means were rounded: much, of small numbers */
    if (xx <= 0) return 0;
    f = (2 * rx + (rx < 0 ? -xx : xx)) / (2 * xx); /* the nearest to rx / xx, or 1 where that is 0 but the half is near */
    f = REPI_MIN(REPI_MAX(f, -REPI_SUM_FACTOR), REPI_SUM_FACTOR);
    *factor = (int32_t)f;
    return f ? f * (2 * rx - f * xx) : 0;
}

/* Is the sum so far one? Rows count in which a number differs from its mode: there the six commonest rests hold 90 %,
 * the six commonest values of y below 60 %. *share: of the rests, in 1/65536. 0 = it is none. */
static int repi_is_sum(const repi_addend *y, const repi_addend *parts, const uint32_t *terms, uint32_t term_count, const int64_t *rest,
                       int64_t *scratch, size_t rows, uint64_t *share, int64_t *mode)
{
    size_t n = 0, i, k;
    int round;
    uint64_t six[2];
    for (round = 0; round < 2; round++) {
        for (n = i = 0; i < rows; i++) {
            int active = y->values[i] != y->mode;
            for (k = 0; k < term_count && !active; k++) active = parts[terms[k]].values[i] != parts[terms[k]].mode;
            if (active) scratch[n++] = round ? y->values[i] : rest[i];
        }
        if (n < 50) return 0;
        six[round] = repi_six_commonest(scratch, n, mode);
        if (round == 0) *share = repi_muldiv(six[0], 65536, n);
    }
    return six[0] * 10 >= n * 9 && six[1] * 10 < n * 6;
}

/* y = f1 x1 + ... + rest, if there are such; greedily, the term first that explains most. 0 = no memory. */
static int repi_find_sum(repi_joint *joint, size_t c, repi_addend *parts, int64_t *scratch)
{
    repi_joint_column *member = &joint->members[c];
    size_t rows = REPI_MIN(joint->rows, (size_t)REPI_SUM_ROWS), n = 0, a, i;
    repi_addend *y = &parts[0];
    uint32_t terms[REPI_SUM_TERMS], term_count = 0, t;
    int32_t factors[REPI_SUM_TERMS];
    int64_t *rest = scratch + rows, high = 1, mode;
    uint64_t best = 0, share = 0;
    int shift, sweep;
    if (!repi_addend_read(joint, c, member->column->decimals, rows, y)) return 1;
    for (a = 0, n = 1; a < joint->count; a++) {
        const repi_joint_column *other = &joint->members[a];
        if (a == c || other->role != REPI_ROLE_OWN || other->column->kind != REP_KIND_NUMERICAL || !other->values || other->column->real || other->column->words.count) continue;
        if (other->column->decimals > member->column->decimals || !repi_addend_read(joint, a, member->column->decimals, rows, &parts[n])) continue;
        n++;
    }
    for (a = 0; a < n; a++)
        for (i = 0; i < rows; i++) high = REPI_MAX(high, parts[a].values[i] < 0 ? -parts[a].values[i] : parts[a].values[i]);
    shift = REPI_MAX(43 - repi_clz64((uint64_t)high), 0);
    for (a = 0; a < n; a++) {
        int32_t f;
        parts[a].spread = (uint64_t)repi_best_factor(parts[a].values, parts[a].values, rows, shift, &f); /* its own squares: factor 1 takes them all */
        memcpy(scratch, parts[a].values, rows * sizeof *scratch);
        repi_six_commonest(scratch, rows, &parts[a].mode);
    }
    memcpy(rest, y->values, rows * sizeof *rest);
    while (term_count < REPI_SUM_TERMS) {
        int64_t most = 0;
        uint32_t chosen = 0;
        int32_t factor = 0;
        for (a = 1; a < n; a++) {
            int64_t gain;
            int32_t f = 0;
            for (t = 0; t < term_count && terms[t] != a; t++) { }
            if (t < term_count || parts[a].spread == 0 || parts[a].spread / 9 > y->spread / 4) continue; /* deviation at most 1.5 of y's */
            gain = repi_best_factor(rest, parts[a].values, rows, shift, &f);
            if (gain > most) most = gain, chosen = (uint32_t)a, factor = f;
        }
        if (most == 0) break;
        terms[term_count] = chosen, factors[term_count++] = 0;
        for (sweep = 0; sweep < 4; sweep++) /* every factor anew, given the others */
            for (t = term_count; t-- > 0;) {
                const int64_t *x = parts[terms[t]].values;
                for (i = 0; i < rows; i++) rest[i] += factors[t] * x[i];
                if (repi_best_factor(rest, x, rows, shift, &factor) == 0) factor = 0;
                factors[t] = factor;
                for (i = 0; i < rows; i++) rest[i] -= factor * x[i];
            }
        if (!repi_is_sum(y, parts, terms, term_count, rest, scratch, rows, &share, &mode) || share <= best) continue;
        best = share;
        member->kind = REPI_RELATION_SUM, member->term_count = 0;
        for (t = 0; t < term_count; t++) {
            if (factors[t] == 0) continue;
            member->terms[member->term_count] = (uint32_t)parts[terms[t]].column, member->factors[member->term_count++] = factors[t];
        }
    }
    if (best == 0) return 1;
    member->role = REPI_ROLE_DERIVED;
    for (t = 0; t < member->term_count; t++) joint->members[member->terms[t]].term = 1;
    return 1;
}

/* Which columns have the most different values comes first: the whole, not a part of it. */
static int repi_sum_order(const void *user, uint32_t a, uint32_t b)
{
    const repi_joint_column *members = (const repi_joint_column *)user;
    return members[a].column->distinct > members[b].column->distinct ? -1 : members[a].column->distinct < members[b].column->distinct;
}

/* Orthogonal matching pursuit (Pati, Rezaiifar, Krishnaprasad 1993) with integer factors. 0 = no memory. */
static int repi_find_sums(repi_joint *joint)
{
    size_t rows = REPI_MIN(joint->rows, (size_t)REPI_SUM_ROWS), n = 0, c, i;
    uint32_t *order = (uint32_t *)repi_arena_zeroed(&joint->arena, joint->count, sizeof *order);
    repi_addend *parts = (repi_addend *)repi_arena_zeroed(&joint->arena, joint->count + 1, sizeof *parts);
    int64_t *scratch = (int64_t *)repi_arena_zeroed(&joint->arena, 2 * rows, sizeof *scratch);
    int ok = order && parts && scratch;
    for (c = 0; ok && c < joint->count; c++) {
        const repi_joint_column *member = &joint->members[c];
        if (member->role != REPI_ROLE_OWN || member->column->kind != REP_KIND_NUMERICAL || !member->values || member->column->real || member->column->words.count) continue;
        order[n++] = (uint32_t)c;
    }
    if (!ok || n < 2 || n > REPI_SUM_COLUMNS) return ok;
    for (c = 0; ok && c < n + 1; c++) ok = (parts[c].values = (int64_t *)repi_arena_get(&joint->arena, rows * sizeof(int64_t))) != NULL;
    if (ok) ok = repi_sort(joint->memory, order, n, repi_sum_order, joint->members);
    for (i = 0; ok && i < n; i++)
        if (!joint->members[order[i]].term && joint->members[order[i]].column->distinct >= 8) ok = repi_find_sum(joint, order[i], parts, scratch);
    return ok;
}

/*--- relations: what one column decides ---*/

/* Does every state of a have one value of b, but for a row in 10,000? vote: two words a state, for a first look and the count. */
static int repi_decides(const repi_joint *joint, const repi_joint_column *a, const repi_joint_column *b, uint64_t *vote, uint32_t *count)
{
    size_t i, wrong = 0, early = REPI_MIN(joint->rows, (size_t)512);
    memset(count, 0, a->state_count * sizeof *count);
    for (i = 0; i < joint->rows; i++) { /* the majority of each state (Boyer, Moore 1981) */
        uint32_t state = a->states[i];
        if (count[state] == 0) vote[state] = b->words[i], count[state] = 1;
        else if (vote[state] == b->words[i]) count[state]++;
        else {
            count[state]--;
            if (++wrong > 4 && i < early) return 0;
        }
    }
    for (wrong = i = 0; i < joint->rows; i++) wrong += vote[a->states[i]] != b->words[i];
    return wrong * 10000 <= joint->rows;
}

static int repi_lookup_order(const void *user, uint32_t a, uint32_t b)
{
    const repi_joint_column *members = (const repi_joint_column *)user;
    return members[a].present > members[b].present ? -1 : members[a].present < members[b].present;
}

static int repi_find_lookups(repi_joint *joint)
{
    uint32_t *order = (uint32_t *)repi_arena_zeroed(&joint->arena, joint->count, sizeof *order);
    uint64_t *vote = (uint64_t *)repi_arena_zeroed(&joint->arena, REPI_STATES_MAX, sizeof *vote);
    uint32_t *count = (uint32_t *)repi_arena_zeroed(&joint->arena, REPI_STATES_MAX, sizeof *count);
    size_t i, b;
    if (!order || !vote || !count) return 0;
    for (i = 0; i < joint->count; i++) order[i] = (uint32_t)i;
    if (!repi_sort(joint->memory, order, joint->count, repi_lookup_order, joint->members)) return 0;
    for (i = 0; i < joint->count; i++) {
        const repi_joint_column *a = &joint->members[order[i]];
        if (a->role != REPI_ROLE_OWN || !a->exact || (joint->model->private_model && a->fewest < REPI_LEAST_PRIVATE) || a->present > 1024 || (uint64_t)a->present * 5 > joint->rows) continue;
        for (b = 0; b < joint->count; b++) {
            repi_joint_column *other = &joint->members[b];
            if (other == a || other->role != REPI_ROLE_OWN || other->term || other->present > a->present || (uint64_t)other->most * 100 >= (uint64_t)joint->rows * 99) continue;
            if (!repi_decides(joint, a, other, vote, count)) continue;
            other->role = REPI_ROLE_LOOKUP, other->of = order[i];
        }
    }
    return 1;
}

/*--- variables ---*/

/* A variable at the end of the order. 0 = no memory, or too many. */
static repi_variable *repi_add_variable(repi_joint *joint, repi_column *column, uint32_t slot, uint16_t *states)
{
    repi_structure *structure = joint->structure;
    repi_variable *variable = &structure->variables[structure->variable_count];
    unsigned char group_of[REPI_STATES_MAX], *group;
    repi_view *view;
    uint32_t groups;
    size_t i;
    variable->column = column, variable->slot = slot, variable->source = REPI_NO_SOURCE;
    column->joined = 1;
    view = repi_forest_add(&joint->forest, states, repi_state_count(column), repi_is_ordered(column));
    group = (unsigned char *)repi_arena_get(&joint->arena, joint->group_rows);
    if (!view || !group) return NULL;
    repi_group_states(joint->forest.counts, view->count, view->ordered, 16, group_of, &groups);
    for (i = 0; i < joint->group_rows; i++) group[i] = group_of[states[i]];
    joint->groups[structure->variable_count++] = group;
    return variable;
}

/* A part from its values by row (REPI_NO_VALUE = missing): a column of numbers that is not printed. NULL = no memory. */
static repi_variable *repi_add_part(repi_joint *joint, rep_str name, const int64_t *values, int decimals)
{
    repi_structure *structure = joint->structure;
    repi_column *part = &structure->parts[structure->part_count];
    repi_point *points = (repi_point *)repi_zeroed(joint->memory, joint->rows, sizeof *points);
    uint16_t *states = (uint16_t *)repi_arena_get(&joint->arena, joint->rows * sizeof *states);
    size_t n = 0, i;
    uint64_t step = 0;
    int ok = points && states;
    part->name = repi_keep(joint->model, name);
    part->kind = REP_KIND_NUMERICAL, part->decimals = decimals, part->style.mark = '.';
    for (i = 0; ok && i < joint->rows; i++)
        if (values[i] != REPI_NO_VALUE) points[n].units = values[i], points[n++].count = 1;
    part->missing_share = repi_share(joint->rows - n, joint->rows);
    ok = ok && part->name.data && repi_points_sort(&joint->arena, points, &n) && repi_encode(joint->model, &joint->arena, part, points, n);
    for (i = 1; ok && i < n && step != 1; i++) step = repi_gcd(step, (uint64_t)points[i].units - (uint64_t)points[0].units);
    part->step = (int64_t)REPI_MAX(REPI_MIN(step, (uint64_t)INT64_MAX), 1);
    for (i = 0; ok && i < joint->rows; i++) states[i] = (uint16_t)(values[i] == REPI_NO_VALUE || part->range_count == 0 ? 0 : repi_value_state(part, values[i]));
    repi_resize(joint->memory, points, REPI_MAX(joint->rows, 1) * sizeof *points, 0);
    return ok ? repi_add_variable(joint, part, (uint32_t)(joint->model->column_count + structure->part_count++), states) : NULL;
}

static repi_relation *repi_add_relation(repi_joint *joint, repi_relation_kind kind, size_t column)
{
    repi_relation *relation = &joint->structure->relations[joint->structure->relation_count++];
    relation->kind = kind, relation->column = (uint32_t)column;
    relation->first_part = (uint32_t)joint->structure->part_count;
    return relation;
}

static void repi_add_term(repi_relation *relation, uint32_t column, int32_t factor)
{
    relation->terms[relation->term_count].column = column;
    relation->terms[relation->term_count++].factor = factor;
}

/* The parts of a calendar: week since Monday 1969-12-29, day of the week from Monday, time of day in grains. 0 = no memory. */
static int repi_place_calendar(repi_joint *joint, size_t c, int64_t *values)
{
    static const char *const names[] = { "week of ", "weekday of ", "time of " };
    repi_joint_column *member = &joint->members[c];
    repi_relation *relation = repi_add_relation(joint, REPI_RELATION_CALENDAR, c);
    int part, timed = 0;
    size_t i;
    for (i = 0; i < joint->rows && !timed; i++) timed = member->values[i] != REPI_NO_VALUE && repi_member_micros(member, i) % REPI_DATE_DAY != 0;
    for (part = 0; part < 2 + timed; part++) {
        char name[96];
        size_t n = strlen(names[part]), own = REPI_MIN(member->column->name.len, sizeof name - n);
        memcpy(name, names[part], n), memcpy(name + n, member->column->name.data, own);
        for (i = 0; i < joint->rows; i++) {
            int64_t micros = repi_member_micros(member, i), days, time;
            values[i] = REPI_NO_VALUE;
            if (micros == REPI_NO_VALUE) continue;
            days = micros / REPI_DATE_DAY - (micros % REPI_DATE_DAY < 0), time = micros - days * REPI_DATE_DAY;
            days += 3; /* 1970-01-01 was a Thursday */
            values[i] = part == 0 ? days / 7 - (days % 7 < 0) : part == 1 ? (days % 7 + 7) % 7 : time / member->column->grain;
        }
        relation->part_count++;
        if (!repi_add_part(joint, repi_str(name, n + own), values, 0)) return 0;
    }
    relation->after = (uint32_t)joint->structure->variable_count - 1;
    relation->kept = relation->rows = joint->rows;
    return 1;
}

/* The rest of a sum or a difference, once its terms are placed. 0 = no memory. */
static int repi_place_rest(repi_joint *joint, size_t c, int64_t *values)
{
    repi_joint_column *member = &joint->members[c];
    repi_relation *relation = repi_add_relation(joint, member->kind, c);
    repi_text name;
    size_t i;
    uint32_t t;
    int difference = member->kind == REPI_RELATION_DIFFERENCE, ok;
    memset(&name, 0, sizeof name);
    name.memory = joint->memory;
    repi_text_add(&name, member->column->name.data, member->column->name.len);
    for (t = 0; t < member->term_count; t++) {
        repi_text_say(&name, member->factors[t] < 0 ? " + " : " - ");
        if (member->factors[t] > 1 || member->factors[t] < -1) repi_text_say(&name, "%d ", (int64_t)(member->factors[t] < 0 ? -member->factors[t] : member->factors[t]));
        repi_text_add(&name, joint->members[member->terms[t]].column->name.data, joint->members[member->terms[t]].column->name.len);
        repi_add_term(relation, member->terms[t], member->factors[t]);
    }
    for (i = 0; i < joint->rows; i++) {
        int64_t v = difference ? repi_member_micros(member, i) : member->values[i];
        for (t = 0; t < member->term_count && v != REPI_NO_VALUE; t++) {
            const repi_joint_column *term = &joint->members[member->terms[t]];
            int64_t x = difference ? repi_member_micros(term, i) : term->values[i];
            if (x == REPI_NO_VALUE && difference) v = REPI_NO_VALUE;
            else if (x != REPI_NO_VALUE) v -= member->factors[t] * (difference ? x : x * (int64_t)repi_pow10_u64[member->column->decimals - term->column->decimals]);
        }
        if (difference && v != REPI_NO_VALUE) v /= member->column->grain;
        values[i] = v;
        if (!difference && v != REPI_NO_VALUE) relation->rows++, relation->kept += v == 0;
    }
    if (difference) relation->kept = member->kept, relation->rows = member->kept_of;
    relation->after = (uint32_t)joint->structure->variable_count;
    relation->part_count = 1;
    ok = !name.failed && repi_add_part(joint, repi_str(name.data, name.len), values, difference ? 0 : member->column->decimals) != NULL;
    repi_text_free(&name);
    return ok;
}

/* The table of a lookup, by the deciding column's state. 0 = no memory. */
static int repi_place_lookup(repi_joint *joint, size_t c, uint32_t source)
{
    repi_joint_column *member = &joint->members[c], *of = &joint->members[member->of];
    repi_variable *variable = repi_add_variable(joint, member->column, (uint32_t)c, member->states);
    uint32_t *count = (uint32_t *)repi_arena_zeroed(&joint->arena, of->state_count, sizeof *count), s, usual = 0;
    uint32_t *rows = (uint32_t *)repi_arena_zeroed(&joint->arena, of->state_count, sizeof *rows);
    size_t i;
    if (!variable || !count || !rows) return 0;
    variable->source = source;
    variable->table = (uint16_t *)repi_arena_zeroed(&joint->model->arena, of->state_count, sizeof *variable->table);
    if (!variable->table) return 0;
    if (member->values && !(variable->values = (int64_t *)repi_arena_zeroed(&joint->model->arena, of->state_count, sizeof *variable->values))) return 0;
    for (i = 0; i < joint->rows; i++) { /* the majority's row, as in repi_decides */
        s = of->states[i];
        if (count[s] == 0) rows[s] = (uint32_t)i, count[s] = 1;
        else if (member->words[rows[s]] == member->words[i]) count[s]++;
        else count[s]--;
    }
    for (s = 0; s < of->state_count; s++) if (count[s] > count[usual]) usual = s;
    for (s = 0; s < of->state_count; s++) {
        size_t row = rows[count[s] ? s : usual];
        const repi_range *range;
        variable->table[s] = member->states[row];
        if (!variable->values || member->values[row] == REPI_NO_VALUE) continue;
        variable->values[s] = member->values[row];
        range = &member->column->ranges[member->states[row] - 1 - member->column->words.count];
        if (count[s] < repi_least(joint->model)) /* too few rows to tell their value: the middle of its interval */
            variable->values[s] = range->low + (int64_t)(((uint64_t)range->high - (uint64_t)range->low) / (uint64_t)member->column->step / 2) * member->column->step;
    }
    return 1;
}

/* Places a column, and what now can be. 0 = no memory. */
static int repi_place(repi_joint *joint, size_t c, int64_t *values)
{
    repi_joint_column *member = &joint->members[c];
    size_t b;
    uint32_t t;
    member->placed = member->column->joined = 1;
    member->variable = (uint32_t)joint->structure->variable_count;
    if (member->role == REPI_ROLE_OWN && !repi_add_variable(joint, member->column, (uint32_t)c, member->states)) return 0;
    if (member->role == REPI_ROLE_DERIVED && !(member->kind == REPI_RELATION_CALENDAR ? repi_place_calendar(joint, c, values) : repi_place_rest(joint, c, values))) return 0;
    for (b = 0; b < joint->count; b++) {
        repi_joint_column *other = &joint->members[b];
        if (other->placed) continue;
        if (other->role == REPI_ROLE_LOOKUP && other->of == c) {
            other->placed = 1, other->variable = (uint32_t)joint->structure->variable_count;
            if (!repi_place_lookup(joint, b, member->variable)) return 0;
        }
    }
    for (b = 0; b < c; b++) { /* derived columns that had to wait for this one */
        repi_joint_column *other = &joint->members[b];
        if (other->placed || other->role != REPI_ROLE_DERIVED) continue;
        for (t = 0; t < other->term_count && joint->members[other->terms[t]].placed; t++) { }
        if (t == other->term_count && !repi_place(joint, b, values)) return 0;
    }
    return 1;
}

/* Pairs of numbers of one kind where one is never above the other, though chance would have it so in a row of 1,000. */
static void repi_find_orders(repi_joint *joint)
{
    size_t a, b, i, found;
    for (b = 0; b < joint->count; b++) {
        const repi_joint_column *late = &joint->members[b];
        if (late->role != REPI_ROLE_OWN || !late->values || late->column->words.count) continue;
        for (found = a = 0; a < b && found < 2; a++) {
            const repi_joint_column *early = &joint->members[a];
            size_t both = 0, above = 0, below = 0, chance_above = 0, chance_below = 0;
            if (early->role != REPI_ROLE_OWN || !early->values || early->column->kind != late->column->kind || early->column->decimals != late->column->decimals ||
                early->column->real != late->column->real || early->column->grain != late->column->grain || early->column->words.count) continue;
            for (i = 0; i < joint->rows && !(above && below); i++) {
                int64_t x = early->values[i], y = late->values[i], z = early->values[i + 1 < joint->rows ? i + 1 : 0];
                if (x == REPI_NO_VALUE || y == REPI_NO_VALUE) continue;
                both++, above += x > y, below += x < y;
                if (z != REPI_NO_VALUE) chance_above += z > y, chance_below += z < y;
            }
            if (both < 1000 || (above && below)) continue;
            if ((above ? chance_below : chance_above) * 1000 < both) continue;
            if (joint->structure->relation_count < joint->count * 3) {
                repi_relation *relation = repi_add_relation(joint, REPI_RELATION_ORDER, b);
                repi_add_term(relation, (uint32_t)a, above ? -1 : 1);
                relation->after = late->variable, relation->kept = relation->rows = both;
                found++;
            }
        }
    }
}

/*--- trees ---*/
#define REPI_FEATURES      32      /* more than these: the ones that tell most are chosen */
#define REPI_FEATURES_BEST 24
#define REPI_GROW_BUDGET   ((uint64_t)150000000) /* rows times features of all trees */

typedef struct repi_mutual { int64_t bits; uint32_t variable; } repi_mutual;

/* The features of variable v: those before it, or of very many the ones with the most information about it. Returns their number. */
static size_t repi_choose_features(repi_joint *joint, size_t v, uint32_t *features)
{
    repi_mutual best[REPI_FEATURES_BEST];
    size_t n = 0, f, k;
    if (v <= REPI_FEATURES) {
        for (f = 0; f < v; f++) features[f] = (uint32_t)f;
        return v;
    }
    for (f = 0; f < v; f++) {
        int64_t bits = repi_forest_mutual(&joint->forest, joint->groups[f], joint->groups[v], joint->group_rows);
        if (n == REPI_FEATURES_BEST && best[n - 1].bits >= bits) continue;
        if (n < REPI_FEATURES_BEST) n++;
        for (k = n - 1; k > 0 && best[k - 1].bits < bits; k--) best[k] = best[k - 1];
        best[k].bits = bits, best[k].variable = (uint32_t)f;
    }
    for (f = 0; f < n; f++) { /* in their own order, by which ties are broken */
        for (k = f; k > 0 && features[k - 1] > best[f].variable; k--) features[k] = features[k - 1];
        features[k] = best[f].variable;
    }
    return n;
}

static rep_status repi_grow_trees(repi_joint *joint, rep_error *err)
{
    repi_structure *structure = joint->structure;
    const rep_host *host = &joint->profiler->options.host;
    uint32_t features[REPI_FEATURES];
    uint64_t work = 0;
    size_t v;
    for (v = 0; v < structure->variable_count; v++) work += v <= REPI_FEATURES ? v : REPI_FEATURES_BEST;
    if (work && REPI_GROW_BUDGET / work < joint->rows) joint->forest.judged = (size_t)REPI_MAX(REPI_GROW_BUDGET / work, REPI_MIN(joint->rows, (size_t)1024));
    for (v = 0; v < structure->variable_count; v++) {
        if (structure->variables[v].source == REPI_NO_SOURCE &&
            !repi_forest_grow(&joint->forest, v, features, repi_choose_features(joint, v, features), &joint->model->arena, &structure->variables[v].tree)) return repi_no_memory(err);
        if (host->progress && host->progress(host->progress_user, "trees", v + 1, structure->variable_count)) return repi_fail(err, REP_ERR_CANCELLED, 0, 0, "the progress callback asked to stop");
    }
    return REP_OK;
}

/*--- the structure ---*/
static int repi_pick_order(const void *user, uint32_t a, uint32_t b)
{
    const repi_pick *heap = (const repi_pick *)user;
    return heap[a].hash < heap[b].hash ? -1 : heap[a].hash > heap[b].hash;
}

/* The sampled rows in the order of their hash: uniform in any first part, and the same however the table was cut. */
static int repi_order_sample(repi_joint *joint)
{
    const repi_sample *sample = &joint->profiler->sample;
    size_t i;
    joint->rows = sample->count;
    joint->slots = (uint32_t *)repi_arena_zeroed(&joint->arena, joint->rows + 1, sizeof *joint->slots);
    if (!joint->slots) return 0;
    for (i = 0; i < joint->rows; i++) joint->slots[i] = (uint32_t)i;
    if (!repi_sort(joint->memory, joint->slots, joint->rows, repi_pick_order, sample->heap)) return 0;
    for (i = 0; i < joint->rows; i++) joint->slots[i] = sample->heap[joint->slots[i]].slot;
    return 1;
}

/* Roles, relations and variables. 0 = no memory. */
static int repi_lay_out(repi_joint *joint, const size_t *sources)
{
    int64_t *values = (int64_t *)repi_arena_get(&joint->arena, (joint->rows + 1) * sizeof *values);
    size_t c;
    if (!values) return 0;
    for (c = 0; c < joint->count; c++)
        if (!repi_read_member(joint, c, &joint->profiler->columns[sources[c]])) return 0;
    if (!repi_find_differences(joint)) return 0;
    repi_find_calendars(joint);
    if (!repi_find_sums(joint) || !repi_find_lookups(joint)) return 0;
    for (c = 0; c < joint->count; c++) {
        const repi_joint_column *member = &joint->members[c];
        uint32_t t;
        int waits = member->placed || member->role == REPI_ROLE_OUTSIDE || member->role == REPI_ROLE_LOOKUP;
        for (t = 0; member->role == REPI_ROLE_DERIVED && t < member->term_count; t++) waits |= !joint->members[member->terms[t]].placed;
        if (!waits && !repi_place(joint, c, values)) return 0;
    }
    repi_find_orders(joint);
    return 1;
}

/* Learns what ties the columns of a model together; sources: numbers of its columns in the profiler. */
static rep_status repi_learn_structure(rep_profiler *profiler, rep_model *model, const size_t *sources, rep_error *err)
{
    repi_grow_options grow;
    repi_joint *joint = (repi_joint *)repi_zeroed(&profiler->memory, 1, sizeof *joint);
    rep_status status = REP_OK;
    size_t c, room = 3 * model->column_count + 1;
    int ok;
    if (!joint) return repi_no_memory(err);
    joint->profiler = profiler, joint->model = model, joint->memory = joint->arena.memory = &profiler->memory;
    joint->count = model->column_count;
    ok = repi_order_sample(joint);
    grow.least_rows = (uint32_t)REPI_MIN(REPI_MAX(joint->rows / 1000, 20), 60); /* many rows: larger leaves, so that the model stays small */
    grow.least_bar = (uint32_t)(REPI_LEAST + joint->rows / 16384), grow.least_count = 1, grow.price = 1;
    if (model->private_model) grow.least_rows = REPI_MAX(grow.least_rows, 50), grow.least_bar = REPI_MAX(grow.least_bar, REPI_LEAST_PRIVATE), grow.least_count = 5, grow.price = 2;
    grow.trials = (uint32_t)REPI_MIN(joint->rows / 128, 256);
    if (ok) joint->group_rows = REPI_MIN(joint->rows, (size_t)(joint->count > 500 ? 1024 : 4096));
    ok = ok && repi_forest_open(&joint->forest, joint->memory, joint->rows, &grow);
    joint->structure = ok ? (repi_structure *)repi_arena_zeroed(&model->arena, 1, sizeof *joint->structure) : NULL;
    joint->members = ok ? (repi_joint_column *)repi_arena_zeroed(&joint->arena, joint->count + 1, sizeof *joint->members) : NULL;
    joint->groups = ok ? (unsigned char **)repi_arena_zeroed(&joint->arena, room, sizeof *joint->groups) : NULL;
    ok = ok && joint->structure && joint->members && joint->groups;
    if (ok) {
        joint->structure->variables = (repi_variable *)repi_arena_zeroed(&model->arena, room, sizeof *joint->structure->variables);
        joint->structure->parts = (repi_column *)repi_arena_zeroed(&model->arena, room, sizeof *joint->structure->parts);
        joint->structure->relations = (repi_relation *)repi_arena_zeroed(&model->arena, room, sizeof *joint->structure->relations);
        ok = joint->structure->variables && joint->structure->parts && joint->structure->relations;
    }
    for (c = 0; ok && c < joint->count; c++) joint->members[c].column = &model->columns[c];
    ok = ok && repi_lay_out(joint, sources);
    if (!ok) status = repi_no_memory(err);
    if (!status) status = repi_grow_trees(joint, err);
    if (!status && joint->structure->variable_count) model->structure = joint->structure;
    if (joint->forest.memory) repi_forest_close(&joint->forest);
    repi_arena_free(&joint->arena);
    repi_resize(&profiler->memory, joint, sizeof *joint, 0);
    return status;
}

REPLICATOR_DEF rep_status rep_profiler_learn(rep_profiler *profiler, rep_model **out, rep_error *err)
{
    rep_model *model;
    repi_pii_index *index;
    repi_arena work = REP_ZERO;
    rep_status status;
    size_t c, kept = 0, *sources;
    repi_clear(err);
    if (!out) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "out is NULL");
    *out = NULL;
    if (!profiler) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "profiler is NULL");
    status = rep_profiler_end_input(profiler, err);
    if (status) return status;
    if (!profiler->columns) {
        if (!profiler->options.name_count) return repi_fail(err, REP_ERR_CSV, 0, 0, "the table is empty: not even a header was found");
        status = repi_profiler_columns(profiler, NULL, profiler->options.name_count, err);
        if (status) return repi_profiler_stop(profiler, err, status);
    }
    repi_sample_trim(&profiler->sample);
    work.memory = &profiler->memory;
    model = repi_model_begin(&profiler->options.host, profiler->options.max_bytes ? profiler->options.max_bytes : (uint64_t)1 << 32);
    index = (repi_pii_index *)repi_zeroed(&profiler->memory, 1, sizeof *index);
    sources = (size_t *)repi_zeroed(&profiler->memory, profiler->column_count, sizeof *sources);
    if (!model || !index || !sources) status = repi_no_memory(err);
    if (!status) {
        repi_pii_index_build(index);
        model->rows = profiler->rows, model->private_model = profiler->options.private_model;
        model->version = repi_cstr(REPI_MODEL_VERSION), model->generator = repi_cstr("replicator " REPLICATOR_VERSION);
        model->delimiter = profiler->csv.delimiter;
        model->name = repi_keep(model, profiler->options.name ? repi_cstr(profiler->options.name) : profiler->stem.len ? profiler->stem : repi_cstr("table"));
        model->columns = (repi_column *)repi_arena_zeroed(&model->arena, profiler->column_count + 1, sizeof *model->columns);
        if (!model->name.data || !model->columns || !repi_model_date(model, profiler)) status = repi_no_memory(err);
    }
    if (!status) status = repi_learn_foreign_keys(model, profiler->options.foreign_keys, err);
    for (c = 0; c < profiler->column_count && !status; c++) {
        if (profiler->columns[c].option && profiler->columns[c].option->drop) continue;
        sources[kept] = c;
        status = repi_learn_column(profiler, model, c, index, &work, &model->columns[kept++], err);
        if (!status && profiler->options.host.progress && profiler->options.host.progress(profiler->options.host.progress_user, "learn", c + 1, profiler->column_count))
            status = repi_fail(err, REP_ERR_CANCELLED, 0, 0, "the progress callback asked to stop");
    }
    repi_arena_free(&work);
    if (model) model->column_count = kept;
    if (!status && profiler->options.structure == REP_STRUCTURE_JOINT && kept > 1) status = repi_learn_structure(profiler, model, sources, err);
    if (sources) repi_resize(&profiler->memory, sources, REPI_MAX(profiler->column_count, 1) * sizeof *sources, 0);
    if (!status && profiler->csv.padded_rows && !repi_warn(model, "%u rows were not as wide as the header and were mended", profiler->csv.padded_rows)) status = repi_no_memory(err);
    if (!status) status = repi_model_prepare(model, err);
    if (index) repi_resize(&profiler->memory, index, sizeof *index, 0);
    if (status) rep_model_free(model);
    else *out = model;
    return status;
}

REPLICATOR_DEF rep_status rep_profile_bytes(rep_model **out, const char *data, size_t len, const rep_profile_options *options, rep_error *err)
{
    rep_profiler *profiler;
    rep_status status;
    if (!out) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "out is NULL");
    *out = NULL;
    status = rep_profiler_create(&profiler, options, err);
    if (status) return status;
    status = rep_profiler_push_bytes(profiler, data, len, err);
    if (!status) status = rep_profiler_learn(profiler, out, err);
    rep_profiler_free(profiler);
    return status;
}

/*==============================================================================
 * MARK: - [R23] Drawing
 *
 * Rows of a model, column by column in blocks: first every cell's code and value,
 * later their text. A row drawn alone costs a block of one.
 *
 *   enter by   rep_generator_create, repi_draw_block, repi_put_cell
 *   uses       R05 numbers as text, R07 mathematics, R08 dates, R09 random, R12 PII, R13 patterns, R15 the model, R16 structure
 *   source     ALIAS and streams: R09; the normal is the inverse of its distribution function, so clipping is free
 *============================================================================*/
#define REPI_BLOCK_ROWS  256
#define REPI_BLOCK_CELLS 65536     /* of a wide table a block has fewer rows */
#define REPI_TEXT_ROOM   4608      /* the longest cell that is made: prose of 4,000 bytes, an id with its affixes */
#define REPI_REDRAWS     16        /* of a cell that breaks an order, before it is set to its neighbour */

/* Which rows receive a column's recorded extremes. A window of rows in each stretch of as many rows as the table had. */
typedef struct repi_pin { uint32_t row; int64_t value; } repi_pin; /* row: from the window's first; UINT32_MAX = none */
typedef struct repi_pins { uint64_t stretch, first; size_t rows; repi_pin *items; } repi_pins; /* stretch: number + 1 */

struct rep_generator {
    repi_memory      memory;
    const rep_model *model;
    uint64_t         seed;
    rep_generator_options options;
    size_t           slot_count;   /* columns, then parts of the structure */
    rep_rng         *streams;      /* by slot */
    uint64_t        *keys;         /* of the columns' permutations, by slot */
    size_t           block_rows;
    uint32_t        *codes;        /* [slot][row of the block] */
    uint64_t        *values;       /* of numbers and dates their units, else 64 bits to make the cell of */
    uint16_t        *states;       /* [variable][row of the block] */
    const uint16_t **state_rows;   /* by variable */
    repi_pins        pins[2];      /* a block may touch two windows */
    size_t           pin_room;
    char             delimiter, quote;
    int              usual;        /* repi_text_bare knows them */
    unsigned char   *quiet;        /* by column: 1 = what it makes needs no quotes with this delimiter */
    repi_text        text;
};

static size_t repi_variable_count(const rep_model *model) { return model->structure ? model->structure->variable_count : 0; }

REPLICATOR_DEF void rep_generator_reseed(rep_generator *generator, uint64_t seed)
{
    size_t i, columns;
    if (!generator) return;
    columns = generator->model->column_count;
    generator->seed = seed;
    generator->pins[0].stretch = generator->pins[1].stretch = 0;
    for (i = 0; i < generator->slot_count; i++) {
        rep_str name = i < columns ? generator->model->columns[i].name : generator->model->structure->parts[i - columns].name;
        generator->streams[i] = repi_stream_make(seed, generator->model->name, name);
        if (i >= columns) generator->streams[i].state = repi_mix(generator->streams[i].state + UINT64_C(0x70617274)); /* "part": a column may have that name */
        generator->keys[i] = repi_mix(generator->streams[i].state ^ UINT64_C(0x6B6579));
    }
}

REPLICATOR_DEF void rep_generator_free(rep_generator *generator)
{
    repi_memory memory;
    size_t slots, cells, variables;
    if (!generator) return;
    slots = REPI_MAX(generator->slot_count, 1), cells = slots * generator->block_rows;
    variables = REPI_MAX(repi_variable_count(generator->model), 1);
    repi_resize(&generator->memory, generator->streams, slots * sizeof *generator->streams, 0);
    repi_resize(&generator->memory, generator->keys, slots * sizeof *generator->keys, 0);
    repi_resize(&generator->memory, generator->codes, cells * sizeof *generator->codes, 0);
    repi_resize(&generator->memory, generator->values, cells * sizeof *generator->values, 0);
    repi_resize(&generator->memory, generator->states, variables * generator->block_rows * sizeof *generator->states, 0);
    repi_resize(&generator->memory, generator->state_rows, variables * sizeof *generator->state_rows, 0);
    repi_resize(&generator->memory, generator->pins[0].items, 2 * generator->pin_room * sizeof *generator->pins[0].items, 0);
    repi_resize(&generator->memory, generator->quiet, slots, 0);
    repi_text_free(&generator->text);
    memory = generator->memory;
    repi_resize(&memory, generator, sizeof *generator, 0);
}

REPLICATOR_DEF rep_status rep_generator_create(rep_generator **out, const rep_model *model, uint64_t seed,
                                               const rep_generator_options *options, rep_error *err)
{
    repi_memory memory;
    rep_generator *generator;
    size_t slots, variables, v;
    repi_clear(err);
    if (!out || !model) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "out or model is NULL");
    *out = NULL;
    repi_memory_init(&memory, options ? &options->host : NULL, UINT64_MAX);
    generator = (rep_generator *)repi_zeroed(&memory, 1, sizeof *generator);
    if (!generator) return repi_no_memory(err);
    generator->memory = memory;
    generator->model = model;
    if (options) generator->options = *options;
    generator->slot_count = model->column_count + (model->structure ? model->structure->part_count : 0);
    slots = REPI_MAX(generator->slot_count, 1);
    variables = REPI_MAX(repi_variable_count(model), 1);
    generator->block_rows = REPI_MAX(REPI_MIN(REPI_BLOCK_CELLS / slots, REPI_BLOCK_ROWS), 1);
    generator->pin_room = 2 * variables; /* a maximum and a minimum each */
    generator->streams = (rep_rng *)repi_zeroed(&generator->memory, slots, sizeof *generator->streams);
    generator->keys = (uint64_t *)repi_zeroed(&generator->memory, slots, sizeof *generator->keys);
    generator->codes = (uint32_t *)repi_zeroed(&generator->memory, slots * generator->block_rows, sizeof *generator->codes);
    generator->values = (uint64_t *)repi_zeroed(&generator->memory, slots * generator->block_rows, sizeof *generator->values);
    generator->states = (uint16_t *)repi_zeroed(&generator->memory, variables * generator->block_rows, sizeof *generator->states);
    generator->state_rows = (const uint16_t **)repi_zeroed(&generator->memory, variables, sizeof *generator->state_rows);
    generator->pins[0].items = (repi_pin *)repi_zeroed(&generator->memory, 2 * generator->pin_room, sizeof *generator->pins[0].items);
    generator->quiet = (unsigned char *)repi_zeroed(&generator->memory, slots, 1);
    generator->text.memory = &generator->memory;
    if (!generator->quiet || !generator->streams || !generator->keys || !generator->codes || !generator->values || !generator->states || !generator->state_rows || !generator->pins[0].items) {
        rep_generator_free(generator);
        return repi_no_memory(err);
    }
    generator->pins[1].items = generator->pins[0].items + generator->pin_room;
    for (v = 0; v < repi_variable_count(model); v++) generator->state_rows[v] = generator->states + v * generator->block_rows;
    rep_generator_reseed(generator, seed);
    *out = generator;
    return REP_OK;
}

REPLICATOR_DEF rep_status rep_generator_get_info(const rep_generator *generator, rep_generator_info *out, rep_error *err)
{
    size_t i;
    repi_clear(err);
    if (!out) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "out is NULL");
    memset(out, 0, sizeof *out);
    if (!generator) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "generator is NULL");
    out->column_count = generator->model->column_count;
    out->row_limit = UINT64_MAX;
    for (i = 0; i < generator->model->column_count; i++)
        if (generator->model->columns[i].capacity < out->row_limit)
            out->row_limit = generator->model->columns[i].capacity, out->limit_column = generator->model->columns[i].name;
    return REP_OK;
}

/*--- codes and values ---*/

/* What 64 bits make of a code: the units of a number or a date; for others they are kept. */
static uint64_t repi_code_value(const repi_column *column, const repi_code *code, uint64_t bits)
{
    uint64_t number;
    if (code->draw != REPI_DRAW_RANGE) return bits;
    number = code->span ? repi_mulhi(bits, code->span) : bits;
    return (uint64_t)code->low + (column->step > 1 ? (uint64_t)column->step * number : number);
}

/* The code of a state, and its value. */
static void repi_decode_state(const repi_column *column, uint32_t state, uint64_t bits, uint32_t *code, uint64_t *value)
{
    if (state == 0) {
        *code = column->blank_count == 1 ? 0 : repi_alias_pick(&column->blanks, bits);
        return;
    }
    *code = column->blank_count + state - 1;
    if (state == column->rest) {
        *code += repi_alias_pick(&column->rests, bits);
        bits = repi_mix(bits);
    }
    *value = repi_code_value(column, &column->codes[*code], bits);
}

/* The number or date in a cell of the block; 0 = it holds none. */
static int repi_cell_value(const rep_generator *generator, const repi_column *column, size_t slot, size_t i, int64_t *value)
{
    size_t at = slot * generator->block_rows + i;
    *value = (int64_t)generator->values[at];
    return column->codes[generator->codes[at]].draw == REPI_DRAW_RANGE;
}

/* Sets a cell of an ordered column to a value between its bounds. Returns its state. */
static uint32_t repi_set_value(rep_generator *generator, const repi_column *column, size_t slot, size_t i, int64_t value)
{
    size_t at = slot * generator->block_rows + i;
    uint32_t state = repi_value_state(column, value);
    generator->values[at] = (uint64_t)value;
    generator->codes[at] = column->blank_count + state - 1;
    return state;
}

static int64_t repi_lowest(const repi_column *column) { return column->ranges[0].low; }
static int64_t repi_highest(const repi_column *column) { return column->ranges[column->range_count - 1].high; }

/*--- relations ---*/

/* Does a cell lie on the right side of its neighbour? A missing one always does. */
static int repi_keeps_order(const rep_generator *generator, const repi_relation *relation, size_t i, int64_t *bound)
{
    const repi_term *term = &relation->terms[0];
    const repi_column *columns = generator->model->columns;
    int64_t value;
    if (!repi_cell_value(generator, &columns[term->column], term->column, i, bound) ||
        !repi_cell_value(generator, &columns[relation->column], relation->column, i, &value)) return 1;
    return term->factor > 0 ? *bound <= value : value <= *bound;
}

/* Does it keep all orders of its column, which lie among these? *low, *high: what they leave of it. */
static int repi_keeps_orders(const rep_generator *generator, const repi_relation *relations, size_t count, uint32_t column, size_t i, int64_t *low, int64_t *high)
{
    int64_t bound;
    size_t r;
    int kept = 1;
    for (r = 0; r < count; r++) {
        const repi_relation *relation = &relations[r];
        if (relation->kind != REPI_RELATION_ORDER || relation->column != column) continue;
        kept &= repi_keeps_order(generator, relation, i, &bound);
        if (!repi_cell_value(generator, &generator->model->columns[relation->terms[0].column], relation->terms[0].column, i, &bound)) continue;
        if (relation->terms[0].factor > 0) *low = REPI_MAX(*low, bound);
        else *high = REPI_MIN(*high, bound);
    }
    return kept;
}

/* Draws cells that break the order at `own` again, from the same leaf, until they keep all of their column, and at last
 * sets them to a neighbour's value. */
static void repi_order_cells(rep_generator *generator, size_t own, const repi_variable *variable, uint16_t *states, uint64_t first, size_t count)
{
    const repi_structure *structure = generator->model->structure;
    const repi_relation *relation = &structure->relations[own];
    size_t at = relation->column * generator->block_rows, from = 0, end = structure->relation_count, i;
    int64_t bound;
    while (structure->relations[from].kind != REPI_RELATION_ORDER || structure->relations[from].column != relation->column) from++;
    while (structure->relations[end - 1].kind != REPI_RELATION_ORDER || structure->relations[end - 1].column != relation->column) end--;
    for (i = 0; i < count; i++) {
        const repi_node *leaf;
        rep_rng rng;
        uint64_t bits, place;
        int64_t low = repi_lowest(variable->column), high = repi_highest(variable->column), value;
        int tries;
        if (repi_keeps_order(generator, relation, i, &bound)) continue;
        leaf = repi_tree_leaf(&variable->tree, generator->state_rows, i);
        rng = repi_stream_at(&generator->streams[relation->column], first + i);
        bits = repi_next64(&rng);
        for (tries = 0; tries < REPI_REDRAWS; tries++) {
            bits = repi_mix(bits + UINT64_C(0x9E3779B97F4A7C15)), place = repi_mix(bits);
            states[i] = (uint16_t)repi_leaf_pick(variable, leaf, bits, &place);
            repi_decode_state(variable->column, states[i], place, &generator->codes[at + i], &generator->values[at + i]);
            if (repi_keeps_orders(generator, structure->relations + from, end - from, relation->column, i, &low, &high)) break;
        }
        if (tries < REPI_REDRAWS) continue;
        repi_cell_value(generator, variable->column, relation->column, i, &value);
        states[i] = (uint16_t)repi_set_value(generator, variable->column, relation->column, i, REPI_MIN(REPI_MAX(value, low), high));
    }
}

/* May a drawn cell be changed? Not if it then breaks an order of variables up to `last`, or has decided another column's. */
static int repi_may_change(rep_generator *generator, uint32_t slot, size_t i, int64_t value, size_t last)
{
    const repi_structure *structure = generator->model->structure;
    const repi_column *column = &generator->model->columns[slot];
    size_t at = slot * generator->block_rows + i, k;
    uint64_t old = generator->values[at];
    uint32_t old_code = generator->codes[at];
    int64_t bound;
    int may = value >= repi_lowest(column) && value <= repi_highest(column);
    for (k = 0; k < structure->variable_count && may; k++)
        may = structure->variables[k].source == REPI_NO_SOURCE || structure->variables[structure->variables[k].source].slot != slot;
    if (!may) return 0;
    repi_set_value(generator, column, slot, i, value);
    for (k = 0; k < structure->relation_count && may; k++) {
        const repi_relation *relation = &structure->relations[k];
        if (relation->kind == REPI_RELATION_ORDER && relation->after <= last && (relation->column == slot || relation->terms[0].column == slot)) may = repi_keeps_order(generator, relation, i, &bound);
    }
    generator->values[at] = old, generator->codes[at] = old_code;
    return may;
}

/* column = sum of factor * term + rest. What lies beyond the column's bounds is taken from the first term that can give it.
 * Variables up to `last` are drawn. */
static void repi_make_sum(rep_generator *generator, const repi_relation *relation, size_t i, size_t last)
{
    const rep_model *model = generator->model;
    const repi_column *column = &model->columns[relation->column];
    size_t rest = model->column_count + relation->first_part, at = relation->column * generator->block_rows + i;
    uint64_t sum;
    int64_t value, over;
    uint32_t t;
    if (!repi_cell_value(generator, &model->structure->parts[relation->first_part], rest, i, &value)) { generator->codes[at] = 0; return; }
    for (sum = (uint64_t)value, t = 0; t < relation->term_count; t++) {
        const repi_column *term = &model->columns[relation->terms[t].column];
        if (repi_cell_value(generator, term, relation->terms[t].column, i, &value)) sum += (uint64_t)relation->terms[t].factor * (uint64_t)value * repi_pow10_u64[column->decimals - term->decimals];
    }
    value = REPI_MIN(REPI_MAX((int64_t)sum, repi_lowest(column)), repi_highest(column));
    over = (int64_t)(sum - (uint64_t)value);
    for (t = 0; over && over > -INT64_MAX && t < relation->term_count; t++) {
        const repi_column *term = &model->columns[relation->terms[t].column];
        int64_t unit = relation->terms[t].factor * (int64_t)repi_pow10_u64[column->decimals - term->decimals], old, fresh;
        if (over % unit || !repi_cell_value(generator, term, relation->terms[t].column, i, &old)) continue;
        fresh = (int64_t)((uint64_t)old - (uint64_t)(over / unit));
        if (!repi_may_change(generator, relation->terms[t].column, i, fresh, last)) continue;
        repi_set_value(generator, term, relation->terms[t].column, i, fresh);
        over = 0;
    }
    repi_set_value(generator, column, relation->column, i, value);
}

static void repi_make_date(rep_generator *generator, const repi_relation *relation, size_t i)
{
    const rep_model *model = generator->model;
    const repi_column *column = &model->columns[relation->column], *parts = &model->structure->parts[relation->first_part];
    size_t part = model->column_count + relation->first_part, at = relation->column * generator->block_rows + i;
    int64_t low = repi_lowest(column), high = repi_highest(column), value, more, week;
    if (!repi_cell_value(generator, &parts[0], part, i, &value)) { generator->codes[at] = 0; return; }
    if (relation->kind == REPI_RELATION_DIFFERENCE) {
        const repi_column *term = &model->columns[relation->terms[0].column];
        if (!repi_cell_value(generator, term, relation->terms[0].column, i, &more)) { generator->codes[at] = 0; return; }
        value = (int64_t)((uint64_t)value + (uint64_t)repi_date_units(column, repi_date_from_units(term, more)));
    } else {
        int64_t day = REPI_DATE_DAY / column->grain;
        week = 7 * day;
        value = (int64_t)(((uint64_t)value * 7 - 3) * (uint64_t)day);
        if (repi_cell_value(generator, &parts[1], part + 1, i, &more)) value = (int64_t)((uint64_t)value + (uint64_t)more * (uint64_t)day);
        if (relation->part_count > 2 && repi_cell_value(generator, &parts[2], part + 2, i, &more)) value = (int64_t)((uint64_t)value + (uint64_t)more);
        if (value < low && value >= low - week) value += week; /* a day of the first week that the table does not reach */
        if (value > high && value <= high + week) value -= week;
    }
    repi_set_value(generator, column, relation->column, i, REPI_MIN(REPI_MAX(value, low), high));
}

static void repi_relate(rep_generator *generator, const repi_relation *relation, size_t i, size_t last)
{
    if (relation->kind == REPI_RELATION_SUM) repi_make_sum(generator, relation, i, last);
    else if (relation->kind != REPI_RELATION_ORDER) repi_make_date(generator, relation, i);
}

/*--- blocks ---*/
static void repi_look_up(rep_generator *generator, const repi_variable *variable, uint16_t *states, size_t i, uint64_t bits)
{
    size_t at = variable->slot * generator->block_rows + i;
    uint32_t source = generator->state_rows[variable->source][i];
    states[i] = variable->table[source];
    repi_decode_state(variable->column, states[i], bits, &generator->codes[at], &generator->values[at]);
    if (variable->values && variable->column->codes[generator->codes[at]].draw == REPI_DRAW_RANGE) generator->values[at] = (uint64_t)variable->values[source];
}

/* The variables of the structure, in their order. */
static void repi_draw_variables(rep_generator *generator, uint64_t first, size_t count)
{
    const repi_structure *structure = generator->model->structure;
    size_t v, r, i;
    for (v = 0; v < structure->variable_count; v++) {
        const repi_variable *variable = &structure->variables[v];
        uint16_t *states = generator->states + v * generator->block_rows;
        uint32_t *codes = generator->codes + variable->slot * generator->block_rows;
        uint64_t *values = generator->values + variable->slot * generator->block_rows;
        rep_rng rng = repi_stream_at(&generator->streams[variable->slot], first);
        for (i = 0; i < count; i++) {
            uint64_t bits = repi_next64(&rng), place = repi_next64(&rng);
            if (variable->source != REPI_NO_SOURCE) repi_look_up(generator, variable, states, i, place);
            else {
                states[i] = (uint16_t)repi_leaf_pick(variable, repi_tree_leaf(&variable->tree, generator->state_rows, i), bits, &place);
                repi_decode_state(variable->column, states[i], place, &codes[i], &values[i]);
            }
        }
        for (r = 0; r < structure->relation_count; r++) {
            const repi_relation *relation = &structure->relations[r];
            if (relation->after != v) continue;
            if (relation->kind == REPI_RELATION_ORDER) repi_order_cells(generator, r, variable, states, first, count);
            else for (i = 0; i < count; i++) repi_relate(generator, relation, i, v);
        }
    }
}

/* Codes and values of rows first .. first+count-1, count <= block_rows. Row i owns four numbers of each stream. */
static void repi_draw_rows(rep_generator *generator, uint64_t first, size_t count)
{
    const rep_model *model = generator->model;
    size_t c, i;
    for (c = 0; c < model->column_count; c++) {
        const repi_column *column = &model->columns[c];
        const repi_alias alias = column->alias;
        uint32_t *codes = generator->codes + c * generator->block_rows;
        uint64_t *values = generator->values + c * generator->block_rows;
        rep_rng rng;
        if (column->joined) continue;
        if (column->by_row) { memset(codes, 0, count * sizeof *codes); continue; }
        rng = repi_stream_at(&generator->streams[c], first);
        for (i = 0; i < count; i++) {
            codes[i] = repi_alias_pick(&alias, repi_next64(&rng));
            values[i] = repi_code_value(column, &column->codes[codes[i]], repi_next64(&rng));
        }
    }
    if (model->structure) repi_draw_variables(generator, first, count);
}

/*--- extremes ---
 * The recorded minimum and maximum of a column occur about once in as many rows as the table had: here exactly once. In
 * each stretch of so many rows one window, at a place hashed from seed and stretch, receives them: every column in the
 * row of the window where its drawn value is largest (smallest), so that the other cells fit. */
#define REPI_PIN_LEAST_ROWS 256

static int repi_is_pinned(const repi_variable *variable, size_t column_count)
{
    return variable->source == REPI_NO_SOURCE && variable->slot < column_count && variable->column->range_count > 1;
}

/* Chooses the rows of a stretch: item 2v for the maximum of variable v, 2v + 1 for its minimum. Draws over the block. */
static void repi_find_pins(rep_generator *generator, uint64_t stretch, repi_pins *pins)
{
    const rep_model *model = generator->model;
    uint64_t rows = model->rows, hash = repi_mix(repi_mix(generator->seed + UINT64_C(0x9E3779B97F4A7C15)) ^ repi_mix(stretch));
    size_t done, v, i;
    pins->stretch = stretch + 1;
    pins->rows = (size_t)REPI_MIN(REPI_MAX(rows / 16, 16), 1024);
    pins->first = stretch * rows + repi_mulhi(hash, rows - pins->rows + 1);
    for (v = 0; v < 2 * model->structure->variable_count; v++) pins->items[v].row = UINT32_MAX;
    for (done = 0; done < pins->rows; done += generator->block_rows) {
        size_t count = REPI_MIN(pins->rows - done, generator->block_rows);
        repi_draw_rows(generator, pins->first + done, count);
        for (v = 0; v < model->structure->variable_count; v++) {
            const repi_variable *variable = &model->structure->variables[v];
            repi_pin *most = &pins->items[2 * v], *least = most + 1;
            int64_t value;
            if (!repi_is_pinned(variable, model->column_count)) continue;
            for (i = 0; i < count; i++) {
                if (!repi_cell_value(generator, variable->column, variable->slot, i, &value)) continue;
                if (most->row == UINT32_MAX || value > most->value) most->row = (uint32_t)(done + i), most->value = value;
                if (least->row == UINT32_MAX || value < least->value) least->row = (uint32_t)(done + i), least->value = value;
            }
        }
    }
}

/* Sets cell i of a pinned variable, and what follows from it, unless that would break an order. */
static void repi_pin_cell(rep_generator *generator, size_t v, size_t i, int64_t value)
{
    const repi_structure *structure = generator->model->structure;
    const repi_variable *variable = &structure->variables[v];
    size_t at = variable->slot * generator->block_rows + i, r, k;
    uint64_t old = generator->values[at];
    uint32_t old_code = generator->codes[at];
    uint16_t *states = generator->states + i;
    int64_t bound;
    uint32_t state = repi_set_value(generator, variable->column, variable->slot, i, value);
    for (r = 0; r < structure->relation_count; r++) {
        const repi_relation *relation = &structure->relations[r];
        if (relation->kind != REPI_RELATION_ORDER || (relation->column != variable->slot && relation->terms[0].column != variable->slot)) continue;
        if (repi_keeps_order(generator, relation, i, &bound)) continue;
        generator->values[at] = old, generator->codes[at] = old_code;
        return;
    }
    states[v * generator->block_rows] = (uint16_t)state;
    for (k = v + 1; k < structure->variable_count; k++)
        if (structure->variables[k].source == v) repi_look_up(generator, &structure->variables[k], generator->states + k * generator->block_rows, i, repi_mix((uint64_t)value));
    for (r = 0; r < structure->relation_count; r++) repi_relate(generator, &structure->relations[r], i, structure->variable_count);
}

/* The pins of a stretch, kept from the last time or found anew. */
static const repi_pins *repi_pins_of(rep_generator *generator, uint64_t stretch)
{
    repi_pins *pins = &generator->pins[stretch & 1];
    if (pins->stretch != stretch + 1) repi_find_pins(generator, stretch, pins);
    return pins;
}

static int repi_has_pins(const rep_generator *generator)
{
    return generator->model->structure && generator->model->rows >= REPI_PIN_LEAST_ROWS && !generator->options.no_extremes && !generator->model->private_model;
}

/* Rows first .. first+count-1, extremes in place. */
static void repi_draw_block(rep_generator *generator, uint64_t first, size_t count)
{
    const rep_model *model = generator->model;
    uint64_t stretch = 0, last = 0;
    size_t v;
    if (repi_has_pins(generator)) { /* finding them draws over the block: before it */
        stretch = first / model->rows, last = (first + count - 1) / model->rows;
        repi_pins_of(generator, stretch), repi_pins_of(generator, last);
    }
    repi_draw_rows(generator, first, count);
    if (!repi_has_pins(generator)) return;
    for (; stretch <= last; stretch++) {
        const repi_pins *pins = repi_pins_of(generator, stretch);
        if (pins->first >= first + count || pins->first + pins->rows <= first) continue;
        for (v = 0; v < 2 * model->structure->variable_count; v++) {
            const repi_column *column = model->structure->variables[v / 2].column;
            uint64_t row = pins->first + pins->items[v].row;
            if (pins->items[v].row != UINT32_MAX && row >= first && row < first + count)
                repi_pin_cell(generator, v / 2, (size_t)(row - first), v & 1 ? repi_lowest(column) : repi_highest(column));
        }
    }
}

/*--- cells as text ---*/

/* round(x * 2^-shift * 10^decimals), saturating. */
static int64_t repi_fixed_units(int64_t x, int shift, int decimals)
{
    uint64_t size = x < 0 ? (uint64_t)0 - (uint64_t)x : (uint64_t)x, units;
    repi_u128 p = repi_mul128(size, repi_pow10_u64[decimals]);
    if (shift <= 0) units = p.hi || (shift <= -63 && p.lo) || (shift > -63 && p.lo >> (63 + shift)) ? (uint64_t)INT64_MAX : shift > -63 ? p.lo << -shift : 0;
    else if (shift > 127) units = 0;
    else {
        uint64_t half = (uint64_t)1 << ((shift - 1) & 63), low = p.lo;
        if (shift > 64) p.hi += half;
        else p.lo += half, p.hi += p.lo < low;
        if (shift >= 64) units = p.hi >> (shift - 64);
        else units = p.hi >> shift ? UINT64_MAX : p.hi << (64 - shift) | p.lo >> shift;
    }
    units = REPI_MIN(units, (uint64_t)INT64_MAX);
    return x < 0 ? -(int64_t)units : (int64_t)units;
}

/* A double of a column whose decimals are not fixed: as Python prints it, in the column's style. */
static size_t repi_real_print(char *out, double v, const repi_column *column)
{
    size_t n = repi_format_f64(out, v);
    if (column->real && column->style.zeros == REPI_ZEROS_SHORTEST && n > 2 && out[n - 2] == '.' && out[n - 1] == '0') n -= 2;
    return n;
}

static uint64_t repi_units_order(int64_t units, int decimals)
{
    return repi_f64_order(repi_decimal_to_f64(units < 0 ? (uint64_t)0 - (uint64_t)units : (uint64_t)units, -decimals, units < 0));
}

/* The reference's number: mean + std * z, clipped to [min, max]. */
static size_t repi_normal_print(char *out, const repi_column *column, uint64_t bits)
{
    int64_t z = repi_normal(bits), x;
    uint64_t size = z < 0 ? (uint64_t)-z : (uint64_t)z;
    repi_u128 p = repi_mul128((uint64_t)column->scale_std, size);
    int64_t move = (int64_t)(p.hi << 24 | p.lo >> 40);
    int clipped;
    x = column->scale_mean + (z < 0 ? -move : move);
    clipped = x <= column->scale_min ? -1 : x >= column->scale_max ? 1 : 0;
    if (clipped) x = clipped < 0 ? column->scale_min : column->scale_max;
    if (column->decimals >= 0) {
        int64_t units = repi_fixed_units(x, column->scale_shift, column->decimals);
        if (column->has_max && repi_units_order(units, column->decimals) > repi_f64_order(column->max)) units--; /* rounding may step over a bound */
        if (column->has_min && repi_units_order(units, column->decimals) < repi_f64_order(column->min)) units++;
        return repi_number_print(out, units, column->decimals, &column->style);
    }
    if (clipped) return repi_real_print(out, clipped < 0 ? column->min : column->max, column);
    if (column->scale_std == 0) return repi_real_print(out, column->mean, column);
    return repi_real_print(out, repi_f64_round(x < 0 ? (uint64_t)-x : (uint64_t)x, -column->scale_shift, 0, x < 0), column);
}

static size_t repi_run_print(char *out, const repi_column *column, uint64_t row)
{
    uint64_t v = (uint64_t)column->run_start + row * (uint64_t)column->run_step;
    char digits[24];
    size_t n = 0, d;
    if (column->run_prefix.len) memcpy(out, column->run_prefix.data, column->run_prefix.len), n = column->run_prefix.len;
    d = repi_format_i64(digits, (int64_t)v);
    if (digits[0] == '-') out[n++] = '-', memmove(digits, digits + 1, --d);
    for (; d < (size_t)column->run_width; d++) {
        memmove(digits + 1, digits, d);
        digits[0] = '0';
    }
    memcpy(out + n, digits, d), n += d;
    if (column->run_suffix.len) memcpy(out + n, column->run_suffix.data, column->run_suffix.len), n += column->run_suffix.len;
    return n;
}

/* The text of a cell that is made, not chosen; out has REPI_TEXT_ROOM bytes. bits: the units of a number or date. In unique columns everything follows
 * from a permutation of the row number; numbers past the first range go up the ladder of the class. */
static size_t repi_cell_print(const repi_column *column, const repi_code *code, uint64_t row, uint64_t bits, uint64_t key, char *out)
{
    uint64_t number;
    int64_t units;
    size_t n;
    switch (code->draw) {
    case REPI_DRAW_RANGE:
        units = (int64_t)bits;
        if (column->kind == REP_KIND_DATETIME) {
            int64_t micros = repi_date_from_units(column, units);
            if (column->iso) return repi_date_put_iso(micros, column->iso == 1 ? 0 : column->iso == 2 ? ' ' : 'T', out);
            return repi_date_print(column->format.data, micros, column->date_offset, out);
        }
        if (column->real) return repi_real_print(out, repi_f64_unorder((uint64_t)units ^ (uint64_t)1 << 63), column);
        return repi_number_print(out, units, REPI_MAX(column->decimals, 0), &column->style);
    case REPI_DRAW_KEY:
        number = repi_permute(row % code->span, code->span, key) + row / code->span * code->span;
        units = (int64_t)((uint64_t)code->low + (column->step > 1 ? (uint64_t)column->step * number : number));
        return repi_number_print(out, units, REPI_MAX(column->decimals, 0), &column->style);
    case REPI_DRAW_NORMAL: return repi_normal_print(out, column, bits);
    case REPI_DRAW_RUN: return repi_run_print(out, column, row);
    case REPI_DRAW_PII:
        if (column->unique) number = row < code->span ? repi_permute(row, code->span, key) : row;
        else number = repi_mulhi(bits, code->span);
        return repi_pii_make(&column->plans[code->item], number, out);
    case REPI_DRAW_PATTERN:
        if (!column->unique) number = code->span == UINT64_MAX ? bits : repi_mulhi(bits, code->span);
        else number = repi_permute(row % code->span, code->span, key);
        n = repi_pattern_print(&column->patterns->pattern[code->item], number, out);
        if (column->unique && row >= code->span) { /* the ladder: the round stands behind the text */
            out[n++] = column->ladder;
            n += repi_format_u64(out + n, row / code->span);
        }
        return n;
    default: /* PROSE */
        if (column->unique) return repi_prose_unique(column->prose, bits, row, key, out, REPI_TEXT_ROOM);
        return repi_prose_print(column->prose, bits, repi_mix(bits + UINT64_C(0x9E3779B97F4A7C15)), out, REPI_TEXT_ROOM);
    }
}

/*==============================================================================
 * MARK: - [R24] Rows out
 *
 * Blocks of rows as text, drained through a callback; memory does not grow with
 * the number of rows.
 *
 *   enter by   rep_generator_write, rep_buffer_write
 *   uses       R03 text, R23 drawing
 *   source     RFC 4180; quotes only where they are needed, LF ends a row
 *============================================================================*/
static int repi_needs_quotes(const char *s, size_t n, char delimiter, char quote)
{
    size_t i;
    for (i = 0; i < n; i++)
        if (s[i] == delimiter || s[i] == quote || s[i] == '\n' || s[i] == '\r') return 1;
    return n == 0;
}

static int repi_is_quiet(rep_str s, char delimiter)
{
    return s.len == 0 || (!repi_needs_quotes(s.data, s.len, delimiter, '"') && !repi_needs_quotes(s.data, s.len, delimiter, '\''));
}

/* Can what a column makes do without quotes, whatever the row? Known once, so that cells need not be looked at. */
static int repi_column_is_quiet(const repi_column *column, char delimiter)
{
    const char *name = column->pii ? column->pii->name : "";
    if (column->kind == REP_KIND_DATETIME) return repi_is_quiet(column->format, delimiter);
    if (column->kind == REP_KIND_PII) return strcmp(name, "name") != 0; /* "Last, First" */
    if (column->is_run) return repi_is_quiet(column->run_prefix, delimiter) && repi_is_quiet(column->run_suffix, delimiter);
    if (column->prose) return 1; /* words, figures, blanks, full stops */
    return column->kind == REP_KIND_NUMERICAL && column->style.mark != delimiter && repi_is_quiet(column->style.prefix, delimiter) &&
           repi_is_quiet(column->style.suffix, delimiter) && repi_is_quiet(column->style.group, delimiter);
}

/* A text as a CSV cell; an empty one is quoted, so that it is not a missing one. */
static void repi_put_csv(repi_text *text, const char *s, size_t n, char delimiter, char quote)
{
    size_t i, from = 0;
    if (!repi_needs_quotes(s, n, delimiter, quote)) { repi_text_add(text, s, n); return; }
    repi_text_char(text, quote);
    for (i = 0; i < n; i++)
        if (s[i] == quote) repi_text_add(text, s + from, i + 1 - from), from = i;
    repi_text_add(text, s + from, n - from);
    repi_text_char(text, quote);
}

static void repi_put_cell(rep_generator *generator, size_t c, size_t i, uint64_t row)
{
    const repi_column *column = &generator->model->columns[c];
    size_t at = c * generator->block_rows + i, n;
    const repi_code *code = &column->codes[generator->codes[at]];
    repi_text *text = &generator->text;
    char *out;
    if (code->draw == REPI_DRAW_MISSING && (code->text.len == 0 || repi_same(code->text, repi_cstr("\"\"")))) { /* as it stands */
        repi_text_add(text, code->text.data, code->text.len);
        return;
    }
    if (code->draw <= REPI_DRAW_TEXT && code->bare && generator->usual) {
        if (code->text.len <= 16 && (out = repi_text_room(text, 16)) != NULL) memcpy(out, code->text.data, 16), text->len += code->text.len; /* one move: R02 gives multiples of 16 */
        else repi_text_add(text, code->text.data, code->text.len);
        return;
    }
    if (code->draw <= REPI_DRAW_TEXT) {
        repi_put_csv(text, code->text.data, code->text.len, generator->delimiter, generator->quote);
        return;
    }
    out = repi_text_room(text, 2 * REPI_TEXT_ROOM + 2);
    if (!out) return;
    n = repi_cell_print(column, code, row, generator->values[at], generator->keys[c], out);
    if (n && (generator->quiet[c] || !repi_needs_quotes(out, n, generator->delimiter, generator->quote))) text->len += n;
    else { /* printed once more behind the place, then quoted into it */
        memmove(out + REPI_TEXT_ROOM + 2, out, n);
        repi_put_csv(text, out + REPI_TEXT_ROOM + 2, n, generator->delimiter, generator->quote);
    }
}

REPLICATOR_DEF rep_status rep_generator_write(rep_generator *generator, uint64_t first, uint64_t count, rep_write_fn write, void *user,
                                              const rep_write_options *options, rep_error *err)
{
    const rep_model *model;
    rep_generator_info info;
    uint64_t done = 0, told = 0;
    size_t c, i;
    char delimiter, quote;
    repi_clear(err);
    if (!generator || !write) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "generator or write is NULL");
    if (first + count < first) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "first + count is larger than 2^64 - 1");
    if (options && (options->format < REP_FORMAT_AUTO || options->format > REP_FORMAT_TSV)) return repi_fail(err, REP_ERR_UNSUPPORTED, 0, 0, "this version writes csv and tsv");
    model = generator->model;
    rep_generator_get_info(generator, &info, NULL);
    if (generator->options.strict_unique && first + count > info.row_limit)
        return repi_fail(err, REP_ERR_CAPACITY, 0, 0, "column \"%v\" is unique and has %u values: ask for at most so many rows, or drop strict_unique", &info.limit_column, info.row_limit);
    for (c = 0; c < model->column_count; c++)
        if (first + count > model->columns[c].last)
            return repi_fail(err, REP_ERR_CAPACITY, 0, 0, "column \"%v\" has no value for rows beyond %u: ask for fewer rows, or make it not unique", &model->columns[c].name, model->columns[c].last);
    delimiter = options && options->csv.delimiter ? options->csv.delimiter : options && options->format == REP_FORMAT_CSV ? ',' :
                options && options->format == REP_FORMAT_TSV ? '\t' : model->delimiter ? model->delimiter : ',';
    quote = options && options->csv.quote ? options->csv.quote : '"';
    if ((unsigned char)delimiter >= 0x80 || (unsigned char)quote >= 0x80 || delimiter == quote || strchr("\r\n\"", delimiter) || strchr("\r\n", quote))
        return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "csv.delimiter and csv.quote must be two different ASCII characters, no line ends, and the delimiter no quote");
    generator->delimiter = delimiter, generator->quote = quote;
    generator->usual = strchr(",;\t|", delimiter) && strchr("\"'", quote);
    for (c = 0; c < model->column_count; c++) generator->quiet[c] = (unsigned char)(generator->usual && repi_column_is_quiet(&model->columns[c], delimiter));
    generator->text.len = 0, generator->text.failed = 0;
    if (!(options && options->csv.no_header)) {
        for (c = 0; c < model->column_count; c++) {
            if (c) repi_text_char(&generator->text, delimiter);
            repi_put_csv(&generator->text, model->columns[c].name.data, model->columns[c].name.len, delimiter, quote);
        }
        repi_text_char(&generator->text, '\n');
    }
    while (done < count) {
        size_t rows = (size_t)REPI_MIN(count - done, (uint64_t)generator->block_rows);
        repi_draw_block(generator, first + done, rows);
        for (i = 0; i < rows; i++) {
            for (c = 0; c < model->column_count; c++) {
                if (c) repi_text_char(&generator->text, delimiter);
                repi_put_cell(generator, c, i, first + done + i);
            }
            repi_text_char(&generator->text, '\n');
            if (generator->text.failed) return repi_no_memory(err);
            if (!repi_text_drain(&generator->text, 1 << 17, write, user)) return repi_fail(err, REP_ERR_WRITE, 0, 0, "writing the rows failed: the callback refused");
        }
        done += rows;
        if (generator->options.host.progress && done - told >= 16384) {
            told = done;
            if (generator->options.host.progress(generator->options.host.progress_user, "generate", done, count)) return repi_fail(err, REP_ERR_CANCELLED, 0, 0, "the progress callback asked to stop");
        }
    }
    if (generator->text.failed) return repi_no_memory(err);
    if (!repi_text_drain(&generator->text, 0, write, user)) return repi_fail(err, REP_ERR_WRITE, 0, 0, "writing the rows failed: the callback refused");
    return REP_OK;
}

REPLICATOR_DEF int rep_buffer_write(void *user, const char *data, size_t len)
{
    rep_buffer *buffer = (rep_buffer *)user;
    if (buffer->capacity - buffer->len < len) {
        size_t wanted = buffer->capacity + buffer->capacity / 2;
        char *fresh;
        if (buffer->fixed || len > PTRDIFF_MAX - buffer->len) return 1;
        wanted = REPI_MAX(wanted, REPI_MAX(buffer->len + len, 4096));
        fresh = (char *)REPLICATOR_REALLOC(buffer->data, wanted);
        if (!fresh) return 1;
        buffer->data = fresh, buffer->capacity = wanted;
    }
    if (len) memcpy(buffer->data + buffer->len, data, len);
    buffer->len += len;
    return 0;
}

REPLICATOR_DEF void rep_buffer_free(rep_buffer *buffer)
{
    if (!buffer) return;
    if (!buffer->fixed) REPLICATOR_FREE(buffer->data);
    memset(buffer, 0, sizeof *buffer);
}

/*==============================================================================
 * MARK: - [R25] Inspect
 *
 * A model as a person reads it: a line a column with what it holds, and below
 * it why. No byte of the table reaches the terminal that could command it.
 *
 *   enter by   rep_model_explain, rep_model_explain_tree
 *   uses       R03 text, R05 numbers as text, R15 the model
 *============================================================================*/
#define REPI_SHOWN_DEPTH 32        /* of a tree; deeper branches are not indented further */

/* Characters that a terminal shows, counting each code point as one column. */
static size_t repi_width(rep_str s)
{
    size_t i, n = 0;
    for (i = 0; i < s.len; i++) n += ((unsigned char)s.data[i] & 0xC0) != 0x80;
    return n;
}

/* Adds a text made safe and cut to `width` columns, then blanks up to there; right = blanks first. */
static void repi_put_padded(repi_text *text, rep_str s, size_t width, int right)
{
    char safe[256];
    size_t i = 0, n = 0, columns = 0, need = repi_width(s);
    while (i < s.len && n + 8 < sizeof safe) {
        uint32_t code = 0;
        size_t step = repi_utf8_next(s.data + i, s.len - i, &code);
        if (columns + 1 >= width && need > width) { memcpy(safe + n, "\xE2\x80\xA6", 3), n += 3, columns++; break; }
        if (step == 0 || repi_is_command(code))
            safe[n++] = '?', step = step ? step : 1;
        else memcpy(safe + n, s.data + i, step), n += step;
        columns++, i += step;
    }
    for (i = columns; right && i < width; i++) repi_text_char(text, ' ');
    repi_text_add(text, safe, n);
    for (i = columns; !right && i < width; i++) repi_text_char(text, ' ');
}

static void repi_put_share(repi_text *text, double share, size_t width)
{
    char out[32];
    uint64_t thousandths = (repi_f64_to_fixed(share, 40) * 1000 + ((uint64_t)1 << 39)) >> 40;
    size_t n;
    if (thousandths == 0) n = share > 0 ? 6 : 3, memcpy(out, share > 0 ? "<0.1 %" : "0 %", n);
    else {
        n = repi_format_u64(out, thousandths / 10);
        if (thousandths % 10) out[n++] = '.', out[n++] = (char)('0' + thousandths % 10);
        out[n++] = ' ', out[n++] = '%';
    }
    repi_put_padded(text, repi_str(out, n), REPI_MAX(width, n), 1);
}

/* A histogram of sixteen bars over the values; an interval's rows are spread over its width. */
static void repi_put_histogram(repi_text *text, const repi_column *column)
{
    enum { BARS = 16 };
    uint64_t bars[BARS], most = 0, width, unit = column->step > 1 ? (uint64_t)column->step : 1;
    int64_t low = column->ranges[0].low;
    size_t i, b;
    memset(bars, 0, sizeof bars);
    width = (uint64_t)column->ranges[column->range_count - 1].high - (uint64_t)low;
    width = width > UINT64_MAX - unit ? UINT64_MAX : width + unit; /* a value takes a unit's room */
    for (i = 0; i < column->range_count; i++) {
        uint64_t from = (uint64_t)column->ranges[i].low - (uint64_t)low, to = REPI_MIN((uint64_t)column->ranges[i].high - (uint64_t)low, UINT64_MAX - unit) + unit;
        size_t first = REPI_MIN((size_t)repi_muldiv(from, BARS, width), (size_t)BARS - 1), last = REPI_MIN((size_t)repi_muldiv(to - 1, BARS, width), (size_t)BARS - 1);
        for (b = first; b <= last; b++) { /* a bar gets rows by the part of the interval that lies in it, in 1024ths of a row */
            uint64_t left = REPI_MAX(from, repi_muldiv(width, b, BARS)), right = b == last ? to : repi_muldiv(width, b + 1, BARS);
            bars[b] += first == last ? column->ranges[i].count * 1024 : repi_muldiv(column->ranges[i].count * 1024, right > left ? right - left : 0, to - from);
        }
    }
    for (b = 0; b < BARS; b++) most = REPI_MAX(most, bars[b]);
    for (b = 0; b < BARS; b++) {
        char bar[3] = { '\xE2', '\x96', '\x81' };
        if (bars[b] == 0) { repi_text_char(text, ' '); continue; }
        bar[2] = (char)(0x81 + (most ? repi_muldiv(bars[b], 7, most) : 0));
        repi_text_add(text, bar, 3);
    }
}

static void repi_put_number(repi_text *text, double v)
{
    char out[32];
    uint64_t digits;
    int exponent, negative = repi_f64_to_decimal(v, &digits, &exponent), places = 0;
    while (digits >= 100000) digits = (digits + 5) / 10, exponent++;
    if (exponent >= 0 && exponent < 12) {
        for (; exponent > 0; exponent--) digits *= 10;
    } else if (exponent < 0 && exponent > -12) places = -exponent;
    else { repi_put_f64(text, v); return; }
    repi_text_add(text, out, repi_format_units(out, negative ? -(int64_t)digits : (int64_t)digits, places));
}

static void repi_put_levels(repi_text *text, const repi_levels *levels, const char *of)
{
    uint64_t whole = 0;
    size_t i, shown = 0;
    for (i = 0; i < levels->count; i++) whole += levels->items[i].count;
    for (i = 0; i < levels->count && shown < 4; i++, shown++) {
        size_t width = REPI_MIN(repi_width(levels->items[i].text), (size_t)24);
        if (i) repi_text_say(text, ", ");
        repi_put_padded(text, levels->items[i].text, width, 0);
        repi_text_char(text, ' ');
        if (of) repi_put_share(text, repi_share(levels->items[i].count, whole), 0);
        else repi_put_share(text, levels->items[i].weight, 0);
    }
    if (levels->count > shown) repi_text_say(text, " and %u more", (uint64_t)(levels->count - shown));
}

/* What the column holds, in one line. */
static void repi_put_content(repi_text *text, const repi_column *column)
{
    char out[REPI_TEXT_ROOM];
    int i;
    if (column->is_run) {
        repi_put_padded(text, repi_str(out, repi_run_print(out, column, 0)), 24, 0);
        while (text->len && text->data[text->len - 1] == ' ') text->len--;
        repi_text_say(text, ", ");
        repi_put_padded(text, repi_str(out, repi_run_print(out, column, 1)), 24, 0);
        while (text->len && text->data[text->len - 1] == ' ') text->len--;
        repi_text_say(text, " ... by row number");
    } else if (column->range_count) {
        repi_put_padded(text, column->min_text, REPI_MIN(repi_width(column->min_text), (size_t)24), 0);
        if (column->range_count > 1 || column->ranges[0].low != column->ranges[0].high) {
            repi_text_char(text, ' ');
            if (column->unique) repi_text_say(text, "..");
            else repi_put_histogram(text, column);
            repi_text_char(text, ' ');
            repi_put_padded(text, column->max_text, REPI_MIN(repi_width(column->max_text), (size_t)24), 0);
        }
        if (column->has_mean && !column->unique) {
            repi_text_say(text, "  mean ");
            repi_put_number(text, column->mean);
            repi_text_say(text, ", std ");
            repi_put_number(text, column->std);
        }
        if (column->words.count) repi_text_say(text, "  and "), repi_put_levels(text, &column->words, "words");
    } else if (column->kind == REP_KIND_NUMERICAL && column->has_mean) {
        repi_text_say(text, "normal, mean ");
        repi_put_number(text, column->mean);
        repi_text_say(text, ", std ");
        repi_put_number(text, column->std);
        if (column->has_min) repi_text_say(text, ", from "), repi_put_number(text, column->min);
        if (column->has_max) repi_text_say(text, ", to "), repi_put_number(text, column->max);
    } else if (column->kind == REP_KIND_DATETIME && column->has_min) {
        repi_text_say(text, "%v to %v, uniform", &column->min_text, &column->max_text);
    } else if (column->levels.count) repi_put_levels(text, &column->levels, NULL);
    else if (column->pii) {
        repi_text_say(text, column->unique ? "fakes, each once: " : "fakes: ");
        repi_put_levels(text, &column->forms, "forms");
    } else if (column->patterns) {
        for (i = 0; i < column->patterns->count && i < 2; i++) repi_text_say(text, i ? ", %s" : "%s", column->patterns->pattern[i].text);
        if (column->patterns->count > i) repi_text_say(text, " and %u more", (uint64_t)(column->patterns->count - i));
    } else if (column->prose) {
        uint32_t words = UINT32_MAX, most = 0;
        for (i = 0; i < column->prose->count; i++) words = REPI_MIN(words, column->prose->shape[i].words), most = REPI_MAX(most, column->prose->shape[i].words);
        repi_text_say(text, words == most ? "invented text of %u word%s" : "invented text of %u to ", (uint64_t)words, words == 1 ? "" : "s");
        if (words != most) repi_text_say(text, "%u words", (uint64_t)most);
    } else repi_text_say(text, "nothing");
}

static const char *repi_kind_shown(const repi_column *column)
{
    if (column->is_run || (column->unique && column->kind == REP_KIND_NUMERICAL)) return "id";
    return column->pii ? column->pii->name : rep_kind_name(column->kind);
}

/* A warning of categories that fewer than REPI_LEAST rows of the table had. */
static void repi_put_rare(repi_text *text, const rep_model *model, const repi_column *column, int *told)
{
    uint64_t cells = repi_f64_to_fixed(1 - column->missing_share, 20) * model->rows >> 20, rare = 0;
    size_t i;
    for (i = column->levels.count; i > 0; i--) {
        uint64_t twice = (repi_f64_to_fixed(column->levels.items[i - 1].weight, 41) >> 20) * cells >> 20; /* twice the rows, so that halves tell */
        if (twice >= 2 * REPI_LEAST - 1) break;
        rare++;
    }
    if (rare && model->rows) repi_text_say(text, "%swarning: column \"%v\": %u of its categories stand in fewer than %u rows of the table; profile with --min-count %u (in C: min_count) to leave them out\n", (*told)++ ? "" : "\n", &column->name, rare, (uint64_t)REPI_LEAST, (uint64_t)REPI_LEAST);
}

REPLICATOR_DEF rep_status rep_model_explain(const rep_model *model, size_t only, rep_write_fn write, void *user, rep_error *err)
{
    repi_memory memory;
    repi_text text;
    size_t i, name_width = 6;
    int ok = 1, failed, told = 0;
    repi_clear(err);
    if (!model || !write) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "model or write is NULL");
    if (only != REP_NONE && only >= model->column_count) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "there is no column %u", (uint64_t)only);
    memory = model->memory;
    memory.used = 0, memory.limit = UINT64_MAX;
    memset(&text, 0, sizeof text);
    text.memory = &memory;
    for (i = 0; i < model->column_count; i++)
        if (only == REP_NONE || i == only) name_width = REPI_MAX(name_width, repi_width(model->columns[i].name));
    name_width = REPI_MIN(name_width, 28);
    if (only == REP_NONE) {
        repi_put_padded(&text, model->name.len ? model->name : repi_cstr("model"), model->name.len ? REPI_MIN(repi_width(model->name), (size_t)60) : 5, 0);
        repi_text_say(&text, ": %u row%s, %u column%s", model->rows, model->rows == 1 ? "" : "s", (uint64_t)model->column_count, model->column_count == 1 ? "" : "s");
        if (model->date.len) repi_text_say(&text, ", learned %v", &model->date);
        if (model->generator.len) repi_text_say(&text, " by %v", &model->generator);
        repi_text_say(&text, "\n\n");
    }
    repi_put_padded(&text, repi_cstr("column"), name_width + 2, 0);
    repi_text_say(&text, "type         missing  distinct  content\n");
    for (i = 0; i < model->column_count && ok; i++) {
        const repi_column *column = &model->columns[i];
        char out[24];
        if (only != REP_NONE && i != only) continue;
        repi_put_padded(&text, column->name, name_width, 0);
        repi_text_say(&text, "  ");
        repi_put_padded(&text, repi_cstr(repi_kind_shown(column)), 11, 0);
        repi_put_share(&text, column->missing_share, 9);
        repi_put_padded(&text, column->distinct ? repi_str(out, repi_format_u64(out, column->distinct)) : repi_cstr("-"), 10, 1);
        repi_text_say(&text, "  ");
        repi_put_content(&text, column);
        repi_text_char(&text, '\n');
        if (column->why.len) {
            repi_put_padded(&text, repi_str("", 0), name_width + 2, 0);
            repi_put_padded(&text, column->why, REPI_MIN(repi_width(column->why), (size_t)240), 0);
            repi_text_char(&text, '\n');
        }
        ok = !text.failed && repi_text_drain(&text, 1 << 14, write, user);
    }
    for (i = 0; i < model->relation_count && only == REP_NONE; i++) {
        repi_text_say(&text, i ? "  " : "\nThe columns hang together. Relations found:\n  ");
        repi_put_padded(&text, model->relations[i], REPI_MIN(repi_width(model->relations[i]), (size_t)160), 0), repi_text_char(&text, '\n');
    }
    for (i = 0; i < model->column_count && only == REP_NONE; i++) repi_put_rare(&text, model, &model->columns[i], &told);
    for (i = 0; i < model->warning_count && only == REP_NONE; i++) repi_text_say(&text, "%swarning: ", told++ ? "" : "\n"), repi_put_padded(&text, model->warnings[i], REPI_MIN(repi_width(model->warnings[i]), (size_t)240), 0), repi_text_char(&text, '\n');
    ok = ok && !text.failed && repi_text_drain(&text, 0, write, user);
    failed = text.failed;
    repi_text_free(&text);
    if (failed) return repi_no_memory(err);
    return ok ? REP_OK : repi_fail(err, REP_ERR_WRITE, 0, 0, "writing failed: the callback refused");
}

/*--- trees ---*/

/* What a state means, for a person: of an interval its upper end. */
static void repi_put_state(repi_text *text, const repi_column *column, uint32_t state)
{
    char out[REPI_NUMBER_TEXT];
    const repi_code *code;
    int64_t high;
    if (state == 0) { repi_text_say(text, "missing"); return; }
    if (state == column->rest) { repi_text_say(text, "any other"); return; }
    code = &column->codes[column->blank_count + state - 1];
    if (code->draw != REPI_DRAW_RANGE) { repi_put_padded(text, code->text, REPI_MIN(repi_width(code->text), (size_t)24), 0); return; }
    high = column->ranges[state - 1 - column->words.count].high;
    if (column->kind == REP_KIND_DATETIME) repi_text_add(text, out, repi_date_print(column->format.data, repi_date_from_units(column, high), column->date_offset, out));
    else repi_put_end(text, column, high);
}

static void repi_put_question(repi_text *text, const repi_structure *structure, const repi_tree *tree, const repi_node *node)
{
    const repi_column *column = structure->variables[node->feature & (REPI_NODE_SET - 1)].column;
    uint32_t s, shown = 0, in = 0;
    repi_put_padded(text, column->name, REPI_MIN(repi_width(column->name), (size_t)28), 0);
    if (!(node->feature & REPI_NODE_SET)) {
        if (node->cut == 0) { repi_text_say(text, " is missing"); return; }
        repi_text_say(text, " is at most ");
        repi_put_state(text, column, node->cut);
        return;
    }
    for (s = 0; s < column->state_count; s++) in += (uint32_t)(tree->sets[node->cut + s / 64] >> s % 64 & 1);
    repi_text_say(text, " is ");
    for (s = 0; s < column->state_count && shown < 5; s++) {
        if (!(tree->sets[node->cut + s / 64] >> s % 64 & 1)) continue;
        if (shown++) repi_text_say(text, shown == in ? " or " : ", ");
        repi_put_state(text, column, s);
    }
    if (in > shown) repi_text_say(text, " or one of %u more", (uint64_t)in - shown);
}

/* The heaviest bars of a leaf. */
static void repi_put_leaf(repi_text *text, const repi_column *column, const repi_tree *tree, const repi_node *node)
{
    uint64_t sum = 0, before = UINT64_MAX;
    size_t i, k, shown, last = 0;
    for (i = 0; i < node->cut; i++) sum += tree->bars[node->right + i].weight;
    repi_text_say(text, "%u rows: ", sum);
    for (shown = 0; shown < 3 && shown < node->cut; shown++) {
        const repi_bar *bar = NULL;
        for (k = 0; k < node->cut; k++) { /* the next one by weight, then place */
            const repi_bar *other = &tree->bars[node->right + k];
            int later = other->weight < before || (other->weight == before && k > last);
            if (later && (!bar || other->weight > bar->weight)) bar = other;
        }
        before = bar->weight, last = (size_t)(bar - &tree->bars[node->right]);
        if (shown) repi_text_say(text, ", ");
        if (bar->first == REPI_BAR_POOL) repi_text_say(text, "a rare one");
        else repi_put_state(text, column, bar->first);
        if (bar->last != bar->first) repi_text_say(text, " to "), repi_put_state(text, column, bar->last);
        repi_text_say(text, " %p", (uint64_t)bar->weight, sum);
    }
    if (node->cut > shown) repi_text_say(text, " and %u more", (uint64_t)(node->cut - shown));
    repi_text_char(text, '\n');
}

/* A tree: the question, what follows where the answer is yes, "else" and what follows where it is no. */
static void repi_put_branches(repi_text *text, const repi_structure *structure, const repi_variable *variable, rep_write_fn write, void *user, int *ok)
{
    const repi_tree *tree = &variable->tree;
    uint32_t waiting[REPI_SHOWN_DEPTH]; /* by depth: the node where the "no" begins */
    size_t depth = 0, i, k;
    for (i = 0; i < tree->node_count && *ok; i++) {
        const repi_node *node = &tree->nodes[i];
        while (depth && waiting[depth - 1] < i) depth--;
        if (depth && waiting[depth - 1] == i) {
            for (k = 1; k < depth; k++) repi_text_say(text, "  ");
            repi_text_say(text, "else\n");
        }
        for (k = 0; k < depth; k++) repi_text_say(text, "  ");
        if (node->feature == REPI_NODE_LEAF) repi_put_leaf(text, variable->column, tree, node);
        else {
            repi_text_say(text, "if ");
            repi_put_question(text, structure, tree, node);
            repi_text_char(text, '\n');
            if (depth < REPI_SHOWN_DEPTH) waiting[depth++] = node->right;
        }
        *ok = !text->failed && repi_text_drain(text, 1 << 14, write, user);
    }
}

REPLICATOR_DEF rep_status rep_model_explain_tree(const rep_model *model, size_t only, rep_write_fn write, void *user, rep_error *err)
{
    const repi_structure *structure;
    repi_memory memory;
    repi_text text;
    size_t i, from = 0, to = 0;
    int ok = 1, failed, shown = 0;
    repi_clear(err);
    if (!model || !write) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "model or write is NULL");
    if (only >= model->column_count) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "there is no column %u", (uint64_t)only);
    memory = model->memory;
    memory.used = 0, memory.limit = UINT64_MAX;
    memset(&text, 0, sizeof text);
    text.memory = &memory;
    structure = model->structure;
    for (i = 0; structure && i < structure->relation_count; i++) { /* a derived column is shown by the trees of its parts */
        const repi_relation *relation = &structure->relations[i];
        if (relation->column != only) continue;
        repi_say_relation(&text, model, relation);
        repi_text_char(&text, '\n');
        if (relation->part_count) from = model->column_count + relation->first_part, to = from + relation->part_count;
    }
    for (i = 0; structure && i < structure->variable_count && ok; i++) {
        const repi_variable *variable = &structure->variables[i];
        if (variable->slot != only && (variable->slot < from || variable->slot >= to)) continue;
        shown = 1;
        if (variable->source != REPI_NO_SOURCE) { repi_text_say(&text, "%v decides it\n", &structure->variables[variable->source].column->name); continue; }
        if (variable->slot != only) repi_text_say(&text, "%v:\n", &variable->column->name);
        repi_put_branches(&text, structure, variable, write, user, &ok);
    }
    if (!shown) repi_text_say(&text, "%v is drawn alone\n", &model->columns[only].name);
    ok = ok && !text.failed && repi_text_drain(&text, 0, write, user);
    failed = text.failed;
    repi_text_free(&text);
    if (failed) return repi_no_memory(err);
    return ok ? REP_OK : repi_fail(err, REP_ERR_WRITE, 0, 0, "writing failed: the callback refused");
}

/*==============================================================================
 * MARK: - [R26] Compare
 *
 * Two tables side by side. Every cell becomes a number at once: its column's
 * dictionary gives each distinct text a code, the same in all tables. Types are
 * then decided from the dictionary and codes become levels: the rank of a
 * number, the number of a category; 0 is a missing cell. All that follows counts
 * levels, so a cell costs 4 bytes and is looked at once for each pair of columns.
 *
 *   enter by   rep_compare, repi_compare_sources
 *   uses       R02 memory, R03 text, R05 numbers as text, R08 dates, R09 random, R11 CSV in,
 *              R19 profiling (names), R25 inspect (width)
 *   keeps      codes in order of first sight, real table first: no figure depends on a hash
 *   source     SDMetrics 0.27 (DataCebo): KSComplement, TVComplement, CorrelationSimilarity,
 *              ContingencySimilarity, RangeCoverage, CategoryCoverage, QualityReport; Cramer,
 *              Mathematical Methods of Statistics (1946), 21.9; the halves and the bootstrap as a
 *              ceiling: Efron, Tibshirani 1993; distance to the closest record: Zhao et al., CTAB-GAN (2021)
 *============================================================================*/
typedef struct repi_dictionary { rep_str *items; uint32_t *slots; size_t count, capacity, room; } repi_dictionary; /* items[0] = missing */

typedef struct repi_compared {           /* a column */
    rep_str         name;
    rep_sdtype      sdtype;
    const char     *format;              /* of dates */
    int             as_numbers;          /* categories that are numbers: equal if they print alike */
    repi_dictionary words;
    size_t          real_words;          /* codes below it are of the real table */
    uint32_t       *cells[REP_TABLE_COUNT]; /* by row: codes, then levels */
    size_t          room[REP_TABLE_COUNT];
    size_t          level_count;         /* level 0 included */
    rep_str        *texts;               /* by level, of all but numbers and dates */
    double         *values;              /* by level, of numbers and dates */
    uint32_t       *counts[2];           /* rows by level, real and synthetic */
    uint32_t        scored;              /* its place among the scored columns */
    rep_compared_column figures;         /* what a getter gives */
} repi_compared;

typedef enum repi_sign {
    REPI_SIGN_NONE, REPI_SIGN_PLUS, REPI_SIGN_MINUS, REPI_SIGN_EQUAL, REPI_SIGN_BELOW, REPI_SIGN_AT_MOST, REPI_SIGN_ABOVE,
    REPI_SIGN_AT_LEAST, REPI_SIGN_BINDS
} repi_sign;
typedef struct repi_claim_part { size_t column; double constant, factor; int right; } repi_claim_part; /* REP_NONE = a constant */
typedef struct repi_claim {              /* a relation that the caller claims */
    rep_str               text;
    repi_claim_part      *terms;
    size_t                count;
    repi_sign             sign;
    rep_compared_relation kept;
} repi_claim;

struct rep_comparison {
    repi_memory         memory;
    repi_arena          arena, scratch;  /* what stays; what one step needs */
    rep_compare_options options;
    uint64_t            key;             /* of all indexes */
    repi_names          names;
    repi_compared      *columns;
    size_t              column_count;
    uint32_t           *scored;          /* columns by their place among the scored */
    size_t              rows[REP_TABLE_COUNT];
    rep_compared_pair  *pairs;           /* of scored columns a < b */
    repi_claim      *relations;
    uint64_t            done, total;     /* pairs, for progress */
    rep_comparison_info info;
};

static double repi_no_figure(void) { return repi_f64_from(UINT64_C(0x7FF8000000000000)); } /* NaN */

/* The square root by Newton's steps, without libm: half the exponent is a guess within 6 %. */
static double repi_root(double v)
{
    double x = v > 0 ? repi_f64_from((repi_f64_bits(v) >> 1) + (UINT64_C(0x1FF8) << 48)) : 0;
    int i;
    for (i = 0; i < 5 && v > 0; i++) x = 0.5 * (x + v / x);
    return x;
}

static double repi_distance(double a, double b) { return a > b ? a - b : b - a; }

/* A mean that passes over what is no figure. */
typedef struct repi_mean { double sum, count; } repi_mean;
static void repi_mean_add(repi_mean *mean, double v)
{
    if (repi_f64_finite(v)) mean->sum += v, mean->count += 1;
}
static double repi_mean_of(const repi_mean *mean) { return mean->count > 0 ? mean->sum / mean->count : repi_no_figure(); }

/*--- dictionaries ---*/

static int repi_dictionary_grow(repi_memory *memory, repi_dictionary *words, uint64_t key)
{
    size_t room = words->room ? 2 * words->room : 16, i, at;
    uint32_t *slots = (uint32_t *)repi_zeroed(memory, room, sizeof *slots);
    if (!slots) return 0;
    for (i = 1; i < words->count; i++) {
        at = (size_t)repi_hash(words->items[i].data, words->items[i].len, key) & (room - 1);
        while (slots[at]) at = (at + 1) & (room - 1);
        slots[at] = (uint32_t)i;
    }
    repi_resize(memory, words->slots, words->room * sizeof *slots, 0);
    words->slots = slots, words->room = room;
    return 1;
}

/* The code of a text, which is kept if it is new; 0 = no memory. */
static uint32_t repi_dictionary_take(rep_comparison *c, repi_dictionary *words, rep_str text)
{
    size_t at;
    char *copy;
    int ok;
    if (words->count == 0) words->count = 1; /* code 0 is a missing cell */
    if (2 * words->count >= words->room && !repi_dictionary_grow(&c->memory, words, c->key)) return 0;
    at = (size_t)repi_hash(text.data, text.len, c->key) & (words->room - 1);
    for (; words->slots[at]; at = (at + 1) & (words->room - 1))
        if (repi_same(words->items[words->slots[at]], text)) return words->slots[at];
    REPI_GROW(&c->memory, words->items, words->capacity, words->count + 1, rep_str, ok);
    copy = ok ? (char *)repi_arena_get(&c->arena, text.len + 1) : NULL;
    if (!copy) return 0;
    if (text.len) memcpy(copy, text.data, text.len);
    words->items[0] = repi_str(NULL, 0);
    words->items[words->count] = repi_str(copy, text.len);
    return words->slots[at] = (uint32_t)words->count++;
}

static void repi_dictionary_free(repi_memory *memory, repi_dictionary *words)
{
    REPI_FREE(memory, words->slots, words->room, uint32_t);
    REPI_FREE(memory, words->items, words->capacity, rep_str);
    words->count = 0;
}

/*--- reading ---*/

enum { REPI_COMPARED_ROWS = 1 << 30 }; /* of one table: codes of three tables fit 32 bits */
static const char *const repi_table_names[REP_TABLE_COUNT] = { "real", "synthetic", "holdout" };

typedef struct repi_reading { rep_comparison *c; rep_table table; size_t *places; size_t count; } repi_reading; /* places: column of each cell */

static int repi_names_open(rep_comparison *c, repi_names *names, size_t count)
{
    memset(names, 0, sizeof *names);
    for (names->slot_count = 16; names->slot_count < 2 * count;) names->slot_count *= 2;
    names->key = c->key;
    names->names = (rep_str *)repi_arena_zeroed(&c->arena, count + 1, sizeof *names->names);
    names->slots = (uint32_t *)repi_arena_zeroed(&c->arena, names->slot_count, sizeof *names->slots);
    names->again = (uint32_t *)repi_arena_zeroed(&c->arena, count + 1, sizeof *names->again);
    return names->names && names->slots && names->again;
}

/* Finds the real column of each column of another table; names that one of them lacks are an error. */
static rep_status repi_reading_match(repi_reading *reading, const repi_names *names, rep_error *err)
{
    rep_comparison *c = reading->c;
    unsigned char *met = (unsigned char *)repi_arena_zeroed(&c->arena, c->column_count + 1, 1);
    size_t i;
    if (!met) return repi_no_memory(err);
    for (i = 0; i < reading->count; i++) {
        uint32_t found = c->names.slots[repi_names_slot(&c->names, names->names[i])];
        if (!found) return repi_fail(err, REP_ERR_COLUMN, 0, 0, "column \"%v\" is not in the real table: take it out, or compare with the table it came from", &names->names[i]);
        reading->places[i] = found - 1;
        met[found - 1] = 1;
    }
    for (i = 0; i < c->column_count; i++)
        if (!met[i]) return repi_fail(err, REP_ERR_COLUMN, 0, 0, "column \"%v\" of the real table is missing: both need the same columns", &c->columns[i].name);
    return REP_OK;
}

static rep_status repi_reading_header(repi_reading *reading, const repi_field *fields, size_t count, int is_header, rep_error *err)
{
    rep_comparison *c = reading->c;
    repi_names fresh, *names = reading->table == REP_TABLE_REAL ? &c->names : &fresh;
    size_t i;
    int ok = repi_names_open(c, names, count);
    reading->count = count;
    reading->places = (size_t *)repi_arena_zeroed(&c->arena, count + 1, sizeof *reading->places);
    for (i = 0; ok && i < count; i++)
        ok = repi_names_take(names, &c->arena, is_header ? repi_str(fields[i].data, fields[i].len) : repi_str("", 0), i);
    if (!ok || !reading->places) return repi_no_memory(err);
    if (reading->table != REP_TABLE_REAL) return repi_reading_match(reading, names, err);
    c->columns = (repi_compared *)repi_arena_zeroed(&c->arena, count + 1, sizeof *c->columns);
    if (!c->columns) return repi_no_memory(err);
    c->column_count = count;
    for (i = 0; i < count; i++) c->columns[i].name = names->names[i], reading->places[i] = i;
    return REP_OK;
}

static int repi_compared_missing(const rep_comparison *c, const repi_field *field)
{
    static const char *const usual[] = { "NA", "N/A", "NaN", "nan", "NULL", "null", "n/a", "<NA>", "NaT" };
    const char *const *list = c->options.missing ? c->options.missing : usual;
    size_t count = c->options.missing ? c->options.missing_count : REPI_COUNT(usual), i;
    if (field->len == 0) return !(field->data && field->quoted && c->options.csv.quoted_empty);
    for (i = 0; i < count; i++)
        if (list[i][0] == field->data[0] && repi_same(repi_cstr(list[i]), repi_str(field->data, field->len))) return 1;
    return 0;
}

static int repi_comparison_tell(const rep_comparison *c, const char *step, uint64_t done, uint64_t total)
{
    return c->options.host.progress && c->options.host.progress(c->options.host.progress_user, step, done, total);
}

static rep_status repi_cancelled(rep_error *err) { return repi_fail(err, REP_ERR_CANCELLED, 0, 0, "the progress callback asked to stop"); }

/* A repi_record_fn, for one record at a time. */
static rep_status repi_reading_record(void *user, const repi_field *fields, size_t records, size_t count, int is_header, rep_error *err)
{
    repi_reading *reading = (repi_reading *)user;
    rep_comparison *c = reading->c;
    size_t *rows = &c->rows[reading->table], i;
    REPLICATOR_ASSERT(records == 1);
    (void)records;
    if (!reading->places) {
        rep_status status = repi_reading_header(reading, fields, count, is_header, err);
        if (status || is_header) return status;
    }
    if (*rows == REPI_COMPARED_ROWS) return repi_fail(err, REP_ERR_LIMIT, 0, 0, "more than 2^30 rows: compare a part of the table");
    for (i = 0; i < count; i++) {
        repi_compared *column = &c->columns[reading->places[i]];
        rep_str text = repi_str(fields[i].len ? fields[i].data : "", fields[i].len);
        uint32_t code = 0;
        int ok;
        REPI_GROW(&c->memory, column->cells[reading->table], column->room[reading->table], *rows + 1, uint32_t, ok);
        if (!ok || (!repi_compared_missing(c, &fields[i]) && (code = repi_dictionary_take(c, &column->words, text)) == 0)) return repi_no_memory(err);
        column->cells[reading->table][*rows] = code;
    }
    if (++*rows % 16384 == 0 && repi_comparison_tell(c, "read", *rows, 0)) return repi_cancelled(err);
    return REP_OK;
}

/* Reads a whole table. An error says which one it is in, in its sentence and through options.where. */
static rep_status repi_reading_run(rep_comparison *c, rep_table table, rep_read_fn read, void *user, rep_error *err)
{
    repi_reading reading;
    repi_csv csv;
    rep_error own;
    char *block = (char *)repi_resize(&c->memory, NULL, 0, REPI_CSV_WINDOW);
    rep_status status;
    size_t len = 1;
    memset(&reading, 0, sizeof reading);
    reading.c = c, reading.table = table;
    repi_clear(&own);
    status = repi_csv_init(&csv, &c->memory, &c->options.csv, c->options.max_columns, c->options.max_cell_bytes, repi_reading_record, &reading, &own);
    if (!status && !block) status = repi_no_memory(&own);
    while (!status && len) {
        if (read(user, block, REPI_CSV_WINDOW, &len)) status = repi_fail(&own, REP_ERR_READ, 0, 0, "reading failed");
        else if (len) status = repi_csv_push(&csv, block, len, &own);
    }
    if (!status) status = repi_csv_end(&csv, &own);
    if (!status && c->rows[table] == 0) status = repi_fail(&own, REP_ERR_CSV, 1, 1, "no row to compare: is it the right table?");
    if (status && c->options.where) *c->options.where = table;
    if (status) repi_fail(err, status, own.line, own.column, "%s table: %s", repi_table_names[table], own.message);
    repi_csv_free(&csv);
    repi_resize(&c->memory, block, REPI_CSV_WINDOW, 0);
    return status;
}

/*--- numbers and dates of texts ---*/

/* A finite decimal number with blanks around it or not, as pandas.to_numeric reads it. */
static int repi_read_number(rep_str s, double *v)
{
    while (s.len && repi_is_blank((unsigned char)s.data[0])) s.data++, s.len--;
    while (s.len && repi_is_blank((unsigned char)s.data[s.len - 1])) s.len--;
    return repi_parse_f64(s.data, s.len, v) && repi_f64_finite(*v);
}

/* The formats that make a column dates, the first that fits. */
static const char *const repi_compared_formats[] = {
    "%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%dT%H:%M:%S.%f", "%Y/%m/%d", "%m/%d/%Y", "%d/%m/%Y", "%m/%d/%y", "%d/%m/%y",
    "%b %d %Y", "%d-%b-%Y", "%d-%b-%y", "%b-%Y", "%b-%y", "%H:%M:%S", "%m/%d/%Y %H:%M", "%m/%d/%Y %H:%M:%S" };

/* What strptime's directives take: digits at least and at most, values from and to. %b is apart. */
typedef struct repi_directive { char letter; int least, most; int64_t low, high; } repi_directive;
static const repi_directive repi_directives[] = {
    { 'Y', 4, 4, 1, 9999 }, { 'y', 2, 2, 0, 99 }, { 'm', 1, 2, 1, 12 }, { 'd', 1, 2, 1, 31 },
    { 'H', 1, 2, 0, 23 },   { 'M', 1, 2, 0, 59 }, { 'S', 1, 2, 0, 59 }, { 'f', 1, 6, 0, 999999 } };
enum { REPI_IS_YEAR, REPI_IS_YEAR2, REPI_IS_MONTH, REPI_IS_DAY, REPI_IS_HOUR, REPI_IS_MINUTE, REPI_IS_SECOND, REPI_IS_MICRO };

/* Reads one directive at *at into its field; a fraction is brought to six digits. */
static int repi_strptime_field(char letter, const char **at, const char *end, int64_t *fields)
{
    const char *p = *at;
    size_t i = 0;
    int digits = 0;
    int64_t v = 0;
    if (letter == 'b') {
        for (i = 0; i < 12 && end - p >= 3; i++)
            if (repi_to_lower((unsigned char)p[0]) == repi_to_lower(repi_date_month_names[i][0]) && repi_to_lower((unsigned char)p[1]) == repi_date_month_names[i][1] &&
                repi_to_lower((unsigned char)p[2]) == repi_date_month_names[i][2]) {
                fields[REPI_IS_MONTH] = (int64_t)i + 1;
                *at = p + 3;
                return 1;
            }
        return 0;
    }
    while (repi_directives[i].letter != letter) i++;
    if (letter == 'd' && end - p >= 2 && *p == ' ') p++, digits = 1; /* " 5" */
    for (; p < end && digits < repi_directives[i].most && repi_is_digit((unsigned char)*p); digits++) v = v * 10 + (*p++ - '0');
    if (p == *at || !repi_is_digit((unsigned char)p[-1]) || digits < repi_directives[i].least) return 0;
    for (; letter == 'f' && digits < 6; digits++) v *= 10;
    fields[i] = v;
    *at = p;
    return v >= repi_directives[i].low && v <= repi_directives[i].high;
}

/* Reads a date as Python's strptime does, more kindly than R08: single digits where two are usual, months in any case, any
 * run of blanks for one. Seconds since 1970; only the years that 64 bits of nanoseconds hold, as in pandas. */
static int repi_strptime(const char *format, rep_str s, double *seconds)
{
    int64_t fields[8] = { 1900, 0, 1, 1, 0, 0, 0, 0 };
    const char *p = s.data, *end = s.data + s.len;
    int short_year = 0;
    for (; *format; format++) {
        if (*format == '%') {
            short_year |= *++format == 'y';
            if (!repi_strptime_field(*format, &p, end, fields)) return 0;
        } else if (*format == ' ') {
            if (p == end || !repi_is_blank((unsigned char)*p)) return 0;
            while (p < end && repi_is_blank((unsigned char)*p)) p++;
        } else if (p == end || *p++ != *format) return 0;
    }
    if (short_year) fields[REPI_IS_YEAR] = fields[REPI_IS_YEAR2] + (fields[REPI_IS_YEAR2] < 69 ? 2000 : 1900); /* POSIX */
    if (p != end || fields[REPI_IS_YEAR] < 1678 || fields[REPI_IS_YEAR] > 2261) return 0;
    if (fields[REPI_IS_DAY] > repi_date_month_days((int)fields[REPI_IS_YEAR], (int)fields[REPI_IS_MONTH])) return 0;
    *seconds = (double)((int64_t)repi_date_days((int)fields[REPI_IS_YEAR], (int)fields[REPI_IS_MONTH], (int)fields[REPI_IS_DAY]) * 86400 +
                        fields[REPI_IS_HOUR] * 3600 + fields[REPI_IS_MINUTE] * 60 + fields[REPI_IS_SECOND]) + (double)fields[REPI_IS_MICRO] * 1e-6;
    return 1;
}

/* A number in six significant digits, as %g prints it: what tells numeric categories apart. At most 16 bytes. */
static size_t repi_format_six(char *out, double v)
{
    uint64_t digits, rest, unit = 1;
    int exponent, count, negative = repi_f64_to_decimal(v, &digits, &exponent);
    size_t n = 0;
    for (count = repi_digit_count(digits); count > 6; count--) unit *= 10, exponent++;
    rest = digits % unit;
    digits /= unit;
    if (2 * rest > unit || (2 * rest == unit && (digits & 1))) digits++;
    for (; digits && digits % 10 == 0; digits /= 10) exponent++;
    if (negative) out[n++] = '-';
    n += repi_format_u64(out + n, digits);
    out[n++] = 'e';
    return n + repi_format_i64(out + n, digits ? exponent : 0);
}

/*--- the metadata rule ---*/

/* What is asked of a column's real cells. */
typedef struct repi_evidence {
    size_t   n, distinct;       /* cells that are not missing; texts */
    size_t   numbers, number_words, padded;
    int      whole, one_length;
    double   low, high;         /* of numbers */
    double  *values;            /* by code: numbers, else NaN; later dates; of all tables */
    uint32_t probe[200];        /* cells evenly from the column: what dates are tried on */
    size_t   probe_count;
} repi_evidence;

static int repi_ends(rep_str s, const char *end)
{
    size_t n = strlen(end);
    return s.len >= n && memcmp(s.data + s.len - n, end, n) == 0;
}

static int repi_is_id_name(rep_str name)
{
    static const char *const whole[] = { "rownames", "index", "id", "uid", "uuid" };
    size_t i;
    for (i = 0; i < REPI_COUNT(whole); i++)
        if (repi_same_fold(name, whole[i])) return 1;
    if (name.len >= 3 && repi_same_fold(repi_str(name.data + name.len - 3, 3), "_id")) return 1;
    return repi_ends(name, "ID") || repi_ends(name, "Id");
}

/* 0 and at least one more digit. */
static int repi_is_padded(rep_str s)
{
    size_t i;
    if (s.len < 2 || s.data[0] != '0') return 0;
    for (i = 1; i < s.len; i++)
        if (!repi_is_digit((unsigned char)s.data[i])) return 0;
    return 1;
}

/* Reads every text as a number and counts; 0 = no memory. */
static int repi_evidence_gather(rep_comparison *c, const repi_compared *column, repi_evidence *e)
{
    size_t words = column->words.count, i, step, at = 0, rows = c->rows[REP_TABLE_REAL];
    const uint32_t *cells = column->cells[REP_TABLE_REAL];
    memset(e, 0, sizeof *e);
    e->values = (double *)repi_arena_zeroed(&c->scratch, words + 1, sizeof *e->values);
    if (!e->values) return 0;
    e->values[0] = repi_no_figure();
    e->whole = e->one_length = 1;
    e->distinct = column->real_words ? column->real_words - 1 : 0;
    for (i = 1; i < words; i++)
        if (!repi_read_number(column->words.items[i], &e->values[i])) e->values[i] = repi_no_figure();
    for (i = 1; i < column->real_words; i++) {
        double v = e->values[i];
        e->padded += (size_t)repi_is_padded(column->words.items[i]);
        if (i > 1 && repi_width(column->words.items[i]) != repi_width(column->words.items[1])) e->one_length = 0;
        if (!repi_f64_finite(v)) continue;
        if (e->number_words++ == 0) e->low = e->high = v;
        e->low = REPI_MIN(e->low, v), e->high = REPI_MAX(e->high, v);
        if (repi_distance(v, 0) < 9e15 && (double)(int64_t)v != v) e->whole = 0; /* above, all doubles are whole */
    }
    for (i = 0; i < rows; i++) e->n += cells[i] != 0, e->numbers += cells[i] != 0 && repi_f64_finite(e->values[cells[i]]);
    step = REPI_MAX(e->n / 200, 1);
    for (i = 0; i < rows && e->probe_count < REPI_COUNT(e->probe); i++)
        if (cells[i] && at++ % step == 0) e->probe[e->probe_count++] = cells[i];
    return 1;
}

static int repi_most(size_t part, size_t whole, unsigned percent) { return (double)part >= 0.01 * percent * (double)whole; }

/* The format that 99 % of the cells have, NULL = none; then evidence->values holds dates. */
static const char *repi_evidence_dates(const rep_comparison *c, const repi_compared *column, repi_evidence *e)
{
    const uint32_t *cells = column->cells[REP_TABLE_REAL];
    size_t f, i, fit;
    double v;
    for (f = 0; f < REPI_COUNT(repi_compared_formats); f++) {
        const char *format = repi_compared_formats[f];
        for (i = fit = 0; i < e->probe_count; i++) fit += (size_t)repi_strptime(format, column->words.items[e->probe[i]], &v);
        if (!repi_most(fit, e->probe_count, 99)) continue;
        for (i = 1; i < column->words.count; i++)
            if (!repi_strptime(format, column->words.items[i], &e->values[i])) e->values[i] = repi_no_figure();
        for (i = fit = 0; i < c->rows[REP_TABLE_REAL]; i++) fit += cells[i] && repi_f64_finite(e->values[cells[i]]);
        if (repi_most(fit, e->n, 99)) return format;
    }
    return NULL;
}

/* Types a column by the rule of the manual. */
static void repi_compared_type(const rep_comparison *c, repi_compared *column, repi_evidence *e)
{
    int numbers = 2 * e->number_words > e->distinct && (double)e->numbers >= 0.995 * (double)e->n, all_differ = e->distinct == e->n && e->n >= 50;
    if (e->n == 0) column->sdtype = REP_SDTYPE_EMPTY;
    else if (numbers) {
        int padded = e->one_length && (double)e->padded > 0.01 * (double)e->distinct;
        double run = (double)e->n - 1;
        if (all_differ && e->whole && (repi_is_id_name(column->name) || (e->high - e->low >= run && e->high - e->low <= run))) column->sdtype = REP_SDTYPE_ID;
        else if (padded || e->distinct <= 10) column->sdtype = REP_SDTYPE_CATEGORICAL, column->as_numbers = !padded;
        else column->sdtype = REP_SDTYPE_NUMERICAL;
    } else if ((column->format = repi_evidence_dates(c, column, e)) != NULL && e->distinct > 10) column->sdtype = REP_SDTYPE_DATETIME;
    else if (all_differ) column->sdtype = REP_SDTYPE_ID;
    else if (2 * e->distinct > e->n && e->n >= 50) column->sdtype = REP_SDTYPE_TEXT;
    else column->sdtype = REP_SDTYPE_CATEGORICAL;
}

static int repi_is_measured(const repi_compared *column) { return column->sdtype == REP_SDTYPE_NUMERICAL || column->sdtype == REP_SDTYPE_DATETIME; }
static int repi_is_scored(const repi_compared *column) { return column->sdtype <= REP_SDTYPE_CATEGORICAL; }

/*--- levels ---*/

static int repi_by_value(const void *user, uint32_t a, uint32_t b)
{
    const double *values = (const double *)user;
    return (values[a] > values[b]) - (values[a] < values[b]);
}

/* Ranks the codes that have a value: level[code] = 1 + smaller values. 0 = no memory. */
static int repi_levels_of_values(rep_comparison *c, repi_compared *column, const double *values, uint32_t *level)
{
    size_t i, n = 0;
    uint32_t *order = (uint32_t *)repi_arena_zeroed(&c->scratch, column->words.count + 1, sizeof *order);
    column->values = (double *)repi_arena_zeroed(&c->arena, column->words.count + 1, sizeof *column->values);
    if (!order || !column->values) return 0;
    for (i = 1; i < column->words.count; i++)
        if (repi_f64_finite(values[i])) order[n++] = (uint32_t)i;
    if (!repi_sort(&c->memory, order, n, repi_by_value, values)) return 0;
    column->values[0] = repi_no_figure();
    column->level_count = 1;
    for (i = 0; i < n; i++) {
        if (i == 0 || values[order[i]] > values[order[i - 1]]) column->values[column->level_count++] = values[order[i]];
        level[order[i]] = (uint32_t)column->level_count - 1;
    }
    return 1;
}

/* Numbers the categories: a text each, or all texts whose numbers print alike. 0 = no memory. */
static int repi_levels_of_texts(rep_comparison *c, repi_compared *column, const double *values, uint32_t *level)
{
    repi_dictionary alike;
    size_t i;
    int ok = 1;
    memset(&alike, 0, sizeof alike);
    column->texts = (rep_str *)repi_arena_zeroed(&c->arena, column->words.count + 1, sizeof *column->texts);
    if (!column->texts) return 0;
    column->level_count = 1;
    for (i = 1; ok && i < column->words.count; i++) {
        char six[32];
        rep_str text = column->words.items[i];
        if (!column->as_numbers) level[i] = (uint32_t)i;
        else {
            if (repi_f64_finite(values[i])) text = repi_str(six, repi_format_six(six, values[i]));
            ok = (level[i] = repi_dictionary_take(c, &alike, text)) != 0;
        }
        if (level[i] < column->level_count) continue;
        column->texts[level[i]] = column->words.items[i];
        column->level_count = (size_t)level[i] + 1;
    }
    repi_dictionary_free(&c->memory, &alike);
    return ok;
}

/* Types a column and turns the codes of its cells into levels; 0 = no memory. */
static int repi_compared_prepare(rep_comparison *c, repi_compared *column)
{
    repi_evidence e;
    uint32_t *level = (uint32_t *)repi_arena_zeroed(&c->scratch, column->words.count + 1, sizeof *level);
    size_t table, i;
    if (!level || !repi_evidence_gather(c, column, &e)) return 0;
    repi_compared_type(c, column, &e);
    if (!(repi_is_measured(column) ? repi_levels_of_values : repi_levels_of_texts)(c, column, e.values, level)) return 0;
    for (table = 0; table < REP_TABLE_COUNT; table++)
        for (i = 0; i < c->rows[table]; i++) column->cells[table][i] = level[column->cells[table][i]];
    for (table = 0; table < 2; table++) {
        column->counts[table] = (uint32_t *)repi_arena_zeroed(&c->arena, column->level_count + 1, sizeof **column->counts);
        if (!column->counts[table]) return 0;
        for (i = 0; i < c->rows[table]; i++) column->counts[table][column->cells[table][i]]++;
    }
    repi_dictionary_free(&c->memory, &column->words); /* the texts lie in the arena */
    return 1;
}

/*--- scores ---*/

/* numpy.histogram_bin_edges gives 11 edges and numpy.digitize the number of edges at or below a value: 1 .. 11. */
enum { REPI_BIN_EDGES = 11, REPI_BIN_MISSING = 12, REPI_BIN_CODES = 13 };

/* A table as pairs count it: codes are bins of numbers and levels of categories. Arrays by place among the scored columns. */
typedef struct repi_side {
    size_t          rows;
    uint32_t      **cells;     /* levels, by row */
    uint32_t      **levels;    /* rows by level */
    uint32_t      **codes;     /* rows by code */
    unsigned char **bins;      /* code of each level; NULL = the level itself */
    size_t         *used;      /* codes that occur */
    uint32_t       *order, *start; /* of one column: its rows by code, and where each code begins */
} repi_side;

static const repi_compared *repi_scored(const rep_comparison *c, size_t k) { return &c->columns[c->scored[k]]; }
static size_t repi_scored_codes(const rep_comparison *c, size_t k) { return repi_is_measured(repi_scored(c, k)) ? (size_t)REPI_BIN_CODES : repi_scored(c, k)->level_count; }
static uint32_t repi_side_code(const repi_side *side, size_t k, uint32_t row)
{
    uint32_t level = side->cells[k][row];
    return side->bins[k] ? side->bins[k][level] : level;
}

/* Ten bins of equal width over the values that this side has. The product is rounded before the sum, as numpy does it:
 * a value on an edge falls where it falls there. */
static void repi_side_bin(const repi_compared *column, const uint32_t *levels, unsigned char *bins)
{
    volatile double edges[REPI_BIN_EDGES], step;
    double low = 0, high = 1;
    size_t i, first = 1, last = column->level_count, edge = 0;
    while (first < last && levels[first] == 0) first++;
    while (last > first && levels[last - 1] == 0) last--;
    if (first < last) low = column->values[first], high = column->values[last - 1];
    if (low >= high) low -= 0.5, high += 0.5;
    step = (high - low) / 10;
    for (i = 0; i < REPI_BIN_EDGES; i++) edges[i] = (double)i * step, edges[i] = edges[i] + low;
    edges[REPI_BIN_EDGES - 1] = high;
    bins[0] = REPI_BIN_MISSING;
    for (i = 1; i < column->level_count; i++) { /* values rise, so the edge only moves on */
        while (edge < REPI_BIN_EDGES && column->values[i] >= edges[edge]) edge++;
        bins[i] = (unsigned char)edge;
    }
}

/* Counts a table in the scratch arena; cells are already there. 0 = no memory. */
static int repi_side_count(rep_comparison *c, repi_side *side)
{
    size_t count = c->info.scored_count, k, i, most = REPI_BIN_CODES;
    side->levels = (uint32_t **)repi_arena_zeroed(&c->scratch, count + 1, sizeof *side->levels);
    side->codes = (uint32_t **)repi_arena_zeroed(&c->scratch, count + 1, sizeof *side->codes);
    side->bins = (unsigned char **)repi_arena_zeroed(&c->scratch, count + 1, sizeof *side->bins);
    side->used = (size_t *)repi_arena_zeroed(&c->scratch, count + 1, sizeof *side->used);
    if (!side->levels || !side->codes || !side->bins || !side->used) return 0;
    for (k = 0; k < count; k++) {
        const repi_compared *column = repi_scored(c, k);
        size_t codes = repi_scored_codes(c, k);
        most = REPI_MAX(most, codes);
        side->levels[k] = side->codes[k] = (uint32_t *)repi_arena_zeroed(&c->scratch, column->level_count, sizeof **side->levels);
        if (!side->levels[k]) return 0;
        for (i = 0; i < side->rows; i++) side->levels[k][side->cells[k][i]]++;
        if (repi_is_measured(column)) {
            side->codes[k] = (uint32_t *)repi_arena_zeroed(&c->scratch, codes, sizeof **side->codes);
            side->bins[k] = (unsigned char *)repi_arena_get(&c->scratch, column->level_count);
            if (!side->codes[k] || !side->bins[k]) return 0;
            repi_side_bin(column, side->levels[k], side->bins[k]);
            for (i = 0; i < column->level_count; i++) side->codes[k][side->bins[k][i]] += side->levels[k][i];
        }
        for (i = 0; i < codes; i++) side->used[k] += side->codes[k][i] > 0;
    }
    side->order = (uint32_t *)repi_arena_get(&c->scratch, side->rows * sizeof *side->order);
    side->start = (uint32_t *)repi_arena_get(&c->scratch, (most + 1) * sizeof *side->start);
    return side->order && side->start;
}

/* The rows in the order of column k's codes: a counting sort. */
static void repi_side_order(const rep_comparison *c, repi_side *side, size_t k)
{
    size_t codes = repi_scored_codes(c, k), i;
    uint32_t at = 0;
    for (i = 0; i < codes; i++) side->start[i] = at, at += side->codes[k][i];
    for (i = 0; i < side->rows; i++) side->order[side->start[repi_side_code(side, k, (uint32_t)i)]++] = (uint32_t)i;
    for (i = codes; i > 0; i--) side->start[i] = side->start[i - 1]; /* each start has moved on to the next one's */
    side->start[0] = 0;
}

/* KSComplement: 1 - the largest distance of the two distribution functions. TVComplement: 1 - half the summed distance
 * of shares. NaN: no numbers on one side. */
static double repi_shape(const rep_comparison *c, size_t k, const repi_side *r, const repi_side *s)
{
    const repi_compared *column = repi_scored(c, k);
    double real = (double)(r->rows - r->levels[k][0]), synthetic = (double)(s->rows - s->levels[k][0]), most = 0, sum = 0;
    uint64_t a = 0, b = 0;
    size_t i;
    if (!repi_is_measured(column)) {
        for (i = 1; i < column->level_count; i++)
            sum += repi_distance(real > 0 ? r->levels[k][i] / real : 0, synthetic > 0 ? s->levels[k][i] / synthetic : 0);
        return 1 - 0.5 * sum;
    }
    if (real <= 0 || synthetic <= 0) return repi_no_figure();
    for (i = 1; i < column->level_count; i++) {
        double distance = repi_distance((double)(a += r->levels[k][i]) / real, (double)(b += s->levels[k][i]) / synthetic);
        most = REPI_MAX(most, distance);
    }
    return 1 - most;
}

/* Pearson's r of the rows that have both cells; NaN where one of them does not vary. In two passes, so that large values
 * do not drown small differences. */
static double repi_pearson(const rep_comparison *c, const repi_side *side, size_t a, size_t b)
{
    const double *x = repi_scored(c, a)->values, *y = repi_scored(c, b)->values;
    const uint32_t *p = side->cells[a], *q = side->cells[b];
    double n = 0, mx = 0, my = 0, xx = 0, yy = 0, xy = 0, r;
    uint32_t one_x = 0, one_y = 0;
    int varies_x = 0, varies_y = 0;
    size_t i;
    for (i = 0; i < side->rows; i++)
        if (p[i] && q[i]) {
            if (n <= 0) one_x = p[i], one_y = q[i];
            varies_x |= p[i] != one_x, varies_y |= q[i] != one_y;
            n += 1, mx += x[p[i]], my += y[q[i]];
        }
    if (!varies_x || !varies_y) return repi_no_figure();
    mx /= n, my /= n;
    for (i = 0; i < side->rows; i++)
        if (p[i] && q[i]) {
            double dx = x[p[i]] - mx, dy = y[q[i]] - my;
            xx += dx * dx, yy += dy * dy, xy += dx * dy;
        }
    r = xy / (repi_root(xx) * repi_root(yy));
    return REPI_MAX(-1, REPI_MIN(1, r));
}

/* Scratch of contingency tables: rows of each code of column b, and the codes that have any. */
typedef struct repi_crossing { uint32_t *rows[2], *met; } repi_crossing;

/* ContingencySimilarity, 1 - half the summed distance of the shares of all cells of the two tables, and Cramer's V of
 * each: chi^2 / n = sum of O^2 / (row * column) - 1. Goes through column a's codes, whose rows lie together, so work and
 * memory follow rows and not codes times codes. */
static void repi_contingency(const rep_comparison *c, const repi_side *const sides[2], size_t a, size_t b, repi_crossing *tally, rep_compared_pair *out)
{
    size_t codes = repi_scored_codes(c, a), x, t, m, i, met;
    double apart = 0, phi[2] = { -1, -1 };
    for (x = 0; x < codes; x++) {
        for (t = met = 0; t < 2; t++)
            for (i = sides[t]->start[x]; i < sides[t]->start[x + 1]; i++) {
                uint32_t y = repi_side_code(sides[t], b, sides[t]->order[i]);
                if (tally->rows[0][y] == 0 && tally->rows[1][y] == 0) tally->met[met++] = y;
                tally->rows[t][y]++;
            }
        for (m = 0; m < met; m++) {
            uint32_t y = tally->met[m];
            apart += repi_distance(tally->rows[0][y] / (double)sides[0]->rows, tally->rows[1][y] / (double)sides[1]->rows);
            for (t = 0; t < 2; t++) {
                double rows = tally->rows[t][y];
                if (rows > 0) phi[t] += rows * rows / ((double)sides[t]->codes[a][x] * (double)sides[t]->codes[b][y]);
                tally->rows[t][y] = 0;
            }
        }
    }
    out->score = 1 - 0.5 * apart;
    for (t = 0; t < 2; t++) {
        size_t less = REPI_MIN(sides[t]->used[a], sides[t]->used[b]);
        out->association[t] = less > 1 ? REPI_MIN(1, repi_root(phi[t] / (double)(less - 1))) : repi_no_figure();
    }
}

static void repi_correlation(const rep_comparison *c, const repi_side *const sides[2], size_t a, size_t b, rep_compared_pair *out)
{
    int t;
    for (t = 0; t < 2; t++) out->association[t] = repi_pearson(c, sides[t], a, b);
    out->score = 1 - 0.5 * repi_distance(out->association[0], out->association[1]);
    if (!repi_f64_finite(out->association[0]) || !repi_f64_finite(out->association[1])) out->score = repi_no_figure();
}

/* Both figures, or the one that is there. */
static double repi_both(double a, double b)
{
    repi_mean mean = { 0, 0 };
    repi_mean_add(&mean, a);
    repi_mean_add(&mean, b);
    return repi_mean_of(&mean);
}

/* Scores one side against the other. keep = the scores are those of the comparison, and so are columns' and pairs'. */
static rep_status repi_score(rep_comparison *c, repi_side *r, repi_side *s, rep_scores *out, int keep, rep_error *err)
{
    const repi_side *sides[2];
    size_t count = c->info.scored_count, most = REPI_BIN_CODES, a, b, at = 0;
    repi_mean shapes = { 0, 0 }, pairs = { 0, 0 }, strong = { 0, 0 };
    repi_crossing tally;
    if (!repi_side_count(c, r) || !repi_side_count(c, s)) return repi_no_memory(err);
    sides[0] = r, sides[1] = s;
    for (a = 0; a < count; a++) {
        double score = repi_shape(c, a, r, s);
        most = REPI_MAX(most, repi_scored_codes(c, a));
        repi_mean_add(&shapes, score);
        if (keep) c->columns[c->scored[a]].figures.score = score;
    }
    tally.rows[0] = (uint32_t *)repi_arena_zeroed(&c->scratch, most, sizeof **tally.rows);
    tally.rows[1] = (uint32_t *)repi_arena_zeroed(&c->scratch, most, sizeof **tally.rows);
    tally.met = (uint32_t *)repi_arena_zeroed(&c->scratch, most, sizeof *tally.met);
    if (!tally.rows[0] || !tally.rows[1] || !tally.met) return repi_no_memory(err);
    for (a = 0; a < count; a++) {
        repi_side_order(c, r, a);
        repi_side_order(c, s, a);
        for (b = a + 1; b < count; b++) {
            rep_compared_pair pair;
            memset(&pair, 0, sizeof pair);
            pair.correlation = repi_is_measured(repi_scored(c, a)) && repi_is_measured(repi_scored(c, b));
            if (pair.correlation) repi_correlation(c, sides, a, b, &pair);
            else repi_contingency(c, sides, a, b, &tally, &pair);
            pair.strong = repi_f64_finite(pair.association[0]) && repi_distance(pair.association[0], 0) > (pair.correlation ? 0.5 : 0.3);
            repi_mean_add(&pairs, pair.score);
            if (pair.strong) repi_mean_add(&strong, pair.score);
            if (keep) c->pairs[at++] = pair, c->info.strong_count += (size_t)pair.strong;
            if (repi_comparison_tell(c, "compare", ++c->done, c->total)) return repi_cancelled(err);
        }
    }
    out->shapes = repi_mean_of(&shapes);
    out->pairs = repi_mean_of(&pairs);
    out->strong_pairs = repi_mean_of(&strong);
    out->overall = repi_both(out->shapes, out->pairs);
    out->strong = strong.count > 0 ? repi_both(out->shapes, out->strong_pairs) : repi_no_figure();
    return REP_OK;
}

/* A table itself as a side; 0 = no memory. */
static int repi_side_of(rep_comparison *c, repi_side *side, rep_table table)
{
    size_t k;
    memset(side, 0, sizeof *side);
    side->rows = c->rows[table];
    side->cells = (uint32_t **)repi_arena_zeroed(&c->scratch, c->info.scored_count + 1, sizeof *side->cells);
    if (!side->cells) return 0;
    for (k = 0; k < c->info.scored_count; k++) side->cells[k] = repi_scored(c, k)->cells[table];
    return 1;
}

/* Rows picked from the real table as a side; picked[] may repeat. 0 = no memory. */
static int repi_side_pick(rep_comparison *c, repi_side *side, const uint32_t *picked, size_t count)
{
    size_t k, i;
    if (!repi_side_of(c, side, REP_TABLE_REAL)) return 0;
    side->rows = count;
    for (k = 0; k < c->info.scored_count; k++) {
        const uint32_t *from = side->cells[k];
        side->cells[k] = (uint32_t *)repi_arena_get(&c->scratch, count * sizeof **side->cells);
        if (!side->cells[k]) return 0;
        for (i = 0; i < count; i++) side->cells[k][i] = from[picked[i]];
    }
    return 1;
}

/* What a perfect generator could reach: rows drawn from the real table itself, which repeats its rows and so scores a
 * little too well, and one half against the other, where each half is only half as large. */
static rep_status repi_ceiling(rep_comparison *c, rep_error *err)
{
    size_t rows = c->rows[REP_TABLE_REAL], drawn = c->rows[REP_TABLE_SYNTHETIC], i;
    uint32_t *picked = (uint32_t *)repi_arena_get(&c->scratch, REPI_MAX(rows, drawn) * sizeof *picked);
    repi_side real, other;
    rep_rng rng;
    rep_status status;
    if (!picked) return repi_no_memory(err);
    rep_rng_init(&rng, c->options.seed, 1);
    for (i = 0; i < drawn; i++) picked[i] = rep_rng_below(&rng, (uint32_t)rows);
    if (!repi_side_of(c, &real, REP_TABLE_REAL) || !repi_side_pick(c, &other, picked, drawn)) return repi_no_memory(err);
    status = repi_score(c, &real, &other, &c->info.bootstrap, 0, err);
    repi_arena_free(&c->scratch);
    if (status || rows < 2) return status;
    picked = (uint32_t *)repi_arena_get(&c->scratch, rows * sizeof *picked);
    if (!picked) return repi_no_memory(err);
    for (i = 0; i < rows; i++) picked[i] = (uint32_t)repi_permute(i, rows, repi_mix(c->options.seed + 2));
    if (!repi_side_pick(c, &real, picked, rows / 2) || !repi_side_pick(c, &other, picked + rows / 2, rows - rows / 2)) return repi_no_memory(err);
    status = repi_score(c, &real, &other, &c->info.halves, 0, err);
    repi_arena_free(&c->scratch);
    return status;
}

/*--- columns by themselves ---*/

/* RangeCoverage: the share of the real range that lies within the synthetic one. CategoryCoverage: of real categories. */
static double repi_coverage(const repi_compared *column)
{
    double low[2] = { 0, 0 }, high[2] = { 0, 0 }, range, lost = 0;
    size_t seen[2] = { 0, 0 }, both = 0, i, t;
    for (i = 1; i < column->level_count; i++)
        for (t = 0; t < 2; t++) {
            if (column->counts[t][i] == 0) continue;
            if (t == 0 && column->counts[1][i]) both++;
            if (seen[t]++ == 0 && column->values) low[t] = column->values[i];
            if (column->values) high[t] = column->values[i];
        }
    if (!column->values) return seen[0] ? (double)both / (double)seen[0] : repi_no_figure();
    if (seen[0] == 0 || seen[1] == 0) return seen[0] ? 0 : repi_no_figure();
    range = high[0] - low[0];
    if (range <= 0) return low[1] <= low[0] && high[1] >= high[0] ? 1 : 0;
    if (low[1] > low[0]) lost += (low[1] - low[0]) / range;
    if (high[1] < high[0]) lost += (high[0] - high[1]) / range;
    return REPI_MAX(0, 1 - lost);
}

/* Smallest, largest, mean and deviation of a table's values. */
static void repi_compared_moments(const repi_compared *column, size_t t, rep_compared_column *out)
{
    double n = 0, sum = 0, squares = 0;
    size_t i;
    for (i = 1; i < column->level_count; i++) {
        double rows = column->counts[t][i];
        if (rows <= 0) continue;
        if (n <= 0) out->min[t] = column->values[i];
        out->max[t] = column->values[i];
        n += rows, sum += rows * column->values[i];
    }
    if (n <= 0) return;
    out->mean[t] = sum / n;
    for (i = 1; i < column->level_count; i++)
        squares += column->counts[t][i] * (column->values[i] - out->mean[t]) * (column->values[i] - out->mean[t]);
    out->std[t] = n > 1 ? repi_root(squares / (n - 1)) : 0;
}

/* All that a getter gives of a column, but for its score, which comes later. */
static void repi_compared_describe(const rep_comparison *c, repi_compared *column)
{
    rep_compared_column *out = &column->figures;
    size_t t, i;
    out->name = column->name;
    out->sdtype = column->sdtype;
    if (column->sdtype == REP_SDTYPE_DATETIME) out->format = repi_cstr(column->format);
    out->score = repi_no_figure();
    out->coverage = repi_is_scored(column) ? repi_coverage(column) : repi_no_figure();
    for (t = 0; t < 2; t++) {
        out->min[t] = out->max[t] = out->mean[t] = out->std[t] = repi_no_figure();
        out->missing_share[t] = (double)column->counts[t][0] / (double)c->rows[t];
        for (i = 1; i < column->level_count; i++) out->distinct_count[t] += column->counts[t][i] > 0;
        if (column->values) repi_compared_moments(column, t, out);
    }
}

static void repi_comparison_cover(rep_comparison *c)
{
    repi_mean missing = { 0, 0 }, ranges = { 0, 0 }, categories = { 0, 0 };
    size_t k;
    for (k = 0; k < c->info.scored_count; k++) {
        const rep_compared_column *column = &repi_scored(c, k)->figures;
        repi_mean_add(&missing, 1 - repi_distance(column->missing_share[0], column->missing_share[1]));
        repi_mean_add(column->sdtype == REP_SDTYPE_CATEGORICAL ? &categories : &ranges, column->coverage);
    }
    c->info.missing = repi_mean_of(&missing);
    c->info.range_coverage = repi_mean_of(&ranges);
    c->info.category_coverage = repi_mean_of(&categories);
}

/*--- relations ---*/

static rep_status repi_claim_wrong(const repi_claim *relation, rep_error *err)
{
    return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "relation \"%v\": write a = b + c, a <= b or a -> b, blanks round the signs", &relation->text);
}

/* The sign between blanks at p, *len bytes with them; REPI_SIGN_NONE = there is none. */
static repi_sign repi_claim_sign(const char *p, const char *end, size_t *len)
{
    static const struct { const char *text; repi_sign sign; } signs[] = {
        { " -> ", REPI_SIGN_BINDS }, { " = ", REPI_SIGN_EQUAL }, { " < ", REPI_SIGN_BELOW }, { " <= ", REPI_SIGN_AT_MOST },
        { " > ", REPI_SIGN_ABOVE }, { " >= ", REPI_SIGN_AT_LEAST }, { " + ", REPI_SIGN_PLUS }, { " - ", REPI_SIGN_MINUS } };
    size_t i;
    for (i = 0; i < REPI_COUNT(signs); i++) {
        *len = strlen(signs[i].text);
        if ((size_t)(end - p) >= *len && memcmp(p, signs[i].text, *len) == 0) return signs[i].sign;
    }
    return REPI_SIGN_NONE;
}

/* Takes a name, a name in double quotes or a number off *at. */
static rep_status repi_claim_term(rep_comparison *c, const repi_claim *relation, const char **at, const char *end, repi_claim_part *term, rep_error *err)
{
    const char *p = *at;
    char *name = (char *)repi_arena_get(&c->scratch, (size_t)(end - p) + 1);
    rep_str text;
    size_t n = 0, len;
    uint32_t found;
    int quoted;
    if (!name) return repi_no_memory(err);
    while (p < end && *p == ' ') p++;
    quoted = p < end && *p == '"';
    if (quoted) {
        for (p++; p < end && (*p != '"' || (p + 1 < end && p[1] == '"')); p++) name[n++] = *p, p += *p == '"';
        if (p++ == end) return repi_claim_wrong(relation, err);
    } else {
        while (p < end && !repi_claim_sign(p, end, &len)) name[n++] = *p++;
        while (n && name[n - 1] == ' ') n--;
    }
    *at = p;
    text = repi_str(name, n);
    if (n == 0) return repi_claim_wrong(relation, err);
    found = c->names.slots[repi_names_slot(&c->names, text)];
    term->column = found ? (size_t)found - 1 : REP_NONE;
    if (!found && (quoted || !repi_read_number(text, &term->constant)))
        return repi_fail(err, REP_ERR_COLUMN, 0, 0, "relation \"%v\": there is no column \"%v\"", &relation->text, &text);
    return REP_OK;
}

/* Takes a relation apart: terms, those behind its sign marked `right`. a > b is kept as b < a. */
static rep_status repi_claim_parse(rep_comparison *c, repi_claim *relation, rep_error *err)
{
    const char *p = relation->text.data, *end = p + relation->text.len;
    double factor = 1;
    size_t len = 0, i, rights = 0;
    relation->terms = (repi_claim_part *)repi_arena_zeroed(&c->arena, relation->text.len / 2 + 2, sizeof *relation->terms);
    if (!relation->terms) return repi_no_memory(err);
    for (;;) {
        repi_claim_part *term = &relation->terms[relation->count++];
        rep_status status = repi_claim_term(c, relation, &p, end, term, err);
        repi_sign sign;
        if (status) return status;
        term->factor = factor, term->right = relation->sign != REPI_SIGN_NONE, rights += (size_t)term->right;
        while (p < end && *p == ' ' && !repi_claim_sign(p, end, &len)) p++;
        if (p == end) break;
        sign = repi_claim_sign(p, end, &len);
        if (sign == REPI_SIGN_NONE || (sign > REPI_SIGN_MINUS && relation->sign)) return repi_claim_wrong(relation, err);
        factor = sign == REPI_SIGN_MINUS ? -1 : 1;
        if (sign > REPI_SIGN_MINUS) relation->sign = sign;
        p += len - 1; /* its last blank may be the next one's first */
    }
    if (!rights) return repi_claim_wrong(relation, err);
    for (i = 0; i < relation->count && relation->sign == REPI_SIGN_BINDS; i++) /* columns alone, one of them on the right */
        if (relation->terms[i].factor < 0 || relation->terms[i].column == REP_NONE || rights != 1) return repi_claim_wrong(relation, err);
    if (relation->sign == REPI_SIGN_ABOVE || relation->sign == REPI_SIGN_AT_LEAST) {
        relation->sign = relation->sign == REPI_SIGN_ABOVE ? REPI_SIGN_BELOW : REPI_SIGN_AT_MOST;
        for (i = 0; i < relation->count; i++) relation->terms[i].right = !relation->terms[i].right;
    }
    return REP_OK;
}

/* The number or date of each level of a column, read from its texts where the column is a category or an id. */
static rep_status repi_claim_values(rep_comparison *c, const repi_claim *relation, const repi_compared *column, const double **out, rep_error *err)
{
    double *values;
    size_t i, real = 0, read = 0;
    *out = column->values;
    if (column->values) return REP_OK;
    *out = values = (double *)repi_arena_zeroed(&c->scratch, column->level_count + 1, sizeof *values);
    if (!values) return repi_no_memory(err);
    values[0] = repi_no_figure();
    for (i = 1; i < column->level_count; i++) {
        int ok = column->format ? repi_strptime(column->format, column->texts[i], &values[i]) : repi_read_number(column->texts[i], &values[i]);
        if (!ok) values[i] = repi_no_figure();
        real += column->counts[0][i] > 0, read += ok && column->counts[0][i];
    }
    if (2 * read > real) return REP_OK;
    return repi_fail(err, REP_ERR_TYPE, 0, 0, "relation \"%v\": column \"%v\" holds neither numbers nor dates; only -> relates texts", &relation->text, &column->name);
}

/* Sums and comparisons, row by row: left - right = 0 within twelve digits of the terms, or below. */
static rep_status repi_claim_sums(rep_comparison *c, repi_claim *relation, rep_error *err)
{
    const double **values = (const double **)repi_arena_zeroed(&c->scratch, relation->count, sizeof *values);
    rep_status status = values ? REP_OK : repi_no_memory(err);
    size_t i, row, t;
    for (i = 0; i < relation->count && !status; i++)
        if (relation->terms[i].column != REP_NONE) status = repi_claim_values(c, relation, &c->columns[relation->terms[i].column], &values[i], err);
    for (t = 0; t < 2 && !status; t++) {
        uint64_t rows = 0, kept = 0;
        for (row = 0; row < c->rows[t]; row++) {
            double above = 0, size = 0, least;
            for (i = 0; i < relation->count; i++) {
                const repi_claim_part *term = &relation->terms[i];
                double v = term->column == REP_NONE ? term->constant : values[i][c->columns[term->column].cells[t][row]];
                if (!repi_f64_finite(v)) break;
                size += repi_distance(v, 0);
                above += term->right ? -term->factor * v : term->factor * v;
            }
            if (i < relation->count) continue; /* a cell is missing */
            rows++;
            least = size * 1e-12;
            kept += relation->sign == REPI_SIGN_BELOW ? above < -least : relation->sign == REPI_SIGN_AT_MOST ? above <= least : repi_distance(above, 0) <= least;
        }
        relation->kept.row_count[t] = rows;
        relation->kept.kept[t] = rows ? (double)kept / (double)rows : repi_no_figure();
    }
    return status;
}

/* Rows of both tables, the synthetic ones behind the real ones, by the cells of a relation's terms. */
typedef struct repi_determined { const rep_comparison *c; const repi_claim *relation; } repi_determined;

static uint32_t repi_determined_cell(const repi_determined *by, size_t term, uint32_t row)
{
    const repi_compared *column = &by->c->columns[by->relation->terms[term].column];
    size_t real = by->c->rows[REP_TABLE_REAL];
    return row < real ? column->cells[REP_TABLE_REAL][row] : column->cells[REP_TABLE_SYNTHETIC][row - real];
}

static int repi_determined_order(const repi_determined *by, size_t terms, uint32_t a, uint32_t b)
{
    size_t i;
    for (i = 0; i < terms; i++) { /* the term on the right stands last */
        uint32_t x = repi_determined_cell(by, i, a), y = repi_determined_cell(by, i, b);
        if (x != y) return x < y ? -1 : 1;
    }
    return 0;
}

static int repi_by_terms(const void *user, uint32_t a, uint32_t b)
{
    const repi_determined *by = (const repi_determined *)user;
    return repi_determined_order(by, by->relation->count, a, b);
}

/* zone -> borough: a row keeps it if its borough is the most frequent one that the real table has with its zone (where the
 * real table lacks the zone: the synthetic one). */
static rep_status repi_claim_determines(rep_comparison *c, repi_claim *relation, rep_error *err)
{
    size_t all = c->rows[0] + c->rows[1], n = 0, i, j, k, t;
    uint32_t *order = (uint32_t *)repi_arena_get(&c->scratch, all * sizeof *order);
    uint64_t rows[2] = { 0, 0 }, kept[2] = { 0, 0 };
    repi_determined by;
    by.c = c, by.relation = relation;
    if (!order) return repi_no_memory(err);
    for (i = 0; i < all; i++) {
        for (k = 0; k < relation->count && repi_determined_cell(&by, k, (uint32_t)i); k++) { }
        if (k == relation->count) order[n++] = (uint32_t)i, rows[i >= c->rows[0]]++;
    }
    if (!repi_sort(&c->memory, order, n, repi_by_terms, &by)) return repi_no_memory(err);
    for (i = 0; i < n; i = j) { /* rows i .. j-1 agree on the left; of these, runs agree on the right */
        uint64_t best[2] = { 0, 0 };
        for (j = i; j < n && repi_determined_order(&by, relation->count - 1, order[i], order[j]) == 0;) {
            uint64_t run[2] = { 0, 0 };
            size_t first = j;
            for (; j < n && repi_by_terms(&by, order[first], order[j]) == 0; j++) run[order[j] >= c->rows[0]]++;
            if (run[0] > best[0] || (best[0] == 0 && run[0] == 0 && run[1] > best[1])) best[0] = run[0], best[1] = run[1];
        }
        kept[0] += best[0], kept[1] += best[1];
    }
    for (t = 0; t < 2; t++) {
        relation->kept.row_count[t] = rows[t];
        relation->kept.kept[t] = rows[t] ? (double)kept[t] / (double)rows[t] : repi_no_figure();
    }
    return REP_OK;
}

static rep_status repi_comparison_relate(rep_comparison *c, rep_error *err)
{
    size_t i;
    rep_status status = REP_OK;
    c->relations = (repi_claim *)repi_arena_zeroed(&c->arena, c->options.relation_count + 1, sizeof *c->relations);
    if (!c->relations) return repi_no_memory(err);
    for (i = 0; i < c->options.relation_count && !status; i++) {
        repi_claim *relation = &c->relations[i];
        char *copy;
        relation->text = repi_cstr(c->options.relations[i]);
        copy = (char *)repi_arena_get(&c->arena, relation->text.len + 1);
        if (!copy) return repi_no_memory(err);
        memcpy(copy, relation->text.data, relation->text.len + 1);
        relation->text.data = copy;
        relation->kept.text = relation->text;
        status = repi_claim_parse(c, relation, err);
        if (!status) status = (relation->sign == REPI_SIGN_BINDS ? repi_claim_determines : repi_claim_sums)(c, relation, err);
        repi_arena_free(&c->scratch);
    }
    c->info.relation_count = c->options.relation_count;
    return status;
}

/*--- privacy: copies ---*/

/* Rows are equal if all scored cells are; numbers are if they agree in nine decimals. same[k] maps levels to what is equal,
 * NULL = the level itself. */
typedef struct repi_copies { const rep_comparison *c; uint32_t **same; uint32_t *slots; size_t room; } repi_copies;

static uint32_t repi_copies_cell(const repi_copies *copies, rep_table table, size_t row, size_t k)
{
    uint32_t level = repi_scored(copies->c, k)->cells[table][row];
    return copies->same[k] ? copies->same[k][level] : level;
}

/* The place of the real row that equals this one, or the free place where it belongs. */
static size_t repi_copies_find(const repi_copies *copies, rep_table table, size_t row)
{
    size_t count = copies->c->info.scored_count, k, at;
    uint64_t hash = copies->c->key;
    for (k = 0; k < count; k++) hash = repi_mix(hash ^ repi_copies_cell(copies, table, row, k));
    for (at = (size_t)hash & (copies->room - 1); copies->slots[at]; at = (at + 1) & (copies->room - 1)) {
        size_t other = copies->slots[at] - 1;
        for (k = 0; k < count && repi_copies_cell(copies, table, row, k) == repi_copies_cell(copies, REP_TABLE_REAL, other, k); k++) { }
        if (k == count) break;
    }
    return at;
}

/* v * 10^9 to the nearest whole number, ties to even; v itself where that has no fraction left. */
static double repi_nine_decimals(double v)
{
    double x = v * 1e9, below, rest;
    if (repi_distance(x, 0) >= 4503599627370496.0) return v; /* 2^52 */
    below = (double)(int64_t)x;
    if (below > x) below -= 1;
    rest = x - below;
    if (rest > 0.5 || (rest >= 0.5 && (int64_t)below % 2 != 0)) below += 1;
    return below;
}

static int repi_copies_open(rep_comparison *c, repi_copies *copies)
{
    size_t k, i;
    memset(copies, 0, sizeof *copies);
    copies->c = c;
    for (copies->room = 16; copies->room < 2 * c->rows[REP_TABLE_REAL];) copies->room *= 2;
    copies->slots = (uint32_t *)repi_arena_zeroed(&c->scratch, copies->room, sizeof *copies->slots);
    copies->same = (uint32_t **)repi_arena_zeroed(&c->scratch, c->info.scored_count + 1, sizeof *copies->same);
    if (!copies->slots || !copies->same) return 0;
    for (k = 0; k < c->info.scored_count; k++) {
        const repi_compared *column = repi_scored(c, k);
        uint32_t *same;
        if (!column->values) continue;
        same = copies->same[k] = (uint32_t *)repi_arena_zeroed(&c->scratch, column->level_count + 1, sizeof *same);
        if (!same) return 0;
        for (i = 1; i < column->level_count; i++)
            same[i] = i > 1 && repi_nine_decimals(column->values[i]) <= repi_nine_decimals(column->values[i - 1]) ? same[i - 1] : (uint32_t)i;
    }
    return 1;
}

static double repi_copies_share(const repi_copies *copies, rep_table table)
{
    size_t i, found = 0, rows = copies->c->rows[table];
    for (i = 0; i < rows; i++) found += copies->slots[repi_copies_find(copies, table, i)] != 0;
    return (double)found / (double)rows;
}

static int repi_count_copies(rep_comparison *c)
{
    size_t rows = c->rows[REP_TABLE_REAL], twice = 0, i;
    unsigned char *again = (unsigned char *)repi_arena_zeroed(&c->scratch, rows + 1, 1);
    repi_copies copies;
    if (!again || !repi_copies_open(c, &copies)) return 0;
    for (i = 0; i < rows; i++) {
        size_t at = repi_copies_find(&copies, REP_TABLE_REAL, i);
        if (!copies.slots[at]) copies.slots[at] = (uint32_t)i + 1;
        else twice += again[copies.slots[at] - 1] ? 1u : 2u, again[copies.slots[at] - 1] = 1; /* the first one is a double, too */
    }
    c->info.copies = repi_copies_share(&copies, REP_TABLE_SYNTHETIC);
    c->info.copies_reference = c->rows[REP_TABLE_HOLDOUT] ? repi_copies_share(&copies, REP_TABLE_HOLDOUT) : (double)twice / (double)rows;
    return 1;
}

/*--- privacy: distances ---*/

/* Points: a row of numbers for each row of a table, scaled so that a column's distance is min(|a - b|, 1): numbers by their
 * range from the 1st to the 99th percentile of the real table, categories by their number, missing cells far away from all
 * but each other. */
typedef struct repi_points { size_t count, width; double *at; } repi_points;

/* The q-th quantile of a column's real values between its neighbours; rows = how many values there are. */
static double repi_value_quantile(const repi_compared *column, size_t rows, double q)
{
    double place = q * (double)(rows - 1), part, below = 0;
    size_t rank = (size_t)place, i, seen = 0;
    part = place - (double)rank;
    for (i = 1; i < column->level_count; i++) {
        if (seen <= rank && seen + column->counts[0][i] > rank) below = column->values[i];
        seen += column->counts[0][i];
        if (seen > rank + 1 || (seen > rank && seen == rows)) break;
    }
    return i < column->level_count ? below + part * (column->values[i] - below) : below;
}

/* Origin and width of each scored column. */
static void repi_points_scale(const rep_comparison *c, double *origin, double *width)
{
    size_t k;
    for (k = 0; k < c->info.scored_count; k++) {
        const repi_compared *column = repi_scored(c, k);
        size_t rows = c->rows[REP_TABLE_REAL] - column->counts[0][0], first = 1, last = column->level_count - 1;
        origin[k] = 0, width[k] = 1;
        if (!column->values || rows == 0) continue;
        origin[k] = repi_value_quantile(column, rows, 0.01);
        width[k] = repi_value_quantile(column, rows, 0.99) - origin[k];
        if (width[k] > 0) continue;
        while (column->counts[0][first] == 0) first++;
        while (column->counts[0][last] == 0) last--;
        origin[k] = column->values[first], width[k] = column->values[last] - origin[k];
        if (width[k] <= 0) width[k] = 1;
    }
}

/* At most `most` rows of a table, drawn without repeats in a table that has more. 0 = no memory. */
static int repi_points_of(rep_comparison *c, repi_points *points, rep_table table, size_t most, uint64_t stream, const double *origin, const double *width)
{
    size_t rows = c->rows[table], i, k;
    points->count = REPI_MIN(rows, most), points->width = c->info.scored_count;
    points->at = (double *)repi_arena_zeroed(&c->scratch, points->count + 1, points->width * sizeof *points->at);
    if (!points->at) return 0;
    for (i = 0; i < points->count; i++) {
        size_t row = rows > most ? (size_t)repi_permute(i, rows, repi_mix(c->options.seed + stream)) : i;
        for (k = 0; k < points->width; k++) {
            const repi_compared *column = repi_scored(c, k);
            uint32_t level = column->cells[table][row];
            size_t known = column->level_count;
            if (column->values) points->at[i * points->width + k] = level ? (column->values[level] - origin[k]) / width[k] : 1e300;
            else points->at[i * points->width + k] = level && column->counts[0][level] == 0 ? (double)known : (double)level; /* all that the real table lacks is one */
        }
    }
    return 1;
}

/* The distance of each of `from` to its closest one of `to`; `same`: rows of one table, a row is not its own neighbour.
 * A sum that has passed the best one so far is not finished. */
static void repi_nearest(const repi_points *from, const repi_points *to, int same, double *out)
{
    size_t i, j, k, width = from->width;
    for (i = 0; i < from->count; i++) {
        const double *a = from->at + i * width;
        double best = (double)width + 1;
        for (j = 0; j < to->count; j++) {
            const double *b = to->at + j * width;
            double sum = 0;
            if (same && i == j) continue;
            for (k = 0; k < width && sum < best; k++) {
                double d = repi_distance(a[k], b[k]);
                sum += d < 1 ? d : 1;
            }
            if (sum < best) best = sum;
        }
        out[i] = best / (double)width;
    }
}

/* The q-th quantile of n distances, n >= 1, in rising order. */
static double repi_sorted_quantile(const double *sorted, size_t n, double q)
{
    double place = q * (double)(n - 1);
    size_t rank = (size_t)place;
    return rank + 1 < n ? sorted[rank] + (place - (double)rank) * (sorted[rank + 1] - sorted[rank]) : sorted[rank];
}

/* Two quantiles of distances. 0 = no memory. */
static int repi_distance_figures(rep_comparison *c, const double *distances, size_t n, double *p5, double *median)
{
    uint32_t *order = (uint32_t *)repi_arena_get(&c->scratch, n * sizeof *order);
    double *sorted = (double *)repi_arena_get(&c->scratch, n * sizeof *sorted);
    size_t i;
    if (!order || !sorted) return 0;
    for (i = 0; i < n; i++) order[i] = (uint32_t)i;
    if (!repi_sort(&c->memory, order, n, repi_by_value, distances)) return 0;
    for (i = 0; i < n; i++) sorted[i] = distances[order[i]];
    *p5 = repi_sorted_quantile(sorted, n, 0.05);
    *median = repi_sorted_quantile(sorted, n, 0.5);
    return 1;
}

/* Distances of synthetic rows to real ones and to the holdout's, and what the holdout's own, or real rows among each
 * other, are: as many real rows as the holdout has, so that neither has the better chance to be close. 0 = no memory. */
static int repi_take_distances(rep_comparison *c)
{
    size_t width = c->info.scored_count, asked = width <= 30 ? 2000 : 1000, held = c->rows[REP_TABLE_HOLDOUT], i;
    size_t most = REPI_MIN(REPI_MIN(c->rows[REP_TABLE_REAL], held ? held : SIZE_MAX), (size_t)20000);
    double *origin = (double *)repi_arena_zeroed(&c->scratch, width, sizeof *origin), *scale = (double *)repi_arena_zeroed(&c->scratch, width, sizeof *scale);
    double *near_real = (double *)repi_arena_zeroed(&c->scratch, asked, sizeof *near_real), *other = (double *)repi_arena_zeroed(&c->scratch, asked, sizeof *other);
    rep_comparison_info *info = &c->info;
    repi_points real, query, reference, holdout;
    double closer = 0;
    if (!origin || !scale || !near_real || !other) return 0;
    repi_points_scale(c, origin, scale);
    if (!repi_points_of(c, &real, REP_TABLE_REAL, most, 3, origin, scale) || !repi_points_of(c, &query, REP_TABLE_SYNTHETIC, asked, 4, origin, scale)) return 0;
    repi_nearest(&query, &real, 0, near_real);
    if (!repi_distance_figures(c, near_real, query.count, &info->distance_p5, &info->distance_median)) return 0;
    if (held) {
        if (!repi_points_of(c, &holdout, REP_TABLE_HOLDOUT, most, 5, origin, scale) || !repi_points_of(c, &reference, REP_TABLE_HOLDOUT, asked, 6, origin, scale)) return 0;
        repi_nearest(&query, &holdout, 0, other);
        for (i = 0; i < query.count; i++) closer += near_real[i] < other[i] ? 1 : near_real[i] > other[i] ? 0 : 0.5;
        info->closer_share = closer / (double)query.count;
    } else reference = real, reference.count = REPI_MIN(real.count, asked);
    if (!held && real.count < 2) return 1; /* no other row */
    repi_nearest(&reference, &real, !held, other);
    return repi_distance_figures(c, other, reference.count, &info->distance_p5_reference, &info->distance_median_reference);
}

/*--- all of it ---*/

static void repi_no_scores(rep_scores *scores) { scores->overall = scores->strong = scores->shapes = scores->pairs = scores->strong_pairs = repi_no_figure(); }

/* Types the columns, then every figure. */
static rep_status repi_comparison_measure(rep_comparison *c, rep_error *err)
{
    repi_side real, synthetic;
    rep_comparison_info *info = &c->info;
    rep_status status;
    size_t i, count;
    c->scored = (uint32_t *)repi_arena_zeroed(&c->arena, c->column_count + 1, sizeof *c->scored);
    if (!c->scored) return repi_no_memory(err);
    for (i = 0; i < c->column_count; i++) {
        repi_compared *column = &c->columns[i];
        int ok = repi_compared_prepare(c, column);
        repi_arena_free(&c->scratch);
        if (!ok) return repi_no_memory(err);
        repi_compared_describe(c, column);
        if (repi_is_scored(column)) column->scored = (uint32_t)info->scored_count, c->scored[info->scored_count++] = (uint32_t)i;
        if (repi_comparison_tell(c, "type", i + 1, c->column_count)) return repi_cancelled(err);
    }
    count = info->scored_count;
    info->pair_count = count ? count * (count - 1) / 2 : 0;
    c->total = info->pair_count * (c->options.no_ceiling ? 1u : 3u);
    c->pairs = (rep_compared_pair *)repi_arena_zeroed(&c->arena, info->pair_count + 1, sizeof *c->pairs);
    if (!c->pairs) return repi_no_memory(err);
    status = repi_comparison_relate(c, err);
    if (status || count == 0) return status;
    if (!repi_side_of(c, &real, REP_TABLE_REAL) || !repi_side_of(c, &synthetic, REP_TABLE_SYNTHETIC)) return repi_no_memory(err);
    status = repi_score(c, &real, &synthetic, &info->score, 1, err);
    repi_arena_free(&c->scratch);
    if (!status && !c->options.no_ceiling) status = repi_ceiling(c, err);
    if (status) return status;
    repi_comparison_cover(c);
    if (!c->options.no_privacy && !(repi_count_copies(c) && repi_take_distances(c))) return repi_no_memory(err);
    repi_arena_free(&c->scratch);
    return REP_OK;
}

REPLICATOR_DEF void rep_comparison_free(rep_comparison *c)
{
    repi_memory memory;
    size_t i, table;
    if (!c) return;
    for (i = 0; i < c->column_count; i++) {
        repi_dictionary_free(&c->memory, &c->columns[i].words);
        for (table = 0; table < REP_TABLE_COUNT; table++) REPI_FREE(&c->memory, c->columns[i].cells[table], c->columns[i].room[table], uint32_t);
    }
    repi_arena_free(&c->scratch);
    repi_arena_free(&c->arena);
    memory = c->memory;
    repi_resize(&memory, c, sizeof *c, 0);
}

static rep_status repi_compare_check(const rep_compare_options *options, rep_error *err)
{
    size_t i;
    for (i = 0; i < options->missing_count; i++)
        if (!options->missing || !options->missing[i]) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "missing[%u] is NULL", (uint64_t)i);
    for (i = 0; i < options->relation_count; i++)
        if (!options->relations || !options->relations[i]) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "relations[%u] is NULL", (uint64_t)i);
    return REP_OK;
}

/* Compares what three readers give; has_holdout = the third is one. */
static rep_status repi_compare_sources(rep_comparison **out, rep_read_fn read, void *const users[REP_TABLE_COUNT], int has_holdout,
                                       const rep_compare_options *options, rep_error *err)
{
    rep_compare_options zero = REP_ZERO;
    rep_comparison *c;
    repi_memory memory;
    rep_status status;
    size_t i;
    int table;
    repi_clear(err);
    if (options && options->where) *options->where = REP_TABLE_COUNT;
    if (!options) options = &zero;
    status = repi_compare_check(options, err);
    if (status) return status;
    repi_memory_init(&memory, &options->host, options->max_bytes ? options->max_bytes : (uint64_t)1 << 32);
    c = (rep_comparison *)repi_zeroed(&memory, 1, sizeof *c);
    if (!c) return repi_no_memory(err);
    c->memory = memory;
    c->arena.memory = c->scratch.memory = &c->memory;
    c->options = *options;
    c->key = repi_mix((uint64_t)(size_t)c ^ repi_mix((uint64_t)(size_t)&memory));
    repi_no_scores(&c->info.score), repi_no_scores(&c->info.bootstrap), repi_no_scores(&c->info.halves);
    c->info.missing = c->info.range_coverage = c->info.category_coverage = c->info.copies = c->info.copies_reference = repi_no_figure();
    c->info.distance_p5 = c->info.distance_median = c->info.distance_p5_reference = c->info.distance_median_reference = c->info.closer_share = repi_no_figure();
    for (table = 0; table < (has_holdout ? 3 : 2) && !status; table++) {
        status = repi_reading_run(c, (rep_table)table, read, users[table], err);
        for (i = 0; i < c->column_count && table == 0; i++) c->columns[i].real_words = c->columns[i].words.count;
        c->info.row_count[table] = c->rows[table];
    }
    c->info.column_count = c->column_count;
    if (!status) status = repi_comparison_measure(c, err);
    memset(&c->options, 0, sizeof c->options); /* its texts are the caller's */
    if (status) rep_comparison_free(c);
    else *out = c;
    return status;
}

static int repi_read_view(void *user, char *buffer, size_t size, size_t *len) /* a rep_read_fn */
{
    rep_str *rest = (rep_str *)user;
    *len = REPI_MIN(rest->len, size);
    if (*len) memcpy(buffer, rest->data, *len);
    rest->data += *len, rest->len -= *len;
    return 0;
}

REPLICATOR_DEF rep_status rep_compare(rep_comparison **out, rep_str real, rep_str synthetic, rep_str holdout,
                                      const rep_compare_options *options, rep_error *err)
{
    void *users[REP_TABLE_COUNT];
    repi_clear(err);
    if (options && options->where) *options->where = REP_TABLE_COUNT;
    if (!out) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "out is NULL");
    *out = NULL;
    if (!real.data || !synthetic.data) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "real.data or synthetic.data is NULL");
    users[REP_TABLE_REAL] = &real, users[REP_TABLE_SYNTHETIC] = &synthetic, users[REP_TABLE_HOLDOUT] = &holdout;
    return repi_compare_sources(out, repi_read_view, users, holdout.data != NULL, options, err);
}

/*--- looking at it ---*/

REPLICATOR_DEF const char *rep_sdtype_name(rep_sdtype sdtype)
{
    static const char *const names[] = { "numerical", "datetime", "categorical", "id", "text", "empty" };
    return (unsigned)sdtype < REPI_COUNT(names) ? names[sdtype] : "unknown";
}

REPLICATOR_DEF rep_status rep_comparison_get_info(const rep_comparison *c, rep_comparison_info *out, rep_error *err)
{
    repi_clear(err);
    if (!c || !out) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "comparison or out is NULL");
    *out = c->info;
    return REP_OK;
}

REPLICATOR_DEF rep_status rep_comparison_get_column(const rep_comparison *c, size_t column, rep_compared_column *out, rep_error *err)
{
    repi_clear(err);
    if (!out) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "out is NULL");
    memset(out, 0, sizeof *out);
    if (!c || column >= c->column_count) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "comparison is NULL, or there is no column %u", (uint64_t)column);
    *out = c->columns[column].figures;
    return REP_OK;
}

REPLICATOR_DEF rep_status rep_comparison_get_pair(const rep_comparison *c, size_t a, size_t b, rep_compared_pair *out, rep_error *err)
{
    size_t x, y;
    repi_clear(err);
    if (!out) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "out is NULL");
    memset(out, 0, sizeof *out);
    out->score = out->association[0] = out->association[1] = repi_no_figure();
    if (!c || a >= c->column_count || b >= c->column_count || a == b)
        return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "comparison is NULL, or %u and %u are not two of its columns", (uint64_t)a, (uint64_t)b);
    if (!repi_is_scored(&c->columns[a]) || !repi_is_scored(&c->columns[b])) return REP_OK;
    x = c->columns[REPI_MIN(a, b)].scored, y = c->columns[REPI_MAX(a, b)].scored;
    *out = c->pairs[x * (2 * c->info.scored_count - x - 1) / 2 + (y - x - 1)];
    return REP_OK;
}

REPLICATOR_DEF rep_status rep_comparison_get_relation(const rep_comparison *c, size_t relation, rep_compared_relation *out, rep_error *err)
{
    repi_clear(err);
    if (!out) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "out is NULL");
    memset(out, 0, sizeof *out);
    if (!c || relation >= c->info.relation_count) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "comparison is NULL, or there is no relation %u", (uint64_t)relation);
    *out = c->relations[relation].kept;
    return REP_OK;
}

REPLICATOR_DEF rep_status rep_comparison_get_cell(const rep_comparison *c, rep_table table, uint64_t row, size_t column, rep_str *text, double *number, rep_error *err)
{
    uint32_t level;
    repi_clear(err);
    if (!text || !number) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "text or number is NULL");
    *text = repi_str(NULL, 0), *number = repi_no_figure();
    if (!c || (unsigned)table >= REP_TABLE_COUNT || row >= c->rows[table] || column >= c->column_count)
        return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "comparison is NULL, or its table has no such cell");
    level = c->columns[column].cells[table][(size_t)row];
    if (level && c->columns[column].texts) *text = c->columns[column].texts[level];
    if (level && c->columns[column].values) *number = c->columns[column].values[level];
    return REP_OK;
}

/* Where the bulk of a column lies: from its 1st to its 99th percentile in either table and a quarter more on both sides, so
 * that a few far values do not leave all others in one bar. whole = all values are whole numbers. 0 = there is no value. */
static int repi_bulk(const repi_compared *column, double *low, double *high, int *whole)
{
    double first = 0, last = 0, from = 0, to = 0, span;
    uint64_t all[2] = { 0, 0 }, seen[2] = { 0, 0 };
    size_t i, t;
    int any = 0, inside = 0;
    *whole = 1;
    for (i = 1; i < column->level_count; i++) all[0] += column->counts[0][i], all[1] += column->counts[1][i];
    for (i = 1; i < column->level_count; i++) {
        double v = column->values[i];
        if (column->counts[0][i] + column->counts[1][i] == 0) continue; /* only the holdout has it */
        if (!any++) first = from = to = v;
        last = v;
        if (repi_distance(v, 0) >= 9e15 || (double)(int64_t)v != v) *whole = 0;
        for (t = 0; t < 2; t++) {
            uint64_t before = seen[t];
            seen[t] += column->counts[t][i];
            if (100 * seen[t] > all[t] && before < seen[t] && !inside++) from = v;
            if (100 * before < 99 * all[t] && before < seen[t]) to = v;
        }
    }
    span = to > from ? (to - from) / 4 : last - first;
    *low = REPI_MAX(first, from - span), *high = REPI_MIN(last, to + span);
    return any;
}

/* Bars of numbers and dates. Whole numbers get bars a whole number wide, each number in the middle of its part. */
static size_t repi_bars_of_values(const rep_comparison *c, const repi_compared *column, rep_compared_bar *bars, size_t capacity)
{
    double low, high, width;
    size_t count = capacity, i, bar, t;
    int whole;
    if (!repi_bulk(column, &low, &high, &whole)) return 0;
    width = (high - low) / (double)count;
    if (whole && column->sdtype == REP_SDTYPE_NUMERICAL) {
        width = (high - low + 1) / (double)count;
        width = width <= 1 ? 1 : width < 9e15 && (double)(int64_t)width < width ? (double)(int64_t)width + 1 : width;
        count = REPI_MIN(capacity, (size_t)((high - low) / width) + 1);
        low -= 0.5;
    }
    if (width <= 0) width = 1, count = 1, low -= 0.5;
    for (bar = 0; bar < count; bar++) {
        memset(&bars[bar], 0, sizeof *bars);
        bars[bar].low = low + width * (double)bar, bars[bar].high = low + width * (double)(bar + 1);
    }
    for (i = 1; i < column->level_count; i++) {
        double place = (column->values[i] - low) / width;
        bar = !(place > 0) ? 0 : place >= (double)count ? count - 1 : (size_t)place; /* NaN where the range is infinite */
        for (t = 0; t < 2; t++) bars[bar].share[t] += column->counts[t][i] / (double)c->rows[t];
    }
    return count;
}

/* Bars of categories, the most frequent of both tables first (ties by first sight); the last one may be all others. */
static size_t repi_bars_of_texts(const rep_comparison *c, const repi_compared *column, rep_compared_bar *bars, size_t capacity)
{
    size_t count = 0, i, t, at, kinds = 0, most;
    rep_compared_bar rest;
    memset(&rest, 0, sizeof rest);
    for (i = 1; i < column->level_count; i++) kinds += column->counts[0][i] || column->counts[1][i];
    most = kinds > capacity ? capacity - 1 : capacity;
    for (i = 1; i < column->level_count; i++) {
        rep_compared_bar bar;
        memset(&bar, 0, sizeof bar);
        bar.label = column->texts[i];
        for (t = 0; t < 2; t++) bar.share[t] = column->counts[t][i] / (double)c->rows[t];
        if (bar.share[0] + bar.share[1] <= 0) continue;
        for (at = count; at > 0 && bars[at - 1].share[0] + bars[at - 1].share[1] < bar.share[0] + bar.share[1]; at--) { }
        if (count == most) {
            const rep_compared_bar *loser = at < count ? &bars[count - 1] : &bar;
            for (t = 0; t < 2; t++) rest.share[t] += loser->share[t];
            if (at == count) continue;
            count--;
        }
        memmove(bars + at + 1, bars + at, (count - at) * sizeof *bars);
        bars[at] = bar;
        count++;
    }
    if (kinds > count) bars[count++] = rest;
    return count;
}

REPLICATOR_DEF rep_status rep_comparison_get_bars(const rep_comparison *c, size_t column, rep_compared_bar *bars, size_t capacity, size_t *count, rep_error *err)
{
    const repi_compared *from;
    repi_clear(err);
    if (!count) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "count is NULL");
    *count = 0;
    if (!c || column >= c->column_count || !bars || capacity < 2)
        return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "comparison or bars is NULL, capacity below 2, or there is no column %u", (uint64_t)column);
    from = &c->columns[column];
    if (!repi_is_scored(from)) return REP_OK;
    *count = (from->values ? repi_bars_of_values : repi_bars_of_texts)(c, from, bars, capacity);
    return REP_OK;
}

/*==============================================================================
 * MARK: - [R27] Files
 *
 * Tables, models and rows as files. What is written goes to a temporary file
 * beside its name, which is renamed in the end: a failure leaves the old file
 * as it was and nothing half-written.
 *
 *   enter by   rep_profile_file, rep_model_load, rep_model_save, rep_generator_write_file ...
 *   uses       all rooms above
 *============================================================================*/
#ifndef REPLICATOR_NO_STDIO
#if defined(_WIN32)
#include <io.h>
#include <fcntl.h>
#include <direct.h>
#ifdef __cplusplus
extern "C"
#endif
__declspec(dllimport) int __stdcall MoveFileExA(const char *from, const char *to, unsigned long flags);
#else
#include <sys/stat.h>
#include <sys/types.h>
#include <dirent.h>
#endif

static int repi_read_stream(void *user, char *buffer, size_t size, size_t *len)
{
    FILE *file = (FILE *)user;
    *len = fread(buffer, 1, size, file);
    return *len == 0 && ferror(file);
}

static int repi_write_stream(void *user, const char *data, size_t len) { return fwrite(data, 1, len, (FILE *)user) != len; }

/* Without folder and ending: "data/customers.csv" gives "customers". */
static rep_str repi_stem(const char *path)
{
    const char *name = path, *p, *dot = NULL;
    for (p = path; *p; p++)
        if (*p == '/' || *p == '\\') name = p + 1;
    for (p = name; *p; p++)
        if (*p == '.' && p > name) dot = p;
    return repi_str(name, dot ? (size_t)(dot - name) : (size_t)(p - name));
}

REPLICATOR_DEF rep_status rep_profiler_push_file(rep_profiler *profiler, const char *table_path, rep_error *err)
{
    FILE *file;
    rep_status status;
    int standard;
    repi_clear(err);
    if (!profiler || !table_path) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "profiler or table_path is NULL");
    standard = strcmp(table_path, "-") == 0;
#if defined(_WIN32)
    if (standard) _setmode(_fileno(stdin), _O_BINARY);
#endif
    file = standard ? stdin : fopen(table_path, "rb");
    if (!file) return repi_fail(err, REP_ERR_READ, 0, 0, "the file cannot be opened: is the name right, and may you read it?");
    if (!profiler->stem.len && !standard) {
        rep_str stem = repi_stem(table_path);
        char *copy = (char *)repi_arena_get(&profiler->arena, stem.len + 1);
        if (copy) memcpy(copy, stem.data, stem.len), profiler->stem = repi_str(copy, stem.len);
    }
    status = rep_profiler_push_from(profiler, repi_read_stream, file, err);
    if (!standard) fclose(file);
    return status;
}

REPLICATOR_DEF rep_status rep_profile_file(rep_model **out, const char *table_path, const rep_profile_options *options, rep_error *err)
{
    rep_profiler *profiler;
    rep_status status;
    if (!out) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "out is NULL");
    *out = NULL;
    status = rep_profiler_create(&profiler, options, err);
    if (status) return status;
    status = rep_profiler_push_file(profiler, table_path, err);
    if (!status) status = rep_profiler_learn(profiler, out, err);
    rep_profiler_free(profiler);
    return status;
}

static FILE *repi_open_table(const char *path)
{
    if (strcmp(path, "-") != 0) return fopen(path, "rb");
#if defined(_WIN32)
    _setmode(_fileno(stdin), _O_BINARY);
#endif
    return stdin;
}

REPLICATOR_DEF rep_status rep_compare_files(rep_comparison **out, const char *real_path, const char *synthetic_path, const char *holdout_path,
                                            const rep_compare_options *options, rep_error *err)
{
    const char *paths[REP_TABLE_COUNT];
    void *files[REP_TABLE_COUNT] = { NULL, NULL, NULL };
    rep_status status = REP_OK;
    size_t i;
    repi_clear(err);
    if (options && options->where) *options->where = REP_TABLE_COUNT;
    if (!out || !real_path || !synthetic_path) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "out, real_path or synthetic_path is NULL");
    *out = NULL;
    paths[REP_TABLE_REAL] = real_path, paths[REP_TABLE_SYNTHETIC] = synthetic_path, paths[REP_TABLE_HOLDOUT] = holdout_path;
    for (i = 0; i < REP_TABLE_COUNT && paths[i] && !status; i++)
        if ((files[i] = repi_open_table(paths[i])) == NULL) {
            if (options && options->where) *options->where = (rep_table)i;
            status = repi_fail(err, REP_ERR_READ, 0, 0, "the %s table cannot be opened: is the name right, and may you read it?", repi_table_names[i]);
        }
    if (!status) status = repi_compare_sources(out, repi_read_stream, files, holdout_path != NULL, options, err);
    for (i = 0; i < REP_TABLE_COUNT; i++)
        if (files[i] && files[i] != (void *)stdin) fclose((FILE *)files[i]);
    return status;
}

REPLICATOR_DEF rep_status rep_model_load(rep_model **out, const char *path, const rep_model_options *options, rep_error *err)
{
    repi_memory memory;
    repi_text text;
    FILE *file;
    rep_status status = REP_OK;
    size_t n;
    repi_clear(err);
    if (!out || !path) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "out or path is NULL");
    *out = NULL;
    file = fopen(path, "rb");
    if (!file) return repi_fail(err, REP_ERR_READ, 0, 0, "the model file cannot be opened: is the name right, and may you read it?");
    repi_memory_init(&memory, options ? &options->host : NULL, options && options->max_bytes ? options->max_bytes : (uint64_t)1 << 30);
    memset(&text, 0, sizeof text);
    text.memory = &memory;
    do {
        char *at = repi_text_room(&text, 65536);
        if (!at) { status = repi_no_memory(err); break; }
        n = fread(at, 1, 65536, file);
        text.len += n;
    } while (n == 65536);
    if (!status && ferror(file)) status = repi_fail(err, REP_ERR_READ, 0, 0, "reading the model file failed");
    fclose(file);
    if (!status) status = rep_model_read(out, text.data, text.len, options, err);
    repi_text_free(&text);
    return status;
}

/*--- written beside its name, renamed in the end ---*/
typedef struct repi_file { FILE *stream; char *temporary; const char *path; size_t size; repi_memory memory; } repi_file;

static rep_status repi_file_open(repi_file *file, const char *path, rep_error *err)
{
    size_t n = strlen(path), i, tries;
    int direct = 0;
    repi_memory_init(&file->memory, NULL, UINT64_MAX);
    file->stream = NULL, file->temporary = NULL, file->path = path, file->size = n + 32;
#if !defined(_WIN32)
    {
        struct stat status;
        direct = stat(path, &status) == 0 && !S_ISREG(status.st_mode); /* a pipe or a device cannot be renamed onto */
    }
#endif
    if (direct) {
        file->stream = fopen(path, "wb");
        return file->stream ? REP_OK : repi_fail(err, REP_ERR_WRITE, 0, 0, "the output cannot be opened for writing");
    }
    file->temporary = (char *)repi_resize(&file->memory, NULL, 0, file->size);
    if (!file->temporary) return repi_no_memory(err);
    for (tries = 0; tries < 100 && !file->stream; tries++) { /* a name of our own: no other run's file is touched */
#if defined(__wasi__) /* no clock() there */
        uint64_t mark = repi_mix((uint64_t)(size_t)file ^ (uint64_t)time(NULL) << 20 ^ tries);
#else
        uint64_t mark = repi_mix((uint64_t)(size_t)file ^ (uint64_t)time(NULL) << 20 ^ (uint64_t)clock() ^ tries);
#endif
        FILE *other;
        memcpy(file->temporary, path, n);
        memcpy(file->temporary + n, ".tmp", 4);
        for (i = 0; i < 12; i++) file->temporary[n + 4 + i] = "0123456789abcdef"[mark >> 4 * i & 15];
        file->temporary[n + 16] = '\0';
        other = fopen(file->temporary, "rb");
        if (other) { fclose(other); continue; }
        file->stream = fopen(file->temporary, "wb");
        if (!file->stream) break;
    }
    if (file->stream) return REP_OK;
    repi_resize(&file->memory, file->temporary, file->size, 0);
    file->temporary = NULL;
    return repi_fail(err, REP_ERR_WRITE, 0, 0, "the output cannot be opened for writing: does its folder exist, and may you write there?");
}

/* Keeps the file if status is REP_OK and all of it arrived, else removes what was written. */
static rep_status repi_file_close(repi_file *file, rep_status status, rep_error *err)
{
    int bad = fflush(file->stream) != 0 || ferror(file->stream);
    if (fclose(file->stream) != 0) bad = 1;
    if (!status && bad) status = repi_fail(err, REP_ERR_WRITE, 0, 0, "writing failed: is the disk full?");
    if (!file->temporary) return status;
    if (!status) {
#if defined(_WIN32)
        bad = !MoveFileExA(file->temporary, file->path, 1 | 8); /* replace, write through */
#else
        bad = rename(file->temporary, file->path) != 0;
#endif
        if (bad) status = repi_fail(err, REP_ERR_WRITE, 0, 0, "the finished file could not be renamed to its name");
    }
    if (status) remove(file->temporary);
    repi_resize(&file->memory, file->temporary, file->size, 0);
    return status;
}

REPLICATOR_DEF rep_status rep_model_save(const rep_model *model, const char *path, rep_error *err)
{
    repi_file file;
    rep_status status;
    repi_clear(err);
    if (!model || !path) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "model or path is NULL");
    status = repi_file_open(&file, path, err);
    if (status) return status;
    status = rep_model_write(model, repi_write_stream, file.stream, err);
    return repi_file_close(&file, status, err);
}

REPLICATOR_DEF rep_status rep_generator_write_file(rep_generator *generator, uint64_t first, uint64_t count, const char *path,
                                                   const rep_write_options *options, rep_error *err)
{
    rep_write_options by_name = REP_ZERO;
    repi_file file;
    rep_status status;
    size_t n;
    repi_clear(err);
    if (!generator || !path) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "generator or path is NULL");
    if (options) by_name = *options;
    n = strlen(path);
    if (by_name.format == REP_FORMAT_AUTO && n > 4 && repi_same_fold(repi_str(path + n - 4, 4), ".tsv")) by_name.format = REP_FORMAT_TSV;
    status = repi_file_open(&file, path, err);
    if (status) return status;
    status = rep_generator_write(generator, first, count, repi_write_stream, file.stream, &by_name, err);
    return repi_file_close(&file, status, err);
}

REPLICATOR_DEF rep_status rep_buffer_save(const rep_buffer *buffer, const char *path, rep_error *err)
{
    repi_file file;
    rep_status status;
    repi_clear(err);
    if (!buffer || !path) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "buffer or path is NULL");
    status = repi_file_open(&file, path, err);
    if (status) return status;
    if (repi_write_stream(file.stream, buffer->data, buffer->len)) status = repi_fail(err, REP_ERR_WRITE, 0, 0, "writing failed: is the disk full?");
    return repi_file_close(&file, status, err);
}

/*--- names with a stamp ---*/

/* A character of a model's name in a file name: what would leave the folder, or what some systems refuse, becomes _. */
static char repi_file_char(char c) { return (char)((c && strchr("/\\:*?\"<>|", c)) || (unsigned char)c < 0x20 ? '_' : c); }

/* Minutes of the offset that an ISO date ends with, 0 without one. */
static int repi_date_text_offset(rep_str date)
{
    const char *s = date.data + date.len - 6;
    int minutes;
    if (date.len < 16 || (s[0] != '+' && s[0] != '-') || s[3] != ':') return 0;
    minutes = ((s[1] - '0') * 10 + s[2] - '0') * 60 + (s[4] - '0') * 10 + s[5] - '0';
    return s[0] == '-' ? -minutes : minutes;
}

/* `len` digits at s. */
static int repi_all_digits(const char *s, size_t len)
{
    size_t i;
    for (i = 0; i < len; i++)
        if (!repi_is_digit((unsigned char)s[i])) return 0;
    return 1;
}

static void repi_make_folder(const char *folder)
{
#if defined(_WIN32)
    _mkdir(folder);
#else
    mkdir(folder, 0777); /* a folder that is there already is just as well; writing tells what is wrong */
#endif
}

/* Makes the folder and those above it. */
static void repi_make_folders(char *path)
{
    char *p;
    for (p = path + 1; *p; p++)
        if (*p == '/' || *p == '\\') {
            char kept = *p;
            *p = '\0';
            repi_make_folder(path);
            *p = kept;
        }
    repi_make_folder(path);
}

REPLICATOR_DEF rep_status rep_model_save_stamped(const rep_model *model, const char *folder, const char *name,
                                                 char *saved_path, size_t path_size, rep_error *err)
{
    static const char ending[] = "_model.json";
    int64_t micros = 0;
    char stamp[REPI_DATE_ROOM], *path;
    repi_memory memory;
    rep_str stem;
    rep_status status;
    size_t i, n = 0, stamp_len, folder_len, size;
    repi_clear(err);
    if (saved_path && path_size) saved_path[0] = '\0';
    if (!model) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "model is NULL");
    stem = name ? repi_cstr(name) : model->name.len ? model->name : repi_cstr("table");
    if (!model->date.len || !repi_date_read_any_iso(model->date.data, model->date.len, &micros)) {
        int64_t now = repi_now();
        if (now < 0) return repi_fail(err, REP_ERR_STATE, 0, 0, "the model has no date for its file name: set the date option");
        micros = now * 1000000;
    }
    else micros -= repi_date_text_offset(model->date) * REPI_DATE_MINUTE; /* the stamp is UTC */
    stamp_len = repi_date_print("%Y%m%d_%H%M%S", micros, 0, stamp);
    folder_len = folder ? strlen(folder) : 0;
    size = folder_len + stem.len + stamp_len + sizeof ending + 3;
    if (saved_path && path_size < size) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "saved_path has %u bytes, the path needs %u", (uint64_t)path_size, (uint64_t)size);
    repi_memory_init(&memory, NULL, UINT64_MAX);
    path = (char *)repi_resize(&memory, NULL, 0, size);
    if (!path) return repi_no_memory(err);
    if (folder_len) {
        memcpy(path, folder, folder_len + 1);
        repi_make_folders(path);
        n = folder_len;
        if (path[n - 1] != '/' && path[n - 1] != '\\') path[n++] = '/';
    }
    for (i = 0; i < stem.len; i++) path[n++] = repi_file_char(stem.data[i]);
    path[n++] = '_';
    memcpy(path + n, stamp, stamp_len), n += stamp_len;
    memcpy(path + n, ending, sizeof ending);
    status = rep_model_save(model, path, err);
    if (!status && saved_path) memcpy(saved_path, path, n + sizeof ending);
    repi_resize(&memory, path, size, 0);
    return status;
}

/* Is this file <name>_YYYYMMDD_HHMMSS_model.json, the name as repi_file_char spells it? Then its stamp begins at the result. */
static const char *repi_stamp_of(const char *file, const char *name)
{
    size_t n = strlen(name);
    const char *stamp = file + n + 1;
    size_t i;
    if (strlen(file) != n + 27 || file[n] != '_') return NULL;
    for (i = 0; i < n; i++)
        if (file[i] != repi_file_char(name[i])) return NULL;
    return repi_all_digits(stamp, 8) && stamp[8] == '_' && repi_all_digits(stamp + 9, 6) && strcmp(stamp + 15, "_model.json") == 0 ? stamp : NULL;
}

REPLICATOR_DEF rep_status rep_model_load_newest(rep_model **out, const char *folder, const char *name, const rep_model_options *options, rep_error *err)
{
    char best[16] = "", *path;
    repi_memory memory;
    rep_status status;
    size_t size, n = 0;
    const char *stamp;
    repi_clear(err);
    if (!out || !name) return repi_fail(err, REP_ERR_ARGUMENT, 0, 0, "out or name is NULL");
    *out = NULL;
    if (!folder || !*folder) folder = ".";
    size = strlen(folder) + strlen(name) + 40;
    repi_memory_init(&memory, NULL, UINT64_MAX);
    path = (char *)repi_resize(&memory, NULL, 0, size);
    if (!path) return repi_no_memory(err);
    n = strlen(folder);
    memcpy(path, folder, n);
    if (path[n - 1] != '/' && path[n - 1] != '\\') path[n++] = '/';
#if defined(_WIN32)
    {
        struct _finddata_t entry;
        intptr_t handle;
        memcpy(path + n, "*", 2);
        handle = _findfirst(path, &entry);
        if (handle != -1) {
            do
                if ((stamp = repi_stamp_of(entry.name, name)) != NULL && memcmp(stamp, best, 15) > 0) memcpy(best, stamp, 15);
            while (_findnext(handle, &entry) == 0);
            _findclose(handle);
        }
    }
#else
    {
        DIR *handle = opendir(folder);
        struct dirent *entry;
        while (handle && (entry = readdir(handle)) != NULL)
            if ((stamp = repi_stamp_of(entry->d_name, name)) != NULL && memcmp(stamp, best, 15) > 0) memcpy(best, stamp, 15);
        if (handle) closedir(handle);
    }
#endif
    if (!best[0]) status = repi_fail(err, REP_ERR_READ, 0, 0, "no file \"%s_YYYYMMDD_HHMMSS_model.json\" in \"%s\"", name, folder);
    else {
        for (; *name; name++) path[n++] = repi_file_char(*name);
        path[n++] = '_';
        memcpy(path + n, best, 15);
        memcpy(path + n + 15, "_model.json", 12);
        status = rep_model_load(out, path, options, err);
    }
    repi_resize(&memory, path, size, 0);
    return status;
}

/*--- in one call ---*/
REPLICATOR_DEF rep_status rep_create_and_save_model(const char *table_path, const char *name, const char *folder,
                                                    const rep_profile_options *options, char *saved_path, size_t path_size, rep_error *err)
{
    rep_profile_options named = REP_ZERO;
    rep_model *model;
    rep_status status;
    if (saved_path && path_size) saved_path[0] = '\0';
    if (options) named = *options;
    if (name) named.name = name;
    status = rep_profile_file(&model, table_path, &named, err);
    if (!status) status = rep_model_save_stamped(model, folder, name, saved_path, path_size, err);
    rep_model_free(model);
    return status;
}

REPLICATOR_DEF rep_status rep_generate_from_model(const char *model_path, uint64_t row_count, uint64_t seed, const char *rows_path,
                                                  const rep_generator_options *draw, const rep_write_options *format, rep_error *err)
{
    rep_model_options load = REP_ZERO;
    rep_model *model = NULL;
    rep_generator *generator = NULL;
    rep_status status;
    if (draw) load.host = draw->host;
    status = rep_model_load(&model, model_path, &load, err);
    if (!status) status = rep_generator_create(&generator, model, seed, draw, err);
    if (!status) status = rep_generator_write_file(generator, 0, row_count, rows_path, format, err);
    rep_generator_free(generator);
    rep_model_free(model);
    return status;
}
#endif /* REPLICATOR_NO_STDIO */

/*==============================================================================
 * MARK: - [R28] Word lists
 *
 * The words that made-up rows are built from: given names, surnames, streets,
 * towns, companies, mail hosts, titles and harmless text. Every list is an
 * array of fixed width without pointers, so all of it is read-only data and
 * needs no relocation; each entry ends in '\0' inside its width.
 *
 *   uses       <stdint.h> only
 *   keeps      the order. The row algorithm stores nothing but an index, so
 *              "same seed, same rows" holds only while an entry keeps its
 *              place: later versions append to a list and never insert, move,
 *              change or remove. repi_words_text is sorted by length and so
 *              cannot be appended to: longer text is a new list
 *   people     no list names a person. Given names and surnames are facts of
 *              frequency, each list for itself (US Census and SSA, as general
 *              knowledge); a pair is put together by chance
 *   safe       mail hosts lie in names reserved by RFC 2606 and RFC 6761;
 *              company names are invented; towns and postcodes are real and
 *              belong together
 *============================================================================*/

/*--- people ---*/

/* Given names of women, roughly most frequent first, then a mix of the world. */
static const char repi_words_first_f[][12] = {
    "Mary",       "Patricia",   "Jennifer",   "Linda",      "Elizabeth",  "Barbara",
    "Susan",      "Jessica",    "Sarah",      "Karen",      "Lisa",       "Nancy",
    "Sandra",     "Betty",      "Ashley",     "Emily",      "Kimberly",   "Margaret",
    "Donna",      "Michelle",   "Carol",      "Amanda",     "Melissa",    "Deborah",
    "Stephanie",  "Rebecca",    "Sharon",     "Laura",      "Cynthia",    "Dorothy",
    "Amy",        "Kathleen",   "Angela",     "Shirley",    "Emma",       "Brenda",
    "Pamela",     "Nicole",     "Anna",       "Samantha",   "Katherine",  "Christine",
    "Debra",      "Rachel",     "Carolyn",    "Janet",      "Maria",      "Olivia",
    "Heather",    "Helen",      "Catherine",  "Diane",      "Julie",      "Victoria",
    "Joyce",      "Lauren",     "Kelly",      "Christina",  "Ruth",       "Joan",
    "Virginia",   "Judith",     "Evelyn",     "Hannah",     "Andrea",     "Megan",
    "Cheryl",     "Jacqueline", "Madison",    "Teresa",     "Abigail",    "Sophia",
    "Martha",     "Sara",       "Gloria",     "Janice",     "Kathryn",    "Ann",
    "Isabella",   "Judy",       "Charlotte",  "Julia",      "Grace",      "Amber",
    "Alice",      "Jean",       "Denise",     "Frances",    "Danielle",   "Marilyn",
    "Natalie",    "Beverly",    "Diana",      "Brittany",   "Theresa",    "Kayla",
    "Alexis",     "Doris",      "Lori",       "Tiffany",    "Ava",        "Mia",
    "Amelia",     "Harper",     "Luna",       "Camila",     "Gianna",     "Scarlett",
    "Penelope",   "Layla",      "Chloe",      "Aria",       "Ella",       "Mila",
    "Nora",       "Hazel",      "Riley",      "Zoey",       "Lily",       "Eleanor",
    "Lillian",    "Violet",     "Aurora",     "Stella",     "Zoe",        "Leah",
    "Audrey",     "Lucy",       "Bella",      "Savannah",   "Claire",     "Skylar",
    "Paisley",    "Naomi",      "Elena",      "Caroline",   "Maya",       "Kennedy",
    "Aaliyah",    "Genesis",    "Ariana",     "Allison",    "Gabriella",  "Alyssa",
    "Sadie",      "Autumn",     "Quinn",      "Nevaeh",     "Piper",      "Ruby",
    "Serenity",   "Willow",     "Everly",     "Cora",       "Kaylee",     "Lydia",
    "Aubrey",     "Arianna",    "Eliana",     "Peyton",     "Melanie",    "Gabrielle",
    "Eva",        "Emilia",     "Josephine",  "Jasmine",    "Molly",      "Brianna",
    "Sydney",     "Faith",      "Alexandra",  "Trinity",    "Vanessa",    "Mackenzie",
    "Jade",       "Valentina",  "Mariah",     "Paige",      "Jordan",     "Destiny",
    "Brooke",     "Morgan",     "Katelyn",    "Haley",      "Taylor",     "Rose",
    "Erin",       "Crystal",    "Erica",      "Tara",       "Tracy",      "Dawn",
    "Tina",       "Kristen",    "Katie",      "Wendy",      "April",      "Kristin",
    "Leslie",     "Monica",     "Veronica",   "Valerie",    "Holly",      "Robin",
    "Jamie",      "Stacy",      "Kristina",   "Dana",       "Heidi",      "Melinda",
    "Carla",      "Tanya",      "Renee",      "Kelsey",     "Shannon",    "Lindsey",
    "Lindsay",    "Courtney",   "Bethany",    "Natasha",    "Whitney",    "Cassandra",
    "Erika",      "Miranda",    "Meghan",     "Caitlin",    "Alicia",     "Rosa",
    "Ana",        "Carmen",     "Irene",      "Juanita",    "Yolanda",    "Marisol",
    "Guadalupe",  "Lucia",      "Sofia",      "Gabriela",   "Alejandra",  "Adriana",
    "Daniela",    "Mariana",    "Paola",      "Silvia",     "Beatriz",    "Claudia",
    "Esperanza",  "Dolores",    "Consuelo",   "Leticia",    "Graciela",   "Ines",
    "Pilar",      "Esther",     "Norma",      "Alma",       "Bertha",     "Blanca",
    "Rocio",      "Catalina",   "Isabel",     "Luz",        "Raquel",     "Angelica",
    "Marta",      "Elsa",       "Yesenia",    "Ximena",     "Julieta",    "Renata",
    "Regina",     "Fernanda",   "Valeria",    "Camille",    "Simone",     "Giselle",
    "Brigitte",   "Colette",    "Elise",      "Genevieve",  "Juliette",   "Margot",
    "Sylvie",     "Yvonne",     "Yvette",     "Celeste",    "Monique",    "Nadine",
    "Noelle",     "Chantal",    "Estelle",    "Odette",     "Ingrid",     "Astrid",
    "Sigrid",     "Freya",      "Greta",      "Helga",      "Annika",     "Britta",
    "Karin",      "Kirsten",    "Solveig",    "Linnea",     "Maja",       "Signe",
    "Elin",       "Saga",       "Liv",        "Tove",       "Anneliese",  "Gretchen",
    "Ursula",     "Heike",      "Anke",       "Katja",      "Liesel",     "Frieda",
    "Hedwig",     "Petra",      "Silke",      "Bridget",    "Maeve",      "Siobhan",
    "Fiona",      "Deirdre",    "Maureen",    "Eileen",     "Colleen",    "Nuala",
    "Aoife",      "Orla",       "Roisin",     "Sinead",     "Ciara",      "Niamh",
    "Una",        "Moira",      "Ailsa",      "Isla",       "Rhona",      "Gwen",
    "Bronwyn",    "Carys",      "Cerys",      "Megumi",     "Yuki",       "Sakura",
    "Hana",       "Keiko",      "Akiko",      "Emi",        "Haruka",     "Naoko",
    "Tomoko",     "Mei",        "Ling",       "Xia",        "Jing",       "Hui",
    "Yan",        "Lan",        "Fang",       "Xin",        "Yun",        "Min",
    "Jia",        "Soo",        "Jiyeon",     "Minji",      "Hyun",       "Eunji",
    "Thuy",       "Linh",       "Mai",        "Huong",      "Trang",      "Ngoc",
    "Phuong",     "Priya",      "Anjali",     "Kavita",     "Sunita",     "Deepa",
    "Lakshmi",    "Meena",      "Neha",       "Pooja",      "Radha",      "Rani",
    "Shreya",     "Sita",       "Divya",      "Asha",       "Nisha",      "Anita",
    "Geeta",      "Kiran",      "Aisha",      "Fatima",     "Amina",      "Layan",
    "Mariam",     "Noor",       "Yasmin",     "Zainab",     "Samira",     "Leila",
    "Farah",      "Rania",      "Hala",       "Salma",      "Nadia",      "Soraya",
    "Shirin",     "Parisa",     "Roya",       "Olga",       "Tatiana",    "Svetlana",
    "Irina",      "Ludmila",    "Anastasia",  "Ekaterina",  "Katya",      "Oksana",
    "Galina",     "Larisa",     "Marina",     "Vera",       "Zofia",      "Agnieszka",
    "Kasia",      "Ewa",        "Halina",     "Magda",      "Danuta",     "Ilona",
    "Zsofia",     "Elzbieta",   "Giulia",     "Chiara",     "Francesca",  "Bianca",
    "Lorena",     "Rosalia",    "Serena",     "Ornella",    "Despina",    "Eleni",
    "Kalliope",   "Ioanna",     "Adaeze",     "Chioma",     "Ngozi",      "Amara",
    "Folake",     "Yetunde",    "Ama",        "Akua",       "Zuri",       "Nia",
    "Imani",      "Ebony",      "Keisha",     "Latoya",     "Tamika",     "Aliyah",
    "Shanice",    "Miriam",     "Rivka",      "Tamar",      "Shira",      "Talia",
    "Rina",       "Ethel",      "Edna",       "Mildred",    "Thelma",     "Gladys",
    "Lois",       "Phyllis",    "Marjorie",   "Vivian",     "Ida",        "Pearl",
    "Elsie",      "Agnes",      "Mabel",      "Myrtle",     "Opal",
};

/* Given names of men, in the same order; some stand in both lists, as in life. */
static const char repi_words_first_m[][12] = {
    "James",       "Robert",      "John",        "Michael",     "David",       "William",
    "Richard",     "Joseph",      "Thomas",      "Christopher", "Charles",     "Daniel",
    "Matthew",     "Anthony",     "Mark",        "Donald",      "Steven",      "Andrew",
    "Paul",        "Joshua",      "Kenneth",     "Kevin",       "Brian",       "Timothy",
    "Ronald",      "George",      "Jason",       "Edward",      "Jeffrey",     "Ryan",
    "Jacob",       "Nicholas",    "Gary",        "Eric",        "Jonathan",    "Stephen",
    "Larry",       "Justin",      "Scott",       "Brandon",     "Benjamin",    "Samuel",
    "Gregory",     "Alexander",   "Patrick",     "Frank",       "Raymond",     "Jack",
    "Dennis",      "Jerry",       "Tyler",       "Aaron",       "Jose",        "Adam",
    "Nathan",      "Henry",       "Zachary",     "Douglas",     "Peter",       "Kyle",
    "Noah",        "Ethan",       "Jeremy",      "Christian",   "Walter",      "Keith",
    "Austin",      "Roger",       "Terry",       "Sean",        "Gerald",      "Carl",
    "Dylan",       "Harold",      "Jordan",      "Jesse",       "Bryan",       "Lawrence",
    "Arthur",      "Gabriel",     "Bruce",       "Logan",       "Billy",       "Joe",
    "Alan",        "Juan",        "Elijah",      "Willie",      "Albert",      "Wayne",
    "Randy",       "Mason",       "Vincent",     "Liam",        "Roy",         "Bobby",
    "Caleb",       "Bradley",     "Russell",     "Lucas",       "Oliver",      "Theodore",
    "Levi",        "Sebastian",   "Mateo",       "Owen",        "Hudson",      "Ezra",
    "Grayson",     "Asher",       "Leo",         "Wyatt",       "Isaac",       "Hunter",
    "Connor",      "Cameron",     "Julian",      "Isaiah",      "Charlie",     "Josiah",
    "Nolan",       "Lincoln",     "Ezekiel",     "Cooper",      "Adrian",      "Evan",
    "Parker",      "Landon",      "Carter",      "Jaxon",       "Chase",       "Dominic",
    "Xavier",      "Jayden",      "Axel",        "Brayden",     "Ian",         "Cole",
    "Miles",       "Nathaniel",   "Eli",         "Colton",      "Luke",        "Max",
    "Maverick",    "Declan",      "Weston",      "Roman",       "Micah",       "Silas",
    "Everett",     "Bennett",     "Rowan",       "Beau",        "Wesley",      "Victor",
    "Damian",      "Harrison",    "Gavin",       "Brody",       "Emmett",      "Jude",
    "Ryder",       "Blake",       "Marcus",      "Trevor",      "Derek",       "Travis",
    "Shane",       "Todd",        "Craig",       "Chad",        "Corey",       "Dustin",
    "Brent",       "Brett",       "Cody",        "Derrick",     "Casey",       "Curtis",
    "Darren",      "Darryl",      "Dale",        "Dean",        "Duane",       "Earl",
    "Eugene",      "Ernest",      "Francis",     "Fred",        "Glenn",       "Gordon",
    "Howard",      "Hugh",        "Ivan",        "Jay",         "Jeff",        "Jimmy",
    "Johnny",      "Jon",         "Karl",        "Ken",         "Kent",        "Kurt",
    "Lance",       "Lee",         "Leonard",     "Leroy",       "Leslie",      "Lloyd",
    "Louis",       "Marvin",      "Maurice",     "Melvin",      "Mitchell",    "Neil",
    "Norman",      "Perry",       "Philip",      "Phillip",     "Ralph",       "Ray",
    "Reginald",    "Rick",        "Rodney",      "Ronnie",      "Ross",        "Ruben",
    "Seth",        "Shawn",       "Sidney",      "Spencer",     "Stanley",     "Stuart",
    "Ted",         "Tony",        "Vernon",      "Warren",      "Floyd",       "Clyde",
    "Herbert",     "Clarence",    "Herman",      "Chester",     "Cecil",       "Milton",
    "Clifford",    "Clifton",     "Alvin",       "Edgar",       "Edwin",       "Elmer",
    "Lester",      "Leon",        "Luther",      "Homer",       "Luis",        "Carlos",
    "Miguel",      "Angel",       "Antonio",     "Francisco",   "Jesus",       "Alejandro",
    "Manuel",      "Pedro",       "Jorge",       "Ricardo",     "Fernando",    "Roberto",
    "Eduardo",     "Javier",      "Rafael",      "Raul",        "Ramon",       "Sergio",
    "Armando",     "Arturo",      "Hector",      "Mario",       "Alberto",     "Alfredo",
    "Andres",      "Cesar",       "Diego",       "Emilio",      "Enrique",     "Ernesto",
    "Esteban",     "Felipe",      "Gerardo",     "Gilberto",    "Guillermo",   "Gustavo",
    "Ignacio",     "Ismael",      "Julio",       "Leonardo",    "Lorenzo",     "Marcos",
    "Mauricio",    "Moises",      "Oscar",       "Pablo",       "Rodrigo",     "Rogelio",
    "Salvador",    "Santiago",    "Tomas",       "Vicente",     "Thiago",      "Bruno",
    "Joaquin",     "Joao",        "Paulo",       "Tiago",       "Antoine",     "Bernard",
    "Etienne",     "Francois",    "Henri",       "Jacques",     "Marcel",      "Olivier",
    "Pascal",      "Philippe",    "Pierre",      "Rene",        "Thierry",     "Bjorn",
    "Erik",        "Gunnar",      "Hans",        "Henrik",      "Jens",        "Johan",
    "Lars",        "Leif",        "Magnus",      "Mikkel",      "Nils",        "Olaf",
    "Soren",       "Sven",        "Tor",         "Anders",      "Dieter",      "Ernst",
    "Franz",       "Friedrich",   "Fritz",       "Heinrich",    "Helmut",      "Jurgen",
    "Klaus",       "Ludwig",      "Otto",        "Rainer",      "Rolf",        "Stefan",
    "Wolfgang",    "Aidan",       "Brendan",     "Brennan",     "Colin",       "Conor",
    "Cormac",      "Desmond",     "Eamon",       "Eoin",        "Finn",        "Fergus",
    "Kieran",      "Killian",     "Niall",       "Ronan",       "Seamus",      "Alasdair",
    "Angus",       "Callum",      "Duncan",      "Ewan",        "Fraser",      "Hamish",
    "Malcolm",     "Rory",        "Gareth",      "Rhys",        "Akira",       "Daichi",
    "Haruto",      "Hiroshi",     "Kenji",       "Kenta",       "Makoto",      "Naoki",
    "Ren",         "Satoshi",     "Takashi",     "Yuto",        "Bo",          "Chen",
    "Feng",        "Hao",         "Jian",        "Jun",         "Lei",         "Ming",
    "Qiang",       "Tao",         "Wei",         "Yong",        "Hoang",       "Minh",
    "Quang",       "Tuan",        "Hieu",        "Jin",         "Joon",        "Minho",
    "Sung",        "Aditya",      "Ajay",        "Amit",        "Anil",        "Anand",
    "Arjun",       "Arun",        "Ashok",       "Deepak",      "Ganesh",      "Gopal",
    "Harish",      "Karthik",     "Krishna",     "Mahesh",      "Manoj",       "Mohan",
    "Nikhil",      "Pradeep",     "Rahul",       "Raj",         "Rajesh",      "Ravi",
    "Rohan",       "Sandeep",     "Sanjay",      "Suresh",      "Vijay",       "Vikram",
    "Vivek",       "Abdul",       "Ahmed",       "Ali",         "Amir",        "Bilal",
    "Faisal",      "Hamza",       "Hassan",      "Hussein",     "Ibrahim",     "Imran",
    "Karim",       "Khalid",      "Mahmoud",     "Mohamed",     "Mustafa",     "Omar",
    "Rashid",      "Samir",       "Tariq",       "Yusuf",       "Cyrus",       "Reza",
    "Boris",       "Dmitri",      "Igor",        "Mikhail",     "Nikolai",     "Oleg",
    "Sergei",      "Vladimir",    "Yuri",        "Andrzej",     "Jan",         "Jerzy",
    "Marek",       "Pawel",       "Piotr",       "Tomasz",      "Bogdan",      "Milan",
    "Goran",       "Zoltan",      "Giovanni",    "Giuseppe",    "Marco",       "Matteo",
    "Luca",        "Paolo",       "Salvatore",   "Alessandro",  "Carlo",       "Dante",
    "Nico",        "Dimitrios",   "Kostas",      "Nikos",       "Kwame",       "Kofi",
    "Chidi",       "Emeka",       "Obinna",      "Tunde",       "Malik",       "Jamal",
    "Tyrone",      "Darnell",     "Terrell",     "Deshawn",     "Andre",       "Avi",
    "Moshe",       "Levy",        "Noam",        "Uri",         "Yosef",       "Amos",
    "Abraham",     "Moses",       "Solomon",
};

/* Surnames as in the US, roughly most frequent first. No blank, apostrophe or hyphen. */
static const char repi_words_last[][12] = {
    "Smith",       "Johnson",     "Williams",    "Brown",       "Jones",       "Garcia",
    "Miller",      "Davis",       "Rodriguez",   "Martinez",    "Hernandez",   "Lopez",
    "Gonzalez",    "Wilson",      "Anderson",    "Thomas",      "Taylor",      "Moore",
    "Jackson",     "Martin",      "Lee",         "Perez",       "Thompson",    "White",
    "Harris",      "Sanchez",     "Clark",       "Ramirez",     "Lewis",       "Robinson",
    "Walker",      "Young",       "Allen",       "King",        "Wright",      "Scott",
    "Torres",      "Nguyen",      "Hill",        "Flores",      "Green",       "Adams",
    "Nelson",      "Baker",       "Hall",        "Rivera",      "Campbell",    "Mitchell",
    "Carter",      "Roberts",     "Gomez",       "Phillips",    "Evans",       "Turner",
    "Diaz",        "Parker",      "Cruz",        "Edwards",     "Collins",     "Reyes",
    "Stewart",     "Morris",      "Morales",     "Murphy",      "Cook",        "Rogers",
    "Gutierrez",   "Ortiz",       "Morgan",      "Cooper",      "Peterson",    "Bailey",
    "Reed",        "Kelly",       "Howard",      "Ramos",       "Kim",         "Cox",
    "Ward",        "Richardson",  "Watson",      "Brooks",      "Chavez",      "Wood",
    "James",       "Bennett",     "Gray",        "Mendoza",     "Ruiz",        "Hughes",
    "Price",       "Alvarez",     "Castillo",    "Sanders",     "Patel",       "Myers",
    "Long",        "Ross",        "Foster",      "Jimenez",     "Powell",      "Jenkins",
    "Perry",       "Russell",     "Sullivan",    "Bell",        "Coleman",     "Butler",
    "Henderson",   "Barnes",      "Gonzales",    "Fisher",      "Vasquez",     "Simmons",
    "Romero",      "Jordan",      "Patterson",   "Alexander",   "Hamilton",    "Graham",
    "Reynolds",    "Griffin",     "Wallace",     "Moreno",      "West",        "Cole",
    "Hayes",       "Bryant",      "Herrera",     "Gibson",      "Ellis",       "Tran",
    "Medina",      "Aguilar",     "Stevens",     "Murray",      "Ford",        "Castro",
    "Marshall",    "Owens",       "Harrison",    "Fernandez",   "McDonald",    "Woods",
    "Washington",  "Kennedy",     "Wells",       "Vargas",      "Henry",       "Chen",
    "Freeman",     "Webb",        "Tucker",      "Guzman",      "Burns",       "Crawford",
    "Olson",       "Simpson",     "Porter",      "Hunter",      "Gordon",      "Mendez",
    "Silva",       "Shaw",        "Snyder",      "Mason",       "Dixon",       "Munoz",
    "Hunt",        "Hicks",       "Holmes",      "Palmer",      "Wagner",      "Black",
    "Robertson",   "Boyd",        "Rose",        "Stone",       "Salazar",     "Fox",
    "Warren",      "Mills",       "Meyer",       "Rice",        "Schmidt",     "Garza",
    "Daniels",     "Ferguson",    "Nichols",     "Stephens",    "Soto",        "Weaver",
    "Ryan",        "Gardner",     "Payne",       "Grant",       "Dunn",        "Kelley",
    "Spencer",     "Hawkins",     "Arnold",      "Pierce",      "Hansen",      "Peters",
    "Santos",      "Hart",        "Bradley",     "Knight",      "Elliott",     "Cunningham",
    "Duncan",      "Armstrong",   "Hudson",      "Carroll",     "Lane",        "Riley",
    "Andrews",     "Alvarado",    "Ray",         "Delgado",     "Berry",       "Perkins",
    "Hoffman",     "Johnston",    "Matthews",    "Pena",        "Richards",    "Contreras",
    "Willis",      "Carpenter",   "Lawrence",    "Sandoval",    "Guerrero",    "Chapman",
    "Rios",        "Estrada",     "Ortega",      "Watkins",     "Greene",      "Nunez",
    "Wheeler",     "Valdez",      "Harper",      "Burke",       "Larson",      "Santiago",
    "Maldonado",   "Morrison",    "Franklin",    "Carlson",     "Austin",      "Dominguez",
    "Carr",        "Lawson",      "Jacobs",      "Obrien",      "Lynch",       "Singh",
    "Vega",        "Bishop",      "Montgomery",  "Oliver",      "Jensen",      "Harvey",
    "Williamson",  "Gilbert",     "Dean",        "Sims",        "Espinoza",    "Howell",
    "Li",          "Wong",        "Reid",        "Hanson",      "Le",          "McCoy",
    "Garrett",     "Burton",      "Fuller",      "Wang",        "Weber",       "Welch",
    "Rojas",       "Lucas",       "Marquez",     "Fields",      "Park",        "Yang",
    "Little",      "Banks",       "Padilla",     "Day",         "Walsh",       "Bowman",
    "Schultz",     "Luna",        "Fowler",      "Mejia",       "Davidson",    "Acosta",
    "Brewer",      "May",         "Holland",     "Juarez",      "Newman",      "Pearson",
    "Curtis",      "Cortez",      "Douglas",     "Schneider",   "Barrett",     "Navarro",
    "Figueroa",    "Keller",      "Avila",       "Wade",        "Molina",      "Stanley",
    "Hopkins",     "Campos",      "Barnett",     "Bates",       "Chambers",    "Caldwell",
    "Beck",        "Lambert",     "Miranda",     "Byrd",        "Craig",       "Ayala",
    "Lowe",        "Frazier",     "Powers",      "Neal",        "Leonard",     "Gregory",
    "Carrillo",    "Sutton",      "Fleming",     "Rhodes",      "Shelton",     "Schwartz",
    "Norris",      "Jennings",    "Watts",       "Duran",       "Walters",     "Cohen",
    "McDaniel",    "Moran",       "Parks",       "Steele",      "Vaughn",      "Becker",
    "Holt",        "Deleon",      "Barker",      "Hale",        "Leon",        "Benson",
    "Haynes",      "Horton",      "Miles",       "Lyons",       "Pham",        "Graves",
    "Bush",        "Thornton",    "Wolfe",       "Warner",      "Cabrera",     "McKinney",
    "Mann",        "Zimmerman",   "Dawson",      "Lara",        "Fletcher",    "Page",
    "McCarthy",    "Love",        "Robles",      "Cervantes",   "Solis",       "Erickson",
    "Reeves",      "Chang",       "Klein",       "Salinas",     "Fuentes",     "Baldwin",
    "Velasquez",   "Hardy",       "Higgins",     "Aguirre",     "Lin",         "Cummings",
    "Chandler",    "Sharp",       "Barber",      "Bowen",       "Ochoa",       "Robbins",
    "Liu",         "Ramsey",      "Francis",     "Griffith",    "Blair",       "Oconnor",
    "Cardenas",    "Pacheco",     "Cross",       "Calderon",    "Quinn",       "Moss",
    "Swanson",     "Chan",        "Rivas",       "Khan",        "Rodgers",     "Serrano",
    "Fitzgerald",  "Rosales",     "Stevenson",   "Christensen", "Manning",     "Gill",
    "Curry",       "McLaughlin",  "Harmon",      "McGee",       "Doyle",       "Garner",
    "Newton",      "Burgess",     "Reese",       "Walton",      "Blake",       "Trujillo",
    "Adkins",      "Brady",       "Goodman",     "Roman",       "Webster",     "Goodwin",
    "Fischer",     "Huang",       "Potter",      "Delacruz",    "Montoya",     "Todd",
    "Wu",          "Hines",       "Mullins",     "Castaneda",   "Malone",      "Cannon",
    "Tate",        "Mack",        "Sherman",     "Hubbard",     "Hodges",      "Zhang",
    "Guerra",      "Wolf",        "Valencia",    "Franco",      "Saunders",    "Rowe",
    "Gallagher",   "Farmer",      "Hammond",     "Hampton",     "Townsend",    "Ingram",
    "Wise",        "Gallegos",    "Clarke",      "Barton",      "Schroeder",   "Maxwell",
    "Waters",      "Logan",       "Camacho",     "Strickland",  "Norman",      "Colon",
    "Parsons",     "Harrington",  "Glover",      "Osborne",     "Buchanan",    "Floyd",
    "Patton",      "Ibarra",      "Ball",        "Tyler",       "Suarez",      "Bowers",
    "Orozco",      "Salas",       "Cobb",        "Gibbs",       "Andrade",     "Bauer",
    "Conner",      "Moody",       "Escobar",     "McGuire",     "Lloyd",       "Mueller",
    "Hartman",     "French",      "Kramer",      "McBride",     "Pope",        "Lindsey",
    "Velazquez",   "Norton",      "McCormick",   "Sparks",      "Flynn",       "Yates",
    "Hogan",       "Marsh",       "Macias",      "Villanueva",  "Zamora",      "Pratt",
    "Stokes",      "Owen",        "Ballard",     "Lang",        "Brock",       "Villarreal",
    "Drake",       "Barrera",     "Cain",        "Pineda",      "Burnett",     "Mercado",
    "Santana",     "Shepherd",    "Bautista",    "Ali",         "Shaffer",     "Lamb",
    "Trevino",     "McKenzie",    "Hess",        "Olsen",       "Cochran",     "Morton",
    "Nash",        "Wilkins",     "Petersen",    "Briggs",      "Shah",        "Roth",
    "Nicholson",   "Holloway",    "Lozano",      "Flowers",     "Rangel",      "Hoover",
    "Arias",       "Mora",        "Valenzuela",  "Meyers",      "Weiss",       "Underwood",
    "Bass",        "Greer",       "Summers",     "Houston",     "Carson",      "Morrow",
    "Clayton",     "Whitaker",    "Decker",      "Yoder",       "Collier",     "Zuniga",
    "Carey",       "Wilcox",      "Melendez",    "Poole",       "Roberson",    "Larsen",
    "Conley",      "Davenport",   "Copeland",    "Massey",      "Lam",         "Huff",
    "Rocha",       "Cameron",     "Jefferson",   "Hood",        "Monroe",      "Pittman",
    "Huynh",       "Randall",     "Singleton",   "Kirk",        "Combs",       "Mathis",
    "Skinner",     "Bradford",    "Galvan",      "Wall",        "Boone",       "Kirby",
    "Wilkinson",   "Bridges",     "Bruce",       "Atkinson",    "Velez",       "Meza",
    "Roy",         "York",        "Hodge",       "Villa",       "Abbott",      "Allison",
    "Tapia",       "Gates",       "Chase",       "Sosa",        "Sweeney",     "Farrell",
    "Wyatt",       "Dalton",      "Horn",        "Barron",      "Phelps",      "Yu",
    "Dickerson",   "Heath",       "Foley",       "Atkins",      "Mathews",     "Bonilla",
    "Acevedo",     "Benitez",     "Zavala",      "Hensley",     "Glenn",       "Cisneros",
    "Harrell",     "Shields",     "Rubio",       "Huffman",     "Choi",        "Boyer",
    "Garrison",    "Arroyo",      "Bond",        "Kane",        "Hancock",     "Callahan",
    "Dillon",      "Cline",       "Wiggins",     "Grimes",      "Arellano",    "Melton",
    "Oneill",      "Ho",          "Beltran",     "Parrish",     "Ponce",       "Booth",
    "Koch",        "Golden",      "Ware",        "Brennan",     "McDowell",    "Marks",
    "Cantu",       "Humphrey",    "Baxter",      "Sawyer",      "Clay",        "Tanner",
    "Hutchinson",  "Kaur",        "Berg",        "Wiley",       "Gilmore",     "Russo",
    "Villegas",    "Hobbs",       "Wilkerson",   "Ahmed",       "Beard",       "McClain",
    "Montes",      "Mata",        "Rosario",     "Vang",        "Henson",      "Oneal",
    "Mosley",      "McClure",     "Beasley",     "Stephenson",  "Snow",        "Huerta",
    "Preston",     "Vance",       "Barry",       "Johns",       "Eaton",       "Blackwell",
    "Dyer",        "Macdonald",   "Solomon",     "Guevara",     "Stafford",    "English",
    "Hurst",       "Woodard",     "Cortes",      "Kemp",        "Nolan",       "McCullough",
    "Merritt",     "Murillo",     "Moon",        "Salgado",     "Kline",       "Cordova",
    "Barajas",     "Rosas",       "Winters",     "Jacobson",    "Lester",      "Knox",
    "Bullock",     "Kerr",        "Meadows",     "Orr",         "Davila",      "Whitehead",
    "Pruitt",      "Kent",        "Conway",      "McKee",       "Barr",        "David",
    "Marin",       "Berger",      "McIntyre",    "Blankenship", "Gaines",      "Palacios",
    "Cuevas",      "Bartlett",    "Durham",      "Dorsey",      "McCall",      "Odonnell",
    "Stein",       "Browning",    "Lowery",      "Sloan",       "McLean",      "Hendricks",
    "Calhoun",     "Chung",       "Gentry",      "Hull",        "Duarte",      "Ellison",
    "Nielsen",     "Gillespie",   "Middleton",   "Sellers",     "Leblanc",     "Esparza",
    "Hardin",      "Bradshaw",    "McIntosh",    "Howe",        "Livingston",  "Frost",
    "Morse",       "Knapp",       "Herman",      "Stark",       "Bravo",       "Noble",
    "Weeks",       "Corona",      "Buckley",     "McFadden",    "Hebert",      "Enriquez",
    "Hickman",     "Quintero",    "Randolph",    "Schaefer",    "Trejo",       "Reilly",
    "Pennington",  "Conrad",      "Giles",       "Crosby",      "Fitzpatrick", "Donovan",
    "Mahoney",     "Valentine",   "Medrano",     "McMillan",    "Bentley",     "Lucero",
    "Boyle",       "Hanna",       "Pace",        "Hurley",      "Harding",     "McConnell",
    "Bernal",      "Nava",        "Ayers",       "Ventura",     "Avery",       "Pugh",
    "Mayer",       "Shepard",     "McMahon",     "Landry",      "Sampson",     "Moses",
    "Magana",      "Blackburn",   "Dunlap",      "Duffy",       "Vaughan",     "Herring",
    "McKay",       "Espinosa",    "Rivers",      "Farley",      "Bernard",     "Friedman",
    "Truong",      "Costa",       "Correa",      "Blevins",     "Nixon",       "Clements",
    "Fry",         "Delarosa",    "Benton",      "Lugo",        "Portillo",    "Dougherty",
    "Crane",       "Haley",       "Phan",        "Villalobos",  "Blanchard",   "Horne",
    "Finley",      "Quintana",    "Esquivel",    "Dodson",      "Mullen",      "Xiong",
    "Hayden",      "Cano",        "Levy",        "Huber",       "Richmond",    "Lim",
    "Sheppard",    "McCarty",     "Avalos",      "Waller",      "Parra",       "Woodward",
    "Jaramillo",   "Krueger",     "Rasmussen",   "Brandt",      "Peralta",     "Donaldson",
    "Stuart",      "Faulkner",    "Maynard",     "Galindo",     "Coffey",      "Estes",
    "Sanford",     "Burch",       "Maddox",      "Vo",          "Oconnell",    "Vu",
    "Andersen",    "Spence",      "McPherson",   "Schmitt",     "Stanton",     "Leal",
    "Cherry",      "Compton",     "Sierra",      "Pollard",     "Alfaro",      "Hester",
    "Proctor",     "Lu",          "Hinton",      "Novak",       "Madden",      "McCann",
    "Terrell",     "Jarvis",      "Dickson",     "Reyna",       "Cantrell",    "Mayo",
    "Hendrix",     "Rollins",     "Rowland",     "Whitney",     "Duke",        "Daugherty",
    "Travis",      "Tang",        "Archer",      "McCabe",      "Velasco",     "Arnett",
    "Kapoor",      "Sharma",      "Gupta",       "Kumar",       "Reddy",       "Rao",
    "Desai",       "Mehta",       "Joshi",       "Iyer",        "Nair",        "Menon",
    "Verma",       "Mishra",      "Agarwal",     "Bhatt",       "Chopra",      "Malhotra",
    "Banerjee",    "Mukherjee",   "Das",         "Ghosh",       "Bose",        "Pillai",
    "Naidu",       "Trivedi",     "Pandey",      "Saxena",      "Hussain",     "Hassan",
    "Ibrahim",     "Mohamed",     "Rahman",      "Haddad",      "Khoury",      "Mansour",
    "Farah",       "Nakamura",    "Tanaka",      "Suzuki",      "Yamamoto",    "Watanabe",
    "Takahashi",   "Kobayashi",   "Sato",        "Ito",         "Kato",        "Yoshida",
    "Matsumoto",   "Inoue",       "Kimura",      "Hayashi",     "Saito",       "Jung",
    "Kang",        "Cho",         "Yoon",        "Jang",        "Han",         "Shin",
    "Seo",         "Kwon",        "Hwang",       "Song",        "Ahn",         "Zhao",
    "Zhou",        "Sun",         "Ma",          "Zhu",         "Hu",          "Guo",
    "He",          "Gao",         "Luo",         "Zheng",       "Liang",       "Xie",
    "Tam",         "Leung",       "Lau",         "Fong",        "Chin",        "Dang",
    "Bui",         "Do",          "Ngo",         "Duong",       "Ly",          "Dinh",
    "Trinh",       "Hoang",       "Mai",         "Cao",         "Ocampo",      "Aquino",
    "Pascual",     "Lindberg",    "Lindgren",    "Johansson",   "Eriksson",    "Nilsson",
    "Svensson",    "Gustafson",   "Sorensen",    "Thomsen",     "Knudsen",     "Bergstrom",
    "Dahl",        "Lund",        "Nygaard",     "Haugen",      "Berglund",    "Sandberg",
    "Nordstrom",   "Holm",        "Kruse",       "Kowalski",    "Nowak",       "Wisniewski",
    "Kaminski",    "Lewandowski", "Wojcik",      "Kozlowski",   "Petrov",      "Ivanov",
    "Volkov",      "Sokolov",     "Popov",       "Horvath",     "Nagy",        "Szabo",
    "Kovacs",      "Toth",        "Dvorak",      "Svoboda",     "Novotny",     "Rossi",
    "Ricci",       "Esposito",    "Romano",      "Colombo",     "Marino",      "Greco",
    "Bruno",       "Gallo",       "Conti",       "Deluca",      "Mancini",     "Lombardi",
    "Moretti",     "Ferrari",     "Barone",      "Rizzo",       "Caruso",      "Papadakis",
    "Pappas",      "Muller",      "Schafer",     "Vogel",       "Krause",      "Lehmann",
    "Kaiser",      "Fuchs",       "Lorenz",      "Baumann",     "Schreiber",   "Dietrich",
    "Ziegler",     "Kuhn",        "Engel",       "Dubois",      "Lefebvre",    "Moreau",
    "Laurent",     "Girard",      "Fontaine",    "Mercier",     "Beaumont",    "Byrne",
    "Kavanagh",    "McGrath",     "Doherty",     "Maguire",     "Costello",    "Tierney",
    "Hennessy",    "Driscoll",    "Okafor",      "Okeke",       "Adeyemi",     "Mensah",
    "Boateng",     "Diallo",      "Traore",      "Ndiaye",      "Abdi",        "Okonkwo",
    "Janssen",     "Bakker",      "Visser",      "Vandyke",     "Goldberg",    "Katz",
    "Shapiro",     "Rosen",       "Levin",       "Kaplan",      "Weinstein",   "Greenberg",
    "Begay",       "Yazzie",      "Tsosie",      "Kealoha",     "Almeida",     "Pereira",
    "Oliveira",    "Ferreira",    "Carvalho",    "Teixeira",    "Moura",       "Cardoso",
    "Barros",      "Machado",     "Pinto",       "Tavares",
};

/* Forms of address, to recognise names as well as to make them. "Master." and "Miss."
 * with a dot as old passenger lists write them. */
static const char repi_words_title[][8] = {
    "Mr.",     "Mrs.",    "Ms.",     "Miss.",   "Dr.",     "Prof.",   "Rev.",    "Master.",
    "Mme.",    "Mlle.",   "Col.",    "Capt.",   "Major.",  "Sir",     "Lady",    "Lt.",
    "Sgt.",    "Gen.",    "Maj.",    "Cpl.",    "Cmdr.",   "Hon.",    "Mx.",     "Fr.",
    "Dame",    "Lord",    "Don.",    "Dona.",   "Herr",    "Frau",    "Sra.",    "Srta.",
    "Mons.",
};

/*--- places ---*/

/* Street names without their kind, common ones first. */
static const char repi_words_street[][12] = {
    "Main",       "Park",       "Oak",        "Maple",      "Pine",       "Cedar",
    "Elm",        "Washington", "Lake",       "Hill",       "Walnut",     "Spring",
    "North",      "Ridge",      "Church",     "Willow",     "Lincoln",    "Mill",
    "River",      "Sunset",     "Jackson",    "Highland",   "Cherry",     "Forest",
    "Meadow",     "Jefferson",  "Center",     "Franklin",   "Adams",      "Chestnut",
    "Hickory",    "Spruce",     "Birch",      "Poplar",     "Dogwood",    "Sycamore",
    "Magnolia",   "Madison",    "Monroe",     "Lee",        "School",     "College",
    "Railroad",   "Market",     "Water",      "Front",      "Broad",      "High",
    "Valley",     "First",      "Second",     "Third",      "Fourth",     "Fifth",
    "Sixth",      "Seventh",    "Eighth",     "Ninth",      "Tenth",      "South",
    "East",       "West",       "Union",      "Liberty",    "State",      "Court",
    "Prospect",   "Pleasant",   "Grove",      "Green",      "Garden",     "Orchard",
    "Vine",       "Rose",       "Laurel",     "Holly",      "Ash",        "Beech",
    "Juniper",    "Cypress",    "Aspen",      "Redwood",    "Sequoia",    "Hemlock",
    "Locust",     "Linden",     "Alder",      "Hawthorn",   "Mulberry",   "Pecan",
    "Cottonwood", "Sassafras",  "Persimmon",  "Buckeye",    "Ivy",        "Lilac",
    "Violet",     "Daisy",      "Clover",     "Heather",    "Jasmine",    "Azalea",
    "Camellia",   "Primrose",   "Marigold",   "Bluebell",   "Larkspur",   "Foxglove",
    "Lavender",   "Sage",       "Thistle",    "Fern",       "Bramble",    "Lakeview",
    "Riverview",  "Hillcrest",  "Parkview",   "Woodland",   "Fairview",   "Ridgeview",
    "Mountain",   "Valleyview", "Bayview",    "Oceanview",  "Meadowview", "Hillside",
    "Lakeside",   "Riverside",  "Brookside",  "Woodside",   "Parkside",   "Creekside",
    "Seaside",    "Hillview",   "Grandview",  "Skyview",    "Clearview",  "Longview",
    "Westview",   "Eastview",   "Northview",  "Southview",  "Springdale", "Glendale",
    "Oakdale",    "Rosedale",   "Ferndale",   "Parkdale",   "Avondale",   "Oakwood",
    "Pinewood",   "Elmwood",    "Maplewood",  "Cedarwood",  "Beechwood",  "Driftwood",
    "Wildwood",   "Greenwood",  "Linwood",    "Edgewood",   "Briarwood",  "Cottage",
    "Stone",      "Brick",      "Slate",      "Granite",    "Marble",     "Flint",
    "Quarry",     "Canyon",     "Mesa",       "Summit",     "Vista",      "Crest",
    "Bluff",      "Cliff",      "Boulder",    "Prairie",    "Plains",     "Harbor",
    "Bay",        "Beach",      "Ocean",      "Shore",      "Coral",      "Pearl",
    "Island",     "Cove",       "Anchor",     "Lighthouse", "Mariner",    "Captain",
    "Pier",       "Ferry",      "Bridge",     "Canal",      "Creek",      "Brook",
    "Pond",       "Marsh",      "Falls",      "Rapids",     "Cascade",    "Mist",
    "Rainbow",    "Thunder",    "Cloud",      "Breeze",     "Sunrise",    "Sunny",
    "Moonlight",  "Star",       "Evening",    "Morning",    "Summer",     "Autumn",
    "Winter",     "Harvest",    "Wheat",      "Barley",     "Cotton",     "Apple",
    "Peach",      "Plum",       "Pear",       "Berry",      "Hazel",      "Almond",
    "Olive",      "Palm",       "Palmetto",   "Acacia",     "Eucalyptus", "Yucca",
    "Cactus",     "Mesquite",   "Saddle",     "Ranch",      "Stable",     "Wagon",
    "Trail",      "Pioneer",    "Settler",    "Frontier",   "Mustang",    "Pony",
    "Bronco",     "Colt",       "Fox",        "Deer",       "Elk",        "Moose",
    "Bear",       "Beaver",     "Otter",      "Rabbit",     "Squirrel",   "Eagle",
    "Hawk",       "Falcon",     "Robin",      "Cardinal",   "Bluebird",   "Sparrow",
    "Swallow",    "Wren",       "Dove",       "Quail",      "Pheasant",   "Heron",
    "Crane",      "Swan",       "Mallard",    "Partridge",  "Grant",      "Hamilton",
    "Harrison",   "Cleveland",  "Wilson",     "Taylor",     "Tyler",      "Polk",
    "Pierce",     "Garfield",   "Arthur",     "Hancock",    "Revere",     "Concord",
    "Lexington",  "Plymouth",   "Salem",      "Essex",      "Sussex",     "Kent",
    "Surrey",     "Windsor",    "Oxford",     "Cambridge",  "Bristol",    "Devon",
    "Dover",      "Chester",    "Lancaster",  "York",       "Warwick",    "Stratford",
    "Avon",       "Canterbury", "Winchester", "Hampton",    "Kingston",   "Sheffield",
    "Ashford",    "Brighton",   "Colonial",   "Heritage",   "Mission",    "Plaza",
    "Depot",      "Station",    "Mechanic",   "Foundry",    "Factory",    "Commerce",
    "Industrial", "Enterprise", "Technology", "University", "Academy",    "Library",
    "Chapel",     "Abbey",      "Bishop",     "King",       "Queen",      "Prince",
    "Duke",       "Castle",     "Manor",      "Knoll",      "Glen",       "Dale",
    "Heath",      "Moor",       "Hollow",     "Timber",     "Lumber",     "Logan",
    "Sherman",    "Delaware",   "Virginia",   "Carolina",   "Georgia",    "Florida",
    "Texas",      "Ohio",       "Indiana",    "Illinois",   "Michigan",   "Wisconsin",
    "Minnesota",  "Dakota",     "Colorado",   "Nevada",
};

/* Kinds of street, spelled out, common ones first. */
static const char repi_words_street_kind[][8] = {
    "Street",  "Avenue",  "Road",    "Drive",   "Lane",    "Court",   "Way",     "Place",
    "Circle",  "Trail",   "Terrace", "Parkway", "Loop",    "Square",  "Path",    "Run",
    "Row",     "Pike",    "Alley",   "Point",   "Plaza",   "Cove",    "Bend",    "Hill",
};

/* A US town, the code of its state, and one of its postcodes. Text, not a number: zeros lead. */
typedef struct repi_town {
    char name[20], state[3], zip[6];
} repi_town;

/* The large cities first, then towns of every state in mixed order. A name occurs once, so it
 * decides the state and the postcode. */
static const repi_town repi_words_town[] = {
    { "New York",         "NY", "10001" },  { "Los Angeles",      "CA", "90012" },
    { "Chicago",          "IL", "60601" },  { "Houston",          "TX", "77002" },
    { "Phoenix",          "AZ", "85004" },  { "Philadelphia",     "PA", "19103" },
    { "San Antonio",      "TX", "78205" },  { "San Diego",        "CA", "92101" },
    { "Dallas",           "TX", "75201" },  { "Austin",           "TX", "78701" },
    { "Jacksonville",     "FL", "32202" },  { "San Jose",         "CA", "95112" },
    { "Fort Worth",       "TX", "76102" },  { "Columbus",         "OH", "43215" },
    { "Charlotte",        "NC", "28202" },  { "Indianapolis",     "IN", "46204" },
    { "San Francisco",    "CA", "94103" },  { "Seattle",          "WA", "98101" },
    { "Denver",           "CO", "80202" },  { "Oklahoma City",    "OK", "73102" },
    { "Nashville",        "TN", "37203" },  { "Washington",       "DC", "20001" },
    { "El Paso",          "TX", "79901" },  { "Las Vegas",        "NV", "89101" },
    { "Boston",           "MA", "02108" },  { "Detroit",          "MI", "48226" },
    { "Portland",         "OR", "97205" },  { "Louisville",       "KY", "40202" },
    { "Memphis",          "TN", "38103" },  { "Baltimore",        "MD", "21201" },
    { "Milwaukee",        "WI", "53202" },  { "Albuquerque",      "NM", "87102" },
    { "Tucson",           "AZ", "85701" },  { "Fresno",           "CA", "93721" },
    { "Sacramento",       "CA", "95814" },  { "Atlanta",          "GA", "30303" },
    { "Kansas City",      "MO", "64105" },  { "Mesa",             "AZ", "85201" },
    { "Raleigh",          "NC", "27601" },  { "Colorado Springs", "CO", "80903" },
    { "Omaha",            "NE", "68102" },  { "Miami",            "FL", "33130" },
    { "Virginia Beach",   "VA", "23451" },  { "Long Beach",       "CA", "90802" },
    { "Oakland",          "CA", "94612" },  { "Minneapolis",      "MN", "55401" },
    { "Bakersfield",      "CA", "93301" },  { "Tulsa",            "OK", "74103" },
    { "Tampa",            "FL", "33602" },  { "Arlington",        "TX", "76010" },
    { "Wichita",          "KS", "67202" },  { "Aurora",           "CO", "80012" },
    { "New Orleans",      "LA", "70112" },  { "Cleveland",        "OH", "44113" },
    { "Anaheim",          "CA", "92805" },  { "Honolulu",         "HI", "96813" },
    { "Henderson",        "NV", "89015" },  { "Stockton",         "CA", "95202" },
    { "Lexington",        "KY", "40507" },  { "Corpus Christi",   "TX", "78401" },
    { "Orlando",          "FL", "32801" },  { "Irvine",           "CA", "92612" },
    { "Cincinnati",       "OH", "45202" },  { "Newark",           "NJ", "07102" },
    { "Santa Ana",        "CA", "92701" },  { "Saint Paul",       "MN", "55101" },
    { "Pittsburgh",       "PA", "15222" },  { "Greensboro",       "NC", "27401" },
    { "Lincoln",          "NE", "68508" },  { "Durham",           "NC", "27701" },
    { "Plano",            "TX", "75074" },  { "Anchorage",        "AK", "99501" },
    { "Jersey City",      "NJ", "07302" },  { "Saint Louis",      "MO", "63101" },
    { "Chandler",         "AZ", "85225" },  { "Buffalo",          "NY", "14202" },
    { "Madison",          "WI", "53703" },  { "Reno",             "NV", "89501" },
    { "Fort Wayne",       "IN", "46802" },  { "Lubbock",          "TX", "79401" },
    { "Toledo",           "OH", "43604" },  { "Laredo",           "TX", "78040" },
    { "Boise",            "ID", "83702" },  { "Spokane",          "WA", "99201" },
    { "Richmond",         "VA", "23219" },  { "Baton Rouge",      "LA", "70801" },
    { "Birmingham",       "AL", "35203" },  { "Myrtle Beach",     "SC", "29577" },
    { "Farmington",       "NM", "87401" },  { "Dover",            "DE", "19901" },
    { "Woonsocket",       "RI", "02895" },  { "Saint Cloud",      "MN", "56301" },
    { "Dubuque",          "IA", "52001" },  { "Grand Island",     "NE", "68801" },
    { "Greenwich",        "CT", "06830" },  { "Parkersburg",      "WV", "26101" },
    { "Gresham",          "OR", "97030" },  { "Westerly",         "RI", "02891" },
    { "Amherst",          "MA", "01002" },  { "Bentonville",      "AR", "72712" },
    { "Springdale",       "AR", "72764" },  { "Oxford",           "MS", "38655" },
    { "Lancaster",        "PA", "17602" },  { "Dothan",           "AL", "36301" },
    { "Ogden",            "UT", "84401" },  { "Hanover",          "NH", "03755" },
    { "Pierre",           "SD", "57501" },  { "Carmel",           "IN", "46032" },
    { "Pittsfield",       "MA", "01201" },  { "Sparks",           "NV", "89431" },
    { "Bethlehem",        "PA", "18018" },  { "Tallahassee",      "FL", "32301" },
    { "Enid",             "OK", "73701" },  { "Columbia",         "SC", "29201" },
    { "Decatur",          "AL", "35601" },  { "Brookline",        "MA", "02445" },
    { "Montpelier",       "VT", "05602" },  { "Jackson",          "MS", "39201" },
    { "Olathe",           "KS", "66061" },  { "Joplin",           "MO", "64801" },
    { "Fort Collins",     "CO", "80521" },  { "Billings",         "MT", "59101" },
    { "Holland",          "MI", "49423" },  { "Johnson City",     "TN", "37601" },
    { "Independence",     "MO", "64050" },  { "Sheridan",         "WY", "82801" },
    { "Sioux Falls",      "SD", "57104" },  { "Mason City",       "IA", "50401" },
    { "Muncie",           "IN", "47305" },  { "Glendale",         "AZ", "85301" },
    { "Hannibal",         "MO", "63401" },  { "Lander",           "WY", "82520" },
    { "Harpers Ferry",    "WV", "25425" },  { "Pueblo",           "CO", "81003" },
    { "Ashland",          "OR", "97520" },  { "Somerville",       "MA", "02143" },
    { "Beaufort",         "SC", "29902" },  { "Rock Springs",     "WY", "82901" },
    { "Brattleboro",      "VT", "05301" },  { "Logan",            "UT", "84321" },
    { "Silver City",      "NM", "88061" },  { "Worcester",        "MA", "01608" },
    { "Greenwood",        "MS", "38930" },  { "Ketchikan",        "AK", "99901" },
    { "Clarksburg",       "WV", "26301" },  { "Aiken",            "SC", "29801" },
    { "Paducah",          "KY", "42001" },  { "Sitka",            "AK", "99835" },
    { "Eau Claire",       "WI", "54701" },  { "Kearney",          "NE", "68847" },
    { "Montgomery",       "AL", "36104" },  { "Boone",            "NC", "28607" },
    { "Hoboken",          "NJ", "07030" },  { "Winnemucca",       "NV", "89445" },
    { "Waterbury",        "CT", "06702" },  { "Eugene",           "OR", "97401" },
    { "Walla Walla",      "WA", "99362" },  { "Miles City",       "MT", "59301" },
    { "Bozeman",          "MT", "59715" },  { "Warwick",          "RI", "02886" },
    { "Caldwell",         "ID", "83605" },  { "Lowell",           "MA", "01852" },
    { "Mesquite",         "NV", "89027" },  { "Racine",           "WI", "53403" },
    { "Middletown",       "CT", "06457" },  { "Seward",           "AK", "99664" },
    { "Pocatello",        "ID", "83201" },  { "Manhattan",        "KS", "66502" },
    { "Rockville",        "MD", "20850" },  { "Providence",       "RI", "02903" },
    { "Murfreesboro",     "TN", "37130" },  { "Evansville",       "IN", "47708" },
    { "Boulder City",     "NV", "89005" },  { "Mitchell",         "SD", "57301" },
    { "Springfield",      "IL", "62701" },  { "Belfast",          "ME", "04915" },
    { "Olympia",          "WA", "98501" },  { "Berea",            "KY", "40403" },
    { "Little Rock",      "AR", "72201" },  { "Wasilla",          "AK", "99654" },
    { "Bowling Green",    "KY", "42101" },  { "Kennebunk",        "ME", "04043" },
    { "Tacoma",           "WA", "98402" },  { "Meridian",         "ID", "83642" },
    { "Dickinson",        "ND", "58601" },  { "Hattiesburg",      "MS", "39401" },
    { "Camden",           "NJ", "08102" },  { "Beckley",          "WV", "25801" },
    { "Fayetteville",     "AR", "72701" },  { "Sarasota",         "FL", "34236" },
    { "Bar Harbor",       "ME", "04609" },  { "Brooklyn",         "NY", "11201" },
    { "Joliet",           "IL", "60432" },  { "Fairbanks",        "AK", "99701" },
    { "Youngstown",       "OH", "44503" },  { "Rogers",           "AR", "72756" },
    { "Rutland",          "VT", "05701" },  { "Concord",          "NH", "03301" },
    { "Minot",            "ND", "58701" },  { "Ruston",           "LA", "71270" },
    { "Saint Joseph",     "MO", "64501" },  { "Kingsport",        "TN", "37660" },
    { "Stowe",            "VT", "05672" },  { "Biddeford",        "ME", "04005" },
    { "Florence",         "AL", "35630" },  { "Flint",            "MI", "48502" },
    { "Prescott",         "AZ", "86301" },  { "Conway",           "AR", "72032" },
    { "Iowa City",        "IA", "52240" },  { "Grand Junction",   "CO", "81501" },
    { "Owensboro",        "KY", "42301" },  { "Lewisburg",        "WV", "24901" },
    { "Portsmouth",       "NH", "03801" },  { "Yonkers",          "NY", "10701" },
    { "Traverse City",    "MI", "49684" },  { "Plymouth",         "MA", "02360" },
    { "Gatlinburg",       "TN", "37738" },  { "Broken Arrow",     "OK", "74012" },
    { "Duluth",           "MN", "55802" },  { "Kodiak",           "AK", "99615" },
    { "Bemidji",          "MN", "56601" },  { "Martinsburg",      "WV", "25401" },
    { "Frederick",        "MD", "21701" },  { "Homer",            "AK", "99603" },
    { "Wheeling",         "WV", "26003" },  { "Spearfish",        "SD", "57783" },
    { "Riverton",         "WY", "82501" },  { "Rock Hill",        "SC", "29730" },
    { "Cambridge",        "MA", "02139" },  { "Davenport",        "IA", "52801" },
    { "Morristown",       "NJ", "07960" },  { "Hartford",         "CT", "06103" },
    { "Exeter",           "NH", "03833" },  { "Chapel Hill",      "NC", "27514" },
    { "Asheville",        "NC", "28801" },  { "Santa Fe",         "NM", "87501" },
    { "Alexandria",       "VA", "22314" },  { "Topeka",           "KS", "66603" },
    { "Burlington",       "VT", "05401" },  { "Bronx",            "NY", "10451" },
    { "Lansing",          "MI", "48933" },  { "Laconia",          "NH", "03246" },
    { "Boulder",          "CO", "80302" },  { "Gulfport",         "MS", "39501" },
    { "Savannah",         "GA", "31401" },  { "Lewes",            "DE", "19958" },
    { "Brunswick",        "GA", "31520" },  { "Cranston",         "RI", "02910" },
    { "Annapolis",        "MD", "21401" },  { "Taos",             "NM", "87571" },
    { "Huntington",       "WV", "25701" },  { "Lawton",           "OK", "73501" },
    { "Tempe",            "AZ", "85281" },  { "Medford",          "OR", "97501" },
    { "Wilmington",       "DE", "19801" },  { "Kalamazoo",        "MI", "49007" },
    { "Danbury",          "CT", "06810" },  { "Yankton",          "SD", "57078" },
    { "Elizabethtown",    "KY", "42701" },  { "Auburn",           "AL", "36830" },
    { "Overland Park",    "KS", "66204" },  { "Idaho Falls",      "ID", "83402" },
    { "Franklin",         "TN", "37064" },  { "Vermillion",       "SD", "57069" },
    { "Provo",            "UT", "84601" },  { "Kenosha",          "WI", "53140" },
    { "Branson",          "MO", "65616" },  { "Frankfort",        "KY", "40601" },
    { "Northampton",      "MA", "01060" },  { "Slidell",          "LA", "70458" },
    { "Wausau",           "WI", "54403" },  { "Casper",           "WY", "82601" },
    { "Yuma",             "AZ", "85364" },  { "Atlantic City",    "NJ", "08401" },
    { "Paterson",         "NJ", "07501" },  { "Nampa",            "ID", "83651" },
    { "Reading",          "PA", "19601" },  { "Scottsdale",       "AZ", "85251" },
    { "Keene",            "NH", "03431" },  { "Seaford",          "DE", "19973" },
    { "Corvallis",        "OR", "97330" },  { "Grand Forks",      "ND", "58201" },
    { "Blacksburg",       "VA", "24060" },  { "Salina",           "KS", "67401" },
    { "Waterville",       "ME", "04901" },  { "Cape Girardeau",   "MO", "63701" },
    { "Scranton",         "PA", "18503" },  { "Fredericksburg",   "VA", "22401" },
    { "White Plains",     "NY", "10601" },  { "Jefferson City",   "MO", "65101" },
    { "Clovis",           "NM", "88101" },  { "Papillion",        "NE", "68046" },
    { "Charlottesville",  "VA", "22902" },  { "Grand Rapids",     "MI", "49503" },
    { "Beaverton",        "OR", "97005" },  { "Norfolk",          "VA", "23510" },
    { "Searcy",           "AR", "72143" },  { "Saint Johnsbury",  "VT", "05819" },
    { "Greeley",          "CO", "80631" },  { "Hilo",             "HI", "96720" },
    { "Milford",          "DE", "19963" },  { "Park City",        "UT", "84060" },
    { "Alpharetta",       "GA", "30009" },  { "Morgantown",       "WV", "26505" },
    { "Athens",           "GA", "30601" },  { "Sandy",            "UT", "84070" },
    { "Juneau",           "AK", "99801" },  { "Starkville",       "MS", "39759" },
    { "Butte",            "MT", "59701" },  { "Waterloo",         "IA", "50701" },
    { "Rome",             "GA", "30161" },  { "Bartlesville",     "OK", "74003" },
    { "Brainerd",         "MN", "56401" },  { "Lake Charles",     "LA", "70601" },
    { "Vicksburg",        "MS", "39180" },  { "Trenton",          "NJ", "08608" },
    { "Kent",             "OH", "44240" },  { "Akron",            "OH", "44308" },
    { "Charleston",       "SC", "29401" },  { "Bellingham",       "WA", "98225" },
    { "Cody",             "WY", "82414" },  { "New Haven",        "CT", "06510" },
    { "Redmond",          "WA", "98052" },  { "Mandan",           "ND", "58554" },
    { "Pawtucket",        "RI", "02860" },  { "Fairmont",         "WV", "26554" },
    { "Flagstaff",        "AZ", "86001" },  { "Moscow",           "ID", "83843" },
    { "Hickory",          "NC", "28601" },  { "Nome",             "AK", "99762" },
    { "Elgin",            "IL", "60120" },  { "Bethesda",         "MD", "20814" },
    { "Fort Smith",       "AR", "72901" },  { "Kahului",          "HI", "96732" },
    { "Cherry Hill",      "NJ", "08002" },  { "Pine Bluff",       "AR", "71601" },
    { "Fort Lauderdale",  "FL", "33301" },  { "Allentown",        "PA", "18101" },
    { "Winona",           "MN", "55987" },  { "Orono",            "ME", "04473" },
    { "Scottsbluff",      "NE", "69361" },  { "Ada",              "OK", "74820" },
    { "Durango",          "CO", "81301" },  { "Monroe",           "LA", "71201" },
    { "Ames",             "IA", "50010" },  { "Devils Lake",      "ND", "58301" },
    { "Champaign",        "IL", "61820" },  { "Greenville",       "SC", "29601" },
    { "Spartanburg",      "SC", "29301" },  { "Jonesboro",        "AR", "72401" },
    { "Moab",             "UT", "84532" },  { "Gaithersburg",     "MD", "20877" },
    { "Natchez",          "MS", "39120" },  { "Naperville",       "IL", "60540" },
    { "Peoria",           "IL", "61602" },  { "Lawrence",         "KS", "66044" },
    { "Summerville",      "SC", "29483" },  { "Hastings",         "NE", "68901" },
    { "Roswell",          "NM", "88201" },  { "Clarksville",      "TN", "37040" },
    { "Kalispell",        "MT", "59901" },  { "Salem",            "OR", "97301" },
    { "Shreveport",       "LA", "71101" },  { "Tuscaloosa",       "AL", "35401" },
    { "Knoxville",        "TN", "37902" },  { "La Crosse",        "WI", "54601" },
    { "Bismarck",         "ND", "58501" },  { "Mobile",           "AL", "36602" },
    { "Elko",             "NV", "89801" },  { "Lewiston",         "ID", "83501" },
    { "Saint George",     "UT", "84770" },  { "Carson City",      "NV", "89701" },
    { "Gadsden",          "AL", "35901" },  { "Norman",           "OK", "73069" },
    { "Manchester",       "NH", "03101" },  { "Augusta",          "GA", "30901" },
    { "Salisbury",        "MD", "21801" },  { "Deadwood",         "SD", "57732" },
    { "Gillette",         "WY", "82716" },  { "Kailua",           "HI", "96734" },
    { "Biloxi",           "MS", "39530" },  { "Helena",           "MT", "59601" },
    { "Bennington",       "VT", "05201" },  { "Macon",            "GA", "31201" },
    { "North Platte",     "NE", "69101" },  { "Saint Charles",    "MO", "63301" },
    { "Rawlins",          "WY", "82301" },  { "Roanoke",          "VA", "24011" },
    { "Great Falls",      "MT", "59401" },  { "Clemson",          "SC", "29631" },
    { "Stamford",         "CT", "06901" },  { "Valdosta",         "GA", "31601" },
    { "Lynchburg",        "VA", "24504" },  { "Green Bay",        "WI", "54301" },
    { "Dayton",           "OH", "45402" },  { "Erie",             "PA", "16501" },
    { "Missoula",         "MT", "59801" },  { "Des Moines",       "IA", "50309" },
    { "Stillwater",       "MN", "55082" },  { "Brookings",        "SD", "57006" },
    { "Norwalk",          "CT", "06850" },  { "Covington",        "KY", "41011" },
    { "Aspen",            "CO", "81611" },  { "Laramie",          "WY", "82070" },
    { "Wailuku",          "HI", "96793" },  { "Everett",          "WA", "98201" },
    { "Lahaina",          "HI", "96761" },  { "Rochester",        "NY", "14604" },
    { "Bridgeport",       "CT", "06604" },  { "Las Cruces",       "NM", "88001" },
    { "Edmond",           "OK", "73034" },  { "Saginaw",          "MI", "48607" },
    { "Canton",           "OH", "44702" },  { "Lafayette",        "LA", "70501" },
    { "State College",    "PA", "16801" },  { "Yakima",           "WA", "98901" },
    { "New London",       "CT", "06320" },  { "Barre",            "VT", "05641" },
    { "Oshkosh",          "WI", "54901" },  { "Fargo",            "ND", "58102" },
    { "Livingston",       "MT", "59047" },  { "Marietta",         "GA", "30060" },
    { "Nashua",           "NH", "03060" },  { "Chattanooga",      "TN", "37402" },
    { "Cedar Rapids",     "IA", "52401" },  { "South Bend",       "IN", "46601" },
    { "Twin Falls",       "ID", "83301" },  { "Aberdeen",         "SD", "57401" },
    { "Albany",           "NY", "12207" },  { "Lihue",            "HI", "96766" },
    { "Winston Salem",    "NC", "27101" },  { "Astoria",          "OR", "97103" },
    { "Gallup",           "NM", "87301" },  { "Rockland",         "ME", "04841" },
    { "Saint Petersburg", "FL", "33701" },  { "Muskogee",         "OK", "74401" },
    { "Ocean City",       "MD", "21842" },  { "Bristol",          "RI", "02809" },
    { "Hammond",          "LA", "70401" },  { "Bangor",           "ME", "04401" },
    { "Valley City",      "ND", "58072" },  { "Hillsboro",        "OR", "97123" },
    { "Newport",          "RI", "02840" },  { "Moorhead",         "MN", "56560" },
    { "Mansfield",        "OH", "44902" },  { "Williamsburg",     "VA", "23185" },
    { "Council Bluffs",   "IA", "51503" },  { "Whitefish",        "MT", "59937" },
    { "Mankato",          "MN", "56001" },  { "Huntsville",       "AL", "35801" },
    { "Appleton",         "WI", "54911" },  { "Hagerstown",       "MD", "21740" },
    { "Vancouver",        "WA", "98660" },  { "Sioux City",       "IA", "51101" },
    { "Cheyenne",         "WY", "82001" },  { "Orem",             "UT", "84057" },
    { "Elkhart",          "IN", "46514" },  { "Cary",             "NC", "27511" },
    { "Harrisburg",       "PA", "17101" },  { "Tupelo",           "MS", "38801" },
    { "Gary",             "IN", "46402" },  { "Emporia",          "KS", "66801" },
    { "Sandpoint",        "ID", "83864" },  { "Hutchinson",       "KS", "67501" },
    { "Rockford",         "IL", "61101" },  { "Cedar City",       "UT", "84720" },
    { "Williston",        "ND", "58801" },  { "Ann Arbor",        "MI", "48104" },
    { "Gainesville",      "FL", "32601" },  { "Middlebury",       "VT", "05753" },
    { "Bardstown",        "KY", "40004" },  { "Terre Haute",      "IN", "47807" },
    { "Houma",            "LA", "70360" },  { "Princeton",        "NJ", "08540" },
    { "Silver Spring",    "MD", "20910" },  { "Alamogordo",       "NM", "88310" },
    { "Evanston",         "IL", "60201" },  { "Syracuse",         "NY", "13202" },
    { "Rapid City",       "SD", "57701" },  { "Staten Island",    "NY", "10301" },
    { "Kokomo",           "IN", "46901" },  { "Dodge City",       "KS", "67801" },
    { "Marquette",        "MI", "49855" },  { "Lebanon",          "NH", "03766" },
    { "Salt Lake City",   "UT", "84101" },  { "Naples",           "FL", "34102" },
    { "Urbana",           "IL", "61801" },
};

/*--- companies and mail ---*/

/* Heads of invented company names, to be followed by a kind. */
static const char repi_words_company[][20] = {
    "Northfield Supply",   "Bluewater Logistics", "Cedarline Foods",     "Stonewicket Tools",
    "Brightfern",          "Harrowgate Partners", "Millbrook Textiles",  "Ashgrove Design",
    "Larkhill Media",      "Copperwisp",          "Tidewick Systems",    "Foxhollow Press",
    "Elmstead Dairy",      "Quarryside Glass",    "Wrenfield",           "Oakhurst Lighting",
    "Pinecrest Motors",    "Greenmarl",           "Saltmarsh Fishery",   "Silverwold Labs",
    "Thornbury Legal",     "Windrow Farms",       "Marlstone Brick",     "Hazelmoor Paper",
    "Ironbrook Steel",     "Lowland Freight",     "Ravensford",          "Sunfield Solar",
    "Westerly Shipping",   "Birchwood Cabinets",  "Clearbank Advisors",  "Deepwell Pumps",
    "Eastmoor Studio",     "Fairhaven Books",     "Glenrock Quarries",   "Heathfield Care",
    "Inkstone Press",      "Jadewood Tea",        "Kestrel Bend",        "Longmeadow Seeds",
    "Maplegate",           "Netherby Wool",       "Orchard Lane Foods",  "Penfield Pens",
    "Quillmark",           "Redgable Grocers",    "Sandhollow",          "Tallpine Lumber",
    "Underhill Cellars",   "Valebrook Homes",     "Whitefern",           "Yarrow Kitchen",
    "Amberline Optics",    "Barleymow Bakery",    "Coldbarrow Water",    "Dovetail Joinery",
    "Emberstone",          "Fernbank Florists",   "Goldfinch Print",     "Hollowmere",
    "Ivybridge Rugs",      "Junction Freight",    "Kingsbarrow Flour",   "Lanternfield",
    "Mossbank Gardens",    "Nettlebed Tea",       "Oldweir Brewing",     "Plumtree Realty",
    "Quailridge",          "Rookmoor Security",   "Stillwater Boats",    "Thistlemoor",
    "Uplands Energy",      "Vinehurst",           "Wickerham",           "Yewtree Clinic",
    "Alderway Paving",     "Brackenridge Oil",    "Cobblestead",         "Driftline",
    "Edgemere Pools",      "Flintlock Gates",     "Graywater Works",     "Highmoor Travel",
    "Islefield",           "Jasperfield",         "Kelpshore Foods",     "Lindenhall",
    "Moorgate Trading",    "Northmere",           "Oatfield Cereals",    "Pebblebrook",
    "Quarterstep Courier", "Rushmere Music",      "Sagemoor Health",     "Timberlea",
    "Upperfield",          "Vantmoor",            "Wheatgate Mills",     "Yellowbarn",
    "Acornbridge",         "Brookmere Dental",    "Cinderford Forge",    "Dunmoor Dairy",
    "Elderfield",          "Fallbrook Fencing",   "Gorseland",           "Hartwell Roofing",
    "Inglemoor",           "Juniper Gate",        "Knollwood Paint",     "Leafmark",
    "Meadowline Bus",      "Newbarrow",           "Otterbrook",          "Pinemarsh",
    "Quartzline",          "Ridgefold",           "Springhollow",        "Tarnfield",
    "Ullsmere",            "Violet Harbor",       "Waterlea",            "Yarding Cross",
    "Applefold Foods",     "Bramblehurst",        "Claymoor Ceramics",   "Daleford Autos",
    "Eastbrook Supply",    "Foxglove Linen",      "Greenhollow",         "Hillrise Build",
    "Ironwood Rail",       "Jaybrook",            "Kilnworth Pottery",   "Larchfield",
    "Marshgate Marine",    "Nightjar Audio",      "Overbrook Hotels",    "Poplar Ridge",
    "Quayside Crew",       "Riverloom",           "Stonemarsh",          "Teasel Craft",
    "Umberfield",          "Velvet Finch",        "Westbarrow",          "Yarnbridge",
    "Arrowmere",           "Bellfield Clocks",    "Cresthollow",         "Dawnfield Bakery",
    "Elmbridge Tutors",    "Fieldmark Survey",    "Granthollow",         "Harborlea",
    "Ivorymoor",           "Jollybrook Toys",     "Keystone Vale",       "Lakemoor",
    "Mapleholt",           "Northstile Cycles",   "Opalford",            "Parkmere",
    "Quietwater Spa",      "Rosemoor",            "Silverholt",          "Thornlea",
    "Upton Fields",        "Valeford",            "Willowmark",          "Ambleside Wool",
    "Beechmoor",           "Cloverholt Eggs",     "Deerfold",            "Easterfield",
    "Fernlea",             "Goosemere",           "Heronbrook",          "Iceford Cooling",
    "Junipermoor",         "Kiteshore",           "Lowbridge Tools",     "Millrace Power",
    "Northlea",            "Oakmere Pensions",    "Primfield",           "Questbrook",
    "Redfern Media",       "Sandlea",             "Tinbrook",            "Umberley",
    "Vinefield",           "Waxwing Candles",     "Yewbrook",            "Ashmarsh",
    "Briarholt",           "Copperbrook Pipes",   "Dunelea",             "Emberlea",
    "Frostmoor",           "Gladebrook",          "Honeyfold",           "Islebrook",
    "Kettlefield",         "Lilyford",            "Mintbrook",           "Nutfield",
    "Orchardlea",          "Pearbrook",           "Ryefield Mills",      "Summerlea",
    "Tidebrook",           "Vesperline",          "Wrenbrook",           "Alpenrow Skis",
    "Basinford",           "Canyonlea",           "Desert Quill",        "Everlea",
    "Farrowfield",         "Gullmark",            "Hilltern",            "Inletwood",
    "Jettyline",           "Knotfield",           "Loomcraft Vale",      "Mesafield",
    "Northquill",          "Oxbowline",           "Plainsmark",          "Quarrymoor",
    "Ridgequill",          "Shorequill",          "Tumblefield",         "Valleyquill",
    "Weldbrook",           "Yonderfield",         "Atlas Fern",          "Brightmoor Bikes",
    "Cedarquill",          "Deltoid Fern",        "Echofield Sound",     "Fablewood",
    "Gearbrook",           "Harvest Loom",        "Ironfern",            "Juncture Vale",
    "Kindling Vale",       "Ledgerfield",         "Merrowfield",         "Nimblebrook",
    "Orbitfield",          "Paperwren",           "Quiltmoor",           "Rivetfield",
    "Spindle Vale",        "Trellisworks",        "Umbermark Systems",   "Vectorfield Maps",
    "Wovenbrook",          "Yardarm Freight",     "Zephyrfield",         "Anvilbrook",
    "Bramblecart",         "Cartwell Foods",      "Dockfield",           "Elmquill",
    "Finchgate",           "Gablefield",          "Hazelquill",          "Inkfield",
    "Jigsawfield",         "Kitefield",           "Lathefield",          "Mallowfield",
    "Notchfield",          "Oarlock Supply",      "Plowbridge",          "Quoinfield",
    "Roperfield",          "Sledgebrook",         "Tillerfield",         "Unison Vale",
    "Vatbrook Dyes",       "Moatfield",           "Ferncastle Supply",   "Rainfold Umbrellas",
    "Sparrowgate",         "Brackenlea",          "Candlemoor Gifts",    "Dewfield Nursery",
    "Evenbrook",           "Flaxmoor Linen",      "Gritstone Vale",      "Hawmere Supply",
    "Ironlea",             "Jutefield",           "Kelmoor Carpets",     "Linmarsh",
    "Maltbrook",           "Nestfield Homes",     "Osierworks",          "Puddlebrook",
    "Rillfield",           "Sheafmoor",           "Tallowfield",         "Umbermoor",
    "Vetchfield",          "Whinmoor Freight",    "Yoketree",            "Zinnia Vale",
    "Barkmere",            "Cressfield Salads",   "Eddyfield",           "Furrowgate",
    "Oakmoor Partners",    "Wellfold Partners",   "Tidefold Partners",
};

/* Common ones first. */
static const char repi_words_company_kind[][8] = {
    "Inc",     "LLC",     "Ltd",     "Corp",    "Group",   "& Co",    "Co",      "LP",
    "LLP",     "PLC",     "& Sons",  "Bros",    "Works",   "Trust",   "Union",   "Guild",
    "Labs",    "Holding",
};

/* Mail hosts, all under .example, example.com, example.org or example.net: no mail ever
 * arrives anywhere. */
static const char repi_words_host[][24] = {
    "example.com",         "example.org",         "example.net",         "mail.example.com",
    "mail.example.org",    "mail.example.net",    "post.example",        "inbox.example",
    "northwind.example",   "webmail.example",     "letters.example",     "home.example.com",
    "home.example.net",    "team.example.com",    "office.example",      "harbor.example",
    "maple.example",       "cedar.example",       "willow.example",      "meadow.example",
    "river.example",       "lakeside.example",    "hillside.example",    "summit.example",
    "valley.example",      "prairie.example",     "orchard.example",     "garden.example",
    "granite.example",     "juniper.example",     "aspen.example",       "birch.example",
    "redwood.example",     "bluewater.example",   "clearsky.example",    "sunrise.example",
    "evergreen.example",   "lantern.example",     "beacon.example",      "compass.example",
    "anchor.example",      "sail.example",        "pebble.example",      "copper.example",
    "silver.example",      "amber.example",       "cobalt.example",      "indigo.example",
    "violet.example",      "campus.example.org",  "alumni.example.org",  "school.example.org",
    "library.example.org", "club.example.org",    "village.example.org", "staff.example.com",
    "sales.example.com",   "support.example.com", "shop.example.com",    "studio.example.com",
    "works.example.com",   "cloud.example.net",   "fiber.example.net",   "cable.example.net",
    "mobile.example.net",  "dialup.example.net",  "fast.example.net",    "box.example",
    "letterbox.example",   "courier.example",     "parcel.example",      "pigeon.example",
    "quill.example",       "envelope.example",    "paper.example",       "inkwell.example",
};

/*--- text ---*/

/* Everyday words for invented free text, sorted by length (1 .. 11). */
static const char repi_words_text[][12] = {
    /* 1 letter */
    "a", "o", "i",
    /* 2 letters */
    "of", "to", "in", "it", "is", "on", "at", "as", "be", "by", "we", "he",
    "or", "an", "so", "up", "no", "if", "my", "go", "do", "us", "me",
    /* 3 letters */
    "the", "and", "for", "you", "all", "one", "can", "now", "new", "out", "day", "get",
    "may", "way", "see", "our", "two", "how", "use", "old", "any", "sun", "sky", "sea",
    "box", "cup", "hat", "map", "pen", "key", "dog", "cat", "hen", "bee", "car", "bus",
    "bag", "jar", "lid", "toy", "art", "ink", "tea", "pie", "egg", "nut", "oak", "elm",
    "air", "ice", "run", "sit", "red", "big", "dry", "hot", "cut", "add", "far", "few",
    "her", "his", "its", "let", "low", "own", "per", "put", "say", "set", "she", "top",
    "who", "yes", "yet",
    /* 4 letters */
    "time", "that", "with", "this", "from", "have", "they", "will", "been", "when", "more", "what",
    "some", "them", "into", "then", "than", "only", "over", "also", "just", "very", "door", "wood",
    "home", "road", "tree", "leaf", "rain", "wind", "snow", "bird", "fish", "book", "page", "word",
    "line", "year", "week", "hand", "lamp", "ship", "boat", "farm", "barn", "corn", "milk", "salt",
    "cake", "soup", "rice", "bowl", "fork", "desk", "room", "roof", "wall", "path", "hill", "lake",
    "pond", "rock", "sand", "star", "moon", "blue", "gold", "gray", "pink", "tall", "wide", "warm",
    "cool", "slow", "fast", "soft", "kind", "long", "open", "walk", "talk", "sing", "read", "grow",
    "find", "make", "keep",
    /* 5 letters */
    "their", "there", "about", "would", "which", "other", "after", "first", "these", "could",
    "where", "every", "under", "again", "might", "still", "while", "since", "water", "table",
    "chair", "house", "light", "paper", "plant", "river", "beach", "cloud", "grass", "stone",
    "field", "bread", "apple", "lemon", "peach", "grape", "berry", "clock", "music", "piano",
    "paint", "brush", "green", "small", "large", "quick", "quiet", "early", "later", "round",
    "clean", "fresh", "sweet",
    /* 6 letters */
    "window", "garden", "summer", "winter", "spring", "autumn", "orange", "purple", "silver",
    "bottle", "basket", "button", "should", "little", "before", "always", "around", "almost",
    "across", "behind", "during", "either", "enough", "rather", "simple", "single", "steady",
    "bridge", "castle", "forest", "island", "meadow", "planet", "stream", "valley", "street",
    "market", "letter", "pencil", "ribbon", "carpet", "candle", "cheese", "butter", "carrot",
    "cherry", "potato", "tomato", "walnut", "pepper", "cookie", "coffee", "travel", "wonder",
    "gather", "follow", "listen", "finish",
    /* 7 letters */
    "morning", "evening", "kitchen", "blanket", "another", "between", "through", "without",
    "because", "against", "nothing", "certain", "several", "usually", "perhaps", "already",
    "outside", "village", "library", "lantern", "balloon", "picture", "feather", "pattern",
    "process", "product", "project", "present", "perfect", "regular", "weather", "journey",
    "teacher", "student", "station", "airport", "freight", "railway", "highway", "holiday",
    "cabinet", "ceiling", "chimney", "cottage", "rainbow", "hundred",
    /* 8 letters */
    "possible", "together", "everyone", "anything", "somewhat", "remember", "complete", "continue",
    "describe", "discover", "practice", "mountain", "building", "sunshine", "notebook", "sandwich",
    "umbrella", "suitcase", "bookcase", "doorbell", "postcard", "calendar", "sentence", "question",
    "exercise", "distance", "thousand",
    /* 9 letters */
    "courtyard", "sometimes", "vegetable", "breakfast", "furniture", "newspaper", "telephone",
    "afternoon", "adventure", "beautiful", "different", "difficult", "important", "carefully",
    "gathering", "lightning", "seventeen", "wonderful", "yesterday", "butterfly", "crossroad",
    "chocolate", "classroom", "community", "direction", "discovery", "education",
    /* 10 letters */
    "everything", "understand", "experience", "collection", "friendship", "completely",
    "restaurant", "playground", "strawberry", "watermelon", "basketball", "background",
    "blackboard", "connection", "convenient", "decoration", "particular",
    /* 11 letters */
    "information", "electricity", "temperature", "environment", "imagination", "instruction",
    "combination", "celebration", "opportunity", "measurement", "observation", "countryside",
    "grandmother", "independent", "traditional", "interesting", "marketplace", "wheelbarrow",
    "screwdriver", "permanently", "necessarily", "description", "destination", "preparation",
};

/* Words of length n are repi_words_text[start[n]] up to, not including, [start[n + 1]]. */
static const uint16_t repi_words_text_start[13] = {
    0, 0, 3, 26, 101, 188, 241, 299, 345, 372, 399, 416, 440
};

/*--- the two doors to the lists: see R12 ---*/

/* Men's given names that stand among the women's too, by place (Jordan, Leslie): REPI_WORDS_FIRST, all given names, has each once. */
static const uint16_t repi_words_both[] = { 74, 208 };

static rep_str repi_word(int list, uint32_t index)
{
    const char *word = "";
    uint32_t women = (uint32_t)REPI_COUNT(repi_words_first_f);
    size_t i;
    if (list == REPI_WORDS_FIRST) {
        list = index < women ? REPI_WORDS_FIRST_F : REPI_WORDS_FIRST_M;
        if (index >= women) {
            index -= women;
            for (i = 0; i < REPI_COUNT(repi_words_both); i++) index += index >= repi_words_both[i];
        }
    }
    REPLICATOR_ASSERT(index < repi_word_count(list));
    switch (list) {
    case REPI_WORDS_FIRST_F:      word = repi_words_first_f[index]; break;
    case REPI_WORDS_FIRST_M:      word = repi_words_first_m[index]; break;
    case REPI_WORDS_LAST:         word = repi_words_last[index]; break;
    case REPI_WORDS_TITLE:        word = repi_words_title[index]; break;
    case REPI_WORDS_STREET:       word = repi_words_street[index]; break;
    case REPI_WORDS_STREET_KIND:  word = repi_words_street_kind[index]; break;
    case REPI_WORDS_TOWN:         word = repi_words_town[index].name; break;
    case REPI_WORDS_COMPANY:      word = repi_words_company[index]; break;
    case REPI_WORDS_COMPANY_KIND: word = repi_words_company_kind[index]; break;
    case REPI_WORDS_HOST:         word = repi_words_host[index]; break;
    case REPI_WORDS_TEXT:         word = repi_words_text[index]; break;
    }
    return repi_cstr(word);
}

static uint32_t repi_word_count(int list)
{
    switch (list) {
    case REPI_WORDS_FIRST_F:      return (uint32_t)REPI_COUNT(repi_words_first_f);
    case REPI_WORDS_FIRST_M:      return (uint32_t)REPI_COUNT(repi_words_first_m);
    case REPI_WORDS_FIRST:        return (uint32_t)(REPI_COUNT(repi_words_first_f) + REPI_COUNT(repi_words_first_m) - REPI_COUNT(repi_words_both));
    case REPI_WORDS_LAST:         return (uint32_t)REPI_COUNT(repi_words_last);
    case REPI_WORDS_TITLE:        return (uint32_t)REPI_COUNT(repi_words_title);
    case REPI_WORDS_STREET:       return (uint32_t)REPI_COUNT(repi_words_street);
    case REPI_WORDS_STREET_KIND:  return (uint32_t)REPI_COUNT(repi_words_street_kind);
    case REPI_WORDS_TOWN:         return (uint32_t)REPI_COUNT(repi_words_town);
    case REPI_WORDS_COMPANY:      return (uint32_t)REPI_COUNT(repi_words_company);
    case REPI_WORDS_COMPANY_KIND: return (uint32_t)REPI_COUNT(repi_words_company_kind);
    case REPI_WORDS_HOST:         return (uint32_t)REPI_COUNT(repi_words_host);
    case REPI_WORDS_TEXT:         return (uint32_t)REPI_COUNT(repi_words_text);
    default:                      return 0;
    }
}
/* Stands behind repi_words_text in R28: what R13 asks of the list. */
static uint32_t repi_text_word_count(int length)
{
    int lengths = (int)REPI_COUNT(repi_words_text_start) - 1;
    if (length < 1 || length >= lengths) return 0;
    return (uint32_t)repi_words_text_start[length + 1] - repi_words_text_start[length];
}

static rep_str repi_text_word(int length, uint64_t pick)
{
    uint32_t count = repi_text_word_count(length);
    if (!count) return repi_str("", 0);
    return repi_str(repi_words_text[repi_words_text_start[length] + pick % count], (size_t)length);
}
#endif /* REPLICATOR_IMPLEMENTED */
#endif /* REPLICATOR_IMPLEMENTATION */

/*==============================================================================
 * This software is available under two licenses; choose the one you prefer.
 *
 * ALTERNATIVE A - MIT No Attribution (MIT-0)
 *
 * Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
 * documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
 * rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
 * persons to whom the Software is furnished to do so.
 *
 * THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
 * WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
 * COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
 * OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
 *
 * ALTERNATIVE B - Public domain (www.unlicense.org)
 *
 * This is free and unencumbered software released into the public domain. Anyone is free to copy, modify, publish, use,
 * compile, sell, or distribute this software, either in source code form or as a compiled binary, for any purpose,
 * commercial or non-commercial, and by any means.
 *============================================================================*/
