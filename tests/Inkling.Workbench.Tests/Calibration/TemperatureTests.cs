using Inkling.Digits;
using Inkling.Nn;

namespace Inkling.Workbench.Tests.Calibration;

public class TemperatureTests
{
    private const int Classes = 10;

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2.5)]
    public void The_temperature_at_which_labels_were_drawn_is_found(double temperature)
    {
        var (probabilities, labels) = Drawn(temperature, count: 20_000);

        Assert.Equal(temperature, TemperatureFit.Of(probabilities, labels), 0.05 * temperature);
    }

    [Fact]
    public void At_the_fitted_temperature_the_labels_are_likelier_and_the_answers_are_the_same()
    {
        var (probabilities, labels) = Drawn(temperature: 2, count: 2000);
        float[] calibrated = [.. probabilities];

        double temperature = TemperatureFit.Of(probabilities, labels);
        for (int n = 0; n < labels.Length; n++)
            Temperature.Apply(calibrated.AsSpan(n * Classes, Classes), temperature);

        Assert.True(Cost(calibrated, labels) < Cost(probabilities, labels) - 0.01);
        Assert.All(Enumerable.Range(0, labels.Length), n =>
        {
            var row = calibrated.AsSpan(n * Classes, Classes);
            Assert.Equal(1, row.ToArray().Sum(), 1e-5);
            Assert.Equal(MaxId.IndexOfLargest(probabilities.AsSpan(n * Classes, Classes)), MaxId.IndexOfLargest(row));
        });
    }

    [Fact]
    public void Certainty_stays_certainty_and_the_temperature_one_changes_no_bit()
    {
        float[] certain = [0, 1, 0];
        Temperature.Apply(certain, 3);
        Assert.Equal([0, 1, 0], certain);

        float[] any = [0.1f, 0.3f, 0.6000001f];
        Temperature.Apply(any, 1);
        Assert.Equal([0.1f, 0.3f, 0.6000001f], any);
    }

    [Fact]
    public void It_travels_with_the_model_and_changes_what_a_recognizer_says()
    {
        var parameters = Parameters.Create(DigitNetwork.SoftmaxRegression(Layer.Image("pixel", 1, 28, 28)), seed: 3);
        byte[] pixels = [.. Enumerable.Range(0, 784).Select(i => (byte)i)];
        var before = new Recognizer(new DigitModel(parameters)).Recognize(pixels);
        Assert.Equal(1, new DigitModel(parameters).Temperature);

        DigitModel.SetTemperature(parameters, 1.0 / 3);

        Assert.Equal(1.0 / 3, new DigitModel(parameters).Temperature);
        var after = new Recognizer(new DigitModel(parameters)).Recognize(pixels);
        Assert.Equal(before.Label, after.Label);
        Assert.True(after.Probability > before.Probability);
    }

    [Theory]
    [InlineData("warm")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("NaN")]
    public void A_damaged_note_is_named(string note)
    {
        var parameters = Parameters.Create(DigitNetwork.SoftmaxRegression(Layer.Image("pixel", 1, 28, 28)));
        parameters.Notes["inkling.temperature"] = note;

        var error = Assert.Throws<InvalidDataException>(() => new Recognizer(new DigitModel(parameters)));

        Assert.Contains($"'inkling.temperature' expected a number above 0, found {note}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_samples_there_is_nothing_to_fit() =>
        Assert.Throws<ArgumentException>(() => TemperatureFit.Of([], []));

    /// <summary>Probabilities at the temperature 1, and labels drawn from the same logits at another one.</summary>
    private static (float[] Probabilities, int[] Labels) Drawn(double temperature, int count)
    {
        var random = new Random(1);
        var probabilities = new float[count * Classes];
        var labels = new int[count];
        for (int n = 0; n < count; n++)
        {
            double[] logits = [.. Enumerable.Range(0, Classes).Select(_ => 6 * random.NextDouble())];
            double sum = logits.Sum(Math.Exp), at = random.NextDouble() * logits.Sum(logit => Math.Exp(logit / temperature));
            for (int c = 0; c < Classes; c++)
                probabilities[(n * Classes) + c] = (float)(Math.Exp(logits[c]) / sum);
            while (labels[n] < Classes - 1 && (at -= Math.Exp(logits[labels[n]] / temperature)) > 0)
                labels[n]++;
        }

        return (probabilities, labels);
    }

    private static double Cost(float[] probabilities, int[] labels) =>
        labels.Index().Average(entry => -Math.Log(probabilities[(entry.Index * Classes) + entry.Item]));
}
