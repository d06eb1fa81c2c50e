using Inkling.Data;
using Inkling.Nn;

namespace Inkling.Training.Tests;

/// <summary>A small problem of sequences: none to five bars in a 5×32 image, each in its upper half, its lower half or all over, wherever there is room.</summary>
internal static class Bars
{
    public const int Classes = 3, MostBars = 5;

    private const int Height = 5, Width = 32, BarWidth = 3, LeastGap = 2;

    private static readonly (int From, int To)[] Rows = [(0, 2), (3, 5), (0, 5)];

    public static Reader<Sample> Samples(int count, int seed = 1)
    {
        var random = new Random(seed);
        return Reader.Of(Enumerable.Range(0, count).Select(_ => Draw(random)).ToArray());
    }

    public static BatchReader Batches(int count = 200, int size = 20) => Samples(count).Shuffle(64, seed: 5).Batch(size);

    public static Cost Cost()
    {
        var image = Layer.Image("pixel", 1, Height, Width);
        return Nn.Cost.Ctc(image.Convolution(16, 5, Activation.Relu).Convolution(16, 1, Activation.Relu).Convolution(Classes + 1, 1), Layer.Labels("labels", Classes, MostBars));
    }

    public static Trainer Trainer(int threads = 2, Optimizer? optimizer = null, MetricSettings? metrics = null)
    {
        var cost = Cost();
        return new(cost, Parameters.Create(cost, seed: 3), optimizer ?? new Adam(Schedule.OneCycle(0.03)), threads, metrics: metrics);
    }

    private static Sample Draw(Random random)
    {
        byte[] pixels = new byte[Height * Width], labels = new byte[random.Next(MostBars + 1)];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)random.Next(40);

        // Columns that are left over are shared out at random.
        int spare = Width - (labels.Length * (BarWidth + LeastGap)), x = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            int gap = random.Next(spare + 1);
            (spare, x) = (spare - gap, x + gap);
            labels[i] = (byte)random.Next(Classes);
            for (int y = Rows[labels[i]].From; y < Rows[labels[i]].To; y++)
                pixels.AsSpan(y * Width + x, BarWidth).Fill(220);
            x += BarWidth + LeastGap;
        }

        return new(pixels, 0) { Labels = labels };
    }
}
