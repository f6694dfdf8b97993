// RUN: async-blocking-call %userver
#include "userver/userver.h"
#include <fstream>
#include <thread>

using namespace userver;
using namespace std::chrono_literals;

void use(int);
void useText(const std::string &);

//===-- In tasks: whatever does not suspend stops the thread --------------===//

void starts() {
  auto Task = utils::Async("sleeps", [] { std::this_thread::sleep_for(1s); });
  // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'sleep_for' blocks the thread of this fiber, and all other fibers on it; let the fiber sleep instead [async-blocking-call]
  // CHECK-FIXES: {{^}}  auto Task = utils::Async("sleeps", [] { userver::engine::SleepFor(1s); });
  auto Other = engine::AsyncNoSpan([] { std::this_thread::sleep_for(10ms); });
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'sleep_for' blocks the thread of this fiber, and all other fibers on it; let the fiber sleep instead
  // CHECK-FIXES: {{^}}  auto Other = engine::AsyncNoSpan([] { userver::engine::SleepFor(10ms); });
  auto Late = utils::Async("late", engine::Deadline::FromDuration(1s),
                           [] { useText(fs::blocking::ReadFileContents("a")); });
                           // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'ReadFileContents' blocks the thread of this fiber, and all other fibers on it [async-blocking-call]
  Task.Get();
}

void okSuspends() {
  utils::Async("waits", [] {
    engine::SleepFor(1s);
    auto Inner = utils::Async("inner", [] { return 1; });
    use(Inner.Get());
    Inner.WaitFor(1s);
    engine::Mutex Mutex;
    Mutex.lock();
  }).Get();
}

static void okHelper() {
  use(utils::Async("inner", [] { return 1; }).Get());
}
static void helper() { std::this_thread::sleep_for(1s); }
void throughHelpers() {
  utils::Async("helps", [] {
    okHelper();
    helper();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'helper' blocks the thread of this fiber, and all other fibers on it
  }).Get();
}

// A processor of its own may be there for just that.
void okOffloaded(engine::TaskProcessor &FsTaskProcessor) {
  auto Text = utils::Async(FsTaskProcessor, "reads", [] {
    return fs::blocking::ReadFileContents("a");
  });
  auto Other = engine::AsyncNoSpan(FsTaskProcessor, [] {
    std::ifstream File("a");
    std::this_thread::sleep_for(1s);
  });
  useText(Text.Get());
  useText(fs::ReadFileContents(FsTaskProcessor, "a"));
}

void onTheSame() {
  auto &Same = engine::current_task::GetTaskProcessor();
  utils::Async(Same, "sleeps", [] { std::this_thread::sleep_for(1s); }).Get();
}

void okThread() {
  std::thread Thread([] { std::this_thread::sleep_for(1s); });
  Thread.join();
}

void background(concurrent::BackgroundTaskStorage &Storage) {
  Storage.AsyncDetach("sleeps", [] { std::this_thread::sleep_for(1s); });
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'sleep_for' blocks the thread of this fiber, and all other fibers on it; let the fiber sleep instead
  // CHECK-FIXES: {{^}}  Storage.AsyncDetach("sleeps", [] { userver::engine::SleepFor(1s); });
}

//===-- Handlers ----------------------------------------------------------===//

class Handler final : public server::handlers::HttpHandlerBase {
public:
  Handler() { useText(fs::blocking::ReadFileContents("settings")); }
  std::string HandleRequestThrow(const server::http::HttpRequest &Request,
                                 server::request::RequestContext &)
      const override {
    engine::SleepFor(1s);
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread of this fiber, and all other fibers on it; let the fiber sleep instead
    // CHECK-FIXES: {{^}}    userver::engine::SleepFor(1s);
    return fs::blocking::ReadFileContents(Request.GetArg("path"));
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'ReadFileContents' blocks the thread of this fiber, and all other fibers on it
  }
  void okHelper() const { std::this_thread::sleep_for(1s); }
};

void okPlain() { std::this_thread::sleep_for(1s); }
int main() { std::this_thread::sleep_for(1s); }
UTEST(Tests, OkTest) { std::this_thread::sleep_for(1s); }

//===-- Macros, templates, suppression ------------------------------------===//

#define NAP() std::this_thread::sleep_for(1s)
void inMacro() {
  utils::Async("sleeps", [] { NAP(); }).Get();
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'sleep_for' blocks the thread of this fiber, and all other fibers on it
}

template <typename T> void inTemplate(T) {
  utils::Async("sleeps", [] { std::this_thread::sleep_for(1s); }).Get();
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'sleep_for' blocks the thread of this fiber, and all other fibers on it
}
template void inTemplate(int);
template void inTemplate(long);

void suppressed() {
  utils::Async("sleeps", [] {
    std::this_thread::sleep_for(1s); // NOLINT(async-blocking-call)
  }).Get();
}
