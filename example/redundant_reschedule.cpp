// async-redundant-reschedule: goes to an executor for nothing.

#include "pool.h"

namespace weather {

static int countLines(const std::string &Report) {
  int Lines = 0;
  for (char Each : Report)
    Lines += Each == '\n';
  return Lines;
}

// Wrong: the second hop ends a stay in the pool in which nothing was done.
Task<int> linesTwiceScheduled(std::string Report, Pool &Workers) {
  co_await Workers.schedule();
  co_await pool().schedule();
  co_return countLines(Report);
}

// Right.
Task<int> lines(std::string Report) {
  co_await pool().schedule();
  co_return countLines(Report);
}

} // namespace weather
