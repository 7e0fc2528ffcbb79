#pragma once

#include "tests/support/lone_tablet.h"
#include "tests/support/must.h"
#include "tests/support/told_child.h"

#include <algorithm>
#include <set>

namespace lapwing::test {

/// Folders as they were, each with all that is in it, to be put back as often as is wanted.
class SavedFolders {
public:
    explicit SavedFolders(std::vector<std::string> folders) : m_folders(std::move(folders))
    {
        for (std::size_t i = 0; i < m_folders.size(); ++i) copy(m_folders[i], saved(i));
    }
    void putBack() const
    {
        for (std::size_t i = 0; i < m_folders.size(); ++i) {
            std::filesystem::remove_all(m_folders[i]);
            copy(saved(i), m_folders[i]);
        }
    }

private:
    [[nodiscard]] std::string saved(std::size_t i) const
    {
        return m_copies.path() + "/" + std::to_string(i);
    }
    static void copy(const std::string& from, const std::string& to)
    {
        std::filesystem::copy(from, to, std::filesystem::copy_options::recursive);
    }

    TempFolder m_copies;
    std::vector<std::string> m_folders;
};

inline bool has(const Told& told, const std::string& line)
{
    return std::ranges::find(told.lines, line) != told.lines.end();
}

/// The numbers that were told after a word: "saved 3".
inline std::set<int> numbersAfter(const Told& told, const std::string& word)
{
    std::set<int> all;
    for (const auto& line : told.lines)
        if (line.starts_with(word + " ")) all.insert(std::stoi(line.substr(word.size() + 1)));
    return all;
}

/// All that was told is there, and at most the one after it, which was under way.
inline void checkKept(const std::set<int>& told, const std::set<int>& there)
{
    CHECK(std::ranges::includes(there, told));
    CHECK(there.size() <= told.size() + 1);
    const int next = told.empty() ? 0 : *told.rbegin() + 1;
    for (const int number : there) CHECK((told.contains(number) || number == next));
}

inline void checkWhole(store::Database& database)
{
    auto answer = database.prepare("PRAGMA integrity_check").value();
    REQUIRE(answer.step().value());
    CHECK(answer.text(0) == "ok");
}

/// Runs `child` to its end to count its calls, then again and again on the site as it was made,
/// each time killed at another one, and lets `judge` look at what is left. With `kKillsMax` calls
/// or fewer it is killed at every one of them.
template <typename AnySite, typename Child, typename Judge>
void killAllOver(const std::string& what, Child child, Judge judge)
{
    std::uint64_t calls = 0;
    AnySite site;
    const SavedFolders asMade(site.folders());
    {
        ToldChild whole(0, [&](KillingVfs& vfs, const Tell& tell) {
            const bool good = child(site, vfs, tell);
            tell("calls " + std::to_string(vfs.calls()));
            return good;
        });
        const auto told = whole.wait();
        REQUIRE(told.done);
        calls = static_cast<std::uint64_t>(*numbersAfter(told, "calls").begin());
        judge(site, told);
    }
    constexpr std::uint64_t kKillsMax = 60;
    const auto asked = std::min(kKillsMax, calls);
    std::uint64_t kills = 0;
    for (std::uint64_t i = 0; i < asked; ++i) {
        const auto at = 1 + i * calls / asked;
        CAPTURE(what);
        CAPTURE(at);
        asMade.putBack();
        ToldChild cut(at, [&](KillingVfs& vfs, const Tell& tell) {
            return child(site, vfs, tell);
        });
        const auto told = cut.wait();
        REQUIRE((told.killed || told.done));
        kills += told.killed ? 1 : 0;
        judge(site, told);
    }
    MESSAGE(what << ": " << kills << " kills, spread over " << calls << " calls");
    CHECK(kills * 3 > asked * 2);
}

/// With the passphrase that must be in force after a child that told "changing", then "changed".
inline Result<work::Tablet> reopen(LoneTablet& site, const Told& told)
{
    const bool changed = has(told, "changed");
    auto first = site.open(site.site.disk, kFirstPassphrase);
    CHECK_FALSE((changed && first.ok()));
    CHECK((first.ok() || has(told, "changing")));
    if (first.ok()) return first;
    CHECK(first.error().code == ErrorCode::Unauthorised);
    return site.open(site.site.disk, kSecondPassphrase);
}

/// The number of a record that has each of its fields, each with that number's text.
inline int numberOf(store::Replica& replica, const RecordId& record)
{
    const auto form = replica.display(record).value();
    const auto* type = schema::findType(form.type());
    std::set<std::string> texts;
    for (const auto field : kSavedFields) {
        const auto read = form.read(type->find(field)->wire());
        REQUIRE(read.shown().size() == 1);
        texts.insert(std::string(read.shown().front().value.asText()));
    }
    REQUIRE(texts.size() == 1);
    return std::stoi(texts.begin()->substr(5));
}

/// The numbers of all saves in a case, whole and none of them twice.
inline std::set<int> savesIn(store::Replica& replica, const CaseId& caseId)
{
    std::set<int> there;
    for (const auto& row : must(replica.lists().recordsOf(caseId)))
        if (row.type == schema::findType("chronology")->number)
            CHECK(there.insert(numberOf(replica, row.key.id)).second);
    return there;
}

} // namespace lapwing::test
