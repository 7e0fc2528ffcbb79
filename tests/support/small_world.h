#pragma once

#include "server-stub/service/hub_round.h"
#include "shared/schema/schema.h"
#include "sync/session/client_round.h"
#include "tests/support/field_named.h"
#include "tests/support/must.h"

#include <memory>

namespace lapwing::test {

/// A clock that a test turns by hand.
class HandClock final : public Clock {
public:
    std::uint64_t wall = 1'700'000'000'000;
    std::uint64_t boot = 1'000;
    std::uint32_t tag = 7;
    [[nodiscard]] std::uint64_t wallMs() const override { return wall; }
    [[nodiscard]] std::uint64_t bootMs() const override { return boot; }
    [[nodiscard]] std::uint32_t bootTag() const override { return tag; }
};

/// A hub over a store in memory: the real service, journal and rounds, without sockets.
class SmallHub {
public:
    SmallHub(Random& random, const Clock& clock, std::optional<store::Database> on = std::nullopt);
    /// Six strands and a hub-written `case` record with this ref and title.
    CaseId addCase(std::string_view ref, std::string_view title,
                   schema::Panel panel = schema::Panel::DaMarac);
    /// A record of the hub's own in a case, one text field.
    RecordId addRecord(const CaseId& caseId, std::string_view type, std::string_view field,
                       const Value& value);
    PersonId addStaff(std::string_view name, const access::HeldRoles& roles,
                      const AgencyId& agency = {});
    void assign(const CaseId& caseId, const PersonId& staff,
                std::initializer_list<schema::Compartment> parts);
    void unassign(const CaseId& caseId, const PersonId& staff);
    /// As whatever serves a backup does: another actor, another epoch.
    void beginAnew();
    /// One request, committed; nothing of it when the answer is an error.
    Result<Bytes> sync(const crypto::PublicKey& device, ByteView body);

    store::Database db;
    hub::HubCore core;
    hub::RoundLog lastLog;

private:
    void putActor();
    Random& m_random;
};

/// A tablet over a store in memory: the real replica and round.
class SmallTablet {
public:
    SmallTablet(SmallHub& hub, const PersonId& who, Random& random, const Clock& clock,
                std::optional<store::Database> on = std::nullopt)
        : SmallTablet(hub.core, who, random, clock, std::move(on))
    {
    }
    /// Known to a hub whose store this process has open, in the caller's transaction.
    SmallTablet(hub::HubCore& core, const PersonId& who, Random& random, const Clock& clock,
                std::optional<store::Database> on = std::nullopt);
    Result<store::Saved> set(const RecordId& record, std::string_view field, const Value& value,
                             std::string why = {});
    RecordId add(const CaseId& caseId, std::string_view type, std::string_view field,
                 const Value& value);
    /// Rounds until there is nothing more to say; the transport may be cut by `deliver`.
    Result<RoundReport> sync(SmallHub& hub);
    /// The canonical snapshot of each strand held, by id.
    std::map<StrandId, Bytes> canonical();

    store::Database db;
    crypto::SigningKey deviceKey;
    crypto::SigningKey actorKey;
    std::unique_ptr<store::Replica> replica;
    hub::DigestKey digestKey;
    PersonId person;
    DeviceCertificate certificate;

private:
    /// Who it is, for a hub that lost it with a restore.
    [[nodiscard]] Introduction introduction() const;
};

} // namespace lapwing::test
