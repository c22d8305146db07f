/* build_c99.c - the header drops into a C99 program: included first with nothing before it, twice, and then made */
#include "replicator.h"
#include "replicator.h"

/* The interface alone is enough to compile code that uses it. */
int main(void);
static rep_status profile(rep_model **model, const char *csv, size_t len)
{
    rep_profile_options options = { 0 };

    options.date = "2026-02-02T17:03:32";
    return rep_profile_bytes(model, csv, len, &options, NULL);
}

#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"
#include "replicator.h"   /* the guards hold: once is enough */

int main(void)
{
    static const char csv[] = "id,colour\n1,red\n2,blue\n3,red\n";
    rep_model        *model = NULL;
    rep_generator    *generator = NULL;
    rep_buffer        out = { NULL, 0, 0, 0 };
    int               good;

    good = profile(&model, csv, sizeof csv - 1) == REP_OK;
    good = good && rep_generator_create(&generator, model, 42, NULL, NULL) == REP_OK;
    good = good && rep_generator_write(generator, 0, 2, rep_buffer_write, &out, NULL, NULL) == REP_OK;
    good = good && out.len > 16 && memcmp(out.data, "id,colour\n1,", 12) == 0;
    rep_buffer_free(&out);
    rep_generator_free(generator);
    rep_model_free(model);
    return good ? 0 : 1;
}
