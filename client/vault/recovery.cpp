#include "client/vault/recovery.h"

namespace lapwing {

namespace {
constexpr std::size_t kSeedSize = 32;
constexpr std::size_t kFileMax = 256;
} // namespace

Result<crypto::BoxKeyPair> readRecoveryKey(store::Disk& disk, const std::string& path)
{
    auto bytes = disk.readWhole(path, kFileMax);
    if (!bytes.ok() && bytes.error().code == ErrorCode::NotFound)
        return fail(ErrorCode::NotFound, "The recovery key file could not be read. Nothing was "
                                         "opened or changed. Check its name.");
    if (!bytes.ok()) return bytes.error();
    auto text = textOf(*bytes);
    while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
    crypto::Secret seed(kSeedSize);
    const bool whole = fromHex(text, seed.span());
    crypto::wipe(*bytes);
    if (!whole)
        return fail(ErrorCode::Malformed, "That file does not hold a recovery key of 64 hex "
                                          "digits. Nothing was opened or changed. Bring the file "
                                          "that lapwing-server recovery init made.");
    return crypto::BoxKeyPair::fromSeed(seed.view());
}

} // namespace lapwing
