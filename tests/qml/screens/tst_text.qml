import QtQuick
import Lapwing.Client
import Lapwing.Ui

// At twice the size nothing that has to be read is cut off or leaves the page.
Stage {
    id: stage

    name: "text"

    // What of a text is not seen, in words; "" when it is all there.
    function lossOf(item) {
        const label = `"${item.text}" ${item.width}x${item.height}`
        if (item.truncated) return label + ": cut"
        if (item.contentWidth > item.width + 1) return label + ": wider than its place"
        if (item.contentHeight > item.height + 1) return label + ": higher than its place"
        const at = item.mapToItem(shown, 0, 0)
        return at.x < -1 || at.x + item.width > shown.width + 1 ? label + ": off the page" : ""
    }
    function losses(root) {
        return drawn(root).filter(isText).map(lossOf).filter(words => words !== "")
    }

    function test_no_text_is_cut_data() { return looks }
    function test_no_text_is_cut(look) {
        let read = 0
        eachPage(look, page => {
            findsNothing(losses, page)
            read += drawn(shown).filter(isText).length
        })
        verify(read > 300, "only " + read + " texts were met")
    }

    // What of an item can be seen, within the page and whatever clips it.
    function seen(item) {
        const at = item.mapToItem(shown, 0, 0)
        let box = Qt.rect(at.x, at.y, item.width, item.height)
        for (let up = item.parent; up && up !== shown; up = up.parent) {
            if (!up.clip) continue
            const edge = up.mapToItem(shown, 0, 0)
            const left = Math.max(box.x, edge.x)
            const top = Math.max(box.y, edge.y)
            box = Qt.rect(left, top, Math.min(box.x + box.width, edge.x + up.width) - left,
                Math.min(box.y + box.height, edge.y + up.height) - top)
        }
        return box
    }
    function overlaps(root) {
        const texts = drawn(root).filter(isText).map(item => [item.text, seen(item)])
            .filter(pair => pair[1].width > 0 && pair[1].height > 0)
        const found = []
        for (let i = 0; i < texts.length; ++i)
            for (let j = i + 1; j < texts.length; ++j) {
                const [a, b] = [texts[i][1], texts[j][1]]
                const wide = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
                const high = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
                if (wide > 2 && high > 2) found.push(`"${texts[i][0]}" over "${texts[j][0]}"`)
            }
        return found
    }

    function test_no_text_stands_on_another_data() { return looks }
    function test_no_text_stands_on_another(look) {
        eachPage(look, page => findsNothing(overlaps, page))
    }

    function test_long_names_wrap() {
        const name = "Bartholomea Philippa Zielinska-Cole Vantongeren-Ashdown-Featherstonehaugh"
        app.caseView.view.card.title = name
        app.today.view.next.who = name
        app.cases.rows.list.setProperty(0, "title", name)
        for (const look of looks)
            for (const route of ["today", "cases", "case"]) {
                show(route, look)
                findsNothing(losses, route)
            }
    }

    function test_when_a_list_is_empty_it_says_why() {
        const conflicts = app.modelOf(PageId.Conflicts)
        const places = [["cases", app.cases.rows.list, app.cases.emptyText],
            ["conflicts", conflicts.rows.list, conflicts.answer.emptyText],
            ["sync", app.sync.rows.items, app.sync.view.emptyText],
            ["case", app.caseView.rows.visits, "No visits yet. Plan visit adds one."]]
        app.caseView.tab = "visits"
        for (const place of places) {
            place[1].clear()
            show(place[0], looks[0])
            const said = drawn(shown).filter(isText).map(item => item.text)
            verify(said.includes(place[2]), place[0])
            for (const look of looks) {
                show(place[0], look)
                findsNothing(losses, place[0])
                findsNothing(overlaps, place[0])
            }
        }
    }

    function test_a_line_of_parts_breaks_before_a_dot_and_not_within_a_short_part() {
        const held = Words.dotted(["Very high risk", "", Words.dotted(["DA MARAC", "Plan open"])])
        compare(held, "Very\u00a0high\u00a0risk ·\u00a0DA\u00a0MARAC ·\u00a0Plan\u00a0open")
        const whole = "Confirm the start of the job with the employer"
        compare(Words.dotted([whole, "Due today"]), whole + " ·\u00a0Due\u00a0today")
        compare(Words.spoken([held]), "Very high risk · DA MARAC · Plan open")
    }

    function test_every_page_with_personal_data_is_marked_data() { return looks }
    function test_every_page_with_personal_data_is_marked(look) {
        const free = ["visit", "settings", "keys", "lease", "unlock", "setUp"]
        eachPage(look, page => {
            const marks = drawn(shown).filter(isText).filter(item =>
                item.text.includes("OFFICIAL-SENSITIVE"))
            compare(marks.length, free.includes(page) ? 0 : 1, page)
        })
    }

    function test_the_warnings_of_a_case_open_in_place_where_there_is_little_room() {
        const says = words => drawn(shown).filter(isText).some(item =>
            Words.spoken([item.text]).includes(words))
        app.caseView.tab = "actions"
        show("case", looks[2])
        verify(says("3 to mind"))
        verify(!says("Do not visit alone"))
        mouseClick(findChild(shown, "warningsLine"))
        settle()
        verify(says("Do not visit alone"))
        app.caseView.tab = "summary"
        settle()
        verify(says("Do not visit alone"))
    }

    // Only found words are marked: what is left without the marks is the text itself, escaped.
    function isMarkedText(item) {
        const escaped = item.plain?.replace(/&/g, "&amp;").replace(/</g, "&lt;")
            .replace(/>/g, "&gt;").replace(/"/g, "&quot;")
        return item.marked !== undefined && item.Accessible.name === item.plain
            && item.marked.replace(/<b><u>|<\/u><\/b>/g, "") === escaped
    }
    function test_no_text_is_read_as_markup() {
        eachPage(looks[0], page => {
            const styled = drawn(shown).filter(isText)
                .filter(item => item.textFormat !== Text.PlainText)
            compare(styled.filter(item => !isMarkedText(item)).length, 0, page)
            compare(styled.length > 0, page === "search", page)
        })
    }
    function test_the_walk_sees_a_text_that_is_read_as_markup() {
        const texts = createTemporaryObject(markup, stage).children
        verify(isMarkedText(texts[0]))
        verify(!isMarkedText(texts[1]))
        verify(!isMarkedText(texts[2]))
        compare(texts[0].Accessible.name, "A <b>lock</b>")
    }

    function test_the_walk_sees_a_text_that_is_cut() {
        compare(losses(createTemporaryObject(cut, stage)).length, 1)
    }
    function test_the_walk_sees_a_text_over_another() {
        compare(overlaps(createTemporaryObject(over, stage)).length, 1)
    }

    Component {
        id: markup
        Item {
            MarkedText { plain: "A <b>lock</b>"; marked: "A &lt;b&gt;<b><u>lock</u></b>&lt;/b&gt;" }
            MarkedText { plain: "A <b>lock</b>"; marked: "A <b>lock</b>" }
            AppText { text: "A <b>lock</b>"; textFormat: Text.StyledText }
        }
    }
    Component {
        id: over
        Item {
            AppText { text: "One" }
            AppText { y: 10; text: "Another" }
            AppText { y: 60; text: "Below" }
        }
    }
    Component {
        id: cut
        Item {
            AppText {
                width: 20
                elide: Text.ElideRight
                wrapMode: Text.NoWrap
                text: "Confirm curfew"
            }
        }
    }
}
