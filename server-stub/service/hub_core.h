#pragma once

#include "server-stub/registry/clue_rows.h"
#include "server-stub/registry/exclusion_rows.h"
#include "server-stub/registry/found_rows.h"
#include "shared/crypto/box.h"
#include "sync/log/grant.h"
#include "sync/store/author.h"
#include "sync/store/engine.h"

#include <unordered_map>

namespace lapwing::hub {

inline constexpr std::uint64_t kFirstEpoch = 1; ///< of a hub that was never put back from a backup

/// How long a tablet may be without the office, in hours, and what a setting may make of it. A bank
/// holiday weekend is 112.
inline constexpr std::uint32_t kLeaseHours = 120, kLeaseHoursMin = 1, kLeaseHoursMax = 336;

/// Everything the hub signs and opens with. Never leaves the process.
struct HubKeys {
    crypto::SigningKey sign;   ///< hub key: certificates, grants, snapshots; also its device key
    crypto::SigningKey actor;  ///< the hub as an author
    crypto::BoxKeyPair box;    ///< opens cargo
    crypto::PublicKey root;    ///< the offline root that tablets pin
    HubKeyCertificate certificate;
    DeviceCertificate device;  ///< the hub as a device, kind 1
    std::uint64_t epoch = kFirstEpoch;
    Bytes caCertificate;       ///< X.509 DER
    crypto::SigningKey ca;     ///< signs devices' TLS certificates
    Bytes spkiHash;            ///< of its TLS key, as a tablet sees it at enrolment
};

/// A write of a field that holds nothing yet.
[[nodiscard]] store::Write newValue(const RecordId& record, std::uint32_t field,
                                    const Value& value);

/// An op that only the hub may say, in the strand that it is about.
template <typename Encoded>
[[nodiscard]] store::Write hubWrite(const store::Strand& strand, OpKind kind, Encoded op)
{
    store::Write write;
    write.kind = static_cast<std::uint8_t>(kind);
    write.field = schema::lifeField(strand.compartment);
    write.key = std::move(op.key);
    write.payload = std::move(op.payload);
    return write;
}

/// What the parts of the hub's service share: its store, its keys, and how accepted work fans
/// out to inboxes. No sockets, no threads. Thread: the Database's.
class HubCore {
public:
    /// `rowSums` (may be null) is kept in step with every record row.
    HubCore(store::Database& database, HubKeys hubKeys, Random& source, const Clock& time,
            store::RootSum* rowSums = nullptr)
        : db(database), sums(rowSums), strands(database), log(database),
          registers(database, rowSums), engine(database, rowSums), registry(database),
          foundRows(database), exclusions(database), clues(database), keys(std::move(hubKeys)),
          random(source), clock(time)
    {
    }

    store::Database& db;
    store::RootSum* sums;
    store::Strands strands;
    store::ChangeLog log;
    store::Registers registers;
    store::Engine engine;
    Registry registry;
    FoundRows foundRows;
    ExclusionRows exclusions;
    ClueRows clues;
    HubKeys keys;
    Random& random;
    const Clock& clock;

    /// Of the strands, the registry and what is kept for a person.
    [[nodiscard]] static Result<void> createTables(store::Database& database);
    [[nodiscard]] store::Author author() const;
    /// The hub's own change in a strand, accepted at once and fanned out.
    [[nodiscard]] Result<void> write(store::StrandIx strand,
                                     const std::vector<store::Write>& writes);
    /// After a strand moved on from `before`: the digest and inbox of every device that holds it.
    /// `except` wrote it and needs no inbox entry.
    [[nodiscard]] Result<void> fanOut(const store::Strand& before, const DeviceId* except);

    /// What a strand tells of who its people are is to be read again (blind_check.h).
    [[nodiscard]] Result<void> noteClues(const store::Strand& strand);

    /// Whether they may never have this case, whatever else is said (exclusion.h).
    [[nodiscard]] Result<bool> isExcluded(const PersonId& staff, const CaseId& caseId);
    /// Gives (rights > 0) or takes a strand of a device, with its digest, inbox and retraction.
    /// Who is excluded from its case is given nothing.
    [[nodiscard]] Result<void> setHolding(Device& device, store::StrandIx strand,
                                          std::uint8_t rights);
    /// What the office has set, else kLeaseHours.
    [[nodiscard]] Result<std::uint32_t> leaseHours();
    /// A fresh signed grant of all that the device holds.
    [[nodiscard]] Result<Grant> makeGrant(const Device& device);
    [[nodiscard]] Sum digestOf(const Device& device, const store::Strand& strand) const;

    /// Something was taken out for good: the log is emptied as soon as this is committed, so that
    /// no page of it is left.
    bool scrubDue = false;

    /// Devices with nothing to say or hear, so that an idle poll reads no row. An entry is
    /// dropped before anything about its device changes.
    struct Idle {
        wire::Cursor cursor;
        Sum digest;
        std::uint64_t grantSerial = 0;
        std::uint64_t received = 0;
        Head8 ownHead;
        bool met = false; ///< it has said since that this is where it stands
        std::uint64_t grantDueMs = 0; ///< from then on its grant is old
    };
    std::unordered_map<DeviceId, Idle> idle;
    /// When each device is to be given its grant again, though nothing of it has changed: another
    /// tablet believes that it is in touch with the office for as long as the lease from its issue.
    std::unordered_map<DeviceId, std::uint64_t> grantDueMs;
    /// Of what each device was told last about people of two cases, the sum (linked_people.h).
    std::unordered_map<DeviceId, Sum> sameTold;
    /// What each was told last of people of its cases (blind_check.h).
    struct Told {
        struct OfCase {
            Sum sum;
            bool twice = false; ///< an answer may be lost
        };
        std::map<CaseId, OfCase> cases;
        bool isSettled = false; ///< all of it twice, as it is while nothing here has moved
        std::uint64_t moved = 0, grantSerial = 0;
    };
    std::unordered_map<DeviceId, Told> elsewhereTold;
    /// Cases may have changed in who their people are: nobody is answered from memory.
    bool areCluesDue = true;
    /// Counts whatever may change what anybody is told of that.
    std::uint64_t elsewhereMoved = 0;
    /// The first request of each device that lacked work which it once told of
    /// (Registry::toldChain).
    std::unordered_map<DeviceId, wire::RoundNonce> behind;
};

} // namespace lapwing::hub
