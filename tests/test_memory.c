/* test_memory.c - every single piece of memory may be refused: a clean status, and nothing lost     C99
 *
 * REPI_CHUNK_MOST = 1 makes every piece of an arena a request of its own, so that a sweep over the requests refuses
 * each of them once; test_faults.c sweeps over the requests that a program makes. Each step has its own sweep: what
 * it works on is made without refusals.
 */
#include <stdlib.h>

static struct { long requests, refuse, live; int for_good; } memory;

static int refuses(void)
{
    memory.requests++;
    return memory.requests == memory.refuse || (memory.for_good && memory.refuse && memory.requests > memory.refuse);
}

static void *memory_malloc(size_t size)
{
    void *p = refuses() ? NULL : malloc(size);

    memory.live += p != NULL;
    return p;
}

static void *memory_realloc(void *old, size_t size)
{
    void *p = refuses() ? NULL : realloc(old, size);

    memory.live += p != NULL && old == NULL;
    return p;
}

static void memory_free(void *p)
{
    memory.live -= p != NULL;
    free(p);
}

#define REPI_CHUNK_MOST               ((size_t)1)
#define REPI_HAND_VALUES              ((uint64_t)1)
#define REPLICATOR_MALLOC(size)       memory_malloc(size)
#define REPLICATOR_REALLOC(ptr, size) memory_realloc(ptr, size)
#define REPLICATOR_FREE(ptr)          memory_free(ptr)
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"

#include "test.h"
#include "tables.h"

/* A step of work: frees all that it asked for, whether it succeeds or not. */
typedef rep_status (*step)(void *user, rep_error *err);

/* Refuses the n-th request for every n, with for_good all after it too, until the step gets through without. */
static void sweep(step work, void *user, long least, int for_good)
{
    long n, before = memory.live;

    for (n = 1;; n++) {
        rep_error  err;
        rep_status status;
        int        refused;

        memset(&err, 0, sizeof err);
        memory.requests = 0, memory.refuse = n, memory.for_good = for_good;
        status = work(user, &err);
        refused = memory.requests >= n;
        memory.refuse = 0;
        if (!CHECK_INT(memory.live, before)) printf("    request %ld\n", n), before = memory.live;
        if (!refused) {
            CHECK_INT(status, REP_OK);
            CHECK(n > least);
            break;
        }
        if (status != REP_OK && (!CHECK_INT(status, REP_ERR_MEMORY) || !CHECK(err.message[0] != '\0'))) printf("    request %ld: %s\n", n, err.message);
    }
}

static void sweeps(step work, void *user, long least) { sweep(work, user, least, 0), sweep(work, user, least, 1); }

/*--- a table with something of everything ---*/

static void put_table(text *t, uint64_t seed, int rows)
{
    static const char *const towns[] = { "Oslo", "Lima", "Rome", "Bern", "Kyiv" };
    static const char *const zones[] = { "north", "south" };
    static const char *const words[] = { "blue", "lamp", "over", "river", "small", "stone", "warm", "yard", "tree", "fast" };
    int i;

    puts_to(t, "id,town,zone,a,b,sum,from,until,seen,note,code,mail,price,thirds,mixed,late,only\n");
    for (i = 0; i < rows; i++) {
        uint32_t town = roll(&seed, 5), a = roll(&seed, 90), b = roll(&seed, 40), day = roll(&seed, 300), more = roll(&seed, 3);

        say(t, "A-%04d,%s,%s,%u,%u,%u,", i + 1, towns[town], zones[i == 77 ? town <= 2 : town > 2], a, b, a + b);   /* the last zone is wrong once */
        say(t, "2024-%02u-%02u,2024-%02u-%02u,", day / 28 + 1, day % 28 + 1, day / 28 + 1, i == 99 ? 1 : REPI_MIN(day % 28 + 1 + more, 28));
        say(t, "2024-03-%02u %02u:15,", roll(&seed, 4) * 7 + 4 + roll(&seed, 2), 9 + roll(&seed, 5));
        say(t, "%s %s %s %s,", words[roll(&seed, 10)], words[roll(&seed, 10)], words[roll(&seed, 10)], words[roll(&seed, 10)]);
        say(t, "K%03u-%c,", roll(&seed, 1000), 'A' + (int)roll(&seed, 20));
        say(t, "mary.lee%u@corp.com,\"$%u,%03u.50\",", roll(&seed, 900), 1 + roll(&seed, 9), roll(&seed, 1000));
        if (i % 3) say(t, "\"%u,%u\",", roll(&seed, 50), roll(&seed, 10));
        else say(t, "%u.%03u,", 1 + roll(&seed, 5), roll(&seed, 1000));
        if (i % 5 == 0) puts_to(t, "soon,");
        else say(t, "%u,", roll(&seed, 60));
        say(t, "%s,%s\n", i % 7 ? "2024-05-06" : "never", i % 4 ? "x" : "");
    }
}

/*--- the steps ---*/

static void no_release_of_schema(struct ArrowSchema *schema) { schema->release = NULL; }
static void no_release_of_array(struct ArrowArray *array) { array->release = NULL; }

static rep_status learn_and_write(void *user, rep_error *err)
{
    const text         *table = (const text *)user;
    rep_profile_options options;
    rep_column_options  column;
    rep_profiler       *profiler = NULL;
    rep_model          *model = NULL;
    rep_buffer          buffer = REP_ZERO;
    rep_status          status;

    memset(&options, 0, sizeof options);
    memset(&column, 0, sizeof column);
    options.date = "2026-02-02T17:03:32";
    options.name = "shop";
    column.column = "code", column.kind = REP_KIND_TEXT, column.format = "K[0-9]{3}-[A-Z]";
    if (table->data[0] == 'i') options.columns = &column, options.column_count = 1;
    status = rep_profiler_create(&profiler, &options, err);
    if (!status) status = rep_profiler_push_bytes(profiler, table->data, table->len, err);
    if (!status) status = rep_profiler_learn(profiler, &model, err);
    if (!status) status = rep_model_write(model, rep_buffer_write, &buffer, err);
    if (status == REP_ERR_WRITE) status = REP_ERR_MEMORY;   /* the buffer's own memory */
    rep_model_free(model);
    rep_profiler_free(profiler);
    rep_buffer_free(&buffer);
    return status;
}

/* The same table twice, the second time by a part that reads the rows. */
static rep_status merge(void *user, rep_error *err)
{
    const text         *table = (const text *)user;
    rep_profiler       *profiler = NULL, *part = NULL;
    rep_profile_options options;
    rep_status          status;
    const char         *rows = table->data[0] == 'c' ? strchr(table->data, '\n') + 1 : table->data;

    memset(&options, 0, sizeof options);
    options.csv.ragged = REP_RAGGED_PAD;
    status = rep_profiler_create(&profiler, &options, err);

    if (!status) status = rep_profiler_push_bytes(profiler, table->data, table->len, err);
    if (!status) status = rep_profiler_end_input(profiler, err);
    if (!status) status = rep_profiler_fork(&part, profiler, 1, err);
    if (!status) status = rep_profiler_push_bytes(part, rows, table->len - (size_t)(rows - table->data), err);
    if (!status) status = rep_profiler_merge(profiler, part, err);
    rep_profiler_free(part);
    rep_profiler_free(profiler);
    return status;
}

static int lend(void *user, size_t count, void (*task)(void *context, size_t index), void *context)
{
    size_t i;

    (void)user;
    for (i = count; i-- > 0;) task(context, i);
    return 0;
}

static int read_table(void *user, char *buffer, size_t size, size_t *len)
{
    rep_str *rest = (rep_str *)user;

    *len = REPI_MIN(size, rest->len);
    memcpy(buffer, rest->data, *len);
    rest->data += *len, rest->len -= *len;
    return 0;
}

/* The columns of a long table, dealt to two threads. Requests are refused from the moment on that a second input begins, in which
 * the threads are asked for. */
static rep_status deal(void *user, rep_error *err)
{
    const text         *table = (const text *)user;
    const long          refuse = memory.refuse;
    rep_str             rest = repi_str(table->data, table->len);
    rep_profiler       *profiler = NULL;
    rep_profile_options options;
    rep_model          *model = NULL;
    rep_status          status;

    memset(&options, 0, sizeof options);
    options.structure = REP_STRUCTURE_INDEPENDENT;
    options.sample_rows = 50, options.max_categories = 20;
    options.host.parallel.width = 2, options.host.parallel.run = lend;
    memory.refuse = 0;
    CHECK_INT(rep_profiler_create(&profiler, &options, err), REP_OK);
    CHECK_INT(rep_profiler_push_bytes(profiler, table->data, (size_t)(strchr(table->data + 1000, '\n') - table->data), err), REP_OK);
    CHECK_INT(rep_profiler_end_input(profiler, err), REP_OK);
    memory.requests = 0, memory.refuse = refuse;
    status = rep_profiler_push_from(profiler, read_table, &rest, err);
    if (!status) status = rep_profiler_learn(profiler, &model, err);
    rep_model_free(model);
    rep_profiler_free(profiler);
    return status;
}

static rep_status push_row(void *user, rep_error *err)
{
    rep_profiler *profiler = NULL;
    rep_str       cells[2];
    rep_status    status = rep_profiler_create(&profiler, NULL, err);

    cells[0] = view("caf\xE9"), cells[1] = view((const char *)user);
    if (!status) status = rep_profiler_push_row(profiler, cells, 2, err);
    if (!status) status = rep_profiler_push_row(profiler, cells, 2, err);
    rep_profiler_free(profiler);
    return status;
}

static rep_status read_back(void *user, rep_error *err)
{
    const text *json = (const text *)user;
    rep_model  *model = NULL;
    rep_status  status = rep_model_read(&model, json->data, json->len, NULL, err);

    rep_model_free(model);
    return status;
}

static rep_status draw_and_explain(void *user, rep_error *err)
{
    const rep_model *model = (const rep_model *)user;
    rep_generator   *generator = NULL;
    text             out = { NULL, 0, 0 };
    size_t           i, columns;
    rep_model_info   info;
    rep_str          sentence;
    rep_status       status = rep_model_get_info(model, &info, err);

    columns = status ? 0 : info.column_count;
    if (!status) status = rep_generator_create(&generator, model, 7, NULL, err);
    if (!status) status = rep_generator_write(generator, 0, 30, put_all, &out, NULL, err);
    if (!status) status = rep_model_explain(model, REP_NONE, put_all, &out, err);
    for (i = 0; i < columns && !status; i++) status = rep_model_explain_tree(model, i, put_all, &out, err);
    for (i = 0; !status && rep_model_get_relation(model, i, &sentence, NULL) == REP_OK; i++) put(&out, sentence.data, sentence.len);
    rep_generator_free(generator);
    drop(&out);
    return status;
}

/* Rows in the caller's memory: texts of every column, the first column as a struct, and one row by number. */
static rep_status fill(void *user, rep_error *err)
{
    enum { ROWS = 30, MOST = 20 };
    static rep_str   cells[MOST][ROWS];
    const rep_model *model = (const rep_model *)user;
    rep_generator   *generator = NULL;
    rep_array        arrays[MOST];
    rep_field        field = { NULL, REP_TEXT, 0, sizeof(rep_str) };
    rep_column       column;
    const rep_value *row;
    rep_str          text;
    size_t           i, columns = 0;
    rep_status       status = rep_generator_create(&generator, model, 7, NULL, err);

    for (; columns < MOST && rep_model_get_column(model, columns, &column, NULL) == REP_OK; columns++) {
        arrays[columns].column = column.name.data, arrays[columns].type = REP_TEXT;
        arrays[columns].data = cells[columns], arrays[columns].valid = NULL;
    }
    if (!status) status = rep_generator_columns(generator, 0, ROWS, arrays, columns, NULL, err);
    field.column = arrays[0].column;
    if (!status) status = rep_generator_structs(generator, 0, ROWS, cells, sizeof cells[0][0], &field, 1, NULL, err);
    if (!status) status = rep_generator_row(generator, 5, &row, err);
    for (i = 0; i < columns && !status; i++) status = rep_generator_text(generator, i, &text, err);
    rep_generator_free(generator);
    return status;
}

static int read_rest(void *user, char *buffer, size_t size, size_t *len)
{
    rep_str *rest = (rep_str *)user;

    *len = REPI_MIN(rest->len, REPI_MIN(size, (size_t)7));
    if (*len) memcpy(buffer, rest->data, *len);
    rest->data += *len, rest->len -= *len;
    return 0;
}

/* Rows under conditions and weights, a row and a table that are given in part. */
static rep_status draw_what_is_asked(void *user, rep_error *err)
{
    static const rep_condition conditions[] = { { "town", REP_IS, "Oslo" }, { "town", REP_IS, "Rome" }, { "sum", REP_AT_LEAST, "30" } };
    static const rep_weight    weights[] = { { "zone", "north", 1 }, { "zone", "south", 2 }, { "only", NULL, 0.5 } };
    const rep_model      *model = (const rep_model *)user;
    rep_generator_options options;
    rep_generator        *generator = NULL;
    text                  out = { NULL, 0, 0 };
    rep_str               cells[17], texts[17], table = view("town,a,note\n\"Lima\",,\"one \"\"two\"\"\"\n,7,\n");
    size_t                i;
    rep_status            status;

    memset(&options, 0, sizeof options);
    options.conditions = conditions, options.condition_count = 3, options.weights = weights, options.weight_count = 3;
    for (i = 0; i < 17; i++) cells[i] = view(i == 2 ? "south" : NULL);
    status = rep_generator_create(&generator, model, 7, &options, err);
    if (!status) status = rep_generator_write(generator, 0, 30, put_all, &out, NULL, err);
    rep_generator_free(generator);
    generator = NULL;
    if (!status) status = rep_generator_create(&generator, model, 7, NULL, err);
    if (!status) status = rep_generator_complete(generator, 3, cells, texts, 17, err);
    if (!status) status = rep_generator_complete_table(generator, 3, read_rest, &table, put_all, &out, NULL, err);
    rep_generator_free(generator);
    drop(&out);
    return status;
}

static rep_status compare_all(void *user, rep_error *err)
{
    static const char *const relations[] = { "sum = a + b", "from <= until", "town -> zone" };
    const text              *tables = (const text *)user;
    rep_compare_options      options;
    rep_comparison          *c = NULL;
    rep_status               status;

    memset(&options, 0, sizeof options);
    options.relations = relations, options.relation_count = 3;
    status = rep_compare(&c, view(tables[0].data), view(tables[1].data), view(tables[2].data), &options, err);
    rep_comparison_free(c);
    return status;
}

/* A model without a table, and a copy of it that grows. */
static rep_status build(void *user, rep_error *err)
{
    static const rep_choice kinds[] = { { "bread", 20 }, { "bow", 9 }, { NULL, 1 } }, fine[] = { { "elm", 1 }, { "yew", 3 } };
    static const rep_entry  worth[] = { { "bread", "0.4" }, { NULL, "95.25" } };
    rep_model_options       options;
    rep_model              *model = NULL, *copy = NULL;
    rep_status              status;

    (void)user;
    memset(&options, 0, sizeof options);
    options.name = "world", options.date = "2026-01-01T00:00:00";
    status = rep_model_create(&model, &options, err);
    if (!status) {
        rep_model_add_choices(model, "kind", NULL, NULL, kinds, 3);
        rep_model_add_choices(model, "wood", "kind", "bow", fine, 2), rep_model_add_choices(model, "wood", "kind", NULL, kinds, 3);
        rep_model_add_lookup(model, "worth", "kind", worth, 2, 2);
        rep_model_add_uniform(model, "amount", 1, 12, 0);
        rep_model_add_expression(model, "total", "[worth] * amount", 2), rep_model_add_expression(model, "note", "\"so \" & [kind]", -1);
        rep_model_add_pattern(model, "rune", "[A-Z]{2}"), rep_model_add_pii(model, "mail", "email"), rep_model_add_sequence(model, "id", "n-", 1, 1, 3);
        rep_model_add_datetime(model, "day", "2024-02-01", "2024-02-29", NULL);
        rep_model_rename_column(model, "amount", "how ]many"), rep_model_drop_column(model, "id");
        status = rep_model_finish(model, err);
    }
    if (!status) status = rep_model_copy(&copy, model, &options, err);
    if (!status) {
        rep_model_add_choices(copy, "more", "kind", NULL, fine, 2);
        status = rep_model_finish(copy, err);
    }
    rep_model_free(model), rep_model_free(copy);
    return status;
}

/* Choices that hang on a category of a copied model, which nothing hung on before. */
static rep_status grow(void *user, rep_error *err)
{
    static const rep_choice fine[] = { { "elm", 1 }, { "yew", 3 } };
    rep_model              *copy = NULL;
    rep_status              status = rep_model_copy(&copy, (const rep_model *)user, NULL, err);

    if (!status) {
        rep_model_add_choices(copy, "wood", "town", NULL, fine, 2);
        status = rep_model_finish(copy, err);
    }
    rep_model_free(copy);
    return status;
}

/* Names that come late, in a part that knows none of the other's; typed columns and a batch of Arrow behind them. */
static rep_status every_door(void *user, rep_error *err)
{
    static const char head[] = "{\"a\":1,\"b\":\"x\"}\n{\"a\":2.5,\"c\":\"2024-01-05\"}\n{\"a\":1e300,\"b\":\"y\",\"\":7}\n";
    static const char tail[] = "[{\"d\":true,\"a\":\"soon\"},{\"e\":{\"f\":\"caf\\u00e9\"}},{\"b\":null,\"g\":\"$1,200.50\"}]";
    static const double      numbers[] = { 0.5, 7, -1e10 };
    static const int32_t     ends[] = { 0, 3, 6 };
    static const uint8_t     codes[] = { 0, 1, 0 };
    static const rep_array   array = { "h", REP_F64, (void *)numbers, NULL };
    static const void *const code_buffers[] = { NULL, codes }, *const text_buffers[] = { NULL, ends, "redtan" };
    struct ArrowSchema  schema, type, dictionary, *types[1];
    struct ArrowArray   batch, child, values, *children[1];
    rep_profiler       *a = NULL, *b = NULL;
    rep_model          *model = NULL;
    rep_status          status = rep_profiler_create(&a, NULL, err);

    (void)user;
    memset(&schema, 0, sizeof schema), memset(&type, 0, sizeof type), memset(&dictionary, 0, sizeof dictionary);
    memset(&batch, 0, sizeof batch), memset(&child, 0, sizeof child), memset(&values, 0, sizeof values);
    types[0] = &type, children[0] = &child;
    schema.format = "+s", schema.n_children = 1, schema.children = types, schema.release = no_release_of_schema;
    type.name = "i", type.format = "C", type.dictionary = &dictionary, dictionary.format = "u";
    batch.length = 3, batch.n_children = 1, batch.children = children, batch.release = no_release_of_array;
    child.length = 3, child.n_buffers = 2, child.buffers = (const void **)(size_t)code_buffers, child.dictionary = &values;
    values.length = 2, values.n_buffers = 3, values.buffers = (const void **)(size_t)text_buffers;
    if (!status) status = rep_profiler_push_bytes(a, head, sizeof head - 1, err);
    if (!status) status = rep_profiler_fork(&b, a, 3, err);
    if (!status) status = rep_profiler_push_bytes(b, tail, sizeof tail - 1, err);
    if (!status) status = rep_profiler_push_columns(b, &array, 1, 3, err);
    if (!status) status = rep_profiler_push_arrow(b, &schema, &batch, err);
    if (!status) status = rep_profiler_merge(a, b, err);
    if (!status) status = rep_profiler_learn(a, &model, err);
    rep_model_free(model);
    rep_profiler_free(a), rep_profiler_free(b);
    return status;
}

TEST(learning_does_without_any_piece_of_memory)
{
    text table = { NULL, 0, 0 };

    put_table(&table, 11, 100);
    sweep(learn_and_write, &table, 500, 0);
    drop(&table);
    puts_to(&table, "day,n\n2024-01-05,1\nnever,2\n05.01.2024,0.5\n\"\",1e300\nNA,\"caf\xE9\"\n");
    sweeps(learn_and_write, &table, 40);
    sweeps(merge, &table, 40);
    drop(&table);
    puts_to(&table, "n,m\n\"1,5\",\"0,25\"\n\"2,25\",7\n1.234,2.500\n7,\"1,5\"\n5.000,\"1,75\"\n");
    sweeps(learn_and_write, &table, 40);
    drop(&table);
    puts_to(&table, "c1,c2,c3,c4,c5,c6,c7,c8,c9,d1,d2,d3,d4,d5,d6,d7,d8,d9\n1,2\n\"an open quote\n\n\",b\n");
    sweeps(merge, &table, 40);
    table.len = 0;
    puts_to(&table, "a,b,c\n");
    while (table.len < 2400000) say(&table, "%u,some text that fills the table %u,2020-01-%02u\n", (unsigned)table.len % 1000, (unsigned)table.len % 777, (unsigned)table.len % 28 + 1);
    sweep(deal, &table, 40, 0);
    drop(&table);
    put(&table, "\xFF\xFE" "a\0,\0b\0\n\0" "1\0,\0\x20\x26\n\0", 18);
    sweeps(merge, &table, 20);
    drop(&table);
    sweeps(push_row, (void *)"\xE2\x82\xAC", 10);
}

TEST(models_are_read_and_used_without_any_piece_of_memory)
{
    text       table = { NULL, 0, 0 }, json = { NULL, 0, 0 };
    rep_model *model;

    put_table(&table, 11, 400);
    model = learn_text(table.data, table.len, NULL);
    if (model != NULL) {
        CHECK_INT(rep_model_write(model, put_all, &json, NULL), REP_OK);
        sweep(read_back, &json, 100, 0);
        sweeps(draw_and_explain, model, 10);
        sweeps(fill, model, 30);
        sweeps(draw_what_is_asked, model, 100);
    }
    rep_model_free(model);
    drop(&table);
    drop(&json);
}

TEST(building_does_without_any_piece_of_memory)
{
    rep_model *model = one("{\"name\": \"town\", \"type\": \"categorical\", \"params\": {\"weights\": {\"Oslo\": 3, \"Rome\": 1}}}");

    sweeps(build, NULL, 100);
    sweeps(grow, model, 30);
    rep_model_free(model);
}

TEST(every_door_does_without_any_piece_of_memory)
{
    sweeps(every_door, NULL, 100);
}

TEST(comparing_does_without_any_piece_of_memory)
{
    text   tables[3] = { { NULL, 0, 0 }, { NULL, 0, 0 }, { NULL, 0, 0 } };
    size_t i;

    for (i = 0; i < 3; i++) put_table(&tables[i], 11 + i, 25);
    sweep(compare_all, tables, 100, 0);
    for (i = 0; i < 3; i++) drop(&tables[i]);
}

int main(void)
{
    RUN(learning_does_without_any_piece_of_memory);
    RUN(models_are_read_and_used_without_any_piece_of_memory);
    RUN(building_does_without_any_piece_of_memory);
    RUN(every_door_does_without_any_piece_of_memory);
    RUN(comparing_does_without_any_piece_of_memory);
    return test_end();
}
