#include "server-stub/admin/router.h"

#include "server-stub/service/administration.h"
#include "server-stub/service/import.h"
#include "shared/crypto/system_random.h"
#include "sync/os/system_clock.h"
#include "tests/support/small_world.h"
#include "tests/support/temp_folder.h"

#include <doctest/doctest.h>

#include <atomic>
#include <dlfcn.h>
#include <future>

using namespace lapwing;
using namespace lapwing::test;

namespace {
std::atomic<int> inflations = 0; // of this process; the linker takes the function below for zstd's
}

extern "C" std::size_t ZSTD_decompress(void* to, std::size_t room, const void* from,
                                       std::size_t size)
{
    using Call = std::size_t (*)(void*, std::size_t, const void*, std::size_t);
    static const auto real = reinterpret_cast<Call>(::dlsym(RTLD_NEXT, "ZSTD_decompress"));
    ++inflations;
    return real(to, room, from, size);
}

namespace {
constexpr std::string_view kCase =
    "{\"case\":\"DA-1\",\"panel\":\"da_marac\",\"record\":\"case\","
    "\"fields\":{\"title\":\"A family\"}}\n"
    "{\"case\":\"DA-1\",\"panel\":\"da_marac\",\"record\":\"action\","
    "\"fields\":{\"text\":\"Change the locks\",\"status\":\"agreed\"}}\n";

/// A hub with one tablet, asked by calls in place of HTTP.
struct Site {
    TempFolder temp;
    crypto::SystemRandom random;
    store::SystemClock clock = must(store::SystemClock::open());
    hub::Log log{clock};
    std::unique_ptr<hub::HubStore> store = made();
    std::unique_ptr<SmallTablet> tablet = enrolled();
    hub::Worker worker{*store};
    hub::Router router{worker, clock, log};

    std::unique_ptr<hub::HubStore> made()
    {
        hub::InitOptions options;
        options.folder = temp.path() + "/hub";
        must(hub::initHub(options, random, clock));
        return must(hub::HubStore::open(options.folder, {}, random, clock));
    }
    std::unique_ptr<SmallTablet> enrolled()
    {
        auto& core = store->core();
        auto transaction = must(store::Transaction::begin(core.db));
        const auto agency =
            must(hub::addAgency(core, "Idva", schema::agency::Sector::LocalAuthority)).id;
        must(hub::Import(core).run(kCase));
        const auto who = must(hub::addStaff(core, "Person", agency, access::Role::Idva)).id;
        must(hub::assign(core, "DA-1", who));
        auto made = std::make_unique<SmallTablet>(core, who, random, clock);
        must(store->commit(std::move(transaction)));
        return made;
    }
    http::Answer ask(Bytes body)
    {
        std::promise<http::Answer> answered;
        router.handle(
            {"POST", "/v1/sync", std::move(body), tablet->deviceKey.publicKey(), "127.0.0.1"},
            [&](http::Answer answer) { answered.set_value(std::move(answer)); });
        return answered.get_future().get();
    }
    ClientRound round()
    {
        return {*tablet->replica, store->core().keys.root, tablet->digestKey.view(),
                deviceOf(tablet->deviceKey.publicKey())};
    }
    void sync()
    {
        auto going = round();
        for (bool more = true; more;) more = must(going.receive(ask(must(going.request())).body));
    }
};

RecordId actionOf(SmallTablet& tablet)
{
    for (const auto& row :
         must(tablet.replica->lists().recordsOf(must(tablet.replica->lists().cases()).at(0).id)))
        if (row.type == schema::findType("action")->number) return row.key.id;
    FAIL("a case without an action");
    return {};
}
} // namespace

TEST_CASE("the hub inflates each packed frame of a push once")
{
    Site site;
    site.sync();
    must(site.tablet->set(actionOf(*site.tablet), "outcome", Value::text(std::string(4000, 'y'))));
    auto round = site.round();
    const auto request = must(round.request());
    inflations = 0;
    CHECK(must(wire::readFrames(request)).size() > 1);
    const int packed = inflations.exchange(0);
    REQUIRE(packed > 0);
    const auto answer = site.ask(request);
    CHECK(answer.status == 200);
    CHECK(inflations == packed);
    must(round.receive(answer.body));
    CHECK(must(site.tablet->replica->log().undecidedCount()) == 0);
}

TEST_CASE("a push that does not inflate is refused, and a tablet with nothing to say is answered")
{
    Site site;
    site.sync();
    CHECK(site.ask(Bytes(40, 0xff)).status == 400);
    CHECK(site.ask({}).status == 400);
    auto round = site.round();
    const auto answer = site.ask(must(round.request()));
    CHECK(answer.status == 200);
    CHECK_FALSE(must(round.receive(answer.body)));
}
