// What a library offers that is built on cppcoro.
#ifndef LIB_SCHEDULING_H
#define LIB_SCHEDULING_H

#include "cppcoro/cppcoro.h"

namespace lib {

int compute(int X);

cppcoro::task<int> onGlobalPool(int X);
cppcoro::task<int> onStaticPool(int X);
cppcoro::task<int> okOnParameter(cppcoro::static_thread_pool &Where, int X);
template <typename Scheduler>
cppcoro::task<int> okOnTemplateParameter(Scheduler &Where, int X) {
  co_await Where.schedule();
  co_return compute(X);
}
cppcoro::task<int> okOnCallersThread(int X);

class Service {
public:
  explicit Service(cppcoro::static_thread_pool &Where) : Where(Where) {}
  cppcoro::task<int> okOnMember(int X);

private:
  cppcoro::static_thread_pool &Where;
};

} // namespace lib

#endif // LIB_SCHEDULING_H
