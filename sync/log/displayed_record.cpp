#include "sync/log/displayed_record.h"

namespace lapwing {

FieldRead DisplayedRecord::readBeside(std::uint32_t field, ByteView key) const
{
    FieldRead token;
    token.m_record = m_record;
    token.m_field = field;
    token.m_key.assign(key.begin(), key.end());
    return token;
}

FieldRead DisplayedRecord::read(std::uint32_t field, ByteView key) const
{
    auto token = readBeside(field, key);
    const auto at = m_registers.find({field, token.m_key});
    if (at != m_registers.end()) token.m_shown = at->second;
    return token;
}

DisplayedRecord
RecordDisplay::makeDisplayed(const RecordKey& record, std::uint16_t type,
                             std::map<DisplayedRecord::Place, std::vector<SiblingView>> registers)
{
    DisplayedRecord form;
    form.m_record = record;
    form.m_type = type;
    form.m_registers = std::move(registers);
    return form;
}

} // namespace lapwing
