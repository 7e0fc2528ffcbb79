#pragma once

#include <nlohmann/json_fwd.hpp>

namespace lapwing::bench {

/// Changes that tablets bring to a hub in a folder of its own, through the real listener over TLS
/// on loopback; and, as what to measure that against in the same run, the same by calls in this
/// process, and the same bytes echoed over TLS. By the wall clock: several threads work.
[[nodiscard]] nlohmann::json changesOverTls();

} // namespace lapwing::bench
