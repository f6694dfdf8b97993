// async-lock-across-suspend: a coroutine suspends while it holds a mutex.

#include "task.h"
#include <map>
#include <mutex>

namespace weather {

Task<double> measure(std::string Place);

static std::mutex Mutex;
static std::map<std::string, double> Known;

// Wrong: the mutex stays locked until the answer is here, and is unlocked by
// whichever thread resumes the coroutine.
Task<double> temperatureLocked(std::string Place) {
  std::lock_guard Lock(Mutex);
  if (auto Found = Known.find(Place); Found != Known.end())
    co_return Found->second;
  co_return Known[Place] = co_await measure(Place);
}

// Right: it is unlocked while the coroutine waits.
Task<double> temperature(std::string Place) {
  {
    std::lock_guard Lock(Mutex);
    if (auto Found = Known.find(Place); Found != Known.end())
      co_return Found->second;
  }
  double New = co_await measure(Place);
  std::lock_guard Lock(Mutex);
  co_return Known[Place] = New;
}

} // namespace weather
