// RUN: async-cpu-bound-in-coroutine -each-place %pplx
#include "compute/compute.h"
#include "pplx/pplx.h"

using pplx::task;
using Bytes = std::vector<unsigned char>;

static int pack(const Bytes &In, Bytes &Out) {
  unsigned long Size = Out.size();
  return compress(Out.data(), &Size, In.data(), In.size());
}

// The threads of its pool are those that finish I/O.
task<int> inContinuation(task<Bytes> T, Bytes &Out) {
  return T.then([&Out](Bytes In) { return pack(In, Out); });
  // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'pack' computes for a long time on the thread that runs this continuation, which stalls everything else on it [async-cpu-bound-in-coroutine]
  // CHECK-NOTES: :[[@LINE-7]]:10: note: 'pack' computes here, in 'compress'
}

void inHandler(web::http::experimental::listener::http_listener &Listener,
               const Bytes &In, Bytes &Out) {
  Listener.support([&](web::http::http_request Request) {
    pack(In, Out);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'pack' computes for a long time on the thread that runs this continuation
  });
}

// Handed to the pool on purpose, alone or before what follows.
task<int> okOffloaded(const Bytes &In, Bytes &Out) {
  return pplx::create_task([&] { return pack(In, Out); });
}
task<int> okAfterOffload(const Bytes &In, Bytes &Out) {
  return pplx::create_task([&] { return pack(In, Out); }).then([&](int) {
    return pack(In, Out);
  });
}

int okPlain(const Bytes &In, Bytes &Out) { return pack(In, Out); }
