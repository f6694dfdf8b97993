// RUN: async-dangling-capture %asio
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/execution.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/require.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <atomic>
#include <latch>
#include <memory>
#include <string>
#include <thread>

namespace asio = boost::asio;
using asio::awaitable, asio::co_spawn, asio::detached, asio::use_awaitable;
using boost::system::error_code;

awaitable<void> sleep(int Time);
void use(int);
void use(const std::string &);

//===-- The closure dies --------------------------------------------------===//

void calledAtOnce(asio::io_context &Io, int Value) {
  co_spawn(Io, [Value]() -> awaitable<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: this lambda is destroyed at the end of the statement, but its coroutine still uses the captured 'Value'; pass the lambda itself to 'co_spawn' [async-dangling-capture]
    use(Value);
    // CHECK-NOTES: :[[@LINE-1]]:9: note: 'Value' is used here
    co_await sleep(1);
  }(), detached);
  // CHECK-FIXES: {{^}}  }, detached);
}

void byUseFuture(asio::io_context &Io, std::string Text) {
  auto Done = co_spawn(Io, [Text]() -> awaitable<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: this lambda is destroyed
    co_await sleep(1);
    use(Text);
  }(), asio::use_future);
  // CHECK-FIXES: {{^}}  }, asio::use_future);
  Done.get();
}

struct Session {
  int Position = 0;
  void start(asio::io_context &Io) {
    co_spawn(Io, [this]() -> awaitable<void> {
      // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: this lambda is destroyed at the end of the statement, but its coroutine still uses the captured 'this'; pass
      co_await sleep(1);
      ++Position;
    }(), detached);
    // CHECK-FIXES: {{^}}    }, detached);
  }
  // A call with arguments cannot be left out.
  void startAt(asio::io_context &Io, int Start) {
    co_spawn(Io, [this](int At) -> awaitable<void> {
      // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: this lambda is destroyed at the end of the statement, but its coroutine still uses the captured 'this' [async-dangling-capture]
      co_await sleep(1);
      Position = At;
    }(Start), detached);
  }
};

void withParameters(asio::io_context &Io, int Value, std::unique_ptr<int> Next) {
  co_spawn(Io, [Value, Next = std::move(Next)](int At) -> awaitable<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: this lambda is destroyed at the end of the statement, but its coroutine still uses the captured 'Value'; make the captures parameters
    // CHECK-FIXES: {{^}}  co_spawn(Io, [](int At, auto Value, auto Next) -> awaitable<void> {
    co_await sleep(At);
    use(Value + *Next);
  }(2), detached);
  // CHECK-FIXES: {{^}}  }(2, Value, std::move(Next)), detached);
}

// The coroutine must not run when the function has returned, either.
void namedClosure(asio::io_context &Io, int Value) {
  auto Work = [Value]() -> awaitable<void> {
    co_await sleep(1);
    use(Value);
  };
  co_spawn(Io, Work(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'Work' is destroyed when 'namedClosure' returns, but its coroutine still uses the captured 'Value' [async-dangling-capture]
}

awaitable<void> returned(int Value) {
  return [Value]() -> awaitable<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: this lambda is destroyed at the end of the statement, but its coroutine still uses the captured 'Value'; make the captures parameters
    // CHECK-FIXES: {{^}}  return [](auto Value) -> awaitable<void> {
    co_await sleep(1);
    use(Value);
  }();
  // CHECK-FIXES: {{^}}  }(Value);
}

//===-- The referent dies -------------------------------------------------===//

void posted(asio::io_context &Io) {
  int Count = 0;
  asio::post(Io, [&Count] { ++Count; });
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'post' may call this lambda after 'posted' has returned, but it refers to the local variable 'Count' [async-dangling-capture]
  // CHECK-NOTES: :[[@LINE-3]]:7: note: 'Count' is declared here
}

void byDefault(asio::io_context &Io, std::string Text) {
  asio::post(Io, asio::bind_executor(Io.get_executor(), [&] { use(Text); }));
  // CHECK-MESSAGES: :[[@LINE-1]]:57: warning: 'post' may call this lambda after 'byDefault' has returned, but it refers to the local variable 'Text'
}

void handler(asio::steady_timer &Timer) {
  int Tries = 3;
  Timer.async_wait([&](error_code) { --Tries; });
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'async_wait' may call this lambda after 'handler' has returned
}

void spawned(asio::io_context &Io) {
  std::string Text = "text";
  co_spawn(Io, [&]() -> awaitable<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'co_spawn' may call this lambda after 'spawned' has returned
    co_await sleep(1);
    use(Text);
  }, detached);
}

#define POST(Io, Work) asio::post(Io, Work)
void inMacro(asio::io_context &Io) {
  int Count = 0;
  POST(Io, [&Count] { ++Count; });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'post' may call this lambda after
}

//===-- Silent ------------------------------------------------------------===//

void okSuppressed(asio::io_context &Io) {
  int Count = 0;
  asio::post(Io, [&Count] { ++Count; }); // NOLINT(async-dangling-capture)
}

awaitable<void> okAwaited(int Value) {
  co_await [Value]() -> awaitable<void> {
    co_await sleep(1);
    use(Value);
  }();
  co_await co_spawn(
      co_await asio::this_coro::executor,
      [Value]() -> awaitable<void> {
        co_await sleep(1);
        use(Value);
      }(),
      use_awaitable);
}

void okKept(asio::io_context &Io, int Value) {
  co_spawn(
      Io,
      [Value]() -> awaitable<void> {
        co_await sleep(1);
        use(Value);
      },
      detached);
  auto Work = [Value]() -> awaitable<void> {
    co_await sleep(1);
    use(Value);
  };
  co_spawn(Io, Work, detached);
}

void okWaited(asio::io_context &Io, int Value) {
  co_spawn(
      Io,
      [Value]() -> awaitable<void> {
        co_await sleep(1);
        use(Value);
      }(),
      asio::use_future)
      .get();
}

void okWithoutCaptures(asio::io_context &Io, int Value) {
  static int Total;
  co_spawn(
      Io,
      [](int Value) -> awaitable<void> {
        co_await sleep(1);
        use(Value + Total);
      }(Value),
      detached);
}

awaitable<void> okNamedInCoroutine(int Value) {
  auto Work = [Value]() -> awaitable<void> {
    co_await sleep(1);
    use(Value);
  };
  auto Task = Work();
  co_await std::move(Task);
}

void okRunsHere() {
  asio::io_context Io;
  int Count = 0;
  asio::post(Io, [&Count] { ++Count; });
  Io.run();
}
void okRunsThere(asio::io_context &Io) {
  int Count = 0;
  auto Work = [&]() -> awaitable<void> {
    co_await sleep(1);
    ++Count;
  };
  co_spawn(Io, Work(), detached);
  asio::post(Io, [&Count] { ++Count; });
  Io.run();
}
void okJoined(asio::thread_pool &Pool) {
  int Count = 0;
  asio::post(Pool, [&Count] { ++Count; });
  Pool.join();
}
void okLatch(asio::thread_pool &Pool) {
  std::latch Done(1);
  asio::post(Pool, [&Done] { Done.count_down(); });
  Done.wait();
}

// An executor that blocks until the lambda has run.
int okBlockingExecutor(asio::thread_pool &Pool) {
  int Count = 0;
  asio::require(Pool.executor(), asio::execution::blocking.always)
      .execute([&Count] { Count = 1; });
  return Count;
}
void executes(asio::thread_pool &Pool) {
  int Count = 0;
  Pool.executor().execute([&Count] { ++Count; });
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'execute' may call this lambda after 'executes' has returned, but it refers to the local variable 'Count'
}
void okSpins(asio::thread_pool &Pool) {
  std::atomic<int> Left = 1;
  auto Work = [&]() -> awaitable<void> {
    co_await sleep(1);
    --Left;
  };
  co_spawn(Pool, Work(), detached);
  asio::post(Pool, [&] { --Left; });
  while (Left > 0)
    ;
}
struct Waiter {
  ~Waiter();
};
void okWaitsInDestructor(asio::thread_pool &Pool) {
  Waiter Group;
  int Count = 0;
  asio::post(Pool, [&Count] { ++Count; });
}
void wait(asio::io_context &Io);
void okMayWait(asio::io_context &Io) {
  int Count = 0;
  asio::post(Io, [&Count] { ++Count; });
  wait(Io);
}
awaitable<void> okAwaitsLater(asio::io_context &Io) {
  int Count = 0;
  asio::post(Io, [&Count] { ++Count; });
  co_await sleep(1);
}
// The referent is not known.
void okReference(asio::io_context &Io, int &Count) {
  asio::post(Io, [&Count] { ++Count; });
  auto &Same = Count;
  asio::post(Io, [&Same] { ++Same; });
}
void okCopied(asio::io_context &Io, std::shared_ptr<int> Count) {
  asio::post(Io, [Count] { ++*Count; });
  static int Total = 0;
  asio::post(Io, [&] { ++Total; });
}
// The timer dies with the variable, and with it the work.
void okOwnTimer(asio::io_context &Io) {
  int Count = 0;
  asio::steady_timer Timer(Io);
  Timer.async_wait([&](error_code) { ++Count; });
}
void okStateless(asio::io_context &Io) {
  auto Print = [] { use(1); };
  asio::post(Io, [&Print] { Print(); });
}
template <typename F> void run(F Work) {}
void okUnknown(int Value) {
  run([&Value] { use(Value); });
  run([Value]() -> awaitable<void> {
    co_await sleep(1);
    use(Value);
  }());
}

// FIXME: Silent, but should warn: the pointer is captured by value.
void missedPointer(asio::io_context &Io) {
  int Count = 0;
  asio::post(Io, [At = &Count] { ++*At; });
}
