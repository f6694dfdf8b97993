// What a library offers that is built on libcoro.
#ifndef LIB_POOLED_H
#define LIB_POOLED_H

#include "libcoro/coro.h"

namespace lib {

int compute(int X);

coro::task<int> onDefaultPool(int X);
coro::task<int> onGlobalPool(int X);
coro::task<int> okOnParameter(std::unique_ptr<coro::thread_pool> &Where, int X);

} // namespace lib

#endif // LIB_POOLED_H
