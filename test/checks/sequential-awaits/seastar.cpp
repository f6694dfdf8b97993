// RUN: async-sequential-awaits %seastar -option AsyncStrict=true
// RUN: async-sequential-awaits %seastar -check-suffix=DEFAULT
#include "seastar/seastar.h"
#include <vector>

using namespace seastar;

future<int> count(int Id);
future<std::string> name(const std::string &Of);
struct File {
  int Fd;
  ~File();
  future<int> read(int At);
};
void use(int);

future<int> two(std::string Of) {
  auto A = co_await count(1);
  auto B = co_await name(Of);
  // CHECK-MESSAGES: :[[@LINE-2]]:21: warning: 'count' and 'name' do not depend on each other, but run one after the other: their latencies add up; await them together [async-sequential-awaits]
  // CHECK-FIXES: {{^}}  auto [A, B] = co_await seastar::coroutine::all([&] { return count(1); }, [&] { return name(Of); });
  co_return A + static_cast<int>(B.size());
}

future<int> moved(std::string Of, std::string Other) {
  int A = co_await count(1);
  std::string B = co_await name(std::move(Of));
  std::string C = co_await name(Other);
  // CHECK-MESSAGES: :[[@LINE-3]]:20: warning: 'count' and the 2 awaits after it do not depend
  // CHECK-FIXES: {{^}}  auto [A, B, C] = co_await seastar::coroutine::all([&] { return count(1); }, [&] { return name(std::move(Of)); }, [&] { return name(Other); });
  co_return A + static_cast<int>(B.size() + C.size());
}

// A temporary would be gone when the callable returns.
future<int> temporaries() {
  auto A = co_await count(1);
  auto B = co_await name("salt");
  // CHECK-MESSAGES: :[[@LINE-2]]:21: warning: 'count' and 'name' do not depend on each other, but run one after the other: their latencies add up [async-sequential-awaits]
  // CHECK-FIXES: {{^}}  auto A = co_await count(1);
  co_return A + static_cast<int>(B.size());
}

future<std::vector<int>> loop(std::vector<int> Ids) {
  std::vector<int> Out;
  for (int Id : Ids)
    Out.push_back(co_await count(Id));
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: each iteration of the loop awaits its own 'count'
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'seastar::coroutine::parallel_for_each' awaits them all at once
  co_return Out;
}

//===-- Silent ------------------------------------------------------------===//

future<int> okSameFile(File &From, File *Other) {
  auto A = co_await From.read(0);
  auto B = co_await From.read(10);
  use(A + B);
  auto C = co_await Other->read(0);
  auto D = co_await Other->read(10);
  co_return C + D;
}

future<int> okStarted() {
  auto First = count(1);
  auto Second = count(2);
  auto A = co_await std::move(First);
  auto B = co_await std::move(Second);
  co_return A + B;
}

future<int> okUnits(semaphore &Free, semaphore &Other) {
  auto Held = co_await get_units(Free, 1);
  auto Also = co_await get_units(Other, 1);
  auto A = co_await count(1);
  co_await coroutine::maybe_yield();
  auto B = co_await count(2);
  co_return A + B;
}

// The units are given back when the turn is over.
future<int> okLimited(semaphore &Free, std::vector<int> Ids) {
  int Sum = 0;
  for (int Id : Ids) {
    auto Held = co_await get_units(Free, 1);
    Sum += co_await count(Id);
  }
  co_return Sum;
}

future<int> okChained() {
  auto A = co_await count(1).then([](int N) { return count(N); });
  auto B = co_await count(2).then([](int N) { return count(N); });
  co_return A + B;
}

future<int> okErrorsAsValues() {
  auto A = co_await coroutine::as_future(count(1));
  auto B = co_await coroutine::as_future(count(2));
  co_return A.failed() || B.failed();
}

future<int> okTogether() {
  auto [A, B] =
      co_await coroutine::all([] { return count(1); }, [] { return count(2); });
  co_return A + B;
}

// Outside of coroutines nothing is awaited.
future<int> okPlain() {
  return count(1).then(
      [](int A) { return count(2).then([A](int B) { return A + B; }); });
}

future<> okActions() {
  co_await seastar::sleep(std::chrono::seconds(1));
  co_await seastar::sleep(std::chrono::seconds(2));
}
