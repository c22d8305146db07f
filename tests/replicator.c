/* replicator.h as an object, for the programs and tests that need its interface alone. */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"
