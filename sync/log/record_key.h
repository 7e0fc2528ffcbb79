#pragma once

#include "shared/base/ids.h"
#include "shared/schema/schema.h"

namespace lapwing {

/// Whose a record is: a case's or, outside cases, that of the strand of one panel. The directory's
/// is Panel::Directory.
/// Shape: 16 bytes, the case's id, or zeros and then the panel's number.
class Scope {
public:
    static constexpr std::size_t kSize = CaseId::kSize;

    /// The directory.
    constexpr Scope() = default;
    [[nodiscard]] static Scope ofCase(const CaseId& caseId) { return from(caseId.view()); }
    [[nodiscard]] static Scope ofPanel(schema::Panel panel);
    /// Exactly kSize bytes; anything else is a programmer error.
    [[nodiscard]] static Scope from(ByteView bytes);

    [[nodiscard]] bool isCase() const;
    [[nodiscard]] CaseId caseId() const; ///< zero outside cases
    [[nodiscard]] ByteView view() const { return m_id.view(); }
    [[nodiscard]] std::string hex() const { return m_id.hex(); }
    auto operator<=>(const Scope&) const = default;

private:
    CaseId m_id;
};

/// Names a record. Its author chose the id, so another case may have a record of the same one:
/// only in its scope does an id name anything.
struct RecordKey {
    Scope scope;
    RecordId id;
    auto operator<=>(const RecordKey&) const = default;
};

} // namespace lapwing
