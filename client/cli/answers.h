#pragma once

#include "client/work/casework.h"
#include "client/work/due_view.h"
#include "client/work/set_up.h"
#include "client/work/sync_session.h"
#include "shared/domain/visit.h"

#include <nlohmann/json.hpp>

/// The answers of lapwing-cli as JSON, and the same as short text to read. Pure.
namespace lapwing::cli {

[[nodiscard]] nlohmann::json toJson(const std::vector<store::CaseRow>& cases);
[[nodiscard]] nlohmann::json toJson(const std::vector<work::RemovedView>& removed);
[[nodiscard]] nlohmann::json toJson(const work::CaseView& view);
[[nodiscard]] nlohmann::json toJson(const std::vector<work::ConflictView>& checks);
[[nodiscard]] nlohmann::json toJson(const std::vector<work::DecisionView>& decisions);
[[nodiscard]] nlohmann::json toJson(const std::vector<work::HitView>& hits);
[[nodiscard]] nlohmann::json toJson(const work::SaveAnswer& answer);
[[nodiscard]] nlohmann::json toJson(const work::SetUpAnswer& answer);
[[nodiscard]] nlohmann::json toJson(const work::SyncReport& report);
[[nodiscard]] nlohmann::json toJson(const work::DueView& due);
/// People by their ids in the directory.
[[nodiscard]] nlohmann::json toJson(const domain::VisitFacts& of);
[[nodiscard]] nlohmann::json toJson(const work::MeetingView& view);
/// An actor's id is the same on every tablet; their name is there only once it is known.
enum class Authors : unsigned char { ByName, ByActor };
[[nodiscard]] nlohmann::json toJson(const work::RecordView& view, Authors authors);

/// One line, or a few, for a person at a terminal.
[[nodiscard]] std::string casesText(const nlohmann::json& cases);
[[nodiscard]] std::string caseText(const nlohmann::json& view);
[[nodiscard]] std::string recordText(const nlohmann::json& view);
[[nodiscard]] std::string removedText(const nlohmann::json& removed);
[[nodiscard]] std::string checksText(const nlohmann::json& checks);
[[nodiscard]] std::string decisionsText(const nlohmann::json& decisions);
[[nodiscard]] std::string hitsText(const nlohmann::json& hits);
[[nodiscard]] std::string dueText(const nlohmann::json& due);
[[nodiscard]] std::string meetingText(const nlohmann::json& view);
[[nodiscard]] std::string visitText(const nlohmann::json& visit);
[[nodiscard]] std::string statusText(const nlohmann::json& status);
[[nodiscard]] std::string schemaText(const nlohmann::json& types);

} // namespace lapwing::cli
