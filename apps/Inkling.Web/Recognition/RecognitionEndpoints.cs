using System.ComponentModel;
using System.Net.Mime;
using Inkling.Digits;
using Inkling.Digits.Imaging;
using Inkling.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Inkling.Web.Recognition;

/// <summary>What a model makes of an image.</summary>
internal static class RecognitionEndpoints
{
    private const string RawBytes = "application/octet-stream";

    public static void Map(IEndpointRouteBuilder app)
    {
        RequestBody.IsWanted(app.MapPost("/api/recognize", RecognizeAsync))
            .WithName("recognize").WithSummary("Which digits an image shows.").TakesBytes("image/*", RawBytes, MediaTypeNames.Multipart.FormData).IsWork();
        RequestBody.IsWanted(app.MapPost("/api/layers", Layers))
            .WithName("layers").WithSummary("What every layer of a model makes of an image.").TakesBytes(RawBytes).IsWork();
    }

    private static async Task<Ok<RecognitionJson>> RecognizeAsync([AsParameters] RecognitionQuery query, HttpRequest request, ModelCatalogue models, ServerMetrics metrics)
    {
        var (count, settings, wantsSeen) = (query.Count(), query.Settings(), query.WantsSeen());
        var model = models.Open(query.Model);
        if (count == DigitCount.Many && model.Form.Preparation == Preparation.Whole)
            throw new BadHttpRequestException($"digits: model '{model.Id}' gives one answer for a whole image; expected one or auto, got many");

        var upload = await UploadedImage.OfAsync(request);
        var image = upload.Decode();
        var reading = model.Recognizer.With(settings).Read(image, count);
        metrics.Count(reading);
        return TypedResults.Ok(wantsSeen
            ? RecognitionJson.WithSeen(upload.Name, reading, model.Id, image)
            : RecognitionJson.Of(upload.Name, reading, model.Id));
    }

    private static Ok<LayersJson> Layers([Description("The id of a model; default: the most accurate shipped one.")] string? model, HttpRequest request, ModelCatalogue models)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType != RawBytes)
            throw new BadHttpRequestException($"body: expected {RawBytes}, got '{request.ContentType}'", StatusCodes.Status415UnsupportedMediaType);

        var opened = models.Open(model);
        byte[] pixels = RequestBody.Of(request);
        int expected = opened.Form.Height * opened.Form.Width;
        return pixels.Length == expected
            ? TypedResults.Ok(LayersJson.Of(opened, pixels))
            : throw new BadHttpRequestException(
                $"body: expected {expected} bytes (the {opened.Form.Height}x{opened.Form.Width} that model '{opened.Id}' reads), got {pixels.Length}");
    }
}
