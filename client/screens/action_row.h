#pragma once

#include "client/screens/item_state.h"
#include "client/work/workbench.h"

#include <QtCore/QList>

namespace lapwing::screens {

using work::Workbench;
class LocalTime;

struct ActionRow {
    Q_GADGET
    Q_PROPERTY(QString recordId MEMBER recordId)
    Q_PROPERTY(QString text MEMBER text)
    Q_PROPERTY(QString owner MEMBER owner)
    Q_PROPERTY(QString dueText MEMBER dueText)
    Q_PROPERTY(QString colour MEMBER colour)
    Q_PROPERTY(QString colourText MEMBER colourText)
    Q_PROPERTY(QString section MEMBER section)
    Q_PROPERTY(QString statusText MEMBER statusText)
    Q_PROPERTY(QString caseRef MEMBER caseRef)
    Q_PROPERTY(QString caseText MEMBER caseText)
    Q_PROPERTY(lapwing::screens::ItemState itemState MEMBER state)
    Q_PROPERTY(QString stateText MEMBER stateText)

public:
    QString recordId, text, owner, dueText, colour, colourText, section, statusText, caseRef,
        caseText, stateText;
    ItemState state = ItemState::Sent;
    std::int64_t order = 0; ///< most urgent first
    bool mine = false;      ///< this person's
    bool ours = false;      ///< theirs or their agency's
    bool done = false;
    [[nodiscard]] const QString& key() const { return recordId; }
    bool operator==(const ActionRow&) const = default;
};

/// Every action on this tablet, the most urgent first.
/// Errors: Locked without a valid lease; those of Casework. Thread: the store thread.
[[nodiscard]] Result<QList<ActionRow>> readActions(Workbench& bench, const LocalTime& time);

} // namespace lapwing::screens
