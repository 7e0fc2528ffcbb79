#include "sync/log/note.h"

#include "shared/crypto/hash.h"
#include "shared/wire/primitive.h"

namespace lapwing {

namespace {
constexpr std::uint8_t kFormat = 1;
constexpr std::string_view kLabel = "lapwing.note.1";

Bytes contentOf(const Note& note)
{
    wire::Writer out;
    out.u8(kFormat);
    out.u8(static_cast<std::uint8_t>(note.kind));
    out.id(note.actor);
    out.varint(note.atMs);
    out.id(note.nonce);
    out.bytes(note.body);
    return out.take();
}
} // namespace

Result<void> sign(Note& note, const crypto::SigningKey& actor, Random& random)
{
    check(note.body.size() <= kNoteBodyMax, "a note that is too long");
    note.actor = actorOf(actor.publicKey());
    LAPWING_TRY(random.fill(note.nonce.bytes));
    note.signature = actor.sign(kLabel, contentOf(note));
    return {};
}

void signOnce(Note& note, const crypto::SigningKey& actor)
{
    check(note.body.size() <= kNoteBodyMax, "a note that is too long");
    note.actor = actorOf(actor.publicKey());
    note.nonce = {};
    note.nonce =
        decltype(note.nonce)::from(crypto::hash16("lapwing.words.1", contentOf(note)).view());
    note.signature = actor.sign(kLabel, contentOf(note));
}

bool verify(const Note& note, const crypto::PublicKey& actor)
{
    return actorOf(actor) == note.actor
           && crypto::verify(actor, kLabel, contentOf(note), note.signature);
}

Bytes encode(const Note& note)
{
    auto out = contentOf(note);
    append(out, note.signature.view());
    return out;
}

Result<Note> decodeNote(ByteView bytes)
{
    wire::Decoder in(bytes);
    Note note;
    const auto format = in.u8();
    const auto kind = in.u8();
    note.actor = in.id<ActorId>();
    note.atMs = in.varint();
    note.nonce = in.id<decltype(note.nonce)>();
    const auto body = in.bytes(kNoteBodyMax);
    note.signature = in.id<crypto::Signature>();
    const bool known = kind == static_cast<std::uint8_t>(NoteKind::Draft)
                       || kind == static_cast<std::uint8_t>(NoteKind::Alert);
    if (!in.done() || format != kFormat || !known) return fail(ErrorCode::Malformed, {}, "a note");
    note.kind = static_cast<NoteKind>(kind);
    note.body.assign(body.begin(), body.end());
    return note;
}

} // namespace lapwing
