// async-redundant-reschedule: hops to an executor and does nothing there.

#include "pool.h"

namespace weather {

static int countLines(const std::string &Report) {
  int Lines = 0;
  for (char Each : Report)
    Lines += Each == '\n';
  return Lines;
}

// Wrong: nothing runs in the pool between the two hops.
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
