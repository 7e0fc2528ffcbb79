#pragma once

#include "client/screens/action_row.h"
#include "client/screens/case_card.h"
#include "client/screens/line.h"
#include "client/screens/person_row.h"
#include "client/screens/view_list.h"
#include "client/screens/visit_row.h"
#include "client/screens/warning_row.h"

#include <tuple>

namespace lapwing::screens {

/// Something that happened, or a plan that was made.
struct EntryRow {
    Q_GADGET
    Q_PROPERTY(QString recordId MEMBER recordId)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString when MEMBER when)
    Q_PROPERTY(QString by MEMBER by)
    Q_PROPERTY(QString text MEMBER text)
    Q_PROPERTY(lapwing::screens::ItemState itemState MEMBER state)
    Q_PROPERTY(QString stateText MEMBER stateText)

public:
    QString recordId, title, when, by, text, stateText{};
    ItemState state = ItemState::Sent;
    std::int64_t order = 0; ///< latest first
    [[nodiscard]] const QString& key() const { return recordId; }
    bool operator==(const EntryRow&) const = default;
};

struct CaseFile {
    Q_GADGET
    Q_PROPERTY(lapwing::screens::CaseCard card MEMBER card)
    Q_PROPERTY(QString initials MEMBER initials)
    Q_PROPERTY(QString bornText MEMBER bornText)
    Q_PROPERTY(QString warningsText MEMBER warningsText)
    Q_PROPERTY(int peopleCount MEMBER peopleCount)
    Q_PROPERTY(bool hasAlert MEMBER hasAlert)
    Q_PROPERTY(bool canPlanVisit MEMBER canPlanVisit)
    Q_PROPERTY(bool canEditWishes MEMBER canEditWishes)

public:
    CaseCard card{};
    QString caseRecord, bornText, initials;
    QString warningsText; ///< how many warnings there are, in words
    QList<WarningRow> warnings{};
    QList<Line> summary{};
    QList<EntryRow> timeline{}, plans{}, removed{};
    QList<ActionRow> actions{};
    QList<VisitRow> visits{};
    QList<PersonRow> people{};
    int peopleCount = 0; ///< each once, whatever ways there are to reach them
    bool hasAlert = false;
    bool canPlanVisit = false;
    bool canEditWishes = false;
    static auto lists()
    {
        return std::tuple{
            ViewList{"warnings", &CaseFile::warnings}, ViewList{"summary", &CaseFile::summary},
            ViewList{"timeline", &CaseFile::timeline}, ViewList{"actions", &CaseFile::actions},
            ViewList{"visits", &CaseFile::visits},     ViewList{"people", &CaseFile::people},
            ViewList{"plans", &CaseFile::plans},       ViewList{"removed", &CaseFile::removed}};
    }
};

/// Errors: Locked without a valid lease; NotFound; those of Casework. Thread: the store thread.
[[nodiscard]] Result<CaseFile> readCase(Workbench& bench, const LocalTime& time,
                                        const std::string& ref);

} // namespace lapwing::screens
