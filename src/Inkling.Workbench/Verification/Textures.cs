using Inkling.Digits.Imaging;

namespace Inkling.Workbench;

/// <summary>Things that are neither writing nor paper, as the normaliser makes them of photos of something else: spots, stripes, checks, solid shapes.</summary>
internal static class Textures
{
    private const int Side = 60;

    /// <summary>A texture in the field of a digit.</summary>
    public static byte[] Draw(Random random)
    {
        int width = random.Next(Side / 3, Side + 1), height = random.Next(Side / 3, Side + 1);
        var level = Pattern(random, width, height);
        var ink = new byte[width * height];
        for (int i = 0; i < ink.Length; i++)
            ink[i] = (byte)(255 * Math.Clamp(level(i % width, i / width), 0, 1));

        const int Threshold = 90;
        var image = new GrayImage(width, height, ink);
        var box = InkImage.Box(image, Threshold);
        return box.IsEmpty ? Draw(random) : new WrittenDigit(image, box, Threshold).Field();
    }

    private static Func<int, int, double> Pattern(Random random, int width, int height)
    {
        double density = 0.1 + (0.6 * random.NextDouble()), turn = Math.PI * random.NextDouble(), period = 4 + (14 * random.NextDouble());
        double along = Math.Cos(turn) * 2 * Math.PI / period, across = Math.Sin(turn) * 2 * Math.PI / period;
        var spots = Spots(random);
        return random.Next(6) switch
        {
            0 => (_, _) => random.NextDouble() < density ? random.NextDouble() + 0.3 : 0,
            1 => (x, y) => 0.5 + (2 * Math.Sin((along * x) + (across * y))),
            2 => (x, y) => 0.5 + (3 * Math.Sin((along * x) + (across * y)) * Math.Sin((across * x) - (along * y))),
            3 => (x, y) => 1.2 - Math.Max(Math.Abs((2.0 * x / width) - 1), Math.Abs((2.0 * y / height) - 1)),
            4 => (x, y) => 4 * (1 - Math.Pow((2.0 * x / width) - 1, 2) - Math.Pow((2.0 * y / height) - 1, 2)),
            _ => (x, y) => spots.Sum(spot => Math.Exp(-(Math.Pow(x - spot.X, 2) + Math.Pow(y - spot.Y, 2)) / spot.Spread)) - 0.4,
        };
    }

    private static (double X, double Y, double Spread)[] Spots(Random random)
    {
        var spots = new (double, double, double)[random.Next(2, 14)];
        for (int i = 0; i < spots.Length; i++)
            spots[i] = (Side * random.NextDouble(), Side * random.NextDouble(), 10 + (150 * random.NextDouble()));
        return spots;
    }
}
