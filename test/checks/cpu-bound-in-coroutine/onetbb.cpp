// RUN: async-cpu-bound-in-coroutine %folly
// The real headers.
#include "folly/folly.h"
#include <tbb/parallel_for.h>
#include <tbb/parallel_for_each.h>
#include <tbb/parallel_invoke.h>
#include <tbb/parallel_reduce.h>
#include <tbb/parallel_sort.h>
#include <tbb/task_arena.h>
#include <vector>

using folly::coro::Task;
void scale(double &);

Task<> scales(std::vector<double> Image) {
  tbb::parallel_for(0, 1000, [&](int I) { scale(Image[I]); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'parallel_for' computes for a long time on the thread of coroutine 'scales', which stalls everything else on it [async-cpu-bound-in-coroutine]
  co_return;
}

Task<> sorts(std::vector<int> Numbers) {
  oneapi::tbb::parallel_sort(Numbers.begin(), Numbers.end());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'parallel_sort' computes for a long time on the thread of coroutine 'sorts', which stalls everything else on it [async-cpu-bound-in-coroutine]
  co_return;
}

Task<double> reduces(std::vector<double> Image) {
  using Range = tbb::blocked_range<double *>;
  co_return tbb::parallel_reduce(
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'parallel_reduce' computes for a long time on the thread of coroutine 'reduces', which stalls everything else on it [async-cpu-bound-in-coroutine]
      Range(Image.data(), Image.data() + Image.size()), 0.0,
      [](const Range &Part, double Sum) { return Sum + *Part.begin(); },
      [](double A, double B) { return A + B; });
}

// In an arena the coroutine waits as well.
Task<> inArena(tbb::task_arena &Arena, std::vector<double> Image) {
  Arena.execute([&] {
    tbb::parallel_for_each(Image.begin(), Image.end(), scale);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'parallel_for_each' computes for a long time on the thread of coroutine 'inArena', which stalls everything else on it [async-cpu-bound-in-coroutine]
  });
  co_return;
}

static void scaleAll(std::vector<double> &Image) {
  tbb::parallel_for_each(Image, scale);
}
Task<> byHelper(std::vector<double> Image) {
  scaleAll(Image);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'scaleAll' computes for a long time on the thread of coroutine 'byHelper', which stalls everything else on it [async-cpu-bound-in-coroutine]
  // CHECK-NOTES: :[[@LINE-5]]:3: note: 'scaleAll' computes here, in 'parallel_for_each'
  co_return;
}

#define BOTH(A, B) tbb::parallel_invoke(A, B)
Task<> inMacro(double &First, double &Second) {
  BOTH([&] { scale(First); }, [&] { scale(Second); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'parallel_invoke' computes for a long time on the thread of coroutine 'inMacro', which stalls everything else on it [async-cpu-bound-in-coroutine]
  co_return;
}

// Handed over, and not waited for.
Task<> okEnqueued(tbb::task_arena &Arena, std::vector<double> *Image) {
  Arena.enqueue([=] { scaleAll(*Image); });
  co_return;
}

void okPlain(std::vector<double> &Image) { scaleAll(Image); }

Task<> suppressed(std::vector<double> Image) {
  scaleAll(Image); // NOLINT(async-cpu-bound-in-coroutine)
  co_return;
}
