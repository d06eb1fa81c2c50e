using System.Globalization;
using System.Text;
using System.Text.Json;
using Inkling.Nn;

namespace Inkling.Training;

/// <summary>A file with all that is needed to go on with a training exactly, to the bit, where it stood.</summary>
/// <remarks>
/// It is a safetensors file: the parameters, what the optimizer and its average remember of them, and as metadata the topology, the optimizer's
/// settings, the seed, the names of the frozen parameters and the position. Together with a reader that is a pure function of its pass number, that is
/// the whole state of a training.
/// </remarks>
public static class Checkpoint
{
    private const string PositionKey = "inkling.position";
    private const string OptimizerKey = "inkling.optimizer";
    private const string SeedKey = "inkling.seed";
    private const string FrozenKey = "inkling.frozen";
    private const string Values = "parameters";
    private const char NameSeparator = '\n';

    /// <summary>
    /// Writes the state of a trainer, as a whole or not at all. To be called between iterations: before or after training, or from a handler.
    /// </summary>
    /// <remarks>Of several processes that train together, all must call it, or <see cref="Trainer.Snapshot"/> in its place: one of them writes.</remarks>
    /// <param name="trainer">The trainer.</param>
    /// <param name="path">The file.</param>
    /// <param name="notes">Anything to be stored beside it, such as the results of the passes so far.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Save(Trainer trainer, string path, IReadOnlyDictionary<string, string>? notes = null)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var metadata = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [Topology.Key] = Topology.Write(trainer.Parameters.Network.Prediction),
            [OptimizerKey] = trainer.RuleName,
            [SeedKey] = Write(trainer.Seed),
            [FrozenKey] = string.Join(NameSeparator, trainer.Parameters.FrozenNames),
            [PositionKey] = Write(trainer.Position),
        };
        foreach (var (key, value) in notes ?? new Dictionary<string, string>())
            metadata[key] = value;

        // Asked for first: on a device, it brings the parameters too.
        var state = trainer.State;
        int length = trainer.Parameters.Values.Length;
        var tensors = Remembered(state)
            .Select(buffer => new Tensor(buffer.Name, [length], buffer.Values.ToArray()))
            .Prepend(new(Values, [length], trainer.Parameters.Values.ToArray()));
        SafetensorsFile.Write(path, tensors, metadata);
    }

    /// <summary>Puts a trainer, made with the same network and optimizer, into the state of a file: also what is frozen there is frozen here.</summary>
    /// <param name="trainer">The trainer; left alone if the file does not fit.</param>
    /// <param name="path">The file.</param>
    /// <returns>The notes stored beside it.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or a checkpoint of another network, seed or optimizer, clipping and average included.</exception>
    public static IReadOnlyDictionary<string, string> Restore(Trainer trainer, string path)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var file = SafetensorsFile.Read(path);
        RequireEqual(file, Topology.Key, Topology.Write(trainer.Parameters.Network.Prediction), "network");
        RequireEqual(file, OptimizerKey, trainer.RuleName, "optimizer");
        if (file.Metadata.ContainsKey(SeedKey))
            RequireEqual(file, SeedKey, Write(trainer.Seed), "seed");
        var position = Parse(file);
        var frozen = Frozen(file, trainer.Parameters);

        int length = trainer.Parameters.Values.Length;
        var values = Get(file, Values, length);
        var remembered = Remembered(trainer.RestoredState).Select(buffer => (From: Get(file, buffer.Name, length), To: buffer.Values)).ToList();

        values.CopyTo(trainer.Parameters.Buffer);
        foreach (var (from, to) in remembered)
            from.CopyTo(to);
        trainer.Parameters.FreezeOnly(frozen);
        trainer.Restore(position);
        return file.Metadata;
    }

    private static IEnumerable<(string Name, Memory<float> Values)> Remembered(OptimizerState state) =>
        [.. state.Moments.Select((values, i) => (Name("moment", i), values)), .. state.Averages.Select((values, i) => (Name("average", i), values))];

    private static string Name(string kind, int index) => string.Create(CultureInfo.InvariantCulture, $"{kind}{index}");

    private static string Write(int seed) => seed.ToString(CultureInfo.InvariantCulture);

    private static string Write(TrainingPosition at)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("pass", at.Pass);
            json.WriteNumber("batch", at.Batch);
            json.WriteNumber("iteration", at.Iteration);
            json.WriteNumber("learntSamples", at.Samples);
            json.WriteNumber("costBits", BitConverter.DoubleToInt64Bits(at.Sum.Total));
            at.Sum.Metrics.Write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static TrainingPosition Parse(SafetensorsFile file)
    {
        try
        {
            using var json = JsonDocument.Parse(file.Metadata.GetValueOrDefault(PositionKey, ""));
            var at = json.RootElement;
            double total = BitConverter.Int64BitsToDouble(at.GetProperty("costBits").GetInt64());

            // Absent from older files, whose schedules did not depend on it.
            long samples = at.TryGetProperty("learntSamples", out var learnt) ? learnt.GetInt64() : 0;
            return new(
                at.GetProperty("pass").GetInt32(), at.GetProperty("batch").GetInt32(), at.GetProperty("iteration").GetInt64(), samples,
                new(total, Metrics.Read(at)));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"{file.Path}: no checkpoint: '{PositionKey}' expected a position as JSON ({e.Message})", e);
        }
    }

    // Files from before parameters could be frozen do not say; then what is frozen here stays so.
    private static string[] Frozen(SafetensorsFile file, Parameters parameters)
    {
        if (!file.Metadata.TryGetValue(FrozenKey, out string? found))
            return [.. parameters.FrozenNames];

        string[] names = found.Split(NameSeparator, StringSplitOptions.RemoveEmptyEntries);
        return names.Except(parameters.Names).FirstOrDefault() is { } unknown
            ? throw new InvalidDataException($"{file.Path}: '{FrozenKey}' expected names of parameters, found '{unknown}'")
            : names;
    }

    private static void RequireEqual(SafetensorsFile file, string key, string expected, string what)
    {
        if (!file.Metadata.TryGetValue(key, out var found))
            throw new InvalidDataException($"{file.Path}: no checkpoint: '{key}' is missing");
        if (found != expected)
            throw new InvalidDataException($"{file.Path}: a checkpoint of another {what}: expected {expected}, found {found}");
    }

    private static float[] Get(SafetensorsFile file, string name, int length) =>
        file.Get(name).Values is var values && values.Length == length
            ? values
            : throw new InvalidDataException($"{file.Path}: '{name}' expected {length} values, found {values.Length}");
}
