using Inkling.TestKit;

namespace Inkling.Compute.Tests;

public class PixelScalingTests
{
    public static TheoryData<SimdWidth> EveryWidth => Widths.All;

    [Theory, MemberData(nameof(EveryWidth))]
    public void Every_length_of_bytes_equals_the_formula(SimdWidth width)
    {
        for (int length = 0; length <= ElementCases.MaxLength; length++)
        {
            byte[] pixels = RandomArrays.Bytes(length, length);
            var values = new Guarded<float>(length, canary: 99f);

            PixelScaling.Apply(width, new Guarded<byte>(pixels, canary: 77).Span, 2f / 255f, -1f, values.Span);

            Closeness.Require($"{length} pixels", [.. pixels.Select(pixel => pixel / 255.0 * 2 - 1)], values.Checked("values"), 2e-7, floor: 1);
        }
    }

    [Theory, MemberData(nameof(EveryWidth))]
    public void Every_byte_gives_the_same_bits_wherever_it_stands(SimdWidth width)
    {
        byte[] pixels = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        float[] together = new float[256], alone = new float[1];
        PixelScaling.Apply(width, pixels, 2f / 255f, -1f, together);

        for (int i = 0; i < 256; i++)
        {
            PixelScaling.Apply(width, pixels.AsSpan(i, 1), 2f / 255f, -1f, alone);
            Closeness.RequireEqualBits($"byte {i}", alone, together.AsSpan(i, 1));
        }
    }

    [Fact]
    public void A_short_destination_is_named() =>
        Assert.Equal("values", Assert.Throws<ArgumentException>(() => PixelScaling.Apply(new byte[3], 1f, 0f, new float[2])).ParamName);
}
