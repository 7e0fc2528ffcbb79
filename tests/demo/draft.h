#pragma once

#include "tests/demo/dice.h"

namespace lapwing::demo {

using Json = nlohmann::json;

/// The id of a record of the borough, always the same for the same case and name in it.
[[nodiscard]] std::string recordId(std::string_view ref, std::string_view name);

/// `text` with {v} and {p} replaced.
[[nodiscard]] std::string told(std::string_view text, std::string_view v, std::string_view p);

struct Person {
    std::string id, name, first, surname;
};

/// What a person is in a case, and how old.
struct PersonKind {
    std::string_view label, sex, role;
    int ageLeast = 18, ageMost = 60;
};

/// One case being invented: the lines that the hub imports, in their order. A value "@name" stands
/// for the staff member or agency of that name (borough.h) until the hub has given it an id.
class Draft {
public:
    Draft(std::string ref, std::string panel, Dice& dice, std::vector<Json>& lines)
        : m_ref(std::move(ref)), m_panel(std::move(panel)), m_dice(dice), m_lines(lines)
    {
    }

    [[nodiscard]] const std::string& ref() const { return m_ref; }
    [[nodiscard]] Dice& dice() { return m_dice; }
    [[nodiscard]] std::string id(std::string_view name) const { return recordId(m_ref, name); }

    /// The record's id.
    std::string add(std::string_view type, std::string_view name, Json fields);

    /// Draws a person, who is added to the case only by addPerson().
    [[nodiscard]] Person invent(std::string_view label, std::string_view sex,
                                std::string_view surname = {});
    void addPerson(const Person& person, const PersonKind& kind, Json more = Json::object());
    void addAddress(const Person& person, std::string_view kind, std::string_view known);
    /// A mobile number named "phone" of the case, and what is known of ringing it.
    void addPhone(const Person& person, std::string_view safe);
    void addMarker(const Person& person, std::string_view code, std::string_view severity,
                   int reviewInDays);
    void addRelation(const Person& from, const Person& to, std::string_view kind);
    /// "action.1" and on: lines of words::…Actions(), owned by each of `owners` in turn.
    void addActions(std::span<const std::string_view> from, int count, const Person& about,
                    std::span<const std::string_view> owners, std::string_view meeting);
    void addEntries(std::span<const std::string_view> from, int count, std::string_view v,
                    std::string_view p);

    [[nodiscard]] std::string street();
    [[nodiscard]] std::string postcode();
    [[nodiscard]] std::string mobile();

private:
    std::string m_ref, m_panel;
    Dice& m_dice;
    std::vector<Json>& m_lines;
};

} // namespace lapwing::demo
