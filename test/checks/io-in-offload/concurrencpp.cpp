// RUN: async-io-in-offload %concurrencpp
#include "concurrencpp/concurrencpp.h"

using namespace concurrencpp;

result<int> load(int Id = 0);
int compute(int Id);

result<int> onThread(std::shared_ptr<thread_executor> Threads, int Id) {
  int First = co_await Threads->submit([Id] { return load(Id).get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: 'submit' ties up a thread waiting for 'load', which is already asynchronous; await it directly [async-io-in-offload]
  // CHECK-FIXES: int First = co_await load(Id);
  co_return First;
}

result<int> inRuntime(runtime &Runtime, int Id) {
  co_return co_await Runtime.background_executor()->submit(
      [Id] { return load(Id).get(); });
  // CHECK-MESSAGES: :[[@LINE-2]]:53: warning: 'submit' ties up a thread waiting for 'load'
  // CHECK-FIXES: co_return co_await load(Id);
}

result<int> okComputes(std::shared_ptr<thread_pool_executor> Pool, int Id) {
  co_return co_await Pool->submit([Id] { return compute(load(Id).get()); });
}
