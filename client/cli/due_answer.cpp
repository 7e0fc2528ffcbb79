#include "client/cli/answers.h"
#include "shared/base/civil.h"
#include "shared/rules/deadlines.h"

namespace lapwing::cli {

namespace {
using nlohmann::json;

std::string_view nameOf(domain::DueKind kind)
{
    using enum domain::DueKind;
    switch (kind) {
    case ReferralTriage:
        return "referral_triage";
    case ActionDue:
        return "action_due";
    case ActionEscalate:
        return "action_escalate";
    case CaseReview:
        return "case_review";
    case ColourReview:
        return "colour_review";
    case MarkerReview:
        return "marker_review";
    case FirstVisit:
        return "first_visit";
    case NextVisit:
        return "next_visit";
    case ReferralCutOff:
        return "referral_cut_off";
    case AgendaOut:
        return "agenda_out";
    case ResearchFinal:
        return "research_final";
    case MinutesOut:
        return "minutes_out";
    case CustodyDate:
        return "custody_date_missing";
    case CustodyColour:
        return "custody_asks_for_blue";
    case RouteReview:
        return "route_review";
    case Grounds:
        return "grounds_not_made_out";
    case Escalation:
        return "escalation_to_refer";
    }
    return "due";
}

std::string_view nameOf(domain::Lack lack)
{
    using enum domain::Lack;
    switch (lack) {
    case Members:
        return "members";
    case LocalAuthority:
        return "local_authority";
    case StatutoryPartner:
        return "statutory_partner";
    case ProviderOrUser:
        return "provider_or_user";
    }
    return "members";
}

json people(const std::vector<PersonId>& persons)
{
    auto all = json::array();
    for (const auto& person : persons) all.push_back(person.hex());
    return all;
}

json toJson(const domain::Room& room)
{
    auto voters = json::array();
    for (const auto& voter : room.quorum.voters) voters.push_back(voter.person.hex());
    auto lacks = json::array();
    for (const auto lack : room.lacks) lacks.push_back(nameOf(lack));
    return {{"may_decide", room.lacks.empty()},
            {"lacks", std::move(lacks)},
            {"voting_seats", room.quorum.votingSeats},
            {"voters", std::move(voters)},
            {"in_doubt", people(room.inDoubt)},
            {"in_the_chair", room.inTheChair ? json(room.inTheChair->hex()) : json(nullptr)}};
}
} // namespace

json toJson(const work::DueView& due)
{
    auto all = json::array();
    for (const auto& one : due.all) {
        json row{{"what", nameOf(one.kind)}, {"record", one.record.hex()}};
        row["on"] = one.on ? json(formatDay(rules::dayOf(*one.on))) : json(nullptr);
        row["days_left"] = one.on ? json(rules::daysLeft(*one.on, due.today)) : json(nullptr);
        all.push_back(std::move(row));
    }
    return all;
}

json toJson(const work::MeetingView& view)
{
    return {{"id", view.meeting.hex()},
            {"due", toJson(view.due)},
            {"room", view.room ? toJson(*view.room) : json(nullptr)}};
}

} // namespace lapwing::cli
