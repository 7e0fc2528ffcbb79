#include "client/screens/plain_words.h"

#include "client/screens/choice_words.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace lapwing::screens {

namespace {
constexpr std::array kLabels{
    Pair{"legal_name", QT_TRANSLATE_NOOP("Screens", "Name")},
    Pair{"dob", QT_TRANSLATE_NOOP("Screens", "Date of birth")},
    Pair{"text", QT_TRANSLATE_NOOP("Screens", "What happened")},
    Pair{"action.text", QT_TRANSLATE_NOOP("Screens", "What is to be done")},
    Pair{"occurred_on", QT_TRANSLATE_NOOP("Screens", "When it happened")},
    Pair{"disclosed_on", QT_TRANSLATE_NOOP("Screens", "When you heard of it")},
    Pair{"criminal", QT_TRANSLATE_NOOP("Screens", "Would it be a crime?")},
    Pair{"by_third_party", QT_TRANSLATE_NOOP("Screens", "Who acted")},
    Pair{"occurred_at", QT_TRANSLATE_NOOP("Screens", "When")},
    Pair{"attempt_outcome", QT_TRANSLATE_NOOP("Screens", "How it went")},
    Pair{"channel", QT_TRANSLATE_NOOP("Screens", "How you tried")},
    Pair{"fact_or_opinion", QT_TRANSLATE_NOOP("Screens", "What this is")},
    Pair{"value", QT_TRANSLATE_NOOP("Screens", "Number or address")},
    Pair{"safe", QT_TRANSLATE_NOOP("Screens", "Is it safe to use?")},
    Pair{"say_we_are", QT_TRANSLATE_NOOP("Screens", "Say we are")},
    Pair{"best_times", QT_TRANSLATE_NOOP("Screens", "Best times")},
    Pair{"victim_wishes", QT_TRANSLATE_NOOP("Screens", "What they want")},
    Pair{"safety_plan", QT_TRANSLATE_NOOP("Screens", "Safety plan")},
    Pair{"lines", QT_TRANSLATE_NOOP("Screens", "Address")},
    Pair{"address.kind", QT_TRANSLATE_NOOP("Screens", "What place it is")},
    Pair{"known_to_perpetrator", QT_TRANSLATE_NOOP("Screens", "Is it known to who may harm them?")},
    Pair{"sensitivity", QT_TRANSLATE_NOOP("Screens", "Who may be told it?")},
    Pair{"why_now", QT_TRANSLATE_NOOP("Screens", "Why now")},
    Pair{"expected_start", QT_TRANSLATE_NOOP("Screens", "Start")},
    Pair{"expected_minutes", QT_TRANSLATE_NOOP("Screens", "Minutes expected")},
    Pair{"opened_by", QT_TRANSLATE_NOOP("Screens", "Who opened the door")},
    Pair{"persons_present", QT_TRANSLATE_NOOP("Screens", "Who was there")},
    Pair{"children_present", QT_TRANSLATE_NOOP("Screens", "Were children there?")},
    Pair{"new_partner_present", QT_TRANSLATE_NOOP("Screens", "Was there a new partner?")},
    Pair{"identity_confirmed", QT_TRANSLATE_NOOP("Screens", "Identity confirmed?")},
    Pair{"living_there_evidence", QT_TRANSLATE_NOOP("Screens", "Signs of who lives there")},
    Pair{"rooms_seen", QT_TRANSLATE_NOOP("Screens", "Rooms seen")},
    Pair{"conditions_compliant", QT_TRANSLATE_NOOP("Screens", "Conditions kept")},
    Pair{"breaches_suspected", QT_TRANSLATE_NOOP("Screens", "Maybe not kept")},
    Pair{"condition_evidence", QT_TRANSLATE_NOOP("Screens", "What you saw or heard")},
    Pair{"demeanour", QT_TRANSLATE_NOOP("Screens", "How they seemed")},
    Pair{"substances", QT_TRANSLATE_NOOP("Screens", "Drink or drugs")},
    Pair{"disclosures", QT_TRANSLATE_NOOP("Screens", "What was said, in their words")},
    Pair{"welfare_needs", QT_TRANSLATE_NOOP("Screens", "Needs")},
    Pair{"concerns", QT_TRANSLATE_NOOP("Screens", "Concerns")},
    Pair{"cuckooing_signs", QT_TRANSLATE_NOOP("Screens", "Signs of cuckooing")},
    Pair{"outcome", QT_TRANSLATE_NOOP("Screens", "Outcome")},
    Pair{"next_visit_on", QT_TRANSLATE_NOOP("Screens", "Next visit")},
    Pair{"referrals_made", QT_TRANSLATE_NOOP("Screens", "Referrals made")},
    Pair{"debrief", QT_TRANSLATE_NOOP("Screens", "After the visit")},
    Pair{"statement.text", QT_TRANSLATE_NOOP("Screens", "Your statement")},
    Pair{"visit_officer.staff", QT_TRANSLATE_NOOP("Screens", "Second officer")},
    Pair{"must_not_mention", QT_TRANSLATE_NOOP("Screens", "Talk about")},
    Pair{"conditions_to_check", QT_TRANSLATE_NOOP("Screens", "Conditions to check")},
    Pair{"owner_agency", QT_TRANSLATE_NOOP("Screens", "Agency")},
    Pair{"due", QT_TRANSLATE_NOOP("Screens", "Due")},
    Pair{"evidence", QT_TRANSLATE_NOOP("Screens", "What happened")},
    Pair{"status", QT_TRANSLATE_NOOP("Screens", "Status")},
    Pair{"priority", QT_TRANSLATE_NOOP("Screens", "Priority")},
    Pair{"submitted_on", QT_TRANSLATE_NOOP("Screens", "Referred on")},
    Pair{"perpetrators", QT_TRANSLATE_NOOP("Screens", "Who is said to harm")},
    Pair{"victim", QT_TRANSLATE_NOOP("Screens", "Who is at risk")},
    Pair{"criteria", QT_TRANSLATE_NOOP("Screens", "Why it meets the criteria")},
    Pair{"background", QT_TRANSLATE_NOOP("Screens", "Background")},
    Pair{"idva", QT_TRANSLATE_NOOP("Screens", "IDVA")},
    Pair{"who", QT_TRANSLATE_NOOP("Screens", "Who you spoke to")},
    Pair{"is_repeat", QT_TRANSLATE_NOOP("Screens", "Is it a repeat?")},
    Pair{"colour_reason", QT_TRANSLATE_NOOP("Screens", "Why this colour")},
};

constexpr std::array kTypes{
    Pair{"chronology", QT_TRANSLATE_NOOP("Screens", "Note")},
    Pair{"incident", QT_TRANSLATE_NOOP("Screens", "Incident")},
    Pair{"action", QT_TRANSLATE_NOOP("Screens", "Action")},
    Pair{"visit", QT_TRANSLATE_NOOP("Screens", "Visit")},
    Pair{"person", QT_TRANSLATE_NOOP("Screens", "Person")},
    Pair{"contact_point", QT_TRANSLATE_NOOP("Screens", "Contact details")},
    Pair{"address", QT_TRANSLATE_NOOP("Screens", "Address")},
    Pair{"referral", QT_TRANSLATE_NOOP("Screens", "Referral")},
    Pair{"risk_marker", QT_TRANSLATE_NOOP("Screens", "Warning")},
    Pair{"case", QT_TRANSLATE_NOOP("Screens", "Case")},
    Pair{"relationship", QT_TRANSLATE_NOOP("Screens", "Relationship")},
    Pair{"agenda_item", QT_TRANSLATE_NOOP("Screens", "Agenda item")},
    Pair{"meeting", QT_TRANSLATE_NOOP("Screens", "Meeting")},
    Pair{"visit_officer", QT_TRANSLATE_NOOP("Screens", "Officer of a visit")},
    Pair{"statement", QT_TRANSLATE_NOOP("Screens", "Statement")},
    Pair{"attestation", QT_TRANSLATE_NOOP("Screens", "Signature")},
    Pair{"same_person", QT_TRANSLATE_NOOP("Screens", "Same person?")},
};

/// In the language of who reads it; as it is where nobody has translated it.
QString said(std::string_view text) { return Say::tr(std::string(text).c_str()); }

/// Empty when the table has nothing for it.
QString saidFor(std::span<const Pair> table, std::string_view word)
{
    const auto at = std::ranges::find(table, word, &Pair::first);
    return at == table.end() ? QString() : said(at->second);
}

/// "mon_night" is a time of a week's day.
QString dayOfWeek(std::string_view word)
{
    if (word.size() < 5 || word[3] != '_') return {};
    for (const auto day : kWeekdays)
        if (std::tolower(static_cast<unsigned char>(day[0])) == word[0] &&
            std::string_view(day).substr(1, 2) == word.substr(1, 2))
            return Say::tr(day) + " " + said(word.substr(4));
    return {};
}

/// A word of the schema that reads well by itself: "in_progress" → "In progress".
QString humanised(std::string_view word)
{
    if (auto day = dayOfWeek(word); !day.isEmpty()) return day;
    std::string text(word);
    std::ranges::replace(text, '_', ' ');
    if (!text.empty())
        text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
    return said(text);
}

} // namespace

QString wordText(std::string_view word)
{
    const auto known = saidFor(choiceWords(), word);
    return known.isEmpty() ? humanised(word) : known;
}

QString choiceText(const schema::Field& field, std::string_view word)
{
    if (!field.vocabulary) return wordText(word);
    const auto whole = std::string(field.vocabulary->name) + "." + std::string(word);
    const auto known = saidFor(choiceWords(), whole);
    return known.isEmpty() ? wordText(word) : known;
}

QString labelOf(const schema::Field& field)
{
    const auto* type = schema::findField(field.wire()).type;
    const auto whole = (type ? std::string(type->name) : "") + "." + std::string(field.name);
    auto known = saidFor(kLabels, whole);
    if (known.isEmpty()) known = saidFor(kLabels, field.name);
    return known.isEmpty() ? humanised(field.name) : known;
}

QString contactLabel(std::string_view kind)
{
    constexpr std::array kKinds{
        Pair{"mobile", QT_TRANSLATE_NOOP("Screens", "Mobile number")},
        Pair{"landline", QT_TRANSLATE_NOOP("Screens", "Phone number")},
        Pair{"email", QT_TRANSLATE_NOOP("Screens", "Email address")},
        Pair{"letter", QT_TRANSLATE_NOOP("Screens", "Postal address")},
        Pair{"via_third_party",
             QT_TRANSLATE_NOOP("Screens", "How to reach through somebody else")}};
    const auto known = saidFor(kKinds, kind);
    return known.isEmpty() ? Say::tr("Number or address") : known;
}

QString typeText(std::string_view type)
{
    const auto known = saidFor(kTypes, type);
    return known.isEmpty() ? humanised(type) : known;
}

QString panelText(schema::Panel panel)
{
    const auto* code = schema::panels().find(static_cast<std::uint32_t>(panel));
    return code ? wordText(code->name) : Say::tr("Directory");
}

QString rolesText(const access::HeldRoles& held)
{
    QStringList texts;
    for (const auto& [role, panels] : held.each) {
        if (!access::isKnown(role)) {
            texts.append(Say::tr("A role of a newer version"));
            continue;
        }
        const auto name = wordText(access::nameOf(role));
        QStringList where;
        for (const auto& code : schema::panels().codes) {
            const auto panel = static_cast<schema::Panel>(code.number);
            if ((panels & access::panelBit(panel)) != 0) where.append(panelText(panel));
        }
        const bool isEverywhere = panels == access::HeldRoles(role).each.front().panels;
        texts.append(isEverywhere ? name
                                  : Say::tr("%1 (%2)").arg(name, where.join(QStringLiteral(", "))));
    }
    return texts.join(QStringLiteral(", "));
}

QString unknownAtOfficeText()
{
    return Say::tr("The office does not know this case since its restore. It is safe on this "
                   "tablet, and has been offered to the office.");
}

QString elsewhereText()
{
    return Say::tr("Somebody else in the partnership has this person; a coordinator is asked.");
}

QString initialsOf(const QString& name)
{
    QString initials;
    bool begins = true;
    for (const auto c : name) {
        if (begins && c.isLetter()) initials += QString(c) + ".";
        begins = c == ' ' || c == '-';
    }
    return initials;
}

QString counted(std::size_t count, const QString& one, const QString& several)
{
    return count == 1 ? one : several.arg(count);
}

QString clockDifference(std::int64_t minutesAhead)
{
    if (minutesAhead == 0) return {};
    const auto minutes = minutesAhead > 0 ? minutesAhead : -minutesAhead;
    constexpr std::int64_t kHoursFrom = 120;
    const auto size = minutes < kHoursFrom ? Say::tr("%1 minutes").arg(minutes)
                                           : Say::tr("%1 hours").arg(minutes / 60);
    return (minutesAhead > 0
                ? Say::tr("This tablet's clock was %1 ahead of the office's at their last contact.")
                : Say::tr("This tablet's clock was %1 behind the office's at their last contact."))
        .arg(size);
}

QString textOf(ItemState state)
{
    switch (state) {
    case ItemState::Draft:
        return Say::tr("Draft");
    case ItemState::OnTablet:
        return Say::tr("On this tablet · not yet sent");
    case ItemState::Sent:
        return Say::tr("Sent (the office has it)");
    case ItemState::Conflict:
        return Say::tr("Two versions");
    case ItemState::Problem:
        break;
    }
    return Say::tr("Problem");
}

} // namespace lapwing::screens
