#include "sync/session/receive.h"

#include "sync/store/engine.h"

#include <algorithm>

namespace lapwing {

namespace {
/// What a run may go on from: the chain first, then what is kept of another history of it.
Result<std::vector<Hash>> hashesBefore(store::ChangeLog& log, const store::Strand& strand,
                                       const store::Chain& chain, std::uint64_t first,
                                       std::span<const Hash> others)
{
    if (first == 1) return std::vector{chainStart(strand.id, chain.actor)};
    std::vector<Hash> hashes;
    if (first <= chain.heldCtr + 1) {
        LAPWING_ASSIGN(const auto known, log.hashAt(strand.ix, chain, first - 1));
        if (known) hashes.push_back(*known);
    }
    hashes.insert(hashes.end(), others.begin(), others.end());
    return hashes;
}

/// Whether a change of the run stands where the chain has another one.
Result<bool> isFork(store::ChangeLog& log, const store::Strand& strand, const store::Chain& chain,
                    const std::vector<Change>& changes)
{
    const auto first = changes.front().ctr;
    if (first > chain.heldCtr)
        return first > chain.heldCtr + 1 || changes.front().previous != chain.heldHead;
    // Where the last one that both have is the same, so is all before it.
    const auto last = std::min(changes.back().ctr, chain.heldCtr);
    LAPWING_ASSIGN(const auto known, log.hashAt(strand.ix, chain, last));
    return known && *known != changes[last - first].hash;
}
} // namespace

Result<ArrivedRun> receiveRun(store::ChangeLog& log, const store::Strand& strand, const RawRun& raw,
                              const ActorId& author, const crypto::PublicKey& key,
                              std::span<const Hash> others)
{
    ArrivedRun arrived;
    LAPWING_ASSIGN(arrived.chain, log.chainOf(strand, author));
    arrived.last = raw.firstCtr + raw.forms.size() - 1;
    LAPWING_ASSIGN(const auto before,
                   hashesBefore(log, strand, arrived.chain, raw.firstCtr, others));
    arrived.standing = before.empty() ? Standing::Gap : Standing::Unproven;
    for (const auto& hash : before) {
        auto run = VerifiedRun::open(raw, strand.id, author, hash, key);
        if (!run.ok()) {
            if (!arrived.error) arrived.error = run.error();
            continue;
        }
        arrived.run = std::move(*run);
        LAPWING_ASSIGN(const bool fork, isFork(log, strand, arrived.chain, arrived.run->changes()));
        const bool held = arrived.last <= arrived.chain.heldCtr;
        arrived.standing = fork ? Standing::Fork : held ? Standing::Held : Standing::Fresh;
        break;
    }
    return arrived;
}

bool isHonest(const Change& change, const store::Strand& strand)
{
    return change.encoding != ChangeEncoding::Stub && !change.envelope.hubOps &&
           std::ranges::none_of(change.envelope.ops, [](const Op& op) { return isHubs(op); }) &&
           store::staysInside(change, strand.compartment);
}

bool speaksForOthers(const Change& change)
{
    return std::ranges::any_of(change.payloads, [](ByteView payload) {
        const auto read = decodePayload(payload);
        const auto value = read.ok() ? decodeValue(read->value) : Result<Value>(read.error());
        return value.ok() && value->kind == ValueKind::Late;
    });
}

} // namespace lapwing
