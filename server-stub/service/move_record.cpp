#include "server-stub/service/move_record.h"

#include "server-stub/service/administration.h"
#include "server-stub/service/change_batches.h"
#include "server-stub/service/exclusion.h"
#include "server-stub/service/legal_hold.h"
#include "server-stub/service/redact.h"
#include "shared/access/rights.h"
#include "shared/domain/panel_roles.h"

#include <algorithm>
#include <set>

namespace lapwing::hub {

namespace {
using nlohmann::json;
using StrandsOfCase = std::map<schema::Compartment, store::Strand>;

/// To who is excluded from it a case is not there.
Result<CaseEntry> caseFor(HubCore& core, const Staff& by, std::string_view ref)
{
    LAPWING_ASSIGN(auto entry, caseWith(core, ref));
    LAPWING_ASSIGN(const bool excluded, core.isExcluded(by.id, entry.id));
    if (excluded) return caseWith(core, "");
    return entry;
}

Result<CaseEntry> wrongCase(HubCore& core, const MoveAsk& ask, const Staff& by,
                            const RecordId& record)
{
    LAPWING_ASSIGN(const auto scopes, core.registers.scopesOf(record));
    std::vector<CaseEntry> found;
    for (const auto& scope : scopes) {
        if (!scope.isCase()) continue;
        LAPWING_ASSIGN(const auto entry, core.registry.caseById(scope.caseId()));
        LAPWING_ASSIGN(const bool excluded, core.isExcluded(by.id, scope.caseId()));
        if (entry && !excluded) found.push_back(*entry);
    }
    if (!ask.caseRef.empty()) {
        LAPWING_ASSIGN(const auto named, caseFor(core, by, ask.caseRef));
        std::erase_if(found, [&](const CaseEntry& entry) { return entry.id != named.id; });
    }
    if (found.size() == 1) return found.front();
    if (found.empty())
        return fail(ErrorCode::NotFound,
                    "The office has no record of that id in a case. Nothing was moved. Check the "
                    "id; if a tablet has it, sync that tablet first.");
    return fail(ErrorCode::Conflict, "Several cases have a record of that id. Nothing was moved. "
                                     "Name the wrong case with --case.");
}

Result<MoveWay> wayOf(HubCore& core, const MoveAsk& ask, const RecordId& record)
{
    MoveWay way;
    LAPWING_ASSIGN(way.by, staffWith(core, ask.by));
    LAPWING_ASSIGN(way.from, wrongCase(core, ask, way.by, record));
    LAPWING_ASSIGN(way.to, caseFor(core, way.by, ask.to));
    way.why = ask.why;
    if (way.why.find_first_not_of(" \t\r\n") == std::string::npos || way.why.size() > kMoveWhyMax)
        return fail(ErrorCode::Rejected, "Say why, in at most 500 bytes: it is shown in both "
                                         "cases, so name neither, and nobody. Nothing was moved.");
    if (way.from.id == way.to.id)
        return fail(ErrorCode::Rejected, "The record is in that case already. Nothing was moved. "
                                         "Name the right case with --to.");
    for (const auto* entry : {&way.from, &way.to}) {
        domain::Signer signer;
        signer.roles = way.by.roles.on(entry->panel);
        if (!domain::isCoordinator(signer))
            return fail(ErrorCode::Rejected, "Only a coordinator of the panels of both cases moves "
                                             "a record. Nothing was moved. Name them in --by.");
        LAPWING_ASSIGN(const bool held, isHeld(core, entry->id));
        if (held)
            return fail(ErrorCode::Rejected, "A legal hold lies on the case " + entry->ref +
                                                 ": no record leaves it or comes into it. Nothing "
                                                 "was moved. `hold list` says on what basis.");
    }
    return way;
}

/// Under which ids earlier moves between the two put records of the wrong case.
Result<std::map<RecordId, RecordId>> movedBefore(HubCore& core, const MoveWay& way)
{
    std::map<RecordId, RecordId> ids;
    LAPWING_ASSIGN(const auto all, erasureList(core));
    for (const auto& one : all) {
        const auto& what = one.at("what");
        if (one.at("kind") != "move" || what.at("case") != way.from.ref ||
            what.at("to") != way.to.ref)
            continue;
        for (const auto& record : what.at("records")) {
            const auto from = RecordId::fromHex(record.at("from").get<std::string>());
            const auto to = RecordId::fromHex(record.at("to").get<std::string>());
            if (!from || !to) return fail(ErrorCode::Corrupt, {}, "a move's record");
            ids.insert_or_assign(*from, *to);
        }
    }
    // Moved on since, or back: there is nothing to join.
    for (auto at = ids.begin(); at != ids.end();) {
        LAPWING_ASSIGN(const auto form,
                       core.registers.display(RecordKey{Scope::ofCase(way.to.id), at->second}));
        const auto stands = [](const auto& reg) {
            return reg.first.first / 8 != 0 &&
                   !std::ranges::all_of(reg.second, &SiblingView::redacted);
        };
        at = form && std::ranges::any_of(form->registers(), stands) ? std::next(at) : ids.erase(at);
    }
    return ids;
}

Result<StrandsOfCase> strandsIn(HubCore& core, const CaseId& caseId)
{
    StrandsOfCase found;
    LAPWING_ASSIGN(const auto strands, core.strands.strandsOfCase(caseId));
    for (const auto& strand : strands) found[strand.compartment] = strand;
    return found;
}

Result<void> write(HubCore& core, const MovedContent& content, const StrandsOfCase& to)
{
    BatchesOfStrands batches;
    std::size_t most = 0;
    for (const auto& record : content.records) most = std::max(most, record.versions.size());
    for (std::size_t i = 0; i < most; ++i) {
        for (auto& [compartment, batch] : batches) batch.cut();
        for (const auto& record : content.records)
            if (i < record.versions.size()) addParts(batches, record.versions[i]);
    }
    for (auto& [compartment, batch] : batches) {
        const auto strand = to.find(compartment);
        if (strand == to.end()) return fail(ErrorCode::Internal, {}, "a case without a strand");
        for (const auto& writes : batch.take()) LAPWING_TRY(core.write(strand->second.ix, writes));
    }
    return {};
}

/// Who may never have a case of that person may not have this one.
Result<void> excludeAgain(HubCore& core, const MovedContent& content)
{
    LAPWING_ASSIGN(const auto all, core.exclusions.all());
    for (const auto& one : all)
        for (const auto& record : content.records) {
            if (one.person != record.from) continue;
            auto again = one;
            again.person = record.to;
            LAPWING_TRY(exclude(core, again));
        }
    return {};
}

/// Who reads a part of it in the wrong case, and not that part of the right one.
Result<std::vector<Staff>> losing(HubCore& core, const MovedContent& content,
                                  const StrandsOfCase& from, const StrandsOfCase& to)
{
    std::set<schema::Compartment> parts;
    for (const auto& record : content.records)
        for (const auto& version : record.versions)
            for (const auto& each : version) parts.insert(schema::compartmentOf(each.field));
    LAPWING_ASSIGN(const auto staff, core.registry.allStaff());
    std::vector<Staff> found;
    for (const auto& person : staff) {
        bool loses = false;
        for (const auto part : parts) {
            LAPWING_ASSIGN(const auto had, core.registry.memberRights(from.at(part).ix, person.id));
            LAPWING_ASSIGN(const auto has, core.registry.memberRights(to.at(part).ix, person.id));
            loses = loses || (access::Rights{had}.read() && !access::Rights{has}.read());
        }
        if (loses) found.push_back(person);
    }
    return found;
}

json toldOf(const MovedToCase& done)
{
    json what{{"case", done.from},
              {"to", done.to},
              {"values", done.taken},
              {"records", json::array()},
              {"losing", json::array()}};
    for (const auto& record : done.content.records)
        what["records"].push_back({{"from", record.from.hex()}, {"to", record.to.hex()}});
    for (const auto& staff : done.losing)
        what["losing"].push_back({{"staff", staff.id.hex()}, {"name", staff.name}});
    return what;
}
} // namespace

Result<MovedToCase> moveRecord(HubCore& core, const MoveAsk& ask)
{
    const auto record = RecordId::fromHex(ask.record);
    if (!record)
        return fail(ErrorCode::Rejected, "--record takes 16 hex digits. Nothing was moved. Copy "
                                         "the id from the record.");
    LAPWING_ASSIGN(const auto way, wayOf(core, ask, *record));
    LAPWING_ASSIGN(const auto before, movedBefore(core, way));
    MovedToCase done{{}, way.from.ref, way.to.ref, {}, {}, 0};
    LAPWING_ASSIGN(done.content, contentToMove(core, way, *record, before));
    if (done.content.values == 0)
        return fail(ErrorCode::NotFound, "Nothing stands in the record: it was moved or taken out "
                                         "already. Nothing was moved.");
    LAPWING_ASSIGN(const auto from, strandsIn(core, way.from.id));
    LAPWING_ASSIGN(const auto to, strandsIn(core, way.to.id));
    for (const auto& each : done.content.records)
        for (const auto& author : each.authors) LAPWING_TRY(noteMovedAuthor(core, each.to, author));
    LAPWING_TRY(write(core, done.content, to));
    LAPWING_TRY(excludeAgain(core, done.content));
    LAPWING_ASSIGN(done.losing, losing(core, done.content, from, to));
    std::set<RecordId> gone;
    for (const auto& each : done.content.records) gone.insert(each.from);
    Erasure erasure{"move", ask.by, "Wrong case: " + way.why, {}, {}, {}};
    for (const auto& [compartment, strand] : from) {
        LAPWING_ASSIGN(const auto taken,
                       redactIn(
                           core, strand,
                           [&](const RecordId& of, const Op&) { return gone.contains(of); },
                           erasure));
        done.taken += taken;
    }
    erasure.what = toldOf(done);
    LAPWING_ASSIGN(done.id, noteErasure(core, erasure));
    return done;
}

} // namespace lapwing::hub
