#include "sync/log/member.h"

#include "shared/access/held_roles.h"

namespace lapwing {

Value valueOf(const MemberWord& word)
{
    wire::Writer told;
    told.id(word.person);
    told.bytes(word.roles);
    told.u8(word.rights);
    return Value::binary(ValueKind::Binary, told.take());
}

std::optional<MemberWord> memberIn(const Change& change, std::size_t index)
{
    const auto& op = change.envelope.ops[index];
    if (op.kind != static_cast<std::uint8_t>(OpKind::Member) || index >= change.payloads.size())
        return std::nullopt;
    const auto payload = decodePayload(change.payloads[index]);
    const auto value = payload.ok() ? decodeValue(payload->value) : Result<Value>(payload.error());
    const auto* bytes = value.ok() ? std::get_if<Bytes>(&value->data) : nullptr;
    if (!bytes) return std::nullopt;
    wire::Decoder in(*bytes);
    MemberWord word;
    word.person = in.id<PersonId>();
    const auto roles = in.bytes(access::kHeldRolesBytesMax);
    word.roles.assign(roles.begin(), roles.end());
    word.rights = in.u8();
    return in.done() ? std::optional(word) : std::nullopt;
}

} // namespace lapwing
