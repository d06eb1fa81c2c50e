using Inkling.Data;

namespace Inkling.Extending.Tests;

/// <summary>Samples of one's own: 8×8 pixels with a spot in one of four corners, and noise.</summary>
public static class Spots
{
    public const int Classes = 4, Side = 8;

    /// <summary>Every pass has other samples; the same pass has the same, so that a training that was broken off goes on exactly.</summary>
    public static Reader<Sample> Read(int count, int seed) =>
        new(pass => Enumerable.Range(0, count).Select(i => Draw(new Random((((seed * 1000) + pass) * count) + i))), count);

    private static Sample Draw(Random random)
    {
        byte[] pixels = new byte[Side * Side];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)random.Next(160);
        int corner = random.Next(Classes);
        for (int y = 0; y < 3; y++)
            pixels.AsSpan((((corner / 2 * 5) + y) * Side) + (corner % 2 * 5), 3).Fill(255);
        return new(pixels, corner);
    }
}
