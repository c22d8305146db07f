/* replicate.c - the complete tool: learns tables, draws rows, explains models, compares tables
 *
 *     cc examples/replicate.c -I. -o replicate -lm
 *     ./replicate profile customers.csv -o model.json
 *     ./replicate generate model.json -n 1000 --seed 7 -o fake.csv
 *     ./replicate run customers.csv -n 1000 | head
 *     ./replicate inspect model.json
 *     ./replicate compare customers.csv fake.csv --html report.html
 *     ./replicate validate model.json
 *     ./replicate embed model.json > model.h
 *     ./replicate --help
 *
 * Prints the result on standard output or writes it to the file named by -o; warnings, errors and a
 * progress bar go to standard error. Exit 0 done, 1 the work failed, 2 wrong usage.
 *
 * From top to bottom: messages; the table of options, which drives parsing and --help; progress;
 * input and output; the eight commands. Reports of compare are drawn in report.h.
 */
#ifndef _WIN32
#define _XOPEN_SOURCE 700                       /* isatty, clock_gettime, stat, realpath */
#endif
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"
#include "report.h"
#include "lend_threads.h"
#include "where.h"
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#else
#include <sys/stat.h>
#include <unistd.h>
#endif

enum { DONE = 0, FAILED = 1, USAGE = 2 };       /* exit codes */

/*--- messages: text from tables and models reaches a terminal without control bytes ---*/

static void clear_progress(void);

static void remark(const char *what, const char *sentence, size_t len)
{
    char line[1024];
    rep_clean(line, sizeof line, sentence, len);
    clear_progress();
    fprintf(stderr, "replicate: %s%s\n", what, line);
}

static void say(const char *what, const char *format, va_list list)
{
    char line[1024];
    vsnprintf(line, sizeof line, format, list);
    remark(what, line, strlen(line));
}

#if defined(__GNUC__)
__attribute__((format(printf, 1, 2)))
#endif
static int usage_error(const char *format, ...)
{
    va_list list;
    va_start(list, format);
    say("", format, list);
    va_end(list);
    return USAGE;
}

#if defined(__GNUC__)
__attribute__((format(printf, 1, 2)))
#endif
static int failure(const char *format, ...)
{
    va_list list;
    va_start(list, format);
    say("", format, list);
    va_end(list);
    return FAILED;
}

#if defined(__GNUC__)
__attribute__((format(printf, 1, 2)))
#endif
static void warn(const char *format, ...)
{
    va_list list;
    va_start(list, format);
    say("warning: ", format, list);
    va_end(list);
}

static void warn_of_model(const rep_model *model)
{
    rep_str sentence;
    size_t i;
    for (i = 0; rep_model_get_warning(model, i, &sentence, NULL) == REP_OK; i++) remark("warning: ", sentence.data, sentence.len);
}

/* A column's name in a sentence: printf's %.*s takes its length as an int. */
static int shown(rep_str name) { return name.len > 80 ? 80 : (int)name.len; }

static const char *display_name(const char *path) { return strcmp(path, "-") == 0 ? "standard input" : path; }

static const char no_memory[] = "out of memory, or over --max-memory";

static const char *message_of(const rep_error *err) { return err->code == REP_ERR_MEMORY ? no_memory : err->message; }

/* FILE:LINE:COLUMN: what. An option that the library finds out of range is wrong usage. */
static int complain(const char *path, const rep_error *err)
{
    if (err->line)
        failure("%s:%lu:%lu: %s", path, (unsigned long)err->line, (unsigned long)err->column, err->message);
    else
        failure("%s: %s", path, message_of(err));
    return err->code == REP_ERR_ARGUMENT ? USAGE : FAILED;
}

/*--- the table of options ---*/

enum { PROFILE = 1, GENERATE = 2, RUN = 4, INSPECT = 8, COMPARE = 16, VALIDATE = 32, EMBED = 64, COMPLETE = 128, ALL = 255,
       LEARNS = PROFILE | RUN | INSPECT, DRAWS = GENERATE | RUN, READS = GENERATE | VALIDATE | EMBED | COMPLETE };

typedef enum option_id {
    OPT_OUT, OPT_DIR, OPT_NAME, OPT_TYPE, OPT_MISSING, OPT_NO_HEADER, OPT_DELIMITER, OPT_COLUMNS,
    OPT_DATES, OPT_RAGGED, OPT_MAX_CATEGORIES, OPT_SAMPLE, OPT_INDEPENDENT, OPT_DATE, OPT_ROWS,
    OPT_SEED, OPT_FIRST, OPT_FORMAT, OPT_DIALECT, OPT_TABLE, OPT_NO_CREATE, OPT_BATCH, OPT_STRICT,
    OPT_THREADS, OPT_HELP, OPT_VERSION, OPT_TREE, OPT_PRIVATE, OPT_MIN_COUNT, OPT_GUARD, OPT_MEMORY,
    OPT_JSON, OPT_HTML, OPT_MIN, OPT_HOLDOUT, OPT_RELATION, OPT_NO_RELATION, OPT_WHERE, OPT_WEIGHTS, OPTION_COUNT
} option_id;

typedef struct option {
    const char *name, *value;                   /* value NULL = takes none            */
    unsigned    commands;                       /* that it belongs to                 */
    const char *help;                           /* lines after the first are indented */
} option;

static const option options[OPTION_COUNT] = {
    { "-o", "FILE", PROFILE | DRAWS | COMPARE | EMBED | COMPLETE, "where the result goes; without it, or with -: standard output" },
    { "--dir", "DIR", PROFILE | RUN, "keep the model as DIR/NAME_YYYYMMDD_HHMMSS_model.json;\n"
                                     "profile prints the name" },
    { "--name", "NAME", PROFILE | RUN | EMBED, "name of the model (that of the table's file); without -o and\n"
                                              "--dir it is kept in the current folder; of embed: of the\n"
                                              "array (that of the file, with _model)" },
    { "--type", "COLUMN=KIND", LEARNS, "decide a column: numerical categorical datetime text,\n"
                                       "drop (leave it out), alone (not tied to other columns),\n"
                                       "not-pii, a pii class (email phone ssn credit_card name),\n"
                                       "or a date format such as %d/%m/%Y; may be repeated" },
    { "--missing", "LIST", LEARNS | COMPARE, "spellings of a missing cell, between commas" },
    { "--no-header", NULL, PROFILE | DRAWS | INSPECT | COMPARE, "row 1 of the table is data; rows get no header" },
    { "--delimiter", "C", PROFILE | DRAWS | INSPECT | COMPARE | COMPLETE, "between cells: one character or tab (found by itself)" },
    { "--columns", "A,B", LEARNS, "keep only these columns; with --no-header: their names" },
    { "--dates", "dmy|mdy", LEARNS, "order of day and month where the cells do not tell" },
    { "--ragged", "error|pad|join", LEARNS | COMPARE, "rows of another width: refuse, pad and cut, or join cells\n"
                                            "at unquoted commas (error)" },
    { "--max-categories", "N", LEARNS, "distinct values counted in a column (65536)" },
    { "--sample", "N", LEARNS, "rows kept as a sample while learning (65536)" },
    { "--independent", NULL, LEARNS, "learn every column alone, none tied to another" },
    { "--date", "ISO", LEARNS, "date of the model (SOURCE_DATE_EPOCH, else now)" },
    { "-n", "ROWS", DRAWS, "how many rows" },
    { "--seed", "S", DRAWS | COMPARE | COMPLETE, "same model, same seed, same rows (42)" },
    { "--first", "ROW", DRAWS | COMPLETE, "number of the first row (0): a part of a larger table" },
    { "--format", "NAME", PROFILE | DRAWS | INSPECT, "of rows: csv tsv jsonl json sql arrow arrows parquet (what\n"
                                 "FILE ends with; else csv with the source's delimiter);\n"
                                 "of TABLE in profile and inspect: csv tsv jsonl json (what its\n"
                                 "name ends with, or its first bytes)" },
    { "--dialect", "NAME", DRAWS, "of sql: postgresql sqlite mysql, or copy: PostgreSQL's COPY" },
    { "--table", "NAME", DRAWS, "of sql: name of the table (that of the model)" },
    { "--no-create", NULL, DRAWS, "of sql: rows alone, no CREATE TABLE" },
    { "--batch", "ROWS", DRAWS, "rows of an INSERT (500, fewer in wide tables), a batch of\n"
                                "arrow, a row group of parquet (65536, fewer in wide tables)" },
    { "--strict-unique", NULL, DRAWS, "refuse more rows than a unique column has values" },
    { "-j", "N", PROFILE | DRAWS | INSPECT, "threads that read the table and draw rows (all processors)" },
    { "--help", NULL, ALL, "this text, or that of one command" },
    { "--version", NULL, ALL, "the version" },
    { "--tree", "COLUMN", INSPECT, "what this column hangs on: its tree" },
    { "--private", NULL, LEARNS, "a coarser model: rare categories, exact extremes and small\n"
                                 "leaves stay out of it" },
    { "--min-count", "K", LEARNS, "categories of fewer than K rows share \"(other)\" (1; private 10)" },
    { "--guard-formulas", NULL, DRAWS, "a ' before text that begins with = + - @, tab or CR, so that\n"
                                       "spreadsheets do not compute it; numbers stay as they are" },
    { "--max-memory", "SIZE", ALL, "bytes, or such as 500K, 64M, 2G, for learning, a model, drawing and\n"
                                                       "comparing each (4G; 1G for a model and drawing)" },
    { "--json", NULL, COMPARE, "all figures as JSON" },
    { "--html", "FILE", COMPARE, "a page with pictures instead; it shows values of both tables" },
    { "--min", "SCORE", COMPARE, "exit 1 if the overall score is below SCORE, from 0 to 1" },
    { "--holdout", "FILE", COMPARE, "rows that SYNTHETIC was not made from, for the privacy figures" },
    { "--relation", "R", LEARNS | COMPARE, "\"total = fare + tip\", \"start <= end\", \"zone -> borough\" or a\n"
                                           "sentence of inspect: put in though it was not found;\n"
                                           "of compare: how many rows keep it; may be repeated" },
    { "--no-relation", "R", LEARNS, "never put in: a relation, \"a <-> b\" (all between two\n"
                                    "columns) or a column (all that make it); may be repeated" },
    { "--where", "CONDITION", DRAWS | COMPLETE, "rows that meet it: \"country = DE, AT and age >= 65\",\n"
                                                "\"churn is missing\", \"plan != basic\"; may be repeated" },
    { "--weights", "W", DRAWS, "new shares: \"plan: basic 0.2, pro 0.8\"; \"plan: missing 0.1\" is the\n"
                               "share of missing cells; may be repeated" }
};

static const struct { const char *name; unsigned bit; const char *usage; } commands[] = {
    { "profile",  PROFILE,  "profile  TABLE [-o MODEL | --dir DIR --name NAME]  learn a table, write its model" },
    { "generate", GENERATE, "generate MODEL -n ROWS [-o OUT]  draw rows from a model" },
    { "run",      RUN,      "run      TABLE -n ROWS [-o OUT]  both in one go" },
    { "inspect",  INSPECT,  "inspect  MODEL | TABLE           what was learned, and why" },
    { "compare",  COMPARE,  "compare  REAL SYNTHETIC          how alike two tables are, how private the second" },
    { "complete", COMPLETE, "complete MODEL ROWS [-o OUT]      fill the empty cells of a CSV from a model" },
    { "validate", VALIDATE, "validate MODEL                   every fault of a model, exit 1 if there is one" },
    { "embed",    EMBED,    "embed    MODEL [--name NAME]     a model as a C array, for programs without files" }
};
enum { COMMAND_COUNT = sizeof commands / sizeof commands[0] };

static int version(void)
{
    printf("replicate %s\n", rep_version());
    return fflush(stdout) ? failure("standard output: %s", strerror(errno)) : DONE;
}

static int help(unsigned command)
{
    size_t i;
    const char *later = "";

    printf("replicate %s: learns a table from CSV or JSON, keeps a small JSON model, makes fake rows\n\n",
           rep_version());
    for (i = 0; i < COMMAND_COUNT; i++)
        if (commands[i].bit & command)
            printf("%s replicate %s\n", *later ? "      " : "usage:", commands[i].usage), later = " ";
    printf("\nA - for TABLE, MODEL or OUT is standard input or output.\n\n");
    for (i = 0; i < OPTION_COUNT; i++) {
        char head[64];
        const char *text = options[i].help, *end;
        if (!text || !(options[i].commands & command)) continue;
        snprintf(head, sizeof head, "%s %s", options[i].name, options[i].value ? options[i].value : "");
        for (; *text; text = *end ? end + 1 : end, head[0] = '\0') {
            for (end = text; *end && *end != '\n';) end++;
            printf("  %-25s%.*s\n", head, (int)(end - text), text);
        }
    }
    printf("\nExit 0 done, 1 the work failed, 2 wrong usage.\n");
    return fflush(stdout) ? failure("standard output: %s", strerror(errno)) : DONE;
}

/* Edits that turn a into b; 0 also where a, dashes aside, is how b begins. */
static size_t distance(const char *a, const char *b)
{
    enum { MOST = 31 };
    size_t row[MOST + 1], m, n, i, j;

    a += strspn(a, "-"), b += strspn(b, "-");
    m = strlen(a), n = strlen(b);
    if (m && strncmp(a, b, m) == 0) return 0;
    if (m > MOST) m = MOST;
    if (n > MOST) n = MOST;
    for (j = 0; j <= n; j++) row[j] = j;
    for (i = 1; i <= m; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (j = 1; j <= n; j++) {
            size_t best = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            if (row[j] + 1 < best) best = row[j] + 1;
            if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
            row[j] = best;
        }
    }
    return row[n];
}

/*--- what the command line asks for ---*/

typedef struct strings { char **item; size_t count; } strings;

typedef struct job {
    unsigned            command;
    const char         *given[OPTION_COUNT];    /* the value, or the option's name; NULL = not given */
    const char         *input, *synthetic;      /* synthetic: of compare */
    strings             missing, columns, relations, vetoed, names; /* names: owns the text of rules' columns */
    where_list          where;
    rep_profile_options learn;
    rep_column_options *rules;                  /* learn.columns, while it grows */
    size_t              rule_count;
    rep_generator_options draw;
    rep_write_options   write;
    uint64_t            rows, seed, first, memory; /* memory: --max-memory, 0 = the library's */
    double              least;                  /* the score that --min asks for */
} job;

static void *must(void *memory)
{
    if (memory) return memory;
    failure("out of memory");
    exit(FAILED);
}

static char *copy_text(const char *text, size_t len)
{
    char *copy = (char *)must(malloc(len + 1));
    memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

static void add_string(strings *list, const char *text, size_t len)
{
    list->item = (char **)must(realloc(list->item, (list->count + 1) * sizeof *list->item));
    list->item[list->count++] = copy_text(text, len);
}

static int has_string(const strings *list, const char *text, size_t len)
{
    size_t i;
    for (i = 0; i < list->count; i++)
        if (strlen(list->item[i]) == len && memcmp(list->item[i], text, len) == 0) return 1;
    return 0;
}

static void free_strings(strings *list)
{
    while (list->count) free(list->item[--list->count]);
    free(list->item);
}

/* "a,b" -> a and b. An item in double quotes may hold commas, and a doubled quote. */
static int split_list(const char *name, const char *text, strings *list)
{
    for (;;) {
        if (*text == '"') {
            char *item = copy_text(text, strlen(text)), *end = item;
            for (text++; *text && (*text != '"' || *++text == '"'); text++) *end++ = *text;
            if (text[-1] != '"' || (*text && *text != ',')) {
                free(item);
                return usage_error("%s: an item in quotes does not end; write \"a,b\",c", name);
            }
            add_string(list, item, (size_t)(end - item));
            free(item);
        } else {
            size_t len = strcspn(text, ",");
            add_string(list, text, len);
            text += len;
        }
        if (!*text++) return DONE;
    }
}

/* Digits and nothing else, least .. 2^64 - 1. */
static int read_number(const char *name, const char *text, uint64_t least, uint64_t *number)
{
    const char *p = text;
    uint64_t n = 0;
    for (; *p >= '0' && *p <= '9' && n <= (UINT64_MAX - (uint64_t)(*p - '0')) / 10; p++)
        n = n * 10 + (uint64_t)(*p - '0');
    if (*p || p == text || n < least)
        return usage_error("%s: \"%s\" is not a whole number from %u to 18446744073709551615", name, text,
                           (unsigned)least);
    *number = n;
    return DONE;
}

static int read_size(const char *name, const char *text, size_t *size)
{
    uint64_t n = 0;
    if (read_number(name, text, 1, &n)) return USAGE;
    if (n > (size_t)-1) return usage_error("%s: %s is more than this machine can hold", name, text);
    *size = (size_t)n;
    return DONE;
}

/* A number of bytes, with K, M or G behind it where it counts these. */
static int read_bytes(const char *name, const char *text, uint64_t *bytes)
{
    static const char units[] = "KMG";
    char digits[32];
    size_t len = strspn(text, "0123456789");
    const char *unit = text[len] ? strchr(units, text[len]) : NULL;
    int shift = unit ? 10 * (int)(unit - units + 1) : 0;

    if (len == 0 || len >= sizeof digits || (unit ? text[len + 1] : text[len]))
        return usage_error("%s: \"%s\" is not a size such as 500K, 64M or 2G", name, text);
    snprintf(digits, sizeof digits, "%.*s", (int)len, text);
    if (read_number(name, digits, 1, bytes)) return USAGE;
    if (*bytes > UINT64_MAX >> shift) return usage_error("%s: %s is more than any machine has", name, text);
    *bytes <<= shift;
    return DONE;
}

/* A decimal from 0 to 1. */
static int read_score(const char *name, const char *text, double *score)
{
    char *end;
    *score = strtod(text, &end);
    if (end == text || *end || !(*score >= 0 && *score <= 1))
        return usage_error("%s: \"%s\" is not a number from 0 to 1, such as 0.95", name, text);
    return DONE;
}

/* Which word of the list, which ends with NULL; -1 after a complaint. */
static int read_word(const char *name, const char *text, const char *const *words)
{
    int i;
    for (i = 0; words[i]; i++)
        if (strcmp(text, words[i]) == 0) return i;
    usage_error("%s: \"%s\" is not one of %s %s%s%s%s%s", name, text, words[0], words[1], i > 2 ? " " : "", i > 2 ? words[2] : "", i > 3 ? " " : "", i > 3 ? words[3] : "");
    return -1;
}

static rep_column_options *add_rule(job *j, const char *column)
{
    rep_column_options *rule;
    j->rules = (rep_column_options *)must(realloc(j->rules, (j->rule_count + 1) * sizeof *j->rules));
    rule = &j->rules[j->rule_count++];
    memset(rule, 0, sizeof *rule);
    rule->column = column;
    return rule;
}

/* --type COLUMN=KIND. The last = divides: names hold one more often than kinds do. */
static int read_type(job *j, const char *text)
{
    static const rep_kind kinds[] = { REP_KIND_NUMERICAL, REP_KIND_CATEGORICAL, REP_KIND_DATETIME,
                                      REP_KIND_TEXT, REP_KIND_PII };
    const char *equals = strrchr(text, '='), *kind, *class_name, *nearest = "numerical";
    rep_column_options *rule;
    size_t i, best;

    if (!equals || equals == text || !equals[1])
        return usage_error("--type: \"%s\" is not COLUMN=KIND, such as age=numerical", text);
    add_string(&j->names, text, (size_t)(equals - text));
    kind = equals + 1;
    for (i = 0; i + 1 < j->names.count; i++)
        if (strcmp(j->names.item[i], j->names.item[j->names.count - 1]) == 0)
            return usage_error("--type: column \"%s\" is decided twice; keep one", j->names.item[i]);
    rule = add_rule(j, j->names.item[j->names.count - 1]);
    best = distance(kind, nearest);
    for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        const char *name = rep_kind_name(kinds[i]);
        if (strcmp(kind, name) == 0) return rule->kind = kinds[i], DONE;
        if (distance(kind, name) < best) best = distance(kind, name), nearest = name;
    }
    if (strcmp(kind, "drop") == 0) return rule->drop = 1, DONE;
    if (strcmp(kind, "alone") == 0) return rule->alone = 1, DONE;
    if (strcmp(kind, "not-pii") == 0) return rule->pii_class = "", DONE;
    if (strchr(kind, '%')) return rule->kind = REP_KIND_DATETIME, rule->format = kind, DONE;
    for (i = 0; (class_name = rep_pii_class_name(i)) != NULL; i++) {
        if (strcmp(kind, class_name) == 0) return rule->kind = REP_KIND_PII, rule->pii_class = class_name, DONE;
        if (distance(kind, class_name) < best) best = distance(kind, class_name), nearest = class_name;
    }
    if (distance(kind, "not-pii") < best) nearest = "not-pii";
    return usage_error("--type: \"%s\" is no kind; the nearest is %s (replicate --help lists them)", kind, nearest);
}

/* Of the table: --format of profile and inspect; of run the table's name and first bytes tell. */
static int read_table_format(job *j)
{
    const char *format = j->given[OPT_FORMAT];
    if (!format) return DONE;
    j->learn.format = rep_format_find(format);
    if (j->learn.format == REP_FORMAT_AUTO || j->learn.format > REP_FORMAT_JSON || strcmp(format, rep_format_name(j->learn.format)) != 0)
        return usage_error("--format: \"%s\" is no format of a table that is read; these are csv tsv jsonl json", format);
    return DONE;
}

/* Of rows: --format, else the ending of -o. FILE.csv keeps the source's delimiter. */
static int read_format(job *j)
{
    const char *format = j->given[OPT_FORMAT], *out = j->given[OPT_OUT];
    static const option_id of_sql[] = { OPT_DIALECT, OPT_TABLE, OPT_NO_CREATE };
    rep_format found = rep_format_find(format ? format : out && strcmp(out, "-") != 0 ? out : NULL);
    size_t i;

    if (format && (found == REP_FORMAT_AUTO || strcmp(format, rep_format_name(found)) != 0)) {
        char list[128] = "";
        size_t len = 0;
        for (i = 1; i < REP_FORMAT_COUNT; i++)
            len += (size_t)snprintf(list + len, sizeof list - len, " %s", rep_format_name((rep_format)i));
        return usage_error("--format: \"%s\" is not a format; the formats are%s", format, list);
    }
    if (format || found != REP_FORMAT_CSV) j->write.format = found;
    if (j->given[OPT_DELIMITER] && j->command == GENERATE && (format || j->write.format != REP_FORMAT_AUTO))
        return usage_error("%s sets the delimiter or has none; leave out --delimiter", format ? "--format" : "the ending of -o");
    for (i = 0; i < sizeof of_sql / sizeof of_sql[0]; i++)
        if (j->given[of_sql[i]] && found != REP_FORMAT_SQL) return usage_error("%s is for --format sql", options[of_sql[i]].name);
    if (j->given[OPT_GUARD] && found > REP_FORMAT_TSV) return usage_error("--guard-formulas is for csv and tsv, which spreadsheets open");
    if (j->given[OPT_BATCH] && found <= REP_FORMAT_JSON) return usage_error("--batch is for formats that have batches of rows: sql, arrow, arrows and parquet");
    if (j->given[OPT_BATCH] && read_size("--batch", j->given[OPT_BATCH], &j->write.batch_rows)) return USAGE;
    j->write.table_name = j->given[OPT_TABLE];
    j->write.no_create_table = j->given[OPT_NO_CREATE] != NULL;
    if (j->given[OPT_DIALECT]) {
        static const char *const dialects[] = { "postgresql", "sqlite", "mysql", "copy", NULL };
        int word = read_word("--dialect", j->given[OPT_DIALECT], dialects);
        if (word < 0) return USAGE;
        j->write.sql_dialect = dialects[word];
    }
    return DONE;
}

/* Turns the options that were given into those of the library. */
static int read_options(job *j)
{
    static const char *const dates[] = { "dmy", "mdy", NULL };
    static const char *const ragged[] = { "error", "pad", "join", NULL };
    const char *const *given = j->given;
    uint64_t threads = lend_processors();
    size_t count = 0;
    int word;

    j->seed = 42;
    if (given[OPT_THREADS] && read_number("-j", given[OPT_THREADS], 1, &threads)) return USAGE;
    if (threads > 256) return usage_error("-j: at most 256 threads");
    j->learn.host.parallel = j->draw.host.parallel = lend_threads((size_t)threads);
    if (given[OPT_ROWS] && read_number("-n", given[OPT_ROWS], 0, &j->rows)) return USAGE;
    if (given[OPT_SEED] && read_number("--seed", given[OPT_SEED], 0, &j->seed)) return USAGE;
    if (given[OPT_FIRST] && read_number("--first", given[OPT_FIRST], 0, &j->first)) return USAGE;
    if (j->rows > UINT64_MAX - j->first)
        return usage_error("--first: rows are numbered up to 18446744073709551615; take smaller numbers");
    if ((j->command & DRAWS) && !given[OPT_ROWS]) return usage_error("how many rows? add -n ROWS");
    if (given[OPT_MAX_CATEGORIES] &&
        read_size("--max-categories", given[OPT_MAX_CATEGORIES], &j->learn.max_categories)) return USAGE;
    if (given[OPT_MIN_COUNT]) {
        if (read_size("--min-count", given[OPT_MIN_COUNT], &count)) return USAGE;
        j->learn.min_count = count > UINT32_MAX ? UINT32_MAX : (uint32_t)count;
    }
    if (given[OPT_MEMORY] && read_bytes("--max-memory", given[OPT_MEMORY], &j->memory)) return USAGE;
    j->learn.max_bytes = j->draw.max_bytes = j->memory;
    j->learn.private_model = given[OPT_PRIVATE] != NULL;
    if (given[OPT_INDEPENDENT]) j->learn.structure = REP_STRUCTURE_INDEPENDENT;
    if (given[OPT_SAMPLE] && read_size("--sample", given[OPT_SAMPLE], &j->learn.sample_rows)) return USAGE;
    if (given[OPT_DATES]) {
        if ((word = read_word("--dates", given[OPT_DATES], dates)) < 0) return USAGE;
        j->learn.dates = word ? REP_DATES_MDY : REP_DATES_DMY;
    }
    if (given[OPT_RAGGED]) {
        if ((word = read_word("--ragged", given[OPT_RAGGED], ragged)) < 0) return USAGE;
        j->learn.csv.ragged = word == 0 ? REP_RAGGED_ERROR : word == 1 ? REP_RAGGED_PAD : REP_RAGGED_JOIN;
    }
    if (given[OPT_DELIMITER]) {
        const char *c = given[OPT_DELIMITER];
        if (strcmp(c, "tab") == 0 || strcmp(c, "\\t") == 0) c = "\t";
        if (!c[0] || c[1] || (unsigned char)*c > 126 || *c == '"' || (*c < ' ' && *c != '\t'))
            return usage_error("--delimiter: \"%s\" is not one ASCII character or the word tab",
                               given[OPT_DELIMITER]);
        j->learn.csv.delimiter = *c;
        if (j->command == GENERATE) j->write.csv.delimiter = *c;    /* of run, the source's is kept anyway */
    }
    j->learn.csv.no_header = j->write.csv.no_header = given[OPT_NO_HEADER] != NULL;
    j->draw.strict_unique = given[OPT_STRICT] != NULL;
    j->draw.conditions = j->where.conditions, j->draw.condition_count = j->where.condition_count;
    j->draw.weights = j->where.weights, j->draw.weight_count = j->where.weight_count;
    j->write.csv.guard_formulas = given[OPT_GUARD] != NULL;
    j->learn.name = given[OPT_NAME];
    j->learn.date = given[OPT_DATE];
    if (given[OPT_MISSING] && split_list("--missing", given[OPT_MISSING], &j->missing)) return USAGE;
    if (given[OPT_COLUMNS] && split_list("--columns", given[OPT_COLUMNS], &j->columns)) return USAGE;
    if (given[OPT_MISSING]) {
        j->learn.missing = (const char *const *)j->missing.item;
        j->learn.missing_count = j->missing.count;
    }
    if (given[OPT_COLUMNS] && given[OPT_NO_HEADER]) {
        j->learn.names = (const char *const *)j->columns.item;
        j->learn.name_count = j->columns.count;
    }
    j->learn.relations = (const char *const *)j->relations.item, j->learn.relation_count = j->relations.count;
    j->learn.vetoed = (const char *const *)j->vetoed.item, j->learn.vetoed_count = j->vetoed.count;
    if (given[OPT_MIN] && read_score("--min", given[OPT_MIN], &j->least)) return USAGE;
    if (given[OPT_HTML] && (given[OPT_JSON] || given[OPT_OUT]))
        return usage_error("--html and %s both say what is written; keep one", given[OPT_JSON] ? "--json" : "-o");
    if (given[OPT_DIR] && given[OPT_OUT] && j->command == PROFILE)
        return usage_error("-o and --dir both say where the model goes; keep one");
    return j->command & DRAWS ? read_format(j) : read_table_format(j);
}

static int unknown_option(const char *text)
{
    char name[64];
    size_t i, best = (size_t)-1, nearest = 0;

    snprintf(name, sizeof name, "%.*s", (int)strcspn(text, "="), text);
    for (i = 0; i < OPTION_COUNT; i++) {
        size_t d = distance(name, options[i].name);
        if (d < best) best = d, nearest = i;
    }
    return usage_error("unknown option %s; the nearest is %s (replicate --help lists all)", name,
                       options[nearest].name);
}

/* One option at argv[*at]. */
static int parse_option(job *j, char **argv, int argc, int *at)
{
    const char *text = argv[*at], *value = NULL;
    const option *o = NULL;
    size_t i, len;

    for (i = 0; i < OPTION_COUNT; i++) {
        len = strlen(options[i].name);
        if (strncmp(text, options[i].name, len) != 0) continue;
        if (text[len] == '=') value = text + len + 1;
        else if (text[len] && text[1] != '-' && options[i].value) value = text + len;      /* -n100 */
        else if (text[len]) continue;
        o = &options[i];
        break;
    }
    if (!o) return unknown_option(text);
    if (!(o->commands & j->command))
        return usage_error("%s does not belong to this command (replicate --help tells where)", o->name);
    if (!o->value && value) return usage_error("%s takes no value", o->name);
    if (o->value && !value) {
        if (*at + 1 >= argc || strncmp(argv[*at + 1], "--", 2) == 0)
            return usage_error("%s needs a value: %s=%s", o->name, o->name, o->value);
        value = argv[++*at];
    }
    if (i == OPT_TYPE) return read_type(j, value);
    if (i == OPT_WHERE || i == OPT_WEIGHTS) {
        const char *wrong = i == OPT_WHERE ? where_read(value, &j->where) : where_read_weights(value, &j->where);
        return wrong ? usage_error("%s: \"%s\": %s", o->name, value, wrong) : DONE;
    }
    if (i == OPT_NO_RELATION) return add_string(&j->vetoed, value, strlen(value)), DONE;
    if (i == OPT_RELATION) return add_string(&j->relations, value, strlen(value)), DONE;
    if (j->given[i]) return usage_error("%s is given twice; keep one", o->name);
    j->given[i] = value ? value : o->name;
    return DONE;
}

static int parse(job *j, char **argv, int argc)
{
    int at, code, options_end = 0;

    for (at = 2; at < argc; at++) {
        const char *text = argv[at];
        if (!options_end && strcmp(text, "--") == 0) options_end = 1;
        else if (!options_end && text[0] == '-' && text[1]) {
            if ((code = parse_option(j, argv, argc, &at)) != DONE) return code;
        } else if (!j->input) j->input = text;
        else if (!j->synthetic && (j->command & (COMPARE | COMPLETE))) j->synthetic = text;
        else return usage_error("\"%s\" is one name too many%s", text,
                                j->command & DRAWS ? "; the number of rows is -n ROWS" : "");
    }
    return DONE;
}

/*--- progress, and Ctrl-C: both come by the library's callback ---*/

static struct { double start, drawn; int shown; } progress;
static volatile sig_atomic_t stopped;

static double seconds(void)
{
#ifdef _WIN32
    return (double)clock() / CLOCKS_PER_SEC;    /* wall time on Windows */
#else
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
#endif
}

static int is_terminal(FILE *file)
{
#ifdef _WIN32
    return _isatty(_fileno(file));
#else
    return isatty(fileno(file));
#endif
}

static void clear_progress(void)
{
    if (progress.shown) fprintf(stderr, "\r%78s\r", "");
    progress.shown = 0;
}

static int on_progress(void *user, const char *step, uint64_t done, uint64_t total)
{
    static const char bar[] = "########################################";
    double now = seconds(), share = total ? (double)done / (double)total : 0;

    (void)user;
    if (stopped) return 1;
    if (now - progress.start < 0.5 || now - progress.drawn < 0.1 || !is_terminal(stderr)) return 0;
    progress.drawn = now, progress.shown = 1;
    if (share > 1) share = 1;
    if (total) fprintf(stderr, "\r%-24.24s [%-40.*s] %3d %%", step, (int)(40 * share), bar, (int)(100 * share));
    else fprintf(stderr, "\r%-24.24s %.0f rows", step, (double)done);
    fflush(stderr);
    return 0;
}

/* The first Ctrl-C or polite end stops the work in order, so that no temporary file stays; the second one kills. */
static void on_interrupt(int number)
{
    stopped = 1;
    signal(number, SIG_DFL);
}

static void catch_interrupts(void)
{
    signal(SIGINT, on_interrupt);
    signal(SIGTERM, on_interrupt);
#ifdef SIGHUP
    if (signal(SIGHUP, on_interrupt) == SIG_IGN) signal(SIGHUP, SIG_IGN);      /* nohup */
#endif
}

/*--- input and output ---*/

typedef struct stream { FILE *file; int error; } stream;

static int stream_write(void *user, const char *data, size_t len)
{
    stream *out = (stream *)user;
    if (fwrite(data, 1, len, out->file) == len) return stopped;
    out->error = errno;
    return 1;
}

/* A device, a pipe: anything that exists and must not be replaced by a file. */
static int is_special(const char *path)
{
#ifdef _WIN32
    (void)path;
    return 0;
#else
    struct stat status;
    return stat(path, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
#endif
}

/* Bytes that can be read only once: standard input, a pipe. */
static int is_stream(const char *path) { return strcmp(path, "-") == 0 || is_special(path); }

/* What a link leads to, so that the link stays and its file is replaced; NULL = path itself. */
static char *behind_link(const char *path)
{
#ifdef _WIN32
    (void)path;
    return NULL;
#else
    struct stat status;
    return lstat(path, &status) == 0 && S_ISLNK(status.st_mode) ? realpath(path, NULL) : NULL;
#endif
}

/* What to write: rows of a generator, a model, or a report. */
typedef struct product { const job *j; const rep_model *model; rep_generator *generator; const rep_buffer *text; } product;

static void product_write(const product *p, stream *out, rep_error *err)
{
    if (p->text) stream_write(out, p->text->data, p->text->len);
    else if (p->generator) rep_generator_write(p->generator, p->j->first, p->j->rows, stream_write, out, &p->j->write, err);
    else rep_model_write(p->model, stream_write, out, err);
}

static void product_save(const product *p, const char *path, rep_error *err)
{
    if (p->text) rep_buffer_save(p->text, path, err);
    else if (p->generator) rep_generator_write_file(p->generator, p->j->first, p->j->rows, path, &p->j->write, err);
    else rep_model_save(p->model, path, err);
}

static int deliver(const product *p, const char *path)
{
    const job *j = p->j;
    rep_error err = REP_ZERO;
    stream out = { NULL, 0 };
    int to_stdout = !path || strcmp(path, "-") == 0;

    if (to_stdout) path = "standard output", out.file = stdout;
    if (to_stdout || is_special(path)) {
        if (!out.file && (out.file = fopen(path, "wb")) == NULL)
            return failure("%s: %s; choose another place", path, strerror(errno));
        product_write(p, &out, &err);
        if (fflush(out.file) != 0 && !out.error) out.error = errno;
        if (!to_stdout && fclose(out.file) != 0 && !out.error) out.error = errno;
        if (out.error) return failure("%s: %s; what was written is not complete", path, strerror(out.error));
    } else {
        char *target = behind_link(path);
        const char *name = target ? target : path;
        product_save(p, name, &err);
        free(target);
    }
    if (stopped) return failure("stopped");
    if (err.code) return complain(err.code == REP_ERR_WRITE ? path : display_name(j->input), &err);
    return DONE;
}

/* A table or model whose first bytes were read to look at them. */
typedef struct source { FILE *file; char *head; size_t head_len, given; } source;
enum { HEAD_SIZE = 1 << 18 };

static int source_read(void *user, char *buffer, size_t size, size_t *len)
{
    source *in = (source *)user;
    *len = in->head_len - in->given;
    if (*len) {
        if (*len > size) *len = size;
        memcpy(buffer, in->head + in->given, *len);
        in->given += *len;
        return stopped;
    }
    *len = in->file ? fread(buffer, 1, size, in->file) : 0;
    return stopped || (in->file && ferror(in->file));
}

static void source_close(source *in)
{
    if (in->file && in->file != stdin) fclose(in->file);
    free(in->head);
    memset(in, 0, sizeof *in);
}

static int source_open(source *in, const char *path)
{
    memset(in, 0, sizeof *in);
    in->file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (!in->file) return failure("%s: %s; check the name", path, strerror(errno));
    in->head = (char *)must(malloc(HEAD_SIZE));
    in->head_len = fread(in->head, 1, HEAD_SIZE, in->file);
    if (ferror(in->file)) {
        failure("%s: %s", display_name(path), strerror(errno));
        source_close(in);
        return FAILED;
    }
    return DONE;
}

/* The first byte that is neither blank nor of a byte order mark. */
static int first_byte(const source *in)
{
    size_t at = in->head_len >= 3 && memcmp(in->head, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (at < in->head_len && strchr(" \t\r\n", in->head[at]) && in->head[at]) at++;
    return at < in->head_len ? in->head[at] : 0;
}

static int is_json(const job *j, const source *in)
{
    rep_format named = j->given[OPT_FORMAT] && j->command != RUN ? j->learn.format : rep_format_find(j->input);
    int first = first_byte(in);
    return named == REP_FORMAT_JSONL || named == REP_FORMAT_JSON || (named == REP_FORMAT_AUTO && (first == '{' || first == '['));
}

/* --columns on a table with a header: its first records go into a model of their own, whose column
 * names tell which others to drop. Records end at an LF outside quotes. */
static int plan_columns(job *j, const source *in)
{
    rep_profile_options look = j->learn;
    rep_error err = REP_ZERO;
    rep_model *model = NULL;
    rep_column column;
    size_t i, at, first_end = 0, last_end = 0, quotes = 0, types = j->names.count;
    strings seen = { NULL, 0 };
    const char *file = display_name(j->input);
    int code = DONE;

    if (is_json(j, in)) return usage_error("--columns is for tables with a header; of JSON leave columns out by --type COLUMN=drop");
    for (at = 0; at < in->head_len; at++) {
        quotes += in->head[at] == '"';
        if (in->head[at] != '\n' || quotes % 2) continue;
        last_end = at + 1;
        if (in->head_len > 1 && memcmp(in->head, "\xFF\xFE", 2) == 0) last_end++;  /* UTF-16: 0A 00 */
        if (!first_end) first_end = last_end;
    }
    if (in->head_len < HEAD_SIZE || !last_end) first_end = last_end = in->head_len;
    memset(&look.host, 0, sizeof look.host);
    look.csv.ragged = REP_RAGGED_PAD;
    if (rep_profile_bytes(&model, in->head, last_end, &look, &err) &&
        rep_profile_bytes(&model, in->head, first_end, &look, &err)) return complain(file, &err);
    for (i = 0; rep_model_get_column(model, i, &column, NULL) == REP_OK; i++) {
        add_string(&seen, column.name.data, column.name.len);
        if (has_string(&j->columns, column.name.data, column.name.len)) continue;
        for (at = 0; at < types && code == DONE; at++)
            if (strcmp(j->names.item[at], seen.item[i]) == 0)
                code = usage_error("--type names column \"%s\", which --columns leaves out", seen.item[i]);
        add_string(&j->names, column.name.data, column.name.len);
        add_rule(j, j->names.item[j->names.count - 1])->drop = 1;
    }
    for (i = 0; i < j->columns.count && code == DONE; i++)
        if (!has_string(&seen, j->columns.item[i], strlen(j->columns.item[i]))) {
            size_t nearest = 0;
            for (at = 1; at < seen.count; at++)
                if (distance(j->columns.item[i], seen.item[at]) < distance(j->columns.item[i], seen.item[nearest]))
                    nearest = at;
            code = failure("%s: --columns: no column \"%s\"; the nearest is \"%s\"", file, j->columns.item[i],
                           seen.count ? seen.item[nearest] : "");
        }
    free_strings(&seen);
    rep_model_free(model);
    return code;
}

static int learn(job *j, source *in, rep_model **model)
{
    rep_error err = REP_ZERO;
    rep_profiler *profiler = NULL;
    int code = DONE;

    if (j->columns.count && !j->given[OPT_NO_HEADER] && (code = plan_columns(j, in)) != DONE) return code;
    j->learn.columns = j->rules;
    j->learn.column_count = j->rule_count;
    if (!is_stream(j->input)) rep_profile_file(model, j->input, &j->learn, &err);
    else if (!rep_profiler_create(&profiler, &j->learn, &err) &&
             !rep_profiler_push_from(profiler, source_read, in, &err))
        rep_profiler_learn(profiler, model, &err);
    rep_profiler_free(profiler);
    if (stopped) code = failure("stopped");
    else if (err.code) code = complain(display_name(j->input), &err);
    if (code == DONE) warn_of_model(*model);
    return code;
}

typedef struct told_faults { const char *path; size_t count; } told_faults;

static int on_fault(void *user, const rep_error *err)
{
    told_faults *told = (told_faults *)user;
    complain(told->path, err);
    told->count++;
    return stopped;
}

static int load(const job *j, source *in, rep_model **model)
{
    rep_error err = REP_ZERO;
    rep_model_options load_options = REP_ZERO;
    rep_buffer text = REP_ZERO;
    rep_status status;
    char block[16384];
    size_t len = 0;
    told_faults told = { NULL, 0 };
    int bad, full = 0;

    told.path = display_name(j->input);
    load_options.host = j->learn.host, load_options.max_bytes = j->memory;
    if (j->command == VALIDATE) load_options.fault = on_fault, load_options.fault_user = &told;
    if (!is_stream(j->input)) status = rep_model_load(model, j->input, &load_options, &err);
    else {
        do bad = source_read(in, block, sizeof block, &len);
        while (!bad && len && !(full = (j->memory && text.len + len > j->memory) || rep_buffer_write(&text, block, len)));
        if (bad || full) {
            rep_buffer_free(&text);
            return failure("%s: %s", display_name(j->input), full ? no_memory : stopped ? "stopped" : strerror(errno));
        }
        status = rep_model_read(model, text.data, text.len, &load_options, &err);
        rep_buffer_free(&text);
    }
    if (stopped && status) return failure("stopped");
    if (told.count > 1) failure("%s: %lu faults", told.path, (unsigned long)told.count);
    if (status) return told.count ? FAILED : complain(told.path, &err);
    warn_of_model(*model);
    return DONE;
}

/*--- the commands ---*/

/* Programs that open the rows would compute such cells: the first such column is named, others are counted. */
static void warn_of_formulas(const rep_model *model)
{
    rep_column column, first = REP_ZERO;
    size_t i, count = 0;
    for (i = 0; rep_model_get_column(model, i, &column, NULL) == REP_OK; i++)
        if (column.formulas && count++ == 0) first = column;
    if (count == 1)
        warn("column \"%.*s\" has text that a spreadsheet would compute; --guard-formulas puts a ' before it", shown(first.name), first.name.data);
    else if (count)
        warn("column \"%.*s\" and %lu more have text that a spreadsheet would compute; --guard-formulas puts a ' before it",
             shown(first.name), first.name.data, (unsigned long)(count - 1));
}

static void warn_of_forced(const rep_generator *generator)
{
    rep_generator_info info;
    if (rep_generator_get_info(generator, &info, NULL) == REP_OK && info.forced_rows)
        warn("in %lu rows cells were set that the model does not join with their others", (unsigned long)info.forced_rows);
}

static int draw(const job *j, const rep_model *model)
{
    rep_error err = REP_ZERO;
    rep_generator_info info;
    product rows = { NULL, NULL, NULL, NULL };
    int code;

    rows.j = j;
    if (rep_generator_create(&rows.generator, model, j->seed, &j->draw, &err))
        return complain(display_name(j->input), &err);
    if (!j->draw.strict_unique && rep_generator_get_info(rows.generator, &info, NULL) == REP_OK &&
        info.row_limit < j->first + j->rows)
        warn("column \"%.*s\" has %.0f distinct values in its learned range; later rows leave the range (--strict-unique refuses)",
             shown(info.limit_column), info.limit_column.data, (double)info.row_limit);
    if (!j->write.csv.guard_formulas && j->write.format <= REP_FORMAT_TSV) warn_of_formulas(model);
    code = deliver(&rows, j->given[OPT_OUT]);
    warn_of_forced(rows.generator);
    rep_generator_free(rows.generator);
    return code;
}

/* The rows of another CSV, their empty cells filled. What is written goes through memory: -o is renamed when it is whole. */
static int complete(const job *j, const rep_model *model)
{
    rep_error err = REP_ZERO;
    rep_generator *generator = NULL;
    rep_buffer filled = REP_ZERO;
    product page = { NULL, NULL, NULL, NULL };
    source in;
    int code = source_open(&in, j->synthetic);

    if (code != DONE) return code;
    page.j = j, page.text = &filled;
    if (rep_generator_create(&generator, model, j->seed, &j->draw, &err)) code = complain(display_name(j->input), &err);
    else if (rep_generator_complete_table(generator, j->first, source_read, &in, rep_buffer_write, &filled, &j->learn.csv, &err))
        code = stopped ? failure("stopped") : complain(display_name(j->synthetic), &err);
    else code = deliver(&page, j->given[OPT_OUT]);
    if (code == DONE) warn_of_forced(generator);
    rep_generator_free(generator);
    rep_buffer_free(&filled);
    source_close(&in);
    return code;
}

/* Where --dir or --name ask for it. */
static int keep_model(const job *j, const rep_model *model, FILE *out)
{
    char path[4096];
    rep_error err = REP_ZERO;
    if (rep_model_save_stamped(model, j->given[OPT_DIR], j->given[OPT_NAME], path, sizeof path, &err))
        return complain(j->given[OPT_DIR] ? j->given[OPT_DIR] : ".", &err);
    if (is_terminal(out)) rep_clean(path, sizeof path, path, strlen(path)); /* to a pipe every byte of it */
    fprintf(out, "%s\n", path);
    return fflush(out) ? failure("standard output: %s", strerror(errno)) : DONE;
}

static int explain(const job *j, const rep_model *model)
{
    const char *name = j->given[OPT_TREE];
    size_t column = name ? rep_model_find_column(model, name) : REP_NONE;
    rep_error err = REP_ZERO;
    stream out = { NULL, 0 };
    rep_status status;

    if (name && column == REP_NONE) return failure("%s: there is no column \"%s\": look at inspect without --tree", display_name(j->input), name);
    out.file = stdout;
    status = name ? rep_model_explain_tree(model, column, stream_write, &out, &err) : rep_model_explain(model, REP_NONE, stream_write, &out, &err);
    if (fflush(stdout) != 0 && !out.error) out.error = errno;
    if (out.error) return failure("standard output: %s", strerror(out.error));
    return status ? complain("model", &err) : DONE;
}

static int tell_sound(const job *j, const rep_model *model)
{
    rep_model_info info;
    rep_model_get_info(model, &info, NULL);
    printf("%s: sound, %lu column%s\n", display_name(j->input), (unsigned long)info.column_count, info.column_count == 1 ? "" : "s");
    return fflush(stdout) ? failure("standard output: %s", strerror(errno)) : DONE;
}

static int is_name_byte(int c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

/* A name in C: the one that is given, else that of the file without its ending, other signs as _. */
static int array_name(const job *j, char *name, size_t size)
{
    const char *path = j->given[OPT_NAME] ? j->given[OPT_NAME] : strcmp(j->input, "-") == 0 ? "" : j->input, *p, *from = path;
    size_t n = 0;

    if (j->given[OPT_NAME]) {
        for (p = path; is_name_byte(*p); p++) { }
        if (!*path || *p || (*path >= '0' && *path <= '9') || (size_t)(p - path) >= size)
            return usage_error("--name: \"%s\" is no name in C: letters, digits and _, no digit first", path);
        memcpy(name, path, (size_t)(p - path) + 1);
        return DONE;
    }
    for (p = path; *p; p++)
        if (*p == '/' || *p == '\\') from = p + 1;
    if (*from >= '0' && *from <= '9') name[n++] = '_';
    for (p = from; *p && *p != '.' && n + 8 < size; p++) name[n++] = *p;
    for (name[n] = '\0', n = 0; name[n]; n++)
        if (!is_name_byte(name[n])) name[n] = '_';
    memcpy(name + n, "_model" + (n == 0), 7 - (size_t)(n == 0));
    return DONE;
}

/* Numbers, not a literal: compilers take arrays of any length, but no literal of more than 64 KB. */
static int embed(const job *j, const rep_model *model)
{
    char name[256], line[1024];
    rep_error err = REP_ZERO;
    rep_buffer json = REP_ZERO, text = REP_ZERO;
    product array = { NULL, NULL, NULL, NULL };
    size_t i, len, bytes;
    int full, code = array_name(j, name, sizeof name);

    if (code != DONE) return code;
    full = rep_model_write(model, rep_buffer_write, &json, &err) != REP_OK;
    bytes = json.len;
    len = (size_t)snprintf(line, sizeof line,
        "/* %s: a model, made by replicate embed. Include it in one source file, or compile it, and\n"
        " *     rep_model_read(&model, (const char *)%s, %s_size, NULL, &err)\n"
        " */\n"
        "#ifdef __cplusplus\nextern \"C\" {\n#endif\n"
        "extern const unsigned char %s[%lu];\nextern const unsigned long %s_size;\n"
        "#ifdef __cplusplus\n}\n#endif\n"
        "const unsigned long %s_size = %lu;\nconst unsigned char %s[%lu] = {\n",
        name, name, name, name, (unsigned long)bytes, name, name, (unsigned long)bytes, name, (unsigned long)bytes);
    if (len >= sizeof line) return failure("--name: that is too long a name");
    full = full || rep_buffer_write(&text, line, len);
    for (i = 0; i < bytes && !full; i++) {
        len = (size_t)snprintf(line, sizeof line, "%d%s", (unsigned char)json.data[i], i + 1 == bytes ? "\n};\n" : i % 25 == 24 ? ",\n" : ",");
        full = rep_buffer_write(&text, line, len);
    }
    array.j = j, array.text = &text;
    code = full ? failure("out of memory") : deliver(&array, j->given[OPT_OUT]);
    rep_buffer_free(&json);
    rep_buffer_free(&text);
    return code;
}

/* A model begins with {, and so do JSON Lines: their name or --format tells. */
static int looks_like_model(const job *j, const source *in)
{
    return first_byte(in) == '{' && !j->given[OPT_FORMAT] && rep_format_find(j->input) != REP_FORMAT_JSONL;
}

static int work(job *j)
{
    product made = { NULL, NULL, NULL, NULL };
    rep_model *model = NULL;
    source in;
    size_t i;
    int code, is_model;

    if ((code = source_open(&in, j->input)) != DONE) return code;
    is_model = (j->command & READS) || (j->command == INSPECT && looks_like_model(j, &in));
    for (i = 0; i < OPTION_COUNT && is_model && j->command == INSPECT && code == DONE; i++)
        if ((j->given[i] && i != OPT_THREADS && i != OPT_TREE) || (i == OPT_TYPE && j->rule_count) ||
            (i == OPT_RELATION && j->relations.count) || (i == OPT_NO_RELATION && j->vetoed.count))
            code = usage_error("%s is for tables, and %s is a model", options[i].name, display_name(j->input));
    if (code == DONE) code = is_model ? load(j, &in, &model) : learn(j, &in, &model);
    source_close(&in);
    if (code == DONE && (j->command == PROFILE || j->command == RUN)) {
        made.j = j, made.model = model;
        if (j->given[OPT_DIR] || (j->given[OPT_NAME] && !j->given[OPT_OUT] && j->command == PROFILE))
            code = keep_model(j, model, j->command == PROFILE ? stdout : stderr);
        else if (j->command == PROFILE)
            code = deliver(&made, j->given[OPT_OUT]);
    }
    if (code == DONE && (j->command & DRAWS)) code = draw(j, model);
    if (code == DONE && j->command == COMPLETE) code = complete(j, model);
    if (code == DONE && j->command == INSPECT) code = explain(j, model);
    if (code == DONE && j->command == VALIDATE) code = tell_sound(j, model);
    if (code == DONE && j->command == EMBED) code = embed(j, model);
    rep_model_free(model);
    return code;
}

/* FILE:LINE:COLUMN of the table that the error is about. */
static int complain_of_table(const job *j, rep_table where, const rep_error *err)
{
    const char *paths[REP_TABLE_COUNT];
    paths[REP_TABLE_REAL] = j->input, paths[REP_TABLE_SYNTHETIC] = j->synthetic, paths[REP_TABLE_HOLDOUT] = j->given[OPT_HOLDOUT];
    if (stopped) return failure("stopped");
    if (where != REP_TABLE_COUNT) return complain(display_name(paths[where]), err);
    failure("%s", message_of(err));
    return err->code == REP_ERR_ARGUMENT ? USAGE : FAILED;
}

static int gate(const job *j, const report *r)
{
    double score = r->info.score.overall;
    if (!j->given[OPT_MIN] || score >= j->least) return DONE;
    if (!report_is(score)) return failure("--min: no column can be scored, so there is no score to reach %s", j->given[OPT_MIN]);
    return failure("the overall score %.4f is below --min %s", score, j->given[OPT_MIN]);
}

static int compare(job *j)
{
    rep_compare_options with = REP_ZERO;
    rep_comparison *comparison = NULL;
    rep_error err = REP_ZERO;
    rep_table where = REP_TABLE_COUNT;
    product page = { NULL, NULL, NULL, NULL };
    report r;
    int code, drawn, streams = 0;

    memset(&r, 0, sizeof r);
    r.names[REP_TABLE_REAL] = display_name(j->input);
    r.names[REP_TABLE_SYNTHETIC] = display_name(j->synthetic);
    if (j->given[OPT_HOLDOUT]) r.names[REP_TABLE_HOLDOUT] = display_name(j->given[OPT_HOLDOUT]);
    streams = (strcmp(j->input, "-") == 0) + (strcmp(j->synthetic, "-") == 0) + (j->given[OPT_HOLDOUT] && strcmp(j->given[OPT_HOLDOUT], "-") == 0);
    if (streams > 1) return usage_error("only one table can come from standard input; name the others");
    with.csv = j->learn.csv;
    with.missing = j->learn.missing, with.missing_count = j->learn.missing_count;
    with.relations = (const char *const *)j->relations.item, with.relation_count = j->relations.count;
    with.seed = j->seed, with.max_bytes = j->memory;
    with.where = &where;
    with.host = j->learn.host;
    if (rep_compare_files(&comparison, j->input, j->synthetic, j->given[OPT_HOLDOUT], &with, &err)) return complain_of_table(j, where, &err);
    r.comparison = comparison;
    drawn = (j->given[OPT_HTML] ? report_html : j->given[OPT_JSON] ? report_json : report_text)(&r);
    page.j = j, page.text = &r.out;
    code = drawn ? deliver(&page, j->given[OPT_HTML] ? j->given[OPT_HTML] : j->given[OPT_OUT]) : failure("out of memory");
    if (code == DONE) code = gate(j, &r);
    rep_buffer_free(&r.out);
    rep_comparison_free(comparison);
    return code;
}

int main(int argc, char **argv)
{
    job j;
    size_t i, best = (size_t)-1, nearest = 0;
    int code;

#ifdef _WIN32
    _setmode(_fileno(stdin), _O_BINARY);
    _setmode(_fileno(stdout), _O_BINARY);       /* LF stays LF */
#endif
#ifdef SIGPIPE
    signal(SIGPIPE, SIG_IGN);                   /* a closed pipe is an error like any other */
#endif
    memset(&j, 0, sizeof j);
    if (argc < 2) return usage_error("which command? profile, generate, run, inspect, compare, complete, validate or embed (replicate --help)");
    if (strcmp(argv[1], "--help") == 0) return help(ALL);
    if (strcmp(argv[1], "--version") == 0) return version();
    if (argv[1][0] == '-' && argv[1][1])
        return usage_error("the command comes first: replicate profile, generate, run, inspect, compare, complete, validate or embed");
    for (i = 0; i < COMMAND_COUNT; i++) {
        if (strcmp(argv[1], commands[i].name) == 0) j.command = commands[i].bit;
        else if (distance(argv[1], commands[i].name) < best)
            best = distance(argv[1], commands[i].name), nearest = i;
    }
    if (!j.command) return usage_error("unknown command %s; the nearest is %s (replicate --help)", argv[1],
                                       commands[nearest].name);

    code = parse(&j, argv, argc);
    if (code == DONE && j.given[OPT_HELP]) code = help(j.command);
    else if (code == DONE && j.given[OPT_VERSION]) code = version();
    else if (code == DONE && (code = read_options(&j)) == DONE) {
        if (!j.input) code = usage_error("which file? add %s; - is standard input",
                                         j.command == COMPLETE ? "MODEL and ROWS" : j.command & READS ? "MODEL" : j.command == COMPARE ? "REAL and SYNTHETIC" : "TABLE");
        else if (j.command == COMPLETE && !j.synthetic) code = usage_error("complete which rows? add ROWS, a CSV; - is standard input");
        else if (j.command == COMPARE && !j.synthetic) code = usage_error("compare %s with which table? add SYNTHETIC", j.input);
        else {
            catch_interrupts();
            progress.start = seconds();
            j.learn.host.progress = j.draw.host.progress = on_progress;
            code = j.command == COMPARE ? compare(&j) : work(&j);
            clear_progress();
        }
    }
    where_free(&j.where);
    free_strings(&j.missing);
    free_strings(&j.columns);
    free_strings(&j.relations);
    free_strings(&j.vetoed);
    free_strings(&j.names);
    free(j.rules);
    return code;
}
