#pragma once

#include "client/screens/line.h"
#include "client/screens/reader.h"
#include "client/screens/view_list.h"

#include <tuple>

namespace lapwing::screens {

/// One record as it is opened: what it says, and whether it was removed, or can be.
struct RecordFile {
    Q_GADGET
    Q_PROPERTY(QString recordId MEMBER recordId)
    Q_PROPERTY(QString typeText MEMBER typeText)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString caseText MEMBER caseText)
    Q_PROPERTY(QString madeText MEMBER madeText)
    Q_PROPERTY(QString removedText MEMBER removedText)
    Q_PROPERTY(QString warningText MEMBER warningText)
    Q_PROPERTY(QString elsewhereText MEMBER elsewhereText)
    Q_PROPERTY(QString noteText MEMBER noteText)
    Q_PROPERTY(bool canRemove MEMBER canRemove)
    Q_PROPERTY(bool canRestore MEMBER canRestore)
    Q_PROPERTY(bool isPerson MEMBER isPerson)
    Q_PROPERTY(bool canAddWays MEMBER canAddWays)

public:
    QString recordId, typeText, title, caseText, caseRef, madeText;
    QString removedText; ///< by whom, when and why; empty for a record that nobody removed
    QString warningText; ///< what must be read before a number here is used
    QString elsewhereText; ///< of a person whom somebody else has, as the office said; or empty
    QString noteText;    ///< what has to be known before it is removed or brought back
    bool canRemove = false, canRestore = false;
    bool isPerson = false;   ///< of a case, and not removed
    bool canAddWays = false; ///< to reach them: numbers and addresses are written here
    QList<Line> facts{};
    static auto lists() { return std::tuple{ViewList{"facts", &RecordFile::facts}}; }
};

/// Errors: Locked without a valid lease; NotFound; those of Casework. Thread: the store thread.
[[nodiscard]] Result<RecordFile> readRecord(Workbench& bench, const LocalTime& time,
                                            const std::string& recordId);
/// Removes it as entered in error, or brings it back. Errors: those of Casework.
[[nodiscard]] Result<void> removeRecord(Workbench& bench, const std::string& recordId,
                                        const std::string& why);
[[nodiscard]] Result<void> restoreRecord(Workbench& bench, const std::string& recordId,
                                         const std::string& why);
/// "Ada Okafor, 9 June 2026 at 10:48am: Entered twice", a line for each who removed it.
[[nodiscard]] Result<QString> removalText(Reader& reader, const RecordKey& record);

} // namespace lapwing::screens
