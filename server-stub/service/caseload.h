#pragma once

#include "server-stub/service/hub_core.h"

/// Who works here and on what, for the office to look up, and to hand over. Every function runs
/// inside the caller's transaction. Thread: the Database's.
/// Errors: those of administration.h.
namespace lapwing::hub {

struct StaffRow {
    Staff staff;
    std::string agency;
    std::uint64_t cases = 0;
    std::uint64_t tablets = 0; ///< that are not stopped
};
/// Everybody whose name has all words of `name`, each as a beginning and however it is spelt
/// (shared/search/fold.h); all without a word. By name.
[[nodiscard]] Result<std::vector<StaffRow>> staffNamed(HubCore& core, std::string_view name);

/// The cases that are on a person's tablets, by reference.
[[nodiscard]] Result<std::vector<CaseEntry>> casesOf(HubCore& core, const PersonId& person);
/// Who has a case, by name.
[[nodiscard]] Result<std::vector<Staff>> whoHas(HubCore& core, std::string_view ref);

/// Puts every case of `from` on the tablets of `to` as well, as their role allows, and takes it off
/// `from`. Answers the references. Rejected when there is none, when they are one person, or when a
/// case is none for the role of `to`: then nothing is to be kept of it.
[[nodiscard]] Result<std::vector<std::string>> handOver(HubCore& core, const PersonId& from,
                                                        const PersonId& to);

/// Somebody has left: their cases come off, and each of their tablets is stopped. Their name stays
/// on what they wrote. Answers the references that came off.
[[nodiscard]] Result<std::vector<std::string>> leave(HubCore& core, const PersonId& person);

} // namespace lapwing::hub
