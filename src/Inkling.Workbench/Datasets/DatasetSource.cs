using Inkling.Data;
using Inkling.Data.Synthetic;
using Inkling.Workbench.Downloads;

namespace Inkling.Workbench;

/// <summary>Data sets by the words a user asks for them with.</summary>
public static class DatasetSource
{
    /// <summary>MNIST if it is here or can be downloaded, else the synthetic digits.</summary>
    public const string Auto = "auto";

    /// <summary>MNIST, or nothing.</summary>
    public const string Mnist = "mnist";

    /// <summary>The built-in synthetic digits.</summary>
    public const string Synthetic = "synthetic";

    /// <summary>MNIST's digits with synthetic ones among them, in forms that are rare there.</summary>
    public const string Mixed = MixedDigits.Name;

    /// <summary>Lines of MNIST's training digits and the pen's: what the shipped line reader was trained on.</summary>
    public const string Lines = DigitLines.Name;

    /// <summary>MNIST's digits, and as many things that are none: what the shipped verifier was trained on.</summary>
    public const string DigitOrNot = Workbench.DigitOrNot.Name;

    private static string[] BuiltIn => [Auto, Mnist, Synthetic, Mixed, Lines, DigitOrNot];

    /// <summary>Opens a data set.</summary>
    /// <param name="request">Which one, and of folders of images the form of the samples.</param>
    /// <param name="tell">Gets what a person should know: downloads, and a fall back to synthetic digits.</param>
    /// <param name="downloads">Gets how far each download is; without it, <paramref name="tell"/> gets that in words.</param>
    /// <param name="cancellation">Stops a download.</param>
    /// <exception cref="DatasetNotAvailableException">MNIST was asked for and is not to be had.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder or file.</exception>
    /// <exception cref="InvalidDataException">It is no data set, or a file in it is damaged.</exception>
    public static Dataset Open(
        DatasetRequest request, Action<string> tell, IProgress<DownloadProgress>? downloads = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(tell);
        downloads ??= new DownloadNotes(tell);
        if (request.Transposes && BuiltIn.Contains(request.Name))
            throw new ArgumentException($"rows and columns exchanged: expected images of your own, got '{request.Name}'", nameof(request));
        if (request.Channels != 1 && BuiltIn.Contains(request.Name))
            throw new ArgumentException($"channels: expected 1, since '{request.Name}' is gray, got {request.Channels}", nameof(request));
        switch (request.Name)
        {
            case Synthetic:
                return SyntheticDigits.Load();

            case Mnist:
                return Cache(request.DataDirectory).Load(downloads, cancellation);

            case Mixed:
                return MixedDigits.Of(Cache(request.DataDirectory).Load(downloads, cancellation));

            case Lines:
                return DigitLines.Of(Open(request with { Name = Auto }, tell, downloads, cancellation));

            case DigitOrNot:
                return Workbench.DigitOrNot.Of(MixedDigits.Of(Cache(request.DataDirectory).Load(downloads, cancellation)));

            case Auto:
                try
                {
                    return Cache(request.DataDirectory).Load(downloads, cancellation);
                }
                catch (DatasetNotAvailableException e)
                {
                    Array.ForEach(e.Message.Split('\n'), tell);
                    tell("WARNING: training and testing on built-in synthetic digits instead; the figures below are not those of MNIST.");
                    return SyntheticDigits.Load();
                }

            default:
                return OwnFiles.Open(request, tell, cancellation);
        }
    }

    /// <summary>The cache of MNIST, with a client that retries.</summary>
    /// <param name="dataDirectory">Its folder, or null for the usual place.</param>
    public static MnistCache Cache(string? dataDirectory) =>
        new(MnistCache.DefaultDirectory(dataDirectory), MnistSource.Public(ResilientHttp.CreateClient()));
}
