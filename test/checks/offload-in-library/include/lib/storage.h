// What a library offers that is built on Seastar.
#ifndef LIB_STORAGE_H
#define LIB_STORAGE_H

#include "seastar/seastar.h"
#include <future>

namespace lib {

int compute(int X);

std::future<int> onThread(int X);
seastar::future<int> okOnShard(unsigned Shard, int X);
seastar::future<int> okInThread(int X);
seastar::future<int> okContinues(int X);

} // namespace lib

#endif // LIB_STORAGE_H
