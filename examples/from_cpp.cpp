/* from_cpp.cpp - the same header in C++11, with owners that free what they hold
 *
 *     c++ -std=c++11 examples/from_cpp.cpp -I. -o from_cpp -lm && ./from_cpp [TABLE.csv]
 *
 * Three lines make a C object a C++ one: unique_ptr with the function that frees it. Rows come into std::vector.
 */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

struct Free {
    void operator()(rep_model *model) const { rep_model_free(model); }
    void operator()(rep_generator *generator) const { rep_generator_free(generator); }
};
using Model = std::unique_ptr<rep_model, Free>;
using Generator = std::unique_ptr<rep_generator, Free>;

static void check(rep_status status, const rep_error &err)
{
    if (status != REP_OK) throw std::runtime_error(err.message);
}

static Model learn(const char *table)
{
    rep_model *model = nullptr;
    rep_error err;
    check(rep_profile_file(&model, table, nullptr, &err), err);
    return Model(model);
}

static Generator generator_of(const Model &model, uint64_t seed)
{
    rep_generator *generator = nullptr;
    rep_error err;
    check(rep_generator_create(&generator, model.get(), seed, nullptr, &err), err);
    return Generator(generator);
}

struct Customer { int age; double salary; std::string city; };

static std::vector<Customer> customers(const Generator &generator, uint64_t first, size_t count)
{
    std::vector<int32_t> age(count);
    std::vector<double> salary(count);
    std::vector<rep_str> city(count);
    const rep_array arrays[] = { { "age", REP_I32, age.data(), nullptr }, { "salary", REP_F64, salary.data(), nullptr }, { "city", REP_TEXT, city.data(), nullptr } };
    rep_error err;
    check(rep_generator_columns(generator.get(), first, count, arrays, 3, nullptr, &err), err);
    std::vector<Customer> out;
    for (size_t i = 0; i < count; i++) out.push_back({ age[i], salary[i], std::string(city[i].data, city[i].len) });
    return out;
}

int main(int argc, char **argv)
try {
    const Model model = learn(argc > 1 ? argv[1] : "examples/customers.csv");
    for (const Customer &c : customers(generator_of(model, 42), 0, 5)) std::printf("%d years, %.2f, %s\n", c.age, c.salary, c.city.c_str());
    return 0;
} catch (const std::exception &failure) {
    std::fprintf(stderr, "from_cpp: %s\n", failure.what());
    return 1;
}
