#include "server-stub/service/import_keys.h"
#include "server-stub/service/import_map.h"
#include "shared/schema/schema.h"

#include <algorithm>
#include <array>
#include <set>

namespace lapwing::hub {

namespace {
/// What offices call their columns, as columnWord() writes it, and the field that is meant.
constexpr std::string_view kUsualHeads = R"(
name person.legal_name
full_name person.legal_name
client person.legal_name
client_name person.legal_name
victim person.legal_name
victim_name person.legal_name
subject person.legal_name
person person.legal_name
date_of_birth person.dob
birth_date person.dob
born person.dob
d.o.b. person.dob
nhs person.nhs_no
nhs_number person.nhs_no
pnc person.pnc_id
pnc_number person.pnc_id
gender person.sex
phone contact_point.value
telephone contact_point.value
phone_number contact_point.value
mobile contact_point.value
mobile_number contact_point.value
email contact_point.value
contact_number contact_point.value
safe_to_call contact_point.safe
address_lines address.lines
address address.lines
street address.lines
post_code address.postcode
ref case
reference case
case_ref case
case_reference case
case_number case
case_no case
marac_ref case
marac_number case
marac_reference case
case_title case.title
action action.text
owner action.owner
due_date action.due
by_when action.due
meeting_type panel
)";

/// Empty for a head that is not usual.
std::string usualMeaning(const std::string& head)
{
    const auto at = kUsualHeads.find("\n" + head + " ");
    if (at == std::string_view::npos) return {};
    const auto from = at + head.size() + 2;
    return std::string(kUsualHeads.substr(from, kUsualHeads.find('\n', from) - from));
}
constexpr std::array<std::string_view, 4> kOfLines{line_key::kCase, line_key::kPanel,
                                                   line_key::kRecord, line_key::kId};

/// "d.o.b" and "DOB." are one, and "NHS No" is "NHS number".
std::string headMeaning(const std::string& head)
{
    auto word = columnWord(head);
    std::erase_if(word, [](char c) { return c == '.' || c == ':' || c == '?' || c == '*'; });
    for (const std::string_view ending : {"_no", "_num", "_nr"})
        if (word.ends_with(ending))
            word.replace(word.size() - ending.size(), ending.size(), "_number");
    return word;
}

/// Every field that a head may mean, as "type.field"; or the one word of a line.
std::set<std::string> meaningsOf(const std::string& head)
{
    std::set<std::string> found;
    for (const auto& spelling : {columnWord(head), headMeaning(head)}) {
        if (std::ranges::find(kOfLines, spelling) != kOfLines.end()) return {spelling};
        if (auto usual = usualMeaning(spelling); !usual.empty()) return {std::move(usual)};
        for (const auto& type : schema::types()) {
            if (schema::isOfDirectory(type)) continue;
            for (const auto& field : type.fields)
                if (spelling == field.name ||
                    spelling == std::string(type.name) + "." + std::string(field.name))
                    found.insert(std::string(type.name) + "." + std::string(field.name));
        }
    }
    return found;
}

std::string typeOfField(const std::string& field) { return field.substr(0, field.find('.')); }

std::string quotedText(std::string_view text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
    }
    return out + '"';
}

/// The type that most columns may be of: a row of a sheet is one record.
std::string usualType(const std::vector<std::set<std::string>>& meanings)
{
    std::map<std::string, int> votes;
    for (const auto& each : meanings) {
        std::set<std::string> types;
        for (const auto& field : each)
            if (field.find('.') != field.npos) types.insert(typeOfField(field));
        for (const auto& type : types) ++votes[type];
    }
    const auto most = std::ranges::max_element(votes, {}, [](const auto& v) { return v.second; });
    return most == votes.end() ? std::string() : most->first;
}
} // namespace

MapProposal proposeMap(std::span<const std::string> heads)
{
    std::vector<std::set<std::string>> meanings;
    for (const auto& head : heads) meanings.push_back(meaningsOf(head));
    const auto type = usualType(meanings);
    MapProposal proposal;
    std::set<std::string> used, named;
    std::string columns, left;
    for (std::size_t i = 0; i < heads.size(); ++i) {
        if (heads[i].empty()) continue;
        std::string field;
        for (const auto& each : meanings[i])
            if (each.find('.') == each.npos || typeOfField(each) == type) field = each;
        if (field.empty() || !used.insert(field).second) {
            proposal.notPlaced.push_back(heads[i]);
            if (!named.insert(columnWord(heads[i])).second) continue; // a map names it once
            left += quotedText(heads[i]) + " = \"\"  # not placed: left out\n";
            continue;
        }
        named.insert(columnWord(heads[i]));
        proposal.placed.emplace_back(heads[i], field);
        columns += quotedText(heads[i]) + " = " + quotedText(field) + "\n";
    }
    std::string always;
    for (const std::string needed : {line_key::kCase, line_key::kPanel})
        if (!used.contains(needed)) always += "# " + needed + " = \"\"  # every row needs one\n";
    if (!used.contains(line_key::kRecord))
        always += type.empty() ? "# record = \"\"  # every row needs one\n"
                               : "record = " + quotedText(type) + "\n";
    proposal.text = "[columns]\n" + columns + left + "\n[always]\n" + always;
    return proposal;
}

} // namespace lapwing::hub
