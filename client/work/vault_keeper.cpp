#include "client/work/vault_keeper.h"

#include "shared/wire/primitive.h"
#include "sync/log/run.h"

#include <algorithm>

namespace lapwing::work {

namespace {
constexpr std::uint8_t kJournalSave = 1;
constexpr std::uint8_t kJournalRound = 2;

/// After the commit nothing may say that the change is not there.
Error notSealed(Error error)
{
    error.message = "Your change is on this tablet, but its sealed copy could not be written, so "
                    "it does not count as saved yet. Make room on the disk and unlock it again: "
                    "the copy is then made by itself. Do not enter the change again.";
    return error;
}

Error notNoted(Error error)
{
    error.message = "What the office sent is on this tablet, but the disk did not take the note of "
                    "it. Your work is saved on this tablet. Make room on the disk and sync again.";
    return error;
}
} // namespace

VaultKeeper::VaultKeeper(Vault& vault, const Identity& identity)
    : m_vault(vault), m_identity(identity)
{
}

Result<void> VaultKeeper::createTables()
{
    return m_vault.database().exec(
        "CREATE TABLE IF NOT EXISTS cargo_note(strand BLOB NOT NULL, ctr INTEGER NOT NULL, "
        "cargo BLOB NOT NULL, PRIMARY KEY(strand, ctr)) WITHOUT ROWID;"
        "CREATE TABLE IF NOT EXISTS cargo_word(word BLOB PRIMARY KEY, cargo BLOB NOT NULL) WITHOUT "
        "ROWID");
}

Result<void> VaultKeeper::beforeCommit(std::span<const store::JournalEntry> applied)
{
    LAPWING_TRY(writeNotes());
    const auto own = actorOf(m_identity.vaultActor.publicKey());
    const bool saved = std::ranges::any_of(
        applied, [&](const store::JournalEntry& entry) { return entry.actor == own; });
    LAPWING_ASSIGN(const auto root, m_vault.rootSum().root());
    return m_vault.journal().append(saved ? kJournalSave : kJournalRound, applied, root);
}

Result<void> VaultKeeper::afterCommit(std::span<const Bytes> ownRuns)
{
    auto followed = follow(ownRuns);
    if (followed.ok()) return {};
    return ownRuns.empty() ? notNoted(followed.error()) : notSealed(followed.error());
}

Result<void> VaultKeeper::follow(std::span<const Bytes> ownRuns)
{
    m_notes.clear();
    m_wordNotes.clear();
    LAPWING_ASSIGN(const auto chain, m_replica->state().ownChain());
    if (chain.seq > 0 && !ownRuns.empty()) {
        VaultIdentity place{chain.seq, chain.head, actorOf(m_identity.vaultActor.publicKey()),
                            actorOf(m_identity.fieldActor.publicKey())};
        LAPWING_TRY(m_vault.updateIdentity(place));
    }
    LAPWING_TRY(m_vault.journal().publish(false));
    for (const auto& run : ownRuns) {
        LAPWING_ASSIGN(const auto raw, decodeRun(run));
        LAPWING_TRY(seal(run, raw.strand, raw.firstCtr));
    }
    const auto words = sealSameWords();
    return words.ok() ? Result<void>() : words.error();
}

Result<HubKeyCertificate> VaultKeeper::hubKey()
{
    LAPWING_ASSIGN(const auto newest, m_replica->state().hubKey());
    return newest ? *newest : m_identity.hubKey;
}

Result<Bytes> VaultKeeper::sealed(store::CargoKind kind, Bytes content)
{
    LAPWING_ASSIGN(const auto to, hubKey());
    return store::sealCargo(
        to, {kind,
             {encode(m_identity.device), encode(m_identity.certificateOf(ActorKind::Vault))},
             std::move(content)});
}

Result<Bytes> VaultKeeper::sealedAlert(Random& random, const Clock& clock)
{
    Note note;
    note.kind = NoteKind::Alert;
    note.atMs = clock.wallMs();
    LAPWING_TRY(sign(note, m_identity.vaultActor, random));
    return sealed(store::CargoKind::Alert, encode(note));
}

Result<store::CargoId> VaultKeeper::sealText(store::CargoKind kind, std::string_view text,
                                             std::uint64_t atMs)
{
    Note note;
    note.atMs = atMs;
    const auto body = bytesOf(text);
    note.body.assign(body.begin(), body.end());
    signOnce(note, m_identity.vaultActor);
    LAPWING_ASSIGN(const auto record, sealed(kind, encode(note)));
    return m_vault.cargo().append(record);
}

Result<void> VaultKeeper::sealNote(std::string_view text, const Clock& clock)
{
    LAPWING_TRY(sealText(store::CargoKind::Words, text, clock.wallMs()));
    return {};
}

Result<std::vector<store::CargoId>> VaultKeeper::sealAs(store::CargoKind kind,
                                                        const store::Draft& draft)
{
    std::vector<store::CargoId> records;
    for (const auto& piece : store::readableWords(draft, kNoteBodyMax)) {
        LAPWING_ASSIGN(const auto id, sealText(kind, piece, draft.wallMs));
        records.push_back(id);
    }
    return records;
}

Result<std::vector<store::CargoId>> VaultKeeper::sealWords(const store::Draft& draft)
{
    return sealAs(store::CargoKind::Words, draft);
}

Result<void> VaultKeeper::sealDrafts()
{
    auto& drafts = m_replica->drafts();
    LAPWING_ASSIGN(const auto all, drafts.all());
    for (const auto& draft : all) {
        LAPWING_ASSIGN(const auto there, drafts.cargoOf(draft.name));
        if (!there.empty()) continue;
        LAPWING_ASSIGN(
            const auto records,
            sealAs(draft.hasLeft ? store::CargoKind::Words : store::CargoKind::Draft, draft));
        LAPWING_TRY(drafts.noteCargo(draft.name, records));
    }
    LAPWING_ASSIGN(const auto current, drafts.allCargo());
    std::vector<store::CargoId> old;
    for (const auto& entry : m_vault.cargo().entries())
        if (entry.kind == store::CargoKind::Draft &&
            std::ranges::find(current, entry.id) == current.end())
            old.push_back(entry.id);
    return m_vault.cargo().acknowledge(old);
}

Result<void> VaultKeeper::dropReceived(std::span<const store::CargoId> words)
{
    if (words.empty()) return {};
    LAPWING_TRY(m_replica->drafts().dropReceived(words));
    LAPWING_TRY(m_vault.cargo().acknowledge(words));
    return m_vault.database().checkpoint(); // no page keeps what was dropped
}

Result<void> VaultKeeper::seal(const Bytes& run, const StrandId& strand, std::uint64_t ctr)
{
    LAPWING_ASSIGN(const auto record, sealed(store::CargoKind::Run, run));
    const auto added = m_vault.cargo().append(record);
    if (!added.ok()) return notSealed(added.error());
    m_notes.push_back({strand, ctr, *added});
    return {};
}

Result<void> VaultKeeper::writeNotes()
{
    for (const auto& note : m_notes) {
        LAPWING_ASSIGN(auto put, m_vault.database().cached(
                                     "INSERT OR REPLACE INTO cargo_note VALUES(?,?,?)"));
        put.bind(1, note.strand.view()).bind(2, note.ctr).bind(3, note.cargo.view());
        LAPWING_TRY(put.run());
    }
    for (const auto& [word, cargo] : m_wordNotes) {
        LAPWING_ASSIGN(auto put,
                       m_vault.database().cached("INSERT OR REPLACE INTO cargo_word VALUES(?,?)"));
        LAPWING_TRY(put.bind(1, word.view()).bind(2, cargo.view()).run());
    }
    return {};
}

Result<void> VaultKeeper::settle()
{
    if (m_notes.empty() && m_wordNotes.empty()) return {};
    LAPWING_ASSIGN(auto transaction, store::Transaction::begin(m_vault.database()));
    LAPWING_TRY(writeNotes());
    LAPWING_TRY(transaction.commit());
    m_notes.clear();
    m_wordNotes.clear();
    return {};
}

Result<bool> VaultKeeper::isSealed(const StrandId& strand, std::uint64_t ctr)
{
    LAPWING_ASSIGN(auto select, m_vault.database().cached(
                                    "SELECT cargo FROM cargo_note WHERE strand=? AND ctr=?"));
    LAPWING_ASSIGN(const bool row, select.bind(1, strand.view()).bind(2, ctr).step());
    if (!row) return false;
    const auto id = store::CargoId::from(select.blob(0));
    return std::ranges::find(m_vault.cargo().entries(), id, &store::CargoFile::Entry::id)
           != m_vault.cargo().entries().end();
}

Result<bool> VaultKeeper::isSealed(const SameWordId& word)
{
    LAPWING_ASSIGN(auto select,
                   m_vault.database().cached("SELECT cargo FROM cargo_word WHERE word=?"));
    LAPWING_ASSIGN(const bool row, select.bind(1, word.view()).step());
    if (!row) return false;
    const auto id = store::CargoId::from(select.blob(0));
    return std::ranges::find(m_vault.cargo().entries(), id, &store::CargoFile::Entry::id) !=
           m_vault.cargo().entries().end();
}

Result<std::size_t> VaultKeeper::sealSameWords()
{
    LAPWING_ASSIGN(const auto unsent, store::SameWords(m_vault.database()).unsent());
    std::size_t count = 0;
    for (const auto& word : unsent) {
        LAPWING_ASSIGN(const bool there, isSealed(word.id));
        if (there) continue;
        LAPWING_ASSIGN(const auto record, sealed(store::CargoKind::SameWord, encode(word)));
        const auto added = m_vault.cargo().append(record);
        if (!added.ok()) return notSealed(added.error());
        m_wordNotes.emplace_back(word.id, *added);
        ++count;
    }
    return count;
}

Result<std::vector<store::CargoId>> VaultKeeper::answeredWords()
{
    std::vector<store::CargoId> answered;
    for (const auto& entry : m_vault.cargo().entries()) {
        if (entry.kind != store::CargoKind::SameWord) continue;
        LAPWING_ASSIGN(auto select,
                       m_vault.database().cached("SELECT word FROM cargo_word WHERE cargo=?"));
        LAPWING_ASSIGN(const bool row, select.bind(1, entry.id.view()).step());
        if (!row) continue;
        const auto word = SameWordId::from(select.blob(0));
        select.reset();
        // Of a case that has left nothing is here: its words are handed in as cargo.
        LAPWING_ASSIGN(const auto state, store::SameWords(m_vault.database()).stateOf(word));
        if (state && *state != store::SameWords::State::Unsent) answered.push_back(entry.id);
    }
    return answered;
}

Result<std::size_t> VaultKeeper::sealMissing()
{
    const auto own = actorOf(m_identity.vaultActor.publicKey());
    std::size_t sealed = 0;
    LAPWING_ASSIGN(const auto waiting, m_replica->log().strandsWithUndecided());
    for (const auto ix : waiting) {
        LAPWING_ASSIGN(const auto strand, m_replica->strands().strand(ix));
        LAPWING_ASSIGN(const auto changes, m_replica->log().undecided(ix));
        for (const auto& change : changes) {
            if (change.actor != own) continue;
            LAPWING_ASSIGN(const bool there, isSealed(strand.id, change.ctr));
            if (there) continue;
            if (!change.signature)
                return fail(ErrorCode::Corrupt, {}, "an unsigned change of this tablet's own");
            const auto run = encodeRun(0, strand.id, false, change.actor, change.ctr,
                                       {change.encoded}, *change.signature);
            LAPWING_TRY(seal(run, strand.id, change.ctr));
            ++sealed;
        }
    }
    LAPWING_ASSIGN(const auto words, sealSameWords());
    sealed += words;
    LAPWING_TRY(settle());
    return sealed;
}

Result<void> VaultKeeper::releaseDecided()
{
    LAPWING_TRY(settle());
    struct Noted {
        StrandId strand;
        std::uint64_t ctr = 0;
        store::CargoId cargo;
    };
    std::vector<Noted> noted;
    {
        LAPWING_ASSIGN(auto select, m_vault.database().cached("SELECT strand, ctr, cargo FROM "
                                                              "cargo_note"));
        for (;;) {
            LAPWING_ASSIGN(const bool row, select.step());
            if (!row) break;
            noted.push_back({StrandId::from(select.blob(0)),
                             static_cast<std::uint64_t>(select.integer(1)),
                             store::CargoId::from(select.blob(2))});
        }
    }
    const auto own = actorOf(m_identity.vaultActor.publicKey());
    LAPWING_ASSIGN(auto taken, answeredWords());
    for (const auto& note : noted) {
        LAPWING_ASSIGN(const auto strand, m_replica->strands().findStrand(note.strand));
        if (!strand) continue;
        LAPWING_ASSIGN(const auto held,
                       m_replica->log().ofChain(strand->ix, own, note.ctr, note.ctr));
        if (!held.empty() && isDecided(held.front().state)) taken.push_back(note.cargo);
    }
    return taken.empty() ? Result<void>() : m_vault.cargo().acknowledge(taken);
}

Result<void> VaultKeeper::release()
{
    LAPWING_TRY(settle());
    LAPWING_ASSIGN(auto taken, answeredWords());
    for (const auto& entry : m_vault.cargo().entries())
        if (entry.kind == store::CargoKind::Run) taken.push_back(entry.id);
    if (taken.empty()) return {};
    LAPWING_TRY(m_vault.cargo().acknowledge(taken));
    m_notes.clear();
    return m_vault.database().exec("DELETE FROM cargo_note");
}

} // namespace lapwing::work
