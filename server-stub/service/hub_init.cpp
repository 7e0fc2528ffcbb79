#include "server-stub/service/hub_files.h"
#include "server-stub/service/hub_store.h"
#include "server-stub/service/administration.h"
#include "shared/crypto/x509.h"
#include "sync/store/seal/open_sealed.h"

#include <cerrno>
#include <sys/stat.h>

namespace lapwing::hub {

namespace {
constexpr std::uint32_t kFirstHubKey = 1;

Result<void> makeFolder(store::Disk& disk, const std::string& folder)
{
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
        return fail(ErrorCode::Rejected, "The folder " + folder
                                             + " cannot be made. Nothing was changed. Make the "
                                               "folder above it, or choose another.");
    LAPWING_ASSIGN(const bool there, disk.exists(files::slot(folder)));
    if (there)
        return fail(ErrorCode::Conflict, "There is a hub in " + folder
                                             + " already. Nothing was changed. Serve it, or choose "
                                               "another folder.");
    for (const auto& path : {files::database(folder), files::anchor(folder),
                             files::rootKey(folder)}) {
        LAPWING_ASSIGN(const bool part, disk.exists(path));
        if (part)
            return fail(ErrorCode::Conflict,
                        "There is part of a hub in " + folder + ". Nothing was changed. If its "
                        "making was cut short, remove the folder; else restore a backup.");
    }
    if (::chmod(folder.c_str(), 0700) != 0)
        return fail(ErrorCode::Rejected, "The folder " + folder
                                             + " belongs to somebody else. Nothing was changed.");
    return {};
}

Result<files::StoredKeys> makeKeys(const InitOptions& options, const crypto::SigningKey& root,
                                   Random& random)
{
    LAPWING_ASSIGN(auto hubKey, crypto::SigningKey::generate(random));
    LAPWING_ASSIGN(auto actor, crypto::SigningKey::generate(random));
    LAPWING_ASSIGN(auto ca, crypto::SigningKey::generate(random));
    LAPWING_ASSIGN(auto tls, crypto::SigningKey::generate(random));
    LAPWING_ASSIGN(auto box, crypto::BoxKeyPair::generate(random));

    HubKeyCertificate certificate;
    certificate.id = kFirstHubKey;
    certificate.signKey = hubKey.publicKey();
    certificate.boxKey.bytes = box.publicKey().bytes;
    certificate.hubEpoch = kFirstEpoch;
    sign(certificate, root);
    DeviceCertificate device;
    device.key = hubKey.publicKey();
    device.kind = 1;
    device.hubKey = kFirstHubKey;
    sign(device, hubKey);

    LAPWING_ASSIGN(auto caCertificate, crypto::selfSignedCa(ca, options.name, 1));
    LAPWING_ASSIGN(auto tlsCertificate, crypto::issueServer({ca, caCertificate}, tls.publicKey(),
                                                            options.hosts, 2));
    LAPWING_ASSIGN(const auto spki, crypto::spkiHash(tlsCertificate));
    files::StoredKeys made{
        {std::move(hubKey), std::move(actor), std::move(box), root.publicKey(), certificate,
         device, kFirstEpoch, std::move(caCertificate), std::move(ca),
         Bytes(spki.bytes.begin(), spki.bytes.end())},
        std::move(tls),
        std::move(tlsCertificate),
        options.name};
    return made;
}

/// Everything a database of a hub has before its first tablet, in one transaction.
Result<void> fill(store::Database& database, const crypto::Secret& key, files::StoredKeys stored,
                  store::Anchor& anchor, Random& random, const Clock& clock)
{
    LAPWING_TRY(store::CommitJournal::createTables(database));
    LAPWING_TRY(store::RootSum::createTables(database));
    store::RootSum sums(database, key.view());
    LAPWING_ASSIGN(auto registry, store::CommitJournal::open(database, &anchor));
    LAPWING_ASSIGN(auto transaction, store::Transaction::begin(database));
    auto bytes = files::encodeKeys(stored);
    HubCore core(database, std::move(stored.keys), random, clock, &sums);
    LAPWING_TRY(core.createTables(database));
    const auto kept = core.registry.setSetting("keys", bytes);
    crypto::wipe(bytes);
    LAPWING_TRY(kept);
    LAPWING_TRY(found(core));
    LAPWING_TRY(files::journalise(registry, sums, random));
    LAPWING_TRY(transaction.commit());
    LAPWING_TRY(registry.publish(true));
    return database.checkpoint();
}
} // namespace

Result<InitReport> initHub(const InitOptions& options, Random& random, const Clock& clock)
{
    store::Disk disk;
    const auto& folder = options.folder;
    LAPWING_TRY(makeFolder(disk, folder));
    LAPWING_ASSIGN(const auto lock, files::holdFolder(folder));
    LAPWING_ASSIGN(const auto root, crypto::SigningKey::generate(random));
    LAPWING_ASSIGN(auto stored, makeKeys(options, root, random));

    InitReport report;
    report.spki = Hash::from(stored.keys.spkiHash);
    report.keyBesideTheData = options.keyFile.empty();
    report.keyFile = report.keyBesideTheData ? files::key(folder) : options.keyFile;
    report.rootKeyFile = files::rootKey(folder);
    LAPWING_ASSIGN(const bool given, disk.exists(report.keyFile));
    LAPWING_ASSIGN(const auto key, given ? files::readKey(disk, report.keyFile)
                                         : files::makeKey(disk, report.keyFile, random));
    files::HubSlot slot;
    LAPWING_ASSIGN(slot.uuid, random.id<store::FileUuid>());
    slot.keyFile = report.keyFile;
    const auto sealKey = files::sealKey(slot, key);
    LAPWING_ASSIGN(auto anchor, store::Anchor::create(disk, files::anchor(folder), sealKey, random,
                                                      {}));
    LAPWING_ASSIGN(auto database,
                   store::openSealed(disk, files::database(folder), sealKey, random,
                                     {.opening = store::SealedOptions::Opening::New}));
    LAPWING_TRY(fill(database, key, std::move(stored), anchor, random, clock));
    auto rootText = toHex(root.seed()) + "\n";
    LAPWING_TRY(disk.writeNew(report.rootKeyFile, bytesOf(rootText)));
    crypto::wipe({reinterpret_cast<std::uint8_t*>(rootText.data()), rootText.size()});
    // From here on there is a hub.
    LAPWING_TRY(files::writeSlot(disk, folder, slot));
    return report;
}

} // namespace lapwing::hub
