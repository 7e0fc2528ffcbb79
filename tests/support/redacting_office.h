#pragma once

#include "server-stub/service/redact.h"
#include "tests/support/chain_fault.h"
#include "tests/support/two_tablets.h"

#include <doctest/doctest.h>

namespace lapwing::test {

inline constexpr auto kSecret = "HOOPOE lives at 9 Quay Row";

/// Two tablets with one case, and an information governance officer.
struct RedactingOffice : TwoTablets {
    PersonId officer = hub.addStaff("Ines Quill", access::Role::IgOfficer);
    RedactingOffice() : TwoTablets(23) {}

    Result<hub::Redacted> redact(const RecordId& record, std::string field = {},
                                 std::string basis = "Art. 17, entered by mistake")
    {
        return as(officer, record, std::move(field), std::move(basis));
    }
    Result<hub::Redacted> as(const PersonId& by, const RecordId& record, std::string field,
                             std::string basis)
    {
        auto transaction = must(store::Transaction::begin(hub.db));
        auto done =
            hub::redact(hub.core, {record.hex(), "DA-1", std::move(field), by, std::move(basis)});
        if (done.ok()) must(transaction.commit());
        return done;
    }
    /// How often a text lies in the rows of a store, whatever the table.
    static std::size_t hits(store::Database& db, std::string_view text)
    {
        std::vector<std::string> tables;
        auto names = must(db.prepare("SELECT name FROM sqlite_schema WHERE type='table' AND name "
                                     "NOT LIKE 'sqlite_%'"));
        while (must(names.step())) tables.emplace_back(names.text(0));
        std::size_t found = 0;
        for (const auto& table : tables) {
            auto columns = must(db.prepare("SELECT name FROM pragma_table_info('" + table + "')"));
            while (must(columns.step())) {
                auto count = must(
                    db.prepare("SELECT count(*) FROM \"" + table + "\" WHERE instr(CAST(\"" +
                               std::string(columns.text(0)) + "\" AS BLOB), CAST(? AS BLOB))>0"));
                if (count.bind(1, text).step().ok())
                    found += static_cast<std::size_t>(count.integer(0));
            }
        }
        return found;
    }
    std::size_t everywhere(std::string_view text)
    {
        return hits(hub.db, text) + hits(one.db, text) + hits(two.db, text);
    }
    static std::vector<SiblingView> shown(SmallTablet& tablet, const RecordId& record,
                                          std::string_view type, std::string_view field)
    {
        return must(tablet.replica->display(record)).read(fieldNamed(type, field).wire()).shown();
    }
    /// Every chain of the case verifies from its start, at this store.
    void chainsVerify(store::Database& database)
    {
        store::ChangeLog log(database);
        for (const auto& strand : must(store::Strands(database).strandsOfCase(caseId)))
            for (const auto& chain : must(log.chains(strand.ix))) {
                const auto known = must(hub.core.registry.actor(chain.actor));
                CHECK(chainFault(log, strand, chain.actor,
                                 known ? &known->certificate.key : nullptr) == "");
            }
    }
};

} // namespace lapwing::test
