// Found only if LibraryPaths says so.
#ifndef SDK_PATHS_H
#define SDK_PATHS_H

#include <future>

std::future<int> inSdk(int X);

inline std::future<int> inlinedInSdk(int X) {
  return std::async([X] { return X; });
  // CHECK-MESSAGES-SDK: :[[@LINE-1]]:10: warning: 'inlinedInSdk' chooses an executor
}

#endif // SDK_PATHS_H
