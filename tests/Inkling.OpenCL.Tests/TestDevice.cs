using Inkling.Nn;

namespace Inkling.OpenCL.Tests;

/// <summary>The device that the tests run on: the first of the machine. With PoCL that is the processors, with the same kernels that a GPU runs.</summary>
internal static class TestDevice
{
    public static OpenClDevice? Found { get; } = Devices.All is [var first, ..] ? first : null;

    /// <summary>The device; where the machine has none, the test is skipped, unless INKLING_REQUIRE_OPENCL is set.</summary>
    public static OpenClDevice Required
    {
        get
        {
            bool isRequired = Environment.GetEnvironmentVariable("INKLING_REQUIRE_OPENCL") is "1";
            Assert.SkipWhen(Found is null && !isRequired, "this machine has no OpenCL device (on Debian: pocl-opencl-icd)");
            return Found ?? throw new InvalidOperationException("INKLING_REQUIRE_OPENCL is set, and this machine has no OpenCL device");
        }
    }

    public static OpenClExecutor Executor(Network network, Parameters parameters, int capacity, bool training = true, bool gradientOfInputs = false) =>
        Required.CreateExecutor(network, parameters, capacity, training, gradientOfInputs);
}
