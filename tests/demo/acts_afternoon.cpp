#include "tests/demo/story.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

namespace lapwing::demo {

namespace {
constexpr std::string_view kCanary = "cormorant";

std::array<const Tablet*, 4> tabletsOf(const Stage& stage)
{
    return {&stage.officer, &stage.probation, &stage.idva, &stage.coordinator};
}

/// Twice, so that the first also hear what the last brought.
Result<std::uint64_t> allSync(const Stage& stage)
{
    std::uint64_t pushed = 0;
    for (int i = 0; i < 2; ++i)
        for (const auto* tablet : tabletsOf(stage)) {
            LAPWING_ASSIGN(const auto synced, tablet->sync());
            pushed += synced.value("pushed", std::uint64_t{0});
            LAPWING_TRY(claim(synced["unsent"] == 0, tablet->owner() + " has sent everything"));
        }
    return pushed;
}

/// The checks that are open on a tablet about one record, by field.
Result<std::map<std::string, Json>> checksOf(const Tablet& tablet, const std::string& record)
{
    LAPWING_ASSIGN(const auto all, tablet.ask({"check", "list", "--json"}));
    std::map<std::string, Json> found;
    for (const auto& check : all)
        if (check.value("record", "") == record) found[check.value("field", "")] = check;
    return found;
}

Result<std::string> digestOf(const Tablet& tablet)
{
    LAPWING_ASSIGN(const auto status, tablet.ask({"status", "--json"}));
    return status.value("digest", "");
}

/// The digest that two tablets with equal grants share.
Result<std::string> haveEqualDigests(const Tablet& one, const Tablet& other)
{
    LAPWING_ASSIGN(const auto digest, digestOf(one));
    LAPWING_ASSIGN(const auto second, digestOf(other));
    LAPWING_TRY(claim(!digest.empty() && digest == second,
                      "tablets with equal grants have equal digests"));
    return digest;
}

/// Whether the number is safe is a question of its own, and may be open too.
Result<void> markUnsafe(Stage& stage, const std::string& phone)
{
    const std::string reason = "He goes through that phone.";
    LAPWING_ASSIGN(const auto open, checksOf(stage.idva, phone));
    if (const auto safe = open.find("safe"); safe != open.end()) {
        const bool first = safe->second["siblings"][0]["value"] == "unsafe";
        LAPWING_TRY(stage.ledger.decide(stage.idva, safe->second, first ? 1 : 2, reason));
    }
    LAPWING_TRY(stage.ledger.set(stage.idva, phone, {"safe=unsafe"}, reason));
    return {};
}

Result<void> isSettled(const Tablet& tablet, const std::string& phone)
{
    LAPWING_ASSIGN(const auto left, checksOf(tablet, phone));
    LAPWING_ASSIGN(const auto after, tablet.record(phone));
    return claim(left.empty() && valuesOf(after, "value") == Words{"07700 900415"} &&
                     valuesOf(after, "safe") == Words{"unsafe"},
                 "one decision settles it on every tablet");
}

/// How many files of a vault hold one of the words in the clear, and how many there are.
std::pair<std::size_t, std::size_t> filesHolding(const std::string& folder, const Words& words)
{
    std::pair<std::size_t, std::size_t> count{0, 0};
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        ++count.second;
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string bytes((std::istreambuf_iterator<char>(file)), {});
        for (const auto& word : words)
            if (bytes.find(word) != std::string::npos) {
                ++count.first;
                break;
            }
    }
    return count;
}
} // namespace

Result<void> theHubReturns(Stage& stage)
{
    tellTime("14:00", "The hub returns, and everyone syncs");
    LAPWING_TRY(stage.hub.open());
    LAPWING_ASSIGN(const auto pushed, allSync(stage));
    const auto visit = recordId(kVisitCase, "visit.today");
    LAPWING_ASSIGN(const auto police, stage.officer.record(visit));
    LAPWING_ASSIGN(const auto probation, stage.probation.record(visit));
    LAPWING_TRY(claim(police == probation, "both officers read the same visit"));
    for (const auto* field : {"opened_by", "rooms_seen", "demeanour", "next_visit_on"})
        LAPWING_TRY(claim(valuesOf(police, field).size() == 1,
                          "the visit has one " + std::string(field) + ", whoever wrote it"));
    LAPWING_TRY(claim(valuesOf(police, "conditions_compliant").size() == 2,
                      "the visit has both conditions"));
    LAPWING_ASSIGN(const auto signers, stage.officer.ask({"visit", "show", visit, "--json"}));
    std::set<std::string> saidBy;
    for (const auto& said : signers["statements"]) saidBy.insert(said.value("by", ""));
    LAPWING_TRY(claim(saidBy == std::set{stage.idOf("@officer"), stage.idOf("@probation_one")},
                      "each statement is its signer's"));
    tell(counted(pushed, "change") + " sent. " + stage.officer.owner() + " and " +
         stage.probation.owner() + " now read one visit with " +
         counted(police["fields"].size(), "part") + ", both statements in it, and nobody was "
         "asked: they wrote different parts.");
    return {};
}

Result<void> aPersonDecides(Stage& stage)
{
    tellTime("14:20", "The same number was corrected twice, so a person decides");
    const auto phone = recordId(kMaracCase, "phone");
    LAPWING_ASSIGN(const auto open, checksOf(stage.coordinator, phone));
    LAPWING_ASSIGN(const auto onHers, checksOf(stage.idva, phone));
    LAPWING_TRY(claim(open.contains("value") && onHers == open,
                      "the two corrections are shown as a check on both tablets"));
    const auto siblings = open.at("value")["siblings"];
    LAPWING_TRY(claim(siblings.size() == 2 && siblings[0]["value"] != siblings[1]["value"],
                      "the check shows both numbers"));
    for (const auto& sibling : siblings)
        tell("\"" + sibling.value("value", "") + "\" is from " + sibling.value("author", "") +
             ".");

    // A tablet that was not there reads the office's state, not the history of it.
    const auto spare = stage.tabletOf("@coordinator", "spare");
    LAPWING_TRY(stage.setUp(spare, "@coordinator"));
    LAPWING_TRY(spare.sync());
    LAPWING_ASSIGN(const auto onSpare, checksOf(spare, phone));
    LAPWING_TRY(claim(onSpare == open, "a new tablet shows the same checks"));
    LAPWING_TRY(haveEqualDigests(stage.coordinator, spare));
    tell("A spare tablet, set up now for " + spare.owner() + ", asks the same question.");

    const std::size_t keep = siblings[0]["value"] == "07700 900415" ? 1 : 2;
    LAPWING_TRY(stage.ledger.decide(stage.idva, open.at("value"), keep,
                                    "Read out by her, face to face."));
    LAPWING_TRY(markUnsafe(stage, phone));
    LAPWING_TRY(allSync(stage));
    LAPWING_TRY(spare.sync());
    for (const auto& tablet : {stage.idva, stage.coordinator, spare})
        LAPWING_TRY(isSettled(tablet, phone));
    tell(stage.idva.owner() + " keeps her own, \"Read out by her, face to face\", and it is marked "
         "unsafe. Nobody is asked again.");
    LAPWING_ASSIGN(const auto digest, haveEqualDigests(stage.coordinator, spare));
    tell("Both of " + spare.owner() + "'s tablets hold the same to the last bit: " +
         digest.substr(0, 16) + "…");
    return {};
}

Result<void> theTakenCaseIsGone(Stage& stage)
{
    tellTime("15:00", "The case that was taken away");
    LAPWING_ASSIGN(const auto listed, stage.hub.ask({"quarantine", "list", "--json"}));
    const auto& quarantine = listed["quarantine"];
    LAPWING_TRY(claim(quarantine.size() == 2, "both late changes wait in the quarantine"));
    for (const auto& change : quarantine)
        LAPWING_TRY(claim(change["case"] == kTakenCase &&
                              change.value("author", "").starts_with(stage.probation.owner()),
                          "what waits is his, with his name on it"));
    tell("At the office " + counted(quarantine.size(), "late change") + " of " +
         stage.probation.owner() + "'s wait for a person, whole and under his name.");

    const auto& him = stage.probation;
    LAPWING_ASSIGN(const auto kept, stage.officer.ask({"case", "show", std::string(kTakenCase),
                                                       "--json"}));
    LAPWING_ASSIGN(const auto subject, stage.officer.record(recordId(kTakenCase, "subject")));
    const auto name = valuesOf(subject, "legal_name").front();
    LAPWING_ASSIGN(const auto cases, him.ask({"case", "list", "--json"}));
    for (const auto& row : cases)
        LAPWING_TRY(claim(row["ref"] != kTakenCase, "the case is off his list"));
    LAPWING_ASSIGN(const auto asked, him.run({"case", "show", std::string(kTakenCase), "--json"}));
    LAPWING_TRY(claim(asked.exitCode == 1, "the case cannot be opened"));
    LAPWING_ASSIGN(const auto hits, him.ask({"search", std::string(kCanary), "--json"}));
    LAPWING_TRY(claim(hits.empty(), "a search does not find it"));
    LAPWING_ASSIGN(const auto everything, him.run({"export", "--json"}));
    LAPWING_TRY(claim(everything.exitCode == 0 &&
                          everything.out.find(kCanary) == std::string::npos &&
                          everything.out.find(stage.lateEntry) == std::string::npos &&
                          everything.out.find(kTakenCase) == std::string::npos,
                      "all that his vault can open holds nothing of it"));
    const auto [holding, files] = filesHolding(
        him.vault(), {std::string(kCanary), name, stage.lateEntry, std::string(kTakenCase)});
    LAPWING_TRY(claim(files > 3 && holding == 0, "no file of his vault tells of it"));
    tell("On his tablet it is gone: " + counted(cases.size(), "case") + " left, no hit in a "
         "search, no word of it in anything that the vault can open, nor in the bytes of its " +
         counted(files, "file") + ". " + stage.officer.owner() + ", who still has it, reads " +
         counted(kept["records"].size(), "record") + ".");
    return {};
}

Result<void> aQuestionStaysOpen(Stage& stage)
{
    tellTime("16:10", "Another number, and nobody is there to decide");
    const auto phone = recordId(kOpenCase, "phone");
    const std::string given = "07700 900628";
    LAPWING_TRY(stage.ledger.set(stage.idva, phone, {"value=" + given}, "She gave it herself."));
    LAPWING_TRY(allSync(stage));
    LAPWING_TRY(stage.ledger.set(stage.idva, phone, {"value=07700 900286"},
                                 "Her sister read it out: two digits were the wrong way round."));
    LAPWING_TRY(stage.ledger.set(stage.coordinator, phone, {"value=07700 900682"},
                                 "From the midwife's letter."));
    stage.ledger.replaced(phone, "value", given);
    LAPWING_TRY(allSync(stage));
    LAPWING_ASSIGN(const auto hers, checksOf(stage.idva, phone));
    LAPWING_ASSIGN(const auto theirs, checksOf(stage.coordinator, phone));
    LAPWING_TRY(claim(hers.contains("value") && hers == theirs,
                      "the question is open on both tablets"));
    LAPWING_ASSIGN(const auto shown, stage.idva.record(phone));
    LAPWING_TRY(claim(valuesOf(shown, "value").size() == 2, "both numbers are shown"));
    tell("Both had " + given + " and corrected it, each on her own. Both numbers are on both "
         "tablets until one of them decides. Tomorrow will do.");
    return {};
}

Result<void> nothingIsLost(Stage& stage)
{
    tellTime("17:00", "The day is counted");
    LAPWING_TRY(allSync(stage));
    LAPWING_ASSIGN(const auto listed, stage.hub.ask({"quarantine", "list", "--json"}));
    const auto readers = tabletsOf(stage);
    LAPWING_ASSIGN(const auto account, stage.ledger.account(readers, listed["quarantine"]));
    std::string lost;
    for (const auto& each : account.lost) lost += "\n  " + each;
    LAPWING_TRY(claim(account.lost.empty(), "every value written is accounted for" + lost));
    LAPWING_TRY(claim(account.superseded > 0 && account.inQuarantine > 0,
                      "the day had a decision and late work in it"));
    tell(counted(stage.ledger.size(), "value") + " written: " + std::to_string(account.live) +
         " stand, " + std::to_string(account.superseded) + " gave way to what somebody wrote who "
         "was shown them, " + std::to_string(account.inQuarantine) + " wait in the quarantine, " +
         std::to_string(account.lost.size()) + " lost.");
    LAPWING_TRY(stage.hub.close());
    return {};
}

} // namespace lapwing::demo
