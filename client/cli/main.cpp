#include "client/cli/answers.h"
#include "client/cli/ask_passphrase.h"
#include "client/cli/session.h"
#include "client/vault/calibration.h"
#include "client/vault/passphrase.h"
#include "client/vault/recovery.h"
#include "shared/crypto/system_random.h"
#include "shared/schema/json.h"
#include "shared/usage/error_json.h"
#include "sync/os/home_time.h"
#include "sync/os/hygiene.h"
#include "sync/os/system_clock.h"
#include "sync/store/seal/open_sealed.h"
#include "sync/store/sql/wiping_memory.h"

#include <cstdlib>
#include <fstream>
#include <iostream>

namespace lapwing::cli {

namespace {
using nlohmann::json;
constexpr int kFailed = 1;
constexpr int kOffline = 2;
constexpr int kUsage = 64;
constexpr std::size_t kLineMax = 1u << 20;

std::string lineOf(const json& answer)
{
    return answer.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

int exitOf(const Error& error)
{
    return error.code == ErrorCode::Offline ? kOffline : kFailed;
}

int told(const Error& error, bool asJson)
{
    std::cerr << error.text() << "\n";
    if (asJson) std::cout << lineOf(usage::errorJson(error));
    return exitOf(error);
}

int print(const Command& command, const Result<json>& answer)
{
    const bool asJson = command.json || alwaysJson(command.verb);
    if (!answer.ok()) return told(answer.error(), asJson);
    std::cout << (asJson ? lineOf(*answer) : readable(command.verb, *answer));
    // What was done is told in full, and still it did not end well.
    const bool failed = usage::isError(*answer);
    if (failed) std::cerr << usage::messageOf(*answer) << "\n";
    return failed ? kFailed : 0;
}

/// What one command of this program stands on for as long as it runs.
struct CommandMachine {
    store::Disk disk;
    crypto::SystemRandom random;
    store::SystemClock clock;
    KernelKeyring keyring;
    [[nodiscard]] VaultSite site(const Command& command)
    {
        auto floor = crypto::kKdfFloor;
        if (command.kdfMemoryMib)
            floor.memoryMib = std::min(floor.memoryMib, *command.kdfMemoryMib);
        return {command.vault, disk, random, clock, nullptr, &keyring, floor};
    }
};

Result<crypto::KdfCost> costFor(const CommandMachine& machine, const Command& command)
{
    if (!command.kdfMemoryMib) return calibrateKdf(machine.clock);
    crypto::KdfCost chosen;
    chosen.memoryMib = *command.kdfMemoryMib;
    if (chosen.inBounds()) return chosen;
    return fail(ErrorCode::Rejected, "--kdf-memory takes 8 to 1024 MiB. Nothing was changed. "
                                     "Choose another.");
}

void warn(std::string_view sentence) { std::cerr << sentence << "\n"; }

Result<json> setUp(CommandMachine& machine, const Command& command)
{
    LAPWING_ASSIGN(const auto passphrase,
                   readSecret(command.passphraseFile, SecretKind::NewPassphrase));
    LAPWING_ASSIGN(const auto answer,
                   work::setUp(machine.site(command), passphrase, {command.hub, command.code},
                               [&] { return costFor(machine, command); }));
    warn(kDeviceKeyWarning);
    return toJson(answer);
}

/// A passphrase to be: from its own file, else from the one that is named for passphrases.
Result<crypto::Secret> freshPassphrase(const Command& command)
{
    const bool own = !command.newPassphraseFile.empty();
    LAPWING_ASSIGN(auto fresh, readSecret(own ? command.newPassphraseFile : command.passphraseFile,
                                          SecretKind::NewPassphrase));
    LAPWING_TRY(requireStrong(fresh.view()));
    return fresh;
}

Result<json> recover(CommandMachine& machine, const Command& command)
{
    LAPWING_ASSIGN(const auto key, readRecoveryKey(machine.disk, command.keyFile));
    LAPWING_ASSIGN(const auto fresh, freshPassphrase(command));
    LAPWING_ASSIGN(const auto cost, costFor(machine, command));
    LAPWING_ASSIGN(auto vault, Vault::recover(machine.site(command), key, fresh, cost));
    LAPWING_TRY(vault.flush());
    return json{{"recovered", true}, {"cargo", vault.status().cargoRecords}};
}

Result<json> changePassphrase(CommandMachine& machine, const Command& command)
{
    LAPWING_ASSIGN(const auto current, readSecret(command.passphraseFile, SecretKind::Passphrase));
    LAPWING_ASSIGN(const auto fresh,
                   readSecret(command.newPassphraseFile, SecretKind::NewPassphrase));
    LAPWING_TRY(requireStrong(fresh.view()));
    LAPWING_ASSIGN(auto vault, Vault::open(machine.site(command), current, Vault::Purpose::Renew));
    LAPWING_TRY(vault.changePassphrase(current, fresh, vault.status().kdf));
    LAPWING_TRY(vault.flush());
    return json{{"changed", true}};
}

Result<json> choosePin(CommandMachine& machine, const Command& command)
{
    LAPWING_ASSIGN(const auto passphrase,
                   readSecret(command.passphraseFile, SecretKind::Passphrase));
    LAPWING_ASSIGN(auto tablet,
                   work::Tablet::open(machine.site(command), passphrase, purposeOf(command.verb)));
    if (command.verb == Verb::SetPin) {
        LAPWING_ASSIGN(const auto pin, readSecret(command.pinFile, SecretKind::Pin));
        crypto::Secret duress;
        if (!command.duressPinFile.empty()) {
            LAPWING_ASSIGN(duress, readSecret(command.duressPinFile, SecretKind::Pin));
        }
        LAPWING_TRY(tablet.setPins(pin, duress));
    } else {
        LAPWING_TRY(tablet.vault().dropPins());
    }
    LAPWING_TRY(tablet.close());
    return json{{"pin", tablet.vault().status().pinArmed}};
}

/// For somebody who looks over their shoulder: a tablet without a single case.
Result<json> emptyDay(Verb verb)
{
    using enum Verb;
    if (verb == CaseList || verb == CheckList || verb == Search) return json::array();
    if (verb == Export) return json{{"cases", json::array()}};
    return fail(ErrorCode::NotFound);
}

/// One line of a batch: its verb's own JSON, or an error in its place.
json batchAnswer(Session& session, const std::string& line)
{
    const auto words = line.size() > kLineMax ? std::nullopt : splitLine(line);
    if (!words)
        return usage::errorJson("usage",
                                "A quote in this line stays open, or the line is too long.");
    const auto parsed = parseCommand(*words);
    if (!parsed.command) return usage::errorJson("usage", parsed.text);
    const auto answer = session.run(*parsed.command);
    return answer.ok() ? *answer : usage::errorJson(answer.error());
}

int batch(Session& session, std::istream& input)
{
    bool failed = false;
    for (std::string line; std::getline(input, line);) {
        const auto first = line.find_first_not_of(" \t\r");
        if (first == line.npos || line[first] == '#') continue;
        const auto answer = batchAnswer(session, line);
        failed = failed || usage::isError(answer);
        std::cout << lineOf(answer) << std::flush;
    }
    return failed ? kFailed : 0;
}

int batchFrom(Session& session, const Command& command)
{
    if (command.subject == "-") return batch(session, std::cin);
    std::ifstream file(command.subject);
    if (!file)
        return told(fail(ErrorCode::NotFound, "The batch file could not be read. Nothing was "
                                              "changed. Check its name."),
                    command.json);
    return batch(session, file);
}

/// By PIN when one is named, else by passphrase. Nothing: by the duress PIN.
Result<std::optional<Session>> opened(CommandMachine& machine, const Command& command)
{
    if (command.pinFile.empty()) {
        LAPWING_ASSIGN(const auto passphrase,
                       readSecret(command.passphraseFile, SecretKind::Passphrase));
        LAPWING_ASSIGN(auto session,
                       Session::open(machine.site(command), passphrase, purposeOf(command.verb)));
        return std::optional(std::move(session));
    }
    LAPWING_ASSIGN(const auto pin, readSecret(command.pinFile, SecretKind::Pin));
    LAPWING_ASSIGN(auto unlocked,
                   work::Tablet::openWarm(machine.site(command), pin, Vault::Purpose::Use));
    if (unlocked.kind == work::Unlocked::Kind::Duress) return std::optional<Session>{};
    return std::optional(Session(std::move(*unlocked.tablet)));
}

/// Times that this person writes are by this clock.
void warnOfClock(const Result<json>& answer)
{
    const auto minutes = answer.ok() && answer->is_object()
                             ? answer->value("clock_ahead_minutes", std::int64_t{0})
                             : 0;
    if (minutes == 0) return;
    warn("This tablet's clock was " + std::to_string(std::abs(minutes)) + " minutes " +
         (minutes > 0 ? "ahead of" : "behind") +
         " the office's at their last contact. Times that you write are told by it. Set it right.");
}

int onVault(CommandMachine& machine, const Command& command)
{
    const bool asJson = command.json || alwaysJson(command.verb);
    auto session = opened(machine, command);
    if (!session.ok()) return told(session.error(), asJson);
    if (!*session) return print(command, emptyDay(command.verb));
    if (command.verb == Verb::Status) warn(kDeviceKeyWarning);
    int code = 0;
    if (command.verb == Verb::Batch) {
        code = batchFrom(**session, command);
    } else {
        const auto answer = (*session)->run(command);
        code = print(command, answer);
        if (command.verb == Verb::Status || command.verb == Verb::Sync) warnOfClock(answer);
    }
    // What was answered stands: the next opening makes up for what a failed closing leaves undone.
    if (!(*session)->close().ok() && code == 0)
        warn("This is done, but the disk did not take the last notes of closing the vault. "
             "Everything saved is safe. Make room on the disk before you go on.");
    return code;
}

int withKeys(CommandMachine& machine, const Command& command)
{
    switch (command.verb) {
    case Verb::SetUp: return print(command, setUp(machine, command));
    case Verb::RecoveryOpen: return print(command, recover(machine, command));
    case Verb::ChangePassphrase: return print(command, changePassphrase(machine, command));
    case Verb::SetPin:
    case Verb::DropPin: return print(command, choosePin(machine, command));
    default: return onVault(machine, command);
    }
}

int printPassphrase()
{
    crypto::SystemRandom random;
    const auto made = makePassphrase(random);
    if (!made.ok()) return told(made.error(), false);
    std::cout << textOf(made->view()) << "\n";
    return 0;
}

int run(std::vector<std::string> words)
{
    const auto parsed = parseCommand(std::move(words));
    if (!parsed.command) {
        (parsed.exit == 0 ? std::cout : std::cerr) << parsed.text << "\n";
        return parsed.exit;
    }
    const auto& command = *parsed.command;
    if (command.verb == Verb::Schema) return print(command, schema::describe());
    if (command.verb == Verb::MakePassphrase) return printPassphrase();
    if (command.vault.empty()) {
        std::cerr << "Say which vault: --vault and its folder. Nothing was opened or changed.\n";
        return kUsage;
    }
    auto clock = store::SystemClock::open();
    if (!clock.ok()) return told(clock.error(), true);
    CommandMachine machine{store::Disk(), crypto::SystemRandom(), std::move(clock).value(), {}};
    return withKeys(machine, command);
}
} // namespace

} // namespace lapwing::cli

int main(int argc, char** argv)
{
    (void)lapwing::hardenProcess(); // `status` tells what the kernel refused
    (void)lapwing::store::wipeSqliteMemory();
    try {
        if (!lapwing::crypto::initialise()) {
            std::cerr << lapwing::sentence(lapwing::ErrorCode::Internal) << "\n";
            return 1;
        }
        if (const auto sealing = lapwing::store::requireSealing(); !sealing.ok()) {
            std::cerr << sealing.error().text() << "\n";
            return 1;
        }
        if (const auto home = lapwing::requireHomeTime(); !home.ok()) {
            std::cerr << home.error().text() << "\n";
            return 1;
        }
        return lapwing::cli::run({argv + 1, argv + argc});
    } catch (...) {
        std::cerr << lapwing::sentence(lapwing::ErrorCode::Internal) << "\n";
        return 1;
    }
}
