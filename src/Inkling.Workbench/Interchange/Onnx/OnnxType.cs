namespace Inkling.Workbench.Interchange.Onnx;

/// <summary>The types of values that are written, with their numbers in onnx.proto.</summary>
internal enum OnnxType
{
    /// <summary>32 bits.</summary>
    Float = 1,

    /// <summary>A byte, 0 to 255.</summary>
    UInt8 = 2,

    /// <summary>64 bits.</summary>
    Int64 = 7,
}
