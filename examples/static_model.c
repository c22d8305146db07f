/* static_model.c - a model inside the program: no file is opened, and the library has none to open
 *
 *     cc examples/replicate.c -I. -o replicate -lm
 *     ./replicate embed examples/loot.json > loot_model.h
 *     cc examples/static_model.c -I. -o static_model -lm
 *     ./static_model
 *
 * The model is written by hand (loot.json): what lies in a chest hangs on how rare it is, and its price on what it is.
 * Prints what ten chests hold. All memory comes from one block of 256 KB, as on a console that has no more to give.
 */
#define REPLICATOR_NO_STDIO                     /* no files, no clock, no environment */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"
#include "loot_model.h"
#include <stdio.h>
#include <string.h>

typedef struct block { size_t used; union { double align; char bytes[256 * 1024]; } of; } block;

/* An arena: what is freed stays, and the block is dropped whole. */
static void *block_resize(void *user, void *old, size_t old_size, size_t size)
{
    block *memory = (block *)user;
    char *fresh = memory->of.bytes + memory->used;
    size_t room = (size + 15) / 16 * 16;
    if (size <= old_size) return size ? old : NULL;
    if (room > sizeof memory->of.bytes - memory->used) return NULL;     /* refused: REP_ERR_MEMORY, nothing is lost */
    memory->used += room;
    if (old) memcpy(fresh, old, old_size);
    return fresh;
}

static int print(void *user, const char *data, size_t len)
{
    (void)user;
    return fwrite(data, 1, len, stdout) != len;
}

int main(void)
{
    static block memory;
    rep_error err;
    rep_model *model = NULL;
    rep_generator *generator = NULL;
    rep_model_options load = REP_ZERO;
    rep_generator_options draw = REP_ZERO;
    load.host.allocator.resize = draw.host.allocator.resize = block_resize;
    load.host.allocator.user = draw.host.allocator.user = &memory;
    if (rep_model_read(&model, (const char *)loot_model, loot_model_size, &load, &err) ||
        rep_generator_create(&generator, model, 42, &draw, &err) ||
        rep_generator_write(generator, 0, 10, print, NULL, NULL, &err))
        fprintf(stderr, "%s\n", err.message);
    return err.code != REP_OK;
}
