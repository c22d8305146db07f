/* stream_rows.c - rows in, rows out, one at a time: no table and no file stands between
 *
 *     cc examples/stream_rows.c -I. -o stream_rows -lm && ./stream_rows [ROWS]
 *
 * Sensors send readings, which a profiler takes as they come; what it has learned then plays the sensors for as long as
 * anyone listens. Prints the first readings of the replay and what they add up to.
 */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A reading of the real world: sensor, degrees (10 % missing). */
static void read_sensor(rep_rng *world, char *sensor, char *degrees)
{
    unsigned which = rep_rng_below(world, 3), tenths = 180 + 20 * which + rep_rng_below(world, 40);
    sprintf(sensor, "hall %u", which + 1);
    degrees[0] = '\0';
    if (rep_rng_below(world, 10)) sprintf(degrees, "%u.%u", tenths / 10, tenths % 10);
}

int main(int argc, char **argv)
{
    static const char *const names[] = { "sensor", "degrees" };
    unsigned long rows = argc > 1 ? strtoul(argv[1], NULL, 10) : 100000, i, missing = 0;
    rep_profile_options options = REP_ZERO;
    rep_profiler *profiler = NULL;
    rep_model *model = NULL;
    rep_generator *generator = NULL;
    const rep_value *reading;
    rep_error err = REP_ZERO;
    rep_rng world;
    double sum = 0;
    char sensor[16], degrees[16];

    rep_rng_init(&world, 1, 1);
    options.names = names, options.name_count = 2;
    rep_profiler_create(&profiler, &options, &err);
    for (i = 0; i < 5000 && !err.code; i++) {
        rep_str row[2];
        read_sensor(&world, sensor, degrees);
        row[0].data = sensor, row[0].len = strlen(sensor);
        row[1].data = degrees, row[1].len = strlen(degrees);       /* empty: missing */
        rep_profiler_push_row(profiler, row, 2, &err);
    }
    if (!err.code && !rep_profiler_learn(profiler, &model, &err) && !rep_generator_create(&generator, model, 42, NULL, &err))
        for (i = 0; i < rows && !rep_generator_row(generator, i, &reading, &err); i++) {
            if (i < 3) printf("%.*s %.1f\n", (int)reading[0].text.len, reading[0].text.data, reading[1].real);
            if (reading[1].missing) missing++;
            else sum += reading[1].real;
        }
    if (err.code) fprintf(stderr, "stream_rows: %s\n", err.message);
    else printf("%lu readings, %lu of them missing, %.1f degrees on average\n", rows, missing, rows > missing ? sum / (double)(rows - missing) : 0);
    rep_generator_free(generator);
    rep_model_free(model);
    rep_profiler_free(profiler);
    return err.code != REP_OK;
}
