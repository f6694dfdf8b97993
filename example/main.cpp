// The program around the examples. It has no findings: main may block,
// because it has nothing else to do.

#include "pool.h"
#include "weather/smoothing.h"
#include <cstdio>

namespace weather {

Task<double> meanTemperature(std::vector<double> Values);
Task<long> countStorms(std::string Url);
Task<> warnAll(std::vector<std::string> Places);

// Simulates a network: answers after a while.
std::future<std::string> fetch(std::string Url) {
  return std::async(std::launch::async, [Url] {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return Url + ": rain, wind!";
  });
}

Pool &pool() {
  static Pool Only;
  return Only;
}

static Task<> day() {
  std::vector<double> Smooth = smooth({9, 12, 18, 14});
  std::printf("mean %.1f\n", co_await meanTemperature(Smooth));
  std::printf("storms %ld\n", co_await countStorms("harbour"));
  std::vector<std::string> Places = {"harbour", "beach"};
  co_await warnAll(std::move(Places));
}

} // namespace weather

int main() {
  weather::run(weather::day());
  std::printf("%s\n", weather::fetch("hills").get().c_str());
}
