# Sets OUT to the text CONTENT as C++ literals.
function(async_tidy_literal OUT CONTENT)
  # Compilers limit the length of one literal.
  string(LENGTH "${CONTENT}" LENGTH)
  set(LITERAL "")
  set(AT 0)
  while(AT LESS LENGTH)
    string(SUBSTRING "${CONTENT}" ${AT} 8000 PART)
    string(APPEND LITERAL "R\"__text(${PART})__text\"\n")
    math(EXPR AT "${AT} + 8000")
  endwhile()
  set(${OUT} "${LITERAL}" PARENT_SCOPE)
endfunction()
