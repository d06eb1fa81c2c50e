namespace Inkling.Web.Recognition;

/// <summary>The extents of an image in a <see cref="RecognitionJson"/>.</summary>
/// <param name="Width">Columns, in the pixels that its boxes are given in.</param>
/// <param name="Height">Rows, likewise.</param>
public sealed record ExtentsJson(int Width, int Height);
