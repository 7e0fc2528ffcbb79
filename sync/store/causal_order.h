#pragma once

#include "sync/store/change_log.h"

namespace lapwing::store {

/// Changes of one strand, each after those it rests on, and an author's in one stretch as far as
/// that allows. Errors: Corrupt for changes in a circle; Malformed.
[[nodiscard]] Result<std::vector<StoredChange>> inCausalOrder(std::vector<StoredChange> changes);

} // namespace lapwing::store
