// RUN: async-sequential-awaits %qcoro -option AsyncStrict=true
// RUN: async-sequential-awaits %qcoro -check-suffix=DEFAULT
#include <QCoroFuture>
#include <QCoroNetworkReply>
#include <QCoroTask>
#include <QCoroTimer>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QUrl>
#include <QtConcurrentRun>

QCoro::Task<QString> page(const QUrl &Url);
QCoro::Task<int> visits(const QUrl &Url);
QFuture<int> compute(int Of);
void use(int);

// QCoro has no way to await several tasks at once: nothing is edited.
QCoro::Task<int> two(QUrl Url) {
  const auto Text = co_await page(Url);
  const auto Count = co_await visits(Url);
  // CHECK-MESSAGES: :[[@LINE-2]]:30: warning: 'page' and 'visits' do not depend on each other, but run one after the other: their latencies add up [async-sequential-awaits]
  // CHECK-FIXES: const auto Text = co_await page(Url);
  use(Text.size());
  co_return Count;
}

QCoro::Task<int> offloaded(int Of) {
  auto A = co_await QtConcurrent::run([Of] { return Of * Of; });
  auto B = co_await QtConcurrent::run([Of] { return Of + Of; });
  // CHECK-MESSAGES: :[[@LINE-2]]:21: warning: 'run' and 'run' do not depend
  co_return A + B;
}

QCoro::Task<int> loop(const QList<QUrl> &Urls) {
  int Sum = 0;
  for (const QUrl &Url : Urls)
    Sum += co_await visits(Url);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: each iteration of the loop awaits its own 'visits'
  co_return Sum;
}

//===-- Silent ------------------------------------------------------------===//

QCoro::Task<int> okDepends(QUrl Url) {
  const auto Text = co_await page(Url);
  const auto Count = co_await visits(QUrl(Text));
  co_return Count;
}

// What the callables name is what they share.
QCoro::Task<int> okSharedByCallables(QList<int> Numbers) {
  auto A = co_await QtConcurrent::run([&] {
    Numbers.append(1);
    return 1;
  });
  auto B = co_await QtConcurrent::run([&] { return Numbers.at(0); });
  co_return A + B;
}

QCoro::Task<int> okSameManager(QNetworkAccessManager &Network) {
  auto *First = co_await Network.get(QNetworkRequest(QUrl("a")));
  auto *Second = co_await Network.get(QNetworkRequest(QUrl("b")));
  co_return First->error() + Second->error();
}

class Window : public QObject {
  QNetworkAccessManager Network;
  QUrl Base;
  QCoro::Task<int> load(int Id);
  QCoro::Task<int> both() {
    auto A = co_await load(1);
    auto B = co_await load(2);
    use(A + B);
    auto C = co_await visits(Base);
    auto D = co_await load(3);
    co_return C + D;
  }
};

QCoro::Task<int> okRunning() {
  auto First = compute(1);
  auto Second = compute(2);
  auto A = co_await First;
  auto B = co_await Second;
  co_return A + B;
}

QCoro::Task<> okTimers(QTimer &Timer) {
  co_await Timer;
  co_await QCoro::sleepFor(std::chrono::seconds(1));
  auto A = co_await visits(QUrl("a"));
  co_await Timer;
  auto B = co_await visits(QUrl("b"));
  use(A + B);
}
