#include "tests/pictures/photographer.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QElapsedTimer>
#include <QtCore/QEventLoop>
#include <QtCore/QTimer>
#include <QtGui/QImage>
#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtQuick/QQuickItem>

#include <algorithm>
#include <array>

namespace lapwing::pictures {

namespace {
constexpr int kTurnMs = 5;
constexpr int kPatienceMs = 60'000;
constexpr int kSettleMs = 250; ///< for what is read when a page is opened, and for its motion

struct Look {
    const char* suffix;
    int scale;
    const char* theme;
};
constexpr std::array kLooks{Look{"", 100, "light"}, Look{"-text200", 200, "light"},
                            Look{"-dark", 100, "dark"}};

Error missing(const std::string& what)
{
    return fail(ErrorCode::Internal, "There is no picture of " + what + ".");
}

/// Lets events come for a while.
void turn()
{
    QEventLoop loop;
    QTimer::singleShot(kTurnMs, &loop, &QEventLoop::quit);
    loop.exec();
}

/// What is drawn last is on top.
QQuickItem* seen(QQuickItem* under, const QString& name)
{
    if (!under->isVisible()) return nullptr;
    if (under->objectName() == name && under->width() > 0) return under;
    const auto children = under->childItems();
    for (auto child = children.crbegin(); child != children.crend(); ++child)
        if (auto* found = seen(*child, name)) return found;
    return nullptr;
}

/// What it can be scrolled in; none where there is no more of it than is seen.
QQuickItem* scrollerOf(const QQuickItem* item)
{
    auto* above = item->parentItem();
    while (above && above->property("contentHeight").toReal() <= above->height())
        above = above->parentItem();
    return above;
}

qreal middleIn(const QQuickItem* around, const QQuickItem* item)
{
    return item->mapToItem(around, item->boundingRect().center()).y();
}
} // namespace

Photographer::Photographer(models::App& app, QQuickWindow& window, QString folder)
    : m_app(app), m_window(window), m_folder(std::move(folder))
{
}

Result<void> Photographer::inEachLook(const Shots& shots)
{
    auto& settings = *m_app.settings();
    const auto scale = settings.textScale();
    const auto theme = settings.theme();
    const auto put = [&](const char* suffix, int percent, const QString& name) {
        m_suffix = QString::fromLatin1(suffix);
        settings.setTextScale(percent);
        settings.setTheme(name);
    };
    Result<void> done;
    for (const auto& look : kLooks) {
        if (!done.ok()) break;
        put(look.suffix, look.scale, QString::fromLatin1(look.theme));
        done = shots();
    }
    put("", scale, theme);
    return done;
}

Result<void> Photographer::shoot(const std::string& name)
{
    settle();
    const auto image = m_window.grabWindow();
    const auto file = QStringLiteral("%1/%2%3.png").arg(m_folder, name.c_str(), m_suffix);
    if (image.isNull() || !image.save(file)) return missing(name);
    ++m_taken;
    m_pages.insert(m_app.page());
    return {};
}

bool Photographer::shows(const QString& name) const
{
    return seen(m_window.contentItem(), name) != nullptr;
}

Result<QQuickItem*> Photographer::find(const QString& name) const
{
    LAPWING_TRY(until(
        [&] {
            const auto* item = seen(m_window.contentItem(), name);
            return item && item->isEnabled();
        },
        name.toStdString()));
    return seen(m_window.contentItem(), name);
}

Result<void> Photographer::scrollTo(const QString& name)
{
    LAPWING_ASSIGN(const auto* item, find(name));
    auto* moved = scrollerOf(item);
    if (!moved) return {};
    const auto to =
        moved->property("contentY").toReal() + middleIn(moved, item) - moved->height() / 2;
    const auto end = moved->property("contentHeight").toReal() - moved->height();
    moved->setProperty("contentY", std::clamp(to, 0.0, std::max(0.0, end)));
    turn();
    return {};
}

Result<void> Photographer::tap(const QString& name)
{
    settle(); // a finger comes down on what has come to rest
    LAPWING_ASSIGN(const auto* item, find(name));
    const auto* around = scrollerOf(item);
    const auto height = around ? middleIn(around, item) : 0.0;
    if (height < 0 || (around && height > around->height())) {
        LAPWING_TRY(scrollTo(name));
    }
    const auto at = item->mapToScene(item->boundingRect().center());
    for (const auto kind : {QEvent::MouseButtonPress, QEvent::MouseButtonRelease}) {
        const bool down = kind == QEvent::MouseButtonPress;
        QMouseEvent event(kind, at, at, at, Qt::LeftButton, down ? Qt::LeftButton : Qt::NoButton,
                          Qt::NoModifier);
        QCoreApplication::sendEvent(&m_window, &event);
    }
    turn();
    return {};
}

Result<void> Photographer::type(const QString& name, std::string_view keys)
{
    LAPWING_TRY(tap(name));
    LAPWING_ASSIGN(auto* item, find(name));
    item->forceActiveFocus(Qt::MouseFocusReason);
    for (const char key : keys) press(0, QString(QChar::fromLatin1(key)));
    return {};
}

void Photographer::press(int key, const QString& text)
{
    for (const auto kind : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QKeyEvent event(kind, key, Qt::NoModifier, text);
        QCoreApplication::sendEvent(&m_window, &event);
    }
    turn();
}

Result<void> Photographer::until(const std::function<bool()>& holds, const std::string& what) const
{
    QElapsedTimer timer;
    timer.start();
    while (!holds()) {
        if (timer.elapsed() > kPatienceMs) return missing(what);
        turn();
    }
    return {};
}

Result<void> Photographer::untilAt(const char* page) const
{
    return until([&] { return models::nameOf(m_app.page()) == page; }, page);
}

void Photographer::settle() const
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < kSettleMs) turn();
}

} // namespace lapwing::pictures
