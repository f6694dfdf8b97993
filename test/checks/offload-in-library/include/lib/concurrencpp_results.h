#include "concurrencpp/concurrencpp.h"
#include <memory>

namespace lib {
concurrencpp::result<int> onOwnRuntime(int X);
concurrencpp::result<int>
okGiven(std::shared_ptr<concurrencpp::thread_pool_executor> Pool, int X);
concurrencpp::result<int> okOnCallersThread(int X);
} // namespace lib
