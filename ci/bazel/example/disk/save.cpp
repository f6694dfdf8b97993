#include "disk/save.h"
#include <unistd.h>

void save(int File) { fsync(File); }
