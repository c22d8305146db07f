/* report.h - draws a rep_comparison: text for a terminal, JSON for machines, a page for people
 *
 * Part of replicate.c, which includes it behind replicator.h; for a program of one's own:
 *
 *     report r = { NULL };
 *     r.comparison = comparison, r.names[0] = "real.csv", r.names[1] = "fake.csv";
 *     if (report_html(&r)) ... r.out.data, r.out.len ...
 *     rep_buffer_free(&r.out);
 *
 * Each of report_text, report_json and report_html fills r.out and returns 0 where memory ran out. Names and values of tables
 * are hostile: report_clean, report_string and report_escape are the only doors for them. The page is one file without
 * script, fonts or links; its pictures are SVG in it, and its colours follow the reader's light or dark mode.
 *
 * From top to bottom: putting text; numbers and dates; what is worst; the terminal; JSON; pictures; the page.
 */
#ifndef REPORT_H
#define REPORT_H
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct report {
    const rep_comparison *comparison;
    const char           *names[REP_TABLE_COUNT];   /* of the tables, as they are shown */
    rep_buffer            out;
    int                   failed;                   /* memory ran out */
    rep_comparison_info   info;
} report;

/*--- putting text ---*/

static void report_raw(report *r, const char *data, size_t len)
{
    if (!r->failed && rep_buffer_write(&r->out, data, len)) r->failed = 1;
}

#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
static void report_put(report *r, const char *format, ...)
{
    char text[2048];
    va_list list;
    int len;
    va_start(list, format);
    len = vsnprintf(text, sizeof text, format, list);
    va_end(list);
    if (len > 0) report_raw(r, text, (size_t)len < sizeof text ? (size_t)len : sizeof text - 1);
}

/* Bytes of the character at s; *harmless = 0: not UTF-8, a control, or a mark that turns text around. */
static size_t report_next(const char *s, size_t n, int *harmless)
{
    const unsigned char *p = (const unsigned char *)s;
    size_t need = p[0] < 0x80 ? 1 : p[0] < 0xC2 ? 0 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : p[0] < 0xF5 ? 4 : 0, i;
    unsigned long code = need == 1 ? p[0] : need ? p[0] & (0xFFu >> (need + 1)) : 0;
    *harmless = need > 0 && need <= n;
    for (i = 1; i < need && *harmless; i++) *harmless = (p[i] & 0xC0) == 0x80, code = code << 6 | (p[i] & 0x3Fu);
    if (!*harmless) return 1;
    if (code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x061C || code == 0xFEFF || code == 0xFFFE || code == 0xFFFF ||
        (code >= 0xD800 && code < 0xE000) || (code >= 0x200B && code <= 0x200F) || (code >= 0x2028 && code <= 0x202E) ||
        (code >= 0x2060 && code <= 0x2069)) *harmless = 0;
    return need;
}

/* For a terminal: harmless, cut to `width` characters, then blanks up to there; right = blanks first. */
static void report_clean(report *r, rep_str s, size_t width, int right)
{
    size_t i, n = 0, shown, need = 0;
    int harmless;
    for (i = 0; i < s.len; i += report_next(s.data + i, s.len - i, &harmless)) need++;
    shown = need < width ? need : width;
    for (i = shown; right && i < width; i++) report_raw(r, " ", 1);
    for (i = 0; i < s.len && n < shown; n++) {
        size_t step = report_next(s.data + i, s.len - i, &harmless);
        if (n + 1 == shown && need > width) report_raw(r, "~", 1);
        else report_raw(r, harmless ? s.data + i : "?", harmless ? step : 1);
        i += step;
    }
    for (i = shown; !right && i < width; i++) report_raw(r, " ", 1);
}

/* For JSON, in quotes; what is not harmless is escaped, so that the terminal does not see it either. */
static void report_string(report *r, rep_str s)
{
    size_t i, step;
    int harmless;
    report_raw(r, "\"", 1);
    for (i = 0; i < s.len; i += step) {
        const unsigned char *p = (const unsigned char *)s.data + i;
        step = report_next(s.data + i, s.len - i, &harmless);
        if (*p == '"' || *p == '\\') report_put(r, "\\%c", *p);
        else if (harmless) report_raw(r, s.data + i, step);
        else if (step == 3) report_put(r, "\\u%04x", (p[0] & 15u) << 12 | (p[1] & 63u) << 6 | (p[2] & 63u));
        else if (step == 2) report_put(r, "\\u%04x", (p[0] & 31u) << 6 | (p[1] & 63u));
        else report_put(r, "\\u%04x", *p < 0x80 ? *p : 0xFFFDu);
    }
    report_raw(r, "\"", 1);
}

/* For HTML, text and attributes: at most `most` characters, 0 = all. */
static void report_escape(report *r, rep_str s, size_t most)
{
    static const struct { char c; const char *entity; } entities[] = {
        { '&', "&amp;" }, { '<', "&lt;" }, { '>', "&gt;" }, { '"', "&quot;" }, { '\'', "&#39;" } };
    size_t i, n, k, step;
    int harmless;
    for (i = n = 0; i < s.len; i += step, n++) {
        step = report_next(s.data + i, s.len - i, &harmless);
        if (most && n + 1 == most && i + step < s.len) { report_put(r, "&#8230;"); return; }
        for (k = 0; k < 5 && s.data[i] != entities[k].c; k++) { }
        if (k < 5) report_put(r, "%s", entities[k].entity);
        else if (harmless) report_raw(r, s.data + i, step);
        else report_put(r, "&#65533;");
    }
}

static rep_str report_view(const char *text)
{
    rep_str s;
    s.data = text, s.len = strlen(text);
    return s;
}

/*--- numbers and dates ---*/

static int report_is(double v) { return v - v == 0; }             /* a figure: neither NaN nor infinite */

static const char *report_figure(char *out, size_t size, double v, int decimals)
{
    if (report_is(v)) snprintf(out, size, "%.*f", decimals, v);
    else snprintf(out, size, "-");
    return out;
}

static const char *report_share(char *out, size_t size, double v)
{
    if (!report_is(v)) snprintf(out, size, "-");
    else if (v > 0 && v < 0.0005) snprintf(out, size, "<0.1 %%");
    else if (v > 0.9995 && v < 1) snprintf(out, size, ">99.9 %%");
    else snprintf(out, size, "%.*f %%", v > 0 && v < 1 ? 1 : 0, 100 * v);
    return out;
}

/* A value of a column: a number in five digits, or a date as ISO 8601, with its time where the format has one. */
static const char *report_value(char *out, size_t size, const rep_compared_column *column, double v)
{
    long long days, seconds, z, era, doe, yoe, doy, m;
    if (!report_is(v)) { snprintf(out, size, "-"); return out; }
    if (column->sdtype != REP_SDTYPE_DATETIME) {
        if (fabs(v) < 1e7 && fabs(v) >= 1e4) snprintf(out, size, "%.0f", v);
        else snprintf(out, size, "%.4g", v);
        return out;
    }
    days = (long long)floor(v / 86400), seconds = (long long)(v - 86400.0 * (double)days);
    z = days + 719468, era = z / 146097, doe = z % 146097;        /* Hinnant, chrono-compatible date algorithms */
    yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    doy = doe - (365 * yoe + yoe / 4 - yoe / 100), m = (5 * doy + 2) / 153;
    if (column->format.len == 8 && memcmp(column->format.data, "%H:%M:%S", 8) == 0)
        snprintf(out, size, "%02d:%02d:%02d", (int)(seconds / 3600), (int)(seconds / 60 % 60), (int)(seconds % 60));
    else
        snprintf(out, size, "%04d-%02d-%02d", (int)(yoe + era * 400 + (m >= 10)), (int)(m < 10 ? m + 3 : m - 9),
                 (int)(doy - (153 * m + 2) / 5 + 1));
    return out;
}

/*--- what is worst ---*/

typedef struct report_pair { size_t a, b; rep_compared_pair pair; } report_pair;

static int report_worse(const report_pair *x, const report_pair *y) { return x->pair.score < y->pair.score; }

/* The pairs of lowest score, at most `most`; ties in the order of columns. */
static size_t report_worst(const report *r, report_pair *worst, size_t most)
{
    size_t a, b, at, count = 0;
    for (a = 0; a < r->info.column_count; a++)
        for (b = a + 1; b < r->info.column_count; b++) {
            report_pair one;
            one.a = a, one.b = b;
            if (rep_comparison_get_pair(r->comparison, a, b, &one.pair, NULL) || !report_is(one.pair.score)) continue;
            for (at = count; at > 0 && report_worse(&one, &worst[at - 1]); at--) { }
            if (at == most) continue;
            if (count < most) count++;
            memmove(worst + at + 1, worst + at, (count - at - 1) * sizeof *worst);
            worst[at] = one;
        }
    return count;
}

/* A file's name without its folders: a page travels, and paths of a machine are nobody's business. */
static rep_str report_file_name(const char *path)
{
    const char *name = path, *p;
    for (p = path; *p; p++)
        if (*p == '/' || *p == '\\') name = p + 1;
    return report_view(name);
}

static rep_str report_column_name(const report *r, size_t column)
{
    rep_compared_column c;
    rep_comparison_get_column(r->comparison, column, &c, NULL);
    return c.name;
}

/*--- the terminal ---*/

static void report_text_scores(report *r, const char *name, const rep_scores *s, const char *what)
{
    char a[32], b[32], c[32], d[32];
    report_put(r, "%-9s  overall %-6s  strong %-6s  columns %-6s  pairs %-6s%s\n", name, report_figure(a, sizeof a, s->overall, 4),
               report_figure(b, sizeof b, s->strong, 4), report_figure(c, sizeof c, s->shapes, 4), report_figure(d, sizeof d, s->pairs, 4), what);
}

static void report_text_privacy(report *r)
{
    const rep_comparison_info *i = &r->info;
    int held = i->row_count[REP_TABLE_HOLDOUT] > 0;
    char a[32], b[32], c[32], d[32];
    if (!report_is(i->copies)) return;
    report_put(r, "privacy    copies of a real row %s", report_share(a, sizeof a, i->copies));
    report_put(r, " (%s: %s)\n", held ? "holdout" : "real rows that have a double", report_share(a, sizeof a, i->copies_reference));
    report_put(r, "           distance to the closest real row: 5th percentile %s, median %s (%s: %s, %s)\n", report_figure(a, sizeof a, i->distance_p5, 4),
               report_figure(b, sizeof b, i->distance_median, 4), held ? "holdout" : "real rows", report_figure(c, sizeof c, i->distance_p5_reference, 4),
               report_figure(d, sizeof d, i->distance_median_reference, 4));
    if (held) report_put(r, "           closer to the real table than to the holdout: %s of the rows (50 %% is ideal)\n", report_share(a, sizeof a, i->closer_share));
}

static void report_text_columns(report *r, size_t width)
{
    size_t i;
    report_put(r, "\n%-*s  type         score   coverage  missing          distinct\n", (int)width, "column");
    for (i = 0; i < r->info.column_count; i++) {
        rep_compared_column c;
        char a[32], b[32], m[32], n[32];
        rep_comparison_get_column(r->comparison, i, &c, NULL);
        report_clean(r, c.name, width, 0);
        report_put(r, "  %-11s  %-6s  %-8s  %-7s %-7s  %lu %lu\n", rep_sdtype_name(c.sdtype), report_figure(a, sizeof a, c.score, 4),
                   report_share(b, sizeof b, c.coverage), report_share(m, sizeof m, c.missing_share[0]), report_share(n, sizeof n, c.missing_share[1]),
                   (unsigned long)c.distinct_count[0], (unsigned long)c.distinct_count[1]);
    }
}

static void report_text_pairs(report *r, size_t width)
{
    report_pair worst[8];
    size_t i, count = report_worst(r, worst, 8);
    if (count) report_put(r, "\n%-*s  %-*s  score   real    synthetic\n", (int)width, "worst pairs", (int)width, "");
    for (i = 0; i < count; i++) {
        const rep_compared_pair *p = &worst[i].pair;
        char a[32], b[32], c[32];
        report_clean(r, report_column_name(r, worst[i].a), width, 0);
        report_put(r, "  ");
        report_clean(r, report_column_name(r, worst[i].b), width, 0);
        report_put(r, "  %-6s  %-6s  %-6s  %s%s\n", report_figure(a, sizeof a, p->score, 4), report_figure(b, sizeof b, p->association[0], 3),
                   report_figure(c, sizeof c, p->association[1], 3), p->correlation ? "r" : "V", p->strong ? ", strong" : "");
    }
}

static int report_text(report *r)
{
    size_t i, width = 8;
    if (rep_comparison_get_info(r->comparison, &r->info, NULL)) return 0;
    for (i = 0; i < r->info.column_count; i++)
        if (report_column_name(r, i).len > width) width = report_column_name(r, i).len;
    if (width > 24) width = 24;
    for (i = 0; i < REP_TABLE_COUNT; i++) {
        static const char *const what[] = { "real", "synthetic", "holdout" };
        if (!r->names[i]) continue;
        report_put(r, "%-9s  ", what[i]);
        report_clean(r, report_view(r->names[i]), strlen(r->names[i]) < 60 ? strlen(r->names[i]) : 60, 0);
        report_put(r, ", %lu row%s\n", (unsigned long)r->info.row_count[i], r->info.row_count[i] == 1 ? "" : "s");
    }
    report_put(r, "\n");
    report_text_scores(r, "score", &r->info.score, "");
    if (report_is(r->info.bootstrap.overall)) report_text_scores(r, "ceiling", &r->info.bootstrap, "  (rows drawn from the real table)");
    if (report_is(r->info.halves.overall)) report_text_scores(r, "", &r->info.halves, "  (its one half and the other)");
    {
        char a[32], b[32], c[32];
        report_put(r, "coverage   ranges %s  categories %s  missing %s\n", report_figure(a, sizeof a, r->info.range_coverage, 4),
                   report_figure(b, sizeof b, r->info.category_coverage, 4), report_figure(c, sizeof c, r->info.missing, 4));
    }
    report_text_privacy(r);
    report_text_columns(r, width);
    report_text_pairs(r, width);
    if (r->info.relation_count) report_put(r, "\nrelations kept    real      synthetic\n");
    for (i = 0; i < r->info.relation_count; i++) {
        rep_compared_relation k;
        char a[32], b[32];
        rep_comparison_get_relation(r->comparison, i, &k, NULL);
        report_put(r, "                  %-8s  %-8s   ", report_share(a, sizeof a, k.kept[0]), report_share(b, sizeof b, k.kept[1]));
        report_clean(r, k.text, k.text.len < 80 ? k.text.len : 80, 0);
        report_put(r, "\n");
    }
    return !r->failed;
}

/*--- JSON ---*/

static const char *report_number(char *out, size_t size, double v)
{
    if (report_is(v)) snprintf(out, size, "%.9g", v);
    else snprintf(out, size, "null");
    return out;
}

/* ,"name":v without the comma where first. */
static void report_member(report *r, const char *before, const char *name, double v)
{
    char a[40];
    report_put(r, "%s\"%s\": %s", before, name, report_number(a, sizeof a, v));
}

static void report_json_scores(report *r, const char *before, const char *name, const rep_scores *s)
{
    report_put(r, "%s\"%s\": {", before, name);
    report_member(r, "", "overall", s->overall);
    report_member(r, ", ", "strong", s->strong);
    report_member(r, ", ", "shapes", s->shapes);
    report_member(r, ", ", "pairs", s->pairs);
    report_member(r, ", ", "strong_pairs", s->strong_pairs);
    report_put(r, "}");
}

static void report_json_both(report *r, const char *name, const double v[2])
{
    char a[40], b[40];
    report_put(r, ", \"%s\": [%s, %s]", name, report_number(a, sizeof a, v[0]), report_number(b, sizeof b, v[1]));
}

static void report_json_columns(report *r)
{
    size_t i;
    report_put(r, ",\n  \"columns\": [");
    for (i = 0; i < r->info.column_count; i++) {
        rep_compared_column c;
        rep_comparison_get_column(r->comparison, i, &c, NULL);
        report_put(r, "%s\n    {\"name\": ", i ? "," : "");
        report_string(r, c.name);
        report_put(r, ", \"sdtype\": \"%s\"", rep_sdtype_name(c.sdtype));
        if (c.format.len) report_put(r, ", \"format\": "), report_string(r, c.format);
        report_member(r, ", ", "score", c.score);
        report_member(r, ", ", "coverage", c.coverage);
        report_json_both(r, "missing", c.missing_share);
        report_put(r, ", \"distinct\": [%llu, %llu]", (unsigned long long)c.distinct_count[0], (unsigned long long)c.distinct_count[1]);
        if (c.sdtype <= REP_SDTYPE_DATETIME) {
            report_json_both(r, "min", c.min), report_json_both(r, "max", c.max);
            report_json_both(r, "mean", c.mean), report_json_both(r, "std", c.std);
        }
        report_put(r, "}");
    }
    report_put(r, "\n  ]");
}

static void report_json_pairs(report *r)
{
    size_t a, b, written = 0;
    report_put(r, ",\n  \"pairs\": [");
    for (a = 0; a < r->info.column_count; a++)
        for (b = a + 1; b < r->info.column_count; b++) {
            rep_compared_pair p;
            rep_compared_column x, y;
            rep_comparison_get_pair(r->comparison, a, b, &p, NULL);
            rep_comparison_get_column(r->comparison, a, &x, NULL);
            rep_comparison_get_column(r->comparison, b, &y, NULL);
            if (x.sdtype > REP_SDTYPE_CATEGORICAL || y.sdtype > REP_SDTYPE_CATEGORICAL) continue;
            report_put(r, "%s\n    {\"columns\": [", written++ ? "," : "");
            report_string(r, x.name), report_put(r, ", "), report_string(r, y.name);
            report_put(r, "], \"measure\": \"%s\", \"strong\": %s", p.correlation ? "pearson" : "cramer", p.strong ? "true" : "false");
            report_member(r, ", ", "score", p.score);
            report_json_both(r, "association", p.association);
            report_put(r, "}");
        }
    report_put(r, "%s]", written ? "\n  " : "");
}

static int report_json(report *r)
{
    const rep_comparison_info *i = &r->info;
    size_t k;
    if (rep_comparison_get_info(r->comparison, &r->info, NULL)) return 0;
    report_put(r, "{\n  \"rows\": {\"real\": %llu, \"synthetic\": %llu, \"holdout\": %llu}", (unsigned long long)i->row_count[0],
               (unsigned long long)i->row_count[1], (unsigned long long)i->row_count[2]);
    report_json_scores(r, ",\n  ", "quality", &i->score);
    report_put(r, ",\n  \"strong_pair_count\": %lu", (unsigned long)i->strong_count);
    report_json_scores(r, ",\n  \"ceiling\": {", "bootstrap", &i->bootstrap);
    report_json_scores(r, ", ", "halves", &i->halves);
    report_member(r, "},\n  \"coverage\": {", "ranges", i->range_coverage);
    report_member(r, ", ", "categories", i->category_coverage);
    report_member(r, ", ", "missing", i->missing);
    report_member(r, "},\n  \"privacy\": {", "copies", i->copies);
    report_member(r, ", ", "copies_reference", i->copies_reference);
    report_member(r, ", ", "distance_p5", i->distance_p5);
    report_member(r, ", ", "distance_p5_reference", i->distance_p5_reference);
    report_member(r, ", ", "distance_median", i->distance_median);
    report_member(r, ", ", "distance_median_reference", i->distance_median_reference);
    report_member(r, ", ", "closer_share", i->closer_share);
    report_put(r, "}");
    report_json_columns(r);
    report_json_pairs(r);
    report_put(r, ",\n  \"relations\": [");
    for (k = 0; k < i->relation_count; k++) {
        rep_compared_relation kept;
        rep_comparison_get_relation(r->comparison, k, &kept, NULL);
        report_put(r, "%s\n    {\"relation\": ", k ? "," : "");
        report_string(r, kept.text);
        report_put(r, ", \"rows\": [%llu, %llu]", (unsigned long long)kept.row_count[0], (unsigned long long)kept.row_count[1]);
        report_json_both(r, "kept", kept.kept);
        report_put(r, "}");
    }
    report_put(r, "%s]\n}\n", i->relation_count ? "\n  " : "");
    return !r->failed;
}

/*--- pictures: SVG in the page, coloured by its classes ---*/

enum { REPORT_BARS = 28, REPORT_KINDS = 8, REPORT_SHOWN = 60, REPORT_DOTS = 400, REPORT_WORST = 6, REPORT_PARTS = 7 };

static void report_svg(report *r, double width, double height, const char *label)
{
    report_put(r, "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">", width, height, label);
}

static void report_rect(report *r, const char *look, double x, double y, double width, double height)
{
    report_put(r, "<rect class=\"%s\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\"", look, x, y, width, height);
}

/* anchor: "start", "middle" or "end". */
static void report_label(report *r, double x, double y, const char *anchor, rep_str text, size_t most)
{
    report_put(r, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">", x, y, anchor);
    report_escape(r, text, most);
    report_put(r, "</text>");
}

static double report_highest(const rep_compared_bar *bars, size_t count)
{
    double most = 0;
    size_t i;
    for (i = 0; i < count; i++) {
        if (bars[i].share[0] > most) most = bars[i].share[0];
        if (bars[i].share[1] > most) most = bars[i].share[1];
    }
    return most > 0 ? most : 1;
}

static void report_tip(report *r, const rep_compared_bar *bar)
{
    char a[32], b[32];
    report_put(r, "real %s, synthetic %s", report_share(a, sizeof a, bar->share[0]), report_share(b, sizeof b, bar->share[1]));
}

/* Numbers: the real table's bars filled, the synthetic one's as a line of steps over them. */
static void report_histogram(report *r, const rep_compared_column *column, const rep_compared_bar *bars, size_t count)
{
    const double width = 300, height = 118, base = 100;
    double most = report_highest(bars, count), step = width / (double)count;
    char a[32], b[32];
    size_t i;
    report_svg(r, width, height, "histogram of both tables");
    for (i = 0; i < count; i++) {
        double tall = 94 * bars[i].share[0] / most;
        report_rect(r, "real", step * (double)i + 0.5, base - tall, step - 1, tall);
        report_put(r, "/>");
    }
    report_put(r, "<path class=\"line\" d=\"M0 %.1f", base);
    for (i = 0; i < count; i++) report_put(r, "V%.2fH%.2f", base - 94 * bars[i].share[1] / most, step * (double)(i + 1));
    report_put(r, "V%.1f\"/><line class=\"axis\" x1=\"0\" y1=\"%.1f\" x2=\"%.0f\" y2=\"%.1f\"/>", base, base, width, base);
    for (i = 0; i < count; i++) {                                  /* what the pointer meets */
        report_rect(r, "touch", step * (double)i, 4, step, base - 4);
        report_put(r, "><title>%s to %s: ", report_value(a, sizeof a, column, bars[i].low), report_value(b, sizeof b, column, bars[i].high));
        report_tip(r, &bars[i]);
        report_put(r, "</title></rect>");
    }
    report_label(r, 0, height - 5, "start", report_view(report_value(a, sizeof a, column, bars[0].low)), 0);
    report_label(r, width, height - 5, "end", report_view(report_value(a, sizeof a, column, bars[count - 1].high)), 0);
    report_put(r, "</svg>");
}

/* Categories: a row each, the real table's bar above the synthetic one's. What has no bar of its own has no bar. */
static void report_bars(report *r, const rep_compared_bar *bars, size_t count)
{
    const double width = 300, row = 16, from = 96, room = 116;
    size_t named = count && !bars[count - 1].label.data ? count - 1 : count, i;
    double most = report_highest(bars, named);
    report_svg(r, width, row * (double)count + 2, "shares of categories in both tables");
    for (i = 0; i < count; i++) {
        double y = row * (double)i;
        char a[32], b[32], both[72];
        report_label(r, from - 6, y + 11, "end", i < named ? bars[i].label : report_view("all others"), 15);
        if (i < named) {
            report_rect(r, "real", from, y + 2, room * bars[i].share[0] / most, 6);
            report_put(r, "/>");
            report_rect(r, "synthetic", from, y + 8, room * bars[i].share[1] / most, 6);
            report_put(r, "/>");
        }
        snprintf(both, sizeof both, "%s, %s", report_share(a, sizeof a, bars[i].share[0]), report_share(b, sizeof b, bars[i].share[1]));
        report_label(r, width, y + 11, "end", report_view(both), 0);
        report_rect(r, "touch", 0, y, width, row);
        report_put(r, "><title>");
        report_escape(r, i < named ? bars[i].label : report_view("all others"), 80);
        report_put(r, ": "), report_tip(r, &bars[i]);
        report_put(r, "</title></rect>");
    }
    report_put(r, "</svg>");
}

/* What a heat map shows: the associations of one table, or the synthetic one's less the real one's. */
typedef enum report_which { REPORT_REAL, REPORT_SYNTHETIC, REPORT_CHANGE } report_which;

static void report_heat(report *r, const size_t *columns, size_t count, report_which which)
{
    double cell = 256.0 / (double)count, left = cell < 7 ? 4 : 84, top = cell < 7 ? 4 : 74, side;
    size_t i, k;
    if (cell > 30) cell = 30;
    side = cell * (double)count;
    report_svg(r, left + 256 + (cell < 7 ? 4 : 42), top + side + 4, which == REPORT_CHANGE ? "changes of associations" : "associations of all pairs");
    for (i = 0; i < count && cell >= 7; i++) {
        double middle = cell * ((double)i + 0.5);
        report_label(r, left - 5, top + middle + 3.5, "end", report_column_name(r, columns[i]), 13);
        report_put(r, "<g transform=\"translate(%.1f %.1f) rotate(-50)\">", left + middle, top - 5);
        report_label(r, 0, 0, "start", report_column_name(r, columns[i]), 13);
        report_put(r, "</g>");
    }
    for (i = 0; i < count; i++)
        for (k = 0; k < count; k++) {
            rep_compared_pair p;
            double v, strength;
            char a[32], b[32];
            if (i == k) {
                report_rect(r, "same", left + cell * (double)k, top + cell * (double)i, cell - 0.6, cell - 0.6);
                report_put(r, "/>");
                continue;
            }
            rep_comparison_get_pair(r->comparison, columns[i], columns[k], &p, NULL);
            v = which == REPORT_CHANGE ? p.association[1] - p.association[0] : p.association[which == REPORT_SYNTHETIC];
            strength = !report_is(v) ? 0 : which == REPORT_CHANGE ? fabs(v) * 2 : fabs(v);   /* a change of a half is full colour */
            report_rect(r, report_is(v) ? v < 0 ? "minus" : "plus" : "none", left + cell * (double)k, top + cell * (double)i, cell - 0.6, cell - 0.6);
            report_put(r, " fill-opacity=\"%.2f\"><title>", report_is(v) ? 0.04 + 0.96 * (strength < 1 ? strength : 1) : 1);
            report_escape(r, report_column_name(r, columns[i]), 40);
            report_put(r, ", ");
            report_escape(r, report_column_name(r, columns[k]), 40);
            report_put(r, ": %s real %s, synthetic %s</title></rect>", p.correlation ? "r" : "V", report_figure(a, sizeof a, p.association[0], 3), report_figure(b, sizeof b, p.association[1], 3));
        }
    report_put(r, "</svg>");
}

/* Which bar a cell is in; count = it is missing, or a category that has no bar and no bar is for all others. */
static size_t report_place(const report *r, rep_table table, uint64_t row, size_t column, const rep_compared_bar *bars, size_t count)
{
    rep_str text;
    double v;
    size_t i;
    rep_comparison_get_cell(r->comparison, table, row, column, &text, &v, NULL);
    if (report_is(v)) {
        for (i = 0; i + 1 < count && v >= bars[i].high; i++) { }
        return i;
    }
    if (!text.data) return count;
    for (i = 0; i < count && bars[i].label.data != text.data; i++) { }
    return i < count ? i : count && !bars[count - 1].label.data ? count - 1 : count;
}

/* Rows evenly from a table, at most `most`: the i-th of report_rows. */
static uint64_t report_rows(const report *r, rep_table table, uint64_t most) { return r->info.row_count[table] < most ? r->info.row_count[table] : most; }
static uint64_t report_row(const report *r, rep_table table, uint64_t i, uint64_t count)
{
    return (uint64_t)((double)i * (double)r->info.row_count[table] / (double)count);
}

/* Two numbers of one table: a dot a row; axes are those of the bars, far values lie on the border. */
static void report_scatter(report *r, rep_table table, const report_pair *pair, const rep_compared_bar *x, size_t x_count, const rep_compared_bar *y, size_t y_count)
{
    double x_low = x[0].low, x_wide = x[x_count - 1].high - x_low, y_low = y[0].low, y_wide = y[y_count - 1].high - y_low;
    uint64_t i, count = report_rows(r, table, REPORT_DOTS);
    report_svg(r, 170, 140, "scatter plot");
    report_rect(r, "frame", 1, 1, 168, 138);
    report_put(r, "/><g class=\"%s\">", table == REP_TABLE_REAL ? "dots real" : "dots synthetic");
    for (i = 0; i < count; i++) {
        uint64_t row = report_row(r, table, i, count);
        double v, w;
        rep_str text;
        rep_comparison_get_cell(r->comparison, table, row, pair->a, &text, &v, NULL);
        rep_comparison_get_cell(r->comparison, table, row, pair->b, &text, &w, NULL);
        if (!report_is(v) || !report_is(w)) continue;
        v = (v - x_low) / x_wide, w = (w - y_low) / y_wide;
        v = !(v > 0) ? 0 : v > 1 ? 1 : v, w = !(w > 0) ? 0 : w > 1 ? 1 : w;
        report_put(r, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"1.7\"/>", 5 + 160 * v, 135 - 130 * w);
    }
    report_put(r, "</g></svg>");
}

/* All categories that have no bar. */
static int report_is_rest(const rep_compared_bar *bar, const rep_compared_column *column) { return column->sdtype > REP_SDTYPE_DATETIME && !bar->label.data; }

/* The name of a part of a column: a category, a range, or what is left. */
static void report_part(report *r, const rep_compared_column *column, const rep_compared_bar *bars, size_t count, size_t part)
{
    char a[32], b[32];
    if (part == count) report_put(r, "missing");
    else if (report_is_rest(&bars[part], column)) report_put(r, "all others");
    else if (bars[part].label.data) report_escape(r, bars[part].label, 24);
    else report_put(r, "%s to %s", report_value(a, sizeof a, column, bars[part].low), report_value(b, sizeof b, column, bars[part].high));
}

/* A mosaic: a strip for each part of x, as wide as it has rows, cut by the parts of y. The last part of each is missing cells. */
static void report_mosaic(report *r, rep_table table, const report_pair *pair, const rep_compared_column *x_column, const rep_compared_bar *x, size_t x_count,
                          const rep_compared_column *y_column, const rep_compared_bar *y, size_t y_count)
{
    double rows[REPORT_PARTS + 2][REPORT_PARTS + 2], strip[REPORT_PARTS + 2], at = 2;
    uint64_t i, count = report_rows(r, table, 50000);
    size_t a, b;
    memset(rows, 0, sizeof rows);
    memset(strip, 0, sizeof strip);
    for (i = 0; i < count; i++) {
        uint64_t row = report_row(r, table, i, count);
        a = report_place(r, table, row, pair->a, x, x_count), b = report_place(r, table, row, pair->b, y, y_count);
        rows[a][b] += 1, strip[a] += 1;
    }
    report_svg(r, 170, 140, "mosaic of two columns");
    for (a = 0; a <= x_count; a++) {
        double wide = 166 * strip[a] / (double)(count ? count : 1), down = 2;
        for (b = 0; b <= y_count && strip[a] > 0; b++) {
            double tall = 136 * rows[a][b] / strip[a];
            char look[16];
            if (tall <= 0) continue;
            snprintf(look, sizeof look, "p%d", (int)b);
            report_rect(r, b == y_count ? "none" : report_is_rest(&y[b], y_column) ? "rest" : look, at, down, wide > 1 ? wide - 0.8 : wide, tall > 1 ? tall - 0.6 : tall);
            report_put(r, "><title>");
            report_part(r, x_column, x, x_count, a);
            report_put(r, ", ");
            report_part(r, y_column, y, y_count, b);
            report_put(r, ": %.1f %% of the strip, which is %.1f %% of the rows</title></rect>", 100 * rows[a][b] / strip[a], 100 * strip[a] / (double)count);
            down += tall;
        }
        at += wide;
    }
    report_put(r, "</svg>");
}

/*--- the page ---*/

static const char *const report_style[] = {
    ":root{color-scheme:light dark;--back:#fff;--text:#1d2733;--soft:#667180;--line:#dfe4ea;--card:#f7f9fb;--real:#4a7fb5;--synthetic:#e0752d;--plus:#2b6cb0;--minus:#c2513c;--none:#98a2ae;--rest:#dde2e8}\n",
    "@media (prefers-color-scheme:dark){:root{--back:#14181d;--text:#e4e9ef;--soft:#97a3b0;--line:#2c343d;--card:#1b2128;--real:#6fa3d8;--synthetic:#f0914d;--plus:#63a4e8;--minus:#e8806c;--none:#76818d;--rest:#39424c}}\n",
    "*{box-sizing:border-box}body{margin:0 auto;max-width:1160px;padding:28px 24px 48px;background:var(--back);color:var(--text);font:15px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif}\n",
    "h1{font-size:25px;font-weight:650;margin:0 0 4px}h2{font-size:18px;font-weight:650;margin:40px 0 4px}p{margin:4px 0 12px;max-width:112ch}.soft,figcaption small,td small{color:var(--soft)}\n",
    ".key{display:inline-block;width:11px;height:11px;border-radius:2px;margin:0 5px 0 0;vertical-align:-1px}.key.real{background:var(--real)}.key.synthetic{background:var(--synthetic)}.names span.name{margin-right:20px;white-space:nowrap}\n",
    ".grid{display:grid;gap:14px;grid-template-columns:repeat(auto-fill,minmax(258px,1fr))}.tiles{grid-template-columns:repeat(auto-fill,minmax(166px,1fr));margin-top:18px}.heats{grid-template-columns:repeat(auto-fill,minmax(330px,1fr))}.pairs{grid-template-columns:repeat(auto-fill,minmax(350px,1fr))}\n",
    ".card{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:12px 14px;margin:0;break-inside:avoid;min-width:0}.tile b{display:block;font-size:27px;font-weight:650;line-height:1.25;font-variant-numeric:tabular-nums}.tile{font-size:13px}.tile svg{height:9px;margin:3px 0}\n",
    "figcaption{display:flex;gap:8px;align-items:baseline;margin-bottom:8px;font-size:14px}figcaption b{font-weight:600;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;min-width:0}figcaption .score{margin-left:auto;font-variant-numeric:tabular-nums;font-weight:600}\n",
    ".foot{display:flex;justify-content:space-between;gap:8px;font-size:12px;color:var(--soft);margin-top:6px}svg{display:block;width:100%;height:auto;overflow:visible}svg text{font-size:10px;fill:var(--soft)}.card>svg{max-height:240px}.heats .card>svg{max-height:none}\n",
    ".two{display:grid;grid-template-columns:1fr 1fr;gap:10px;font-size:12px;color:var(--soft)}.legend{font-size:12px;color:var(--soft);margin-top:8px}.legend i{font-style:normal;margin-right:10px;white-space:nowrap}.legend .key{width:9px;height:9px;margin-right:4px}\n",
    "rect.real{fill:var(--real);fill-opacity:.45}rect.synthetic{fill:var(--synthetic)}.line{fill:none;stroke:var(--synthetic);stroke-width:1.8;stroke-linejoin:round}.axis{stroke:var(--line)}.touch{fill:transparent}.track{fill:var(--line)}.frame{fill:none;stroke:var(--line)}.mark{stroke:var(--text);stroke-width:1.6}.fill{fill:var(--real)}\n",
    ".plus{fill:var(--plus)}.minus{fill:var(--minus)}.none{fill:var(--none)}.same{fill:var(--line)}.dots.real{fill:var(--real);fill-opacity:.5}.dots.synthetic{fill:var(--synthetic);fill-opacity:.5}.key.none{background:var(--none)}.rest{fill:var(--rest);background:var(--rest)}\n",
    ".p0{fill:#4e79a7;background:#4e79a7}.p1{fill:#f2a93b;background:#f2a93b}.p2{fill:#59a14f;background:#59a14f}.p3{fill:#c65b5b;background:#c65b5b}.p4{fill:#8e6fb0;background:#8e6fb0}.p5{fill:#56a9a5;background:#56a9a5}.p6{fill:#a98466;background:#a98466}\n",
    ".wide{overflow-x:auto}table{border-collapse:collapse;font-size:13px;width:100%;font-variant-numeric:tabular-nums}th{font-weight:600;text-align:right;color:var(--soft)}td{text-align:right}th,td{padding:5px 10px;border-bottom:1px solid var(--line);white-space:nowrap}th:first-child,td:first-child{text-align:left;padding-left:0;max-width:260px;overflow:hidden;text-overflow:ellipsis}td.l,th.l{text-align:left}td.bad{color:var(--minus);font-weight:600}\n",
    "footer{margin-top:40px;border-top:1px solid var(--line);padding-top:12px;font-size:12.5px;color:var(--soft)}footer p{max-width:none}@media print{body{max-width:none;padding:0;font-size:12px}.card{break-inside:avoid}h2{break-after:avoid}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}\n"
};

/* A score with its meter; the marks are what the two ceilings reach. */
static void report_tile(report *r, const char *name, double score, double bootstrap, double halves)
{
    char a[32], b[32];
    report_put(r, "<div class=\"card tile\">%s<b>%s</b>", name, report_figure(a, sizeof a, score, 3));
    report_svg(r, 200, 9, name);
    report_put(r, "<rect class=\"track\" x=\"0\" y=\"2\" width=\"200\" height=\"5\" rx=\"2.5\"/><rect class=\"fill\" x=\"0\" y=\"2\" width=\"%.1f\" height=\"5\" rx=\"2.5\"/>",
               report_is(score) && score > 0 ? 200 * score : 0);
    if (report_is(bootstrap)) report_put(r, "<line class=\"mark\" x1=\"%.1f\" y1=\"0\" x2=\"%.1f\" y2=\"9\"/>", 200 * bootstrap, 200 * bootstrap);
    report_put(r, "</svg>");
    if (report_is(bootstrap)) report_put(r, "<span class=\"soft\">ceiling %s<br>halves %s</span>", report_figure(a, sizeof a, bootstrap, 3), report_figure(b, sizeof b, halves, 3));
    report_put(r, "</div>");
}

static void report_fact(report *r, const char *name, const char *value, const char *note, const char *note_value)
{
    report_put(r, "<div class=\"card tile\">%s<b>%s</b><span class=\"soft\">%s<br>%s</span></div>", name, value, note, note_value);
}

static void report_page_head(report *r)
{
    static const char *const what[] = { "real", "synthetic", "holdout" };
    const rep_comparison_info *i = &r->info;
    size_t k;
    char a[32], b[32];
    report_put(r, "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>");
    report_escape(r, report_file_name(r->names[REP_TABLE_SYNTHETIC]), 80);
    report_put(r, " compared</title>\n<style>\n");
    for (k = 0; k < sizeof report_style / sizeof report_style[0]; k++) report_raw(r, report_style[k], strlen(report_style[k]));
    report_put(r, "</style></head><body>\n<h1>How alike the two tables are</h1>\n<p class=\"names\">");
    for (k = 0; k < REP_TABLE_COUNT; k++) {
        if (!r->names[k]) continue;
        report_put(r, "<span class=\"name\">");
        if (k < REP_TABLE_HOLDOUT) report_put(r, "<span class=\"key %s\"></span>", what[k]);
        report_put(r, "%s: <b>", what[k]);
        report_escape(r, report_file_name(r->names[k]), 60);
        report_put(r, "</b> <span class=\"soft\">%lu rows</span></span> ", (unsigned long)i->row_count[k]);
    }
    report_put(r, "</p>\n<div class=\"grid tiles\">");
    report_tile(r, "overall", i->score.overall, i->bootstrap.overall, i->halves.overall);
    report_tile(r, "strong pairs only", i->score.strong, i->bootstrap.strong, i->halves.strong);
    report_tile(r, "columns", i->score.shapes, i->bootstrap.shapes, i->halves.shapes);
    report_tile(r, "pairs", i->score.pairs, i->bootstrap.pairs, i->halves.pairs);
    report_fact(r, "ranges covered", report_share(a, sizeof a, i->range_coverage), "categories covered", report_share(b, sizeof b, i->category_coverage));
    if (report_is(i->copies))
        report_fact(r, "copies of real rows", report_share(a, sizeof a, i->copies), i->row_count[REP_TABLE_HOLDOUT] ? "of holdout rows" : "among real rows",
                    report_share(b, sizeof b, i->copies_reference));
    report_put(r, "</div>\n<p class=\"soft\" style=\"margin-top:10px\">1 is best. The mark is the ceiling: rows drawn from the real table itself, scored against it. "
                  "Halves: one half of the real table against the other.</p>\n");
}

static void report_page_columns(report *r)
{
    size_t i, count, skipped = 0, shown = 0;
    report_put(r, "<h2>Columns</h2>\n<p class=\"soft\"><span class=\"key real\"></span>real &nbsp; <span class=\"key synthetic\"></span>synthetic. "
                  "Numbers and dates as histograms, end bars hold what lies beyond; categories by share, real and synthetic. Covered: how much of the real range, or how many of its categories, the synthetic table has.</p>\n<div class=\"grid\">\n");
    for (i = 0; i < r->info.column_count && shown < 2 * REPORT_SHOWN; i++) {
        rep_compared_column c;
        rep_compared_bar bars[REPORT_BARS];
        char a[32], b[32], s[32];
        int numbers;
        rep_comparison_get_column(r->comparison, i, &c, NULL);
        numbers = c.sdtype <= REP_SDTYPE_DATETIME;
        rep_comparison_get_bars(r->comparison, i, bars, numbers ? REPORT_BARS : REPORT_KINDS, &count, NULL);
        if (count == 0) { skipped++; continue; }
        shown++;
        report_put(r, "<figure class=\"card\"><figcaption><b title=\"");
        report_escape(r, c.name, 0);
        report_put(r, "\">");
        report_escape(r, c.name, 60);
        report_put(r, "</b><small>%s</small><span class=\"score\">%s</span></figcaption>", rep_sdtype_name(c.sdtype), report_figure(s, sizeof s, c.score, 3));
        if (numbers) report_histogram(r, &c, bars, count);
        else report_bars(r, bars, count);
        report_put(r, "<div class=\"foot\"><span>covers %s</span>", report_share(s, sizeof s, c.coverage));
        if (c.missing_share[0] > 0 || c.missing_share[1] > 0)
            report_put(r, "<span>missing %s, %s</span>", report_share(a, sizeof a, c.missing_share[0]), report_share(b, sizeof b, c.missing_share[1]));
        report_put(r, "</div></figure>\n");
    }
    report_put(r, "</div>\n");
    if (skipped) report_put(r, "<p class=\"soft\" style=\"margin-top:10px\">%lu more column%s, ids, texts or empty, enter no score: see the last table.</p>\n", (unsigned long)skipped, skipped == 1 ? "" : "s");
}

static void report_page_heat(report *r)
{
    static const char *const titles[] = { "real", "synthetic", "synthetic less real" };
    size_t columns[REPORT_SHOWN], count = 0, i;
    int which;
    if (r->info.pair_count == 0) return;
    for (i = 0; i < r->info.column_count && count < REPORT_SHOWN; i++) {
        rep_compared_column c;
        rep_comparison_get_column(r->comparison, i, &c, NULL);
        if (c.sdtype <= REP_SDTYPE_CATEGORICAL) columns[count++] = i;
    }
    report_put(r, "<h2>Associations</h2>\n<p class=\"soft\">Two numbers: Pearson's r, <span class=\"key\" style=\"background:var(--plus)\"></span>positive, "
                  "<span class=\"key\" style=\"background:var(--minus)\"></span>negative. Other pairs: Cram&eacute;r's V, from 0 to 1. In the difference a change of 0.5 has full colour: "
                  "<span class=\"key\" style=\"background:var(--minus)\"></span>lower, <span class=\"key\" style=\"background:var(--plus)\"></span>higher in the synthetic table.%s</p>\n<div class=\"grid heats\">",
               r->info.scored_count > count ? " The first 60 columns." : "");
    for (which = 0; which < 3; which++) {
        report_put(r, "<figure class=\"card\"><figcaption><b>%s</b></figcaption>", titles[which]);
        report_heat(r, columns, count, (report_which)which);
        report_put(r, "</figure>\n");
    }
    report_put(r, "</div>\n");
}

/* What the colours of a mosaic stand for, or how far the axes of a scatter plot go. */
static void report_legend(report *r, const rep_compared_column *x, const rep_compared_bar *x_bars, size_t x_count,
                          const rep_compared_column *y, const rep_compared_bar *y_bars, size_t y_count, int colours)
{
    char a[32], b[32];
    size_t i;
    report_put(r, "<div class=\"legend\">");
    if (!colours) {
        report_put(r, "<i>&rarr; ");
        report_escape(r, x->name, 24);
        report_put(r, " %s to %s</i> <i>&uarr; ", report_value(a, sizeof a, x, x_bars[0].low), report_value(b, sizeof b, x, x_bars[x_count - 1].high));
        report_escape(r, y->name, 24);
        report_put(r, " %s to %s</i></div>", report_value(a, sizeof a, y, y_bars[0].low), report_value(b, sizeof b, y, y_bars[y_count - 1].high));
        return;
    }
    report_put(r, "<i>");
    report_escape(r, y->name, 24);
    report_put(r, ":</i> ");
    for (i = 0; i <= y_count; i++) {
        if (i == y_count && !(y->missing_share[0] > 0 || y->missing_share[1] > 0)) break;
        if (i == y_count || report_is_rest(&y_bars[i], y)) report_put(r, "<i><span class=\"key %s\"></span>", i == y_count ? "none" : "rest");
        else report_put(r, "<i><span class=\"key p%d\"></span>", (int)i);
        report_part(r, y, y_bars, y_count, i);
        report_put(r, "</i> ");
    }
    report_put(r, "</div>");
}

static void report_page_pair(report *r, const report_pair *worst)
{
    static const char *const what[] = { "real", "synthetic" };
    rep_compared_column x, y;
    rep_compared_bar x_bars[REPORT_BARS], y_bars[REPORT_BARS];
    size_t x_count, y_count, most = worst->pair.correlation ? REPORT_BARS : REPORT_PARTS;
    char a[32];
    int table;
    rep_comparison_get_column(r->comparison, worst->a, &x, NULL);
    rep_comparison_get_column(r->comparison, worst->b, &y, NULL);
    rep_comparison_get_bars(r->comparison, worst->a, x_bars, most, &x_count, NULL);
    rep_comparison_get_bars(r->comparison, worst->b, y_bars, most, &y_count, NULL);
    if (x_count == 0 || y_count == 0) return;
    report_put(r, "<figure class=\"card\"><figcaption><b>");
    report_escape(r, x.name, 24);
    report_put(r, " &times; ");
    report_escape(r, y.name, 24);
    report_put(r, "</b><small>%s</small><span class=\"score\">%s</span></figcaption><div class=\"two\">", worst->pair.strong ? "strong" : "", report_figure(a, sizeof a, worst->pair.score, 3));
    for (table = 0; table < 2; table++) {
        report_put(r, "<div>");
        if (worst->pair.correlation) report_scatter(r, (rep_table)table, worst, x_bars, x_count, y_bars, y_count);
        else report_mosaic(r, (rep_table)table, worst, &x, x_bars, x_count, &y, y_bars, y_count);
        report_put(r, "<span class=\"key %s\" style=\"margin-top:7px\"></span>%s, %s %s</div>", what[table], what[table], worst->pair.correlation ? "r" : "V", report_figure(a, sizeof a, worst->pair.association[table], 3));
    }
    report_put(r, "</div>");
    report_legend(r, &x, x_bars, x_count, &y, y_bars, y_count, !worst->pair.correlation);
    report_put(r, "</figure>\n");
}

static void report_page_pairs(report *r)
{
    report_pair worst[REPORT_WORST];
    size_t i, count = report_worst(r, worst, REPORT_WORST);
    if (count == 0) return;
    report_put(r, "<h2>Worst pairs</h2>\n<p class=\"soft\">Two numbers: a dot a row, the first column to the right, the second one up. Other pairs: a strip for each value of "
                  "the first column, as wide as it is frequent, cut by the values of the second.</p>\n<div class=\"grid pairs\">\n");
    for (i = 0; i < count; i++) report_page_pair(r, &worst[i]);
    report_put(r, "</div>\n");
}

static void report_page_relations(report *r)
{
    size_t i;
    if (r->info.relation_count == 0) return;
    report_put(r, "<h2>Relations</h2>\n<div class=\"wide\"><table><tr><th>relation</th><th>kept in real</th><th>kept in synthetic</th><th>rows looked at</th></tr>\n");
    for (i = 0; i < r->info.relation_count; i++) {
        rep_compared_relation k;
        char a[32], b[32];
        rep_comparison_get_relation(r->comparison, i, &k, NULL);
        report_put(r, "<tr><td>");
        report_escape(r, k.text, 100);
        report_put(r, "</td><td>%s</td><td%s>%s</td><td>%lu, %lu</td></tr>\n", report_share(a, sizeof a, k.kept[0]), k.kept[1] < k.kept[0] - 0.01 ? " class=\"bad\"" : "",
                   report_share(b, sizeof b, k.kept[1]), (unsigned long)k.row_count[0], (unsigned long)k.row_count[1]);
    }
    report_put(r, "</table></div>\n");
}

static void report_page_privacy(report *r)
{
    const rep_comparison_info *i = &r->info;
    int held = i->row_count[REP_TABLE_HOLDOUT] > 0;
    char a[32], b[32];
    if (!report_is(i->copies)) return;
    report_put(r, "<h2>Privacy</h2>\n<p class=\"soft\">Synthetic rows should be no closer to the real table than %s: then they tell what such rows are like, not what one of them is.</p>\n"
                  "<div class=\"wide\"><table><tr><th></th><th>synthetic</th><th>%s</th></tr>\n", held ? "rows of the holdout are" : "its own rows are to each other", held ? "holdout" : "real rows among themselves");
    report_put(r, "<tr><td>copies of a real row</td><td%s>%s</td><td>%s</td></tr>\n", i->copies > i->copies_reference + 0.001 ? " class=\"bad\"" : "",
               report_share(a, sizeof a, i->copies), report_share(b, sizeof b, i->copies_reference));
    report_put(r, "<tr><td>distance to the closest real row, 5th percentile</td><td>%s</td><td>%s</td></tr>\n", report_figure(a, sizeof a, i->distance_p5, 4), report_figure(b, sizeof b, i->distance_p5_reference, 4));
    report_put(r, "<tr><td>distance to the closest real row, median</td><td>%s</td><td>%s</td></tr>\n", report_figure(a, sizeof a, i->distance_median, 4), report_figure(b, sizeof b, i->distance_median_reference, 4));
    if (held) report_put(r, "<tr><td>closer to the real table than to the holdout</td><td>%s</td><td>50 %% is ideal</td></tr>\n", report_share(a, sizeof a, i->closer_share));
    report_put(r, "</table></div>\n");
}

static void report_page_table(report *r)
{
    size_t i, t;
    report_put(r, "<h2>All columns</h2>\n<div class=\"wide\"><table><tr><th>column</th><th class=\"l\">type</th><th>score</th><th>covered</th><th>missing</th><th>distinct</th>"
                  "<th>smallest</th><th>mean</th><th>largest</th></tr>\n");
    for (i = 0; i < r->info.column_count; i++) {
        rep_compared_column c;
        char a[32], b[32];
        rep_comparison_get_column(r->comparison, i, &c, NULL);
        report_put(r, "<tr><td>");
        report_escape(r, c.name, 60);
        report_put(r, "</td><td class=\"l\">%s</td><td>%s</td><td>%s</td>", rep_sdtype_name(c.sdtype), report_figure(a, sizeof a, c.score, 3), report_share(b, sizeof b, c.coverage));
        for (t = 0; t < 5; t++) {                                  /* real above synthetic */
            const double *of[] = { c.missing_share, NULL, c.min, c.mean, c.max };
            if (t == 1) report_put(r, "<td>%lu<br><small>%lu</small></td>", (unsigned long)c.distinct_count[0], (unsigned long)c.distinct_count[1]);
            else if (t == 0) report_put(r, "<td>%s<br><small>%s</small></td>", report_share(a, sizeof a, of[t][0]), report_share(b, sizeof b, of[t][1]));
            else if (c.sdtype > REP_SDTYPE_DATETIME) report_put(r, "<td></td>");
            else report_put(r, "<td>%s<br><small>%s</small></td>", report_value(a, sizeof a, &c, of[t][0]), report_value(b, sizeof b, &c, of[t][1]));
        }
        report_put(r, "</tr>\n");
    }
    report_put(r, "</table></div>\n<p class=\"soft\">Real above, synthetic below.</p>\n");
}

static int report_html(report *r)
{
    if (rep_comparison_get_info(r->comparison, &r->info, NULL)) return 0;
    report_page_head(r);
    report_page_columns(r);
    report_page_heat(r);
    report_page_pairs(r);
    report_page_relations(r);
    report_page_privacy(r);
    report_page_table(r);
    report_put(r, "<footer><p><b>This page shows values of the real table: give it only to those who may see that.</b></p><p>Scores are those of SDMetrics' QualityReport: KSComplement and "
                  "TVComplement of columns; CorrelationSimilarity of two numbers and ContingencySimilarity of all other pairs, where numbers are cut into ten bins. Overall is the mean of columns "
                  "and pairs; strong counts only the %lu of %lu pairs with |r| above 0.5 or V above 0.3 in the real table. Distance: mean over columns, from 0 to 1.</p><p>replicator %s</p></footer>\n</body></html>\n",
               (unsigned long)r->info.strong_count, (unsigned long)r->info.pair_count, rep_version());
    return !r->failed;
}

#endif /* REPORT_H */
