// async-cpu-bound-in-coroutine: a long computation occupies a thread that other
// coroutines share.

#include "pool.h"
#include <regex>

namespace weather {

// Annotate a long computation in its declaration, or list it in a model.
[[clang::annotate("async-tidy::cpu_bound")]] double
simulate(const std::string &Report);

// Wrong: until it is done, no coroutine on this thread makes progress.
Task<double> tomorrowAtOnce(std::string Url) {
  std::string Report = co_await fetch(Url);
  co_return simulate(Report);
}

// Right: a thread of the pool computes.
Task<double> tomorrow(std::string Url) {
  std::string Report = co_await fetch(Url);
  co_return co_await pool().run([&] { return simulate(Report); });
}

double simulate(const std::string &Report) {
  double Sum = 0;
  for (int Day = 0; Day < 100000; ++Day)
    for (char Each : Report)
      Sum = Sum / 2 + Each;
  return Sum;
}

} // namespace weather
