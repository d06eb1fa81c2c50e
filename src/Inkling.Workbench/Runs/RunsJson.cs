using System.Text.Json.Serialization;

namespace Inkling.Workbench;

/// <summary>The shapes that are read and written as JSON, with code generated at build time (NativeAOT has no reflection).</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RunRecord))]
[JsonSerializable(typeof(RunSettings))]
[JsonSerializable(typeof(RunProgress))]
[JsonSerializable(typeof(RunResult))]
internal sealed partial class RunsJson : JsonSerializerContext;
