#include "sync/store/own_chain.h"

#include "shared/crypto/hash.h"
#include "shared/wire/primitive.h"
#include "sync/store/replica.h"

namespace lapwing::store {

namespace {
constexpr std::string_view kName = "own_chain";
}

Result<OwnChain> readOwnChain(Replica& replica)
{
    LAPWING_ASSIGN(const auto stored, replica.setting(kName));
    OwnChain own;
    if (!stored) return own;
    wire::Decoder r(*stored);
    own.seq = r.u64();
    own.head = r.id<Hash>();
    if (!r.done()) return fail(ErrorCode::Corrupt, {}, "own chain");
    return own;
}

Result<void> extendOwnChain(Replica& replica, const Hash& change)
{
    LAPWING_ASSIGN(auto own, readOwnChain(replica));
    wire::Writer step;
    step.id(own.head);
    step.id(change);
    wire::Writer next;
    next.u64(own.seq + 1);
    next.id(crypto::hash("lapwing.own.1", step.view()));
    return replica.setSetting(kName, next.view());
}

} // namespace lapwing::store
