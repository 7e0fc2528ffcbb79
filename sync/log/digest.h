#pragma once

#include "shared/base/ids.h"

namespace lapwing {

/// One strand's part of a device's digest D: BLAKE2b-128 keyed with the device's digest key over
/// strand id ‖ V. D is the sum over all strands held, mod 2^128, so that equal sums mean equal
/// sets of accepted changes. Source: docs/wire-format.md "Digest".
[[nodiscard]] Sum strandDigest(ByteView deviceKey, const StrandId& strand, const Hash& vector);

} // namespace lapwing
