using Inkling.Data;

namespace Inkling.Figures;

/// <summary>Some samples of every class of a data set.</summary>
internal static class SampleDigits
{
    private const int PerClass = 12;
    private const float Side = 44, Gap = 6, LabelWidth = 60, Margin = 14;

    public static Sketch Draw(Dataset dataset)
    {
        int classes = dataset.ClassNames.Count;
        var sketch = new Sketch((2 * Margin) + LabelWidth + (PerClass * (Side + Gap)), (2 * Margin) + (classes * (Side + Gap)));
        var drawn = new int[classes];
        foreach (var sample in dataset.Train.Read().TakeWhile(_ => drawn.Min() < PerClass).Where(sample => drawn[sample.Label] < PerClass))
        {
            float x = Margin + LabelWidth + (drawn[sample.Label]++ * (Side + Gap)), y = Margin + (sample.Label * (Side + Gap));
            sketch.Image([.. sample.Pixels.Span[..(dataset.Height * dataset.Width)].ToArray().Select(pixel => pixel / 255f)], dataset.Width, x, y, Side);
        }

        for (int label = 0; label < classes; label++)
            sketch.Text(dataset.ClassNames[label], Margin + (LabelWidth / 2), Margin + (label * (Side + Gap)) + (Side / 2) + 6, 17);
        return sketch;
    }
}
