#include "client/screens/record_title.h"

#include "client/screens/fields.h"
#include "client/screens/listed_words.h"

namespace lapwing::screens {

Result<QString> titleOf(Reader& reader, const schema::RecordType& type, const RecordKey& record)
{
    const auto isText = [](const schema::Field& field) {
        return field.kind == ValueKind::Text && (field.flags & schema::kSearched);
    };
    LAPWING_ASSIGN(const auto listed, reader.bench().replica().lists().row(record));
    for (const auto& field : type.fields)
        if (isText(field) && (field.flags & schema::kListed))
            if (const auto text = listedText(listed, field); !text.isEmpty()) return text;
    LAPWING_ASSIGN(const auto fields, Fields::open(reader, record));
    for (const auto& field : type.fields)
        if (isText(field) && fields.has(field)) return fields.text(field);
    return QString();
}

} // namespace lapwing::screens
