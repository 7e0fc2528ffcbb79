pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// Where, with whom and why, and the rest of the plan.
Card {
    id: facts

    required property var visit

    component Fact: LabelledValue {
        width: facts.innerWidth
        visible: value !== ""
    }

    Fact { label: qsTr("Where"); value: facts.visit.view.addressText }
    Fact { label: qsTr("With"); value: facts.visit.view.withText }
    Fact { label: qsTr("Before"); value: facts.visit.view.lastText }
    Repeater {
        model: facts.visit.rows.briefing

        LabelledValue { width: facts.innerWidth }
    }
}
