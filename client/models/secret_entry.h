#pragma once

#include "shared/crypto/secret.h"

#include <QtQml/qqmlregistration.h>
#include <QtQuick/QQuickItem>

namespace lapwing::models {

/// Takes what is typed, key by key, into locked memory. QML learns how many characters there are
/// and nothing else: the text is never a string, is never shown, copied or undone.
/// Thread: the UI thread.
class SecretEntry : public QQuickItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(int length READ length NOTIFY lengthChanged)
    Q_PROPERTY(QString echo READ echo NOTIFY lengthChanged)
    Q_PROPERTY(int strength READ strength NOTIFY lengthChanged)
    Q_PROPERTY(QString strengthText READ strengthText NOTIFY lengthChanged)

public:
    explicit SecretEntry(QQuickItem* parent = nullptr);

    [[nodiscard]] int length() const;
    /// As many dots as there are characters.
    [[nodiscard]] QString echo() const;
    /// How hard it would be to guess, 0 to 100 of what five words from the list are worth.
    [[nodiscard]] int strength() const;
    /// The same in words; empty while nothing is typed.
    [[nodiscard]] QString strengthText() const;
    /// What was typed, in UTF-8, taken out: the entry is empty afterwards.
    [[nodiscard]] crypto::Secret take();

    /// One character of a pad on the screen.
    Q_INVOKABLE void press(const QString& character);
    Q_INVOKABLE void erase();
    Q_INVOKABLE void clear();

signals:
    void lengthChanged();
    void accepted();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void add(QStringView text);

    crypto::Secret m_bytes; ///< room for kBytesMax, of which m_size are used
    std::size_t m_size = 0;
};

} // namespace lapwing::models
