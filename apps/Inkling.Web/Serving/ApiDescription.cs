using System.Net.Mime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Inkling.Web.Serving;

/// <summary>The description of the API that other programs read (OpenAPI).</summary>
/// <remarks>
/// A file inside this assembly: what it describes changes with the program alone. A test makes it anew, with Microsoft.AspNetCore.OpenApi, from what is mapped,
/// and requires that it is the same. So the program carries nothing that makes descriptions, and a native one, where that does not work, has one, too.
/// </remarks>
internal static class ApiDescription
{
    /// <summary>The name of the file.</summary>
    public const string File = "openapi.json";

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/openapi/v1.json", Whole).ExcludeFromDescription();

    /// <summary>The file.</summary>
    public static Stream Open() => typeof(ApiDescription).Assembly.GetManifestResourceStream(File)!;

    /// <summary>Tells the description of a body of bytes, which the endpoint takes from the request itself.</summary>
    public static TBuilder TakesBytes<TBuilder>(this TBuilder endpoint, params string[] types)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new TypesOfBytes(types));

    private static FileStreamHttpResult Whole() => TypedResults.Stream(Open(), MediaTypeNames.Application.Json);

    /// <summary>The types of bytes that an endpoint takes.</summary>
    internal sealed record TypesOfBytes(IReadOnlyList<string> Types);
}
