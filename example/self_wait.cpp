// async-self-wait: work on a pool blocks until other work of the pool is done.

#include "pool.h"

namespace weather {

static double simulate(int Hour) { return Hour * 1.5; }

// Wrong: with all threads of the pool in this function, none is left for the
// inner work.
std::future<double> simulateDayNested() {
  return pool().run([] {
    double Morning = pool().run([] { return simulate(8); }).get();
    return Morning + simulate(20);
  });
}

// Right: the outer work needs no other thread.
std::future<double> simulateDay() {
  return pool().run([] { return simulate(8) + simulate(20); });
}

} // namespace weather
