// async-fake-async: looks asynchronous, but does its work before it returns.

#include "task.h"
#include <fstream>

namespace weather {

static std::string firstLine(const std::string &Path) {
  std::ifstream File(Path);
  std::string Line;
  std::getline(File, Line);
  return Line;
}

// Wrong: the caller waits for the disk, and then gets a future.
std::future<std::string> nearestStationFaked(std::string Path) {
  std::ifstream File(Path);
  std::string Line;
  std::getline(File, Line);
  std::promise<std::string> Station;
  Station.set_value(Line);
  return Station.get_future();
}

// Right: another thread waits for the disk.
std::future<std::string> nearestStation(std::string Path) {
  return std::async(std::launch::async, firstLine, Path);
}

// Wrong: a coroutine that never suspends, but blocks, two calls away.
Task<std::string> farthestStationFaked(std::string Path) {
  co_return firstLine(Path);
}

// Right.
Task<std::string> farthestStation(std::string Path) {
  co_return co_await std::async(std::launch::async, firstLine, Path);
}

// Right: a value that is already known may be returned as a finished future.
std::future<std::string> defaultStation() {
  std::promise<std::string> Station;
  Station.set_value("harbour");
  return Station.get_future();
}

} // namespace weather
