#include "server-stub/service/retention.h"

#include "server-stub/service/legal_hold.h"

#include <algorithm>

namespace lapwing::hub {

namespace {
constexpr std::uint64_t kYearMs = 31'556'952'000; // the mean year of the Gregorian calendar

std::string settingOf(schema::Panel panel)
{
    return "retention_years." + std::to_string(static_cast<int>(panel));
}

/// Of the last accepted change of each author; a clock that was ahead counts as now.
Result<std::uint64_t> lastActivity(HubCore& core, const CaseId& caseId)
{
    const auto now = core.clock.wallMs();
    std::uint64_t last = 0;
    LAPWING_ASSIGN(const auto strands, core.strands.strandsOfCase(caseId));
    for (const auto& strand : strands) {
        LAPWING_ASSIGN(const auto chains, core.log.chains(strand.ix));
        for (const auto& chain : chains) {
            LAPWING_ASSIGN(const auto held,
                           core.log.ofChain(strand.ix, chain.actor, chain.heldCtr, chain.heldCtr));
            for (const auto& stored : held) {
                LAPWING_ASSIGN(const auto change, openChange(strand.id, stored.actor, stored.ctr,
                                                             Hash{}, stored.encoded));
                last = std::max(last, std::min(change.envelope.claimedMs, now));
            }
        }
    }
    return last;
}
} // namespace

Result<void> setRetention(HubCore& core, schema::Panel panel, std::uint32_t years)
{
    if (years < kRetentionYearsMin || years > kRetentionYearsMax)
        return fail(ErrorCode::Rejected, "--years takes 1 to 100. Nothing was changed.");
    wire::Writer w;
    w.u32(years);
    return core.registry.setSetting(settingOf(panel), w.view());
}

Result<std::uint32_t> retentionYears(HubCore& core, schema::Panel panel)
{
    LAPWING_ASSIGN(const auto stored, core.registry.setting(settingOf(panel)));
    if (!stored) return kRetentionYears;
    wire::Decoder r(*stored);
    const auto years = r.u32();
    if (!r.done() || years < kRetentionYearsMin || years > kRetentionYearsMax)
        return fail(ErrorCode::Corrupt, {}, "a retention period");
    return years;
}

Result<std::vector<RetentionRow>> retentionDue(HubCore& core)
{
    LAPWING_ASSIGN(const auto held, holds(core));
    LAPWING_ASSIGN(const auto cases, core.registry.cases());
    std::vector<RetentionRow> due;
    for (const auto& entry : cases) {
        RetentionRow row{entry.ref, entry.panel, 0, 0, false};
        LAPWING_ASSIGN(row.lastMs, lastActivity(core, entry.id));
        LAPWING_ASSIGN(const auto years, retentionYears(core, entry.panel));
        row.reviewMs = row.lastMs + years * kYearMs;
        if (row.reviewMs > core.clock.wallMs()) continue;
        row.isHeld = std::ranges::find(held, entry.ref, &LegalHold::caseRef) != held.end();
        due.push_back(std::move(row));
    }
    std::ranges::stable_sort(due, {}, &RetentionRow::reviewMs);
    return due;
}

} // namespace lapwing::hub
