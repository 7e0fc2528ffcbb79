#include "client/vault/device_key.h"

#include "shared/crypto/hash.h"

#include <algorithm>

namespace lapwing {

namespace {

/// The file: the key, then a hash of it that tells damage.
constexpr std::size_t kFileSize = kDeviceKeySize + Head8::kSize;

Head8 markOf(ByteView key) { return crypto::hash8("lapwing.devkey.1", key); }

} // namespace

Result<crypto::Secret> createDeviceKey(store::Disk& disk, const std::string& path, Random& random)
{
    crypto::Secret content(kFileSize);
    const auto key = content.span().first(kDeviceKeySize);
    LAPWING_TRY(random.fill(key));
    std::ranges::copy(markOf(key).octets, content.span().begin() + kDeviceKeySize);
    LAPWING_TRY(disk.writeNew(path, content.view()));
    return crypto::Secret::copyOf(key);
}

Result<crypto::Secret> readDeviceKey(store::Disk& disk, const std::string& path)
{
    auto opened = disk.open(path, store::Disk::Mode::Read);
    if (!opened.ok() && opened.error().code == ErrorCode::NotFound)
        return fail(ErrorCode::Corrupt, {}, "the device key is missing");
    if (!opened.ok()) return opened.error();
    crypto::Secret content(kFileSize);
    LAPWING_ASSIGN(const bool whole, opened.value().read(0, content.span()));
    LAPWING_ASSIGN(const auto size, opened.value().size());
    const auto key = content.view().first(kDeviceKeySize);
    const bool authentic = equal(markOf(key).view(), content.view().subspan(kDeviceKeySize));
    if (!whole || size != kFileSize || !authentic)
        return fail(ErrorCode::Corrupt, {}, "the device key is damaged");
    return crypto::Secret::copyOf(key);
}

} // namespace lapwing
