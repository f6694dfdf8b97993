// RUN: async-offload-in-library %pplx -include-file=include/lib/pplx_tasks.h
#include "include/lib/pplx_tasks.h"

namespace lib {

int compute(int X) { return X * 2; }

pplx::task<int> later(int X) {
  return pplx::create_task([X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'later' chooses an executor on behalf of its callers: it hands its work to 'create_task' [async-offload-in-library]
}

pplx::task<int> byConstructor(int X) {
  return pplx::task<int>([X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'byConstructor' chooses an executor on behalf of its callers: it hands its work to 'task'
}

pplx::task<int> okGiven(pplx::task<int> Work) {
  return Work.then([](int X) { return compute(X); });
}

static pplx::task<int> okInternal(int X) {
  return pplx::create_task([X] { return compute(X); });
}
pplx::task<int> okNotDeclared(int X) { return okInternal(X); }

} // namespace lib
