#pragma once

#include "client/work/casework.h"

namespace lapwing::work {

/// One person as this tablet has them: what was said, their files, and what is shown under them.
struct PersonView {
    RecordKey person;
    RecordKey kept; ///< the record that they are shown under; the same where it is not merged
    std::vector<RecordKey> merged; ///< shown under it, or beside it as one; of this case
    std::vector<SaidOfPair> said;
    std::vector<RecordKey> files; ///< records of other cases that are said to be, or tell, them
};

/// What people do with persons beside filling them in: say who is the same, and show two records of
/// one case as one. Each is a word of who says it, refused by the laws of domain/ with a
/// sentence, and taken back by a word of its own.
/// Errors: those of Casework; NotFound for what is no person. Thread: the store thread.
class PersonWork {
public:
    /// `casework` must outlive this.
    explicit PersonWork(Casework& casework) : m_casework(casework) {}

    [[nodiscard]] Result<PersonView> read(const RecordKey& person);
    /// Those who may be the same, and of whom nothing stands.
    [[nodiscard]] Result<std::vector<MayBeSame>> like(const RecordKey& person);
    /// Whether the office said in a round: somebody has this person, in a case that this tablet's
    /// person does not hold; a coordinator is asked. True for no reason that is held here.
    [[nodiscard]] Result<bool> isElsewhere(const RecordKey& person);
    /// Same, Different or NotSure, of two records of one case or of two. Merged, of one case: the
    /// first is shown under the second, for a reason.
    [[nodiscard]] Result<SaidOfPair> say(const RecordKey& person, const SameAnswer& answer);
    /// By the id of what was said; for a reason.
    [[nodiscard]] Result<void> takeBack(std::string_view said, const std::string& why);

private:
    [[nodiscard]] Result<void> takeBackOfCase(const RecordKey& word, const std::string& why);
    [[nodiscard]] Result<void> takeBackOfTwo(const SameWord& word, const std::string& why);
    Casework& m_casework;
};

[[nodiscard]] bool isOfBoth(const SaidOfPair& said, const RecordKey& a, const RecordKey& b);
/// What is answered of two people of one case, as a record to be saved.
[[nodiscard]] Result<store::RecordSave> saidSave(Casework& casework, const RecordKey& person,
                                                 const SameAnswer& answer);
/// The same of two cases, signed. Errors: Rejected for what cannot be said of two cases.
[[nodiscard]] Result<SameWord> signedWord(store::Replica& replica, const RecordKey& person,
                                          const SameAnswer& answer);

} // namespace lapwing::work
