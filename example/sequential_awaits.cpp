// async-sequential-awaits: awaits one by one what could run together. It speaks
// only if AsyncStrict is set, as in the .clang-tidy here.

#include "task.h"

namespace weather {

static Task<double> temperature(int Station) {
  co_return std::stod(co_await fetch("temperature/" + std::to_string(Station)));
}

static Task<double> pressure(int Station) {
  co_return std::stod(co_await fetch("pressure/" + std::to_string(Station)));
}

// Wrong: the second station is asked when the first one has answered.
Task<double> densityInTurn(int Station) {
  double Temperature = co_await temperature(Station);
  double Pressure = co_await pressure(Station);
  co_return Pressure / (287 * (Temperature + 273));
}

// Right: both are asked before the first answer is waited for.
Task<double> density(int Station) {
  std::string Name = std::to_string(Station);
  std::future<std::string> Temperature = fetch("temperature/" + Name);
  std::future<std::string> Pressure = fetch("pressure/" + Name);
  co_return std::stod(co_await std::move(Pressure)) /
      (287 * (std::stod(co_await std::move(Temperature)) + 273));
}

} // namespace weather
