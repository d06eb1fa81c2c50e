using System.Net;
using System.Text.Json;
using Inkling.Data.Synthetic;
using Inkling.Digits;
using Inkling.Workbench;

namespace Inkling.Web.Tests.Api;

/// <summary>Which models there are, and what is inside them.</summary>
public class ModelTests
{
    [Fact]
    public async Task The_shipped_models_are_listed()
    {
        await using var guest = await Guest.VisitAsync();

        using var answer = await guest.GetAsync("/api/models");

        var models = (await Guest.JsonOf(answer)).EnumerateArray().ToList();
        Assert.Equal(DigitModel.Shipped, models.Select(model => model.GetProperty("id").GetString()));
        Assert.Equal(DigitModel.Default, Assert.Single(models, model => model.GetProperty("isDefault").GetBoolean()).GetProperty("id").GetString());
        Assert.All(models, model =>
        {
            Assert.Equal("shipped", model.GetProperty("kind").GetString());
            Assert.Equal(10, model.GetProperty("classes").GetArrayLength());
            Assert.Equal((1, 28, 28), (Number(model, "channels"), Number(model, "height"), Number(model, "width")));
        });
        Assert.Equal(33_580, Number(models.Single(model => model.GetProperty("id").GetString() == "lenet"), "parameters"));
    }

    [Theory]
    [InlineData("lenet", 20, 5)]
    [InlineData("mlp", 64, 28)]
    [InlineData("softmax", 10, 28)]
    public async Task Filters_are_pictures_of_the_first_weights(string model, int count, int side)
    {
        await using var guest = await Guest.VisitAsync();

        using var answer = await guest.GetAsync($"/api/models/{model}/filters");

        var filters = await Guest.JsonOf(answer);
        Assert.Equal((count, 1, side, side), (Number(filters, "count"), Number(filters, "channels"), Number(filters, "height"), Number(filters, "width")));
        byte[] values = filters.GetProperty("values").GetBytesFromBase64();
        Assert.Equal(count * side * side, values.Length);

        // Each is stretched to its own largest magnitude, on one side of 128 or the other.
        Assert.All(values.Chunk(side * side), picture => Assert.Equal(127, picture.Max(value => Math.Abs(value - 128))));
    }

    [Theory]
    [InlineData("lenet")]
    [InlineData("deep")]
    public async Task Layers_lead_from_the_image_to_the_answer(string model)
    {
        await using var guest = await Guest.VisitAsync();
        byte[] pixels = SyntheticDigits.Test(1).Read().First().Pixels.ToArray();
        var parameters = DigitModel.Open(model).Parameters;

        using var answer = await guest.PostAsync($"/api/layers?model={model}", pixels, "application/octet-stream");

        var layers = (await Guest.JsonOf(answer)).GetProperty("layers").EnumerateArray().ToList();
        Assert.Equal(new FeatureMaps(parameters).Of(pixels).Select(map => map.Layer), layers.Select(layer => layer.GetProperty("name").GetString()!));
        Assert.All(layers, layer => Assert.Equal(
            layer.GetProperty("shape").EnumerateArray().Aggregate(1, (size, extent) => size * extent.GetInt32()), layer.GetProperty("values").GetBytesFromBase64().Length));
        Assert.Equal(
            new Recognizer(new DigitModel(parameters)).Recognize(pixels).Probabilities, layers[^1].GetProperty("probabilities").EnumerateArray().Select(p => p.GetSingle()));
        Assert.All(layers[..^1], layer => Assert.False(layer.TryGetProperty("probabilities", out _)));
    }

    [Fact]
    public async Task Layers_take_just_the_bytes_that_a_network_reads()
    {
        await using var guest = await Guest.VisitAsync();

        using var tooMany = await guest.PostAsync("/api/layers", new byte[785], "application/octet-stream");
        await Guest.RequireProblemAsync(tooMany, HttpStatusCode.BadRequest, "body: expected 784 bytes", "got 785");
        using var picture = await guest.PostAsync("/api/layers", Pictures.Zero);
        await Guest.RequireProblemAsync(picture, HttpStatusCode.UnsupportedMediaType, "application/octet-stream", "image/png");
    }

    private static int Number(JsonElement of, string name) => of.GetProperty(name).GetInt32();
}
