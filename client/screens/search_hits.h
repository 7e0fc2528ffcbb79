#pragma once

#include "client/work/workbench.h"

#include <QtCore/QList>
#include <QtCore/QObject>

namespace lapwing::screens {

using work::Workbench;
class LocalTime;

struct HitRow {
    Q_GADGET
    Q_PROPERTY(QString recordId MEMBER recordId)
    Q_PROPERTY(QString typeText MEMBER typeText)
    Q_PROPERTY(QString caseRef MEMBER caseRef)
    Q_PROPERTY(QString caseText MEMBER caseText)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString section MEMBER section)

public:
    QString recordId, typeText, caseRef, caseText, title;
    QString section; ///< people come first, then cases, then what was written, then similar names
    [[nodiscard]] const QString& key() const { return recordId; }
    bool operator==(const HitRow&) const = default;
};

inline constexpr qsizetype kHitsMax = 100;

/// Errors: Locked without a valid lease; those of Casework. Thread: the store thread.
[[nodiscard]] Result<QList<HitRow>> search(Workbench& bench, const LocalTime& time,
                                           const std::string& words);

} // namespace lapwing::screens
