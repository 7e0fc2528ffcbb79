// Search before create: who may be the same is shown first, and what is answered is kept.
#include "client/work/person_work.h"

#include "shared/base/civil.h"
#include "shared/schema/person_fields.h"
#include "tests/support/two_tablets.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace lapwing;
using namespace lapwing::test;
using namespace lapwing::work;
using schema::same_person::Answer;

namespace {
constexpr auto kAllParts = {schema::Compartment::Visit, schema::Compartment::Core,
                            schema::Compartment::Safety, schema::Compartment::Care};

/// Two cases; one tablet has both, the other only the first.
struct World : TwoTablets {
    CaseId second = hub.addCase("DA-2", "Case two");
    Casework mine{*one.replica, clock};
    Casework theirs{*two.replica, clock};
    PersonWork people{mine};

    World() : TwoTablets(31)
    {
        hub.assign(caseId, idva, kAllParts);
        hub.assign(second, idva, kAllParts);
        for (auto* tablet : {&one, &two}) // as set-up does
            must(tablet->replica->state().putActor(tablet->replica->author().actor,
                                           {tablet->actorKey.publicKey(), tablet->person}));
        syncAll();
    }
    Result<SaveAnswer> add(Casework& work, std::string_view ref, std::string_view type,
                           const std::vector<std::string>& typed,
                           const std::vector<SameAnswer>& answers = {})
    {
        LAPWING_ASSIGN(auto record, made(work, ref, type, typed));
        return work.save({std::move(record)}, answers);
    }
    static Result<store::RecordSave> made(Casework& work, std::string_view ref,
                                          std::string_view type,
                                          const std::vector<std::string>& typed)
    {
        LAPWING_ASSIGN(const auto editing, work.begin(ref, type));
        std::vector<FieldEntry> entries;
        for (const auto& text : typed) entries.push_back(must(parseEntry(text)));
        return work.typed(editing, entries, {});
    }
    RecordKey person(std::string_view ref, const std::vector<std::string>& typed,
                     const std::vector<SameAnswer>& answers = {})
    {
        return must(add(mine, ref, "person", typed, answers)).saved.record;
    }
    /// "DA-1: the same name", for each who may be the same.
    std::vector<std::string> like(std::string_view ref, std::string_view type,
                                  const std::vector<std::string>& typed)
    {
        std::vector<std::string> all;
        const auto record = must(made(mine, ref, type, typed));
        for (const auto& each : must(mine.mayBeSame({&record, 1})))
            all.push_back(each.caseRef + ": " + std::string(rules::inWords(each.because.front())));
        return all;
    }
};
using Texts = std::vector<std::string>;
} // namespace

TEST_CASE("who may be the same is found before somebody is added, by any spelling, in any case")
{
    World w;
    const auto una = w.person("DA-1", {"legal_name=Una O’Brien-Hale", "dob=1988-03-04",
                                       "aliases=Big U, Nan", "nhs_no=943 476 5919"});
    const auto like = [&](const std::vector<std::string>& typed) {
        return w.like("DA-2", "person", typed);
    };
    CHECK(like({"legal_name=hale obrien una", "dob=1988-03-04"}) ==
          Texts{"DA-1: the same name and birth day"});
    CHECK(like({"legal_name=Una OBrien Hale", "dob=1988-03-05"}) ==
          Texts{"DA-1: the same name, and a birth day that is nearly the same"});
    CHECK(like({"legal_name=Una OBrien Hale", "dob=1988-04-03"}) ==
          Texts{"DA-1: the same name, and a birth day that is nearly the same"});
    CHECK(like({"legal_name=Una O'Brian-Hale", "dob=1988-03-04"}) ==
          Texts{"DA-1: the same birth day, and a name one letter off"});
    CHECK(like({"legal_name=Una Brown", "dob=1988-03-04"}) ==
          Texts{"DA-1: the same birth day, and a part of the name"});
    CHECK(like({"legal_name=Big U"}) == Texts{"DA-1: the same name"});
    CHECK(like({"legal_name=Jo", "nhs_no=9434765919"}) == Texts{"DA-1: the same NHS number"});
    CHECK(like({"legal_name=Una Brown", "dob=1988-03-05"}).empty());
    CHECK(like({"legal_name=Una"}).empty());

    const auto refused = w.add(w.mine, "DA-2", "person", {"legal_name=Una O'Brien-Hale"});
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::Conflict);
    CHECK(must(w.mine.openCase("DA-2")).records.size() == 1); // the case
    CHECK(w.add(w.mine, "DA-2", "person", {"legal_name=Una O'Brien-Hale"},
                {{una, Answer::NotSure, "Rang, no answer"}})
              .ok());
}

TEST_CASE("a one-word name with a slip is found by its birth day")
{
    World w;
    w.person("DA-1", {"legal_name=Ermintrude", "dob=1988-03-04"});
    CHECK(w.like("DA-2", "person", {"legal_name=Ermintrud", "dob=1988-03-04"}) ==
          Texts{"DA-1: the same birth day, and a name one letter off"});
}

TEST_CASE("a number or an address of somebody in another case is shown before it is added")
{
    World w;
    const auto una = w.person("DA-1", {"legal_name=Una Hale"});
    const auto ed = w.person("DA-2", {"legal_name=Ed Brown"});
    must(w.add(w.mine, "DA-1", "contact_point", {"person=" + una.id.hex(), "value=07700 900123"}));
    must(w.add(w.mine, "DA-1", "address",
               {"person=" + una.id.hex(), "lines=4 Reed Street", "postcode=SE15 4QX"}));
    const auto whose = "person=" + ed.id.hex();
    CHECK(w.like("DA-2", "contact_point", {whose, "value=+44 7700 900123 (mum)"}) ==
          Texts{"DA-1: the same number or email"});
    CHECK(w.like("DA-2", "address", {whose, "lines=4, reed street", "postcode=se154qx"}) ==
          Texts{"DA-1: the same address"});
    CHECK(w.like("DA-2", "address", {whose, "lines=5 Reed Street", "postcode=SE15 4QX"}).empty());
    // A household of one case shares both.
    const auto child = w.person("DA-1", {"legal_name=Kit Hale"});
    CHECK(w.like("DA-1", "contact_point", {"person=" + child.id.hex(), "value=07700900123"})
              .empty());
    // Once it is answered, it is not asked again.
    must(w.add(w.mine, "DA-2", "contact_point", {whose, "value=07700900123"},
               {{una, Answer::Different, "Her brother"}}));
    CHECK(w.like("DA-2", "address", {whose, "lines=4, reed street", "postcode=se154qx"}).empty());
}

TEST_CASE("while two versions of a name or a birth day stand, each finds the person")
{
    World w;
    const auto una = w.person("DA-1", {"legal_name=Una Hale", "dob=1988-03-04"});
    w.syncAll();
    const auto set = [&](Casework& work, const Texts& typed) {
        std::vector<FieldEntry> entries;
        for (const auto& text : typed) entries.push_back(must(parseEntry(text)));
        must(work.save(must(work.edit(una)), entries, "told so"));
    };
    set(w.mine, {"legal_name=Una Stone", "dob=1990-10-10"});
    set(w.theirs, {"legal_name=Una Brown", "dob=1991-11-11"});
    w.syncAll();
    for (const auto* name : {"Una Stone", "Una Brown"})
        CHECK(w.like("DA-2", "person", {"legal_name=" + std::string(name)}) ==
              Texts{"DA-1: the same name"});
    for (const auto* day : {"1990-10-10", "1991-11-11"})
        CHECK(w.like("DA-2", "person", {"legal_name=Una Brown", "dob=" + std::string(day)}) ==
              Texts{"DA-1: the same name and birth day"});
}

TEST_CASE("what is said of two of one case is a record of it; who signed it said it")
{
    World w;
    const auto una = w.person("DA-1", {"legal_name=Una Hale"});
    const auto also = w.person("DA-1", {"legal_name=Una Hale"}, {{una, Answer::Same, "Her card"}});
    w.syncAll();
    const auto said = must(saidOf(*w.two.replica, una.scope));
    REQUIRE(said.size() == 1);
    CHECK(isOfBoth(said[0], una, also));
    CHECK(said[0].answer == Answer::Same);
    CHECK(said[0].by == w.idva);
    CHECK(said[0].why == "Her card");
    // Not theirs to take back; its author's, for a reason, and then nothing stands anywhere.
    CHECK_FALSE(PersonWork(w.theirs).takeBack(said[0].id, "A namesake").ok());
    CHECK_FALSE(w.people.takeBack(said[0].id, "").ok());
    const auto undone = w.people.takeBack(said[0].id, "A namesake");
    CHECK_MESSAGE(undone.ok(), undone.error().text());
    CHECK_FALSE(w.people.takeBack(said[0].id, "A namesake").ok());
    w.syncAll();
    CHECK(must(saidOf(*w.two.replica, una.scope)).empty());
    CHECK(must(w.people.like(una)).size() == 1);
}

TEST_CASE("what is said of two cases is written in neither, and goes with either of them")
{
    World w;
    const auto una = w.person("DA-1", {"legal_name=Una Hale"});
    const auto also = w.person("DA-2", {"legal_name=Una Hale"}, {{una, Answer::Same, "Her card"}});
    REQUIRE(must(saidOf(*w.one.replica, una.scope)).size() == 1);
    CHECK(must(w.people.read(una)).files == std::vector{also});
    CHECK(must(w.people.read(also)).files == std::vector{una});
    w.syncAll();
    // Who has only the one case holds nothing that names the other.
    for (const auto& row : must(w.two.replica->lists().recordsOf(w.caseId)))
        CHECK(row.type != schema::same_person::type.number);
    CHECK(must(saidOf(*w.two.replica, una.scope)).empty());
    CHECK_FALSE(w.people.say(una, {also, Answer::Merged, "One"}).ok());
    w.hub.unassign(w.second, w.idva);
    must(w.one.sync(w.hub));
    CHECK(must(store::SameWords(w.one.replica->database()).all()).empty());
}
