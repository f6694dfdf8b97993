// async-sequential-awaits: awaits tasks one by one that could run concurrently.
// Reported only with AsyncStrict, as in the .clang-tidy here.

#include "task.h"

namespace weather {

static Task<double> temperature(int Station) {
  co_return std::stod(co_await fetch("temperature/" + std::to_string(Station)));
}

static Task<double> pressure(int Station) {
  co_return std::stod(co_await fetch("pressure/" + std::to_string(Station)));
}

// Wrong: it asks the second station only after the first one has answered.
Task<double> densityInTurn(int Station) {
  double Temperature = co_await temperature(Station);
  double Pressure = co_await pressure(Station);
  co_return Pressure / (287 * (Temperature + 273));
}

// Right: it asks both before it waits for the first answer.
Task<double> density(int Station) {
  std::string Name = std::to_string(Station);
  std::future<std::string> Temperature = fetch("temperature/" + Name);
  std::future<std::string> Pressure = fetch("pressure/" + Name);
  co_return std::stod(co_await std::move(Pressure)) /
      (287 * (std::stod(co_await std::move(Temperature)) + 273));
}

} // namespace weather
