// RUN: async-blocking-call %inhouse -include-file=shared_cause.h
// One cause is one finding, which stands where it is.
#include "async_lib/inhouse.h"
#include "shared_cause.h"
#include <unistd.h>

using inhouse::Task;

Task<> step();

//===-- Where the operation is --------------------------------------------===//

void pauses() {
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the thread of coroutine 'first', and in 4 more coroutines [async-blocking-call]
  // CHECK-NOTES: :[[@LINE+11]]:3: note: it is reached from coroutine 'first' through 'pauses'
  // CHECK-NOTES: :[[@LINE+15]]:3: note: it is reached from coroutine 'second' through 'retries'
  // CHECK-NOTES: :[[@LINE+20]]:15: note: it is reached from a coroutine through 'pauses'
  // CHECK-NOTES: :[[@LINE-5]]:3: note: and from 2 more places
}
void retries() { pauses(); }

// One that does nothing but wait for another cause.
void naps() { usleep(1); }

Task<> first() {
  pauses();
  co_await step();
}

Task<> second() {
  retries();
  co_await step();
}

Task<> third() {
  auto Lambda = []() -> Task<> {
    if (true) pauses();
    co_await step();
  };
  co_await Lambda();
}

Task<> fourth() {
  pauses();
  co_await step();
}

Task<> fifth() {
  retries();
  co_await step();
}

//===-- One place ---------------------------------------------------------===//

// As ever: the call is where it can be changed.
Task<> alone() {
  naps();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'naps' blocks the thread of coroutine 'alone', and all other coroutines on it [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-36]]:15: note: 'naps' blocks here, in 'usleep'
  co_await step();
}

// Calls in one function.
void rests() {
  usleep(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks the thread of coroutine 'twice', through 2 calls
}
void restsToo() { rests(); }
Task<> twice() {
  rests();
  co_await step();
  restsToo();
}

//===-- What the user says ------------------------------------------------===//

void silenced() {
  usleep(3); // NOLINT(async-blocking-call)
}
Task<> okSilencedByCause() {
  silenced();
  co_await step();
}
Task<> okSilencedByCauseToo() {
  silenced();
  co_await step();
}

void partly() { usleep(4); }
Task<> okSilencedPlace() {
  partly(); // NOLINT
  co_await step();
}
// What is left has one place.
Task<> leftPlace() {
  partly();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'partly' blocks the thread of coroutine 'leftPlace', and all other coroutines on it
  co_await step();
}

void mostly() {
  usleep(5);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks the thread of coroutine 'leftOne', and in 1 more coroutine
}
Task<> leftOne() {
  mostly();
  co_await step();
}
Task<> okSilencedOther() {
  // NOLINTNEXTLINE
  mostly();
  co_await step();
}
Task<> leftTwo() {
  mostly();
  co_await step();
}

//===-- In a header -------------------------------------------------------===//

Task<> inSource() {
  waitsInHeader();
  co_await step();
}

//===-- A macro, and a template -------------------------------------------===//

// Each expansion blocks by itself.
#define NAP() usleep(6)
void inMacro() { NAP(); }
void inMacroToo() { NAP(); }
Task<> macro() {
  inMacro();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'inMacro' blocks the thread of coroutine 'macro'
  co_await step();
  inMacroToo();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'inMacroToo' blocks the thread of coroutine 'macro'
}

template <class T> void forAll(T Value) {
  usleep(sizeof(Value));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks the thread of coroutine 'ofInts', and in 1 more coroutine
}
Task<> ofInts() {
  forAll(1);
  co_await step();
}
Task<> ofChars() {
  forAll('1');
  co_await step();
}
