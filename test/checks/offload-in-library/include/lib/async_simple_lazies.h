#include "async_simple/async_simple.h"

namespace lib {
async_simple::coro::Lazy<int> onGlobalPool(int X);
async_simple::coro::Lazy<int> okGiven(async_simple::Executor *Pool, int X);
async_simple::coro::Lazy<int> okOnCallersThread(int X);
} // namespace lib
