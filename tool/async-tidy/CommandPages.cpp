//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CommandPages.h"
#include "Options.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <map>

using llvm::StringRef;

namespace clang::tidy::async {

std::vector<std::string> shellWords() { return {"bash", "zsh", "fish"}; }

/// The kind of an option's value, for completion.
enum class ValueKind { Words, Folder, File, Other };

static ValueKind kindOf(const OptionInfo &Option) {
  if (!Option.Words.empty())
    return ValueKind::Words;
  if (Option.Value == "folder")
    return ValueKind::Folder;
  return Option.Value == "file" ? ValueKind::File : ValueKind::Other;
}

/// All options with a value, each once.
static std::map<std::string, OptionInfo>
optionsWithValue(llvm::ArrayRef<CommandInfo> Table) {
  std::map<std::string, OptionInfo> Options;
  for (const CommandInfo &Each : Table)
    for (const OptionInfo &Option : Each.Options)
      if (!Option.Value.empty())
        Options.try_emplace(Option.Name, Option);
  return Options;
}

static std::string namesOf(llvm::ArrayRef<CommandInfo> Table,
                           StringRef Separator) {
  std::vector<StringRef> Names;
  for (const CommandInfo &Each : Table)
    Names.push_back(Each.Name);
  return llvm::join(Names, Separator);
}

//===----------------------------------------------------------------------===//
// bash
//===----------------------------------------------------------------------===//

static void writeBash(llvm::ArrayRef<CommandInfo> Table,
                      llvm::raw_ostream &OS) {
  OS << "# Completes command lines of async-tidy in bash; made by\n"
        "# `async-tidy completion bash`.\n"
        "_async_tidy() {\n"
        "  local cur=${COMP_WORDS[COMP_CWORD]}\n"
        "  local prev=${COMP_WORDS[COMP_CWORD - 1]} words= command= i\n"
        "  # --option=value is three words here.\n"
        "  [[ $cur != = ]] || cur=\n"
        "  [[ $prev != = ]] || prev=${COMP_WORDS[COMP_CWORD - 2]}\n"
        "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
        "    case ${COMP_WORDS[i]} in\n"
        "    --) return ;;\n    "
     << namesOf(Table, " | ")
     << ")\n      command=${COMP_WORDS[i]}\n      break ;;\n    esac\n  done\n"
        "  case $prev in\n";
  for (const auto &[Name, Option] : optionsWithValue(Table)) {
    OS << "  " << withDashes(Name) << ")\n    ";
    switch (kindOf(Option)) {
    case ValueKind::Words:
      OS << "COMPREPLY=($(compgen -W '" << llvm::join(Option.Words, " ")
         << "' -- \"$cur\"))";
      break;
    case ValueKind::Folder:
      OS << "COMPREPLY=($(compgen -d -- \"$cur\"))";
      break;
    case ValueKind::File:
      OS << "COMPREPLY=($(compgen -f -- \"$cur\"))";
      break;
    case ValueKind::Other:
      OS << "COMPREPLY=()";
    }
    OS << "\n    return ;;\n";
  }
  OS << "  esac\n  case $command in\n";
  for (const CommandInfo &Each : Table) {
    OS << "  " << (&Each == Table.data() ? "'' | " : "") << Each.Name
       << ") words='";
    for (const OptionInfo &Option : Each.Options)
      OS << withDashes(Option.Name) << (Option.Value.empty() ? "" : "=") << ' ';
    OS << "--help " << llvm::join(Each.Words, " ") << "' ;;\n";
  }
  OS << "  esac\n"
        "  [[ -n $command || $cur == -* ]] || words+=' "
     << namesOf(Table, " ")
     << "'\n"
        "  COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
        "  # Only a word that is complete is followed by a space.\n"
        "  [[ ${#COMPREPLY[@]} != 1 || ${COMPREPLY[0]} != *= ]] || "
        "compopt -o nospace 2>/dev/null\n"
        "  [[ $cur == -* ]] || case $command in\n"
        "  ''";
  for (const CommandInfo &Each : Table)
    if (Each.TakesPaths)
      OS << " | " << Each.Name;
  OS << ") COMPREPLY+=($(compgen -f -- \"$cur\")) ;;\n"
        "  esac\n"
        "}\n"
        "complete -o filenames -F _async_tidy async-tidy\n";
}

//===----------------------------------------------------------------------===//
// zsh
//===----------------------------------------------------------------------===//

/// Escapes the characters of \p Text that would end a word or a description.
static std::string forZsh(StringRef Text) {
  std::string Escaped;
  for (char C : Text)
    if (C == '\'')
      Escaped += "'\\''";
    else if (StringRef("[]:\\").contains(C))
      Escaped += std::string("\\") + C;
    else
      Escaped += C;
  return Escaped;
}

static void writeZshOption(const OptionInfo &Option, llvm::raw_ostream &OS) {
  OS << "    '*" << withDashes(Option.Name)
     << (Option.Value.empty()      ? ""
         : Option.Name.size() == 1 ? "+"
                                   : "=")
     << '[' << forZsh(Option.Help) << ']';
  if (!Option.Value.empty()) {
    OS << ':' << forZsh(Option.Value) << ':';
    switch (kindOf(Option)) {
    case ValueKind::Words:
      OS << '(' << llvm::join(Option.Words, " ") << ')';
      break;
    case ValueKind::Folder:
      OS << "_files -/";
      break;
    case ValueKind::File:
      OS << "_files";
      break;
    case ValueKind::Other:
      OS << ' ';
    }
  }
  OS << "' \\\n";
}

static void writeZsh(llvm::ArrayRef<CommandInfo> Table, llvm::raw_ostream &OS) {
  OS << "#compdef async-tidy\n"
        "# Completes command lines of async-tidy in zsh; made by\n"
        "# `async-tidy completion zsh`.\n"
        "_async_tidy() {\n"
        "  local -a commands=(\n";
  for (const CommandInfo &Each : Table)
    OS << "    '" << Each.Name << ':' << forZsh(Each.Summary) << "'\n";
  OS << "  )\n"
        "  local command= word\n"
        "  for word in ${words[2,CURRENT-1]}; do\n"
        "    case $word in\n    ("
     << namesOf(Table, "|")
     << ") command=$word; break ;;\n    esac\n  done\n"
        "  if [[ -z $command && $PREFIX != -* ]]; then\n"
        "    _describe -t commands command commands\n"
        "  fi\n"
        "  case $command in\n";
  for (const CommandInfo &Each : Table) {
    OS << "  (" << (&Each == Table.data() ? "''|" : "") << Each.Name
       << ") _arguments -S \\\n";
    for (const OptionInfo &Option : Each.Options)
      writeZshOption(Option, OS);
    OS << "    '--help[Display available options]' \\\n    '*:";
    if (!Each.Words.empty())
      OS << "word:(" << Each.Name << ' ' << llvm::join(Each.Words, " ") << ")";
    else if (Each.TakesPaths)
      OS << "path:_files";
    else
      OS << "word: ";
    OS << "' ;;\n";
  }
  OS << "  esac\n"
        "}\n"
        "if [[ ${zsh_eval_context[-1]} == loadautofunc ]]; then\n"
        "  _async_tidy \"$@\"\n"
        "else\n"
        "  compdef _async_tidy async-tidy\n"
        "fi\n";
}

//===----------------------------------------------------------------------===//
// fish
//===----------------------------------------------------------------------===//

static std::string forFish(StringRef Text) {
  std::string Escaped = "'";
  for (char C : Text) {
    if (C == '\'' || C == '\\')
      Escaped += '\\';
    Escaped += C;
  }
  return Escaped + "'";
}

static void writeFish(llvm::ArrayRef<CommandInfo> Table,
                      llvm::raw_ostream &OS) {
  const std::string OtherCommands = namesOf(Table.drop_front(), " ");
  OS << "# Completes command lines of async-tidy in fish; made by\n"
        "# `async-tidy completion fish`.\n"
        "complete -c async-tidy -e\n";
  for (const CommandInfo &Each : Table) {
    OS << "complete -c async-tidy -n __fish_use_subcommand -a " << Each.Name
       << " -d " << forFish(Each.Summary) << '\n';
    std::string Condition =
        &Each == Table.data()
            ? "'not __fish_seen_subcommand_from " + OtherCommands + "'"
            : "'__fish_seen_subcommand_from " + Each.Name + "'";
    if (!Each.TakesPaths)
      OS << "complete -c async-tidy -f -n " << Condition;
    else
      OS << "complete -c async-tidy -F -n " << Condition;
    if (!Each.Words.empty())
      OS << " -a " << forFish(llvm::join(Each.Words, " "));
    OS << '\n';
    for (const OptionInfo &Option : Each.Options) {
      OS << "complete -c async-tidy -n " << Condition << " -"
         << (Option.Name.size() == 1 ? 's' : 'l') << ' ' << Option.Name;
      if (!Option.Value.empty())
        switch (kindOf(Option)) {
        case ValueKind::Words:
          OS << " -x -a " << forFish(llvm::join(Option.Words, " "));
          break;
        case ValueKind::Folder:
          OS << " -x -a '(__fish_complete_directories)'";
          break;
        case ValueKind::File:
          OS << " -r -F";
          break;
        case ValueKind::Other:
          OS << " -x";
        }
      OS << " -d " << forFish(Option.Help) << '\n';
    }
  }
}

void writeCompletion(StringRef Shell, llvm::raw_ostream &OS) {
  const std::vector<CommandInfo> Table = commandTable();
  if (Shell == "bash")
    writeBash(Table, OS);
  else if (Shell == "zsh")
    writeZsh(Table, OS);
  else
    writeFish(Table, OS);
}

//===----------------------------------------------------------------------===//
// The manual page
//===----------------------------------------------------------------------===//

/// Escapes \p Text for roff.
static std::string forMan(StringRef Text) {
  std::string Escaped;
  for (char C : Text)
    if (C == '\\')
      Escaped += "\\e";
    else if (C == '-')
      Escaped += "\\-";
    else
      Escaped += C;
  // At the start of a line, these characters begin a request.
  if (StringRef(Escaped).starts_with(".") ||
      StringRef(Escaped).starts_with("'"))
    Escaped.insert(0, "\\&");
  return Escaped;
}

void writeManPage(llvm::raw_ostream &OS) {
  const std::vector<CommandInfo> Table = commandTable();
  OS << ".TH ASYNC\\-TIDY 1 \"\" \"async\\-tidy " ASYNC_TIDY_VERSION "\"\n"
     << ".SH NAME\nasync\\-tidy \\- find misuse of asynchrony in C++, and "
        "repair it\n"
     << ".SH SYNOPSIS\n.nf\n";
  for (const CommandInfo &Each : Table) {
    bool IsDefault = &Each == Table.data();
    OS << "\\fBasync\\-tidy\\fR " << (IsDefault ? "[" : "") << "\\fB"
       << forMan(Each.Name) << "\\fR" << (IsDefault ? "]" : "") << ' '
       << forMan(Each.Operands) << '\n';
  }
  OS << ".fi\n.SH DESCRIPTION\n"
     << forMan("async-tidy finds code that blocks where it should suspend, "
               "ties up threads just to wait, pretends to be asynchronous, or "
               "starts work that nothing observes. It reads .clang-tidy and "
               "NOLINT comments as clang-tidy does.")
     << "\n.SH COMMANDS\n";
  for (const CommandInfo &Each : Table)
    OS << ".TP\n\\fB" << forMan(Each.Name) << "\\fR\n"
       << forMan(Each.Summary) << ".\n"
       << (Each.Details.empty() ? "" : forMan(Each.Details) + "\n");
  OS << ".SH OPTIONS\nEach is followed by the commands that take it.\n";
  std::map<std::string, std::pair<OptionInfo, std::vector<StringRef>>> Options;
  for (const CommandInfo &Each : Table)
    for (const OptionInfo &Option : Each.Options) {
      auto &[Info, Commands] = Options[Option.Name];
      Info = Option;
      Commands.push_back(Each.Name);
    }
  for (const auto &[Name, Option] : Options) {
    const auto &[Info, Commands] = Option;
    OS << ".TP\n\\fB" << forMan(withDashes(Name)) << "\\fR";
    if (!Info.Value.empty())
      OS << (Name.size() == 1 ? " " : "=") << "\\fI" << forMan(Info.Value)
         << "\\fR";
    OS << '\n' << forMan(Info.Help) << ".\n";
    if (!Info.Words.empty() && Info.Words.size() < 10)
      OS << "One of " << forMan(llvm::join(Info.Words, ", ")) << ".\n";
    OS << "(" << forMan(llvm::join(Commands, ", ")) << ")\n";
  }
  OS << ".SH EXIT STATUS\n"
        ".TP\n0\nThere are no findings, or none that count.\n"
        ".TP\n1\nThere are findings.\n"
        ".TP\n2\nThe command line or the configuration is wrong.\n"
        ".TP\n3\nA file could not be analysed.\n"
        ".SH FILES\n"
     << ".TP\n"
     << forMan(".clang-tidy")
     << "\nSelects the checks and their "
        "options.\n.TP\n"
     << forMan(".async-tidy.yaml")
     << "\nDescribes the functions and types of the project's own libraries.\n"
        ".TP\n"
     << forMan(".async-tidy/index")
     << "\nDescribes functions in other files.\n"
        ".SH SEE ALSO\n\\fBclang\\-tidy\\fR(1)\n";
}

} // namespace clang::tidy::async
