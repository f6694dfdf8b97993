// RUN: async-sync-over-async %inhouse
// In an HPX thread it is right to wait, and all functions may be called there.
#include "hpx/hpx.h"

hpx::future<int> load(int Id);

int okWaits(int Id) { return load(Id).get() + 1; }
static int okKnown(int Id) { return load(Id).get() + 1; }
hpx::future<int> okCalls(int Id) { co_return okKnown(Id); }
