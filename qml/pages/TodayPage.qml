pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// The day: the next visit first, then what is due, and what a person must decide.
AppPage {
    id: page

    title: app.dateText
    subtitle: Words.dotted([app.personName, app.roleText])

    PageScroll {
        anchors.fill: parent
        columnMax: width

        TwoColumns {
            id: columns
            width: parent.width
            share: page.app.today.hasNext ? 0.55 : 0.42
            swapped: true
            first: [
                NextVisit {
                    width: columns.firstWidth
                    visible: page.app.today.hasNext
                    today: page.app.today
                },
                VisitsToday {
                    width: columns.firstWidth
                    visible: !page.app.today.hasNext
                    today: page.app.today
                },
                ListCard {
                    id: checks
                    width: columns.firstWidth
                    title: qsTr("Check needed")
                    count: page.app.today.checks.count
                    emptyText: qsTr("Nothing was changed in two places.")

                    Repeater {
                        model: page.app.today.checks

                        ListRow {
                            required property string checkId
                            required property string caseText
                            required text

                            objectName: "row_" + checkId
                            width: checks.innerWidth
                            heading: text
                            detail: caseText
                            iconPath: Icons.checks
                            iconColor: Theme.check
                            onClicked: page.app.today.openCheck(checkId)
                        }
                    }
                },
                ListCard {
                    id: signing
                    width: columns.firstWidth
                    visible: count > 0
                    title: qsTr("Recorded, waiting for signatures")
                    count: page.app.today.countersign.count

                    Repeater {
                        model: page.app.today.countersign

                        ListRow {
                            required property string recordId
                            required property string who
                            required property string when
                            required property string stepText

                            objectName: "row_" + recordId
                            width: signing.innerWidth
                            heading: who
                            detail: when
                            note: stepText
                            iconPath: Icons.visit
                            onClicked: page.app.today.openBriefing(recordId)
                        }
                    }
                },
                ContactCard {
                    width: columns.firstWidth
                    sync: page.app.sync
                }
            ]
            second: [
                VisitsToday {
                    width: columns.secondWidth
                    visible: page.app.today.hasNext
                    today: page.app.today
                },
                ListCard {
                    id: actions
                    width: columns.secondWidth
                    title: qsTr("Actions due")
                    count: page.app.today.actionsDue
                    emptyText: page.app.today.emptyActionsText

                    Repeater {
                        model: page.app.today.actions

                        ActionRow {
                            width: actions.innerWidth
                            onClicked: page.app.today.openAction(recordId)
                        }
                    }
                    ListRow {
                        objectName: "allActions"
                        width: actions.innerWidth
                        visible: actions.count > page.app.today.actions.count
                        heading: qsTr("See all %1").arg(actions.count)
                        iconPath: Icons.actions
                        onClicked: page.app.today.openActions()
                    }
                }
            ]
        }
    }
}
