#pragma once

#include "sync/log/same_word.h"
#include "sync/store/author.h"
#include "sync/store/conflict_list.h"
#include "sync/store/drafts.h"
#include "sync/store/engine.h"
#include "sync/store/keeper.h"
#include "sync/store/lists.h"
#include "sync/store/replica_state.h"
#include "sync/store/search_index.h"
#include "sync/store/vouched.h"

#include <map>
#include <span>

namespace lapwing::store {

/// How long the id of a save is: random, and known on the tablet that made it only.
inline constexpr std::size_t kSaveIdBytes = 8;

/// One record of a save.
struct RecordSave {
    DisplayedRecord form;
    CaseId caseId;
    std::vector<FieldWrite> writes;
};

/// What a save made; `record` is the first of its records.
struct Saved {
    RecordKey record;
    std::vector<std::pair<StrandId, SeenDot>> dots;
    /// The registers that it wrote, each as if nothing but this save stood there: whoever writes
    /// on this supersedes the save and nothing else. None when nothing was written.
    std::optional<DisplayedRecord> written;
};

/// A tablet's replica: strands with the projections that lists, checks and search read, and the
/// only way for its person to change it: save a form. What the hub sent is taken in by Receiving.
/// Errors: those of Database; Rejected (says which field and why), Conflict ("changed since you
/// looked"), NotFound. Thread: the Database's, the store thread.
class Replica : private RecordDisplay {
public:
    [[nodiscard]] static Result<Replica> open(Database& database, Author author, Keeper* keeper,
                                              RootSum* sum);

    [[nodiscard]] Database& database() { return *m_db; }
    [[nodiscard]] Strands& strands() { return m_strands; }
    [[nodiscard]] ChangeLog& log() { return m_log; }
    [[nodiscard]] Registers& registers() { return m_registers; }
    [[nodiscard]] Engine& engine() { return m_engine; }
    [[nodiscard]] Lists& lists() { return m_lists; }
    [[nodiscard]] ConflictList& conflicts() { return m_conflicts; }
    [[nodiscard]] SearchIndex& search() { return m_search; }
    [[nodiscard]] Drafts& drafts() { return m_drafts; }
    [[nodiscard]] ReplicaState& state() { return m_state; }
    [[nodiscard]] Vouched& vouched() { return m_vouched; }
    [[nodiscard]] const Author& author() const { return m_author; }
    [[nodiscard]] Keeper* keeper() { return m_keeper; } ///< null for one without a vault

    /// Which record an id alone names. Errors: NotFound; Conflict, with the cases to choose from,
    /// when several have a record of it.
    [[nodiscard]] Result<RecordKey> find(const RecordId& id);
    [[nodiscard]] Result<DisplayedRecord> display(const RecordKey& record);
    [[nodiscard]] Result<DisplayedRecord> display(const RecordId& record);
    /// An empty form of a new record in a case (or, for types of a panel, in its panel).
    [[nodiscard]] Result<DisplayedRecord> newRecord(std::uint16_t type);
    /// One save: one transaction, one change in each strand concerned, then the keeper.
    /// `caseId` is the case that a new record is of, or whose panel it is of.
    [[nodiscard]] Result<Saved> save(const DisplayedRecord& form, const CaseId& caseId,
                                     std::vector<FieldWrite> writes);
    /// The same of several records at once, at least one, with what was said of their people and
    /// those of other cases: all of it or nothing.
    [[nodiscard]] Result<Saved> save(std::vector<RecordSave> records,
                                     std::span<const SameWord> words = {});
    /// Such a word by itself.
    [[nodiscard]] Result<void> say(const SameWord& word);
    /// Removes the record as the form displayed it; what its author had not seen brings it back.
    [[nodiscard]] Result<Saved> retire(const DisplayedRecord& form, const std::string& why);
    /// Brings back a removed record, as the form displayed it, for the reason given.
    [[nodiscard]] Result<Saved> restore(const DisplayedRecord& form, const std::string& why);
    /// Decides a check with `value`, superseding all its siblings, for the reason given. Refused
    /// with Conflict when the siblings have changed since its id was read.
    [[nodiscard]] Result<Saved> decideConflict(std::string_view id, const Value& value,
                                               const std::string& why);

    /// Lists, checks and search show the records that the engine touched as they are now; inside
    /// the transaction that touched them.
    [[nodiscard]] Result<void> project(std::vector<RecordKey> touched);
    /// After a purge: no deleted word stays in the search index or in the log.
    [[nodiscard]] Result<void> scrub();

private:
    Replica(Database& database, Author author, Keeper* keeper, RootSum* sum)
        : m_db(&database), m_strands(database), m_log(database), m_registers(database, sum),
          m_engine(database, sum), m_lists(database), m_conflicts(database, sum),
          m_search(database), m_drafts(database), m_state(database), m_vouched(database),
          m_author(author), m_keeper(keeper)
    {
    }
    [[nodiscard]] Result<Strand> strandFor(const DisplayedRecord& form, const CaseId& caseId,
                                           schema::Compartment compartment);
    using Parts = std::map<schema::Compartment, std::vector<Write>>;
    struct RecordParts {
        const DisplayedRecord* form;
        CaseId caseId;
        Parts parts;
        bool decides = false; ///< puts one of the values shown in place of the others
    };
    [[nodiscard]] Result<RecordParts> partsOf(const DisplayedRecord& form, const CaseId& caseId,
                                              const std::vector<FieldWrite>& writes);
    [[nodiscard]] Result<Saved> saveParts(std::span<const RecordParts> records,
                                          std::span<const SameWord> words = {});
    [[nodiscard]] Result<Saved> saveParts(const DisplayedRecord& form, const CaseId& caseId,
                                          const Parts& parts, bool decides)
    {
        const RecordParts record{&form, caseId, parts, decides};
        return saveParts({&record, 1});
    }
    [[nodiscard]] Result<void> judge(const DisplayedRecord& form, const CaseId& caseId,
                                     const FieldWrite& write);
    /// Decides a conflict, and with it what was said of its versions (bound_writes.h).
    [[nodiscard]] Result<Saved> decide(const DisplayedRecord& form, const FieldWrite& decision);
    [[nodiscard]] static Write writeOf(const FieldWrite& write);
    /// Whoever cannot read what stands there must not replace it.
    [[nodiscard]] static Result<void> canRead(const FieldRead& read);
    [[nodiscard]] Result<bool> isOwn(const ActorId& actor);
    enum class LifeAct : std::uint8_t { Remove, Confirm, Restore };
    [[nodiscard]] Result<Saved> saveLife(const DisplayedRecord& form, LifeAct act,
                                         const std::string& why);
    [[nodiscard]] Result<Value> lifeValue(const DisplayedRecord& form, const FieldRead& read,
                                          LifeAct act);

    Database* m_db;
    Strands m_strands;
    ChangeLog m_log;
    Registers m_registers;
    Engine m_engine;
    Lists m_lists;
    ConflictList m_conflicts;
    SearchIndex m_search;
    Drafts m_drafts;
    ReplicaState m_state;
    Vouched m_vouched;
    Author m_author;
    Keeper* m_keeper;
};

} // namespace lapwing::store
