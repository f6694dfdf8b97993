// RUN: async-unobserved-task %asio
// RUN: async-unobserved-task %asio -check-suffix=,STRICT -option AsyncStrict=true
// RUN: async-unobserved-task %asio -check-suffix=,NOTES -fix-notes
#include <boost/algorithm/hex.hpp>
#include <boost/algorithm/string.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/consign.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/asio/write.hpp>
#include <array>
#include <fstream>
#include <latch>
#include <memory>
#include <mutex>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable, asio::co_spawn, asio::detached, asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;

awaitable<void> elsewhere();
awaitable<int> number();
void logError(std::exception_ptr);
void mayThrow();

//===-- Coroutines that can fail ------------------------------------------===//

awaitable<void> fails() { co_await elsewhere(); }
awaitable<int> failsWithValue() { co_return co_await number(); }

awaitable<void> catchesOne() {
  try {
    co_await elsewhere();
  } catch (const boost::system::system_error &) {
  }
}

awaitable<void> rethrows() {
  try {
    co_await elsewhere();
  } catch (...) {
    throw;
  }
}

awaitable<void> handlerThrows() {
  try {
    co_await elsewhere();
  } catch (...) {
    throw 1;
  }
}

awaitable<void> throwsAfter() {
  try {
    co_await elsewhere();
  } catch (...) {
  }
  throw 1;
}

// Not all that is thrown here is derived from std::exception.
awaitable<void> throwsOther() {
  try {
    co_await elsewhere();
    throw 1;
  } catch (const std::exception &) {
  }
}

// The acceptor is made before the try.
awaitable<void> acceptorBefore() {
  auto Executor = co_await asio::this_coro::executor;
  tcp::acceptor Acceptor(Executor, {tcp::v4(), 80});
  try {
    for (;;)
      tcp::socket Peer = co_await Acceptor.async_accept(use_awaitable);
  } catch (...) {
  }
}

awaitable<void> callsFailing() { co_await fails(); }

template <typename T> awaitable<void> failsInTemplate(T Value) {
  co_await elsewhere();
}

void detachedFailing(asio::io_context &Io) {
  co_spawn(Io, fails(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'fails' is lost: 'detached' drops it [async-unobserved-task]
  // CHECK-NOTES: :[[@LINE-63]]:27: note: an exception from here escapes 'fails'
  // CHECK-NOTES: :[[@LINE-3]]:25: note: handle its error here
  // CHECK-FIXES-NOTES: co_spawn(Io, fails(), [](std::exception_ptr Error) { if (Error) { /* handle the error */ } });
  co_spawn(asio::make_strand(Io), fails, detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'fails' is lost: 'detached' drops it
  // CHECK-FIXES-NOTES: co_spawn(asio::make_strand(Io), fails, [](std::exception_ptr Error) { if
  co_spawn(Io, catchesOne(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'catchesOne' is lost
  co_spawn(Io, rethrows(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'rethrows' is lost
  co_spawn(Io, handlerThrows(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'handlerThrows' is lost
  co_spawn(Io, throwsOther(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'throwsOther' is lost
  co_spawn(Io, throwsAfter(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'throwsAfter' is lost
  co_spawn(Io, acceptorBefore(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'acceptorBefore' is lost
  co_spawn(Io, callsFailing(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'callsFailing' is lost
  co_spawn(Io, failsInTemplate(1), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'failsInTemplate' is lost
}

// Who waits for the latch waits for the coroutine.
void okJoinedByLatch(asio::io_context &Io) {
  std::latch Done(1);
  co_spawn(Io, fails(), [&](std::exception_ptr) { Done.count_down(); });
  Done.wait();
}

// A try around the launch covers nothing: it is over before the coroutine is.
void tryAroundLaunch(asio::io_context &Io) {
  try {
    co_spawn(Io, fails(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the error of 'fails' is lost
  } catch (...) {
  }
}

void lambdas(asio::io_context &Io) {
  co_spawn(Io, []() -> awaitable<void> { co_await elsewhere(); }, detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of this coroutine is lost
  // CHECK-NOTES: :[[@LINE-2]]:42: note: an exception from here escapes this coroutine
  auto Named = []() -> awaitable<void> { co_await elsewhere(); };
  co_spawn(Io, Named, detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of this coroutine is lost
  co_spawn(Io, Named(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of this coroutine is lost
}

// A callable that hands on a coroutine in sight.
void handsOn(asio::io_context &Io) {
  co_spawn(Io, [] { return fails(); }, detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of
  // CHECK-FIXES-NOTES: co_spawn(Io, [] { return fails(); }, [](std::exception_ptr Error) { if
}

// What is not in sight may well catch everything, however it is started.
void okElsewhere(asio::io_context &Io) {
  co_spawn(Io, elsewhere(), detached);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: the error of 'elsewhere' is lost
  co_spawn(Io, [] { return elsewhere(); }, detached);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: the error of the work that this lambda starts is lost
  auto Forward = [] { return elsewhere(); };
  co_spawn(Io, [&] { return Forward(); }, detached);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: the error of the work that this lambda starts is lost
}

class Session : public std::enable_shared_from_this<Session> {
public:
  void start(asio::io_context &Io) {
    co_spawn(Io, run(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the error of 'run' is lost
    co_spawn(
        Io,
        [Self = shared_from_this()]() -> awaitable<void> {
          co_await Self->run();
        },
        detached);
    // CHECK-MESSAGES: :[[@LINE-6]]:5: warning: the error of this coroutine is lost
  }

private:
  awaitable<void> run() { co_await elsewhere(); }
};

int main() {
  asio::io_context Io;
  co_spawn(Io, fails(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'fails' is lost
  Io.run();
}

//===-- Coroutines that cannot --------------------------------------------===//

awaitable<void> catchesAll() {
  try {
    co_await elsewhere();
  } catch (...) {
  }
}

awaitable<void> catchesBase() {
  try {
    co_await elsewhere();
  } catch (const std::exception &) {
  }
}

// A handler that tells of the error is trusted to do so.
awaitable<void> handlerCalls() {
  try {
    co_await elsewhere();
  } catch (...) {
    logError(std::current_exception());
  }
}

awaitable<void> acceptorInside() {
  try {
    auto Executor = co_await asio::this_coro::executor;
    tcp::acceptor Acceptor(Executor, {tcp::v4(), 80});
    for (;;)
      tcp::socket Peer = co_await Acceptor.async_accept(use_awaitable);
  } catch (...) {
  }
}

// The error is a value.
awaitable<void> asTuple(tcp::socket Socket) {
  char Data[8];
  for (;;) {
    auto [Error, Count] = co_await Socket.async_read_some(
        asio::buffer(Data), asio::as_tuple(use_awaitable));
    if (Error)
      co_return;
  }
}

awaitable<void> redirects() {
  asio::steady_timer Timer(co_await asio::this_coro::executor);
  Timer.expires_after(std::chrono::seconds(1));
  error_code Error;
  co_await Timer.async_wait(asio::redirect_error(use_awaitable, Error));
}

// A timer fails when it is cancelled, which practically never happens here.
awaitable<void> sleeps() {
  asio::steady_timer Timer(co_await asio::this_coro::executor);
  co_await Timer.async_wait(use_awaitable);
}

awaitable<void> callsSafe() { co_await catchesAll(); }

// Options are numbers, bytes make an address, and text becomes lower case;
// locks and clocks do not fail, and a stream says in its state that it has.
awaitable<void> setsOptions(tcp::socket Socket, std::mutex &Lock) {
  std::string Host = boost::to_lower_copy(std::string("HOST"));
  boost::trim(Host);
  asio::ip::address Address =
      asio::ip::make_address_v4(std::array<unsigned char, 4>{127, 0, 0, 1});
  Address = asio::ip::make_address_v6(asio::ip::address_v6::bytes_type());
  boost::system::error_code Error;
  Socket.set_option(asio::socket_base::keep_alive(true), Error);
  Socket.set_option(tcp::no_delay(true), Error);
  Socket.set_option(asio::socket_base::linger(true, 1), Error);
  Socket.set_option(asio::socket_base::send_buffer_size(512), Error);
  {
    std::lock_guard<std::mutex> Guard(Lock);
    std::ifstream File("a");
  }
  co_await sleeps();
}

awaitable<void> opensByItself(tcp::socket Socket) {
  Socket.open(tcp::v4());
  co_await sleeps();
}

awaitable<void> readsText(std::string Text) {
  asio::ip::make_address_v4(Text);
  co_await sleeps();
}

awaitable<void> readsHexadecimals(std::string Text) {
  Text = boost::algorithm::unhex(Text);
  co_await sleeps();
}

void opening(asio::io_context &Io, tcp::socket Socket) {
  co_spawn(Io, readsText(""), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'readsText' is lost
  co_spawn(Io, readsHexadecimals(""), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'readsHexadecimals' is lost
  co_spawn(Io, opensByItself(std::move(Socket)), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'opensByItself' is lost
}

void okCannotFail(asio::io_context &Io, tcp::socket Socket, std::mutex &Lock) {
  co_spawn(Io, setsOptions(tcp::socket(Io), Lock), detached);
  co_spawn(Io, catchesAll(), detached);
  co_spawn(Io, [] { return catchesAll(); }, detached);
  co_spawn(Io, catchesBase(), detached);
  co_spawn(Io, handlerCalls(), detached);
  co_spawn(Io, sleeps(), detached);
  co_spawn(Io, acceptorInside(), detached);
  co_spawn(Io, asTuple(std::move(Socket)), detached);
  co_spawn(Io, redirects(), detached);
  co_spawn(Io, callsSafe(), detached);
  co_spawn(Io, catchesAll(), [](std::exception_ptr) {});
}

// What is not in sight may well catch everything.
void notInSight(asio::io_context &Io) {
  co_spawn(Io, elsewhere(), detached);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: the error of 'elsewhere' is lost
}

//===-- Completion handlers -----------------------------------------------===//

void ignores(std::exception_ptr) {}
struct Ignores {
  void operator()(std::exception_ptr) const {}
};
struct Logs {
  void operator()(std::exception_ptr Error) const { logError(Error); }
};

void ignoring(asio::io_context &Io) {
  co_spawn(Io, fails(), [](std::exception_ptr) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'fails' is lost: the handler ignores it
  co_spawn(Io, fails(), [](std::exception_ptr Error) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'fails' is lost: the handler ignores it
  co_spawn(Io, fails(), [](auto &&...) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'fails' is lost: the handler ignores it
  co_spawn(Io, failsWithValue(), [](std::exception_ptr, int) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'failsWithValue' is lost: the handler ignores it
  auto Named = [](std::exception_ptr) {};
  co_spawn(Io, fails(), Named);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'fails' is lost: the handler ignores it
  co_spawn(Io, fails(), ignores);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'fails' is lost: the handler ignores it
  co_spawn(Io, fails(), &ignores);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'fails' is lost: the handler ignores it
}

void wrapped(asio::io_context &Io, asio::cancellation_slot Stop) {
  co_spawn(Io, fails(), asio::bind_executor(Io, detached));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'fails' is lost: 'detached' drops it
  co_spawn(Io, fails(), asio::bind_cancellation_slot(Stop, detached));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'fails' is lost: 'detached' drops it
  co_spawn(Io, fails(), asio::consign(detached, 1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'fails' is lost: 'detached' drops it
  // CHECK-FIXES-NOTES: asio::consign([](std::exception_ptr Error) { if (Error) { /* handle the error */ } }, 1));
  co_spawn(Io, fails(), asio::bind_executor(Io, [](std::exception_ptr) {}));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'fails' is lost: the handler ignores it
  co_spawn(Io, fails(), asio::bind_cancellation_slot(Stop, ignores));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'fails' is lost: the handler ignores it
  co_spawn(Io, fails(), Ignores{});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'fails' is lost: the handler ignores it
}

// What it gives comes beside the error.
void withValue(asio::io_context &Io) {
  co_spawn(Io, failsWithValue(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'failsWithValue' is lost: 'detached' drops it
  // CHECK-FIXES-NOTES: co_spawn(Io, failsWithValue(), [](std::exception_ptr Error, auto &&) { if (Error)
  co_spawn(Io, [] { return failsWithValue(); }, detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of
  // CHECK-FIXES-NOTES: co_spawn(Io, [] { return failsWithValue(); }, [](std::exception_ptr Error, auto &&) { if (Error)
}

// This makes a tuple of what it is given.
void adapted(asio::io_context &Io) {
  co_spawn(Io, fails(), asio::as_tuple(detached));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'fails' is lost
  // CHECK-FIXES-NOTES: co_spawn(Io, fails(), asio::as_tuple(detached));
}

void okLooking(asio::io_context &Io) {
  co_spawn(Io, fails(), [](std::exception_ptr Error) {
    if (Error)
      std::rethrow_exception(Error);
  });
  co_spawn(Io, fails(), [](auto Error) { logError(Error); });
  co_spawn(Io, failsWithValue(),
           [](std::exception_ptr Error, int) { logError(Error); });
  auto Named = [](std::exception_ptr Error) { logError(Error); };
  co_spawn(Io, fails(), Named);
  co_spawn(Io, fails(), logError);
  co_spawn(Io, fails(), Logs{});
  co_spawn(Io, fails(), asio::bind_executor(Io, Named));
}

//===-- Other tokens ------------------------------------------------------===//

void futures(asio::io_context &Io) {
  co_spawn(Io, fails(), asio::use_future);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'co_spawn' is dropped; if it fails, nobody will know
  co_spawn(Io, fails(), asio::use_future).get();
}

awaitable<void> awaitables(asio::io_context &Io) {
  co_spawn(Io, fails(), use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'co_spawn' is dropped before it starts: it runs only when awaited
  // CHECK-FIXES: {{^}}  co_await co_spawn(Io, fails(), use_awaitable);
  co_await co_spawn(Io, fails(), use_awaitable);
}

void operations(asio::steady_timer &Timer, tcp::socket &To, std::string &Text) {
  asio::async_write(To, asio::buffer(Text), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'async_write' is lost: 'detached' drops it
  // CHECK-FIXES-NOTES: asio::async_write(To, asio::buffer(Text), [](const auto &Error, auto &&...) { if (Error) { /* handle the error */ } });
  asio::async_write(To, asio::buffer(Text), asio::use_future);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'async_write' is dropped; if it fails, nobody will know
  // A timer does not fail in practice, whoever waits for it.
  Timer.async_wait(detached);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:9: warning: the error of 'async_wait' is lost: 'detached' drops it
  Timer.async_wait(asio::use_future);
  Timer.async_wait([](error_code) {});
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:9: warning: the error of 'async_wait' is lost: the handler ignores it
  Timer.async_wait([](error_code Error) {
    if (Error)
      return;
  });
}

//===-- Lazy --------------------------------------------------------------===//

void lazy() {
  elsewhere();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'elsewhere' is dropped before it starts
  (void)number();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'number' is dropped before it starts
}

awaitable<void> inCoroutine(asio::steady_timer &Timer) {
  elsewhere();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'elsewhere' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await elsewhere();
  (void)number();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'number' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await number();
  Timer.async_wait(use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'async_wait' is dropped before it starts
  // CHECK-FIXES: co_await Timer.async_wait(use_awaitable);
  auto Number = number();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'Number' never runs: nothing awaits it
  // CHECK-FIXES: auto Number = co_await number();
  auto Started = elsewhere();
  co_await std::move(Started);
}

awaitable<void> operators() {
  using namespace asio::experimental::awaitable_operators;
  elsewhere() && elsewhere();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task returned by 'operator&&' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await (elsewhere() && elsewhere());
  co_await (elsewhere() || elsewhere());
}

//===-- Macros, templates, suppression ------------------------------------===//

#define GO(Work) co_spawn(Io, Work, detached)
void inMacro(asio::io_context &Io) {
  GO(fails());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'fails' is lost
  // CHECK-FIXES-NOTES: {{^}}  GO(fails());
}

template <typename T> void inTemplate(asio::io_context &Io, T Value) {
  co_spawn(Io, fails(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'fails' is lost
  // CHECK-FIXES-NOTES: co_spawn(Io, fails(), [](std::exception_ptr Error) { if (Error)
}
template void inTemplate(asio::io_context &, int);
template void inTemplate(asio::io_context &, const char *);

using Work = awaitable<void>;
Work aliased();
void alias() {
  aliased();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'aliased' is dropped before it starts
}

void suppressed(asio::io_context &Io) {
  co_spawn(Io, fails(), detached); // NOLINT(async-unobserved-task)
  elsewhere();                     // NOLINT
}

//===-- What looks after itself -------------------------------------------===//

namespace boost::redis {
struct request;
struct connection {
  // The token is the caller's.
  template <typename Token> auto async_run(int, Token &&Done) {
    return asio::async_initiate<Token, void(error_code)>([](auto) {}, Done);
  }
  template <typename Token> auto async_exec(const request &, Token &&Done) {
    return asio::async_initiate<Token, void(error_code)>([](auto) {}, Done);
  }
};
} // namespace boost::redis

namespace boost::mysql {
struct connection_pool {
  template <typename Token> auto async_run(Token &&Done) {
    return asio::async_initiate<Token, void(error_code)>([](auto) {}, Done);
  }
  template <typename Token> auto async_get_connection(Token &&Done) {
    return asio::async_initiate<Token, void(error_code)>([](auto) {}, Done);
  }
};
} // namespace boost::mysql

//===-- Groups ------------------------------------------------------------===//

using Sleep = decltype(std::declval<asio::steady_timer &>().async_wait(
    asio::experimental::deferred));

void groups(asio::steady_timer &A, asio::steady_timer &B,
            std::vector<Sleep> Sleeps) {
  using namespace asio::experimental;
  make_parallel_group(A.async_wait(deferred), B.async_wait(deferred));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'make_parallel_group' is dropped before it starts
  make_parallel_group(A.async_wait(deferred), B.async_wait(deferred))
      .async_wait(wait_for_one(), [](auto &&...) {});
  make_parallel_group(std::move(Sleeps)).async_wait(wait_for_one(), detached);
}

void redis(boost::redis::connection &Connection,
           const boost::redis::request &Request) {
  // It connects again by itself.
  Connection.async_run(1, detached);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:14: warning: the error of 'async_run' is lost
  Connection.async_exec(Request, detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the error of 'async_exec' is lost
  // CHECK-FIXES-NOTES: Connection.async_exec(Request, [](const auto &Error, auto &&...) { if (Error)
}

void mysql(asio::io_context &Io, boost::mysql::connection_pool &Pool) {
  // It always completes successfully.
  Pool.async_run(detached);
  co_spawn(
      Io,
      [&Pool]() -> awaitable<void> { co_await Pool.async_run(use_awaitable); },
      detached);
  Pool.async_get_connection(detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the error of 'async_get_connection' is lost
  Pool.async_run(asio::deferred);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task returned by 'async_run' is dropped before it starts
}

//===-- A lambda that is called where all is caught -----------------------===//

awaitable<void> okCallsInTry() {
  try {
    int Count = [] {
      mayThrow();
      return 1;
    }();
    (void)Count;
  } catch (const std::exception &) {
  }
  co_return;
}
awaitable<void> callsAfterTry() {
  int Later = 0;
  try {
    Later = [] { return 1; }();
  } catch (...) {
  }
  [] { mayThrow(); }();
  co_return;
}
void startsThose(boost::asio::io_context &Context) {
  co_spawn(Context, okCallsInTry(), boost::asio::detached);
  co_spawn(Context, callsAfterTry(), boost::asio::detached);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: the error of 'callsAfterTry' is lost: 'detached' drops it
  // CHECK-MESSAGES-STRICT: :[[@LINE-7]]:3: note: an exception from here escapes 'callsAfterTry'
}

//===-- Handlers that tell, and throw again -------------------------------===//

void cleanUp();
void logText(const char *);

awaitable<void> tellsAndThrows() {
  try {
    co_await elsewhere();
  } catch (const std::exception &Error) {
    logText(Error.what());
    throw;
  }
}
awaitable<void> cleansUpAndThrows() {
  try {
    co_await elsewhere();
  } catch (...) {
    cleanUp();
    throw;
  }
}
void spawnsThrowing(asio::io_context &Io) {
  co_spawn(Io, tellsAndThrows(), detached);
  co_spawn(Io, cleansUpAndThrows(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'cleansUpAndThrows' is lost: 'detached' drops it
}
