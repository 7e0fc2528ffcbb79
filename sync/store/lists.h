#pragma once

#include "shared/domain/shown.h"
#include "shared/schema/handle.h"
#include "sync/log/merge.h"
#include "sync/store/strand_store.h"

namespace lapwing::store {

/// Between the versions (of a set: the members) that stand in a listed field; no text holds it.
inline constexpr char kBetweenListed = '\x1f';
/// Stands for a version that cannot be read here.
inline constexpr std::string_view kUnreadableListed = "\x1a";
/// In the place of a version whose content was taken out for good.
inline constexpr std::string_view kTakenOutListed = "\x18";

/// One record as lists show it: what is to be worked with of the fields that its type marks as
/// listed, or every version while each has to be read, without opening its form.
struct ListedRow {
    RecordKey key;
    Life life{};
    std::map<std::uint32_t, std::string> stored; ///< by wire number, as listedText() wrote it

    /// Each as text (words by name, days "YYYY-MM-DD", references in hex); none when the field was
    /// never filled in.
    [[nodiscard]] std::vector<std::string_view> each(const schema::Field& field) const;
    /// Each as laws ask for it; a list does not tell who signed it (zeros).
    template <class T>
    [[nodiscard]] domain::Shown<T> operator[](const schema::Handle<T>& field) const
    {
        domain::Shown<T> shown;
        for (const auto text : each(field.field)) {
            const auto value = valueOf(field.field, text);
            auto content = value ? schema::contentOf<T>(*value) : std::nullopt;
            if (text.empty())
                shown.addCleared();
            else if (content)
                shown.add(std::move(*content), PersonId{});
            else
                shown.addUnreadable();
        }
        return shown;
    }
    /// Every member that some version has; a word of a newer version is an enumerator without name.
    template <class Member>
    [[nodiscard]] std::vector<Member>
    operator[](const schema::Handle<schema::SetOf<Member>>& field) const
    {
        std::vector<Member> members;
        for (const auto text : each(field.field))
            if (const auto value = valueOf(field.field, text))
                if (auto member = schema::contentOf<Member>(*value))
                    members.push_back(std::move(*member));
        return members;
    }

private:
    static std::optional<Value> valueOf(const schema::Field& field, std::string_view text);
};

/// What the projection keeps of a register for each().
[[nodiscard]] std::string listedText(const schema::Field& field, const Reading& reading);

/// Every record of a type that is shown, or those of one scope, by id.
/// Errors: those of Database. Thread: its own.
[[nodiscard]] Result<std::vector<ListedRow>>
listedRows(Database& database, const schema::RecordType& type, const Scope* only = nullptr);
/// The listed fields of one record, without how it stands.
[[nodiscard]] Result<ListedRow> listedRow(Database& database, const RecordKey& record);
/// The records with a register that waits for a person, each as often as it has such registers.
[[nodiscard]] Result<std::vector<RecordKey>> conflictingRecords(Database& database);
/// The ids that records of several scopes have: there an id alone names nothing.
[[nodiscard]] Result<std::vector<RecordId>> sharedIds(Database& database);

/// One change of one author's own, as far as its strand still holds it.
struct OwnChange {
    StrandId strand;
    Scope scope;
    std::uint64_t ctr = 0;
    Verdict state{};
    std::uint64_t claimedMs = 0;
    std::vector<RecordId> records; ///< those it wrote
    Bytes save; ///< the id of the save that it is a part of; empty when that is not known
};
/// All of an author's changes that are not accepted (yet), by strand and place.
/// Errors: also Malformed for a change that does not decode.
[[nodiscard]] Result<std::vector<OwnChange>> openOwnChanges(StrandStore& strands,
                                                            const ActorId& author);
/// The last `perStrand` changes of each of the author's chains, whatever became of them.
[[nodiscard]] Result<std::vector<OwnChange>>
latestOwnChanges(StrandStore& strands, const ActorId& author, std::size_t perStrand);
/// Indexes for listedRows() and for what is not accepted, as openOwnChanges() reads it: once, when
/// the database is opened.
[[nodiscard]] Result<void> createListIndexes(Database& database);

} // namespace lapwing::store
