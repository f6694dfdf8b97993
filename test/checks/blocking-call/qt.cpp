// RUN: async-blocking-call %qt
// RUN: async-blocking-call %qt -check-suffix=,STRICT -option AsyncStrict=true
// Slots and what widgets override: they run on the main thread, which draws.
#include <QAction>
#include <QApplication>
#include <QDBusConnection>
#include <QDBusInterface>
#include <QDBusReply>
#include <QDialog>
#include <QEventLoop>
#include <QFile>
#include <QFutureWatcher>
#include <QHostInfo>
#include <QImage>
#include <QMainWindow>
#include <QMenu>
#include <QProcess>
#include <QPushButton>
#include <QShortcut>
#include <QSqlQuery>
#include <QTcpSocket>
#include <QThread>
#include <QTimer>
#include <filesystem>
#include <fstream>

void use(const QByteArray &);

//===-- Where a slot runs -------------------------------------------------===//

class Window : public QMainWindow {
  Q_OBJECT
public:
  Window();

private:
  void ping() { QProcess::execute("ping"); }
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'execute' blocks the thread that runs 'ping', and all other work on it [async-blocking-call]
  void asks(bool) {
    QDBusInterface Remote("a.b", "/", "c.d");
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'QDBusInterface' blocks the thread that runs 'asks', and all other work on it [async-blocking-call]
    QDBusReply<QString> Reply = Remote.call("ping");
    // CHECK-NOTES: :[[@LINE-1]]:40: note: 'call' also blocks here
  }
  void overloaded() { QThread::msleep(10); }
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'msleep' blocks the thread that runs 'overloaded', and all other work on it [async-blocking-call]
  void overloaded(int) { QThread::msleep(10); } // Not connected.

  QPushButton Ok;
  QTimer Timer;
};

static void resolves() { QHostInfo::fromName("a"); }
// CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'fromName' blocks the thread that runs 'resolves', and all other work on it [async-blocking-call]

static void deeper() { QProcess::execute("make"); }

Window::Window() {
  connect(&Ok, &QPushButton::clicked, this, &Window::ping);
  connect(&Ok, &QAbstractButton::toggled, this, &Window::asks);
  connect(&Timer, &QTimer::timeout, this, qOverload<>(&Window::overloaded));
  connect(&Timer, &QTimer::timeout, qApp, resolves);
  connect(&Ok, &QPushButton::clicked, this, [] { deeper(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:50: warning: 'deeper' blocks the thread that runs this continuation, and all other work on it [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-9]]:24: note: 'deeper' blocks here, in 'execute'
  // The sender's thread, which is that of its signals.
  connect(&Ok, &QPushButton::clicked, [] { QProcess::execute("make"); });
  // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: 'execute' blocks the thread that runs this continuation
  auto Kept = [](const QString &Name) { QProcess::execute(Name); };
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'execute' blocks the thread that runs this continuation
  connect(this, &QWidget::windowTitleChanged, this, Kept, Qt::QueuedConnection);
}

void actions(Window *Of, QMenu *Menu, QWidget &Parent) {
  Menu->addAction("Build", Of, [] { QProcess::execute("make"); });
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'execute' blocks the thread that runs this continuation
  Menu->addAction(QIcon(), "Build", Of, [] { QProcess::execute("make"); });
  // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: 'execute' blocks the thread that runs this continuation
  Menu->addAction("Build", [] { QProcess::execute("make"); });
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: 'execute' blocks the thread that runs this continuation
  new QShortcut(QKeySequence("F5"), &Parent, [] { QProcess::execute("make"); });
  // CHECK-MESSAGES: :[[@LINE-1]]:51: warning: 'execute' blocks the thread that runs this continuation
  QTimer::singleShot(10, Of, [] { QProcess::execute("make"); });
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'execute' blocks the thread that runs this continuation
  QMetaObject::invokeMethod(Of, [] { QProcess::execute("make"); });
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'execute' blocks the thread that runs this continuation
}

// Any other object may be on a thread of its own.
class Worker : public QObject {
  Q_OBJECT
public:
  void build() { QProcess::execute("make"); }
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:18: warning: 'execute' blocks the thread that runs 'build', and all other work on it [async-blocking-call]
  void start(QTimer *Timer) {
    connect(Timer, &QTimer::timeout, this, &Worker::build);
    connect(Timer, &QTimer::timeout, this, [] { QProcess::execute("make"); });
    // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:49: warning: 'execute' blocks the thread that runs this continuation
    connect(Timer, &QTimer::timeout, [] { QProcess::execute("make"); });
    QTimer::singleShot(10, this, [] { QProcess::execute("make"); });
    // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:39: warning: 'execute' blocks the thread that runs this continuation
  }
};

// Whoever emits the signal runs it.
void okDirect(Window *Of, QTimer *Timer) {
  QObject::connect(Timer, &QTimer::timeout, Of,
                   [] { QProcess::execute("make"); }, Qt::DirectConnection);
}

// What a string names, only the program knows when it runs.
class Old : public QWidget {
  Q_OBJECT
public:
  void start(QTimer *Timer) {
    connect(Timer, SIGNAL(timeout()), this, SLOT(build()));
  }
  void build() { QProcess::execute("make"); }
};

//===-- What widgets override ---------------------------------------------===//

class Canvas : public QWidget {
public:
  void mousePressEvent(QMouseEvent *) override { QProcess::execute("make"); }
  // CHECK-MESSAGES: :[[@LINE-1]]:50: warning: 'execute' blocks the thread that runs 'mousePressEvent', and all other work on it [async-blocking-call]
  // A QObject has it already.
  void timerEvent(QTimerEvent *) override { QThread::sleep(1); }
  // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: 'sleep' blocks the thread that runs 'timerEvent', and all other work on it [async-blocking-call]
};
class Question : public QDialog {
  void accept() override { QHostInfo::fromName("a"); }
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'fromName' blocks the thread that runs 'accept', and all other work on it [async-blocking-call]
};

struct Job {
  virtual ~Job() = default;
  virtual void run() = 0;
};
class OkWidget : public QWidget, public Job {
  // A method of another interface.
  void run() override { QProcess::execute("make"); }
  void closeEvent(QCloseEvent *) override {
    Thread.quit();
    Thread.wait();
  }
  QThread Thread;
};
class OkObject : public QObject {
  void timerEvent(QTimerEvent *) override { QProcess::execute("make"); }
};

//===-- What is custom there ----------------------------------------------===//

void okFiles(QPushButton *Save, Window *Of) {
  QObject::connect(Save, &QPushButton::clicked, Of, [] {
    QFile File("a");
    if (File.open(QIODevice::ReadOnly))
      use(File.readAll());
    std::ofstream("b") << 1;
    std::filesystem::remove("c");
    QImage Loaded;
    Loaded.load("d");
    QSqlQuery().exec("SELECT 1");
  });
}
void okNestedLoop(QPushButton *Save, Window *Of, QTcpSocket *Socket) {
  QObject::connect(Save, &QPushButton::clicked, Of, [=] {
    QEventLoop Loop;
    QObject::connect(Socket, &QTcpSocket::connected, &Loop, &QEventLoop::quit);
    Loop.exec();
  });
}
// To wait for what has ended, or before the end.
void okEnds(QThread *Thread, QFutureWatcher<int> *Watcher, Window *Of) {
  QObject::connect(Thread, &QThread::finished, Of, [=] { Thread->wait(); });
  QObject::connect(qApp, &QCoreApplication::aboutToQuit, Of, [=] {
    QProcess::execute("save");
    Thread->wait();
  });
}

// A frozen window is what files hardly make; a peer does.
void notOnlyFiles(QPushButton *Send, Window *Of, QTcpSocket *Socket) {
  QObject::connect(Send, &QPushButton::clicked, Of, [=] {
    QFile File("a");
    Socket->write(File.readAll());
    Socket->waitForBytesWritten();
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'waitForBytesWritten' blocks the thread that runs this continuation
  });
}

void suppressed(QPushButton *Send, Window *Of) {
  QObject::connect(Send, &QPushButton::clicked, Of, [] {
    QProcess::execute("make"); // NOLINT(async-blocking-call)
  });
}
