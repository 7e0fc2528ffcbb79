#include "server-stub/service/late_words.h"

#include "shared/domain/warning.h"
#include "sync/log/late_word.h"
#include "sync/log/merge.h"

#include <algorithm>

namespace lapwing::hub {

namespace {
bool reads(const SiblingView& s) { return !s.newer && !s.redacted; }

/// The late word that an op of a kept change is worth, beside what stands; nothing when it warns
/// of no more.
std::optional<store::Write> lateWrite(const Change& change, std::size_t index,
                                      const DisplayedRecord& form)
{
    const auto& op = change.envelope.ops[index];
    const auto known = schema::findField(op.field);
    if (op.kind != static_cast<std::uint8_t>(OpKind::Set) || !known.field || !known.type ||
        !domain::isWarning(*known.type, *known.field))
        return std::nullopt;
    const auto payload = decodePayload(change.payloads[index]);
    const auto value = payload.ok() ? decodeValue(payload->value) : Result<Value>(payload.error());
    if (!value.ok() || value->kind != ValueKind::Code) return std::nullopt;
    const auto read = form.read(op.field, op.key);
    const auto stands = [&](const SiblingView& s) { return reads(s) && s.value == *value; };
    if (std::ranges::any_of(read.shown(), stands)) return std::nullopt;
    const auto* code =
        known.field->vocabulary
            ? known.field->vocabulary->find(static_cast<std::uint32_t>(value->asInteger()))
            : nullptr;
    const bool warns = read.shown().empty() ? code && code->rank > 0
                                            : guardsMore(*known.field, read.shown(), *value);
    if (!warns) return std::nullopt;
    auto write = newValue(change.envelope.records[op.record], op.field,
                          lateValue({{change.actor, change.ctr}, *value}));
    write.key = op.key;
    write.payload.why = payload->why;
    return write;
}

/// Instead of a word that is taken back: the first that can be read of what stands beside it.
Value besides(const std::vector<SiblingView>& shown)
{
    const auto at =
        std::ranges::find_if(shown, [](const SiblingView& s) { return reads(s) && !s.late; });
    return at == shown.end() ? Value::cleared() : at->value;
}
} // namespace

Result<void> sayLate(HubCore& core, const store::Strand& strand, const Change& change)
{
    std::vector<store::Write> writes;
    for (std::size_t i = 0; i < change.envelope.ops.size(); ++i) {
        const auto id = change.envelope.records[change.envelope.ops[i].record];
        LAPWING_ASSIGN(const auto form, core.registers.display(RecordKey{scopeOf(strand), id}));
        if (!form) continue;
        if (auto write = lateWrite(change, i, *form)) writes.push_back(std::move(*write));
    }
    if (writes.empty()) return {};
    const auto said = core.write(strand.ix, writes);
    // Where there is no room it can only be read in the quarantine.
    return !said.ok() && said.error().code == ErrorCode::TooLarge ? Result<void>() : said;
}

Result<std::vector<store::Write>> unsaid(HubCore& core, const store::Strand& strand,
                                         const Change& change, Verdict verdict,
                                         const std::string& why)
{
    std::vector<store::Write> writes;
    for (const auto& op : change.envelope.ops) {
        const auto record = change.envelope.records[op.record];
        LAPWING_ASSIGN(const auto form, core.registers.display(RecordKey{scopeOf(strand), record}));
        if (!form) continue;
        const auto read = form->read(op.field, op.key);
        for (const auto& s : read.shown()) {
            if (s.late != SeenDot{change.actor, change.ctr}) continue;
            auto write = newValue(record, op.field,
                                  verdict == Verdict::Accepted ? s.value : besides(read.shown()));
            write.key = op.key;
            write.seen = {s.dot};
            write.payload.why = why;
            writes.push_back(std::move(write));
            break;
        }
    }
    return writes;
}

} // namespace lapwing::hub
