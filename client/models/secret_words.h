#pragma once

#include "shared/base/random.h"
#include "shared/crypto/secret.h"

#include <QtGui/QColor>
#include <QtGui/QFont>
#include <QtQml/qqmlregistration.h>
#include <QtQuick/QQuickPaintedItem>

namespace lapwing::models {

/// Draws a passphrase that was made for somebody, one word below the other, straight from locked
/// memory: QML never has it as a string, and no screen reader says it aloud.
/// Thread: the UI thread.
class SecretWords : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(bool shown READ shown NOTIFY shownChanged)
    Q_PROPERTY(QFont font MEMBER m_font WRITE setFont)
    Q_PROPERTY(QColor color MEMBER m_colour WRITE setColour)

public:
    explicit SecretWords(QQuickItem* parent = nullptr);

    [[nodiscard]] bool shown() const { return m_size > 0; }
    void setFont(const QFont& font);
    void setColour(const QColor& colour);
    void paint(QPainter* painter) override;

    /// Other words, from the system's own dice.
    Q_INVOKABLE void make();
    Q_INVOKABLE void clear();

signals:
    void shownChanged();

private:
    void measure();

    crypto::Secret m_letters; ///< UTF-16, as a painter wants them, blanks between the words
    std::size_t m_size = 0;   ///< characters
    QFont m_font;
    QColor m_colour;
};

} // namespace lapwing::models
