#include "shared/domain/may_write.h"

#include "shared/base/mutant.h"
#include "shared/domain/action.h"
#include "shared/domain/after.h"
#include "shared/domain/colour.h"
#include "shared/domain/panel_roles.h"
#include "shared/domain/said_of_people.h"
#include "shared/domain/visit.h"
#include "shared/schema/marker_fields.h"
#include "shared/schema/statement_fields.h"
#include "shared/schema/visit_fields.h"
#include "shared/schema/visit_officer_fields.h"

namespace lapwing::domain {

namespace {
namespace attestation = schema::attestation;
namespace officer = schema::visit_officer;
namespace statement = schema::statement;
using attestation::Meaning;
using Answer = std::optional<Objection>;

/// A statement or an attestation is whole when it is made, and nobody touches it after.
Answer objectionToTouch(const Asked& asked, const Around& before)
{
    if (!asked.type || !isOwnWords(*asked.type)) return std::nullopt;
    const bool isNew = asked.creates && !before.record(asked.record);
    return isNew || mutant("words-rewritten") ? Answer{} : Objection::NotTheirOwn;
}

Answer objectionToStatement(const Facts& made, const Signer& author, const Around& after)
{
    const auto about = ownWord(made, statement::about);
    if (!about || made[statement::text].empty()) return Objection::NotYet;
    const auto of = visitAround(after, *about);
    const bool isView = made[statement::kind].is(statement::Kind::View);
    if (of && !isView && !isOn(*of, author.person)) return Objection::NotOnTheVisit;
    return std::nullopt;
}

/// A marker is read for a visit by somebody who is on it.
Answer objectionToRead(const Attested& one, const Signer& author, const Around& after)
{
    const auto marker = after.record(one.about);
    if (!marker || !marker->isOf(schema::marker::type)) return std::nullopt;
    if (marker->isGone()) return Objection::NotYet;
    const auto of = one.within ? visitAround(after, *one.within) : std::nullopt;
    if (!of) return Objection::NotYet;
    return isOn(*of, author.person) ? Answer{} : Objection::NotOnTheVisit;
}

/// Only one's own is withdrawn.
Answer objectionToWithdraw(const Attested& one, const Signer& author, const Around& after)
{
    const auto given = after.record(one.about);
    if (!given || !given->isOf(attestation::type)) return Objection::NotYet;
    return given->isMadeBy(author.person) ? Answer{} : Objection::NotTheirOwn;
}

/// Approving or countersigning anything but a visit as a whole is for a second pair of eyes: not
/// for who made it, and of what was said about a visit, not for who went.
Answer objectionToConfirm(const Attested& one, const Signer& author, const Around& after)
{
    if (!isSupervisor(author)) return Objection::NotASupervisor;
    if (mutant("own-work-confirmed")) return std::nullopt;
    const auto of = after.record(one.about);
    if (!of || of->isGone()) return Objection::NotYet;
    if (std::ranges::count(of->makers(), author.person) > 0) return Objection::TheirOwn;
    if (!of->isOf(statement::type)) return std::nullopt;
    for (const auto& about : (*of)[statement::about].each())
        if (const auto visit = visitAround(after, about.value);
            visit && mayBeOn(*visit, author.person))
            return Objection::OnTheVisit;
    return std::nullopt;
}

Answer objectionToAttestation(const Facts& made, const Signer& author, const Around& after)
{
    const auto one = attestedIn(made);
    if (!one) return Objection::NotYet;
    if (one->meaning == Meaning::Read) return objectionToRead(*one, author, after);
    if (one->meaning == Meaning::Withdrawn) return objectionToWithdraw(*one, author, after);
    if (const auto of = visitAround(after, one->about))
        return objectionToAttest(*of, one->meaning, author);
    const bool needsSupervisor =
        one->meaning == Meaning::Approved || one->meaning == Meaning::Countersigned;
    return needsSupervisor ? objectionToConfirm(*one, author, after) : Answer{};
}

/// Which person goes on which visit is written once: somebody else is another record.
Answer objectionToOfficer(const Asked& asked, const Around& before)
{
    const bool names = asked.writes(officer::visit) || asked.writes(officer::staff);
    if (!names || mutant("officer-renamed")) return std::nullopt;
    return before.record(asked.record) ? Objection::WrittenOnce : Answer{};
}

/// Setting off or arriving: each officer reads the warnings themself, whoever was there first.
Answer objectionToStart(const Asked& asked, const Signer& author, const Around& before,
                        const Around& after)
{
    if (!asked.writes(schema::visit::state) || mutant("starts-unasked")) return std::nullopt;
    const auto word = schema::contentOf<schema::visit::State>(asked.value);
    const bool starts =
        word == schema::visit::State::EnRoute || word == schema::visit::State::OnScene;
    if (!starts) return std::nullopt;
    const auto was = before.record(asked.record);
    const auto isSaid = [&](const auto& said) { return said.value == *word; };
    if (was && std::ranges::any_of((*was)[schema::visit::state].each(), isSaid))
        return std::nullopt; // no start, but a choice between what was said
    auto of = visitAround(after, asked.record);
    if (!of) return Objection::NotYet;
    if (was)
        of->visit.replace(schema::visit::state.wire(), *was);
    else
        of->visit.drop(schema::visit::state.wire());
    switch (startBlock(*of, author.person)) {
    case StartBlock::None:
        return std::nullopt;
    case StartBlock::Over:
        return Objection::Over;
    case StartBlock::NotOnIt:
        return Objection::NotOnTheVisit;
    case StartBlock::NotApproved:
    case StartBlock::AlertsUnread:
        break;
    }
    return Objection::NotYet;
}

/// Once for all that a change writes of it.
Answer objectionToCase(const Asked& asked, std::span<const Asked> change, const Signer& author,
                       const Around& before, const Around& after)
{
    if (!isAboutColour(asked)) return std::nullopt;
    const auto now = after.record(asked.record);
    if (!now) return Objection::NotYet;
    const bool saysWhy = std::ranges::any_of(change, [&](const Asked& op) {
        return op.record == asked.record && op.writes(schema::casefile::colourReason) &&
               op.value.kind == ValueKind::Text && !op.value.asText().empty();
    });
    return objectionToColour(before.record(asked.record), *now, saysWhy, author);
}

Answer objectionToProgress(const Asked& asked, const Signer& author, const Around& before)
{
    if (asked.creates || !asked.field || !isProgress(*asked.field)) return std::nullopt;
    const auto action = before.record(asked.record);
    return !action || mayReport(*action, author) ? Answer{} : Objection::NotTheOwner;
}

/// Of one op, as soon as the types that have laws of their own are told apart.
Answer objectionToOne(const Asked& asked, std::span<const Asked> change, const Signer& author,
                      const Around& before, const Around& after)
{
    if (const auto answer = objectionToTouch(asked, before)) return answer;
    if (!asked.type) return std::nullopt;
    const auto number = asked.type->number;
    if (number == officer::type.number) return objectionToOfficer(asked, before);
    if (number == schema::visit::type.number) return objectionToStart(asked, author, before, after);
    if (number == schema::casefile::type.number)
        return objectionToCase(asked, change, author, before, after);
    if (number == schema::action::type.number) return objectionToProgress(asked, author, before);
    // The rest is asked once of a whole record that is being made.
    if (asked.field || !asked.creates) return std::nullopt;
    const auto made = after.record(asked.record);
    if (!made) return Objection::NotYet;
    if (number == statement::type.number) return objectionToStatement(*made, author, after);
    if (number == attestation::type.number) return objectionToAttestation(*made, author, after);
    if (number == schema::same_person::type.number) return objectionToSaid(*made, author, after);
    return std::nullopt;
}
} // namespace

bool isOwnWords(const schema::RecordType& type)
{
    return type.number == statement::type.number || type.number == attestation::type.number ||
           type.number == schema::same_person::type.number;
}

std::optional<Objection> objectionTo(std::span<const Asked> change, const Signer& author,
                                     const Around& around)
{
    const After after(around, change, author.person);
    for (const auto& asked : change)
        if (const auto objection = objectionToOne(asked, change, author, around, after))
            return objection;
    return std::nullopt;
}

} // namespace lapwing::domain
