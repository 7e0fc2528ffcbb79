#include "tests/bench/listener_bench.h"

#include "server-stub/admin/router.h"
#include "shared/crypto/x509.h"
#include "sync/os/system_clock.h"
#include "sync/transport/curl_transport.h"
#include "sync/transport/loopback.h"
#include "tests/bench/bench_world.h"

#include <future>
#include <nlohmann/json.hpp>

namespace lapwing::bench {

namespace {
using nlohmann::json;
using test::must;
using transport::Transport;
constexpr std::size_t kTablets = 4;
constexpr std::size_t kEdits = 1000; ///< of each tablet, in each part

class WallWatch {
public:
    [[nodiscard]] double ms() const
    {
        const auto passed = std::chrono::steady_clock::now() - m_start;
        return std::chrono::duration<double, std::milli>(passed).count();
    }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

std::string refOf(std::size_t i) { return "DA-" + std::to_string(10000 + i); }

/// A hub as it runs, with a tablet for each of its people, who have a case each.
struct Site {
    test::TempFolder temp;
    crypto::SystemRandom random;
    store::SystemClock clock = must(store::SystemClock::open());
    hub::Log log{clock};
    std::unique_ptr<hub::HubStore> store = made();
    std::vector<std::unique_ptr<test::SmallTablet>> tablets = people();
    hub::Worker worker{*store};
    hub::Router front{worker, clock, log};

    std::unique_ptr<hub::HubStore> made()
    {
        hub::InitOptions options;
        options.folder = temp.path() + "/hub";
        must(hub::initHub(options, random, clock));
        return must(hub::HubStore::open(options.folder, {}, random, clock));
    }
    std::vector<std::unique_ptr<test::SmallTablet>> people()
    {
        auto& core = store->core();
        auto transaction = must(store::Transaction::begin(core.db));
        const auto agency =
            must(hub::addAgency(core, "Bench", schema::agency::Sector::LocalAuthority)).id;
        must(hub::Import(core).run(standardCases(kTablets, 3)));
        std::vector<std::unique_ptr<test::SmallTablet>> all;
        for (std::size_t i = 0; i < kTablets; ++i) {
            const auto who = must(hub::addStaff(core, "Person", agency, access::Role::Idva)).id;
            must(hub::assign(core, refOf(i), who));
            all.push_back(std::make_unique<test::SmallTablet>(core, who, random, clock));
        }
        must(store->commit(std::move(transaction)));
        return all;
    }
    std::unique_ptr<http::Listener> listen(http::Handler handler)
    {
        return must(http::Listener::start({}, must(store->serverTls()), std::move(handler)));
    }
    std::unique_ptr<Transport> overTls(const test::SmallTablet& tablet, std::uint16_t port)
    {
        const auto& keys = store->core().keys;
        const auto request = must(crypto::makeCsr(tablet.deviceKey));
        const auto certificate =
            must(crypto::issueClient({keys.ca, keys.caCertificate}, request, 99));
        auto tls = must(crypto::ClientTls::pinned(keys.caCertificate, {Hash::from(keys.spkiHash)}));
        must(tls.identify(tablet.deviceKey, certificate));
        transport::CurlOptions options;
        options.hubUrl = "https://127.0.0.1:" + std::to_string(port);
        return must(transport::CurlTransport::open(std::move(options), std::move(tls)));
    }
    /// The same hub, asked by a call: no sockets, no TLS, no HTTP.
    std::unique_ptr<Transport> byCall(const test::SmallTablet& tablet)
    {
        const auto key = tablet.deviceKey.publicKey();
        return std::make_unique<transport::Loopback>([this, key](auto path, ByteView body) {
            std::promise<transport::HttpAnswer> answered;
            http::Request request{"POST", std::string(path), Bytes(body.begin(), body.end()), key,
                                  "127.0.0.1"};
            front.handle(std::move(request), [&](http::Answer answer) {
                answered.set_value({answer.status, std::move(answer.body)});
            });
            return Result<transport::HttpAnswer>(answered.get_future().get());
        });
    }
};

void syncOver(Site& site, test::SmallTablet& tablet, Transport& hub)
{
    ClientRound round(*tablet.replica, site.store->core().keys.root, tablet.digestKey.view(),
                   deviceOf(tablet.deviceKey.publicKey()));
    for (bool more = true; more;) {
        const auto answer = must(hub.post("/v1/sync", must(round.request())));
        check(answer.status == 200, "the hub takes what a tablet sends");
        more = must(round.receive(answer.body));
    }
}

void edit(test::SmallTablet& tablet)
{
    std::vector<RecordId> actions;
    for (const auto& row :
         must(tablet.replica->lists().recordsOf(must(tablet.replica->lists().cases()).at(0).id)))
        if (row.type == schema::findType("action")->number) actions.push_back(row.key.id);
    for (std::size_t i = 0; i < kEdits; ++i)
        must(tablet.set(actions.at(i % actions.size()), "outcome",
                        Value::text("Edit number " + std::to_string(i))));
}

/// All tablets at once, each with its edits; what they did, and how long it took.
json measured(Site& site, const std::vector<std::unique_ptr<Transport>>& ways)
{
    for (auto& tablet : site.tablets) edit(*tablet);
    transport::Traffic before, after;
    for (const auto& way : ways) before.bytesUp += way->traffic().bytesUp;
    const WallWatch watch;
    std::vector<std::future<void>> all;
    for (std::size_t i = 0; i < kTablets; ++i)
        all.push_back(std::async(std::launch::async, [&site, &ways, i] {
            syncOver(site, *site.tablets[i], *ways[i]);
        }));
    for (auto& one : all) one.get();
    const auto ms = watch.ms();
    for (const auto& way : ways) after.bytesUp += way->traffic().bytesUp;
    for (auto& tablet : site.tablets)
        check(must(tablet->replica->log().undecidedCount()) == 0, "the hub has taken every edit");
    return {{"changes", kTablets * kEdits},
            {"per_s", 1000.0 * kTablets * kEdits / ms},
            {"ms", ms},
            {"bytes_up", after.bytesUp - before.bytesUp}};
}

/// As many bytes over the same TLS and HTTP, to a handler that only sends them back.
json echoed(Site& site, std::uint64_t bytes)
{
    const auto listener = site.listen([](http::Request request, const http::Reply& reply) {
        reply({200, {}, std::move(request.body)});
    });
    const Bytes body(static_cast<std::size_t>(bytes / kTablets), 0x5a);
    std::vector<std::unique_ptr<Transport>> ways;
    for (auto& tablet : site.tablets) ways.push_back(site.overTls(*tablet, listener->port()));
    for (auto& way : ways) must(way->post("/", {}));
    const WallWatch watch;
    std::vector<std::future<void>> all;
    for (auto& way : ways)
        all.push_back(
            std::async(std::launch::async, [&way, &body] { must(way->post("/", body)); }));
    for (auto& one : all) one.get();
    return {{"bytes_up", body.size() * kTablets}, {"ms", watch.ms()}};
}
} // namespace

json changesOverTls()
{
    Site site;
    const auto listener = site.listen([&site](http::Request request, http::Reply reply) {
        site.front.handle(std::move(request), std::move(reply));
    });
    std::vector<std::unique_ptr<Transport>> tls, calls;
    for (auto& tablet : site.tablets) {
        tls.push_back(site.overTls(*tablet, listener->port()));
        calls.push_back(site.byCall(*tablet));
        syncOver(site, *tablet, *tls.back());
    }
    auto overTls = measured(site, tls);
    const auto byCall = measured(site, calls);
    const auto echo = echoed(site, overTls["bytes_up"].get<std::uint64_t>());
    return {{"hub_over_tls",
             {{"tablets", kTablets}, {"over_tls", overTls}, {"by_call", byCall},
              {"tls_echo", echo}}}};
}

} // namespace lapwing::bench
