using System.Diagnostics;

namespace Inkling.Acceptance.Offline;

public class OfflineTests : TemporaryFolder
{
    /// <summary>Every request goes to a port where nobody listens: no network, wherever the test runs.</summary>
    private Dictionary<string, string> NoNetworkNoData => new()
    {
        ["INKLING_DATA_DIR"] = At("no-data"),
        ["HTTPS_PROXY"] = "http://127.0.0.1:9",
        ["HTTP_PROXY"] = "http://127.0.0.1:9",
        ["ALL_PROXY"] = "http://127.0.0.1:9",
        ["NO_PROXY"] = "",
    };

    [Fact]
    public void Train_falls_back_to_synthetic_digits_and_says_so()
    {
        long start = Stopwatch.GetTimestamp();

        var result = Tool.Run(NoNetworkNoData, "train", "softmax", "--limit", "256", "--passes", "1", "--output", At("run"), "--json").Expect(0);

        Assert.Equal("synthetic", result.Json.GetProperty("dataset").GetString());
        Assert.Contains("WARNING: training and testing on built-in synthetic digits", result.Error, StringComparison.Ordinal);
        Assert.Contains(At("no-data"), result.Error, StringComparison.Ordinal);
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0.0, 60.0);
    }

    [Fact]
    public void Asking_for_mnist_fails_with_what_to_put_where()
    {
        var result = Tool.Run(NoNetworkNoData, "train", "--dataset", "mnist", "--output", At("run")).Expect(1);

        Assert.Contains("train-images-idx3-ubyte.gz", result.Error, StringComparison.Ordinal);
        Assert.Contains(At("no-data"), result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
        Assert.False(Directory.Exists(At("run")));
    }
}
