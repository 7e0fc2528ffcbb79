#pragma once

#include "server-stub/service/hub_core.h"
#include "sync/os/folder_lock.h"
#include "sync/store/commit_journal.h"
#include "sync/store/root_sum.h"
#include "sync/store/seal/disk.h"
#include "sync/store/seal/page_sealer.h"

/// The files of a hub's data folder besides the sealed database: what names it, and its key.
/// Private to hub_store and hub_init. Errors say what happened, what is safe, what to do.
namespace lapwing::hub::files {

inline constexpr std::uint64_t kFormat = 1;

/// DIR/hub.json, written last by init: without it there is no hub. Nothing in it is secret.
struct HubSlot {
    store::FileUuid uuid;
    std::uint32_t epoch = 1;
    std::string keyFile; ///< absolute
    bool isBackup = false; ///< the hub that opens it is not the one it was copied from
};

[[nodiscard]] inline std::string slot(const std::string& folder) { return folder + "/hub.json"; }
[[nodiscard]] inline std::string database(const std::string& folder) { return folder + "/hub.db"; }
[[nodiscard]] inline std::string anchor(const std::string& folder)
{
    return folder + "/hub.anchor";
}
[[nodiscard]] inline std::string key(const std::string& folder) { return folder + "/hub.key"; }
[[nodiscard]] inline std::string rootKey(const std::string& folder)
{
    return folder + "/offline-root.key";
}

/// The folder for this process alone. Errors: those of FolderLock.
[[nodiscard]] Result<FolderLock> holdFolder(const std::string& folder);

[[nodiscard]] Result<void> writeSlot(store::Disk& disk, const std::string& folder,
                                     const HubSlot& slot);
/// In place of the one that is there, whole or not at all.
[[nodiscard]] Result<void> replaceSlot(store::Disk& disk, const std::string& folder,
                                       const HubSlot& slot);
/// Errors: NotFound, Corrupt, TooOld when a newer program wrote it.
[[nodiscard]] Result<HubSlot> readSlot(store::Disk& disk, const std::string& folder);

[[nodiscard]] store::SealKey sealKey(const HubSlot& slot, const crypto::Secret& key);

/// The registry row of a commit. Many touch no record, so a random number goes into its head beside
/// the records' sum: two histories of equal length then always differ.
[[nodiscard]] Result<void> journalise(store::CommitJournal& registry, store::RootSum& sums,
                                      Random& random);

/// A new file of mode 0600: 32 random bytes in hex.
[[nodiscard]] Result<crypto::Secret> makeKey(store::Disk& disk, const std::string& path,
                                             Random& random);
/// Errors: NotFound, Malformed, Rejected when others than its owner may read it.
[[nodiscard]] Result<crypto::Secret> readKey(store::Disk& disk, const std::string& path);
/// From the 64 hex digits of a key as typed. Errors: Malformed.
[[nodiscard]] Result<crypto::Secret> keyFromText(ByteView digits);

/// The hub's keys as one setting of the sealed database.
struct StoredKeys {
    HubKeys keys;
    crypto::SigningKey tls;
    Bytes tlsCertificate;
    std::string name;
};
[[nodiscard]] Bytes encodeKeys(const StoredKeys& stored);
/// Errors: Corrupt, TooOld.
[[nodiscard]] Result<StoredKeys> decodeKeys(ByteView bytes);

} // namespace lapwing::hub::files
