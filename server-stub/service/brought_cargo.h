#pragma once

#include "server-stub/service/hub_core.h"
#include "shared/wire/cargo_messages.h"
#include "sync/store/cargo.h"

#include <nlohmann/json_fwd.hpp>

/// What tablets sealed to this hub and others brought: from another tablet, or on a stick.
/// Changes are taken as if their author had pushed them, verdicts and quarantine included, however
/// often they come; drafts and alerts are kept for people, once.
/// Thread: the Database's, inside the caller's transaction. Errors: those of the store.
namespace lapwing::hub {

struct ErasedCopies; // erasure_log.h

/// Counts and ids, never content.
struct CargoLog {
    std::uint64_t taken = 0;
    std::uint64_t waiting = 0;
    std::uint64_t refused = 0;
    std::uint64_t drafts = 0;     ///< new ones, and words of cases that had left
    std::uint64_t left = 0;       ///< drafts that are their author's alone, not opened
    std::vector<DeviceId> alerts; ///< of whom, new ones
};

/// One record, as it lies in a cargo file.
[[nodiscard]] Result<wire::CargoOutcome> takeCargo(HubCore& core, ByteView record, CargoLog& log);

/// `POST /v1/cargo`: cargo frames in, one cargo frame of outcomes out, in the same order.
/// Errors: Malformed, TooLarge; Unauthorised for a carrier that is no device of this hub.
[[nodiscard]] Result<Bytes> takeCargoBody(HubCore& core, const crypto::PublicKey& carrier,
                                          ByteView body, CargoLog& log);
/// A whole cargo file. Stretches that are no records are passed over and counted as refused.
[[nodiscard]] Result<CargoLog> takeCargoFile(HubCore& core, ByteView file,
                                             store::DraftCargo drafts);

/// Drafts and alerts, oldest first: [{kind, person, device, at, received, text}].
[[nodiscard]] Result<void> createNotes(store::Database& database);
[[nodiscard]] Result<nlohmann::json> noteList(HubCore& core);
/// Takes out of the notes what was typed into fields that are gone, all words of a case that is,
/// and every text that stands there word for word. How many notes lost something.
[[nodiscard]] Result<std::uint64_t> takeOutOfNotes(HubCore& core, const ErasedCopies& gone);
[[nodiscard]] Result<std::uint64_t> alertCount(HubCore& core);

} // namespace lapwing::hub
