using System.Collections.Concurrent;
using Inkling.Digits;
using Inkling.Nn;
using Inkling.Web.Runs;
using Inkling.Workbench;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Memory;

namespace Inkling.Web.Recognition;

/// <summary>The shipped models and those of the run folders, opened when they are first asked and kept for the next question. Any thread may use it.</summary>
internal sealed class ModelCatalogue(RunCatalogue runs) : IDisposable
{
    private const int MostKept = 16;
    private const string RunPrefix = "run:";

    private readonly MemoryCache _opened = new(new MemoryCacheOptions { SizeLimit = MostKept });
    private readonly ConcurrentDictionary<string, (DateTime Written, ModelJson? Json)> _described = [];
    private readonly Lock _opening = new();

    /// <summary>All models that can be asked. What is in a run folder but cannot be is left out.</summary>
    public IReadOnlyList<ModelJson> All() => [.. DigitModel.Shipped.Select(Shipped).Concat(runs.Folders.Select(Run)).Select(Describe).OfType<ModelJson>()];

    /// <summary>A model, opened.</summary>
    /// <param name="id">Its id, or null for the usual one.</param>
    /// <exception cref="BadHttpRequestException">There is none.</exception>
    public OpenedModel Open(string? id)
    {
        var source = Find(id ?? DigitModel.Default) ?? throw Unknown(id);
        Lazy<OpenedModel> model;
        lock (_opening)
        {
            model = _opened.GetOrCreate((source.Id, source.Written), entry =>
            {
                entry.Size = 1;
                return new Lazy<OpenedModel>(() => new(source.Id, source.Open()));
            })!;
        }

        try
        {
            return model.Value;
        }
        catch (Exception e) when (IsUnusable(e))
        {
            throw Unknown(id);
        }
    }

    public void Dispose() => _opened.Dispose();

    private static ModelSource Shipped(string name) =>
        new(name, ModelJson.Shipped, DateTime.MinValue, () => name, () => DigitModel.OpenShipped(name));

    private static ModelSource Run(RunFolder folder) => new(
        RunPrefix + folder.Name, ModelJson.Run, File.GetLastWriteTimeUtc(folder.BestPath),
        () => folder.ReadRecord().Settings.Recipe.Model, () => DigitModel.Open(folder.BestPath));

    private static bool IsUnusable(Exception e) => e is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException;

    private static BadHttpRequestException Unknown(string? id) =>
        new($"model '{id}': expected one that /api/models lists; there is none of that id", StatusCodes.Status404NotFound);

    private ModelSource? Find(string id) =>
        DigitModel.Shipped.Contains(id) ? Shipped(id)
        : id.StartsWith(RunPrefix, StringComparison.Ordinal) && runs.Find(id[RunPrefix.Length..]) is { } folder ? Run(folder)
        : null;

    private ModelJson? Describe(ModelSource source)
    {
        if (_described.TryGetValue(source.Id, out var known) && known.Written == source.Written)
            return known.Json;

        var json = Read(source);
        _described[source.Id] = (source.Written, json);
        return json;
    }

    private static ModelJson? Read(ModelSource source)
    {
        try
        {
            var model = source.Open();
            var form = model.Form;
            return new(
                source.Id, source.Kind, source.Network(), model.Parameters.Values.Length, model.ClassNames, form.Channels, form.Height, form.Width,
                IsDefault: source.Id == DigitModel.Default);
        }
        catch (Exception e) when (IsUnusable(e))
        {
            return null;
        }
    }

    /// <summary>Where a model comes from, and when that was last written.</summary>
    private sealed record ModelSource(string Id, string Kind, DateTime Written, Func<string> Network, Func<DigitModel> Open);
}
