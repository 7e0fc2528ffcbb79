#include "sync/log/late_word.h"

#include "shared/wire/primitive.h"

namespace lapwing {

Value lateValue(const LateWord& word)
{
    wire::Writer out;
    out.id(word.change.actor);
    out.varint(word.change.ctr);
    out.raw(encodeValue(word.value));
    return Value::binary(ValueKind::Late, out.take());
}

std::optional<LateWord> lateWord(const Value& value)
{
    if (value.kind != ValueKind::Late) return std::nullopt;
    wire::Decoder in(std::get<Bytes>(value.data));
    LateWord word;
    word.change.actor = in.id<ActorId>();
    word.change.ctr = in.varint();
    if (!in.ok()) return std::nullopt;
    auto said = decodeValue(in.rest());
    if (!said.ok() || said->kind == ValueKind::Late) return std::nullopt;
    word.value = std::move(*said);
    return word;
}

Value saidBy(Value value)
{
    auto word = lateWord(value);
    return word ? std::move(word->value) : std::move(value);
}

} // namespace lapwing
