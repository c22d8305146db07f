/* work.h - how much work a call was, counted and not timed                              C99
 *
 * A clock measures the machine as well; these counts are the same in every run, so a test may be strict. Counted are
 * the basic blocks that ran (gcc and clang call a function in each of them under -fsanitize-coverage=trace-pc) and one
 * more for each 16 bytes that the C library moved, filled, searched or compared for us, which is hidden otherwise.
 *
 * Include it before what is to be counted. WORK_COUNTS is 0 where the compiler has no such option: then only the bytes
 * are counted. The Makefile finds out and says -DWORK_BLOCKS.
 */
#ifndef WORK_H
#define WORK_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static uint64_t work_done;

#ifdef WORK_BLOCKS
#define WORK_COUNTS 1
#if defined(__clang__)
#define WORK_QUIET __attribute__((no_sanitize("coverage")))
#else
#define WORK_QUIET __attribute__((no_sanitize_coverage))
#endif
void __sanitizer_cov_trace_pc(void);
WORK_QUIET void __sanitizer_cov_trace_pc(void) { work_done++; }
#else
#define WORK_COUNTS 0
#endif

static inline void *work_memcpy(void *to, const void *from, size_t n) { work_done += n / 16; return memcpy(to, from, n); }
static inline void *work_memmove(void *to, const void *from, size_t n) { work_done += n / 16; return memmove(to, from, n); }
static inline void *work_memset(void *to, int c, size_t n) { work_done += n / 16; return memset(to, c, n); }
static inline int work_memcmp(const void *a, const void *b, size_t n) { work_done += n / 16; return memcmp(a, b, n); }
static inline size_t work_strlen(const char *s) { size_t n = strlen(s); work_done += n / 16; return n; }
static inline const void *work_memchr(const void *s, int c, size_t n)
{
    const void *at = memchr(s, c, n);

    work_done += (at == NULL ? n : (size_t)((const char *)at - (const char *)s)) / 16;
    return at;
}
/* realloc moves at worst all of the block; what it asks for stands for that. */
static inline void *work_realloc(void *ptr, size_t size) { work_done += size / 16; return realloc(ptr, size); }

#define memcpy  work_memcpy
#define memmove work_memmove
#define memset  work_memset
#define memcmp  work_memcmp
#define memchr  work_memchr
#define strlen  work_strlen
#define REPLICATOR_MALLOC(size)       malloc(size)
#define REPLICATOR_REALLOC(ptr, size) work_realloc(ptr, size)
#define REPLICATOR_FREE(ptr)          free(ptr)

#endif /* WORK_H */
