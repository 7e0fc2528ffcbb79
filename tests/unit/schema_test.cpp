#include "shared/schema/schema.h"

#include "shared/schema/json.h"

#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <set>
#include <string>

using namespace lapwing;
using namespace lapwing::schema;

namespace {
template <typename Visit>
void eachField(Visit visit)
{
    for (const auto& type : types())
        for (const auto& field : type.fields) {
            const std::string where = std::string(type.name) + "." + std::string(field.name);
            CAPTURE(where);
            visit(type, field);
        }
}
} // namespace

TEST_CASE("a type number is its place in the table, and finds it")
{
    std::uint16_t number = 0;
    for (const auto& type : types()) {
        CHECK(type.number == ++number);
        CHECK(findType(type.number) == &type);
        CHECK(findType(type.name) == &type);
        CHECK(type.fields.size() <= 99);
    }
    CHECK(findType("nothing") == nullptr);
    CHECK(findType(std::uint16_t{0}) == nullptr);
    CHECK(findType(static_cast<std::uint16_t>(number + 1)) == nullptr);
}

TEST_CASE("a wire number names one field of one type, and any other compartment names none")
{
    std::set<std::uint32_t> seen;
    eachField([&](const RecordType& type, const Field& field) {
        CHECK(field.number / 100 == type.number);
        CHECK(seen.insert(field.number).second);
        CHECK(compartmentOf(field.wire()) == field.compartment);
        for (std::uint32_t low = 0; low < 8; ++low) {
            const auto found = findField(field.number * 8 + low);
            const bool right = low == static_cast<std::uint32_t>(field.compartment);
            CHECK((found.field == &field) == right);
            CHECK((found.type == &type) == right);
        }
        CHECK(type.find(field.name) == &field);
    });
    std::size_t known = 0;
    for (std::uint32_t wire = 0; wire < 20000; ++wire) known += findField(wire).field ? 1 : 0;
    CHECK(known == seen.size());
    CHECK(findField(lifeField(Compartment::Core)).field == nullptr);
    CHECK(findField(~0u).field == nullptr);
}

TEST_CASE("every field has what its kind needs, and nothing that it does not")
{
    eachField([&](const RecordType&, const Field& field) {
        CHECK((field.vocabulary != nullptr) == (field.kind == ValueKind::Code));
        if (field.kind != ValueKind::Ref) CHECK(field.target.empty());
        const bool bounded = field.kind == ValueKind::Text || field.kind == ValueKind::Integer ||
                             field.kind == ValueKind::BlobRef || field.kind == ValueKind::Binary;
        CHECK((field.limit > 0) == bounded);
        if (field.kind == ValueKind::Text) CHECK(field.limit <= kTextBytesMax);
        if (field.isSet())
            CHECK((field.kind == ValueKind::Ref || field.kind == ValueKind::Code));
        if (field.policy == MergePolicy::LongText) CHECK(field.kind == ValueKind::Text);
        if ((field.flags & kSearched) != 0)
            CHECK((field.kind == ValueKind::Text || field.kind == ValueKind::Day));
    });
}

TEST_CASE("a protective field has ranks that tell its words apart")
{
    eachField([&](const RecordType&, const Field& field) {
        if (field.policy != MergePolicy::Protective) return;
        REQUIRE(field.vocabulary != nullptr);
        std::set<unsigned> ranks;
        for (const auto& word : field.vocabulary->codes) ranks.insert(word.rank);
        CHECK(ranks.size() >= 2);
    });
}

TEST_CASE("a vocabulary uses each number and each word once")
{
    eachField([&](const RecordType&, const Field& field) {
        if (!field.vocabulary) return;
        std::set<std::uint32_t> numbers;
        std::set<std::string_view> names;
        for (const auto& word : field.vocabulary->codes) {
            CAPTURE(std::string(word.name));
            CHECK(word.number > 0);
            CHECK(numbers.insert(word.number).second);
            CHECK(names.insert(word.name).second);
            CHECK(field.vocabulary->find(word.name) == &word);
            CHECK(field.vocabulary->find(std::uint32_t{word.number}) == &word);
        }
        CHECK(field.vocabulary->find("no such word") == nullptr);
        CHECK(field.vocabulary->find(60000u) == nullptr);
    });
}

TEST_CASE("a reference never points from a wider compartment to a narrower one")
{
    eachField([&](const RecordType&, const Field& field) {
        // What may be about any record names none: it tells an id and no more.
        if (field.kind != ValueKind::Ref || field.target.empty()) return;
        const auto* target = findType(field.target);
        REQUIRE(target != nullptr);
        // The widest first; from the third on, none holds another.
        const auto home = target->home;
        const bool narrow = home > Compartment::Core;
        CHECK((narrow ? home == field.compartment : home <= field.compartment));
    });
}

TEST_CASE("what was ever numbered stays what it was, and what is new is added to the listing")
{
    std::vector<std::string> lines;
    eachField([&](const RecordType& type, const Field& field) {
        lines.push_back(std::to_string(field.number) + " " + std::string(type.name) + "." +
                        std::string(field.name) + " " + std::string(kindName(field.kind)) + " " +
                        std::string(compartmentName(field.compartment)) + " " +
                        std::string(policyName(field.policy)));
    });
    std::map<std::string, std::vector<std::string>> vocabularies;
    eachField([&](const RecordType&, const Field& field) {
        if (!field.vocabulary) return;
        std::vector<std::string> words;
        for (const auto& word : field.vocabulary->codes)
            words.push_back("word " + std::string(field.vocabulary->name) + " " +
                            std::to_string(word.number) + " " + std::string(word.name));
        const auto [at, added] = vocabularies.emplace(field.vocabulary->name, words);
        CHECK(at->second == words); // two vocabularies never share a name
    });
    for (const auto& [name, words] : vocabularies)
        lines.insert(lines.end(), words.begin(), words.end());

    std::ifstream golden(LAPWING_SOURCE_DIR "/tests/golden/schema.txt");
    REQUIRE(golden);
    std::set<std::string> pinned;
    for (std::string line; std::getline(golden, line);)
        if (!line.empty() && line[0] != '#') pinned.insert(line);
    for (const auto& line : lines) {
        CAPTURE(line); // new: append it; changed: give it a new number instead
        CHECK(pinned.erase(line) == 1);
    }
    for (const auto& line : pinned) {
        CAPTURE(line); // gone: keep the field, readers of old data need it
        CHECK(false);
    }
}
