//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Editor.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "gtest/gtest.h"
#include <map>

using llvm::StringRef;
namespace json = llvm::json;

namespace clang::tidy::async::test {

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

static Place readPlace(const json::Object *From) {
  return {From->getInteger("line").value_or(-1),
          From->getInteger("character").value_or(-1)};
}

static std::string readString(const json::Object &From, StringRef Key) {
  return From.getString(Key).value_or("").str();
}

static Diagnostic readDiagnostic(const json::Object &From) {
  Diagnostic Result;
  Result.Code = readString(From, "code");
  Result.Source = readString(From, "source");
  Result.Message = readString(From, "message");
  Result.IsError = From.getInteger("severity") == 1;
  Result.At = readPlace(From.getObject("range")->getObject("start"));
  if (const json::Object *Description = From.getObject("codeDescription"))
    Result.Page = readString(*Description, "href");
  if (const json::Array *Related = From.getArray("relatedInformation"))
    for (const json::Value &Each : *Related) {
      const json::Object *Note = Each.getAsObject();
      Result.Related.push_back({readPlace(Note->getObject("location")
                                              ->getObject("range")
                                              ->getObject("start")),
                                readString(*Note, "message")});
    }
  Result.Raw = json::Object(From);
  return Result;
}

static CodeAction readAction(const json::Object &From, StringRef Uri) {
  CodeAction Result{readString(From, "title"), readString(From, "kind"), {}};
  const json::Object *Edit = From.getObject("edit");
  const json::Object *Changes = Edit ? Edit->getObject("changes") : nullptr;
  const json::Array *Edits = Changes ? Changes->getArray(Uri) : nullptr;
  if (!Edits)
    return Result;
  for (const json::Value &Each : *Edits) {
    const json::Object *Range = Each.getAsObject()->getObject("range");
    Result.Edits.push_back({readPlace(Range->getObject("start")),
                            readPlace(Range->getObject("end")),
                            readString(*Each.getAsObject(), "newText")});
  }
  return Result;
}

std::string str(llvm::ArrayRef<Diagnostic> Found) {
  std::string Result;
  for (const Diagnostic &Each : Found) {
    Result += llvm::itostr(Each.At.Line + 1) + ": " + Each.Message + " [" +
              Each.Code + "]\n";
    for (const auto &[At, Text] : Each.Related)
      Result += "  " + llvm::itostr(At.Line + 1) + ": " + Text + "\n";
  }
  return Result;
}

//===----------------------------------------------------------------------===//
// Speaking
//===----------------------------------------------------------------------===//

static std::vector<std::string> command(StringRef Program,
                                        std::vector<std::string> Options) {
  std::vector<std::string> Result = {Program.str(), "--background-index=0",
                                     "--log=error", "--pch-storage=memory",
                                     "-j=2"};
  llvm::append_range(Result, Options);
  return Result;
}

Editor::Editor(const ScratchFolder &Folder, std::vector<std::string> Options,
               StringRef Program)
    : Folder(Folder), Server(command(Program, std::move(Options))) {
  json::Object TextDocument{
      {"publishDiagnostics", json::Object{{"relatedInformation", true},
                                          {"codeDescriptionSupport", true}}},
      {"codeAction",
       json::Object{
           {"codeActionLiteralSupport",
            json::Object{{"codeActionKind",
                          json::Object{{"valueSet", json::Array{""}}}}}}}}};
  json::Value Answer = Server.request(
      "initialize", json::Object{{"processId", nullptr},
                                 {"rootUri", "file://" + Folder.path()},
                                 {"capabilities",
                                  json::Object{
                                      {"textDocument", std::move(TextDocument)},
                                  }}});
  if (const json::Object *Result = Answer.getAsObject())
    if (const json::Object *Found = Result->getObject("capabilities"))
      Capabilities = json::Object(*Found);
  Server.notify("initialized", json::Object{});
}

json::Object Editor::document() const { return json::Object{{"uri", Uri}}; }

void Editor::open(StringRef NewText, StringRef Name) {
  Text = NewText.str();
  Uri = "file://" + Folder.write(Name, Text);
  json::Object Document = document();
  Document["languageId"] = "cpp";
  Document["version"] = ++Version;
  Document["text"] = Text;
  Server.notify("textDocument/didOpen",
                json::Object{{"textDocument", std::move(Document)}});
}

void Editor::change(StringRef NewText) { type({NewText.str()}); }

void Editor::type(const std::vector<std::string> &Texts) {
  for (const std::string &NewText : Texts) {
    if (Text == NewText)
      continue; // clangd sends nothing in this case.
    Text = NewText;
    json::Object Document = document();
    Document["version"] = ++Version;
    // Do not wait for a pause in typing.
    Server.notify("textDocument/didChange",
                  json::Object{{"textDocument", std::move(Document)},
                               {"contentChanges",
                                json::Array{json::Object{{"text", Text}}}},
                               {"wantDiagnostics", true}});
  }
}

std::vector<Diagnostic> Editor::diagnostics() {
  if (LastVersion == Version)
    return Last;
  LastVersion = Version;
  std::vector<Diagnostic> Result;
  std::optional<json::Object> Said =
      Server.waitFor([&](const json::Object &Next) {
        const json::Object *Params = Next.getObject("params");
        return Next.getString("method") == "textDocument/publishDiagnostics" &&
               Params->getString("uri") == Uri &&
               Params->getInteger("version") == Version;
      });
  if (Said)
    for (const json::Value &Each :
         *Said->getObject("params")->getArray("diagnostics"))
      Result.push_back(readDiagnostic(*Each.getAsObject()));
  llvm::sort(Result, [](const Diagnostic &A, const Diagnostic &B) {
    return std::pair(A.At.Line, A.At.Character) <
           std::pair(B.At.Line, B.At.Character);
  });
  return Last = Result;
}

std::vector<CodeAction> Editor::fixes(llvm::ArrayRef<Diagnostic> For) {
  std::vector<CodeAction> Result;
  for (const Diagnostic &Each : For) {
    json::Value Answer = Server.request(
        "textDocument/codeAction",
        json::Object{
            {"textDocument", document()},
            {"range", *Each.Raw.getAsObject()->get("range")},
            {"context", json::Object{{"diagnostics", json::Array{Each.Raw}},
                                     {"only", json::Array{"quickfix"}}}}});
    if (const json::Array *Actions = Answer.getAsArray())
      for (const json::Value &Action : *Actions)
        Result.push_back(readAction(*Action.getAsObject(), Uri));
  }
  return Result;
}

size_t Editor::offset(Place At) const {
  size_t Result = 0;
  for (int64_t Line = 0; Line < At.Line; ++Line)
    Result = Text.find('\n', Result) + 1;
  return Result + At.Character;
}

void Editor::apply(const CodeAction &Action) {
  EXPECT_FALSE(Action.Edits.empty()) << Action.Title;
  // From the end, so that the remaining edits keep their places.
  std::multimap<size_t, const TextEdit *> ByPlace;
  for (const TextEdit &Each : Action.Edits)
    ByPlace.emplace(offset(Each.Begin), &Each);
  std::string New = Text;
  for (const auto &[Begin, Edit] : llvm::reverse(ByPlace))
    New.replace(Begin, offset(Edit->End) - Begin, Edit->Text);
  change(New);
}

json::Value Editor::ask(StringRef Method, StringRef Word) {
  StringRef Before = StringRef(Text).split(Word).first;
  EXPECT_LT(Before.size(), Text.size()) << "no " << Word.str();
  size_t Line = Before.count('\n');
  size_t Character = Before.size() - (Before.rfind('\n') + 1);
  return Server.request(
      Method, json::Object{{"textDocument", document()},
                           {"position",
                            json::Object{{"line", static_cast<int64_t>(Line)},
                                         {"character",
                                          static_cast<int64_t>(Character)}}}});
}

} // namespace clang::tidy::async::test
