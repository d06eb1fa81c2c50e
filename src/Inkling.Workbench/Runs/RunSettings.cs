using System.Text.Json.Serialization;
using Inkling.Data;
using Inkling.Digits.Imaging;

namespace Inkling.Workbench;

/// <summary>What a run was asked to do: enough, with the data, to do it again or to go on with it.</summary>
/// <param name="Recipe">Network and training.</param>
/// <param name="Dataset">The data set: the name of one that is built in, or the path of a folder. Of <c>auto</c>, what came of it.</param>
/// <param name="DataDirectory">Where MNIST is looked for, or null for the usual place.</param>
/// <param name="Limit">Only the first so many training samples, or null for all.</param>
/// <param name="LogPeriod">Iterations between two points of the history.</param>
/// <param name="Validation">
/// How many of the last training samples are held out of training and tested on in place of the test samples: for choosing among models and
/// settings without a look at the test set. Null for none.
/// </param>
/// <param name="ImageSize">The size of samples made of image files; null for 28×28.</param>
/// <param name="Preparation">How images become what the network reads; null for the usual way of their classes.</param>
/// <param name="Transposes">Whether rows and columns of the data set's images are exchanged.</param>
/// <param name="Channels">Values of a pixel of samples made of image files: 1 for gray, 3 for colour.</param>
public sealed record RunSettings(
    Recipe Recipe, string Dataset, string? DataDirectory = null, int? Limit = null, int LogPeriod = RunSettings.UsualLogPeriod,
    int? Validation = null, ImageSize? ImageSize = null, Preparation? Preparation = null, bool Transposes = false, int Channels = 1)
{
    /// <summary>The data set that these settings name.</summary>
    [JsonIgnore]
    public DatasetRequest Request => new(Dataset, DataDirectory, ImageSize, Preparation, Transposes, Channels);

    /// <summary>The samples that a run of these settings learns from: without those that are held out, and only the first of the others if so many are not wanted.</summary>
    /// <param name="dataset">The data that <see cref="Dataset"/> names.</param>
    /// <exception cref="ArgumentException">No more samples are there than are to be held out.</exception>
    public Reader<Sample> TrainOf(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var train = dataset.Train;
        if (Validation is { } held)
        {
            if (train.Count is not { } count || held >= count)
                throw new ArgumentException($"validation {held}: expected fewer than the {train.Count} training samples");
            train = train.FirstN((int)count - held);
        }

        return Limit is { } limit ? train.FirstN(limit) : train;
    }

    /// <summary>The samples that a run of these settings is tested on: those that are held out of training, else the test samples.</summary>
    /// <param name="dataset">The data that <see cref="Dataset"/> names.</param>
    public Reader<Sample> TestOf(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return Validation is { } held && dataset.Train.Count is { } count ? dataset.Train.Skip((int)count - held) : dataset.Test;
    }

    /// <summary>The log period of the chapter.</summary>
    public const int UsualLogPeriod = 100;
}
