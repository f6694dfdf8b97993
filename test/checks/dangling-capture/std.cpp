// RUN: async-dangling-capture %std
#include <future>
#include <string>
#include <thread>

void use(int);

void detached() {
  int Count = 0;
  std::thread([&Count] { ++Count; }).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'thread' may call this lambda after 'detached' has returned, but it refers to the local variable 'Count' [async-dangling-capture]
}
void detachedLater(std::string Text) {
  std::thread Worker([&] { use(int(Text.size())); });
  Worker.detach();
  // CHECK-MESSAGES: :[[@LINE-2]]:22: warning: 'thread' may call this lambda after 'detachedLater' has returned
}
std::future<void> returned() {
  int Count = 0;
  return std::async(std::launch::async, [&Count] { ++Count; });
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'async' may call this lambda after 'returned' has returned
}

void okJoined() {
  int Count = 0;
  std::thread Worker([&Count] { ++Count; });
  Worker.join();
}
void okWaits() {
  int Count = 0;
  std::async(std::launch::async, [&Count] { ++Count; });
  auto Done = std::async(std::launch::async, [&Count] { ++Count; });
  Done.get();
}
void okJoinsInDestructor() {
  int Count = 0;
  std::jthread Worker([&Count] { ++Count; });
}
