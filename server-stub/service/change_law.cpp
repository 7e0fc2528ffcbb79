#include "server-stub/service/change_law.h"

#include "server-stub/service/quarantine_words.h"
#include "server-stub/service/whole_case.h"
#include "sync/log/merge.h"
#include "sync/session/receive.h"
#include "sync/store/history.h"

#include <algorithm>
#include <set>

namespace lapwing::hub {

namespace {
/// A kind of op that this hub does not know: it cannot ask whether its author may, and every tablet
/// would hold its field unread for its sake. What version a change says it is of proves nothing.
bool usesUnknownOps(const Change& change)
{
    return std::ranges::any_of(change.envelope.ops, [](const Op& op) { return isOfNewerKind(op); });
}

/// The type that an op says its record is of; nullptr when it does not say.
const schema::RecordType* typeTold(const Op& op, ByteView payload)
{
    if (op.field / 8 != 0) return schema::findField(op.field).type;
    const auto read = decodePayload(payload);
    const auto value = read.ok() ? decodeValue(read->value) : Result<Value>(read.error());
    if (!value.ok() || value->kind != ValueKind::Code) return nullptr;
    return schema::findType(static_cast<std::uint16_t>(value->asInteger()));
}

/// Staff and agencies are told of in the directory and nowhere else.
bool posesAsDirectory(const Change& change, const store::Strand& strand)
{
    if (scopeOf(strand) == Scope{}) return false;
    for (std::size_t i = 0; i < change.envelope.ops.size(); ++i) {
        const auto* type = typeTold(change.envelope.ops[i], change.payloads[i]);
        if (type && schema::isOfDirectory(*type)) return true;
    }
    return false;
}

/// It writes, under an id that its own scope does not know yet, what another scope holds. Ids are
/// chosen by their authors, and those of imported records can be computed: that is no accident.
Result<bool> takesForeignId(HubCore& core, const Change& change, const store::Strand& strand)
{
    for (const auto& record : change.envelope.records) {
        LAPWING_ASSIGN(const auto scopes, core.registers.scopesOf(record));
        if (!scopes.empty() && std::ranges::find(scopes, scopeOf(strand)) == scopes.end())
            return true;
    }
    return false;
}

/// A removal that says it confirms others' is by somebody who decides here, replaces them, and is
/// not of the person who made them.
Result<bool> confirmsRightly(HubCore& core, const store::Strand& strand, const Change& change,
                             const KnownActor& author, access::Rights rights)
{
    for (std::size_t i = 0; i < change.envelope.ops.size(); ++i) {
        const auto& op = change.envelope.ops[i];
        const auto payload = decodePayload(change.payloads[i]);
        const auto value =
            payload.ok() ? decodeValue(payload->value) : Result<Value>(payload.error());
        if (op.field / 8 != 0 || !value.ok()) continue;
        const auto confirmed = confirmedBy(*value);
        if (!confirmed.empty() && !rights.decide()) return false;
        const auto replaced = store::replacedBy(change, op);
        for (const auto& dot : confirmed) {
            LAPWING_ASSIGN(const auto by, core.registry.actor(dot.actor));
            if (!by || by->staff == author.staff) return false;
            LAPWING_ASSIGN(const auto was, store::valueAt(core.log, strand, change, op, dot));
            if (!was || was->kind != ValueKind::Retired ||
                std::ranges::find(replaced, dot) == replaced.end())
                return false;
        }
    }
    return true;
}
} // namespace

Result<std::string_view> hubsObjection(HubCore& core, const store::Strand& strand,
                                       const Change& change, const KnownActor& author,
                                       access::Rights rights)
{
    if (usesUnknownOps(change)) return kUnknownOpsWords;
    if (speaksForOthers(change)) return kForOthersWords;
    if (posesAsDirectory(change, strand)) return kDirectoryWords;
    LAPWING_ASSIGN(const bool confirms, confirmsRightly(core, strand, change, author, rights));
    if (!confirms) return kConfirmsWords;
    LAPWING_ASSIGN(const bool opposed, mergesOpposed(core, strand, change));
    if (opposed) return plainWords(domain::Objection::OppositeSides);
    LAPWING_ASSIGN(const bool foreign, takesForeignId(core, change, strand));
    return foreign ? kForeignIdWords : std::string_view{};
}

} // namespace lapwing::hub
