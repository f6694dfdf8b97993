// async-unobserved-task: starts work that nothing observes, or never starts it.

#include "task.h"
#include <cstdio>
#include <stdexcept>

namespace weather {

static Task<> warn(std::string Place) {
  std::string Receipt = co_await fetch("warn/" + Place);
  if (Receipt.empty())
    throw std::runtime_error("no receipt from " + Place);
}

static void archive() {
  std::FILE *File = std::fopen("archive.txt", "w");
  if (!File)
    throw std::runtime_error("cannot write archive.txt");
  std::fputs("rain, wind!\n", File);
  std::fclose(File);
}

// Wrong: these tasks are lazy, so they never run unless awaited.
Task<> warnCoastNever() {
  warn("harbour");
  (void)warn("beach");
  co_return;
}

// Right.
Task<> warnCoast() {
  co_await warn("harbour");
  co_await warn("beach");
}

// Right: kept, and awaited in the end.
Task<> warnAll(std::vector<std::string> Places) {
  std::vector<Task<>> Warnings;
  for (const std::string &Place : Places)
    Warnings.push_back(warn(Place));
  for (Task<> &Warning : Warnings)
    co_await std::move(Warning);
}

// Wrong: the destructor of the future waits here, and drops the error.
void archiveInStep() { (void)std::async(std::launch::async, archive); }

// Wrong: an error ends the program, and nothing can wait for the thread.
void archiveUnwatched() { std::thread(archive).detach(); }

// Right: the caller gets the future, and with it the error.
std::future<void> archiveWatched() {
  return std::async(std::launch::async, archive);
}

} // namespace weather
