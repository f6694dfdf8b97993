// RUN: async-cpu-bound-in-coroutine %folly
// RUN: async-cpu-bound-in-coroutine %folly -check-suffix=,STRICT -option AsyncStrict=true
// The real headers.
#include "folly/folly.h"
#include <lz4.h>
#include <lz4hc.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <thread>
#include <vector>
#include <zlib.h>
#include <zstd.h>

using folly::coro::Task;
using Bytes = std::vector<unsigned char>;

Task<int> packs(Bytes From, Bytes To) {
  uLongf Size = To.size();
  co_return compress2(To.data(), &Size, From.data(), From.size(), 9);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'compress2' computes for a long time on the thread of coroutine 'packs', which stalls everything else on it [async-cpu-bound-in-coroutine]
}

Task<size_t> packsBetter(Bytes From, Bytes To) {
  co_return ZSTD_compress(To.data(), To.size(), From.data(), From.size(), 19);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'ZSTD_compress' computes for a long time on the thread of coroutine 'packsBetter', which stalls everything else on it [async-cpu-bound-in-coroutine]
}

Task<int> packsSlowly(const char *From, char *To) {
  co_return LZ4_compress_HC(From, To, 1000, 1000, LZ4HC_CLEVEL_MAX);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'LZ4_compress_HC' computes for a long time on the thread of coroutine 'packsSlowly', which stalls everything else on it [async-cpu-bound-in-coroutine]
}

// FIXME: Silent: it is a macro of the header's.
Task<EVP_PKEY *> missedMacroOfHeader() { co_return EVP_RSA_gen(4096); }
Task<EVP_PKEY *> makesKeyOfName() {
  co_return EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", size_t(4096));
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'EVP_PKEY_Q_keygen' computes for a long time on the thread of coroutine 'makesKeyOfName', which stalls everything else on it; offload it to other threads [async-cpu-bound-in-coroutine]
  // CHECK-FIXES: co_return co_await folly::via(folly::getGlobalCPUExecutor(), [=] { return EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", size_t(4096)); });
}

Task<> derives(const char *Password, unsigned char *Key) {
  PKCS5_PBKDF2_HMAC(Password, -1, nullptr, 0, 600000, EVP_sha256(), 32, Key);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'PKCS5_PBKDF2_HMAC' computes for a long time on the thread of coroutine 'derives', which stalls everything else on it [async-cpu-bound-in-coroutine]
  co_return;
}
Task<> okOnce(const char *Password, unsigned char *Key) {
  PKCS5_PBKDF2_HMAC(Password, -1, nullptr, 0, 1, EVP_sha256(), 32, Key);
  co_return;
}

// As applications have it: text becomes bytes, and these a key.
struct Passwords {
  static Bytes bytesOf(const char *Text) {
    Bytes All;
    for (; *Text; ++Text)
      All.push_back(static_cast<unsigned char>(*Text));
    return All;
  }
  static Bytes hash(const char *Password, const char *Salt) {
    Bytes SaltBytes = bytesOf(Salt), Key(32);
    PKCS5_PBKDF2_HMAC(Password, -1, SaltBytes.data(), int(SaltBytes.size()),
                      10000, EVP_sha256(), int(Key.size()), Key.data());
    return Key;
  }
};
Task<Bytes> logsIn(const char *Password) {
  co_return Passwords::hash(Password, "salt");
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'hash' computes for a long time on the thread of coroutine 'logsIn', which stalls everything else on it
  // CHECK-NOTES: :[[@LINE-8]]:5: note: 'hash' computes here, in 'PKCS5_PBKDF2_HMAC'
}

// A step may be short.
Task<> steps(z_stream *Stream) {
  deflate(Stream, Z_NO_FLUSH);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: 'deflate' computes for a long time on the thread of coroutine 'steps', which stalls everything else on it [async-cpu-bound-in-coroutine]
  co_return;
}
Task<> fast(const char *From, char *To) {
  LZ4_compress_default(From, To, 1000, 1000);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: 'LZ4_compress_default' computes for a long time on the thread of coroutine 'fast', which stalls everything else on it
  co_return;
}
Task<> unpacks(char *To, const char *From) {
  ZSTD_decompress(To, 1000, From, 1000);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: 'ZSTD_decompress' computes for a long time on the thread of coroutine 'unpacks', which stalls everything else on it
  co_return;
}

// Not that long.
Task<unsigned long> okSums(Bytes Data) {
  co_return crc32(0, Data.data(), Data.size());
}

#define PACK(From, To, Size) compress(To, Size, From, 1000)
Task<> inMacro(const Bytef *From, Bytef *To) {
  uLongf Size = 1000;
  PACK(From, To, &Size);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'compress' computes for a long time on the thread of coroutine 'inMacro', which stalls everything else on it [async-cpu-bound-in-coroutine]
  co_return;
}

Task<> suppressed(const Bytef *From, Bytef *To) {
  uLongf Size = 1000;
  compress(To, &Size, From, 1000); // NOLINT(async-cpu-bound-in-coroutine)
  co_return;
}

Task<> okThread(const Bytef *From, Bytef *To) {
  std::thread Packer([=] {
    uLongf Size = 1000;
    compress(To, &Size, From, 1000);
  });
  Packer.detach();
  co_return;
}

void okPlain(const Bytef *From, Bytef *To) {
  uLongf Size = 1000;
  compress(To, &Size, From, 1000);
}

//===-- How often loops run -----------------------------------------------===//

#include <array>

Task<int> okArray(const std::array<int, 3> &Few) {
  int Sum = 0;
  for (int Next : Few)
    for (int Other : Few)
      Sum += Next * Other;
  co_return Sum;
}

Task<int> halves(int N, const std::vector<int> &All) {
  int Sum = 0;
  while (N > 1) {
    // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: these nested loops may compute for a long time on the thread of coroutine 'halves'
    for (int Next : All)
      Sum += Next * N;
    N /= 2;
  }
  co_return Sum;
}

Task<int> okCounts(const std::vector<int> &All) {
  int Sum = 0, I = 0;
  while (I < 4) {
    for (int Next : All)
      Sum += Next * I;
    ++I;
  }
  co_return Sum;
}
