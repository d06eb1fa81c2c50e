using System.Runtime.InteropServices;
using Inkling.Mpi;

namespace Inkling.Bench.Cluster;

/// <summary><c>MPI_Allreduce</c> of floats: what is usual, and adds in an order that depends on how many ranks there are.</summary>
internal sealed unsafe class AllReduce
{
    // mpich's mpi.h, which its ABI fixes.
    private const nint MpichFloat = 0x4c00040a, MpichSum = 0x58000003;

    private readonly delegate* unmanaged<float*, float*, int, nint, nint, nint, int> _call;
    private readonly nint _float;
    private readonly nint _sum;

    public AllReduce()
    {
        nint library = NativeLibrary.Load(MpiLibrary.File!);
        _call = (delegate* unmanaged<float*, float*, int, nint, nint, nint, int>)NativeLibrary.GetExport(library, "MPI_Allreduce");
        _float = NativeLibrary.TryGetExport(library, "ompi_mpi_float", out nint type) ? type : MpichFloat;
        _sum = NativeLibrary.TryGetExport(library, "ompi_mpi_op_sum", out nint operation) ? operation : MpichSum;
    }

    public void Run(ReadOnlySpan<float> own, Span<float> sum)
    {
        fixed (float* from = own, to = sum)
        {
            if (_call(from, to, own.Length, _float, _sum, MpiLibrary.World) != 0)
                throw new MpiException("MPI_Allreduce failed");
        }
    }
}
