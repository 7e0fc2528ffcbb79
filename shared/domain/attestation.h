#pragma once

#include "shared/domain/facts.h"
#include "shared/schema/attestation_fields.h"

#include <array>
#include <optional>
#include <span>

/// What a signature, an approval or an acknowledgement covers, and whether it still does (P-S2).
/// Pure; any thread.
namespace lapwing::domain {

inline constexpr std::array kAttestationReads{
    schema::attestation::about.field, schema::attestation::meaning.field,
    schema::attestation::digest.field, schema::attestation::within.field,
    schema::attestation::covered.field};

/// Live dots, register by register, of what a person is shown: changes to nothing else than a
/// version that came or went. Give it only fields of one compartment, so that everybody who holds
/// the attestation counts the same.
class Covered {
public:
    /// The registers of these fields in the record, and that the record is there.
    void add(const Facts& facts, std::span<const schema::Field> fields);

    /// 32 hex digits: H16("lapwing.attest.1", registers in order of field, record and key).
    [[nodiscard]] std::string digest() const;
    /// For each field its wire number as a varint and 4 bytes of hash: only to name a change by.
    [[nodiscard]] Bytes summary() const;
    /// Wire numbers of the fields that differ from what a summary tells; 0 for a record that came
    /// or went.
    [[nodiscard]] std::vector<std::uint32_t> changedSince(ByteView summary) const;

private:
    using Place = std::tuple<std::uint32_t, RecordId, std::string>; ///< field, record, key
    [[nodiscard]] std::map<std::uint32_t, std::array<std::uint8_t, 4>> byField() const;
    std::map<Place, std::vector<SignedDot>> m_registers;
};

/// What somebody attested, as they signed it: versions that others wrote into the record are not
/// theirs, and do not count.
struct Attested {
    RecordId record;
    PersonId by;
    schema::attestation::Meaning meaning{};
    RecordId about;
    std::optional<RecordId> within;
    std::string digest;
    Bytes covered;
};
/// Nothing when it is not one person's, or not whole.
[[nodiscard]] std::optional<Attested> attestedIn(const Facts& attestation);
/// All of them but those which their own author has withdrawn.
[[nodiscard]] std::vector<Attested> attestedIn(std::span<const Facts> attestations);

/// How an attestation stands against what there is now.
struct AttestationStanding {
    Attested attested;
    bool current = false;               ///< nothing that it covers has changed since
    std::vector<std::uint32_t> changed; ///< wire fields, when it is not; may be none to name
};
[[nodiscard]] AttestationStanding standingOf(Attested attested, const Covered& now);

/// What the one who made the record wrote in the field; nothing when that is not one value.
template <class T>
[[nodiscard]] std::optional<T> ownWord(const Facts& record, const schema::Handle<T>& field)
{
    std::optional<T> found;
    const auto shown = record[field];
    if (shown.hasUnreadable()) return std::nullopt;
    for (const auto& said : shown.each()) {
        if (!record.isMadeBy(said.by)) continue;
        if (found && !(*found == said.value)) return std::nullopt;
        found = said.value;
    }
    return found;
}

} // namespace lapwing::domain
