// async-dangling-capture: a coroutine uses captures of a lambda that is gone.

#include "task.h"

namespace weather {

Task<double> measure(std::string Place);

// Wrong: the lambda is destroyed at the end of the first statement, and its
// captures with it. The coroutine starts in the second one.
Task<double> windChillDangling(std::string Place, double Wind) {
  Task<double> Chill = [Place, Wind]() -> Task<double> {
    co_return co_await measure(Place) - Wind;
  }();
  co_return co_await std::move(Chill);
}

// Right: parameters are copied into the coroutine.
Task<double> windChill(std::string Place, double Wind) {
  Task<double> Chill = [](std::string Place, double Wind) -> Task<double> {
    co_return co_await measure(std::move(Place)) - Wind;
  }(std::move(Place), Wind);
  co_return co_await std::move(Chill);
}

} // namespace weather
