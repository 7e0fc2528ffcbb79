#pragma once

#include "sync/store/replica.h"

namespace lapwing {

/// What an answer must not bring: nobody has signed it who may.
[[nodiscard]] Error notSigned(std::string_view what);

/// Believed and kept, from anybody, when the hub signed it.
/// Errors: Corrupt when not; the decoder's; those of the replica. Thread: the store thread.
[[nodiscard]] Result<void> takeDeviceCertificate(store::Replica& replica, ByteView certificate,
                                                 const crypto::PublicKey& hub);
/// The same of an actor, by its device's key: the device's certificate has come before it.
[[nodiscard]] Result<void> takeActorCertificate(store::Replica& replica, ByteView certificate,
                                                const crypto::PublicKey& hub);

/// Who an actor is, as this hub certifies it today; nothing when that is not known here.
struct CertifiedActor {
    DeviceCertificate device;
    ActorCertificate actor;
};
[[nodiscard]] Result<std::optional<CertifiedActor>>
certifiedActor(store::Replica& replica, const ActorId& actor, const crypto::PublicKey& hub);

} // namespace lapwing
