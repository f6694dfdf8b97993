// Every function may run in a task, where a wait suspends.
// RUN: async-sync-over-async %userver
#include "userver/userver.h"

using namespace userver;

int work();
engine::TaskWithResult<int> fetch(int Id);
engine::Future<int> later();

int okWaits(int Id) { return fetch(Id).Get() + 1; }
int okFuture() { return later().get(); }
static int okHelper(int Id) { return fetch(Id).Get() + 1; }
int okInTask() {
  return utils::Async("work", [] { return okHelper(1); }).Get();
}
