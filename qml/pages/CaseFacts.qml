pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// What is known of the case, label by label.
Card {
    id: card

    required property var facts // roles: label, value, recordId, hasConflict

    visible: facts.count > 0
    padding: Theme.space24

    Repeater {
        model: card.facts

        LabelledValue {
            required label
            required value
            required property bool hasConflict

            width: card.innerWidth
            marked: hasConflict
        }
    }
}
