using System.Text.Json;
using System.Text.Json.Serialization;
using Inkling.Web.Recognition;
using Inkling.Workbench;

namespace Inkling.Cli;

/// <summary>What the tool prints with --json. Property names and their order are a contract with other programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(RunResult))]
[JsonSerializable(typeof(RunResult[]))]
[JsonSerializable(typeof(EvaluationJson))]
[JsonSerializable(typeof(LineEvaluationJson))]
[JsonSerializable(typeof(RecognitionJson))]
[JsonSerializable(typeof(FailureJson))]
[JsonSerializable(typeof(Said[]))]
internal sealed partial class CliJson : JsonSerializerContext;
