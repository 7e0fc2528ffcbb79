#pragma once

#include "shared/base/result.h"

#include <nlohmann/json.hpp>

/// How every answer in JSON, of both programs and of the listener, tells an error:
/// {"error":code,"message":sentence}. Pure; any thread.
namespace lapwing::usage {

/// `code` is a log name of ErrorCode, or where none fits a word for scripts ("usage", "busy").
[[nodiscard]] inline nlohmann::json errorJson(std::string_view code, std::string_view message)
{
    return {{"error", code}, {"message", message}};
}

[[nodiscard]] inline nlohmann::json errorJson(const Error& error)
{
    return errorJson(logName(error.code), error.text());
}

[[nodiscard]] inline bool isError(const nlohmann::json& answer)
{
    return answer.is_object() && answer.contains("error");
}

/// The sentence of an answer that is an error.
[[nodiscard]] inline std::string messageOf(const nlohmann::json& answer)
{
    return answer.at("message").get<std::string>();
}

} // namespace lapwing::usage
