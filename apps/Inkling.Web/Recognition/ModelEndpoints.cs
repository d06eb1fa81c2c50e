using Inkling.Web.Networks;
using Inkling.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Inkling.Web.Recognition;

/// <summary>Which models there are, and what is inside them.</summary>
internal static class ModelEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/models", All).WithName("models").WithSummary("The models that can be asked.").IsWork();
        app.MapGet("/api/models/{id}/filters", Filters).WithName("filters").WithSummary("The weights of a model's first layer, as pictures.").IsWork();
    }

    private static Ok<ModelJson[]> All(ModelCatalogue models) => TypedResults.Ok<ModelJson[]>([.. models.All()]);

    private static Ok<FiltersJson> Filters(string id, ModelCatalogue models) => TypedResults.Ok(
        FiltersJson.Of(models.Open(id).Parameters)
            ?? throw new BadHttpRequestException($"model '{id}': expected a layer with weights, found none", StatusCodes.Status404NotFound));
}
