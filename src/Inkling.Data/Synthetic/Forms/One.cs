namespace Inkling.Data.Synthetic.Forms;

/// <summary>The ways of writing a 1.</summary>
internal static class One
{
    public static readonly PenForm[] Forms =
    [
        // A single stroke: straight, bent to either side. Half of the world writes it so, the other half with a flag.
        new(6,
            "50,0 50,33 50,67 50,100",
            "50,0 54,33 54,67 50,100",
            "52,0 48,33 46,67 48,100"),
        // With a short flag.
        new(3,
            "36,26 54,0! 53,50 52,100",
            "30,36 54,0! 54,50 54,100",
            "44,18 54,0! 53,50 52,100",
            "34,32 52,0! 53,50 54,100"),
        // With a short flag that lies flat, though not as level as the roof of a 7.
        new(2,
            "20,20 54,0! 54,50 54,100",
            "16,17 52,0! 54,50 56,100",
            "26,18 54,0! 53,50 50,100",
            "22,28 58,0! 56,50 54,100",
            "14,25 54,0! 54,50 54,100"),
        // With a flag as long as half the stem.
        new(3,
            "32,50 54,0! 54,50 54,100",
            "28,60 54,0! 53,50 52,100",
            "34,44 54,0! 55,50 56,100",
            "32,54 54,0! 54,50 52,100"),
        // With a flag nearly as long as the stem, or as long, as many write it in Europe.
        new(3,
            "22,76 56,0! 56,50 56,100",
            "18,88 56,0! 57,50 58,100",
            "14,98 56,0! 58,50 60,100",
            "28,84 56,0! 56,50 54,100",
            "20,70 56,0! 57,50 58,100"),
        // With a flag of more than half the stem, and a base; were the flag longer, the two would close to a triangle.
        new(0.5f,
            "24,58 56,0! 56,50 56,97 / 36,98 82,97",
            "28,62 56,0! 56,50 57,98 / 38,99 78,97",
            "22,56 56,0! 56,50 56,96 / 32,96 84,95",
            "32,60 56,0! 56,50 55,98 / 36,99 76,98"),
        // With a short flag and a base.
        new(1.3f,
            "32,30 52,0! 52,50 52,98 / 26,98 52,97 80,97",
            "28,36 52,0! 52,50 52,96 / 20,98 52,96 86,94",
            "38,22 52,0! 52,50 52,98 / 32,100 52,98 72,96",
            "30,44 52,0! 52,50 52,97 / 32,98 52,97 76,96"),
    ];
}
