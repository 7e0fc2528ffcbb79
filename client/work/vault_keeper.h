#pragma once

#include "client/vault/vault.h"
#include "client/work/identity.h"
#include "sync/log/note.h"
#include "sync/store/replica.h"
#include "sync/store/same_words.h"

namespace lapwing::work {

/// Makes a commit of the replica count: its journal row and the anchor outside the database, and
/// for each change written here a copy sealed to the hub in the cargo file. A save is told as
/// saved only when all of it is on the disk.
/// What was said of people of two cases (sync/store/same_words.h) is sealed likewise.
/// Which change lies in which cargo record is noted with the next transaction, or by settle(); a
/// crash in between seals a change twice, which the hub takes once.
/// Errors: those of Database, Disk, Anchor. Thread: the Database's.
class VaultKeeper final : public store::Keeper {
public:
    /// Both must outlive this.
    VaultKeeper(Vault& vault, const Identity& identity);
    [[nodiscard]] Result<void> createTables();
    /// Before anything is saved; the keeper reads the replica's settings.
    void attach(store::Replica& replica) { m_replica = &replica; }

    [[nodiscard]] Result<void> beforeCommit(std::span<const store::JournalEntry> applied) override;
    [[nodiscard]] Result<void> afterCommit(std::span<const Bytes> ownRuns) override;
    [[nodiscard]] Result<std::vector<store::CargoId>> sealWords(const store::Draft& draft) override;

    /// Seals again what the log has undecided of this vault's own and the cargo file has not.
    [[nodiscard]] Result<std::size_t> sealMissing();
    /// A cargo record with a call for help; nothing is written.
    [[nodiscard]] Result<Bytes> sealedAlert(Random& random, const Clock& clock);
    /// Words for the office, in the cargo when this returns.
    [[nodiscard]] Result<void> sealNote(std::string_view text, const Clock& clock);
    /// Seals each draft as it is now, unless its copy is there already, and takes out the copies
    /// of what was finished, discarded or typed on.
    [[nodiscard]] Result<void> sealDrafts();
    /// The office has these words: they, and the drafts that were kept for them, go.
    [[nodiscard]] Result<void> dropReceived(std::span<const store::CargoId> words);
    /// Takes out the sealed copies of changes that the hub has decided about, and of words that it
    /// has answered.
    [[nodiscard]] Result<void> releaseDecided();
    /// After the hub has decided everything: nothing more needs to be carried.
    [[nodiscard]] Result<void> release();
    /// Writes the notes that are still in memory; before the vault closes.
    [[nodiscard]] Result<void> settle();

private:
    struct CargoNote {
        StrandId strand;
        std::uint64_t ctr = 0;
        store::CargoId cargo;
    };
    [[nodiscard]] Result<Bytes> sealed(store::CargoKind kind, Bytes content);
    [[nodiscard]] Result<store::CargoId> sealText(store::CargoKind kind, std::string_view text,
                                                  std::uint64_t atMs);
    [[nodiscard]] Result<std::vector<store::CargoId>> sealAs(store::CargoKind kind,
                                                             const store::Draft& draft);
    [[nodiscard]] Result<void> follow(std::span<const Bytes> ownRuns);
    /// What was said of people of two cases, and the office has not answered yet.
    [[nodiscard]] Result<std::size_t> sealSameWords();
    [[nodiscard]] Result<bool> isSealed(const SameWordId& word);
    [[nodiscard]] Result<std::vector<store::CargoId>> answeredWords();
    [[nodiscard]] Result<void> seal(const Bytes& run, const StrandId& strand, std::uint64_t ctr);
    [[nodiscard]] Result<void> writeNotes();
    [[nodiscard]] Result<bool> isSealed(const StrandId& strand, std::uint64_t ctr);
    [[nodiscard]] Result<HubKeyCertificate> hubKey();

    Vault& m_vault;
    const Identity& m_identity;
    store::Replica* m_replica = nullptr;
    std::vector<CargoNote> m_notes;
    std::vector<std::pair<SameWordId, store::CargoId>> m_wordNotes;
};

} // namespace lapwing::work
