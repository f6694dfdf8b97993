// RUN: async-redundant-reschedule %drogon
#include "drogon/drogon.h"

using namespace drogon;

Task<> store(int);

Task<> twice(trantor::EventLoop *const Loop) {
  co_await switchThreadCoro(Loop);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'switchThreadCoro' schedules coroutine 'twice' on an executor that it leaves at once; remove this hop [async-redundant-reschedule]
  co_await switchThreadCoro(Loop);
  // CHECK-NOTES: :[[@LINE-1]]:12: note: it leaves that executor here, through 'switchThreadCoro'
  co_await store(1);
}
// CHECK-FIXES: Task<> twice(trantor::EventLoop *const Loop) {
// CHECK-FIXES-NEXT: //
// CHECK-FIXES: co_await switchThreadCoro(Loop);
// CHECK-FIXES: co_await store(1);

Task<> movedOn(trantor::EventLoop *First, trantor::EventLoop *Second) {
  co_await switchThreadCoro(First);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'switchThreadCoro' schedules coroutine 'movedOn' on an executor that it leaves at once; remove this hop
  co_await switchThreadCoro(Second);
  // CHECK-NOTES: :[[@LINE-1]]:12: note: it leaves that executor here, through 'switchThreadCoro'
  co_await store(1);
}
// CHECK-FIXES: Task<> movedOn(trantor::EventLoop *First, trantor::EventLoop *Second) {
// CHECK-FIXES-NEXT: //
// CHECK-FIXES: co_await switchThreadCoro(Second);

Task<> okBetween(trantor::EventLoop *First, trantor::EventLoop *Second) {
  co_await switchThreadCoro(First);
  co_await store(1);
  co_await switchThreadCoro(Second);
  co_await store(2);
}

// The client goes on in its own loop.
Task<> okAfterAwait(trantor::EventLoop *const Loop, orm::DbClientPtr Client) {
  co_await switchThreadCoro(Loop);
  co_await Client->execSqlCoro("select 1");
  co_await switchThreadCoro(Loop);
  co_await store(1);
}
