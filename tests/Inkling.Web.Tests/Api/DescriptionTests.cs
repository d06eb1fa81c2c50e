using Inkling.Web.Serving;

namespace Inkling.Web.Tests.Api;

/// <summary>The description of the API, as other programs read it.</summary>
public class DescriptionTests
{
    private static readonly string[] Operations =
    [
        "delete /api/runs/{id}", "get /api/models", "get /api/models/{id}/filters", "get /api/runs", "get /api/runs/{id}", "get /api/runs/{id}/evaluation", "get /api/runs/{id}/events",
        "get /api/runs/{id}/mistakes", "get /api/training", "post /api/layers", "post /api/recognize", "post /api/recognize/batch", "post /api/runs", "post /api/runs/{id}/cancel",
        "post /api/runs/{id}/pause", "post /api/runs/{id}/proceed", "post /api/runs/{id}/rename", "post /api/runs/{id}/resume", "post /api/runs/{id}/step",
    ];

    [Fact]
    public async Task Everything_that_can_be_asked_is_described()
    {
        await using var guest = await Guest.VisitAsync();

        using var answer = await guest.GetAsync("/openapi/v1.json?documentName=other");

        var document = await Guest.JsonOf(answer);
        var operations = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (Name: $"{operation.Name} {path.Name}", Json: operation.Value)))
            .OrderBy(operation => operation.Name, StringComparer.Ordinal).ToList();
        Assert.Equal(Operations, operations.Select(operation => operation.Name));
        Assert.Distinct(operations.Select(operation => operation.Json.GetProperty("operationId").GetString()));
        Assert.All(operations, operation =>
        {
            Assert.NotEmpty(operation.Json.GetProperty("summary").GetString()!);
            var problem = operation.Json.GetProperty("responses").GetProperty("default").GetProperty("content").GetProperty("application/problem+json");
            Assert.Equal("#/components/schemas/ProblemDetails", problem.GetProperty("schema").GetProperty("$ref").GetString());
        });
    }

    [Fact]
    public async Task Recognising_is_described_with_its_body_and_its_settings()
    {
        await using var guest = await Guest.VisitAsync();

        using var answer = await guest.GetAsync("/openapi/v1.json");

        var recognize = (await Guest.JsonOf(answer)).GetProperty("paths").GetProperty("/api/recognize").GetProperty("post");
        Assert.Equal(
            ["model", "digits", "minConfidence", "careful", "seen"], recognize.GetProperty("parameters").EnumerateArray().Select(one => one.GetProperty("name").GetString()));
        Assert.Equal(
            ["image/*", "application/octet-stream", "multipart/form-data", "application/json"],
            recognize.GetProperty("requestBody").GetProperty("content").EnumerateObject().Select(type => type.Name));
        Assert.Equal(
            "#/components/schemas/RecognitionJson",
            recognize.GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("$ref").GetString());
    }

    [Fact]
    public async Task The_description_is_that_of_what_is_mapped()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var reader = new StreamReader(ApiDescription.Open());
        string shipped = (await reader.ReadToEndAsync(cancellation)).ReplaceLineEndings("\n");

        string made = await DescriptionMaker.MakeAsync(cancellation);

        if (made != shipped)
        {
            string path = Path.Combine(Path.GetTempPath(), ApiDescription.File);
            await File.WriteAllTextAsync(path, made, cancellation);
            Assert.Fail($"apps/Inkling.Web/Serving/{ApiDescription.File} does not describe what is mapped; look at {path}, which does, and copy it there");
        }
    }
}
