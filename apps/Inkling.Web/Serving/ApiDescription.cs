using System.Net.Mime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Inkling.Web.Serving;

/// <summary>The description of the API that other programs read, at <c>/openapi/v1.json</c>.</summary>
internal static class ApiDescription
{
    private const string Problem = nameof(ProblemDetails);

    public static void AddTo(IServiceCollection services) => services.AddOpenApi(description => description.AddDocumentTransformer(async (document, context, cancellation) =>
    {
        document.Info.Title = "Inkling";
        document.Info.Description = "Which digits an image shows, what a network makes of it, and how networks learn to.";

        // That of the server is the one where the description was asked for.
        document.Servers?.Clear();
        document.AddComponent(Problem, await context.GetOrCreateSchemaAsync(typeof(ProblemDetails), parameterDescription: null, cancellation));
        foreach (var operation in document.Paths.Values.SelectMany(path => path.Operations ?? []).Select(item => item.Value))
        {
            // They are named after the classes that map them.
            operation.Tags = null;
            operation.Responses ??= [];
            operation.Responses["default"] = new OpenApiResponse
            {
                Description = "Why not: the detail names the thing, what was expected and what was found.",
                Content = new Dictionary<string, OpenApiMediaType> { [MediaTypeNames.Application.ProblemJson] = new() { Schema = new OpenApiSchemaReference(Problem, document) } },
            };
        }

        document.Tags = null;
    }));

    public static void Map(IEndpointRouteBuilder app) => app.MapOpenApi("/openapi/v1.json").IsWork();

    /// <summary>Describes a body of bytes, which the endpoint takes from the request itself.</summary>
    public static TBuilder TakesBytes<TBuilder>(this TBuilder endpoint, params string[] types)
        where TBuilder : IEndpointConventionBuilder => endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = types.ToDictionary(type => type, type => new OpenApiMediaType { Schema = SchemaOf(type) }),
            };
            return Task.CompletedTask;
        });

    private static OpenApiSchema SchemaOf(string type)
    {
        var bytes = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
        return type == MediaTypeNames.Multipart.FormData
            ? new() { Type = JsonSchemaType.Object, Properties = new Dictionary<string, IOpenApiSchema> { ["file"] = bytes } }
            : bytes;
    }
}
