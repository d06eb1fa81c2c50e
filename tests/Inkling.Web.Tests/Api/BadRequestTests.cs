using System.Net;
using Inkling.Digits;
using Inkling.Nn;
using Inkling.TestKit;
using SkiaSharp;

namespace Inkling.Web.Tests.Api;

/// <summary>Whatever is wrong with a request is named in a problem document, and the server goes on.</summary>
public class BadRequestTests
{
    public static TheoryData<string, string, int, string> Bodies => new()
    {
        { "nothing", "image/png", 422, "the file is empty" },
        { "text", "image/png", 422, "expected a PNG, JPEG, WebP, BMP, GIF or TIFF image" },
        { "text", "text/plain", 415, "got 'text/plain'" },
        { "text", "", 415, "got no Content-Type" },
        { "text", "no type at all", 415, "expected image/*" },
        { "half a JPEG", "image/jpeg", 422, "image: " },
        { "half a PNG", "image/png", 422, "image: " },
        { "30000x30000", "image/png", 422, "30000x30000" },
        { "picture", "multipart/form-data", 400, "form: expected multipart/form-data with one file" },
        { "picture", "multipart/form-data; boundary=xyz", 400, "form: expected multipart/form-data with one file" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_bad_body_is_named(string body, string type, int status, string words)
    {
        byte[] jpeg = Pictures.Drawn(200, (canvas, pen) => canvas.DrawOval(100, 100, 45, 65, pen), SKEncodedImageFormat.Jpeg);
        byte[] bytes = body switch
        {
            "nothing" => [],
            "text" => [.. "Seven, in words."u8],
            "half a JPEG" => jpeg[..(jpeg.Length / 2)],
            "half a PNG" => Pictures.Zero[..(Pictures.Zero.Length / 2)],
            "30000x30000" => Pictures.Claiming(30_000, 30_000),
            _ => Pictures.Zero,
        };
        await using var guest = await Guest.VisitAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/recognize") { Content = new ByteArrayContent(bytes) };
        if (type.Length > 0)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);

        using var answer = await guest.SendAsync(request);

        await Guest.RequireProblemAsync(answer, (HttpStatusCode)status, words);
        await guest.RequireServesAsync();
    }

    [Fact]
    public async Task Nine_megabytes_are_too_many()
    {
        await using var guest = await Guest.VisitAsync();
        foreach (string path in new[] { "/api/recognize", "/api/layers", "/api/runs" })
        {
            // Waits with the body for the server's word, which is no.
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(new byte[9 * 1024 * 1024]) };
            request.Content.Headers.ContentType = new(path == "/api/runs" ? "application/json" : "application/octet-stream");
            request.Headers.ExpectContinue = true;

            using var answer = await guest.SendAsync(request);

            await Guest.RequireProblemAsync(answer, HttpStatusCode.RequestEntityTooLarge, "body: expected at most 8,388,608 bytes, got 9,437,184");
        }

        await guest.RequireServesAsync();
    }

    [Theory]
    [InlineData("?digit=one", "", "digit: no setting; expected model, digits, minConfidence, careful, seen")]
    [InlineData("", "confidence", "confidence: no setting; expected model")]
    [InlineData("?digits=one", "digits", "digits: 'one' in the address and 'nonsense' in the body")]
    [InlineData("", "digits", "digits: expected auto, one or many, got 'nonsense'")]
    public async Task Settings_in_the_address_and_in_a_form_are_none_or_right(string query, string field, string words)
    {
        await using var guest = await Guest.VisitAsync();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Pictures.Zero), "file", "zero.png" } };
        if (field.Length > 0)
            form.Add(new StringContent("nonsense"), field);

        using var answer = await guest.Http.PostAsync($"/api/recognize{query}", form, TestContext.Current.CancellationToken);

        await Guest.RequireProblemAsync(answer, HttpStatusCode.BadRequest, words);
    }

    [Theory]
    [InlineData("{", "body: expected JSON, found something else at line 1")]
    [InlineData("[]", "body: expected an object with 'image', got Array")]
    [InlineData("{}", "body: expected 'image', or 'images' with several, in base64; found neither")]
    [InlineData("""{"image":3}""", "image: expected an image file in base64, or a data: address of one")]
    [InlineData("""{"image":"no base64!"}""", "image: expected an image file in base64")]
    [InlineData("""{"image":"\ud800"}""", "body: expected JSON in UTF-8, found a string that is none")]
    [InlineData("""{"image":"AAAA","digits":"one","digits":"many"}""", "digits: expected it once, found it again")]
    [InlineData("""{"images":["AAAA","AAAA"]}""", "form: expected one file, got 2; /api/recognize/batch takes several")]
    public async Task What_is_wrong_with_images_in_JSON_is_named(string body, string words)
    {
        await using var guest = await Guest.VisitAsync();

        using var answer = await guest.PostAsync("/api/recognize", System.Text.Encoding.UTF8.GetBytes(body), "application/json");

        await Guest.RequireProblemAsync(answer, HttpStatusCode.BadRequest, words);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_form_brings_one_file(int files)
    {
        await using var guest = await Guest.VisitAsync();
        using var form = new MultipartFormDataContent { { new StringContent("lenet"), "model" } };
        for (int i = 0; i < files; i++)
            form.Add(new ByteArrayContent(Pictures.Zero), "file", "zero.png");

        using var answer = await guest.Http.PostAsync("/api/recognize", form, TestContext.Current.CancellationToken);

        await Guest.RequireProblemAsync(answer, HttpStatusCode.BadRequest, $"form: expected one file, got {files}");
    }

    [Theory]
    [InlineData("digits=three", 400, "digits: expected auto, one or many, got 'three'")]
    [InlineData("digits=1", 400, "digits: ")]
    [InlineData("minConfidence=2", 400, "minConfidence: expected a number from 0 to 1, such as 0.5, got '2'")]
    [InlineData("minConfidence=0,5", 400, "minConfidence: ")]
    [InlineData("minConfidence=NaN", 400, "minConfidence: ")]
    [InlineData("careful=yes", 400, "careful: expected true or false, got 'yes'")]
    [InlineData("seen=1", 400, "seen: expected true or false, got '1'")]
    [InlineData("model=resnet", 404, "model 'resnet': expected one that /api/models lists")]
    [InlineData("model=", 404, "model ''")]
    [InlineData("model=DEEP", 404, "model 'DEEP'")]
    public async Task A_bad_setting_is_named(string query, int status, string words)
    {
        await using var guest = await Guest.VisitAsync();

        using var answer = await guest.PostAsync($"/api/recognize?{query}", Pictures.Zero);

        await Guest.RequireProblemAsync(answer, (HttpStatusCode)status, words);
        await guest.RequireServesAsync();
    }

    [Theory]
    [InlineData("GET", "/api/recognize", "POST")]
    [InlineData("PUT", "/api/recognize", "POST")]
    [InlineData("DELETE", "/api/models", "GET")]
    [InlineData("POST", "/api/models/lenet/filters", "GET")]
    [InlineData("PATCH", "/api/runs", "GET, POST")]
    [InlineData("GET", "/api/runs/x/cancel", "POST")]
    public async Task A_wrong_method_is_named_with_the_right_ones(string method, string path, string allowed)
    {
        await using var guest = await Guest.VisitAsync();

        using var answer = await guest.SendAsync(new(new HttpMethod(method), path));

        Assert.Equal(allowed, string.Join(", ", answer.Content.Headers.Allow.Order()));
        await Guest.RequireProblemAsync(answer, HttpStatusCode.MethodNotAllowed, path, $"got {method}");
        await guest.RequireServesAsync();
    }

    /// <summary>Every place of a request where a name stands, with a path in its stead that leads to a model beside the folder of runs.</summary>
    public static TheoryData<string, string> Ways => new()
    {
        { "POST", "/api/recognize?model={0}" },
        { "POST", "/api/recognize?model=run:{0}" },
        { "POST", "/api/recognize?digits={0}" },
        { "POST", "/api/recognize?minConfidence={0}" },
        { "POST", "/api/recognize?careful={0}" },
        { "POST", "/api/recognize?seen={0}" },
        { "POST", "/api/layers?model={0}" },
        { "POST", "/api/layers?model=run:{0}" },
        { "GET", "/api/models/{0}/filters" },
        { "GET", "/api/models/run:{0}/filters" },
        { "GET", "/api/runs/{0}" },
        { "GET", "/api/runs/{0}/events" },
        { "GET", "/api/runs/{0}/evaluation" },
        { "GET", "/api/runs/{0}/mistakes" },
        { "GET", "/api/runs/{0}/mistakes?actual={0}&predicted={0}" },
        { "POST", "/api/runs/{0}/cancel" },
        { "POST", "/api/runs/{0}/resume" },
        { "GET", "/{0}" },
        { "GET", "/openapi/{0}.json" },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task No_path_leads_to_a_file(string method, string address)
    {
        using var folder = new TemporaryFolder();
        string beside = Directory.CreateDirectory(folder.File("beside")).FullName;
        DigitModel.Open("softmax").Parameters.Save(Path.Combine(beside, "best.safetensors"));
        File.WriteAllText(Path.Combine(beside, "run.json"), "{}");
        Directory.CreateDirectory(folder.File("runs"));
        await using var guest = await Guest.VisitAsync(new() { RunsDirectory = folder.File("runs") });

        foreach (string path in new[] { "../beside", "..%2fbeside", "..%5cbeside", "%2e%2e%2fbeside", "..%2fbeside%2fbest.safetensors", Uri.EscapeDataString(beside), "..%252fbeside", "..%2fbeside%00" })
        {
            var exactly = new Uri(
                guest.Http.BaseAddress!.ToString().TrimEnd('/') + address.Replace("{0}", path, StringComparison.Ordinal),
                new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
            using var request = new HttpRequestMessage(new HttpMethod(method), exactly);
            if (method == "POST" && !address.Contains("/api/runs/", StringComparison.Ordinal))
            {
                request.Content = new ByteArrayContent(address.Contains("layers", StringComparison.Ordinal) ? new byte[784] : Pictures.Zero);
                request.Content.Headers.ContentType = new("application/octet-stream");
            }

            using var answer = await guest.SendAsync(request);

            Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed, $"{exactly}: {answer.StatusCode}");

            // What is no HTTP at all, as a path with a zero in it, is refused before there is anything that could write documents.
            if (!path.EndsWith("%00", StringComparison.Ordinal))
                await Guest.RequireProblemAsync(answer, answer.StatusCode);
        }

        await guest.RequireServesAsync();
    }
}
