#include "sync/session/enrolment_key.h"

namespace lapwing {

namespace {
Hash macOf(const crypto::Secret& key, std::string_view purpose, const crypto::PublicKey& device,
           ByteView rest)
{
    Bytes message;
    append(message, bytesOf(purpose));
    append(message, device.view());
    append(message, rest);
    return Hash::from(crypto::hmacSha256(key.view(), message).view());
}

/// Every message that ends in its mac: all of it but those bytes.
template <typename Message>
Bytes beforeMac(const Message& message)
{
    auto bytes = wire::encodeMessage(message);
    bytes.erase(bytes.end() - Hash::kSize, bytes.end());
    return bytes;
}
} // namespace

Result<crypto::Secret> codeKey(std::string_view code, const Hash& hubSpki)
{
    return crypto::argon2id(bytesOf(code), hubSpki.view().first(crypto::kSaltSize),
                            kEnrolmentCost);
}

Hash tabletProof(const crypto::Secret& key, const crypto::PublicKey& device)
{
    return macOf(key, "tablet", device, {});
}

Hash hubProof(const crypto::Secret& key, const crypto::PublicKey& device)
{
    return macOf(key, "hub", device, {});
}

Hash requestMac(const crypto::Secret& key, const crypto::PublicKey& device,
                const wire::EnrolRequest& request)
{
    return macOf(key, "request", device, beforeMac(request));
}

Hash answerMac(const crypto::Secret& key, const crypto::PublicKey& device,
               const wire::EnrolAnswer& answer)
{
    return macOf(key, "answer", device, beforeMac(answer));
}

} // namespace lapwing
