/* test_files.c - what the library promises about files: found by name, written whole or not at all          POSIX */
#define _XOPEN_SOURCE 700   /* mkdtemp, setenv, symlink, setrlimit */

#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>

#include "test.h"
#include "tables.h"
#include "scratch.h"

#define CHECK_FILE(path, want) check_file((path), (want), __LINE__)

static void check_file(const char *path, const char *want, int line)
{
    text is = read_text(path);

    test_str(is.data, want, path, "what it should hold", __FILE__, line);
    drop(&is);
}

static rep_profile_options dated(void)
{
    rep_profile_options options = { 0 };

    options.date = "2026-02-02T17:03:32";
    return options;
}

static rep_model *small(const char *name)
{
    rep_profile_options options = dated();

    options.name = name;
    return learn("n,w\n1,x\n2,y\n3,x\n", &options);
}

static rep_generator *begin(const rep_model *model)
{
    rep_generator *generator = NULL;
    rep_error      err;

    CHECK_INT(rep_generator_create(&generator, model, 42, NULL, &err), REP_OK);
    return generator;
}

/*--- saving and loading ---*/

TEST(a_model_comes_back_as_it_was)
{
    rep_model *model = small("t"), *again = NULL;
    rep_error  err;
    text       one, two, file;

    CHECK_INT(rep_model_save(model, in("m.json"), &err), REP_OK);
    CHECK_INT(rep_model_load(&again, in("m.json"), NULL, &err), REP_OK);
    one = model_text(model), two = model_text(again), file = read_text(in("m.json"));
    CHECK_SAME(one, two);
    CHECK_SAME(one, file);
    CHECK_SIZE(entries(scratch, NULL), 1);   /* no temporary file is left */
    CHECK_INT(rep_model_save(model, in("m.json"), NULL), REP_OK);   /* over the old one */
    CHECK_SIZE(entries(scratch, NULL), 1);
    drop(&one), drop(&two), drop(&file);
    rep_model_free(model), rep_model_free(again);
    unlink(in("m.json"));
}

TEST(a_table_in_a_file_is_the_table_in_memory)
{
    rep_profile_options options = dated();
    rep_model          *file = NULL, *memory;
    rep_model_info      info;
    rep_error           err;
    text                csv = { NULL, 0, 0 }, one, two;
    uint64_t            state = 1;
    size_t              i;

    puts_to(&csv, "id,note,day\n");
    for (i = 0; i < 20000; i++) {   /* several blocks of the reader */
        const unsigned a = roll(&state, 1000), b = roll(&state, 28);
        say(&csv, "%u,\"word %u, and\nmore\",2020-01-%02u\n", (unsigned)i, a, b + 1);
    }
    write_text(in("a table.v2.csv"), csv.data, csv.len);
    CHECK_INT(rep_profile_file(&file, in("a table.v2.csv"), &options, &err), REP_OK);
    CHECK_INT(rep_model_get_info(file, &info, &err), REP_OK);
    CHECK(is_text(info.name, "a table.v2"));   /* the stem */
    CHECK_INT(info.row_count, 20000);
    options.name = "a table.v2";
    memory = learn_text(csv.data, csv.len, &options);
    one = model_text(file), two = model_text(memory);
    CHECK_SAME(one, two);
    rep_model_free(file);
    options.name = "mine";
    CHECK_INT(rep_profile_file(&file, in("a table.v2.csv"), &options, &err), REP_OK);
    CHECK_INT(rep_model_get_info(file, &info, &err), REP_OK);
    CHECK(is_text(info.name, "mine"));
    drop(&csv), drop(&one), drop(&two);
    rep_model_free(file), rep_model_free(memory);
    unlink(in("a table.v2.csv"));
}

TEST(several_files_are_one_table)
{
    rep_profile_options options = dated();
    rep_profiler       *profiler = NULL;
    rep_model          *model = NULL, *whole;
    rep_error           err;
    text                one, two;

    write_string(in("jan.csv"), "n,w\n1,x\n2,y\n");
    write_string(in("feb.csv"), "n,w\n3,x");
    CHECK_INT(rep_profiler_create(&profiler, &options, &err), REP_OK);
    CHECK_INT(rep_profiler_push_file(profiler, in("jan.csv"), &err), REP_OK);
    CHECK_INT(rep_profiler_push_file(profiler, in("feb.csv"), &err), REP_OK);
    CHECK_INT(rep_profiler_learn(profiler, &model, &err), REP_OK);
    whole = small("jan");   /* named after the first */
    one = model_text(model), two = model_text(whole);
    CHECK_SAME(one, two);
    CHECK_INT(rep_profiler_push_file(profiler, in("mar.csv"), &err), REP_ERR_READ);
    CHECK_INT(rep_profiler_push_file(NULL, in("jan.csv"), &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_profiler_push_file(profiler, NULL, &err), REP_ERR_ARGUMENT);
    rep_profiler_free(profiler);
    drop(&one), drop(&two);
    rep_model_free(model), rep_model_free(whole);
    unlink(in("jan.csv")), unlink(in("feb.csv"));
}

/* `step` number i of what may be done with a path that cannot be read. */
static rep_status unreadable(int i, const char *path, rep_error *err)
{
    rep_model *model = (rep_model *)(void *)&model;
    rep_status status;
    char       saved[1024];

    memset(err, 0x55, sizeof *err);
    switch (i) {
    case 0: status = rep_profile_file(&model, path, NULL, err); break;
    case 1: status = rep_model_load(&model, path, NULL, err); break;
    case 2: status = rep_create_and_save_model(path, "t", scratch, NULL, saved, sizeof saved, err); CHECK_STR(saved, ""); model = NULL; break;
    default: status = rep_generate_from_model(path, 5, 1, in("rows.csv"), NULL, NULL, err); model = NULL; break;
    }
    CHECK(model == NULL);
    CHECK_INT(err->code, status);
    CHECK(strlen(err->message) > 10);
    return status;
}

TEST(what_cannot_be_read_is_an_error_that_leaves_nothing_behind)
{
    rep_error  err;
    rep_model *model = NULL;
    int        i;

    write_string(in("secret"), "a\n1\n");
    chmod(in("secret"), 0);
    for (i = 0; i < 4; i++) {
        CHECK_INT(unreadable(i, in("none.csv"), &err), REP_ERR_READ);
        CHECK_INT(unreadable(i, in("none/none.csv"), &err), REP_ERR_READ);
        CHECK_INT(unreadable(i, scratch, &err), REP_ERR_READ);   /* a folder */
        if (geteuid() != 0) CHECK_INT(unreadable(i, in("secret"), &err), REP_ERR_READ);
    }
    chmod(in("secret"), 0600);
    unlink(in("secret"));
    CHECK_SIZE(entries(scratch, NULL), 0);
    CHECK_INT(rep_model_load(&model, in("none"), NULL, NULL), REP_ERR_READ);   /* err may be NULL */
    CHECK_INT(rep_model_load(NULL, in("none"), NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_load(&model, NULL, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_profile_file(NULL, in("none"), NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_profile_file(&model, NULL, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_create_and_save_model(NULL, NULL, scratch, NULL, NULL, 0, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_generate_from_model(NULL, 5, 1, in("rows.csv"), NULL, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_SIZE(entries(scratch, NULL), 0);
}

TEST(bad_tables_and_models_are_errors_with_their_place)
{
    rep_error  err;
    rep_model *model = NULL;
    char       saved[1024];

    write_string(in("bad.csv"), "a,b\n1,2\n3\n");
    CHECK_INT(rep_profile_file(&model, in("bad.csv"), NULL, &err), REP_ERR_CSV);
    CHECK_SIZE(err.line, 3);
    CHECK_INT(rep_create_and_save_model(in("bad.csv"), NULL, scratch, NULL, saved, sizeof saved, &err), REP_ERR_CSV);
    CHECK_SIZE(err.line, 3);
    write_string(in("bad.json"), "{\n \"metadata\": {\"rows\": 1,\n}}");
    CHECK_INT(rep_model_load(&model, in("bad.json"), NULL, &err), REP_ERR_JSON);
    CHECK_SIZE(err.line, 3);
    CHECK_INT(rep_generate_from_model(in("bad.json"), 5, 1, in("rows.csv"), NULL, NULL, &err), REP_ERR_JSON);
    write_string(in("empty"), "");
    CHECK_INT(rep_profile_file(&model, in("empty"), NULL, &err), REP_ERR_CSV);
    CHECK_INT(rep_model_load(&model, in("empty"), NULL, &err), REP_ERR_JSON);
    CHECK(model == NULL);
    CHECK_SIZE(entries(scratch, NULL), 3);
    unlink(in("bad.csv")), unlink(in("bad.json")), unlink(in("empty"));
}

TEST(a_model_larger_than_the_limit_is_refused_by_name)
{
    rep_model_options options = { 0 };
    rep_model        *model = NULL;
    rep_error         err;
    text              json = { NULL, 0, 0 };
    rep_status        status;
    size_t            i;

    puts_to(&json, "{\"metadata\": {\"rows\": 9, \"version\": \"1.1\"}, \"columns\": [");
    for (i = 0; i < 2000; i++)
        say(&json, "%s{\"name\": \"c%u\", \"type\": \"numerical\", \"params\": {\"mean\": 1, \"std\": 1}}", i ? ", " : "", (unsigned)i);
    puts_to(&json, "]}");
    write_text(in("m.json"), json.data, json.len);
    CHECK_INT(rep_model_load(&model, in("m.json"), &options, &err), REP_OK);
    rep_model_free(model);
    options.max_bytes = 100000;
    status = rep_model_load(&model, in("m.json"), &options, &err);
    CHECK(status == REP_ERR_LIMIT || status == REP_ERR_MEMORY);
    CHECK_SAYS(err.message, "max_bytes");
    CHECK(model == NULL);
    for (options.max_bytes = 1; status != REP_OK && options.max_bytes < 1 << 30; options.max_bytes += options.max_bytes / 8 + 1) {
        heap h;   /* the text of the file and the model come out of one budget */
        heap_begin(&h, &options.host, 0, 0);
        status = rep_model_load(&model, in("m.json"), &options, &err);
        CHECK(h.most <= options.max_bytes && status == (model != NULL ? REP_OK : REP_ERR_MEMORY));
        rep_model_free(model);
        CHECK_INT(h.live, 0);
    }
    CHECK_INT(status, REP_OK);
    drop(&json);
    unlink(in("m.json"));
}

/*--- writing that fails ---*/

/* A link in our folder to a device: what a broken library may do to it is done to the link alone. */
static const char *device(const char *path)
{
    const char *link = in("device");
    struct stat status;

    if (stat(path, &status) != 0 || !S_ISCHR(status.st_mode)) {
        printf("%s is not here: skipped\n", path);
        return NULL;
    }
    CHECK(symlink(path, link) == 0);
    return link;
}

static void end_device(const char *link, int line)
{
    struct stat status;

    test_is_true(lstat(link, &status) == 0 && S_ISLNK(status.st_mode), "the link is still a link", __FILE__, line);
    test_size(entries(scratch, NULL), 1, "entries", "the link alone", __FILE__, line);
    unlink(link);
}

TEST(a_full_disk_is_an_error)
{
    rep_model     *model = small("t");
    rep_generator *generator = begin(model);
    const char    *full = device("/dev/full");
    rep_error      err;

    if (full != NULL) {
        CHECK_INT(rep_model_save(model, full, &err), REP_ERR_WRITE);
        CHECK_INT(err.code, REP_ERR_WRITE);
        CHECK_INT(rep_generator_write_file(generator, 0, 5, full, NULL, &err), REP_ERR_WRITE);
        CHECK_INT(rep_generator_write_file(generator, 0, 500000, full, NULL, &err), REP_ERR_WRITE);
        end_device(full, __LINE__);
    }
    rep_generator_free(generator);
    rep_model_free(model);
}

static int stop_at_once(void *user, const char *step, uint64_t done, uint64_t total)
{
    (void)user, (void)step, (void)done, (void)total;
    return 1;
}

TEST(a_failed_run_never_touches_the_old_file)
{
    rep_model            *model = small("t");
    rep_generator_options options = { 0 };
    rep_generator        *generator = NULL, *plain = begin(model);
    rep_error             err;
    struct rlimit         limit, less;
    struct stat           status;
    int                   had_limit = getrlimit(RLIMIT_FSIZE, &limit) == 0;

    write_string(in("rows.csv"), "the old rows");
    write_string(in("m.json"), "the old model");
    options.host.progress = stop_at_once;
    CHECK_INT(rep_generator_create(&generator, model, 1, &options, &err), REP_OK);
    CHECK_INT(rep_generator_write_file(generator, 0, 200000, in("rows.csv"), NULL, &err), REP_ERR_CANCELLED);
    CHECK_FILE(in("rows.csv"), "the old rows");
    CHECK_SIZE(entries(scratch, NULL), 2);
    CHECK_INT(rep_generator_write_file(generator, UINT64_MAX, 5, in("rows.csv"), NULL, &err), REP_ERR_ARGUMENT);
    CHECK_FILE(in("rows.csv"), "the old rows");
    CHECK_SIZE(entries(scratch, NULL), 2);
    if (!had_limit) printf("no limit of file sizes here: skipped\n");
    else {   /* the disk is full after 100 bytes */
        signal(SIGXFSZ, SIG_IGN);
        less = limit;
        less.rlim_cur = 100;
        CHECK(setrlimit(RLIMIT_FSIZE, &less) == 0);
        CHECK_INT(rep_model_save(model, in("m.json"), &err), REP_ERR_WRITE);
        CHECK_INT(rep_generator_write_file(plain, 0, 5000, in("rows.csv"), NULL, &err), REP_ERR_WRITE);
        CHECK_INT(rep_generator_write_file(plain, 0, 5000, in("new.csv"), NULL, &err), REP_ERR_WRITE);
        CHECK_INT(rep_generator_write_file(plain, 0, 9, in("small.csv"), NULL, &err), REP_OK);
        CHECK(setrlimit(RLIMIT_FSIZE, &limit) == 0);
        signal(SIGXFSZ, SIG_DFL);
        CHECK_FILE(in("m.json"), "the old model");
        CHECK_FILE(in("rows.csv"), "the old rows");
        CHECK(stat(in("new.csv"), &status) != 0);
        CHECK_SIZE(entries(scratch, NULL), 3);
        unlink(in("small.csv"));
    }
    CHECK_INT(rep_model_save(model, in("none/m.json"), &err), REP_ERR_WRITE);   /* save makes no folders */
    CHECK_SAYS(err.message, "folder");
    CHECK_INT(rep_generator_write_file(plain, 0, 9, in("none/rows.csv"), NULL, &err), REP_ERR_WRITE);
    CHECK_INT(rep_model_save(NULL, in("m.json"), &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_save(model, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_generator_write_file(plain, 0, 9, NULL, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_generator_write_file(NULL, 0, 9, in("rows.csv"), NULL, &err), REP_ERR_ARGUMENT);
    CHECK_FILE(in("m.json"), "the old model");
    CHECK_SIZE(entries(scratch, NULL), 2);
    rep_generator_free(generator), rep_generator_free(plain);
    rep_model_free(model);
    unlink(in("rows.csv")), unlink(in("m.json"));
}

TEST(a_folder_in_the_place_of_the_file_is_an_error)
{
    rep_model *model = small("t");
    rep_error  err;

    CHECK(mkdir(in("m.json"), 0777) == 0);
    CHECK_INT(rep_model_save(model, in("m.json"), &err), REP_ERR_WRITE);
    CHECK_SIZE(entries(scratch, NULL), 1);
    CHECK_SIZE(entries(in("m.json"), NULL), 0);
    rmdir(in("m.json"));
    rep_model_free(model);
}

TEST(devices_and_pipes_are_written_to_and_stay_what_they_are)
{
    rep_model     *model = small("t");
    rep_generator *generator = begin(model);
    const char    *null = device("/dev/null"), *pipe_name = in("pipe");
    rep_error      err;
    struct stat    status;
    char           got[64];
    int            reader;

    if (null != NULL) {
        CHECK_INT(rep_model_save(model, null, &err), REP_OK);
        CHECK_INT(rep_generator_write_file(generator, 0, 1000, null, NULL, &err), REP_OK);
        end_device(null, __LINE__);
    }
    CHECK(mkfifo(pipe_name, 0600) == 0);
    reader = open(pipe_name, O_RDONLY | O_NONBLOCK);
    CHECK_INT(rep_generator_write_file(generator, 0, 0, pipe_name, NULL, &err), REP_OK);
    CHECK(read(reader, got, sizeof got) == 4 && memcmp(got, "n,w\n", 4) == 0);
    CHECK(lstat(pipe_name, &status) == 0 && S_ISFIFO(status.st_mode));
    close(reader);
    unlink(pipe_name);
    CHECK_SIZE(entries(scratch, NULL), 0);
    rep_generator_free(generator);
    rep_model_free(model);
}

/* Closes its end of the pipe as soon as the rows begin to flow. */
static int close_reader(void *user, const char *step, uint64_t done, uint64_t total)
{
    int *reader = (int *)user;

    (void)step, (void)done, (void)total;
    if (*reader >= 0) close(*reader);
    *reader = -1;
    return 0;
}

TEST(a_pipe_closed_by_its_reader_is_an_error)
{
    rep_model            *model = small("t");
    rep_generator_options options = { 0 };
    rep_generator        *generator = NULL;
    rep_error             err;
    struct stat           status;
    int                   reader = -1;
    const char           *pipe_name = in("pipe");

    signal(SIGPIPE, SIG_IGN);   /* else it ends the program, as any write into such a pipe does: a matter of the host */
    CHECK(mkfifo(pipe_name, 0600) == 0);
    reader = open(pipe_name, O_RDONLY | O_NONBLOCK);
    options.host.progress = close_reader, options.host.progress_user = &reader;
    CHECK_INT(rep_generator_create(&generator, model, 1, &options, &err), REP_OK);
    CHECK_INT(rep_generator_write_file(generator, 0, 1 << 20, pipe_name, NULL, &err), REP_ERR_WRITE);
    CHECK_SAYS(err.message, "writing");
    CHECK_INT(reader, -1);
    CHECK(lstat(pipe_name, &status) == 0 && S_ISFIFO(status.st_mode));
    CHECK_SIZE(entries(scratch, NULL), 1);
    signal(SIGPIPE, SIG_DFL);
    unlink(pipe_name);
    rep_generator_free(generator);
    rep_model_free(model);
}

TEST(a_link_in_the_place_of_the_file_is_no_obstacle)
{
    rep_model  *model = small("t");
    rep_error   err;
    struct stat status;

    write_string(in("real.json"), "old");
    CHECK(symlink("real.json", in("link.json")) == 0);
    CHECK_INT(rep_model_save(model, in("link.json"), &err), REP_OK);   /* the name now holds the model, whatever it was */
    {
        rep_model *again = NULL;
        CHECK_INT(rep_model_load(&again, in("link.json"), NULL, &err), REP_OK);
        rep_model_free(again);
    }
    CHECK_SIZE(entries(scratch, NULL), 2);
    CHECK(stat(in("link.json"), &status) == 0 && S_ISREG(status.st_mode));
    rep_model_free(model);
    unlink(in("real.json")), unlink(in("link.json"));
}

/*--- names with a stamp ---*/

TEST(stamped_names_are_name_date_time)
{
    rep_model  *model = small("customers");
    rep_error   err;
    char        path[1024], want[1024];
    struct stat status;
    size_t      need;

    CHECK_INT(rep_model_save_stamped(model, scratch, NULL, path, sizeof path, &err), REP_OK);
    CHECK_STR(path, in("customers_20260202_170332_model.json"));
    CHECK(stat(path, &status) == 0);
    CHECK_INT(rep_model_save_stamped(model, in("made/on/the/way"), "other", path, sizeof path, &err), REP_OK);   /* folders are made */
    CHECK_STR(path, in("made/on/the/way/other_20260202_170332_model.json"));
    CHECK(stat(path, &status) == 0);
    snprintf(want, sizeof want, "%s/made/", scratch);
    CHECK_INT(rep_model_save_stamped(model, want, "x", path, sizeof path, &err), REP_OK);   /* a slash of the caller's */
    CHECK_STR(path, in("made/x_20260202_170332_model.json"));
    CHECK_INT(rep_model_save_stamped(model, scratch, "y", NULL, 0, &err), REP_OK);
    CHECK(stat(in("y_20260202_170332_model.json"), &status) == 0);
    for (need = 0; need < 1000; need++) {   /* too short a buffer is refused before anything is written */
        rep_status answer = rep_model_save_stamped(model, scratch, "z", path, need, &err);
        if (answer == REP_OK) break;
        if (!CHECK_INT(answer, REP_ERR_ARGUMENT)) break;
        CHECK_SIZE(entries(scratch, "z_"), 0);
        if (need) CHECK_STR(path, "");
    }
    CHECK_STR(path, in("z_20260202_170332_model.json"));
    CHECK(need <= strlen(path) + 4);
    CHECK_INT(rep_model_save_stamped(NULL, scratch, "z", path, sizeof path, &err), REP_ERR_ARGUMENT);
    write_string(in("a file"), "");
    CHECK_INT(rep_model_save_stamped(model, in("a file/folder"), "z", path, sizeof path, &err), REP_ERR_WRITE);
    CHECK_STR(path, "");
    rep_model_free(model);
    remove_tree(in("made"));
    unlink(in("customers_20260202_170332_model.json")), unlink(in("y_20260202_170332_model.json"));
    unlink(in("z_20260202_170332_model.json")), unlink(in("a file"));
    CHECK_SIZE(entries(scratch, NULL), 0);
}

TEST(the_stamp_is_the_date_in_utc)
{
    static const struct { const char *date, *stamp; } dates[] = {
        { "2026-02-02T17:03:32", "20260202_170332" }, { "2026-02-02", "20260202_000000" }, { "2026-02-02T17:03:32Z", "20260202_170332" },
        { "2026-02-02T17:03:32.999999", "20260202_170332" }, { "2026-02-02T23:30:00-02:00", "20260203_013000" }, { "2026-02-02T23:30:00+05:30", "20260202_180000" }, { "1999-12-31 23:59:59", "19991231_235959" } };
    size_t i;

    for (i = 0; i < sizeof dates / sizeof dates[0]; i++) {
        rep_profile_options options = { 0 };
        rep_model          *model;
        rep_error           err;
        char                path[1024], want[64];
        INPUT(dates[i].date);
        options.date = dates[i].date, options.name = "t";
        model = learn("a\n1\n", &options);
        snprintf(want, sizeof want, "t_%s_model.json", dates[i].stamp);
        CHECK_INT(rep_model_save_stamped(model, scratch, NULL, path, sizeof path, &err), REP_OK);
        CHECK_STR(path, in(want));
        unlink(path);
        rep_model_free(model);
    }
    INPUT(NULL);
}

TEST(a_name_cannot_leave_the_folder)
{
    static const char *const names[] = { "../up", "a/b", "..", "/etc/x", "a\\b", "sales: 2020/21", "" };
    rep_error                err;
    char                     path[1024];
    size_t                   i;

    CHECK(mkdir(in("inner"), 0777) == 0);
    for (i = 0; i < sizeof names / sizeof names[0]; i++) {
        rep_model *model = small(names[i]), *again = NULL;
        INPUT(names[i]);
        CHECK_INT(rep_model_save_stamped(model, in("inner"), NULL, path, sizeof path, &err), REP_OK);   /* the model's own name */
        CHECK_SIZE(entries(in("inner"), NULL), 1);
        CHECK_SIZE(entries(scratch, NULL), 1);
        if (*names[i]) CHECK_INT(rep_model_load_newest(&again, in("inner"), names[i], NULL, &err), REP_OK);   /* and it is found by it */
        unlink(path);
        rep_model_free(model), rep_model_free(again);
        INPUT(NULL);
    }
    rmdir(in("inner"));
}

static void save_dated(const char *file, const char *date)
{
    rep_profile_options options = { 0 };
    rep_model          *model;
    rep_error           err;

    options.date = date, options.name = "t";
    model = learn("a\n1\n", &options);
    CHECK_INT(rep_model_save(model, in(file), &err), REP_OK);
    rep_model_free(model);
}

TEST(the_newest_is_the_one_with_the_largest_stamp)
{
    static const char *const misses[] = {
        "t_99990101_000000_model.json.bak", "t_9999010_000000_model.json", "t_99990101-000000_model.json", "tt_99990101_000000_model.json",
        "x_t_99990101_000000_model.json", "t_99990101_00000a_model.json", "t_99990101_000000_models.json", "T_99990101_000000_model.json",
        "t_extra_99990101_000000_model.json", "t_99990101_000000_model.json.tmp0123456789ab", "t_999901010_000000_model.json", "t_99990101_000000_model.JSON",
        "t99990101_000000_model.json", "_99990101_000000_model.json", "t__99990101_000000_model.json", "t_99990101_000000_model", "t_99990101_000000model.json" };
    rep_model     *model = NULL;
    rep_model_info info;
    rep_error      err;
    size_t         i;
    char           here[1024];

    CHECK_INT(rep_model_load_newest(&model, scratch, "t", NULL, &err), REP_ERR_READ);
    CHECK_SAYS(err.message, "t_YYYYMMDD_HHMMSS_model.json");
    for (i = 0; i < sizeof misses / sizeof misses[0]; i++) save_dated(misses[i], "1999-01-01");
    CHECK_INT(rep_model_load_newest(&model, scratch, "t", NULL, &err), REP_ERR_READ);
    CHECK(model == NULL);
    save_dated("t_20251231_235959_model.json", "2001-01-01");   /* its own date says nothing */
    save_dated("t_20260202_170332_model.json", "2002-01-01");
    save_dated("t_20260202_170331_model.json", "2003-01-01");
    save_dated("t_20260101_235959_model.json", "2004-01-01");
    CHECK_INT(rep_model_load_newest(&model, scratch, "t", NULL, &err), REP_OK);
    CHECK(rep_model_get_info(model, &info, &err) == REP_OK && is_text(info.date, "2002-01-01"));
    rep_model_free(model);
    save_dated("t_20260202_170333_model.json", "2005-01-01");
    CHECK_INT(rep_model_load_newest(&model, scratch, "t", NULL, &err), REP_OK);
    CHECK(rep_model_get_info(model, &info, &err) == REP_OK && is_text(info.date, "2005-01-01"));
    rep_model_free(model);
    CHECK(getcwd(here, sizeof here) != NULL && chdir(scratch) == 0);   /* NULL is the current folder */
    CHECK_INT(rep_model_load_newest(&model, NULL, "t", NULL, &err), REP_OK);
    rep_model_free(model);
    CHECK(chdir(here) == 0);
    CHECK_INT(rep_model_load_newest(&model, in("none"), "t", NULL, &err), REP_ERR_READ);
    CHECK_INT(rep_model_load_newest(&model, scratch, NULL, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_model_load_newest(NULL, scratch, "t", NULL, &err), REP_ERR_ARGUMENT);
    for (i = 0; i < sizeof misses / sizeof misses[0]; i++) unlink(in(misses[i]));
    unlink(in("t_20251231_235959_model.json")), unlink(in("t_20260202_170332_model.json")), unlink(in("t_20260202_170331_model.json"));
    unlink(in("t_20260101_235959_model.json")), unlink(in("t_20260202_170333_model.json"));
    CHECK_SIZE(entries(scratch, NULL), 0);
}

/*--- in one call ---*/

TEST(a_table_to_a_model_to_rows_in_two_calls)
{
    rep_profile_options options = dated();
    rep_write_options   format = { 0 };
    rep_model          *model = NULL;
    rep_model_info      info;
    rep_error           err;
    char                path[1024];
    text                rows, file;

    write_string(in("shop.csv"), "n;w\n1,5;x\n2,5;y\n2,5;x\n1,5;z\n");
    CHECK_INT(rep_create_and_save_model(in("shop.csv"), NULL, in("models"), &options, path, sizeof path, &err), REP_OK);
    CHECK_STR(path, in("models/shop_20260202_170332_model.json"));
    CHECK_INT(rep_create_and_save_model(in("shop.csv"), "mine", in("models"), &options, NULL, 0, &err), REP_OK);
    CHECK_INT(rep_model_load_newest(&model, in("models"), "mine", NULL, &err), REP_OK);
    CHECK(rep_model_get_info(model, &info, &err) == REP_OK && is_text(info.name, "mine"));
    rep_model_free(model);
    CHECK_INT(rep_model_load(&model, path, NULL, &err), REP_OK);
    CHECK_INT(rep_generate_from_model(path, 100, 7, in("rows.csv"), NULL, NULL, &err), REP_OK);
    rows = rows_text(model, 7, 0, 100, NULL), file = read_text(in("rows.csv"));
    CHECK_SAME(file, rows);
    CHECK(memcmp(rows.data, "n;w\n", 4) == 0);
    drop(&rows), drop(&file);
    CHECK_INT(rep_generate_from_model(path, 100, 7, in("rows.TSV"), NULL, NULL, &err), REP_OK);   /* tabs by the name */
    format.format = REP_FORMAT_TSV;
    rows = rows_text(model, 7, 0, 100, &format), file = read_text(in("rows.TSV"));
    CHECK_SAME(file, rows);
    CHECK(memcmp(rows.data, "n\tw\n", 4) == 0);
    drop(&rows), drop(&file);
    format.format = REP_FORMAT_CSV;
    CHECK_INT(rep_generate_from_model(path, 0, 7, in("rows.tsv"), NULL, &format, &err), REP_OK);   /* unless it is said */
    CHECK_FILE(in("rows.tsv"), "n,w\n");
    CHECK_SIZE(entries(scratch, NULL), 5);
    rep_model_free(model);
    remove_tree(in("models"));
    unlink(in("shop.csv")), unlink(in("rows.csv")), unlink(in("rows.TSV")), unlink(in("rows.tsv"));
}

TEST(a_shard_of_rows_is_written_from_its_first)
{
    rep_model        *model = small("t");
    rep_generator    *generator = begin(model);
    rep_write_options rest = { 0 };
    rep_error         err;
    text              whole = rows_text(model, 42, 0, 50, NULL), one, two;

    rest.csv.no_header = 1;
    CHECK_INT(rep_generator_write_file(generator, 0, 20, in("one.csv"), NULL, &err), REP_OK);
    CHECK_INT(rep_generator_write_file(generator, 20, 30, in("two.csv"), &rest, &err), REP_OK);
    one = read_text(in("one.csv")), two = read_text(in("two.csv"));
    put(&one, two.data, two.len);
    CHECK_SAME(one, whole);
    drop(&one), drop(&two), drop(&whole);
    rep_generator_free(generator);
    rep_model_free(model);
    unlink(in("one.csv")), unlink(in("two.csv"));
}

/*--- the date ---*/

static text date_of(const char *epoch, const char *option)
{
    rep_profile_options options = { 0 };
    rep_model          *model;
    rep_model_info      info;
    rep_error           err;
    text                date = { NULL, 0, 0 };

    if (epoch != NULL) setenv("SOURCE_DATE_EPOCH", epoch, 1);
    else unsetenv("SOURCE_DATE_EPOCH");
    options.date = option;
    model = learn("a\n1\n", &options);
    CHECK_INT(rep_model_get_info(model, &info, &err), REP_OK);
    put(&date, info.date.data, info.date.len);
    rep_model_free(model);
    unsetenv("SOURCE_DATE_EPOCH");
    return date;
}

TEST(files_are_closed_again)
{
    const char *const table = "examples/customers.csv";
    rep_comparison   *c = NULL;
    rep_model        *model = NULL;
    rep_error         err;
    int               before = open("/dev/null", O_RDONLY), after;

    close(before);
    CHECK_INT(rep_compare_files(&c, table, table, table, NULL, &err), REP_OK);
    rep_comparison_free(c);
    CHECK_INT(rep_compare_files(&c, table, "nowhere.csv", table, NULL, &err), REP_ERR_READ);
    CHECK_INT(rep_profile_file(&model, table, NULL, &err), REP_OK);
    CHECK_INT(rep_model_save(model, in("m.json"), &err), REP_OK);
    rep_model_free(model);
    CHECK_INT(rep_model_load(&model, in("m.json"), NULL, &err), REP_OK);
    CHECK_INT(rep_generate_from_model(in("m.json"), 5, 1, in("r.csv"), NULL, NULL, &err), REP_OK);
    rep_model_free(model);
    unlink(in("m.json")), unlink(in("r.csv"));
    after = open("/dev/null", O_RDONLY);
    close(after);
    CHECK_INT(after, before);
}

/* What succeeds leaves no error of an earlier call behind. */
#define CHECK_CLEAR(call)                                           \
    do {                                                            \
        memset(&err, 'x', sizeof err);                              \
        CHECK_INT(call, REP_OK);                                    \
        CHECK(err.code == REP_OK && err.line == 0 && err.column == 0 && err.message[0] == '\0'); \
    } while (0)

TEST(success_clears_the_error)
{
    const char *const table = "examples/customers.csv";
    rep_comparison   *c = NULL;
    rep_profiler     *profiler = NULL;
    rep_generator    *generator = NULL;
    rep_model        *model = NULL, *again = NULL;
    rep_buffer        buffer = REP_ZERO;
    rep_error         err;
    char              path[1024];

    CHECK_CLEAR(rep_compare_files(&c, table, table, NULL, NULL, &err));
    CHECK_CLEAR(rep_profiler_create(&profiler, NULL, &err));
    CHECK_CLEAR(rep_profiler_push_file(profiler, table, &err));
    CHECK_CLEAR(rep_profiler_learn(profiler, &again, &err));
    CHECK_CLEAR(rep_profile_file(&model, table, NULL, &err));
    CHECK_CLEAR(rep_model_write(model, rep_buffer_write, &buffer, &err));
    CHECK_CLEAR(rep_buffer_save(&buffer, in("m.json"), &err));
    CHECK_CLEAR(rep_model_save(model, in("m.json"), &err));
    rep_model_free(again);
    CHECK_CLEAR(rep_model_load(&again, in("m.json"), NULL, &err));
    rep_model_free(again);
    CHECK_CLEAR(rep_model_save_stamped(model, scratch, "t", path, sizeof path, &err));
    CHECK_CLEAR(rep_model_load_newest(&again, scratch, "t", NULL, &err));
    CHECK_CLEAR(rep_generator_create(&generator, model, 1, NULL, &err));
    CHECK_CLEAR(rep_generator_write_file(generator, 0, 5, in("r.csv"), NULL, &err));
    CHECK_CLEAR(rep_generate_from_model(in("m.json"), 5, 1, in("r.csv"), NULL, NULL, &err));
    unlink(path);
    CHECK_CLEAR(rep_create_and_save_model(table, "t", scratch, NULL, path, sizeof path, &err));
    unlink(path), unlink(in("m.json")), unlink(in("r.csv"));
    rep_comparison_free(c), rep_profiler_free(profiler), rep_generator_free(generator);
    rep_model_free(model), rep_model_free(again);
    rep_buffer_free(&buffer);
}

TEST(a_model_without_a_date_is_stamped_with_that_of_today)
{
    static const char json[] = "{\"columns\":[{\"name\":\"a\",\"type\":\"numerical\",\"params\":{\"mean\":1,\"std\":1}}]}";
    rep_model        *model = NULL, *again = NULL;
    rep_error         err;
    char              path[1024], folder[1024];

    CHECK_INT(rep_model_read(&model, json, sizeof json - 1, NULL, &err), REP_OK);
    setenv("SOURCE_DATE_EPOCH", "1770051812", 1);
    CHECK_INT(rep_model_save_stamped(model, scratch, NULL, path, sizeof path, &err), REP_OK);
    unsetenv("SOURCE_DATE_EPOCH");
    CHECK_STR(path, in("table_20260202_170332_model.json"));
    snprintf(folder, sizeof folder, "%s/", scratch);
    CHECK_INT(rep_model_load_newest(&again, folder, "table", NULL, &err), REP_OK);
    rep_model_free(again);
    CHECK_INT(rep_model_load_newest(&again, NULL, "no such table", NULL, &err), REP_ERR_READ);
    CHECK_INT(rep_model_load_newest(&again, "", "no such table", NULL, &err), REP_ERR_READ);
    CHECK_SAYS(err.message, "in \".\"");
    CHECK(again == NULL);
    rep_model_free(model);
    unlink(path);
    CHECK_INT(rep_buffer_save(NULL, path, &err), REP_ERR_ARGUMENT);
}

TEST(the_date_is_the_option_else_the_epoch_else_the_clock)
{
    static const char *const odd[] = { "", "tomorrow", "12x", "-5", "99999999999999999999999" };
    text                     date = date_of("86400", NULL);
    size_t                   i;

    CHECK_STR(date.data, "1970-01-02T00:00:00");
    drop(&date);
    date = date_of("1770051812", NULL);
    CHECK_STR(date.data, "2026-02-02T17:03:32");
    drop(&date);
    date = date_of("1770051812", "2020-05-05");
    CHECK_STR(date.data, "2020-05-05");
    drop(&date);
    date = date_of(NULL, NULL);
    CHECK_SIZE(date.len, 19);
    CHECK(strcmp(date.data, "2026-01-01") > 0);   /* the clock */
    drop(&date);
    for (i = 0; i < sizeof odd / sizeof odd[0]; i++) {   /* is no number of seconds: the clock */
        INPUT(odd[i]);
        date = date_of(odd[i], NULL);
        CHECK_SIZE(date.len, 19);
        CHECK(strcmp(date.data, "2026-01-01") > 0 && strcmp(date.data, "9") < 0);
        drop(&date);
        INPUT(NULL);
    }
}

/*--- memory that runs out ---*/

TEST(memory_that_runs_out_leaves_no_file_behind)
{
    rep_error err;
    long      n, all = 1;

    write_string(in("shop.csv"), "n,w\n1,x\n2,y\n2,x\n1,z\n");
    write_string(in("rows.csv"), "old");
    for (n = 0; n <= all; n++) {   /* n = 0 refuses none and counts them */
        rep_profile_options   options = dated();
        rep_generator_options draw = { 0 };
        heap                  h;
        rep_status            status;
        char                  path[1024];
        heap_begin(&h, &options.host, n, 1);
        draw.host = options.host;
        status = rep_create_and_save_model(in("shop.csv"), NULL, scratch, &options, path, sizeof path, &err);
        if (status == REP_OK) status = rep_generate_from_model(path, 30, 1, in("rows.csv"), &draw, NULL, &err);
        CHECK_INT(status, n ? REP_ERR_MEMORY : REP_OK);
        CHECK_INT(h.live, 0);
        CHECK_INT(h.lies, 0);
        if (n == 0) all = h.requests, write_string(in("rows.csv"), "old");
        if (*path) unlink(path);
        CHECK_SIZE(entries(scratch, NULL), 2);
    }
    CHECK(all > 20);
    CHECK_FILE(in("rows.csv"), "old");
    unlink(in("shop.csv")), unlink(in("rows.csv"));
}

int main(void)
{
    make_scratch("test_files");
    RUN(a_model_comes_back_as_it_was);
    RUN(a_table_in_a_file_is_the_table_in_memory);
    RUN(several_files_are_one_table);
    RUN(what_cannot_be_read_is_an_error_that_leaves_nothing_behind);
    RUN(bad_tables_and_models_are_errors_with_their_place);
    RUN(a_model_larger_than_the_limit_is_refused_by_name);
    RUN(a_full_disk_is_an_error);
    RUN(a_failed_run_never_touches_the_old_file);
    RUN(a_folder_in_the_place_of_the_file_is_an_error);
    RUN(devices_and_pipes_are_written_to_and_stay_what_they_are);
    RUN(a_pipe_closed_by_its_reader_is_an_error);
    RUN(a_link_in_the_place_of_the_file_is_no_obstacle);
    RUN(stamped_names_are_name_date_time);
    RUN(the_stamp_is_the_date_in_utc);
    RUN(a_name_cannot_leave_the_folder);
    RUN(the_newest_is_the_one_with_the_largest_stamp);
    RUN(a_table_to_a_model_to_rows_in_two_calls);
    RUN(a_shard_of_rows_is_written_from_its_first);
    RUN(files_are_closed_again);
    RUN(success_clears_the_error);
    RUN(a_model_without_a_date_is_stamped_with_that_of_today);
    RUN(the_date_is_the_option_else_the_epoch_else_the_clock);
    RUN(memory_that_runs_out_leaves_no_file_behind);
    CHECK_SIZE(entries(scratch, NULL), 0);
    remove_tree(scratch);
    return test_end();
}
