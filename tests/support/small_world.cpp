#include "tests/support/small_world.h"

#include "sync/store/snapshot_body.h"
#include "tests/support/registered.h"

namespace lapwing::test {

namespace {
store::Database orMemory(std::optional<store::Database> on)
{
    return on ? std::move(*on) : must(store::Database::inMemory());
}

hub::HubKeys makeKeys(Random& random)
{
    const auto root = must(crypto::SigningKey::generate(random));
    hub::HubKeys keys{must(crypto::SigningKey::generate(random)),
                      must(crypto::SigningKey::generate(random)),
                      must(crypto::BoxKeyPair::generate(random)),
                      root.publicKey(),
                      {},
                      {},
                      1,
                      {},
                      must(crypto::SigningKey::generate(random)),
                      {}};
    keys.certificate.id = 1;
    keys.certificate.signKey = keys.sign.publicKey();
    keys.certificate.boxKey = Id<struct BoxKeyTag, 32>::from(keys.box.publicKey().view());
    keys.certificate.hubEpoch = keys.epoch;
    sign(keys.certificate, root);
    keys.device.key = keys.sign.publicKey();
    keys.device.kind = 1;
    keys.device.hubKey = 1;
    sign(keys.device, keys.sign);
    return keys;
}
} // namespace

SmallHub::SmallHub(Random& random, const Clock& clock, std::optional<store::Database> on)
    : db(orMemory(std::move(on))), core(db, makeKeys(random), random, clock), m_random(random)
{
    must(core.createTables(db));
    putActor();
}

void SmallHub::putActor()
{
    ActorCertificate actor;
    actor.key = core.keys.actor.publicKey();
    actor.device = core.keys.device.device();
    actor.kind = ActorKind::Hub;
    sign(actor, core.keys.sign);
    must(core.registry.put(hub::KnownActor{actor, PersonId{}, 0}));
    must(core.registry.putCertificate(core.keys.device.device(), encode(core.keys.device)));
}

void SmallHub::beginAnew()
{
    core.idle.clear();
    core.keys.actor = must(crypto::SigningKey::generate(m_random));
    ++core.keys.epoch;
    putActor();
    must(core.registry.doubtAll());
    must(core.foundRows.rememberSerials(core.keys.epoch, must(core.registry.devices())));
}

CaseId SmallHub::addCase(std::string_view ref, std::string_view title, schema::Panel panel)
{
    const auto id = must(m_random.id<CaseId>());
    must(core.registry.put(hub::CaseEntry{id, std::string(ref), panel}));
    for (std::uint8_t c = 1; c < schema::kCompartments; ++c) {
        store::Strand strand;
        strand.id = must(m_random.id<StrandId>());
        strand.caseId = id;
        strand.compartment = static_cast<schema::Compartment>(c);
        strand.panel = panel;
        const auto added = must(core.strands.addStrand(strand));
        must(core.write(added.ix,
                        {{RecordId{}, static_cast<std::uint8_t>(OpKind::Genesis), c, {}, {},
                          Payload{encodeValue(Value::binary(ValueKind::Binary, Bytes(18, c))),
                                  {}}}}));
    }
    const auto record = addRecord(id, "case", "title", Value::text(std::string(title)));
    for (const auto& strand : must(core.strands.strandsOfCase(id)))
        if (strand.compartment == schema::Compartment::Core)
            must(core.write(strand.ix, {hub::newValue(record, fieldNamed("case", "ref").wire(),
                                                 Value::text(std::string(ref)))}));
    return id;
}

RecordId SmallHub::addRecord(const CaseId& caseId, std::string_view type, std::string_view field,
                             const Value& value)
{
    const auto id = must(m_random.id<RecordId>());
    const auto* kind = schema::findType(type);
    const auto& f = fieldNamed(type, field);
    for (const auto& strand : must(core.strands.strandsOfCase(caseId))) {
        std::vector<store::Write> writes;
        if (strand.compartment == kind->home)
            writes.push_back(
                hub::newValue(id, schema::lifeField(kind->home), Value::code(kind->number)));
        if (strand.compartment == f.compartment)
            writes.push_back(hub::newValue(id, f.wire(), value));
        if (!writes.empty()) must(core.write(strand.ix, writes));
    }
    return id;
}

PersonId SmallHub::addStaff(std::string_view name, const access::HeldRoles& roles,
                            const AgencyId& agency)
{
    const auto id = must(m_random.id<PersonId>());
    must(core.registry.put(hub::Staff{id, std::string(name), agency, roles}));
    return id;
}

void SmallHub::assign(const CaseId& caseId, const PersonId& staff,
                      std::initializer_list<schema::Compartment> parts)
{
    for (const auto& strand : must(core.strands.strandsOfCase(caseId)))
        for (const auto part : parts) {
            if (strand.compartment != part) continue;
            must(core.registry.setMember(strand.ix, staff, 7));
            for (auto& device : must(core.registry.devicesOf(staff)))
                must(core.setHolding(device, strand.ix, 7));
        }
}

void SmallHub::unassign(const CaseId& caseId, const PersonId& staff)
{
    for (const auto& strand : must(core.strands.strandsOfCase(caseId))) {
        must(core.registry.setMember(strand.ix, staff, 0));
        for (auto& device : must(core.registry.devicesOf(staff)))
            must(core.setHolding(device, strand.ix, 0));
    }
}

Result<Bytes> SmallHub::sync(const crypto::PublicKey& device, ByteView body)
{
    LAPWING_ASSIGN(auto transaction, store::Transaction::begin(db));
    hub::HubRound round(core);
    LAPWING_ASSIGN(auto answer, round.handle(device, body));
    LAPWING_TRY(transaction.commit());
    lastLog = answer.log;
    return std::move(answer.body);
}

SmallTablet::SmallTablet(hub::HubCore& core, const PersonId& who, Random& random,
                         const Clock& clock, std::optional<store::Database> on)
    : db(orMemory(std::move(on))), deviceKey(must(crypto::SigningKey::generate(random))),
      actorKey(must(crypto::SigningKey::generate(random))),
      digestKey(must(random.id<hub::DigestKey>())), person(who)
{
    certificate = registered(core, who, deviceKey, actorKey, digestKey);
    replica = std::make_unique<store::Replica>(must(store::Replica::open(
        db, {actorOf(actorKey.publicKey()), actorKey, random, clock}, nullptr, nullptr)));
}

Result<store::Saved> SmallTablet::set(const RecordId& record, std::string_view field,
                                      const Value& value, std::string why)
{
    LAPWING_ASSIGN(const auto form, replica->display(record));
    const auto* type = schema::findType(form.type());
    const auto& f = fieldNamed(type->name, field);
    return replica->save(form, form.key().scope.caseId(),
                         {{form.read(f.wire()), value, std::move(why)}});
}

RecordId SmallTablet::add(const CaseId& caseId, std::string_view type, std::string_view field,
                          const Value& value)
{
    const auto form = must(replica->newRecord(schema::findType(type)->number));
    const auto& f = fieldNamed(type, field);
    return must(replica->save(form, caseId, {{form.read(f.wire()), value, {}}})).record.id;
}

Result<RoundReport> SmallTablet::sync(SmallHub& hub)
{
    ClientRound round(*replica, hub.core.keys.root, digestKey.view(),
                      deviceOf(deviceKey.publicKey()));
    for (int i = 0; i < 100; ++i) {
        LAPWING_ASSIGN(const auto request, round.request());
        const auto answer = hub.sync(deviceKey.publicKey(), request);
        if (!answer.ok() && answer.error().code == ErrorCode::Unauthorised && i == 0) {
            round.introduce(introduction());
            continue;
        }
        if (!answer.ok()) return answer.error();
        LAPWING_ASSIGN(const bool more, round.receive(*answer));
        if (!more) return round.report();
    }
    return fail(ErrorCode::Internal, {}, "a round that does not end");
}

Introduction SmallTablet::introduction() const
{
    const auto of = [&](ActorKind kind) {
        ActorCertificate actor;
        actor.key = actorKey.publicKey();
        actor.device = certificate.device();
        actor.kind = kind;
        sign(actor, deviceKey);
        return actor;
    };
    return {certificate, of(ActorKind::Vault), of(ActorKind::Field), Hash::from(digestKey.view()),
            "Somebody"};
}

std::map<StrandId, Bytes> SmallTablet::canonical()
{
    std::map<StrandId, Bytes> all;
    for (const auto& strand : must(replica->strands().strands()))
        if (strand.rights > 0)
            all.emplace(strand.id,
                        encode(must(store::snapshotBody(replica->database(), strand.ix))));
    return all;
}

} // namespace lapwing::test
