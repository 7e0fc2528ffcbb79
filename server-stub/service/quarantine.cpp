#include "server-stub/service/quarantine.h"

#include "server-stub/service/other_history.h"
#include "server-stub/service/quarantine_decision.h"
#include "server-stub/service/quarantine_words.h"

#include "shared/base/civil.h"
#include "shared/schema/json.h"
#include "sync/store/history.h"

#include <nlohmann/json.hpp>

namespace lapwing::hub {

namespace {
using nlohmann::json;

Result<json> reasonText(HubCore& core, store::StrandIx strand, const SeenDot& dot)
{
    LAPWING_ASSIGN(const auto reason, reasonOf(core, strand, dot));
    return reason ? json(*reason) : json(nullptr);
}

/// What the op wrote, as text: redacted and undecodable content is null.
json valueOf(const schema::Field* field, const Bytes& payload)
{
    const auto read = decodePayload(payload);
    if (!read.ok()) return nullptr;
    const auto value = decodeValue(read->value);
    if (!value.ok() || !field) return toHex(read->value);
    return schema::toJson(*field, *value);
}

json fieldOf(const Op& op, const RecordId& record, const Bytes& payload)
{
    const auto known = schema::findField(op.field);
    json told{{"record", record.hex()}, {"type", nullptr}};
    if (const auto said = decodePayload(payload); said.ok() && !said->why.empty())
        told["why"] = said->why;
    if (known.field) {
        told["type"] = known.type->name;
        told["field"] = known.field->name;
        if (known.field->isSet()) told["member"] = schema::keyText(*known.field, op.key);
        told["value"] = valueOf(known.field, payload);
        return told;
    }
    const bool isLife = op.field == schema::lifeField(schema::compartmentOf(op.field));
    told["field"] = isLife ? std::string("life") : "#" + std::to_string(op.field);
    told["value"] = valueOf(nullptr, payload);
    if (!isLife) return told;
    const auto read = decodePayload(payload);
    const auto value = read.ok() ? decodeValue(read->value) : Result<Value>(read.error());
    const auto number = value.ok() ? value->asInteger() : 0;
    const auto* type = number > 0 && number <= UINT16_MAX
                           ? schema::findType(static_cast<std::uint16_t>(number))
                           : nullptr;
    if (type) told["type"] = told["value"] = type->name;
    return told;
}

/// The reference of its case, or the name of the panel whose strand it is.
Result<json> placeOf(HubCore& core, const store::Strand& strand)
{
    LAPWING_ASSIGN(const auto entry, core.registry.caseById(strand.caseId));
    if (entry) return json(entry->ref);
    const auto* panel = schema::panels().find(static_cast<std::uint32_t>(strand.panel));
    return json(panel ? panel->name : std::string_view("directory"));
}

Result<json> tell(HubCore& core, const store::Strand& strand, const store::StoredChange& stored,
                  json reason)
{
    LAPWING_ASSIGN(const auto change,
                   openChange(strand.id, stored.actor, stored.ctr, Hash{}, stored.encoded));
    LAPWING_ASSIGN(const auto author, core.registry.actor(stored.actor));
    json told;
    LAPWING_ASSIGN(told["case"], placeOf(core, strand));
    told["compartment"] = schema::compartmentName(strand.compartment);
    if (author) {
        LAPWING_ASSIGN(const auto staff, core.registry.staff(author->staff));
        told["author"] = staff ? json(staff->name) : json(nullptr);
        told["device"] = author->certificate.device.hex();
    }
    told["change"] = toHex(stored.hash.view().first(Head8::kSize));
    told["dot"] = stored.actor.hex() + ":" + std::to_string(stored.ctr);
    told["received_sseq"] = stored.sseq;
    const auto claimed = change.envelope.claimedMs;
    told["claimed"] = claimed <= static_cast<std::uint64_t>(kInstantMax)
                          ? json(formatInstant(static_cast<std::int64_t>(claimed)))
                          : json(nullptr);
    told["reason"] = std::move(reason);
    told["fields"] = json::array();
    for (std::size_t i = 0; i < change.envelope.ops.size(); ++i) {
        const auto& op = change.envelope.ops[i];
        told["fields"].push_back(
            fieldOf(op, change.envelope.records[op.record], change.payloads[i]));
    }
    return told;
}
} // namespace

Result<void> createReasons(store::Database& database)
{
    return database.exec(R"sql(
CREATE TABLE IF NOT EXISTS quarantine_reason(strand INTEGER NOT NULL, actor BLOB NOT NULL,
  ctr INTEGER NOT NULL, reason TEXT NOT NULL, PRIMARY KEY(strand, actor, ctr)) WITHOUT ROWID;
)sql");
}

Result<std::optional<std::string>> reasonOf(HubCore& core, store::StrandIx strand,
                                            const SeenDot& dot)
{
    LAPWING_ASSIGN(auto select,
                   core.db.cached("SELECT reason FROM quarantine_reason WHERE strand=? AND actor=? "
                                  "AND ctr=?"));
    select.bind(1, strand).bind(2, dot.actor.view()).bind(3, dot.ctr);
    LAPWING_ASSIGN(const bool found, select.step());
    return found ? std::optional(std::string(select.text(0))) : std::nullopt;
}

Result<void> keepReason(HubCore& core, store::StrandIx strand, const SeenDot& dot,
                        std::string_view reason)
{
    LAPWING_ASSIGN(auto put,
                   core.db.cached("INSERT OR REPLACE INTO quarantine_reason VALUES(?,?,?,?)"));
    return put.bind(1, strand).bind(2, dot.actor.view()).bind(3, dot.ctr).bind(4, reason).run();
}

namespace {
/// What a person said of it; null while it waits.
Result<json> decisionOn(HubCore& core, const KeptChange& kept)
{
    LAPWING_ASSIGN(const auto word,
                   store::verdictOn(core.log, kept.strand, {kept.stored.actor, kept.stored.ctr}));
    if (!word) return json(nullptr);
    LAPWING_ASSIGN(const auto by, core.registry.staff(word->by));
    return json{{"verdict", word->verdict == Verdict::Accepted ? "adopted" : "rejected"},
                {"by", by ? json(by->name) : json(nullptr)},
                {"why", word->why}};
}

/// What stands now where an op of it writes.
Result<json> standsAt(HubCore& core, const store::Strand& strand, const RecordId& record,
                      const Op& op)
{
    json versions = json::array();
    LAPWING_ASSIGN(const auto form, core.registers.display(RecordKey{scopeOf(strand), record}));
    if (!form) return versions;
    const auto* field = schema::findField(op.field).field;
    const auto read = form->read(op.field, op.key);
    for (const auto& version : read.shown()) {
        LAPWING_ASSIGN(const auto author, core.registry.actor(version.dot.actor));
        LAPWING_ASSIGN(const auto staff, core.registry.staff(author ? author->staff : PersonId{}));
        versions.push_back({{"value", field && !version.newer && !version.redacted
                                          ? schema::toJson(*field, version.value)
                                          : json(nullptr)},
                            {"by", staff ? json(staff->name) : json(nullptr)},
                            {"why", version.why}});
    }
    return versions;
}
} // namespace

Result<json> quarantineShow(HubCore& core, const Head8& name)
{
    LAPWING_ASSIGN(const auto kept, keptWith(core, name));
    const auto& stored = kept.stored;
    const bool isApart = stored.sseq == 0;
    LAPWING_ASSIGN(auto reason, reasonText(core, kept.strand.ix, {stored.actor, stored.ctr}));
    LAPWING_ASSIGN(auto told, tell(core, kept.strand, stored,
                                   isApart ? json(kOtherHistoryWords) : std::move(reason)));
    LAPWING_ASSIGN(told["decision"], decisionOn(core, kept));
    LAPWING_ASSIGN(const auto change,
                   openChange(kept.strand.id, stored.actor, stored.ctr, Hash{}, stored.encoded));
    for (std::size_t i = 0; i < change.envelope.ops.size(); ++i) {
        const auto& op = change.envelope.ops[i];
        LAPWING_ASSIGN(told["fields"][i]["stands"],
                       standsAt(core, kept.strand, change.envelope.records[op.record], op));
    }
    return told;
}

Result<json> quarantineList(HubCore& core)
{
    LAPWING_ASSIGN(const auto waiting, core.log.inState(Verdict::Quarantined));
    json list = json::array();
    for (const auto& [ix, stored] : waiting) {
        LAPWING_ASSIGN(const auto strand, core.strands.strand(ix));
        LAPWING_ASSIGN(auto reason, reasonText(core, strand.ix, {stored.actor, stored.ctr}));
        LAPWING_ASSIGN(auto told, tell(core, strand, stored, std::move(reason)));
        list.push_back(std::move(told));
    }
    LAPWING_ASSIGN(const auto apart, others(core));
    for (const auto& [ix, stored] : apart) {
        LAPWING_ASSIGN(const auto strand, core.strands.strand(ix));
        LAPWING_ASSIGN(auto told, tell(core, strand, stored, kOtherHistoryWords));
        list.push_back(std::move(told));
    }
    return list;
}

Result<std::uint64_t> quarantineCount(HubCore& core)
{
    LAPWING_ASSIGN(const auto waiting, core.log.countIn(Verdict::Quarantined));
    LAPWING_ASSIGN(const auto apart, otherCount(core));
    return waiting + apart;
}

} // namespace lapwing::hub
