#include "sync/log/person_verdict.h"

namespace lapwing {

namespace {
std::optional<PersonVerdict> read(ByteView key, ByteView payload)
{
    auto content = decodePayload(payload);
    const auto value = content.ok() ? decodeValue(content->value) : Result<Value>(content.error());
    const auto* bytes = value.ok() ? std::get_if<Bytes>(&value->data) : nullptr;
    if (!bytes) return std::nullopt;
    wire::Decoder place(key);
    PersonVerdict told;
    told.change.actor = place.id<ActorId>();
    told.change.ctr = place.u64();
    wire::Decoder word(*bytes);
    told.head = word.id<Head8>();
    const auto verdict = verdictFrom(word.u8());
    told.by = word.id<PersonId>();
    told.why = std::move(content->why);
    if (!place.done() || !word.done() || !verdict) return std::nullopt;
    told.verdict = *verdict;
    return told;
}
} // namespace

VerdictOp encodePersonVerdict(const PersonVerdict& verdict)
{
    wire::Writer key;
    key.id(verdict.change.actor);
    key.u64(verdict.change.ctr);
    wire::Writer word;
    word.id(verdict.head);
    word.u8(static_cast<std::uint8_t>(verdict.verdict));
    word.id(verdict.by);
    return {key.take(), {encodeValue(Value::binary(ValueKind::Binary, word.take())), verdict.why}};
}

std::vector<PersonVerdict> verdictsIn(const Change& change)
{
    std::vector<PersonVerdict> all;
    for (std::size_t i = 0; i < change.payloads.size(); ++i) {
        const auto& op = change.envelope.ops[i];
        if (op.kind != static_cast<std::uint8_t>(OpKind::Verdict)) continue;
        auto told = read(op.key, change.payloads[i]);
        if (!told) continue;
        told->op = static_cast<std::uint32_t>(i);
        all.push_back(std::move(*told));
    }
    return all;
}

} // namespace lapwing
