pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Client
import Lapwing.Ui

// The contents of the gallery, with invented words.
Column {
    id: showcase

    spacing: Theme.space24

    component Part: Card { width: columns.firstWidth }

    TwoColumns {
        id: columns
        width: parent.width
        first: [
            Part {
                title: qsTr("Buttons")

                Flow {
                    width: parent.width
                    spacing: Theme.space12

                    AppButton { objectName: "mainButton"; kind: "main"; text: qsTr("Start visit") }
                    AppButton {
                        objectName: "plainButton"
                        text: qsTr("Briefing")
                        iconPath: Icons.visit
                    }
                    AppButton {
                        objectName: "quietButton"
                        kind: "quiet"
                        text: qsTr("Show history")
                    }
                    AppButton {
                        objectName: "offButton"
                        kind: "main"
                        text: qsTr("Finish visit")
                        enabled: false
                    }
                    HideButton {}
                }
            },
            Part {
                title: qsTr("Ratings and badges")

                Flow {
                    width: parent.width
                    spacing: Theme.space12

                    RatingChip { colour: "red"; text: qsTr("Red") }
                    RatingChip { colour: "amber"; text: qsTr("Amber") }
                    RatingChip { colour: "green"; text: qsTr("Green") }
                    RatingChip { colour: "blue"; text: qsTr("Blue") }
                    Badge { text: qsTr("High risk") }
                    Badge { text: qsTr("ALERT: weapons"); tone: "alert" }
                    Badge { text: qsTr("Two versions"); tone: "conflict" }
                }
            },
            Part {
                title: qsTr("Where the work is")

                Repeater {
                    model: [[ItemState.Draft, qsTr("Draft")],
                        [ItemState.OnTablet, qsTr("On this tablet · not yet sent")],
                        [ItemState.Sent, qsTr("Sent (the office has it)")],
                        [ItemState.Conflict, qsTr("Two versions")],
                        [ItemState.Problem, qsTr("Problem")]]

                    StateLine {
                        required property var modelData
                        itemState: modelData[0]
                        text: modelData[1]
                    }
                }
                Flow {
                    width: parent.width
                    spacing: Theme.space12

                    SyncChip { itemState: ItemState.OnTablet; text: qsTr("Offline · 3 to send") }
                    SyncChip { itemState: ItemState.Sent; text: qsTr("All sent 8:12am") }
                    SyncChip { itemState: ItemState.Problem; text: qsTr("1 problem") }
                }
                BusyLine { width: parent.width; text: qsTr("Sending 2 of 3"); running: false }
            },
            Part {
                title: qsTr("Banners")

                Banner {
                    width: parent.width
                    title: qsTr("No connection")
                    text: qsTr("Your work is saved on this tablet. Trying again at 11:05am.")
                    actionText: qsTr("Try now")
                }
                Banner {
                    width: parent.width
                    tone: "alert"
                    title: qsTr("There is a problem")
                    text: qsTr("Enter the date you spoke to the landlord.")
                }
                Banner {
                    width: parent.width
                    tone: "conflict"
                    text: qsTr("Phone number has two versions.")
                    actionText: qsTr("Review")
                }
                MessageBar {
                    width: parent.width
                    text: qsTr("Action marked as done.")
                    undoText: qsTr("Undo")
                }
                MessageBar {
                    width: parent.width
                    text: qsTr("The office did not accept this: photo larger than 10 MB.")
                    isProblem: true
                }
            },
            Part {
                title: qsTr("Rows")
                padding: Theme.space16

                ListRow {
                    objectName: "plainRow"
                    width: parent.width
                    heading: qsTr("Confirm curfew address")
                    detail: qsTr("Police, PC Osei · 7 June 2026 (2 days late)")
                    iconPath: Theme.red.shape
                    iconColor: Theme.red.fill
                    iconFill: Theme.red.fill
                    noteState: ItemState.OnTablet
                    note: qsTr("On this tablet · not yet sent")
                }
                ListRow {
                    objectName: "chosenRow"
                    width: parent.width
                    heading: qsTr("A very long name, of a person with two hyphenated surnames")
                    detail: qsTr("DA-2031 · open")
                    badge: qsTr("Two versions")
                    chosen: true
                }
                SectionTitle { width: parent.width; section: qsTr("Due this week, 5") }
                EmptyState {
                    width: parent.width
                    text: qsTr("No visits today. Planned ones appear here.")
                }
            }
        ]
        second: ShowcaseForms { width: columns.secondWidth }
    }
    ShowcaseCases { width: parent.width }
}
