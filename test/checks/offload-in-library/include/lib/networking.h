// What a library offers that is built on Asio.
#ifndef LIB_NETWORKING_H
#define LIB_NETWORKING_H

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/system_executor.hpp>
#include <boost/asio/thread_pool.hpp>
#include <future>

namespace lib {

int compute(int X);

std::future<int> onSystemExecutor(int X);
// CHECK-FIXES: std::future<int> onSystemExecutor(int X, boost::asio::any_io_executor Executor = boost::asio::system_executor());
std::future<int> withoutExecutor(int X);
// CHECK-FIXES: std::future<int> withoutExecutor(int X);
std::future<int> onGlobalPool(int X);
std::future<int> onStaticPool(int X);
std::future<int> onExecutorOfPool(int X);
// The short name of the namespace is only known in the .cpp.
boost::asio::awaitable<int> spawnsOnSystemExecutor(int X);
// CHECK-FIXES: boost::asio::awaitable<int> spawnsOnSystemExecutor(int X, boost::asio::any_io_executor Executor = boost::asio::system_executor());
std::future<int> spawnsOnPool(int X);
boost::asio::awaitable<int> missedInToken(int X);
std::future<int> okOnParameter(boost::asio::any_io_executor Where, int X);
std::future<int> okOnContext(boost::asio::thread_pool &Where, int X);
template <typename Executor>
std::future<int> okOnTemplateParameter(Executor Where, int X);
boost::asio::awaitable<int> okOnCallersThread(int X);
boost::asio::awaitable<int> okOnThisExecutor(int X);
void okNobodyWaits(int X);

class Session {
public:
  explicit Session(boost::asio::any_io_executor Where) : Where(Where) {}
  std::future<int> okOnMember(int X);

private:
  boost::asio::any_io_executor Where;
};

} // namespace lib

#endif // LIB_NETWORKING_H
