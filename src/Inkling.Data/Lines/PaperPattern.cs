using Inkling.Data.Synthetic;

namespace Inkling.Data.Lines;

/// <summary>What is printed all over a paper, as on cheques and in cells that are shaded: waves and stripes, paler than the ink; most paper has none.</summary>
internal readonly struct PaperPattern
{
    private readonly float _strength;
    private readonly float _across;
    private readonly float _down;
    private readonly float _bend;
    private readonly float _bends;
    private readonly float _phase;

    /// <param name="most">How dark it may be, as a part of the light.</param>
    /// <param name="random">Where chance comes from.</param>
    public PaperPattern(float most, ref RandomStream random)
    {
        _strength = random.Uniform() < 0.2f ? most * random.Uniform(0.05f, 0.4f) : 0f;
        float waves = MathF.Tau / random.Uniform(3f, 24f);
        (_down, _across) = MathF.SinCos(random.Uniform(0f, MathF.Tau));
        (_down, _across) = (waves * _down, waves * _across);
        _bend = random.Uniform(0f, 2f);
        _bends = random.Uniform(0.02f, 0.3f);
        _phase = random.Uniform(0f, MathF.Tau);
    }

    /// <summary>The part of the light that is given back at a place.</summary>
    public float At(int x, int y) =>
        _strength == 0f ? 1f : 1f - (_strength * 0.5f * (1f + MathF.Sin((_across * x) + (_down * y) + (_bend * MathF.Sin(_bends * (x + y))) + _phase)));
}
