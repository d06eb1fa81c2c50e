using System.Diagnostics.CodeAnalysis;

namespace Inkling.Nn;

/// <content>Parameters that are not learnt.</content>
public sealed partial class Parameters
{
    private readonly HashSet<string> _frozen = [];

    /// <summary>The names of the parameters that a trainer leaves as they are, in the order of the layers.</summary>
    public IEnumerable<string> FrozenNames => Names.Where(_frozen.Contains);

    /// <summary>
    /// The stretches of <see cref="Values"/> that are learnt from gradients: what is neither frozen nor a moving average, neighbours joined, in
    /// their order.
    /// </summary>
    internal Range[] LearnedRanges { get; private set; }

    /// <summary>The parameters that are moving averages of what a layer observes, but for frozen ones.</summary>
    internal ParameterSlot[] MovingAverages { get; private set; }

    /// <summary>Whether a trainer leaves a parameter as it is.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public bool IsFrozen(string name) => _frozen.Contains(Slot(name).Name);

    /// <summary>
    /// Has trainers leave a parameter as it is: no gradient, regularization or momentum moves it. Until <see cref="Unfreeze"/>; not while a
    /// training goes on. <see cref="Set"/> and its like still write it. The mark is a setting of a training: part of its checkpoints, but not
    /// of the file that <see cref="Save(string, bool)"/> writes.
    /// </summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public void Freeze(string name)
    {
        _frozen.Add(Slot(name).Name);
        Divide();
    }

    /// <summary>Has trainers learn a parameter again.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public void Unfreeze(string name)
    {
        _frozen.Remove(Slot(name).Name);
        Divide();
    }

    [MemberNotNull(nameof(LearnedRanges), nameof(MovingAverages))]
    private void Divide()
    {
        LearnedRanges = Learned();
        MovingAverages = [.. Network.Slots.Where(slot => slot.Spec.MovingAverage is not null && !_frozen.Contains(slot.Name))];
    }

    /// <summary>Freezes these, and no others.</summary>
    internal void FreezeOnly(IEnumerable<string> names)
    {
        _frozen.Clear();
        _frozen.UnionWith(names);
        Divide();
    }

    private Range[] Learned()
    {
        var ranges = new List<Range>();
        foreach (var slot in Network.Slots.Where(slot => slot.Spec.MovingAverage is null && !_frozen.Contains(slot.Name)))
        {
            if (ranges is [.., var last] && last.End.Equals(slot.Range.Start))
                ranges[^1] = last.Start..slot.Range.End;
            else
                ranges.Add(slot.Range);
        }

        return [.. ranges];
    }
}
