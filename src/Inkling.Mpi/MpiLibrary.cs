using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace Inkling.Mpi;

/// <summary>The functions of MPI that are used here, as the machine's library has them; it is loaded at the first call.</summary>
/// <remarks>
/// Source: MPI Forum, MPI: A Message-Passing Interface Standard, version 3.1. Handles are addresses of exported objects in Open MPI, and numbers in MPICH and its relatives:
/// which of the two is told by what the library exports.
/// </remarks>
internal static partial class MpiLibrary
{
    private const string Name = "MPI";

    // mpich's mpi.h, which its ABI fixes.
    private const nint MpichWorld = 0x44000000, MpichByte = 0x4c00010d;

    private static readonly Lazy<(nint Handle, string File)> _found = new(Find);

    static MpiLibrary() => NativeLibrary.SetDllImportResolver(typeof(MpiLibrary).Assembly, (name, _, _) => name == Name ? _found.Value.Handle : 0);

    /// <summary>All processes of the job.</summary>
    public static nint World { get; } = Object("ompi_mpi_comm_world", MpichWorld);

    /// <summary>The type of bytes.</summary>
    public static nint Byte { get; } = Object("ompi_mpi_byte", MpichByte);

    /// <summary>The file of the library, or null where the machine has none.</summary>
    public static string? File => _found.Value.Handle == 0 ? null : _found.Value.File;

    /// <summary>Names the library and its version, in one line.</summary>
    public static string Version()
    {
        byte[] text = new byte[8192];
        _ = GetLibraryVersion(text, out int length);
        return Encoding.UTF8.GetString(text, 0, Math.Min(length, text.Length)).Split('\n')[0].Split(',')[0].Trim('\0', ' ').Replace("\t", " ", StringComparison.Ordinal);
    }

    [LibraryImport(Name, EntryPoint = "MPI_Init_thread")]
    public static partial int Initialize(nint argumentCount, nint arguments, int required, out int provided);

    [LibraryImport(Name, EntryPoint = "MPI_Finalize")]
    public static partial int Complete();

    [LibraryImport(Name, EntryPoint = "MPI_Abort")]
    public static partial int Abort(nint communicator, int exitCode);

    [LibraryImport(Name, EntryPoint = "MPI_Comm_rank")]
    public static partial int GetRank(nint communicator, out int rank);

    [LibraryImport(Name, EntryPoint = "MPI_Comm_size")]
    public static partial int GetSize(nint communicator, out int size);

    [LibraryImport(Name, EntryPoint = "MPI_Alltoallv")]
    public static partial int AllToAll(
        ReadOnlySpan<byte> send, ReadOnlySpan<int> sendCounts, ReadOnlySpan<int> sendOffsets, nint sendType,
        Span<byte> receive, ReadOnlySpan<int> receiveCounts, ReadOnlySpan<int> receiveOffsets, nint receiveType, nint communicator);

    [LibraryImport(Name, EntryPoint = "MPI_Allgatherv")]
    public static partial int AllGather(
        ReadOnlySpan<byte> send, int sendCount, nint sendType,
        Span<byte> receive, ReadOnlySpan<int> receiveCounts, ReadOnlySpan<int> receiveOffsets, nint receiveType, nint communicator);

    [LibraryImport(Name, EntryPoint = "MPI_Get_library_version")]
    private static partial int GetLibraryVersion(Span<byte> version, out int length);

    private static nint Object(string name, nint otherwise) =>
        _found.Value.Handle != 0 && NativeLibrary.TryGetExport(_found.Value.Handle, name, out nint address) ? address : otherwise;

    // Where both are installed, the one whose launcher has started this process.
    private static (nint Handle, string File) Find()
    {
        string[] files = MpiJob.IsOfHydra ? ["libmpich.so.12", "libmpi.so.12", "libmpi.so.40"] : ["libmpi.so.40", "libmpich.so.12", "libmpi.so.12"];
        foreach (string file in files)
        {
            if (NativeLibrary.TryLoad(file, out nint handle))
                return (handle, file);
        }

        return default;
    }
}
