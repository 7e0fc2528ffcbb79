#pragma once

#include "shared/base/result.h"

#include <nlohmann/json.hpp>

#include <string>

/// Options of a verb, as the request has them.
namespace lapwing::hub::admin {

[[nodiscard]] inline std::string textOf(const nlohmann::json& request, const char* key)
{
    const auto at = request.find(key);
    return at != request.end() && at->is_string() ? at->get<std::string>() : std::string();
}

/// Errors: Rejected, with how such an id is written.
template <typename AnyId>
[[nodiscard]] Result<AnyId> idOf(const nlohmann::json& request, const char* key)
{
    const auto id = AnyId::fromHex(textOf(request, key));
    if (id) return *id;
    return fail(ErrorCode::Rejected, "--" + std::string(key) + " takes " +
                                         std::to_string(2 * AnyId::kSize) +
                                         " hex digits. Nothing was changed. Copy it from the "
                                         "answer that gave it.");
}

} // namespace lapwing::hub::admin
