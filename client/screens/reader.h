#pragma once

#include "client/screens/action_row.h"
#include "client/screens/plain_words.h"
#include "client/screens/visit_row.h"
#include "client/screens/warning_row.h"
#include "client/work/tablet_facts.h"
#include "client/work/workbench.h"
#include "sync/store/lists.h"

#include <set>

namespace lapwing::screens {

/// What several screens read: cases by id, names of staff, agencies and people, and how each
/// record stands. Read when first asked for; drop it after one screen.
/// Errors: those of Database. Thread: the store thread.
class Reader {
public:
    /// Both must outlive this.
    Reader(Workbench& bench, const LocalTime& time) : m_bench(bench), m_time(time) {}

    [[nodiscard]] Workbench& bench() { return m_bench; }
    [[nodiscard]] const LocalTime& time() const { return m_time; }
    [[nodiscard]] std::uint64_t nowMs() const { return m_bench.clock().wallMs(); }
    [[nodiscard]] rules::Date today() const { return m_time.dateAt(nowMs()); }
    [[nodiscard]] PersonId me();
    /// A record as laws read it: every version with its signer.
    [[nodiscard]] Result<domain::Facts> facts(const DisplayedRecord& form) const;
    /// A person of the directory by name, else by id.
    [[nodiscard]] QString signerText(const PersonId& person) const;
    /// What the holder of those keys does, as the directory says; empty when it does not.
    [[nodiscard]] Result<QString> roleText(const ActorId& actor) const;
    /// Who wrote the record, by its signature.
    [[nodiscard]] Result<QString> makerOf(const RecordKey& record);

    /// Must succeed before the rest is asked for.
    [[nodiscard]] Result<void> read();
    [[nodiscard]] const std::vector<store::CaseRow>& cases() const { return m_cases; }
    /// Null for what belongs to no case that is held.
    [[nodiscard]] const store::CaseRow* caseOf(const CaseId& id) const;
    [[nodiscard]] const store::CaseRow* caseNamed(std::string_view ref) const;
    /// Of staff or an agency, or of a person of that scope, by the record's id in hex; empty when
    /// it is not held.
    [[nodiscard]] QString nameOf(const Scope& scope, std::string_view recordHex) const;
    /// Every case that is held and has a person's record of that id.
    [[nodiscard]] std::vector<CaseId> casesWith(const RecordId& person) const;
    [[nodiscard]] ItemState stateOf(const RecordKey& record) const;
    /// The record's id as a screen passes it on, for keyOf().
    [[nodiscard]] QString idOf(const RecordKey& record) const;
    [[nodiscard]] Result<RecordKey> keyOf(std::string_view id)
    {
        return m_bench.casework().find(id);
    }
    [[nodiscard]] std::size_t conflictsOf(const CaseId& id) const;

    /// Every record of a type, or those of one case.
    [[nodiscard]] Result<std::vector<store::ListedRow>> rows(const schema::RecordType& type);
    [[nodiscard]] Result<std::vector<store::ListedRow>> rows(const schema::RecordType& type,
                                                             const CaseId& only);

    [[nodiscard]] Result<QList<ActionRow>> actions(const CaseId* only);
    [[nodiscard]] Result<QList<VisitRow>> visits(const CaseId* only);
    /// The label of a record's field; that of a contact point's value goes by its kind.
    [[nodiscard]] Result<QString> labelIn(const RecordKey& record, const schema::Field& field);
    /// The warnings by marker that stand in a case, those that alert first. `named` says whom each
    /// is about, and tells those from a victim's side too.
    [[nodiscard]] Result<QList<WarningRow>> markers(const CaseId& of, bool named);

private:
    [[nodiscard]] ActionRow actionRow(const store::ListedRow& row) const;
    using ByVisit = std::map<std::pair<Scope, RecordId>, QString>;
    [[nodiscard]] Result<ByVisit> otherOfficers(const CaseId* only);

    Workbench& m_bench;
    const LocalTime& m_time;
    std::vector<store::CaseRow> m_cases;
    std::map<CaseId, std::size_t> m_caseAt;
    std::map<std::pair<Scope, std::string>, QString> m_names;
    std::map<CaseId, std::size_t> m_conflictsOf;
    std::set<RecordKey> m_conflicting, m_waiting, m_refused;
    std::set<RecordId> m_shared; ///< ids of records of several scopes
    RecordId m_me;               ///< the record of the reader
    std::set<RecordId> m_myAgencies;
    work::TabletFacts m_facts{m_bench.replica(), {}};
};

} // namespace lapwing::screens
