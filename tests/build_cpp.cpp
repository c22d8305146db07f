// build_cpp.cpp - the header in C++11: the interface inside a class, then the implementation in the same file.
// With -DBUILD_CPP_USER it is a user alone, to be linked with the implementation from elsewhere, C or C++.
#include "replicator.h"

#include <memory>
#include <string>

namespace {

struct model_free { void operator()(rep_model *model) const { rep_model_free(model); } };
struct generator_free { void operator()(rep_generator *generator) const { rep_generator_free(generator); } };
typedef std::unique_ptr<rep_model, model_free>         model_ptr;
typedef std::unique_ptr<rep_generator, generator_free> generator_ptr;

// A callback of C++: nothing may be thrown through the library, so it tells by its result.
int append(void *user, const char *data, size_t len)
{
    static_cast<std::string *>(user)->append(data, len);
    return 0;
}

std::string rows(const std::string &csv, uint64_t count)
{
    rep_profile_options options = REP_ZERO;   // zero means default, here as in C
    rep_error           err = REP_ZERO;
    rep_model          *model = nullptr;
    rep_generator      *generator = nullptr;
    std::string         out;

    options.date = "2026-02-02T17:03:32";
    if (rep_profile_bytes(&model, csv.data(), csv.size(), &options, &err) != REP_OK) return err.message;
    model_ptr keep(model);
    if (rep_generator_create(&generator, model, 42, nullptr, &err) != REP_OK) return err.message;
    generator_ptr keep_too(generator);
    if (rep_generator_write(generator, 0, count, append, &out, nullptr, &err) != REP_OK) return err.message;
    return out;
}

} // namespace

int main()
{
    const std::string out = rows("id,colour\n1,red\n2,red\n3,red\n", 2);

    return out == "id,colour\n1,red\n2,red\n" && std::string(rep_version()) == REPLICATOR_VERSION ? 0 : 1;
}

#ifndef BUILD_CPP_USER
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"
#endif
