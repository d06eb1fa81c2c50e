using Inkling.Data.Synthetic;
using Inkling.Digits;
using Inkling.Digits.Imaging;

namespace Inkling.Reliability.Endurance;

/// <summary>Threads that use one recognizer at once.</summary>
internal static class ManyThreads
{
    private const int Different = 50;

    /// <summary>Has so many threads read the same images, each from another one on.</summary>
    /// <returns>Images read in all.</returns>
    /// <exception cref="InvalidDataException">A thread got other probabilities than one thread alone.</exception>
    public static int Run(int threads, int imagesOfThread)
    {
        var recognizer = new Recognizer(DigitModel.Open("lenet"));
        GrayImage[] images = [.. SyntheticDigits.Test(Different).Read().Select(sample => new GrayImage(28, 28, sample.Pixels.Span))];
        float[][] alone = [.. images.Select(Probabilities)];
        int different = 0;
        Thread[] all = [.. Enumerable.Range(0, threads).Select(thread => new Thread(() =>
        {
            for (int i = 0; i < imagesOfThread; i++)
            {
                int image = (thread + i) % Different;
                if (!Probabilities(images[image]).AsSpan().SequenceEqual(alone[image]))
                    Interlocked.Increment(ref different);
            }
        }))];
        Array.ForEach(all, thread => thread.Start());
        Array.ForEach(all, thread => thread.Join());
        return different == 0 ? threads * imagesOfThread : throw new InvalidDataException($"{threads} threads: {different} answers differ from those of one alone");

        float[] Probabilities(GrayImage image) => [.. recognizer.Read(image).Digits.SelectMany(digit => digit.Recognition.Probabilities)];
    }
}
