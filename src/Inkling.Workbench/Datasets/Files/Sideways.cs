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
        Sample[] asIs = Some(dataset.Test), exchanged = Some(dataset.Transposed().Test);
        double readAsIs = PartRead(network, asIs), readExchanged = PartRead(network, exchanged);
        if (readExchanged > Known && readExchanged > 2 * readAsIs)
        {
            tell(string.Create(CultureInfo.InvariantCulture,
                $"these digits seem to lie: of {asIs.Length}, the network 'lenet' reads {readAsIs * 100:F0} % as they are, {readExchanged * 100:F0} % with rows and columns exchanged (--transpose)"));
        }
    }

    /// <summary>Some of all classes; of the test samples, which are fewer.</summary>
    private static Sample[] Some(Reader<Sample> samples)
    {
        int stride = (int)Math.Max(1, (samples.Count ?? 0) / SamplesToAskAbout);
        return [.. samples.Read().Where((_, index) => index % stride == 0).Take(SamplesToAskAbout)];
    }

    private static double PartRead(Inference network, Sample[] samples) =>
        samples.Length == 0 ? 0 : samples.Average(sample => MaxId.IndexOfLargest(network.Infer(sample.Pixels.Span)) == sample.Label ? 1.0 : 0.0);
}
