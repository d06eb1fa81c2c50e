using Inkling.Digits;
using Inkling.Hosting;
using Inkling.Web.Tests.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Inkling.Web.Tests.Hosting;

/// <summary>The recognizer among the services of an application.</summary>
public class InklingServicesTests
{
    [Fact]
    public async Task An_application_reads_the_body_of_a_request()
    {
        var log = new LogLines();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddInkling(options => options.Model = "lenet");
        await using var app = builder.Build();
        app.MapPost("/read", async (HttpRequest request, Recognizer recognizer, CancellationToken cancellation) =>
            (await recognizer.ReadAsync(request.Body, cancellation: cancellation)).Text);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        using var body = new ByteArrayContent(Pictures.Zero);

        using var answer = await http.PostAsync("/read", body, TestContext.Current.CancellationToken);

        Assert.Equal("0", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Same(app.Services.GetRequiredService<Recognizer>(), app.Services.GetRequiredService<Recognizer>());
        Assert.Single(log.Lines, "Opened the model lenet, which tells 10 classes apart");
    }

    [Fact]
    public void Options_come_from_the_configuration()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Model", "softmax"), new("MinConfidence", "0.75")]).Build();
        using var services = new ServiceCollection().AddInkling().Configure<RecognizerOptions>(configuration).BuildServiceProvider();

        var options = services.GetRequiredService<IOptions<RecognizerOptions>>().Value;

        Assert.Equal(("softmax", 0.75, false), (options.Model, options.MinConfidence, options.IsCareful));
        Assert.Equal(10, services.GetRequiredService<Recognizer>().ClassNames.Count);
    }

    [Theory]
    [InlineData("nowhere.safetensors", 0, "nowhere.safetensors")]
    [InlineData("deep", 1.5, "MinConfidence expected 0 to 1, got 1.5")]
    public async Task What_is_wrong_with_the_options_ends_the_start(string model, double minConfidence, string expected)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddInkling(options => (options.Model, options.MinConfidence) = (model, minConfidence));
        await using var app = builder.Build();

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private sealed class LogLines : ILoggerProvider, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (Lines)
                Lines.Add(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }
}
