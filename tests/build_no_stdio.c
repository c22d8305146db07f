/* build_no_stdio.c - REPLICATOR_NO_STDIO with memory of one's own, as on a console or a microcontroller
 *
 * No file, no clock, no malloc of the C library: profile from memory, keep the model, draw into a buffer. */
#include <stddef.h>

static void *heap_get(size_t size);
static void *heap_grow(void *block, size_t size);
static void  heap_drop(void *block);

#define REPLICATOR_NO_STDIO
#define REPLICATOR_MALLOC(size)         heap_get(size)
#define REPLICATOR_REALLOC(block, size) heap_grow((block), (size))
#define REPLICATOR_FREE(block)          heap_drop(block)
#define REPLICATOR_ASSERT(x)            ((void)(x))
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"

#ifdef EOF
#error "stdio.h was included all the same"
#endif

/* 8 MB that are handed out in a row; only the newest block grows in place. */
typedef union heap_unit { double d; void *p; uint64_t u; struct { size_t size, live; } head; char room[32]; } heap_unit;
static heap_unit heap[1 << 18];
static size_t    heap_used, heap_live;

static void *heap_get(size_t size)
{
    const size_t units = (size + sizeof *heap - 1) / sizeof *heap + 1;
    heap_unit   *block = heap + heap_used;

    if (units > sizeof heap / sizeof *heap - heap_used) return NULL;
    heap_used += units;
    heap_live++;
    block->head.size = size;
    return block + 1;
}

static void *heap_grow(void *block, size_t size)
{
    void  *fresh = heap_get(size);
    size_t had;

    if (block == NULL || fresh == NULL) return fresh;
    had = ((heap_unit *)block - 1)->head.size;
    memcpy(fresh, block, had < size ? had : size);
    heap_drop(block);
    return fresh;
}

static void heap_drop(void *block)
{
    if (block != NULL) heap_live--;
}

int main(void)
{
    static const char csv[] = "id,colour,note\n1,red,\n2,blue,x\n3,red,\n4,red,y\n";
    rep_model        *model = NULL, *again = NULL;
    rep_generator    *generator = NULL;
    rep_model_info    info;
    rep_buffer        file = { NULL, 0, 0, 0 }, rows = { NULL, 0, 0, 0 };
    static char       room[256];
    int               good;

    rows.data = room, rows.capacity = sizeof room, rows.fixed = 1;
    good = rep_profile_bytes(&model, csv, sizeof csv - 1, NULL, NULL) == REP_OK;
    good = good && rep_model_get_info(model, &info, NULL) == REP_OK && info.row_count == 4 && info.date.len == 0; /* no clock */
    good = good && rep_model_write(model, rep_buffer_write, &file, NULL) == REP_OK;
    good = good && rep_model_read(&again, file.data, file.len, NULL, NULL) == REP_OK;
    good = good && rep_generator_create(&generator, again, 42, NULL, NULL) == REP_OK;
    good = good && rep_generator_write(generator, 0, 5, rep_buffer_write, &rows, NULL, NULL) == REP_OK;
    good = good && rows.len > 30 && memcmp(rows.data, "id,colour,note\n1,", 17) == 0;
    rep_generator_free(generator);
    rep_model_free(model);
    rep_model_free(again);
    rep_buffer_free(&file);
    return good && heap_used > 0 && heap_live == 0 ? 0 : 1;
}
