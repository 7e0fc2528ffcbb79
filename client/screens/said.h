#pragma once

#include <QtCore/QCoreApplication>
#include <QtCore/QString>

#include <string_view>

namespace lapwing::screens {

/// What the screens say, in the language of who reads it: `Say::tr("Start visit")`.
/// Thread: any; a translator is installed before the first sentence is made and never after.
struct Say {
    Q_DECLARE_TR_FUNCTIONS(Screens)
};

[[nodiscard]] inline QString toQt(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace lapwing::screens
