// RUN: async-self-wait -std=c++20 -isystem stubs
#include "folly/folly.h"

void update();

void nested(folly::EventBase &Base, folly::EventBase &Other) {
  Base.runInEventBaseThread([&] {
    Base.runInEventBaseThreadAndWait([] { update(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'runInEventBaseThreadAndWait' blocks a thread of 'Base' for work that needs 'Base': once all of its threads wait, none of them continues [async-self-wait]
    // CHECK-MESSAGES: :[[@LINE-3]]:8: note: 'runInEventBaseThread' runs this code on 'Base'
    Other.runInEventBaseThreadAndWait([] { update(); });
  });
  Base.runInEventBaseThreadAndWait([] { update(); });
}

void okTests(folly::EventBase &Base) {
  Base.runInEventBaseThread([&] {
    if (!Base.isInEventBaseThread())
      Base.runInEventBaseThreadAndWait([] { update(); });
  });
  // It runs the function at once on the loop's own thread.
  Base.runInEventBaseThread([&] {
    Base.runImmediatelyOrRunInEventBaseThreadAndWait([] { update(); });
  });
}
