using System.Diagnostics;
using Inkling.Data;
using Inkling.Nn;
using Inkling.Training;
using Inkling.Web.Networks;
using Inkling.Web.Serving;
using Inkling.Workbench;

namespace Inkling.Web.Runs;

/// <summary>A training of this server, from the opening of its data to its end.</summary>
internal sealed class Training : IDisposable
{
    private const int SamplesShown = 20;
    private const int PointsOfPass = 20;
    private static readonly TimeSpan LeastBetweenIterations = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LeastBetweenViews = TimeSpan.FromMilliseconds(80);

    private readonly CancellationTokenSource _cancellation = new();
    private readonly object _pausing = new();
    private readonly Stopwatch _learning = new();
    private readonly ServerSettings _server;
    private readonly bool _isNew;
    private bool _isPaused;
    private bool _isToldToWait;
    private int _stepsLeft;
    private long _toldAt;
    private long _toldIteration;
    private TimeSpan _toldLearning;
    private long _shownAt;
    private NetworkView? _view;

    /// <param name="folder">Its run folder.</param>
    /// <param name="settings">What to do.</param>
    /// <param name="isNew">Whether it begins, or goes on.</param>
    /// <param name="server">Where it is computed, and who gets what the person at the terminal should know.</param>
    public Training(RunFolder folder, RunSettings settings, bool isNew, ServerSettings server)
    {
        (Folder, Settings, _isNew, _server) = (folder, settings, isNew, server);
        Completion = new Task(Run, TaskCreationOptions.LongRunning);
    }

    public string Id => Folder.Name;

    public RunFolder Folder { get; }

    /// <summary>What it does; from when the data is open, with the name of the data.</summary>
    public RunSettings Settings { get; private set; }

    public RunStory Story { get; } = new();

    private bool Waits => _isPaused && _stepsLeft == 0 && !_cancellation.IsCancellationRequested;

    /// <summary>Ends when the training has, and never fails: what failed is in the story.</summary>
    public Task Completion { get; }

    /// <summary>Asks it to save itself and end.</summary>
    public void Cancel()
    {
        _cancellation.Cancel();
        lock (_pausing)
            Monitor.PulseAll(_pausing);
    }

    /// <summary>Has it wait after the minibatch at hand.</summary>
    public void Pause() => Set(isPaused: true, steps: 0);

    /// <summary>Has it go on after a pause.</summary>
    public void Proceed() => Set(isPaused: false, steps: 0);

    /// <summary>Has it learn from one more minibatch, and wait again.</summary>
    public void Step() => Set(isPaused: true, steps: 1);

    public void Dispose() => _cancellation.Dispose();

    private void Run()
    {
        EndJson end;
        try
        {
            end = new(RunViews.StateOf(Train().Outcome), Detail: null);
        }
        catch (OperationCanceledException)
        {
            end = new("cancelled", "Cancelled before the training had begun.");
        }
        catch (Exception e)
        {
            _server.Tell($"training {Id}: {e.Message}");
            end = new(RunJson.Interrupted, e.Message);
        }

        LeaveNoEmptyFolder();
        Story.Tell(end);
    }

    private void LeaveNoEmptyFolder()
    {
        try
        {
            if (!Directory.EnumerateFileSystemEntries(Folder.Path).Any())
                Directory.Delete(Folder.Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _server.Tell($"training {Id}: {e.Message}");
        }
    }

    private RunRecord Train()
    {
        var dataset = DatasetSource.Open(Settings.Request, _server.Tell, downloads: null, _cancellation.Token);
        if (_isNew)
        {
            long batches = (Settings.Limit ?? dataset.Train.Count ?? 0) / Settings.Recipe.BatchSize;
            Settings = Settings with { Dataset = dataset.Name, LogPeriod = (int)Math.Clamp(batches / PointsOfPass, 1, RunSettings.UsualLogPeriod) };
        }

        var run = new TrainingRun(Settings, dataset, Environment.ProcessorCount, _server.Device);
        Sample[] samples = [.. dataset.Test.Read().Take(SamplesShown)];
        TellProgress(Folder.ReadProgress(), run.IterationsPerPass, samples, dataset);
        return _isNew ? run.Start(Folder, Handle, _cancellation.Token) : run.Resume(Folder, Handle, _cancellation.Token);

        void Handle(TrainingEvent e)
        {
            if (e is EndIteration iteration)
                TellAndWait(iteration, run, samples);
            else if (e is PassDone pass)
                TellPass(pass.Result, samples, dataset);
        }
    }

    /// <summary>What was before it was resumed.</summary>
    private void TellProgress(RunProgress progress, long perPass, Sample[] samples, Dataset dataset)
    {
        foreach (var iteration in RunViews.Iterations(progress, perPass * Settings.Recipe.Passes))
            Story.Tell(iteration);
        foreach (var pass in progress.Passes)
            Story.Tell(pass);
        if (progress.Passes is [.., var last])
            TellSamples(last.Pass, samples, dataset);
    }

    // Whoever pauses sees where it stands: the minibatch at hand is told before the wait. The wait is no part of the speed, nor are testing and saving, which follow the last minibatch of a pass.
    private void TellAndWait(EndIteration end, TrainingRun run, Sample[] samples)
    {
        lock (_pausing)
        {
            bool waits = Waits;
            _learning.Stop();
            TellIteration(end, run.IterationsPerPass, isWanted: waits);
            TellNetwork(run.Parameters, samples, isWanted: waits);
            if (waits)
            {
                Story.Tell(new PauseJson(true));
                while (Waits)
                    Monitor.Wait(_pausing);
                _isToldToWait = true;
            }

            // Whether it was told to go on in the wait or while it took its step.
            if (_isToldToWait && !_isPaused)
            {
                Story.Tell(new PauseJson(false));
                _isToldToWait = false;
            }

            _stepsLeft = 0;
            if (end.Batch + 1 < run.IterationsPerPass)
                _learning.Start();
        }
    }

    private void TellIteration(EndIteration end, long perPass, bool isWanted)
    {
        var (iteration, iterations) = ((end.Pass * perPass) + end.Batch + 1, perPass * Settings.Recipe.Passes);
        bool isDue = isWanted || Stopwatch.GetElapsedTime(_toldAt) >= LeastBetweenIterations || iteration == iterations;
        if (!isDue && end.Batch % Settings.LogPeriod != 0)
            return;

        // The first one has nothing to be measured from.
        double? speed = isDue && _toldAt > 0 ? (iteration - _toldIteration) * Settings.Recipe.BatchSize / (_learning.Elapsed - _toldLearning).TotalSeconds : null;
        var told = new IterationJson(end.Pass, end.Batch, iteration, iterations, end.Cost, end.Metrics.ClassificationError, end.LearningRate, speed);
        if (isDue)
        {
            (_toldAt, _toldIteration, _toldLearning) = (Stopwatch.GetTimestamp(), iteration, _learning.Elapsed);
            Story.Tell(told);
        }
        else
        {
            Story.Remember(told);
        }
    }

    // For those who look on alone, and seldom enough to cost the training little.
    private void TellNetwork(Parameters parameters, Sample[] samples, bool isWanted)
    {
        if (!Story.IsHeard || samples.Length == 0 || (!isWanted && Stopwatch.GetElapsedTime(_shownAt) < LeastBetweenViews))
            return;

        _view ??= new(parameters.Network);
        Story.Tell(_view.Of(parameters, samples[0].Pixels.Span));
        _shownAt = Stopwatch.GetTimestamp();
    }

    private void Set(bool isPaused, int steps)
    {
        lock (_pausing)
        {
            (_isPaused, _stepsLeft) = (isPaused, steps);
            Monitor.PulseAll(_pausing);
        }
    }

    private void TellPass(PassResult pass, Sample[] samples, Dataset dataset)
    {
        Story.Tell(pass);
        TellSamples(pass.Pass, samples, dataset);
        _learning.Start();
    }

    private void TellSamples(int pass, Sample[] samples, Dataset dataset)
    {
        var inference = new Inference(Parameters.Load(Folder.PassPath(pass)));
        Story.Tell(Array.ConvertAll(samples, sample =>
        {
            float[] probabilities = inference.Infer(sample.Pixels.Span);
            int answer = MaxId.IndexOfLargest(probabilities);
            return new SampleJson(dataset.ClassNames[sample.Label], dataset.ClassNames[answer], probabilities[answer], sample.Pixels.ToArray(), dataset.Height, dataset.Width);
        }));
    }
}
