// RUN: async-lock-across-suspend %qcoro
#include <QCoroTask>
#include <QMutex>
#include <QReadWriteLock>

QCoro::Task<int> load(int Id = 0);

QCoro::Task<int> guarded(QMutex &M, QReadWriteLock &Lock) {
  {
    QMutexLocker L(&M);
    co_await load();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: coroutine 'guarded' suspends while it holds the lock of 'L': it may resume on a thread that does not own the lock, and threads that need the lock are blocked until then; release it first [async-lock-across-suspend]
  }
  {
    QMutexLocker L(&M);
    L.unlock();
    co_await load();
    L.relock();
    co_await load();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: coroutine 'guarded' suspends while it holds the lock of 'L'
  }
  QReadLocker Reader(&Lock);
  co_return co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: coroutine 'guarded' suspends while it holds the lock of 'Reader'
}

QCoro::Task<> byHand(QMutex &M, QReadWriteLock &Lock) {
  M.lock();
  co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'byHand' suspends while it holds 'M'
  M.unlock();
  if (!M.tryLock())
    co_return;
  co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'byHand' suspends while it holds 'M'
  M.unlock();
  Lock.lockForWrite();
  co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'byHand' suspends while it holds 'Lock'
  Lock.unlock();
}
