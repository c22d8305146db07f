/* game_tables.c - models without a table: the people, the loot and the market of a game, all from one world seed
 *
 *     cc examples/game_tables.c -I. -o game_tables -lm
 *     ./game_tables [SEED]
 *
 * Prints five people, what ten chests hold and what a market asks for its goods. The same seed is the same world on
 * every machine, and row 1,000,000 costs no more than row 0: nothing is kept but the models.
 */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"
#include <stdio.h>
#include <stdlib.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Weights are whole numbers and need not add up: 60 of 91 people are peasants. */
static const rep_choice trades[]   = { { "peasant", 60 }, { "smith", 20 }, { "merchant", 10 }, { "knight", 1 } };
static const rep_choice rarities[] = { { "common", 90 }, { "rare", 9 }, { "epic", 1 } };
static const rep_choice plain[]    = { { "arrows", 20 }, { "bread", 10 }, { NULL, 5 } };            /* NULL: nothing */
static const rep_choice rare[]     = { { "silver ring", 3 }, { "elven bow", 1 } };
static const rep_choice epic[]     = { { "Dawnblade", 1 } };
static const rep_choice goods[]    = { { "bread", 5 }, { "ale", 3 }, { "elven bow", 1 } };
static const rep_entry  prices[]   = { { "bread", "0.40" }, { "ale", "1.25" }, { "elven bow", "310.00" } };

static rep_model *begin(const char *name)
{
    rep_model *model = NULL;
    rep_model_options options = REP_ZERO;
    options.name = name;
    options.date = "2026-01-01T00:00:00";       /* without one it is today */
    rep_model_create(&model, &options, NULL);
    return model;                               /* NULL is told by rep_model_finish as any other fault */
}

static rep_model *people(void)
{
    rep_model *model = begin("people");
    rep_model_add_sequence(model, "id", "npc-", 1, 1, 6);
    rep_model_add_pii(model, "name", "name");
    rep_model_add_choices(model, "trade", NULL, NULL, trades, COUNT(trades));
    rep_model_add_uniform(model, "level", 1, 60, 0);
    rep_model_add_normal(model, "gold", 120.0, 40.0, 0.0, 1000.0, 2);
    rep_model_add_expression(model, "greeting", "\"I am \" & name & \", \" & trade & \" of level \" & level", -1);
    return model;
}

static rep_model *loot(void)
{
    rep_model *model = begin("loot");
    rep_model_add_choices(model, "rarity", NULL, NULL, rarities, COUNT(rarities));
    rep_model_add_choices(model, "item", "rarity", "epic", epic, COUNT(epic));
    rep_model_add_choices(model, "item", "rarity", "rare", rare, COUNT(rare));
    rep_model_add_choices(model, "item", "rarity", NULL, plain, COUNT(plain));                      /* every other */
    rep_model_add_pattern(model, "rune", "[A-Z]{2}-[0-9]{3}");
    return model;
}

static rep_model *market(void)
{
    rep_model *model = begin("market");
    rep_model_add_choices(model, "good", NULL, NULL, goods, COUNT(goods));
    rep_model_add_lookup(model, "base", "good", prices, COUNT(prices), 2);
    rep_model_add_uniform(model, "demand", 80, 125, 2);                                             /* 0.80 .. 1.25 */
    rep_model_add_uniform(model, "amount", 1, 12, 0);
    rep_model_add_expression(model, "price", "base * demand", 2);
    rep_model_add_expression(model, "total", "price * amount", 2);
    return model;
}

static int print(void *user, const char *data, size_t len)
{
    (void)user;
    return fwrite(data, 1, len, stdout) != len;
}

static int show(rep_model *model, uint64_t world, uint64_t rows)
{
    rep_generator *generator = NULL;
    rep_error err;
    if (rep_model_finish(model, &err) || rep_generator_create(&generator, model, world, NULL, &err) ||
        rep_generator_write(generator, 0, rows, print, NULL, NULL, &err))
        fprintf(stderr, "%s\n", err.message);
    rep_generator_free(generator);
    rep_model_free(model);
    return err.code != REP_OK;
}

int main(int argc, char **argv)
{
    uint64_t world = argc > 1 ? (uint64_t)strtoull(argv[1], NULL, 10) : 20260202;
    if (show(people(), world, 5)) return 1;
    putchar('\n');
    if (show(loot(), world, 10)) return 1;
    putchar('\n');
    return show(market(), world, 6);
}
