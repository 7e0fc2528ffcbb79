#include "server-stub/admin/removal_verbs.h"

#include "server-stub/admin/caseload_verbs.h"
#include "server-stub/admin/exclude_verbs.h"
#include "server-stub/admin/found_verbs.h"
#include "server-stub/admin/request_options.h"
#include "server-stub/service/administration.h"
#include "server-stub/service/brought_cargo.h"
#include "server-stub/service/export.h"
#include "server-stub/service/found_adopt.h"
#include "server-stub/service/found_list.h"
#include "server-stub/service/hub_enrolment.h"
#include "server-stub/service/people_list.h"
#include "server-stub/service/quarantine.h"
#include "server-stub/service/quarantine_decision.h"
#include "shared/base/civil.h"
#include "shared/usage/error_json.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <memory>

namespace lapwing::hub::admin {

namespace {
using nlohmann::json;
constexpr int kCodesTried = 8;

Error bad(std::string why) { return fail(ErrorCode::Rejected, std::move(why)); }

Error unknownWord(const schema::Vocabulary& vocabulary)
{
    std::string words;
    for (const auto& code : vocabulary.codes)
        words += (words.empty() ? "" : ", ") + std::string(code.name);
    return bad("There is no such " + std::string(vocabulary.name) + ". It is one of " + words +
               ".");
}

Result<Task> agencyAdd(const json& request)
{
    const auto* word = schema::agency::kSectors.find(textOf(request, "sector"));
    if (!word) return unknownWord(schema::agency::kSectors);
    const auto sector = static_cast<schema::agency::Sector>(word->number);
    return Task([name = textOf(request, "name"), sector](HubCore& core) -> Result<json> {
        LAPWING_ASSIGN(const auto agency, addAgency(core, name, sector));
        return json{{"agency", agency.id.hex()}};
    });
}

Result<Task> staffAdd(const json& request)
{
    LAPWING_ASSIGN(const auto agency, idOf<AgencyId>(request, "agency"));
    LAPWING_ASSIGN(const auto roles, access::heldRolesOf(textOf(request, "role")));
    return Task([name = textOf(request, "name"), agency, roles](HubCore& core) -> Result<json> {
        LAPWING_ASSIGN(const auto staff, addStaff(core, name, agency, roles));
        return json{{"staff", staff.id.hex()}};
    });
}

Result<Task> deviceAdd(const json& request, const Hash& hubSpki, Random& random)
{
    LAPWING_ASSIGN(const auto person, idOf<PersonId>(request, "staff"));
    LAPWING_ASSIGN(auto made, madeCode(hubSpki, random));
    return Task([person, hubSpki, &random, made](HubCore& core) mutable -> Result<json> {
        auto expires = offerCode(core, person, made);
        for (int i = 1; i < kCodesTried && !expires.ok(); ++i) {
            if (expires.error().code != ErrorCode::Conflict) break;
            LAPWING_ASSIGN(made, madeCode(hubSpki, random));
            expires = offerCode(core, person, made);
        }
        if (!expires.ok()) return expires.error();
        return json{{"code", made.code},
                    {"expires", formatInstant(static_cast<std::int64_t>(*expires))}};
    });
}

Result<json> deviceList(HubCore& core)
{
    LAPWING_ASSIGN(const auto devices, core.registry.devices());
    json list = json::array();
    for (const auto& device : devices) {
        LAPWING_ASSIGN(const auto staff, core.registry.staff(device.staff));
        LAPWING_ASSIGN(const auto copied, core.registry.copiedAt(device.id));
        list.push_back({{"device", device.id.hex()},
                        {"staff", device.staff.hex()},
                        {"name", staff ? staff->name : ""},
                        {"serial", device.serial},
                        {"stopped", device.stopped},
                        {"copied_ms", copied ? json(*copied) : json(nullptr)}});
    }
    return json{{"devices", std::move(list)}};
}

Result<Task> deviceStop(const json& request)
{
    LAPWING_ASSIGN(const auto device, idOf<DeviceId>(request, "device"));
    return Task([device](HubCore& core) -> Result<json> {
        LAPWING_TRY(stopDevice(core, device));
        return json{{"device", device.hex()}, {"stopped", true}};
    });
}

json previewTold(const ImportPreview& preview)
{
    auto people = json::array();
    for (const auto& each : preview.people) {
        json other{{"case", each.otherCase}, {"name", each.otherName}, {"id", each.other.hex()}};
        if (each.otherLine > 0) other["line"] = each.otherLine;
        people.push_back({{"line", each.line},
                          {"case", each.caseRef},
                          {"name", each.name},
                          {"other", std::move(other)},
                          {"because", each.because}});
    }
    return {{"new_cases", preview.cases},
            {"new_records", preview.records},
            {"may_be_same", std::move(people)}};
}

Result<Task> caseImport(const json& request, std::string content, ImportTold progress)
{
    const auto file = std::make_shared<const std::string>(std::move(content));
    const auto mode = request.value("check", false) ? ImportMode::Check : ImportMode::Write;
    std::optional<ImportMap> map;
    if (request.contains("map")) {
        LAPWING_ASSIGN(map, importMapOf(textOf(request, "map")));
    }
    return Task([file, mode, map, progress](HubCore& core) -> Result<json> {
        Import import(core, progress);
        LAPWING_TRY(core.db.exec("SAVEPOINT import"));
        const auto done = import.run(*file, mode, map ? &*map : nullptr);
        // Nothing stays of a file with a fault, nor of a found case that it joined.
        if (!done.ok()) LAPWING_TRY(core.db.exec("ROLLBACK TO import"));
        LAPWING_TRY(core.db.exec("RELEASE import"));
        if (done.ok()) {
            json told{{"cases", done->cases},
                      {"records", done->records},
                      {"already_there", done->held},
                      {"written", mode == ImportMode::Write}};
            if (mode == ImportMode::Check) told.update(previewTold(import.previewed()));
            return told;
        }
        if (import.faults().empty()) return done.error();
        const auto count = import.faults().size();
        auto told =
            refusal(fail(done.error().code,
                         count == 1 ? "1 line of the file is wrong."
                                    : std::to_string(count) + " lines of the file are wrong."));
        for (const auto& fault : import.faults()) {
            auto& last = told["faults"].emplace_back(
                json{{"line", fault.line}, {"message", fault.error.text()}});
            for (const auto& differs : fault.differs)
                last["differs"].push_back(
                    {{"field", differs.field}, {"here", differs.here}, {"told", differs.told}});
        }
        return told; // nothing was written, so this may be committed
    });
}

/// The lines go with the answer: whoever asked writes the file, as themselves.
Result<Task> caseExport(const json& request)
{
    return Task([ref = textOf(request, "case")](HubCore& core) -> Result<json> {
        LAPWING_ASSIGN(auto done, Export(core).run(ref));
        json told{{"cases", done.cases},
                  {"records", done.records},
                  {"conflicts", done.conflicts},
                  {"removed", done.removed},
                  {"lines", std::move(done.lines)},
                  {"left_out", json::array()}};
        for (const auto& left : done.leftOut)
            told["left_out"].push_back({{"case", left.caseRef},
                                        {"record", left.record},
                                        {"id", left.id},
                                        {"field", left.field},
                                        {"why", left.why}});
        return told;
    });
}

Result<Task> caseAssign(const json& request, bool gives)
{
    LAPWING_ASSIGN(const auto person, idOf<PersonId>(request, "staff"));
    return Task([ref = textOf(request, "case"), person, gives](HubCore& core) -> Result<json> {
        if (gives) LAPWING_TRY(joinFound(core, ref, "It was assigned by its reference"));
        LAPWING_ASSIGN(const auto strands,
                       gives ? assign(core, ref, person) : unassign(core, ref, person));
        return json{{"case", ref}, {"staff", person.hex()}, {"strands", strands}};
    });
}

Result<Task> cargoOpen(const json& request, std::string content)
{
    const auto drafts =
        request.value("drafts", false) ? store::DraftCargo::Bring : store::DraftCargo::Leave;
    const auto file = std::make_shared<const std::string>(std::move(content));
    return Task([file, drafts](HubCore& core) -> Result<json> {
        LAPWING_ASSIGN(const auto log, takeCargoFile(core, bytesOf(*file), drafts));
        return json{{"taken", log.taken},      {"waiting", log.waiting},
                    {"refused", log.refused},  {"drafts", log.drafts},
                    {"drafts_left", log.left}, {"alerts", log.alerts.size()}};
    });
}

Result<json> cargoList(HubCore& core)
{
    LAPWING_ASSIGN(auto list, noteList(core));
    return json{{"notes", std::move(list)}};
}

Result<Task> recoveryInit(const json& request)
{
    LAPWING_ASSIGN(const auto key, idOf<crypto::BoxPublicKey>(request, "key"));
    return Task([key](HubCore& core) -> Result<json> {
        LAPWING_ASSIGN(const auto before, core.registry.setting("recovery"));
        LAPWING_TRY(setRecoveryKey(core, key));
        return json{{"recovery_key", key.hex()}, {"replaced", before.has_value()}};
    });
}

Result<Task> leaseSet(const json& request)
{
    const auto text = textOf(request, "hours");
    std::uint32_t hours = 0;
    const auto* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, hours);
    if (read.ec != std::errc{} || read.ptr != end)
        return bad("--hours takes a number. Nothing was changed. Choose 1 to 336.");
    return Task([hours](HubCore& core) -> Result<json> {
        LAPWING_TRY(setLease(core, hours));
        return json{{"lease_hours", hours}};
    });
}

Result<json> status(HubCore& core)
{
    LAPWING_ASSIGN(const auto lease, core.leaseHours());
    LAPWING_ASSIGN(const auto cases, core.registry.caseCount());
    LAPWING_ASSIGN(const auto staff, core.registry.allStaff());
    LAPWING_ASSIGN(const auto devices, core.registry.devices());
    LAPWING_ASSIGN(const auto quarantine, quarantineCount(core));
    LAPWING_ASSIGN(const auto found, foundCount(core));
    LAPWING_ASSIGN(const auto alerts, alertCount(core));
    LAPWING_ASSIGN(const auto recovery, core.registry.setting("recovery"));
    const auto stopped = std::ranges::count_if(devices, &Device::stopped);
    std::uint64_t copied = 0; // a stopped one is served nothing any more, nor is its copy
    for (const auto& device : devices) {
        LAPWING_ASSIGN(const auto at, core.registry.copiedAt(device.id));
        copied += at && !device.stopped ? 1 : 0;
    }
    return json{{"version", LAPWING_VERSION},
                {"cases", cases},
                {"staff", staff.size()},
                {"devices",
                 {{"active", devices.size() - static_cast<std::size_t>(stopped)},
                  {"stopped", stopped},
                  {"copied", copied}}},
                {"quarantine", quarantine},
                {"found", found},
                {"alerts", alerts},
                {"recovery", recovery.has_value()},
                {"lease_hours", lease},
                {"hub_epoch", core.keys.epoch}};
}

Result<json> listQuarantine(HubCore& core)
{
    LAPWING_ASSIGN(auto list, quarantineList(core));
    return json{{"quarantine", std::move(list)}};
}

Result<Task> showQuarantined(const json& request)
{
    LAPWING_ASSIGN(const auto change, idOf<Head8>(request, "change"));
    return Task([change](HubCore& core) { return quarantineShow(core, change); });
}

Result<Task> decideQuarantined(const json& request, Verdict verdict)
{
    KeptDecision decision;
    LAPWING_ASSIGN(decision.change, idOf<Head8>(request, "change"));
    LAPWING_ASSIGN(decision.by, idOf<PersonId>(request, "by"));
    decision.verdict = verdict;
    decision.why = textOf(request, "reason");
    return Task([decision](HubCore& core) -> Result<json> {
        LAPWING_TRY(decide(core, decision));
        return json{{"change", decision.change.hex()},
                    {"verdict", decision.verdict == Verdict::Accepted ? "adopted" : "rejected"}};
    });
}

Result<json> listSame(HubCore& core)
{
    LAPWING_ASSIGN(auto list, peopleList(core));
    return json{{"people", std::move(list)}};
}

Result<Task> decideSame(const json& request, bool same)
{
    PairDecision decision;
    LAPWING_ASSIGN(decision.pair, idOf<PairName>(request, "pair"));
    LAPWING_ASSIGN(decision.by, idOf<PersonId>(request, "by"));
    decision.same = same;
    decision.why = textOf(request, "why");
    return Task([decision](HubCore& core) -> Result<json> {
        LAPWING_TRY(decidePair(core, decision));
        return json{{"pair", decision.pair.hex()}, {"same", decision.same}};
    });
}
} // namespace

Result<Task> taskFor(const json& request, std::string content, const Hash& hubSpki, Random& random,
                     ImportTold told)
{
    const auto verb = textOf(request, "verb");
    if (verb == "agency add") return agencyAdd(request);
    if (verb == "staff add") return staffAdd(request);
    if (verb == "device add") return deviceAdd(request, hubSpki, random);
    if (verb == "device list") return Task(deviceList);
    if (verb == "device stop") return deviceStop(request);
    if (verb == "case import") return caseImport(request, std::move(content), std::move(told));
    if (verb == "case export") return caseExport(request);
    if (verb == "case assign") return caseAssign(request, true);
    if (verb == "case unassign") return caseAssign(request, false);
    if (verb == "cargo open") return cargoOpen(request, std::move(content));
    if (verb == "cargo list") return Task(cargoList);
    if (verb == "lease set") return leaseSet(request);
    if (verb == "recovery init") return recoveryInit(request);
    if (verb == "same list") return Task(listSame);
    if (verb == "same confirm") return decideSame(request, true);
    if (verb == "same dismiss") return decideSame(request, false);
    if (verb == "quarantine list") return Task(listQuarantine);
    if (verb == "quarantine show") return showQuarantined(request);
    if (verb == "quarantine adopt") return decideQuarantined(request, Verdict::Accepted);
    if (verb == "quarantine reject") return decideQuarantined(request, Verdict::Rejected);
    if (auto caseload = caseloadTask(request)) return std::move(*caseload);
    if (auto found = foundTask(request)) return std::move(*found);
    if (auto excluded = excludeTask(request)) return std::move(*excluded);
    if (auto removal = removalTask(request, content)) return std::move(*removal);
    if (verb == kStatusVerb) return Task(status);
    return bad("The hub does not know this command. Nothing was changed. Use the version of "
               "lapwing-server that it runs.");
}

json refusal(const Error& error)
{
    auto text = error.text();
    const bool isInput = error.code == ErrorCode::Rejected || error.code == ErrorCode::Malformed ||
                         error.code == ErrorCode::TooLarge;
    // The rules of fields and lines say what is wrong; what is safe and what to do is one for all.
    if (isInput && text.find("othing was") == text.npos)
        text += " Nothing was changed. Correct it and try again.";
    return usage::errorJson(logName(error.code), text);
}

} // namespace lapwing::hub::admin
