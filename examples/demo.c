/* demo.c - the whole way in one program: table, model, fake rows, and what they kept
 *
 *     cc examples/demo.c -I. -o demo -lm
 *     ./demo [TABLE.csv]
 *
 * Prints the model of examples/customers.csv as JSON, 100 invented rows, and "Statistics preserved":
 * means and shares of the table, of the 100 rows and of 10,000 rows side by side. The fake rows are
 * learned in their turn, so all figures come out of the same code.
 */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { FEW = 100, MANY = 10000, SEED = 42, MAX_COLUMNS = 16 };

static int write_out(void *user, const char *data, size_t len)
{
    return fwrite(data, 1, len, (FILE *)user) != len;
}

/* Prints CSV as aligned columns. The demo's own rows hold no commas within cells. */
static void print_rows(const char *text, size_t len)
{
    int width[MAX_COLUMNS] = { 0 }, column, cell_len, pass;
    char clean[256];
    const char *end = text + len;

    for (pass = 0; pass < 2; pass++) {
        const char *p = text;
        for (column = 0; p < end; p++) {
            const char *cell = p;
            while (p < end && *p != ',' && *p != '\n') p++;
            cell_len = (int)(p - cell);
            if (column == MAX_COLUMNS) column--;
            if (pass == 0 && cell_len > width[column]) width[column] = cell_len;
            if (pass == 1) rep_clean(clean, sizeof clean, cell, (size_t)cell_len), printf(column ? "  %s" : "    %s", clean);
            if (pass == 1 && p < end && *p == ',') printf("%*s", width[column] - cell_len, "");
            if (p < end && *p == ',') column++;
            else {
                column = 0;
                if (pass == 1) putchar('\n');
            }
        }
    }
}

static void print_heading(const char *text) { printf("\n=== %s\n\n", text); }

/* One line of the comparison: the table, few fake rows, many fake rows. A figure is kept if both
 * differ by less than four standard errors; `spread` / sqrt(rows) is one. */
static void compare(const char *column, const char *what, const char *unit,
                    double real, double few, double many, double spread)
{
    int kept = fabs(few - real) < 4 * (spread / sqrt(FEW) + 0.5 / FEW) &&
               fabs(many - real) < 4 * (spread / sqrt(MANY) + 0.5 / MANY);
    printf("    %-13s%-11s%12.2f%-2s %12.2f%-2s %12.2f%-2s  %s\n",
           column, what, real, unit, few, unit, many, unit, kept ? "yes" : "NO");
}

static void compare_text(const char *column, const char *what, rep_str real, rep_str few, rep_str many)
{
    char a[64], b[64], c[64];
    rep_clean(a, sizeof a, real.data, real.len);
    rep_clean(b, sizeof b, few.data, few.len);
    rep_clean(c, sizeof c, many.data, many.len);
    printf("    %-13s%-11s%12s   %12s   %12s\n", column, what, a, b, c);
}

/* Per cent of one category in a column, 0 if it does not occur. */
static double percent(const rep_model *model, size_t column, rep_str text)
{
    rep_category category;
    size_t c;
    for (c = 0; !rep_model_get_category(model, column, c, &category, NULL); c++)
        if (category.text.len == text.len && memcmp(category.text.data, text.data, text.len) == 0)
            return 100 * category.share;
    return 0;
}

static double spread_of_percent(double p) { return sqrt(p * (100 - p)); }

/* a: the table; b: FEW rows; c: MANY rows. */
static void print_statistics(const rep_model *real, const rep_model *few, const rep_model *many)
{
    rep_column a, b, c;
    rep_category category;
    size_t i, k;

    printf("    %-24s%12s   %9d rows %10d rows    kept?\n", "column", "original", FEW, MANY);
    for (i = 0; !rep_model_get_column(real, i, &a, NULL) && !rep_model_get_column(few, i, &b, NULL) &&
                !rep_model_get_column(many, i, &c, NULL); i++) {
        char name[13], text[11];
        rep_clean(name, sizeof name, a.name.data, a.name.len);
        if (a.id) {                             /* counts on: the mean must not stay */
            compare_text(name, "first id", a.min, b.min, c.min);
            compare_text("", "last id", a.max, b.max, c.max);
            continue;
        }
        if (a.kind == REP_KIND_NUMERICAL) {
            compare(name, "mean", "", a.mean, b.mean, c.mean, a.std);
            compare("", "std", "", a.std, b.std, c.std, a.std);
            name[0] = '\0';
        }
        if (a.kind == REP_KIND_NUMERICAL || a.kind == REP_KIND_DATETIME) {
            compare_text(name, "min", a.min, b.min, c.min);
            compare_text("", "max", a.max, b.max, c.max);
        }
        if (a.kind == REP_KIND_PII) {
            compare_text(name, "kind", a.pii_class, b.pii_class, c.pii_class);
            name[0] = '\0';
        }
        for (k = 0; k < 8 && a.kind == REP_KIND_CATEGORICAL; k++, name[0] = '\0') {
            double p;
            if (rep_model_get_category(real, i, k, &category, NULL)) break;
            rep_clean(text, sizeof text, category.text.data, category.text.len);
            p = 100 * category.share;
            compare(name, text, " %", p, percent(few, i, category.text), percent(many, i, category.text),
                    spread_of_percent(p));
        }
        if (a.missing_share > 0)
            compare(name, "missing", " %", 100 * a.missing_share, 100 * b.missing_share,
                    100 * c.missing_share, spread_of_percent(100 * a.missing_share));
    }
    printf("\n    kept: the difference is less than four standard errors of a sample of that size\n");
}

/* Draws rows, keeps their text, and learns them as if they were a table. */
static rep_status draw_and_learn(rep_generator *generator, uint64_t count, rep_buffer *rows, rep_model **out,
                                 rep_error *err)
{
    rep_status status = rep_generator_write(generator, 0, count, rep_buffer_write, rows, NULL, err);
    return status ? status : rep_profile_bytes(out, rows->data, rows->len, NULL, err);
}

int main(int argc, char **argv)
{
    const char *table = argc > 1 ? argv[1] : "examples/customers.csv";
    char name[512];
    rep_model *real = NULL, *few = NULL, *many = NULL;
    rep_generator *generator = NULL;
    rep_buffer rows = REP_ZERO, more_rows = REP_ZERO;
    rep_error err = REP_ZERO;
    rep_model_info info;

    rep_clean(name, sizeof name, table, strlen(table));     /* a name may hold what commands a terminal */
    if (rep_profile_file(&real, table, NULL, &err) || rep_model_get_info(real, &info, &err) ||
        rep_generator_create(&generator, real, SEED, NULL, &err) ||
        draw_and_learn(generator, FEW, &rows, &few, &err) ||
        draw_and_learn(generator, MANY, &more_rows, &many, &err)) goto end;
    print_heading("The table");
    printf("    %s: %lu rows, %lu columns\n", name, (unsigned long)info.row_count,
           (unsigned long)info.column_count);
    print_heading("Its model: all that is kept of it");
    if (rep_model_write(real, write_out, stdout, &err)) goto end;
    print_heading("100 synthetic rows");
    print_rows(rows.data, rows.len);
    print_heading("Statistics preserved");
    print_statistics(real, few, many);
end:
    if (err.code) fprintf(stderr, "demo: %s: %s\n", name, err.message);
    rep_buffer_free(&more_rows);
    rep_buffer_free(&rows);
    rep_generator_free(generator);
    rep_model_free(many);
    rep_model_free(few);
    rep_model_free(real);
    return err.code != REP_OK || fflush(stdout) != 0;
}
