// async-cpu-bound-in-coroutine: computes for long on a thread that others wait
// for.

#include "pool.h"
#include <regex>

namespace weather {

// What takes long can be said where it is declared, or in a model.
[[clang::annotate("async-tidy::cpu_bound")]] double
simulate(const std::string &Report);

// Wrong: until tomorrow is known, no coroutine of this thread goes on.
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
