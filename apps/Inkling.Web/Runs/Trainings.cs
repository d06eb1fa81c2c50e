using System.Net;
using Inkling.Web.Serving;
using Inkling.Workbench;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Inkling.Web.Runs;

/// <summary>The trainings of this server: one at a time, each on a thread of its own. When the server stops, the one that is going on saves itself first.</summary>
internal sealed class Trainings : IHostedService, IDisposable
{
    private readonly RunCatalogue _runs;
    private readonly ServerSettings _settings;
    private readonly Lock _beginning = new();
    private readonly CancellationTokenRegistration _stopping;
    private bool _isStopping;

    public Trainings(RunCatalogue runs, ServerSettings settings, IHostApplicationLifetime lifetime)
    {
        (_runs, _settings) = (runs, settings);

        // At once and not when it is this service's turn: the server waits for the listeners, and they for the end of the training.
        _stopping = lifetime.ApplicationStopping.Register(Stop);
    }

    /// <summary>The training that was begun last, or null.</summary>
    public Training? Latest { get; private set; }

    /// <summary>The training that is going on, or null.</summary>
    public Training? Running => Latest is { } latest && !latest.Story.IsEnded ? latest : null;

    /// <summary>Whether somebody may start, stop and resume trainings.</summary>
    /// <param name="context">Who asks. What a proxy passes on comes from wherever the proxy says, and never from this machine if it is not believed.</param>
    /// <param name="settings">Whether others than this machine may.</param>
    public static bool IsAllowed(HttpContext context, ServerSettings settings)
    {
        var address = context.Connection.RemoteIpAddress;
        bool isPassedOn = context.Request.Headers.ContainsKey("X-Forwarded-For") || context.Request.Headers.ContainsKey("Forwarded");
        return settings.AllowRemoteTraining || (!isPassedOn && address is not null && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address));
    }

    /// <summary>Begins a new run.</summary>
    /// <exception cref="BadHttpRequestException">Another training is going on.</exception>
    public Training Start(TrainingRequest request)
    {
        var settings = request.Settings(_settings.DataDirectory);
        lock (_beginning)
        {
            RequireIdle();
            return Begin(new(RunFolder.Create(NewPath(settings.Recipe.Model)), settings, isNew: true, _settings));
        }
    }

    /// <summary>Goes on with a run.</summary>
    /// <exception cref="BadHttpRequestException">It is complete, or a training is going on.</exception>
    public Training Resume(RunFolder folder)
    {
        lock (_beginning)
        {
            RequireIdle();
            if (folder.IsBeingTrained)
                throw Conflict($"run '{folder.Name}': another program is training it");
            var record = folder.ReadRecord();
            if (RunViews.IsResumable(record.Outcome) is false)
                throw Conflict($"run '{folder.Name}': expected one that was cancelled or interrupted, found one that is {RunViews.StateOf(record.Outcome)}");

            var settings = record.Settings;
            return Begin(new(folder, settings with { DataDirectory = _settings.DataDirectory ?? settings.DataDirectory }, isNew: false, _settings));
        }
    }

    /// <summary>Gives a run another name.</summary>
    /// <exception cref="BadHttpRequestException">It is being trained, or the name cannot be had.</exception>
    public RunFolder Rename(string id, Func<string, RunFolder> find, string name) => Change(id, find, folder => folder.Rename(name));

    /// <summary>Removes a run with all its files.</summary>
    /// <exception cref="BadHttpRequestException">It is being trained.</exception>
    public void Delete(string id, Func<string, RunFolder> find) => Change(id, find, folder =>
    {
        folder.Delete();
        return folder;
    });

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Stop();
        if (Latest is { } latest)
            await latest.Completion.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        _stopping.Dispose();
        Latest?.Dispose();
    }

    private void Stop()
    {
        lock (_beginning)
        {
            _isStopping = true;
            Running?.Cancel();
        }
    }

    // The folder of one that has just begun is still empty, and not found.
    private RunFolder Change(string id, Func<string, RunFolder> find, Func<RunFolder, RunFolder> change)
    {
        lock (_beginning)
        {
            if (Running?.Id == id || find(id).IsBeingTrained)
                throw Conflict($"run '{id}': a training is going on in it");

            try
            {
                var changed = change(find(id));
                if (Latest?.Id == id)
                {
                    Latest.Dispose();
                    Latest = null;
                }

                return changed;
            }
            catch (ArgumentException e)
            {
                throw new BadHttpRequestException(e.Message.Split(" (Parameter")[0], e);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                _settings.Tell($"run {id}: {e.Message}");
                throw Conflict($"run '{id}': it cannot be renamed or removed so; perhaps something of that name exists, or a file is in use");
            }
        }
    }

    private void RequireIdle()
    {
        if (_isStopping)
            throw new BadHttpRequestException("server: it is about to stop", StatusCodes.Status503ServiceUnavailable);
        if (Running is { } running)
            throw Conflict($"training: one at a time; run '{running.Id}' is going on");
    }

    private Training Begin(Training training)
    {
        Latest = training;
        training.Completion.Start(TaskScheduler.Default);
        return training;
    }

    private string NewPath(string network)
    {
        string path = Path.Combine(_runs.Directory, Path.GetFileName(RunFolder.DefaultPath(network, DateTimeOffset.UtcNow)));
        return Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? path : $"{path}-{n}").First(free => !Path.Exists(free));
    }

    private static BadHttpRequestException Conflict(string detail) => new(detail, StatusCodes.Status409Conflict);
}
