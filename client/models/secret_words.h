#pragma once

#include "shared/base/random.h"
#include "shared/crypto/secret.h"

#include <QtGui/QColor>
#include <QtGui/QFont>
#include <QtQml/qqmlregistration.h>
#include <QtQuick/QQuickPaintedItem>

namespace lapwing::models {

/// Draws a passphrase that was made for somebody, one word below the other, straight from locked
/// memory. QML has it as a string, and a screen reader says it, only once they ask for that.
/// Thread: the UI thread.
class SecretWords : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(bool shown READ shown NOTIFY shownChanged)
    Q_PROPERTY(QString aloud READ aloud NOTIFY shownChanged)
    Q_PROPERTY(QFont font MEMBER m_font WRITE setFont)
    Q_PROPERTY(QColor color MEMBER m_colour WRITE setColour)

public:
    explicit SecretWords(QQuickItem* parent = nullptr);

    [[nodiscard]] bool shown() const { return m_size > 0; }
    /// The words, for a screen reader; empty until say() is called for them.
    [[nodiscard]] QString aloud() const;
    void setFont(const QFont& font);
    void setColour(const QColor& colour);
    void paint(QPainter* painter) override;

    /// Other words, from the system's own dice.
    Q_INVOKABLE void make();
    Q_INVOKABLE void clear();
    Q_INVOKABLE void say();

signals:
    void shownChanged();

private:
    void measure();

    crypto::Secret m_letters; ///< UTF-16, as a painter wants them, blanks between the words
    std::size_t m_size = 0;   ///< characters
    bool m_aloud = false;
    QFont m_font;
    QColor m_colour;
};

} // namespace lapwing::models
