/*===----------------------------------------------------------------------===*\
|*                                                                            *|
|* Part of the async-tidy Project, under the Apache License v2.0 with LLVM    *|
|* Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception        *|
|*                                                                            *|
\*===----------------------------------------------------------------------===*/
/*
 * Describes functions to async-tidy, at their declarations:
 *
 *   ASYNC_TIDY_BLOCKING void flush(void);
 *
 * The macros are attributes in clang, and so in async-tidy, and empty in other
 * compilers, which would warn about attributes that they do not know. The header
 * needs no other file, so it may be copied into a project.
 */

#ifndef ASYNC_TIDY_ANNOTATIONS_H
#define ASYNC_TIDY_ANNOTATIONS_H

#ifdef __clang__
#define ASYNC_TIDY_ANNOTATE(Text) __attribute__((annotate("async-tidy::" Text)))
#else
#define ASYNC_TIDY_ANNOTATE(Text)
#endif

/* It blocks the calling thread. */
#define ASYNC_TIDY_BLOCKING ASYNC_TIDY_ANNOTATE("blocking")
/* It keeps the calling thread busy for a long time. */
#define ASYNC_TIDY_CPU_BOUND ASYNC_TIDY_ANNOTATE("cpu_bound")
/* It neither blocks nor computes for long, whatever its body calls. */
#define ASYNC_TIDY_NONBLOCKING ASYNC_TIDY_ANNOTATE("nonblocking")
/* It runs its callables on threads that may block and compute. */
#define ASYNC_TIDY_OFFLOADS ASYNC_TIDY_ANNOTATE("offloads")
/* Its task may be dropped. */
#define ASYNC_TIDY_FIRE_AND_FORGET_OK ASYNC_TIDY_ANNOTATE("fire_and_forget_ok")

#endif /* ASYNC_TIDY_ANNOTATIONS_H */
