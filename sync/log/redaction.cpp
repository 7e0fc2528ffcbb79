#include "sync/log/redaction.h"

#include <algorithm>

namespace lapwing {

namespace {
constexpr std::size_t kKeyBytesMax = 64;

std::optional<Redaction> readRedaction(ByteView key, ByteView payload)
{
    auto content = decodePayload(payload);
    const auto value = content.ok() ? decodeValue(content->value) : Result<Value>(content.error());
    const auto* bytes = value.ok() ? std::get_if<Bytes>(&value->data) : nullptr;
    if (!bytes) return std::nullopt;
    wire::Decoder place(key);
    Redaction told;
    told.change.actor = place.id<ActorId>();
    told.change.ctr = place.u64();
    wire::Decoder word(*bytes);
    told.head = word.id<Head8>();
    told.by = word.id<PersonId>();
    const auto stood = verdictFrom(word.u8());
    told.ops.resize(word.count(kOpsPerChangeMax, 11));
    for (auto& op : told.ops) {
        op.op = static_cast<std::uint32_t>(word.varint(kOpsPerChangeMax));
        op.record = word.id<RecordId>();
        op.field = static_cast<std::uint32_t>(word.varint(0xffffffff));
        const auto member = word.bytes(kKeyBytesMax);
        op.key.assign(member.begin(), member.end());
    }
    told.basis = std::move(content->why);
    if (!place.done() || !word.done() || !stood || told.ops.empty()) return std::nullopt;
    told.stood = *stood;
    return told;
}
} // namespace

std::vector<std::uint32_t> Redaction::indexes() const
{
    std::vector<std::uint32_t> all;
    for (const auto& op : ops) all.push_back(op.op);
    return all;
}

RedactionOp encodeRedaction(const Redaction& redaction)
{
    wire::Writer key;
    key.id(redaction.change.actor);
    key.u64(redaction.change.ctr);
    wire::Writer word;
    word.id(redaction.head);
    word.id(redaction.by);
    word.u8(static_cast<std::uint8_t>(redaction.stood));
    word.varint(redaction.ops.size());
    for (const auto& op : redaction.ops) {
        word.varint(op.op);
        word.id(op.record);
        word.varint(op.field);
        word.bytes(op.key);
    }
    return {key.take(),
            {encodeValue(Value::binary(ValueKind::Binary, word.take())), redaction.basis}};
}

std::vector<Redaction> redactionsIn(const Change& change)
{
    std::vector<Redaction> all;
    for (std::size_t i = 0; i < change.payloads.size(); ++i) {
        const auto& op = change.envelope.ops[i];
        if (op.kind != static_cast<std::uint8_t>(OpKind::Redact)) continue;
        if (auto told = readRedaction(op.key, change.payloads[i])) all.push_back(std::move(*told));
    }
    return all;
}

} // namespace lapwing
