// RUN: async-blocking-call -std=c++20
// The real headers, of version 1.
#include <cstdlib>
#include <fstream>
#include <sdbus-c++/sdbus-c++.h>

static const char *const Interface = "a.b.C";

class Store {
public:
  Store(sdbus::IConnection &Bus, sdbus::IProxy &Of) : Of(Of) {
    Here = sdbus::createObject(Bus, "/a");
    Here->registerMethod("get").onInterface(Interface).implementedAs(
        [this](const std::string &Key) {
          std::string Value;
          this->Of.callMethod("get")
              .onInterface(Interface)
              .withArguments(Key)
              .storeResultsTo(Value);
          // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'storeResultsTo' blocks the thread that runs this continuation, and all other work on it [async-blocking-call]
          return Value;
        });
    Here->registerProperty("size")
        .onInterface(Interface)
        .withGetter([this] { return size(); })
        // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'size' blocks the thread that runs this continuation
        // CHECK-NOTES: :[[@LINE+38]]:32: note: 'size' blocks here, in 'onInterface'
        .withSetter([this](const int &Size) {
          this->Of.setProperty("size").onInterface(Interface).toValue(Size);
          // CHECK-MESSAGES: :[[@LINE-1]]:63: warning: 'toValue' blocks the thread that runs this continuation
        });
    // Saving a file is custom.
    Here->registerMethod("save").onInterface(Interface).implementedAs(
        [] { std::ofstream("a") << 1; });
    Of.uponSignal("changed").onInterface(Interface).call([](int Code) {
      std::system("reload");
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'system' blocks the thread that runs this continuation
    });
    sdbus::MethodCall Raw = Of.createMethodCall(Interface, "get");
    Of.callMethod(Raw, [&Of](sdbus::MethodReply &, const sdbus::Error *) {
      sdbus::MethodCall Next = Of.createMethodCall(Interface, "get");
      Of.callMethod(Next);
      // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'callMethod' blocks the thread that runs this continuation
    });
  }

private:
  void okAsync() {
    Here->registerMethod("ask").onInterface(Interface).implementedAs([this] {
      Of.callMethodAsync("get")
          .onInterface(Interface)
          .uponReplyInvoke([](const sdbus::Error *, std::string) {});
    });
    Here->registerMethod("tell").onInterface(Interface).implementedAs([this] {
      Of.callMethod("stop").onInterface(Interface).dontExpectReply();
    });
  }
  // Nobody calls these from a handler.
  void okPlain() {
    int Size;
    Of.callMethod("get").onInterface(Interface).storeResultsTo(Size);
  }
  int size() {
    sdbus::Variant Size = Of.getProperty("size")
                              .onInterface(Interface);
    return Size.get<int>();
  }
  sdbus::IProxy &Of;
  std::unique_ptr<sdbus::IObject> Here;
};

// As sdbus-c++-xml2cpp writes it.
class Door_adaptor {
public:
  static constexpr const char *INTERFACE_NAME = "a.b.Door";

protected:
  Door_adaptor(sdbus::IObject &object) : object_(object) {
    object_.registerMethod("open").onInterface(INTERFACE_NAME).implementedAs(
        [this]() { return this->open(); });
  }
  ~Door_adaptor() = default;

private:
  virtual void open() = 0;
  sdbus::IObject &object_;
};
class Door : public sdbus::AdaptorInterfaces<Door_adaptor> {
public:
  Door(sdbus::IConnection &Bus) : AdaptorInterfaces(Bus, "/door") {
    registerAdaptor();
  }
  ~Door() { unregisterAdaptor(); }

private:
  void open() override { std::system("open"); }
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'system' blocks the thread that runs 'open', and in 1 more continuation [async-blocking-call]
};
