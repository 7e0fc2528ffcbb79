#include "client/cli/answers.h"
#include "shared/domain/marker.h"
#include "shared/schema/statement_fields.h"

namespace lapwing::cli {

namespace {
using nlohmann::json;

std::string_view nameOf(domain::Stage stage)
{
    using enum domain::Stage;
    switch (stage) {
    case Planned: return "planned";
    case NeedsApproval: return "needs_approval";
    case Approved: return "approved";
    case UnderWay: return "under_way";
    case Left: return "left";
    case Recorded: return "recorded";
    case Signed: return "signed";
    case Countersigned: return "countersigned";
    case Aborted: return "aborted";
    }
    return "planned";
}

json signatures(const std::vector<domain::AttestationStanding>& standings)
{
    auto all = json::array();
    for (const auto& standing : standings) {
        auto changed = json::array();
        for (const auto wire : standing.changed)
            if (const auto* field = schema::findField(wire).field) changed.push_back(field->name);
        all.push_back({{"id", standing.attested.record.hex()},
                       {"by", standing.attested.by.hex()},
                       {"current", standing.current},
                       {"changed_since", std::move(changed)}});
    }
    return all;
}

json warnings(const domain::VisitFacts& of)
{
    auto all = json::array();
    for (const auto& marker : domain::doorMarkers(of)) {
        auto readers = json::array();
        for (const auto& person : domain::officersOf(of))
            if (domain::hasRead(of, marker, person)) readers.push_back(person.hex());
        all.push_back({{"id", marker.record().hex()},
                       {"alert", domain::interrupts(marker)},
                       {"read_by", std::move(readers)}});
    }
    return all;
}
} // namespace

json toJson(const domain::VisitFacts& of)
{
    auto officers = json::array();
    for (const auto& person : domain::officersOf(of)) officers.push_back(person.hex());
    auto statements = json::array();
    for (const auto& statement : of.statements)
        for (const auto& said : statement[schema::statement::text].each())
            statements.push_back({{"id", statement.record().hex()},
                                  {"by", said.by.hex()},
                                  {"text", said.value}});
    return {{"id", of.visit.record().hex()},
            {"stage", nameOf(domain::stageOf(of))},
            {"officers", std::move(officers)},
            {"warnings", warnings(of)},
            {"statements", std::move(statements)},
            {"approved", signatures(domain::approvalsOf(of))},
            {"signed", signatures(domain::signaturesOf(of))},
            {"countersigned", signatures(domain::countersignaturesOf(of))}};
}

} // namespace lapwing::cli
