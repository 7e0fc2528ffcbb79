// One row a person, whatever records of theirs lie in how many files.
#include "shared/domain/person_rows.h"

#include <algorithm>
#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::domain;

namespace {
PersonInFile at(std::uint8_t file, std::uint8_t record)
{
    return {CaseId{{file}}, RecordId{{record}}};
}
FoundPerson found(std::uint8_t file, std::uint8_t record, bool isSimilar = false)
{
    return {at(file, record), isSimilar};
}
rules::SaidOfTwo said(std::uint8_t one, std::uint8_t other, bool same)
{
    return {RecordId{{one}}, RecordId{{other}}, same};
}
using Found = std::vector<FoundPerson>;
using Held = std::vector<PersonInFile>;
using Said = std::vector<rules::SaidOfTwo>;

/// The files of each row.
std::vector<Held> rows(const Found& hits, const Held& held, const Said& words = {})
{
    std::vector<Held> all;
    for (auto& row : onePersonRows(hits, held, words)) all.push_back(row.files);
    return all;
}
} // namespace

TEST_CASE("a record that lies in several files is one row, with every file of it that is here")
{
    CHECK(rows({found(1, 7), found(2, 8), found(3, 7)}, {at(1, 7), at(2, 8), at(3, 7), at(4, 7)}) ==
          std::vector<Held>{{at(1, 7), at(3, 7), at(4, 7)}, {at(2, 8)}});
}

TEST_CASE("who was said to be the same is one row, through others too, found or not")
{
    const Held held{at(1, 1), at(2, 2), at(3, 3), at(4, 4)};
    CHECK(rows({found(1, 1), found(4, 4)}, held, {said(1, 2, true), said(3, 2, true)}) ==
          std::vector<Held>{{at(1, 1), at(2, 2), at(3, 3)}, {at(4, 4)}});
    CHECK(recordsOf(Found{found(1, 1)}, Said{said(1, 2, true), said(3, 2, true)}).size() == 3);
    // What is not here is in nobody's row.
    CHECK(rows({found(1, 1)}, {at(1, 1)}, {said(1, 2, true)}) == std::vector<Held>{{at(1, 1)}});
    for (const auto& files : rows({found(1, 1), found(2, 2)}, {at(2, 2)}))
        CHECK(std::ranges::find(files, at(1, 1)) == files.end());
}

TEST_CASE("two of one name are two rows until somebody says that they are one")
{
    const Found hits{found(1, 1), found(2, 2)};
    const Held held{at(1, 1), at(2, 2)};
    CHECK(rows(hits, held).size() == 2);
    CHECK(rows(hits, held, {said(1, 2, false)}).size() == 2);
    CHECK(rows(hits, held, {said(1, 2, true)}).size() == 1);
    // Somebody else says that they are not: who said that they are knew something.
    CHECK(rows(hits, held, {said(1, 2, true), said(1, 2, false)}).size() == 1);
}

TEST_CASE("whom the words found stands before those who are only similar, and is not said to be")
{
    const Found hits{found(1, 1, true), found(2, 2), found(3, 3, true)};
    const Held held{at(1, 1), at(2, 2), at(3, 3)};
    const auto all = onePersonRows(hits, held, Said{said(2, 3, true)});
    REQUIRE(all.size() == 2);
    CHECK(all[0].files == Held{at(2, 2), at(3, 3)});
    CHECK_FALSE(all[0].isSimilar);
    CHECK(all[1].files == Held{at(1, 1)});
    CHECK(all[1].isSimilar);
}

TEST_CASE("the order of the files found and held changes nobody's row")
{
    const Said words{said(1, 2, true)};
    auto held = Held{at(1, 1), at(2, 2), at(3, 3)};
    const auto expected = rows({found(2, 2), found(3, 3)}, held, words);
    do {
        CHECK(rows({found(2, 2), found(3, 3)}, held, words) == expected);
    } while (std::ranges::next_permutation(held).found);
}
