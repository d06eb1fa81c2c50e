using Inkling.Digits;
using Inkling.Nn;
using Inkling.Web.Serving;
using Inkling.Workbench;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Memory;

namespace Inkling.Web.Runs;

/// <summary>What the best passes of runs make of their test data. Each is computed once, one after the other, since one takes all processors.</summary>
internal sealed class RunEvaluations(RunViews runs, ServerSettings server) : IDisposable
{
    /// <summary>Each holds the test samples in memory.</summary>
    private const int MostKept = 4;

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MostKept });
    private readonly SemaphoreSlim _computing = new(1);

    /// <summary>The evaluation of a run.</summary>
    /// <exception cref="BadHttpRequestException">There is no such run, no pass of it is complete, or its data is not here.</exception>
    public async Task<EvaluatedRun> OfAsync(string id, CancellationToken cancellation)
    {
        var folder = runs.Folder(id);
        if (!File.Exists(folder.BestPath))
            throw new BadHttpRequestException($"run '{id}': expected one with a complete pass, found none yet", StatusCodes.Status404NotFound);

        await _computing.WaitAsync(cancellation);
        try
        {
            var key = (folder.Name, File.GetLastWriteTimeUtc(folder.BestPath));
            return _kept.Get<EvaluatedRun>(key) ?? _kept.Set(key, Evaluate(folder, cancellation), new MemoryCacheEntryOptions { Size = 1 });
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException or NotSupportedException or InsufficientMemoryException)
        {
            server.Tell($"run {id}: {e.Message}");
            throw new BadHttpRequestException(
                $"run '{id}': expected its network and its test data to be here, found that they are not; the terminal of the server says why", StatusCodes.Status404NotFound, e);
        }
        finally
        {
            _computing.Release();
        }
    }

    public void Dispose()
    {
        _kept.Dispose();
        _computing.Dispose();
    }

    private EvaluatedRun Evaluate(RunFolder folder, CancellationToken cancellation)
    {
        var model = DigitModel.Open(folder.BestPath);
        var form = model.Form;
        var settings = folder.ReadRecord().Settings;
        var request = settings.Request with
        {
            DataDirectory = server.DataDirectory ?? settings.DataDirectory,
            ImageSize = new(form.Height, form.Width),
            Preparation = form.Preparation,
            Channels = form.Channels,
        };
        var dataset = DatasetSource.Open(request, server.Tell, downloads: null, cancellation);
        var evaluation = Evaluation.Of(
            new Inference(model.Parameters, server.Device), settings.TestOf(dataset), dataset.ClassNames, model.Temperature, cancellation: cancellation);
        return new(evaluation, form.Height, form.Width);
    }
}
