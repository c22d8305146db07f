/* lend_threads.h - lends this machine's threads to the library, which starts none itself
 *
 *     options.host.parallel = lend_threads(4);
 *
 * POSIX threads, else C11's, else none: then all is done on the caller's thread. What comes out is the same.
 */
#ifndef LEND_THREADS_H
#define LEND_THREADS_H
#include "replicator.h"
#include <stdlib.h>

#if !defined(_WIN32) && !defined(__wasi__)
#include <pthread.h>
#include <unistd.h>
typedef pthread_t lent_thread;
#define LENT_RESULT void *
#define lent_start(thread, f, task) (pthread_create(thread, NULL, f, task) == 0)
#define lent_join(thread) pthread_join(thread, NULL)
#define LEND_THREADS 1
#elif defined(__STDC_VERSION__) && __STDC_VERSION__ >= 201112L && !defined(__STDC_NO_THREADS__) && !defined(__wasi__) && !defined(__MINGW32__)
#include <threads.h>
typedef thrd_t lent_thread;
#define LENT_RESULT int
#define lent_start(thread, f, task) (thrd_create(thread, f, task) == thrd_success)
#define lent_join(thread) thrd_join(thread, NULL)
#define LEND_THREADS 1
#endif

/* Processors that this machine has for us, 1 where nobody says. */
static inline size_t lend_processors(void)
{
#if defined(_SC_NPROCESSORS_ONLN)
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n > 1 ? (size_t)n : 1;
#else
    return 1;
#endif
}

#if defined(LEND_THREADS)
typedef struct lent_task { void (*task)(void *context, size_t index); void *context; size_t index; int started; lent_thread thread; } lent_task;

static LENT_RESULT lent_main(void *user)
{
    lent_task *task = (lent_task *)user;
    task->task(task->context, task->index);
    return 0;
}

/* A thread for each task but the first; a task whose thread does not start is done here. */
static int lend_run(void *user, size_t count, void (*task)(void *context, size_t index), void *context)
{
    lent_task *tasks = (lent_task *)calloc(count ? count : 1, sizeof *tasks);
    size_t i;
    (void)user;
    for (i = 1; tasks && i < count; i++) {
        tasks[i].task = task, tasks[i].context = context, tasks[i].index = i;
        tasks[i].started = lent_start(&tasks[i].thread, lent_main, &tasks[i]);
    }
    for (i = 0; i < count; i++)
        if (!tasks || !tasks[i].started) task(context, i);
    for (i = 1; tasks && i < count; i++)
        if (tasks[i].started) lent_join(tasks[i].thread);
    free(tasks);
    return 0;
}
#endif

static rep_parallel lend_threads(size_t width)
{
    rep_parallel parallel = REP_ZERO;
#if defined(LEND_THREADS)
    parallel.width = width, parallel.run = lend_run;
#else
    (void)width;
#endif
    return parallel;
}
#endif
