// What a library offers, with nothing but the standard library.
#ifndef LIB_STANDARD_H
#define LIB_STANDARD_H

#include <functional>
#include <future>
#include <thread>
#include <vector>

#define LIB_LATER(Value) std::async([=] { return Value; })

namespace lib {

int compute(int X);

std::future<int> later(int X);
// CHECK-FIXES-SYNC: int later(int X);
std::future<int> withPolicy(int X);
// CHECK-FIXES-SYNC: int withPolicy(int X);
std::future<void> fire(int X);
// CHECK-FIXES-SYNC: std::future<void> fire(int X);
struct Kept {
  explicit Kept(std::future<int> &&Given);
  std::future<int> Value;
};
Kept wrapped(int X);
std::future<int> byName(int X);
std::future<int> bound(int X);
std::thread startThread(int X);
std::future<int> chosen(int X, bool Fast);
std::future<int> throughVariable(int X);
std::shared_future<int> throughAdapter(int X);
std::future<int> perPath(int X, bool Fast);
std::future<int> inMacro(int X);

using Answer = std::future<int>;
Answer aliased(int X);

inline std::future<int> inlined(int X) {
  return std::async([X] { return X * 2; });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'inlined' chooses an executor on behalf of its callers: it hands its work to 'async'
  // CHECK-NOTES: :[[@LINE-3]]:25: note: make 'inlined' synchronous, and let its callers decide
}
// CHECK-FIXES-SYNC: inline int inlined(int X) {
// CHECK-FIXES-SYNC-NEXT: return X * 2;

// Said once for both instances. No fix: its callers know the type by template
// arguments.
template <typename T> std::future<T> instantiated(T X) {
  return std::async([X] { return X + X; });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'instantiated' chooses an executor on behalf
}

class Service {
public:
  std::future<int> method(int X);
  // CHECK-FIXES-SYNC: int method(int X);
  static std::future<int> staticMethod(int X);
  // CHECK-FIXES-SYNC: static int staticMethod(int X);
  virtual std::future<int> overridable(int X);
  // CHECK-FIXES-SYNC: virtual std::future<int> overridable(int X);
  std::future<int> own(int X) {
    return std::async([this, X] { return step(X); });
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'own' chooses an executor on behalf
  }
  // CHECK-FIXES-SYNC: int own(int X) {
  // CHECK-FIXES-SYNC-NEXT: return step(X);

protected:
  std::future<int> okProtected(int X);

private:
  std::future<int> okPrivate(int X);
  int step(int X);

  // Nobody outside can name the class.
  struct Hidden {
    std::future<int> okInPrivateClass(int X) {
      return std::async([X] { return compute(X); });
    }
  };
};

// Runs what it is given: it is an executor itself.
class Pool {
public:
  std::future<int> okSubmits(std::function<int()> Work);
  template <typename Callable, typename... Values>
  auto okForwards(Callable &&Work, Values &&...Given) {
    return std::async(std::forward<Callable>(Work),
                      std::forward<Values>(Given)...);
  }
  template <typename Callable> auto okWraps(Callable Work) {
    return std::async([Work] { return Work() + 1; });
  }
};
class Runner {
public:
  explicit Runner(std::function<int()> Work) : Work(std::move(Work)) {}
  std::future<int> okStored();
  std::future<int> okStoredInLambda();

private:
  std::function<int()> Work;
};
std::future<int> okPointer(int X, int (*Work)(int));

std::future<int> okDeferred(int X);
int okForkAndJoin(int X);
int okWaits(int X);
std::future<int> okQuiet(int X);
std::future<int> okReady(int X);
std::future<int> okOther(int X);

template <typename T> std::future<T> missedPattern(T X) {
  return std::async([X] { return X; });
}
std::future<int> missedInLambda(int X);
std::future<int> missedPromise(int X);
std::future<int> missedUnknown(int X);

} // namespace lib

#endif // LIB_STANDARD_H
