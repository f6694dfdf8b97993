# Writes OUTPUT, a C++ file with the text of all MODELS and the names, by default
# the namespaces that each of them is about, of which a unit must mention one for
# the model to be read.
include(${CMAKE_CURRENT_LIST_DIR}/../../cmake/EmbedText.cmake)
set(TEXT "// Made from checks/models/*.yaml by Embed.cmake.

#include \"model/LibraryModel.h\"

namespace clang::tidy::async {

static const BuiltinModel List[] = {
")
foreach(MODEL ${MODELS})
  get_filename_component(NAME ${MODEL} NAME)
  file(READ ${MODEL} CONTENT)
  set(ROOTS "")
  foreach(KEY roots mentions)
    if(CONTENT MATCHES "\n${KEY}: *\\[([^\n]*)\\]")
      string(REPLACE "," " " ROOTS "${CMAKE_MATCH_1}")
      string(REPLACE "\"" "" ROOTS "${ROOTS}")
    endif()
  endforeach()
  async_tidy_literal(LITERAL "${CONTENT}")
  string(APPEND TEXT "    {\"checks/models/${NAME}\", \"${ROOTS}\",\n${LITERAL}},\n")
endforeach()
string(APPEND TEXT "};

llvm::ArrayRef<BuiltinModel> builtinModels() { return List; }

} // namespace clang::tidy::async
")
file(WRITE ${OUTPUT} "${TEXT}")
