#pragma once

#include "client/work/workbench.h"

#include <QtCore/QList>
#include <QtCore/QObject>

namespace lapwing::screens {

using work::Workbench;
class LocalTime;

/// A case in the list of cases.
struct CaseCard {
    Q_GADGET
    Q_PROPERTY(QString caseRef MEMBER caseRef)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString panelText MEMBER panelText)
    Q_PROPERTY(QString colour MEMBER colour)
    Q_PROPERTY(QString colourText MEMBER colourText)
    Q_PROPERTY(QString stateText MEMBER stateText)
    Q_PROPERTY(QString riskText MEMBER riskText)
    Q_PROPERTY(int alertCount MEMBER alertCount)
    Q_PROPERTY(int markerCount MEMBER markerCount)
    Q_PROPERTY(bool hasConflict MEMBER hasConflict)

public:
    QString caseRef, title, panel, panelText, colour, colourText, stateText, riskText;
    int alertCount = 0;  ///< warnings that are ALERTs, of whatever kind
    int markerCount = 0; ///< markers that are not
    bool hasConflict = false;
    [[nodiscard]] const QString& key() const { return caseRef; }
    bool operator==(const CaseCard&) const = default;
};

/// Errors: Locked without a valid lease; those of Casework. Thread: the store thread.
[[nodiscard]] Result<QList<CaseCard>> readCases(Workbench& bench, const LocalTime& time);

} // namespace lapwing::screens
