// What was said of people of two cases, on its way to the hub and back; and whom the office says
// somebody else has.
#include "sync/session/client_round_taking.h"

#include "shared/schema/person_fields.h"
#include "sync/store/elsewhere.h"
#include "sync/store/same_words.h"

#include <algorithm>

namespace lapwing {

namespace {
constexpr std::size_t kWordsPerRequest = 200;
using State = store::SameWords::State;

bool holds(const std::vector<store::Strand>& strands, const Scope& scope)
{
    return std::ranges::any_of(strands, [&](const store::Strand& strand) {
        return strand.rights > 0 && strand.caseId == scope.caseId();
    });
}

/// A hub that was put back does not know the case: the word waits until it does.
bool isUnheard(const std::vector<store::Strand>& strands, const Scope& scope)
{
    return std::ranges::any_of(strands, [&](const store::Strand& strand) {
        return strand.rights > 0 && strand.handle == 0 && strand.caseId == scope.caseId();
    });
}
} // namespace

Result<void> ClientRound::putSameWords(wire::FrameWriter& out)
{
    LAPWING_ASSIGN(const auto unsent, store::SameWords(m_replica.database()).unsent());
    LAPWING_ASSIGN(const auto strands, m_replica.strands().strands());
    std::size_t count = 0;
    for (const auto& word : unsent) {
        if (isUnheard(strands, word.one.scope) || isUnheard(strands, word.other.scope)) continue;
        if (++count > kWordsPerRequest) break;
        const wire::SameWordMessage message{0, {encode(word)}};
        out.put(wire::FrameType::SameWord, wire::encodeMessage(message));
    }
    return {};
}

Result<void> ClientRound::takeSameWord(ByteView payload)
{
    LAPWING_ASSIGN(const auto message, wire::decodeMessage<wire::SameWordMessage>(payload));
    LAPWING_ASSIGN(const auto word, decodeSameWord(message.word.bytes));
    if (message.state != static_cast<std::uint8_t>(State::Taken) &&
        message.state != static_cast<std::uint8_t>(State::Kept))
        return fail(ErrorCode::Malformed, {}, "a word on two people in no state");
    LAPWING_ASSIGN(const auto author, m_replica.state().actor(word.actor));
    if (!author || !verify(word, author->key)) return notSigned("a word on two people");
    LAPWING_ASSIGN(const auto strands, m_replica.strands().strands());
    if (!holds(strands, word.one.scope) || !holds(strands, word.other.scope)) return {};
    LAPWING_TRY(
        store::SameWords(m_replica.database()).put(word, static_cast<State>(message.state)));
    return {};
}

/// Only while the part of the case is here that tells who its people are.
Result<void> ClientRound::takeElsewhere(ByteView payload)
{
    LAPWING_ASSIGN(const auto told, wire::decodeMessage<wire::ElsewhereMessage>(payload));
    std::vector<RecordId> people;
    for (const auto& entry : told.people.items) {
        if (entry.has > 1) return fail(ErrorCode::Malformed, {}, "neither had nor not had");
        if (entry.has == 1) people.push_back(entry.person);
    }
    LAPWING_ASSIGN(const auto strands, m_replica.strands().strands());
    const bool isHere = std::ranges::any_of(strands, [&](const store::Strand& strand) {
        return strand.rights > 0 && strand.caseId == told.caseId &&
               strand.compartment == schema::person::type.home;
    });
    if (!isHere || told.caseId.isZero()) return {};
    return store::Elsewhere(m_replica.database()).setCase(Scope::ofCase(told.caseId), people);
}

Result<void> ClientRound::heedEpoch(std::uint64_t told)
{
    LAPWING_ASSIGN(const auto before, m_replica.state().hubEpoch());
    if (before == told) return {};
    LAPWING_TRY(m_replica.state().setHubEpoch(told));
    if (before == 0) return {};
    return store::SameWords(m_replica.database()).tellAgain();
}

} // namespace lapwing
