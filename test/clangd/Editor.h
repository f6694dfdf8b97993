//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_CLANGD_EDITOR_H
#define ASYNC_TIDY_TEST_CLANGD_EDITOR_H

#include "LspClient.h"

namespace clang::tidy::async::test {

/// Lines and characters start at 0.
struct Place {
  int64_t Line = 0;
  int64_t Character = 0;
};

struct TextEdit {
  Place Begin;
  Place End;
  std::string Text;
};

/// An action that the server offers.
struct CodeAction {
  std::string Title;
  std::string Kind;
  std::vector<TextEdit> Edits;
};

/// A diagnostic of the server.
struct Diagnostic {
  std::string Code;
  std::string Source;
  std::string Message;
  std::string Page; ///< The link.
  bool IsError = false;
  Place At;
  std::vector<std::pair<Place, std::string>> Related;
  llvm::json::Value Raw = nullptr; ///< As the server sent it.
};

/// An editor that shows one file of a project, with the async-tidy-clangd from
/// the build.
class Editor {
public:
  /// \p Folder is the project's folder, and has its flags.
  explicit Editor(const ScratchFolder &Folder,
                  std::vector<std::string> Options = {},
                  llvm::StringRef Program = ASYNC_TIDY_CLANGD);

  /// The capabilities of the server.
  const llvm::json::Value &capabilities() const { return Capabilities; }

  void open(llvm::StringRef NewText, llvm::StringRef Name = "a.cpp");
  void change(llvm::StringRef NewText);
  /// The same for each of \p Texts, without waiting for its diagnostics, but
  /// the server must send some for each.
  void type(const std::vector<std::string> &Texts);
  const std::string &text() const { return Text; }

  /// The diagnostics of the current text, sorted by place.
  std::vector<Diagnostic> diagnostics();
  /// The next diagnostics of the same text: the server has to send them again.
  std::vector<Diagnostic> nextDiagnostics() {
    LastVersion = 0;
    return diagnostics();
  }
  /// The quick fixes for all of \p For, without duplicates.
  std::vector<CodeAction> fixes(llvm::ArrayRef<Diagnostic> For);
  /// Applies \p Action to the text.
  void apply(const CodeAction &Action);
  /// The response to a request about the first \p Word in the text.
  llvm::json::Value ask(llvm::StringRef Method, llvm::StringRef Word);

  int stop() { return Server.stop(); }

private:
  llvm::json::Object document() const;
  size_t offset(Place At) const;

  const ScratchFolder &Folder;
  LspClient Server;
  llvm::json::Value Capabilities = nullptr;
  std::string Uri;
  std::string Text;
  int64_t Version = 0;
  std::vector<Diagnostic> Last;
  int64_t LastVersion = 0;
};

/// All of \p Found, one per line, for messages.
std::string str(llvm::ArrayRef<Diagnostic> Found);

} // namespace clang::tidy::async::test

#endif // ASYNC_TIDY_TEST_CLANGD_EDITOR_H
