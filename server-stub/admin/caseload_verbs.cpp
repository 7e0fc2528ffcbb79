#include "server-stub/admin/caseload_verbs.h"

#include "server-stub/admin/request_options.h"
#include "server-stub/service/administration.h"
#include "server-stub/service/caseload.h"
#include "server-stub/service/staff_roles.h"

namespace lapwing::hub::admin {

namespace {
using nlohmann::json;

std::string vocabularyWord(const schema::Vocabulary& vocabulary, std::uint32_t number)
{
    const auto* code = vocabulary.find(number);
    return code ? std::string(code->name) : std::string();
}

json staffTold(const Staff& staff)
{
    return {{"staff", staff.id.hex()}, {"name", staff.name}, {"role", access::textOf(staff.roles)}};
}

Task staffList(const json& request)
{
    return [name = textOf(request, "name")](HubCore& core) -> Result<json> {
        LAPWING_ASSIGN(const auto rows, staffNamed(core, name));
        auto list = json::array();
        for (const auto& row : rows) {
            auto one = staffTold(row.staff);
            one.update({{"agency", row.agency}, {"cases", row.cases}, {"tablets", row.tablets}});
            list.push_back(std::move(one));
        }
        return json{{"staff", std::move(list)}};
    };
}

Result<json> agencyList(HubCore& core)
{
    LAPWING_ASSIGN(const auto agencies, core.registry.agencies());
    auto list = json::array();
    for (const auto& agency : agencies)
        list.push_back({{"agency", agency.id.hex()},
                        {"name", agency.name},
                        {"sector", vocabularyWord(schema::agency::kSectors,
                                                  static_cast<std::uint32_t>(agency.sector))}});
    return json{{"agencies", std::move(list)}};
}

json caseTold(const CaseEntry& entry)
{
    return {{"case", entry.ref},
            {"panel", vocabularyWord(schema::panels(), static_cast<std::uint32_t>(entry.panel))}};
}

/// All cases, or those of one person.
Result<Task> caseList(const json& request)
{
    std::optional<PersonId> person;
    if (request.contains("staff")) {
        LAPWING_ASSIGN(person, idOf<PersonId>(request, "staff"));
    }
    return Task([person](HubCore& core) -> Result<json> {
        std::vector<CaseEntry> cases;
        if (person) {
            LAPWING_TRY(staffWith(core, *person));
            LAPWING_ASSIGN(cases, casesOf(core, *person));
        } else {
            LAPWING_ASSIGN(cases, core.registry.cases());
        }
        auto list = json::array();
        for (const auto& entry : cases) list.push_back(caseTold(entry));
        return json{{"cases", std::move(list)}};
    });
}

Task caseWho(const json& request)
{
    return [ref = textOf(request, "case")](HubCore& core) -> Result<json> {
        LAPWING_ASSIGN(const auto people, whoHas(core, ref));
        auto list = json::array();
        for (const auto& staff : people) list.push_back(staffTold(staff));
        return json{{"case", ref}, {"staff", std::move(list)}};
    };
}

Result<Task> caseMove(const json& request)
{
    LAPWING_ASSIGN(const auto from, idOf<PersonId>(request, "from"));
    LAPWING_ASSIGN(const auto to, idOf<PersonId>(request, "to"));
    return Task([from, to](HubCore& core) -> Result<json> {
        LAPWING_ASSIGN(const auto refs, handOver(core, from, to));
        return json{{"from", from.hex()}, {"to", to.hex()}, {"cases", refs}};
    });
}

Result<Task> staffSet(const json& request)
{
    LAPWING_ASSIGN(const auto person, idOf<PersonId>(request, "staff"));
    LAPWING_ASSIGN(const auto roles, access::heldRolesOf(textOf(request, "role")));
    const bool checks = request.contains("check");
    return Task([person, roles, checks](HubCore& core) -> Result<json> {
        LAPWING_ASSIGN(const auto done,
                       checks ? rolesToSet(core, person, roles) : setRoles(core, person, roles));
        return json{{"staff", person.hex()},
                    {"role", access::textOf(checks ? done.before.roles : roles)},
                    {"cases_changed", done.changed},
                    {"cases_lost", done.lost}};
    });
}

Result<Task> staffLeave(const json& request)
{
    LAPWING_ASSIGN(const auto person, idOf<PersonId>(request, "staff"));
    return Task([person](HubCore& core) -> Result<json> {
        LAPWING_ASSIGN(const auto refs, leave(core, person));
        return json{{"staff", person.hex()}, {"cases", refs}};
    });
}
} // namespace

std::optional<Result<Task>> caseloadTask(const json& request)
{
    const auto verb = textOf(request, "verb");
    if (verb == "staff list") return staffList(request);
    if (verb == "staff set") return staffSet(request);
    if (verb == "staff leave") return staffLeave(request);
    if (verb == "agency list") return Task(agencyList);
    if (verb == "case list") return caseList(request);
    if (verb == "case who") return caseWho(request);
    if (verb == "case move") return caseMove(request);
    return std::nullopt;
}

} // namespace lapwing::hub::admin
