import QtQuick

QtObject {
    signal asked(string what)
    readonly property var view: QtObject {
        property bool asksPin: false
        property bool canUsePin: false
        property bool erased: false
        property string problem: ""
        property string triesText: ""
    }
    property bool busy: false
    function usePassphrase(instead: bool) { view.asksPin = !instead }
    function submit(entry: Item) { asked("unlock") }
}
