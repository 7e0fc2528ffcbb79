import QtQuick
import Lapwing.Client
import Lapwing.Ui

// One case in a list: whose, of which panel, how it is rated, and what to mind.
ListRow {
    required property string caseRef
    required property string title
    required property string panelText
    required property string colour
    required property string colourText
    required property string stateText
    required property string riskText
    required property int alertCount
    required property int markerCount
    required property bool hasConflict
    required property bool current

    objectName: "row_" + caseRef
    heading: title
    detail: Words.dotted([caseRef, panelText, colourText, riskText, stateText])
    iconPath: colour === "" ? Icons.cases : Theme.rating(colour).shape
    iconColor: colour === "" ? Theme.ink2 : Theme.dark ? Theme.rating(colour).fill : Theme.ink
    iconFill: colour === "" ? Theme.clear : Theme.rating(colour).fill
    alert: Words.counted(alertCount, qsTr("1 ALERT"), qsTr("%1 ALERTs"))
    badge: Words.counted(markerCount, qsTr("1 marker"), qsTr("%1 markers"))
    note: hasConflict ? qsTr("Two versions") : ""
    noteState: ItemState.Conflict
}
