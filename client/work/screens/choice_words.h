#pragma once

#include <array>
#include <string_view>
#include <utility>

/// What is said for a word of the schema that does not read well by itself; one that means another
/// thing among other choices has its vocabulary before it.
namespace lapwing::work::screens {

using Pair = std::pair<std::string_view, std::string_view>;

inline constexpr std::array kChoiceWords{
    Pair{"da_marac", "DA MARAC"}, Pair{"cmarac", "Community MARAC"}, Pair{"pre_evvp", "Pre-EVVP"},
    Pair{"evvp", "EVVP"}, Pair{"iom", "IOM"}, Pair{"steering", "Steering group"},
    Pair{"idva", "IDVA"}, Pair{"marac_coordinator", "MARAC coordinator"},
    Pair{"marac_chair", "MARAC chair"}, Pair{"iom_officer", "IOM officer"},
    Pair{"iom_coordinator", "IOM coordinator"}, Pair{"iom_supervisor", "IOM supervisor"},
    Pair{"cmarac_coordinator", "Community MARAC coordinator"},
    Pair{"evvp_coordinator", "EVVP coordinator"}, Pair{"ig_officer", "Information officer"},
    Pair{"unknown", "Don't know"}, Pair{"not_asked", "Didn't ask"},
    Pair{"official_sensitive", "OFFICIAL-SENSITIVE"}, Pair{"official", "OFFICIAL"},
    Pair{"dash_24", "DASH, 24 questions"}, Pair{"pss", "Post-sentence supervision"},
    Pair{"proposed", "Not started"}, Pair{"agreed", "Not started"}, Pair{"completed", "Done"},
    Pair{"not_completed", "Can't be done"}, Pair{"cse", "Child sexual exploitation"},
    Pair{"cce", "Child criminal exploitation"}, Pair{"ADVP", "Domestic abuse: harms others"},
    Pair{"ADVV", "Domestic abuse: at risk"}, Pair{"IMAR", "Known to MARAC"},
    Pair{"IIOM", "Integrated offender management"}, Pair{"MAPP", "MAPPA"},
    Pair{"RVHR", "Very high risk of serious harm"}, Pair{"RHRH", "High risk of serious harm"},
    Pair{"RMRH", "Medium risk of serious harm"}, Pair{"RLRH", "Low risk of serious harm"},
    Pair{"AV2S", "Risk to staff"}, Pair{"WEAP", "Weapons"}, Pair{"STRG", "Street gangs"},
    Pair{"RCHD", "Risk to children"}, Pair{"RCPR", "Child protection plan"},
    Pair{"RCCO", "Concern for children"}, Pair{"CSEP", "Sexual exploitation of children"},
    Pair{"CUCK", "Possible cuckooing"}, Pair{"MSP", "Modern slavery: exploits others"},
    Pair{"MSV", "Modern slavery: exploited"}, Pair{"RSTO", "Restraining order"},
    Pair{"SPO", "Stalking protection order"}, Pair{"SOPS", "Sexual harm order"},
    Pair{"ARSO", "Registered sex offender"}, Pair{"AVIS", "ViSOR"},
    Pair{"ALSH", "Suicide or self-harm"}, Pair{"AMHL", "Mental health"},
    Pair{"RVAD", "Adult at risk"}, Pair{"IRMO", "Hate crime"}, Pair{"REG26", "Organised crime"},
    Pair{"WRSM", "Warrant or summons"}, Pair{"INVI", "Victim contact"},
    Pair{"IKMF", "Keep this record"},
    // Visits
    Pair{"access_refused", "Not let in"}, Pair{"not_resident", "Does not live there"},
    Pair{"visit_outcome.moved", "Has moved away"},
    Pair{"aborted_unsafe", "Left early: not safe"}, Pair{"aborted", "Broken off"},
    Pair{"en_route", "On the way"}, Pair{"safe_out", "Safely out"},
    Pair{"concern.child", "A child"}, Pair{"adult_at_risk", "An adult at risk"},
    Pair{"body_worn_video", "Body-worn video"}, Pair{"first_aid", "First aid kit"},
    Pair{"no_offence", "No new offence"}, Pair{"condition.contact", "Whom not to contact"},
    Pair{"condition.residence", "Where to live"}, Pair{"possession", "What not to have"},
    Pair{"tag", "Electronic tag"}, Pair{"polygraph", "Polygraph tests"},
    Pair{"sobriety", "No alcohol"}, Pair{"alcohol_testing", "Alcohol tests"},
    Pair{"drug_testing", "Drug tests"},
    // Notes and incidents
    Pair{"text_message", "Text message"}, Pair{"channel.third_party", "Through somebody else"},
    Pair{"channel.office", "At the office"}, Pair{"channel.custody", "In custody"},
    Pair{"via_third_party", "Through somebody else"}, Pair{"spoken", "Spoke to them"},
    Pair{"unsafe_to_speak", "Not safe to speak"}, Pair{"declined", "Did not want to talk"},
    Pair{"fact_or_opinion.third_party", "Told by somebody else"},
    Pair{"honour_based_abuse", "Honour-based abuse"}, Pair{"honour_based", "Honour-based abuse"},
    Pair{"anti_social_behaviour", "Anti-social behaviour"}, Pair{"missing_episode", "Went missing"},
    // Referrals and cases
    Pair{"self_harm", "Self-harm"}, Pair{"criterion.local", "A local reason"},
    Pair{"criterion.repeat", "A repeat"}, Pair{"not_sought_unsafe", "Not asked: not safe to ask"},
    Pair{"not_sought_other", "Not asked: another reason"}, Pair{"s_dash", "S-DASH"},
    Pair{"dash_27_police", "DASH, 27 questions (police)"}, Pair{"dara", "DARA"},
    Pair{"cmarac_matrix", "Community MARAC matrix"},
    Pair{"returned_for_info", "Returned for more information"}, Pair{"step_down", "Stepped down"},
    Pair{"harm_type.missing", "Going missing"}, Pair{"radicalisation_link", "Radicalisation"},
    Pair{"harm_type.online", "Online harm"}, Pair{"self_neglect", "Self-neglect"},
    Pair{"harm_type.hate", "Hate crime"}, Pair{"harm_type.fire", "Fire risk"},
    Pair{"long_custody", "Long time in custody"}, Pair{"mappa_led", "MAPPA leads"},
    Pair{"same_sex_staff_only", "Same-sex staff only"}, Pair{"need_to_know", "Need to know only"},
    // Actions
    Pair{"flag_file", "Flag on file"}, Pair{"target_hardening", "Make the home safer"},
    Pair{"idva_contact", "Contact by the IDVA"}, Pair{"dvpn_dvpo", "Protection notice or order"},
    Pair{"non_molestation_order", "Non-molestation order"},
    Pair{"dvds_disclosure", "Disclosure (Clare's Law)"}, Pair{"gp_information", "Tell the GP"},
    Pair{"midwife_information", "Tell the midwife"}, Pair{"mappa_referral", "MAPPA referral"},
    Pair{"agency_failed", "The agency did not do it"},
    // People
    Pair{"ex_partner", "Ex-partner"}, Pair{"long_term_illness", "Long-term illness"},
    Pair{"disability_type.learning", "Learning disability"}, Pair{"bpss", "BPSS"},
    Pair{"ctc", "CTC"}, Pair{"sc", "SC"}, Pair{"agency_rep", "Agency representative"},
    Pair{"service_user_rep", "Service user representative"},
    Pair{"non_binary", "Non-binary"}, Pair{"white_gypsy_or_traveller", "White Gypsy or Traveller"},
    Pair{"white_british", "White British"}, Pair{"white_irish", "White Irish"},
    Pair{"white_roma", "White Roma"},
    Pair{"mixed_white_black_caribbean", "Mixed: White and Black Caribbean"},
    Pair{"mixed_white_black_african", "Mixed: White and Black African"},
    Pair{"mixed_white_asian", "Mixed: White and Asian"}, Pair{"mixed_other", "Mixed, other"},
    Pair{"asian_indian", "Asian, Indian"}, Pair{"asian_pakistani", "Asian, Pakistani"},
    Pair{"asian_bangladeshi", "Asian, Bangladeshi"}, Pair{"asian_chinese", "Asian, Chinese"},
    Pair{"asian_other", "Asian, other"}, Pair{"black_african", "Black African"},
    Pair{"black_caribbean", "Black Caribbean"}, Pair{"black_other", "Black, other"},
    Pair{"white_other", "White, other"},
};

} // namespace lapwing::work::screens
