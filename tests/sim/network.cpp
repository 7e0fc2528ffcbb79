#include "sync/session/peer_round.h"
#include "tests/sim/world.h"

#include <algorithm>

namespace lapwing::sim {

using test::must;

namespace {
/// In one history of so many tablets meet with no hub between. Those that once went wrong are none
/// of them.
constexpr std::uint64_t kMeetingsEach = 11;
constexpr std::uint64_t kMeetingsAt[] = {3, 6};
constexpr std::size_t kOldKept = 24;

void keep(std::deque<Mail>& old, const Mail& mail)
{
    old.push_back(mail);
    if (old.size() > kOldKept) old.pop_front();
}

Mail takeAny(std::deque<Mail>& from, SeededRandom& dice)
{
    const auto at = static_cast<std::ptrdiff_t>(dice.below(from.size()));
    auto mail = std::move(from[static_cast<std::size_t>(at)]);
    from.erase(from.begin() + at);
    return mail;
}
} // namespace

void World::startSync(std::size_t index)
{
    auto& node = *m_nodes[index];
    auto& tablet = node.tablet;
    node.round.emplace(*tablet.replica, m_hub.core.keys.root, tablet.digestKey.view(),
                       deviceOf(tablet.deviceKey.publicKey()));
    const auto request = node.round->request();
    if (!fine(request, "I30", "a request")) return;
    m_requests.push_back({index, ++node.session, *request});
    note("tablet " + std::to_string(index) + " asks");
    count("syncs begun");
}

/// One message moves on, or a tablet begins to sync (giving up what it waited for).
void World::stir()
{
    const auto waiting = m_requests.size() + m_answers.size();
    if (waiting == 0 || m_dice.oneIn(6)) return startSync(m_dice.below(m_nodes.size()));
    // Any message may be next: they are not delivered in the order in which they were sent.
    if (waiting > 1) count("reorderings");
    if (m_answers.empty() || (!m_requests.empty() && m_dice.oneIn(2)))
        deliverRequest(takeAny(m_requests, m_dice));
    else
        deliverAnswer(takeAny(m_answers, m_dice));
}

/// A grant that is given again for its age is the lease's business (docs/wire-format.md), and would
/// let the clocks choose the messages that follow.
void World::keepGrantsYoung()
{
    for (auto& [device, dueMs] : m_hub.core.grantDueMs) dueMs = UINT64_MAX;
}

/// The hub's answer, or nothing when it died over it.
std::optional<Bytes> World::askHub(const Mail& mail)
{
    keepGrantsYoung();
    const bool dies = m_dice.oneIn(12);
    const bool committed = !dies || m_dice.oneIn(2);
    auto transaction = must(store::Transaction::begin(m_hub.db));
    hub::HubRound round(m_hub.core);
    auto answer = round.handle(m_nodes[mail.node]->tablet.deviceKey.publicKey(), mail.body);
    if (!fine(answer, "I30", "the hub answers")) return std::nullopt;
    if (committed) must(transaction.commit());
    if (dies) {
        note(committed ? "the hub dies after its commit" : "the hub dies before its commit");
        count("crashes of the hub");
        m_hub.core.idle.clear();
        return std::nullopt;
    }
    return std::move(answer->body);
}

void World::deliverRequest(Mail mail)
{
    keep(m_oldRequests, mail);
    if (m_dice.oneIn(10)) {
        note("a request is lost");
        return count("requests lost");
    }
    note("the hub is asked by tablet " + std::to_string(mail.node));
    auto answer = askHub(mail);
    if (answer && m_dice.oneIn(8)) {
        const auto before = standing(m_hub);
        note("and asked the same again");
        count("duplicates");
        answer = askHub(mail);
        if (standing(m_hub) != before) broke("I4", "a request twice changed more than once");
    }
    learnHub();
    checkHub();
    if (answer) m_answers.push_back({mail.node, mail.session, std::move(*answer)});
}

void World::deliverAnswer(const Mail& mail)
{
    auto& node = *m_nodes[mail.node];
    keep(m_oldAnswers, mail);
    if (!node.round || node.session != mail.session) return count("answers too late");
    if (m_dice.oneIn(10)) {
        note("an answer is lost");
        node.round.reset();
        return count("answers lost");
    }
    if (m_dice.oneIn(10)) {
        const auto was = snapshot(node.tablet.db);
        const auto part = mail.body.size() * m_dice.below(1000) / 1000;
        note("an answer is cut");
        count("answers cut");
        if (node.round->receive(ByteView(mail.body).first(part)).ok())
            broke("I21", "part of an answer was taken for all of it");
        if (snapshot(node.tablet.db) != was) broke("I22", "part of an answer was taken in");
        node.round.reset();
        return;
    }
    if (m_dice.oneIn(12))
        node.keeper.when = CrashKeeper::When::Before;
    else if (m_dice.oneIn(12))
        node.keeper.when = CrashKeeper::When::After;
    const bool before = node.keeper.when == CrashKeeper::When::Before;
    const auto was = before ? snapshot(node.tablet.db) : Hash{};
    note("tablet " + std::to_string(mail.node) + " is answered, " +
         std::to_string(mail.body.size()) + " bytes");
    const auto more = node.round->receive(mail.body);
    if (node.keeper.died()) {
        note(before ? "and dies before its commit" : "and dies after its commit");
        count("crashes of a tablet");
        reopen(node);
        if (before && snapshot(node.tablet.db) != was)
            broke("I22", "an answer that was not committed left something behind");
    } else if (fine(more, "I30", "an answer is taken in") && *more) {
        const auto request = node.round->request();
        if (fine(request, "I30", "the next request"))
            m_requests.push_back({mail.node, node.session, *request});
        note("and asks on");
        count("answers with more to come");
    }
    if (node.round && node.round->report().rolledBack) replaceTablet(node);
    checkNode(node);
}

/// A message from long ago arrives: it may be refused, and may cost a round, but nothing is lost.
void World::replayOld()
{
    if (m_dice.oneIn(2) && !m_oldRequests.empty()) {
        const auto mail = m_oldRequests[m_dice.below(m_oldRequests.size())];
        note("an old request of tablet " + std::to_string(mail.node) + " arrives");
        count("old requests");
        auto answer = askHub(mail);
        if (answer) keep(m_oldAnswers, {mail.node, mail.session, std::move(*answer)});
        learnHub();
        checkHub();
    } else if (!m_oldAnswers.empty()) {
        const auto mail = m_oldAnswers[m_dice.below(m_oldAnswers.size())];
        auto& node = *m_nodes[mail.node];
        startSync(mail.node);
        if (m_failure) return;
        m_requests.pop_back();
        note("an old answer reaches tablet " + std::to_string(mail.node));
        count("old answers");
        const auto was = snapshot(node.tablet.db);
        if (node.round->receive(mail.body).ok())
            broke("I21", "an old answer was taken for that of a new request");
        if (snapshot(node.tablet.db) != was)
            broke("I22", "an old answer that was refused left something behind");
        node.round.reset();
        checkNode(node);
    }
}

bool World::hasMeetings() const
{
    // Whoever takes a statement from a colleague asks no law of it.
    return !hasStatements() &&
           std::ranges::find(kMeetingsAt, m_plan.seed % kMeetingsEach) != std::end(kMeetingsAt);
}

/// Two tablets sync with no hub between, and the connection may end anywhere.
void World::meet()
{
    auto& one = anyNode();
    auto& two = anyNode();
    if (&one == &two || one.rolledBack || two.rolledBack) return;
    const auto sideOf = [&](Node& node, Node& peer) {
        const auto actor =
            must(m_hub.core.registry.vaultActorOf(deviceOf(node.tablet.deviceKey.publicKey())));
        // No lease ends here: the clocks would choose what follows.
        return PeerRound(*node.tablet.replica,
                         {node.tablet.certificate, actor->certificate,
                          deviceOf(peer.tablet.deviceKey.publicKey())},
                         0);
    };
    auto first = sideOf(one, two);
    auto second = sideOf(two, one);
    auto message = first.greet();
    for (auto* hears = &second; message.ok() && !message->empty();
         hears = hears == &second ? &first : &second) {
        if (m_dice.oneIn(10)) {
            count("meetings cut");
            break;
        }
        message = hears->hear(*message);
    }
    // A new installation has no grant yet.
    if (!message.ok() && message.error().code == ErrorCode::Unauthorised) return;
    if (!fine(message, "I30", "a meeting of two tablets")) return;
    count("meetings");
    const auto& taken = second.report();
    note("two tablets meet, and " + std::to_string(first.report().taken) + " and " +
         std::to_string(taken.taken) + " changes are taken");
    if (first.report().taken + taken.taken > 0) count("meetings that handed something on");
    checkNode(one);
    if (!m_failure) checkNode(two);
}

/// One tablet hands another what the hub has not decided yet: applied only onto what it rests on.
void World::relay()
{
    auto& from = anyNode();
    auto& to = anyNode();
    if (&from == &to || from.rolledBack || to.rolledBack) return;
    auto& target = *to.tablet.replica;
    for (const auto ix : must(from.tablet.replica->log().strandsWithUndecided())) {
        const auto strand = must(from.tablet.replica->strands().strand(ix));
        const auto held = must(target.strands().findStrand(strand.id));
        if (!held || held->rights == 0 || m_dice.oneIn(2)) continue;
        const auto rows = must(from.tablet.replica->log().undecided(ix));
        const auto& first = rows[m_dice.below(rows.size())];
        const auto chain = must(target.log().chainOf(*held, first.actor));
        const auto previous = first.ctr == 1
                                  ? std::optional(chainStart(strand.id, first.actor))
                                  : must(target.log().hashAt(held->ix, chain, first.ctr - 1));
        const auto author = must(m_hub.core.registry.actor(first.actor));
        if (!previous || !first.signature || !author) continue;
        // Who takes work from a colleague asks the laws, as the hub does.
        if (m_forged.contains({strand.id, {first.actor, first.ctr}})) continue;
        const auto bytes = encodeRun(0, strand.id, false, first.actor, first.ctr, {first.encoded},
                                     *first.signature);
        const auto raw = must(decodeRun(bytes));
        const auto run =
            VerifiedRun::open(raw, strand.id, first.actor, *previous, author->certificate.key);
        if (!fine(run, "I18", "a run handed on verifies")) return;
        auto quarantine = must(store::Receiving::begin(target));
        const auto added = quarantine.add(held->ix, *run, Verdict::Undecided);
        if (!added.ok() && added.error().code == ErrorCode::NotFound) {
            count("runs held back for what they rest on");
            continue;
        }
        if (!fine(added, "I5", "a run handed on") || !fine(quarantine.commit(), "I5", "its commit"))
            return;
        note("hands on " + first.actor.hex().substr(0, 6) + ":" + std::to_string(first.ctr));
        count("runs handed on");
    }
    checkNode(to);
}

} // namespace lapwing::sim
