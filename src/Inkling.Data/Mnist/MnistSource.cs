namespace Inkling.Data;

/// <summary>Where files are downloaded from, and how long that may take.</summary>
/// <param name="Mirrors">Folders on the web that hold the gzipped files; tried in turn.</param>
/// <param name="Client">What asks them. Retries, if wanted, are a handler of it.</param>
/// <param name="AnswerWithin">How long a mirror may take to answer, retries included.</param>
/// <param name="StallWithin">How long a mirror may stay silent within a download.</param>
/// <param name="CompleteWithin">How long a file may take from one mirror, however slowly it comes.</param>
public sealed record MnistSource(IReadOnlyList<Uri> Mirrors, HttpClient Client, TimeSpan AnswerWithin, TimeSpan StallWithin, TimeSpan CompleteWithin)
{
    /// <summary>Mirrors of the original distribution that other libraries use; the original site has refused downloads for years.</summary>
    public static IReadOnlyList<Uri> PublicMirrors { get; } =
    [
        new("https://ossci-datasets.s3.amazonaws.com/mnist/"),
        new("https://storage.googleapis.com/cvdf-datasets/mnist/"),
    ];

    /// <summary>
    /// The public mirrors, each with four seconds to answer, so that being offline is noticed within eight, and with a quarter of an hour for a file:
    /// 11 kB a second for the largest.
    /// </summary>
    public static MnistSource Public(HttpClient client) => new(PublicMirrors, client, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(15));
}
