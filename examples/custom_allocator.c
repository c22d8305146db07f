/* custom_allocator.c - all memory out of one block of the caller's; no malloc, no file, no clock
 *
 *     cc examples/custom_allocator.c -I. -o custom_allocator -lm && ./custom_allocator
 *
 * For devices and consoles: a block is cut from the front, and dropped whole when the work is done. The model lies in the
 * program, the rows go into a buffer of fixed size, and what is full says so. Prints the rows and what the block had to give.
 */
#define REPLICATOR_NO_STDIO
#define REPLICATOR_NO_PROFILE               /* models are read and rows drawn: nothing is learned here */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"
#include <stdio.h>
#include <string.h>

typedef struct block { unsigned char *memory; size_t used, size; } block;

/* The rules of rep_allocator: size 0 frees, NULL refuses and leaves the old piece as it is. */
static void *block_resize(void *user, void *old, size_t old_size, size_t size)
{
    block *b = (block *)user;
    size_t at = (b->used + 15) / 16 * 16;                           /* aligned for anything */
    if (size <= old_size) return size ? old : NULL;                 /* shrunk in place, or left for the end */
    if (at > b->size || b->size - at < size) return NULL;
    b->used = at + size;
    if (old_size) memcpy(b->memory + at, old, old_size);
    return b->memory + at;
}

static const char loot[] =
    "{\"metadata\": {\"rows\": 1000, \"version\": \"1.1\", \"name\": \"loot\"}, \"columns\": ["
    "{\"name\": \"item\", \"type\": \"categorical\", \"params\": {\"weights\": {\"arrow\": 60, \"bread\": 30, \"crown\": 1}}},"
    "{\"name\": \"gold\", \"type\": \"numerical\", \"decimals\": 0, \"distribution\": [[1, 9, 70], [10, 99, 30]]}]}";

int main(void)
{
    static union { uint64_t aligned; unsigned char bytes[256 * 1024]; } memory;
    static char page[512];
    block all;
    rep_model_options load = REP_ZERO;
    rep_generator_options draw = REP_ZERO;
    rep_model *model = NULL;
    rep_generator *generator = NULL;
    rep_buffer rows = REP_ZERO;
    rep_error err = REP_ZERO;

    all.memory = memory.bytes, all.used = 0, all.size = sizeof memory.bytes;
    load.host.allocator.resize = draw.host.allocator.resize = block_resize;
    load.host.allocator.user = draw.host.allocator.user = &all;
    rows.data = page, rows.capacity = sizeof page, rows.fixed = 1;
    if (rep_model_read(&model, loot, sizeof loot - 1, &load, &err) ||
        rep_generator_create(&generator, model, 42, &draw, &err) ||
        rep_generator_write(generator, 0, 5, rep_buffer_write, &rows, NULL, &err)) {
        fprintf(stderr, "custom_allocator: %s\n", err.message);
        return 1;
    }
    fwrite(rows.data, 1, rows.len, stdout);
    printf("%lu of %lu bytes used\n", (unsigned long)all.used, (unsigned long)all.size);
    return 0;                                                       /* nothing to free: the block goes as a whole */
}
