#pragma once

#include "client/screens/form_plan.h"

/// What forms.cpp opens a form with: the questions of its plan, and what is kept of its draft.
/// Thread: the store thread.
namespace lapwing::screens {

/// The plan's questions as the schema knows them, of the parts of the case that this person may
/// write, with what stands in the record or what a new one begins from.
[[nodiscard]] Result<void> addFields(Reader& reader, const Plan& plan, OpenForm& form);

/// One draft for each plan and what it is about: a record, else the case.
[[nodiscard]] std::string draftNameOf(const Plan& plan, const FormAsk& ask);
/// Puts what a draft keeps into the form. Errors: TooOld for another version's, Corrupt.
[[nodiscard]] Result<void> readTyped(ByteView bytes, OpenForm& form);

} // namespace lapwing::screens
