#pragma once

#include "sync/log/record.h"
#include "sync/log/record_key.h"

#include <map>
#include <optional>
#include <string>

namespace lapwing {

/// A dot by its author's name, as drafts keep it and forms remember it.
struct SeenDot {
    ActorId actor;
    std::uint64_t ctr = 0;
    auto operator<=>(const SeenDot&) const = default;
};

/// One live value as a person is shown it: who wrote it, when they say they did, and why.
struct SiblingView {
    SeenDot dot;
    std::uint64_t claimedMs = 0;
    bool redacted = false; ///< its content was taken out: `why` is the basis
    bool newer = false; ///< a value or an op that only a newer version can read, as its bytes
    Value value;
    std::string why;
    PersonId removedBy{};          ///< of one that was redacted, where that is known here
    std::optional<SeenDot> late{}; ///< the office passes it on: it waits in this change

    [[nodiscard]] bool isRemoval() const { return value.kind == ValueKind::Retired; }
};

/// Proof of what a form displayed in one field when it was opened, and the only way to write it.
///
/// A write supersedes exactly the dots in here, never what arrived while the form was open, so
/// an edit can not overwrite what its author had not seen. Only DisplayedRecord can make one; a
/// test that must not compile keeps it so.
class FieldRead {
public:
    [[nodiscard]] const RecordId& record() const { return m_record.id; }
    [[nodiscard]] const RecordKey& recordKey() const { return m_record; }
    [[nodiscard]] std::uint32_t field() const { return m_field; }
    [[nodiscard]] const Bytes& key() const { return m_key; }
    [[nodiscard]] const std::vector<SiblingView>& shown() const { return m_shown; }

private:
    friend class DisplayedRecord;
    FieldRead() = default;
    RecordKey m_record;
    std::uint32_t m_field = 0;
    Bytes m_key;
    std::vector<SiblingView> m_shown;
};

/// What one record displayed at one moment, over all the strands its reader holds.
/// Made by the store that read it in one transaction; a blank one begins a new record.
class DisplayedRecord {
public:
    [[nodiscard]] const RecordId& record() const { return m_record.id; }
    /// A blank one is not in its scope before it is saved.
    [[nodiscard]] const RecordKey& key() const { return m_record; }
    [[nodiscard]] std::uint16_t type() const { return m_type; }
    [[nodiscard]] bool isNew() const { return m_registers.empty(); }
    /// The token for writing this field (and, of a set, this member).
    [[nodiscard]] FieldRead read(std::uint32_t field, ByteView key = {}) const;
    /// The token for a version beside all that stand there: it supersedes nothing.
    [[nodiscard]] FieldRead readBeside(std::uint32_t field, ByteView key = {}) const;
    /// Every register that was displayed, by (field, key).
    using Place = std::pair<std::uint32_t, Bytes>;
    [[nodiscard]] const std::map<Place, std::vector<SiblingView>>& registers() const
    {
        return m_registers;
    }

private:
    friend class RecordDisplay;
    DisplayedRecord() = default;
    RecordKey m_record;
    std::uint16_t m_type = 0;
    std::map<Place, std::vector<SiblingView>> m_registers;
};

/// What a store must have to open forms: the right to fill one in.
class RecordDisplay {
protected:
    [[nodiscard]] static DisplayedRecord
    makeDisplayed(const RecordKey& record, std::uint16_t type,
                  std::map<DisplayedRecord::Place, std::vector<SiblingView>> registers);
};

/// One field's new content, with the proof of what stood there.
struct FieldWrite {
    FieldRead read;
    Value value;
    std::string why;
};

} // namespace lapwing
