#pragma once

#include "sync/store/seal/page_sealer.h"
#include "tests/support/must.h"

#include <algorithm>
#include <string>

namespace lapwing::test {

/// Every page of a sealed database file as it is behind the seal, one after the other.
inline std::string openedPages(store::Disk& disk, const std::string& path,
                               const store::SealKey& key, Random& random)
{
    store::PageSealer opener(key, "page", random);
    const auto file = must(disk.readWhole(path, 1u << 30));
    std::string plain;
    Bytes page(store::kPageSize);
    for (std::size_t at = 0; at + page.size() <= file.size(); at += page.size()) {
        const store::SealPlace place{store::SealPlace::Kind::Page, at / page.size() + 1};
        must(opener.openPage(place, ByteView(file).subspan(at, page.size()), page));
        plain += textOf(page);
    }
    return plain;
}

/// The same of its write-ahead log; nothing when there is none.
inline std::string openedLog(store::Disk& disk, const std::string& path, const store::SealKey& key,
                             Random& random)
{
    using Kind = store::SealPlace::Kind;
    constexpr std::size_t kSealedHeader = 72, kFrame = kSealedHeader + store::kPageSize;
    const auto file = disk.readWhole(path + "-wal", 1u << 30);
    if (!file.ok() || file->size() < kSealedHeader) return {};
    store::PageSealer opener(key, "wal", random);
    Bytes header(32), page(store::kPageSize);
    if (!opener.openSmall({Kind::WalHeader, 0}, ByteView(*file).first(kSealedHeader), header).ok())
        return {};
    store::SealPlace place{Kind::WalPage, 0};
    std::copy_n(header.begin() + 16, place.salts.size(), place.salts.begin());
    std::string plain;
    for (auto at = 2 * kSealedHeader; at + page.size() <= file->size(); at += kFrame) {
        ++place.index;
        const auto sealed = ByteView(*file).subspan(at, page.size());
        if (opener.openPage(place, sealed, page).ok()) plain += textOf(page);
    }
    return plain;
}

} // namespace lapwing::test
