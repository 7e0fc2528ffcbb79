#include "server-stub/service/hub_files.h"

#include "shared/crypto/x509.h"

#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <unistd.h>

namespace lapwing::hub::files {

namespace {
using nlohmann::json;
constexpr std::uint8_t kJournalKind = 2;
constexpr std::size_t kSlotBytesMax = 16 * 1024;
constexpr std::size_t kKeyFileBytesMax = 256;
constexpr std::size_t kKeySize = 32;
constexpr std::size_t kCertificateMax = 8192;

Error damagedSlot(const std::string& folder)
{
    return fail(ErrorCode::Corrupt, slot(folder)
                                        + " is damaged. Nothing was changed and the database is "
                                          "kept as it is. Restore that file from a backup.");
}

crypto::SigningKey signingKey(wire::Decoder& r)
{
    const auto seed = r.raw(kKeySize);
    return crypto::SigningKey::fromSeed(r.ok() ? seed : ByteView(Bytes(kKeySize)));
}
} // namespace

Result<FolderLock> holdFolder(const std::string& folder)
{
    return FolderLock::take(folder + "/hub.lock",
                            "Another lapwing-server is using " + folder
                                + ". Nothing was changed. Stop that one first, or leave it "
                                  "running and use the admin commands.");
}

namespace {
std::string slotText(const HubSlot& slotted)
{
    json told{{"format", kFormat},
              {"uuid", slotted.uuid.hex()},
              {"epoch", slotted.epoch},
              {"key_file", slotted.keyFile}};
    if (slotted.isBackup) told["backup"] = true;
    return told.dump(2) + "\n";
}
} // namespace

Result<void> writeSlot(store::Disk& disk, const std::string& folder, const HubSlot& slotted)
{
    return disk.writeNew(slot(folder), bytesOf(slotText(slotted)));
}

Result<void> replaceSlot(store::Disk& disk, const std::string& folder, const HubSlot& slotted)
{
    const auto next = slot(folder) + ".next";
    LAPWING_TRY(disk.remove(next));
    LAPWING_TRY(disk.writeNew(next, bytesOf(slotText(slotted))));
    return disk.rename(next, slot(folder));
}

Result<HubSlot> readSlot(store::Disk& disk, const std::string& folder)
{
    const auto bytes = disk.readWhole(slot(folder), kSlotBytesMax);
    if (!bytes.ok() && bytes.error().code == ErrorCode::NotFound)
        return fail(ErrorCode::NotFound, "There is no hub in " + folder
                                             + ". Nothing was changed. Make one with "
                                               "lapwing-server init --data "
                                             + folder);
    if (!bytes.ok()) return bytes.error();
    const auto told = json::parse(bytes->begin(), bytes->end(), nullptr, false);
    if (!told.is_object() || !told.contains("format") || !told["format"].is_number_unsigned())
        return damagedSlot(folder);
    if (told["format"].get<std::uint64_t>() > kFormat)
        return fail(ErrorCode::TooOld, folder + " was written by a newer lapwing-server. Nothing "
                                                "was changed. Update this program.");
    const bool whole = told.contains("uuid") && told["uuid"].is_string() && told.contains("epoch")
                       && told["epoch"].is_number_unsigned() && told.contains("key_file")
                       && told["key_file"].is_string();
    const auto uuid = whole ? store::FileUuid::fromHex(told["uuid"].get<std::string>())
                            : std::nullopt;
    if (!uuid || told["epoch"].get<std::uint64_t>() > UINT32_MAX) return damagedSlot(folder);
    return HubSlot{*uuid, told["epoch"].get<std::uint32_t>(), told["key_file"].get<std::string>(),
                   told.value("backup", json()) == true};
}

store::SealKey sealKey(const HubSlot& slot, const crypto::Secret& key)
{
    return {crypto::Secret::copyOf(key.view()), slot.uuid, slot.epoch};
}

Result<void> journalise(store::CommitJournal& registry, store::RootSum& sums, Random& random)
{
    LAPWING_ASSIGN(const auto root, sums.root());
    store::JournalEntry mark;
    LAPWING_ASSIGN(mark.chain, random.id<Hash>());
    return registry.append(kJournalKind, {&mark, 1}, root);
}

Result<crypto::Secret> makeKey(store::Disk& disk, const std::string& path, Random& random)
{
    crypto::Secret key(kKeySize);
    LAPWING_TRY(random.fill(key.span()));
    auto text = toHex(key.view()) + "\n";
    const auto written = disk.writeNew(path, bytesOf(text));
    crypto::wipe({reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
    if (!written.ok()) return written.error();
    return key;
}

Result<crypto::Secret> readKey(store::Disk& disk, const std::string& path)
{
    struct stat status{};
    if (::stat(path.c_str(), &status) != 0)
        return fail(ErrorCode::NotFound, "The key file " + path
                                             + " is not there. Nothing was changed. Bring it back, "
                                               "or name the right one with --key-file.");
    // systemd lets a service's own user read a credential of root's through an access list, which
    // shows as a right of the group.
    const bool handedOver = status.st_uid == 0 && ::geteuid() != 0 && (status.st_mode & 037) == 0;
    if ((status.st_mode & 077) != 0 && !handedOver)
        return fail(ErrorCode::Rejected, "Others than its owner may read the key file " + path
                                             + ". Nothing was opened. Run: chmod 600 " + path);
    LAPWING_ASSIGN(auto bytes, disk.readWhole(path, kKeyFileBytesMax));
    auto key = keyFromText(bytes);
    crypto::wipe(bytes);
    if (!key.ok())
        return fail(ErrorCode::Malformed, "The key file " + path
                                              + " does not hold 64 hex digits. Nothing was "
                                                "changed. Name the right one with --key-file.");
    return key;
}

Result<crypto::Secret> keyFromText(ByteView digits)
{
    auto text = textOf(digits);
    while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
    crypto::Secret key(kKeySize);
    if (fromHex(text, key.span())) return key;
    return fail(ErrorCode::Malformed, "A key has 64 hex digits. Nothing was opened or changed. "
                                      "Type it again.");
}

Bytes encodeKeys(const StoredKeys& stored)
{
    const auto& keys = stored.keys;
    wire::Writer w;
    w.u8(kFormat);
    for (const auto* key : {&keys.sign, &keys.actor, &keys.ca, &stored.tls}) w.raw(key->seed());
    w.raw(keys.box.seed());
    w.id(keys.root);
    w.u64(keys.epoch);
    w.bytes(encode(keys.certificate));
    w.bytes(encode(keys.device));
    w.bytes(keys.caCertificate);
    w.bytes(stored.tlsCertificate);
    w.bytes(bytesOf(stored.name));
    return w.take();
}

Result<StoredKeys> decodeKeys(ByteView bytes)
{
    wire::Decoder r(bytes);
    if (r.u8() > kFormat)
        return fail(ErrorCode::TooOld, "The hub's keys were written by a newer lapwing-server. "
                                       "Nothing was changed. Update this program.");
    auto sign = signingKey(r);
    auto actor = signingKey(r);
    auto ca = signingKey(r);
    auto tls = signingKey(r);
    const auto boxSeed = r.raw(kKeySize);
    auto box = crypto::BoxKeyPair::fromSeed(r.ok() ? boxSeed : ByteView(Bytes(kKeySize)));
    const auto root = r.id<crypto::PublicKey>();
    const auto epoch = r.u64();
    const auto hubKey = decodeHubKeyCertificate(r.bytes(kCertificateMax));
    const auto device = decodeDeviceCertificate(r.bytes(kCertificateMax));
    const auto caCertificate = r.bytes(kCertificateMax);
    const auto tlsCertificate = r.bytes(kCertificateMax);
    const auto name = r.bytes(kCertificateMax);
    if (!r.done() || !hubKey.ok() || !device.ok()) return fail(ErrorCode::Corrupt, {}, "hub keys");
    LAPWING_ASSIGN(const auto spki, crypto::spkiHash(tlsCertificate));
    StoredKeys stored{{std::move(sign), std::move(actor), std::move(box), root, *hubKey, *device,
                       epoch, Bytes(caCertificate.begin(), caCertificate.end()), std::move(ca),
                       Bytes(spki.bytes.begin(), spki.bytes.end())},
                      std::move(tls),
                      Bytes(tlsCertificate.begin(), tlsCertificate.end()),
                      std::string(textOf(name))};
    return stored;
}

} // namespace lapwing::hub::files
