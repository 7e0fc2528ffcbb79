#include "shared/base/result.h"

namespace lapwing {

namespace {
struct CodeRow {
    ErrorCode code;
    std::string_view log;
    std::string_view screen;
};
constexpr CodeRow kTable[] = {
    {ErrorCode::Offline, "offline",
     "No connection to the office. Your work is saved on this tablet. Try again when there is a "
     "network."},
    {ErrorCode::Unauthorised, "unauthorised",
     "The office or the vault did not accept who this is. Nothing was changed. Check the "
     "passphrase or ask the office."},
    {ErrorCode::Locked, "locked",
     "The vault is in use or locked. Nothing was changed. Close the other program, or sync to "
     "renew."},
    {ErrorCode::Conflict, "conflict",
     "Somebody changed this since you looked. Both versions are kept. Open it again and decide."},
    {ErrorCode::Rejected, "rejected",
     "This is not allowed. Nothing was changed. Correct it and try again."},
    {ErrorCode::NotFound, "not_found",
     "There is no such record on this tablet. Nothing was changed. Check the reference."},
    {ErrorCode::Corrupt, "corrupt",
     "The stored data is damaged and was not opened. The file is kept as it is. Do not delete it; "
     "set up again from the office and keep this folder for repair."},
    {ErrorCode::StorageFull, "storage_full",
     "The disk is full. What was saved before is safe; this was not saved. Make room and save "
     "again."},
    {ErrorCode::StorageFailed, "storage_failed",
     "The disk did not answer as it should. What was saved before is safe. Open the vault again "
     "and look before saving again."},
    {ErrorCode::TooOld, "too_old",
     "This was written by a newer version of the program. Nothing was changed. Update this "
     "program."},
    {ErrorCode::TooLarge, "too_large",
     "This is over the limit. Nothing was changed. Shorten it and try again."},
    {ErrorCode::Malformed, "malformed",
     "What was received could not be read and was not used. Everything saved is safe. Try again; "
     "if it stays, tell the office."},
    {ErrorCode::Internal, "internal",
     "The program made a mistake and stopped this step. What was saved before is safe. Tell the "
     "office what you were doing."},
};

const CodeRow& row(ErrorCode code)
{
    for (const auto& r : kTable)
        if (r.code == code) return r;
    check(false, "an ErrorCode without a row");
    return kTable[0];
}
} // namespace

std::string_view logName(ErrorCode code) { return row(code).log; }
std::string_view sentence(ErrorCode code) { return row(code).screen; }

} // namespace lapwing
