#include "tests/support/office.h"
#include "tests/support/raw_client.h"

#include <atomic>
#include <thread>

using namespace lapwing;
using namespace lapwing::test;
using namespace std::chrono_literals;

namespace {

std::string request(std::string_view head, std::string_view body = "")
{
    return std::string(head) + " HTTP/1.1\r\nHost: hub\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

/// What a post came to in a word: the body, or the error's name in the log.
std::string told(transport::Transport& tablet, std::string_view path)
{
    const auto answer = tablet.post(path, {});
    return std::string(answer.ok() ? textOf(answer->body) : logName(answer.error().code));
}

} // namespace

TEST_CASE("TLS 1.2 is refused")
{
    const Office office;
    const auto listener = listen(office, echo);
    RawClient old(listener->port());
    REQUIRE(old.connected());
    CHECK_FALSE(old.secureAsTls12());
    RawClient current(listener->port());
    CHECK(current.secure(office.strangerTls()));
}

TEST_CASE("what is not a plain HTTP/1.1 GET or POST is answered once and closed")
{
    struct Script {
        std::string say;
        std::string_view status;
    };
    const Script scripts[] = {
        {"GET / HTTP/1.1\r\nX: " + std::string(9'000, 'x') + "\r\n\r\n", "HTTP/1.1 431 "},
        {"nonsense\r\n\r\n", "HTTP/1.1 400 "},
        {"GET / HTTP/1.1\r\nbad header\r\n\r\n", "HTTP/1.1 400 "},
        {"PUT / HTTP/1.1\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 405 "},
        {"BREW / HTTP/1.1\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 405 "},
        {"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "HTTP/1.1 400 "},
        {"POST / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
         "HTTP/1.1 400 "},
        {"POST / HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", "HTTP/1.1 400 "},
        {"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", "HTTP/1.1 400 "},
        {"POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n", "HTTP/1.1 400 "},
        {"POST / HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n", "HTTP/1.1 413 "},
    };
    const Office office;
    std::atomic<int> asked = 0;
    const auto listener = listen(office, [&](http::Request r, http::Reply reply) {
        ++asked;
        echo(std::move(r), reply);
    });
    for (const auto& script : scripts) {
        RawClient client(listener->port());
        REQUIRE(client.secure(office.strangerTls()));
        client.send(script.say);
        const auto said = client.readTo("");
        CAPTURE(script.say.substr(0, 80));
        CAPTURE(said);
        CHECK(said.starts_with(script.status));
        CHECK(said.find("\"error\":") != std::string::npos);
        CHECK(said.find("HTTP/1.1", 1) == std::string::npos);
    }
    CHECK(asked == 0);
}

TEST_CASE("requests sent one behind the other are answered in order")
{
    const Office office;
    const auto listener = listen(office, echo);
    RawClient client(listener->port());
    REQUIRE(client.secure(office.strangerTls()));
    client.send(request("POST /", "first") + request("POST /", "second"));
    const auto said = client.readTo("second");
    CHECK(said.find("first") < said.find("second"));
    CHECK(said.ends_with("second"));
}

TEST_CASE("whoever does not speak TLS, or not in time, is shown out")
{
    const Office office;
    http::Limits limits;
    limits.handshake = 50ms;
    const auto listener = listen(office, echo, limits);
    RawClient silent(listener->port());
    CHECK(silent.closedSilently());
    RawClient plain(listener->port());
    plain.send("GET / HTTP/1.1\r\n\r\n");
    CHECK(plain.readTo("").find("HTTP") == std::string::npos);
}

TEST_CASE("a client that is silent after its handshake is closed without an answer")
{
    const Office office;
    http::Limits limits;
    limits.header = 50ms;
    const auto listener = listen(office, echo, limits);
    RawClient silent(listener->port());
    REQUIRE(silent.secure(office.strangerTls()));
    CHECK(silent.closedSilently());
}

TEST_CASE("a client that dawdles in a header or a body hears 408 before it is closed")
{
    const Office office;
    http::Limits limits;
    limits.header = 1s; // runs from the handshake too, so a busy machine needs some of it
    limits.bodyGrace = 50ms;
    const auto listener = listen(office, echo, limits);
    for (const char* start : {"POST / HT", "POST / HTTP/1.1\r\nContent-Length: 1000\r\n\r\nabc"}) {
        RawClient slow(listener->port());
        REQUIRE(slow.secure(office.strangerTls()));
        slow.send(start);
        const auto said = slow.readTo("");
        CAPTURE(said);
        CHECK(said.starts_with("HTTP/1.1 408 "));
    }
}

TEST_CASE("an idle connection is closed, and a tablet just opens another")
{
    const Office office;
    http::Limits limits;
    limits.idle = 50ms;
    const auto listener = listen(office, echo, limits);
    const auto tablet = reach(listener->port(), office.deviceTls(keyOf(9)));
    REQUIRE(tablet->post("/", bytesOf("one")).ok());
    RawClient raw(listener->port());
    REQUIRE(raw.secure(office.strangerTls()));
    raw.send(request("POST /", "hello"));
    CHECK(raw.readTo("hello").ends_with("hello"));
    // Opened later, so when this one has been closed the tablet's has been too.
    CHECK(raw.closedSilently());
    CHECK(textOf(tablet->post("/", bytesOf("two")).value().body) == "two");
    CHECK(tablet->traffic().connections == 2);
}

TEST_CASE("a request that takes longer than its total is closed, and its late answer goes nowhere")
{
    const Office office;
    http::Limits limits;
    limits.total = 50ms;
    Waiting waiting;
    const auto listener = listen(office, waiting.handler, limits);
    const auto tablet = reach(listener->port(), office.strangerTls());
    CHECK(codeOf(tablet->post("/", {})) == ErrorCode::Offline);
    waiting.asked.get_future().get()(answerOf({}));
}

TEST_CASE("one key may hold so many connections and not one more, until one of them goes")
{
    const Office office;
    http::Limits limits;
    limits.connectionsPerKey = 2;
    const auto listener = listen(office, echo, limits);
    const auto works = [&](RawClient& client) {
        if (!client.secure(office.deviceTls(keyOf(9)))) return false;
        client.send(request("POST /", "hello"));
        return client.readTo("hello").ends_with("hello");
    };
    RawClient first(listener->port());
    auto second = std::make_unique<RawClient>(listener->port());
    RawClient third(listener->port());
    CHECK(works(first));
    CHECK(works(*second));
    CHECK_FALSE(works(third));
    second.reset();
    // The hub notices a closed connection in its own time.
    bool again = false;
    for (int i = 0; i < 1'000 && !again; ++i) {
        RawClient next(listener->port());
        again = works(next);
    }
    CHECK(again);
}

TEST_CASE("a full hub lets the next client wait at the door, and in when one has left")
{
    const Office office;
    http::Limits limits;
    limits.connections = 1;
    const auto listener = listen(office, echo, limits);
    auto first = reach(listener->port(), office.strangerTls());
    REQUIRE(first->post("/", {}).ok());
    RawClient next(listener->port());
    REQUIRE(next.connected());
    auto let = std::async(std::launch::async, [&] { return next.secure(office.strangerTls()); });
    for (int i = 0; i < 50; ++i) REQUIRE(first->post("/", {}).ok());
    CHECK(let.wait_for(0s) != std::future_status::ready);
    first.reset();
    CHECK(let.get());
}

namespace {
/// Silent connections, each kept open on this side.
std::vector<std::unique_ptr<RawClient>> crowd(std::uint16_t port, std::size_t many,
                                              std::uint8_t from)
{
    std::vector<std::unique_ptr<RawClient>> all;
    for (std::size_t i = 0; i < many; ++i) {
        all.push_back(std::make_unique<RawClient>(port, from));
        REQUIRE(all.back()->connected());
    }
    return all;
}
} // namespace

TEST_CASE("silent strangers of one address leave its other places, and tablets, alone")
{
    const Office office;
    http::Limits limits;
    limits.connections = 12;
    limits.strangers = 8;
    limits.strangersPerAddress = 3;
    const auto listener = listen(office, echo, limits);
    const auto known = reach(listener->port(), office.deviceTls(keyOf(9)));
    REQUIRE(known->post("/", bytesOf("one")).ok());
    RawClient neighbour(listener->port(), 3);
    REQUIRE(neighbour.secure(office.strangerTls()));

    const auto silent = crowd(listener->port(), 40, 2);
    CHECK(silent.front()->closedSilently()); // long before a handshake would be too late
    CHECK(silent[36]->closedSilently());
    neighbour.send(request("POST /", "here"));
    CHECK(neighbour.readTo("here").ends_with("here"));
    CHECK(textOf(known->post("/", bytesOf("two")).value().body) == "two");
    CHECK(known->traffic().connections == 1);
    const auto fresh = reach(listener->port(), office.deviceTls(keyOf(10)));
    CHECK(textOf(fresh->post("/", bytesOf("three")).value().body) == "three");
}

TEST_CASE("silent strangers of many addresses take no place of those with a certificate")
{
    const Office office;
    http::Limits limits;
    limits.connections = 12;
    limits.strangers = 4;
    limits.strangersPerAddress = 3;
    const auto listener = listen(office, echo, limits);
    const auto known = reach(listener->port(), office.deviceTls(keyOf(9)));
    REQUIRE(known->post("/", bytesOf("one")).ok());
    std::vector<std::vector<std::unique_ptr<RawClient>>> silent;
    for (std::uint8_t from = 2; from < 12; ++from)
        silent.push_back(crowd(listener->port(), 2, from));
    CHECK(silent.front().front()->closedSilently());
    CHECK(textOf(known->post("/", bytesOf("two")).value().body) == "two");
    CHECK(known->traffic().connections == 1);
    const auto fresh = reach(listener->port(), office.deviceTls(keyOf(10)));
    CHECK(textOf(fresh->post("/", bytesOf("three")).value().body) == "three");
}

TEST_CASE("draining refuses new tablets, finishes the request in hand, and closes the idle")
{
    const Office office;
    Waiting waiting;
    const auto listener = listen(office, [&](http::Request r, http::Reply reply) {
        r.path == "/wait" ? waiting.handler(std::move(r), std::move(reply))
                          : echo(std::move(r), reply);
    });
    RawClient idle(listener->port());
    REQUIRE(idle.secure(office.strangerTls()));
    idle.send(request("POST /", "hello"));
    CHECK(idle.readTo("hello").ends_with("hello"));
    const auto tablet = reach(listener->port(), office.strangerTls());
    auto answer = std::async(std::launch::async, [&] { return told(*tablet, "/wait"); });
    const auto reply = waiting.asked.get_future().get();

    auto drained = std::async(std::launch::async, [&] { return listener->drain(10s); });
    CHECK(idle.closedSilently());
    while (RawClient(listener->port()).connected()) std::this_thread::yield();
    reply(answerOf({'d', 'o', 'n', 'e'}));
    CHECK(answer.get() == "done");
    CHECK(drained.get());
}

TEST_CASE("a drain that waits in vain says so; an answer after the listener has gone is harmless")
{
    const Office office;
    Waiting waiting;
    auto listener = listen(office, waiting.handler);
    const auto tablet = reach(listener->port(), office.strangerTls());
    auto answer = std::async(std::launch::async, [&] { return told(*tablet, "/"); });
    const auto reply = waiting.asked.get_future().get();
    CHECK_FALSE(listener->drain(20ms));
    listener.reset();
    reply(answerOf({}));
    CHECK(answer.get() == "offline");
}

TEST_CASE("a handler that throws is a 500 without its reasons, and the hub lives on")
{
    const Office office;
    const auto listener = listen(office, [](http::Request r, http::Reply reply) {
        if (r.path == "/throw") throw std::runtime_error("case 17");
        echo(std::move(r), reply);
    });
    const auto tablet = reach(listener->port(), office.strangerTls());
    const auto answer = tablet->post("/throw", {}).value();
    CHECK(answer.status == 500);
    CHECK(textOf(answer.body).find("case 17") == std::string_view::npos);
    CHECK(tablet->post("/", {}).value().status == 200);
}

TEST_CASE("a port in use is a failure to start that names it")
{
    const Office office;
    const auto listener = listen(office, echo);
    const auto second =
        http::Listener::start({"127.0.0.1", listener->port(), {}}, office.serverTls(), echo);
    REQUIRE_FALSE(second.ok());
    CHECK(second.error().message.find(std::to_string(listener->port())) != std::string::npos);
}
