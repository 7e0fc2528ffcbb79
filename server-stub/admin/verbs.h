#pragma once

#include "server-stub/service/import.h"

#include <nlohmann/json.hpp>

#include <functional>

/// What an administrator can ask of a hub's store, whether it is being served or not. Requests and
/// answers are JSON objects of one line: {"verb":"staff add","name":…}, {"staff":ID}; a refusal is
/// usage::errorJson(), of an import with
/// {"faults":[{"line":n,"message":…}]}.
namespace lapwing::hub::admin {

/// The verb whose answer a serving hub adds a word to.
inline constexpr std::string_view kStatusVerb = "status";

/// The part of a verb that runs inside a transaction. On an error nothing of it stays.
using Task = std::function<Result<nlohmann::json>(HubCore&)>;

/// What a request asks for, its slow preparations done. `content` is the file of an import, which
/// tells `told` (may be empty) how far it is; `random` must outlive the task.
/// Errors: Rejected, with a sentence.
[[nodiscard]] Result<Task> taskFor(const nlohmann::json& request, std::string content,
                                   const Hash& hubSpki, Random& random, ImportTold told = {});

[[nodiscard]] nlohmann::json refusal(const Error& error);

} // namespace lapwing::hub::admin
