using System.Globalization;
using Inkling.Nn;

namespace Inkling.Workbench;

/// <summary>How a perceptron or LeNet differs from its usual form; for trying out what that does.</summary>
/// <param name="Hidden">Units of the hidden layers from the first to the last, with commas between, as in <c>128,64</c>; null for the usual ones.</param>
/// <param name="Activation">One of <see cref="Activations"/>; null for relu.</param>
/// <param name="Dropout">The part of the values before each later layer that is left out by chance while learning, 0 or more and below 1.</param>
public sealed record NetworkVariation(string? Hidden = null, string? Activation = null, double Dropout = 0.0)
{
    private const int MostUnits = 4096, MostLayers = 8;

    private static readonly Activation[] Offered =
        [Nn.Activation.Relu, Nn.Activation.Tanh, Nn.Activation.Sigmoid, Nn.Activation.SoftRelu, Nn.Activation.SoftSign, Nn.Activation.BRelu, Nn.Activation.STanh, Nn.Activation.Linear];

    /// <summary>Names that <see cref="Activation"/> may have.</summary>
    public static IReadOnlyList<string> Activations { get; } = [.. Offered.Select(activation => activation.Name)];

    /// <summary>The networks that have variations.</summary>
    public static IReadOnlyList<string> Networks { get; } = ["mlp", "lenet"];

    /// <summary>A variation, or null where nothing differs from the usual form.</summary>
    /// <param name="hidden">See <see cref="Hidden"/>.</param>
    /// <param name="activation">See <see cref="Activation"/>.</param>
    /// <param name="dropout">See <see cref="Dropout"/>; null for none.</param>
    public static NetworkVariation? OrNull(string? hidden, string? activation, double? dropout) =>
        new NetworkVariation(hidden, activation, dropout ?? 0.0) is var variation && variation != new NetworkVariation() ? variation : null;

    /// <summary>What is said of a network that has none.</summary>
    internal static ArgumentException NotOf(string model) =>
        new($"model '{model}': hidden layers, activation and dropout can be chosen of {string.Join(" and ", Networks)} alone");

    /// <summary>The activation of the hidden layers.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    internal Activation Bend => Activation is null
        ? Nn.Activation.Relu
        : Offered.FirstOrDefault(offered => offered.Name == Activation) ?? throw new ArgumentException($"activation '{Activation}': expected {string.Join(", ", Activations)}");

    /// <summary>Fully connected layers with the activation, each followed by dropout if there is some.</summary>
    /// <param name="input">What they read.</param>
    /// <param name="usual">The sizes of the usual form.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    internal Layer HiddenLayers(Layer input, params IReadOnlyList<int> usual)
    {
        foreach (int units in Hidden is null ? usual : Sizes(Hidden))
            input = WithDropout(input.FullyConnected(units, Bend));
        return input;
    }

    /// <summary>A layer, followed by dropout if there is some.</summary>
    internal Layer WithDropout(Layer layer) => Dropout == 0.0 ? layer : layer.Dropout(Dropout);

    private static int[] Sizes(string text)
    {
        string[] words = text.Split(',');
        int[] sizes = [.. words.Select(word => int.TryParse(word.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int units) ? units : 0)];
        return words.Length <= MostLayers && Array.TrueForAll(sizes, units => units is >= 1 and <= MostUnits)
            ? sizes
            : throw new ArgumentException($"hidden '{text}': expected up to {MostLayers} numbers from 1 to {MostUnits} with commas between, as in 128,64");
    }
}
