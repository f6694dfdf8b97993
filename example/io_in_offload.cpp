// async-io-in-offload: ties up a thread waiting for I/O that could be awaited.

#include "task.h"
#include <algorithm>

namespace weather {

// Wrong: an extra thread does nothing but wait for the network.
Task<std::string> reportOffloaded(std::string Url) {
  co_return co_await std::async(std::launch::async,
                                [Url] { return fetch(Url).get(); });
}

// Right: fetch is already asynchronous.
Task<std::string> report(std::string Url) { co_return co_await fetch(Url); }

// Wrong: the same in an ordinary function, which already has the future.
std::future<std::string> laterReportOffloaded(std::string Url) {
  return std::async(std::launch::async, [Url] { return fetch(Url).get(); });
}

// Right.
std::future<std::string> laterReport(std::string Url) { return fetch(Url); }

// Right: counting is CPU-bound work, and another thread can do it.
Task<long> countStorms(std::string Url) {
  std::string Report = co_await fetch(Url);
  auto Count = [Report] {
    return static_cast<long>(std::count(Report.begin(), Report.end(), '!'));
  };
  co_return co_await std::async(std::launch::async, Count);
}

} // namespace weather
