namespace Inkling.Compute;

/// <summary>What normalization makes of the values of one channel: y = max(floor, (x − mean)·factor + offset).</summary>
/// <param name="Mean">What is subtracted.</param>
/// <param name="Factor">What the difference is multiplied by.</param>
/// <param name="Offset">What is added then.</param>
/// <param name="Floor">0 where a rectifier follows, else −∞. NaN stays NaN.</param>
internal readonly record struct ChannelFunction(float Mean, float Factor, float Offset, float Floor = float.NegativeInfinity);
