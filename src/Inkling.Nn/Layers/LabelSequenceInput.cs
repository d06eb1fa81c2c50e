using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Inkling.Nn;

/// <summary>The place where true sequences of labels enter, as many labels per sample as it has, 0..<see cref="MaxLength"/>; only costs read it.</summary>
public sealed class LabelSequenceInput : Layer
{
    internal const string Word = "labels";

    /// <summary>The most classes: a label is a byte.</summary>
    private const int MostClasses = 256;

    /// <summary>Describes an input of label sequences.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="classes">How many classes there are, 1..256; the blank of <see cref="Cost.Ctc"/> is none of them.</param>
    /// <param name="maxLength">The most labels of a sample, 1 or more.</param>
    /// <exception cref="ArgumentException">A number is out of range, or the name is empty.</exception>
    public LabelSequenceInput(string name, int classes, int maxLength)
        : base(Word, name, Shape.Vector(maxLength))
    {
        ArgumentNullException.ThrowIfNull(name);
        if (classes is < 1 or > MostClasses)
            throw new ArgumentException($"labels '{name}': classes expected 1..{MostClasses}, got {classes}", nameof(classes));
        if (maxLength < 1)
            throw new ArgumentException($"labels '{name}': most labels expected 1 or more, got {maxLength}", nameof(maxLength));
        Classes = classes;
        MaxLength = maxLength;
    }

    /// <summary>How many classes there are.</summary>
    public int Classes { get; }

    /// <summary>The most labels of a sample.</summary>
    public int MaxLength { get; }

    /// <inheritdoc/>
    protected internal override string Settings => $"{Classes} classes, at most {MaxLength} labels";

    /// <inheritdoc/>
    protected internal override void Forward(LayerWorkspace work)
    {
    }

    /// <inheritdoc/>
    protected internal override void Backward(LayerWorkspace work)
    {
    }

    /// <inheritdoc/>
    protected internal override void Describe(Utf8JsonWriter json)
    {
        json.WriteNumber("classes", Classes);
        json.WriteNumber("maxLength", MaxLength);
    }

    /// <exception cref="ArgumentOutOfRangeException">A label is none of the classes.</exception>
    /// <exception cref="ArgumentException">The labels are too many.</exception>
    internal void Require(ReadOnlySpan<byte> labels)
    {
        if (labels.Length > MaxLength)
            throw new ArgumentException($"labels '{GivenName}': sample expected at most {MaxLength} labels, got {labels.Length}", nameof(labels));
        foreach (byte label in labels)
        {
            if (label >= Classes)
                throw new ArgumentOutOfRangeException(nameof(labels), label, $"labels '{GivenName}': expected 0..{Classes - 1}");
        }
    }

    [ModuleInitializer]
    internal static void Register() => LayerKinds.Add(Word, Read);

    internal static LabelSequenceInput Read(LayerDescription layer) => new(layer.Name, layer.WholeNumber("classes"), layer.WholeNumber("maxLength"));
}
