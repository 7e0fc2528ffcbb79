#include "sync/transport/curl_transport.h"

#include <curl/curl.h>

#include <array>
#include <optional>

namespace lapwing::transport {

namespace {

struct FreeHandle {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

constexpr const char* kWrongHub =
    "This is not the office's hub that this tablet was set up with. Nothing was sent, and your "
    "work is saved on this tablet. Try another network; if it stays, tell the office.";
constexpr const char* kRefused =
    "The office's hub did not accept this tablet. Your work is saved on this tablet. Ask the "
    "office whether the tablet is still registered.";

bool plainHubUrl(std::string_view url)
{
    constexpr std::string_view kScheme = "https://";
    if (!url.starts_with(kScheme) || url.size() > 300) return false;
    const auto host = url.substr(kScheme.size());
    return !host.empty() && host.find_first_not_of("abcdefghijklmnopqrstuvwxyz"
                                                   "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                                   "0123456789.-:[]") == host.npos;
}

} // namespace

struct CurlTransport::State {
    State(CurlOptions o, crypto::ClientTls t) : options(std::move(o)), tls(std::move(t)) {}

    CurlOptions options;
    crypto::ClientTls tls;
    std::unique_ptr<curl_slist, FreeList> headers;
    std::array<char, CURL_ERROR_SIZE> reason{};
    Traffic traffic;
    Bytes answer;
    bool overLimit = false;
    // Last, so that it goes first: its open connection still points at the rest.
    std::unique_ptr<CURL, FreeHandle> handle;

    [[nodiscard]] bool prepare();
    [[nodiscard]] bool setLimits();
    [[nodiscard]] Error failure(CURLcode code) const;

    template <typename Value>
    bool set(CURLoption option, Value value)
    {
        return curl_easy_setopt(handle.get(), option, value) == CURLE_OK;
    }

    static CURLcode secure(CURL*, void* context, void* self)
    {
        const auto& tls = static_cast<State*>(self)->tls;
        return tls.configure(static_cast<ssl_ctx_st*>(context)) ? CURLE_OK : CURLE_SSL_CERTPROBLEM;
    }

    static std::size_t receive(char* data, std::size_t, std::size_t size, void* self)
    {
        auto& state = *static_cast<State*>(self);
        state.overLimit = state.answer.size() + size > kAnswerBytesMax;
        if (state.overLimit) return 0;
        append(state.answer, bytesOf({data, size}));
        return size;
    }

    static int count(CURL*, curl_infotype kind, char*, std::size_t size, void* self)
    {
        auto& traffic = static_cast<State*>(self)->traffic;
        if (kind == CURLINFO_HEADER_OUT || kind == CURLINFO_DATA_OUT) traffic.bytesUp += size;
        if (kind == CURLINFO_HEADER_IN || kind == CURLINFO_DATA_IN) traffic.bytesDown += size;
        return 0;
    }

    static int watch(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
    {
        return static_cast<State*>(self)->options.stop.stop_requested() ? 1 : 0;
    }
};

bool CurlTransport::State::prepare()
{
    handle.reset(curl_easy_init());
    // An empty value takes out a header that libcurl would send of itself.
    for (const char* header : {"Accept:", "Content-Type:", "Expect:"}) {
        auto* longer = curl_slist_append(headers.get(), header);
        if (longer == nullptr) return false;
        (void)headers.release();
        headers.reset(longer);
    }
    return handle && setLimits() && set(CURLOPT_PROTOCOLS_STR, "https") &&
           set(CURLOPT_HTTP_VERSION, long{CURL_HTTP_VERSION_1_1}) &&
           set(CURLOPT_FOLLOWLOCATION, 0L) && set(CURLOPT_PROXY, "") &&
           set(CURLOPT_NETRC, long{CURL_NETRC_IGNORED}) && set(CURLOPT_NOSIGNAL, 1L) &&
           set(CURLOPT_HTTPHEADER, headers.get()) && set(CURLOPT_POST, 1L) &&
           set(CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_3}) &&
           set(CURLOPT_SSL_ENABLE_ALPN, 0L) && set(CURLOPT_SSL_SESSIONID_CACHE, 0L) &&
           set(CURLOPT_CAINFO, nullptr) && set(CURLOPT_CAPATH, nullptr) &&
           set(CURLOPT_SSL_VERIFYPEER, 1L) &&
           set(CURLOPT_SSL_VERIFYHOST, tls.checksName() ? 2L : 0L) &&
           set(CURLOPT_SSL_CTX_FUNCTION, &State::secure) && set(CURLOPT_SSL_CTX_DATA, this) &&
           set(CURLOPT_WRITEFUNCTION, &State::receive) && set(CURLOPT_WRITEDATA, this) &&
           set(CURLOPT_DEBUGFUNCTION, &State::count) && set(CURLOPT_DEBUGDATA, this) &&
           set(CURLOPT_VERBOSE, 1L) && set(CURLOPT_ERRORBUFFER, reason.data()) &&
           set(CURLOPT_XFERINFOFUNCTION, &State::watch) && set(CURLOPT_XFERINFODATA, this) &&
           set(CURLOPT_NOPROGRESS, 0L);
}

bool CurlTransport::State::setLimits()
{
    return set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connectTimeout.count())) &&
           set(CURLOPT_TIMEOUT_MS, static_cast<long>(options.totalTimeout.count())) &&
           set(CURLOPT_LOW_SPEED_LIMIT, options.stalledBytesPerSecond) &&
           set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(options.stalledTimeout.count())) &&
           set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(kAnswerBytesMax)) &&
           set(CURLOPT_MAXCONNECTS, 1L);
}

Error CurlTransport::State::failure(CURLcode code) const
{
    std::string detail = std::string(curl_easy_strerror(code)) + ": " + reason.data();
    if (overLimit || code == CURLE_FILESIZE_EXCEEDED)
        return fail(ErrorCode::TooLarge, {}, std::move(detail));
    if (tls.seen().wrongHub || code == CURLE_PEER_FAILED_VERIFICATION)
        return fail(ErrorCode::Unauthorised, kWrongHub, std::move(detail));
    if (tls.seen().refused) return fail(ErrorCode::Unauthorised, kRefused, std::move(detail));
    switch (code) {
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:
        return fail(ErrorCode::Malformed, {}, std::move(detail));
    case CURLE_OUT_OF_MEMORY:
    case CURLE_FAILED_INIT:
    case CURLE_BAD_FUNCTION_ARGUMENT:
    case CURLE_SSL_CERTPROBLEM:
        return fail(ErrorCode::Internal, {}, std::move(detail));
    default:
        // Whatever else cuts a connection, a hotspot's login page included, may pass by itself.
        return fail(ErrorCode::Offline, {}, std::move(detail));
    }
}

CurlTransport::CurlTransport(std::unique_ptr<State> state) : m_state(std::move(state)) {}
CurlTransport::~CurlTransport() = default;

Result<std::unique_ptr<CurlTransport>> CurlTransport::open(CurlOptions options,
                                                           crypto::ClientTls tls)
{
    static const CURLcode kReady = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (kReady != CURLE_OK) return fail(ErrorCode::Internal, {}, "libcurl does not start");
    if (!plainHubUrl(options.hubUrl))
        return fail(ErrorCode::Rejected,
                    "The hub's address must look like https://name:port. Nothing was changed. "
                    "Correct the address and try again.");
    auto state = std::make_unique<State>(std::move(options), std::move(tls));
    if (!state->prepare()) return fail(ErrorCode::Internal, {}, "libcurl lacks an option");
    return std::unique_ptr<CurlTransport>(new CurlTransport(std::move(state)));
}

Result<HttpAnswer> CurlTransport::post(std::string_view path, ByteView body)
{
    check(path.starts_with('/'), "a path without its slash");
    if (body.size() > kBodyBytesMax)
        return fail(ErrorCode::TooLarge, {}, "a request body over the limit");
    auto& state = *m_state;
    state.answer.clear();
    state.overLimit = false;
    state.reason[0] = '\0';
    state.tls.startAgain();
    const auto url = state.options.hubUrl + std::string(path);
    // An empty vector's data() is null, which libcurl takes for "read it from stdin".
    const char* data = body.empty() ? "" : reinterpret_cast<const char*>(body.data());
    if (!state.set(CURLOPT_URL, url.c_str()) ||
        !state.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size())) ||
        !state.set(CURLOPT_POSTFIELDS, data))
        return fail(ErrorCode::Internal, {}, "libcurl does not take a request");
    ++state.traffic.roundTrips;
    const auto code = curl_easy_perform(state.handle.get());
    long opened = 0;
    long status = 0;
    curl_easy_getinfo(state.handle.get(), CURLINFO_NUM_CONNECTS, &opened);
    curl_easy_getinfo(state.handle.get(), CURLINFO_RESPONSE_CODE, &status);
    state.traffic.connections += static_cast<std::uint64_t>(opened);
    if (code != CURLE_OK) return state.failure(code);
    return HttpAnswer{static_cast<int>(status), std::move(state.answer)};
}

Traffic CurlTransport::traffic() const { return m_state->traffic; }

std::optional<Hash> CurlTransport::hubKey() const { return m_state->tls.seen().hubKey; }

} // namespace lapwing::transport
