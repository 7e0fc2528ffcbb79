#include "tests/qml/hands.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QPointer>
#include <QtGui/QAccessible>
#include <QtGui/QPointingDevice>
#include <QtTest/QTest>

#include <cstdio>

namespace lapwing::test {

namespace {
std::uint64_t steadyMs()
{
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(
                                          std::chrono::steady_clock::now().time_since_epoch())
                                          .count());
}

void hear(QAccessibleInterface* from, QStringList& names)
{
    if (!from || from->state().invisible) return;
    const auto name = from->text(QAccessible::Name);
    if (!name.isEmpty()) names.append(name);
    for (int i = 0; i < from->childCount(); ++i) hear(from->child(i), names);
}

void read(const QQuickItem* from, QStringList& texts)
{
    if (!from->isVisible()) return;
    texts.append(from->property("text").toString());
    for (const auto* child : from->childItems()) read(child, texts);
}
} // namespace

Hands::Hands(OfficeDay& day, const Member& who, access::Role role) : tablet(day, who, role)
{
    show();
}
Hands::Hands(OfficeDay& day, const ScreenTablet& crashed) : tablet(day, crashed) { show(); }

void Hands::show()
{
    m_finger.reset(QTest::createTouchDevice());
    m_main = std::make_unique<app::Window>(QStringLiteral("Main.qml"), tablet.app.get());
    REQUIRE(m_main->window());
    m_main->window()->resize(1280, 800);
    REQUIRE(QTest::qWaitForWindowExposed(m_main->window()));
    QAccessible::setActive(true);
    m_sinceMs = steadyMs();
}

QQuickItem* Hands::seen(QQuickItem* under, const QString& name) const
{
    if (!under->isVisible()) return nullptr;
    if (under->objectName() == name && under->width() > 0) return under;
    const auto children = under->childItems();
    // What is drawn last is on top.
    for (auto child = children.crbegin(); child != children.crend(); ++child)
        if (auto* found = seen(*child, name)) return found;
    return nullptr;
}

bool Hands::shows(const QString& name)
{
    return seen(m_main->window()->contentItem(), name) != nullptr;
}

QQuickItem* Hands::find(const QString& name)
{
    INFO(name.toStdString() << " on page " << models::nameOf(app().page()).toStdString());
    REQUIRE(tablet.until([&] { return shows(name); }));
    return seen(m_main->window()->contentItem(), name);
}

void Hands::tap(const QString& name)
{
    (void)find(name);
    draw(); // a finger comes down on what has come to rest
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QPointer<QQuickItem> item = find(name);
    REQUIRE(tablet.until([&] {
        if (!item) item = seen(m_main->window()->contentItem(), name);
        return item && item->isEnabled();
    }));
    const QRectF screen(0, 0, m_main->window()->width(), m_main->window()->height());
    // A list or page that is too long is moved until the middle of the item is to be seen.
    for (auto* above = item->parentItem(); above; above = above->parentItem()) {
        const auto contentY = above->property("contentY");
        if (!contentY.isValid()) continue;
        const auto middle = item->mapToItem(above, item->boundingRect().center()).y();
        if (middle >= 0 && middle <= above->height()) continue;
        above->setProperty("contentY", contentY.toReal() + middle - above->height() / 2);
    }
    REQUIRE(tablet.until([&] {
        if (!item) item = seen(m_main->window()->contentItem(), name);
        return item && screen.contains(item->mapToScene(item->boundingRect().center()));
    }));
    const auto point = item->mapToScene(item->boundingRect().center()).toPoint();
    auto* window = m_main->window();
    QTest::touchEvent(window, m_finger.get()).press(0, point, window);
    QTest::touchEvent(window, m_finger.get()).release(0, point, window);
    ++m_taps;
    tablet.app->tick();
    QCoreApplication::processEvents();
}

void Hands::type(const QString& name, const QString& text)
{
    m_main->window()->requestActivate();
    REQUIRE(tablet.until([&] { return m_main->window()->isActive(); }));
    tap(name);
    auto* item = find(name);
    if (!item->hasActiveFocus()) item->forceActiveFocus(Qt::MouseFocusReason);
    for (const auto c : text) QTest::keyClick(m_main->window(), c.toLatin1());
}

void Hands::unlock()
{
    type("secret", ScreenTablet::kPassphrase);
    QTest::keyClick(m_main->window(), Qt::Key_Return);
    REQUIRE(tablet.until([&] {
        return app().lock()->state() == models::Lock::State::Open && app().today()->ready();
    }));
    tablet.settle();
}

void Hands::at(const QString& page)
{
    INFO("at " << models::nameOf(app().page()).toStdString() << ", for " << page.toStdString()
               << "; " << app().messages()->view().text.toStdString());
    REQUIRE(tablet.until([&] { return models::nameOf(app().page()) == page; }));
}

QString Hands::spoken()
{
    draw();
    QStringList names;
    hear(QAccessible::queryAccessibleInterface(m_main->window()), names);
    return names.join('\n');
}

QString Hands::shown() const
{
    QStringList texts;
    read(m_main->window()->contentItem(), texts);
    return texts.join('\n');
}

void Hands::told(const char* job)
{
    const auto now = steadyMs();
    std::printf("journey: %-52s %2d taps  %5.1f s\n", job, m_taps,
                static_cast<double>(now - m_sinceMs) / 1000);
    std::fflush(stdout);
    m_taps = 0;
    m_sinceMs = now;
}

} // namespace lapwing::test
