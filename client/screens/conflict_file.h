#pragma once

#include "client/screens/view_list.h"
#include "client/work/workbench.h"

#include <QtCore/QObject>

#include <tuple>

namespace lapwing::screens {

using work::Workbench;
class LocalTime;

struct ConflictRow {
    Q_GADGET
    Q_PROPERTY(QString conflictId MEMBER conflictId)
    Q_PROPERTY(QString text MEMBER text)
    Q_PROPERTY(QString caseText MEMBER caseText)
    Q_PROPERTY(QString fieldLabel MEMBER fieldLabel)

public:
    QString conflictId, text, caseText, fieldLabel;
    [[nodiscard]] const QString& key() const { return conflictId; }
    bool operator==(const ConflictRow&) const = default;
};

struct VersionRow {
    Q_GADGET
    Q_PROPERTY(int number MEMBER number)
    Q_PROPERTY(QString letter MEMBER letter)
    Q_PROPERTY(QString fromText MEMBER fromText)
    Q_PROPERTY(QString value MEMBER value)
    Q_PROPERTY(QString when MEMBER when)
    Q_PROPERTY(QString by MEMBER by)
    Q_PROPERTY(QString why MEMBER why)
    Q_PROPERTY(QString clockText MEMBER clockText)
    Q_PROPERTY(bool mine MEMBER mine)
    Q_PROPERTY(bool chosen MEMBER chosen)

public:
    int number = 0; ///< as Casework counts them, from 1
    QString letter, fromText, value, when, by, why;
    QString clockText; ///< that `when` is by a clock that went wrong; mostly empty
    bool mine = false, chosen = false;
    [[nodiscard]] const QString& key() const { return letter; }
    bool operator==(const VersionRow&) const = default;
};

/// One conflict with its versions, for a person to decide.
struct ConflictFile {
    Q_GADGET
    Q_PROPERTY(lapwing::screens::ConflictRow row MEMBER row)
    Q_PROPERTY(QString policyText MEMBER policyText)
    Q_PROPERTY(QString beforeText MEMBER beforeText)
    Q_PROPERTY(bool canTypeOther MEMBER canTypeOther)
    Q_PROPERTY(bool canKeepAll MEMBER canKeepAll)

public:
    ConflictRow row{};
    QString policyText;
    QString beforeText; ///< what both changes replaced, or why it is not told
    bool canTypeOther = false;
    bool canKeepAll = false; ///< each is a text that can stand below the others
    QList<VersionRow> versions{};
    static auto lists() { return std::tuple{ViewList{"versions", &ConflictFile::versions}}; }
};

/// Errors: Locked without a valid lease; those of Casework. Thread: the store thread.
[[nodiscard]] Result<QList<ConflictRow>> readConflicts(Workbench& bench, const LocalTime& time);
/// Errors: Conflict when it has changed or was decided meanwhile.
[[nodiscard]] Result<ConflictFile> readConflict(Workbench& bench, const LocalTime& time,
                                                const std::string& conflictId);

} // namespace lapwing::screens
