/* where.h - conditions and weights as people write them on a command line               C99
 *
 *     where      = condition { " and " condition }
 *     condition  = NAME = VALUE {, VALUE}      one of these         NAME is missing
 *                | NAME != VALUE {, VALUE}     none of these        NAME is not missing
 *                | NAME >= VALUE               and likewise <= > <
 *     weights    = NAME : VALUE WEIGHT {, VALUE WEIGHT}             braces round the list may stand
 *                                              the value `missing` gives the share of missing cells
 *
 * Names and values stand in double quotes, doubled inside, if they hold a sign, a comma or " and ". What is read goes to the
 * end of a list, for rep_generator_options; texts belong to the list.
 */
#ifndef WHERE_H
#define WHERE_H

#include <stdlib.h>
#include <string.h>

typedef struct where_list {
    rep_condition *conditions;
    rep_weight    *weights;
    char         **texts;
    size_t         condition_count, weight_count, text_count;
} where_list;

static void where_free(where_list *list)
{
    while (list->text_count) free(list->texts[--list->text_count]);
    free(list->texts), free(list->conditions), free(list->weights);
    memset(list, 0, sizeof *list);
}

static int where_ends(const char *p, const char *const *ends)
{
    while (*ends && strncmp(p, *ends, strlen(*ends)) != 0) ends++;
    return *ends != NULL;
}

/* Takes text up to one of `ends`, or a text in quotes. Blanks round it are dropped. NULL = no memory, or quotes do not end. */
static char *where_text(where_list *list, const char **at, const char *const *ends, int *quoted)
{
    const char *p = *at + strspn(*at, " ");
    char **grown = (char **)realloc(list->texts, (list->text_count + 1) * sizeof *grown), *text = (char *)malloc(strlen(p) + 1);
    size_t n = 0;

    if (grown) list->texts = grown;
    if (!grown || !text) { free(text); return NULL; }
    list->texts[list->text_count++] = text;
    *quoted = *p == '"';
    if (*quoted) {
        for (p++; *p && (*p != '"' || p[1] == '"'); p++) text[n++] = *p, p += *p == '"';
        if (*p++ != '"') return NULL;
        while (*p == ' ' && !where_ends(p, ends)) p++;
    } else {
        while (*p && !where_ends(p, ends)) text[n++] = *p++;
        while (n && text[n - 1] == ' ') n--;
    }
    text[n] = '\0';
    *at = p;
    return text;
}

static int where_skip(const char **at, const char *word)
{
    size_t n = strlen(word);
    if (strncmp(*at, word, n) != 0) return 0;
    *at += n;
    return 1;
}

static int where_add(where_list *list, const char *column, rep_test test, const char *value)
{
    rep_condition *grown = (rep_condition *)realloc(list->conditions, (list->condition_count + 1) * sizeof *grown);
    if (!grown) return 0;
    list->conditions = grown, grown += list->condition_count++;
    grown->column = column, grown->test = test, grown->value = value;
    return 1;
}

/* Returns NULL, or what is wrong with the text. */
static const char *where_read(const char *text, where_list *list)
{
    static const char *const after_name[] = { ">=", "<=", "!=", "=", ">", "<", " is not missing", " is missing", NULL };
    static const rep_test tests[] = { REP_AT_LEAST, REP_AT_MOST, REP_IS_NOT, REP_IS, REP_ABOVE, REP_BELOW, REP_IS_NOT, REP_IS };
    static const char *const after_value[] = { ",", " and ", NULL };
    static const char *const after_range[] = { " and ", NULL };
    const char *const wrong = "write NAME = VALUE, VALUE or NAME >= VALUE or NAME is missing, with \" and \" between conditions";

    do {
        int quoted, sign;
        const char *name = where_text(list, &text, after_name, &quoted);
        if (!name || (!*name && !quoted)) return wrong;
        for (sign = 0; after_name[sign] && !where_skip(&text, after_name[sign]); sign++) { }
        if (!after_name[sign]) return wrong;
        if (sign >= 6) {
            if (!where_add(list, name, tests[sign], NULL)) return "out of memory";
            continue;
        }
        do {
            const char *value = where_text(list, &text, sign == 2 || sign == 3 ? after_value : after_range, &quoted);
            if (!value || (!*value && !quoted)) return wrong;
            if (!where_add(list, name, tests[sign], value)) return "out of memory";
        } while (where_skip(&text, ","));
    } while (where_skip(&text, " and "));
    return text[strspn(text, " ")] ? wrong : NULL;
}

/* Likewise of weights. */
static const char *where_read_weights(const char *text, where_list *list)
{
    static const char *const after_name[] = { ":", NULL };
    static const char *const after_item[] = { ",", "}", NULL };
    const char *const wrong = "write NAME: VALUE WEIGHT, VALUE WEIGHT";
    int quoted, ignored;
    const char *name = where_text(list, &text, after_name, &quoted);

    if (!name || !*name || !where_skip(&text, ":")) return wrong;
    text += strspn(text, " ");
    where_skip(&text, "{");
    do {
        char *value = where_text(list, &text, after_item, &quoted), *number, *end;
        const char *figure;
        rep_weight *grown;
        if (!value) return wrong;
        if (quoted) figure = where_text(list, &text, after_item, &ignored);
        else {
            number = strrchr(value, ' ');
            if (!number) return wrong;
            *number = '\0', figure = number + 1;
            while (number > value && number[-1] == ' ') *--number = '\0';
        }
        if (!figure || !*figure || (!*value && !quoted)) return wrong;
        grown = (rep_weight *)realloc(list->weights, (list->weight_count + 1) * sizeof *grown);
        if (!grown) return "out of memory";
        list->weights = grown, grown += list->weight_count++;
        grown->column = name, grown->value = !quoted && strcmp(value, "missing") == 0 ? NULL : value;
        grown->weight = strtod(figure, &end);
        if (*end) return wrong;
    } while (where_skip(&text, ","));
    where_skip(&text, "}");
    return text[strspn(text, " ")] ? wrong : NULL;
}

#endif /* WHERE_H */
