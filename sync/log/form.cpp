#include "sync/log/form.h"

namespace lapwing {

FieldRead Form::read(std::uint32_t field, ByteView key) const
{
    FieldRead token;
    token.m_record = m_record;
    token.m_field = field;
    token.m_key.assign(key.begin(), key.end());
    const auto at = m_registers.find({field, token.m_key});
    if (at != m_registers.end()) token.m_shown = at->second;
    return token;
}

Form FormSource::makeForm(const RecordId& record, std::uint16_t type,
                          std::map<Form::Place, std::vector<SiblingView>> registers,
                          bool readOnly)
{
    Form form;
    form.m_record = record;
    form.m_type = type;
    form.m_registers = std::move(registers);
    form.m_readOnly = readOnly;
    return form;
}

} // namespace lapwing
