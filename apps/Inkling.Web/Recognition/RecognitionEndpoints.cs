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

    private static readonly string[] UploadTypes = ["image/*", RawBytes, MediaTypeNames.Multipart.FormData, MediaTypeNames.Application.Json];

    public static void Map(IEndpointRouteBuilder app)
    {
        RequestBody.IsWanted(app.MapPost("/api/recognize", RecognizeAsync))
            .WithName("recognize").WithSummary("Which digits an image shows.").TakesBytes(UploadTypes).IsWork();
        RequestBody.IsWanted(app.MapPost("/api/recognize/batch", RecognizeBatchAsync))
            .WithName("recognizeBatch").WithSummary("Which digits several images show.").TakesBytes(UploadTypes[2..]).IsWork();
        RequestBody.IsWanted(app.MapPost("/api/layers", Layers))
            .WithName("layers").WithSummary("What every layer of a model makes of an image.").TakesBytes(RawBytes).IsWork();
    }

    private static async Task<Ok<RecognitionJson>> RecognizeAsync([AsParameters] RecognitionQuery query, HttpRequest request, ModelCatalogue models, ServerMetrics metrics)
    {
        var (upload, read) = await PrepareAsync(query, request, models, metrics);
        return TypedResults.Ok(read(upload.Single()));
    }

    /// <summary>One bad image among many is named, and the others are still read.</summary>
    private static async Task<Ok<BatchJson>> RecognizeBatchAsync([AsParameters] RecognitionQuery query, HttpRequest request, ModelCatalogue models, ServerMetrics metrics)
    {
        var (upload, read) = await PrepareAsync(query, request, models, metrics);
        if (upload.Images.Count == 0)
            throw new BadHttpRequestException("form: expected files, got none");
        var results = new List<BatchResultJson>();
        foreach (var image in upload.Images)
        {
            request.HttpContext.RequestAborted.ThrowIfCancellationRequested();
            try
            {
                results.Add(new(image.Name) { Reading = read(image) });
            }
            catch (BadHttpRequestException e)
            {
                results.Add(new(image.Name) { Error = e.Message });
            }
        }

        return TypedResults.Ok(new BatchJson(results));
    }

    /// <summary>The images of a request, and how one of them is read.</summary>
    private static async ValueTask<(Upload Upload, Func<UploadedImage, RecognitionJson> Read)> PrepareAsync(
        RecognitionQuery address, HttpRequest request, ModelCatalogue models, ServerMetrics metrics)
    {
        models.Open(address.Model); // what is wrong with the address is said first
        var upload = await Upload.OfAsync(request);
        var query = address.With(request, upload.Settings);
        var (count, settings, wantsSeen) = (query.Count(), query.Settings(), query.WantsSeen());
        var model = models.Open(query.Model);
        if (count == DigitCount.Many && model.Form.Preparation == Preparation.Whole)
            throw new BadHttpRequestException($"digits: model '{model.Id}' gives one answer for a whole image; expected one or auto, got many");

        var recognizer = model.Recognizer.With(settings);
        return (upload, Read);

        RecognitionJson Read(UploadedImage uploaded)
        {
            var image = uploaded.Decode(recognizer.ReadsColor);
            var reading = recognizer.Read(image, count, request.HttpContext.RequestAborted);
            metrics.Count(reading);
            return wantsSeen ? RecognitionJson.WithSeen(uploaded.Name, reading, model.Id, recognizer.ClassNames, image) : RecognitionJson.Of(uploaded.Name, reading, model.Id, recognizer.ClassNames);
        }
    }

    private static Ok<LayersJson> Layers([Description("The id of a model; default: the most accurate shipped one.")] string? model, HttpRequest request, ModelCatalogue models)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType != RawBytes)
            throw new BadHttpRequestException($"body: expected {RawBytes}, got '{request.ContentType}'", StatusCodes.Status415UnsupportedMediaType);

        var opened = models.Open(model);
        byte[] pixels = RequestBody.Of(request);
        int expected = opened.Form.Size;
        return pixels.Length == expected
            ? TypedResults.Ok(LayersJson.Of(opened, pixels))
            : throw new BadHttpRequestException(
                $"body: expected {expected} bytes (the {opened.Form.Channels}x{opened.Form.Height}x{opened.Form.Width} that model '{opened.Id}' reads), got {pixels.Length}");
    }
}
