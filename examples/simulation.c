/* simulation.c - a million agents as structs, from a model that was learned once
 *
 *     cc -O2 examples/simulation.c -I. -o simulation -lm && ./simulation [AGENTS [TABLE.csv]]
 *
 * Each agent is what a row of the model says; row i is a function of (model, seed, i), so a world can be made again in parts,
 * by any thread, and no agent need be stored to come back. Prints who they are, on average.
 */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"
#include <stdio.h>
#include <stdlib.h>

typedef struct agent {
    int16_t  age;
    uint8_t  unpaid;                        /* 1 = the salary is missing */
    uint32_t city;                          /* the number of a category  */
    float    salary;
    int32_t  signup;                        /* days since 1970           */
} agent;

static const rep_field fields[] = {
    REP_FIELD(agent, age, REP_I16),         /* the column has the member's name */
    REP_FIELD(agent, city, REP_CODE),
    REP_FIELD(agent, salary, REP_F32),
    REP_FIELD_OF(agent, unpaid, REP_IS_MISSING, "salary"),
    REP_FIELD_OF(agent, signup, REP_DAYS, "signup_date")
};

int main(int argc, char **argv)
{
    size_t count = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : 1000000, i, people = 0, paid = 0;
    const char *table = argc > 2 ? argv[2] : "examples/customers.csv";
    agent *agents = (agent *)calloc(count ? count : 1, sizeof *agents);
    rep_model *model = NULL;
    rep_generator *generator = NULL;
    rep_category city;
    rep_error err = REP_ZERO;
    double ages = 0, salaries = 0;

    if (!agents) return fputs("simulation: out of memory\n", stderr), 1;
    if (rep_profile_file(&model, table, NULL, &err) ||
        rep_generator_create(&generator, model, 42, NULL, &err) ||
        rep_generator_structs(generator, 0, count, agents, sizeof agents[0], fields, sizeof fields / sizeof fields[0], NULL, &err) ||
        rep_model_get_category(model, rep_model_find_column(model, "city"), 0, &city, &err))
        fprintf(stderr, "simulation: %s\n", err.message);
    else {
        for (i = 0; i < count; i++)
            if (agents[i].city == 0) {
                people++, ages += agents[i].age;
                if (!agents[i].unpaid) paid++, salaries += (double)agents[i].salary;
            }
        printf("%lu agents; %lu live in %.*s: %.0f years old and paid %.0f on average\n", (unsigned long)count, (unsigned long)people,
               (int)city.text.len, city.text.data, people ? ages / (double)people : 0, paid ? salaries / (double)paid : 0);
    }
    rep_generator_free(generator);
    rep_model_free(model);
    free(agents);
    return err.code != REP_OK;
}
