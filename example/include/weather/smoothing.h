// The headers below include/ are what the project offers to other programs.

#ifndef WEATHER_SMOOTHING_H
#define WEATHER_SMOOTHING_H

#include <functional>
#include <future>
#include <vector>

namespace weather {

using Executor = std::function<void(std::function<void()>)>;

/// Wrong: starts a thread that the caller did not ask for.
std::future<std::vector<double>> smoothLater(std::vector<double> Values);

/// Right: computes, and leaves the choice of threads to the caller.
std::vector<double> smooth(const std::vector<double> &Values);

/// Right: runs on the executor that the caller passes.
std::future<std::vector<double>> smoothOn(const Executor &Where,
                                          std::vector<double> Values);

} // namespace weather

#endif // WEATHER_SMOOTHING_H
