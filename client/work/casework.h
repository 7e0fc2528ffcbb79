#pragma once

#include "client/work/casework_views.h"
#include "client/work/names.h"
#include "client/work/same_people.h"
#include "client/work/tablet_facts.h"

#include <span>

namespace lapwing::work {

/// Casework on an open replica: what lists, forms and checks show, and saving what was typed.
/// Values in, values out: the command line and the screens say the same with it.
/// Errors: those of store::Replica and of schema/validate.h; NotFound with a sentence.
/// Thread: the store thread.
class Casework {
public:
    /// `replica` and `clock` must outlive this.
    Casework(store::Replica& replica, const Clock& clock) : m_replica(replica), m_clock(clock) {}

    [[nodiscard]] Result<std::vector<store::CaseRow>> cases() { return m_replica.lists().cases(); }
    [[nodiscard]] Result<CaseView> openCase(std::string_view ref);
    /// The record of an id as typed or as recordIdText() wrote it; with a reference, that case's.
    /// Errors: NotFound; Conflict when several cases have one and none was named.
    [[nodiscard]] Result<RecordKey> find(std::string_view id, std::string_view ref = {});
    [[nodiscard]] Result<RecordView> read(const RecordKey& record);
    [[nodiscard]] Result<std::vector<ConflictView>> checks();
    /// Errors: those of Replica::conflictNamed().
    [[nodiscard]] Result<ConflictView> conflictNamed(std::string_view id);
    [[nodiscard]] Result<std::vector<HitView>> search(std::string_view words, std::size_t limit);

    /// What a save supersedes is what stood here when it was opened.
    struct Editing {
        DisplayedRecord form;
        CaseId caseId;
    };
    [[nodiscard]] Result<Editing> edit(const RecordKey& record);
    [[nodiscard]] Result<Editing> begin(std::string_view ref, std::string_view type);
    /// Writes only what differs from what the form displayed; nothing at all then has no dots.
    /// `why` goes with every field written.
    [[nodiscard]] Result<SaveAnswer>
    save(const Editing& editing, std::span<const FieldEntry> entries, const std::string& why);
    /// Several records at once, all of them or none, all of one case. Every save comes through
    /// here, and is asked of the laws of domain/ first. A new person, and a new number or address
    /// of somebody, needs an answer for everybody whom mayBeSame() names; it is saved with them.
    /// Errors: also Conflict while one is missing.
    [[nodiscard]] Result<SaveAnswer> save(std::vector<store::RecordSave> records,
                                          std::span<const SameAnswer> answers = {});
    /// Those held here who may be the same as somebody whom such a save would add (P-P1).
    [[nodiscard]] Result<std::vector<MayBeSame>>
    mayBeSame(std::span<const store::RecordSave> records);
    /// What was typed into a form, as one record of such a save. Errors: those of save().
    [[nodiscard]] Result<store::RecordSave>
    typed(const Editing& editing, std::span<const FieldEntry> entries, const std::string& why);
    /// A new record in the case of another.
    [[nodiscard]] Result<Editing> beginBeside(const RecordKey& record,
                                              const schema::RecordType& type);
    [[nodiscard]] Result<Editing> blank(const CaseId& caseId, const schema::RecordType& type);
    /// What laws read, of the case of a record.
    [[nodiscard]] TabletFacts factsAround(const RecordKey& record);
    [[nodiscard]] store::Replica& replica() { return m_replica; }
    /// Whose tablet this is.
    [[nodiscard]] Result<PersonId> me();

    /// Takes a save back and nothing else: what somebody else wrote meanwhile stays as a check.
    [[nodiscard]] Result<SaveAnswer> takeBack(const TakeBack& back);
    /// Removes a record, or brings it back, for a reason. What warns stays in sight until somebody
    /// else confirms its removal (docs/architecture.md, "Removal").
    [[nodiscard]] Result<SaveAnswer> retire(const RecordKey& record, const std::string& why);
    [[nodiscard]] Result<SaveAnswer> restore(const RecordKey& record, const std::string& why);
    /// What was removed in a case or, without a reference, on this tablet: it can be brought back.
    [[nodiscard]] Result<std::vector<RemovedView>> removed(std::string_view ref);
    /// Who removed it, when and why, the first first; none of a record that nobody removed.
    [[nodiscard]] Result<std::vector<ToldVersion>> removalsOf(const RecordKey& record);

    /// Keeps the version of that number, from 1, in the order that checks() shows.
    [[nodiscard]] Result<SaveAnswer> keep(std::string_view check, std::size_t number,
                                          const std::string& why);
    /// Decides for a value typed in, which need not be one of the versions.
    [[nodiscard]] Result<SaveAnswer> replace(std::string_view check, std::string_view text,
                                             const std::string& why);

    /// What was decided in a case or, without a reference, on this tablet, as far as its log
    /// reaches; the latest by their own clocks first.
    [[nodiscard]] Result<std::vector<DecisionView>> decisions(std::string_view ref);
    /// The one of that id. Errors: NotFound.
    [[nodiscard]] Result<DecisionView> decisionNamed(std::string_view id);
    /// Why a decision cannot be taken back here and now, for a person; empty when it can.
    [[nodiscard]] Result<std::string> whyNotUndone(const DecisionView& decision);
    /// Takes a decision back, whenever it was: each side stands again beside the others, as it was
    /// typed, and beside what was written since; then it is a check. Needs a reason.
    /// Errors: NotFound; Rejected when a side is not held here, or all of them stand already.
    [[nodiscard]] Result<SaveAnswer> undecide(std::string_view decision, const std::string& why);

    /// One number for all accepted state that is granted here: the same on every tablet that has
    /// the same grants and has taken in the same changes.
    [[nodiscard]] Result<Hash> digest();

private:
    [[nodiscard]] Result<store::RecordRow> rowOf(const RecordKey& record);
    [[nodiscard]] Result<std::string> refOf(const CaseId& caseId);
    [[nodiscard]] Result<ToldVersion> versionOf(const SiblingView& sibling, ByteView member);
    [[nodiscard]] Result<ConflictView> viewOf(store::Conflict check);
    [[nodiscard]] Result<void> addLifeVersions(ConflictView& view);
    [[nodiscard]] Result<SaveAnswer> decided(const ConflictView& check, const Value& value,
                                             const std::string& why);
    /// The sides of a decision that do not stand now, as they were typed.
    [[nodiscard]] static std::vector<Value> sidesGone(const DecisionView& decision,
                                                      const FieldRead& read);
    [[nodiscard]] Result<SaveAnswer> answerOf(store::Saved saved);
    [[nodiscard]] Result<void> askLawsOfLife(const Editing& editing, const Value& value);
    /// A day of what has happened that is still to come needs a reason.
    [[nodiscard]] Result<void> askDays(std::span<const store::RecordSave> records);
    [[nodiscard]] Result<void> askLaws(std::span<const store::RecordSave> records);
    /// What was answered of people of this case, as records of the save; what was answered of those
    /// of other cases.
    [[nodiscard]] Result<std::vector<SameWord>> addAnswers(std::vector<store::RecordSave>& records,
                                                           std::span<const SameAnswer> answers);

    store::Replica& m_replica;
    const Clock& m_clock;
    Names m_names{m_replica};
};

/// An id that Casework::find() reads: with its scope where `isShared`, other cases have it too.
[[nodiscard]] std::string recordIdText(const RecordKey& record, bool isShared);

} // namespace lapwing::work
