#pragma once

#include "client/vault/vault_gate.h"
#include "tests/support/ring.h"
#include "tests/support/vault_files.h"

namespace lapwing::test {

inline constexpr const char* kRight = "five good words";
inline constexpr const char* kPin = "271828";
inline constexpr const char* kDuressPin = "314159";

/// A vault on a machine with a keyring.
struct Ringed : Site {
    Ring ring;
    VaultSite here() { return {folder, disk, random, clock, nullptr, &ring}; }
    Result<Vault> cold(std::string_view passphrase = kRight)
    {
        return Vault::open(here(), secret(passphrase));
    }
    Result<std::optional<Vault>> warm(std::string_view pin)
    {
        return Vault::openWarm(here(), secret(pin));
    }
    int mistyped = 0;
    /// With words that were never tried before.
    ErrorCode wrong()
    {
        const auto opened = cold("no good words " + std::to_string(++mistyped));
        REQUIRE_FALSE(opened.ok());
        return opened.error().code;
    }
    VaultGate gate() { return lookAt(here()).value(); }
    /// A sealed alert, as the layer above makes it.
    Bytes alert()
    {
        HubKeyCertificate hub;
        hub.boxKey.bytes = crypto::BoxKeyPair::generate(random).value().publicKey().bytes;
        return store::sealCargo(hub, {store::CargoKind::Alert, {}, Bytes(40, 7)}).value();
    }
    void setPins(bool withDuress)
    {
        auto vault = cold().value();
        const auto alarm = withDuress ? alert() : Bytes{};
        REQUIRE(vault.setPins({bytesOf(kPin), bytesOf(withDuress ? kDuressPin : ""), alarm}).ok());
        REQUIRE(vault.flush().ok());
    }
};

inline void expectErased(Ringed& site)
{
    CHECK(site.gate().isErased);
    const auto opened = site.cold();
    REQUIRE_FALSE(opened.ok());
    CHECK(opened.error().code == ErrorCode::Unauthorised);
    CHECK(opened.error().text().find("only the office can open it") != std::string::npos);
    for (const auto* name : {"slots.a", "slots.b", "device.key", "pin"})
        CHECK_FALSE(std::filesystem::exists(site.path(name)));
    for (const auto* name : {"replica.db", "anchor", "cargo"})
        CHECK(std::filesystem::exists(site.path(name)));
}

} // namespace lapwing::test
