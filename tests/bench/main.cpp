#include "sync/store/sql/wiping_memory.h"
#include "tests/bench/bench_world.h"
#include "tests/bench/listener_bench.h"
#include "tests/bench/store_bench.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string_view>
#include <unistd.h>

using namespace lapwing;
using namespace lapwing::bench;
using nlohmann::json;
using test::must;

namespace {
constexpr auto kParts = {schema::Compartment::Visit, schema::Compartment::Core,
                         schema::Compartment::Safety};

struct Office {
    SeededRandom random;
    test::HandClock clock;
    test::SmallHub hub;
    PersonId idva;

    explicit Office(std::uint64_t seed, std::optional<store::Database> on = std::nullopt)
        : random(seed), hub(random, clock, std::move(on)),
          idva(hub.addStaff("Bench", access::Role::Idva))
    {
    }
    void importCases(std::size_t count)
    {
        auto transaction = must(store::Transaction::begin(hub.db));
        must(hub::found(hub.core));
        hub::Import import(hub.core);
        must(import.run(standardCases(count, 11)));
        for (std::size_t i = 0; i < count; ++i) {
            const auto entry =
                must(hub.core.registry.caseByRef("DA-" + std::to_string(10000 + i)));
            hub.assign(entry->id, idva, kParts);
        }
        must(transaction.commit());
    }
};

struct Traffic {
    std::uint64_t up = 0, down = 0, trips = 0;
    double hubMs = 0, tabletMs = 0;
};

Traffic syncMeasured(test::SmallTablet& tablet, test::SmallHub& hub)
{
    Traffic t;
    ClientRound round(*tablet.replica, hub.core.keys.root, tablet.digestKey.view(),
                   deviceOf(tablet.deviceKey.publicKey()));
    for (bool more = true; more; ++t.trips) {
        const Stopwatch asking;
        const auto request = must(round.request());
        t.tabletMs += asking.ms();
        const Stopwatch serving;
        const auto answer = must(hub.sync(tablet.deviceKey.publicKey(), request));
        t.hubMs += serving.ms();
        const Stopwatch taking;
        more = must(round.receive(answer));
        t.tabletMs += taking.ms();
        t.up += request.size();
        t.down += answer.size();
    }
    return t;
}

json firstSync()
{
    Office office(1);
    office.importCases(1000);
    SealedFile file;
    test::SmallTablet tablet(office.hub, office.idva, office.random, office.clock, file.open());
    const auto first = syncMeasured(tablet, office.hub);
    const auto before = office.hub.db.statementsRun();
    const auto idle = syncMeasured(tablet, office.hub);
    return {{"first_sync",
             {{"cases", 1000}, {"records", 16000}, {"bytes_down", first.down},
              {"bytes_up", first.up}, {"round_trips", first.trips},
              {"hub_ms", first.hubMs}, {"tablet_ms", first.tabletMs},
              {"ms", first.hubMs + first.tabletMs}}},
            {"idle_sync",
             {{"bytes_up", idle.up}, {"bytes_down", idle.down}, {"round_trips", idle.trips},
              {"hub_us", idle.hubMs * 1000}, {"tablet_ms", idle.tabletMs},
              {"hub_database_reads", office.hub.db.statementsRun() - before - 2}}}};
}

json edits()
{
    constexpr int kEdits = 10000;
    Office office(2);
    office.importCases(50);
    test::SmallTablet writer(office.hub, office.idva, office.random, office.clock);
    syncMeasured(writer, office.hub);
    std::vector<RecordId> actions;
    for (const auto& c : must(writer.replica->lists().cases()))
        for (const auto& r : must(writer.replica->lists().recordsOf(c.id)))
            if (r.type == schema::findType("action")->number) actions.push_back(r.key.id);
    SealedFile file;
    test::SmallTablet reader(office.hub, office.idva, office.random, office.clock, file.open());
    syncMeasured(reader, office.hub);

    const Stopwatch saving;
    for (int i = 0; i < kEdits; ++i)
        must(writer.set(actions[static_cast<std::size_t>(i) % actions.size()], "outcome",
                        Value::text("Edit number " + std::to_string(i))));
    const double saveMs = saving.ms();
    const auto push = syncMeasured(writer, office.hub);
    const auto pull = syncMeasured(reader, office.hub);
    const auto perS = [](double ms) { return kEdits / ms * 1000; };
    return {{"saves", {{"edits", kEdits}, {"per_s", perS(saveMs)}}},
            {"hub", {{"changes", kEdits}, {"per_s", perS(push.hubMs)}, {"bytes_up", push.up}}},
            {"apply", {{"edits", kEdits}, {"per_s", perS(pull.tabletMs)},
                       {"bytes_down", pull.down}}}};
}
} // namespace

int main(int argc, char** argv)
{
    // The faults at the size of a night, as `./run bench --long` asks for them.
    if (argc > 1 && std::string_view(argv[1]) == "--long") {
        const auto program =
            std::filesystem::read_symlink("/proc/self/exe").parent_path() / "lapwing-fault";
        execv(program.c_str(), argv);
        std::cerr << "lapwing-fault was not built beside this program\n";
        return 1;
    }
    const std::string only = argc > 1 && argv[1][0] != '-' ? argv[1] : "";
    if (only == "store") {
        constexpr double kSeconds = 45;
        std::cout << storeBench(kSeconds) << "\n";
        return 0;
    }
    check(store::wipeSqliteMemory(), "SQLite's memory as the programs have it");
    json out;
    if (only.empty() || only == "sync") out.update(firstSync());
    if (only.empty() || only == "edits") out.update(edits());
    if (only.empty() || only == "sync") out.update(changesOverTls());
    std::cout << out.dump(2) << "\n";
    return 0;
}
