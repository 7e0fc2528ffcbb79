#include "client/vault/try_count.h"

#include "client/vault/small_file.h"
#include "shared/base/mutant.h"
#include "shared/crypto/hash.h"
#include "shared/crypto/kdf.h"
#include "shared/crypto/mac.h"
#include "shared/wire/primitive.h"

#include <algorithm>
#include <array>

namespace lapwing {

namespace {
constexpr std::string_view kMagic = "LWT1";
constexpr std::string_view kErased = "LWTX";
constexpr std::uint16_t kFormat = 1;
constexpr std::size_t kSlotSize = 63;
// Apart by a sector, so that one write cannot tear both.
constexpr std::array<std::uint64_t, 2> kPlaces{0, 512};
constexpr unsigned kUsedMax = 255;

std::string nameIn(const store::FileUuid& uuid) { return "lapwing-tries-" + uuid.hex(); }
} // namespace

TryCount::TryCount(store::Disk& disk, std::string path, BootKeyring* keyring,
                   const store::FileUuid& uuid, ByteView deviceKey)
    : m_disk(&disk), m_path(std::move(path)), m_keyring(keyring), m_uuid(uuid),
      m_key(crypto::deriveKey(deviceKey, "tries"))
{
}

Result<TryCount> TryCount::create(store::Disk& disk, const std::string& path,
                                  BootKeyring* keyring, const store::FileUuid& uuid,
                                  ByteView deviceKey)
{
    TryCount count(disk, path, keyring, uuid, deviceKey);
    Bytes both(kPlaces[1]);
    std::ranges::copy(count.slot(0, 0), both.begin());
    append(both, count.slot(1, 0));
    count.m_serial = 1;
    LAPWING_TRY(overwrite(disk, path, both));
    count.writeKeyring(0);
    return count;
}

Result<TryCount> TryCount::open(store::Disk& disk, const std::string& path, BootKeyring* keyring,
                                const store::FileUuid& uuid, ByteView deviceKey)
{
    TryCount count(disk, path, keyring, uuid, deviceKey);
    LAPWING_TRY(count.readFile());
    count.readKeyring();
    return count;
}

Bytes TryCount::slot(std::uint64_t serial, std::uint8_t used) const
{
    wire::Writer out;
    out.raw(bytesOf(kMagic));
    out.u16(kFormat);
    out.u64(serial);
    out.id(m_uuid);
    out.u8(used);
    out.id(crypto::keyedHash(m_key.view(), out.view()));
    return out.take();
}

Result<void> TryCount::readFile()
{
    m_used = kTriesMax - 1;
    auto opened = m_disk->open(m_path, store::Disk::Mode::Read);
    if (!opened.ok() && opened.error().code == ErrorCode::NotFound) return {};
    if (!opened.ok()) return opened.error();
    std::size_t found = 0;
    for (const auto place : kPlaces) {
        Bytes bytes(kSlotSize);
        LAPWING_ASSIGN(const bool whole, opened.value().read(place, bytes));
        wire::Decoder in(ByteView(bytes).subspan(kMagic.size() + sizeof kFormat));
        const auto serial = in.u64();
        (void)in.id<store::FileUuid>(); // slot() has it from the key slots
        const auto used = in.u8();
        const bool authentic = whole && crypto::sameSecret(slot(serial, used), bytes);
        const bool older = found > 0 && serial < m_serial;
        if (authentic) ++found;
        if (!authentic || older) continue;
        m_serial = serial;
        m_used = used;
    }
    // The other place may have held one try more, and been torn or harmed.
    if (found == 1 && !mutant("torn-try-forgotten")) ++m_used;
    return {};
}

/// A keyring that does not answer is one that knows nothing.
void TryCount::readKeyring()
{
    if (m_keyring == nullptr) return;
    const auto known = m_keyring->get(nameIn(m_uuid));
    if (known.ok() && known->size() == 1)
        m_used = std::max<unsigned>(m_used, known->view().front());
}

Result<void> TryCount::writeFile(std::uint8_t used, bool sync)
{
    auto opened = m_disk->open(m_path, store::Disk::Mode::Write);
    if (!opened.ok() && opened.error().code == ErrorCode::NotFound)
        opened = m_disk->open(m_path, store::Disk::Mode::Create);
    if (!opened.ok()) return opened.error();
    ++m_serial;
    LAPWING_TRY(opened.value().write(kPlaces[m_serial % 2], slot(m_serial, used)));
    if (sync && !mutant("try-unsynced")) LAPWING_TRY(opened.value().sync());
    return {};
}

void TryCount::writeKeyring(std::uint8_t used)
{
    if (m_keyring == nullptr) return;
    const auto name = nameIn(m_uuid);
    const std::array<std::uint8_t, 1> byte{used};
    // A machine without such a keyring still has the file.
    if (used == 0) (void)m_keyring->drop(name);
    else (void)m_keyring->put(name, byte);
}

Result<void> TryCount::change(unsigned used, bool sync)
{
    const auto byte = static_cast<std::uint8_t>(std::min(used, kUsedMax));
    writeKeyring(byte);
    LAPWING_TRY(writeFile(byte, sync));
    m_used = byte;
    return {};
}

Result<void> TryCount::charge()
{
    if (mutant("try-counted-late")) return {};
    return change(m_used + 1, true);
}

Result<void> TryCount::reset()
{
    if (m_used == 0) return {};
    // Unsynced on purpose: the worst is that a power cut leaves a try counted.
    return change(0, false);
}

Result<void> markErased(store::Disk& disk, const std::string& path)
{
    return overwrite(disk, path, bytesOf(kErased));
}

Result<bool> isErased(store::Disk& disk, const std::string& path)
{
    auto opened = disk.open(path, store::Disk::Mode::Read);
    if (!opened.ok() && opened.error().code == ErrorCode::NotFound) return false;
    if (!opened.ok()) return opened.error();
    // Nothing but the mark: no count that was harmed is taken for it.
    LAPWING_ASSIGN(const auto size, opened.value().size());
    Bytes start(kErased.size());
    LAPWING_ASSIGN(const bool whole, opened.value().read(0, start));
    return whole && size == kErased.size() && textOf(start) == kErased;
}

} // namespace lapwing
