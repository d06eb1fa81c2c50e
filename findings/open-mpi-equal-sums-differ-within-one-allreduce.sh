#!/usr/bin/env bash
# Open MPI 4.1.4 (Debian 12: openmpi-bin 4.1.4-3+b1): MPI_Allreduce gives other sums of the same floats at other places of one and the same buffer. Three ranks contribute
# 1e8, -1e8 and 1, each its number 10,000 times: a third of the sums is 1 and the rest is 0. Of 1,000 numbers all sums are 1.
# A guess is that the order of the ranks decides, or that of arrival, and that equal columns have equal sums. But some sizes go round a ring, in as many parts as there are ranks, and each
# part begins at another rank: with three ranks those of 1,024 and of 4,096 to 40,000 floats, but not those of 2,048 and of 65,536. So a parameter's summed gradient depends on where it lies
# in the buffer and on how many others are summed with it: whoever puts several tensors into one buffer, or pads it, gets other last digits.
#
# Seen, sums that are 1 and sums that are 0: "1000: 1000 and 0, 1024: 342 and 682, 2048: 2048 and 0, 4096: 1366 and 2730, 10000: 3334 and 6666, 40000: 13334 and 26666, 65536: 65536 and 0".
# Exit code 0 as long as that is so. Needs Debian 12 with a package source and the .NET 10 SDK; installs nothing outside of a temporary folder.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export NUGET_PACKAGES="$folder/packages"
chmod 755 "$folder"

cd "$folder"
packages=$(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances openmpi-bin | grep -E '^(openmpi|libopenmpi|libpmix|libevent|libhwloc|libucx|libfabric|libpsm|librdmacm|libibverbs|libmunge|libltdl|libnuma|libxnvctrl|libnl|ocl-icd)' | sort -u)
apt-get download -q $(for package in $packages; do [ "$package" = openmpi-bin ] && echo "openmpi-bin=4.1.4-3+b1" || { [ "$package" = libopenmpi3 ] && echo "libopenmpi3=4.1.4-3+b1"; } || echo "$package"; done) > /dev/null
for package in *.deb; do dpkg -x "$package" unpacked; done

mkdir rank
cat > rank/rank.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <AllowUnsafeBlocks>true</AllowUnsafeBlocks>
  </PropertyGroup>
</Project>
PROJECT
cat > rank/Program.cs <<'CODE'
using System.Runtime.InteropServices;

unsafe
{
    nint mpi = NativeLibrary.Load("libmpi.so.40");
    nint Symbol(string name) => NativeLibrary.GetExport(mpi, name);
    nint world = Symbol("ompi_mpi_comm_world"), number = Symbol("ompi_mpi_float"), sum = Symbol("ompi_mpi_op_sum");

    ((delegate* unmanaged<void*, void*, int>)Symbol("MPI_Init"))(null, null);
    int rank;
    ((delegate* unmanaged<nint, int*, int>)Symbol("MPI_Comm_rank"))(world, &rank);
    foreach (int count in (int[])[1_000, 1_024, 2_048, 4_096, 10_000, 40_000, 65_536])
    {
        float[] given = new float[count], sums = new float[count];
        Array.Fill(given, rank switch { 0 => 1e8f, 1 => -1e8f, _ => 1f });
        fixed (float* from = given, to = sums)
            ((delegate* unmanaged<void*, void*, int, nint, nint, nint, int>)Symbol("MPI_Allreduce"))(from, to, count, number, sum, world);
        if (rank == 0)
            File.AppendAllText(args[0], $"{(count > 1_000 ? ", " : "")}{count}: {sums.Count(value => value == 1)} and {sums.Count(value => value == 0)}");
    }

    ((delegate* unmanaged<int>)Symbol("MPI_Finalize"))();
}
CODE
dotnet build -c Release -v quiet -nologo rank > /dev/null

export OPAL_PREFIX="$folder/unpacked/usr" OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
LD_LIBRARY_PATH=$(find "$folder/unpacked" -name '*.so*' -printf '%h\n' | sort -u | paste -sd:)
export LD_LIBRARY_PATH
"$folder/unpacked/usr/bin/mpirun.openmpi" --oversubscribe -n 3 dotnet rank/bin/Release/net10.0/rank.dll "$folder/seen" > /dev/null 2>&1

cat seen
echo
[ "$(cat seen)" = "1000: 1000 and 0, 1024: 342 and 682, 2048: 2048 and 0, 4096: 1366 and 2730, 10000: 3334 and 6666, 40000: 13334 and 26666, 65536: 65536 and 0" ]
