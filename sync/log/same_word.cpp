#include "sync/log/same_word.h"

#include "shared/schema/text.h"
#include "shared/wire/primitive.h"

namespace lapwing {

namespace {
using schema::same_person::Answer;
constexpr std::uint8_t kSameWordFormat = 1;
constexpr std::string_view kSameWordLabel = "lapwing.same.1";

void putKey(wire::Writer& out, const RecordKey& key)
{
    out.raw(key.scope.view());
    out.id(key.id);
}

RecordKey readKey(wire::Decoder& in)
{
    const auto scope = in.id<CaseId>();
    return {Scope::from(scope.view()), in.id<RecordId>()};
}

Bytes contentOf(const SameWord& word)
{
    wire::Writer out;
    out.u8(kSameWordFormat);
    out.id(word.id);
    out.id(word.actor);
    out.varint(word.atMs);
    putKey(out, word.one);
    putKey(out, word.other);
    out.u8(static_cast<std::uint8_t>(word.answer));
    out.id(word.back);
    out.bytes(bytesOf(word.why));
    return out.take();
}

bool isWhole(const SameWord& word)
{
    const bool known = word.answer == Answer::Same || word.answer == Answer::Different ||
                       word.answer == Answer::NotSure || word.answer == Answer::Withdrawn;
    const bool takesBack = word.answer == Answer::Withdrawn;
    return known && takesBack != word.back.isZero() && word.one < word.other &&
           word.one.scope != word.other.scope && word.one.scope.isCase() &&
           word.other.scope.isCase();
}
} // namespace

Result<void> sign(SameWord& word, const crypto::SigningKey& actor, Random& random)
{
    check(word.why.size() <= kSameWhyMax, "a reason that is too long");
    if (word.other < word.one) std::swap(word.one, word.other);
    word.actor = actorOf(actor.publicKey());
    LAPWING_TRY(random.fill(word.id.bytes));
    check(isWhole(word), "a word of two cases");
    word.signature = actor.sign(kSameWordLabel, contentOf(word));
    return {};
}

bool verify(const SameWord& word, const crypto::PublicKey& actor)
{
    return actorOf(actor) == word.actor &&
           crypto::verify(actor, kSameWordLabel, contentOf(word), word.signature);
}

Bytes encode(const SameWord& word)
{
    auto out = contentOf(word);
    append(out, word.signature.view());
    return out;
}

Result<SameWord> decodeSameWord(ByteView bytes)
{
    wire::Decoder in(bytes);
    SameWord word;
    const auto format = in.u8();
    word.id = in.id<SameWordId>();
    word.actor = in.id<ActorId>();
    word.atMs = in.varint();
    word.one = readKey(in);
    word.other = readKey(in);
    word.answer = static_cast<Answer>(in.u8());
    word.back = in.id<SameWordId>();
    word.why = std::string(textOf(in.bytes(kSameWhyMax)));
    word.signature = in.id<crypto::Signature>();
    if (!in.done() || format != kSameWordFormat || !isWhole(word) || !schema::isUtf8(word.why))
        return fail(ErrorCode::Malformed, {}, "a word on two people");
    return word;
}

} // namespace lapwing
