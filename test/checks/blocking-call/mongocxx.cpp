// RUN: async-blocking-call %inhouse
#include "async_lib/inhouse.h"
#include "cpp_clients/cpp_clients.h"

using inhouse::Task;

Task<> mongo(mongocxx::client &To, bsoncxx::document::view Wanted) {
  mongocxx::collection All = To["db"]["c"];
  All.insert_one(Wanted);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'insert_one' blocks the thread of coroutine 'mongo', and of all others on it [async-blocking-call]
  All.find_one(Wanted);
  co_return;
}
Task<int> mongoReads(mongocxx::collection &All,
                     bsoncxx::document::view Wanted) {
  mongocxx::cursor Found = All.find(Wanted);
  int Count = 0;
  for (auto At = Found.begin(); At != Found.end(); ++At)
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'begin' blocks the thread of coroutine 'mongoReads', and of all others on it [async-blocking-call]
    ++Count;
  co_return Count;
}
Task<> okMongo(mongocxx::client &To, bsoncxx::document::view Wanted) {
  mongocxx::cursor Found = To["db"]["c"].find(Wanted);
  co_return;
}
