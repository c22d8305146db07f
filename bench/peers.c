/* peers.c - what bench/peers.py needs from C: stages timed inside a process, tables to grow, the peer of our doubles
 *
 *     cc -O2 bench/peers.c -I. -o peers -lm
 *     ./peers profile TABLE MODEL       learns TABLE, saves MODEL; prints {"learn_s": S, "save_s": S}
 *     ./peers generate MODEL ROWS       loads MODEL, writes ROWS rows to no file; prints {"load_s": S, "draw_s": S}
 *     ./peers model MODEL COPY          loads MODEL, saves COPY; prints {"load_s": S, "save_s": S}
 *     ./peers printf ROWS               writes rows of 5 doubles in full precision by printf's %.17g
 *     ./peers wide COLUMNS ROWS         writes a table: whole numbers, prices, categories and days in turns
 *     ./peers peak COMMAND ...          runs COMMAND, prints {"peak_kib": N}, the memory it had at most
 *
 * S is CPU time. Exit 0 done, 1 the work failed, 2 wrong usage. POSIX, for `peak`.
 */
#define _DEFAULT_SOURCE                 /* ru_maxrss */
#define REPLICATOR_IMPLEMENTATION
#define REPLICATOR_STATIC
#include "replicator.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double cpu_seconds(void) { return (double)clock() / CLOCKS_PER_SEC; }

static int failed(const rep_error *err)
{
    fprintf(stderr, "peers: %s\n", err->message);
    return 1;
}

static int say_stages(const char *first, double first_s, const char *second, double second_s)
{
    printf("{\"%s\": %.6f, \"%s\": %.6f}\n", first, first_s, second, second_s);
    return fflush(stdout) != 0;
}

static int profile(const char *table, const char *path)
{
    rep_model *model = NULL;
    rep_error err = REP_ZERO;
    double start = cpu_seconds(), learned = start;
    rep_status status = rep_profile_file(&model, table, NULL, &err);

    learned = cpu_seconds();
    if (!status) status = rep_model_save(model, path, &err);
    rep_model_free(model);
    return status ? failed(&err) : say_stages("learn_s", learned - start, "save_s", cpu_seconds() - learned);
}

static int copy_model(const char *from, const char *to)
{
    rep_model *model = NULL;
    rep_error err = REP_ZERO;
    double start = cpu_seconds(), loaded = start;
    rep_status status = rep_model_load(&model, from, NULL, &err);

    loaded = cpu_seconds();
    if (!status) status = rep_model_save(model, to, &err);
    rep_model_free(model);
    return status ? failed(&err) : say_stages("load_s", loaded - start, "save_s", cpu_seconds() - loaded);
}

static int write_nowhere(void *user, const char *data, size_t len)
{
    (void)data;
    *(uint64_t *)user += len;
    return 0;
}

static int generate(const char *path, uint64_t rows)
{
    rep_model *model = NULL;
    rep_generator *generator = NULL;
    rep_error err = REP_ZERO;
    uint64_t bytes = 0;
    double start = cpu_seconds(), loaded = start;
    rep_status status = rep_model_load(&model, path, NULL, &err);

    loaded = cpu_seconds();
    if (!status) status = rep_generator_create(&generator, model, 42, NULL, &err);
    if (!status) status = rep_generator_write(generator, 0, rows, write_nowhere, &bytes, NULL, &err);
    rep_generator_free(generator);
    rep_model_free(model);
    return status ? failed(&err) : say_stages("load_s", loaded - start, "draw_s", cpu_seconds() - loaded);
}

/* Cheaper draws than a model's, so that printf is what costs: 53 random bits, moved and stretched. */
static int print_doubles(uint64_t rows)
{
    rep_rng rng;
    double value[5];
    uint64_t row;
    int i;

    rep_rng_init(&rng, 42, 1);
    printf("a,b,c,d,e\n");
    for (row = 0; row < rows; row++) {
        for (i = 0; i < 5; i++) {
            uint64_t high = rep_rng_next(&rng) >> 5, low = rep_rng_next(&rng) >> 6;
            value[i] = (double)(high << 26 | low) / 9007199254740992.0 * 100 + i;
        }
        printf("%.17g,%.17g,%.17g,%.17g,%.17g\n", value[0], value[1], value[2], value[3], value[4]);
    }
    return fflush(stdout) != 0;
}

static int write_wide(uint64_t columns, uint64_t rows)
{
    static const char *const cities[8] = { "London", "Paris", "Madrid", "Berlin", "Vienna", "Lisbon", "Oslo", "Rome" };
    rep_rng rng;
    uint64_t row, column;

    rep_rng_init(&rng, 42, 1);
    for (column = 0; column < columns; column++) printf("%sc%u", column ? "," : "", (unsigned)column);
    putchar('\n');
    for (row = 0; row < rows; row++) {
        for (column = 0; column < columns; column++) {
            unsigned draw = rep_rng_next(&rng);
            if (column) putchar(',');
            if (column % 4 == 0) printf("%u", draw % 1000);
            else if (column % 4 == 1) printf("%u.%02u", draw % 1000, (draw >> 10) % 100);
            else if (column % 4 == 2) fputs(cities[draw % 8], stdout);
            else printf("20%02u-%02u-%02u", draw % 25, 1 + (draw >> 8) % 12, 1 + (draw >> 16) % 28);
        }
        putchar('\n');
    }
    return fflush(stdout) != 0;
}

/* A child of this small program: what a large one starts has the larger's memory in its books. */
static int peak(char **command)
{
    struct rusage usage;
    int status = 1, nowhere;
    pid_t child = fork();

    if (child == 0) {
        nowhere = open("/dev/null", O_WRONLY);
        if (nowhere >= 0 && dup2(nowhere, STDOUT_FILENO) >= 0) execvp(command[0], command);
        perror(command[0]);
        _exit(1);
    }
    if (child < 0 || waitpid(child, &status, 0) != child || status != 0 || getrusage(RUSAGE_CHILDREN, &usage) != 0) {
        fprintf(stderr, "peers: %s failed\n", command[0]);
        return 1;
    }
    printf("{\"peak_kib\": %ld}\n", (long)usage.ru_maxrss);
    return fflush(stdout) != 0;
}

int main(int argc, char **argv)
{
    const char *what = argc > 2 ? argv[1] : "";

    if (strcmp(what, "profile") == 0 && argc == 4) return profile(argv[2], argv[3]);
    if (strcmp(what, "generate") == 0 && argc == 4) return generate(argv[2], strtoull(argv[3], NULL, 10));
    if (strcmp(what, "model") == 0 && argc == 4) return copy_model(argv[2], argv[3]);
    if (strcmp(what, "printf") == 0 && argc == 3) return print_doubles(strtoull(argv[2], NULL, 10));
    if (strcmp(what, "wide") == 0 && argc == 4) return write_wide(strtoull(argv[2], NULL, 10), strtoull(argv[3], NULL, 10));
    if (strcmp(what, "peak") == 0) return peak(argv + 2);
    fprintf(stderr, "usage: peers profile TABLE MODEL | generate MODEL ROWS | model MODEL COPY | printf ROWS |\n"
                    "             wide COLUMNS ROWS | peak COMMAND ...\n");
    return 2;
}
