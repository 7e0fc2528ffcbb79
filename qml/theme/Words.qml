pragma Singleton
import QtQuick

// Puts finished words side by side, leaving out those that are empty.
QtObject {
    readonly property int shortPart: 28 // characters that stay on one line

    function joined(parts: var, between: string): string {
        return parts.filter(part => part !== "").join(between)
    }
    // On one line, which breaks before a dot and not within a short part. A part may be several.
    function dotted(parts: var): string {
        const hold = part => part.length > shortPart ? part : part.replace(/ /g, "\u00a0")
        return joined(parts, " · ").split(/ ·[ \u00a0]/).map(hold).join(" ·\u00a0")
    }
    function spoken(parts: var): string {
        return joined(parts, ", ").replace(/\u00a0/g, " ")
    }
    function counted(count: int, one: string, several: string): string {
        return count === 0 ? "" : count === 1 ? one : several.arg(count)
    }
    function lines(parts: var): string {
        return joined(parts, "\n")
    }
    function sentences(parts: var): string {
        return joined(parts, ". ")
    }
    // To a screen reader at once, wherever it is; Qt 6.4 has no way to.
    function announce(item: var, text: string) {
        if (text !== "") item.Accessible.announce?.(text)
    }
}
