// async-blocking-call: a call in a coroutine blocks its thread.

#include "pool.h"
#include <cstdio>

namespace weather {

static void append(const std::string &Line) {
  if (std::FILE *File = std::fopen("log.txt", "a")) {
    std::fputs(Line.c_str(), File);
    std::fclose(File);
  }
}

static void log(const std::string &Place, const std::string &Report) {
  append(Place + ": " + Report + "\n");
}

// Wrong: for a second, no coroutine on this thread makes progress.
Task<std::string> reportAgainBlocking(std::string Place) {
  std::string Report = co_await fetch(Place);
  if (Report.empty()) {
    std::this_thread::sleep_for(std::chrono::seconds(1));
    Report = co_await fetch(Place);
  }
  co_return Report;
}

// Wrong, two calls away: all coroutines wait for the disk.
Task<> reportLoggedBlocking(std::string Place) {
  log(Place, co_await fetch(Place));
}

// Right: a thread of the pool waits for it.
Task<> reportLogged(std::string Place) {
  std::string Report = co_await fetch(Place);
  co_await pool().run([Place, Report] { log(Place, Report); });
}

} // namespace weather
