#pragma once

#include "shared/base/clock.h"
#include "shared/schema/schema.h"
#include "sync/log/snapshot.h"
#include "sync/log/displayed_record.h"
#include "sync/log/merge.h"
#include "sync/log/redaction.h"
#include "sync/log/run.h"
#include "sync/store/commit_journal.h"
#include "sync/store/sql/database.h"

#include <map>
#include <optional>

namespace lapwing::store {

/// A strand's number in this store.
using StrandIx = std::int64_t;

struct Strand {
    StrandIx ix = 0;
    StrandId id;
    CaseId caseId;
    schema::Compartment compartment{};
    schema::Panel panel{};
    std::uint64_t handle = 0; ///< on a tablet, the hub's short name for it; 0 on the hub
    std::uint8_t rights = 0;  ///< of this vault's person; 0 on the hub
    std::uint64_t sseq = 0;   ///< accepted changes so far
    Hash vector;              ///< V: hash of the accepted heads
};

/// One actor's chain in one strand. `held` counts undecided changes too; `dep` is how far this
/// store's own author had read it when they last wrote here.
struct Chain {
    std::uint32_t no = 0;
    ActorId actor;
    std::uint64_t acceptedCtr = 0;
    Hash acceptedHead;
    std::uint64_t heldCtr = 0;
    Hash heldHead;
    std::uint64_t depCtr = 0;
};

/// A strand's change as stored.
struct StoredChange {
    ActorId actor;
    std::uint64_t ctr = 0;
    Bytes encoded;
    Hash hash;
    std::optional<crypto::Signature> signature;
    Verdict state{};
    std::uint64_t sseq = 0; ///< of an undecided one above zero: it was accepted before
    /// It is undecided again, and the accepted rows were not made anew since.
    [[nodiscard]] bool isInRows() const { return state == Verdict::Undecided && sseq > 0; }
};

/// Who signs new changes, and what evidence of time they carry.
struct Author {
    ActorId actor;
    const crypto::SigningKey& key;
    Random& random;
    const Clock& clock;
};

/// One register's new content and the dots its author saw in it.
struct Write {
    RecordId record;
    std::uint8_t kind = 0; ///< OpKind
    std::uint32_t field = 0;
    Bytes key;
    std::vector<SeenDot> seen;
    Payload payload;
};

struct Applied {
    std::uint64_t fresh = 0; ///< changes that were not held before
    std::vector<RecordKey> touched;
    std::vector<Redaction> redacted{}; ///< what the office took out with it
};

/// Whose the records of a strand are.
[[nodiscard]] Scope scopeOf(const Strand& strand);

/// Whether a run is new work, which keeps within what a record and a strand may hold, or was taken
/// before, here or at the office, and only has to be readable.
enum class Origin : std::uint8_t { Written, Taken };

/// Every op's field number carries the strand's own compartment.
[[nodiscard]] bool staysInside(const Change& change, schema::Compartment compartment);

/// Strands, chains, changes and registers, on a tablet and on the hub alike, and the one apply().
/// Every call runs inside the caller's transaction. Errors: those of Database; Corrupt and
/// Rejected as told. Thread: the Database's.
class StrandStore : protected RecordDisplay {
public:
    /// `sum` (may be null) is kept in step with every record row.
    explicit StrandStore(Database& database, RootSum* sum = nullptr) : m_db(database), m_sum(sum) {}
    [[nodiscard]] Result<void> createTables();
    [[nodiscard]] Database& database() { return m_db; }

    [[nodiscard]] Result<Strand> addStrand(const Strand& strand);
    [[nodiscard]] Result<void> setReader(StrandIx ix, std::uint64_t handle, std::uint8_t rights);
    [[nodiscard]] Result<std::optional<Strand>> findStrand(const StrandId& id);
    [[nodiscard]] Result<std::optional<Strand>> findStrandByHandle(std::uint64_t handle);
    [[nodiscard]] Result<Strand> strand(StrandIx ix);
    [[nodiscard]] Result<std::vector<Strand>> strands();
    [[nodiscard]] Result<std::vector<Strand>> strandsOfCase(const CaseId& caseId);
    [[nodiscard]] Result<void> dropStrand(StrandIx ix);
    [[nodiscard]] Result<std::vector<Chain>> chains(StrandIx ix);
    /// The chain of an actor, or a new, empty one.
    [[nodiscard]] Result<Chain> chainOf(const Strand& strand, const ActorId& actor);

    /// Makes and signs the author's next change in the strand; apply() then stores it.
    [[nodiscard]] Result<VerifiedRun> compose(const Strand& strand, const Author& author,
                                              const std::vector<Write>& writes);

    /// The one way in for local saves, hub pulls and peers. `states[i]` tells what becomes of
    /// change i (one entry serves all). Held changes are skipped, and promoted when the run comes
    /// as accepted. Errors: NotFound when what comes before is missing (ask for it); Corrupt for
    /// another hash at a known place; Rejected for an op outside its strand; TooLarge when a
    /// record or the strand is full: nothing of the run is then kept.
    [[nodiscard]] Result<Applied> apply(StrandIx ix, const VerifiedRun& run,
                                        std::vector<Verdict> states,
                                        Origin origin = Origin::Written);
    /// The hub's word on held, undecided changes `first` to `last` of an actor's chain.
    [[nodiscard]] Result<Applied> decide(StrandIx ix, const ActorId& actor, std::uint64_t first,
                                         std::uint64_t last, Verdict state);
    /// A person's word at the office: a change that was put aside is effective from now on, with
    /// its own author and what it replaces; where its field has moved on it stands beside that.
    /// Tablets hear of it by snapshot. Errors: NotFound when its content is not here; Conflict when
    /// no such verdict may follow; TooLarge; Corrupt as apply(). Nothing is then changed.
    [[nodiscard]] Result<Applied> adopt(StrandIx ix, const SeenDot& dot);
    /// A restored hub lost what this chain says from `from` on: it is undecided again, to be sent.
    /// `own` writes here, and keeps what is theirs.
    [[nodiscard]] Result<std::vector<RecordKey>> reopenFrom(StrandIx ix, const ActorId& actor,
                                                            std::uint64_t from,
                                                            const ActorId& own);
    /// The same of all that is held here: of each chain, what is there without a gap to its end.
    [[nodiscard]] Result<std::vector<RecordKey>> reopenHeld(StrandIx ix, const ActorId& own);
    /// `own` wrote up to here before it gave the strand back: the next change comes after that.
    [[nodiscard]] Result<void> keepPlace(StrandIx ix, const ActorId& own, std::uint64_t ctr,
                                         const Hash& head);

    /// What a record's registers show now, over the strands of its scope that are held.
    [[nodiscard]] Result<std::optional<DisplayedRecord>> display(const RecordKey& record);
    /// The same by an id alone. Errors: Conflict when records of several scopes have it.
    [[nodiscard]] Result<std::optional<DisplayedRecord>> display(const RecordId& record);
    /// The scopes with a record of this id, in their order.
    [[nodiscard]] Result<std::vector<Scope>> scopesOf(const RecordId& record);
    /// Strands and chains read on the way, for opening many forms in one transaction.
    struct Part {
        Strand strand;
        std::vector<Chain> chains;
    };
    using Parts = std::map<StrandIx, Part>;
    struct Opened {
        DisplayedRecord form;
        std::vector<const Part*> parts; ///< where it was found; they live as long as `parts`
    };
    [[nodiscard]] Result<std::optional<Opened>> display(const RecordKey& record, Parts& parts);
    /// No row of these strands is an old one put back. Errors: Corrupt.
    [[nodiscard]] Result<void> checkRows(const Parts& parts);
    [[nodiscard]] static DisplayedRecord blankRecord(const RecordId& record, std::uint16_t type);
    /// The strands that hold (or are to hold) the parts of a scope's records.
    [[nodiscard]] Result<std::vector<Strand>> strandsOf(const Scope& scope);
    [[nodiscard]] Result<std::vector<Record>> shownRecords(StrandIx ix);

    [[nodiscard]] Result<SnapshotBody> snapshotBody(StrandIx ix);
    /// Replaces the accepted state; what is still undecided is shown on top again. `own` writes
    /// here. Errors: Conflict when the body has another history of theirs: nothing is to be kept.
    [[nodiscard]] Result<std::vector<RecordKey>>
    installSnapshot(StrandIx ix, const SnapshotBody& body, std::uint64_t sseq, const ActorId& own);
    [[nodiscard]] Result<std::vector<StoredChange>> changesAfter(StrandIx ix, std::uint64_t sseq,
                                                                std::size_t limit);
    [[nodiscard]] Result<std::vector<StoredChange>> undecided(StrandIx ix);
    [[nodiscard]] Result<std::vector<StoredChange>> ofChain(StrandIx ix, const ActorId& actor,
                                                           std::uint64_t from,
                                                           std::uint64_t last = INT64_MAX);
    /// Whether an accepted, or here shown, change of the strand touched the record.
    [[nodiscard]] Result<bool> holds(StrandIx ix, const RecordId& record);
    [[nodiscard]] Result<std::vector<StrandIx>> strandsWithUndecided();
    /// c of a held change; nothing when only its snapshot is held.
    [[nodiscard]] Result<std::optional<Hash>> hashAt(StrandIx ix, const Chain& chain,
                                                     std::uint64_t ctr);

private:
    struct Work;
    struct Row {
        Record accepted;
        std::optional<Record> shown;
        Bytes acceptedBefore; ///< as stored when read; empty when there was no row
        Bytes shownBefore;
    };
    [[nodiscard]] Result<const Part*> part(Parts& parts, StrandIx ix);
    [[nodiscard]] Result<Applied> applyWhole(StrandIx ix, const VerifiedRun& run,
                                             std::vector<Verdict> states, Origin origin);
    [[nodiscard]] Result<void> checkRoom(const Work& work);
    [[nodiscard]] Result<Row> loadRow(StrandIx ix, const RecordId& record);
    [[nodiscard]] Result<void> saveRow(Work& work, const Row& row);
    [[nodiscard]] Result<Row*> rowOf(Work& work, const RecordId& record);
    [[nodiscard]] Result<void> checkDeps(Work& work, const Change& change, bool effective);
    [[nodiscard]] Result<void> applyOne(Work& work, const Change& change,
                                        const crypto::Signature* signature, Verdict state);
    [[nodiscard]] Result<void> insert(Work& work, const Change& change,
                                      const crypto::Signature* signature, Verdict state);
    [[nodiscard]] Result<void> promote(Work& work, const Change& change, Verdict state,
                                       bool isInRows);
    [[nodiscard]] Result<void> write(Work& work, const Change& change, bool accepted, bool shown);
    [[nodiscard]] Result<void> rebuildShown(Work& work);
    [[nodiscard]] Result<void> tellWhoRedacted(const RecordId& record,
                                               const std::vector<const Part*>& parts,
                                               Registers& registers);
    [[nodiscard]] Result<void> heedOffice(Work& work, const Change& change);
    [[nodiscard]] Result<void> heedRejections(Work& work, const Change& change);
    [[nodiscard]] Result<void> takeOutOfLog(const Work& work, const Redaction& told);
    [[nodiscard]] Result<void> takeOutOfRows(Work& work, const Redaction& told);
    [[nodiscard]] Result<void> takeOutAll(Work& work);
    [[nodiscard]] Result<std::optional<Change>> withoutRedacted(const Work& work,
                                                                const Change& change);
    [[nodiscard]] Result<Applied> adoptWhole(StrandIx ix, const SeenDot& dot);
    using Place = std::pair<RecordId, DisplayedRecord::Place>;
    [[nodiscard]] Result<std::vector<Place>> replacedSince(const Work& work, const Change& change);
    [[nodiscard]] Result<void> forgetAccepted(Work& work);
    [[nodiscard]] Result<void> reopenLost(Work& work, Chain& chain, const ActorId& own);
    [[nodiscard]] Result<void> settleTold(const Work& work, Chain& chain,
                                          const SnapshotBody::Chain& told, const Chain& before,
                                          const ActorId& own);
    [[nodiscard]] Result<Work> beginWork(StrandIx ix);
    [[nodiscard]] Result<void> endWork(Work& work);
    [[nodiscard]] Result<std::vector<StoredChange>> readChanges(Statement& statement);
    [[nodiscard]] Result<Change> decoded(const Work& work, const StoredChange& stored);

    Database& m_db;
    RootSum* m_sum;
};

} // namespace lapwing::store
