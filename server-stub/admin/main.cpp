#include "server-stub/admin/command_line.h"
#include "server-stub/admin/verbs.h"
#include "server-stub/service/import.h"
#include "shared/crypto/random.h"
#include "sync/store/system_clock.h"

#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <sys/resource.h>

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
    if (!line.contains("error")) return 0;
    const auto at = line.contains("line") ? "line " + line["line"].dump() + ": " : std::string();
    complain(at + line["error"].get<std::string>());
    return 1;
}

Result<std::string> importText(const std::string& path)
{
    std::error_code failed;
    const auto size = std::filesystem::file_size(path, failed);
    if (failed)
        return fail(ErrorCode::NotFound, "The file " + path + " cannot be read. Nothing was "
                                                              "imported. Check its name.");
    if (size > kImportBytesMax)
        return fail(ErrorCode::TooLarge, "The file is over 64 MiB. Nothing was imported. Import "
                                         "it in parts.");
    std::string text(size, '\0');
    std::ifstream file(path, std::ios::binary);
    if (!file.read(text.data(), static_cast<std::streamsize>(size)))
        return fail(ErrorCode::NotFound, "The file " + path + " cannot be read. Nothing was "
                                                              "imported. Check who may read it.");
    return text;
}

int init(const InitOptions& options, Random& random, const Clock& clock)
{
    const auto made = initHub(options, random, clock);
    if (!made.ok()) return answer(admin::refusal(made.error()));
    if (made->keyBesideTheData)
        complain("the data key lies beside the data it opens, in " + made->keyFile
                 + ". Whoever copies the folder has both. A separate place is better: "
                   "--key-file.");
    complain("move " + made->rootKeyFile + " to offline media now, and keep two copies. It is "
             "needed only to certify a new hub key.");
    complain("next: lapwing-server serve --data " + options.folder);
    return answer({{"data", options.folder},
                   {"name", options.name},
                   {"key_file", made->keyFile},
                   {"root_key_file", made->rootKeyFile},
                   {"pin", made->spki.hex()}});
}

int carryOut(admin::VerbOptions options, Random& random, const Clock& clock)
{
    std::string content;
    if (!options.importFile.empty()) {
        auto text = importText(options.importFile);
        if (!text.ok()) return answer(admin::refusal(text.error()));
        content = std::move(*text);
        options.request["bytes"] = content.size();
    }
    return answer(admin::carryOut(options.folder, options.request, content, random, clock));
}

int run(admin::Command command)
{
    if (std::holds_alternative<admin::Version>(command))
        return answer({{"version", LAPWING_VERSION}});
    if (!crypto::initialise())
        return answer(admin::refusal(fail(ErrorCode::Internal)));
    const auto clock = store::SystemClock::open();
    if (!clock.ok()) return answer(admin::refusal(clock.error()));
    crypto::SystemRandom random;
    if (const auto* options = std::get_if<InitOptions>(&command))
        return init(*options, random, *clock);
    if (auto* options = std::get_if<admin::VerbOptions>(&command))
        return carryOut(std::move(*options), random, *clock);
    const auto served = admin::serve(std::get<admin::ServeOptions>(command), random, *clock);
    return served.ok() ? 0 : answer(admin::refusal(served.error()));
}

} // namespace

int main(int argc, char** argv)
{
    try {
        // A core file would hold keys and cases.
        const rlimit none{0, 0};
        ::setrlimit(RLIMIT_CORE, &none);
        auto read = admin::readCommandLine(argc, argv);
        if (const auto* status = std::get_if<int>(&read)) return *status;
        return run(std::get<admin::Command>(std::move(read)));
    } catch (const std::exception& error) {
        complain(error.what());
        return 1;
    }
}
