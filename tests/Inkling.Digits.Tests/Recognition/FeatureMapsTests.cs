using Inkling.Data.Synthetic;
using Inkling.Nn;

namespace Inkling.Digits.Tests.Recognitions;

public class FeatureMapsTests
{
    private static readonly Parameters Model = ModelFile.Open("lenet");

    [Fact]
    public void The_last_map_is_what_inference_answers()
    {
        byte[] pixels = SyntheticDigits.Test(4).Read().Last().Pixels.ToArray();

        var maps = new FeatureMaps(Model).Of(pixels);

        Assert.Equal(new Inference(Model).Infer(pixels), maps[^1].Values);
        Assert.Equal(1.0, maps[^1].Values.Sum(), 1e-5);
    }

    [Fact]
    public void Every_layer_has_a_map_of_its_shape()
    {
        var maps = new FeatureMaps(Model).Of(new byte[28 * 28]);

        Assert.Equal(
            ["conv1 20×24×24", "relu1 20×24×24", "maxpool1 20×12×12", "conv2 50×8×8", "relu2 50×8×8", "maxpool2 50×4×4", "fc1 10", "softmax1 10"],
            maps.Select(map => $"{map.Layer} {map.Shape}"));
        Assert.All(maps, map => Assert.Equal(map.Shape.Size, map.Values.Count));
    }

    [Fact]
    public void Relu_and_pooling_are_those_of_the_map_before()
    {
        var maps = new FeatureMaps(Model).Of(SyntheticDigits.Test(1).Read().Single().Pixels.Span);

        Assert.Equal(maps[0].Values.Select(value => Math.Max(0, value)), maps[1].Values);
        Assert.Equal(maps[1].Values.Take(24 * 24).Max(), maps[2].Values.Take(12 * 12).Max());
    }

    [Fact]
    public void Another_number_of_bytes_is_refused()
    {
        var maps = new FeatureMaps(Model);

        Assert.Throws<ArgumentException>(() => maps.Of(new byte[783]));
    }
}
