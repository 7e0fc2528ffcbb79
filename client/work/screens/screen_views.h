#pragma once

#include <cstdint>
#include <string>
#include <vector>

/// What each screen shows, finished: texts to read, and short codes that only choose a shape or a
/// colour. Plain values; ids are in hex. A member is what the role of that name is.
namespace lapwing::work::screens {

/// A label and what stands there.
struct Line {
    std::string label, value, recordId;
    bool checkNeeded = false;
    bool operator==(const Line&) const = default;
};

struct ActionRow {
    std::string recordId, text, owner, dueText, colour, colourText, section, status, statusText,
        caseRef, caseText, state, stateText;
    std::int64_t order = 0; ///< most urgent first
    bool mine = false;
    bool done = false;
    bool operator==(const ActionRow&) const = default;
};

struct VisitRow {
    std::string recordId, caseRef, who, title, when, time, address, withText, stateText,
        outcomeText;
    /// What to do next: briefing, start, goOn, sign or read; and in words, none for reading alone.
    std::string step, stepText;
    std::int64_t startMs = 0;
    bool isPlanned = false;
    bool isUnderWay = false;
    bool isRecorded = false;
    bool isMine = false; ///< this person said what they saw, and it is not countersigned
    bool isNext = false;
    bool operator==(const VisitRow&) const = default;
};

struct ConflictRow {
    std::string checkId, text, caseText, fieldLabel;
    bool operator==(const ConflictRow&) const = default;
};

struct WarningRow {
    std::string text, kind;
    bool alert = false;
    bool operator==(const WarningRow&) const = default;
};

struct TodayView {
    std::vector<VisitRow> visits, countersign;
    std::vector<ActionRow> actions; ///< the most urgent of those due
    std::size_t actionsDue = 0;     ///< how many there are
    std::vector<ConflictRow> checks;
    std::vector<WarningRow> nextWarnings;
    std::string nextLabel, nextAccess, nextLast;
};

struct CaseCard {
    std::string caseRef, title, panel, panelText, colour, colourText, stateText, riskText;
    int alertCount = 0;  ///< warnings that are ALERTs, of whatever kind
    int markerCount = 0; ///< markers that are not
    bool checkNeeded = false;
    bool operator==(const CaseCard&) const = default;
};

struct EntryRow {
    std::string recordId, title, when, by, text, state, stateText;
    std::int64_t order = 0; ///< latest first
    bool operator==(const EntryRow&) const = default;
};

/// Somebody, and one way to reach them: whoever has several is there once for each, the later rows
/// under the contact's id.
struct PersonRow {
    std::string recordId, name, roleText, bornText, contactWarning, contactText, contactId,
        contactLabel; ///< what contactText is: "Mobile number"
    bool hasContact = false;
    bool contactAlert = false; ///< not known to be safe
    bool revealed = false;
    bool operator==(const PersonRow&) const = default;
};

struct CaseFile {
    CaseCard card;
    std::string caseRecord, bornText, initials;
    std::vector<WarningRow> warnings;
    std::vector<Line> summary;
    std::vector<EntryRow> timeline, plans;
    std::vector<ActionRow> actions;
    std::vector<VisitRow> visits;
    std::vector<PersonRow> people;
    bool canPlanVisit = false;
    bool canEditWishes = false;
};

struct AlertRow {
    std::string recordId, text, severityText, startText; ///< on a button that also starts, or none
    bool acknowledged = false, otherAcknowledged = false;
    bool isAlert = false; ///< must be acknowledged before the visit starts
    bool operator==(const AlertRow&) const = default;
};

struct OfficerRow {
    std::string name, stateText;
    bool operator==(const OfficerRow&) const = default;
};

struct VisitFile {
    std::string recordId, caseRef, title, whoText, addressText, whenText, withText, whyText,
        goalsText, lastText, startedText, blockedText;
    std::string startText; ///< on the button; empty for a visit that is over
    std::vector<Line> briefing, joint;
    std::vector<AlertRow> alerts;
    std::vector<OfficerRow> officers;
    bool started = false;
    bool allAcknowledged = false;
    bool canSign = false;
};

struct VersionRow {
    int number = 0;
    std::string letter, fromText, value, when, by, why;
    bool mine = false, chosen = false;
    bool operator==(const VersionRow&) const = default;
};

struct ConflictFile {
    ConflictRow row;
    std::string policyText;
    std::string beforeText; ///< what both changes replaced, or why it is not told
    bool reasonNeeded = false, canTypeOther = false;
    bool canKeepAll = false; ///< each is a text that can stand below the others
    std::vector<VersionRow> versions;
};

struct OutboxRow {
    std::string itemId, recordId, caseRef, section, title, state, stateText, when, detail, code;
    bool operator==(const OutboxRow&) const = default;
};

struct OutboxView {
    std::vector<OutboxRow> items;
    std::size_t drafts = 0, waiting = 0, checks = 0, problems = 0, sent = 0;
    std::uint64_t lastContactMs = 0; ///< by this tablet's clock; 0 for never
    bool leaseLapsed = false;
};

struct HitRow {
    std::string recordId, typeText, caseRef, caseText, title;
    bool operator==(const HitRow&) const = default;
};

} // namespace lapwing::work::screens
