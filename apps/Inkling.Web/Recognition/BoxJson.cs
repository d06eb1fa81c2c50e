namespace Inkling.Web.Recognition;

/// <summary>Where a digit of a <see cref="RecognitionJson"/> is, in pixels of the image.</summary>
/// <param name="X">Its first column, 0-based from the left.</param>
/// <param name="Y">Its first row, 0-based from the top.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public sealed record BoxJson(int X, int Y, int Width, int Height);
