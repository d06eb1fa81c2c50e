using System.Text.Json;
using Inkling.Compute;

namespace Inkling.Nn;

/// <summary>What all pooling layers share: the checks of their settings, in words and in files.</summary>
internal static class PoolingPlan
{
    public static Shape Output(string title, Layer input, int size, int stride, int padding, bool ceilMode, out PoolingShape plan)
    {
        var from = input.Shape;
        if (size < 1 || stride < 0)
            throw new ArgumentException($"{title}: expected a window of 1 or more and a stride of 0 or more, got {size} and {stride}");
        if (padding < 0 || padding >= size)
            throw new ArgumentException($"{title}: padding expected 0..{size - 1} for a window of {size}, got {padding}");
        if (from.Height + 2 * padding < size || from.Width + 2 * padding < size)
            throw new ArgumentException($"{title}: window {size}×{size} does not fit the input {from} with padding {padding}");

        plan = new(from.Height, from.Width, size, stride == 0 ? size : stride, padding, ceilMode);
        return new(from.Channels, plan.OutputHeight, plan.OutputWidth);
    }

    public static string Describe(in PoolingShape plan) =>
        $"{plan.Size}×{plan.Size}, stride {plan.Stride}"
        + (plan.Padding == 0 ? "" : $", padding {plan.Padding}")
        + (plan.CeilMode ? ", ceil mode" : "");

    public static void Write(in PoolingShape plan, Utf8JsonWriter json)
    {
        json.WriteNumber("size", plan.Size);
        json.WriteNumber("stride", plan.Stride);
        json.WriteNumber("padding", plan.Padding);
        json.WriteBoolean("ceilMode", plan.CeilMode);
    }

    /// <summary>The windows as attributes of ONNX. Those that reach beyond the image get padding at its end, so that rounding of the count of windows never matters.</summary>
    public static (string Name, object Value)[] Windows(PoolingShape plan)
    {
        long size = plan.Size, stride = plan.Stride, padding = plan.Padding;
        return
        [
            ("kernel_shape", new[] { size, size }), ("strides", new[] { stride, stride }),
            ("pads", new[] { padding, padding, End(plan.OutputHeight, plan.Height), End(plan.OutputWidth, plan.Width) }),
        ];

        long End(int windows, int extent) => Math.Max(0, ((windows - 1) * stride) + size - extent - padding);
    }
}
