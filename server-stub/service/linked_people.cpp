#include "server-stub/service/linked_people.h"

#include "shared/access/rights.h"
#include "shared/domain/panel_roles.h"
#include "shared/schema/person_fields.h"
#include "sync/log/merge.h"

#include <algorithm>

namespace lapwing::hub {

namespace {
using schema::same_person::Answer;
using State = store::SameWords::State;
} // namespace

Result<std::uint8_t> LinkedPeople::rightsIn(const Scope& scope, const PersonId& staff)
{
    LAPWING_ASSIGN(const auto strands, m_core.strands.strandsOfCase(scope.caseId()));
    for (const auto& strand : strands)
        if (strand.compartment == schema::person::type.home)
            return m_core.registry.memberRights(strand.ix, staff);
    return std::uint8_t{0};
}

Result<bool> LinkedPeople::isPerson(const RecordKey& record)
{
    LAPWING_ASSIGN(const auto form, m_core.registers.display(record));
    return form && form->type() == schema::person::type.number;
}

Result<bool> LinkedPeople::areThere(const SameWord& word)
{
    LAPWING_ASSIGN(const bool one, isPerson(word.one));
    LAPWING_ASSIGN(const bool other, isPerson(word.other));
    return one && other;
}

Result<bool> LinkedPeople::mayBeSaid(const SameWord& word, const KnownActor& author)
{
    // A former self of this hub said it, as a coordinator asked.
    if (author.certificate.kind == ActorKind::Hub) return areThere(word);
    bool mayWrite = false;
    for (const auto& record : {word.one, word.other}) {
        LAPWING_ASSIGN(const auto bits, rightsIn(record.scope, author.staff));
        const access::Rights rights{bits};
        if (!rights.read()) return false;
        mayWrite = mayWrite || rights.write() || rights.decide();
        LAPWING_ASSIGN(const bool isThere, isPerson(record));
        if (!isThere) return false;
    }
    return mayWrite;
}

Result<bool> LinkedPeople::mayTakeBack(const SameWord& word, const KnownActor& author)
{
    LAPWING_ASSIGN(const auto rows, store::SameWords(m_core.db).of(word.one));
    const auto isTaken = [&](const auto& row) { return row.word.id == word.back; };
    const auto at = std::ranges::find_if(rows, isTaken);
    if (at == rows.end() || at->word.answer == Answer::Withdrawn || at->word.one != word.one ||
        at->word.other != word.other)
        return false;
    LAPWING_ASSIGN(const auto by, m_core.registry.actor(at->word.actor));
    if (by && by->staff == author.staff) return true;
    LAPWING_ASSIGN(const auto saidFor, m_core.registry.saidFor(word.back));
    if (saidFor == author.staff) return true;
    LAPWING_ASSIGN(const auto staff, m_core.registry.staff(author.staff));
    domain::Signer signer;
    for (const auto& record : {word.one, word.other}) {
        LAPWING_ASSIGN(const auto entry, m_core.registry.caseById(record.scope.caseId()));
        if (!staff || !entry) continue;
        const auto roles = staff->roles.on(entry->panel);
        signer.roles.insert(signer.roles.end(), roles.begin(), roles.end());
    }
    return domain::isCoordinator(signer);
}

Result<std::optional<State>> LinkedPeople::take(const SameWord& word)
{
    LAPWING_ASSIGN(const auto author, m_core.registry.actor(word.actor));
    if (!author) return std::optional<State>{};
    if (!verify(word, author->certificate.key))
        return fail(ErrorCode::Malformed, {}, "a word on two people that its author did not sign");
    LAPWING_ASSIGN(bool may, mayBeSaid(word, *author));
    const bool isHubs = author->certificate.kind == ActorKind::Hub;
    if (may && word.answer == Answer::Withdrawn && !isHubs) {
        LAPWING_ASSIGN(may, mayTakeBack(word, *author));
    }
    const auto state = may ? State::Taken : State::Kept;
    LAPWING_ASSIGN(const bool isNew, store::SameWords(m_core.db).put(word, state));
    if (isNew) {
        ++m_core.elsewhereMoved;
        m_core.idle.clear(); // who holds both is told of it in their next round
    }
    return std::optional(state);
}

Result<std::vector<store::SameWords::Row>> LinkedPeople::owedTo(const Device& device,
                                                                const std::set<SameWordId>& brought)
{
    LAPWING_ASSIGN(auto rows, store::SameWords(m_core.db).all());
    std::vector<store::SameWords::Row> owed;
    if (device.stopped) return owed;
    for (auto& row : rows) {
        LAPWING_ASSIGN(const auto one, rightsIn(row.word.one.scope, device.staff));
        LAPWING_ASSIGN(const auto other, rightsIn(row.word.other.scope, device.staff));
        if (one == 0 || other == 0) continue;
        LAPWING_ASSIGN(const auto author, m_core.registry.actor(row.word.actor));
        const bool isOwn = author && author->staff == device.staff;
        if (row.state == State::Taken || isOwn || brought.contains(row.word.id))
            owed.push_back(std::move(row));
    }
    return owed;
}

} // namespace lapwing::hub
