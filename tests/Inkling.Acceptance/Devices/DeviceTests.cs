using Inkling.TestKit;
namespace Inkling.Acceptance;

/// <summary>The tool on a device of OpenCL; where the machine has none, what needs one is skipped.</summary>
public class DeviceTests : TemporaryFolder
{
    [Fact]
    public void A_training_on_a_device_goes_on_with_the_processors_and_is_used_on_either()
    {
        Assert.SkipUnless(TestFolders.LongTests, TestFolders.LongTestsAreOff);
        RequireDevice();
        string run = At("run");
        string[] train = ["train", "lenet", "--dataset", "synthetic", "--limit", "1280", "--passes", "1", "--output", run];

        var json = Tool.Run([.. train, "--device", "opencl:0", "--json"]).Expect(0).Json;
        Tool.Run("train", "--resume", run, "--passes", "2").Expect(0);
        double onDevice = Tool.Run("evaluate", run, "--dataset", "synthetic", "--device", "opencl:0", "--json").Expect(0).Json.GetProperty("cost").GetDouble();
        double onProcessors = Tool.Run("evaluate", run, "--dataset", "synthetic", "--json").Expect(0).Json.GetProperty("cost").GetDouble();

        Assert.NotEmpty(json.GetProperty("device").GetString()!);
        Assert.Equal(onProcessors, onDevice, 1e-5);
    }

    [Fact]
    public void Info_lists_the_devices() => Assert.Contains("devices:        cpu", Tool.Run("info").Expect(0).Output);

    [Theory]
    [InlineData("cuda", "expected cpu, gpu or opencl:N")]
    [InlineData("opencl:99", "there is none; found")]
    public void A_device_that_there_is_not_is_one_line_before_anything_is_done(string device, string expected)
    {
        string run = At("run");

        var result = Tool.Run("train", "mlp", "--dataset", "synthetic", "--output", run, "--device", device).Expect(2);

        Assert.Contains(expected, result.Error);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.False(Directory.Exists(run));
    }

    private static void RequireDevice()
    {
        bool isThere = Tool.Run("info").Expect(0).Output.Contains("opencl:0", StringComparison.Ordinal);
        Assert.SkipWhen(!isThere && Environment.GetEnvironmentVariable("INKLING_REQUIRE_OPENCL") is not "1", "this machine has no OpenCL device (on Debian: pocl-opencl-icd)");
        Assert.True(isThere, "INKLING_REQUIRE_OPENCL is set, and this machine has no OpenCL device");
    }
}
