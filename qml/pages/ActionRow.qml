import QtQuick
import Lapwing.Client
import Lapwing.Ui

// One action: how urgent in shape and word, what it is, whose, and by when.
ListRow {
    required property string recordId
    required property string owner
    required property string dueText
    required property string colour
    required property string colourText
    required property string statusText
    required property string caseText
    required property int itemState
    required property string stateText
    required property bool current
    required text
    property bool named: true // says whose case it is

    objectName: "row_" + recordId
    heading: text
    detail: Words.lines([Words.dotted([colourText, dueText]),
        Words.dotted([named ? caseText : "", owner, statusText])])
    note: itemState === ItemState.Sent ? "" : stateText
    noteState: itemState
    iconPath: colour === "" ? Icons.actions : Theme.rating(colour).shape
    iconColor: colour === "" ? Theme.ink2 : Theme.dark ? Theme.rating(colour).fill : Theme.ink
    iconFill: colour === "" ? Theme.clear : Theme.rating(colour).fill
}
