#pragma once

#include <QtCore/QObject>

namespace lapwing::screens {

/// Somebody, and one way to reach them: whoever has several is there once for each, the later rows
/// under the contact's id.
struct PersonRow {
    Q_GADGET
    Q_PROPERTY(QString recordId MEMBER recordId)
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString roleText MEMBER roleText)
    Q_PROPERTY(QString bornText MEMBER bornText)
    Q_PROPERTY(QString elsewhereText MEMBER elsewhereText)
    Q_PROPERTY(QString contactWarning MEMBER contactWarning)
    Q_PROPERTY(QString contactText MEMBER contactText)
    Q_PROPERTY(QString contactLabel MEMBER contactLabel)
    Q_PROPERTY(bool hasContact MEMBER hasContact)
    Q_PROPERTY(bool contactAlert MEMBER contactAlert)
    Q_PROPERTY(bool isAddress MEMBER isAddress)
    Q_PROPERTY(bool revealed MEMBER revealed)

public:
    QString personId; ///< to open their record by; an id alone may be of several cases
    QString recordId, name, roleText, bornText, contactWarning, contactText, contactId,
        contactLabel;      ///< what contactText is: "Mobile number"
    QString elsewhereText; ///< somebody else has them, as the office said; or empty
    bool isMain = false;   ///< whom the case is about
    bool isOnlyWhoHarms = false;
    bool hasContact = false;
    bool contactAlert = false; ///< not known to be safe
    bool isAddress = false;    ///< the way to reach them is where they are
    bool revealed = false;
    [[nodiscard]] const QString& key() const { return recordId; }
    bool operator==(const PersonRow&) const = default;
};

} // namespace lapwing::screens
