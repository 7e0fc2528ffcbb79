import QtQuick

QtObject {
    signal asked(string what)
    property string hubUrl: "https://hub.thornmere.example:8443"
    property string code: "BY6H-GEX144"
    property bool busy: false
    property string problem: ""
    property string progressText: ""
    function submit(first: Item, again: Item) { asked("setUp") }
}
