#include "sync/store/replica.h"

#include "shared/access/rights.h"

#include <algorithm>
#include <set>

namespace lapwing::store {

namespace {
Error notRemoved()
{
    return fail(ErrorCode::Rejected, "This was not removed. Nothing was changed.");
}

Error forSomebodyElse()
{
    return fail(ErrorCode::Rejected,
                "A warning goes only when two people say so. Nothing was changed. Somebody else "
                "who decides in this case has to confirm that it was removed; you may keep it.");
}
} // namespace

Result<bool> Replica::isOwn(const ActorId& id)
{
    if (id == m_author.actor) return true;
    LAPWING_ASSIGN(const auto other, m_state.actor(id));
    LAPWING_ASSIGN(const auto own, m_state.actor(m_author.actor));
    return other && own && !own->person.isZero() && other->person == own->person;
}

Result<Value> Replica::lifeValue(const DisplayedRecord& form, const FieldRead& read, LifeAct act)
{
    if (act == LifeAct::Restore) return Value::code(form.type());
    std::vector<SeenDot> confirms;
    for (const auto& s : read.shown()) {
        if (act != LifeAct::Confirm || !s.isRemoval()) continue;
        LAPWING_ASSIGN(const bool own, isOwn(s.dot.actor));
        if (!own) confirms.push_back(s.dot);
    }
    return retiredValue(form.registers(), schema::compartmentOf(read.field()), confirms);
}

/// One change in each part that the person may change: each tells of its own part alone. What they
/// may not change, or do not hold, keeps the record in sight of those who hold it.
Result<Saved> Replica::saveLife(const DisplayedRecord& form, LifeAct act, const std::string& why)
{
    const auto* type = schema::findType(form.type());
    if (!type) return fail(ErrorCode::TooOld, {}, "a type of a newer version");
    std::set<schema::Compartment> held{type->home};
    for (const auto& [place, siblings] : form.registers())
        held.insert(schema::compartmentOf(place.first));
    const auto caseId = form.key().scope.caseId();
    Parts parts;
    bool confirms = false;
    for (const auto part : held) {
        const auto read = form.read(schema::lifeField(part));
        LAPWING_TRY(canRead(read));
        if (act == LifeAct::Restore && std::ranges::none_of(read.shown(), &SiblingView::isRemoval))
            continue;
        LAPWING_ASSIGN(const auto strand, strandFor(form, caseId, part));
        const access::Rights rights{strand.rights};
        const bool allowed = rights.write() || (act != LifeAct::Remove && rights.decide());
        if (!allowed && part != type->home) continue;
        LAPWING_ASSIGN(const auto value, lifeValue(form, read, act));
        confirms = confirms || (rights.decide() && !confirmedBy(value).empty());
        parts[part] = {writeOf({read, value, why})};
    }
    if (parts.empty()) return notRemoved();
    if (act == LifeAct::Confirm && schema::isKeptUntilConfirmed(*type) && !confirms)
        return forSomebodyElse();
    return saveParts(form, caseId, parts, act != LifeAct::Remove);
}

Result<Saved> Replica::retire(const DisplayedRecord& form, const std::string& why)
{
    return saveLife(form, LifeAct::Remove, why);
}

Result<Saved> Replica::restore(const DisplayedRecord& form, const std::string& why)
{
    if (why.empty())
        return fail(ErrorCode::Rejected, "Bringing it back needs a reason. Nothing was changed. "
                                         "Give one.");
    return saveLife(form, LifeAct::Restore, why);
}

} // namespace lapwing::store
