#!/bin/sh
# Builds the benchmark and makes its copy of TorchSharp's native library load where libstdc++ is older than GCC 13's.
# Needs python3. README.md in this folder says what it does and why that is safe.
set -eu

project=$(cd "$(dirname "$0")" && pwd)/Inkling.Bench
dotnet build -c Release "$project" -nologo -v quiet -clp:NoSummary
program=$(dotnet msbuild "$project" -p:Configuration=Release -getProperty:TargetPath)

python3 - "$(dirname "$program")/libLibTorchSharp.so" GLIBCXX_3.4.32 <<'PYTHON'
"""Marks one needed symbol version of a 64-bit little-endian ELF library as weak, so that its absence does not stop the loader."""
import os
import shutil
import sys
from struct import unpack_from

path, version = sys.argv[1:]
with open(path, "rb") as file:
    elf = bytearray(file.read())

PT_LOAD, PT_DYNAMIC = 1, 2
DT_NULL, DT_STRTAB, DT_VERNEED, DT_VERNEEDNUM = 0, 5, 0x6FFFFFFE, 0x6FFFFFFF
VER_FLG_WEAK = 2

(phoff,), (phentsize, phnum) = unpack_from("<Q", elf, 32), unpack_from("<HH", elf, 54)
segments = [unpack_from("<IIQQQQ", elf, phoff + i * phentsize) for i in range(phnum)]  # type, flags, offset, vaddr, paddr, filesz


def file_offset(address):
    return next(offset + address - vaddr for kind, _, offset, vaddr, _, size in segments
                if kind == PT_LOAD and vaddr <= address < vaddr + size)


dynamic, entry = {}, next(offset for kind, _, offset, *_ in segments if kind == PT_DYNAMIC)
while (tag := unpack_from("<QQ", elf, entry))[0] != DT_NULL:
    dynamic[tag[0]] = tag[1]
    entry += 16

strings, need = file_offset(dynamic[DT_STRTAB]), file_offset(dynamic[DT_VERNEED])
marked = False
for _ in range(dynamic[DT_VERNEEDNUM]):
    _, count, _, first, following = unpack_from("<HHIII", elf, need)  # version, count, library, first, next library
    needed = need + first
    for _ in range(count):
        _, flags, _, name, step = unpack_from("<IHHII", elf, needed)  # hash, flags, index, name, next
        if elf[strings + name:].split(b"\0", 1)[0].decode() == version:
            elf[needed + 4:needed + 6] = (flags | VER_FLG_WEAK).to_bytes(2, "little")
            marked = True
        needed += step
    need += following

if not marked:
    sys.exit(f"{path}: expected a need of {version}, found none; it may load without this script.")
copy = path + ".tmp"
with open(copy, "wb") as file:
    file.write(elf)
shutil.copystat(path, copy)  # the same time and size: the next build takes it for up to date and leaves it
os.replace(copy, path)  # never written in place: the original may be a link into the package cache
PYTHON
