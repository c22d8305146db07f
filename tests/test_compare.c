/* test_compare.c - rep_compare: figures worked out by hand, how columns are typed, relations, privacy, degenerate tables,
 * errors with their table and place, memory that runs out. tests/compare_score.py holds the figures against score.py. */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"

#include "test.h"
#include "tables.h"

static rep_comparison *compared_with(const char *real, const char *synthetic, const char *holdout, const rep_compare_options *options)
{
    rep_comparison *c = NULL;
    rep_error       err;

    if (!CHECK_INT(rep_compare(&c, view(real), view(synthetic), view(holdout), options, &err), REP_OK)) printf("    %s\n", err.message);
    return c;
}

static rep_comparison *compared(const char *real, const char *synthetic) { return compared_with(real, synthetic, NULL, NULL); }

static rep_comparison_info info_of(const rep_comparison *c)
{
    rep_comparison_info info;

    memset(&info, 0, sizeof info);
    if (c != NULL) CHECK_INT(rep_comparison_get_info(c, &info, NULL), REP_OK);
    return info;
}

static rep_compared_column column_at(const rep_comparison *c, size_t i)
{
    rep_compared_column column;

    memset(&column, 0, sizeof column);
    if (c != NULL) CHECK_INT(rep_comparison_get_column(c, i, &column, NULL), REP_OK);
    return column;
}

static rep_compared_pair pair_at(const rep_comparison *c, size_t a, size_t b)
{
    rep_compared_pair pair;

    memset(&pair, 0, sizeof pair);
    if (c != NULL) CHECK_INT(rep_comparison_get_pair(c, a, b, &pair, NULL), REP_OK);
    return pair;
}

static int is_nan(double v) { return v != v; }

/* A column of the whole numbers from .. to. */
static void count_to(text *t, const char *name, int from, int to)
{
    int i;

    say(t, "%s\n", name);
    for (i = from; i <= to; i++) say(t, "%d\n", i);
}

/* Names of one column's types, of a table whose only column this is. */
static rep_sdtype type_of(const char *csv)
{
    rep_comparison    *c = compared(csv, csv);
    rep_compared_column column = column_at(c, 0);

    rep_comparison_free(c);
    return column.sdtype;
}

static rep_sdtype type_of_text(text *t)
{
    const rep_sdtype type = type_of(t->data);

    drop(t);
    return type;
}

/*--- scores ---*/

TEST(a_table_and_itself_score_one_everywhere)
{
    const char *csv = "kind,size\na,1\nb,2\na,3\nb,4\na,5\nb,6\na,7\nb,8\na,9\nb,10\na,11\nb,12\n";
    rep_comparison     *c = compared(csv, csv);
    rep_comparison_info i = info_of(c);

    CHECK_NEAR(i.score.overall, 1, 1e-12);
    CHECK_NEAR(i.score.shapes, 1, 1e-12);
    CHECK_NEAR(i.score.pairs, 1, 1e-12);
    CHECK_NEAR(i.missing, 1, 1e-12);
    CHECK_NEAR(i.range_coverage, 1, 1e-12);
    CHECK_NEAR(i.category_coverage, 1, 1e-12);
    CHECK_NEAR(i.copies, 1, 1e-12);
    CHECK_NEAR(i.distance_p5, 0, 1e-12);
    CHECK_SIZE(i.column_count, 2);
    CHECK_SIZE(i.scored_count, 2);
    CHECK_SIZE(i.pair_count, 1);
    CHECK_SIZE(i.row_count[REP_TABLE_REAL], 12);
    CHECK(i.bootstrap.overall > 0.3 && i.bootstrap.overall <= 1);
    CHECK(i.halves.overall > 0.3 && i.halves.overall <= 1);
    rep_comparison_free(c);
}

TEST(numbers_score_by_kolmogorov_and_smirnov_and_ranges_by_what_is_covered)
{
    text                real = { NULL, 0, 0 }, fake = { NULL, 0, 0 };
    rep_comparison     *c;
    rep_compared_column x;

    count_to(&real, "x", 1, 12);
    count_to(&fake, "x", 4, 15);
    c = compared(real.data, fake.data);
    x = column_at(c, 0);
    CHECK_INT(x.sdtype, REP_SDTYPE_NUMERICAL);
    CHECK_NEAR(x.score, 0.75, 1e-12);                  /* 1..3 are below all fakes: 3 of 12 */
    CHECK_NEAR(x.coverage, 1 - 3.0 / 11, 1e-12);
    CHECK_NEAR(x.min[0], 1, 0);
    CHECK_NEAR(x.max[1], 15, 0);
    CHECK_NEAR(x.mean[0], 6.5, 1e-12);
    CHECK_NEAR(x.std[0], sqrt(13), 1e-12);             /* 143 / 11 */
    CHECK_SIZE(x.distinct_count[1], 12);
    CHECK_NEAR(info_of(c).score.overall, 0.75, 1e-12); /* no pair: the columns alone */
    CHECK(is_nan(info_of(c).score.pairs) && is_nan(info_of(c).score.strong));
    rep_comparison_free(c);
    drop(&real), drop(&fake);
}

TEST(categories_score_by_total_variation_and_missing_cells_are_apart)
{
    rep_comparison     *c = compared("k,z\na,1\na,1\nb,1\nc,1\n", "k,z\na,1\nb,1\nb,\n,\n");
    rep_compared_column k = column_at(c, 0), z = column_at(c, 1);

    CHECK_INT(k.sdtype, REP_SDTYPE_CATEGORICAL);
    CHECK_NEAR(k.score, 1 - 0.5 * (1.0 / 2 - 1.0 / 3 + 2.0 / 3 - 1.0 / 4 + 1.0 / 4), 1e-12);
    CHECK_NEAR(k.coverage, 2.0 / 3, 1e-12);
    CHECK_NEAR(k.missing_share[0], 0, 0);
    CHECK_NEAR(k.missing_share[1], 0.25, 0);
    CHECK_NEAR(z.score, 1, 1e-12);
    CHECK_NEAR(z.missing_share[1], 0.5, 0);
    CHECK_NEAR(info_of(c).missing, 1 - (0.25 + 0.5) / 2, 1e-12);
    /* of the pair: (a,1) 2/4 and 1/4, (b,1) 1/4 each, (c,1) 1/4 and 0, (b,missing) 0 and 1/4, both missing 0 and 1/4 */
    CHECK_NEAR(pair_at(c, 0, 1).score, 1 - 0.5 * (0.25 + 0.25 + 0.25 + 0.25), 1e-12);
    CHECK(is_nan(pair_at(c, 0, 1).association[0]));    /* z does not vary */
    CHECK_INT(pair_at(c, 0, 1).correlation, 0);
    rep_comparison_free(c);
}

TEST(two_numbers_are_held_together_by_pearsons_r)
{
    text               real = { NULL, 0, 0 }, fake = { NULL, 0, 0 };
    rep_comparison    *c;
    rep_compared_pair  p;
    int                i;

    puts_to(&real, "x,y\n"), puts_to(&fake, "y,x\n");  /* another order of columns is the same table */
    for (i = 0; i < 20; i++) say(&real, "%d,%d\n", i, 2 * i), say(&fake, "%d,%d\n", 2 * i, 19 - i);
    say(&real, "7,\n");                                /* a row without y counts for neither */
    c = compared(real.data, fake.data);
    p = pair_at(c, 1, 0);
    CHECK_INT(p.correlation, 1);
    CHECK_INT(p.strong, 1);
    CHECK_NEAR(p.association[0], 1, 1e-12);
    CHECK_NEAR(p.association[1], -1, 1e-12);
    CHECK_NEAR(p.score, 0, 1e-12);
    CHECK_SIZE(info_of(c).strong_count, 1);
    CHECK_NEAR(info_of(c).score.strong_pairs, 0, 1e-12);
    CHECK_NEAR(info_of(c).score.strong, info_of(c).score.overall, 1e-12);
    rep_comparison_free(c);
    drop(&real), drop(&fake);
}

TEST(other_pairs_are_held_together_by_cramers_v)
{
    rep_comparison   *c = compared("a,b\nx,p\nx,p\ny,q\ny,q\n", "a,b\nx,p\nx,q\ny,p\ny,q\n");
    rep_compared_pair p = pair_at(c, 0, 1);

    CHECK_NEAR(p.association[0], 1, 1e-9);
    CHECK_NEAR(p.association[1], 0, 1e-9);
    CHECK_NEAR(p.score, 0.5, 1e-12);
    CHECK_INT(p.strong, 1);
    rep_comparison_free(c);
}

TEST(numbers_are_cut_into_ten_bins_of_their_own_tables_range)
{
    text            real = { NULL, 0, 0 }, fake = { NULL, 0, 0 };
    rep_comparison *c;
    int             i;

    puts_to(&real, "n,k\n"), puts_to(&fake, "n,k\n");
    for (i = 0; i < 40; i++) say(&real, "%d,%s\n", i, i < 20 ? "low" : "high"), say(&fake, "%d,%s\n", 1000 + 5 * i, i < 20 ? "low" : "high");
    c = compared(real.data, fake.data);
    CHECK_NEAR(column_at(c, 0).score, 0, 1e-12);       /* nowhere near each other */
    CHECK_NEAR(pair_at(c, 0, 1).score, 1, 1e-12);      /* and yet the same bins */
    CHECK_NEAR(pair_at(c, 0, 1).association[0], 1, 1e-9);
    rep_comparison_free(c);
    drop(&real), drop(&fake);
}

TEST(the_seed_decides_the_ceiling_and_nothing_else)
{
    rep_compare_options with;
    rep_comparison     *a, *b, *d;
    text                real = { NULL, 0, 0 };
    int                 i;

    memset(&with, 0, sizeof with);
    puts_to(&real, "n,k\n");
    for (i = 0; i < 300; i++) say(&real, "%d,%d\n", i * i % 101, i % 7);
    a = compared_with(real.data, real.data, NULL, &with);
    b = compared_with(real.data, real.data, NULL, &with);
    with.seed = 1;
    d = compared_with(real.data, real.data, NULL, &with);
    CHECK_NEAR(info_of(a).bootstrap.overall, info_of(b).bootstrap.overall, 0);
    CHECK_NEAR(info_of(a).halves.overall, info_of(b).halves.overall, 0);
    CHECK(info_of(a).bootstrap.overall != info_of(d).bootstrap.overall);
    CHECK(info_of(a).halves.overall != info_of(d).halves.overall);
    CHECK_NEAR(info_of(a).score.overall, info_of(d).score.overall, 0);
    rep_comparison_free(a), rep_comparison_free(b), rep_comparison_free(d);
    with.no_ceiling = with.no_privacy = 1;
    a = compared_with(real.data, real.data, NULL, &with);
    CHECK(is_nan(info_of(a).bootstrap.overall) && is_nan(info_of(a).halves.strong) && is_nan(info_of(a).copies) && is_nan(info_of(a).distance_p5));
    rep_comparison_free(a);
    drop(&real);
}

/*--- types ---*/

TEST(columns_are_typed_by_the_metadata_rule)
{
    text t = { NULL, 0, 0 };
    int  i;

    CHECK_INT(type_of("a\nNA\n\"\"\nNaN\n"), REP_SDTYPE_EMPTY);
    CHECK_INT(type_of("a\n1\n2\n3\n"), REP_SDTYPE_CATEGORICAL);          /* ten distinct numbers or fewer */
    count_to(&t, "a", 1, 11);
    CHECK_INT(type_of_text(&t), REP_SDTYPE_NUMERICAL);                   /* eleven; below 50 rows no id */
    count_to(&t, "a", 7, 56);
    CHECK_INT(type_of_text(&t), REP_SDTYPE_ID);                          /* a run */
    for (puts_to(&t, "a\n"), i = 0; i < 50; i++) say(&t, "%d\n", i * i);
    CHECK_INT(type_of_text(&t), REP_SDTYPE_NUMERICAL);
    for (puts_to(&t, "order_id\n"), i = 0; i < 50; i++) say(&t, "%d\n", i * i);
    CHECK_INT(type_of_text(&t), REP_SDTYPE_ID);                          /* by its name */
    for (puts_to(&t, "orderID\n"), i = 0; i < 50; i++) say(&t, "%d.5\n", i * i);
    CHECK_INT(type_of_text(&t), REP_SDTYPE_NUMERICAL);                   /* not whole */
    for (puts_to(&t, "a\n"), i = 0; i < 60; i++) say(&t, "%05d\n", 17 * i);
    CHECK_INT(type_of_text(&t), REP_SDTYPE_CATEGORICAL);                 /* padded codes */
    for (puts_to(&t, "a\n"), i = 0; i < 250; i++) say(&t, i == 9 ? "many\n" : "%d.25\n", i * i);
    CHECK_INT(type_of_text(&t), REP_SDTYPE_NUMERICAL);                   /* 99.6 % */
    for (puts_to(&t, "a\n"), i = 0; i < 150; i++) say(&t, i % 75 == 9 ? "many\n" : "%d\n", i % 30);
    CHECK_INT(type_of_text(&t), REP_SDTYPE_CATEGORICAL);                 /* 98.7 % */
    for (puts_to(&t, "a\n"), i = 0; i < 50; i++) say(&t, "word %d\n", i);
    CHECK_INT(type_of_text(&t), REP_SDTYPE_ID);                          /* all different */
    for (puts_to(&t, "a\n"), i = 0; i < 60; i++) say(&t, "word %d\n", i < 50 ? i : 0);
    CHECK_INT(type_of_text(&t), REP_SDTYPE_TEXT);
    for (puts_to(&t, "a\n"), i = 0; i < 60; i++) say(&t, "word %d\n", i % 30);
    CHECK_INT(type_of_text(&t), REP_SDTYPE_CATEGORICAL);                 /* half, not more */
    for (puts_to(&t, "a\n"), i = 0; i < 12; i++) say(&t, "2026-%d-%02d\n", i + 1, i + 1);
    CHECK_INT(type_of_text(&t), REP_SDTYPE_DATETIME);                    /* single digits, too */
    for (puts_to(&t, "a\n"), i = 0; i < 12; i++) say(&t, "mAy  %d 1999\n", i + 1);
    CHECK_INT(type_of_text(&t), REP_SDTYPE_DATETIME);
    for (puts_to(&t, "a\n"), i = 0; i < 12; i++) say(&t, "30/%d/1999\n", i + 1);
    CHECK_INT(type_of_text(&t), REP_SDTYPE_CATEGORICAL);                 /* 30 February */
    for (puts_to(&t, "a\n"), i = 0; i < 12; i++) say(&t, "9999-12-%d\n", i + 1);
    CHECK_INT(type_of_text(&t), REP_SDTYPE_CATEGORICAL);                 /* beyond 2261 */
    CHECK_STR(rep_sdtype_name(REP_SDTYPE_DATETIME), "datetime");
    CHECK_STR(rep_sdtype_name((rep_sdtype)77), "unknown");
}

TEST(dates_are_seconds_and_what_is_no_date_is_missing)
{
    text                real = { NULL, 0, 0 }, fake = { NULL, 0, 0 };
    rep_comparison     *c;
    rep_compared_column d;
    int                 i;

    puts_to(&real, "d\n"), puts_to(&fake, "d\n");
    for (i = 1; i <= 12; i++) say(&real, "1970-01-%02d 00:00:01\n", i), say(&fake, i == 5 ? "soon\n" : "1970-01-%d 0:0:1\n", i);
    c = compared(real.data, fake.data);
    d = column_at(c, 0);
    CHECK_INT(d.sdtype, REP_SDTYPE_DATETIME);
    CHECK(is_text(d.format, "%Y-%m-%d %H:%M:%S"));
    CHECK_NEAR(d.min[0], 1, 0);
    CHECK_NEAR(d.max[1], 11 * 86400 + 1, 0);
    CHECK_NEAR(d.missing_share[1], 1.0 / 12, 1e-12);
    rep_comparison_free(c);
    drop(&real), drop(&fake);
}

TEST(numeric_categories_are_equal_if_they_print_alike)
{
    rep_comparison *c = compared("a\n1\n1.0\n2\n1000000\n", "a\n 1\n1e0\n2.00\n1000000.4\n");

    CHECK_NEAR(column_at(c, 0).score, 1, 1e-12);
    CHECK_SIZE(column_at(c, 0).distinct_count[0], 3);
    rep_comparison_free(c);
    c = compared("a\n007\n07\n7\nx\n", "a\n007\n07\n7\nx\n"); /* a text among them: no numbers at all */
    CHECK_SIZE(column_at(c, 0).distinct_count[0], 4);
    rep_comparison_free(c);
}

/*--- degenerate tables ---*/

TEST(columns_that_never_vary_one_row_and_nothing_but_missing_cells_have_no_figure_where_there_is_none)
{
    text            real = { NULL, 0, 0 };
    rep_comparison *c = compared("a,b\nx,1\n", "a,b\nx,1\n");
    rep_compared_pair p;

    CHECK_NEAR(info_of(c).score.overall, 1, 1e-12);
    CHECK(is_nan(info_of(c).halves.overall));
    CHECK(is_nan(info_of(c).distance_p5_reference));
    rep_comparison_free(c);

    count_to(&real, "n", 1, 20);
    c = compared(real.data, "n\nNA\nNA\n");            /* no number to hold against */
    CHECK(is_nan(column_at(c, 0).score) && is_nan(info_of(c).score.overall));
    CHECK_NEAR(column_at(c, 0).coverage, 0, 0);
    CHECK_NEAR(info_of(c).missing, 0, 1e-12);
    rep_comparison_free(c);

    c = compared("a,b\n,\nNA,\n", "a,b\n,\n,x\n");     /* nothing in the real table: nothing enters a score */
    CHECK_SIZE(info_of(c).scored_count, 0);
    CHECK(is_nan(info_of(c).score.overall) && is_nan(info_of(c).copies));
    CHECK_INT(rep_comparison_get_pair(c, 0, 1, &p, NULL), REP_OK);
    CHECK(is_nan(p.score));
    rep_comparison_free(c);
    drop(&real);

    puts_to(&real, "n,m\n5,1\n5,2\n5,3\n5,4\n5,5\n5,6\n5,7\n5,8\n5,9\n5,10\n5,11\n");
    c = compared(real.data, real.data);                /* constant beside numbers */
    CHECK(is_nan(pair_at(c, 0, 1).association[0]));
    CHECK_NEAR(pair_at(c, 0, 1).score, 1, 1e-12);
    rep_comparison_free(c);
    drop(&real);
}

static void check_error(const char *real, const char *synthetic, const char *holdout, rep_status want, rep_table table, size_t line, const char *part)
{
    rep_compare_options with;
    rep_comparison     *c = (rep_comparison *)&with;
    rep_table           where = REP_TABLE_REAL;
    rep_error           err;

    memset(&with, 0, sizeof with);
    with.where = &where;
    CHECK_INT(rep_compare(&c, view(real), view(synthetic), view(holdout), &with, &err), want);
    CHECK(c == NULL);
    CHECK_INT(where, table);
    CHECK_SIZE(err.line, line);
    CHECK_SAYS(err.message, part);
}

TEST(errors_tell_table_place_and_remedy)
{
    const char *good = "a,b\n1,2\n";

    check_error(good, "a\n1\n", NULL, REP_ERR_COLUMN, REP_TABLE_SYNTHETIC, 0, "synthetic table: column \"b\" of the real table is missing");
    check_error(good, "a,b,c\n1,2,3\n", NULL, REP_ERR_COLUMN, REP_TABLE_SYNTHETIC, 0, "column \"c\" is not in the real table");
    check_error(good, good, "a,c\n1,2\n", REP_ERR_COLUMN, REP_TABLE_HOLDOUT, 0, "holdout table: column \"c\"");
    check_error("a,b\n", good, NULL, REP_ERR_CSV, REP_TABLE_REAL, 1, "real table: no row");
    check_error(good, "a,b\n", NULL, REP_ERR_CSV, REP_TABLE_SYNTHETIC, 1, "synthetic table: no row");
    check_error(good, "", NULL, REP_ERR_CSV, REP_TABLE_SYNTHETIC, 1, "synthetic table: no row");
    check_error(good, good, "a,b\n", REP_ERR_CSV, REP_TABLE_HOLDOUT, 1, "holdout table: no row");
    check_error(good, "a,b\n1,2\n3,\"4\n", NULL, REP_ERR_CSV, REP_TABLE_SYNTHETIC, 3, "synthetic table: the quote that opens here");
    check_error("a,b\n1,2\n1\n", good, NULL, REP_ERR_CSV, REP_TABLE_REAL, 3, "real table: ");
    check_error(NULL, good, NULL, REP_ERR_ARGUMENT, REP_TABLE_COUNT, 0, "NULL");
    check_error(good, NULL, NULL, REP_ERR_ARGUMENT, REP_TABLE_COUNT, 0, "NULL");
    CHECK_INT(rep_compare(NULL, view(good), view(good), view(NULL), NULL, NULL), REP_ERR_ARGUMENT);
}

TEST(getters_refuse_what_is_not_there)
{
    rep_comparison       *c = compared("a,b\n1,2\n", "a,b\n1,2\n");
    rep_compared_column   column;
    rep_compared_pair     pair;
    rep_compared_relation relation;
    rep_compared_bar      bars[2];
    rep_str               t;
    double                v;
    size_t                n;

    CHECK_INT(rep_comparison_get_column(c, 2, &column, NULL), REP_ERR_ARGUMENT);
    CHECK_INT(rep_comparison_get_pair(c, 0, 0, &pair, NULL), REP_ERR_ARGUMENT);
    CHECK_INT(rep_comparison_get_pair(c, 0, 2, &pair, NULL), REP_ERR_ARGUMENT);
    CHECK_INT(rep_comparison_get_relation(c, 0, &relation, NULL), REP_ERR_ARGUMENT);
    CHECK_INT(rep_comparison_get_bars(c, 0, bars, 1, &n, NULL), REP_ERR_ARGUMENT);
    CHECK_INT(rep_comparison_get_cell(c, REP_TABLE_REAL, 1, 0, &t, &v, NULL), REP_ERR_ARGUMENT);
    CHECK_INT(rep_comparison_get_cell(c, REP_TABLE_HOLDOUT, 0, 0, &t, &v, NULL), REP_ERR_ARGUMENT);
    CHECK_INT(rep_comparison_get_info(NULL, NULL, NULL), REP_ERR_ARGUMENT);
    CHECK_INT(rep_comparison_get_info(c, NULL, NULL), REP_ERR_ARGUMENT);
    CHECK_INT(rep_comparison_get_column(c, 0, NULL, NULL), REP_ERR_ARGUMENT);
    CHECK_INT(rep_comparison_get_pair(c, 0, 1, NULL, NULL), REP_ERR_ARGUMENT);
    CHECK_INT(rep_comparison_get_pair(NULL, 0, 1, &pair, NULL), REP_ERR_ARGUMENT);
    CHECK_INT(rep_comparison_get_pair(c, 2, 1, &pair, NULL), REP_ERR_ARGUMENT);
    CHECK_INT(rep_comparison_get_relation(c, 0, NULL, NULL), REP_ERR_ARGUMENT);
    CHECK_INT(rep_comparison_get_relation(NULL, 0, &relation, NULL), REP_ERR_ARGUMENT);
    CHECK_INT(rep_comparison_get_bars(c, 0, bars, 2, NULL, NULL), REP_ERR_ARGUMENT);
    CHECK_INT(rep_comparison_get_bars(c, 0, NULL, 2, &n, NULL), REP_ERR_ARGUMENT);
    CHECK_INT(rep_comparison_get_bars(c, 2, bars, 2, &n, NULL), REP_ERR_ARGUMENT);
    CHECK_INT(rep_comparison_get_bars(NULL, 0, bars, 2, &n, NULL), REP_ERR_ARGUMENT);
    CHECK_INT(rep_comparison_get_cell(c, REP_TABLE_REAL, 0, 0, NULL, &v, NULL), REP_ERR_ARGUMENT);
    CHECK_INT(rep_comparison_get_cell(c, REP_TABLE_REAL, 0, 0, &t, NULL, NULL), REP_ERR_ARGUMENT);
    CHECK_INT(rep_comparison_get_cell(c, REP_TABLE_COUNT, 0, 0, &t, &v, NULL), REP_ERR_ARGUMENT);
    CHECK_INT(rep_comparison_get_cell(c, REP_TABLE_REAL, 0, 2, &t, &v, NULL), REP_ERR_ARGUMENT);
    CHECK_INT(rep_comparison_get_cell(NULL, REP_TABLE_REAL, 0, 0, &t, &v, NULL), REP_ERR_ARGUMENT);
    CHECK_INT(rep_comparison_get_column(NULL, 0, &column, NULL), REP_ERR_ARGUMENT);
    rep_comparison_free(c);
    rep_comparison_free(NULL);
}

/* Nearly all rows hold one number: the distance is measured by the whole range. */
TEST(a_column_of_nearly_one_number_has_a_distance_too)
{
    text                real = { NULL, 0, 0 }, fake = { NULL, 0, 0 };
    rep_comparison_info info;
    rep_comparison     *c;
    int                 i;

    puts_to(&real, "n,one\n"), puts_to(&fake, "n,one\n");
    for (i = 0; i < 2000; i++) say(&real, "%d,7\n", i < 11 ? i : 4), say(&fake, "%s,7\n", i == 5 ? "-3" : "6.5");
    c = compared(real.data, fake.data);
    info = info_of(c);
    CHECK_NEAR(info.distance_median, 0.025, 1e-12);   /* half of a range of 10, and nothing: their mean */
    CHECK_NEAR(info.distance_p5, 0.025, 1e-12);
    rep_comparison_free(c);
    drop(&real), drop(&fake);
}

/* A category that comes late may be more frequent than the ones before it. */
TEST(the_bars_of_categories_are_the_most_frequent)
{
    rep_compared_bar bars[3];
    rep_comparison  *c = compared("k,n\na,1\nb,2\nb,3\nc,4\nc,5\nc,6\nd,7\nd,8\nd,9\nd,1\n", "k,n\na,1\ne,2\nd,3\nd,3\n");
    size_t           n = 0;

    CHECK_INT(rep_comparison_get_bars(c, 0, bars, 3, &n, NULL), REP_OK);
    CHECK_SIZE(n, 3);
    CHECK(is_text(bars[0].label, "d") && is_text(bars[1].label, "a") && bars[2].label.data == NULL);
    CHECK_NEAR(bars[2].share[0], 0.5, 1e-12);
    CHECK_NEAR(bars[2].share[1], 0.25, 1e-12);
    rep_comparison_free(c);
}

/*--- relations ---*/

static rep_compared_relation kept(const char *real, const char *synthetic, const char *relation)
{
    rep_compare_options   with;
    rep_compared_relation out;
    rep_comparison       *c;

    memset(&with, 0, sizeof with);
    memset(&out, 0, sizeof out);
    with.relations = &relation, with.relation_count = 1;
    INPUT(relation);
    c = compared_with(real, synthetic, NULL, &with);
    if (c != NULL) CHECK_INT(rep_comparison_get_relation(c, 0, &out, NULL), REP_OK);
    if (c != NULL) CHECK(is_text(out.text, relation));
    rep_comparison_free(c);
    return out;
}

TEST(sums_and_comparisons_are_counted_over_rows_that_have_all_their_cells)
{
    const char *real = "total,fare,tip,my - col\n0.3,0.1,0.2,1\n3,1,2,1\n5,1,2,1\n,1,2,1\n";
    const char *fake = "total,fare,tip,my - col\n3,1,2,1\n4,1,2,0\n";
    rep_compared_relation k = kept(real, fake, "total = fare + tip");

    CHECK_SIZE(k.row_count[0], 3);
    CHECK_NEAR(k.kept[0], 2.0 / 3, 1e-12);             /* 0.3 is 0.1 + 0.2 */
    CHECK_NEAR(k.kept[1], 0.5, 1e-12);
    CHECK_NEAR(kept(real, fake, "total - tip = fare").kept[0], 2.0 / 3, 1e-12);
    CHECK_NEAR(kept(real, fake, "fare + tip  <=  total").kept[0], 1, 1e-12);
    CHECK_NEAR(kept(real, fake, "total > fare + tip").kept[0], 1.0 / 3, 1e-12);
    CHECK_NEAR(kept(real, fake, "total >= fare + tip").kept[1], 1, 1e-12);
    CHECK_NEAR(kept(real, fake, "tip < total").kept[0], 1, 1e-12);
    CHECK_NEAR(kept(real, fake, "\"my - col\" >= 1").kept[1], 0.5, 1e-12);
    CHECK_NEAR(kept(real, fake, "fare = total - 2").kept[1], 0.5, 1e-12);
    CHECK_NEAR(kept(real, fake, "fare -> tip").kept[0], 1, 1e-12);
}

TEST(dates_are_compared_in_time)
{
    rep_compared_relation k = kept("from,to\n2026-1-9,2026-1-10\n2026-1-10,2026-1-10\n", "from,to\n2026-1-9,2026-1-10\n2026-1-10,2026-1-9\n", "from <= to");

    CHECK_NEAR(k.kept[0], 1, 1e-12);
    CHECK_NEAR(k.kept[1], 0.5, 1e-12);
    k = kept("from,to\n1,2\n", "from,to\nx,2\n", "from <= to");
    CHECK_SIZE(k.row_count[1], 0);
    CHECK(is_nan(k.kept[1]));
}

TEST(what_determines_what_is_learned_from_the_real_table)
{
    const char *real = "zone,day,borough\nA,1,M\nA,1,M\nA,2,Q\nB,1,Q\n,1,Q\n";
    const char *fake = "zone,day,borough\nA,1,Q\nA,2,M\nB,1,Q\nC,1,X\nC,1,X\nC,1,Y\n";
    rep_compared_relation k = kept(real, fake, "zone -> borough");

    CHECK_SIZE(k.row_count[0], 4);
    CHECK_NEAR(k.kept[0], 0.75, 1e-12);                /* A is M, twice of three times */
    CHECK_SIZE(k.row_count[1], 6);
    CHECK_NEAR(k.kept[1], 4.0 / 6, 1e-12);             /* A-M, B-Q, and C is X */
    k = kept(real, fake, "zone + day -> borough");
    CHECK_NEAR(k.kept[0], 1, 1e-12);
    CHECK_NEAR(k.kept[1], 3.0 / 6, 1e-12);
}

/* What inspect prints is read, factors and names in quotes as well. */
TEST(sentences_of_inspect_are_claims)
{
    const char *csv = "a,b,c, x ,a <= b,\"he said \"\"so\"\"\",7,day,in all rows\n"
                      "1,2,5,4,1,9,9,2026-01-09,1\n2,3,8,4,0,9,9,2026-01-10,2\n3,4,11,4,1,7,7,2026-01-11,3\n4,5,15,4,1,7,7,2026-01-12,4\n";
    static const struct { const char *relation; double share; } cases[] = {
        { "c = a + 2 * b in all rows", 0.75 },                     { "c = 2 * b + a in 75 % of rows", 0.75 },
        { "c = a + 2 * b", 0.75 },                                 { "2 * a + 2 = 2 * b", 1 },
        { "c = 1 * a + 0.5 * 4 * b in 7.5 % of rows", 0.75 },      { "-1 * a <= -1", 1 },
        { "a = b + a rest of few values", 0 },                     { "\"a <= b\" <= a in all rows", 1 },
        { "b is drawn as a and the time between them", 1 },        { "b is drawn as a and the time between them, never before it", 1 },
        { "a is drawn as c and the time between them, not before it in 99.7 % of rows", 0 },
        { "day is drawn as week and day of the week", 1 },         { "day is drawn as week, day of the week and time of day ", 1 },
        { "7 decides \"he said \"\"so\"\"\"", 1 },                  { "7 -> he said \"so\"", 1 },
        { "7 = 7", 1 },                                            { "\" x \" = 4", 1 },
        { "\"in all rows\" = a", 1 },                              { "in all rows = a", 1 },
        { "a = \"in all rows\" in all rows", 1 } };
    size_t i;

    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        rep_compared_relation k = kept(csv, csv, cases[i].relation);
        CHECK_NEAR(k.kept[0], cases[i].share, 1e-12);
        CHECK_NEAR(k.kept[1], cases[i].share, 1e-12);
    }
}

TEST(relations_that_cannot_be_read_are_refused)
{
    static const struct { const char *relation; rep_status status; const char *part; } cases[] = {
        { "", REP_ERR_ARGUMENT, "write a = b + c" },          { "a", REP_ERR_ARGUMENT, "write a = b + c" },
        { "a = ", REP_ERR_ARGUMENT, "write a" },              { " = a", REP_ERR_COLUMN, "no column \"= a\"" },
        { "a = b = a", REP_ERR_ARGUMENT, "write a" },         { "a + b", REP_ERR_ARGUMENT, "write a" },
        { "a -> b + a", REP_ERR_ARGUMENT, "write a" },        { "a - b -> a", REP_ERR_ARGUMENT, "write a" },
        { "1 -> a", REP_ERR_ARGUMENT, "write a" },            { "\"a = b", REP_ERR_ARGUMENT, "write a" },
        { "\"a\" b = a", REP_ERR_ARGUMENT, "write a" },       { "a <= -> b", REP_ERR_COLUMN, "no column \"-> b\"" },
        { "a=b", REP_ERR_COLUMN, "no column \"a=b\"" },       { "a = total", REP_ERR_COLUMN, "no column \"total\"" },
        { "a <-> b", REP_ERR_ARGUMENT, "write a" },           { "a * 2 = b", REP_ERR_ARGUMENT, "write a" },
        { "a is drawn as b", REP_ERR_ARGUMENT, "write a" },   { "a is drawn as a + b and the time between them", REP_ERR_ARGUMENT, "write a" },
        { "a <= b + a rest of few values", REP_ERR_ARGUMENT, "write a" },
        { "a + b is drawn as week and day of the week", REP_ERR_ARGUMENT, "write a" },
        { "a is drawn as day", REP_ERR_COLUMN, "no column \"day\"; the nearest is \"a\"" },
        { "2 * b * a = b", REP_ERR_ARGUMENT, "write a" },     { "2 * = b", REP_ERR_COLUMN, "no column \"= b\"" },
        { "a <= t", REP_ERR_TYPE, "column \"t\" holds neither" }, { "\"1\" <= a", REP_ERR_COLUMN, "no column \"1\"" } };
    const char *csv = "a,b,t\n1,2,x\n2,3,y\n3,4,z\n";
    size_t      i;

    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        rep_compare_options with;
        rep_comparison     *c;
        rep_error           err;

        memset(&with, 0, sizeof with);
        with.relations = &cases[i].relation, with.relation_count = 1;
        INPUT(cases[i].relation);
        CHECK_INT(rep_compare(&c, view(csv), view(csv), view(NULL), &with, &err), cases[i].status);
        CHECK(c == NULL);
        CHECK_SAYS(err.message, cases[i].part);
    }
}

/*--- privacy ---*/

TEST(copies_are_rows_equal_in_all_scored_columns)
{
    const char         *real = "k,n\na,1\na,1.0\nb,2\nc,3\n";
    rep_comparison     *c = compared_with(real, "k,n\na,1.00\nb,2\nb,3\nd,1\n", NULL, NULL);
    rep_comparison_info i = info_of(c);

    CHECK_NEAR(i.copies, 0.5, 1e-12);
    CHECK_NEAR(i.copies_reference, 0.5, 1e-12);        /* the first two rows are each other's double */
    CHECK(is_nan(i.closer_share));
    rep_comparison_free(c);
    c = compared_with(real, "k,n\nb,2\n", "k,n\na,1\nz,9\nc,3\nc,2\n", NULL);
    i = info_of(c);
    CHECK_NEAR(i.copies, 1, 1e-12);
    CHECK_NEAR(i.copies_reference, 0.5, 1e-12);
    CHECK_NEAR(i.distance_p5, 0, 1e-12);
    CHECK_NEAR(i.closer_share, 1, 1e-12);              /* b,2 is real; the closest of the holdout is c,2 */
    rep_comparison_free(c);
    {   /* numbers are equal up to nine decimals, and no further */
        text first = { NULL, 0, 0 }, second = { NULL, 0, 0 };
        int  k;

        puts_to(&first, "v\n"), puts_to(&second, "v\n");
        for (k = 0; k < 40; k++) say(&first, "%d.25\n", k), say(&second, k % 2 ? "%d.2500000001\n" : "%d.250000002\n", k);
        c = compared(first.data, second.data);
        CHECK_NEAR(info_of(c).copies, 0.5, 1e-12);
        CHECK_NEAR(info_of(c).copies_reference, 0, 1e-12);
        rep_comparison_free(c);
        drop(&first), drop(&second);
    }
}

TEST(distances_are_means_over_columns)
{
    rep_comparison     *c = compared("k,l\na,p\na,q\nb,q\n", "k,l\na,x\n,p\n");
    rep_comparison_info i = info_of(c);

    CHECK_NEAR(i.distance_p5, 0.5, 1e-12);
    CHECK_NEAR(i.distance_median, 0.5, 1e-12);
    CHECK_NEAR(i.distance_median_reference, 0.5, 1e-12);
    rep_comparison_free(c);
    c = compared("k,l\na,p\nb,q\nc,r\n", "k,l\na,p\na,x\n");   /* 0 and a half: quantiles lie between */
    i = info_of(c);
    CHECK_NEAR(i.distance_median, 0.25, 1e-12);
    CHECK_NEAR(i.distance_p5, 0.025, 1e-12);
    rep_comparison_free(c);
}

/*--- bars and cells ---*/

TEST(bars_hold_all_rows_that_are_not_missing)
{
    text             real = { NULL, 0, 0 }, fake = { NULL, 0, 0 };
    rep_compared_bar bars[8];
    rep_comparison  *c;
    double           sum[2] = { 0, 0 }, v;
    rep_str          t;
    size_t           n, i;

    puts_to(&real, "n,k\n"), puts_to(&fake, "n,k\n");
    for (i = 0; i < 100; i++) say(&real, "%d,kind %d\n", i == 99 ? 1000000 : (int)i % 40, (int)(i % 12)), say(&fake, "%d,kind %d\n", (int)i % 30, (int)(i % 3));
    say(&real, ",\n");
    c = compared(real.data, fake.data);
    CHECK_INT(rep_comparison_get_bars(c, 0, bars, 8, &n, NULL), REP_OK);
    CHECK(n >= 2 && n <= 8);
    for (i = 0; i < n; i++) sum[0] += bars[i].share[0], sum[1] += bars[i].share[1];
    CHECK_NEAR(sum[0], 100.0 / 101, 1e-12);
    CHECK_NEAR(sum[1], 1, 1e-12);
    CHECK(bars[n - 1].high < 100);                     /* the far value does not leave all others in one bar */
    CHECK_NEAR(bars[0].low, -0.5, 1e-12);              /* whole numbers stand in the middle */
    for (i = 1; i < n; i++) CHECK(bars[i].low >= bars[i - 1].high && bars[i].low <= bars[i - 1].high && bars[i].high > bars[i].low);
    CHECK_INT(rep_comparison_get_bars(c, 1, bars, 8, &n, NULL), REP_OK);
    CHECK_SIZE(n, 8);
    CHECK(is_text(bars[0].label, "kind 0"));
    CHECK(bars[7].label.data == NULL);
    for (i = 0, sum[0] = 0; i < n; i++) sum[0] += bars[i].share[0];
    CHECK_NEAR(sum[0], 100.0 / 101, 1e-12);
    CHECK_INT(rep_comparison_get_bars(c, 1, bars, 2, &n, NULL), REP_OK);
    CHECK_SIZE(n, 2);
    CHECK_INT(rep_comparison_get_cell(c, REP_TABLE_REAL, 3, 0, &t, &v, NULL), REP_OK);
    CHECK_NEAR(v, 3, 0);
    CHECK_INT(rep_comparison_get_cell(c, REP_TABLE_SYNTHETIC, 4, 1, &t, &v, NULL), REP_OK);
    CHECK(is_text(t, "kind 1"));
    CHECK_INT(rep_comparison_get_cell(c, REP_TABLE_REAL, 100, 1, &t, &v, NULL), REP_OK);
    CHECK(t.data == NULL && is_nan(v));
    rep_comparison_free(c);
    drop(&real), drop(&fake);
}

/*--- options, memory, files ---*/

TEST(options_of_reading_hold_for_all_tables)
{
    static const char *const missing[] = { "?" };
    rep_compare_options with;
    rep_comparison     *c;

    memset(&with, 0, sizeof with);
    with.csv.no_header = 1, with.csv.delimiter = ';';
    with.missing = missing, with.missing_count = 1;
    c = compared_with("a;?\nNA;b\n", "NA;b\na;?\n", NULL, &with);
    CHECK(is_text(column_at(c, 1).name, "column_2"));
    CHECK_SIZE(column_at(c, 0).distinct_count[0], 2);  /* NA is a value now */
    CHECK_NEAR(column_at(c, 1).missing_share[0], 0.5, 0);
    rep_comparison_free(c);
    memset(&with, 0, sizeof with);
    c = compared_with("a,a\n1,2\n", "a;a_2\n1;2\n", NULL, &with); /* doubles get _2 in every table; each has its delimiter */
    CHECK_SIZE(info_of(c).column_count, 2);
    rep_comparison_free(c);
}

/* Twelve or fifty cells, each with its number in it. */
TEST(cells_are_read_as_python_reads_them)
{
    static const struct { const char *name, *cell; int from, to; rep_sdtype type; const char *format; } cases[] = {
        { "a", "%2d-Jan-2024", 1, 12, REP_SDTYPE_DATETIME, "%d-%b-%Y" },                   /* " 5" is a day */
        { "a", "1970-01-01 00:00:00.%d", 1, 12, REP_SDTYPE_DATETIME, "%Y-%m-%d %H:%M:%S.%f" },
        { "a", "01/%02d/24", 1, 12, REP_SDTYPE_DATETIME, "%m/%d/%y" }, { "a", "%02d/01/70", 13, 24, REP_SDTYPE_DATETIME, "%d/%m/%y" },
        { "a", "Jan-%02d", 10, 21, REP_SDTYPE_DATETIME, "%b-%y" }, { "a", "may  %d 1999 ", 1, 12, REP_SDTYPE_CATEGORICAL, "" },
        { "a", "1500-01-%02d", 1, 12, REP_SDTYPE_CATEGORICAL, "" },                        /* before 1678 */
        { "a", "2024-01-%02dx", 1, 12, REP_SDTYPE_CATEGORICAL, "" }, { "a", "%02d-Ju", 1, 12, REP_SDTYPE_CATEGORICAL, "" },
        { "a", "%02d-", 1, 12, REP_SDTYPE_CATEGORICAL, "" }, { "a", "2024-13-%02d", 1, 12, REP_SDTYPE_CATEGORICAL, "" },
        { "a", " %d ", 1, 12, REP_SDTYPE_NUMERICAL, "" }, { "a", "%de999", 1, 12, REP_SDTYPE_CATEGORICAL, "" },   /* no finite number */
        { "Id", "%d00", 1, 50, REP_SDTYPE_ID, "" }, { "userId", "%d00", 1, 50, REP_SDTYPE_ID, "" }, { "UUID", "%d00", 1, 50, REP_SDTYPE_ID, "" }, { "it", "%d00", 1, 50, REP_SDTYPE_NUMERICAL, "" },
        { "big_ID", "%d0000000000000000", 1, 50, REP_SDTYPE_ID, "" }, { "a", "%d.0", 1, 50, REP_SDTYPE_ID, "" } };
    size_t k;

    for (k = 0; k < sizeof cases / sizeof cases[0]; k++) {
        text               t = { NULL, 0, 0 };
        rep_comparison    *c;
        rep_compared_column column;
        int                i;
        INPUT(cases[k].cell);
        say(&t, "%s\n", cases[k].name);
        for (i = cases[k].from; i <= cases[k].to; i++) {
            char cell[64];
            const char *at = strchr(cases[k].cell, '%'), *behind = strchr(at, 'd') + 1;   /* one number each, of one width or another */
            const int   width = at[1] == 'd' ? 1 : 2;
            snprintf(cell, sizeof cell, at[1] == '0' ? "%.*s%0*d%s" : "%.*s%*d%s", (int)(at - cases[k].cell), cases[k].cell, width, i, behind);
            say(&t, "%s\n", cell);
        }
        c = compared(t.data, t.data);
        column = column_at(c, 0);
        CHECK_INT(column.sdtype, cases[k].type);
        CHECK(is_text(column.format, cases[k].format));
        if (cases[k].type != REP_SDTYPE_ID) CHECK_NEAR(column.score, 1, 1e-12);
        if (strstr(cases[k].cell, "00.%d")) CHECK_NEAR(column.min[0], 0.1, 1e-12), CHECK_NEAR(column.max[0], 0.9, 1e-12);
        if (strstr(cases[k].cell, "/24")) CHECK_NEAR(column.min[0], 1704067200, 0);        /* 2024, and 1970 below */
        if (strstr(cases[k].cell, "/70")) CHECK_NEAR(column.min[0], 12 * 86400, 0);
        rep_comparison_free(c);
        drop(&t);
    }
    {
        text t = { NULL, 0, 0 };
        int  i;
        for (puts_to(&t, "a\n"), i = 0; i < 250; i++) say(&t, i == 9 ? "\"  \"\n" : "%d.25\n", i * i);
        CHECK_INT(type_of_text(&t), REP_SDTYPE_NUMERICAL);   /* blanks alone are a word */
    }
}

/* As %g prints them: halves go to the even digit. */
TEST(numeric_categories_of_more_digits_are_told_apart_by_six)
{
    rep_comparison *c = compared("a\n1234565\n1234575\n1234566\n-3\n0\n", "a\n1234560\n1234580\n1234570\n-3.0\n0.00\n");

    CHECK_NEAR(column_at(c, 0).score, 1, 1e-12);
    CHECK_SIZE(column_at(c, 0).distinct_count[0], 5);
    rep_comparison_free(c);
}

TEST(options_that_are_null_are_refused)
{
    static const char *const none[] = { NULL };
    rep_compare_options      with;
    rep_comparison          *c;
    rep_error                err;
    int                      i;

    for (i = 0; i < 4; i++) {
        memset(&with, 0, sizeof with);
        if (i < 2) with.missing_count = 1, with.missing = i ? none : NULL;
        else with.relation_count = 1, with.relations = i > 2 ? none : NULL;
        CHECK_INT(rep_compare(&c, view("a\n1\n"), view("a\n1\n"), view(NULL), &with, &err), REP_ERR_ARGUMENT);
        CHECK_SAYS(err.message, i < 2 ? "missing[0] is NULL" : "relations[0] is NULL");
        CHECK(c == NULL);
    }
    memset(&with, 0, sizeof with);
    with.csv.quoted_empty = 1;   /* "" is a text of no letters then, and a cell of nothing is missing */
    c = compared_with("a,b\n\"\",1\n,2\nx,3\n", "a,b\n\"\",1\n,2\nx,3\n", NULL, &with);
    CHECK_NEAR(column_at(c, 0).missing_share[0], 1.0 / 3, 1e-12);
    CHECK_SIZE(column_at(c, 0).distinct_count[0], 2);
    rep_comparison_free(c);
}

/* One number that is written in many ways is a column without a range. */
TEST(a_range_of_one_value_is_covered_or_not)
{
    static const char       *const others[] = { "", "2\n", "1\n2\n", "0\n1\n", "NA\n" };
    static const double      want[] = { 1, 0, 1, 1, 0 };
    text                     real = { NULL, 0, 0 };
    size_t                   i, n = 0;

    puts_to(&real, "a\n");
    for (i = 0; i < 14; i++) {
        size_t k;
        puts_to(&real, i ? "1." : "1");
        for (k = 0; k < i; k++) puts_to(&real, "0");
        puts_to(&real, "\n");
    }
    for (i = 0; i < sizeof others / sizeof others[0]; i++) {
        text                fake = { NULL, 0, 0 };
        rep_comparison     *c;
        rep_compared_bar    bars[40];
        rep_compared_column column;
        INPUT(others[i]);
        say(&fake, "a\n%s", others[i]);
        c = compared(real.data, i ? fake.data : real.data);
        column = column_at(c, 0);
        CHECK_INT(column.sdtype, REP_SDTYPE_NUMERICAL);
        CHECK_NEAR(info_of(c).range_coverage, want[i], 1e-12);
        CHECK_INT(rep_comparison_get_bars(c, 0, bars, 40, &n, NULL), REP_OK);
        CHECK(n >= 1);
        if (i == 1) CHECK_NEAR(column.std[1], 0, 0);   /* of one row there is no deviation */
        rep_comparison_free(c);
        drop(&fake);
    }
    drop(&real);
}

/* What only the holdout has is no bar. */
TEST(the_holdout_has_no_bars_of_its_own)
{
    text             real = { NULL, 0, 0 }, holdout = { NULL, 0, 0 };
    rep_comparison  *c;
    rep_compared_bar bars[40];
    size_t           n = 0, i;
    double           sum[2] = { 0, 0 };
    int              k;

    puts_to(&real, "a,b\n"), puts_to(&holdout, "a,b\n");
    for (k = 0; k < 40; k++) say(&real, "%d,w%d\n", k, k % 4), say(&holdout, "%d,x%d\n", 1000 + k, k % 9);
    c = compared_with(real.data, real.data, holdout.data, NULL);
    CHECK_INT(rep_comparison_get_bars(c, 0, bars, 40, &n, NULL), REP_OK);
    for (i = 0; i < n; i++) sum[0] += bars[i].share[0], sum[1] += bars[i].share[1];
    CHECK_NEAR(sum[0], 1, 1e-9), CHECK_NEAR(sum[1], 1, 1e-9);
    CHECK_INT(rep_comparison_get_bars(c, 1, bars, 40, &n, NULL), REP_OK);
    CHECK_SIZE(n, 4);
    rep_comparison_free(c);
    drop(&real), drop(&holdout);
}

static int stop_at_once(void *user, const char *step, uint64_t done, uint64_t total)
{
    (void)user, (void)step, (void)done, (void)total;
    return 1;
}

/* All that the rooms allocate for: numbers, dates, categories, ids, relations, a holdout. */
static void put_mixture(text *t, uint64_t seed, int rows)
{
    int i;

    puts_to(t, "id,n,d,k,c,z\n");
    for (i = 0; i < rows; i++)
        say(t, "id-%d,%u.5,2026-01-%02u,%u,kind %u,%s\n", i, roll(&seed, 500), 1 + roll(&seed, 28), roll(&seed, 4), roll(&seed, 5), roll(&seed, 3) ? "yes" : "");
}

TEST(every_allocation_may_fail)
{
    static const char *const relations[] = { "n <= 200", "c -> k" };
    text real = { NULL, 0, 0 }, fake = { NULL, 0, 0 }, held = { NULL, 0, 0 };
    long n, finished = 0, wrong = 0;
    int  for_good;

    put_mixture(&real, 1, 70), put_mixture(&fake, 2, 60), put_mixture(&held, 3, 55);
    for (for_good = 0; for_good < 2; for_good++)
        for (n = 1, finished = 0; n < 2000 && !finished; n++) {
            rep_compare_options with;
            rep_comparison     *c;
            rep_error           err;
            heap                h;
            rep_status          status;

            memset(&with, 0, sizeof with);
            heap_begin(&h, &with.host, n, for_good);
            with.relations = relations, with.relation_count = 2;
            status = rep_compare(&c, view(real.data), view(fake.data), view(held.data), &with, &err);
            finished = h.refused == 0;
            if (status != REP_OK && (c != NULL || status != REP_ERR_MEMORY)) wrong++;
            if (status == REP_OK && h.refused && for_good) wrong++;
            rep_comparison_free(c);
            if (h.live != 0 || h.bytes != 0 || h.lies) wrong++;
        }
    CHECK(finished && n > 50);
    CHECK_INT(wrong, 0);
    drop(&real), drop(&fake), drop(&held);
}

TEST(limits_and_callbacks_stop_it)
{
    text                real = { NULL, 0, 0 };
    rep_compare_options with;
    rep_comparison     *c;
    rep_error           err;

    memset(&with, 0, sizeof with);
    put_mixture(&real, 1, 2000);
    with.max_bytes = 1 << 17;
    CHECK_INT(rep_compare(&c, view(real.data), view(real.data), view(NULL), &with, &err), REP_ERR_MEMORY);
    with.max_bytes = 0, with.max_columns = 3;
    CHECK_INT(rep_compare(&c, view(real.data), view(real.data), view(NULL), &with, &err), REP_ERR_LIMIT);
    CHECK_SAYS(err.message, "max_columns");
    with.max_columns = 0, with.host.progress = stop_at_once;
    CHECK_INT(rep_compare(&c, view(real.data), view(real.data), view(NULL), &with, &err), REP_ERR_CANCELLED);
    CHECK(c == NULL);
    drop(&real);
}

TEST(files_are_compared_as_memory_is)
{
    rep_compare_options with;
    rep_comparison     *c;
    rep_table           where = REP_TABLE_COUNT;
    rep_buffer          page = REP_ZERO;
    rep_error           err;

    memset(&with, 0, sizeof with);
    with.where = &where;
    CHECK_INT(rep_compare_files(&c, "examples/customers.csv", "examples/customers.csv", NULL, &with, &err), REP_OK);
    CHECK_NEAR(info_of(c).score.overall, 1, 1e-12);
    CHECK_INT(where, REP_TABLE_COUNT);
    rep_comparison_free(c);
    CHECK_INT(rep_compare_files(&c, "examples/customers.csv", "nowhere.csv", NULL, &with, &err), REP_ERR_READ);
    CHECK(c == NULL);
    CHECK_INT(where, REP_TABLE_SYNTHETIC);
    CHECK_INT(rep_compare_files(&c, NULL, "nowhere.csv", NULL, &with, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_buffer_save(&page, "no/such/folder/page.html", &err), REP_ERR_WRITE);
    CHECK_INT(rep_buffer_save(NULL, "page.html", &err), REP_ERR_ARGUMENT);
}

int main(void)
{
    RUN(a_table_and_itself_score_one_everywhere);
    RUN(numbers_score_by_kolmogorov_and_smirnov_and_ranges_by_what_is_covered);
    RUN(categories_score_by_total_variation_and_missing_cells_are_apart);
    RUN(two_numbers_are_held_together_by_pearsons_r);
    RUN(other_pairs_are_held_together_by_cramers_v);
    RUN(numbers_are_cut_into_ten_bins_of_their_own_tables_range);
    RUN(the_seed_decides_the_ceiling_and_nothing_else);
    RUN(columns_are_typed_by_the_metadata_rule);
    RUN(dates_are_seconds_and_what_is_no_date_is_missing);
    RUN(numeric_categories_are_equal_if_they_print_alike);
    RUN(columns_that_never_vary_one_row_and_nothing_but_missing_cells_have_no_figure_where_there_is_none);
    RUN(errors_tell_table_place_and_remedy);
    RUN(getters_refuse_what_is_not_there);
    RUN(a_column_of_nearly_one_number_has_a_distance_too);
    RUN(the_bars_of_categories_are_the_most_frequent);
    RUN(sums_and_comparisons_are_counted_over_rows_that_have_all_their_cells);
    RUN(dates_are_compared_in_time);
    RUN(what_determines_what_is_learned_from_the_real_table);
    RUN(sentences_of_inspect_are_claims);
    RUN(relations_that_cannot_be_read_are_refused);
    RUN(copies_are_rows_equal_in_all_scored_columns);
    RUN(distances_are_means_over_columns);
    RUN(bars_hold_all_rows_that_are_not_missing);
    RUN(options_of_reading_hold_for_all_tables);
    RUN(every_allocation_may_fail);
    RUN(cells_are_read_as_python_reads_them);
    RUN(numeric_categories_of_more_digits_are_told_apart_by_six);
    RUN(options_that_are_null_are_refused);
    RUN(a_range_of_one_value_is_covered_or_not);
    RUN(the_holdout_has_no_bars_of_its_own);
    RUN(limits_and_callbacks_stop_it);
    RUN(files_are_compared_as_memory_is);
    return test_end();
}
