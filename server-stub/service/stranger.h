#pragma once

#include "server-stub/service/found_adopt.h"
#include "shared/wire/frame.h"

#include <nlohmann/json_fwd.hpp>

#include <span>

/// Tablets, and staff, that this hub certified after the backup that it was put back from.
/// Every function runs inside the caller's transaction. Thread: the Database's.
namespace lapwing::hub {

/// A device that this hub does not know shows its certificates: kept for a person. False when it
/// shows none of this hub's. Errors: those of the store.
[[nodiscard]] Result<bool> hearStranger(HubCore& core, const crypto::PublicKey& deviceKey,
                                        std::span<const wire::Frame> frames);

/// The tablets that wait, with their people.
[[nodiscard]] Result<nlohmann::json> strangerList(HubCore& core);

struct AdmittedTablet {
    PersonId staff;
    std::string name;
    bool isNewStaff = false;
};
/// The tablet is known again, and its person where they were added after the backup too: by the
/// name that the directory tells, else `name`. They read the directory and what their role reads
/// on its panels; cases are adopted or assigned. What they wrote is taken from every tablet.
/// Errors: NotFound, Rejected with a sentence; those of the store.
[[nodiscard]] Result<AdmittedTablet> admitStranger(HubCore& core, const DeviceId& device,
                                                   const FoundDecision& decision,
                                                   std::string_view name);

} // namespace lapwing::hub
