using System.Diagnostics;
using System.Runtime.InteropServices;
using Inkling.Acceptance.Cluster;
using Inkling.Acceptance.Documents;
using Inkling.Acceptance.Recognition;
using Inkling.TestKit;

namespace Inkling.Acceptance.Packaging;

/// <summary>The forms in which the tool is handed out, each built from the sources in a folder of its own, and used.</summary>
public class PackageTests : TemporaryFolder
{
    private const double Megabyte = 1e6;

    private static readonly string Platform = RuntimeInformation.RuntimeIdentifier;

    private static string Project => Path.Combine(TestFolders.Repository, "apps", "Inkling.Cli");

    [Fact]
    public void The_tool_is_installed_from_its_package_into_a_clean_home_and_recognises()
    {
        Assert.SkipUnless(TestFolders.LongTests, TestFolders.LongTestsAreOff);
        Build("pack", $"-p:RuntimeIdentifiers={Platform}", "--output", At("packages"));

        Install();

        Assert.InRange(new FileInfo(At($"packages/Inkling.Cli.{Platform}.0.1.0.nupkg")).Length, 1 * Megabyte, 20 * Megabyte);
        RequireRecognises(At("tools/inkling"));
    }

    [Fact]
    public void The_libraries_are_packed_each_with_what_it_needs()
    {
        Assert.SkipUnless(TestFolders.LongTests, TestFolders.LongTestsAreOff);

        // Recognising needs three of them; the others are packed when it has been done without them.
        Pack("Compute", "Nn", "Digits");
        var program = Write("Program.cs", """
            #:package Inkling.Digits@0.1.0
            Console.WriteLine(new Inkling.Digits.Recognizer(Inkling.Digits.DigitModel.Open("lenet")).Recognize(new byte[784]).Probabilities.Count);
            """u8.ToArray());
        var (exitCode, output) = Sdk.Run(
            Folder, new Dictionary<string, string> { ["NUGET_PACKAGES"] = At("cache"), ["RestoreAdditionalProjectSources"] = At("packages") }, "run", program);

        Assert.True(exitCode == 0, output);
        Assert.EndsWith("10\n", output, StringComparison.Ordinal);
        Pack("Data", "Training", "Hosting", "Workbench");

        void Pack(params string[] names) =>
            Array.ForEach(names, name => Build("pack", Path.Combine(TestFolders.Repository, "src", $"Inkling.{name}"), "--output", At("packages")));
    }

    [Fact]
    public void A_native_build_is_small_and_recognises_also_as_a_tool()
    {
        Assert.SkipUnless(TestFolders.LongTests, TestFolders.LongTestsAreOff);
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the linker is looked for as on Linux");
        string? linker = FirstOnPath("clang", "gcc");
        Assert.SkipWhen(linker is null, "a native build needs clang or gcc");

        string[] native = ["-p:PublishAot=true", $"-p:CppCompilerAndLinker={linker}", $"-p:RuntimeIdentifiers={Platform}"];

        Build("publish", [.. native, "--runtime", Platform, "--output", At("native")]);

        Assert.InRange(Directory.EnumerateFiles(At("native")).Sum(file => new FileInfo(file).Length), 10 * Megabyte, 36.7 * Megabyte);
        RequireRecognises(At("native/inkling"));
        RequireSameBitsOnTwoRanks(At("native/inkling"));

        // The package of the platform, and the one that leads to it.
        Build("pack", [.. native, "--runtime", Platform, "--output", At("packages")]);
        Build("pack", [.. native, "--output", At("packages")]);
        Install();
        Assert.Equal(new FileInfo(At("native/inkling")).Length, new FileInfo(File.ResolveLinkTarget(At("tools/inkling"), returnFinalTarget: true)!.FullName).Length);
        RequireRecognises(At("tools/inkling"));
    }

    // Into a clean home.
    private void Install()
    {
        var home = new Dictionary<string, string> { ["HOME"] = At("home"), ["DOTNET_CLI_HOME"] = At("home") };
        var (exitCode, output) = Sdk.Run(
            Folder, home, "tool", "install", "Inkling.Cli", "--tool-path", At("tools"), "--add-source", At("packages"), "--version", "0.1.0");
        Assert.True(exitCode == 0, output);
    }

    private void RequireSameBitsOnTwoRanks(string program)
    {
        if (!MpiRun.IsThere(MpiRun.OpenMpi))
            return;

        string[] train = ["train", "lenet", "--dataset", "synthetic", "--limit", "700", "--passes", "1", "--quiet", "--json", "--threads", "1", "--output"];
        Assert.Equal(HashOn(1), HashOn(2));

        string HashOn(int ranks) =>
            MpiRun.Run(MpiRun.OpenMpi, ["-n", $"{ranks}", program, .. train, At($"native-{ranks}")]).Expect(0).Json.GetProperty("modelHash").GetString()!;
    }

    [Fact]
    public void A_container_image_holds_the_tool()
    {
        Assert.SkipUnless(TestFolders.LongTests, TestFolders.LongTestsAreOff);
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the image is unpacked and run here: that needs Linux");
        using var registry = new BaseImageServer();

        Build(
            "publish", "--runtime", Platform, "-t:PublishContainer", $"-p:ContainerBaseImage={registry.Image}", $"-p:ContainerArchiveOutputPath={At("inkling.tar")}");

        var image = ImageArchive.Extract(At("inkling.tar"), At("image"));
        Assert.Equal(["dotnet", "/app/inkling.dll"], image.Command);
        RequireRecognises("dotnet", At("image/app/inkling.dll"));
    }

    private void Build(string verb, params string[] arguments)
    {
        string[] target = arguments is [var project, ..] && Directory.Exists(project) ? [] : [Project];
        var (exitCode, output) = Sdk.Run(
            Folder, new Dictionary<string, string> { ["DOTNET_CONTAINER_INSECURE_REGISTRIES"] = "localhost" },
            [verb, .. target, .. arguments, "--configuration", "Release", "--artifacts-path", At("build"), "-v", "quiet"]);
        Assert.True(exitCode == 0, output);
    }

    private void RequireRecognises(string program, params string[] arguments)
    {
        string image = Drawing.Save(At("zero.png"), (canvas, pen) => canvas.DrawOval(100, 100, 45, 65, pen));
        using var process = Process.Start(new ProcessStartInfo(program, [.. arguments, "recognize", image]) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.Equal(0, process.ExitCode);
        Assert.StartsWith($"{image}: 0 (", output, StringComparison.Ordinal);
    }

    private static string? FirstOnPath(params string[] names)
    {
        string[] folders = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        return names.FirstOrDefault(name => folders.Any(folder => File.Exists(Path.Combine(folder, name))));
    }
}
