pragma Singleton
import QtQuick

// Drawings on a square of 24, stroked 2 wide; the shapes of the ratings are filled.
QtObject {
    readonly property string square: "M4 4H20V20H4Z"
    readonly property string triangle: "M12 3L22 21H2Z"
    readonly property string diamond: "M12 1L23 12L12 23L1 12Z"
    readonly property string circle: "M12 2A10 10 0 1 1 11.99 2Z"
    readonly property string ring: "M12 3A9 9 0 1 1 11.99 3Z"

    readonly property string today: "M4 6H20V20H4ZM4 10H20M8 3V7M16 3V7M8 14H12"
    readonly property string cases: "M3 6H10L12 9H21V19H3Z"
    readonly property string actions: "M4 7L6 9L9 5M4 16L6 18L9 14M12 7H20M12 16H20"
    readonly property string visit: "M4 11L12 4L20 11M6 10V20H18V10M10 20V14H14V20"
    readonly property string conflicts: "M5 4H11V20H5ZM13 4H19V20H13ZM7 8H9M15 8H17M7 12H9M15 12H17"
    readonly property string sync: "M4 10A8 8 0 0 1 19 8M20 4V8H16M20 14A8 8 0 0 1 5 16M4 20V16H8"
    readonly property string search: "M10.5 4A6.5 6.5 0 1 1 10.49 4ZM15.5 15.5L21 21"
    readonly property string settings:
        "M4 7H13M17 7H20M15 5A2 2 0 1 1 14.99 5ZM4 17H7M11 17H20M9 15A2 2 0 1 1 8.99 15Z"
    readonly property string menu: "M4 7H20M4 12H20M4 17H20"
    readonly property string back: "M14 5L7 12L14 19"
    readonly property string next: "M10 5L17 12L10 19"
    readonly property string up: "M5 14L12 7L19 14"
    readonly property string down: "M5 10L12 17L19 10"
    readonly property string hide: "M3 12C6 7 9 5.5 12 5.5S18 7 21 12"
        + "C18 17 15 18.5 12 18.5S6 17 3 12ZM4 20L20 4"
    readonly property string lock: "M6 11H18V20H6ZM8.5 11V8A3.5 3.5 0 0 1 15.5 8V11"
    readonly property string warning: "M12 4L21.5 20H2.5ZM12 10V14.5M12 17V17.4"
    readonly property string problem: "M8 3H16L21 8V16L16 21H8L3 16V8ZM12 8V13M12 16V16.4"
    readonly property string done: "M5 12.5L10 17.5L19 7"
    readonly property string close: "M6 6L18 18M18 6L6 18"
    readonly property string add: "M12 5V19M5 12H19"
    readonly property string draft: "M5 19L6 15L16 5L19 8L9 18Z"
    readonly property string tablet: "M6 3H18V21H6ZM11 18H13"
    readonly property string sent: "M12 3A9 9 0 1 1 11.99 3ZM8 12.5L11 15.5L16 9.5"
    readonly property string phone: "M7 3H11L12.5 8L10 10A11 11 0 0 0 14 14L16 11.5L21 13V17"
        + "C21 19 19.5 20.5 17.5 20.5A14.5 14.5 0 0 1 3.5 6.5C3.5 4.5 5 3 7 3Z"
    readonly property string person: "M12 4A4 4 0 1 1 11.99 4ZM4 20C5 16 8 14.5 12 14.5S19 16 20 20"
    readonly property string clock: "M12 3A9 9 0 1 1 11.99 3ZM12 7V12L15.5 14"
    readonly property string erase: "M8 5H21V19H8L2.5 12ZM12 9L17.5 15M17.5 9L12 15"

    function ofState(state: int): string {
        return [draft, tablet, sent, conflicts, problem][state] ?? ""
    }
    function named(name: string): string {
        const known = { today: today, cases: cases, actions: actions, conflicts: conflicts,
            sync: sync, settings: settings }
        return known[name] ?? menu
    }
}
