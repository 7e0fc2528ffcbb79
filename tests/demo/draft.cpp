#include "tests/demo/draft.h"

#include "shared/crypto/hash.h"
#include "tests/demo/words.h"

namespace lapwing::demo {

namespace {
std::string padded(int number, std::size_t width)
{
    auto digits = std::to_string(number);
    return std::string(width - std::min(width, digits.size()), '0') + digits;
}
} // namespace

std::string recordId(std::string_view ref, std::string_view name)
{
    const auto named = std::string(ref) + "/" + std::string(name);
    return RecordId::from(crypto::hash8("lapwing.demo.1", bytesOf(named)).view()).hex();
}

std::string told(std::string_view text, std::string_view v, std::string_view p)
{
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto rest = text.substr(i);
        const bool isV = rest.starts_with("{v}");
        if (isV || rest.starts_with("{p}")) {
            out += isV ? v : p;
            i += 3;
        } else
            out += text[i++];
    }
    return out;
}

std::string Draft::add(std::string_view type, std::string_view name, Json fields)
{
    auto made = id(name);
    m_lines.push_back({{"case", m_ref},
                       {"panel", m_panel},
                       {"record", type},
                       {"id", made},
                       {"fields", std::move(fields)}});
    return made;
}

Person Draft::invent(std::string_view label, std::string_view sex, std::string_view surname)
{
    Person person;
    person.id = id(label);
    person.first = m_dice.pick(sex == "female" ? words::womensNames() : words::mensNames());
    person.surname = surname.empty() ? m_dice.pick(words::surnames()) : std::string(surname);
    person.name = person.first + " " + person.surname;
    return person;
}

void Draft::addPerson(const Person& person, const PersonKind& kind, Json more)
{
    const auto age = m_dice.between(kind.ageLeast, kind.ageMost);
    Json fields{{"legal_name", person.name},
                {"surname", person.surname},
                {"sex", kind.sex},
                {"dob", dayAt(-365 * age - m_dice.between(1, 364))},
                {"case_roles", Json::array({kind.role})}};
    fields.update(more);
    add("person", kind.label, std::move(fields));
}

void Draft::addAddress(const Person& person, std::string_view kind, std::string_view known)
{
    const bool hidden = kind == "refuge" || kind == "safe" || kind == "temporary";
    add("address", "address." + person.id + "." + std::string(kind),
        {{"person", person.id},
         {"lines", street()},
         {"postcode", postcode()},
         {"kind", kind},
         {"from", dayAt(-m_dice.between(20, 2000))},
         {"known_to_perpetrator", known},
         {"sensitivity", hidden ? "secret" : "victim_safety"}});
}

void Draft::addPhone(const Person& person, std::string_view safe)
{
    add("contact_point", "phone",
        {{"person", person.id},
         {"kind", "mobile"},
         {"value", mobile()},
         {"safe", safe},
         {"leave_message", "no"},
         {"withheld_number_required", "yes"},
         {"say_we_are", "the library, about a book"},
         {"never_times", Json::array({"sat_morning", "sun_morning"})}});
}

void Draft::addMarker(const Person& person, std::string_view code, std::string_view severity,
                      int reviewInDays)
{
    // What tells of a victim, or of a MARAC, is kept from whoever stands at a door.
    const bool confidential = code == "ADVV" || code == "IMAR" || code == "INVI";
    add("risk_marker", "marker." + std::string(code),
        {{"person", person.id},
         {confidential ? "confidential_code" : "code", code},
         {"severity", severity},
         {"start", dayAt(-m_dice.between(10, 90))},
         {"review_due", dayAt(reviewInDays)},
         {"state", "active"},
         {"alert_on_open", severity == "high" ? "yes" : "no"}});
}

void Draft::addRelation(const Person& from, const Person& to, std::string_view kind)
{
    add("relationship", "relation." + from.id + to.id,
        {{"from_person", from.id}, {"to_person", to.id}, {"kind", kind}});
}

void Draft::addActions(std::span<const std::string_view> from, int count, const Person& about,
                       std::span<const std::string_view> owners, std::string_view meeting)
{
    int number = 0;
    for (const auto& line : m_dice.some(from, count)) {
        const auto first = line.find('|');
        const auto second = line.find('|', first + 1);
        const auto owner = owners[static_cast<std::size_t>(number) % owners.size()];
        ++number;
        add("action", "action." + std::to_string(number),
            {{"text", line.substr(0, first)},
             {"kind", line.substr(first + 1, second - first - 1)},
             {"risk_addressed", line.substr(second + 1)},
             {"status", number == 1 ? "in_progress" : "agreed"},
             {"priority", number == 1 ? "urgent" : "high"},
             {"meeting", meeting},
             {"owner_agency", owner},
             {"about", Json::array({about.id})},
             {"agreed_on", dayAt(-7)},
             {"due", dayAt(m_dice.between(-5, 21))}});
    }
}

void Draft::addEntries(std::span<const std::string_view> from, int count, std::string_view v,
                       std::string_view p)
{
    int number = 0;
    for (const auto& line : m_dice.some(from, count)) {
        ++number;
        const auto daysAgo = 6 * (count - number) + m_dice.between(1, 5);
        add("chronology", "entry." + std::to_string(number),
            {{"text", told(line, v, p)},
             {"occurred_at",
              timeAt(-daysAgo, padded(m_dice.between(8, 19), 2) + ":" +
                                   padded(5 * m_dice.between(0, 11), 2))},
             {"kind", number % 3 == 0 ? "observation" : "contact"},
             {"fact_or_opinion", number % 3 == 0 ? "third_party" : "fact"}});
    }
}

std::string Draft::street()
{
    const auto number = m_dice.between(1, 180);
    return std::to_string(number) + " " + m_dice.pick(words::streets()) + ", Thornmere";
}

std::string Draft::postcode()
{
    constexpr std::string_view kLetters = "ABDEFGHJLNPQRSTUWXYZ";
    const auto letter = [&] {
        return kLetters[static_cast<std::size_t>(
            m_dice.between(0, static_cast<int>(kLetters.size()) - 1))];
    };
    auto code = "TM" + std::to_string(m_dice.between(1, 9)) + " " +
                std::to_string(m_dice.between(1, 9));
    code += letter();
    code += letter();
    return code;
}

std::string Draft::mobile() { return "07700 900" + padded(m_dice.between(0, 999), 3); }

} // namespace lapwing::demo
