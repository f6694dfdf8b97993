#ifndef LIB_STLAB_FUTURES_H
#define LIB_STLAB_FUTURES_H

#include "stlab/stlab.h"

namespace lib {

stlab::future<int> onDefaultExecutor(int X);
stlab::future<int> okGiven(int X, stlab::executor_t Executor);
int okSynchronous(int X);

} // namespace lib

#endif // LIB_STLAB_FUTURES_H
