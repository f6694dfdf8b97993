// RUN: async-unobserved-task %folly
#include "folly/folly.h"
#include <utility>

using namespace folly;

Future<int> load();
void use(int) noexcept;

//===-- What a variable holds where it is dropped -------------------------===//

void onOneWay(bool Cached) {
  Future<int> F = makeFuture(1);
  if (!Cached)
    F = load();
  std::move(F).thenValue([](int V) { use(V); });
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the task returned by 'thenValue' is dropped; if it fails, nobody will know [async-unobserved-task]
}

void inSomeRounds(int N) {
  Future<int> F = makeFuture(1);
  for (int I = 0; I < N; ++I)
    F = load();
  std::move(F).thenValue([](int V) { use(V); });
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the task returned by 'thenValue' is dropped;
}

void assignedLast() {
  Future<int> F = makeFuture(1);
  F = load();
  std::move(F).thenValue([](int V) { use(V); });
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the task returned by 'thenValue' is dropped;
}

// Silent: it is ready on every way.
void okReady(bool Cached) {
  Future<int> F = makeFuture(1);
  if (!Cached)
    F = makeFuture(2);
  std::move(F).thenValue([](int V) { use(V); });
}

// Silent: the chain that grows in the loop begins with a ready one.
void okGrows(int N) {
  Future<int> F = makeFuture(1);
  for (int I = 0; I < N; ++I)
    F = std::move(F).thenValue([](int V) { return V + 1; });
  std::move(F).thenValue([](int V) { use(V); });
}

// Silent: what is assigned later is not what was dropped.
void okAssignedLater() {
  Future<int> F = makeFuture(1);
  std::move(F).thenValue([](int V) { use(V); });
  F = load();
  F.wait();
}
