#include "client/vault/small_file.h"

#include "shared/base/mutant.h"

namespace lapwing {

namespace {
constexpr std::uint64_t kShreddedMax = 1u << 20;
}

Result<void> overwrite(store::Disk& disk, const std::string& path, ByteView content)
{
    auto opened = disk.open(path, store::Disk::Mode::Write);
    if (!opened.ok() && opened.error().code == ErrorCode::NotFound)
        return disk.writeNew(path, content);
    if (!opened.ok()) return opened.error();
    LAPWING_TRY(opened.value().write(0, content));
    LAPWING_TRY(opened.value().truncate(content.size()));
    if (mutant("overwrite-unsynced")) return {};
    return opened.value().sync();
}

Result<void> shred(store::Disk& disk, const std::string& path)
{
    auto opened = disk.open(path, store::Disk::Mode::Write);
    if (!opened.ok() && opened.error().code == ErrorCode::NotFound) return {};
    if (!opened.ok()) return opened.error();
    {
        auto file = std::move(opened).value();
        LAPWING_ASSIGN(const auto size, file.size());
        LAPWING_TRY(file.write(0, Bytes(std::min(size, kShreddedMax))));
        LAPWING_TRY(file.sync());
    }
    return disk.remove(path);
}

} // namespace lapwing
