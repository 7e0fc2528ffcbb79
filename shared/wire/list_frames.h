#pragma once

#include "shared/wire/frame.h"
#include "shared/wire/messages.h"

#include <algorithm>

namespace lapwing::wire {

/// So many fit into a frame, whatever they are.
inline constexpr std::size_t kVerdictsInFrame = 1000;
inline constexpr std::size_t kStrandIdsInFrame = 4000;

/// Puts a list as as many frames as it needs; none for an empty one.
template <typename Message, typename Item>
void putList(FrameWriter& out, FrameType type, const std::vector<Item>& items, std::size_t inFrame)
{
    for (std::size_t at = 0; at < items.size(); at += inFrame) {
        const auto from = items.begin() + static_cast<std::ptrdiff_t>(at);
        const auto count = static_cast<std::ptrdiff_t>(std::min(inFrame, items.size() - at));
        out.put(type, encodeMessage(Message{{from, from + count}}));
    }
}

} // namespace lapwing::wire
