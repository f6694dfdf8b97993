// What a library offers that is built on stdexec.
#ifndef LIB_SENDING_H
#define LIB_SENDING_H

#include "stdexec/stdexec.h"

namespace lib {

namespace ex = stdexec;

int compute(int X);

exec::task<int> onParallel(int X);
exec::task<int> onGlobalPool(int X);
exec::task<int> okOnParameter(exec::static_thread_pool &Where, int X);

} // namespace lib

#endif // LIB_SENDING_H
