import QtQuick
import Lapwing.Client

// What every page is: a title for the bar, the app behind it, and where its focus starts.
FocusScope {
    required property App app
    property var model // the page's own, by the table of pages
    property string title: ""
    property bool bare: false // without rail and bar: before unlocking
    property string subtitle: ""
    property bool personal: true // shows personal data, and so is marked
    property bool deep: false // reached from another page, and left by going back
    property var parts: [this] // the parts that F6 goes through

    focus: true
}
