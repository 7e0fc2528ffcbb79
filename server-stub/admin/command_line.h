#pragma once

#include "server-stub/admin/serve.h"
#include "server-stub/service/hub_store.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <variant>

namespace lapwing::hub::admin {

/// Anything else that is asked of a hub's store.
struct VerbOptions {
    std::string folder;
    KeyOptions key;
    nlohmann::json request;
    std::string importFile; ///< whose content goes with it: of an import, or cargo
    std::string exportFile; ///< that its answer is to be written to
    std::string mapFile;    ///< how the columns of an import's sheet are read
};
/// A map is to be proposed for a sheet: no store is asked.
struct MapOptions {
    std::string sheet;
};
/// The organisation's recovery key is to be made.
struct RecoveryOptions {
    std::string folder;
    KeyOptions key;
    std::string out;
};
struct VersionOptions {};

using HubCommand = std::variant<InitOptions, ServeOptions, VerbOptions, RecoveryOptions, MapOptions,
                                VersionOptions>;

/// What the command line asks for; or, when it asks for help or is wrong, the exit status after
/// all was said: 0 or 64 (EX_USAGE).
[[nodiscard]] std::variant<HubCommand, int> readCommandLine(int argc, const char* const* argv);

} // namespace lapwing::hub::admin
