// RUN: async-blocking-call %inhouse
#include "async_lib/inhouse.h"
#include "cpp_clients/cpp_clients.h"

using inhouse::Task;

Task<> mongo(mongocxx::client &To, bsoncxx::document::view Wanted) {
  mongocxx::collection All = To["db"]["c"];
  All.insert_one(Wanted);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'insert_one' blocks the thread of coroutine 'mongo', and all other coroutines on it [async-blocking-call]
  All.find_one(Wanted);
  co_return;
}
Task<int> mongoReads(mongocxx::collection &All,
                     bsoncxx::document::view Wanted) {
  mongocxx::cursor Found = All.find(Wanted);
  int Count = 0;
  for (auto At = Found.begin(); At != Found.end(); ++At)
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'begin' blocks the thread of coroutine 'mongoReads', and all other coroutines on it [async-blocking-call]
    ++Count;
  co_return Count;
}
// A loop over a range reads without a word.
Task<int> loops(mongocxx::collection &All, bsoncxx::document::view Wanted) {
  int Count = 0;
  for ([[maybe_unused]] auto &Each : All.find(Wanted))
    // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'begin' blocks the thread of coroutine 'loops', and all other coroutines on it
    ++Count;
  co_return Count;
}
static int count(mongocxx::cursor &Found) {
  int Count = 0;
  for ([[maybe_unused]] auto &Each : Found)
    ++Count;
  return Count;
}
Task<int> calls(mongocxx::cursor &Found) {
  co_return count(Found);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'count' blocks the thread of coroutine 'calls', and all other coroutines on it
}

Task<> okMongo(mongocxx::client &To, bsoncxx::document::view Wanted) {
  mongocxx::cursor Found = To["db"]["c"].find(Wanted);
  co_return;
}
