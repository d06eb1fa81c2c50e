using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Inkling.Compute;

namespace Inkling.Nn;

/// <summary>The values of all parameters of a network, in one buffer, under names such as <c>conv1.weight</c>.</summary>
/// <remarks>
/// A trainer writes them; nobody may read them from another thread meanwhile. <see cref="Inference"/> takes a copy, so it may be used while
/// training goes on.
/// </remarks>
public sealed partial class Parameters
{
    private readonly Memory<float> _values;

    private Parameters(Network network)
    {
        Network = network;
        _values = new AlignedBuffer(network.ParameterCount).Memory;
        Divide();
    }

    /// <summary>The network these are the parameters of.</summary>
    public Network Network { get; }

    /// <summary>The names, in the order of the layers.</summary>
    public IEnumerable<string> Names => Network.Slots.Select(slot => slot.Name);

    /// <summary>All values, in the order of the names.</summary>
    public ReadOnlySpan<float> Values => _values.Span;

    /// <summary>Notes stored beside the values in a file, such as the names of the classes.</summary>
    public IDictionary<string, string> Notes { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What a file holds beside the values: the topology of the prediction, and the notes.</summary>
    public IReadOnlyDictionary<string, string> Metadata =>
        new SortedDictionary<string, string>(Notes, StringComparer.Ordinal) { [Topology.Key] = Topology.Write(Network.Prediction) };

    internal Memory<float> Buffer => _values;

    /// <summary>Draws first values for the network below a layer.</summary>
    /// <param name="output">A cost or a prediction.</param>
    /// <param name="seed">The same seed gives the same values: each parameter's depend on the seed and its name alone.</param>
    public static Parameters Create(Layer output, int seed = 1)
    {
        var parameters = new Parameters(new Network(output));
        foreach (var slot in parameters.Network.Slots)
            slot.Spec.Initializer.Draw(new Random(Seed(seed, slot.Name)), parameters._values.Span[slot.Range]);
        return parameters;
    }

    /// <summary>Reads parameters and the network they belong to from a file that <see cref="Save(string, bool)"/> wrote.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, describes no network, or holds a value that is no finite number.</exception>
    public static Parameters Load(string path) => From(SafetensorsFile.Read(path));

    /// <summary>Reads parameters and the network they belong to from the bytes of such a file.</summary>
    /// <param name="name">What error messages call it.</param>
    /// <param name="bytes">The whole file.</param>
    /// <exception cref="InvalidDataException">The bytes are damaged, describe no network, or hold a value that is no finite number.</exception>
    public static Parameters Parse(string name, byte[] bytes) => From(SafetensorsFile.Parse(name, bytes));

    /// <summary>Reads parameters and the network they belong to from a stream, to its end. The stream stays open.</summary>
    /// <param name="stream">What such a file holds.</param>
    /// <param name="name">What error messages call it.</param>
    /// <exception cref="InvalidDataException">It is damaged, describes no network, or holds a value that is no finite number.</exception>
    public static Parameters Load(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return Parse(name, bytes.ToArray());
    }

    /// <summary>Makes parameters and the network they belong to of what a file of another format holds.</summary>
    /// <param name="source">What error messages call it.</param>
    /// <param name="tensors">The parameters of the network.</param>
    /// <param name="metadata">As <see cref="Metadata"/> gave it.</param>
    /// <exception cref="InvalidDataException">The metadata describes no network, or the tensors are not its parameters or hold a value that is no finite number.</exception>
    public static Parameters Of(string source, IReadOnlyList<Tensor> tensors, IReadOnlyDictionary<string, string> metadata) =>
        From(new SafetensorsFile(source, tensors, metadata));

    /// <summary>Refuses another network than one whose parameters have the names and extents of these, in the same order.</summary>
    internal void RequireSlotsOf(Network network)
    {
        if (!network.Slots.Select(slot => slot.ToString()).SequenceEqual(Network.Slots.Select(slot => slot.ToString())))
            throw new ArgumentException($"parameters: expected {string.Join(", ", network.Slots)}, got {string.Join(", ", Network.Slots)}", nameof(network));
    }

    private static Parameters From(SafetensorsFile file)
    {
        var network = Topology.Parse(file.Path, file.Metadata);
        Check(network, file);
        RequireNumbers(file);
        var parameters = new Parameters(network);
        parameters.CopyFrom(file);
        foreach (var (key, value) in file.Metadata)
        {
            if (key != Topology.Key)
                parameters.Notes[key] = value;
        }

        return parameters;
    }

    /// <summary>The extents of a parameter.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public IReadOnlyList<int> ExtentsOf(string name) => Slot(name).Spec.Extents;

    /// <summary>The values of a parameter, row-major.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public ReadOnlySpan<float> Get(string name) => _values.Span[Slot(name).Range];

    /// <summary>Sets the values of a parameter.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="extents">The extents of <paramref name="values"/>, which must be the parameter's own.</param>
    /// <param name="values">Row-major.</param>
    /// <exception cref="ArgumentException">There is none of that name, or extents or length differ.</exception>
    public void Set(string name, ReadOnlySpan<int> extents, ReadOnlySpan<float> values)
    {
        var slot = Slot(name);
        if (!extents.SequenceEqual(slot.Spec.Extents.ToArray()))
            throw new ArgumentException($"parameter '{name}': extents expected {Write(slot.Spec.Extents)}, got {Write(extents.ToArray())}", nameof(extents));
        if (values.Length != slot.Spec.Length)
            throw new ArgumentException($"parameter '{name}': expected {slot.Spec.Length} values, got {values.Length}", nameof(values));

        values.CopyTo(_values.Span[slot.Range]);
    }

    /// <summary>Writes values and topology of the prediction to a safetensors file, as a whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="half">Whether values are rounded to 16 bits, which halves the file.</param>
    /// <exception cref="ArgumentException">A value is too large for 16 bits.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Save(string path, bool half = false) => SafetensorsFile.Write(path, Tensors(), Metadata, half);

    /// <summary>Writes what such a file holds to a stream, which stays open.</summary>
    /// <param name="stream">Written to from where it stands.</param>
    /// <param name="half">Whether values are rounded to 16 bits.</param>
    /// <exception cref="ArgumentException">A value is too large for 16 bits; then nothing is written.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Save(Stream stream, bool half = false) => SafetensorsFile.Write(stream, Tensors(), Metadata, half);

    private IEnumerable<Tensor> Tensors() => Network.Prediction.Slots.Select(slot => new Tensor(slot.Name, slot.Spec.Extents, Get(slot.Name).ToArray()));

    /// <summary>
    /// Takes over the values of all parameters that are there by the same name: to begin with what another network has learnt. Parameters that
    /// only one of the two has are left alone.
    /// </summary>
    /// <param name="other">Whose values.</param>
    /// <param name="except">Names to leave alone although both have them, such as those of a last layer for other classes.</param>
    /// <returns>The names of those taken over, in the order of the layers here.</returns>
    /// <exception cref="ArgumentException">
    /// A parameter has other extents there, or a name to be left alone is in neither; then nothing is changed.
    /// </exception>
    public IReadOnlyList<string> InitializeFrom(Parameters other, params IEnumerable<string> except)
    {
        ArgumentNullException.ThrowIfNull(other);
        ArgumentNullException.ThrowIfNull(except);
        var left = except.ToHashSet();
        if (left.Except(Names).Except(other.Names).FirstOrDefault() is { } unknown)
            throw new ArgumentException($"parameter '{unknown}': there is none to leave alone; known are {string.Join(", ", Names)}", nameof(except));

        var theirs = other.Names.ToHashSet();
        var shared = Network.Slots.Where(slot => theirs.Contains(slot.Name) && !left.Contains(slot.Name)).ToList();
        foreach (var slot in shared)
            other.CheckedGet(slot);
        foreach (var slot in shared)
            other.CheckedGet(slot).CopyTo(_values.Span[slot.Range]);
        return [.. shared.Select(slot => slot.Name)];
    }

    /// <summary>A copy for the network below another layer, with equal values for all parameters of the same name, frozen where they are.</summary>
    /// <param name="output">The other layer, usually the prediction of a cost.</param>
    /// <exception cref="ArgumentException">A parameter is missing here or has other extents.</exception>
    public Parameters CopyFor(Layer output)
    {
        var copy = new Parameters(new Network(output));
        foreach (var slot in copy.Network.Slots)
            CheckedGet(slot).CopyTo(copy._values.Span[slot.Range]);
        foreach (string name in copy.Names.Where(_frozen.Contains))
            copy.Freeze(name);
        foreach (var (key, value) in Notes)
            copy.Notes[key] = value;
        return copy;
    }

    /// <summary>Takes over the values of a file, which must hold exactly the parameters of this network.</summary>
    /// <exception cref="InvalidDataException">A parameter is missing, unknown, or has other extents.</exception>
    public void CopyFrom(SafetensorsFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        Check(Network, file);
        foreach (var slot in Network.Slots)
            file.Get(slot.Name).Values.CopyTo(_values.Span[slot.Range]);
    }

    /// <summary>The SHA-256 of all values as little-endian bytes, in lower-case hexadecimal: equal for equal bits.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(Values)));

    // Before memory for a network of a file is asked for: a small file may describe a huge one.
    private static void Check(Network network, SafetensorsFile file)
    {
        foreach (var slot in network.Slots)
        {
            var tensor = file.Get(slot.Name);
            if (!tensor.Extents.SequenceEqual(slot.Spec.Extents))
                throw new InvalidDataException($"{file.Path}: '{slot.Name}' expected {Write(slot.Spec.Extents)}, got {Write(tensor.Extents)}");
        }

        if (file.Tensors.FirstOrDefault(tensor => network.Slots.All(slot => slot.Name != tensor.Name)) is { } unknown)
        {
            throw new InvalidDataException(
                $"{file.Path}: '{unknown.Name}' is no parameter of this network ({string.Join(", ", network.Slots.Select(slot => slot.Name))})");
        }
    }

    // A model with a NaN answers NaN to everything.
    private static void RequireNumbers(SafetensorsFile file)
    {
        foreach (var tensor in file.Tensors)
        {
            int at = tensor.Values.AsSpan().IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
            if (at >= 0)
                throw new InvalidDataException($"{file.Path}: '{tensor.Name}' expected finite numbers, got {tensor.Values[at]} at index {at}: a training that diverged?");
        }
    }

    private ReadOnlySpan<float> CheckedGet(ParameterSlot wanted)
    {
        var found = Slot(wanted.Name);
        return found.Spec.Extents.SequenceEqual(wanted.Spec.Extents)
            ? _values.Span[found.Range]
            : throw new ArgumentException($"parameter '{wanted.Name}': extents expected {Write(wanted.Spec.Extents)}, got {Write(found.Spec.Extents)}");
    }

    private ParameterSlot Slot(string name) =>
        Network.Slots.FirstOrDefault(slot => slot.Name == name)
        ?? throw new ArgumentException($"parameter '{name}': there is none; known are {string.Join(", ", Names)}", nameof(name));

    private static string Write(IEnumerable<int> extents) => $"[{string.Join(", ", extents)}]";

    // FNV-1a over the name, started from the seed: stable across runs and machines, which string.GetHashCode is not.
    private static int Seed(int seed, string name) =>
        name.Aggregate(unchecked(seed * 16777619 ^ (int)2166136261), (hash, letter) => unchecked((hash ^ letter) * 16777619));
}
