// RUN: async-fake-async -each-place %kj
#include <kj/async-io.h>
#include <kj/filesystem.h>
#include <unistd.h>

kj::Promise<int> load(int Id = 0);
static int slowly(int Id) {
  sleep(1);
  return Id;
}

kj::Promise<void> looksAsync() {
  sleep(1);
  return kj::READY_NOW;
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'looksAsync' looks asynchronous, but blocks its caller in 'sleep' before it returns a finished task [async-fake-async]
}

kj::Promise<int> value(int Id) { return slowly(Id); }
// CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'value' looks asynchronous, but blocks its caller in 'slowly' before it returns a finished task

kj::Promise<int> evaluated(int Id) {
  return kj::evalNow([=] { return slowly(Id); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'evaluated' looks asynchronous, but blocks its caller in 'slowly' before it returns a finished task
}

kj::Promise<int> okAtHand() { return 5; }
kj::Promise<void> okReady() { return kj::READY_NOW; }
kj::Promise<int> okAsync() {
  return load().then([](int Id) { return Id + 1; });
}
kj::Promise<int> okNone() {
  sleep(1);
  return nullptr;
}

kj::Promise<void> suppressed() {
  sleep(1);
  return kj::READY_NOW; // NOLINT(async-fake-async)
}

// A loop of reads, at its end.
struct Reader {
  kj::AsyncInputStream &From;
  char Buffer[64];
  kj::Promise<void> okReads() {
    return From.tryRead(Buffer, 1, sizeof(Buffer))
        .then([this](size_t Count) -> kj::Promise<void> {
          if (Count == 0) {
            sleep(1);
            return kj::READY_NOW;
          }
          return okReads();
        });
  }
  kj::Promise<void> readsOnce() {
    return From.tryRead(Buffer, 1, sizeof(Buffer))
        .then([](size_t Count) -> kj::Promise<void> {
          if (Count != 0)
            sleep(1);
          return kj::READY_NOW;
          // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: this lambda looks asynchronous, but blocks the thread that runs it in 'sleep'
        });
  }
};

// Files are synchronous.
struct FileWriter {
  kj::Own<const kj::File> Out;
  kj::Own<kj::AppendableFile> Log;
  kj::Promise<void> write(kj::ArrayPtr<const kj::byte> Data) {
    Out->write(0, Data);
    return kj::READY_NOW;
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'FileWriter::write' looks asynchronous, but blocks its caller in 'File::write' before it returns a finished task
  }
  kj::Promise<void> sync() {
    Out->sync();
    return kj::READY_NOW;
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'FileWriter::sync' looks asynchronous, but blocks its caller in 'FsNode::sync' before it returns a finished task
  }
  kj::Promise<void> append(kj::ArrayPtr<const kj::byte> Data) {
    Log->write(Data.begin(), Data.size());
    return kj::READY_NOW;
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'append' looks asynchronous, but blocks its caller in 'write' before it returns a finished task
  }
  kj::Promise<uint64_t> okSize() { return Out->stat().size; }
};
