#pragma once

#include "shared/access/held_roles.h"
#include "sync/log/certificate.h"
#include "sync/store/sql/database.h"

#include <optional>
#include <string>

namespace lapwing::work {

/// Who this tablet is and which hub it belongs to: written once, when it is set up, and kept in
/// the vault's database, so that it is as secret as the cases are.
/// Source: docs/storage-format.md "Identity".
struct Identity {
    std::string hubUrl;
    crypto::SigningKey deviceKey;
    crypto::SigningKey vaultActor; ///< signs every change made in this vault
    crypto::SigningKey fieldActor;
    Bytes clientCertificate; ///< X.509 DER
    Bytes caCertificate;     ///< X.509 DER
    Hash hubPin;             ///< spkiHash of the hub's TLS key
    crypto::PublicKey root;
    Hash digestKey;
    HubKeyCertificate hubKey; ///< as of set-up; a round may bring a newer one
    DeviceCertificate device;
    access::HeldRoles roles; ///< as they were then; the newest grant tells those of today
    std::string person; ///< their name

    [[nodiscard]] ActorCertificate certificateOf(ActorKind kind) const;
};

/// Errors: those of Database; Corrupt for a row that does not decode.
/// Thread: the Database's.
[[nodiscard]] Result<void> storeIdentity(store::Database& database, const Identity& identity);
/// Nothing before the tablet has been set up.
[[nodiscard]] Result<std::optional<Identity>> loadIdentity(store::Database& database);

} // namespace lapwing::work
