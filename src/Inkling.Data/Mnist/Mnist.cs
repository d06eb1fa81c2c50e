namespace Inkling.Data;

/// <summary>MNIST in two words: the data set in its usual place, downloaded at first use.</summary>
/// <remarks>60,000 and 10,000 images of 28×28 bytes, 0 = paper, 255 = ink, of ten classes. Loaded once per process, when first read;
/// after a failure, the next reading tries again.</remarks>
public static class Mnist
{
    private const int TrainCount = 60_000;
    private const int TestCount = 10_000;

    private static readonly MadeOnce<Dataset> Usual = new(
        () => new MnistCache(MnistCache.DefaultDirectory(null), MnistSource.Public(new HttpClient())).Load());

    /// <summary>The samples to learn from; reading them throws <see cref="DatasetNotAvailableException"/> if they cannot be had.</summary>
    public static Reader<Sample> Train() => new(pass => Usual.Value.Train.Read(pass), TrainCount);

    /// <summary>The samples to test on; reading them throws <see cref="DatasetNotAvailableException"/> if they cannot be had.</summary>
    public static Reader<Sample> Test() => new(pass => Usual.Value.Test.Read(pass), TestCount);
}
