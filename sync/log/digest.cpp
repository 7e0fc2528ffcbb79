#include "sync/log/digest.h"

#include "shared/crypto/hash.h"

namespace lapwing {

Sum strandDigest(ByteView deviceKey, const StrandId& strand, const Hash& vector)
{
    Bytes message(strand.bytes.begin(), strand.bytes.end());
    append(message, vector.view());
    return crypto::keyedHash16(deviceKey, message);
}

} // namespace lapwing
