namespace Inkling.Bench.Training;

/// <summary>
/// One library, ready to train one network on one training set: parameters, optimizer state and pixels are set up by
/// the constructor and carried from pass to pass, so that <see cref="TrainPass"/> measures training alone.
/// </summary>
public interface ITrainingContender : IDisposable
{
    /// <summary>The library's name in lower case: a column of the table and a part of the JSON keys.</summary>
    string Name { get; }

    /// <summary>Why this library cannot be measured here, in one line; null if it can.</summary>
    string? Unavailable { get; }

    /// <summary>
    /// Trains one pass over the training set, in a new order each time, the last smaller batch included.
    /// Called first as a warm-up whose time is thrown away; never called if <see cref="Unavailable"/> is set.
    /// </summary>
    /// <returns>Seconds from the shuffle to the last update.</returns>
    /// <exception cref="InvalidOperationException">The cost is no longer a finite number: the time would mean nothing.</exception>
    double TrainPass();
}
