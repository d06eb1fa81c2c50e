namespace Inkling.Data.Arrays;

/// <summary>An array of numbers as a file holds it: an IDX file, or an array of NumPy.</summary>
/// <param name="Name">What it is called in messages: the file, and where there are several in it which of them.</param>
/// <param name="Extents">The extent of every dimension.</param>
/// <param name="Type">How a number is stored.</param>
/// <param name="Bytes">All of them, the last dimension fastest.</param>
internal sealed record NumberArray(string Name, IReadOnlyList<int> Extents, NumberType Type, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The most classes that labels may name.</summary>
    private const int MostClasses = 65536;

    private const double LargestByte = byte.MaxValue, LargestShort = ushort.MaxValue;

    /// <summary>How many numbers there are.</summary>
    public int Count => Bytes.Length / Type.Size;

    /// <summary>The numbers of which the pixel values 0 and 255 are made: the bounds of the usual range that all of these lie in.</summary>
    /// <exception cref="InvalidDataException">One is no number.</exception>
    public (double Black, double White) PixelRange()
    {
        if (Type.IsByte)
            return (0, LargestByte);
        if (Type.Kind == NumberKind.Boolean)
            return (0, 1);
        double least = 0, most = 0;
        for (int i = 0; i < Count; i++)
        {
            double value = At(i);
            if (!double.IsFinite(value))
                throw new InvalidDataException($"{Name}: expected numbers, found {value} at index {i}");
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
        }

        double reach = Math.Max(-least, most), white = reach <= 1 ? 1 : reach <= LargestByte ? LargestByte : reach <= LargestShort ? LargestShort : reach;
        return (least < 0 ? -white : 0, white);
    }

    /// <summary>Gray images of bytes, one behind the other, as rows of pixels; colours become gray by the luma of Rec. 601.</summary>
    /// <param name="range">See <see cref="PixelRange"/>.</param>
    /// <exception cref="InvalidDataException">It does not hold images.</exception>
    public (int Height, int Width, ReadOnlyMemory<byte> Pixels) GrayImages((double Black, double White) range)
    {
        var (height, width, colors, areLast) = Form;
        if (height < 1 || width < 1 || (long)height * width > Array.MaxLength)
            throw new InvalidDataException($"{Name}: expected images, [count, rows, columns] or with 1 or 3 colours, found [{string.Join(", ", Extents)}]");
        int size = height * width;
        var pixels = Scaled(range);
        return (height, width, colors == 1 ? pixels : areLast ? Luma(pixels, across: 3, between: 1, size) : Luma(pixels, across: 1, between: size, size));
    }

    /// <summary>Whether its images have three colours.</summary>
    public bool IsInColor => Form.Colors == 3;

    /// <summary>A label for every sample: the only number of its row, or the first one.</summary>
    /// <exception cref="InvalidDataException">They are no labels.</exception>
    public int[] Labels()
    {
        if (Extents.Count is not (1 or 2))
            throw new InvalidDataException($"{Name}: expected labels, [count] or [count, columns], found [{string.Join(", ", Extents)}]");
        int columns = Extents is [_, var several] ? several : 1;
        if (columns < 1)
            throw new InvalidDataException($"{Name}: expected labels, [count] or [count, columns], found [{string.Join(", ", Extents)}]");
        var labels = new int[Extents[0]];
        for (int i = 0; i < labels.Length; i++)
        {
            double label = At(i * columns);
            labels[i] = label is >= 0 and < MostClasses && label == Math.Floor(label) ? (int)label : throw new InvalidDataException($"{Name}: label {label} at index {i}, expected 0..{MostClasses - 1}");
        }

        return labels;
    }

    // Colours last is the commoner order, so of [4, 3, 5, 1] and [4, 3, 5, 3] it is taken.
    private (int Height, int Width, int Colors, bool AreLast) Form => Extents switch
    {
        [_, var rows, var columns] => (rows, columns, 1, true),
        [_, var rows, var columns, (1 or 3) and var colors] => (rows, columns, colors, true),
        [_, (1 or 3) and var colors, var rows, var columns] => (rows, columns, colors, false),
        _ => default,
    };

    private double At(int index) => Type.Read(Bytes.Span[(index * Type.Size)..]);

    private ReadOnlyMemory<byte> Scaled((double Black, double White) range)
    {
        if (Type.IsByte)
            return Bytes;
        var pixels = new byte[Count];
        double scale = LargestByte / (range.White - range.Black);
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)Math.Clamp(Math.Round((At(i) - range.Black) * scale), 0, LargestByte);
        return pixels;
    }

    private static byte[] Luma(ReadOnlyMemory<byte> colours, int across, int between, int size)
    {
        var from = colours.Span;
        var gray = new byte[from.Length / 3];
        for (int i = 0; i < gray.Length; i++)
        {
            var pixel = from[((i / size * size * 3) + (i % size * across))..];
            gray[i] = (byte)(((299 * pixel[0]) + (587 * pixel[between]) + (114 * pixel[2 * between]) + 500) / 1000);
        }

        return gray;
    }
}
