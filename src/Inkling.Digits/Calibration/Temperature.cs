namespace Inkling.Digits;

/// <summary>
/// Makes the probabilities of a network mean what they say: the logits are divided by one number, the temperature (C. Guo, G. Pleiss, Y. Sun, K. Weinberger,
/// "On calibration of modern neural networks", 2017).
/// </summary>
/// <remarks>
/// softmax(z / T) is softmax(z) to the power of 1 / T, made to add up to 1: no logits are needed. The order of the classes does not change. A temperature above 1
/// takes confidence away, one below adds some. Without state: any thread may call it.
/// </remarks>
public static class Temperature
{
    /// <summary>Brings the probabilities of one sample to a temperature, in place.</summary>
    /// <param name="probabilities">One a class, adding up to 1. At the temperature 1 they are left as they are.</param>
    /// <param name="temperature">Above 0.</param>
    public static void Apply(Span<float> probabilities, double temperature)
    {
        if (temperature == 1)
            return;

        double sum = 0;
        foreach (float probability in probabilities)
            sum += Math.Pow(probability, 1 / temperature);
        foreach (ref float probability in probabilities)
            probability = (float)(Math.Pow(probability, 1 / temperature) / sum);
    }
}
