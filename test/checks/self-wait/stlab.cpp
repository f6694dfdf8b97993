// RUN: async-self-wait %inhouse
#include "stlab/stlab.h"
#include <string>

std::string greet();
void use(size_t);

stlab::future<size_t> length() {
  return stlab::async(stlab::default_executor, [] {
    std::string Text =
        stlab::blocking_get(stlab::async(stlab::default_executor, greet));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'blocking_get' blocks a thread of 'default_executor' for work that needs 'default_executor': once all of its threads wait, none of them continues [async-self-wait]
    return Text.size();
  });
}

stlab::future<size_t> chained(stlab::future<int> First) {
  return std::move(First).then(stlab::default_executor, [](int) {
    return stlab::blocking_get(stlab::async(stlab::default_executor, greet))
        .size();
    // CHECK-MESSAGES: :[[@LINE-2]]:12: warning: 'blocking_get' blocks a thread of 'default_executor' for work that needs 'default_executor'
  });
}

stlab::future<size_t> okLength() {
  return stlab::async(stlab::default_executor, greet)
      .then(stlab::default_executor,
            [](std::string Text) { return Text.size(); });
}

// Silent: another executor.
stlab::future<size_t> okOther() {
  return stlab::async(stlab::default_executor, [] {
    return stlab::blocking_get(stlab::async(stlab::main_executor, greet))
        .size();
  });
}
