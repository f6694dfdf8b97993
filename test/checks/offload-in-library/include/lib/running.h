// What a library offers that is built on YACLib.
#ifndef LIB_RUNNING_H
#define LIB_RUNNING_H

#include "yaclib/yaclib.h"

namespace lib {

int compute(int X);

yaclib::FutureOn<int> onGlobalPool(int X);
yaclib::FutureOn<int> okOnParameter(int X, yaclib::IExecutor &Where);

} // namespace lib

#endif // LIB_RUNNING_H
