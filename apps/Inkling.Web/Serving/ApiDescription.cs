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
    private const string ProblemType = "application/problem+json";

    public static void AddTo(IServiceCollection services) => services.AddOpenApi(description =>
    {
        description.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Inkling";
            document.Info.Description = "Which digits an image shows, what the network makes of it, and how networks learn to.";

            // The address it was asked at; it need not be the only one.
            document.Servers?.Clear();
            return Task.CompletedTask;
        });
        description.AddOperationTransformer(async (operation, context, cancellation) =>
        {
            var problem = await context.GetOrCreateSchemaAsync(typeof(ProblemDetails), parameterDescription: null, cancellation);
            operation.Responses ??= [];
            operation.Responses["default"] = new OpenApiResponse
            {
                Description = "Why not: the detail names the thing, what was expected and what was found.",
                Content = new Dictionary<string, OpenApiMediaType> { [ProblemType] = new() { Schema = problem } },
            };
        });
    });

    public static void Map(IEndpointRouteBuilder app) => app.MapOpenApi().IsWork();

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
        return type == "multipart/form-data"
            ? new() { Type = JsonSchemaType.Object, Properties = new Dictionary<string, IOpenApiSchema> { ["file"] = bytes } }
            : bytes;
    }
}
