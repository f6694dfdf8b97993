// RUN: async-blocking-call %inhouse
// The real headers, and stubs as protoc writes them.
#include "async_lib/inhouse.h"
#include <cstdlib>
#include <grpcpp/grpcpp.h>
#include <grpcpp/support/client_callback.h>
#include <grpcpp/support/sync_stream.h>

using inhouse::Task;

namespace demo {
struct HelloRequest {};
struct HelloReply {
  int Size = 0;
};
class Greeter final {
public:
  class StubInterface {
  public:
    virtual ~StubInterface() {}
    virtual grpc::Status SayHello(grpc::ClientContext *context,
                                  const HelloRequest &request,
                                  HelloReply *response) = 0;
  };
  class Stub final : public StubInterface {
  public:
    grpc::Status SayHello(grpc::ClientContext *context,
                          const HelloRequest &request,
                          HelloReply *response) override;
    std::unique_ptr<grpc::ClientReader<HelloReply>>
    SayMany(grpc::ClientContext *context, const HelloRequest &request);
    std::unique_ptr<int> AsyncSayHello(grpc::ClientContext *context,
                                       const HelloRequest &request,
                                       grpc::CompletionQueue *cq);
    class async final {
    public:
      void SayHello(grpc::ClientContext *context, const HelloRequest *request,
                    HelloReply *response, std::function<void(grpc::Status)>);
    };
    async *async();
  };
};
} // namespace demo

template <typename T>
  requires std::is_same_v<T, demo::HelloRequest> ||
           std::is_same_v<T, demo::HelloReply>
struct grpc::SerializationTraits<T> {
  static Status Serialize(const T &, ByteBuffer *, bool *);
  static Status Deserialize(ByteBuffer *, T *);
};

Task<int> asks(demo::Greeter::Stub &Server) {
  grpc::ClientContext Context;
  demo::HelloReply Reply;
  grpc::Status Ended = Server.SayHello(&Context, {}, &Reply);
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'SayHello' blocks the thread of coroutine 'asks', and all other coroutines on it [async-blocking-call]
  co_return Ended.ok() ? Reply.Size : 0;
}

Task<int> throughInterface(demo::Greeter::StubInterface *Server) {
  grpc::ClientContext Context;
  demo::HelloReply Reply;
  co_return Server->SayHello(&Context, {}, &Reply).error_code();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'SayHello' blocks the thread of coroutine 'throughInterface', and all other coroutines on it [async-blocking-call]
}

Task<int> reads(demo::Greeter::Stub &Server) {
  grpc::ClientContext Context;
  auto Replies = Server.SayMany(&Context, {});
  demo::HelloReply Reply;
  int Sum = 0;
  while (Replies->Read(&Reply))
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'Read' blocks the thread of coroutine 'reads', and all other coroutines on it [async-blocking-call]
  // CHECK-NOTES: :[[@LINE+2]]:17: note: 'Finish' also blocks here
    Sum += Reply.Size;
  if (!Replies->Finish().ok())
    co_return 0;
  co_return Sum;
}

Task<> turns(grpc::CompletionQueue &Queue) {
  void *Tag;
  bool IsOk;
  Queue.Next(&Tag, &IsOk);
  co_return;
}

// Relatives that come back at once.
Task<> okAsync(demo::Greeter::Stub &Server, grpc::CompletionQueue &Queue,
               grpc::ClientContext &Context) {
  demo::HelloRequest Request;
  demo::HelloReply Reply;
  Server.AsyncSayHello(&Context, Request, &Queue);
  Server.async()->SayHello(&Context, &Request, &Reply, [](grpc::Status) {});
  co_return;
}

// Shapes that only look like it.
grpc::Status convert(grpc::ClientContext &Context, int Code);
grpc::Status note(demo::HelloReply *, int, int);
Task<> okOthers(grpc::ClientContext &Context) {
  convert(Context, 1);
  note(nullptr, 1, 2);
  co_return;
}

bool okPlain(demo::Greeter::Stub &Server) {
  grpc::ClientContext Context;
  demo::HelloReply Reply;
  return Server.SayHello(&Context, {}, &Reply).ok();
}

//===-- What runs on gRPC's own threads -----------------------------------===//

using demo::HelloReply;
using demo::HelloRequest;

class Relay : public grpc::ServerBidiReactor<HelloRequest, HelloReply> {
public:
  Relay(demo::Greeter::Stub &Server) : Server(Server) { StartRead(&In); }
  void OnReadDone(bool IsOk) override {
    grpc::ClientContext Context;
    if (IsOk)
      Server.SayHello(&Context, In, &Out);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'SayHello' blocks the thread that runs 'OnReadDone', and all other work on it [async-blocking-call]
    StartWrite(&Out);
  }
  void OnDone() override { delete this; }

private:
  demo::Greeter::Stub &Server;
  HelloRequest In;
  HelloReply Out;
};

class Teller : public grpc::ClientReadReactor<HelloReply> {
public:
  void OnDone(const grpc::Status &) override { std::system("done"); }
  // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: 'system' blocks the thread that runs 'OnDone', and all other work on it [async-blocking-call]
};

// As protoc writes it.
namespace demo {
class GreeterService : public grpc::Service {
public:
  virtual grpc::ServerUnaryReactor *SayHello(grpc::CallbackServerContext *,
                                             const HelloRequest *,
                                             HelloReply *) {
    return nullptr;
  }
};
class GreeterSyncService : public grpc::Service {
public:
  virtual grpc::Status SayHello(grpc::ServerContext *, const HelloRequest *,
                                HelloReply *);
};
} // namespace demo
class Greets : public demo::GreeterService {
  grpc::ServerUnaryReactor *SayHello(grpc::CallbackServerContext *Context,
                                     const HelloRequest *Request,
                                     HelloReply *Reply) override {
    grpc::ClientContext Next;
    grpc::ServerUnaryReactor *Reactor = Context->DefaultReactor();
    Reactor->Finish(Server.SayHello(&Next, *Request, Reply));
    // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'Stub::SayHello' blocks the thread that runs 'Greets::SayHello', and all other work on it [async-blocking-call]
    return Reactor;
  }
  demo::Greeter::Stub Server;
};
// It has a thread for each call.
class OkGreets : public demo::GreeterSyncService {
  grpc::Status SayHello(grpc::ServerContext *, const HelloRequest *Request,
                        HelloReply *Reply) override {
    grpc::ClientContext Next;
    return Server.SayHello(&Next, *Request, Reply);
  }
  demo::Greeter::Stub Server;
};
// Not one that anything overrides.
grpc::ServerUnaryReactor *okMakes(grpc::CallbackServerContext *Context) {
  std::system("make");
  return Context->DefaultReactor();
}

void callsBack(demo::Greeter::Stub &Server, grpc::ClientContext &Context,
               HelloRequest &Request, HelloReply &Reply) {
  Server.async()->SayHello(&Context, &Request, &Reply, [](grpc::Status) {
    std::system("done");
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'system' blocks the thread that runs this continuation, and all other work on it [async-blocking-call]
  });
}
