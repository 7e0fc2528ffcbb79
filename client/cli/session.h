#pragma once

#include "client/cli/command.h"
#include "client/work/casework.h"
#include "client/work/sync_session.h"
#include "client/work/tablet.h"

#include <nlohmann/json_fwd.hpp>

namespace lapwing::cli {

/// A vault that is open for commands, one after the other.
/// Errors: those of Casework and sync; Locked for a verb that reads cases out, when the vault was
/// opened without a lease and has not synced since. Thread: one.
class Session {
public:
    /// `purpose` as the first command needs it: purposeOf().
    [[nodiscard]] static Result<Session> open(VaultSite site, const crypto::Secret& passphrase,
                                              Vault::Purpose purpose);
    /// Over a tablet that a PIN opened.
    explicit Session(work::Tablet tablet) : Session(std::move(tablet), Vault::Purpose::Use) {}
    [[nodiscard]] Result<nlohmann::json> run(const Command& command);
    [[nodiscard]] Result<void> close() { return m_tablet.close(); }

private:
    explicit Session(work::Tablet tablet, Vault::Purpose purpose);
    [[nodiscard]] work::Casework casework() { return {m_tablet.replica(), m_tablet.clock()}; }
    [[nodiscard]] Result<void> unlock();
    [[nodiscard]] Result<nlohmann::json> sync();
    [[nodiscard]] Result<nlohmann::json> status();
    [[nodiscard]] Result<nlohmann::json> exportAll();
    [[nodiscard]] Result<nlohmann::json> keys(const Command& command);
    [[nodiscard]] Result<transport::Transport*> hub();
    [[nodiscard]] Result<nlohmann::json> save(const Command& command);
    [[nodiscard]] Result<nlohmann::json> remove(const Command& command);
    [[nodiscard]] Result<nlohmann::json> check(const Command& command);
    [[nodiscard]] Result<nlohmann::json> decide(const Command& command);
    [[nodiscard]] Result<nlohmann::json> visit(const Command& command);

    work::Tablet m_tablet;
    bool m_unlocked;
    std::unique_ptr<transport::Transport> m_hub; ///< kept: one handshake for a whole batch
};

inline constexpr std::string_view kDeviceKeyWarning =
    "The device key is a file beside the vault: whoever copies the whole folder needs only the "
    "passphrase.";

/// Sync and status work without a lease; a batch is judged command by command.
[[nodiscard]] Vault::Purpose purposeOf(Verb verb);
/// The answer of a verb for a person; JSON where the verb has no text of its own.
[[nodiscard]] std::string readable(Verb verb, const nlohmann::json& answer);

} // namespace lapwing::cli
