#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lapwing::cli {

enum class Verb : unsigned char {
    SetUp,
    Sync,
    CaseList,
    CaseShow,
    CaseDue,
    RecordShow,
    RecordAdd,
    RecordSet,
    RecordRetire,
    RecordRestore,
    RecordRemoved,
    CheckList,
    CheckDecide,
    CheckHistory,
    CheckUndo,
    MeetingShow,
    VisitShow,
    VisitAcknowledge,
    VisitApprove,
    VisitSign,
    VisitCountersign,
    VisitSay,
    PersonShow,
    PersonLike,
    PersonSay,
    PersonUndo,
    Search,
    Schema,
    Status,
    Export,
    Batch,
    MakePassphrase,
    ChangePassphrase,
    SetPin,
    DropPin,
    Rekey,
    RecoveryOpen,
    CargoDeliver,
    Note,
    Tries,
};

/// One command as typed; only what its verb has is filled in.
struct Command {
    Verb verb = Verb::Status;
    std::string vault;
    std::string passphraseFile; ///< empty: ask
    std::string pinFile;        ///< empty: open with the passphrase
    bool json = false;
    std::string subject; ///< a case's reference, a record's or a check's id, a batch file
    std::string caseRef; ///< which case's record, where several have one of that id
    std::string type;
    std::string marker; ///< a record's id
    std::vector<std::string> words; ///< field=value …, or what to search for
    std::string reason;
    std::string other;                                 ///< of two people: the second one's id
    std::string answer;                                ///< same, different, not_sure, merged
    std::vector<std::string> same, different, notSure; ///< ids, of those who may be the same
    std::optional<std::size_t> keep;
    std::optional<std::string> value;
    std::string hub;
    std::string code;
    std::optional<std::uint32_t> kdfMemoryMib;
    std::string newPassphraseFile;
    std::string duressPinFile;
    std::string keyFile; ///< of the organisation's recovery key
    std::optional<std::uint32_t> triesMost;
    bool drafts = false; ///< bring them as well
    std::string from;    ///< another vault's folder, or its cargo file
};

/// A command, or what to print instead: help (exit 0, for stdout) or what was wrong with the words
/// (exit 64, for stderr).
struct Parsed {
    std::optional<Command> command;
    int exit = 0;
    std::string text;
};

/// Options may stand before or after the verb. `words` are without the program's name.
[[nodiscard]] Parsed parseCommand(std::vector<std::string> words);

/// A line as a shell would part it: words between blanks, with '…', "…" and \ to keep blanks in.
/// Nothing when a quote stays open.
[[nodiscard]] std::optional<std::vector<std::string>> splitLine(std::string_view line);

/// These always answer one line of JSON, asked for or not.
[[nodiscard]] bool alwaysJson(Verb verb);

} // namespace lapwing::cli
