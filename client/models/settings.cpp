#include "client/models/settings.h"

#include "shared/wire/primitive.h"

namespace lapwing::models {

using namespace screens;

namespace {
struct SettingsRead {
    std::optional<Bytes> values;
    About about;
};
} // namespace

Settings::Settings(Shell& shell, QObject* parent)
    : PageModel(shell, parent), m_about(addRows<Line>("about"))
{
}

void Settings::refresh()
{
    m_shell.desk.ask<SettingsRead>(
        [&time = m_shell.time](work::Workbench& bench) -> Result<SettingsRead> {
            SettingsRead read;
            LAPWING_ASSIGN(read.about, readAbout(bench, time));
            LAPWING_ASSIGN(read.values, bench.replica().state().screenSettings());
            return read;
        },
        [this](Result<SettingsRead> read) {
            if (!read.ok()) return m_shell.tell(read.error());
            m_about->setRows(read->about.lines);
            if (read->values) m_values = decode(*read->values);
            if (known) known(read->about);
            emit changed();
        });
}

void Settings::clear() { m_about->setRows({}); }

Bytes Settings::encode(const Values& values)
{
    wire::Writer w;
    w.u8(1);
    w.u16(static_cast<std::uint16_t>(values.textScale));
    w.u8(static_cast<std::uint8_t>(values.lockMinutes));
    w.u8(static_cast<std::uint8_t>((values.dark ? 1 : 0) | (values.leftHanded ? 2 : 0) |
                                   (values.reduceMotion ? 4 : 0)));
    return w.take();
}

Settings::Values Settings::decode(ByteView bytes)
{
    wire::Decoder r(bytes);
    const auto version = r.u8();
    Values values;
    values.textScale = r.u16();
    values.lockMinutes = r.u8();
    const auto flags = r.u8();
    values.dark = flags & 1u;
    values.leftHanded = flags & 2u;
    values.reduceMotion = flags & 4u;
    // Looks only: those of a newer version are not worth a refusal.
    if (version != 1 || !r.done() || values.textScale < 100 || values.textScale > 200) return {};
    return values;
}

void Settings::set(Values values)
{
    if (values == m_values) return;
    m_values = values;
    emit changed();
    m_shell.desk.ask<void>(
        [bytes = encode(values)](work::Workbench& bench) -> Result<void> {
            if (!bench.isOpen()) return {};
            return bench.replica().state().setScreenSettings(bytes);
        },
        [this](Result<void> kept) {
            if (!kept.ok()) m_shell.tell(kept.error());
        });
}

void Settings::setTextScale(int percent)
{
    auto values = m_values;
    values.textScale = std::clamp(percent, 100, 200);
    set(values);
}

QString Settings::theme() const
{
    return m_values.dark ? QStringLiteral("dark") : QStringLiteral("light");
}

void Settings::setTheme(const QString& theme)
{
    auto values = m_values;
    values.dark = theme == QStringLiteral("dark");
    set(values);
}

void Settings::setLeftHanded(bool on)
{
    auto values = m_values;
    values.leftHanded = on;
    set(values);
}

void Settings::setReduceMotion(bool on)
{
    auto values = m_values;
    values.reduceMotion = on;
    set(values);
}

void Settings::setLockMinutes(int minutes)
{
    auto values = m_values;
    values.lockMinutes = std::clamp(minutes, 1, 5);
    set(values);
}

PageModel* makeSettings(Shell& shell, QObject* owner) { return onlyModel<Settings>(shell, owner); }

} // namespace lapwing::models
