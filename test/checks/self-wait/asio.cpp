// RUN: async-self-wait %asio
// RUN: async-self-wait %asio -check-suffix=TEST -option AsyncTestPaths=self-wait/asio
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <memory>
#include <thread>

namespace asio = boost::asio;
using asio::awaitable;

awaitable<int> load(int Id = 0);
void use(int);

//===-- Waits on the same executor ----------------------------------------===//

void onPool(asio::thread_pool &Pool) {
  asio::post(Pool, [&Pool] {
    use(asio::co_spawn(Pool, load(), asio::use_future).get());
    // CHECK-MESSAGES: :[[@LINE-1]]:56: warning: 'get' blocks a thread of 'Pool' for work that needs 'Pool': once all of its threads wait, none of them continues [async-self-wait]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: 'post' runs this code on 'Pool'
    // CHECK-MESSAGES: :[[@LINE-3]]:9: note: 'co_spawn' passes the work to 'Pool'
  });
}

awaitable<int> spawned(asio::thread_pool &Pool) {
  co_return co_await asio::co_spawn(
      Pool,
      [&Pool]() -> awaitable<int> {
        auto Task = asio::co_spawn(Pool, load(), asio::use_future);
        co_return Task.get();
        // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'get' blocks a thread of 'Pool' for work that needs 'Pool'
      },
      asio::use_awaitable);
}

void joinsItself(asio::thread_pool &Pool) {
  asio::post(Pool, [&] { Pool.join(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'join' blocks a thread of 'Pool' for all of its work, this code included
}

struct Server {
  asio::io_context Io;
  void start() {
    asio::post(Io, [this] {
      use(asio::co_spawn(Io, load(), asio::use_future).get());
      // CHECK-MESSAGES: :[[@LINE-1]]:56: warning: 'get' blocks a thread of 'Io' for work that needs 'Io'
    });
  }
};

// Silent: another executor.
void okOtherPool(asio::thread_pool &Pool, asio::thread_pool &Other) {
  asio::post(Pool, [&] {
    use(asio::co_spawn(Other, load(), asio::use_future).get());
    Other.join();
  });
}

// Silent: the code tests where it runs.
void okTests(asio::thread_pool &Pool) {
  asio::post(Pool, [&] {
    if (!Pool.get_executor().running_in_this_thread())
      use(asio::co_spawn(Pool, load(), asio::use_future).get());
  });
}

// Silent: not on the pool.
void okOutside(asio::thread_pool &Pool) {
  asio::post(Pool, [] {});
  use(asio::co_spawn(Pool, load(), asio::use_future).get());
  Pool.join();
}

// Silent: the variable may name another executor by then.
void okChanged(asio::any_io_executor Where, asio::any_io_executor Other) {
  asio::post(Where, [&Where] {
    use(asio::co_spawn(Where, load(), asio::use_future).get());
  });
  Where = Other;
}

// Silent: a limited wait ends by itself.
void okTimed(asio::thread_pool &Pool) {
  asio::post(Pool, [&] {
    asio::co_spawn(Pool, load(), asio::use_future)
        .wait_for(std::chrono::seconds(1));
  });
}

//===-- Destructors that join their own thread ----------------------------===//

class ExecutorService : public std::enable_shared_from_this<ExecutorService> {
public:
  ExecutorService() : Guard(Io.get_executor()), Worker([this] { Io.run(); }) {}
  ~ExecutorService() {
    Io.stop();
    Worker.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'join' may wait for its own thread: code that runs on 'Worker' may be the last to release this object; destroy the object on another thread [async-self-wait]
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: this code keeps the object alive until it has run
  }
  void send(int Value) {
    asio::post(Io, [Self = shared_from_this(), Value] { Self->Sum += Value; });
  }

private:
  asio::io_context Io;
  asio::executor_work_guard<asio::io_context::executor_type> Guard;
  std::thread Worker;
  int Sum = 0;
};

// Silent: it tests on which thread it runs.
class OkTests : public std::enable_shared_from_this<OkTests> {
public:
  OkTests() : Worker([this] { Io.run(); }) {}
  ~OkTests() {
    Io.stop();
    if (std::this_thread::get_id() == Worker.get_id())
      Worker.detach();
    else
      Worker.join();
  }
  void send(int Value) {
    asio::post(Io, [Self = shared_from_this(), Value] { Self->Sum += Value; });
  }

private:
  asio::io_context Io;
  std::thread Worker;
  int Sum = 0;
};

// Silent: nothing on the thread owns the object.
class OkWeak : public std::enable_shared_from_this<OkWeak> {
public:
  OkWeak() : Worker([this] { Io.run(); }) {}
  ~OkWeak() {
    Io.stop();
    Worker.join();
  }
  void send(int Value) {
    asio::post(Io, [this, Value] { Sum += Value; });
  }

private:
  asio::io_context Io;
  std::thread Worker;
  int Sum = 0;
};

// Silent: the thread does not run that loop.
class OkOtherThread : public std::enable_shared_from_this<OkOtherThread> {
public:
  explicit OkOtherThread(asio::io_context &Io) : Io(Io), Worker([] {}) {}
  ~OkOtherThread() { Worker.join(); }
  void send(int Value) {
    asio::post(Io, [Self = shared_from_this(), Value] { Self->Sum += Value; });
  }

private:
  asio::io_context &Io;
  std::thread Worker;
  int Sum = 0;
};

//===-- Templates, macros, suppression ------------------------------------===//

template <typename T> void inTemplate(asio::thread_pool &Pool, T Value) {
  asio::post(Pool, [&Pool, Value] {
    use(Value + asio::co_spawn(Pool, load(), asio::use_future).get());
    // CHECK-MESSAGES: :[[@LINE-1]]:64: warning: 'get' blocks a thread of 'Pool' for work that needs 'Pool'
  });
}
template void inTemplate(asio::thread_pool &, int);
template void inTemplate(asio::thread_pool &, long);

#define WAIT(Task) (Task).get()
void inMacro(asio::thread_pool &Pool) {
  asio::post(Pool, [&Pool] {
    use(WAIT(asio::co_spawn(Pool, load(), asio::use_future)));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'get' blocks a thread of 'Pool' for work that needs 'Pool'
  });
}

void suppressed(asio::thread_pool &Pool) {
  asio::post(Pool, [&] { Pool.join(); }); // NOLINT(async-self-wait)
}

// FIXME: Silent, but should warn: the wait is in a function that the callable
// calls.
void waitsFor(asio::thread_pool &Pool) {
  use(asio::co_spawn(Pool, load(), asio::use_future).get());
}
void missedInCallee(asio::thread_pool &Pool) {
  asio::post(Pool, [&Pool] { waitsFor(Pool); });
}

//===-- A loop that is run by its own handler -----------------------------===//

void runsItself(asio::io_context &Io, asio::io_context &Other) {
  asio::post(Io, [&] {
    Io.run();
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'run' blocks a thread of 'Io' for all of its work, this code included: once all of its threads wait, none of them continues
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: 'post' runs this code on 'Io'
    Other.run();
  });
}

// Silent: these return after some of the work, or after a while.
void okRunsSome(asio::io_context &Io) {
  asio::post(Io, [&] {
    Io.run_one();
    Io.poll();
    Io.run_for(std::chrono::seconds(1));
  });
}
