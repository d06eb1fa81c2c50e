using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Inkling.Bench.Kernels;

/// <summary><c>kernels</c>: every kernel alone, with the extents it has in the three networks.</summary>
internal static class KernelsCommand
{
    public static Command Create()
    {
        var command = new Command("kernels", "Every kernel alone, by BenchmarkDotNet.");
        command.SetAction(_ =>
        {
            // In this process: BenchmarkDotNet need not build the native peers again.
            var config = DefaultConfig.Instance
                .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
                .AddDiagnoser(MemoryDiagnoser.Default);
            BenchmarkRunner.Run([typeof(ConvolutionBenchmarks), typeof(MatrixProductBenchmarks), typeof(ElementwiseBenchmarks)], config);
        });
        return command;
    }
}
