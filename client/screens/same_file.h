#pragma once

#include "client/screens/reader.h"
#include "client/screens/view_list.h"

#include <tuple>

namespace lapwing::screens {

/// Somebody who is, may be or is not the person of a page.
struct SameRow {
    Q_GADGET
    Q_PROPERTY(QString rowId MEMBER rowId)
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString detail MEMBER detail)
    Q_PROPERTY(QString note MEMBER note)
    Q_PROPERTY(QString section MEMBER section)
    Q_PROPERTY(QString answer MEMBER answer)
    Q_PROPERTY(bool isSaid MEMBER isSaid)
    Q_PROPERTY(bool isOfCase MEMBER isOfCase)

public:
    QString rowId; ///< of the record, or of what was said of it
    QString name, detail;
    QString note;    ///< why they may be the same, or what was said, by whom and why
    QString section; ///< what was said, who may be the same, who else is in the case: what is to
                     ///< stand above the row, or nothing
    QString answer;  ///< given on a form and not saved yet: "same", "different", "not_sure"
    bool isSaid = false;
    bool isOfCase = false; ///< of the same case: their two records can be shown as one
    [[nodiscard]] const QString& key() const { return rowId; }
    bool operator==(const SameRow&) const = default;
};

/// A person of a case, and who may be the same.
struct SameFile {
    Q_GADGET
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString detail MEMBER detail)
    Q_PROPERTY(QString caseText MEMBER caseText)

public:
    QString recordId, name, detail, caseText;
    QList<SameRow> people{};
    QList<SameRow> found{}; ///< of everybody on this tablet, for the words of a search
    static auto lists()
    {
        return std::tuple{ViewList{"people", &SameFile::people},
                          ViewList{"found", &SameFile::found}};
    }
};

/// A row for each, as a form asks about them before it saves.
[[nodiscard]] Result<QList<SameRow>> mayBeSameRows(Reader& reader,
                                                   std::span<const work::MayBeSame> people);

inline constexpr std::size_t kSameFoundMax = 20;

/// `words` look for somebody else, who is in no other row; none look for nobody.
/// Errors: Locked without a valid lease; NotFound; those of PersonWork and of Casework::search().
/// Thread: the store thread.
[[nodiscard]] Result<SameFile> readSame(Workbench& bench, const LocalTime& time,
                                        const std::string& recordId, const std::string& words);
/// `answer` is a word of the schema: "same", "different", "not_sure" or "merged".
[[nodiscard]] Result<void> saySame(Workbench& bench, const std::string& recordId,
                                   const std::string& otherId, const std::string& answer,
                                   const std::string& why);
/// By the id of what was said.
[[nodiscard]] Result<void> undoSame(Workbench& bench, const std::string& saidId,
                                    const std::string& why);

} // namespace lapwing::screens
