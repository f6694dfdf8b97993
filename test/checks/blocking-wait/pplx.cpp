// RUN: async-blocking-wait %pplx
#include "pplx/pplx.h"

using pplx::task;
using web::http::http_response;

task<int> load(int Id = 0);
task<std::string> loadText();
void use(int);
void useText(const std::string &);

//===-- In a continuation -------------------------------------------------===//

// Its threads are those that finish I/O.
task<int> blocks(task<int> T) {
  return T.then([](int Id) { return load(Id).get() + 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: 'get' blocks the thread that runs this continuation, and all that wait for that thread [async-blocking-wait]
}

task<void> waits(task<int> T) {
  return T.then([](int Id) { load(Id).wait(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'wait' blocks the thread that runs this continuation, and all that wait for that thread
}

task<void> inNext(web::http::client::http_client &Client) {
  return Client.request("/").then([](http_response Response) {
    useText(Response.extract_string().get());
    // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'get' blocks the thread that runs this continuation, and all that wait for that thread
  });
}

task<int> takesTask(task<int> T) {
  return T.then([](task<int> Done) { return Done.get() + load().get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:65: warning: 'get' blocks the thread that runs this continuation, and all that wait for that thread
}

// What it is given is finished.
void okFinished(task<int> T) {
  T.then([](task<int> Done) { use(Done.get()); });
  T.then([](const task<int> &Done) { Done.wait(); });
  T.then([](task<int> Done) {
    try {
      use(Done.get());
    } catch (const std::exception &) {
    }
  });
}

// So are its copies.
task<int> okCopied(task<int> T) {
  return T.then([](task<int> Done) {
    return load().then([Done](task<int> Other) {
      Other.wait();
      return Done.get();
    });
  });
}
task<int> copied(task<int> T) {
  return load().then([T](int) { return T.get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'get' blocks the thread that runs this continuation, and all that wait for that thread
}

void okAsked(task<int> T) {
  load().then([=](int) {
    if (T.is_done())
      use(T.get());
  });
}

// The way to continue.
task<int> okChained(task<int> T) {
  return T.then([](int Id) { return load(Id); }).then([](int Id) {
    return Id + 1;
  });
}

//===-- Where it may wait -------------------------------------------------===//

int okPlain() { return load().get(); }
int main() { use(load().get()); }

task<int> okOffloaded() {
  return pplx::create_task([] { return load().get(); });
}

task<int> okOffloadedByConstructor() {
  return task<int>([] { return load().get(); });
}

void inHandler(web::http::experimental::listener::http_listener &Listener) {
  Listener.support([](web::http::http_request Request) {
    useText(Request.extract_string().get());
    // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'get' blocks the thread that runs this continuation, and all that wait for that thread
  });
  Listener.support("GET", [](web::http::http_request Request) {
    Request.reply(200).wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'wait' blocks the thread that runs this continuation, and all that wait for that thread
  });
}

//===-- Macros, templates, suppression ------------------------------------===//

#define GET(Task) Task.get()
task<int> inMacro(task<int> T) {
  return T.then([](int Id) { return GET(load(Id)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'get' blocks the thread that runs this continuation, and all that wait for that thread
}

template <typename T> task<T> inTemplate(task<T> Work) {
  return Work.then([=](T) { return Work.get(); }).then([](T) {
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'get' blocks the thread that runs this continuation, and all that wait for that thread
    return T(load().get());
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'get' blocks the thread that runs this continuation, and all that wait for that thread
  });
}
template task<int> inTemplate(task<int>);
template task<long> inTemplate(task<long>);

using Number = task<int>;
Number aliased();
Number ofAlias() {
  return aliased().then([](int) { return aliased().get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:52: warning: 'get' blocks the thread that runs this continuation, and all that wait for that thread
}

task<int> suppressed(task<int> T) {
  return T.then(
      [](int Id) { return load(Id).get(); }); // NOLINT(async-blocking-wait)
}
