using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Inkling.Nn;

/// <summary>The place where true numbers enter, for networks that predict quantities or several labels at once; only costs read it.</summary>
/// <remarks>Numbers are used as they are: what is far from −1..1 is best scaled before.</remarks>
public sealed class TargetInput : Layer
{
    internal const string Word = "target";

    /// <summary>Describes an input of targets.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="size">Numbers per sample, 1 or more.</param>
    /// <exception cref="ArgumentException">There are no numbers, or the name is empty.</exception>
    public TargetInput(string name, int size)
        : base(Word, name, Shape.Vector(size))
    {
        ArgumentNullException.ThrowIfNull(name);
        if (size < 1)
            throw new ArgumentException($"targets '{name}': size expected 1 or more, got {size}", nameof(size));
    }

    /// <inheritdoc/>
    protected internal override void Forward(LayerWorkspace work)
    {
    }

    /// <inheritdoc/>
    protected internal override void Backward(LayerWorkspace work)
    {
    }

    /// <inheritdoc/>
    protected internal override void Describe(Utf8JsonWriter json) => json.WriteNumber("size", Shape.Size);

    /// <exception cref="ArgumentException">A sample has another number of targets, or one that is no finite number.</exception>
    internal void Require(ReadOnlySpan<float> targets)
    {
        if (targets.Length != Shape.Size)
            throw new ArgumentException($"targets '{GivenName}': sample expected {Shape.Size} numbers, got {targets.Length}", nameof(targets));
        foreach (float target in targets)
        {
            if (!float.IsFinite(target))
                throw new ArgumentException($"targets '{GivenName}': expected finite numbers, got {target}", nameof(targets));
        }
    }

    [ModuleInitializer]
    internal static void Register() => LayerKinds.Add(Word, Read);

    internal static TargetInput Read(LayerDescription layer) => new(layer.Name, layer.WholeNumber("size"));
}
