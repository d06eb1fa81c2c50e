using System.Reflection;
using Inkling.Nn;

namespace Inkling.Digits;

/// <summary>Says how likely it is that a field of 28×28 shows a digit at all: a network of its own, since one that knows digits only has no word for the rest.</summary>
/// <remarks>
/// There are two. To tell a digit from the parts that lines are cut into, an eye for small differences is needed; one that has it takes small or turned
/// digits that stand alone for something else (measured: <c>ShippedModels/README.md</c>). Immutable: any number of threads may use one at once.
/// </remarks>
internal sealed class DigitVerifier
{
    private static readonly Lazy<DigitVerifier> _ofWhole = new(() => Shipped("whole")), _ofCuts = new(() => Shipped("cut"));

    private readonly Inference _inference;

    private DigitVerifier(Parameters parameters) => _inference = new Inference(parameters);

    /// <summary>For images of one thing.</summary>
    public static DigitVerifier OfWhole => _ofWhole.Value;

    /// <summary>For what was cut out of a line.</summary>
    public static DigitVerifier OfCuts => _ofCuts.Value;

    /// <summary>The probability that each field shows a digit.</summary>
    /// <param name="fields">[n, 28·28] bytes.</param>
    public float[] Plausibilities(ReadOnlySpan<byte> fields)
    {
        float[] both = _inference.Infer(fields);
        int classes = DigitOrNot.ClassNames.Count;
        return [.. Enumerable.Range(0, both.Length / classes).Select(n => both[(n * classes) + DigitOrNot.DigitClass])];
    }

    private static DigitVerifier Shipped(string name)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Inkling.Digits.Verification.{name}.safetensors")!;
        using var copy = new MemoryStream();
        resource.CopyTo(copy);
        return new DigitVerifier(Parameters.Parse(name, copy.ToArray()));
    }
}
