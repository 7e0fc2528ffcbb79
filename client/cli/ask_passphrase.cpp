#include "client/cli/ask_passphrase.h"

#include "sync/os/terminal.h"

namespace lapwing::cli {

namespace {
std::string_view questionOf(SecretKind what)
{
    switch (what) {
    case SecretKind::Passphrase:
        return "Passphrase: ";
    case SecretKind::NewPassphrase:
        return "New passphrase (five words or more): ";
    case SecretKind::Pin:
        return "PIN: ";
    }
    return "";
}

std::string_view nameOf(SecretKind what) { return what == SecretKind::Pin ? "PIN" : "passphrase"; }

Result<crypto::Secret> ask(std::string_view question, SecretKind what)
{
    auto typed = store::secretFromTerminal(question);
    if (!typed.ok() && typed.error().code == ErrorCode::NotFound)
        return fail(ErrorCode::Rejected,
                    "There is nowhere to ask for the " + std::string(nameOf(what)) +
                        ". Nothing was opened or changed. Give " +
                        (what == SecretKind::Pin ? "--pin-file." : "--passphrase-file."));
    return typed;
}
} // namespace

Result<crypto::Secret> readSecret(const std::string& file, SecretKind what)
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
    if (what != SecretKind::NewPassphrase) return typed;
    LAPWING_ASSIGN(const auto again, ask("The same again: ", what));
    if (!equal(typed.view(), again.view()))
        return fail(ErrorCode::Rejected, "The two were not the same. Nothing was changed. Start "
                                         "again.");
    return typed;
}

} // namespace lapwing::cli
