namespace Inkling.Compute;

/// <summary>
/// How the patch matrix of an image — patch values q down, output pixels p across — is read, register by register: element (q, p) lies at
/// <c>Rows[q] + Columns[p / lanes]</c> from the image, or from an unfolded copy of it.
/// </summary>
/// <remarks>
/// Where an output row is a whole number of registers and the convolution neither strides nor pads, neighbouring outputs read neighbouring
/// inputs, and the patch matrix need not exist: it is read where it lies in the image. Otherwise the rows of each image are unfolded first: see
/// <see cref="Unfolding"/>.
/// </remarks>
internal sealed class PatchLayout
{
    public PatchLayout(in ConvolutionShape shape, int lanes)
    {
        IsDirect = LiesInPlace(shape, lanes);
        Pitch = IsDirect ? shape.OutputPixels : RoundUp(shape.OutputPixels, 2 * lanes);
        Rows = new int[shape.PatchSize];
        for (int q = 0; q < Rows.Length; q++)
            Rows[q] = IsDirect ? ConvolutionReference.InputIndex(shape, 0, q) : Unfolding.Place(shape, q);

        Columns = new int[Pitch / lanes];
        for (int v = 0; v < Columns.Length; v++)
            Columns[v] = IsDirect ? ConvolutionReference.InputIndex(shape, v * lanes, 0) : v * lanes;

        // The last tile reads on behind the last row.
        UnfoldedLength = IsDirect ? 0 : checked(shape.Channels * Unfolding.ChannelSize(shape) + 2 * lanes);
    }

    /// <summary>True where patches are read from the image itself.</summary>
    public bool IsDirect { get; }

    /// <summary>Output pixels of a plane, rounded up to whole tiles where the image is unfolded.</summary>
    public int Pitch { get; }

    /// <summary>Offset of each patch value.</summary>
    public int[] Rows { get; }

    /// <summary>Offset of each register of output pixels.</summary>
    public int[] Columns { get; }

    /// <summary>Floats of an unfolded image, or 0.</summary>
    public int UnfoldedLength { get; }

    /// <summary>Whether registers of a width read the patches of a convolution in the image itself.</summary>
    public static bool LiesInPlace(in ConvolutionShape shape, SimdWidth width) => width != SimdWidth.Scalar && LiesInPlace(shape, (int)width / 32);

    private static bool LiesInPlace(in ConvolutionShape shape, int lanes) =>
        shape.Stride == 1 && shape.Padding == 0 && shape.OutputWidth % lanes == 0;

    private static int RoundUp(int value, int step) => (value + step - 1) / step * step;
}
