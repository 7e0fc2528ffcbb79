#include "tests/fault/power_cuts.h"

#include <algorithm>

namespace lapwing::test {

PowerCuts::PowerCuts(const DiskImage& start)
{
    // FaultDisk numbers the files of its image in the same order.
    for (const auto& [name, content] : start) {
        m_names[name] = m_names.size() + 1;
        m_durable[m_names[name]] = content;
    }
}

void PowerCuts::rename(Names& names, const DiskCall& call)
{
    using Kind = DiskCall::Kind;
    if (call.kind == Kind::Create) names[call.name] = call.file;
    if (call.kind == Kind::Remove) names.erase(call.name);
    if (call.kind != Kind::Rename || !names.contains(call.name)) return;
    names[call.to] = names[call.name];
    names.erase(call.name);
}

void PowerCuts::pass(const DiskCall& call)
{
    using Kind = DiskCall::Kind;
    const auto apply = [](Bytes& content, const DiskCall& each) {
        if (each.kind == Kind::Truncate)
            content.resize(each.at);
        else
            putAt(content, each.data, each.at);
    };
    switch (call.kind) {
    case Kind::Write:
    case Kind::Truncate:
        m_pending[call.file].push_back(call);
        break;
    case Kind::Sync:
        for (const auto& each : m_pending[call.file]) apply(m_durable[call.file], each);
        m_pending.erase(call.file);
        // SQLite's unix layer syncs the folder with a new file's first sync.
        for (const auto& each : m_pendingNames)
            if (each.kind == Kind::Create && each.file == call.file) rename(m_names, each);
        std::erase_if(m_pendingNames, [&](const DiskCall& each) {
            return each.kind == Kind::Create && each.file == call.file;
        });
        break;
    case Kind::Create:
    case Kind::Remove:
    case Kind::Rename:
        m_pendingNames.push_back(call);
        if (!call.durable) break;
        for (const auto& each : m_pendingNames) rename(m_names, each);
        m_pendingNames.clear();
        break;
    case Kind::Mark:
        break;
    }
}

DiskImage PowerCuts::cut(SeededRandom& random) const
{
    auto names = m_names;
    for (const auto& call : m_pendingNames)
        if (random.oneIn(2)) rename(names, call);
    auto contents = m_durable;
    // All, none, or from few to most of the sectors.
    const auto keepIn16 = random.oneIn(6) ? 16 : random.oneIn(6) ? 0 : 1 + random.below(15);
    for (const auto& [file, calls] : m_pending) {
        auto& content = contents[file];
        for (const auto& call : calls) {
            if (call.kind == DiskCall::Kind::Truncate) {
                if (random.below(16) < keepIn16) content.resize(call.at);
                continue;
            }
            // Room may have been made for what never came.
            if (random.oneIn(8) && content.size() < call.at + call.data.size())
                content.resize(call.at + call.data.size());
            for (std::size_t done = 0; done < call.data.size();) {
                const auto at = call.at + done;
                const auto size = std::min(call.data.size() - done, kSector - at % kSector);
                auto kept = random.below(16) < keepIn16 ? size : 0;
                if (random.oneIn(24)) kept = random.below(size + 1);
                if (kept > 0) putAt(content, ByteView(call.data).subspan(done, kept), at);
                done += size;
            }
        }
    }
    DiskImage out;
    for (const auto& [name, file] : names) out[name] = contents[file];
    return out;
}

} // namespace lapwing::test
