using Inkling.Data;
using Inkling.Digits;
using Inkling.Nn;
using Inkling.Workbench;

namespace Inkling.Figures;

/// <summary>The pictures of <c>docs/recognize-digits.md</c>, drawn from the library's own layers, data and models.</summary>
internal static class ChapterFigures
{
    /// <summary>Draws them all as PNG files into a folder; files of the same names are replaced. Two of them show trainings of a few seconds, which are done for it.</summary>
    /// <param name="folder">The folder; made if it is not there.</param>
    /// <param name="dataset">Where sample digits come from, and what the two trainings are of: images of classes.</param>
    /// <param name="model">A convolutional network, whose filters and maps are drawn.</param>
    /// <param name="runs">Trainings whose test errors are drawn beside each other; may be none.</param>
    /// <returns>The paths, in the order of the chapter.</returns>
    /// <exception cref="ArgumentException">The model has no convolution of gray images, or does not fit the data.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be written.</exception>
    public static IReadOnlyList<string> Draw(string folder, Dataset dataset, Parameters model, IReadOnlyList<RunResult> runs)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(runs);
        Directory.CreateDirectory(folder);
        var written = new List<string>();

        Write("digits", path => Save(SampleDigits.Draw(dataset), path));
        var image = Layer.Image("pixel", dataset.Channels, dataset.Height, dataset.Width);
        foreach (string name in DigitNetwork.Names)
            Write($"network-{name}", path => Save(Drawn(DigitNetwork.Create(name, image, dataset.ClassNames.Count)), path));
        Write("templates", path => Save(LearnedTemplates.Draw(ShownTraining.Templates(dataset).Parameters, dataset.ClassNames), path));
        Write("activations", path => Curves.Activations().Save(path));
        Write("convolution", path => Save(SlidingConvolution.Draw(), path));
        Write("max-pooling", path => Save(PooledMaximum.Draw(), path));
        Write("overfitting", path => Curves.Overfitting(ShownTraining.Overfitting(dataset).Passes).Save(path));
        if (runs.Count > 0)
            Write("training-curves", path => Curves.TestErrors(runs).Save(path));
        Write("filters", path => Save(LearnedFilters.Draw(model), path));
        Write("feature-maps", path => Save(DigitThroughLayers.Draw(model, dataset.Test.Read().First().Pixels.Span, new DigitModel(model).ClassNames), path));
        return written;

        void Write(string name, Action<string> draw)
        {
            string path = Path.Combine(folder, $"{name}.png");
            draw(path);
            written.Add(path);
        }
    }

    private static Sketch Drawn(Layer prediction) => ConnectedUnits.Fit(prediction) ? ConnectedUnits.Draw(prediction) : Architecture.Draw(prediction);

    private static void Save(Sketch sketch, string path)
    {
        using (sketch)
            sketch.Save(path);
    }
}
