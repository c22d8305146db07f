/* build_static.c - REPLICATOR_STATIC: all of the library is this file's own, and what is not used does not warn */
#define REPLICATOR_STATIC
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"

int main(void)
{
    static const char json[] = "{\"metadata\": {\"rows\": 1, \"version\": \"1.0\"}, \"columns\": []}";
    rep_model        *model = NULL;
    const rep_status  status = rep_model_read(&model, json, sizeof json - 1, NULL, NULL);

    rep_model_free(model);
    return status == REP_OK ? 0 : 1;
}
