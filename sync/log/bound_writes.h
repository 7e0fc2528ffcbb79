#pragma once

#include "shared/schema/schema.h"
#include "sync/log/displayed_record.h"

namespace lapwing {

/// What is said of one value does not pass to another (schema/bound.h). Whatever makes a write of
/// a subject goes through these, so that a statement about the old value, made elsewhere at the
/// same time, meets a newer one and conflicts with it. Pure; any thread.

/// Whether a write changes the content that its form displayed.
[[nodiscard]] bool changesContent(const FieldWrite& write);

/// While its subject has several versions nobody can tell which of them a milder word is about: it
/// is refused unless the same save decides the subject. Errors: Rejected.
[[nodiscard]] Result<void> saysOfOne(const DisplayedRecord& form,
                                     const std::vector<FieldWrite>& writes);

/// Adds, for each subject that `writes` change, every bound field they do not write themselves,
/// with what says nothing or with the more careful word that stands. Where several versions stand
/// they are for a person to decide: the new one joins them and supersedes none.
void addUnsaid(const DisplayedRecord& form, std::vector<FieldWrite>& writes);

/// Adds to the decision for one version of a subject that conflicts what was said about that
/// version, superseding what was said about the others. A value that is none of the versions, and
/// a version that nothing was said about, get what says nothing.
void addDecided(const DisplayedRecord& form, std::vector<FieldWrite>& writes);

/// The versions of a bound register that were said about the version of its subject at `subject`:
/// by the same change, else later by the same author, else by whoever cannot have meant another.
[[nodiscard]] std::vector<SiblingView> saidAbout(const DisplayedRecord& form,
                                                 const schema::Field& bound, const Bytes& key,
                                                 const SeenDot& subject);
} // namespace lapwing
