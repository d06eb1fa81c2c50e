#!/usr/bin/env bash
# ONNX Runtime 1.31.1 (NuGet Microsoft.ML.OnnxRuntime): the usual way to flatten all but the batch, Reshape with the shape [0, -1], fails for a batch of no samples, though
# every extent but the batch is known ("cannot be reshaped ... Input shape:{0,2,2}, requested shape:{0,-1}"). Flatten with axis 1 says the same and gives [0, 4].
# A model that flattens by Reshape answers any number of samples but none.
#
# Seen: "Reshape, 3 samples: [3,4]; 0 samples: OnnxRuntimeException" and "Flatten, 3 samples: [3,4]; 0 samples: [0,4]".
# Exit code 0 as long as that is so. Needs the .NET 10 SDK and a NuGet source.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat > "$folder/probe.cs" <<'CODE'
#:package Microsoft.ML.OnnxRuntime@1.31.1
#:property PublishAot=false
using System.Text;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

Console.WriteLine($"Reshape, 3 samples: {Try(Reshape(), 3)}; 0 samples: {Try(Reshape(), 0)}");
Console.WriteLine($"Flatten, 3 samples: {Try(Flatten(), 3)}; 0 samples: {Try(Flatten(), 0)}");

static string Try(byte[] model, int samples)
{
    try
    {
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        using var session = new InferenceSession(model, options);
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("x", new DenseTensor<float>(new float[samples * 4], [samples, 2, 2]))]);
        return $"[{string.Join(',', results[0].AsTensor<float>().Dimensions.ToArray())}]";
    }
    catch (OnnxRuntimeException e)
    {
        return e.GetType().Name;
    }
}

// The fields of onnx.proto, by their numbers.
static byte[] Reshape() => Model(
    Message(1, Text(1, "x"), Text(1, "shape"), Text(2, "y"), Text(4, "Reshape")),
    Message(5, Number(1, 2), Number(2, 7), Number(7, 0), Number(7, ulong.MaxValue), Text(8, "shape")));

static byte[] Flatten() => Model(Message(1, Text(1, "x"), Text(2, "y"), Text(4, "Flatten"), Message(5, Text(1, "axis"), Number(3, 1), Number(20, 2))));

static byte[] Model(params byte[][] graph) =>
    [.. Number(1, 8), .. Message(7, [.. graph, Text(2, "probe"), Value(11, "x", 2, 2), Value(12, "y", 4)]), .. Message(8, Number(2, 13))];

static byte[] Value(int field, string name, params ulong[] extents) => Message(
    field, Text(1, name), Message(2, Message(1, Number(1, 1), Message(2, [Message(1, Text(2, "N")), .. extents.Select(extent => Message(1, Number(1, extent)))]))));

static byte[] Message(int field, params byte[][] parts) => Bytes(field, [.. parts.SelectMany(part => part)]);

static byte[] Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

static byte[] Bytes(int field, byte[] bytes) => [.. Variable((ulong)((field << 3) | 2)), .. Variable((ulong)bytes.Length), .. bytes];

static byte[] Number(int field, ulong value) => [.. Variable((ulong)(field << 3)), .. Variable(value)];

static byte[] Variable(ulong value)
{
    var bytes = new List<byte>();
    for (; value > 127; value >>= 7)
        bytes.Add((byte)(value | 128));
    bytes.Add((byte)value);
    return [.. bytes];
}
CODE

seen=$(dotnet run "$folder/probe.cs")
echo "$seen"
[ "$seen" = "Reshape, 3 samples: [3,4]; 0 samples: OnnxRuntimeException
Flatten, 3 samples: [3,4]; 0 samples: [0,4]" ]
