// RUN: async-blocking-wait -std=c++20 -isystem stubs
// RUN: async-blocking-wait -std=c++20 -isystem stubs -check-suffix=,MODEL -option AsyncModels=%S/inhouse.yaml
#include "async_lib/inhouse.h"
#include <condition_variable>
#include <future>
#include <latch>
#include <thread>

using namespace std::chrono_literals;
using inhouse::Job;
using inhouse::Task;

namespace inhouse {
/// Anybody may wait for it, only its owner may await it.
class Reading {
  struct Awaiter {
    bool await_ready() const noexcept;
    void await_suspend(std::coroutine_handle<>);
    int await_resume();
  };

public:
  int get() const;
  Awaiter operator co_await() &&;
};
} // namespace inhouse

Task<int> load(int Id = 0);
Job<int> start(int Id = 0);
std::future<int> fetch(int Id = 0);
void use(int);

//===-- What is known without a model -------------------------------------===//

// What its own coroutines wait for can be anything.
Task<int> gets(std::future<int> F) { co_return F.get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:50: warning: 'get' blocks the thread of coroutine 'gets' until the task is finished [async-blocking-wait]

Job<int> getsInJob(std::future<int> F) { co_return F.get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:54: warning: 'get' blocks the thread of coroutine 'getsInJob'

inhouse::FireAndForget getsInBackground() {
  use(fetch().get());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of coroutine 'getsInBackground'
  co_return;
}

inhouse::Terminating joins() {
  std::thread Worker([] { use(1); });
  Worker.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'join' blocks the thread of coroutine 'joins', and all other coroutines on it [async-blocking-wait]
  co_return;
}

Task<> onEvents(std::latch &Done, std::condition_variable &Changed,
                std::unique_lock<std::mutex> &Held) {
  Done.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'wait' blocks the thread of coroutine 'onEvents'
  Changed.wait(Held);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait' blocks the thread of coroutine 'onEvents'
  co_await inhouse::sleepFor(1s);
  Done.arrive_and_wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'arrive_and_wait' blocks the thread of coroutine 'onEvents'
}

struct Session {
  std::future<int> Pending;
  Task<int> run() { co_return Pending.get(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'get' blocks the thread of coroutine 'run'
};

//===-- What a model adds -------------------------------------------------===//

// Without one nothing says that these wait.
Task<int> blocks() {
  int First = inhouse::blockOn(load());
  // CHECK-MESSAGES-MODEL: :[[@LINE-1]]:15: warning: 'blockOn' blocks the thread of coroutine 'blocks' until the task is finished; await it instead [async-blocking-wait]
  // CHECK-FIXES-MODEL: int First = co_await load();
  co_return First + start().get();
  // CHECK-MESSAGES-MODEL: :[[@LINE-1]]:29: warning: 'get' blocks the thread of coroutine 'blocks'
  // CHECK-FIXES-MODEL: co_return First + co_await start();
}

Task<int> blocksOnLvalue(Job<int> Running) { co_return Running.get(); }
// CHECK-MESSAGES-MODEL: :[[@LINE-1]]:64: warning: 'get' blocks the thread of coroutine 'blocksOnLvalue'
// CHECK-FIXES-MODEL: Task<int> blocksOnLvalue(Job<int> Running) { co_return co_await Running; }

Task<> ofReading(inhouse::Reading Mine, const inhouse::Reading &Theirs) {
  use(Theirs.get());
  // CHECK-MESSAGES-MODEL: :[[@LINE-1]]:14: warning: 'get' blocks the thread of coroutine 'ofReading'
  // CHECK-FIXES-MODEL: use(Theirs.get());
  use(Mine.get());
  // CHECK-MESSAGES-MODEL: :[[@LINE-1]]:12: warning: 'get' blocks the thread of coroutine 'ofReading'
  // CHECK-FIXES-MODEL: use(co_await std::move(Mine));
  co_return;
}

Task<size_t> inMemberChain(Task<std::string> T) {
  co_return inhouse::blockOn(std::move(T)).size();
  // CHECK-MESSAGES-MODEL: :[[@LINE-1]]:13: warning: 'blockOn' blocks the thread of coroutine 'inMemberChain'
  // CHECK-FIXES-MODEL: co_return (co_await std::move(T)).size();
}

Task<> inPostedCallable(inhouse::Pool &Pool) {
  Pool.post([] { use(start().get()); });
  // CHECK-MESSAGES-MODEL: :[[@LINE-1]]:30: warning: 'get' blocks the thread that runs this continuation, and all other work on it [async-blocking-wait]
  co_return;
}

Task<> okOffloaded(inhouse::Pool &Pool) {
  use(co_await Pool.submit([] { return start().get() + fetch().get(); }));
}

Job<int> okDone(Job<int> Running) {
  if (!Running.done())
    co_return co_await Running;
  co_return Running.get();
}

Job<int> okAwaited(Job<int> Running) {
  co_await Running;
  co_return Running.get();
}

template <class T> Job<T> inTemplate(Task<T> Work) {
  co_return inhouse::blockOn(std::move(Work));
  // CHECK-MESSAGES-MODEL: :[[@LINE-1]]:13: warning: 'blockOn' blocks the thread of coroutine 'inTemplate'
  // CHECK-FIXES-MODEL: co_return co_await std::move(Work);
}
template Job<int> inTemplate(Task<int>);
template Job<long> inTemplate(Task<long>);

#define BLOCK(Work) inhouse::blockOn(Work)
Task<> inMacro() {
  use(BLOCK(load()));
  // CHECK-MESSAGES-MODEL: :[[@LINE-1]]:7: warning: 'blockOn' blocks the thread of coroutine 'inMacro'
  // CHECK-FIXES-MODEL: use(BLOCK(load()));
  co_return;
}

Task<> suppressed() {
  use(inhouse::blockOn(load())); // NOLINT(async-blocking-wait)
  co_return;
}

//===-- What only looks like it -------------------------------------------===//

Task<> okLooks(inhouse::Service &Server, inhouse::Maybe<int> Missing,
               inhouse::ErasedPtr<int> Pointer,
               inhouse::RequestBuilder Request) {
  co_await Server.wait();
  use(co_await Server.get());
  co_await Server.run();
  use(Missing.wait().get() + *Pointer.get());
  std::string Answer = co_await Request.timeout(1s).then([] {}).send();
}

// A callable that a builder keeps is run by nobody knows whom.
void okInBuilder(inhouse::RequestBuilder &Request, std::latch &Done) {
  Request.then([&] { Done.wait(); });
}

// An awaiter suspends nobody when it is called by hand, and blocks nobody.
Task<> okByHand(inhouse::Timer Delay) {
  if (!Delay.await_ready())
    co_await Delay;
  Delay.await_resume();
}

int okPlainFunction() { return inhouse::blockOn(load()) + start().get(); }
