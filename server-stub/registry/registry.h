#pragma once

#include "shared/access/held_roles.h"
#include "shared/schema/agency_words.h"
#include "shared/wire/messages.h"
#include "sync/log/certificate.h"
#include "sync/log/same_word.h"
#include "sync/store/strands.h"

#include <map>

namespace lapwing::hub {

using DigestKey = Id<struct DigestKeyTag, 32>;

struct Agency {
    AgencyId id;
    std::string name;
    schema::agency::Sector sector{};
};

struct Staff {
    PersonId id;
    std::string name;
    AgencyId agency;
    access::HeldRoles roles;
};

/// Where a device was told it stands, and the digest it must then have (nothing while more of an
/// answer is to come).
struct SyncStanding {
    wire::Cursor cursor;
    std::optional<Sum> digest;
};

struct Device {
    DeviceId id;
    PersonId staff;
    crypto::PublicKey key;
    std::uint64_t serial = 0;
    bool stopped = false;
    DigestKey digestKey;
    std::uint64_t dseq = 0;  ///< last place given out in its inbox
    Sum digest;              ///< D over the strands it holds, as accepted now
    std::uint64_t grantSerial = 0;
    SyncStanding confirmed; ///< what it has proved to have
    SyncStanding latest;    ///< what it was answered last
};

struct KnownActor {
    ActorCertificate certificate;
    PersonId staff;
    std::uint64_t received = 0; ///< changes of it held here, over all strands
};

/// How much a device's own actor has written, over all strands, as the device told last.
struct ToldChain {
    std::uint64_t seq = 0;
    Head8 head;
};

struct CaseEntry {
    CaseId id;
    std::string ref;
    schema::Panel panel{};
};

/// A strand that a device may have, under the device's own handle for it.
struct Holding {
    store::StrandIx strand = 0;
    std::uint64_t handle = 0;
    std::uint8_t rights = 0;
};

struct InboxEntry {
    store::StrandIx strand = 0;
    std::uint64_t dseq = 0;
    std::uint64_t fromSseq = 0; ///< the device holds the strand up to here; 0: it holds nothing
};

/// A one-time code waiting to be used: its public part, and the key both sides derive from it.
struct PendingCode {
    std::string locator;
    PersonId staff;
    Hash key;
    std::uint64_t expiresMs = 0;
    std::uint32_t triesLeft = 0;
};

/// The hub's rows besides the strands: people, devices, who may have what, and inboxes on heads.
/// Every call runs inside the caller's transaction. Thread: the Database's.
class Registry {
public:
    explicit Registry(store::Database& database) : m_db(database) {}
    [[nodiscard]] Result<void> createTables();

    [[nodiscard]] Result<std::optional<Bytes>> setting(std::string_view name);
    [[nodiscard]] Result<void> setSetting(std::string_view name, ByteView value);

    [[nodiscard]] Result<void> put(const Agency& agency);
    [[nodiscard]] Result<std::optional<Agency>> agency(const AgencyId& id);
    /// All of them, by name.
    [[nodiscard]] Result<std::vector<Agency>> agencies();
    [[nodiscard]] Result<void> put(const Staff& staff);
    [[nodiscard]] Result<std::optional<Staff>> staff(const PersonId& id);
    [[nodiscard]] Result<std::vector<Staff>> allStaff();

    [[nodiscard]] Result<void> put(const Device& device);
    [[nodiscard]] Result<std::optional<Device>> device(const DeviceId& id);
    [[nodiscard]] Result<std::vector<Device>> devices();
    [[nodiscard]] Result<std::vector<Device>> devicesOf(const PersonId& staff);
    [[nodiscard]] Result<void> putCertificate(const DeviceId& device, ByteView certificate);
    [[nodiscard]] Result<Bytes> certificate(const DeviceId& device);
    [[nodiscard]] Result<void> put(const KnownActor& actor);
    [[nodiscard]] Result<std::optional<KnownActor>> actor(const ActorId& id);
    [[nodiscard]] Result<std::optional<KnownActor>> vaultActorOf(const DeviceId& device);

    /// This hub was put back from a backup: what each device was given since is not known here,
    /// until it shows the newest grant that it holds.
    [[nodiscard]] Result<void> doubtAll();
    [[nodiscard]] Result<std::uint64_t> doubtedCount();
    [[nodiscard]] Result<bool> isDoubted(const DeviceId& device);
    [[nodiscard]] Result<void> setProven(const DeviceId& device);

    [[nodiscard]] Result<std::optional<ToldChain>> toldChain(const DeviceId& device);
    [[nodiscard]] Result<void> setToldChain(const DeviceId& device, const ToldChain& told);
    /// There are two of a device's vault, or it was put back from an older copy; since when the
    /// office knows.
    [[nodiscard]] Result<void> noteCopied(const DeviceId& device, std::uint64_t nowMs);
    [[nodiscard]] Result<std::optional<std::uint64_t>> copiedAt(const DeviceId& device);

    [[nodiscard]] Result<void> put(const CaseEntry& entry);
    [[nodiscard]] Result<void> dropCase(const CaseId& id);
    [[nodiscard]] Result<std::optional<CaseEntry>> caseByRef(std::string_view ref);
    [[nodiscard]] Result<std::optional<CaseEntry>> caseById(const CaseId& id);
    [[nodiscard]] Result<std::uint64_t> caseCount();
    /// All of them, by reference.
    [[nodiscard]] Result<std::vector<CaseEntry>> cases();

    /// What a person may do in a strand; 0 takes it away.
    [[nodiscard]] Result<void> setMember(store::StrandIx strand, const PersonId& staff,
                                         std::uint8_t rights);
    [[nodiscard]] Result<std::uint8_t> memberRights(store::StrandIx strand, const PersonId& staff);
    [[nodiscard]] Result<std::vector<Holding>> membership(const PersonId& staff);

    [[nodiscard]] Result<std::vector<Holding>> holdings(const DeviceId& device);
    [[nodiscard]] Result<std::optional<Holding>> holding(const DeviceId& device,
                                                         store::StrandIx strand);
    [[nodiscard]] Result<void> hold(const DeviceId& device, const Holding& now);
    [[nodiscard]] Result<void> release(const DeviceId& device, store::StrandIx strand);
    [[nodiscard]] Result<std::vector<DeviceId>> holders(store::StrandIx strand);

    [[nodiscard]] Result<void> putInbox(const DeviceId& device, const InboxEntry& entry);
    [[nodiscard]] Result<std::optional<InboxEntry>> inboxOf(const DeviceId& device,
                                                            store::StrandIx strand);
    /// A change before this place was adopted: who held the strand only up to here, or to before
    /// it, is to be given it whole. 0 when there was none.
    [[nodiscard]] Result<void> noteAdoption(store::StrandIx strand, std::uint64_t sseq);
    [[nodiscard]] Result<std::uint64_t> lastAdoption(store::StrandIx strand);
    /// Which coordinator had the office say something of people of two cases.
    [[nodiscard]] Result<void> noteSameWord(const SameWordId& word, const PersonId& by);
    [[nodiscard]] Result<std::optional<PersonId>> saidFor(const SameWordId& word);
    /// Every strand the device holds is to be given whole again.
    [[nodiscard]] Result<void> restartInbox(const DeviceId& device);
    [[nodiscard]] Result<std::vector<InboxEntry>> inboxAfter(const DeviceId& device,
                                                             std::uint64_t dseq,
                                                             std::size_t limit);

    /// Its latest answer, if the device proves to have it, brought a strand up to `sseq`: what is
    /// owed since then begins there.
    [[nodiscard]] Result<void> markServed(const DeviceId& device, store::StrandIx strand,
                                          std::uint64_t sseq);
    /// The device has its latest answer, or begins again from an earlier one.
    [[nodiscard]] Result<void> settleMarks(const DeviceId& device, bool has);

    /// Strands that a device must purge, until its receipt comes.
    [[nodiscard]] Result<void> addRetraction(const DeviceId& device, const StrandId& strand);
    /// The device has it again.
    [[nodiscard]] Result<void> dropRetraction(const DeviceId& device, const StrandId& strand);
    /// The device says that it is done; an older copy of its vault may have to be told again.
    [[nodiscard]] Result<void> settleRetraction(const DeviceId& device, const StrandId& strand);
    [[nodiscard]] Result<void> repeatRetractions(const DeviceId& device);
    [[nodiscard]] Result<void> repeatRetraction(const DeviceId& device, const StrandId& strand);
    [[nodiscard]] Result<std::vector<StrandId>> retractions(const DeviceId& device);

    [[nodiscard]] Result<void> put(const PendingCode& code);
    [[nodiscard]] Result<std::optional<PendingCode>> code(std::string_view locator);
    [[nodiscard]] Result<void> dropCode(std::string_view locator);
    [[nodiscard]] Result<void> dropCodesBefore(std::uint64_t nowMs);

private:
    [[nodiscard]] Result<void> createAccessTables();
    store::Database& m_db;
};

} // namespace lapwing::hub
