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
/// Puts what a draft keeps of what was typed into the form.
void putTyped(const store::Draft& draft, OpenForm& form);

/// False when a part of the case that the form displayed, or that it would write, is not on this
/// tablet any more.
[[nodiscard]] Result<bool> isHeld(Workbench& bench, const Casework::Editing& editing);
/// Nothing stays of what a draft displayed whose case has left without being seen to.
[[nodiscard]] Result<void> wipeIfLeft(Workbench& bench, store::Draft& draft);
/// True when the form's case has left: what was typed is then sealed for the office, and its draft
/// gone.
[[nodiscard]] Result<bool> handInIfLeft(Workbench& bench, const OpenForm& form);
/// The form of a draft whose case has left: what was typed, field by field, and nothing else.
void addTypedFields(const Plan& plan, OpenForm& form);

} // namespace lapwing::screens
