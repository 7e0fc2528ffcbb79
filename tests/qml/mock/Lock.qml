import QtQuick

QtObject {
    id: lock

    enum State { SetUp, Locked, Unlocking, Open, NeedsOffice }
    signal asked(string what)
    property int state: Lock.Open
    property bool covered: false
    property string warning: ""

    function hide() { covered = true }
    function uncover() { asked("uncover") }
    function close() { asked("lock") }
    function stayUnlocked() { warning = "" }
}
