#pragma once

#include "server-stub/service/quarantine.h"
#include "shared/schema/action_fields.h"
#include "shared/schema/statement_fields.h"
#include "tests/support/two_tablets.h"

#include <map>
#include <nlohmann/json.hpp>
#include <set>

namespace lapwing::test {

inline RecordId idOf(const AgencyId& agency) { return RecordId::from(agency.view()); }

/// What stands in each field.
using Held = std::map<std::pair<RecordId, std::uint32_t>, std::multiset<Bytes>>;

/// A case of two agencies with everybody who may, or may not, write in it. Their tablets say what
/// they like: nothing but the store is between them and the hub.
struct Panel : TwoTablets {
    explicit Panel(std::uint64_t seed = 11) : TwoTablets(seed)
    {
        for (const auto* who : {&rep, &chair, &referrer}) hub.assign(caseId, *who, kMarac);
        for (auto* tablet : all()) must(tablet->sync(hub));
    }
    std::vector<SmallTablet*> all() { return {&one, &two, &reps, &chairs, &referrers}; }

    static store::Strand strandOf(store::Strands& store, const CaseId& id, schema::Compartment part)
    {
        for (const auto& strand : must(store.strandsOfCase(id)))
            if (strand.compartment == part) return strand;
        return {};
    }
    /// One signed change, whatever it says.
    void write(SmallTablet& t, schema::Compartment part, const std::vector<store::Write>& writes)
    {
        auto& strands = t.replica->strands();
        const auto strand = strandOf(strands, caseId, part);
        const auto run =
            must(store::compose(t.replica->log(), strand, t.replica->author(), writes));
        must(t.replica->engine().apply(strand.ix, run, {Verdict::Undecided}));
        must(t.replica->state().extendOwnChain(run.changes().front().hash));
    }
    /// In place of everything that the tablet holds in the field.
    template <class T>
    store::Write over(SmallTablet& t, const RecordId& record, const schema::Handle<T>& field,
                      const T& content, std::string why = {})
    {
        auto write = hub::newValue(record, field.wire(), schema::valueOf(content));
        write.payload.why = std::move(why);
        const auto form = t.replica->display(record);
        if (!form.ok()) return write;
        const auto read = form->read(field.wire());
        for (const auto& s : read.shown()) write.seen.push_back(s.dot);
        return write;
    }
    template <class T>
    void set(SmallTablet& t, const RecordId& record, const schema::Handle<T>& field,
             const T& content, std::string why = {})
    {
        write(t, field.field.compartment, {over(t, record, field, content, std::move(why))});
    }
    RecordId make(SmallTablet& t, const schema::RecordType& type, std::vector<store::Write> writes)
    {
        const auto id = must(random.id<RecordId>());
        for (auto& write : writes) write.record = id;
        writes.insert(writes.begin(),
                      hub::newValue(id, schema::lifeField(type.home), Value::code(type.number)));
        write(t, type.home, writes);
        return id;
    }
    RecordId makeStatement(SmallTablet& t, const std::string& text)
    {
        return make(t, schema::statement::type,
                    {hub::newValue({}, schema::statement::about.wire(), Value::ref(action)),
                     hub::newValue({}, schema::statement::text.wire(), Value::text(text))});
    }
    RecordId makeAction(SmallTablet& t, const AgencyId& owner)
    {
        return make(
            t, schema::action::type,
            {hub::newValue({}, schema::action::text.wire(), Value::text("Ring the school")),
             hub::newValue({}, schema::action::ownerAgency.wire(), Value::ref(idOf(owner)))});
    }
    std::uint64_t kept(SmallTablet& t) { return must(t.sync(hub)).quarantined; }
    std::string lastReason()
    {
        const auto list = must(hub::quarantineList(hub.core));
        return list.empty() ? std::string() : list.back()["reason"].get<std::string>();
    }
    /// What the hub made of everything an author wrote in one part of the case.
    std::vector<Verdict> fates(SmallTablet& t, schema::Compartment part)
    {
        auto& strands = hub.core.strands;
        std::vector<Verdict> states;
        for (const auto& change : must(hub.core.log.ofChain(strandOf(strands, caseId, part).ix,
                                                            t.replica->author().actor, 1)))
            states.push_back(change.state);
        return states;
    }
    Held held(schema::Compartment part)
    {
        Held all;
        auto& strands = hub.core.strands;
        for (const auto& row :
             must(hub.core.registers.shownRecords(strandOf(strands, caseId, part).ix)))
            for (const auto& reg : row.registers)
                for (const auto& sibling : reg.siblings)
                    all[{row.id, reg.field}].insert(must(decodePayload(sibling.payload)).value);
        return all;
    }
    AgencyId school = must(random.id<AgencyId>());
    AgencyId clinic = must(random.id<AgencyId>());
    PersonId rep = hub.addStaff("Cai Nurse", access::Role::AgencyRep, clinic);
    PersonId chair = hub.addStaff("Dee Chair", access::Role::MaracChair);
    PersonId referrer = hub.addStaff("Eve Ward", access::Role::Referrer, clinic);
    SmallTablet reps{hub, rep, random, clock};
    SmallTablet chairs{hub, chair, random, clock};
    SmallTablet referrers{hub, referrer, random, clock};
};

} // namespace lapwing::test
