#pragma once

#include "client/screens/conflict_file.h"

namespace lapwing::screens {

/// One decision of a conflict in the list of them.
struct DecisionRow {
    Q_GADGET
    Q_PROPERTY(QString decisionId MEMBER decisionId)
    Q_PROPERTY(QString caseText MEMBER caseText)
    Q_PROPERTY(QString fieldLabel MEMBER fieldLabel)
    Q_PROPERTY(QString decidedText MEMBER decidedText)

public:
    QString decisionId, caseText, fieldLabel;
    QString decidedText; ///< by whom and when
    [[nodiscard]] const QString& key() const { return decisionId; }
    bool operator==(const DecisionRow&) const = default;
};

/// One decision with its sides, each as it was typed, to be undone by a person.
struct DecisionFile {
    Q_GADGET
    Q_PROPERTY(lapwing::screens::DecisionRow row MEMBER row)
    Q_PROPERTY(QString value MEMBER value)
    Q_PROPERTY(QString why MEMBER why)
    Q_PROPERTY(QString stoppedText MEMBER stoppedText)

public:
    DecisionRow row{};
    QString value, why;
    QString stoppedText; ///< why it cannot be undone here; mostly empty
    QList<VersionRow> versions{};
    static auto lists() { return std::tuple{ViewList{"versions", &DecisionFile::versions}}; }
};

/// Every decision that this tablet's log holds, the latest first by what their authors say.
/// Errors: Locked without a valid lease; those of Casework. Thread: the store thread.
[[nodiscard]] Result<QList<DecisionRow>> readDecisions(Workbench& bench, const LocalTime& time);
/// Errors: NotFound when this tablet holds no such decision.
[[nodiscard]] Result<DecisionFile> readDecision(Workbench& bench, const LocalTime& time,
                                                const std::string& decisionId);

} // namespace lapwing::screens
