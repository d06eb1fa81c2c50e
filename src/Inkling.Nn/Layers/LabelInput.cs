using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Inkling.Nn;

/// <summary>The place where the true classes enter, one integer 0..classes − 1 per sample; only costs read it.</summary>
public sealed class LabelInput : Layer
{
    internal const string Word = "label";

    /// <summary>Describes an input of labels.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="classes">How many classes there are, 2 or more.</param>
    /// <exception cref="ArgumentException">There are fewer than two classes, or the name is empty.</exception>
    public LabelInput(string name, int classes)
        : base(Word, name, Shape.Vector(1))
    {
        ArgumentNullException.ThrowIfNull(name);
        if (classes < 2)
            throw new ArgumentException($"label '{name}': classes expected 2 or more, got {classes}", nameof(classes));
        Classes = classes;
    }

    /// <summary>How many classes there are.</summary>
    public int Classes { get; }

    /// <inheritdoc/>
    protected internal override string Settings => $"{Classes} classes";

    /// <inheritdoc/>
    protected internal override void Forward(LayerWorkspace work)
    {
    }

    /// <inheritdoc/>
    protected internal override void Backward(LayerWorkspace work)
    {
    }

    /// <inheritdoc/>
    protected internal override void Describe(Utf8JsonWriter json) => json.WriteNumber("classes", Classes);

    /// <exception cref="ArgumentOutOfRangeException">The label is none of the classes.</exception>
    internal void Require(int label)
    {
        if ((uint)label >= (uint)Classes)
            throw new ArgumentOutOfRangeException(nameof(label), label, $"label '{GivenName}': expected 0..{Classes - 1}");
    }

    [ModuleInitializer]
    internal static void Register() => LayerKinds.Add(Word, Read);

    internal static LabelInput Read(LayerDescription layer) => new(layer.Name, layer.WholeNumber("classes"));
}
