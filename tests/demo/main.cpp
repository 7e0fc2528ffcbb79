#include "tests/demo/story.h"

#include <charconv>
#include <cstdio>
#include <cstring>
#include <exception>
#include <filesystem>
#include <stdlib.h>

namespace {
namespace fs = std::filesystem;
using namespace lapwing;

constexpr int kUsage = 64;
constexpr std::string_view kHelp =
    "lapwing-demo [--seed N] [--keep DIR] [--server FILE] [--cli FILE]\n"
    "Plays one working day of an invented borough with the real programs, in a folder of its own,\n"
    "and tells it. Exit status: 0 all of it held, 1 something did not.\n"
    "  --seed N       another borough (default 1)\n"
    "  --keep DIR     play in DIR, which must be new, and leave everything there\n"
    "  --server FILE  lapwing-server to play with (default: the one beside this program)\n"
    "  --cli FILE     lapwing-cli to play with\n";

struct Options {
    demo::StoryOptions story;
    std::string keep;
};

bool readSeed(std::string_view text, std::uint64_t& seed)
{
    const auto* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, seed);
    return read.ec == std::errc{} && read.ptr == end;
}

std::optional<Options> readOptions(const std::vector<std::string>& words)
{
    Options options;
    const auto beside = fs::read_symlink("/proc/self/exe").parent_path();
    options.story.programs = {(beside / "lapwing-server").string(),
                              (beside / "lapwing-cli").string()};
    for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
        const auto& value = words[i + 1];
        if (words[i] == "--seed") {
            if (!readSeed(value, options.story.seed)) return std::nullopt;
        } else if (words[i] == "--keep") options.keep = fs::absolute(value).string();
        else if (words[i] == "--server") options.story.programs.server = value;
        else if (words[i] == "--cli") options.story.programs.cli = value;
        else return std::nullopt;
    }
    if (words.size() % 2 != 0) return std::nullopt;
    return options;
}

int run(Options options)
{
    auto pattern = (fs::temp_directory_path() / "lapwing-demo-XXXXXX").string();
    if (options.keep.empty() ? ::mkdtemp(pattern.data()) == nullptr
                             : !fs::create_directories(options.keep)) {
        std::fprintf(stderr, "lapwing-demo: there is no new folder to play in.\n");
        return 1;
    }
    const auto folder = options.keep.empty() ? pattern : options.keep;
    options.story.folder = folder;
    const auto played = demo::play(std::move(options.story));
    if (options.keep.empty()) fs::remove_all(folder);
    if (played.ok()) return 0;
    std::fflush(stdout);
    const auto& error = played.error();
    std::fprintf(stderr, "\nFAILED. %s%s%s\n", error.text().c_str(),
                 error.detail.empty() ? "" : "\n  ", error.detail.c_str());
    return 1;
}
} // namespace

int main(int argc, char** argv)
{
    try {
        auto options = readOptions({argv + 1, argv + argc});
        if (options) return run(std::move(*options));
        const bool asked = argc == 2 && std::strcmp(argv[1], "--help") == 0;
        std::fprintf(asked ? stdout : stderr, "%s", kHelp.data());
        return asked ? 0 : kUsage;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "\nFAILED. %s\n", error.what());
        return 1;
    }
}
