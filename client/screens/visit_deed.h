#pragma once

#include <QtCore/QObject>

#include <cstdint>
#include <string>

namespace lapwing::screens {

/// What a person does to a visit in their own name.
enum class VisitDeed : std::uint8_t { Say, Record, Sign, Approve, Countersign };

/// A deed that is open to this person, or why it is not yet.
struct DeedRow {
    Q_GADGET
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString text MEMBER text)
    Q_PROPERTY(QString reason MEMBER reason)

public:
    VisitDeed deed{};
    QString name;         ///< of its button
    QString text, reason; ///< on the button; why it has to wait, or none
    std::string seen;     ///< what it would cover, as shown: another digest is another thing
    bool due = false;     ///< open, and waited for
    [[nodiscard]] const QString& key() const { return name; }
    bool operator==(const DeedRow&) const = default;
};

/// Who signed, by their signature, and whether what they signed still stands.
struct SignatureRow {
    Q_GADGET
    Q_PROPERTY(QString recordId MEMBER recordId)
    Q_PROPERTY(QString label MEMBER label)
    Q_PROPERTY(QString value MEMBER value)

public:
    QString recordId, label, value; ///< "Signed"; "Kelvin Drayfield: before Outcome changed"
    bool stale = false;             ///< something that it covers has changed since
    [[nodiscard]] const QString& key() const { return recordId; }
    bool operator==(const SignatureRow&) const = default;
};

} // namespace lapwing::screens
