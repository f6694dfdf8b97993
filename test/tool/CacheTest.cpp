//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// The cache answers with what it can prove, and nobody else can hold it.

#include "DriverFixture.h"
#include "llvm/Support/FileSystem.h"
#include <chrono>
#include <sqlite3.h>

using llvm::StringRef;
using Clock = std::chrono::steady_clock;

namespace clang::tidy::async::test {

namespace {
/// A connection to the database of the cache.
class Database {
public:
  explicit Database(const std::string &Path) {
    EXPECT_EQ(sqlite3_open(Path.c_str(), &DB), SQLITE_OK);
  }
  ~Database() { sqlite3_close(DB); }
  Database(const Database &) = delete;
  Database &operator=(const Database &) = delete;

  void execute(const char *SQL) {
    char *Why = nullptr;
    EXPECT_EQ(sqlite3_exec(DB, SQL, nullptr, nullptr, &Why), SQLITE_OK)
        << SQL << ": " << (Why ? Why : "");
    sqlite3_free(Why);
  }

private:
  sqlite3 *DB = nullptr;
};

class Caching : public Driver {
protected:
  /// A project with different findings in its files, which are in the cache.
  void fill() {
    write("save.h", "#pragma once\nvoid save();\n");
    add("a.cpp", Blocks);
    add("b.cpp", ("#include \"save.h\"\n" + Drops).str());
    add("c.cpp", Clean);
    Expected = tidy({"-q"});
    EXPECT_EQ(Expected.ExitCode, 1) << Expected.str();
    EXPECT_NE(tidy({}).Err.find("3 from the cache"), std::string::npos);
  }

  /// The same findings, whatever has become of the cache, and at most one note.
  void expectTheSame(const std::string &After) {
    ProgramResult R = tidy({"-q"});
    EXPECT_EQ(R.ExitCode, Expected.ExitCode) << After << R.str();
    EXPECT_EQ(R.Out, Expected.Out) << After << R.str();
    EXPECT_LE(count(R.Err, "\n"), 1u) << After << R.str();
    Damaged = StringRef(R.Err).starts_with("note: the cache was damaged");
    EXPECT_TRUE(R.Err.empty() || Damaged) << After << R.str();
  }

  ProgramResult Expected;
  bool Damaged = false;
};
} // namespace

TEST_F(Caching, TakesNoEntryForAnother) {
  fill();
  Database(databaseOfCache())
      .execute("CREATE TEMP TABLE old AS SELECT * FROM entries ORDER BY key;"
               "UPDATE entries SET (bytes, proof) = (SELECT bytes, proof FROM "
               "old WHERE old.key <> entries.key ORDER BY old.key LIMIT 1)");
  expectTheSame("swapped entries");
  EXPECT_TRUE(Damaged);
  EXPECT_NE(tidy({}).Err.find("3 from the cache"), std::string::npos);
}

TEST_F(Caching, TakesNoStateForAnother) {
  // The columns of a state.
  for (const char *SQL :
       {"UPDATE states SET path = 'x' || path",
        "UPDATE states SET id = id + 100000;"
        "UPDATE states SET id = 100000 + (SELECT max(id) + min(id) FROM "
        "states) - id;"
        "UPDATE states SET id = id - 100000 - (SELECT min(id) FROM states)",
        "UPDATE states SET hash = hash + 1", "UPDATE states SET kind = 1",
        "DELETE FROM states WHERE id % 2"}) {
    Entries.clear();
    llvm::sys::fs::remove_directories(path("cache"));
    fill();
    Database(databaseOfCache()).execute(SQL);
    expectTheSame(SQL);
    EXPECT_TRUE(Damaged) << SQL;
  }
}

TEST_F(Caching, KnowsThatABitHasFlipped) {
  fill();
  const std::string File = databaseOfCache();
  const std::string Whole = *readFile(File);
  unsigned Known = 0;
  for (size_t I = 0; I < 80; ++I) {
    size_t At = Whole.size() * I / 80 + I * 7 % 64;
    if (At >= Whole.size())
      break;
    std::string Text = Whole;
    Text[At] ^= 1 << (I % 8);
    writeFile(File, Text);
    expectTheSame("bit " + std::to_string(I % 8) + " of byte " +
                  std::to_string(At));
    Known += Damaged;
  }
  // The others are in parts that are not read.
  EXPECT_GT(Known, 10u);
}

TEST_F(Caching, KnowsThatPagesAreSwapped) {
  fill();
  const std::string File = databaseOfCache();
  const std::string Whole = *readFile(File);
  static constexpr size_t Page = 4096;
  size_t Pages = Whole.size() / Page;
  for (size_t I = 1; I + 1 < Pages; I += std::max<size_t>(Pages / 30, 1)) {
    std::string Text = Whole;
    size_t Other = I + 1;
    std::swap_ranges(Text.begin() + I * Page, Text.begin() + (I + 1) * Page,
                     Text.begin() + Other * Page);
    writeFile(File, Text);
    expectTheSame("page " + std::to_string(I));
  }
}

TEST_F(Caching, SeesAFolderThatBecomesAHeader) {
  add("a.cpp", "#include <part.h>\n#ifndef CLEAN\n" + Blocks.str() + "#endif\n",
      {"-I" + path("first"), "-I" + path("second")});
  write("second/part.h", "");
  ASSERT_FALSE(llvm::sys::fs::create_directories(path("first/part.h")));
  EXPECT_EQ(tidy({}).ExitCode, 1);
  EXPECT_TRUE(usedCache(tidy({})));
  ASSERT_FALSE(llvm::sys::fs::remove(path("first/part.h")));
  write("first/part.h", "#define CLEAN\n");
  EXPECT_EQ(tidy({}).ExitCode, 0);
}

//===----------------------------------------------------------------------===//
// Locks
//===----------------------------------------------------------------------===//

TEST_F(Caching, WaitsForNobodyForLong) {
  fill();
  Clock::time_point Begin = Clock::now();
  tidy({"-q", "--no-cache"});
  const Clock::duration Usual = Clock::now() - Begin;
  // Another process writes, or holds the whole database; and never ends, as if
  // it were stopped.
  for (const char *Lock :
       {"BEGIN IMMEDIATE", "PRAGMA locking_mode=EXCLUSIVE; BEGIN IMMEDIATE; "
                           "DELETE FROM entries WHERE proof = 1"}) {
    // There is something to write.
    write("c.cpp", read("c.cpp") + "\n");
    Database Other(databaseOfCache());
    Other.execute(Lock);
    Begin = Clock::now();
    ProgramResult R = tidy({"-q", "-j1"});
    EXPECT_LT(Clock::now() - Begin, Usual * 2 + std::chrono::seconds(4))
        << Lock;
    EXPECT_EQ(R.ExitCode, 1) << R.str();
    EXPECT_EQ(R.Out, Expected.Out) << R.str();
    EXPECT_TRUE(StringRef(R.Err).starts_with(
        "note: another process locks the cache: continuing without it: "))
        << Lock << R.str();
    EXPECT_EQ(count(R.Err, "\n"), 1u) << R.str();
    Other.execute("ROLLBACK");
  }
  EXPECT_EQ(tidy({"-q"}).Err, "");
}

} // namespace clang::tidy::async::test
