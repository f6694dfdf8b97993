//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Part of the build: makes the references of a shared library to LLVM's symbols
// weak, so that an LLVM that lacks some of them can load it.
//
// No linker can do that. Weakening them in the object files does not help
// either: the linker that combines these changes how they refer to each other.
//
//===----------------------------------------------------------------------===//

#include <cstdio>
#include <cstring>
#include <elf.h>
#include <string>
#include <string_view>

#if __SIZEOF_POINTER__ == 8
using Header = Elf64_Ehdr;
using Section = Elf64_Shdr;
using Symbol = Elf64_Sym;
#else
using Header = Elf32_Ehdr;
using Section = Elf32_Shdr;
using Symbol = Elf32_Sym;
#endif

static bool isLLVMSymbol(std::string_view Name) {
  return Name.starts_with("LLVM") ||
         (Name.starts_with("_Z") && (Name.find("4llvm") != Name.npos ||
                                     Name.find("5clang") != Name.npos));
}

/// Makes the references in \p Image weak; false if it is not a shared library
/// for this machine.
static bool weaken(std::string &Image) {
  if (Image.size() < sizeof(Header) ||
      std::memcmp(Image.data(), ELFMAG, SELFMAG) != 0)
    return false;
  auto At = [&](size_t Offset) { return Image.data() + Offset; };
  const auto *Head = reinterpret_cast<const Header *>(At(0));
  const auto *Sections = reinterpret_cast<const Section *>(At(Head->e_shoff));
  for (unsigned I = 0; I < Head->e_shnum; ++I) {
    if (Sections[I].sh_type != SHT_DYNSYM)
      continue;
    const char *Names = At(Sections[Sections[I].sh_link].sh_offset);
    auto *Symbols = reinterpret_cast<Symbol *>(At(Sections[I].sh_offset));
    for (size_t S = 0; S < Sections[I].sh_size / sizeof(Symbol); ++S) {
      Symbol &Each = Symbols[S];
      if (Each.st_shndx == SHN_UNDEF &&
          ELF64_ST_BIND(Each.st_info) == STB_GLOBAL &&
          isLLVMSymbol(Names + Each.st_name))
        Each.st_info = ELF64_ST_INFO(STB_WEAK, ELF64_ST_TYPE(Each.st_info));
    }
    return true;
  }
  return false;
}

int main(int argc, char **argv) {
  std::FILE *File = argc == 2 ? std::fopen(argv[1], "r+b") : nullptr;
  if (!File) {
    std::fprintf(stderr, "usage: async-tidy-weaken-plugin LIBRARY\n");
    return 1;
  }
  std::string Image;
  char Buffer[1 << 16];
  while (size_t N = std::fread(Buffer, 1, sizeof(Buffer), File))
    Image.append(Buffer, N);
  bool Succeeded = weaken(Image) && std::fseek(File, 0, SEEK_SET) == 0 &&
                   std::fwrite(Image.data(), Image.size(), 1, File) == 1;
  if (std::fclose(File) || !Succeeded) {
    std::fprintf(stderr, "%s: cannot be made to load into other LLVMs\n",
                 argv[1]);
    return 1;
  }
  return 0;
}
