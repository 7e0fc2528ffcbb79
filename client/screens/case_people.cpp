#include "client/screens/case_people.h"

#include "client/screens/fields.h"
#include "client/screens/listed_words.h"
#include "client/screens/merged_people.h"
#include "client/work/person_work.h"
#include "shared/domain/address.h"
#include "shared/domain/contact.h"
#include "shared/schema/address_fields.h"
#include "shared/schema/contact_fields.h"
#include "shared/schema/person_fields.h"

#include <algorithm>

namespace lapwing::screens {

namespace {
namespace address = schema::address;

/// Whom the case is about: who is at risk, or whose harm is managed.
bool isMain(const Fields& person)
{
    using schema::person::CaseRole;
    return std::ranges::any_of(person.facts()[schema::person::caseRoles], [](CaseRole role) {
        return role == CaseRole::Subject || role == CaseRole::Victim;
    });
}

/// Whose harm is told of, and who is not at risk themselves: they know where they live.
bool isOnlyWhoHarms(const Fields& person)
{
    using schema::person::CaseRole;
    bool harms = false, atRisk = false;
    for (const auto role : person.facts()[schema::person::caseRoles]) {
        harms = harms || role == CaseRole::Subject || role == CaseRole::AllegedPerpetrator;
        atRisk = atRisk || role == CaseRole::Victim || role == CaseRole::Child;
    }
    return harms && !atRisk;
}

/// One way to reach somebody: a number, an email address, or where they are.
struct WayTo {
    domain::Shown<RecordId> whose;
    QString id, label;
    QString warning, ofWhoHarms; ///< what is to be read first; of one whose harm it is about
    bool isAlert, isAddress;
};

/// What the place is, by every version of its kind.
QString addressLabel(const Fields& of)
{
    const auto kind = of.text(address::kind.field);
    return kind.isEmpty() ? Say::tr("Address") : Say::tr("Address: %1").arg(kind);
}

/// Some version says so, or cannot be read.
bool isFoundByWhoHarms(const Fields& of)
{
    return of.facts()[address::knownToPerpetrator].mayBe(schema::YesNoUnknown::Yes);
}

/// What is to be read before an address is told, no matter who lives there.
QString addressCaution(const Fields& of)
{
    QStringList all;
    if (domain::isGuarded(of.facts()))
        all << Say::tr("Tell it to nobody but those who keep them safe.");
    if (of.facts()[address::person].conflicts())
        all << Say::tr("Whose it is has more than one version.");
    const auto late = of.lateBy({&address::knownToPerpetrator.field, &address::sensitivity.field});
    if (!late.isEmpty())
        all << Say::tr("Said late by %1; it waits at the office for a person.").arg(late);
    return all.join(" ");
}

/// Under everybody whom some version names; under nobody's name when that is nobody of the case.
void addWay(const WayTo& way, const domain::KeptFor& kept, CaseFile& file)
{
    const auto addTo = [&](PersonRow row) {
        const bool isOfWhoHarms = way.isAddress && row.isOnlyWhoHarms;
        row.hasContact = true;
        row.contactId = way.id;
        row.contactWarning = isOfWhoHarms ? way.ofWhoHarms : way.warning;
        row.contactLabel = way.label;
        row.contactAlert = way.isAlert && !isOfWhoHarms;
        row.isAddress = way.isAddress;
        if (!way.isAddress)
            file.warnings.insert(file.warnings.begin(),
                                 {Say::tr("Contact with %1. %2").arg(row.name, way.warning),
                                  WarningKind::Contact, way.isAlert});
        return row;
    };
    bool isTold = false;
    for (const auto& said : way.whose.each()) {
        const auto under = kept.find(said.value);
        const auto person = toQt((under == kept.end() ? said.value : under->second).hex());
        const auto of = std::ranges::find(file.people, person, &PersonRow::recordId);
        if (of == file.people.end()) continue;
        isTold = true;
        if (!of->hasContact) {
            *of = addTo(std::move(*of));
            continue;
        }
        // Each way to reach somebody has its own dangers, so it stands under its own warning.
        auto again = *of;
        again.elsewhereText.clear(); // said once
        again.recordId = way.whose.each().size() > 1 ? way.id + "/" + person : way.id;
        file.people.push_back(addTo(std::move(again)));
    }
    if (isTold) return;
    PersonRow nobody;
    nobody.recordId = way.id;
    nobody.name = Say::tr("Nobody named in this case");
    file.people.push_back(addTo(std::move(nobody)));
}
} // namespace

Result<void> addPeople(Reader& reader, const CaseId& caseId, CaseFile& file)
{
    work::PersonWork said(reader.bench().casework());
    LAPWING_ASSIGN(const auto people, reader.rows(schema::person::type, caseId));
    for (const auto& row : people) {
        PersonRow person;
        person.recordId = toQt(row.key.id.hex());
        person.personId = reader.idOf(row.key);
        person.name = listedText(row, schema::person::legalName.field);
        if (const auto born = listedText(row, schema::person::dob.field,
                                         [](std::string_view iso) { return dayText(iso); });
            !born.isEmpty())
            person.bornText = Say::tr("Born %1").arg(born);
        LAPWING_ASSIGN(const auto fields, Fields::open(reader, row.key));
        person.roleText = fields.text(schema::person::caseRoles.field);
        person.isMain = isMain(fields);
        person.isOnlyWhoHarms = isOnlyWhoHarms(fields);
        LAPWING_ASSIGN(const bool elsewhere, said.isElsewhere(row.key));
        if (elsewhere) person.elsewhereText = elsewhereText();
        if (fields.facts()[schema::person::doNotVisitAlone].mayBe(schema::YesNoUnknown::Yes))
            file.warnings.push_back({Say::tr("Do not visit alone: %1").arg(person.name),
                                     WarningKind::Restriction, true});
        file.people.push_back(std::move(person));
    }
    LAPWING_ASSIGN(const auto kept, work::keptIn(reader.bench().replica(), Scope::ofCase(caseId)));
    joinMerged(file.people, kept);
    file.peopleCount = static_cast<int>(file.people.size());
    LAPWING_ASSIGN(auto differing, differingMerges(reader, caseId, kept));
    std::ranges::move(differing, std::back_inserter(file.warnings));
    LAPWING_ASSIGN(const auto contacts, reader.rows(schema::contact::type, caseId));
    for (const auto& row : contacts) {
        LAPWING_ASSIGN(const auto contact, Fields::open(reader, row.key));
        addWay({contact.facts()[schema::contact::person],
                reader.idOf(row.key),
                contactLabelOf(contact),
                contactWarning(contact),
                {},
                !domain::isSafe(contact.facts()),
                false},
               kept, file);
    }
    LAPWING_ASSIGN(const auto addresses, reader.rows(address::type, caseId));
    for (const auto& row : addresses) {
        LAPWING_ASSIGN(const auto fields, Fields::open(reader, row.key));
        addWay({fields.facts()[address::person], reader.idOf(row.key), addressLabel(fields),
                addressWarning(fields), addressCaution(fields), isFoundByWhoHarms(fields), true},
               kept, file);
    }
    std::ranges::stable_sort(file.people, {},
                             [](const PersonRow& p) { return std::pair(!p.isMain, p.name); });
    return {};
}

bool isWayToReach(std::uint16_t type)
{
    return type == schema::contact::type.number || type == address::type.number;
}

QString contactWarning(const Fields& contact)
{
    QStringList all;
    const auto& facts = contact.facts();
    const bool safe = domain::isSafe(facts);
    using schema::contact::Kind;
    const bool rings = facts[schema::contact::kind].all(
        [](Kind kind) { return kind == Kind::Mobile || kind == Kind::Landline; });
    if (facts[schema::contact::safe].mayBe(schema::contact::Safe::Unsafe))
        all << (rings ? Say::tr("NOT SAFE to ring.") : Say::tr("NOT SAFE to use."));
    else if (!safe)
        all << (rings ? Say::tr("Not known to be safe to ring. Ask first, by another way.")
                      : Say::tr("Not known to be safe. Ask first, by another way."));
    if (facts[schema::contact::person].conflicts())
        all << Say::tr("Whose it is has more than one version.");
    if (facts[schema::contact::leaveMessage].mayBe(schema::Permission::No))
        all << Say::tr("Leave no message.");
    if (facts[schema::contact::withheldNumberRequired].mayBe(schema::YesNoUnknown::Yes))
        all << Say::tr("Withhold your number.");
    const auto late =
        contact.lateBy({&schema::contact::safe.field, &schema::contact::leaveMessage.field,
                        &schema::contact::withheldNumberRequired.field});
    if (!late.isEmpty())
        all << Say::tr("Said late by %1; it waits at the office for a person.").arg(late);
    if (const auto as = contact.text(schema::contact::sayWeAre.field); !as.isEmpty())
        all << Say::tr("Say we are: %1.").arg(as);
    if (const auto times = contact.text(schema::contact::bestTimes.field); !times.isEmpty())
        all << Say::tr("Best times: %1.").arg(times);
    if (const auto times = contact.text(schema::contact::neverTimes.field); !times.isEmpty())
        all << Say::tr("Never: %1.").arg(times);
    if (safe && all.isEmpty()) all << (rings ? Say::tr("Safe to ring.") : Say::tr("Safe to use."));
    return all.join(" ");
}

QString addressWarning(const Fields& of)
{
    QStringList all{isFoundByWhoHarms(of) ? Say::tr("Who may harm them knows it.") : QString(),
                    addressCaution(of)};
    all.removeAll(QString());
    return all.join(" ");
}

Result<QString> readContact(Workbench& bench, const LocalTime& time, const std::string& contactId)
{
    LAPWING_TRY(bench.mayRead());
    Reader reader(bench, time);
    LAPWING_ASSIGN(const auto key, reader.keyOf(contactId));
    LAPWING_ASSIGN(const auto contact, Fields::open(reader, key));
    if (contact.type().number != address::type.number)
        return contact.text(schema::contact::value.field);
    QStringList all{contact.text(address::lines.field), contact.text(address::postcode.field)};
    all.removeAll(QString());
    return all.join("\n");
}

} // namespace lapwing::screens
