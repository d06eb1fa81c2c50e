using Inkling.Data.Synthetic;
using Inkling.Digits;
using Inkling.Nn;

namespace Inkling.Workbench.Tests.Inspections;

public class FeatureMapsTests
{
    private static readonly byte[] Pixels = SyntheticDigits.Test(4).Read().Last().Pixels.ToArray();

    [Theory]
    [InlineData("softmax")]
    [InlineData("mlp")]
    [InlineData("lenet")]
    [InlineData("deep")]
    public void There_is_a_map_of_every_layer_in_its_shape_and_the_last_is_what_inference_gives(string model)
    {
        var parameters = Parameters.Create(DigitNetwork.Create(model, Layer.Image("pixel", 1, 28, 28), 10), seed: 7);
        var network = parameters.Network;

        var maps = new FeatureMaps(parameters).Of(Pixels);

        Assert.Equal(network.Layers.Skip(1).Select(layer => (network.NameOf(layer), layer.Shape)), maps.Select(map => (map.Layer, map.Shape)));
        Assert.All(maps, map => Assert.Equal(map.Shape.Size, map.Values.Count));
        Assert.Equal(new Inference(parameters).Infer(Pixels), maps[^1].Values);
    }

    [Fact]
    public void Each_map_is_what_its_layer_makes_of_the_one_before()
    {
        var maps = new FeatureMaps(DigitModel.Open("lenet").Parameters).Of(Pixels).ToDictionary(map => map.Layer);
        var (convolved, rectified, pooled) = (maps["conv1"], maps["relu1"], maps["maxpool1"]);

        Assert.Equal(convolved.Values.Select(value => Math.Max(0, value)), rectified.Values);
        Assert.Contains(convolved.Values, value => value < 0);
        for (int i = 0; i < pooled.Values.Count; i++)
        {
            int row = i / 12, column = i % 12, corner = (2 * row * 24) + (2 * column);
            Assert.Equal(new[] { corner, corner + 1, corner + 24, corner + 25 }.Max(at => rectified.Values[at]), pooled.Values[i]);
        }
    }

    [Fact]
    public void An_image_of_another_size_is_refused() =>
        Assert.Throws<ArgumentException>(() => new FeatureMaps(DigitModel.Open("lenet").Parameters).Of(new byte[783]));
}
