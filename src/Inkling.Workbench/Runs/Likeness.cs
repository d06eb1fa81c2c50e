using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Inkling.Data;
using Inkling.Nn;
using Inkling.Training;

namespace Inkling.Workbench;

/// <summary>Whether the processes of a job are about to train the same thing: asked before the first step, since a difference would end in numbers that mean nothing.</summary>
internal static class Likeness
{
    /// <exception cref="InvalidDataException">A process differs from the first; the message names it, and what differs.</exception>
    public static void Require(Communicator ranks, RunSettings settings, Dataset dataset, Parameters parameters)
    {
        ranks.RequireAlike(
        [
            $"settings: {JsonSerializer.Serialize(settings with { DataDirectory = null }, RunsJson.Default.RunSettings)}",
            $"network: {parameters.Network.ToString().ReplaceLineEndings("; ")}",
            $"first parameters: {parameters.Hash()}",
            string.Create(CultureInfo.InvariantCulture, $"training samples: {dataset.Train.Count}"),
            string.Create(CultureInfo.InvariantCulture, $"test samples: {dataset.Test.Count}"),
        ]);
    }

    /// <summary>The same of where the trainers stand: each has read the checkpoint for itself.</summary>
    /// <exception cref="InvalidDataException">A process differs from the first.</exception>
    public static void Require(Communicator ranks, Trainer trainer)
    {
        var state = trainer.RestoredState;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(trainer.Parameters.Values));
        foreach (var remembered in state.Moments.Concat(state.Averages))
            hash.AppendData(MemoryMarshal.AsBytes(remembered.Span));
        ranks.RequireAlike($"checkpoint: pass {trainer.Position.Pass}, batch {trainer.Position.Batch}, values {Convert.ToHexStringLower(hash.GetHashAndReset())}");
    }
}
