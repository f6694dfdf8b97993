// RUN: async-blocking-destructor %qt
#include <QPushButton>
#include <QThread>

class Worker : public QThread {
public:
  Worker() { start(); }
  ~Worker() override {
    quit();
    wait();
  }
};

void onClick(QPushButton *Ok, QWidget *Of) {
  QObject::connect(Ok, &QPushButton::clicked, Of, [] {
    Worker Own;
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the destructor of 'Own' blocks the thread that runs this continuation, and all other work on it; finish its work first [async-blocking-destructor]
    // CHECK-MESSAGES: :[[@LINE-8]]:5: note: 'wait' blocks in the destructor
  });
}

// Silent: it was waited for.
void okOnClick(QPushButton *Ok, QWidget *Of) {
  QObject::connect(Ok, &QPushButton::clicked, Of, [] {
    Worker Own;
    Own.wait();
  });
}
