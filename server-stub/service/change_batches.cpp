#include "server-stub/service/change_batches.h"

namespace lapwing::hub {

namespace {
/// Of one change, under kChangeBytesMax by what its envelope and salt may take.
constexpr std::size_t kBatchBytes = 56 * 1024;
constexpr std::size_t kWriteBytes = 32;

std::size_t sizeOf(const store::Write& write)
{
    return kWriteBytes + write.key.size() + write.payload.value.size() + write.payload.why.size();
}
} // namespace

void Batches::add(std::vector<store::Write> record)
{
    std::size_t bytes = 0;
    for (const auto& write : record) bytes += sizeOf(write);
    if (!fits(record.size(), bytes)) cut();
    for (auto& write : record) {
        if (!fits(1, sizeOf(write))) cut();
        m_bytes += sizeOf(write);
        m_open.push_back(std::move(write));
    }
}

std::vector<std::vector<store::Write>> Batches::take()
{
    cut();
    return std::move(m_done);
}

void Batches::cut()
{
    if (!m_open.empty()) m_done.push_back(std::move(m_open));
    m_open = {};
    m_bytes = 0;
}

bool Batches::fits(std::size_t ops, std::size_t bytes) const
{
    return m_open.size() + ops <= kOpsPerChangeMax && m_bytes + bytes <= kBatchBytes;
}

void addParts(BatchesOfStrands& batches, std::vector<store::Write> writes)
{
    std::map<schema::Compartment, std::vector<store::Write>> parts;
    for (auto& write : writes)
        parts[schema::compartmentOf(write.field)].push_back(std::move(write));
    for (auto& [compartment, part] : parts) batches[compartment].add(std::move(part));
}

} // namespace lapwing::hub
