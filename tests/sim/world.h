#pragma once

#include "tests/sim/model.h"
#include "tests/sim/node.h"
#include "tests/sim/plan.h"

#include <deque>

namespace lapwing::sim {

/// N tablets and a hub in one thread: the real replicas, rounds, journal and service over stores
/// in memory, a network of loose messages, and deaths at commits. One seed is one history.
class World {
public:
    explicit World(const Plan& plan) : World(plan, {}) {}
    /// For a plan that keeps some steps: the dice of each step of the whole history.
    World(const Plan& plan, std::vector<SeededRandom> dice);
    /// Chaos, then quiet, then the checks; three times over.
    void run();
    [[nodiscard]] const std::optional<Failure>& failure() const { return m_failure; }
    [[nodiscard]] const Counts& counts() const { return m_counts; }
    [[nodiscard]] Ending ending();
    [[nodiscard]] bool bulky() const { return m_bulky; }
    /// The dice as each step that was made began.
    [[nodiscard]] const std::vector<SeededRandom>& diceOfSteps() const { return m_diceOfSteps; }

private:
    void nextStep(); // world.cpp, to reopen()
    void step();
    void quieten();
    void broke(std::string_view invariant, const std::string& what);
    void note(const std::string& what);
    void count(const std::string& kind) { ++m_counts[kind]; }
    template <typename T>
    bool fine(const Result<T>& result, std::string_view invariant, std::string_view what)
    {
        const auto why = result.ok() ? "" : result.error().detail + " " + result.error().text();
        if (!result.ok()) broke(invariant, std::string(what) + ": " + why);
        return result.ok();
    }
    Node& anyNode() { return *m_nodes[m_dice.below(m_nodes.size())]; }
    void turnClock(test::HandClock& clock);
    void reopen(Node& node);
    void disksChange(Node& node);
    void changeMembership();
    void hubWrites();
    void learnHub();

    // work.cpp: what people do
    void display(Node& node);
    void saveForm(Node& node);
    void addRecord(Node& node);
    void retire(Node& node);
    void decide(Node& node);
    [[nodiscard]] bool hasStatements() const;
    void sayWords(Node& node); // statements.cpp, with forge()
    void forge(Node& node);
    using Call = std::function<Result<store::Saved>()>;
    bool saved(Node& node, const CaseId& caseId, const DisplayedRecord& form,
               const std::vector<Written>& writes, const Call& call);
    [[nodiscard]] static std::optional<std::pair<StrandId, SeenDot>>
    nextDot(Node& node, const CaseId& caseId, schema::Compartment part);
    [[nodiscard]] static bool mayChange(Node& node, const CaseId& caseId, schema::Compartment part,
                                        int bits);
    void leaveOutLost(Node& node, const StrandId& id, std::set<SeenDot>& displayed);
    void record(Node& node, const std::map<StrandId, Save>& made);

    // kept.cpp: what a person decides about quarantine
    [[nodiscard]] bool hasDeciders() const;
    void decideKept();
    void decideOne(const StrandId& id, const SeenDot& dot);
    [[nodiscard]] bool isToldOfAdoption(store::ChangeLog& store, const store::Strand& strand,
                                        const SeenDot& dot);

    // taken_out.cpp: what the office takes out for good
    [[nodiscard]] bool hasRedactions() const;
    [[nodiscard]] Value once(Value value);
    void redactSome();
    void learnRedactions(const StrandId& strand, const Change& change);
    [[nodiscard]] std::optional<bool> isGone(const StrandId& strand, const SeenDot& dot,
                                             const Place& place, const Model::Holds& holds) const;
    [[nodiscard]] bool isWrittenElsewhere(const Bytes& value) const;
    void checkChains(store::Database& database);
    void checkGone();

    // backups.cpp: disks put back as they once were
    void backUpHub();
    void restoreHub();
    [[nodiscard]] bool hasLateAccess() const;
    void adoptFound();
    void oweWhatIsHeld();
    void checkGivenBack();
    void copyTablet(Node& node);
    void restoreTablet(Node& node);
    void replaceTablet(Node& node);

    // network.cpp: what lies between
    void stir();
    void startSync(std::size_t node);
    void deliverRequest(Mail mail);
    void deliverAnswer(const Mail& mail);
    void replayOld();
    void keepGrantsYoung();
    void relay();
    [[nodiscard]] bool hasMeetings() const;
    void meet();
    std::optional<Bytes> askHub(const Mail& mail);

    // checks.cpp: what must hold
    void checkNode(Node& node);
    void checkHub();
    void checkStrand(Node& node, const store::Strand& strand);
    void checkProtective(Node& node);
    void checkSafe(Node& node);
    void checkWords(Node& node, const RecordId& record, const std::map<SeenDot, Bytes>& shown);
    void checkRetired(Node& node);
    void checkDecided(Node& node);
    void checkUnsent(Node& node);
    [[nodiscard]] bool restsOnLoss(const StrandId& strand, const SeenDot& dot);
    [[nodiscard]] bool isUntold(Node& node, const store::Strand& strand, const SeenDot& dot);
    void checkQuiet();
    void compare(const std::string& where, const StrandId& strand, const Live& shown,
                 const Model::Holds& holds, const Model::Holds& isInForce);
    [[nodiscard]] std::optional<Verdict> fateOf(const StrandId& strand, const SeenDot& dot) const;
    [[nodiscard]] Live liveOf(store::Database& database, store::StrandIx ix);

    Plan m_plan;
    SeededRandom m_random; ///< keys, ids and salts
    SeededRandom m_dice;   ///< what happens
    SeededRandom m_hours;  ///< what the clocks say
    std::vector<SeededRandom> m_diceOfSteps; ///< as made; of a plan that keeps some: as given
    test::HandClock m_hubClock;
    test::SmallHub m_hub;
    std::vector<std::unique_ptr<Node>> m_nodes;
    std::vector<CaseId> m_cases;
    std::deque<Mail> m_requests, m_answers, m_oldRequests, m_oldAnswers;
    Model m_model;
    /// What the hub made of every change it holds.
    std::map<StrandId, std::map<SeenDot, Verdict>> m_fate;
    /// What it took, and has no more since it was put back; and what tablets must bring it again.
    std::map<StrandId, std::map<SeenDot, Verdict>> m_lost, m_owed;
    std::map<StrandId, std::set<SeenDot>> m_everLost;
    std::set<ActorId> m_offices; ///< the actors that the hub wrote as
    bool m_hubKept = false;      ///< there is a backup of the hub
    bool m_frozen = false;       ///< no assignments before every tablet has met the restored hub
    struct Decision {
        StrandId strand;
        SeenDot by;
        Place place;
        std::set<SeenDot> settled;
    };
    std::vector<Decision> m_decisions;
    /// What a removal's form displayed, over all strands.
    std::map<std::pair<StrandId, SeenDot>, std::set<std::pair<schema::Compartment, SeenDot>>>
        m_removals;
    std::map<std::pair<StrandId, SeenDot>, std::set<Bytes>> m_about; ///< numbers a change can mean
    /// A statement's text, and the change by which its author said it.
    std::map<RecordId, std::pair<SeenDot, Bytes>> m_words;
    std::set<std::pair<StrandId, SeenDot>> m_forged;
    std::optional<PersonId> m_decider; ///< of the office; in some histories nobody is
    std::set<std::pair<StrandId, SeenDot>> m_adopted, m_rejected;
    std::optional<PersonId> m_finder;  ///< takes in what a restored hub lacks, in some histories
    std::optional<PersonId> m_officer; ///< takes content out, in some histories
    struct Gone {
        SeenDot by; ///< the office's change that says so
        Place place;
        std::uint32_t op = 0;
    };
    std::map<std::pair<StrandId, SeenDot>, std::vector<Gone>> m_gone; ///< of a change
    std::uint64_t m_texts = 0;
    Counts m_counts;
    std::optional<Failure> m_failure;
    std::uint64_t m_step = 0;
    bool m_bulky = false; ///< long texts, so that answers come in parts
};

/// What a live value is told as whose content was taken out.
inline const Bytes kTakenOut{0xff};

/// Where every strand and device stands at the hub.
[[nodiscard]] std::string standing(test::SmallHub& hub);

} // namespace lapwing::sim
