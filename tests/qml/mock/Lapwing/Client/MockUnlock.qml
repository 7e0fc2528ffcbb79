import QtQuick

QtObject {
    signal asked(string what)
    property bool busy: false
    property bool asksPin: false
    property bool canUsePin: false
    property bool erased: false
    property string problem: ""
    property string triesText: ""
    property string tabletText: "This tablet is locked. Everything on it is sealed."
    function usePassphrase(instead: bool) { asksPin = !instead }
    function submit(entry: Item) { asked("unlock") }
}
