#pragma once

#include "shared/domain/shown.h"
#include "shared/schema/handle.h"
#include "sync/log/merge.h"
#include "sync/log/record_key.h"

namespace lapwing::store {

/// Between the versions (of a set: the members) that stand in a listed field; no text holds it.
inline constexpr char kBetweenListed = '\x1f';
/// Stands for a version that cannot be read here.
inline constexpr std::string_view kUnreadableListed = "\x1a";
/// In the place of a version whose content was taken out for good.
inline constexpr std::string_view kTakenOutListed = "\x18";

/// One record as lists show it: what is to be worked with of the fields that its type marks as
/// listed, or every version while each has to be read, without opening its form.
struct ListedRow {
    RecordKey key;
    Life life{};
    std::map<std::uint32_t, std::string> stored; ///< by wire number, as listedText() wrote it

    /// Each as text (words by name, days "YYYY-MM-DD", references in hex); none when the field was
    /// never filled in.
    [[nodiscard]] std::vector<std::string_view> each(const schema::Field& field) const;
    /// Each as laws ask for it; a list does not tell who signed it (zeros).
    template <class T>
    [[nodiscard]] domain::Shown<T> operator[](const schema::Handle<T>& field) const
    {
        domain::Shown<T> shown;
        for (const auto text : each(field.field)) {
            const auto value = valueOf(field.field, text);
            auto content = value ? schema::contentOf<T>(*value) : std::nullopt;
            if (text.empty())
                shown.addCleared();
            else if (content)
                shown.add(std::move(*content), PersonId{});
            else
                shown.addUnreadable();
        }
        return shown;
    }
    /// Every member that some version has; a word of a newer version is an enumerator without name.
    template <class Member>
    [[nodiscard]] std::vector<Member>
    operator[](const schema::Handle<schema::SetOf<Member>>& field) const
    {
        std::vector<Member> members;
        for (const auto text : each(field.field))
            if (const auto value = valueOf(field.field, text))
                if (auto member = schema::contentOf<Member>(*value))
                    members.push_back(std::move(*member));
        return members;
    }

private:
    static std::optional<Value> valueOf(const schema::Field& field, std::string_view text);
};

/// What the projection keeps of a register for each().
[[nodiscard]] std::string listedText(const schema::Field& field, const Reading& reading);

} // namespace lapwing::store
