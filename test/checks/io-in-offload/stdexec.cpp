// RUN: async-io-in-offload %stdexec
#include "stdexec/stdexec.h"

namespace ex = stdexec;

exec::task<int> load(int Id = 0);
int compute(int);

// The library has no I/O of its own: what a task does is not in sight.
exec::task<int> okOnPool(exec::static_thread_pool &Pool) {
  co_return co_await ex::starts_on(Pool.get_scheduler(), load());
}
static exec::task<int> loadAndCompute() { co_return compute(co_await load()); }
exec::task<int> okComputes(exec::static_thread_pool &Pool) {
  co_return co_await ex::starts_on(Pool.get_scheduler(), loadAndCompute());
}
