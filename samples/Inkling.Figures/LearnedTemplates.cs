using Inkling.Nn;

namespace Inkling.Figures;

/// <summary>
/// The weights of softmax regression as pictures, one for each class: blue where ink counts for it, orange where ink counts against it, white for zero; all on
/// one scale.
/// </summary>
internal static class LearnedTemplates
{
    private const int PerRow = 5;
    private const float Side = 112, Gap = 14, Margin = 16, LabelHeight = 22;

    /// <param name="parameters">Those of one fully connected layer on images of one channel or more, whose first is drawn.</param>
    /// <param name="classNames">What stands above the pictures.</param>
    public static Sketch Draw(Parameters parameters, IReadOnlyList<string> classNames)
    {
        var network = parameters.Network.Prediction;
        var (image, layer) = (network.DataInputs.Single().Shape, network.Layers.OfType<FullyConnected>().Single());
        float[] weights = parameters.Get($"{network.NameOf(layer)}.weight").ToArray();
        float largest = weights.Max(MathF.Abs);
        int rows = (classNames.Count + PerRow - 1) / PerRow, size = image.Height * image.Width;

        var sketch = new Sketch((2 * Margin) + (PerRow * (Side + Gap)) - Gap, (2 * Margin) + (rows * (LabelHeight + Side + Gap)) - Gap);
        foreach (var (label, name) in classNames.Index())
        {
            float x = Margin + (label % PerRow * (Side + Gap)), y = Margin + (label / PerRow * (LabelHeight + Side + Gap));
            sketch.Text(name, x + (Side / 2), y + 14, 16);
            sketch.SignedImage(Array.ConvertAll(weights.AsSpan(label * image.Size, size).ToArray(), weight => weight / largest), image.Width, x, y + LabelHeight, Side);
        }

        return sketch;
    }
}
