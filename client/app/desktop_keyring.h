#pragma once

#include "client/vault/keystore.h"

#include <QtCore/QObject>

#include <chrono>
#include <functional>
#include <memory>

namespace QKeychain {
class Job;
}

namespace lapwing::app {

/// The keyring of the desktop that the person is logged in to. It is asked on the UI thread, which
/// never waits for it; whoever calls this waits, and gives up after a while.
/// Errors: as Keystore says. Thread: any but the UI thread; made and dropped on the UI thread.
/// Source: QtKeychain 0.13; never its insecure fallback.
class DesktopKeyring final : public Keystore {
public:
    /// Long enough for somebody to type the keyring's own password.
    static constexpr std::chrono::milliseconds kPatience{60'000};
    explicit DesktopKeyring(std::chrono::milliseconds patience = kPatience);
    ~DesktopKeyring() override;

    [[nodiscard]] Result<void> put(const std::string& name, ByteView secret) override;
    [[nodiscard]] Result<crypto::Secret> get(const std::string& name) override;
    [[nodiscard]] Result<void> drop(const std::string& name) override;
    /// From now on every call ends at once, also one that waits: the UI is about to go.
    void close();

private:
    struct Call;
    using Make = std::function<QKeychain::Job*()>;
    [[nodiscard]] Result<crypto::Secret> ask(Make make);

    std::chrono::milliseconds m_patience;
    QObject m_home; ///< lives on the UI thread
    std::shared_ptr<Call> m_calls;
};

} // namespace lapwing::app
