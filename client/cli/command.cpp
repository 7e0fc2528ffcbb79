#include "client/cli/command.h"

#include "shared/usage/examples_first.h"

#include <algorithm>

namespace lapwing::cli {

namespace {
constexpr const char* kWhat = "Casework from a sealed vault, on or off the network.";
constexpr const char* kEnds =
    "The passphrase is asked for, or read from --passphrase-file. Exit: 0 done, 1 refused or\n"
    "failed, 2 the office was not reached (the work is safe), 64 the command was not understood.";

constexpr std::string_view kExamples[] = {
    "setup --hub https://hub.example:8443 --code 7K2M9QXW4T",
    "sync",
    "case list",
    "case show DA-2031",
    "case due DA-2031",
    "record show 5f0c4b7e91d2a836",
    "record add DA-2031 chronology text=\"Rang, no answer\" kind=contact",
    "record set 5f0c4b7e91d2a836 status=completed",
    "record retire 5f0c4b7e91d2a836 --why \"Entered twice\"",
    "record removed DA-2031",
    "record restore 5f0c4b7e91d2a836 --why \"It was the only one\"",
    "check list",
    "check decide ID --keep 2 --reason \"Rang her today\"",
    "check history DA-2031",
    "check undo ID --reason \"Both numbers are in use\"",
    "check decide ID --value \"020 7946 0333\" --reason \"Read to me by her\"",
    "meeting show 5f0c4b7e91d2a836",
    "visit show 5f0c4b7e91d2a836",
    "visit acknowledge 5f0c4b7e91d2a836 91d2a8365f0c4b7e",
    "visit approve 5f0c4b7e91d2a836",
    "visit say 5f0c4b7e91d2a836 \"His aunt let us in.\"",
    "visit sign 5f0c4b7e91d2a836",
    "visit countersign 5f0c4b7e91d2a836",
    "person like 5f0c4b7e91d2a836",
    "record add DA-2031 person legal_name=\"Una Hale\" --different 91d2a8365f0c4b7e",
    "person same 5f0c4b7e91d2a836 91d2a8365f0c4b7e --why \"The NHS card\"",
    "person different 5f0c4b7e91d2a836 91d2a8365f0c4b7e --why \"Born in another town\"",
    "person unsure 5f0c4b7e91d2a836 91d2a8365f0c4b7e",
    "person merge 5f0c4b7e91d2a836 91d2a8365f0c4b7e --why \"Entered twice\"",
    "person show 5f0c4b7e91d2a836",
    "person undo ID --why \"A namesake\"",
    "search bedford lock",
    "status --json",
    "schema",
    "export --json",
    "batch today.txt",
    "passphrase",
    "change-passphrase --new-passphrase-file ./new",
    "pin set --pin-file ./pin",
    "pin drop",
    "tries --most 10",
    "rekey",
    "note \"DA-1: a call at 9am: safe, and with family\"",
    "recovery open --key-file /media/stick/recovery.key --new-passphrase-file ./new",
    "cargo deliver --from /media/stick/ben",
};
constexpr std::string_view kBefore = "lapwing-cli --vault ./amara";

/// Builds the parser onto one Command. CLI11 keeps pointers into it while it parses.
class Grammar {
public:
    explicit Grammar(Command& command) : m_command(command), m_app(kWhat, "lapwing-cli")
    {
        m_app.formatter(std::make_shared<usage::ExamplesFirst>(kBefore, kExamples));
        m_app.footer(kEnds);
        m_app.require_subcommand(1);
        m_app.fallthrough();
        m_app.add_option("--vault", command.vault, "The vault's folder");
        m_app.add_option("--passphrase-file", command.passphraseFile,
                         "A file that holds the passphrase");
        m_app.add_option("--pin-file", command.pinFile,
                         "A file that holds the PIN, to open with it or to set it");
        m_app.add_option("--kdf-memory", command.kdfMemoryMib,
                         "For tests: MiB that a try of the passphrase takes, and may take");
        m_app.add_flag("--json", command.json, "Answer as one line of JSON");
        addCases();
        addRecords();
        addChecks();
        addVisits();
        addPeople();
        addKeys();
        addRest();
    }
    void parse(std::vector<std::string> words)
    {
        std::ranges::reverse(words); // as CLI11 takes them
        m_app.parse(std::move(words));
    }
    Parsed failure(const CLI::ParseError& error) const
    {
        auto said = usage::instead(m_app, error);
        return {std::nullopt, said.status, std::move(said.text)};
    }

private:
    CLI::App* verb(CLI::App& under, const char* name, const char* what, Verb is)
    {
        auto* made = under.add_subcommand(name, what);
        made->callback([this, is] { m_command.verb = is; });
        return made;
    }
    CLI::App& group(const char* name, const char* what)
    {
        auto* made = m_app.add_subcommand(name, what);
        made->require_subcommand(1);
        return *made;
    }
    void addCases()
    {
        auto& cases = group("case", "Cases on this tablet");
        verb(cases, "list", "All of them", Verb::CaseList);
        verb(cases, "show", "One case and its records", Verb::CaseShow)
            ->add_option("REF", m_command.subject, "The case's reference")->required();
        verb(cases, "due", "What is due on it, and by when", Verb::CaseDue)
            ->add_option("REF", m_command.subject, "The case's reference")->required();
        auto& meetings = group("meeting", "Meetings of your panels");
        verb(meetings, "show", "Its papers; whether its room may decide", Verb::MeetingShow)
            ->add_option("ID", m_command.subject, "The meeting's id")->required();
    }
    void addRecords()
    {
        auto& records = group("record", "Records of cases");
        auto* show = verb(records, "show", "One record", Verb::RecordShow);
        show->add_option("ID", m_command.subject, "The record's id")->required();
        addCase(show);
        auto* add = verb(records, "add", "A new record in a case", Verb::RecordAdd);
        add->add_option("REF", m_command.subject, "The case's reference")->required();
        add->add_option("TYPE", m_command.type, "What it is: action, incident …")->required();
        add->add_option("FIELDS", m_command.words, "name=value, as many as wanted");
        add->add_option("--reason", m_command.reason, "Why");
        add->add_option("--same", m_command.same, "The same person: an id that was named");
        add->add_option("--different", m_command.different, "Somebody else: an id that was named");
        add->add_option("--not-sure", m_command.notSure, "Not sure: an id that was named");
        auto* set = verb(records, "set", "Change a record", Verb::RecordSet);
        set->add_option("ID", m_command.subject, "The record's id")->required();
        addCase(set);
        addRemoval(records, "retire", "Entered in error: remove it; it can be brought back",
                   Verb::RecordRetire);
        addRemoval(records, "restore", "Bring a removed record back", Verb::RecordRestore);
        verb(records, "removed", "What was removed: by whom, when, why", Verb::RecordRemoved)
            ->add_option("REF", m_command.subject, "Of one case only");
        set->add_option("FIELDS", m_command.words,
                        "name=value; of a set also name+=member and name-=member")->required();
        set->add_option("--reason", m_command.reason, "Why");
    }
    void addRemoval(CLI::App& records, const char* name, const char* help, Verb what)
    {
        auto* to = verb(records, name, help, what);
        to->add_option("ID", m_command.subject, "The record's id")->required();
        to->add_option("--reason,--why", m_command.reason, "Why; always asked for");
        addCase(to);
    }
    /// For an id that records of several cases have.
    void addCase(CLI::App* to)
    {
        to->add_option("--case", m_command.caseRef, "Whose record, if several cases have that id");
    }
    void addChecks()
    {
        auto& checks = group("check", "What needs a person: two versions of one thing");
        verb(checks, "list", "All that are open", Verb::CheckList);
        auto* decide = verb(checks, "decide", "Choose", Verb::CheckDecide);
        decide->add_option("ID", m_command.subject, "The check's id")->required();
        auto* how = decide->add_option_group("how");
        how->add_option("--keep", m_command.keep, "The number of the version, from 1");
        how->add_option("--value", m_command.value, "Another value");
        how->require_option(1);
        decide->add_option("--reason", m_command.reason, "Why; always asked for");
        verb(checks, "history", "What was decided, and between which versions", Verb::CheckHistory)
            ->add_option("REF", m_command.subject, "Of one case only");
        auto* undo = verb(checks, "undo", "Take a decision back", Verb::CheckUndo);
        undo->add_option("ID", m_command.subject, "The decision's id")->required();
        undo->add_option("--reason", m_command.reason, "Why; always asked for");
    }
    CLI::App* ofVisit(CLI::App& under, const char* name, const char* what, Verb is)
    {
        auto* made = verb(under, name, what, is);
        made->add_option("VISIT", m_command.subject, "The visit's id")->required();
        return made;
    }
    void addVisits()
    {
        auto& visits = group("visit", "What people read, say and sign for a visit");
        ofVisit(visits, "show", "Who goes, what they have read, who has signed", Verb::VisitShow);
        ofVisit(visits, "acknowledge", "I have read this warning", Verb::VisitAcknowledge)
            ->add_option("MARKER", m_command.marker, "The marker's id")->required();
        ofVisit(visits, "approve", "As a supervisor who is not going", Verb::VisitApprove);
        ofVisit(visits, "say", "What I saw, in my own words", Verb::VisitSay)
            ->add_option("TEXT", m_command.words, "The statement")->required();
        ofVisit(visits, "sign", "My statement and the record as it stands", Verb::VisitSign);
        ofVisit(visits, "countersign", "As a supervisor, when all have signed",
                Verb::VisitCountersign);
    }
    void ofTwo(CLI::App& under, const char* name, const char* what, const char* answer)
    {
        auto* made = under.add_subcommand(name, what);
        made->callback([this, answer] {
            m_command.verb = Verb::PersonSay;
            m_command.answer = answer;
        });
        made->add_option("ID", m_command.subject, "A person's id")->required();
        made->add_option("OTHER", m_command.other, "The other's id")->required();
        made->add_option("--reason,--why", m_command.reason, "Why; of a merge always asked for");
    }
    void addPeople()
    {
        auto& people = group("person", "Who is the same person, within a case and across cases");
        verb(people, "show", "What was said of somebody, and what is shown with them",
             Verb::PersonShow)
            ->add_option("ID", m_command.subject, "The person's id")
            ->required();
        verb(people, "like", "Who may be the same, of whom nothing was said", Verb::PersonLike)
            ->add_option("ID", m_command.subject, "The person's id")
            ->required();
        ofTwo(people, "same", "They are one person", "same");
        ofTwo(people, "different", "They are two people", "different");
        ofTwo(people, "unsure", "It is not known", "not_sure");
        ofTwo(people, "merge", "Show the first under the other: two records of one case", "merged");
        auto* undo = verb(people, "undo", "Take back what was said", Verb::PersonUndo);
        undo->add_option("ID", m_command.subject, "The id of what was said")->required();
        undo->add_option("--reason,--why", m_command.reason, "Why; always asked for");
    }
    void addKeys()
    {
        verb(m_app, "passphrase", "Make a passphrase of five words", Verb::MakePassphrase);
        verb(m_app, "change-passphrase", "Give the vault another", Verb::ChangePassphrase)
            ->add_option("--new-passphrase-file", m_command.newPassphraseFile,
                         "A file that holds the new one");
        auto& pins = group("pin", "Six digits that open the vault until the machine restarts");
        verb(pins, "set", "Choose it: --pin-file, or type it", Verb::SetPin)
            ->add_option("--duress-pin-file", m_command.duressPinFile,
                         "One more, that raises the alarm and drops every key");
        verb(pins, "drop", "Only the passphrase from now on", Verb::DropPin);
        verb(m_app, "tries", "How many wrong passphrases erase the keys", Verb::Tries)
            ->add_option("--most", m_command.triesMost, "5 to 20; without it 10")
            ->required();
        verb(m_app, "rekey", "Seal everything anew under a new key", Verb::Rekey);
        auto& recovery = group("recovery", "The organisation's own way in");
        auto* open = verb(recovery, "open", "Open the vault and give it a new passphrase",
                          Verb::RecoveryOpen);
        open->add_option("--key-file", m_command.keyFile, "The recovery key")->required();
        open->add_option("--new-passphrase-file", m_command.newPassphraseFile,
                         "A file that holds the new passphrase");
        auto& cargo = group("cargo", "Another tablet's sealed work");
        auto* deliver = verb(cargo, "deliver", "Bring it to the office", Verb::CargoDeliver);
        deliver->add_option("--from", m_command.from, "The other vault's folder, or its file cargo")
            ->required();
        deliver->add_flag("--drafts", m_command.drafts,
                          "Drafts as well, of a vault that nobody can open any more");
    }
    void addRest()
    {
        auto* setUp = verb(m_app, "setup", "Set up this tablet", Verb::SetUp);
        setUp->add_option("--hub", m_command.hub, "https://host:port")->required();
        setUp->add_option("--code", m_command.code, "The code from the office")->required();
        verb(m_app, "sync", "Send and fetch", Verb::Sync);
        verb(m_app, "note", "Words for the office, sealed at once; without a lease, too",
             Verb::Note)
            ->add_option("WORDS", m_command.words, "What to say")
            ->required();
        verb(m_app, "search", "Find records by words", Verb::Search)
            ->add_option("WORDS", m_command.words, "All must occur")->required();
        verb(m_app, "schema", "Every kind of record and field", Verb::Schema);
        verb(m_app, "status", "How this tablet stands", Verb::Status);
        verb(m_app, "export", "Everything on this tablet, in one order", Verb::Export);
        verb(m_app, "batch", "Commands from a file, one a line", Verb::Batch)
            ->add_option("FILE", m_command.subject, "\"-\" reads standard input")->required();
    }

    Command& m_command;
    CLI::App m_app;
};
} // namespace

Parsed parseCommand(std::vector<std::string> words)
{
    Command command;
    Grammar grammar(command);
    try {
        grammar.parse(std::move(words));
    } catch (const CLI::ParseError& error) {
        return grammar.failure(error);
    }
    return {std::move(command), 0, {}};
}

std::optional<std::vector<std::string>> splitLine(std::string_view line)
{
    std::vector<std::string> words;
    std::string word;
    bool inWord = false;
    char quote = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        const bool escapes = c == '\\' && quote != '\'' && i + 1 < line.size();
        if (escapes && (quote == 0 || line[i + 1] == '"' || line[i + 1] == '\\')) {
            word += line[++i];
            inWord = true;
        } else if (quote != 0) {
            if (c == quote) quote = 0;
            else word += c;
        } else if (c == '\'' || c == '"') {
            quote = c;
            inWord = true;
        } else if (c == ' ' || c == '\t' || c == '\r') {
            if (inWord) words.push_back(std::exchange(word, {}));
            inWord = false;
        } else {
            word += c;
            inWord = true;
        }
    }
    if (quote != 0) return std::nullopt;
    if (inWord) words.push_back(std::move(word));
    return words;
}

bool alwaysJson(Verb verb)
{
    using enum Verb;
    return verb == SetUp || verb == Sync || verb == Note || verb == Tries || verb == Rekey ||
           verb == CargoDeliver || verb == RecoveryOpen || verb == SetPin || verb == DropPin ||
           verb == ChangePassphrase || verb == RecordAdd || verb == RecordSet ||
           verb == RecordRetire || verb == RecordRestore || verb == CheckDecide ||
           verb == CheckUndo || verb == VisitAcknowledge || verb == VisitApprove ||
           verb == VisitSign || verb == VisitCountersign || verb == VisitSay || verb == PersonSay ||
           verb == PersonUndo;
}

} // namespace lapwing::cli
