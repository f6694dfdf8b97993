// RUN: async-sequential-awaits -std=c++20 -isystem stubs -option AsyncStrict=true
// RUN: async-sequential-awaits -std=c++20 -isystem stubs -check-suffix=,MODEL -option AsyncStrict=true -option AsyncModels=%S/inhouse.yaml
#include "async_lib/inhouse.h"
#include <memory>

using inhouse::Job;
using inhouse::Task;

namespace inhouse {
template <typename... T> struct All {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>);
  std::tuple<T...> await_resume();
};
template <typename... T> All<T...> whenAll(Task<T>... Tasks);

/// Says the same in all threads.
struct Catalogue {
  Task<int> price(int Id);
  Task<int> change(int Id, int Price);
  std::shared_ptr<int> Shared;
};
class Money {
public:
  ~Money();
  std::shared_ptr<int> Amount;
};
} // namespace inhouse

Task<int> load(int Id = 0);
Task<std::string> text(int Id);
Job<int> start(int Id = 0);
Task<inhouse::Money> money(int Id);
void use(int);

//===-- What is known without a model -------------------------------------===//

Task<int> two() {
  auto A = co_await load(1);
  auto B = co_await text(2);
  // CHECK-MESSAGES: :[[@LINE-2]]:21: warning: 'load' and 'text' do not depend on each other, but run one after the other: their latencies add up
  // CHECK-FIXES-MODEL: {{^}}  auto [A, B] = co_await inhouse::whenAll(load(1), text(2));
  co_return A + static_cast<int>(B.size());
}

// Eager tasks that are awaited at once run one after another, too.
Task<int> eager() {
  auto A = co_await start(1);
  auto B = co_await start(2);
  // CHECK-MESSAGES: :[[@LINE-2]]:21: warning: 'start' and 'start' do not depend on each other, but run one after the other: their latencies add up [async-sequential-awaits]
  // CHECK-FIXES-MODEL: {{^}}  auto A = co_await start(1);
  co_return A + B;
}

// A member that changes nothing, of a class that owns all it has.
struct Point {
  int X = 0;
  std::string Name;
  Task<int> far() const;
  Task<int> near(int By) const;
  Task<int> moved();
  Task<int> sum() const {
    auto A = co_await far();
    auto B = co_await near(X);
    // CHECK-MESSAGES: :[[@LINE-2]]:23: warning: 'far' and 'near' do not depend
    // CHECK-FIXES-MODEL: {{^}}    auto [A, B] = co_await inhouse::whenAll(far(), near(X));
    co_return A + B;
  }
  Task<int> okMoved() {
    auto A = co_await far();
    auto B = co_await moved();
    co_return A + B;
  }
};

//===-- What a model adds -------------------------------------------------===//

Task<int> concurrent(inhouse::Catalogue &Of) {
  auto A = co_await Of.price(1);
  auto B = co_await Of.price(2);
  // CHECK-MESSAGES-MODEL: :[[@LINE-2]]:24: warning: 'price' and 'price' do not depend on each other, but run one after the other: their latencies add up; await them together
  // CHECK-FIXES-MODEL: {{^}}  auto [A, B] = co_await inhouse::whenAll(Of.price(1), Of.price(2));
  use(A + B);
  auto C = co_await Of.change(1, 2);
  auto D = co_await Of.change(2, 3);
  co_return C + D;
}

Task<int> values() {
  auto A = co_await money(1);
  auto B = co_await money(2);
  // CHECK-MESSAGES-MODEL: :[[@LINE-2]]:21: warning: 'money' and 'money' do not depend
  // CHECK-FIXES-MODEL: {{^}}  auto [A, B] = co_await inhouse::whenAll(money(1), money(2));
  co_return *A.Amount + *B.Amount;
}

Task<int> loop(inhouse::Catalogue &Of) {
  int Sum = 0;
  for (int Id = 0; Id < 10; ++Id)
    Sum += co_await Of.price(Id);
  // CHECK-MESSAGES-MODEL: :[[@LINE-1]]:24: warning: each iteration of the loop awaits its own 'price'
  co_return Sum;
}

//===-- Silent ------------------------------------------------------------===//

inhouse::Timer delay();
Task<int> okNoTasks(inhouse::Service &Server) {
  co_await delay();
  auto A = co_await Server.get();
  auto B = co_await Server.get();
  co_return A + B;
}

// A name of the first in the type of the second.
template <typename T> Task<T> of(int Id);
Task<int> namedInType() {
  auto A = co_await load(1);
  auto B = co_await of<decltype(A)>(2);
  // CHECK-MESSAGES: :[[@LINE-2]]:21: warning: 'load' and 'of' do not depend on each other, but run one after the other: their latencies add up [async-sequential-awaits]
  // CHECK-FIXES-MODEL: {{^}}  auto A = co_await load(1);
  co_return A + B;
}
