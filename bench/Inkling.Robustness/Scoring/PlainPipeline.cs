using System.Globalization;
using Inkling.Digits;
using Inkling.Digits.Imaging;
using Inkling.Nn;
using Inkling.Robustness.Rasters;
using Inkling.Robustness.Sets;
using Inkling.Workbench;
using SkiaSharp;

namespace Inkling.Robustness.Scoring;

/// <summary>What the chapter does with an image: resize all of it to 28×28, and ask its LeNet. It is told which images are dark on light.</summary>
internal sealed class PlainPipeline
{
    private readonly Inference _inference;

    private PlainPipeline(Inference inference) => _inference = inference;

    /// <summary>Trains the chapter's LeNet on all training images, by the default recipe; about half a minute.</summary>
    public static PlainPipeline Train(Sets.Digits digits)
    {
        var folder = Directory.CreateTempSubdirectory("inkling-robustness-");
        try
        {
            var run = new TrainingRun(new RunSettings(Recipe.Default("lenet"), DatasetSource.Mnist), digits.Dataset, Environment.ProcessorCount);
            run.Start(RunFolder.Create(Path.Combine(folder.FullName, "run")), _ => { });
            return new(new Inference(DigitModel.Open(Path.Combine(folder.FullName, "run")).Parameters));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public Answer Read(TestImage image)
    {
        byte[] pixels = Resized(image.Image).Pixels.ToArray();
        if (image.IsDarkOnLight)
            pixels = Array.ConvertAll(pixels, pixel => (byte)(255 - pixel));

        float[] probabilities = _inference.Infer(pixels);
        int best = MaxId.IndexOfLargest(probabilities);
        return Answer.To(image, best.ToString(CultureInfo.InvariantCulture), probabilities[best], isRejected: false);
    }

    private static GrayImage Resized(GrayImage image)
    {
        const int Size = NormalizedDigit.Size;
        if (image.Width == Size && image.Height == Size)
            return image;
        using var bitmap = Pictures.ToBitmap(image);
        using var small = bitmap.Resize(new SKImageInfo(Size, Size, SKColorType.Gray8, SKAlphaType.Opaque), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return Pictures.ToGray(small);
    }
}
