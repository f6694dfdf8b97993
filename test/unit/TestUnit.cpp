//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestUnit.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/MemoryBuffer.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

// Real headers take a hundred times as long to parse.
static constexpr StringRef CoroutineHeader = R"cpp(
#pragma once
namespace std {
template <typename Result, typename... Args> struct coroutine_traits {};
template <typename Result, typename... Args>
  requires requires { typename Result::promise_type; }
struct coroutine_traits<Result, Args...> {
  using promise_type = typename Result::promise_type;
};
template <typename Promise = void> struct coroutine_handle;
template <> struct coroutine_handle<void> {
  static coroutine_handle from_address(void *) noexcept;
  void *address() const noexcept;
  void resume() const;
};
template <typename Promise> struct coroutine_handle {
  static coroutine_handle from_address(void *) noexcept;
  static coroutine_handle from_promise(Promise &) noexcept;
  void *address() const noexcept;
  Promise &promise() const noexcept;
  operator coroutine_handle<>() const noexcept;
};
struct suspend_always {
  bool await_ready() const noexcept;
  void await_suspend(coroutine_handle<>) const noexcept;
  void await_resume() const noexcept;
};
struct suspend_never {
  bool await_ready() const noexcept;
  void await_suspend(coroutine_handle<>) const noexcept;
  void await_resume() const noexcept;
};
} // namespace std
)cpp";

static constexpr StringRef ExceptionHeader = R"cpp(
#pragma once
namespace std {
struct exception {
  virtual ~exception();
};
struct runtime_error : exception {
  explicit runtime_error(const char *);
};
struct exception_ptr {};
exception_ptr current_exception() noexcept;
[[noreturn]] void rethrow_exception(exception_ptr);
[[noreturn]] void terminate() noexcept;
} // namespace std
)cpp";

static constexpr StringRef UtilityHeader = R"cpp(
#pragma once
namespace std {
template <typename T> struct remove_reference { using type = T; };
template <typename T> struct remove_reference<T &> { using type = T; };
template <typename T> struct remove_reference<T &&> { using type = T; };
template <typename T>
constexpr typename remove_reference<T>::type &&move(T &&Value) noexcept {
  return static_cast<typename remove_reference<T>::type &&>(Value);
}
template <typename T>
constexpr T &&forward(typename remove_reference<T>::type &Value) noexcept {
  return static_cast<T &&>(Value);
}
template <typename T> T &&declval() noexcept;
template <typename A, typename B> struct pair {
  A first;
  B second;
};
template <typename T> class vector {
public:
  T &operator[](unsigned long);
  T &front();
  T *begin();
  T *end();
  void push_back(T);
  void clear();
};
} // namespace std
)cpp";

static constexpr StringRef TupleHeader = R"cpp(
#pragma once
namespace std {
struct ignore_t {
  template <typename T> const ignore_t &operator=(const T &) const;
};
inline constexpr ignore_t ignore;
} // namespace std
)cpp";

static constexpr StringRef FutureHeader = R"cpp(
#pragma once
namespace std {
template <typename T> struct future {
  T get();
  void wait() const;
};
} // namespace std
)cpp";

static constexpr StringRef LibHeader = R"cpp(
// Clang requires bodies if a type is a lambda.
#pragma once
#include <coroutine>
#include <exception>
#include <tuple>
#include <utility>
#define LIB_TEST(Name) void Name##_body()
namespace lib {
namespace detail {
template <typename T> struct Promise {
  void unhandled_exception() noexcept;
  std::suspend_always initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void return_value(T) noexcept;
};
template <> struct Promise<void> {
  void unhandled_exception() noexcept;
  std::suspend_always initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void return_void() noexcept;
};
template <typename T> struct Awaitable {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) const noexcept;
  T await_resume() const;
};
} // namespace detail

enum class status { ready, timeout };

template <typename T = void> struct Task : detail::Awaitable<T> {
  struct promise_type : detail::Promise<T> {
    Task get_return_object() noexcept;
  };
  Task(Task &&) noexcept;
  Task &operator=(Task &&) noexcept;
  ~Task();
};
template <typename T = void> struct Future : detail::Awaitable<T> {
  struct promise_type : detail::Promise<T> {
    Future get_return_object() noexcept;
  };
  Future() noexcept;
  Future(Future &&) noexcept;
  Future &operator=(Future &&) noexcept;
  ~Future();
  T get();
  void wait();
  status wait_for(int Time);
  bool ready() const;
  bool valid() const;
  Future share();
  template <typename F> Future then(F Next) {}
  template <typename F> Future handle(F Handler) {}
};

// A value converts to one implicitly.
template <typename T> struct Result {
  template <typename U = T> Result(U &&Value) {}
  Result(Result &&) noexcept;
  Result &operator=(Result &&) noexcept;
  ~Result();
  T get();
  bool ready() const;
};

struct Executor {};
struct Pool : Executor {
  detail::Awaitable<void> schedule();
};
struct Loop : Executor {
  detail::Awaitable<void> schedule();
};
struct Thread {
  template <typename F> explicit Thread(F Work) {}
};
struct Fixture {};
struct error {};

Pool &global_pool();
Future<> start_io();
Task<int> read_async();
Future<int> from_memory();
Future<int> from_stream();
template <typename T> T sync_wait(Task<T> &&);
template <typename T> T sync_wait(Task<T> &);
template <typename T> Future<T> make_ready(T);
template <typename F> Future<int> make_ready_with(F) {}
template <typename... T> Future<std::pair<T...>> when_all(T...);
template <typename F> Future<int> offload(F) {}
template <typename F> void post(Executor &, F) {}
template <typename F> void post(Pool &, F) {}
template <typename F> void post(Loop &, F) {}
template <typename F> void for_each(F) {}
template <typename F> void may_block(F) {}
template <typename F> void on_event(int, F) {}
template <typename F> void mystery(F) {}
template <typename T> void spawn(T);
template <typename T> void detach(T);
template <typename F> void start_thread(F) {}

int read(int File);
int try_read(int File, error &Error);
int poll(int File, int Time);
void sleep(int);
void lock();
void await_event();
void compress();
void close(int File);
} // namespace lib
)cpp";

StringRef libModel() {
  return R"yaml(
library: lib
roots: [lib]
test-macros: [LIB_TEST]
entry-points: [run_all]
types:
  - {name: Future, start: eager, shots: one, drop: loses-error, await: rvalue}
  - {name: Result, start: eager, drop: loses-error}
  - {name: Task, start: lazy, drop: never-runs, await: lvalue}
  - {name: Executor, kind: executor, runs: unknown}
  - {name: Pool, kind: executor, runs: pool}
  - {name: Loop, kind: executor, runs: loop}
  - {name: Thread, kind: thread, drop: terminates}
  - {name: Fixture, kind: test}
  - {name: error, kind: error}
calls:
  - {name: [Future::get, Future::wait, Result::get], role: wait, task: this}
  - {name: sync_wait, role: wait, task: 0}
  - name: Future::wait_for
    role: timed-wait
    task: this
    timeout: 0
    means-ready: true
  - name: [Future::ready, Result::ready]
    role: query
    task: this
    means-ready: true
  - {name: "Result::Result", role: ready}
  - {name: Future::valid, role: query, task: this}
  - {name: Future::share, role: adapt, task: this}
  - name: Future::then
    role: continue
    task: this
    callable: 0
    errors: passed
  - name: Future::handle
    role: continue
    task: this
    callable: 0
    errors: handled
  - {name: make_ready, role: ready}
  - {name: make_ready_with, role: ready, callable: 0}
  - {name: when_all, role: combine, task: all, yields-ready: true}
  - {name: offload, role: offload, callable: 0, runs: pool}
  - {name: "Thread::Thread", role: offload, callable: 0, runs: thread}
  - {name: post, role: post, executor: 0, callable: 1}
  - {name: for_each, role: inline, callable: 0}
  - {name: may_block, role: may-block, callable: 0, runs: thread}
  - {name: on_event, role: async, token: last}
  - {name: spawn, role: spawn, task: 0, errors: lost}
  - {name: detach, role: spawn, task: 0, errors: terminates}
  - name: start_thread
    role: spawn
    callable: 0
    runs: thread
    errors: terminates
  - {name: [Pool::schedule, Loop::schedule], role: hop, executor: this}
  - {name: global_pool, role: executor, runs: pool, global: true}
  - {name: [start_io, read_async], role: async}
  - {name: from_memory, role: async, finished: always}
  - {name: from_stream, role: async, finished: often}
  - {name: [read, try_read], role: block, blocks: io}
  - {name: poll, role: block, blocks: io, timeout: 1}
  - {name: sleep, role: block, blocks: sleep}
  - {name: lock, role: block, blocks: lock}
  - {name: await_event, role: block, blocks: event}
  - {name: compress, role: compute}
  - {name: close, traits: [nofail]}
)yaml";
}

static std::unique_ptr<LibraryModel> readModel(StringRef Text) {
  auto Model = readLibraryModel({Text, "test.yaml"});
  if (!Model)
    llvm::report_fatal_error(Model.takeError());
  return std::move(*Model);
}

TestUnit::TestUnit(StringRef Code, TestUnitOptions O) : Options(std::move(O)) {
  AST = tooling::buildASTFromCodeWithArgs(
      Code,
      {"-std=c++20", "-w", "-fexceptions", "-nostdinc++", "-isystem",
       "/unit/include", "-resource-dir", ASYNC_TIDY_RESOURCE_DIR},
      Options.File, "unit-test", std::make_shared<PCHContainerOperations>(),
      tooling::getClangStripDependencyFileAdjuster(),
      {{"/unit/include/coroutine", CoroutineHeader.str()},
       {"/unit/include/exception", ExceptionHeader.str()},
       {"/unit/include/future", FutureHeader.str()},
       {"/unit/include/tuple", TupleHeader.str()},
       {"/unit/include/utility", UtilityHeader.str()},
       {"/unit/include/lib.h", LibHeader.str()}});
  if (!AST || AST->getDiagnostics().hasErrorOccurred())
    llvm::report_fatal_error("the code of the test does not compile");
  std::vector<std::unique_ptr<LibraryModel>> User;
  if (!Options.Model.empty())
    User.push_back(readModel(Options.Model));
  Known = std::make_unique<Models>(context(), std::move(User), Options.Strict);
}

TestUnit::~TestUnit() = default;

TestUnit libUnit(StringRef Code, TestUnitOptions Options) {
  Options.Model = libModel().str();
  return TestUnit(("#include <lib.h>\n" + Code).str(), std::move(Options));
}

void TestUnit::missing(StringRef What) {
  llvm::report_fatal_error(llvm::Twine("the code of the test has no ") + What);
}

const Facts &TestUnit::facts() {
  if (!F)
    F = std::make_unique<Facts>(buildFacts(
        context(), *Known,
        FactsOptions{Options.Strict, Options.TestPaths, Options.TestRoot}));
  return *F;
}

const Facts &TestUnit::facts(const ProjectIndex *Index) {
  facts();
  F->useIndex(Index);
  return *F;
}

Effects &TestUnit::effects() {
  if (!Does)
    Does = std::make_unique<Effects>(facts());
  return *Does;
}

std::vector<const NamedDecl *> TestUnit::findAll(StringRef Name) {
  using namespace ast_matchers;
  std::vector<const NamedDecl *> Found;
  for (const BoundNodes &Nodes :
       match(namedDecl(hasName(Name), unless(isImplicit())).bind("it"),
             context()))
    Found.push_back(Nodes.getNodeAs<NamedDecl>("it"));
  return Found;
}

static const Expr *firstCall(const Stmt *S) {
  if (!S || isa<CallExpr, CXXConstructExpr>(S))
    return cast_or_null<Expr>(S);
  if (const auto *Decls = dyn_cast<DeclStmt>(S))
    return firstCall(cast<VarDecl>(Decls->getSingleDecl())->getInit());
  for (const Stmt *Child : S->children())
    if (const Expr *Found = firstCall(Child))
      return Found;
  return nullptr;
}

const Expr *TestUnit::expr(StringRef Function) {
  const auto *D = find<FunctionDecl>(Function);
  const Expr *Found = firstCall(cast<CompoundStmt>(D->getBody())->body_back());
  if (!Found)
    missing("call in " + Function.str());
  return Found;
}

static bool isCalled(const Body &B, StringRef Name) {
  return !B.Lambda && B.Function->getNameAsString() == Name;
}

std::vector<const Body *> TestUnit::bodies(StringRef Function) {
  std::vector<const Body *> Found;
  for (const Body &B : facts().bodies())
    if (isCalled(B, Function))
      Found.push_back(&B);
  return Found;
}

const Body &TestUnit::body(StringRef Function) {
  std::vector<const Body *> Found = bodies(Function);
  if (Found.size() != 1)
    missing("single body of " + Function.str());
  return *Found.front();
}

const Body &TestUnit::lambda(StringRef Function, unsigned Nth) {
  for (const Body &B : facts().bodies())
    if (B.Lambda && B.named()->getNameAsString() == Function && Nth-- == 0)
      return B;
  missing("such lambda in " + Function.str());
}

const Operation &TestUnit::call(StringRef Function, StringRef Callee,
                                unsigned Nth) {
  for (const Body &B : facts().bodies())
    if (B.named()->getNameAsString() == Function)
      for (const Operation &Op : B.Operations)
        if (Op.callee() && Op.callee()->getNameAsString() == Callee &&
            Nth-- == 0)
          return Op;
  missing("call of " + Callee.str() + " in " + Function.str());
}

} // namespace clang::tidy::async::test
