// RUN: async-sequential-awaits %folly -option AsyncStrict=true
// RUN: async-sequential-awaits %folly -check-suffix=DEFAULT
#include "folly/folly.h"
#include <memory>

using folly::coro::Task;

struct Row {
  int Id;
  std::string Text;
};
class Table {
public:
  Task<Row> row(int Id);
  Task<int> count() const;

private:
  Table *Next;
};

Task<Row> find(std::string Name);
Task<int> age(const std::string &Name);
Task<const std::string &> shared(int Id);
folly::SemiFuture<int> later(int Id);
folly::Future<int> running(int Id);
Task<int> stoppable(int Id, folly::CancellationToken Stop);
void use(int);

Task<int> two(std::string Name) {
  auto Found = co_await find(Name);
  auto Years = co_await age(Name);
  // CHECK-MESSAGES: :[[@LINE-2]]:25: warning: 'find' and 'age' do not depend on each other, but run one after the other: their latencies add up; await them together [async-sequential-awaits]
  // CHECK-FIXES: {{^}}  auto [Found, Years] = co_await folly::coro::collectAll(find(Name), age(Name));
  co_return Found.Id + Years;
}

Task<int> different(Table &Left, Table &Right) {
  auto A = co_await Left.row(1);
  auto B = co_await Right.row(1);
  // CHECK-MESSAGES: :[[@LINE-2]]:26: warning: 'row' and 'row' do not depend
  // CHECK-FIXES: {{^}}  auto [A, B] = co_await folly::coro::collectAll(Left.row(1), Right.row(1));
  co_return A.Id + B.Id;
}

// Together with a future that runs already, less is won: no edit.
Task<int> futures() {
  auto A = co_await later(1);
  auto B = co_await running(2);
  // CHECK-MESSAGES: :[[@LINE-2]]:21: warning: 'later' and 'running' do not depend on each other, but run one after the other: their latencies add up [async-sequential-awaits]
  // CHECK-FIXES: {{^}}  auto A = co_await later(1);
  co_return A + B;
}

// A token is made to be shared.
Task<int> sharedToken(folly::CancellationToken Stop) {
  auto A = co_await stoppable(1, Stop);
  auto B = co_await stoppable(2, Stop);
  // CHECK-MESSAGES: :[[@LINE-2]]:21: warning: 'stoppable' and 'stoppable' do not depend
  // CHECK-FIXES: {{^}}  auto [A, B] = co_await folly::coro::collectAll(stoppable(1, Stop), stoppable(2, Stop));
  co_return A + B;
}

Task<std::vector<int>> loop(const std::vector<std::string> &Names) {
  std::vector<int> Out;
  for (const auto &Name : Names) {
    Out.push_back(co_await age(Name));
    // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: each iteration of the loop awaits its own 'age'
    // CHECK-NOTES: :[[@LINE-3]]:3: note: 'folly::coro::collectAllRange' awaits them all at once
  }
  co_return Out;
}

//===-- Silent ------------------------------------------------------------===//

Task<int> okSameReceiver(Table &Only, std::shared_ptr<Table> Shared) {
  auto A = co_await Only.row(1);
  auto B = co_await Only.count();
  use(A.Id + B);
  auto C = co_await Shared->row(1);
  auto D = co_await Shared->row(2);
  co_return C.Id + D.Id;
}

Task<int> okDepends(std::string Name) {
  auto Found = co_await find(Name);
  auto Years = co_await age(Found.Text);
  co_return Years;
}

Task<int> okMoved(std::string Name) {
  auto Years = co_await age(Name);
  auto Found = co_await find(std::move(Name));
  co_return Found.Id + Years;
}

// Started before: they run side by side already.
Task<int> okStarted() {
  auto First = running(1);
  auto Second = running(2);
  auto A = co_await std::move(First);
  auto B = co_await std::move(Second);
  co_return A + B;
}

Task<void> okActions(folly::coro::Mutex &Mutex, folly::coro::Baton &Done) {
  auto Lock = co_await Mutex.co_scoped_lock();
  auto Years = co_await age("me");
  co_await Done;
  co_await folly::coro::sleep(std::chrono::seconds(1));
  auto Later = co_await age("you");
  use(Years + Later);
}

folly::coro::AsyncGenerator<int> numbers();
Task<int> okGenerator() {
  auto Source = numbers();
  auto First = co_await Source.next();
  auto Second = co_await Source.next();
  co_return *First + *Second;
}

Task<int> okErrorsAsValues(std::string Name) {
  auto Found = co_await folly::coro::co_awaitTry(find(Name));
  auto Years = co_await folly::coro::co_awaitTry(age(Name));
  co_return Found.hasValue() && Years.hasValue();
}
