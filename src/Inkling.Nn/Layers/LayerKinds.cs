using System.Collections.Concurrent;

namespace Inkling.Nn;

/// <summary>The kinds of layers that files may name, each with the function that makes one. Layers of this library enter themselves, others by <see cref="Layer.Register"/>.</summary>
internal static class LayerKinds
{
    private static readonly ConcurrentDictionary<string, Func<LayerDescription, Layer>> _known = new(StringComparer.Ordinal);

    public static void Add(string kind, Func<LayerDescription, Layer> read)
    {
        ArgumentException.ThrowIfNullOrEmpty(kind);
        ArgumentNullException.ThrowIfNull(read);
        if (_known.GetOrAdd(kind, read) != read)
            throw new ArgumentException($"layer kind '{kind}': expected a new one, but it is known already", nameof(kind));
    }

    /// <exception cref="FormatException">The kind is unknown.</exception>
    public static Layer Read(LayerDescription layer) => _known.TryGetValue(layer.Kind, out var read)
        ? read(layer)
        : throw new FormatException($"layer '{layer.Name}': unknown kind '{layer.Kind}'; one of your own is made known by Layer.Register");
}
