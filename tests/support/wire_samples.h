#pragma once

#include "sync/log/certificate.h"
#include "sync/log/snapshot.h"
#include "sync/log/grant.h"
#include "sync/log/run.h"

#include <string_view>

/// One example of each structure of docs/wire-format.md, the same bytes on every run: what the
/// golden files pin, and what fuzzing starts from.
namespace lapwing::test {

template <typename AnyId>
[[nodiscard]] AnyId filled(std::uint8_t byte)
{
    AnyId id;
    id.bytes.fill(byte);
    return id;
}

/// The key whose seed is this byte 32 times.
[[nodiscard]] crypto::SigningKey keyOf(std::uint8_t byte);

inline constexpr std::uint8_t kAuthorSeed = 0xa1;
inline constexpr std::uint8_t kOtherSeed = 0xb2;
inline constexpr std::uint8_t kDeviceSeed = 0xd4;
inline constexpr std::uint8_t kHubSeed = 0xc3;
inline constexpr std::uint8_t kRootSeed = 0xe5;
[[nodiscard]] StrandId sampleStrand();
[[nodiscard]] ActorId sampleAuthor();

/// An op that sets a field of record `record` of its envelope.
[[nodiscard]] Op setOp(std::uint32_t field, std::vector<Superseded> supersedes = {},
                       std::uint32_t record = 0);
[[nodiscard]] Payload saying(const Value& value, std::string why = {});
/// A change of sampleAuthor() in sampleStrand(), with a fixed salt.
[[nodiscard]] Change changeOf(std::uint64_t ctr, const Hash& previous, Envelope envelope,
                              const std::vector<Payload>& payloads);

/// Her first save: a name. Her second: another name, with a reason, and an interpreter; it
/// supersedes the first, and one change of another author.
[[nodiscard]] Change firstChange();
[[nodiscard]] Change secondChange();
/// The partial form of a full change in which the content of one op is gone.
[[nodiscard]] Bytes redactedForm(const Change& full, std::size_t op);
/// The changes as a run by handle 5, signed by sampleAuthor().
[[nodiscard]] Bytes runOf(const std::vector<Change>& changes);

[[nodiscard]] HubKeyCertificate sampleHubKey();
[[nodiscard]] DeviceCertificate sampleDevice();
[[nodiscard]] ActorCertificate sampleActor();
[[nodiscard]] Grant sampleGrant();
[[nodiscard]] Record sampleRecord();
[[nodiscard]] SnapshotBody sampleBody();
[[nodiscard]] SnapshotEnvelope sampleEnvelope();
/// The hub's signature over that one envelope, for the request that sampleHello() makes.
[[nodiscard]] crypto::Signature sampleManifest();

/// `name` of its golden file; `decoder` as in tests/fuzz/decoders.h.
struct WireSample {
    std::string_view name;
    std::string_view decoder;
    Bytes bytes;
};
[[nodiscard]] std::vector<WireSample> wireSamples();

} // namespace lapwing::test
