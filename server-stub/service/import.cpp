#include "server-stub/service/import.h"

#include "server-stub/service/administration.h"
#include "server-stub/service/change_batches.h"

#include <algorithm>

namespace lapwing::hub {

namespace {
Result<std::map<schema::Compartment, store::Strand>> strandsFor(HubCore& core,
                                                                const CaseEntry& entry, bool mint)
{
    std::map<schema::Compartment, store::Strand> found;
    LAPWING_ASSIGN(const auto panel, standingStrand(core, entry.panel));
    found[schema::Compartment::Panel] = panel;
    if (entry.id.isZero()) return found;
    if (!mint) {
        LAPWING_ASSIGN(const auto held, core.strands.strandsOfCase(entry.id));
        for (const auto& strand : held) found[strand.compartment] = strand;
        return found;
    }
    // All of them, used or not, so that a strand's existence says nothing.
    for (std::uint8_t c = 1; c < schema::kCompartments; ++c) {
        const auto compartment = static_cast<schema::Compartment>(c);
        LAPWING_ASSIGN(found[compartment], mintStrand(core, entry.id, compartment, entry.panel));
    }
    return found;
}
} // namespace

Result<ImportCount> Import::run(std::string_view file, ImportMode mode, const ImportMap* map)
{
    if (file.size() > kImportBytesMax)
        return fail(ErrorCode::TooLarge, "The file is over 64 MiB. Import it in parts.");
    m_mode = mode;
    LAPWING_TRY(plan(file, map));
    LAPWING_TRY(settleHeld());
    LAPWING_TRY(checkReferences());
    std::ranges::stable_sort(m_faults, {}, &ImportFault::line);
    if (!m_faults.empty()) return m_faults.front().error;
    if (mode == ImportMode::Check) LAPWING_TRY(preview());
    std::uint64_t records = 0;
    for (const auto& planned : m_cases) records += planned.records.size();
    for (auto& planned : m_cases)
        if (mode == ImportMode::Check) {
            count(planned);
        } else {
            LAPWING_TRY(write(planned));
            tell({m_line, m_count.records, records});
        }
    return m_count;
}

void Import::tell(ImportProgress now)
{
    const bool isDue = now.lines >= m_lastTold.lines + kImportTellEvery ||
                       now.written >= m_lastTold.written + kImportTellEvery;
    if (!isDue) return;
    m_lastTold = now;
    if (m_told) m_told(now);
}

void Import::count(const PlannedCase& planned)
{
    m_count.cases += planned.isNew ? 1 : 0;
    m_count.records += planned.records.size();
}

Result<void> Import::write(PlannedCase& planned)
{
    count(planned);
    if (planned.isNew) LAPWING_TRY(m_core.registry.put(planned.entry));
    LAPWING_ASSIGN(const auto strands, strandsFor(m_core, planned.entry, planned.isNew));
    BatchesOfStrands batches;
    for (const auto& [compartment, strand] : strands)
        if (planned.isNew && compartment != schema::Compartment::Panel)
            batches[compartment].add({genesisOf(strand)});
    std::size_t versions = 0;
    for (auto& record : planned.records) {
        addParts(batches, std::move(record.writes));
        versions = std::max(versions, record.versions.size());
    }
    // Two versions of one field are two changes, neither of which has seen the other.
    for (std::size_t i = 0; i < versions; ++i) {
        for (auto& [compartment, batch] : batches) batch.cut();
        for (auto& record : planned.records)
            if (i < record.versions.size()) addParts(batches, std::move(record.versions[i]));
    }
    for (auto& [compartment, batch] : batches) {
        const auto strand = strands.find(compartment);
        if (strand == strands.end())
            return fail(ErrorCode::Internal, {}, "a case without one of its strands");
        for (const auto& writes : batch.take())
            LAPWING_TRY(m_core.write(strand->second.ix, writes));
    }
    return {};
}

} // namespace lapwing::hub
