#include "tests/qml/office_day.h"

#include "server-stub/service/brought_cargo.h"
#include "server-stub/service/import.h"
#include "shared/base/civil.h"
#include "shared/schema/json.h"
#include "tests/support/enrolled.h"

#include <nlohmann/json.hpp>

#include <QtCore/QCoreApplication>
#include <QtCore/QElapsedTimer>
#include <QtCore/QEventLoop>
#include <QtCore/QTimer>

namespace lapwing::test {

namespace {
constexpr auto kNow = "2026-06-09T09:05:00Z";
constexpr std::array kFirst{"Wren", "Isla", "Maren", "Tova", "Sable", "Odile", "Petra", "Linnea"};
constexpr std::array kOther{"Corin", "Dane", "Jarek", "Osric", "Piran", "Tobin", "Ulric", "Yorath"};
constexpr std::array kLast{"Ashdown",  "Birkett", "Calloway", "Dunmore",
                           "Eastgate", "Farrant", "Garside",  "Hollis"};

using Json = nlohmann::json;

std::string line(std::string_view ref, std::string_view panel, std::string_view type,
                 std::string_view id, Json fields)
{
    Json json{{"case", ref}, {"panel", panel}, {"record", type}, {"fields", std::move(fields)}};
    if (!id.empty()) json["id"] = id;
    return json.dump() + "\n";
}
} // namespace

OfficeDay::OfficeDay(std::uint64_t seed)
    : clock(static_cast<std::uint64_t>(*parseInstant(kNow))), m_hub(seed)
{
    SeededRandom dice(seed);
    const auto pick = [&](const auto& words) {
        return std::string(words[dice.below(words.size())]);
    };
    victim = pick(kFirst) + " " + pick(kLast);
    perpetrator = pick(kOther) + " " + pick(kLast);
    subject = pick(kOther) + " " + pick(kLast);
    m_hub.clock.now = clock.wallMs();
    const auto hire = [&](access::Role role, const std::string& name) {
        return Member{m_hub.staff(role, name), name};
    };
    idva = hire(access::Role::Idva, "Rhian Ellerbeck");
    coordinator = hire(access::Role::MaracCoordinator, "Tamsin Okwuosah");
    officer = hire(access::Role::IomOfficer, "Kelvin Drayfield");
    probation = hire(access::Role::ProbationPractitioner, "Nikhil Rushmere");
    supervisor = hire(access::Role::IomCoordinator, "Verity Aldercott");
    import(lines());
    for (const auto* who : {&idva, &coordinator}) assign(kVictimCase, *who);
    for (const auto* who : {&officer, &probation, &supervisor}) assign(kVisitCase, *who);
}

std::string OfficeDay::lines() const
{
    const auto agency = m_hub.agency.hex();
    const auto marac = [](auto... of) { return line(kVictimCase, "da_marac", of...); };
    const auto iom = [](auto... of) { return line(kVisitCase, "iom", of...); };
    std::string all;
    all += marac("case", "",
                 Json{{"title", victim},
                      {"state", "plan_open"},
                      {"opened", "2026-03-14"},
                      {"risk_level", "high"},
                      {"summary", "He waits outside her work."},
                      {"safety_plan", "New lock, and a code word with her sister."}});
    all += marac("person", kVictimId,
                 Json{{"legal_name", victim},
                      {"dob", "1994-03-04"},
                      {"case_roles", Json::array({"victim"})}});
    all += marac(
        "person", kPerpetratorId,
        Json{{"legal_name", perpetrator}, {"case_roles", Json::array({"alleged_perpetrator"})}});
    all += marac("contact_point", kPhoneId,
                 Json{{"person", kVictimId},
                      {"kind", "mobile"},
                      {"value", "07700 900415"},
                      {"safe", "unsafe"},
                      {"say_we_are", "the dentist"}});
    all += marac("contact_point", kEmailId,
                 Json{{"person", kVictimId},
                      {"kind", "email"},
                      {"value", "u.h@mail.example"},
                      {"safe", "safe"}});
    all += marac("referral", "", Json{{"submitted_on", "2026-03-14"}, {"state", "plan_open"},
                                      {"victim", kVictimId},
                                      {"perpetrators", Json::array({kPerpetratorId})},
                                      {"background", "Separation in January; threats since."}});
    all += marac("action", kActionId, Json{{"text", "Fit a new lock"}, {"status", "agreed"},
                                           {"due", "2026-06-10"}, {"owner_agency", agency}});
    all += iom("case", "", Json{{"title", subject}, {"state", "open"}, {"colour", "amber"},
                                {"colour_reason", "Missed two appointments."}});
    all += iom("person", kSubjectId, Json{{"legal_name", subject},
                                          {"case_roles", Json::array({"subject"})}});
    all += iom("risk_marker", kCohortMarkerId,
               Json{{"person", kSubjectId}, {"code", "IIOM"}, {"severity", "medium"},
                    {"state", "active"}});
    all += iom("risk_marker", kMarkerId, Json{{"person", kSubjectId}, {"code", "WRSM"},
                                              {"severity", "high"}, {"state", "active"}});
    const Json visit{{"subject", kSubjectId}, {"address", "14 Elm Road, Flat 2"},
                     {"why_now", "Four weeks since the last."}};
    auto today = visit;
    today.update({{"state", "ready"}, {"expected_start", "2026-06-09T10:30:00Z"}});
    all += iom("visit", kVisitId, today);
    auto past = visit;
    past.update({{"state", "recorded"},
                 {"expected_start", "2026-05-26T10:30:00Z"},
                 {"outcome", "no_answer"}});
    all += iom("visit", kPastVisitId, past);
    for (const auto* id : {kVisitId, kPastVisitId})
        for (const auto& [who, part] : {std::pair(officer, "lead"), std::pair(probation, "second")})
            all += iom("visit_officer", "", Json{{"visit", id}, {"staff", who.person.hex()},
                                                 {"part", part}});
    all += iom("action", kLateId, Json{{"text", "Confirm curfew address"}, {"status", "agreed"},
                                       {"due", "2026-06-07"}, {"owner_agency", agency}});
    return all;
}

void OfficeDay::import(const std::string& text)
{
    auto transaction = store::Transaction::begin(m_hub.db).value();
    hub::Import importing(m_hub.core);
    const auto done = importing.run(text);
    INFO((done.ok() ? "" : done.error().text()));
    REQUIRE(done.ok());
    REQUIRE(transaction.commit().ok());
}

void OfficeDay::assign(std::string_view ref, const Member& who)
{
    REQUIRE(hub::assign(m_hub.core, ref, who.person).ok());
}

void OfficeDay::unassign(std::string_view ref, const Member& who)
{
    const std::scoped_lock lock(m_mutex);
    REQUIRE(hub::unassign(m_hub.core, ref, who.person).ok());
}

std::vector<std::string> OfficeDay::notes()
{
    const std::scoped_lock lock(m_mutex);
    std::vector<std::string> texts;
    const auto list = hub::noteList(m_hub.core).value();
    for (const auto& note : list) texts.push_back(note["text"].get<std::string>());
    return texts;
}

void OfficeDay::warnOfDanger()
{
    import(line(kVisitCase, "iom", "risk_marker", "",
                Json{{"person", kSubjectId}, {"code", "RVHR"}, {"severity", "high"},
                     {"state", "active"}}));
}

void OfficeDay::forbidWriting(std::string_view ref, const Member& who)
{
    const std::scoped_lock lock(m_mutex);
    const auto entry = m_hub.core.registry.caseByRef(ref).value();
    REQUIRE(entry);
    const auto strands = m_hub.core.strands.strandsOfCase(entry->id).value();
    for (const auto& strand : strands)
        if (m_hub.core.registry.memberRights(strand.ix, who.person).value() > 0)
            REQUIRE(m_hub.core.registry.setMember(strand.ix, who.person, 1).ok());
}

void OfficeDay::fill(int cases, int entries, int people)
{
    std::string all;
    for (int c = 0; c < cases; ++c) {
        const auto ref = "DM-25-" + std::to_string(1000 + c);
        all += line(ref, "da_marac", "case", "", Json{{"title", "Invented " + std::to_string(c)}});
        for (int e = 0; e < entries; ++e)
            all += line(ref, "da_marac", "chronology", "",
                        Json{{"text", "Entry " + std::to_string(e) + " about a lock and a key"},
                             {"occurred_at", "2026-05-01T10:00:00Z"},
                             {"kind", "note"}});
        for (int p = 0; p < people; ++p) {
            const auto at = static_cast<std::size_t>(c * people + p);
            const auto name = std::string(kFirst[at % kFirst.size()]) + " " +
                              kLast[at / kFirst.size() % kLast.size()] + "-" +
                              kOther[at / 64 % kOther.size()];
            all += line(ref, "da_marac", "person", "",
                        Json{{"legal_name", name}, {"dob", "1988-03-14"}});
        }
    }
    import(all);
    for (int c = 0; c < cases; ++c) assign("DM-25-" + std::to_string(1000 + c), idva);
}

work::Identity OfficeDay::enrol(const Member& who, access::Role role)
{
    const std::scoped_lock lock(m_mutex);
    return enrolled(m_hub.core, who.person, who.name, role, m_hub.random);
}

Result<transport::HttpAnswer> OfficeDay::ask(std::string_view path, const crypto::PublicKey& device,
                                             ByteView body)
{
    ++m_requests;
    if (m_road == Road::Slow) {
        m_isWaitedFor = true;
        m_road.wait(Road::Slow);
        m_isWaitedFor = false;
    }
    const auto road = m_road.load();
    if (road == Road::Once) m_road = Road::Slow;
    if (road == Road::Closed) return fail(ErrorCode::Offline);
    if (road == Road::Refuses) return transport::HttpAnswer{403, {}};
    const std::scoped_lock lock(m_mutex);
    // An answer to something else: whole, well made, and not to what was asked.
    if (road == Road::Lies) return transport::HttpAnswer{200, m_oldAnswer};
    m_hub.clock.now = clock.wallMs();
    LAPWING_ASSIGN(auto transaction, store::Transaction::begin(m_hub.db));
    if (path == "/v1/cargo") {
        hub::CargoLog log;
        LAPWING_ASSIGN(auto told, hub::takeCargoBody(m_hub.core, device, body, log));
        LAPWING_TRY(transaction.commit());
        return transport::HttpAnswer{200, std::move(told)};
    }
    hub::HubRound round(m_hub.core);
    LAPWING_ASSIGN(auto answer, round.handle(device, body));
    LAPWING_TRY(transaction.commit());
    if (road == Road::LosesAnswer) return fail(ErrorCode::Offline);
    m_oldAnswer = answer.body;
    return transport::HttpAnswer{200, std::move(answer.body)};
}

bool OfficeDay::holds(const std::string& recordHex)
{
    const std::scoped_lock lock(m_mutex);
    const auto form = m_hub.core.registers.display(*RecordId::fromHex(recordHex));
    REQUIRE(form.ok());
    return form->has_value();
}

bool OfficeDay::accepted(const std::string& recordHex, std::string_view field,
                         std::string_view text)
{
    const std::scoped_lock lock(m_mutex);
    const auto form = m_hub.core.registers.display(*RecordId::fromHex(recordHex));
    REQUIRE(form.ok());
    if (!*form) return false;
    const auto* type = schema::findType((*form)->type());
    const auto* known = type->find(field);
    const auto reading = readRegister(*known, (*form)->read(known->wire()).shown());
    return std::ranges::any_of(reading.distinct, [&](const SiblingView& s) {
        return schema::valueText(*known, s.value) == text;
    });
}

ScreenTablet::ScreenTablet(OfficeDay& office, const Member& who, access::Role role)
    : folder(temp.path() + "/vault"), day(office)
{
    auto identity = day.enrol(who, role);
    m_device = identity.device.key;
    {
        const auto passphrase = secret(kPassphrase);
        auto vault = Vault::create({folder, disk, random, day.clock}, passphrase, kCheap).value();
        REQUIRE(work::storeIdentity(vault.database(), identity).ok());
        const auto& key = identity.vaultActor;
        const store::Author author{actorOf(key.publicKey()), key, random, day.clock};
        auto replica = store::Replica::open(vault.database(), author, nullptr, nullptr).value();
        REQUIRE(
            replica.state().putActor(author.actor, {key.publicKey(), identity.device.person}).ok());
        REQUIRE(vault.flush().ok());
    }
    start();
}

ScreenTablet::ScreenTablet(OfficeDay& office, const ScreenTablet& crashed)
    : folder(temp.path() + "/vault"), day(office), m_device(crashed.m_device)
{
    std::filesystem::copy(crashed.folder, folder);
    start();
}

void ScreenTablet::start()
{
    const auto connect =
        [this](const work::Identity&,
               const std::stop_token&) -> Result<std::unique_ptr<transport::Transport>> {
        return std::unique_ptr<transport::Transport>(
            std::make_unique<transport::Loopback>([this](std::string_view path, ByteView body) {
                return day.ask(path, m_device, body);
            }));
    };
    const screens::LocalTime summer([](std::int64_t) { return 3600; });
    app = std::make_unique<models::App>(models::AppParts{
        site(), threads, connect, summer, [] { return Result<crypto::KdfCost>(kCheap); }, true});
}

bool ScreenTablet::until(const std::function<bool()>& holds)
{
    constexpr qint64 kPatienceMs = 60'000;
    QElapsedTimer patience;
    patience.start();
    while (!holds()) {
        if (patience.elapsed() > kPatienceMs) return false;
        app->tick();
        QEventLoop turn;
        QTimer::singleShot(2, &turn, &QEventLoop::quit);
        turn.exec();
    }
    return true;
}

void ScreenTablet::unlock()
{
    models::SecretEntry entry;
    for (const char c : std::string_view(kPassphrase)) entry.press(QString(QChar(c)));
    app->unlock()->submit(&entry);
    REQUIRE(
        until([&] { return app->lock()->isOpen() && app->today()->ready(); }));
    settle();
}

void ScreenTablet::settle()
{
    bool answered = false;
    // The store thread answers in order: what was asked before this has been answered after it.
    REQUIRE(until([&] { return !app->sync()->running(); }));
    app->settings()->refresh();
    const auto link =
        QObject::connect(app->settings(), &models::Settings::changed, [&] { answered = true; });
    REQUIRE(until([&] { return answered || app->lock()->state() != models::Lock::State::Open; }));
    QObject::disconnect(link);
    app->sync()->refresh();
    REQUIRE(until([&] { return app->sync()->chip() != "Checking…"; }));
}

void ScreenTablet::sync()
{
    REQUIRE(until([&] { return !app->sync()->running(); }));
    app->sync()->tryNow();
    REQUIRE(until([&] { return !app->sync()->running(); }));
    settle();
}

} // namespace lapwing::test
