// RUN: async-sync-over-async -std=c++20
#include <future>

// TODO: what the check says (CHECK-MESSAGES), the text after its fixes
// (CHECK-FIXES), and, for all that looks alike, what it does not say.
