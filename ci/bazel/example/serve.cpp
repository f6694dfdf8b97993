#include "disk/save.h"
#include "task.h"

Task serve() {
  save(3);
  co_await step();
}
