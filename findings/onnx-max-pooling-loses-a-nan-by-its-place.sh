#!/usr/bin/env bash
# ONNX Runtime 1.31.1 (NuGet Microsoft.ML.OnnxRuntime), on processors of x64: whether MaxPool gives NaN for a window with a NaN depends on the place of the NaN in the window. Of a window
# of 2x2 with the values -2, -1, 0, 1, each in turn replaced by NaN, the maximum is 1, 1, 1 and NaN; of one of 3x3 it is NaN only for the last place but one. Relu keeps every NaN.
# A guess is that NaN always goes through, or never does. So a network with NaN in its first layer, such as one that diverged, may answer with numbers that look sound.
#
# Seen: "MaxPool 2x2: 1 1 1 NaN", "MaxPool 3x3: 4 4 4 4 4 4 4 NaN 3" and "Relu: NaN NaN NaN NaN".
# Exit code 0 as long as that is so. Needs the .NET 10 SDK and a NuGet source.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export NUGET_PACKAGES="$folder/packages"

cat > "$folder/probe.cs" <<'CODE'
#:package Microsoft.ML.OnnxRuntime@1.31.1
#:property PublishAot=false
using System.Text;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

Console.WriteLine($"MaxPool 2x2: {Answers(MaxPool(2), 2)}");
Console.WriteLine($"MaxPool 3x3: {Answers(MaxPool(3), 3)}");
Console.WriteLine($"Relu: {Answers(Relu(2), 2)}");

// What the first value of the answer is where NaN stands in each place in turn; of Relu, what NaN itself becomes.
static string Answers(byte[] model, int side)
{
    using var session = new InferenceSession(model);
    return string.Join(' ', Enumerable.Range(0, side * side).Select(place =>
    {
        float[] values = [.. Enumerable.Range(0, side * side).Select(i => i == place ? float.NaN : i - (side * side / 2))];
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("x", new DenseTensor<float>(values, [1, 1, side, side]))]);
        float[] answer = results[0].AsTensor<float>().ToArray();
        return answer[answer.Length > 1 ? place : 0];
    }));
}

// The fields of onnx.proto, by their numbers.
static byte[] MaxPool(ulong side) => Model(side, 1, Message(1, Text(1, "x"), Text(2, "y"), Text(4, "MaxPool"), Message(5, Text(1, "kernel_shape"), Number(8, side), Number(8, side), Number(20, 7))));

static byte[] Relu(ulong side) => Model(side, side, Message(1, Text(1, "x"), Text(2, "y"), Text(4, "Relu")));

static byte[] Model(ulong side, ulong answered, byte[] node) =>
    [.. Number(1, 8), .. Message(7, node, Text(2, "probe"), Value(11, "x", 1, 1, side, side), Value(12, "y", 1, 1, answered, answered)), .. Message(8, Number(2, 13))];

static byte[] Value(int field, string name, params ulong[] extents) => Message(
    field, Text(1, name), Message(2, Message(1, Number(1, 1), Message(2, [.. extents.Select(extent => Message(1, Number(1, extent)))]))));

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
[ "$seen" = "MaxPool 2x2: 1 1 1 NaN
MaxPool 3x3: 4 4 4 4 4 4 4 NaN 3
Relu: NaN NaN NaN NaN" ]
