#include "tests/fuzz/import_readers.h"

#include "server-stub/service/import_lines.h"
#include "server-stub/service/import_map.h"

#include <array>
#include <nlohmann/json.hpp>

namespace lapwing::test {

namespace {
/// Lines come in their order, and what is said is an object.
Outcome tryImportFile(ByteView in)
{
    std::uint64_t before = 0;
    bool isBroken = false;
    const auto take = [&](std::uint64_t line, Result<nlohmann::json> said) {
        isBroken = isBroken || line <= before || (said.ok() && !said->is_object());
        before = line;
        return true;
    };
    const auto read = hub::eachImportLine(textOf(in), take);
    if (isBroken) return Outcome::Broken;
    return read.ok() ? Outcome::Kept : Outcome::Refused;
}

/// What is proposed for any heads can be read, and names no column that the sheet lacks.
Outcome tryProposal(ByteView in)
{
    const auto heads = hub::importHeads(textOf(in));
    if (!heads.ok()) return Outcome::Refused;
    const auto map = hub::importMapOf(hub::proposeMap(*heads).text);
    if (!map.ok()) return map.error().code == ErrorCode::TooLarge ? Outcome::Kept : Outcome::Broken;
    for (const auto& [column, field] : map->columns)
        if (std::ranges::find(*heads, column, hub::columnWord) == heads->end())
            return Outcome::Broken;
    return Outcome::Kept;
}

Outcome tryMap(ByteView in)
{
    return hub::importMapOf(textOf(in)).ok() ? Outcome::Kept : Outcome::Refused;
}

constexpr auto kReaders = std::to_array<FuzzTarget>({
    {"import_file", tryImportFile},
    {"import_proposal", tryProposal},
    {"import_map", tryMap},
});
} // namespace

std::span<const FuzzTarget> importReaders() { return kReaders; }

} // namespace lapwing::test
