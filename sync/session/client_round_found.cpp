// What a tablet holds, and its office does not know since it was put back from a backup: it is
// kept, and offered whole under the signatures that the office once gave for it.
#include "sync/session/client_round_taking.h"

#include "shared/crypto/hash.h"
#include "shared/wire/found_messages.h"
#include "sync/log/offer.h"
#include "sync/session/chain_runs.h"

#include <algorithm>

namespace lapwing {

namespace {
constexpr std::size_t kOfferBytes = 1u << 20; ///< of all offers in one request, about
using wire::FoundOutcome;
} // namespace

struct ClientRound::Unknown {
    store::Strand strand;
    wire::FoundMark mark;
    std::optional<store::Vouched::Offered> offered; ///< under this mark
    [[nodiscard]] bool isDue() const
    {
        return !offered || offered->outcome == FoundOutcome::Send ||
               offered->outcome == FoundOutcome::NoRoom;
    }
};

/// The hub is of another epoch than the grant we hold. What that one names, and this hub may not
/// know, is shown with it until it is known again.
Result<void> ClientRound::keepFormer(const std::vector<store::Strand>& strands)
{
    const auto named = [&](const store::Strand& strand) {
        return m_grant->rightsOn(strand.id) > 0;
    };
    if (std::ranges::none_of(strands, named)) return {};
    return m_replica.vouched().keepGrant(m_grant->hubEpoch, encode(*m_grant));
}

Result<std::vector<ClientRound::Unknown>> ClientRound::unknownStrands()
{
    std::vector<Unknown> unknown;
    if (!m_caughtUp || m_report.stopped || !m_grant) return unknown;
    LAPWING_ASSIGN(const bool any, m_replica.vouched().hasGrants());
    if (!any) return unknown;
    LAPWING_ASSIGN(const auto strands, m_replica.strands().strands());
    for (const auto& strand : strands) {
        if (strand.rights == 0 || strand.handle != 0) continue;
        wire::Writer held;
        held.u64(m_grant->hubEpoch);
        held.id(strand.id);
        held.id(strand.vector);
        const auto mark = crypto::hash16("lapwing.found.1", held.view());
        Unknown one{strand, wire::FoundMark::from(mark.view()), {}};
        LAPWING_ASSIGN(one.offered, m_replica.vouched().offered(strand.id));
        if (one.offered && one.offered->mark != one.mark) one.offered.reset();
        unknown.push_back(std::move(one));
    }
    return unknown;
}

Result<bool> ClientRound::isOfferDue()
{
    if (!m_caughtUp) return false;
    LAPWING_ASSIGN(const auto unknown, unknownStrands());
    LAPWING_ASSIGN(const bool kept, m_replica.vouched().hasGrants());
    // The hub has told of all that an earlier one granted.
    if (unknown.empty() && kept && !m_report.stopped)
        LAPWING_TRY(m_replica.vouched().forgetGrants());
    return std::ranges::any_of(unknown, [&](const Unknown& one) {
        return one.isDue() && !m_offered.contains(one.strand.id);
    });
}

Result<void> ClientRound::putFound(wire::FrameWriter& out)
{
    LAPWING_ASSIGN(const auto unknown, unknownStrands());
    std::vector<wire::FoundStrand> told;
    for (const auto& one : unknown) {
        if (!one.isDue() || m_offered.contains(one.strand.id)) continue;
        if (out.size() > kOfferBytes || told.size() >= wire::kFoundStrandsMax) break;
        m_offered.insert(one.strand.id); // until the hub asks for more of it
        if (one.offered && one.offered->outcome == FoundOutcome::Send)
            LAPWING_TRY(putParts(out, one));
        else
            told.push_back({one.strand.id, one.mark});
    }
    if (told.empty()) return {};
    LAPWING_ASSIGN(const auto grants, m_replica.vouched().grants());
    for (const auto& grant : grants) out.put(wire::FrameType::FoundGrant, grant);
    out.put(wire::FrameType::FoundList, wire::encodeMessage(wire::FoundStrands{std::move(told)}));
    return {};
}

Result<void> ClientRound::putParts(wire::FrameWriter& out, const Unknown& one)
{
    LAPWING_ASSIGN(const auto snapshot, m_replica.vouched().snapshot(one.strand.id));
    if (!snapshot) return {}; // taken in by an older program, which did not keep it
    LAPWING_ASSIGN(const auto whole, offerOf(one.strand, *snapshot));
    const auto parts = (whole.size() + wire::kFoundPartBytes - 1) / wire::kFoundPartBytes;
    for (auto at = one.offered->next; at < parts && out.size() <= kOfferBytes; ++at) {
        const auto from = static_cast<std::size_t>(at) * wire::kFoundPartBytes;
        const auto size = std::min(wire::kFoundPartBytes, whole.size() - from);
        const auto bytes = ByteView(whole).subspan(from, size);
        wire::FoundPart part{one.strand.id, one.mark, {at}, {parts}, {}};
        part.bytes.bytes.assign(bytes.begin(), bytes.end());
        out.put(wire::FrameType::FoundContent, wire::encodeMessage(part));
    }
    return {};
}

/// The same bytes as long as nothing is written in the strand: certificates, what the hub signed
/// of it, and the runs that came after.
Result<Bytes> ClientRound::offerOf(const store::Strand& strand, ByteView snapshot)
{
    wire::FrameWriter out;
    LAPWING_ASSIGN(const auto chains, m_replica.log().chains(strand.ix));
    for (const auto& chain : chains) {
        LAPWING_ASSIGN(const auto actor, m_replica.vouched().certificate(chain.actor.view()));
        if (!actor) continue; // our own, which the hub has
        LAPWING_ASSIGN(const auto decoded, decodeActorCertificate(*actor));
        LAPWING_ASSIGN(const auto device, m_replica.vouched().certificate(decoded.device.view()));
        if (!device) continue;
        out.bundle(wire::FrameType::CertificateFrame,
                   wire::encodeMessage(wire::CertificateMessage{2, {*device}}));
        out.bundle(wire::FrameType::CertificateFrame,
                   wire::encodeMessage(wire::CertificateMessage{3, {*actor}}));
    }
    auto whole = out.take();
    append(whole, snapshot);
    LAPWING_ASSIGN(const auto vouched, decodeOffer(snapshot));
    LAPWING_ASSIGN(const auto body, believedBody(vouched, m_hubKey));
    wire::FrameWriter runs;
    for (const auto& chain : chains) {
        const auto told = std::ranges::find(body.chains, chain.actor, &SnapshotBody::Chain::actor);
        const auto from = told == body.chains.end() ? 1 : told->ctr + 1;
        LAPWING_TRY(putSince(runs, strand, chain.actor, from));
    }
    append(whole, runs.take());
    return whole;
}

Result<void> ClientRound::putSince(wire::FrameWriter& out, const store::Strand& strand,
                                   const ActorId& actor, std::uint64_t from)
{
    LAPWING_ASSIGN(const auto held, wholeFrom(m_replica.log(), strand, actor, from));
    for (std::size_t start = 0; start < held.size();) {
        const auto end = runEnd(held, start, false);
        if (end == start) return {};
        out.bundle(wire::FrameType::Run, runOf(strand, held, start, end, false));
        start = end;
    }
    return {};
}

Result<void> ClientRound::takeFoundWords(ByteView payload)
{
    LAPWING_ASSIGN(const auto told, wire::decodeMessage<wire::FoundWords>(payload));
    for (const auto& word : told.items) {
        const bool known = word.outcome <= static_cast<std::uint8_t>(FoundOutcome::NoRoom);
        LAPWING_ASSIGN(const auto strand, m_replica.strands().findStrand(word.strand));
        if (!known || !strand || strand->handle != 0) continue;
        LAPWING_ASSIGN(const auto before, m_replica.vouched().offered(word.strand));
        const store::Vouched::Offered now{word.mark, static_cast<FoundOutcome>(word.outcome),
                                          word.next.value};
        const bool same = before && before->mark == now.mark && before->outcome == now.outcome;
        const bool moves = now.outcome == FoundOutcome::Send && (!same || now.next > before->next);
        if (moves) m_offered.erase(word.strand);
        LAPWING_TRY(m_replica.vouched().setOffered(word.strand, now));
    }
    return {};
}

} // namespace lapwing
