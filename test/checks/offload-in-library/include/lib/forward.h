// A header that knows less than the file that implements it.
#ifndef LIB_FORWARD_H
#define LIB_FORWARD_H

namespace folly {
template <typename T> class Future;
}

namespace lib {

folly::Future<int> later(int X);
// CHECK-FIXES: folly::Future<int> later(int X);

} // namespace lib

#endif // LIB_FORWARD_H
