namespace Inkling.Training.Tests;

public class MomentumTests
{
    [Fact]
    public void Two_hundred_steps_agree_with_double_precision()
    {
        const int Length = 37;
        var random = new Random(1);
        var optimizer = new Momentum(learningRate: 0.01, momentum: 0.9, l2: 0.02);
        float[] weights = [.. Enumerable.Range(0, Length).Select(_ => random.NextSingle() - 0.5f)];
        double[] expected = [.. weights.Select(weight => (double)weight)], velocity = new double[Length];
        float[][] moments = [new float[Length]];

        for (int step = 1; step <= 200; step++)
        {
            float[] gradients = [.. Enumerable.Range(0, Length).Select(_ => random.NextSingle() - 0.5f)];
            optimizer.Update(new(weights, gradients, moments, 0), 0.01, step);
            for (int i = 0; i < Length; i++)
            {
                velocity[i] = 0.9 * velocity[i] - 0.01 * (gradients[i] + 0.02 * expected[i]);
                expected[i] += velocity[i];
            }
        }

        double largest = expected.Max(Math.Abs);
        Assert.All(Enumerable.Range(0, Length), i => Assert.InRange(Math.Abs(weights[i] - expected[i]) / largest, 0.0, 1e-5));
    }

    [Theory]
    [InlineData(1.0, 0.0)]
    [InlineData(-0.1, 0.0)]
    [InlineData(double.NaN, 0.0)]
    [InlineData(0.9, -1.0)]
    [InlineData(0.9, double.NaN)]
    public void Settings_out_of_range_are_refused(double momentum, double l2) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Momentum(0.1, momentum, l2));
}
