// RUN: async-blocking-wait %qt
// Slots of objects that live on the main thread.
#include <QApplication>
#include <QDBusInterface>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusReply>
#include <QEventLoop>
#include <QFuture>
#include <QFutureWatcher>
#include <QPushButton>
#include <QSemaphore>
#include <QThread>
#include <QtConcurrent>

QFuture<int> load(int Id);
void use(int);

void waits(QPushButton *Ok, QWidget *Of, QSemaphore *Given, QThread *Other) {
  QObject::connect(Ok, &QPushButton::clicked, Of, [] { use(load(1).result()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:68: warning: 'result' blocks the thread that runs this continuation, and all other work on it [async-blocking-wait]
  QObject::connect(Ok, &QPushButton::clicked, Of, [=] { Other->wait(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:64: warning: 'wait' blocks the thread that runs this continuation, and all other work on it [async-blocking-wait]
  QObject::connect(Ok, &QPushButton::clicked, Of, [=] {
    QEventLoop Loop;
    QObject::connect(Other, &QThread::finished, &Loop, &QEventLoop::quit);
    Loop.exec(); // Goes on with all else.
  });
}

// What a watcher tells of is there.
class OkWindow : public QWidget {
  Q_OBJECT
public:
  OkWindow() {
    connect(&Watcher, &QFutureWatcher<int>::finished, this, [this] {
      use(Watcher.result());
      use(Watcher.future().result());
      use(Running.result());
    });
    connect(&Watcher, &QFutureWatcher<int>::finished, this, &OkWindow::there);
    auto *Call = new QDBusPendingCallWatcher(Remote->asyncCall("a"), this);
    connect(Call, &QDBusPendingCallWatcher::finished, this, &OkWindow::told);
    connect(Call, &QDBusPendingCallWatcher::finished, this,
            [](QDBusPendingCallWatcher *Done) {
              QDBusReply<int> Reply = *Done;
              use(Reply.value());
            });
  }

private:
  void there() { use(Watcher.future().result()); }
  void told(QDBusPendingCallWatcher *Done) {
    QDBusPendingReply<int> Reply = *Done;
    use(Reply.value());
  }
  QFutureWatcher<int> Watcher;
  QFuture<int> Running;
  QDBusInterface *Remote = nullptr;
};
