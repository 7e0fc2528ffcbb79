#include "server-stub/admin/command_line.h"
#include "server-stub/admin/verbs.h"
#include "server-stub/service/export_file.h"
#include "server-stub/service/import.h"
#include "server-stub/service/import_lines.h"
#include "shared/crypto/box.h"
#include "shared/crypto/system_random.h"
#include "shared/usage/error_json.h"
#include "sync/os/home_time.h"
#include "sync/os/hygiene.h"
#include "sync/os/system_clock.h"
#include "sync/store/seal/disk.h"
#include "sync/store/seal/open_sealed.h"
#include "sync/store/sql/wiping_memory.h"

#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>

using namespace lapwing;
using namespace lapwing::hub;
using nlohmann::json;

namespace {

void complain(std::string_view message)
{
    std::fprintf(stderr, "lapwing-server: %.*s\n", static_cast<int>(message.size()),
                 message.data());
}

/// The one line of an answer; a refusal is also told to the person on stderr.
int answer(const json& line)
{
    std::printf("%s\n", line.dump(-1, ' ', false, json::error_handler_t::replace).c_str());
    if (std::fflush(stdout) != 0) return 1;
    if (!usage::isError(line)) return 0;
    for (const auto& fault : line.value("faults", json::array()))
        complain("line " + fault["line"].dump() + ": " + fault["message"].get<std::string>());
    complain(usage::messageOf(line));
    return 1;
}

Result<std::string> fileToTakeIn(const std::string& path)
{
    std::error_code failed;
    const auto size = std::filesystem::file_size(path, failed);
    if (failed)
        return fail(ErrorCode::NotFound, "The file " + path +
                                             " cannot be read. Nothing was "
                                             "taken in. Check its name.");
    if (size > kImportBytesMax)
        return fail(ErrorCode::TooLarge, "The file is over 64 MiB. Nothing was taken in. Bring "
                                         "it in parts.");
    std::string text(size, '\0');
    std::ifstream file(path, std::ios::binary);
    if (!file.read(text.data(), static_cast<std::streamsize>(size)))
        return fail(ErrorCode::NotFound, "The file " + path +
                                             " cannot be read. Nothing was "
                                             "taken in. Check who may read it.");
    return text;
}

int init(const InitOptions& options, Random& random, const Clock& clock)
{
    const auto made = initHub(options, random, clock);
    if (!made.ok()) return answer(admin::refusal(made.error()));
    if (made->keyBesideTheData)
        complain("the data key lies beside the data it opens, in " + made->keyFile +
                 ". Whoever copies the folder has both. A separate place is better: "
                 "--key-file.");
    complain("move " + made->rootKeyFile +
             " to offline media now, and keep two copies. It is "
             "needed only to certify a new hub key.");
    complain("next: lapwing-server serve --data " + options.folder);
    return answer({{"data", options.folder},
                   {"name", options.name},
                   {"key_file", made->keyFile},
                   {"root_key_file", made->rootKeyFile},
                   {"pin", made->spki.hex()}});
}

/// Under another name until it is whole, and never in the place of another file.
Result<void> writeExport(const std::string& path, std::string_view content)
{
    store::Disk disk;
    LAPWING_ASSIGN(const bool isThere, disk.exists(path));
    auto written = isThere ? Result<void>(fail(ErrorCode::Conflict))
                           : disk.writeNew(path + ".part", bytesOf(content));
    if (written.ok()) written = disk.renameNew(path + ".part", path);
    if (written.ok()) return {};
    if (written.error().code == ErrorCode::Conflict)
        return fail(ErrorCode::Conflict, "The file " + path +
                                             ", or its .part, is there already. "
                                             "Nothing was written. Choose another name.");
    (void)disk.remove(path + ".part");
    if (written.error().code == ErrorCode::NotFound)
        return fail(ErrorCode::NotFound, "The folder for " + path +
                                             " is not there. Nothing was "
                                             "written. Make it, or choose another.");
    return written;
}

int exportTo(const admin::VerbOptions& options, Random& random, const Clock& clock)
{
    const auto format = exportFormatOf(options.exportFile);
    if (!format.ok()) return answer(admin::refusal(format.error()));
    auto told =
        admin::carryOut(options.folder, options.key, options.request, {}, random, clock, complain);
    if (usage::isError(told)) return answer(told);
    const auto lines = told.value("lines", std::vector<json>{});
    told.erase("lines");
    const auto content = exportFile(lines, *format);
    const auto written =
        content.ok() ? writeExport(options.exportFile, *content) : Result<void>(content.error());
    if (!written.ok()) return answer(admin::refusal(written.error()));
    told["file"] = options.exportFile;
    complain("the file holds cases for anybody to read who gets it. Keep it sealed, and delete it "
             "when it has done its work.");
    if (const auto count = told["left_out"].size(); count > 0)
        complain(std::to_string(count) + " things are not in the file: left_out names each.");
    return answer(told);
}

/// The map is for a file of the person's own, for --map.
int proposeFor(const admin::MapOptions& options)
{
    const auto text = fileToTakeIn(options.sheet);
    if (!text.ok()) return answer(admin::refusal(text.error()));
    const auto heads = importHeads(*text);
    if (!heads.ok()) return answer(admin::refusal(heads.error()));
    const auto proposal = proposeMap(*heads);
    auto placed = json::object();
    for (const auto& [head, field] : proposal.placed) placed[head] = field;
    complain("look over this map, and save it for --map:\n\n" + proposal.text);
    return answer({{"map", proposal.text}, {"placed", placed}, {"not_placed", proposal.notPlaced}});
}

int carryOut(admin::VerbOptions options, Random& random, const Clock& clock)
{
    if (!options.exportFile.empty()) return exportTo(options, random, clock);
    std::string content;
    if (!options.importFile.empty()) {
        auto text = fileToTakeIn(options.importFile);
        if (!text.ok()) return answer(admin::refusal(text.error()));
        content = std::move(*text);
        options.request["bytes"] = content.size();
    }
    if (!options.mapFile.empty()) {
        auto map = fileToTakeIn(options.mapFile);
        if (!map.ok()) return answer(admin::refusal(map.error()));
        const auto read = importMapOf(*map);
        if (!read.ok()) return answer(admin::refusal(read.error()));
        options.request["map"] = std::move(*map);
    }
    return answer(admin::carryOut(options.folder, options.key, options.request, content, random,
                                  clock, complain));
}

/// The secret half goes to a file of its owner and nowhere else; the hub is told the public one.
int makeRecoveryKey(const admin::RecoveryOptions& options, Random& random, const Clock& clock)
{
    store::Disk disk;
    const auto keys = crypto::BoxKeyPair::generate(random);
    if (!keys.ok()) return answer(admin::refusal(keys.error()));
    auto text = toHex(keys->seed()) + "\n";
    const auto written = disk.writeNew(options.out, bytesOf(text));
    crypto::wipe({reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
    if (!written.ok() && written.error().code == ErrorCode::Conflict)
        return answer(
            admin::refusal(fail(ErrorCode::Conflict, "The file " + options.out +
                                                         " is there already. Nothing "
                                                         "was changed. Choose another name.")));
    if (!written.ok() && written.error().code == ErrorCode::NotFound)
        return answer(admin::refusal(
            fail(ErrorCode::NotFound, "The folder for " + options.out +
                                          " is not there. "
                                          "Nothing was changed. Make it, or choose another.")));
    if (!written.ok()) return answer(admin::refusal(written.error()));
    auto told = admin::carryOut(options.folder, options.key,
                                {{"verb", "recovery init"}, {"key", keys->publicKey().hex()}}, {},
                                random, clock, complain);
    if (usage::isError(told)) {
        (void)disk.remove(options.out); // a key that no tablet will ever be told of
        return answer(told);
    }
    told["key_file"] = options.out;
    complain("move " + options.out +
             " to offline media now, and keep two copies. Whoever has it "
             "and a tablet's vault can read that vault.");
    return answer(told);
}

int run(admin::HubCommand command)
{
    if (std::holds_alternative<admin::VersionOptions>(command))
        return answer({{"version", LAPWING_VERSION}});
    if (const auto* sheet = std::get_if<admin::MapOptions>(&command)) return proposeFor(*sheet);
    if (!crypto::initialise()) return answer(admin::refusal(fail(ErrorCode::Internal)));
    if (const auto sealing = store::requireSealing(); !sealing.ok())
        return answer(admin::refusal(sealing.error()));
    if (const auto home = requireHomeTime(); !home.ok())
        return answer(admin::refusal(home.error()));
    const auto clock = store::SystemClock::open();
    if (!clock.ok()) return answer(admin::refusal(clock.error()));
    crypto::SystemRandom random;
    if (const auto* options = std::get_if<InitOptions>(&command))
        return init(*options, random, *clock);
    if (auto* options = std::get_if<admin::VerbOptions>(&command))
        return carryOut(std::move(*options), random, *clock);
    if (const auto* options = std::get_if<admin::RecoveryOptions>(&command))
        return makeRecoveryKey(*options, random, *clock);
    if (!memoryLocks())
        complain("the system does not let this program keep keys out of swap. Encrypt swap, or "
                 "have none.");
    const auto served = admin::serve(std::get<admin::ServeOptions>(command), random, *clock);
    return served.ok() ? 0 : answer(admin::refusal(served.error()));
}

} // namespace

int main(int argc, char** argv)
{
    try {
        if (!hardenProcess())
            complain("the system does not let this program keep its memory to itself.");
        (void)store::wipeSqliteMemory(); // nothing is open yet, so it cannot refuse
        auto read = admin::readCommandLine(argc, argv);
        if (const auto* status = std::get_if<int>(&read)) return *status;
        return run(std::get<admin::HubCommand>(std::move(read)));
    } catch (const std::exception& error) {
        complain(error.what());
        return 1;
    }
}
