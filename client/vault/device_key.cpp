#include "client/vault/device_key.h"

#include "client/vault/small_file.h"
#include "shared/base/mutant.h"
#include "shared/crypto/hash.h"

#include <algorithm>

namespace lapwing {

namespace {

/// The file: the key, then a hash of it that tells damage.
constexpr std::size_t kFileSize = kDeviceKeySize + Head8::kSize;

Head8 markOf(ByteView key) { return crypto::hash8("lapwing.devkey.1", key); }

} // namespace

Result<void> FileDeviceKey::put(ByteView key32)
{
    check(key32.size() == kDeviceKeySize, "a device key of the wrong size");
    crypto::Secret content(kFileSize);
    const auto rest = std::ranges::copy(key32, content.span().begin()).out;
    std::ranges::copy(markOf(key32).bytes, rest);
    return overwrite(m_disk, m_path, content.view());
}

Result<crypto::Secret> FileDeviceKey::get()
{
    auto opened = m_disk.open(m_path, store::Disk::Mode::Read);
    if (!opened.ok() && opened.error().code == ErrorCode::NotFound)
        return fail(ErrorCode::Corrupt, {}, "the device key is missing");
    if (!opened.ok()) return opened.error();
    crypto::Secret content(kFileSize);
    LAPWING_ASSIGN(const bool whole, opened.value().read(0, content.span()));
    LAPWING_ASSIGN(const auto size, opened.value().size());
    const auto key = content.view().first(kDeviceKeySize);
    const bool authentic = equal(markOf(key).view(), content.view().subspan(kDeviceKeySize));
    if (!whole || size != kFileSize || !(authentic || mutant("device-key-unmarked")))
        return fail(ErrorCode::Corrupt, {}, "the device key is damaged");
    return crypto::Secret::copyOf(key);
}

Result<void> FileDeviceKey::erase() { return shred(m_disk, m_path); }

} // namespace lapwing
