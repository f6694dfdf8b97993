// async-blocking-destructor: an object that waits when it is destroyed.

#include "task.h"

namespace weather {

void archive(std::vector<double> Values);
Task<> announce(std::string Text);

// Wrong: at the end, the destructor of 'Archived' blocks the thread.
Task<> finishDayBlocking(std::vector<double> Values) {
  auto Archived = std::async(std::launch::async, archive, std::move(Values));
  co_await announce("good night");
}

// Right: the coroutine awaits it.
Task<> finishDay(std::vector<double> Values) {
  auto Archived = std::async(std::launch::async, archive, std::move(Values));
  co_await announce("good night");
  co_await std::move(Archived);
}

} // namespace weather
