namespace Inkling.Compute;

/// <summary>How an update changes one value, given another one and what is remembered: in registers of any width.</summary>
internal interface IUpdateFormula
{
    /// <summary>How many numbers are remembered of a value: 0 to 2.</summary>
    static abstract int Moments { get; }

    /// <summary>Updates the values of a register.</summary>
    /// <param name="x">What they are updated with, such as gradients.</param>
    /// <param name="first">What is remembered; without meaning where nothing is.</param>
    /// <param name="second">What else is remembered; without meaning where nothing is.</param>
    /// <param name="value">The values.</param>
    void Apply<S, V>(V x, ref V first, ref V second, ref V value)
        where S : struct, ILanes<V>
        where V : struct;
}
