// RUN: async-redundant-reschedule -std=c++20 -isystem stubs
// RUN: async-redundant-reschedule -std=c++20 -isystem stubs -check-suffix=TEST -option AsyncTestPaths=reschedule/seastar
#include "seastar/seastar.h"
#include <memory>

namespace ss = seastar;
using ss::future;
using ss::scheduling_group;
using ss::coroutine::switch_to;

future<int> fetch(int Id = 0);
future<> send(int Value);
void use(int);

//===-- Two switches with nothing between ---------------------------------===//

future<> twice(scheduling_group A, scheduling_group B) {
  co_await switch_to(A);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'switch_to' schedules coroutine 'twice' on an executor that it leaves at once; remove this hop [async-redundant-reschedule]
  co_await switch_to(B);
  co_await send(1);
}
// CHECK-FIXES: future<> twice(scheduling_group A, scheduling_group B) {
// CHECK-FIXES-NEXT: //
// CHECK-FIXES: co_await switch_to(B);
// CHECK-FIXES: co_await send(1);

//===-- There already -----------------------------------------------------===//

future<> again(const scheduling_group A) {
  co_await ss::coroutine::switch_to(A);
  use(1);
  co_await send(1);
  co_await ss::coroutine::switch_to(A);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'switch_to' schedules coroutine 'again' on the executor that it already runs on; remove this hop
  co_await send(2);
}
// CHECK-FIXES: co_await send(1);
// CHECK-FIXES-NEXT: //
// CHECK-FIXES: co_await send(2);

future<> againWithBlocks(scheduling_group A, bool More) {
  auto Before = co_await switch_to(A);
  if (More)
    co_await send(1);
  co_await switch_to(A);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'switch_to' schedules coroutine 'againWithBlocks' on the executor that it already runs on
  co_await send(2);
  // Without it, nothing would use the variable.
  co_await switch_to(Before);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'switch_to' schedules coroutine 'againWithBlocks' on an executor right before it ends, but whatever awaits it resumes where it was anyway [async-redundant-reschedule]
  // CHECK-FIXES: co_await switch_to(Before);
}

future<int> onOwnShard() {
  return ss::smp::submit_to(ss::this_shard_id(), [] { return fetch(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'submit_to' posts to the executor that this code already runs on; call the function directly [async-redundant-reschedule]
  // CHECK-FIXES: return ss::smp::submit_to(ss::this_shard_id(), [] { return fetch(); });
}

//===-- Right before the end ----------------------------------------------===//

future<int> returnsConstant(scheduling_group A, scheduling_group Before) {
  co_await switch_to(A);
  co_await send(1);
  co_await switch_to(Before);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'switch_to' schedules coroutine 'returnsConstant' on an executor right before it ends
  co_return 1;
}
// CHECK-FIXES: co_await send(1);
// CHECK-FIXES-NEXT: //
// CHECK-FIXES: co_return 1;

// Without it, this would be no coroutine.
future<> isAll(scheduling_group A) {
  co_await switch_to(A);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'switch_to' schedules coroutine 'isAll' on an executor right before it ends, but whatever awaits it resumes where it was anyway [async-redundant-reschedule]
  // CHECK-FIXES: co_await switch_to(A);
}

//===-- Silent ------------------------------------------------------------===//

future<> okEach(scheduling_group A, scheduling_group B) {
  co_await switch_to(A);
  co_await send(1);
  co_await switch_to(B);
  co_await send(2);
  co_await switch_to(A);
  co_await send(3);
}

future<int> okValueThere(scheduling_group A) {
  co_await send(1);
  co_await switch_to(A);
  co_return ss::this_shard_id();
}

future<> okDestroyedThere(scheduling_group A) {
  auto Value = std::make_unique<int>(1);
  co_await send(*Value);
  co_await switch_to(A);
}

future<> okParameterDestroyedThere(scheduling_group A, ss::sstring Name) {
  co_await send(1);
  co_await switch_to(A);
}

future<> okChanged(scheduling_group A, scheduling_group B) {
  co_await switch_to(A);
  co_await send(1);
  A = B;
  co_await switch_to(A);
  co_await send(2);
}

// Whoever it belongs to may change it meanwhile.
future<> okReference(scheduling_group &A) {
  co_await switch_to(A);
  co_await send(1);
  co_await switch_to(A);
  co_await send(2);
}

future<> okPerhaps(scheduling_group A, scheduling_group B, bool Other) {
  co_await switch_to(A);
  if (Other)
    co_await switch_to(B);
  co_await switch_to(A);
  co_await send(1);
}

future<> okLoop(scheduling_group A, scheduling_group B) {
  co_await switch_to(A);
  for (int I = 0; I < 3; ++I) {
    co_await switch_to(A);
    co_await send(I);
    co_await switch_to(B);
    co_await send(I);
  }
}

// Back to where it came from.
future<int> okOtherShard(unsigned Shard) {
  auto Here = ss::this_shard_id();
  return ss::smp::submit_to(Shard, [Here] {
    return ss::smp::submit_to(Here, [] { return fetch(); });
  });
}

future<int> okBack(unsigned Shard) {
  return ss::smp::submit_to(Shard, [Here = ss::this_shard_id()] {
    return ss::smp::submit_to(Here, [] { return fetch(); });
  });
}
