#pragma once

#include <QtCore/QList>
#include <QtCore/QObject>

#include <cstdint>

namespace lapwing::screens {

/// What its officer has to do next with a visit.
enum class VisitStep : std::uint8_t { Briefing, Start, GoOn, Sign, Read };

struct VisitRow {
    Q_GADGET
    Q_PROPERTY(QString recordId MEMBER recordId)
    Q_PROPERTY(QString who MEMBER who)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString when MEMBER when)
    Q_PROPERTY(QString time MEMBER time)
    Q_PROPERTY(QString address MEMBER address)
    Q_PROPERTY(QString withText MEMBER withText)
    Q_PROPERTY(QString stateText MEMBER stateText)
    Q_PROPERTY(QString outcomeText MEMBER outcomeText)
    Q_PROPERTY(QString stepText MEMBER stepText)
    Q_PROPERTY(bool isPlanned MEMBER isPlanned)
    Q_PROPERTY(bool isUnderWay MEMBER isUnderWay)
    Q_PROPERTY(bool isNext MEMBER isNext)

public:
    QString recordId, caseRef, who, title, when, time, address, withText, stateText, outcomeText;
    QString stepText; ///< none for reading alone
    VisitStep step = VisitStep::Read;
    QList<std::int64_t> starts{}; ///< every version, the earliest first
    std::int64_t startMs = 0;     ///< the earliest; what the rows are in the order of
    bool isStartUnread = false;   ///< a version that cannot be read here: it may be any time
    bool isPlanned = false;
    bool isUnderWay = false;
    bool isNext = false;
    bool isRecorded = false;
    bool isMine = false; ///< this person said what they saw, and it is not countersigned
    [[nodiscard]] const QString& key() const { return recordId; }
    bool operator==(const VisitRow&) const = default;
};

} // namespace lapwing::screens
