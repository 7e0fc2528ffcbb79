// What SQLite may read of a sealed database without asking for whole pages, and what it may not.
#include "shared/base/random.h"
#include "sync/store/seal/sealed_file.h"
#include "tests/support/seal_bench.h"

using namespace lapwing;
using namespace lapwing::test;
using namespace lapwing::store;

namespace {

constexpr std::uint8_t kUntouched = 0xa5;
constexpr std::size_t kPages = 4;

/// A file of sealed pages that SQLite never sees: only what SealedMain asks of it is there.
struct PagesInMemory {
    sqlite3_file head{&kMethods};
    Bytes content = Bytes(kPages * kPageSize);

    static PagesInMemory& of(sqlite3_file* file) { return *reinterpret_cast<PagesInMemory*>(file); }
    static int read(sqlite3_file* file, void* out, int size, sqlite3_int64 at)
    {
        const auto from =
            ByteView(of(file).content)
                .subspan(static_cast<std::size_t>(at), static_cast<std::size_t>(size));
        std::ranges::copy(from, static_cast<std::uint8_t*>(out));
        return SQLITE_OK;
    }
    static int size(sqlite3_file* file, sqlite3_int64* out)
    {
        *out = static_cast<sqlite3_int64>(of(file).content.size());
        return SQLITE_OK;
    }
    static const sqlite3_io_methods kMethods;
};

constexpr sqlite3_io_methods methodsOf()
{
    sqlite3_io_methods methods{};
    methods.iVersion = 1;
    methods.xRead = PagesInMemory::read;
    methods.xFileSize = PagesInMemory::size;
    return methods;
}
const sqlite3_io_methods PagesInMemory::kMethods = methodsOf();

/// Four pages of known bytes, and what reads them.
struct Sealed {
    crypto::SystemRandom random;
    PageSealer sealer{keyOf(), "page", random};
    Bytes plain = Bytes(kPages * kPageSize);
    PagesInMemory file;
    bool broken = false;
    SealedMain main{file.head, broken, sealer};

    Sealed()
    {
        for (std::size_t page = 0; page < kPages; ++page) {
            const auto bytes = std::span(plain).subspan(page * kPageSize, kPageSize);
            for (std::size_t i = 0; i < kPageSize - kReservedSize; ++i)
                bytes[i] = static_cast<std::uint8_t>((i * 7 + page) % 251);
            const auto out = std::span(file.content).subspan(page * kPageSize, kPageSize);
            REQUIRE(sealer.sealPage({SealPlace::Kind::Page, page + 1}, bytes, out).ok());
        }
    }
    /// The answer, with what was read into the middle of bytes that must stay as they are.
    int read(Bytes& out, std::size_t size, sqlite3_int64 at)
    {
        out.assign(size + 2, kUntouched);
        return main.read(std::span(out).subspan(1, size), at);
    }
};

struct Read {
    std::size_t size;
    sqlite3_int64 at;
};

} // namespace

TEST_CASE("the reads that SQLite is known to make give what was written, and not a byte more")
{
    Sealed sealed;
    constexpr sqlite3_int64 kPage = kPageSize;
    constexpr std::size_t kUsable = kPageSize - kReservedSize;
    const Read known[] = {
        {kPageSize, 0},
        {kPageSize, kPage},
        {kPageSize, 3 * kPage}, // pages
        {100, 0},
        {16, 24}, // opening, and the counter after a lock
        {5, kPage},
        {6, kPage},
        {100, kPage}, // 3.45: of overflow pages
        {kUsable, kPage},
        {kUsable, 2 * kPage},
        {1000, 3 * kPage},
        {4047, 3 * kPage},
    };
    for (const auto& each : known) {
        CAPTURE(each.size);
        CAPTURE(each.at);
        Bytes out;
        REQUIRE(sealed.read(out, each.size, each.at) == SQLITE_OK);
        CHECK_FALSE(sealed.main.takeRefused());
        const auto wanted =
            ByteView(sealed.plain).subspan(static_cast<std::size_t>(each.at), each.size);
        CHECK(std::ranges::equal(std::span(out).subspan(1, each.size), wanted));
        CHECK(out.front() == kUntouched);
        CHECK(out.back() == kUntouched);
    }
}

TEST_CASE("any other read fails, gives nothing, and tells its size and place once")
{
    Sealed sealed;
    constexpr sqlite3_int64 kPage = kPageSize;
    constexpr std::size_t kUsable = kPageSize - kReservedSize;
    const Read unknown[] = {
        {kUsable + 1, kPage},
        {kPageSize - 1, kPage}, // what is reserved is nobody's to read
        {4, kPage},
        {1, kPage}, // a page's link without its content
        {100, kPage + 1},
        {kUsable, kPage + 4}, // not from a page's beginning
        {kPageSize, 100},
        {2 * kPageSize, 0},
        {2 * kPageSize, kPage},
        {99, 0},
        {101, 0},
        {kUsable, 0},
        {16, 0},
        {16, 23},
        {15, 24},
        {16, kPage + 24},
    };
    for (const auto& each : unknown) {
        CAPTURE(each.size);
        CAPTURE(each.at);
        Bytes out;
        CHECK(sealed.read(out, each.size, each.at) == SQLITE_IOERR_READ);
        CHECK(std::ranges::count(out, kUntouched) == static_cast<std::ptrdiff_t>(out.size()));
        const auto refused = sealed.main.takeRefused();
        REQUIRE(refused);
        CHECK(refused->size == each.size);
        CHECK(refused->at == each.at);
        CHECK_FALSE(sealed.main.takeRefused());
    }
}

TEST_CASE("a part of a damaged page is refused, wherever in the page the damage is")
{
    Sealed sealed;
    for (const std::size_t byte : {0u, 3u, 200u, 4047u, 4048u, 4095u}) {
        sealed.file.content[kPageSize + byte] ^= 1;
        Bytes out;
        CHECK(sealed.read(out, 100, kPageSize) == SQLITE_IOERR_DATA);
        CHECK(std::ranges::count(std::span(out).subspan(1, 100), 0) == 100);
        sealed.file.content[kPageSize + byte] ^= 1;
    }
}

TEST_CASE("values of any length come back from pages that the cache does not hold")
{
    Bench bench;
    const Folder at;
    constexpr int kPages12 = 12 * 4096;
    const auto bodyOfSize = [](int size) {
        std::string body;
        for (int i = 0; i < size; ++i) body += static_cast<char>('a' + (i * 31 + size) % 26);
        return body;
    };
    std::vector<int> sizes{1, 3900, 4040, 4044, 4045, 4048, 8088, 8093, kPages12, 1 << 20};
    for (int size = 4030; size < 12200; size += 97) sizes.push_back(size);
    {
        auto database = bench.make(at);
        for (const int size : sizes)
            REQUIRE(database.cached("INSERT INTO note VALUES(NULL, ?)")
                        .value()
                        .bind(1, bodyOfSize(size))
                        .run()
                        .ok());
        REQUIRE(database.checkpoint().ok());
    }
    auto database = bench.open(at);
    for (int round = 0; round < 2; ++round) {
        auto rows = database.prepare("SELECT body FROM note ORDER BY id").value();
        for (const int size : sizes) {
            CAPTURE(size);
            const auto row = rows.step();
            REQUIRE_MESSAGE(row.ok(), (row.ok() ? std::string() : row.error().detail));
            REQUIRE(*row);
            CHECK(rows.text(0) == bodyOfSize(size));
        }
    }
}
