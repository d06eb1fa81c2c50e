using System.Net;
using System.Net.Mime;
using Inkling.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Inkling.Web.Tests.Api;

/// <summary>Makes the description of the API from what the server maps.</summary>
internal static class DescriptionMaker
{
    private const string Problem = nameof(ProblemDetails);

    /// <summary>The description, as it is to be in its file.</summary>
    public static async Task<string> MakeAsync(CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        Server.AddServices(builder.Services, new());
        builder.Services.AddOpenApi(description => description.AddOperationTransformer(DescribeBytesAsync).AddDocumentTransformer(FinishAsync));
        await using var app = builder.Build();
        app.MapOpenApi("/made.json");
        Server.Map(app);
        await app.StartAsync(cancellation);
        using var http = new HttpClient();
        return (await http.GetStringAsync($"{app.Urls.First()}/made.json", cancellation)).ReplaceLineEndings("\n") + "\n";
    }

    private static Task DescribeBytesAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiDescription.TypesOfBytes>().SingleOrDefault() is { } bytes)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = bytes.Types.ToDictionary(type => type, type => new OpenApiMediaType { Schema = SchemaOf(type) }),
            };
        }

        return Task.CompletedTask;
    }

    private static async Task FinishAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info.Title = "Inkling";
        document.Info.Description = "Which digits an image shows, what a network makes of it, and how networks learn to.";

        // That of the server is the one where the description was asked for.
        document.Servers = null;
        document.AddComponent(Problem, await context.GetOrCreateSchemaAsync(typeof(ProblemDetails), parameterDescription: null, cancellation));
        foreach (var (_, operation) in document.Paths.Values.SelectMany(path => path.Operations ?? []))
        {
            // Named after the classes that map them.
            operation.Tags?.Clear();
            operation.Responses ??= [];
            operation.Responses["default"] = new OpenApiResponse
            {
                Description = "Why not: the detail names the thing, what was expected and what was found.",
                Content = new Dictionary<string, OpenApiMediaType> { [MediaTypeNames.Application.ProblemJson] = new() { Schema = new OpenApiSchemaReference(Problem, document) } },
            };
        }

        document.Tags = null;
    }

    private static OpenApiSchema SchemaOf(string type)
    {
        var bytes = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
        return type switch
        {
            MediaTypeNames.Multipart.FormData => ObjectOf(("file", bytes)),
            MediaTypeNames.Application.Json => ObjectOf(
                ("image", Base64("An image file, or a data: address of one.")),
                ("images", new() { Type = JsonSchemaType.Array, Items = Base64("Several."), Description = "For /api/recognize/batch." })),
            _ => bytes,
        };

        static OpenApiSchema Base64(string description) => new() { Type = JsonSchemaType.String, Format = "byte", Description = description };

        static OpenApiSchema ObjectOf(params (string Name, OpenApiSchema Schema)[] fields) => new()
        {
            Type = JsonSchemaType.Object,
            Description = "Beside the images, the settings that the address takes.",
            Properties = fields.ToDictionary(field => field.Name, field => (IOpenApiSchema)field.Schema),
        };
    }
}
