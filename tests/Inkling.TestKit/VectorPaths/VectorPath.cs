using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;
using System.Text.RegularExpressions;

namespace Inkling.TestKit;

/// <summary>
/// A vector path as a processor without the wider ones would take it: the wish for it, and the runtime's switches that turn the wider
/// instructions off for a whole process. The tests of a project run once per path, in a child process of the test program.
/// </summary>
/// <remarks>
/// A wish alone is not enough: 128-bit kernels would still be compiled with the instructions of AVX2 and with fused multiply-add. The switches
/// are those of .NET 10 on x64: <c>EnableAVX</c> takes AVX2, FMA and AVX-512 with it.
/// </remarks>
public sealed partial record VectorPath(string Simd, int WidestBits, params string[] Off)
{
    private const string WidestVariable = "INKLING_TEST_WIDEST";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>One path per vector width; 512 bits are emulated where the processor lacks them.</summary>
    public static IReadOnlyList<VectorPath> All { get; } =
    [
        new("scalar", 0, "DOTNET_EnableHWIntrinsic"), new("128", 128, "DOTNET_EnableAVX"), new("256", 256, "DOTNET_EnableAVX512"), new("512", 512),
    ];

    /// <summary>The trait of tests that do not run on every path.</summary>
    public const string Runs = "Runs";

    /// <summary>The trait's value for tests whose outcome does not depend on the path: they run in the parent process alone.</summary>
    public const string Once = "once";

    /// <summary>The trait's value for tests that take minutes on the path without vectors.</summary>
    public const string WithVectors = "with vectors";

    /// <summary>Whether the tests of this process take this path anyway, with nothing turned off.</summary>
    public bool IsTaken => WidestBits == (Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128);

    /// <summary>Runs the test program of this process again on this path, without the given class of tests (that which asks for it).</summary>
    /// <returns>The exit code, how many tests passed, and all that was written.</returns>
    public (int ExitCode, int Passed, string Output) RunThisProgram(Type without, CancellationToken cancellation)
    {
        string program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            start.ArgumentList.Add(without.Assembly.Location);
        foreach (string argument in (string[])["-class-", without.FullName!, "-trait-", $"{Runs}={Once}", "-noColor", "-noLogo"])
            start.ArgumentList.Add(argument);
        foreach (string argument in WidestBits == 0 ? (string[])["-trait-", $"{Runs}={WithVectors}"] : [])
            start.ArgumentList.Add(argument);

        start.Environment["INKLING_SIMD"] = Simd;
        start.Environment[WidestVariable] = WidestBits.ToString(CultureInfo.InvariantCulture);
        foreach (string name in Off)
            start.Environment[name] = "0";

        using var process = Process.Start(start)!;
        using var registration = cancellation.Register(process.Kill);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        if (!process.WaitForExit(Limit))
        {
            process.Kill();
            throw new TimeoutException($"the tests on the path {Simd} took longer than {Limit}");
        }

        string text = output.Result + errors.Result;
        return (process.ExitCode, Passed(text), text);
    }

    /// <summary>In a child process: throws unless the wider instructions are really off.</summary>
    public static void RequireHardwareOff()
    {
        if (!int.TryParse(Environment.GetEnvironmentVariable(WidestVariable), CultureInfo.InvariantCulture, out int widest))
            return;

        (int Bits, bool IsOn)[] hardware =
        [
            (128, Vector128.IsHardwareAccelerated), (256, Vector256.IsHardwareAccelerated), (512, Vector512.IsHardwareAccelerated),
        ];
        foreach (var (bits, _) in hardware.Where(path => path.IsOn && path.Bits > widest))
            throw new InvalidOperationException($"this process was started with at most {widest} bits, but {bits} bits are in hardware");
    }

    private static int Passed(string output)
    {
        var summary = Summary().Match(output);
        return summary.Success ? Number(1) - Number(2) - Number(3) - Number(4) : 0;

        int Number(int group) => int.Parse(summary.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"Total: (\d+), Errors: \d+, Failed: (\d+), Skipped: (\d+), Not Run: (\d+)")]
    private static partial Regex Summary();
}
