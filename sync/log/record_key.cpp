#include "sync/log/record_key.h"

#include <algorithm>

namespace lapwing {

Scope Scope::ofPanel(schema::Panel panel)
{
    Scope scope;
    scope.m_id.bytes.back() = static_cast<std::uint8_t>(panel);
    return scope;
}

Scope Scope::from(ByteView bytes)
{
    Scope scope;
    scope.m_id = CaseId::from(bytes);
    return scope;
}

bool Scope::isCase() const
{
    return std::ranges::any_of(m_id.view().first(kSize - 1), [](auto b) { return b != 0; });
}

CaseId Scope::caseId() const { return isCase() ? m_id : CaseId{}; }

} // namespace lapwing
