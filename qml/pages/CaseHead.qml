import QtQuick
import Lapwing.Ui

// Over the parts of a case: who it is about, how it stands, and the way from part to part.
Rectangle {
    id: head

    required property var caseView
    readonly property var parts: [
        { value: "summary", label: qsTr("Summary") },
        { value: "timeline", label: qsTr("Timeline") },
        { value: "actions", label: qsTr("Actions %1").arg(caseView.rows.actions.count) },
        { value: "visits", label: qsTr("Visits %1").arg(caseView.rows.visits.count) },
        { value: "people", label: qsTr("People %1").arg(caseView.view.peopleCount) },
        { value: "plans", label: qsTr("Plans %1").arg(caseView.rows.plans.count) }].concat(removed)
    readonly property var removed: caseView.rows.removed.count === 0 && caseView.tab !== "removed"
        ? [] : [{ value: "removed", label: qsTr("Removed %1").arg(caseView.rows.removed.count) }]

    implicitHeight: column.implicitHeight + Theme.space16
    color: Theme.surface

    Column {
        id: column
        y: Theme.space16
        width: parent.width
        spacing: Theme.space8

        CaseIdentity {
            x: Theme.space24
            width: parent.width - 2 * x
            caseView: head.caseView
            named: false
        }
        TabStrip {
            x: Theme.space8
            width: parent.width - x
            tabs: head.parts
            current: head.caseView.tab
            onPicked: (value) => head.caseView.tab = value
        }
    }
    Rectangle {
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: Theme.hairline
        color: Theme.divider
    }
}
