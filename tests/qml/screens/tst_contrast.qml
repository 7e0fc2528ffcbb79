import QtQuick
import Lapwing.Ui

// Contrast as it is drawn, from the pixels: text 4.5 to 1, frames of controls 3 to 1, by the
// formula of WCAG 2.1.
Stage {
    id: stage

    name: "contrast"

    function light(channel) {
        return channel <= 0.03928 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4)
    }
    function luminance(colour) {
        return 0.2126 * light(colour.r) + 0.7152 * light(colour.g) + 0.0722 * light(colour.b)
    }
    function ratio(a, b) {
        const x = luminance(a)
        const y = luminance(b)
        return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
    }
    // The colour met most often in a rectangle of a picture.
    function ground(picture, x0, y0, x1, y1) {
        const counts = {}
        let best = ""
        for (let y = y0; y < y1; y += 2)
            for (let x = x0; x < x1; x += 3) {
                const key = String(picture.pixel(x, y))
                counts[key] = (counts[key] ?? 0) + 1
                if (best === "" || counts[key] > counts[best]) best = key
            }
        return Qt.color(best)
    }
    // How far the strokes of a text stand out from what is under them.
    function textRatio(picture, item) {
        const at = item.mapToItem(shown, 0, 0)
        const x0 = Math.max(0, Math.ceil(at.x))
        const y0 = Math.max(0, Math.ceil(at.y))
        const x1 = Math.min(shown.width, at.x + Math.min(item.width, 96))
        const y1 = Math.min(shown.height, at.y + item.height)
        const under = ground(picture, x0, y0, x1, y1)
        let best = 1
        for (let y = y0; y < y1; ++y)
            for (let x = x0; x < x1; ++x) best = Math.max(best, ratio(picture.pixel(x, y), under))
        return best
    }
    // Texts that can be seen whole: not scrolled under something else.
    function readable(item) {
        const x = item.mapToItem(shown, 0, 0).x
        const y = item.mapToItem(shown, 0, 0).y
        const inside = x >= 0 && y >= 0 && x + item.width <= shown.width
            && y + item.height <= shown.height
        let clip = item.parent
        while (clip && clip !== shown && !clip.clip) clip = clip.parent
        const top = clip && clip !== shown ? item.mapToItem(clip, 0, 0).y : 0
        return inside && item.width > 4 && item.height > 4
            && (!clip || clip === shown || top >= 0 && top + item.height <= clip.height)
    }
    function isOff(item) {
        for (let up = item; up; up = up.parent) if (up.enabled === false) return true
        return false
    }
    function faint(route) {
        const picture = grabImage(shown)
        return drawn(shown).filter(isText).filter(readable).filter(item => !isOff(item))
            .map(item => [item.text, textRatio(picture, item)]).filter(pair => pair[1] < 4.5)
            .map(pair => `${route}: "${pair[0]}" ${pair[1].toFixed(2)}`)
    }

    // Both themes lying, and the dark one standing at twice the size.
    readonly property var themes: [looks[0], Object.assign({}, looks[0],
        { tag: "landscape, dark", dark: true }), looks[3]]

    function test_text_stands_out_data() { return themes }
    function test_text_stands_out(look) {
        let read = 0
        eachPage(look, page => {
            findsNothing(() => faint(page), page)
            read += drawn(shown).filter(isText).filter(readable).length
        })
        verify(read > 150, "only " + read + " texts were met")
    }

    // Frames that tell where a control is: those of answers, entries and filters. What has the
    // keyboard has a ring instead, which is measured by itself.
    function isFramed(item) {
        return /^(option_|status_|field_|panel_|.*Only|showDone|reason|otherValue|whatHappened)/
            .test(item.objectName) && !item.objectName.endsWith("_today") && !item.activeFocus
    }
    function weakFrames(page) {
        const picture = grabImage(shown)
        return drawn(shown).filter(isFramed).filter(readable).map(item => {
            const at = item.mapToItem(shown, 0, item.height / 2)
            const frame = picture.pixel(Math.round(at.x), Math.round(at.y))
            const beside = picture.pixel(Math.round(at.x) - 3, Math.round(at.y))
            return [item.objectName, ratio(frame, beside)]
        }).filter(pair => pair[1] < 3).map(pair => `${page}: ${pair[0]} ${pair[1].toFixed(2)}`)
    }
    function test_frames_stand_out_data() { return themes.slice(0, 2) }
    function test_frames_stand_out(look) {
        let met = 0
        eachPage(look, page => {
            findsNothing(() => weakFrames(page), page)
            met += drawn(shown).filter(isFramed).filter(readable).length
        })
        verify(met >= 20, "only " + met + " frames were met")
    }

    function test_the_ring_of_the_keyboard_stands_out_data() { return themes.slice(0, 2) }
    function test_the_ring_of_the_keyboard_stands_out(look) {
        show("conflicts", look)
        const version = findChild(shown, "version_1")
        version.forceActiveFocus(Qt.TabFocusReason)
        settle()
        const at = version.mapToItem(shown, version.width / 2, 0)
        const picture = grabImage(shown)
        const colours = Array.from({ length: 16 }, (_, i) =>
            picture.pixel(Math.round(at.x), Math.round(at.y) - 8 + i))
        const line = colours.findIndex(colour => Qt.colorEqual(colour, Theme.focus))
        verify(line >= 0, "no ring")
        verify(ratio(Theme.focus, Theme.focusLine) >= 3)
        verify(colours.some(colour => Qt.colorEqual(colour, Theme.focusLine)))
    }

    function test_the_cover_is_read_in_both_themes_and_is_dark_in_the_dark_one() {
        for (const look of themes.slice(0, 2)) {
            show("today", look)
            const cover = createTemporaryObject(coverAlone, shown)
            settle()
            const picture = grabImage(shown)
            compare(luminance(picture.pixel(20, 20)) < 0.05, look.dark)
            const texts = drawn(cover).filter(isText)
            compare(texts.length, 3)
            verify(texts.every(item => textRatio(picture, item) >= 4.5))
            cover.destroy()
        }
    }

    function test_the_walks_see_what_is_faint() {
        show("settings", looks[0])
        compare(faint("settings").length + weakFrames("settings").length, 0)
        createTemporaryObject(paleThings, shown)
        verify(faint("settings").some(words => words.includes("Faint")))
        verify(weakFrames("settings").some(words => words.includes("option_faint")))
    }

    function test_the_formula_is_that_of_wcag() {
        fuzzyCompare(ratio(Qt.color("black"), Qt.color("white")), 21, 0.01)
        fuzzyCompare(ratio(Qt.color("dimgray"), Qt.color("white")), 5.49, 0.02)
    }

    Component {
        id: coverAlone
        Cover {
            width: shown.width
            height: shown.height
            z: 1
            clock: "10:50am"
            date: "Tuesday 9 June 2026"
        }
    }
    Component {
        id: paleThings
        Rectangle {
            width: 300
            height: 60
            color: Theme.surface

            AppText { text: "Faint"; color: Theme.divider }
            Rectangle {
                objectName: "option_faint"
                x: 150
                width: 100
                height: 50
                border { width: 1; color: Theme.divider }
            }
        }
    }
}
