// RUN: async-self-wait -std=c++20
#include <oneapi/tbb/task_arena.h>
#include <oneapi/tbb/task_group.h>

// Silent: the wait runs other tasks of the arena.
void okHelps(tbb::task_arena &Arena, tbb::task_group &Group) {
  Arena.enqueue([&] { Group.wait(); });
}
