/* build_two_b.c - the second of two files: the implementation, and a function that uses it */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"

const char *two_b_rows(const rep_model *model, size_t *len);

const char *two_b_rows(const rep_model *model, size_t *len)
{
    static char    room[64];
    rep_buffer     out = { NULL, 0, 0, 0 };
    rep_generator *generator = NULL;

    out.data = room, out.capacity = sizeof room, out.fixed = 1;
    if (rep_generator_create(&generator, model, 1, NULL, NULL) != REP_OK) return NULL;
    if (rep_generator_write(generator, 0, 2, rep_buffer_write, &out, NULL, NULL) != REP_OK) out.data = NULL;
    rep_generator_free(generator);
    *len = out.len;
    return out.data;
}
