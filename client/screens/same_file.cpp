#include "client/screens/same_file.h"

#include "client/screens/listed_words.h"
#include "client/work/person_work.h"
#include "shared/schema/person_fields.h"

#include <algorithm>
#include <utility>

namespace lapwing::screens {

using namespace work;

namespace {
using schema::same_person::Answer;

/// People come first among what is found, but for those of a similar name.
constexpr std::size_t kSameHitsMax = 200;

/// "Born 14 March 1988 · DM-26-017", of every version.
Result<QString> detailOf(Reader& reader, const RecordKey& person)
{
    LAPWING_ASSIGN(const auto listed, reader.bench().replica().lists().row(person));
    const auto born = listedText(listed, schema::person::dob.field,
                                 [](std::string_view iso) { return dayText(iso); });
    QStringList told{born.isEmpty() ? Say::tr("Birth day not known")
                                    : Say::tr("Born %1").arg(born)};
    if (const auto* held = reader.caseOf(person.scope.caseId())) told << toQt(held->ref);
    return told.join(QStringLiteral(" · "));
}

Result<SameRow> rowOf(Reader& reader, const RecordKey& person, const RecordKey& other)
{
    SameRow row;
    row.rowId = reader.idOf(other);
    row.name = reader.nameOf(other.scope, other.id.hex());
    if (row.name.isEmpty()) row.name = Say::tr("Somebody who is not on this tablet any more");
    row.isOfCase = person.scope == other.scope;
    LAPWING_ASSIGN(row.detail, detailOf(reader, other));
    return row;
}

QString cluesText(std::span<const rules::Clue> clues)
{
    QStringList all;
    for (const auto clue : clues) all << Say::tr(std::string(rules::inWords(clue)).c_str());
    auto text = all.join(Say::tr(", "));
    if (!text.isEmpty()) text[0] = text[0].toUpper();
    return text;
}

QString answerText(Answer answer)
{
    switch (answer) {
    case Answer::Same:
        return Say::tr("The same person");
    case Answer::Different:
        return Say::tr("Somebody else");
    case Answer::NotSure:
        return Say::tr("Not sure");
    case Answer::Merged:
        return Say::tr("Shown as one");
    case Answer::Withdrawn:
        break;
    }
    return Say::tr("An answer that only a newer version can show");
}

Result<SameRow> saidRow(Reader& reader, const RecordKey& person, const SaidOfPair& said)
{
    LAPWING_ASSIGN(auto row, rowOf(reader, person, said.one == person ? said.other : said.one));
    row.rowId = toQt(said.id);
    row.isSaid = true;
    row.section = Say::tr("What was said");
    row.note = Say::tr("%1, said by %2").arg(answerText(said.answer), reader.signerText(said.by));
    if (!said.why.empty()) row.note += ": " + toQt(said.why);
    return row;
}

/// Who else is in the case, and is in no other row.
Result<void> addOthers(Reader& reader, const RecordKey& person, std::set<RecordKey>& told,
                       SameFile& file)
{
    LAPWING_ASSIGN(const auto people, reader.rows(schema::person::type, person.scope.caseId()));
    for (const auto& other : people) {
        if (other.key == person || told.contains(other.key)) continue;
        LAPWING_ASSIGN(auto row, rowOf(reader, person, other.key));
        row.section = Say::tr("Others in this case");
        file.people.push_back(std::move(row));
        told.insert(other.key);
    }
    return {};
}

/// Those who are found on this tablet, and are in no other row.
Result<void> addFound(Reader& reader, const RecordKey& person, const std::set<RecordKey>& told,
                      const std::string& words, SameFile& file)
{
    const auto hits = reader.bench().casework().search(words, kSameHitsMax);
    if (!hits.ok() && hits.error().code == ErrorCode::Rejected) return {}; // no words to look for
    if (!hits.ok()) return hits.error();
    for (const auto& view : *hits) {
        const auto& other = view.hit.record;
        const bool isPerson = view.hit.type == schema::person::type.number;
        if (!isPerson || other == person || told.contains(other)) continue;
        if (std::cmp_greater_equal(file.found.size(), kSameFoundMax)) break;
        LAPWING_ASSIGN(auto row, rowOf(reader, person, other));
        if (view.hit.similar) row.note = Say::tr("A similar name");
        file.found.push_back(std::move(row));
    }
    return {};
}
} // namespace

Result<QList<SameRow>> mayBeSameRows(Reader& reader, std::span<const MayBeSame> people)
{
    QList<SameRow> rows;
    for (const auto& one : people) {
        LAPWING_ASSIGN(auto row, rowOf(reader, one.person, one.person));
        row.note = cluesText(one.because);
        row.section = Say::tr("May be the same person");
        rows.push_back(std::move(row));
    }
    return rows;
}

Result<SameFile> readSame(Workbench& bench, const LocalTime& time, const std::string& recordId,
                          const std::string& words)
{
    LAPWING_TRY(bench.mayRead());
    Reader reader(bench, time);
    LAPWING_TRY(reader.read());
    LAPWING_ASSIGN(const auto key, reader.keyOf(recordId));
    PersonWork work(bench.casework());
    LAPWING_ASSIGN(const auto view, work.read(key));
    SameFile file;
    file.recordId = toQt(recordId);
    file.name = reader.nameOf(key.scope, key.id.hex());
    LAPWING_ASSIGN(file.detail, detailOf(reader, key));
    if (const auto* held = reader.caseOf(key.scope.caseId())) file.caseText = toQt(held->title);
    std::set<RecordKey> told, answered;
    for (const auto& said : view.said) {
        LAPWING_ASSIGN(auto row, saidRow(reader, key, said));
        file.people.push_back(std::move(row));
        if (said.answer == Answer::Merged) told.insert(said.one == key ? said.other : said.one);
        answered.insert(said.one == key ? said.other : said.one);
    }
    LAPWING_ASSIGN(const auto like, work.like(key));
    LAPWING_ASSIGN(auto rows, mayBeSameRows(reader, like));
    for (std::size_t i = 0; i < like.size(); ++i) {
        auto& row = rows[static_cast<qsizetype>(i)];
        row.isOfCase = like[i].person.scope == key.scope;
        told.insert(like[i].person);
        file.people.push_back(std::move(row));
    }
    LAPWING_TRY(addOthers(reader, key, told, file));
    told.merge(answered);
    if (!words.empty()) LAPWING_TRY(addFound(reader, key, told, words, file));
    QString section; // stands above the first of its rows
    for (auto& row : file.people)
        if (std::exchange(section, row.section) == row.section) row.section.clear();
    return file;
}

Result<void> saySame(Workbench& bench, const std::string& recordId, const std::string& otherId,
                     const std::string& answer, const std::string& why)
{
    LAPWING_TRY(bench.mayRead());
    auto& casework = bench.casework();
    LAPWING_ASSIGN(const auto person, casework.find(recordId));
    LAPWING_ASSIGN(const auto other, casework.find(otherId));
    const auto* word = schema::same_person::kAnswers.find(answer);
    if (!word) return fail(ErrorCode::Rejected);
    LAPWING_TRY(PersonWork(casework).say(person, {other, static_cast<Answer>(word->number), why}));
    return {};
}

Result<void> undoSame(Workbench& bench, const std::string& saidId, const std::string& why)
{
    LAPWING_TRY(bench.mayRead());
    return PersonWork(bench.casework()).takeBack(saidId, why);
}

} // namespace lapwing::screens
