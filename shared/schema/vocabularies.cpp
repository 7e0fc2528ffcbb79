#include "shared/schema/vocabularies.h"

namespace lapwing::schema {

namespace {
constexpr Code kYesNoWords[] = {{1, "yes", 1}, {2, "no", 0}};
constexpr Code kYesNoUnknownWords[] = {{1, "yes", 2}, {2, "no", 0}, {3, "unknown", 1}};
constexpr Code kPermissionWords[] = {{1, "yes", 0}, {2, "no", 2}, {3, "unknown", 1}};
constexpr Code kRiskLevelWords[] = {{1, "low", 0}, {2, "medium", 1}, {3, "high", 2},
                                    {4, "very_high", 3}};
// Blue against another colour is settled by the custody dates; until then the other one shows.
constexpr Code kColourWords[] = {{1, "red", 3}, {2, "amber", 2}, {3, "green", 1}, {4, "blue", 0}};
constexpr Code kChannelWords[] = {
    {1, "in_person"}, {2, "mobile"},      {3, "landline"},  {4, "text_message"}, {5, "email"},
    {6, "letter"},    {7, "video_call"},  {8, "third_party"}, {9, "home_visit"}, {10, "office"},
    {11, "custody"},  {12, "social_media"}, {13, "other"}};
constexpr Code kDayTimeWords[] = {
    {1, "mon_morning"},  {2, "mon_afternoon"},  {3, "mon_evening"},  {4, "mon_night"},
    {5, "tue_morning"},  {6, "tue_afternoon"},  {7, "tue_evening"},  {8, "tue_night"},
    {9, "wed_morning"},  {10, "wed_afternoon"}, {11, "wed_evening"}, {12, "wed_night"},
    {13, "thu_morning"}, {14, "thu_afternoon"}, {15, "thu_evening"}, {16, "thu_night"},
    {17, "fri_morning"}, {18, "fri_afternoon"}, {19, "fri_evening"}, {20, "fri_night"},
    {21, "sat_morning"}, {22, "sat_afternoon"}, {23, "sat_evening"}, {24, "sat_night"},
    {25, "sun_morning"}, {26, "sun_afternoon"}, {27, "sun_evening"}, {28, "sun_night"}};
constexpr Code kMarkerWords[] = {
    {1, "ADVP"},  {2, "ADVV"},   {3, "IMAR"},  {4, "IIOM"},  {5, "MAPP"},  {6, "RVHR"},
    {7, "RHRH"},  {8, "RMRH"},   {9, "RLRH"},  {10, "AV2S"}, {11, "WEAP"}, {12, "STRG"},
    {13, "RCHD"}, {14, "RCPR"},  {15, "RCCO"}, {16, "CSEP"}, {17, "CUCK"}, {18, "MSP"},
    {19, "MSV"},  {20, "RSTO"},  {21, "SPO"},  {22, "SOPS"}, {23, "ARSO"}, {24, "AVIS"},
    {25, "ALSH"}, {26, "AMHL"},  {27, "RVAD"}, {28, "IRMO"}, {29, "REG26"}, {30, "WRSM"},
    {31, "INVI"}, {32, "IKMF"}};
constexpr Code kPanelWords[] = {{1, "da_marac"}, {2, "cmarac"}, {3, "pre_evvp"},
                                {4, "evvp"},     {5, "iom"},    {6, "steering"}};
} // namespace

constinit const Vocabulary kYesNo{"yes_no", kYesNoWords};
constinit const Vocabulary kYesNoUnknown{"yes_no_unknown", kYesNoUnknownWords};
constinit const Vocabulary kPermission{"permission", kPermissionWords};
constinit const Vocabulary kRiskLevels{"risk_level", kRiskLevelWords};
constinit const Vocabulary kColours{"colour", kColourWords};
constinit const Vocabulary kChannels{"channel", kChannelWords};
constinit const Vocabulary kDayTimes{"day_time", kDayTimeWords};
constinit const Vocabulary kMarkers{"marker", kMarkerWords};
constinit const Vocabulary kPanels{"panel", kPanelWords};

} // namespace lapwing::schema
