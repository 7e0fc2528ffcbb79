#pragma once

#include "client/vault/boot_keyring.h"

#include <map>

namespace lapwing::test {

/// A boot keyring in memory, which a test may empty as a restart does, or break.
class Ring final : public BootKeyring {
public:
    bool broken = false;
    std::map<std::string, Bytes> kept;

    void restart() { kept.clear(); }
    Result<void> put(const std::string& name, ByteView secret) override
    {
        if (broken) return fail(ErrorCode::StorageFailed, {}, "no keyring");
        kept[name].assign(secret.begin(), secret.end());
        return {};
    }
    Result<crypto::Secret> get(const std::string& name) override
    {
        if (broken) return fail(ErrorCode::StorageFailed, {}, "no keyring");
        if (!kept.contains(name)) return fail(ErrorCode::NotFound);
        return crypto::Secret::copyOf(kept.at(name));
    }
    Result<void> drop(const std::string& name) override
    {
        if (broken) return fail(ErrorCode::StorageFailed, {}, "no keyring");
        kept.erase(name);
        return {};
    }
};

} // namespace lapwing::test
