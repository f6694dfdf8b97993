// RUN: async-blocking-call -std=c++20 -isystem stubs
#include "sdbus_cpp/sdbus_cpp_v2.h"
#include <cstdlib>

class Store {
public:
  Store(sdbus::IObject &Here, sdbus::IProxy &Of) : Of(Of) {
    Here.addVTable(
            sdbus::registerMethod("get").implementedAs([this] {
              int Value;
              this->Of.callMethod("get").onInterface("a").storeResultsTo(Value);
              // CHECK-MESSAGES: :[[@LINE-1]]:59: warning: 'storeResultsTo' blocks the thread that runs this continuation, and all other work on it [async-blocking-call]
              return Value;
            }),
            sdbus::registerProperty("size")
                .withGetter([this] {
                  this->Of.getProperty("size").onInterface("a");
                  // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: 'onInterface' blocks the thread that runs this continuation
                  return 1;
                })
                .withSetter([this](const int &Size) {
                  this->Of.setProperty("size").onInterface("a").toValue(
                      Size, sdbus::dont_expect_reply);
                }))
        .forInterface("a");
    Of.callMethodAsync("get").onInterface("a").uponReplyInvoke(
        [](int Value) { std::system("reload"); });
    // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'system' blocks the thread that runs this continuation
  }

private:
  sdbus::IProxy &Of;
};
