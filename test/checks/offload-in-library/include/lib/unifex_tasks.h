#include "unifex/unifex.h"

namespace lib {
unifex::task<int> onGlobalPool(int X);
unifex::task<int> okGiven(unifex::static_thread_pool &Pool, int X);
unifex::task<int> okOnCallersThread(int X);
} // namespace lib
