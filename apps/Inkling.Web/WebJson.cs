using System.Text.Json;
using System.Text.Json.Serialization;
using Inkling.Web.Networks;
using Inkling.Web.Recognition;
using Inkling.Web.Runs;
using Inkling.Workbench;
using Microsoft.AspNetCore.Mvc;

namespace Inkling.Web;

/// <summary>What the server answers with and what it reads, with code generated at build time. Property names and their order are a contract with other programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(ModelJson[]))]
[JsonSerializable(typeof(FiltersJson))]
[JsonSerializable(typeof(LayersJson))]
[JsonSerializable(typeof(RecognitionJson))]
[JsonSerializable(typeof(BatchJson))]
[JsonSerializable(typeof(RunJson[]))]
[JsonSerializable(typeof(RunDetailsJson))]
[JsonSerializable(typeof(TrainingOfferJson))]
[JsonSerializable(typeof(TrainingRequest))]
[JsonSerializable(typeof(RenamingRequest))]
[JsonSerializable(typeof(RunEvaluationJson))]
[JsonSerializable(typeof(MistakeJson[]))]
internal sealed partial class WebJson : JsonSerializerContext;
