#include "tests/bench/bench_world.h"

#include <nlohmann/json.hpp>

namespace lapwing::bench {

namespace {
using nlohmann::json;

constexpr const char* kWords[] = {
    "the",      "tenant",   "reported", "that",     "a",        "visit",     "was",     "made",
    "to",       "discuss",  "safety",   "planning", "with",     "housing",   "and",     "police",
    "officer",  "called",   "back",     "after",    "school",   "about",     "new",     "lock",
    "window",   "sensor",   "alarm",    "fitted",   "on",       "Tuesday",   "sister",  "mother",
    "neighbour","heard",    "shouting", "at",       "night",    "twice",     "last",    "week",
    "support",  "worker",   "agreed",   "next",     "steps",    "refuge",    "place",   "offered",
    "declined", "children", "stayed",   "grandmother","probation","appointment","missed","letter",
    "sent",     "court",    "hearing",  "moved",    "date",     "in",        "March",   "no"};

std::string prose(SeededRandom& random, std::size_t bytes)
{
    std::string text;
    while (text.size() < bytes) {
        if (!text.empty()) text += random.oneIn(11) ? ". " : " ";
        text += kWords[random.below(std::size(kWords))];
        if (random.oneIn(9)) text += " " + std::to_string(random.below(10000));
    }
    return text;
}

void put(std::string& out, const std::string& ref, const char* type, json fields)
{
    const json line{{"case", ref}, {"panel", "da_marac"}, {"record", type},
                    {"fields", std::move(fields)}};
    out += line.dump() + "\n";
}
} // namespace

std::string standardCases(std::size_t cases, std::uint64_t seed)
{
    SeededRandom random(seed);
    std::string out;
    for (std::size_t i = 0; i < cases; ++i) {
        const auto ref = "DA-" + std::to_string(10000 + i);
        put(out, ref, "case", {{"title", prose(random, 60)}});
        for (int n = 0; n < 3; ++n)
            put(out, ref, "person", {{"legal_name", prose(random, 24)}, {"dob", "1990-04-12"}});
        for (int n = 0; n < 6; ++n)
            put(out, ref, "action", {{"text", prose(random, 420)}, {"status", "agreed"},
                                     {"due", "2026-03-14"}});
        for (int n = 0; n < 4; ++n)
            put(out, ref, "chronology", {{"text", prose(random, 520)}});
        for (int n = 0; n < 2; ++n)
            put(out, ref, "agenda_item", {{"risks_summary", prose(random, 420)}});
    }
    return out;
}

store::Database SealedFile::open()
{
    store::SealKey key;
    key.dataKey = crypto::Secret(32);
    test::must(random.fill(key.dataKey.span()));
    test::must(random.fill(key.uuid.bytes));
    key.epoch = 1;
    store::SealedOptions options;
    options.opening = store::SealedOptions::Opening::New;
    return test::must(
        store::openSealed(disk, folder.path() + "/replica.db", std::move(key), random, options));
}

} // namespace lapwing::bench
