/* bench_structs.c - rows into the caller's memory against the CSV of the same rows
 *
 *     cc -O2 bench/bench_structs.c -I. -o bench_structs -lm && ./bench_structs [ROWS [MODEL.json]]
 *
 * The model is eight columns of numbers, drawn each alone, unless another one is given. Every round makes the rows as CSV (to
 * a callback that drops it), as columns, as structs and one by one; ratios are taken within a round, their medians are shown.
 */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 7, MOST = 64 };

static const char numbers[] = "{\"metadata\": {\"rows\": 1000, \"version\": \"1.1\", \"name\": \"numbers\"}, \"columns\": ["
    "{\"name\": \"age\", \"type\": \"numerical\", \"decimals\": 0, \"distribution\": [[18, 29, 30], [30, 49, 40], [50, 90, 30]]},"
    "{\"name\": \"hits\", \"type\": \"numerical\", \"decimals\": 0, \"distribution\": [[0, 9, 6], [10, 999999, 4]]},"
    "{\"name\": \"x\", \"type\": \"numerical\", \"decimals\": 2, \"style\": {\"zeros\": \"fixed\"}, \"distribution\": [[-500, 500, 1]]},"
    "{\"name\": \"y\", \"type\": \"numerical\", \"decimals\": 3, \"style\": {\"zeros\": \"fixed\"}, \"distribution\": [[-500, 500, 1]]},"
    "{\"name\": \"gold\", \"type\": \"numerical\", \"decimals\": 0, \"distribution\": [[0, 0, 5], [1, 100, 60], [101, 5000, 35]]},"
    "{\"name\": \"price\", \"type\": \"numerical\", \"decimals\": 2, \"distribution\": [[0.5, 9.99, 5], [10, 99.9, 3], [100, 2500, 2]]},"
    "{\"name\": \"share\", \"type\": \"numerical\", \"decimals\": 4, \"distribution\": [[0, 1, 1]]},"
    "{\"name\": \"big\", \"type\": \"numerical\", \"decimals\": 0, \"distribution\": [[-2000000000, 2000000000, 1]]}]}";

static double now(void) { return (double)clock() / CLOCKS_PER_SEC; }

static int dropped(void *user, const char *data, size_t len)
{
    *(size_t *)user += len;
    return data == NULL;
}

static size_t size_of(rep_type type) { return type == REP_TEXT ? sizeof(rep_str) : type == REP_BOOL ? 1 : type == REP_DAYS ? 4 : 8; }

static int compare(const void *a, const void *b) { return (*(const double *)a > *(const double *)b) - (*(const double *)a < *(const double *)b); }

static double median(double *v)
{
    qsort(v, ROUNDS, sizeof *v, compare);
    return v[ROUNDS / 2];
}

int main(int argc, char **argv)
{
    size_t rows = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : 1000000, columns = 0, size = 0, i, bytes = 0;
    rep_array arrays[MOST];
    rep_field fields[MOST];
    double csv[ROUNDS], seconds[3][ROUNDS], ratio[3][ROUNDS];
    static const char *const names[3] = { "columns", "structs", "rows by number" };
    rep_model *model = NULL;
    rep_generator *generator = NULL;
    rep_column column;
    const rep_value *row;
    rep_error err;
    char *structs;
    int round, k;
    if (argc > 2 ? rep_model_load(&model, argv[2], NULL, &err) : rep_model_read(&model, numbers, sizeof numbers - 1, NULL, &err)) return puts(err.message), 1;
    if (rep_generator_create(&generator, model, 42, NULL, &err)) return puts(err.message), 1;
    for (; columns < MOST && rep_model_get_column(model, columns, &column, NULL) == REP_OK; columns++) {
        arrays[columns].column = fields[columns].column = column.name.data;
        arrays[columns].type = fields[columns].type = column.type;
        fields[columns].size = size_of(column.type), fields[columns].offset = size;
        arrays[columns].data = calloc(rows, fields[columns].size), arrays[columns].valid = NULL;
        if (!arrays[columns].data) return puts("out of memory"), 1;
        size += (fields[columns].size + 7) / 8 * 8;
    }
    structs = (char *)calloc(rows, size ? size : 1);
    if (!structs) return puts("out of memory"), 1;
    for (round = -1; round < ROUNDS; round++) {           /* the first one fetches memory and does not count */
        double at[5];
        at[0] = now();
        if (rep_generator_write(generator, 0, rows, dropped, &bytes, NULL, &err)) return puts(err.message), 1;
        at[1] = now();
        if (rep_generator_columns(generator, 0, rows, arrays, columns, NULL, &err)) return puts(err.message), 1;
        at[2] = now();
        if (rep_generator_structs(generator, 0, rows, structs, size, fields, columns, NULL, &err)) return puts(err.message), 1;
        at[3] = now();
        for (i = 0; i < rows; i++)
            if (rep_generator_row(generator, i, &row, &err)) return puts(err.message), 1;
        at[4] = now();
        if (round < 0) continue;
        csv[round] = at[1] - at[0];
        for (k = 0; k < 3; k++) seconds[k][round] = at[k + 2] - at[k + 1], ratio[k][round] = seconds[k][round] > 0 ? csv[round] / seconds[k][round] : 0;
    }
    printf("%lu rows of %lu columns, CPU: CSV %.3f s\n", (unsigned long)rows, (unsigned long)columns, median(csv));
    for (k = 0; k < 3; k++) printf("%-16s %.3f s, %.1f times as fast as CSV\n", names[k], median(seconds[k]), median(ratio[k]));
    for (i = 0; i < columns; i++) free(arrays[i].data);
    free(structs);
    rep_generator_free(generator);
    rep_model_free(model);
    return 0;
}
