//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Progress.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Path.h"

using llvm::StringRef;
using Clock = std::chrono::steady_clock;

namespace clang::tidy::async {

static constexpr auto TerminalPause = std::chrono::milliseconds(100);
static constexpr auto LinePause = std::chrono::seconds(15);

Progress::Progress(Mode DisplayMode, llvm::raw_ostream &OS, size_t Total)
    : DisplayMode(DisplayMode), OS(OS), Total(Total), StartTime(Clock::now()),
      LastUpdate(StartTime) {}

void Progress::start(size_t FromCache) {
  Cached = Done = FromCache;
  StartTime = LastUpdate = Clock::now();
}

void Progress::finish(StringRef File) {
  ++Done;
  LastFile = llvm::sys::path::filename(File).str();
}

std::string Progress::text() const {
  std::string Text;
  llvm::raw_string_ostream Out(Text);
  double Seconds =
      std::chrono::duration<double>(Clock::now() - StartTime).count();
  Out << "[" << Done << "/" << Total << "]";
  size_t New = Done - Cached;
  if (New && Seconds > 1) {
    double Rate = New / Seconds;
    unsigned Left = unsigned((Total - Done) / Rate + 0.5);
    Out << llvm::format(" %.1f files/s, ", Rate);
    if (Left >= 60)
      Out << Left / 60 << " min ";
    Out << Left % 60 << " s left";
  }
  if (DisplayMode == Terminal && !LastFile.empty())
    Out << " " << LastFile;
  return Text;
}

void Progress::clear() {
  if (IsShown)
    OS << "\r\033[K";
  IsShown = false;
  OS.flush();
}

void Progress::update() {
  Clock::time_point Now = Clock::now();
  if (DisplayMode == Silent || Done == Total ||
      Now - LastUpdate < (DisplayMode == Terminal
                              ? Clock::duration(TerminalPause)
                              : Clock::duration(LinePause)))
    return;
  LastUpdate = Now;
  clear();
  // Text beyond the width of the terminal could not be cleared.
  OS << StringRef(text()).take_front(DisplayMode == Terminal ? 79
                                                             : StringRef::npos);
  if (DisplayMode == Lines)
    OS << "\n";
  else
    IsShown = true;
  OS.flush();
}

} // namespace clang::tidy::async
