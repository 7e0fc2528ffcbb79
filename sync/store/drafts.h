#pragma once

#include "sync/log/displayed_record.h"
#include "sync/store/cargo.h"
#include "sync/store/sql/database.h"

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace lapwing::store {

inline constexpr std::size_t kDraftsMax = 256;
inline constexpr std::size_t kDraftBytesMax = 512 * 1024;

/// What a person has changed in a form, and which form that is: nothing that it only displayed.
struct TypedWords {
    std::string plan, caseRef, about, why;
    std::map<std::string, std::string> fields; ///< by the field's name, as typed
    /// What was answered of those who may be whom it adds, by the id of their record.
    std::map<std::string, std::string> same{};
    bool operator==(const TypedWords&) const = default;
};

/// Work begun and not yet saved: what was typed, and what the form displayed when it was opened,
/// so that a save after a crash supersedes what its author had seen and nothing else.
struct Draft {
    std::string name; ///< which form; there is one draft of a name
    DisplayedRecord form;
    CaseId caseId;
    TypedWords typed;
    std::uint64_t wallMs = 0; ///< when it was put
    /// Its case, or a part of it, has left this tablet: nothing is kept of what it displayed, it
    /// can not become a change any more, and its words are for the office.
    bool hasLeft = false;
};

/// What the two parts of a draft are as bytes: version u8, then the fields.
/// Errors: Corrupt for bytes that the encoder did not write; TooOld for a newer version.
[[nodiscard]] Bytes encodeDisplayed(const DisplayedRecord& form);
[[nodiscard]] Result<DisplayedRecord> decodeDisplayed(ByteView bytes);
[[nodiscard]] Bytes encodeTyped(const TypedWords& typed);
[[nodiscard]] Result<TypedWords> decodeTyped(ByteView bytes);

/// What was typed as a person at the office reads it, in pieces of at most `max` bytes, none cut
/// inside a letter; nothing when nothing was typed.
[[nodiscard]] std::vector<std::string> readableWords(const Draft& draft, std::size_t max);

/// The drafts of one vault: sealed with it, and no change until they are saved. Beside each stands
/// which cargo records hold it as it is now; putting, dropping and forgetting a draft leaves those
/// to be swept out of the cargo file.
/// Errors: those of Database; TooLarge over kDraftBytesMax, Rejected over kDraftsMax.
/// Source: docs/storage-format.md "Drafts". Thread: the Database's.
class Drafts {
public:
    explicit Drafts(Database& database) : m_db(&database) {}
    [[nodiscard]] Result<void> createTables();
    /// Puts it in place of the one of that name; of one that has left only the words. Whoever has
    /// no transaction open has it on the disk when this returns.
    [[nodiscard]] Result<void> put(const Draft& draft);
    [[nodiscard]] Result<std::optional<Draft>> find(std::string_view name);
    /// The latest first.
    [[nodiscard]] Result<std::vector<Draft>> all();
    [[nodiscard]] Result<std::vector<Draft>> ofCase(const CaseId& caseId);
    [[nodiscard]] Result<void> drop(std::string_view name);

    /// The cargo records that hold this draft as it is now; none: it is not sealed.
    [[nodiscard]] Result<std::vector<CargoId>> cargoOf(std::string_view name);
    [[nodiscard]] Result<std::vector<CargoId>> allCargo();
    [[nodiscard]] Result<void> noteCargo(std::string_view name, std::span<const CargoId> cargo);
    /// The office has these: drafts that have left, and of which nothing else is to be sent, go.
    [[nodiscard]] Result<void> dropReceived(std::span<const CargoId> cargo);

private:
    [[nodiscard]] Result<std::vector<Draft>> read(Statement& select);
    [[nodiscard]] Result<void> write(const Draft& draft);
    [[nodiscard]] Result<void> forget(const char* table, std::string_view name);
    [[nodiscard]] Result<void> inTransaction(const std::function<Result<void>()>& work);
    Database* m_db;
};

} // namespace lapwing::store
