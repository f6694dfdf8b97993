// async-offload-in-library: chooses an executor on behalf of its callers.

#include "weather/smoothing.h"
#include <memory>

namespace weather {

std::vector<double> smooth(const std::vector<double> &Values) {
  std::vector<double> Result = Values;
  for (std::size_t I = 1; I + 1 < Values.size(); ++I)
    Result[I] = (Values[I - 1] + Values[I] + Values[I + 1]) / 3;
  return Result;
}

// Wrong: every program that uses this library gets a thread for each call.
std::future<std::vector<double>> smoothLater(std::vector<double> Values) {
  return std::async(std::launch::async, [Values] { return smooth(Values); });
}

// Right: the caller chooses the executor.
std::future<std::vector<double>> smoothOn(const Executor &Where,
                                          std::vector<double> Values) {
  auto Work = std::make_shared<std::packaged_task<std::vector<double>()>>(
      [Values = std::move(Values)] { return smooth(Values); });
  std::future<std::vector<double>> Result = Work->get_future();
  Where([Work] { (*Work)(); });
  return Result;
}

} // namespace weather
