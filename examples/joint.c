/* joint.c - learn a table, draw as many rows, and ask how alike the two are
 *
 *     cc examples/joint.c -I. -o joint -lm && ./joint examples/customers.csv
 *
 * Columns hang together in the rows as they do in the table: this prints what ties them, then the scores beside those of
 * columns drawn each alone. Files: joint_fake.csv, alone_fake.csv.
 */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"
#include <stdio.h>
#include <string.h>

static int try_once(const char *table, rep_structure structure, const char *fake, rep_error *err)
{
    rep_profile_options options = REP_ZERO;
    rep_model *model = NULL;
    rep_model_info info;
    rep_generator *generator = NULL;
    rep_comparison *comparison = NULL;
    rep_comparison_info score;
    rep_str sentence;
    size_t i;
    int failed;
    options.structure = structure;
    failed = rep_profile_file(&model, table, &options, err) || rep_model_get_info(model, &info, err) ||
             rep_generator_create(&generator, model, 42, NULL, err) ||
             rep_generator_write_file(generator, 0, info.row_count, fake, NULL, err) ||
             rep_compare_files(&comparison, table, fake, NULL, NULL, err) || rep_comparison_get_info(comparison, &score, err);
    for (i = 0; !failed && rep_model_get_relation(model, i, &sentence, NULL) == REP_OK; i++)
        printf("    %.*s\n", (int)sentence.len, sentence.data);
    if (!failed) printf("%s: shapes %.3f, pairs %.3f\n", fake, score.score.shapes, score.score.pairs);
    rep_comparison_free(comparison);
    rep_generator_free(generator);
    rep_model_free(model);
    return failed;
}

int main(int argc, char **argv)
{
    const char *table = argc > 1 ? argv[1] : "examples/customers.csv";
    rep_error err = REP_ZERO;
    char name[512];
    if (!try_once(table, REP_STRUCTURE_JOINT, "joint_fake.csv", &err) && !try_once(table, REP_STRUCTURE_INDEPENDENT, "alone_fake.csv", &err)) return 0;
    rep_clean(name, sizeof name, table, strlen(table));             /* a name may hold what commands a terminal */
    fprintf(stderr, "%s: %s\n", name, err.message);
    return 1;
}
