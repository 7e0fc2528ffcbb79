#pragma once

#include "client/screens/item_state.h"
#include "client/screens/view_list.h"
#include "client/work/workbench.h"

#include <tuple>

namespace lapwing::screens {

using work::Workbench;
class LocalTime;

/// Which page shows what an item of Sync is about.
enum class ItemPage : std::uint8_t { None, Conflict, Visit, Action, Case, Form };

/// What one save wrote, a draft, or a conflict that waits for a person.
struct OutboxRow {
    Q_GADGET
    Q_PROPERTY(QString itemId MEMBER itemId)
    Q_PROPERTY(QString section MEMBER section)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(lapwing::screens::ItemState itemState MEMBER state)
    Q_PROPERTY(QString stateText MEMBER stateText)
    Q_PROPERTY(QString when MEMBER when)
    Q_PROPERTY(QString detail MEMBER detail)
    Q_PROPERTY(QString code MEMBER code)
    Q_PROPERTY(bool canOpen READ canOpen)

public:
    QString itemId, section, title, stateText, when, detail;
    QString code;  ///< for support; of a problem only
    QString about; ///< the record's or the conflict's id
    QString caseRef;
    std::string plan; ///< of a draft whose case has left: which form it is
    ItemState state = ItemState::Sent;
    ItemPage page = ItemPage::None;
    [[nodiscard]] bool canOpen() const { return page != ItemPage::None; }
    [[nodiscard]] const QString& key() const { return itemId; }
    bool operator==(const OutboxRow&) const = default;
};

struct OutboxView {
    QList<OutboxRow> items{};
    std::size_t drafts = 0, left = 0, waiting = 0, conflicts = 0, problems = 0, sent = 0;
    std::uint64_t lastContactMs = 0; ///< by this tablet's clock; 0 for never
    std::int64_t clockAheadMinutes = 0; ///< as work::minutesAhead() tells it
    bool leaseLapsed = false;
    static auto lists() { return std::tuple{ViewList{"items", &OutboxView::items}}; }
};

/// Also without a lease: what waits here can be told and sent, though no case is read out.
/// Errors: Locked; those of Casework. Thread: the store thread.
[[nodiscard]] Result<OutboxView> readOutbox(Workbench& bench, const LocalTime& time);

} // namespace lapwing::screens
