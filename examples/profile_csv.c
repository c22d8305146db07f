/* profile_csv.c - learns a table and says what it learned
 *
 *     cc examples/profile_csv.c -I. -o profile_csv -lm
 *     ./profile_csv INPUT.csv [MODEL.json]
 *
 * Prints one line a column (name, type, what was learned, why) and the name of the model file.
 * Without MODEL.json that is <stem>_YYYYMMDD_HHMMSS_model.json (UTC) in the current folder.
 * Exit 0 done, 1 the work failed, 2 wrong usage.
 */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"
#include <stdio.h>
#include <string.h>

/* Text from a table may hold anything; a terminal gets what cannot command it. */
static void print_text(rep_str text, int width)
{
    char clean[512];
    size_t i, len = rep_clean(clean, sizeof clean, text.data, text.len);
    fputs(clean, stdout);
    for (i = 0; i < len; i++) width -= (clean[i] & 0xC0) != 0x80;              /* characters, not bytes */
    for (; width > 0; width--) putchar(' ');
}

static void print_column(const rep_model *model, size_t index, const rep_column *column)
{
    rep_category category;
    size_t c;

    print_text(column->name, 20);
    printf("  %-11s  ", rep_kind_name(column->kind));
    if (column->kind == REP_KIND_NUMERICAL)
        printf("mean %.6g, std %.6g, ", column->mean, column->std);
    if (column->kind == REP_KIND_PII) print_text(column->pii_class, 0), printf(", ");
    if (column->min.len) {
        print_text(column->min, 0), printf(" to ");
        print_text(column->max, 0), printf(", ");
    }
    if (column->format.len) print_text(column->format, 0), printf(", ");
    if (column->kind == REP_KIND_CATEGORICAL) {
        for (c = 0; c < 3 && !rep_model_get_category(model, index, c, &category, NULL); c++)
            print_text(category.text, 0), printf(" %.1f %%, ", 100 * category.share);
        if (column->category_count > 3) printf("%lu more, ", (unsigned long)(column->category_count - 3));
    }
    printf("%.1f %% missing; ", 100 * column->missing_share);
    print_text(column->why, 0);
    putchar('\n');
}

int main(int argc, char **argv)
{
    char path[4096], clean[512];
    rep_model *model = NULL;
    rep_error err = REP_ZERO;
    rep_column column;
    rep_str sentence;
    size_t i;

    if (argc != 2 && argc != 3) {
        fprintf(stderr, "usage: profile_csv INPUT.csv [MODEL.json]\n");
        return 2;
    }
    if (rep_profile_file(&model, argv[1], NULL, &err)) {
        rep_clean(clean, sizeof clean, argv[1], strlen(argv[1]));
        fprintf(stderr, err.line ? "profile_csv: %s:%lu:%lu: " : "profile_csv: %s: ", clean,
                (unsigned long)err.line, (unsigned long)err.column);
        fprintf(stderr, "%s\n", err.message);
        return 1;
    }
    for (i = 0; !rep_model_get_column(model, i, &column, NULL); i++) print_column(model, i, &column);
    for (i = 0; !rep_model_get_warning(model, i, &sentence, NULL); i++) {
        rep_clean(clean, sizeof clean, sentence.data, sentence.len);
        fprintf(stderr, "profile_csv: warning: %s\n", clean);
    }
    if (argc == 3 ? rep_model_save(model, argv[2], &err)
                  : rep_model_save_stamped(model, NULL, NULL, path, sizeof path, &err))
        fprintf(stderr, "profile_csv: %s\n", err.message);
    else {
        rep_clean(path, sizeof path, argc == 3 ? argv[2] : path, strlen(argc == 3 ? argv[2] : path));
        printf("model: %s\n", path);
    }
    rep_model_free(model);
    return err.code != REP_OK || fflush(stdout) != 0;
}
