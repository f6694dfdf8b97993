#ifndef LIB_BOOST_FUTURES_H
#define LIB_BOOST_FUTURES_H

#define BOOST_THREAD_VERSION 4
#include <boost/thread/future.hpp>

namespace lib {

boost::future<int> onThread(int X);
int okSynchronous(int X);

} // namespace lib

#endif // LIB_BOOST_FUTURES_H
