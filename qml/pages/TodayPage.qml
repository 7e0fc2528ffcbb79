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
            share: page.app.today.view.hasNext ? 0.55 : 0.42
            swapped: true
            first: [
                NextVisit {
                    width: columns.firstWidth
                    visible: page.app.today.view.hasNext
                    today: page.app.today
                },
                VisitsToday {
                    width: columns.firstWidth
                    visible: !page.app.today.view.hasNext
                    today: page.app.today
                },
                ListCard {
                    id: conflicts
                    width: columns.firstWidth
                    title: qsTr("Decide")
                    count: page.app.today.rows.conflicts.count
                    emptyText: qsTr("Nothing to decide")

                    Repeater {
                        model: page.app.today.rows.conflicts

                        ListRow {
                            required property string conflictId
                            required property string caseText
                            required text

                            objectName: "row_" + conflictId
                            width: conflicts.innerWidth
                            heading: text
                            detail: caseText
                            iconPath: Icons.conflicts
                            iconColor: Theme.conflict
                            onClicked: page.app.today.openConflict(conflictId)
                        }
                    }
                },
                ListCard {
                    id: signing
                    width: columns.firstWidth
                    visible: count > 0
                    title: qsTr("Waiting for a signature")
                    count: page.app.today.rows.toSign.count

                    Repeater {
                        model: page.app.today.rows.toSign

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
                    visible: page.app.today.view.hasNext
                    today: page.app.today
                },
                ListCard {
                    id: actions
                    width: columns.secondWidth
                    title: qsTr("Actions due")
                    count: page.app.today.view.actionsDue
                    emptyText: qsTr("No action is due within a week.")

                    Repeater {
                        model: page.app.today.rows.actions

                        ActionRow {
                            width: actions.innerWidth
                            onClicked: page.app.today.openAction(recordId)
                        }
                    }
                    ListRow {
                        objectName: "allActions"
                        width: actions.innerWidth
                        visible: actions.count > page.app.today.rows.actions.count
                        heading: qsTr("See all %1").arg(actions.count)
                        iconPath: Icons.actions
                        onClicked: page.app.today.openActions()
                    }
                }
            ]
        }
    }
}
