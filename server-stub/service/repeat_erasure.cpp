#include "server-stub/service/repeat_erasure.h"

#include "server-stub/service/erase.h"
#include "server-stub/service/redact.h"

namespace lapwing::hub {

namespace {
using nlohmann::json;

std::string textAt(const json& told, const char* key)
{
    const auto at = told.find(key);
    return at != told.end() && at->is_string() ? at->get<std::string>() : std::string();
}

/// An answer of the command that took it out holds its certificate; the file may be either.
json signedTextIn(std::string_view file)
{
    auto told = json::parse(file, nullptr, false);
    const bool isAnswer = told.is_object() && told.contains("certificate") &&
                          told["certificate"].is_object() &&
                          told["certificate"].contains("signature");
    return isAnswer ? told["certificate"] : told;
}
} // namespace

Result<json> repeatErasure(HubCore& core, std::string_view certificate, const PersonId& by)
{
    const auto told = signedTextIn(certificate);
    if (!verifyCertificate(told, core.keys.sign.publicKey()) ||
        !told["certificate"].contains("what"))
        return fail(ErrorCode::Rejected, "This is no certificate that this hub signed, or it was "
                                         "changed since. Nothing was changed. Name the file that "
                                         "`erasure certificate` wrote.");
    const auto& body = told["certificate"];
    const auto& what = body["what"];
    const auto kind = textAt(body, "kind");
    const auto basis = textAt(body, "basis");
    if (kind == "redact") {
        LAPWING_ASSIGN(const auto done, redact(core, {textAt(what, "record"), textAt(what, "case"),
                                                      textAt(what, "field"), by, basis}));
        return erasureCertificate(core, done.id);
    }
    if (kind == "erase") {
        LAPWING_ASSIGN(const auto done,
                       erase(core, {textAt(what, "case"), textAt(what, "person"), by, basis}));
        return erasureCertificate(core, done.id);
    }
    return fail(ErrorCode::Rejected, "It was a move from " + textAt(what, "case") + " to " +
                                         textAt(what, "to") +
                                         ". Nothing was changed. Move the record again, and keep "
                                         "the new certificate.");
}

} // namespace lapwing::hub
