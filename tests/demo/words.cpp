#include "tests/demo/words.h"

#include <array>

namespace lapwing::demo::words {

namespace {
using namespace std::string_view_literals;

constexpr std::array kWomen{
    "Aderyn"sv, "Bethan"sv, "Chiamaka"sv, "Delyth"sv, "Elowen"sv, "Farida"sv, "Grainne"sv,
    "Halina"sv, "Ines"sv, "Jolanta"sv, "Kerensa"sv, "Lowenna"sv, "Meera"sv, "Nadine"sv,
    "Oriel"sv, "Parveen"sv, "Rhian"sv, "Shanice"sv, "Tamsin"sv, "Una"sv, "Verity"sv, "Yetunde"sv};
constexpr std::array kMen{
    "Alun"sv, "Bartek"sv, "Callum"sv, "Denzil"sv, "Emeka"sv, "Fergal"sv, "Gethin"sv, "Harjit"sv,
    "Idris"sv, "Jermaine"sv, "Kelvin"sv, "Lorcan"sv, "Marek"sv, "Nikhil"sv, "Owain"sv,
    "Perran"sv, "Rashid"sv, "Stefan"sv, "Tobias"sv, "Usman"sv, "Wesley"sv, "Yusuf"sv};
constexpr std::array kSurnames{
    "Amberley"sv, "Boateng-Price"sv, "Carrowmore"sv, "Dunmarsh"sv, "Esterhay"sv, "Fennimore"sv,
    "Garrowby"sv, "Hathersedge"sv, "Ikande"sv, "Jagdev-Holt"sv, "Kestrelman"sv, "Larkhill"sv,
    "Mossbury"sv, "Narborowe"sv, "Okwuosah"sv, "Penhallick"sv, "Quarrie"sv, "Rushmere"sv,
    "Saltmarsh"sv, "Thackwray"sv, "Umberslade"sv, "Vantongeren"sv, "Wintersett"sv, "Yarnold"sv,
    "Zielinska-Cole"sv, "Aldercott"sv, "Birkenshaw"sv, "Copplestowe"sv, "Drayfield"sv,
    "Ellerbeck"sv};
constexpr std::array kStreets{
    "Curlew Rise"sv, "Turnstone Close"sv, "Dunlin Walk"sv, "Avocet Court"sv, "Sanderling Road"sv,
    "Plover Terrace"sv, "Godwit Gardens"sv, "Redshank Way"sv, "Whimbrel House"sv, "Snipe Lane"sv,
    "Fieldfare Street"sv, "Nightjar Place"sv, "Bittern Row"sv, "Corncrake Avenue"sv,
    "Wheatear Mews"sv};

constexpr std::array kAbuseSummaries{
    "{v} left {p} in the spring. Since then he has waited outside her work and rung at night. She "
    "believes that he will hurt her if he finds where she sleeps."sv,
    "{p} controls the money and the phone. Neighbours have called the police three times this "
    "year. {v} has marks on her neck and says that he held her there."sv,
    "Separated after nine years. Contact with the children is used to follow {v}. {p} has told "
    "her brother that she will not see another Christmas."sv,
    "{v} is pregnant. {p} stops her seeing the midwife alone and has punched doors. She is "
    "frightened of what happens after the birth."sv,
    "{p} was bailed not to contact {v} and did so within two days, through friends. She has "
    "changed her number twice."sv,
    "{v} is cared for by her son {p}, who takes her pension and has pushed her. She wants him "
    "helped, not punished."sv};
constexpr std::array kAbuseEntries{
    "Rang the safe number at the agreed time. {v} could talk for ten minutes. She has kept the "
    "bag packed and the spare key is with her neighbour."sv,
    "No answer at two agreed times. Did not leave a message. Will try through the school."sv,
    "{v} came to the drop-in. She says that {p} knows which bus she takes, and she now goes to "
    "work by another way."sv,
    "School reports that {p} asked at the gate which class the youngest is in. Staff gave "
    "nothing and told us the same morning."sv,
    "Police checked {p}'s address under his bail conditions. He was in and calm, and asked twice "
    "who had complained."sv,
    "GP saw {v} with bruising to the upper arm. She said a door. The GP has recorded what was "
    "seen and asked us to ask again."sv,
    "Locks changed and a second bolt fitted at the back. {v} slept through for the first time "
    "this month."sv};
constexpr std::array kWishes{
    "She wants to stay near her mother and the children's school, and to be told before anybody "
    "speaks to him."sv,
    "She does not want to move again. She would like the locks done and somebody to come with "
    "her to court."sv,
    "She wants him to get help with his drinking. She does not want the children taken into a "
    "room to be asked."sv,
    "She wants to go to a refuge outside the borough as soon as there is a place for three."sv};

constexpr std::array kCommunitySummaries{
    "{v} lives alone and has let in people who now use the flat. Two neighbours have asked to "
    "move. He says that they are friends and will not name them."sv,
    "Months of abuse shouted at {v} on the stairs because of where the family is from. The eldest "
    "child will not go out alone."sv,
    "{v} stores paper and timber to the ceiling and cooks on a camping stove. The fire service "
    "counts the flat as a danger to the whole landing."sv,
    "{v} has paid four thousand pounds to callers who said that they were the bank. He is "
    "ashamed and has told nobody in the family."sv,
    "Noise, broken doors and two small fires over eleven weeks. {v} is drinking again and is "
    "three months behind with the rent."sv};
constexpr std::array kCommunityEntries{
    "Joint visit with the housing officer. {v} let us in, and the kitchen has been cleared since "
    "last time."sv,
    "Neighbour rang the warden at night: four men on the landing, one with a dog. Gone when the "
    "patrol came."sv,
    "Home fire safety visit done. Two alarms fitted and the stove taken away, with {v}'s "
    "agreement."sv,
    "{v} did not come to the meeting about the tenancy. Letter sent again in large print."sv,
    "Victim support offered and taken up. {v} asks for visits before noon."sv};

constexpr std::array kExploitationSummaries{
    "{v} has been missing from home five times since March and was found twice in the same "
    "seaside town, with money and a phone that nobody at home had bought."sv,
    "{v} has left college and is driven about by older men. A knife was found in a school bag "
    "that {v} said was borrowed."sv,
    "{v} was found in a flat used for selling and says nothing of who sent them. A referral as a "
    "possible victim of trafficking is waiting for its answer."sv,
    "Gifts, a second phone and messages late at night from an account of which the name keeps "
    "changing. {v} is loyal to whoever it is."sv};
constexpr std::array kExploitationEntries{
    "Return interview done within the day. {v} talked about music and not about where the trainers "
    "came from."sv,
    "Mother says that {v} sleeps at home again this week, and that a grey car waits at the corner "
    "most evenings."sv,
    "College will hold the place until the end of term if {v} comes twice a week."sv,
    "Youth worker met {v} at the gym as agreed. First time that {v} asked about getting out."sv,
    "{v} was seen with two people of the group by the station. No offence, and no distress."sv};

constexpr std::array kOffenderSummaries{
    "{p} has eleven convictions for burglary and two for robbery, most of them within a month of "
    "release. Things hold when there is work and a bed."sv,
    "{p} is on licence after a knife robbery. Keeps appointments, tests positive, and is back with "
    "the people of the last offence."sv,
    "{p} has done well for ten weeks: course finished, rent paid, no arrest. The panel is thinking "
    "of the next colour."sv,
    "{p} was recalled in the winter and is out again to approved premises. Violence is towards "
    "partners as much as strangers."sv};
constexpr std::array kOffenderEntries{
    "Came to the office on time. Says that the job starts on Monday and asked for a letter about "
    "the curfew."sv,
    "Curfew broken by forty minutes. Says that the bus did not come. Warned, and it is noted."sv,
    "Drug test done on the day. Result goes to the practitioner."sv,
    "Seen by the patrol at two in the morning, half a mile from home, alone and polite."sv,
    "Housing officer confirms the room until the end of September."sv,
    "Missed the first session of the programme. Rang in himself to say so."sv};
constexpr std::array kVisitStatements{
    "seen|{p} opened the door himself and asked us in. The room is clean, and his own things are "
    "in it.|He was calm throughout and showed us every room without being asked."sv,
    "seen|{p}'s aunt let us in. He was asleep at noon and slow to answer. Nothing seen that breaks "
    "his licence.|He woke while we were there. Tired, and he says that the job is at night."sv,
    "no_answer|Nobody answered for ten minutes. A neighbour says that he was there this morning.|"
    "Knocked at the front and at the back. No light, no sound. A card is left in the letter box."sv,
    "seen|{p} talked about his daughter for the first time. He would like to be asked about "
    "contact again.|He was open with us today. I will ask about contact before the next visit."sv};

constexpr std::array kAbuseActions{
    "Ring on the safe number at the agreed time and go through the safety plan again|"
    "idva_contact|He finds out where she is"sv,
    "Fit a second lock and a door viewer before the weekend|target_hardening|He gets in at night"sv,
    "Put a marker on the address so that any call is treated as urgent|address_marker|"
    "Help comes too late"sv,
    "Tell the school who may collect the children|child_referral|He takes the children"sv,
    "Speak to the court about a non-molestation order|non_molestation_order|"
    "He keeps contacting her"sv,
    "Ask housing for a move out of the area|housing_move|He knows the address"sv,
    "Arrest for the breach of bail when seen|arrest|He keeps contacting her"sv,
    "Let the midwife know that she must be seen alone|midwife_information|She cannot speak"sv};
constexpr std::array kCommunityActions{
    "Visit together with the housing officer and see every room|case_conference|"
    "Others run the flat"sv,
    "Fit heat alarms and take the stove away|target_hardening|Fire"sv,
    "Offer a place at the morning drop-in|other|He is alone"sv,
    "Flag the address to the night patrol|address_marker|The landing is not safe"sv};
constexpr std::array kExploitationActions{
    "Ask the college to keep the place to the end of term|other|Nothing to get up for"sv,
    "Map who was in the grey car|other|The same people come back"sv,
    "Agree with the family what happens in the first hour of going missing|case_conference|"
    "Missing episodes"sv,
    "Tell the GP what to look for|gp_information|Injuries are not seen"sv};
constexpr std::array kOffenderActions{
    "Confirm the start of the job with the employer|other|No money"sv,
    "Book the next programme session and ring the day before|perpetrator_programme|Drifts away"sv,
    "Check the curfew twice before the panel|other|Out at night"sv,
    "Ask the panel whether the colour still fits|case_conference|Wrong level of contact"sv};
} // namespace

Words womensNames() { return kWomen; }
Words mensNames() { return kMen; }
Words surnames() { return kSurnames; }
Words streets() { return kStreets; }
Words abuseSummaries() { return kAbuseSummaries; }
Words abuseEntries() { return kAbuseEntries; }
Words wishes() { return kWishes; }
Words communitySummaries() { return kCommunitySummaries; }
Words communityEntries() { return kCommunityEntries; }
Words exploitationSummaries() { return kExploitationSummaries; }
Words exploitationEntries() { return kExploitationEntries; }
Words offenderSummaries() { return kOffenderSummaries; }
Words offenderEntries() { return kOffenderEntries; }
Words visitStatements() { return kVisitStatements; }
Words abuseActions() { return kAbuseActions; }
Words communityActions() { return kCommunityActions; }
Words exploitationActions() { return kExploitationActions; }
Words offenderActions() { return kOffenderActions; }

} // namespace lapwing::demo::words
