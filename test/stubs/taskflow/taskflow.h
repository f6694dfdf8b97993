//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// Stands for Taskflow: graphs of tasks, executors, single tasks.
///
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_STUBS_TASKFLOW_TASKFLOW_H
#define ASYNC_TIDY_TEST_STUBS_TASKFLOW_TASKFLOW_H

#include <cstddef>
#include <future>
#include <string>
#include <thread>
#include <tuple>
#include <type_traits>
#include <utility>

namespace tf {

class Graph {};
class Runtime;
class Subflow;

class Task {
public:
  template <typename... Ts> Task &precede(Ts &&...tasks);
  template <typename... Ts> Task &succeed(Ts &&...tasks);
  Task &name(const std::string &name);
  template <typename C> Task &work(C &&callable) { return *this; }
};

class FlowBuilder {
public:
  explicit FlowBuilder(Graph &graph);
  template <typename C> Task emplace(C &&callable) { return {}; }
  template <typename... C,
            std::enable_if_t<(sizeof...(C) > 1), void> * = nullptr>
  auto emplace(C &&...callables) {
    return std::tuple<std::conditional_t<true, Task, C>...>();
  }
  template <typename B, typename E, typename C>
  Task for_each(B first, E last, C callable) {
    return {};
  }
};

class Taskflow : public FlowBuilder {
public:
  Taskflow();
  explicit Taskflow(const std::string &name);
};

class Subflow : public FlowBuilder {
public:
  void join();
};

template <typename T> class Future : public std::future<T> {
public:
  Future() = default;
  bool cancel();
};

class AsyncTask {
public:
  AsyncTask() = default;
  bool is_done() const;
};

template <typename F>
using Result = std::future<std::invoke_result_t<std::decay_t<F>>>;

class TaskGroup {
public:
  template <typename F> auto async(F &&f) { return Result<F>(); }
  template <typename F> void silent_async(F &&f) {}
  void corun();
};

class Runtime {
public:
  template <typename F> auto async(F &&f) { return Result<F>(); }
  template <typename F> void silent_async(F &&f) {}
  void corun();
};

class Executor {
public:
  explicit Executor(std::size_t N = std::thread::hardware_concurrency());
  ~Executor();

  tf::Future<void> run(Taskflow &taskflow);
  tf::Future<void> run(Taskflow &&taskflow);
  template <typename C> tf::Future<void> run(Taskflow &taskflow, C &&callable) {
    return {};
  }
  tf::Future<void> run_n(Taskflow &taskflow, std::size_t N);
  template <typename P>
  tf::Future<void> run_until(Taskflow &taskflow, P &&pred);

  template <typename T> void corun(T &target);
  void wait_for_all();
  int this_worker_id() const;

  template <typename P, typename F> auto async(P &&params, F &&func) {
    return Result<F>();
  }
  template <typename F> auto async(F &&func) { return Result<F>(); }
  template <typename P, typename F> void silent_async(P &&params, F &&func) {}
  template <typename F> void silent_async(F &&func) {}
  template <typename F, typename... Tasks>
  AsyncTask silent_dependent_async(F &&func, Tasks &&...tasks) {
    return {};
  }
  template <typename F, typename... Tasks>
  auto dependent_async(F &&func, Tasks &&...tasks) {
    return std::pair<AsyncTask, Result<F>>();
  }
};

} // namespace tf

#endif // ASYNC_TIDY_TEST_STUBS_TASKFLOW_TASKFLOW_H
