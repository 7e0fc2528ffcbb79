#pragma once

#include "client/cli/command.h"
#include "client/work/person_work.h"

#include <nlohmann/json.hpp>

/// The verbs about who is the same person. Errors: those of work::PersonWork. Thread: the caller's,
/// which owns the replica.
namespace lapwing::cli {

[[nodiscard]] Result<nlohmann::json> runPerson(work::Casework& casework, const Command& command);
/// What was answered of those who may be the same as whom `record add` adds.
[[nodiscard]] Result<std::vector<work::SameAnswer>> answersIn(work::Casework& casework,
                                                              const Command& command);
/// Somebody may be the same and nothing is answered of them: who, and what to say of them.
[[nodiscard]] Error unanswered(std::span<const work::MayBeSame> people);

[[nodiscard]] std::string likeText(const nlohmann::json& people);
[[nodiscard]] std::string personText(const nlohmann::json& person);

} // namespace lapwing::cli
