// RUN: async-io-in-offload %userver
#include "userver/userver.h"

using namespace userver;

engine::TaskWithResult<int> load(int Id);

// Silent: it is a fiber that waits, on a processor that may block as well.
engine::TaskWithResult<int> okInFiber(int Id) {
  return utils::Async("waits", [Id] { return load(Id).Get(); });
}
engine::TaskWithResult<int> okOnProcessor(engine::TaskProcessor &Processor,
                                          int Id) {
  return utils::Async(Processor, "waits", [Id] { return load(Id).Get(); });
}
