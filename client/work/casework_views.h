#pragma once

#include "shared/schema/json.h"
#include "sync/store/history.h"
#include "sync/store/replica.h"

/// What casework shows and takes, as plain values. Times are milliseconds since 1970, UTC.
namespace lapwing::work {

/// One version of a field, or of one member of a set, as a person is told of it.
struct ToldVersion {
    Value value;
    Bytes member;       ///< of a set: which member it is about
    std::string author; ///< their name, else the id of them or of their tablet
    ActorId actor;
    std::uint64_t atMs = 0; ///< when the author says it was
    std::string why;
    bool redacted = false;   ///< taken out for good: `why` is the basis
    std::string removedBy{}; ///< whose word took it out
    bool newer = false; ///< only a newer version can read it: `value` is its bytes
    std::string lateBy; ///< whose late word the office passes on, while it waits there; or empty
};

struct FieldView {
    const schema::Field* field = nullptr;
    std::vector<Value> values;         ///< one, or several while every one of them must be read
    std::vector<Bytes> members;        ///< of a set: those present
    std::vector<ToldVersion> versions; ///< when there are two or more, or one that was said late or
                                       ///< taken out
    bool newer = false; ///< written by a newer version: shown as that, and not to be changed
};

struct RecordView {
    RecordKey key;
    const schema::RecordType* type = nullptr; ///< nullptr for one that this version does not know
    std::string caseRef;                      ///< empty for a record of a panel or the directory
    Life life{};
    std::vector<FieldView> fields; ///< those ever filled in, in the schema's order
    bool hasUnknown = false;       ///< also fields that only a newer version can show
};

/// A record that was removed. It keeps its content, for those who could read it.
struct RemovedView {
    store::RecordRow row;
    std::string caseRef;               ///< empty for a record of a panel
    std::vector<ToldVersion> removals; ///< by whom, when and why, the first first
};

struct CaseView {
    store::CaseRow row;
    std::vector<store::RecordRow> records;
};

/// Something that needs a person. For a record's existence `field` is null, and the versions are
/// a type number (it stays) or Retired (it goes).
struct ConflictView {
    store::Conflict check;
    const schema::RecordType* type = nullptr;
    const schema::Field* field = nullptr;
    Life life{};
    std::string caseRef;
    std::vector<ToldVersion> versions;
};

/// A decision that can be taken back: `versions` are its sides, each as it was typed.
struct DecisionView {
    store::PastDecision past;
    const schema::RecordType* type = nullptr;
    const schema::Field* field = nullptr;
    std::string caseRef;
    ToldVersion chosen;
    std::vector<ToldVersion> versions;
};

struct HitView {
    store::Hit hit;
    std::string caseRef;
};

/// One field as typed: `text=…` sets it, and of a set `flags+=…` and `flags-=…` add and take out
/// members, which are parted by commas.
struct FieldEntry {
    enum class How : std::uint8_t { Set, Add, Remove };
    std::string field; ///< "text", or "action.text"
    How how = How::Set;
    std::string text;
};
template <class T>
[[nodiscard]] FieldEntry entryOf(const schema::Handle<T>& field, const T& content)
{
    return {std::string(field.name()), FieldEntry::How::Set, schema::textOf(field, content)};
}
/// Errors: Rejected for anything that is not name=text.
[[nodiscard]] Result<FieldEntry> parseEntry(std::string_view typed);

/// A rule that spoke up about a save.
struct Notice {
    std::string rule; ///< "R-REP2"
    std::string text; ///< one or two sentences for the person
};

/// How to take a save back (sync/log/undo.h).
struct TakeBack {
    DisplayedRecord written;
    CaseId caseId;
    std::vector<FieldWrite> writes;
};

struct SaveAnswer {
    store::Saved saved;
    std::vector<Notice> notices;
    std::optional<TakeBack> back; ///< none: it cannot be taken back
};

} // namespace lapwing::work
