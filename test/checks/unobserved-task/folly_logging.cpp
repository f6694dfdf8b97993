// RUN: async-unobserved-task -std=c++20 -isystem stubs
// The expansion of XLOGF of folly/logging/xlog.h.
#include "folly/folly.h"
#include <ostream>

namespace folly {
template <typename Iterator> class Range {
public:
  Range(const char *Text);
};
class LogStreamProcessor {
public:
  enum FormatType { FORMAT };
  template <typename... T>
  LogStreamProcessor(Range<const char *> Category, FormatType,
                     Range<const char *> Format, T &&...);
  std::ostream &stream() noexcept;
};
class LogStreamVoidify {
public:
  void operator&(std::ostream &) noexcept;
};
template <bool IsInHeader> class XlogLevelInfo {
public:
  bool check(int Level);
};
void logDisabledHelper(bool);
} // namespace folly
#define XLOGF(level, format, ...)                                              \
  !([] {                                                                       \
    static ::folly::XlogLevelInfo<false> Info;                                 \
    return Info.check(level);                                                  \
  }())                                                                         \
      ? ::folly::logDisabledHelper(false)                                      \
      : ::folly::LogStreamVoidify{} &                                          \
            ::folly::LogStreamProcessor("net",                                 \
                                        ::folly::LogStreamProcessor::FORMAT,   \
                                        format, ##__VA_ARGS__)                 \
                .stream()

using folly::coro::Task;
static int count() { throw 1; }

Task<> logs(int Id) {
  XLOGF(0, "released {}", Id);
  co_return;
}
Task<> logsUnknown() {
  XLOGF(0, "released {}", count());
  co_return;
}
void starts(folly::Executor::KeepAlive<> Where) {
  logs(1).scheduleOn(Where).start();
  logsUnknown().scheduleOn(Where).start();
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: the task returned by 'start' is dropped; if it fails, nobody will know [async-unobserved-task]
}
