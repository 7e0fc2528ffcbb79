#include "client/models/page_table.h"

#include <QtCore/QMetaEnum>

#include <algorithm>

namespace lapwing::models {

namespace {
#define LAPWING_PAGE_ROW(page, kind, ...)                                                          \
    {.id = PageId::page, .file = #page "Page.qml", .model = make##kind, __VA_ARGS__},
constexpr PageRow kPages[] = {LAPWING_PAGES(LAPWING_PAGE_ROW)};
#undef LAPWING_PAGE_ROW
} // namespace

std::span<const PageRow> pageTable() { return kPages; }

const PageRow& rowOf(PageId page)
{
    const auto at = std::ranges::find(kPages, page, &PageRow::id);
    check(at != std::end(kPages), "a page of the table");
    return *at;
}

QString nameOf(PageId page)
{
    auto name =
        QString::fromLatin1(QMetaEnum::fromType<PageId>().valueToKey(static_cast<int>(page)));
    name[0] = name[0].toLower();
    return name;
}

} // namespace lapwing::models
