import QtQuick
import Lapwing.Ui

// What a row of a list says: heading, detail, badge, and where the work is.
Column {
    id: words

    required property string heading
    property string headingMarked: ""
    property string snippet: ""
    property string snippetMarked: ""
    required property string detail
    required property string alert
    required property string badge
    required property string note
    required property int noteState

    spacing: Theme.space4

    MarkedText {
        width: parent.width
        plain: words.heading
        marked: words.headingMarked
        font: Theme.strong
        Accessible.ignored: true
    }
    AppText {
        width: parent.width
        visible: text !== ""
        text: words.detail
        font: Theme.small
        color: Theme.ink2
        Accessible.ignored: true
    }
    MarkedText {
        width: parent.width
        visible: plain !== ""
        plain: words.snippet
        marked: words.snippetMarked
        Accessible.ignored: true
    }
    Flow {
        width: parent.width
        visible: words.alert !== "" || words.badge !== ""
        spacing: Theme.space8

        Badge {
            width: Math.min(implicitWidth, words.width)
            text: words.alert
            tone: "alert"
            Accessible.ignored: true
        }
        Badge {
            width: Math.min(implicitWidth, words.width)
            text: words.badge
            Accessible.ignored: true
        }
    }
    StateLine {
        width: parent.width
        itemState: words.noteState
        text: words.note
    }
}
