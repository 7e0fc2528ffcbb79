#pragma once

#include "shared/schema/field_lines.h"

/// Vocabularies that more than one record type uses; those of a single type stand in its header.
/// A rank says which word protects more when two people chose differently.
namespace lapwing::schema {

using lines::word;

enum class YesNo : std::uint16_t {
    Yes = 1,
    No = 2,
};
inline constexpr Code kYesNoWords[] = {word(YesNo::Yes, "yes", 1), word(YesNo::No, "no", 0)};
inline constexpr Vocabulary kYesNo{"yes_no", kYesNoWords};

enum class YesNoUnknown : std::uint16_t {
    Yes = 1,
    No = 2,
    Unknown = 3,
};
inline constexpr Code kYesNoUnknownWords[] = {word(YesNoUnknown::Yes, "yes", 2),
                                              word(YesNoUnknown::No, "no", 0),
                                              word(YesNoUnknown::Unknown, "unknown", 1)};
inline constexpr Vocabulary kYesNoUnknown{"yes_no_unknown", kYesNoUnknownWords};

enum class Permission : std::uint16_t {
    Yes = 1,
    No = 2,
    Unknown = 3,
};
inline constexpr Code kPermissionWords[] = {word(Permission::Yes, "yes", 0),
                                            word(Permission::No, "no", 2),
                                            word(Permission::Unknown, "unknown", 1)};
inline constexpr Vocabulary kPermission{"permission", kPermissionWords};

enum class RiskLevel : std::uint16_t {
    Low = 1,
    Medium = 2,
    High = 3,
    VeryHigh = 4,
};
inline constexpr Code kRiskLevelWords[] = {
    word(RiskLevel::Low, "low", 0), word(RiskLevel::Medium, "medium", 1),
    word(RiskLevel::High, "high", 2), word(RiskLevel::VeryHigh, "very_high", 3)};
inline constexpr Vocabulary kRiskLevels{"risk_level", kRiskLevelWords};

// Blue against another colour is settled by the custody dates; until then the other one shows.
enum class Colour : std::uint16_t {
    Red = 1,
    Amber = 2,
    Green = 3,
    Blue = 4,
};
inline constexpr Code kColourWords[] = {
    word(Colour::Red, "red", 3), word(Colour::Amber, "amber", 2), word(Colour::Green, "green", 1),
    word(Colour::Blue, "blue", 0)};
inline constexpr Vocabulary kColours{"colour", kColourWords};

enum class Channel : std::uint16_t {
    InPerson = 1,
    Mobile = 2,
    Landline = 3,
    TextMessage = 4,
    Email = 5,
    Letter = 6,
    VideoCall = 7,
    ThirdParty = 8,
    HomeVisit = 9,
    Office = 10,
    Custody = 11,
    SocialMedia = 12,
    Other = 13,
};
inline constexpr Code kChannelWords[] = {
    word(Channel::InPerson, "in_person"),   word(Channel::Mobile, "mobile"),
    word(Channel::Landline, "landline"),    word(Channel::TextMessage, "text_message"),
    word(Channel::Email, "email"),          word(Channel::Letter, "letter"),
    word(Channel::VideoCall, "video_call"), word(Channel::ThirdParty, "third_party"),
    word(Channel::HomeVisit, "home_visit"), word(Channel::Office, "office"),
    word(Channel::Custody, "custody"),      word(Channel::SocialMedia, "social_media"),
    word(Channel::Other, "other")};
inline constexpr Vocabulary kChannels{"channel", kChannelWords};

enum class DayTime : std::uint16_t {
    MonMorning = 1,
    MonAfternoon = 2,
    MonEvening = 3,
    MonNight = 4,
    TueMorning = 5,
    TueAfternoon = 6,
    TueEvening = 7,
    TueNight = 8,
    WedMorning = 9,
    WedAfternoon = 10,
    WedEvening = 11,
    WedNight = 12,
    ThuMorning = 13,
    ThuAfternoon = 14,
    ThuEvening = 15,
    ThuNight = 16,
    FriMorning = 17,
    FriAfternoon = 18,
    FriEvening = 19,
    FriNight = 20,
    SatMorning = 21,
    SatAfternoon = 22,
    SatEvening = 23,
    SatNight = 24,
    SunMorning = 25,
    SunAfternoon = 26,
    SunEvening = 27,
    SunNight = 28,
};
inline constexpr Code kDayTimeWords[] = {
    word(DayTime::MonMorning, "mon_morning"), word(DayTime::MonAfternoon, "mon_afternoon"),
    word(DayTime::MonEvening, "mon_evening"), word(DayTime::MonNight, "mon_night"),
    word(DayTime::TueMorning, "tue_morning"), word(DayTime::TueAfternoon, "tue_afternoon"),
    word(DayTime::TueEvening, "tue_evening"), word(DayTime::TueNight, "tue_night"),
    word(DayTime::WedMorning, "wed_morning"), word(DayTime::WedAfternoon, "wed_afternoon"),
    word(DayTime::WedEvening, "wed_evening"), word(DayTime::WedNight, "wed_night"),
    word(DayTime::ThuMorning, "thu_morning"), word(DayTime::ThuAfternoon, "thu_afternoon"),
    word(DayTime::ThuEvening, "thu_evening"), word(DayTime::ThuNight, "thu_night"),
    word(DayTime::FriMorning, "fri_morning"), word(DayTime::FriAfternoon, "fri_afternoon"),
    word(DayTime::FriEvening, "fri_evening"), word(DayTime::FriNight, "fri_night"),
    word(DayTime::SatMorning, "sat_morning"), word(DayTime::SatAfternoon, "sat_afternoon"),
    word(DayTime::SatEvening, "sat_evening"), word(DayTime::SatNight, "sat_night"),
    word(DayTime::SunMorning, "sun_morning"), word(DayTime::SunAfternoon, "sun_afternoon"),
    word(DayTime::SunEvening, "sun_evening"), word(DayTime::SunNight, "sun_night")};
inline constexpr Vocabulary kDayTimes{"day_time", kDayTimeWords};

enum class MarkerCode : std::uint16_t {
    ADVP = 1,
    ADVV = 2,
    IMAR = 3,
    IIOM = 4,
    MAPP = 5,
    RVHR = 6,
    RHRH = 7,
    RMRH = 8,
    RLRH = 9,
    AV2S = 10,
    WEAP = 11,
    STRG = 12,
    RCHD = 13,
    RCPR = 14,
    RCCO = 15,
    CSEP = 16,
    CUCK = 17,
    MSP = 18,
    MSV = 19,
    RSTO = 20,
    SPO = 21,
    SOPS = 22,
    ARSO = 23,
    AVIS = 24,
    ALSH = 25,
    AMHL = 26,
    RVAD = 27,
    IRMO = 28,
    REG26 = 29,
    WRSM = 30,
    INVI = 31,
    IKMF = 32,
};
inline constexpr Code kMarkerWords[] = {
    word(MarkerCode::ADVP, "ADVP"),   word(MarkerCode::ADVV, "ADVV"),
    word(MarkerCode::IMAR, "IMAR"),   word(MarkerCode::IIOM, "IIOM"),
    word(MarkerCode::MAPP, "MAPP"),   word(MarkerCode::RVHR, "RVHR"),
    word(MarkerCode::RHRH, "RHRH"),   word(MarkerCode::RMRH, "RMRH"),
    word(MarkerCode::RLRH, "RLRH"),   word(MarkerCode::AV2S, "AV2S"),
    word(MarkerCode::WEAP, "WEAP"),   word(MarkerCode::STRG, "STRG"),
    word(MarkerCode::RCHD, "RCHD"),   word(MarkerCode::RCPR, "RCPR"),
    word(MarkerCode::RCCO, "RCCO"),   word(MarkerCode::CSEP, "CSEP"),
    word(MarkerCode::CUCK, "CUCK"),   word(MarkerCode::MSP, "MSP"),
    word(MarkerCode::MSV, "MSV"),     word(MarkerCode::RSTO, "RSTO"),
    word(MarkerCode::SPO, "SPO"),     word(MarkerCode::SOPS, "SOPS"),
    word(MarkerCode::ARSO, "ARSO"),   word(MarkerCode::AVIS, "AVIS"),
    word(MarkerCode::ALSH, "ALSH"),   word(MarkerCode::AMHL, "AMHL"),
    word(MarkerCode::RVAD, "RVAD"),   word(MarkerCode::IRMO, "IRMO"),
    word(MarkerCode::REG26, "REG26"), word(MarkerCode::WRSM, "WRSM"),
    word(MarkerCode::INVI, "INVI"),   word(MarkerCode::IKMF, "IKMF")};
inline constexpr Vocabulary kMarkers{"marker", kMarkerWords};

inline constexpr Code kPanelWords[] = {
    word(Panel::DaMarac, "da_marac"), word(Panel::CMarac, "cmarac"),
    word(Panel::PreEvvp, "pre_evvp"), word(Panel::Evvp, "evvp"),
    word(Panel::Iom, "iom"),          word(Panel::Steering, "steering")};
inline constexpr Vocabulary kPanels{"panel", kPanelWords};

} // namespace lapwing::schema
