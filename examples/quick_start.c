/* quick_start.c - a table becomes a model, the model becomes a table
 *
 * Learns examples/customers.csv (or the table named on the command line), keeps what was learned in
 * customers_model.json and writes 1,000 invented rows to customers_fake.csv.
 *
 *     cc examples/quick_start.c -I. -o quick_start -lm
 *     ./quick_start
 *
 * Prints one line: the names of both files, or what went wrong and how to mend it.
 */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"
#include <stdio.h>

int main(int argc, char **argv)
{
    const char *table = argc > 1 ? argv[1] : "examples/customers.csv";
    rep_model *model = NULL;
    rep_generator *generator = NULL;
    rep_error err = REP_ZERO;

    if (rep_profile_file(&model, table, NULL, &err) ||
        rep_model_save(model, "customers_model.json", &err) ||
        rep_generator_create(&generator, model, 42, NULL, &err) ||         /* 42: the seed */
        rep_generator_write_file(generator, 0, 1000, "customers_fake.csv", NULL, &err))
        fprintf(stderr, "%lu:%lu: %s\n", (unsigned long)err.line, (unsigned long)err.column, err.message);
    else
        printf("customers_model.json holds what was learned, customers_fake.csv 1000 rows\n");
    rep_generator_free(generator);
    rep_model_free(model);
    return err.code != REP_OK;
}
