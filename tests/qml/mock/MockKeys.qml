import QtQuick

QtObject {
    signal asked(string what)
    readonly property var view: QtObject {
        property bool hasPin: true
        property string pinText: "A PIN opens this tablet until it restarts or a visit starts."
        property string passphraseProblem: ""
        property string passphraseDone: "The new passphrase is in force."
        property string pinProblem: "The two PINs differ. Nothing was changed. Enter them again."
        property string pinDone: ""
    }
    property bool busy: false
    function changePassphrase(current: Item, fresh: Item, again: Item) { asked("passphrase") }
    function setPin(pin: Item, again: Item, duress: Item, duressAgain: Item) { asked("pin") }
    function dropPin() { asked("drop pin") }
}
