#include "client/screens/record_file.h"

#include "client/screens/case_people.h"
#include "client/screens/fields.h"
#include "client/screens/merged_people.h"
#include "client/screens/record_title.h"
#include "client/work/person_work.h"
#include "shared/access/rights.h"
#include "shared/domain/may_write.h"
#include "shared/schema/address_fields.h"
#include "shared/schema/contact_fields.h"
#include "shared/schema/person_fields.h"

#include <algorithm>

namespace lapwing::screens {

using namespace work;

namespace {
/// Whether this person may write in the part that says whether a record of that type is there.
Result<bool> mayWriteLife(Workbench& bench, const RecordKey& record, const schema::RecordType& type)
{
    LAPWING_ASSIGN(const auto strands, bench.replica().strands().strandsOf(record.scope));
    return std::ranges::any_of(strands, [&](const store::Strand& strand) {
        return strand.compartment == type.home && access::Rights{strand.rights}.write();
    });
}

void addFacts(const Fields& fields, const QString& recordId, RecordFile& file)
{
    for (const auto& field : fields.type().fields) {
        auto value = fields.text(field);
        if (value.isEmpty()) continue;
        file.facts.push_back({labelOf(field), std::move(value), recordId,
                              !field.isSet() && fields.conflicts(field)});
    }
}

QString noteFor(const schema::RecordType& type, Life life)
{
    if (domain::isOwnWords(type))
        return Say::tr("What somebody said or signed is never taken out. Who wrote it can "
                       "withdraw it.");
    if (life == Life::ToBeConfirmed)
        return Say::tr("It stays in sight until somebody else confirms the removal in Decide.");
    if (life == Life::RemovedButChanged)
        return Say::tr("Somebody changed it before they knew. Decide says which it is to be.");
    if (life == Life::Live && schema::isKeptUntilConfirmed(type))
        return Say::tr("It warns people, so it stays in sight until somebody else confirms that "
                       "it was entered in error.");
    return {};
}
} // namespace

Result<QString> removalText(Reader& reader, const RecordKey& record)
{
    LAPWING_ASSIGN(const auto removals, reader.bench().casework().removalsOf(record));
    QStringList lines;
    for (const auto& removal : removals)
        lines << Say::tr("%1, %2: %3", "who, when: why")
                     .arg(toQt(removal.author), reader.time().instant(removal.atMs),
                          toQt(removal.why));
    return lines.join(QStringLiteral("\n"));
}

Result<RecordFile> readRecord(Workbench& bench, const LocalTime& time, const std::string& recordId)
{
    LAPWING_TRY(bench.mayRead());
    Reader reader(bench, time);
    LAPWING_TRY(reader.read());
    LAPWING_ASSIGN(const auto key, reader.keyOf(recordId));
    LAPWING_ASSIGN(const auto row, bench.replica().lists().record(key));
    LAPWING_ASSIGN(const auto fields, Fields::open(reader, key));
    RecordFile file;
    file.recordId = toQt(recordId);
    file.typeText = typeText(fields.type().name);
    LAPWING_ASSIGN(file.title, titleOf(reader, fields.type(), key));
    if (const auto* held = reader.caseOf(key.scope.caseId())) {
        file.caseText = toQt(held->title);
        file.caseRef = toQt(held->ref);
    }
    file.isPerson = fields.type().number == schema::person::type.number && row.life == Life::Live;
    LAPWING_ASSIGN(file.madeText, reader.makerOf(key));
    if (row.life != Life::Live) {
        LAPWING_ASSIGN(file.removedText, removalText(reader, key));
    }
    if (fields.type().number == schema::contact::type.number)
        file.warningText = contactWarning(fields);
    if (fields.type().number == schema::address::type.number)
        file.warningText = addressWarning(fields);
    file.noteText = noteFor(fields.type(), row.life);
    LAPWING_ASSIGN(const bool mayWrite, mayWriteLife(bench, key, fields.type()));
    const bool isTheirOwn = domain::isOwnWords(fields.type());
    file.canRemove = mayWrite && !isTheirOwn && row.life == Life::Live;
    file.canRestore = mayWrite && !isTheirOwn && row.life != Life::Live;
    if (file.isPerson) {
        LAPWING_ASSIGN(file.canAddWays, mayWriteLife(bench, key, schema::contact::type));
        QStringList differing;
        LAPWING_ASSIGN(const auto records, shownWith(reader, key));
        LAPWING_ASSIGN(file.facts, joinedFacts(reader, records, differing));
        PersonWork work(bench.casework());
        for (const auto& record : records) {
            LAPWING_ASSIGN(const bool elsewhere, work.isElsewhere(record));
            if (elsewhere) file.elsewhereText = elsewhereText();
        }
        if (!differing.isEmpty())
            file.noteText = Say::tr("Several records are shown as one. They differ, so both are "
                                    "told. Check: %1.")
                                .arg(differing.join(", "));
    } else {
        addFacts(fields, file.recordId, file);
    }
    return file;
}

Result<void> removeRecord(Workbench& bench, const std::string& recordId, const std::string& why)
{
    LAPWING_TRY(bench.mayRead());
    auto work = bench.casework();
    LAPWING_ASSIGN(const auto key, work.find(recordId));
    LAPWING_TRY(work.retire(key, why));
    return {};
}

Result<void> restoreRecord(Workbench& bench, const std::string& recordId, const std::string& why)
{
    LAPWING_TRY(bench.mayRead());
    auto work = bench.casework();
    LAPWING_ASSIGN(const auto key, work.find(recordId));
    LAPWING_TRY(work.restore(key, why));
    return {};
}

} // namespace lapwing::screens
