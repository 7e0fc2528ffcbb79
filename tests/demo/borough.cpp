#include "tests/demo/borough.h"

#include <algorithm>
#include <array>

namespace lapwing::demo {

namespace {
constexpr std::array<Agency, 22> kAgencies{{
    {"@marac_office", "Thornmere Council, MARAC Office", "local_authority"},
    {"@commissioning", "Thornmere Council, People and Resilience", "local_authority"},
    {"@mash", "Thornmere Council, Safeguarding Hub", "local_authority"},
    {"@support", "Thornmere Council, Community Solutions", "local_authority"},
    {"@adults", "Thornmere Council, Adult Social Work", "local_authority"},
    {"@children", "Thornmere Council, Children's Social Work", "local_authority"},
    {"@community_safety", "Thornmere Council, Community Safety", "local_authority"},
    {"@police_protection", "Thornmere Police, Public Protection", "police"},
    {"@police_iom", "Thornmere Police, Offender Management", "police"},
    {"@probation", "Probation, Thornmere Office", "probation"},
    {"@safeguarding_nurses", "Mere Valley Integrated Care, Safeguarding", "health"},
    {"@health_visitors", "Mere Valley Universal Children's Services", "health"},
    {"@mental_health", "Mere Valley Mental Health Trust", "health"},
    {"@hospital", "St Aldith's Hospital, Maternity and A&E", "health"},
    {"@sexual_health", "Mereside Sexual Health", "health"},
    {"@wren_house", "Wren House Domestic Abuse Service", "voluntary_specialist"},
    {"@turnstone", "Turnstone Drug and Alcohol Service", "voluntary_specialist"},
    {"@survivors", "Thornmere Survivors' Forum", "service_user_rep"},
    {"@housing", "Thornmere Homes", "housing"},
    {"@schools", "Thornmere Schools Partnership", "education"},
    {"@fire", "Thornmere Fire and Rescue", "other"},
    {"@violence_board", "Thornmere Violence Against Women and Girls Group", "other"},
}};

constexpr std::array<StaffMember, 24> kStaff{{
    {"@idva", "Rhian Ellerbeck", "@wren_house", "idva"},
    {"@idva_two", "Parveen Larkhill", "@wren_house", "idva"},
    {"@coordinator", "Tamsin Okwuosah", "@marac_office", "marac_coordinator"},
    {"@marac_chair", "Grainne Thackwray", "@police_protection", "marac_chair"},
    {"@officer", "Kelvin Drayfield", "@police_iom", "iom_officer"},
    {"@probation_one", "Nikhil Rushmere", "@probation", "probation_practitioner"},
    {"@probation_two", "Una Birkenshaw", "@probation", "probation_practitioner"},
    {"@iom_coordinator", "Alun Copplestowe", "@community_safety", "iom_coordinator"},
    {"@iom_supervisor", "Verity Aldercott", "@police_iom", "iom_supervisor"},
    {"@cmarac_coordinator", "Denzil Wintersett", "@community_safety", "cmarac_coordinator"},
    {"@evvp_coordinator", "Meera Amberley", "@community_safety", "evvp_coordinator"},
    {"@lead", "Jolanta Fennimore", "@children", "lead_professional"},
    {"@nurse", "Shanice Mossbury", "@safeguarding_nurses", "agency_rep"},
    {"@school_lead", "Owain Penhallick", "@schools", "panel_member"},
    {"@referrer", "Ines Yarnold", "@hospital", "referrer"},
    {"@group_chair", "Stefan Hathersedge", "@police_protection", "steering_chair"},
    {"@group_vice", "Delyth Saltmarsh", "@wren_house", "steering_vice"},
    {"@group_member", "Harjit Narborowe", "@turnstone", "steering_member"},
    {"@group_deputy", "Oriel Esterhay", "@sexual_health", "steering_deputy"},
    {"@group_observer", "Bartek Quarrie", "@survivors", "steering_observer"},
    {"@group_secretary", "Lowenna Dunmarsh", "@commissioning", "steering_secretary"},
    {"@governance", "Fergal Umberslade", "@support", "ig_officer"},
    {"@auditor", "Halina Garrowby", "@adults", "auditor"},
    {"@systems", "Tobias Carrowmore", "@marac_office", "system_admin"},
}};

void replaceNames(Json& value, const std::map<std::string, std::string, std::less<>>& ids)
{
    if (value.is_array()) {
        for (auto& each : value) replaceNames(each, ids);
    } else if (value.is_string() && value.get_ref<const std::string&>().starts_with('@')) {
        const auto known = ids.find(value.get_ref<const std::string&>());
        check(known != ids.end(), "a name that the borough does not have");
        value = known->second;
    }
}
} // namespace

std::string caseRef(std::string_view prefix, int number)
{
    auto digits = std::to_string(number);
    return std::string(prefix) + "-26-" + std::string(3 - digits.size(), '0') + digits;
}

std::string meetingOf(Borough& borough, Draft& draft, std::string_view panel,
                      std::string_view day, std::string_view chair)
{
    // One record for all cases of the panel, so its name is not one within a case.
    const auto name = "meeting." + std::string(panel) + "." + std::string(day);
    auto id = recordId(panel, name);
    const bool isTold = std::ranges::any_of(
        borough.lines, [&](const Json& line) { return line["id"].get<std::string>() == id; });
    if (isTold) return id;
    draft.add("meeting", name,
              {{"panel", panel},
               {"held_on", day},
               {"kind", "ordinary"},
               {"state", day < kToday ? "minutes_issued" : "agenda_sent"},
               {"title", "Panel of " + std::string(day)},
               {"venue", "Room 2, Mere House"},
               {"chair", chair}});
    borough.lines.back()["id"] = id;
    return id;
}

Borough inventBorough(std::uint64_t seed)
{
    Borough borough{kAgencies, kStaff, {}, {}};
    Dice dice(seed);
    addMaracCases(borough, dice);
    addCommunityCases(borough, dice);
    addExploitationCases(borough, dice);
    addOffenderCases(borough, dice);
    return borough;
}

std::string ndjson(const Borough& borough,
                   const std::map<std::string, std::string, std::less<>>& ids)
{
    std::string text;
    for (auto line : borough.lines) {
        for (auto& field : line["fields"]) replaceNames(field, ids);
        text += line.dump();
        text += '\n';
    }
    return text;
}

} // namespace lapwing::demo
