#include "client/models/secret_entry.h"

#include "client/vault/passphrase.h"

#include <QtGui/QKeyEvent>

#include <algorithm>
#include <array>

namespace lapwing::models {

namespace {
constexpr std::size_t kBytesMax = 256;
constexpr double kFiveWordsBits = 64;
constexpr int kGoodStrength = 80;

bool startsCharacter(std::uint8_t byte) { return (byte & 0xC0u) != 0x80u; }
} // namespace

SecretEntry::SecretEntry(QQuickItem* parent) : QQuickItem(parent), m_bytes(kBytesMax)
{
    setAcceptedMouseButtons(Qt::LeftButton);
    setActiveFocusOnTab(true);
}

int SecretEntry::length() const
{
    const auto used = m_bytes.view().first(m_size);
    return static_cast<int>(std::ranges::count_if(used, startsCharacter));
}

QString SecretEntry::echo() const { return QString(length(), QChar(0x2022)); }

int SecretEntry::strength() const
{
    const auto bits = guessingBits(m_bytes.view().first(m_size));
    return static_cast<int>(std::clamp(bits / kFiveWordsBits, 0.0, 1.0) * 100);
}

QString SecretEntry::strengthText() const
{
    if (m_size == 0) return {};
    if (!requireStrong(m_bytes.view().first(m_size)).ok())
        return tr("Too easy to guess: it will not be taken");
    return strength() < kGoodStrength ? tr("Hard to guess") : tr("Very hard to guess");
}

crypto::Secret SecretEntry::take()
{
    auto taken = crypto::Secret::copyOf(m_bytes.view().first(m_size));
    clear();
    return taken;
}

void SecretEntry::add(QStringView text)
{
    for (const QChar c : text) {
        // Typed one key at a time, so a surrogate pair is the only thing that comes in two.
        if (c.category() == QChar::Other_Control || c.isSurrogate()) continue;
        std::array<std::uint8_t, 3> bytes{};
        std::size_t count = 0;
        const auto code = static_cast<std::uint32_t>(c.unicode());
        const auto put = [&](std::uint32_t byte) {
            bytes.at(count++) = static_cast<std::uint8_t>(byte);
        };
        if (code < 0x80u) {
            put(code);
        } else if (code < 0x800u) {
            put(0xC0u | (code >> 6u));
            put(0x80u | (code & 0x3Fu));
        } else {
            put(0xE0u | (code >> 12u));
            put(0x80u | ((code >> 6u) & 0x3Fu));
            put(0x80u | (code & 0x3Fu));
        }
        if (m_size + count <= kBytesMax)
            std::copy_n(bytes.begin(), count,
                        m_bytes.span().begin() + static_cast<std::ptrdiff_t>(m_size)),
                m_size += count;
        crypto::wipe(bytes);
    }
    emit lengthChanged();
}

void SecretEntry::press(const QString& character) { add(character); }

void SecretEntry::erase()
{
    while (m_size > 0 && !startsCharacter(m_bytes.view()[m_size - 1])) --m_size;
    if (m_size > 0) --m_size;
    crypto::wipe(m_bytes.span().subspan(m_size));
    emit lengthChanged();
}

void SecretEntry::clear()
{
    crypto::wipe(m_bytes.span());
    m_size = 0;
    emit lengthChanged();
}

void SecretEntry::keyPressEvent(QKeyEvent* event)
{
    const auto key = event->key();
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        emit accepted();
    } else if (key == Qt::Key_Backspace) {
        erase();
    } else if (!event->text().isEmpty() && event->text().front().isPrint()) {
        add(event->text());
    } else {
        event->ignore();
    }
}

} // namespace lapwing::models
