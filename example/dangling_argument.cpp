// async-dangling-argument: a coroutine refers to an argument that is gone.

#include "task.h"

namespace weather {

Task<double> measure(std::string Place);

static Task<double> measureAt(const std::string &Place) {
  co_return co_await measure(Place);
}

// Wrong: the string is destroyed at the end of the first statement, before the
// coroutine starts.
Task<double> temperatureOfBeachDangling(std::string Town) {
  Task<double> Beach = measureAt(Town + " beach");
  co_return co_await std::move(Beach);
}

// Right: it lives as long as the statement that awaits the coroutine.
Task<double> temperatureOfBeach(std::string Town) {
  co_return co_await measureAt(Town + " beach");
}

} // namespace weather
