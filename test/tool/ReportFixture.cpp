//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReportFixture.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

void ReportFixture::write(StringRef Path, StringRef Text) {
  Texts[Path.str()] = Text.str();
  // A file in memory cannot be changed: start again.
  Files = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  Files->setCurrentWorkingDirectory("/project");
  for (const auto &[Each, Content] : Texts)
    Files->addFile(Each, 0, llvm::MemoryBuffer::getMemBufferCopy(Content));
}

void ReportFixture::writeSensor() {
  write(SensorPoll, "#include \"sensor.h\"\n"
                    "\n"
                    "Task<int> poll(Future<int> Sensor) {\n"
                    "  int Reading = std::move(Sensor).get();\n"
                    "\tstore(Reading); // 'store' is in sensor.h\n"
                    "  co_return Reading;\n"
                    "}\n");
  write(SensorHeader, "void flush();\n"
                      "inline void store(int Value) {\n"
                      "  flush();\n"
                      "  ::fsync(Value);\n"
                      "}\n");
}

tooling::DiagnosticMessage ReportFixture::message(StringRef Path,
                                                  StringRef Code,
                                                  StringRef Text,
                                                  unsigned Nth) {
  tooling::DiagnosticMessage New(Text);
  New.FilePath = Path.str();
  StringRef Content = Texts.at(Path.str());
  size_t At = Content.find(Code);
  while (Nth-- && At != StringRef::npos)
    At = Content.find(Code, At + 1);
  EXPECT_NE(At, StringRef::npos)
      << "no '" << Code.str() << "' in " << Path.str();
  New.FileOffset = At;
  tooling::FileByteRange Range;
  Range.FilePath = New.FilePath;
  Range.FileOffset = At;
  Range.Length = Code.size();
  New.Ranges.push_back(Range);
  return New;
}

ReportedFinding ReportFixture::finding(StringRef Check, StringRef Path,
                                       StringRef Code, StringRef Text,
                                       unsigned Nth) {
  return ReportedFinding(Check, message(Path, Code, Text, Nth), {},
                         ReportedFinding::Warning, "/project/build");
}

void ReportFixture::offer(tooling::DiagnosticMessage &Message, StringRef By) {
  llvm::cantFail(Message.Fix[Message.FilePath].add(
      tooling::Replacement(Message.FilePath, Message.FileOffset,
                           Message.Ranges.front().Length, By)));
}

std::string ReportFixture::report(Format As,
                                  llvm::ArrayRef<ReportedFinding> Findings,
                                  llvm::ArrayRef<FileFailure> Failures,
                                  bool Colors) {
  std::unique_ptr<Sources> S = sources();
  std::vector<ReportedFinding> Ordered = Findings.vec();
  putInOrder(Ordered, *S);
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  writeReport(Ordered, Failures, *S, {As, Colors}, OS);
  return Text;
}

} // namespace clang::tidy::async::test
