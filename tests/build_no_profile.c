/* build_no_profile.c - REPLICATOR_NO_PROFILE: models are read and rows drawn; what learns and compares is not there
 *
 * With REPLICATOR_NO_STDIO as well, as on a console: the model comes as bytes, rows go into structs. */
#define REPLICATOR_NO_PROFILE
#define REPLICATOR_NO_STDIO
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"

/* Names of one's own show that these are free. */
int rep_profiler_create(void);
int rep_compare(void);
int rep_profiler_create(void) { return 1; }
int rep_compare(void) { return 2; }

typedef struct npc { int32_t level; char name[64]; uint8_t hidden; } npc;

int main(void)
{
    static const char json[] = "{\"metadata\": {\"rows\": 100, \"version\": \"1.1\", \"name\": \"npc\"}, \"columns\": ["
                               "{\"name\": \"level\", \"type\": \"numerical\", \"decimals\": 0, \"distribution\": [[1, 60, 1]]},"
                               "{\"name\": \"name\", \"type\": \"pii\", \"params\": {\"pii_type\": \"name\", \"nan_probability\": 0.25}}]}";
    static const rep_field fields[] = { REP_FIELD(npc, level, REP_I32), REP_FIELD(npc, name, REP_CHARS), REP_FIELD_OF(npc, hidden, REP_IS_MISSING, "name") };
    static npc             crowd[400];
    rep_model             *model = NULL, *again = NULL;
    rep_generator         *generator = NULL;
    rep_buffer             file = { NULL, 0, 0, 0 }, rows = { NULL, 0, 0, 0 };
    int                    good, i, hidden = 0;

    good = rep_model_read(&model, json, sizeof json - 1, NULL, NULL) == REP_OK;
    good = good && rep_model_write(model, rep_buffer_write, &file, NULL) == REP_OK;
    good = good && rep_model_read(&again, file.data, file.len, NULL, NULL) == REP_OK;
    good = good && rep_generator_create(&generator, again, 42, NULL, NULL) == REP_OK;
    good = good && rep_generator_structs(generator, 0, 400, crowd, sizeof crowd[0], fields, 3, NULL, NULL) == REP_OK;
    good = good && rep_generator_write(generator, 0, 400, rep_buffer_write, &rows, NULL, NULL) == REP_OK && rows.len > 2000;
    for (i = 0; i < 400; i++) {
        good = good && crowd[i].level >= 1 && crowd[i].level <= 60 && crowd[i].hidden == (crowd[i].name[0] == '\0');
        hidden += crowd[i].hidden;
    }
    rep_generator_free(generator);
    rep_model_free(model), rep_model_free(again);
    rep_buffer_free(&file), rep_buffer_free(&rows);
    return good && hidden > 60 && hidden < 140 && rep_profiler_create() == 1 && rep_compare() == 2 ? 0 : 1;
}
