#include "pplx/pplx.h"

namespace lib {
pplx::task<int> later(int X);
pplx::task<int> byConstructor(int X);
pplx::task<int> okGiven(pplx::task<int> Work);
} // namespace lib
