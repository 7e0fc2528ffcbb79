#include "client/models/secret_words.h"

#include "client/vault/passphrase.h"
#include "shared/crypto/system_random.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>

namespace lapwing::models {

namespace {
constexpr std::size_t kLetterSize = sizeof(QChar);
}

SecretWords::SecretWords(QQuickItem* parent) : QQuickPaintedItem(parent) {}

void SecretWords::setFont(const QFont& font)
{
    m_font = font;
    measure();
}

void SecretWords::setColour(const QColor& colour)
{
    m_colour = colour;
    update();
}

void SecretWords::make()
{
    crypto::SystemRandom random;
    const auto made = makePassphrase(random);
    if (!made.ok()) return clear();
    crypto::Secret letters(made->size() * kLetterSize);
    for (std::size_t i = 0; i < made->size(); ++i)
        letters.span()[i * kLetterSize] = made->view()[i]; // ASCII, in the low byte
    m_letters = std::move(letters);
    m_size = made->size();
    m_aloud = false;
    measure();
    emit shownChanged();
}

void SecretWords::clear()
{
    m_letters = {};
    m_size = 0;
    m_aloud = false;
    measure();
    emit shownChanged();
}

void SecretWords::say()
{
    m_aloud = shown();
    emit shownChanged();
}

QString SecretWords::aloud() const
{
    if (!m_aloud) return {};
    return QString(reinterpret_cast<const QChar*>(m_letters.view().data()),
                   static_cast<qsizetype>(m_size));
}

void SecretWords::measure()
{
    setImplicitHeight(shown() ? QFontMetricsF(m_font).lineSpacing() * double(kPassphraseWords) : 0);
    update();
}

void SecretWords::paint(QPainter* painter)
{
    if (!shown()) return;
    painter->setFont(m_font);
    painter->setPen(m_colour);
    const QFontMetricsF metrics(m_font);
    const auto* letters = reinterpret_cast<const QChar*>(m_letters.view().data());
    auto y = metrics.ascent();
    for (std::size_t from = 0; from < m_size;) {
        auto end = from;
        while (end < m_size && letters[end] != QChar::Space) ++end;
        // Borrowed, not copied: it lies in locked memory only.
        painter->drawText(QPointF(0, y),
                          QString::fromRawData(letters + from, static_cast<qsizetype>(end - from)));
        y += metrics.lineSpacing();
        from = end + 1;
    }
}

} // namespace lapwing::models
