using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Inkling.Web;
using SkiaSharp;

namespace Inkling.Reliability.Fuzzing;

/// <summary>What programs send to the web server of this process: images, and forms with an image.</summary>
/// <remarks>A damaged one is answered with a reading, or with a problem document that says what is wrong with the request; that every next one is answered shows the server alive.</remarks>
internal sealed class HttpBodies : IDisposable
{
    private const string Boundary = "the-parts-end-here";
    private const string Problem = "application/problem+json";

    private readonly Server _server;
    private readonly HttpClient _http;

    /// <summary>Starts a server.</summary>
    /// <param name="runs">Its folder of runs, which need not exist.</param>
    public HttpBodies(string runs)
    {
        _server = Server.StartAsync(new() { Port = 0, RunsDirectory = runs }).GetAwaiter().GetResult();
        _http = new() { BaseAddress = _server.Address };
    }

    /// <summary>The formats.</summary>
    public IReadOnlyList<ForeignFormat> Formats
    {
        get
        {
            using var bitmap = new SKBitmap(48, 40);
            using var canvas = new SKCanvas(bitmap);
            using var pen = new SKPaint { Color = SKColors.Black, StrokeWidth = 4, IsStroke = true };
            canvas.Clear(SKColors.White);
            canvas.DrawOval(24, 20, 9, 14, pen);
            using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
            byte[] image = png.ToArray();
            byte[] form = [.. Encoding.ASCII.GetBytes(
                $"--{Boundary}\r\nContent-Disposition: form-data; name=\"digits\"\r\n\r\nauto\r\n"
                + $"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"digit.png\"\r\nContent-Type: image/png\r\n\r\n"),
                .. image, .. Encoding.ASCII.GetBytes($"\r\n--{Boundary}--\r\n")];
            return
            [
                new("HTTP body: image", [image], bytes => Post(bytes, "image/png"), Repairs.Png, MostAllocated: null),
                new("HTTP body: form", [form], bytes => Post(bytes, $"multipart/form-data; boundary={Boundary}"), MostAllocated: null),
            ];
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _server.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private void Post(byte[] body, string type)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/recognize?model=lenet&seen=true") { Content = content };
        using var answer = _http.Send(request);
        using var stream = answer.Content.ReadAsStream();
        using var document = JsonDocument.Parse(stream);
        if (answer.StatusCode == HttpStatusCode.OK)
            return;

        if ((int)answer.StatusCode is < 400 or >= 500 || answer.Content.Headers.ContentType?.MediaType != Problem)
            throw new InvalidOperationException($"{(int)answer.StatusCode} {answer.Content.Headers.ContentType}: {document.RootElement}");
        throw new InvalidDataException(document.RootElement.GetProperty("detail").GetString());
    }
}
