// RUN: async-blocking-wait %pplx
// RUN: async-blocking-wait %pplx -check-suffix=,STRICT -option AsyncStrict=true
// RUN: async-blocking-wait %cpprest -include cpprest/http_client.h -include cpprest/http_listener.h -include cpprest/ws_client.h -include cpprest/producerconsumerstream.h -include cpprest/rawptrstream.h
#include <functional>
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
  // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: 'get' blocks the thread that runs this continuation, and all other work on it [async-blocking-wait]
}

task<void> waits(task<int> T) {
  return T.then([](int Id) { load(Id).wait(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'wait' blocks the thread that runs this continuation, and all other work on it
}

task<void> inNext(web::http::client::http_client &Client) {
  return Client.request("/").then([](http_response Response) {
    useText(Response.extract_string().get());
    // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'get' blocks the thread that runs this continuation, and all other work on it
  });
}

task<int> takesTask(task<int> T) {
  return T.then([](task<int> Done) { return Done.get() + load().get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:65: warning: 'get' blocks the thread that runs this continuation, and all other work on it
}

// A function that is given by its name, or bound to an object, runs there, too.
static int named(int Id) {
  return load(Id).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'get' blocks the thread that runs 'named', and all other work on it
}
static int okNamed(task<int> Done) { return Done.get(); }
static int okAlsoCalled(int Id) { return load(Id).get(); }
class Loader {
public:
  task<int> byName(task<int> T) {
    return T.then(&named).then(&okNamed).then(
        std::bind(&Loader::bound, this, std::placeholders::_1));
  }
  task<int> okCalled(task<int> T) {
    okAlsoCalled(0);
    return T.then(&okAlsoCalled);
  }

private:
  int bound(int Id) {
    return load(Id).get();
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'get' blocks the thread that runs 'bound', and all other work on it
  }
};

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
  // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'get' blocks the thread that runs this continuation, and all other work on it
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

//===-- Streams -----------------------------------------------------------===//

namespace streams = concurrency::streams;

// What is in memory is there at once.
task<void> okInMemory(task<int> T) {
  return T.then([](int) {
    std::vector<unsigned char> To(5);
    streams::container_buffer<std::vector<unsigned char>> Kept(To);
    Kept.getn(To.data(), To.size()).get();
    auto Taken = Kept.bumpc();
    Taken.wait();
    streams::rawptr_buffer<unsigned char> Raw(To.data(), To.size());
    Raw.bumpc().wait();
    streams::producer_consumer_buffer<unsigned char> Pipe;
    Pipe.putc('a').wait();
  });
}

task<void>
okMessage(task<web::websockets::client::websocket_incoming_message> T) {
  return T.then([](web::websockets::client::websocket_incoming_message Told) {
    useText(Told.extract_string().get());
  });
}

// What another thread fills is not, nor what a peer sends.
task<void> fromPipe(task<int> T,
                    streams::producer_consumer_buffer<unsigned char> Pipe) {
  return T.then([=](int) mutable {
    Pipe.bumpc().wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'wait' blocks the thread that runs this continuation, and all other work on it
  });
}
task<void> fromPeer(task<http_response> T) {
  return T.then([](http_response Response) {
    streams::container_buffer<std::vector<unsigned char>> Body;
    Response.body().read_to_end(Body).wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'wait' blocks the thread that runs this continuation, and all other work on it
  });
}

// To close one takes a turn of the pool, and a handle may be any buffer's: only
// strictly.
task<void> missedClose(task<int> T,
                       streams::producer_consumer_buffer<unsigned char> Pipe) {
  return T.then([=](int) mutable {
    Pipe.close().wait();
    // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:18: warning: 'wait' blocks the thread that runs this continuation, and all other work on it
  });
}
task<void> missedHandle(task<streams::streambuf<unsigned char>> T) {
  return T.then([](streams::streambuf<unsigned char> Any) {
    unsigned char To[5];
    Any.getn(To, 5).get();
    // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:21: warning: 'get' blocks the thread that runs this continuation, and all other work on it
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
    // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'get' blocks the thread that runs this continuation, and all other work on it
  });
  Listener.support("GET", [](web::http::http_request Request) {
    Request.reply(200).wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'wait' blocks the thread that runs this continuation, and all other work on it
  });
}

//===-- Macros, templates, suppression ------------------------------------===//

#define GET(Task) Task.get()
task<int> inMacro(task<int> T) {
  return T.then([](int Id) { return GET(load(Id)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'get' blocks the thread that runs this continuation, and all other work on it
}

template <typename T> task<T> inTemplate(task<T> Work) {
  return Work.then([=](T) { return Work.get(); }).then([](T) {
    // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'get' blocks the thread that runs this continuation, and all other work on it
    return T(load().get());
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'get' blocks the thread that runs this continuation, and all other work on it
  });
}
template task<int> inTemplate(task<int>);
template task<long> inTemplate(task<long>);

using Number = task<int>;
Number aliased();
Number ofAlias() {
  return aliased().then([](int) { return aliased().get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:52: warning: 'get' blocks the thread that runs this continuation, and all other work on it
}

task<int> suppressed(task<int> T) {
  return T.then(
      [](int Id) { return load(Id).get(); }); // NOLINT(async-blocking-wait)
}
