#pragma once

#include "shared/base/bytes.h"

#include <memory>

namespace lapwing::crypto {

/// Bytes of a key or passphrase in guarded, locked memory, wiped when dropped.
/// Movable, not copyable; an empty one holds nothing.
/// Source: libsodium's sodium_malloc.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::size_t size);
    [[nodiscard]] static Secret copyOf(ByteView bytes);

    [[nodiscard]] ByteView view() const { return {m_data.get(), m_size}; }
    [[nodiscard]] std::span<std::uint8_t> span() { return {m_data.get(), m_size}; }
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }
    /// True when the kernel keeps these bytes out of swap.
    [[nodiscard]] bool locked() const { return m_locked; }

private:
    struct Free {
        void operator()(std::uint8_t* data) const;
    };
    std::unique_ptr<std::uint8_t, Free> m_data;
    std::size_t m_size = 0;
    bool m_locked = false;
};

/// Overwrites bytes that the optimiser would otherwise leave behind.
void wipe(std::span<std::uint8_t> bytes);
/// Must succeed once before anything else of crypto/ is used.
[[nodiscard]] bool initialise();

} // namespace lapwing::crypto
