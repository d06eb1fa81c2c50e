using Inkling.Data.Synthetic;
using Inkling.Digits.Imaging;
using Inkling.Digits.Tests.Imaging;
using Inkling.Nn;
using Inkling.TestKit;

namespace Inkling.Digits.Tests.Recognitions;

public class RecognizerTests
{
    [Fact]
    public void Many_threads_get_the_bits_that_one_gets()
    {
        var recognizer = new Recognizer(DigitModel.Open("lenet"));
        var samples = SyntheticDigits.Test(64).Read().ToArray();
        float[][] alone = [.. samples.Select(sample => recognizer.Recognize(sample.Pixels.Span).Probabilities.ToArray())];

        Parallel.For(0, 8 * samples.Length, i =>
            Assert.Equal(alone[i % samples.Length], recognizer.Recognize(samples[i % samples.Length].Pixels.Span).Probabilities));
    }

    [Fact]
    public void An_image_recognised_into_memory_of_the_caller_allocates_nothing()
    {
        var recognizer = new Recognizer(DigitModel.Open("lenet"));
        byte[] pixels = SyntheticDigits.Test(1).Read().Single().Pixels.ToArray();
        float[] probabilities = new float[10];
        for (int i = 0; i < 3; i++)
            recognizer.Recognize(pixels, probabilities);

        int best = 0;
        long allocated = Allocation.LeastOf(() =>
        {
            for (int i = 0; i < 100; i++)
                best = recognizer.Recognize(pixels, probabilities);
        });

        Assert.Equal(0, allocated);
        Assert.Equal(recognizer.Recognize(pixels).Label, recognizer.ClassNames[best]);
        Assert.Equal(recognizer.Recognize(pixels).Probabilities, probabilities);
    }

    [Fact]
    public void A_model_of_other_things_gives_one_answer_and_reads_no_lines()
    {
        var parameters = Parameters.Create(Layer.Image("pixel", 1, 28, 28).FullyConnected(3, Activation.Softmax));
        DigitModel.Describe(parameters, ["ring", "bar", "cross"], new ImageForm(28, 28, Preparation.Ink));
        var recognizer = new Recognizer(new DigitModel(parameters));

        Assert.Single(recognizer.Read(Drawing.Two()).Digits);
        Assert.Equal(
            "digits: this model knows other things than the ten digits, as which lines are read; expected one or auto, got many (Parameter 'count')",
            Assert.Throws<ArgumentException>(() => recognizer.Read(Drawing.Two(), DigitCount.Many)).Message);
    }

    [Fact]
    public void A_careful_recognizer_takes_the_mean_of_five_places()
    {
        var model = DigitModel.Open("lenet");
        Recognizer plain = new(model), careful = new(model, new() { IsCareful = true });
        byte[] field = SyntheticDigits.Test(1).Read().Single().Pixels.ToArray();
        byte[][] places = [field, Moved(field, -1), Moved(field, 1), Moved(field, -28), Moved(field, 28)];
        var inference = new Inference(model.Parameters);

        float[] mean = [.. Enumerable.Range(0, 10).Select(c => places.Average(place => inference.Infer(place)[c]))];
        Temperature.Apply(mean, model.Temperature);

        Assert.Equal(mean, careful.Recognize(field).Probabilities, (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.NotEqual(plain.Recognize(field).Probabilities, careful.Recognize(field).Probabilities);

        // The sides are paper, so that what leaves a row and comes back in the next is paper, too.
        static byte[] Moved(byte[] field, int by) => [.. Enumerable.Range(0, field.Length).Select(i => i - by >= 0 && i - by < field.Length ? field[i - by] : (byte)0)];
    }

    [Fact]
    public void A_model_of_two_values_a_pixel_is_refused()
    {
        var colours = Parameters.Create(Layer.Image("pixel", 2, 8, 8).FullyConnected(10, Activation.Softmax));

        var error = Assert.Throws<ArgumentException>(() => new Recognizer(new DigitModel(colours)));

        Assert.Contains("gray", error.Message, StringComparison.Ordinal);
        Assert.Contains("2×8×8", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_of_another_size_is_given_the_whole_image()
    {
        var small = Parameters.Create(Layer.Image("pixel", 1, 4, 8).FullyConnected(3, Activation.Softmax));
        var image = new GrayImage(16, 8, [.. Enumerable.Range(0, 128).Select(i => (byte)(i / 16 < 4 ? 10 : 200))]);

        var digit = Assert.Single(new Recognizer(new DigitModel(small)).Read(image).Digits);

        Assert.Equal([.. Enumerable.Repeat((byte)10, 16), .. Enumerable.Repeat((byte)200, 16)], digit.Seen.Pixels.ToArray());
        Assert.Equal(new PixelBox(0, 0, 16, 8), digit.Seen.Box);
        Assert.Equal(new Inference(small).Infer(digit.Seen.Pixels.Span), digit.Recognition.Probabilities);
    }

    [Fact]
    public void Class_names_travel_with_the_model()
    {
        string path = Path.GetTempFileName();
        var parameters = Parameters.Create(Layer.Image("pixel", 1, 28, 28).FullyConnected(2, Activation.Softmax));
        DigitModel.Describe(parameters, ["no", "yes"], new ImageForm(28, 28, Preparation.Whole));

        parameters.Save(path);

        Assert.Equal(["no", "yes"], new Recognizer(DigitModel.Open(path)).ClassNames);
        File.Delete(path);
    }

    [Fact]
    public void A_model_that_is_nowhere_is_named_with_those_that_are_shipped()
    {
        var error = Assert.Throws<FileNotFoundException>(() => DigitModel.Open("nowhere"));

        Assert.Contains("model 'nowhere'", error.Message, StringComparison.Ordinal);
        Assert.Contains("lenet", error.Message, StringComparison.Ordinal);
    }
}
