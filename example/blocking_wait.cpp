// async-blocking-wait: a coroutine blocks to wait for a task.

#include "task.h"
#include <numeric>

namespace weather {

static double mean(std::vector<double> Values) {
  return std::accumulate(Values.begin(), Values.end(), 0.0) /
         static_cast<double>(Values.size());
}

// Wrong: while get() waits, no coroutine on this thread makes progress.
Task<double> meanTemperatureBlocking(std::vector<double> Values) {
  std::future<double> Mean =
      std::async(std::launch::async, mean, std::move(Values));
  co_return Mean.get();
}

// Right: this coroutine waits, its thread does not.
Task<double> meanTemperature(std::vector<double> Values) {
  std::future<double> Mean =
      std::async(std::launch::async, mean, std::move(Values));
  co_return co_await std::move(Mean);
}

// Wrong, and there is nothing to await, since a thread has no future.
Task<double> meanTemperatureJoined(std::vector<double> Values) {
  double Mean = 0;
  std::thread Worker([&] { Mean = mean(Values); });
  Worker.join();
  co_return Mean;
}

// Right: the result is known to be ready, so get() does not wait.
Task<double> meanTemperatureIfReady(std::future<double> Mean) {
  if (Mean.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
    co_return co_await std::move(Mean);
  co_return Mean.get();
}

} // namespace weather
