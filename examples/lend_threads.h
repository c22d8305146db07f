/* lend_threads.h - lends this machine's threads to the library, which starts none itself
 *
 *     options.host.parallel = lend_threads(4);
 *
 * POSIX threads, else C11's, else none: then all is done on the caller's thread. What comes out is the same.
 *
 * The library meets with its threads some hundred times in a second of work, so they are started once and wait: for a millisecond or so
 * awake, for a thread that sleeps takes as long to come as the work of a meeting, then asleep. They end with the program; a
 * process that is forked off starts its own.
 */
#ifndef LEND_THREADS_H
#define LEND_THREADS_H
#include "replicator.h"
#include <stdlib.h>

#if !defined(_WIN32) && !defined(__wasi__)
#include <pthread.h>
#include <sched.h>
#include <unistd.h>
typedef pthread_t lent_thread;
typedef pthread_mutex_t lent_lock;
typedef pthread_cond_t lent_bell;
#define LENT_RESULT void *
#define LENT_LOCK_NEW PTHREAD_MUTEX_INITIALIZER
#define LENT_BELL_NEW PTHREAD_COND_INITIALIZER
#define lent_prepare() ((void)0)
#define lent_start(thread, f) (pthread_create(thread, NULL, f, NULL) == 0)
#define lent_join(thread) pthread_join(thread, NULL)
#define lent_acquire(lock) pthread_mutex_lock(lock)
#define lent_release(lock) pthread_mutex_unlock(lock)
#define lent_sleep(bell, lock) pthread_cond_wait(bell, lock)
#define lent_ring(bell) pthread_cond_broadcast(bell)
#define lent_pause() sched_yield()
#define lent_mind_forks() pthread_atfork(NULL, NULL, lent_child)
#define LEND_THREADS 1
#elif defined(__STDC_VERSION__) && __STDC_VERSION__ >= 201112L && !defined(__STDC_NO_THREADS__) && !defined(__wasi__) && !defined(__MINGW32__)
#include <threads.h>
typedef thrd_t lent_thread;
typedef mtx_t lent_lock;
typedef cnd_t lent_bell;
#define LENT_RESULT int
#define LENT_ONCE 1
#define lent_start(thread, f) (thrd_create(thread, f, NULL) == thrd_success)
#define lent_join(thread) thrd_join(thread, NULL)
#define lent_acquire(lock) mtx_lock(lock)
#define lent_release(lock) mtx_unlock(lock)
#define lent_sleep(bell, lock) cnd_wait(bell, lock)
#define lent_ring(bell) cnd_broadcast(bell)
#define lent_pause() thrd_yield()
#define lent_mind_forks() ((void)0)
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
#define LENT_MOST 256    /* threads */
#define LENT_AWAKE 2000  /* looks at what may have come before a thread sleeps */

/* All but `round` and `undone`, which are looked at outside of it, belong to who has the lock. */
static struct lent_pool {
    lent_lock     lock;
    lent_bell     come, done;
    lent_thread   threads[LENT_MOST];
    size_t        started, busy;
    size_t        next, count;               /* tasks: the next to be taken, all */
    size_t        undone;                    /* tasks that are not done */
    unsigned long round;                     /* goes up with each meeting */
    int           minded, end;               /* ends and forks of the process are; it ends */
    void        (*task)(void *context, size_t index);
    void         *context;
#if defined(LENT_ONCE)
} lent;
static once_flag lent_once = ONCE_FLAG_INIT;
static void lent_make(void) { mtx_init(&lent.lock, mtx_plain), cnd_init(&lent.come), cnd_init(&lent.done); }
#define lent_prepare() call_once(&lent_once, lent_make)
#else
} lent = { LENT_LOCK_NEW, LENT_BELL_NEW, LENT_BELL_NEW, { 0 }, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL };

/* Threads stay behind when a process forks, and one may have had the lock. */
static void lent_child(void)
{
    static const struct lent_pool fresh = { LENT_LOCK_NEW, LENT_BELL_NEW, LENT_BELL_NEW, { 0 }, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL };
    lent = fresh;
}
#endif

/* A look from outside of the lock; where there are no atomic ones, with it. */
#if defined(__GNUC__)
#define lent_look(what) __atomic_load_n(&lent.what, __ATOMIC_ACQUIRE)
#define lent_set(what, value) __atomic_store_n(&lent.what, value, __ATOMIC_RELEASE)
#else
static unsigned long lent_looked(int round)
{
    unsigned long v;
    lent_acquire(&lent.lock), v = round ? lent.round : (unsigned long)lent.undone, lent_release(&lent.lock);
    return v;
}
#define lent_look(what) lent_looked(#what[0] == 'r')
#define lent_set(what, value) (lent.what = (value))
#endif

/* Does tasks while there are any; the lock is held but for those. */
static void lent_help(void)
{
    while (lent.next < lent.count) {
        size_t index = lent.next++;
        lent_release(&lent.lock);
        lent.task(lent.context, index);
        lent_acquire(&lent.lock);
        lent_set(undone, lent.undone - 1);
        if (lent.undone == 0) lent_ring(&lent.done);
    }
}

static LENT_RESULT lent_main(void *user)
{
    unsigned long seen = 0;
    int awake;
    (void)user;
    lent_acquire(&lent.lock);
    while (!lent.end) {
        seen = lent.round;
        lent_help();
        lent_release(&lent.lock);
        for (awake = LENT_AWAKE; awake && lent_look(round) == seen; awake--) lent_pause();
        lent_acquire(&lent.lock);
        while (lent.round == seen) lent_sleep(&lent.come, &lent.lock);
    }
    lent_release(&lent.lock);
    return 0;
}

/* When the program ends, by a return from main or by exit() on a thread of its own. */
static void lent_end(void)
{
    size_t i;
    lent_acquire(&lent.lock);
    lent.end = 1;
    lent_set(round, lent.round + 1);
    lent_ring(&lent.come);
    lent_release(&lent.lock);
    for (i = 0; i < lent.started; i++) lent_join(lent.threads[i]);
    lent.started = 0;
}

/* Does tasks 0 .. count-1, on threads for all but one where they can be had; who comes while others meet does his own. */
static int lend_run(void *user, size_t count, void (*task)(void *context, size_t index), void *context)
{
    size_t i;
    int awake, alone;
    (void)user;
    lent_prepare();
    lent_acquire(&lent.lock);
    alone = lent.busy || lent.end;
    if (!alone) {
        lent.busy = 1;
        if (!lent.minded) lent.minded = 1, atexit(lent_end), lent_mind_forks();
        while (lent.started + 1 < count && lent.started < LENT_MOST && lent_start(&lent.threads[lent.started], lent_main)) lent.started++;
        lent.task = task, lent.context = context, lent.next = 0, lent.count = count;
        lent_set(undone, count);
        lent_set(round, lent.round + 1);
        lent_ring(&lent.come);
        lent_help();
        lent_release(&lent.lock);
        for (awake = LENT_AWAKE; awake && lent_look(undone) != 0; awake--) lent_pause();
        lent_acquire(&lent.lock);
        while (lent.undone) lent_sleep(&lent.done, &lent.lock);
        lent.busy = 0;
    }
    lent_release(&lent.lock);
    for (i = 0; i < count && alone; i++) task(context, i);
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
