#ifndef LIB_POOLS_H
#define LIB_POOLS_H

#include <future>

namespace lib {

std::future<int> onStaticPool(int X);
std::future<int> onGlobalPool(int X);
int okSynchronous(int X);

} // namespace lib

#endif // LIB_POOLS_H
