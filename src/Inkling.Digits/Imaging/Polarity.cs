namespace Inkling.Digits.Imaging;

/// <summary>Which of the two, ink or paper, is the darker one.</summary>
public enum Polarity
{
    /// <summary>As a pen writes: the ink is darker than the paper.</summary>
    DarkOnLight,

    /// <summary>As chalk writes, and as MNIST is stored: the ink is lighter than the paper.</summary>
    LightOnDark,
}
