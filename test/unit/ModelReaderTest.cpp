//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Paths.h"
#include "model/ModelKeys.h"
#include "model/ModelSchema.h"
#include "model/PackedModel.h"
#include "llvm/ADT/StringExtras.h"
#include "gtest/gtest.h"
#include <set>

using llvm::StringRef;

namespace clang::tidy::async::test {

/// The error of reading \p Text; empty if it is valid.
static std::string errorOf(StringRef Text) {
  auto Model = readLibraryModel({Text, "my.yaml"});
  return Model ? "" : llvm::toString(Model.takeError());
}

static std::unique_ptr<LibraryModel> read(StringRef Text) {
  auto Model = readLibraryModel({Text, "my.yaml"});
  if (Model)
    return std::move(*Model);
  ADD_FAILURE() << llvm::toString(Model.takeError());
  return std::make_unique<LibraryModel>();
}

/// A file with one entry of `calls` that has the line \p Line.
static std::string callWith(StringRef Line) {
  return ("library: my\ncalls:\n  - name: f\n    " + Line + "\n").str();
}

static std::string typeWith(StringRef Line) {
  return ("library: my\ntypes:\n  - name: T\n    " + Line + "\n").str();
}

TEST(ModelReader, ReadsAFile) {
  auto Library = read(R"yaml(
# What a user writes.
library: my
roots: [my, my::v2]
nofail: true
offload: {text: "$root::run($callable)", needs: ["$root::run", std::move]}
fiber-sleep: {text: "$root::sleep($duration)"}
test-macros: [MY_TEST]
entry-points: start
models: [more.yaml]
types:
  - name: [Task, Job]
    kind: task
    start: lazy
    shots: many
    drop: never-runs
    await: rvalue
    source: my/task.h
calls:
  - name: Task::get
    role: wait
    task: this
    result-differs: true
  - name: poll
    role: block
    blocks: io
    when: {args: 2+}
    unless:
      - {argument: 1, value: [0, Now]}
      - {argument: last, type: Options}
      - {argument: all, callable: true}
    timeout: 1
    sibling: {text: asyncPoll($args), note: true}
)yaml");
  EXPECT_EQ(Library->Name, "my");
  EXPECT_EQ(Library->Roots, (std::vector<std::string>{"my", "my::v2"}));
  EXPECT_TRUE(Library->NoFail);
  EXPECT_EQ(Library->Offload.Text, "$root::run($callable)");
  EXPECT_EQ(Library->Offload.Needs,
            (std::vector<std::string>{"$root::run", "std::move"}));
  EXPECT_EQ(Library->FiberSleep.Text, "$root::sleep($duration)");
  EXPECT_FALSE(Library->Observer);
  EXPECT_EQ(Library->TestMacros, std::vector<std::string>{"MY_TEST"});
  EXPECT_EQ(Library->EntryPoints, std::vector<std::string>{"start"});
  EXPECT_EQ(Library->Models, std::vector<std::string>{"more.yaml"});

  ASSERT_EQ(Library->Types.size(), 1u);
  const TypeModel &Task = Library->Types[0];
  EXPECT_EQ(Task.Names, (std::vector<std::string>{"Task", "Job"}));
  EXPECT_TRUE(Task.Kind == TypeKind::Task && Task.StartsAs == Start::Lazy &&
              Task.Shot == Shots::Many && Task.Dropped == Drop::NeverRuns &&
              Task.Await == AwaitForm::Rvalue);
  EXPECT_EQ(Task.Source, "my/task.h");
  EXPECT_EQ(Task.Library, Library.get());

  ASSERT_EQ(Library->Calls.size(), 2u);
  const CallModel &Get = Library->Calls[0], &Poll = Library->Calls[1];
  EXPECT_TRUE(Get.Is == Role::Wait && Get.Task.K == Position::This &&
              Get.ResultDiffers);
  EXPECT_TRUE(Poll.Is == Role::Block && Poll.Blocks == Blocking::Io);
  EXPECT_TRUE(Poll.Timeout.K == Position::Index && Poll.Timeout.N == 1);
  EXPECT_FALSE(Poll.Callable);
  EXPECT_TRUE(Poll.Sibling.IsNote);
  EXPECT_FALSE(Library->Offload.IsNote);
  EXPECT_EQ(Poll.Library, Library.get());
  ASSERT_EQ(Poll.When.size(), 1u);
  EXPECT_EQ(Poll.When[0].Args, "2+");
  ASSERT_EQ(Poll.Unless.size(), 3u);
  EXPECT_EQ(Poll.Unless[0].Argument.N, 1u);
  EXPECT_EQ(Poll.Unless[0].Value, (std::vector<std::string>{"0", "Now"}));
  EXPECT_EQ(Poll.Unless[1].Argument.K, Position::Last);
  EXPECT_EQ(Poll.Unless[1].Type, std::vector<std::string>{"Options"});
  EXPECT_EQ(Poll.Unless[2].Argument.K, Position::All);
  EXPECT_TRUE(Poll.Unless[2].Callable);
}

TEST(ModelReader, KnowsEveryForm) {
  for (StringRef Args : {"2", "0", "2+", "0-2", "12-13"})
    EXPECT_EQ(errorOf(callWith(
                  ("role: query\n    when: {args: " + Args + "}").str())),
              "")
        << Args.str();
  EXPECT_EQ(errorOf(callWith("role: spawn\n    task: 0")), "");
  EXPECT_EQ(errorOf(callWith("role: spawn\n    callable: 0")), "");
  EXPECT_EQ(errorOf(typeWith("kind: token\n    token: adapter")), "");
  EXPECT_EQ(errorOf("library: my\n"), "");
  EXPECT_EQ(errorOf("{library: my, types: [{name: T}], calls: []}"), "");
}

//===----------------------------------------------------------------------===//
// Keys
//===----------------------------------------------------------------------===//

TEST(ModelReader, KnowsWhereEntriesStand) {
  auto Library = read(R"yaml(library: my
types:

  - name: Task   # first
    drop: never-runs
  - {name: [A, B], kind: executor}
calls:
  - name: f
    role: query
  # A comment.
  -
    name: [g, Task::get]
    role: wait
    source: my/task.h
  - {name: h, traits: nofail}
  - {name: i, role: query, traits: [throws]}
)yaml");
  ASSERT_EQ(Library->Types.size(), 2u);
  EXPECT_EQ(Library->Types[0].Line, 4u);
  EXPECT_EQ(Library->Types[1].Line, 6u);
  ASSERT_EQ(Library->Calls.size(), 4u);
  EXPECT_EQ(Library->Calls[0].Line, 8u);
  EXPECT_EQ(Library->Calls[1].Line, 12u);

  EXPECT_EQ(describe(Library->Calls[0], "f"),
            "in the model of my, 'f' has the role 'query': my.yaml:8");
  EXPECT_EQ(describe(Library->Calls[1], "get"),
            "in the model of my, 'Task::get' has the role 'wait': "
            "my.yaml:12, from my/task.h");
  EXPECT_EQ(describe(Library->Calls[1], ""),
            "in the model of my, 'g' has the role 'wait': my.yaml:12, "
            "from my/task.h");
  EXPECT_EQ(describe(Library->Calls[2], "h"),
            "in the model of my, 'h' has the trait 'nofail': my.yaml:15");
  EXPECT_EQ(describe(Library->Calls[3], "i"),
            "in the model of my, 'i' has the role 'query' and the trait "
            "'throws': my.yaml:16");
  EXPECT_EQ(describe(Library->Types[0], "Task"),
            "in the model of my, 'Task' has the kind 'task' and the drop "
            "effect 'never-runs': my.yaml:4");
  EXPECT_EQ(describe(Library->Types[1], "B"),
            "in the model of my, 'B' has the kind 'executor': "
            "my.yaml:6");
}

TEST(ModelReader, KnowsAnyNameByWhatItReturns) {
  auto Library = read("library: my\ncalls:\n  - name: \"*\"\n"
                      "    role: query\n    returns: [Status]\n");
  ASSERT_EQ(Library->Calls.size(), 1u);
  EXPECT_EQ(Library->Calls[0].Returns, std::vector<std::string>{"Status"});
  EXPECT_EQ(errorOf("library: my\ncalls:\n  - name: \"*\"\n    role: query\n"),
            "my.yaml:3:5: error: the name '*' needs the key returns");
  EXPECT_EQ(errorOf("library: my\ncalls:\n  - name: [f, \"*\"]\n"
                    "    role: query\n    returns: [Status]\n"),
            "my.yaml:3:5: error: '*' is not a qualified name such as "
            "'ns::Type::member'");
}

// No part of a file gets lost on the way into the program.
TEST(PackedModels, HoldWhatTheFilesSay) {
  ASSERT_EQ(packedModels().size(), builtinModels().size());
  for (auto [File, Packed] : llvm::zip_equal(builtinModels(), packedModels())) {
    auto Read = readLibraryModel({File.Text, File.File});
    ASSERT_TRUE(bool(Read)) << llvm::toString(Read.takeError());
    EXPECT_TRUE(packModel(**Read) == Packed) << File.File.str();
    std::unique_ptr<LibraryModel> Unpacked = unpackModel(Packed);
    EXPECT_TRUE(packModel(*Unpacked) == Packed) << File.File.str();
    EXPECT_EQ(Unpacked->File, File.File);
    EXPECT_EQ(Unpacked->Calls.size(), (*Read)->Calls.size());
    for (const CallModel &Call : Unpacked->Calls)
      EXPECT_EQ(Call.Library, Unpacked.get());
  }
}

TEST(PackedModels, KeepEveryKey) {
  auto Library = read(R"yaml(library: my
roots: [my, my::v2]
nofail: true
offload: {text: "$root::run($callable)", needs: [my::run], gives: [Task]}
test-macros: [MY_TEST]
types:
  - name: [Task, Job]
    start: lazy
    drop: never-runs
    source: my/task.h
calls:
  - name: poll
    role: block
    blocks: io
    when: {args: 2+}
    unless: {argument: last, type: Options}
    timeout: 200
    strict: true
    traits: [throws, unblock]
)yaml");
  std::unique_ptr<LibraryModel> Copy = unpackModel(packModel(*Library));
  EXPECT_EQ(Copy->File, "my.yaml");
  EXPECT_EQ(Copy->Name, "my");
  EXPECT_EQ(Copy->Roots, (std::vector<std::string>{"my", "my::v2"}));
  EXPECT_TRUE(Copy->NoFail);
  EXPECT_EQ(Copy->Offload.Text, "$root::run($callable)");
  EXPECT_EQ(Copy->Offload.Gives, std::vector<std::string>{"Task"});
  EXPECT_FALSE(Copy->Observer);
  EXPECT_EQ(Copy->TestMacros, std::vector<std::string>{"MY_TEST"});
  const TypeModel &Task = Copy->Types.front();
  EXPECT_TRUE(Task.Names == Library->Types.front().Names &&
              Task.StartsAs == Start::Lazy && Task.Dropped == Drop::NeverRuns &&
              Task.Source == "my/task.h" && Task.Line == 7);
  const CallModel &Poll = Copy->Calls.front();
  EXPECT_TRUE(Poll.Is == Role::Block && Poll.Blocks == Blocking::Io &&
              Poll.Strict && Poll.Timeout.K == Position::Index &&
              Poll.Timeout.N == 200 && Poll.Line == 12);
  EXPECT_EQ(Poll.Traits, (std::vector<Trait>{Trait::Throws, Trait::Unblock}));
  EXPECT_EQ(Poll.When.front().Args, "2+");
  EXPECT_TRUE(Poll.Unless.front().Argument.K == Position::Last);
  EXPECT_EQ(Poll.Unless.front().Type, std::vector<std::string>{"Options"});
}

TEST(ModelReader, SuggestsTheClosestKey) {
  EXPECT_EQ(errorOf("library: my\nroot: [my]\n"),
            "my.yaml:2:1: error: unknown key 'root'; did you mean 'roots'?");
  EXPECT_EQ(errorOf("library: my\ntypes:\n  - name: T\n    starts: lazy\n"),
            "my.yaml:4:5: error: unknown key 'starts'; did you mean 'start'?");
  EXPECT_EQ(
      errorOf(callWith("role: wait\n    timout: 0")),
      "my.yaml:5:5: error: unknown key 'timout'; did you mean 'timeout'?");
  EXPECT_EQ(errorOf(callWith("role: wait\n    when:\n"
                             "      - {args: 2}\n"
                             "      - {args: 2, typ: [T]}")),
            "my.yaml:7:19: error: unknown key 'typ'; did you mean 'type'?");
  EXPECT_EQ(errorOf("library: my\noffload: {text: f(), need: [f]}\n"),
            "my.yaml:2:22: error: unknown key 'need'; did you mean 'needs'?");
}

// Keys of other mappings are not suggested, whatever was read before.
TEST(ModelReader, ListsTheKeysOfTheMappingAtHand) {
  auto Expect = [](StringRef Text, StringRef Begin, StringRef NoKey) {
    std::string Error = errorOf(Text);
    EXPECT_TRUE(StringRef(Error).starts_with(Begin)) << Error;
    EXPECT_FALSE(StringRef(Error).contains(NoKey)) << Error;
  };
  Expect("library: my\noffload: {text: f(), nothing_like: 1}\n",
         "my.yaml:2:22: error: unknown key 'nothing_like'; allowed are text, "
         "needs",
         "library");
  Expect("library: my\n"
         "offload: {text: f()}\n"
         "types:\n"
         "  - {name: T, fix: {text: f()}, nothing_like: 1}\n",
         "my.yaml:4:33: error: unknown key 'nothing_like'; allowed are name, "
         "kind, start, ",
         "needs");
  Expect("library: my\ntypes: [{name: T}]\nnothing_like: 1\n",
         "my.yaml:3:1: error: unknown key 'nothing_like'; allowed are library, "
         "Exclude, "
         "roots, ",
         "start");
}

TEST(ModelReader, WantsRequiredKeys) {
  EXPECT_EQ(errorOf("roots: [my]\n"),
            "my.yaml:1:1: error: missing required key 'library'");
  EXPECT_EQ(errorOf("library: my\ntypes:\n  - kind: task\n"),
            "my.yaml:3:5: error: missing required key 'name'");
  EXPECT_EQ(errorOf("library: my\ncalls:\n  - role: wait\n"),
            "my.yaml:3:5: error: missing required key 'name'");
  EXPECT_EQ(errorOf("library: my\ncalls:\n  - name: f\n"),
            "my.yaml:3:5: error: missing required key 'role' or 'traits'");
  EXPECT_EQ(errorOf("library: my\ncalls:\n  - {name: f, traits: []}\n"),
            "my.yaml:3:6: error: missing required key 'role' or 'traits'");
  EXPECT_EQ(errorOf("library: my\nobserver: {needs: [f]}\n"),
            "my.yaml:2:12: error: missing required key 'text'");
}

TEST(ModelReader, WantsEachKeyOnce) {
  EXPECT_EQ(errorOf("library: my\nlibrary: yours\n"),
            "my.yaml:2:1: error: duplicated mapping key 'library'");
}

//===----------------------------------------------------------------------===//
// Words
//===----------------------------------------------------------------------===//

TEST(ModelReader, SuggestsTheClosestWord) {
  EXPECT_EQ(errorOf(callWith("role: wiat")),
            "my.yaml:4:11: error: unknown word 'wiat'; did you mean 'wait'?");
  EXPECT_EQ(errorOf(callWith("role: 'timed_wait'")),
            "my.yaml:4:11: error: unknown word 'timed_wait'; did you mean "
            "'timed-wait'?");
  EXPECT_EQ(errorOf(callWith("role: offload\n    callable: 0\n    runs: pol")),
            "my.yaml:6:11: error: unknown word 'pol'; did you mean 'pool'?");
  EXPECT_EQ(errorOf(callWith("role: spawn\n    task: 0\n    errors: losd")),
            "my.yaml:6:13: error: unknown word 'losd'; did you mean 'lost'?");
  EXPECT_EQ(errorOf(callWith("role: block\n    blocks: sleeps")),
            "my.yaml:5:13: error: unknown word 'sleeps'; did you mean "
            "'sleep'?");
  EXPECT_EQ(errorOf(typeWith("kind: taks")),
            "my.yaml:4:11: error: unknown word 'taks'; did you mean 'task'?");
  EXPECT_EQ(errorOf(typeWith("start: lasy")),
            "my.yaml:4:12: error: unknown word 'lasy'; did you mean 'lazy'?");
  EXPECT_EQ(errorOf(typeWith("drop: \"never-run\"")),
            "my.yaml:4:11: error: unknown word 'never-run'; did you mean "
            "'never-runs'?");
  EXPECT_EQ(errorOf(typeWith("await: r-value")),
            "my.yaml:4:12: error: unknown word 'r-value'; did you mean "
            "'rvalue'?");
  EXPECT_EQ(errorOf(typeWith("kind: token\n    token: adaptor")),
            "my.yaml:5:12: error: unknown word 'adaptor'; did you mean "
            "'adapter'?");
}

TEST(ModelReader, TellsTraitsFromRoles) {
  for (StringRef Trait : {"nofail", "throws", "readable", "writable", "writes",
                          "unblock", "told-of-errors", "to-await", "threads"}) {
    EXPECT_EQ(errorOf(callWith(("role: " + Trait).str())),
              ("my.yaml:4:11: error: '" + Trait +
               "' is a trait, not a role; write `traits: [" + Trait + "]`")
                  .str());
    EXPECT_EQ(errorOf(callWith(("traits: " + Trait).str())), "");
    EXPECT_EQ(errorOf(callWith(("traits: [" + Trait + "]").str())), "");
  }
  EXPECT_EQ(errorOf(callWith("role: query\n    traits: [nofail, throws]")), "");
  EXPECT_EQ(errorOf(callWith("traits: [query]")),
            "my.yaml:4:14: error: unknown word 'query'; allowed are nofail, "
            "throws, readable, writable, writes, unblock, told-of-errors, "
            "to-await, threads, local-loop, in-memory, thread-owned, helps, "
            "worker-test, drops-result");
  EXPECT_EQ(errorOf(callWith("traits: {nofail: true}")),
            "my.yaml:4:14: error: expected a word or a list of words");
}

TEST(ModelReader, ListsTheWordsIfNoneIsClose) {
  EXPECT_EQ(errorOf(typeWith("shots: seventeen")),
            "my.yaml:4:12: error: unknown word 'seventeen'; allowed are one, "
            "many");
  EXPECT_EQ(errorOf(typeWith("start: tomorrow")),
            "my.yaml:4:12: error: unknown word 'tomorrow'; allowed are "
            "unknown, lazy, eager");
}

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

TEST(ModelReader, WantsPositions) {
  static constexpr StringRef Why =
      "error: not a position; allowed are 0, 1 ..., this, last, all";
  EXPECT_EQ(errorOf(callWith("role: wait\n    task: first")),
            ("my.yaml:5:11: " + Why).str());
  EXPECT_EQ(errorOf(callWith("role: wait\n    task: -1")),
            ("my.yaml:5:11: " + Why).str());
  EXPECT_EQ(errorOf(callWith("role: wait\n    when: {argument: 1st, "
                             "callable: true}")),
            ("my.yaml:5:22: " + Why).str());
}

TEST(ModelReader, WantsSelectorsThatSelect) {
  EXPECT_EQ(
      errorOf(callWith("role: wait\n    when: {args: two}")),
      "my.yaml:5:12: error: args: 'two' is not a count such as 2, 2+ or 0-2");
  EXPECT_EQ(
      errorOf(callWith("role: wait\n    when: {args: 2-}")),
      "my.yaml:5:12: error: args: '2-' is not a count such as 2, 2+ or 0-2");
  EXPECT_EQ(errorOf(callWith("role: wait\n    unless: {type: [T]}")),
            "my.yaml:5:14: error: type, value, callable and lvalue describe "
            "an argument: select it with the key argument");
  EXPECT_EQ(errorOf(callWith("role: wait\n    unless: {argument: 0}")),
            "my.yaml:5:14: error: argument needs one of type, value, callable "
            "and lvalue");
  EXPECT_EQ(errorOf(callWith("role: wait\n    when: {}")),
            "my.yaml:5:12: error: a selector needs the key args or argument");
  EXPECT_EQ(errorOf(callWith("role: wait\n    when: two")),
            "my.yaml:5:11: error: expected a selector, as in {args: 2}, or a "
            "list of them");
}

TEST(ModelReader, WantsWhatARoleNeeds) {
  for (StringRef Role : {"offload", "post", "may-block", "inline", "bind"})
    EXPECT_EQ(
        errorOf(callWith(("role: " + Role).str())),
        ("my.yaml:3:5: error: the role " + Role + " needs the key callable")
            .str())
        << Role.str();
  for (StringRef Role : {"observe", "detach", "adapt"})
    EXPECT_EQ(
        errorOf(callWith(("role: " + Role).str())),
        ("my.yaml:3:5: error: the role " + Role + " needs the key task").str())
        << Role.str();
  EXPECT_EQ(errorOf(callWith("role: spawn")),
            "my.yaml:3:5: error: the role spawn needs the key task or "
            "callable");
  EXPECT_EQ(errorOf(callWith("role: timed-wait")),
            "my.yaml:3:5: error: the role timed-wait needs the key timeout");
  EXPECT_EQ(errorOf(callWith("role: block")),
            "my.yaml:3:5: error: the role block needs the key blocks");
  EXPECT_EQ(errorOf(callWith("role: block\n    blocks: none")),
            "my.yaml:3:5: error: an entry with the role block cannot have "
            "'blocks: none': name what it blocks on");
  EXPECT_EQ(errorOf(callWith("role: query\n    pending: idle")),
            "my.yaml:3:5: error: the key pending needs the key means-ready");
  EXPECT_EQ(errorOf(callWith("role: continue\n    closure: called")),
            "my.yaml:3:5: error: the key closure needs the key callable or "
            "token");
}

TEST(ModelReader, RefusesKeysThatARoleDoesNotTake) {
  EXPECT_EQ(errorOf(callWith("role: compute\n    unwrap: [value]")),
            "my.yaml:5:5: error: the role compute does not take the key "
            "'unwrap'; allowed are name, role, traits, when, unless, returns, "
            "concurrent, strict, source");
  EXPECT_EQ(errorOf(callWith("role: bind\n    callable: 0\n    task: 1")),
            "my.yaml:6:5: error: the role bind does not take the key 'task'; "
            "allowed are name, role, traits, when, unless, returns, callable, "
            "closure, strict, source");
  for (StringRef Key : {"pending: idle", "moves: rest", "blocks: io"})
    EXPECT_TRUE(
        StringRef(errorOf(callWith(("role: compute\n    " + Key).str())))
            .contains("the role compute does not take the key"))
        << Key.str();
  // Wherever the role is.
  EXPECT_EQ(errorOf("library: my\ncalls:\n  - moves: rest\n    name: f\n"
                    "    role: executor\n"),
            "my.yaml:3:5: error: the role executor does not take the key "
            "'moves'; allowed are name, role, traits, when, unless, returns, "
            "executor, runs, which, global, strict, source");
  // Without a role, an entry only selects calls.
  EXPECT_EQ(errorOf(callWith("traits: nofail\n    task: 0")),
            "my.yaml:5:5: error: an entry without a role does not take the key "
            "'task'; allowed are name, role, traits, when, unless, returns, "
            "strict, source");
  EXPECT_EQ(errorOf(callWith("traits: nofail\n    when: {args: 2}\n"
                             "    strict: true\n    source: my.h")),
            "");
  // A key that no role takes is simply unknown.
  EXPECT_EQ(errorOf(callWith("role: compute\n    concurent: true")),
            "my.yaml:5:5: error: unknown key 'concurent'; did you mean "
            "'concurrent'?");
  EXPECT_EQ(errorOf(callWith("task: 0")),
            "my.yaml:3:5: error: missing required key 'role' or 'traits'");
}

TEST(Roles, HaveARowEach) {
  EXPECT_EQ(infoOf(Role::None).Word, "");
  EXPECT_EQ(infoOf(Role::None).Properties, 0u);
  for (const RoleInfo &Row : allRoles()) {
    EXPECT_EQ(&infoOf(Row.Is), &Row);
    EXPECT_FALSE(Row.Word.empty() || Row.Doc.empty());
  }
  EXPECT_TRUE(infoOf(Role::Offload).has(RoleInfo::RunsCallableElsewhere));
  EXPECT_FALSE(infoOf(Role::Inline).has(RoleInfo::RunsCallableElsewhere));
  // Its callable is neither run here nor handed on.
  EXPECT_TRUE(infoOf(Role::Bind).takes("callable"));
  EXPECT_FALSE(infoOf(Role::Bind).has(RoleInfo::IsOtherWork));
}

TEST(Roles, TakeKeysThatExist) {
  const std::vector<StringRef> &Keys = keysOf<CallModel>();
  std::set<StringRef> Taken;
  auto Check = [&](StringRef Text, StringRef Role) {
    llvm::SmallVector<StringRef> Words;
    llvm::SplitString(Text, Words, " |");
    for (StringRef Word : Words) {
      EXPECT_TRUE(llvm::is_contained(Keys, Word))
          << Role.str() << ": " << Word.str();
      Taken.insert(Word);
    }
  };
  Check(RoleInfo::CommonKeys, "all");
  for (const RoleInfo &Row : allRoles()) {
    Check(Row.Needs, Row.Word);
    Check(Row.Takes, Row.Word);
  }
  EXPECT_EQ(Taken.size(), Keys.size()) << "a key that no role takes";
}

TEST(ModelReader, WantsTokensToSayWhatTheyDo) {
  EXPECT_EQ(errorOf(typeWith("kind: token")),
            "my.yaml:3:5: error: a type of the kind token needs the key token");
  EXPECT_EQ(errorOf(typeWith("token: detached")),
            "my.yaml:3:5: error: the key token is only for types of the kind "
            "token");
}

TEST(ModelReader, WantsHandlersToSayWhereTheyRun) {
  EXPECT_EQ(
      errorOf(typeWith("kind: handler")),
      "my.yaml:3:5: error: a type of the kind handler needs the key runs");
  EXPECT_EQ(errorOf(typeWith("kind: handler\n    runs: loop")), "");
  EXPECT_EQ(errorOf(typeWith("factories: true")),
            "my.yaml:3:5: error: the key factories is only for types of the "
            "kind handler");
}

TEST(ModelReader, WantsTheRightShape) {
  EXPECT_EQ(errorOf(callWith("role: wait\n    source: {a: b}")).substr(0, 20),
            "my.yaml:5:14: error:");
  EXPECT_EQ(errorOf("library: my\ncalls:\n  - {name: {a: b}, role: wait}\n"),
            "my.yaml:3:13: error: expected a word or a list of words");
  EXPECT_EQ(errorOf("library: my\nroots: {a: b}\n"),
            "my.yaml:2:9: error: expected a word or a list of words");
  EXPECT_EQ(errorOf("library: my\nnofail: perhaps\n"),
            "my.yaml:2:9: error: expected true or false");
  EXPECT_EQ(errorOf("library: my\ntypes: Task\n"),
            "my.yaml:2:8: error: expected a list: lines that begin with '-'");
  EXPECT_EQ(errorOf("library: [my]\n"),
            "my.yaml:1:11: error: expected one value, not a list");
  EXPECT_EQ(errorOf(typeWith("start: [lazy]")),
            "my.yaml:4:13: error: expected one word, not a list");
  static constexpr StringRef Keys =
      "error: expected keys and values, as in 'name: value'";
  EXPECT_EQ(errorOf("library: my\ntypes:\n  - Task\n"),
            ("my.yaml:3:5: " + Keys).str());
  EXPECT_EQ(errorOf("library: my\noffload: run()\n"),
            ("my.yaml:2:10: " + Keys).str());
  EXPECT_EQ(errorOf("- library: my\n"), ("my.yaml:1:1: " + Keys).str());
  EXPECT_EQ(errorOf("library\n"), ("my.yaml:1:1: " + Keys).str());
}

TEST(ModelReader, WantsYaml) {
  static constexpr StringRef Empty =
      "my.yaml:1:1: error: empty; a model file starts with 'library:'";
  EXPECT_EQ(errorOf(""), Empty);
  EXPECT_EQ(errorOf("# nothing\n"), Empty);
  EXPECT_EQ(errorOf("library: \"my\nroots: [a]\n").substr(0, 20),
            "my.yaml:2:11: error:");
  EXPECT_EQ(errorOf("library: my\nroots: [a\n"),
            "my.yaml:2:10: error: the '[' before this is not closed; expected "
            "',' or ']'");
  EXPECT_EQ(errorOf("library: my\ncalls:\n  - {name: f, role: wait\n"),
            "my.yaml:3:25: error: the '{' before this is not closed; expected "
            "',' or '}'");
  EXPECT_EQ(errorOf("library: my\n\troots: [a]\n").substr(0, 19),
            "my.yaml:2:1: error:");
}

// Errors that follow from the first one are not reported.
TEST(ModelReader, SaysOneError) {
  EXPECT_EQ(StringRef(errorOf("library: my\ncalls:\n"
                              "  - {name: f, role: wiat}\n"
                              "  - {name: f, role: weit}\n"
                              "root: [a]\n"))
                .count("error:"),
            1u);
}

//===----------------------------------------------------------------------===//
// What could never mean anything
//===----------------------------------------------------------------------===//

// Not an error caused by the missing key.
TEST(ModelReader, SaysFirstThatAKeyIsUnknown) {
  EXPECT_EQ(
      errorOf(callWith("role: wait\n    when: {argment: 0, type: [a]}")),
      "my.yaml:5:12: error: unknown key 'argment'; did you mean 'argument'?");
  EXPECT_EQ(errorOf("library: my\noffload: {txt: f()}\n"),
            "my.yaml:2:11: error: unknown key 'txt'; did you mean 'text'?");
  EXPECT_EQ(
      errorOf(callWith("role: offload\n    calable: 0")),
      "my.yaml:5:5: error: unknown key 'calable'; did you mean 'callable'?");
  EXPECT_EQ(errorOf("librry: my\n"),
            "my.yaml:1:1: error: unknown key 'librry'; did you mean "
            "'library'?");
}

TEST(ModelReader, RefusesNamesThatFitNothing) {
  auto ErrorOfName = [](StringRef Name) {
    return errorOf(
        ("library: my\nroots: [my]\ntypes:\n  - name: " + Name + "\n").str());
  };
  for (StringRef Name : {"Task<T>", "Task<>"})
    EXPECT_EQ(ErrorOfName(Name), ("my.yaml:4:5: error: '" + Name +
                                  "': leave out the template arguments: 'Task'")
                                     .str());
  for (StringRef Name : {"\"\"", "[]", ""})
    EXPECT_EQ(ErrorOfName(Name), "my.yaml:4:5: error: expected a name")
        << Name.str();
  for (StringRef Name : {"my.Task", "a b", "Task::", "2nd", "f()"})
    EXPECT_EQ(ErrorOfName(("[Task, \"" + Name + "\"]").str()),
              ("my.yaml:4:5: error: '" + Name +
               "' is not a qualified name such as 'ns::Type::member'")
                  .str());
  EXPECT_EQ(ErrorOfName("my::Task"),
            "my.yaml:1:1: error: 'my::Task' already begins with a root: leave "
            "it out");
}

TEST(ModelReader, TakesNamesOfOperatorsAndDestructors) {
  for (StringRef Name :
       {"operator|", "'operator()'", "Task::operator<<", "Task::operator->",
        "::other::operator<", "Task::~Task", "::std::thread::thread"})
    EXPECT_EQ(errorOf(("library: my\nroots: [my]\ncalls:\n  - {name: " + Name +
                       ", role: query}\n")
                          .str()),
              "")
        << Name.str();
}

TEST(ModelReader, RefusesRootsThatAreNoNamespaces) {
  EXPECT_EQ(errorOf("library: my\nroots: [my, \"a::\"]\n"),
            "my.yaml:1:1: error: 'a::' is not a namespace such as 'ns::inner'");
  EXPECT_EQ(errorOf("library: my\nroots: [\"::a\"]\n"),
            "my.yaml:1:1: error: '::a' is not a namespace such as 'ns::inner'");
  EXPECT_EQ(errorOf("library: \"\"\n"),
            "my.yaml:1:1: error: expected the library's name");
}

TEST(ModelReader, RefusesRangesThatAreEmpty) {
  EXPECT_EQ(
      errorOf(callWith("role: wait\n    when: {args: 3-1}")),
      "my.yaml:5:12: error: args: '3-1' is not a count such as 2, 2+ or 0-2");
}

TEST(ModelReader, RefusesUnknownPlaceholders) {
  EXPECT_EQ(errorOf("library: my\noffload: {text: run($calable)}\n"),
            "my.yaml:2:11: error: unknown placeholder '$calable'; did you "
            "mean '$callable'?");
  EXPECT_EQ(errorOf("library: my\nobserver: {text: .f($something)}\n"),
            "my.yaml:2:12: error: unknown placeholder '$something'; allowed "
            "are $0, $1 ..., $args, $callable, $duration, $object, $root, "
            "$task, $type, $value");
  EXPECT_EQ(errorOf("library: my\n"
                    "offload: {text: '$root::f($0$12 $args, $object.g())'}\n"),
            "");
}

TEST(ModelReader, ReadsWhatAwaitsSeveralTasks) {
  auto Library = llvm::cantFail(readLibraryModel({R"yaml(
library: my
together:
  text: ($tasks)
  between: " && "
  takes: Task
  opens: $root::operators
types:
  - name: Text
    kind: value
calls:
  - name: find
    role: async
    concurrent: true
)yaml",
                                                  "my.yaml"}));
  EXPECT_EQ(Library->Together.Text, "($tasks)");
  EXPECT_EQ(Library->Together.Each, "$task");
  EXPECT_EQ(Library->Together.Between, " && ");
  EXPECT_EQ(Library->Together.Takes, std::vector<std::string>{"Task"});
  EXPECT_EQ(Library->Together.Opens, "$root::operators");
  EXPECT_EQ(Library->Types.front().Kind, TypeKind::Value);
  EXPECT_TRUE(Library->Calls.front().Concurrent);

  EXPECT_EQ(errorOf("library: my\ntogether: {text: all(), takes: Task}\n"),
            "my.yaml:2:12: error: the text needs the placeholder $tasks");
  EXPECT_EQ(errorOf("library: my\n"
                    "together: {text: all($tasks), each: f(), takes: Task}\n"),
            "my.yaml:2:12: error: the key each needs the placeholder $task");
  EXPECT_EQ(errorOf("library: my\ntogether: {text: all($tasks)}\n"),
            "my.yaml:2:12: error: missing required key 'takes'");
}

TEST(ModelReader, RefusesASecondDocument) {
  EXPECT_EQ(
      errorOf("library: my\n---\nlibrary: yours\n"),
      "my.yaml:1:1: error: a model file describes one library, but this one "
      "has a second document");
  EXPECT_EQ(errorOf("---\nlibrary: my\n...\n"), "");
}

//===----------------------------------------------------------------------===//
// What comes with async-tidy
//===----------------------------------------------------------------------===//

TEST(BuiltinModels, CanBeRead) {
  EXPECT_FALSE(builtinModels().empty());
  for (const BuiltinModel &File : builtinModels()) {
    auto Model = readLibraryModel({File.Text, File.File});
    if (!Model) {
      ADD_FAILURE() << llvm::toString(Model.takeError());
      continue;
    }
    EXPECT_FALSE((*Model)->Types.empty() && (*Model)->Calls.empty())
        << File.File.str();
    // The names given here determine whether a unit needs the file.
    llvm::SmallVector<StringRef> Mentions;
    llvm::SplitString(File.Mentions, Mentions);
    EXPECT_TRUE(llvm::equal(Mentions, (*Model)->Mentions.empty()
                                          ? (*Model)->Roots
                                          : (*Model)->Mentions))
        << File.File.str();
  }
}

/// Headers, separated by commas: none is left out.
static bool namesHeaders(StringRef Source) {
  llvm::SmallVector<StringRef> Headers;
  Source.split(Headers, ',');
  return llvm::all_of(Headers, [](StringRef Header) {
    return !Header.trim().empty() && !Header.contains("...");
  });
}

TEST(BuiltinModels, NameTheHeadersOfEachEntry) {
  for (const BuiltinModel &File : builtinModels()) {
    auto Model = llvm::cantFail(readLibraryModel({File.Text, File.File}));
    for (const TypeModel &Type : Model->Types)
      EXPECT_TRUE(namesHeaders(Type.Source))
          << File.File.str() << ": " << Type.Names.front() << ": "
          << Type.Source;
    for (const CallModel &Call : Model->Calls)
      EXPECT_TRUE(namesHeaders(Call.Source))
          << File.File.str() << ": " << Call.Names.front() << ": "
          << Call.Source;
  }
}

//===----------------------------------------------------------------------===//
// The documentation
//===----------------------------------------------------------------------===//

TEST(Schema, IsWhatTheDocumentationSays) {
  std::optional<std::string> Page =
      readFile(ASYNC_TIDY_SOURCE_DIR "/docs/models.md");
  ASSERT_TRUE(Page);
  auto [Before, Rest] = StringRef(*Page).split("<!-- schema:begin -->\n");
  auto [Text, After] = Rest.split("<!-- schema:end -->\n");
  ASSERT_FALSE(Rest.empty()) << "docs/models.md has no schema:begin";
  // ASYNC_TIDY_UPDATE=1 writes it.
  if (getenv("ASYNC_TIDY_UPDATE")) {
    std::error_code Error;
    llvm::raw_fd_ostream OS(ASYNC_TIDY_SOURCE_DIR "/docs/models.md", Error);
    ASSERT_FALSE(Error);
    OS << Before << "<!-- schema:begin -->\n\n"
       << StringRef(describeSchema()).trim('\n') << "\n\n<!-- schema:end -->\n"
       << After;
    return;
  }
  EXPECT_EQ(Text.trim('\n').str(), StringRef(describeSchema()).trim('\n').str())
      << "run this test with ASYNC_TIDY_UPDATE=1 in the environment";
}

// A reader copies them.
TEST(Schema, ExamplesOfTheDocumentationCanBeRead) {
  std::optional<std::string> Page =
      readFile(ASYNC_TIDY_SOURCE_DIR "/docs/models.md");
  ASSERT_TRUE(Page);
  unsigned Examples = 0;
  StringRef Rest = *Page;
  while (Rest.contains("```yaml\n")) {
    StringRef Example;
    std::tie(Example, Rest) = Rest.split("```yaml\n").second.split("```");
    // The others are no models.
    if (!Example.starts_with("library:"))
      continue;
    EXPECT_EQ(errorOf(Example), "") << Example.str();
    ++Examples;
  }
  EXPECT_GE(Examples, 2u);
}

} // namespace clang::tidy::async::test
