using System.Diagnostics;
using Inkling.TestKit;

namespace Inkling.Acceptance.Documents;

/// <summary>C# of the documents as programs of one file.</summary>
internal static class DotnetFile
{
    private static readonly string[] Libraries = ["Inkling.Workbench", "Inkling.OpenCL", "Inkling.Mpi"];

    /// <summary>Fails with the compiler's words unless the code builds with the product's libraries.</summary>
    public static void RequireBuilds(string path, string code)
    {
        string projects = string.Concat(Libraries.Select(name => $"#:project {Path.Combine(TestFolders.Repository, "src", name, name)}.csproj\n"));
        File.WriteAllText(path, $"{projects}#:property ManagePackageVersionsCentrally=false\n{code}");

        var (exitCode, output) = Dotnet(Path.GetDirectoryName(path)!, "build", path, "-v", "quiet");

        Assert.True(exitCode == 0, output);
    }

    /// <summary>Runs the SDK in a folder.</summary>
    public static (int ExitCode, string Output) Dotnet(string folder, params string[] arguments) =>
        Dotnet(folder, new Dictionary<string, string>(), arguments);

    /// <summary>Runs the SDK in a folder, with environment variables of its own.</summary>
    public static (int ExitCode, string Output) Dotnet(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.Environment["INKLING_DATA_DIR"] = TestFolders.Mnist;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}
