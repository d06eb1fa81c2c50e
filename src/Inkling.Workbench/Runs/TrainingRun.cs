using System.Diagnostics;
using Inkling.Data;
using Inkling.Digits;
using Inkling.Digits.Imaging;
using Inkling.Nn;
using Inkling.Training;

namespace Inkling.Workbench;

/// <summary>A training from settings to result, leaving a run folder from which it can go on after anything.</summary>
/// <remarks>
/// Making one checks that settings and data fit each other and writes nothing. After every pass the parameters are saved and tested, and a
/// checkpoint is written; cancelling writes one in the middle of a pass. Used once, by one thread.
/// </remarks>
public sealed class TrainingRun
{
    /// <summary>Samples that are shuffled together, as in the chapter.</summary>
    internal const int ShuffleBuffer = 8192;

    private const int LinesToCalibrateOn = 1000;

    private const int SamplesToKnowTheFormBy = 200;

    private readonly RunSettings _settings;
    private readonly string _datasetName;
    private readonly Trainer _trainer;
    private readonly int _threads;
    private readonly Device _device;
    private readonly Communicator _ranks;
    private readonly BatchReader _train;
    private readonly BatchReader _test;
    private readonly Reader<Sample>? _held;
    private readonly List<PassResult> _passes = [];
    private readonly List<HistoryPoint> _points = [];
    private long _passStart;

    /// <summary>Prepares a run.</summary>
    /// <param name="settings">What to do.</param>
    /// <param name="dataset">The data that <see cref="RunSettings.Dataset"/> names.</param>
    /// <param name="threads">Workers.</param>
    /// <param name="device">Where it is computed; null for the processors. It is no part of the settings: a run may go on elsewhere.</param>
    /// <param name="communicator">The processes that train this run together; null for this one alone. Each makes the run alike; one of them writes the folder.</param>
    /// <exception cref="ArgumentException">The settings do not fit each other or the data.</exception>
    /// <exception cref="InvalidDataException">Another process has another build, other settings or other data.</exception>
    public TrainingRun(RunSettings settings, Dataset dataset, int threads, Device? device = null, Communicator? communicator = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(dataset);
        _settings = settings;
        _datasetName = dataset.Name;
        _threads = threads;
        _device = device ?? Device.Cpu;
        _ranks = communicator ?? Communicator.Alone;

        var recipe = settings.Recipe;
        var train = settings.TrainOf(dataset);
        if (train.Count is null)
            throw new ArgumentException($"training samples of '{dataset.Name}': expected a reader that knows how many it has");
        if (train.Count < recipe.BatchSize)
            throw new ArgumentException($"batch size {recipe.BatchSize}: larger than the {train.Count} training samples of '{dataset.Name}'");

        // Lines are made of chance already, and making them takes time that learning need not wait for.
        _train = dataset.MaxLabels > 0
            ? train.Buffered(2 * recipe.BatchSize).Batch(recipe.BatchSize)
            : Varied(train, recipe, dataset, threads).Shuffle(ShuffleBuffer, recipe.Seed).Batch(recipe.BatchSize);
        if (dataset.MaxLabels > 0 && settings.Validation is not null)
            throw new ArgumentException($"validation: the lines of '{dataset.Name}' to test on are made of held-out digits already; expected none");
        _held = settings.Validation is null ? null : settings.TestOf(dataset);
        if (_held is null && dataset.Test.Count == 0)
        {
            throw new ArgumentException(
                $"test samples of '{dataset.Name}': expected one or more, found none. Of a folder of images every sixth of a class is one; "
                + "or hold training samples out (validation)");
        }

        _test = (_held ?? dataset.Test).Batch(recipe.BatchSize);

        var image = Layer.Image("pixel", dataset.Channels, dataset.Height, dataset.Width);
        var cost = CostOf(recipe, dataset, image);
        var parameters = Parameters.Create(cost, recipe.Seed);
        DigitModel.Describe(parameters, dataset.ClassNames, FormOf(settings, dataset));
        _trainer = new Trainer(cost, parameters, recipe.CreateOptimizer(), threads, recipe.Seed, device: _device, communicator: communicator, average: recipe.CreateAverage());
        if (_ranks.Size > 1)
            Likeness.Require(_ranks, settings, dataset, parameters);
    }

    /// <summary>The network that is trained.</summary>
    public Network Network => _trainer.Parameters.Network;

    /// <summary>What is learnt, as the last update left it; on a device, as the last pass did. To be read between updates: on the thread that trains, when it reports.</summary>
    public Parameters Parameters => _trainer.Parameters;

    /// <summary>The names of the classes.</summary>
    public IReadOnlyList<string> ClassNames => new DigitModel(_trainer.Parameters).ClassNames;

    /// <summary>Minibatches of a pass.</summary>
    public long IterationsPerPass => _train.Count!.Value;

    /// <summary>Passes done so far.</summary>
    public int CompletedPasses => _trainer.CompletedPasses;

    private RunProgress Progress => new(_passes, _points);

    /// <summary>Trains from the beginning.</summary>
    /// <param name="folder">A new run folder.</param>
    /// <param name="report">Gets an <see cref="EndIteration"/> after each minibatch and a <see cref="PassDone"/> after each pass, once it is tested and saved; on the calling thread.</param>
    /// <param name="cancellation">Stops after the iteration at hand, with a checkpoint.</param>
    /// <exception cref="IOException">A file cannot be written, or another training has begun in the folder.</exception>
    /// <exception cref="InvalidDataException">A sample cannot be read.</exception>
    public RunRecord Start(RunFolder folder, Action<TrainingEvent> report, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        using var claim = folder.Claim();
        folder.RequireNew();
        folder.WriteRecord(_settings);
        return Saving(folder, () =>
        {
            folder.SaveCheckpoint(_trainer, RunProgress.Empty);
            return Execute(folder, report, cancellation);
        });
    }

    /// <summary>Goes on where the checkpoint of a folder stands; without one, the training had not begun, and begins.</summary>
    /// <param name="folder">The folder of a run with the same settings and data.</param>
    /// <param name="report">Gets the trainer's <see cref="EndIteration"/>, and a <see cref="PassDone"/> after each pass, on the calling thread.</param>
    /// <param name="cancellation">Stops after the iteration at hand, with a checkpoint.</param>
    /// <exception cref="IOException">A file cannot be written, or the training is still going on elsewhere.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged or of another network, or a sample cannot be read.</exception>
    public RunRecord Resume(RunFolder folder, Action<TrainingEvent> report, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        using var claim = folder.Claim();
        var progress = folder.HasCheckpoint ? folder.RestoreCheckpoint(_trainer) : RunProgress.Empty;
        if (_ranks.Size > 1)
            Likeness.Require(_ranks, _trainer);
        _passes.AddRange(progress.Passes);
        _points.AddRange(progress.Points);
        return Saving(folder, () => Execute(folder, report, cancellation));
    }

    private static ImageForm FormOf(RunSettings settings, Dataset dataset)
    {
        if (settings.ImageSize is { } size && size != new ImageSize(dataset.Height, dataset.Width))
            throw new ArgumentException($"image size {size.Width}×{size.Height}: the images of '{dataset.Name}' have a size of their own, {dataset.Width}×{dataset.Height}");
        if (dataset.Channels != 1)
            return new(dataset.Height, dataset.Width, settings.Preparation ?? Preparation.Whole) { Channels = dataset.Channels };
        if (settings.Preparation is { } preparation)
            return new(dataset.Height, dataset.Width, preparation);
        var usual = ImageForm.Usual(dataset.ClassNames, dataset.Height, dataset.Width);
        return usual.Preparation == Preparation.Ink || dataset.MaxLabels > 0 ? usual : ImageForm.Of(dataset.ClassNames, dataset.Height, dataset.Width, Spread(dataset.Train));
    }

    // Of all classes, whatever the order they are in.
    private static ReadOnlyMemory<byte>[] Spread(Reader<Sample> samples)
    {
        int stride = (int)Math.Max(1, (samples.Count ?? 0) / SamplesToKnowTheFormBy);
        return [.. samples.Read().Where((_, index) => index % stride == 0).Select(sample => sample.Pixels)];
    }

    private static Cost CostOf(Recipe recipe, Dataset dataset, Layer image)
    {
        int classes = dataset.ClassNames.Count;
        bool readsLines = recipe.Model == DigitNetwork.Line;
        if (readsLines != dataset.MaxLabels > 0)
        {
            throw new ArgumentException(
                $"model '{recipe.Model}': expected a data set of {(readsLines ? $"lines ('{DatasetSource.Lines}')" : "single images")}, got '{dataset.Name}'");
        }

        if (readsLines && recipe.Variation is not null)
            throw NetworkVariation.NotOf(recipe.Model);
        return readsLines
            ? Cost.Ctc(DigitNetwork.LineReader(image, classes), Layer.Labels("labels", classes, dataset.MaxLabels))
            : Cost.Classification(DigitNetwork.Create(recipe.Model, image, classes, recipe.Variation), Layer.Label("label", classes));
    }

    private static Reader<Sample> Varied(Reader<Sample> train, Recipe recipe, Dataset dataset, int threads)
    {
        if (!recipe.Augments)
            return train;
        if (dataset.Channels != 1)
            throw new ArgumentException($"augmentation: expected gray images, got {dataset.Channels} channels of '{dataset.Name}'");

        var varied = train.Augment(Augmentation.Handwriting with { Disturbance = (float)recipe.Disturbance }, recipe.Seed, dataset.Height, dataset.Width, threads);
        return new(pass => pass < recipe.Passes - recipe.CleanPasses ? varied.Read(pass) : train.Read(pass), train.Count);
    }

    // A full disk costs what has been learnt since the last checkpoint, no more: whoever meets one should know.
    private static RunRecord Saving(RunFolder folder, Func<RunRecord> train)
    {
        try
        {
            return train();
        }
        catch (IOException e)
        {
            throw new IOException($"{e.Message}; what was saved before is whole: to go on, train with --resume {folder.Path}", e);
        }
    }

    private RunRecord Execute(RunFolder folder, Action<TrainingEvent> report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        var end = _trainer.Train(_train, _settings.Recipe.Passes, e => Handle(e, folder, report), cancellation: cancellation);
        if (end.Outcome == Outcome.Cancelled)
            folder.SaveCheckpoint(_trainer, Progress);
        var outcome = end.Outcome == Outcome.Completed ? OutcomeOf(_passes) : end.Outcome;
        if (!folder.IsWritten)
            return folder.WriteRecord(_settings, outcome, Result(folder));
        if (outcome == Outcome.Completed && _settings.Recipe.Model == DigitNetwork.Line)
            CalibrateLines(folder, _test);
        else if (outcome == Outcome.Completed && _held is not null)
            Calibrate(folder, [.. _held.Read()]);

        return folder.WriteRecord(_settings, outcome, Result(folder));
    }

    /// <summary>What the last test says of a training whose own costs were numbers to the end.</summary>
    private static Outcome OutcomeOf(List<PassResult> passes) => passes switch
    {
        [.., var last] when !double.IsFinite(last.TestCost) => Outcome.Diverged,
        [.., { SoleAnswer: not null }] => Outcome.Collapsed,
        _ => Outcome.Completed,
    };

    /// <summary>Fits the temperature of the best pass on the samples that were held out; with none held out there is nothing to fit it on.</summary>
    private static void Calibrate(RunFolder folder, Sample[] held)
    {
        var best = DigitModel.Open(folder.Path).Parameters;
        float[] probabilities = Evaluation.Infer(new Inference(best), held, temperature: 1);
        DigitModel.SetTemperature(best, TemperatureFit.Of(probabilities, [.. held.Select(sample => sample.Label)]));
        folder.SaveBest(best);
    }

    /// <summary>The same for a reader of lines, on the lines it is tested on: they are made of digits that were held out of those it learned from.</summary>
    private static void CalibrateLines(RunFolder folder, BatchReader lines)
    {
        var best = DigitModel.Open(folder.Path).Parameters;
        DigitModel.SetTemperature(best, LineEvaluation.FitTemperature(best, lines.Read().SelectMany(batch => batch.Samples.ToArray()).Take(LinesToCalibrateOn)));
        folder.SaveBest(best);
    }

    private void Handle(TrainingEvent e, RunFolder folder, Action<TrainingEvent> report)
    {
        switch (e)
        {
            case BeginPass:
                _passStart = Stopwatch.GetTimestamp();
                break;

            case EndIteration iteration:
                if (iteration.Batch % _settings.LogPeriod == 0)
                    _points.Add(PointOf(iteration));
                report(iteration);
                break;

            case EndPass pass:
                report(ClosePass(pass, folder));
                break;
        }
    }

    private HistoryPoint PointOf(EndIteration end) =>
        new(end.Pass, end.Batch, _trainer.CompletedIterations, end.LearningRate, end.Cost, end.Metrics.ClassificationError);

    private PassDone ClosePass(EndPass pass, RunFolder folder)
    {
        double seconds = Stopwatch.GetElapsedTime(_passStart).TotalSeconds;
        var parameters = _trainer.Snapshot();
        folder.SavePass(parameters, pass.Pass);
        var test = _trainer.Test(_test);
        var result = new PassResult(pass.Pass, pass.Cost, test.Cost, test.Metrics.ClassificationError, seconds, SoleAnswer(test.Metrics));
        _passes.Add(result);
        if (Progress.Best == result)
            folder.SaveBest(parameters);

        folder.WriteCurves(Progress, _trainer.CompletedIterations / _trainer.CompletedPasses);
        folder.SaveCheckpoint(_trainer, Progress);
        return new(result, test.Metrics);
    }

    // Where some answers are right and some wrong, the samples are of several classes.
    private static int? SoleAnswer(Metrics test) => test.Wrong > 0 && test.Wrong < test.Samples ? test.SoleAnswer : null;

    private RunResult Result(RunFolder folder)
    {
        var best = Progress.Best;
        double seconds = _passes.Sum(pass => pass.Seconds);
        double images = (double)(_train.SampleCount ?? 0) * _passes.Count;
        return new(
            _settings.Recipe.Model, _datasetName, _trainer.Parameters.Values.Length, _passes, best?.Pass, best?.TestCost, 1.0 - best?.TestError,
            seconds > 0.0 ? images / seconds : 0.0, _threads, _settings.Recipe.Seed, _trainer.Snapshot().Hash(), folder.Path,
            _device == Device.Cpu ? null : _device.Name, _ranks.Size == 1 ? null : _ranks.Size);
    }
}
