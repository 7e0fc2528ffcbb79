#pragma once

#include "sync/log/displayed_record.h"
#include "sync/store/sql/database.h"

#include <optional>

namespace lapwing::store {

inline constexpr std::size_t kDraftsMax = 256;
inline constexpr std::size_t kDraftBytesMax = 512 * 1024;

/// Work begun and not yet saved: what was typed, and what the form displayed when it was opened,
/// so that a save after a crash supersedes what its author had seen and nothing else.
struct Draft {
    std::string name; ///< which form; there is one draft of a name
    DisplayedRecord form;
    CaseId caseId;
    Bytes typed; ///< as the form's owner encodes it
    std::uint64_t wallMs = 0; ///< when it was put
};

/// What the typed part of a draft and its form are as bytes: version u8, then the fields.
/// Errors: Corrupt for bytes that encode() did not write; TooOld for a newer version.
[[nodiscard]] Bytes encodeDisplayed(const DisplayedRecord& form);
[[nodiscard]] Result<DisplayedRecord> decodeDisplayed(ByteView bytes);

/// The drafts of one vault: sealed with it, never sent, and no change until they are saved.
/// Errors: those of Database; TooLarge over kDraftBytesMax, Rejected over kDraftsMax.
/// Source: docs/storage-format.md "Drafts". Thread: the Database's.
class Drafts {
public:
    explicit Drafts(Database& database) : m_db(database) {}
    [[nodiscard]] Result<void> createTables();
    /// Puts it in place of the one of that name. On the disk when this returns.
    [[nodiscard]] Result<void> put(const Draft& draft);
    [[nodiscard]] Result<std::optional<Draft>> find(std::string_view name);
    /// The latest first.
    [[nodiscard]] Result<std::vector<Draft>> all();
    [[nodiscard]] Result<void> drop(std::string_view name);

private:
    Database& m_db;
};

} // namespace lapwing::store
