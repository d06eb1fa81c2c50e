namespace Inkling.Data;

/// <summary>A labelled set of images of one size, with the part to learn from and the part to test on.</summary>
/// <param name="Name">What it is called on screens and in files: <c>mnist</c>, <c>synthetic</c>, or a path.</param>
/// <param name="Channels">Values per pixel: 1 for gray.</param>
/// <param name="Height">Rows of an image.</param>
/// <param name="Width">Columns of an image.</param>
/// <param name="ClassNames">The name of every class; a label is an index into it.</param>
/// <param name="Train">The samples to learn from.</param>
/// <param name="Test">The samples to test on.</param>
public sealed record Dataset(
    string Name,
    int Channels,
    int Height,
    int Width,
    IReadOnlyList<string> ClassNames,
    Reader<Sample> Train,
    Reader<Sample> Test)
{
    /// <summary>The most labels of a sample, where those of each are a sequence; 0 where each sample is of one class.</summary>
    public int MaxLabels { get; init; }
}
