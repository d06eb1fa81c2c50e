using System.Globalization;
using Inkling.Training;

namespace Inkling.Mpi;

/// <summary>The job that <c>mpirun</c>, <c>mpiexec</c> or <c>srun</c> has started this process in, if one has.</summary>
public static class MpiJob
{
    // Of Open MPI's launcher, of MPICH's (hydra), and of Slurm's, which speaks PMIx or PMI2.
    private static readonly string[] _sizes = ["OMPI_COMM_WORLD_SIZE", "PMI_SIZE"];

    /// <summary>Whether this process is one of several that were started together. It is told by environment variables: no library is loaded to find out.</summary>
    public static bool IsOne => _sizes.Any(name => Number(name) > 1) || ((Variable("PMIX_RANK") ?? Variable("PMI_RANK")) is not null && Number("SLURM_NTASKS") > 1);

    /// <summary>Whether a launcher of MPI has started this process, alone or with others.</summary>
    public static bool IsLaunched => IsOne || _sizes.Any(name => Number(name) == 1);

    /// <summary>The rank that a launcher has given this process, before it joins; 0 where none has.</summary>
    public static int LaunchedRank => Math.Max(Number("OMPI_COMM_WORLD_RANK"), Math.Max(Number("PMIX_RANK"), Number("PMI_RANK")));

    /// <summary>Whether MPICH's launcher, or one like it, has started this process.</summary>
    internal static bool IsOfHydra => Variable("OMPI_COMM_WORLD_SIZE") is null && Variable("PMIX_RANK") is null && Variable("PMI_RANK") is not null;

    /// <summary>The library that this machine has, in one line, or null. Loads it.</summary>
    public static string? Library => MpiLibrary.File is { } file ? $"{MpiLibrary.Version()} ({file})" : null;

    /// <summary>Joins the job, once per process. The communicator is to be disposed of when all is done.</summary>
    /// <exception cref="DllNotFoundException">The machine has no MPI; the message names the packages to install.</exception>
    /// <exception cref="MpiException">The library refuses.</exception>
    public static MpiCommunicator Join() => MpiLibrary.File is null
        ? throw new DllNotFoundException("this process is one of several, but this machine has no MPI library: install Open MPI (on Debian: openmpi-bin) or MPICH (mpich)")
        : new MpiCommunicator();

    private static int Number(string name) => int.TryParse(Variable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name);
}
