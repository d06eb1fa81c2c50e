namespace Inkling.Nn;

/// <summary>The normal distribution that a parameter's first values are drawn from.</summary>
/// <param name="Mean">Its mean.</param>
/// <param name="StandardDeviation">Its standard deviation; 0 makes every value the mean.</param>
public readonly record struct Initializer(float Mean, float StandardDeviation)
{
    /// <summary>All zeros, as biases begin.</summary>
    public static Initializer Zero => default;

    /// <summary>All ones, as the factors of a normalization begin.</summary>
    public static Initializer One => new(1f, 0f);

    /// <summary>N(0, 1/√inputs): the chapter's law for fully connected weights, which keeps the variance of the sums near that of the inputs.</summary>
    /// <param name="inputs">Values each sum runs over.</param>
    public static Initializer InverseRoot(int inputs) => new(0f, 1f / MathF.Sqrt(inputs));

    /// <summary>N(0, √(2/inputs)): the chapter's law for convolution weights, which makes up for the half that ReLU drops (He et al. 2015).</summary>
    /// <param name="inputs">Values each sum runs over.</param>
    public static Initializer He(int inputs) => new(0f, MathF.Sqrt(2f / inputs));

    /// <summary>Draws the values with the Box–Muller transform.</summary>
    /// <param name="random">The source of randomness.</param>
    /// <param name="values">Overwritten.</param>
    public void Draw(Random random, Span<float> values)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (StandardDeviation == 0f)
        {
            values.Fill(Mean);
            return;
        }

        for (int i = 0; i < values.Length; i++)
        {
            double radius = Math.Sqrt(-2.0 * Math.Log(1.0 - random.NextDouble()));
            values[i] = (float)(Mean + StandardDeviation * radius * Math.Cos(2.0 * Math.PI * random.NextDouble()));
        }
    }
}
