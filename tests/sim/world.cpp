#include "tests/sim/world.h"

#include <cstdio>

namespace lapwing::sim {

using schema::Compartment;

namespace {
/// In one history of so many people make statements, and forge them.
constexpr std::uint64_t kWordsEach = 8;
constexpr std::uint64_t kWordsAt = 5;
constexpr std::uint64_t kDayMs = 86'400'000;
constexpr std::uint64_t kNow = 1'700'000'000'000;
constexpr std::uint64_t kYear2099 = 4'070'908'800'000;
constexpr std::uint8_t kAllRights = 7;
constexpr std::uint8_t kReadOnly = 1;
constexpr int kPhases = 3;
constexpr int kMoves = 4; ///< of the network, each time it is its turn
} // namespace

World::World(const Plan& plan, std::vector<SeededRandom> dice)
    : m_plan(plan), m_random(plan.seed * 3 + 1), m_dice(plan.seed * 3 + 2),
      m_hours(plan.clockSeed * 3 + 3), m_diceOfSteps(std::move(dice)), m_hub(m_random, m_hubClock)
{
    m_bulky = plan.seed % 8 == 0;
    turnClock(m_hubClock);
    m_offices.insert(actorOf(m_hub.core.keys.actor.publicKey()));
    for (std::uint64_t i = 0, n = 1 + m_dice.below(3); i < n; ++i) {
        const auto id = m_hub.addCase("DA-" + std::to_string(i), "A case");
        m_cases.push_back(id);
        m_hub.addRecord(id, "action", "text", Value::text("Fit a new lock"));
        m_hub.addRecord(id, "contact_point", "value", Value::text("020 7946 0001"));
    }
    PersonId person;
    for (std::uint64_t i = 0, n = 2 + m_dice.below(5); i < n; ++i) {
        // At times one person has two tablets.
        if (i == 0 || !m_dice.oneIn(4))
            person = m_hub.addStaff("P" + std::to_string(i), access::Role::Idva);
        m_nodes.push_back(std::make_unique<Node>(m_hub, person, m_random));
        turnClock(m_nodes.back()->clock);
        reopen(*m_nodes.back());
    }
    if (hasDeciders())
        m_decider = m_hub.addStaff("The coordinator", access::Role::MaracCoordinator);
    if (hasLateAccess()) m_finder = m_hub.addStaff("The office", access::Role::MaracCoordinator);
    if (hasRedactions()) m_officer = m_hub.addStaff("The officer", access::Role::IgOfficer);
    learnHub();
    for (std::uint64_t i = 0; i < m_nodes.size() * m_cases.size(); ++i) changeMembership();
    quieten();
}

void World::turnClock(test::HandClock& clock)
{
    const std::uint64_t hours[] = {
        kNow,          0, kYear2099, kNow + kDayMs, kNow - kDayMs, kNow + m_hours.below(600'000),
        clock.wall / 2};
    clock.wall = hours[m_hours.below(std::size(hours))];
    clock.boot += m_hours.below(60'000);
}

/// A process that starts on what its store holds. Half the forms were kept as drafts.
void World::reopen(Node& node)
{
    node.round.reset();
    ++node.session;
    node.keeper = {};
    auto& tablet = node.tablet;
    std::erase_if(node.forms, [&](const OpenForm&) { return m_dice.oneIn(2); });
    tablet.replica.reset();
    auto opened = store::Replica::open(
        tablet.db, {actorOf(tablet.actorKey.publicKey()), tablet.actorKey, m_random, node.clock},
        &node.keeper, nullptr);
    check(opened.ok(), "a store in memory opens again");
    tablet.replica = std::make_unique<store::Replica>(std::move(*opened));
}

bool World::hasStatements() const { return m_plan.seed % kWordsEach == kWordsAt; }

void World::note(const std::string& what)
{
    if (m_plan.verbose)
        std::printf("%5llu %s\n", static_cast<unsigned long long>(m_step), what.c_str());
}

void World::broke(std::string_view invariant, const std::string& what)
{
    note(std::string(invariant) + " broken: " + what);
    if (!m_failure) m_failure = Failure{std::string(invariant), what, m_step};
}

void World::run()
{
    for (int phase = 0; phase < kPhases && !m_failure; ++phase) {
        for (std::uint64_t i = 0; i < m_plan.steps / kPhases && !m_failure; ++i) nextStep();
        if (!m_failure) quieten();
        if (!m_failure) checkQuiet();
    }
}

void World::nextStep()
{
    if (!m_plan.kept) {
        m_diceOfSteps.push_back(m_dice);
        ++m_step;
        return step();
    }
    if (!m_plan.kept->contains(++m_step) || m_step > m_diceOfSteps.size()) return;
    m_dice = m_diceOfSteps[m_step - 1];
    step();
}

void World::step()
{
    auto& node = anyNode();
    node.clock.wall += m_hours.below(60'000);
    node.clock.boot += m_hours.below(60'000);
    // Whoever is behind her own work reads, and is set up anew at the next sync.
    const auto dice = node.rolledBack ? 99 : m_dice.below(100);
    if (dice < 14)
        display(node);
    else if (dice < 32)
        saveForm(node);
    else if (dice < 34 || (dice < 36 && !hasStatements()))
        addRecord(node);
    else if (dice < 36)
        m_dice.oneIn(4) ? forge(node) : sayWords(node);
    else if (dice < 40)
        retire(node);
    else if (dice < 45)
        decide(node);
    else if (dice < 48)
        disksChange(node);
    else if (dice < 51)
        changeMembership();
    else if (dice < 53)
        m_officer&& m_dice.oneIn(2) ? redactSome() : hubWrites();
    else if (dice < 59 && m_decider)
        decideKept();
    else if (dice < 65)
        hasMeetings() && m_dice.oneIn(2) ? meet() : relay();
    else if (dice < 69) {
        turnClock(node.clock);
        turnClock(m_hubClock);
        count("clock jumps");
    } else if (dice < 71) {
        note("power lost");
        count("crashes of a tablet");
        reopen(node);
    } else if (dice < 74)
        replayOld();
    else
        for (int i = 0; i < kMoves && !m_failure; ++i) stir();
}

void World::disksChange(Node& node)
{
    switch (m_dice.below(4)) {
    case 0:
        return m_hubKept ? restoreHub() : backUpHub();
    case 1:
        return restoreHub();
    case 2:
        return copyTablet(node);
    default:
        return restoreTablet(node);
    }
}

void World::changeMembership()
{
    if (m_frozen) return;
    if (!m_finder) m_hubKept = false;
    const auto& node = anyNode();
    const auto& caseId = m_cases[m_dice.below(m_cases.size())];
    const auto person = node.tablet.person;
    const auto kind = m_dice.below(8);
    auto transaction = test::must(store::Transaction::begin(m_hub.db));
    for (const auto& strand : test::must(m_hub.core.strands.strandsOfCase(caseId))) {
        const auto part = strand.compartment;
        const auto before = test::must(m_hub.core.registry.memberRights(strand.ix, person));
        const bool wide = part == Compartment::Visit || part == Compartment::Core;
        const bool safety = part == Compartment::Safety;
        std::uint8_t rights = wide || safety ? kAllRights : 0;
        if (before > 0 && kind < 3) rights = 0;
        if (kind == 3 && safety) rights = 0;
        if (kind == 4 && rights > 0) rights = kReadOnly;
        if (rights == before) continue;
        note(person.hex() + (rights ? " is given " : " loses ") + strand.id.hex());
        if (before > 0 && rights == 0) count("unassignments");
        if (rights > 0) count("assignments");
        test::must(m_hub.core.registry.setMember(strand.ix, person, rights));
        for (auto& device : test::must(m_hub.core.registry.devicesOf(person)))
            test::must(m_hub.core.setHolding(device, strand.ix, rights));
    }
    test::must(transaction.commit());
}

void World::hubWrites()
{
    const auto& caseId = m_cases[m_dice.below(m_cases.size())];
    auto transaction = test::must(store::Transaction::begin(m_hub.db));
    m_hub.addRecord(caseId, "contact_point", "value",
                    Value::text("020 7946 " + std::to_string(m_dice.below(10'000))));
    test::must(transaction.commit());
    note("the office adds a record");
    count("records of the office");
    learnHub();
}

/// What each device's person may hold is settled; now everything is said until nothing is left.
void World::quieten()
{
    m_requests.clear();
    m_answers.clear();
    // After a restore, work that several authors wrote on top of each other's comes back author by
    // author: each tablet has only the parts that nobody else's are missing from.
    constexpr int kPasses = 3, kPassesAfterRestore = 12;
    const int passes = m_owed.empty() ? kPasses : kPassesAfterRestore;
    for (int pass = 0; pass < passes; ++pass)
        for (auto& node : m_nodes) {
            node->round.reset();
            ++node->session;
            keepGrantsYoung();
            const auto report = node->tablet.sync(m_hub);
            if (!fine(report, "I30", "a sync without faults")) return;
            learnHub();
            if (report->rolledBack) replaceTablet(*node);
            if (m_frozen) adoptFound();
        }
    checkGivenBack();
    for (auto& node : m_nodes) {
        checkNode(*node);
        if (m_failure) return;
        const auto was = standing(m_hub);
        keepGrantsYoung();
        const auto report = node->tablet.sync(m_hub);
        if (!fine(report, "I30", "a sync without faults")) return;
        if (report->pushed > 0 && standing(m_hub) == was)
            return broke("I2", "the hub acknowledged a change that it did not take");
        const bool stuck = test::must(node->tablet.replica->log().undecidedCount()) > 0;
        const auto trips = stuck ? 1 : report->roundTrips;
        if (report->pulled + report->pushed + report->purged > 0 || trips != 1)
            broke("I30", "after " + std::to_string(passes) +
                             " syncs of each tablet there was still something to say: " +
                             std::to_string(report->pushed) + " pushed, " +
                             std::to_string(report->pulled) + " pulled, " +
                             std::to_string(report->roundTrips) + " round trips");
    }
}

Ending World::ending()
{
    Ending all;
    const auto put = [&](const std::string& who, store::Database& database) {
        for (const auto& strand : test::must(store::Strands(database).strands())) {
            if (database.inTransaction()) return;
            std::string text;
            for (const auto& chain : test::must(store::ChangeLog(database).chains(strand.ix)))
                text += chain.actor.hex() + std::to_string(chain.acceptedCtr) + " ";
            for (const auto& [place, values] : liveOf(database, strand.ix))
                for (const auto& [dot, value] : values)
                    text += std::get<0>(place).hex() + std::to_string(std::get<1>(place)) + "=" +
                            toHex(value) + "@" + dot.actor.hex() + std::to_string(dot.ctr) + "\n";
            for (const auto& [dot, state] : m_fate[strand.id])
                text += std::to_string(static_cast<int>(state));
            all[who + strand.id.hex()] = text;
        }
    };
    put("hub ", m_hub.core.db);
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        put(std::to_string(i) + " ", m_nodes[i]->tablet.replica->database());
    return all;
}

std::string standing(test::SmallHub& hub)
{
    std::string all;
    for (const auto& strand : test::must(hub.core.strands.strands()))
        all += strand.id.hex() + std::to_string(strand.sseq) + strand.vector.hex() + "\n";
    for (const auto& device : test::must(hub.core.registry.devices()))
        all += device.id.hex() + std::to_string(device.dseq) + device.digest.hex() + "\n";
    return all;
}

} // namespace lapwing::sim
