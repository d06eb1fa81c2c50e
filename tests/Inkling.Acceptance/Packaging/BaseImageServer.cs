using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Inkling.Acceptance.Packaging;

/// <summary>A container registry on this machine, with one image in it that is empty: stands in for the one that .NET's base images come from.</summary>
internal sealed class BaseImageServer : IDisposable
{
    private const string ManifestType = "application/vnd.docker.distribution.manifest.v2+json";

    private readonly HttpListener _listener = new();
    private readonly Dictionary<string, (string Type, byte[] Content)> _answers = [];

    public BaseImageServer()
    {
        byte[] tar = EmptyTar(), layer = Compressed(tar);
        byte[] config = Encoding.UTF8.GetBytes(
            $$"""{"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["{{Digest(tar)}}"]},"history":[]}""");
        byte[] manifest = Encoding.UTF8.GetBytes($$"""
            {"schemaVersion":2,"mediaType":"{{ManifestType}}",
             "config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":{{config.Length}},"digest":"{{Digest(config)}}"},
             "layers":[{"mediaType":"application/vnd.docker.image.rootfs.diff.tar.gzip","size":{{layer.Length}},"digest":"{{Digest(layer)}}"}]}
            """);
        _answers["/v2/"] = ("application/json", "{}"u8.ToArray());
        _answers["/v2/empty/manifests/1"] = (ManifestType, manifest);
        _answers[$"/v2/empty/manifests/{Digest(manifest)}"] = (ManifestType, manifest);
        _answers[$"/v2/empty/blobs/{Digest(config)}"] = ("application/octet-stream", config);
        _answers[$"/v2/empty/blobs/{Digest(layer)}"] = ("application/octet-stream", layer);

        int port = Random.Shared.Next(20_000, 60_000);
        _listener.Prefixes.Add($"http://localhost:{port}/");
        _listener.Start();
        Image = $"localhost:{port}/empty:1";
        _ = Task.Run(AnswerAsync);
    }

    /// <summary>What the image is called.</summary>
    public string Image { get; }

    public void Dispose() => _listener.Close();

    private async Task AnswerAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var response = context.Response;
            if (!_answers.TryGetValue(context.Request.Url!.AbsolutePath, out var answer))
            {
                response.StatusCode = 404;
                continue;
            }

            response.ContentType = answer.Type;
            response.AddHeader("Docker-Content-Digest", Digest(answer.Content));
            response.ContentLength64 = answer.Content.Length;
            if (context.Request.HttpMethod == "GET")
                await response.OutputStream.WriteAsync(answer.Content);
        }
    }

    private static string Digest(byte[] content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";

    private static byte[] EmptyTar()
    {
        var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, leaveOpen: true))
            tar.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "app/"));
        return stream.ToArray();
    }

    private static byte[] Compressed(byte[] content)
    {
        var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionMode.Compress))
            gzip.Write(content);
        return stream.ToArray();
    }
}
