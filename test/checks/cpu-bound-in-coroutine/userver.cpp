// RUN: async-cpu-bound-in-coroutine %userver
#include "compute/compute.h"
#include "userver/userver.h"
#include <vector>

using namespace userver;
using Bytes = std::vector<unsigned char>;

static int pack(const Bytes &In, Bytes &Out) {
  unsigned long Size = Out.size();
  return compress(Out.data(), &Size, In.data(), In.size());
}

// Silent: the other tasks of a processor are taken up by its other threads.
void okInTask(const Bytes &In, Bytes &Out) {
  utils::Async("pack", [&] { return pack(In, Out); }).Get();
}
void okOnProcessor(engine::TaskProcessor &Processor, const Bytes &In,
                   Bytes &Out) {
  utils::Async(Processor, "pack", [&] { return pack(In, Out); }).Get();
}

class Handler final : public server::handlers::HttpHandlerBase {
  std::string okHandleRequest(Bytes In) const {
    Bytes Out;
    pack(In, Out);
    return "";
  }
  std::string HandleRequestThrow(const server::http::HttpRequest &,
                                 server::request::RequestContext &)
      const override {
    return okHandleRequest({});
  }
};
