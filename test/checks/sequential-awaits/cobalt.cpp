// RUN: async-sequential-awaits %cobalt -option AsyncStrict=true
#include "cobalt/cobalt.h"

using namespace boost::cobalt;

promise<int> started(int Id);
task<int> later(int Id);

task<int> inTurn() {
  int A = co_await later(1);
  int B = co_await later(2);
  // CHECK-MESSAGES: :[[@LINE-2]]:20: warning: {{.*}} [async-sequential-awaits]
  // CHECK-FIXES: auto [A, B] = co_await boost::cobalt::join(later(1), later(2));
  co_return A + B;
}
promise<int> promises() {
  int A = co_await started(1);
  int B = co_await started(2);
  // CHECK-MESSAGES: :[[@LINE-2]]:20: warning: {{.*}} [async-sequential-awaits]
  // CHECK-FIXES: auto [A, B] = co_await boost::cobalt::join(started(1), started(2));
  co_return A + B;
}

task<int> okDepends() {
  int A = co_await later(1);
  co_return A + co_await later(A);
}
