using System.Text.Json;
using Inkling.Web.Serving;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Inkling.Web.Recognition;

/// <summary>What a request brings to be recognised: images, as its body, as the files of a form or in JSON, and in the latter two settings beside them.</summary>
/// <param name="Images">In the order in which they came.</param>
/// <param name="Settings">Fields of the form or of the JSON that are no images.</param>
internal sealed record Upload(IReadOnlyList<UploadedImage> Images, IReadOnlyDictionary<string, string> Settings)
{
    private const string Nameless = "image", ImageField = "image", ImagesField = "images";

    private static readonly Dictionary<string, string> _none = [];

    /// <summary>Takes a request apart.</summary>
    /// <exception cref="BadHttpRequestException">The body is of another type, or not what its type says.</exception>
    public static async ValueTask<Upload> OfAsync(HttpRequest request)
    {
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed : null;
        return (type?.MediaType.Value?.ToLowerInvariant(), type?.Type.Value?.ToLowerInvariant()) switch
        {
            ("multipart/form-data", _) => await OfFormAsync(request),
            ("application/json", _) => OfJson(RequestBody.Of(request)),
            ("application/octet-stream", _) or (_, "image") => new([new(RequestBody.Of(request), Nameless)], _none),
            _ => throw new BadHttpRequestException(
                $"body: expected image/*, application/octet-stream, multipart/form-data or application/json, got {(type is null ? "no Content-Type" : $"'{request.ContentType}'")}",
                StatusCodes.Status415UnsupportedMediaType),
        };
    }

    /// <summary>The one image that there should be.</summary>
    /// <exception cref="BadHttpRequestException">There is none, or there are several.</exception>
    public UploadedImage Single() => Images is [var image] ? image : throw new BadHttpRequestException($"form: expected one file, got {Images.Count}; /api/recognize/batch takes several");

    private static async Task<Upload> OfFormAsync(HttpRequest request)
    {
        var form = await FormAsync(request);
        var images = new List<UploadedImage>();
        foreach (var file in form.Files)
        {
            using var content = new MemoryStream((int)file.Length);
            await file.CopyToAsync(content);
            images.Add(new(content.ToArray(), file.FileName is "" ? Nameless : file.FileName));
        }

        return new(images, form.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal));
    }

    private static async Task<IFormCollection> FormAsync(HttpRequest request)
    {
        try
        {
            // Nothing of it goes to the disk.
            return await request.ReadFormAsync(new FormOptions { MemoryBufferThreshold = Limits.MaxBodyBytes });
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new BadHttpRequestException($"form: expected multipart/form-data with one file, got something else ({e.Message.TrimEnd('.')})");
        }
    }

    private static Upload OfJson(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                throw new BadHttpRequestException($"body: expected an object with '{ImageField}', got {json.RootElement.ValueKind}");
            var images = new List<UploadedImage>();
            var settings = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var field in json.RootElement.EnumerateObject())
            {
                if (field.Name == ImageField)
                    images.Add(Decoded(field.Value, Nameless));
                else if (field.Name == ImagesField && field.Value.ValueKind == JsonValueKind.Array)
                    images.AddRange(field.Value.EnumerateArray().Select((image, index) => Decoded(image, $"{ImagesField}[{index}]")));
                else if (field.Value.ValueKind != JsonValueKind.Null && !settings.TryAdd(field.Name, field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString()! : field.Value.GetRawText()))
                    throw new BadHttpRequestException($"{field.Name}: expected it once, found it again");
            }

            return images.Count > 0 ? new(images, settings) : throw new BadHttpRequestException($"body: expected '{ImageField}', or '{ImagesField}' with several, in base64; found neither");
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException($"body: expected JSON, found something else at line {e.LineNumber + 1}");
        }
        catch (InvalidOperationException)
        {
            throw new BadHttpRequestException("body: expected JSON in UTF-8, found a string that is none");
        }
    }

    // Also as an address of data, as a canvas of a page gives it: "data:image/png;base64,iVBOR…".
    private static UploadedImage Decoded(JsonElement value, string name)
    {
        string text = value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        int comma = text.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? text.IndexOf(',', StringComparison.Ordinal) + 1 : 0;
        var content = new byte[text.Length];
        return text.Length > 0 && Convert.TryFromBase64Chars(text.AsSpan(comma), content, out int length)
            ? new(content[..length], name)
            : new([], name) { Problem = $"{name}: expected an image file in base64, or a data: address of one" };
    }
}
