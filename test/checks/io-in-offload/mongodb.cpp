// RUN: async-io-in-offload %mongodb
#include "mongodb/mongodb.h"

using namespace mongo;

Future<int> load(int Id = 0);

// Silent: what an executor is given makes no task, and what follows it there is
// a continuation, of which async-blocking-wait speaks.
void okScheduled(ExecutorPtr Executor) {
  Executor->schedule([](Status) { (void)load().get(); });
}
ExecutorFuture<int> okContinued(Future<int> F, ExecutorPtr Executor) {
  return std::move(F).thenRunOn(Executor).then(
      [](int Id) { return load(Id).get(); });
}
