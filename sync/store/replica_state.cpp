#include "sync/store/replica_state.h"

#include "shared/crypto/hash.h"
#include "shared/wire/primitive.h"

namespace lapwing::store {

namespace {
constexpr std::string_view kCursor = "hub.cursor";
constexpr std::string_view kEpoch = "hub.epoch";
constexpr std::string_view kPurged = "hub.purged";
constexpr std::string_view kHubKey = "hub.key";
constexpr std::string_view kRecovery = "hub.recovery";
constexpr std::string_view kGrant = "hub.grant";
constexpr std::string_view kRedaction = "redaction.owed";
constexpr std::string_view kOwnChain = "own_chain";
constexpr std::string_view kLastSync = "work.last_sync";
constexpr std::string_view kScreen = "work.screen";

template <typename Value>
Result<std::optional<Value>> decodedBy(Result<Value> (*decode)(ByteView),
                                       const std::optional<Bytes>& stored)
{
    if (!stored) return std::optional<Value>{};
    LAPWING_ASSIGN(auto value, decode(*stored));
    return std::optional(std::move(value));
}

template <typename Message>
Result<Message> messageOf(const std::optional<Bytes>& stored)
{
    return stored ? wire::decodeMessage<Message>(*stored) : Result<Message>(Message{});
}
} // namespace

Result<void> ReplicaState::createTables()
{
    return m_db->exec(R"sql(
CREATE TABLE IF NOT EXISTS setting(name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS own_place(sid BLOB PRIMARY KEY, ctr INTEGER NOT NULL,
  head BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS actor(id BLOB PRIMARY KEY, key BLOB NOT NULL, person BLOB NOT NULL)
  WITHOUT ROWID;
)sql");
}

Result<std::optional<Bytes>> ReplicaState::read(std::string_view name)
{
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT value FROM setting WHERE name=?"));
    LAPWING_ASSIGN(const bool row, select.bind(1, name).step());
    if (!row) return std::optional<Bytes>{};
    const auto value = select.blob(0);
    return std::optional(Bytes(value.begin(), value.end()));
}

Result<void> ReplicaState::write(std::string_view name, ByteView value)
{
    LAPWING_ASSIGN(auto put, m_db->cached("INSERT OR REPLACE INTO setting VALUES(?,?)"));
    return put.bind(1, name).bind(2, value).run();
}

Result<wire::Cursor> ReplicaState::cursor()
{
    LAPWING_ASSIGN(const auto stored, read(kCursor));
    return messageOf<wire::Cursor>(stored);
}

Result<void> ReplicaState::setCursor(const wire::Cursor& cursor)
{
    return write(kCursor, wire::encodeMessage(cursor));
}

Result<std::uint64_t> ReplicaState::hubEpoch()
{
    LAPWING_ASSIGN(const auto stored, read(kEpoch));
    return stored ? wire::Decoder(*stored).u64() : std::uint64_t{0};
}

Result<void> ReplicaState::setHubEpoch(std::uint64_t epoch)
{
    wire::Writer w;
    w.u64(epoch);
    return write(kEpoch, w.view());
}

Result<wire::StrandIds> ReplicaState::purged()
{
    LAPWING_ASSIGN(const auto stored, read(kPurged));
    return messageOf<wire::StrandIds>(stored);
}

Result<void> ReplicaState::setPurged(const wire::StrandIds& strands)
{
    return write(kPurged, wire::encodeMessage(strands));
}

Result<std::optional<HubKeyCertificate>> ReplicaState::hubKey()
{
    LAPWING_ASSIGN(const auto stored, read(kHubKey));
    return decodedBy(decodeHubKeyCertificate, stored);
}

Result<void> ReplicaState::setHubKey(const HubKeyCertificate& certificate)
{
    return write(kHubKey, encode(certificate));
}

Result<std::optional<RecoveryCertificate>> ReplicaState::recoveryKey()
{
    LAPWING_ASSIGN(const auto stored, read(kRecovery));
    return decodedBy(decodeRecoveryCertificate, stored);
}

Result<void> ReplicaState::setRecoveryKey(const RecoveryCertificate& certificate)
{
    return write(kRecovery, encode(certificate));
}

Result<std::optional<Grant>> ReplicaState::grant()
{
    LAPWING_ASSIGN(const auto stored, read(kGrant));
    return decodedBy(decodeGrant, stored);
}

Result<void> ReplicaState::setGrant(const Grant& grant) { return write(kGrant, encode(grant)); }

Result<bool> ReplicaState::owesRedaction()
{
    LAPWING_ASSIGN(const auto owed, read(kRedaction));
    return owed && !owed->empty();
}

Result<void> ReplicaState::setOwesRedaction(bool owes)
{
    return write(kRedaction, owes ? Bytes{1} : Bytes{});
}

Result<OwnChain> ReplicaState::ownChain()
{
    LAPWING_ASSIGN(const auto stored, read(kOwnChain));
    OwnChain own;
    if (!stored) return own;
    wire::Decoder r(*stored);
    own.seq = r.u64();
    own.head = r.id<Hash>();
    if (!r.done()) return fail(ErrorCode::Corrupt, {}, "own chain");
    return own;
}

Result<void> ReplicaState::extendOwnChain(const Hash& change)
{
    LAPWING_ASSIGN(const auto own, ownChain());
    wire::Writer step;
    step.id(own.head);
    step.id(change);
    wire::Writer next;
    next.u64(own.seq + 1);
    next.id(crypto::hash("lapwing.own.1", step.view()));
    return write(kOwnChain, next.view());
}

Result<std::optional<OwnPlace>> ReplicaState::ownPlace(const StrandId& strand)
{
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT ctr, head FROM own_place WHERE sid=?"));
    LAPWING_ASSIGN(const bool found, select.bind(1, strand.view()).step());
    if (!found) return std::optional<OwnPlace>{};
    return std::optional(
        OwnPlace{static_cast<std::uint64_t>(select.integer(0)), Hash::from(select.blob(1))});
}

Result<void> ReplicaState::setOwnPlace(const StrandId& strand, const OwnPlace& place)
{
    LAPWING_ASSIGN(auto put, m_db->cached("INSERT OR REPLACE INTO own_place VALUES(?,?,?)"));
    return put.bind(1, strand.view()).bind(2, place.ctr).bind(3, place.head.view()).run();
}

Result<std::optional<ReplicaState::Known>> ReplicaState::actor(const ActorId& id)
{
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT key, person FROM actor WHERE id=?"));
    LAPWING_ASSIGN(const bool row, select.bind(1, id.view()).step());
    if (!row) return std::optional<Known>{};
    return std::optional(
        Known{crypto::PublicKey::from(select.blob(0)), PersonId::from(select.blob(1))});
}

Result<void> ReplicaState::putActor(const ActorId& id, const Known& known)
{
    LAPWING_ASSIGN(auto put, m_db->cached("INSERT OR REPLACE INTO actor VALUES(?,?,?)"));
    return put.bind(1, id.view()).bind(2, known.key.view()).bind(3, known.person.view()).run();
}

Result<LastSync> ReplicaState::lastSync()
{
    LAPWING_ASSIGN(const auto stored, read(kLastSync));
    LastSync last;
    if (!stored) return last;
    wire::Decoder r(*stored);
    last = {r.u64(), r.u64(), r.u64()};
    if (!r.done()) return fail(ErrorCode::Corrupt, {}, "the last sync");
    return last;
}

Result<void> ReplicaState::setLastSync(const LastSync& last)
{
    wire::Writer w;
    w.u64(last.hubTimeMs);
    w.u64(last.wallMs);
    w.u64(last.purged);
    return write(kLastSync, w.view());
}

Result<std::optional<Bytes>> ReplicaState::screenSettings() { return read(kScreen); }

Result<void> ReplicaState::setScreenSettings(ByteView settings) { return write(kScreen, settings); }

} // namespace lapwing::store
