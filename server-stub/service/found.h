#pragma once

#include "server-stub/service/hub_core.h"
#include "shared/wire/frame.h"
#include "sync/log/offer.h"

#include <span>

/// What tablets hold and this hub does not know since it was put back from a backup: heard in a
/// round, kept apart from all cases, and shown to a person. found_adopt.h is what they decide.
/// Every function runs inside the caller's transaction. Errors: those of the store.
/// Thread: the Database's.
namespace lapwing::hub {

inline constexpr std::uint64_t kFoundBytesMax = 64 * 1024 * 1024; ///< kept of one device

/// What a device offers in a request, and the hub's word on each strand of it. Believed is only
/// what this hub signed before its restore; nothing of it is applied.
[[nodiscard]] Result<std::vector<wire::FoundWord>> hearFound(HubCore& core, const Device& device,
                                                             std::span<const wire::Frame> frames);

/// An offer that is whole, and the snapshot that this hub once signed.
struct FoundContent {
    Offer offer;
    SnapshotBody body;
};
/// Errors: Malformed, Corrupt, TooLarge for what this hub did not sign, or is not of that strand.
[[nodiscard]] Result<FoundContent> foundContent(HubCore& core, const FoundRow& row);

/// The reference that the `case` record of a core part tells; empty when there is none, or several.
[[nodiscard]] std::string refIn(const SnapshotBody& body);

} // namespace lapwing::hub
