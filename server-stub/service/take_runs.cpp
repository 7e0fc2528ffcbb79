// What becomes of the runs that a device pushes, or that cargo brings.
#include "server-stub/service/administration.h"
#include "server-stub/service/erase.h"
#include "server-stub/service/exclusion.h"
#include "server-stub/service/late_words.h"
#include "server-stub/service/other_history.h"
#include "server-stub/service/quarantine.h"
#include "server-stub/service/quarantine_decision.h"
#include "server-stub/service/quarantine_words.h"
#include "server-stub/service/redact.h"
#include "server-stub/service/round_session.h"

#include "shared/access/rights.h"
#include "shared/base/mutant.h"
#include "shared/crypto/hash.h"
#include "sync/session/receive.h"

#include <algorithm>

namespace lapwing::hub {

namespace {
constexpr std::size_t kChangesInMax = 8192;
/// Each leaves a trace in every snapshot of its strand for good; honest work never comes near.
constexpr std::uint64_t kKeptInStrandMax = 65'536;
static_assert(kKeptInStrandMax + kRunChangesMax <= kSnapshotStubsMax);

/// Whether one more run of this author may be put aside, or begin their chain.
Result<bool> hasRoomAside(HubCore& core, const store::Strand& strand, const store::Chain& chain)
{
    if (chain.heldCtr == 0) {
        LAPWING_ASSIGN(const auto chains, core.log.chains(strand.ix));
        if (chains.size() >= kSnapshotChainsMax) return false;
    }
    LAPWING_ASSIGN(const auto kept, core.log.adverseCount(strand.ix, chain.no));
    return kept.ofChain < kKeptOfAuthorMax && kept.ofStrand < kKeptInStrandMax;
}
} // namespace

Result<void> HubRound::takeRun(Session& s, ByteView payload)
{
    LAPWING_ASSIGN(const auto raw, decodeRun(payload));
    if (raw.strandHandle != 0) return fail(ErrorCode::Malformed, {}, "a pushed run by handle");
    // The same again is answered once, and what is over the limit another time.
    s.changesIn += raw.forms.size();
    const auto name = crypto::hash16("lapwing.runs.in", payload);
    if (s.changesIn > kChangesInMax || !s.runsIn.insert(name).second) return {};
    LAPWING_ASSIGN(const auto author, raw.ownActor ? m_core.registry.vaultActorOf(s.device.id)
                                                   : m_core.registry.actor(raw.actor));
    LAPWING_ASSIGN(const auto strand, m_core.strands.findStrand(raw.strand));
    // An unknown strand or author is left undecided: the device keeps the work and says so.
    if (!author || !strand) return {};
    LAPWING_ASSIGN(const bool known, isKnown(*author));
    if (!known) return {};
    // What it says of a strand that it once gave back comes from an older copy of its vault.
    LAPWING_TRY(m_core.registry.repeatRetraction(s.device.id, strand->id));
    const auto actor = author->certificate.actor();
    LAPWING_ASSIGN(const auto others, othersAt(m_core, strand->ix, {actor, raw.firstCtr - 1}));
    LAPWING_ASSIGN(const auto arrived,
                   receiveRun(m_core.log, *strand, raw, actor, author->certificate.key, others));
    switch (arrived.standing) {
    case Standing::Gap:
        return askFrom(s, *strand, arrived.chain);
    case Standing::Unproven:
        return passOver(s, *author, raw.firstCtr);
    case Standing::Fork:
        return takeOther(s, *strand, *author, *arrived.run);
    case Standing::Held:
        return answerVerdicts(s, *strand, actor, raw.firstCtr, arrived.last);
    case Standing::Fresh:
        break;
    }
    return takeFresh(s, *strand, *author, *arrived.run);
}

Result<void> HubRound::askFrom(Session& s, const store::Strand& strand, const store::Chain& chain)
{
    const wire::NeedMessage need{strand.id, chain.actor, {chain.heldCtr + 1}};
    s.out.put(wire::FrameType::Need, wire::encodeMessage(need));
    return {};
}

/// What verifies against nothing known: nobody signed it, or it goes on from a history that this
/// hub lacks. It proves nothing about its author's vault. Where it can only be the first, the
/// request is bad; else its tablet keeps it.
Result<void> HubRound::passOver(const Session& s, const KnownActor& author, std::uint64_t first)
{
    // A hub that was never put back has all that a tablet's own next change goes on from.
    const bool knowsAll = m_core.keys.epoch == kFirstEpoch && !s.carried && !s.remint &&
                          author.certificate.device == s.device.id;
    if (first > 1 && !knowsAll) return {};
    return fail(ErrorCode::Malformed, {}, "a run that its author did not sign");
}

/// Another change at a place we know: the author's vault was put back from a copy. The first
/// history stands; this one is kept for a person, and its tablet is told.
Result<void> HubRound::takeOther(Session& s, const store::Strand& strand, const KnownActor& author,
                                 const VerifiedRun& run)
{
    const bool isOwn = author.certificate.device == s.device.id;
    s.remint = s.remint || isOwn;
    s.isProven = s.isProven || isOwn;
    LAPWING_ASSIGN(const bool kept, keepOther(m_core, strand, run));
    s.keptApart = s.keptApart || kept;
    return keepErased(m_core, strand);
}

Result<bool> HubRound::takeCarried(ByteView run)
{
    LAPWING_ASSIGN(const auto raw, decodeRun(run));
    if (raw.ownActor) return fail(ErrorCode::Malformed, {}, "a carried run without its author");
    LAPWING_ASSIGN(const auto author, m_core.registry.actor(raw.actor));
    if (!author) return false;
    LAPWING_ASSIGN(auto device, m_core.registry.device(author->certificate.device));
    if (!device) return false;
    return takeBrought(std::move(*device), run);
}

Result<bool> HubRound::takeOffered(ByteView run, const DeviceId& from)
{
    LAPWING_ASSIGN(auto device, m_core.registry.device(from));
    if (!device) return false;
    return takeBrought(std::move(*device), run);
}

Result<bool> HubRound::takeBrought(Device device, ByteView run)
{
    Session s;
    s.device = std::move(device);
    m_core.idle.erase(s.device.id);
    s.carried = true;
    LAPWING_ASSIGN(s.doubted, m_core.registry.isDoubted(s.device.id));
    LAPWING_TRY(takeRun(s, run));
    return !s.verdicts.empty() || s.keptApart;
}

Result<access::Rights> HubRound::rightsOf(const Session& s, const store::Strand& strand,
                                          const KnownActor& author)
{
    LAPWING_ASSIGN(const auto from, m_core.registry.device(author.certificate.device));
    if (!from || from->stopped || s.device.stopped || s.doubted) return access::Rights{};
    LAPWING_ASSIGN(const auto staff, m_core.registry.staff(author.staff));
    LAPWING_ASSIGN(const bool never, m_core.isExcluded(author.staff, strand.caseId));
    if (!staff || never) return access::Rights{};
    // What they were made a member for, as far as their roles allow it at the most today: what of
    // it is theirs is asked of each change.
    constexpr access::StrandFacts kAtMost{.created = true, .ownsAction = true, .listedSoon = true};
    const auto roles = staff->roles.on(strand.panel);
    const auto role = strand.caseId.isZero()
                          ? access::standingRights(roles, strand.panel)
                          : access::strandRights(roles, strand.compartment, strand.panel, kAtMost);
    LAPWING_ASSIGN(const auto member, m_core.registry.memberRights(strand.ix, author.staff));
    return access::Rights{static_cast<std::uint8_t>(member & role.bits)};
}

Result<std::vector<Judgement>> HubRound::judged(const Session& s, const store::Strand& strand,
                                                const KnownActor& author, const VerifiedRun& run)
{
    LAPWING_ASSIGN(const auto rights, rightsOf(s, strand, author));
    LAPWING_ASSIGN(const auto chain, m_core.log.chainOf(strand, author.certificate.actor()));
    LAPWING_ASSIGN(auto judge,
                   ChangeJudge::open(m_core, strand, author, rights, chain.heldCtr + 1));
    // Our own work of before, which a backup did not have, is as good as when we signed it.
    const bool ours =
        author.certificate.device == m_core.keys.device.device() && !mutant("hub-disowns-its-past");
    std::vector<Judgement> all;
    for (const auto& change : run.changes()) {
        const bool isOurs = ours && change.encoding == ChangeEncoding::Full;
        if (isOurs || change.ctr <= chain.heldCtr) { // of what is held the word is out
            all.push_back({Verdict::Accepted, {}});
            continue;
        }
        if (mutant("judge-asks-the-first-only") && !all.empty()) {
            all.push_back(all.front());
            continue;
        }
        LAPWING_ASSIGN(auto told, judge.judge(change));
        if (mutant("hub-trusts-clocks") && change.envelope.claimedMs > m_core.clock.wallMs())
            told.state = Verdict::Quarantined;
        all.push_back(told);
    }
    return all;
}

/// Into the case as it was judged; what cannot go there is put aside, and `words` say so.
Result<store::Applied> HubRound::applyJudged(const store::Strand& strand, const VerifiedRun& run,
                                             std::vector<Judgement>& words)
{
    LAPWING_ASSIGN(const auto chain, m_core.log.chainOf(strand, run.changes().front().actor));
    auto origin = store::Origin::Written;
    const auto applyWith = [&](std::string_view reason) -> Result<store::Applied> {
        for (auto& word : words)
            if (!reason.empty() && word.state == Verdict::Accepted)
                word = {Verdict::Quarantined, reason};
        std::vector<Verdict> states;
        for (const auto& one : words) states.push_back(one.state);
        const bool isTaken = std::ranges::count(states, Verdict::Accepted) == std::ssize(states);
        LAPWING_ASSIGN(const bool fits,
                       isTaken ? Result<bool>(true) : hasRoomAside(m_core, strand, chain));
        if (!fits) return fail(ErrorCode::TooLarge, {}, "more put aside than is kept");
        return m_core.engine.apply(strand.ix, run, std::move(states), origin);
    };
    auto applied = applyWith({});
    // No room for it in the case, or nothing to rest on: it is kept whole, for a person.
    if (!applied.ok() && applied.error().code == ErrorCode::TooLarge)
        applied = applyWith(kNoRoomWords);
    if (applied.ok() || applied.error().code == ErrorCode::TooLarge) return applied;
    LAPWING_ASSIGN(const bool isOnOthers, restsOnOthers(m_core, strand.ix, run));
    if (isOnOthers) origin = store::Origin::Apart;
    if (!isOnOthers && applied.error().code != ErrorCode::Corrupt) return applied;
    return applyWith(kOnOtherHistoryWords);
}

Result<void> HubRound::takeFresh(Session& s, const store::Strand& strand, const KnownActor& author,
                                 const VerifiedRun& run)
{
    const auto actor = author.certificate.actor();
    const auto first = run.changes().front().ctr;
    const auto last = run.changes().back().ctr;
    LAPWING_ASSIGN(auto words, judged(s, strand, author, run));
    if (mutant("hub-drops-acknowledged") && words.front().state == Verdict::Accepted) {
        s.verdicts.push_back(
            {strand.id, actor, {first}, {last}, static_cast<std::uint8_t>(Verdict::Accepted), 0});
        return {};
    }
    const auto applied = applyJudged(strand, run, words);
    // Nor among what is kept: its tablet keeps it, and says that it is not sent.
    if (!applied.ok() && applied.error().code == ErrorCode::TooLarge) return {};
    if (!applied.ok() && applied.error().code == ErrorCode::NotFound) {
        LAPWING_TRY(repeatOurWords(s, strand, author, run));
        LAPWING_ASSIGN(const auto chain, m_core.log.chainOf(strand, actor));
        return askFrom(s, strand, chain);
    }
    if (!applied.ok()) return applied.error();
    if (applied->fresh > 0) {
        for (std::size_t i = words.size() - applied->fresh; i < words.size(); ++i)
            if (words[i].state == Verdict::Quarantined)
                LAPWING_TRY(keepReason(m_core, strand.ix, {actor, first + i}, words[i].reason));
        auto known = author;
        known.received += applied->fresh;
        if (actor == author.certificate.actor() && author.certificate.device == s.device.id)
            s.received = known.received;
        LAPWING_TRY(m_core.registry.put(known));
        // fanOut writes the device's row: give it ours first, and read it back after.
        LAPWING_TRY(m_core.registry.put(s.device));
        bool isNews = false; // also to the one who brought it
        const bool isOurs = author.certificate.device == m_core.keys.device.device();
        if (isOurs) {
            LAPWING_ASSIGN(isNews, heedVerdicts(m_core, strand, run));
            LAPWING_TRY(heedRedactions(m_core, strand, run));
        }
        LAPWING_TRY(m_core.fanOut(strand, isNews ? nullptr : &s.device.id));
        for (std::size_t i = words.size() - applied->fresh; i < words.size(); ++i)
            if (words[i].state == Verdict::Quarantined)
                LAPWING_TRY(sayLate(m_core, strand, run.changes()[i]));
        if (isOurs) LAPWING_TRY(heedMembers(m_core, strand, run));
        for (const auto& change : run.changes())
            LAPWING_TRY(heedExclusions(m_core, strand, change.envelope.records));
        LAPWING_TRY(keepErased(m_core, strand));
        LAPWING_ASSIGN(auto device, m_core.registry.device(s.device.id));
        s.device = std::move(*device);
        if (words.back().state != Verdict::Accepted)
            LAPWING_TRY(repeatOurWords(s, strand, author, run));
    }
    return answerVerdicts(s, strand, actor, first, last);
}

/// What our former self took out is gone, whether or not the change that says so can be taken.
Result<void> HubRound::repeatOurWords(Session& s, const store::Strand& strand,
                                      const KnownActor& author, const VerifiedRun& run)
{
    const bool isOurs = author.certificate.device == m_core.keys.device.device();
    if (!isOurs || mutant("stuck-redaction-unheard")) return {};
    LAPWING_TRY(m_core.registry.put(s.device));
    LAPWING_TRY(repeatRedactions(m_core, strand, run));
    LAPWING_ASSIGN(auto device, m_core.registry.device(s.device.id));
    s.device = std::move(*device);
    return {};
}

Result<void> HubRound::answerVerdicts(Session& s, const store::Strand& strand, const ActorId& actor,
                                      std::uint64_t first, std::uint64_t last)
{
    LAPWING_ASSIGN(const auto held, m_core.log.ofChain(strand.ix, actor, first, last));
    for (const auto& change : held) {
        if (change.state == Verdict::Accepted) ++s.log.accepted;
        if (change.state == Verdict::Quarantined) ++s.log.quarantined;
        if (change.state == Verdict::Rejected) ++s.log.rejected;
        const auto verdict = static_cast<std::uint8_t>(change.state);
        auto& told = s.verdicts;
        const bool extends = !told.empty() && told.back().strand == strand.id &&
                             told.back().actor == actor && told.back().verdict == verdict &&
                             told.back().last.value + 1 == change.ctr;
        if (extends)
            told.back().last = {change.ctr};
        else
            told.push_back({strand.id, actor, {change.ctr}, {change.ctr}, verdict, 0});
    }
    return {};
}

} // namespace lapwing::hub
