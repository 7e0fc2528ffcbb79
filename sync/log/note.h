#pragma once

#include "shared/base/random.h"
#include "sync/log/certificate.h"

namespace lapwing {

enum class NoteKind : std::uint8_t { Draft = 1, Alert = 2 };
inline constexpr std::size_t kNoteBodyMax = 48 * 1024;

/// What a tablet tells the office that is no change of a record: text that its author has not yet
/// made a save, or a call for help. Signed by its author, and told once however often it comes.
/// Source: docs/storage-format.md "Cargo".
struct Note {
    NoteKind kind = NoteKind::Draft;
    ActorId actor;
    std::uint64_t atMs = 0; ///< by the author's clock
    Id<struct NoteTag, 16> nonce;
    Bytes body;             ///< a draft's text, in UTF-8; an alert has none
    crypto::Signature signature;
};

/// Draws the nonce and signs. Errors: those of Random.
[[nodiscard]] Result<void> sign(Note& note, const crypto::SigningKey& actor, Random& random);
/// Signs with a nonce made of all that the note says, so that the same words of the same author
/// and moment are one note however often they are sealed.
void signOnce(Note& note, const crypto::SigningKey& actor);
[[nodiscard]] bool verify(const Note& note, const crypto::PublicKey& actor);
[[nodiscard]] Bytes encode(const Note& note);
/// Errors: Malformed.
[[nodiscard]] Result<Note> decodeNote(ByteView bytes);

} // namespace lapwing
