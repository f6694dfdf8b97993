// RUN: async-cpu-bound-in-coroutine %drogon
#include "compute/compute.h"
#include "drogon/drogon.h"

using namespace drogon;

Task<int> packs(const std::vector<unsigned char> &In,
                std::vector<unsigned char> &Out) {
  unsigned long Size = Out.size();
  co_await sleepCoro(app().getLoop(), 1.0);
  co_return compress(Out.data(), &Size, In.data(), In.size());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'compress' computes for a long time on the thread of coroutine 'packs', which stalls everything else on it [async-cpu-bound-in-coroutine]
}

void handles(const std::vector<unsigned char> &In,
             std::vector<unsigned char> &Out) {
  app().registerHandler(
      "/pack", [&](const HttpRequestPtr &,
                   std::function<void(const HttpResponsePtr &)> &&Callback) {
        unsigned long Size = Out.size();
        compress(Out.data(), &Size, In.data(), In.size());
        // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'compress' computes for a long time on the thread that runs this continuation, which stalls everything else on it [async-cpu-bound-in-coroutine]
        Callback(HttpResponse::newHttpResponse());
      });
}

void okInQueue(trantor::TaskQueue &Queue, const std::vector<unsigned char> &In,
               std::vector<unsigned char> &Out) {
  Queue.runTaskInQueue([&] {
    unsigned long Size = Out.size();
    compress(Out.data(), &Size, In.data(), In.size());
  });
}
