import QtQuick

QtObject {
    signal asked(string what)
    property bool busy: false
    property string problem: ""
    property string tabletText: "This tablet · last contact with the office today, 8:12am"
    function submit(entry: Item) { asked("unlock") }
}
