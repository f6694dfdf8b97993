// RUN: async-self-wait %qt
#include <QMetaObject>
#include <QObject>
#include <QTimer>

void draw();
bool isMainThread();

class Window : public QObject {
public:
  void setUp(QTimer &Timer, QObject *Worker) {
    connect(&Timer, &QTimer::timeout, this, [this] {
      QMetaObject::invokeMethod(this, [] { draw(); }, Qt::BlockingQueuedConnection);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'invokeMethod' blocks a thread of 'Window' for work that needs 'Window': once all of its threads wait, none of them continues [async-self-wait]
      // CHECK-MESSAGES: :[[@LINE-3]]:5: note: 'connect' runs this code on 'Window'
    });
    // Another object may live on another thread.
    connect(&Timer, &QTimer::timeout, this, [Worker] {
      QMetaObject::invokeMethod(Worker, [] { draw(); },
                                Qt::BlockingQueuedConnection);
    });
    // It is queued, and nothing waits for it.
    connect(&Timer, &QTimer::timeout, this, [this] {
      QMetaObject::invokeMethod(this, [] { draw(); }, Qt::QueuedConnection);
    });
    // On the thread that emits the signal.
    connect(
        &Timer, &QTimer::timeout, this,
        [this] {
          QMetaObject::invokeMethod(this, [] { draw(); },
                                    Qt::BlockingQueuedConnection);
        },
        Qt::DirectConnection);
  }
};
