#pragma once

#include "client/work/screens/reader.h"

/// Reads one screen's content, finished. Each answers Locked without a valid lease, and the
/// errors of Casework. Thread: the store thread; at most some tens of milliseconds for 200 cases.
namespace lapwing::work::screens {

[[nodiscard]] Result<TodayView> readToday(Workbench& bench, const LocalTime& time);
[[nodiscard]] Result<std::vector<ActionRow>> readActions(Workbench& bench, const LocalTime& time);
[[nodiscard]] Result<std::vector<CaseCard>> readCases(Workbench& bench, const LocalTime& time);
[[nodiscard]] Result<CaseFile> readCase(Workbench& bench, const LocalTime& time,
                                        const std::string& ref);
/// How many there are of each kind, for where not all of them have room. Pure.
[[nodiscard]] std::string warningsText(std::span<const WarningRow> warnings);
/// The number or address of a contact point, for somebody who has read its warning.
[[nodiscard]] Result<std::string> readContact(Workbench& bench, const LocalTime& time,
                                              const std::string& contactId);
[[nodiscard]] Result<VisitFile> readVisit(Workbench& bench, const LocalTime& time,
                                          const std::string& recordId);
/// What its officer has to do next with a visit.
[[nodiscard]] Result<void> addStep(Reader& reader, VisitRow& row);
[[nodiscard]] Result<std::vector<ConflictRow>> readConflicts(Workbench& bench, const LocalTime& time);
[[nodiscard]] Result<ConflictFile> readConflict(Workbench& bench, const LocalTime& time,
                                          const std::string& checkId);
/// Also without a lease: what waits here can be told and sent, though no case is read out.
[[nodiscard]] Result<OutboxView> readOutbox(Workbench& bench, const LocalTime& time);
[[nodiscard]] Result<std::vector<HitRow>> search(Workbench& bench, const LocalTime& time,
                                                 const std::string& words);
inline constexpr std::size_t kHitsMax = 100;

/// Who uses this tablet and how it stands, for Settings.
struct About {
    std::string person, role;
    std::vector<Line> lines; ///< `checkNeeded` marks a warning
};
[[nodiscard]] Result<About> readAbout(Workbench& bench, const LocalTime& time);

// What starts, moves and signs a visit.
[[nodiscard]] Result<void> acknowledge(Workbench& bench, const std::string& visitId,
                                       const std::string& markerId);
[[nodiscard]] Result<void> signVisit(Workbench& bench, const std::string& visitId);
/// Errors: Rejected with the reason while the visit may not start.
[[nodiscard]] Result<void> startVisit(Workbench& bench, const LocalTime& time,
                                      const std::string& visitId);
/// Writes fields of one record at once, against what stands in it now: for what a person did by
/// one tap, having seen the record just read.
[[nodiscard]] Result<void> writeNow(Workbench& bench, const std::string& recordId,
                                    const std::vector<Entry>& entries);

} // namespace lapwing::work::screens
