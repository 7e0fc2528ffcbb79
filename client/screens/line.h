#pragma once

#include <QtCore/QObject>

namespace lapwing::screens {

/// A label and what stands there.
struct Line {
    Q_GADGET
    Q_PROPERTY(QString label MEMBER label)
    Q_PROPERTY(QString value MEMBER value)
    Q_PROPERTY(QString recordId MEMBER recordId)
    Q_PROPERTY(bool hasConflict MEMBER hasConflict)

public:
    QString label, value, recordId{};
    bool hasConflict = false;
    [[nodiscard]] const QString& key() const { return label; }
    bool operator==(const Line&) const = default;
};

} // namespace lapwing::screens
