#include "server-stub/service/quarantine_decision.h"

#include "server-stub/service/administration.h"
#include "server-stub/service/change_law.h"
#include "server-stub/service/late_words.h"
#include "server-stub/service/other_history.h"
#include "server-stub/service/quarantine.h"
#include "server-stub/service/quarantine_words.h"
#include "shared/access/rights.h"
#include "sync/log/redaction.h"
#include "sync/session/receive.h"

#include <algorithm>

namespace lapwing::hub {

namespace {
Head8 nameOf(const Hash& hash) { return Head8::from(hash.view().first(Head8::kSize)); }

Error refused(std::string why)
{
    return fail(ErrorCode::Rejected, std::move(why) + " Nothing was changed.");
}

/// Who decides answers for this part of cases, and is somebody else than who wrote it.
Result<void> mayDecide(HubCore& core, const KeptChange& kept, const PersonId& by)
{
    LAPWING_ASSIGN(const auto staff, staffWith(core, by));
    const auto& strand = kept.strand;
    const auto roles = staff.roles.on(strand.panel);
    const auto rights = strand.caseId.isZero()
                            ? access::standingRights(roles, strand.panel)
                            : access::strandRights(roles, strand.compartment, strand.panel);
    if (!rights.read() || !rights.decide())
        return refused(staff.name + " does not decide in this part of a case: " +
                       access::namedAs(staff.roles) + ". Name somebody who does.");
    LAPWING_ASSIGN(const auto author, core.registry.actor(kept.stored.actor));
    if (author && author->staff == by)
        return refused("Nobody decides about what they wrote. Name somebody else.");
    return {};
}

Result<void> canFollow(const KeptChange& kept, Verdict verdict)
{
    if (mayFollow(kept.stored.state, verdict)) return {};
    const bool stands = kept.stored.state == Verdict::Accepted;
    return fail(ErrorCode::Conflict, stands ? "This change was adopted already. It stands, and "
                                              "those who may write there can write over it."
                                            : "This change was rejected already. Nothing was "
                                              "changed. It can still be adopted.");
}

Error explained(const Error& error)
{
    if (error.code == ErrorCode::TooLarge)
        return refused("The record, or this part of the case, has no room for it.");
    if (error.code == ErrorCode::Corrupt)
        return refused("It rests on something that the office has otherwise, so nobody can "
                       "tell what it replaces. Enter it again, naming its author.");
    if (error.code == ErrorCode::NotFound || error.code == ErrorCode::Rejected)
        return refused("It is not whole, or not of the form that a tablet writes.");
    return error;
}

Result<void> adopt(HubCore& core, const store::Strand& strand, const SeenDot& dot)
{
    const auto adopted = core.engine.adopt(strand.ix, dot);
    if (!adopted.ok()) return adopted.error();
    LAPWING_ASSIGN(const auto now, core.strands.strand(strand.ix));
    return core.registry.noteAdoption(strand.ix, now.sseq);
}

/// What only a newer program reads can be judged by nobody here, and a forgery is nobody's word.
Result<void> canBeAdopted(const Change& change)
{
    if (speaksForOthers(change)) return refused("It says something in another person's name.");
    const bool newer =
        std::ranges::any_of(change.envelope.ops, [](const Op& op) { return isOfNewerKind(op); });
    if (!newer) return {};
    return refused("It holds something that this version of the hub does not know. Update the hub "
                   "first.");
}

/// What was put aside when it came, whatever became of it since.
Result<bool> wasKept(HubCore& core, const store::StrandChange& held)
{
    if (isAdverse(held.change.state)) return true;
    LAPWING_ASSIGN(const auto reason,
                   reasonOf(core, held.strand, {held.change.actor, held.change.ctr}));
    return reason.has_value();
}
} // namespace

store::Write verdictWrite(const store::Strand& strand, const PersonVerdict& told)
{
    return hubWrite(strand, OpKind::Verdict, encodePersonVerdict(told));
}

Result<KeptChange> keptWith(HubCore& core, const Head8& change)
{
    LAPWING_ASSIGN(auto held, core.log.named(change));
    for (auto& one : held) {
        LAPWING_ASSIGN(const bool kept, wasKept(core, one));
        if (!kept) continue;
        LAPWING_ASSIGN(auto strand, core.strands.strand(one.strand));
        return KeptChange{std::move(strand), std::move(one.change)};
    }
    LAPWING_ASSIGN(const auto apart, others(core));
    const auto at = std::ranges::find_if(
        apart, [&](const auto& other) { return nameOf(other.second.hash) == change; });
    if (at == apart.end())
        return fail(ErrorCode::NotFound, "No change of that name was kept. Nothing was changed. "
                                         "`quarantine list` has the names.");
    LAPWING_ASSIGN(auto strand, core.strands.strand(at->first));
    return KeptChange{std::move(strand), at->second};
}

Result<void> decide(HubCore& core, const KeptDecision& decision)
{
    LAPWING_ASSIGN(const auto kept, keptWith(core, decision.change));
    if (decision.why.find_first_not_of(" \t\r\n") == std::string::npos)
        return refused("Say why: its author and the people of the case are told.");
    if (decision.why.size() > kWhyBytesMax) return refused("The reason is too long.");
    LAPWING_TRY(mayDecide(core, kept, decision.by));
    LAPWING_TRY(canFollow(kept, decision.verdict));
    if (kept.stored.sseq == 0)
        return refused("The office has other work of its author in this place, so it can be "
                       "neither adopted nor rejected. Enter it again, naming its author.");
    const SeenDot dot{kept.stored.actor, kept.stored.ctr};
    const bool adopts = decision.verdict == Verdict::Accepted;
    LAPWING_ASSIGN(const auto change,
                   openChange(kept.strand.id, dot.actor, dot.ctr, Hash{}, kept.stored.encoded));
    if (adopts) LAPWING_TRY(canBeAdopted(change));
    LAPWING_ASSIGN(auto writes, unsaid(core, kept.strand, change, decision.verdict, decision.why));
    writes.push_back(verdictWrite(
        kept.strand, {dot, decision.change, decision.verdict, decision.by, decision.why}));
    LAPWING_TRY(core.write(kept.strand.ix, writes));
    if (!adopts) return {};
    const auto done = adopt(core, kept.strand, dot);
    return done.ok() ? done : Result<void>(explained(done.error()));
}

namespace {
/// What came without the content that a former self of this hub took out was put aside, as nobody
/// here knew on whose word: it stands as it stood then.
Result<bool> heedRedacted(HubCore& core, const store::Strand& strand, const Redaction& told)
{
    const auto& dot = told.change;
    if (told.stood != Verdict::Accepted) return false;
    LAPWING_ASSIGN(const auto held, core.log.ofChain(strand.ix, dot.actor, dot.ctr, dot.ctr));
    if (held.empty() || nameOf(held.front().hash) != told.head ||
        held.front().state != Verdict::Quarantined)
        return false;
    LAPWING_ASSIGN(const auto reason, reasonOf(core, strand.ix, dot));
    if (reason != kTakenOutWords) return false;
    const auto done = adopt(core, strand, dot);
    if (done.ok()) return true;
    const bool waits =
        done.error().code == ErrorCode::TooLarge || done.error().code == ErrorCode::Corrupt;
    return waits ? Result<bool>(false) : done.error();
}
} // namespace

Result<bool> heedVerdicts(HubCore& core, const store::Strand& strand, const VerifiedRun& run)
{
    bool any = false;
    for (const auto& change : run.changes())
        for (const auto& told : redactionsIn(change)) {
            LAPWING_ASSIGN(const bool stands, heedRedacted(core, strand, told));
            any = any || stands;
        }
    for (const auto& change : run.changes())
        for (const auto& told : verdictsIn(change)) {
            const auto& dot = told.change;
            LAPWING_ASSIGN(const auto held,
                           core.log.ofChain(strand.ix, dot.actor, dot.ctr, dot.ctr));
            const bool follows = !held.empty() && nameOf(held.front().hash) == told.head &&
                                 told.verdict == Verdict::Accepted &&
                                 mayFollow(held.front().state, told.verdict);
            if (!follows) continue;
            const auto done = adopt(core, strand, dot);
            any = any || done.ok();
            // It waits as before: the office decides again.
            if (!done.ok() && done.error().code != ErrorCode::TooLarge &&
                done.error().code != ErrorCode::Corrupt)
                return done.error();
        }
    return any;
}

} // namespace lapwing::hub
