#pragma once

#include "client/work/workbench.h"

#include <QtCore/QList>
#include <QtCore/QObject>

namespace lapwing::screens {

using work::Workbench;
class LocalTime;

/// What is opened of a hit, over the part of its case in which it stands.
enum class HitPage : std::uint8_t {
    Case, ///< nothing more: the case shows it
    Record,
    Visit,
};

/// Texts are plain; what is `marked` is the same text as StyledText, escaped, with the found words
/// underlined and bold, or empty when none is in it.
struct HitRow {
    Q_GADGET
    Q_PROPERTY(QString rowId MEMBER rowId)
    Q_PROPERTY(QString recordId MEMBER recordId)
    Q_PROPERTY(QString caseRef MEMBER caseRef)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString titleMarked MEMBER titleMarked)
    Q_PROPERTY(QString detail MEMBER detail)
    Q_PROPERTY(QString snippet MEMBER snippet)
    Q_PROPERTY(QString snippetMarked MEMBER snippetMarked)
    Q_PROPERTY(QString section MEMBER section)
    Q_PROPERTY(bool isPerson MEMBER isPerson)
    Q_PROPERTY(bool isFile MEMBER isFile)

public:
    QString rowId; ///< of this list
    QString recordId, caseRef, title, titleMarked, detail;
    QString snippet, snippetMarked; ///< of one value, which lies in one compartment
    QString part;                   ///< of its case, as CaseModel::tab()
    HitPage page = HitPage::Case;
    QString section;       ///< people first, then cases, then what was written, then similar names
    bool isPerson = false; ///< somebody, whatever files they are in
    bool isFile = false;   ///< one of the files of the person above
    [[nodiscard]] const QString& key() const { return rowId; }
    bool operator==(const HitRow&) const = default;
};

struct HitList {
    QList<HitRow> rows;
    std::size_t found = 0; ///< people, and what else was found
    bool isCut = false;    ///< more than kHitsMax would be
};

inline constexpr qsizetype kHitsMax = 100;

/// Errors: Locked without a valid lease; those of Casework. Thread: the store thread.
[[nodiscard]] Result<HitList> search(Workbench& bench, const LocalTime& time,
                                     const std::string& words);

/// A case that was opened, or somebody in it: then with the id of their record there.
struct Opened {
    QString recordId, caseRef;
    bool operator==(const Opened&) const = default;
};

/// Those of them that are still here, in that order, as rows. Errors: those of search().
[[nodiscard]] Result<HitList> openedLast(Workbench& bench, const LocalTime& time,
                                         const QList<Opened>& opened);

} // namespace lapwing::screens
