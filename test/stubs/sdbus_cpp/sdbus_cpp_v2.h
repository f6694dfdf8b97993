//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// Imitates what is new in version 2 of sdbus-c++ (Kistler-Group/sdbus-cpp,
/// 2026): tables of methods and properties, calls that give futures. Each part
/// names the header that it mirrors.
///
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_STUBS_SDBUS_CPP_SDBUS_CPP_V2_H
#define ASYNC_TIDY_TEST_STUBS_SDBUS_CPP_SDBUS_CPP_V2_H

#include <future>
#include <string>
#include <variant>
#include <vector>

namespace sdbus {

class Variant {};
class PendingAsyncCall {};
struct dont_expect_reply_t {};
inline constexpr dont_expect_reply_t dont_expect_reply{};

//===-- sdbus-c++/VTableItems.h -------------------------------------------===//

struct MethodVTableItem {
  template <typename Function> MethodVTableItem &implementedAs(Function &&) {
    return *this;
  }
};
MethodVTableItem registerMethod(std::string methodName);
struct PropertyVTableItem {
  template <typename Function> PropertyVTableItem &withGetter(Function &&) {
    return *this;
  }
  template <typename Function> PropertyVTableItem &withSetter(Function &&) {
    return *this;
  }
};
PropertyVTableItem registerProperty(std::string propertyName);
using VTableItem = std::variant<MethodVTableItem, PropertyVTableItem>;

//===-- sdbus-c++/ConvenienceApiClasses.h ---------------------------------===//

class VTableAdder {
public:
  void forInterface(std::string interfaceName);
};
class MethodInvoker {
public:
  MethodInvoker &onInterface(const std::string &interfaceName);
  template <typename... Args> MethodInvoker &withArguments(Args &&...) {
    return *this;
  }
  template <typename... Args> void storeResultsTo(Args &...) {}
  void dontExpectReply();
};
class AsyncMethodInvoker {
public:
  AsyncMethodInvoker &onInterface(const std::string &interfaceName);
  template <typename Function> PendingAsyncCall uponReplyInvoke(Function &&) {
    return {};
  }
  template <typename... Args> std::future<void> getResultAsFuture() {
    return {};
  }
};
class PropertyGetter {
public:
  Variant onInterface(std::string_view interfaceName);
};
class PropertySetter {
public:
  PropertySetter &onInterface(std::string_view interfaceName);
  template <typename Value> void toValue(const Value &) {}
  template <typename Value> void toValue(const Value &, dont_expect_reply_t) {}
};

//===-- sdbus-c++/IObject.h, sdbus-c++/IProxy.h ---------------------------===//

class IObject {
public:
  virtual ~IObject();
  template <typename... Items> VTableAdder addVTable(Items &&...) { return {}; }
};
class IProxy {
public:
  virtual ~IProxy();
  MethodInvoker callMethod(const std::string &methodName);
  AsyncMethodInvoker callMethodAsync(const std::string &methodName);
  PropertyGetter getProperty(std::string_view propertyName);
  PropertySetter setProperty(std::string_view propertyName);
};

//===-- sdbus-c++/AdaptorInterfaces.h -------------------------------------===//

template <typename... Interfaces>
class AdaptorInterfaces : public Interfaces... {
public:
  explicit AdaptorInterfaces(std::string objectPath);
};

} // namespace sdbus

#endif // ASYNC_TIDY_TEST_STUBS_SDBUS_CPP_SDBUS_CPP_V2_H
