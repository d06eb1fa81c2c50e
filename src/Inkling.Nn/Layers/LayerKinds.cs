using System.Collections.Concurrent;

namespace Inkling.Nn;

/// <summary>The kinds of layers that files may name, each with the function that makes one. Layers of this library enter themselves, others by <see cref="Layer.Register"/>.</summary>
internal static class LayerKinds
{
    private static readonly ConcurrentDictionary<string, Func<LayerDescription, Layer>> _known = new(StringComparer.Ordinal);
    private static Func<string, Func<LayerDescription, Layer>?> _more = _ => null;

    /// <summary>Enters a kind of this library.</summary>
    public static void Add(string kind, Func<LayerDescription, Layer> read) => _known[kind] = read;

    /// <summary>Enters many kinds of this library, which are looked for when a file names one: so they need not be made while the library is loaded.</summary>
    public static void AddMany(Func<string, Func<LayerDescription, Layer>?> find) => _more = find;

    /// <summary>Enters a kind of somebody else.</summary>
    /// <exception cref="ArgumentException">The kind is known already, with another function.</exception>
    public static void AddNew(string kind, Func<LayerDescription, Layer> read)
    {
        ArgumentException.ThrowIfNullOrEmpty(kind);
        ArgumentNullException.ThrowIfNull(read);
        if ((_more(kind) is { } ours && ours != read) || _known.GetOrAdd(kind, read) != read)
            throw new ArgumentException($"layer kind '{kind}': expected a new one, but it is known already", nameof(kind));
    }

    /// <exception cref="FormatException">The kind is unknown.</exception>
    public static Layer Read(LayerDescription layer) => (_known.GetValueOrDefault(layer.Kind) ?? _more(layer.Kind))?.Invoke(layer)
        ?? throw new FormatException($"layer '{layer.Name}': unknown kind '{layer.Kind}'; one of your own is made known by Layer.Register");
}
