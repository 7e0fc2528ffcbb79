#include "client/cli/person_verbs.h"

#include "shared/base/civil.h"

#include <algorithm>

namespace lapwing::cli {

namespace {
using nlohmann::json;
using schema::same_person::Answer;

Answer answerNamed(std::string_view name)
{
    const auto* word = schema::same_person::kAnswers.find(name);
    return word ? static_cast<Answer>(word->number) : Answer::NotSure;
}

std::string nameOf(Answer answer)
{
    const auto* word = schema::same_person::kAnswers.find(static_cast<std::uint32_t>(answer));
    return word ? std::string(word->name) : "newer";
}

json toJson(std::span<const work::MayBeSame> people)
{
    auto out = json::array();
    for (const auto& one : people) {
        auto births = json::array();
        for (const auto day : one.births) births.push_back(formatDay(day));
        auto because = json::array();
        for (const auto clue : one.because) because.push_back(rules::inWords(clue));
        out.push_back({{"id", work::recordIdText(one.person, true)},
                       {"case", one.caseRef},
                       {"name", one.name},
                       {"dob", std::move(births)},
                       {"because", std::move(because)}});
    }
    return out;
}

json idsOf(std::span<const RecordKey> keys)
{
    auto out = json::array();
    for (const auto& key : keys) out.push_back(work::recordIdText(key, true));
    return out;
}

json toJson(const work::SaidOfPair& said)
{
    return {{"id", said.id},
            {"one", work::recordIdText(said.one, true)},
            {"other", work::recordIdText(said.other, true)},
            {"answer", nameOf(said.answer)},
            {"by", said.by.hex()},
            {"why", said.why}};
}

json toJson(const work::PersonView& view)
{
    auto said = json::array();
    for (const auto& word : view.said) said.push_back(toJson(word));
    return {{"id", work::recordIdText(view.person, true)},
            {"shown_under", work::recordIdText(view.kept, true)},
            {"merged", idsOf(view.merged)},
            {"files", idsOf(view.files)},
            {"said", std::move(said)}};
}

std::string textIn(const json& value) { return value.get<std::string>(); }

std::string joined(const json& list, std::string_view with)
{
    std::string all;
    for (const auto& one : list) all += (all.empty() ? "" : std::string(with)) + textIn(one);
    return all;
}
} // namespace

Result<std::vector<work::SameAnswer>> answersIn(work::Casework& casework, const Command& command)
{
    std::vector<work::SameAnswer> answers;
    const std::pair<const std::vector<std::string>*, Answer> kinds[] = {
        {&command.same, Answer::Same},
        {&command.different, Answer::Different},
        {&command.notSure, Answer::NotSure}};
    for (const auto& [ids, answer] : kinds)
        for (const auto& id : *ids) {
            LAPWING_ASSIGN(const auto key, casework.find(id));
            answers.push_back({key, answer, command.reason});
        }
    return answers;
}

Error unanswered(std::span<const work::MayBeSame> people)
{
    std::string who;
    for (const auto& one : people) {
        std::string because;
        for (const auto clue : one.because)
            because += (because.empty() ? "" : ", ") + std::string(rules::inWords(clue));
        who += (who.empty() ? "" : "; ") + one.name + " in " + one.caseRef + " (" + because +
               "), " + work::recordIdText(one.person, true);
    }
    return fail(ErrorCode::Conflict,
                "Somebody on this tablet may be the same person: " + who +
                    ". Nothing was saved. Say it of each: --same ID, --different ID or "
                    "--not-sure ID.");
}

Result<json> runPerson(work::Casework& casework, const Command& command)
{
    work::PersonWork people(casework);
    if (command.verb == Verb::PersonUndo) {
        LAPWING_TRY(people.takeBack(command.subject, command.reason));
        return json{{"taken_back", command.subject}};
    }
    LAPWING_ASSIGN(const auto key, casework.find(command.subject));
    if (command.verb == Verb::PersonLike) {
        LAPWING_ASSIGN(const auto like, people.like(key));
        return toJson(like);
    }
    if (command.verb == Verb::PersonShow) {
        LAPWING_ASSIGN(const auto view, people.read(key));
        return toJson(view);
    }
    LAPWING_ASSIGN(const auto other, casework.find(command.other));
    LAPWING_ASSIGN(const auto said,
                   people.say(key, {other, answerNamed(command.answer), command.reason}));
    return toJson(said);
}

std::string likeText(const json& people)
{
    if (people.empty()) return "Nobody else on this tablet may be this person.\n";
    std::string out;
    for (const auto& one : people) {
        out += textIn(one.at("id")) + "  " + textIn(one.at("case")) + "  " + textIn(one.at("name"));
        if (!one.at("dob").empty()) out += ", born " + joined(one.at("dob"), " or ");
        out += "\n  " + joined(one.at("because"), ", ") + "\n";
    }
    return out;
}

std::string personText(const json& person)
{
    auto out = textIn(person.at("id")) + "\n";
    if (person.at("shown_under") != person.at("id"))
        out += "  shown under " + textIn(person.at("shown_under")) + "\n";
    for (const auto& one : person.at("merged")) out += "  with it " + textIn(one) + "\n";
    for (const auto& one : person.at("files")) out += "  also in " + textIn(one) + "\n";
    for (const auto& word : person.at("said")) {
        out += "  " + textIn(word.at("id")) + "  " + textIn(word.at("one")) + " and " +
               textIn(word.at("other")) + ": " + textIn(word.at("answer"));
        if (const auto why = textIn(word.at("why")); !why.empty()) out += " (" + why + ")";
        out += "\n";
    }
    return out;
}

} // namespace lapwing::cli
