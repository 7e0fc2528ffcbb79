#pragma once

#include "sync/log/grant.h"
#include "sync/log/merge.h"
#include "sync/store/drafts.h"
#include "sync/store/search_index.h"
#include "sync/store/strand_store.h"

#include <map>
#include <span>
#include <string>

namespace lapwing::store {

/// What must happen around a replica's write transactions before a save counts as saved: the
/// vault's journal row and anchor, and the sealed cargo beside it.
class Keeper {
public:
    virtual ~Keeper() = default;
    /// Inside the transaction, last.
    [[nodiscard]] virtual Result<void> beforeCommit(std::span<const JournalEntry> applied) = 0;
    /// After it; `ownRuns` are the encoded runs just written here. Only when this answers well is
    /// the work saved.
    [[nodiscard]] virtual Result<void> afterCommit(std::span<const Bytes> ownRuns) = 0;
    /// Inside the transaction that takes a draft's case away: what was typed into it is sealed for
    /// the office, on the disk beside the database when this answers. The records that hold it.
    [[nodiscard]] virtual Result<std::vector<CargoId>> sealWords(const Draft& draft) = 0;
};

struct CaseRow {
    CaseId id;
    schema::Panel panel{};
    RecordKey record; ///< its `case` record
    std::string ref, title, state; ///< between versions that all have to be read stands " | "
};

struct RecordRow {
    RecordKey key;
    std::uint16_t type = 0;
    Life life{};
};

/// A register that a person has to decide.
struct Conflict {
    std::string id; ///< names the register and the very siblings it is about
    RecordKey record;
    std::uint32_t field = 0;
    Bytes key;
    std::vector<SiblingView> siblings; ///< different values, by (ctr, author)
};

/// What a list of conflicts shows at once: whoever wrote thousands must not stop the tablet.
inline constexpr std::size_t kConflictsPage = 200;

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
/// only ways to change it: save a form, or take in what the hub sent.
/// Errors: those of Database; Rejected (says which field and why), Conflict ("changed since you
/// looked"), NotFound. Thread: the Database's, the store thread.
class Replica : private RecordDisplay {
public:
    [[nodiscard]] static Result<Replica> open(Database& database, Author author, Keeper* keeper,
                                              RootSum* sum);

    [[nodiscard]] StrandStore& strands() { return m_strands; }
    [[nodiscard]] const Author& author() const { return m_author; }
    [[nodiscard]] Database& database() { return *m_db; }

    [[nodiscard]] Result<std::vector<CaseRow>> cases();
    [[nodiscard]] Result<CaseRow> caseByRef(std::string_view ref);
    [[nodiscard]] Result<std::vector<RecordRow>> recordsOf(const CaseId& caseId);
    [[nodiscard]] Result<RecordRow> record(const RecordKey& key);
    [[nodiscard]] Result<RecordRow> record(const RecordId& id);
    /// Which record an id alone names. Errors: NotFound; Conflict, with the cases to choose from,
    /// when several have a record of it.
    [[nodiscard]] Result<RecordKey> find(const RecordId& id);
    /// The first `limit` of them, in an order of their own; each decided one lets another in.
    [[nodiscard]] Result<std::vector<Conflict>> conflicts(std::size_t limit = kConflictsPage);
    /// How many there are, without reading what they are about.
    [[nodiscard]] Result<std::uint64_t> conflictCount();
    /// The one of that id. Errors: NotFound for what is no such id; Conflict when it is decided or
    /// its siblings have changed.
    [[nodiscard]] Result<Conflict> conflictNamed(std::string_view id);
    /// What is found in it of records that are shown and not removed.
    [[nodiscard]] SearchIndex& search() { return m_search; }
    [[nodiscard]] Drafts& drafts() { return m_drafts; }

    [[nodiscard]] Result<DisplayedRecord> display(const RecordKey& record);
    [[nodiscard]] Result<DisplayedRecord> display(const RecordId& record);
    /// An empty form of a new record in a case (or, for types of a panel, in its panel).
    [[nodiscard]] Result<DisplayedRecord> newRecord(std::uint16_t type);
    /// One save: one transaction, one change in each strand concerned, then the keeper.
    /// `caseId` is the case that a new record is of, or whose panel it is of.
    [[nodiscard]] Result<Saved> save(const DisplayedRecord& form, const CaseId& caseId,
                                     std::vector<FieldWrite> writes);
    /// The same of several records at once, at least one: all of them or none.
    [[nodiscard]] Result<Saved> save(std::vector<RecordSave> records);
    /// Removes the record as the form displayed it; what its author had not seen brings it back.
    [[nodiscard]] Result<Saved> retire(const DisplayedRecord& form, const std::string& why);
    /// Brings back a removed record, as the form displayed it, for the reason given.
    [[nodiscard]] Result<Saved> restore(const DisplayedRecord& form, const std::string& why);
    /// What was removed and can be brought back, of one scope or of all, confirmed or not.
    [[nodiscard]] Result<std::vector<RecordRow>> removed(const Scope* only = nullptr);
    /// Decides a check with `value`, superseding all its siblings, for the reason given. Refused
    /// with Conflict when the siblings have changed since its id was read.
    [[nodiscard]] Result<Saved> decideConflict(std::string_view id, const Value& value,
                                               const std::string& why);

    /// Settings of this replica, by name.
    [[nodiscard]] Result<std::optional<Bytes>> setting(std::string_view name);
    [[nodiscard]] Result<void> setSetting(std::string_view name, ByteView value);

    /// Whose key and person an actor has; nothing before its certificate came.
    struct Known {
        crypto::PublicKey key;
        PersonId person;
    };
    [[nodiscard]] Result<std::optional<Known>> actor(const ActorId& id);
    [[nodiscard]] Result<void> putActor(const ActorId& id, const Known& known);
    [[nodiscard]] Result<std::uint64_t> unsentCount();
    /// Something was taken out for good, and pages, index, log or key may still know it: until the
    /// vault is sealed under a new key, and its owner says so.
    [[nodiscard]] Result<bool> owesRedaction();
    [[nodiscard]] Result<void> settleRedaction();
    /// After a purge: no deleted word stays in the search index or in the log.
    [[nodiscard]] Result<void> scrub();

    /// Everything a round takes in happens inside one of these.
    class Receiving {
    public:
        [[nodiscard]] static Result<Receiving> begin(Replica& replica);
        [[nodiscard]] Result<void> add(StrandIx strand, const VerifiedRun& run, Verdict state);
        [[nodiscard]] Result<void> decide(StrandIx strand, const ActorId& actor,
                                          std::uint64_t first, std::uint64_t last, Verdict state);
        [[nodiscard]] Result<void> install(StrandIx strand, const SnapshotBody& body,
                                           std::uint64_t sseq);
        /// A restored hub lost it: undecided again, to be sent. Of one author from there, or all.
        [[nodiscard]] Result<void> reopenFrom(StrandIx strand, const ActorId& actor,
                                              std::uint64_t from);
        [[nodiscard]] Result<void> reopenHeld(StrandIx strand);
        /// Deletes a strand and all that shows it, and takes the drafts of its case: their words
        /// are sealed first, and nothing stays of what they displayed. Refused while it holds
        /// undecided changes.
        [[nodiscard]] Result<void> purge(StrandIx strand);
        [[nodiscard]] Result<void> commit();

    private:
        Receiving(Replica& replica, Transaction transaction)
            : m_replica(replica), m_transaction(std::move(transaction))
        {
        }
        Replica& m_replica;
        Transaction m_transaction;
        std::vector<RecordKey> m_touched;
        std::vector<JournalEntry> m_applied;
        std::vector<Redaction> m_redacted;
    };

private:
    Replica(Database& database, Author author, Keeper* keeper, RootSum* sum)
        : m_db(&database), m_strands(database, sum), m_search(database), m_drafts(database),
          m_author(author), m_keeper(keeper)
    {
    }
    [[nodiscard]] Result<void> letDraftsGo(const CaseId& caseId);
    [[nodiscard]] Result<void> redactDrafts(const std::vector<Redaction>& redacted);
    [[nodiscard]] Result<void> keepPlace(const Strand& strand);
    [[nodiscard]] Result<void> takePlace(StrandIx ix, const StrandId& strand);
    [[nodiscard]] Result<void> project(std::vector<RecordKey> records);
    [[nodiscard]] Result<void> projectOne(const RecordKey& record, StrandStore::Parts& parts);
    [[nodiscard]] Result<void> unproject(const RecordKey& record);
    [[nodiscard]] Result<void> list(const RecordKey& record, std::uint32_t field,
                                    std::string_view text);
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
    [[nodiscard]] Result<Saved> saveParts(std::span<const RecordParts> records);
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
    [[nodiscard]] Result<Conflict> conflictOf(const DisplayedRecord& form, std::uint32_t field,
                                              const Bytes& key);

    Database* m_db;
    StrandStore m_strands;
    SearchIndex m_search;
    Drafts m_drafts;
    Author m_author;
    Keeper* m_keeper;
};

} // namespace lapwing::store
