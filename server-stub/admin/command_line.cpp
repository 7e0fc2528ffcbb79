#include "server-stub/admin/command_line.h"

#include "shared/usage/examples_first.h"

#include <charconv>
#include <filesystem>
#include <iostream>

namespace lapwing::hub::admin {

namespace {
constexpr const char* kWhat =
    "The hub of Lapwing: keeps the cases of an office's panels and syncs its tablets.";
constexpr const char* kEnds =
    "Every command answers one JSON line on stdout; messages go to stderr. Exit status: 0 done,\n"
    "1 refused or failed, 64 the command line is wrong.";

constexpr std::string_view kExamples[] = {
    "init --data ./hub --host hub.example.org",
    "serve --data ./hub --listen 0.0.0.0:8443",
    "agency add --data ./hub --name \"Brent Council\" --sector local_authority",
    "staff add --data ./hub --name \"Ada Okafor\" --agency 6f… --role idva",
    "staff list --data ./hub --name okafor",
    "staff set --data ./hub --staff 1c… --role \"idva, panel_member:cmarac\"",
    "staff leave --data ./hub --staff 1c…",
    "device add --data ./hub --staff 1c…",
    "device list --data ./hub",
    "device stop --data ./hub --device 9b…",
    "case import --data ./hub cases.csv --check",
    "case import --data ./hub cases.ndjson",
    "import map --suggest victims.xlsx",
    "case import --data ./hub victims.xlsx --map victims.toml --check",
    "case export --data ./hub cases.xlsx",
    "case export --data ./hub cases.csv --case C-17",
    "case assign --data ./hub --case C-17 --staff 1c…",
    "case unassign --data ./hub --case C-17 --staff 1c…",
    "case who --data ./hub --case C-17",
    "case list --data ./hub --staff 1c…",
    "case move --data ./hub --from 1c… --to 7e…",
    "quarantine list --data ./hub --json",
    "lease set --data ./hub --hours 168",
    "quarantine show --data ./hub --change 3fa9…",
    "quarantine adopt --data ./hub --change 3fa9… --by 1c… --reason \"They were at the door\"",
    "same list --data ./hub --json",
    "same confirm --data ./hub --pair 7d20… --by 1c… --why \"The IDVA rang them\"",
    "same dismiss --data ./hub --pair 7d20… --by 1c… --why \"Two sisters\"",
    "quarantine reject --data ./hub --change 3fa9… --by 1c… --reason \"Another family\"",
    "found list --data ./hub",
    "found show --data ./hub --case 71c2…",
    "found adopt --data ./hub --case 71c2… --by 1c… --reason \"Made after the backup\"",
    "found admit --data ./hub --device 9b… --by 1c… --reason \"Set up on Tuesday\"",
    "found drop --data ./hub --case 71c2… --by 1c… --reason \"A trial case\"",
    "exclude add --data ./hub --staff 1c… --case C-17 --by 39… --why \"A relative\"",
    "exclude list --data ./hub",
    "redact --data ./hub --record 5f… --field text --basis \"Art. 17, another person\" --by 1c…",
    "erase --data ./hub --case C-17 --basis \"Retention review, June\" --by 1c…",
    "record move --data ./hub --record 5f… --to C-18 --by 1c… --reason \"Another family\"",
    "retention list --data ./hub",
    "erasure certificate --data ./hub --id 7b…",
    "erasure repeat --data ./hub certificate.json --by 1c…",
    "hold add --data ./hub --case C-17 --basis \"Inquest\" --by 1c…",
    "recovery init --data ./hub --out /media/stick/recovery.key",
    "cargo open --data ./hub /media/stick/cargo",
    "cargo list --data ./hub",
    "backup --data ./hub --out /media/backup/monday",
    "status --data ./hub --json",
    "version",
};

/// Everything the options of any verb are read into.
struct OptionsRead {
    InitOptions init;
    ServeOptions serve;
    KeyOptions key;
    std::string map, folder, listen, name, sector, agency, role, staff, device, caseRef, file, out;
    std::string hours, change, by, reason, ref, person, why, from, to;
    std::string record, field, basis, id, panel, years, pair;
    bool json = false, check = false, drafts = false;
    std::optional<HubCommand> command;
};

std::string absolute(const std::string& path)
{
    std::error_code failed;
    auto full = std::filesystem::absolute(path, failed).lexically_normal().string();
    if (failed) return path;
    while (full.size() > 1 && full.ends_with('/')) full.pop_back();
    return full;
}

/// "127.0.0.1:8443" or "[::1]:8443".
bool readListen(const std::string& text, ServeOptions& to)
{
    const auto colon = text.rfind(':');
    if (colon == std::string::npos || colon == 0) return false;
    auto address = text.substr(0, colon);
    if (address.starts_with('[') && address.ends_with(']'))
        address = address.substr(1, address.size() - 2);
    const auto* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + colon + 1, end, to.port);
    if (read.ec != std::errc{} || read.ptr != end) return false;
    to.address = std::move(address);
    return true;
}

CLI::App* verbOf(CLI::App& app, OptionsRead& read, const std::string& name, const std::string& what)
{
    auto* verb = app.add_subcommand(name, what);
    verb->add_option("--data", read.folder, "The hub's data folder")->required();
    return verb;
}

/// For a verb that opens the store, at least when no hub serves it.
void keyOptions(CLI::App* verb, OptionsRead& read)
{
    auto* file = verb->add_option("--key-file", read.key.file, "Where the data key is now");
    verb->add_flag("--ask-key", read.key.asks, "Type the data key at the terminal")->excludes(file);
}

KeyOptions keyOf(const OptionsRead& read)
{
    return {read.key.file.empty() ? std::string() : absolute(read.key.file), read.key.asks};
}

using Options = std::vector<std::pair<const char*, std::string*>>;
using Flags = std::vector<std::pair<const char*, bool*>>;

/// A verb that is carried out on the store, as {"verb":…} and its options, all of them needed
/// but `mayBe` and `flags`. One of these that the verb has already, with words of its own, is
/// only sent.
void request(CLI::App* verb, OptionsRead& read, std::string name, Options options,
             Options mayBe = {}, Flags flags = {})
{
    keyOptions(verb, read);
    const auto isNew = [&](const char* key) {
        return verb->get_option_no_throw("--" + std::string(key)) == nullptr;
    };
    for (const auto& [key, value] : options)
        verb->add_option("--" + std::string(key), *value)->required();
    for (const auto& [key, value] : mayBe)
        if (isNew(key)) verb->add_option("--" + std::string(key), *value);
    verb->callback([&read, name = std::move(name), options = std::move(options),
                    mayBe = std::move(mayBe), flags = std::move(flags)] {
        nlohmann::json asked{{"verb", name}};
        for (const auto& [key, value] : options) asked[key] = *value;
        for (const auto& [key, value] : mayBe)
            if (!value->empty()) asked[key] = *value;
        for (const auto& [key, value] : flags)
            if (*value) asked[key] = true;
        read.command = VerbOptions{
            absolute(read.folder), keyOf(read), std::move(asked), read.file, {}, read.map};
    });
}

void addServing(CLI::App& app, OptionsRead& read)
{
    auto* init = verbOf(app, read, "init", "Make a hub: its folder, keys and database");
    init->add_option("--name", read.init.name, "Name in its certificates");
    init->add_option("--host", read.init.hosts, "Names and addresses that tablets reach it by");
    init->add_option("--key-file", read.init.keyFile,
                     "Where the data key is or shall be (default: in the folder)");
    init->callback([&read] {
        read.init.folder = absolute(read.folder);
        if (!read.init.keyFile.empty()) read.init.keyFile = absolute(read.init.keyFile);
        read.command = read.init;
    });
    auto* serve = verbOf(app, read, "serve", "Serve tablets until SIGTERM or SIGINT");
    keyOptions(serve, read);
    serve->add_option("--listen", read.listen, "ADDR:PORT (default 127.0.0.1:8443)")
        ->check([&read](const std::string& text) {
            return readListen(text, read.serve) ? "" : "takes ADDR:PORT, like 127.0.0.1:8443";
        });
    serve->callback([&read] {
        read.serve.folder = absolute(read.folder);
        read.serve.key = keyOf(read);
        read.command = read.serve;
    });
}

CLI::App* nounOf(CLI::App& app, const std::string& name, const std::string& what)
{
    auto* noun = app.add_subcommand(name, what);
    noun->require_subcommand(1);
    return noun;
}

void addQuarantine(CLI::App& app, OptionsRead& read)
{
    auto* quarantine = nounOf(app, "quarantine", "Work that was kept for a person to decide about");
    auto* list = verbOf(*quarantine, read, "list", "Show what waits, with its content");
    list->add_flag("--json", read.json, "The only form there is");
    request(list, read, "quarantine list", {});
    request(verbOf(*quarantine, read, "show", "Show one change beside what stands there now"), read,
            "quarantine show", {{"change", &read.change}});
    request(verbOf(*quarantine, read, "adopt", "Take it into the case, as its author wrote it"),
            read, "quarantine adopt",
            {{"change", &read.change}, {"by", &read.by}, {"reason", &read.reason}});
    request(verbOf(*quarantine, read, "reject", "Leave it out of the case, and say so"), read,
            "quarantine reject",
            {{"change", &read.change}, {"by", &read.by}, {"reason", &read.reason}});
}

void addFound(CLI::App& app, OptionsRead& read)
{
    auto* found = nounOf(app, "found", "Cases that tablets hold and this restored hub lost");
    request(verbOf(*found, read, "list", "Show who offers what"), read, "found list", {});
    request(verbOf(*found, read, "show", "Show one case with its content"), read, "found show",
            {{"case", &read.caseRef}});
    auto* adopt = verbOf(*found, read, "adopt", "Take it in again under its own ids");
    adopt->add_option("--ref", read.ref, "A reference of its own, when its old one is taken");
    request(adopt, read, "found adopt",
            {{"case", &read.caseRef}, {"by", &read.by}, {"reason", &read.reason}},
            {{"ref", &read.ref}});
    auto* admit = verbOf(*found, read, "admit", "Take a tablet in again that was set up since");
    admit->add_option("--name", read.name, "Its person's name, when the office knows none");
    request(admit, read, "found admit",
            {{"device", &read.device}, {"by", &read.by}, {"reason", &read.reason}},
            {{"name", &read.name}});
    request(verbOf(*found, read, "drop", "Leave it out; tablets keep what they hold"), read,
            "found drop", {{"case", &read.caseRef}, {"by", &read.by}, {"reason", &read.reason}});
}

void addExclude(CLI::App& app, OptionsRead& read)
{
    auto* exclude = nounOf(app, "exclude", "Staff who may never have a case");
    const auto subject = [&read](CLI::App* verb) {
        auto* of = verb->add_option("--case", read.caseRef, "The case");
        verb->add_option("--person", read.person, "Every case that this person's record is in")
            ->excludes(of);
        return verb;
    };
    const Options of{{"case", &read.caseRef}, {"person", &read.person}};
    request(subject(verbOf(*exclude, read, "add", "Take it at once, and never give it again")),
            read, "exclude add", {{"staff", &read.staff}, {"by", &read.by}, {"why", &read.why}},
            of);
    request(subject(verbOf(*exclude, read, "remove", "End it; the case is to be assigned again")),
            read, "exclude remove", {{"staff", &read.staff}}, of);
    request(verbOf(*exclude, read, "list", "Show who is excluded from what, and why"), read,
            "exclude list", {});
}

/// What takes content out for good, and what holds it back.
void addRemoval(CLI::App& app, OptionsRead& read)
{
    auto* redact = verbOf(app, read, "redact",
                          "Take the content of a record, or of a field, out "
                          "for good");
    request(redact, read, "redact",
            {{"record", &read.record}, {"basis", &read.basis}, {"by", &read.by}},
            {{"field", &read.field}, {"case", &read.caseRef}});
    request(verbOf(app, read, "erase", "Take a whole case, or a person in it, out for good"), read,
            "erase", {{"case", &read.caseRef}, {"basis", &read.basis}, {"by", &read.by}},
            {{"person", &read.person}});
    auto* record = nounOf(app, "record", "Records of cases");
    request(
        verbOf(*record, read, "move", "Take one out of the wrong case, into the right one"), read,
        "record move",
        {{"record", &read.record}, {"to", &read.to}, {"by", &read.by}, {"reason", &read.reason}},
        {{"case", &read.caseRef}});
    auto* retention = nounOf(app, "retention", "How long cases are kept before somebody looks");
    request(verbOf(*retention, read, "list", "Cases whose review is due"), read, "retention list",
            {});
    request(verbOf(*retention, read, "set", "Years after the last activity (without it 6)"), read,
            "retention set", {{"panel", &read.panel}, {"years", &read.years}});
    auto* erasure = nounOf(app, "erasure", "What was taken out, and its certificates");
    request(verbOf(*erasure, read, "list", "What was taken out, and who still has to confirm"),
            read, "erasure list", {});
    request(verbOf(*erasure, read, "certificate", "The signed certificate of one, as of now"), read,
            "erasure certificate", {{"id", &read.id}});
    auto* repeat = verbOf(*erasure, read, "repeat",
                          "After a restore: take out once more what a certificate says");
    repeat->add_option("file", read.file, "What `erasure certificate` answered")->required();
    request(repeat, read, "erasure repeat", {{"by", &read.by}});
    auto* hold = nounOf(app, "hold", "Legal holds: of a held case nothing is taken out");
    request(verbOf(*hold, read, "add", "Hold a case"), read, "hold add",
            {{"case", &read.caseRef}, {"basis", &read.basis}, {"by", &read.by}});
    request(verbOf(*hold, read, "list", "All of them, and when each is to be looked at again"),
            read, "hold list", {});
    request(verbOf(*hold, read, "remove", "End one"), read, "hold remove",
            {{"case", &read.caseRef}, {"by", &read.by}, {"reason", &read.reason}});
}

void addSame(CLI::App& app, OptionsRead& read)
{
    auto* same = nounOf(app, "same", "People of two cases who may be one person");
    auto* list = verbOf(*same, read, "list", "Show them, over all cases, and why");
    list->add_flag("--json", read.json, "The only form there is");
    request(list, read, "same list", {});
    request(verbOf(*same, read, "confirm", "They are one; told to who holds both cases"), read,
            "same confirm", {{"pair", &read.pair}, {"by", &read.by}, {"why", &read.reason}});
    request(verbOf(*same, read, "dismiss", "They are two; told to who holds both cases"), read,
            "same dismiss", {{"pair", &read.pair}, {"by", &read.by}, {"why", &read.reason}});
}

void addCaseExport(CLI::App& cases, OptionsRead& read)
{
    auto* verb = verbOf(cases, read, "export", "Write cases to a file that an import reads again");
    verb->add_option("file", read.file, "A new file: NAME.ndjson, NAME.csv or NAME.xlsx")
        ->required();
    verb->add_option("--case", read.caseRef, "One case (default: all)");
    keyOptions(verb, read);
    verb->callback([&read] {
        nlohmann::json asked{{"verb", "case export"}};
        if (!read.caseRef.empty()) asked["case"] = read.caseRef;
        read.command = VerbOptions{absolute(read.folder), keyOf(read), std::move(asked), {},
                                   absolute(read.file),   {}};
    });
}

void addPeople(CLI::App& app, OptionsRead& read)
{
    auto* agency = nounOf(app, "agency", "Agencies that take part");
    request(verbOf(*agency, read, "add", "Add an agency"), read, "agency add",
            {{"name", &read.name}, {"sector", &read.sector}});
    request(verbOf(*agency, read, "list", "List agencies"), read, "agency list", {});
    auto* staff = nounOf(app, "staff", "People who use tablets");
    request(verbOf(*staff, read, "add", "Add a person"), read, "staff add",
            {{"name", &read.name}, {"agency", &read.agency}, {"role", &read.role}});
    request(verbOf(*staff, read, "list", "Find people, with their cases and tablets"), read,
            "staff list", {}, {{"name", &read.name}});
    auto* set = verbOf(*staff, read, "set", "Give a person other roles");
    set->add_flag("--check", read.check, "Only say which cases would change or be lost");
    request(set, read, "staff set", {{"staff", &read.staff}, {"role", &read.role}}, {},
            {{"check", &read.check}});
    request(verbOf(*staff, read, "leave", "Take all cases off a person, and stop their tablets"),
            read, "staff leave", {{"staff", &read.staff}});
}

void addCaseload(CLI::App& cases, OptionsRead& read)
{
    request(verbOf(cases, read, "list", "List cases, of all or of one person"), read, "case list",
            {}, {{"staff", &read.staff}});
    request(verbOf(cases, read, "who", "Say who has a case"), read, "case who",
            {{"case", &read.caseRef}});
    request(verbOf(cases, read, "move", "Hand all cases of one person over to another"), read,
            "case move", {{"from", &read.from}, {"to", &read.to}});
}

void addVerbs(CLI::App& app, OptionsRead& read)
{
    addPeople(app, read);
    auto* device = nounOf(app, "device", "Tablets");
    request(verbOf(*device, read, "add", "Make a one-time code to set a tablet up"), read,
            "device add", {{"staff", &read.staff}});
    request(verbOf(*device, read, "list", "List tablets"), read, "device list", {});
    request(verbOf(*device, read, "stop", "Stop a tablet: from now on it can only send"), read,
            "device stop", {{"device", &read.device}});
    auto* cases = nounOf(app, "case", "Cases");
    auto* import =
        verbOf(*cases, read, "import", "Import cases from a sheet, or from one JSON object a line");
    import->add_option("file", read.file, "FILE.xlsx, FILE.csv or FILE.ndjson")->required();
    import->add_option("--map", read.map, "A file that says what the sheet's columns are");
    import->add_flag("--check", read.check, "Say all that is wrong with the file; write nothing");
    request(import, read, "case import", {}, {}, {{"check", &read.check}});
    addCaseExport(*cases, read);
    addCaseload(*cases, read);
    auto* propose = nounOf(app, "import", "Sheets that are to be imported")
                        ->add_subcommand("map", "What the columns of a sheet may be");
    propose->add_option("--suggest", read.file, "The sheet to propose a map for")->required();
    propose->callback([&read] { read.command = MapOptions{read.file}; });
    request(verbOf(*cases, read, "assign", "Put a case on a person's tablets"), read, "case assign",
            {{"case", &read.caseRef}, {"staff", &read.staff}});
    request(verbOf(*cases, read, "unassign", "Take a case off a person's tablets"), read,
            "case unassign", {{"case", &read.caseRef}, {"staff", &read.staff}});
    auto* cargo = nounOf(app, "cargo", "What tablets sealed for this hub and others brought");
    auto* open = verbOf(*cargo, read, "open", "Take in the cargo file of a tablet");
    open->add_option("file", read.file, "The file named cargo in a vault's folder")->required();
    open->add_flag("--drafts", read.drafts,
                   "Drafts as well, of a vault that nobody can open any more");
    request(open, read, "cargo open", {}, {}, {{"drafts", &read.drafts}});
    request(verbOf(*cargo, read, "list", "Words and alerts that came, with their text"), read,
            "cargo list", {});
    auto* lease = nounOf(app, "lease", "How long a tablet may be without the office");
    request(verbOf(*lease, read, "set", "Set it, in hours: 1 to 336"), read, "lease set",
            {{"hours", &read.hours}});
    auto* recovery = nounOf(app, "recovery", "The organisation's own way into its tablets");
    auto* make = verbOf(*recovery, read, "init", "Make the recovery key, to be kept offline");
    make->add_option("--out", read.out, "The file for its secret half")->required();
    keyOptions(make, read);
    make->callback([&read] {
        read.command = RecoveryOptions{absolute(read.folder), keyOf(read), absolute(read.out)};
    });
    addQuarantine(app, read);
    addFound(app, read);
    addExclude(app, read);
    addRemoval(app, read);
    addSame(app, read);
    auto* backup = verbOf(app, read, "backup", "Copy the hub, also while it serves");
    backup->add_option("--out", read.out, "A new folder; the key is not copied into it")
        ->required();
    keyOptions(backup, read);
    backup->callback([&read] {
        read.command = VerbOptions{absolute(read.folder),
                                   keyOf(read),
                                   {{"verb", "backup"}, {"out", absolute(read.out)}},
                                   {},
                                   {},
                                   {}};
    });
    auto* status = verbOf(app, read, "status", "Count what the hub holds");
    status->add_flag("--json", read.json, "The only form there is");
    request(status, read, "status", {});
}
} // namespace

std::variant<HubCommand, int> readCommandLine(int argc, const char* const* argv)
{
    OptionsRead read;
    CLI::App app{kWhat, "lapwing-server"};
    app.formatter(std::make_shared<usage::ExamplesFirst>("lapwing-server", kExamples));
    app.footer(kEnds);
    app.require_subcommand(1);
    app.add_subcommand("version", "Say which version this is")->callback([&read] {
        read.command = VersionOptions{};
    });
    addServing(app, read);
    addVerbs(app, read);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const auto said = usage::instead(app, error);
        (said.status == 0 ? std::cout : std::cerr) << said.text << "\n";
        return said.status;
    }
    return std::move(*read.command);
}

} // namespace lapwing::hub::admin
