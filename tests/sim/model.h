#pragma once

#include "sync/log/displayed_record.h"

#include <functional>
#include <map>
#include <set>
#include <tuple>

namespace lapwing::sim {

/// One register: record, wire field number, set member.
using Place = std::tuple<RecordId, std::uint32_t, Bytes>;

/// One field of one save: what was written, and the dots its form displayed there when it opened.
struct Written {
    Place place;
    Bytes value; ///< encodeValue()
    std::set<SeenDot> displayed;
};

/// One save in one strand, as the person at the screen made it.
struct Save {
    SeenDot dot;
    std::vector<Written> writes;
    std::vector<SeenDot> deps; ///< how far its author had read the others, as signed
};

/// What stands in every register: the value of each live dot.
using Live = std::map<Place, std::map<SeenDot, Bytes>>;

/// The oracle. It remembers every save in the order in which it was made and works out what must
/// be shown from the bare set of changes held, from scratch, sharing no code with the engine.
class Model {
public:
    void put(const StrandId& strand, Save save);
    [[nodiscard]] const Save* find(const StrandId& strand, const SeenDot& dot) const;
    [[nodiscard]] const std::map<SeenDot, Save>& saves(const StrandId& strand) const;

    using Holds = std::function<bool(const SeenDot&)>;
    /// A value is live when its change is held and no held change displayed it where it wrote.
    [[nodiscard]] Live live(const StrandId& strand, const Holds& holds) const;

    /// The held write that displayed this dot in its register, if any.
    struct Superseder {
        SeenDot dot;
        std::size_t displayed = 0; ///< how many values it chose between
    };
    [[nodiscard]] std::vector<Superseder> supersedersOf(const StrandId& strand, const Place& place,
                                                        const SeenDot& dot,
                                                        const Holds& holds) const;

private:
    std::map<StrandId, std::map<SeenDot, Save>> m_saves;
};

} // namespace lapwing::sim
