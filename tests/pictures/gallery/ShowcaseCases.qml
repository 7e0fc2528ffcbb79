import QtQuick
import QtQuick.Layouts
import Lapwing.Client
import Lapwing.Ui

// The gallery's larger pieces: versions side by side, warnings, facts, the thread of time.
Card {
    id: cases

    title: qsTr("Casework")

    TabStrip {
        width: parent.width
        current: "timeline"
        tabs: [{ value: "summary", label: qsTr("Summary") },
            { value: "timeline", label: qsTr("Timeline") },
            { value: "people", label: qsTr("People") }]
    }
    GridLayout {
        width: parent.width
        columns: cases.width / Theme.scale >= 900 ? 2 : 1
        columnSpacing: Theme.space16
        rowSpacing: Theme.space16

        VersionCard {
            objectName: "versionA"
            Layout.fillWidth: true
            Layout.fillHeight: true
            letter: "A"
            from: qsTr("Your change (this tablet)")
            value: "07700 900222"
            when: qsTr("9 June 2026 at 10:48am")
            by: qsTr("Sam Lee, Probation")
            why: qsTr("said this is new")
            clockText: ""
            chosen: true
        }
        VersionCard {
            objectName: "versionB"
            Layout.fillWidth: true
            Layout.fillHeight: true
            letter: "B"
            from: qsTr("Tamsin Okwuosah")
            value: "07700 900333"
            when: qsTr("9 June 2026 at 11:20am")
            by: qsTr("A. Noor, Housing")
            why: ""
            clockText: qsTr("The clock of that tablet was ahead of the office's: it was written "
                + "earlier than this says.")
        }
    }
    WarningRow {
        width: parent.width
        text: qsTr("Risk to staff: visit in pairs")
        note: qsTr("High · review by 30 September 2026")
        alert: true
        actions: AppButton { objectName: "galleryAcknowledge"; text: qsTr("I have read this") }
    }
    WarningRow {
        width: parent.width
        text: qsTr("Ring only between 10am and noon. Say you are the dentist.")
        kind: WarningKind.Contact
    }
    Column {
        width: parent.width
        spacing: 0

        TimelineRow {
            objectName: "timelineVisit"
            width: parent.width
            title: qsTr("Visit recorded")
            when: qsTr("9 June 2026 at 10:52am")
            by: qsTr("Sam Lee, Probation")
            text: qsTr("Spoke for 20 minutes. Calm.")
            itemState: ItemState.OnTablet
            stateText: qsTr("On this tablet · not yet sent")
        }
        TimelineRow {
            objectName: "timelineRating"
            width: parent.width
            title: qsTr("Rating: Green to Amber")
            when: qsTr("2 June 2026")
            by: qsTr("IOM meeting")
            text: qsTr("Missed two appointments.")
            itemState: ItemState.Sent
            stateText: qsTr("Sent (the office has it)")
        }
    }
    Column {
        width: parent.width
        spacing: Theme.space12

        LabelledValue { width: parent.width; label: qsTr("Born"); value: qsTr("4 March 1994") }
        LabelledValue {
            width: parent.width
            label: qsTr("Phone")
            value: "07700 900222"
            marked: true
        }
        PinPad { width: Math.min(parent.width, Theme.px(320)) }
    }
}
