using Inkling.Digits;
using Inkling.Nn;
using Inkling.TestKit;
using Inkling.Training;

namespace Inkling.OpenCL.Tests;

/// <summary>Devices as their users meet them: by name, for inference, and with what they cannot do.</summary>
public class DeviceTests
{
    [Fact]
    public void A_device_is_found_by_its_number_and_says_what_it_is()
    {
        var device = TestDevice.Required;

        Assert.Same(device, Devices.Parse("opencl:0"));
        Assert.Same(Device.Cpu, Devices.Parse("cpu"));
        Assert.True(device.Memory > 0 && device.ComputeUnits > 0);
        Assert.All([device.Name, device.Platform, device.Driver], text => Assert.NotEmpty(text));
        Assert.StartsWith($"{device.Name}, ", device.ToString());
    }

    [Theory]
    [InlineData("opencl:99", "there is none; found")]
    [InlineData("opencl:-1", "expected cpu, gpu or opencl:N")]
    [InlineData("opencl:", "expected cpu, gpu or opencl:N")]
    [InlineData("cuda", "expected cpu, gpu or opencl:N")]
    public void A_device_that_there_is_not_is_refused_in_one_line(string name, string expected)
    {
        var error = Assert.Throws<ArgumentException>(() => Devices.Parse(name));

        Assert.Contains(expected, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("deep")]
    [InlineData("lenet")]
    public void A_shipped_model_answers_as_on_the_processors_whatever_else_is_in_the_batch(string name)
    {
        var parameters = DigitModel.OpenShipped(name).Parameters;
        byte[] pixels = RandomArrays.Bytes(1, 5 * 784);
        float[] expected = new Inference(parameters).Infer(pixels);

        var onDevice = new Inference(parameters, TestDevice.Required);
        float[] together = onDevice.Infer(pixels), alone = onDevice.Infer(pixels.AsSpan(784, 784));

        Closeness.Require("probabilities", expected, together, 1e-5);
        Closeness.RequireEqualBits("sample 1", alone, together.AsSpan(alone.Length, alone.Length));
    }

    [Fact]
    public void Any_number_of_threads_may_infer()
    {
        var inference = new Inference(DigitModel.OpenShipped("lenet").Parameters, TestDevice.Required);
        byte[][] pixels = [.. Enumerable.Range(0, 8).Select(n => RandomArrays.Bytes(n, 784))];
        float[][] expected = [.. pixels.Select(image => inference.Infer(image))], got = new float[8][];

        Parallel.For(0, 8, i => got[i] = inference.Infer(pixels[i]));

        for (int i = 0; i < 8; i++)
            Closeness.RequireEqualBits($"image {i}", expected[i], got[i]);
    }

    [Fact]
    public void A_layer_without_a_form_for_devices_is_refused_by_name()
    {
        var layer = new ActivationLayer(Layer.Vector("x", 4).FullyConnected(3), Activation.Elementwise("halve", x => x / 2, (_, _) => 0.5f), "my-layer");

        var error = Assert.Throws<NotSupportedException>(() => new Inference(Parameters.Create(layer), TestDevice.Required));

        Assert.Contains("'my-layer'", error.Message);
    }

    [Fact]
    public void An_optimizer_without_a_form_for_devices_is_refused_by_name()
    {
        var cost = Cost.SquareError(Layer.Vector("x", 4).FullyConnected(3), Layer.Label("label", 3));

        var error = Assert.Throws<NotSupportedException>(() => new Trainer(cost, Parameters.Create(cost), new SignDescent(), device: TestDevice.Required));

        Assert.Contains("sign descent", error.Message);
    }

    [Fact]
    public void A_class_derived_from_an_optimizer_is_no_longer_that_optimizer()
    {
        var cost = Cost.SquareError(Layer.Vector("x", 4).FullyConnected(3), Layer.Label("label", 3));

        Assert.Throws<NotSupportedException>(() => new Trainer(cost, Parameters.Create(cost), new SlowAdam(), device: TestDevice.Required));
    }

    [Theory]
    [InlineData("relu")]
    [InlineData("brelu")]
    [InlineData("tanh")]
    public void What_is_no_number_stays_none(string activation)
    {
        var image = Layer.Image("x", 1, 4, 4);
        var layer = image.Activate(Activation.All.Single(known => known.Name == activation)).MaxPool(2);
        float[] values = RandomArrays.Normal(1, 16);
        values[6] = float.NaN;

        float[] got = new Inference(layer, Parameters.Create(layer), device: TestDevice.Required).InferValues(values);

        Assert.Equal([false, true, false, false], got.Select(float.IsNaN));
    }

    [Fact]
    public void Too_little_memory_is_one_line()
    {
        var layer = Layer.Image("x", 1, 1024, 1024).Convolution(64, 3, padding: 1);

        var error = Assert.Throws<InsufficientMemoryException>(() => new Inference(layer, Parameters.Create(layer), batchSize: 100_000, TestDevice.Required));

        Assert.Contains("100,000 samples", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    private sealed class SlowAdam() : Adam(0.1)
    {
        protected override void TakeStep(in ParameterSlice slice, double rate, long number) => base.TakeStep(slice, rate / 2, number);
    }

    private sealed class SignDescent() : Optimizer(0.1, 0.0, 0.0)
    {
        public override int MomentCount => 0;

        protected override string StepName => "sign descent";

        protected override void TakeStep(in ParameterSlice slice, double rate, long number)
        {
            for (int i = 0; i < slice.Values.Length; i++)
                slice.Values[i] -= (float)rate * Math.Sign(slice.Gradients[i]);
        }
    }
}
