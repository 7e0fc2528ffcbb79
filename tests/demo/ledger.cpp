#include "tests/demo/ledger.h"

#include <algorithm>
#include <map>

namespace lapwing::demo {

namespace {
void gather(const Json& value, Words& into)
{
    if (value.is_array()) {
        for (const auto& each : value) gather(each, into);
    } else if (!value.is_null()) {
        into.push_back(value.is_string() ? value.get<std::string>() : value.dump());
    }
}

bool isIn(const Words& words, const std::string& text)
{
    return std::ranges::find(words, text) != words.end();
}
} // namespace

Words valuesOf(const Json& record, const std::string& field)
{
    Words values;
    const auto fields = record.find("fields");
    if (fields == record.end() || !fields->contains(field)) return values;
    const auto& told = (*fields)[field];
    if (told.contains("siblings"))
        for (const auto& sibling : told["siblings"]) gather(sibling["value"], values);
    if (values.empty() && told.contains("value")) gather(told["value"], values);
    return values;
}

void Ledger::note(const Tablet& by, const std::string& record, const Words& fields)
{
    for (const auto& typed : fields) {
        const auto equals = typed.find('=');
        auto name = typed.substr(0, equals);
        auto text = typed.substr(equals + 1);
        if (!name.ends_with('+')) {
            m_written.push_back({by.owner(), {record, name, text}});
            continue;
        }
        name.pop_back();
        text += ',';
        for (std::size_t from = 0; from < text.size();) {
            const auto comma = text.find(',', from);
            m_written.push_back({by.owner(), {record, name, text.substr(from, comma - from)}});
            from = comma + 1;
        }
    }
}

Result<Json> Ledger::set(const Tablet& by, const std::string& record, const Words& fields,
                         const std::string& reason)
{
    Words words{"record", "set", record};
    words.insert(words.end(), fields.begin(), fields.end());
    if (!reason.empty()) words.insert(words.end(), {"--reason", reason});
    LAPWING_ASSIGN(auto answer, by.ask(std::move(words)));
    note(by, record, fields);
    return answer;
}

Result<Json> Ledger::add(const Tablet& by, std::string_view ref, const std::string& type,
                         const Words& fields)
{
    Words words{"record", "add", std::string(ref), type};
    words.insert(words.end(), fields.begin(), fields.end());
    LAPWING_ASSIGN(auto answer, by.ask(std::move(words)));
    note(by, answer.value("id", ""), fields);
    return answer;
}

Result<Json> Ledger::decide(const Tablet& by, const Json& check, std::size_t keep,
                            const std::string& reason)
{
    LAPWING_ASSIGN(auto answer, by.ask({"check", "decide", check.value("id", ""), "--keep",
                                        std::to_string(keep), "--reason", reason}));
    std::size_t number = 0;
    for (const auto& sibling : check["siblings"])
        if (++number != keep)
            m_superseded.push_back({check.value("record", ""), check.value("field", ""),
                                    sibling.value("value", "")});
    return answer;
}

Result<Ledger::Account> Ledger::account(std::span<const Tablet* const> readers,
                                        const Json& quarantine) const
{
    std::vector<Value> waiting;
    for (const auto& change : quarantine)
        for (const auto& field : change["fields"]) {
            Words values;
            gather(field.contains("member") ? field["member"] : field["value"], values);
            for (const auto& text : values)
                waiting.push_back({field.value("record", ""), field.value("field", ""), text});
        }
    std::map<std::string, std::vector<Json>> shown;
    for (const auto& written : m_written) {
        const auto& id = written.value.record;
        if (!shown.try_emplace(id).second) continue;
        for (const auto* reader : readers) {
            LAPWING_ASSIGN(const auto done, reader->run({"record", "show", id, "--json"}));
            const auto record = Json::parse(done.out, nullptr, false);
            if (done.exitCode == 0 && record.is_object()) shown[id].push_back(record);
        }
    }
    Account account;
    for (const auto& written : m_written) {
        const auto& value = written.value;
        const bool isLive = std::ranges::any_of(shown[value.record], [&](const Json& record) {
            return isIn(valuesOf(record, value.field), value.text);
        });
        if (isLive) ++account.live;
        else if (std::ranges::find(m_superseded, value) != m_superseded.end())
            ++account.superseded;
        else if (std::ranges::find(waiting, value) != waiting.end()) ++account.inQuarantine;
        else account.lost.push_back(written.by + ": " + value.field + " of " + value.record);
    }
    return account;
}

} // namespace lapwing::demo
