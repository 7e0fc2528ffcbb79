#pragma once

#include "shared/base/random.h"
#include "shared/schema/same_person_fields.h"
#include "sync/log/certificate.h"
#include "sync/log/record_key.h"

namespace lapwing {

inline constexpr std::size_t kSameWhyMax = 500;
inline constexpr std::size_t kSameWordBytesMax = 1024;
using SameWordId = Id<struct SameWordTag, 16>;

/// What somebody said of two person records of two cases. It lies in no strand: one that both
/// cases' readers hold need not exist, and in either case it would tell its readers of the other. A
/// tablet keeps it, the office takes it, and tells it to those who hold both cases and nobody else.
/// A withdrawn word is one of its own, which names the word that it takes back.
/// Layout: docs/wire-format.md "Same word". Thread: a plain value.
struct SameWord {
    SameWordId id; ///< drawn by its author
    ActorId actor;
    std::uint64_t atMs = 0;               ///< by the author's clock
    RecordKey one, other;                 ///< `one` is the lesser
    schema::same_person::Answer answer{}; ///< Same, Different, NotSure or Withdrawn
    SameWordId back; ///< of a withdrawal: the word that it takes back; else zeros
    std::string why; ///< UTF-8, at most kSameWhyMax bytes
    crypto::Signature signature;
};

/// Draws the id, puts the two in order and signs. Errors: those of Random.
[[nodiscard]] Result<void> sign(SameWord& word, const crypto::SigningKey& actor, Random& random);
[[nodiscard]] bool verify(const SameWord& word, const crypto::PublicKey& actor);
[[nodiscard]] Bytes encode(const SameWord& word);
/// Errors: Malformed, also for two records of one case, and for a merge.
[[nodiscard]] Result<SameWord> decodeSameWord(ByteView bytes);

} // namespace lapwing
