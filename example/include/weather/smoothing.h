// What the project offers to other programs: the folder include/ says so.

#ifndef WEATHER_SMOOTHING_H
#define WEATHER_SMOOTHING_H

#include <functional>
#include <future>
#include <vector>

namespace weather {

using Executor = std::function<void(std::function<void()>)>;

/// Wrong: starts a thread that the caller did not ask for.
std::future<std::vector<double>> smoothLater(std::vector<double> Values);

/// Right: computes, and leaves threads to the caller.
std::vector<double> smooth(const std::vector<double> &Values);

/// Right: runs where the caller says.
std::future<std::vector<double>> smoothOn(const Executor &Where,
                                          std::vector<double> Values);

} // namespace weather

#endif // WEATHER_SMOOTHING_H
