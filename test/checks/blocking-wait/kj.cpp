// RUN: async-blocking-wait %kj
#include <capnp/capability.h>
#include <kj/async-io.h>
#include <kj/mutex.h>
#include <kj/thread.h>

kj::Promise<int> load(int Id = 0);
kj::Promise<void> store(int);
void use(int);

//===-- In a continuation: it throws there --------------------------------===//

kj::Promise<int> waits(kj::WaitScope &Scope) {
  return load().then([&](int Id) { return load(Id).wait(Scope); });
  // CHECK-MESSAGES: :[[@LINE-1]]:52: warning: 'wait' blocks the thread that runs this continuation, and all other work on it [async-blocking-wait]
}

kj::Promise<void> later(kj::WaitScope &Scope) {
  return kj::evalLater([&] { use(load().wait(Scope)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'wait' blocks the thread that runs this continuation, and all other work on it
}

kj::Promise<void> onError(kj::WaitScope &Scope) {
  return store(1).catch_(
      [&](kj::Exception &&) { store(2).wait(Scope); });
      // CHECK-MESSAGES: :[[@LINE-1]]:40: warning: 'wait' blocks the thread that runs this continuation, and all other work on it
}

kj::Promise<int> onOtherThread(const kj::Executor &Other) {
  return load().then([&](int Id) {
    return Other.executeSync([=] { return Id; });
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'executeSync' blocks the thread that runs this continuation, and all other work on it
  });
}

kj::Promise<void> untilSet(const kj::MutexGuarded<int> &Value) {
  return load().then([&](int Id) {
    Value.when([=](const int &Now) { return Now == Id; },
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'when' blocks the thread that runs this continuation, and all other work on it
               [](int &) {});
  });
}

//===-- Where there is a WaitScope of one's own ---------------------------===//

int main() {
  auto Io = kj::setupAsyncIo();
  use(load().wait(Io.waitScope));
  kj::NEVER_DONE.wait(Io.waitScope);
}

int okPlain(kj::WaitScope &Scope) { return load().wait(Scope); }

kj::Promise<int> okInFiber() {
  return kj::startFiber(65536, [](kj::WaitScope &Scope) {
    return load().wait(Scope) + 1;
  });
}

kj::Promise<int> okInPool(const kj::FiberPool &Pool) {
  return Pool.startFiber(
      [](kj::WaitScope &Scope) { return load().wait(Scope) + 1; });
}

void okInThread() {
  kj::Thread Thread([] {
    auto Io = kj::setupAsyncIo();
    use(load().wait(Io.waitScope));
  });
}

kj::Promise<int> okPolled(kj::WaitScope &Scope, kj::Promise<int> P) {
  return load().then([&, P = kj::mv(P)](int) mutable {
    return P.poll(Scope) ? P.wait(Scope) : 0;
  });
}

kj::Promise<int> suppressed(kj::WaitScope &Scope) {
  return load().then([&](int Id) {
    return load(Id).wait(Scope); // NOLINT(async-blocking-wait)
  });
}
