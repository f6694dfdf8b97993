// Where a library's headers are, and what are its tests.
//
// RUN: async-offload-in-library -include-file=include/lib/paths.h -include-file=sdk/paths.h
// RUN: async-offload-in-library -check-suffix=SDK -option async-offload-in-library.LibraryPaths=/sdk/
// RUN: async-offload-in-library -check-suffix=NONE -option async-offload-in-library.LibraryPaths=/public/
// RUN: async-offload-in-library -check-suffix=NONE -option AsyncTestPaths=offload-in-library/
#include "include/lib/paths.h"
#include "sdk/paths.h"

std::future<int> inInclude(int X) {
  return std::async([X] { return X; });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'inInclude' chooses an executor on behalf of its callers: it hands its work to 'async' [async-offload-in-library]
}

std::future<int> inSdk(int X) {
  return std::async([X] { return X; });
  // CHECK-MESSAGES-SDK: :[[@LINE-1]]:10: warning: 'inSdk' chooses an executor on behalf
}

// An application decides for itself.
std::future<int> okInApplication(int X) {
  return std::async([X] { return X; });
}

int main() {
  return std::async([] { return 1; }).get();
}
