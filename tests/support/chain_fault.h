#pragma once

#include "sync/log/change.h"
#include "sync/store/change_log.h"
#include "tests/support/must.h"

#include <functional>

namespace lapwing::test {

/// What is wrong with an author's chain as a store holds it, from its start or from where its
/// content is held; empty when it verifies. Of each change that holds some content `see` says what
/// is wrong with that. Without a key no signature is checked.
inline std::string
chainFault(store::ChangeLog& log, const store::Strand& strand, const ActorId& actor,
           const crypto::PublicKey* key,
           const std::function<std::string(const store::StoredChange&, const Change&)>& see = {})
{
    std::optional<Hash> before = chainStart(strand.id, actor);
    std::uint64_t next = 1;
    for (const auto& stored : must(log.ofChain(strand.ix, actor, 1))) {
        const bool follows = stored.ctr == next && before;
        next = stored.ctr + 1;
        const auto change =
            openChange(strand.id, actor, stored.ctr, follows ? *before : Hash{}, stored.encoded);
        if (!change.ok()) return "a change that does not open";
        if (change->encoding == ChangeEncoding::Stub) {
            before.reset(); // of a snapshot: it only holds the place
            continue;
        }
        if (follows && change->hash != stored.hash) return "a chain breaks";
        if (stored.signature && key &&
            !crypto::verify(*key, "lapwing.sig.1", stored.hash.view(), *stored.signature))
            return "a signature does not verify";
        before = stored.hash;
        auto fault = see ? see(stored, *change) : std::string();
        if (!fault.empty()) return fault;
    }
    return {};
}

} // namespace lapwing::test
