// RUN: async-unobserved-task,async-blocking-call,async-blocking-wait %kj
#include <kj/async-io.h>
#include <kj/test.h>
#include <unistd.h>

static kj::Promise<void> start(int Number);
kj::Promise<void> fetch();

KJ_TEST("drops on purpose") {
  kj::EventLoop Loop;
  kj::WaitScope Scope(Loop);
  auto Error = kj::runCatchingExceptions([&] { (void)start(1); });
  KJ_EXPECT(Error == nullptr);
  kj::Promise<void>(kj::READY_NOW).then([] { usleep(10); }).wait(Scope);
  fetch();
}

static kj::Promise<void> start(int Number) {
  return kj::Promise<void>(kj::READY_NOW).then([] { usleep(10); });
}

class Case : public kj::TestCase {
public:
  Case() : TestCase(__FILE__, __LINE__, "own") {}
  void run() override { fetch(); }
};

void product() {
  fetch();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'fetch' is destroyed at once, which cancels its work [async-unobserved-task]
}
