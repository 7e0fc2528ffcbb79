#pragma once

#include <mutex>

// Clang reads these and refuses what touches a member without its mutex (./run test, clang-tidy);
// other compilers read past them.
#ifdef __clang__
#define LAPWING_LOCKING(attribute) __attribute__((attribute))
#else
#define LAPWING_LOCKING(attribute)
#endif
#define LAPWING_GUARDED_BY(mutex) LAPWING_LOCKING(guarded_by(mutex))
#define LAPWING_REQUIRES(mutex) LAPWING_LOCKING(requires_capability(mutex))

namespace lapwing {

/// A std::mutex whose members say what they guard: that of libstdc++ tells clang nothing.
/// Thread: any.
class LAPWING_LOCKING(capability("mutex")) Mutex {
public:
    void lock() LAPWING_LOCKING(acquire_capability()) { m_mutex.lock(); }
    void unlock() LAPWING_LOCKING(release_capability()) { m_mutex.unlock(); }

private:
    std::mutex m_mutex;
};

/// Holds a Mutex for its scope. A std::condition_variable_any waits on it; the predicate is
/// LAPWING_REQUIRES of the mutex.
/// Thread: its own.
class LAPWING_LOCKING(scoped_lockable) Lock {
public:
    explicit Lock(Mutex& mutex) LAPWING_LOCKING(acquire_capability(mutex)) : m_mutex(mutex)
    {
        m_mutex.lock();
    }
    ~Lock() LAPWING_LOCKING(release_capability())
    {
        if (m_held) m_mutex.unlock();
    }
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;
    void lock() LAPWING_LOCKING(acquire_capability())
    {
        m_mutex.lock();
        m_held = true;
    }
    void unlock() LAPWING_LOCKING(release_capability())
    {
        m_held = false;
        m_mutex.unlock();
    }

private:
    Mutex& m_mutex;
    bool m_held = true;
};

} // namespace lapwing
