using System.Net;
using Inkling.Web.Recognition;
using Inkling.Web.Runs;
using Inkling.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Inkling.Web;

/// <summary>The web page and the HTTP API, served by Kestrel.</summary>
/// <remarks>Nothing but the settings decides what it does: neither files of the current folder nor environment variables are read.</remarks>
public sealed class Server : IAsyncDisposable
{
    /// <summary>How long what was accepted may take when the server is stopped.</summary>
    private static readonly TimeSpan MostTimeToStop = TimeSpan.FromMinutes(1);

    private readonly WebApplication _app;

    private Server(WebApplication app) => _app = app;

    /// <summary>Where it is reached.</summary>
    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    /// <summary>Starts a server.</summary>
    /// <param name="settings">What it is to do.</param>
    /// <param name="cancellation">Gives up starting.</param>
    /// <exception cref="IOException">The address or the port cannot be listened on.</exception>
    public static async Task<Server> StartAsync(ServerSettings settings, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "Inkling.Web" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            Limits.Configure(kestrel.Limits);
            kestrel.Listen(settings.Address, settings.Port);
        });
        AddServices(builder.Services, settings);

        var app = builder.Build();
        Use(app, settings);
        Map(app);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new(app);
    }

    /// <summary>Takes no more requests, finishes those that were accepted, lets a training save itself, and returns.</summary>
    public Task StopAsync() => _app.StopAsync();

    /// <summary>Stops as <see cref="StopAsync"/> does, and frees what the server holds.</summary>
    public async ValueTask DisposeAsync()
    {
        // The host disposes of its services without stopping them: a training would go on and write.
        await StopAsync();
        await _app.DisposeAsync();
    }

    internal static void AddServices(IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<IHostLifetime, CallersLifetime>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = MostTimeToStop);
        services.AddRoutingCore();
        services.AddProblemDetails();
        services.AddExceptionHandler<Problems>();
        services.Configure<RouteHandlerOptions>(route => route.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json =>
        {
            // The platform takes only the shapes from the context, and for the rest has its own ways: "3" for 3, no NaN, and no word about unknown fields.
            var own = WebJson.Default.Options;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, WebJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Insert(1, StoryJson.Default);
            (json.SerializerOptions.NumberHandling, json.SerializerOptions.UnmappedMemberHandling) = (own.NumberHandling, own.UnmappedMemberHandling);
        });
        services.AddRequestTimeouts(Limits.Configure);
        services.AddRateLimiter(limits => Limits.Configure(limits, settings));
        services.AddHostFiltering(hosts =>
        {
            // A name that some other site's server gave this machine is none of these.
            string[] own = settings.PublicAddress is { } outside ? ["localhost", "127.0.0.1", "[::1]", outside.Host] : ["localhost", "127.0.0.1", "[::1]"];
            hosts.AllowedHosts = IPAddress.IsLoopback(settings.Address) ? own : ["*"];
            hosts.IncludeFailureMessage = false;
        });
        services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.WithOrigins([.. settings.AllowedOrigins]).WithMethods("POST").WithHeaders("Content-Type")));
        services.AddHealthChecks().AddCheck<Health>("model");
        services.AddMetrics();
        services.AddSingleton<ServerMetrics>();
        services.AddSingleton<RunCatalogue>();
        services.AddSingleton<RunViews>();
        services.AddSingleton<RunEvaluations>();
        services.AddSingleton<Trainings>();
        services.AddHostedService(provider => provider.GetRequiredService<Trainings>());
        services.AddSingleton<ModelCatalogue>();
    }

    private static void Use(WebApplication app, ServerSettings settings)
    {
        app.Use(app.Services.GetRequiredService<ServerMetrics>().MeasureAsync);
        app.Use(Headers.SetAsync);
        app.UseExceptionHandler();
        app.UseStatusCodePages(Problems.AnswerToStatusAsync);
        app.UseHostFiltering();
        if (settings.PublicAddress is not null)
            app.UseForwardedHeaders(new() { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto });
        if (settings.AllowedOrigins.Count > 0)
            app.UseWhen(context => context.Request.Path.StartsWithSegments(SameOrigin.OpenToOthers), recognizing => recognizing.UseCors());
        app.Use(SameOrigin.RequireAsync);
        Page.Use(app);
        app.UseRouting();
        app.UseRequestTimeouts();
        app.Use(RequestBody.ReadAsync);
        app.UseRateLimiter();
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        Health.Map(app);
        ApiDescription.Map(app);
        ModelEndpoints.Map(app);
        RecognitionEndpoints.Map(app);
        RunEndpoints.Map(app);
        TrainingEndpoints.Map(app);
    }

    /// <summary>The process is the caller's: its signals are not caught here.</summary>
    private sealed class CallersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
