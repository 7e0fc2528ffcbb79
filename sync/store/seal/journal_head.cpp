#include "sync/store/seal/journal_head.h"

#include "shared/crypto/hash.h"
#include "shared/wire/primitive.h"

namespace lapwing::store {

Hash journalHead(const Hash& before, std::uint64_t seq, std::uint8_t kind,
                 std::span<const JournalEntry> applied, const Sum& root)
{
    wire::Writer out;
    out.id(before);
    out.u64(seq);
    out.u8(kind);
    out.varint(applied.size());
    for (const auto& entry : applied) {
        out.id(entry.strand);
        out.id(entry.actor);
        out.u64(entry.counter);
        out.id(entry.chain);
    }
    out.id(root);
    return crypto::hash("lapwing.jrnl.1", out.view());
}

} // namespace lapwing::store
