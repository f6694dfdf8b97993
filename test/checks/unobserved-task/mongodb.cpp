// RUN: async-unobserved-task %mongodb -fix-notes
#include "mongodb/mongodb.h"

using mongo::Future;

Future<int> load(int Id = 0);
void use(int);

void dropped() {
  load();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'load' is dropped; if it fails, nobody will know [async-unobserved-task]
  // CHECK-FIXES: load().getAsync([](auto &&) { /* handle the error */ });
  (void)load().then([](int Id) { return Id; });
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the task returned by 'then' is dropped; if it fails, nobody will know
  // CHECK-FIXES: (void)load().then([](int Id) { return Id; }).getAsync([](auto &&) { /* handle the error */ });
  auto Kept = load();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: nothing awaits 'Kept': its value and its error are lost [async-unobserved-task]
}

void droppedTogether(std::vector<Future<int>> All) {
  (void)mongo::whenAllSucceed(std::move(All));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'whenAllSucceed' is dropped; if it fails, nobody will know
}

void okHandled() {
  load().getAsync([](mongo::StatusWith<int> Got) {
    if (!Got.isOK())
      use(1);
  });
  (void)load().onError([](mongo::Status) { return 0; });
  use(load().get());
}

void okReady() { (void)Future<int>::makeReady(1); }

Future<int> okReturned() { return load(); }

void suppressed() {
  (void)load(); // NOLINT(async-unobserved-task)
}
