#include "client/screens/listed_words.h"

namespace lapwing::screens {

QString listedText(const store::ListedRow& row, const schema::Field& field,
                   const std::function<QString(std::string_view)>& say)
{
    QStringList all;
    for (const auto version : row.each(field)) {
        const bool isUnreadable = version == store::kUnreadableListed;
        const bool isTakenOut = version == store::kTakenOutListed;
        const auto text = isUnreadable ? Say::tr("(written by a newer version)")
                          : isTakenOut ? Say::tr("(removed by the office)")
                          : say        ? say(version)
                                       : toQt(version);
        if (!text.isEmpty() && !all.contains(text)) all << text;
    }
    return all.join(Say::tr(" or "));
}

} // namespace lapwing::screens
