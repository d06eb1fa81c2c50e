using System.Reflection;
using Inkling.Nn;

namespace Inkling.Digits;

/// <summary>Says how likely it is that a field of 28×28 shows a digit at all: a network of its own, since one that knows digits only has no word for the rest.</summary>
/// <remarks>Immutable: any number of threads may use one at once.</remarks>
internal sealed class DigitVerifier
{
    /// <summary>The index of the digits among the classes.</summary>
    public const int DigitClass = 1;

    private const string Name = "verifier";

    private static readonly Lazy<DigitVerifier> _shipped = new(() => Open(Device.Cpu));

    private readonly Inference _inference;

    private DigitVerifier(Parameters parameters, Device device) => _inference = new Inference(parameters.Network.Prediction.Output, parameters, Inference.UsualBatchSize, device);

    /// <summary>The names of its two classes.</summary>
    public static IReadOnlyList<string> ClassNames { get; } = ["other", "digit"];

    /// <summary>The verifier inside this library.</summary>
    public static DigitVerifier Shipped => _shipped.Value;

    /// <summary>The probability that each field shows a digit.</summary>
    /// <param name="fields">[n, 28·28] bytes.</param>
    public float[] Plausibilities(ReadOnlySpan<byte> fields)
    {
        float[] both = _inference.Infer(fields);
        return [.. Enumerable.Range(0, both.Length / ClassNames.Count).Select(n => both[(n * ClassNames.Count) + DigitClass])];
    }

    /// <summary>The verifier, computed on a device.</summary>
    public static DigitVerifier Open(Device device)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Inkling.Digits.Verification.{Name}.safetensors")!;
        return new DigitVerifier(DigitModel.Load(resource, Name).Parameters, device);
    }
}
