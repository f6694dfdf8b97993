// RUN: async-blocking-wait %dpp
#include "dpp/dpp.h"

using namespace std::chrono_literals;

dpp::task<int> load(int Id = 0);
dpp::task<void> store(int);
void use(int);

dpp::task<int> blocks() {
  store(1).sync_wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'sync_wait' blocks the thread of coroutine 'blocks' until the task is finished; await it instead [async-blocking-wait]
  // CHECK-FIXES: {{^}}  co_await store(1);
  int First = load().sync_wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'sync_wait' blocks the thread of coroutine 'blocks' until the task is finished; await it instead
  // CHECK-FIXES: {{^}}  int First = co_await load();
  load().sync_wait_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'sync_wait_for' blocks the thread of coroutine 'blocks' until the task is finished or the timeout expires [async-blocking-wait]
  co_return First;
}

dpp::task<int> ofPromise(dpp::promise<int> &Result) {
  co_return Result.get_awaitable().sync_wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'sync_wait' blocks the thread of coroutine 'ofPromise' until the task is finished; await it instead
  // CHECK-FIXES: {{^}}  co_return co_await Result.get_awaitable();
}
dpp::task<int> okSet() {
  dpp::promise<int> Result;
  Result.set_value(42);
  co_return Result.get_awaitable().sync_wait();
}

dpp::task<int> okSetLater() {
  dpp::promise<int> Result;
  dpp::awaitable<int> Waited;
  Waited = Result.get_awaitable();
  Result.set_value(42);
  co_return Waited.sync_wait();
}

dpp::job onItsOwn() {
  use(load().sync_wait());
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'sync_wait' blocks the thread of coroutine 'onItsOwn' until the task is finished; await it instead
  // CHECK-FIXES: {{^}}  use(co_await load());
  co_return;
}

void handles(dpp::cluster &Bot) {
  Bot.on_message_create(
      [](const dpp::message_create_t &) { use(load().sync_wait()); });
      // CHECK-MESSAGES: :[[@LINE-1]]:54: warning: 'sync_wait' blocks the thread that runs this continuation, and all other work on it [async-blocking-wait]
  Bot.on_message_create(
      [](const dpp::message_create_t &) -> dpp::task<void> {
        use(co_await load());
      });
}

int okPlain() { return load().sync_wait(); }
int main() { use(load().sync_wait()); }
