#include "server-stub/service/found_list.h"

#include "server-stub/service/administration.h"
#include "server-stub/service/found.h"
#include "shared/base/civil.h"
#include "shared/schema/json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace lapwing::hub {

namespace {
using nlohmann::json;

std::string_view wordOf(FoundState state)
{
    if (state == FoundState::Adopted) return "adopted";
    return state == FoundState::Dropped ? "dropped" : "waits";
}

Result<json> personOf(HubCore& core, const PersonId& id)
{
    LAPWING_ASSIGN(const auto staff, core.registry.staff(id));
    return staff ? json(staff->name) : json(nullptr);
}

Result<json> partOf(HubCore& core, const FoundRow& row)
{
    json told{{"tablet", row.device.hex()},
              {"part", schema::compartmentName(row.compartment)},
              {"kind", row.known ? "right" : "case"},
              {"state", wordOf(row.state)},
              {"granted", formatInstant(static_cast<std::int64_t>(row.grantedMs))}};
    if (!row.known) told["changes"] = row.changes;
    LAPWING_ASSIGN(const auto device, core.registry.device(row.device));
    if (device) {
        LAPWING_ASSIGN(told["person"], personOf(core, device->staff));
    }
    LAPWING_ASSIGN(const auto strand, core.strands.findStrand(row.strand));
    if (strand && device) {
        LAPWING_ASSIGN(const bool taken, wasTaken(core, *strand, device->staff));
        if (taken) told["taken_away"] = true;
    }
    if (!row.why.empty()) told["why"] = row.why;
    const auto by = PersonId::fromHex(row.by);
    if (by) {
        LAPWING_ASSIGN(told["by"], personOf(core, *by));
    }
    return told;
}

Result<json> caseOf(HubCore& core, std::span<const FoundRow> rows)
{
    json told{{"case", rows.front().caseId.hex()}, {"ref", nullptr}};
    const auto* panel = schema::panels().find(static_cast<std::uint32_t>(rows.front().panel));
    told["panel"] = panel ? json(panel->name) : json(nullptr);
    LAPWING_ASSIGN(const auto known, core.registry.caseById(rows.front().caseId));
    if (known) told["ref"] = known->ref;
    told["here"] = known.has_value();
    told["parts"] = json::array();
    for (const auto& row : rows) {
        if (!known && !row.ref.empty()) told["ref"] = row.ref;
        LAPWING_ASSIGN(auto part, partOf(core, row));
        told["parts"].push_back(std::move(part));
    }
    if (known || !told["ref"].is_string()) return told;
    LAPWING_ASSIGN(const auto other, core.registry.caseByRef(told["ref"].get<std::string>()));
    if (other) told["reference_is_taken"] = true;
    return told;
}

json recordOf(const Record& record)
{
    const auto* type = schema::findType(record.type);
    json told{{"record", record.id.hex()}, {"type", type ? json(type->name) : json(nullptr)}};
    told["fields"] = json::array();
    for (const auto& reg : record.registers) {
        const auto known = schema::findField(reg.field);
        if (!known.field) continue;
        for (const auto& sibling : reg.siblings) {
            const auto read = decodePayload(sibling.payload);
            const auto value = read.ok() ? decodeValue(read->value) : Result<Value>(read.error());
            json one{{"field", known.field->name}};
            if (known.field->isSet()) one["member"] = schema::keyText(*known.field, reg.key);
            one["value"] = value.ok() && !sibling.redacted ? schema::toJson(*known.field, *value)
                                                           : json(nullptr);
            told["fields"].push_back(std::move(one));
        }
    }
    return told;
}

/// Who wrote in it, by the certificates of their tablets.
Result<json> authorsOf(HubCore& core, const FoundContent& content)
{
    std::set<PersonId> people;
    for (const auto& device : content.offer.devices)
        if (device.kind == 0) people.insert(device.person);
    json names = json::array();
    for (const auto& person : people) {
        LAPWING_ASSIGN(const auto name, personOf(core, person));
        names.push_back({{"staff", person.hex()}, {"name", name}});
    }
    return names;
}

Result<json> contentOf(HubCore& core, const FoundRow& row)
{
    LAPWING_ASSIGN(const auto content, foundContent(core, row));
    json told{{"part", schema::compartmentName(row.compartment)},
              {"as_of", formatInstant(static_cast<std::int64_t>(content.offer.envelope.issuedMs))},
              {"later_changes", row.changes - row.sseq}};
    LAPWING_ASSIGN(told["authors"], authorsOf(core, content));
    told["records"] = json::array();
    for (const auto& bytes : content.body.records) {
        LAPWING_ASSIGN(const auto record, decodeRecord(bytes));
        told["records"].push_back(recordOf(record));
    }
    return told;
}
} // namespace

Result<json> foundList(HubCore& core)
{
    LAPWING_ASSIGN(const auto rows, core.foundRows.rows());
    json list = json::array();
    for (std::size_t at = 0; at < rows.size();) {
        auto end = at + 1;
        while (end < rows.size() && rows[end].caseId == rows[at].caseId) ++end;
        LAPWING_ASSIGN(auto one, caseOf(core, std::span(rows).subspan(at, end - at)));
        list.push_back(std::move(one));
        at = end;
    }
    return list;
}

Result<json> foundShow(HubCore& core, const CaseId& caseId)
{
    LAPWING_ASSIGN(auto rows, core.foundRows.rows());
    std::erase_if(rows, [&](const FoundRow& row) { return row.caseId != caseId; });
    if (rows.empty())
        return fail(ErrorCode::NotFound, "No tablet offers a case of that id. The list has the "
                                         "ids.");
    LAPWING_ASSIGN(auto told, caseOf(core, rows));
    told["content"] = json::array();
    for (const auto& row : rows) {
        const auto isNewer = [&](const FoundRow& other) {
            return other.strand == row.strand && !other.known && other.bytes > 0 &&
                   (std::pair(other.epoch, other.sseq) > std::pair(row.epoch, row.sseq) ||
                    (std::pair(other.epoch, other.sseq) == std::pair(row.epoch, row.sseq) &&
                     other.device < row.device));
        };
        if (row.known || row.bytes == 0 || std::ranges::any_of(rows, isNewer)) continue;
        LAPWING_ASSIGN(auto content, contentOf(core, row));
        told["content"].push_back(std::move(content));
    }
    return told;
}

Result<std::uint64_t> foundCount(HubCore& core)
{
    LAPWING_ASSIGN(const auto rows, core.foundRows.rows());
    std::set<CaseId> cases;
    for (const auto& row : rows)
        if (row.state == FoundState::Waits) cases.insert(row.caseId);
    return cases.size();
}

} // namespace lapwing::hub
