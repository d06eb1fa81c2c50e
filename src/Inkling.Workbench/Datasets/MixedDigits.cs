using Inkling.Data;
using Inkling.Data.Synthetic;

namespace Inkling.Workbench;

/// <summary>
/// MNIST's digits with synthetic ones among them: forms that are rare in American hands and common elsewhere, such as a 1 with a flag and a 7
/// with a bar. Tested on MNIST's test images alone.
/// </summary>
internal static class MixedDigits
{
    /// <summary>The name of the data set.</summary>
    public const string Name = "mnist-and-synthetic";

    /// <summary>After so many of MNIST comes a synthetic one: enough for the rare forms, and MNIST's own stay the rule.</summary>
    private const int Stride = 3;

    /// <summary>Makes the data set. Samples held out at its end are three parts MNIST's last ones and one part synthetic.</summary>
    public static Dataset Of(Dataset mnist)
    {
        int count = (int)(mnist.Train.Count / Stride ?? 0);
        var synthetic = SyntheticDigits.Train(count);
        return mnist with { Name = Name, Train = new(pass => Interleave(mnist.Train.Read(pass), synthetic.Read(pass)), mnist.Train.Count + count) };
    }

    private static IEnumerable<Sample> Interleave(IEnumerable<Sample> mnist, IEnumerable<Sample> synthetic)
    {
        using var other = synthetic.GetEnumerator();
        int read = 0;
        foreach (var sample in mnist)
        {
            yield return sample;
            if (++read % Stride == 0 && other.MoveNext())
                yield return other.Current;
        }
    }
}
