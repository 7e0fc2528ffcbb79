#include "client/cli/session.h"

#include "client/cli/answers.h"
#include "client/cli/person_verbs.h"
#include "client/work/deliver.h"
#include "client/work/visit_work.h"
#include "shared/base/civil.h"
#include "shared/schema/json.h"
#include "sync/store/unknown_cases.h"

#include <algorithm>

namespace lapwing::cli {

namespace {
using nlohmann::json;
constexpr std::size_t kHitsMax = 100;

json instantOrNull(std::uint64_t ms)
{
    return ms == 0 ? json(nullptr) : json(formatInstant(static_cast<std::int64_t>(ms)));
}

std::string_view leaseWord(LeaseState state)
{
    switch (state) {
    case LeaseState::Valid: return "valid";
    case LeaseState::Expired: return "expired";
    case LeaseState::ClockWrong: return "clock_wrong";
    }
    return "expired";
}

std::string joined(const std::vector<std::string>& words)
{
    std::string all;
    for (const auto& word : words) all += (all.empty() ? "" : " ") + word;
    return all;
}
} // namespace

Vault::Purpose purposeOf(Verb verb)
{
    using enum Verb;
    const bool renews = verb == Sync || verb == Status || verb == Batch || verb == Rekey ||
                        verb == CargoDeliver || verb == DropPin || verb == Note || verb == Tries;
    return renews ? Vault::Purpose::Renew : Vault::Purpose::Use;
}

Session::Session(work::Tablet tablet, Vault::Purpose purpose)
    : m_tablet(std::move(tablet)), m_unlocked(purpose == Vault::Purpose::Use)
{
}

Result<Session> Session::open(VaultSite site, const crypto::Secret& passphrase,
                              Vault::Purpose purpose)
{
    LAPWING_ASSIGN(auto tablet, work::Tablet::open(site, passphrase, purpose));
    return Session(std::move(tablet), purpose);
}

Result<void> Session::unlock()
{
    if (m_unlocked) return {};
    LAPWING_TRY(mayOpen(m_tablet.vault().lease()));
    m_unlocked = true;
    return {};
}

Result<json> Session::run(const Command& command)
{
    using enum Verb;
    if (command.verb == Sync) return sync();
    if (command.verb == Status) return status();
    if (command.verb == Schema) return schema::describe();
    if (command.verb == Rekey || command.verb == CargoDeliver || command.verb == Tries)
        return keys(command);
    if (command.verb == Note) {
        LAPWING_TRY(m_tablet.noteForOffice(joined(command.words)));
        return json{{"sealed", true}};
    }
    LAPWING_TRY(unlock());
    auto work = casework();
    switch (command.verb) {
    case CaseList: {
        LAPWING_ASSIGN(const auto cases, work.cases());
        return toJson(cases);
    }
    case CaseShow: {
        LAPWING_ASSIGN(const auto view, work.openCase(command.subject));
        return toJson(view);
    }
    case CaseDue: {
        LAPWING_ASSIGN(const auto due,
                       work::dueOnCase(m_tablet.replica(), m_tablet.clock(), command.subject));
        return toJson(due);
    }
    case MeetingShow: {
        LAPWING_ASSIGN(const auto key, work.find(command.subject));
        LAPWING_ASSIGN(const auto view,
                       work::meetingView(m_tablet.replica(), m_tablet.clock(), key));
        return toJson(view);
    }
    case RecordShow: {
        LAPWING_ASSIGN(const auto key, work.find(command.subject, command.caseRef));
        LAPWING_ASSIGN(const auto view, work.read(key));
        return toJson(view, Authors::ByName);
    }
    case Search: {
        LAPWING_ASSIGN(const auto hits, work.search(joined(command.words), kHitsMax));
        return toJson(hits);
    }
    case RecordAdd:
    case RecordSet: return save(command);
    case CheckList: case CheckDecide: case CheckHistory: case CheckUndo: return check(command);
    case VisitShow:
    case VisitAcknowledge:
    case VisitApprove:
    case VisitSign:
    case VisitCountersign:
    case VisitSay: return visit(command);
    case PersonShow: case PersonLike: case PersonSay: case PersonUndo:
        return runPerson(work, command);
    case RecordRetire: case RecordRestore: return remove(command);
    case RecordRemoved: {
        LAPWING_ASSIGN(const auto records, work.removed(command.subject));
        return toJson(records);
    }
    case Export: return exportAll();
    default:
        return fail(ErrorCode::Rejected, "This cannot be done inside a batch. The batch goes on; "
                                         "run it as a command of its own.");
    }
}

Result<json> Session::check(const Command& command)
{
    auto work = casework();
    if (command.verb == Verb::CheckList) {
        LAPWING_ASSIGN(const auto checks, work.checks());
        return toJson(checks);
    }
    if (command.verb == Verb::CheckHistory) {
        LAPWING_ASSIGN(const auto decisions, work.decisions(command.subject));
        return toJson(decisions);
    }
    if (command.verb == Verb::CheckUndo) {
        LAPWING_ASSIGN(const auto answer, work.undecide(command.subject, command.reason));
        return toJson(answer);
    }
    return decide(command);
}

Result<json> Session::save(const Command& command)
{
    auto work = casework();
    Result<work::Casework::Editing> editing = fail(ErrorCode::NotFound);
    if (command.verb == Verb::RecordAdd) {
        editing = work.begin(command.subject, command.type);
    } else {
        LAPWING_ASSIGN(const auto key, work.find(command.subject, command.caseRef));
        editing = work.edit(key);
    }
    if (!editing.ok()) return editing.error();
    std::vector<work::FieldEntry> entries;
    for (const auto& word : command.words) {
        LAPWING_ASSIGN(auto entry, work::parseEntry(word));
        entries.push_back(std::move(entry));
    }
    LAPWING_ASSIGN(auto record, work.typed(*editing, entries, command.reason));
    LAPWING_ASSIGN(const auto answers, answersIn(work, command));
    LAPWING_ASSIGN(auto like, work.mayBeSame({&record, 1}));
    std::erase_if(like, [&](const auto& one) {
        return std::ranges::find(answers, one.person, &work::SameAnswer::other) != answers.end();
    });
    if (!like.empty()) return unanswered(like);
    LAPWING_ASSIGN(const auto answer, work.save({std::move(record)}, answers));
    return toJson(answer);
}

Result<json> Session::remove(const Command& command)
{
    auto work = casework();
    LAPWING_ASSIGN(const auto key, work.find(command.subject, command.caseRef));
    const auto answer = command.verb == Verb::RecordRetire ? work.retire(key, command.reason)
                                                           : work.restore(key, command.reason);
    if (!answer.ok()) return answer.error();
    return toJson(*answer);
}

Result<json> Session::decide(const Command& command)
{
    auto work = casework();
    auto answer = command.keep ? work.keep(command.subject, *command.keep, command.reason)
                               : work.replace(command.subject, command.value.value_or(""),
                                              command.reason);
    if (!answer.ok()) return answer.error();
    return toJson(*answer);
}

Result<json> Session::visit(const Command& command)
{
    using enum Verb;
    auto work = casework();
    work::VisitWork visits(work);
    LAPWING_ASSIGN(const auto id, work.find(command.subject, command.caseRef));
    if (command.verb == VisitShow) {
        LAPWING_ASSIGN(const auto of, visits.read(id));
        return toJson(of);
    }
    Result<work::SaveAnswer> answer = fail(ErrorCode::Internal);
    if (command.verb == VisitAcknowledge) {
        LAPWING_ASSIGN(const auto marker, work.find(command.marker, command.caseRef));
        answer = visits.acknowledge(id, marker.id);
    } else if (command.verb == VisitApprove) {
        answer = visits.approve(id);
    } else if (command.verb == VisitSign) {
        answer = visits.sign(id);
    } else if (command.verb == VisitCountersign) {
        answer = visits.countersign(id);
    } else {
        answer = visits.say(id, joined(command.words));
    }
    if (!answer.ok()) return answer.error();
    return toJson(*answer);
}

Result<transport::Transport*> Session::hub()
{
    if (!m_hub) {
        LAPWING_ASSIGN(m_hub, work::hubOf(m_tablet.identity()));
    }
    return m_hub.get();
}

Result<json> Session::sync()
{
    LAPWING_ASSIGN(auto* const office, hub());
    LAPWING_ASSIGN(const auto report, work::syncWithHub(m_tablet, *office));
    return toJson(report);
}

Result<json> Session::keys(const Command& command)
{
    if (command.verb == Verb::Rekey) {
        LAPWING_TRY(m_tablet.rekey());
        return json{{"epoch", m_tablet.vault().status().epoch}};
    }
    if (command.verb == Verb::Tries) {
        LAPWING_TRY(m_tablet.vault().setTriesMost(*command.triesMost));
        return json{{"tries_most", *command.triesMost}};
    }
    LAPWING_ASSIGN(auto* const office, hub());
    LAPWING_ASSIGN(
        const auto delivery,
        work::deliverCargo(m_tablet.site().disk, command.from,
                           command.drafts ? store::DraftCargo::Bring : store::DraftCargo::Leave,
                           *office));
    return json{{"records", delivery.records},
                {"taken", delivery.taken},
                {"waiting", delivery.waiting},
                {"refused", delivery.refused},
                {"drafts_left", delivery.drafts}};
}

Result<json> Session::status()
{
    auto& replica = m_tablet.replica();
    const auto vault = m_tablet.vault().status();
    LAPWING_ASSIGN(const auto unsent, replica.log().undecidedCount());
    LAPWING_ASSIGN(const auto checks, replica.conflicts().count());
    LAPWING_ASSIGN(const auto cases, replica.lists().cases());
    LAPWING_ASSIGN(const auto digest, casework().digest());
    LAPWING_ASSIGN(const auto last, replica.state().lastSync());
    LAPWING_ASSIGN(const auto unknown, store::unknownAtOffice(replica));
    const auto& identity = m_tablet.identity();
    LAPWING_ASSIGN(const auto roles, m_tablet.roles());
    const bool isFile = vault.deviceKey == DeviceKeyKind::PlainFile;
    return json{
        {"person", identity.person},
        {"role", access::textOf(roles)},
        {"device", identity.device.device().hex()},
        {"hub", identity.hubUrl},
        {"unsent", unsent},
        {"open_checks", checks},
        {"cases", cases.size()},
        {"unknown_at_office", unknown.size()},
        {"digest", digest.hex()},
        {"last_sync",
         {{"office", instantOrNull(last.hubTimeMs)}, {"tablet", instantOrNull(last.wallMs)}}},
        {"clock_ahead_minutes", work::minutesAhead(work::metAt(last))},
        {"lease",
         {{"state", leaseWord(vault.lease.state)}, {"minutes", vault.lease.remainingMs / 60'000}}},
        {"kdf", {{"memory_mib", vault.kdf.memoryMib}, {"passes", vault.kdf.passes}}},
        {"device_key", isFile ? "plain_file" : "keystore"},
        {"device_key_warning", isFile ? json(kDeviceKeyWarning) : json(nullptr)},
        {"epoch", vault.epoch},
        {"recovery", vault.recoverable},
        {"pin", vault.pinArmed},
        {"tries_most", vault.triesMost},
        {"mlock", vault.memoryLocked},
        {"slots_whole", vault.slotsWhole},
        {"cargo", {{"records", vault.cargoRecords}, {"damaged", vault.cargoDamaged}}},
        {"purged", last.purged}};
}

/// Nothing in it depends on this tablet: equal grants and equal knowledge give equal bytes.
Result<json> Session::exportAll()
{
    auto work = casework();
    auto all = json::array();
    LAPWING_ASSIGN(const auto cases, work.cases());
    for (const auto& row : cases) {
        LAPWING_ASSIGN(auto view, work.openCase(row.ref));
        std::ranges::sort(view.records, {}, &store::RecordRow::key);
        auto one = toJson(view);
        one["records"] = json::array();
        for (const auto& record : view.records) {
            LAPWING_ASSIGN(const auto shown, work.read(record.key));
            one["records"].push_back(toJson(shown, Authors::ByActor));
        }
        all.push_back(std::move(one));
    }
    return json{{"cases", std::move(all)}};
}

std::string readable(Verb verb, const json& answer)
{
    switch (verb) {
    case Verb::CaseList: return casesText(answer);
    case Verb::CaseShow: return caseText(answer);
    case Verb::CaseDue: return dueText(answer);
    case Verb::MeetingShow: return meetingText(answer);
    case Verb::RecordShow: return recordText(answer);
    case Verb::RecordRemoved:
        return removedText(answer);
    case Verb::CheckList: return checksText(answer);
    case Verb::CheckHistory:
        return decisionsText(answer);
    case Verb::Search: return hitsText(answer);
    case Verb::VisitShow: return visitText(answer);
    case Verb::PersonLike:
        return likeText(answer);
    case Verb::PersonShow:
        return personText(answer);
    case Verb::Status: return statusText(answer);
    case Verb::Schema: return schemaText(answer);
    default:
        return answer.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
    }
}

} // namespace lapwing::cli
