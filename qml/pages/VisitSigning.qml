pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// Who put their name to the visit, what has changed since, and what has to wait for something else.
Card {
    id: card

    required property var visit

    visible: visit.rows.signatures.count > 0 || visit.rows.deeds.count > 0
    title: qsTr("Signatures")

    Repeater {
        model: card.visit.rows.signatures

        LabelledValue {
            width: card.innerWidth
        }
    }
    Repeater {
        model: card.visit.rows.officers

        LabelledValue {
            required property string name
            required property string stateText
            required property bool waitedFor

            visible: waitedFor
            width: card.innerWidth
            label: name
            value: stateText
        }
    }
    Repeater {
        model: card.visit.rows.deeds

        LabelledValue {
            required property string text
            required property string reason

            width: card.innerWidth
            visible: reason !== ""
            label: text
            value: reason
        }
    }
}
