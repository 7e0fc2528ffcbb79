#pragma once

#include "server-stub/service/hub_store.h"

namespace lapwing::hub {

struct BackupReport {
    std::string folder;
    std::uint64_t bytes = 0; ///< of the database
};

/// Carries out a task where the store may be touched: on the worker's thread of a hub that is
/// served, between its transactions.
using OnStore =
    std::function<Result<void>(const std::function<Result<void>(HubStore&)>& task)>;

/// Copies a hub's folder, as it is now, to another that is not there yet, while the hub goes on:
/// the database file holds still and what is committed meanwhile goes to its log. The copy is
/// sealed under the same key, which is not in it; it is proven before it counts, and whatever
/// serves it goes on as another actor of the hub.
/// Errors: Conflict when `to` holds something already; those of Disk and of HubStore. What was cut
/// short is no hub, and is to be removed. Thread: any but the store's.
[[nodiscard]] Result<BackupReport> backUp(const std::string& to, Random& random,
                                          const OnStore& onStore);

} // namespace lapwing::hub
