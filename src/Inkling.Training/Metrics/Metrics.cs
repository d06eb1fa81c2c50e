using System.Globalization;

namespace Inkling.Training;

/// <summary>How right the predictions of some samples were.</summary>
/// <param name="Wrong">Samples whose largest prediction is not the true class.</param>
/// <param name="Samples">All samples.</param>
public readonly record struct Metrics(long Wrong, long Samples)
{
    /// <summary>Wrong / samples, 0..1; NaN for no samples.</summary>
    public double ClassificationError => (double)Wrong / Samples;

    /// <summary>1 − <see cref="ClassificationError"/>.</summary>
    public double Accuracy => 1.0 - ClassificationError;

    /// <summary>The metrics of both sets of samples together.</summary>
    public static Metrics operator +(Metrics a, Metrics b) => new(a.Wrong + b.Wrong, a.Samples + b.Samples);

    /// <summary>The metrics of both sets of samples together.</summary>
    public static Metrics Add(Metrics a, Metrics b) => a + b;

    /// <summary><c>{classification_error: 0.2109375}</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{{classification_error: {ClassificationError}}}");
}
