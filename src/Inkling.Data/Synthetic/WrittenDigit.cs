using Inkling.Data.Synthetic.Forms;

namespace Inkling.Data.Synthetic;

/// <summary>One sample: chooses a form and a hand, lets the hand write the form, and inks it.</summary>
internal static class WrittenDigit
{
    /// <summary>The digit that sample <paramref name="index"/> shows.</summary>
    public static int Label(int index) => index % DigitForms.DigitCount;

    /// <summary>Draws a sample: a pure function of the family and the index.</summary>
    /// <param name="family">The family of random streams that the set draws from.</param>
    /// <param name="index">The sample in the set.</param>
    /// <param name="image">Receives 28×28 bytes, 0 = paper, 255 = ink.</param>
    public static void Draw(ulong family, int index, Span<byte> image)
    {
        var random = new RandomStream(family, (ulong)index);
        var form = DigitForms.Of(Label(index)).Choose(random.Uniform());
        var hand = new Hand(ref random);
        Span<PenPoint> path = stackalloc PenPoint[PenPath.PointCount(form)];
        PenPath.Write(form, hand, ref random, path);
        InkField.Draw(path, hand.Softness, image);
    }
}
