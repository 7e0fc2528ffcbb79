#include "sync/session/chain_runs.h"

namespace lapwing {

namespace {
constexpr std::size_t kRunBytes = 48 * 1024;
} // namespace

std::size_t runEnd(const std::vector<store::StoredChange>& changes, std::size_t start, bool atFirst)
{
    auto end = start;
    std::size_t bytes = 0;
    for (auto at = start; at < changes.size() && changes[at].actor == changes[start].actor; ++at) {
        bytes += changes[at].encoded.size();
        const bool full = at - start >= kRunChangesMax || bytes >= kRunBytes;
        if ((full || atFirst) && end > start) break;
        if (changes[at].signature) end = at + 1;
    }
    return end;
}

Bytes runOf(const store::Strand& strand, const std::vector<store::StoredChange>& changes,
            std::size_t start, std::size_t end, bool isOwn)
{
    std::vector<Bytes> forms;
    for (auto at = start; at < end; ++at) forms.push_back(changes[at].encoded);
    return encodeRun(0, strand.id, isOwn, changes[start].actor, changes[start].ctr, forms,
                     *changes[end - 1].signature);
}

Result<std::vector<store::StoredChange>> wholeFrom(store::ChangeLog& log,
                                                   const store::Strand& strand,
                                                   const ActorId& actor, std::uint64_t from)
{
    LAPWING_ASSIGN(auto held, log.ofChain(strand.ix, actor, from));
    std::size_t whole = 0;
    while (whole < held.size() && held[whole].ctr == from + whole &&
           held[whole].encoded.front() == 0)
        ++whole;
    held.resize(whole);
    return held;
}

} // namespace lapwing
