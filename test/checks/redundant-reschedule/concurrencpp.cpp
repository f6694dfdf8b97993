// RUN: async-redundant-reschedule %concurrencpp
#include "concurrencpp/concurrencpp.h"

using namespace concurrencpp;

result<int> load(int Id = 0);
int compute(int);

result<int> twice(std::shared_ptr<thread_pool_executor> Pool,
                  std::shared_ptr<thread_executor> Threads) {
  co_await resume_on(Pool);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'resume_on' schedules coroutine 'twice' on an executor that it leaves at once; remove this hop [async-redundant-reschedule]
  // CHECK-FIXES-NOT: resume_on(Pool)
  // CHECK-FIXES: co_await resume_on(Threads);
  co_await resume_on(Threads);
  // CHECK-NOTES: :[[@LINE-1]]:12: note: it leaves that executor here, through 'resume_on'
  co_return compute(1);
}

// It lets others run.
result<int> okYields(std::shared_ptr<thread_pool_executor> Pool) {
  co_await resume_on(Pool);
  int First = compute(1);
  co_await resume_on(Pool);
  co_return compute(First);
}

result<int> okBetween(std::shared_ptr<thread_pool_executor> Pool,
                      std::shared_ptr<thread_executor> Threads) {
  co_await resume_on(Pool);
  int First = compute(1);
  co_await resume_on(Threads);
  co_return compute(First);
}
