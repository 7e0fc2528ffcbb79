// A tablet killed at any write while people are added, answered of and merged: a person is there
// with what was said of them, or not at all, and every word has a sealed copy for the office.
#include "client/work/person_work.h"
#include "tests/support/kill_all_over.h"

using namespace lapwing;
using namespace lapwing::test;
using schema::same_person::Answer;

namespace {
constexpr int kPeople = 8;
constexpr auto kFirstCase = "DA-1", kSecondCase = "DA-2";

/// Two cases of one person's tablet.
struct TwoCases : LoneTablet {
    CaseId second = site.random.id<CaseId>().value();

    TwoCases()
    {
        auto tablet = open(site.disk, kFirstPassphrase).value();
        auto& replica = tablet.replica();
        const auto& author = replica.author();
        REQUIRE(replica.state().putActor(author.actor, {author.key.publicKey(), me()}).ok());
        for (const auto& [of, ref] : {std::pair(caseId, kFirstCase), {second, kSecondCase}}) {
            add(replica, of, schema::Compartment::Visit);
            if (of == second) add(replica, of, schema::Compartment::Core);
            const auto* type = schema::findType("case");
            const auto form = must(replica.newRecord(type->number));
            must(replica.save(form, of,
                              {{form.read(type->find("ref")->wire()), Value::text(ref), {}}}));
        }
        REQUIRE(tablet.close().ok());
    }
    static PersonId me() { return *PersonId::fromHex(std::string(16, 'a')); }
    void add(store::Replica& replica, const CaseId& of, schema::Compartment part)
    {
        store::Strand strand;
        strand.id = site.random.id<StrandId>().value();
        strand.caseId = of;
        strand.compartment = part;
        strand.panel = schema::Panel::DaMarac;
        strand.rights = 7;
        must(replica.strands().addStrand(strand));
    }
};

RecordKey person(work::Casework& casework, const char* ref, const std::string& name,
                 std::span<const work::SameAnswer> answers)
{
    const auto editing = must(casework.begin(ref, "person"));
    const std::vector entries{must(work::parseEntry("legal_name=" + name))};
    return must(casework.save({must(casework.typed(editing, entries, {}))}, answers)).saved.record;
}

/// Each number is somebody twice in the first case, merged, and once in the second, answered of.
bool workOnPeople(TwoCases& site, KillingVfs& vfs, const Tell& tell)
{
    KillingDisk disk(vfs);
    auto opened = site.open(disk, kFirstPassphrase);
    if (!opened.ok()) return false;
    work::Casework casework(opened->replica(), site.site.clock);
    work::PersonWork people(casework);
    for (int i = 0; i < kPeople; ++i) {
        const auto name = "Quillon Harrow" + std::string(static_cast<std::size_t>(i) + 1, 'x');
        const auto one = person(casework, kFirstCase, name, {});
        const work::SameAnswer unsure{one, Answer::NotSure, "Rang, no answer"};
        const auto two = person(casework, kFirstCase, name, {&unsure, 1});
        must(people.say(one, {two, Answer::Merged, "Entered twice"}));
        tell("merged " + std::to_string(i));
        const std::vector<work::SameAnswer> same{{one, Answer::Same, "Same birth day"},
                                                 {two, Answer::Same, "Same birth day"}};
        person(casework, kSecondCase, name, same);
        tell("answered " + std::to_string(i));
    }
    return opened->close().ok();
}

void judgePeople(TwoCases& site, const Told& told)
{
    auto tablet = must(site.open(site.site.disk, kFirstPassphrase));
    auto& replica = tablet.replica();
    checkWhole(tablet.vault().database());
    const auto merged = numbersAfter(told, "merged");
    const auto kept = must(work::keptIn(replica, Scope::ofCase(site.caseId)));
    CHECK(kept.size() >= merged.size());
    CHECK(kept.size() <= merged.size() + 1);
    const auto answered = numbersAfter(told, "answered").size();
    std::size_t inSecond = 0;
    for (const auto& row : must(replica.lists().recordsOf(site.second)))
        inSecond += row.type == schema::findType("person")->number ? 1 : 0;
    CHECK(inSecond >= answered);
    CHECK(inSecond <= answered + 1);
    // Said with the save that made the record, so with it or not at all.
    CHECK(must(store::SameWords(tablet.vault().database()).all()).size() == 2 * inSecond);
    std::size_t sealed = 0;
    for (const auto& entry : tablet.vault().cargo().entries())
        sealed += entry.kind == store::CargoKind::SameWord ? 1 : 0;
    CHECK(sealed >= 2 * inSecond);
    CHECK(tablet.close().ok());
}
} // namespace

TEST_CASE("a tablet killed at any write has a merge whole or not, and no answer without its person")
{
    killAllOver<TwoCases>("people", workOnPeople, judgePeople);
}
