// What a library offers whose coroutine types are its own.
#ifndef LIB_TASKS_H
#define LIB_TASKS_H

#include "async_lib/inhouse.h"

namespace lib {

inhouse::Job<int> onStaticPool(int X);
inhouse::Job<int> onGlobalPool(int X);
inhouse::Task<int> awaits(int X);
inhouse::Job<int> okOnParameter(inhouse::Pool &Where, int X);
inhouse::Job<int> okRunsFor(std::function<int()> Work);
inhouse::Task<int> okOnCallersThread(int X);

class Service {
public:
  explicit Service(inhouse::Pool &Where) : Where(Where) {}
  inhouse::Job<int> okOnMember(int X);

private:
  inhouse::Pool &Where;
};

} // namespace lib

#endif // LIB_TASKS_H
