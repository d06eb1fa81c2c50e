namespace Inkling.Data.Synthetic.Forms;

/// <summary>The ways of writing a 1.</summary>
internal static class One
{
    public static readonly PenForm[] Forms =
    [
        // A single stroke: straight, bent to either side.
        new(12,
            "50,0 50,33 50,67 50,100",
            "50,0 54,33 54,67 50,100",
            "52,0 48,33 46,67 48,100"),
        // With a flag.
        new(2,
            "34,22 44,14 54,0! 53,50 52,100",
            "22,30 40,20 54,0! 54,50 54,100",
            "42,12 48,8 54,0! 54,50 52,100"),
        // With a flag and a base.
        new(1.5f,
            "28,24 40,16 52,0! 52,50 52,98 / 22,98 52,97 82,97",
            "22,20 40,14 52,0! 52,50 52,96 / 10,98 52,96 94,94",
            "36,14 44,10 52,0! 52,50 52,98 / 30,100 52,98 72,96"),
    ];
}
