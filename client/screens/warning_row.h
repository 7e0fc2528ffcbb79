#pragma once

#include <QtCore/QList>
#include <QtCore/QObject>

namespace lapwing::screens {

/// What a warning is about; only its sign is chosen by it. In QML: `WarningKind.Contact`.
namespace warningKind {
Q_NAMESPACE
enum class Kind : int { Marker, Contact, Restriction, Conflict };
Q_ENUM_NS(Kind)
} // namespace warningKind
using WarningKind = warningKind::Kind;

struct WarningRow {
    Q_GADGET
    Q_PROPERTY(QString text MEMBER text)
    Q_PROPERTY(lapwing::screens::WarningKind kind MEMBER kind)
    Q_PROPERTY(bool alert MEMBER alert)

public:
    QString text;
    WarningKind kind = WarningKind::Marker;
    bool alert = false;
    [[nodiscard]] const QString& key() const { return text; }
    bool operator==(const WarningRow&) const = default;
};

/// How many there are of each kind, for where not all of them have room. Pure.
[[nodiscard]] QString warningsText(const QList<WarningRow>& warnings);

} // namespace lapwing::screens
