namespace Inkling.Web.Runs;

/// <summary>A minibatch is done.</summary>
/// <param name="Pass">The 0-based pass.</param>
/// <param name="Batch">The 0-based minibatch in it.</param>
/// <param name="Iteration">Minibatches since the beginning of the run, this one counted.</param>
/// <param name="Iterations">Minibatches of the whole run.</param>
/// <param name="Cost">Its mean cost.</param>
/// <param name="Error">The part of it recognised wrongly, 0..1.</param>
/// <param name="LearningRate">The rate of its update.</param>
/// <param name="ImagesPerSecond">The speed since the one told before; null of what is told from a file.</param>
internal sealed record IterationJson(
    int Pass, int Batch, long Iteration, long Iterations, double Cost, double Error, double LearningRate, double? ImagesPerSecond);

/// <summary>A test sample, and what the network takes it for as it is now.</summary>
/// <param name="Label">The name of its class.</param>
/// <param name="Predicted">The name of the class it is taken for.</param>
/// <param name="Probability">How sure that is, 0..1.</param>
/// <param name="Pixels">The image.</param>
/// <param name="Height">Its rows.</param>
/// <param name="Width">Its columns.</param>
internal sealed record SampleJson(string Label, string Predicted, float Probability, byte[] Pixels, int Height, int Width);

/// <summary>A training waits, or goes on.</summary>
/// <param name="IsPaused">Whether it waits.</param>
internal sealed record PauseJson(bool IsPaused);

/// <summary>Nothing more will be told.</summary>
/// <param name="State">That of the run.</param>
/// <param name="Detail">Why, where it failed.</param>
internal sealed record EndJson(string State, string? Detail);
