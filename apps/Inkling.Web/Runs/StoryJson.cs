using System.Text.Json.Serialization;
using Inkling.Web.Networks;
using Inkling.Workbench;

namespace Inkling.Web.Runs;

/// <summary>What is told of a training, with code generated at build time: names and ways as in the answers of the server.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(IterationJson))]
[JsonSerializable(typeof(PassResult))]
[JsonSerializable(typeof(SampleJson[]))]
[JsonSerializable(typeof(PauseJson))]
[JsonSerializable(typeof(NetworkViewJson))]
[JsonSerializable(typeof(EndJson))]
internal sealed partial class StoryJson : JsonSerializerContext;
