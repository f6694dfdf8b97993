// RUN: async-blocking-call %kj
#include <capnp/capability.h>
#include <capnp/serialize.h>
#include <kj/async-io.h>
#include <kj/debug.h>
#include <kj/filesystem.h>
#include <kj/io.h>
#include <unistd.h>

kj::Promise<int> load(int Id = 0);
kj::Promise<void> store(int);
void use(int);

kj::Promise<void> sleeps() {
  return load().then([](int) { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'sleep' blocks the thread that runs this continuation, and all other work on it [async-blocking-call]
}

kj::Promise<void> reads(kj::FdInputStream &In, char *Buffer) {
  return load().then([&In, Buffer](int) { In.read(Buffer, 4, 4); });
  // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: 'read' blocks the thread that runs this continuation, and all other work on it
}

kj::Promise<void> writes(capnp::MessageBuilder &Message, int Fd) {
  return kj::evalLater([&, Fd] { capnp::writeMessageToFd(Fd, Message); });
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'writeMessageToFd' blocks the thread that runs this continuation, and all other work on it
}

// It is there to wait, but not so.
kj::Promise<void> inFiber() {
  return kj::startFiber(65536, [](kj::WaitScope &Scope) {
    use(load().wait(Scope));
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep' blocks the thread of this fiber, and all other fibers on it [async-blocking-call]
  });
}

static void helper(kj::WaitScope &Scope) { use(load().wait(Scope)); }
kj::Promise<void> okHelperOfFiber() {
  return kj::startFiber(65536, [](kj::WaitScope &Scope) { helper(Scope); });
}

kj::Promise<void> okMemory(kj::ArrayInputStream &In, char *Buffer) {
  return load().then([&In, Buffer](int) { In.read(Buffer, 4, 4); });
}

void okPlain(kj::FdInputStream &In, char *Buffer) { In.read(Buffer, 4, 4); }

int main() { sleep(1); }

// The loop calls what a server implements.
struct Base : virtual capnp::Capability::Server {
  virtual kj::Promise<void> answer(int Request);
  DispatchCallResult dispatchCall(
      uint64_t InterfaceId, uint16_t MethodId,
      capnp::CallContext<capnp::AnyPointer, capnp::AnyPointer> Context)
      override;
};
struct Server : Base {
  Server() { sleep(1); }
  kj::Promise<void> answer(int Request) override {
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep' blocks the thread that runs 'answer', and all other work on it [async-blocking-call]
    return store(Request);
  }
  void okHelper() { sleep(1); }
};

kj::Promise<void> suppressed() {
  return load().then([](int) { sleep(1); }); // NOLINT(async-blocking-call)
}

// The macro calls its lambda at once.
kj::Promise<void> syncs(int Fd) {
  return load().then([Fd](int) { KJ_SYSCALL(fsync(Fd)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: 'fsync' blocks the thread that runs this continuation, and all other work on it
}

kj::Promise<void> okNonblocking(int Fd, char *To) {
  return load().then([=](int) { KJ_NONBLOCKING_SYSCALL(read(Fd, To, 1)); });
}

//===-- Files -------------------------------------------------------------===//

kj::Promise<void> usesBytes(kj::Array<kj::byte>);

kj::Promise<void> opensOnDisk(kj::Promise<kj::Path> Name) {
  return Name.then([](kj::Path P) {
    auto Files = kj::newDiskFilesystem();
    return usesBytes(Files->getRoot().openFile(P)->readAllBytes());
    // CHECK-MESSAGES: :[[@LINE-1]]:52: warning: 'readAllBytes' blocks the thread that runs this continuation, and all other work on it
    // CHECK-NOTES: :[[@LINE-2]]:39: note: 'openFile' also blocks here
  });
}

kj::Promise<void> writes(const kj::Directory &Folder) {
  return load().then([&Folder](int) {
    Folder.openFile(kj::Path("a"), kj::WriteMode::CREATE)->writeAll("b");
    // CHECK-MESSAGES: :[[@LINE-1]]:60: warning: 'writeAll' blocks
    // CHECK-NOTES: :[[@LINE-2]]:12: note: 'openFile' also blocks here
  });
}

kj::Promise<void> okInMemory() {
  return load().then([](int) {
    auto Folder = kj::newInMemoryDirectory(kj::nullClock());
    auto File = Folder->openFile(kj::Path("a"), kj::WriteMode::CREATE);
    File->writeAll("b");
    kj::newInMemoryFile(kj::nullClock())->sync();
  });
}

// A helper that is only called with such an object.
static void fill(const kj::Directory &Folder) {
  Folder.openFile(kj::Path("a"), kj::WriteMode::CREATE)->writeAll("b");
}
kj::Promise<void> okHelperInMemory() {
  return load().then([](int) {
    auto Folder = kj::newInMemoryDirectory(kj::nullClock());
    fill(*Folder);
  });
}

// The library's model describes its own files, not those of the program.
struct Zeros : kj::ReadableFile {
  size_t read(uint64_t, kj::ArrayPtr<kj::byte> To) const override {
    return To.size();
  }
};
kj::Promise<void> okOwn(const Zeros &File, kj::ArrayPtr<kj::byte> To) {
  return load().then([&File, To](int) { File.read(0, To); });
}
kj::Promise<void> readsAny(const kj::ReadableFile &File,
                           kj::ArrayPtr<kj::byte> To) {
  return load().then([&File, To](int) { File.read(0, To); });
  // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: 'read' blocks
}
