#pragma once

#include "shared/schema/field_lines.h"

/// A signature, an approval, an acknowledgement: a record of the person who gives it, written
/// once. Who that is, is told by the signature of the change, and by no field. `digest`
/// covers what was on the screen: 32 hex digits, domain/attestation.h.
namespace lapwing::schema::attestation {

using namespace lines;

enum class Meaning : std::uint16_t {
    Signed = 1,
    Approved = 2,
    Read = 3,
    Countersigned = 4,
    Withdrawn = 5,
};
inline constexpr Code kMeaningWords[] = {
    word(Meaning::Signed, "signed"), word(Meaning::Approved, "approved"),
    word(Meaning::Read, "read"), word(Meaning::Countersigned, "countersigned"),
    word(Meaning::Withdrawn, "withdrawn")};
inline constexpr Vocabulary kMeanings{"attestation_meaning", kMeaningWords};

inline constexpr auto about = refTo(1801, "about", Visit, "", kRequired | kListed, Append);
inline constexpr auto meaning =
    codeOf<Meaning>(1802, "meaning", Visit, Append, kMeanings, kRequired | kListed);
inline constexpr auto digest = textOf(1803, "digest", Visit, Append, kRef, kRequired | kListed);
/// Of an acknowledged marker: the visit that it was read for.
inline constexpr auto within = refTo(1804, "within", Visit, "visit", kListed, Append);
inline constexpr auto reason = textOf(1805, "reason", Visit, Append, kLine);
/// What was covered, in short, field by field: by it a page names what has changed since.
inline constexpr auto covered = bytesOf(1806, "covered", Visit, kNote);

inline constexpr auto fields = listOf(about, meaning, digest, within, reason, covered);
inline constexpr RecordType type{18, "attestation", Visit, fields};

} // namespace lapwing::schema::attestation
