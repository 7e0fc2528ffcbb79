pragma Singleton
import QtQuick
import Lapwing.Ui

// Every colour, size and font of the screen, named by purpose. Main sets the four choices of a
// person from their settings; all else follows.
QtObject {
    id: theme

    property bool dark: false
    property real scale: 1.0 // of text, 1.0 to 2.0
    property bool leftHanded: false
    property bool reduceMotion: false

    // Colours
    readonly property color surface: dark ? "#121517" : "#ffffff"
    readonly property color page: dark ? "#1c2124" : "#f4f6f8"
    readonly property color ink: dark ? "#f2f4f5" : "#0b0c0c"
    readonly property color ink2: dark ? "#b9c2c8" : "#3d4449"
    readonly property color border: dark ? "#8a959c" : "#5f6870"
    readonly property color divider: dark ? "#3a4248" : "#c5ccd1"
    readonly property color brand: dark ? "#7cc4e8" : "#0b4f71"
    readonly property color brandInk: dark ? "#0b0c0c" : "#ffffff"
    readonly property color brandGround: dark ? "#1c2124" : "#0b4f71"
    readonly property color groundInk: dark ? "#f2f4f5" : "#ffffff"
    readonly property color link: dark ? "#7cc4e8" : "#0b5a8a"
    readonly property color error: dark ? "#ff8f86" : "#a8151a"
    readonly property color conflict: dark ? "#cfa8f0" : "#5b2a86"
    readonly property color focus: "#ffdd00"
    readonly property color focusLine: "#0b0c0c"
    readonly property color veil: dark ? "#c0000000" : "#800b0c0c"
    readonly property color clear: "transparent"
    // Mixed from the above, so that they follow both themes.
    readonly property color selected: Qt.tint(surface, Qt.alpha(brand, dark ? 0.16 : 0.09))
    readonly property color pressed: Qt.tint(surface, Qt.alpha(brand, dark ? 0.26 : 0.16))
    readonly property color brandPressed: Qt.tint(brand, Qt.alpha(brandInk, 0.16))
    readonly property color alertTint: Qt.tint(surface, Qt.alpha(error, dark ? 0.14 : 0.06))
    readonly property color conflictTint: Qt.tint(surface, Qt.alpha(conflict, dark ? 0.14 : 0.07))

    // BRAG: never a colour alone, never for anything else.
    readonly property Rating blue: Rating {
        shape: Icons.square
        fill: theme.dark ? "#307de8" : "#0f3d7a"
        fillInk: theme.dark ? "#0b0c0c" : "#ffffff"
        tint: theme.dark ? "#307de8" : "#dbe6f5"
        tintInk: theme.dark ? "#0b0c0c" : "#0f3d7a"
    }
    readonly property Rating red: Rating {
        shape: Icons.triangle
        fill: theme.dark ? "#f37168" : "#a8151a"
        fillInk: theme.dark ? "#0b0c0c" : "#ffffff"
        tint: theme.dark ? "#f37168" : "#f7dcdc"
        tintInk: theme.dark ? "#0b0c0c" : "#8a1014"
    }
    readonly property Rating amber: Rating {
        shape: Icons.diamond
        fill: theme.dark ? "#ffd966" : "#ffc414"
        fillInk: "#0b0c0c"
        tint: theme.dark ? "#ffd966" : "#fff1cc"
        tintInk: theme.dark ? "#0b0c0c" : "#5c3b00"
    }
    readonly property Rating green: Rating {
        shape: Icons.circle
        fill: theme.dark ? "#82c9b4" : "#3b9b7e"
        fillInk: "#0b0c0c"
        tint: theme.dark ? "#82c9b4" : "#d9efe7"
        tintInk: theme.dark ? "#0b0c0c" : "#17523f"
    }
    readonly property Rating unrated: Rating {
        shape: Icons.ring
        fill: theme.page
        fillInk: theme.ink
        tint: theme.page
        tintInk: theme.ink
    }
    function rating(colour: string): Rating {
        const known = { blue: blue, red: red, amber: amber, green: green }
        return known[colour] ?? unrated
    }

    // Space, radii and lines
    readonly property int space4: 4
    readonly property int space8: 8
    readonly property int space12: 12
    readonly property int space16: 16
    readonly property int space24: 24
    readonly property int space32: 32
    readonly property int space48: 48
    readonly property int radius4: 4
    readonly property int radius8: 8
    readonly property int hairline: 1
    readonly property real chipLine: 1.5
    readonly property int ring: 3
    readonly property int ringInk: 2

    // Sizes that grow with the text
    function px(size: real): int {
        return Math.round(size * scale)
    }
    readonly property int target: Math.max(48, px(26) + 22)
    readonly property int control: px(26) + 30
    readonly property int row: Math.max(72, px(26) + px(24) + 22)
    readonly property int bar: control + 16
    readonly property int hide: Math.max(64, px(24) + 32)
    readonly property int rail: Math.max(96, px(88))
    readonly property int listPane: px(400)
    readonly property int column: px(720)
    readonly property int sheet: px(560)
    readonly property int icon: px(24)
    readonly property int smallIcon: px(18)
    readonly property int paneWidthMin: 1000 // of the scaled width: rail and two panes
    readonly property int titleMin: 480 // of the scaled width: a title beside buttons
    readonly property int columnsMin: 820 // of the scaled width: two stacks of cards
    readonly property int railWidthMin: 700 // of the scaled width: below it a menu

    // Type
    readonly property FontLoader regularFile: FontLoader { source: "fonts/Inter-Regular.otf" }
    readonly property FontLoader semiBoldFile: FontLoader { source: "fonts/Inter-SemiBold.otf" }
    readonly property string family: regularFile.font.family
    readonly property real leading: 1.18 // of running text, to 26 for 18
    function face(size: int, weight: int): font {
        return Qt.font({ family: family, pixelSize: px(size), weight: weight })
    }
    readonly property font body: face(18, Font.Normal)
    readonly property font strong: face(18, Font.DemiBold)
    readonly property font underlined: Qt.font({ family: family, pixelSize: px(18),
        underline: true })
    readonly property font lead: face(20, Font.Normal)
    readonly property font small: face(16, Font.Normal)
    readonly property font smallStrong: face(16, Font.DemiBold)
    readonly property font h3: face(20, Font.DemiBold)
    readonly property font h2: face(24, Font.DemiBold)
    readonly property font h1: face(30, Font.DemiBold)
    readonly property font clock: face(72, Font.Normal)

    readonly property int shortText: 60 // characters that still stand in large type
    readonly property int motion: reduceMotion ? 0 : 120
}
