// Functions that several checks could speak of.
#ifndef LIB_MIXED_H
#define LIB_MIXED_H

#include <future>

namespace lib {

int compute(int X);

std::future<int> fetch(int X);
std::future<int> later(int X);
std::future<int> waitsInPool();

} // namespace lib

#endif // LIB_MIXED_H
