// RUN: async-unobserved-task %inhouse
// Tests drop tasks deliberately; but a lazy one that is dropped never ran.
#include "async_lib/inhouse.h"
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>

using inhouse::Job, inhouse::Task;

Task<> work();
Job<> job();
Task<> okAwaits() { co_await work(); }
Job<> okJob() { co_return; }

TEST(Drop, okEager) {
  job();
  (void)job();
  auto Started = job();
  auto Start = [] { job(); };
  Start();
  std::thread([] {}).detach();
}

TEST(Drop, lazy) {
  work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'work' is dropped before it starts: it runs only when awaited [async-unobserved-task]
  EXPECT_THROW(work(), int);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the task returned by 'work' is dropped before it starts
}

struct Client {
  virtual ~Client() = default;
  virtual Job<> send(int Number) = 0;
  virtual Task<> fetch() = 0;
};
struct MockClient : Client {
  MOCK_METHOD(Job<>, send, (int), (override));
  MOCK_METHOD(Task<>, fetch, (), (override));
};
TEST(Drop, okMocks) {
  MockClient Mock;
  EXPECT_CALL(Mock, send(1));
  EXPECT_CALL(Mock, fetch()).Times(2);
  ON_CALL(Mock, fetch());
}

class DropTest : public testing::Test {
protected:
  void SetUp() override {
    job();
    work();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'work' is dropped before it starts
  }
};
TEST_F(DropTest, okInFixture) { job(); }

// As UnitTest++ defines it.
#define TEST_FIXTURE(Fixture, Name)                                            \
  struct Fixture##Name##Helper : Fixture {                                     \
    void RunImpl();                                                            \
  };                                                                           \
  void Fixture##Name##Helper::RunImpl()
struct Server {};
TEST_FIXTURE(Server, okUnitTest) { job(); }

void helper() {
  job();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'job' is dropped;
}
