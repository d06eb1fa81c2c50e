using System.Globalization;
using Inkling.Data;
using Inkling.Digits;
using Inkling.Digits.Imaging;
using Inkling.Nn;

namespace Inkling.Workbench.Datasets.Files;

/// <summary>Digits whose rows and columns are exchanged, as EMNIST's are: a network that knows digits sees at once that they lie.</summary>
internal static class Sideways
{
    private const int SamplesToAskAbout = 200;

    /// <summary>Whoever reads fewer of them than this part does not know what they show.</summary>
    private const double Known = 0.5;

    /// <summary>Tells how many digits are read as they are and how many with rows and columns exchanged, where the latter are more by far.</summary>
    public static void Tell(Dataset dataset, Action<string> tell)
    {
        bool areDigits = ImageForm.Usual(dataset.ClassNames, dataset.Height, dataset.Width).Preparation == Preparation.Ink;
        if (!areDigits || dataset.Channels != 1)
            return;
        var network = new Inference(DigitModel.OpenShipped("lenet").Parameters);
        double asIs = PartRead(network, dataset), exchanged = PartRead(network, dataset.Transposed());
        if (exchanged > Known && exchanged > 2 * asIs)
        {
            tell(string.Create(CultureInfo.InvariantCulture,
                $"these digits seem to lie: the network 'lenet' reads {asIs * 100:F0} % of {SamplesToAskAbout} as they are, {exchanged * 100:F0} % with rows and columns exchanged (--transpose)"));
        }
    }

    private static double PartRead(Inference network, Dataset dataset)
    {
        // Of the test samples, which are fewer, and of all classes.
        int stride = (int)Math.Max(1, (dataset.Test.Count ?? 0) / SamplesToAskAbout);
        Sample[] samples = [.. dataset.Test.Read().Where((_, index) => index % stride == 0).Take(SamplesToAskAbout)];
        return samples.Length == 0 ? 0 : samples.Average(sample => MaxId.IndexOfLargest(network.Infer(sample.Pixels.Span)) == sample.Label ? 1.0 : 0.0);
    }
}
