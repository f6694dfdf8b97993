// async-sync-over-async: an ordinary function blocks on a task, and so blocks
// its callers.

#include "task.h"

namespace weather {

Task<std::string> report(std::string Url);

// Wrong: its callers could have awaited the report.
std::string headlineInTime(std::string Url) {
  std::string Report = run(report(std::move(Url)));
  return Report.substr(0, Report.find(','));
}

// Right: the caller chooses how to wait.
Task<std::string> headline(std::string Url) {
  std::string Report = co_await report(std::move(Url));
  co_return Report.substr(0, Report.find(','));
}

// Wrong; only coroutines call it, so the fix can make it one, too.
static std::size_t lengthInTime(std::string Url) {
  return run(report(std::move(Url))).size();
}

Task<std::size_t> area(std::string Url) {
  std::size_t Length = lengthInTime(std::move(Url));
  co_return Length *Length;
}

} // namespace weather
