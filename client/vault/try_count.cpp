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
constexpr std::uint16_t kFirstFormat = 1; ///< told neither how many there may be, nor when
constexpr std::uint16_t kFormat = 2;
constexpr std::size_t kFirstSize = 63;
constexpr std::size_t kPlaceSize = 76;
// Apart by a sector, so that one write cannot tear both.
constexpr std::array<std::uint64_t, 2> kPlaces{0, 512};
constexpr unsigned kUsedMax = 255;
constexpr unsigned kFreeTries = 3; ///< without a wait
constexpr std::uint64_t kFirstWaitMs = 5'000;
constexpr std::uint64_t kLongestWaitMs = 300'000;
constexpr std::size_t kTagKeySize = 32, kTagSize = 8, kTagsMax = 28;

std::string nameIn(const store::FileUuid& uuid) { return "lapwing-tries-" + uuid.hex(); }
} // namespace

std::uint64_t waitAfter(unsigned wrong)
{
    if (wrong < kFreeTries || mutant("tries-never-wait")) return 0;
    const auto doubled = std::min(wrong - kFreeTries, 10u);
    return std::min(kFirstWaitMs << doubled, kLongestWaitMs);
}

TryCount::TryCount(store::Disk& disk, std::string path, BootKeyring* keyring,
                   const store::FileUuid& uuid, ByteView deviceKey)
    : m_disk(&disk), m_path(std::move(path)), m_keyring(keyring), m_uuid(uuid),
      m_key(crypto::deriveKey(deviceKey, "tries"))
{
}

Result<TryCount> TryCount::create(store::Disk& disk, const std::string& path, BootKeyring* keyring,
                                  const store::FileUuid& uuid, ByteView deviceKey, unsigned most)
{
    TryCount count(disk, path, keyring, uuid, deviceKey);
    count.m_most = most;
    Told told{0, 0, static_cast<std::uint8_t>(most), {}};
    Bytes both(kPlaces[1]);
    std::ranges::copy(count.encoded(told), both.begin());
    told.serial = 1;
    append(both, count.encoded(told));
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

Bytes TryCount::encoded(const Told& told) const
{
    wire::Writer out;
    out.raw(bytesOf(kMagic));
    out.u16(kFormat);
    out.u64(told.serial);
    out.id(m_uuid);
    out.u8(told.used);
    out.u8(told.most);
    out.u32(told.last.boot);
    out.u64(told.last.ms);
    out.id(crypto::keyedHash(m_key.view(), out.view()));
    return out.take();
}

/// As the first format had it; only to read one.
Bytes TryCount::encodedAsFirst(const Told& told) const
{
    wire::Writer out;
    out.raw(bytesOf(kMagic));
    out.u16(kFirstFormat);
    out.u64(told.serial);
    out.id(m_uuid);
    out.u8(told.used);
    out.id(crypto::keyedHash(m_key.view(), out.view()));
    return out.take();
}

/// Nothing when it is not authentic.
Result<std::optional<TryCount::Told>> TryCount::readPlace(store::RawFile& file,
                                                          std::uint64_t place) const
{
    Bytes bytes(kPlaceSize);
    LAPWING_ASSIGN(const bool first, file.read(place, std::span(bytes).first(kFirstSize)));
    if (!first) return std::optional<Told>{};
    wire::Decoder in(ByteView(bytes).subspan(kMagic.size() + sizeof kFormat));
    Told told;
    told.serial = in.u64();
    (void)in.id<store::FileUuid>(); // encoded() has it from the key slots
    told.used = in.u8();
    if (crypto::sameSecret(encodedAsFirst(told), ByteView(bytes).first(kFirstSize)))
        return std::optional(told);
    LAPWING_ASSIGN(const bool whole, file.read(place, bytes));
    if (!whole) return std::optional<Told>{};
    told.most = in.u8();
    told.last.boot = in.u32();
    told.last.ms = in.u64();
    return crypto::sameSecret(encoded(told), bytes) ? std::optional(told) : std::nullopt;
}

Result<void> TryCount::readFile()
{
    m_used = kTriesMax - 1;
    auto opened = m_disk->open(m_path, store::Disk::Mode::Read);
    if (!opened.ok() && opened.error().code == ErrorCode::NotFound) return {};
    if (!opened.ok()) return opened.error();
    std::size_t found = 0;
    for (const auto place : kPlaces) {
        LAPWING_ASSIGN(const auto told, readPlace(opened.value(), place));
        const bool older = told && found > 0 && told->serial < m_serial;
        if (told) ++found;
        if (!told || older) continue;
        m_serial = told->serial;
        m_used = told->used;
        m_most = told->most;
        m_last = told->last;
    }
    // The other place may have held one try more, and been torn or harmed.
    if (found == 1 && !mutant("torn-try-forgotten")) ++m_used;
    return {};
}

std::uint64_t TryCount::waitMs(BootMoment now) const
{
    const auto wait = waitAfter(m_used);
    // Over a restart at least the time since it has passed.
    const bool sameBoot = now.boot == m_last.boot && now.ms >= m_last.ms;
    const auto waited = sameBoot ? now.ms - m_last.ms : now.ms;
    return waited < wait ? wait - waited : 0;
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
    LAPWING_TRY(
        opened.value().write(kPlaces[m_serial % 2],
                             encoded({m_serial, used, static_cast<std::uint8_t>(m_most), m_last})));
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

Result<void> TryCount::charge(BootMoment now)
{
    if (mutant("try-counted-late")) return {};
    m_last = now;
    return change(m_used + 1, true);
}

Result<void> TryCount::reset()
{
    if (m_used == 0) return {};
    // Unsynced on purpose: the worst is that a power cut leaves a try counted.
    return change(0, false);
}

Result<void> TryCount::setMost(unsigned most)
{
    if (most < kTriesLeast || most > kTriesMost)
        return fail(ErrorCode::Rejected,
                    "There may be 5 to 20 wrong passphrases. Nothing was changed. Choose another "
                    "number.");
    m_most = most;
    return change(m_used, true);
}

WrongBefore::WrongBefore(BootKeyring* keyring, const store::FileUuid& uuid)
    : m_keyring(keyring), m_name("lapwing-wrong-" + uuid.hex())
{
}

bool WrongBefore::meet(ByteView made, Random& random)
{
    if (m_keyring == nullptr || mutant("wrong-counts-again")) return false;
    const auto kept = m_keyring->get(m_name);
    const bool there =
        kept.ok() && kept->size() >= kTagKeySize && (kept->size() - kTagKeySize) % kTagSize == 0;
    crypto::Secret all(there ? kept->size() + kTagSize : kTagKeySize + kTagSize);
    if (there)
        std::ranges::copy(kept->view(), all.span().begin());
    else if (!random.fill(all.span().first(kTagKeySize)).ok())
        return false;
    const auto tag = crypto::keyedHash(all.view().first(kTagKeySize), made);
    const auto mine = tag.view().first(kTagSize);
    for (auto at = kTagKeySize; at + kTagSize < all.size(); at += kTagSize)
        if (crypto::sameSecret(all.view().subspan(at, kTagSize), mine)) return true;
    if (all.size() > kTagKeySize + kTagsMax * kTagSize) return false;
    std::ranges::copy(mine, all.span().last(kTagSize).begin());
    (void)m_keyring->put(m_name, all.view()); // without it the next one counts
    return false;
}

void WrongBefore::forget()
{
    if (m_keyring != nullptr) (void)m_keyring->drop(m_name);
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
