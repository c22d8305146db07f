/* build_two_a.c - the first of two files: a user of the library who has a jsmn of the usual kind as well
 *
 * jsmn.h comes in its default mode, with global functions, before replicator.h; -DBUILD_TWO_AFTER turns the order
 * round. The library, made in build_two_b.c, has one of its own with other settings: the two must not meet. */
#ifndef BUILD_TWO_AFTER
#include "jsmn.h"
#endif
#include "replicator.h"
#ifdef BUILD_TWO_AFTER
#include "jsmn.h"
#endif

const char *two_b_rows(const rep_model *model, size_t *len);   /* in build_two_b.c */

static int tokens(const char *json, size_t len)
{
    jsmn_parser parser;
    jsmntok_t   token[8];

    jsmn_init(&parser);
    return jsmn_parse(&parser, json, len, token, 8);
}

int main(void)
{
    static const char json[] = "{\"metadata\": {\"rows\": 3, \"version\": \"1.0\"}, \"columns\": ["
                               "{\"name\": \"n\", \"type\": \"categorical\", \"params\": {\"weights\": {\"x\": 1}}}]}";
    rep_model        *model = NULL;
    const char       *rows;
    size_t            len = 0;
    int               good = rep_model_read(&model, json, sizeof json - 1, NULL, NULL) == REP_OK;

    rows = good ? two_b_rows(model, &len) : NULL;
    good = good && rows != NULL && len == 6 && rows[0] == 'n' && rows[2] == 'x' && rows[4] == 'x';
    rep_model_free(model);
    good = good && rep_model_read(&model, "{a: 1}", 6, NULL, NULL) == REP_ERR_JSON;   /* strict there */
    return good && tokens("{a: [1, 2]}", 11) == 5 ? 0 : 1;                            /* lenient here */
}
