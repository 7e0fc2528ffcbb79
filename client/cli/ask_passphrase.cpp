#include "client/cli/ask_passphrase.h"

#include "sync/os/terminal.h"

namespace lapwing::cli {

namespace {
std::string_view questionOf(Asked what)
{
    switch (what) {
    case Asked::Passphrase: return "Passphrase: ";
    case Asked::NewPassphrase: return "New passphrase (five words or more): ";
    case Asked::Pin: return "PIN: ";
    }
    return "";
}

std::string_view nameOf(Asked what) { return what == Asked::Pin ? "PIN" : "passphrase"; }

Result<crypto::Secret> ask(std::string_view question, Asked what)
{
    auto typed = store::secretFromTerminal(question);
    if (!typed.ok() && typed.error().code == ErrorCode::NotFound)
        return fail(ErrorCode::Rejected,
                    "There is nowhere to ask for the " + std::string(nameOf(what))
                        + ". Nothing was opened or changed. Give "
                        + (what == Asked::Pin ? "--pin-file." : "--passphrase-file."));
    return typed;
}
} // namespace

Result<crypto::Secret> readSecret(const std::string& file, Asked what)
{
    if (!file.empty()) {
        auto read = store::secretFromFile(file);
        if (!read.ok() && read.error().code == ErrorCode::NotFound)
            return fail(ErrorCode::NotFound, "The " + std::string(nameOf(what))
                                                 + " file could not be read. Nothing was opened "
                                                   "or changed. Check its name.");
        return read;
    }
    LAPWING_ASSIGN(auto typed, ask(questionOf(what), what));
    if (what != Asked::NewPassphrase) return typed;
    LAPWING_ASSIGN(const auto again, ask("The same again: ", what));
    if (!equal(typed.view(), again.view()))
        return fail(ErrorCode::Rejected, "The two were not the same. Nothing was changed. Start "
                                         "again.");
    return typed;
}

} // namespace lapwing::cli
