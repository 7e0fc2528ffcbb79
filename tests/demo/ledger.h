#pragma once

#include "tests/demo/programs.h"

#include <span>

namespace lapwing::demo {

/// "07700 900415" of a record's field as `record show` tells it; for a set each of its members.
/// Several while there is more than one version.
[[nodiscard]] Words valuesOf(const Json& record, const std::string& field);

/// Everything that anybody wrote during the day, and what became of it. A value is accounted for
/// when it is still there for a reader, when a person put another in its place having been shown
/// it, or when it waits in the quarantine of the office; otherwise it was lost.
class Ledger {
public:
    struct Account {
        std::size_t live = 0, superseded = 0, inQuarantine = 0;
        Words lost; ///< "who: field of record"
    };

    /// `record set`, and a note of each field; "best_times+=mon_morning" adds members to a set.
    [[nodiscard]] Result<Json> set(const Tablet& by, const std::string& record, const Words& fields,
                                   const std::string& reason = {});
    /// `record add` in a case.
    [[nodiscard]] Result<Json> add(const Tablet& by, std::string_view ref, const std::string& type,
                                   const Words& fields);
    /// `check decide`, keeping the version of that number. What was shown is superseded.
    [[nodiscard]] Result<Json> decide(const Tablet& by, const Json& check, std::size_t keep,
                                      const std::string& reason);

    /// A value gave way to what somebody wrote who was shown it.
    void replaced(const std::string& record, const std::string& field, const std::string& text)
    {
        m_superseded.push_back({record, field, text});
    }

    [[nodiscard]] Result<Account> account(std::span<const Tablet* const> readers,
                                          const Json& quarantine) const;
    [[nodiscard]] std::size_t size() const { return m_written.size(); }

private:
    struct Value {
        std::string record, field, text;
        bool operator==(const Value&) const = default;
    };
    struct Written {
        std::string by;
        Value value;
    };
    void note(const Tablet& by, const std::string& record, const Words& fields);

    std::vector<Written> m_written;
    std::vector<Value> m_superseded;
};

} // namespace lapwing::demo
