// RUN: async-self-wait %inhouse
#include "bs_thread_pool/bs_thread_pool.h"

int compute(int);
void use(int);

struct Engine {
  BS::thread_pool<> Pool;

  void start() {
    Pool.detach_task([this] {
      use(Pool.submit_task([] { return compute(1); }).get());
      // CHECK-MESSAGES: :[[@LINE-1]]:55: warning: 'get' blocks a thread of 'Pool' for work that needs 'Pool': once all of its threads wait, none of them continues [async-self-wait]
      Pool.wait();
      // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'wait' blocks a thread of 'Pool' for all of its work, this code included
    });
  }

  void okOutside() {
    use(Pool.submit_task([] { return compute(1); }).get());
    Pool.wait();
  }
};

// Silent: two pools.
void okTwo(BS::thread_pool<> &First, BS::thread_pool<> &Second) {
  First.detach_task([&Second] {
    use(Second.submit_task([] { return compute(1); }).get());
  });
}
