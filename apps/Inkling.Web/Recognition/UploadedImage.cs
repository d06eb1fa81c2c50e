using Inkling.Digits.Imaging;
using Inkling.Web.Serving;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Inkling.Web.Recognition;

/// <summary>The image that a request brings: as its body, or as the one file of a form.</summary>
internal sealed record UploadedImage(byte[] Content, string Name)
{
    private const string Nameless = "image";

    /// <summary>Finds the image.</summary>
    /// <exception cref="BadHttpRequestException">The body is of another type, or a form without exactly one file.</exception>
    public static async ValueTask<UploadedImage> OfAsync(HttpRequest request)
    {
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed : null;
        return type switch
        {
            { MediaType.Value: "multipart/form-data" } => await OfFormAsync(request),
            { MediaType.Value: "application/octet-stream" } or { Type.Value: "image" } => new(RequestBody.Of(request), Nameless),
            _ => throw new BadHttpRequestException(
                $"body: expected image/*, application/octet-stream or multipart/form-data, got {(type is null ? "no Content-Type" : $"'{request.ContentType}'")}",
                StatusCodes.Status415UnsupportedMediaType),
        };
    }

    /// <summary>Decodes it.</summary>
    /// <exception cref="BadHttpRequestException">It is no image, too large, damaged or cut short.</exception>
    public GrayImage Decode()
    {
        try
        {
            return ImageFile.Load(Content, Name);
        }
        catch (InvalidDataException e)
        {
            throw new BadHttpRequestException(e.Message, StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static async Task<UploadedImage> OfFormAsync(HttpRequest request)
    {
        var files = await FilesAsync(request);
        if (files is not [var file])
            throw new BadHttpRequestException($"form: expected one file, got {files.Count}");

        using var content = new MemoryStream((int)file.Length);
        await file.CopyToAsync(content);
        return new(content.ToArray(), file.FileName is "" ? Nameless : file.FileName);
    }

    private static async Task<IFormFileCollection> FilesAsync(HttpRequest request)
    {
        try
        {
            // Nothing of it goes to the disk.
            var form = await request.ReadFormAsync(new FormOptions { MemoryBufferThreshold = Limits.MaxBodyBytes });
            return form.Files;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new BadHttpRequestException($"form: expected multipart/form-data with one file, got something else ({e.Message.TrimEnd('.')})");
        }
    }
}
