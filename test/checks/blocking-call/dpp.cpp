// RUN: async-blocking-call %dpp
#include "dpp/dpp.h"
#include <fstream>
#include <thread>

using namespace std::chrono_literals;

void handles(dpp::cluster &Bot) {
  Bot.on_message_create([](const dpp::message_create_t &Event) {
    std::ofstream File(Event.content);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'basic_ofstream' blocks the thread that runs this continuation, and all other work on it [async-blocking-call]
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread that runs this continuation, and all other work on it
  });
}

dpp::task<void> sleeps(dpp::cluster &Bot) {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of coroutine 'sleeps', and all other coroutines on it [async-blocking-call]
  co_await Bot.co_sleep(1);
}

void okPlain() { std::this_thread::sleep_for(1s); }
