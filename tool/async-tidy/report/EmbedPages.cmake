# Writes OUTPUT, a C++ file with the text of all PAGES, docs/checks/*.md.
include(${CMAKE_CURRENT_LIST_DIR}/../../../cmake/EmbedText.cmake)
set(TEXT "// Made from docs/checks/*.md by EmbedPages.cmake.

#include \"llvm/ADT/StringRef.h\"

namespace clang::tidy::async {

llvm::StringRef embeddedPage(llvm::StringRef Name) {
")
foreach(PAGE ${PAGES})
  get_filename_component(NAME ${PAGE} NAME_WE)
  file(READ ${PAGE} CONTENT)
  async_tidy_literal(LITERAL "${CONTENT}")
  string(APPEND TEXT "  if (Name == \"${NAME}\")\n    return ${LITERAL};\n")
endforeach()
string(APPEND TEXT "  return {};
}

} // namespace clang::tidy::async
")
file(WRITE ${OUTPUT} "${TEXT}")
