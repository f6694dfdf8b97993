// RUN: async-blocking-call %qcoro
#include <QCoroAbstractSocket>
#include <QCoroCore>
#include <QCoroIODevice>
#include <QCoroProcess>
#include <QCoroTask>
#include <QCoroTcpServer>
#include <QCoroTimer>
#include <QFile>
#include <QHostInfo>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>
#include <QThreadPool>
#include <QTimer>
#include <QtConcurrent>
#include <chrono>
#include <memory>
#include <thread>

using QCoro::Task;

void use(int);

//===-- Wrappers of QCoro -------------------------------------------------===//

Task<bool> runs(QProcess &Process) {
  Process.start("true", QStringList());
  co_return Process.waitForFinished();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'waitForFinished' blocks the thread of coroutine 'runs', and all other coroutines on it; await its asynchronous form [async-blocking-call]
  // CHECK-FIXES: co_return co_await qCoro(Process).waitForFinished();
}

Task<> connects(QTcpSocket *Socket) {
  Socket->connectToHost("localhost", 1);
  if (!Socket->waitForConnected(100))
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'waitForConnected' blocks the thread of coroutine 'connects'
    // CHECK-FIXES: if (!co_await qCoro(Socket).waitForConnected(100))
    co_return;
  Socket->waitForDisconnected();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: note: 'waitForDisconnected' also blocks here
  // CHECK-FIXES: co_await qCoro(Socket).waitForDisconnected();
}

Task<> naps() {
  QThread::msleep(5);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'msleep' blocks the thread of coroutine 'naps'
  // CHECK-FIXES: co_await QCoro::sleepFor(std::chrono::milliseconds(5));
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of coroutine 'naps', and all other coroutines on it; await a timer instead
  // CHECK-FIXES: co_await QCoro::sleepFor(std::chrono::seconds(1));
  co_return;
}

//===-- What has none -----------------------------------------------------===//

Task<qsizetype> resolves() {
  auto Info = QHostInfo::fromName("localhost");
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'fromName' blocks the thread of coroutine 'resolves', and all other coroutines on it; offload it to threads that may block, and await the result
  // CHECK-FIXES: auto Info = co_await QtConcurrent::run([=] { return QHostInfo::fromName("localhost"); });
  co_return Info.addresses().size();
}

// Nothing can be awaited in a slot.
void inEventLoop(QProcess &Process) {
  QTimer::singleShot(1, [&Process] { Process.waitForFinished(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: 'waitForFinished' blocks the thread that runs this continuation, and all other work on it
  // CHECK-FIXES: QTimer::singleShot(1, [&Process] { Process.waitForFinished(); });
}

//===-- What is right -----------------------------------------------------===//

Task<> okAwaits(QProcess &Process, QTcpSocket &Socket) {
  co_await qCoro(Process).waitForFinished();
  Socket.waitForConnected(0);
  Socket.write("a");
  use(Socket.waitForReadyRead(0));
}

Task<> okOffloaded(QProcess &Process) {
  co_await QtConcurrent::run([&Process] { return Process.waitForFinished(); });
  QThreadPool::globalInstance()->start([] { QThread::sleep(1); });
}

void okPlain(QProcess &Process) { Process.waitForFinished(); }

//===-- How the object is reached -----------------------------------------===//

Task<bool> throughSmartPointer(std::unique_ptr<QTcpSocket> Socket) {
  co_return Socket->waitForConnected();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'waitForConnected' blocks the thread of coroutine 'throughSmartPointer'
  // CHECK-FIXES: co_return co_await qCoro(*Socket).waitForConnected();
}

// The one gives whether there is a connection, the other the connection.
Task<QTcpSocket *> accepts(QTcpServer &Server) {
  if (!Server.waitForNewConnection(1000))
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'waitForNewConnection' blocks the thread of coroutine 'accepts', and all other coroutines on it [async-blocking-call]
    // CHECK-MESSAGES: :[[@LINE-2]]:15: note: 'waitForNewConnection' has an asynchronous form: 'co_await qCoro(Server).waitForNewConnection(1000)'
    // CHECK-FIXES: {{^}}  if (!Server.waitForNewConnection(1000))
    co_return nullptr;
  co_return Server.nextPendingConnection();
}
