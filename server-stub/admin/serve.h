#pragma once

#include "server-stub/admin/admin_socket.h"
#include "server-stub/admin/hub_key.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <string>

namespace lapwing::hub::admin {

struct ServeOptions {
    std::string folder;
    KeyOptions key;
    std::string address = "127.0.0.1";
    std::uint16_t port = 8443; ///< 0: the system picks one
};

/// Serves until SIGTERM or SIGINT, then finishes what was begun. When it is ready it says so in one
/// line on stdout: {"event":"listening","address":…,"port":…}.
/// Call it before any other thread is started: it decides who hears of signals.
/// Errors: those of HubStore::open(); Rejected when the address cannot be used.
[[nodiscard]] Result<void> serve(const ServeOptions& options, Random& random, const Clock& clock);

/// Has a request carried out by the hub that serves the folder, or here when none does. Answers the
/// line for stdout, which may be a refusal; `tell` hears meanwhile how far it is.
[[nodiscard]] nlohmann::json carryOut(const std::string& folder, const KeyOptions& key,
                                      const nlohmann::json& request, const std::string& content,
                                      Random& random, const Clock& clock, const TellProgress& tell);

} // namespace lapwing::hub::admin
