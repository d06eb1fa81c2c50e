namespace Inkling.Reliability.Killing;

/// <summary>What trials came to, none of which lost anything.</summary>
/// <param name="Trials">Trainings.</param>
/// <param name="Kills">How often one was killed.</param>
/// <param name="WithinWriting">How often while a file was being written: its beginning lay beside its place.</param>
/// <param name="Files">Files read from end to end after a kill.</param>
internal sealed record KillResult(int Trials, int Kills, int WithinWriting, int Files)
{
    public static KillResult operator +(KillResult a, KillResult b) =>
        new(a.Trials + b.Trials, a.Kills + b.Kills, a.WithinWriting + b.WithinWriting, a.Files + b.Files);
}
