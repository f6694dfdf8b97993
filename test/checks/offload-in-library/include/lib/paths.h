// Found by the default of LibraryPaths.
#ifndef LIB_PATHS_H
#define LIB_PATHS_H

#include <future>

std::future<int> inInclude(int X);

inline std::future<int> inlinedInInclude(int X) {
  return std::async([X] { return X; });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'inlinedInInclude' chooses an executor
}

#endif // LIB_PATHS_H
