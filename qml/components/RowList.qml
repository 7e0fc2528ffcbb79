import QtQuick
import QtQuick.Templates as T
import Lapwing.Ui

// qmllint disable unqualified

// A list that keeps its place, and says in words when there is nothing in it. Rows are moved in by
// its leftMargin: a ListView of Qt 6.8 sets their x. Not Bound: a list of Qt 6.4 refuses a bound
// footer.
ListView {
    id: list

    // The model's own count: that of a ListView is not told of rows that went before it was drawn.
    readonly property int rows: model?.count ?? 0
    property string emptyText: ""
    property string emptyIcon: Icons.done
    // The current row is brought into sight when the list is shown, and when another becomes it.
    property bool findsCurrent: false
    readonly property int currentRow: findsCurrent ? model?.currentRow ?? -1 : -1

    onCurrentRowChanged: showCurrent()
    Component.onCompleted: showCurrent()

    function showCurrent() {
        forceLayout()
        if (currentRow < 0 || currentRow >= count) return
        currentIndex = currentRow
        positionViewAtIndex(currentRow, ListView.Contain)
    }

    clip: true
    boundsBehavior: Flickable.StopAtBounds
    keyNavigationEnabled: true
    section.delegate: SectionTitle { width: ListView.view.width }
    T.ScrollBar.vertical: AppScrollBar {}
    Accessible.role: Accessible.List

    // Below the header, and as far down as there is room for it.
    footer: EmptyState {
        width: list.width - list.leftMargin - list.rightMargin
        height: visible ? Math.max(implicitHeight, list.height - list.topMargin - list.bottomMargin
            - (list.headerItem?.height ?? 0)) : 0
        visible: list.rows === 0 && list.emptyText !== ""
        text: list.emptyText
        iconPath: list.emptyIcon
    }
}
