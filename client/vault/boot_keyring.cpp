#include "client/vault/boot_keyring.h"

#include <keyutils.h>

#include <cerrno>

namespace lapwing {

namespace {
constexpr const char* kType = "user";
constexpr std::size_t kSecretMax = 256;

Error systemError(const char* call)
{
    const int code = errno;
    const bool gone = code == ENOKEY || code == EKEYREVOKED || code == EKEYEXPIRED;
    return fail(gone ? ErrorCode::NotFound : ErrorCode::StorageFailed, {},
                std::string(call) + ": errno " + std::to_string(code));
}

Result<key_serial_t> find(const std::string& name)
{
    const auto found = ::keyctl_search(KEY_SPEC_USER_KEYRING, kType, name.c_str(), 0);
    if (found < 0) return systemError("find a key");
    return static_cast<key_serial_t>(found);
}
} // namespace

Result<void> KernelKeyring::put(const std::string& name, ByteView secret)
{
    check(!secret.empty() && secret.size() <= kSecretMax, "a secret of an odd size");
    // Born where only this process can reach it, until it has the rights it is to have: a later
    // process of the same user does not possess the key, it only owns it.
    const auto key = ::add_key(kType, name.c_str(), secret.data(), secret.size(),
                               KEY_SPEC_PROCESS_KEYRING);
    if (key < 0) return systemError("make a key");
    const bool placed = ::keyctl_setperm(key, KEY_POS_ALL | KEY_USR_ALL) == 0
                        && ::keyctl_link(key, KEY_SPEC_USER_KEYRING) == 0;
    const auto error = systemError("place a key");
    ::keyctl_unlink(key, KEY_SPEC_PROCESS_KEYRING);
    if (!placed) return error;
    return {};
}

Result<crypto::Secret> KernelKeyring::get(const std::string& name)
{
    LAPWING_ASSIGN(const auto key, find(name));
    crypto::Secret room(kSecretMax);
    const auto size = ::keyctl_read(key, reinterpret_cast<char*>(room.span().data()),
                                    room.size());
    if (size < 0) return systemError("read a key");
    if (static_cast<std::size_t>(size) > room.size())
        return fail(ErrorCode::StorageFailed, {}, "a key of another size");
    return crypto::Secret::copyOf(room.view().first(static_cast<std::size_t>(size)));
}

Result<void> KernelKeyring::drop(const std::string& name)
{
    const auto key = find(name);
    if (!key.ok() && key.error().code == ErrorCode::NotFound) return {};
    if (!key.ok()) return key.error();
    if (::keyctl_unlink(*key, KEY_SPEC_USER_KEYRING) != 0 && errno != ENOENT)
        return systemError("drop a key");
    return {};
}

} // namespace lapwing
