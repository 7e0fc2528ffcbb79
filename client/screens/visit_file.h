#pragma once

#include "client/screens/line.h"
#include "client/screens/reader.h"
#include "client/screens/view_list.h"
#include "client/screens/visit_deed.h"

#include <tuple>

namespace lapwing::screens {

/// One warning of a briefing.
struct AlertRow {
    Q_GADGET
    Q_PROPERTY(QString recordId MEMBER recordId)
    Q_PROPERTY(QString text MEMBER text)
    Q_PROPERTY(QString severityText MEMBER severityText)
    Q_PROPERTY(QString startText MEMBER startText)
    Q_PROPERTY(bool acknowledged MEMBER acknowledged)
    Q_PROPERTY(QString readText MEMBER readText)
    Q_PROPERTY(bool isAlert MEMBER isAlert)

public:
    QString recordId, text, severityText, startText; ///< on a button that also starts, or none
    QString readText; ///< who else read it, and whether it has changed since this person did
    std::string seen; ///< the marker as shown, for acknowledge()
    bool acknowledged = false; ///< by this person, as it stands
    bool isAlert = false;      ///< must be acknowledged before the visit starts
    [[nodiscard]] const QString& key() const { return recordId; }
    bool operator==(const AlertRow&) const = default;
};

struct OfficerRow {
    Q_GADGET
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString stateText MEMBER stateText)
    Q_PROPERTY(bool waitedFor MEMBER waitedFor)

public:
    QString name, stateText;
    bool waitedFor = false; ///< the visit has begun, and they have never signed it
    [[nodiscard]] const QString& key() const { return name; }
    bool operator==(const OfficerRow&) const = default;
};

struct VisitFile {
    Q_GADGET
    Q_PROPERTY(QString recordId MEMBER recordId)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString addressText MEMBER addressText)
    Q_PROPERTY(QString whenText MEMBER whenText)
    Q_PROPERTY(QString withText MEMBER withText)
    Q_PROPERTY(QString lastText MEMBER lastText)
    Q_PROPERTY(QString startedText MEMBER startedText)
    Q_PROPERTY(QString blockedText MEMBER blockedText)
    Q_PROPERTY(QString startText MEMBER startText)
    Q_PROPERTY(bool asksReading MEMBER asksReading)

public:
    QString recordId, caseRef, title, whoText, addressText, whenText, withText, lastText,
        startedText, blockedText;
    QString startText; ///< on the button; empty for a visit that is over
    QList<Line> briefing{}, joint{};
    QList<AlertRow> alerts{};
    QList<OfficerRow> officers{};
    bool started = false;
    bool isJoined = false; ///< by what this person said themself
    bool allAcknowledged = false;
    bool asksReading = false; ///< this person goes, and reads each warning first
    QList<SignatureRow> signatures{};
    QList<DeedRow> deeds{};
    static auto lists()
    {
        return std::tuple{ViewList{"briefing", &VisitFile::briefing},
                          ViewList{"joint", &VisitFile::joint},
                          ViewList{"alerts", &VisitFile::alerts},
                          ViewList{"officers", &VisitFile::officers},
                          ViewList{"signatures", &VisitFile::signatures},
                          ViewList{"deeds", &VisitFile::deeds}};
    }
};

/// Errors: Locked without a valid lease; NotFound; those of Casework. Thread: the store thread.
[[nodiscard]] Result<VisitFile> readVisit(Workbench& bench, const LocalTime& time,
                                          const std::string& recordId);
/// "Last visit: 26 May 2026 at 2:00pm, no answer"
[[nodiscard]] QString lastVisitText(const VisitRow& row);
/// What its officer has to do next with a visit.
[[nodiscard]] Result<void> addStep(Reader& reader, VisitRow& row);

/// Errors: Rejected with the reason while the visit may not start.
[[nodiscard]] Result<void> startVisit(Workbench& bench, const LocalTime& time,
                                      const std::string& visitId);
/// Writes fields of one record at once, against what stands in it now: for what a person did by
/// one tap, having seen the record just read.
[[nodiscard]] Result<void> writeNow(Workbench& bench, const std::string& recordId,
                                    const std::vector<work::FieldEntry>& entries);

} // namespace lapwing::screens
