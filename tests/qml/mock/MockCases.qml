import QtQuick
import QtQml.Models

QtObject {
    signal asked(string what)
    readonly property var rows: QtObject {
        readonly property var panels: ListModel {
            ListElement { value: ""; label: "All"; current: true }
            ListElement { value: "da_marac"; label: "MARAC"; current: false }
            ListElement { value: "iom"; label: "IOM"; current: false }
        }
        readonly property var list: ListModel {
            ListElement { caseRef: "DA-2031"; title: "Tamsin Larkhill"; panelText: "MARAC"
                colour: ""
                colourText: ""; stateText: "Open"; riskText: "High risk"
                alertCount: 1; markerCount: 1
                hasConflict: true; current: true }
            ListElement { caseRef: "DA-2044"
                title: "Parveen Bartholomea Zielinska-Cole Vantongeren-Ashdown"
                panelText: "MARAC"; colour: ""; colourText: ""; stateText: "Listed"
                riskText: "Very high risk"; alertCount: 0; markerCount: 1
                hasConflict: false; current: false }
            ListElement { caseRef: "IOM-14"; title: "Jordan Kestrelman"; panelText: "IOM"
                colour: "amber"
                colourText: "Amber"; stateText: "Open"; riskText: ""; alertCount: 0; markerCount: 0
                hasConflict: false; current: false }
            ListElement { caseRef: "IOM-21"; title: "Gethin Rushmere"; panelText: "IOM"
                colour: "red"
                colourText: "Red"; stateText: "Open"; riskText: "High risk"
                alertCount: 2; markerCount: 1; hasConflict: false; current: false }
            ListElement { caseRef: "IOM-30"; title: "Stefan Yarnold"; panelText: "IOM"
                colour: "blue"
                colourText: "Blue, in custody"; stateText: "Open"; riskText: ""
                alertCount: 0; markerCount: 0; hasConflict: false; current: false }
        }
    }
    property string filterText: ""
    property string emptyText: "No case on this tablet has that name or reference."
    function filterPanel(value: string) { asked("panel " + value) }
    function select(ref: string) { asked("select " + ref) }
    function openSelected() { asked("openSelected") }
}
