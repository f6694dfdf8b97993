# Writes OUTPUT, a C++ file with the texts of the page, the style sheet and the
# script in PARTS, html/*. The script consists of all .js files, in order.
include(${CMAKE_CURRENT_LIST_DIR}/../../../cmake/EmbedText.cmake)
set(html "")
set(css "")
set(js "")
foreach(PART ${PARTS})
  get_filename_component(KIND ${PART} LAST_EXT)
  string(SUBSTRING ${KIND} 1 -1 KIND)
  file(READ ${PART} CONTENT)
  string(APPEND ${KIND} "${CONTENT}")
endforeach()
set(TEXT "// Made from html/* by EmbedHtml.cmake.

#include \"llvm/ADT/StringRef.h\"

namespace clang::tidy::async {

")
foreach(PART html:Page css:Style js:Script)
  string(REPLACE ":" ";" PART ${PART})
  list(GET PART 0 KIND)
  list(GET PART 1 NAME)
  async_tidy_literal(LITERAL "${${KIND}}")
  string(APPEND TEXT "extern const llvm::StringLiteral Html${NAME};
const llvm::StringLiteral Html${NAME} = ${LITERAL};\n\n")
endforeach()
string(APPEND TEXT "} // namespace clang::tidy::async\n")
file(WRITE ${OUTPUT} "${TEXT}")
