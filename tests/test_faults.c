/* test_faults.c - whatever fails, at whatever moment: a clean status, nothing lost, the old file as it was      POSIX
 *
 * Memory fails through the REPLICATOR_MALLOC macros, which also serve what no allocator of an object serves; files fail
 * through the C library's functions, which this file puts its own in front of. Each sweep fails the n-th request or the
 * n-th byte for every n until a run gets through. `make sanitize` runs it with the leak sanitizer.
 */
#define _XOPEN_SOURCE 700   /* mkdtemp, truncate */

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/*--- memory that runs out ---*/

static struct { long requests, refuse, refused, live; int for_good; } memory;

static int refuses(void)
{
    memory.requests++;
    if (memory.refuse == 0 || memory.requests < memory.refuse || (memory.requests > memory.refuse && !memory.for_good)) return 0;
    memory.refused++;
    return 1;
}

static void *fault_malloc(size_t size)
{
    void *p = refuses() ? NULL : malloc(size);

    memory.live += p != NULL;
    return p;
}

static void *fault_realloc(void *old, size_t size)
{
    void *p = refuses() ? NULL : realloc(old, size);

    memory.live += p != NULL && old == NULL;
    return p;
}

static void fault_free(void *p)
{
    memory.live -= p != NULL;
    free(p);
}

/*--- files that fail ---*/

static struct { long calls, fail, bytes, room; int broken, signal; } disk;   /* fail: number of the call; room: bytes, -1 = no end */

static int call_fails(void)
{
    if (++disk.calls != disk.fail) return 0;
    if (disk.signal) raise(disk.signal);   /* the process ends between two calls */
    return 1;
}

static FILE *fault_fopen(const char *path, const char *mode) { return call_fails() ? NULL : fopen(path, mode); }

static size_t fault_fread(void *to, size_t size, size_t count, FILE *file)
{
    size_t n = size * count;

    if (call_fails()) n = 0, disk.broken = 1;
    if (disk.room >= 0 && disk.bytes + (long)n > disk.room) n = (size_t)(disk.room - disk.bytes), disk.broken = 1;
    n = n ? fread(to, 1, n, file) : 0;
    disk.bytes += (long)n;
    return n / size;
}

static size_t fault_fwrite(const void *from, size_t size, size_t count, FILE *file)
{
    size_t n = size * count;

    if (call_fails()) n = 0;
    if (disk.room >= 0 && disk.bytes + (long)n > disk.room) n = (size_t)(disk.room - disk.bytes);
    n = n ? fwrite(from, 1, n, file) : 0;
    disk.bytes += (long)n;
    return n / size;
}

static int fault_ferror(FILE *file) { return disk.broken || ferror(file); }
static int fault_fflush(FILE *file) { int bad = fflush(file); return call_fails() ? EOF : bad; }
static int fault_fclose(FILE *file) { int bad = fclose(file); return call_fails() ? EOF : bad; }
static int fault_rename(const char *from, const char *to) { return call_fails() ? -1 : rename(from, to); }

#define REPLICATOR_MALLOC(size)       fault_malloc(size)
#define REPLICATOR_REALLOC(ptr, size) fault_realloc(ptr, size)
#define REPLICATOR_FREE(ptr)          fault_free(ptr)
#undef ferror
#define fopen  fault_fopen
#define fread  fault_fread
#define fwrite fault_fwrite
#define ferror fault_ferror
#define fflush fault_fflush
#define fclose fault_fclose
#define rename fault_rename
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"
#undef fopen
#undef fread
#undef fwrite
#undef ferror
#undef fflush
#undef fclose
#undef rename

#include "test.h"
#include "tables.h"
#include "scratch.h"

static void no_faults(void)
{
    memset(&memory, 0, sizeof memory);
    memset(&disk, 0, sizeof disk);
    disk.room = -1;
}

/* Files of the folder that end so are removed. */
static void remove_those(const char *ending)
{
    DIR           *folder = opendir(scratch);
    struct dirent *entry;
    size_t         end = strlen(ending), len;

    while (folder != NULL && (entry = readdir(folder)) != NULL)
        if ((len = strlen(entry->d_name)) >= end && strcmp(entry->d_name + len - end, ending) == 0) remove(in(entry->d_name));
    if (folder != NULL) closedir(folder);
}

/*--- all the public functions, one after the other ---*/

static const char table[] =
    "id,mail,day,price,note,town\n"
    "1,ann.lee@corp.com,2024-01-05,\"1,200.50\",fine,Oslo\n"
    "2,bob.day@corp.com,2024-02-06,80.25,\"so \"\"so\"\"\",Oslo\n"
    "3,cy.moss@corp.com,2024-03-07,NA,,Lima\n"
    "4,di.ross@corp.com,2024-04-08,9.75,n/a,\"Rio\n\"\n";

typedef struct reading { const char *data; size_t len, at, piece, fail_at; } reading;

static int read_piece(void *user, char *buffer, size_t size, size_t *len)
{
    reading *r = (reading *)user;
    size_t   n = r->len - r->at;

    if (r->at >= r->fail_at) return 1;
    if (n > size) n = size;
    if (n > r->piece) n = r->piece;
    if (n > r->fail_at - r->at) n = r->fail_at - r->at;
    memcpy(buffer, r->data + r->at, n);
    r->at += n;
    *len = n;
    return 0;
}

/* A comparison, from files to what is asked of it. */
static rep_status compared(text *all, rep_error *err)
{
    rep_compare_options options;
    rep_comparison     *comparison = NULL;
    rep_comparison_info info;
    rep_compared_column column;
    rep_compared_pair   pair;
    rep_compared_relation relation;
    rep_compared_bar    bars[4];
    rep_str             cell;
    double              number;
    const char         *relations[] = { "id <= price" };
    size_t              count = 0;
    rep_status          status;

    memset(&options, 0, sizeof options);
    options.relations = relations, options.relation_count = 1;
    status = rep_compare_files(&comparison, in("shop.csv"), in("rows.csv"), NULL, &options, err);
    if (!status) status = rep_comparison_get_info(comparison, &info, err);
    if (!status) status = rep_comparison_get_column(comparison, 3, &column, err);
    if (!status) status = rep_comparison_get_pair(comparison, 3, 4, &pair, err);
    if (!status) status = rep_comparison_get_relation(comparison, 0, &relation, err);
    if (!status) status = rep_comparison_get_bars(comparison, 5, bars, 4, &count, err);
    if (!status) status = rep_comparison_get_cell(comparison, REP_TABLE_REAL, 1, 5, &cell, &number, err);
    if (!status) put(all, cell.data, cell.len);
    rep_comparison_free(comparison);
    return status;
}

/* Stops at the first failure and frees everything; *all receives what was written. */
static rep_status life(text *all, rep_error *err)
{
    rep_profile_options options;
    rep_profiler       *profiler = NULL, *part = NULL;
    rep_model          *model = NULL, *again = NULL;
    rep_generator      *generator = NULL;
    rep_generator_info  generator_info;
    rep_model_info      info;
    rep_column          column;
    rep_category        category;
    rep_buffer          buffer = REP_ZERO;
    rep_str             cells[6];
    reading             r;
    rep_status          status;
    char                path[1024];
    size_t              i;

    memset(&options, 0, sizeof options);
    options.date = "2026-02-02T17:03:32";
    options.name = "shop";
    options.foreign_keys = "{\"shop\": {\"id\": \"other.id\"}}";
    for (i = 0; i < 6; i++) cells[i] = view(i == 5 ? "Quito" : "5");
    r.data = table, r.len = sizeof table - 1, r.at = 0, r.piece = 50, r.fail_at = (size_t)-1;
    status = rep_profiler_create(&profiler, &options, err);
    if (!status) status = rep_profiler_push_from(profiler, read_piece, &r, err);
    if (!status) status = rep_profiler_push_bytes(profiler, table, sizeof table - 1, err);
    if (!status) status = rep_profiler_end_input(profiler, err);
    if (!status) status = rep_profiler_fork(&part, profiler, 8, err);
    if (!status) status = rep_profiler_push_row(part, cells, 6, err);
    if (!status) status = rep_profiler_merge(profiler, part, err);
    if (!status) status = rep_profiler_learn(profiler, &model, err);
    if (!status) status = rep_model_write(model, rep_buffer_write, &buffer, err);
    if (status == REP_ERR_WRITE) status = REP_ERR_MEMORY;   /* the buffer's own memory: that is how it says so */
    if (!status) status = rep_model_read(&again, buffer.data, buffer.len, NULL, err);
    if (!status) status = rep_model_get_info(again, &info, err);
    for (i = 0; !status && i < info.column_count; i++) status = rep_model_get_column(again, i, &column, err);
    if (!status) status = rep_model_get_category(again, rep_model_find_column(again, "town"), 0, &category, err);
    if (!status) status = rep_model_explain(again, REP_NONE, put_all, all, err);
    if (!status) status = rep_model_explain_tree(again, 3, put_all, all, err);
    if (!status) status = rep_generator_create(&generator, again, 7, NULL, err);
    if (!status) status = rep_generator_get_info(generator, &generator_info, err);
    if (!status) rep_generator_reseed(generator, 8);
    if (!status) status = rep_generator_write(generator, 0, 40, put_all, all, NULL, err);
    rep_model_free(model);
    model = NULL;
    if (!status) status = rep_model_save_stamped(again, scratch, "shop", path, sizeof path, err);
    if (!status) status = rep_model_load_newest(&model, scratch, "shop", NULL, err);
    if (!status) status = rep_model_save(model, in("old.json"), err);
    if (!status) status = rep_generator_write_file(generator, 0, 9, in("old.csv"), NULL, err);
    if (!status) status = rep_profiler_push_file(profiler, in("shop.csv"), err);
    if (!status) status = rep_create_and_save_model(in("shop.csv"), "other", scratch, &options, path, sizeof path, err);
    if (!status) status = rep_generate_from_model(path, 9, 1, in("rows.csv"), NULL, NULL, err);
    if (!status) status = compared(all, err);
    if (!status) status = rep_buffer_save(&buffer, in("old.json"), err);
    rep_generator_free(generator);
    rep_model_free(again);
    rep_model_free(model);
    rep_profiler_free(part);
    rep_profiler_free(profiler);
    rep_buffer_free(&buffer);
    return status;
}

static void set_out_files(void)
{
    remove_those(".json"), remove_those(".csv");
    write_text(in("shop.csv"), table, sizeof table - 1);
    write_text(in("old.json"), "the old model", 13);
    write_text(in("old.csv"), "the old rows", 12);
}

/* After a failure: a file is the old one or a whole new one. */
static void check_files(long n)
{
    struct stat status;
    int         whole = 1;

    if (!holds(in("old.json"), "the old model")) {
        rep_model *model = NULL;
        whole &= rep_model_load(&model, in("old.json"), NULL, NULL) == REP_OK;
        rep_model_free(model);
    }
    if (!holds(in("old.csv"), "the old rows")) whole &= stat(in("old.csv"), &status) == 0 && status.st_size > 100;
    remove_those("_model.json");
    remove(in("rows.csv"));
    whole &= entries(scratch, NULL) == 3;   /* no temporary file is left */
    if (!CHECK(whole)) printf("    after failure %ld\n", n);
}

TEST(memory_may_run_out_in_every_public_function)
{
    long n, all = 0;
    int  for_good;
    text want = { NULL, 0, 0 };

    for (for_good = 0; for_good < 2; for_good++)
        for (n = 0; n <= all; n++) {   /* n = 0 refuses none and counts them */
            rep_error  err;
            rep_status status;
            text       out = { NULL, 0, 0 };

            no_faults();
            set_out_files();
            memset(&err, 0, sizeof err);
            memory.refuse = n, memory.for_good = for_good;
            status = life(&out, &err);
            if (n == 0) all = memory.requests;
            if (n == 0 && !for_good) put(&want, out.data, out.len);
            if (status == REP_OK) CHECK_SAME(out, want);   /* it could do without */
            else if (!CHECK_INT(status, REP_ERR_MEMORY) || !CHECK(err.message[0] != '\0')) printf("    request %ld of %ld: %s\n", n, all, err.message);
            CHECK(status == REP_OK || memory.refused > 0);   /* how often memory is asked for may differ by one from run to run */
            if (!CHECK_INT(memory.live, 0)) printf("    request %ld of %ld\n", n, all);
            memory.refuse = 0;
            check_files(n);
            drop(&out);
        }
    CHECK(all > 200);
    drop(&want);
}

TEST(every_call_of_the_c_library_may_fail)
{
    long n, all = 0;

    for (n = 0; n <= all; n++) {
        rep_error  err;
        rep_status status;
        text       out = { NULL, 0, 0 };

        no_faults();
        set_out_files();
        memset(&err, 0, sizeof err);
        disk.fail = n;
        status = life(&out, &err);
        if (n == 0) all = disk.calls;
        if (status != REP_OK && !CHECK(status == REP_ERR_READ || status == REP_ERR_WRITE)) printf("    call %ld of %ld: status %d, %s\n", n, all, (int)status, err.message);
        if (n == 0) CHECK_INT(status, REP_OK);
        if (status != REP_OK) CHECK(err.code == status && err.message[0] != '\0');
        CHECK_INT(memory.live, 0);
        no_faults();
        check_files(n);
        drop(&out);
    }
    CHECK(all > 20);
}

/* What the old files are to be written over by. */
static void set_out_writers(rep_model **model, rep_generator **generator)
{
    rep_error err;

    no_faults();
    set_out_files();
    CHECK_INT(rep_profile_bytes(model, table, sizeof table - 1, NULL, &err), REP_OK);
    CHECK_INT(rep_generator_create(generator, *model, 1, NULL, &err), REP_OK);
}

TEST(a_file_of_which_any_call_fails_is_not_said_to_be_written)
{
    rep_model     *model = NULL;
    rep_generator *generator = NULL;
    rep_error      err;
    long           n, all = 0;
    int            which;

    set_out_writers(&model, &generator);
    for (which = 0; which < 2; which++)
        for (n = 0; n <= all; n++) {   /* n = 0 fails none and counts them; call 1 looks whether the name is free */
            rep_status got;
            no_faults();
            disk.fail = n;
            got = which ? rep_generator_write_file(generator, 0, 20, in("old.csv"), NULL, &err) : rep_model_save(model, in("old.json"), &err);
            if (!CHECK_INT(got, n < 2 ? REP_OK : REP_ERR_WRITE)) printf("    call %ld of %ld\n", n, all);
            if (n == 0) all = disk.calls;
            if (n >= 2) CHECK(holds(in(which ? "old.csv" : "old.json"), which ? "the old rows" : "the old model"));
            CHECK_SIZE(entries(scratch, NULL), 3);
            write_string(in("old.csv"), "the old rows"), write_string(in("old.json"), "the old model");
        }
    CHECK(all >= 6);   /* looked, opened, written, flushed, closed, renamed */
    no_faults();
    rep_generator_free(generator);
    rep_model_free(model);
}

TEST(a_disk_may_be_full_after_every_byte)
{
    rep_model     *model = NULL;
    rep_generator *generator = NULL;
    rep_error      err;
    long           room, all[2];
    int            which;
    struct stat    status;

    set_out_writers(&model, &generator);
    CHECK_INT(rep_model_save(model, in("m.json"), &err), REP_OK);
    all[0] = stat(in("m.json"), &status) == 0 ? (long)status.st_size : 0;
    CHECK_INT(rep_generator_write_file(generator, 0, 20, in("r.csv"), NULL, &err), REP_OK);
    all[1] = stat(in("r.csv"), &status) == 0 ? (long)status.st_size : 0;
    remove(in("m.json")), remove(in("r.csv"));
    for (which = 0; which < 2; which++) {
        CHECK(all[which] > 300);
        for (room = 0; room <= all[which]; room++) {
            rep_status got;
            no_faults();
            disk.room = room;
            got = which ? rep_generator_write_file(generator, 0, 20, in("old.csv"), NULL, &err) : rep_model_save(model, in("old.json"), &err);
            CHECK_INT(got, room < all[which] ? REP_ERR_WRITE : REP_OK);
            if (room < all[which]) CHECK(holds(in(which ? "old.csv" : "old.json"), which ? "the old rows" : "the old model"));
            CHECK_SIZE(entries(scratch, NULL), 3);
        }
    }
    no_faults();
    rep_generator_free(generator);
    rep_model_free(model);
}

TEST(a_disk_may_fail_to_read_after_every_byte)
{
    rep_model *model = NULL;
    rep_error  err;
    size_t     room, all;
    text       json = { NULL, 0, 0 };

    no_faults();
    set_out_files();
    CHECK_INT(rep_profile_bytes(&model, table, sizeof table - 1, NULL, &err), REP_OK);
    CHECK_INT(rep_model_write(model, put_all, &json, &err), REP_OK);
    rep_model_free(model);
    write_text(in("m.json"), json.data, json.len);
    for (room = 0; room < json.len; room++) {
        no_faults();
        disk.room = (long)room;
        CHECK_INT(rep_model_load(&model, in("m.json"), NULL, &err), REP_ERR_READ);
        CHECK(model == NULL && err.code == REP_ERR_READ);
    }
    for (room = 0, all = sizeof table - 1; room < all; room++) {
        no_faults();
        disk.room = (long)room;
        CHECK_INT(rep_profile_file(&model, in("shop.csv"), NULL, &err), REP_ERR_READ);
        CHECK(model == NULL && err.code == REP_ERR_READ);
    }
    no_faults();
    remove(in("m.json"));
    drop(&json);
}

/*--- a signal ends the process ---*/

/* The entry of the folder that begins so; "" = none. */
static const char *entry_of(const char *start)
{
    static char    name[256];
    DIR           *folder = opendir(scratch);
    struct dirent *entry;

    name[0] = '\0';
    while (folder != NULL && (entry = readdir(folder)) != NULL)
        if (strncmp(entry->d_name, start, strlen(start)) == 0) snprintf(name, sizeof name, "%s", entry->d_name);
    if (folder != NULL) closedir(folder);
    return name;
}

/* Writes old.json (which 0) or old.csv; a child is sent a signal in the place of its call number n. Returns that signal, 0 = it got through. */
static int end_within(int which, const rep_model *model, rep_generator *generator, int number, long n)
{
    int   status = 0;
    pid_t child;

    fflush(stdout);
    child = fork();
    if (child < 0) exit(2);
    if (child == 0) {
        rep_status got;
        no_faults();
        if (number && number != SIGKILL) signal(number, SIG_DFL);   /* what runs behind a shell's & ignores SIGINT */
        disk.signal = number, disk.fail = n;
        got = which ? rep_generator_write_file(generator, 0, 20000, in("old.csv"), NULL, NULL) : rep_model_save(model, in("old.json"), NULL);
        _exit(got != REP_OK);
    }
    if (waitpid(child, &status, 0) != child) exit(2);
    CHECK(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

TEST(a_signal_between_write_and_rename_leaves_the_old_file_and_one_that_anyone_can_tell)
{
    static const int         numbers[] = { SIGKILL, SIGTERM, SIGINT };
    static const char *const names[] = { "old.json", "old.csv" }, *const olds[] = { "the old model", "the old rows" };
    rep_model               *model = NULL;
    rep_generator           *generator = NULL;
    size_t                   s;
    int                      which;

    set_out_writers(&model, &generator);
    for (which = 0; which < 2; which++)
        for (s = 0; s < sizeof numbers / sizeof numbers[0]; s++) {
            char start[64];
            long n = 1;
            int  left = 0;
            snprintf(start, sizeof start, "%s.tmp", names[which]);
            for (; end_within(which, model, generator, numbers[s], n) != 0; n++) {
                const char *name = entry_of(start);
                if (!CHECK(holds(in(names[which]), olds[which]))) printf("    call %ld\n", n);
                CHECK(entries(scratch, NULL) <= 4);
                if (*name == '\0') continue;   /* before it was made */
                left = 1;
                CHECK_SIZE(strlen(name), strlen(start) + 12);
                CHECK_SIZE(strspn(name + strlen(start), "0123456789abcdef"), 12);
                CHECK_INT(end_within(which, model, generator, 0, 0), 0);   /* it is in nobody's way, and nobody's */
                CHECK(!holds(in(names[which]), olds[which]));
                CHECK_SIZE(entries(scratch, NULL), 4);
                remove(in(entry_of(start)));
                write_string(in(names[which]), olds[which]);
            }
            CHECK(left && n > 4);   /* opened, written, flushed, closed, renamed */
            CHECK(!holds(in(names[which]), olds[which]));
            CHECK_SIZE(entries(scratch, NULL), 3);
            write_string(in(names[which]), olds[which]);
        }
    rep_generator_free(generator);
    rep_model_free(model);
}

/*--- callbacks ---*/

TEST(a_reader_may_fail_or_end_at_every_byte)
{
    rep_profile_options options;
    size_t              at, len = sizeof table - 1;

    memset(&options, 0, sizeof options);
    options.date = "2026-02-02T17:03:32";
    no_faults();
    for (at = 0; at <= len; at++) {
        rep_profiler *profiler = NULL;
        rep_model    *whole = NULL, *pieces = NULL;
        rep_error     err, other;
        rep_status    status, other_status;
        reading       r;

        r.data = table, r.len = len, r.at = 0, r.piece = 1 + at % 7, r.fail_at = at;
        CHECK_INT(rep_profiler_create(&profiler, &options, &err), REP_OK);
        CHECK_INT(rep_profiler_push_from(profiler, read_piece, &r, &err), REP_ERR_READ);   /* it fails */
        CHECK_INT(err.code, REP_ERR_READ);
        CHECK_INT(rep_profiler_learn(profiler, &pieces, &err), REP_ERR_READ);              /* and stays failed */
        CHECK(pieces == NULL);
        rep_profiler_free(profiler);

        r.len = at, r.at = 0, r.fail_at = (size_t)-1;                                      /* it ends */
        status = rep_profile_bytes(&whole, table, at, &options, &err);
        CHECK_INT(rep_profiler_create(&profiler, &options, &other), REP_OK);
        other_status = rep_profiler_push_from(profiler, read_piece, &r, &other);
        if (other_status == REP_OK) other_status = rep_profiler_learn(profiler, &pieces, &other);
        CHECK_INT(other_status, status);
        if (status == REP_OK) {
            text a = model_text(whole), b = model_text(pieces);
            CHECK_SAME(a, b);
            drop(&a), drop(&b);
        } else {
            CHECK(whole == NULL && pieces == NULL);
            CHECK_STR(other.message, err.message);
            CHECK_SIZE(other.line, err.line);
            CHECK_SIZE(other.column, err.column);
        }
        rep_model_free(whole), rep_model_free(pieces);
        rep_profiler_free(profiler);
        CHECK_INT(memory.live, 0);
    }
}

typedef struct narrow { text got; size_t room; int called_after; int failed; } narrow;

static int write_narrow(void *user, const char *data, size_t len)
{
    narrow *w = (narrow *)user;

    w->called_after += w->failed;
    if (len > w->room - w->got.len) {
        put(&w->got, data, w->room - w->got.len);
        w->failed = 1;
        return 1;
    }
    put(&w->got, data, len);
    return 0;
}

static rep_status write_one(int which, const rep_model *model, rep_generator *generator, rep_write_fn write, void *user, rep_error *err)
{
    return which == 0 ? rep_model_write(model, write, user, err) : which == 1 ? rep_model_explain(model, REP_NONE, write, user, err)
                                                                              : rep_generator_write(generator, 3, 25, write, user, NULL, err);
}

TEST(a_writer_may_fail_after_every_byte)
{
    rep_model     *model = NULL;
    rep_generator *generator = NULL;
    rep_error      err;
    int            which;

    no_faults();
    CHECK_INT(rep_profile_bytes(&model, table, sizeof table - 1, NULL, &err), REP_OK);
    CHECK_INT(rep_generator_create(&generator, model, 1, NULL, &err), REP_OK);
    for (which = 0; which < 3; which++) {
        text   want = { NULL, 0, 0 };
        size_t room;
        CHECK_INT(write_one(which, model, generator, put_all, &want, &err), REP_OK);
        CHECK(want.len > 200);
        for (room = 0; room <= want.len; room++) {
            narrow w;
            memset(&w, 0, sizeof w);
            w.room = room;
            CHECK_INT(write_one(which, model, generator, write_narrow, &w, &err), room < want.len ? REP_ERR_WRITE : REP_OK);
            CHECK(w.got.len == room && (room == 0 || memcmp(w.got.data, want.data, room) == 0));
            CHECK_INT(w.called_after, 0);
            drop(&w.got);
        }
        drop(&want);
    }
    rep_generator_free(generator);
    rep_model_free(model);
    CHECK_INT(memory.live, 0);
}

/*--- files that shrink ---*/

typedef struct shrink { const char *path; off_t size; long at, calls; } shrink;

static int shrink_on_progress(void *user, const char *step, uint64_t done, uint64_t total)
{
    shrink *s = (shrink *)user;

    (void)step, (void)done, (void)total;
    if (++s->calls == s->at && truncate(s->path, s->size) != 0) exit(2);
    return 0;
}

static void *shrink_on_request(void *user, void *ptr, size_t old_size, size_t new_size)
{
    shrink *s = (shrink *)user;

    (void)old_size;
    if (new_size == 0) {
        free(ptr);
        return NULL;
    }
    if (++s->calls == s->at && truncate(s->path, s->size) != 0) exit(2);
    return realloc(ptr, new_size);
}

TEST(a_file_that_shrinks_while_it_is_read_is_what_was_read_of_it)
{
    static const off_t sizes[] = { 0, 10, 70000, 199999 };
    text               csv = { NULL, 0, 0 }, json = { NULL, 0, 0 };
    size_t             i;
    long               at;

    no_faults();
    puts_to(&csv, "n,text\n");
    for (i = 0; i < 40000; i++) say(&csv, "%u,\"line\nof %u\"\n", (unsigned)i, (unsigned)i % 50);
    puts_to(&json, "{\"columns\":[{\"name\":\"c\",\"type\":\"categorical\",\"params\":{\"weights\":{\"v\":1");
    for (i = 0; i < 20000; i++) say(&json, ",\n\"value %u\":1", (unsigned)i);
    puts_to(&json, "}}}]}");
    write_text(in("whole"), csv.data, csv.len);
    for (i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
        for (at = 1; at < 8; at++) {
            shrink              s;
            rep_profile_options options;
            rep_model_options   load;
            rep_compare_options with;
            rep_comparison     *comparison = NULL;
            rep_model          *model = NULL;
            rep_error           err;
            rep_status          status;

            memset(&options, 0, sizeof options);
            memset(&load, 0, sizeof load);
            write_text(in("shrinks"), csv.data, csv.len);
            s.path = in("shrinks"), s.size = sizes[i], s.at = at, s.calls = 0;
            options.host.progress = shrink_on_progress, options.host.progress_user = &s;
            status = rep_profile_file(&model, in("shrinks"), &options, &err);
            CHECK(status == REP_OK || status == REP_ERR_CSV || status == REP_ERR_READ);
            CHECK((status == REP_OK) == (model != NULL));
            rep_model_free(model);
            write_text(in("shrinks"), json.data, json.len);
            s.calls = 0;
            load.host.allocator.resize = shrink_on_request, load.host.allocator.user = &s;
            status = rep_model_load(&model, in("shrinks"), &load, &err);
            CHECK(status == REP_OK || status == REP_ERR_JSON || status == REP_ERR_READ);
            CHECK((status == REP_OK) == (model != NULL));
            rep_model_free(model);
            memset(&with, 0, sizeof with);
            write_text(in("shrinks"), csv.data, csv.len);
            s.calls = 0;
            with.host.progress = shrink_on_progress, with.host.progress_user = &s, with.no_ceiling = with.no_privacy = 1;
            status = rep_compare_files(&comparison, in("whole"), in("shrinks"), NULL, &with, &err);
            CHECK(status == REP_OK || status == REP_ERR_CSV || status == REP_ERR_READ);
            CHECK((status == REP_OK) == (comparison != NULL));
            rep_comparison_free(comparison);
        }
    remove(in("shrinks")), remove(in("whole"));
    CHECK_INT(memory.live, 0);
    drop(&csv), drop(&json);
}

int main(void)
{
    make_scratch("test_faults");
    no_faults();
    RUN(memory_may_run_out_in_every_public_function);
    RUN(every_call_of_the_c_library_may_fail);
    RUN(a_file_of_which_any_call_fails_is_not_said_to_be_written);
    RUN(a_disk_may_be_full_after_every_byte);
    RUN(a_disk_may_fail_to_read_after_every_byte);
    RUN(a_signal_between_write_and_rename_leaves_the_old_file_and_one_that_anyone_can_tell);
    RUN(a_reader_may_fail_or_end_at_every_byte);
    RUN(a_writer_may_fail_after_every_byte);
    RUN(a_file_that_shrinks_while_it_is_read_is_what_was_read_of_it);
    remove_those(".json"), remove_those(".csv");
    CHECK_SIZE(entries(scratch, NULL), 0);
    rmdir(scratch);
    return test_end();
}
