using Inkling.Training;
using Inkling.Workbench;


namespace Inkling.Cli;

/// <summary>Shows a training while it goes on.</summary>
internal interface ITrainingDisplay
{
    /// <summary>Trains, and shows what the training reports.</summary>
    /// <param name="run">The training, prepared.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="train">Does it; gets the handler of its events.</param>
    RunRecord Follow(TrainingRun run, RunSettings settings, Func<Action<TrainingEvent>, RunRecord> train);
}
