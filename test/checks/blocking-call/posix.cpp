// RUN: async-blocking-call %inhouse
// RUN: async-blocking-call %inhouse -check-suffix=,STRICT -option AsyncStrict=true
#include "async_lib/inhouse.h"
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using inhouse::Task;

Task<> sleeps() {
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the thread of coroutine 'sleeps', and all other coroutines on it [async-blocking-call]
  usleep(10);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks the thread of coroutine 'sleeps', and all other coroutines on it [async-blocking-call]
  co_return;
}

Task<addrinfo *> resolves() {
  addrinfo *Found = nullptr;
  getaddrinfo("localhost", nullptr, nullptr, &Found);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'getaddrinfo' blocks the thread of coroutine 'resolves', and all other coroutines on it [async-blocking-call]
  co_return Found;
}

// One file, one finding.
Task<> writes(const char *Text) {
  int File = open("log", O_WRONLY);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'open' blocks the thread of coroutine 'writes', and all other coroutines on it [async-blocking-call]
  // CHECK-NOTES: :[[@LINE+2]]:3: note: 'pwrite' also blocks here
  // CHECK-NOTES: :[[@LINE+2]]:3: note: 'fsync' also blocks here
  pwrite(File, Text, 1, 0);
  fsync(File);
  close(File);
  co_return;
}

Task<int> polls(pollfd *Ready, int Queue, epoll_event *Events) {
  poll(Ready, 1, 100);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'poll' blocks the thread of coroutine 'polls', and all other coroutines on it [async-blocking-call]
  co_return epoll_wait(Queue, Events, 1, -1);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'epoll_wait' blocks the thread of coroutine 'polls', and all other coroutines on it [async-blocking-call]
}

Task<> okNotAtAll(pollfd *Ready, int Queue, epoll_event *Events) {
  sleep(0);
  poll(Ready, 1, 0);
  epoll_wait(Queue, Events, 1, 0);
  open("fifo", O_RDONLY | O_NONBLOCK);
  co_return;
}

// Whether a descriptor blocks, the call does not say.
Task<> receives(int Socket, char *Data) {
  recv(Socket, Data, 8, 0);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: 'recv' blocks the thread of coroutine 'receives', and all other coroutines on it [async-blocking-call]
  recv(Socket, Data, 8, MSG_DONTWAIT);
  co_return;
}

// FIXME: Silent, but should report where the pipe blocks: nothing here says
// whether it does. With AsyncStrict that is taken for granted.
Task<> missedRead(int Pipe, char *Data) {
  read(Pipe, Data, 8);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: 'read' blocks the thread of coroutine 'missedRead', and all other coroutines on it [async-blocking-call]
  co_return;
}

#define NAP() usleep(10)
Task<> inMacro() {
  NAP();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks the thread of coroutine 'inMacro', and all other coroutines on it [async-blocking-call]
  co_return;
}

template <typename T> Task<T> inTemplate(const char *Path) {
  struct stat Data{};
  truncate(Path, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'truncate' blocks the thread of coroutine 'inTemplate', and all other coroutines on it [async-blocking-call]
  co_return Data.st_size;
}
Task<> brief(const char *Path) {
  struct stat Data;
  stat(Path, &Data);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: 'stat' blocks the thread of coroutine 'brief', and all other coroutines on it [async-blocking-call]
  co_return;
}
Task<int> instance() {
  co_return co_await inTemplate<int>("a") + co_await inTemplate<long>("b");
}

Task<> suppressed() {
  sleep(1); // NOLINT(async-blocking-call)
  co_return;
}

// A thread of its own may.
Task<> okThread() {
  std::thread Sleeper([] { sleep(1); });
  Sleeper.detach();
  co_return;
}

int okPlain() { return open("a", O_RDONLY); }
