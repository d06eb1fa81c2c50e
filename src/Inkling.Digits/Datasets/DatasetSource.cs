using Inkling.Data;
using Inkling.Data.Synthetic;
using Inkling.Digits.Downloads;
using Inkling.Digits.Imaging;

namespace Inkling.Digits;

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

    /// <summary>MNIST's digits, and as many things that are none: what the shipped verifier was trained on.</summary>
    public const string DigitOrNot = Digits.DigitOrNot.Name;

    /// <summary>Images of a folder become gray samples of this many rows and columns.</summary>
    private const int ImageSize = NormalizedDigit.Size;

    /// <summary>Opens a data set.</summary>
    /// <param name="wish"><c>auto</c>, <c>mnist</c>, <c>synthetic</c>, <c>mnist-and-synthetic</c>, <c>digit-or-not</c>, or the path of a folder.</param>
    /// <param name="dataDirectory">Where MNIST is looked for, or null for the usual place.</param>
    /// <param name="tell">Gets what a person should know: downloads, and a fall back to synthetic digits.</param>
    /// <param name="downloads">Gets how far each download is; without it, <paramref name="tell"/> gets that in words.</param>
    /// <param name="cancellation">Stops a download.</param>
    /// <exception cref="DatasetNotAvailableException">MNIST was asked for and is not to be had.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">The folder holds no data set, or a file in it is damaged.</exception>
    public static Dataset Open(string wish, string? dataDirectory, Action<string> tell, IProgress<DownloadProgress>? downloads = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(tell);
        downloads ??= new DownloadNotes(tell);
        switch (wish)
        {
            case Synthetic:
                return SyntheticDigits.Load();

            case Mnist:
                return Cache(dataDirectory).Load(downloads, cancellation);

            case Mixed:
                return MixedDigits.Of(Cache(dataDirectory).Load(downloads, cancellation));

            case DigitOrNot:
                return Digits.DigitOrNot.Of(Cache(dataDirectory).Load(downloads, cancellation));

            case Auto:
                try
                {
                    return Cache(dataDirectory).Load(downloads, cancellation);
                }
                catch (DatasetNotAvailableException e)
                {
                    tell(e.Message);
                    tell("WARNING: training and testing on built-in synthetic digits instead; the figures below are not those of MNIST.");
                    return SyntheticDigits.Load();
                }

            default:
                return DatasetFolder.Open(wish, new(1, ImageSize, ImageSize, ImageFile.HasImageExtension, file => SampleImage.Load(file, 1, ImageSize, ImageSize)));
        }
    }

    /// <summary>The cache of MNIST, with a client that retries.</summary>
    /// <param name="dataDirectory">Its folder, or null for the usual place.</param>
    public static MnistCache Cache(string? dataDirectory) =>
        new(MnistCache.DefaultDirectory(dataDirectory), MnistSource.Public(ResilientHttp.CreateClient()));
}
