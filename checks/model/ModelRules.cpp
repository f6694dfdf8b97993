//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "model/ModelRules.h"
#include "model/Closest.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using llvm::StringRef;

namespace clang::tidy::async {

//===----------------------------------------------------------------------===//
// Names and texts
//===----------------------------------------------------------------------===//

/// The problem with \p Name as the name of a declaration; empty if it is valid.
static std::string problemWithName(StringRef Name) {
  if (Name.empty())
    return "expected a name";
  StringRef Bare = Name;
  Bare.consume_front("::");
  if (size_t Operator = Bare.find("operator"); Operator != StringRef::npos)
    Bare = Bare.substr(0, Operator).rtrim(":");
  if (Bare.contains('<'))
    return ("'" + Name + "': leave out the template arguments: '" +
            Name.split('<').first + "'")
        .str();
  llvm::SmallVector<StringRef> Parts;
  Bare.split(Parts, "::");
  for (StringRef Part : Parts) {
    bool IsWord = !Part.empty() && !llvm::isDigit(Part.front()) &&
                  llvm::all_of(Part, [](char C) {
                    return llvm::isAlnum(C) || C == '_' || C == '~';
                  });
    if (!IsWord && !Bare.empty())
      return ("'" + Name +
              "' is not a qualified name such as 'ns::Type::member'")
          .str();
  }
  return {};
}

static std::string problemWithNames(llvm::ArrayRef<std::string> Names) {
  if (Names.empty())
    return "expected a name";
  for (const std::string &Name : Names)
    if (std::string Problem = problemWithName(Name); !Problem.empty())
      return Problem;
  return {};
}

std::string problemWith(const FixText &F) {
  static const StringRef Allowed[] = {"args", "callable", "duration", "object",
                                      "root", "task",     "type",     "value"};
  StringRef Text = F.Text;
  while (Text.contains('$')) {
    Text = Text.split('$').second;
    StringRef Word =
        Text.take_while([](char C) { return llvm::isAlnum(C) || C == '_'; });
    unsigned Index;
    if (!Word.getAsInteger(10, Index) || llvm::is_contained(Allowed, Word))
      continue;
    std::string Problem = ("unknown placeholder '$" + Word + "'").str();
    if (std::optional<StringRef> Suggestion = closest(Word, Allowed))
      return Problem + "; did you mean '$" + Suggestion->str() + "'?";
    return Problem + "; allowed are $0, $1 ..., $args, $callable, "
                     "$duration, $object, $root, $task, $type, $value";
  }
  return {};
}

std::string problemWith(const TogetherText &T) {
  if (!StringRef(T.Text).contains("$tasks"))
    return "the text needs the placeholder $tasks";
  if (!StringRef(T.Each).contains("$task"))
    return "the key each needs the placeholder $task";
  return problemWithNames(T.Takes);
}

//===----------------------------------------------------------------------===//
// Entries
//===----------------------------------------------------------------------===//

std::string problemWith(const Selector &S) {
  StringRef Args = S.Args;
  unsigned Low = 0, High = 0;
  if (!Args.empty() && (Args.consumeInteger(10, Low) ||
                        (!Args.empty() && Args != "+" &&
                         (!Args.consume_front("-") ||
                          Args.getAsInteger(10, High) || High < Low))))
    return "args: '" + S.Args + "' is not a count such as 2, 2+ or 0-2";
  bool IsAboutOne =
      !S.Type.empty() || !S.Value.empty() || S.Callable || S.Lvalue;
  if (!S.Argument && IsAboutOne)
    return "type, value, callable and lvalue describe an argument: select "
           "it with the key argument";
  if (S.Argument && !IsAboutOne)
    return "argument needs one of type, value, callable and lvalue";
  if (S.Args.empty() && !S.Argument)
    return "a selector needs the key args or argument";
  return {};
}

std::string problemWith(const TypeModel &T) {
  if (std::string Problem = problemWithNames(T.Names); !Problem.empty())
    return Problem;
  if (T.Kind == TypeKind::Token && T.Token == TokenEffect::None)
    return "a type of the kind token needs the key token";
  if (T.Kind != TypeKind::Token && T.Token != TokenEffect::None)
    return "the key token is only for types of the kind token";
  if (T.Kind == TypeKind::Handler && T.Runs == Place::Unknown)
    return "a type of the kind handler needs the key runs";
  if (T.Kind != TypeKind::Handler && T.Factories)
    return "the key factories is only for types of the kind handler";
  return {};
}

/// The problem with an entry that has the keys \p Written but lacks one that
/// its role requires; empty if it lacks none.
static std::string problemWithRole(const CallModel &C,
                                   llvm::ArrayRef<StringRef> Written) {
  const RoleInfo &Role = infoOf(C.Is);
  for (StringRef Need : llvm::split(Role.Needs, ' ')) {
    llvm::SmallVector<StringRef, 2> Keys;
    Need.split(Keys, '|', -1, /*KeepEmpty=*/false);
    bool IsMet = Keys.empty() || llvm::any_of(Keys, [&](StringRef Key) {
                   return llvm::is_contained(Written, Key);
                 });
    if (!IsMet)
      return ("the role " + Role.Word + " needs the key " +
              llvm::join(Keys, " or "))
          .str();
  }
  return {};
}

std::string problemWith(const CallModel &C, llvm::ArrayRef<StringRef> Written) {
  // Only the users of generated code know its names.
  bool IsAnyName = C.Names == std::vector<std::string>{"*"};
  if (IsAnyName && C.Returns.empty())
    return "the name '*' needs the key returns";
  if (!IsAnyName)
    if (std::string Problem = problemWithNames(C.Names); !Problem.empty())
      return Problem;
  if (C.Is == Role::None && C.Traits.empty())
    return "missing required key 'role' or 'traits'";
  if (C.Is == Role::Block && C.Blocks == Blocking::None &&
      llvm::is_contained(Written, "blocks"))
    return "an entry with the role block cannot have 'blocks: none': name what "
           "it blocks on";
  if (C.Closure != ClosureLife::Unknown && !C.Callable && !C.Token)
    return "the key closure needs the key callable or token";
  if (!C.MeansReady && !C.Pending.empty())
    return "the key pending needs the key means-ready";
  return problemWithRole(C, Written);
}

std::string problemWith(const LibraryModel &L) {
  if (L.Name.empty())
    return "expected the library's name";
  for (const std::string &Root : L.Roots)
    if (StringRef(Root).starts_with("::") || !problemWithName(Root).empty())
      return "'" + Root + "' is not a namespace such as 'ns::inner'";
  auto Repeats = [&](const std::string &Name) {
    return llvm::any_of(L.Roots, [&](const std::string &Root) {
      return StringRef(Name).starts_with(Root + "::");
    });
  };
  for (const TypeModel &T : L.Types)
    for (const std::string &Name : T.Names)
      if (Repeats(Name))
        return "'" + Name + "' already begins with a root: leave it out";
  for (const CallModel &C : L.Calls)
    for (const std::string &Name : C.Names)
      if (Repeats(Name))
        return "'" + Name + "' already begins with a root: leave it out";
  return {};
}

//===----------------------------------------------------------------------===//
// Derived data
//===----------------------------------------------------------------------===//

void complete(LibraryModel &Library) {
  for (TypeModel &T : Library.Types)
    T.Library = &Library;
  for (CallModel &C : Library.Calls)
    C.Library = &Library;
  Library.HasFibers = llvm::any_of(Library.Calls, [](const CallModel &Call) {
    return Call.Is == Role::MayBlock && Call.Runs == Place::Fiber;
  });
  Library.IsForFibersOnly =
      Library.HasFibers &&
      (Library.Fibers ||
       llvm::none_of(Library.Types, [](const TypeModel &Type) {
         return Type.Kind == TypeKind::Executor &&
                (Type.Runs == Place::Pool || Type.Runs == Place::Thread);
       }));
}

} // namespace clang::tidy::async
