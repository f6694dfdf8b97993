//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Library.h"
#include "llvm/ADT/STLExtras.h"

using llvm::ArrayRef;
using llvm::StringRef;

namespace clang::tidy::async::test {

static constexpr StringRef Plain[] = {"-std=c++20"};
static constexpr StringRef Stubs[] = {"-std=c++20", "-isystem", "stubs"};
// Its headers do not compile as C++20 yet.
static constexpr StringRef Kj[] = {"-std=c++17"};
static constexpr StringRef Qt[] = {
    "-std=c++20", "-fPIC",
    "-isystem",   "/usr/include/x86_64-linux-gnu/qt6",
    "-isystem",   "/usr/include/x86_64-linux-gnu/qt6/QtCore",
    "-isystem",   "/usr/include/x86_64-linux-gnu/qt6/QtConcurrent",
    "-isystem",   "/usr/include/x86_64-linux-gnu/qt6/QtNetwork",
    "-isystem",   "/usr/include/x86_64-linux-gnu/qt6/QtDBus",
    "-isystem",   "/usr/include/x86_64-linux-gnu/qt6/QtGui",
    "-isystem",   "/usr/include/x86_64-linux-gnu/qt6/QtSql",
    "-isystem",   "/usr/include/x86_64-linux-gnu/qt6/QtWidgets",
    "-isystem",   "/usr/include/qcoro6",
    "-isystem",   "/usr/include/qcoro6/qcoro",
    "-isystem",   "/usr/include/qcoro6/QCoro"};

// From a package that conflicts with the others: see tool/install-packages.sh.
static constexpr StringRef CppRest[] = {
    "-std=c++20", "-isystem", "../build/unpacked/libcpprest-dev/usr/include",
    "-include", "pplx/pplxtasks.h"};

static const Library Libraries[] = {
    {"std", Plain, ""},
    {"asio", Plain, R"cpp(
#include <boost/asio.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
namespace asio = boost::asio;
)cpp"},
    {"seastar", Stubs, "#include \"seastar/seastar.h\"\n"},
    {"folly", Stubs, "#include \"folly/folly.h\"\n"},
    {"cppcoro", Stubs, "#include \"cppcoro/cppcoro.h\"\n"},
    {"qt", Qt, "#include <QtCore>\n#include <QtConcurrent>\n"},
    {"qcoro", Qt, R"cpp(
#include <QtCore>
#include <QtConcurrent>
#include <QCoroCore>
#include <QCoroFuture>
#include <QCoroTask>
)cpp"},
    {"async_simple", Stubs, "#include \"async_simple/async_simple.h\"\n"},
    {"cobalt", Stubs, "#include \"cobalt/cobalt.h\"\n"},
    {"concurrencpp", Stubs, "#include \"concurrencpp/concurrencpp.h\"\n"},
    {"libcoro", Stubs, "#include \"libcoro/coro.h\"\n"},
    {"stdexec", Stubs, "#include \"stdexec/stdexec.h\"\n"},
    {"unifex", Stubs, "#include \"unifex/unifex.h\"\n"},
    {"yaclib", Stubs, "#include \"yaclib/yaclib.h\"\n"},
    {"drogon", Stubs, "#include \"drogon/drogon.h\"\n"},
    {"pplx", Stubs, "#include \"pplx/pplx.h\"\n"},
    {"cpprest", CppRest, ""},
    {"winrt", Stubs, "#include \"winrt/winrt.h\"\n"},
    {"kj", Kj, "#include <kj/async-io.h>\n"},
    {"userver", Stubs, "#include \"userver/userver.h\"\n"},
    {"mongodb", Stubs, "#include \"mongodb/mongodb.h\"\n"},
    {"arangodb", Stubs, "#include \"arangodb/arangodb.h\"\n"},
    {"dpp", Stubs, "#include \"dpp/dpp.h\"\n"},
    {"inhouse", Stubs, "#include \"async_lib/inhouse.h\"\n"},
};

const Library *findLibrary(StringRef Name) {
  const Library *Found = llvm::find_if(
      Libraries, [&](const Library &Each) { return Each.Name == Name; });
  return Found == std::end(Libraries) ? nullptr : Found;
}

ArrayRef<Library> libraries() { return Libraries; }

} // namespace clang::tidy::async::test
