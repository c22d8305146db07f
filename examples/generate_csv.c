/* generate_csv.c - rows from a model, on standard output
 *
 *     cc examples/generate_csv.c -I. -o generate_csv -lm
 *     ./generate_csv MODEL.json ROWS [SEED] > rows.csv
 *
 * Prints a header and ROWS rows as CSV. SEED is 42 unless given: same model, same seed, same bytes.
 * Exit 0 done, 1 the work failed (a bad model, a full disk, a closed pipe), 2 wrong usage.
 */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#endif

/* Digits and nothing else, at most 2^64 - 1. */
static int read_number(const char *text, uint64_t *number)
{
    *number = 0;
    if (!*text) return 0;
    for (; *text >= '0' && *text <= '9'; text++) {
        unsigned digit = (unsigned)(*text - '0');
        if (*number > (UINT64_MAX - digit) / 10) return 0;
        *number = *number * 10 + digit;
    }
    return *text == '\0';
}

static int write_out(void *user, const char *data, size_t len)
{
    return fwrite(data, 1, len, (FILE *)user) != len;
}

/* Opened in a spreadsheet, such columns would be computed. */
static void warn_of_formulas(const rep_model *model)
{
    rep_column column;
    char name[128];
    size_t i;
    for (i = 0; !rep_model_get_column(model, i, &column, NULL); i++) {
        if (!column.formulas) continue;
        rep_clean(name, sizeof name, column.name.data, column.name.len);
        fprintf(stderr, "generate_csv: warning: column \"%s\" has text that a spreadsheet would compute "
                        "(replicate generate --guard-formulas)\n", name);
    }
}

int main(int argc, char **argv)
{
    uint64_t rows = 0, seed = 42;
    rep_model *model = NULL;
    rep_generator *generator = NULL;
    rep_error err = REP_ZERO;
    char name[512];
    int failed = 1;

    if ((argc != 3 && argc != 4) || !read_number(argv[2], &rows) ||
        (argc == 4 && !read_number(argv[3], &seed))) {
        fprintf(stderr, "usage: generate_csv MODEL.json ROWS [SEED]\n"
                        "ROWS and SEED are whole numbers from 0 to 18446744073709551615\n");
        return 2;
    }
#ifdef _WIN32
    _setmode(_fileno(stdout), _O_BINARY);               /* LF stays LF */
#endif
#ifdef SIGPIPE
    signal(SIGPIPE, SIG_IGN);                           /* a closed pipe is an error like any other */
#endif
    rep_clean(name, sizeof name, argv[1], strlen(argv[1]));     /* a name may hold what commands a terminal */
    if (rep_model_load(&model, argv[1], NULL, &err) && err.line)
        fprintf(stderr, "generate_csv: %s:%lu:%lu: %s\n", name, (unsigned long)err.line,
                (unsigned long)err.column, err.message);
    else if (!model)
        fprintf(stderr, "generate_csv: %s: %s\n", name, err.message);
    else if (rep_generator_create(&generator, model, seed, NULL, &err) ||
             (rep_generator_write(generator, 0, rows, write_out, stdout, NULL, &err) &&
              err.code != REP_ERR_WRITE))
        fprintf(stderr, "generate_csv: %s\n", err.message);
    else if (err.code == REP_ERR_WRITE || fflush(stdout) != 0)
        fprintf(stderr, "generate_csv: standard output: %s; the rows are not complete\n", strerror(errno));
    else
        warn_of_formulas(model), failed = 0;
    rep_generator_free(generator);
    rep_model_free(model);
    return failed;
}
