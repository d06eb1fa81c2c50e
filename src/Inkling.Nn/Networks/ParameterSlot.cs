namespace Inkling.Nn;

/// <summary>Where a parameter of a network lies in the one buffer that holds them all.</summary>
/// <param name="Name">Its name in the network and in files: <c>conv1.weight</c>.</param>
/// <param name="Spec">What the layer asked for.</param>
/// <param name="Offset">The index of its first value in the buffer.</param>
public sealed record ParameterSlot(string Name, ParameterSpec Spec, int Offset)
{
    /// <summary>Its values in the buffer.</summary>
    public Range Range => Offset..(Offset + Spec.Length);

    /// <summary><c>conv1.weight [20, 1, 5, 5]</c>.</summary>
    public override string ToString() => $"{Name} [{string.Join(", ", Spec.Extents)}]";
}
