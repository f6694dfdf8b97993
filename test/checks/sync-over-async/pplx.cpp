// RUN: async-sync-over-async %pplx
// RUN: async-sync-over-async %cpprest
#include "pplx/pplx.h"

using pplx::task;

task<int> load(int Id = 0);
void use(int);

int waits(int Id) { return load(Id).get() + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'get' blocks the thread of every caller of 'waits' until the task is finished [async-sync-over-async]

static int calledByContinuation(int Id) { return load(Id).get() + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:59: warning: 'get' blocks the thread of every caller of 'calledByContinuation' until the task is finished
task<int> calls(task<int> T) {
  return T.then([](int Id) { return calledByContinuation(Id); });
}

// What each client of this library has.
class Blob {
public:
  task<int> size_async() const;
  int okSize() const { return size_async().get(); }
  task<void> upload_async(int);
  void okUpload(int Size) { upload_async(Size).wait(); }
  static int none();
  void okWithDefault() { upload_async(none()).wait(); }
};

// What a task of somebody's own waits with.
class OkOwn : public task<int> {
public:
  int result() { return load(1).get(); }
};

// Forked and joined here.
int okForkAndJoin() {
  auto Half = pplx::create_task([] { return 1; });
  return Half.get() + 1;
}

static int okCalledByMain(int Id) { return load(Id).get() + 1; }
int main() { use(okCalledByMain(1)); }

int suppressed() {
  return load().get() + 1; // NOLINT(async-sync-over-async)
}

// Who hands it a finished task does not wait; who hands it another one does.
static void quietly(const task<int> &Done) {
  try {
    Done.wait();
  } catch (...) {
  }
}
static void loudly(const task<int> &Done) { Done.wait(); }
// CHECK-MESSAGES: :[[@LINE-1]]:50: warning: 'wait' blocks the thread of every caller of 'loudly' until the task is finished
void okObserves() {
  load().then([](task<int> Done) { quietly(Done); });
}
void observes(task<int> Other) {
  load().then([=](task<int> Done) {
    loudly(Done);
    loudly(Other);
  });
}
