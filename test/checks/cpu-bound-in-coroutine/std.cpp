// RUN: async-cpu-bound-in-coroutine -each-place %inhouse
// RUN: async-cpu-bound-in-coroutine -each-place %inhouse -check-suffix=,STRICT -option AsyncStrict=true
// RUN: async-cpu-bound-in-coroutine -each-place %inhouse -check-suffix=TESTS -option AsyncTestPaths=/cpu-bound-in-coroutine/
#include "async_lib/inhouse.h"
#include "compute/compute.h"
#include <algorithm>
#include <crypt.h>
#include <future>
#include <numeric>
#include <regex>
#include <string>
#include <thread>
#include <vector>

using inhouse::Task;

using Bytes = std::vector<unsigned char>;
Task<> elsewhere();
void use(const Bytes &Data);
void use(const std::string &Text);

//===-- What models know --------------------------------------------------===//

Task<> compresses(Bytes In, Bytes Out) {
  uLongf Size = Out.size();
  compress2(Out.data(), &Size, In.data(), In.size(), 9);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'compress2' computes for a long time on the thread of coroutine 'compresses', which stalls everything else on it [async-cpu-bound-in-coroutine]
  co_return;
}

Task<> uncompresses(Bytes In, Bytes Out) {
  uLongf Size = Out.size();
  if (uncompress(Out.data(), &Size, In.data(), In.size()) != 0)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'uncompress' computes for a long time on the thread of coroutine 'uncompresses'
    co_return;
  co_await elsewhere();
}

Task<> twoOfThem(Bytes In, Bytes Out) {
  ZSTD_compress(Out.data(), Out.size(), In.data(), In.size(), 19);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'ZSTD_compress' computes for a long time
  co_await elsewhere();
  LZ4_compress_HC((char *)In.data(), (char *)Out.data(), In.size(), Out.size(),
                  12);
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'LZ4_compress_HC' computes for a long time
}

Task<std::string> hashes(std::string Password, std::string Salt) {
  crypt_data Scratch{};
  co_return crypt_r(Password.c_str(), Salt.c_str(), &Scratch);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'crypt_r' computes for a long time on the thread of coroutine 'hashes'
}

Task<> derives(std::string Password, Bytes Salt, Bytes Key) {
  PKCS5_PBKDF2_HMAC(Password.data(), Password.size(), Salt.data(), Salt.size(),
                    600000, EVP_sha256(), Key.size(), Key.data());
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'PKCS5_PBKDF2_HMAC' computes for a long time
  co_return;
}

Task<> okOneRound(std::string Password, Bytes Salt, Bytes Key) {
  PKCS5_PBKDF2_HMAC(Password.data(), Password.size(), Salt.data(), Salt.size(),
                    1, EVP_sha256(), Key.size(), Key.data());
  co_return;
}

Task<> makesKey() {
  EVP_PKEY *Slow = EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", size_t(4096));
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'EVP_PKEY_Q_keygen' computes for a long time
  EVP_PKEY *Fast = EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
  (void)Slow, (void)Fast;
  co_return;
}

Task<> decodes(tjhandle Codec, Bytes Jpeg, Bytes Pixels) {
  tjDecompress2(Codec, Jpeg.data(), Jpeg.size(), Pixels.data(), 0, 0, 0, 0, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'tjDecompress2' computes for a long time
  int Width, Height, Channels;
  stbi_load_from_memory(Jpeg.data(), Jpeg.size(), &Width, &Height, &Channels,
                        4);
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'stbi_load_from_memory' computes for a long time
  co_return;
}

// Fast, or of a size that is not known.
Task<> doubtful(Bytes In, Bytes Out, EVP_PKEY_CTX *Kind, std::string Text) {
  LZ4_compress_default((char *)In.data(), (char *)Out.data(), In.size(), 1);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: 'LZ4_compress_default' computes for a long time
  ZSTD_decompress(Out.data(), Out.size(), In.data(), In.size());
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: 'ZSTD_decompress' computes for a long time
  EVP_PKEY *Key = nullptr;
  EVP_PKEY_keygen(Kind, &Key);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: 'EVP_PKEY_keygen' computes for a long time
  static const std::regex Word("a+b");
  if (std::regex_search(Text, Word))
    // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:7: warning: 'regex_search' computes for a long time
    co_return;
}

// The steps of one computation are said once.
Task<> streams(Bytes In, Bytes Out) {
  z_stream Stream{};
  deflateInit_(&Stream, 9, "1", sizeof(Stream));
  do {
    deflate(&Stream, Z_NO_FLUSH);
    // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:5: warning: 'deflate' computes for a long time on the thread of coroutine 'streams'
    // CHECK-NOTES-STRICT: :[[@LINE+2]]:3: note: 'deflate' continues the computation here
  } while (Stream.avail_in);
  deflate(&Stream, Z_FINISH);
  deflateEnd(&Stream);
  co_return;
}

Task<> okQuick(std::vector<int> Numbers) {
  std::sort(Numbers.begin(), Numbers.end());
  use(Bytes(compressBound(Numbers.size())));
  co_return;
}

namespace mine {
int compress(Bytes &Data);
}
int deflate(Bytes &Data);
Task<> okSameName(Bytes Data) {
  mine::compress(Data);
  deflate(Data);
  co_return;
}

//===-- What leads there --------------------------------------------------===//

static Bytes pack(const Bytes &In) {
  Bytes Out(compressBound(In.size()));
  uLongf Size = Out.size();
  compress(Out.data(), &Size, In.data(), In.size());
  Out.resize(Size);
  return Out;
}
static Bytes packTwice(const Bytes &In) { return pack(pack(In)); }

Task<Bytes> packs(Bytes In) {
  co_return packTwice(In);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'packTwice' computes for a long time on the thread of coroutine 'packs'
  // CHECK-NOTES: :[[@LINE-5]]:50: note: 'packTwice' calls 'pack' here
  // CHECK-NOTES: :[[@LINE-10]]:3: note: 'pack' computes here, in 'compress'
}

// Named by the coroutine that it stops.
Task<> inLambdas(std::vector<Bytes> All) {
  auto Pack = [](const Bytes &In) { return pack(In); };
  // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: 'pack' computes for a long time on the thread of coroutine 'inLambdas'
  // CHECK-NOTES: :[[@LINE-17]]:3: note: 'pack' computes here
  use(Pack(All.front()));
  std::for_each(All.begin(), All.end(), [](Bytes &In) { In = pack(In); });
  // CHECK-MESSAGES: :[[@LINE-1]]:62: warning: 'pack' computes for a long time on the thread of coroutine 'inLambdas'
  // CHECK-NOTES: :[[@LINE-21]]:3: note: 'pack' computes here
  co_return;
}

//===-- Silent ------------------------------------------------------------===//

// Its callers decide.
Bytes okPlain(const Bytes &In) { return pack(In); }

Task<> okThread(Bytes In) {
  std::thread Worker([In] { use(pack(In)); });
  Worker.detach();
  auto Packed = std::async(std::launch::async, [In] { return pack(In); });
  co_await elsewhere();
}

int main() { use(pack({})); }

// Small ones here, large ones there: that is known to whoever wrote it.
Task<Bytes> okByItsSize(inhouse::Pool &Workers, Bytes In) {
  if (In.size() < 100)
    co_return pack(In);
  auto Packed = std::async(std::launch::async, [In] { return pack(In); });
  co_return In;
}

// What is done with it is not known.
void enqueue(std::function<void()> Work);
Task<> okUnknown(Bytes In) {
  enqueue([In] { use(pack(In)); });
  co_return;
}

// It runs when somebody pulls, like any function.
inhouse::Generator<Bytes> okGenerator(Bytes In) { co_yield pack(In); }

Task<> okUnevaluated(Bytes In) {
  using Packed = decltype(pack(In));
  static_assert(sizeof(pack(In)) > 1 && !noexcept(pack(In)));
  if constexpr (sizeof(Packed) == 1)
    use(pack(In));
  co_return;
}

//===-- Loops, which count only if that is asked for ----------------------===//

using Matrix = std::vector<std::vector<double>>;

Task<double> nested(Matrix M) {
  double Sum = 0;
  for (size_t I = 0; I < M.size(); ++I)
    // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: these nested loops may compute for a long time on the thread of coroutine 'nested', which stalls everything else on it
    for (size_t J = 0; J < M[I].size(); ++J)
      Sum += M[I][J] * M[I][J];
  co_return Sum;
}

Task<double> nestedInWhile(Matrix M, double Limit) {
  double Sum = 1;
  while (Sum < Limit) {
    // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: these nested loops may compute for a long time
    for (const auto &Row : M)
      for (double Cell : Row)
        Sum += Cell;
  }
  co_return Sum;
}

Task<double> okSuspendsInLoop(Matrix M) {
  double Sum = 0;
  for (const auto &Row : M) {
    for (double Cell : Row)
      Sum += Cell;
    co_await elsewhere();
  }
  co_return Sum;
}

Task<int> okConstantBounds(Matrix M) {
  int Sum = 0;
  int Few[] = {1, 2, 3};
  for (const auto &Row : M)
    for (int I = 0; I < 3; ++I)
      Sum += I;
  for (int Each : Few)
    for (const auto &Row : M)
      Sum += Each;
  co_return Sum;
}

bool isOpen(int Door);
#define REQUIRE(What)                                                          \
  do {                                                                         \
    Checked += (What);                                                         \
  } while (isOpen(-1))
Task<int> okLoopsOfMacros(std::vector<int> Doors) {
  int Checked = 0;
  for (int Door : Doors)
    REQUIRE(isOpen(Door));
  do {
    REQUIRE(isOpen(Checked + 1));
  } while (isOpen(Checked));
  co_return Checked;
}

Task<int> okSingle(std::vector<int> Numbers) {
  int Sum = 0;
  for (int Each : Numbers)
    Sum += Each;
  co_return Sum;
}

Task<> okNoArithmetic(std::vector<std::vector<std::string>> All) {
  for (const auto &Some : All)
    for (const auto &Each : Some)
      use(Each);
  co_return;
}

double okPlainLoops(const Matrix &M) {
  double Sum = 0;
  for (const auto &Row : M)
    for (double Cell : Row)
      Sum += Cell;
  return Sum;
}

//===-- Templates, macros, aliases, suppression ---------------------------===//

template <typename T> Task<T> inTemplate(T Value) {
  use(pack({}));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'pack' computes for a long time on the thread of coroutine 'inTemplate'
  // CHECK-NOTES: :[[@LINE-153]]:3: note: 'pack' computes here
  co_return Value;
}
template Task<int> inTemplate(int);
template Task<long> inTemplate(long);

#define PACK(Data) pack(Data)
Task<> inMacro(Bytes In) {
  use(PACK(In));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'pack' computes for a long time on the thread of coroutine 'inMacro'
  // CHECK-NOTES: :[[@LINE-163]]:3: note: 'pack' computes here
  co_return;
}

auto InLambda = [](Bytes In) -> Task<Bytes> { co_return pack(In); };
// CHECK-MESSAGES: :[[@LINE-1]]:57: warning: 'pack' computes for a long time on the thread of this coroutine, which
// CHECK-NOTES: :[[@LINE-169]]:3: note: 'pack' computes here

using Packing = Task<Bytes>;
Packing aliased(Bytes In) { co_return pack(In); }
// CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'pack' computes for a long time on the thread of coroutine 'aliased'
// CHECK-NOTES: :[[@LINE-174]]:3: note: 'pack' computes here

Task<Bytes> suppressed(Bytes In) {
  co_return pack(In); // NOLINT(async-cpu-bound-in-coroutine)
}
