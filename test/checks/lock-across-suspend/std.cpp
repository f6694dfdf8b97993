// RUN: async-lock-across-suspend -std=c++20 -isystem stubs
// RUN: async-lock-across-suspend -std=c++20 -isystem stubs -check-suffix=TEST -option AsyncTestPaths=lock-across-suspend/std
#include "async_lib/inhouse.h"
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <shared_mutex>

using inhouse::Task;

Task<int> load(int Id = 0);
Task<> notify();
bool isReady();
void use(int);
void mayUnlock(std::unique_lock<std::mutex> &Lock);
void look(const std::unique_lock<std::mutex> &Lock);
void takeOver(std::unique_lock<std::mutex> Lock);

struct Cache {
  std::mutex M;
  std::shared_mutex Shared;
  std::recursive_mutex Recursive;
  std::condition_variable Changed;
  std::map<int, int> Data;
  int Hits = 0;
  void touch();

  //===-- Guards ----------------------------------------------------------===//

  Task<int> get(int Id) {
    std::lock_guard<std::mutex> L(M);
    if (auto It = Data.find(Id); It != Data.end())
      co_return It->second;
    Data[Id] = co_await load(Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: coroutine 'get' suspends while it holds the lock of 'L': it may resume on a thread that does not own the lock, and threads that need the lock are blocked until then; release it first [async-lock-across-suspend]
    // CHECK-MESSAGES: :[[@LINE-5]]:5: note: the lock is taken here
    co_return Data[Id];
  }

  Task<> refresh(int Id) {
    std::unique_lock L(M);
    int New = co_await load(Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: coroutine 'refresh' suspends while it holds the lock of 'L'
    Data[Id] = New;
    co_await notify();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: note: it also suspends here
  }

  Task<> others(int Id) {
    {
      std::scoped_lock L(M, Recursive);
      co_await load(Id);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: coroutine 'others' suspends while it holds the lock of 'L'
    }
    {
      std::shared_lock L(Shared);
      use(Data[Id] + co_await load(Id));
      // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: coroutine 'others' suspends while it holds the lock of 'L'
    }
    if (std::lock_guard L(Recursive); isReady())
      co_await load(Id);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: coroutine 'others' suspends while it holds the lock of 'L'
    for (std::lock_guard L(M); Hits < Id; ++Hits)
      co_await load(Hits);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: coroutine 'others' suspends while it holds the lock of 'L'
  }

  Task<> moved(int Id) {
    std::unique_lock<std::mutex> First(M);
    std::unique_lock<std::mutex> Second = std::move(First);
    co_await load(Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: coroutine 'moved' suspends while it holds the lock of 'Second'
  }

  Task<> assigned(int Id) {
    std::unique_lock<std::mutex> L;
    co_await load(Id);
    L = std::unique_lock<std::mutex>(M);
    co_await load(Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: coroutine 'assigned' suspends while it holds the lock of 'L'
  }

  Task<> lockedAgain(int Id) {
    std::unique_lock L(M);
    L.unlock();
    co_await load(Id);
    L.lock();
    co_await load(Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: coroutine 'lockedAgain' suspends while it holds the lock of 'L'
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the lock is taken here
  }

  Task<> deferred(int Id) {
    std::unique_lock L(M, std::defer_lock);
    co_await load(Id);
    L.lock();
    look(L);
    co_await load(Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: coroutine 'deferred' suspends while it holds the lock of 'L'
  }

  Task<> tried(int Id) {
    std::unique_lock L(M, std::try_to_lock);
    if (!L)
      co_return;
    co_await load(Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: coroutine 'tried' suspends while it holds the lock of 'L'
  }

  Task<> owned(int Id) {
    std::unique_lock L(M, std::try_to_lock);
    if (L.owns_lock() && isReady())
      co_await load(Id);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: coroutine 'owned' suspends while it holds the lock of 'L'
    else
      co_await load(Id);
  }

  Task<> waitsFor(int Id) {
    std::unique_lock L(M);
    Changed.wait(L);
    co_await load(Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: coroutine 'waitsFor' suspends while it holds the lock of 'L'
  }

  Task<> aroundTry(int Id) {
    std::lock_guard L(M);
    try {
      touch();
    } catch (...) {
    }
    co_await load(Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: coroutine 'aroundTry' suspends while it holds the lock of 'L'
  }

  //===-- By hand ---------------------------------------------------------===//

  Task<> byHand(int Id) {
    M.lock();
    co_await load(Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: coroutine 'byHand' suspends while it holds 'M': it may resume on a thread that does not own the lock
    M.unlock();
    co_await load(Id);
  }

  Task<> triedByHand(int Id) {
    if (!M.try_lock())
      co_return;
    co_await load(Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: coroutine 'triedByHand' suspends while it holds 'M'
    M.unlock();
  }

  Task<> adopted(int Id) {
    std::lock(M, Recursive);
    std::lock_guard First(M, std::adopt_lock);
    std::lock_guard Second(Recursive, std::adopt_lock);
    co_await load(Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: coroutine 'adopted' suspends while it holds the lock of 'First'
  }

  //===-- Silent ----------------------------------------------------------===//

  Task<int> okScope(int Id) {
    {
      std::lock_guard L(M);
      if (auto It = Data.find(Id); It != Data.end())
        co_return It->second;
    }
    int New = co_await load(Id);
    std::lock_guard L(M);
    co_return Data[Id] = New;
  }

  Task<> okUnlocked(int Id) {
    std::unique_lock L(M);
    L.unlock();
    int New = co_await load(Id);
    L.lock();
    Data[Id] = New;
  }

  Task<> okUnlockedOnSomePaths(int Id) {
    std::unique_lock L(M);
    if (isReady())
      L.unlock();
    co_await load(Id);
  }

  Task<> okReleased(int Id) {
    std::unique_lock L(M);
    std::mutex *Mutex = L.release();
    Mutex->unlock();
    co_await load(Id);
  }

  Task<> okMovedAway(int Id) {
    std::unique_lock L(M);
    takeOver(std::move(L));
    co_await load(Id);
  }

  Task<> okPerhapsUnlocked(int Id) {
    std::unique_lock L(M);
    mayUnlock(L);
    co_await load(Id);
  }

  Task<> okUnlockedByLambda(int Id) {
    std::unique_lock L(M);
    auto Unlock = [&L] { L.unlock(); };
    Unlock();
    co_await load(Id);
  }

  Task<> okLoop(int Id) {
    for (int I = 0; I < Id; ++I) {
      {
        std::lock_guard L(M);
        if (Data.contains(I))
          continue;
        if (Data.empty())
          break;
      }
      co_await load(I);
    }
    co_await load(Id);
  }

  Task<> okAfterTry(int Id) {
    try {
      std::lock_guard L(M);
      touch();
      co_return;
    } catch (...) {
    }
    co_await load(Id);
  }

  Task<> okNotLocked(int Id) {
    std::unique_lock L(M, std::try_to_lock);
    if (L)
      co_return;
    co_await load(Id);
    std::unique_lock<std::mutex> Empty;
    co_await load(Id);
  }

  Task<> okTriedInVain(int Id) {
    while (!M.try_lock())
      co_await load(Id);
    M.unlock();
  }

  // Silent: the lock is in another function, which does not suspend.
  Task<> okInLambda(int Id) {
    auto Count = [this] {
      std::lock_guard L(M);
      return Data.size();
    };
    use(Count());
    co_await load(Id);
  }

  // Silent: what it calls may unlock.
  Task<> okByHandInOtherFunctions(int Id) {
    M.lock();
    touch();
    co_await load(Id);
  }

  // FIXME: Silent, but should warn: the guard is in another object.
  Task<> missedInOptional(int Id) {
    std::optional<std::lock_guard<std::mutex>> L;
    L.emplace(M);
    co_await load(Id);
  }

  // FIXME: Silent, but should warn: the function returns a locked guard.
  std::unique_lock<std::mutex> lock() { return std::unique_lock(M); }
  Task<> missedFromFunction(int Id) {
    auto L = lock();
    co_await load(Id);
  }

  // FIXME: Silent, but should warn: a reference to the lock was passed on.
  Task<> missedAfterReference(int Id) {
    std::unique_lock L(M);
    mayUnlock(L);
    L.owns_lock();
    co_await load(Id);
  }
};

// Silent: the function that is waited for receives the lock, and may release
// it.
Task<> waitWith(std::unique_lock<std::mutex> &Lock);
Task<> okPassedToAwaited(std::mutex &M) {
  std::unique_lock L(M);
  co_await waitWith(L);
}

//===-- Awaits that never suspend -----------------------------------------===//

struct AtOnce {
  bool await_ready() const { return true; }
  void await_suspend(std::coroutine_handle<>) const {}
  int await_resume() const { return 1; }
};
struct Sometimes {
  bool await_ready() const { return isReady(); }
  void await_suspend(std::coroutine_handle<>) const {}
  int await_resume() const { return 1; }
};

Task<int> computes() { co_return 1; }

Task<> okNeverSuspends(std::mutex &M) {
  std::lock_guard L(M);
  co_await std::suspend_never();
  use(co_await AtOnce());
  use(co_await computes());
}

Task<> maySuspend(std::mutex &M) {
  std::lock_guard L(M);
  use(co_await Sometimes());
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: coroutine 'maySuspend' suspends while it holds the lock of 'L'
}

//===-- Templates, macros, aliases, suppression ---------------------------===//

template <typename Mutex> Task<> generic(Mutex &M) {
  std::lock_guard<Mutex> L(M);
  co_await notify();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'generic' suspends while it holds the lock of 'L'
}
template Task<> generic(std::mutex &);
template Task<> generic(std::recursive_mutex &);

struct NoMutex {
  void lock() {}
  void unlock() {}
};
template <typename Mutex> Task<> okGeneric(Mutex &M) {
  std::lock_guard<Mutex> L(M);
  co_await notify();
}
template Task<> okGeneric(NoMutex &);

#define LOCKED(Mutex) std::lock_guard Guard(Mutex)
Task<> inMacro(std::mutex &M) {
  static int Count;
  LOCKED(M);
  ++Count;
  co_await notify();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'inMacro' suspends while it holds the lock of 'Guard'
  // CHECK-FIXES: {{^}}  LOCKED(M);
}

using Guard = std::lock_guard<std::mutex>;
Task<> aliased(std::mutex &M) {
  Guard L(M);
  co_await notify();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'aliased' suspends while it holds the lock of 'L'
}

Task<> suppressed(std::mutex &M) {
  Guard L(M);
  co_await notify(); // NOLINT(async-lock-across-suspend)
}

void inLambda(std::mutex &M) {
  auto Run = [&]() -> Task<> {
    Guard L(M);
    co_await notify();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this coroutine suspends while it holds the lock of 'L'
  };
  use(sizeof(Run));
}

//===-- Fixes -------------------------------------------------------------===//

int Total;
std::mutex TotalMutex;

Task<> count(int Id) {
  std::lock_guard L(TotalMutex);
  Total += Id;
  co_await load(Id);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'count' suspends while it holds the lock of 'L': it may resume on a thread that does not own the lock, and threads that need the lock are blocked until then; release it first
  // CHECK-FIXES: {{^}}  {
  // CHECK-FIXES-NEXT: {{^}}  std::lock_guard L(TotalMutex);
  // CHECK-FIXES-NEXT: {{^}}  Total += Id;
  // CHECK-FIXES-NEXT: {{^}}  }
  // CHECK-FIXES-NEXT: {{^}}  co_await load(Id);
}

// Later code uses what was declared under the lock.
Task<> usesLater(int Id) {
  std::lock_guard L(TotalMutex);
  int Copy = Total;
  co_await load(Copy);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'usesLater' suspends while it holds the lock of 'L'
  // CHECK-FIXES: {{^}}  std::lock_guard L(TotalMutex);
}

// Later code may need the lock.
Task<> needsLater(int Id) {
  std::lock_guard Locked(TotalMutex);
  Total += Id;
  int New = co_await load(Id);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: coroutine 'needsLater' suspends while it holds the lock of 'Locked'
  // CHECK-FIXES: {{^}}  std::lock_guard Locked(TotalMutex);
  Total = New;
}
