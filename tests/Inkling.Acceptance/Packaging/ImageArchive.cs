using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;

namespace Inkling.Acceptance.Packaging;

/// <summary>A container image in a file, as <c>docker load</c> takes it.</summary>
/// <param name="Command">What it starts.</param>
internal sealed record ImageArchive(IReadOnlyList<string> Command)
{
    /// <summary>Unpacks the files of all layers, one over the other.</summary>
    public static ImageArchive Extract(string archive, string folder)
    {
        string parts = Directory.CreateDirectory($"{folder}.parts").FullName;
        TarFile.ExtractToDirectory(archive, parts, overwriteFiles: true);
        var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(parts, "manifest.json"))).RootElement[0];
        Directory.CreateDirectory(folder);
        foreach (var layer in manifest.GetProperty("Layers").EnumerateArray())
        {
            using var stream = new GZipStream(File.OpenRead(Path.Combine(parts, layer.GetString()!)), CompressionMode.Decompress);
            TarFile.ExtractToDirectory(stream, folder, overwriteFiles: true);
        }

        var config = JsonDocument.Parse(File.ReadAllText(Path.Combine(parts, manifest.GetProperty("Config").GetString()!))).RootElement.GetProperty("config");
        return new([.. config.GetProperty("Entrypoint").EnumerateArray().Select(word => word.GetString()!)]);
    }
}
