import QtQuick
import QtQml.Models

QtObject {
    signal asked(string what)
    readonly property var rows: QtObject {
        readonly property var about: ListModel {
            ListElement { label: "Version"; value: "0.1.0" }
            ListElement { label: "Lease"; value: "Good until Thursday 12 June, 8:12am" }
            ListElement { label: "Memory"; value: "Locked into memory, never written to disk"
                 }
        }
    }
    property int textScale: 100
    property string theme: "light"
    property bool leftHanded: false
    property bool reduceMotion: true
    property int lockMinutes: 2
}
