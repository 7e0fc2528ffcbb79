#include "server-stub/service/legal_hold.h"

#include "server-stub/registry/registry_rows.h"
#include "server-stub/service/administration.h"

namespace lapwing::hub {

namespace {
constexpr std::uint64_t kYearMs = 365ull * 24 * 3600 * 1000;

bool isBlank(const std::string& text)
{
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}
} // namespace

Result<bool> isHeld(HubCore& core, const CaseId& caseId)
{
    LAPWING_ASSIGN(auto select, core.db.cached("SELECT 1 FROM legal_hold WHERE case_id=?"));
    return select.bind(1, caseId.view()).step();
}

Result<void> createHoldTable(store::Database& database)
{
    return database.exec("CREATE TABLE IF NOT EXISTS legal_hold(case_id BLOB PRIMARY KEY, basis "
                         "TEXT NOT NULL, person BLOB NOT NULL, since INTEGER NOT NULL, review "
                         "INTEGER NOT NULL) WITHOUT ROWID");
}

Result<Staff> informationOfficer(HubCore& core, const PersonId& by)
{
    LAPWING_ASSIGN(auto staff, staffWith(core, by));
    if (staff.roles.has(access::Role::IgOfficer)) return staff;
    return fail(ErrorCode::Rejected, staff.name + " does not decide about this; the information "
                                                  "governance officer does. Nothing was changed. "
                                                  "Name them in --by.");
}

Result<LegalHold> addHold(HubCore& core, std::string_view ref, const std::string& basis,
                          const PersonId& by)
{
    LAPWING_TRY(informationOfficer(core, by));
    LAPWING_ASSIGN(const auto entry, caseWith(core, ref));
    if (isBlank(basis))
        return fail(ErrorCode::Rejected, "Say on what basis it is held. Nothing was changed.");
    LAPWING_ASSIGN(const bool held, isHeld(core, entry.id));
    if (held)
        return fail(ErrorCode::Conflict, "A legal hold lies on this case already. Nothing was "
                                         "changed. `hold list` shows it.");
    const auto now = core.clock.wallMs();
    LAPWING_ASSIGN(auto put, core.db.cached("INSERT INTO legal_hold VALUES(?,?,?,?,?)"));
    put.bind(1, entry.id.view()).bind(2, std::string_view(basis)).bind(3, by.view());
    LAPWING_TRY(put.bind(4, now).bind(5, now + kYearMs).run());
    return LegalHold{entry.ref, basis, by, now, now + kYearMs};
}

Result<void> removeHold(HubCore& core, std::string_view ref, const std::string& why,
                        const PersonId& by)
{
    LAPWING_TRY(informationOfficer(core, by));
    LAPWING_ASSIGN(const auto entry, caseWith(core, ref));
    if (isBlank(why))
        return fail(ErrorCode::Rejected, "Say why it is held no longer. Nothing was changed.");
    LAPWING_ASSIGN(const bool held, isHeld(core, entry.id));
    if (!held)
        return fail(ErrorCode::NotFound, "No legal hold lies on this case. Nothing was changed.");
    LAPWING_ASSIGN(auto erase, core.db.cached("DELETE FROM legal_hold WHERE case_id=?"));
    return erase.bind(1, entry.id.view()).run();
}

Result<std::vector<LegalHold>> holds(HubCore& core)
{
    LAPWING_ASSIGN(auto select, core.db.cached("SELECT case_id, basis, person, since, review FROM "
                                               "legal_hold ORDER BY review, case_id"));
    std::vector<LegalHold> found;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return found;
        LAPWING_ASSIGN(const auto entry, core.registry.caseById(CaseId::from(select.blob(0))));
        found.push_back({entry ? entry->ref : std::string(), std::string(select.text(1)),
                         PersonId::from(select.blob(2)),
                         static_cast<std::uint64_t>(select.integer(3)),
                         static_cast<std::uint64_t>(select.integer(4))});
    }
}

Result<void> notHeld(HubCore& core, const CaseId& caseId)
{
    LAPWING_ASSIGN(const bool held, isHeld(core, caseId));
    if (!held) return {};
    return fail(ErrorCode::Rejected, "A legal hold lies on this case: nothing of it may be taken "
                                     "out. Nothing was changed. `hold list` says on what basis; "
                                     "`hold remove` ends it.");
}

} // namespace lapwing::hub
