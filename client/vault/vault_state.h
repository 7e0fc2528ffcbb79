#pragma once

#include "sync/os/folder_lock.h"
#include "client/vault/unlock.h"
#include "client/vault/vault.h"

namespace lapwing {

/// What an open vault consists of. Private to Vault.
struct Vault::State {
    State(const VaultSite& at, FolderLock held, unlock::OpenKeys opened)
        : site(at), paths(at.folder), lock(std::move(held)), keys(std::move(opened))
    {
    }
    VaultSite site;
    VaultPaths paths;
    FolderLock lock; // the first taken and the last let go
    unlock::OpenKeys keys;
    std::optional<store::Anchor> anchor;
    std::optional<store::Database> database;
    std::optional<store::CommitJournal> journal;
    std::optional<store::RootSum> sums;
    std::optional<store::CargoFile> cargo;

    void close()
    {
        cargo.reset();
        sums.reset();
        journal.reset();
        database.reset();
        anchor.reset();
    }
};

[[nodiscard]] inline store::SealKey copyOf(const store::SealKey& key)
{
    return {crypto::Secret::copyOf(key.dataKey.view()), key.uuid, key.epoch};
}

} // namespace lapwing
