// RUN: async-sync-over-async -std=c++20
// RUN: async-sync-over-async -std=c++20 -check-suffix=STRICT -option AsyncStrict=true
#include <condition_variable>
#include <coroutine>
#include <future>
#include <latch>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

// Nothing can go on with a std::future but a thread that waits for it. What
// threads do among themselves is not meant here.
std::future<int> fetch(int Id = 0);
int work(int);

int okGets(int Id) { return fetch(Id).get() + 1; }
int okShared(std::shared_future<int> F) { return F.get(); }
bool okTimed() { return fetch().wait_for(1s) == std::future_status::ready; }

int okForkAndJoin() {
  auto A = std::async(std::launch::async, [] { return work(1); });
  std::vector<std::future<int>> Parts;
  for (int I = 0; I < 3; ++I)
    Parts.push_back(std::async([I] { return work(I); }));
  int Sum = A.get();
  for (auto &Part : Parts)
    Sum += Part.get();
  return Sum;
}

int okPackaged() {
  std::packaged_task<int()> Task([] { return work(1); });
  auto Result = Task.get_future();
  std::thread Worker(std::move(Task));
  Worker.join();
  return Result.get();
}

void okEvents(std::latch &Done, std::condition_variable &Changed,
              std::unique_lock<std::mutex> &Held) {
  Done.wait();
  Changed.wait(Held);
}
