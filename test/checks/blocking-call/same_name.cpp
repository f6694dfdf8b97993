// RUN: async-blocking-call %inhouse
// Two functions of one name in one message are told apart.
#include "async_lib/inhouse.h"
#include <unistd.h>

using inhouse::Task;

void flush(int File) { fsync(File); }
void flush() { flush(1); }

Task<> overloads() {
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'flush' blocks the thread of coroutine 'overloads', and all other coroutines on it [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-5]]:16: note: 'flush()' calls 'flush(int)' here
  // CHECK-NOTES: :[[@LINE-7]]:24: note: 'flush' blocks here, in 'fsync'
  co_return;
}

void load(const char *Path) { usleep(1); }
Task<> load(int Id) {
  load("x");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'load(const char *)' blocks the thread of coroutine 'load(int)', and all other coroutines on it [async-blocking-call]
  co_return;
}

struct Disk {
  void read() { usleep(2); }
};
struct Cache {
  Disk D;
  Task<> read() {
    D.read();
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Disk::read' blocks the thread of coroutine 'Cache::read', and all other coroutines on it [async-blocking-call]
    co_return;
  }
};

namespace plain {
void sync() { ::sync(); }
} // namespace plain
Task<> sync(int) {
  plain::sync();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'plain::sync' blocks the thread of coroutine 'sync', and all other coroutines on it [async-blocking-call]
  co_return;
}
