import QtQuick
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

    function test_long_names_wrap() {
        const name = "Bartholomea Philippa Zielinska-Cole Vantongeren-Ashdown-Featherstonehaugh"
        app.caseView.title = name
        app.today.nextTitle = name
        app.cases.list.setProperty(0, "title", name)
        for (const look of looks)
            for (const route of ["today", "cases", "case"]) {
                show(route, look)
                findsNothing(losses, route)
            }
    }

    function test_when_a_list_is_empty_it_says_why() {
        const places = [["cases", app.cases.list, app.cases.emptyText],
            ["checks", app.checks.list, app.checks.emptyText],
            ["sync", app.sync.items, app.sync.emptyText],
            ["case", app.caseView.visits, "No visits yet. Plan visit adds one."]]
        app.caseView.tab = "visits"
        for (const place of places) {
            place[1].clear()
            show(place[0], looks[0])
            const said = drawn(shown).filter(isText).map(item => item.text)
            verify(said.includes(place[2]), place[0])
            findsNothing(losses, place[0])
        }
    }

    function test_no_text_is_read_as_markup() {
        eachPage(looks[0], page => {
            const marked = drawn(shown).filter(isText)
            compare(marked.filter(item => item.textFormat !== Text.PlainText).length, 0, page)
        })
    }

    function test_the_walk_sees_a_text_that_is_cut() {
        compare(losses(createTemporaryObject(cut, stage)).length, 1)
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
