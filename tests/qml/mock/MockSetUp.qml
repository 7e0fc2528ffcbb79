import QtQuick

QtObject {
    signal asked(string what)
    readonly property var view: QtObject {
        property string hubUrl: "https://hub.thornmere.example:8443"
        property string code: "BY6H-GEX144"
        property string problem: ""
        property string progressText: ""
    }
    property bool busy: false
    function setHubUrl(url: string) { view.hubUrl = url }
    function setCode(code: string) { view.code = code }
    function submit(first: Item, again: Item) { asked("setUp") }
}
