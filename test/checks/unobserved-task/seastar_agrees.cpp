// RUN: async-unobserved-task %seastar
// What a future can fail with does not depend on who looks: to drop it, and to
// drop what only hands it on, lose the same.
#include "seastar/seastar.h"

seastar::future<> sendMail();

seastar::future<> ready() { return seastar::make_ready_future<>(); }
seastar::future<> ready1() { return ready(); }
seastar::future<> ready2() { return ready1(); }
seastar::future<> ready3() { return ready2(); }
seastar::future<> ready4() { return ready3(); }
seastar::future<> awaitsReady() { co_await ready4(); }
seastar::future<> awaitsMail() { co_await sendMail(); }
seastar::future<> returnsMail() { return sendMail(); }
seastar::future<> guarded() {
  try {
    co_await sendMail();
  } catch (...) {
  }
}
seastar::future<> hands(seastar::future<> Task) { return Task; }

void okCannotFail() {
  (void)ready4();
  (void)awaitsReady();
  (void)guarded();
  (void)hands(ready());
  (void)hands(hands(guarded()));
  (void)sendMail().handle_exception([](std::exception_ptr) {});
}

void mayFail() {
  (void)sendMail();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'sendMail' is dropped; if it fails, nobody will know [async-unobserved-task]
  (void)awaitsMail();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'awaitsMail' is dropped;
  (void)returnsMail();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'returnsMail' is dropped;
  (void)hands(sendMail());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'hands' is dropped;
}

// Functions that call one another are judged together.
seastar::future<> pong(int N);
seastar::future<> ping(int N) {
  if (N)
    co_await pong(N - 1);
}
seastar::future<> pong(int N) {
  if (N)
    co_await ping(N - 1);
}
seastar::future<> resends(int N);
seastar::future<> sends(int N) {
  if (N)
    co_await resends(N - 1);
}
seastar::future<> resends(int N) {
  co_await sends(N - 1);
  co_await sendMail();
}
void mutual() {
  (void)ping(3);
  (void)sends(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'sends' is dropped;
}
