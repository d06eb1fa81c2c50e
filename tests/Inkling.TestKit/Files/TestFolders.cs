namespace Inkling.TestKit;

/// <summary>Where tests find files that no test project carries in its output.</summary>
public static class TestFolders
{
    private const string SharedVariable = "INKLING_SHARED_DIR";
    private const string DataVariable = "INKLING_DATA_DIR";
    private const string LongVariable = "INKLING_LONG_TESTS";

    /// <summary>The folder with the solution, found by walking up from the test program.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The golden files that are part of the repository.</summary>
    public static string Golden => Path.Combine(Repository, "tests", "Golden");

    /// <summary>
    /// The folder that holds <c>golden/</c> and <c>mnist/</c>: the environment variable <c>INKLING_SHARED_DIR</c>, else a folder <c>shared</c>
    /// beside the repository; null where there is neither.
    /// </summary>
    public static string? Shared { get; } = Existing(
        Environment.GetEnvironmentVariable(SharedVariable) is { Length: > 0 } set ? set : Path.Combine(Repository, "..", "shared"));

    /// <summary>The folder with the four MNIST files: <c>INKLING_DATA_DIR</c>, else <c>mnist/</c> in <see cref="Shared"/>; null where there is neither.</summary>
    public static string? Mnist { get; } = Existing(
        Environment.GetEnvironmentVariable(DataVariable) is { Length: > 0 } set ? set : Shared is null ? null : Path.Combine(Shared, "mnist"));

    /// <summary>Why a test that needs a file of <see cref="Shared"/> does not run.</summary>
    public static string SharedIsAbsent(string file) =>
        $"{file} is not here: set {SharedVariable} to the folder that contains golden/, or put it beside the repository as shared/";

    /// <summary>Why a test that needs MNIST does not run.</summary>
    public static string MnistIsAbsent => $"MNIST is not here: set {DataVariable} to the folder with the four .gz files";

    /// <summary>Whether long tests run, too: set <c>INKLING_LONG_TESTS=1</c>.</summary>
    public static bool LongTests => Environment.GetEnvironmentVariable(LongVariable) == "1";

    /// <summary>Why a long test does not run.</summary>
    public static string LongTestsAreOff => $"takes long: set {LongVariable}=1 to run it";

    private static string? Existing(string? folder) => Directory.Exists(folder) ? folder : null;

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Inkling.slnx")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"no folder above {AppContext.BaseDirectory} holds Inkling.slnx");
    }
}
